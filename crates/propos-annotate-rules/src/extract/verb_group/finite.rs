//! Where a clause has its verb and where it ends.

use propos_segment::Lang;

use super::noun_or_verb::is_noun_in_romance;
use crate::extract::lexicon::{Ending, Form, Group, Groups, RomanceList};
use crate::extract::traits::{Trait, Traits};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::{Mark, TokenKind};

/// Whether a pronoun hangs on the word before: `-t-il`.
pub(crate) fn is_clitic_pronoun(view: &View<'_>, at: usize) -> bool {
    view.token(at)
        .is_some_and(|token| token.kind == TokenKind::Clitic)
        && view.is_in(at, Group::Pronoun)
}

/// What the finite verbs of Romance languages show by themselves, one or the other.
const FINITE: Traits = Traits::all_of(&[Trait::Finite, Trait::FiniteForm, Trait::MaybeFinite]);

/// Whether a finite verb stands at a place: enough to tell a clause from a noun phrase.
pub(crate) fn is_finite_verb(view: &View<'_>, at: usize, from: usize) -> bool {
    if matches!(view.lang, Lang::De | Lang::Nl) {
        return crate::extract::germanic::is_finite(view, at);
    }
    if view.lang == Lang::En {
        return view.syntax.is_finite(at);
    }
    view.shows_any(at, FINITE) && is_finite_in_romance(view, at, from)
}

fn is_finite_in_romance(view: &View<'_>, at: usize, from: usize) -> bool {
    view.shows(at, Trait::Finite) && !is_part_of_name(view, at)
        || view.lang == Lang::Fr
            && view.shows(at, Trait::FiniteForm)
            && (is_behind_pronoun(view, at, from) || does(view, at, from))
        || view.shows(at, Trait::MaybeFinite)
            && !view.is_capitalised(at)
            && !is_noun_in_romance(view, at, from)
}

/// `Le texte fait la part belle aux patrons`, `Le vent fait monter les prix`: behind a noun, with its object; not `a fait`, `le fait`.
fn does(view: &View<'_>, at: usize, from: usize) -> bool {
    if !view.is_word(at, "fait") || at <= from {
        return false;
    }
    let before = view.groups(at - 1);
    let is_other = before.has_any(NO_SUBJECT_BEFORE) || view.is_mark(at - 1);
    let has_auxiliary = (from..at)
        .rev()
        .take(3)
        .any(|place| view.is_in(place, Group::Have) || view.is_in(place, Group::Be));
    let takes = view.is_in(at + 1, Group::Determiner) && !view.is_in(at + 2, Group::Time)
        || view.may_be(at + 1, Form::Infinitive);
    !is_other && !has_auxiliary && takes
}

/// What stands before `fait` where it is a noun, a participle or a part of an expression.
const NO_SUBJECT_BEFORE: Groups = Groups::of(&[
    Group::Adverb,
    Group::Conjunction,
    Group::Determiner,
    Group::InfinitiveTo,
    Group::Of,
    Group::Preposition,
]);

/// `São Paulo`, `el doctor Ha`: in languages without subject pronouns an auxiliary with a capital inside a sentence is a name.
fn is_part_of_name(view: &View<'_>, at: usize) -> bool {
    view.drops_subjects() && view.has_capital_inside(at) && view.is_capitalised(at + 1)
}

/// `elle le fait`, `il dit`, `ne lui fait`, `qui fait`: a form that may be a participle or a noun is none behind what can only
/// stand before a verb.
fn is_behind_pronoun(view: &View<'_>, at: usize, from: usize) -> bool {
    let mut first = at;
    while first > from && view.is_in(first - 1, Group::ObjectClitic) && !view.is_mark(first - 1) {
        first -= 1;
        if view.is_any_word(first, words!["n'", "ne"]) {
            return true;
        }
    }
    first > from
        && (view.is_listed(first - 1, RomanceList::SubjectClitic) && !is_clitic_pronoun(view, first - 1)
            || view.is_word(first - 1, "qui"))
}

/// Whether a word has an ending that few nouns and adjectives have.
pub(super) fn looks_finite(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    word.len() > 4 && view.lexicon.ends(word, Ending::Finite)
}

/// Whether a finite verb stands in a range outside deeper quotations, or inside them as well.
pub(crate) fn has_finite_verb(view: &View<'_>, from: usize, until: usize) -> bool {
    (from..until).any(|at| is_finite_verb(view, at, from))
}

/// Whether a finite verb stands that is not that of a relative clause: `Le préfet, qui aime la mer, a critiqué` has none before
/// its second comma.
pub(crate) fn has_main_verb(view: &View<'_>, start: usize, end: usize) -> bool {
    let mut n_waiting = 0;
    let mut is_in_relative = false;
    // `Deux cadres, dont le directeur, sont entendus`: a part of those who are named, without a verb.
    let mut is_part = false;
    for at in start..end {
        if view.is_in(at, Group::Relative) && at > start {
            n_waiting += 1;
            is_in_relative = true;
            is_part = view.lang == Lang::Fr
                && (view.is_word(at, "dont") && view.is(at - 1, Mark::Comma)
                    || view.is_word(at - 1, "parmi"));
        } else if is_part && view.is(at, Mark::Comma) {
            n_waiting -= usize::from(n_waiting > 0);
            (is_in_relative, is_part) = (false, false);
        } else if is_finite_verb(view, at, start) {
            // `qui a vendu le terrain et doit payer`
            is_part = false;
            let goes_on = is_in_relative && view.is_in(at - 1, Group::Conjunction);
            if n_waiting == 0 && !goes_on {
                return true;
            }
            n_waiting -= usize::from(n_waiting > 0);
        }
    }
    false
}

/// Whether a mark ends a clause for good.
pub(crate) fn is_hard_mark(view: &View<'_>, at: usize) -> bool {
    match view.token(at).map(|token| token.kind) {
        Some(TokenKind::Mark(Mark::Semicolon | Mark::Colon | Mark::Question | Mark::Exclamation)) => true,
        Some(TokenKind::Mark(Mark::Stop)) => !view.is_abbreviation_stop(at),
        _ => false,
    }
}
