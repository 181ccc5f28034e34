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
    let depth = view.depth(start);
    // `dit l’avoir vérifié`: a verb with its object.
    if view.lang == Lang::Fr
        && view.is_word(start, "l'")
        && view.is_word(start + 1, "avoir")
        && view.may_be(start + 2, Form::Participle)
    {
        return None;
    }
    let mut at = start;
    let mut has_noun = false;
    let mut has_name = false;
    while at < until && view.depth(at) == depth {
        if view.is_mark(at) {
            let is_joint = view.is_abbreviation_stop(at)
                || matches!(view.word(at), "&" | "'" | "’" | "/")
                // `45% dos entrevistados`
                || view.drops_subjects() && view.word(at) == "%" && view.is_in(at + 1, Group::Of)
                || (view.is(at, Mark::Dash)
                    && view.word(at) != "—"
                    && view.token(at).is_some_and(|token| !token.is_spaced));
            if is_joint && at > start {
                at += 1;
                continue;
            }
            // `la présidente (LR) de la région`, `le maire (divers gauche) Paul Roux`: a party between an office and what it is of, or
            // its name.
            let behind = if view.lang == Lang::Fr && has_noun {
                behind_party(view, at, until)
            } else {
                at
            };
            let is_party = behind > at
                && behind < until
                && !(at + 1..behind).any(|place| view.is_number(place))
                && (view.is_in(behind, Group::Of)
                    || view.is_capitalised(behind) && !view.is_capitalised(at - 1));
            if is_party {
                at = behind;
                continue;
            }
            break;
        }
        let groups = view.groups(at);
        let is_name = view.is_capitalised(at);
        // `Virginia de la Guardia`
        let is_particle = view.drops_subjects()
            && has_name
            && view.is_in(at, Group::Particle)
            && view.is_in(at - 1, Group::Of)
            && view.is_capitalised(at + 1);
        if is_particle {
            at += 1;
            continue;
        }
        if groups.has(Group::Determiner) && !groups.has(Group::Of) && has_noun && !is_name {
            // A second phrase begins.
            break;
        }
        if groups.has(Group::Of)
            || (view.lang == Lang::En
                && at > start
                && view
                    .token(at)
                    .is_some_and(|token| token.kind == TokenKind::Clitic)
                && view.is_word(at, "'s"))
        {
            if at == start
                && !view.is_word(at, "des")
                && !view.is_word(at, "du")
                && !view.is_word(at, "d'")
                && !view.is_word(at, "de")
            {
                return None;
            }
            at += 1;
            // The determiner behind `de` belongs to it.
            if at < until && view.is_in(at, Group::Determiner) && !view.is_in(at, Group::Of) {
                at += 1;
            }
            has_noun = at < until && has_noun;
            continue;
        }
        if groups.has(Group::And) && has_noun && at + 1 < until {
            let is_list = is_new_phrase(view, at + 1)
                || view.is_in(at + 1, Group::Role)
                || view.is_in(at + 1, Group::Of);
            let mut end = at + 1;
            while end < until && !view.is_mark(end) && !is_finite_verb(view, end, at + 1) {
                end += 1;
            }
            if is_list && (end >= until || view.is_mark(end)) && end - at < 10 {
                at += 1;
                has_noun = false;
                continue;
            }
            break;
        }
        // `a réagi à la sortie Me Dacosta`
        let is_title = view.lang == Lang::Fr
            && has_noun
            && is_name
            && groups.has(Group::Title)
            && view.is_capitalised(at + 1)
            && !view.is_capitalised(at - 1)
            && !view.is_in(at - 1, Group::Role)
            && !view.is_in(at - 1, Group::Of);
        let is_stop = is_title
            || (groups.has(Group::Preposition)
                || groups.has(Group::Subordinator)
                || groups.has(Group::Conjunction))
                && !(is_name && has_name)
                && !(view.is_word(at, "chez")
                    || view.is_word(at, "at") && has_noun && view.is_capitalised(at + 1))
            || groups.has(Group::Pronoun) && !groups.has(Group::Determiner) && !is_name
            || groups.has(Group::Negation)
            || view.drops_subjects()
                && has_noun
                && groups.has(Group::ObjectClitic)
                && !groups.has(Group::Determiner)
            || view.lang == Lang::En && has_noun && !is_name && view.syntax.role(at) == Role::Other
            || groups.has(Group::Wh) && !groups.has(Group::Determiner)
            || groups.has(Group::Modal) && !is_name
            || is_finite_verb(view, at, start) && has_noun
            || is_clitic_pronoun(view, at)
            || groups.has(Group::Time)
                && has_noun
                && (view.lang != Lang::Fr || !view.is_in(at - 1, Group::Of))
            || groups.has(Group::Adverb) && !groups.has(Group::Determiner) && has_noun && !is_name;
        if is_stop {
            break;
        }
        if !groups.has(Group::Determiner) || is_name {
            has_noun = true;
        }
        has_name |= is_name;
        at += 1;
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
