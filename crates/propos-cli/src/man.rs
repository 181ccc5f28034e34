//! `propos man`: the manual pages.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, CommandFactory as _};
use clap_mangen::{Man, generate_to};

use crate::args::Cli;
use crate::exit::Exit;
use crate::failure::{Failure, Outcome};
use crate::output::Output;

const EXAMPLES: &str = "\
Examples:
  propos man | man -l -
  propos man --out ~/.local/share/man/man1";

/// Print the manual page, or write one page a command to a folder
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ManArgs {
    /// Write all pages to this folder
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(args: &ManArgs) -> Outcome {
    if let Some(folder) = &args.out {
        let written = fs::create_dir_all(folder).and_then(|()| generate_to(Cli::command(), folder));
        written.map_err(|error| Failure::output(&folder.display().to_string(), error))?;
        return Ok(Exit::Done);
    }
    let mut page = Vec::new();
    let mut output = Output::open(None)?;
    Man::new(Cli::command())
        .render(&mut page)
        .and_then(|()| output.write_all(&page))
        .map_err(|error| Failure::output(output.name(), error))?;
    output.commit()?;
    Ok(Exit::Done)
}
