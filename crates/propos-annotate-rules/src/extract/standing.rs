//! Quotations that stand alone: who speaks is told by the sentence before or behind, or by what the article is about.

use std::ops::Range;

use super::candidate::{Candidate, Source};
use super::lexicon::Group;
use super::noun_phrase::{Being, Mention, being, subject_before};
use super::verb_group::is_finite_verb;
use super::view::View;

/// Gives the quotations that stand alone in a period their speaker, where a sentence beside them names one.
pub(super) fn place(view: &View<'_>, period: usize, candidates: &mut [Candidate], was_reported: bool) {
    let alone = candidates.iter_mut().find(|candidate| {
        candidate.rule == "continuation" && matches!(candidate.speaker, Source::Continuation)
    });
    let Some(candidate) = alone else {
        return;
    };
    let before = period
        .checked_sub(1)
        .and_then(|before| view.periods.get(before).cloned());
    let beside = match before {
        // Who spoke right before goes on.
        Some(_) if was_reported => None,
        Some(before) => person(view, before),
        None => view
            .periods
            .iter()
            .skip(period + 1)
            .take(2)
            .find(|behind| !is_quoted(view, behind))
            .and_then(|behind| person(view, behind.clone())),
    };
    if let Some(mention) = beside {
        candidate.speaker = Source::Beside(mention);
    }
}

/// Whether a period is a quotation and nothing else.
fn is_quoted(view: &View<'_>, period: &Range<usize>) -> bool {
    period.clone().all(|at| view.depth(at) > 0 || view.is_mark(at))
}

/// Who the sentence before a place is about: a person or a body.
pub(super) fn subject_before_period(view: &View<'_>, at: usize) -> Option<Mention> {
    let before = view.period_before(at)?;
    let verb = before
        .clone()
        .find(|&place| view.depth(place) == 0 && is_finite_verb(view, place, before.start))?;
    let mut mention = subject_before(view, verb, before.start, false)?;
    let first = mention.range.start;
    if first > before.start && view.is_in(first - 1, Group::Determiner) {
        mention.range.start = first - 1;
    }
    matches!(
        being(view, mention.range.clone()),
        Being::Role | Being::Organization | Being::Pronoun
    )
    .then_some(mention)
}

/// The person whom a sentence is about: the subject of its first verb.
fn person(view: &View<'_>, period: Range<usize>) -> Option<Mention> {
    let verb = period
        .clone()
        .find(|&at| view.depth(at) == 0 && is_finite_verb(view, at, period.start))?;
    let mention = subject_before(view, verb, period.start, false)?;
    matches!(
        being(view, mention.range.clone()),
        Being::Name | Being::Role | Being::Pronoun
    )
    .then_some(mention)
}
