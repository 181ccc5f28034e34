//! Answers and errors of every provider: one named test each.

use propos_llm::{Answer, HttpResponse, Malformation, Outcome, provider};

use crate::common::{body, endpoint, json_body, question};

fn read(name: &str, response: &HttpResponse) -> Answer {
    provider(endpoint(name).kind).read_chat(&question(), response)
}

/// The outcome in a word, with the kind where it is malformed or a failure.
fn outcome(answer: &Answer) -> String {
    match &answer.outcome {
        Outcome::Malformed(kind) => format!("malformed: {}", kind.word()),
        Outcome::Failed(failure) => format!("failed: {}", failure.class.word()),
        outcome => outcome.word().to_owned(),
    }
}

macro_rules! bodies {
    ($($test:ident: $provider:literal, $status:literal, $file:literal => $expected:literal;)*) => {$(
        #[test]
        fn $test() {
            let answer = read($provider, &HttpResponse::new($status, body($file)));
            assert_eq!(outcome(&answer), $expected, "{:?}", answer.outcome);
        }
    )*};
}

bodies! {
    anthropic_end_turn_is_complete: "anthropic", 200, "anthropic.ok" => "complete";
    anthropic_max_tokens_is_truncated: "anthropic", 200, "anthropic.max_tokens" => "truncated";
    anthropic_refusal_is_an_outcome_of_its_own: "anthropic", 200, "anthropic.refusal" => "refused";
    anthropic_forced_tool_is_an_answer: "anthropic", 200, "anthropic_tool.ok" => "complete";
    anthropic_400_credit_balance_is_quota: "anthropic", 400, "anthropic_err.400_credit" => "failed: quota";
    anthropic_400_grammar_too_large_is_the_schema: "anthropic", 400, "anthropic_err.400_grammar" => "failed: schema_too_complex";
    anthropic_400_temperature_is_a_bad_request: "anthropic", 400, "anthropic_err.400_temperature" => "failed: bad_request";
    anthropic_401_is_auth: "anthropic", 401, "anthropic_err.401" => "failed: auth";
    anthropic_402_is_quota: "anthropic", 402, "anthropic_err.402" => "failed: quota";
    anthropic_413_is_too_large: "anthropic", 413, "anthropic_err.413" => "failed: too_large";
    anthropic_429_is_a_rate_limit: "anthropic", 429, "anthropic_err.429" => "failed: rate_limit";
    anthropic_429_spend_limit_is_quota: "anthropic", 429, "anthropic_err.429_spend" => "failed: quota";
    anthropic_529_is_overloaded: "anthropic", 529, "anthropic_err.529" => "failed: overloaded";
    gemini_stop_is_complete: "gemini", 200, "gemini.ok" => "complete";
    gemini_max_tokens_without_parts_is_truncated: "gemini", 200, "gemini.max_tokens" => "truncated";
    gemini_200_without_candidates_is_blocked: "gemini", 200, "gemini.blocked" => "blocked";
    gemini_400_api_key_invalid_is_auth: "gemini", 400, "gemini_err.400_key" => "failed: auth";
    gemini_429_per_minute_is_a_rate_limit: "gemini", 429, "gemini_err.429" => "failed: rate_limit";
    llamacpp_stop_is_complete: "llamacpp", 200, "llamacpp_chat.ok" => "complete";
    llamacpp_400_context_is_too_long: "llamacpp", 400, "llamacpp_err.400_ctx" => "failed: context_too_long";
    llamacpp_503_loading_is_overloaded: "llamacpp", 503, "llamacpp_err.503" => "failed: overloaded";
    ollama_stop_is_complete: "ollama", 200, "ollama_chat.ok" => "complete";
    ollama_length_is_truncated: "ollama", 200, "ollama_chat.length" => "truncated";
    ollama_404_is_an_unknown_model: "ollama", 404, "ollama_err.404" => "failed: model_not_found";
    ollama_503_queue_full_is_overloaded: "ollama", 503, "ollama_err.503" => "failed: overloaded";
    openai_stop_is_complete: "openai", 200, "openai_chat.ok" => "complete";
    openai_length_is_truncated: "openai", 200, "openai_chat.length" => "truncated";
    openai_all_budget_in_reasoning_is_truncated: "openai", 200, "openai_chat.length_all_reasoning" => "truncated";
    openai_refusal_comes_with_an_ordinary_stop: "openai", 200, "openai_chat.refusal" => "refused";
    openai_content_filter_is_filtered: "openai", 200, "openai_chat.content_filter" => "filtered";
    openai_400_context_length_is_too_long: "openai", 400, "openai_err.400_context" => "failed: context_too_long";
    openai_400_max_tokens_is_a_bad_request: "openai", 400, "openai_err.400_max_tokens" => "failed: bad_request";
    openai_400_temperature_is_a_bad_request: "openai", 400, "openai_err.400_temperature" => "failed: bad_request";
    openai_401_is_auth: "openai", 401, "openai_err.401" => "failed: auth";
    openai_404_is_an_unknown_model: "openai", 404, "openai_err.404" => "failed: model_not_found";
    openai_429_project_cap_is_quota: "openai", 429, "openai_err.429_project_cap" => "failed: quota";
    openai_429_insufficient_quota_is_quota: "openai", 429, "openai_err.429_quota" => "failed: quota";
    openai_429_rate_is_a_rate_limit: "openai", 429, "openai_err.429_rate" => "failed: rate_limit";
    openai_429_slow_down_is_a_rate_limit: "openai", 429, "openai_err.429_slow_down" => "failed: rate_limit";
    openai_500_is_the_server: "openai", 500, "openai_err.500" => "failed: server";
    openai_503_is_overloaded: "openai", 503, "openai_err.503" => "failed: overloaded";
    responses_completed_is_complete: "openai-responses", 200, "openai_responses.ok" => "complete";
    responses_incomplete_is_truncated: "openai-responses", 200, "openai_responses.incomplete" => "truncated";
    responses_refusal_part_is_a_refusal: "openai-responses", 200, "openai_responses.refusal" => "refused";
    vllm_400_context_is_too_long_though_its_code_is_a_number: "vllm", 400, "vllm_err.400" => "failed: context_too_long";
}

