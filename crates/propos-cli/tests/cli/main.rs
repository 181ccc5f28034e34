//! The program as people and scripts use it: run for real, in a folder of its own.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod batch;
mod budget;
mod chain;
mod commands;
mod crowd;
mod dry_run;
mod early;
mod endings;
mod faults;
mod help;
mod interrupts;
mod kills;
mod limits;
mod merge;
mod models;
mod providers;
mod refusals;
mod resumed;
mod reuse;
mod secrets;
mod spans;
mod storage;
mod support;
