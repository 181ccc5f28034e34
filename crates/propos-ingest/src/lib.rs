//! Bytes to documents: encodings, plain text and JSONL.
//!
//! [`decode()`] turns bytes into text (UTF-8, UTF-16, Windows-1252) or says which byte is wrong.
//! [`text_document`] and [`jsonl_document`] make one [`propos_schema::Document`] of one file or one line.
//! These are pure functions. [`find_sources`] and [`Corpus`] are the part with effects: they walk folders,
//! open files and standard input, and hand out one document at a time, so that memory does not grow with the
//! corpus.
//!
//! A document's text is what was decoded, never rewritten: no normal form, no folding of line ends. A byte
//! order mark is not text and is dropped. Where the bytes read differ from the text's UTF-8, the document's
//! metadata holds their hash (`source_sha256`) and `encoding`.
//!
//! What this crate is not: it segments nothing, finds no claims, prints nothing and connects to nothing.
//!
//! ```
//! use propos_ingest::{ReadOptions, decode, jsonl_document, text_document};
//!
//! let options = ReadOptions::default();
//! let plain = text_document("a.txt", "Il pleut.".as_bytes(), &options)?;
//! assert_eq!(plain.document.text(), "Il pleut.");
//!
//! // Windows-1252 is recognised, decoded and noted.
//! let old = text_document("b.txt", b"L'\xe9t\xe9 fut long.", &options)?;
//! assert_eq!(old.document.text(), "L'été fut long.");
//! assert_eq!(old.document.metadata["encoding"], "windows-1252");
//! assert_eq!(old.notes[0].code, "decoded");
//!
//! let line = jsonl_document("c.jsonl:1", br#"{"id": "n1", "lang": "fr", "text": "Oui.", "outlet": "AFP"}"#, &options)?;
//! assert_eq!((line.document.id.as_str(), line.document.lang.as_str()), ("n1", "fr"));
//! assert_eq!(line.document.metadata["outlet"], "AFP");
//!
//! // Neither UTF-8 nor anything else: the error names the byte.
//! let error = decode(b"Bonjour \xff monde").unwrap_err();
//! assert!(error.fault.to_string().contains("byte 8"));
//! # Ok::<(), propos_ingest::IngestError>(())
//! ```

mod binary;
mod corpus;
mod decode;
mod document;
mod error;
mod format;
mod jsonl;
mod legacy;
mod lines;
mod options;
mod sources;

pub use corpus::Corpus;
pub use decode::{Decoded, Encoding, decode, decode_with};
pub use document::{Ingested, text_document};
pub use error::{Fault, IngestError};
pub use format::InputFormat;
pub use jsonl::jsonl_document;
pub use options::{DEFAULT_MAX_BYTES, ReadOptions};
pub use sources::{Origin, Source, find_sources};
