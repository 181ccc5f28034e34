//! Every rule has a name, an entry in `data/rules.toml` and examples that it, and no other, finds.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;

use propos_annotate::Article;
use propos_codebook::Codebook;
use propos_schema::{Claim, Document};
use toml::{Table, Value};

const RULES: &str = include_str!("../data/rules.toml");

fn entries() -> Vec<Value> {
    let table: Table = RULES.parse().unwrap();
    table["rule"].as_array().unwrap().clone()
}

fn claims(lang: &str, text: &str) -> Vec<Claim> {
    let mut document = Document::new("rules", text);
    lang.clone_into(&mut document.lang);
    propos_annotate_rules::extract(&Article::segment(document), &Codebook::default_codebook()).claims
}

#[test]
fn each_example_is_found_by_its_rule() {
    let mut wrong = Vec::new();
    for rule in entries() {
        let name = rule["name"].as_str().unwrap();
        for example in rule
            .get("example")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let [lang, text, quote] = ["lang", "text", "quote"].map(|key| example[key].as_str().unwrap());
            let found = claims(lang, text);
            let is_found = found
                .iter()
                .any(|claim| claim.rule.as_deref() == Some(name) && claim.quote == quote);
            if !is_found {
                let found: Vec<String> = found
                    .iter()
                    .map(|claim| format!("{}: {:?}", claim.rule.as_deref().unwrap_or("-"), claim.quote))
                    .collect();
                wrong.push(format!(
                    "{name}, {lang}: {text}\n    found {}",
                    found.join("\n          ")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn names_are_sorted_and_unique() {
    let entries = entries();
    let names: Vec<&str> = entries
        .iter()
        .map(|rule| rule["name"].as_str().unwrap())
        .collect();
    let sorted: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(names, sorted.into_iter().collect::<Vec<_>>());
}

#[test]
fn no_rule_is_missing_from_the_list() {
    let listed: BTreeSet<String> = entries()
        .iter()
        .map(|rule| rule["name"].as_str().unwrap().to_owned())
        .collect();
    let mut unlisted = BTreeSet::new();
    for (lang, file) in cases() {
        let table: Table = file.parse().unwrap();
        for case in table["case"].as_array().unwrap() {
            for claim in claims(&lang, case["text"].as_str().unwrap()) {
                let rule = claim.rule.expect("every claim names its rule");
                if !listed.contains(&rule) {
                    unlisted.insert(rule);
                }
            }
        }
    }
    assert!(unlisted.is_empty(), "not in data/rules.toml: {unlisted:?}");
}

/// The cases of each language, by its code.
fn cases() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut cases: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .map(|path| {
            let lang = path.file_stem().unwrap().to_string_lossy().into_owned();
            (lang, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    cases.sort();
    cases
}
