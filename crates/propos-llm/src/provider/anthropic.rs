//! Anthropic, Messages.

use serde_json::{Map, Value, json};

use super::Provider;
use super::read::{Stop, answer_of, count_at, outcome, protocol, success_body, text_at};
use crate::Failure;
use crate::dialect::{Dialect, Droppable, ShapeForm, Structure};
use crate::endpoint::Endpoint;
use crate::models::ModelInfo;
use crate::outcome::Answer;
use crate::request::{ChatRequest, Role, Thinking};
use crate::schema::Lengths;
use crate::transport::{HttpRequest, HttpResponse};
use crate::usage::Usage;

pub(super) struct Anthropic;

/// The version of the format. It knows no sampling parameters: even their default values are an error.
const VERSION: &str = "2026-10-21";

const DROPPABLE: &[Droppable] = &[
    ("thinking", &["thinking"]),
    ("effort", &["output_config", "effort"]),
    ("cache_control", &["system", "0", "cache_control"]),
];

impl Provider for Anthropic {
    fn chat(&self, endpoint: &Endpoint, request: &ChatRequest, dialect: &Dialect) -> HttpRequest {
        let mut body = Map::new();
        body.insert("model".into(), endpoint.model.clone().into());
        body.insert("max_tokens".into(), request.parameters.max_output_tokens.into());
        if let Some(system) = &request.system {
            let system = match request.cache_key {
                // The mark stands at the end of what stays the same.
                Some(_) => {
                    json!([{ "type": "text", "text": system, "cache_control": { "type": "ephemeral" } }])
                }
                None => system.clone().into(),
            };
            body.insert("system".into(), system);
        }
        let messages: Vec<Value> = request
            .messages
            .iter()
            .map(|message| {
                let role = match message.role {
                    Role::User => "user",
                    Role::Assistant => "assistant",
                };
                json!({ "role": role, "content": message.text })
            })
            .collect();
        body.insert("messages".into(), messages.into());
        let uses_tool = insert_structure(&mut body, request, dialect);
        insert_thinking(&mut body, request.parameters.thinking, uses_tool);
        let mut body = Value::Object(body);
        dialect.apply(DROPPABLE, &mut body);
        HttpRequest::post(endpoint.base_url.join("/v1/messages"), &body, endpoint.timeouts)
            .with_header("anthropic-version", VERSION)
            .with_key("x-api-key", "", endpoint.key.as_ref())
    }

    fn read_chat(&self, request: &ChatRequest, response: &HttpResponse) -> Answer {
        let mut answer = answer_of(response, |body| {
            let content = body
                .get("content")
                .and_then(Value::as_array)
                .ok_or_else(|| protocol(response, "an answer without content"))?;
            let texts: String = content
                .iter()
                .filter(|block| block.get("type").and_then(Value::as_str) == Some("text"))
                .filter_map(|block| block.get("text").and_then(Value::as_str))
                .collect();
            let tool_input = tool_input(content, request);
            let stop = text_at(body, "/stop_reason");
            let category = text_at(body, "/stop_details/category");
            let meaning = meaning(stop.as_deref(), category, tool_input.is_some());
            let explanation = text_at(body, "/stop_details/explanation");
            let text = match (&meaning, tool_input) {
                (Stop::Refused(_), _) => explanation.unwrap_or(texts),
                (_, Some(input)) => input.to_string(),
                (_, None) => texts,
            };
            Ok(Answer {
                outcome: outcome(meaning, &text, request),
                text,
                usage: usage(body),
                model: text_at(body, "/model"),
                stop,
                ..Answer::default()
            })
        });
        if answer.request_id.is_none() {
            let body = serde_json::from_slice(response.body()).unwrap_or(Value::Null);
            answer.request_id = text_at(&body, "/request_id").or_else(|| text_at(&body, "/id"));
        }
        answer
    }

    fn models(&self, endpoint: &Endpoint) -> HttpRequest {
        HttpRequest::get(endpoint.base_url.join("/v1/models?limit=1000"), endpoint.timeouts)
            .with_header("anthropic-version", VERSION)
            .with_key("x-api-key", "", endpoint.key.as_ref())
    }

