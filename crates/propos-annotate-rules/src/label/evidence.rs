//! What a claim's words say for or against a target.

mod absent;
mod basis;
mod place;
mod weight;

use absent::{instead, missed, threatened};
pub(super) use basis::Basis;
use place::{
    ceases, has_copula_behind, has_verb_behind, is_effect_of_subject, is_infinitive_of_cue, is_near_object,
};
pub(super) use place::{is_unasked, is_unasked_before};
use weight::{direction, without_doubles};

use super::analysis::{Analysis, Operator, OperatorKind};
use super::cues::cues;
use super::lexicon::Class;
use super::phrases::{Hit, Tag};
use super::polarity::Polarity;
use super::verb_second::{
    ends_unknown, finite, fronting_verb, has_pronoun_behind, matrix_verb, parts_object,
};

/// A reason for a side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    pub(super) basis: Basis,
    /// First and last item.
    pub(super) first: usize,
    pub(super) last: usize,
    /// Positive in favour, negative against; 1 is enough for a side.
    pub(super) weight: f64,
    /// Whether it judges or says what ought to be, rather than reports what someone does.
    pub(super) is_opinion: bool,
    /// Whether it is a cue of the codebook that is no word of acting or judging known otherwise.
    pub(super) is_cue: bool,
    /// Whether it reports a deed of somebody else: a fact, and no side of the one who tells it.
    pub(super) is_report: bool,
    /// How many words with a direction it is made of.
    pub(super) n_operators: usize,
}

/// How far an operator reaches to its object, in items.
pub(super) const REACH: usize = 8;
/// Within how many words of a claim's beginning the noun of its subject stands.
const SUBJECT: usize = 3;
/// What words of the data files weigh.
const OPERATOR: f64 = 1.0;
/// How much a judgement counts on a thing whose side the statement does not tell.
const HALF_KNOWN: f64 = 0.8;
/// How much is left of a weight where the claim goes on with *but*.
const GRANTED: f64 = 0.1;
/// How much it counts not to be against something.
pub(super) const MERE_DENIAL: f64 = 0.65;
/// How much a question or condition leaves of a weight.
pub(super) const UNASSERTED: f64 = 0.4;

