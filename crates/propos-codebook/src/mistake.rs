//! What can be wrong with a codebook file, and how it is said.

use std::fmt;

use crate::nearest::nearest;

/// One thing that is wrong with a codebook file. Each says what was found and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Mistake {
    /// The file is not TOML.
    #[error("bad TOML: {message}")]
    Toml {
        /// What the TOML reader says.
        message: String,
    },
    /// A key that codebooks do not have.
    #[error("unknown key {} in {table}: {hint}", shown(key))]
    UnknownKey {
        /// The key.
        key: String,
        /// The table it stands in.
        table: String,
        /// What to write instead.
        hint: String,
    },
    /// A key that has to be there.
    #[error("missing key {key:?} in {table}: write {example}")]
    MissingKey {
        /// The key.
        key: String,
        /// The table it belongs in.
        table: String,
        /// A line that sets it.
        example: String,
    },
    /// A value of another type.
    #[error("{key:?} in {table} is {found}: write {expected}")]
    WrongType {
        /// The key.
        key: String,
        /// The table it stands in.
        table: String,
        /// What was found.
        found: &'static str,
        /// What to write.
        expected: String,
    },
    /// A text without a word.
    #[error("{key:?} in {table} is empty: write a text, or leave it out where it is optional")]
    EmptyText {
        /// The key.
        key: String,
        /// The table it stands in.
        table: String,
    },
    /// A list without an entry.
    #[error(
        "{key:?} in {table} is an empty list: write at least one entry, or leave it out where it is optional"
    )]
    EmptyList {
        /// The key.
        key: String,
        /// The table it stands in.
        table: String,
    },
    /// A number out of its bounds.
    #[error("{key:?} in {table} is {found}: write {expected}")]
    WrongNumber {
        /// The key.
        key: String,
        /// The table it stands in.
        table: String,
        /// What was found.
        found: i64,
        /// What may be written.
        expected: String,
    },
    /// An id of the wrong form.
    #[error("id {} is not {form}: write {suggestion:?}", shown(id))]
    BadId {
        /// The id.
        id: String,
        /// The form it should have.
        form: &'static str,
        /// The nearest id of that form.
        suggestion: String,
    },
    /// An entry of a list of ids that stands there twice.
    #[error("{} stands twice in {key:?} of {table}: write it once", shown(entry))]
    RepeatedEntry {
        /// The entry.
        entry: String,
        /// The list.
        key: String,
        /// The table it stands in.
        table: String,
    },
    /// Two topics, two targets or two actors with one id.
    #[error("{item} id {id:?} is taken by the {item} on line {first_line}: write another id")]
    DuplicateId {
        /// `topic`, `target` or `actor`.
        item: &'static str,
        /// The id.
        id: String,
        /// Where the first of the two begins.
        first_line: usize,
    },
    /// The id of a topic that does not exist.
    #[error("{key:?} names topic {}, which does not exist: {hint}", shown(id))]
    UnknownTopic {
        /// The key that names it.
        key: &'static str,
        /// The id.
        id: String,
        /// What to write instead.
        hint: String,
    },
    /// No topic has the id that claims fall back to.
    #[error(
        "no topic has the id {id:?}, for claims that fit no other: add a [[topic]] with that id, or name a topic in \
         \"fallback\" of [topics]"
    )]
    NoFallbackTopic {
        /// The id.
        id: String,
    },
    /// A negative example that codes to the topic it is meant to lie outside of.
    #[error(
        "the negative example of topic {id:?} codes to that topic: write the id of another one in code_as"
    )]
    CodedAsItself {
        /// The topic.
        id: String,
    },
    /// A word where only certain words are possible: a fifth stance label, an unknown kind of actor.
    #[error("{what} {} is unknown: {hint}", shown(word))]
    UnknownWord {
        /// What the word should be one of.
        what: &'static str,
        /// The word.
        word: String,
        /// What to write instead.
        hint: String,
    },
    /// A stance label that the list of labels leaves out.
    #[error("\"labels\" lacks {label:?}: the four labels are fixed, write {expected}")]
    MissingLabel {
        /// The label.
        label: &'static str,
        /// The whole list.
        expected: String,
    },
    /// A text in a language that the codebook does not declare.
    #[error(
        "language {} of {key:?} is not declared: write {declared}, or add it to \"languages\" in [codebook]",
        shown(language)
    )]
    UndeclaredLanguage {
        /// The language.
        language: String,
        /// The key.
        key: String,
        /// The declared ones, as a phrase.
        declared: String,
    },
    /// Something that is not the code of a language.
    #[error(
        "{} is not a language code: write two or three small letters such as \"fr\"",
        shown(language)
    )]
    BadLanguage {
        /// What was found.
        language: String,
    },
    /// A form of mention that belongs to two actors, in one language.
    #[error(
        "{} ({language}) already belongs to actor {first_actor:?} on line {first_line}: leave it to one of the two",
        shown(alias)
    )]
    SharedAlias {
        /// The form.
        alias: String,
        /// The language.
        language: String,
        /// The actor that has it first.
        first_actor: String,
        /// Where that actor begins.
        first_line: usize,
    },
}

impl Mistake {
    /// An entry of a list that stands there twice.
    pub(crate) fn repeated(entry: &str, key: &str, table: &str) -> Self {
        Self::RepeatedEntry {
            entry: entry.to_owned(),
            key: key.to_owned(),
            table: table.to_owned(),
        }
    }

    /// A word that is none of the known ones.
    pub(crate) fn unknown_word(what: &'static str, word: &str, known: &[&str]) -> Self {
        let hint = match nearest(word, known.iter().copied()) {
            Some(guess) if known.len() > 1 => format!("did you mean {guess:?}?"),
            _ => format!("write {}", one_of(known.iter().copied())),
        };
        Self::UnknownWord {
            what,
            word: word.to_owned(),
            hint,
        }
    }
}

/// A [`Mistake`] with its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{source_name}:{line}:{column}: {mistake}")]
#[non_exhaustive]
pub struct CodebookError {
    /// The name of the file, as given to the reader.
    pub source_name: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong there.
    pub mistake: Mistake,
}

/// Everything that is wrong with a codebook file, in the order of the file. Its Display has one line per error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodebookErrors(Vec<CodebookError>);

impl CodebookErrors {
    pub(crate) const fn new(errors: Vec<CodebookError>) -> Self {
        Self(errors)
    }

    /// The errors, in the order of the file. Never empty.
    pub fn as_slice(&self) -> &[CodebookError] {
        &self.0
    }
}

impl fmt::Display for CodebookErrors {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.0.iter().enumerate() {
            if index > 0 {
                formatter.write_str("\n")?;
            }
            write!(formatter, "{error}")?;
        }
        Ok(())
    }
}

impl std::error::Error for CodebookErrors {}

/// A word of the file for a message: quoted, escaped, and cut where it is long.
fn shown(word: &str) -> String {
    const LONGEST: usize = 60;
    if word.chars().count() <= LONGEST {
        return format!("{word:?}");
    }
    let beginning: String = word.chars().take(LONGEST).collect();
    format!("{:?}", format!("{beginning}…"))
}

/// `"fr", "en" or "de"`.
pub(crate) fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("{word:?}")).collect();
    match words.split_last() {
        None => "nothing".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    }
}
