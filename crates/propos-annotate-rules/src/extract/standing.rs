//! Quotations that stand alone: who speaks is told by the sentence before or behind, or by what the article is about.

use std::ops::Range;

use propos_segment::Lang;

use super::candidate::{Candidate, Source};
use super::lexicon::{Frame, Group};
use super::noun_phrase::{Being, Mention, being, subject_before};
use super::rules::heading_of;
use super::verb_group::{has_finite_verb, is_finite_verb};
use super::view::{Quote, View};
use super::word_table::words;
use crate::tokens::Mark;

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
    // `Le mot d’ordre du maire ? « Ne rien lâcher. »`
    let asked = before
        .clone()
        .filter(|before| view.lang == Lang::Fr && view.is(before.end - 1, Mark::Question))
        .and_then(|before| heading_of(view, before.start, before.end - 1));
    if let Some(mention) = asked {
        candidate.speaker = Source::Mention(mention);
        return;
    }
    // `Sa conclusion est sans appel. « Le pont tombera. »`
    let owner = before
        .clone()
        .filter(|before| {
            view.lang == Lang::Fr
                && view.is_in(before.start, Group::Possessive)
                && view.is_in(before.start + 1, Group::SpeechNoun)
        })
        .map(|before| Mention::of(before.start..before.start + 1));
    if let Some(mention) = owner {
        candidate.speaker = Source::Mention(mention);
        return;
    }
    // `La direction se défend. « Nous avons tout fait. »`
    let speaks_for_body = view.lang == Lang::Fr
        && candidate
            .extent()
            .any(|at| view.is_any_word(at, words!["nos", "notre", "nous"]));
    let body = before
        .clone()
        .filter(|_| speaks_for_body && !was_reported)
        .and_then(|before| subject_with(view, before, &[Being::Organization]));
    if let Some(mention) = body {
        candidate.speaker = Source::Beside(mention);
        return;
    }
    let beside = match before {
        // Who spoke right before goes on.
        Some(_) if was_reported => None,
        Some(before) => person(view, before).or_else(|| person_earlier(view, period - 1)),
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

/// Who is said to say what follows a period that ends with a colon: `The Globe reports:`.
pub(super) fn announcer(view: &View<'_>, period: &Range<usize>) -> Option<Mention> {
    /// How far before the colon the verb stands.
    const NEAR: usize = 8;
    let colon = period.end.checked_sub(1)?;
    if view.lang != Lang::En || !view.is(colon, Mark::Colon) {
        return None;
    }
    let tells = |at: usize| {
        let mut readings = view.readings(at).iter();
        let tells = readings.any(|reading| {
            view.lexicon
                .verb(*reading)
                .is_some_and(|verb| verb.frames.has(Frame::Quote))
        });
        tells && view.syntax.is_finite(at)
    };
    let verb = (period.start..colon).rev().take(NEAR).find(|&at| tells(at))?;
    subject_before(view, verb, period.start, false).filter(|mention| {
        matches!(
            being(view, mention.range.clone()),
            Being::Name | Being::Role | Being::Organization | Being::Document | Being::Pronoun
        )
    })
}

/// German and Dutch: where the sentence before is about no one, the one before that: `Koerts lachte. De zaal was stil. ,,…''`
fn person_earlier(view: &View<'_>, before: usize) -> Option<Mention> {
    let earlier = view.periods.get(before.checked_sub(1)?)?;
    let is_told = |period: &Range<usize>| period.clone().any(|at| view.depth(at) > 0);
    let (sentence, is_germanic) = (
        view.periods.get(before)?,
        matches!(view.lang, Lang::De | Lang::Nl),
    );
    (is_germanic && !is_told(sentence) && !is_told(earlier))
        .then(|| person(view, earlier.clone()))
        .flatten()
}

/// Whether quoted words are a sentence and no title, label or word held at a distance.
pub(super) fn is_sentence(view: &View<'_>, quote: &Quote) -> bool {
    /// How many words a sentence has at least.
    const FEWEST: usize = 3;
    let inside = quote.inside();
    let n_words = inside.clone().filter(|&at| !view.is_mark(at)).count();
    n_words >= FEWEST && has_finite_verb(view, inside.start, inside.end)
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
    if matches!(view.lang, Lang::De | Lang::Nl) {
        return super::germanic::person(view, period);
    }
    subject_with(view, period, &[Being::Name, Being::Role, Being::Pronoun])
}

/// The subject of the first verb of a sentence, where it is one of those.
fn subject_with(view: &View<'_>, period: Range<usize>, beings: &[Being]) -> Option<Mention> {
    let verb = period
        .clone()
        .find(|&at| view.depth(at) == 0 && is_finite_verb(view, at, period.start))?;
    let mention = subject_before(view, verb, period.start, false)?;
    beings
        .contains(&being(view, mention.range.clone()))
        .then_some(mention)
}
