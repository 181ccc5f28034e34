//! Romance passives whose agent speaks: `qualifiée d’« injuste » par les syndicats`, `accusé par l’opposition de mentir`.

use propos_segment::Lang;

use super::Scene;
use super::infinitive::is_infinitive_after;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::clause::clause_end;
use crate::extract::lexicon::{Form, Frame, Frames, Group, RomanceList};
use crate::extract::noun_phrase::{
    Being, Mention, being, phrase_from, skip_time, subject_before, with_description,
};
use crate::extract::phrase_end::phrase_end;
use crate::extract::traits::Trait;
use crate::extract::verb_group::{has_finite_verb, is_finite_verb, is_hard_mark, locution_end};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// How far from the participle quoted words may stand that are behind its agent.
const LONGEST_AGENT: usize = 20;

/// How far from the participle its agent may stand.
const REACH: usize = 24;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    if !scene.view.is_romance() || !scene.stands.shows(Trait::Agentive) {
        return;
    }
    for at in scene.range.clone() {
        let view = scene.view;
        if !view.shows(at, Trait::Agentive) || view.depth(at) != scene.depth {
            continue;
        }
        if let Some(candidate) = told(scene, at) {
            scene.propose(candidate, None);
            continue;
        }
        if let Some(candidate) = estimated(scene, at) {
            scene.propose(candidate, None);
            continue;
        }
        let frames = participle(view, at);
        // `foi classificada pela oposição como « insuficiente »`: what it was called says more than that it was judged.
        let named = frames
            .filter(|frames| frames.has(Frame::As))
            .and_then(|_| called(scene, at));
        // `critiqué par ses pairs comme trop dur` likewise.
        let named = named.or_else(|| held_as(scene, at, frames));
        if named.is_none()
            && let Some(candidate) = judged(scene, at)
        {
            scene.propose(candidate, None);
            continue;
        }
        let Some(frames) = frames.or(named.is_some().then(Frames::default)) else {
            continue;
        };
        let is_active = scene
            .groups
            .iter()
            .any(|group| group.start <= at && at < group.end);
        if is_active {
            continue;
        }
        if named.is_none()
            && let Some((content, speaker)) = held(scene, at)
        {
            let mut candidate = Candidate::new("agent", content, Source::Mention(speaker));
            candidate.cue = Some(at..at + 1);
            scene.propose(candidate, None);
            continue;
        }
        let content = named
            .or_else(|| {
                (view.drops_subjects() && frames.has(Frame::As))
                    .then(|| taken_for(scene, at))
                    .flatten()
            })
            .map(|(content, speaker)| (content, Source::Mention(speaker)))
            .or_else(|| charged(scene, at))
            .or_else(|| charged_with(scene, at))
            .or_else(|| charged_by_some(scene, at, frames));
        let Some((content, speaker)) = content else {
            continue;
        };
        let mut candidate = Candidate::over("agent", content, speaker);
        candidate.cue = Some(at..at + 1);
        scene.propose(candidate, None);
    }
}

/// `Les familles ont été prévenues que le site fermerait`, `averties par la mairie que …`: what somebody was told.
fn told(scene: &Scene<'_, '_>, at: usize) -> Option<Candidate> {
    let view = scene.view;
    let tells = view.readings(at).iter().any(|reading| {
        reading.form == Form::Participle
            && view
                .lexicon
                .verb(*reading)
                .is_some_and(|verb| verb.frames.has(Frame::Someone) && !verb.is_reflexive)
    });
    let be = (scene.range.start..at)
        .rev()
        .take(4)
        .find(|&place| view.is_in(place, Group::Be) || is_been(view, place));
    // `Je suis convaincu que`: what the one who says it holds.
    let is_own = |be| view.lang == Lang::Fr && view.is_any_word(be, words!["es", "sommes", "suis", "êtes"]);
    if !tells || be.is_none_or(is_own) {
        return None;
    }
    let speaker = agent(scene, at + 1, scene.range.end);
    let that = speaker.as_ref().map_or(at + 1, |speaker| speaker.range.end);
    // `foi avisado de que`, `fue informada de que`
    let that = that + usize::from(view.drops_subjects() && view.is_in(that, Group::Of));
    let is_taken = scene.found.iter().any(|candidate| {
        candidate.cue.as_ref().is_some_and(|cue| cue.contains(&at))
            || candidate
                .content
                .first()
                .is_some_and(|range| range.start == that + 1)
    });
    if !view.is_in(that, Group::That) || is_taken {
        return None;
    }
    let end = clause_end(scene, that + 1);
    let mut candidate = Candidate::over(
        "agent",
        that + 1..end,
        speaker.map_or(Source::Unspecified, Source::Mention),
    );
    candidate.cue = Some(at..at + 1);
    // `n’a été prévenu que par la presse`
    let is_clause = view.lang != Lang::Fr || has_finite_verb(view, that + 1, end);
    (end > that + 1 && is_clause).then_some(candidate)
}

