//! The segmenters that are measured, each as a function from a text in a language to a number of sentences.

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;
use propos_segment::{Lang, Options, segment, units};
use std::str::FromStr;
use unicode_segmentation::UnicodeSegmentation;

/// A name and what it does with `(language, text)`.
pub(crate) type Segmenter = (&'static str, Box<dyn Fn(&str, &str) -> usize>);

/// Rules of our own in the exchange format SRX: a break behind a stop, none behind a few abbreviations.
const SRX_RULES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="no"></header><body><languagerules>
<languagerule languagerulename="All">
<rule break="no"><beforebreak>\b(M|Mr|Mrs|Mme|Dr|Prof|St|cf|vs|p|art|etc)\.\s</beforebreak><afterbreak></afterbreak></rule>
<rule break="no"><beforebreak>\b\p{Lu}\.\s</beforebreak><afterbreak></afterbreak></rule>
<rule break="yes"><beforebreak>[.!?…]+[»”")]*\s+</beforebreak><afterbreak>\p{Lu}</afterbreak></rule>
<rule break="yes"><beforebreak>\n</beforebreak><afterbreak></afterbreak></rule>
</languagerule></languagerules><maprules><languagemap languagepattern=".*" languagerulename="All"/></maprules></body></srx>"#;

/// propos first, then its peers.
pub(crate) fn all() -> Vec<Segmenter> {
    let mut found: Vec<Segmenter> = vec![
        (
            "propos-segment",
            Box::new(|lang, text| segment(text, &options(lang)).units.len()),
        ),
        (
            "propos-segment, iterator",
            Box::new(|lang, text| units(text, &options(lang)).count()),
        ),
        (
            "sentencex",
            Box::new(|lang, text| sentencex::get_sentence_boundaries(lang, text).len()),
        ),
        (
            "icu_segmenter",
            Box::new(|_, text| {
                SentenceSegmenter::new(SentenceBreakInvariantOptions::default())
                    .segment_str(text)
                    .count()
            }),
        ),
        (
            "unicode-segmentation",
            Box::new(|_, text| text.split_sentence_bound_indices().count()),
        ),
    ];
    if let Ok(srx) = srx::SRX::from_str(SRX_RULES) {
        let rules = srx.language_rules("fr");
        found.push((
            "srx, five rules",
            Box::new(move |_, text| rules.split_ranges(text).len()),
        ));
    }
    found
}

fn options(lang: &str) -> Options {
    Options::default().with_lang(Lang::from_str(lang).ok())
}
