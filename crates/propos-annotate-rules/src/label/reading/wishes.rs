//! What is asked to be kept or given up, and by whom.

use super::{Said, WISH, bytes, is_asserted, negation};
use crate::label::analysis::Analysis;
use crate::label::evidence::{Basis, has_modal_before, is_unasked};
use crate::label::holder::subject;
use crate::label::labels::Labels;
use crate::label::lexicon::Class;
use crate::label::opening::beginning;

/// What the article tells that somebody wants kept or given up, and who: *the farmers' party wanted to suspend all works*.
pub(super) fn wished(labels: &Labels, analysis: &Analysis, text: &str) -> (Vec<Said>, Option<String>) {
    let start = analysis.claim_start();
    let verb = [Class::Demand, Class::Wanting]
        .into_iter()
        .flat_map(|class| analysis.class(class))
        .map(|(first, _)| first)
        .find(|first| analysis.is_in_claim(*first) && *first > start);
    let Some(verb) = verb else {
        return (Vec::new(), None);
    };
    let doer = subject(labels, analysis, text, verb).map(|subject| subject.name);
    let doer = doer.or_else(|| beginning(analysis, text, verb));
    match doer {
        Some(doer) => (wishes(analysis), Some(doer)),
        None => (Vec::new(), None),
    }
}

/// What is asked to be kept or given up.
pub(super) fn wishes(analysis: &Analysis) -> Vec<Said> {
    let wish = |class: Class, weight: f64| {
        analysis.class(class).filter_map(move |(first, last)| {
            // *forderte die Schließung der Grenzen*: what is to end is what the noun goes with.
            let is_of_noun = analysis.has_capital_nouns
                && analysis.items.get(first).is_some_and(|item| item.is_capitalised)
                && (analysis.is(last + 1, Class::Article) || analysis.is(last + 1, Class::OfPreposition));
            // *promised to extend it*
            let is_announced = || {
                let mut hits = analysis.class(Class::Announce);
                hits.any(|(verb, _)| analysis.is_in_cue(verb) && !analysis.is_in_claim(verb))
            };
            let is_asked = is_announced()
                || analysis.is_demanded()
                || has_modal_before(analysis, first)
                || analysis.operators.iter().any(|operator| {
                    operator.is_demand
                        && operator.at < first
                        // *stopped short of calling for it to be scrapped*
                        && !is_unasked(analysis, std::slice::from_ref(operator))
                        && (!analysis.is_in_claim(operator.at)
                            || analysis.clause(operator.at) == analysis.clause(first))
                });
            // *souhaite que les travaux ne commencent qu'en mai*: a condition.
            let is_limited = first > 0
                && analysis.is(first - 1, Class::Ne)
                && !analysis.is(first, Class::Ne)
                && negation(analysis, first, last) > 0.0;
            let counts = !is_limited
                && is_asked
                && !is_of_noun
                && analysis.is_in_claim(first)
                && is_asserted(analysis, first);
            let range = bytes(analysis, first, last).filter(|_| counts)?;
            // *the scandal must stop*: what is to end is not what is under discussion.
            let is_of_ill = (analysis.claim_start()..first)
                .any(|at| analysis.clause(at) == analysis.clause(first) && analysis.is(at, Class::Ill));
            let side = if is_of_ill { -1.0 } else { 1.0 };
            Some(Said {
                weight: side * weight * negation(analysis, first, last),
                basis: Basis::Wish,
                range,
            })
        })
    };
    wish(Class::Uphold, WISH)
        .chain(wish(Class::Undo, -WISH))
        .take(3)
        .collect()
}
