//! The name of an English subject that stands beside what the subject is.

use std::ops::Range;

use super::being::{Being, being};
use super::mention::{BOUNDARY, is_pure_name};
use crate::extract::lexicon::{EnglishList, Group};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// `The minister, Lord Percival’s nephew Giles Rooke, said`, `Its founder, retired GP Dr Moira Lund, said`: the name that an aside with an
/// owner or a role in it ends with.
pub(super) fn described_name(view: &View<'_>, aside: Range<usize>) -> Option<Range<usize>> {
    let run = aside
        .clone()
        .rev()
        .take_while(|&at| view.is_capitalised(at))
        .last()?;
    let names =
        |at: usize| (view.is_in(at, Group::Title) || view.is_first_name(at)) && view.is_capitalised(at + 1);
    let start = (run..aside.end.saturating_sub(1)).find(|&at| names(at))?;
    let is_noun = start > aside.start
        && !view.is_mark(start - 1)
        && !view.groups(start - 1).has_any(BOUNDARY)
        && !view.is_in(start - 1, Group::Determiner)
        && view.readings(start - 1).is_empty();
    let name = start..aside.end;
    (is_noun && (2..4).contains(&name.len())).then_some(name)
}

/// `The head of the port, Ann Roe says`: a name with one comma alone, which only somebody without a name has.
pub(super) fn name_between(view: &View<'_>, subject: &Range<usize>, verb: usize) -> Option<Range<usize>> {
    // `The union cheered, but its convenor, Ade Balogun, said`: no other name stands between two commas.
    let closed = subject.end + 1..verb.saturating_sub(1);
    let is_closed = (2..8).contains(&closed.len())
        && view.is(subject.end, Mark::Comma)
        && view.is(closed.end, Mark::Comma)
        && view.is_in(subject.start, Group::Determiner)
        && !view.is_capitalised(subject.end - 1);
    if is_closed && closed.len() < 5 && is_pure_name(view, closed.clone()) {
        return Some(closed);
    }
    // `Its founder, retired GP Dr Moira Lund, said`
    if let Some(name) = described_name(view, closed).filter(|_| is_closed) {
        return Some(name);
    }
    let name = subject.end + 1..verb;
    let is_role = subject.clone().any(|at| view.is_in(at, Group::Role))
        && !view.is_in(subject.start, Group::Pronoun)
        && !view.is_in(subject.start + 1, Group::Pronoun);
    let is_name = is_role && view.is(subject.end, Mark::Comma) && (2..5).contains(&name.len());
    (is_name && is_pure_name(view, name.clone())).then_some(name)
}

/// `the head of the union, who said`: who is the head, and not the union.
pub(super) fn with_office(view: &View<'_>, subject: Range<usize>) -> Range<usize> {
    /// How many words stand between the determiner and the role.
    const NEAR: usize = 4;
    let is_body = view.is(subject.end, Mark::Comma)
        && view.is_word(subject.end + 1, "who")
        && being(view, subject.clone()) == Being::Organization;
    let role = subject
        .start
        .checked_sub(2)
        .filter(|&role| is_body && view.is_in(role + 1, Group::Of) && view.is_in(role, Group::Role));
    let start = role.and_then(|role| {
        (role.saturating_sub(NEAR)..role)
            .rev()
            .take_while(|&at| !view.is_mark(at))
            .find(|&at| view.is_in(at, Group::Determiner))
    });
    start.unwrap_or(subject.start)..subject.end
}

/// `Ann Roe, 29, a nurse, who said`: the name that what `who` follows describes.
pub(super) fn named_before(view: &View<'_>, subject: &Range<usize>) -> Option<Range<usize>> {
    let is_described = (view.is_in(subject.start, Group::Indefinite) || view.is_word(subject.start, "the"))
        && view.is(subject.end, Mark::Comma)
        && view.is_any_word(subject.end + 1, words!["which", "who"]);
    let comma = subject
        .start
        .checked_sub(1)
        .filter(|&at| is_described && view.is(at, Mark::Comma))?;
    // Over an age.
    let is_age = comma > 2 && view.is_number(comma - 1) && view.is(comma - 2, Mark::Comma);
    let end = if is_age { comma - 2 } else { comma };
    let start = (0..end).rev().take_while(|&at| view.is_capitalised(at)).last()?;
    let is_place = start > 0 && view.is_listed(start - 1, EnglishList::NearTown);
    let is_name = start + 1 < end && !is_place && is_pure_name(view, start..end);
    let the = start - usize::from(start > 0 && view.is_word(start - 1, "the"));
    is_name.then_some(the..end)
}
