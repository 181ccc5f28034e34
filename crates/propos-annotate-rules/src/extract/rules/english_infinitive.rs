//! English infinitives behind verbs that are half auxiliaries, who is meant where others are asked, who is made to speak, and
//! where the next gerund of the same subject begins.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::infinitive::is_infinitive_after;
use super::unfit::{asks_for_discretion, is_unfit, is_unknown};
use crate::extract::candidate::Candidate;
use crate::extract::lexicon::{EnglishList, Form, Frame, Group};
use crate::extract::noun_phrase::{Being, Mention, being, phrase_from, skip_time, subject_of};
use crate::extract::phrase_end::phrase_end;
use crate::extract::syntax::Role;
use crate::extract::verb_group::{Shape, VerbGroup};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// `declined to threaten the union`, `wants to tell voters`: where the verb behind *to* has told nothing, the one before it tells what
/// somebody will or will not do.
pub(super) fn find(scene: &mut Scene<'_, '_>) {
    for place in 0..scene.groups.len() {
        let Some(group) = scene.free_group(place) else {
            continue;
        };
        let view = scene.view;
        let Some(to) = (group.head + 1..group.end)
            .rev()
            .find(|&at| view.is_in(at, Group::ToInfinitive))
            .filter(|_| group.shape == Shape::Finite)
        else {
            continue;
        };
        let start = to + 1;
        let is_taken = scene
            .found
            .iter()
            .any(|found| found.cue.as_ref().is_some_and(|cue| cue.contains(&to)));
        if is_taken
            || !tells_intent(view, to - 1)
            || !is_infinitive_after(view, start)
            || asks_for_discretion(view, start)
        {
            continue;
        }
        let Some(speaker) = scene.speaker(&group) else {
            continue;
        };
        if is_unfit(scene, &speaker, &group) || is_unknown(scene, &speaker) {
            continue;
        }
        let end = scene.before_speaker(start..phrase_end(scene, start), &speaker);
        if end <= start + 1 {
            continue;
        }
        let mut candidate = Candidate::over("infinitive", start..end, speaker);
        candidate.cue = Some(group.start..to);
        candidate.is_negated = group.is_negated;
        if scene.propose(candidate, None) {
            scene.mark_used(place);
        }
    }
}

/// Whether the verb at a place tells what somebody wants or refuses to do.
fn tells_intent(view: &View<'_>, at: usize) -> bool {
    view.readings(at).iter().any(|reading| {
        view.lexicon
            .verb(*reading)
            .is_some_and(|verb| verb.frames.has(Frame::Infinitive))
    })
}

/// `asked the candidates to discuss their plans`: others are asked, and nothing is kept back.
pub(super) fn is_asked_of_others(view: &View<'_>, group: &VerbGroup, start: usize) -> bool {
    view.lang == Lang::En && group.frames.has(Frame::SomeoneTo) && start > group.end + 2
}

/// Who says what an English infinitive tells that hangs on no verb of saying.
pub(super) fn told_by(view: &View<'_>, group: &VerbGroup) -> Option<Mention> {
    if view.lang != Lang::En
        || group.shape != Shape::Infinitive
        || !view.is_in(group.head, Group::ToInfinitive)
    {
        return None;
    }
    caused(view, group)
        .or_else(|| purposed(view, group))
        .or_else(|| announced(view, group))
        .or_else(|| ranked(view, group))
}

/// `became the latest minister to call for a vote`: who is the first, the last or the only one to say so.
fn ranked(view: &View<'_>, group: &VerbGroup) -> Option<Mention> {
    /// The longest phrase between the verb and the infinitive.
    const LONGEST: usize = 9;
    let to = group.head;
    let be = (to.saturating_sub(LONGEST)..to)
        .rev()
        .take_while(|&at| !view.is_mark(at))
        .find(|&at| view.syntax.role(at) != Role::None)?;
    let is_ranked = (be + 1..to).any(|at| view.is_listed(at, EnglishList::Ranks));
    let is_copula = view.is_in(be, Group::Be) || view.is_verb_listed(be, EnglishList::Becomes);
    let is_one = is_ranked && is_copula && view.syntax.is_finite(be) && view.is_in(be + 1, Group::Determiner);
    is_one.then(|| subject_of(view, be)).flatten()
}

/// `Mayor Roe to back Vale for council`: who will do so in a headline, which has no other verb before.
fn announced(view: &View<'_>, group: &VerbGroup) -> Option<Mention> {
    /// The longest subject.
    const LONGEST: usize = 6;
    let to = group.head;
    let start = (to.saturating_sub(LONGEST)..to)
        .rev()
        .find(|&at| at == 0 || view.starts_sentence(at))?;
    let phrase = phrase_from(view, start, to).filter(|phrase| phrase.end == to && phrase.start == start)?;
    let is_bare = !phrase.clone().any(|at| view.syntax.is_finite(at));
    let is_somebody = matches!(
        being(view, phrase.clone()),
        Being::Name | Being::Role | Being::Organization
    );
    (is_bare && is_somebody && view.depth(to) == 0).then(|| Mention::of(phrase))
}

