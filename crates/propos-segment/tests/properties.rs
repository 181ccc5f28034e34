//! What holds for every text.

use propos_segment::{Lang, Newlines, Options, QuotePolicy, detect_language, explain, segment, units};
use proptest::collection::vec;
use proptest::prelude::*;

/// Pieces that the rules look at, so that random texts meet them.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        ".", "!", "?", "…", "...", ". . .", "«", "»", "“", "”", "„", "‘", "’", "‚", "\"", "'", "''", ",,",
        "``", "(", ")", "[", "]", "[…]", "—", "–", "- ", "• ", "1. ", "2) ", "a) ", "\n", "\n\n", "\r\n",
        "\r", "\u{2028}", "\u{a0}", "\u{202f}", " ", " ", " ", "\t", "\0", "M", "M.", "Mme", "etc.", "U.S.",
        "p.", "J.-C.", "12", "3,5", "Il", "il", "The", "Die", "été", "É", "ß", "日本", "。", "؟", "😀",
        "e\u{301}", "\u{feff}", "\u{200b}", "eBay", "www.a.fr", "mot", "word", ":", ";", ",", "*", "=",
        "\u{85}", "\u{c}", "\u{b}",
    ]);
    vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

fn options() -> impl Strategy<Value = Options> {
    let lang = prop::sample::select(vec![
        None,
        Some(Lang::De),
        Some(Lang::En),
        Some(Lang::Es),
        Some(Lang::Fr),
        Some(Lang::It),
        Some(Lang::Nl),
        Some(Lang::Pt),
    ]);
    let quotes = prop::sample::select(vec![QuotePolicy::Split, QuotePolicy::Keep]);
    let newlines = prop::sample::select(vec![Newlines::Auto, Newlines::Hard, Newlines::Soft]);
    (lang, quotes, newlines).prop_map(|(lang, quotes, newlines)| {
        Options::default()
            .with_lang(lang)
            .with_quotes(quotes)
            .with_newlines(newlines)
    })
}

/// Units cover the text, in order, without white space at their ends; so do paragraphs around them; quotations nest.
fn check(text: &str, options: Options) {
    let found = segment(text, &options);
    let mut end = 0;
    for unit in &found.units {
        assert!(
            unit.start >= end && unit.end > unit.start,
            "units in order, none empty: {found:?}"
        );
        assert_eq!(
            text[end..unit.start].trim(),
            "",
            "nothing but white space between units"
        );
        let slice = &text[unit.range()];
        assert_eq!(slice, slice.trim(), "no white space at the ends of a unit");
        end = unit.end;
    }
    assert_eq!(
        text[end..].trim(),
        "",
        "nothing but white space behind the last unit"
    );
    let mut paragraph_end = 0;
    for paragraph in &found.paragraphs {
        assert!(paragraph.start >= paragraph_end && paragraph.end > paragraph.start);
        assert_eq!(text[paragraph.clone()].trim(), &text[paragraph.clone()]);
        paragraph_end = paragraph.end;
    }
    assert_eq!(found.langs.len(), found.paragraphs.len());
    for unit in &found.units {
        let inside = |range: &std::ops::Range<usize>| range.start <= unit.start && unit.end <= range.end;
        assert!(
            found.paragraphs.iter().any(inside),
            "every unit lies in a paragraph"
        );
    }
    let mut open: Vec<usize> = Vec::new();
    let mut start = 0;
    for quotation in &found.quotations {
        assert!(quotation.start >= start, "quotations in order");
        start = quotation.start;
        assert!(
            quotation.start < quotation.content.start && quotation.content.start <= quotation.content.end
        );
        assert!(quotation.content.end <= quotation.end);
        assert!(text[quotation.start..].starts_with(quotation.open));
        assert_eq!(
            quotation.close.is_some(),
            quotation.end > quotation.content.end || quotation.close.is_some()
        );
        let _ = &text[quotation.content.clone()];
        while open.last().is_some_and(|&end| end <= quotation.start) {
            open.pop();
        }
        assert!(
            open.last().is_none_or(|&end| quotation.end <= end),
            "quotations nest: {text:?} {found:?}"
        );
        open.push(quotation.end);
        assert_eq!(
            usize::from(quotation.depth),
            open.len(),
            "depth counts from the outside"
        );
        let inside =
            |range: &std::ops::Range<usize>| range.start <= quotation.start && quotation.end <= range.end;
        assert!(
            found.paragraphs.iter().any(inside),
            "every quotation lies in a paragraph"
        );
    }
    assert!(
        units(text, &options).eq(found.units.iter().copied()),
        "both forms agree"
    );
    let explained = explain(text, &options);
    assert_eq!(explained.segmentation, found, "explaining changes nothing");
    assert!(
        explained
            .suppressed
            .iter()
            .all(|suppressed| text.is_char_boundary(suppressed.offset))
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hostile_text_is_covered(text in hostile(), options in options()) {
        check(&text, options);
    }

    #[test]
    fn any_text_is_covered(text in "\\PC{0,200}", options in options()) {
        check(&text, options);
    }

    #[test]
    fn language_detection_never_panics(text in "\\PC{0,2000}") {
        let _ = detect_language(&text);
    }

    /// With the language given and capitals in every paragraph, paragraphs are segmented one by one.
    #[test]
    fn a_concatenation_of_paragraphs_is_segmented_as_the_paragraphs_are(
        paragraphs in vec("[A-Z][a-z]{2,6}( [a-zA-Z]{1,6}){0,8}[.!?](  ?«? ?[A-Z][a-z]{1,6}( [a-z]{1,6}){0,4}\\.? ?»?[.!?]){0,4}", 1..5),
        quotes in prop::sample::select(vec![QuotePolicy::Split, QuotePolicy::Keep]),
    ) {
        let options = Options::default().with_lang(Lang::Fr).with_quotes(quotes);
        let mut joined = String::new();
        let mut expected = Vec::new();
        for paragraph in &paragraphs {
            expected.extend(segment(paragraph, &options).units.iter().map(|unit| (unit.start + joined.len(), unit.end + joined.len())));
            joined += paragraph;
            joined += "\n\n";
        }
        let found: Vec<_> = segment(&joined, &options).units.iter().map(|unit| (unit.start, unit.end)).collect();
        prop_assert_eq!(found, expected);
    }

    /// One unit a line, read again with hard newlines, gives the same units.
    #[test]
    fn hard_newlines_keep_units_apart(
        sentences in vec("[A-Z][a-z]{2,6}( [a-z]{1,6}){1,8}[.!?]", 1..8),
    ) {
        let options = Options::default().with_lang(Lang::En).with_newlines(Newlines::Hard);
        let text = sentences.join(" ");
        let first: Vec<String> = segment(&text, &options).units.iter().map(|unit| text[unit.range()].to_owned()).collect();
        let lines = first.join("\n");
        let second: Vec<String> = segment(&lines, &options).units.iter().map(|unit| lines[unit.range()].to_owned()).collect();
        prop_assert_eq!(first, second);
    }
}
