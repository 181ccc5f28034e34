//! What is sent: the formats and their traps.

use propos_llm::{
    ChatRequest, Dialect, Endpoint, EndpointError, EndpointOptions, HttpRequest, Message, OutputSchema,
    Thinking, provider,
};
use serde_json::{Value, json};

use crate::common::{endpoint, question, schema};

fn sent(name: &str, request: &ChatRequest) -> HttpRequest {
    let endpoint = endpoint(name);
    provider(endpoint.kind).chat(&endpoint, request, &Dialect::default())
}

fn sent_body(name: &str, request: &ChatRequest) -> Value {
    sent(name, request).body.expect("a body").json()
}

const CHAT: &[&str] = &[
    "openai",
    "llamacpp",
    "compatible",
    "vllm",
    "lmstudio",
    "mistral",
    "groq",
    "openrouter",
    "tgi",
];

#[test]
fn each_provider_is_asked_at_its_own_path() {
    let paths = [
        ("openai", "https://server.example/v1/chat/completions"),
        ("openai-responses", "https://server.example/v1/responses"),
        ("anthropic", "https://server.example/v1/messages"),
        (
            "gemini",
            "https://server.example/v1beta/models/model-x:generateContent",
        ),
        ("ollama", "https://server.example/api/chat"),
        ("llamacpp", "https://server.example/v1/chat/completions"),
        ("compatible", "https://server.example/v1/chat/completions"),
    ];
    for (name, url) in paths {
        assert_eq!(sent(name, &question()).url, url);
    }
}

#[test]
fn base_urls_are_taken_with_and_without_the_version() {
    let cases = [
        (
            "openai",
            "http://127.0.0.1:1/v1/",
            "http://127.0.0.1:1/v1/chat/completions",
        ),
        (
            "compatible",
            "https://a.example/openai/v1",
            "https://a.example/openai/v1/chat/completions",
        ),
        (
            "anthropic",
            "http://127.0.0.1:1/v1",
            "http://127.0.0.1:1/v1/messages",
        ),
        (
            "gemini",
            "http://127.0.0.1:1/v1beta",
            "http://127.0.0.1:1/v1beta/models/m:generateContent",
        ),
        ("ollama", "http://127.0.0.1:1/v1", "http://127.0.0.1:1/api/chat"),
        (
            "llamacpp",
            "http://127.0.0.1:1/v1",
            "http://127.0.0.1:1/v1/chat/completions",
        ),
    ];
    for (name, base_url, url) in cases {
        let options = EndpointOptions::new().with_base_url(Some(base_url));
        let endpoint = Endpoint::choose(&format!("{name}:m"), options, &|_| None).expect("an endpoint");
        let sent = provider(endpoint.kind).chat(&endpoint, &question(), &Dialect::default());
        assert_eq!(sent.url, url);
        assert!(sent.secret_headers.is_empty());
    }
}

#[test]
fn each_key_goes_into_its_own_header() {
    let headers = [
        ("openai", "authorization", "Bearer "),
        ("openai-responses", "authorization", "Bearer "),
        ("anthropic", "x-api-key", ""),
        ("gemini", "x-goog-api-key", ""),
        ("compatible", "authorization", "Bearer "),
    ];
    for (name, header, prefix) in headers {
        let sent = sent(name, &question());
        assert_eq!(sent.secret_headers.len(), 1);
        assert_eq!(
            (sent.secret_headers[0].name, sent.secret_headers[0].prefix),
            (header, prefix)
        );
        assert!(!sent.url.contains("key"));
    }
}

#[test]
fn keys_come_from_the_providers_own_variable_first() {
    let variables = |name: &str| match name {
        "OPENAI_API_KEY" => Some("of-openai".to_owned()),
        "PROPOS_API_KEY" => Some(" of-propos\n".to_owned()),
        _ => None,
    };
    let key_of = |name: &str| {
        let options = EndpointOptions::new().with_base_url(Some("https://a.example"));
        let endpoint = Endpoint::choose(name, options, &variables).expect("an endpoint");
        let key = endpoint.key.expect("a key");
        secrecy::ExposeSecret::expose_secret(&key).to_owned()
    };
    assert_eq!(key_of("openai:m"), "of-openai");
    assert_eq!(key_of("anthropic:m"), "of-propos");
    // Another server never gets a vendor's key.
    assert_eq!(key_of("compatible:m"), "of-propos");
}

