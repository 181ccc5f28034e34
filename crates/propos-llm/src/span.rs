//! A span around each request, by OpenTelemetry's names for generative AI.
//!
//! What a server says of itself is shown without the key and cut short; of question and answer nothing is shown.

use tracing::field::{Empty, display};
use tracing::{Span, info_span};

use crate::endpoint::{Endpoint, Flavour, ProviderKind};
use crate::outcome::{Answer, Outcome};
use crate::request::ChatRequest;
use crate::secret::redact;
use crate::transport::HttpResponse;

/// No name of a model and no stop reason is longer.
const MOST_CHARACTERS: usize = 100;

/// The span of one attempt to get an answer; `n_before` came before it for the same question.
pub(crate) fn request_span(endpoint: &Endpoint, request: &ChatRequest, n_before: u32) -> Span {
    let parameters = &request.parameters;
    info_span!(
        "chat",
        otel.name = display(format_args!("chat {}", endpoint.model)),
        otel.kind = "client",
        otel.status_code = Empty,
        gen_ai.operation.name = operation(endpoint.kind),
        gen_ai.provider.name = provider(endpoint),
        gen_ai.output.type = if request.schema.is_some() { "json" } else { "text" },
        gen_ai.request.model = endpoint.model,
        gen_ai.request.max_tokens = parameters.max_output_tokens,
        gen_ai.request.temperature = parameters.temperature,
        gen_ai.request.top_p = parameters.top_p,
        gen_ai.request.seed = parameters.seed,
        gen_ai.response.model = Empty,
        gen_ai.response.finish_reasons = Empty,
        gen_ai.usage.input_tokens = Empty,
        gen_ai.usage.output_tokens = Empty,
        gen_ai.usage.cache_read.input_tokens = Empty,
        gen_ai.usage.cache_creation.input_tokens = Empty,
        gen_ai.usage.reasoning.output_tokens = Empty,
        server.address = endpoint.base_url.host(),
        server.port = endpoint.base_url.port(),
        http.request.resend_count = (n_before > 0).then_some(n_before),
        http.response.status_code = Empty,
        propos.request.id = Empty,
        propos.outcome = Empty,
        error.type = Empty,
    )
}

/// Says in the span what the server answered with.
pub(crate) fn record_response(span: &Span, response: &HttpResponse) {
    span.record("http.response.status_code", response.status);
}

/// Says in the span what came of the attempt.
pub(crate) fn record_answer(span: &Span, endpoint: &Endpoint, answer: &Answer) {
    if span.is_disabled() {
        return;
    }
    let shown = |said: &str| -> String {
        let said = redact(said, endpoint.key.as_ref());
        said.chars().take(MOST_CHARACTERS).collect()
    };
    if let Some(model) = &answer.model {
        span.record("gen_ai.response.model", shown(model));
    }
    if let Some(stop) = &answer.stop {
        // A list of one: each question has one answer.
        span.record(
            "gen_ai.response.finish_reasons",
            display(serde_json::json!([shown(stop)])),
        );
    }
    if let Some(id) = &answer.request_id {
        span.record("propos.request.id", shown(id));
    }
    let usage = &answer.usage;
    for (name, tokens) in [
        ("gen_ai.usage.input_tokens", usage.input),
        ("gen_ai.usage.output_tokens", usage.output),
        ("gen_ai.usage.cache_read.input_tokens", usage.cached),
        ("gen_ai.usage.cache_creation.input_tokens", usage.cache_written),
        ("gen_ai.usage.reasoning.output_tokens", usage.reasoning),
    ] {
        span.record(name, tokens);
    }
    span.record("propos.outcome", answer.outcome.word());
    if let Outcome::Failed(failure) = &answer.outcome {
        span.record("error.type", failure.class.word());
        span.record("otel.status_code", "ERROR");
    }
}

/// The name of what is asked for, in the words of the convention.
const fn operation(kind: ProviderKind) -> &'static str {
    match kind {
        ProviderKind::Gemini => "generate_content",
        _ => "chat",
    }
}

/// The provider's name in the convention, or our own where it has none.
fn provider(endpoint: &Endpoint) -> &str {
    match endpoint.kind {
        ProviderKind::OpenAiChat | ProviderKind::OpenAiResponses => "openai",
        ProviderKind::Anthropic => "anthropic",
        ProviderKind::Gemini => "gcp.gemini",
        ProviderKind::Compatible(Flavour::Mistral) => "mistral_ai",
        ProviderKind::Compatible(Flavour::Groq) => "groq",
        _ => endpoint.name.split(':').next().unwrap_or_default(),
    }
}
