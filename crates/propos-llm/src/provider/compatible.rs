//! Servers that speak like OpenAI's Chat Completions.

use serde_json::{Value, json};

use super::{Provider, chat_completions};
use crate::Failure;
use crate::dialect::{Dialect, Droppable, Structure};
use crate::endpoint::{Endpoint, Flavour};
use crate::models::ModelInfo;
use crate::outcome::Answer;
use crate::request::{ChatRequest, Thinking};
use crate::schema::Lengths;
use crate::transport::{HttpRequest, HttpResponse};

pub(super) struct Compatible(pub(super) Flavour);

impl Provider for Compatible {
    fn chat(&self, endpoint: &Endpoint, request: &ChatRequest, dialect: &Dialect) -> HttpRequest {
        let cap = match self.0 {
            Flavour::Groq => chat_completions::MAX_COMPLETION_TOKENS,
            _ => chat_completions::MAX_TOKENS,
        };
        let mut body = chat_completions::body(endpoint, request, dialect, "system", cap);
        chat_completions::insert_response_format(&mut body, request, dialect);
        match self.0 {
            Flavour::Tgi => {
                // Another tag and another key than OpenAI's, whose form is rejected.
                if let (Some(schema), true) = (&request.schema, dialect.structure() < Structure::None) {
                    let format = json!({ "type": "json", "value": schema.with_lengths(Lengths::Lists) });
                    body.insert("response_format".into(), format);
                }
            }
            Flavour::Mistral => {
                if let Some(seed) = body.remove("seed") {
                    body.insert("random_seed".into(), seed);
                }
            }
            Flavour::Vllm => {
                // The server's own defaults for sampling come from the model's files: nothing is left to them.
                body.entry("temperature").or_insert_with(|| Value::from(0.0));
                body.entry("top_p").or_insert_with(|| Value::from(1.0));
                if request.parameters.thinking == Thinking::Off {
                    body.insert("chat_template_kwargs".into(), json!({ "enable_thinking": false }));
                }
            }
            Flavour::Plain | Flavour::LmStudio | Flavour::Groq | Flavour::OpenRouter => {}
        }
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