#[test]
fn what_cannot_be_chosen_says_why() {
    let choose = |name: &str| {
        Endpoint::choose(name, EndpointOptions::new(), &|_| None)
            .map(|endpoint| endpoint.model)
            .map_err(|e| e.to_string())
    };
    assert_eq!(choose("ollama:qwen3:8b"), Ok("qwen3:8b".to_owned()));
    assert!(choose("opnai:x").is_err_and(|error| error.contains("\"opnai\"") && error.contains("anthropic")));
    assert_eq!(
        choose("openai:"),
        Err("choose a model: write openai:MODEL".to_owned())
    );
    assert!(choose("compatible:x").is_err_and(|error| error.contains("--base-url")));
    let missing = Endpoint::choose("gemini:x", EndpointOptions::new(), &|_| None).expect_err("no key");
    assert!(missing.concerns_key() && missing.to_string().contains("GEMINI_API_KEY"));
    let odd = Endpoint::choose("gemini:x", EndpointOptions::new(), &|_| {
        Some("a b\u{e9}".to_owned())
    });
    assert!(matches!(
        odd,
        Err(EndpointError::BadKey {
            variable: "GEMINI_API_KEY"
        })
    ));
}

#[test]
fn a_models_name_leads_nowhere_else() {
    let endpoint = Endpoint::choose("gemini:../../x?key=1#:y", EndpointOptions::new(), &|_| {
        Some("key-key-key".to_owned())
    })
    .expect("an endpoint");
    let sent = provider(endpoint.kind).chat(&endpoint, &question(), &Dialect::default());
    assert!(
        sent.url
            .ends_with("/v1beta/models/..%2F..%2Fx%3Fkey%3D1%23%3Ay:generateContent"),
        "{}",
        sent.url
    );
}

#[test]
fn the_schema_is_asked_for_in_each_providers_own_way() {
    let schema = schema();
    let places = [
        ("openai", "/response_format/json_schema/schema"),
        // The nested form: a flat one is taken, and silently means nothing.
        ("llamacpp", "/response_format/json_schema/schema"),
        ("vllm", "/response_format/json_schema/schema"),
        ("mistral", "/response_format/json_schema/schema"),
        ("tgi", "/response_format/value"),
        ("openai-responses", "/text/format/schema"),
        ("anthropic", "/output_config/format/schema"),
        ("gemini", "/generationConfig/responseJsonSchema"),
        ("ollama", "/format"),
    ];
    for (name, pointer) in places {
        let body = sent_body(name, &question());
        assert_eq!(body.pointer(pointer), Some(schema.schema()), "{name}");
    }
    let body = sent_body("openai", &question());
    assert_eq!(body["response_format"]["json_schema"]["strict"], true);
    assert_eq!(body["response_format"]["json_schema"]["name"], "record_claims");
    let body = sent_body("gemini", &question());
    assert_eq!(body["generationConfig"]["responseMimeType"], "application/json");
    assert!(
        body["generationConfig"].get("responseSchema").is_none(),
        "one of the two, never both"
    );
    assert!(
        sent_body("tgi", &question())["response_format"]
            .get("json_schema")
            .is_none()
    );
    assert!(
        sent_body("vllm", &question()).get("guided_json").is_none(),
        "gone, and ignored in silence"
    );
}

