//! Stances put together from what was decided.

use std::ops::Range;

use propos_schema::{Claim, Holder, Stance, StanceLabel, TextSpan};

use super::{BY_UNDECIDED, speaker};
use crate::label::reading::{OnTarget, Said};
use crate::label::topics::rounded;

/// The stance of a claim that says that no side is taken.
pub(super) fn undecided(id: &str, claim: &Claim, concern: f64, on: Option<&OnTarget>, text: &str) -> Stance {
    let score = rounded((0.4 + 0.1 * concern).min(0.8));
    let mut stance = Stance::new(id, StanceLabel::Neutral, speaker(claim), score);
    stance.evidence = spans(text, on.into_iter().flat_map(|on| &on.keywords));
    stance.rule = Some(BY_UNDECIDED.to_owned());
    stance
}

/// A stance with a side. Beside the reasons in the words there are others, each with its weight and its rule.
pub(super) fn sided<'said>(
    id: &str,
    lead: f64,
    holder: Holder,
    reasons: impl Iterator<Item = &'said Said> + Clone,
    others: &[(f64, &'static str)],
    text: &str,
) -> Stance {
    let label = if lead > 0.0 {
        StanceLabel::Favor
    } else {
        StanceLabel::Against
    };
    let score = rounded((0.35 + 0.25 * lead.abs()).clamp(0.0, 0.95));
    let mut stance = Stance::new(id, label, holder, score);
    let of_side = reasons
        .clone()
        .filter(|said| (said.weight > 0.0) == (lead > 0.0))
        .map(|said| &said.range);
    stance.evidence = spans(text, of_side);
    let of_words = reasons.map(|said| (said.weight, said.basis.rule()));
    let heaviest = of_words
        .chain(others.iter().copied())
        .max_by(|(one, _), (other, _)| (one * lead.signum()).total_cmp(&(other * lead.signum())));
    stance.rule = heaviest.map(|(_, rule)| rule.to_owned());
    stance
}

pub(super) fn spans<'range>(text: &str, ranges: impl Iterator<Item = &'range Range<usize>>) -> Vec<TextSpan> {
    let mut spans: Vec<TextSpan> = ranges
        .filter_map(|range| TextSpan::new(text, range.clone()))
        .collect();
    spans.sort_by_key(|span| (span.start, span.end));
    spans.dedup();
    spans
}
