//! Prints what is sent to each provider for one question, a line each: for checks against the providers' own types.

use std::error::Error;
use std::io::Write;

use propos_llm::{
    ChatRequest, Dialect, Endpoint, EndpointOptions, Message, OutputSchema, Parameters, Structure, Thinking,
    provider,
};
use serde_json::json;

const PROVIDERS: &[&str] = &["openai", "openai-responses", "anthropic", "gemini", "ollama"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut output = std::io::stdout();
    for name in PROVIDERS {
        let options = EndpointOptions::new().with_base_url(Some("http://127.0.0.1:1"));
        let endpoint = Endpoint::choose(&format!("{name}:model-x"), options, &|_| None)?;
        for (request, dialect) in questions()? {
            let sent = provider(endpoint.kind).chat(&endpoint, &request, &dialect);
            let line =
                json!({ "provider": name, "path": sent.path(), "body": sent.body.map(|body| body.json()) });
            writeln!(output, "{line}")?;
        }
    }
    Ok(())
}

/// The plainest question, one with everything, and one with the weaker form of a schema.
fn questions() -> Result<Vec<(ChatRequest, Dialect)>, Box<dyn Error>> {
    let schema = json!({
        "type": "object", "additionalProperties": false, "required": ["claims"],
        "properties": { "claims": { "type": "array", "items": {
            "type": "object", "additionalProperties": false, "required": ["quote", "speaker", "topic"],
            "properties": {
                "quote": { "type": "string", "description": "Copied verbatim." },
                "speaker": { "anyOf": [{ "type": "string" }, { "type": "null" }] },
                "topic": { "type": "string", "enum": ["talent", "other"] },
            },
        } } },
    });
    let mut parameters = Parameters::default();
    parameters.top_p = Some(0.9);
    parameters.top_logprobs = Some(3);
    parameters.thinking = Thinking::Low;
    let full = ChatRequest::new("Question")
        .with_system("Instructions")
        .with_messages(vec![
            Message::user("Example"),
            Message::assistant(r#"{"claims": []}"#),
            Message::user("Document"),
        ])
        .with_schema(OutputSchema::new("claims_v1", schema)?)
        .with_parameters(parameters)
        .with_cache_key("codebook-9f31");
    let weaker = Dialect::default().with_structure(Structure::Loose);
    Ok(vec![
        (ChatRequest::new("Question"), Dialect::default()),
        (full.clone(), Dialect::default()),
        (full, weaker),
    ])
}
