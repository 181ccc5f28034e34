//! What a caller can choose.

use crate::Lang;

/// How to segment a text. `Options::default()` detects the language, splits inside quotations and reads newlines by their look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Options {
    /// The language, or `None` to detect it per document, and per paragraph where languages mix.
    pub lang: Option<Lang>,
    /// Whether sentences inside a quotation are units of their own.
    pub quotes: QuotePolicy,
    /// What a single newline means.
    pub newlines: Newlines,
}

impl Options {
    /// The same options with a language, or with detection for `None`.
    #[must_use]
    pub fn with_lang(self, lang: impl Into<Option<Lang>>) -> Self {
        Self {
            lang: lang.into(),
            ..self
        }
    }

    /// The same options with a policy for quotations.
    #[must_use]
    pub fn with_quotes(self, quotes: QuotePolicy) -> Self {
        Self { quotes, ..self }
    }

    /// The same options with a reading of newlines.
    #[must_use]
    pub fn with_newlines(self, newlines: Newlines) -> Self {
        Self { newlines, ..self }
    }
}

/// Whether a quotation may be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum QuotePolicy {
    /// Sentences inside a quotation are units of their own.
    #[default]
    Split,
    /// A closed quotation is never cut. One that no mark closes in its paragraph does not count.
    Keep,
}

/// What a single newline means. An empty line always ends a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Newlines {
    /// A newline ends a paragraph where lines look like paragraphs, and is a space where text is wrapped.
    #[default]
    Auto,
    /// Every newline ends a paragraph.
    Hard,
    /// A newline is a space, unless a list item follows.
    Soft,
}
