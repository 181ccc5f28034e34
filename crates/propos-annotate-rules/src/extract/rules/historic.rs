//! French: an infinitive that tells what happened next: `Et d’ajouter : « … »`, `Et le maire de conclure que …`

use propos_segment::Lang;

use super::Scene;
use crate::extract::candidate::Source;
use crate::extract::lexicon::Group;
use crate::extract::noun_phrase::{Mention, phrase_from};
use crate::extract::verb_group::{Shape, VerbGroup};

/// Who says it: the one before `de`, else whoever spoke last.
pub(super) fn speaker(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<Source> {
    let view = scene.view;
    let first = scene.range.start + 1;
    let of = group.head.checked_sub(1).filter(|&of| of >= first)?;
    let is_historic = view.lang == Lang::Fr
        && group.shape == Shape::Infinitive
        && view.is_in(scene.range.start, Group::And)
        && view.is_in(of, Group::InfinitiveOf);
    if !is_historic {
        return None;
    }
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
