//! `For Ms. Roe, the offer is an insult`: whose verdict it is. `For years`, `For Acme, the ruling is a blow` tell when and for whom.

use propos_segment::Lang;

use super::Scene;
use super::aside::behind_speakers_relative;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::clause::clause_end;
use crate::extract::lexicon::{EnglishList, Group, SharedList};
use crate::extract::noun_phrase::{Being, Mention, being, phrase_from};
use crate::tokens::Mark;

/// How many words behind the verb the verdict stands.
const REACH: usize = 5;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    let view = scene.view;
    let at = scene.range.start + usize::from(view.is_in(scene.range.start, Group::Conjunction));
    if view.lang != Lang::En || !view.is_word(at, "for") || view.depth(at) != scene.depth {
        return;
    }
    let Some(holder) = phrase_from(view, at + 1, scene.range.end) else {
        return;
    };
    let comma = behind_speakers_relative(view, holder.end, scene.range.end);
    let start = comma + 1;
    if !view.is(comma, Mark::Comma) || start >= scene.range.end {
        return;
    }
    let verb = (start + 1..scene.range.end)
        .find(|&at| view.syntax.is_finite(at))
        .filter(|&at| view.is_listed(at, EnglishList::Copula));
    let judges = |verb: usize| {
        let opens = view
            .syntax
            .clause(verb)
            .and_then(|clause| clause.subject.as_ref())
            .is_some_and(|subject| subject.start == start);
        let mut behind = (verb + 1..scene.range.end.min(verb + 1 + REACH))
            .take_while(|&at| !view.is_mark(at) && !view.is_in(at, Group::Preposition));
        opens
            && behind.any(|at| {
                view.is_listed(at, EnglishList::Verdict)
                    || view.is_listed(at, EnglishList::JudgingAdjective)
                    || view.is_listed(at, SharedList::JudgingNoun)
            })
    };
    let is_somebody = match being(view, holder.clone()) {
        Being::Role => true,
        // A single name is that of a place or a firm, if the text does not know its bearer.
        Being::Name => {
            let first = holder.start;
            holder.len() == 1 || view.is_first_name(first) || view.is_in(first, Group::Title)
        }
        _ => false,
    };
    if is_somebody && verb.is_some_and(judges) {
        let content = start..clause_end(scene, start);
        let mut candidate = Candidate::over("according", content, Source::Mention(Mention::of(holder)));
        candidate.cue = Some(at..at + 1);
        candidate.lemma = Some("for".into());
        scene.propose(candidate, None);
    }
}
