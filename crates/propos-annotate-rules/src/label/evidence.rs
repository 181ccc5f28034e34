//! What a claim's words say for or against a target.

use super::analysis::{Analysis, Operator, OperatorKind};
use super::lexicon::Class;
use super::phrases::{Hit, Tag};

/// A reason for a side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    /// First and last item.
    pub(super) first: usize,
    pub(super) last: usize,
    /// Positive in favour, negative against; 1 is enough for a side.
    pub(super) weight: f64,
    /// Whether it judges, demands or says what ought to be, rather than reports a deed.
    pub(super) is_opinion: bool,
}

/// How far an operator reaches to its object, in items.
const REACH: usize = 8;
/// What a cue of the codebook weighs beside a keyword in its clause, elsewhere in the claim, and inside a keyword.
const CUE_NEAR: f64 = 1.1;
const CUE_FAR: f64 = 0.6;
const CUE_IN_KEYWORD: f64 = 0.4;
/// What words of the data files weigh.
const ACT: f64 = 1.0;
const JUDGEMENT: f64 = 1.0;
/// How much a question or condition leaves of a weight.
const UNASSERTED: f64 = 0.4;

/// All evidence on one target. `keywords` are the target's keywords in the claim.
pub(super) fn evidence(analysis: &Analysis, target: usize, keywords: &[Hit]) -> Vec<Evidence> {
    let mut found = Vec::new();
    for keyword in keywords {
        let Tag::TargetKeyword { act, judgement, .. } = keyword.tag else { continue };
        let chain = chain_before(analysis, keyword);
        found.extend(before(analysis, keyword, &chain, act, judgement));
        found.extend(behind(analysis, keyword, &chain, act, judgement));
    }
    found.extend(cues(analysis, target, keywords));
    for evidence in &mut found {
        let is_unasserted = |flags: &[bool]| flags.get(evidence.first).copied().unwrap_or_default();
        if is_unasserted(&analysis.question) || is_unasserted(&analysis.conditional) {
            evidence.weight *= UNASSERTED;
        }
    }
    without_doubles(found)
}

/// The operators whose object the keyword is, the nearest first: each reaches the next.
fn chain_before(analysis: &Analysis, keyword: &Hit) -> Vec<Operator> {
    let mut chain: Vec<Operator> = Vec::new();
    let mut from = keyword.first;
    for operator in analysis.operators.iter().rev() {
        if operator.at >= from {
            continue;
        }
        let is_cue = analysis.in_cue.get(operator.at).copied().unwrap_or_default() && !analysis.is_in_claim(operator.at);
        let is_near = from - operator.at <= REACH
            && analysis.clause(operator.at) == analysis.clause(keyword.first)
            && analysis.commas_between(operator.at, keyword.first) == 0;
        if !(is_near || is_cue) {
            break;
        }
        chain.push(*operator);
        from = operator.at;
    }
    chain
}

fn product(chain: &[Operator]) -> f64 {
    chain.iter().map(|operator| operator.sign).product()
}

/// Verbs and judgements before the keyword: *demande de lever les contrôles*, *opposes the tram*.
fn before(analysis: &Analysis, keyword: &Hit, chain: &[Operator], act: f64, judgement: f64) -> Option<Evidence> {
    let strongest = chain.iter().rev().find(|operator| operator.kind != OperatorKind::ActNoun)?;
    let is_opinion = chain
        .iter()
        .any(|operator| matches!(operator.kind, OperatorKind::Attitude | OperatorKind::Judgement))
        || has_modal_before(analysis, keyword.first);
    let acts = chain.iter().any(|operator| matches!(operator.kind, OperatorKind::Act | OperatorKind::ActNoun));
    let polarity = if acts { act } else { judgement };
    // *Publier les poids …*: the infinitive is what is spoken of, and what is said of it follows.
    let is_subject = chain.len() == 1
        && strongest.kind == OperatorKind::Act
        && strongest.at == analysis.claim_start()
        && !has_modal_before(analysis, keyword.first);
    if polarity == 0.0 || is_subject {
        return None;
    }
    Some(Evidence {
        first: strongest.at,
        last: keyword.last,
        weight: product(chain) * polarity * ACT * if is_opinion { 1.1 } else { 1.0 },
        is_opinion,
    })
}

