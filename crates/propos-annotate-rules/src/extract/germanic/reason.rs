//! German: a reason in the mood of reported speech. `Das Amt wies den Vorwurf zurück, da er haltlos sei`: whoever acts gives it.

use propos_segment::Lang;

use super::Scene;
use super::incise::content_end;
use super::predicate::looks_finite;
use super::segment::{Kind, is_finite, is_reporting_mood, is_sure_mood, words};
use super::subject::subject_of;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::noun_phrase::{Being, being};
use crate::extract::view::View;
use crate::extract::word_table::words;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    let view = scene.view;
    if view.lang != Lang::De {
        return;
    }
    for place in 1..scene.segments.len() {
        let Some((before, segment)) = scene.neighbours(place) else {
            continue;
        };
        let first = segment.range.start;
        let opens = view.is_any_word(first, words!["da", "weil", "zumal"])
            && segment.kind == Kind::Subordinate
            && matches!(before.kind, Kind::Main | Kind::Nominal)
            && before.has_comma;
        let is_told = || {
            words(view, segment.range.clone(), scene.depth)
                .next_back()
                .is_some_and(|last| {
                    is_reporting_mood(view, last) && is_sure_mood(view, last) || looks_reported(view, last)
                })
        };
        if !opens || !is_told() || scene.is_taken(&segment.range) {
            continue;
        }
        let finite = words(view, before.range.clone(), scene.depth)
            .find(|&at| is_finite(view, at) || looks_finite(view, at));
        // What is told itself has its reasons in the same mood.
        let Some(finite) = finite.filter(|&finite| !is_reporting_mood(view, finite)) else {
            continue;
        };
        let mention = subject_of(scene, place - 1, finite).filter(|mention| {
            matches!(
                being(view, mention.range.clone()),
                Being::Name | Being::Role | Being::Organization | Being::Pronoun
            )
        });
        let Some(mention) = mention else {
            continue;
        };
        // `weil er Arbeit schaffe, und ging`: what whoever acts does else.
        let goes_on = segment.has_comma
            && scene.segments.get(place + 1).is_some_and(|next| {
                matches!(next.kind, Kind::Infinitive | Kind::Relative | Kind::Subordinate)
                    || words(view, next.range.clone(), scene.depth).any(|at| is_reporting_mood(view, at))
            });
        let end = if goes_on {
            content_end(scene, first + 1)
        } else {
            segment.range.end
        };
        let content = first + 1..end;
        let candidate = Candidate::over("reason", content, Source::Mention(mention));
        scene.propose(candidate, None);
    }
}

/// `da er jeder Grundlage entbehre`: the verb at the end, if no list has it; without a `t` before it no other form ends so.
fn looks_reported(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    !view.is_known(at) && !view.is_capitalised(at) && word.ends_with('e') && !word.ends_with("te")
}
