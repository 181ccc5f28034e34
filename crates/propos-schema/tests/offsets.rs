//! Every span of a record slices to its text in every unit, and comes back unchanged.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::ops::Range;

use propos_schema::{
    AnnotatedDocument, Claim, ClaimKind, Cue, Document, Figure, FigureKind, Holder, HolderRole, OffsetIndex,
    OffsetUnit, Problem, Record, RecordError, Resolution, Sentence, Severity, Speaker, Stance, StanceLabel,
    TextSpan, Unit, UnitKind,
};
use proptest::prelude::*;
use serde_json::Value;

/// Pieces that make units differ: emoji with joiners, flags, combining marks, CRLF, NUL, right-to-left text
/// with controls, astral letters, the no-break spaces of French.
const PIECES: &[&str] = &[
    "a",
    "Il dit ",
    "é",
    "e\u{301}",
    "👩🏽‍🚀",
    "🇫🇷",
    "\r\n",
    "\0",
    "\u{202e}قال\u{202c}",
    "𝔘",
    "«\u{202f}",
    "\u{a0}»",
    "漢字",
    "’",
    "\u{feff}",
];

fn texts() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 1..200).prop_map(|pieces| pieces.concat())
}

/// A text with pairs of numbers that choose ranges in it.
fn articles() -> impl Strategy<Value = AnnotatedDocument> {
    (
        texts(),
        proptest::collection::vec((any::<u16>(), any::<u16>()), 9..40),
    )
        .prop_map(|(text, picks)| article(&text, &picks))
}

/// An article with a span in every field that can hold one.
fn article(text: &str, picks: &[(u16, u16)]) -> AnnotatedDocument {
    let boundaries: Vec<usize> = (0..=text.len())
        .filter(|byte| text.is_char_boundary(*byte))
        .collect();
    let mut ranges = picks.iter().cycle().map(|(first, second)| -> Range<usize> {
        let mut ends = [first, second].map(|pick| boundaries[usize::from(*pick) % boundaries.len()]);
        ends.sort_unstable();
        ends[0]..ends[1]
    });
    let mut span = || TextSpan::new(text, ranges.next().unwrap_or(0..0)).expect("on boundaries");

    let mut annotated = AnnotatedDocument::new(Document::new("doc", text));
    for _ in 0..3 {
        let unit = span();
        annotated
            .document
            .units
            .push(Unit::new(unit.start, unit.end, UnitKind::Sentence));
        let mut claim = Claim::new("doc", ClaimKind::Direct, vec![span(), span()]);
        let sentence = span();
        claim.sentence = Sentence::new(0, text, sentence.range()).expect("on boundaries");
        claim.speaker = Speaker::named("someone", Some(span()), Resolution::Explicit);
        claim.cue = Some(Cue::new(span(), None));
        claim.modality = vec![span()];
        claim.figures = vec![Figure::new(span(), FigureKind::Count)];
        let mut stance = Stance::new(
            "t",
            StanceLabel::Favor,
            Holder::new(HolderRole::Speaker, None),
            0.5,
        );
        stance.evidence = vec![span(), span()];
        claim.stances = Some(vec![stance]);
        annotated.claims.push(claim);
    }
    let mut problem = Problem::new("test", Severity::Info, "a span of its own");
    problem.span = Some(span());
    annotated.problems.push(problem);
    annotated
}

/// Slices as a reader in another language would.
fn slice(text: &str, range: Range<usize>, unit: OffsetUnit) -> Option<String> {
    match unit {
        OffsetUnit::Byte => text.get(range).map(str::to_owned),
        OffsetUnit::Codepoint => {
            let characters: Vec<char> = text.chars().collect();
            characters.get(range).map(|slice| slice.iter().collect())
        }
        OffsetUnit::Utf16 => {
            let code_units: Vec<u16> = text.encode_utf16().collect();
            code_units
                .get(range)
                .and_then(|slice| String::from_utf16(slice).ok())
        }
    }
}

