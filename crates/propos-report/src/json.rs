//! An array of records, indented for reading.

use std::io::Write;

use propos_schema::AnnotatedDocument;

use crate::error::ReportError;
use crate::format::DocumentWriter;
use crate::jsonl::{json_error, record};
use crate::options::Options;

/// Writes documents into one array.
pub(crate) struct JsonWriter<W> {
    options: Options,
    out: W,
    is_open: bool,
}

impl<W: Write> JsonWriter<W> {
    pub(crate) const fn new(options: Options, out: W) -> Self {
        Self {
            options,
            out,
            is_open: false,
        }
    }

    fn put(&mut self, text: &str) -> Result<(), ReportError> {
        self.out.write_all(text.as_bytes()).map_err(ReportError::Output)
    }
}

impl<W: Write> DocumentWriter for JsonWriter<W> {
    fn write(&mut self, document: &AnnotatedDocument) -> Result<(), ReportError> {
        let record = record(document, self.options.offsets, self.options.no_text)?;
        let json = serde_json::to_string_pretty(&record).map_err(|source| json_error(document, source))?;
        self.put(if self.is_open { ",\n  " } else { "[\n  " })?;
        self.is_open = true;
        // Inside strings JSON has no line breaks, so that each one here is layout.
        self.put(&json.replace('\n', "\n  "))
    }

    fn finish(&mut self) -> Result<(), ReportError> {
        self.put(if self.is_open { "\n]\n" } else { "[]\n" })?;
        self.out.flush().map_err(ReportError::Output)
    }
}