macro_rules! inline {
    ($($test:ident: $provider:literal, $status:literal, $body:expr => $expected:literal;)*) => {$(
        #[test]
        fn $test() {
            let answer = read($provider, &HttpResponse::new($status, $body));
            assert_eq!(outcome(&answer), $expected, "{:?}", answer.outcome);
        }
    )*};
}

const PLAIN: &str = "Here are the claims.";

fn chat(finish: &str, content: &str) -> String {
    serde_json::json!({ "choices": [{ "message": { "content": content }, "finish_reason": finish }] })
        .to_string()
}

inline! {
    status_200_with_an_error_is_no_success: "openai", 200,
        r#"{"error":{"message":"The server had an error","type":"server_error","param":null,"code":null}}"# => "failed: server";
    status_200_with_a_quota_error_is_quota: "compatible", 200,
        r#"{"error":{"message":"no","type":"insufficient_quota","code":"insufficient_quota"}}"# => "failed: quota";
    status_200_with_html_is_no_success: "openai", 200, "<html>Sign in to the network</html>" => "failed: protocol";
    status_200_with_nothing_is_no_success: "openai", 200, "" => "failed: protocol";
    status_200_with_an_empty_object_is_no_success: "openai", 200, "{}" => "failed: protocol";
    status_200_with_a_list_is_no_success: "openai", 200, "[]" => "failed: protocol";
    status_200_with_null_is_no_success: "openai", 200, "null" => "failed: protocol";
    status_200_without_choices_is_no_success: "openai", 200, r#"{"choices":[]}"# => "failed: protocol";
    status_200_with_nan_is_no_success: "openai", 200, r#"{"choices":[{"message":{"content":NaN}}]}"# => "failed: protocol";
    status_200_with_a_stream_is_no_success: "openai", 200, "data: {\"choices\":[]}\n\n" => "failed: protocol";
    ten_thousand_brackets_are_no_success: "openai", 200, "[".repeat(10_000) => "failed: protocol";
    ten_thousand_brackets_in_the_text_are_no_json: "openai", 200, chat("stop", &"{\"a\":".repeat(10_000)) => "malformed: not_json";
    a_byte_order_mark_is_no_obstacle: "openai", 200, format!("\u{feff}{}", body("openai_chat.ok")) => "complete";
    invalid_utf8_is_no_success: "openai", 200, b"{\"choices\":[{\"message\":{\"content\":\"\xff\"}}]}".to_vec() => "failed: protocol";
    an_unknown_stop_reason_is_never_success: "openai", 200, chat("puzzled", r#"{"claims":[]}"#) => "malformed: unknown_stop";
    no_stop_reason_is_never_success: "openai", 200,
        r#"{"choices":[{"message":{"content":"{\"claims\":[]}"}}]}"# => "malformed: unknown_stop";
    a_tool_call_nobody_offered_is_no_answer: "openai", 200, chat("tool_calls", "") => "malformed: unexpected_stop";
    mistral_error_stop_is_no_answer: "mistral", 200, chat("error", "{}") => "malformed: unexpected_stop";
    mistral_model_length_is_truncated: "mistral", 200, chat("model_length", "{") => "truncated";
    mistral_422_names_the_field: "mistral", 422,
        r#"{"detail":[{"type":"extra_forbidden","loc":["body","seed"],"msg":"Extra inputs are not permitted"}]}"# => "failed: bad_request";
    mistral_400_invalid_model_is_an_unknown_model: "mistral", 400,
        r#"{"object":"error","message":"Invalid model: nope","type":"invalid_model","param":null,"code":"1500"}"# => "failed: model_not_found";
    empty_text_after_an_ordinary_stop_is_not_zero_claims: "openai", 200, chat("stop", "") => "malformed: empty";
    prose_where_json_was_asked_for_is_malformed: "openai", 200, chat("stop", PLAIN) => "malformed: not_json";
    fenced_json_is_malformed_and_kept: "openai", 200, chat("stop", "```json\n{\"claims\":[]}\n```") => "malformed: not_json";
    two_objects_are_malformed: "openai", 200, chat("stop", r#"{"claims":[]}{"claims":[]}"#) => "malformed: not_json";
    an_object_without_claims_is_whole: "openai", 200, chat("stop", r#"{"claims":[]}"#) => "complete";
    anthropic_unknown_stop_is_never_success: "anthropic", 200,
        r#"{"content":[{"type":"text","text":"{}"}],"stop_reason":"puzzled"}"# => "malformed: unknown_stop";
    anthropic_context_window_exceeded_is_truncated: "anthropic", 200,
        r#"{"content":[{"type":"text","text":"{"}],"stop_reason":"model_context_window_exceeded"}"# => "truncated";
    anthropic_pause_turn_is_no_answer: "anthropic", 200,
        r#"{"content":[{"type":"text","text":"{}"}],"stop_reason":"pause_turn"}"# => "malformed: unexpected_stop";
    anthropic_other_tool_is_no_answer: "anthropic", 200,
        r#"{"content":[{"type":"tool_use","name":"other","input":{}}],"stop_reason":"tool_use"}"# => "malformed: unexpected_stop";
    anthropic_400_prompt_too_long_is_too_long: "anthropic", 400,
        r#"{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}}"# => "failed: context_too_long";
    anthropic_404_is_an_unknown_model: "anthropic", 404,
        r#"{"type":"error","error":{"type":"not_found_error","message":"model: claude-nope does not exist"}}"# => "failed: model_not_found";
    anthropic_ramp_limit_is_a_rate_limit: "anthropic", 429,
        r#"{"type":"error","error":{"type":"rate_limit_error","message":"","details":{"error_code":"ramp_limit_exceeded"}}}"# => "failed: rate_limit";
    anthropic_contract_limit_is_quota: "anthropic", 429,
        r#"{"type":"error","error":{"type":"rate_limit_error","message":"","details":{"error_code":"contract_spend_limit_reached"}}}"# => "failed: quota";
    anthropic_504_is_a_timeout: "anthropic", 504,
        r#"{"type":"error","error":{"type":"timeout_error","message":""}}"# => "failed: timeout";
    gemini_429_per_day_is_quota: "gemini", 429,
        r#"{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"","details":[{"violations":[{"quotaId":"GenerateRequestsPerDayPerProjectPerModel"}]}]}}"# => "failed: quota";
    gemini_safety_is_filtered: "gemini", 200, r#"{"candidates":[{"finishReason":"SAFETY"}]}"# => "filtered";
    gemini_recitation_is_filtered: "gemini", 200, r#"{"candidates":[{"finishReason":"RECITATION"}]}"# => "filtered";
    gemini_blocklist_is_filtered: "gemini", 200, r#"{"candidates":[{"finishReason":"BLOCKLIST"}]}"# => "filtered";
    gemini_prohibited_content_is_filtered: "gemini", 200, r#"{"candidates":[{"finishReason":"PROHIBITED_CONTENT"}]}"# => "filtered";
    gemini_personal_data_is_filtered: "gemini", 200, r#"{"candidates":[{"finishReason":"SPII"}]}"# => "filtered";
    gemini_language_is_filtered: "gemini", 200, r#"{"candidates":[{"finishReason":"LANGUAGE"}]}"# => "filtered";
    gemini_unknown_finish_is_never_success: "gemini", 200,
        r#"{"candidates":[{"content":{"parts":[{"text":"{}"}]},"finishReason":"PUZZLED"}]}"# => "malformed: unknown_stop";
    gemini_nothing_at_all_is_no_success: "gemini", 200, r#"{"usageMetadata":{}}"# => "failed: protocol";
    gemini_400_too_many_states_is_the_schema: "gemini", 400,
        r#"{"error":{"code":400,"status":"INVALID_ARGUMENT","message":"The specified schema produces a constraint that has too many states for serving."}}"# => "failed: schema_too_complex";
    gemini_404_is_an_unknown_model: "gemini", 404,
        r#"{"error":{"code":404,"status":"NOT_FOUND","message":"models/nope is not found for API version v1beta, or is not supported for generateContent."}}"# => "failed: model_not_found";
    ollama_thinking_only_is_empty: "ollama", 200,
        r#"{"message":{"content":"","thinking":"Well."},"done":true,"done_reason":"stop"}"# => "malformed: empty";
    ollama_not_done_is_never_success: "ollama", 200, r#"{"message":{"content":"{}"},"done":false}"# => "malformed: unknown_stop";
    ollama_load_is_no_answer: "ollama", 200,
        r#"{"message":{"content":""},"done":true,"done_reason":"load"}"# => "malformed: unexpected_stop";
    ollama_error_under_200_is_no_success: "ollama", 200, r#"{"error":"llama runner process has terminated"}"# => "failed: protocol";
    ollama_400_longer_than_context_is_too_long: "ollama", 400,
        r#"{"error":"the prompt is longer than the context length currently available"}"# => "failed: context_too_long";
    tgi_429_is_overloaded: "tgi", 429, r#"{"error":"Model is overloaded","error_type":"overloaded"}"# => "failed: overloaded";
    tgi_424_is_the_server: "tgi", 424, r#"{"error":"Request failed during generation","error_type":"generation"}"# => "failed: server";
    tgi_422_too_long_is_too_long: "tgi", 422,
        r#"{"error":"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096","error_type":"validation"}"# => "failed: context_too_long";
    llamacpp_repetitions_are_the_schema: "llamacpp", 400,
        r#"{"error":{"code":400,"message":"failed to parse grammar: number of repetitions exceeds sane defaults","type":"invalid_request_error"}}"# => "failed: schema_too_complex";
    responses_content_filter_is_filtered: "openai-responses", 200,
        r#"{"status":"incomplete","incomplete_details":{"reason":"content_filter"},"output":[]}"# => "filtered";
    responses_failed_is_the_server: "openai-responses", 200,
        r#"{"status":"failed","error":{"code":"server_error","message":""},"output":[]}"# => "failed: server";
    responses_failed_rate_limit_is_a_rate_limit: "openai-responses", 200,
        r#"{"status":"failed","error":{"code":"rate_limit_exceeded","message":""},"output":[]}"# => "failed: rate_limit";
    responses_policy_is_blocked: "openai-responses", 200,
        r#"{"status":"failed","error":{"code":"bio_policy","message":""},"output":[]}"# => "blocked";
    responses_unknown_status_is_never_success: "openai-responses", 200,
        r#"{"status":"puzzled","output":[{"type":"message","content":[{"type":"output_text","text":"{}"}]}]}"# => "malformed: unknown_stop";
    responses_queued_is_no_answer: "openai-responses", 200, r#"{"status":"queued","output":[]}"# => "malformed: unexpected_stop";
    openai_400_content_filter_is_blocked: "compatible", 400,
        r#"{"error":{"code":"content_filter","message":"The prompt triggered the content management policy"}}"# => "blocked";
    openai_400_invalid_prompt_is_blocked: "openai", 400,
        r#"{"error":{"code":"invalid_prompt","message":"flagged","type":"invalid_request_error"}}"# => "blocked";
    openrouter_403_moderation_is_blocked_and_no_wrong_key: "openrouter", 403,
        r#"{"error":{"code":403,"message":"flagged","metadata":{"reasons":["violence"],"flagged_input":"x"}}}"# => "blocked";
    openrouter_error_in_a_choice_is_that_error: "openrouter", 200,
        r#"{"choices":[{"message":{"content":"{}"},"finish_reason":"error","error":{"code":429,"message":"slow"}}]}"# => "failed: rate_limit";
    anthropic_400_output_filter_is_filtered: "anthropic", 400,
        r#"{"type":"error","error":{"type":"invalid_request_error","message":"Output blocked by content filtering policy"}}"# => "filtered";
    groq_400_json_validate_failed_is_malformed: "groq", 400,
        r#"{"error":{"message":"Failed to generate JSON","type":"invalid_request_error","code":"json_validate_failed","failed_generation":"{"}}"# => "malformed: not_json";
    lmstudio_context_overflow_is_too_long: "lmstudio", 400,
        r#"{"error":"The number of tokens to keep from the initial prompt is greater than the context length."}"# => "failed: context_too_long";
    plain_404_is_a_wrong_path: "compatible", 404, r#"{"detail":"Not Found"}"# => "failed: not_found";
    a_redirect_is_not_followed: "openai", 307, "" => "failed: redirect";
    status_409_is_tried_again: "openai", 409, r#"{"error":{"message":"lock"}}"# => "failed: server";
    status_408_is_a_timeout: "openai", 408, "" => "failed: timeout";
    openrouter_402_is_quota: "openrouter", 402, r#"{"error":{"code":402,"message":"Insufficient credits"}}"# => "failed: quota";
}

#[test]
fn a_batch_line_reads_like_the_response_it_holds() {
    let line = json_body("openai_batch.output_line");
    let response = HttpResponse::new(200, line["response"]["body"].to_string());
    assert_eq!(outcome(&read("openai", &response)), "complete");
    let line = json_body("openai_batch.error_line");
    let response = HttpResponse::new(400, line["response"]["body"].to_string());
    assert_eq!(outcome(&read("openai", &response)), "failed: context_too_long");
    let line = json_body("anthropic_batch.succeeded_line");
    let response = HttpResponse::new(200, line["result"]["message"].to_string());
    assert_eq!(outcome(&read("anthropic", &response)), "complete");
    let line = json_body("anthropic_batch.errored_line");
    let response = HttpResponse::new(400, line["result"]["error"].to_string());
    assert_eq!(outcome(&read("anthropic", &response)), "failed: bad_request");
}

#[test]
fn what_is_malformed_or_refused_keeps_its_text() {
    let answer = read("openai", &HttpResponse::new(200, chat("stop", PLAIN)));
    assert_eq!(answer.outcome, Outcome::Malformed(Malformation::NotJson));
    assert_eq!((answer.text.as_str(), answer.json()), (PLAIN, None));
    let answer = read("openai", &HttpResponse::new(200, body("openai_chat.refusal")));
    assert_eq!(answer.text, "I'm sorry, I can't help with that.");
    let answer = read("anthropic", &HttpResponse::new(200, body("anthropic.refusal")));
    assert_eq!(
        answer.outcome,
        Outcome::Refused {
            category: Some("bio".to_owned())
        }
    );
}

#[test]
fn the_text_of_every_provider_is_the_same_claim() {
    for (name, file) in [
        ("anthropic", "anthropic.ok"),
        ("anthropic", "anthropic_tool.ok"),
        ("gemini", "gemini.ok"),
        ("llamacpp", "llamacpp_chat.ok"),
        ("ollama", "ollama_chat.ok"),
        ("openai", "openai_chat.ok"),
        ("openai-responses", "openai_responses.ok"),
    ] {
        let answer = read(name, &HttpResponse::new(200, body(file)));
        let json = answer.json().expect("a complete answer is JSON");
        assert_eq!(json["claims"][0]["speaker"], "Wall Street Journal", "{file}");
        assert!(question().schema.expect("a schema").name().starts_with("record"));
        assert!(
            answer.model.is_some() && answer.stop.is_some() && answer.request_id.is_some()
                || name == "ollama"
        );
    }
}

#[test]
fn thoughts_are_no_part_of_the_text() {
    let body = r#"{"candidates":[{"content":{"parts":[{"text":"Hm.","thought":true},{"text":"{}"}]},"finishReason":"STOP"}]}"#;
    assert_eq!(read("gemini", &HttpResponse::new(200, body)).text, "{}");
    let body = r#"{"content":[{"type":"thinking","thinking":"Hm."},{"type":"text","text":"{"},{"type":"text","text":"}"}],"stop_reason":"end_turn"}"#;
    assert_eq!(read("anthropic", &HttpResponse::new(200, body)).text, "{}");
    let body =
        r#"{"choices":[{"message":{"content":"{}","reasoning_content":"Hm."},"finish_reason":"stop"}]}"#;
    assert_eq!(read("vllm", &HttpResponse::new(200, body)).text, "{}");
}

#[test]
fn tokens_are_counted_the_same_way_for_every_provider() {
    // input, cached, output, reasoning
    let cases = [
        // Cached tokens are counted beside the others.
        (
            "anthropic",
            "anthropic.ok",
            [Some(1620), Some(1502), Some(101), None],
        ),
        ("gemini", "gemini.ok", [Some(214), Some(0), Some(97), Some(0)]),
        // Thoughts are counted beside the answer.
        (
            "gemini",
            "gemini.max_tokens",
            [Some(214), None, Some(2048), Some(2048)],
        ),
        (
            "llamacpp",
            "llamacpp_chat.ok",
            [Some(214), Some(180), Some(98), None],
        ),
        ("ollama", "ollama_chat.ok", [Some(214), None, Some(98), None]),
        (
            "openai",
            "openai_chat.ok",
            [Some(1612), Some(1536), Some(96), Some(0)],
        ),
        (
            "openai",
            "openai_chat.length_all_reasoning",
            [Some(1612), Some(1536), Some(2048), Some(2048)],
        ),
        (
            "openai-responses",
            "openai_responses.ok",
            [Some(1612), Some(1536), Some(160), Some(64)],
        ),
    ];
    for (name, file, expected) in cases {
        let usage = read(name, &HttpResponse::new(200, body(file))).usage;
        assert_eq!(
            [usage.input, usage.cached, usage.output, usage.reasoning],
            expected,
            "{file}"
        );
    }
    let silent = read("compatible", &HttpResponse::new(200, chat("stop", "{}"))).usage;
    assert!(!silent.is_known());
}

#[test]
fn probabilities_are_read_where_they_are_offered() {
    let content = r#"[{"token":"{}","logprob":-0.5,"top_logprobs":[{"token":"{}","logprob":-0.5},{"token":"[","logprob":-9999.0}]}]"#;
    let bodies = [
        ("openai", format!(r#"{{"choices":[{{"message":{{"content":"{{}}"}},"finish_reason":"stop","logprobs":{{"content":{content}}}}}]}}"#)),
        ("ollama", format!(r#"{{"message":{{"content":"{{}}"}},"done":true,"done_reason":"stop","logprobs":{content}}}"#)),
        ("openai-responses", format!(r#"{{"status":"completed","output":[{{"type":"message","content":[{{"type":"output_text","text":"{{}}","logprobs":{content}}}]}}]}}"#)),
        ("gemini", r#"{"candidates":[{"content":{"parts":[{"text":"{}"}]},"finishReason":"STOP","logprobsResult":{"chosenCandidates":[{"token":"{}","logProbability":-0.5}],"topCandidates":[{"candidates":[{"token":"{}","logProbability":-0.5},{"token":"[","logProbability":-9999.0}]}]}}]}"#.to_owned()),
    ];
    for (name, body) in bodies {
        let tokens = read(name, &HttpResponse::new(200, body)).tokens.expect(name);
        assert_eq!(
            (tokens[0].token.as_str(), tokens[0].logprob),
            ("{}", -0.5),
            "{name}"
        );
        assert_eq!(tokens[0].alternatives[1], ("[".to_owned(), -9999.0), "{name}");
    }
    assert!(
        read("openai", &HttpResponse::new(200, body("openai_chat.ok")))
            .tokens
            .is_none()
    );
}

#[test]
fn fm_31_a_question_cut_in_silence_is_found_by_its_count() {
    let mut long = question();
    long.messages = vec![propos_llm::Message::user("Pékin a dit. ".repeat(2500))];
    let ollama = provider(endpoint("ollama").kind);
    let read = |n_input: u64| {
        let body = serde_json::json!({
            "message": { "content": "{}" }, "done": true, "done_reason": "stop", "prompt_eval_count": n_input,
            "eval_count": 10,
        });
        outcome(&ollama.read_chat(&long, &HttpResponse::new(200, body.to_string())))
    };
    assert_eq!(read(7900), "complete");
    assert_eq!(read(2050), "failed: input_truncated");
    // Few tokens counted: the rest came from the server's cache.
    assert_eq!(read(60), "complete");
    // Hardly longer than the context of a server that is told nothing: half of that is left.
    long.messages = vec![propos_llm::Message::user("Pékin a dit. ".repeat(1200))];
    let read = |n_input: u64| {
        let body = serde_json::json!({
            "message": { "content": "{}" }, "done": true, "done_reason": "stop", "prompt_eval_count": n_input,
            "eval_count": 10,
        });
        outcome(&ollama.read_chat(&long, &HttpResponse::new(200, body.to_string())))
    };
    assert_eq!(
        (read(4100), read(2050)),
        ("complete".to_owned(), "failed: input_truncated".to_owned())
    );
}
