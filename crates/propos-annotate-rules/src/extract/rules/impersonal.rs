//! Reports without a speaker: `il a été décidé que`, `il paraît que`, `…, paraît-il, …`, `…, a-t-on appris de …`, `fue anunciado que`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::agent::is_been;
use super::infinitive::is_listed_infinitive;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::clause::clause_end;
use crate::extract::lexicon::{Form, Frame, Group, RomanceList};
use crate::extract::noun_phrase::{Being, Mention, being, phrase_from, skip_time};
use crate::extract::verb_group::{has_finite_verb, is_clitic_pronoun, is_hard_mark};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    if scene.view.drops_subjects() {
        passive(scene);
        return;
    }
    agencies(scene);
    // Each of them has *il* or *on*.
    if scene.view.lang != Lang::Fr || !scene.stands.groups.has(Group::Pronoun) {
        return;
    }
    for at in scene.range.clone() {
        if scene.view.depth(at) != scene.depth || !may_begin(scene.view, at) {
            continue;
        }
        if let Some((cue, start)) = clause(scene.view, at) {
            let content = start..clause_end(scene, start);
            propose(scene, "impersonal", cue, vec![content], Source::Unspecified);
        } else if let Some((cue, start)) = reading(scene.view, at) {
            let content = start..clause_end(scene, start);
            // `on lit dans le rapport que`: the report.
            let text = (cue.start..cue.end)
                .find(|&place| scene.view.is_word(place, "dans"))
                .map_or(at..at + 1, |place| place + 1..cue.end);
            let cue = cue.start..text.start.max(cue.start + 2).min(cue.end);
            let reader = Source::Mention(Mention::of(text));
            propose(scene, "impersonal", cue, vec![content], reader);
        } else if let Some((cue, start, source)) = told_by(scene, at) {
            let content = start..clause_end(scene, start);
            propose(scene, "impersonal", cue, vec![content], source);
        } else if let Some((cue, end, source)) = aside(scene, at) {
            let content = around(scene, cue.start, end);
            if content
                .iter()
                .any(|range| has_finite_verb(scene.view, range.start, range.end))
            {
                propose(scene, "aside", cue, content, source);
            }
        }
    }
}

/// `Fue anunciado que`, `È stato deciso che`, `Foi dito ontem que`: a passive without a subject.
fn passive(scene: &mut Scene<'_, '_>) {
    for at in scene.range.clone() {
        let view = scene.view;
        if !view.is_in(at, Group::Be) && !view.is_in(at, Group::Have)
            || view.depth(at) != scene.depth
            || !opens_clause(view, at, scene.range.start)
        {
            continue;
        }
        if let Some((cue, start)) = made_known(view, at) {
            let content = start..clause_end(scene, start);
            propose(scene, "impersonal", cue, vec![content], Source::Unspecified);
        }
    }
}

/// `…, a appris l’AFP`
fn agencies(scene: &mut Scene<'_, '_>) {
    let is_learnt = scene.view.lang == Lang::Fr && scene.stands.groups.has(Group::Have);
    let places = scene.range.clone().skip(1).filter(|_| is_learnt);
    for at in places {
        let view = scene.view;
        let is_aside = view.is_word(at + 1, "appris")
            && view.depth(at) == scene.depth
            && at > scene.range.start + 1
            && view.is(at - 1, Mark::Comma);
        let Some((cue, end, source)) = Some(at).filter(|_| is_aside).and_then(|at| learnt(scene, at)) else {
            continue;
        };
        // What follows without a verb is about the agency: `…, confirmant une information du journal`.
        let mut content = around(scene, cue.start, end);
        content.retain(|range| has_finite_verb(view, range.start, range.end));
        if !content.is_empty() {
            propose(scene, "aside", cue, content, source);
        }
    }
}

/// Whether no subject stands right before an auxiliary.
fn opens_clause(view: &View<'_>, at: usize, from: usize) -> bool {
    at == from
        || view.is_mark(at - 1)
        || view.is_in(at - 1, Group::Conjunction)
        || view.is_in(at - 1, Group::Time)
        || view.is_in(at - 1, Group::Adverb)
}

/// The words of such a passive and where its clause begins.
fn made_known(view: &View<'_>, at: usize) -> Option<(Range<usize>, usize)> {
    let verb = (at + 1..at + 5).find(|&place| {
        view.word(place).ends_with('o')
            && !is_been(view, place)
            && view.readings(place).iter().any(|reading| {
                reading.form == Form::Participle
                    && view
                        .lexicon
                        .verb(*reading)
                        .is_some_and(|verb| verb.frames.has(Frame::Clause) && !verb.is_reflexive)
            })
    })?;
    let is_light = |place: usize| {
        is_been(view, place)
            || view.is_in(place, Group::Be)
            || view.is_in(place, Group::Adverb)
            || view.is_manner(place)
    };
    let is_past = (at..verb).any(|place| is_been(view, place));
    let mut that = verb + 1;
    while view.is_in(that, Group::Time) || view.is_in(that, Group::Adverb) {
        that += 1;
    }
    let fits = is_past && (at + 1..verb).all(is_light) && view.is_in(that, Group::That);
    fits.then_some((at..verb + 1, that + 1))
}

