//! The quality of the annotator by rules on articles with gold labels, as `docs/scoreboard.md`.

pub(crate) mod attributions;
mod given;
mod gold;
pub(crate) mod stances;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use propos::codebook::Codebook;
use propos::schema::{AnnotatedDocument, Document};

use attributions::AttributionScore;
use gold::{GoldClaim, GoldStance, read_claims, read_stances};
use stances::StanceScore;

const INTRODUCTION: &str = "\
# Scoreboard

`cargo xtask scoreboard` writes this page, so that a pull request shows what a change of rules did.

## Claims by rules

What the annotator finds of what the gold labels mark. How the figures are made stands in `crates/xtask/src/scoreboard`, how the labels
were made in `fixtures/gold/README.md`. These articles may be read while rules are written, so the figures flatter;
`cargo xtask scoreboard --locked` scores those that may not.

";

const EVERYDAY: &str = "\
## In everyday words

Articles whose people argue without the codebook's words: see `fixtures/everyday/README.md`. The first table is of those that may be
read while rules are written, the second of those that nobody reads.

";

const DEBATES: &str = "\
## In debates

Articles in the manner of newspapers whose people argue for and against in ordinary words: see `fixtures/debates/README.md`. The first table
is of those that may be read while rules are written, the second of those that nobody reads.

";

/// One labelled article, scored.
struct Row {
    name: String,
    attributions: AttributionScore,
    figures: FigureScore,
    stances: StanceScore,
}

/// What to do with the page.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Write `docs/scoreboard.md`.
    Write,
    /// Compare it with what would be written.
    Check,
    /// Print the figures of the locked articles, which are in no page: they are looked at for releases only.
    Locked,
    /// Print the figures of any folder of labelled articles.
    Of {
        folder: PathBuf,
        /// Whether the claims are the labels', so that only topics and stances are the annotator's.
        claims_given: bool,
        /// Whether to list what is wrong.
        list_errors: bool,
    },
}

/// Scores every labelled article.
pub(crate) fn run(mode: &Mode) -> Result<bool> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    match mode {
        Mode::Locked => {
            print!("{}", tables(&rows(&root.join("fixtures/locked"), false)?)?);
            return Ok(true);
        }
        Mode::Of {
            folder,
            claims_given,
            list_errors,
        } => {
            let rows = rows(folder, *claims_given)?;
            print!("{}\n{}", tables(&rows)?, details(&rows, *list_errors)?);
            return Ok(true);
        }
        Mode::Write | Mode::Check => {}
    }
    let page = format!(
        "{INTRODUCTION}{}\n{DEBATES}{}\n{}\n{EVERYDAY}{}\n{}\n{}",
        tables(&rows(&root.join("fixtures/gold"), false)?)?,
        tables(&rows(&root.join("fixtures/debates/read"), false)?)?,
        tables(&rows(&root.join("fixtures/debates/unread"), false)?)?,
        tables(&rows(&root.join("fixtures/everyday/read"), false)?)?,
        tables(&rows(&root.join("fixtures/everyday/unread"), false)?)?,
        segmentation()?
    );
    let path = root.join("docs/scoreboard.md");
    if *mode == Mode::Write {
        std::fs::write(&path, &page).with_context(|| format!("write {}", path.display()))?;
        print!("{page}");
        return Ok(true);
    }
    let is_current = std::fs::read_to_string(&path).unwrap_or_default() == page;
    if !is_current {
        println!("docs/scoreboard.md is stale: run cargo xtask scoreboard and look at the difference");
    }
    Ok(is_current)
}

/// The section on segmentation, from the program that also measures its speed beside other segmenters.
fn segmentation() -> Result<String> {
    let arguments = [
        "run",
        "--quiet",
        "-p",
        "propos-bench",
        "--example",
        "segmentation",
        "--",
        "--quality",
    ];
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .output()
        .context("run the segmentation example")?;
    anyhow::ensure!(output.status.success(), "the segmentation example failed");
    String::from_utf8(output.stdout).context("read the segmentation section")
}

