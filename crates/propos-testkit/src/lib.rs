//! Help for snapshot tests of programs that write or read propos records.
//!
//! [`sample`] is one annotated article that holds every field of the record and every character that breaks
//! programs: a writer that survives it survives the press. [`compact_json`] renders an annotated article for a
//! reviewer, one line a claim, so that a change of one claim is a change of one line.
//!
//! It does not find claims, does not run snapshots and asks for no snapshot library. Its functions are for
//! tests: [`sample`] is fixed text, not an example of good coding.
//!
//! ```
//! use propos_testkit::{compact_json, sample};
//!
//! let article = sample();
//! assert!(article.check().is_empty());
//!
//! let rendering = compact_json(&article);
//! let claim_lines = rendering.lines().filter(|line| line.contains("\"quote\":"));
//! assert_eq!(claim_lines.count(), article.claims.len());
//! // With a snapshot library: insta::assert_snapshot!(rendering);
//! ```

mod compact;
mod sample;
mod sample_text;

pub use compact::compact_json;
pub use sample::sample;
