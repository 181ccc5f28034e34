//! Golden rules: the units of short texts, one file a collection. See `tests/golden/README.md`.

use propos_segment::{Options, QuotePolicy, segment};
use serde_json::Value;
use std::error::Error;
use std::fs;
use std::path::PathBuf;

type Outcome = Result<(), Box<dyn Error>>;

fn lines(name: &str) -> Result<Vec<Value>, Box<dyn Error>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    fs::read_to_string(path)?
        .lines()
        .map(|line| Ok(serde_json::from_str(line)?))
        .collect()
}

fn text_of<'a>(case: &'a Value, field: &str) -> &'a str {
    case[field].as_str().unwrap_or_default()
}

fn check(name: &str, quotes: QuotePolicy) -> Outcome {
    let argued = lines("argued.jsonl")?;
    assert!(
        argued.iter().all(|case| text_of(case, "argument").len() > 40),
        "every argued case has its argument"
    );
    let mut wrong = Vec::new();
    for case in lines(name)? {
        let (id, text) = (text_of(&case, "id"), text_of(&case, "text"));
        let options = Options::default()
            .with_lang(text_of(&case, "lang").parse().ok())
            .with_quotes(quotes);
        let found: Vec<&str> = segment(text, &options)
            .units
            .iter()
            .map(|unit| &text[unit.range()])
            .collect();
        let expected: Vec<String> = serde_json::from_value(case["sentences"].clone())?;
        let expected: Vec<&str> = expected.iter().map(|sentence| sentence.trim()).collect();
        let is_argued = argued.iter().any(|argued| text_of(argued, "id") == id);
        if !is_argued && found != expected {
            wrong.push(format!("{id}\n  expected {expected:?}\n  found    {found:?}"));
        } else if is_argued && found == expected {
            wrong.push(format!("{id} passes: take it off the list of argued cases"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong in {name}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    Ok(())
}

#[test]
fn english_golden_rules_pass() -> Outcome {
    check("pysbd_en.jsonl", QuotePolicy::Split)
}

#[test]
fn french_golden_rules_pass() -> Outcome {
    check("pysbd_fr.jsonl", QuotePolicy::Split)
}

#[test]
fn german_golden_rules_pass() -> Outcome {
    check("pysbd_de.jsonl", QuotePolicy::Split)
}

#[test]
fn spanish_golden_rules_pass() -> Outcome {
    check("pysbd_es.jsonl", QuotePolicy::Split)
}

#[test]
fn italian_golden_rules_pass() -> Outcome {
    check("pysbd_it.jsonl", QuotePolicy::Split)
}

#[test]
fn dutch_golden_rules_pass() -> Outcome {
    check("pysbd_nl.jsonl", QuotePolicy::Split)
}

#[test]
fn french_news_passes() -> Outcome {
    check("fr_news.jsonl", QuotePolicy::Split)
}

#[test]
fn sentences_in_quotations_split_by_default() -> Outcome {
    check("fr_quotes_split.jsonl", QuotePolicy::Split)
}

#[test]
fn quotations_stay_whole_where_asked() -> Outcome {
    check("fr_quotes_keep.jsonl", QuotePolicy::Keep)
}
