//! Which options may be given again when a run goes on.

use anyhow::anyhow;
use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory as _};

use crate::args::Cli;
use crate::failure::Failure;

/// What may be another than when the run was begun: it shapes no record, or says that what does may have changed.
const FREE: &[&str] = &[
    "dry_run",
    "format",
    "resume",
    "accept_changed",
    "repair",
    "reuse",
    "concurrency",
    "events",
    "pin_model",
    "offline",
    "require_structured",
    "requests_per_minute",
    "tokens_per_minute",
    "timeout",
    "max_cost",
    "max_requests",
    "max_tokens",
    "price",
    "prices",
    "quiet",
    "verbose",
    "color",
    "log",
];

/// Fails where an option is given that would shape records and is not as the run was begun with: who gives it would believe that
/// it holds.
pub(crate) fn refuse_changes(given: &[String], begun: &[String]) -> Result<(), Failure> {
    let (Some(given), Some(begun)) = (batch_matches(given), batch_matches(begun)) else {
        return Ok(());
    };
    let command = Cli::command();
    let options = command
        .find_subcommand("batch")
        .into_iter()
        .flat_map(clap::Command::get_arguments)
        .filter(|option| !FREE.contains(&option.get_id().as_str()));
    for option in options {
        let id = option.get_id().as_str();
        if given.value_source(id) == Some(ValueSource::CommandLine) && words(&given, id) != words(&begun, id)
        {
            let name = option.get_long().unwrap_or(id);
            return Err(
                Failure::usage(anyhow!("go on with another --{name} than the run was begun with"))
                    .hint(format!("leave out --{name}"))
                    .hint("or begin another run with --out, and take this one's answers with --reuse"),
            );
        }
    }
    Ok(())
}

fn batch_matches(arguments: &[String]) -> Option<ArgMatches> {
    let arguments = std::iter::once("propos").chain(arguments.iter().map(String::as_str));
    let matches = Cli::command().try_get_matches_from(arguments).ok()?;
    matches.subcommand_matches("batch").cloned()
}

/// What stands for an option, as it was typed or by default.
fn words(matches: &ArgMatches, id: &str) -> Vec<String> {
    let words = matches.try_get_raw(id).ok().flatten();
    let words = words.into_iter().flatten();
    words.map(|word| word.to_string_lossy().into_owned()).collect()
}
