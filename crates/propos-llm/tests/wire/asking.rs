//! Asking, waiting, asking again: over a scripted transport and a clock that does not wait.

use std::sync::Arc;
use std::time::Duration;

use propos_llm::{ChatRequest, Dialect, FailureClass, HttpResponse, RetryPolicy, ShapeForm, Structure};
use serde_json::json;

use crate::common::{Script, body, class, client, json_body, question};

const SECONDS: fn(f64) -> Duration = Duration::from_secs_f64;

fn reply(status: u16, body: &str) -> HttpResponse {
    HttpResponse::new(status, body)
}

#[tokio::test]
async fn server_errors_are_tried_again_with_growing_waits() {
    let script = Script::of_bodies(&[
        (500, "openai_err.500"),
        (500, "openai_err.500"),
        (200, "openai_chat.ok"),
    ]);
    let (client, clock) = client("openai", &script);
    let answer = client.chat(&question()).await;
    assert!(answer.outcome.is_complete());
    assert_eq!((answer.n_attempts, script.n_sent()), (3, 3));
    // Half of 0.5 and of 1 second: the test's dice always fall in the middle.
    assert_eq!(clock.sleeps(), [SECONDS(0.25), SECONDS(0.5)]);
    assert_eq!(answer.waited, SECONDS(0.75));
}

#[tokio::test]
async fn after_five_attempts_the_failure_is_returned() {
    let script = Script::of_bodies(&[(503, "openai_err.503")]);
    let (client, _) = client("openai", &script);
    let answer = client.chat(&question()).await;
    assert_eq!(
        (class(&answer), script.n_sent()),
        (Some(FailureClass::Overloaded), 5)
    );
}

#[tokio::test]
async fn what_trying_again_cannot_mend_is_asked_once() {
    for (provider, status, file, expected) in [
        ("openai", 429, "openai_err.429_quota", FailureClass::Quota),
        ("openai", 429, "openai_err.429_project_cap", FailureClass::Quota),
        ("anthropic", 429, "anthropic_err.429_spend", FailureClass::Quota),
        ("anthropic", 400, "anthropic_err.400_credit", FailureClass::Quota),
        ("anthropic", 402, "anthropic_err.402", FailureClass::Quota),
        ("openai", 401, "openai_err.401", FailureClass::Auth),
        ("gemini", 400, "gemini_err.400_key", FailureClass::Auth),
        ("openai", 404, "openai_err.404", FailureClass::ModelNotFound),
        (
            "openai",
            400,
            "openai_err.400_context",
            FailureClass::ContextTooLong,
        ),
        ("anthropic", 413, "anthropic_err.413", FailureClass::TooLarge),
    ] {
        let script = Script::of_bodies(&[(status, file)]);
        let (client, clock) = client(provider, &script);
        let answer = client.chat(&question()).await;
        assert_eq!((class(&answer), script.n_sent()), (Some(expected), 1), "{file}");
        assert!(clock.sleeps().is_empty());
    }
}

#[tokio::test]
async fn quota_is_not_tried_again_even_if_a_header_says_so() {
    let response = HttpResponse::new(429, body("openai_err.429_quota"))
        .with_header("x-should-retry", "true")
        .with_header("retry-after", "1");
    let script = Script::new(vec![response]);
    let (client, _) = client("openai", &script);
    assert_eq!(class(&client.chat(&question()).await), Some(FailureClass::Quota));
    assert_eq!(script.n_sent(), 1);
}

#[tokio::test]
async fn outcomes_other_than_failures_are_not_asked_again() {
    for (provider, file) in [
        ("openai", "openai_chat.length"),
        ("openai", "openai_chat.refusal"),
        ("openai", "openai_chat.content_filter"),
        ("gemini", "gemini.blocked"),
        ("anthropic", "anthropic.refusal"),
    ] {
        let script = Script::of_bodies(&[(200, file)]);
        let (client, _) = client(provider, &script);
        let answer = client.chat(&question()).await;
        assert!(!answer.outcome.is_complete() && answer.json().is_none());
        assert_eq!(script.n_sent(), 1, "{file}");
    }
}

