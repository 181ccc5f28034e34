//! Words of the command line that stand for values of the library.

use std::error::Error;
use std::path::Path;
use std::str::FromStr;

use anstream::{AutoStream, ColorChoice};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use propos::ingest::InputFormat;
use propos::report::{Format, Rows};
use propos::schema::OffsetUnit;
use terminal_size::{Width, terminal_size};

use crate::output::is_terminal;

/// Reads the name of an input format.
pub(crate) fn input_format() -> impl TypedValueParser<Value = InputFormat> {
    one_of(InputFormat::ALL.iter().map(|format| format.as_str()))
}

/// Reads the name of a report format.
pub(crate) fn report_format() -> impl TypedValueParser<Value = Format> {
    one_of(Format::ALL.iter().map(|format| format.as_str()))
}

/// Reads the name of a kind of row.
pub(crate) fn rows() -> impl TypedValueParser<Value = Rows> {
    one_of(Rows::ALL.iter().map(|rows| rows.as_str()))
}

/// Reads the name of a unit of offsets.
pub(crate) fn offset_unit() -> impl TypedValueParser<Value = OffsetUnit> {
    one_of(OffsetUnit::ALL.iter().map(|unit| unit.as_str()))
}

/// Reads one of a fixed set of names, so that help and completions list them.
fn one_of<T>(names: impl Iterator<Item = &'static str>) -> impl TypedValueParser<Value = T>
where
    T: FromStr + Clone + Send + Sync + 'static,
    T::Err: Into<Box<dyn Error + Send + Sync>>,
{
    PossibleValuesParser::new(names.collect::<Vec<_>>()).try_map(|name| name.parse::<T>())
}

/// Whether data that goes to `path` (standard output when `None`) is coloured.
pub(crate) fn is_colored(color: ColorChoice, path: Option<&Path>) -> bool {
    match color {
        ColorChoice::Auto if path.is_none_or(|path| path.as_os_str() == "-") => {
            AutoStream::choice(&std::io::stdout()) != ColorChoice::Never
        }
        ColorChoice::Auto | ColorChoice::Never => false,
        ColorChoice::Always | ColorChoice::AlwaysAnsi => true,
    }
}

/// How wide a text view is: as asked for, as wide as the terminal, else 100 columns.
pub(crate) fn view_width(asked: Option<u16>, path: Option<&Path>) -> usize {
    const WITHOUT_TERMINAL: usize = 100;
    let of_terminal = || terminal_size().filter(|_| is_terminal(path));
    let width = asked.or_else(|| of_terminal().map(|(Width(width), _)| width));
    width.map_or(WITHOUT_TERMINAL, usize::from)
}
