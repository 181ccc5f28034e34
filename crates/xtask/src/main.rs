//! Chores of this workspace, in Rust so that they run wherever the project builds.
#![expect(clippy::print_stdout, reason = "what it prints is its product")]

mod data_files;
mod faults;
mod kills;
mod models;
mod picture;
mod rules;
mod scoreboard;
mod sizes;
mod tidy;
mod workspace;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};

use scoreboard::Mode;

const HELP: &str = "\
cargo xtask tidy                 check the arrows between crates, file sizes, data files and what every crate must have
cargo xtask fault-table FILE     what a run must survive, a row each, from what `cargo test` printed into a file; fails when
                                 a row has no test or one of its tests did not pass
cargo xtask kill-runs [--kills N] [--seed N] kill runs of 1,000 documents N times (1,000), ten times each at moments drawn anew, and print what was lost
cargo xtask sizes                lines per crate and per file, as a Markdown table
cargo xtask measure-models --annotator NAME [--base-url URL] [--strategy STEPS]… [--article SLUG]… [--characters N]
                           [--injections N] [--minutes N] [--record DIR] [--write]
                                 run a model over the labelled articles, or with --injections over N documents that give orders;
                                 --characters: only the opening of each; --minutes: stop then and keep what is measured;
                                 --write: into docs/model-figures.md
cargo xtask picture              draw the README's picture, docs/images/annotate.svg
cargo xtask rules                write docs/rules.md from the list of rules
                  --check        fail when it is stale
cargo xtask scoreboard           score the fixtures against gold labels and write docs/scoreboard.md
                       --check   fail when it is stale
                       --locked  print the figures of the locked articles
                       --of FOLDER           print the figures of any folder of labelled articles
                       --of FOLDER --given   the same with the claims of the labels given: what labelling alone loses
                       --of FOLDER --errors  and list every decision on a stance or topic that is not the labels'";

fn mode(arguments: &[String]) -> Mode {
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    let mut after_of = arguments
        .iter()
        .skip_while(|argument| *argument != "--of")
        .skip(1);
    if let Some(folder) = after_of.next() {
        Mode::Of {
            folder: folder.into(),
            claims_given: has("--given"),
            list_errors: has("--errors"),
        }
    } else if has("--check") {
        Mode::Check
    } else if has("--locked") {
        Mode::Locked
    } else {
        Mode::Write
    }
}

fn main() -> Result<ExitCode> {
    let command = std::env::args().nth(1).unwrap_or_default();
    let passed = match command.as_str() {
        "picture" => {
            picture::run()?;
            true
        }
        "measure-models" => {
            models::run(&std::env::args().skip(2).collect::<Vec<_>>())?;
            true
        }
        "rules" => rules::run(std::env::args().nth(2).as_deref() == Some("--check"))?,
        "scoreboard" => scoreboard::run(&mode(&std::env::args().skip(2).collect::<Vec<_>>()))?,
        "fault-table" => {
            let log = std::env::args_os()
                .nth(2)
                .context("name the file with what the tests printed")?;
            faults::run(Path::new(&log))?
        }
        "kill-runs" => kills::run(&std::env::args().skip(2).collect::<Vec<_>>())?,
        "tidy" => tidy::run()?,
        "sizes" => {
            sizes::run()?;
            true
        }
        _ => {
            println!("{HELP}");
            matches!(command.as_str(), "help" | "--help")
        }
    };
    Ok(if passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
