//! Many kills of a run, by hand: more than every change can wait for.

use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result, bail};

/// How often the test kills each run.
const KILLS_A_RUN: u64 = 10;
const TEST: &str = "fm_01_a_paid_run_outlives_kills_at_random_moments";

/// Runs the test of kills with runs of a thousand documents until there were so many kills. It prints a table.
pub(crate) fn run(arguments: &[String]) -> Result<bool> {
    let mut n_kills: u64 = 1_000;
    // Other moments each time; the table says which, so that they can be had again.
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let mut seed = now.as_secs();
    for pair in arguments.chunks(2) {
        match pair {
            [name, number] if name == "--kills" => {
                n_kills = number.parse().context("read the number of kills")?;
            }
            [name, number] if name == "--seed" => seed = number.parse().context("read the seed")?,
            _ => bail!("say --kills N or --seed N"),
        }
    }
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
        .env("PROPOS_KILL_SEED", seed.to_string())
        .status()
        .context("run cargo")?;
    Ok(status.success())
}
