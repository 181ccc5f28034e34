//! The corpus: quotations as people and models re-type them, where they stand, and those that must be refused.
#![expect(clippy::panic, clippy::unwrap_used, reason = "the helpers are parts of tests")]

use propos_grounding::{Found, Source, Ungrounded};
use toml::{Table, Value};

const FILES: [(&str, &str); 12] = [
    ("changes", include_str!("corpus/changes.toml")),
    ("elisions", include_str!("corpus/elisions.toml")),
    ("figures", include_str!("corpus/figures.toml")),
    ("inventions", include_str!("corpus/inventions.toml")),
    ("letters", include_str!("corpus/letters.toml")),
    ("marks", include_str!("corpus/marks.toml")),
    ("negations", include_str!("corpus/negations.toml")),
    ("nesting", include_str!("corpus/nesting.toml")),
    ("omissions", include_str!("corpus/omissions.toml")),
    ("order", include_str!("corpus/order.toml")),
    ("places", include_str!("corpus/places.toml")),
    ("typography", include_str!("corpus/typography.toml")),
];

#[test]
fn fm_29_every_quotation_is_found_where_it_stands_or_refused() {
    let mut wrong = Vec::new();
    let mut n_cases = 0;
    for (name, file) in FILES {
        let table: Table = file.parse().unwrap();
        for case in table["case"].as_array().unwrap() {
            n_cases += 1;
            if let Some(complaint) = check(case) {
                wrong.push(format!("{name}, {}: {complaint}", text_of(case, "why").unwrap()));
            }
        }
    }
    assert!(n_cases >= 200, "{n_cases}");
    assert!(
        wrong.is_empty(),
        "{} of {n_cases}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn check(case: &Value) -> Option<String> {
    let text = text_of(case, "text").map_or_else(|| repeated(case), str::to_owned);
    let quote = text_of(case, "quote").unwrap();
    let source = Source::new(&text);
    let result = match text_of(case, "near") {
        Some(near) => {
            let start = text.find(near).unwrap();
            source.find_near(quote, start..start + near.len())
        }
        None => source.find(quote),
    };
    match (&result, text_of(case, "refused")) {
        (Err(reason), Some(wanted)) if wanted == "any" || reason.as_str() == wanted => None,
        (Ok(found), None) => complaint(&text, case, found),
        _ => Some(format!("gave {}", describe(&text, &result))),
    }
}

fn complaint(text: &str, case: &Value, found: &Found) -> Option<String> {
    let spans: Vec<&str> = found.spans.iter().map(|span| &text[span.clone()]).collect();
    let wanted: Vec<&str> = case["spans"]
        .as_array()
        .unwrap()
        .iter()
        .map(|span| span.as_str().unwrap())
        .collect();
    let start = found.spans.first().map_or(0, |span| span.start);
    let is_there = text_of(case, "at").is_none_or(|at| text.find(at) == Some(start));
    let is_right =
        spans == wanted && is_there && Some(found.grounding.as_str()) == text_of(case, "grounding");
    (!is_right).then(|| format!("gave {spans:?} at {start}, {}", found.grounding))
}

fn describe(text: &str, result: &Result<Found, Ungrounded>) -> String {
    match result {
        Ok(found) => {
            let spans: Vec<&str> = found.spans.iter().map(|span| &text[span.clone()]).collect();
            format!("{spans:?}, {}", found.grounding)
        }
        Err(reason) => format!("{reason}"),
    }
}

/// A text whose middle sentence stands there forty times.
fn repeated(case: &Value) -> String {
    let parts: Vec<&str> = case["text_repeat"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| part.as_str().unwrap())
        .collect();
    let [first, middle, last] = parts.as_slice() else {
        panic!("three parts")
    };
    format!("{first} {} {last}", vec![*middle; 40].join(" "))
}

fn text_of<'c>(case: &'c Value, key: &str) -> Option<&'c str> {
    case.get(key).and_then(Value::as_str)
}
