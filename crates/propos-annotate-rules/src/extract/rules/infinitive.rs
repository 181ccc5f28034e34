//! Content that is an infinitive, or hangs on a preposition: `promet de …`, `exhorte X à …`, `plaide pour …`, `urged X to …`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::addressed::{before_found, is_call_to, is_own_wish};
use super::agent::attribute_end;
use super::charge::{before_charged, is_wish_in_relative, is_wish_of_some};
use super::conviction;
use super::english_infinitive::{gerund_end, is_asked_of_others, is_name_of_place, is_stranded, told_by};
use super::infinitive_start::content_start;
use super::late_subject;
use super::reported_clause::{behind_that, is_said_next};
use super::unfit::{asks_for_discretion, is_unfit};
use crate::extract::candidate::Candidate;
use crate::extract::clause::clause_end;
use crate::extract::comment::before_occasion;
use crate::extract::lexicon::{Ending, EnglishList, Form, Frame, Group};
use crate::extract::noun_phrase::skip_time;
use crate::extract::phrase_end::phrase_end;
use crate::extract::verb_group::{Shape, Standing, VerbGroup, is_clitic_pronoun};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    for place in 0..scene.groups.len() {
        let Some(mut group) = scene.free_group(place) else {
            continue;
        };
        // `écrit-elle, avant d’exhorter le Congrès à agir`
        let is_told =
            is_said_next(scene.view, &group, scene.range.start) || told_by(scene.view, &group).is_some();
        let is_being = group.shape == Shape::Gerund && scene.view.is_in(group.start, Group::Be);
        if group.shape == Shape::Infinitive && !is_told || is_being {
            continue;
        }
        // `no quiso comentar`: what somebody would not do.
        let is_refusal = scene.view.drops_subjects()
            && group.is_negated
            && scene.view.lexicon.groups(&group.lemma).has(Group::SemiAuxiliary);
        if is_refusal || is_wish_of_some(scene, &group) {
            continue;
        }
        let stated = conviction::stated(scene.view, &group);
        group.end = stated.unwrap_or(group.end);
        let found = match stated {
            Some(that) => Some((that + 1, "clause")),
            None => content_start(scene, &group),
        };
        // `pleaded guilty to mail fraud`
        if group.lemma == "plead" && scene.view.is_any_word(group.end, words!["guilty", "innocent"]) {
            continue;
        }
        let found = found.map(|found| behind_that(scene.view, found));
        let Some((start, rule)) = found else {
            continue;
        };
        let Some(speaker) = scene.speaker(&group) else {
            continue;
        };
        if is_unfit(scene, &speaker, &group) || is_own_wish(scene, &group, &speaker) {
            continue;
        }
        let end = match rule {
            "clause" => clause_end(scene, start),
            "preposition" if scene.view.lang == Lang::En => before_when(
                scene,
                start,
                before_occasion(
                    scene,
                    start,
                    gerund_end(scene, &group, start, phrase_end(scene, start)),
                ),
            ),
            _ => before_occasion(
                scene,
                start,
                gerund_end(scene, &group, start, phrase_end(scene, start)),
            ),
        };
        let end = if scene.view.lang == Lang::Fr && group.shape == Shape::Gerund {
            attribute_end(scene, group.start, start, end)
        } else {
            end
        };
        let (end, speaker) = late_subject::behind(scene, &group, start..end, speaker);
        let end = before_charged(scene, &group, start, rule).unwrap_or(end);
        let end = before_outer_verb(scene, &group, start..end);
        let end = before_found(scene, &group, start, end);
        // `en parlant de « dette » à tout propos`: the quoted word is the name.
        let name = scene
            .quotes
            .iter()
            .find(|quote| quote.open == start)
            .filter(|quote| {
                let next = quote.end;
                rule == "preposition"
                    && group.lemma == "parler"
                    && scene.view.is_in(next, Group::Preposition)
                    && !scene.view.is_in(next, Group::Of)
            });
        let end = name.map_or(end, |quote| quote.end.min(end));
        let end = scene.before_speaker(start..end, &speaker);
        // `has railed against for years`
        let is_time = rule == "preposition"
            && scene.view.lang == Lang::En
            && (skip_time(scene.view, start, scene.range.end) >= end.max(start + 1)
                // `which he has railed against for years`, `cards they never asked for or just forgot`
                || (scene.view.is_in(start, Group::Preposition)
                    || scene.view.is_in(start, Group::Conjunction) && !scene.view.is_in(start, Group::Wh))
                    && scene.view.depth(start) == scene.depth);
        // `have concerns about it`
        let is_slight = rule == "preposition"
            && scene.view.lang == Lang::En
            && (end == start + 1
                // `bragged about it to voters`
                || scene.view.is_listed(start - 1, EnglishList::AboutPreposition)
                    && scene.view.is_in(start + 1, Group::Preposition)
                    && !is_infinitive_after(scene.view, start + 2))
            && (scene.view.is_in(start, Group::StressedPronoun) || scene.view.is_in(start, Group::Neuter));
        if end <= start
            || rule == "infinitive" && is_stranded(scene.view, &group, start..end)
            || is_wish_in_relative(scene, &group, start..end)
            || is_call_to(scene.view, &group, start)
            || is_time
            || is_slight
            || asks_for_discretion(scene.view, start) && !is_asked_of_others(scene.view, &group, start)
        {
            continue;
        }
        if scene.propose(Candidate::over(rule, start..end, speaker), Some(&group)) {
            scene.mark_used(place);
        }
    }
}

