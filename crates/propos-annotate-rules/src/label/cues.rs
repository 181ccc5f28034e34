//! What the codebook's own cues say for or against a target.

use super::analysis::{Analysis, Operator, OperatorKind};
use super::evidence::{
    Basis, Evidence, MERE_DENIAL, REACH, UNASSERTED, has_modal_before, is_put_off, is_report,
    is_unasked_before,
};
use super::lexicon::Class;
use super::phrases::{Hit, Tag};
use super::reading::is_regretted;

/// What a cue of the codebook weighs beside a keyword in its clause, elsewhere in the claim, and inside a keyword.
const CUE_NEAR: f64 = 1.1;
const CUE_FAR: f64 = 0.6;
const CUE_IN_KEYWORD: f64 = 0.4;
/// How much a cue of one word counts that is no word of acting or judging: it may stand there by chance.
const SINGLE_NEAR: f64 = 0.8;
const SINGLE_FAR: f64 = 0.6;
/// How much is left of one that is a verb or noun of acting, where no word of the target is what it acts on.
const ON_OTHER: f64 = 0.6;
/// Words that say nothing of what is spoken of.
const SMALL: [Class; 3] = [Class::Stop, Class::Be, Class::Auxiliary];
/// How much more a cue counts that ought to be done.
const DEMANDED: f64 = 1.3;

