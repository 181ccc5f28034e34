//! One article and its units.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::identity::sha256_hex;
use crate::names::named_values;

/// One article: its text, never rewritten, and what is known about it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Document {
    /// The id given by the source, else the path below the corpus root, else `stdin`.
    pub id: String,
    /// A language code such as `fr`; `und` when unknown.
    pub lang: String,
    /// `None` only in a [`crate::Record`] written without text.
    pub(crate) text: Option<String>,
    /// SHA-256 of the text's UTF-8, in lower-case hexadecimal.
    pub sha256: String,
    /// The headline, where the source gives one apart from the text.
    pub title: Option<String>,
    /// Everything else the source says (date, outlet, URL …), by key.
    pub metadata: BTreeMap<String, Value>,
    /// Sentences, headings and list items in text order, as byte ranges.
    pub units: Vec<Unit>,
}

impl Document {
    /// A document of unknown language, without metadata or units.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            id: id.into(),
            lang: "und".to_owned(),
            sha256: sha256_hex(text.as_bytes()),
            text: Some(text),
            title: None,
            metadata: BTreeMap::new(),
            units: Vec::new(),
        }
    }

    /// The same document with its language set.
    #[must_use]
    pub fn with_lang(mut self, lang: impl Into<String>) -> Self {
        self.lang = lang.into();
        self
    }

    /// The text. It cannot be changed: spans and hash belong to it.
    pub fn text(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }
}

/// A sentence, heading or list item of a document, as a range of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Unit {
    /// Where the unit begins.
    pub start: usize,
    /// Where it ends (exclusive).
    pub end: usize,
    /// What it is.
    pub kind: UnitKind,
}

impl Unit {
    /// A unit from `start` to `end`, in bytes.
    pub const fn new(start: usize, end: usize, kind: UnitKind) -> Self {
        Self { start, end, kind }
    }
}

named_values! {
    /// What a unit of text is.
    UnitKind {
        /// A sentence of running text.
        Sentence => "sentence",
        /// A line that heads what follows.
        Heading => "heading",
        /// An item of a list.
        ListItem => "list_item",
    }
}
