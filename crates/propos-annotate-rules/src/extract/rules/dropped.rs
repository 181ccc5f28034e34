//! Verbs without a subject in languages that need none: `… y añadió que`, `Dijo que`, `«…», sottolinea`.

use propos_segment::Lang;

use super::{Scene, clause_marker};
use crate::extract::candidate::Source;
use crate::extract::clause::clause_end;
use crate::extract::lexicon::{Frame, Group, Groups, RomanceList};
use crate::extract::noun_phrase::{Being, Mention, being, phrase_from, subject_after, subject_before};
use crate::extract::verb_group::{Shape, Standing, VerbGroup, is_finite_verb, is_hard_mark};
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// How many earlier verbs are asked for their subject.
const MOST_VERBS: usize = 6;

/// Who speaks where a verb has no subject of its own; `None` where the language wants one, or the verb is the speaker's
/// own (*creo*).
pub(super) fn subject(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<Source> {
    let view = scene.view;
    let is_open = view.drops_subjects()
        && scene.depth == 0
        && !group.agreement.is_self
        && !group.frames.has(Frame::Fact)
        && group.shape == Shape::Finite
        && !is_impersonal(scene, group)
        && !is_order(scene, group);
    if !is_open {
        return None;
    }
    if is_general(scene, group) {
        return None;
    }
    if group.standing == Standing::Impersonal {
        return Some(Source::Unspecified);
    }
    // `los que niegan`: the relative pronoun is the subject.
    let mut first = group.start;
    while first > scene.range.start
        && (view.is_in(first - 1, Group::ObjectClitic) || view.is_in(first - 1, Group::Adverb))
        && !view.is_in(first - 1, Group::RelativeSubject)
    {
        first -= 1;
    }
    // `pidió al PP que pida perdón`: whoever is asked to do so is no speaker.
    let is_asked = |other: &VerbGroup| {
        other.end < first
            && other.frames.has(Frame::ToSomeoneInfinitive)
            && first > scene.range.start
            && view.is_in(first - 1, Group::That)
            && scene.reported_at(other) == Some(first)
    };
    if scene.groups.iter().any(is_asked) {
        return None;
    }
    // `nada disto quer dizer que`: it means.
    let means = view.is_listed(group.head, RomanceList::WantsForm)
        && ["decir", "dire", "dizer"].contains(&group.lemma.as_ref());
    if means {
        return None;
    }
    let is_relative = first > scene.range.start
        && view.is_in(first - 1, Group::RelativeSubject)
        && first > scene.range.start + 1
        && (view.is_in(first - 2, Group::Determiner) || view.is_in(first - 2, Group::Neuter));
    // `rechaza lo que califica de «chantaje»`: whoever rejects it calls it so.
    let is_what = is_relative && is_called_so(group) && first > scene.range.start + 2;
    if !is_what && (is_relative || is_of_relative(scene, first)) {
        return None;
    }
    if let Some(mention) = inverted(scene, group).or_else(|| body_of(scene, group)) {
        return scene.accept(mention, group);
    }
    coordinate(scene, group).map_or(
        Some(Source::Dropped {
            is_plural: group.agreement.is_plural,
        }),
        |mention| scene.accept(mention, group),
    )
}

/// Whether a verb tells what somebody calls something, or whom he blames for it.
fn is_called_so(group: &VerbGroup) -> bool {
    group.frames.has(Frame::As) || group.is_listed(RomanceList::Blames)
}

/// `responsabiliza o Governo pelo que classifica como «crime»`, `las acusaciones, que atribuyó a «intereses»`: the pronoun is the object.
pub(super) fn is_object_relative(scene: &Scene<'_, '_>, group: &VerbGroup, mention: &Mention) -> bool {
    let view = scene.view;
    let mut first = group.start;
    while first > scene.range.start
        && view.is_in(first - 1, Group::ObjectClitic)
        && !view.is_in(first - 1, Group::That)
    {
        first -= 1;
    }
    let Some(before) = first.checked_sub(2).filter(|&before| before >= scene.range.start) else {
        return false;
    };
    if !view.drops_subjects() || !view.is_in(first - 1, Group::That) || !is_called_so(group) {
        return false;
    }
    let is_free = view.is_in(before, Group::Preposition) && !view.is_capitalised(before)
        || view.is_listed(before, RomanceList::FreeWhat);
    is_free
        || view.is(before, Mark::Comma)
            && matches!(being(view, mention.range.clone()), Being::Thing | Being::Unknown)
}

/// `su cliente, quien, insistió, «no cobró nada»`: the pronoun is the subject of what is said.
pub(super) fn is_interrupted_relative(scene: &Scene<'_, '_>, mention: &Mention) -> bool {
    let view = scene.view;
    let Some(last) = mention.range.end.checked_sub(1) else {
        return false;
    };
    view.drops_subjects()
        && mention.range.len() == 1
        && last > scene.range.start
        && view.is(last - 1, Mark::Comma)
        && view.is_in(last, Group::RelativeSubject)
        && view.is(last + 1, Mark::Comma)
}

/// `iniciativas que pretendem promover`: behind a noun and *que* that no verb reports the noun is the subject, whoever it is.
fn is_of_relative(scene: &Scene<'_, '_>, first: usize) -> bool {
    let view = scene.view;
    let Some(noun) = first.checked_sub(2).filter(|&noun| noun >= scene.range.start) else {
        return false;
    };
    let is_noun = view.is_in(first - 1, Group::RelativeSubject)
        && !view.is_mark(noun)
        && view.readings(noun).is_empty()
        && !view.is_capitalised(noun)
        && !view.groups(noun).has_any(Groups::of(&[
            Group::Adverb,
            Group::Be,
            Group::Have,
            Group::Of,
            Group::OpinionClause,
            Group::Preposition,
            Group::Time,
        ]))
        && !view.is_manner(noun);
    // `tan fatuo que pretendió`
    let is_compared = noun > scene.range.start && view.is_in(noun - 1, Group::Comparison);
    is_noun
        && !is_compared
        && !scene
            .groups
            .iter()
            .any(|other| other.end < first && scene.reported_at(other) == Some(first))
}

/// `se supone que`, `não se consegue perceber que`, `si può dire che`: what anybody may think.
fn is_general(scene: &Scene<'_, '_>, group: &VerbGroup) -> bool {
    let view = scene.view;
    if group.standing == Standing::Impersonal {
        return group.is_listed(RomanceList::SaysOf);
    }
    let is_possible = || {
        view.readings(group.head).iter().any(|reading| {
            let verb = view.lexicon.verb(*reading);
            verb.is_some_and(|verb| view.lexicon.is_listed(&verb.infinitive, RomanceList::CanMust))
        })
    };
    let has_pronoun =
        |at: usize| view.is_in(at, Group::Reflexive) && view.is_any_word(at, words!["se", "si"]);
    group.standing == Standing::Governed
        && (group.start..group.head + 2).any(|at| at != group.head && has_pronoun(at))
        && is_possible()
}

/// `Saiba quem joga`, `Piense que es gratis`: a subjunctive that begins a sentence asks the reader.
fn is_order(scene: &Scene<'_, '_>, group: &VerbGroup) -> bool {
    let view = scene.view;
    let at = group.head;
    let word = view.word(at);
    at == group.start
        && view.starts_sentence(at)
        && view.readings(at).iter().any(|reading| {
            let infinitive = view.lexicon.verb(*reading).map_or("", |verb| &*verb.infinitive);
            reading.form.is_finite()
                && if infinitive.ends_with("ar") {
                    word.ends_with('e') || word.ends_with("em") || word.ends_with("en")
                } else {
                    !infinitive.ends_with("re")
                        && !word.ends_with("ia")
                        && !word.ends_with("iam")
                        && !word.ends_with("ía")
                        && !word.ends_with("ram")
                        && (word.ends_with('a') || word.ends_with("am") || word.ends_with("an"))
                }
        })
}

/// `Elle remonte en selle, promet d’écrire`: the subject of the verb before the comma, where the content follows at once.
pub(super) fn in_series(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<Source> {
    let view = scene.view;
    let start = scene.range.start;
    let mut comma = group.start.checked_sub(1)?;
    while comma > start && view.is_in(comma, Group::ObjectClitic) {
        comma -= 1;
    }
    let reports = view.is_in(group.end, Group::That) || view.is_in(group.end, Group::InfinitiveOf);
    let is_series = view.lang == Lang::Fr && comma > start && view.is(comma, Mark::Comma) && reports;
    if !is_series || group.shape != Shape::Finite {
        return None;
    }
    let first =
        (start..comma).find(|&at| view.depth(at) == scene.depth && is_finite_verb(view, at, start))?;
    let is_whole = !(first..comma).any(|at| view.is_mark(at));
    subject_before(view, first, start, group.agreement.is_plural)
        .filter(|mention| is_whole && mention.range.start == start)
        .and_then(|mention| scene.accept(mention, group))
}

/// Whether the verb stands with *se* or behind a word that makes it nobody's.
fn is_impersonal(scene: &Scene<'_, '_>, group: &VerbGroup) -> bool {
    let view = scene.view;
    let before = group.start.checked_sub(1).filter(|&at| at >= scene.range.start);
    before.is_some_and(|before| {
        view.is_in(before, Group::Subordinator)
            && !view.is_in(before, Group::That)
            && !is_granted(scene, before)
    }) && coordinate(scene, group).is_none()
}

/// `«…», insistió, aunque admitió que`: whoever has spoken grants something.
fn is_granted(scene: &Scene<'_, '_>, subordinator: usize) -> bool {
    let view = scene.view;
    let comma = subordinator
        .checked_sub(1)
        .filter(|&comma| view.is(comma, Mark::Comma));
    view.is_listed(subordinator, RomanceList::Concedes)
        && comma.is_some_and(|comma| {
            let is_said = |group: &VerbGroup| group.end <= comma && group.frames.has(Frame::Quote);
            scene.groups.iter().any(is_said)
        })
}

/// The subject behind a verb that its clause follows: `Explicó el ministro que`.
pub(super) fn inverted(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<Mention> {
    let view = scene.view;
    let mention = subject_after(view, group.end, scene.range.end)?;
    let is_person = matches!(
        being(view, mention.range.clone()),
        Being::Name | Being::Role | Being::Organization
    );
    let end = mention
        .description
        .as_ref()
        .map_or(mention.range.end, |range| range.end.max(mention.range.end));
    let end = end + usize::from(view.is(end, Mark::Comma));
    // `Coinciden los expertos en que`, `Opina Ruiz en su columna que`
    let behind_place = || {
        let is_place = view.is_in(end, Group::Preposition) && group.start == scene.range.start;
        is_place && {
            let next = phrase_from(view, end + 1, scene.range.end).map_or(end + 1, |phrase| phrase.end);
            view.is_in(end + 1, Group::That) || view.is_in(next, Group::That)
        }
    };
    let is_followed = view.is_in(end, Group::That) || view.is(end, Mark::Colon) || behind_place();
    (is_person && is_followed && mention.range.start == group.end).then_some(mention)
}

/// `Desde el partido replican que`, `Dal Comune fanno sapere che`, `Assicurano da Nyon che`, `En Washington creen que`: the house that
/// speaks where several do and nobody is named.
pub(super) fn body_of(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<Mention> {
    let view = scene.view;
    let is_house = |at: usize| {
        let is_in = view.is_listed(at, RomanceList::InHouse) && view.is_capitalised(at + 1)
            || view.is_any_word(at, words!["en", "em", "in"]) && view.is_capitalised(at + 2);
        view.is_in(at, Group::FromBody) || is_in
    };
    let phrase_at = |at: usize, until: usize| {
        let body = is_house(at).then(|| phrase_from(view, at + 1, until))??;
        matches!(being(view, body.clone()), Being::Name | Being::Organization).then_some(body)
    };
    if !group.agreement.is_plural {
        return None;
    }
    let mut first = group.start;
    while first > scene.range.start && view.is_in(first - 1, Group::ObjectClitic) {
        first -= 1;
    }
    let opening = scene.range.start + usize::from(view.is_in(scene.range.start, Group::Conjunction));
    phrase_at(opening, first)
        .filter(|body| body.end == first)
        .or_else(|| phrase_at(group.end, scene.range.end))
        .map(Mention::of)
}

/// Who speaks in an aside without a subject: never the subject of the clause around it, but one before a colon may be.
pub(super) fn in_aside(scene: &Scene<'_, '_>, group: &VerbGroup, comma: usize) -> Option<Source> {
    let view = scene.view;
    let mark = (scene.range.start..comma)
        .rev()
        .find(|&at| view.depth(at) == scene.depth && is_hard_mark(view, at));
    let dropped = Source::Dropped {
        is_plural: group.agreement.is_plural,
    };
    subject(scene, group)?;
    let before = mark.and_then(|mark| coordinate_before(scene, group, mark));
    Some(
        before
            .and_then(|mention| scene.accept(mention, group))
            .unwrap_or(dropped),
    )
}

/// The subject of an earlier verb of the same sentence that goes on: not that of a clause which is itself reported.
fn coordinate(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<Mention> {
    coordinate_before(scene, group, group.start)
}

fn coordinate_before(scene: &Scene<'_, '_>, group: &VerbGroup, before: usize) -> Option<Mention> {
    let view = scene.view;
    let reported: Vec<_> = scene
        .groups
        .iter()
        .take_while(|other| other.end <= group.start)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .take(MOST_VERBS)
        .filter_map(|other| {
            let (start, _) = clause_marker::marker(scene, other)?;
            let end = clause_end(scene, start);
            (end <= group.start).then_some(start..end)
        })
        .collect();
    let verbs = (scene.range.start..before).rev().filter(|&at| {
        view.depth(at) == scene.depth
            && !reported.iter().any(|range| range.contains(&at))
            && is_finite_verb(view, at, scene.range.start)
    });
    let subject = verbs.take(MOST_VERBS).find_map(|verb| {
        let readings = view.readings(verb);
        let is_plural = readings.iter().any(|reading| reading.form.is_plural());
        if !readings.is_empty() && is_plural != group.agreement.is_plural {
            return None;
        }
        let mut head = verb;
        while head > scene.range.start && view.is_in(head - 1, Group::ObjectClitic) {
            head -= 1;
        }
        let mention = subject_before(view, head, scene.range.start, is_plural)?;
        let can_speak = !matches!(
            being(view, mention.range.clone()),
            Being::Thing | Being::Self_ | Being::You | Being::Unknown
        );
        can_speak.then_some(mention)
    });
    // `«…», aseveró la mandataria, y prometió`: who spoke before in the sentence.
    subject.or_else(|| {
        scene
            .found
            .iter()
            .rev()
            .find_map(|candidate| match &candidate.speaker {
                Source::Mention(mention)
                    if candidate.cue.as_ref().is_some_and(|cue| cue.end <= before)
                        && mention.range.end <= before
                        && !group.agreement.is_plural =>
                {
                    Some(mention.clone())
                }
                _ => None,
            })
    })
}