/// The codebook's own cues for a side, turned by negation and by verbs that turn their complement.
pub(super) fn cues(
    analysis: &Analysis,
    target: usize,
    is_demand: bool,
    all: &[Hit],
    composed: &[Evidence],
) -> Vec<Evidence> {
    let of_target = |hit: &&Hit| matches!(hit.tag, Tag::Cue { target: of, .. } if usize::from(of) == target);
    let hits: Vec<&Hit> = analysis.spoken.iter().filter(of_target).collect();
    let mut found: Vec<Evidence> = Vec::new();
    if hits.is_empty() {
        return found;
    }
    // A cue beside any word of the target says more than one alone; a word that only shows what is spoken of is none.
    let keywords: Vec<Hit> = all
        .iter()
        .filter(|hit| matches!(hit.tag, Tag::TargetKeyword { percent, .. } if percent >= 100))
        .copied()
        .collect();
    let keywords = keywords.as_slice();
    for hit in &hits {
        let Tag::Cue { side, .. } = hit.tag else { continue };
        let side = f64::from(side);
        let is_in_longer = hits.iter().any(|other| {
            other.first() <= hit.first() && hit.last() <= other.last() && other.n_words() > hit.n_words()
        });
        // *the necessary measures*, *free trade*: inside a set phrase a word says nothing of its own.
        let is_set = analysis.is(hit.last(), Class::NotOperator);
        if is_in_longer || is_set || !analysis.is_in_claim_or_cue(hit.first()) || is_told_aside(analysis, hit)
        {
            continue;
        }
        let covers = |keyword: &Hit| keyword.first() <= hit.first() && hit.last() <= keyword.last();
        // A cue of three words says something of itself, also where it is a keyword too.
        let is_inside = hit.n_words() < 3
            && keywords.iter().any(covers)
            && (keywords.iter().all(covers)
                || keywords
                    .iter()
                    .any(|keyword| covers(keyword) && keyword.n_words() > hit.n_words()));
        let is_near = keywords
            .iter()
            .any(|keyword| analysis.clause(keyword.first()) == analysis.clause(hit.first()));
        let mut weight = if is_inside {
            CUE_IN_KEYWORD
        } else if is_near || hit.n_words() > 2 {
            CUE_NEAR
        } else {
            CUE_FAR
        };
        if hit.n_words() > 1 && !is_inside {
            weight += 0.2;
        } else if hit.n_words() == 1 && !is_inside {
            let is_evaluative = analysis
                .operators
                .iter()
                .any(|operator| operator.at == hit.first());
            weight *= if is_evaluative {
                1.0
            } else if is_near {
                SINGLE_NEAR
            } else {
                SINGLE_FAR
            };
        }
        let turns_itself = (hit.first()..=hit.last())
            .any(|at| analysis.is(at, Class::Negation) || analysis.is(at, Class::Ne));
        let negation = if turns_itself || is_of_norm(analysis, hit) {
            1.0
        } else {
            analysis.negation_of(&[hit.first()], target)
        };
        // *public money should not be used*: what is denied stands behind.
        let is_denied_behind = !turns_itself
            && (hit.last() + 1..hit.last() + 3).any(|at| {
                analysis.is(at, Class::Modal)
                    && analysis.is(at + 1, Class::Negation)
                    && analysis.clause(at) == analysis.clause(hit.last())
                    && analysis.commas_between(hit.last(), at) == 0
            })
            && negation > 0.0;
        let negation = if is_denied_behind { -negation } else { negation };
        // *others are less impressed*
        let is_less = hit.first() > 0 && analysis.is(hit.first() - 1, Class::Less);
        let negation = if is_less { -negation } else { negation };
        // *should be banned*: what ought to be done says more than what is done.
        let is_demanded = has_modal_before(analysis, hit.first())
            && analysis
                .operators
                .iter()
                .any(|operator| operator.at == hit.first() && operator.kind == OperatorKind::Act);
        if is_demanded {
            weight *= DEMANDED;
        }
        let turn = if is_turned(analysis, hit, keywords, side) {
            -1.0
        } else {
            1.0
        };
        let is_mere_denial = side < 0.0
            && negation < 0.0
            && analysis.operators.iter().any(|operator| {
                operator.at == hit.first() && operator.kind == OperatorKind::Attitude && operator.sign < 0.0
            });
        if is_mere_denial {
            weight *= MERE_DENIAL;
        }
        // *will drop the case*: a verb far from any word of the target acts on something else.
        let acts_on_other = hit.n_words() == 1
            && !is_near
            && !is_demanded
            && analysis.operators.iter().any(|operator| {
                operator.at == hit.first()
                    && matches!(operator.kind, OperatorKind::Act | OperatorKind::ActNoun)
                    && !composed
                        .iter()
                        .any(|evidence| evidence.first <= hit.first() && hit.last() <= evidence.last)
            });
        if acts_on_other {
            weight *= ON_OTHER;
        }
        let weight = side * negation * turn * weight;
        // What the words around make of it outweighs the cue alone: *lifting the controls would be a mistake*.
        let is_overruled = composed.iter().any(|evidence| {
            evidence.n_operators > 1
                && evidence.first <= hit.first()
                && hit.last() <= evidence.last
                && evidence.weight * weight < 0.0
        });
        if is_overruled {
            continue;
        }
        let operator = analysis
            .operators
            .iter()
            .find(|operator| operator.at == hit.first());
        if let Some(judged) = judged(analysis, hit) {
            // *the cap … is disproportionate*: the cue is what is judged.
            found.push(Evidence {
                basis: Basis::CuePhrase,
                first: hit.first(),
                last: judged.last,
                weight: weight.abs()
                    * side
                    * judged.sign
                    * analysis.negation_of(&[hit.first(), judged.at], target),
                is_opinion: true,
                is_report: false,
                is_cue: false,
                n_operators: 2,
            });
            continue;
        }
        // *it was high time*: may be said of any target.
        let n_content = (hit.first()..=hit.last())
            .filter(|at| analysis.mark(*at).is_none() && !SMALL.iter().any(|class| analysis.is(*at, *class)))
            .count();
        let is_judged = turns_itself
            || has_modal_before(analysis, hit.last() + 1)
            || operator.is_some_and(|operator| operator.kind == OperatorKind::Judgement);
        found.push(Evidence {
            basis: if hit.n_words() > 1 && (is_near || n_content > 1) {
                Basis::CuePhrase
            } else if is_near || hit.n_words() > 1 {
                Basis::CueWord
            } else {
                Basis::CueAlone
            },
            first: hit.first(),
            last: hit.last(),
            weight: if is_unasked_before(analysis, hit.first()) {
                0.0
            } else if is_put_off(analysis, hit.first()) || is_bare_subject(analysis, hit) {
                weight * UNASSERTED
            } else {
                weight
            },
            is_opinion: is_judged,
            is_report: is_demand
                && !is_judged
                // *was abusing its power*: a reproach is the speaker's own.
                && (operator.is_some() || side > 0.0 || negation < 0.0)
                && !analysis.operators.iter().any(|operator| {
                    operator.kind == OperatorKind::Attitude
                        && operator.at <= hit.first()
                        && !is_report(analysis, operator.at)
                })
                && !is_effect(analysis, hit, keywords)
                && is_report(analysis, hit.first()),
            is_cue: operator.is_none(),
            n_operators: 1,
        });
    }
    found
}

