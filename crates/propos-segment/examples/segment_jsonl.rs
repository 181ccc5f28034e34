//! Reads `{"id", "lang", "text"}` lines and writes `{"id", "sentences": [[start, end]…], "unit": "byte"}` lines.
//!
//! `cargo run -p propos-segment --example segment_jsonl -- [--quotes keep] [--detect] < documents.jsonl`

use propos_segment::{Options, QuotePolicy, segment};
use serde_json::{Value, json};
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let keep = arguments.windows(2).any(|pair| pair == ["--quotes", "keep"]);
    let detect = arguments.iter().any(|argument| argument == "--detect");
    let quotes = if keep {
        QuotePolicy::Keep
    } else {
        QuotePolicy::Split
    };
    let mut output = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let document: Value = serde_json::from_str(&line)?;
        let text = document["text"].as_str().unwrap_or_default();
        let lang = document["lang"]
            .as_str()
            .filter(|_| !detect)
            .and_then(|code| code.parse().ok());
        let found = segment(text, &Options::default().with_lang(lang).with_quotes(quotes));
        let sentences: Vec<_> = found.units.iter().map(|unit| [unit.start, unit.end]).collect();
        let lang = found.lang.map(propos_segment::Lang::code);
        writeln!(
            output,
            "{}",
            json!({ "id": document["id"], "lang": lang, "sentences": sentences, "unit": "byte" })
        )?;
    }
    Ok(())
}
