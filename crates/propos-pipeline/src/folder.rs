//! The files of a run.

use std::path::{Path, PathBuf};

use propos_store::Files;

use crate::error::RunError;

/// Where a run lies and what its files are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunFolder(PathBuf);

impl RunFolder {
    /// The run in this folder, whether it is there yet or not.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }

    /// Whether there is a run to go on with; the error says what there is instead.
    pub fn check(&self, files: &dyn Files) -> Result<(), RunError> {
        let folder = self.0.clone();
        match (files.exists(&self.journal()), files.exists(&self.results())) {
            (true, _) => Ok(()),
            (false, true) => Err(RunError::NoJournal { folder }),
            (false, false) => Err(RunError::Missing { folder }),
        }
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The journal.
    pub fn journal(&self) -> PathBuf {
        self.0.join("run.journal")
    }

    /// The records, one a line, in the order of the inputs.
    pub fn results(&self) -> PathBuf {
        self.0.join("results.jsonl")
    }

    /// The inputs that could not be read and the documents that are not complete, one a line.
    pub fn failures(&self) -> PathBuf {
        self.0.join("failures.jsonl")
    }

    /// What is known about the run as a whole.
    pub fn manifest(&self) -> PathBuf {
        self.0.join("manifest.json")
    }
}
