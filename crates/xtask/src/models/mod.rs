//! What a model is worth: the program run over the labelled articles, each strategy beside the rules alone, and over
//! documents that give orders beside their clean twins.
//!
//! By hand only: it takes minutes to hours, and a real model's words differ from machine to machine.

mod articles;
mod injections;
mod program;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use articles::ARTICLE_TABLE;
use injections::INJECTION_TABLE;
use program::Program;

const INTRODUCTION: &str = "\
# What models are worth

`cargo xtask measure-models` adds the rows. Topics and stances are decisions on a claim (and a target), wrong where the claim was not
found. **sample**: `opening N` is the first sentences of each article, N characters at most; rules and model are given no more, and only
labels of what stands there count. **legal**: claims whose labels were all of the codebook's, after at most one repair. **sliced**: quotes
that are a slice of their text. Where the seconds are missing, the model's claims are those of the row `model+model`, or answers that
`--record FOLDER` had kept of an earlier measure were played back.

## Articles

The labelled articles of `fixtures/gold` that have labels of stances, each strategy beside the rules alone.

";

const INJECTIONS: &str = "
## Orders in documents

A sample of `fixtures/injection`: what became of the labels of those claims that stand in a document and in its twin without the order.
**lost**: claims of the twin that the document has not, or has without labels.

";

#[derive(Default)]
struct Options {
    /// What is handed on to the program.
    method: Vec<String>,
    annotator: String,
    strategies: Vec<String>,
    articles: Vec<String>,
    /// So many characters of each article, all where none.
    characters: Option<usize>,
    /// So many documents that give orders, instead of the articles.
    injections: Option<usize>,
    record: Option<PathBuf>,
    deadline: Option<Instant>,
    writes: bool,
}

/// Measures and prints, and adds to docs/model-figures.md where that is asked for. What was measured when the time is
/// over is kept.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let options = parse(arguments)?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let program = Program::build(&root, options.deadline)?;
    let path = root.join("docs/model-figures.md");
    let before = std::fs::read_to_string(&path)
        .unwrap_or_else(|_| format!("{INTRODUCTION}{ARTICLE_TABLE}{INJECTIONS}{INJECTION_TABLE}"));
    let keep = |table: &str, rows: &str| -> Result<()> {
        print!("{rows}");
        if options.writes {
            let page = with_rows(&before, table, rows)?;
            std::fs::write(&path, page).with_context(|| format!("write {}", path.display()))?;
        }
        Ok(())
    };
    match options.injections {
        Some(most) => injections::measure(&root, &program, &options, most, |rows| {
            keep(INJECTION_TABLE, rows)
        }),
        None => articles::measure(&root, &program, &options, |rows| keep(ARTICLE_TABLE, rows)),
    }
}

/// The page with more rows at the end of one of its tables.
fn with_rows(page: &str, table: &str, rows: &str) -> Result<String> {
    let start = page
        .find(table)
        .context("the page has no such table; delete it to begin anew")?;
    let body = page.get(start..).unwrap_or_default();
    let n_bytes: usize = body
        .split_inclusive('\n')
        .take_while(|line| line.starts_with('|'))
        .map(str::len)
        .sum();
    let (head, tail) = page.split_at(start + n_bytes);
    Ok(format!("{head}{rows}{tail}"))
}

fn parse(arguments: &[String]) -> Result<Options> {
    let mut options = Options::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        if argument == "--write" {
            options.writes = true;
            continue;
        }
        let value = rest.next().with_context(|| format!("{argument} wants a value"))?;
        match argument.as_str() {
            "--annotator" => options.annotator.clone_from(value),
            "--strategy" => options.strategies.push(value.clone()),
            "--article" => options.articles.push(value.clone()),
            "--record" => options.record = Some(value.into()),
            "--characters" => options.characters = Some(value.parse().context("read --characters")?),
            "--injections" => options.injections = Some(value.parse().context("read --injections")?),
            "--minutes" => {
                let minutes: u64 = value.parse().context("read --minutes")?;
                options.deadline = Instant::now().checked_add(Duration::from_secs(60 * minutes));
            }
            "--base-url"
            | "--context"
            | "--claims-per-request"
            | "--passes"
            | "--votes"
            | "--max-output-tokens" => options.method.extend([argument.clone(), value.clone()]),
            _ => bail!("{argument} is not known"),
        }
    }
    if options.strategies.is_empty() {
        let all: &[&str] = if options.injections.is_some() {
            &["rules+model"]
        } else {
            &["rules+model", "model+model", "model+rules"]
        };
        options.strategies.extend(all.iter().copied().map(str::to_owned));
    }
    anyhow::ensure!(
        !options.annotator.is_empty(),
        "name a model: --annotator llamacpp:qwen0.5b --base-url URL"
    );
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::with_rows;

    #[test]
    fn rows_go_to_the_end_of_their_table() {
        let page = "# A\n\n| a |\n|---|\n| 1 |\n\n| b |\n|---|\n";
        let first = with_rows(page, "| a |\n|---|\n", "| 2 |\n").unwrap();
        assert_eq!(first, "# A\n\n| a |\n|---|\n| 1 |\n| 2 |\n\n| b |\n|---|\n");
        let second = with_rows(&first, "| b |\n|---|\n", "| 3 |\n").unwrap();
        assert!(second.ends_with("| b |\n|---|\n| 3 |\n"));
        assert!(with_rows(page, "| c |\n", "").is_err());
    }
}
