//! English verbs with their auxiliaries, negation and `to`.

use super::group::{Agreement, Aux, REACH, Shape, VerbGroup, choose, group_of};
use propos_segment::Lang;

use crate::extract::lexicon::{EnglishList, Form, Group, Groups};
use crate::extract::syntax::Role;
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::TokenKind;

/// The English verb that reports at a place, with what stands before it.
pub(super) fn english(view: &View<'_>, at: usize, from: usize, until: usize) -> Option<VerbGroup> {
    let before = Before::read(view, at, from);
    if before.is_to_come(view, at) {
        return None;
    }
    if let Some(aux) = before.aux {
        return behind_auxiliary(view, at, aux, before.is_be, before.is_negated);
    }
    let readings = view.readings(at);
    let agreement = Agreement::default();
    let aux = |head: usize, is_negated: bool| Aux {
        start: at,
        head,
        inverted: None,
        is_negated,
    };
    if before.has_to {
        let reading = choose(view, readings, false, |form| form == Form::Infinitive)?;
        let aux = aux(at.saturating_sub(1), before.is_negated);
        return Some(group_of(view, reading, at, &aux, Shape::Infinitive, agreement));
    }
    match view.syntax.role(at) {
        Role::Finite => {
            let reading = choose(view, readings, false, |form| {
                matches!(form, Form::Singular | Form::Past | Form::Infinitive)
            })?;
            let aux = aux(at, before.is_negated);
            let group = group_of(view, reading, at, &aux, Shape::Finite, agreement);
            (at < until && !is_liking(&group)).then_some(group)
        }
        Role::Other => {
            let reading = choose(view, readings, false, |form| form == Form::Gerund)?;
            let aux = aux(at, before.is_negated || is_left_undone(view, before.first, from));
            Some(group_of(view, reading, at, &aux, Shape::Gerund, agreement))
        }
        Role::None => None,
    }
}

/// What stands before a verb and belongs to it, read from right to left.
struct Before {
    /// The first word that was read.
    first: usize,
    /// The first auxiliary.
    aux: Option<Aux>,
    /// Whether the last auxiliary is a form of *be*.
    is_be: bool,
    is_negated: bool,
    has_to: bool,
}

impl Before {
    fn read(view: &View<'_>, at: usize, from: usize) -> Self {
        let mut before = Self {
            first: at,
            aux: None,
            is_be: false,
            // `weren’t sure that`
            is_negated: view.is_in(at, Group::Negation),
            has_to: false,
        };
        for _ in 0..REACH {
            let word = before.first.checked_sub(1).filter(|&word| word >= from);
            let Some(word) = word.filter(|&word| before.takes(view, word, at, from)) else {
                break;
            };
            before.first = word;
        }
        before
    }

    /// Takes a word in, if it belongs to the verb at a place.
    fn takes(&mut self, view: &View<'_>, word: usize, at: usize, from: usize) -> bool {
        let groups = view.groups(word);
        let is_auxiliary = is_auxiliary(view, word, from);
        // `A man who was there said that`: a finite verb has no auxiliary.
        if is_auxiliary && view.syntax.role(at) == Role::Finite && self.first < at {
            return false;
        }
        if is_auxiliary && !is_possessive(view, word, from) || is_not(view, word) {
            self.is_negated |= groups.has(Group::Negation);
            if self.aux.is_none() {
                self.is_be = is_be(view, word, at);
            }
            self.aux = Some(Aux::at(word));
        } else if self.has_to && self.aux.is_none() && view.is_word(word, "yet") {
            // `has yet to decide whether`
            self.is_negated = true;
        } else if groups.has(Group::ToInfinitive) && self.aux.is_none() && !self.has_to {
            self.has_to = true;
        } else if self.has_to && self.aux.is_none() && is_semi_auxiliary(view, word) {
            self.aux = Some(Aux::at(word));
        } else if self.has_to
            && self.aux.is_none()
            && (is_day(view, word) || view.is_any_word(word, words!["quick", "swift"]))
        {
            // `tried on Tuesday to argue`, `was quick to embrace`
        } else if groups.has(Group::Adverb)
            || floats(view, word)
            || view.is_manner(word)
            || view.is_listed(word, EnglishList::NotYet)
        {
            self.is_negated |= groups.has(Group::Negation);
        } else {
            return false;
        }
        true
    }

    /// `is likely to reject`: what is to come, and not what somebody says.
    fn is_to_come(&self, view: &View<'_>, at: usize) -> bool {
        self.has_to
            && self
                .aux
                .as_ref()
                .is_some_and(|aux| (aux.start..at).any(|place| view.is_listed(place, EnglishList::ToCome)))
    }
}

fn is_auxiliary(view: &View<'_>, at: usize, from: usize) -> bool {
    let groups = view.groups(at);
    // `Pan Am announced`, `Bob Will said`
    let is_name = || view.is_capitalised(at) && !view.starts_sentence(at) && at > from;
    (groups.has(Group::Modal) || groups.has(Group::Have) || groups.has(Group::Be)) && !is_name()
}

