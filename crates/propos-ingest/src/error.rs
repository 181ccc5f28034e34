//! What can be wrong with an input.

use std::io;

use crate::format::InputFormat;

/// Something that could not be read: where it is, and, as its source, what is wrong with it.
#[derive(Debug, thiserror::Error)]
#[error("read {place}")]
#[non_exhaustive]
pub struct IngestError {
    /// The file as it was named, with the line where there is one.
    pub place: String,
    /// What is wrong.
    #[source]
    pub fault: Fault,
}

impl IngestError {
    /// A fault at a place.
    pub fn new(place: impl Into<String>, fault: Fault) -> Self {
        Self {
            place: place.into(),
            fault,
        }
    }
}

/// What is wrong with an input. Messages hold names, offsets and numbers, never the article's text.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Fault {
    /// The system refused.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// There is no such file or folder.
    #[error("there is no such file or folder")]
    NotFound,
    /// A folder holds nothing that can be read.
    #[error("no file below this folder ends in {}", endings())]
    NoArticles,
    /// A pattern matches no file.
    #[error("no file matches this pattern")]
    NoMatch,
    /// A pattern cannot be understood.
    #[error("the pattern has a mistake: {reason}")]
    BadPattern {
        /// What is wrong with it.
        reason: String,
    },
    /// Neither UTF-8 nor an encoding that can be told with certainty.
    #[error("byte {offset} is not UTF-8{}", looks_like(*.guess))]
    InvalidEncoding {
        /// The offset of the first byte that is not UTF-8, from 0.
        offset: usize,
        /// The encoding it may be in.
        guess: Option<&'static str>,
    },
    /// The bytes do not fit their encoding.
    #[error("some bytes are not {encoding}")]
    NotInEncoding {
        /// The encoding.
        encoding: &'static str,
    },
    /// UTF-16 cannot be read line by line.
    #[error("it is UTF-16, and JSONL must be UTF-8")]
    Utf16Lines,
    /// No encoding has this name.
    #[error(
        "there is no encoding of this name; names are utf-8, utf-16le, windows-1252, iso-8859-15 and so on"
    )]
    UnknownEncoding,
    /// Not text at all.
    #[error("it is {what}, not text")]
    Binary {
        /// What the bytes look like.
        what: &'static str,
    },
    /// More bytes than one document may have.
    #[error("it is larger than {}", size(*.limit))]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// A form of file that this crate cannot take apart.
    #[error("this build reads {}, not .{extension} files", formats())]
    UnreadableForm {
        /// The file name's ending.
        extension: &'static str,
    },
    /// No input format has this name.
    #[error("this build reads {}", formats())]
    UnknownFormat,
    /// A line that is not JSON.
    #[error("it is not JSON: {reason} at column {column}")]
    Json {
        /// The sort of mistake.
        reason: &'static str,
        /// Where it is, in bytes from 1.
        column: usize,
    },
    /// A line that is JSON, but not an object.
    #[error("it is JSON, but not an object")]
    NotAnObject,
    /// The field that should hold the text is not there.
    #[error("there is no field {field:?}; there is {}", field_list(.present))]
    NoTextField {
        /// The field's name.
        field: String,
        /// The fields that are there.
        present: Vec<String>,
    },
    /// A field holds another type of value.
    #[error("the field {field:?} is not {expected}")]
    FieldType {
        /// The field's name.
        field: String,
        /// What it must be.
        expected: &'static str,
    },
    /// Two documents have one id.
    #[error("an earlier document has the id {id:?}")]
    DuplicateId {
        /// The id.
        id: String,
    },
}

impl Fault {
    /// What to do about it, in one sentence without a full stop; `None` where the message says it all.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::NoArticles => "name files themselves to read them whatever they are called".to_owned(),
            Self::NoMatch => {
                "`**` goes through folders, `*` stays in one; hidden files are left out".to_owned()
            }
            Self::InvalidEncoding {
                guess: Some(guess), ..
            } => {
                format!(
                    "if you know that it is {guess}, say so with --encoding {guess}; else save it as UTF-8"
                )
            }
            Self::InvalidEncoding { guess: None, .. } => {
                "save it as UTF-8, or name its encoding with --encoding (for example windows-1252)".to_owned()
            }
            Self::NotInEncoding { .. } => {
                "save it again as UTF-8; without --encoding, UTF-8, UTF-16 and Windows-1252 are recognised"
                    .to_owned()
            }
            Self::Utf16Lines => "convert it first: iconv -f UTF-16 -t UTF-8".to_owned(),
            Self::Binary { .. } => "extract its text to a .txt file first".to_owned(),
            Self::TooLarge { .. } => {
                "split it into articles, one a file or one a line of JSONL, or raise --max-size".to_owned()
            }
            Self::UnreadableForm { .. } => {
                "save the article's text as .txt or .jsonl; --input-format text reads the file as it is"
                    .to_owned()
            }
            Self::Json { .. } | Self::NotAnObject => {
                r#"a line looks like {"id": "a1", "lang": "fr", "text": "…"}"#.to_owned()
            }
            Self::NoTextField { present, .. } if is_record(present) => {
                "it is a result of propos and no article: propos report writes it in another form".to_owned()
            }
            Self::NoTextField { .. } => "name the field that holds the article with --text-field".to_owned(),
            Self::DuplicateId { .. } => {
                "give each document an id of its own, or name another field with --id-field".to_owned()
            }
            _ => return None,
        })
    }
}

/// Whether these are the fields of what propos writes.
fn is_record(fields: &[String]) -> bool {
    ["schema_version", "provenance", "claims"]
        .iter()
        .all(|name| fields.iter().any(|field| field == name))
}

fn looks_like(guess: Option<&str>) -> String {
    guess.map_or_else(String::new, |guess| format!(", and it may be {guess}"))
}

fn endings() -> String {
    let endings = InputFormat::ALL.iter().flat_map(|format| format.extensions());
    let endings: Vec<String> = endings.map(|extension| format!(".{extension}")).collect();
    endings.join(", ")
}

fn formats() -> String {
    let names: Vec<&str> = InputFormat::ALL.iter().map(|format| format.as_str()).collect();
    names.join(", ")
}

fn size(bytes: usize) -> String {
    const MIB: usize = 1024 * 1024;
    if bytes >= MIB && bytes.is_multiple_of(MIB) {
        format!("{} MiB", bytes / MIB)
    } else {
        format!("{bytes} bytes")
    }
}

/// At most eight names: a line may have thousands, and they are the input's words.
fn field_list(names: &[String]) -> String {
    const SHOWN: usize = 8;
    if names.is_empty() {
        return "none".to_owned();
    }
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("{name:?}")).collect();
    let more = if names.len() > SHOWN { " …" } else { "" };
    format!("{}{more}", shown.join(", "))
}
