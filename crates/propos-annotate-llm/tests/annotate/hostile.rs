//! Answers that nobody would have thought of, from each provider in its own format.
//!
//! Nothing breaks, every claim slices the text, and what could not be used is told.

use std::sync::Arc;

use async_trait::async_trait;
use propos_annotate::Extractor as _;
use propos_annotate_llm::ModelExtractor;
use propos_codebook::Codebook;
use propos_llm::{
    Client, Endpoint, EndpointOptions, Failure, HttpRequest, HttpResponse, RetryPolicy, Transport,
};
use propos_schema::{Outcome, Severity};
use serde_json::{Value, json};

use crate::support::{article, claim, claims, settings};

const TEXT: &str =
    "La ministre a déclaré : « Nous ne signerons pas cet accord. » L’usine pourrait fermer en mai.";
const QUOTE: &str = "Nous ne signerons pas cet accord";

const PROVIDERS: [&str; 7] = [
    "openai",
    "openai-responses",
    "anthropic",
    "gemini",
    "ollama",
    "llamacpp",
    "compatible",
];

/// An answer with this text, as each provider writes it.
fn body(provider: &str, text: &str) -> Value {
    match provider {
        "openai-responses" => json!({
            "status": "completed", "model": "m", "output": [
                { "type": "message", "content": [{ "type": "output_text", "text": text }] },
            ],
        }),
        "anthropic" => {
            json!({ "model": "m", "content": [{ "type": "text", "text": text }], "stop_reason": "end_turn" })
        }
        "gemini" => {
            json!({ "candidates": [{ "content": { "parts": [{ "text": text }] }, "finishReason": "STOP" }] })
        }
        "ollama" => json!({
            "model": "m", "message": { "role": "assistant", "content": text }, "done": true, "done_reason": "stop",
        }),
        _ => {
            json!({ "model": "m", "choices": [{ "message": { "content": text }, "finish_reason": "stop" }] })
        }
    }
}

/// Says the same to every question.
struct Saying(Vec<u8>);

#[async_trait]
impl Transport for Saying {
    async fn send(&self, _: &HttpRequest) -> Result<HttpResponse, Failure> {
        Ok(HttpResponse::new(200, self.0.clone()))
    }
}

/// What comes of an answer: the outcome, how many claims, and whether anything is told.
async fn came_of(provider: &str, answer: Vec<u8>) -> (Outcome, usize, bool) {
    let options = EndpointOptions::new().with_base_url(Some("http://127.0.0.1:1"));
    let endpoint = Endpoint::choose(&format!("{provider}:m"), options, &|_| {
        Some("key-of-nobody".to_owned())
    })
    .unwrap();
    let client = Client::new(endpoint, Arc::new(Saying(answer))).with_policy(RetryPolicy::never());
    let extractor = ModelExtractor::new(Arc::new(client), settings());
    let article = article(TEXT);
    let codebook = Codebook::default_codebook();
    let Ok(annotation) = extractor.extract(&article, &codebook).await else {
        return (Outcome::Failed, 0, true);
    };
    for claim in &annotation.claims {
        for span in &claim.spans {
            assert_eq!(&TEXT[span.range()], span.text, "{provider}");
        }
    }
    let is_told = annotation
        .problems
        .iter()
        .any(|problem| problem.severity != Severity::Info);
    (annotation.outcome, annotation.claims.len(), is_told)
}

#[tokio::test(flavor = "current_thread")]
async fn whatever_an_answer_holds_nothing_breaks_and_nothing_is_lost_in_silence() {
    let good = claims(&[claim(QUOTE, Some("La ministre"), Some("a déclaré"))]);
    let with = |field: &str, value: Value| {
        let mut claim = claim(QUOTE, None, None);
        claim[field] = value;
        claims(&[claim])
    };
    let without_quote = {
        let mut claim = claim(QUOTE, None, None);
        claim.as_object_mut().unwrap().remove("quote");
        claims(&[claim])
    };
    let keys: Vec<String> = (0..50_000).map(|number| format!("\"k{number}\":1")).collect();
    let many = vec![claim(QUOTE, None, None); 3_000];
    // The text, and whether it holds a claim that can be used.
    let answers = [
        (good.clone(), true),
        (format!("\u{feff}{good}"), true),
        (format!("```json\n{good}\n```"), true),
        (format!("<think>{{\"claims\": []}}</think>{good}"), true),
        (format!("<thinking>[1] {{x}}</thinking>\n{good}"), true),
        (format!("[THINK][1] {{x}}[/THINK]{good}"), true),
        (with("sentence", json!(1e308)), true),
        (with("sentence", json!(-3)), true),
        (with("sentence", json!({"a": []})), true),
        (with("kind", json!("AUTHOR")), true),
        (claims(&many), true),
        (with("quote", json!(["a"])), false),
        (with("quote", json!(QUOTE.repeat(2_000))), false),
        (with("quote", json!("\u{0}")), false),
        (with("quote", json!("")), false),
        (with("kind", json!(7)), false),
        (with("speaker", json!({"name": "x"})), true),
        (without_quote, false),
        (format!("{good}{good}"), false),
        (good.replace("\"quote\"", "\"quote\":\"x\",\"quote\""), false),
        (good.replacen("\"sentence\":1", "\"sentence\":1e999999", 1), false),
        (format!("{{\"claims\":[{{{}}}]}}", keys.join(",")), false),
        (format!("{{{},\"claims\":[]}}", keys.join(",")), false),
        ("[".repeat(100_000), false),
        (json!({ "claims": null }).to_string(), false),
        (json!({ "claims": "none" }).to_string(), false),
        (
            json!({ "claims": [[claim(QUOTE, None, None)]] }).to_string(),
            false,
        ),
        (
            json!({ "result": { "claims": [claim(QUOTE, None, None)] } }).to_string(),
            false,
        ),
        (json!(good).to_string(), false),
        ("{}".to_owned(), false),
        (String::new(), false),
        ("Certainly! There are none.".to_owned(), false),
    ];
    for provider in PROVIDERS {
        for (text, is_usable) in &answers {
            let (outcome, n_claims, is_told) =
                came_of(provider, body(provider, text).to_string().into_bytes()).await;
            let shown: String = text.chars().take(80).collect();
            assert_eq!(n_claims > 0, *is_usable, "{provider}: {shown}");
            assert!(n_claims > 0 || is_told, "{provider}: {shown}");
            assert!(outcome == Outcome::Complete || is_told, "{provider}: {shown}");
        }
        // Bytes that are no text, and a mark before all.
        let whole = body(provider, &good).to_string();
        let broken = whole.replacen("Nous", "\u{1}\u{1}", 1).into_bytes();
        let broken = broken
            .into_iter()
            .map(|byte| if byte == 1 { 0xff } else { byte })
            .collect();
        assert_eq!(
            came_of(provider, broken).await,
            (Outcome::Failed, 0, true),
            "{provider}"
        );
        let marked = format!("\u{feff}{whole}").into_bytes();
        assert_eq!(came_of(provider, marked).await.1, 1, "{provider}");
        let empty = body(provider, "{\"claims\":[]}").to_string().into_bytes();
        assert_eq!(
            came_of(provider, empty).await,
            (Outcome::Complete, 0, false),
            "{provider}"
        );
    }
}