/// Whether a report may begin at a place: with `il` or `on`, or behind a mark.
fn may_begin(view: &View<'_>, at: usize) -> bool {
    view.is_any_word(at, words!["il", "on"]) || at.checked_sub(1).is_some_and(|before| view.is_mark(before))
}

fn propose(
    scene: &mut Scene<'_, '_>,
    rule: &'static str,
    cue: Range<usize>,
    content: Vec<Range<usize>>,
    speaker: Source,
) {
    let is_taken = scene.found.iter().any(|candidate| {
        candidate
            .cue
            .as_ref()
            .is_some_and(|known| known.start < cue.end && cue.start < known.end)
    });
    if is_taken {
        return;
    }
    let mut candidate = Candidate::new(rule, content, speaker);
    candidate.cue = Some(cue);
    scene.propose(candidate, None);
}

/// `il a été annoncé que`, `il est reproché que`, `il paraît que`, `il se dit que`: cue and start of the clause.
fn clause(view: &View<'_>, at: usize) -> Option<(Range<usize>, usize)> {
    if !view.is_word(at, "il") || is_clitic_pronoun(view, at) {
        return None;
    }
    let mut end = at + 1;
    if view.is_listed(end, RomanceList::Appears) {
        end += 1;
    } else if view.is_word(end, "se") && view.is_listed(end + 1, RomanceList::SaysSe) {
        end += 2;
    } else {
        let is_passive = view.is_in(end, Group::Be)
            || view.is_in(end, Group::Have) && (end + 1..end + 4).any(|place| view.is_word(place, "été"));
        if !is_passive {
            return None;
        }
        let verb = (end + 1..end + 5).find(|&place| {
            view.readings(place).iter().any(|reading| {
                reading.form == Form::Participle
                    && view.lexicon.verb(*reading).is_some_and(|verb| {
                        (verb.frames.has(Frame::Clause) || verb.frames.has(Frame::ToSomeoneInfinitive))
                            && !verb.frames.has(Frame::Own)
                            && !verb.is_reflexive
                    })
            })
        })?;
        if (end..verb).any(|place| view.is_mark(place)) {
            return None;
        }
        end = verb + 1;
    }
    // `il se murmure, dans les couloirs, que`
    if view.is(end, Mark::Comma)
        && let Some(close) = (end + 1..end + 10).find(|&place| view.is(place, Mark::Comma))
    {
        end = close + 1;
    }
    // `il est reproché au maire d’avoir menti`
    if view.is_in(end, Group::Addressee)
        && let Some(of) = (end + 2..end + 12)
            .take_while(|&place| !view.is_mark(place))
            .find(|&place| view.is_in(place, Group::InfinitiveOf) && is_listed_infinitive(view, place + 1))
    {
        return Some((at..end, of + 1));
    }
    // `il est précisé dans le rapport que`
    let that = (end..end + 8)
        .take_while(|&place| {
            !view.is_mark(place)
                && (place == end || !view.is_in(place, Group::Relative) || view.is_in(place, Group::That))
        })
        .find(|&place| view.is_in(place, Group::That))?;
    Some((at..end, that + 1))
}

/// `on y lit que`, `on peut y lire que`: the text before speaks, through whoever reads it.
fn reading(view: &View<'_>, at: usize) -> Option<(Range<usize>, usize)> {
    if !view.is_word(at, "on") || is_clitic_pronoun(view, at) {
        return None;
    }
    let mut verb = at + 1;
    verb += usize::from(view.is_any_word(verb, words!["peut", "pouvait"]));
    let has_place = view.is_word(verb, "y");
    verb += usize::from(has_place);
    let reads = view.is_listed(verb, RomanceList::ReadsForm);
    if has_place && reads && view.is_in(verb + 1, Group::That) {
        return Some((at..verb + 1, verb + 2));
    }
    let phrase = (reads && view.is_word(verb + 1, "dans"))
        .then(|| phrase_from(view, verb + 2, verb + 14))
        .flatten()?;
    let is_text = being(view, phrase.clone()) == Being::Document && view.is_in(phrase.end, Group::That);
    is_text.then(|| (at..phrase.end, phrase.end + 1))
}

/// `on précise de source diplomatique que`, `on apprenait lundi auprès de la préfecture que`: who is behind *on*.
fn told_by(scene: &Scene<'_, '_>, at: usize) -> Option<(Range<usize>, usize, Source)> {
    let view = scene.view;
    if !view.is_word(at, "on") || is_clitic_pronoun(view, at) {
        return None;
    }
    let is_learnt = view.is_listed(at + 1, RomanceList::LearnsForm);
    let end = if is_learnt {
        at + 2
    } else {
        let says = |place: &usize| {
            let group = scene.groups.get(*place)?;
            (group.start == at + 1 && group.frames.has(Frame::Clause)).then_some(group.end)
        };
        (0..scene.groups.len())
            .filter(|&place| !scene.is_used(place))
            .find_map(|place| says(&place))?
    };
    let from = skip_time(view, end, scene.range.end);
    let phrase = if view.is_word(from, "auprès") {
        asked(view, from, scene.range.end)?
    } else {
        let is_source = view.is_in(from, Group::Of) && view.word(from + 1).starts_with("source");
        phrase_from(view, from + 1, scene.range.end).filter(|_| is_source)?
    };
    view.is_in(phrase.end, Group::That)
        .then(|| (at + 1..end, phrase.end + 1, Source::Mention(Mention::of(phrase))))
}

