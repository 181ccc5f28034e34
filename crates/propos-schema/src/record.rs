//! The form of an annotated document that leaves the process.

use serde::{Deserialize, Serialize};

use crate::SCHEMA_VERSION;
use crate::annotated::{AnnotatedDocument, Link, Outcome, Problem, Provenance};
use crate::claim::Claim;
use crate::document::Document;
use crate::identity::sha256_hex;
use crate::offsets::{OffsetIndex, OffsetUnit, convert_offsets};

/// An annotated document as it stands in a file: offsets in the unit that it declares.
///
/// Its fields cannot be reached: whoever wants to slice converts it with [`Record::into_annotated`] and has
/// bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Record {
    schema_version: u32,
    document: Document,
    offset_unit: OffsetUnit,
    provenance: Provenance,
    claims: Vec<Claim>,
    links: Vec<Link>,
    outcome: Outcome,
    problems: Vec<Problem>,
}

/// Why a record cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// Written by a later version of propos.
    #[error(
        "read a record of schema version {found}, this program reads up to {SCHEMA_VERSION}: update propos"
    )]
    Version {
        /// The version it declares.
        found: u32,
    },
    /// Written without text; its source is needed.
    #[error("use document {id:?} without its text: give the source text (its sha256 is {sha256})")]
    TextMissing {
        /// The document.
        id: String,
        /// The text's hash.
        sha256: String,
    },
    /// The text is not the one that was annotated.
    #[error("use document {id:?}: the text's sha256 is {found}, the record says {expected}")]
    TextDiffers {
        /// The document.
        id: String,
        /// The hash in the record.
        expected: String,
        /// The hash of the text given.
        found: String,
    },
    /// An offset that is not a character boundary of the text in the declared unit.
    #[error(
        "place offset {offset} ({unit}) in the text of document {id:?}: out of bounds or inside a character"
    )]
    Offset {
        /// The document.
        id: String,
        /// The offset.
        offset: usize,
        /// The unit it is declared in.
        unit: OffsetUnit,
    },
}

impl Record {
    /// The record of `annotated` with offsets in `unit`. It fails only on an offset outside the text or inside
    /// a character, a defect of the annotator that [`AnnotatedDocument::check`] names.
    pub fn new(annotated: &AnnotatedDocument, unit: OffsetUnit) -> Result<Self, RecordError> {
        Self::of(annotated.clone(), unit)
    }

    /// The same of an annotated document that nobody needs any more, so that nothing of it is copied.
    pub fn of(annotated: AnnotatedDocument, unit: OffsetUnit) -> Result<Self, RecordError> {
        let mut record = Self {
            schema_version: SCHEMA_VERSION,
            document: annotated.document,
            offset_unit: unit,
            provenance: annotated.provenance,
            claims: annotated.claims,
            links: annotated.links,
            outcome: annotated.outcome,
            problems: annotated.problems,
        };
        let text = record.document.text.take();
        let index = OffsetIndex::new(text.as_deref().unwrap_or_default(), unit);
        record.convert_offsets(OffsetUnit::Byte, |offset| index.from_byte(offset))?;
        record.document.text = text;
        Ok(record)
    }

    /// The same record without the document's text.
    #[must_use]
    pub fn without_text(mut self) -> Self {
        self.document.text = None;
        self
    }

    /// The unit of its offsets.
    pub const fn offset_unit(&self) -> OffsetUnit {
        self.offset_unit
    }

    /// The document's id.
    pub fn document_id(&self) -> &str {
        &self.document.id
    }

    /// Whether the record carries the document's text.
    pub const fn has_text(&self) -> bool {
        self.document.text.is_some()
    }

    /// The annotated document, offsets in bytes.
    pub fn into_annotated(mut self) -> Result<AnnotatedDocument, RecordError> {
        match self.document.text.take() {
            Some(text) => self.into_annotated_with(text),
            None => Err(RecordError::TextMissing {
                id: self.document.id,
                sha256: self.document.sha256,
            }),
        }
    }

    /// The annotated document over `text`, which must be the text that was annotated.
    pub fn into_annotated_with(mut self, text: String) -> Result<AnnotatedDocument, RecordError> {
        if self.schema_version > SCHEMA_VERSION {
            return Err(RecordError::Version {
                found: self.schema_version,
            });
        }
        let found = sha256_hex(text.as_bytes());
        if found != self.document.sha256 {
            return Err(RecordError::TextDiffers {
                id: self.document.id,
                expected: self.document.sha256,
                found,
            });
        }
        let index = OffsetIndex::new(&text, self.offset_unit);
        self.convert_offsets(self.offset_unit, |offset| index.to_byte(offset))?;
        self.document.text = Some(text);
        Ok(AnnotatedDocument {
            document: self.document,
            provenance: self.provenance,
            claims: self.claims,
            links: self.links,
            outcome: self.outcome,
            problems: self.problems,
        })
    }

    fn convert_offsets(
        &mut self,
        from: OffsetUnit,
        convert: impl Fn(usize) -> Option<usize>,
    ) -> Result<(), RecordError> {
        convert_offsets(
            &mut self.document.units,
            &mut self.claims,
            &mut self.problems,
            convert,
        )
        .map_err(|offset| RecordError::Offset {
            id: self.document.id.clone(),
            offset,
            unit: from,
        })
    }
}
