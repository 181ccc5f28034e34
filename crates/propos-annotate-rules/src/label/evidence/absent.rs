//! What is said of a target's thing by what would be without it or in its place.

use super::{Basis, Evidence, HALF_KNOWN, OPERATOR, REACH};
use crate::label::analysis::{Analysis, Operator, OperatorKind};
use crate::label::lexicon::Class;
use crate::label::phrases::Hit;

/// How many words may stand between *without* and the keyword: *sans une nouvelle centrale au gaz*.
const WITHIN: usize = 5;

/// What a condition says that it fails: *unless the freeze is renewed …*, *if we do not build it, …*
pub(super) fn threatened(analysis: &Analysis, target: usize, evidence: &Evidence) -> Option<f64> {
    let is_in_condition = analysis.is_conditional(evidence.last);
    let is_act = matches!(evidence.basis, Basis::Composed | Basis::Behind) && !evidence.is_cue;
    if !is_in_condition || !is_act {
        return None;
    }
    let clause = analysis.clause(evidence.last);
    let is_unless = analysis
        .class(Class::Unless)
        .any(|(first, _)| first < evidence.last && analysis.clause(first) == clause);
    if is_unless {
        return Some(evidence.weight);
    }
    let items: Vec<usize> = (evidence.first..=evidence.last).collect();
    (analysis.negation_of(&items, target) < 0.0).then_some(-evidence.weight)
}

/// What somebody does or wants in its place speaks against it: *resigned rather than comply with the mandate*.
pub(super) fn instead(analysis: &Analysis, keyword: &Hit, judgement: f64) -> Option<Evidence> {
    let (first, _) = analysis.class(Class::Instead).find(|(first, last)| {
        *last < keyword.first()
            && keyword.first() - last <= REACH
            && analysis.clause(*first) == analysis.clause(keyword.first())
            && analysis.commas_between(*first, keyword.first()) == 0
            // *Statt Bargeld sollen sie Karten erhalten*: behind the verb stands what comes in its place.
            && !(analysis.is_verb_final
                && (last + 1..keyword.first())
                    .any(|at| analysis.is(at, Class::Modal) || analysis.is(at, Class::Be)))
    })?;
    // *rather than ease the rules*: what hinders it turns it.
    let turns = analysis
        .operators
        .iter()
        .filter(|operator| first < operator.at && operator.at < keyword.first())
        .map(|operator| operator.sign);
    let weight = -judgement * turns.product::<f64>() * OPERATOR;
    (judgement != 0.0 && analysis.is_in_claim(first)).then_some(Evidence {
        basis: Basis::Instead,
        first,
        last: keyword.last(),
        weight,
        is_opinion: true,
        is_report: false,
        is_cue: false,
        n_operators: 1,
    })
}

/// What would not be without it speaks for it: *without cooperation this cannot be solved*.
pub(super) fn missed(analysis: &Analysis, keyword: &Hit, judgement: f64) -> Option<Evidence> {
    let without = (keyword.first().saturating_sub(WITHIN)..keyword.first())
        .rev()
        .take_while(|at| {
            // *ohne eine gerechte Verteilung*: an adjective may stand between.
            let governs = |operator: &Operator| {
                operator.at == *at && !(analysis.is_verb_final && operator.kind == OperatorKind::Judgement)
            };
            analysis.mark(*at).is_none() && !analysis.operators.iter().any(governs)
        })
        .find(|at| analysis.is(*at, Class::Without))?;
    let is_outside = |at: usize| analysis.is_in_claim(at) && !(without..=keyword.last()).contains(&at);
    let is_denied = analysis
        .class(Class::Negation)
        .any(|(first, _)| is_outside(first));
    let judged = |sign: f64| {
        analysis.operators.iter().any(|operator: &Operator| {
            operator.kind == OperatorKind::Judgement && operator.sign * sign > 0.0 && is_outside(operator.at)
        })
    };
    // *Without borders we lose control.*
    let is_lost = analysis
        .class(Class::Lack)
        .any(|(first, _)| is_outside(first) && !analysis.is(first, Class::Without));
    // *Without the line the hill will stay a backwater*: what would be without it is told because it is worse.
    let is_foretold = !is_denied
        && !judged(1.0)
        && [Class::Future, Class::Would]
            .iter()
            .any(|class| analysis.class(*class).any(|(first, _)| is_outside(first)));
    let is_missed = is_denied != (judged(-1.0) || is_lost || is_foretold);
    // *Without marks they learn better*: good, and nothing denied.
    let is_better = !is_missed && !is_denied && judged(1.0);
    let side = if is_better { -HALF_KNOWN } else { 1.0 };
    ((is_missed || is_better) && analysis.is_in_claim(without) && judgement != 0.0).then_some(Evidence {
        basis: Basis::Missed,
        first: without,
        last: keyword.last(),
        weight: side * judgement * OPERATOR,
        is_opinion: true,
        is_report: false,
        is_cue: false,
        n_operators: 1,
    })
}
