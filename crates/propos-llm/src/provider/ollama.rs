//! Ollama, `/api/chat`. Its OpenAI-like path ignores the context length, so it is not used.

use serde_json::{Map, Value, json};

use super::Provider;
use super::chat_completions::token_list;
use super::read::{Stop, answer_of, count_at, outcome, protocol, success_body, text_at};
use crate::Failure;
use crate::dialect::{Dialect, Droppable, Structure};
use crate::endpoint::Endpoint;
use crate::failure::FailureClass;
use crate::models::ModelInfo;
use crate::outcome::{Answer, Outcome};
use crate::request::{ChatRequest, Role, Thinking};
use crate::transport::{HttpRequest, HttpResponse, Pieces};
use crate::usage::Usage;

pub(super) struct Ollama;

/// The smallest context that is asked for: the server's own default.
const LEAST_CONTEXT: u32 = 4096;

/// More bytes than a token of any text has on the whole.
const MOST_BYTES_PER_TOKEN: u64 = 8;

const DROPPABLE: &[Droppable] = &[
    ("think", &["think"]),
    ("truncate", &["truncate"]),
    ("shift", &["shift"]),
    ("logprobs", &["logprobs"]),
    ("top_logprobs", &["top_logprobs"]),
    ("seed", &["options", "seed"]),
    ("temperature", &["options", "temperature"]),
];

impl Provider for Ollama {
    fn chat(&self, endpoint: &Endpoint, request: &ChatRequest, dialect: &Dialect) -> HttpRequest {
        let parameters = &request.parameters;
        let mut messages = Vec::new();
        if let Some(system) = &request.system {
            messages.push(json!({ "role": "system", "content": system }));
        }
        for message in &request.messages {
            let role = match message.role {
                Role::User => "user",
                Role::Assistant => "assistant",
            };
            messages.push(json!({ "role": role, "content": message.text }));
        }
        let mut options = Map::new();
        if let Some(temperature) = parameters.temperature {
            options.insert("temperature".into(), temperature.into());
        }
        if let Some(top_p) = parameters.top_p {
            options.insert("top_p".into(), top_p.into());
        }
        if let Some(seed) = parameters.seed {
            options.insert("seed".into(), seed.into());
        }
        options.insert("num_ctx".into(), context_tokens(request).into());
        // Unbounded by default, and a model under a grammar can write blanks for ever.
        options.insert("num_predict".into(), parameters.max_output_tokens.into());

        let mut body = Map::new();
        body.insert("model".into(), endpoint.model.clone().into());
        body.insert("messages".into(), messages.into());
        body.insert("stream".into(), false.into());
        // Without these two, what does not fit is cut out of the question, and the answer looks like any other.
        body.insert("truncate".into(), false.into());
        body.insert("shift".into(), false.into());
        body.insert("keep_alive".into(), "30m".into());
        match parameters.thinking {
            Thinking::ProviderDefault => {}
            Thinking::Off => {
                body.insert("think".into(), false.into());
            }
            Thinking::Low | Thinking::Medium | Thinking::High => {
                body.insert("think".into(), true.into());
            }
        }
        if let Some(schema) = &request.schema {
            match dialect.structure() {
                Structure::Schema => {
                    body.insert("format".into(), schema.schema().clone());
                }
                Structure::Loose => {
                    body.insert("format".into(), "json".into());
                }
                Structure::None => {}
            }
        }
        if let Some(n_alternatives) = parameters.top_logprobs {
            body.insert("logprobs".into(), true.into());
            body.insert("top_logprobs".into(), n_alternatives.min(20).into());
        }
        body.insert("options".into(), options.into());
        let mut body = Value::Object(body);
        dialect.apply(DROPPABLE, &mut body);
        post(endpoint, "/api/chat", &body).in_pieces(Pieces::Lines)
    }

    fn read_chat(&self, request: &ChatRequest, response: &HttpResponse) -> Answer {
        answer_of(response, |body| {
            let message = body
                .get("message")
                .ok_or_else(|| protocol(response, "an answer without message"))?;
            let text = text_at(message, "/content").unwrap_or_default();
            let is_done = body.get("done").and_then(Value::as_bool) == Some(true);
            let stop = text_at(body, "/done_reason");
            let meaning = match stop.as_deref() {
                _ if !is_done => Stop::Unknown("not done".to_owned()),
                Some("stop") => Stop::Done,
                Some("length") => Stop::Cut,
                Some(reason @ ("load" | "unload")) => Stop::Unexpected(reason.to_owned()),
                Some(reason) => Stop::Unknown(reason.to_owned()),
                None => Stop::Unknown("none".to_owned()),
            };
            let usage = usage(body);
            let outcome = match outcome(meaning, &text, request) {
                outcome @ (Outcome::Complete | Outcome::Malformed(_)) => {
                    cut_in_silence(request, &usage).map_or(outcome, Outcome::Failed)
                }
                outcome => outcome,
            };
            Ok(Answer {
                outcome,
                text,
                usage,
                model: text_at(body, "/model"),
                stop,
                tokens: body.get("logprobs").and_then(token_list),
                ..Answer::default()
            })
        })
    }

