//! Where German and Dutch have their verbs: the finite one second in its clause, the others at the end.

use super::analysis::{Analysis, Operator, OperatorKind};
use super::items::Item;
use super::lexicon::Class;
use super::phrases::{Hit, Tag};
use crate::tokens::Mark;

/// Within how many items of its clause a finite verb stands before the others.
const FIELD: usize = 24;

/// A comma beside an infinitive with *zu* parts nothing: *beschloss, die Grenze zu schließen*; *die Grenze zu schließen, ist falsch*.
/// `is_infinitive` tells whether an item is one.
pub(super) fn soften_commas(
    items: &mut [Item],
    hits: &[Hit],
    is_infinitive: impl Fn(&[Item], usize) -> bool,
) {
    let is_copula = |at: usize| {
        let start = hits.partition_point(|hit| hit.first() < at);
        let mut here = hits.get(start..).unwrap_or_default().iter();
        let mut here = here.by_ref().take_while(|hit| hit.first() == at);
        here.any(|hit| hit.tag == Tag::Class(Class::Be))
    };
    let ends = |item: &Item| {
        item.mark
            .is_some_and(|mark| !matches!(mark, Mark::Quote | Mark::Other))
    };
    for comma in 0..items.len() {
        if items.get(comma).is_none_or(|item| item.mark != Some(Mark::Comma)) {
            continue;
        }
        let end = (comma + 1..items.len())
            .find(|at| items.get(*at).is_none_or(ends))
            .unwrap_or(items.len());
        let last = (comma + 1..end)
            .rev()
            .find(|at| items.get(*at).is_some_and(|item| item.mark.is_none()));
        let opens = last.is_some_and(|last| is_infinitive(items, last));
        let closes = comma > 0 && is_infinitive(items, comma - 1) && is_copula(comma + 1);
        if (opens || closes)
            && let Some(item) = items.get_mut(comma)
        {
            item.mark = Some(Mark::Other);
        }
    }
}

/// The finite verb of the clause at whose end a verb stands: *hat … beschlossen*.
pub(super) fn finite(analysis: &Analysis, verb: usize) -> Option<usize> {
    let start = analysis.claim_start();
    let is_finite = |at: &usize| {
        [Class::Past, Class::Modal, Class::Future, Class::Be, Class::Want]
            .iter()
            .any(|class| analysis.is(*at, *class))
            && analysis.items.get(*at).is_some_and(|item| !item.is_capitalised)
    };
    let near = (start..verb).rev().take(FIELD);
    near.take_while(|at| {
        !matches!(
            analysis.mark(*at),
            Some(Mark::Stop | Mark::Colon | Mark::Semicolon)
        )
    })
    .find(is_finite)
}

/// The subject behind the finite verb where something else stands before it: *Am Mittwoch hat das Kabinett …*. Its first and
/// last item.
pub(super) fn inverted(analysis: &Analysis, finite: usize) -> Option<(usize, usize)> {
    let start = start_of_clause(analysis, finite);
    let is_noun = |at: usize| {
        analysis.mark(at).is_none()
            && analysis.is_in_claim(at)
            && analysis.items.get(at).is_some_and(|item| item.is_capitalised)
    };
    let is_object = || {
        let mut hits = analysis
            .spoken
            .iter()
            .filter(|hit| (start..finite).contains(&hit.first()));
        !analysis.is(finite, Class::Be) && hits.any(|hit| matches!(hit.tag, Tag::TargetKeyword { .. }))
    };
    let opens_otherwise = start < finite
        && analysis.mark(start).is_none()
        && (analysis.is(start, Class::Preposition)
            || analysis.is(start, Class::Break)
            || is_adverb(analysis, start, finite)
            || is_object());
    let first = (finite + 1..finite + 5).find(|at| is_noun(*at))?;
    let is_bare = !has_pronoun_behind(analysis, finite)
        && (finite + 1..first).all(|at| analysis.mark(at).is_none() && !analysis.is(at, Class::Preposition));
    let last = (first..analysis.items.len())
        .take_while(|at| is_noun(*at))
        .last()?;
    (opens_otherwise && is_bare).then_some((first, last))
}

/// *Schließlich will die Partei …*: one small word before the verb.
fn is_adverb(analysis: &Analysis, start: usize, finite: usize) -> bool {
    start + 1 == finite
        && analysis.is(start, Class::Stop)
        && !analysis.is(start, Class::Article)
        && !analysis.is(start, Class::Pronoun)
        && !analysis.is(start, Class::FirstPerson)
}

/// Whether a pronoun is the subject behind a verb.
pub(super) fn has_pronoun_behind(analysis: &Analysis, verb: usize) -> bool {
    analysis.is(verb + 1, Class::FirstPerson)
        || analysis.is(verb + 1, Class::Pronoun) && !analysis.is(verb + 1, Class::Article)
}

/// The first item of the clause in which an item stands.
pub(super) fn start_of_clause(analysis: &Analysis, at: usize) -> usize {
    (analysis.claim_start()..at)
        .rev()
        .take_while(|before| {
            analysis.commas_between(*before, at) == 0
                && !matches!(
                    analysis.mark(*before),
                    Some(
                        Mark::Stop
                            | Mark::Colon
                            | Mark::Semicolon
                            | Mark::Question
                            | Mark::Exclamation
                            | Mark::Comma
                    )
                )
        })
        .last()
        .unwrap_or(at)
}

