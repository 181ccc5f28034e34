//! What comes out, whatever a model does.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod answers;
mod beside;
mod contract;
mod hostile;
mod injection;
mod labels;
mod passages;
mod prompts;
mod properties;
mod recorded;
mod support;
mod votes;
