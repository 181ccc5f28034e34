//! `propos completions`: what a shell needs to complete the command line.

use std::io::Write as _;

use clap::{Args, CommandFactory as _};
use clap_complete::{Shell, generate};

use crate::args::Cli;
use crate::exit::Exit;
use crate::failure::{Failure, Outcome};
use crate::output::Output;

const EXAMPLES: &str = "\
Examples:
  propos completions bash > ~/.local/share/bash-completion/completions/propos
  propos completions zsh > ~/.zfunc/_propos
  propos completions fish > ~/.config/fish/completions/propos.fish";

/// Print completions for a shell
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

/// Runs the command.
pub(crate) fn run(args: &CompletionsArgs) -> Outcome {
    // The generator panics on a closed pipe, so it writes to memory.
    let mut script = Vec::new();
    generate(args.shell, &mut Cli::command(), "propos", &mut script);
    let mut output = Output::open(None)?;
    output
        .write_all(&script)
        .map_err(|error| Failure::output(output.name(), error))?;
    output.commit()?;
    Ok(Exit::Done)
}
