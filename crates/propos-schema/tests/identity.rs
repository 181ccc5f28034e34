//! Ids survive what does not concern their claim.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use propos_schema::{AnnotatedDocument, Claim, ClaimKind, Cue, Document, Link, LinkKind, TextSpan, claim_id};
use proptest::prelude::*;

fn annotated(text: &str, quotes: &[(usize, &str)]) -> AnnotatedDocument {
    let mut annotated = AnnotatedDocument::new(Document::new("doc", text));
    for (number, (start, quote)) in quotes.iter().enumerate() {
        let span = TextSpan::new(text, *start..*start + quote.len()).expect("in the text");
        assert_eq!(&span.text, quote);
        let mut claim = Claim::new("doc", ClaimKind::Indirect, vec![span]);
        claim.id = number.to_string();
        annotated.claims.push(claim);
    }
    annotated.assign_ids();
    annotated
}

fn ids(annotated: &AnnotatedDocument) -> Vec<&str> {
    annotated.claims.iter().map(|claim| claim.id.as_str()).collect()
}

#[test]
fn an_id_tells_occurrences_of_a_quote_apart() {
    let text = "oui, non, oui";
    assert_eq!(
        ids(&annotated(text, &[(0, "oui"), (10, "oui")])),
        [claim_id("doc", "oui", 0), claim_id("doc", "oui", 1)]
    );
}

#[test]
fn an_id_survives_an_edit_before_the_quote_and_other_claims() {
    let before = annotated("Elle dit oui.", &[(9, "oui")]);
    let after = annotated("Hier soir, elle dit oui.", &[(0, "Hier"), (20, "oui")]);
    assert_eq!(ids(&before)[0], ids(&after)[1]);
}

#[test]
fn claims_over_the_same_words_are_numbered_by_their_cues() {
    let text = "dit et répète : oui";
    let mut annotated = annotated(text, &[]);
    for (own_id, cue) in [("first", "répète"), ("second", "dit")] {
        let mut claim = Claim::new(
            "doc",
            ClaimKind::Indirect,
            vec![TextSpan::find(text, "oui").expect("there")],
        );
        claim.cue = TextSpan::find(text, cue).map(|span| Cue::new(span, None));
        claim.id = own_id.to_owned();
        annotated.claims.push(claim);
    }
    annotated.assign_ids();
    let id = claim_id("doc", "oui", 0);
    assert_eq!(ids(&annotated), [format!("{id}-2"), id]);
}

#[test]
fn references_follow_the_ids() {
    let mut annotated = AnnotatedDocument::new(Document::new("doc", "A dit que B."));
    for (id, parent, quote) in [("1", None, "A dit que B"), ("2", Some("1"), "B")] {
        let span = TextSpan::find("A dit que B.", quote).expect("there");
        let mut claim = Claim::new("elsewhere", ClaimKind::Indirect, vec![span]);
        claim.id = id.to_owned();
        claim.parent = parent.map(str::to_owned);
        annotated.claims.push(claim);
    }
    annotated.links.push(Link::new(
        LinkKind::FigureConflict,
        vec!["1".to_owned(), "2".to_owned()],
        "…",
    ));
    annotated.assign_ids();
    assert_eq!(annotated.claims[1].parent.as_ref(), Some(&annotated.claims[0].id));
    assert_eq!(annotated.links[0].claims, ids(&annotated));
    assert_eq!(annotated.claims[0].document_id, "doc");
}

proptest! {
    /// The one-pass count agrees with looking for each quote by itself.
    #[test]
    fn occurrences_agree_with_searching(text in "[ab]{0,60}( é[ab]{1,3}){0,10}", picks in proptest::collection::vec((any::<u16>(), 1..14_usize), 0..12)) {
        let boundaries: Vec<usize> = (0..=text.len()).filter(|byte| text.is_char_boundary(*byte)).collect();
        let quotes: Vec<(usize, &str)> = picks.iter().filter_map(|(start, length)| {
            let first = usize::from(*start) % boundaries.len();
            let last = (first + length).min(boundaries.len() - 1);
            (first < last).then(|| (boundaries[first], &text[boundaries[first]..boundaries[last]]))
        }).collect();
        let found = annotated(&text, &quotes);
        for (claim, (start, quote)) in found.claims.iter().zip(&quotes) {
            let occurrence = (0..*start).filter(|byte| text.is_char_boundary(*byte) && text[*byte..].starts_with(quote)).count();
            prop_assert!(claim.id.starts_with(&claim_id("doc", quote, occurrence)));
        }
    }
}
