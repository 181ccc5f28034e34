//! What a source without a verb tells: the clause around `laut X`, `nach Angaben von X`, `X zufolge`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::incise::{chain_start, content_end};
use super::predicate::carries;
use super::segment::{Kind, is_finite, words};
use super::source::{Named, named, opens};
use crate::extract::candidate::Candidate;
use crate::extract::lexicon::Group;
use crate::tokens::Mark;

/// The content: the clause around the source.
pub(super) fn propose(scene: &mut Scene<'_, '_>, named: Named) {
    let view = scene.view;
    let Range { start, end } = named.extent.clone();
    let Some(segment) = scene
        .segments
        .iter()
        .find(|segment| segment.range.start <= start && start < segment.range.end)
    else {
        return;
    };
    let own = segment.range.clone();
    // `Der laut Kammer falsche Plan gilt`: nothing but what the noun is called.
    // `Das ist der laut Kammer falsche Weg` says it of something else.
    let is_predicate = |noun: usize| {
        noun + 1 == own.end && words(view, own.start..start, scene.depth).any(|at| view.is_in(at, Group::Be))
    };
    let noun = inside_phrase(scene, named.extent.clone());
    if let Some(noun) = noun.filter(|&noun| start > own.start && !is_predicate(noun)) {
        let mut candidate = Candidate::new("according", vec![start - 1..start, end..noun + 1], named.speaker);
        candidate.cue = Some(named.cue);
        scene.propose(candidate, None);
        return;
    }
    let mut first = own.start;
    while first < start
        && (view.is_in(first, Group::Conjunction)
            || view.is_mark(first)
            || view.is_in(first, Group::Adverb)
            || view.is_word(first, "auch"))
    {
        first += 1;
    }
    let is_initial = first >= start;
    let mut content = Vec::new();
    if is_initial {
        let is_first = own.start == scene.range.start
            || !scene
                .segments
                .iter()
                .any(|other| other.range.end < own.start && other.has_comma);
        // One constituent stands before the verb: all up to it is the source.
        let verb = (end..own.end).find(|&at| view.depth(at) == scene.depth && is_finite(view, at));
        // `Laut Akten, die dem Sender vorliegen, hat …`
        let relative = relatives_end(scene, end).filter(|_| view.is(end, Mark::Comma));
        let relative = relative.map(|relative| relative + 1);
        let relative = verb_behind(scene, end).or(relative);
        let partners = partners_end(scene, end);
        let behind = match (verb, relative.or(partners)) {
            (_, Some(behind)) => behind,
            (Some(verb), None) if !view.is(end, Mark::Comma) && verb < end + 12 => verb,
            _ if view.is(end, Mark::Comma) => end + 1,
            _ => end,
        };
        let rest_has_verb = (behind..own.end).any(|at| is_finite(view, at));
        if is_first || rest_has_verb {
            content.push(behind..content_end(scene, behind));
        } else if opens_other(scene, own.start) {
            // `Laut Polizei kamen 500, laut Gewerkschaft 2000 Teilnehmer`
            content.push(end..own.end);
        } else {
            // `…, laut Polizei, …`
            let left = chain_start(scene, own.start.saturating_sub(1));
            content.push(left..own.start.saturating_sub(1));
            if view.is(own.end, Mark::Comma) {
                content.push(own.end + 1..content_end(scene, own.end + 1));
            } else if end < own.end {
                content.push(end..own.end);
            }
        }
    } else {
        // A reported clause that holds the source belongs to somebody else already.
        let clause_first = clause_start(scene, own.clone(), start);
        content.push(clause_first..start);
        let rest = end..content_end(scene, end).max(end);
        if !rest.is_empty() {
            content.push(rest);
        }
    }
    if content.iter().any(|range| {
        scene.found.iter().any(|other| {
            other.is_direct
                && other
                    .content
                    .iter()
                    .any(|taken| taken.start < range.end && range.start < taken.end)
        })
    }) {
        return;
    }
    // `sagte Sprecher Belov nach Angaben der Agentur`, `…, so Förster Rapp, …`: what tells is nothing told.
    let holds_cue = view.lang == Lang::De
        && scene.found.iter().any(|other| {
            let is_aside = matches!(other.rule, "aside" | "quotation-before-cue");
            other
                .cue
                .as_ref()
                .filter(|_| is_aside)
                .is_some_and(|cue| content.iter().any(|range| range.contains(&cue.start)))
        });
    if holds_cue {
        return;
    }
    let content = content
        .into_iter()
        .filter(|range| range.start < range.end)
        .collect();
    let mut candidate = Candidate::new("according", content, named.speaker);
    candidate.cue = Some(named.cue.clone());
    candidate.lemma = Some(
        view.bytes(named.cue)
            .and_then(|bytes| view.text.get(bytes))
            .unwrap_or_default()
            .to_lowercase()
            .into(),
    );
    scene.propose(candidate, None);
}

