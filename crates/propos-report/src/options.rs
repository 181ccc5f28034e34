//! How a report is written.

use std::collections::BTreeMap;

use propos_schema::OffsetUnit;

use crate::table::{Columns, Rows};

/// Settings of all formats. Each format reads those that concern it.
#[derive(Clone, Debug)]
#[non_exhaustive]
#[expect(
    clippy::struct_excessive_bools,
    reason = "switches that have nothing to do with each other"
)]
pub struct Options {
    /// `json`, `jsonl` and tables: what offsets count.
    pub offsets: OffsetUnit,
    /// `json` and `jsonl`: leave the document's text out. Whoever reads the record back needs its source.
    pub no_text: bool,
    /// `csv` and `tsv`: what a row is.
    pub rows: Rows,
    /// `csv` and `tsv`: the columns that depend on the documents; see [`Columns`].
    pub columns: Option<Columns>,
    /// `csv` and `tsv`: put `'` before a field that a spreadsheet would run as a formula (one that begins with
    /// `=`, `+`, `-`, `@`, a tab or a carriage return). Off by default: programs read tables too, and a field
    /// so guarded is not the document's text any more.
    pub guard_formulas: bool,
    /// `text`: how many columns the terminal has. Below some forty nothing is won by breaking lines earlier.
    pub width: usize,
    /// `text`: colours by ANSI escapes. Nothing is said by colour alone.
    pub color: bool,
    /// `text`: show sentences without claims too.
    pub all_sentences: bool,
    /// `text` and `md`: what topics and targets are called.
    pub names: Names,
}

/// Names for people, by id, of what a codebook defines. An id without a name is shown as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Topics.
    pub topics: BTreeMap<String, String>,
    /// Targets: their statements.
    pub targets: BTreeMap<String, String>,
}

impl Default for Options {
    /// Offsets in code points, with text; a row a claim; 100 columns without colour.
    fn default() -> Self {
        Self {
            offsets: OffsetUnit::default(),
            no_text: false,
            rows: Rows::default(),
            columns: None,
            guard_formulas: false,
            width: 100,
            color: false,
            all_sentences: false,
            names: Names::default(),
        }
    }
}
