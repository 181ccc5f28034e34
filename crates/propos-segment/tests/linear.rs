//! Hostile text takes time in proportion to its length.

use propos_segment::{Lang, Options, QuotePolicy, segment};
use std::hint::black_box;
use std::time::{Duration, Instant};

const SHORT: usize = 8_000;
/// The long text is so many times the short one.
const TIMES: usize = 4;
/// A quadratic segmenter would take sixteen times as long for four times the text.
const BOUND: u32 = 10;

fn time(text: &str, quotes: QuotePolicy) -> Duration {
    let options = Options::default().with_lang(Lang::Fr).with_quotes(quotes);
    let start = Instant::now();
    black_box(segment(text, &options));
    start.elapsed()
}

#[test]
fn hostile_text_is_read_in_linear_time() {
    for pattern in [
        "«",
        "« Un mot. ",
        "» ",
        ")",
        "(",
        "(a. B ",
        ".",
        ".)",
        ".) ",
        "\" ",
        " 'a",
        "\n \n",
        "Un mot. ",
        "a",
        "1. a ",
        "« Un.\nDeux ",
        "Un mot de plus\nDeux mots ",
        "A.B. C.D. ",
        "— Non.\n",
        "“‘«",
        "M. ",
        ". . . ",
        "? ! ",
        "[…] ",
        "\u{a0}",
        "- a\n",
    ] {
        let (short, long) = (
            pattern.repeat(SHORT / pattern.len()),
            pattern.repeat(TIMES * SHORT / pattern.len()),
        );
        for quotes in [QuotePolicy::Split, QuotePolicy::Keep] {
            let (mut quick, mut slow) = (Duration::MAX, Duration::MAX);
            // In turns, and the shortest counts: what else the machine does must not fail the test.
            for _ in 0..5 {
                quick = quick.min(time(&short, quotes));
                slow = slow.min(time(&long, quotes));
            }
            let floor = Duration::from_micros(200);
            assert!(
                slow <= quick.max(floor) * BOUND,
                "{pattern:?} {quotes:?}: {quick:?}, then {slow:?}"
            );
        }
    }
}
