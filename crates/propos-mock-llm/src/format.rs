//! How each provider writes an answer.

use serde_json::{Value, json};

use crate::reply::Reply;
use crate::seen::Seen;

/// A provider's format of questions and answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Chat Completions of OpenAI and of those who speak like it.
    ChatCompletions,
    /// Responses of OpenAI.
    Responses,
    /// Messages of Anthropic.
    Messages,
    /// Gemini's `generateContent`.
    GenerateContent,
    /// Ollama's `/api/chat`.
    OllamaChat,
}

/// How an answer ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// By itself.
    Done,
    /// At the token limit.
    Cut,
    /// With a refusal.
    Refused,
    /// At a filter.
    Filtered,
    /// In a way that nobody knows.
    Unknown,
}

/// The model of all answers, where the question names none.
const MODEL: &str = "mock-model";

impl Format {
    pub(crate) fn of(seen: &Seen) -> Option<Self> {
        if seen.method != "POST" {
            return None;
        }
        let path = seen.path();
        [
            ("/chat/completions", Self::ChatCompletions),
            ("/responses", Self::Responses),
            ("/messages", Self::Messages),
            (":generateContent", Self::GenerateContent),
            ("/api/chat", Self::OllamaChat),
        ]
        .into_iter()
        .find(|(end, _)| path.ends_with(end))
        .map(|(_, format)| format)
    }

    pub(crate) fn reply(self, seen: &Seen, text: &str, ending: Ending) -> Reply {
        if let Some(complaint) = self.complaint(&seen.body) {
            return self.error(400, complaint);
        }
        let prompt = seen.prompt();
        // About four bytes a token, as in most languages.
        let (n_input, n_output) = (prompt.len().div_ceil(4), text.len().div_ceil(4));
        let model = seen.body.get("model").and_then(Value::as_str).unwrap_or(MODEL);
        let body = match self {
            Self::ChatCompletions => chat_completion(model, text, ending, n_input, n_output),
            Self::Responses => response(model, text, ending, n_input, n_output),
            Self::Messages => message(seen, model, text, ending, n_input, n_output),
            Self::GenerateContent => content(seen.path(), text, ending, n_input, n_output),
            Self::OllamaChat => json!({
                "model": model, "created_at": "2026-11-23T09:00:00.123456Z",
                "message": { "role": "assistant", "content": text },
                "done": true,
                "done_reason": match ending { Ending::Done => "stop", Ending::Cut => "length", _ => "puzzled" },
                "total_duration": 4_873_000_000_u64, "load_duration": 31_000_000,
                "prompt_eval_count": n_input, "prompt_eval_duration": 310_000_000,
                "eval_count": n_output, "eval_duration": 4_400_000_000_u64,
            }),
        };
        Reply::json(200, &body).with_header("x-request-id", &format!("req_{}", seen.index))
    }

    /// An error in this format.
    pub fn error(self, status: u16, message: &str) -> Reply {
        let body = match self {
            Self::ChatCompletions | Self::Responses => json!({
                "error": { "message": message, "type": "invalid_request_error", "param": null, "code": null },
            }),
            Self::Messages => json!({
                "type": "error",
                "error": { "type": "invalid_request_error", "message": message },
                "request_id": "req_mock",
            }),
            Self::GenerateContent => json!({
                "error": { "code": status, "message": message, "status": "INVALID_ARGUMENT" },
            }),
            Self::OllamaChat => json!({ "error": message }),
        };
        Reply::json(status, &body)
    }

