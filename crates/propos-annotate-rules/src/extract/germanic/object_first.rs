//! Whether what stands before a verb in second place is its object: `Eine Obergrenze lehnt Merkel ab`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::phrase::phrase;
use super::predicate::Predicate;
use super::subject::subject_after;
use crate::extract::lexicon::{Ending, Frame, GermanicList, Group};
use crate::extract::noun_phrase::{Being, being};
use crate::extract::view::View;

/// `Eine Obergrenze lehnt Merkel ab`, `Die Schuld gibt der Rechnungshof den Ländern`: a thing before the verb, somebody behind it.
pub(super) fn is_object_before(scene: &Scene<'_, '_>, field: &Range<usize>, predicate: &Predicate) -> bool {
    let view = scene.view;
    let takes_object = predicate.frames.has(Frame::Object)
        || predicate
            .prepositions
            .iter()
            .any(|(word, frames)| word.as_ref() == "als" && frames.has(Frame::As));
    if view.lang != Lang::De || !takes_object || predicate.is_passive() {
        return false;
    }
    // `Alle Vorwürfe der Staatsanwaltschaft`: the first noun tells what it is.
    let first_noun = field
        .clone()
        .find(|&at| view.is_capitalised(at) && at > field.start);
    let is_opinion = view.is_in(field.start, Group::Determiner)
        && first_noun
            .is_some_and(|at| view.is_in(at, Group::OpinionClause) && !view.is_in(at, Group::Document));
    let kind = if is_opinion || is_bare_notion(view, field.clone()) || is_denied(view, field.start, predicate)
    {
        Being::Thing
    } else {
        being(view, field.clone())
    };
    // German writes every noun with a capital: one that no list has looks like a name.
    let is_noun = kind == Being::Name
        && view.is_in(field.start, Group::Determiner)
        && !field.clone().any(|at| super::phrase::is_first_name(view, at));
    // `Die Deutsche Bauhilfe kündigte Berufung an`: a name behind an article has more than one capital.
    let is_proper = field.len() > 2
        && view.is_capitalised(field.start + 1)
        && view.word(field.start + 1).ends_with('e')
        && view.is_capitalised(field.start + 2);
    // `Die USA werfen China vor`, `Die FDP lehnt Lindner ab`: short names are of bodies.
    let is_body = field
        .clone()
        .any(|at| is_party(view, at) && view.word(at).len() > 2);
    if is_noun && is_proper || is_body {
        return false;
    }
    let head = (field.clone()).find(|&at| view.is_capitalised(at) && at > field.start);
    let is_one_verb = !view.word(predicate.finite).ends_with("en");
    if !(kind == Being::Thing || is_noun && head.is_some_and(|at| !looks_human(view, at, is_one_verb)))
        || view.is_word(field.start, "der")
    {
        return false;
    }
    let until = predicate.end.max(predicate.finite + 1);
    let Some(mention) = subject_after(view, predicate.finite + 1, until, scene.depth) else {
        return false;
    };
    let behind = mention.range;
    let is_somebody = match being(view, behind.clone()) {
        Being::Role | Being::Organization => true,
        // `Merkel`, `der Rechnungshof`
        // `kündigte Berufung an`: a notion without article is no name.
        Being::Name if behind.len() == 1 && is_notion(view, behind.start) => false,
        Being::Name => {
            !view.is_in(behind.start, Group::Determiner)
                || behind.clone().any(|at| is_party(view, at))
                || view.is_word(behind.start, "der") && !ends_feminine(view, behind.clone())
        }
        _ => false,
    };
    // `die Kritik`, `eine Abgabe`: nobody is called so. Else the form behind the verb must be a subject's.
    let is_notion = kind == Being::Thing
        || head.is_some_and(|at| view.is_in(at, Group::Information) || view.is_in(at, Group::OpinionClause));
    let is_nominative = behind.clone().any(|at| is_party(view, at))
        || view.is_word(behind.start, "der") && !ends_feminine(view, behind.clone())
        || view.is_word(behind.start, "ein")
        || !view.is_in(behind.start, Group::Determiner);
    // `Eine Mauer fordern Anwohner`
    let is_one = view.is_listed(field.start, GermanicList::ObjectStart)
        && !field.clone().any(|at| view.is_in(at, Group::And));
    let is_many = is_one && view.word(predicate.finite).ends_with("en");
    is_somebody && (is_notion || is_nominative || is_many)
}