/// `called for him to be banned after the firm reported a loss`: where it is told when or why that was said.
fn before_when(scene: &Scene<'_, '_>, start: usize, end: usize) -> usize {
    let view = scene.view;
    (start + 1..end)
        .find(|&at| {
            view.depth(at) == scene.depth
                && (view.is_listed(at, EnglishList::TellsWhen)
                    || view.is_listed(at, EnglishList::MayTellWhen))
                && view.syntax.begins_clause(at + 1, scene.range.end)
        })
        .unwrap_or(end)
}

/// `Investors who expect the firm to fail are selling`: where the clause goes on in which the verb's own stands.
fn before_outer_verb(scene: &Scene<'_, '_>, group: &VerbGroup, content: Range<usize>) -> usize {
    let view = scene.view;
    if view.lang != Lang::En {
        return content.end;
    }
    let goes_on = |at: usize| {
        view.depth(at) == scene.depth
            && view
                .syntax
                .clause(at)
                .and_then(|clause| clause.subject.as_ref())
                .is_some_and(|subject| subject.start < group.start)
            && !view.is_in(at - 1, Group::Conjunction)
            // `to place all direct access advocates in this position`
            && !view.is_in(at, Group::Role)
    };
    (content.start + 1..content.end)
        .find(|&at| goes_on(at))
        .unwrap_or(content.end)
}

/// `veut relever le plafond`, `vuole chiudere lo stabilimento`: a listed infinitive that says here what somebody wants.
pub(super) fn find_wishes(scene: &mut Scene<'_, '_>) {
    for place in 0..scene.groups.len() {
        let Some(group) = scene.free_group(place) else {
            continue;
        };
        let view = scene.view;
        let is_wish = view.is_romance()
            && group.standing == Standing::Governed
            && group.shape == Shape::Finite
            && view.readings(group.head).iter().any(|reading| {
                reading.form.is_finite()
                    && view
                        .lexicon
                        .verb(*reading)
                        .is_some_and(|verb| verb.frames.has(Frame::BareInfinitive))
            });
        let mut start = group.head + 1;
        while start < group.end && (is_light(view, start) || is_clitic_pronoun(view, start)) {
            start += 1;
        }
        if !is_wish || start >= group.end || !is_infinitive_after(view, start) {
            continue;
        }
        let Some(speaker) = scene.speaker(&group) else {
            continue;
        };
        let end = phrase_end(scene, start);
        if is_unfit(scene, &speaker, &group) || end <= start + 1 || asks_for_discretion(view, start) {
            continue;
        }
        let mut candidate = Candidate::over("infinitive", start..end, speaker);
        candidate.cue = Some(group.start..group.head + 1);
        candidate.is_negated = group.is_negated;
        if scene.propose(candidate, None) {
            scene.mark_used(place);
        }
    }
}

pub(super) fn is_light(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::Adverb)
        || view.is_in(at, Group::Time) && !view.is_in(at, Group::Determiner)
        || view.is_manner(at)
}

pub(super) fn is_gerund(view: &View<'_>, at: usize) -> bool {
    view.may_be(at, Form::Gerund)
        || view.word(at).len() > 5
            && view.word(at).ends_with("ing")
            && view.lang == Lang::En
            && !view.is_capitalised(at)
}

/// Whether the lists know a word as an infinitive; endings do not count.
pub(super) fn is_listed_infinitive(view: &View<'_>, at: usize) -> bool {
    let mut forms = view.readings(at).iter();
    view.is_in(at, Group::LightInfinitive) || forms.any(|reading| reading.form == Form::Infinitive)
}

/// Whether an infinitive stands at a place.
pub(super) fn is_infinitive(view: &View<'_>, at: usize) -> bool {
    if view.lang == Lang::En {
        return view.may_be(at, Form::Infinitive) && !is_name_of_place(view, at)
            || (!view.is_known(at) || is_plain_noun(view, at))
                && !view.is_mark(at)
                && !view.is_capitalised(at)
                && (view.is_in(at + 1, Group::Determiner) || view.is_in(at + 1, Group::StressedPronoun));
    }
    let word = view.word(at);
    view.may_be(at, Form::Infinitive)
        || !view.is_known(at)
            && word.len() > 4
            && !view.is_capitalised(at)
            && view.lexicon.ends(word, Ending::Infinitive)
}

/// `plans to list its unit`: a noun that no list knows as a verb, in the singular.
fn is_plain_noun(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::Inanimate) && !view.is_in(at, Group::Determiner) && !view.word(at).ends_with('s')
}

/// An infinitive behind a marker, over clitics and negation.
pub(super) fn is_infinitive_after(view: &View<'_>, at: usize) -> bool {
    for at in at..at + 4 {
        if is_infinitive(view, at) {
            return true;
        }
        let goes_on = view.is_in(at, Group::ObjectClitic)
            || view.is_in(at, Group::Adverb)
            || view.is_in(at, Group::Negation)
            || view.is_in(at, Group::Be)
            || view.is_word(at, "mieux")
            // `to “promptly” end it`
            || view.lang == Lang::En && view.is(at, Mark::Quote) && view.is_in(at - 1, Group::Adverb);
        if !goes_on {
            return view.is_in(at, Group::Be) || view.is_in(at, Group::Have);
        }
    }
    false
}
