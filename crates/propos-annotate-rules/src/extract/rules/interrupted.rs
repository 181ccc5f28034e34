//! French clauses that an aside interrupts: what the words before and behind it show.

use propos_segment::Lang;

use crate::extract::lexicon::{Form, Group};
use crate::extract::noun_phrase::Mention;
use crate::extract::traits::Trait;
use crate::extract::verb_group::has_finite_verb;
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// `Si le texte est voté, prévient-il, les syndicats descendront dans la rue`: a clause that another must follow.
pub(super) fn waits_for_main(view: &View<'_>, start: usize, comma: usize) -> bool {
    let groups = view.groups(start);
    let opens = groups.has(Group::Hypothesis)
        || groups.has(Group::Subordinator)
            && !groups.has(Group::That)
            && !groups.has(Group::Relative)
            && !groups.has(Group::Preposition)
        // `bien que`, `dès que`, `même si`
        || view.is_in(start + 1, Group::That) && !groups.has(Group::Conjunction)
        || view.is_in(start + 1, Group::Hypothesis) && groups.has(Group::Adverb);
    let has_main =
        || (start..comma).any(|at| view.is(at, Mark::Comma) && has_finite_verb(view, at + 1, comma));
    view.lang == Lang::Fr && opens && !has_main()
}

/// `Le texte, dénoncent les associations, restreint les libertés`: a form that could be a participle is the verb that the
/// subject waits for, where its object follows.
pub(super) fn is_awaited(view: &View<'_>, at: usize) -> bool {
    let next = at + 1;
    view.lang == Lang::Fr
        && view.shows(at, Trait::FiniteForm)
        && !view.is_capitalised(at)
        && (view.is_in(next, Group::Determiner) && !view.is_in(next + 1, Group::Time)
            || view.is_in(next, Group::InfinitiveTo) && view.may_be(next + 1, Form::Infinitive))
}

/// Whether a mention is one person or thing, so that a verb in the plural is not its own: `Le texte, dénoncent les élus`.
pub(super) fn is_one(view: &View<'_>, mention: &Mention) -> bool {
    let range = mention.range.clone();
    view.lang == Lang::Fr
        && range.len() == 2
        && view.is_any_word(
            range.start,
            words!["ce", "cet", "cette", "l'", "la", "le", "un", "une"],
        )
        && !view.is_capitalised(range.start + 1)
}
