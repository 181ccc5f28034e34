//! From an error response to the kind of failure.
//!
//! One reading for all providers: their error bodies differ in shape, not in what they mean, and servers that speak
//! like OpenAI borrow from all of them. Codes and types decide; messages only where a provider gives nothing else.

use serde_json::Value;

use crate::failure::{Failure, FailureClass};
use crate::transport::HttpResponse;

/// Codes and types that mean: no money.
const QUOTA: &[&str] = &[
    "billing_error",
    "billing_hard_limit_reached",
    "billing_not_active",
    "credit_balance_exhausted",
    "insufficient_credits",
    "insufficient_quota",
    "organization_usage_limit_exceeded",
];

const AUTH: &[&str] = &[
    "API_KEY_INVALID",
    "API_KEY_SERVICE_BLOCKED",
    "PERMISSION_DENIED",
    "UNAUTHENTICATED",
    "authentication_error",
    "invalid_api_key",
    "permission_error",
];

const CONTEXT: &[&str] = &[
    "context_length_exceeded",
    "exceed_context_size_error",
    "model_context_window_exceeded",
];

const OVERLOADED: &[&str] = &[
    "UNAVAILABLE",
    "engine_overloaded",
    "overloaded",
    "overloaded_error",
    "server_is_overloaded",
    "service_unavailable_error",
    "unavailable_error",
];

const MODEL: &[&str] = &["model_not_found", "invalid_model"];

/// What servers without a code of their own say when the question is too long. In lower case.
const CONTEXT_WORDS: &[&str] = &[
    "context length",
    "context size",
    "context window",
    "exceeds the maximum number of tokens",
    "prompt is longer than",
    "prompt is too long",
    "too many tokens",
    "tokens + `max_new_tokens` must be",
];

/// The same for schemas.
const SCHEMA_WORDS: &[&str] = &[
    "grammar is too large",
    "number of repetitions exceeds",
    "schema is too complex",
    "too many states",
];

/// What a proxy says before anything reaches the server.
pub(crate) const PROXY_WANTS_A_PASSWORD: &str = "the proxy wants a name and a password";

const LONGEST_DETAIL: usize = 300;

/// What an error body says, whichever provider's it is.
#[derive(Debug, Default)]
struct Said {
    /// Codes, types, reasons: words from the provider's lists, most telling first.
    words: Vec<String>,
    message: String,
    parameter: Option<String>,
    wait: Option<std::time::Duration>,
    names_daily_quota: bool,
    is_error: bool,
}

/// The failure that a response tells of; `None` where it tells of none.
pub(crate) fn failure_of(response: &HttpResponse, body: Option<&Value>) -> Option<Failure> {
    let said = body.map(read).unwrap_or_default();
    let is_success = (200..300).contains(&response.status);
    if is_success && !said.is_error {
        return None;
    }
    let class = class_of(response.status, &said);
    let mut failure = Failure::new(class);
    failure.status = Some(response.status);
    failure.code = said.words.first().cloned();
    failure.parameter = said.parameter;
    failure.wait = said.wait;
    failure.may_retry = match response.header("x-should-retry") {
        Some("true") => Some(true),
        Some("false") => Some(false),
        _ if matches!(response.status, 409 | 424) => Some(true),
        _ => None,
    };
    failure.detail = if response.status == 407 {
        Some(PROXY_WANTS_A_PASSWORD.to_owned())
    } else if class == FailureClass::Redirect {
        response
            .header("location")
            .map(|location| format!("it points to {}", crate::secret::redact_url(location)))
    } else {
        Some(shorten(&said.message)).filter(|message| !message.is_empty())
    };
    Some(failure)
}

