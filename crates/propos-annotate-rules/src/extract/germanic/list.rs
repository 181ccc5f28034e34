//! Who stands in a list before the verb: `Die Grünen, die Linke und der Mieterbund fordern`.

use super::Scene;
use super::phrase::{is_oblique, phrase};
use super::predicate::Predicate;
use super::segment::{Kind, Segment};
use crate::extract::lexicon::Group;
use crate::extract::noun_phrase::Mention;

/// Most members before the last comma.
const MOST: usize = 5;

/// A subject with those who stand before it in the same list. `None` where a preposition governs all of it: `In Berlin, Hamburg und
/// Köln fordern Bürger`.
pub(super) fn whole(scene: &Scene<'_, '_>, predicate: &Predicate, mut mention: Mention) -> Option<Mention> {
    let view = scene.view;
    let is_list = view.word(predicate.finite).ends_with('n')
        && mention.description.is_none()
        && mention.range.clone().any(|at| view.is_in(at, Group::And));
    if !is_list {
        return Some(mention);
    }
    let is_phrase = |segment: &Segment, from: usize| {
        phrase(view, from, segment.range.end).is_some_and(|member| member.end == segment.range.end)
    };
    let before = scene.segments.iter().take(predicate.segment).rev().take(MOST);
    for segment in before {
        let first = segment.range.start;
        if segment.kind != Kind::Nominal
            || !segment.has_comma
            || segment.range.end + 1 != mention.range.start
            || view.is_in(first, Group::Adverb)
        {
            break;
        }
        if view.is_in(first, Group::Preposition) && !view.is_in(mention.range.start, Group::Determiner) {
            return (!is_phrase(segment, first + 1)).then_some(mention);
        }
        if is_oblique(view, first) || !is_phrase(segment, first) {
            break;
        }
        mention.range.start = first;
    }
    Some(mention)
}
