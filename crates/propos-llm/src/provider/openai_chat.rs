//! OpenAI, Chat Completions.

use super::{Provider, chat_completions};
use crate::Failure;
use crate::dialect::{Dialect, Droppable};
use crate::endpoint::Endpoint;
use crate::models::ModelInfo;
use crate::outcome::Answer;
use crate::request::{ChatRequest, Thinking};
use crate::schema::Lengths;
use crate::transport::{HttpRequest, HttpResponse};

pub(super) struct OpenAiChat;

/// The word for an effort; models that cannot but think reject `none` and take `low`.
pub(super) const fn effort(thinking: Thinking, dialect: &Dialect) -> Option<&'static str> {
    match thinking {
        Thinking::ProviderDefault => None,
        Thinking::Off if dialect.thinks_a_little() => Some("low"),
        Thinking::Off => Some("none"),
        Thinking::Low => Some("low"),
        Thinking::Medium => Some("medium"),
        Thinking::High => Some("high"),
    }
}

impl Provider for OpenAiChat {
    fn chat(&self, endpoint: &Endpoint, request: &ChatRequest, dialect: &Dialect) -> HttpRequest {
        let role = if dialect.uses_system_role() {
            "system"
        } else {
            "developer"
        };
        let cap = chat_completions::MAX_COMPLETION_TOKENS;
        let mut body = chat_completions::body(endpoint, request, dialect, role, cap);
        chat_completions::insert_response_format(&mut body, request, dialect);
        if let Some(effort) = effort(request.parameters.thinking, dialect) {
            body.insert("reasoning_effort".into(), effort.into());
        }
        if let Some(key) = &request.cache_key {
            body.insert("prompt_cache_key".into(), key.clone().into());
        }
        body.insert("store".into(), false.into());
        chat_completions::post(
            endpoint,
            "/chat/completions",
            body,
            (request, dialect, Lengths::Lists),
        )
    }

    fn read_chat(&self, request: &ChatRequest, response: &HttpResponse) -> Answer {
        chat_completions::read_chat(request, response)
    }

    fn models(&self, endpoint: &Endpoint) -> HttpRequest {
        chat_completions::models(endpoint, "/models")
    }

    fn read_models(&self, response: &HttpResponse) -> Result<Vec<ModelInfo>, Failure> {
        chat_completions::read_models(response)
    }

    fn droppable(&self) -> &'static [Droppable] {
        chat_completions::DROPPABLE
    }
}
