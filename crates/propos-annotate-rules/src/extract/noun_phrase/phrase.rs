//! Where noun phrases begin and end, and the phrases of time that are none.

use std::ops::Range;

use propos_segment::Lang;

use super::behind::behind_party;
use crate::extract::lexicon::{Form, Group, Groups};
use crate::extract::syntax::Role;
use crate::extract::verb_group::{is_clitic_pronoun, is_finite_verb};
use crate::extract::view::View;
use crate::tokens::{Mark, TokenKind};

/// Words of one kind that may stand between subject and verb.
pub(super) const BETWEEN: Groups = Groups::of(&[
    Group::Adverb,
    Group::Negation,
    Group::ObjectClitic,
    Group::Hedge,
    Group::Time,
]);

/// Where the head of a noun phrase begins in a segment: the first determiner or name that no preposition governs and
/// that is no time.
pub(crate) fn head_in(view: &View<'_>, segment: Range<usize>) -> Option<usize> {
    let mut at = segment.start;
    let mut is_governed = false;
    let mut fallback = None;
    while at < segment.end {
        let groups = view.groups(at);
        let is_name = view.is_name(at);
        let is_article = at == segment.start && view.is_word(at, "des");
        let is_preposition = groups.has(Group::Preposition) || groups.has(Group::Of) && !is_article;
        if is_preposition && (!is_name || view.starts_sentence(at)) {
            is_governed = true;
            at += 1;
            // `près de`, `à l’`: the phrase behind is governed too.
            while at < segment.end && (view.is_in(at, Group::Determiner) || view.is_in(at, Group::Of)) {
                at += 1;
            }
            // Skip the governed phrase's first word; a new determiner after it starts afresh.
            if at < segment.end {
                let is_name = view.is_name(at);
                at += 1;
                while is_name && at < segment.end && view.is_name(at) {
                    at += 1;
                }
            }
            continue;
        }
        if groups.has(Group::Time) && !is_name_after_title(view, at) {
            at += 1;
            continue;
        }
        // `ceux qui savent`
        if groups.has(Group::Neuter) && view.is_in(at + 1, Group::Relative) {
            return Some(at);
        }
        let is_determiner = groups.has(Group::Determiner);
        // `Dal canto suo l’Arpa precisa`: behind its noun, an owner is no article.
        let is_owner = view.lang == Lang::It
            && view.is_in(at, Group::Possessive)
            && view.is_in(at + 1, Group::Determiner)
            && at + 1 < segment.end;
        if is_owner {
            at += 1;
            continue;
        }
        // `più duro il deputato Ghini, che ha parlato`: what is said of him stands first.
        let is_degree = is_determiner
            && view.drops_subjects()
            && view.is_in(at, Group::Degree)
            && at + 2 < segment.end
            && view.is_in(at + 2, Group::Determiner)
            && !view.is_in(at + 2, Group::Of);
        if is_degree {
            at += 2;
            continue;
        }
        if is_determiner
            || is_name
            || groups.has(Group::Title)
                && (view.is_name(at + 1) || view.is_abbreviation_stop(at + 1) && view.is_name(at + 2))
            || view.is_number(at) && !is_governed && at + 1 < segment.end
        {
            if is_time_phrase(view, at, segment.end) {
                at += 1;
                while at < segment.end
                    && (view.is_in(at, Group::Time) || view.is_number(at) || is_time_adjective(view, at))
                {
                    at += 1;
                }
                continue;
            }
            // `Fonti vicine alla famiglia Bossi`, `Fontes próximas da ministra Lopes`: the name belongs to what a preposition governs.
            if let Some(head) = fallback
                && head == segment.start
                && view.drops_subjects()
                && is_governed
                && is_name
                && !is_determiner
            {
                return Some(head);
            }
            return Some(at);
        }
        let is_noun = groups.has(Group::Role)
            || groups.has(Group::Organization)
            || groups.has(Group::Document)
            || groups.has(Group::Unspecified);
        if is_noun && fallback.is_none() && !is_governed {
            fallback = Some(at);
        }
        if !is_governed
            && fallback.is_none()
            && view.lang == Lang::En
            && !groups.has_any(BETWEEN)
            && !view.is_mark(at)
            && !groups.has(Group::Conjunction)
        {
            // English plural nouns come bare: `senior officials`.
            fallback = Some(at);
        }
        at += 1;
    }
    fallback
}

