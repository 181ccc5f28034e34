//! `propos codebook`: check, show and begin codebooks.

use std::borrow::Cow;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow};
use clap::{Args, Subcommand};
use propos::codebook::{Codebook, CodebookErrors, STARTER_LANGUAGES, starter};
use propos::ingest::Fault;

use crate::env_vars;
use crate::exit::Exit;
use crate::failure::{Failure, Outcome};
use crate::nearest::nearest_path;
use crate::output::Output;
use crate::talk::{Talk, counted};

const EXAMPLES: &str = "\
Examples:
  propos codebook show us-china-ai
  propos codebook new --id my-debate --lang fr -o my-debate.toml
  propos codebook check my-debate.toml
  propos annotate article.txt --codebook my-debate.toml";

const CHECK_EXAMPLES: &str = "\
Examples:
  propos codebook check my-debate.toml
  propos codebook check codebooks/*.toml --quiet";

const SHOW_EXAMPLES: &str = "\
Examples:
  propos codebook show
  propos codebook show housing-transport --lang fr
  propos codebook show us-china-ai --toml > mine.toml";

const NEW_EXAMPLES: &str = "\
Examples:
  propos codebook new > my-debate.toml
  propos codebook new --id retraites --lang fr -o retraites.toml";

/// Check, show and begin codebooks
///
/// A codebook is a TOML file of topics, targets (statements that people take sides on) and actors, with
/// definitions and examples.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES, arg_required_else_help = true)]
pub(crate) struct CodebookArgs {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Say what is wrong with codebook files, and what is thin
    ///
    /// Every mistake is named with its line and with what to write instead. Ends with exit code 1 when a file has one;
    /// warnings do not count.
    #[command(after_help = CHECK_EXAMPLES)]
    Check {
        /// Codebook files, or ids of those that come with the program
        #[arg(value_name = "FILE|ID", required = true)]
        codebooks: Vec<String>,
    },
    /// Print a codebook for reading
    #[command(after_help = SHOW_EXAMPLES)]
    Show {
        /// A codebook file, or the id of one that comes with the program [default: us-china-ai]
        #[arg(value_name = "FILE|ID", env = env_vars::CODEBOOK, hide_env_values = true)]
        codebook: Option<String>,
        /// The language to show it in [default: its first]
        #[arg(long, value_name = "CODE")]
        lang: Option<String>,
        /// Print the file itself, to begin one's own from
        #[arg(long, conflicts_with = "lang")]
        toml: bool,
    },
    /// Write a commented codebook to begin with
    #[command(after_help = NEW_EXAMPLES)]
    New {
        /// The codebook's id: small letters, digits and hyphens
        #[arg(long, default_value = "my-codebook")]
        id: String,
        /// The language of its words
        #[arg(long, value_name = "CODE", default_value = "en")]
        lang: String,
        /// Write to a file, which must not exist yet
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

/// Runs the command.
pub(crate) fn run(args: CodebookArgs, talk: &Talk) -> Outcome {
    match args.action {
        Action::Check { codebooks } => check(&codebooks, talk),
        Action::Show { codebook, lang, toml } => show(codebook.as_deref(), lang.as_deref(), toml),
        Action::New { id, lang, output } => new(&id, &lang, output.as_deref(), talk),
    }
}

/// The codebook of a name: a file, or the id of one that comes with the program. The default one for `None`.
pub(crate) fn read_codebook(name: Option<&str>) -> Result<Codebook, Failure> {
    read_codebook_and_source(name).map(|(codebook, _)| codebook)
}

/// The same with its text.
pub(crate) fn read_codebook_and_source(name: Option<&str>) -> Result<(Codebook, Cow<'static, str>), Failure> {
    let name = name.unwrap_or(default_id());
    let source = read_source(name)?;
    let codebook = match Codebook::embedded(name) {
        Some(codebook) => codebook,
        None => parse_codebook(name, &source)?,
    };
    Ok((codebook, source))
}

/// Reads the text of a codebook, which has a name in messages.
pub(crate) fn parse_codebook(name: &str, source: &str) -> Result<Codebook, Failure> {
    Codebook::parse(name, source).map_err(|errors| mistakes_failure(name, &errors))
}

/// Whether a name is that of a file which is not there.
pub(crate) fn is_gone(name: &str) -> bool {
    Codebook::embedded_source(name).is_none() && matches!(Path::new(name).try_exists(), Ok(false))
}

fn default_id() -> &'static str {
    Codebook::embedded_ids().next().unwrap_or_default()
}

/// The text of a codebook: of one that comes with the program, else of a file.
fn read_source(name: &str) -> Result<Cow<'static, str>, Failure> {
    if let Some(source) = Codebook::embedded_source(name) {
        return Ok(source.into());
    }
    fs::read_to_string(name).map(Cow::from).map_err(|error| {
        let context = format!("read the codebook {name}");
        match error.kind() {
            io::ErrorKind::NotFound => {
                let failure = Failure::usage(anyhow::Error::new(Fault::NotFound).context(context));
                let failure = match nearest_path(Path::new(name)) {
                    Some(path) => failure.hint(format!("did you mean {}?", path.display())),
                    None => failure,
                };
                let ids: Vec<&str> = Codebook::embedded_ids().collect();
                failure.hint(format!("these come with the program: {}", ids.join(", ")))
            }
            io::ErrorKind::InvalidData => {
                Failure::usage(anyhow::Error::new(error).context(context)).hint("a codebook is TOML in UTF-8")
            }
            _ => Failure::usage(anyhow::Error::new(error).context(context)),
        }
    })
}

fn mistakes_failure(name: &str, errors: &CodebookErrors) -> Failure {
    const SHOWN: usize = 5;
    let all = errors.as_slice();
    let failure = Failure::usage(anyhow!(
        "read the codebook {name}: it has {}",
        counted(all.len(), "mistake")
    ));
    let failure = all
        .iter()
        .take(SHOWN)
        .fold(failure, |failure, error| failure.hint(error.to_string()));
    if all.len() > SHOWN {
        failure.hint(format!("propos codebook check {name} names all {}", all.len()))
    } else {
        failure
    }
}

fn check(names: &[String], talk: &Talk) -> Outcome {
    let mut exit = Exit::Done;
    let mut output = Output::open(None)?;
    for name in names {
        let source = read_source(name)?;
        let line = match Codebook::parse(name, &source) {
            Err(errors) => {
                exit = Exit::CheckFailed;
                errors
                    .as_slice()
                    .iter()
                    .for_each(|error| talk.error_text(&error.to_string()));
                format!("{name}: {}", counted(errors.as_slice().len(), "mistake"))
            }
            Ok(codebook) => {
                let warnings = codebook.warnings();
                for warning in &warnings {
                    talk.warning(&format!("{name}:{}: {warning}", warning.line));
                }
                let counts = codebook.counts();
                format!(
                    "{name}: {} {} passes with {}: {}, {}, {}, {}, {}, {}; sha256 {}",
                    codebook.id,
                    codebook.version,
                    counted(warnings.len(), "warning"),
                    counted(counts.topics, "topic"),
                    counted(counts.targets, "target"),
                    counted(counts.actors, "actor"),
                    counted(counts.keywords, "keyword"),
                    counted(counts.cues, "cue"),
                    counted(counts.examples, "example"),
                    codebook.sha256()
                )
            }
        };
        writeln!(output, "{line}").map_err(|error| Failure::output(output.name(), error))?;
    }
    output.commit()?;
    Ok(exit)
}

fn show(name: Option<&str>, lang: Option<&str>, is_toml: bool) -> Outcome {
    let text = if is_toml {
        read_source(name.unwrap_or(default_id()))?
    } else {
        let codebook = read_codebook(name)?;
        let first = codebook.languages.first().map_or("en", String::as_str);
        codebook.describe(lang.unwrap_or(first)).into()
    };
    let mut output = Output::open(None)?;
    output
        .write_all(text.as_bytes())
        .map_err(|error| Failure::output(output.name(), error))?;
    output.commit()?;
    Ok(Exit::Done)
}

fn new(id: &str, lang: &str, path: Option<&Path>, talk: &Talk) -> Outcome {
    let text = starter(id, lang)
        .context("begin a codebook")
        .map_err(Failure::usage)?;
    let path = path.filter(|path| path.as_os_str() != "-");
    if let Some(path) = path.filter(|path| path.exists()) {
        let error = anyhow!("write {}: it exists already", path.display());
        return Err(
            Failure::new(Exit::CannotWrite, error).hint("choose another name; codebooks are not overwritten")
        );
    }
    let mut output = Output::open(path)?;
    output
        .write_all(text.as_bytes())
        .map_err(|error| Failure::output(output.name(), error))?;
    output.commit()?;
    if !STARTER_LANGUAGES.contains(&lang) {
        talk.note(&format!(
            "its words are English under the name {lang}; write them in that language"
        ));
    }
    Ok(Exit::Done)
}
