//! The quality of the offline annotator on articles that people labelled, as `docs/scoreboard.md`.

mod attributions;
mod gold;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use propos::codebook::Codebook;
use propos::schema::{AnnotatedDocument, Document, StanceLabel};

use gold::{GoldStance, read_claims, read_stances};

/// Scores every article that has gold labels and writes or checks `docs/scoreboard.md`.
pub(crate) fn run(check: bool) -> Result<bool> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = page(&root)?;
    let path = root.join("docs/scoreboard.md");
    if check {
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        if committed != page {
            println!("docs/scoreboard.md is stale: run cargo xtask scoreboard and look at the difference");
        }
        return Ok(committed == page);
    }
    std::fs::write(&path, &page).with_context(|| format!("write {}", path.display()))?;
    print!("{page}");
    Ok(true)
}

fn page(root: &Path) -> Result<String> {
    let mut page = String::from(
        "# Scoreboard\n\nWhat the annotator by rules finds of what people marked. `cargo xtask scoreboard` writes this page; how the \
         figures are made stands in `crates/xtask/src/scoreboard`.\n\n",
    );
    for claims_path in gold_files(root)? {
        let slug = claims_path
            .file_name()
            .and_then(|name| name.to_str())
            .unwrap_or_default()
            .replace(".claims.jsonl", "");
        let lang = claims_path
            .parent()
            .and_then(Path::file_name)
            .and_then(|name| name.to_str())
            .unwrap_or_default();
        let article = root
            .join("fixtures/articles")
            .join(lang)
            .join(format!("{slug}.txt"));
        let text =
            std::fs::read_to_string(&article).with_context(|| format!("read {}", article.display()))?;
        let document = Document::new(slug.as_str(), text.as_str()).with_lang(lang);
        let annotated = propos::annotate_by_rules(document, &Codebook::default_codebook());
        let stances = read_stances(
            &claims_path.with_file_name(format!("{slug}.stances.jsonl")),
            &text,
        )?;
        write_article(
            &mut page,
            &format!("{lang}/{slug}"),
            &annotated,
            &claims_path,
            &stances,
        )?;
    }
    Ok(page)
}

fn gold_files(root: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for folder in std::fs::read_dir(root.join("fixtures/gold")).context("list fixtures/gold")? {
        for file in std::fs::read_dir(folder?.path()).context("list a folder of fixtures/gold")? {
            let path = file?.path();
            if path.to_string_lossy().ends_with(".claims.jsonl") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn write_article(
    page: &mut String,
    name: &str,
    annotated: &AnnotatedDocument,
    claims_path: &Path,
    stances: &[GoldStance],
) -> Result<()> {
    let gold = read_claims(claims_path)?;
    let score = attributions::score(annotated, &gold);
    let (n_figures_gold, n_figures_found, n_figures_both) = figures(annotated, &gold);
    let stance = stance_counts(annotated, stances);
    let rows = [
        (
            "attributed claims marked / found",
            format!("{} / {}", score.n_gold, score.n_found),
        ),
        (
            "F1, overlapping by half or more (soft50)",
            format!("{:.1}", score.f1(score.n_matched)),
        ),
        (
            "F1, and the right speaker (e2e)",
            format!("{:.1}", score.f1(score.n_with_speaker)),
        ),
        ("F1, exact", format!("{:.1}", score.f1(score.n_exact))),
        (
            "direct quotations found",
            format!("{} of {}", score.direct.1, score.direct.0),
        ),
        (
            "canonical name right, of matched",
            format!("{} of {}", score.n_rightly_named, score.n_named),
        ),
        (
            "kind right, of matched",
            format!("{} of {}", score.n_right_kind, score.n_matched),
        ),
        (
            "hedging right, of matched",
            format!("{} of {}", score.n_right_hedge, score.n_matched),
        ),
        (
            "author's assertions given to somebody",
            score.n_author_misattributed.to_string(),
        ),
        (
            "figures marked / found / both",
            format!("{n_figures_gold} / {n_figures_found} / {n_figures_both}"),
        ),
        (
            "primary topic right",
            format!("{} of {}", stance.n_topic_right, stance.n_claims),
        ),
        (
            "stance right, of the decisions on a claim found",
            format!("{} of {}", stance.n_right, stance.n_decisions),
        ),
        (
            "precision of favor",
            format!("{} of {}", stance.favor.1, stance.favor.0),
        ),
        (
            "precision of against",
            format!("{} of {}", stance.against.1, stance.against.0),
        ),
    ];
    writeln!(page, "## {name}\n\n| measure | figure |\n|---|---:|")?;
    for (measure, figure) in rows {
        writeln!(page, "| {measure} | {figure} |")?;
    }
    writeln!(page)?;
    Ok(())
}

/// Figures marked in attributed core claims, figures found there, and those in both by exact span.
fn figures(annotated: &AnnotatedDocument, gold: &[gold::GoldClaim]) -> (usize, usize, usize) {
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
    (marked.len(), found.len(), n_both)
}

#[derive(Default)]
struct StanceCounts {
    n_claims: usize,
    n_topic_right: usize,
    n_decisions: usize,
    n_right: usize,
    /// Said, and rightly.
    favor: (usize, usize),
    against: (usize, usize),
}

/// Compares decisions on the claim that overlaps the labelled text best; a text without a claim is not counted.
fn stance_counts(annotated: &AnnotatedDocument, stances: &[GoldStance]) -> StanceCounts {
    let text = annotated.document.text();
    let mut counts = StanceCounts::default();
    for decision in stances {
        let overlap = |claim: &&propos::schema::Claim| {
            attributions::overlap_of(
                text,
                &attributions::ranges(claim),
                std::slice::from_ref(&decision.claim),
            )
        };
        let best = annotated
            .claims
            .iter()
            .max_by(|first, second| overlap(first).total_cmp(&overlap(second)));
        let Some(claim) = best.filter(|claim| overlap(claim) >= 0.3) else {
            continue;
        };
        counts.n_claims += 1;
        let primary = claim.primary_topic().map(|topic| topic.id.as_str());
        counts.n_topic_right += usize::from(primary == decision.topics.first().map(String::as_str));
        let Some(target) = &decision.target else { continue };
        counts.n_decisions += 1;
        let said = claim
            .stances
            .iter()
            .flatten()
            .find(|stance| &stance.target == target)
            .map(|stance| stance.label);
        let is_right = StanceLabel::coded_name(said) == decision.label;
        counts.n_right += usize::from(is_right);
        match said {
            Some(StanceLabel::Favor) => {
                counts.favor = (counts.favor.0 + 1, counts.favor.1 + usize::from(is_right))
            }
            Some(StanceLabel::Against) => {
                counts.against = (counts.against.0 + 1, counts.against.1 + usize::from(is_right))
            }
            _ => {}
        }
    }
    counts
}
