//! The options that say what a report looks like.

use std::path::PathBuf;

use anstream::ColorChoice;
use anyhow::anyhow;
use clap::Args;
use propos::report::{Format, Options, Rows};
use propos::schema::OffsetUnit;

use crate::failure::Failure;
use crate::names::{is_colored, offset_unit, report_format, rows, view_width};
use crate::output::is_terminal;

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct FormatArgs {
    /// How to write [default: by -o's ending, else text on a terminal, else jsonl]
    #[arg(long, value_name = "FORMAT", value_parser = report_format())]
    format: Option<Format>,
    /// Write to a file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// What a row of a table is (csv, tsv)
    ///
    /// Which columns a table has depends on all documents. Until the last one is read, it is kept in a
    /// temporary file and not in memory.
    #[arg(long, value_name = "ROWS", default_value = "claims", value_parser = rows())]
    rows: Rows,
    /// Guard fields that a spreadsheet would run as a formula with a ' (csv, tsv)
    #[arg(long)]
    guard_formulas: bool,
    /// What offsets count (json, jsonl, csv, tsv)
    #[arg(long, value_name = "UNIT", default_value = "codepoint", value_parser = offset_unit())]
    offsets: OffsetUnit,
    /// Leave the documents' texts out (json, jsonl)
    #[arg(long)]
    no_text: bool,
    /// Show sentences without claims too (text)
    #[arg(long)]
    all_sentences: bool,
    /// How wide the text view is [default: the terminal's width, else 100]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=1000))]
    width: Option<u16>,
}

/// Where a report goes and what it looks like.
pub(crate) struct FormatSettings {
    pub(crate) format: Format,
    pub(crate) options: Options,
    pub(crate) path: Option<PathBuf>,
}

impl FormatArgs {
    /// Resolves the options.
    pub(crate) fn settings(self, color: ColorChoice) -> Result<FormatSettings, Failure> {
        let path = self.output.filter(|path| path.as_os_str() != "-");
        let format = match (self.format, &path) {
            (Some(format), _) => format,
            (None, Some(path)) if path.extension().is_some() && !is_device(path) => Format::from_path(path)
                .ok_or_else(|| {
                let names: Vec<&str> = Format::ALL.iter().map(|format| format.as_str()).collect();
                let extension = path
                    .extension()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                Failure::usage(anyhow!("choose a format for a .{extension} file"))
                    .hint(format!("name it with --format: {}", names.join(", ")))
            })?,
            (None, None) if is_terminal(None) => Format::Text,
            (None, _) => Format::Jsonl,
        };
        let mut options = Options::default();
        options.rows = self.rows;
        options.guard_formulas = self.guard_formulas;
        options.offsets = self.offsets;
        options.no_text = self.no_text;
        options.all_sentences = self.all_sentences;
        options.width = view_width(self.width, path.as_deref());
        options.color = is_colored(color, path.as_deref());
        Ok(FormatSettings {
            format,
            options,
            path,
        })
    }
}

/// Whether a path is neither a file nor free to become one, so that its ending says nothing.
fn is_device(path: &std::path::Path) -> bool {
    path.metadata().is_ok_and(|metadata| !metadata.is_file())
}
