//! What who listens hears of requests, and what they never hear.

use std::io::Write;
use std::sync::{Arc, Mutex};

use propos_llm::HttpResponse;
use serde_json::{Value, json};
use tracing::Level;
use tracing::subscriber::with_default;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::common::{KEY, Script, body, client, question};

/// Everything that was said, as text.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("not poisoned").write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Asks once over a script, everything listened to. What was said, and the spans with their fields.
fn ask(provider: &str, script: &Arc<Script>) -> (String, Vec<Value>) {
    let heard = Heard::default();
    let writer = heard.clone();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_max_level(Level::TRACE)
        .with_span_events(FmtSpan::CLOSE)
        .with_writer(move || writer.clone())
        .finish();
    with_default(subscriber, || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .expect("a runtime");
        let (client, _) = client(provider, script);
        runtime.block_on(client.chat(&question()))
    });
    let text = String::from_utf8(heard.0.lock().expect("not poisoned").clone()).expect("text");
    let lines = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("a line of JSON"));
    let spans = lines.map(|line| line["span"].clone()).collect();
    (text, spans)
}

#[test]
fn each_request_has_a_span_by_the_names_of_the_convention() {
    for (provider, file, expected) in [
        ("openai", "openai_chat.ok", "openai"),
        ("anthropic", "anthropic.ok", "anthropic"),
        ("gemini", "gemini.ok", "gcp.gemini"),
        ("ollama", "ollama_chat.ok", "ollama"),
    ] {
        let (_, spans) = ask(provider, &Script::of_bodies(&[(200, file)]));
        let [span] = &spans[..] else {
            panic!("{provider}: {spans:?}");
        };
        for (name, value) in [
            ("name", json!("chat")),
            ("otel.name", json!("chat model-x")),
            ("otel.kind", json!("client")),
            ("gen_ai.provider.name", json!(expected)),
            ("gen_ai.request.model", json!("model-x")),
            ("gen_ai.request.max_tokens", json!(2048)),
            ("gen_ai.output.type", json!("json")),
            ("server.address", json!("server.example")),
            ("server.port", json!(443)),
            ("http.response.status_code", json!(200)),
            ("propos.outcome", json!("complete")),
        ] {
            assert_eq!(span[name], value, "{provider}: {name} of {span}");
        }
        for name in ["gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens"] {
            assert!(
                span[name].as_u64().is_some_and(|tokens| tokens > 0),
                "{provider}: {name} of {span}"
            );
        }
        let reasons = span["gen_ai.response.finish_reasons"]
            .as_str()
            .unwrap_or_default();
        let reasons: Vec<String> = serde_json::from_str(reasons).expect("a list");
        assert_eq!(reasons.len(), 1, "{provider}");
        assert!(span["gen_ai.response.model"].is_string(), "{provider}: {span}");
        assert!(span.get("error.type").is_none(), "{provider}: {span}");
    }
}

#[test]
fn a_request_that_fails_says_why_and_each_further_one_that_it_is_one() {
    let script = Script::of_bodies(&[(500, "openai_err.500"), (200, "openai_chat.ok")]);
    let (_, spans) = ask("openai", &script);
    let field = |name: &str| spans.iter().map(|span| span[name].clone()).collect::<Vec<_>>();
    assert_eq!(field("error.type"), [json!("server"), Value::Null]);
    assert_eq!(field("otel.status_code"), [json!("ERROR"), Value::Null]);
    assert_eq!(field("http.response.status_code"), [500, 200]);
    assert_eq!(field("http.request.resend_count"), [Value::Null, json!(1)]);
}

#[test]
fn fm_41_spans_hold_no_key_no_question_and_no_answer() {
    let mut talkative: Value = serde_json::from_str(&body("openai_chat.ok")).expect("JSON");
    // Some servers repeat what they were sent.
    talkative["model"] = json!(format!("model-x {KEY}"));
    talkative["choices"][0]["finish_reason"] = json!(KEY);
    let answer = talkative["choices"][0]["message"]["content"]
        .as_str()
        .expect("text")
        .to_owned();
    let script = Script::new(vec![
        HttpResponse::new(401, body("openai_err.401").replace("sk-", KEY)),
        HttpResponse::new(200, talkative.to_string()).with_header("x-request-id", format!("req-{KEY}")),
    ]);
    for _ in 0..2 {
        let (said, spans) = ask("openai", &script);
        assert_eq!(spans.len(), 1, "{said}");
        for secret in [
            KEY,
            "Wall Street",
            "You code claims",
            answer.get(..40).expect("long"),
        ] {
            assert!(!said.contains(secret), "{secret}: {said}");
        }
    }
}