/// All evidence on one target. `keywords` are the target's keywords in the claim whose thing stands on a side, `all` its words.
/// `is_demand` tells whether the target says what ought to be.
pub(super) fn evidence(
    analysis: &Analysis,
    target: usize,
    is_demand: bool,
    keywords: &[Hit],
    all: &[Hit],
) -> Vec<Evidence> {
    let mut found = Vec::new();
    let mut head: Option<&Hit> = None;
    for keyword in keywords {
        let Tag::TargetKeyword { act, judgement, .. } = keyword.tag else {
            continue;
        };
        // *Abschiebestopp*: the last part of the word hinders the first.
        let is_stopped = keyword.is_beginning()
            && keyword.first() == keyword.last()
            && analysis.is(keyword.last(), Class::LowerNoun);
        // *travel rules*, *rent limits*: what hinders follows its object.
        let is_hindered = act < 0
            && [Class::Rule, Class::LowerNoun, Class::Control]
                .iter()
                .any(|class| {
                    analysis.is(keyword.last() + 1, *class) && analysis.mark(keyword.last() + 1).is_none()
                });
        let polarity = if is_hindered || is_stopped {
            Polarity {
                act: -act,
                judgement: -judgement,
            }
        } else {
            Polarity { act, judgement }
        };
        // *controls on chips*: what is said is said of the controls.
        if head.is_some_and(|head| depends_on(analysis, head, keyword)) {
            continue;
        }
        head = Some(keyword);
        let last = last_dependent(analysis, keyword, keywords);
        let chain = chain_before(analysis, keyword);
        // *toughens short lets*: it is the rules of them that get strict.
        let is_of_rules = polarity.act < 0
            && chain
                .first()
                .is_some_and(|nearest| analysis.is(nearest.at, Class::Strictness));
        let polarity = Polarity {
            act: if is_of_rules { -polarity.act } else { polarity.act },
            ..polarity
        };
        let n_before = found.len();
        if let Some(instead) = instead(analysis, keyword, f64::from(polarity.judgement)) {
            found.push(instead);
        } else if let Some(missed) = missed(analysis, keyword, f64::from(polarity.judgement)) {
            found.push(missed);
        } else if let Some(behind) = behind(analysis, target, keyword, last, &chain, polarity) {
            found.push(behind);
        } else {
            let mut verbs = final_verbs(analysis, last);
            if analysis.is_verb_final && verbs.is_empty() {
                verbs.extend(fronting_verb(analysis, keyword.first(), last));
            }
            verbs.extend(chain);
            found.extend(before(analysis, target, keyword, &verbs, polarity));
        }
        if analysis.is_verb_final
            && let Some(verb) = matrix_verb(analysis, keyword.first())
        {
            let inner = found
                .get(n_before)
                .map_or(f64::from(polarity.act), |inner| inner.weight);
            found.truncate(n_before);
            found.push(Evidence {
                basis: Basis::Composed,
                first: verb.at,
                last: keyword.last(),
                weight: inner.signum() * verb.sign * analysis.negation_of(&[verb.at], target) * OPERATOR,
                is_opinion: false,
                is_report: is_report(analysis, verb.at),
                is_cue: false,
                n_operators: 1,
            });
        }
        if is_demand && act == 0 {
            // Blame of a thing of unknown side is half a reason: *brain drain is devastating*.
            for evidence in found.iter_mut().skip(n_before) {
                evidence.weight *= HALF_KNOWN;
            }
        }
    }
    // What acts on a thing of unknown side says nothing by itself.
    found.retain(|evidence| evidence.weight != 0.0);
    found.extend(cues(analysis, target, is_demand, all, &found));
    for evidence in &mut found {
        let is_unasserted = |at: usize| analysis.is_asked(at) || analysis.is_conditional(at);
        // *has not said how she will vote on it*: what is asked is not said.
        let start = analysis.claim_start();
        let is_asked = analysis.is(start, Class::Whether) && start > 0 && analysis.is_in_cue(start - 1);
        // *has not said how it would hurt the shops*: nor is it denied.
        let is_open = analysis.class(Class::Whether).any(|(at, _)| {
            let mut negations = analysis.negations.iter();
            at < evidence.first && negations.any(|(reach, word)| *word < at && reach.contains(&at))
        });
        if is_asked || is_open {
            evidence.weight *= UNASSERTED;
        }
        if let Some(weight) = threatened(analysis, target, evidence).filter(|_| is_demand) {
            evidence.weight = weight;
        } else if is_unasserted(evidence.first) || is_unasserted(evidence.last) {
            evidence.weight *= UNASSERTED;
        }
        if is_qualified(analysis, evidence) {
            evidence.weight *= UNASSERTED;
        }
        if analysis.is_granted(evidence.first, evidence.last) {
            evidence.weight *= GRANTED;
        }
    }
    without_doubles(found)
}

/// Whether what is blamed is so on a condition alone: *the ban is useless if nobody checks it*, but *it would be a mistake if …*
fn is_qualified(analysis: &Analysis, evidence: &Evidence) -> bool {
    /// Within how many words such a condition follows.
    const QUALIFIED: usize = 5;
    const CONDITIONS: [Class; 2] = [Class::If, Class::Unless];
    let last = evidence.last;
    let is_near =
        |at: usize| analysis.clause(at) == analysis.clause(last) && analysis.commas_between(last, at) == 0;
    let is_told = |class: Class| analysis.class(class).any(|(at, _)| is_near(at));
    evidence.weight < 0.0
        && !is_told(Class::Would)
        && CONDITIONS.iter().any(|class| {
            analysis
                .class(*class)
                .any(|(at, _)| last < at && at <= last + QUALIFIED && is_near(at))
        })
}

/// Whether a keyword is part of the phrase that another one heads.
fn depends_on(analysis: &Analysis, head: &Hit, keyword: &Hit) -> bool {
    keyword.first() > head.last()
        && keyword.first() - head.last() <= 4
        && analysis.clause(head.last()) == analysis.clause(keyword.first())
        && analysis.commas_between(head.last(), keyword.first()) == 0
        && !analysis
            .operators
            .iter()
            .any(|operator| head.last() < operator.at && operator.at < keyword.first())
        && !(head.last() + 1..keyword.first())
            .any(|at| analysis.is(at, Class::Be) || analysis.is(at, Class::Modal))
}

