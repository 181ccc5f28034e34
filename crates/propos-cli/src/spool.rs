//! Tables, whose header depends on all documents, written without holding all documents.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Seek as _, Write};

use propos::report::{Columns, DocumentWriter, Format, Options, ReportError, open};
use propos::schema::{AnnotatedDocument, OffsetUnit, Record};

/// The writer of a format. For a table it is a [`TableSpool`] that starts with `columns`.
pub(crate) fn open_writer<'out>(
    format: Format,
    options: Options,
    columns: Columns,
    out: impl Write + 'out,
) -> io::Result<Box<dyn DocumentWriter + 'out>> {
    if !format.is_table() {
        return Ok(open(format, options, out));
    }
    Ok(Box::new(TableSpool {
        format,
        options,
        columns,
        out: Some(out),
        spool: BufWriter::new(tempfile::tempfile()?),
    }))
}

/// Keeps records in a temporary file until the columns are known, then writes the table. Memory holds one
/// document.
struct TableSpool<W> {
    format: Format,
    options: Options,
    columns: Columns,
    out: Option<W>,
    spool: BufWriter<File>,
}

impl<W: Write> TableSpool<W> {
    fn write_table(&mut self, out: W) -> Result<(), ReportError> {
        self.spool.flush().map_err(ReportError::Output)?;
        let file = self.spool.get_mut();
        file.rewind().map_err(ReportError::Output)?;
        let mut options = self.options.clone();
        options.columns = Some(self.columns.clone());
        let mut writer = open(self.format, options, out);
        for line in BufReader::new(file).lines() {
            let line = line.map_err(ReportError::Output)?;
            let record: Record = serde_json::from_str(&line).map_err(|source| ReportError::Json {
                document: "from the temporary file".to_owned(),
                source,
            })?;
            writer.take(record.into_annotated()?)?;
        }
        writer.finish()
    }
}

impl<W: Write> DocumentWriter for TableSpool<W> {
    fn write(&mut self, document: &AnnotatedDocument) -> Result<(), ReportError> {
        self.take(document.clone())
    }

    fn take(&mut self, document: AnnotatedDocument) -> Result<(), ReportError> {
        self.columns.add(&document);
        let record = Record::of(document, OffsetUnit::Byte)?;
        serde_json::to_writer(&mut self.spool, &record)
            .map_err(|error| ReportError::Output(io::Error::from(error)))?;
        self.spool.write_all(b"\n").map_err(ReportError::Output)
    }

    fn finish(&mut self) -> Result<(), ReportError> {
        match self.out.take() {
            Some(out) => self.write_table(out),
            None => Ok(()),
        }
    }
}