/// `Thousands marched to protest the ruling`, `The mayor called a news conference to announce it`: who does something in order to
/// speak.
fn purposed(view: &View<'_>, group: &VerbGroup) -> Option<Mention> {
    /// How far before the infinitive the verb stands.
    const REACH: usize = 10;
    let to = group.head;
    let is_joined = to
        .checked_sub(1)
        .is_some_and(|before| view.is_in(before, Group::Conjunction));
    if group.is_listed(EnglishList::Silent) || is_joined {
        return None;
    }
    let verb = (to.saturating_sub(REACH)..to)
        .rev()
        .take_while(|&at| !view.is_mark(at))
        .find(|&at| view.syntax.role(at) != Role::None)?;
    // `are using the vote to attack him`, `have seized on the vote to attack him`
    let has_auxiliary = view.syntax.role(verb) == Role::Other && verb > 0;
    let finite = verb - usize::from(has_auxiliary);
    let is_one = !has_auxiliary
        || view.is_in(finite, Group::Be) && view.may_be(verb, Form::Gerund)
        || view.is_in(finite, Group::Have);
    if !is_one || !view.syntax.is_finite(finite) {
        return None;
    }
    let lemmas = || {
        view.readings(verb)
            .iter()
            .filter_map(|reading| view.lexicon.verb(*reading))
            .map(|verb| &*verb.lemma)
    };
    let is_deed = lemmas().any(|lemma| {
        view.lexicon.is_listed(lemma, EnglishList::Deed)
            && (verb + 1 < to || view.lexicon.is_listed(lemma, EnglishList::Assembles))
            // `took to Twitter to`; not `took steps to`.
            && (lemma != "take" || view.is_word(verb + 1, "to"))
            // `called on them to admit it`
            && (lemma != "call" || view.is_in(verb + 1, Group::Indefinite))
    });
    if !is_deed || view.is_in(verb + 1, Group::Negation) {
        return None;
    }
    subject_of(view, finite).filter(|mention| {
        matches!(
            being(view, mention.range.clone()),
            Being::Name | Being::Role | Being::Organization | Being::Pronoun | Being::Unspecified
        )
    })
}

/// `The leak prompted Ms. Roe to accuse him of lying`: who says what an infinitive tells, where something made them do so.
fn caused(view: &View<'_>, group: &VerbGroup) -> Option<Mention> {
    /// How far before the infinitive the verb stands.
    const REACH: usize = 8;
    /// How long a relative clause between them is at most.
    const ASIDE: usize = 20;
    let to = group.head;
    // `will almost certainly force her to admit it`
    let is_verb = |at: usize| {
        view.syntax.is_finite(at)
            || view.syntax.role(at) == Role::Other
                && (at.saturating_sub(4)..at).any(|modal| view.is_in(modal, Group::Modal))
    };
    let causes = |at: usize| is_verb(at) && view.is_verb_listed(at, EnglishList::Causes);
    // `forced Ann Roe, who had run it for years, to admit that`
    let comma = to.checked_sub(1).filter(|&comma| view.is(comma, Mark::Comma));
    let aside = comma.and_then(|comma| {
        (comma.saturating_sub(ASIDE)..comma)
            .rev()
            .find(|&at| view.is(at, Mark::Comma) && view.is_any_word(at + 1, words!["which", "who"]))
    });
    let end = aside.unwrap_or(to);
    let verb = (end.saturating_sub(REACH)..end).rev().find(|&at| causes(at))?;
    let phrase = phrase_from(view, verb + 1, end).filter(|phrase| phrase.end == end)?;
    matches!(
        being(view, phrase.clone()),
        Being::Name | Being::Role | Being::Organization
    )
    .then(|| Mention::of(phrase))
}

/// `telling him to stop and threatening to leave`: where the next gerund of the same subject begins.
pub(super) fn gerund_end(scene: &Scene<'_, '_>, group: &VerbGroup, start: usize, end: usize) -> usize {
    let view = scene.view;
    if view.lang != Lang::En || group.shape != Shape::Gerund {
        return end;
    }
    (start + 1..end)
        .find(|&at| {
            view.depth(at) == scene.depth && view.is_in(at, Group::And) && view.may_be(at + 1, Form::Gerund)
        })
        .unwrap_or(end)
}

/// `agreed with its lenders in June to sell`: behind phrases that tell with whom or when, where an infinitive follows them.
pub(super) fn behind_adjuncts(scene: &Scene<'_, '_>, from: usize) -> usize {
    let view = scene.view;
    let until = scene.range.end.min(from + 16);
    let mut at = from;
    for _ in 0..3 {
        let is_adjunct = view.is_listed(at, EnglishList::TellsWhenDone);
        if !is_adjunct {
            break;
        }
        let behind_time = skip_time(view, at, until).max(skip_time(view, at + 1, until));
        let Some(end) = (behind_time > at + 1)
            .then_some(behind_time)
            .or_else(|| phrase_from(view, at + 1, until).map(|phrase| phrase.end))
        else {
            break;
        };
        at = end;
        let to = at + usize::from(view.is_word(at, "not"));
        if view.is_in(to, Group::InfinitiveOf) && is_infinitive_after(view, to + 1) {
            return to;
        }
    }
    from
}

/// `inviting him to March Hall`: a capital behind words in small letters, which no title of a text has.
pub(super) fn is_name_of_place(view: &View<'_>, at: usize) -> bool {
    const LONG: usize = 5;
    view.is_capitalised(at)
        && view.is_capitalised(at + 1)
        && (at.saturating_sub(LONG)..at)
            .any(|word| !view.is_mark(word) && !view.is_capitalised(word) && view.word(word).len() > LONG)
}

/// `what kind of town they want to live in`: what is wanted stands before the verb.
pub(super) fn is_stranded(view: &View<'_>, group: &VerbGroup, content: Range<usize>) -> bool {
    // `…,” she said`: the comma of who speaks is no word.
    let last = content.end - usize::from(view.is(content.end - 1, Mark::Comma));
    view.lang == Lang::En
        && last == content.start + 2
        && view.is_in(last - 1, Group::Preposition)
        && view
            .syntax
            .clause(group.head)
            .is_some_and(|clause| !clause.is_main)
}