/// `La mesure a été dénoncée par les syndicats`: what somebody judges, demands or announces.
fn judged(scene: &Scene<'_, '_>, at: usize) -> Option<Candidate> {
    let view = scene.view;
    let judges = view.readings(at).iter().any(|reading| {
        reading.form == Form::Participle
            && view.lexicon.verb(*reading).is_some_and(|verb| {
                verb.frames.has(Frame::Object)
                    && verb.frames.has(Frame::Quote)
                    && !verb.is_reflexive
                    && !view.lexicon.is_listed(&verb.infinitive, RomanceList::Decided)
            })
    });
    // `a été mis en évidence par les experts`
    let end = if judges {
        Some(at + 1)
    } else {
        locution_end(view, at, scene.range.end, Frame::Object)
    };
    let end = end?;
    let speaker = agent(scene, behind_time(view, end, scene.range.end), scene.range.end)?;
    // `Une décision saluée par la maire mais critiquée par les pêcheurs`: both judge the same.
    let shared = joined_to(scene, at).map(|content| {
        let mut candidate = Candidate::new("agent", content, Source::Mention(speaker.clone()));
        candidate.cue = Some(at..end);
        candidate
    });
    if shared.is_some() {
        return shared;
    }
    if let Some(content) = wanted(scene, at) {
        let mut candidate = Candidate::over("agent", content, Source::Mention(speaker));
        candidate.cue = Some(at..at + 1);
        return Some(candidate);
    }
    let aux = auxiliary_before(scene, at)?;
    // `est souvent demandé par l’usager` tells a habit, `est réclamée par les syndicats` does not.
    let is_being = (aux..at).any(|place| is_been(view, place))
        || view.lang == Lang::Fr && aux + 1 == at && !is_anybody(view, &speaker);
    let subject = subject_before(view, aux, scene.range.start, false)?;
    let is_known = scene.found.iter().any(|candidate| {
        candidate
            .content
            .iter()
            .any(|range| range.contains(&subject.range.start))
    });
    let has_infinitive = subject
        .range
        .clone()
        .any(|place| view.may_be(place, Form::Infinitive));
    let is_phrase =
        view.is_in(subject.range.start, Group::Determiner) && subject.range.len() > 1 && !has_infinitive;
    if !is_being || !is_phrase || is_known || subject.range.end > aux {
        return None;
    }
    let mut candidate = Candidate::over("agent", subject.range, Source::Mention(speaker));
    candidate.cue = Some(aux..end);
    Some(candidate)
}

/// What the passive before a French conjunction judges, for the participle behind it.
fn joined_to(scene: &Scene<'_, '_>, at: usize) -> Option<Vec<std::ops::Range<usize>>> {
    /// How many words stand between both participles.
    const NEAR: usize = 12;
    let view = scene.view;
    let joint = (scene.range.start + 1..at)
        .rev()
        .find(|&place| !view.is_in(place, Group::Adverb))?;
    let is_joint = view.lang == Lang::Fr && (view.is_in(joint, Group::And) || view.is_in(joint, Group::But));
    let before = scene.found.iter().rev().find(|candidate| {
        candidate.rule == "agent"
            && candidate
                .cue
                .as_ref()
                .is_some_and(|cue| cue.end < joint && cue.end + NEAR > at)
    });
    before
        .filter(|_| is_joint)
        .map(|candidate| candidate.content.clone())
}

