//! What goes wrong when storing.

use std::io;
use std::path::PathBuf;

/// Why something could not be stored or read back. No message holds what was stored.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The system refused a file operation.
    #[error("{doing} {}", path.display())]
    File {
        /// What was being done, as a verb: `write`, `sync`.
        doing: &'static str,
        /// To which file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// Another program holds the journal.
    #[error("{} is in use by another program", path.display())]
    Locked {
        /// The journal.
        path: PathBuf,
    },
    /// An entry in the middle is damaged; what stands behind it is good.
    #[error("{} is damaged at byte {offset}", path.display())]
    Damaged {
        /// The journal.
        path: PathBuf,
        /// Where the first damaged entry begins.
        offset: u64,
    },
    /// An earlier write failed and could not be undone, so nothing more is written until the journal is opened again.
    #[error("write to {}, which takes no more entries after one that failed", path.display())]
    Closed {
        /// The journal.
        path: PathBuf,
    },
    /// A body that cannot be written as JSON.
    #[error("an entry cannot be written as JSON")]
    Body(#[source] serde_json::Error),
}

impl StoreError {
    pub(crate) fn file(doing: &'static str, path: &std::path::Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { doing, path, source }
    }

    /// Whether the same may work when there is room on the disk again. Nobody can say what is there after a sync that failed.
    pub fn may_find_room(&self) -> bool {
        self.is_out_of_space() && !matches!(self, Self::File { doing: "sync", .. })
    }

    /// Whether the disk is full.
    pub fn is_out_of_space(&self) -> bool {
        matches!(self, Self::File { source, .. }
            if matches!(source.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded))
    }
}
