//! What will be asked about a document, and how long the answers are likely to be, before anything is asked.

use propos_codebook::Codebook;
use propos_llm::{ChatRequest, Expected};
use propos_schema::Claim;

use crate::codebook::InPlay;

/// A question that will be asked, if no answer before it is wrong.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Planned {
    /// The question.
    pub request: ChatRequest,
    /// How many bytes its answer is likely to have.
    pub answer_bytes: Expected<u64>,
}

/// How many targets a claim concerns: in the labelled articles 203 of 314 claims have one stance, 6 of these a second. Small models
/// say more.
const STANCES: Expected<f64> = Expected {
    low: 0.3,
    likely: 0.65,
    high: 2.0,
};
/// How many secondary topics a claim has.
const ALSO: Expected<f64> = Expected {
    low: 0.0,
    likely: 0.3,
    high: 1.0,
};
/// Claims that a model finds for each that rules find.
const CLAIMS: Expected<f64> = Expected {
    low: 0.5,
    likely: 1.0,
    high: 2.0,
};
/// The list around everything, and what stands around each claim, stance and secondary topic, in bytes: names of fields, quotation
/// marks, brackets.
const LIST: f64 = 14.0;
const LABELLED: f64 = 42.0;
const STANCE: f64 = 45.0;
const TOPIC: f64 = 3.0;
/// An extracted claim without its quote, such a one with speaker, name and cue.
const EXTRACTED: f64 = 200.0;
/// Some servers put spaces and line breaks between all that.
const SPACES: Expected<f64> = Expected {
    low: 1.0,
    likely: 1.0,
    high: 1.3,
};

/// The likely length of an answer that labels so many claims.
pub(crate) fn labels(codebook: &Codebook, in_play: &InPlay, n_claims: usize) -> Expected<u64> {
    let topic = mean_length(&in_play.topics);
    let target = mean_length(&in_play.targets);
    let has_also = codebook.max_secondary_topics > 0;
    let has_stances = !in_play.targets.is_empty();
    let a_claim = STANCES.with(ALSO, |n_stances, n_also| {
        let also = if has_also { n_also * (topic + TOPIC) } else { 0.0 };
        let stances = if has_stances {
            n_stances * (target + STANCE)
        } else {
            0.0
        };
        LABELLED + topic + also + stances
    });
    a_claim.with(SPACES, |a_claim, spaces| {
        whole((LIST + a_claim * float(n_claims)) * spaces)
    })
}

/// The likely length of an answer that lists the claims of a piece in which rules find these.
pub(crate) fn extracted<'c>(claims: impl Iterator<Item = &'c Claim>) -> Expected<u64> {
    let found: f64 = claims.map(|claim| float(claim.quote.len()) + EXTRACTED).sum();
    CLAIMS.with(SPACES, |claims, spaces| whole((LIST + found * claims) * spaces))
}

fn mean_length(names: &[String]) -> f64 {
    let whole: usize = names.iter().map(String::len).sum();
    float(whole) / float(names.len().max(1))
}

#[expect(clippy::cast_precision_loss, reason = "an estimate of a length")]
fn float(number: usize) -> f64 {
    number as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an estimate of a length"
)]
fn whole(length: f64) -> u64 {
    length.ceil() as u64
}
