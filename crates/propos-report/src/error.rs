//! What can go wrong while writing.

use std::io;

use propos_schema::RecordError;

/// Why a report could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReportError {
    /// The output took no more.
    #[error("write the output")]
    Output(#[source] io::Error),
    /// A document's offsets do not fit its text.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// A record did not turn into JSON.
    #[error("write the record of document {document:?} as JSON")]
    Json {
        /// The document.
        document: String,
        /// What the JSON writer said.
        #[source]
        source: serde_json::Error,
    },
    /// A table's header is written and a later document needs another column.
    #[error(
        "write document {document:?}: the table has no column {column:?}; collect the columns over all documents first"
    )]
    ColumnMissing {
        /// The document.
        document: String,
        /// The column it needs.
        column: String,
    },
    /// A name that is none of those known.
    #[error("use {what} {name:?}: write one of {known}")]
    UnknownName {
        /// What was to be named.
        what: &'static str,
        /// The name given.
        name: String,
        /// The names that would do.
        known: String,
    },
}

impl ReportError {
    /// Whether the reader of the output went away, as `head` does: no failure for a program in a pipe.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}
