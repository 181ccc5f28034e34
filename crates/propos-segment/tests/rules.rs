//! One file of cases a language: the reason of a rule behind `#`, then texts in which `⏐` marks every boundary.
//! `\n` stands for a newline.

use propos_segment::{Lang, Options, segment};
use std::fs;
use std::path::Path;

fn check(lang: &str) -> std::io::Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/rules")
        .join(lang)
        .with_extension("txt");
    let cases = fs::read_to_string(path)?;
    let options = Options::default().with_lang(lang.parse::<Lang>().ok());
    let mut reason = "";
    let mut wrong = Vec::new();
    for line in cases.lines().filter(|line| !line.is_empty()) {
        if let Some(text) = line.strip_prefix("# ") {
            reason = text;
            continue;
        }
        let marked = line.replace("\\n", "\n");
        let text = marked.replace('⏐', "");
        let expected: Vec<&str> = marked.split('⏐').map(str::trim).collect();
        let found: Vec<&str> = segment(&text, &options)
            .units
            .iter()
            .map(|unit| &text[unit.range()])
            .collect();
        if found != expected {
            wrong.push(format!("{reason}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong in {lang}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    Ok(())
}

#[test]
fn rules_hold_in_french() -> std::io::Result<()> {
    check("fr")
}

#[test]
fn rules_hold_in_english() -> std::io::Result<()> {
    check("en")
}

#[test]
fn rules_hold_in_german() -> std::io::Result<()> {
    check("de")
}

#[test]
fn rules_hold_in_spanish() -> std::io::Result<()> {
    check("es")
}

#[test]
fn rules_hold_in_italian() -> std::io::Result<()> {
    check("it")
}

#[test]
fn rules_hold_in_dutch() -> std::io::Result<()> {
    check("nl")
}

#[test]
fn rules_hold_in_portuguese() -> std::io::Result<()> {
    check("pt")
}

#[test]
fn rules_hold_in_other_languages() -> std::io::Result<()> {
    check("any")
}
