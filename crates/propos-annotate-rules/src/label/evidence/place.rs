//! Where words stand around a keyword: as its verb, behind it, before the object that they ask for.

use super::REACH;
use crate::label::analysis::{Analysis, Operator, OperatorKind};
use crate::label::lexicon::Class;
use crate::label::phrases::Hit;

/// How many words may stand between a subject and what it does.
const VERB_GROUP: usize = 4;

/// Whether a negation stands before a verb and reaches it.
pub(super) fn is_negated_itself(analysis: &Analysis, verb: &Operator) -> bool {
    analysis
        .negations
        .iter()
        .any(|(reach, word)| reach.contains(&verb.at) && *word <= verb.at + 1)
}

/// Whether the claim is what somebody means or asks to do: *pledged to abolish the zone*.
pub(super) fn is_infinitive_of_cue(analysis: &Analysis) -> bool {
    let before = analysis.claim_start().checked_sub(1);
    before.is_some_and(|before| analysis.is_in_cue(before) && analysis.is(before, Class::Preposition))
}

/// Whether something is said of the keyword, or of the act whose object it is, behind it.
pub(super) fn has_copula_behind(analysis: &Analysis, keyword: &Hit) -> bool {
    (keyword.last() + 1..keyword.last() + 1 + REACH)
        .take_while(|at| analysis.clause(*at) == analysis.clause(keyword.last()))
        .any(|at| analysis.is(at, Class::Be))
}

/// Whether a verb follows the act whose object the keyword is: *killing wolves will not …*
pub(super) fn has_verb_behind(analysis: &Analysis, keyword: &Hit) -> bool {
    const OF_VERBS: [Class; 5] = [
        Class::Auxiliary,
        Class::Be,
        Class::Future,
        Class::Ne,
        Class::Would,
    ];
    (keyword.last() + 1..keyword.last() + 1 + REACH)
        .take_while(|at| {
            analysis.clause(*at) == analysis.clause(keyword.last())
                && analysis.commas_between(keyword.last(), *at) == 0
        })
        .any(|at| OF_VERBS.iter().any(|class| analysis.is(at, *class)))
}

/// Whether a verb asks that what stands before it come to an end: *the controls must end*.
pub(super) fn ceases(analysis: &Analysis, last: usize, verb: &Operator) -> bool {
    let has_modal = (last + 1..verb.at).any(|at| analysis.is(at, Class::Modal));
    let next = verb.last + 1;
    let has_object = analysis.mark(next).is_none()
        && next < analysis.items.len()
        && (analysis.is(next, Class::Article) || !analysis.is(next, Class::Stop));
    has_modal && !has_object && analysis.is(verb.at, Class::Cease)
}

/// Whether a keyword is no subject of a verb behind it.
pub(super) fn is_near_object(analysis: &Analysis, keyword: &Hit) -> bool {
    !(keyword.last() + 1..keyword.last() + 3).any(|at| {
        analysis.is_in_claim(at)
            && analysis.mark(at).is_none()
            && (analysis.is(at, Class::Be)
                || analysis.is(at, Class::Modal)
                || analysis.is(at, Class::Future)
                || analysis.is(at, Class::Would))
    })
}

/// Whether a demand among these words is one that nobody makes: *has not asked for the line to be dropped*.
pub(in crate::label) fn is_unasked(analysis: &Analysis, words: &[Operator]) -> bool {
    // *I have never asked for it to go*: whoever says so of himself means more.
    let is_own = analysis
        .class(Class::FirstPerson)
        .any(|(first, _)| analysis.is_in_claim(first));
    let wants = |verb: &Operator| analysis.is(verb.at, Class::Wanting) || analysis.is(verb.at, Class::Want);
    !is_own
        && words
            .iter()
            .any(|verb| verb.is_demand && !wants(verb) && is_negated_itself(analysis, verb))
}

/// Whether an act is what a subject does to others, good or bad whatever it is done to: *the cap would kill trade*.
pub(super) fn is_effect_of_subject(analysis: &Analysis, subject: usize, verb: &Operator) -> bool {
    let is_value = analysis.is(verb.at, Class::Helps) || analysis.is(verb.at, Class::Harms);
    let is_between = |at: usize| {
        !analysis.is_in_claim(at)
            || analysis.mark(at).is_none()
                && !analysis.is(at, Class::Be)
                && !analysis.is(at, Class::Preposition)
            || analysis.is(at, Class::Future)
            || analysis.is(at, Class::Would)
    };
    let next = verb.last + 1;
    let has_object =
        analysis.is_in_claim(next) && analysis.mark(next).is_none() && !analysis.is(next, Class::By);
    is_value
        && verb.kind == OperatorKind::Act
        && has_object
        && analysis.distance(subject, verb.at) <= VERB_GROUP
        && (subject + 1..verb.at).all(is_between)
        && analysis.commas_between(subject, verb.at) == 0
}

/// Whether a demand before an item in its clause is one that nobody makes.
pub(in crate::label) fn is_unasked_before(analysis: &Analysis, at: usize) -> bool {
    let is_before = |operator: &&Operator| {
        operator.is_demand && operator.at < at && analysis.clause(operator.at) == analysis.clause(at)
    };
    let mut before = analysis.operators.iter().filter(is_before);
    before.any(|operator| is_unasked(analysis, std::slice::from_ref(operator)))
}
