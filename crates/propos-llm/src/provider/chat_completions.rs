//! OpenAI's Chat Completions, which many servers speak with accents of their own.

use serde_json::{Map, Value, json};

use super::read::{Stop, answer_of, at, count_at, outcome, protocol, success_body, text_at};
use crate::Failure;
use crate::classify::failure_of;
use crate::dialect::{Dialect, Droppable, Structure};
use crate::endpoint::Endpoint;
use crate::models::ModelInfo;
use crate::outcome::{Answer, TokenProbability};
use crate::request::{ChatRequest, Role};
use crate::schema::Lengths;
use crate::transport::{Body, HttpRequest, HttpResponse};
use crate::usage::Usage;

/// The two names of the output cap.
pub(super) const MAX_TOKENS: &str = "max_tokens";
pub(super) const MAX_COMPLETION_TOKENS: &str = "max_completion_tokens";

/// What can be left out of a request in this format.
pub(super) const DROPPABLE: &[Droppable] = &[
    ("temperature", &["temperature"]),
    ("top_p", &["top_p"]),
    ("seed", &["seed"]),
    ("random_seed", &["random_seed"]),
    ("top_logprobs", &["top_logprobs"]),
    ("logprobs", &["logprobs"]),
    ("reasoning_effort", &["reasoning_effort"]),
    ("prompt_cache_key", &["prompt_cache_key"]),
    ("store", &["store"]),
    ("cache_prompt", &["cache_prompt"]),
    ("chat_template_kwargs", &["chat_template_kwargs"]),
];

/// The body that every server of this format understands. `cap` is the output cap's first name to try.
pub(super) fn body(
    endpoint: &Endpoint,
    request: &ChatRequest,
    dialect: &Dialect,
    instructions_role: &str,
    cap: &'static str,
) -> Map<String, Value> {
    let parameters = &request.parameters;
    let mut messages = Vec::new();
    if let Some(system) = &request.system {
        messages.push(json!({ "role": instructions_role, "content": system }));
    }
    for message in &request.messages {
        let role = match message.role {
            Role::User => "user",
            Role::Assistant => "assistant",
        };
        messages.push(json!({ "role": role, "content": message.text }));
    }
    let mut body = Map::new();
    body.insert("model".into(), endpoint.model.clone().into());
    body.insert("messages".into(), messages.into());
    let cap = match (dialect.uses_other_cap(), cap) {
        (false, cap) => cap,
        (true, MAX_TOKENS) => MAX_COMPLETION_TOKENS,
        (true, _) => MAX_TOKENS,
    };
    body.insert(cap.into(), parameters.max_output_tokens.into());
    let optional = [
        ("temperature", parameters.temperature.map(Value::from)),
        ("top_p", parameters.top_p.map(Value::from)),
        ("seed", parameters.seed.map(Value::from)),
        ("logprobs", parameters.top_logprobs.map(|_| true.into())),
        ("top_logprobs", parameters.top_logprobs.map(|n| n.min(20).into())),
    ];
    for (name, value) in optional {
        if let Some(value) = value {
            body.insert(name.into(), value);
        }
    }
    body
}

/// Where the schema stands in a body.
const SCHEMA_AT: &[&str] = &["response_format", "json_schema", "schema"];

/// The nested form. A flat one is taken by some servers and silently means nothing. The schema is large and the same in every
/// question, so that its place is left empty until the body is [written](post).
pub(super) fn insert_response_format(
    body: &mut Map<String, Value>,
    request: &ChatRequest,
    dialect: &Dialect,
) {
    let Some(schema) = &request.schema else { return };
    let format = match dialect.structure() {
        Structure::Schema => {
            let format = json!({ "name": schema.name(), "strict": true, "schema": null });
            json!({ "type": "json_schema", "json_schema": format })
        }
        Structure::Loose => json!({ "type": "json_object" }),
        Structure::None => return,
    };
    body.insert("response_format".into(), format);
}

/// The request at this path below the base URL, what the model rejects taken out, the schema of the answer put in.
pub(super) fn post(
    endpoint: &Endpoint,
    path: &str,
    body: Map<String, Value>,
    (request, dialect, lengths): (&ChatRequest, &Dialect, Lengths),
) -> HttpRequest {
    let mut body = Value::Object(body);
    dialect.apply(DROPPABLE, &mut body);
    let schema = request.schema.as_ref().and_then(|schema| schema.text(lengths));
    let body = Body::with_part(&body, SCHEMA_AT, schema);
    HttpRequest::post_body(endpoint.base_url.join(path), body, endpoint.timeouts).with_key(
        "authorization",
        "Bearer ",
        endpoint.key.as_ref(),
    )
}

/// The request for the list of models.
pub(super) fn models(endpoint: &Endpoint, path: &str) -> HttpRequest {
    HttpRequest::get(endpoint.base_url.join(path), endpoint.timeouts).with_key(
        "authorization",
        "Bearer ",
        endpoint.key.as_ref(),
    )
}

