//! One article of one file.

use propos_schema::{Document, Problem, Severity, sha256_hex};
use serde_json::Value;

use crate::decode::{Decoded, decode_or_fault};
use crate::error::{Fault, IngestError};
use crate::options::ReadOptions;

/// A document that was read, and what its reader should know. The notes belong into the record's problems.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Ingested {
    /// The document. Its language is `und` unless the input says it; it has no units yet.
    pub document: Document,
    /// Notes: `empty_document`, `decoded`, `byte_order_mark`, `looks_like_jsonl`.
    pub notes: Vec<Problem>,
}

impl Ingested {
    /// A document with notes, and one more where it has no text.
    pub(crate) fn new(document: Document, mut notes: Vec<Problem>) -> Self {
        if document.text().trim().is_empty() {
            let message = "the document has no text, so it has no claims";
            notes.push(Problem::new("empty_document", Severity::Info, message));
        }
        Self { document, notes }
    }
}

/// Makes one document of the bytes of one file. The id is the caller's.
pub fn text_document(id: &str, bytes: &[u8], options: &ReadOptions) -> Result<Ingested, IngestError> {
    read_text(id, bytes, options).map_err(|fault| IngestError::new(id, fault))
}

pub(crate) fn read_text(id: &str, bytes: &[u8], options: &ReadOptions) -> Result<Ingested, Fault> {
    if bytes.len() > options.max_bytes {
        return Err(Fault::TooLarge {
            limit: options.max_bytes,
        });
    }
    let Decoded {
        text,
        encoding,
        mut notes,
    } = decode_or_fault(bytes, options.encoding)?;
    if looks_like_jsonl(&text) {
        let message = "the text looks like JSONL and was read as plain text; --input-format jsonl reads one article a line";
        notes.push(Problem::new("looks_like_jsonl", Severity::Warning, message));
    }
    let is_rewritten = text.as_bytes() != bytes;
    let mut document = Document::new(id, text);
    if is_rewritten {
        let metadata = &mut document.metadata;
        metadata.insert("source_sha256".to_owned(), Value::from(sha256_hex(bytes)));
        metadata.insert("encoding".to_owned(), Value::from(encoding));
    }
    Ok(Ingested::new(document, notes))
}

/// Whether the first line is a JSON object with a field: no article begins so.
fn looks_like_jsonl(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default().trim();
    first.starts_with('{')
        && serde_json::from_str::<serde_json::Map<String, Value>>(first)
            .is_ok_and(|fields| !fields.is_empty())
}