/// The first auxiliary of a participle: `a été`, `avaient été`.
fn auxiliary_before(scene: &Scene<'_, '_>, at: usize) -> Option<usize> {
    let view = scene.view;
    (scene.range.start..at)
        .rev()
        .take(4)
        .take_while(|&place| !view.is_mark(place))
        .filter(|&place| {
            view.is_in(place, Group::Be) || view.is_in(place, Group::Have) || is_been(view, place)
        })
        .last()
}

/// `l’usager`: whoever has a role.
fn is_anybody(view: &View<'_>, speaker: &Mention) -> bool {
    let first = speaker.range.start;
    view.is_word(first, "l'")
        && speaker.description.is_none()
        && being(view, speaker.range.clone()) == Being::Role
}

/// `La décision est jugée honteuse par la maire`, `La décision, qualifiée de honteuse par la maire, …`: what is held to be what.
fn held(scene: &Scene<'_, '_>, at: usize) -> Option<(Vec<std::ops::Range<usize>>, Mention)> {
    /// How many words may say what it is.
    const LONGEST: usize = 9;
    let view = scene.view;
    if view.lang != Lang::Fr {
        return None;
    }
    let verb = view
        .readings(at)
        .iter()
        .filter(|reading| reading.form == Form::Participle)
        .filter_map(|reading| view.lexicon.verb(*reading))
        .find(|verb| verb.frames.has(Frame::As) && !verb.is_reflexive)?;
    let start = at + 1;
    let what = (start + 1..scene.range.end.min(start + LONGEST))
        .take_while(|&place| !view.is_mark(place) && view.depth(place) == scene.depth)
        .find_map(|place| Some((start..place, agent(scene, place, scene.range.end)?)));
    // `déclaré mineur à la suite d’examens menés par`: who did what another participle tells.
    let (what, speaker) = what.filter(|(what, _)| {
        let last = what.end - 1;
        last <= start + 1 || !view.may_be(last, Form::Participle) || view.is_in(last - 1, Group::Adverb)
    })?;
    let is_marked = view.is_word(start, "comme")
        || view.is_in(start, Group::InfinitiveOf) && !view.is_in(start + 1, Group::Determiner);
    // `jugée trop chère`, not `condamné mardi`
    let is_bare = verb.frames.has(Frame::Clause)
        && ![Group::Preposition, Group::Time, Group::Determiner, Group::That]
            .iter()
            .any(|group| view.is_in(start, *group));
    if !is_marked && !is_bare {
        return None;
    }
    let subject = match auxiliary_before(scene, at) {
        Some(aux) => subject_before(view, aux, scene.range.start, false)?.range,
        None => phrase_before(scene, at)?,
    };
    (subject.end <= at).then(|| (vec![subject, what], speaker))
}

/// `Le coût est estimé à deux millions par la mairie`: what is estimated and at how much.
fn estimated(scene: &Scene<'_, '_>, at: usize) -> Option<Candidate> {
    let view = scene.view;
    let aux = at.checked_sub(1).filter(|&aux| aux > scene.range.start)?;
    let estimates = view.lang == Lang::Fr
        && view.is_any_word(at + 1, words!["à", "entre"])
        && (at + 2..at + 4).any(|place| view.is_number(place) || super::object::is_amount(view, place))
        && (view.is_in(aux, Group::Be) || is_been(view, aux))
        && view.readings(at).iter().any(|reading| {
            view.lexicon
                .verb(*reading)
                .is_some_and(|verb| verb.frames.has(Frame::Estimate))
        });
    let by = (at + 2..scene.range.end.min(at + 12))
        .take_while(|&place| !view.is_mark(place))
        .find(|&place| view.is_word(place, "par"))
        .filter(|_| estimates)?;
    let speaker = agent(scene, by, scene.range.end)?;
    // `ont été évalués`
    let first = if is_been(view, aux) { aux - 1 } else { aux };
    let subject = subject_before(view, first, scene.range.start, false)?;
    let content = vec![subject.range, at + 1..by];
    let mut candidate = Candidate::new("agent", content, Source::Mention(speaker));
    candidate.cue = Some(at..at + 1);
    Some(candidate)
}

