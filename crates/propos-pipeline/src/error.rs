//! What goes wrong with a run as a whole. What goes wrong with one document is in its record.

use std::path::PathBuf;
use std::sync::Arc;

use propos_store::StoreError;

/// Why a run cannot begin, go on or be written. No message holds text of a document.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// There is a run in the folder already.
    #[error("begin a run in {}: there is one already", folder.display())]
    Exists {
        /// The folder.
        folder: PathBuf,
    },
    /// There is no run in the folder.
    #[error("open the run in {}: there is none", folder.display())]
    Missing {
        /// The folder.
        folder: PathBuf,
    },
    /// There are results of a run in the folder and no journal, so that nobody knows how they came about.
    #[error("open the run in {}: it has results and no run.journal to go on from", folder.display())]
    NoJournal {
        /// The folder.
        folder: PathBuf,
    },
    /// The run was begun with something else, so that its results would be mixed.
    #[error("go on with the run: its {what} was another one when it began")]
    Changed {
        /// What is not the same: `annotator`, `codebook`, `version`, `settings`.
        what: &'static str,
    },
    /// The journal or another file of the run cannot be read or written.
    #[error("use the files of the run")]
    Store(#[source] Arc<StoreError>),
    /// A record cannot be written as JSON.
    #[error("write the record of document {document}")]
    Record {
        /// Its id.
        document: String,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A line of results is no record.
    #[error("read line {line} of {}: it is not a record", path.display())]
    NotARecord {
        /// The file.
        path: PathBuf,
        /// Which line, from 1.
        line: usize,
    },
    /// The runtime of threads cannot be started.
    #[error("start the threads of the run")]
    Runtime(#[source] std::io::Error),
    /// A part of the run broke off: a defect of the program.
    #[error("a part of the run broke off")]
    Broken,
}

impl From<StoreError> for RunError {
    fn from(error: StoreError) -> Self {
        Self::Store(Arc::new(error))
    }
}

impl From<Arc<StoreError>> for RunError {
    fn from(error: Arc<StoreError>) -> Self {
        Self::Store(error)
    }
}
