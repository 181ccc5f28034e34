//! Turns of a transcript: `SMITH: I move that …`, one paragraph each.

use std::ops::Range;

use super::candidate::{Candidate, Source};
use super::noun_phrase::Mention;
use super::view::View;
use crate::tokens::Mark;

/// The longest label, in bytes.
const LONGEST: usize = 60;

/// Whether a document is a transcript: two of its paragraphs begin with a speaker's name in capitals and a colon.
pub(super) fn is_transcript(text: &str, paragraphs: &[Range<usize>]) -> bool {
    let labels = paragraphs
        .iter()
        .filter_map(|paragraph| text.get(paragraph.clone()))
        .filter(|paragraph| has_label(paragraph));
    labels.take(2).count() == 2
}

fn has_label(paragraph: &str) -> bool {
    let mut first = paragraph.bytes().take(LONGEST + 1);
    // Most paragraphs have a small letter at once.
    let end = first.position(|byte| byte == b':' || byte.is_ascii_lowercase());
    let parts = end.and_then(|end| {
        let (label, rest) = paragraph.split_at_checked(end)?;
        Some((label, rest.strip_prefix(':')?))
    });
    let Some((label, rest)) = parts else {
        return false;
    };
    let is_letter = |character: char| character.is_uppercase() || " .,’'-".contains(character);
    rest.starts_with(char::is_whitespace)
        && label.split_whitespace().count() <= 6
        && label.chars().all(is_letter)
        && label
            .split_whitespace()
            .any(|word| word.chars().filter(|character| character.is_alphabetic()).count() > 2)
}

/// The turn that a paragraph is.
pub(super) fn find(view: &View<'_>) -> Option<Candidate> {
    let first = view.token(0)?.start;
    let last = view.tokens.last()?.end;
    if !has_label(view.text.get(first..last)?) {
        return None;
    }
    let colon = (0..view.tokens.len().min(16)).find(|&at| view.is(at, Mark::Colon))?;
    let content = colon + 1..view.tokens.len();
    // `BY-NC: no commercial use`: a list explains words, and its lines end without a mark.
    let is_sentence = view.is_mark(content.end - 1);
    (colon > 0 && content.len() > 2 && is_sentence)
        .then(|| Candidate::over("turn", content, Source::Mention(Mention::of(0..colon))).trimmed(view))
}