/// `la réouverture des frontières, longtemps réclamée par les voisins`: a demand or a verdict as an attribute of what it is about.
fn wanted(scene: &Scene<'_, '_>, at: usize) -> Option<std::ops::Range<usize>> {
    let view = scene.view;
    let wants = view.readings(at).iter().any(|reading| {
        view.lexicon.verb(*reading).is_some_and(|verb| {
            verb.frames.has(Frame::Object)
                && !verb.frames.has(Frame::Inform)
                && !view.lexicon.groups(&verb.infinitive).has(Group::MakesKnown)
        })
    });
    if view.drops_subjects() || !wants {
        return None;
    }
    phrase_before(scene, at)
}

/// What a participle behind it is an attribute of.
fn phrase_before(scene: &Scene<'_, '_>, at: usize) -> Option<std::ops::Range<usize>> {
    let view = scene.view;
    let mut end = at;
    while end > scene.range.start && (view.is_in(end - 1, Group::Adverb) || view.is_manner(end - 1)) {
        end -= 1;
    }
    if end > scene.range.start && view.is(end - 1, Mark::Comma) {
        end -= 1;
    }
    if end <= scene.range.start + 1 || view.is_mark(end - 1) {
        return None;
    }
    let phrase = (scene.range.start..end)
        .rev()
        .take(8)
        .take_while(|&place| !view.is_mark(place))
        .filter(|&place| view.is_in(place, Group::Determiner) && !view.is_in(place, Group::Of))
        .filter_map(|place| phrase_from(view, place, end).filter(|phrase| phrase.end == end))
        .last()?;
    (phrase.len() > 1).then_some(phrase)
}

/// What makes a passive one of the past: `été`, `fue`, `sido`, `foi`, `stato`, `venne`.
pub(super) fn is_been(view: &View<'_>, at: usize) -> bool {
    view.is_listed(at, RomanceList::PastPassive)
}

/// `a été promis pour l’été par la mairie`, `a été dénoncé mardi par`: behind when it is or was.
fn behind_time(view: &View<'_>, at: usize, until: usize) -> usize {
    let time = at + usize::from(view.is_in(at, Group::For));
    let end = skip_time(view, time, until);
    if end > time { end } else { at }
}

/// The frames of a participle that may be passive here.
fn participle(view: &View<'_>, at: usize) -> Option<Frames> {
    let readings = view.readings(at).iter();
    readings
        .filter(|reading| reading.form == Form::Participle)
        .filter_map(|reading| view.lexicon.verb(*reading))
        .filter(|verb| !verb.is_reflexive)
        .map(|verb| verb.frames)
        .find(|frames| frames.has(Frame::As) || frames.has(Frame::SomeoneOf))
}

/// Behind the words for *by* at a place.
pub(super) fn by_whom(view: &View<'_>, at: usize) -> Option<usize> {
    view.is_listed(at, RomanceList::ByWhom).then_some(at + 1)
}

/// Somebody behind `par` at a place.
pub(super) fn agent(scene: &Scene<'_, '_>, at: usize, until: usize) -> Option<Mention> {
    let view = scene.view;
    let phrase = phrase_from(view, by_whom(view, at)?, until)?;
    matches!(
        being(view, phrase.clone()),
        Being::Name | Being::Role | Being::Organization
    )
    .then(|| with_description(view, phrase, until))
}

/// `qualifiée d’« injuste » par les syndicats`: the quoted words.
fn called(scene: &Scene<'_, '_>, at: usize) -> Option<(std::ops::Range<usize>, Mention)> {
    let view = scene.view;
    let quote = scene
        .quotes
        .iter()
        .find(|quote| quote.open > at && quote.open < at + LONGEST_AGENT)
        .copied()?;
    let behind = agent(scene, quote.end, scene.range.end);
    let before = (at + 1..quote.open).find_map(|place| agent(scene, place, quote.open));
    // `classificado pelo diretor de finanças, Gustavo Reis, como « … »`
    let whole = before.as_ref().map_or(at..at, |mention| {
        let end = mention.description.as_ref().map_or(0, |range| range.end);
        mention.range.start..end.max(mention.range.end) + 1
    });
    let is_near = quote.open < at + 8 + whole.len()
        && (at + 1..quote.open).all(|place| {
            !is_hard_mark(view, place)
                && (!view.is(place, Mark::Comma) || whole.contains(&place) || is_of_aside(view, place))
        });
    let speaker = behind.or(before)?;
    is_near.then_some((quote.open..quote.end, speaker))
}