#[test]
fn the_end_of_a_list_goes_to_all_that_know_it_and_is_checked_for_the_others() {
    let with = |list: Value| {
        let shape = json!({
            "type": "object", "additionalProperties": false, "required": ["a"], "properties": { "a": list }
        });
        OutputSchema::new("s", shape)
    };
    let list = |most: u64| json!({"type": "array", "items": {"type": "string"}, "maxItems": most});
    let schema = with(list(2)).unwrap();
    assert!(schema.violations(&json!({ "a": ["b", "c"] })).is_empty());
    assert_eq!(
        schema.violations(&json!({ "a": ["b", "c", "d"] })),
        ["/a: too many elements"]
    );
    assert!(with(list(0)).is_err() && with(list(101)).is_err());
    for (name, pointer) in [
        (
            "openai",
            "/response_format/json_schema/schema/properties/a/maxItems",
        ),
        (
            "gemini",
            "/generationConfig/responseJsonSchema/properties/a/maxItems",
        ),
        ("anthropic", "/output_config/format/schema/properties/a/maxItems"),
    ] {
        let body = sent_body(name, &ChatRequest::new("?").with_schema(schema.clone()));
        assert_eq!(body.pointer(pointer).is_some(), name != "anthropic", "{name}");
    }
}

#[test]
fn the_longest_text_goes_to_the_two_that_make_a_grammar_of_it() {
    let with = |most: u64| {
        let shape = json!({
            "type": "object", "additionalProperties": false, "required": ["a"],
            "properties": { "a": { "type": "string", "maxLength": most } },
        });
        OutputSchema::new("s", shape)
    };
    let schema = with(9).unwrap();
    assert!(with(0).is_err() && with(201).is_err());
    for (name, pointer) in [
        ("llamacpp", "/response_format/json_schema/schema/properties/a"),
        ("ollama", "/format/properties/a"),
        ("openai", "/response_format/json_schema/schema/properties/a"),
        ("openai-responses", "/text/format/schema/properties/a"),
        ("anthropic", "/output_config/format/schema/properties/a"),
        ("gemini", "/generationConfig/responseJsonSchema/properties/a"),
        ("mistral", "/response_format/json_schema/schema/properties/a"),
        ("tgi", "/response_format/value/properties/a"),
    ] {
        let body = sent_body(name, &ChatRequest::new("?").with_schema(schema.clone()));
        let text = body.pointer(pointer).unwrap();
        let knows = matches!(name, "llamacpp" | "ollama");
        assert_eq!(text.get("maxLength").is_some(), knows, "{name}");
    }
}

#[test]
fn the_output_is_capped_by_each_providers_own_name() {
    let places = [
        ("openai", "/max_completion_tokens"),
        ("groq", "/max_completion_tokens"),
        ("compatible", "/max_tokens"),
        ("llamacpp", "/max_tokens"),
        ("vllm", "/max_tokens"),
        ("mistral", "/max_tokens"),
        ("tgi", "/max_tokens"),
        ("openai-responses", "/max_output_tokens"),
        ("anthropic", "/max_tokens"),
        ("gemini", "/generationConfig/maxOutputTokens"),
        ("ollama", "/options/num_predict"),
    ];
    for (name, pointer) in places {
        assert_eq!(
            sent_body(name, &question()).pointer(pointer),
            Some(&json!(2048)),
            "{name}"
        );
    }
    assert!(sent_body("openai", &question()).get("max_tokens").is_none());
}

#[test]
fn anthropic_gets_no_sampling_parameters_and_no_prefill() {
    let mut request = question();
    request.parameters.top_p = Some(0.9);
    let sent = sent("anthropic", &request);
    let body = sent.body.expect("a body").json();
    for name in ["temperature", "top_p", "top_k", "seed"] {
        assert!(body.get(name).is_none(), "{name}");
    }
    assert!(
        sent.headers
            .contains(&("anthropic-version", "2026-10-21".to_owned()))
    );
    assert_eq!(
        body["messages"]
            .as_array()
            .and_then(|turns| turns.last())
            .expect("a turn")["role"],
        "user"
    );
}

#[test]
fn the_cache_mark_stands_on_the_instructions_and_only_where_they_come_again() {
    assert!(sent_body("anthropic", &question())["system"].is_string());
    let marked = sent_body("anthropic", &question().with_cache_key("codebook-9f31"));
    assert_eq!(
        marked["system"][0]["cache_control"],
        json!({ "type": "ephemeral" })
    );
    assert_eq!(
        sent_body("openai", &question().with_cache_key("codebook-9f31"))["prompt_cache_key"],
        "codebook-9f31"
    );
    assert!(
        sent_body("compatible", &question().with_cache_key("x"))
            .get("prompt_cache_key")
            .is_none()
    );
}

