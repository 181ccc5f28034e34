//! The two forms of the result: collected, and one unit after another.

use crate::quotation::DEEPEST;
use crate::scan::{Layer, Scanner};
use crate::{Explanation, Lang, Options, Quotation, Refusal, Segmentation, Suppressed, Unit};
use alloc::vec::Vec;
use core::ops::Range;

/// Segments a text: units, paragraphs and quotations.
pub fn segment(text: &str, options: &Options) -> Segmentation {
    collect(text, *options, Layers::default()).0
}

/// Segments a text and tells of every stop that ended nothing, and why.
pub fn explain(text: &str, options: &Options) -> Explanation {
    let layers = Layers {
        explained: true,
        ..Layers::default()
    };
    let (segmentation, suppressed) = collect(text, *options, layers);
    Explanation {
        segmentation,
        suppressed,
    }
}

fn collect(text: &str, options: Options, mut layers: Layers) -> (Segmentation, Vec<Suppressed>) {
    let mut scanner = Scanner::new(text, options);
    // Few texts have shorter sentences on average: one allocation is enough for most.
    let mut units = Vec::with_capacity(text.len() / 100);
    while let Some(unit) = scanner.next_unit(&mut layers) {
        units.push(unit);
    }
    let Layers {
        paragraphs,
        langs,
        quotations,
        suppressed,
        ..
    } = layers;
    (
        Segmentation {
            lang: scanner.document,
            units,
            paragraphs,
            langs,
            quotations,
        },
        suppressed,
    )
}

/// The units of a text, one after another. Nothing is allocated.
pub fn units<'a>(text: &'a str, options: &Options) -> Units<'a> {
    Units {
        scanner: Scanner::new(text, *options),
    }
}

/// Iterator over the units of a text. Made by [`units`].
#[derive(Debug, Clone)]
pub struct Units<'a> {
    scanner: Scanner<'a>,
}

impl Iterator for Units<'_> {
    type Item = Unit;

    fn next(&mut self) -> Option<Unit> {
        self.scanner.next_unit(&mut ())
    }
}

impl core::iter::FusedIterator for Units<'_> {}

/// Paragraphs and quotations as they are found.
#[derive(Debug, Default)]
struct Layers {
    paragraphs: Vec<Range<usize>>,
    langs: Vec<Option<Lang>>,
    suppressed: Vec<Suppressed>,
    explained: bool,
    quotations: Vec<Quotation>,
    /// Quotations before this index are in order and have their depth.
    settled: usize,
}

impl Layer for Layers {
    fn quotation(&mut self, quotation: Quotation) {
        self.quotations.push(quotation);
    }

    fn refused(&mut self, offset: usize, refusal: Refusal) {
        if self.explained {
            self.suppressed.push(Suppressed { offset, refusal });
        }
    }

    fn paragraph(&mut self, paragraph: Range<usize>, lang: Option<Lang>) {
        self.paragraphs.push(paragraph);
        self.langs.push(lang);
        let found = self.quotations.get_mut(self.settled..).unwrap_or_default();
        if found.is_empty() {
            return;
        }
        // Quotations arrive as they close: the inner first.
        found.sort_unstable_by_key(|quotation| quotation.start);
        let mut ends = [0_usize; DEEPEST];
        let mut depth = 0_usize;
        for quotation in found {
            while depth > 0 && ends.get(depth - 1).is_some_and(|&end| end <= quotation.start) {
                depth -= 1;
            }
            if let Some(end) = ends.get_mut(depth) {
                *end = quotation.end;
                depth += 1;
            }
            quotation.depth = u8::try_from(depth).unwrap_or(u8::MAX);
        }
        self.settled = self.quotations.len();
    }
}
