//! How much reasons weigh: the signs of what stands together, and reasons that say the same.

use super::Evidence;
use crate::label::analysis::{Analysis, Operator, OperatorKind};

/// The direction of a chain, with the negations that reach it.
pub(super) fn direction(analysis: &Analysis, chain: &[Operator], target: usize) -> f64 {
    let items: Vec<usize> = chain.iter().map(|operator| operator.at).collect();
    // *warnte vor den Gefahren der Quote*: blame of what is bad about it is blame of it.
    let blames = analysis.is_verb_final
        && chain.iter().any(|operator| {
            operator.kind == OperatorKind::Attitude && operator.sign < 0.0 && !operator.is_demand
        });
    let signs = chain.iter().map(|operator| {
        if blames && operator.kind == OperatorKind::Judgement {
            operator.sign.abs()
        } else {
            operator.sign
        }
    });
    signs.product::<f64>() * analysis.negation_of(&items, target)
}

/// One reason a stretch: of those that overlap on the same side the heaviest stays, with a little more weight.
pub(super) fn without_doubles(mut found: Vec<Evidence>) -> Vec<Evidence> {
    if found.len() < 2 {
        return found;
    }
    found.sort_by(|one, other| {
        let by_weight = other.weight.abs().total_cmp(&one.weight.abs());
        by_weight
            .then(one.first.cmp(&other.first))
            .then(one.last.cmp(&other.last))
    });
    let mut kept: Vec<Evidence> = Vec::new();
    for evidence in found {
        let double = kept.iter_mut().find(|other| {
            other.first <= evidence.last
                && evidence.first <= other.last
                && (other.weight > 0.0) == (evidence.weight > 0.0)
        });
        match double {
            Some(other) => {
                other.weight *= 1.1;
                other.is_opinion |= evidence.is_opinion;
                other.is_report &= evidence.is_report;
                other.is_cue |= evidence.is_cue;
            }
            None => kept.push(evidence),
        }
    }
    kept.sort_by_key(|evidence| (evidence.first, evidence.last));
    kept
}
