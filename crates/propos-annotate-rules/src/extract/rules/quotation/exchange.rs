//! French: turns of several speakers within one pair of marks: `« Vous étiez seul ? demande la juge. – Oui. – Qui conduisait ? »`

use std::ops::Range;

use propos_segment::Lang;

use super::inside::{inside, is_spaced_dash};
use super::{before, behind};
use crate::extract::candidate::{Candidate, Source};
use crate::extract::rules::Scene;
use crate::extract::verb_group::is_hard_mark;
use crate::extract::view::{Quote, View};

/// Proposes each turn of a quotation as a claim of its own; `false` where it has no more than one.
pub(super) fn propose(scene: &mut Scene<'_, '_>, place: usize, quote: &Quote) -> bool {
    let turns = turns_of(scene.view, quote);
    if turns.len() < 2 {
        return false;
    }
    scene.mark_quote_used(place);
    let last = turns.len() - 1;
    let mut sources: Vec<Source> = Vec::new();
    for (number, turn) in turns.into_iter().enumerate() {
        let own = Quote {
            open: turn.start - 1,
            end: turn.end + 1,
            ..*quote
        };
        let found = inside(scene, &own)
            .or_else(|| (number == 0).then(|| before(scene, quote)).flatten())
            .or_else(|| (number == last).then(|| behind(scene, quote)).flatten());
        let taken = number
            .checked_sub(2)
            .and_then(|earlier| sources.get(earlier))
            .cloned();
        let mut candidate = Candidate::over("turn", turn.clone(), Source::Continuation);
        candidate.is_direct = true;
        let Some(found) = found else {
            // Two who speak by turns.
            candidate.speaker = taken.unwrap_or(Source::Other);
            sources.push(candidate.speaker.clone());
            scene.propose(candidate, None);
            continue;
        };
        if let Some(aside) = found.aside {
            let content = [turn.start..aside.start, aside.end..turn.end];
            candidate.content = content.into_iter().filter(|range| !range.is_empty()).collect();
        }
        candidate.speaker = found.source;
        sources.push(candidate.speaker.clone());
        let verb = found
            .cue
            .as_ref()
            .ok()
            .and_then(|group| scene.groups.get(*group))
            .cloned();
        if let Ok(group) = found.cue {
            scene.mark_used(group);
        }
        candidate.cue = found.cue.err().flatten();
        candidate.lemma = found.lemma;
        scene.propose(candidate, verb.as_ref());
    }
    true
}

/// The turns between the marks: a dash behind the end of a sentence opens the next.
fn turns_of(view: &View<'_>, quote: &Quote) -> Vec<Range<usize>> {
    let inner = quote.inside();
    let opens = |at: usize| {
        view.depth(at) == quote.depth
            && at > inner.start
            && is_spaced_dash(view, at)
            && is_hard_mark(view, at - 1)
            && view.is_capitalised(at + 1)
    };
    if view.lang != Lang::Fr || inner.is_empty() {
        return Vec::new();
    }
    let mut turns = Vec::new();
    let mut start = inner.start;
    for at in inner.clone().filter(|&at| opens(at)) {
        turns.push(start..at);
        start = at + 1;
    }
    turns.push(start..inner.end);
    turns.retain(|turn| !turn.is_empty());
    turns
}
