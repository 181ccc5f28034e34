//! Codebooks for coding claims: topics, targets, actors, definitions and examples, checked and hashed.
//!
//! A codebook is a TOML file. [`Codebook::parse`] takes its text and gives a [`Codebook`], or everything that is
//! wrong with it, each mistake with its line and with what to write instead. [`Codebook::sha256`] changes with any
//! wording, so that two results can be told to rest on the same definitions. Two codebooks come with the program.
//!
//! It reads no files, codes no claims and talks to no model.
//!
//! ```
//! use propos_codebook::Codebook;
//!
//! let codebook = Codebook::default_codebook();
//! assert_eq!(codebook.id, "us-china-ai");
//! let target = codebook.target("t_export_controls").ok_or("no such target")?;
//! println!("{}: {:?}", target.statement.get_or_any("en"), target.cues.favor.get("en"));
//!
//! let errors = Codebook::parse("mine.toml", "schema_version = 1\n[codebok]\n").unwrap_err();
//! let first = errors.as_slice().iter().find(|error| error.line == 2).ok_or("no error")?;
//! assert_eq!(
//!     first.to_string(),
//!     r#"mine.toml:2:2: unknown key "codebok" in the file: did you mean "codebook"?"#
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod codebook;
mod describe;
mod embedded;
mod fingerprint;
mod identifier;
#[cfg(feature = "json-schema")]
mod json_schema;
mod localized;
mod mistake;
mod nearest;
mod passage;
mod places;
mod read;
mod read_items;
mod references;
mod starter;
mod table_reader;
mod warnings;

pub use codebook::{
    Actor, ActorKind, Codebook, Cues, Example, StanceDefinitions, StanceExample, StanceGuide, Target, Topic,
};
pub use describe::Counts;
#[cfg(feature = "json-schema")]
pub use json_schema::codebook_json_schema;
pub use localized::{Localized, LocalizedList};
pub use mistake::{CodebookError, CodebookErrors, Mistake};
pub use passage::{Passage, PassageClaim};
pub use starter::{STARTER_LANGUAGES, starter};
pub use warnings::Warning;
