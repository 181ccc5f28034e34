//! What the server sends, and how it fails to.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Value, json};

/// What the server sends.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// Headers beside those of the framing.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// How long it thinks before the first byte.
    pub delay: Duration,
    /// How the body comes.
    pub delivery: Delivery,
    /// How the end of the body is told.
    pub framing: Framing,
    /// Whether the connection stays open for another request, where all of the body is sent and its length told.
    pub is_kept_open: bool,
}

/// How the body comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// All of it.
    Whole,
    /// Nothing at all, and the connection stays open.
    Hang,
    /// Nothing at all, and the connection is closed.
    Drop,
    /// So many bytes of the body, and the connection is closed.
    CutAfter(usize),
    /// So many bytes of the body, and the connection stays open.
    StallAfter(usize),
    /// So many bytes at a time with a pause before each.
    Drip(usize, Duration),
}

/// How the end of the body is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Framing {
    /// By its length, told before it.
    #[default]
    Length,
    /// In chunks.
    Chunked,
    /// By the end of the connection; a cut cannot be told from an end.
    Close,
}

impl Reply {
    /// JSON under a status.
    pub fn json(status: u16, body: &Value) -> Self {
        Self::text(status, body.to_string()).with_header("content-type", "application/json")
    }

    /// Anything under a status.
    pub fn text(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: body.into(),
            delay: Duration::ZERO,
            delivery: Delivery::Whole,
            framing: Framing::Length,
            is_kept_open: false,
        }
    }

    /// The same with a header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same over a connection that stays open, as at a provider, so that the next request need not open one.
    #[must_use]
    pub const fn kept_open(mut self) -> Self {
        self.is_kept_open = true;
        self
    }

    /// The same with its JSON changed; what is no JSON stays as it is.
    #[must_use]
    pub fn with_json(mut self, change: impl FnOnce(&mut Value)) -> Self {
        if let Ok(mut body) = serde_json::from_slice(&self.body) {
            change(&mut body);
            self.body = body.to_string().into_bytes();
        }
        self
    }

    /// The same answer in pieces of so many characters, as servers send it that were asked for a stream: events for a Chat Completion,
    /// lines for Ollama. What is neither stays as it is.
    #[must_use]
    pub fn in_pieces(mut self, n_characters: usize) -> Self {
        let Ok(whole) = serde_json::from_slice::<Value>(&self.body) else {
            return self;
        };
        let (content, is_ollama) = match whole.pointer("/choices/0/message/content") {
            Some(content) => (content, false),
            None => (&whole["message"]["content"], true),
        };
        let Some(content) = content.as_str() else {
            return self;
        };
        let characters: Vec<char> = content.chars().collect();
        let pieces = characters.chunks(n_characters.max(1)).map(String::from_iter);
        let mut body = String::new();
        if is_ollama {
            for piece in pieces {
                let line = json!({
                    "model": whole["model"], "message": { "role": "assistant", "content": piece }, "done": false,
                });
                let _ = writeln!(body, "{line}");
            }
            let mut last = whole.clone();
            last["message"]["content"] = "".into();
            let _ = writeln!(body, "{last}");
        } else {
            let mut event = |choices: Value, usage: &Value| {
                let event = json!({
                    "id": whole["id"], "object": "chat.completion.chunk", "created": whole["created"], "model": whole["model"],
                    "system_fingerprint": whole["system_fingerprint"], "choices": choices, "usage": usage,
                });
                let _ = write!(body, "data: {event}\n\n");
            };
            let choice = |delta: Value, finish: &Value| json!([{ "index": 0, "delta": delta, "finish_reason": finish }]);
            event(
                choice(json!({ "role": "assistant", "content": null }), &Value::Null),
                &Value::Null,
            );
            for piece in pieces {
                event(choice(json!({ "content": piece }), &Value::Null), &Value::Null);
            }
            event(
                choice(json!({}), &whole["choices"][0]["finish_reason"]),
                &Value::Null,
            );
            event(json!([]), &whole["usage"]);
            body.push_str("data: [DONE]\n\n");
        }
        self.headers.retain(|(name, _)| name != "content-type");
        let kind = if is_ollama {
            "application/x-ndjson"
        } else {
            "text/event-stream"
        };
        self.body = body.into_bytes();
        self.framed(Framing::Chunked).with_header("content-type", kind)
    }

    /// The same after a while.
    #[must_use]
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// The same, delivered so.
    #[must_use]
    pub fn delivered(mut self, delivery: Delivery) -> Self {
        self.delivery = delivery;
        self
    }

    /// The same, its end told so.
    #[must_use]
    pub fn framed(mut self, framing: Framing) -> Self {
        self.framing = framing;
        self
    }
}
