//! The sentence behind a quoted question that tells who asked.

use propos_segment::Lang;

use super::lexicon::{Form, Frame, Group, Groups};
use super::view::View;
use crate::tokens::Mark;

/// What may stand before the cue behind a quoted question: `the union’s president`, `he`.
const BEFORE_CUE: Groups = Groups::of(&[
    Group::Determiner,
    Group::Pronoun,
    Group::Role,
    Group::Title,
    Group::Of,
    Group::Adverb,
]);

/// `“Is it true?” Mr. Lee asked.`: the sentence behind a quoted question is its cue.
pub(super) fn is_cue(view: &View<'_>, end: usize, next_end: usize) -> bool {
    let is_question = end > 1
        && view.is(end - 1, Mark::Quote)
        && (view.is(end - 2, Mark::Question)
            || view.is(end - 2, Mark::Exclamation)
            || matches!(view.word(end - 2), "…" | "..."));
    if view.lang != Lang::En || !is_question || next_end < end + 2 || next_end > end + 24 {
        return false;
    }
    let reports = |at: usize| {
        view.readings(at).iter().any(|reading| {
            let is_past = matches!(reading.form, Form::Past | Form::Singular);
            is_past
                && view
                    .lexicon
                    .verb(*reading)
                    .is_some_and(|verb| verb.frames.has(Frame::Quote))
        })
    };
    let verb = (end + 1..next_end.min(end + 10)).find(|&at| reports(at) && !view.is_capitalised(at));
    verb.is_some_and(|verb| {
        let is_named = (end..verb).all(|at| {
            view.is_capitalised(at)
                || view.is_mark(at) && !view.is(at, Mark::Quote)
                || view.groups(at).has_any(BEFORE_CUE)
        });
        let next = view.groups(verb + 1);
        let is_last = view.is_mark(verb + 1)
            || next.has(Group::Preposition)
            || next.has(Group::Time)
            || next.has(Group::Adverb);
        is_named && (is_last || is_addressed(view, verb, next_end))
    })
}

/// `asked the judge.`: somebody and the end behind a verb.
fn is_addressed(view: &View<'_>, verb: usize, end: usize) -> bool {
    let takes_someone = view.readings(verb).iter().any(|reading| {
        view.lexicon
            .verb(*reading)
            .is_some_and(|verb| verb.frames.has(Frame::Someone) || verb.frames.has(Frame::SomeoneTo))
    });
    let next = view.groups(verb + 1);
    takes_someone
        && (view.is_capitalised(verb + 1) || next.has(Group::StressedPronoun) || next.has(Group::Determiner))
        && (verb + 2..end.min(verb + 7)).any(|at| {
            view.is_mark(at) || view.groups(at).has(Group::Preposition) || view.groups(at).has(Group::Time)
        })
}