/// The noun of a phrase between whose article and adjective a source stands.
fn inside_phrase(scene: &Scene<'_, '_>, source: Range<usize>) -> Option<usize> {
    let view = scene.view;
    let article = source.start.checked_sub(1)?;
    let opens = view.lang == Lang::De && super::segment::is_article(view, article);
    let noun = (source.end..source.end + 5).find(|&at| view.is_capitalised(at))?;
    let is_adjective = |at: usize| {
        !view.is_mark(at)
            && !is_finite(view, at)
            && !view.is_in(at, Group::Determiner)
            && !view.is_in(at, Group::Preposition)
    };
    let ends = ["e", "en", "em", "er", "es"];
    let is_inflected = noun > source.end && ends.iter().any(|ending| view.word(noun - 1).ends_with(ending));
    (opens && is_inflected && (source.end..noun).all(is_adjective)).then_some(noun)
}

/// Whether the segment before one names its own source.
fn opens_other(scene: &Scene<'_, '_>, start: usize) -> bool {
    let before = scene.segments.iter().rfind(|segment| segment.range.end < start);
    before
        .is_some_and(|before| scene.view.lang == Lang::De && opens(scene.view, before.range.start).is_some())
}

/// `Nach Auffassung von Anwalt Pohl, aber auch von Richterin Lang, ist …`: behind those who stand beside the source.
fn partners_end(scene: &Scene<'_, '_>, from: usize) -> Option<usize> {
    let view = scene.view;
    let segment = scene
        .segments
        .iter()
        .find(|segment| segment.range.start == from + 1 && view.is(from, Mark::Comma))?;
    let first = segment.range.start;
    if !(view.is_in(first, Group::Conjunction) || view.is_word(first, "wie")) {
        return None;
    }
    // `…, aber auch nach Einschätzung der Kammer ist …`
    let other = (first + 1..first + 3).find_map(|at| opens(view, at).and_then(|_| named(scene, at)));
    if let Some(other) = other {
        return Some(other.extent.end);
    }
    let is_whole = segment.kind == Kind::Nominal
        && segment.has_comma
        && words(view, segment.range.clone(), scene.depth).any(|at| view.is_in(at, Group::Of));
    is_whole.then_some(segment.range.end + 1)
}

/// Where the clause around a source begins: over segments without a verb and subordinate clauses before it.
fn clause_start(scene: &Scene<'_, '_>, own: Range<usize>, _at: usize) -> usize {
    let mut start = own.start;
    while scene.view.is_in(start, Group::Conjunction) && start < own.end {
        start += 1;
    }
    let mut is_open = !(own.start..own.end).any(|at| is_finite(scene.view, at));
    for segment in scene
        .segments
        .iter()
        .rev()
        .filter(|segment| segment.range.end < own.start)
    {
        // `Wie die Polizei mitteilte, seien nach Angaben der Ärzte …`: who tells all of it.
        let is_telling = scene.view.lang == Lang::De
            && scene.view.is_word(segment.range.start, "wie")
            && scene
                .predicates
                .iter()
                .any(|other| carries(other) && segment.range.contains(&other.finite));
        if !segment.has_comma || is_telling || !is_open && segment.kind == Kind::Main {
            break;
        }
        start = segment.range.start;
        is_open &= segment.kind != Kind::Main;
    }
    start
}

/// `Nach Angaben der Agentur, die sich auf Armee-, Polizei- und Zollkreise stützt, sank …`: the verb behind a relative clause,
/// whatever the clause holds.
fn verb_behind(scene: &Scene<'_, '_>, from: usize) -> Option<usize> {
    let view = scene.view;
    let opens = view.lang == Lang::De
        && view.is(from, Mark::Comma)
        && (view.is_in(from + 1, Group::Relative) && !view.is_in(from + 1, Group::Subordinator)
            || view.is_in(from + 1, Group::Preposition) && view.is_in(from + 2, Group::Relative));
    let place = scene
        .segments
        .iter()
        .position(|segment| segment.range.start == from + 1)?;
    let behind = scene.segments.get(place..).filter(|_| opens)?;
    behind.windows(2).take(5).find_map(|pair| {
        let [before, next] = pair else { return None };
        let is_verb = before.has_comma && is_finite(view, next.range.start);
        is_verb.then_some(next.range.start)
    })
}

/// Where the relative clauses end that follow a place, if any do.
pub(super) fn relatives_end(scene: &Scene<'_, '_>, from: usize) -> Option<usize> {
    let behind = scene.segments.iter().filter(|segment| segment.range.start > from);
    behind
        .take_while(|segment| segment.kind == Kind::Relative && segment.has_comma)
        .last()
        .map(|segment| segment.range.end)
}
