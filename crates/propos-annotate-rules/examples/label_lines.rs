//! Labels claims that stand alone, one JSON line each, for scoring against hand labels.
//!
//! Run: `cargo run --release -p propos-annotate-rules --example label_lines -- CODEBOOK.toml < CLAIMS.jsonl`. A line is
//! `{"id", "lang", "text"}` and may have `target_id` and `holder` (`{"role", "name"}`); the answer is
//! `{"id", "label", "topic", "topics", "holder", "evidence"}`, the label being that toward `target_id`.
#![expect(clippy::print_stdout, reason = "a program that answers on standard output")]

use std::error::Error;
use std::io::BufRead;

use propos_annotate::{Annotation, Article};
use propos_codebook::Codebook;
use propos_schema::{
    Claim, ClaimKind, Document, Resolution, Sentence, Speaker, Stance, StanceLabel, TextSpan,
};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let codebook = match std::env::args().nth(1) {
        Some(path) => Codebook::parse(&path, &std::fs::read_to_string(&path)?)?,
        None => Codebook::default_codebook(),
    };
    for line in std::io::stdin().lock().lines() {
        let gold: Value = serde_json::from_str(&line?)?;
        println!("{}", answer(&gold, &codebook));
    }
    Ok(())
}

fn answer(gold: &Value, codebook: &Codebook) -> Value {
    let text = gold["text"].as_str().unwrap_or_default();
    let article =
        Article::segment(Document::new("line", text).with_lang(gold["lang"].as_str().unwrap_or("und")));
    let mut annotation = Annotation::new("rules");
    if let Some(span) = TextSpan::new(text, 0..text.len()) {
        let mut claim = Claim::new("line", ClaimKind::Direct, vec![span]);
        claim.sentence = Sentence::new(0, text, 0..text.len()).unwrap_or_default();
        let name = gold["holder"]["name"]
            .as_str()
            .filter(|_| gold["holder"]["role"] == "speaker");
        claim.speaker = match name {
            Some("auteur" | "author") | None => Speaker::author(),
            Some(name) => Speaker::named(name, None, Resolution::Explicit),
        };
        annotation.claims.push(claim);
    }
    let labelled = propos_annotate_rules::label(&article, codebook, annotation);
    let claim = labelled.claims.first();
    let stance = claim.and_then(|claim| {
        let stances = claim.stances.iter().flatten();
        stances
            .into_iter()
            .find(|stance| gold["target_id"] == stance.target.as_str())
    });
    let topics: Vec<&str> = claim.map_or_else(Vec::new, |claim| {
        claim.topics.iter().map(|topic| topic.id.as_str()).collect()
    });
    json!({
        "id": gold["id"],
        "label": StanceLabel::coded_name(stance.map(|stance| stance.label)),
        "topic": topics.first(),
        "topics": topics,
        "holder": stance.map(holder),
        "evidence": stance.map(|stance| stance.evidence.iter().map(|span| span.text.as_str()).collect::<Vec<_>>()),
    })
}

fn holder(stance: &Stance) -> Value {
    json!({"role": stance.holder.role.as_str(), "name": stance.holder.name})
}
