//! Sources that are wishes and judgements (`wenn es nach X geht`, `für X ist …`), and the words of those named by a noun.

use propos_segment::Lang;

use super::Scene;
use super::phrase::phrase;
use super::segment::Kind;
use super::source::Named;
use crate::extract::candidate::Source;
use crate::extract::lexicon::{Ending, GermanicList, Group};
use crate::extract::noun_phrase::{Being, Mention, being};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// Adjectives of words and texts that tell something: `nach ersten Angaben`, `nach einer amerikanischen Studie`.
pub(super) fn is_source_adjective(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    let is_long = !view.is_capitalised(at) && word.len() > 7;
    // `eine schwedische Studie`: only behind an article, since *nach hektischen Recherchen* is a time.
    let is_of_place = is_long && word.ends_with("ischen") && view.is_in(at - 1, Group::Determiner);
    is_long && word.ends_with("seitigen") || is_of_place || view.is_listed(at, GermanicList::SourceAdjective)
}

pub(super) fn is_other_adjective(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    !view.is_capitalised(at)
        && !view.is_mark(at)
        && word.len() > 5
        && (word.ends_with("en") || word.ends_with("er"))
        && !view.is_in(at, Group::Preposition)
        && !view.is_in(at, Group::Adverb)
        && !view.is_listed(at, GermanicList::NoSourceAdjective)
}

/// Nouns that are words and no work that takes its time, as `Recherchen` and `Untersuchungen` do.
pub(super) fn is_word_noun(view: &View<'_>, at: usize) -> bool {
    view.is_capitalised(at) && view.is_in(at, Group::WordNoun)
}

/// `Glaubt man der Polizei, …`, `Folgt man den Zahlen, …`: whoever is believed.
pub(super) fn as_believed(scene: &Scene<'_, '_>, at: usize) -> Option<Named> {
    let view = scene.view;
    let opens = at == scene.range.start
        && view.is_any_word(at, words!["folgt", "glaubt"])
        && view.is_word(at + 1, "man");
    let range = phrase(view, at + 2, scene.range.end).filter(|_| opens)?;
    let speaks = matches!(
        being(view, range.clone()),
        Being::Document | Being::Name | Being::Organization | Being::Role
    );
    (speaks && view.is(range.end, Mark::Comma)).then(|| Named {
        extent: at..range.end,
        cue: at..at + 2,
        speaker: Source::Mention(Mention::of(range)),
    })
}

/// `Für Weber steht fest, dass …`, `Für die Forscher ist klar: …`: who is sure.
pub(super) fn as_settled(scene: &Scene<'_, '_>, at: usize) -> Option<Named> {
    let view = scene.view;
    let opens = at == scene.range.start && view.is_word(at, "für");
    let range = phrase(view, at + 1, scene.range.end).filter(|_| opens)?;
    let verb = range.end;
    let is_settled = view.is_any_word(verb, words!["stand", "steht"]) && view.is_word(verb + 1, "fest")
        || view.is_any_word(verb, words!["ist", "war"])
            && view.is_listed(verb + 1, GermanicList::SettledWord);
    let behind = verb + 2;
    let follows =
        view.is(behind, Mark::Colon) || view.is(behind, Mark::Comma) && view.is_in(behind + 1, Group::That);
    let speaks = matches!(
        being(view, range.clone()),
        Being::Name | Being::Organization | Being::Role
    );
    (is_settled && follows && speaks).then(|| Named {
        extent: at..behind + 1 + usize::from(view.is(behind, Mark::Comma)),
        cue: verb..behind,
        speaker: Source::Mention(Mention::of(range)),
    })
}

/// `Wenn es nach Rektorin Kolb geht, …`: what she wants.
pub(super) fn as_wished(scene: &Scene<'_, '_>, at: usize) -> Option<Named> {
    let view = scene.view;
    let opens = view.is_listed(at, GermanicList::IfItGoes)
        && at == scene.range.start
        && view.is_word(at + 1, "es")
        && view.is_word(at + 2, "nach");
    if !opens {
        return None;
    }
    let range = phrase(view, at + 3, scene.range.end)?;
    let end = range.end + usize::from(view.is_any_word(range.end, words!["geht", "ginge"]));
    let speaks = !matches!(
        being(view, range.clone()),
        Being::Thing | Being::You | Being::Self_
    );
    (speaks && view.is(end, Mark::Comma)).then(|| Named {
        extent: at..end,
        cue: at..at + 3,
        speaker: Source::Mention(Mention::of(range)),
    })
}

/// `Für den Forscher Martin Hauk ist der Plan ein Rückschritt`: a person with a name judges.
pub(super) fn for_somebody(scene: &Scene<'_, '_>, at: usize) -> Option<Named> {
    let view = scene.view;
    if !view.is_word(at, "für") || at != scene.range.start || view.lang != Lang::De {
        return None;
    }
    let range = phrase(view, at + 1, scene.range.end)?;
    let last = range.end - 1;
    let is_person = range
        .clone()
        .any(|place| super::phrase::is_first_name(view, place) && view.is_capitalised(place + 1))
        || range.len() > 1 && view.is_in(last - 1, Group::Title) && view.is_name(last);
    // `Für den Mieterbund ist der Plan ein Skandal`: bodies whose business is to have opinions.
    let has_opinions = view.is_in(range.start, Group::Determiner)
        && range.clone().any(|place| {
            let word = view.word(place).to_lowercase();
            let is_capitals = view
                .token(place)
                .is_some_and(|token| token.letters == crate::tokens::Letters::Capitals && word.len() > 2);
            view.is_capitalised(place) && (is_capitals || view.lexicon.ends(&word, Ending::OpinionBody))
        });
    let is_person = is_person || has_opinions;
    // `Für Wolfgang Rehm, den Doyen der Mozart-Forschung, ist …`
    let end = scene
        .segments
        .iter()
        .find(|segment| segment.range.start == range.end + 1 && view.is(range.end, Mark::Comma))
        .filter(|segment| matches!(segment.kind, Kind::Nominal | Kind::Relative) && segment.has_comma)
        .map_or(range.end, |segment| segment.range.end + 1);
    let judges = view.is_listed(end, GermanicList::JudgesForm);
    let has_nominal = (end + 1..scene.range.end)
        .any(|place| view.is_listed(place, GermanicList::NominalStart) && view.depth(place) == scene.depth);
    (is_person && judges && has_nominal).then(|| Named {
        extent: at..end,
        cue: at..at + 1,
        speaker: Source::Mention(Mention::of(range)),
    })
}
