//! Whom a sentence of the article's own voice is about: the noun phrase with which it begins.

use std::ops::Range;

use super::analysis::{Analysis, OperatorKind};
use super::lexicon::Class;

/// How many words a name or role may have.
const LONGEST: usize = 9;
/// How far from the beginning of a sentence the comma may stand behind what comes before its subject.
const ADVERBIAL: usize = 9;

/// The noun phrase with which a claim begins, before its verb group: *the planning committee*, *hundreds of nurses*.
pub(super) fn beginning(analysis: &Analysis, text: &str, verb: usize) -> Option<String> {
    opening(analysis, text, verb).map(|(phrase, _)| phrase)
}

/// Whoever stands first, where a name before a verb is what is acted on: *Hartnell has taken the council to court over …*
pub(super) fn beginning_before(analysis: &Analysis, text: &str, name: usize) -> Option<String> {
    let (phrase, end) = opening(analysis, text, name)?;
    let parts = |at: usize| {
        analysis.mark(at).is_some()
            || [Class::And, Class::That, Class::Relative, Class::Break]
                .iter()
                .any(|class| analysis.is(at, *class))
    };
    // The subject may be set off from its verb by a clause between commas.
    let auxiliary = (end..name).rev().find(|at| analysis.is(*at, Class::Past))?;
    (auxiliary..name).all(|at| !parts(at)).then_some(phrase)
}

/// The noun phrase with which a claim begins and the item behind it.
fn opening(analysis: &Analysis, text: &str, verb: usize) -> Option<(String, usize)> {
    let start = behind_adverbial(analysis, verb);
    let first = (start..verb).find(|at| !analysis.is(*at, Class::Article))?;
    if analysis.is(first, Class::Preposition) || analysis.is(first, Class::Concede) {
        return None;
    }
    let end = end_of_phrase(analysis, text, first, verb);
    let is_small = (first..end).all(|at| analysis.is(at, Class::Stop));
    // *residents said the council refused …*: whoever does it stands in the clause.
    let has_clause = (end..verb).any(|at| analysis.is(at, Class::That));
    if end == first || is_small || has_clause || end - first > LONGEST {
        return None;
    }
    let start = analysis.items.get(first)?.start;
    let phrase = text.get(start..analysis.items.get(end - 1)?.end)?;
    is_somebody(analysis, first..end, phrase).then(|| (phrase.to_owned(), end))
}

/// Where the subject begins behind what may come before it: *In Paris, the council …*, *Excédés, les éleveurs …*
fn behind_adverbial(analysis: &Analysis, verb: usize) -> usize {
    let start = analysis.claim_start();
    let comma = (start..verb.min(start + ADVERBIAL)).find(|at| analysis.mark(*at).is_some());
    let Some(comma) = comma.filter(|at| analysis.mark(*at) == Some(crate::tokens::Mark::Comma)) else {
        return start;
    };
    let is_adverbial = analysis.is(start, Class::Preposition)
        // *Backed by the unions, the council …*
        || (comma > start + 2
            && analysis.is(comma + 1, Class::Article)
            && !analysis.is(start, Class::Article)
            && analysis.is(start + 1, Class::Preposition)
            && !analysis.is(start + 1, Class::OfPreposition))
        || (comma == start + 1 && (analysis.is(start, Class::Break) || analysis.is(start, Class::But)))
        || analysis.is(start, Class::LoosePreposition)
        || (comma == start + 1 && analysis.is(comma + 1, Class::Article));
    if is_adverbial { comma + 1 } else { start }
}

/// One past the last item of the noun phrase that begins at an item.
fn end_of_phrase(analysis: &Analysis, text: &str, first: usize, verb: usize) -> usize {
    let mut at = first;
    while at < verb {
        let is_end = analysis.mark(at).is_some()
            || [
                Class::Be,
                Class::Past,
                Class::Modal,
                Class::Future,
                Class::Would,
                Class::Auxiliary,
                Class::Ne,
                Class::Negation,
                Class::Reflexive,
                Class::Relative,
            ]
            .iter()
            .any(|class| analysis.is(at, *class));
        // *le collectif Non au tram*
        let is_name = analysis.items.get(at).is_some_and(|item| item.is_capitalised);
        if is_name && at > first && !is_end {
            at += 1;
            continue;
        }
        let is_end = is_end && !(is_name && at > first && analysis.is(at, Class::Negation));
        if is_end || is_verb(analysis, at, first) || is_behind_noun(analysis, at, first) {
            return at;
        }
        let goes_on = analysis.is(at, Class::OfPreposition);
        let follows_of = at > first && analysis.is(at - 1, Class::OfPreposition);
        // *drove their tractors*, *marched on the town hall*: a verb stands before what is no part of the phrase.
        let is_behind_verb = !goes_on
            && !follows_of
            && at > first
            && (analysis.is(at, Class::Article)
                || analysis.is(at, Class::Preposition)
                || analysis.is(at, Class::LoosePreposition));
        if is_behind_verb {
            let is_preposition = !analysis.is(at, Class::Article) || analysis.is(at, Class::Preposition);
            // *le moyen le plus simple*: no verb stands between.
            if !is_preposition && at == first + 1 {
                return first;
            }
            let drops = at > first + 1 && (!is_preposition || ends_like_past(analysis, text, at - 1));
            return if drops { at - 1 } else { at };
        }
        at += 1;
    }
    at
}

/// Whether an item is a verb that approves, demands, rejects or acts, and no part of a name.
fn is_verb(analysis: &Analysis, at: usize, first: usize) -> bool {
    let is_capitalised = analysis.items.get(at).is_some_and(|item| item.is_capitalised);
    at > first
        && !is_capitalised
        && analysis.operators.iter().any(|operator| {
            operator.at == at && matches!(operator.kind, OperatorKind::Act | OperatorKind::Attitude)
        })
}

/// *Der Partei geht …*: where nouns have capitals, a small word with a meaning of its own behind one is the verb.
fn is_behind_noun(analysis: &Analysis, at: usize, first: usize) -> bool {
    let is_noun = |at: usize| analysis.items.get(at).is_some_and(|item| item.is_capitalised);
    analysis.has_capital_nouns
        && at > first
        && is_noun(at - 1)
        && !is_noun(at)
        && !analysis.is(at, Class::Stop)
        && !analysis.is(at, Class::Preposition)
}

/// *marched*, *protested*: no noun, where a preposition follows.
fn ends_like_past(analysis: &Analysis, text: &str, at: usize) -> bool {
    analysis.items.get(at).is_some_and(|item| {
        !item.is_capitalised
            && text
                .get(item.start..item.end)
                .is_some_and(|word| word.ends_with("ed"))
    })
}

/// Whether words may be somebody's name or role: no clause, no count of votes, no half of a negation.
fn is_somebody(analysis: &Analysis, items: Range<usize>, phrase: &str) -> bool {
    const OF_CLAUSES: [Class; 7] = [
        Class::Anaphor,
        Class::FirstPerson,
        Class::Ne,
        Class::Negation,
        Class::Pronoun,
        Class::Relative,
        Class::That,
    ];
    let start = items.start;
    // *le collectif Non au tram*
    let is_of_name = |at: usize| at > start && analysis.items.get(at).is_some_and(|item| item.is_capitalised);
    let is_of_clause = |at: usize| !is_of_name(at) && OF_CLAUSES.iter().any(|class| analysis.is(at, *class));
    let ends_in_number = phrase.ends_with(|letter: char| letter.is_ascii_digit());
    !items.into_iter().any(is_of_clause) && !ends_in_number
}