#[tokio::test]
async fn retry_after_is_the_least_wait() {
    let limited = HttpResponse::new(429, body("openai_err.429_rate")).with_header("retry-after", "7");
    let script = Script::new(vec![limited, reply(200, &body("openai_chat.ok"))]);
    let (client, clock) = client("openai", &script);
    let answer = client.chat(&question()).await;
    assert!(answer.outcome.is_complete());
    assert_eq!(clock.sleeps(), [SECONDS(7.25)]);
    assert_eq!(answer.waited, SECONDS(7.25));
}

#[tokio::test]
async fn geminis_wait_stands_in_the_body() {
    let script = Script::of_bodies(&[(429, "gemini_err.429"), (200, "gemini.ok")]);
    let (client, clock) = client("gemini", &script);
    assert!(client.chat(&question()).await.outcome.is_complete());
    assert_eq!(clock.sleeps(), [SECONDS(37.25)]);
}

#[tokio::test]
async fn a_wait_of_hours_is_returned_instead_of_slept() {
    let limited = HttpResponse::new(429, body("openai_err.429_rate")).with_header("retry-after", "10800");
    let script = Script::new(vec![limited]);
    let (client, clock) = client("openai", &script);
    let answer = client.chat(&question()).await;
    let failure = answer.outcome.failure().expect("a failure");
    assert_eq!(
        (failure.class, failure.wait),
        (FailureClass::RateLimit, Some(SECONDS(10_800.0)))
    );
    assert_eq!((script.n_sent(), clock.sleeps().len()), (1, 0));
}

#[tokio::test]
async fn a_wait_of_hours_holds_for_all_and_nobody_sleeps_it() {
    let limited = HttpResponse::new(429, body("openai_err.429_rate")).with_header("retry-after", "10800");
    let script = Script::new(vec![limited]);
    let (client, clock) = client("openai", &script);
    client.chat(&question()).await;
    for _ in 0..3 {
        let answer = client.chat(&question()).await;
        let failure = answer.outcome.failure().expect("a failure");
        assert_eq!(
            (failure.class, failure.wait),
            (FailureClass::RateLimit, Some(SECONDS(10_800.0)))
        );
    }
    assert_eq!((script.n_sent(), clock.sleeps().len()), (1, 0));
}

