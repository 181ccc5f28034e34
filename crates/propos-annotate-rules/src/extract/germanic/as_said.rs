//! Clauses with *wie* that name a source: `Wie die Polizei mitteilte, …`, `…, wie Marchand sagte`, `Wie bekannt wurde, …`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::incise::{chain_start, content_end};
use super::phrase::phrase;
use super::predicate::{Predicate, carries};
use super::segment::is_finite;
use super::source_content::relatives_end;
use super::subject::subject;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::lexicon::GermanicList;
use crate::extract::noun_phrase::Mention;
use crate::extract::view::View;
use crate::tokens::Mark;

/// `lügt genauso gut, wie er schreibt`
fn compares(view: &View<'_>, at: usize) -> bool {
    view.lang == Lang::De
        && (at.saturating_sub(4)..at).any(|place| view.is_listed(place, GermanicList::AsMuch))
}

/// Whether a verb is what newspapers do.
pub(super) fn writes(predicate: &Predicate) -> bool {
    ["berichten", "melden", "schreiben"].contains(&predicate.lemma.as_str())
}

/// `Wie „Der Morgen“ berichtet`: a newspaper by its name in quotation marks.
pub(super) fn title(scene: &Scene<'_, '_>, open: usize, verb: usize) -> Option<Range<usize>> {
    /// Longest name, in tokens.
    const LONGEST: usize = 6;
    let quote = scene.quotes.iter().find(|quote| quote.open == open)?;
    let inside = quote.inside();
    let is_name = scene.view.lang == Lang::De
        && quote.end <= verb
        && (1..=LONGEST).contains(&inside.len())
        && scene.view.is_capitalised(inside.start)
        && !inside.clone().any(|at| is_finite(scene.view, at));
    is_name.then_some(inside)
}

/// `Wie die Polizei mitteilte, …`, `…, wie Marchand sagte`.
pub(super) fn find(scene: &mut Scene<'_, '_>) {
    let view = scene.view;
    for place in 0..scene.predicates.len() {
        let Some(predicate) = scene.predicates.get(place).cloned() else {
            continue;
        };
        let Some(segment) = scene.segments.get(predicate.segment).cloned() else {
            continue;
        };
        let opens = view.is_word(segment.range.start, "wie") || view.is_word(segment.range.start, "zoals");
        let is_whole =
            predicate.is_final || predicate.segment == 0 || is_finite(view, segment.range.start + 1);
        if !opens
            || !is_whole
            || !(carries(&predicate) || predicate.lemma == "hervorgehen")
            || scene.is_used(&predicate)
            || compares(view, segment.range.start)
            // `Wie er das lösen will, verrät er nicht.`, `Wie Kohl sei er der Ansicht, dass …`
            || view.lexicon.is_listed(&predicate.lemma, GermanicList::WishOrBe)
        {
            continue;
        }
        let end = if predicate.is_final {
            segment.range.end
        } else {
            predicate.end
        };
        let from_source = || {
            let at = (segment.range.start + 1..end)
                .find(|&at| view.is_word(at, "aus") || view.is_word(at, "uit"))?;
            phrase(view, at + 1, end).map(Mention::of)
        };
        let is_es =
            view.is_word(segment.range.start + 1, "es") || view.is_word(segment.range.start + 1, "het");
        // `Wie vermutet wird, …`, `Wie von Anwohnern berichtet wurde, …`
        let speaker = if predicate.is_passive() {
            super::speaker::agent(scene, &predicate).unwrap_or(Source::Unspecified)
        } else if is_es || predicate.lemma == "hervorgehen" || predicate.lemma == "verlauten" {
            let text = || super::speaker::standing_in(scene, &predicate).filter(|_| is_es);
            let from = from_source().map(Source::Mention);
            from.or_else(text).unwrap_or(Source::Unspecified)
        } else {
            let by_title = || {
                let title = title(scene, segment.range.start + 1, predicate.finite);
                title.map(|range| Source::Mention(Mention::of(range)))
            };
            let Some(source) = subject(scene, &predicate)
                .or_else(from_source)
                .and_then(|mention| scene.accept(mention))
                .or_else(by_title)
            else {
                continue;
            };
            source
        };
        let is_first = segment.range.start <= scene.range.start + 1;
        let mut content = Vec::new();
        if is_first {
            // Over relative clauses: `aus einem Papier hervorgeht, das der dpa vorliegt, …`.
            let behind = relatives_end(scene, end).unwrap_or(end);
            if view.is(behind, Mark::Comma) {
                content.push(behind + 1..content_end(scene, behind + 1));
            }
        } else {
            let start = chain_start(scene, segment.range.start.saturating_sub(1));
            content.push(start..segment.range.start.saturating_sub(1));
            let before = start..segment.range.start.saturating_sub(1);
            let next = scene.segments.iter().find(|next| next.range.start == end + 1);
            let is_cut = next
                .is_some_and(|next| super::incise::is_unfinished(scene, before.clone(), next.range.clone()));
            let goes_on =
                view.is(end, Mark::Comma) && (is_cut || !before.clone().any(|at| is_finite(view, at)));
            if goes_on {
                content.push(end + 1..content_end(scene, end + 1));
            }
        }
        content.retain(|range| range.start < range.end);
        if content.is_empty() {
            continue;
        }
        scene.propose(Candidate::new("as-said", content, speaker), Some(&predicate));
    }
}
