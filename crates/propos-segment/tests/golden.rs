//! Golden rules: the units of short texts, one file a collection. See `tests/golden/README.md`.

use propos_segment::{Options, QuotePolicy, segment};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

fn lines(name: &str) -> Vec<Value> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    let text = fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn check(name: &str, quotes: QuotePolicy) {
    let argued: BTreeMap<String, String> = lines("argued.jsonl")
        .iter()
        .map(|line| {
            (
                line["id"].as_str().unwrap().to_owned(),
                line["argument"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    let mut wrong = Vec::new();
    for case in lines(name) {
        let (id, text) = (case["id"].as_str().unwrap(), case["text"].as_str().unwrap());
        let options = Options::default()
            .with_lang(case["lang"].as_str().unwrap().parse().ok())
            .with_quotes(quotes);
        let found: Vec<&str> = segment(text, &options)
            .units
            .iter()
            .map(|unit| &text[unit.range()])
            .collect();
        let expected: Vec<&str> = case["sentences"]
            .as_array()
            .unwrap()
            .iter()
            .map(|sentence| sentence.as_str().unwrap().trim())
            .collect();
        match argued.get(id) {
            None if found != expected => {
                wrong.push(format!("{id}\n  expected {expected:?}\n  found    {found:?}"))
            }
            Some(_) if found == expected => {
                wrong.push(format!("{id} passes: take it off the list of argued cases"))
            }
            _ => {}
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong in {name}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn english_golden_rules_pass() {
    check("pysbd_en.jsonl", QuotePolicy::Split);
}

#[test]
fn french_golden_rules_pass() {
    check("pysbd_fr.jsonl", QuotePolicy::Split);
}

#[test]
fn german_golden_rules_pass() {
    check("pysbd_de.jsonl", QuotePolicy::Split);
}

#[test]
fn spanish_golden_rules_pass() {
    check("pysbd_es.jsonl", QuotePolicy::Split);
}

#[test]
fn italian_golden_rules_pass() {
    check("pysbd_it.jsonl", QuotePolicy::Split);
}

#[test]
fn dutch_golden_rules_pass() {
    check("pysbd_nl.jsonl", QuotePolicy::Split);
}

#[test]
fn french_news_passes() {
    check("fr_news.jsonl", QuotePolicy::Split);
}

#[test]
fn sentences_in_quotations_split_by_default() {
    check("fr_quotes_split.jsonl", QuotePolicy::Split);
}

#[test]
fn quotations_stay_whole_where_asked() {
    check("fr_quotes_keep.jsonl", QuotePolicy::Keep);
}
