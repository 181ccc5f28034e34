//! `…, in Not gehandelt zu haben; sein Konto sei leer gewesen`: behind a semicolon the mood says that the same one goes on.

use super::incise::content_end;
use super::mood::{is_reporting_mood, is_set_phrase, is_sure_mood};
use super::segment::{Kind, is_finite, words};
use super::{SPEAKER_ALONE, Scene};
use crate::extract::candidate::{Candidate, Source};
use crate::tokens::Mark;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    let view = scene.view;
    for place in 1..scene.segments.len() {
        let Some((before, segment)) = scene.neighbours(place) else {
            continue;
        };
        let first = segment.range.start;
        let opens = first > 0 && view.is(first - 1, Mark::Semicolon) && segment.kind == Kind::Main;
        let verb = words(view, segment.range.clone(), scene.depth).find(|&at| is_finite(view, at));
        let is_told = verb.is_some_and(|verb| {
            is_reporting_mood(view, verb) && is_sure_mood(view, verb) && !is_set_phrase(view, verb)
        });
        if !opens || !is_told || scene.is_taken(&segment.range) {
            continue;
        }
        let content = first..content_end(scene, first);
        let last = scene
            .found
            .iter_mut()
            .filter(|candidate| candidate.rule != SPEAKER_ALONE)
            .filter(|candidate| candidate.extent().end <= first)
            .max_by_key(|candidate| candidate.extent().end);
        // `zeigte sich zufrieden; man habe viel erreicht`: nothing was told before, but somebody is there.
        let Some(last) = last else {
            if let Some(mention) = super::main_subject(view, scene.range.clone()).filter(|_| scene.depth == 0)
            {
                scene.propose(
                    Candidate::over("carried-mood", content, Source::Mention(mention)),
                    None,
                );
            }
            continue;
        };
        // A clause that ends at the mark goes on; else it is a sentence of its own.
        let range = last.content.last_mut().filter(|range| {
            range.end + 1 >= before.range.end
                && matches!(
                    last.rule,
                    "clause" | "clause-without-that" | "infinitive" | "colon"
                )
        });
        if let Some(range) = range {
            range.end = content.end;
            continue;
        }
        if last.rule == "aside" {
            last.content.push(content);
            continue;
        }
        let speaker = last.speaker.clone();
        scene.propose(Candidate::over("carried-mood", content, speaker), None);
    }
}
