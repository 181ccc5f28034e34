//! French: an infinitive that tells what happened next: `Et d’ajouter : « … »`, `Et le maire de conclure que …`

use propos_segment::Lang;

use super::Scene;
use crate::extract::candidate::Source;
use crate::extract::lexicon::Group;
use crate::extract::noun_phrase::{Mention, phrase_from};
use crate::extract::verb_group::{Shape, VerbGroup};
use crate::tokens::Mark;

/// Who says it: the one before `de`, else whoever spoke last.
pub(super) fn speaker(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<Source> {
    let view = scene.view;
    let first = scene.range.start + 1;
    // `Et la juge de lui répondre : « … »`
    let of = (first..group.head)
        .rev()
        .find(|&at| !view.is_in(at, Group::ObjectClitic))?;
    let has_and = view.is_in(scene.range.start, Group::And);
    // `La juge de conclure : « … »`
    let is_bare = view.is(group.end, Mark::Colon) && view.is_in(scene.range.start, Group::Determiner);
    let is_historic = view.lang == Lang::Fr
        && group.shape == Shape::Infinitive
        && (has_and || is_bare)
        && view.is_in(of, Group::InfinitiveOf);
    if !is_historic {
        return None;
    }
    let first = if has_and { first } else { scene.range.start };
    if of == first {
        return Some(Source::Continuation);
    }
    // `Et elle de conclure`
    if of == first + 1 && (view.is_in(first, Group::Pronoun) || view.is_in(first, Group::StressedPronoun)) {
        return scene.accept(Mention::of(first..of), group);
    }
    let phrase = phrase_from(view, first, of).filter(|phrase| phrase.end == of)?;
    scene.accept(Mention::of(phrase), group)
}
