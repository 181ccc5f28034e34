//! The server of llama.cpp.

use serde_json::{Value, json};

use super::read::{count_at, success_body};
use super::{Provider, chat_completions};
use crate::Failure;
use crate::dialect::{Dialect, Droppable};
use crate::endpoint::Endpoint;
use crate::models::ModelInfo;
use crate::outcome::Answer;
use crate::request::{ChatRequest, Thinking};
use crate::schema::Lengths;
use crate::transport::{HttpRequest, HttpResponse, Pieces};

pub(super) struct LlamaCpp;

impl Provider for LlamaCpp {
    fn chat(&self, endpoint: &Endpoint, request: &ChatRequest, dialect: &Dialect) -> HttpRequest {
        let cap = chat_completions::MAX_TOKENS;
        let mut body = chat_completions::body(endpoint, request, dialect, "system", cap);
        chat_completions::insert_response_format(&mut body, request, dialect);
        body.insert("cache_prompt".into(), true.into());
        if request.parameters.thinking == Thinking::Off {
            body.insert("chat_template_kwargs".into(), json!({ "enable_thinking": false }));
        }
        let asked = (request, dialect, Lengths::All);
        chat_completions::post(endpoint, "/v1/chat/completions", body, asked).in_pieces(Pieces::Events)
    }

    fn read_chat(&self, request: &ChatRequest, response: &HttpResponse) -> Answer {
        chat_completions::read_chat(request, response)
    }

    fn models(&self, endpoint: &Endpoint) -> HttpRequest {
        chat_completions::models(endpoint, "/v1/models")
    }

    fn read_models(&self, response: &HttpResponse) -> Result<Vec<ModelInfo>, Failure> {
        chat_completions::read_models(response)
    }

    fn model_details(&self, endpoint: &Endpoint) -> Option<HttpRequest> {
        Some(chat_completions::models(endpoint, "/props"))
    }

    fn read_model_details(&self, response: &HttpResponse, model: &mut ModelInfo) {
        if let Ok(body) = success_body(response) {
            // What one question may have; the server divides its context among its slots.
            model.context_tokens = ["/default_generation_settings/n_ctx", "/n_ctx"]
                .iter()
                .find_map(|pointer| count_at(&body, pointer))
                .or(model.context_tokens);
            model.template_sha256 = body
                .get("chat_template")
                .and_then(Value::as_str)
                .map(crate::models::sha256);
        }
    }

    fn droppable(&self) -> &'static [Droppable] {
        chat_completions::DROPPABLE
    }
}
