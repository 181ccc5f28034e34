//! The table of what a run must survive, from the output of the tests themselves.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result, bail};

/// A row as `faults.toml` has it.
struct Row {
    number: u32,
    what: String,
    /// Where it is held, if by no test of this name.
    elsewhere: Option<String>,
}

/// Prints the table from what `cargo test` printed; whether every row holds.
pub(crate) fn run(log: &Path) -> Result<bool> {
    let log = std::fs::read_to_string(log)
        .with_context(|| format!("read what the tests printed from {}", log.display()))?;
    let rows = rows()?;
    let mut tests = results(&log);
    let mut n_bad = 0;
    for row in &rows {
        let mine = tests.remove(&row.number).unwrap_or_default();
        let verdict = match (&row.elsewhere, mine.is_empty()) {
            (_, false) if mine.iter().any(|(_, result)| result != "ok") => "FAILED",
            (None, true) => "NO TEST",
            (Some(_), true) => "-",
            (_, false) => "pass",
        };
        n_bad += usize::from(matches!(verdict, "FAILED" | "NO TEST"));
        println!("{:>3}  {verdict:<7}  {}", row.number, row.what);
        for (name, result) in &mine {
            println!("              {result:<7} {name}");
        }
        if let Some(elsewhere) = &row.elsewhere {
            println!("              {elsewhere}");
        }
    }
    for (number, names) in &tests {
        println!("{number:>3}  NO ROW   {names:?}");
        n_bad += 1;
    }
    println!("fault table: {} rows, {n_bad} do not hold", rows.len());
    Ok(n_bad == 0)
}

fn rows() -> Result<Vec<Row>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("faults.toml");
    let text = std::fs::read_to_string(&path).with_context(|| format!("read {}", path.display()))?;
    let table: toml::Table = text.parse()?;
    let Some(rows) = table.get("row").and_then(toml::Value::as_array) else {
        bail!("there are no rows in {}", path.display());
    };
    rows.iter()
        .map(|row| {
            let text = |key: &str| row.get(key).and_then(toml::Value::as_str).map(str::to_owned);
            let number = row.get("number").and_then(toml::Value::as_integer);
            Ok(Row {
                number: number
                    .and_then(|number| u32::try_from(number).ok())
                    .context("a row without number")?,
                what: text("what").context("a row without words")?,
                elsewhere: text("elsewhere"),
            })
        })
        .collect()
}

/// The results of tests `fm_NN_…` by row, as lines `test PATH::fm_NN_WHAT ... RESULT` tell them.
fn results(log: &str) -> BTreeMap<u32, Vec<(String, String)>> {
    let mut results: BTreeMap<u32, Vec<(String, String)>> = BTreeMap::new();
    for line in log.lines() {
        let told = line
            .strip_prefix("test ")
            .and_then(|rest| rest.split_once(" ... "));
        let Some((path, result)) = told else { continue };
        let name = path.rsplit("::").next().unwrap_or(path);
        let number = name
            .strip_prefix("fm_")
            .and_then(|rest| rest.split_once('_'))
            .and_then(|(number, _)| number.parse().ok());
        if let Some(number) = number {
            let result = result.split_whitespace().next().unwrap_or_default();
            results
                .entry(number)
                .or_default()
                .push((name.to_owned(), result.to_owned()));
        }
    }
    for of_row in results.values_mut() {
        of_row.sort();
    }
    results
}

#[cfg(test)]
mod tests {
    use super::{results, rows};

    #[test]
    fn results_are_read_from_what_the_tests_print() {
        let log = "running 3 tests\ntest batch::fm_01_a_kill ... ok\ntest fm_14_a_reset ... FAILED\ntest other ... ok\n\
                   test fm_01_again ... ignored, too slow\n";
        let found = results(log);
        assert_eq!(found.len(), 2);
        assert_eq!(found[&1].len(), 2);
        assert_eq!(found[&1][1], ("fm_01_again".to_owned(), "ignored,".to_owned()));
        assert_eq!(found[&14][0].1, "FAILED");
    }

    #[test]
    fn every_row_is_there_once_and_in_order() {
        let numbers: Vec<u32> = rows().unwrap_or_default().iter().map(|row| row.number).collect();
        assert_eq!(numbers, (1..=43).collect::<Vec<_>>());
    }
}