/// The last item of the phrase that a keyword heads.
fn last_dependent(analysis: &Analysis, head: &Hit, keywords: &[Hit]) -> usize {
    let mut last = *head;
    for keyword in keywords.iter().filter(|keyword| keyword.first() > head.last()) {
        if depends_on(analysis, &last, keyword) {
            last = *keyword;
        }
    }
    last.last()
}

/// The operators whose object the keyword is, the nearest first: each reaches the next.
fn chain_before(analysis: &Analysis, keyword: &Hit) -> Vec<Operator> {
    let mut chain: Vec<Operator> = Vec::new();
    let mut from = keyword.first();
    for operator in analysis.operators.iter().rev() {
        if operator.at >= from {
            continue;
        }
        let is_cue = analysis.is_in_cue(operator.at) && !analysis.is_in_claim(operator.at);
        let is_near = from - operator.at <= REACH
            && analysis.clause(operator.at) == analysis.clause(keyword.first())
            && analysis.commas_between(operator.at, keyword.first()) == 0;
        let is_put_off = (operator.at..from).any(|at| analysis.is(at, Class::Delay));
        // *allow eight storeys along the tram line*: the line is not what is allowed.
        let is_around = (operator.last + 2..from).any(|at| {
            analysis.is(at, Class::LoosePreposition)
                && !analysis.is(at, Class::ForHaving)
                && (!analysis.is_verb_final
                    || operator.kind != OperatorKind::ActNoun
                        && parts_object(analysis, operator.last, at, from))
        });
        // *regrets that the text spares*: what is regretted is what the clause says.
        // *asks residents what they think of the plan*: a question wants nothing.
        let is_of_clause = operator.kind == OperatorKind::Attitude
            && chain.is_empty()
            && (operator.at + 1..from).any(|at| {
                analysis.is(
                    at,
                    if operator.is_demand {
                        Class::Whether
                    } else {
                        Class::That
                    },
                )
            });
        // *insisted the plan would …*: what is said is said by the clause.
        let is_of_reported =
            is_cue && !is_near_object(analysis, keyword) && (operator.is_demand || operator.sign > 0.0);
        // *double the levy and extend it*: the levy does nothing to it.
        // *hat die Regel gelockert und will …*: what another verb ended acts on something else.
        let is_other_verb = analysis.is_verb_final
            && chain
                .iter()
                .any(|verb| analysis.is(verb.at, Class::Want) || verb.is_demand)
            && matches!(operator.kind, OperatorKind::Act | OperatorKind::Attitude);
        let is_joined = (operator.kind == OperatorKind::ActNoun || is_other_verb)
            && analysis.is(operator.last + 1, Class::And);
        if is_joined {
            continue;
        }
        // *the most persistent advocate of …*: an adjective of whoever is for it says nothing of it.
        let is_of_advocate = operator.kind == OperatorKind::Judgement
            && chain.last().is_some_and(|noun| {
                noun.kind == OperatorKind::Attitude
                    && noun.at == operator.last + 1
                    && (noun.is_phrase || analysis.is(noun.last + 1, Class::Preposition))
            });
        if is_of_advocate {
            continue;
        }
        // *des riverains furieux ont manifesté contre …*: an adjective of the subject governs nothing.
        // *A separate fight has broken out over …*: a noun with a verb behind it does nothing to what follows that.
        let is_of_subject = operator.kind == OperatorKind::Attitude
            && (!chain.is_empty() || !analysis.is_verb_final && !operator.is_phrase)
            && [Class::Past, Class::Auxiliary]
                .iter()
                .any(|class| analysis.is(operator.last + 1, *class));
        if is_of_subject {
            break;
        }
        // *a levy on cars would pay for free buses*: the noun is what does it.
        let is_finite = |at: usize| {
            let classes = [Class::Would, Class::Future, Class::Modal];
            classes.iter().any(|class| analysis.is(at, *class))
        };
        let is_subject = (operator.kind == OperatorKind::ActNoun || operator.is_effect)
            && (operator.last + 1..from).any(is_finite);
        let is_around = is_around && is_near && !is_cue;
        if !(is_near || is_cue) || is_of_reported || is_put_off || is_of_clause || is_around || is_subject {
            break;
        }
        chain.push(*operator);
        from = operator.at;
    }
    chain
}

