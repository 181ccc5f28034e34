//! Whom a relative pronoun stands for.

use std::ops::Range;

use propos_segment::Lang;

use super::being::{Being, being};
use super::mention::{Mention, described_antecedent};
use super::phrase::phrase_from;
use super::subject::{before_brackets, phrase_ending_at};
use crate::extract::lexicon::{Form, Group, RomanceList};
use crate::extract::verb_group::{has_main_verb, is_finite_verb, is_hard_mark};
use crate::extract::view::View;
use crate::tokens::Mark;

/// Who is meant by the relative pronoun at a place that a verb follows: `Samira Belkacem (PS), qui`.
pub(super) fn antecedent(view: &View<'_>, last: usize, from: usize) -> Option<Mention> {
    // `c’è chi teme che`, `há quem duvide de que`
    let is_whoever = view.drops_subjects()
        && view.is_in(last, Group::Unspecified)
        && last.checked_sub(1).is_none_or(|before| {
            before < from
                || view.is_mark(before)
                || view.is_in(before, Group::Be)
                || view.is_in(before, Group::Have)
                || view.is_in(before, Group::Conjunction)
        });
    // `Tomás Requena (PSOE), quien sostiene`: somebody who stands before the comma.
    let is_of_somebody = || {
        let comma = last.checked_sub(1).filter(|&comma| comma > from);
        let end = comma.filter(|&comma| view.lang == Lang::Es && view.is(comma, Mark::Comma));
        let phrase = end.map(|comma| before_brackets(view, &(from..comma)).end);
        phrase
            .and_then(|end| phrase_ending_at(view, end, from, false))
            .is_some_and(|mention| {
                matches!(
                    being(view, mention.range),
                    Being::Name | Being::Organization | Being::Role
                )
            })
    };
    if is_whoever && !is_of_somebody() {
        return Some(Mention::of(last..last + 1));
    }
    let mut antecedent_end = last;
    // `il quale`, `el cual`, `o qual`
    if view.drops_subjects()
        && last > from
        && view.is_in(last - 1, Group::Determiner)
        && view.is_in(last, Group::Relative)
        && !view.is_in(last, Group::That)
    {
        antecedent_end -= 1;
    }
    antecedent_end = before_first_relative(view, antecedent_end, from).unwrap_or(antecedent_end);
    if antecedent_end > from && view.is(antecedent_end - 1, Mark::Comma) {
        antecedent_end -= 1;
    }
    // `Samira Belkacem (PS), qui`
    antecedent_end = before_brackets(view, &(from..antecedent_end)).end;
    // `Même constat pour Paul Mercier, qui`
    let same = (view.lang == Lang::Fr && view.is_word(from, "même"))
        .then(|| (from..antecedent_end).find(|&at| view.is_in(at, Group::For)))
        .flatten()
        .and_then(|at| phrase_from(view, at + 1, antecedent_end));
    if let Some(same) = same.filter(|same| same.end == antecedent_end) {
        return Some(Mention::of(same));
    }
    if let Some(mention) = described_antecedent(view, antecedent_end, from) {
        return Some(mention);
    }
    if let Some(mention) = inner_antecedent(view, antecedent_end, from) {
        return Some(mention);
    }
    let from = behind_infinitive(view, antecedent_end, from);
    phrase_ending_at(view, antecedent_end, from, false)
        .map(|mention| owner_in(view, &mention).unwrap_or(mention))
        .or_else(|| governed_phrase(view, antecedent_end, from))
        .or_else(|| governed_name(view, antecedent_end, from))
}

/// A phrase behind a preposition that ends before `end`: `selon la préfecture, qui`.
fn governed_phrase(view: &View<'_>, end: usize, from: usize) -> Option<Mention> {
    (from.max(end.saturating_sub(12))..end)
        .rev()
        .take_while(|&at| !view.is_mark(at) || view.is_abbreviation_stop(at))
        // `par des élus qui`: behind a preposition an article.
        .filter(|&at| {
            let is_article = || {
                view.lang == Lang::Fr
                    && view.word(at) == "des"
                    && at > from
                    && view.is_in(at - 1, Group::Preposition)
            };
            view.is_in(at, Group::Determiner) && (!view.is_in(at, Group::Of) || is_article())
        })
        .find_map(|start| phrase_from(view, start, end).filter(|phrase| phrase.end == end))
        .map(Mention::of)
}

