//! What shows that a period is a headline.

use std::ops::Range;

use crate::extract::view::View;
use crate::tokens::{Mark, TokenKind};

/// Where a headline ends: a short period of its own that no full stop closes.
pub(super) fn end(view: &View<'_>, range: &Range<usize>) -> Option<usize> {
    let last = last_mark(view, range)?;
    let is_closed = view.is(last, Mark::Stop)
        || view.is(last, Mark::Question)
        || view.is(last, Mark::Exclamation)
        || view.is(last, Mark::Colon);
    let is_short = range.len() < 40 && view.depth(range.start) == 0 && view.periods.len() == 1;
    // `Roe Says Danes Lied, Calls Vote Rigged.`: all have a capital, whatever ends them.
    let is_headline = || !is_closed || view.is(last, Mark::Stop) && is_title_case(view, range.clone());
    (is_short && is_headline()).then_some(range.end)
}

/// The last token, before a quotation mark: `called it “bad.”`
fn last_mark(view: &View<'_>, range: &Range<usize>) -> Option<usize> {
    let last = range.end.checked_sub(1)?;
    let is_quoted = view.is(last, Mark::Quote) && last > range.start;
    Some(last - usize::from(is_quoted))
}

/// Whether nearly all words have a capital and no full stop ends them, or all have one.
pub(super) fn is_title_case(view: &View<'_>, range: Range<usize>) -> bool {
    let is_closed = last_mark(view, &range)
        // `The New York Times reports:`
        .is_none_or(|last| view.is(last, Mark::Stop) || view.is(last, Mark::Colon));
    // `Poll: Young Voters Leave the Party for Its Rival.`
    let most_small = match (is_closed, view.periods.len()) {
        (false, _) => 1,
        (true, 1) => 0,
        (true, _) => return false,
    };
    let (mut n_words, mut n_small) = (0, 0);
    for (at, token) in range.clone().zip(view.tokens.get(range).unwrap_or_default()) {
        // No `’s`.
        if token.kind == TokenKind::Word && token.range().len() > 3 {
            n_words += 1;
            n_small += usize::from(!view.is_capitalised(at));
            if n_small > most_small {
                return false;
            }
        }
    }
    n_words > if is_closed { 4 } else { 2 }
}