    /// What a provider would complain of: fields that it requires, values that it forbids.
    fn complaint(self, body: &Value) -> Option<&'static str> {
        let is_missing = |field: &str| body.get(field).is_none_or(Value::is_null);
        match self {
            Self::ChatCompletions | Self::OllamaChat if is_missing("model") || is_missing("messages") => {
                Some("model and messages are required")
            }
            Self::Responses if is_missing("model") || is_missing("input") => {
                Some("model and input are required")
            }
            Self::Messages if is_missing("model") || is_missing("messages") || is_missing("max_tokens") => {
                Some("model, messages and max_tokens are required")
            }
            Self::Messages
                if ["temperature", "top_p", "top_k"]
                    .iter()
                    .any(|name| !is_missing(name)) =>
            {
                Some("temperature: Extra inputs are not permitted")
            }
            Self::GenerateContent if is_missing("contents") => Some("contents is required"),
            // These two may be answered in one piece all the same: see `Reply::in_pieces`.
            Self::ChatCompletions | Self::OllamaChat => None,
            _ if body.get("stream").and_then(Value::as_bool) == Some(true) => {
                Some("streams are not supported")
            }
            _ => None,
        }
    }
}

fn chat_completion(model: &str, text: &str, ending: Ending, n_input: usize, n_output: usize) -> Value {
    let (content, refusal) = match ending {
        Ending::Refused => (Value::Null, text.into()),
        _ => (text.into(), Value::Null),
    };
    let finish = match ending {
        Ending::Done | Ending::Refused => "stop",
        Ending::Cut => "length",
        Ending::Filtered => "content_filter",
        Ending::Unknown => "puzzled",
    };
    json!({
        "id": "chatcmpl-mock", "object": "chat.completion", "created": 1_795_432_000, "model": model,
        "choices": [{
            "index": 0,
            "message": { "role": "assistant", "content": content, "refusal": refusal, "annotations": [] },
            "logprobs": null, "finish_reason": finish,
        }],
        "usage": {
            "prompt_tokens": n_input, "completion_tokens": n_output, "total_tokens": n_input + n_output,
            "prompt_tokens_details": { "cached_tokens": 0, "audio_tokens": 0 },
            "completion_tokens_details": { "reasoning_tokens": 0, "audio_tokens": 0 },
        },
        "system_fingerprint": "fp_mock",
    })
}

fn response(model: &str, text: &str, ending: Ending, n_input: usize, n_output: usize) -> Value {
    let part = match ending {
        Ending::Refused => json!({ "type": "refusal", "refusal": text }),
        _ => json!({ "type": "output_text", "text": text, "annotations": [], "logprobs": [] }),
    };
    let (status, details) = match ending {
        Ending::Done | Ending::Refused => ("completed", Value::Null),
        Ending::Cut => ("incomplete", json!({ "reason": "max_output_tokens" })),
        Ending::Filtered => ("incomplete", json!({ "reason": "content_filter" })),
        Ending::Unknown => ("puzzled", Value::Null),
    };
    json!({
        "id": "resp_mock", "object": "response", "created_at": 1_795_432_000, "status": status, "error": null,
        "incomplete_details": details, "instructions": null, "max_output_tokens": null, "model": model,
        "output": [
            { "type": "reasoning", "id": "rs_mock", "summary": [] },
            {
                "type": "message", "id": "msg_mock", "role": "assistant", "content": [part],
                "status": if status == "incomplete" { status } else { "completed" },
            },
        ],
        "parallel_tool_calls": true, "previous_response_id": null, "store": false, "temperature": 1.0,
        "text": { "format": { "type": "text" } }, "tool_choice": "auto", "tools": [], "top_p": 1.0,
        "truncation": "disabled", "metadata": {},
        "usage": {
            "input_tokens": n_input, "input_tokens_details": { "cached_tokens": 0, "cache_write_tokens": 0 },
            "output_tokens": n_output, "output_tokens_details": { "reasoning_tokens": 0 },
            "total_tokens": n_input + n_output,
        },
    })
}

