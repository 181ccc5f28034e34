//! How a model is asked.

use std::sync::{Arc, OnceLock};

use crate::fence::{Nonces, RandomNonces, VoterNonces};
use crate::prompt::Prompts;

/// How a model is asked. The defaults suit a model with a context of 16,000 tokens and more.
#[derive(Clone)]
#[non_exhaustive]
pub struct Settings {
    /// The prompts.
    pub prompts: Arc<Prompts>,
    /// Where the numbers of fences come from.
    pub nonces: Arc<dyn Nonces>,
    /// How often each stretch of text is read for claims; more than once finds more.
    pub passes: u32,
    /// How many claims are labelled in one request. Small models do better with few.
    pub claims_per_request: usize,
    /// The longest stretch of text in one request, in bytes.
    pub chunk_bytes: usize,
    /// How many tokens question and answer may have together, where a person says so. A codebook that takes more than a
    /// quarter of it is sent in part.
    pub context_tokens: Option<u64>,
    /// The same as the server says it; for all copies of these settings, which it may be told to while they are in use.
    pub told_context_tokens: Arc<OnceLock<u64>>,
    /// The longest answer, in tokens.
    pub max_output_tokens: u32,
    /// Randomness; above 0 only where several answers are compared.
    pub temperature: f64,
    /// The seed, for servers that take one.
    pub seed: u64,
    /// Whether token probabilities are asked for, for the confidence of labels.
    pub wants_probabilities: bool,
}

impl Settings {
    /// The settings with these prompts.
    #[must_use]
    pub fn with_prompts(mut self, prompts: Prompts) -> Self {
        self.prompts = Arc::new(prompts);
        self
    }

    /// The settings with another source of fence numbers.
    #[must_use]
    pub fn with_nonces(mut self, nonces: impl Nonces + 'static) -> Self {
        self.nonces = Arc::new(nonces);
        self
    }

    /// The settings for one of several voters: another seed each, and some randomness for all but the first.
    #[must_use]
    pub fn for_voter(mut self, number: u32) -> Self {
        if number > 0 {
            self.seed = self.seed.wrapping_add(u64::from(number));
            self.temperature = VOTER_TEMPERATURE;
            self.nonces = Arc::new(VoterNonces {
                inner: self.nonces,
                voter: number,
            });
        }
        self
    }
}

/// So many bytes of text are one token, or more: an estimate that errs on the safe side.
pub(crate) const BYTES_PER_TOKEN: usize = 3;
/// A piece of text takes at most one part of so many of the context; instructions and answer need the rest.
const CHUNK_SHARE: u64 = 4;
/// The smallest room for an answer, in tokens, however little the context leaves.
const LEAST_ROOM: u32 = 512;

impl Settings {
    /// How many tokens question and answer may have together, as far as anybody said.
    pub(crate) fn context(&self) -> Option<u64> {
        self.context_tokens
            .or_else(|| self.told_context_tokens.get().copied())
    }

    /// The longest stretch of text in one request that the context has room for.
    pub(crate) fn chunk_bytes(&self) -> usize {
        let fits = self.share_bytes();
        self.chunk_bytes.min(fits).max(1)
    }

    /// The bytes that a document, and as much again the examples before it, may take of the context.
    pub(crate) fn share_bytes(&self) -> usize {
        self.context().map_or(usize::MAX, |context| {
            let tokens = usize::try_from(context / CHUNK_SHARE).unwrap_or(usize::MAX);
            tokens.saturating_mul(BYTES_PER_TOKEN)
        })
    }

    /// The room for an answer that may take so many tokens, beside a question of so many bytes.
    pub(crate) fn room(&self, wanted: usize, question_bytes: usize) -> u32 {
        let question = question_bytes / BYTES_PER_TOKEN;
        let left = self
            .context()
            .and_then(|context| usize::try_from(context).ok())
            .map_or(usize::MAX, |context| context.saturating_sub(question));
        let room = u32::try_from(wanted.min(left)).unwrap_or(u32::MAX);
        room.max(LEAST_ROOM).min(self.max_output_tokens)
    }
}

/// Enough that a model which wavers shows it, not so much that it rambles.
const VOTER_TEMPERATURE: f64 = 0.5;

impl Default for Settings {
    fn default() -> Self {
        Self {
            prompts: Arc::new(Prompts::shipped()),
            nonces: Arc::new(RandomNonces::default()),
            passes: 1,
            claims_per_request: 4,
            chunk_bytes: 6_000,
            context_tokens: None,
            told_context_tokens: Arc::default(),
            max_output_tokens: 8_192,
            temperature: 0.0,
            seed: 42,
            wants_probabilities: true,
        }
    }
}