    fn read_models(&self, response: &HttpResponse) -> Result<Vec<ModelInfo>, Failure> {
        let body = success_body(response)?;
        let list = body
            .get("data")
            .and_then(Value::as_array)
            .ok_or_else(|| protocol(response, "a list of models without data"))?;
        Ok(list
            .iter()
            // A retired model stays in the list, as history.
            .filter(|entry| entry.get("lifecycle").and_then(Value::as_str) != Some("retired"))
            .filter_map(|entry| {
                let mut model = ModelInfo::new(entry.get("id")?.as_str()?);
                model.shutdown_date = text_at(entry, "/retires_at");
                model.context_tokens = count_at(entry, "/max_input_tokens");
                model.max_output_tokens = count_at(entry, "/max_tokens");
                Some(model)
            })
            .collect())
    }

    fn unsent(&self) -> &'static [&'static str] {
        &["temperature", "top_p", "seed", "logprobs"]
    }

    fn loose_form(&self) -> ShapeForm {
        ShapeForm::Tool
    }

    fn droppable(&self) -> &'static [Droppable] {
        DROPPABLE
    }
}

/// Asks for the shape; whether it does so by a tool, which is for servers and schemas that know no better.
fn insert_structure(body: &mut Map<String, Value>, request: &ChatRequest, dialect: &Dialect) -> bool {
    let Some(schema) = &request.schema else {
        return false;
    };
    match dialect.structure() {
        Structure::Schema => {
            let format = json!({ "type": "json_schema", "schema": schema.with_lengths(Lengths::None) });
            body.insert("output_config".into(), json!({ "format": format }));
            false
        }
        Structure::Loose => {
            let tool = json!({
                "name": schema.name(), "description": "Records the answer.", "input_schema": schema.with_lengths(Lengths::None),
            });
            body.insert("tools".into(), json!([tool]));
            body.insert(
                "tool_choice".into(),
                json!({ "type": "tool", "name": schema.name(), "disable_parallel_tool_use": true }),
            );
            true
        }
        Structure::None => false,
    }
}

fn insert_thinking(body: &mut Map<String, Value>, thinking: Thinking, uses_tool: bool) {
    let effort = match thinking {
        Thinking::ProviderDefault => return,
        // A forced tool and thinking exclude each other.
        _ if uses_tool => None,
        Thinking::Off => None,
        Thinking::Low => Some("low"),
        Thinking::Medium => Some("medium"),
        Thinking::High => Some("high"),
    };
    let kind = if effort.is_some() { "adaptive" } else { "disabled" };
    body.insert("thinking".into(), json!({ "type": kind }));
    if let Some(effort) = effort {
        let config = body.entry("output_config").or_insert_with(|| json!({}));
        if let Some(config) = config.as_object_mut() {
            config.insert("effort".into(), effort.into());
        }
    }
}

/// The input of the tool that was forced on the model.
fn tool_input<'a>(content: &'a [Value], request: &ChatRequest) -> Option<&'a Value> {
    let name = request.schema.as_ref()?.name();
    content
        .iter()
        .find(|block| {
            block.get("type").and_then(Value::as_str) == Some("tool_use")
                && block.get("name").and_then(Value::as_str) == Some(name)
        })?
        .get("input")
}

fn meaning(stop: Option<&str>, category: Option<String>, has_tool_input: bool) -> Stop {
    match stop {
        Some("end_turn" | "stop_sequence") => Stop::Done,
        Some("tool_use") if has_tool_input => Stop::Done,
        Some("max_tokens" | "model_context_window_exceeded") => Stop::Cut,
        Some("refusal") => Stop::Refused(category),
        Some(reason @ ("tool_use" | "pause_turn")) => Stop::Unexpected(reason.to_owned()),
        Some(reason) => Stop::Unknown(reason.to_owned()),
        None => Stop::Unknown("none".to_owned()),
    }
}

/// The three kinds of input tokens are counted apart, and the whole is their sum.
fn usage(body: &Value) -> Usage {
    let cached = count_at(body, "/usage/cache_read_input_tokens");
    let cache_written = count_at(body, "/usage/cache_creation_input_tokens");
    let input = count_at(body, "/usage/input_tokens").map(|input| {
        input
            .saturating_add(cached.unwrap_or(0))
            .saturating_add(cache_written.unwrap_or(0))
    });
    Usage {
        input,
        cached,
        cache_written,
        output: count_at(body, "/usage/output_tokens"),
        reasoning: count_at(body, "/usage/output_tokens_details/thinking_tokens"),
    }
}
