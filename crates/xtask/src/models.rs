//! What a model is worth: the program run over the labelled articles, each strategy beside the rules alone.
//!
//! By hand only: it takes minutes to hours, and a real model's words differ from machine to machine.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use propos::schema::{AnnotatedDocument, Record};

use crate::scoreboard::attributions::{self, AttributionScore};
use crate::scoreboard::stances::{self, StanceScore};
use crate::scoreboard::{LabelledArticle, labelled_articles};

const INTRODUCTION: &str = "\
# What models are worth

`cargo xtask measure-models` adds the rows: the program run over the articles of `fixtures/gold` that have labels of stances, each
strategy beside the rules alone. Topics and stances are decisions on a claim (and a target), wrong where the claim was not found.
**legal**: claims whose labels were all of the codebook's, after at most one repair. **sliced**: quotes that are a slice of their text.

| annotator | strategy | articles | topics | stances | macro-F1 | soft50 | e2e | legal | sliced | seconds an article |
|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
";

#[derive(Default)]
struct Options {
    /// What is handed on to the program.
    method: Vec<String>,
    annotator: String,
    strategies: Vec<String>,
    articles: Vec<String>,
    record: Option<PathBuf>,
    writes: bool,
}

/// Measures and prints, and adds to docs/model-figures.md where that is asked for.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let options = parse(arguments)?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut articles = labelled_articles(&root.join("fixtures/gold"))?;
    articles.retain(|article| {
        !article.stances.is_empty()
            && (options.articles.is_empty() || options.articles.contains(&article.slug))
    });
    let program = build(&root)?;
    let mut rows = row(
        "rules",
        "-",
        &articles,
        &program,
        &["--annotator".to_owned(), "rules".to_owned()],
    )?;
    print!("{INTRODUCTION}{rows}");
    for strategy in &options.strategies {
        let mut method = options.method.clone();
        method.extend(["--strategy".to_owned(), strategy.clone()]);
        if let Some(folder) = &options.record {
            std::fs::create_dir_all(folder).with_context(|| format!("make {}", folder.display()))?;
            let name = format!("{}-{strategy}.jsonl", options.annotator.replace([':', '/'], "-"));
            method.extend([
                "--record".to_owned(),
                folder.join(name).to_string_lossy().into_owned(),
            ]);
        }
        let measured = row(&options.annotator, strategy, &articles, &program, &method)?;
        print!("{measured}");
        rows.push_str(&measured);
    }
    if options.writes {
        let path = root.join("docs/model-figures.md");
        let mut page = std::fs::read_to_string(&path).unwrap_or_else(|_| INTRODUCTION.to_owned());
        page.push_str(&rows);
        std::fs::write(&path, page).with_context(|| format!("write {}", path.display()))?;
    }
    Ok(())
}

fn parse(arguments: &[String]) -> Result<Options> {
    let mut options = Options::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if argument == "--write" {
            options.writes = true;
            continue;
        }
        let value = rest.next().with_context(|| format!("{argument} wants a value"))?;
        match argument.as_str() {
            "--annotator" => options.annotator.clone_from(value),
            "--strategy" => options.strategies.push(value.clone()),
            "--article" => options.articles.push(value.clone()),
            "--record" => options.record = Some(value.into()),
            "--base-url"
            | "--context"
            | "--claims-per-request"
            | "--passes"
            | "--votes"
            | "--max-output-tokens" => {}
            _ => bail!("{argument} is not known"),
        }
        if !matches!(argument.as_str(), "--strategy" | "--article" | "--record") {
            options.method.extend([argument.clone(), value.clone()]);
        }
    }
    if options.strategies.is_empty() {
        options
            .strategies
            .extend(["rules+model", "model+rules", "model+model"].map(str::to_owned));
    }
    anyhow::ensure!(
        !options.annotator.is_empty(),
        "name a model: --annotator llamacpp:qwen0.5b --base-url URL"
    );
    Ok(options)
}

/// Builds the program as people use it.
fn build(root: &Path) -> Result<PathBuf> {
    if let Some(program) = std::env::var_os("PROPOS_PROGRAM") {
        return Ok(program.into());
    }
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--release", "-p", "propos-cli"])
        .current_dir(root)
        .status()
        .context("build the program")?;
    anyhow::ensure!(status.success(), "the program does not build");
    Ok(root.join("target/release/propos"))
}

/// Runs one method over all articles and scores it.
fn row(
    annotator: &str,
    strategy: &str,
    articles: &[LabelledArticle],
    program: &Path,
    method: &[String],
) -> Result<String> {
    let mut stances = StanceScore::default();
    let mut attributions: Vec<AttributionScore> = Vec::new();
    let (mut n_claims, mut n_legal, mut n_sliced) = (0_usize, 0_usize, 0_usize);
    let mut taken = Duration::ZERO;
    for article in articles {
        let began = Instant::now();
        let annotated = annotate(article, program, method)?;
        taken += began.elapsed();
        stances.add(&stances::score(&annotated, &article.stances));
        attributions.push(attributions::score(&annotated, &article.claims));
        n_claims += annotated.claims.len();
        n_legal += annotated
            .claims
            .iter()
            .filter(|claim| claim.stances.is_some())
            .count();
        let text = article.text.as_str();
        let slices = |claim: &&propos::schema::Claim| {
            claim
                .spans
                .iter()
                .all(|span| text.get(span.range()) == Some(span.text.as_str()))
        };
        n_sliced += annotated.claims.iter().filter(slices).count();
    }
    let sum = |figure: fn(&AttributionScore) -> f64| attributions.iter().map(figure).sum::<f64>();
    let n_articles = u32::try_from(articles.len().max(1)).unwrap_or(u32::MAX);
    let mut line = String::new();
    writeln!(
        line,
        "| {annotator} | {strategy} | {} | {}/{} | {}/{} | {:.2} | {:.1} | {:.1} | {n_legal}/{n_claims} | {n_sliced}/{n_claims} | {:.1} |",
        articles.len(),
        stances.n_topic_right,
        stances.n_topics,
        stances.n_right(),
        stances.n_decisions(),
        stances.macro_f1(),
        sum(|score| score.f1(score.n_matched)) / f64::from(n_articles),
        sum(|score| score.f1(score.n_with_speaker)) / f64::from(n_articles),
        taken.as_secs_f64() / f64::from(n_articles),
    )?;
    Ok(line)
}

fn annotate(article: &LabelledArticle, program: &Path, method: &[String]) -> Result<AnnotatedDocument> {
    let output = Command::new(program)
        .arg("annotate")
        .arg(&article.text_path)
        .args(["--format", "jsonl", "--quiet", "--lang", &article.lang])
        .args(["--codebook", &article.codebook.id])
        .args(method)
        .output()
        .context("run the program")?;
    let line = String::from_utf8_lossy(&output.stdout);
    if line.trim().is_empty() {
        bail!("{}: {}", article.slug, String::from_utf8_lossy(&output.stderr));
    }
    let record: Record = serde_json::from_str(line.trim()).context("read the record")?;
    record.into_annotated().context("read the record's offsets")
}