/// What is said of the keyword behind it: *les contrôles sont inefficaces*, *the line must be built*.
fn behind(analysis: &Analysis, keyword: &Hit, chain: &[Operator], act: f64, judgement: f64) -> Vec<Evidence> {
    // *la levée des contrôles serait une erreur*: what is judged is the act.
    let acts: Vec<Operator> = chain
        .iter()
        .copied()
        .filter(|operator| matches!(operator.kind, OperatorKind::Act | OperatorKind::ActNoun))
        .collect();
    let has_attitude = chain.len() > acts.len();
    let mut found = Vec::new();
    for operator in analysis.operators.iter().filter(|operator| operator.at > keyword.last) {
        if analysis.clause(operator.at) != analysis.clause(keyword.last) || operator.at - keyword.last > REACH + 4 {
            break;
        }
        let has_be = (operator.at.saturating_sub(4)..operator.at)
            .any(|at| at > keyword.last && analysis.is(at, Class::Be));
        let is_said_of_it = match operator.kind {
            OperatorKind::Act => has_be,
            OperatorKind::Judgement => true,
            OperatorKind::Attitude | OperatorKind::ActNoun => false,
        };
        if !is_said_of_it || has_attitude {
            continue;
        }
        let polarity = if operator.kind == OperatorKind::Act || !acts.is_empty() { act } else { judgement };
        if polarity != 0.0 {
            found.push(Evidence {
                first: keyword.first,
                last: operator.at,
                weight: operator.sign * product(&acts) * polarity * JUDGEMENT,
                is_opinion: operator.kind == OperatorKind::Judgement || has_modal_before(analysis, operator.at),
            });
            break;
        }
    }
    found
}

/// The codebook's own cues for a side, turned by negation and by verbs that turn their complement.
fn cues(analysis: &Analysis, target: usize, keywords: &[Hit]) -> Vec<Evidence> {
    let mut found: Vec<Evidence> = Vec::new();
    for hit in &analysis.hits {
        let Tag::Cue { target: of, side } = hit.tag else { continue };
        if of != target || !analysis.is_in_claim_or_cue(hit.first) {
            continue;
        }
        let is_inside = keywords
            .iter()
            .any(|keyword| keyword.first <= hit.first && hit.last <= keyword.last && hit.n_words <= keyword.n_words);
        let is_near = keywords
            .iter()
            .any(|keyword| analysis.clause(keyword.first) == analysis.clause(hit.first));
        let mut weight = if is_inside {
            CUE_IN_KEYWORD
        } else if is_near || hit.n_words > 2 {
            CUE_NEAR
        } else {
            CUE_FAR
        };
        if hit.n_words > 1 && !is_inside {
            weight += 0.2;
        }
        let turns_itself = (hit.first..=hit.last).any(|at| analysis.is(at, Class::Negation) || analysis.is(at, Class::Ne));
        let mut sign = side;
        if analysis.is_negated(hit.first) && !turns_itself {
            sign = -sign;
            weight *= 0.9;
        }
        if is_turned(analysis, hit) {
            sign = -sign;
        }
        let is_opinion = has_modal_before(analysis, hit.first)
            || analysis.operators.iter().any(|operator| {
                operator.at == hit.first && matches!(operator.kind, OperatorKind::Judgement | OperatorKind::Attitude)
            })
            || !analysis.operators.iter().any(|operator| operator.at == hit.first);
        found.push(Evidence {
            first: hit.first,
            last: hit.last,
            weight: sign * weight,
            is_opinion,
        });
    }
    found
}

/// Whether a verb before a cue turns it: *refuse de lever*, *reject calls to scrap*.
fn is_turned(analysis: &Analysis, hit: &Hit) -> bool {
    analysis
        .operators
        .iter()
        .filter(|operator| {
            operator.at < hit.first
                && hit.first - operator.at <= 6
                && analysis.clause(operator.at) == analysis.clause(hit.first)
                && analysis.commas_between(operator.at, hit.first) == 0
                && (analysis.is(operator.at, Class::Prevent) || analysis.is(operator.at, Class::Reject))
        })
        .count()
        % 2
        == 1
}

/// Whether *must*, *doit* or a demand stands before an item in its clause.
pub(super) fn has_modal_before(analysis: &Analysis, at: usize) -> bool {
    let is_before = |first: usize| first < at && at - first <= 12 && analysis.clause(first) == analysis.clause(at);
    analysis.class(Class::Modal).any(|(first, _)| is_before(first) && analysis.is_in_claim_or_cue(first))
        || analysis
            .operators
            .iter()
            .any(|operator| operator.is_demand && is_before(operator.at))
}

/// One reason a stretch: of those that overlap on the same side the heaviest stays, with a little more weight.
fn without_doubles(mut found: Vec<Evidence>) -> Vec<Evidence> {
    found.sort_by(|one, other| {
        let by_weight = other.weight.abs().total_cmp(&one.weight.abs());
        by_weight.then(one.first.cmp(&other.first)).then(one.last.cmp(&other.last))
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
            }
            None => kept.push(evidence),
        }
    }
    kept.sort_by_key(|evidence| (evidence.first, evidence.last));
    kept
}
