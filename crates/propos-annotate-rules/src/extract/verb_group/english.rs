//! English verbs: auxiliaries, negation, `to`; and the nouns and adjectives that look like verbs.

use super::group::{Agreement, Aux, REACH, Shape, VerbGroup, choose, group_of};
use crate::extract::lexicon::{Form, Group, Reading};
use crate::extract::view::View;
use crate::tokens::TokenKind;

pub(super) fn english(view: &View<'_>, at: usize, from: usize, until: usize) -> Option<VerbGroup> {
    let readings = view.readings(at);
    let mut place = at;
    let mut aux: Option<Aux> = None;
    let mut is_negated = false;
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
        let is_auxiliary = groups.has(Group::Modal) || groups.has(Group::Have) || groups.has(Group::Be);
        if is_auxiliary && !is_possessive
            || groups.has(Group::Negation)
                && !view.is_mark(before)
                && view.word(before).len() > 3
                && !groups.has(Group::Adverb)
        {
            let is_be = groups.has(Group::Be) && !groups.has(Group::Have);
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
        } else if groups.has(Group::ToInfinitive) && aux.is_none() && !has_to {
            has_to = true;
        } else if has_to
            && aux.is_none()
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
        } else if groups.has(Group::Adverb) || view.is_manner(before) || view.is_word(before, "not") {
            is_negated |= groups.has(Group::Negation);
        } else {
            break;
        }
        place = before;
    }
    let agreement = Agreement::default();
    let has = |form: Form| readings.iter().any(|reading| reading.form == form);
    if let Some(mut aux) = aux {
        aux.is_negated = is_negated;
        let is_participle = has(Form::Past) || has(Form::Participle);
        if is_participle && is_passive && !has(Form::Infinitive) {
            return None;
        }
        if has(Form::Gerund) && !is_progressive {
            return None;
        }
        let reading = choose(view, readings, false, |_| true)?;
        return Some(group_of(view, reading, at, &aux, Shape::Finite, agreement));
    }
    if has_to {
        let reading = choose(view, readings, false, |form| form == Form::Infinitive)?;
        let aux = Aux {
            start: at,
            head: at.saturating_sub(1),
            inverted: None,
            is_negated,
        };
        return Some(group_of(view, reading, at, &aux, Shape::Infinitive, agreement));
    }
    if is_noun_in_english(view, at, from) {
        return None;
    }
    let aux = Aux {
        start: at,
        head: at,
        inverted: None,
        is_negated,
    };
    if let Some(reading) = choose(view, readings, false, |form| {
        matches!(form, Form::Singular | Form::Past | Form::Infinitive)
    }) {
        let is_reduced = reading.form == Form::Past && view.is_word(at + 1, "by") && at + 1 < until;
        let mut group = group_of(view, reading, at, &aux, Shape::Finite, agreement);
        group.agreement.is_plural = reading.form == Form::Infinitive;
        return Some(group).filter(|_| !is_reduced);
    }
    let reading = choose(view, readings, false, |form| form == Form::Gerund)?;
    Some(group_of(view, reading, at, &aux, Shape::Gerund, agreement))
}

fn is_semi_auxiliary(view: &View<'_>, reading: Reading) -> bool {
    view.lexicon
        .verb(reading)
        .and_then(|verb| view.lexicon.entry(&verb.lemma))
        .is_some_and(|entry| entry.groups.has(Group::SemiAuxiliary))
}

/// Whether what looks like a verb is a noun or an adjective: `the report`, `their claims`, `an alleged`.
pub(super) fn is_noun_in_english(view: &View<'_>, at: usize, from: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&before| before >= from) else {
        // At the start: a gerund, or a heading's verb.
        return !view
            .readings(at)
            .iter()
            .any(|reading| reading.form == Form::Gerund)
            && !view.is_in(at, Group::According);
    };
    if view.is_mark(before) {
        return false;
    }
    let groups = view.groups(before);
    let is_possessive = view
        .token(before)
        .is_some_and(|token| token.kind == TokenKind::Clitic && view.is_word(before, "'s"));
    // `the existing rules`: an adjective between a determiner and what looks like a verb.
    if before > from
        && (view.is_in(before - 1, Group::Determiner) || view.is_in(before - 1, Group::Preposition))
        && looks_adjective(view, before)
    {
        return true;
    }
    let is_subject =
        groups.has(Group::Pronoun) || groups.has(Group::Unspecified) || groups.has(Group::RelativeSubject);
    if is_possessive || groups.has(Group::Of) || view.is_number(before) && !view.is_capitalised(at) {
        return true;
    }
    let is_gerund = view
        .readings(at)
        .iter()
        .any(|reading| reading.form == Form::Gerund);
    if groups.has(Group::Preposition) {
        return !(is_gerund
            && (view.is_word(before, "by")
                || view.is_word(before, "in")
                || view.is_word(before, "as")
                || view.is_word(before, "before")
                || view.is_word(before, "after")))
            && !is_particle_after_verb(view, before);
    }
    groups.has(Group::Determiner) && !is_subject
}

/// Endings and words of English adjectives that stand before nouns.
fn looks_adjective(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    !view.is_capitalised(at)
        && ([
            "ing", "al", "ive", "ous", "ic", "ful", "est", "ary", "less", "able",
        ]
        .iter()
        .any(|ending| word.len() > 4 && word.ends_with(ending))
            || matches!(
                word,
                "new"
                    | "old"
                    | "first"
                    | "last"
                    | "latest"
                    | "own"
                    | "same"
                    | "other"
                    | "recent"
                    | "standing"
                    | "key"
                    | "main"
                    | "top"
                    | "big"
                    | "joint"
                    | "tough"
                    | "strong"
            ))
        && !view.is_in(at, Group::Role)
}

/// `pointed out`, `came out`: a preposition that ends a verb before another verb is none.
fn is_particle_after_verb(view: &View<'_>, at: usize) -> bool {
    at > 0 && !view.readings(at - 1).is_empty() && !view.is_word(at, "by")
}
