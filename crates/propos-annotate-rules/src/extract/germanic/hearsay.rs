//! German hearsay: `soll … bedroht haben`, `von 300 Stellen ist die Rede`. Nobody is named, but somebody says so.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::incise::{chain_start, content_end};
use super::phrase::phrase;
use super::segment::{Kind, is_finite, is_verbal, words};
use super::subject::subject_of;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::lexicon::{GermanicList, Group};
use crate::extract::noun_phrase::{Being, Mention, being};
use crate::extract::word_table::words;
use crate::tokens::Mark;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    if scene.view.lang != Lang::De || scene.view.is(scene.range.end.saturating_sub(1), Mark::Question) {
        return;
    }
    talked_of(scene);
    if scene.found.is_empty() {
        accused(scene);
    }
}

/// `Der Mann soll die Kassiererin bedroht haben`: what somebody only *shall* have done is what another says of him.
fn accused(scene: &mut Scene<'_, '_>) {
    let view = scene.view;
    let main = scene
        .segments
        .iter()
        .enumerate()
        .filter(|(_, segment)| segment.kind == Kind::Main)
        .find_map(|(place, segment)| {
            let finite = words(view, segment.range.clone(), scene.depth).find(|&at| is_finite(view, at))?;
            Some((place, segment.range.clone(), finite))
        });
    let Some((place, range, finite)) = main.filter(|(_, _, at)| view.is_in(*at, Group::HearsayModal)) else {
        return;
    };
    // `Bis 2030 soll das Land alle Brücken saniert haben`, `wenn …`: a plan, a condition; `demnach` has its source.
    let is_other = words(view, scene.range.clone(), scene.depth).any(|at| {
        view.is_in(at, Group::Hypothesis)
            || view.is_in(at, Group::SelfPronoun)
            || view.is_word(at, "bis") && at < finite + 4
            || view.is_listed(at, GermanicList::TellsPlan)
    });
    let by_somebody = subject_of(scene, place, finite).is_some_and(|mention| {
        matches!(
            being(view, mention.range.clone()),
            Being::Name | Being::Role | Being::Organization | Being::Pronoun
        )
    });
    if is_other || !by_somebody || !has_done(scene, range.clone()) {
        return;
    }
    let start = chain_start(scene, range.start);
    let content = start..content_end(scene, start).max(range.end);
    // `Dabei soll er …`: whoever told the sentence before goes on.
    let goes_on = view.is_listed(start, GermanicList::GoesOnThere);
    let source = if goes_on {
        Source::SentenceBefore
    } else {
        Source::Unspecified
    };
    let mut candidate = Candidate::over("hearsay", content, source);
    candidate.cue = Some(finite..finite + 1);
    candidate.lemma = Some("sollen".into());
    scene.propose(candidate, None);
}

/// Whether a clause ends with a perfect infinitive: `bedroht haben`.
fn has_done(scene: &Scene<'_, '_>, range: Range<usize>) -> bool {
    let view = scene.view;
    words(view, range, scene.depth)
        .next_back()
        .filter(|&last| view.is_word(last, "haben"))
        .and_then(|last| last.checked_sub(1))
        .is_some_and(|before| is_verbal(view, before))
}

/// `Inzwischen ist von elf Millionen die Rede`, `In dem Brief ist von Betrug die Rede`.
fn talked_of(scene: &mut Scene<'_, '_>) {
    let view = scene.view;
    let Some(talk) = scene.range.clone().find(|&at| {
        view.depth(at) == scene.depth && view.is_word(at, "rede") && at > 0 && view.is_word(at - 1, "die")
    }) else {
        return;
    };
    let Some(segment) = scene
        .segments
        .iter()
        .find(|segment| segment.range.contains(&talk) && segment.kind == Kind::Main)
        .cloned()
    else {
        return;
    };
    let is_talked = words(view, segment.range.clone(), scene.depth)
        .any(|at| view.is_listed(at, GermanicList::BeForm))
        && !words(view, segment.range.clone(), scene.depth).any(|at| view.is_in(at, Group::Negation));
    let finite = words(view, segment.range.clone(), scene.depth).find(|&at| is_finite(view, at));
    // `ist von elf Millionen die Rede`, `Von elf Millionen ist die Rede`, `ist die Rede von elf Millionen`
    let of = [
        Some(talk + 1),
        Some(segment.range.start),
        finite.map(|finite| finite + 1),
    ]
    .into_iter()
    .flatten()
    .find(|&at| at < segment.range.end && view.is_in(at, Group::Of))
    .or_else(|| words(view, finite.unwrap_or(talk)..talk, scene.depth).find(|&at| view.is_in(at, Group::Of)));
    let Some(of) = of.filter(|_| is_talked) else {
        return;
    };
    let end = match finite {
        Some(finite) if finite > of => finite,
        _ if of > talk => segment.range.end,
        _ => talk - 1,
    };
    let text = words(view, segment.range.clone(), scene.depth)
        .filter(|&at| view.is_any_word(at, words!["in", "im"]))
        .filter_map(|at| phrase(view, at + 1, segment.range.end))
        .find(|range| matches!(being(view, range.clone()), Being::Document | Being::Organization));
    let content = of + 1..end;
    if scene.is_taken(&content) || content.is_empty() {
        return;
    }
    let speaker = text.map_or(Source::Unspecified, |range| Source::Mention(Mention::of(range)));
    let mut candidate = Candidate::over("impersonal", content, speaker);
    candidate.cue = Some(talk - 1..talk + 1);
    candidate.lemma = Some("rede".into());
    scene.propose(candidate, None);
}
