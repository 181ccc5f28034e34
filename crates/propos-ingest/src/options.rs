//! What a caller can choose.

use crate::decode::Encoding;
use crate::format::InputFormat;

/// The size above which a document is refused, unless the caller says otherwise: 20 MiB, some 3000 pages.
pub const DEFAULT_MAX_BYTES: usize = 20 * 1024 * 1024;

/// How to read inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadOptions {
    /// The format of every input; by the file name's ending when `None`.
    pub format: Option<InputFormat>,
    /// The encoding of every input; recognised when `None`.
    pub encoding: Option<Encoding>,
    /// The JSONL field that holds the text.
    pub text_field: String,
    /// The JSONL field that holds the id.
    pub id_field: String,
    /// The most bytes a document (a file of text, a line of JSONL) may have.
    pub max_bytes: usize,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            format: None,
            encoding: None,
            text_field: "text".to_owned(),
            id_field: "id".to_owned(),
            max_bytes: DEFAULT_MAX_BYTES,
        }
    }
}
