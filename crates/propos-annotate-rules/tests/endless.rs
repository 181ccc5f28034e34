//! Time grows with the text, whatever stands in it.

use std::time::{Duration, Instant};

use propos_annotate::{Article, assemble, contract};
use propos_annotate_rules::annotate;
use propos_codebook::Codebook;
use propos_schema::Document;

/// Large enough that what every text costs does not count.
const SIZE: usize = 3_000;
/// How much longer the longer text is. Linear work takes so many times as long, quadratic work the square of it.
const FACTOR: usize = 10;
/// Between the two, far enough from each that a busy machine does not matter.
const MOST: u32 = 40;

fn time(lang: &str, text: &str, codebook: &Codebook) -> Duration {
    let mut document = Document::new("endless", text);
    lang.clone_into(&mut document.lang);
    let start = Instant::now();
    let article = Article::segment(document);
    let annotation = annotate(&article, codebook);
    let annotated = assemble(&article, codebook, "rules", annotation);
    let time = start.elapsed();
    assert!(annotated.check().is_empty());
    time
}

#[test]
fn endless_texts_take_as_long_as_they_are() {
    let codebook = Codebook::default_codebook();
    let longer = contract::endless(SIZE * FACTOR);
    let mut slow = Vec::new();
    for ((lang, name, short), (_, _, long)) in contract::endless(SIZE).iter().zip(&longer) {
        // Whatever is made once a process is made before the clock starts.
        time(lang, short, &codebook);
        let shortest = time(lang, short, &codebook).max(Duration::from_micros(200));
        // Another chance for a machine that was busy.
        let is_slow = |_| time(lang, long, &codebook) > shortest * MOST;
        if (0..3).all(is_slow) {
            slow.push(*name);
        }
    }
    assert!(slow.is_empty(), "{slow:?} take longer than they are long");
}
