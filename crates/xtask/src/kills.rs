//! Many kills of a run, by hand: more than every change can wait for.

use std::process::Command;

use anyhow::{Context as _, Result, bail};

/// How often the test kills each run.
const KILLS_A_RUN: u32 = 10;
const TEST: &str = "fm_01_a_paid_run_outlives_kills_at_random_moments";

/// Runs the test of kills with runs of a thousand documents until there were so many kills. It prints a table.
pub(crate) fn run(arguments: &[String]) -> Result<bool> {
    let n_kills: u32 = match arguments {
        [] => 1_000,
        [name, number] if name == "--kills" => number.parse().context("read the number of kills")?,
        _ => bail!("say --kills N"),
    };
    let status = Command::new(env!("CARGO"))
        .args([
            "test",
            "--release",
            "--package",
            "propos-cli",
            "--test",
            "cli",
            TEST,
            "--",
            "--nocapture",
        ])
        .env("PROPOS_KILL_RUNS", n_kills.div_ceil(KILLS_A_RUN).to_string())
        .status()
        .context("run cargo")?;
    Ok(status.success())
}