/// `qualifiée, quant à elle, de`, `qualifiée, jeudi, de`: whether a comma is one of two around a few words without a verb.
fn is_of_aside(view: &View<'_>, comma: usize) -> bool {
    /// How many words stand between them.
    const LONGEST: usize = 4;
    let is_aside = |from: usize, to: usize| {
        let groups = view.groups(from);
        (groups.has(Group::Time) || groups.has(Group::Preposition) || view.is_word(from, "quant"))
            && !has_finite_verb(view, from, to)
    };
    let close = (comma + 1..comma + 2 + LONGEST).find(|&at| view.is(at, Mark::Comma));
    let open = (comma.saturating_sub(LONGEST + 1)..comma)
        .rev()
        .find(|&at| view.is(at, Mark::Comma));
    view.lang == Lang::Fr
        && (close.is_some_and(|close| is_aside(comma + 1, close))
            || open.is_some_and(|open| is_aside(open + 1, comma)))
}

/// `soupçonné par les enquêteurs de fraude`: behind whoever suspects stands a bare noun.
fn charged_by(scene: &Scene<'_, '_>, at: usize) -> Option<(std::ops::Range<usize>, Source)> {
    let view = scene.view;
    let opens = view.lang == Lang::Fr && is_charge(view, at) && view.is_word(at + 1, "par");
    let phrase = phrase_from(view, at + 2, scene.range.end).filter(|_| opens)?;
    let of = (phrase.start + 2..phrase.end).rev().find(|&place| {
        view.is_in(place, Group::InfinitiveOf)
            && !view.is_capitalised(place + 1)
            && !view.is_in(place + 1, Group::Determiner)
    })?;
    let who = phrase.start..of;
    let is_somebody = matches!(being(view, who.clone()), Being::Role | Being::Organization);
    // `accusé par le parquet de fraude d’avoir menti`: the infinitive is what it is about.
    let has_infinitive = view.is_in(phrase.end, Group::InfinitiveOf);
    let end = phrase_end(scene, of + 1);
    (is_somebody && !has_infinitive && end > of + 1).then(|| (of + 1..end, Source::Mention(Mention::of(who))))
}

/// `est accusé de viol par trois femmes`, `soupçonné de fraude fiscale`: a charge that a noun names.
fn charged_with(scene: &Scene<'_, '_>, at: usize) -> Option<(std::ops::Range<usize>, Source)> {
    let view = scene.view;
    if let Some(found) = charged_by(scene, at) {
        return Some(found);
    }
    let start = at + 2;
    let is_noun = !view.is_mark(start)
        && view.depth(start) == scene.depth
        && !view.is_capitalised(start)
        && !view.is_in(start, Group::Pronoun)
        && !view.is_in(start, Group::Role);
    if !is_charge(view, at)
        || !view.is_in(at + 1, Group::InfinitiveOf)
        || !is_noun
        || start >= scene.range.end
    {
        return None;
    }
    let is_told = opens_sentence(scene, at)
        || (scene.range.start..at).rev().take(3).any(|place| {
            view.is_in(place, Group::Be) || view.is_word(place, "été") || view.is(place, Mark::Comma)
        });
    let by = (start + 1..scene.range.end.min(start + 12))
        .take_while(|&place| !view.is_mark(place))
        .find(|&place| view.is_word(place, "par"));
    let speaker = match by {
        Some(by) => Source::Mention(agent(scene, by, scene.range.end)?),
        None => Source::Unspecified,
    };
    let end = attribute_end(scene, at, start, phrase_end(scene, start));
    let end = by.filter(|&by| by < end).unwrap_or(end);
    (is_told && end > start).then_some((start..end, speaker))
}

