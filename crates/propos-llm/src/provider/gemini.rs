//! Google, `generateContent`.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::Provider;
use super::read::{Stop, answer_of, count_at, outcome, protocol, success_body, text_at};
use crate::Failure;
use crate::dialect::{Dialect, Droppable, Structure};
use crate::endpoint::Endpoint;
use crate::models::ModelInfo;
use crate::outcome::{Answer, TokenProbability};
use crate::request::{ChatRequest, Role, Thinking};
use crate::schema::Lengths;
use crate::transport::{HttpRequest, HttpResponse};
use crate::usage::Usage;

pub(super) struct Gemini;

const THINKING: &[&str] = &["generationConfig", "thinkingConfig"];
const DROPPABLE: &[Droppable] = &[
    ("temperature", &["generationConfig", "temperature"]),
    ("topP", &["generationConfig", "topP"]),
    ("seed", &["generationConfig", "seed"]),
    ("responseLogprobs", &["generationConfig", "responseLogprobs"]),
    ("logprobs", &["generationConfig", "logprobs"]),
    ("thinkingConfig", THINKING),
    ("thinking_config", THINKING),
    ("thinkingBudget", THINKING),
    ("thinking_budget", THINKING),
    ("thinkingLevel", THINKING),
    ("thinking_level", THINKING),
    // "Budget 0 is invalid. This model only works in thinking mode."
    ("thinking mode", THINKING),
    ("thinking", THINKING),
];

const FILTERED: &[&str] = &[
    "BLOCKLIST",
    "IMAGE_SAFETY",
    "LANGUAGE",
    "PROHIBITED_CONTENT",
    "RECITATION",
    "SAFETY",
    "SPII",
];
const UNEXPECTED: &[&str] = &[
    "MALFORMED_FUNCTION_CALL",
    "MALFORMED_RESPONSE",
    "NO_IMAGE",
    "OTHER",
    "TOO_MANY_TOOL_CALLS",
    "UNEXPECTED_TOOL_CALL",
];

impl Provider for Gemini {
    fn chat(&self, endpoint: &Endpoint, request: &ChatRequest, dialect: &Dialect) -> HttpRequest {
        let mut body = Map::new();
        if let Some(system) = &request.system {
            body.insert(
                "systemInstruction".into(),
                json!({ "parts": [{ "text": system }] }),
            );
        }
        let contents: Vec<Value> = request
            .messages
            .iter()
            .map(|message| {
                let role = match message.role {
                    Role::User => "user",
                    Role::Assistant => "model",
                };
                json!({ "role": role, "parts": [{ "text": message.text }] })
            })
            .collect();
        body.insert("contents".into(), contents.into());
        body.insert("generationConfig".into(), config(request, dialect).into());
        let mut body = Value::Object(body);
        dialect.apply(DROPPABLE, &mut body);
        let path = format!("/v1beta/models/{}:generateContent", path_segment(&endpoint.model));
        // The key goes into a header: in the query it would end up in logs and error messages.
        HttpRequest::post(endpoint.base_url.join(&path), &body, endpoint.timeouts).with_key(
            "x-goog-api-key",
            "",
            endpoint.key.as_ref(),
        )
    }

    fn read_chat(&self, request: &ChatRequest, response: &HttpResponse) -> Answer {
        answer_of(response, |body| {
            let candidate = body.pointer("/candidates/0");
            let block_reason = text_at(body, "/promptFeedback/blockReason");
            let (stop, text) = match (candidate, block_reason) {
                (None, Some(reason)) => (Some(reason), String::new()),
                (None, None) => return Err(protocol(response, "an answer without candidates")),
                (Some(candidate), _) => (text_at(candidate, "/finishReason"), candidate_text(candidate)),
            };
            let meaning = match candidate {
                None => Stop::Blocked(stop.clone().unwrap_or_default()),
                Some(_) => meaning(stop.as_deref()),
            };
            Ok(Answer {
                outcome: outcome(meaning, &text, request),
                text,
                usage: usage(body),
                model: text_at(body, "/modelVersion"),
                request_id: text_at(body, "/responseId"),
                stop,
                tokens: candidate.and_then(tokens),
                ..Answer::default()
            })
        })
    }

    fn models(&self, endpoint: &Endpoint) -> HttpRequest {
        let url = endpoint.base_url.join("/v1beta/models?pageSize=1000");
        HttpRequest::get(url, endpoint.timeouts).with_key("x-goog-api-key", "", endpoint.key.as_ref())
    }

