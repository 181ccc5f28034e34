//! `propos merge`: the results of several runs as one.

use std::path::PathBuf;

use anyhow::{Context as _, anyhow};
use clap::Args;
use propos::pipeline::{Merge, RunError, RunFolder};

use crate::exit::Exit;
use crate::failure::{Failure, Outcome};
use crate::money::spending_words;
use crate::nearest::nearest_path;
use crate::talk::{Talk, counted};

const EXAMPLES: &str = "\
Examples:
  propos merge runs/a runs/b --out runs/all            a folder to report on
  propos merge runs/a more.jsonl --out all.jsonl       records alone";

/// Join the results of several runs, in the order given
///
/// Runs are named by their folders; files of records can stand among them. Nothing is written where a document comes twice
/// or where documents were annotated in different ways. What is written is there whole or not at all.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct MergeArgs {
    /// Folders of runs, or files of records
    #[arg(value_name = "RUN|FILE", required = true)]
    runs: Vec<PathBuf>,
    /// A file of records (.jsonl), or a folder for results, failures and totals
    #[arg(long, value_name = "FILE|DIR")]
    out: PathBuf,
    /// Join results of different annotators or codebooks; numbers over them compare what is not alike
    #[arg(long)]
    mixed: bool,
}

/// Runs the command.
pub(crate) fn run(args: MergeArgs, talk: &Talk) -> Outcome {
    let merge = Merge::of(args.runs).map_err(unreadable)?;
    if let (n_duplicates @ 1.., named) = merge.duplicates() {
        let n_duplicates = usize::try_from(n_duplicates).unwrap_or(usize::MAX);
        return Err(Failure::new(
            Exit::CheckFailed,
            anyhow!(
                "join the results: {} come twice, such as {}",
                counted(n_duplicates, "document"),
                named.join(", ")
            ),
        ));
    }
    if merge.methods().len() > 1 {
        for (method, n_documents) in merge.methods() {
            let (id, version, sha256) = &method.codebook;
            talk.say(&format!(
                "{n_documents} by {} with codebook {id} {version} ({})",
                method.annotator,
                sha256.get(..8).unwrap_or(sha256)
            ));
        }
        if !args.mixed {
            return Err(Failure::usage(anyhow!(
                "join the results: they are of different annotators or codebooks"
            ))
            .hint("join them all the same: --mixed"));
        }
    }
    let place = args.out.display().to_string();
    let is_file = args.out.extension().is_some_and(|extension| extension == "jsonl");
    let written = if is_file {
        merge.write_file(&args.out)
    } else {
        merge.write_folder(&RunFolder::new(&args.out))
    };
    written
        .with_context(|| format!("write {place}"))
        .map_err(|error| Failure::new(Exit::CannotWrite, error))?;
    let (n_documents, n_failures) = merge.totals();
    let n_documents = usize::try_from(n_documents).unwrap_or(usize::MAX);
    let incomplete = match n_failures {
        0 => String::new(),
        number => format!(", {number} not complete or not read"),
    };
    talk.say(&format!(
        "{}{incomplete} → {place}",
        counted(n_documents, "document")
    ));
    if let Some(line) = merge.spending().as_ref().and_then(spending_words) {
        talk.say(&format!("Spent by all of them: {line}."));
    }
    let mut is_finished = true;
    for run in merge.unfinished() {
        is_finished = false;
        talk.warning(&format!("the run in {} had not come to its end", run.display()));
    }
    Ok(if is_finished && n_failures == 0 {
        Exit::Done
    } else {
        Exit::Incomplete
    })
}

fn unreadable(error: RunError) -> Failure {
    let near = match &error {
        RunError::Missing { folder } => nearest_path(folder),
        _ => None,
    };
    let failure = Failure::usage(anyhow::Error::new(error).context("join the results"));
    match near {
        Some(path) => failure.hint(format!("did you mean {}?", path.display())),
        None => failure,
    }
}