/// The verbs behind the keyword whose object it is, the nearest first, in languages that have them at the end of the clause:
/// *(will) den Nachzug aussetzen*, *(hat) eine Grenze gefordert*.
fn final_verbs(analysis: &Analysis, last: usize) -> Vec<Operator> {
    if !analysis.is_verb_final {
        return Vec::new();
    }
    let behind = analysis.operators.iter().filter(|operator| operator.at > last);
    let verbs = behind
        .take_while(|operator| {
            operator.at - last <= REACH + 4
                && analysis.clause(operator.at) == analysis.clause(last)
                && analysis.commas_between(last, operator.at) == 0
        })
        .filter(|operator| matches!(operator.kind, OperatorKind::Act | OperatorKind::Attitude))
        .filter(|operator| ends_clause(analysis, operator.last));
    verbs.copied().collect()
}

/// Whether a keyword is the verb at the end of its clause: *sollen schneller abgeschoben werden*.
fn is_final_verb(analysis: &Analysis, keyword: &Hit) -> bool {
    let item = analysis.items.get(keyword.last());
    item.is_some_and(|item| !item.is_capitalised) && ends_clause(analysis, keyword.last())
}

/// Whether nothing but other verbs follows a verb in its clause.
fn ends_clause(analysis: &Analysis, verb: usize) -> bool {
    let is_verb = |at: usize| {
        analysis.is(at, Class::Be)
            || analysis.is(at, Class::Modal)
            || analysis.is(at, Class::Past)
            || analysis.is(at, Class::Future)
            || analysis.operators.iter().any(|operator| {
                (operator.at..=operator.last).contains(&at) && operator.kind != OperatorKind::Judgement
            })
    };
    (verb + 1..analysis.items.len())
        .take_while(|at| analysis.mark(*at).is_none() && analysis.clause(*at) == analysis.clause(verb))
        .find(|at| !is_verb(*at))
        // *und* joins another verb or another clause.
        .is_none_or(|at| analysis.is(at, Class::And))
}

fn is_act(operator: &Operator) -> bool {
    matches!(operator.kind, OperatorKind::Act | OperatorKind::ActNoun)
}

