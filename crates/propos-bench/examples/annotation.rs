//! Prints how fast claims are found, in Markdown: each stage, long documents, and texts that hurt.
//!
//! `cargo run --release -p propos-bench --example annotation -- [--long]`
//!
//! `--long` goes on to documents of 10 MB.

use propos_annotate::{Annotation, Article, assemble, contract};
use propos_annotate_rules::{extract, label};
use propos_bench::{article_texts, articles};
use propos_codebook::Codebook;
use propos_schema::{Document, OffsetUnit, Record};
use std::error::Error;
use std::hint::black_box;
use std::io::{Write, stdout};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// How often each stage is run; the shortest time counts.
const ROUNDS: usize = 5;
/// About how many bytes of articles are run through the stages.
const CORPUS: usize = 2_000_000;

fn main() -> Result<(), Box<dyn Error>> {
    let is_long = std::env::args().any(|argument| argument == "--long");
    let codebook = Codebook::default_codebook();
    let mut output = stdout().lock();
    stages(&mut output, &codebook)?;
    lengths(&mut output, &codebook, if is_long { 10 } else { 4 })?;
    endless(&mut output, &codebook)
}

fn document(lang: &str, text: &str) -> Document {
    let mut document = Document::new("bench", text);
    lang.clone_into(&mut document.lang);
    document
}

