//! Providers: pure functions from a request to HTTP and from HTTP to an answer.

mod anthropic;
mod chat_completions;
mod compatible;
mod gemini;
mod llamacpp;
mod ollama;
mod openai_chat;
mod openai_responses;
mod read;

use crate::Failure;
use crate::dialect::{Dialect, Droppable, ShapeForm};
use crate::endpoint::{Endpoint, Flavour, ProviderKind};
use crate::models::ModelInfo;
use crate::outcome::Answer;
use crate::request::ChatRequest;
use crate::transport::{HttpRequest, HttpResponse};

/// What is particular about one format. Nothing here does I/O.
pub trait Provider: Send + Sync {
    /// The request for a question.
    fn chat(&self, endpoint: &Endpoint, request: &ChatRequest, dialect: &Dialect) -> HttpRequest;

    /// The answer in a response, read as strictly as a program can: the stop reason first, then the text.
    fn read_chat(&self, request: &ChatRequest, response: &HttpResponse) -> Answer;

    /// The request for the list of models.
    fn models(&self, endpoint: &Endpoint) -> HttpRequest;

    /// The models in a response.
    fn read_models(&self, response: &HttpResponse) -> Result<Vec<ModelInfo>, Failure>;

    /// The request that tells more about the one model than the list does, such as its context length.
    fn model_details(&self, _endpoint: &Endpoint) -> Option<HttpRequest> {
        None
    }

    /// Adds what such a response tells.
    fn read_model_details(&self, _response: &HttpResponse, _model: &mut ModelInfo) {}

    /// What of the parameters this format has no word for, so that it is never sent.
    fn unsent(&self) -> &'static [&'static str] {
        &[]
    }

    /// What the second best way to ask for a shape is here.
    fn loose_form(&self) -> ShapeForm {
        ShapeForm::JsonObject
    }

    /// The same question with a longer context, where it did not fit; none where that may not be longer.
    fn wider(&self, _request: &ChatRequest) -> Option<ChatRequest> {
        None
    }

    /// What can be left out of a request where a model rejects it.
    fn droppable(&self) -> &'static [Droppable];
}

/// The provider of a kind. The one place where a kind becomes code.
pub const fn provider(kind: ProviderKind) -> &'static dyn Provider {
    match kind {
        ProviderKind::OpenAiChat => &openai_chat::OpenAiChat,
        ProviderKind::OpenAiResponses => &openai_responses::OpenAiResponses,
        ProviderKind::Anthropic => &anthropic::Anthropic,
        ProviderKind::Gemini => &gemini::Gemini,
        ProviderKind::Ollama => &ollama::Ollama,
        ProviderKind::LlamaCpp => &llamacpp::LlamaCpp,
        ProviderKind::Compatible(flavour) => match flavour {
            Flavour::Plain => &compatible::Compatible(Flavour::Plain),
            Flavour::Vllm => &compatible::Compatible(Flavour::Vllm),
            Flavour::LmStudio => &compatible::Compatible(Flavour::LmStudio),
            Flavour::Mistral => &compatible::Compatible(Flavour::Mistral),
            Flavour::Groq => &compatible::Compatible(Flavour::Groq),
            Flavour::OpenRouter => &compatible::Compatible(Flavour::OpenRouter),
            Flavour::Tgi => &compatible::Compatible(Flavour::Tgi),
        },
    }
}
