//! The program `propos`: articles in, claims out.
//!
//! Arguments become settings, settings become calls into the library `propos`; what is left here is reading
//! options, talking on standard error, writing outputs whole or not at all, and exit codes. One file a
//! command.

mod annotate;
mod args;
mod batch;
mod bug;
mod codebook;
mod completions;
mod doctor;
mod dry_run;
mod early;
mod ending;
mod env_vars;
mod exit;
mod failure;
mod format_options;
mod hurry;
mod inputs;
mod log;
mod man;
mod merge;
mod method;
mod money;
mod names;
mod narrator;
mod nearest;
mod outcomes;
mod output;
mod preflight;
mod record_file;
mod report;
mod report_stream;
mod resumed;
mod run;
mod schema;
mod segment;
mod signals;
mod source_texts;
mod spool;
mod talk;
mod warm_up;

use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    run::run(env::args_os()).into()
}