    fn read_models(&self, response: &HttpResponse) -> Result<Vec<ModelInfo>, Failure> {
        let body = success_body(response)?;
        let list = body
            .get("models")
            .and_then(Value::as_array)
            .ok_or_else(|| protocol(response, "a list of models without models"))?;
        Ok(list
            .iter()
            .filter_map(|entry| {
                let mut model = ModelInfo::new(bare_name(entry.get("name")?.as_str()?));
                model.context_tokens = count_at(entry, "/inputTokenLimit");
                model.max_output_tokens = count_at(entry, "/outputTokenLimit");
                Some(model)
            })
            .collect())
    }

    fn droppable(&self) -> &'static [Droppable] {
        DROPPABLE
    }
}

fn config(request: &ChatRequest, dialect: &Dialect) -> Map<String, Value> {
    let parameters = &request.parameters;
    let mut config = Map::new();
    let thinking = match parameters.thinking {
        Thinking::ProviderDefault => None,
        Thinking::Off => Some(json!({ "thinkingBudget": 0 })),
        Thinking::Low => Some(json!({ "thinkingLevel": "low" })),
        Thinking::Medium => Some(json!({ "thinkingLevel": "medium" })),
        Thinking::High => Some(json!({ "thinkingLevel": "high" })),
    };
    let optional = [
        ("temperature", parameters.temperature.map(Value::from)),
        ("topP", parameters.top_p.map(Value::from)),
        ("seed", parameters.seed.map(Value::from)),
        ("maxOutputTokens", Some(parameters.max_output_tokens.into())),
        ("responseLogprobs", parameters.top_logprobs.map(|_| true.into())),
        ("logprobs", parameters.top_logprobs.map(|n| n.min(20).into())),
        ("thinkingConfig", thinking),
    ];
    for (name, value) in optional {
        if let Some(value) = value {
            config.insert(name.into(), value);
        }
    }
    if let Some(schema) = &request.schema
        && dialect.structure() < Structure::None
    {
        config.insert("responseMimeType".into(), "application/json".into());
        if dialect.structure() == Structure::Schema {
            // Never beside `responseSchema`: one of the two.
            config.insert("responseJsonSchema".into(), schema.with_lengths(Lengths::Lists));
        }
    }
    config
}

/// The visible parts; thoughts are parts too.
fn candidate_text(candidate: &Value) -> String {
    candidate
        .pointer("/content/parts")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter(|part| part.get("thought").and_then(Value::as_bool) != Some(true))
        .filter_map(|part| part.get("text").and_then(Value::as_str))
        .collect()
}

fn meaning(stop: Option<&str>) -> Stop {
    match stop {
        Some("STOP") => Stop::Done,
        Some("MAX_TOKENS") => Stop::Cut,
        Some(reason) if FILTERED.contains(&reason) => Stop::Filtered(reason.to_owned()),
        Some(reason) if UNEXPECTED.contains(&reason) => Stop::Unexpected(reason.to_owned()),
        Some(reason) => Stop::Unknown(reason.to_owned()),
        None => Stop::Unknown("none".to_owned()),
    }
}

/// Thoughts are counted beside the answer's tokens, not among them.
fn usage(body: &Value) -> Usage {
    let reasoning = count_at(body, "/usageMetadata/thoughtsTokenCount");
    let visible = count_at(body, "/usageMetadata/candidatesTokenCount");
    let output = match (visible, reasoning) {
        (None, None) => None,
        (visible, reasoning) => Some(visible.unwrap_or(0).saturating_add(reasoning.unwrap_or(0))),
    };
    Usage {
        input: count_at(body, "/usageMetadata/promptTokenCount"),
        cached: count_at(body, "/usageMetadata/cachedContentTokenCount"),
        cache_written: None,
        output,
        reasoning,
    }
}

fn tokens(candidate: &Value) -> Option<Vec<TokenProbability>> {
    let pair = |value: &Value| {
        Some((
            value.get("token")?.as_str()?.to_owned(),
            value.get("logProbability")?.as_f64()?,
        ))
    };
    let chosen = candidate
        .pointer("/logprobsResult/chosenCandidates")?
        .as_array()?;
    let tops = candidate
        .pointer("/logprobsResult/topCandidates")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    chosen
        .iter()
        .enumerate()
        .map(|(index, entry)| {
            let (token, logprob) = pair(entry)?;
            let alternatives = tops
                .get(index)
                .and_then(|top| top.get("candidates")?.as_array())
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

fn bare_name(name: &str) -> &str {
    name.strip_prefix("models/").unwrap_or(name)
}

/// A model's name as a segment of a path, so that no name leads elsewhere.
fn path_segment(model: &str) -> String {
    let mut segment = String::new();
    for byte in bare_name(model).bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            segment.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(segment, "%{byte:02X}");
        }
    }
    segment
}
