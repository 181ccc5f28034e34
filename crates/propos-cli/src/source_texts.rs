//! The texts of documents whose records were written without.

use std::collections::BTreeMap;
use std::path::PathBuf;

use propos::ingest::{Corpus, IngestError, ReadOptions, find_sources};
use propos::schema::{Record, RecordError};

/// Texts found by their hash, or by id where the hash is nowhere, so that the difference can be told.
///
/// Texts are read when the first one is asked for, and kept: a record may ask for any of them.
pub(crate) struct SourceTexts {
    paths: Vec<PathBuf>,
    by_hash: BTreeMap<String, String>,
    hash_by_id: BTreeMap<String, String>,
    errors: Vec<IngestError>,
}

impl SourceTexts {
    /// The texts below these paths, which may be none.
    pub(crate) fn find(paths: &[PathBuf]) -> Self {
        Self {
            paths: paths.to_vec(),
            by_hash: BTreeMap::new(),
            hash_by_id: BTreeMap::new(),
            errors: Vec::new(),
        }
    }

    /// The text that a record was made of, or the one that now has its id.
    pub(crate) fn text_for(&mut self, record: &Record) -> Option<String> {
        self.read();
        let Err(RecordError::TextMissing { id, sha256 }) = record.clone().into_annotated() else {
            return None;
        };
        let hash = if self.by_hash.contains_key(&sha256) {
            Some(&sha256)
        } else {
            self.hash_by_id.get(&id)
        };
        hash.and_then(|hash| self.by_hash.get(hash)).cloned()
    }

    /// The text with this hash.
    pub(crate) fn with_hash(&mut self, sha256: &str) -> Option<String> {
        self.read();
        self.by_hash.get(sha256).cloned()
    }

    /// What could not be read.
    pub(crate) fn take_errors(&mut self) -> Vec<IngestError> {
        std::mem::take(&mut self.errors)
    }

    fn read(&mut self) {
        let paths = std::mem::take(&mut self.paths);
        if paths.is_empty() {
            return;
        }
        let options = ReadOptions::default();
        for item in Corpus::new(find_sources(&paths, &options), options) {
            match item {
                Ok(ingested) => {
                    let document = ingested.document;
                    self.by_hash
                        .insert(document.sha256.clone(), document.text().to_owned());
                    self.hash_by_id.insert(document.id, document.sha256);
                }
                Err(error) => self.errors.push(error),
            }
        }
    }
}