/// Verbs and judgements before the keyword: *demande de lever les contrôles*, *opposes the tram*; or *must cooperate*.
fn before(
    analysis: &Analysis,
    target: usize,
    keyword: &Hit,
    chain: &[Operator],
    polarity: Polarity,
) -> Option<Evidence> {
    let (act, judgement) = (f64::from(polarity.act), f64::from(polarity.judgement));
    let has_modal = has_modal_before(analysis, keyword.first())
        || chain
            .iter()
            .any(|verb| verb.at > keyword.last() && has_modal_before(analysis, verb.at));
    // *Gegen den Nachzug sprach sich … aus*: the verb tells more than its preposition.
    let strong = || {
        chain
            .iter()
            .rev()
            .filter(|operator| operator.kind != OperatorKind::ActNoun)
    };
    let is_verb = |operator: &&Operator| !analysis.is_verb_final || !analysis.is(operator.at, Class::Against);
    let Some(strongest) = strong().find(is_verb).or_else(|| strong().next()) else {
        return asserted(analysis, target, keyword, act).filter(|_| chain.is_empty());
    };
    let is_opinion = has_modal
        || chain
            .iter()
            .any(|operator| operator.kind == OperatorKind::Judgement);
    let polarity = if chain.iter().any(is_act) { act } else { judgement };
    // *will Handys … verbannen*: what is wanted is not known.
    let is_wanted = chain
        .iter()
        .any(|operator| analysis.is(operator.at, Class::Want) && !operator.is_phrase);
    if is_wanted && ends_unknown(analysis, keyword.last()) {
        return None;
    }
    // *Publier les poids …*: the infinitive is what is spoken of, and what is said of it follows.
    let is_subject = chain.len() == 1
        && strongest.kind == OperatorKind::Act
        && strongest.at == analysis.claim_start()
        && !has_modal
        && !is_infinitive_of_cue(analysis)
        && has_verb_behind(analysis, keyword);
    if polarity == 0.0 || is_subject {
        return None;
    }
    // *A petition against it has gathered …*: what is against it is spoken of, and something is said of that.
    let is_spoken_of = chain.len() == 1
        && strongest.kind == OperatorKind::Attitude
        && strongest.at <= analysis.claim_start() + SUBJECT
        && (is_told_behind(analysis, keyword.last())
            || analysis.is(strongest.last, Class::Against) && has_verb_behind(analysis, keyword));
    // *not opposed to* is no support yet.
    let items: Vec<usize> = chain.iter().map(|operator| operator.at).collect();
    let is_negated = analysis.negation_of(&items, target) < 0.0;
    let is_mere_denial =
        is_negated && !has_modal && strongest.kind == OperatorKind::Attitude && strongest.sign < 0.0;
    // *has not asked for it to be abandoned*: whoever has not asked may still want it.
    let is_unasked = is_negated && !has_modal && is_unasked(analysis, chain);
    let factor = if is_unasked {
        0.0
    } else if is_put_off(analysis, strongest.at) || is_spoken_of {
        UNASSERTED
    } else if is_mere_denial {
        MERE_DENIAL
    } else if is_opinion {
        1.1
    } else {
        1.0
    };
    // *Quoten lehnt der Minister ab*: who does it stands behind the verb.
    let is_fronted =
        analysis.is_verb_final && strongest.at > keyword.last() && !ends_clause(analysis, strongest.last);
    let is_pronoun = is_fronted && has_pronoun_behind(analysis, strongest.at);
    let is_others = !is_opinion && !is_pronoun && !is_own(analysis, strongest);
    Some(Evidence {
        basis: Basis::Composed,
        first: if is_fronted {
            strongest.at
        } else {
            strongest.at.min(keyword.first())
        },
        last: strongest.at.max(keyword.last()),
        weight: direction(analysis, chain, target) * polarity * OPERATOR * factor,
        is_report: is_others && is_report(analysis, strongest.at),
        is_opinion,
        is_cue: false,
        n_operators: chain.len(),
    })
}

/// Whether the verb of a clause follows a noun at once, or the words that go with it: *la ligne de tramway a recueilli …*
fn is_told_behind(analysis: &Analysis, noun: usize) -> bool {
    (noun + 1..noun + 4)
        .take_while(|at| analysis.mark(*at).is_none() && analysis.clause(*at) == analysis.clause(noun))
        .take_while(|at| !analysis.is(*at, Class::And) && !analysis.is(*at, Class::That))
        .any(|at| analysis.is(at, Class::Past))
}

/// Whether what a verb at the end of its clause says is the speaker's own: *kündigte an, Parks zu genehmigen*, where nobody else
/// could do it; *werde es kein Limit geben*, where nobody does it.
fn is_own(analysis: &Analysis, verb: &Operator) -> bool {
    if !analysis.is_verb_final || !ends_clause(analysis, verb.last) {
        return false;
    }
    finite(analysis, verb.at).map_or_else(
        || analysis.has_cue(),
        |finite| verb.is_phrase && has_pronoun_behind(analysis, finite),
    )
}

/// A keyword that is itself the verb of a demand: *doivent coopérer*, *should never sell chips*.
fn asserted(analysis: &Analysis, target: usize, keyword: &Hit, act: f64) -> Option<Evidence> {
    let reach = if analysis.is_verb_final { REACH } else { 3 };
    let modal = analysis.class(Class::Modal).find(|(first, last)| {
        *first < keyword.first() && keyword.first() - last <= reach && analysis.is_in_claim_or_cue(*first)
    });
    let Some(modal) = modal else {
        return done(analysis, target, keyword, act);
    };
    let only_small_words = (modal.1 + 1..keyword.first()).all(|at| {
        analysis.is(at, Class::Stop) && !analysis.is(at, Class::Article)
            || analysis.is(at, Class::Negation)
            || analysis.is(at, Class::Be)
    });
    let same_clause = analysis.clause(modal.0) == analysis.clause(keyword.first());
    let only_small_words = only_small_words || (analysis.is_verb_final && is_final_verb(analysis, keyword));
    (only_small_words && same_clause && act != 0.0).then(|| Evidence {
        basis: Basis::Asserted,
        first: modal.0,
        last: keyword.last(),
        weight: act * analysis.negation_of(&[keyword.first()], target) * OPERATOR * 1.1,
        is_opinion: true,
        is_report: false,
        is_cue: false,
        n_operators: 1,
    })
}