/// The verb behind an object that stands first in its clause: *Eine Obergrenze lehnt die Kanzlerin ab*. Only people have
/// attitudes, so that what stands before their verb is no subject.
pub(super) fn fronting_verb(analysis: &Analysis, first: usize, last: usize) -> Option<Operator> {
    const NEAR: usize = 2;
    let verb = analysis.operators.iter().find(|operator| operator.at > last)?;
    let start = start_of_clause(analysis, first);
    let is_first = !(start..first).any(|at| {
        analysis.is(at, Class::Past)
            || analysis
                .operators
                .iter()
                .any(|operator| operator.at == at && operator.kind == OperatorKind::Attitude)
    });
    let is_verb = verb.kind == OperatorKind::Attitude
        && !analysis.is(verb.at, Class::Against)
        && verb.at - last <= NEAR
        && is_first
        && analysis.mark(verb.at - 1).is_none()
        && analysis.clause(verb.at) == analysis.clause(last)
        && analysis.commas_between(last, verb.at) == 0
        && analysis
            .items
            .get(verb.at)
            .is_some_and(|item| !item.is_capitalised);
    is_verb.then_some(*verb)
}

/// Whether a preposition between a verb and a keyword makes the keyword part of what only surrounds the verb's object: *erlaubt
/// Häuser am Park*. In *fordert am Montag Quoten* another noun follows the preposition, in *bekennt sich zum Ausstieg* none
/// stands before it, in *verbietet die Nutzung von Handys* it goes with the noun.
pub(super) fn parts_object(analysis: &Analysis, verb: usize, preposition: usize, keyword: usize) -> bool {
    let has_noun = |mut places: std::ops::Range<usize>| {
        places.any(|at| analysis.items.get(at).is_some_and(|item| item.is_capitalised))
    };
    has_noun(verb + 1..preposition)
        && !has_noun(preposition + 1..keyword)
        && !(analysis.is(preposition, Class::OfPreposition) && has_noun(preposition - 1..preposition))
}

/// Whether a clause in which somebody wants something ends in a verb that is not known, so that nobody knows what is wanted.
pub(super) fn ends_unknown(analysis: &Analysis, at: usize) -> bool {
    let mut last = at;
    for next in at + 1..analysis.items.len() {
        let goes_on = analysis
            .mark(next)
            .is_none_or(|mark| matches!(mark, Mark::Quote | Mark::Other))
            && !analysis.is(next, Class::And)
            && analysis.clause(next) == analysis.clause(at);
        if !goes_on {
            break;
        }
        if analysis.mark(next).is_none() {
            last = next;
        }
    }
    let is_small = analysis.items.get(last).is_some_and(|item| !item.is_capitalised);
    let is_known = analysis.is(last, Class::Stop)
        || analysis.is(last, Class::Be)
        || analysis.is(last, Class::Past)
        || analysis.is(last, Class::Particle)
        || analysis
            .operators
            .iter()
            .any(|operator| (operator.at..=operator.last).contains(&last));
    last > at && is_small && !is_known
}

/// The verb of the clause before that does something to what a clause is about: *stoppte das Gesetz, mit dem eine Obergrenze
/// eingeführt wird*; *verhinderte, dass eine Obergrenze kommt*.
pub(super) fn matrix_verb(analysis: &Analysis, keyword: usize) -> Option<Operator> {
    /// How many words a clause has before the keyword at most.
    const LONGEST: usize = 16;
    let opens = |at: &usize| {
        let is_relative = analysis.is(at + 1, Class::Relative)
            || analysis.is(at + 1, Class::Preposition) && analysis.is(at + 2, Class::Article);
        let noun = at.saturating_sub(1);
        let is_of_thing =
            is_relative && (analysis.is(noun, Class::Anaphor) || analysis.is(noun, Class::Measure));
        analysis.mark(*at) == Some(Mark::Comma) && (is_of_thing || analysis.is(at + 1, Class::That))
    };
    let ends = |at: &usize| {
        let mark = analysis.mark(*at);
        mark.is_some_and(|mark| !matches!(mark, Mark::Comma | Mark::Quote | Mark::Other))
    };
    let start = analysis.claim_start().max(keyword.saturating_sub(LONGEST));
    let before = (start..keyword).rev().take_while(|at| !ends(at));
    let comma = before.filter(opens).find(|at| *at > start)?;
    let is_of_clause = analysis.is(comma + 1, Class::That);
    let main = start_of_clause(analysis, comma - 1);
    let verb = analysis.operators.iter().find(|operator| {
        (main..comma).contains(&operator.at)
            && matches!(operator.kind, OperatorKind::Act | OperatorKind::Attitude)
            && !analysis.is(operator.at, Class::Against)
            && !operator.is_demand
    })?;
    let prevents =
        verb.sign < 0.0 && (analysis.is(verb.at, Class::Prevent) || verb.kind == OperatorKind::Act);
    (!is_of_clause || prevents).then_some(*verb)
}
