//! What stands beside the parts of a clause: `unter anderem`, `in der vergangenen Woche`, `am 12. Februar`.

use std::ops::Range;

use super::phrase::phrase;
use crate::extract::lexicon::Group;
use crate::extract::view::View;

/// Behind an adverb of two words: `unter anderem`, `vor allem`.
pub(super) fn behind_set_phrase(view: &View<'_>, at: usize) -> Option<usize> {
    const PHRASES: &[[&str; 2]] = &[
        ["unter", "anderem"],
        ["vor", "allem"],
        ["zum", "beispiel"],
        ["bis", "zuletzt"],
        ["nach", "wie"],
        ["onder", "meer"],
        ["onder", "andere"],
        ["met", "name"],
        ["in", "feite"],
        ["in", "totaal"],
    ];
    PHRASES
        .iter()
        .any(|[first, second]| view.is_word(at, first) && view.is_word(at + 1, second))
        .then_some(at + 2)
}

/// Behind a preposition and what it governs.
pub(super) fn behind_preposition(view: &View<'_>, at: usize, until: usize) -> Option<usize> {
    let next = at + 1;
    if next >= until {
        return None;
    }
    if view.is_in(next, Group::Time)
        || view.is_in(next, Group::Adverb) && !view.is_in(next, Group::Determiner)
    {
        let mut end = next + 1;
        while end < until && (view.is_in(end, Group::Time) || view.is_number(end)) {
            end += 1;
        }
        return Some(end);
    }
    if let Some(range) = time_phrase(view, next, until) {
        return Some(range);
    }
    Some(phrase(view, next, until).map_or(next + 1, |range| range.end))
}

/// `dem 12. Februar`, `der vergangenen Woche`.
fn time_phrase(view: &View<'_>, at: usize, until: usize) -> Option<usize> {
    let last = (at..until.min(at + 4))
        .find(|&place| view.is_in(place, Group::Time) && view.is_capitalised(place))?;
    (at..last)
        .all(|place| !view.is_capitalised(place) && !view.is_in(place, Group::Preposition))
        .then_some(last + 1)
}

pub(super) fn is_time(view: &View<'_>, range: Range<usize>) -> bool {
    // `die „Zeit“`: a name.
    let is_plain = range.clone().all(|at| view.depth(at) == view.depth(range.start));
    is_plain
        && range.clone().any(|at| view.is_in(at, Group::Time))
        && range.clone().all(|at| {
            view.is_in(at, Group::Time) || !view.is_capitalised(at) || view.is_in(at, Group::Determiner)
        })
}