/// The noun phrase that begins at a place.
pub(crate) fn phrase_from(view: &View<'_>, start: usize, until: usize) -> Option<Range<usize>> {
    // `dit l’avoir vérifié`: a verb with its object.
    let is_object = view.lang == Lang::Fr
        && view.is_word(start, "l'")
        && view.is_word(start + 1, "avoir")
        && view.may_be(start + 2, Form::Participle);
    if is_object || lacks_head(view, start, until) {
        return None;
    }
    let depth = view.depth(start);
    let mut phrase = Phrase {
        view,
        start,
        until,
        has_noun: false,
        has_name: false,
    };
    let mut at = start;
    while at < until
        && view.depth(at) == depth
        && let Some(next) = phrase.behind(at)
    {
        at = next;
    }
    // Nothing useful ends with `de` or a determiner.
    while at > start
        && (view.is_in(at - 1, Group::Of)
            || view.is_in(at - 1, Group::And)
            || view.is_in(at - 1, Group::Determiner) && at - 1 > start && !view.is_name(at - 1))
    {
        at -= 1;
    }
    let has_word = (start..at)
        .any(|place| !view.is_in(place, Group::Determiner) && !view.is_mark(place) || view.is_name(place));
    (at > start && has_word).then_some(start..at)
}

/// Whether a phrase would begin with an *of* that has nothing before it. French *des* and *du* may be articles.
fn lacks_head(view: &View<'_>, at: usize, until: usize) -> bool {
    at < until
        && !view.is_mark(at)
        && view.is_in(at, Group::Of)
        && !view.is_word(at, "des")
        && !view.is_word(at, "du")
        && !view.is_word(at, "d'")
        && !view.is_word(at, "de")
}

/// A noun phrase that is read from left to right.
struct Phrase<'v, 't> {
    view: &'v View<'t>,
    start: usize,
    until: usize,
    has_noun: bool,
    has_name: bool,
}

impl Phrase<'_, '_> {
    /// Where the phrase goes on behind what stands at a place, if that belongs to it.
    fn behind(&mut self, at: usize) -> Option<usize> {
        let view = self.view;
        if view.is_mark(at) {
            return self.behind_mark(at);
        }
        if self.is_particle(at) {
            return Some(at + 1);
        }
        let groups = view.groups(at);
        let is_name = view.is_capitalised(at);
        if groups.has(Group::Determiner) && !groups.has(Group::Of) && self.has_noun && !is_name {
            // A second phrase begins.
            return None;
        }
        if groups.has(Group::Of) || self.is_owner_mark(at) {
            // The determiner behind `de` belongs to it.
            let next = at + 1;
            let has_determiner =
                next < self.until && view.is_in(next, Group::Determiner) && !view.is_in(next, Group::Of);
            let next = next + usize::from(has_determiner);
            self.has_noun &= next < self.until;
            return Some(next);
        }
        if groups.has(Group::And) && self.has_noun && at + 1 < self.until {
            self.has_noun = false;
            return self.joins_phrase(at).then_some(at + 1);
        }
        if self.stops(at) {
            return None;
        }
        self.has_noun |= !groups.has(Group::Determiner) || is_name;
        self.has_name |= is_name;
        Some(at + 1)
    }

    fn behind_mark(&self, at: usize) -> Option<usize> {
        let view = self.view;
        let is_joint = view.is_abbreviation_stop(at)
            || matches!(view.word(at), "&" | "'" | "’" | "/")
            // `45% dos entrevistados`
            || view.drops_subjects() && view.word(at) == "%" && view.is_in(at + 1, Group::Of)
            || (view.is(at, Mark::Dash)
                && view.word(at) != "—"
                && view.token(at).is_some_and(|token| !token.is_spaced));
        if is_joint && at > self.start {
            return Some(at + 1);
        }
        // `la présidente (LR) de la région`, `le maire (divers gauche) Paul Roux`: a party between an office and what it is of, or
        // its name.
        if view.lang != Lang::Fr || !self.has_noun {
            return None;
        }
        let behind = behind_party(view, at, self.until);
        let is_party = behind > at
            && behind < self.until
            && !(at + 1..behind).any(|place| view.is_number(place))
            && (view.is_in(behind, Group::Of) || view.is_capitalised(behind) && !view.is_capitalised(at - 1));
        is_party.then_some(behind)
    }

    /// `Virginia de la Guardia`
    fn is_particle(&self, at: usize) -> bool {
        let view = self.view;
        view.drops_subjects()
            && self.has_name
            && view.is_in(at, Group::Particle)
            && view.is_in(at - 1, Group::Of)
            && view.is_capitalised(at + 1)
    }

    /// English `the mayor’s plan`
    fn is_owner_mark(&self, at: usize) -> bool {
        let view = self.view;
        view.lang == Lang::En
            && at > self.start
            && view
                .token(at)
                .is_some_and(|token| token.kind == TokenKind::Clitic)
            && view.is_word(at, "'s")
    }

    /// Whether an *and* joins another phrase, with which the clause ends, and no verb.
    fn joins_phrase(&self, and: usize) -> bool {
        let view = self.view;
        let next = and + 1;
        let is_list =
            is_new_phrase(view, next) || view.is_in(next, Group::Role) || view.is_in(next, Group::Of);
        let end = (next..self.until)
            .find(|&end| view.is_mark(end) || is_finite_verb(view, end, next))
            .unwrap_or(self.until);
        is_list && (end >= self.until || view.is_mark(end)) && end - and < 10
    }

