//! OpenAI, Responses.

use serde_json::{Map, Value, json};

use super::openai_chat::effort;
use super::read::{Stop, answer_of, count_at, outcome, protocol, text_at};
use super::{Provider, chat_completions};
use crate::Failure;
use crate::dialect::{Dialect, Droppable, Structure};
use crate::endpoint::Endpoint;
use crate::models::ModelInfo;
use crate::outcome::{Answer, TokenProbability};
use crate::request::{ChatRequest, Role};
use crate::schema::Lengths;
use crate::transport::{HttpRequest, HttpResponse};
use crate::usage::Usage;

pub(super) struct OpenAiResponses;

const DROPPABLE: &[Droppable] = &[
    ("temperature", &["temperature"]),
    ("top_p", &["top_p"]),
    ("reasoning_effort", &["reasoning"]),
    ("top_logprobs", &["top_logprobs"]),
    ("include", &["include"]),
    ("prompt_cache_key", &["prompt_cache_key"]),
    ("store", &["store"]),
];

impl Provider for OpenAiResponses {
    fn chat(&self, endpoint: &Endpoint, request: &ChatRequest, dialect: &Dialect) -> HttpRequest {
        let parameters = &request.parameters;
        let mut body = Map::new();
        body.insert("model".into(), endpoint.model.clone().into());
        if let Some(system) = &request.system {
            body.insert("instructions".into(), system.clone().into());
        }
        body.insert("input".into(), input(request));
        body.insert("max_output_tokens".into(), parameters.max_output_tokens.into());
        if let Some(temperature) = parameters.temperature {
            body.insert("temperature".into(), temperature.into());
        }
        if let Some(top_p) = parameters.top_p {
            body.insert("top_p".into(), top_p.into());
        }
        if let Some(effort) = effort(parameters.thinking, dialect) {
            body.insert("reasoning".into(), json!({ "effort": effort }));
        }
        if let Some(n_alternatives) = parameters.top_logprobs {
            body.insert("include".into(), json!(["message.output_text.logprobs"]));
            body.insert("top_logprobs".into(), n_alternatives.min(20).into());
        }
        if let Some(schema) = &request.schema {
            // Flat here, nested in Chat Completions.
            let format = match dialect.structure() {
                Structure::Schema => Some(json!({
                    "type": "json_schema", "name": schema.name(), "strict": true, "schema": schema.with_lengths(Lengths::Lists),
                })),
                Structure::Loose => Some(json!({ "type": "json_object" })),
                Structure::None => None,
            };
            if let Some(format) = format {
                body.insert("text".into(), json!({ "format": format }));
            }
        }
        if let Some(key) = &request.cache_key {
            body.insert("prompt_cache_key".into(), key.clone().into());
        }
        // The default is to keep question and answer for a month.
        body.insert("store".into(), false.into());
        let mut body = Value::Object(body);
        dialect.apply(DROPPABLE, &mut body);
        HttpRequest::post(endpoint.base_url.join("/responses"), &body, endpoint.timeouts).with_key(
            "authorization",
            "Bearer ",
            endpoint.key.as_ref(),
        )
    }

    fn read_chat(&self, request: &ChatRequest, response: &HttpResponse) -> Answer {
        answer_of(response, |body| {
            let status =
                text_at(body, "/status").ok_or_else(|| protocol(response, "an answer without status"))?;
            let output = body
                .get("output")
                .and_then(Value::as_array)
                .ok_or_else(|| protocol(response, "an answer without output"))?;
            let parts: Vec<&Value> = output
                .iter()
                .filter(|item| is_of_type(item, "message"))
                .filter_map(|item| item.get("content").and_then(Value::as_array))
                .flatten()
                .collect();
            let text: String = parts
                .iter()
                .filter(|part| is_of_type(part, "output_text"))
                .filter_map(|part| part.get("text").and_then(Value::as_str))
                .collect();
            let refusal = parts
                .iter()
                .find(|part| is_of_type(part, "refusal"))
                .map(|part| text_at(part, "/refusal").unwrap_or_default());
            let reason = text_at(body, "/incomplete_details/reason");
            let stop = meaning(&status, reason.as_deref(), refusal.is_some());
            Ok(Answer {
                outcome: outcome(stop, &text, request),
                text: refusal.unwrap_or(text),
                usage: usage(body),
                model: text_at(body, "/model"),
                request_id: response
                    .header("x-request-id")
                    .map(str::to_owned)
                    .or_else(|| text_at(body, "/id")),
                stop: reason.or(Some(status)),
                tokens: tokens(&parts),
                ..Answer::default()
            })
        })
    }

    fn models(&self, endpoint: &Endpoint) -> HttpRequest {
        chat_completions::models(endpoint, "/models")
    }

    fn read_models(&self, response: &HttpResponse) -> Result<Vec<ModelInfo>, Failure> {
        chat_completions::read_models(response)
    }

    fn unsent(&self) -> &'static [&'static str] {
        &["seed"]
    }

    fn droppable(&self) -> &'static [Droppable] {
        DROPPABLE
    }
}

/// One question is a text, a conversation is a list of turns.
fn input(request: &ChatRequest) -> Value {
    if let [message] = request.messages.as_slice()
        && message.role == Role::User
    {
        return message.text.clone().into();
    }
    request
        .messages
        .iter()
        .map(|message| {
            let role = match message.role {
                Role::User => "user",
                Role::Assistant => "assistant",
            };
            json!({ "role": role, "content": message.text })
        })
        .collect()
}

fn meaning(status: &str, reason: Option<&str>, has_refusal: bool) -> Stop {
    match (status, reason) {
        ("completed", _) if has_refusal => Stop::Refused(None),
        ("completed", _) => Stop::Done,
        ("incomplete", Some("max_output_tokens")) => Stop::Cut,
        ("incomplete", Some("content_filter")) => Stop::Filtered("content_filter".to_owned()),
        ("incomplete", reason) => Stop::Unknown(reason.unwrap_or("incomplete").to_owned()),
        ("failed" | "cancelled" | "queued" | "in_progress", _) => Stop::Unexpected(status.to_owned()),
        _ => Stop::Unknown(status.to_owned()),
    }
}

fn is_of_type(value: &Value, kind: &str) -> bool {
    value.get("type").and_then(Value::as_str) == Some(kind)
}

fn usage(body: &Value) -> Usage {
    Usage {
        input: count_at(body, "/usage/input_tokens"),
        cached: count_at(body, "/usage/input_tokens_details/cached_tokens"),
        cache_written: count_at(body, "/usage/input_tokens_details/cache_write_tokens"),
        output: count_at(body, "/usage/output_tokens"),
        reasoning: count_at(body, "/usage/output_tokens_details/reasoning_tokens"),
    }
}

fn tokens(parts: &[&Value]) -> Option<Vec<TokenProbability>> {
    let mut tokens = Vec::new();
    for part in parts.iter().filter(|part| is_of_type(part, "output_text")) {
        tokens.extend(chat_completions::token_list(part.get("logprobs")?)?);
    }
    Some(tokens).filter(|tokens| !tokens.is_empty())
}