/// Walks a JSON value and counts the objects with `start`, `end` and `text`, each of which must slice. It finds
/// them by their keys and so also those that the conversion might forget.
fn count_slices(value: &Value, text: &str, unit: OffsetUnit) -> usize {
    match value {
        Value::Array(items) => items.iter().map(|item| count_slices(item, text, unit)).sum(),
        Value::Object(fields) => {
            let number = |key: &str| {
                fields
                    .get(key)
                    .and_then(Value::as_u64)
                    .and_then(|n| usize::try_from(n).ok())
            };
            let here = match (
                number("start"),
                number("end"),
                fields.get("text").and_then(Value::as_str),
            ) {
                (Some(start), Some(end), Some(expected)) => {
                    assert_eq!(
                        slice(text, start..end, unit).as_deref(),
                        Some(expected),
                        "{value} in {unit}"
                    );
                    1
                }
                _ => 0,
            };
            here + fields
                .values()
                .map(|field| count_slices(field, text, unit))
                .sum::<usize>()
        }
        _ => 0,
    }
}

proptest! {
    #[test]
    fn every_span_slices_in_every_unit_and_comes_back(annotated in articles()) {
        for unit in OffsetUnit::ALL {
            let record = Record::new(&annotated, *unit).expect("spans lie on boundaries");
            let json = serde_json::to_string(&record).expect("a record serialises");
            let value: Value = serde_json::from_str(&json).expect("valid JSON");
            prop_assert_eq!(count_slices(&value, annotated.document.text(), *unit), 3 * 9 + 1);
            let back: Record = serde_json::from_str(&json).expect("a record reads back");
            prop_assert_eq!(&back.into_annotated().expect("same text"), &annotated);
        }
    }

    #[test]
    fn an_index_agrees_with_counting(text in texts()) {
        for unit in OffsetUnit::ALL {
            let index = OffsetIndex::new(&text, *unit);
            for byte in 0..text.len() + 2 {
                let expected = text.get(..byte).map(|before| match unit {
                    OffsetUnit::Byte => before.len(),
                    OffsetUnit::Codepoint => before.chars().count(),
                    OffsetUnit::Utf16 => before.encode_utf16().count(),
                });
                prop_assert_eq!(index.from_byte(byte), expected);
                if let Some(offset) = expected {
                    prop_assert_eq!(index.to_byte(offset), Some(byte));
                }
            }
            prop_assert_eq!(index.to_byte(text.len() + 1), None);
        }
    }
}

#[test]
fn half_a_surrogate_pair_is_no_place() {
    let index = OffsetIndex::new("a🎉b", OffsetUnit::Utf16);
    assert_eq!(
        (index.to_byte(1), index.to_byte(2), index.to_byte(3)),
        (Some(1), None, Some(5))
    );
}

#[test]
fn a_span_inside_a_character_is_refused_on_writing_and_on_reading() {
    let mut annotated = AnnotatedDocument::new(Document::new("doc", "été"));
    annotated.document.units.push(Unit::new(1, 2, UnitKind::Sentence));
    let error = Record::new(&annotated, OffsetUnit::Codepoint).expect_err("byte 1 is inside é");
    assert_eq!(
        error.to_string(),
        "place offset 1 (byte) in the text of document \"doc\": out of bounds or inside a character"
    );

    annotated.document.units[0] = Unit::new(0, 2, UnitKind::Sentence);
    let json =
        serde_json::to_string(&Record::new(&annotated, OffsetUnit::Codepoint).expect("fits")).expect("json");
    let broken: Record = serde_json::from_str(&json.replace("\"end\":1", "\"end\":4")).expect("well-formed");
    assert!(matches!(
        broken.into_annotated(),
        Err(RecordError::Offset { offset: 4, .. })
    ));
}

#[test]
fn a_record_without_text_needs_exactly_its_source() {
    let mut annotated = AnnotatedDocument::new(Document::new("doc", "été comme hiver"));
    annotated.document.units.push(Unit::new(0, 5, UnitKind::Heading));
    let record = Record::new(&annotated, OffsetUnit::Codepoint)
        .expect("fits")
        .without_text();
    let json = serde_json::to_string(&record).expect("json");
    assert!(json.contains("\"text\":null"), "the field stays, empty: {json}");

    let read = || serde_json::from_str::<Record>(&json).expect("well-formed");
    assert!(matches!(
        read().into_annotated(),
        Err(RecordError::TextMissing { .. })
    ));
    let other = read().into_annotated_with("une autre".to_owned());
    assert!(matches!(other, Err(RecordError::TextDiffers { .. })));
    assert_eq!(
        read()
            .into_annotated_with("été comme hiver".to_owned())
            .expect("its text"),
        annotated
    );
}