    fn models(&self, endpoint: &Endpoint) -> HttpRequest {
        HttpRequest::get(endpoint.base_url.join("/api/tags"), endpoint.timeouts).with_key(
            "authorization",
            "Bearer ",
            endpoint.key.as_ref(),
        )
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
                let mut model = ModelInfo::new(entry.get("name")?.as_str()?);
                model.digest = text_at(entry, "/digest");
                Some(model)
            })
            .collect())
    }

    fn model_details(&self, endpoint: &Endpoint) -> Option<HttpRequest> {
        Some(post(endpoint, "/api/show", &json!({ "model": endpoint.model })))
    }

    fn read_model_details(&self, response: &HttpResponse, model: &mut ModelInfo) {
        let Ok(body) = success_body(response) else { return };
        // The key begins with the model's architecture.
        model.context_tokens = body
            .get("model_info")
            .and_then(Value::as_object)
            .and_then(|info| info.iter().find(|(key, _)| key.ends_with(".context_length")))
            .and_then(|(_, value)| value.as_u64())
            .or(model.context_tokens);
        model.template_sha256 = body
            .get("template")
            .and_then(Value::as_str)
            .map(crate::models::sha256);
    }

    fn wider(&self, request: &ChatRequest) -> Option<ChatRequest> {
        // Whoever set the context, or the server that told it, knows of no longer one.
        if request.parameters.context_tokens.is_some() {
            return None;
        }
        let mut wider = request.clone();
        wider.parameters.context_tokens = Some(context_tokens(request).saturating_mul(2));
        Some(wider)
    }

    fn droppable(&self) -> &'static [Droppable] {
        DROPPABLE
    }
}

fn post(endpoint: &Endpoint, path: &str, body: &Value) -> HttpRequest {
    HttpRequest::post(endpoint.base_url.join(path), body, endpoint.timeouts).with_key(
        "authorization",
        "Bearer ",
        endpoint.key.as_ref(),
    )
}

/// The context to ask for: the caller's, or enough for the question and the longest answer. In steps of doubling,
/// because the server loads the model anew for every other number.
fn context_tokens(request: &ChatRequest) -> u32 {
    if let Some(tokens) = request.parameters.context_tokens {
        return tokens;
    }
    // Two and a half bytes a token is fewer than any language in Latin script has.
    let question = u32::try_from(request.n_bytes().saturating_mul(2) / 5).unwrap_or(u32::MAX);
    let needed = question.saturating_add(request.parameters.max_output_tokens);
    needed.clamp(LEAST_CONTEXT, 1 << 30).next_power_of_two()
}

/// The failure where the counts betray that the question lost a part.
fn cut_in_silence(request: &ChatRequest, usage: &Usage) -> Option<Failure> {
    let input = usage.input?;
    let context = u64::from(context_tokens(request));
    if input.saturating_add(usage.output.unwrap_or(0)) >= context {
        // The context is as long as was asked for, and a shorter question fits.
        return Some(
            Failure::new(FailureClass::ContextTooLong).because("the server cut the question in silence"),
        );
    }
    // It is shorter, nobody knows how short, and no text has so many bytes a token. A count can also be low because the server had the
    // rest in its cache, so it must look like what is left after a cut: near half of the default context or more.
    let least = u64::try_from(request.n_bytes()).unwrap_or(u64::MAX) / MOST_BYTES_PER_TOKEN;
    let is_cut = input < least && input.saturating_mul(9) >= u64::from(LEAST_CONTEXT) * 4;
    is_cut.then(|| {
        Failure::new(FailureClass::InputTruncated)
            .because("set num_ctx with --context, or start the server with a longer context")
    })
}

fn usage(body: &Value) -> Usage {
    Usage {
        input: count_at(body, "/prompt_eval_count"),
        output: count_at(body, "/eval_count"),
        ..Usage::default()
    }
}
