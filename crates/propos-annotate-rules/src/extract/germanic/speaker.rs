//! Who says what a verb reports: its subject, the one behind *von*, or the text in which it stands.

use propos_segment::Lang;

use super::Scene;
use super::incise::{impersonal_source, is_impersonal};
use super::phrase::phrase;
use super::predicate::Predicate;
use super::segment::{Kind, words};
use super::subject::subject;
use crate::extract::candidate::Source;
use crate::extract::lexicon::{GermanicList, Group};
use crate::extract::noun_phrase::{Being, Mention, being};
use crate::extract::word_table::words;

/// Who says it; nobody where the verb is passive.
pub(super) fn speaker(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<Source> {
    if is_impersonal(scene, predicate) {
        return Some(impersonal_source(scene, predicate));
    }
    // `aus dem Bericht geht hervor`, `uit het onderzoek blijkt`: the source stands behind a preposition.
    if scene
        .view
        .lexicon
        .is_listed(&predicate.lemma, GermanicList::ShowsSource)
    {
        return named_by_from(scene, predicate);
    }
    // `Dem Bericht ist zu entnehmen, dass …`
    let taken = words(scene.view, predicate.finite..predicate.end, scene.depth)
        .any(|at| predicate.lemma == "sein" && scene.view.is_word(at, "entnehmen"));
    if taken {
        let start = scene.segments.get(predicate.segment)?.range.start;
        let text = phrase(scene.view, start, predicate.finite)?;
        return scene.accept(Mention::of(text));
    }
    // `Der Vorwurf lautet, …`
    let told = (predicate.lemma == "lauten" && scene.view.lang == Lang::De)
        .then(|| subject(scene, predicate))
        .flatten()
        .and_then(|mention| super::so::told_by_notion(scene, mention.range));
    if told.is_some() {
        return told;
    }
    // `In dem Bericht steht, dass …`
    if predicate.is_written() {
        return standing_in(scene, predicate);
    }
    if predicate.is_passive() {
        let by = agent(scene, predicate);
        return Some(by.unwrap_or(Source::Unspecified));
    }
    subject(scene, predicate).and_then(|mention| scene.accept(mention))
}

/// The text in which something stands.
pub(super) fn standing_in(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<Source> {
    let view = scene.view;
    let segment = scene.segments.get(predicate.segment)?;
    // `In einem Brief, der dem Sender vorliegt, wird behauptet, …`
    let opening = scene
        .segments
        .get(..predicate.segment)
        .unwrap_or_default()
        .iter()
        .rev()
        .take_while(|before| before.has_comma && matches!(before.kind, Kind::Nominal | Kind::Relative))
        .last()
        .filter(|_| segment.range.start == predicate.finite);
    let start = opening.map_or(segment.range.start, |opening| opening.range.start);
    words(view, start..predicate.end, scene.depth)
        .filter(|&at| view.is_any_word(at, words!["in", "im"]))
        .filter_map(|at| phrase(view, at + 1, segment.range.end.max(predicate.end)))
        .find(|range| being(view, range.clone()) == Being::Document)
        .map(|range| Source::Mention(Mention::of(range)))
}

fn named_by_from(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<Source> {
    let view = scene.view;
    let segment = scene.segments.get(predicate.segment)?;
    let at = words(view, segment.range.start..predicate.end, scene.depth)
        .find(|&at| view.is_word(at, "aus") || view.is_word(at, "uit"))?;
    let range = phrase(view, at + 1, segment.range.end.max(predicate.end))?;
    Some(Source::Mention(Mention::of(range)))
}

/// `von Umweltverbänden kritisiert`, `in dem Brief verlangt`.
pub(super) fn agent(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<Source> {
    let view = scene.view;
    // `nachdem er von der Jury gefragt wurde, ob …`: all stands before a verb at the end.
    let from = match scene.segments.get(predicate.segment) {
        Some(own) if predicate.is_final => own.range.start,
        _ => predicate.finite.min(predicate.main),
    };
    let until = predicate.finite.max(predicate.main);
    let by = (from..until)
        .find(|&at| view.depth(at) == scene.depth && (view.is_in(at, Group::Of) || view.is_word(at, "door")));
    let by = by
        .and_then(|at| phrase(view, at + 1, until))
        .and_then(|range| scene.accept(Mention::of(range)));
    // `Seitens des Ministeriums wurde erklärt, …`
    let opening = scene.segments.get(predicate.segment).map(|own| own.range.start);
    let beside = || {
        let at = opening.filter(|&at| view.is_word(at, "seitens"))?;
        scene.accept(Mention::of(phrase(view, at + 1, until)?))
    };
    let by = by.or_else(beside);
    by.or_else(|| standing_in(scene, predicate).filter(|_| view.lang == Lang::De))
}
