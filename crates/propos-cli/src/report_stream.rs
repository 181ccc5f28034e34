//! A report that is written document by document.

use std::cell::RefCell;
use std::io::Write as _;

use propos::report::{Columns, DocumentWriter, Names};
use propos::schema::AnnotatedDocument;

use crate::failure::Failure;
use crate::format_options::FormatSettings;
use crate::output::{Handle, Output};
use crate::spool::open_writer;

/// Writes documents into an output. Every document is on its way before the next one is read.
pub(crate) struct ReportStream<'a> {
    settings: &'a FormatSettings,
    output: &'a RefCell<Output>,
    columns: Columns,
    writer: Option<Box<dyn DocumentWriter + 'a>>,
}

impl<'a> ReportStream<'a> {
    /// A stream into `output`. Tables have at least `columns`.
    pub(crate) fn new(settings: &'a FormatSettings, output: &'a RefCell<Output>, columns: Columns) -> Self {
        Self {
            settings,
            output,
            columns,
            writer: None,
        }
    }

    /// Writes one document. `names` is asked for once, with the first document, in whose language topics and
    /// targets are named from then on.
    pub(crate) fn write(
        &mut self,
        document: AnnotatedDocument,
        names: impl FnOnce(&AnnotatedDocument) -> Names,
    ) -> Result<(), Failure> {
        let name = self.output.borrow().name().to_owned();
        self.writer(|| names(&document))?
            .take(document)
            .map_err(|error| Failure::report(&name, error))?;
        Handle(self.output)
            .flush()
            .map_err(|error| Failure::output(&name, error))
    }

    /// Writes what comes after the last document.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        let name = self.output.borrow().name().to_owned();
        self.writer(Names::default)?
            .finish()
            .map_err(|error| Failure::report(&name, error))
    }

    fn writer(&mut self, names: impl FnOnce() -> Names) -> Result<&mut (dyn DocumentWriter + 'a), Failure> {
        let writer = if let Some(writer) = self.writer.take() {
            writer
        } else {
            let mut options = self.settings.options.clone();
            options.names = names();
            open_writer(
                self.settings.format,
                options,
                self.columns.clone(),
                Handle(self.output),
            )
            .map_err(|error| Failure::output("a temporary file", error))?
        };
        Ok(&mut **self.writer.insert(writer))
    }
}