/// `Accusé de fraude par le parquet, …`, `Mis en examen et accusé de fraude, …`: what stands first tells of whoever follows the comma.
fn opens_sentence(scene: &Scene<'_, '_>, participle: usize) -> bool {
    let view = scene.view;
    let first = scene.range.start;
    let is_joined = participle > first + 1
        && participle < first + 7
        && view.is_in(participle - 1, Group::And)
        && view.may_be(first, Form::Participle)
        && (first + 1..participle).all(|at| !view.is_mark(at));
    participle == first || is_joined
}

/// `L’homme accusé d’avoir menti a été relâché`, `Le maire, accusé d’avoir menti, a démissionné`: where the clause goes on whose subject
/// the participle describes.
pub(super) fn attribute_end(scene: &Scene<'_, '_>, participle: usize, start: usize, end: usize) -> usize {
    let view = scene.view;
    let is_here = |at: &usize| view.depth(*at) == scene.depth;
    if opens_sentence(scene, participle) {
        let mut here = (start..end).filter(is_here);
        return here.find(|&at| view.is(at, Mark::Comma)).unwrap_or(end);
    }
    let Some(before) = participle
        .checked_sub(1)
        .filter(|&before| before >= scene.range.start)
    else {
        return end;
    };
    let has_verb = (scene.range.start..participle).any(|at| is_finite_verb(view, at, scene.range.start));
    let is_comma = |at: &usize| view.is(*at, Mark::Comma);
    if view.is(before, Mark::Comma) && !has_verb {
        return (start..end).filter(is_here).find(is_comma).unwrap_or(end);
    }
    if has_verb || view.is_mark(before) {
        return end;
    }
    let opens = |at: usize| view.is_in(at, Group::That) || view.is_in(at, Group::Relative);
    let mut verb = (start..end)
        .take_while(|&at| !opens(at))
        .filter(is_here)
        .find(|&at| is_finite_verb(view, at, start))
        .unwrap_or(end);
    while verb > start
        && verb < end
        && (view.is_in(verb - 1, Group::Negation) || view.is_in(verb - 1, Group::Reflexive))
    {
        verb -= 1;
    }
    verb
}

/// Whether a participle tells by itself that somebody said so: `accusé`, `soupçonné`; not `menacé d’être expulsé`.
fn is_charge(view: &View<'_>, at: usize) -> bool {
    view.readings(at).iter().any(|reading| {
        reading.form == Form::Participle
            && view
                .lexicon
                .verb(*reading)
                .is_some_and(|verb| view.lexicon.groups(&verb.infinitive).has(Group::Charge))
    })
}

/// `critiqué par ses pairs comme trop dur`; `présenté par son auteur comme une fable` holds nothing.
fn held_as(
    scene: &Scene<'_, '_>,
    at: usize,
    frames: Option<Frames>,
) -> Option<(std::ops::Range<usize>, Mention)> {
    let view = scene.view;
    let mut verbs = view
        .readings(at)
        .iter()
        .filter_map(|reading| view.lexicon.verb(*reading));
    let presents = verbs.any(|verb| view.lexicon.is_listed(&verb.infinitive, RomanceList::Presents));
    let holds = frames.is_some_and(|frames| frames.has(Frame::As)) || judged(scene, at).is_some();
    (view.lang == Lang::Fr && holds && !presents)
        .then(|| taken_for(scene, at))
        .flatten()
}