/// `Berichte über Gespräche wies der Minister zurück`: words that somebody denies, who stands behind.
fn is_denied(view: &View<'_>, first: usize, predicate: &Predicate) -> bool {
    view.is_capitalised(first)
        && view.is_in(first, Group::OpinionClause)
        && view
            .lexicon
            .is_listed(&predicate.lemma, GermanicList::DeniesWords)
}

/// `Zustimmung signalisierte die Union`, `Scharfe Kritik übte der Verband`: a notion without article.
fn is_bare_notion(view: &View<'_>, field: Range<usize>) -> bool {
    let (first, last) = (field.start, field.end - 1);
    let is_short = field.len() == 1
        || field.len() == 2
            && !view.is_name(first)
            && ["e", "en", "er", "es"]
                .iter()
                .any(|ending| view.word(first).ends_with(ending));
    let groups = view.groups(last);
    is_short
        && !view.is_in(first, Group::Determiner)
        && view.is_capitalised(last)
        && is_notion(view, last)
        && !(groups.has(Group::Role) || groups.has(Group::Organization) || groups.has(Group::Document))
}

fn is_notion(view: &View<'_>, at: usize) -> bool {
    super::phrase::is_abstract(view.word(at))
        || view.word(at).ends_with("sion")
        || view.is_in(at, Group::Information)
        || view.is_in(at, Group::OpinionClause)
}

/// `die SPD`, `die Grünen`: what is written in capitals, and adjectives that name parties.
pub(super) fn is_party(view: &View<'_>, at: usize) -> bool {
    view.token(at)
        .is_some_and(|token| token.letters == crate::tokens::Letters::Capitals)
        || view.is_capitalised(at) && view.is_listed(at, GermanicList::PartyAdjective)
}

/// Endings of nouns for people. `-er` is one where many are meant: `die Händler fordern`, not `eine Mauer`.
fn looks_human(view: &View<'_>, at: usize, is_one: bool) -> bool {
    let word = view.word(at).to_lowercase();
    view.lexicon.ends(&word, Ending::People)
        || !is_one && (word.ends_with("er") || word.ends_with('n') || word.ends_with('e'))
}

/// Whether `der` before a noun can only be a dative: `der Regierung`, `der Polizei`.
fn ends_feminine(view: &View<'_>, range: Range<usize>) -> bool {
    // The noun stands behind adjectives, which may have a capital as well: `der Europäische Rechnungshof`.
    let noun = range.clone().find(|&at| {
        view.is_capitalised(at) && !(view.is_capitalised(at + 1) && view.word(at).ends_with('e'))
    });
    let Some(noun) = noun else {
        return true;
    };
    let word = view.word(noun).to_lowercase();
    // `der 24-Jährige`
    if word.ends_with("jährige") {
        return false;
    }
    super::phrase::is_abstract(view.word(noun)) || view.lexicon.ends(&word, Ending::FeminineNoun)
}

/// `beschuldigte die Regierung des Betrugs`, `wird der Untreue beschuldigt`: of what, not whom.
pub(super) fn charge(
    scene: &Scene<'_, '_>,
    predicate: &Predicate,
    middle: Range<usize>,
) -> Option<Range<usize>> {
    let view = scene.view;
    let accuses = view.lexicon.is_listed(&predicate.lemma, GermanicList::Accuses);
    if !accuses || view.lang != Lang::De {
        return None;
    }
    let charges = || {
        super::segment::words(view, middle.clone(), scene.depth).filter_map(|at| {
            let opens = (view.is_in(at, Group::Genitive) || view.is_word(at, "der"))
                && (predicate.is_passive() || at > middle.start && view.is_capitalised(at - 1));
            let range = phrase(view, at, middle.end).filter(|_| opens)?;
            Some((at, being(view, range)))
        })
    };
    // `die Regierung des Landes des Betrugs`: what no list has may be a part of whom, unless it stands last.
    let first = charges()
        .find(|(_, kind)| *kind == Being::Thing)
        .or_else(|| {
            charges()
                .filter(|(_, kind)| matches!(kind, Being::Name | Being::Unknown))
                .last()
        })?
        .0;
    Some(first..middle.end)
}
