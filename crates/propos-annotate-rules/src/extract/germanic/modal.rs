//! German: verbs of speech behind *müssen* and *können*: `musste einräumen, dass …`.

use std::ops::Range;

use propos_segment::Lang;

use super::predicate::{Predicate, fill};
use super::segment::{is_infinitive_mark, is_noun_letter, words};
use crate::extract::lexicon::{Form, Group};
use crate::extract::view::View;
use crate::extract::word_table::words;

/// Reads the infinitive at the end as what is done: who has to admit something says it. What one *cannot* say is not said.
pub(super) fn with_modal(
    view: &View<'_>,
    predicate: &mut Predicate,
    middle: Range<usize>,
    depth: u8,
) -> bool {
    let finite = predicate.finite;
    // `muss erklären, warum …`: it has not been said yet.
    let must = view.is_any_word(finite, words!["musste", "mussten"]);
    let can = view.is_any_word(finite, words!["konnte", "konnten"])
        && !words(view, middle.clone(), depth).any(|at| view.is_in(at, Group::Negation));
    if view.lang != Lang::De || predicate.is_final || !(must || can) {
        return false;
    }
    let Some(main) = words(view, middle.clone(), depth).next_back() else {
        return false;
    };
    let is_infinitive = main > finite
        && !is_noun_letter(view, main)
        && view.may_be(main, Form::Infinitive)
        && !is_infinitive_mark(view, main - 1);
    if !is_infinitive {
        return false;
    }
    predicate.main = main;
    let is_known = fill(view, predicate, main, middle.start..main, depth, |form| {
        form == Form::Infinitive
    });
    if !is_known {
        predicate.main = finite;
    }
    is_known
}
