//! What an English phrase is called or held to be by the words behind it.

use super::english_object::owns;
use crate::extract::lexicon::{Ending, EnglishList, Group};
use crate::extract::noun_phrase::phrase_from;
use crate::extract::verb_group::VerbGroup;
use crate::extract::view::View;
use crate::extract::word_table::words;

/// Whether an object is what somebody holds something to be.
pub(super) fn judges(view: &View<'_>, group: &VerbGroup, start: usize, end: usize) -> bool {
    let lemma = group.lemma.as_ref();
    let weighs = view.lexicon.is_listed(lemma, EnglishList::Weighs);
    weighs && (finds(view, start, end) || lemma == "consider" && considers(view, start, end))
        || holds(view, group, start, end)
}

/// `thinks the tax a folly`, `finds the plan absurd`, `considers it rude to ask`
fn holds(view: &View<'_>, group: &VerbGroup, start: usize, end: usize) -> bool {
    let finds = group.lemma == "find";
    if !finds && !group.is_listed(EnglishList::Reckons) {
        return false;
    }
    // `found the body lifeless`: not by judging.
    let is_present = !finds || view.is_any_word(group.head, words!["find", "finds"]);
    if view.is_word(start, "it") {
        let word = start + 1 + usize::from(view.is_in(start + 1, Group::Indefinite));
        let next =
            (word..word + 4).find(|&at| view.is_in(at, Group::ToInfinitive) || view.is_in(at, Group::That));
        return is_predicate(view, start + 1, end) && next.is_some_and(|next| next > word);
    }
    let Some(phrase) = phrase_from(view, start, end).filter(|_| view.is_in(start, Group::Determiner)) else {
        return false;
    };
    // `considered the offer a week later`
    let is_time = (phrase.end..phrase.end + 3).any(|at| view.is_in(at, Group::Time));
    let is_noun =
        !finds && !is_time && view.is_listed(phrase.end, EnglishList::IndefiniteArticle) && phrase.len() > 1;
    is_noun || is_present && phrase.len() > 2 && phrase.end == end && looks_predicative(view, phrase.end - 1)
}

/// `considered debt a last resort`, `consider him the best candidate`: a phrase and another one that tells what it is held to be.
fn considers(view: &View<'_>, start: usize, end: usize) -> bool {
    let is_pronoun =
        view.is_in(start, Group::StressedPronoun) && !owns(view, start) || view.is_word(start, "it");
    let behind = if is_pronoun {
        Some(start + 1)
    } else {
        phrase_from(view, start, end).map(|phrase| phrase.end)
    };
    behind.is_some_and(|at| {
        at + 1 < end
            && (view.is_listed(at, EnglishList::IndefiniteArticle) || is_pronoun && view.is_word(at, "the"))
            && !view.is_in(at + 1, Group::Time)
    })
}

/// `found the law unconstitutional`: a phrase and an adjective that judges it.
fn finds(view: &View<'_>, start: usize, end: usize) -> bool {
    let last = end - 1;
    view.lexicon.ends(view.word(last), Ending::Finding)
        && end > start + 2
        && view.word(last).len() > 5
        && view.is_in(start, Group::Determiner)
        && !view.is_in(start, Group::Indefinite)
        && !(start..end).any(|at| view.is_mark(at) || view.is_in(at, Group::And))
        && !view.is_in(last - 1, Group::Preposition)
        && !view.is_in(last - 1, Group::Adverb)
}

/// `the £18m`: the place behind a sum with its article.
pub(super) fn behind_sum(view: &View<'_>, start: usize) -> Option<usize> {
    let sign = start + usize::from(view.is_in(start, Group::Determiner));
    let is_sum = view.is_currency(sign) && view.is_number(sign + 1);
    let behind = sign + 2;
    // `the £18 million`
    is_sum.then(|| behind + usize::from(view.is_listed(behind, EnglishList::MillionWord)))
}

/// Whether a word can be what something is called.
pub(super) fn is_predicate(view: &View<'_>, at: usize, end: usize) -> bool {
    let groups = view.groups(at);
    at < end
        && !view.is_mark(at)
        && !groups.has(Group::Preposition)
        && !groups.has(Group::ToInfinitive)
        && !groups.has(Group::Conjunction)
        && !groups.has(Group::Time)
        && !groups.has(Group::Subordinator)
}

/// Endings and words of adjectives that judge.
pub(super) fn looks_predicative(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    !view.is_capitalised(at)
        && (word.len() > 5 && view.lexicon.ends(word, Ending::Predicative)
            || word.starts_with("anti-")
            || view.is_listed(at, EnglishList::JudgingAdjective))
}
