//! Prints the segmentation section of the scoreboard in Markdown.
//!
//! `cargo run --release -p propos-bench --example segmentation -- [--quality] [GOLD.jsonl…]`
//!
//! `--quality` leaves out what depends on the machine. `GOLD.jsonl` are further files to score, one document a line:
//! `{"lang", "text", "sentences": [[start, end]…]}` in code points.

#[path = "../peers/quality.rs"]
mod quality;
#[path = "../peers/segmenters.rs"]
mod segmenters;

use propos_bench::{adversarial, news};
use propos_segment::{Lang, Options, QuotePolicy, detect_language, segment};
use std::error::Error;
use std::hint::black_box;
use std::io::{Write, stdout};
use std::path::Path;
use std::time::{Duration, Instant};

/// How often each segmenter is run; the shortest time counts.
const ROUNDS: usize = 9;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (settings, files): (Vec<String>, Vec<String>) = arguments
        .into_iter()
        .partition(|argument| argument.starts_with("--"));
    let mut output = stdout().lock();
    golden_rules(&mut output)?;
    if !files.is_empty() {
        sentences(&mut output, &files)?;
    }
    if !settings.iter().any(|setting| setting == "--quality") {
        speed(&mut output)?;
        detection(&mut output)?;
        linearity(&mut output)?;
    }
    Ok(())
}

fn golden_rules(output: &mut impl Write) -> Result<(), Box<dyn Error>> {
    writeln!(
        output,
        "## Segmentation\n\n| golden rules | passed | cases |\n|---|---|---|"
    )?;
    for golden in quality::golden()? {
        writeln!(
            output,
            "| {} | {} | {} |",
            golden.name, golden.passed, golden.cases
        )?;
    }
    Ok(writeln!(output)?)
}

fn sentences(output: &mut impl Write, files: &[String]) -> Result<(), Box<dyn Error>> {
    writeln!(
        output,
        "| sentences | precision | recall | F1 |\n|---|---|---|---|"
    )?;
    for file in files {
        let path = Path::new(file);
        let (precision, recall, f1) = quality::sentence_f1(path)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        writeln!(
            output,
            "| {name} | {:.2} | {:.2} | {:.2} |",
            precision * 100.0,
            recall * 100.0,
            f1 * 100.0
        )?;
    }
    Ok(writeln!(output)?)
}

/// The shortest of several runs.
fn best(runs: usize, mut run: impl FnMut() -> usize) -> Duration {
    let mut shortest = Duration::MAX;
    for _ in 0..runs {
        let start = Instant::now();
        black_box(run());
        shortest = shortest.min(start.elapsed());
    }
    shortest
}

#[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^52")]
fn megabytes(texts: &[&str]) -> f64 {
    texts.iter().map(|text| text.len()).sum::<usize>() as f64 / 1e6
}

fn speed(output: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let (french, english) = news(5_000_000);
    let size = megabytes(&[&french, &english]);
    writeln!(
        output,
        "### Speed\n\n{size:.1} MB of French and English articles, offsets and quotations, language given, one thread, best of {ROUNDS} runs.\n"
    )?;
    writeln!(
        output,
        "| segmenter | MB/s | propos is faster by |\n|---|---|---|"
    )?;
    let segmenters = segmenters::all();
    let mut times = vec![Duration::MAX; segmenters.len()];
    // In turns, so that what else the machine does hurts all alike.
    for _ in 0..ROUNDS {
        for (time, (_, run)) in times.iter_mut().zip(&segmenters) {
            *time = best(1, || run("fr", &french) + run("en", &english)).min(*time);
        }
    }
    let ours = times.first().copied().unwrap_or_default().as_secs_f64();
    for ((name, _), time) in segmenters.iter().zip(&times) {
        let time = time.as_secs_f64();
        writeln!(output, "| {name} | {:.0} | {:.2} |", size / time, time / ours)?;
    }
    Ok(writeln!(output)?)
}

fn detection(output: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let (french, english) = news(5_000_000);
    let time = best(100, || {
        usize::from(detect_language(&french).is_some()) + usize::from(detect_language(&english).is_some())
    });
    let options = Options::default();
    let whole = best(5, || {
        segment(&french, &options).units.len() + segment(&english, &options).units.len()
    });
    let rate = megabytes(&[&french, &english]) / whole.as_secs_f64();
    writeln!(
        output,
        "Language identification: {:.1} µs a document (at most 1 kB of it is read).",
        time.as_secs_f64() * 5e5
    )?;
    Ok(writeln!(
        output,
        "Segmentation with the language of every paragraph detected: {rate:.0} MB/s.\n"
    )?)
}

fn linearity(output: &mut impl Write) -> Result<(), Box<dyn Error>> {
    writeln!(
        output,
        "### Adversarial input\n\n| text | quotations | 1 MB, ms | 2 MB, ms | ratio |\n|---|---|---|---|---|"
    )?;
    for (policy, quotes) in [("split", QuotePolicy::Split), ("keep", QuotePolicy::Keep)] {
        let options = Options::default().with_lang(Lang::Fr).with_quotes(quotes);
        for ((name, one), (_, two)) in adversarial(1_000_000).into_iter().zip(adversarial(2_000_000)) {
            let (mut short, mut long) = (Duration::MAX, Duration::MAX);
            for _ in 0..ROUNDS {
                short = short.min(best(1, || segment(&one, &options).units.len()));
                long = long.min(best(1, || segment(&two, &options).units.len()));
            }
            let (short, long) = (short.as_secs_f64() * 1e3, long.as_secs_f64() * 1e3);
            writeln!(
                output,
                "| {name} | {policy} | {short:.1} | {long:.1} | {:.2} |",
                long / short
            )?;
        }
    }
    Ok(())
}