#[tokio::test]
async fn the_provider_may_say_whether_to_try_again() {
    let never = HttpResponse::new(500, body("openai_err.500")).with_header("x-should-retry", "false");
    let script = Script::new(vec![never]);
    let (first, _) = client("openai", &script);
    first.chat(&question()).await;
    assert_eq!(script.n_sent(), 1);
    let again =
        HttpResponse::new(400, r#"{"error":{"message":"busy"}}"#).with_header("x-should-retry", "true");
    let script = Script::new(vec![again, reply(200, &body("openai_chat.ok"))]);
    let (second, _) = client("openai", &script);
    assert!(second.chat(&question()).await.outcome.is_complete());
}

#[tokio::test]
async fn fm_22_nonsense_is_asked_for_twice_and_no_more() {
    let script = Script::new(vec![reply(200, "<html>")]);
    let (client, _) = client("openai", &script);
    let answer = client.chat(&question()).await;
    assert_eq!(
        (class(&answer), script.n_sent()),
        (Some(FailureClass::Protocol), 2)
    );
    assert_eq!(answer.body, b"<html>");
}

#[tokio::test]
async fn all_attempts_together_have_a_limit() {
    let limited = HttpResponse::new(429, body("openai_err.429_rate")).with_header("retry-after", "500");
    let script = Script::new(vec![limited]);
    let (client, clock) = client("openai", &script);
    client.chat(&question()).await;
    // A second wait of 500 seconds would exceed a quarter of an hour.
    assert_eq!((script.n_sent(), clock.sleeps().len()), (2, 1));
}

#[tokio::test]
async fn a_policy_of_never_asks_once() {
    let script = Script::of_bodies(&[(500, "openai_err.500")]);
    let (client, _) = client("openai", &script);
    client.with_policy(RetryPolicy::never()).chat(&question()).await;
    assert_eq!(script.n_sent(), 1);
}

#[tokio::test]
async fn tokens_of_every_attempt_are_counted() {
    // A status that says success, an error beside an answer's tokens.
    let billed =
        json!({ "error": { "message": "x", "type": "server_error" }, "usage": { "prompt_tokens": 5 } });
    let script = Script::new(vec![
        reply(200, &billed.to_string()),
        reply(200, &body("openai_chat.ok")),
    ]);
    let (client, _) = client("openai", &script);
    assert_eq!(client.chat(&question()).await.usage.input, Some(1612));
}

#[tokio::test]
async fn fm_20_a_rejected_parameter_is_dropped_once_remembered_and_recorded() {
    let script = Script::of_bodies(&[(400, "openai_err.400_temperature"), (200, "openai_chat.ok")]);
    let (client, clock) = client("openai", &script);
    let answer = client.chat(&question()).await;
    assert!(answer.outcome.is_complete());
    assert_eq!(answer.adapted, ["temperature"]);
    let sent = script.sent();
    assert_eq!(sent[0].body.as_ref().expect("a body").json()["temperature"], 0.0);
    assert!(
        sent[1]
            .body
            .as_ref()
            .expect("a body")
            .json()
            .get("temperature")
            .is_none()
    );
    // The next question does without from the start, and says so too.
    let answer = client.chat(&question()).await;
    assert_eq!(
        (answer.n_attempts, answer.adapted),
        (1, vec!["temperature".to_owned()])
    );
    assert!(clock.sleeps().is_empty());
}

#[tokio::test]
async fn max_tokens_goes_by_its_other_name_where_a_model_wants_it() {
    let script = Script::of_bodies(&[(400, "openai_err.400_max_tokens"), (200, "openai_chat.ok")]);
    let (client, _) = client("compatible", &script);
    let answer = client.chat(&question()).await;
    assert_eq!(answer.adapted, ["max_tokens: by its other name"]);
    let body = script.sent()[1].body.clone().expect("a body").json();
    assert_eq!(
        (body.get("max_tokens"), &body["max_completion_tokens"]),
        (None, &json!(2048))
    );
}

#[tokio::test]
async fn rejections_are_understood_in_every_providers_words() {
    let cases = [
        (
            "openai",
            400,
            json!({ "error": { "message": "Unsupported parameter: 'seed' is not supported with this model.", "param": "seed", "code": "unsupported_parameter" } }),
            "seed",
        ),
        (
            "openai",
            400,
            json!({ "error": { "message": "Unsupported value: 'reasoning_effort' does not support 'none' with this model.", "param": "reasoning_effort", "code": "unsupported_value" } }),
            "reasoning_effort: low instead of none",
        ),
        (
            "openai",
            400,
            json!({ "error": { "message": "Unrecognized request argument supplied: reasoning_effort", "type": "invalid_request_error", "param": null, "code": null } }),
            "reasoning_effort",
        ),
        (
            "openai",
            400,
            json!({ "error": { "message": "Invalid value: 'developer'. Role not supported.", "param": "messages[0].role", "code": "unsupported_value" } }),
            "role: system instead of developer",
        ),
        (
            "openai",
            400,
            json!({ "error": { "message": "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model.", "param": null, "code": null } }),
            "schema: weaker form",
        ),
        (
            "openai-responses",
            400,
            json!({ "error": { "message": "Unsupported parameter: 'temperature' is not supported with this model.", "param": "temperature", "code": null } }),
            "temperature",
        ),
        (
            "mistral",
            422,
            json!({ "detail": [{ "type": "extra_forbidden", "loc": ["body", "random_seed"], "msg": "Extra inputs are not permitted" }] }),
            "random_seed",
        ),
        (
            "anthropic",
            400,
            json!({ "type": "error", "error": { "type": "invalid_request_error", "message": "thinking: Extra inputs are not permitted" } }),
            "thinking",
        ),
        (
            "anthropic",
            400,
            json!({ "type": "error", "error": { "type": "invalid_request_error", "message": "output_config.format.schema: The compiled grammar is too large" } }),
            "schema: weaker form",
        ),
        (
            "gemini",
            400,
            json!({ "error": { "code": 400, "status": "INVALID_ARGUMENT", "message": "Budget 0 is not supported. This model only works in thinking mode." } }),
            "thinking mode",
        ),
        (
            "gemini",
            400,
            json!({ "error": { "code": 400, "status": "INVALID_ARGUMENT", "message": "Invalid JSON payload received. Unknown name \"responseJsonSchema\" at 'generation_config': Cannot find field." } }),
            "schema: weaker form",
        ),
        (
            "ollama",
            400,
            json!({ "error": "invalid option provided: seed is not supported" }),
            "seed",
        ),
        (
            "tgi",
            422,
            json!({ "error": "unknown field `top_logprobs`, seed not supported", "error_type": "validation" }),
            "seed",
        ),
    ];
    for (provider, status, rejection, expected) in cases {
        let ok = match provider {
            "openai-responses" => "openai_responses.ok",
            "anthropic" => "anthropic_tool.ok",
            "gemini" => "gemini.ok",
            "ollama" => "ollama_chat.ok",
            _ => "openai_chat.ok",
        };
        let script = Script::new(vec![reply(status, &rejection.to_string()), reply(200, &body(ok))]);
        let (client, _) = client(provider, &script);
        let answer = client.chat(&question()).await;
        assert!(answer.outcome.is_complete(), "{rejection}: {:?}", answer.outcome);
        assert_eq!(
            answer.adapted.last().map(String::as_str),
            Some(expected),
            "{rejection}"
        );
    }
}

#[tokio::test]
async fn a_bad_request_that_is_no_parameter_is_not_sent_again() {
    let script = Script::new(vec![reply(
        400,
        r#"{"error":{"message":"messages must alternate","param":"messages"}}"#,
    )]);
    let (client, _) = client("openai", &script);
    let answer = client.chat(&question()).await;
    assert_eq!(
        (class(&answer), script.n_sent()),
        (Some(FailureClass::BadRequest), 1)
    );
    assert!(answer.adapted.is_empty());
}

#[tokio::test]
async fn a_model_that_rejects_everything_is_given_up() {
    let script = Script::of_bodies(&[(400, "openai_err.400_temperature")]);
    let (client, _) = client("openai", &script);
    let answer = client.chat(&question()).await;
    assert_eq!(
        (class(&answer), script.n_sent()),
        (Some(FailureClass::BadRequest), 2)
    );
}

#[tokio::test]
async fn what_a_format_has_no_word_for_is_recorded() {
    let script = Script::of_bodies(&[(200, "anthropic.ok")]);
    let (client, _) = client("anthropic", &script);
    let answer = client.chat(&question()).await;
    assert_eq!(answer.adapted, ["temperature: not offered", "seed: not offered"]);
}

#[tokio::test]
async fn an_overloaded_server_is_given_more_time() {
    let script = Script::of_bodies(&[(503, "llamacpp_err.503")]);
    let (client, clock) = client("llamacpp", &script);
    client.chat(&question()).await;
    assert_eq!(
        clock.sleeps(),
        [SECONDS(2.0), SECONDS(4.0), SECONDS(8.0), SECONDS(15.0)]
    );
}

#[tokio::test]
async fn those_who_ask_at_once_are_slowed_down_together() {
    let limited = HttpResponse::new(429, body("openai_err.429_rate")).with_header("retry-after", "30");
    let script = Script::new(vec![limited, reply(200, &body("openai_chat.ok"))]);
    let (client, clock) = client("openai", &script);
    let client = Arc::new(client.with_in_flight(2));
    let tasks: Vec<_> = (0..40)
        .map(|_| {
            let client = Arc::clone(&client);
            tokio::spawn(async move { client.chat(&question()).await.outcome.is_complete() })
        })
        .collect();
    for task in tasks {
        assert!(task.await.expect("a task"));
    }
    // One question was asked twice, all others once; the first wait holds for all of them.
    assert_eq!(script.n_sent(), 41);
    assert!(clock.sleeps().iter().all(|slept| *slept <= SECONDS(30.25)));
}

#[tokio::test]
async fn a_grammar_too_large_becomes_a_forced_tool() {
    let script = Script::of_bodies(&[(400, "anthropic_err.400_grammar"), (200, "anthropic_tool.ok")]);
    let (client, _) = client("anthropic", &script);
    let answer = client.chat(&question()).await;
    assert!(answer.outcome.is_complete());
    assert_eq!(answer.shape_form, Some(ShapeForm::Tool));
    let body = script.sent()[1].body.clone().expect("a body").json();
    assert_eq!(body["tool_choice"]["name"], "record_claims");
    assert_eq!(
        body["tools"][0]["input_schema"],
        *question().schema.expect("a schema").schema()
    );
    assert!(body.get("output_config").is_none());
    assert_eq!(client.dialect().structure(), Structure::Loose);
}

#[tokio::test]
async fn an_answer_says_how_its_shape_was_asked_for() {
    let weaker = [
        (Structure::Schema, ShapeForm::JsonSchema),
        (Structure::Loose, ShapeForm::JsonObject),
        (Structure::None, ShapeForm::None),
    ];
    for (structure, form) in weaker {
        let (client, _) = client("openai", &Script::of_bodies(&[(200, "openai_chat.ok")]));
        client.set_dialect(Dialect::default().with_structure(structure));
        assert_eq!(client.chat(&question()).await.shape_form, Some(form));
    }
    let (client, _) = client("openai", &Script::of_bodies(&[(200, "openai_chat.ok")]));
    assert_eq!(client.chat(&ChatRequest::new("?")).await.shape_form, None);
}

#[tokio::test]
async fn one_slower_slows_down_all_who_ask() {
    let limited = HttpResponse::new(429, body("openai_err.429_rate")).with_header("retry-after", "30");
    let mut replies = vec![limited];
    replies.push(reply(200, &body("openai_chat.ok")));
    let script = Script::new(replies);
    let (client, clock) = client("openai", &script);
    let client = Arc::new(client.with_in_flight(8));
    assert_eq!(client.pace().in_flight, 8);
    assert!(client.chat(&question()).await.outcome.is_complete());
    assert_eq!(client.pace().in_flight, 4);
    assert_eq!(clock.sleeps(), [SECONDS(30.25)]);
    for _ in 0..19 {
        client.chat(&question()).await;
    }
    assert_eq!(client.pace().in_flight, 5);
}

#[tokio::test]
async fn what_a_provider_says_is_shown_without_key_and_question() {
    let quoted = json!({ "error": { "message": format!("bad request for key {}: {}", crate::common::KEY, question().messages[0].text) } });
    let script = Script::new(vec![reply(400, &quoted.to_string())]);
    let (first, _) = client("openai", &script);
    let shown = first
        .chat(&question())
        .await
        .outcome
        .failure()
        .expect("a failure")
        .to_string();
    assert!(!shown.contains("canary") && !shown.contains("Journal"), "{shown}");
    let plain = json!({ "error": { "message": format!("unknown key {} here", crate::common::KEY) } });
    let script = Script::new(vec![reply(401, &plain.to_string())]);
    let (second, _) = client("openai", &script);
    let shown = second
        .chat(&question())
        .await
        .outcome
        .failure()
        .expect("a failure")
        .to_string();
    assert_eq!(
        shown,
        "the provider does not accept the key (status 401): unknown key [redacted] here"
    );
}

#[tokio::test]
async fn a_cache_that_never_holds_a_long_beginning_is_told_and_no_other() {
    let with_cached = |n_cached: u64| {
        let mut body = json_body("anthropic.ok");
        body["usage"]["cache_read_input_tokens"] = n_cached.into();
        reply(200, &body.to_string())
    };
    let long = "A codebook of many words. ".repeat(200);
    for (system, n_cached, n_asked, is_told) in [
        (long.as_str(), 0, 12, true),
        (long.as_str(), 0, 11, false),
        (long.as_str(), 1300, 12, false),
        ("A short one.", 0, 12, false),
    ] {
        let script = Script::new(vec![with_cached(n_cached)]);
        let (client, _) = client("anthropic", &script);
        let question = question().with_system(system).with_cache_key("codebook");
        for _ in 0..n_asked {
            client.chat(&question).await;
        }
        let cold = client.cold_cache();
        assert_eq!(cold.is_some(), is_told, "{n_cached} {n_asked}: {cold:?}");
        if let Some(cold) = cold {
            assert_eq!((cold.n_answers, cold.n_tokens), (12, long.len() / 4));
        }
    }
    // Who does not say is not accused.
    let script = Script::of_bodies(&[(200, "ollama_chat.ok")]);
    let (client, _) = client("ollama", &script);
    for _ in 0..20 {
        client
            .chat(&question().with_system(&*long).with_cache_key("codebook"))
            .await;
    }
    assert_eq!(client.cold_cache(), None);
}
