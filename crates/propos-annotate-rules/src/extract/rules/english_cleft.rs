//! English sentences that put *what* somebody says in front: `What she wants is a tax`, `All he will say is that …`, `What worries
//! them is that …`

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::reported_clause::is_that;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::clause::clause_end;
use crate::extract::lexicon::{EnglishList, Frame, Group, Groups};
use crate::extract::noun_phrase::{Being, Mention, being, phrase_from};
use crate::extract::phrase_end::phrase_end;
use crate::extract::verb_group::{Shape, VerbGroup};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// The name of the rule.
const CLEFT: &str = "cleft";

/// How many words may stand between the verb and *is*.
const REACH: usize = 4;

/// What a noun phrase that somebody wants begins with.
const DETERMINES: Groups = Groups::of(&[Group::Determiner, Group::Indefinite]);

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    let view = scene.view;
    if view.lang != Lang::En || scene.range.len() < 6 {
        return;
    }
    let first = scene.range.start;
    let first = first + usize::from(view.is_in(first, Group::Conjunction));
    let Some(next) = opener(view, first) else {
        return;
    };
    if let Some((place, content)) = wanted(scene, next) {
        let Some(group) = scene.free_group(place) else {
            return;
        };
        let speaker = scene.speaker(&group).map(|speaker| match speaker {
            // `All Mr Cole will say is that`
            Source::Mention(mention) if mention.range.start < next && next < mention.range.end => {
                Source::Mention(Mention::of(next..mention.range.end))
            }
            other => other,
        });
        if let Some(speaker) = speaker
            && scene.propose(Candidate::over(CLEFT, content, speaker), Some(&group))
        {
            scene.mark_used(place);
        }
        return;
    }
    if let Some((cue, mention, content)) = moving(scene, first, next) {
        let mut candidate = Candidate::over(CLEFT, content, Source::Mention(mention));
        candidate.cue = Some(cue);
        scene.propose(candidate, None);
    }
}

/// Behind `What`, `All`, `All that`, `The only thing`, `The most that`.
fn opener(view: &View<'_>, first: usize) -> Option<usize> {
    if view.is_word(first, "what") {
        return Some(first + 1);
    }
    let end = if view.is_word(first, "all") {
        first + 1
    } else if view.is_word(first, "the") {
        let noun = first + 1 + usize::from(view.is_listed(first + 1, EnglishList::CleftAdjective));
        view.is_listed(noun, EnglishList::CleftNoun).then_some(noun + 1)?
    } else {
        return None;
    };
    Some(end + usize::from(is_that(view, end)))
}

/// `What she wants is …`: the place of the verb and what it is about.
fn wanted(scene: &Scene<'_, '_>, next: usize) -> Option<(usize, Range<usize>)> {
    let view = scene.view;
    let (place, group) = scene.groups.iter().enumerate().find(|(_, group)| {
        group.start > next && group.shape == Shape::Finite && group.start < next + 12 && !group.is_negated
    })?;
    let is_free = !(next..group.start).any(|at| view.is_mark(at) && !view.is_abbreviation_stop(at));
    let be = be_behind(view, group.end)?;
    let start = be + 1;
    let content = if is_that(view, start) {
        start + 1..clause_end(scene, start + 1)
    } else {
        let is_matter =
            wants(group) && (view.groups(start).has_any(DETERMINES) || view.is_word(start, "more"));
        is_matter.then(|| start..phrase_end(scene, start))?
    };
    let reports = group.frames.has(Frame::Clause) || group.frames.has(Frame::Object) || wants(group);
    (is_free && reports && !scene.is_used(place) && content.len() > 1).then_some((place, content))
}

/// Whether what somebody wants, and not something said, is the object of a verb.
fn wants(group: &VerbGroup) -> bool {
    group.is_listed(EnglishList::Wants)
}

/// The *is* or *was* behind a verb, over adverbs and the preposition of the verb.
fn be_behind(view: &View<'_>, from: usize) -> Option<usize> {
    let is_light = |at: usize| {
        view.is_in(at, Group::Adverb)
            || view.is_manner(at)
            || view.is_in(at, Group::For)
            || view.is_word(at, "most")
    };
    let be = (from..from + REACH).find(|&at| !is_light(at))?;
    view.is_any_word(be, words!["is", "was"]).then_some(be)
}

/// `What worries them most is that …`: the verb, who is worried and about what.
fn moving(scene: &Scene<'_, '_>, first: usize, verb: usize) -> Option<(Range<usize>, Mention, Range<usize>)> {
    let view = scene.view;
    let moves = view.is_word(first, "what")
        && view
            .readings(verb)
            .iter()
            .filter_map(|reading| view.lexicon.verb(*reading))
            .any(|verb| view.lexicon.is_listed(&verb.lemma, EnglishList::Moves));
    if !moves {
        return None;
    }
    let whom = if view.is_in(verb + 1, Group::StressedPronoun) {
        verb + 1..verb + 2
    } else {
        phrase_from(view, verb + 1, scene.range.end)?
    };
    let be = be_behind(view, whom.end)?;
    let start = be + 1;
    let content = if is_that(view, start) {
        start + 1..clause_end(scene, start + 1)
    } else {
        (view.groups(start).has_any(DETERMINES) || view.is_in(start, Group::Wh))
            .then(|| start..phrase_end(scene, start))?
    };
    let is_somebody = matches!(
        being(view, whom.clone()),
        Being::Name | Being::Role | Being::Organization | Being::Pronoun | Being::Unspecified
    );
    (is_somebody && content.len() > 1 && !view.is(start, Mark::Quote))
        .then(|| (verb..verb + 1, Mention::of(whom), content))
}
