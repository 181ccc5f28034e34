//! One record a line.

use std::io::Write;

use propos_schema::{AnnotatedDocument, OffsetUnit, Record};

use crate::error::ReportError;
use crate::format::DocumentWriter;
use crate::options::Options;

/// Writes `document` as one line of JSON, offsets in `unit`.
pub fn write_jsonl(
    document: &AnnotatedDocument,
    unit: OffsetUnit,
    no_text: bool,
    out: &mut impl Write,
) -> Result<(), ReportError> {
    let record = record(document, unit, no_text)?;
    let mut line = serde_json::to_vec(&record).map_err(|source| json_error(document, source))?;
    line.push(b'\n');
    out.write_all(&line).map_err(ReportError::Output)
}

/// The record of a document as the options ask for it.
pub(crate) fn record(
    document: &AnnotatedDocument,
    unit: OffsetUnit,
    no_text: bool,
) -> Result<Record, ReportError> {
    let record = Record::new(document, unit)?;
    Ok(if no_text { record.without_text() } else { record })
}

pub(crate) fn json_error(document: &AnnotatedDocument, source: serde_json::Error) -> ReportError {
    ReportError::Json {
        document: document.document.id.clone(),
        source,
    }
}

/// Writes documents as lines.
pub(crate) struct JsonlWriter<W> {
    options: Options,
    out: W,
}

impl<W: Write> JsonlWriter<W> {
    pub(crate) const fn new(options: Options, out: W) -> Self {
        Self { options, out }
    }
}

impl<W: Write> DocumentWriter for JsonlWriter<W> {
    fn write(&mut self, document: &AnnotatedDocument) -> Result<(), ReportError> {
        write_jsonl(
            document,
            self.options.offsets,
            self.options.no_text,
            &mut self.out,
        )
    }

    fn finish(&mut self) -> Result<(), ReportError> {
        self.out.flush().map_err(ReportError::Output)
    }
}