/// `Wharton, qu’il avait suivi à Dublin, et qui lui promettait`: a second relative clause; where the first one begins.
fn before_first_relative(view: &View<'_>, end: usize, from: usize) -> Option<usize> {
    let and = end
        .checked_sub(1)
        .filter(|&and| and > from && view.is_in(and, Group::And))?;
    // `las empresas que habían colaborado con el club y que señalaron`
    if view.drops_subjects() {
        return (from + 1..and)
            .rev()
            .take(24)
            .take_while(|&at| !view.is_mark(at))
            .filter(|&at| {
                view.is_in(at, Group::That)
                    && view.is_in(at, Group::RelativeSubject)
                    && !view.is_in(at - 1, Group::Of)
                    && view.readings(at - 1).is_empty()
            })
            .last();
    }
    (from + 1..and)
        .rev()
        .take(24)
        .take_while(|&at| !is_hard_mark(view, at))
        .find(|&at| {
            view.lang == Lang::Fr
                && view.is_listed(at, RomanceList::ClauseRelative)
                && view.is(at - 1, Mark::Comma)
        })
}

/// `ont envahi la place pour demander le départ du président, qui`: behind the last infinitive, whose object is described.
fn behind_infinitive(view: &View<'_>, end: usize, from: usize) -> usize {
    let is_infinitive = |at: usize| {
        view.is_listed(at - 1, RomanceList::BeforeInfinitive) && view.may_be(at, Form::Infinitive)
    };
    (from + 1..end)
        .rev()
        .take(12)
        .take_while(|&at| !view.is_mark(at))
        .find(|&at| view.lang == Lang::Fr && is_infinitive(at))
        .map_or(from, |at| at + 1)
}

/// `le départ du président, qui a accusé`: what cannot speak leaves it to whose it is.
fn owner_in(view: &View<'_>, mention: &Mention) -> Option<Mention> {
    let cannot = |range: Range<usize>| matches!(being(view, range), Being::Thing | Being::Unknown);
    if !view.is_romance() || !cannot(mention.range.clone()) {
        return None;
    }
    let of = mention
        .range
        .clone()
        .skip(1)
        .find(|&at| view.is_in(at, Group::Of))?;
    let owner = of + 1..mention.range.end;
    let speaks = !owner.is_empty()
        && matches!(
            being(view, owner.clone()),
            Being::Role | Being::Name | Being::Organization
        );
    speaks.then(|| Mention::of(owner))
}

/// A name right behind a preposition that ends before `end`: `dédiée à Wharton, qui`.
fn governed_name(view: &View<'_>, end: usize, from: usize) -> Option<Mention> {
    let start = (from + 1..end)
        .rev()
        .take_while(|&at| view.is_capitalised(at) || view.is_in(at, Group::Particle))
        .last()
        .filter(|&start| view.lang == Lang::Fr && view.is_name(start))?;
    let governs = view.is_listed(start - 1, RomanceList::GovernsName);
    governs.then(|| Mention::of(start..end))
}

/// `des mesures qui inquiètent les opposants qui craignent`: the object of the first relative clause is the subject of the second.
fn inner_antecedent(view: &View<'_>, end: usize, from: usize) -> Option<Mention> {
    if view.lang != Lang::Fr {
        return None;
    }
    let relative = (from.max(end.saturating_sub(16))..end)
        .rev()
        .take_while(|&at| !view.is_mark(at))
        .find(|&at| view.is_word(at, "qui"))?;
    let verb = (relative + 1..end).find(|&at| is_finite_verb(view, at, relative + 1))?;
    let phrase = phrase_from(view, verb + 1, end)?;
    let goes_on = phrase.end == end
        || (view.is_in(phrase.end, Group::Preposition) || view.is_in(phrase.end, Group::InfinitiveTo))
            && !has_main_verb(view, phrase.end, end);
    (goes_on && view.is_in(phrase.start, Group::Determiner)).then(|| Mention::of(phrase.start..end))
}
