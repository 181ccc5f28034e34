//! What a run took from models.

use serde::{Deserialize, Serialize};

/// What a run took from models, in all its sessions. What is cached and written to a cache is part of the input, thinking is part
/// of the output, as in `propos_llm::Usage`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Spending {
    /// Requests, each attempt counted.
    pub n_requests: u64,
    /// Of these: attempts after one for the same question that failed.
    pub n_retries: u64,
    /// Answers that are a refusal of the model or a filter.
    pub n_refusals: u64,
    /// Tokens of the questions.
    pub input_tokens: u64,
    /// Of these: read from the provider's cache.
    pub cached_tokens: u64,
    /// Of the input: written to the provider's cache.
    pub cache_written_tokens: u64,
    /// Tokens of the answers.
    pub output_tokens: u64,
    /// Of these: thinking.
    pub reasoning_tokens: u64,
    /// What these tokens cost, in US dollars; `None` where the price of a model is not known.
    pub dollars: Option<f64>,
    /// Requests that may have been paid without anybody having said how much: lost in a kill, broken off, answered without a
    /// count of tokens. They are not in the tokens above.
    pub n_maybe_paid: u64,
    /// The most tokens that these can have taken.
    pub maybe_paid_tokens: u64,
    /// The most dollars that these can have cost; `None` where the price of a model is not known.
    pub maybe_paid_dollars: Option<f64>,
}

impl Spending {
    /// Adds what another run took. Where the price of one of them is not known, that of both together is not.
    pub fn add(&mut self, other: &Self) {
        for (total, more) in [
            (&mut self.n_requests, other.n_requests),
            (&mut self.n_retries, other.n_retries),
            (&mut self.n_refusals, other.n_refusals),
            (&mut self.input_tokens, other.input_tokens),
            (&mut self.cached_tokens, other.cached_tokens),
            (&mut self.cache_written_tokens, other.cache_written_tokens),
            (&mut self.output_tokens, other.output_tokens),
            (&mut self.reasoning_tokens, other.reasoning_tokens),
            (&mut self.n_maybe_paid, other.n_maybe_paid),
            (&mut self.maybe_paid_tokens, other.maybe_paid_tokens),
        ] {
            *total = total.saturating_add(more);
        }
        for (total, more) in [
            (&mut self.dollars, other.dollars),
            (&mut self.maybe_paid_dollars, other.maybe_paid_dollars),
        ] {
            *total = total.zip(more).map(|(one, other)| whole_nano(one + other));
        }
    }
}

/// A sum of amounts of billionths as one, without what adding fractions leaves behind them.
fn whole_nano(dollars: f64) -> f64 {
    const NANO: f64 = 1e9;
    (dollars * NANO).round() / NANO
}

/// What must not be exceeded, in all sessions of a run together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Limits {
    /// In US dollars.
    pub cost: Option<f64>,
    /// Requests, each attempt counted.
    pub requests: Option<u64>,
    /// Tokens of questions and answers together.
    pub tokens: Option<u64>,
}

/// Which limit has been reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Limit {
    /// Dollars.
    Cost,
    /// Requests.
    Requests,
    /// Tokens.
    Tokens,
}
