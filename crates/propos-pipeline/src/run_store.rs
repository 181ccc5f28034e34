//! A run's journal, opened: what is done and which answers are there.

use std::collections::HashMap;
#[cfg(feature = "llm")]
use std::io::Read as _;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use propos_store::{Entry, Files, Journal, Key, RealFiles, StoreError};
use serde::{Deserialize, Serialize};

use crate::emit::CHECKPOINT;
use crate::error::RunError;
use crate::folder::RunFolder;
use crate::journal::{JournalHandle, JournalThread, Place, start};
use crate::progress::Progress;

/// The kinds of entries, apart from [`CHECKPOINT`].
pub(crate) const RUN_START: &str = "run_start";
pub(crate) const ATTEMPT: &str = "attempt";
pub(crate) const RESPONSE: &str = "response";

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
    pub(crate) n_cut: u64,
}

impl RunStore {
    /// Begins a run in a folder, which is made where it is missing.
    pub fn create(folder: RunFolder) -> Result<Self, RunError> {
        std::fs::create_dir_all(folder.path()).map_err(|source| StoreError::File {
            doing: "create",
            path: folder.path().to_owned(),
            source,
        })?;
        Self::create_with(Arc::new(RealFiles), folder)
    }

    /// The same on another file system.
    pub fn create_with(files: Arc<dyn Files>, folder: RunFolder) -> Result<Self, RunError> {
        if files.exists(&folder.journal()) {
            return Err(RunError::Exists {
                folder: folder.path().to_owned(),
            });
        }
        let journal = Journal::create(&*files, &folder.journal())?;
        Ok(Self::over(
            files,
            folder,
            journal,
            HashMap::new(),
            Found::default(),
        ))
    }

    /// Goes on with the run in a folder.
    pub fn resume(folder: RunFolder) -> Result<Self, RunError> {
        Self::resume_with(Arc::new(RealFiles), folder)
    }

    /// The same on another file system.
    pub fn resume_with(files: Arc<dyn Files>, folder: RunFolder) -> Result<Self, RunError> {
        if !files.exists(&folder.journal()) {
            return Err(RunError::Missing {
                folder: folder.path().to_owned(),
            });
        }
        let mut reader = Reader::default();
        let (journal, recovery) = Journal::open(&*files, &folder.journal(), |entry| reader.read(entry))?;
        let found = Found {
            is_resumed: true,
            begun_with: reader.begun_with,
            progress: reader.progress,
            n_lost: reader.attempted.values().sum(),
            n_cut: recovery.n_cut,
        };
        Ok(Self::over(files, folder, journal, reader.places, found))
    }

    fn over(
        files: Arc<dyn Files>,
        folder: RunFolder,
        journal: Journal,
        places: HashMap<Key, Place>,
        found: Found,
    ) -> Self {
        let path = folder.journal();
        let (journal, thread) = start(journal);
        Self {
            answers: Answers {
                files: Arc::clone(&files),
                path: path.into(),
                places: Arc::new(Mutex::new(places)),
            },
            folder,
            files,
            journal,
            thread,
            found,
        }
    }

    /// How many answers of models the journal holds.
    pub fn n_answers(&self) -> u64 {
        self.answers.count()
    }
}

/// Reads a journal's entries.
#[derive(Debug, Default)]
struct Reader {
    begun_with: Option<RunStart>,
    progress: Option<Progress>,
    places: HashMap<Key, Place>,
    /// Requests without an answer, and how often they were sent.
    attempted: HashMap<Key, u64>,
}

impl Reader {
    fn read(&mut self, entry: &Entry<'_>) {
        match (entry.kind, entry.key) {
            (RUN_START, _) => {
                self.begun_with = serde_json::from_str(entry.body.get()).ok();
                // What was done before was done by another plan.
                self.progress = None;
            }
            (CHECKPOINT, _) => self.progress = serde_json::from_str(entry.body.get()).ok(),
            (ATTEMPT, Some(key)) => *self.attempted.entry(key).or_default() += 1,
            (RESPONSE, Some(key)) => {
                self.attempted.remove(&key);
                self.places.insert(key, entry.place);
            }
            // A kind of a later version: nothing of it is needed to go on.
            _ => {}
        }
    }
}

/// Where the answers lie in the journal. Held are some forty bytes an answer; the answers stay on disk.
#[derive(Clone, Debug)]
pub(crate) struct Answers {
    #[cfg_attr(
        not(feature = "llm"),
        expect(dead_code, reason = "answers are read by the transport alone")
    )]
    files: Arc<dyn Files>,
    #[cfg_attr(
        not(feature = "llm"),
        expect(dead_code, reason = "answers are read by the transport alone")
    )]
    path: Arc<Path>,
    places: Arc<Mutex<HashMap<Key, Place>>>,
}

impl Answers {
    pub(crate) fn count(&self) -> u64 {
        self.places().len() as u64
    }

    #[cfg(feature = "llm")]
    pub(crate) fn add(&self, key: Key, place: Place) {
        self.places().insert(key, place);
    }

    /// The body of an answer; `None` when there is none, or it cannot be read any more.
    #[cfg(feature = "llm")]
    pub(crate) fn get<T: serde::de::DeserializeOwned>(&self, key: Key) -> Option<T> {
        let (start, length) = self.places().get(&key).copied()?;
        let mut line = vec![0; length];
        self.files
            .read(&self.path, start)
            .ok()?
            .read_exact(&mut line)
            .ok()?;
        propos_store::read_body(&line, key)
    }

    fn places(&self) -> std::sync::MutexGuard<'_, HashMap<Key, Place>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
