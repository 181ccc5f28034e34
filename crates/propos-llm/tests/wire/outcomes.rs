//! Every constructed body, read as the client reads it.

use crate::common::{body, endpoint, question};
use propos_llm::{Answer, HttpResponse, Outcome, provider};

fn read(name: &str, status: u16, file: &str) -> Answer {
    let endpoint = endpoint(name);
    provider(endpoint.kind).read_chat(&question(), &HttpResponse::new(status, body(file)))
}

fn said(answer: &Answer) -> String {
    match &answer.outcome {
        Outcome::Malformed(kind) => format!("malformed {}", kind.word()),
        Outcome::Failed(failure) => failure.class.word().to_owned(),
        outcome => outcome.word().to_owned(),
    }
}

#[test]
fn every_constructed_body_has_its_outcome() {
    let cases = [
        ("anthropic", 200, "anthropic.ok", "complete"),
        ("anthropic", 200, "anthropic.max_tokens", "truncated"),
        ("anthropic", 200, "anthropic.refusal", "refused"),
        ("anthropic", 200, "anthropic_tool.ok", "complete"),
        ("anthropic", 400, "anthropic_err.400_credit", "quota"),
        (
            "anthropic",
            400,
            "anthropic_err.400_grammar",
            "schema_too_complex",
        ),
        ("anthropic", 400, "anthropic_err.400_temperature", "bad_request"),
        ("anthropic", 401, "anthropic_err.401", "auth"),
        ("anthropic", 402, "anthropic_err.402", "quota"),
        ("anthropic", 413, "anthropic_err.413", "too_large"),
        ("anthropic", 429, "anthropic_err.429", "rate_limit"),
        ("anthropic", 429, "anthropic_err.429_spend", "quota"),
        ("anthropic", 529, "anthropic_err.529", "overloaded"),
        ("gemini", 200, "gemini.ok", "complete"),
        ("gemini", 200, "gemini.max_tokens", "truncated"),
        ("gemini", 200, "gemini.blocked", "blocked"),
        ("gemini", 400, "gemini_err.400_key", "auth"),
        ("gemini", 429, "gemini_err.429", "rate_limit"),
        ("llamacpp", 200, "llamacpp_chat.ok", "complete"),
        ("llamacpp", 400, "llamacpp_err.400_ctx", "context_too_long"),
        ("llamacpp", 503, "llamacpp_err.503", "overloaded"),
        ("ollama", 200, "ollama_chat.ok", "complete"),
        ("ollama", 200, "ollama_chat.length", "truncated"),
        ("ollama", 404, "ollama_err.404", "model_not_found"),
        ("ollama", 503, "ollama_err.503", "overloaded"),
        ("openai", 200, "openai_chat.ok", "complete"),
        ("openai", 200, "openai_chat.length", "truncated"),
        ("openai", 200, "openai_chat.length_all_reasoning", "truncated"),
        ("openai", 200, "openai_chat.refusal", "refused"),
        ("openai", 200, "openai_chat.content_filter", "filtered"),
        ("openai", 400, "openai_err.400_context", "context_too_long"),
        ("openai", 400, "openai_err.400_max_tokens", "bad_request"),
        ("openai", 400, "openai_err.400_temperature", "bad_request"),
        ("openai", 401, "openai_err.401", "auth"),
        ("openai", 404, "openai_err.404", "model_not_found"),
        ("openai", 429, "openai_err.429_project_cap", "quota"),
        ("openai", 429, "openai_err.429_quota", "quota"),
        ("openai", 429, "openai_err.429_rate", "rate_limit"),
        ("openai", 429, "openai_err.429_slow_down", "rate_limit"),
        ("openai", 500, "openai_err.500", "server"),
        ("openai", 503, "openai_err.503", "overloaded"),
        ("openai-responses", 200, "openai_responses.ok", "complete"),
        (
            "openai-responses",
            200,
            "openai_responses.incomplete",
            "truncated",
        ),
        ("openai-responses", 200, "openai_responses.refusal", "refused"),
        ("vllm", 400, "vllm_err.400", "context_too_long"),
    ];
    for (name, status, file, expected) in cases {
        let answer = read(name, status, file);
        assert_eq!(said(&answer), expected, "{file}: {:?}", answer.outcome);
    }
}