#[test]
fn fm_42_nothing_is_kept_by_the_vendor() {
    assert_eq!(sent_body("openai", &question())["store"], false);
    assert_eq!(sent_body("openai-responses", &question())["store"], false);
    assert!(
        sent_body("openai-responses", &question())
            .get("truncation")
            .is_none()
    );
}

#[test]
fn ollama_does_not_cut_the_question_in_silence() {
    let body = sent_body("ollama", &question());
    assert_eq!(
        (&body["truncate"], &body["shift"], &body["stream"]),
        (&json!(false), &json!(false), &json!(false))
    );
    assert_eq!(body["options"]["num_ctx"], 4096);
    let long = ChatRequest::new("a".repeat(30_000));
    assert_eq!(sent_body("ollama", &long)["options"]["num_ctx"], 16_384);
    let mut told = question();
    told.parameters.context_tokens = Some(12_000);
    assert_eq!(sent_body("ollama", &told)["options"]["num_ctx"], 12_000);
}

#[test]
fn the_seed_goes_by_each_providers_own_name_where_there_is_one() {
    let places = [
        ("openai", "/seed"),
        ("mistral", "/random_seed"),
        ("ollama", "/options/seed"),
        ("gemini", "/generationConfig/seed"),
    ];
    for (name, pointer) in places {
        assert_eq!(
            sent_body(name, &question()).pointer(pointer),
            Some(&json!(42)),
            "{name}"
        );
    }
    assert!(sent_body("mistral", &question()).get("seed").is_none());
    assert!(sent_body("openai-responses", &question()).get("seed").is_none());
}

#[test]
fn thinking_is_turned_off_in_each_providers_own_way() {
    let places = [
        ("openai", "/reasoning_effort", json!("none")),
        ("openai-responses", "/reasoning/effort", json!("none")),
        ("anthropic", "/thinking/type", json!("disabled")),
        (
            "gemini",
            "/generationConfig/thinkingConfig/thinkingBudget",
            json!(0),
        ),
        ("ollama", "/think", json!(false)),
        ("llamacpp", "/chat_template_kwargs/enable_thinking", json!(false)),
        ("vllm", "/chat_template_kwargs/enable_thinking", json!(false)),
    ];
    for (name, pointer, value) in places {
        assert_eq!(
            sent_body(name, &question()).pointer(pointer),
            Some(&value),
            "{name}"
        );
        let mut untold = question();
        untold.parameters.thinking = Thinking::ProviderDefault;
        assert_eq!(sent_body(name, &untold).pointer(pointer), None, "{name}");
    }
    let mut high = question();
    high.parameters.thinking = Thinking::High;
    let body = sent_body("anthropic", &high);
    assert_eq!(
        (&body["output_config"]["effort"], &body["thinking"]["type"]),
        (&json!("high"), &json!("adaptive"))
    );
    assert!(body["output_config"].get("format").is_some());
}

#[test]
fn vllm_leaves_no_sampling_to_the_servers_files() {
    let mut request = question();
    request.parameters.temperature = None;
    let body = sent_body("vllm", &request);
    assert_eq!(
        (&body["temperature"], &body["top_p"], &body["seed"]),
        (&json!(0.0), &json!(1.0), &json!(42))
    );
}

