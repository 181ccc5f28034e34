//! The forms in which articles are read.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use crate::error::{Fault, IngestError};

/// How a file holds its articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InputFormat {
    /// The file is one article.
    Text,
    /// Every line is a JSON object that holds one article.
    Jsonl,
}

impl InputFormat {
    /// Every format that can be read.
    pub const ALL: &'static [Self] = &[Self::Text, Self::Jsonl];

    /// The name for options: `text`, `jsonl`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Jsonl => "jsonl",
        }
    }

    /// The file name endings that stand for the format, in lower case and without the dot.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Text => &["txt", "text", "md", "markdown"],
            Self::Jsonl => &["jsonl", "ndjson"],
        }
    }

    /// The format that a path's ending stands for; `None` where it stands for none of them.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.extensions().contains(&extension.as_str()))
    }
}

impl fmt::Display for InputFormat {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl FromStr for InputFormat {
    type Err = IngestError;

    fn from_str(name: &str) -> Result<Self, IngestError> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.as_str() == name)
            .ok_or_else(|| IngestError::new(format!("the input format {name:?}"), Fault::UnknownFormat))
    }
}

/// Endings of files that hold articles in a form that this crate cannot take apart. Read as plain text they
/// would give claims about markup, so they are refused unless a format is named.
const OTHER_FORMS: &[&str] = &[
    "csv", "doc", "docx", "epub", "htm", "html", "json", "odt", "parquet", "pdf", "rtf", "tsv", "xhtml",
    "xml",
];

/// The ending of a path, where it stands for a form that cannot be read yet.
pub(crate) fn unreadable_extension(path: &Path) -> Option<&'static str> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    OTHER_FORMS.iter().copied().find(|form| *form == extension)
}
