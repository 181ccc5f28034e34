//! Chat with language models, remote or local, behind one request type.
//!
//! A provider is pure functions: from a [`ChatRequest`] to HTTP, from HTTP to an [`Answer`]. One [`Client`] asks over a
//! [`Transport`], waits, asks again where that helps, and remembers what a model rejects. An answer's [`Outcome`] says
//! what it is worth; only [`Outcome::Complete`] is an answer.
//!
//! This crate knows nothing of claims, holds no prompt, writes no log, and shows no key: keys are [`SecretString`]s and
//! go into headers only. Who listens with `tracing` gets a span for each request, by OpenTelemetry's `gen_ai.*` names, which
//! holds nothing of question, answer or key.
//!
//! ```
//! use propos_llm::{ChatRequest, Endpoint, EndpointOptions};
//!
//! let endpoint = Endpoint::choose("ollama:qwen3:8b", EndpointOptions::new(), &|_| None)?;
//! assert_eq!(endpoint.model, "qwen3:8b");
//! let request = ChatRequest::new("Say hello.").with_system("You are brief.");
//! assert_eq!(request.messages.len(), 1);
//! # Ok::<(), propos_llm::EndpointError>(())
//! ```

mod base_url;
mod classify;
mod client;
mod clock;
mod dialect;
mod endpoint;
mod failure;
mod forecast;
mod gate;
#[cfg(feature = "http")]
mod http;
mod limits;
mod models;
mod outcome;
#[cfg(feature = "http")]
mod pieces;
mod prices;
mod probe;
mod provider;
mod replay;
mod request;
mod retry;
mod schema;
mod secret;
mod span;
mod tariff;
mod transport;
mod usage;
mod written;

pub use base_url::{BaseUrl, BaseUrlError};
pub use client::{Client, ColdCache, Pace};
pub use clock::{Clock, SystemClock};
pub use dialect::{Dialect, ShapeForm, Structure};
pub use endpoint::{
    ANTHROPIC_API_KEY, Endpoint, EndpointError, EndpointOptions, Flavour, GEMINI_API_KEY, OPENAI_API_KEY,
    PROPOS_API_KEY, ProviderKind, names_provider, provider_names,
};
pub use failure::{Failure, FailureClass};
pub use forecast::{Expected, Forecast};
#[cfg(feature = "http")]
pub use http::HttpTransport;
pub use models::{ModelInfo, near_names};
pub use outcome::{Answer, Malformation, Outcome, TokenProbability};
pub use prices::{Cost, LongPrice, Price, Prices, PricesError};
pub use probe::{Diagnosis, Obedience, Probe};
pub use provider::{Provider, provider};
pub use replay::{RecordingError, RecordingTransport, ReplayTransport};
pub use request::{ChatRequest, Message, Parameters, Role, Thinking};
pub use retry::RetryPolicy;
pub use schema::{OutputSchema, SchemaError};
pub use secret::{REDACTED, SecretString, redact, redact_url};
pub use tariff::{Most, Receipt, Tariff};
pub use transport::{
    Body, HttpRequest, HttpResponse, Judge, Method, Pieces, SecretHeader, Timeouts, Transport, Worth,
};
pub use usage::Usage;
