//! Clauses that tell what somebody blames or fears: *regrette que les pourparlers aient été suspendus*.

use crate::label::analysis::Analysis;
use crate::label::evidence::Evidence;
use crate::label::lexicon::Class;

/// Turns what is done in such a clause: the deed is what is blamed. What is judged in it is judged so by the speaker too.
pub(super) fn turn_regretted(analysis: &Analysis, found: &mut [Evidence]) {
    if !is_regretted(analysis) {
        return;
    }
    let start = analysis.claim_start();
    let is_deed = |evidence: &&mut Evidence| {
        // Where the verb of blame is part of the reason it has turned it.
        !evidence.is_opinion && !evidence.is_cue && evidence.first >= start
    };
    for evidence in found.iter_mut().filter(is_deed) {
        (evidence.weight, evidence.is_report, evidence.is_opinion) = (-evidence.weight, false, true);
    }
}

/// Whether the claim is a clause that its cue blames or fears.
pub(in crate::label) fn is_regretted(analysis: &Analysis) -> bool {
    let before = analysis.claim_start().checked_sub(1);
    let is_clause = before.is_some_and(|before| analysis.is(before, Class::That));
    let mut blames = analysis.class(Class::Reject);
    is_clause
        && !analysis.is_verb_final
        && blames.any(|(first, _)| analysis.is_in_cue(first) && !analysis.is_in_claim(first))
}
