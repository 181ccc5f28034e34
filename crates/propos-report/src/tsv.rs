//! Tables with tabs.

use std::io::Write;

use propos_schema::AnnotatedDocument;

use crate::error::ReportError;
use crate::format::DocumentWriter;
use crate::options::Options;
use crate::table::{Table, guard_formula};

/// Writes documents as rows with tabs, in UTF-8. Nothing is quoted; inside a field a tab is written `\t`, a line
/// feed `\n`, a carriage return `\r` and a backslash `\\`, so that every row is one line and every tab ends a field.
pub(crate) struct TsvWriter<W> {
    table: Table,
    guard_formulas: bool,
    out: W,
    has_header: bool,
}

impl<W: Write> TsvWriter<W> {
    pub(crate) fn new(options: Options, out: W) -> Self {
        Self {
            guard_formulas: options.guard_formulas,
            table: Table::new(options),
            out,
            has_header: false,
        }
    }

    fn write_header(&mut self, first: Option<&AnnotatedDocument>) -> Result<(), ReportError> {
        if self.has_header {
            return Ok(());
        }
        self.has_header = true;
        let line = line(&self.table.header(first));
        self.out.write_all(line.as_bytes()).map_err(ReportError::Output)
    }
}

impl<W: Write> DocumentWriter for TsvWriter<W> {
    fn write(&mut self, document: &AnnotatedDocument) -> Result<(), ReportError> {
        self.write_header(Some(document))?;
        self.table.rows(document, |mut fields| {
            if self.guard_formulas {
                fields.iter_mut().for_each(guard_formula);
            }
            self.out
                .write_all(line(&fields).as_bytes())
                .map_err(ReportError::Output)
        })
    }

    fn finish(&mut self) -> Result<(), ReportError> {
        self.write_header(None)?;
        self.out.flush().map_err(ReportError::Output)
    }
}

/// A row, with what would end it or a field written as an escape.
pub(crate) fn line(fields: &[String]) -> String {
    let mut line = String::with_capacity(fields.iter().map(|field| field.len() + 1).sum());
    for (position, field) in fields.iter().enumerate() {
        if position > 0 {
            line.push('\t');
        }
        for character in field.chars() {
            match character {
                '\t' => line.push_str("\\t"),
                '\n' => line.push_str("\\n"),
                '\r' => line.push_str("\\r"),
                '\\' => line.push_str("\\\\"),
                other => line.push(other),
            }
        }
    }
    line.push('\n');
    line
}
