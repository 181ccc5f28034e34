//! `Der Entwurf wurde von Umweltverbänden kritisiert`, `In dem Brief wird die Freilassung verlangt`: what the passive of a verb
//! of speech has as its subject, where it is told who speaks.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::complement::agent;
use super::predicate::Predicate;
use super::subject::subject;
use crate::extract::candidate::Source;
use crate::extract::noun_phrase::{Being, being};

/// Verbs whose passive only tells; others do something: `wurde vom Gericht verurteilt`.
const TELLS: &[&str] = &[
    "ablehnen",
    "befürworten",
    "begrüßen",
    "beklagen",
    "bemängeln",
    "bestreiten",
    "bezeichnen",
    "bezweifeln",
    "dementieren",
    "fordern",
    "kritisieren",
    "loben",
    "rügen",
    "verlangen",
    "zurückweisen",
];

pub(super) fn content(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<Range<usize>> {
    let view = scene.view;
    if view.lang != Lang::De
        || predicate.is_final
        || predicate.is_of_state(view)
        || !TELLS.contains(&predicate.lemma.as_str())
    {
        return None;
    }
    let Some(Source::Mention(by)) = agent(scene, predicate) else {
        return None;
    };
    let speaks = matches!(
        being(view, by.range.clone()),
        Being::Name | Being::Role | Being::Organization | Being::Document
    );
    let told = subject(scene, predicate)?.range;
    let is_somebody = matches!(
        being(view, told.clone()),
        Being::Pronoun | Being::Self_ | Being::You
    );
    (speaks && !is_somebody && !told.contains(&by.range.start)).then_some(told)
}
