//! Whose voice a claim is: of somebody with a side, of one who finds and weighs, of the article that tells who speaks next.

use propos_schema::Claim;

use super::analysis::Analysis;
use super::holder::is_author;
use super::lexicon::Class;
use super::reading::bytes;

/// Whether who does what an attributed claim tells is not its speaker.
pub(super) fn is_of_others(claim: &Claim, doer: Option<&str>) -> bool {
    let name = claim.speaker.name.as_deref().unwrap_or_default();
    doer.is_some_and(|doer| !is_author(claim) && !name.contains(doer))
}

/// Whether a speaker is one who finds and weighs.
pub(super) fn is_witness(analysis: &Analysis, claim: &Claim) -> bool {
    let Some(mention) = claim
        .speaker
        .mention
        .as_ref()
        .filter(|_| analysis.has(Class::Witness))
    else {
        return false;
    };
    analysis.class(Class::Witness).any(|(first, last)| {
        bytes(analysis, first, last)
            .is_some_and(|range| mention.start <= range.start && range.end <= mention.end)
    })
}

/// What the article's own voice says of those who speak next.
pub(super) fn told(analysis: &Analysis, claim: &Claim) -> f64 {
    if !is_author(claim) {
        return 0.0;
    }
    // *Critics, among them the bishop, …*: whoever the sentence begins with speaks next.
    let begins = |class: Class| {
        let start = analysis.claim_start();
        analysis
            .class(class)
            .any(|(first, _)| first >= start && first <= start + 1)
    };
    match (begins(Class::Supporter), begins(Class::Opponent)) {
        (true, false) => return 1.0,
        (false, true) => return -1.0,
        _ => {}
    }
    let has = |class: Class| analysis.claim_has(class);
    match (has(Class::CampFor), has(Class::CampAgainst)) {
        (true, false) => 1.0,
        (false, true) => -1.0,
        _ => 0.0,
    }
}
