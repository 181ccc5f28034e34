//! What would become of a run's requests, without sending, writing or locking anything.

use std::collections::HashSet;

use propos_codebook::Codebook;
use propos_llm::{Dialect, HttpRequest, Judge, Worth};
use propos_store::{Key, RealFiles, recover};

use crate::error::RunError;
use crate::event::Summary;
use crate::execute::has_files_of;
use crate::feed::begins_with;
use crate::folder::RunFolder;
use crate::input::Input;
use crate::plan::{CODEBOOK, VERSION, codebook_key, version_key};
use crate::reuse::OtherRuns;
use crate::run::Stopper;
use crate::run_store::{Reader, find_look};
use crate::stored_transport::{Kept, key_of};

/// What would become of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fate {
    /// It is sent.
    Sent,
    /// The run has an answer to it already.
    Answered,
    /// Another run has a whole answer to it.
    Reused,
    /// It is like one before it in the run, so that both get one answer.
    Shared,
}

/// A request that was looked at.
#[derive(Clone, Copy, Debug)]
pub struct Looked {
    key: Option<Key>,
    found: Option<Fate>,
}

/// Tells what would become of requests in a run that is to begin or to go on. It only reads journals, which may be those of runs
/// under way or torn by a crash.
#[derive(Debug, Default)]
pub struct Rehearsal {
    own: Option<Own>,
    others: Option<OtherRuns>,
}

/// The run that is to go on.
#[derive(Debug)]
struct Own {
    folder: RunFolder,
    answers: OtherRuns,
    journal: Reader,
}

/// The requests that would be sent so far, in the order of the run.
#[derive(Debug, Default)]
pub struct Sent(HashSet<Key>);

impl Rehearsal {
    /// Of a new run, or of one that goes on in its folder, with the runs whose answers it reuses. Fails where going on would: where
    /// there is no run, or its journal is damaged.
    pub fn new(own: Option<RunFolder>, others: Option<OtherRuns>) -> Result<Self, RunError> {
        let own = own.map(Own::read).transpose()?;
        Ok(Self { own, others })
    }

    /// What would not be as it was when the run was begun, of what is known without asking a model: the codebook and the version of
    /// the program.
    pub fn changed(&self, codebook: &Codebook) -> Option<&'static str> {
        let start = self.own.as_ref()?.journal.begun_with.as_ref()?;
        let is_same = |name, key| {
            let mut begun_with = start.fingerprint.iter();
            begun_with.any(|(old, of_old)| old == name && *of_old == key)
        };
        let now = [(VERSION, version_key()), (CODEBOOK, codebook_key(codebook))];
        now.into_iter()
            .find(|(name, key)| !is_same(*name, *key))
            .map(|(name, _)| name)
    }

    /// What would stay as it is of a run that goes on: so many inputs at the beginning are done and are not looked at again, whatever
    /// came of them. Nothing would where results are missing, or the inputs do not begin with those that were done.
    pub fn done<I: Iterator<Item = Input>>(&self, inputs: impl FnOnce() -> I) -> Summary {
        let standing = self.own.as_ref().and_then(|own| {
            let progress = own.journal.progress.as_ref()?;
            let is_there = has_files_of(&RealFiles, &own.folder, progress);
            (is_there && begins_with(&mut inputs(), progress, &Stopper::default())).then_some(progress)
        });
        standing.map_or_else(Summary::default, |progress| progress.summary(None))
    }

    /// In which words a model may have been asked for the answers that are there, those first in which it would be asked now.
    pub fn dialects(&self, model: &str) -> Vec<Dialect> {
        let own = self.own.as_ref().and_then(|own| own.journal.dialects.get(model));
        let mut all: Vec<Dialect> = own.into_iter().flatten().rev().cloned().collect();
        all.push(Dialect::default());
        for dialect in self.others.iter().flat_map(|others| others.dialects(model)) {
            if !all.contains(dialect) {
                all.push(dialect.clone());
            }
        }
        all
    }

    /// Whether an earlier session of the run looked at a model at this address.
    pub fn has_look(&self, model: &str, server: &str) -> bool {
        let own = self.own.as_ref();
        own.is_some_and(|own| find_look(&own.journal.looks, model, server).is_some())
    }

    /// Looks whether a journal has an answer to a question, which may have been asked in any of these words. In what order
    /// questions are looked at does not matter.
    pub fn look(&self, requests: impl IntoIterator<Item = HttpRequest>, judge: Judge<'_>) -> Looked {
        let mut first = None;
        for request in requests {
            let Some(key) = key_of(&request) else { continue };
            first.get_or_insert(key);
            if let Some(fate) = self.find(key, judge) {
                return Looked {
                    key: Some(key),
                    found: Some(fate),
                };
            }
        }
        Looked {
            key: first,
            found: None,
        }
    }

    fn find(&self, key: Key, judge: Judge<'_>) -> Option<Fate> {
        // The order and the standards of a real run.
        let has = |runs: &OtherRuns, is_enough: fn(Worth) -> bool| {
            let mut found = runs.find::<Kept>(key).flatten();
            found.any(|(_, kept)| is_enough(judge(&kept.into_response())))
        };
        let own = self.own.as_ref().map(|own| &own.answers);
        if own.is_some_and(|own| has(own, |worth| worth != Worth::Nothing)) {
            return Some(Fate::Answered);
        }
        let others = self.others.as_ref();
        others
            .is_some_and(|others| has(others, |worth| worth == Worth::Answer))
            .then_some(Fate::Reused)
    }
}

impl Own {
    fn read(folder: RunFolder) -> Result<Self, RunError> {
        let answers = OtherRuns::read([(String::new(), folder.clone())])?;
        let mut journal = Reader::default();
        recover(&RealFiles, &folder.journal(), |entry| journal.read(entry))?;
        Ok(Self {
            folder,
            answers,
            journal,
        })
    }
}

impl Sent {
    /// What becomes of a request that was looked at, behind all whose fate was asked for before.
    pub fn fate(&mut self, looked: Looked) -> Fate {
        match looked {
            Looked {
                found: Some(fate), ..
            } => fate,
            Looked { key: Some(key), .. } if !self.0.insert(key) => Fate::Shared,
            _ => Fate::Sent,
        }
    }
}
