//! Every rule, of claims and of stances, has a name, an entry in `data/rules.toml` and examples that it, and no other,
//! finds.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;

use propos_annotate::Article;
use propos_codebook::Codebook;
use propos_schema::{Claim, Document};
use toml::{Table, Value};

const RULES: &str = include_str!("../data/rules.toml");

fn entries(of: &str) -> Vec<Value> {
    let table: Table = RULES.parse().unwrap();
    table[of].as_array().unwrap().clone()
}

fn names(of: &str) -> Vec<String> {
    let entries = entries(of);
    let names = entries
        .iter()
        .map(|rule| rule["name"].as_str().unwrap().to_owned());
    names.collect()
}

fn examples(rule: &Value) -> impl Iterator<Item = &Value> {
    rule["example"].as_array().unwrap().iter()
}

fn claims(lang: &str, text: &str) -> Vec<Claim> {
    let mut document = Document::new("rules", text);
    lang.clone_into(&mut document.lang);
    propos_annotate_rules::extract(&Article::segment(document), &Codebook::default_codebook()).claims
}

#[test]
fn each_example_is_found_by_its_rule() {
    let mut wrong = Vec::new();
    for rule in entries("rule") {
        let name = rule["name"].as_str().unwrap();
        for example in examples(&rule) {
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

/// The stances of an example, each with its rule and its codebook's name for the side.
fn stances(example: &Value) -> Vec<(String, String, Option<String>)> {
    let [lang, text, codebook] = ["lang", "text", "codebook"].map(|key| example[key].as_str().unwrap());
    let article = Article::segment(Document::new("rules", text).with_lang(lang));
    let codebook = Codebook::embedded(codebook).unwrap();
    let annotation = propos_annotate_rules::annotate(&article, &codebook);
    let stances = annotation.claims.into_iter().filter_map(|claim| claim.stances);
    stances
        .flatten()
        .map(|stance| (stance.target, stance.label.to_string(), stance.rule))
        .collect()
}

#[test]
fn each_stance_is_taken_by_its_rule() {
    let mut wrong = Vec::new();
    for rule in entries("stance") {
        let name = rule["name"].as_str().unwrap();
        assert!(examples(&rule).next().is_some(), "{name} has no example");
        for example in examples(&rule) {
            let [target, side, text] = ["target", "side", "text"].map(|key| example[key].as_str().unwrap());
            let found = stances(example);
            let expected = (target.to_owned(), side.to_owned(), Some(name.to_owned()));
            if !found.contains(&expected) {
                wrong.push(format!("{name}: {text}\n    found {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_rule_of_stances_is_missing_from_the_list() {
    let listed: BTreeSet<String> = names("stance").into_iter().collect();
    let entries = entries("stance");
    let stances = entries.iter().flat_map(examples).flat_map(stances);
    for (target, label, rule) in stances {
        let rule = rule.expect("every stance names its rule");
        assert!(listed.contains(&rule), "{target} {label} by {rule}");
    }
}

#[test]
fn names_are_sorted_and_unique() {
    for of in ["rule", "stance"] {
        let names = names(of);
        let sorted: BTreeSet<String> = names.iter().cloned().collect();
        assert_eq!(names, sorted.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn no_rule_is_missing_from_the_list() {
    let listed: BTreeSet<String> = names("rule").into_iter().collect();
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
