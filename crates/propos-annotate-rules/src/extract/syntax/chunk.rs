//! Noun phrases, and whether a word in or behind one is a verb.

use std::ops::Range;

use super::adjectives::looks_adjective;
use super::reader::Reader;
use super::words::{self, is_adverb};
use crate::extract::lexicon::{EnglishList, Frame, Group, Groups};
use crate::extract::traits::Trait;
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::{Letters, Mark};

/// What ends a noun phrase.
const END: Groups = Groups::of(&[
    Group::Preposition,
    Group::Of,
    Group::Conjunction,
    Group::Subordinator,
    Group::Negation,
    Group::ToInfinitive,
]);

impl Reader<'_, '_, '_> {
    /// The noun phrase that begins at a place; at least one token.
    pub(super) fn chunk(&self, start: usize, end: usize) -> Range<usize> {
        let view = self.view;
        // `Those close to him say`, `Those who know him say`
        let is_those = view.is_word(start, "those")
            && (is_behind_noun_only(view, start + 1)
                || view.is_in(start + 1, Group::Preposition)
                || view.is_in(start + 1, Group::RelativeSubject));
        if is_lone(view, start) || is_those {
            return start..start + 1;
        }
        let mut has_noun = false;
        let mut at = start;
        while at < end {
            let begins_other = || {
                (view.is_capitalised(at - 1) || view.is_word(at + 1, "than"))
                    && (self.ends_day(start, at) || self.ends_addressee(start, at))
            };
            if at > start && words::is_nominal_at(view, at) && !begins_other() {
                has_noun = true;
                at += 1;
                continue;
            }
            if view.is_mark(at) {
                let goes_on = at > start && words::is_inner_mark(view, at)
                    || at == start
                    || is_name_quote(view, at, end)
                    || closes_title(view, start, at)
                    || joins_adjectives(view, start, at)
                    || closes_adjective(view, start, at);
                if !goes_on {
                    break;
                }
                at += 1;
                continue;
            }
            let groups = view.groups(at);
            let is_name = view.is_capitalised(at) && !view.starts_sentence(at) && !self.is_title;
            if words::is_possessive(view, at) {
                at += 1;
                has_noun = false;
                continue;
            }
            if at > start {
                // `an allegation Trump called false`: two phrases.
                let is_contact = view.is_capitalised(at)
                    && !view.is_capitalised(at - 1)
                    && view.is_in(at - 1, Group::OpinionClause)
                    && view.is_in(start, Group::Determiner);
                // `a program Iran says it needs`
                let is_contact = is_contact
                    || view.is_capitalised(at)
                        && !view.is_capitalised(at - 1)
                        && view.is_in(start, Group::Indefinite)
                        && words::asserts(view, at + 1)
                        && has_noun;
                // `In his concurrence Justice Roe said`: two phrases.
                let is_contact = is_contact
                    || view.is_capitalised(at)
                        && !view.is_capitalised(at - 1)
                        && has_noun
                        && start > 0
                        && view.is_listed(start, EnglishList::OwnerPronoun)
                        && view.is_in(start - 1, Group::Preposition)
                        && view.is_in(at, Group::Title)
                        && view.is_capitalised(at + 1)
                        && !view.is_in(at - 1, Group::Role);
                let is_end = is_contact
                    || has_noun && self.ends_before_person(start, at)
                    || self.ends_day(start, at)
                    || self.ends_addressee(start, at)
                    || is_behind_noun_only(view, at)
                    || groups.has_any(END) && !is_name
                    || words::is_auxiliary(view, at)
                    || is_lone(view, at)
                    || groups.has(Group::That) && !is_name
                    || groups.has(Group::Wh)
                    || groups.has(Group::Determiner) && has_noun && !is_name
                    || groups.has(Group::Determiner)
                        && !is_name
                        && !groups.has(Group::Indefinite)
                        && !is_predeterminer(view, at - 1)
                    || groups.has(Group::Unspecified) && has_noun
                    || groups.has(Group::Time)
                        && has_noun
                        && !words::is_possessive(view, at + 1)
                        && !self.is_time(start..at)
                        && !is_surname(view, at)
                        && !is_in_capitals(view, at)
                        && !is_hyphenated(view, at)
                    || has_noun && is_adverb(view, at) && !is_name
                    || has_noun && begins_time(view, at) && !self.is_time(start..at) && !is_surname(view, at);
                if is_end || !is_name && self.verb_use(at, Some(start)).is_some() {
                    break;
                }
            }
            let is_light = groups.has(Group::Determiner) || is_adverb(view, at) || is_predeterminer(view, at);
            if !is_light || view.is_number(at) {
                has_noun = true;
            }
            at += 1;
        }
        while at > start + 1 && is_adverb(view, at - 1) {
            at -= 1;
        }
        start..at.max(start + 1)
    }

    /// `said on Tuesday rates could rise`, `said Monday sales fell`: behind a day another phrase begins.
    fn ends_day(&self, start: usize, at: usize) -> bool {
        let view = self.view;
        let is_on = start > 0 && view.is_word(start - 1, "on");
        let is_said = self
            .previous
            .is_some_and(|previous| self.is_verb(previous) && words::only_says(view, previous));
        (is_on || is_said)
            && view.is_in(start, Group::Time)
            && view.is_capitalised(start)
            && !view.is_in(at, Group::Time)
            && !view.is_in(at, Group::BeforeTime)
            && !view.is_number(at)
            && self.is_time(start..at)
            && !words::is_possessive(view, at)
    }

    /// `told Reuters rates could rise`: behind the name of who is told the subject of what they are told begins.
    fn ends_addressee(&self, start: usize, at: usize) -> bool {
        let view = self.view;
        let is_told = || {
            self.previous.is_some_and(|previous| {
                self.is_verb(previous)
                    && previous + 1 == start
                    && words::frames(view, previous).has(Frame::Someone)
            })
        };
        // `told a briefing in Berlin rates could rise`
        let is_placed = || {
            start > 0
                && view.is_word(start - 1, "in")
                && words::is_auxiliary(view, at + 1)
                && self
                    .stack
                    .last()
                    .and_then(|top| top.last_verb)
                    .is_some_and(|verb| {
                        words::frames(view, verb).has(Frame::Someone) || words::only_says(view, verb)
                    })
        };
        // `told reporters more than 300 people were killed`
        let is_compared = view.is_listed(at, EnglishList::ComparedAmount) && view.is_word(at + 1, "than");
        is_compared && is_told()
            || view.is_capitalised(start)
                && view.is_capitalised(at - 1)
                && !view.is_capitalised(at)
                && words::looks_plural(view, at)
                && (!view.is_in(at, Group::Role) && is_told() || is_placed())
    }

    /// `From the Liberal benches Tom Ferris warned`, `In the Commons Mr Hale said`: where somebody with a name is the subject behind a
    /// phrase that a preposition governs.
    fn ends_before_person(&self, start: usize, at: usize) -> bool {
        let view = self.view;
        let begins = view.is_capitalised(at)
            && view.is_capitalised(at + 1)
            && start > 0
            && view.is_in(start - 1, Group::Preposition)
            && (is_title_of_person(view, at)
                || view.is_first_name(at)
                    && (!view.is_capitalised(at - 1)
                        // `In the Spectator Tom Ferris argues`
                        || view.is_word(at - 2, "the") && view.is_word(start - 1, "in")));
        let is_free = || {
            let is_office = view.groups(at - 1).has_any(OFFICES)
                || view.is_in(at - 1, Group::Organization) && !is_title_of_person(view, at);
            !is_office
                && !words::is_possessive(view, at - 1)
                && !view.is_in(at - 1, Group::Determiner)
                && self
                    .stack
                    .last()
                    .is_some_and(|top| top.subject.is_none() && top.verb.is_none())
        };
        let speaks = || {
            let verb = (at + 2..at + 5)
                .find(|&place| !view.is_capitalised(place) && !view.is_abbreviation_stop(place));
            verb.is_some_and(|verb| self.is_verb_like(verb))
        };
        begins && is_free() && speaks()
    }

    /// Whether a noun phrase says when.
    pub(super) fn is_time(&self, range: Range<usize>) -> bool {
        let view = self.view;
        // `a clerk in the 1830s who`
        let is_decade = |at: usize| {
            let word = view.word(at);
            word.strip_suffix("0s").is_some_and(|digits| {
                (1..=3).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit())
            })
        };
        let is_when = |at: usize| view.is_in(at, Group::Time) || is_decade(at);
        range.clone().any(is_when)
            && range.clone().all(|at| {
                is_when(at)
                    || view.is_in(at, Group::Determiner)
                    || view.is_number(at)
                    || view.is_mark(at)
                    || view.is_in(at, Group::Adverb)
                    || view.is_listed(at, EnglishList::PeriodAdjective)
            })
    }
}

