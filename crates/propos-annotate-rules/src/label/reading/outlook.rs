//! Whether a claim says how things are or what will come of something, and whether it says that no side is taken.

use propos_schema::Claim;
use propos_segment::Lang;

use crate::label::analysis::Analysis;
use crate::label::labels::Labels;
use crate::label::lexicon::Class;
use crate::label::voices::is_witness_named;

/// What a claim tells, by its tense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::label) enum Outlook {
    /// How things are or were, or what will come if nothing is done.
    Present,
    /// What will or would come, by others than the speaker.
    ToCome,
    /// What the speaker will or would do, what only may come, and what somebody says who weighs or whose word is called angry.
    Open,
}

/// What a claim tells, by its tense: *teachers cannot rent here*, *they will go to the retail park*, *I would drop it*.
pub(super) fn outlook(labels: &Labels, analysis: &Analysis, claim: &Claim, text: &str) -> Outlook {
    let mut is_open = is_apart(analysis, claim, text);
    let has_hearsay = labels.phrases.lang() != Some(Lang::En);
    for class in [Class::Future, Class::Would] {
        // *seraient parvenues*: what is told by hearsay is told of what is.
        let is_hearsay = |at: usize| {
            class == Class::Would
                && has_hearsay
                && (analysis.is(at, Class::Be) || analysis.is(at, Class::Auxiliary))
        };
        for (at, _) in analysis
            .class(class)
            .filter(|(at, _)| analysis.is_in_claim(*at) && !is_hearsay(*at))
        {
            if is_own(analysis, at) || analysis.is(at, Class::May) {
                is_open = true;
            } else if is_threatened(analysis) {
                return Outlook::Present;
            } else {
                return Outlook::ToCome;
            }
        }
    }
    if is_open { Outlook::Open } else { Outlook::Present }
}

/// Whether somebody speaks who weighs (*an economist*), whose word is called angry, or who is against something in so many words:
/// then how things are is no reason for what is under discussion.
fn is_apart(analysis: &Analysis, claim: &Claim, text: &str) -> bool {
    let weighs = |description: &String| is_witness_named(analysis, text, description);
    let is_angry = analysis
        .class(Class::Blame)
        .any(|(first, _)| analysis.is_in_cue(first) && !analysis.is_in_claim(first));
    // *Our nurses finish at ten*: what becomes of one's own is seldom a reason for it.
    let start = analysis.claim_start();
    let is_of_own = analysis.is(start, Class::FirstPerson) && analysis.is(start, Class::Article);
    is_angry
        || is_of_own
        || analysis.claim_has(Class::Against)
        || claim.speaker.description.as_ref().is_some_and(weighs)
}

/// Whether what will come is what comes if something is not done: *if the state does not pay, …*
fn is_threatened(analysis: &Analysis) -> bool {
    let mut negations = analysis.negations.iter();
    negations.any(|(_, word)| analysis.is_in_claim(*word) && analysis.is_conditional(*word))
}

/// Whether the speaker is who will do it: *I will*, *nous ne signerons*.
fn is_own(analysis: &Analysis, verb: usize) -> bool {
    /// Within how many words before a verb its pronoun stands.
    const SUBJECT: usize = 3;
    (verb.saturating_sub(SUBJECT)..=verb).any(|at| {
        analysis.is_in_claim(at)
            && analysis.clause(at) == analysis.clause(verb)
            && analysis.is(at, Class::FirstPerson)
    })
}

/// Whether a claim says that somebody has taken no side, or that sides are even. What introduces it may say so, too.
pub(super) fn is_undecided(analysis: &Analysis) -> bool {
    analysis
        .class(Class::Undecided)
        .any(|(first, last)| analysis.is_in_claim(first) || analysis.is_in_claim(last))
}
