//! How many tokens an answer took.

use serde::{Deserialize, Serialize};

/// Tokens of one answer, counted the same way for every provider. `None` means that the server did not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Usage {
    /// Tokens of the question, those read from and written to a cache included.
    pub input: Option<u64>,
    /// Of `input`: read from the provider's cache.
    pub cached: Option<u64>,
    /// Of `input`: written to the provider's cache, which some providers charge more for.
    pub cache_written: Option<u64>,
    /// Tokens of the answer, thinking included.
    pub output: Option<u64>,
    /// Of `output`: thinking.
    pub reasoning: Option<u64>,
}

impl Usage {
    /// Whether the server said anything.
    pub const fn is_known(&self) -> bool {
        self.input.is_some() || self.output.is_some()
    }

    /// Input and output together, as far as known.
    pub fn total(&self) -> u64 {
        self.input.unwrap_or(0).saturating_add(self.output.unwrap_or(0))
    }

    /// Adds another answer's tokens, such as those of an answer that was cut and asked for again.
    pub fn add(&mut self, other: &Self) {
        let add = |mine: &mut Option<u64>, other: Option<u64>| {
            if let Some(other) = other {
                *mine = Some(mine.unwrap_or(0).saturating_add(other));
            }
        };
        add(&mut self.input, other.input);
        add(&mut self.cached, other.cached);
        add(&mut self.cache_written, other.cache_written);
        add(&mut self.output, other.output);
        add(&mut self.reasoning, other.reasoning);
    }
}
