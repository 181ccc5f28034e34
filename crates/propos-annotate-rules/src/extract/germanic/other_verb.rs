//! Verbs of the list that report nothing as they stand: in conditions, with other words beside them.

use std::ops::Range;

use propos_segment::Lang;

use super::phrase::{is_subject_pronoun, phrase};
use super::predicate::Predicate;
use super::segment::{Segment, is_finite, words};
use crate::extract::lexicon::{GermanicList, Group};
use crate::extract::view::View;
use crate::extract::word_table::words;

/// `Stuft das Amt die Brücke als unsicher ein, kommt der Abriss`: a condition without *wenn*.
pub(super) fn opens_condition(view: &View<'_>, segments: &[Segment], predicate: &Predicate) -> bool {
    let Some(own) = segments.get(predicate.segment) else {
        return false;
    };
    let opens = |at: usize| at == predicate.finite && own.has_comma;
    let is_first = predicate.segment == 0 && opens(own.range.start);
    // `…, und hätte man sie gefragt, so wäre …`
    let is_joined = view.is_in(own.range.start, Group::And) && opens(own.range.start + 1);
    let follows = segments.get(predicate.segment + 1).is_some_and(|next| {
        let first = next.range.start;
        is_finite(view, first) && is_first
            || view.is_any_word(first, words!["so", "dann"]) && is_finite(view, first + 1)
    });
    view.lang == Lang::De && (is_first || is_joined) && follows
}

/// `wurde bekannt, dass …`: told by nobody who is named. The word is a participle of *bekennen* as well.
const BECOMES_KNOWN: &str = "bekannt werden";

/// Gives a verb the name of the expression that it makes with its participle.
pub(super) fn rename(view: &View<'_>, predicate: &mut Predicate) {
    let is_known = view.lang == Lang::De
        && predicate.lemma == "bekennen"
        && predicate.is_passive()
        && view.is_word(predicate.main, "bekannt");
    if is_known {
        BECOMES_KNOWN.clone_into(&mut predicate.lemma);
    }
}

/// `es empfiehlt sich`, `daraus ergibt sich`, `nennt sich`, `befindet sich`, `verfügt über`: said by nobody.
pub(super) fn is_other_verb(
    view: &View<'_>,
    segments: &[Segment],
    predicate: &Predicate,
    middle: Range<usize>,
    depth: u8,
) -> bool {
    let has = |word: &str| {
        words(view, middle.clone(), depth).any(|at| view.is_word(at, word))
            || view.is_word(predicate.finite.saturating_sub(1), word)
    };
    // `veroordeelde hem tot twee jaar cel`: judged, not condemned.
    if view.lang != Lang::De {
        let next = predicate.finite + 1;
        return match predicate.lemma.as_str() {
            "veroordelen" => has("tot") || has("wegens"),
            // `verwees zijn broer naar de tweede plaats`: sent, not said.
            "verwijzen" => {
                predicate.main == predicate.finite
                    && !view.is_in(next, Group::Preposition)
                    && phrase(view, next, middle.end).is_some_and(|object| view.is_word(object.end, "naar"))
                    && stands_second(view, segments, predicate)
            }
            // `antwoordde met een aanval op het dorp`: done, not said.
            "antwoorden" | "reageren" => {
                let with = words(view, middle.clone(), depth).find(|&at| view.is_word(at, "met"));
                with.is_some_and(|with| view.is_in(with + 1, Group::Determiner) && predicate.main < with)
            }
            _ => false,
        };
    }
    match predicate.lemma.as_str() {
        "empfehlen" | "anbieten" | "ergeben" | "nennen" | "befinden" | "stellen" => has("sich"),
        // `war nicht bekannt`
        BECOMES_KNOWN => view.is_in(predicate.finite, Group::Be),
        "verfügen" => has("über"),
        // `räumt der Sicherheit Vorrang ein`: given, not admitted.
        "einräumen" => {
            words(view, middle.clone(), depth).any(|at| view.is_listed(at, GermanicList::Granted))
        }
        // `verurteilte ihn zu drei Jahren`: judged, not condemned.
        "verurteilen" => has("zu") || has("wegen"),
        _ => false,
    }
}

/// Whether what stands before a verb in its segment can be its subject: `Hij verwees …`, not `Daarbij verwees de minister naar …`.
fn stands_second(view: &View<'_>, segments: &[Segment], predicate: &Predicate) -> bool {
    segments.get(predicate.segment).is_some_and(|segment| {
        let first = segment.range.start;
        is_subject_pronoun(view, first) && first + 1 == predicate.finite
            || phrase(view, first, predicate.finite).is_some_and(|subject| subject.end == predicate.finite)
    })
}
