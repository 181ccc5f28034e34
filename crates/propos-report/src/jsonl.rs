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
    write_line(&record(document, unit, no_text)?, out)
}

fn write_line(record: &Record, out: &mut impl Write) -> Result<(), ReportError> {
    let mut line = serde_json::to_vec(record).map_err(|source| ReportError::Json {
        document: record.document_id().to_owned(),
        source,
    })?;
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
    Ok(text_or_not(record, no_text))
}

fn text_or_not(record: Record, no_text: bool) -> Record {
    if no_text { record.without_text() } else { record }
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

    fn take(&mut self, document: AnnotatedDocument) -> Result<(), ReportError> {
        let record = Record::of(document, self.options.offsets)?;
        write_line(&text_or_not(record, self.options.no_text), &mut self.out)
    }

    fn finish(&mut self) -> Result<(), ReportError> {
        self.out.flush().map_err(ReportError::Output)
    }
}
