//! What a run has written, read back: lines of results and of failures.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

use propos_schema::{CodebookRef, Outcome};
use propos_store::{Files, StoreError};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use crate::error::RunError;

/// Of a record, what tells which document it is about and how it was annotated.
#[derive(Deserialize)]
pub(crate) struct RecordLine {
    pub(crate) document: DocumentPart,
    pub(crate) provenance: ProvenancePart,
    pub(crate) claims: Vec<IgnoredAny>,
    pub(crate) outcome: Outcome,
}

#[derive(Deserialize)]
pub(crate) struct DocumentPart {
    pub(crate) id: String,
    pub(crate) sha256: String,
}

#[derive(Deserialize)]
pub(crate) struct ProvenancePart {
    pub(crate) annotator_requested: String,
    pub(crate) codebook: CodebookRef,
}

/// What is written of an input that could not be read, where a document that did not go well has its outcome.
const UNREADABLE: &str = "unreadable";

/// A line of `failures.jsonl`: a document that is not complete, or an input that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct FailureLine {
    /// The document's outcome, or `unreadable`.
    pub outcome: String,
    /// The kind of trouble, where the document's record names one.
    #[serde(default)]
    pub code: Option<String>,
    /// The same in words.
    #[serde(default)]
    pub reason: Option<String>,
    /// The document's id.
    #[serde(default)]
    pub id: Option<String>,
    /// Where the input is that could not be read.
    #[serde(default)]
    pub place: Option<String>,
}

impl FailureLine {
    /// Whether it is about an input that could not be read.
    pub fn is_unreadable(&self) -> bool {
        self.outcome == UNREADABLE
    }
}

/// The line of a document that is not complete.
pub(crate) fn of_document(
    index: u64,
    id: &str,
    outcome: Outcome,
    code: Option<&str>,
    reason: Option<&str>,
) -> Value {
    json!({ "index": index, "id": id, "outcome": outcome, "code": code, "reason": reason })
}

/// The line of an input that could not be read.
pub(crate) fn of_unreadable(index: u64, place: &str, reason: &str) -> Value {
    json!({ "index": index, "place": place, "outcome": UNREADABLE, "reason": reason })
}

/// Reads the lines of a file that are not empty, with their numbers from 1; no more of it than so many bytes, where that is said.
pub(crate) fn for_each_line(
    files: &dyn Files,
    path: &Path,
    most_bytes: Option<u64>,
    mut tell: impl FnMut(usize, &[u8]) -> Result<(), RunError>,
) -> Result<(), RunError> {
    let failed = |source| {
        RunError::from(StoreError::File {
            doing: "read",
            path: path.to_owned(),
            source,
        })
    };
    let reader = files.read(path, 0).map_err(failed)?;
    let mut reader = BufReader::with_capacity(1 << 16, reader.take(most_bytes.unwrap_or(u64::MAX)));
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if reader.read_until(b'\n', &mut line).map_err(failed)? == 0 {
            break;
        }
        if !line.trim_ascii().is_empty() {
            tell(number, &line)?;
        }
    }
    Ok(())
}