/// A keyword that is itself what somebody does: *Norway will cull half of its wolves*.
fn done(analysis: &Analysis, target: usize, keyword: &Hit, act: f64) -> Option<Evidence> {
    let is_verb = keyword.n_words() > 1
        && analysis
            .operators
            .iter()
            .all(|operator| operator.at != keyword.first() || operator.kind == OperatorKind::Act)
        && (analysis.is(keyword.first(), Class::Lower) || analysis.is(keyword.first(), Class::Raise));
    let before = keyword.first().checked_sub(1)?;
    let is_told = analysis.is(before, Class::Future)
        || analysis.is(before, Class::Past)
        || analysis.is_in_claim(before)
            && analysis.mark(before).is_none()
            && !analysis.is(before, Class::Article)
            && !analysis.is(before, Class::Preposition)
            && !analysis.is(before, Class::Be);
    (is_verb && is_told && act != 0.0 && analysis.is_in_claim(keyword.first())).then(|| Evidence {
        basis: Basis::Composed,
        first: keyword.first(),
        last: keyword.last(),
        weight: act * analysis.negation_of(&[keyword.first()], target) * OPERATOR,
        is_opinion: false,
        is_report: true,
        is_cue: false,
        n_operators: 1,
    })
}

/// What is said of the keyword behind it: *les contrôles sont inefficaces*, *the line must be built*, and of the act whose
/// object it is: *la levée des contrôles serait une erreur*.
fn behind(
    analysis: &Analysis,
    target: usize,
    keyword: &Hit,
    last: usize,
    chain: &[Operator],
    polarity: Polarity,
) -> Option<Evidence> {
    let (act, judgement) = (f64::from(polarity.act), f64::from(polarity.judgement));
    // *fears of … are overblown*: a word of attitude that stands first before a copula is a noun.
    let has_copula = has_copula_behind(analysis, keyword);
    let is_noun =
        |operator: &Operator| has_copula && operator.at == analysis.claim_start() && !operator.is_demand;
    let acts: Vec<Operator> = chain
        .iter()
        .copied()
        .filter(|operator| is_act(operator) || is_noun(operator))
        .collect();
    let is_wanted = chain.iter().any(|operator| operator.is_demand) || analysis.is_demanded();
    // *ein schneller Zugang*: the adjective goes with its noun.
    let is_adjective =
        |operator: &Operator| operator.kind == OperatorKind::Judgement && operator.at + 1 == keyword.first();
    let has_attitude = chain
        .iter()
        .any(|operator| !(is_act(operator) || is_noun(operator) || is_adjective(operator)));
    let does_of_subject = |operator: &Operator| {
        acts.is_empty() && !has_attitude && is_effect_of_subject(analysis, last, operator)
    };
    let operator = analysis
        .operators
        .iter()
        .filter(|operator| operator.at > last)
        .take_while(|operator| {
            analysis.clause(operator.at) == analysis.clause(last)
                && analysis.distance(last, operator.at) <= REACH + 4
        })
        .find(|operator| {
            let has_be = (operator.at.saturating_sub(4)..operator.at)
                .any(|at| at > last && (analysis.is(at, Class::Be) || analysis.is(at, Class::Judge)));
            match operator.kind {
                // *the cap saves lives*, *would kill trade*
                OperatorKind::Act if does_of_subject(operator) => true,
                OperatorKind::Act => {
                    let is_asked = has_be || (is_wanted && operator.at == last + 1);
                    !analysis.is_verb_final && (is_asked || ceases(analysis, last, operator))
                }
                // Without a copula it may be said of something else.
                OperatorKind::Judgement => {
                    let is_beside = acts.len()
                        == chain
                            .iter()
                            .filter(|operator| operator.kind == OperatorKind::ActNoun)
                            .count()
                        && analysis.commas_between(last, operator.at) == 0;
                    // *killing wolves does not protect flocks*
                    let is_of_subject = (operator.is_effect || has_verb_behind(analysis, keyword))
                        && acts.first().is_some_and(|act| act.at == analysis.claim_start())
                        && analysis.commas_between(last, operator.at) == 0;
                    !has_attitude && (has_be || is_beside || is_of_subject)
                }
                // *the plan should be rejected*, *was approved by the council*
                OperatorKind::Attitude => !has_attitude && has_be && !operator.is_demand,
                OperatorKind::ActNoun => false,
            }
        })?;
    // *dread the day it is banned*: what is felt is felt of what is done.
    let is_felt = has_attitude && !is_wanted;
    if is_felt && (operator.kind != OperatorKind::Act || chain.len() != 1) {
        return None;
    }
    let is_judgement = operator.kind == OperatorKind::Judgement || does_of_subject(operator);
    let mut acts = acts;
    if is_judgement && analysis.is_verb_final {
        // *Den Nachzug auszusetzen, ist falsch*: the infinitive is what is judged.
        let verbs = final_verbs(analysis, last).into_iter();
        acts.extend(verbs.filter(|verb| {
            verb.kind == OperatorKind::Act
                && verb.last < operator.at
                && (verb.last + 1..operator.at).any(|at| analysis.mark(at).is_some())
        }));
    }
    let polarity = if is_judgement && acts.is_empty() {
        judgement
    } else {
        act
    };
    let mut said = if is_felt { chain.to_vec() } else { acts };
    said.push(*operator);
    let first = said
        .iter()
        .map(|operator| operator.at)
        .min()
        .unwrap_or(keyword.first());
    let factor = if is_unasked_before(analysis, keyword.first()) {
        0.0
    } else {
        1.0
    };
    Some(Evidence {
        basis: Basis::Behind,
        first: first.min(keyword.first()),
        last: operator.last,
        weight: direction(analysis, &said, target) * polarity * OPERATOR * factor,
        is_opinion: is_judgement || has_modal_before(analysis, operator.at),
        is_report: !is_judgement
            && !is_wanted
            && !has_modal_before(analysis, operator.at)
            && is_report(analysis, operator.at),
        is_cue: false,
        n_operators: said.len(),
    })
}

