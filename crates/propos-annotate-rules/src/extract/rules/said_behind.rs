//! A sentence whose speaker the next one names: `Lo ha annunciato il ministro.`, `Así lo dijo X.`, `— preguntó la defensa.`,
//! `C’est ce qu’a annoncé le préfet.`

use std::ops::Range;

use propos_segment::Lang;

use crate::extract::candidate::{Candidate, Source};
use crate::extract::dateline::behind_dateline;
use crate::extract::lexicon::{Form, Group, RomanceList};
use crate::extract::noun_phrase::{Being, Mention, being, phrase_from, subject_after};
use crate::extract::verb_group::{Shape, VerbGroup, carries_quotes, has_finite_verb, verb_group};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// How many words may stand before the verb.
const REACH: usize = 6;

/// The attribution of a whole period by the one that follows it in the paragraph.
pub(crate) fn find(view: &View<'_>, period: Range<usize>, next: Range<usize>) -> Option<Candidate> {
    let has_content =
        has_finite_verb(view, period.start, period.end) || view.is(period.end - 1, Mark::Question);
    let is_plain = view.depth(period.start) == 0 && view.depth(next.start) == 0;
    if !has_content || !is_plain {
        return None;
    }
    if view.drops_subjects()
        && let Some((cue, mention)) = is_told_by(view, &next)
    {
        let mut candidate = said(view, period, mention);
        candidate.cue = Some(cue);
        return (!candidate.content.is_empty()).then_some(candidate);
    }
    let (group, mention) = match view.lang {
        Lang::Fr => is_what_says(view, &next)?,
        _ if view.drops_subjects() => takes_up(view, &next).or_else(|| is_who_says(view, &next))?,
        _ => return None,
    };
    let mut candidate = said(view, period, mention);
    candidate.cue = Some(group.start..group.end);
    candidate.lemma = Some(group.lemma);
    candidate.is_negated = group.is_negated;
    (!candidate.content.is_empty() && !candidate.is_negated).then_some(candidate)
}

/// A period as what somebody said.
fn said(view: &View<'_>, period: Range<usize>, speaker: Mention) -> Candidate {
    let start = behind_dateline(view, period.start, period.end);
    Candidate::over("sentence-before", start..period.end, Source::Mention(speaker)).trimmed(view)
}

/// `A informação foi confirmada pela polícia`, `La notizia è stata data dal sindaco`: the words that say so, and by whom.
fn is_told_by(view: &View<'_>, period: &Range<usize>) -> Option<(Range<usize>, Mention)> {
    let noun = period.start + 1;
    if !view.is_in(period.start, Group::Determiner) || !view.is_listed(noun, RomanceList::NewsNoun) {
        return None;
    }
    let mut at = noun + 1;
    while view.is_in(at, Group::Be) || view.is_in(at, Group::Have) || super::agent::is_been(view, at) {
        at += 1;
    }
    if at == noun + 1 {
        return None;
    }
    let is_participle = view
        .readings(at)
        .iter()
        .any(|reading| reading.form == Form::Participle);
    // `A informação é da polícia`
    let told = if is_participle {
        let mut by = at + 1;
        while view.is_in(by, Group::Time) || view.is_in(by, Group::Adverb) {
            by += 1;
        }
        super::agent::by_whom(view, by)?
    } else {
        view.is_in(at, Group::Of).then_some(at + 1)?
    };
    let phrase = phrase_from(view, told, period.end)?;
    let is_somebody = matches!(
        being(view, phrase.clone()),
        Being::Name | Being::Role | Being::Organization | Being::Document
    );
    is_somebody.then(|| (noun..told, Mention::of(phrase)))
}

/// `A dirlo è il ministro`, `Ad annunciarlo è stata la sindaca`: the infinitive and who does it.
fn is_who_says(view: &View<'_>, period: &Range<usize>) -> Option<(VerbGroup, Mention)> {
    let verb = period.start + 1;
    let opens = view.lang == Lang::It
        && view.is_any_word(period.start, words!["a", "ad"])
        && view.word(verb).ends_with("lo");
    if !opens || view.readings(verb).is_empty() {
        return None;
    }
    let group = verb_group(view, verb, verb, period.end)?;
    let mut end = group.end;
    while view.is_in(end, Group::Be) || super::agent::is_been(view, end) {
        end += 1;
    }
    let is_said = group.shape == Shape::Infinitive && carries_quotes(&group) && end > group.end;
    let mention = is_said.then(|| subject_after(view, end, period.end)).flatten()?;
    let is_somebody = matches!(
        being(view, mention.range.clone()),
        Being::Name | Being::Role | Being::Organization | Being::Document | Being::Unspecified
    );
    is_somebody.then_some((group, mention))
}

/// `C’est ce qu’a récemment annoncé le préfet`, `C’est du moins ce qu’affirme la mairie`: the verb and its subject.
fn is_what_says(view: &View<'_>, period: &Range<usize>) -> Option<(VerbGroup, Mention)> {
    if !view.is_word(period.start, "c'") || !view.is_in(period.start + 1, Group::Be) {
        return None;
    }
    let until = period.end.min(period.start + REACH);
    let what =
        (period.start + 2..until).find(|&at| view.is_word(at, "ce") && view.is_in(at + 1, Group::That))?;
    let group = (what + 2..period.end.min(what + REACH))
        .filter(|&at| !view.readings(at).is_empty())
        .find_map(|at| verb_group(view, at, what + 2, period.end))?;
    if group.shape != Shape::Finite || group.start != what + 2 || !carries_quotes(&group) {
        return None;
    }
    let mention = subject_after(view, group.end, period.end)?;
    let speaks = !matches!(
        being(view, mention.range.clone()),
        Being::Thing | Being::Self_ | Being::You
    );
    speaks.then_some((group, mention))
}

/// The verb at the start of a period that reports the sentence before, and its subject.
fn takes_up(view: &View<'_>, period: &Range<usize>) -> Option<(VerbGroup, Mention)> {
    let is_dialogue = view.is(period.start, Mark::Dash);
    let group = (period.start..period.end.min(period.start + REACH))
        .filter(|&at| !view.readings(at).is_empty())
        .find_map(|at| verb_group(view, at, period.start, period.end))?;
    if group.shape != Shape::Finite || !carries_quotes(&group) || view.is_in(group.end, Group::That) {
        return None;
    }
    let before = period.start..group.start;
    let has_object = before.clone().any(|at| view.is_in(at, Group::TakenUp));
    let is_light = before.clone().all(|at| {
        view.is_in(at, Group::TakenUp)
            || view.is_in(at, Group::Adverb)
            || view.is_in(at, Group::Be)
            || view.is_in(at, Group::That)
            || is_dialogue && at == period.start
    });
    if !is_light || !(has_object || is_dialogue) {
        return None;
    }
    let mention = subject_after(view, group.end, period.end)?;
    let is_somebody = matches!(
        being(view, mention.range.clone()),
        Being::Name | Being::Role | Being::Organization | Being::Document | Being::Unspecified
    );
    is_somebody.then_some((group, mention))
}