/// `the mayor’s said`: an *’s* that is no verb.
fn is_possessive(view: &View<'_>, at: usize, from: usize) -> bool {
    let is_contracted = view
        .token(at)
        .is_some_and(|token| token.kind == TokenKind::Clitic);
    is_contracted && view.is_word(at, "'s") && at > from && !view.is_in(at - 1, Group::Pronoun)
}

/// A negation that stands for an auxiliary with it: *didn’t*.
fn is_not(view: &View<'_>, at: usize) -> bool {
    let groups = view.groups(at);
    groups.has(Group::Negation) && !view.is_mark(at) && view.word(at).len() > 3 && !groups.has(Group::Adverb)
}

/// Whether the auxiliary of a verb is a form of *be*.
fn is_be(view: &View<'_>, aux: usize, at: usize) -> bool {
    let groups = view.groups(aux);
    // `He’s claiming that`: *is*; `he’s claimed`: *has*.
    let is_contracted_be = || groups.has(Group::Have) && view.may_be(at, Form::Gerund);
    groups.has(Group::Be) && (!groups.has(Group::Have) || is_contracted_be())
        || view.is_listed(aux, EnglishList::NotBe)
}

/// The verb behind an auxiliary.
fn behind_auxiliary(
    view: &View<'_>,
    at: usize,
    mut aux: Aux,
    is_be: bool,
    is_negated: bool,
) -> Option<VerbGroup> {
    if view.syntax.role(at) == Role::None || view.may_be(at, Form::Gerund) && !is_be {
        return None;
    }
    let is_participle = view.may_be(at, Form::Past) || view.may_be(at, Form::Participle);
    let is_passive = is_participle && is_be && !view.may_be(at, Form::Infinitive);
    let reading = choose(view, view.readings(at), false, |_| true)?;
    aux.is_negated = is_negated;
    // `is said to have told`: the auxiliary is an infinitive itself.
    let shape = if view.syntax.is_finite(aux.head) {
        Shape::Finite
    } else {
        aux.head = aux
            .head
            .checked_sub(1)
            .filter(|&to| view.is_in(to, Group::ToInfinitive))?;
        Shape::Infinitive
    };
    let mut group = group_of(view, reading, at, &aux, shape, Agreement::default());
    group.is_passive = is_passive;
    // `would like to`: what one likes is no wish.
    let is_wish = view.is_listed(aux.head, EnglishList::WouldForm);
    let is_said = (!is_liking(&group) || is_wish) && (!is_passive || shape == Shape::Finite);
    is_said.then_some(group)
}

fn is_liking(group: &VerbGroup) -> bool {
    matches!(&*group.lemma, "like" | "love")
}

/// `have both urged them`
fn floats(view: &View<'_>, at: usize) -> bool {
    const AUXILIARIES: Groups = Groups::of(&[Group::Have, Group::Be, Group::Modal]);
    view.is_listed(at, EnglishList::Floating) && at > 0 && view.groups(at - 1).has_any(AUXILIARIES)
}

/// A day by its name, or the *on* before it.
fn is_day(view: &View<'_>, at: usize) -> bool {
    let day = at + usize::from(view.is_word(at, "on"));
    view.is_in(day, Group::Time) && view.is_capitalised(day)
}

/// `avoids blaming them`, `stopped short of naming her`, `refrained from condemning it`: a gerund that begins at a place is not done.
fn is_left_undone(view: &View<'_>, at: usize, from: usize) -> bool {
    at > from
        && (view.is_verb_listed(at - 1, EnglishList::Avoids)
            || at > from + 1
                && (view.is_word(at - 1, "from") && view.is_verb_listed(at - 2, EnglishList::LeavesUndone)
                    || view.is_in(at - 1, Group::Of) && view.is_word(at - 2, "short")))
}

fn is_semi_auxiliary(view: &View<'_>, at: usize) -> bool {
    view.syntax.role(at) != Role::None
        && view
            .readings(at)
            .iter()
            .filter_map(|reading| view.lexicon.verb(*reading))
            .any(|verb| view.lexicon.groups(&verb.lemma).has(Group::SemiAuxiliary))
}

/// English `would have to ask for the power`, `could announce the cuts in May`: what must or may be asked has not been.
pub(crate) fn is_obliged(view: &View<'_>, group: &VerbGroup) -> bool {
    let verb = group.end.saturating_sub(1);
    let may = || view.is_listed(group.head, EnglishList::MayForm);
    if view.lang != Lang::En {
        return false;
    }
    group.is_listed(EnglishList::Announces) && may()
        || group.is_listed(EnglishList::HasToSay)
            && verb >= group.start + 2
            && view.is_in(verb - 1, Group::ToInfinitive)
            && view.is_in(verb - 2, Group::Have)
}
