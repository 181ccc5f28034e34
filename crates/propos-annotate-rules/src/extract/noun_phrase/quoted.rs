//! Quoted words that are a part of what stands before a verb: titles, and what ends an aside.

use propos_segment::Lang;

use crate::extract::verb_group::{has_main_verb, is_finite_verb, is_hard_mark};
use crate::extract::view::View;
use crate::tokens::Mark;

/// Where the quoted title of a work, a paper or a body begins that ends at a place: a few words with a capital behind a noun.
pub(crate) fn title_before(view: &View<'_>, end: usize, from: usize) -> Option<usize> {
    let close = end
        .checked_sub(1)
        .filter(|&close| view.is_romance() && view.is(close, Mark::Quote))?;
    let place = view
        .quotes
        .partition_point(|quote| quote.open < close)
        .checked_sub(1)?;
    let quote = view
        .quotes
        .get(place)
        .filter(|quote| quote.end == end && quote.open > from)?;
    let inside = quote.inside();
    let is_title = (1..6).contains(&inside.len())
        && view.is_capitalised(inside.start)
        && !view.is_mark(inside.end - 1)
        && !view.is_mark(quote.open - 1)
        && !is_finite_verb(view, quote.open - 1, from)
        && !has_main_verb(view, inside.start, inside.end);
    is_title.then_some(quote.open)
}

/// `Le syndicat, qui juge le plan « injuste », réclame`: where quoted words begin that end an aside of which they are a part.
pub(super) fn quoted_part_before(view: &View<'_>, end: usize, from: usize) -> Option<usize> {
    let close = end.checked_sub(1).filter(|&close| view.is(close, Mark::Quote))?;
    let place = view.quotes.partition_point(|quote| quote.open < close);
    let quote = view.quotes.get(place.checked_sub(1)?)?;
    let is_part = view.lang == Lang::Fr
        && quote.end == end
        && quote.open > from
        && !view.is_mark(quote.open - 1)
        && !is_hard_mark(view, close - 1);
    is_part.then_some(quote.open)
}
