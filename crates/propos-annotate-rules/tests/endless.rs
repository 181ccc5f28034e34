//! Time grows with the text, whatever stands in it.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use propos_annotate::{Article, assemble, contract};
use propos_annotate_rules::annotate;
use propos_codebook::Codebook;
use propos_schema::Document;

/// Large enough that what every text costs does not count.
const SIZE: usize = 3_000;
/// How much longer the longer text is than the shorter one, which is read as often instead. Linear work takes as long,
/// quadratic work so many times as long.
const FACTOR: usize = 10;
/// Between the two, far enough from each that a busy machine does not matter.
const MOST: u32 = 4;
/// Less is not told apart: the system counts the time of a thread in ticks.
const LEAST: Duration = Duration::from_millis(8);

/// How long this thread has been at work. What else the machine does is not counted where the system tells it apart.
fn clock() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let at_work = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = at_work.and_then(|line| line.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// The time in which a text is read so many times.
fn time(lang: &str, text: &str, n_times: usize, codebook: &Codebook) -> Duration {
    let start = clock();
    for _ in 0..n_times {
        let mut document = Document::new("endless", text);
        lang.clone_into(&mut document.lang);
        let article = Article::segment(document);
        let annotation = annotate(&article, codebook);
        let annotated = assemble(&article, codebook, "rules", annotation);
        assert!(annotated.check().is_empty());
    }
    clock().saturating_sub(start)
}

#[test]
fn endless_texts_take_as_long_as_they_are() {
    let codebook = Codebook::default_codebook();
    let longer = contract::endless(SIZE * FACTOR);
    let mut slow = Vec::new();
    for ((lang, name, short), (_, _, long)) in contract::endless(SIZE).iter().zip(&longer) {
        // Whatever is made once a process is made before the clock starts.
        time(lang, short, 1, &codebook);
        // Another chance for a machine that was busy.
        let is_slow = |_| {
            let in_pieces = time(lang, short, FACTOR, &codebook).max(LEAST);
            time(lang, long, 1, &codebook) > in_pieces * MOST
        };
        if (0..3).all(is_slow) {
            slow.push(*name);
        }
    }
    assert!(slow.is_empty(), "{slow:?} take longer than they are long");
}
