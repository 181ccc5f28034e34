//! English infinitives behind verbs that are half auxiliaries, and who is meant where others are asked.

use propos_segment::Lang;

use super::Scene;
use super::infinitive::is_infinitive_after;
use super::unfit::{asks_for_discretion, is_unfit, is_unknown};
use crate::extract::candidate::Candidate;
use crate::extract::lexicon::{Frame, Group};
use crate::extract::phrase_end::phrase_end;
use crate::extract::verb_group::{Shape, VerbGroup};
use crate::extract::view::View;

/// `declined to threaten the union`, `wants to tell voters`: where the verb behind *to* has told nothing, the one before it tells what
/// somebody will or will not do.
pub(super) fn find(scene: &mut Scene<'_, '_>) {
    for place in 0..scene.groups.len() {
        let Some(group) = scene.free_group(place) else {
            continue;
        };
        let view = scene.view;
        let Some(to) = (group.head + 1..group.end)
            .rev()
            .find(|&at| view.is_in(at, Group::ToInfinitive))
            .filter(|_| group.shape == Shape::Finite)
        else {
            continue;
        };
        let start = to + 1;
        let is_taken = scene
            .found
            .iter()
            .any(|found| found.cue.as_ref().is_some_and(|cue| cue.contains(&to)));
        if is_taken
            || !tells_intent(view, to - 1)
            || !is_infinitive_after(view, start)
            || asks_for_discretion(view, start)
        {
            continue;
        }
        let Some(speaker) = scene.speaker(&group) else {
            continue;
        };
        if is_unfit(scene, &speaker, &group) || is_unknown(scene, &speaker) {
            continue;
        }
        let end = scene.before_speaker(start..phrase_end(scene, start), &speaker);
        if end <= start + 1 {
            continue;
        }
        let mut candidate = Candidate::over("infinitive", start..end, speaker);
        candidate.cue = Some(group.start..to);
        candidate.is_negated = group.is_negated;
        if scene.propose(candidate, None) {
            scene.mark_used(place);
        }
    }
}

/// Whether the verb at a place tells what somebody wants or refuses to do.
fn tells_intent(view: &View<'_>, at: usize) -> bool {
    view.readings(at).iter().any(|reading| {
        view.lexicon
            .verb(*reading)
            .is_some_and(|verb| verb.frames.has(Frame::Infinitive))
    })
}

/// `asked the candidates to discuss their plans`: others are asked, and nothing is kept back.
pub(super) fn is_asked_of_others(view: &View<'_>, group: &VerbGroup, start: usize) -> bool {
    view.lang == Lang::En && group.frames.has(Frame::SomeoneTo) && start > group.end + 2
}
