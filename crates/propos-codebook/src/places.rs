//! Places in the text of a file: mistakes and texts that know theirs, and the lines they stand on.

use std::cell::RefCell;

use crate::mistake::{CodebookError, CodebookErrors, Mistake};

/// Where mistakes go, each with the byte at which it stands.
#[derive(Default)]
pub(crate) struct Mistakes(RefCell<Vec<(usize, Mistake)>>);

impl Mistakes {
    pub(crate) fn add(&self, offset: usize, mistake: Mistake) {
        self.0.borrow_mut().push((offset, mistake));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// The mistakes that stand on their own, where parts of the file could not be read: nothing is missing or
    /// unknown that may stand in such a part.
    pub(crate) fn without_consequences_of_holes(self) -> Self {
        let mut mistakes = self.0.into_inner();
        mistakes.retain(|(_, mistake)| {
            !matches!(
                mistake,
                Mistake::MissingKey { .. }
                    | Mistake::MissingLabel { .. }
                    | Mistake::UnknownTopic { .. }
                    | Mistake::NoFallbackTopic { .. }
            )
        });
        Self(RefCell::new(mistakes))
    }

    /// The mistakes in the order of the file, with lines and columns.
    pub(crate) fn into_errors(self, source_name: &str, lines: &Lines<'_>) -> CodebookErrors {
        let mut mistakes = self.0.into_inner();
        mistakes.sort_by_key(|(offset, _)| *offset);
        let errors = mistakes
            .into_iter()
            .map(|(offset, mistake)| {
                let (line, column) = lines.place(offset);
                CodebookError {
                    source_name: source_name.to_owned(),
                    line,
                    column,
                    mistake,
                }
            })
            .collect();
        CodebookErrors::new(errors)
    }
}

/// Finds the line and column of a byte.
pub(crate) struct Lines<'text> {
    text: &'text str,
    /// The byte at which each line begins.
    starts: Vec<usize>,
}

impl<'text> Lines<'text> {
    pub(crate) fn new(text: &'text str) -> Self {
        let after_breaks = text.match_indices('\n').map(|(offset, _)| offset + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(after_breaks).collect(),
        }
    }

    /// The line, from 1, on which a byte stands.
    pub(crate) fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }

    /// The line and, in characters, the column of a byte, both from 1.
    pub(crate) fn place(&self, offset: usize) -> (usize, usize) {
        let line = self.line(offset);
        let start = self
            .starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        let n_before = self
            .text
            .get(start..)
            .unwrap_or_default()
            .char_indices()
            .take_while(|(index, _)| start + index < offset)
            .count();
        (line, n_before + 1)
    }
}

/// A text with the byte at which it stands.
#[derive(Clone, Debug)]
pub(crate) struct PlacedText {
    pub(crate) text: String,
    pub(crate) offset: usize,
}