/// Whether a cue's measure is only considered or studied: *is considering a tightening*.
pub(super) fn is_put_off(analysis: &Analysis, first: usize) -> bool {
    (first.saturating_sub(5)..first)
        .any(|at| analysis.clause(at) == analysis.clause(first) && analysis.is(at, Class::Delay))
}

/// Whether a verb tells what somebody else does: it has a subject before it that is not the speaker, and no future.
pub(super) fn is_report(analysis: &Analysis, verb: usize) -> bool {
    // *voted against*: the verb stands before its preposition.
    let verb = if analysis.is(verb, Class::Against) {
        verb.saturating_sub(1)
    } else {
        verb
    };
    if !analysis.is_in_claim(verb) {
        return false;
    }
    let start = analysis.claim_start();
    let in_clause = |at: usize| analysis.clause(at) == analysis.clause(verb);
    let clause = || (start..verb).filter(|at| in_clause(*at));
    let has_subject = clause().any(|at| analysis.mark(at).is_none() && !analysis.is(at, Class::Stop));
    let is_own = clause().any(|at| analysis.is(at, Class::FirstPerson) || analysis.is(at, Class::Future));
    has_subject && !is_own
}

/// Whether *must*, *doit* or *il faut* stands before an item in its clause.
pub(super) fn has_modal_before(analysis: &Analysis, at: usize) -> bool {
    analysis.class(Class::Modal).any(|(first, _)| {
        first < at
            && at - first <= 12
            && analysis.clause(first) == analysis.clause(at)
            && analysis.is_in_claim_or_cue(first)
    })
}