/// A pronoun, which is a noun phrase by itself.
fn is_lone(view: &View<'_>, at: usize) -> bool {
    let groups = view.groups(at);
    (groups.has(Group::Pronoun) || groups.has(Group::StressedPronoun))
        && !groups.has(Group::Determiner)
        && !(view.is_capitalised(at) && view.word(at).len() > 1 && !view.starts_sentence(at))
}

/// `those who know him say`: an object, and no subject of a clause without pronoun.
pub(super) fn is_object_alone(view: &View<'_>, chunk: &Range<usize>) -> bool {
    chunk.len() == 1 && view.is_listed(chunk.start, EnglishList::ObjectPronoun)
}

/// `hacked into the computers and he accused them`: a pronoun that is no object.
pub(super) fn is_nominative(view: &View<'_>, chunk: &Range<usize>) -> bool {
    chunk.len() == 1 && view.is_any_word(chunk.start, words!["he", "i", "she", "they", "we"])
}

fn is_predeterminer(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::Predeterminer)
}

/// `last week`, `this year`, `early Tuesday`.
fn begins_time(view: &View<'_>, at: usize) -> bool {
    view.is_in(at + 1, Group::Time) && view.is_in(at, Group::BeforeTime)
}

/// A quotation of a few words inside a noun phrase: `the “ghost fleet” case`.
fn is_name_quote(view: &View<'_>, at: usize, end: usize) -> bool {
    // `Mr. Roe “lied to us”`: a verb.
    let opens_with_verb = || {
        let forms = words::forms(view, at + 1);
        let is_verb = forms.past() || forms.past_or_participle() || words::is_auxiliary(view, at + 1);
        is_verb
            && !at
                .checked_sub(1)
                .is_some_and(|before| view.is_in(before, Group::Determiner))
    };
    view.is(at, Mark::Quote) && at + 1 < end && !opens_with_verb() && {
        let quote = view.quotes.binary_search_by_key(&at, |quote| quote.open).ok();
        quote
            .and_then(|place| view.quotes.get(place))
            .is_some_and(|quote| {
                let last = quote.end.saturating_sub(2);
                // `the “Acme community,” he said`
                let is_named = view.is(last, Mark::Comma) && at > 0 && view.is_in(at - 1, Group::Determiner);
                quote.end - quote.open < 6 && (!view.is_mark(last) || is_named)
            })
    }
}

