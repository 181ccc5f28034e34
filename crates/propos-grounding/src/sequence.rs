//! The words of a quotation in a row.

use std::ops::Range;

use crate::source::{QuoteWord, Source};

/// Where all the words stand in a row, as ranges of words.
pub(crate) fn places(source: &Source<'_>, pattern: &[QuoteWord]) -> Vec<Range<usize>> {
    let Some((offset, starts)) = rarest(source, pattern) else {
        return Vec::new();
    };
    let starts = starts.iter().filter_map(|place| place.checked_sub(offset));
    starts
        .filter(|&start| matches(source, pattern, start))
        .map(|start| start..start + pattern.len())
        .collect()
}

/// The word that stands least often, its offset and its places; `None` when the text lacks one.
fn rarest<'s>(source: &'s Source<'_>, pattern: &[QuoteWord]) -> Option<(usize, &'s [usize])> {
    let mut rarest: Option<(usize, &[usize])> = None;
    for (offset, word) in pattern.iter().enumerate() {
        let places = source.places_of(word.id?);
        if rarest.is_none_or(|(_, fewest)| places.len() < fewest.len()) {
            rarest = Some((offset, places));
        }
    }
    rarest
}

fn matches(source: &Source<'_>, pattern: &[QuoteWord], start: usize) -> bool {
    source
        .words
        .get(start..start + pattern.len())
        .is_some_and(|words| {
            words
                .iter()
                .zip(pattern)
                .all(|((id, _), word)| word.id == Some(*id))
        })
}

/// How many words from the beginning of `pattern` stand in a row at a place.
pub(crate) fn common_length(source: &Source<'_>, pattern: &[QuoteWord], start: usize) -> usize {
    let words = source.words.get(start..).unwrap_or_default();
    words
        .iter()
        .zip(pattern)
        .take_while(|((id, _), word)| word.id == Some(*id))
        .count()
}

/// A quotation without white space and quotation marks around it.
pub(crate) fn bare(quote: &str) -> &str {
    quote.trim_matches(|character: char| character.is_whitespace() || is_quotation_mark(character))
}

/// Takes in the marks at the edges of the quotation that stand in the text as well, and the partner of a quotation mark
/// or bracket inside.
pub(crate) fn with_edges(text: &str, span: Range<usize>, quote: &str, pattern: &[QuoteWord]) -> Range<usize> {
    let start = with_marks_before(text, span.start, quote, pattern);
    let end = with_marks_behind(text, span.end, quote, pattern);
    balanced(text, start..end)
}

/// The start, with the marks before the first word of the quotation as far as the text has them too.
pub(crate) fn with_marks_before(text: &str, start: usize, quote: &str, pattern: &[QuoteWord]) -> usize {
    let first = pattern.first().map_or(0, |word| word.range.start);
    let marks = quote.get(..first).unwrap_or_default();
    let mut reached = start;
    for wanted in marks.chars().rev().filter(|character| !character.is_whitespace()) {
        let rest = text.get(..reached).unwrap_or_default();
        let trimmed = rest.trim_end_matches(SPACES);
        if is_quotation_mark(wanted) || !trimmed.ends_with(wanted) {
            break;
        }
        reached = trimmed.len() - wanted.len_utf8();
    }
    reached
}

/// The end, with the marks behind the last word of the quotation as far as the text has them too.
pub(crate) fn with_marks_behind(text: &str, end: usize, quote: &str, pattern: &[QuoteWord]) -> usize {
    let last = pattern.last().map_or(0, |word| word.range.end);
    let marks = quote.get(last..).unwrap_or_default();
    let mut reached = end;
    for wanted in marks.chars().filter(|character| !character.is_whitespace()) {
        let rest = text.get(reached..).unwrap_or_default();
        let trimmed = rest.trim_start_matches(SPACES);
        if is_quotation_mark(wanted) || !trimmed.starts_with(wanted) {
            break;
        }
        reached += rest.len() - trimmed.len() + wanted.len_utf8();
    }
    reached
}

const SPACES: [char; 3] = [' ', '\u{a0}', '\u{202f}'];

const PAIRS: &[(char, char)] = &[
    ('«', '»'),
    ('“', '”'),
    ('„', '“'),
    ('‹', '›'),
    ('‘', '’'),
    ('(', ')'),
    ('[', ']'),
];

/// Takes in the opening mark right before or the closing mark right behind whose partner stands inside.
fn balanced(text: &str, span: Range<usize>) -> Range<usize> {
    let Range { mut start, mut end } = span;
    // Most quotations hold no mark that has a partner; nothing is taken in for those that do not stand inside.
    if !text.get(start..end).unwrap_or_default().bytes().any(may_pair) {
        return start..end;
    }
    for &(open, close) in PAIRS {
        let inside = text.get(start..end).unwrap_or_default();
        if !inside.contains(open) && !inside.contains(close) {
            continue;
        }
        let (n_unopened, n_unclosed) = unpaired(inside, open, close);
        let before = text.get(..start).unwrap_or_default().trim_end_matches(SPACES);
        if n_unopened > 0 && before.ends_with(open) {
            start = before.len() - open.len_utf8();
        }
        if n_unclosed > 0 {
            end = behind_close(text, end, close).unwrap_or(end);
        }
    }
    // A straight mark is the same on both sides: what stands beside it tells which it is.
    let inside = text.get(start..end).unwrap_or_default();
    if inside.matches('"').count() % 2 == 1 {
        let last = inside.rsplit('"').next().unwrap_or_default();
        let opens = last.starts_with(char::is_alphanumeric);
        let before = text.get(..start).unwrap_or_default().trim_end_matches(SPACES);
        match behind_close(text, end, '"').filter(|_| opens) {
            Some(behind) => end = behind,
            None if before.ends_with('"') => start = before.len() - 1,
            None => {}
        }
    }
    start..end
}

/// Whether a byte is one of these marks, or their first.
const fn may_pair(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'[' | b']' | b'"' | 0xc2 | 0xe2)
}

/// Behind a closing mark that stands right behind a place, or behind a comma or stop that American English puts before it.
fn behind_close(text: &str, end: usize, close: char) -> Option<usize> {
    let rest = text.get(end..)?.trim_start_matches(SPACES);
    let rest = rest
        .strip_prefix(close)
        .or_else(|| rest.strip_prefix([',', '.', '!', '?', '…'])?.strip_prefix(close))?;
    Some(text.len() - rest.len())
}

/// How many closing marks have no opening one, and how many opening ones no closing one. A mark before a letter is an
/// apostrophe.
fn unpaired(inside: &str, open: char, close: char) -> (usize, usize) {
    let mut n_open = 0_usize;
    let mut n_unopened = 0;
    for (at, character) in inside.char_indices() {
        let rest = inside.get(at + character.len_utf8()..).unwrap_or_default();
        if character == open {
            n_open += 1;
        } else if character == close && !(close == '’' && rest.starts_with(char::is_alphabetic)) {
            match n_open.checked_sub(1) {
                Some(fewer) => n_open = fewer,
                None => n_unopened += 1,
            }
        }
    }
    (n_unopened, n_open)
}

/// Marks that stand around quotations.
pub(crate) const fn is_quotation_mark(character: char) -> bool {
    matches!(
        character,
        '"' | '\''
            | '`'
            | '´'
            | '«'
            | '»'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '“'
            | '”'
            | '„'
            | '‟'
            | '‹'
            | '›'
            | '＂'
            | '＇'
    )
}
