//! Content without the marks and brackets around it.

use std::ops::Range;

use propos_segment::Lang;

use super::lexicon::Group;
use super::verb_group::has_finite_verb;
use super::view::View;
use crate::tokens::{Mark, TokenKind};

/// Content without marks at its ends. A quotation mark stays where its partner is inside.
pub(crate) fn trim(view: &View<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let Range { mut start, mut end } = range;
    while start < end && is_loose_mark(view, start, start..end) {
        start += 1;
    }
    while start < end && is_loose_mark(view, end - 1, start..end) && !view.is_abbreviation_stop(end - 1) {
        end -= 1;
    }
    let end = before_reference(view, start..end);
    (start < end).then_some(start..end)
}

/// `négocier la paix (Vita Orientis, 3)`, `… (Le Monde, 12 mai 1998)`: without the brackets in which the author tells where it is written.
fn before_reference(view: &View<'_>, range: Range<usize>) -> usize {
    let last = range.end.saturating_sub(1);
    if view.lang != Lang::Fr || range.len() < 6 || !view.is(last, Mark::Close) {
        return range.end;
    }
    let open = (range.start + 1..last)
        .rev()
        .take(16)
        .take_while(|&at| !view.is(at, Mark::Close))
        .find(|&at| view.is(at, Mark::Open));
    let is_reference = |open: usize| {
        let refers = view.is_in(open + 1, Group::Reference);
        let is_cited = view.is_capitalised(open + 1)
            && view.is_number(last - 1)
            && (open + 1..last).any(|at| view.is(at, Mark::Comma));
        (refers || is_cited) && !has_finite_verb(view, open + 2, last)
    };
    open.filter(|&open| is_reference(open)).unwrap_or(range.end)
}

/// The words of a quotation: only commas and white space go, its full stop stays.
pub(crate) fn trim_quote(view: &View<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let Range { mut start, mut end } = range;
    let is_loose = |at: usize| view.is(at, Mark::Comma) || view.is(at, Mark::Dash);
    while start < end && is_loose(start) {
        start += 1;
    }
    while start < end && is_loose(end - 1) {
        end -= 1;
    }
    let has_word = (start..end).any(|at| !view.is_mark(at));
    (start < end && has_word).then_some(start..end)
}

fn is_loose_mark(view: &View<'_>, at: usize, range: Range<usize>) -> bool {
    match view.token(at).map(|token| token.kind) {
        Some(TokenKind::Mark(Mark::Quote)) => view
            .quote_around(at, view.depth(at).saturating_sub(1))
            .is_none_or(|quote| quote.open < range.start || quote.end > range.end),
        Some(TokenKind::Mark(Mark::Other)) => {
            !matches!(view.word(at), "$" | "€" | "£" | "¥" | "%" | "@" | "#")
        }
        Some(TokenKind::Mark(Mark::Open)) => {
            !(range.start..range.end).any(|place| view.is(place, Mark::Close))
        }
        Some(TokenKind::Mark(Mark::Close)) => {
            !(range.start..range.end).any(|place| view.is(place, Mark::Open))
        }
        Some(TokenKind::Mark(_)) => true,
        _ => false,
    }
}