fn message(seen: &Seen, model: &str, text: &str, ending: Ending, n_input: usize, n_output: usize) -> Value {
    let tool = seen.body.pointer("/tool_choice/name").and_then(Value::as_str);
    let input: Option<Value> = tool.and_then(|_| serde_json::from_str(text).ok());
    let content = match (ending, tool, input) {
        (Ending::Refused, _, _) => json!([]),
        (_, Some(name), Some(input)) => {
            json!([{ "type": "tool_use", "id": "toolu_mock", "name": name, "input": input }])
        }
        _ => json!([{ "type": "text", "text": text }]),
    };
    let stop = match ending {
        Ending::Done if tool.is_some() => "tool_use",
        Ending::Done => "end_turn",
        Ending::Cut => "max_tokens",
        Ending::Refused | Ending::Filtered => "refusal",
        Ending::Unknown => "puzzled",
    };
    let details = match ending {
        Ending::Refused | Ending::Filtered => {
            json!({ "type": "refusal", "category": "bio", "explanation": text })
        }
        _ => Value::Null,
    };
    json!({
        "id": "msg_mock", "type": "message", "role": "assistant", "model": model, "content": content,
        "stop_reason": stop, "stop_sequence": null, "stop_details": details,
        "usage": {
            "input_tokens": n_input, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0,
            "output_tokens": n_output, "service_tier": "standard",
        },
    })
}

fn content(path: &str, text: &str, ending: Ending, n_input: usize, n_output: usize) -> Value {
    let model = path
        .rsplit('/')
        .next()
        .and_then(|last| last.split(':').next())
        .unwrap_or(MODEL);
    let usage = json!({
        "promptTokenCount": n_input, "candidatesTokenCount": n_output, "totalTokenCount": n_input + n_output,
    });
    if ending == Ending::Refused {
        return json!({
            "promptFeedback": { "blockReason": "PROHIBITED_CONTENT" }, "usageMetadata": usage, "modelVersion": model,
        });
    }
    let finish = match ending {
        Ending::Done | Ending::Refused => "STOP",
        Ending::Cut => "MAX_TOKENS",
        Ending::Filtered => "SAFETY",
        Ending::Unknown => "PUZZLED",
    };
    json!({
        "candidates": [{
            "content": { "role": "model", "parts": [{ "text": text }] }, "finishReason": finish, "index": 0,
        }],
        "usageMetadata": usage, "modelVersion": model, "responseId": "resp_mock",
    })
}

/// What is no question: models, details, health. Whatever model is asked about, it is there.
pub(crate) fn other(seen: &Seen) -> Reply {
    let path = seen.path();
    let body = match (seen.method.as_str(), path) {
        ("GET", path) if path.ends_with("/models") && seen.header("x-goog-api-key").is_some() => json!({
            "models": [{
                "name": format!("models/{MODEL}"), "displayName": "Mock", "inputTokenLimit": 32_768,
                "outputTokenLimit": 8192, "supportedGenerationMethods": ["generateContent"],
            }],
        }),
        ("GET", path) if path.ends_with("/models") && seen.header("anthropic-version").is_some() => json!({
            "data": [{
                "type": "model", "id": MODEL, "display_name": "Mock", "created_at": "2026-01-01T00:00:00Z",
                "lifecycle": "active", "retires_at": null,
                "max_input_tokens": 32_768, "max_tokens": 8192,
            }],
            "has_more": false, "first_id": MODEL, "last_id": MODEL,
        }),
        ("GET", path) if path.ends_with("/models") => json!({
            "object": "list",
            "data": [{
                "id": MODEL, "object": "model", "created": 1_795_432_000, "owned_by": "mock", "max_model_len": 32_768,
            }],
        }),
        ("GET", "/api/tags") => json!({
            "models": [{
                "name": format!("{MODEL}:latest"), "model": format!("{MODEL}:latest"),
                "modified_at": "2026-11-23T09:00:00Z", "size": 1, "digest": "sha256:0",
            }],
        }),
        ("POST", "/api/show") => json!({
            "template": "{{ .Prompt }}", "model_info": { "mock.context_length": 32_768 }, "capabilities": ["completion"],
        }),
        ("GET", "/props") => json!({ "default_generation_settings": { "n_ctx": 32_768 }, "total_slots": 1 }),
        ("GET", "/health") => json!({ "status": "ok" }),
        _ => {
            return Reply::json(
                404,
                &json!({ "error": { "message": "no such path", "type": "not_found_error" } }),
            );
        }
    };
    Reply::json(200, &body)
}
