//! The formats by name, and the one place that chooses a writer.

use std::fmt;
use std::io::Write;
use std::path::Path;
use std::str::FromStr;

use propos_schema::AnnotatedDocument;

use crate::csv::CsvWriter;
use crate::error::ReportError;
use crate::json::JsonWriter;
use crate::jsonl::JsonlWriter;
use crate::md::MdWriter;
use crate::options::Options;
use crate::table::Columns;
use crate::text::TextWriter;
use crate::tsv::TsvWriter;

/// What a report looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Each claim under its sentence, for a terminal.
    Text,
    /// An array of records.
    Json,
    /// One record a line.
    Jsonl,
    /// A table with commas.
    Csv,
    /// A table with tabs, one line a row.
    Tsv,
    /// Markdown, for reading beside code.
    Md,
}

impl Format {
    /// Every format, in the order of the documentation.
    pub const ALL: &'static [Self] = &[
        Self::Text,
        Self::Json,
        Self::Jsonl,
        Self::Csv,
        Self::Tsv,
        Self::Md,
    ];

    /// The format's name on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Md => "md",
        }
    }

    /// The format that a file's extension asks for: its name, or `txt`, `ndjson`, `markdown`. Case does not
    /// matter.
    pub fn from_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "txt" => Some(Self::Text),
            "ndjson" => Some(Self::Jsonl),
            "markdown" => Some(Self::Md),
            name => name.parse().ok(),
        }
    }

    /// Whether the format is a table, whose columns depend on all documents: see [`Columns`].
    pub const fn is_table(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl FromStr for Format {
    type Err = ReportError;

    fn from_str(text: &str) -> Result<Self, ReportError> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.as_str() == text)
            .ok_or_else(|| {
                let names: Vec<&str> = Self::ALL.iter().map(|format| format.as_str()).collect();
                ReportError::UnknownName {
                    what: "format",
                    name: text.to_owned(),
                    known: names.join(", "),
                }
            })
    }
}

/// Writes documents one after the other; what every format has in common.
///
/// Each document goes out whole or the call fails; memory holds no more than one.
pub trait DocumentWriter {
    /// Writes one document.
    fn write(&mut self, document: &AnnotatedDocument) -> Result<(), ReportError>;

    /// Writes one document that nobody needs any more: a format that would copy it takes its parts.
    fn take(&mut self, document: AnnotatedDocument) -> Result<(), ReportError> {
        self.write(&document)
    }

    /// Writes what closes the output and flushes it. Call it once, after the last document: without it an
    /// array stays open and an empty table has no header.
    fn finish(&mut self) -> Result<(), ReportError>;
}

/// The writer of `format` into `out`.
///
/// A table takes its columns from `options.columns`; where there are none, from the first document, and a
/// later document that needs another column is an error. [`write_all`] looks at all documents first.
pub fn open<'out>(
    format: Format,
    options: Options,
    out: impl Write + 'out,
) -> Box<dyn DocumentWriter + 'out> {
    match format {
        Format::Text => Box::new(TextWriter::new(options, out)),
        Format::Json => Box::new(JsonWriter::new(options, out)),
        Format::Jsonl => Box::new(JsonlWriter::new(options, out)),
        Format::Csv => Box::new(CsvWriter::new(options, out)),
        Format::Tsv => Box::new(TsvWriter::new(options, out)),
        Format::Md => Box::new(MdWriter::new(options, out)),
    }
}

/// Writes all `documents` in `format`. A table has the columns of `options`, else those that the documents
/// need together.
pub fn write_all(
    format: Format,
    documents: &[AnnotatedDocument],
    mut options: Options,
    out: impl Write,
) -> Result<(), ReportError> {
    if format.is_table() && options.columns.is_none() {
        options.columns = Some(Columns::of(documents));
    }
    let mut writer = open(format, options, out);
    for document in documents {
        writer.write(document)?;
    }
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_given_away_is_written_as_one_that_is_lent() {
        let sample = propos_testkit::sample();
        for format in Format::ALL {
            let (mut lent, mut given) = (Vec::new(), Vec::new());
            let mut writer = open(*format, Options::default(), &mut lent);
            writer.write(&sample).unwrap();
            writer.finish().unwrap();
            drop(writer);
            let mut writer = open(*format, Options::default(), &mut given);
            writer.take(sample.clone()).unwrap();
            writer.finish().unwrap();
            drop(writer);
            assert_eq!(lent, given, "{format}");
        }
    }

    #[test]
    fn names_and_extensions_find_their_format() {
        for format in Format::ALL {
            assert_eq!(format.as_str().parse::<Format>().unwrap(), *format);
        }
        let cases = [
            ("out.CSV", Some(Format::Csv)),
            ("a/b.jsonl", Some(Format::Jsonl)),
            ("b.ndjson", Some(Format::Jsonl)),
            ("b.markdown", Some(Format::Md)),
            ("b.txt", Some(Format::Text)),
            ("b.parquet", None),
            ("csv", None),
        ];
        for (path, format) in cases {
            assert_eq!(Format::from_path(Path::new(path)), format, "{path}");
        }
        let error = "xml".parse::<Format>().unwrap_err().to_string();
        assert_eq!(
            error,
            "use format \"xml\": write one of text, json, jsonl, csv, tsv, md"
        );
    }
}
