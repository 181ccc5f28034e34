//! What came back: an answer with its outcome.

use std::time::Duration;

use serde_json::Value;

use crate::dialect::ShapeForm;
use crate::failure::Failure;
use crate::usage::Usage;

/// How a question ended. Anything but [`Outcome::Complete`] is not an answer, whatever text came with it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Outcome {
    /// The model said all it had to say. Where a schema was asked for, the text is one JSON object.
    Complete,
    /// Cut off at the token limit. The text may hold whole items before the cut.
    Truncated,
    /// The model declined.
    Refused {
        /// The provider's word for why, where it has one.
        category: Option<String>,
    },
    /// The provider's filter stopped the answer.
    Filtered {
        /// The provider's word for why.
        reason: String,
    },
    /// The provider's filter stopped the question.
    Blocked {
        /// The provider's word for why.
        reason: String,
    },
    /// The server said it was done, and what it sent is no answer.
    Malformed(Malformation),
    /// There is no answer.
    Failed(Failure),
}

impl Outcome {
    /// Whether the model said all it had to say.
    pub const fn is_complete(&self) -> bool {
        matches!(self, Self::Complete)
    }

    /// One word for records and counts.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Truncated => "truncated",
            Self::Refused { .. } => "refused",
            Self::Filtered { .. } => "filtered",
            Self::Blocked { .. } => "blocked",
            Self::Malformed(_) => "malformed",
            Self::Failed(_) => "failed",
        }
    }

    /// The failure, where it is one.
    pub const fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failed(failure) => Some(failure),
            _ => None,
        }
    }
}

/// In which way a finished answer is none.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Malformation {
    /// A schema was asked for and the text is not one JSON object: prose, a fence around it, a cut the server hid.
    NotJson,
    /// No text at all, though the server says that the model stopped by itself.
    Empty,
    /// A stop reason that is not known. It may mean anything, so it never means success.
    UnknownStop(String),
    /// The stop reason says that something else happened than an answer, such as a call of a tool nobody offered.
    UnexpectedStop(String),
}

impl Malformation {
    /// One word for records and counts.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::NotJson => "not_json",
            Self::Empty => "empty",
            Self::UnknownStop(_) => "unknown_stop",
            Self::UnexpectedStop(_) => "unexpected_stop",
        }
    }
}

/// What came back for one question.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Answer {
    /// How it ended.
    pub outcome: Outcome,
    /// What the model said, in part where the outcome says so; a refusal's words where it refused.
    pub text: String,
    /// The tokens it took, those of attempts before the last included where the server told them.
    pub usage: Usage,
    /// The model that answered, in the server's words.
    pub model: Option<String>,
    /// The server's configuration, in its words; another one may answer otherwise.
    pub fingerprint: Option<String>,
    /// The provider's id of the request, for its support.
    pub request_id: Option<String>,
    /// The stop reason in the provider's words.
    pub stop: Option<String>,
    /// Probabilities of the tokens of `text`, where asked for and offered.
    pub tokens: Option<Vec<TokenProbability>>,
    /// What was left out of the request or said otherwise, such as `temperature`: because the format has no word for
    /// it, or because this model rejects it.
    pub adapted: Vec<String>,
    /// How its shape was asked for; `None` where none was.
    pub shape_form: Option<ShapeForm>,
    /// How many requests were sent.
    pub n_attempts: u32,
    /// Of these: brought no answer and may have been carried out and charged all the same.
    pub n_maybe_paid: u32,
    /// How long was waited for a turn, for limits and between them.
    pub waited: Duration,
    /// The last response's body as it came, for a journal.
    pub body: Vec<u8>,
}

impl Answer {
    /// An answer that is none.
    pub fn failed(failure: Failure) -> Self {
        Self {
            outcome: Outcome::Failed(failure),
            ..Self::default()
        }
    }

    /// The text as JSON. `None` for anything but a complete answer that is one JSON value.
    pub fn json(&self) -> Option<Value> {
        if !self.outcome.is_complete() {
            return None;
        }
        serde_json::from_str(&self.text).ok()
    }
}

impl Default for Answer {
    fn default() -> Self {
        Self {
            outcome: Outcome::Malformed(Malformation::Empty),
            text: String::new(),
            usage: Usage::default(),
            model: None,
            fingerprint: None,
            request_id: None,
            stop: None,
            tokens: None,
            adapted: Vec::new(),
            shape_form: None,
            n_attempts: 0,
            n_maybe_paid: 0,
            waited: Duration::ZERO,
            body: Vec::new(),
        }
    }
}

/// A token of an answer and how likely the model held it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TokenProbability {
    /// The token. The texts of all tokens, joined, are the answer's text where the server gives whole characters.
    pub token: String,
    /// The natural logarithm of its probability.
    pub logprob: f64,
    /// Other tokens that could have stood here, likeliest first, with theirs.
    pub alternatives: Vec<(String, f64)>,
}

impl TokenProbability {
    /// A token without alternatives.
    pub fn new(token: impl Into<String>, logprob: f64) -> Self {
        Self {
            token: token.into(),
            logprob,
            alternatives: Vec::new(),
        }
    }
}