/// Scores the articles of a folder.
fn rows(folder: &Path, claims_given: bool) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for article in labelled_articles(folder)? {
        let document = Document::new(&*article.slug, article.text.as_str()).with_lang(&*article.lang);
        let annotated = if claims_given {
            given::annotate(document, &article.codebook, &article.claims)
        } else {
            propos::annotate_by_rules(document, &article.codebook)
        };
        rows.push(Row {
            name: format!("{}/{}", article.lang, article.slug),
            attributions: attributions::score(&annotated, &article.claims),
            figures: FigureScore::of(&annotated, &article.claims),
            stances: stances::score(&annotated, &article.stances),
        });
    }
    Ok(rows)
}

/// One article with its labels.
pub(crate) struct LabelledArticle {
    pub(crate) lang: String,
    pub(crate) slug: String,
    pub(crate) text: String,
    pub(crate) codebook: Codebook,
    pub(crate) claims: Vec<GoldClaim>,
    pub(crate) stances: Vec<GoldStance>,
}

/// The articles of a folder, `LANG/SLUG.claims.jsonl`, in order.
pub(crate) fn labelled_articles(folder: &Path) -> Result<Vec<LabelledArticle>> {
    let mut labels: Vec<PathBuf> = Vec::new();
    for lang in std::fs::read_dir(folder).with_context(|| format!("list {}", folder.display()))? {
        let lang = lang?.path();
        if lang.is_dir() {
            for file in std::fs::read_dir(&lang).with_context(|| format!("list {}", lang.display()))? {
                labels.push(file?.path());
            }
        }
    }
    labels.retain(|path| path.to_string_lossy().ends_with(".claims.jsonl"));
    labels.sort();
    anyhow::ensure!(
        !labels.is_empty(),
        "{}: no labelled article; they are expected as LANG/SLUG.claims.jsonl below the folder",
        folder.display()
    );
    labels.iter().map(|path| labelled_article(path)).collect()
}

fn labelled_article(claims_path: &Path) -> Result<LabelledArticle> {
    let file_name = claims_path.file_name().unwrap_or_default().to_string_lossy();
    let slug = file_name.trim_end_matches(".claims.jsonl");
    let folder = claims_path.parent().unwrap_or(claims_path);
    let lang = folder.file_name().unwrap_or_default().to_string_lossy();
    // The text stands beside the labels, or with the articles of the snapshots.
    let mut text_path = folder.join(format!("{slug}.txt"));
    if !text_path.exists() {
        text_path = folder
            .join("../../articles")
            .join(&*lang)
            .join(format!("{slug}.txt"));
    }
    let read =
        |path: &Path| std::fs::read_to_string(path).with_context(|| format!("read {}", path.display()));
    let text = read(&text_path)?;
    let options: toml::Table = toml::from_str(&read(&text_path.with_extension("options.toml"))?)?;
    let codebook = options
        .get("codebook")
        .and_then(toml::Value::as_str)
        .with_context(|| format!("{slug}: its options name no codebook"))?;
    // An embedded one, or a file as seen from the options.
    let codebook = match Codebook::embedded(codebook) {
        Some(codebook) => codebook,
        None => Codebook::parse(codebook, &read(&folder.join(codebook))?)?,
    };
    let stances = claims_path.with_file_name(format!("{slug}.stances.jsonl"));
    Ok(LabelledArticle {
        lang: lang.into_owned(),
        slug: slug.to_owned(),
        codebook,
        claims: read_claims(claims_path)?,
        stances: read_stances(&stances, &text)?,
        text,
    })
}

