//! How far a run is, as the journal vouches for it.

use std::collections::{BTreeMap, BTreeSet};

use propos_schema::Outcome;
use propos_store::Key;
use serde::{Deserialize, Serialize};

use crate::answers::AnswerCounts;
use crate::event::{Fingerprints, StopReason, Summary};
use crate::input::Input;
use crate::workers::Served;

/// The state behind the inputs that are done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Progress {
    pub(crate) n_done: u64,
    n_documents: u64,
    n_unreadable: u64,
    n_incomplete: u64,
    n_claims: u64,
    #[serde(default)]
    n_refused: u64,
    /// The models that answered, in their servers' words, and for how many documents each.
    #[serde(default)]
    pub(crate) models: BTreeMap<String, u64>,
    /// The configurations of each model's server, and for how many documents each.
    #[serde(default)]
    pub(crate) fingerprints: Fingerprints,
    /// How long the files are.
    pub(crate) results_length: u64,
    pub(crate) failures_length: u64,
    /// A hash over the inputs that are done, in order.
    pub(crate) chain: Key,
    /// How answers were come by.
    #[serde(default)]
    pub(crate) answers: AnswerCounts,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Self {
            n_done: 0,
            n_documents: 0,
            n_unreadable: 0,
            n_incomplete: 0,
            n_claims: 0,
            n_refused: 0,
            models: BTreeMap::new(),
            fingerprints: Fingerprints::new(),
            results_length: 0,
            failures_length: 0,
            chain: Key::of::<&str>(&[]),
            answers: AnswerCounts::default(),
        }
    }

    /// A document is written.
    pub(crate) fn add_document(
        &mut self,
        link: Key,
        outcome: Outcome,
        n_claims: usize,
        model: Option<String>,
    ) {
        self.add(link);
        self.n_documents += 1;
        self.n_claims += n_claims as u64;
        self.n_incomplete += u64::from(outcome != Outcome::Complete);
        self.n_refused += u64::from(outcome == Outcome::Refused);
        if let Some(model) = model {
            *self.models.entry(model).or_default() += 1;
        }
    }

    /// By which configurations the written document was served.
    pub(crate) fn add_served(&mut self, served: BTreeSet<Served>) {
        for (model, fingerprint) in served {
            let of_model = self.fingerprints.entry(model).or_default();
            *of_model.entry(fingerprint).or_default() += 1;
        }
    }

    /// An unreadable input is listed.
    pub(crate) fn add_unreadable(&mut self, link: Key) {
        self.add(link);
        self.n_unreadable += 1;
    }

    fn add(&mut self, link: Key) {
        self.chain = chained(self.chain, link);
        self.n_done += 1;
    }

    pub(crate) fn summary(&self, stopped: Option<StopReason>) -> Summary {
        Summary {
            n_done: self.n_done,
            n_documents: self.n_documents,
            n_unreadable: self.n_unreadable,
            n_incomplete: self.n_incomplete,
            n_claims: self.n_claims,
            n_refused: self.n_refused,
            models: self.models.clone(),
            fingerprints: self.fingerprints.clone(),
            answers: self.answers,
            spending: None,
            stopped,
        }
    }
}

/// The hash over the inputs so far and one more.
pub(crate) fn chained(chain: Key, link: Key) -> Key {
    Key::of(&[chain.to_string(), link.to_string()])
}

/// What an input is, for telling whether it changed.
pub(crate) fn link(input: &Input) -> Key {
    match input {
        Input::Document { document, .. } => Key::of(&[
            &document.id,
            &document.sha256,
            &document.lang,
            document.title.as_deref().unwrap_or_default(),
            &serde_json::to_string(&document.metadata).unwrap_or_default(),
        ]),
        Input::Unreadable { place, reason } => Key::of(&["unreadable", place, reason]),
    }
}
