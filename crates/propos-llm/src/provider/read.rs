//! What reading an answer has in common everywhere.

use serde::de::IgnoredAny;
use serde_json::Value;

use crate::Failure;
use crate::classify::failure_of;
use crate::failure::FailureClass;
use crate::outcome::{Answer, Malformation, Outcome};
use crate::request::ChatRequest;
use crate::transport::HttpResponse;

/// The JSON object that a successful response holds; a failure for everything else. Status 200 alone means nothing:
/// errors, pages of proxies and halves of answers come under it.
pub(super) fn success_body(response: &HttpResponse) -> Result<Value, Failure> {
    success_of(response)?;
    Ok(response.json().cloned().unwrap_or_default())
}

fn success_of(response: &HttpResponse) -> Result<&Value, Failure> {
    let body = response.json();
    if let Some(failure) = failure_of(response, body) {
        return Err(failure);
    }
    match body {
        Some(body @ Value::Object(_)) => Ok(body),
        _ => Err(protocol(response, what_it_is(response))),
    }
}

/// A body that is JSON and yet no answer.
pub(super) fn protocol(response: &HttpResponse, detail: &str) -> Failure {
    let mut failure = Failure::new(FailureClass::Protocol).because(detail);
    failure.status = Some(response.status);
    failure.maybe_paid = (200..300).contains(&response.status);
    failure
}

fn what_it_is(response: &HttpResponse) -> &'static str {
    let body = response.body().trim_ascii();
    let is_html = response
        .header("content-type")
        .is_some_and(|kind| kind.contains("html"));
    match body.first() {
        _ if response.has_ended_early() => "a body larger than any answer",
        None => "an empty body",
        _ if is_html => "a web page",
        Some(b'<') => "a web page",
        Some(b'{' | b'[') => "JSON that does not parse, perhaps cut off",
        Some(b'd' | b'e' | b':') if body.starts_with(b"data:") || body.starts_with(b"event:") => {
            "a stream of events, which was not asked for"
        }
        Some(_) => "a body that is no JSON",
    }
}

/// What a provider's stop reason means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    Done,
    Cut,
    Refused(Option<String>),
    Filtered(String),
    Blocked(String),
    /// Known, and not the end of an answer.
    Unexpected(String),
    /// Not known.
    Unknown(String),
}

/// The outcome of an answer, from its stop reason and its text in this order.
pub(super) fn outcome(stop: Stop, text: &str, request: &ChatRequest) -> Outcome {
    match stop {
        Stop::Cut => Outcome::Truncated,
        Stop::Refused(category) => Outcome::Refused { category },
        Stop::Filtered(reason) => Outcome::Filtered { reason },
        Stop::Blocked(reason) => Outcome::Blocked { reason },
        Stop::Unexpected(reason) => Outcome::Malformed(Malformation::UnexpectedStop(reason)),
        Stop::Unknown(reason) => Outcome::Malformed(Malformation::UnknownStop(reason)),
        Stop::Done if text.trim().is_empty() => Outcome::Malformed(Malformation::Empty),
        Stop::Done if request.schema.is_some() && !is_object(text) => {
            Outcome::Malformed(Malformation::NotJson)
        }
        Stop::Done => Outcome::Complete,
    }
}

/// Whether a text is one JSON object and nothing else.
fn is_object(text: &str) -> bool {
    text.trim_start().starts_with('{') && serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// What stands at a path of keys and indices, as in a JSON pointer whose keys have neither `/` nor `~`.
pub(super) fn at<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    let mut steps = path.split('/').skip(1);
    steps.try_fold(value, |value, step| match value {
        Value::Object(object) => object.get(step),
        Value::Array(list) => list.get(step.parse::<usize>().ok()?),
        _ => None,
    })
}

/// A text at a path of keys and indices.
pub(super) fn text_at(value: &Value, path: &str) -> Option<String> {
    at(value, path).and_then(Value::as_str).map(str::to_owned)
}

/// A count at a path of keys and indices.
pub(super) fn count_at(value: &Value, path: &str) -> Option<u64> {
    at(value, path).and_then(Value::as_u64)
}

/// An answer that is a failure, or what `read` makes of the body.
pub(super) fn answer_of(
    response: &HttpResponse,
    read: impl FnOnce(&Value) -> Result<Answer, Failure>,
) -> Answer {
    let mut answer = match response.json().and_then(stopped_by_policy) {
        Some(answer) => answer,
        None => success_of(response).and_then(read).unwrap_or_else(Answer::failed),
    };
    if answer.request_id.is_none() {
        answer.request_id = ["x-request-id", "request-id"]
            .iter()
            .find_map(|name| response.header(name))
            .map(str::to_owned);
    }
    answer
}

/// Codes of errors that are none of the request's form: the provider's policy stopped the question.
const BLOCKED: &[&str] = &[
    "bio_policy",
    "content_filter",
    "content_policy_violation",
    "cyber_policy",
    "invalid_prompt",
    "moderation",
];

/// Some providers tell of their filters, and of answers that did not become JSON, by errors.
fn stopped_by_policy(body: &Value) -> Option<Answer> {
    let error = body.get("error").filter(|error| error.is_object())?;
    let code = ["code", "type"]
        .iter()
        .find_map(|key| error.get(*key).and_then(Value::as_str))
        .unwrap_or_default();
    let message = error.get("message").and_then(Value::as_str).unwrap_or_default();
    let flagged = error.pointer("/metadata/reasons/0").and_then(Value::as_str);
    let outcome = if BLOCKED.contains(&code) {
        Outcome::Blocked {
            reason: code.to_owned(),
        }
    } else if let Some(reason) = flagged {
        Outcome::Blocked {
            reason: reason.to_owned(),
        }
    } else if message.contains("blocked by content filtering") {
        Outcome::Filtered {
            reason: "content filtering".to_owned(),
        }
    } else if code == "json_validate_failed" {
        Outcome::Malformed(Malformation::NotJson)
    } else {
        return None;
    };
    Some(Answer {
        outcome,
        text: text_at(error, "/failed_generation").unwrap_or_default(),
        stop: Some(code.to_owned()).filter(|code| !code.is_empty()),
        ..Answer::default()
    })
}
