//! Reads `{"doc_id", "lang", "text"}` lines from standard input and writes the attributions found, one line a
//! document, with offsets in code points: `{"doc_id", "attributions": [{"kind", "content", "speaker", "cue", …}]}`.

use std::io::{self, BufRead as _, Write as _};

use propos_annotate::Article;
use propos_codebook::Codebook;
use propos_schema::{ClaimKind, Document};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let codebook = Codebook::default_codebook();
    let mut output = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let field = |name: &str| record.get(name).and_then(Value::as_str).unwrap_or_default();
        let mut document = Document::new(field("doc_id"), field("text"));
        field("lang").clone_into(&mut document.lang);
        let article = Article::segment(document);
        let text = article.text();
        let points = |start: usize, end: usize| {
            let count = |at: usize| text.get(..at).map_or(0, |before| before.chars().count());
            json!([count(start), count(end)])
        };
        let annotation = propos_annotate_rules::extract(&article, &codebook);
        let attributions: Vec<Value> = annotation
            .claims
            .iter()
            .filter(|claim| claim.kind != ClaimKind::Author)
            .map(|claim| {
                let content: Vec<Value> = claim
                    .spans
                    .iter()
                    .map(|span| points(span.start, span.end))
                    .collect();
                let speaker: Vec<Value> = claim
                    .speaker
                    .mention
                    .iter()
                    .map(|span| points(span.start, span.end))
                    .collect();
                let cue: Vec<Value> = claim.cue.iter().map(|cue| points(cue.start, cue.end)).collect();
                json!({
                    "kind": claim.kind, "hedged": claim.hedged, "has_figures": !claim.figures.is_empty(),
                    "speaker_ref": claim.speaker.name, "content": content, "speaker": speaker, "cue": cue,
                    "rule": claim.rule,
                })
            })
            .collect();
        writeln!(
            output,
            "{}",
            json!({"doc_id": field("doc_id"), "attributions": attributions})
        )?;
    }
    Ok(())
}
