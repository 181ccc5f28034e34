//! Every claim of the labelled articles, re-typed in each way that happens, stands where it stood; a claim that lost a
//! negation or changed a number stands nowhere.
#![expect(clippy::unwrap_used, reason = "the helpers are parts of tests")]

use std::ops::Range;
use std::path::{Path, PathBuf};

use propos_grounding::{Grounding, Source};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

type Way = fn(&str) -> String;

/// Ways to re-type a text that change nothing it says.
const WAYS: &[(&str, Way)] = &[
    ("as it stands", str::to_owned),
    ("straight apostrophes", |text| text.replace(['’', '‘'], "'")),
    ("curly apostrophes", |text| text.replace('\'', "’")),
    ("decomposed", |text| text.nfd().collect()),
    ("no accents", |text| {
        text.nfd()
            .filter(|character| !is_combining_mark(*character))
            .collect()
    }),
    ("capitals", str::to_uppercase),
    ("plain spaces", |text| text.replace(['\u{a0}', '\u{202f}'], " ")),
    ("no spaces before marks", |text| {
        text.replace([' ', '\u{a0}', '\u{202f}'], " ")
            .replace(" :", ":")
            .replace(" %", "%")
            .replace(" ;", ";")
    }),
    ("no inner quotation marks", |text| {
        text.replace(['«', '»', '“', '”', '"'], "")
    }),
    ("plain dashes and dots", |text| {
        text.replace(['–', '—'], "-").replace('…', "...")
    }),
    ("a line break for a space", |text| text.replacen(' ', "\n", 2)),
    ("quoted once more", |text| format!("« {text} »")),
];

struct Labelled {
    text: String,
    claims: Vec<Range<usize>>,
}

#[test]
fn a_retyped_claim_stands_where_it_stood() {
    let mut n_cases = 0;
    let mut wrong = Vec::new();
    for article in articles() {
        let source = Source::new(&article.text);
        for claim in &article.claims {
            let quote = &article.text[claim.clone()];
            for (way, retype) in WAYS {
                n_cases += 1;
                let found = source.find_near(&retype(quote), claim.clone());
                let is_right = found.as_ref().is_ok_and(|found| {
                    found.spans.len() == 1 && words(&article.text[found.spans[0].clone()]) == words(quote)
                });
                let is_there = found.as_ref().is_ok_and(|found| {
                    found.grounding == Grounding::Ambiguous || found.spans[0].start.abs_diff(claim.start) <= 4
                });
                if !(is_right && is_there) {
                    wrong.push(format!("{way}: {quote:?} gave {found:?}"));
                }
            }
        }
    }
    assert!(n_cases > 1000, "{n_cases}");
    assert!(
        wrong.is_empty(),
        "{} of {n_cases}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn a_claim_that_says_something_else_stands_nowhere() {
    let negations = [
        " ne ",
        " pas ",
        " jamais ",
        " not ",
        " never ",
        " n’",
        " no ",
        " sans ",
        " without ",
    ];
    let mut n_cases = 0;
    let mut wrong = Vec::new();
    for article in articles() {
        let source = Source::new(&article.text);
        for claim in &article.claims {
            let quote = &article.text[claim.clone()];
            let mut changed: Vec<String> = negations
                .iter()
                .filter(|negation| quote.contains(**negation))
                .map(|negation| quote.replacen(negation, " ", 1))
                .collect();
            if let Some(at) = quote.find(|character: char| character.is_ascii_digit()) {
                let digit = quote.as_bytes()[at];
                let other = if digit == b'9' { '8' } else { char::from(digit + 1) };
                changed.push(format!("{}{other}{}", &quote[..at], &quote[at + 1..]));
            }
            if let Some((at, _)) = quote
                .char_indices()
                .filter(|(_, character)| *character == ' ')
                .nth(2)
            {
                changed.push(format!("{} zygomatiques{}", &quote[..at], &quote[at..]));
                changed.push(format!("{} not{}", &quote[..at], &quote[at..]));
            }
            for quote in changed {
                n_cases += 1;
                if let Ok(found) = source.find(&quote) {
                    wrong.push(format!("{quote:?} gave {found:?}"));
                }
            }
        }
    }
    assert!(n_cases > 200, "{n_cases}");
    assert!(
        wrong.is_empty(),
        "{} of {n_cases}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn a_claim_of_one_article_stands_in_no_other() {
    let articles = articles();
    for (number, article) in articles.iter().enumerate() {
        let other = &articles[(number + 1) % articles.len()];
        let source = Source::new(&other.text);
        for claim in &article.claims {
            let quote = &article.text[claim.clone()];
            if quote.split_whitespace().count() > 4 {
                let result = source.find(quote);
                assert!(result.is_err(), "{quote} gave {result:?}");
            }
        }
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The labelled articles with the claims that are one stretch.
fn articles() -> Vec<Labelled> {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/gold");
    let mut paths: Vec<PathBuf> = ["en", "fr"]
        .iter()
        .flat_map(|lang| std::fs::read_dir(gold.join(lang)).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let text = std::fs::read_to_string(path).unwrap();
            let labels = std::fs::read_to_string(path.with_extension("claims.jsonl")).unwrap();
            let claims = labels.lines().filter_map(only_span).collect();
            Labelled { text, claims }
        })
        .collect()
}

fn only_span(line: &str) -> Option<Range<usize>> {
    let claim: serde_json::Value = serde_json::from_str(line).unwrap();
    let [span] = claim["content"].as_array().unwrap().as_slice() else {
        return None;
    };
    let at = |key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
    Some(at("byte_start")..at("byte_end"))
}
