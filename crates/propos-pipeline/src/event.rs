//! What a run tells of itself while it goes on, and at its end.

use std::collections::BTreeMap;

use propos_schema::Outcome;
use serde::{Deserialize, Serialize};

use crate::answers::AnswerCounts;
use crate::spending::{Limit, Spending};

/// Something that happened. Events hold no text of documents.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Event {
    /// The run goes on from an earlier one.
    Resumed {
        /// How many inputs are done.
        n_done: u64,
        /// How many answers of models are in the journal.
        n_answers: u64,
        /// How many requests were under way when the run ended, and may have been paid without an answer.
        n_lost: u64,
        /// What those may have cost at most, in US dollars, where that is known.
        lost_dollars: Option<f64>,
        /// How many bytes a crash left half-written in the journal.
        n_cut: u64,
    },
    /// Other runs' answers are at hand.
    Reusing {
        /// How many runs.
        n_runs: usize,
        /// How many answers they have, good or bad, of use here or not.
        n_answers: u64,
        /// How many entries of their journals are damaged.
        n_damaged: u64,
    },
    /// The inputs are not those that were done before, so that the results are written anew. Answers are kept, and those for
    /// inputs that are as they were are used again.
    InputsChanged {
        /// How many inputs were done.
        n_done: u64,
        /// How many inputs there are now.
        n_inputs: u64,
        /// How many of these were done before as they are, wherever they stood.
        n_same: u64,
        /// How many that were done are not among them.
        n_gone: u64,
    },
    /// Results are missing that the journal vouches for, so that they are written anew. Answers are kept.
    ResultsLost {
        /// How many inputs were done.
        n_done: u64,
    },
    /// A document's record is written.
    Document {
        /// Its place among the inputs, from 0.
        index: u64,
        /// Its id.
        id: String,
        /// Whether annotation went through.
        outcome: Outcome,
        /// How many claims it has.
        n_claims: usize,
        /// The kind of the error or warning in its record that says best what is wrong, if anything is.
        code: Option<String>,
        /// The same in words.
        reason: Option<String>,
    },
    /// An input could not be read.
    Unreadable {
        /// Its place among the inputs, from 0.
        index: u64,
        /// Which one.
        place: String,
        /// Why.
        reason: String,
    },
    /// Nothing happened, and there may be something to show: about once a second. It is for people and no part of a diary.
    Beat,
    /// No new document is begun; those under way are finished.
    Stopping {
        /// Why.
        reason: StopReason,
    },
}

/// Why a run ended before its inputs did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
#[non_exhaustive]
pub enum StopReason {
    /// Somebody asked for it.
    Asked,
    /// The annotator will not work: key, credit, unknown model.
    Rejected {
        /// In words.
        reason: String,
        /// What a person can do about it, where that is known.
        #[serde(default)]
        advice: Option<String>,
    },
    /// The settings do not lead to the annotator, or no longer: the server answers from elsewhere, has no such path, or its
    /// certificate is not trusted.
    Misdirected {
        /// In words.
        reason: String,
        /// What a person can do about it, where that is known.
        #[serde(default)]
        advice: Option<String>,
    },
    /// The annotator cannot be reached.
    Unavailable {
        /// In words.
        reason: String,
    },
    /// The annotator answers nobody for now: it asks for a long wait, or failed many times in a row.
    Standstill {
        /// In words.
        reason: String,
        /// How many seconds it asks to wait, where it says so.
        seconds: Option<u64>,
    },
    /// Another model answers than before, and the run is to have one.
    ModelChanged {
        /// The model that answered so far.
        from: String,
        /// The one that answers now.
        to: String,
    },
    /// What was to be spent at most is spent, or the next request could exceed it.
    Budget {
        /// Which limit.
        limit: Limit,
    },
    /// The run's files cannot be written.
    Storage {
        /// In words.
        reason: String,
        /// Whether the disk is full.
        is_out_of_space: bool,
    },
}

impl StopReason {
    /// One word for spans and counts, the same as in events.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Rejected { .. } => "rejected",
            Self::Misdirected { .. } => "misdirected",
            Self::Unavailable { .. } => "unavailable",
            Self::Standstill { .. } => "standstill",
            Self::ModelChanged { .. } => "model_changed",
            Self::Budget { .. } => "budget",
            Self::Storage { .. } => "storage",
        }
    }
}

/// By model, the configurations of its server and for how many documents each answered.
pub type Fingerprints = BTreeMap<String, BTreeMap<String, u64>>;

/// What came of a run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Summary {
    /// Inputs that are done, those of earlier runs included.
    pub n_done: u64,
    /// Documents among them.
    pub n_documents: u64,
    /// Inputs that could not be read.
    pub n_unreadable: u64,
    /// Documents whose outcome is partial, refused or failed.
    pub n_incomplete: u64,
    /// Claims found.
    pub n_claims: u64,
    /// Documents that the model or a filter refused, all of it; a document refused in part is partial.
    #[serde(default)]
    pub n_refused: u64,
    /// The models that answered, in their servers' words, and for how many documents each. More than one is worth a look.
    #[serde(default)]
    pub models: BTreeMap<String, u64>,
    /// The configurations that servers say they answered with, where they say so: another one may answer otherwise. Documents
    /// that several answered count for each.
    #[serde(default)]
    pub fingerprints: Fingerprints,
    /// How answers of models were come by that did not have to be paid.
    #[serde(default)]
    pub answers: AnswerCounts,
    /// What models took; `None` where nothing is counted.
    #[serde(default)]
    pub spending: Option<Spending>,
    /// Why the run ended early; `None` when it is finished.
    pub stopped: Option<StopReason>,
}