    /// Whether a word belongs to no phrase, or to another one.
    fn stops(&self, at: usize) -> bool {
        let view = self.view;
        let groups = view.groups(at);
        let is_name = view.is_capitalised(at);
        let is_determiner = groups.has(Group::Determiner);
        self.opens_clause_or_phrase(at)
            || groups.has(Group::Pronoun) && !is_determiner && !is_name
            || groups.has(Group::Negation)
            || groups.has(Group::Wh) && !is_determiner
            || groups.has(Group::Modal) && !is_name
            || is_clitic_pronoun(view, at)
            || self.has_noun && self.stops_behind_noun(at)
    }

    fn opens_clause_or_phrase(&self, at: usize) -> bool {
        let view = self.view;
        let groups = view.groups(at);
        let opens = groups.has(Group::Preposition)
            || groups.has(Group::Subordinator)
            || groups.has(Group::Conjunction);
        let is_of_name = || {
            view.is_capitalised(at) && self.has_name
                || view.is_word(at, "chez")
                || view.is_word(at, "at") && self.has_noun && view.is_capitalised(at + 1)
        };
        opens && !is_of_name()
    }

    /// Whether a word that might stand before a noun ends the phrase behind it.
    fn stops_behind_noun(&self, at: usize) -> bool {
        let view = self.view;
        let groups = view.groups(at);
        let is_name = view.is_capitalised(at);
        let is_determiner = groups.has(Group::Determiner);
        // `a réagi à la sortie Me Dacosta`
        let is_title = || {
            view.lang == Lang::Fr
                && is_name
                && groups.has(Group::Title)
                && view.is_capitalised(at + 1)
                && !view.is_capitalised(at - 1)
                && !view.is_in(at - 1, Group::Role)
                && !view.is_in(at - 1, Group::Of)
        };
        is_title()
            || view.drops_subjects() && groups.has(Group::ObjectClitic) && !is_determiner
            || view.lang == Lang::En && !is_name && view.syntax.role(at) == Role::Other
            || is_finite_verb(view, at, self.start)
            // `un rapport auquel le journal a eu accès`
            || view.lang == Lang::Fr && groups.has(Group::Relative) && !is_name
            || groups.has(Group::Time) && (view.lang != Lang::Fr || !view.is_in(at - 1, Group::Of))
            || groups.has(Group::Adverb) && !is_determiner && !is_name
    }
}

/// Whether a new phrase begins at a place: `et le ministre`, `et Pékin`.
pub(super) fn is_new_phrase(view: &View<'_>, at: usize) -> bool {
    let groups = view.groups(at);
    groups.has(Group::Determiner) && !groups.has(Group::Of)
        || view.is_capitalised(at)
        || groups.has(Group::Pronoun)
}

fn is_name_after_title(view: &View<'_>, at: usize) -> bool {
    view.is_capitalised(at)
        && at > 0
        && (view.is_in(at - 1, Group::Title) || view.is_name(at - 1))
        && !view.starts_sentence(at)
}

fn is_time_adjective(view: &View<'_>, at: usize) -> bool {
    if view.is_in(at, Group::TimeAdjective) {
        return true;
    }
    matches!(
        view.word(at),
        "dernier"
            | "dernière"
            | "derniers"
            | "dernières"
            | "prochain"
            | "prochaine"
            | "même"
            | "suivant"
            | "suivante"
            | "passé"
            | "passée"
            | "last"
            | "next"
            | "past"
            | "same"
            | "ago"
    )
}

/// Whether `le 3 mai`, `la semaine dernière`, `last week` begins at a place.
fn is_time_phrase(view: &View<'_>, at: usize, end: usize) -> bool {
    let mut next = at + 1;
    while next < end
        && (view.is_number(next) || is_time_adjective(view, next) || view.is_in(next, Group::Indefinite))
    {
        next += 1;
    }
    next < end && view.is_in(next, Group::Time) && !view.is_name(next + 1) || view.is_in(at, Group::Time)
}

/// Behind `la semaine dernière`, `ce week-end`, `last week`, where one begins at a place.
pub(crate) fn skip_time(view: &View<'_>, at: usize, until: usize) -> usize {
    // `nesta terça-feira (4)`, `en la tarde de ayer`, `nel pomeriggio`
    if view.drops_subjects() && at + 1 < until && view.is_in(at, Group::Preposition) {
        let behind = skip_plain_time(view, at + 1, until);
        let is_day =
            view.is(behind, Mark::Open) && view.is_number(behind + 1) && view.is(behind + 2, Mark::Close);
        return match behind > at + 1 {
            true if is_day => behind + 3,
            true => behind,
            false => at,
        };
    }
    skip_plain_time(view, at, until)
}

fn skip_plain_time(view: &View<'_>, at: usize, until: usize) -> usize {
    if at >= until
        || !view.is_in(at, Group::Determiner) && !view.is_in(at, Group::Time)
        || !is_time_phrase(view, at, until)
    {
        return at;
    }
    let mut end = at + 1;
    while end < until && (view.is_in(end, Group::Time) || view.is_number(end) || is_time_adjective(view, end))
    {
        end += 1;
    }
    end
}
