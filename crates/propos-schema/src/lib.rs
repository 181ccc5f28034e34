//! The record of an annotated article: who says what, about what, on which side.
//!
//! This crate holds plain data: [`Document`], [`Claim`] and its parts, and [`AnnotatedDocument`], which is one
//! article with everything found in it. In memory every span is a **byte range** of the untouched text, so
//! `&text[claim.spans[0].range()]` is the quote. [`Record`] is the form that leaves the process: it declares its
//! [`OffsetUnit`] (code points by default), and converting to and from it is the only place where offsets change
//! unit.
//!
//! It does not read files, find claims or know any codebook, and it never rewrites a text.
//!
//! ```
//! use propos_schema::{
//!     AnnotatedDocument, Claim, ClaimKind, Document, OffsetUnit, Record, Sentence, TextSpan, Unit, UnitKind,
//! };
//!
//! let text = "« L’IA progresse », dit-elle.";
//! let quote = TextSpan::find(text, "L’IA progresse").ok_or("not in the text")?;
//!
//! let mut article = AnnotatedDocument::new(Document::new("demo", text).with_lang("fr"));
//! article.document.units.push(Unit::new(0, text.len(), UnitKind::Sentence));
//! let mut claim = Claim::new("demo", ClaimKind::Direct, vec![quote]);
//! claim.sentence = Sentence::new(0, text, 0..text.len()).ok_or("not in the text")?;
//! article.claims.push(claim);
//! article.assign_ids();
//! assert!(article.check().is_empty());
//!
//! // Written in code points, as Python counts; read back in bytes, as Rust slices.
//! let json = serde_json::to_string(&Record::new(&article, OffsetUnit::Codepoint)?)?;
//! let back = serde_json::from_str::<Record>(&json)?.into_annotated()?;
//! assert_eq!(&text[back.claims[0].spans[0].range()], "L’IA progresse");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod annotated;
mod check;
mod claim;
mod document;
mod identity;
#[cfg(feature = "json-schema")]
mod json_schema;
mod label;
mod names;
mod occurrences;
mod offsets;
mod record;
mod span;

pub use annotated::{
    AnnotatedDocument, CodebookRef, Link, LinkKind, Outcome, Problem, Provenance, Severity, StructuredOutput,
};
pub use check::Violation;
pub use claim::{
    CheckWorthiness, Claim, ClaimKind, Conditional, Cue, Figure, FigureKind, Grounding, Member, Resolution,
    Sentence, Speaker, Verifiability,
};
pub use document::{Document, Unit, UnitKind};
pub use identity::{claim_id, sha256_hex};
#[cfg(feature = "json-schema")]
pub use json_schema::record_json_schema;
pub use label::{Holder, HolderRole, Stance, StanceLabel, TopicLabel};
pub use offsets::{OffsetIndex, OffsetUnit};
pub use record::{Record, RecordError};
pub use span::TextSpan;

/// The version of the record's shape, written as `schema_version`. It grows when a field changes its meaning.
pub const SCHEMA_VERSION: u32 = 1;
