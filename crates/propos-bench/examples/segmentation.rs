//! Prints the segmentation section of the scoreboard in Markdown.
//!
//! `cargo run --release -p propos-bench --example segmentation`

#[path = "../peers/segmenters.rs"]
mod segmenters;

use propos_bench::{adversarial, news};
use propos_segment::{Lang, Options, detect_language, segment};
use std::hint::black_box;
use std::io::{Write, stdout};
use std::time::{Duration, Instant};

/// How often each segmenter is run; the shortest time counts.
const ROUNDS: usize = 9;

fn main() -> std::io::Result<()> {
    let mut output = stdout().lock();
    speed(&mut output)?;
    detection(&mut output)?;
    linearity(&mut output)
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

fn speed(output: &mut impl Write) -> std::io::Result<()> {
    let (french, english) = news(5_000_000);
    let megabytes = (french.len() + english.len()) as f64 / 1e6;
    writeln!(output, "### Speed\n\n{megabytes:.1} MB of French and English articles, offsets and quotations, language given, one thread, best of {ROUNDS} runs.\n")?;
    writeln!(output, "| segmenter | MB/s | propos is faster by |\n|---|---|---|")?;
    let segmenters = segmenters::all();
    let mut times = vec![Duration::MAX; segmenters.len()];
    // In turns, so that what else the machine does hurts all alike.
    for _ in 0..ROUNDS {
        for (time, (_, run)) in times.iter_mut().zip(&segmenters) {
            *time = best(1, || run("fr", &french) + run("en", &english)).min(*time);
        }
    }
    let rates: Vec<f64> = times.iter().map(|time| megabytes / time.as_secs_f64()).collect();
    for ((name, _), rate) in segmenters.iter().zip(&rates) {
        writeln!(output, "| {name} | {rate:.0} | {:.2} |", rates[0] / rate)?;
    }
    writeln!(output)
}

fn detection(output: &mut impl Write) -> std::io::Result<()> {
    let (french, english) = news(5_000_000);
    let time = best(100, || usize::from(detect_language(&french).is_some()) + usize::from(detect_language(&english).is_some()));
    let options = Options::default();
    let whole = best(5, || segment(&french, &options).units.len() + segment(&english, &options).units.len());
    let megabytes = (french.len() + english.len()) as f64 / 1e6;
    writeln!(output, "Language identification: {:.1} µs a document or paragraph (at most 1 kB is read). ", time.as_secs_f64() * 5e5)?;
    writeln!(output, "Segmentation with the language of every paragraph detected: {:.0} MB/s.\n", megabytes / whole.as_secs_f64())
}

fn linearity(output: &mut impl Write) -> std::io::Result<()> {
    writeln!(output, "### Adversarial input\n\n| text | 1 MB, ms | 2 MB, ms | ratio |\n|---|---|---|---|")?;
    for quotes in [propos_segment::QuotePolicy::Split, propos_segment::QuotePolicy::Keep] {
        let options = Options::default().with_lang(Lang::Fr).with_quotes(quotes);
        for ((name, one), (_, two)) in adversarial(1_000_000).into_iter().zip(adversarial(2_000_000)) {
            let short = best(5, || segment(&one, &options).units.len()).as_secs_f64() * 1e3;
            let long = best(5, || segment(&two, &options).units.len()).as_secs_f64() * 1e3;
            writeln!(output, "| {name}, quotations {} | {short:.1} | {long:.1} | {:.2} |", format!("{quotes:?}").to_lowercase(), long / short)?;
        }
    }
    Ok(())
}
