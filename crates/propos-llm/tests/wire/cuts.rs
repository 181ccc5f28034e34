//! Answers cut at every byte: none of them is taken as whole.

use std::sync::Arc;

use propos_llm::{Client, Endpoint, HttpResponse, HttpTransport, Outcome, RetryPolicy, provider};
use propos_mock_llm::{Delivery, Framing, MockServer, Reply};
use serde_json::Value;

use crate::common::{body, endpoint, endpoint_at, json_body, question};

const PROVIDERS: &[(&str, &str, &str)] = &[
    ("openai", "openai_chat.ok", "/choices/0/message/content"),
    (
        "openai-responses",
        "openai_responses.ok",
        "/output/1/content/0/text",
    ),
    ("anthropic", "anthropic.ok", "/content/0/text"),
    ("gemini", "gemini.ok", "/candidates/0/content/parts/0/text"),
    ("ollama", "ollama_chat.ok", "/message/content"),
    ("llamacpp", "llamacpp_chat.ok", "/choices/0/message/content"),
];

/// A body as a server sends it, without the blanks that make the constructed one readable.
fn compact(file: &str) -> String {
    json_body(file).to_string()
}

#[test]
fn fm_25_no_prefix_of_a_body_is_an_answer() {
    for (name, file, _) in PROVIDERS {
        let provider = provider(endpoint(name).kind);
        for whole in [compact(file), body(file).trim_end().to_owned()] {
            for end in 0..whole.len() {
                let response = HttpResponse::new(200, &whole.as_bytes()[..end]);
                let outcome = provider.read_chat(&question(), &response).outcome;
                assert!(
                    matches!(outcome, Outcome::Failed(_)),
                    "{file} at {end}: {outcome:?}"
                );
            }
            let outcome = provider
                .read_chat(&question(), &HttpResponse::new(200, whole))
                .outcome;
            assert_eq!(outcome, Outcome::Complete, "{file}");
        }
    }
}

/// The text inside cut, the body around it whole; `is_honest` is whether the stop reason says so.
fn with_text_cut(name: &str, whole: &Value, pointer: &str, end: usize, is_honest: bool) -> Outcome {
    let mut cut = whole.clone();
    if let Some(Value::String(text)) = cut.pointer_mut(pointer) {
        text.truncate(end);
    }
    if is_honest {
        let stops: &[(&str, &str)] = &[
            ("/choices/0/finish_reason", "length"),
            ("/status", "incomplete"),
            ("/stop_reason", "max_tokens"),
            ("/candidates/0/finishReason", "MAX_TOKENS"),
            ("/done_reason", "length"),
        ];
        for (pointer, reason) in stops {
            if let Some(stop) = cut.pointer_mut(pointer) {
                *stop = (*reason).into();
            }
        }
        if let Some(details) = cut.get_mut("incomplete_details") {
            *details = serde_json::json!({ "reason": "max_output_tokens" });
        }
    }
    let response = HttpResponse::new(200, cut.to_string());
    provider(endpoint(name).kind)
        .read_chat(&question(), &response)
        .outcome
}

#[test]
fn fm_25_no_prefix_of_a_text_is_an_answer_whatever_the_stop_reason_says() {
    for (name, file, pointer) in PROVIDERS {
        let whole = json_body(file);
        let text = whole.pointer(pointer).and_then(Value::as_str).expect("a text");
        for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            let honest = with_text_cut(name, &whole, pointer, end, true);
            assert_eq!(honest, Outcome::Truncated, "{file} at {end}");
            let hidden = with_text_cut(name, &whole, pointer, end, false);
            assert_eq!(
                hidden == Outcome::Complete,
                end == text.len(),
                "{file} at {end}: {hidden:?}"
            );
        }
    }
}

/// Every byte is cut at above; connections cost more, so every few bytes must do. Coprime to the framings.
const STEP: usize = 7;

fn asking(endpoint: Endpoint) -> Client {
    Client::new(endpoint, Arc::new(HttpTransport::new())).with_policy(RetryPolicy::never())
}

#[tokio::test]
async fn fm_14_no_connection_cut_anywhere_brings_an_answer() {
    for (name, file, _) in PROVIDERS {
        let whole = compact(file);
        let n_bytes = whole.len();
        // Each request is cut a few bytes later than the one before, in each of the three framings.
        let server = MockServer::start(move |seen| {
            let framing = [Framing::Length, Framing::Chunked, Framing::Close][seen.index % 3];
            let reply = Reply::text(200, whole.clone()).framed(framing);
            reply.delivered(Delivery::CutAfter(seen.index / 3 * STEP))
        })
        .await
        .expect("a server");
        let client = asking(endpoint_at(name, &server.url()));
        for index in 0..n_bytes.div_ceil(STEP) * 3 {
            let outcome = client.chat(&question()).await.outcome;
            assert!(
                matches!(outcome, Outcome::Failed(_)),
                "{file}, request {index}: {outcome:?}"
            );
        }
    }
}
