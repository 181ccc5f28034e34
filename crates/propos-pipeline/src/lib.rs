//! Durable runs: many documents to records, in order, bounded in memory, resumable after a kill.
//!
//! A run has a folder with one append-only journal (`run.journal`), the records in the order of the inputs (`results.jsonl`),
//! what did not go well (`failures.jsonl`) and what is known about the whole (`manifest.json`). The journal is the truth:
//! the other files are cut back to what it vouches for when a run goes on, and written further. Documents are annotated
//! many at a time; a record is written when all before it are, so that the results of a run that was killed ten times are
//! those of a run that was not.
//!
//! With feature `llm`, `StoredTransport` puts every answer of a model into the journal before anybody reads it. A run that
//! goes on asks again only for what was under way. Below it, `Meter` counts what models take and sends nothing that could exceed
//! a limit.
//!
//! It reads no files of documents, prints nothing and knows no provider: documents come from an iterator that can be begun
//! again, progress goes out as [`Event`]s.
//!
//! ```
//! use propos_codebook::Codebook;
//! use propos_pipeline::{Input, Plan, Run, RunFolder, RunStore, Settings};
//! use propos_schema::Document;
//!
//! let folder = tempfile::tempdir()?;
//! let plan = Plan::new(Box::new(propos_annotate_rules::rules()), Codebook::default_codebook());
//! let inputs = || {
//!     let texts = ["« Non », dit Ada Roy.", "Nothing happened on Monday."];
//!     texts.into_iter().zip(1..).map(|(text, number)| Input::document(Document::new(number.to_string(), text)))
//! };
//!
//! let store = RunStore::create(RunFolder::new(folder.path().join("run")))?;
//! let run = Run::new(store, plan, Settings::without_models())?;
//! let summary = run.execute(inputs, |_| {})?;
//! assert_eq!((summary.n_documents, summary.n_incomplete), (2, 0));
//! assert_eq!(std::fs::read_to_string(folder.path().join("run/results.jsonl"))?.lines().count(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(feature = "llm")]
mod account;
mod answers;
#[cfg(feature = "llm")]
mod connections;
mod emit;
mod error;
mod event;
mod execute;
mod feed;
mod folder;
mod input;
mod journal;
mod manifest;
mod merge;
#[cfg(feature = "llm")]
mod meter;
mod orders;
mod places;
mod plan;
mod progress;
#[cfg(feature = "llm")]
mod rehearsal;
mod returns;
#[cfg(feature = "llm")]
mod reuse;
mod run;
mod run_store;
mod spending;
#[cfg(feature = "llm")]
mod stored_transport;
#[cfg(feature = "llm")]
mod watch;
mod workers;
mod written;

/// The journal and files that runs lie in.
pub use propos_store as store;

pub use answers::AnswerCounts;
#[cfg(feature = "llm")]
pub use connections::Connections;
pub use error::RunError;
pub use event::{Event, Fingerprints, StopReason, Summary};
pub use folder::RunFolder;
pub use input::Input;
pub use manifest::Manifest;
pub use merge::{Merge, Method};
#[cfg(feature = "llm")]
pub use meter::{Meter, MeteredTransport};
pub use plan::{Host, Plan, Settings};
#[cfg(feature = "llm")]
pub use rehearsal::{Fate, Looked, Rehearsal, Sent};
#[cfg(feature = "llm")]
pub use reuse::OtherRuns;
pub use run::{Run, Stopper, Undo};
pub use run_store::RunStore;
#[cfg(feature = "llm")]
pub use run_store::{Look, LookBook};
pub use spending::{Limit, Limits, Spending};
#[cfg(feature = "llm")]
pub use stored_transport::StoredTransport;
pub use written::FailureLine;
