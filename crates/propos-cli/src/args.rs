//! The command line, as typed.

use std::path::{Path, PathBuf};

use anstream::ColorChoice;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::annotate::AnnotateArgs;
use crate::batch::BatchArgs;
use crate::codebook::CodebookArgs;
use crate::completions::CompletionsArgs;
use crate::doctor::DoctorArgs;
use crate::env_vars::ENVIRONMENT;
use crate::exit::EXIT_CODES;
use crate::man::ManArgs;
use crate::merge::MergeArgs;
use crate::report::ReportArgs;
use crate::schema::SchemaArgs;
use crate::segment::SegmentArgs;
use crate::talk::Level;

const EXAMPLES: &str = "\
Examples:
  propos annotate article.txt                 claims under their sentences
  propos annotate news/ -o claims.jsonl       a folder, one record a line
  propos report claims.jsonl -o claims.csv    the same as a table";

/// News and policy articles to a table of claims
///
/// Each claim has its verbatim quote, who says it, what it is about and which side it takes. By rules in seven
/// languages, without any model or connection, or by a language model.
#[derive(Debug, Parser)]
#[command(
    name = "propos",
    version,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = EXAMPLES,
    after_long_help = format!("{EXAMPLES}\n\n{EXIT_CODES}\n\n{ENVIRONMENT}")
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) talk: TalkArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Annotate(Box<AnnotateArgs>),
    Batch(Box<BatchArgs>),
    Merge(MergeArgs),
    Segment(SegmentArgs),
    Report(ReportArgs),
    Codebook(CodebookArgs),
    Schema(SchemaArgs),
    Doctor(Box<DoctorArgs>),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

/// How the program talks. On every command.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Messages")]
pub(crate) struct TalkArgs {
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say a line for every document
    #[arg(short, long, global = true)]
    verbose: bool,
    /// Write what was asked and how long it took to a file
    ///
    /// A span a line, as JSON, for each run, document and request to a model, with tokens, models and errors by
    /// OpenTelemetry's names. No text and no key is in it.
    #[arg(long, global = true, value_name = "FILE")]
    log: Option<PathBuf>,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColorWhen,
}

impl TalkArgs {
    pub(crate) const fn level(&self) -> Level {
        match (self.quiet, self.verbose) {
            (true, _) => Level::Quiet,
            (false, true) => Level::Verbose,
            (false, false) => Level::Normal,
        }
    }

    pub(crate) fn log(&self) -> Option<&Path> {
        self.log.as_deref()
    }

    pub(crate) const fn color(&self) -> ColorChoice {
        match self.color {
            ColorWhen::Auto => ColorChoice::Auto,
            ColorWhen::Always => ColorChoice::Always,
            ColorWhen::Never => ColorChoice::Never,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum ColorWhen {
    Auto,
    Always,
    Never,
}
