//! The answers in a run's journal: where they lie, and what became of them.
#![cfg_attr(
    not(feature = "llm"),
    expect(dead_code, reason = "answers are read by the transport alone")
)]

use std::collections::HashSet;
#[cfg(feature = "llm")]
use std::io::{BufRead as _, BufReader, ErrorKind};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

#[cfg(feature = "llm")]
use propos_store::StoreError;
use propos_store::{Files, Key};
use serde::{Deserialize, Serialize};

use crate::journal::Place;
use crate::places::{AnswerAt, Places};

/// How answers were come by that this run did not have to pay for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct AnswerCounts {
    /// Taken from other runs.
    pub n_reused: u64,
    /// Requests that other runs have only answers to which are no use: cut, refused, of another shape, damaged. They were asked
    /// anew.
    pub n_rejected: u64,
    /// Requests like one that this run had asked, such as those for a document that came twice.
    pub n_shared: u64,
    /// Kept in the journal for inputs that the run has no more.
    pub n_superseded: u64,
}

/// Where the answers lie in the journal. Held are some thirty bytes an answer; the answers stay on disk.
#[derive(Clone, Debug)]
pub(crate) struct Answers {
    files: Arc<dyn Files>,
    path: Arc<Path>,
    held: Arc<Mutex<Held>>,
}

#[derive(Debug, Default)]
struct Held {
    places: Places,
    rejected: HashSet<Key>,
    counts: AnswerCounts,
}

impl Answers {
    /// The answers that earlier sessions left at these places, so many of them from other runs.
    pub(crate) fn new(files: Arc<dyn Files>, path: &Path, places: KeptPlaces) -> Self {
        let counts = AnswerCounts {
            n_reused: places.n_reused,
            ..AnswerCounts::default()
        };
        let held = Held {
            places: places.places,
            rejected: HashSet::new(),
            counts,
        };
        Self {
            files,
            path: path.into(),
            held: Arc::new(Mutex::new(held)),
        }
    }

    /// How many there are.
    pub(crate) fn count(&self) -> u64 {
        self.held().places.len() as u64
    }

    /// What became of them in this session; of those from other runs, in all sessions.
    pub(crate) fn counts(&self) -> AnswerCounts {
        self.held().counts
    }

    /// How many of them this session has not used.
    pub(crate) fn count_unused(&self) -> u64 {
        self.held().places.count_unused() as u64
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(feature = "llm")]
impl Answers {
    /// One more, for whoever waits for it now.
    pub(crate) fn add(&self, key: Key, place: Place) {
        let (start, _) = place;
        self.held().places.insert(key, AnswerAt { start, is_used: true });
    }

    /// One more, from another run.
    pub(crate) fn add_reused(&self, key: Key, place: Place) {
        self.add(key, place);
        self.held().counts.n_reused += 1;
    }

    /// It is used; somebody else may have used it already.
    pub(crate) fn mark_used(&self, key: Key) {
        let mut held = self.held();
        let before = held.places.use_it(key);
        held.counts.n_shared += u64::from(before == Some(true));
    }

    /// It turned out to be nothing that a model said, and is asked for again.
    pub(crate) fn forget(&self, key: Key) {
        self.held().places.remove(key);
    }

    /// Other runs have nothing for it that is any use. Counted once, however often it is asked for.
    pub(crate) fn reject(&self, key: Key) {
        let mut held = self.held();
        let is_new = held.rejected.insert(key);
        held.counts.n_rejected += u64::from(is_new);
    }

    /// Whether it was rejected.
    pub(crate) fn is_rejected(&self, key: Key) -> bool {
        self.held().rejected.contains(&key)
    }

    /// The body of an answer; `None` when there is none, or what stands in its place is another. Fails where the journal cannot be
    /// read: the answer is there and was paid for, so nobody should ask for it again.
    pub(crate) fn get<T: serde::de::DeserializeOwned>(&self, key: Key) -> Result<Option<T>, StoreError> {
        let Some(AnswerAt { start, .. }) = self.held().places.get(key) else {
            return Ok(None);
        };
        let mut line = Vec::new();
        let reader = self.files.read(&self.path, start);
        let read = reader.and_then(|reader| BufReader::new(reader).read_until(b'\n', &mut line));
        let whole = read.and_then(|_| match line.last() {
            Some(b'\n') => Ok(()),
            _ => Err(ErrorKind::UnexpectedEof.into()),
        });
        whole.map_err(|source| StoreError::File {
            doing: "read",
            path: self.path.to_path_buf(),
            source,
        })?;
        Ok(propos_store::read_body(&line, key))
    }
}

/// Where a journal's answers lie, as they are found.
#[derive(Debug, Default)]
pub(crate) struct KeptPlaces {
    places: Places,
    n_reused: u64,
}

impl KeptPlaces {
    pub(crate) fn add(&mut self, key: Key, place: Place, is_reused: bool) {
        let (start, _) = place;
        self.places.insert(
            key,
            AnswerAt {
                start,
                is_used: false,
            },
        );
        self.n_reused += u64::from(is_reused);
    }
}
