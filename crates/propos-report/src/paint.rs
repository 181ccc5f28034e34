//! Colours of the text view.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};
use propos_schema::{Severity, StanceLabel};

/// Text under construction, with or without colours.
pub(crate) struct Canvas {
    pub(crate) text: String,
    color: bool,
}

impl Canvas {
    pub(crate) const fn new(color: bool) -> Self {
        Self {
            text: String::new(),
            color,
        }
    }

    /// Appends harmless text as it is.
    pub(crate) fn plain(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Appends harmless text in a style.
    pub(crate) fn styled(&mut self, style: Style, text: &str) {
        if self.color && !text.is_empty() && style != Style::new() {
            let _ = write!(self.text, "{style}{text}{style:#}");
        } else {
            self.text.push_str(text);
        }
    }

    /// Appends `n` times a character.
    pub(crate) fn repeat(&mut self, n: usize, character: char) {
        self.text.extend(std::iter::repeat_n(character, n));
    }

    /// Ends the line; blanks at its end go.
    pub(crate) fn end_line(&mut self) {
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\n');
    }
}

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const CUE: Style = AnsiColor::Magenta.on_default();
pub(crate) const SPEAKER: Style = AnsiColor::Cyan.on_default();

/// The colour of a side; claims without one have none.
pub(crate) const fn side_style(side: Option<StanceLabel>) -> Style {
    match side {
        Some(StanceLabel::Favor) => AnsiColor::Green.on_default(),
        Some(StanceLabel::Against) => AnsiColor::Red.on_default(),
        Some(StanceLabel::Neutral) => AnsiColor::Yellow.on_default(),
        None => Style::new(),
    }
}

pub(crate) const fn severity_style(severity: Severity) -> Style {
    match severity {
        Severity::Info => Style::new(),
        Severity::Warning => AnsiColor::Yellow.on_default(),
        Severity::Error => AnsiColor::Red.on_default(),
    }
}
