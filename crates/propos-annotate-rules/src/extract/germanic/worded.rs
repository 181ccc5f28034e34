//! `Mit den Worten „…“ lehnte die Ministerin ab`: quoted words that a noun names as such.

use propos_segment::Lang;

use super::Scene;
use super::segment::{is_finite, words};
use super::subject::subject_of;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::lexicon::GermanicList;
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
        let is_worded = view.is_listed(noun, GermanicList::SpokenWord)
            && view.is_any_word(noun - 1, words!["den", "dem"])
            && view.is_any_word(noun - 2, words!["mit", "unter"]);
        if !is_worded || quote.inside().len() < 2 || scene.is_taken(&quote.inside()) {
            continue;
        }
        let place = scene
            .segments
            .iter()
            .position(|segment| segment.range.contains(&noun));
        let Some((place, segment)) = place.and_then(|place| Some((place, scene.segments.get(place)?))) else {
            continue;
        };
        let finite = words(view, segment.range.clone(), scene.depth).find(|&at| is_finite(view, at));
        let mention = finite.and_then(|finite| subject_of(scene, place, finite));
        let mention = mention.filter(|mention| {
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