fn class_of(status: u16, said: &Said) -> FailureClass {
    let is_one_of = |list: &[&str]| said.words.iter().any(|word| list.contains(&word.as_str()));
    let message = said.message.to_lowercase();
    let says = |list: &[&str]| list.iter().any(|phrase| message.contains(phrase));
    // Money before everything: it comes under 400, 402, 403 and 429, and asking again makes it worse. There are spend limits of
    // projects, organisations and contracts, enforced, reached and exceeded.
    let names_spend_limit = said.words.iter().any(|word| word.contains("spend_limit"));
    if is_one_of(QUOTA)
        || names_spend_limit
        || status == 402
        || said.names_daily_quota
        || message.contains("credit balance")
    {
        return FailureClass::Quota;
    }
    if (300..400).contains(&status) {
        return FailureClass::Redirect;
    }
    if is_one_of(AUTH) || matches!(status, 401 | 403) {
        return FailureClass::Auth;
    }
    let may_be_the_request = matches!(status, 200 | 400 | 404 | 422 | 500);
    if is_one_of(CONTEXT) || (may_be_the_request && says(CONTEXT_WORDS)) {
        return FailureClass::ContextTooLong;
    }
    if may_be_the_request && says(SCHEMA_WORDS) {
        return FailureClass::SchemaTooComplex;
    }
    let speaks_of_model = message.contains("model")
        && [
            "not found",
            "does not exist",
            "is not supported for",
            "no such",
            "invalid model",
            "unknown model",
        ]
        .iter()
        .any(|phrase| message.contains(phrase));
    // Anthropic says `model: NAME` and no more.
    let names_model = status == 404 && message.starts_with("model:");
    if is_one_of(MODEL) || names_model || (matches!(status, 400 | 404) && speaks_of_model) {
        return FailureClass::ModelNotFound;
    }
    if is_one_of(OVERLOADED) {
        return FailureClass::Overloaded;
    }
    match status {
        404 | 405 => FailureClass::NotFound,
        407 => FailureClass::Network,
        408 | 504 => FailureClass::Timeout,
        413 => FailureClass::TooLarge,
        429 => FailureClass::RateLimit,
        503 | 529 => FailureClass::Overloaded,
        409 | 424 | 499 | 500.. => FailureClass::Server,
        400..500 => FailureClass::BadRequest,
        // An error under a status that says success, and none of the words above.
        _ if is_one_of(&["rate_limit_exceeded", "rate_limit_error", "RESOURCE_EXHAUSTED"]) => {
            FailureClass::RateLimit
        }
        _ if is_one_of(&["server_error", "api_error", "INTERNAL"]) => FailureClass::Server,
        _ if is_one_of(&["invalid_request_error", "BadRequestError", "INVALID_ARGUMENT"]) => {
            FailureClass::BadRequest
        }
        _ => FailureClass::Protocol,
    }
}

fn read(body: &Value) -> Said {
    let mut said = Said::default();
    // Gemini's streaming errors and some gateways wrap the object in a list.
    let body = body.get(0).unwrap_or(body);
    let error = match body.get("error") {
        Some(error) if !error.is_null() => error,
        _ => {
            // FastAPI: {"detail": [...]} or {"detail": "..."}; others: {"object": "error", "message": ...}.
            let is_plain_error = body.get("object").and_then(Value::as_str) == Some("error");
            if let Some(detail) = body.get("detail") {
                read_detail(detail, &mut said);
            } else if is_plain_error {
                read_error(body, &mut said);
            }
            return said;
        }
    };
    read_error(error, &mut said);
    push_word(body.get("error_type"), &mut said);
    said
}

fn read_error(error: &Value, said: &mut Said) {
    said.is_error = true;
    if let Some(message) = error.as_str() {
        message.clone_into(&mut said.message);
        return;
    }
    let details = error.get("details");
    push_word(details.and_then(|details| details.get("error_code")), said);
    push_word(error.get("code"), said);
    push_word(error.get("type"), said);
    push_word(error.get("status"), said);
    if let Some(message) = error.get("message").and_then(Value::as_str) {
        message.clone_into(&mut said.message);
    }
    said.parameter = error.get("param").and_then(Value::as_str).map(str::to_owned);
    for detail in details.and_then(Value::as_array).into_iter().flatten() {
        push_word(detail.get("reason"), said);
        said.wait = said
            .wait
            .or_else(|| crate::retry::parse_seconds(detail.get("retryDelay")?.as_str()?));
        for violation in detail
            .get("violations")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            let quota = violation
                .get("quotaId")
                .and_then(Value::as_str)
                .unwrap_or_default();
            said.names_daily_quota |= quota.contains("PerDay");
        }
    }
}

/// `FastAPI`'s list of what does not validate: the place (`["body", "temperature"]`) and why.
fn read_detail(detail: &Value, said: &mut Said) {
    said.is_error = true;
    if let Some(message) = detail.as_str() {
        message.clone_into(&mut said.message);
        return;
    }
    let Some(first) = detail.get(0) else { return };
    push_word(first.get("type"), said);
    if let Some(message) = first.get("msg").and_then(Value::as_str) {
        message.clone_into(&mut said.message);
    }
    said.parameter = first
        .get("loc")
        .and_then(Value::as_array)
        .and_then(|place| {
            place
                .iter()
                .filter_map(Value::as_str)
                .find(|part| *part != "body")
        })
        .map(str::to_owned);
}

/// Codes are words at one provider, numbers or null at another; numbers repeat the status and say nothing.
fn push_word(value: Option<&Value>, said: &mut Said) {
    if let Some(word) = value.and_then(Value::as_str)
        && !word.is_empty()
        && word.len() <= 64
    {
        said.words.push(word.to_owned());
    }
}

/// One line without control characters, not too long.
fn shorten(message: &str) -> String {
    let mut short: String = message
        .chars()
        .take(LONGEST_DETAIL)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if short.len() < message.len() {
        short.push('…');
    }
    short.trim().to_owned()
}
