//! `Mit den Worten „…“ lehnte die Ministerin ab`: quoted words that a noun names as such.

use propos_segment::Lang;

use super::Scene;
use super::predicate::Predicate;
use super::segment::{is_finite, words};
use super::subject::subject;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::noun_phrase::{Being, being};
use crate::extract::word_table::words;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    let view = scene.view;
    if view.lang != Lang::De {
        return;
    }
    for place in 0..scene.quotes.len() {
        let Some(quote) = scene.quotes.get(place).copied() else {
            continue;
        };
        let Some(noun) = quote.open.checked_sub(1).filter(|&noun| noun > 1) else {
            continue;
        };
        let is_worded = view.is_any_word(
            noun,
            words!["worten", "satz", "sätzen", "ausruf", "ruf", "spruch"],
        ) && view.is_any_word(noun - 1, words!["den", "dem"])
            && view.is_any_word(noun - 2, words!["mit", "unter"]);
        if !is_worded || quote.inside().len() < 2 || scene.is_taken(&quote.inside()) {
            continue;
        }
        let segment = scene
            .segments
            .iter()
            .position(|segment| segment.range.contains(&noun));
        let Some(segment) = segment else {
            continue;
        };
        let range = scene.segments.get(segment).map(|segment| segment.range.clone());
        let finite = range
            .clone()
            .and_then(|range| words(view, range, scene.depth).find(|&at| is_finite(view, at)));
        let (Some(range), Some(finite)) = (range, finite) else {
            continue;
        };
        let mut predicate = Predicate::plain(finite, range.end, "");
        predicate.segment = segment;
        let mention = subject(scene, &predicate).filter(|mention| {
            matches!(
                being(view, mention.range.clone()),
                Being::Name | Being::Role | Being::Organization | Being::Pronoun
            )
        });
        let Some(mention) = mention else {
            continue;
        };
        let mut candidate = Candidate::over(
            "quotation-after-cue",
            quote.open..quote.end,
            Source::Mention(mention),
        );
        candidate.cue = Some(noun..noun + 1);
        candidate.lemma = Some(view.word(noun).to_lowercase().into());
        scene.propose(candidate, None);
    }
}
