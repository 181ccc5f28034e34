//! `propos schema`: the JSON Schema of what is written and read.

use std::io::Write as _;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::exit::Exit;
use crate::failure::{Failure, Outcome};
use crate::output::Output;

const EXAMPLES: &str = "\
Examples:
  propos schema document -o record.schema.json
  propos schema codebook";

/// Print the JSON Schema of records or of codebooks
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct SchemaArgs {
    /// What the schema describes
    what: Described,
    /// Write to a file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Described {
    /// One record of `propos annotate`
    Document,
    /// A codebook, read from TOML
    Codebook,
}

/// Runs the command.
pub(crate) fn run(args: &SchemaArgs) -> Outcome {
    let schema = match args.what {
        Described::Document => propos::schema::record_json_schema(),
        Described::Codebook => propos::codebook::codebook_json_schema(),
    };
    let mut output = Output::open(args.output.as_deref())?;
    writeln!(output, "{schema:#}").map_err(|error| Failure::output(output.name(), error))?;
    output.commit()?;
    Ok(Exit::Done)
}
