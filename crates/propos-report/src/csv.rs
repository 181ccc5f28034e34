//! Tables with commas.

use std::io::{self, Write};

use propos_schema::AnnotatedDocument;

use crate::error::ReportError;
use crate::format::DocumentWriter;
use crate::options::Options;
use crate::table::{Table, guard_formula};

/// Writes documents as rows with commas, in UTF-8, each row ended by a line feed. Fields with commas, quotation
/// marks or line breaks are quoted and hold the text unchanged.
pub(crate) struct CsvWriter<W: Write> {
    table: Table,
    guard_formulas: bool,
    out: csv::Writer<W>,
    has_header: bool,
}

impl<W: Write> CsvWriter<W> {
    pub(crate) fn new(options: Options, out: W) -> Self {
        Self {
            guard_formulas: options.guard_formulas,
            table: Table::new(options),
            out: csv::Writer::from_writer(out),
            has_header: false,
        }
    }

    fn write_header(&mut self, first: Option<&AnnotatedDocument>) -> Result<(), ReportError> {
        if !self.has_header {
            self.has_header = true;
            self.out
                .write_record(self.table.header(first))
                .map_err(output_error)?;
        }
        Ok(())
    }
}

impl<W: Write> DocumentWriter for CsvWriter<W> {
    fn write(&mut self, document: &AnnotatedDocument) -> Result<(), ReportError> {
        self.write_header(Some(document))?;
        self.table.rows(document, |mut fields| {
            if self.guard_formulas {
                fields.iter_mut().for_each(guard_formula);
            }
            self.out.write_record(fields).map_err(output_error)
        })
    }

    fn finish(&mut self) -> Result<(), ReportError> {
        self.write_header(None)?;
        self.out.flush().map_err(ReportError::Output)
    }
}

fn output_error(error: csv::Error) -> ReportError {
    ReportError::Output(match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        // Rows of one table have one length; nothing else can fail.
        other => io::Error::other(format!("{other:?}")),
    })
}