#[test]
fn a_conversation_keeps_its_turns_and_the_document_comes_last() {
    let request = question().with_messages(vec![
        Message::user("example"),
        Message::assistant("{\"claims\":[]}"),
        Message::user("document"),
    ]);
    for name in CHAT.iter().chain(&["ollama"]) {
        let body = sent_body(name, &request);
        let roles: Vec<&str> = body["messages"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|turn| turn["role"].as_str())
            .collect();
        let first = if *name == "openai" { "developer" } else { "system" };
        assert_eq!(roles, [first, "user", "assistant", "user"], "{name}");
        assert_eq!(body["messages"][3]["content"], "document");
    }
    assert_eq!(sent_body("gemini", &request)["contents"][1]["role"], "model");
    assert_eq!(
        sent_body("openai-responses", &request)["input"][1]["role"],
        "assistant"
    );
    assert!(sent_body("openai-responses", &question())["input"].is_string());
    assert_eq!(
        sent_body("anthropic", &request)["messages"][1]["role"],
        "assistant"
    );
}

#[test]
fn probabilities_are_asked_for_in_each_providers_own_way() {
    let mut request = question();
    request.parameters.top_logprobs = Some(5);
    for name in CHAT.iter().chain(&["ollama"]) {
        let body = sent_body(name, &request);
        assert_eq!(
            (&body["logprobs"], &body["top_logprobs"]),
            (&json!(true), &json!(5)),
            "{name}"
        );
    }
    assert_eq!(
        sent_body("openai-responses", &request)["include"],
        json!(["message.output_text.logprobs"])
    );
    let body = sent_body("gemini", &request);
    assert_eq!(
        (
            &body["generationConfig"]["responseLogprobs"],
            &body["generationConfig"]["logprobs"]
        ),
        (&json!(true), &json!(5))
    );
    assert!(
        sent_body("anthropic", &request).get("logprobs").is_none(),
        "none are offered"
    );
}

#[test]
fn the_same_question_is_the_same_bytes() {
    for name in [
        "openai",
        "openai-responses",
        "anthropic",
        "gemini",
        "ollama",
        "llamacpp",
    ] {
        assert_eq!(
            sent_body(name, &question()).to_string(),
            sent_body(name, &question()).to_string()
        );
    }
}

#[test]
fn a_schema_that_some_provider_rejects_is_refused_before_it_is_sent() {
    let object = |properties: Value, required: Value| json!({ "type": "object", "additionalProperties": false, "properties": properties, "required": required });
    let many: Vec<String> = (0..1001).map(|index| format!("v{index}")).collect();
    let cases = [
        (
            json!({ "type": "array", "items": { "type": "string" } }),
            "the root must be an object",
        ),
        (
            json!({ "type": "object", "properties": {}, "required": [] }),
            "additionalProperties must be false",
        ),
        (
            object(json!({ "a": { "type": "string" } }), json!([])),
            "every property must be required",
        ),
        (
            object(json!({ "a": { "type": ["string", "null"] } }), json!(["a"])),
            "use anyOf with null",
        ),
        (
            object(json!({ "a": { "type": "string", "minLength": 5 } }), json!(["a"])),
            "minLength is not understood",
        ),
        (
            object(json!({ "a": { "type": "string", "enum": many } }), json!(["a"])),
            "1001 enum values, of at most 1000",
        ),
        (
            object(json!({ "a": { "type": "string", "enum": [1] } }), json!(["a"])),
            "enum must be a list of strings",
        ),
        (
            object(json!({ "a": { "$ref": "#" } }), json!(["a"])),
            "$ref is not understood",
        ),
        (
            object(json!({ "a": { "type": "array" } }), json!(["a"])),
            "must say what its items are",
        ),
    ];
    for (schema, expected) in cases {
        let error = OutputSchema::new("s", schema).expect_err(expected).to_string();
        assert!(error.contains(expected), "{error}");
    }
    assert!(OutputSchema::new("two words", object(json!({}), json!([]))).is_err());
    let nullable = object(
        json!({ "a": { "anyOf": [{ "type": "string" }, { "type": "null" }] } }),
        json!(["a"]),
    );
    let schema = OutputSchema::new("s", nullable).expect("portable");
    assert!(schema.violations(&json!({ "a": null })).is_empty());
    assert_eq!(schema.violations(&json!({ "a": 1 })).len(), 1);
    assert_eq!(
        schema.violations(&json!({ "b": 1 })),
        ["/: a property that is not in the schema", "/a: missing"]
    );
}
