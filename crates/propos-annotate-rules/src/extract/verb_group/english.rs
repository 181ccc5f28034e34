//! English verbs with their auxiliaries, negation and `to`.

use super::group::{Agreement, Aux, REACH, Shape, VerbGroup, choose, group_of};
use propos_segment::Lang;

use crate::extract::lexicon::{EnglishList, Form, Group, Reading};
use crate::extract::syntax::Role;
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::TokenKind;

pub(super) fn english(view: &View<'_>, at: usize, from: usize, until: usize) -> Option<VerbGroup> {
    let readings = view.readings(at);
    let mut place = at;
    let mut aux: Option<Aux> = None;
    // `weren’t sure that`
    let mut is_negated = view.is_in(at, Group::Negation);
    let mut is_passive = false;
    let mut is_progressive = false;
    let mut has_to = false;
    for _ in 0..REACH {
        let Some(before) = place.checked_sub(1).filter(|&before| before >= from) else {
            break;
        };
        let groups = view.groups(before);
        let contracted = view
            .token(before)
            .is_some_and(|token| token.kind == TokenKind::Clitic);
        let is_possessive = contracted
            && view.is_word(before, "'s")
            && before > from
            && !view.is_in(before - 1, Group::Pronoun);
        // `Pan Am announced`, `Bob Will said`
        let is_name = view.is_capitalised(before) && !view.starts_sentence(before) && before > from;
        let is_auxiliary =
            (groups.has(Group::Modal) || groups.has(Group::Have) || groups.has(Group::Be)) && !is_name;
        // `A man who was there said that`: a finite verb has no auxiliary.
        if is_auxiliary && view.syntax.role(at) == Role::Finite && place < at {
            break;
        }
        if is_auxiliary && !is_possessive
            || groups.has(Group::Negation)
                && !view.is_mark(before)
                && view.word(before).len() > 3
                && !groups.has(Group::Adverb)
        {
            let is_not_be = || view.is_listed(before, EnglishList::NotBe);
            // `He’s claiming that`: *is*; `he’s claimed`: *has*.
            let is_contracted_be =
                groups.has(Group::Have) && readings.iter().any(|reading| reading.form == Form::Gerund);
            let is_be =
                groups.has(Group::Be) && (!groups.has(Group::Have) || is_contracted_be) || is_not_be();
            is_negated |= groups.has(Group::Negation);
            if aux.is_none() {
                is_passive = is_be;
                is_progressive = is_be;
            }
            aux = Some(Aux {
                start: before,
                head: before,
                inverted: None,
                is_negated: false,
            });
        } else if has_to && aux.is_none() && view.is_word(before, "yet") {
            // `has yet to decide whether`
            is_negated = true;
        } else if groups.has(Group::ToInfinitive) && aux.is_none() && !has_to {
            has_to = true;
        } else if has_to
            && aux.is_none()
            && view.syntax.role(before) != Role::None
            && view
                .readings(before)
                .iter()
                .any(|reading| is_semi_auxiliary(view, *reading))
        {
            aux = Some(Aux {
                start: before,
                head: before,
                inverted: None,
                is_negated: false,
            });
            is_passive = false;
        } else if has_to && aux.is_none() && is_day(view, before) {
            // `tried on Tuesday to argue`
        } else if groups.has(Group::Adverb)
            || view.is_manner(before)
            || view.is_listed(before, EnglishList::NotYet)
        {
            is_negated |= groups.has(Group::Negation);
        } else {
            break;
        }
        place = before;
    }
    // `is likely to reject`: what is to come, and not what somebody says.
    let is_coming = has_to
        && aux
            .as_ref()
            .is_some_and(|aux| (aux.start..at).any(|place| view.is_listed(place, EnglishList::ToCome)));
    if is_coming {
        return None;
    }
    let agreement = Agreement::default();
    let has = |form: Form| readings.iter().any(|reading| reading.form == form);
    let role = view.syntax.role(at);
    if let Some(mut aux) = aux {
        if role == Role::None {
            return None;
        }
        aux.is_negated = is_negated;
        let is_participle = has(Form::Past) || has(Form::Participle);
        if has(Form::Gerund) && !is_progressive {
            return None;
        }
        let is_passive = is_participle && is_passive && !has(Form::Infinitive);
        // `is said to have told`: the auxiliary is an infinitive itself.
        let shape = if view.syntax.is_finite(aux.head) {
            Shape::Finite
        } else {
            Shape::Infinitive
        };
        let reading = choose(view, readings, false, |_| true)?;
        if shape == Shape::Infinitive {
            aux.head = aux
                .head
                .checked_sub(1)
                .filter(|&to| view.is_in(to, Group::ToInfinitive))?;
        }
        let mut group = group_of(view, reading, at, &aux, shape, agreement);
        group.is_passive = is_passive;
        // `would like to`: what one likes is no wish.
        let is_wish = view.is_any_word(aux.head, words!["would", "'d"]);
        if matches!(&*group.lemma, "like" | "love") && !is_wish {
            return None;
        }
        return Some(group).filter(|group| !group.is_passive || shape == Shape::Finite);
    }
    let aux = |head: usize| Aux {
        start: at,
        head,
        inverted: None,
        is_negated,
    };
    if has_to {
        let reading = choose(view, readings, false, |form| form == Form::Infinitive)?;
        let aux = aux(at.saturating_sub(1));
        return Some(group_of(view, reading, at, &aux, Shape::Infinitive, agreement));
    }
    match role {
        Role::Finite => {
            let reading = choose(view, readings, false, |form| {
                matches!(form, Form::Singular | Form::Past | Form::Infinitive)
            })?;
            let group = group_of(view, reading, at, &aux(at), Shape::Finite, agreement);
            Some(group).filter(|group| at < until && !matches!(&*group.lemma, "like" | "love"))
        }
        Role::Other => {
            let reading = choose(view, readings, false, |form| form == Form::Gerund)?;
            let mut aux = aux(at);
            aux.is_negated |= is_left_undone(view, place, from);
            Some(group_of(view, reading, at, &aux, Shape::Gerund, agreement))
        }
        Role::None => None,
    }
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

fn is_semi_auxiliary(view: &View<'_>, reading: Reading) -> bool {
    view.lexicon
        .verb(reading)
        .is_some_and(|verb| view.lexicon.groups(&verb.lemma).has(Group::SemiAuxiliary))
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
