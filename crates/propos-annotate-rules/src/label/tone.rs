//! Praise and blame that name no object.

use propos_schema::{Claim, ClaimKind};

use super::analysis::{Analysis, Operator, OperatorKind};
use super::evidence::Basis;
use super::holder::is_author;
use super::lexicon::Class;
use super::phrases::Tag;
use super::reading::{Said, bytes, denies, is_asserted, negation};

/// What a word of praise or blame counts by itself, in the claim and as its cue.
const TONE: f64 = 0.5;
const TONE_OF_CUE: f64 = 0.8;
/// Praise that introduces a claim is seldom for something else.
const PRAISE_OF_CUE: f64 = 0.95;
/// What counts that it will do good or harm to whatever it is.
const TONE_OF_DEED: f64 = 0.9;
/// What is left of it where its clause says it of something else.
const OF_OTHER: f64 = 0.4;
/// What an effect counts that is still to come: it is that of what is under discussion.
const TONE_TO_COME: f64 = 1.1;
/// What a quality counts that is still to come.
const TONE_FORETOLD: f64 = 0.8;
/// What one counts for the better that has come: what is worse may have come before it.
const TONE_OF_GAIN: f64 = 0.8;
/// What one counts that is all that is said.
const TONE_OF_NAME: f64 = 1.1;
/// What a name of the speaker's own counts.
const NAMED: f64 = -1.0;
/// What a word counts that only speaks well or ill: speaking well is politeness as often as a side.
const KIND: f64 = 0.2;
const UNKIND: f64 = -0.4;
/// How many words may stand between a verb and what says that it is to come.
const TO_COME: usize = 4;

/// Words of praise and blame, whatever they are said of, in the claim and in what introduces it.
pub(super) fn tone(analysis: &Analysis, claim: &Claim) -> Vec<Said> {
    if denies(analysis) {
        return Vec::new();
    }
    let said_by = |basis: Basis, (at, last): (usize, usize), weight: f64| {
        is_asserted(analysis, at).then_some(())?;
        Some(Said {
            weight: weight * negation(analysis, at, at),
            basis,
            range: bytes(analysis, at, last)?,
        })
    };
    let said = |at: (usize, usize), weight: f64| said_by(Basis::Tone, at, weight);
    let is_name = !is_author(claim) && is_name(analysis);
    let judgements = analysis
        .operators
        .iter()
        // *cry foul over a rip-off*: a phrase may begin in what introduces the claim.
        .filter(|operator| {
            operator.kind == OperatorKind::Judgement
                && (analysis.is_in_claim(operator.at) || analysis.is_in_claim(operator.last))
        })
        .filter_map(|operator| {
            let tone = if operator.is_effect && is_to_come(analysis, operator.at) {
                TONE_TO_COME
            } else if is_foretold(analysis, operator) {
                TONE_FORETOLD
            } else if operator.is_effect && operator.sign > 0.0 {
                TONE_OF_GAIN
            } else {
                TONE
            };
            // *sprach von Augenwischerei*: a name is all that is said, of what is under discussion.
            let tone = if is_name { TONE_OF_NAME } else { tone };
            let about = if is_of_other(analysis, operator.at) {
                OF_OTHER
            } else {
                1.0
            };
            // *It is a scandal that nobody may build here*: what is blamed is that it is not done.
            let turn = if is_of_want(analysis, operator) { -1.0 } else { 1.0 };
            said((operator.at, operator.last), turn * about * tone * operator.sign)
        });
    let words = [(Class::Kind, KIND), (Class::Unkind, UNKIND)]
        .into_iter()
        .flat_map(|(class, weight)| analysis.class(class).map(move |hit| (hit, weight)))
        .filter(|((first, _), _)| {
            analysis.is_in_claim(*first)
                && !analysis
                    .operators
                    .iter()
                    .any(|operator| operator.at == *first && operator.kind == OperatorKind::Judgement)
        })
        .filter_map(|(at, weight)| said(at, weight));
    let to_come = [(Class::Helps, TONE_OF_DEED), (Class::Harms, -TONE_OF_DEED)]
        .into_iter()
        .flat_map(|(class, weight)| analysis.class(class).map(move |hit| (hit, weight)))
        .filter(|((first, _), _)| {
            let is_other = analysis.operators.iter().any(|operator| {
                (operator.at..=operator.last).contains(first) && operator.kind != OperatorKind::Act
            });
            let is_set = analysis.is(*first, Class::NotOperator);
            analysis.is_in_claim(*first) && !is_other && !is_set && is_to_come(analysis, *first)
        })
        .filter_map(|(at, weight)| said(at, weight));
    let cues = |class: Class, weight: f64| {
        analysis
            .class(class)
            .filter(|(first, _)| analysis.is_in_cue(*first))
            .map(move |hit| (hit, weight))
    };
    let of_what = if is_of_giving_up(analysis) { -1.0 } else { 1.0 };
    let cue = cues(Class::Praise, PRAISE_OF_CUE * of_what)
        .chain(cues(Class::Blame, -TONE_OF_CUE * of_what))
        .take(1)
        .filter_map(|(at, weight)| said_by(Basis::ToneOfCue, at, weight));
    let mut found: Vec<Said> = judgements.chain(words).chain(to_come).chain(cue).collect();
    // *describes the zone as “…”*: a name of the speaker's own is seldom kind, unless its words say so.
    let is_named = found.iter().all(|said| said.weight <= 0.0);
    let named = match claim.kind {
        ClaimKind::Mixed => Some(Class::Describe),
        // *called the lorries tanks*: told in other words it is one with some verbs alone.
        ClaimKind::Indirect if !has_verb(analysis) => Some(Class::Dub),
        _ => None,
    };
    let named = named.filter(|_| is_named && !is_author(claim));
    // *called on them to back down* calls it nothing.
    let name = named
        .and_then(|class| cues(class, NAMED).find(|((first, _), _)| !analysis.is(*first, Class::Demand)));
    if let Some((hit, _)) = name {
        found.extend(said_by(Basis::Named, hit, NAMED));
    }
    found
}

