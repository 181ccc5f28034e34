//! `docs/rules.md`: the rules of the offline annotator, from the file that its tests read.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use toml::{Table, Value};

const INTRODUCTION: &str = "\
# Rules

`cargo xtask rules` writes this page from `crates/propos-annotate-rules/data/rules.toml`. Each example is a test:
`cargo test -p propos-annotate-rules --test rules`.

The annotator `rules` finds each claim and takes each stance by one of these. `propos annotate --explain` names the rule in the
`rule` field of the record's claims and stances and in the text view. The words and constructions that the rules look at are
data: one folder a language in `crates/propos-annotate-rules/data`.

# Claims
";

const STANCES: &str = "
# Stances

Of several reasons for a stance the heaviest names its rule.
";

/// Writes the page, or compares it with what stands there.
pub(crate) fn run(is_check: bool) -> Result<bool> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let source = root.join("crates/propos-annotate-rules/data/rules.toml");
    let text = std::fs::read_to_string(&source).with_context(|| format!("read {}", source.display()))?;
    let table: Table = text.parse().context("read the rules")?;
    let page = page(&table);
    let path = root.join("docs/rules.md");
    if is_check {
        let is_current = std::fs::read_to_string(&path).unwrap_or_default() == page;
        if !is_current {
            println!("docs/rules.md is stale: run cargo xtask rules");
        }
        return Ok(is_current);
    }
    std::fs::write(&path, page).with_context(|| format!("write {}", path.display()))?;
    Ok(true)
}

fn page(table: &Table) -> String {
    let mut page = INTRODUCTION.to_owned();
    rules(&mut page, list(table.get("rule")), &["lang", "text", "quote"]);
    page.push_str(STANCES);
    rules(
        &mut page,
        list(table.get("stance")),
        &["lang", "text", "target", "side"],
    );
    page
}

/// Each rule with its examples, whose columns are the given keys.
fn rules(page: &mut String, rules: &[Value], keys: &[&str]) {
    let headings = keys
        .join(" | ")
        .replace("lang", "language")
        .replace("quote", "claim");
    for rule in rules {
        let _ = write!(
            page,
            "\n## `{}`\n\n{}\n",
            text(rule, "name"),
            text(rule, "looks_for")
        );
        let examples = list(rule.get("example"));
        if !examples.is_empty() {
            let _ = writeln!(page, "\n| {headings} |\n{}|", "|---".repeat(keys.len()));
        }
        for example in examples {
            let cell = |key: &&str| text(example, key).replace('|', "\\|").replace("\n\n", "<br>");
            let cells: Vec<String> = keys.iter().map(cell).collect();
            let _ = writeln!(page, "| {} |", cells.join(" | "));
        }
    }
}

fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}
