//! `Der Entwurf wurde von Umweltverbänden kritisiert`, `In dem Brief wird die Freilassung verlangt`: what the passive of a verb
//! of speech has as its subject, where it is told who speaks.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::phrase::{is_dative, phrase};
use super::predicate::Predicate;
use super::segment::words;
use super::speaker::agent;
use super::subject::subject;
use crate::extract::candidate::Source;
use crate::extract::lexicon::{Frame, GermanicList, Group};
use crate::extract::noun_phrase::{Being, Mention, being};

/// Verbs of the list only tell in the passive; others do something: `wurde vom Gericht verurteilt`.
pub(super) fn content(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<Range<usize>> {
    let view = scene.view;
    if predicate.is_final
        || predicate.is_of_state(view)
        || is_to_come(scene, predicate)
        || !view.lexicon.groups(&predicate.lemma).has(Group::Charge)
    {
        return None;
    }
    let Some(Source::Mention(by)) = agent(scene, predicate) else {
        return None;
    };
    let speaks = matches!(
        being(view, by.range.clone()),
        Being::Name | Being::Role | Being::Organization | Being::Document
    );
    let told = subject(scene, predicate)?.range;
    let is_somebody = matches!(
        being(view, told.clone()),
        Being::Pronoun | Being::Self_ | Being::You
    );
    (speaks && !is_somebody && !told.contains(&by.range.start)).then_some(told)
}

/// `muss noch vom Rat bestätigt werden`, `soll vom Parlament gebilligt werden`: nobody has said so yet.
fn is_to_come(scene: &Scene<'_, '_>, predicate: &Predicate) -> bool {
    let view = scene.view;
    view.lang == Lang::De
        && view.is_listed(predicate.finite, GermanicList::MustShall)
        && view.is_word(predicate.main + 1, "werden")
}

/// `wordt door justitie beschuldigd van omkoping`: what Dutch puts behind the preposition of the verb.
pub(super) fn charge(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<Range<usize>> {
    let view = scene.view;
    if view.lang != Lang::Nl || predicate.is_of_state(view) {
        return None;
    }
    let last = predicate.finite.max(predicate.main);
    let ahead = predicate.finite.min(predicate.main) + 1..last;
    let behind = last + 1..predicate.end.max(last + 1);
    predicate.prepositions.iter().find_map(|(word, frames)| {
        let at = words(view, behind.clone(), scene.depth)
            .chain(words(view, ahead.clone(), scene.depth))
            .find(|&at| frames.has(Frame::Object) && view.is_word(at, word))?;
        let until = if at > last { behind.end } else { ahead.end };
        let by = words(view, at + 1..until, scene.depth).find(|&place| view.is_word(place, "door"));
        let end = by.unwrap_or(until);
        (at + 1 < end).then_some(at + 1..end)
    })
}

/// `wordt verdacht van moord`: what somebody is held to have done, whoever tells it.
fn suspected(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<(Vec<Range<usize>>, Source)> {
    let is_charge = predicate.is_passive()
        && !predicate.is_final
        && scene
            .view
            .lexicon
            .is_listed(&predicate.lemma, GermanicList::ChargesWith);
    let content = charge(scene, predicate).filter(|_| is_charge)?;
    let by = agent(scene, predicate);
    Some((vec![content], by.unwrap_or(Source::Unspecified)))
}

/// `werd door de oppositie ‘onvoldoende’ genoemd`: what Dutch says something was called.
pub(super) fn named(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<Range<usize>> {
    let view = scene.view;
    let is_called = view.lang == Lang::Nl
        && predicate.lemma == "noemen"
        && predicate.main > predicate.finite
        && !predicate.is_of_state(view);
    let Some(Source::Mention(by)) = agent(scene, predicate).filter(|_| is_called) else {
        return None;
    };
    let content = by.range.end..predicate.main;
    (!content.is_empty() && by.range.start > predicate.finite).then_some(content)
}

/// `Kritisiert wurde die Auszählung`, `Gefordert wird von den Verbänden mehr Geld`: what is blamed or demanded stands behind, and
/// whoever spoke before goes on where nobody is named.
fn fronted(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<(Vec<Range<usize>>, Source)> {
    let view = scene.view;
    // `Es wurde auch die Wartung bemängelt.`
    let is_expletive = view.lang == Lang::De
        && predicate.finite > 0
        && view.is_word(predicate.finite - 1, "es")
        && predicate.main > predicate.finite + 1;
    let is_told = predicate.is_passive()
        && !predicate.is_final
        && (predicate.main < predicate.finite || is_expletive && !predicate.is_of_state(view))
        && view.lexicon.groups(&predicate.lemma).has(Group::Charge)
        // What is turned down or called something may be a deed.
        && !view.lexicon.is_listed(&predicate.lemma, GermanicList::DoneInPassive);
    if !is_told {
        return None;
    }
    if is_expletive {
        let first = super::object::object_start(scene, predicate.finite + 1, predicate.main)?;
        let by = agent(scene, predicate).unwrap_or(Source::SentenceBefore);
        let is_noun = phrase(view, first, predicate.main).is_some_and(|range| range.end == predicate.main);
        let content = first..predicate.main;
        return is_noun.then(|| (vec![content], by));
    }
    let told = subject(scene, predicate)?.range;
    let by = words(view, predicate.finite + 1..told.start, scene.depth)
        .find(|&at| view.is_in(at, Group::Of))
        .and_then(|at| phrase(view, at + 1, predicate.end))
        .and_then(|range| scene.accept(Mention::of(range)));
    // `Bestätigt wurde der Fund am Abend vom Museumschef`
    let last = words(view, told.start + 1..predicate.end, scene.depth)
        .rev()
        .find(|&at| view.is_in(at, Group::Of))
        .filter(|_| by.is_none())
        .and_then(|at| Some((at, phrase(view, at + 1, predicate.end)?)))
        .filter(|(_, range)| range.end == predicate.end)
        .filter(|(_, range)| matches!(being(view, range.clone()), Being::Role | Being::Organization));
    let end = last.as_ref().map_or(predicate.end, |(at, _)| *at);
    let by = by.or_else(|| last.map(|(_, range)| Source::Mention(Mention::of(range))));
    let is_somebody = matches!(
        being(view, told.clone()),
        Being::Pronoun | Being::Self_ | Being::You
    );
    let content = told.start..end;
    (!is_somebody).then(|| (vec![content], by.unwrap_or(Source::SentenceBefore)))
}

/// `Ihm wird Betrug vorgeworfen`: who is blamed and for what.
fn accused(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<(Vec<Range<usize>>, Source)> {
    let view = scene.view;
    let is_blamed = view.lang == Lang::De
        && view
            .lexicon
            .is_listed(&predicate.lemma, GermanicList::BlamesPassive)
        && predicate.is_passive()
        && !predicate.is_final
        && !predicate.is_of_state(view);
    let place = scene.segments.get(predicate.segment).filter(|_| is_blamed)?;
    let told =
        phrase(view, place.range.start, predicate.finite).filter(|range| range.end == predicate.finite)?;
    let first = super::object::object_start(scene, predicate.finite + 1, predicate.main)?;
    let charge = phrase(view, first, predicate.main)?;
    // `wird Betrug zur Last gelegt`
    let end = charge.end
        + if view.is_word(charge.end + 1, "last") {
            2
        } else {
            0
        };
    let opens_dative = is_dative(view, told.start) || view.is_word(told.start, "der");
    (opens_dative && end == predicate.main).then(|| {
        (
            vec![told, charge],
            agent(scene, predicate).unwrap_or(Source::Unspecified),
        )
    })
}

/// `Er wird der Untreue beschuldigt`: of what.
fn charged(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<(Vec<Range<usize>>, Source)> {
    let is_plain = predicate.is_passive() && !predicate.is_final && predicate.main > predicate.finite + 1;
    let middle = predicate.finite + 1..predicate.main;
    let charge = super::object_first::charge(scene, predicate, middle).filter(|_| is_plain)?;
    let speaker = match agent(scene, predicate) {
        // `von der Opposition des Betrugs beschuldigt`: the genitive is no part of who speaks.
        Some(Source::Mention(mut by)) => {
            by.range.end = by.range.end.min(charge.start).max(by.range.start + 1);
            Source::Mention(by)
        }
        other => other.unwrap_or(Source::Unspecified),
    };
    Some((vec![charge], speaker))
}

/// What is told in the passive whoever tells it.
pub(super) fn without_agent(
    scene: &Scene<'_, '_>,
    predicate: &Predicate,
) -> Option<(Vec<Range<usize>>, Source)> {
    charged(scene, predicate)
        .or_else(|| suspected(scene, predicate))
        .or_else(|| blamed(scene, predicate))
        .or_else(|| fronted(scene, predicate))
        .or_else(|| accused(scene, predicate))
}

/// `Die Gruppe wird für die Gewalt verantwortlich gemacht`, `Der Schaden wird auf zwei Millionen Euro geschätzt`: who is blamed and for
/// what, what is estimated and at how much; it may be told by whom.
fn blamed(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<(Vec<Range<usize>>, Source)> {
    let view = scene.view;
    let is_dutch = view.lang == Lang::Nl;
    let is_estimated = view.lexicon.is_listed(&predicate.lemma, GermanicList::Estimates);
    let is_blamed = (is_estimated || predicate.lemma == "machen" && !is_dutch)
        && predicate.is_passive()
        && !predicate.is_final
        && !predicate.is_of_state(view);
    if !is_blamed {
        return None;
    }
    let last = predicate.finite.max(predicate.main);
    let middle = || words(view, predicate.finite + 1..last, scene.depth);
    let (responsible, preposition) = if is_dutch {
        return estimated(scene, predicate);
    } else if is_estimated {
        (predicate.main, "auf")
    } else {
        (middle().find(|&at| view.is_word(at, "verantwortlich"))?, "für")
    };
    // `Für die Tat werden die Rebellen verantwortlich gemacht`
    let first = scene.segments.get(predicate.segment)?.range.start;
    if !is_estimated && view.is_word(first, preposition) {
        let content = vec![first..predicate.finite, subject(scene, predicate)?.range];
        return Some((content, agent(scene, predicate).unwrap_or(Source::Unspecified)));
    }
    let cause = middle().find(|&at| at < responsible && view.is_word(at, preposition))?;
    // `auf rund drei Milliarden`, not `auf der Straße`
    let is_amount = (cause + 1..cause + 3).any(|at| view.is_number(at) || view.is_in(at, Group::Indefinite));
    if is_estimated && !is_amount {
        return None;
    }
    let told = subject(scene, predicate)?.range;
    let cause = cause..responsible;
    let content = if told.end <= cause.start {
        vec![told, cause]
    } else {
        vec![cause]
    };
    Some((content, agent(scene, predicate).unwrap_or(Source::Unspecified)))
}

/// `De schade wordt op drie miljoen geschat`, `De kosten worden door de raad geraamd op twee ton`: Dutch has the amount on either side.
fn estimated(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<(Vec<Range<usize>>, Source)> {
    let view = scene.view;
    let on =
        words(view, predicate.finite + 1..predicate.end, scene.depth).find(|&at| view.is_word(at, "op"))?;
    let end = if on < predicate.main {
        predicate.main
    } else {
        predicate.end
    };
    let by = words(view, on + 1..end, scene.depth).find(|&at| view.is_word(at, "door"));
    let end = by.unwrap_or(end);
    let is_amount =
        (on + 1..end.min(on + 4)).any(|at| view.is_number(at) || view.is_in(at, Group::Indefinite));
    let told = subject(scene, predicate)?.range;
    (is_amount && told.end <= on).then(|| {
        let speaker = agent(scene, predicate).unwrap_or(Source::Unspecified);
        (vec![told, on..end], speaker)
    })
}
