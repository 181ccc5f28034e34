//! A run's journal, opened: what is done and which answers are there.

#[cfg(feature = "llm")]
use std::collections::BTreeMap;
use std::collections::HashMap;
use std::sync::Arc;

#[cfg(feature = "llm")]
use propos_llm::Dialect;
use propos_store::{Entry, Files, Journal, Key, RealFiles, StoreError};
use serde::{Deserialize, Serialize};

#[cfg(feature = "llm")]
use crate::account::{Account, RESERVED, SETTLED};
use crate::answers::{Answers, KeptPlaces};
use crate::emit::CHECKPOINT;
use crate::error::RunError;
#[cfg(feature = "llm")]
use crate::event::Event;
use crate::folder::RunFolder;
use crate::journal::{JournalHandle, JournalThread, start};
use crate::progress::Progress;
#[cfg(feature = "llm")]
use crate::reuse::OtherRuns;

/// The kinds of entries, apart from [`CHECKPOINT`].
pub(crate) const RUN_START: &str = "run_start";
pub(crate) const ATTEMPT: &str = "attempt";
pub(crate) const RESPONSE: &str = "response";
/// An answer that another run paid for.
pub(crate) const REUSED: &str = "reused";

/// In which words a model is asked from then on, where they are not the usual ones.
#[cfg(feature = "llm")]
pub(crate) const ADAPTED: &str = "adapted";

/// What a look at a model found.
#[cfg(feature = "llm")]
pub(crate) const LOOKED: &str = "looked";

/// What a look at a model found, for the sessions that follow.
#[cfg(feature = "llm")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// The model, by the name under which it was chosen.
    pub model: String,
    /// The address of its server.
    pub server: String,
    /// One word for whether the server lets nothing through but a schema.
    pub obedience: String,
    /// How many tokens question and answer may have together, where the server says so.
    #[serde(default)]
    pub context_tokens: Option<u64>,
}

/// Keeps looks in a run's journal, from anywhere.
#[cfg(feature = "llm")]
#[derive(Clone, Debug)]
pub struct LookBook(JournalHandle);

#[cfg(feature = "llm")]
impl LookBook {
    /// Keeps what a look found. A crash may lose it, and then it is looked again.
    pub fn keep(&self, look: &Look) {
        self.0.note(LOOKED, None, look);
    }
}

/// By models' names, the words in which they were asked, the last ones last.
#[cfg(feature = "llm")]
pub(crate) type Dialects = BTreeMap<String, Vec<Dialect>>;

/// What such an entry says.
#[cfg(feature = "llm")]
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Adapted {
    /// The model, by the name under which it was chosen.
    pub(crate) model: String,
    pub(crate) dialect: Dialect,
}

/// Of what a run was begun with, the keys by name.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct RunStart {
    pub(crate) fingerprint: Vec<(String, Key)>,
}

/// A run's folder with its journal open and locked. Dropping it ends the journal with everything synced.
#[derive(Debug)]
pub struct RunStore {
    pub(crate) folder: RunFolder,
    pub(crate) files: Arc<dyn Files>,
    pub(crate) journal: JournalHandle,
    pub(crate) thread: JournalThread,
    pub(crate) answers: Answers,
    #[cfg(feature = "llm")]
    pub(crate) others: Option<Arc<OtherRuns>>,
    /// What earlier sessions left.
    pub(crate) found: Found,
}

/// What the journal holds of earlier sessions.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) is_resumed: bool,
    pub(crate) begun_with: Option<RunStart>,
    pub(crate) progress: Option<Progress>,
    pub(crate) n_lost: u64,
    /// What those that were lost may have cost at most, where that is known.
    pub(crate) lost_dollars: Option<f64>,
    pub(crate) n_cut: u64,
    #[cfg(feature = "llm")]
    pub(crate) account: Account,
    #[cfg(feature = "llm")]
    pub(crate) dialects: Dialects,
    #[cfg(feature = "llm")]
    pub(crate) looks: Vec<Look>,
}

impl RunStore {
    /// Begins a run in a folder, which is made where it is missing.
    pub fn create(folder: RunFolder) -> Result<Self, RunError> {
        Self::create_with(Arc::new(RealFiles), folder)
    }

    /// The same on another file system.
    pub fn create_with(files: Arc<dyn Files>, folder: RunFolder) -> Result<Self, RunError> {
        match folder.check(&*files) {
            Err(RunError::Missing { .. }) => {}
            // Results without a journal, such as those of joined runs, are nothing that anybody wants cut off.
            Err(error) => return Err(error),
            Ok(()) => {
                return Err(RunError::Exists {
                    folder: folder.path().to_owned(),
                });
            }
        }
        let created = files.create_folder(folder.path());
        created.map_err(|source| StoreError::File {
            doing: "create",
            path: folder.path().to_owned(),
            source,
        })?;
        let journal = Journal::create(&*files, &folder.journal())?;
        Ok(Self::over(
            files,
            folder,
            journal,
            KeptPlaces::default(),
            Found::default(),
        ))
    }

    /// Goes on with the run in a folder.
    pub fn resume(folder: RunFolder) -> Result<Self, RunError> {
        Self::resume_with(Arc::new(RealFiles), folder)
    }

