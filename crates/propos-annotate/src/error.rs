//! What can be wrong with the environment of an annotator.

use std::error::Error;
use std::time::Duration;

/// Why an annotator could not work at all. Messages hold no article text, prompt or key.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AnnotateError {
    /// It cannot be reached, or broke off.
    #[error("reach annotator {annotator}: {reason}")]
    Unavailable {
        /// The annotator.
        annotator: String,
        /// What happened, in words.
        reason: String,
        /// The cause, where there is one.
        #[source]
        source: Option<Box<dyn Error + Send + Sync>>,
    },
    /// It was reached and will not work: key, credit, unknown model, settings.
    #[error("use annotator {annotator}: {reason}")]
    Rejected {
        /// The annotator.
        annotator: String,
        /// What happened, in words.
        reason: String,
        /// The cause, where there is one.
        #[source]
        source: Option<Box<dyn Error + Send + Sync>>,
    },
    /// It answers nobody for now: it asked for a longer wait than anybody should sleep, or failed many times in a row.
    #[error("reach annotator {annotator}: {reason}")]
    Standstill {
        /// The annotator.
        annotator: String,
        /// What happened, in words.
        reason: String,
        /// How long it asks to wait, where it says so.
        wait: Option<Duration>,
        /// The cause, where there is one.
        #[source]
        source: Option<Box<dyn Error + Send + Sync>>,
    },
    /// A chain without annotators was asked.
    #[error("choose an annotator: the fallback chain is empty")]
    EmptyChain,
}

impl AnnotateError {
    /// One word for spans and counts.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Unavailable { .. } => "unavailable",
            Self::Rejected { .. } => "rejected",
            Self::Standstill { .. } => "standstill",
            Self::EmptyChain => "empty_chain",
        }
    }

    /// Whether asking again later may help.
    pub const fn is_retryable(&self) -> bool {
        matches!(self, Self::Unavailable { .. } | Self::Standstill { .. })
    }
}
