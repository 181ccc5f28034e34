//! What somebody asks for or forbids where nothing names what is under discussion.

use propos_schema::Claim;

use super::analysis::Analysis;
use super::evidence::Basis;
use super::holder::is_author;
use super::lexicon::Class;
use super::reading::{Said, bytes, is_asserted};

/// What forbidding something counts, and asking for it, which is a hint where nothing else tells.
const FORBIDDEN: f64 = 0.8;
const ASKED: f64 = 0.5;

/// Words that make what is asked for another thing: the end of it, time, something in its place.
const OTHERWISE: [Class; 9] = [
    Class::Cease,
    Class::Delay,
    Class::Instead,
    Class::Lack,
    Class::Less,
    Class::Prevent,
    Class::Reject,
    Class::Undo,
    Class::Without,
];

/// Words that let something go on.
const LETTING: [Class; 3] = [Class::Permit, Class::RaiseNoun, Class::Opponent];

/// What a claim asks for or forbids, of which only those make a side who want something hindered: *wants the machines lent abroad
/// put under the same rules*, *must never end up there*. Who asks for anything else may ask for another thing.
pub(super) fn asked(analysis: &Analysis, claim: &Claim) -> Option<Said> {
    if is_author(claim)
        || claim.attribution_negated
        || OTHERWISE.iter().any(|class| analysis.claim_has(*class))
    {
        return None;
    }
    let start = analysis.claim_start();
    let last = (start..analysis.items.len())
        .rev()
        .find(|at| analysis.is_in_claim(*at));
    let said = Said {
        weight: FORBIDDEN,
        basis: Basis::Asked,
        range: bytes(analysis, start, last?)?,
    };
    if forbids(analysis) {
        // *must not be banned*: to forbid what hinders is the other side.
        let hinders = analysis.claim_has(Class::Lower) || analysis.claim_has(Class::LowerNoun);
        return Some(said).filter(|_| !hinders);
    }
    // *asked whether he had tried it*: who wants to know wants nothing done.
    let is_question = analysis.is(start, Class::Whether);
    let is_wanted = !is_question && (analysis.is_demanded() || is_wanted(analysis));
    let is_denied = analysis.claim_has(Class::Negation) || analysis.claim_has(Class::Ne);
    let lets = LETTING.iter().any(|class| analysis.claim_has(*class));
    let said = Said {
        weight: ASKED,
        ..said
    };
    Some(said).filter(|_| is_wanted && !is_denied && !lets)
}

/// Whether the verb that introduces the claim wants it: *would like the rules to …*
fn is_wanted(analysis: &Analysis) -> bool {
    analysis
        .class(Class::Wanting)
        .any(|(first, _)| analysis.is_in_cue(first) && !analysis.is_in_claim(first))
}

/// Whether something must not be: *must never end up in …*, *ne doit pas se retrouver dans …*
fn forbids(analysis: &Analysis) -> bool {
    let is_denied = |at: usize| {
        let behind = analysis.is(at + 1, Class::Negation) || analysis.is(at + 1, Class::NePlus);
        let before = at
            .checked_sub(1)
            .is_some_and(|before| analysis.is(before, Class::Ne));
        behind && (before || !analysis.has(Class::Ne))
    };
    let mut modals = analysis.class(Class::Modal);
    modals.any(|(_, last)| analysis.is_in_claim(last) && is_asserted(analysis, last) && is_denied(last))
}
