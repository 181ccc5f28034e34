//! Where what is told ends and the sentence goes on by itself.

use super::Scene;
use super::mood::{is_reporting_mood, is_sure_mood};
use super::segment::{Kind, Segment, is_finite, words};
use crate::extract::lexicon::Group;
use propos_segment::Lang;

/// `war der Ansicht gefolgt, der Name verletze die Regeln, nun wurde das Urteil vertagt`: behind a clause in the mood of
/// reported speech an adverb and a verb that is not in it are the author's.
pub(super) fn opens(scene: &Scene<'_, '_>, segment: &Segment, start: usize) -> bool {
    let view = scene.view;
    let first = segment.range.start;
    let verb = first + 1;
    let is_other = view.lang == Lang::De
        && first > start + 1
        && segment.kind == Kind::Main
        && view.depth(first) == scene.depth
        && (view.is_in(first, Group::Adverb) || view.is_in(first, Group::Time))
        && is_finite(view, verb)
        && !is_reporting_mood(view, verb);
    let tells = |told: &Segment| {
        told.kind == Kind::Main
            && words(view, told.range.clone(), scene.depth)
                .find(|&at| is_finite(view, at))
                .is_some_and(|at| is_reporting_mood(view, at) && is_sure_mood(view, at))
    };
    is_other
        && scene
            .segments
            .iter()
            .find(|told| told.range.contains(&start))
            .is_some_and(tells)
}
