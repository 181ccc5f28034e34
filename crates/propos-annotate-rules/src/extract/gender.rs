//! What words show of the gender and kind of somebody with a name.

use std::ops::Range;

use propos_segment::Lang;

use super::lexicon::{Ending, GermanicList, Group};
use super::names::{Gender, Kind};
use super::noun_phrase::{Being, being};
use super::view::View;
use crate::tokens::Letters;

/// The gender that the words before a name show: `Mme`, `la ministre`, `Councilwoman`.
pub(super) fn gender_before(view: &View<'_>, name: usize) -> Gender {
    match (
        view.is_in(name, Group::FirstName),
        view.is_in(name, Group::FirstNameFeminine),
    ) {
        (true, false) => return Gender::Masculine,
        (false, true) => return Gender::Feminine,
        _ => {}
    }
    let start = name.saturating_sub(4);
    let mut gender = Gender::Unknown;
    for at in start..name {
        if view.is_mark(at) && !view.is_abbreviation_stop(at) {
            gender = Gender::Unknown;
        }
        if view.lang == Lang::De && view.is_in(at, Group::Role) && view.is_capitalised(at) {
            gender = gender_in(view, at..at + 1);
            continue;
        }
        let groups = view.groups(at);
        let is_title = groups.has(Group::Title)
            || groups.has(Group::Role)
            || view.is_in(at + 1, Group::Role)
            || view.is_in(at + 1, Group::Title);
        if !is_title {
            continue;
        }
        match (
            groups.has(Group::TitleMasculine),
            groups.has(Group::TitleFeminine),
        ) {
            (true, false) => gender = Gender::Masculine,
            (false, true) => gender = Gender::Feminine,
            _ => {}
        }
    }
    gender
}

/// The gender of a German role: by its ending, and by the article where the ending does not tell (`die Gesandte`).
fn german_gender(view: &View<'_>, at: usize) -> Gender {
    let word = view.word(at);
    if word.ends_with("in") || word.ends_with("frau") {
        return Gender::Feminine;
    }
    let before = at.saturating_sub(1);
    let article = |words: &[&str]| words.iter().any(|word| view.is_word(before, word));
    if word.ends_with('e') || word.ends_with("en") {
        return match () {
            () if article(&["die", "eine"]) && word.ends_with('e') => Gender::Feminine,
            () if view.is_listed(before, GermanicList::MasculineArticle) => Gender::Masculine,
            () => Gender::Unknown,
        };
    }
    Gender::Masculine
}

pub(super) fn gender_in(view: &View<'_>, range: Range<usize>) -> Gender {
    for at in range.take(4) {
        let groups = view.groups(at);
        match (
            groups.has(Group::TitleMasculine),
            groups.has(Group::TitleFeminine),
        ) {
            (true, false) => return Gender::Masculine,
            (false, true) => return Gender::Feminine,
            _ => {}
        }
        if groups.has(Group::Role) && view.lang == Lang::De {
            return german_gender(view, at);
        }
        if groups.has(Group::Role) && view.lang == Lang::Fr {
            let word = view.word(at);
            if view.lexicon.ends(word, Ending::Feminine) {
                return Gender::Feminine;
            }
            if view.lexicon.ends(word, Ending::Masculine) {
                return Gender::Masculine;
            }
        }
    }
    Gender::Unknown
}

pub(super) fn kind_of(view: &View<'_>, range: Range<usize>) -> Kind {
    // `Priya Raman of the Hudson Alliance`: what stands behind *of* is another.
    let range = if view.lang == Lang::En {
        let until = range.clone().find(|&at| {
            at > range.start && (view.is_in(at, Group::Of) || view.is_in(at, Group::Preposition))
        });
        range.start..until.unwrap_or(range.end)
    } else {
        range
    };
    // `die Reederei Brandt`
    let is_firm = |before: usize| view.lang == Lang::De && view.is_in(before, Group::Organization);
    if range.start.checked_sub(1).is_some_and(is_firm) {
        return Kind::Organization;
    }
    let is_office = view.lang == Lang::En && ends_in_role(view, range.clone())
        // `la presidente del Consiglio Silvia Morandi`
        || view.drops_subjects() && being(view, range.clone()) == Being::Role;
    if !is_office && range.clone().any(|at| view.is_in(at, Group::Organization)) {
        return Kind::Organization;
    }
    let is_place = |at: usize| view.is_in(at, Group::Place) && view.is_capitalised(at);
    if view.lang == Lang::En && range.end.checked_sub(1).is_some_and(is_place) {
        return Kind::Place;
    }
    let before = range.start.checked_sub(1);
    if range.clone().chain(before).any(|at| {
        view.is_in(at, Group::Title)
            || view.is_in(at, Group::Role)
            || view.is_capitalised(at) && view.is_first_name(at)
    }) {
        return Kind::Person;
    }
    if view.lang == Lang::En && names_no_person(view, range) {
        return Kind::Organization;
    }
    Kind::Unknown
}

/// English `the UK`, `the Guardian`, `PETA`: articles and initials do not go with people's names.
fn names_no_person(view: &View<'_>, range: Range<usize>) -> bool {
    let has_article = |at: usize| view.is_word(at, "the");
    let is_initials = range.len() == 1
        && view.token(range.start).is_some_and(|token| {
            token.letters == Letters::Capitals && (2..=5).contains(&(token.end - token.start))
        });
    is_initials || has_article(range.start) || range.start.checked_sub(1).is_some_and(has_article)
}

/// English `Council leader Priya Nair`: the last noun says what it is.
fn ends_in_role(view: &View<'_>, range: Range<usize>) -> bool {
    let is_role = |at: usize| view.is_in(at, Group::Role) && !view.is_capitalised(at);
    let mut nouns = range
        .rev()
        .filter(|&at| is_role(at) || view.is_in(at, Group::Organization));
    nouns.next().is_some_and(is_role)
}
