//! Where and when an article was written, before what it says.

use std::ops::Range;

use propos_segment::Lang;

use super::view::View;
use super::word_table::words;
use crate::tokens::{Letters, Mark, Token};

/// `WASHINGTON, June 3 — `: where and when, not what.
pub(crate) fn behind_dateline(view: &View<'_>, start: usize, end: usize) -> usize {
    // `18h24 – `
    let is_clock = view.lang == Lang::Fr
        && view.is_number(start)
        && (start + 1..start + 3).any(|at| view.is(at, Mark::Dash));
    if is_clock && let Some(dash) = (start + 1..end.min(start + 4)).find(|&at| view.is(at, Mark::Dash)) {
        return dash + 1;
    }
    let first = view.tokens.get(start..end.min(start + 12)).unwrap_or_default();
    // `Madrid (EFE).- `
    let is_behind_agency = |at: usize| {
        at > 2
            && first.get(at - 1).is_some_and(|token| token.is(Mark::Stop))
            && first.get(at - 2).is_some_and(|token| token.is(Mark::Close))
    };
    let is_dash =
        |(at, token): (usize, &Token)| token.is(Mark::Dash) && (token.is_spaced || is_behind_agency(at));
    let dash = first.iter().enumerate().position(is_dash);
    let Some(dash) = dash.map(|dash| start + dash) else {
        return start;
    };
    let is_capital = view
        .token(start)
        .is_some_and(|token| token.letters == Letters::Capitals)
        || (view.is_capitalised(start) || view.is(start, Mark::Open))
            && (start..end.min(start + 8)).any(|at| view.is(at, Mark::Close));
    if is_capital || is_place_and_date(view, start..dash) {
        dash + 1
    } else {
        start
    }
}

/// `Leeds, 3 May`: names and numbers, with a comma between.
fn is_place_and_date(view: &View<'_>, range: Range<usize>) -> bool {
    let has_comma = range.clone().any(|at| view.is(at, Mark::Comma));
    let has_number = range.clone().any(|at| view.is_number(at));
    has_comma
        && has_number
        && view.is_capitalised(range.start)
        && range.clone().all(|at| {
            view.is_capitalised(at)
                || view.is_number(at)
                || view.is(at, Mark::Comma)
                || view.is(at, Mark::Stop)
                || view.is_any_word(at, words!["de", "le"])
        })
}
