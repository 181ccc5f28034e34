//! From arguments to an exit code.

use std::ffi::OsString;
use std::path::Path;

use anstream::ColorChoice;
use clap::Parser as _;
use clap::error::{ContextKind, ContextValue};

use crate::args::{Cli, Command};
use crate::bug;
use crate::exit::Exit;
use crate::failure::Outcome;
use crate::talk::{Level, Talk};
use crate::{annotate, batch, codebook, completions, doctor, log, man, merge, report, schema, segment};

/// Runs the program on its arguments, the first of which is its name.
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    bug::install();
    bug::guard(|| parse_and_run(arguments)).unwrap_or_else(|bug| {
        let talk = Talk::new(Level::Quiet, ColorChoice::Auto);
        talk.error_text(&bug.to_string());
        talk.hint(bug::BUG_HINT);
        Exit::Bug
    })
}

fn parse_and_run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too; a closed pipe behind them is nobody's concern.
            let _ = error.print();
            if let Some(hint) = hint_for_command(&error) {
                Talk::new(Level::Quiet, ColorChoice::Auto).hint(&hint);
            }
            return if error.use_stderr() {
                Exit::Usage
            } else {
                Exit::Done
            };
        }
    };
    let talk = Talk::new(cli.talk.level(), cli.talk.color());
    let outcome = log::listen(cli.talk.log(), &talk).and_then(|()| dispatch(cli, &talk));
    talk.clear_progress();
    outcome.unwrap_or_else(|failure| {
        if let Some(error) = &failure.error {
            talk.error(error.as_ref());
        }
        failure.hints.iter().for_each(|hint| talk.hint(hint));
        failure.exit
    })
}

/// What to write where a file stands in the place of a command.
fn hint_for_command(error: &clap::Error) -> Option<String> {
    match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(word)) if Path::new(word).exists() => {
            Some(format!("to find the claims in it: propos annotate {word}"))
        }
        _ => None,
    }
}

fn dispatch(cli: Cli, talk: &Talk) -> Outcome {
    let color = cli.talk.color();
    match cli.command {
        Command::Annotate(args) => annotate::run(*args, color, talk),
        Command::Batch(args) => batch::run(*args, talk),
        Command::Merge(args) => merge::run(args, talk),
        Command::Segment(args) => segment::run(args, color, talk),
        Command::Report(args) => report::run(args, color, talk),
        Command::Codebook(args) => codebook::run(args, talk),
        Command::Schema(args) => schema::run(&args),
        Command::Doctor(args) => doctor::run(&args, talk),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    }
}