/// `considerado por muchos como la gran esperanza`, `considerada pela crítica a melhor do ano`, `critiqué par ses pairs comme trop dur`:
/// what somebody is held to be.
fn taken_for(scene: &Scene<'_, '_>, at: usize) -> Option<(std::ops::Range<usize>, Mention)> {
    let view = scene.view;
    let by = by_whom(view, at + 1)?;
    let is_as = |place: usize| view.is_listed(place, RomanceList::AsWhat);
    let is_many = view.is_in(by, Group::Unspecified) && is_as(by + 1);
    let holder = if is_many {
        by..by + 1
    } else {
        phrase_from(view, by, scene.range.end)?
    };
    let holds = is_many
        || matches!(
            being(view, holder.clone()),
            Being::Name | Being::Role | Being::Organization | Being::Unspecified | Being::Unknown
        );
    let start = holder.end + usize::from(is_as(holder.end));
    // French says *comme*, and an adjective may follow it.
    let is_said = if view.lang == Lang::Fr {
        start > holder.end && !view.is_mark(start) && !has_finite_verb(view, start, start + 3)
    } else {
        view.is_in(start, Group::Determiner) && !view.is_in(start, Group::Of)
    };
    if !holds || !is_said {
        return None;
    }
    let end = phrase_end(scene, start);
    // `… para el Mundial y que podría ganar`
    let ends = |place: &usize| {
        view.is(*place, Mark::Comma)
            || view.is_in(*place, Group::And) && view.is_in(*place + 1, Group::RelativeSubject)
    };
    let end = (start..end).find(ends).unwrap_or(end);
    (end > start + 1).then(|| (start..end, Mention::of(holder)))
}

/// `accusé par l’opposition de mentir`, `soupçonné de fraude par le fisc`: what is held against somebody.
fn charged(scene: &Scene<'_, '_>, at: usize) -> Option<(std::ops::Range<usize>, Source)> {
    let view = scene.view;
    let is_infinitive = |place: usize| {
        view.may_be(place, Form::Infinitive)
            || view.is_word(place, "avoir")
            || view.is_word(place, "être")
            || view.drops_subjects() && view.is_in(place, Group::LightInfinitive)
    };
    let of = (at + 1..scene.range.end.min(at + REACH)).find(|&of| {
        view.is_in(of, Group::InfinitiveOf)
            && (!view.drops_subjects() || view.is_in(of, Group::Of))
            // `par le parquet de Lyon d’avoir menti`: its own *de* stands nearer.
            && ((of + 1..of + 4)
                .take_while(|&place| !view.is_in(place, Group::InfinitiveOf))
                .any(is_infinitive)
                || view.drops_subjects() && is_infinitive_after(view, of + 1))
    })?;
    // `est accusé d’avoir menti`: it is not told by whom.
    let speaker = if of == at + 1 && is_charge(view, at) && (of + 1..of + 3).any(is_infinitive) {
        Source::Unspecified
    } else {
        Source::Mention(agent(scene, at + 1, of).filter(|speaker| speaker.range.end == of)?)
    };
    let end = attribute_end(scene, at, of + 1, phrase_end(scene, of + 1));
    (end > of + 1).then(|| (of + 1..end, speaker))
}

/// `É acusado de desviar verbas`, `fue acusada de robo por la policía`: the charge stands next, and who makes it behind it or nowhere.
fn charged_by_some(
    scene: &Scene<'_, '_>,
    at: usize,
    frames: Frames,
) -> Option<(std::ops::Range<usize>, Source)> {
    let view = scene.view;
    let charges = view.drops_subjects() && frames.has(Frame::SomeoneOf) && frames.has(Frame::Of);
    let start = at + 2;
    let is_being = at > scene.range.start
        && (at.saturating_sub(3).max(scene.range.start)..at)
            .rev()
            .take_while(|&place| !view.is_mark(place))
            .any(|place| view.is_in(place, Group::Be) || is_been(view, place));
    // `Fue detenido, acusado de robo.`
    let is_attribute = at > scene.range.start && view.is(at - 1, Mark::Comma);
    if !charges || !is_being && !is_attribute || !view.is_in(at + 1, Group::Of) || start >= scene.range.end {
        return None;
    }
    let is_noun = !view.is_mark(start)
        && !view.is_capitalised(start)
        && !view.is_in(start, Group::Determiner)
        && !view.is_in(start, Group::Role)
        && !view.is_in(start, Group::That);
    if !is_noun && !is_infinitive_after(view, start) && view.depth(start) <= scene.depth {
        return None;
    }
    let end = attribute_end(scene, at, start, phrase_end(scene, start));
    let by = (start + 1..end).find_map(|place| Some((place, agent(scene, place, scene.range.end)?)));
    match by {
        Some((place, speaker)) if !is_infinitive_after(view, start) => {
            Some((start..place, Source::Mention(speaker)))
        }
        _ => (end > start).then_some((start..end, Source::Unspecified)),
    }
}
