//! Deeds that show a side, and who does them.

use super::analysis::Analysis;
use super::evidence::Basis;
use super::holder::subject;
use super::labels::Labels;
use super::lexicon::Class;
use super::opening::beginning;
use super::reading::{Said, bytes, is_asserted, negation};
use super::voices::is_of_named_thing;
use crate::tokens::Mark;

/// What a deed counts.
const DEED: f64 = 0.95;
/// How many words may stand between a vote and its side.
const BALLOT: usize = 8;

/// Deeds that show a side on what is under discussion, and who does them.
pub(super) fn deeds(labels: &Labels, analysis: &Analysis, text: &str) -> (Vec<Said>, Option<String>) {
    let mut doer = None;
    let mut found = Vec::new();
    for (class, weight) in [(Class::DeedFor, DEED), (Class::DeedAgainst, -DEED)] {
        for (first, last) in analysis.class(class).filter(|(first, last)| {
            analysis.is_in_claim(*first)
                // *refused to comment*
                && !is_in_set_phrase(analysis, *first, *last)
                && is_asserted(analysis, *first)
                && is_done(analysis, text, *first, *last)
                // *plaidé pour qu'on ne leur …*: for what, the clause says.
                && !analysis.is(last + 1, Class::That)
        }) {
            doer = doer.or_else(|| doer_of(labels, analysis, text, first));
            found.extend(deed(
                analysis,
                first,
                last,
                weight * negation(analysis, first, last),
            ));
        }
    }
    for (class, weight) in [(Class::ByFriend, DEED), (Class::ByFoe, -DEED)] {
        for (at, _) in analysis
            .class(class)
            // `Propos recueillis par Ada Roy`: a set phrase is no deed.
            .filter(|(at, _)| analysis.is_in_claim(*at) && !analysis.is(*at, Class::NotOperator))
        {
            let by = found.is_empty().then(|| agent(analysis, text, at)).flatten();
            if let Some(by) = by {
                doer = Some(by);
                found.extend(deed(analysis, at, at, weight));
            }
        }
    }
    // *a vote is set for …*: behind an article it is no deed.
    let is_noun = |at: usize| at > 0 && analysis.is(at - 1, Class::Article);
    for (at, _) in analysis
        .class(Class::Vote)
        .filter(|(at, _)| analysis.is_in_claim(*at) && !is_noun(*at))
    {
        // *voted 7-4 on Tuesday night for the scheme*: the first of the two words tells.
        let side = (at + 1..at + 1 + BALLOT)
            .take_while(|behind| analysis.commas_between(at, *behind) == 0)
            .find_map(|behind| {
                match (
                    analysis.is(behind, Class::InFavour),
                    analysis.is(behind, Class::Against),
                ) {
                    (_, true) => Some((behind, -DEED)),
                    (true, _) => Some((behind, DEED)),
                    _ => None,
                }
            });
        let Some((behind, weight)) = side.filter(|_| found.is_empty()) else {
            continue;
        };
        doer = doer.or_else(|| doer_of(labels, analysis, text, at));
        found.extend(deed(analysis, at, behind, weight * negation(analysis, at, at)));
    }
    if found.is_empty() {
        let called = [(Class::Supporter, DEED), (Class::Opponent, -DEED)];
        let called = called.into_iter().find_map(|(class, weight)| {
            let (first, last) = analysis
                .class(class)
                .find(|(first, last)| is_called(analysis, *first, *last))?;
            Some((
                first,
                deed(analysis, first, last, weight * negation(analysis, first, last))?,
            ))
        });
        if let Some((first, called)) = called {
            let by = beginning(analysis, text, first);
            doer = by.or(doer);
            found.push(called);
        }
    }
    found.truncate(3);
    (found, doer)
}

/// Whether somebody is said to be a supporter or an opponent of what is spoken of: *has become its most persistent advocate*.
fn is_called(analysis: &Analysis, first: usize, last: usize) -> bool {
    /// How many words may stand between the verb and what somebody is called.
    const PREDICATE: usize = 6;
    let is_said = (first.saturating_sub(PREDICATE)..first).any(|at| {
        analysis.is(at, Class::Be)
            && analysis.is_in_claim(at)
            && analysis.clause(at) == analysis.clause(first)
            && analysis.commas_between(at, first) == 0
    });
    is_said
        && analysis.is_in_claim(first)
        && is_asserted(analysis, first)
        && is_of_named_thing(analysis, last)
}

/// Whether a phrase is part of a longer one that says nothing.
fn is_in_set_phrase(analysis: &Analysis, first: usize, last: usize) -> bool {
    analysis
        .class(Class::NotOperator)
        .any(|(start, end)| start <= first && last <= end && end - start > last - first)
}

