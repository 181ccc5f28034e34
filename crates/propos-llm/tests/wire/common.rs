//! What the tests share.

use std::path::PathBuf;

use propos_llm::{ChatRequest, Endpoint, EndpointOptions, OutputSchema};
use serde_json::Value;

/// The text of a constructed body.
pub(crate) fn body(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../fixtures/llm/constructed")
        .join(format!("{name}.json"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A constructed body as JSON.
pub(crate) fn json_body(name: &str) -> Value {
    serde_json::from_str(&body(name)).expect("a constructed body is JSON")
}

/// An endpoint of a provider, with a key, that is never connected to.
pub(crate) fn endpoint(provider: &str) -> Endpoint {
    endpoint_at(provider, "https://server.example")
}

/// The same at another address.
pub(crate) fn endpoint_at(provider: &str, base_url: &str) -> Endpoint {
    let options = EndpointOptions::new().with_base_url(Some(base_url));
    Endpoint::choose(&format!("{provider}:model-x"), options, &|_| {
        Some("canary-key-7f3c9a".to_owned())
    })
    .expect("the endpoint is valid")
}

/// The schema of the constructed bodies.
pub(crate) fn schema() -> OutputSchema {
    let request = json_body("openai_chat.req");
    OutputSchema::new(
        "record_claims",
        request["response_format"]["json_schema"]["schema"].clone(),
    )
    .expect("the schema is portable")
}

/// A question with a schema.
pub(crate) fn question() -> ChatRequest {
    ChatRequest::new("Selon le Wall Street Journal, Pékin a donné instruction à ses principaux chercheurs.")
        .with_system("You code claims in news text.")
        .with_schema(schema())
}
