//! An append-only checksummed journal that survives being killed, and files that are whole or not there.
//!
//! A [`Journal`] is one file of JSON lines, each with its number and a checksum. What is [synced](Journal::sync) is there
//! after a crash; of what is not, a torn end is cut off when the journal is opened again, and nothing before it is touched.
//! Damage in the middle is never skipped in silence: it is an error that names the offset, and [`repair`] sets the rest aside.
//! [`publish`] writes a file so that a reader sees the old one or the new one, never a half.
//!
//! It knows nothing of claims or models: entries have a kind, a [`Key`] and a body of any JSON. It spawns nothing and waits
//! for nobody; a program that commits in groups appends several entries and syncs once. All file operations go through
//! [`Files`], so that tests can fail each of them (feature `faults`); with the feature `failpoints`, a test ends the program at
//! a [`failpoint`].
//!
//! ```
//! use propos_store::{Journal, Key, RealFiles};
//!
//! let folder = tempfile::tempdir()?;
//! let path = folder.path().join("run.journal");
//! let key = Key::of(&["a request"]);
//!
//! let mut journal = Journal::create(&RealFiles, &path)?;
//! journal.append("response", Some(key), &serde_json::json!({"text": "an answer"}))?;
//! journal.sync()?;
//! drop(journal);
//!
//! let mut found = Vec::new();
//! let (_journal, recovery) = Journal::open(&RealFiles, &path, |entry| found.push(entry.kind.to_owned()))?;
//! assert_eq!(found, ["response"]);
//! assert_eq!(recovery.n_cut, 0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod error;
mod failpoint;
#[cfg(feature = "faults")]
pub mod faults;
mod files;
mod journal;
mod key;
mod line;
mod publish;
mod recovery;

pub use error::StoreError;
#[cfg(feature = "failpoints")]
pub use failpoint::{DISK, FAILPOINT};
pub use failpoint::{failpoint, staged};
pub use files::{AppendFile, Files, RealFiles};
pub use journal::Journal;
pub use key::Key;
pub use line::{Body, Entry, read_body};
pub use publish::publish;
pub use recovery::{Recovery, recover, repair, scan};