/// Whether what may be a deed is one: not the noun of *its sponsors*, not *is contested*, not *a right to appeal*.
fn is_done(analysis: &Analysis, text: &str, first: usize, last: usize) -> bool {
    let Some(before) = first.checked_sub(1) else {
        return true;
    };
    let is_number = |at: usize| {
        let item = analysis.items.get(at);
        let word = item.and_then(|item| text.get(item.start..item.end));
        word.is_some_and(|word| word.starts_with(|letter: char| letter.is_ascii_digit()))
    };
    let is_noun = first == last
        && (analysis.is(before, Class::Article) || analysis.is(before, Class::Preposition))
        // *has 22 co-sponsors*, *58 % d'avis favorables*, but *son intention de faire appel*
        || analysis.is(before, Class::OfPreposition) && (first == last || !analysis.ends_like_infinitive(first, text))
        || is_number(before)
        || analysis.mark(before) == Some(Mark::Dash);
    // *A petition against it has gathered …*: it is told of, and nobody does it.
    let is_told_of = analysis.is(before, Class::Article)
        && before == analysis.claim_start()
        && analysis.is(last, Class::Against);
    let is_passive = (before.saturating_sub(1)..=before).any(|at| {
        analysis.is(at, Class::Be)
            && !analysis.is(at, Class::Past)
            && analysis.clause(at) == analysis.clause(first)
    }) && first == last;
    !(is_noun || is_told_of || is_passive)
}

/// A deed between items.
fn deed(analysis: &Analysis, first: usize, last: usize, weight: f64) -> Option<Said> {
    reason(analysis, Basis::Deed, first, last, weight)
}

fn reason(analysis: &Analysis, basis: Basis, first: usize, last: usize, weight: f64) -> Option<Said> {
    bytes(analysis, first, last).map(|range| Said { weight, basis, range })
}

/// Who does what a verb says.
pub(super) fn doer_of(labels: &Labels, analysis: &Analysis, text: &str, verb: usize) -> Option<String> {
    let subject = subject(labels, analysis, text, verb).map(|subject| subject.name);
    subject.or_else(|| beginning(analysis, text, verb))
}

/// Whom it pleases or angers: *has alarmed the shopkeepers*.
pub(super) fn moved(analysis: &Analysis, text: &str) -> (Vec<Said>, Option<String>) {
    for (class, weight) in [(Class::Angers, -DEED), (Class::Pleases, DEED)] {
        for (first, last) in analysis.class(class) {
            // *are alarmed*, *s'inquiète*: then it is the subject who is moved; *to reassure the public*: nobody is yet.
            let is_other = first > analysis.claim_start()
                && !analysis.is(first - 1, Class::Be)
                && !analysis.is(first - 1, Class::Reflexive)
                && !analysis.is(first - 1, Class::Preposition)
                && analysis.is_in_claim(first)
                && is_asserted(analysis, first);
            let whom = (is_other && begins_phrase(analysis, last + 1))
                .then(|| phrase_behind(analysis, text, last))
                .flatten();
            let weight = weight * negation(analysis, first, last);
            let said = reason(analysis, Basis::Moved, first, last, weight);
            if let (Some(whom), Some(said)) = (whom, said) {
                return (vec![said], Some(whom));
            }
        }
    }
    (Vec::new(), None)
}

/// Who does what is said in the passive: *was introduced by two senators*.
pub(super) fn agent(analysis: &Analysis, text: &str, verb: usize) -> Option<String> {
    const REACH: usize = 6;
    let by = (verb + 1..verb + REACH)
        .take_while(|at| analysis.is_in_claim(*at) && analysis.mark(*at).is_none())
        .find(|at| analysis.is(*at, Class::By))?;
    phrase_behind(analysis, text, by)
}

/// Whether an item may begin a noun phrase: a name, or what has an article.
fn begins_phrase(analysis: &Analysis, at: usize) -> bool {
    let is_name = analysis.items.get(at).is_some_and(|item| item.is_capitalised);
    is_name || analysis.is(at, Class::Stop)
}

/// The noun phrase behind an item, without its article.
fn phrase_behind(analysis: &Analysis, text: &str, last: usize) -> Option<String> {
    const LONGEST: usize = 6;
    let next = last + 1;
    let is_word = |at: usize| analysis.is_in_claim(at) && analysis.mark(at).is_none();
    if !is_word(next) {
        return None;
    }
    let first = (next..next + 2).find(|at| !analysis.is(*at, Class::Article))?;
    let ends = |at: &usize| {
        !is_word(*at)
            || analysis.is(*at, Class::Break)
            || analysis.is(*at, Class::Relative)
            || analysis.is(*at, Class::That)
            || analysis.is(*at, Class::Be)
            || analysis.is(*at, Class::LoosePreposition)
    };
    let end = (first..first + LONGEST).find(ends).unwrap_or(first + LONGEST);
    if end == first || (first..end).all(|at| analysis.is(at, Class::Stop)) {
        return None;
    }
    let range = bytes(analysis, first, end - 1)?;
    text.get(range).map(str::to_owned)
}
