//! What is asked for in the target's own words, which are no verb and no noun with a direction: *proposed a hotline and a register*.

use propos_schema::{Claim, ClaimKind};

use super::{Said, bytes, is_asserted};
use crate::label::analysis::{Analysis, OperatorKind};
use crate::label::evidence::Basis;
use crate::label::holder::is_author;
use crate::label::lexicon::Class;
use crate::label::phrases::{Hit, Tag};
use crate::label::voices::is_witness;

/// What it counts.
const PROPOSED: f64 = 0.8;
/// From which concern on the words are clearly the target's.
const CLEAR: f64 = 0.9;
/// Words by which what is asked for may be something else, or the contrary.
const TURNING: [Class; 12] = [
    Class::Against,
    Class::Cease,
    Class::DeedAgainst,
    Class::Delay,
    Class::Instead,
    Class::Less,
    Class::Lack,
    Class::Negation,
    Class::Undecided,
    Class::Undo,
    Class::Whether,
    Class::Without,
];

/// Who asks for something with the target's own words is for it, where no word turns it.
pub(super) fn proposed(
    analysis: &Analysis,
    claim: &Claim,
    keywords: &[Hit],
    concern: f64,
    said: &[Said],
) -> Option<Said> {
    let is_told = matches!(claim.kind, ClaimKind::Indirect | ClaimKind::Mixed)
        && !is_author(claim)
        && !claim.attribution_negated
        && concern >= CLEAR;
    if !is_told
        || said
            .iter()
            .any(|said| said.weight < 0.0 || said.weight >= PROPOSED)
    {
        return None;
    }
    let in_cue = |class: Class| {
        analysis
            .class(class)
            .any(|(first, _)| analysis.is_in_cue(first) && !analysis.is_in_claim(first))
    };
    // *insists that …*, *suggests that …* assert as often.
    let is_asked = (in_cue(Class::Demand) || in_cue(Class::Wanting)) && !in_cue(Class::Argue);
    let turns = TURNING.iter().any(|class| analysis.claim_has(*class))
        || analysis.operators.iter().any(|operator| {
            let is_of_keyword = keywords
                .iter()
                .any(|hit| (hit.first()..=hit.last()).contains(&operator.at));
            operator.sign < 0.0
                && !is_of_keyword
                && (analysis.is_in_claim(operator.at)
                    || operator.kind == OperatorKind::Attitude && analysis.is_in_cue(operator.at))
        });
    let is_contrary =
        |hit: &Hit| matches!(hit.tag, Tag::TargetKeyword { act, judgement, .. } if act < 0 || judgement < 0);
    let first = keywords.first()?;
    let last = keywords.last()?;
    let counts = is_asked
        && !turns
        && !keywords.iter().any(is_contrary)
        && is_asserted(analysis, first.first())
        && !is_witness(analysis, claim);
    let range = bytes(analysis, first.first(), last.last()).filter(|_| counts)?;
    Some(Said {
        weight: PROPOSED,
        basis: Basis::Asserted,
        range,
    })
}