/// The answer in a response.
pub(super) fn read_chat(request: &ChatRequest, response: &HttpResponse) -> Answer {
    answer_of(response, |body| {
        let choice = at(body, "/choices/0").ok_or_else(|| protocol(response, "an answer without choices"))?;
        // A router's choice may hold the error of whom it routed to.
        if choice.get("error").is_some_and(Value::is_object) {
            let status = count_at(choice, "/error/code").and_then(|code| u16::try_from(code).ok());
            let mut inner = response.clone();
            inner.status = status.unwrap_or(response.status);
            if let Some(failure) = failure_of(&inner, Some(choice)) {
                return Err(failure);
            }
        }
        let stop = text_at(choice, "/finish_reason");
        let refusal = text_at(choice, "/message/refusal").filter(|refusal| !refusal.is_empty());
        let content = at(choice, "/message/content")
            .map(content_text)
            .unwrap_or_default();
        let meaning = meaning(stop.as_deref(), refusal.is_some());
        Ok(Answer {
            outcome: outcome(meaning, &content, request),
            text: refusal.unwrap_or(content),
            usage: usage(body),
            model: text_at(body, "/model"),
            fingerprint: text_at(body, "/system_fingerprint"),
            request_id: response
                .header("x-request-id")
                .map(str::to_owned)
                .or_else(|| text_at(body, "/id")),
            stop,
            tokens: tokens(choice),
            ..Answer::default()
        })
    })
}

fn meaning(stop: Option<&str>, has_refusal: bool) -> Stop {
    match stop {
        // A refusal comes with an ordinary stop.
        Some("stop" | "eos_token" | "stop_sequence" | "eos") if has_refusal => Stop::Refused(None),
        Some("stop" | "eos_token" | "stop_sequence" | "eos") => Stop::Done,
        Some("length" | "model_length" | "max_tokens") => Stop::Cut,
        Some("content_filter") => Stop::Filtered("content_filter".to_owned()),
        Some(reason @ ("error" | "tool_calls" | "function_call")) => Stop::Unexpected(reason.to_owned()),
        Some(reason) => Stop::Unknown(reason.to_owned()),
        None => Stop::Unknown("none".to_owned()),
    }
}

/// A text, or the texts of a list of parts, as some servers send it.
fn content_text(content: &Value) -> String {
    match content {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts
            .iter()
            .filter(|part| part.get("type").and_then(Value::as_str) == Some("text"))
            .filter_map(|part| part.get("text").and_then(Value::as_str))
            .collect(),
        _ => String::new(),
    }
}

fn usage(body: &Value) -> Usage {
    Usage {
        input: count_at(body, "/usage/prompt_tokens"),
        cached: count_at(body, "/usage/prompt_tokens_details/cached_tokens"),
        cache_written: count_at(body, "/usage/prompt_tokens_details/cache_write_tokens"),
        output: count_at(body, "/usage/completion_tokens"),
        reasoning: count_at(body, "/usage/completion_tokens_details/reasoning_tokens"),
    }
}

/// The probabilities of an answer's tokens; null where they were not asked for or are not offered.
pub(super) fn tokens(choice: &Value) -> Option<Vec<TokenProbability>> {
    token_list(at(choice, "/logprobs/content")?)
}

/// A list of `{token, logprob, top_logprobs}`.
pub(super) fn token_list(list: &Value) -> Option<Vec<TokenProbability>> {
    let list = list.as_array()?;
    let pair = |value: &Value| {
        Some((
            value.get("token")?.as_str()?.to_owned(),
            value.get("logprob")?.as_f64()?,
        ))
    };
    list.iter()
        .map(|entry| {
            let (token, logprob) = pair(entry)?;
            let alternatives = entry
                .get("top_logprobs")
                .and_then(Value::as_array)
                .map(|list| list.iter().filter_map(pair).collect())
                .unwrap_or_default();
            Some(TokenProbability {
                token,
                logprob,
                alternatives,
            })
        })
        .collect()
}

/// The models in a response.
pub(super) fn read_models(response: &HttpResponse) -> Result<Vec<ModelInfo>, Failure> {
    let body = success_body(response)?;
    let list = body
        .get("data")
        .and_then(Value::as_array)
        .ok_or_else(|| protocol(response, "a list of models without data"))?;
    Ok(list
        .iter()
        .filter_map(|entry| {
            let mut model = ModelInfo::new(entry.get("id")?.as_str()?);
            // vLLM; Mistral; OpenRouter and LM Studio; Groq; llama.cpp, whose training context is an upper bound only.
            model.context_tokens = [
                "/max_model_len",
                "/max_context_length",
                "/context_length",
                "/context_window",
                "/meta/n_ctx",
            ]
            .iter()
            .find_map(|pointer| count_at(entry, pointer));
            model.shutdown_date = text_at(entry, "/shutdown_date");
            Some(model)
        })
        .collect())
}
