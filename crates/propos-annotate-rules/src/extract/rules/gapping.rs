//! A second speaker who shares the verb of the first: `Il y voit un espoir ; elle, une faute.`

use super::Scene;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::noun_phrase::{Being, Mention, being, phrase_from};
use crate::extract::verb_group::{has_finite_verb, is_hard_mark};
use crate::tokens::Mark;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    if !scene.view.is_romance() || !scene.stands.has(Mark::Semicolon) {
        return;
    }
    for at in scene.range.clone() {
        let view = scene.view;
        let is_joint = view.depth(at) == scene.depth && view.is(at, Mark::Semicolon);
        if !is_joint {
            continue;
        }
        let end = (at + 1..scene.range.end)
            .find(|&place| view.depth(place) == scene.depth && is_hard_mark(view, place))
            .unwrap_or(scene.range.end);
        let Some(comma) = (at + 1..end.min(at + 10)).find(|&place| view.is(place, Mark::Comma)) else {
            continue;
        };
        let who = at + 1..comma;
        let is_somebody = who.len() == 1 && being(view, who.clone()) == Being::Pronoun
            || phrase_from(view, who.start, comma).is_some_and(|phrase| phrase == who)
                && matches!(
                    being(view, who.clone()),
                    Being::Name | Being::Role | Being::Organization | Being::Unspecified
                );
        if !is_somebody || comma + 1 >= end || end > comma + 24 || has_finite_verb(view, at + 1, end) {
            continue;
        }
        let earlier = scene.found.iter().rev().find(|candidate| {
            candidate.extent().end <= at
                && candidate.extent().end + 2 > at
                && candidate.cue.is_some()
                && matches!(candidate.rule, "object" | "infinitive" | "preposition" | "clause")
        });
        let Some((cue, lemma)) = earlier.map(|candidate| (candidate.cue.clone(), candidate.lemma.clone()))
        else {
            continue;
        };
        let mut candidate = Candidate::over("gapping", comma + 1..end, Source::Mention(Mention::of(who)));
        candidate.cue = cue;
        candidate.lemma = lemma;
        scene.propose(candidate, None);
    }
}
