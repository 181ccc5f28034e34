//! What holds of whatever a server sends.

use propos_llm::{BaseUrl, HttpResponse, Outcome, provider, redact};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::common::{endpoint, json_body, question};

const PROVIDERS: &[&str] = &[
    "openai",
    "openai-responses",
    "anthropic",
    "gemini",
    "ollama",
    "llamacpp",
    "openrouter",
];

/// Reads a response as every provider; what is complete is one JSON object, whatever came.
fn check(response: &HttpResponse) -> Result<(), TestCaseError> {
    for name in PROVIDERS {
        let answer = provider(endpoint(name).kind).read_chat(&question(), response);
        if answer.outcome == Outcome::Complete {
            let is_success = (200..300).contains(&response.status);
            prop_assert!(is_success && answer.json().is_some_and(|json| json.is_object()));
        }
        if let Outcome::Failed(failure) = &answer.outcome {
            prop_assert!(!failure.to_string().contains('\n'));
        }
        let provider = provider(endpoint(name).kind);
        let _ = provider.read_models(response);
    }
    Ok(())
}

/// Values made of the words that providers use, so that they reach the readers.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        prop::sample::select(vec![
            "stop",
            "length",
            "STOP",
            "completed",
            "end_turn",
            "text",
            "output_text",
            "message",
            "tool_use",
            "refusal",
            "insufficient_quota",
            "{}",
            "",
            "é",
            "record_claims",
        ])
        .prop_map(Value::from),
    ];
    let key = prop::sample::select(vec![
        "choices",
        "message",
        "content",
        "finish_reason",
        "error",
        "code",
        "type",
        "details",
        "output",
        "status",
        "text",
        "candidates",
        "parts",
        "finishReason",
        "stop_reason",
        "done",
        "done_reason",
        "usage",
        "prompt_tokens",
        "param",
        "models",
        "data",
        "id",
        "name",
        "input",
        "metadata",
        "reasons",
        "logprobs",
        "detail",
        "loc",
        "retryDelay",
    ]);
    leaf.prop_recursive(5, 40, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((key.clone(), inner), 0..5).prop_map(|pairs| pairs
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect()),
        ]
    })
}

proptest! {
    #[test]
    fn no_json_breaks_a_reader(status in prop::sample::select(vec![200_u16, 204, 301, 400, 404, 429, 500, 999]), body in value()) {
        check(&HttpResponse::new(status, body.to_string()))?;
    }

    #[test]
    fn no_bytes_break_a_reader(status in 100_u16..600, body in prop::collection::vec(any::<u8>(), 0..200)) {
        check(&HttpResponse::new(status, body))?;
    }

    #[test]
    fn no_change_of_one_place_makes_an_error_an_answer(place in 0_usize..2000, value in value()) {
        for file in ["openai_err.429_quota", "anthropic_err.529", "gemini_err.429", "ollama_err.404"] {
            let mut body = json_body(file);
            change(&mut body, place, &value);
            check(&HttpResponse::new(200, body.to_string()))?;
        }
        for file in ["openai_chat.ok", "openai_responses.ok", "anthropic.ok", "gemini.ok", "ollama_chat.ok"] {
            let mut body = json_body(file);
            change(&mut body, place, &value);
            check(&HttpResponse::new(200, body.to_string()))?;
        }
    }

    #[test]
    fn redacting_twice_is_redacting_once(text in ".{0,80}", key in "[a-z0-9]{6,20}") {
        let key = Some(key.into());
        let once = redact(&text, key.as_ref());
        prop_assert_eq!(redact(&once, key.as_ref()), once);
    }

    #[test]
    fn no_text_breaks_the_reading_of_base_urls(text in ".{0,40}", host in "[a-z0-9.:@\\[\\]/-]{0,30}") {
        let _ = BaseUrl::parse(&text);
        for url in [format!("http://{host}"), format!("https://{host}")] {
            if let Ok(parsed) = BaseUrl::parse(&url) {
                // What is shown reads as the same again, so that what is checked is what is connected to.
                prop_assert_eq!(BaseUrl::parse(&parsed.to_string()), Ok(parsed));
            }
        }
    }
}

/// Puts a value at one of the places of another.
fn change(body: &mut Value, place: usize, value: &Value) {
    let mut pointers = Vec::new();
    collect(body, String::new(), &mut pointers);
    let pointer = &pointers[place % pointers.len()];
    if let Some(target) = body.pointer_mut(pointer) {
        *target = value.clone();
    }
}

fn collect(value: &Value, pointer: String, pointers: &mut Vec<String>) {
    match value {
        Value::Object(object) => object
            .iter()
            .for_each(|(key, value)| collect(value, format!("{pointer}/{key}"), pointers)),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(index, value)| collect(value, format!("{pointer}/{index}"), pointers)),
        _ => {}
    }
    pointers.push(pointer);
}

#[test]
fn what_is_no_question_is_said_in_words() {
    // A body that holds what answers hold and errors hold at once is an error.
    let both = json!({ "error": { "message": "no" }, "choices": [{ "message": { "content": "{}" }, "finish_reason": "stop" }] });
    let answer =
        provider(endpoint("openai").kind).read_chat(&question(), &HttpResponse::new(200, both.to_string()));
    assert!(matches!(answer.outcome, Outcome::Failed(_)));
}