fn tables(rows: &[Row]) -> Result<String> {
    let mut page = String::new();
    writeln!(
        page,
        "Attributed claims. **soft50**: F1 of spans that overlap by half or more; **e2e**: and the right speaker; **given**: \
         assertions of the author given to somebody.\n\n\
         | article | marked / found | soft50 | e2e | exact | direct | name | kind | hedged | given |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
    )?;
    for Row {
        name,
        attributions: score,
        ..
    } in rows
    {
        writeln!(
            page,
            "| {name} | {} / {} | {:.1} | {:.1} | {:.1} | {}/{} | {}/{} | {}/{} | {}/{} | {} |",
            score.n_gold,
            score.n_found,
            score.f1(score.n_matched),
            score.f1(score.n_with_speaker),
            score.f1(score.n_exact),
            score.direct.1,
            score.direct.0,
            score.n_rightly_named,
            score.n_named,
            score.n_right_kind,
            score.n_matched,
            score.n_right_hedge,
            score.n_matched,
            score.n_author_misattributed,
        )?;
    }
    let mean = |figure: fn(&AttributionScore) -> f64| mean(rows.iter().map(|row| figure(&row.attributions)));
    writeln!(
        page,
        "| **mean** | | **{:.1}** | **{:.1}** | **{:.1}** | | | | | |\n",
        mean(|score| score.f1(score.n_matched)),
        mean(|score| score.f1(score.n_with_speaker)),
        mean(|score| score.f1(score.n_exact)),
    )?;

    writeln!(
        page,
        "Figures (exact spans), primary topics, and stances: a decision on claim and target each, *none* where the claim was not \
         found.\n\n| article | figures marked / found / both | topic | stance | favor said / right | against said / right |\n\
         |---|---:|---:|---:|---:|---:|"
    )?;
    let mut all = StanceScore::default();
    for Row {
        name,
        figures,
        stances,
        ..
    } in rows
    {
        all.add(stances);
        writeln!(
            page,
            "| {name} | {} / {} / {} | {}/{} | {}/{} | {} | {} |",
            figures.n_marked,
            figures.n_found,
            figures.n_both,
            stances.n_topic_right,
            stances.n_topics,
            stances.n_right(),
            stances.n_decisions(),
            stances.said_and_right("favor"),
            stances.said_and_right("against"),
        )?;
    }
    writeln!(
        page,
        "\nStances together: macro-F1 over favor, against, neutral and none **{:.2}**; said and right: favor {}, against {}.",
        all.macro_f1(),
        all.said_and_right("favor"),
        all.said_and_right("against"),
    )?;
    Ok(page)
}

/// The confusion of stances, the sides by rule, and what is wrong where that is asked for.
fn details(rows: &[Row], list_errors: bool) -> Result<String> {
    let mut page = String::new();
    let mut all = StanceScore::default();
    for row in rows {
        all.add(&row.stances);
    }
    writeln!(page, "{}\n{}", all.confusion(), all.rules())?;
    for row in rows.iter().filter(|_| list_errors) {
        writeln!(page, "## {}", row.name)?;
        for wrong in &row.stances.wrong {
            writeln!(page, "{wrong}")?;
        }
    }
    Ok(page)
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn mean(figures: impl ExactSizeIterator<Item = f64>) -> f64 {
    let n_figures = figures.len().max(1);
    figures.sum::<f64>() / n_figures as f64
}

/// Figures by exact span, in any claim.
#[expect(clippy::struct_field_names, reason = "all are counts")]
struct FigureScore {
    n_marked: usize,
    n_found: usize,
    n_both: usize,
}

impl FigureScore {
    fn of(annotated: &AnnotatedDocument, gold: &[GoldClaim]) -> Self {
        let mut marked: Vec<(usize, usize)> = gold
            .iter()
            .flat_map(|claim| &claim.figures)
            .map(|span| (span.start, span.end))
            .collect();
        let mut found: Vec<(usize, usize)> = annotated
            .claims
            .iter()
            .flat_map(|claim| &claim.figures)
            .map(|figure| (figure.start, figure.end))
            .collect();
        for spans in [&mut marked, &mut found] {
            spans.sort_unstable();
            spans.dedup();
        }
        let n_both = marked
            .iter()
            .filter(|span| found.binary_search(span).is_ok())
            .count();
        Self {
            n_marked: marked.len(),
            n_found: found.len(),
            n_both,
        }
    }
}