/// `paraît-il` and `a-t-on appris de source sûre` between commas: cue, end of the aside, source.
fn aside(scene: &Scene<'_, '_>, at: usize) -> Option<(Range<usize>, usize, Source)> {
    let view = scene.view;
    let comma = at.checked_sub(1).filter(|&comma| comma > scene.range.start)?;
    if !view.is(comma, Mark::Comma) && !view.is(comma, Mark::Quote) {
        return None;
    }
    if view.is_any_word(at, words!["paraît", "parait"]) && view.is_word(at + 1, "il") {
        return Some((at..at + 2, at + 2, Source::Unspecified));
    }
    let is_simple = view.is_any_word(at, words!["apprend", "apprenait"]) && view.is_word(at + 1, "on");
    let is_past = view.is_in(at, Group::Have) && view.is_word(at + 1, "on") && view.is_word(at + 2, "appris");
    let end = match (is_simple, is_past) {
        (true, _) => at + 2,
        (_, true) => at + 3,
        _ => return None,
    };
    let mut source = end;
    while source < end + 4 && (view.is_in(source, Group::Time) || view.is_in(source, Group::Adverb)) {
        source += 1;
    }
    if view.is_word(source, "auprès") {
        source += 1;
    }
    let is_named = view.is_in(source, Group::Of);
    let mention = is_named
        .then(|| phrase_from(view, source + 1, scene.range.end))
        .flatten()
        .filter(|phrase| being(view, phrase.clone()) != Being::Thing);
    Some(match mention {
        Some(phrase) => {
            let behind = phrase.end;
            (at..end, behind, Source::Mention(Mention::of(phrase)))
        }
        None => (at..end, end, Source::Unspecified),
    })
}

/// `…, a appris l’AFP de source policière`: whoever told the agency, else the agency.
fn learnt(scene: &Scene<'_, '_>, at: usize) -> Option<(Range<usize>, usize, Source)> {
    let view = scene.view;
    let opens = view.lang == Lang::Fr && view.is_in(at, Group::Have) && view.is_word(at + 1, "appris");
    let first = skip_time(view, at + 2, scene.range.end);
    // `a appris franceinfo`
    let phrase = phrase_from(view, first, scene.range.end)
        .or_else(|| (!view.is_mark(first) && !view.is_in(first, Group::Of)).then_some(first..first + 1))
        .filter(|_| opens)?;
    // `l’AFP de source policière` looks like one phrase.
    let of = (phrase.start + 1..phrase.end)
        .find(|&place| view.is_in(place, Group::Of) && view.is_word(place + 1, "source"));
    let agency = phrase.start..of.unwrap_or(phrase.end);
    let tells = view.is_in(agency.end - 1, Group::Document)
        || matches!(
            being(view, agency.clone()),
            Being::Document | Being::Name | Being::Organization
        );
    let from = agency.end;
    // `auprès du parquet`, `de source policière`
    let source = if view.is_word(from, "auprès") {
        asked(view, from, scene.range.end)
    } else {
        view.is_in(from, Group::Of)
            .then(|| phrase_from(view, from + 1, scene.range.end))
            .flatten()
    };
    let tells = tells || source.is_some() && being(view, agency.clone()) == Being::Unknown;
    let (mention, end) = match source {
        Some(source) => {
            let end = source.end;
            (source, end)
        }
        None => (agency.clone(), agency.end),
    };
    tells.then(|| (at..at + 2, end, Source::Mention(Mention::of(mention))))
}

/// The clause around an aside.
fn around(scene: &Scene<'_, '_>, cue: usize, end: usize) -> Vec<Range<usize>> {
    let view = scene.view;
    let comma = cue - 1;
    let mut start = comma;
    while start > scene.range.start
        && !(view.depth(start - 1) == scene.depth && is_hard_mark(view, start - 1))
    {
        start -= 1;
    }
    let mut content: Vec<Range<usize>> = std::iter::once(start..comma).collect();
    let goes_on = !super::aside::is_present_participle(view, end + 1);
    if view.is(end, Mark::Comma) && end + 1 < scene.range.end && goes_on {
        content.push(end + 1..clause_end(scene, end + 1));
    }
    content
}

/// `auprès du parquet`, `auprès de la mairie`: who was asked.
fn asked(view: &View<'_>, at: usize, until: usize) -> Option<Range<usize>> {
    phrase_from(view, at + 1 + usize::from(view.is_in(at + 1, Group::Of)), until)
}
