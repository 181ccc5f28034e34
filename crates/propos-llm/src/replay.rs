//! Recording exchanges and playing them back: transports like any other.
//!
//! A recording is JSONL, one exchange a line: the request's path and body, the response's status, the few headers that
//! are read, and its body. It holds no key: request headers are not written, and keys in bodies are redacted.

use std::collections::HashMap;
use std::io::{BufRead, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::failure::{Failure, FailureClass};
use crate::secret::redact;
use crate::transport::{HttpRequest, HttpResponse, Transport};

/// Headers of responses that are worth keeping; others can hold cookies and names of accounts.
const KEPT_HEADERS: &[&str] = &[
    "content-type",
    "request-id",
    "retry-after",
    "retry-after-ms",
    "x-request-id",
    "x-should-retry",
];

/// One line of a recording.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Exchange {
    version: u32,
    method: String,
    path: String,
    request: Option<Value>,
    status: u16,
    headers: Vec<(String, String)>,
    /// The body where it is JSON, so that a reader can read it.
    response: Option<Value>,
    /// The body where it is not.
    response_text: Option<String>,
}

const VERSION: u32 = 1;

/// Why a recording cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordingError {
    /// The file cannot be read.
    #[error("read the recording")]
    Read(#[source] std::io::Error),
    /// A line is not an exchange.
    #[error("read line {line} of the recording")]
    Line {
        /// Which line, from 1.
        line: usize,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// A line of a version that this program does not know.
    #[error("read line {line} of the recording: version {version} is not known")]
    Version {
        /// Which line, from 1.
        line: usize,
        /// Its version.
        version: u32,
    },
}

/// Passes requests on and writes down what comes back.
pub struct RecordingTransport<T> {
    inner: T,
    key: Option<SecretString>,
    output: Mutex<Box<dyn Write + Send>>,
    is_broken: AtomicBool,
}

impl<T: Transport> RecordingTransport<T> {
    /// Records what goes through `inner` to `output`; `key` must not be written, nor the keys of
    /// the requests' headers.
    pub fn new(inner: T, key: Option<SecretString>, output: Box<dyn Write + Send>) -> Self {
        Self {
            inner,
            key,
            output: Mutex::new(output),
            is_broken: AtomicBool::new(false),
        }
    }

    fn write(&self, request: &HttpRequest, response: &HttpResponse) -> std::io::Result<()> {
        let mut keys: Vec<&SecretString> = self.key.iter().collect();
        keys.extend(request.secret_headers.iter().map(|header| &header.key));
        let hide = |text: &str| {
            keys.iter()
                .fold(redact(text, None), |text, key| redact(&text, Some(key)))
        };
        let text = hide(&String::from_utf8_lossy(response.body()));
        let json = serde_json::from_str::<Value>(&text).ok();
        let exchange = Exchange {
            version: VERSION,
            method: request.method.as_str().to_owned(),
            path: request.path().to_owned(),
            request: request.body.as_ref().map(|body| redacted(&body.json(), &hide)),
            status: response.status,
            headers: response
                .headers
                .iter()
                .filter(|(name, _)| KEPT_HEADERS.contains(&name.as_str()))
                .map(|(name, value)| (name.clone(), hide(value)))
                .collect(),
            response_text: if json.is_none() { Some(text) } else { None },
            response: json,
        };
        let mut line = serde_json::to_string(&exchange)?;
        line.push('\n');
        let mut output = self.output.lock().unwrap_or_else(PoisonError::into_inner);
        output.write_all(line.as_bytes())?;
        output.flush()
    }
}

#[async_trait]
impl<T: Transport> Transport for RecordingTransport<T> {
    async fn send(&self, request: &HttpRequest) -> Result<HttpResponse, Failure> {
        if self.is_broken.load(Ordering::Relaxed) {
            return Err(Failure::new(FailureClass::NotRecorded).because("the recording cannot be written"));
        }
        let response = self.inner.send(request).await?;
        // An answer that is paid for is handed on in any case; nothing more is paid for that cannot be kept.
        if self.write(request, &response).is_err() {
            self.is_broken.store(true, Ordering::Relaxed);
        }
        Ok(response)
    }
}

/// Answers from a recording. Requests are matched by path and body, so a changed prompt finds nothing. What was asked
/// several times is answered in the recorded order, the last answer again and again.
#[derive(Debug)]
pub struct ReplayTransport {
    exchanges: HashMap<String, Answers>,
}

#[derive(Debug, Default)]
struct Answers {
    responses: Vec<HttpResponse>,
    n_given: Mutex<usize>,
}

impl ReplayTransport {
    /// Reads a recording.
    pub fn read(input: impl BufRead) -> Result<Self, RecordingError> {
        let mut exchanges: HashMap<String, Answers> = HashMap::new();
        for (index, line) in input.lines().enumerate() {
            let line = line.map_err(RecordingError::Read)?;
            if line.trim().is_empty() {
                continue;
            }
            let number = index + 1;
            let exchange: Exchange = serde_json::from_str(&line)
                .map_err(|source| RecordingError::Line { line: number, source })?;
            if exchange.version != VERSION {
                return Err(RecordingError::Version {
                    line: number,
                    version: exchange.version,
                });
            }
            let key = match_key(&exchange.method, &exchange.path, exchange.request.as_ref());
            let body = match (exchange.response, exchange.response_text) {
                (Some(json), _) => json.to_string(),
                (None, text) => text.unwrap_or_default(),
            };
            let mut response = HttpResponse::new(exchange.status, body);
            response.headers = exchange.headers;
            exchanges.entry(key).or_default().responses.push(response);
        }
        Ok(Self { exchanges })
    }

    /// How many different requests the recording answers.
    pub fn n_requests(&self) -> usize {
        self.exchanges.len()
    }
}

#[async_trait]
impl Transport for ReplayTransport {
    async fn send(&self, request: &HttpRequest) -> Result<HttpResponse, Failure> {
        let body = request
            .body
            .as_ref()
            .map(|body| redacted(&body.json(), &|text: &str| redact(text, None)));
        let key = match_key(request.method.as_str(), request.path(), body.as_ref());
        let not_recorded = || Failure::new(FailureClass::NotRecorded);
        let answers = self.exchanges.get(&key).ok_or_else(not_recorded)?;
        let mut n_given = answers.n_given.lock().unwrap_or_else(PoisonError::into_inner);
        let response = answers
            .responses
            .get(*n_given)
            .or(answers.responses.last())
            .ok_or_else(not_recorded)?;
        *n_given += 1;
        Ok(response.clone())
    }
}

/// What makes two requests the same: verb, path, and body whatever the order of its keys.
fn match_key(method: &str, path: &str, body: Option<&Value>) -> String {
    let mut canonical = format!("{method} {path} ");
    if let Some(body) = body {
        write_canonical(body, &mut canonical);
    }
    crate::models::sha256(&canonical)
}

fn write_canonical(value: &Value, output: &mut String) {
    match value {
        Value::Object(object) => {
            let mut entries: Vec<(&String, &Value)> = object.iter().collect();
            entries.sort_by_key(|(key, _)| *key);
            output.push('{');
            for (key, value) in entries {
                output.push_str(&Value::from(key.as_str()).to_string());
                output.push(':');
                write_canonical(value, output);
                output.push(',');
            }
            output.push('}');
        }
        Value::Array(items) => {
            output.push('[');
            for item in items {
                write_canonical(item, output);
                output.push(',');
            }
            output.push(']');
        }
        leaf => output.push_str(&leaf.to_string()),
    }
}

/// The same value with keys redacted in its texts.
fn redacted(value: &Value, hide: &impl Fn(&str) -> String) -> Value {
    match value {
        Value::String(text) => hide(text).into(),
        Value::Array(items) => items.iter().map(|item| redacted(item, hide)).collect(),
        Value::Object(object) => object
            .iter()
            .map(|(name, value)| (name.clone(), redacted(value, hide)))
            .collect(),
        other => other.clone(),
    }
}
