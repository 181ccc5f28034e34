//! What is said of giving up what is under discussion, or of going on with it: *backing down now would be a mistake*.

use super::{Said, bytes, is_asserted};
use crate::label::analysis::{Analysis, Operator, OperatorKind};
use crate::label::evidence::Basis;
use crate::label::lexicon::Class;

/// What such a judgement counts.
const JUDGED: f64 = 1.0;
/// Within how many words of the claim's beginning the verb stands: *y renoncer*.
const WITHIN: usize = 2;
/// Within how many words the judgement follows.
const REACH: usize = 10;

/// A claim that begins with a verb of giving up or going on without an object, and judges it.
pub(super) fn judged(analysis: &Analysis, text: &str) -> Option<Said> {
    let start = analysis.claim_start();
    let mut verbs = [(Class::Undo, -1.0), (Class::Uphold, 1.0)]
        .into_iter()
        .flat_map(|(class, side)| analysis.class(class).map(move |hit| (hit, side)));
    let ((first, last), side) = verbs.find(|((first, last), _)| {
        (start..start + WITHIN).contains(first)
            && analysis.is_in_claim(*first)
            && (start..*first).all(|at| !analysis.is(at, Class::Article))
            && (*first..=*last).any(|at| is_verbal(analysis, at, text))
            && !has_object(analysis, *last)
    })?;
    let is_behind = |operator: &&Operator| {
        operator.kind == OperatorKind::Judgement
            && operator.at > last
            && operator.at <= last + REACH
            && analysis.clause(operator.at) == analysis.clause(last)
            && (last + 1..operator.at).any(|at| analysis.is(at, Class::Be))
    };
    let judgement = analysis.operators.iter().find(is_behind)?;
    is_asserted(analysis, judgement.at).then_some(())?;
    Some(Said {
        weight: JUDGED * side * judgement.sign * analysis.negation_of(&[judgement.at], super::THING),
        basis: Basis::Wish,
        range: bytes(analysis, first, judgement.last)?,
    })
}

/// Whether a verb acts on something named: *abandoning the school*.
fn has_object(analysis: &Analysis, last: usize) -> bool {
    let next = last + 1;
    let is_small = [Class::Article, Class::OfPreposition, Class::Preposition]
        .iter()
        .any(|class| analysis.is(next, *class));
    is_small && analysis.mark(next).is_none()
}

/// Whether a word is an infinitive or a gerund, by its ending.
fn is_verbal(analysis: &Analysis, at: usize, text: &str) -> bool {
    let word = analysis
        .items
        .get(at)
        .and_then(|item| text.get(item.start..item.end));
    analysis.ends_like_infinitive(at, text) || word.is_some_and(|word| word.ends_with("ing"))
}
