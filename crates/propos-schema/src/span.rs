//! A stretch of the document's text.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A verbatim stretch of the document: where it is and what stands there.
///
/// In memory `start` and `end` are bytes of the document's UTF-8 text, half-open and on character boundaries.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TextSpan {
    /// Where the stretch begins.
    pub start: usize,
    /// Where it ends (exclusive).
    pub end: usize,
    /// What stands there, character for character.
    pub text: String,
}

impl TextSpan {
    /// The span of a byte range of `text`; `None` when the range is out of bounds or cuts a character.
    pub fn new(text: &str, range: Range<usize>) -> Option<Self> {
        let slice = text.get(range.clone())?;
        Some(Self {
            start: range.start,
            end: range.end,
            text: slice.to_owned(),
        })
    }

    /// The first occurrence of `needle` in `text`.
    pub fn find(text: &str, needle: &str) -> Option<Self> {
        let start = text.find(needle)?;
        Self::new(text, start..start + needle.len())
    }

    /// The byte range, for slicing.
    pub const fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}