/// Whether a cue names what ought not to be: *nobody should spend half their wages on a roof*. What is done to the target is
/// turned by its negation.
fn is_of_norm(analysis: &Analysis, hit: &Hit) -> bool {
    let is_operator = |at: usize| analysis.operators.iter().any(|operator| operator.at == at);
    hit.n_words() > 1
        && hit.first() > analysis.claim_start()
        && !(hit.first()..=hit.last()).any(is_operator)
        && has_modal_before(analysis, hit.first())
}

/// Whether a cue only tells in a relative clause what was done to something: *talks, which were suspended*.
fn is_told_aside(analysis: &Analysis, hit: &Hit) -> bool {
    hit.n_words() == 1
        && hit.first() >= 2
        && analysis.is(hit.first() - 1, Class::Be)
        && analysis.is(hit.first() - 2, Class::Relative)
        && !analysis
            .operators
            .iter()
            .any(|operator| operator.at == hit.first() && operator.kind == OperatorKind::Judgement)
}

/// Whether a verb that stands first is only what is spoken of: *Confisquer les passeports, c'est …*
fn is_bare_subject(analysis: &Analysis, hit: &Hit) -> bool {
    let start = analysis.claim_start();
    let behind = || hit.last() + 1..hit.last() + 1 + REACH + 4;
    let is_act = analysis
        .operators
        .iter()
        .any(|operator| operator.at == hit.first() && operator.kind == OperatorKind::Act);
    // *A petition against the line has gathered …*
    let is_noun = hit.n_words() > 1
        && analysis.is(hit.last(), Class::Against)
        && hit.first() <= start + 1
        && behind()
            .take_while(|at| analysis.clause(*at) == analysis.clause(hit.last()))
            .any(|at| analysis.is(at, Class::Past) || analysis.is(at, Class::Auxiliary));
    is_noun || hit.first() == start && is_act && behind().any(|at| analysis.is(at, Class::Be))
}

/// The judgement behind a copula on a cue that is a noun or stands first.
fn judged<'analysis>(analysis: &'analysis Analysis, hit: &Hit) -> Option<&'analysis Operator> {
    let own = analysis
        .operators
        .iter()
        .find(|operator| operator.at == hit.first())?;
    let is_judgement = own.kind == OperatorKind::Judgement;
    let is_subject = own.kind == OperatorKind::ActNoun || hit.first() == analysis.claim_start();
    let judgement = analysis.operators.iter().find(|operator| {
        operator.kind == OperatorKind::Judgement
            && operator.at > hit.last()
            && operator.at - hit.last() <= REACH + 6
            && analysis.clause(operator.at) == analysis.clause(hit.last())
    })?;
    let has_be = (hit.last() + 1..judgement.at).any(|at| analysis.is(at, Class::Be));
    (is_subject && !is_judgement && has_be).then_some(judgement)
}