/// Whether what is spoken of is that something is given up: *regretted the retreat*, *welcomes the withdrawal*.
fn is_of_giving_up(analysis: &Analysis) -> bool {
    /// Within how many words of the beginning it is named.
    const HEAD: usize = 3;
    let start = analysis.claim_start();
    let is_head = |at: &usize| analysis.is_in_claim(*at) && analysis.mark(*at).is_none();
    let mut head = (start..start + HEAD).take_while(is_head);
    let is_noun = |at: usize| {
        let before = at
            .checked_sub(1)
            .is_some_and(|before| analysis.is(before, Class::Article));
        before && at > start && (analysis.is(at, Class::Undo) || analysis.is(at, Class::Retreat))
    };
    !has_verb(analysis) && head.any(is_noun)
}

/// Whether what is said is a name of few words without a verb: *(called it) a disgrace*.
fn is_name(analysis: &Analysis) -> bool {
    /// How many words such a name has at most.
    const LONGEST: usize = 9;
    let words = words(analysis).count();
    let is_of_target = analysis.spoken.iter().any(|hit| {
        analysis.is_in_claim(hit.first()) && matches!(hit.tag, Tag::TargetKeyword { act, .. } if act != 0)
    });
    !has_verb(analysis) && !is_of_target && words <= LONGEST
}

/// The words of the claim.
fn words(analysis: &Analysis) -> impl Iterator<Item = usize> {
    let all = analysis.claim_start()..analysis.items.len();
    all.filter(|at| analysis.is_in_claim(*at) && analysis.mark(*at).is_none())
}

/// Whether the claim has a verb of a clause.
fn has_verb(analysis: &Analysis) -> bool {
    const OF_CLAUSES: [Class; 6] = [
        Class::Auxiliary,
        Class::Be,
        Class::Future,
        Class::Modal,
        Class::Past,
        Class::Would,
    ];
    words(analysis).any(|at| OF_CLAUSES.iter().any(|class| analysis.is(at, *class)))
}

/// Whether a judgement is one of what its clause names, which is not under discussion: *the question is the wrong one*.
fn is_of_other(analysis: &Analysis, at: usize) -> bool {
    /// How far before a judgement its verb may stand.
    const PREDICATE: usize = 4;
    let in_clause =
        |before: usize| analysis.clause(before) == analysis.clause(at) && analysis.is_in_claim(before);
    let verb = (at.saturating_sub(PREDICATE)..at)
        .find(|before| in_clause(*before) && analysis.is(*before, Class::Be));
    let Some(verb) = verb.filter(|_| !analysis.is_verb_final) else {
        return false;
    };
    let subject = || (analysis.claim_start()..verb).filter(|before| in_clause(*before));
    let is_named =
        subject().any(|before| analysis.mark(before).is_none() && !analysis.is(before, Class::Stop));
    let is_of_thing = |before: usize| {
        analysis.is(before, Class::Anaphor)
            || analysis
                .spoken
                .iter()
                .any(|hit| hit.tag.target().is_some() && (hit.first()..=hit.last()).contains(&before))
    };
    is_named && !subject().any(is_of_thing)
}

/// Whether what a clause behind a bad quality says is denied in it: *a shame that they do not talk*.
fn is_of_want(analysis: &Analysis, quality: &Operator) -> bool {
    /// Within how many words behind the quality its clause begins.
    const BEGINS: usize = 3;
    let Some(that) = (quality.last + 1..=quality.last + BEGINS).find(|at| analysis.is(*at, Class::That))
    else {
        return false;
    };
    let mut negations = analysis.negations.iter();
    quality.sign < 0.0
        && analysis.is_in_claim(that)
        && negations.any(|(_, word)| *word > that && analysis.is_in_claim(*word))
}

/// Whether a quality is foretold by a phrase or a predicate: *it will be a nightmare*, but *the system will err again*, which says it
/// of something else.
fn is_foretold(analysis: &Analysis, operator: &Operator) -> bool {
    let at = operator.at;
    let is_predicate = (at.saturating_sub(TO_COME)..at).any(|before| {
        analysis.clause(before) == analysis.clause(at)
            && analysis.is(before, Class::Be)
            && analysis.is_in_claim(before)
    });
    (operator.is_phrase || is_predicate) && is_to_come(analysis, at) && !is_behind_quality(analysis, at)
}

/// Whether a judgement goes on from the one before: *a grave mistake*.
fn is_behind_quality(analysis: &Analysis, at: usize) -> bool {
    let mut before = analysis.operators.iter();
    before.any(|operator| operator.kind == OperatorKind::Judgement && operator.last + 1 == at)
}

/// Whether the clause of an item says what will or would be.
fn is_to_come(analysis: &Analysis, at: usize) -> bool {
    (at.saturating_sub(TO_COME)..=at).any(|before| {
        analysis.clause(before) == analysis.clause(at)
            && (analysis.is(before, Class::Future) || analysis.is(before, Class::Would))
    })
}
