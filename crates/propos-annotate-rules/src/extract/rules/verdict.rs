//! Content without a verb before who says it: a few words that judge.

use propos_segment::Lang;

use super::Scene;
use crate::extract::lexicon::{EnglishList, Group, RomanceList};
use crate::extract::noun_phrase::{Being, being, phrase_from, skip_time};
use crate::extract::verb_group::is_hard_mark;
use crate::tokens::Mark;

/// `Mala idea, responde el asesor`: a few words that judge, without a verb.
pub(super) fn is_verdict(scene: &Scene<'_, '_>, start: usize, comma: usize) -> bool {
    let view = scene.view;
    let is_other = [
        Group::Adverb,
        Group::Conjunction,
        Group::Determiner,
        Group::Of,
        Group::Preposition,
        Group::Pronoun,
        Group::Subordinator,
        Group::Time,
    ]
    .iter()
    .any(|group| view.is_in(start, *group));
    if view.lang == Lang::En {
        return is_english_verdict(scene, start, comma);
    }
    view.drops_subjects()
        && start == scene.range.start
        && (start + 2..=start + 4).contains(&comma)
        && view.is(comma, Mark::Comma)
        && !is_other
        && !view.is_manner(start)
        && !(start..comma).any(|at| view.is_mark(at) || view.is_number(at))
        && !(start + 1..comma).any(|at| view.is_capitalised(at))
}

/// `Faux, rétorque la direction.`, `Mauvaise idée, estime le syndicat.`: French words that answer or judge, and who says them.
fn is_french_verdict(scene: &Scene<'_, '_>, start: usize, comma: usize, end: usize) -> bool {
    let view = scene.view;
    let is_answer = view.is_listed(start, RomanceList::RefusesStart);
    let is_judged = view.is_listed(start, RomanceList::JudgesNoun)
        && comma == start + 2
        && !view.is_capitalised(start + 1)
        && view.readings(start + 1).is_empty();
    view.lang == Lang::Fr
        && start == scene.range.start
        && view.is(comma, Mark::Comma)
        && comma <= start + 5
        && (is_answer || is_judged)
        && (end >= scene.range.end || is_hard_mark(view, end))
        && !(start..comma).any(|at| view.is_mark(at) || view.is_in(at, Group::Of))
}

/// `Une situation inquiétante, estime le syndicat.`: a sentence that is a thing with no verb and who says it.
pub(super) fn is_matter(scene: &Scene<'_, '_>, start: usize, comma: usize, end: usize) -> bool {
    let view = scene.view;
    if is_french_verdict(scene, start, comma, end) {
        return true;
    }
    view.lang == Lang::Fr
        && start == scene.range.start
        && comma > start + 1
        && view.is(comma, Mark::Comma)
        && (end >= scene.range.end || is_hard_mark(view, end))
        && view.is_in(start, Group::Determiner)
        && skip_time(view, start, comma) == start
        && phrase_from(view, start, comma).is_some_and(|phrase| {
            matches!(
                being(view, phrase),
                Being::Thing | Being::Unknown | Being::Document
            )
        })
}

/// `Not true, says the council`, `Nonsense, replied Mr. Doe`
fn is_english_verdict(scene: &Scene<'_, '_>, start: usize, comma: usize) -> bool {
    let view = scene.view;
    let is_refusal = view.is_listed(start, EnglishList::RefusalStart);
    let is_other = [
        Group::Adverb,
        Group::Conjunction,
        Group::Determiner,
        Group::Preposition,
        Group::Pronoun,
        Group::Subordinator,
        Group::Time,
        Group::Title,
    ]
    .iter()
    .any(|group| view.is_in(start, *group));
    // An inversion alone: `, says X`; `, X says` may end a sentence that began earlier.
    start == scene.range.start
        && (start + 1..=start + 5).contains(&comma)
        && view.syntax.is_finite(comma + 1)
        && (is_refusal || !is_other && !view.is_manner(start))
        && !(start..comma).any(|at| view.is_mark(at) || view.is_number(at))
        && !(start + 1..comma).any(|at| view.is_capitalised(at))
}