/// Whether a verb before a cue turns it: *refuse de lever*, *reject calls to scrap*. A keyword between is the verb's object.
fn is_turned(analysis: &Analysis, hit: &Hit, keywords: &[Hit], side: f64) -> bool {
    // *accused of abusing*: only what is done can be refused.
    let is_act = analysis.operators.iter().any(|operator| {
        operator.at == hit.first() && matches!(operator.kind, OperatorKind::Act | OperatorKind::ActNoun)
    });
    // *rejected the charge as unfounded*: what is judged is not what is turned down.
    let is_judgement = analysis
        .operators
        .iter()
        .any(|operator| operator.at == hit.first() && operator.kind == OperatorKind::Judgement);
    let turns = analysis.operators.iter().filter(|operator| {
        !is_judgement
            // *déplore que Washington ait suspendu …*: a clause that is blamed is turned as a whole.
            && (!is_regretted(analysis) || analysis.is_in_claim(operator.at))
            && operator.at < hit.first()
            && hit.first() - operator.at <= 6
            && analysis.clause(operator.at) == analysis.clause(hit.first())
            && analysis.commas_between(operator.at, hit.first()) == 0
            // *must stop bullying its rivals*: what is blamed and asked to end is still blamed, but *interdit de confier à une
            // machine …*: what a whole phrase names is forbidden.
            && ((analysis.is(operator.at, Class::Prevent) && (is_act || side > 0.0 || hit.n_words() > 2))
                || (is_act && analysis.is(operator.at, Class::Reject)))
            && !matches!(operator.kind, OperatorKind::ActNoun | OperatorKind::Judgement)
            && !keywords.iter().any(|keyword| {
                // *played down the firm's achievement*
                let goes_on = hit.first() - keyword.last().min(hit.first()) <= 2;
                operator.at <= keyword.last() && keyword.last() < hit.first() && !goes_on
            })
    });
    // Who opposes it names what it harms, too.
    let is_harmed = side > 0.0
        && hit.n_words() > 1
        && !analysis
            .operators
            .iter()
            .any(|operator| operator.at == hit.first())
        && is_harmed(analysis, hit, keywords);
    (turns.count() % 2 == 1) != is_harmed
}

/// Whether something bad is done to what a cue names: *nuira à la vie du quartier*.
fn is_harmed(analysis: &Analysis, hit: &Hit, keywords: &[Hit]) -> bool {
    analysis.operators.iter().any(|operator| {
        let is_bad = operator.sign < 0.0
            && matches!(operator.kind, OperatorKind::Act | OperatorKind::Judgement)
            && !operator.is_effect;
        let is_before = operator.at < hit.first()
            && hit.first() - operator.at <= 4
            && analysis.clause(operator.at) == analysis.clause(hit.first())
            && analysis.commas_between(operator.at, hit.first()) == 0
            && (operator.at + 1..hit.first()).all(|at| analysis.mark(at).is_none());
        let has_keyword = keywords
            .iter()
            .any(|keyword| operator.at <= keyword.last() && keyword.first() < hit.first());
        let is_said_of = (operator.at + 1..hit.first()).any(|at| analysis.is(at, Class::Be));
        is_bad && is_before && !has_keyword && !is_said_of
    })
}

/// Whether a cue says what the target's thing does, in the active voice: *rent control protects tenants*.
fn is_effect(analysis: &Analysis, hit: &Hit, keywords: &[Hit]) -> bool {
    let is_passive = (hit.first().saturating_sub(3)..hit.first()).any(|at| analysis.is(at, Class::Be))
        || analysis.mark(hit.last() + 1).is_some()
        || analysis.is(hit.last() + 1, Class::LoosePreposition);
    let is_behind = keywords.iter().any(|keyword| {
        keyword.last() < hit.first() && analysis.clause(keyword.last()) == analysis.clause(hit.first())
    });
    // *These rules will close the last gaps*
    let takes_up = |at: usize| {
        analysis.is(at, Class::Anaphor)
            && analysis.is_in_claim(at)
            && analysis.clause(at) == analysis.clause(hit.first())
    };
    let is_behind = is_behind || (hit.first().saturating_sub(REACH)..hit.first()).any(takes_up);
    let is_act = analysis
        .operators
        .iter()
        .any(|operator| operator.at == hit.first() && operator.kind == OperatorKind::Act);
    is_behind && !(is_passive && is_act)
}
