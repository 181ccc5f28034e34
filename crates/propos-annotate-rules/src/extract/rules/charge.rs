//! What somebody is charged with in Spanish, Italian and Portuguese, and wishes that tell only who is meant.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::infinitive::is_gerund;
use crate::extract::lexicon::{EnglishList, Frame, Group, RomanceList};
use crate::extract::noun_phrase::{Being, being, phrase_from};
use crate::extract::verb_group::VerbGroup;
use crate::extract::view::View;
use crate::extract::word_table::words;

/// `Os moradores que querem sair devem avisar`: a wish that tells which people are meant.
pub(super) fn is_wish_of_some(scene: &Scene<'_, '_>, group: &VerbGroup) -> bool {
    let view = scene.view;
    let Some(that) = group
        .start
        .checked_sub(1)
        .filter(|&that| that > scene.range.start)
    else {
        return false;
    };
    let is_wish = group.is_listed(RomanceList::WishesCharge);
    view.drops_subjects()
        && is_wish
        && view.is_any_word(that, words!["che", "que"])
        && !view.is_mark(that - 1)
        && view.readings(that - 1).is_empty()
        && !scene
            .groups
            .iter()
            .any(|other| other.end < group.start && scene.reported_at(other) == Some(group.start))
}

/// `un contenido al que el usuario quiere acceder`: one word of a relative clause tells what something is for.
pub(super) fn is_wish_in_relative(scene: &Scene<'_, '_>, group: &VerbGroup, content: Range<usize>) -> bool {
    let view = scene.view;
    view.drops_subjects()
        && content.len() == 1
        && (scene.range.start + 1..group.start)
            .rev()
            .take(8)
            .take_while(|&at| !view.is_mark(at))
            .any(|at| view.is_any_word(at, words!["che", "que"]) && view.readings(at - 1).is_empty())
}

/// `acusó de fraude al ministro`, `acusa de fraude o ministro`: who is charged is no part of the charge.
pub(super) fn before_charged(
    scene: &Scene<'_, '_>,
    group: &VerbGroup,
    start: usize,
    rule: &str,
) -> Option<usize> {
    let view = scene.view;
    let charges = view.drops_subjects()
        && rule == "preposition"
        && group.frames.has(Frame::SomeoneOf)
        && is_bare_charge(view, start.checked_sub(1)?);
    let next = (start + 1..scene.range.end.min(start + 6)).find(|&at| {
        view.is_in(at, Group::Addressee) || view.is_in(at, Group::Determiner) && !view.is_in(at, Group::Of)
    })?;
    let phrase = phrase_from(
        view,
        next + usize::from(view.is_in(next, Group::Addressee)),
        scene.range.end,
    )?;
    let is_somebody = matches!(
        being(view, phrase),
        Being::Name | Being::Role | Being::Organization
    );
    (charges && is_somebody && !(start..next).any(|at| view.is_mark(at))).then_some(next)
}

/// `acusó al director de marketing de fraude`: the `de` before what somebody is charged with, not the one that tells of what he is
/// director.
pub(super) fn charge_in(view: &View<'_>, range: Range<usize>) -> Option<usize> {
    let mut charges = range.filter(|&at| is_bare_charge(view, at));
    let first = charges.next()?;
    let next = charges.next().filter(|_| view.is_in(first - 1, Group::Role));
    next.or(Some(first))
}

/// `de robo`, `di frode`: a bare noun behind a bare preposition.
pub(super) fn is_bare_charge(view: &View<'_>, at: usize) -> bool {
    let noun = at + 1;
    view.is_listed(at, RomanceList::BareOf)
        && !view.is_mark(noun)
        && !view.is_capitalised(noun)
        && !view.is_number(noun)
        && !view.is_in(noun, Group::Determiner)
        && !view.is_in(noun, Group::Role)
        && !view.is_in(noun, Group::Organization)
        && !view.is_in(noun, Group::Time)
        && !view.is_in(noun, Group::That)
        && !view.is_in(noun, Group::Adverb)
}

/// `voted 19-15 to send it back`, `voted unanimously, 9 to 0, to`: behind how many voted so.
pub(super) fn behind_count(view: &View<'_>, group: &VerbGroup, at: usize) -> usize {
    /// How many tokens tell how many voted so.
    const LONGEST: usize = 8;
    if group.lemma != "vote" || !view.is_number(at) {
        return at;
    }
    let is_count =
        |at: &usize| view.is_number(*at) || view.is_mark(*at) || view.is_listed(*at, EnglishList::ChargeEnd);
    let behind = (at..at + LONGEST)
        .take_while(is_count)
        .last()
        .map_or(at, |last| last + 1);
    behind - usize::from(behind > at && view.is_in(behind - 1, Group::ToInfinitive))
}

/// `charged the mayor with taking bribes`: where the deed begins that somebody is charged with.
pub(super) fn charged_with(scene: &Scene<'_, '_>, group: &VerbGroup, from: usize) -> Option<usize> {
    /// How far behind the verb *with* stands.
    const REACH: usize = 16;
    let view = scene.view;
    if view.lang != Lang::En || group.lemma != "charge" || view.is_mark(from) {
        return None;
    }
    (from + 1..scene.range.end.min(from + REACH))
        .take_while(|&at| !view.syntax.is_finite(at) && view.depth(at) == scene.depth)
        .find(|&at| view.is_word(at, "with") && is_gerund(view, at + 1))
        .map(|with| with + 1)
}
