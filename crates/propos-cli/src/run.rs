//! From arguments to an exit code.

use std::ffi::OsString;

use clap::Parser as _;

use crate::args::{Cli, Command};
use crate::bug;
use crate::exit::Exit;
use crate::failure::Outcome;
use crate::talk::Talk;
use crate::{annotate, codebook, completions, man, report, schema, segment};

/// Runs the program on its arguments, the first of which is its name.
pub(crate) fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too; a closed pipe behind them is nobody's concern.
            let _ = error.print();
            return if error.use_stderr() { Exit::Usage } else { Exit::Done };
        }
    };
    let talk = Talk::new(cli.talk.level(), cli.talk.color());
    bug::install();
    let outcome = bug::guard(|| dispatch(cli, &talk));
    talk.clear_progress();
    match outcome {
        Ok(Ok(exit)) => exit,
        Ok(Err(failure)) => {
            if let Some(error) = &failure.error {
                talk.error(error.as_ref());
            }
            failure.hints.iter().for_each(|hint| talk.hint(hint));
            failure.exit
        }
        Err(bug) => {
            talk.error_text(&bug.to_string());
            talk.hint(bug::BUG_HINT);
            Exit::Bug
        }
    }
}

fn dispatch(cli: Cli, talk: &Talk) -> Outcome {
    let color = cli.talk.color();
    match cli.command {
        Command::Annotate(args) => annotate::run(*args, color, talk),
        Command::Segment(args) => segment::run(args, color, talk),
        Command::Report(args) => report::run(args, color, talk),
        Command::Codebook(args) => codebook::run(args, talk),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    }
}