/// How long this thread has been at work. What else the machine does is not counted where the system tells it apart.
fn clock() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let at_work = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = at_work.and_then(|line| line.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// Each time is taken over at least this long: the system counts the time of a thread in ticks of some milliseconds.
const LEAST: Duration = Duration::from_millis(150);

/// The time of one run: the shortest of several measurements.
fn best<T>(measurements: usize, mut run: impl FnMut() -> T) -> Duration {
    let time = |_| {
        let start = clock();
        let mut n_runs = 0;
        loop {
            black_box(run());
            n_runs += 1;
            let time = clock().saturating_sub(start);
            if time >= LEAST {
                return time / n_runs;
            }
        }
    };
    (0..measurements).map(time).min().unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
fn megabytes(n_bytes: usize) -> f64 {
    n_bytes as f64 / 1e6
}

/// Megabytes a second of every stage by itself, over articles of usual length.
fn stages(output: &mut impl Write, codebook: &Codebook) -> Result<(), Box<dyn Error>> {
    writeln!(output, "| stage | French, MB/s | English, MB/s |\n|---|---|---|")?;
    let mut rows: Vec<(&str, Vec<f64>)> = Vec::new();
    for (column, lang) in ["fr", "en"].into_iter().enumerate() {
        let once = article_texts(lang);
        let size: usize = once.iter().map(String::len).sum();
        let texts: Vec<&String> = once
            .iter()
            .cycle()
            .take(once.len() * CORPUS.div_ceil(size))
            .collect();
        let size = megabytes(texts.iter().map(|text| text.len()).sum());
        let documents: Vec<Document> = texts.iter().map(|text| document(lang, text)).collect();
        let articles: Vec<Article> = documents.iter().cloned().map(Article::segment).collect();
        let extracted: Vec<Annotation> = articles
            .iter()
            .map(|article| extract(article, codebook))
            .collect();
        let pairs = || articles.iter().zip(&extracted);
        let labelled: Vec<Annotation> = pairs()
            .map(|(article, extracted)| label(article, codebook, extracted.clone()))
            .collect();
        let records: Vec<_> = articles
            .iter()
            .zip(&labelled)
            .map(|(article, annotation)| assemble(article, codebook, "rules", annotation.clone()))
            .collect();
        let clones = best(ROUNDS, || extracted.clone());
        let clones_with_labels = best(ROUNDS, || labelled.clone());
        let segmented = best(ROUNDS, || {
            documents
                .iter()
                .cloned()
                .map(|document| Article::segment(document).segmentation().units.len())
                .sum::<usize>()
        });
        let found = best(ROUNDS, || {
            articles
                .iter()
                .map(|article| extract(article, codebook).claims.len())
                .sum::<usize>()
        });
        // Labels and records are made of what was found before, which has to be copied for each run.
        let told = best(ROUNDS, || {
            pairs()
                .map(|(article, extracted)| label(article, codebook, extracted.clone()).claims.len())
                .sum::<usize>()
        });
        let made = best(ROUNDS, || {
            let annotations = articles.iter().zip(&labelled);
            annotations
                .map(|(article, annotation)| {
                    assemble(article, codebook, "rules", annotation.clone())
                        .claims
                        .len()
                })
                .sum::<usize>()
        });
        let written = best(ROUNDS, || {
            let lines = records.iter().filter_map(|annotated| {
                let record = Record::new(annotated, OffsetUnit::Codepoint).ok()?;
                serde_json::to_string(&record).ok()
            });
            lines.map(|line| line.len()).sum::<usize>()
        });
        let (told, made) = (
            told.saturating_sub(clones),
            made.saturating_sub(clones_with_labels),
        );
        let all = segmented + found + told + made;
        let table = [
            ("segment", segmented),
            ("extract, figures", found),
            ("label", told),
            ("assemble", made),
            ("**annotation**", all),
            ("JSON", written),
        ];
        for (at, (name, time)) in table.into_iter().enumerate() {
            if column == 0 {
                rows.push((name, Vec::new()));
            }
            if let Some((_, rates)) = rows.get_mut(at) {
                rates.push(size / time.as_secs_f64());
            }
        }
    }
    // A stage that takes no longer than copying what it is given has no rate.
    let told = |rate: &f64| {
        if rate.is_finite() {
            format!("{rate:.1}")
        } else {
            "–".to_owned()
        }
    };
    for (name, rates) in rows {
        let rates: Vec<String> = rates.iter().map(told).collect();
        writeln!(output, "| {name} | {} |", rates.join(" | "))?;
    }
    Ok(writeln!(output)?)
}

/// Segmentation, extraction, labels and the record of one text.
fn whole(lang: &str, text: &str, codebook: &Codebook) -> usize {
    let article = Article::segment(document(lang, text));
    let annotation = label(&article, codebook, extract(&article, codebook));
    assemble(&article, codebook, "rules", annotation).claims.len()
}

/// One document of growing length.
fn lengths(output: &mut impl Write, codebook: &Codebook, most: usize) -> Result<(), Box<dyn Error>> {
    writeln!(
        output,
        "| one document | French, MB/s | English, MB/s |\n|---|---|---|"
    )?;
    for size in [1, 2, 4, 10].into_iter().filter(|size| *size <= most) {
        let rates = ["fr", "en"].map(|lang| {
            let text = articles(lang, size * 1_000_000);
            megabytes(text.len()) / best(2, || whole(lang, &text, codebook)).as_secs_f64()
        });
        writeln!(output, "| {size} MB | {:.1} | {:.1} |", rates[0], rates[1])?;
    }
    Ok(writeln!(output)?)
}

/// Texts that a careless annotator reads again and again. Twice the text may take twice as long.
fn endless(output: &mut impl Write, codebook: &Codebook) -> Result<(), Box<dyn Error>> {
    writeln!(
        output,
        "| endless | MB/s | time of 1 MB / of 0.5 MB |\n|---|---|---|"
    )?;
    let shapes = contract::endless(500_000)
        .into_iter()
        .zip(contract::endless(1_000_000));
    for ((lang, name, half), (_, _, text)) in shapes {
        let (short, long) = (
            best(3, || whole(lang, &half, codebook)).as_secs_f64(),
            best(2, || whole(lang, &text, codebook)).as_secs_f64(),
        );
        let rate = megabytes(text.len()) / long;
        writeln!(output, "| {name} | {rate:.1} | {:.1} |", long / short)?;
    }
    Ok(())
}
