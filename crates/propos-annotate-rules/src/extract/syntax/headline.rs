//! What shows that a period is a headline.

use std::ops::Range;

use crate::extract::view::View;
use crate::tokens::Mark;

/// Where a headline ends: a short period of its own that no full stop closes.
pub(super) fn end(view: &View<'_>, range: &Range<usize>) -> Option<usize> {
    let last = last_mark(view, range)?;
    let is_closed = view.is(last, Mark::Stop)
        || view.is(last, Mark::Question)
        || view.is(last, Mark::Exclamation)
        || view.is(last, Mark::Colon);
    let is_short = range.len() < 40 && view.depth(range.start) == 0 && view.periods.len() == 1;
    (is_short && !is_closed).then_some(range.end)
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
    let words = || {
        range
            .clone()
            .filter(|&at| !view.is_mark(at) && !view.is_number(at) && view.word(at).len() > 3)
    };
    let n_capitals = words().filter(|&at| view.is_capitalised(at)).count();
    let n_words = words().count();
    // `Poll: Young Voters Leave the Party for Its Rival.`
    let is_whole = n_words > 4 && n_capitals == n_words && view.periods.len() == 1;
    n_words > 2 && n_capitals + 1 >= n_words && (!is_closed || is_whole)
}