    /// The same on another file system.
    pub fn resume_with(files: Arc<dyn Files>, folder: RunFolder) -> Result<Self, RunError> {
        folder.check(&*files)?;
        let mut reader = Reader::default();
        let (journal, recovery) = Journal::open(&*files, &folder.journal(), |entry| reader.read(entry))?;
        let (n_lost, lost_dollars) = reader.lost();
        let found = Found {
            is_resumed: true,
            begun_with: reader.begun_with,
            progress: reader.progress,
            n_lost,
            lost_dollars,
            n_cut: recovery.n_cut,
            #[cfg(feature = "llm")]
            account: reader.account,
            #[cfg(feature = "llm")]
            dialects: reader.dialects,
            #[cfg(feature = "llm")]
            looks: reader.looks,
        };
        Ok(Self::over(files, folder, journal, reader.places, found))
    }

    fn over(
        files: Arc<dyn Files>,
        folder: RunFolder,
        journal: Journal,
        places: KeptPlaces,
        found: Found,
    ) -> Self {
        let path = folder.journal();
        let (journal, thread) = start(journal);
        Self {
            answers: Answers::new(Arc::clone(&files), &path, places),
            #[cfg(feature = "llm")]
            others: None,
            folder,
            files,
            journal,
            thread,
            found,
        }
    }

    /// The same, with answers taken from other runs where they have them. What is taken is written into this run's journal with
    /// where it came from. Must be said before a transport is put over the run.
    #[cfg(feature = "llm")]
    #[must_use]
    pub fn reusing(mut self, others: OtherRuns) -> Self {
        self.others = Some(Arc::new(others));
        self
    }

    /// Says what the run has of others.
    #[cfg(feature = "llm")]
    pub(crate) fn tell_of_others(&self, tell: &dyn Fn(&Event)) {
        if let Some(others) = &self.others {
            tell(&Event::Reusing {
                n_runs: others.n_runs(),
                n_answers: others.n_answers(),
                n_damaged: others.n_damaged(),
            });
        }
    }

    /// Makes the names of the run's files durable.
    pub(crate) fn sync_folder(&self) -> Result<(), StoreError> {
        let folder = self.folder.path();
        let synced = self.files.sync_folder(folder);
        synced.map_err(|source| StoreError::File {
            doing: "sync",
            path: folder.to_owned(),
            source,
        })
    }

    /// In which words beside the usual ones a model was asked, by the name under which it was chosen; the last ones hold.
    #[cfg(feature = "llm")]
    pub fn dialects(&self, model: &str) -> &[Dialect] {
        self.found.dialects.get(model).map_or(&[], Vec::as_slice)
    }

    /// What a look found in an earlier session of the run.
    #[cfg(feature = "llm")]
    pub fn look(&self, model: &str, server: &str) -> Option<&Look> {
        find_look(&self.found.looks, model, server)
    }

    /// Where looks are kept.
    #[cfg(feature = "llm")]
    pub fn look_book(&self) -> LookBook {
        LookBook(self.journal.clone())
    }

    /// How many answers of models the journal holds.
    pub fn n_answers(&self) -> u64 {
        self.answers.count()
    }
}

/// The last look at a model at this address.
#[cfg(feature = "llm")]
pub(crate) fn find_look<'l>(looks: &'l [Look], model: &str, server: &str) -> Option<&'l Look> {
    let is_of = |look: &&Look| look.model == model && look.server == server;
    looks.iter().rev().find(is_of)
}

/// Reads a journal's entries.
#[derive(Debug, Default)]
pub(crate) struct Reader {
    pub(crate) begun_with: Option<RunStart>,
    pub(crate) progress: Option<Progress>,
    places: KeptPlaces,
    /// Requests without an answer, and how often they were sent.
    attempted: HashMap<Key, u64>,
    #[cfg(feature = "llm")]
    account: Account,
    #[cfg(feature = "llm")]
    pub(crate) dialects: Dialects,
    #[cfg(feature = "llm")]
    pub(crate) looks: Vec<Look>,
}

impl Reader {
    /// How many requests were under way when the run ended, and what they may have cost at most.
    fn lost(&mut self) -> (u64, Option<f64>) {
        #[cfg(feature = "llm")]
        if self.account.next_id() > 0 {
            return self.account.close();
        }
        (self.attempted.values().sum(), None)
    }

    pub(crate) fn read(&mut self, entry: &Entry<'_>) {
        match (entry.kind, entry.key) {
            (RUN_START, _) => {
                self.begun_with = serde_json::from_str(entry.body.get()).ok();
                // What was done before was done by another plan.
                self.progress = None;
            }
            (CHECKPOINT, _) => self.progress = serde_json::from_str(entry.body.get()).ok(),
            (ATTEMPT, Some(key)) => *self.attempted.entry(key).or_default() += 1,
            (kind @ (RESPONSE | REUSED), Some(key)) => {
                self.attempted.remove(&key);
                self.places.add(key, entry.place, kind == REUSED);
            }
            #[cfg(feature = "llm")]
            (ADAPTED, _) => {
                if let Ok(Adapted { model, dialect }) = serde_json::from_str(entry.body.get()) {
                    let known = self.dialects.entry(model).or_default();
                    known.retain(|other| *other != dialect);
                    known.push(dialect);
                }
            }
            #[cfg(feature = "llm")]
            (LOOKED, _) => self.looks.extend(serde_json::from_str::<Look>(entry.body.get())),
            #[cfg(feature = "llm")]
            (RESERVED, _) => {
                if let Ok(reserved) = serde_json::from_str(entry.body.get()) {
                    self.account.reserve(reserved);
                }
            }
            #[cfg(feature = "llm")]
            (SETTLED, _) => {
                if let Ok(settled) = serde_json::from_str(entry.body.get()) {
                    self.account.settle(settled);
                }
            }
            // A kind of a later version: nothing of it is needed to go on.
            _ => {}
        }
    }
}