/// `“Parasite” director Bong Joon Ho`: a title that tells whose role follows.
fn closes_title(view: &View<'_>, start: usize, at: usize) -> bool {
    view.is(at, Mark::Quote)
        && start > 0
        && view.is(start - 1, Mark::Quote)
        && at < start + 6
        && view.is_in(at + 1, Group::Role)
        && view.is_capitalised(at + 2)
}

/// `a longtime, dedicated advocate for children`: a comma between two adjectives before a noun that may be a verb elsewhere.
fn joins_adjectives(view: &View<'_>, start: usize, comma: usize) -> bool {
    view.is(comma, Mark::Comma)
        && comma == start + 2
        && view.is_in(start, Group::Indefinite)
        && !view.groups(start + 1).has_any(PERSONS)
        && !view.is_capitalised(start + 1)
        && looks_adjective(view, comma + 1)
        && view.is_in(comma + 2, Group::Role)
        && !view.is_capitalised(comma + 3)
}

/// What a name may stand behind without a comma.
const OFFICES: Groups = Groups::of(&[Group::Role, Group::Title]);

const PERSONS: Groups = Groups::of(&[Group::Role, Group::Organization, Group::Document]);

/// `said “significant” job cuts were planned`: a quoted word before its noun.
fn closes_adjective(view: &View<'_>, start: usize, at: usize) -> bool {
    view.is(at, Mark::Quote)
        && start > 0
        && view.is(start - 1, Mark::Quote)
        && (start + 1..start + 3).contains(&at)
        && !view.is_mark(at - 1)
        && view.shows(at + 1, Trait::Nominal)
}

/// `people familiar with the matter`: an adjective that stands behind its noun.
pub(super) fn is_behind_noun_only(view: &View<'_>, at: usize) -> bool {
    let groups = view.groups(at + 1);
    (groups.has(Group::Preposition) || groups.has(Group::ToInfinitive) || groups.has(Group::Of))
        && view.is_in(at, Group::BehindNoun)
}

/// `Mr May`, `John Winter`: a day, month or season behind a title or a first name.
fn is_surname(view: &View<'_>, at: usize) -> bool {
    let before = at.saturating_sub(1);
    view.is_capitalised(at)
        && view.is_capitalised(before)
        && (is_title_of_person(view, before) || view.is_first_name(before))
}

/// `USA TODAY`: a word of time in a name that is written in capitals.
fn is_in_capitals(view: &View<'_>, at: usize) -> bool {
    let in_capitals = |place: usize| {
        view.token(place)
            .is_some_and(|token| token.letters == Letters::Capitals)
    };
    in_capitals(at) && at > 0 && in_capitals(at - 1)
}

/// `Mr`, and not `President`, which a place may have too.
fn is_title_of_person(view: &View<'_>, at: usize) -> bool {
    let has_gender = view.is_in(at, Group::TitleMasculine) || view.is_in(at, Group::TitleFeminine);
    has_gender && view.is_in(at, Group::Title)
}

/// `one of the many reasons that`: whether a noun follows what counts it.
pub(super) fn is_counted(view: &View<'_>, chunk: Option<usize>, previous: usize) -> bool {
    view.is_listed(previous, EnglishList::CountWord)
        && chunk.is_some_and(|start| start < previous && view.is_in(previous - 1, Group::Determiner))
}

/// `the 10-year study`: whether a hyphen joins a word to the one before.
fn is_hyphenated(view: &View<'_>, at: usize) -> bool {
    let hyphen = at.saturating_sub(1);
    view.is(hyphen, Mark::Dash) && words::is_inner_mark(view, hyphen)
}
