//! Answers that come in pieces, put together to what they would have been in one.
//!
//! A slow model on one's own machine may write for minutes. Where its server sends each word as it is written, silence means that
//! something is wrong, and a long answer does not. Nobody but the transport that opens connections knows of it: recordings and
//! journals hold the request and the answer in one piece.

use serde_json::{Map, Value, json};

use crate::transport::Pieces;

/// What came.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Joined {
    /// The answer in one piece.
    Whole(Vec<u8>),
    /// No pieces: an answer or an error in one piece, or something else.
    Other,
    /// Pieces without the last one.
    Cut,
}

impl Pieces {
    /// The body that asks for pieces, made of one that asks for the whole.
    pub(crate) fn ask(self, mut body: Value) -> Value {
        if let Some(fields) = body.as_object_mut() {
            fields.insert("stream".to_owned(), true.into());
            if self == Self::Events {
                // Else nobody counts the tokens.
                fields.insert("stream_options".to_owned(), json!({ "include_usage": true }));
            }
        }
        body
    }

    /// Puts a body together.
    pub(crate) fn join(self, body: &[u8]) -> Joined {
        let body = body.trim_ascii_start();
        match self {
            Self::Events => join_events(body),
            Self::Lines => join_lines(body),
        }
    }
}

fn join_lines(body: &[u8]) -> Joined {
    let mut lines = body
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii)
        .filter(|line| !line.is_empty());
    let Some(first) = lines.next().and_then(object) else {
        return Joined::Other;
    };
    if first.get("done") != Some(&Value::Bool(false)) {
        return Joined::Other;
    }
    let mut said = Said::default();
    said.hear(first.get("message"));
    said.probabilities(first.get("logprobs"));
    for line in lines {
        let Some(mut piece) = object(line) else {
            return Joined::Cut;
        };
        if piece.contains_key("error") {
            return whole(piece);
        }
        said.hear(piece.get("message"));
        said.probabilities(piece.get("logprobs"));
        if piece.get("done") == Some(&Value::Bool(true)) {
            // The last line has everything but what was said.
            if let Some(probabilities) = said.probabilities.take() {
                piece.insert("logprobs".to_owned(), probabilities.into());
            }
            piece.insert("message".to_owned(), said.message());
            return whole(piece);
        }
    }
    Joined::Cut
}

fn join_events(body: &[u8]) -> Joined {
    let is_stream = [&b"data:"[..], b"event:", b":", b"id:"]
        .iter()
        .any(|start| body.starts_with(start));
    if !is_stream {
        return Joined::Other;
    }
    let mut answer = Map::new();
    let mut said = Said::default();
    let mut finish = Value::Null;
    for line in body.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii) {
        let Some(data) = ["data:", "error:"]
            .iter()
            .find_map(|name| line.strip_prefix(name.as_bytes()))
        else {
            continue;
        };
        let data = data.trim_ascii();
        if data == b"[DONE]" {
            break;
        }
        let Some(piece) = object(data) else {
            return Joined::Cut;
        };
        if piece.contains_key("error") {
            return whole(piece);
        }
        if line.starts_with(b"error:") {
            return whole(Map::from_iter([("error".to_owned(), Value::Object(piece))]));
        }
        let choice = piece.get("choices").and_then(|choices| choices.get(0));
        if let Some(choice) = choice {
            said.hear(choice.get("delta"));
            said.probabilities(choice.pointer("/logprobs/content"));
            if let Some(reason) = choice.get("finish_reason").filter(|reason| !reason.is_null()) {
                finish = reason.clone();
            }
        }
        for (name, value) in piece {
            if name != "choices" && !value.is_null() {
                answer.insert(name, value);
            }
        }
    }
    if finish.is_null() {
        return Joined::Cut;
    }
    let logprobs = said
        .probabilities
        .take()
        .map(|tokens| json!({ "content": tokens }));
    answer.insert("object".to_owned(), "chat.completion".into());
    answer.insert(
        "choices".to_owned(),
        json!([{ "index": 0, "message": said.message(), "logprobs": logprobs, "finish_reason": finish }]),
    );
    whole(answer)
}

/// What the pieces say together.
#[derive(Default)]
struct Said {
    content: String,
    refusal: Option<String>,
    probabilities: Option<Vec<Value>>,
}

impl Said {
    fn hear(&mut self, piece: Option<&Value>) {
        let text = |name: &str| piece.and_then(|piece| piece.get(name)?.as_str());
        self.content.push_str(text("content").unwrap_or_default());
        if let Some(refusal) = text("refusal") {
            self.refusal.get_or_insert_default().push_str(refusal);
        }
    }

    fn probabilities(&mut self, piece: Option<&Value>) {
        if let Some(tokens) = piece.and_then(Value::as_array) {
            self.probabilities
                .get_or_insert_default()
                .extend(tokens.iter().cloned());
        }
    }

    fn message(self) -> Value {
        let mut message = json!({ "role": "assistant", "content": self.content });
        if let Some(refusal) = self.refusal {
            message["refusal"] = refusal.into();
        }
        message
    }
}

fn object(text: &[u8]) -> Option<Map<String, Value>> {
    serde_json::from_slice(text).ok()
}

fn whole(answer: Map<String, Value>) -> Joined {
    Joined::Whole(Value::Object(answer).to_string().into_bytes())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Joined, Pieces};

    fn joined(pieces: Pieces, body: &str) -> Value {
        match pieces.join(body.as_bytes()) {
            Joined::Whole(body) => serde_json::from_slice(&body).expect("JSON"),
            other => panic!("{other:?}: {body}"),
        }
    }

    const EVENTS: &str = concat!(
        "data: {\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":null},",
        "\"finish_reason\":null}],\"usage\":null}\n\n",
        "data: {\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"{\\\"a\\\":\"},",
        "\"logprobs\":{\"content\":[{\"token\":\"{\",\"logprob\":-0.1}]},\"finish_reason\":null}]}\n\n",
        ": a comment\n\n",
        "data: {\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"« é »}\"},",
        "\"logprobs\":{\"content\":[{\"token\":\"é\",\"logprob\":-0.2}]},\"finish_reason\":null}]}\r\n\r\n",
        "data: {\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
        "data: {\"id\":\"c1\",\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}\n\n",
        "data: [DONE]\n\n",
    );

    const LINES: &str = concat!(
        "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"{\\\"a\\\":\"},\"done\":false,",
        "\"logprobs\":[{\"token\":\"{\",\"logprob\":-0.1}]}\n",
        "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"« é »}\"},\"done\":false}\n",
        "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\",",
        "\"prompt_eval_count\":7,\"eval_count\":2}\n",
    );

    #[test]
    fn pieces_become_what_one_piece_would_have_been() {
        let answer = joined(Pieces::Events, EVENTS);
        assert_eq!(answer["choices"][0]["message"]["content"], "{\"a\":« é »}");
        assert_eq!(answer["choices"][0]["finish_reason"], "stop");
        assert_eq!(answer["choices"][0]["logprobs"]["content"][1]["token"], "é");
        assert_eq!(
            answer["usage"],
            json!({ "prompt_tokens": 7, "completion_tokens": 2 })
        );
        assert_eq!((&answer["id"], &answer["model"]), (&json!("c1"), &json!("m")));

        let answer = joined(Pieces::Lines, LINES);
        assert_eq!(answer["message"]["content"], "{\"a\":« é »}");
        assert_eq!(answer["logprobs"][0]["token"], "{");
        assert_eq!(answer["done"], true);
        assert_eq!(answer["done_reason"], "stop");
        assert_eq!(answer["eval_count"], 2);
    }

    #[test]
    fn a_stream_cut_at_any_byte_is_no_answer() {
        for (pieces, body) in [(Pieces::Events, EVENTS), (Pieces::Lines, LINES)] {
            let last = match pieces {
                // What follows the reason why the model stopped only counts tokens.
                Pieces::Events => body.find("\"stop\"").expect("a stop"),
                Pieces::Lines => body.trim_end().len(),
            };
            for end in 0..last {
                let joined = pieces.join(&body.as_bytes()[..end]);
                assert!(!matches!(joined, Joined::Whole(_)), "{end}: {joined:?}");
            }
        }
    }

    #[test]
    fn an_error_in_the_middle_is_that_error() {
        let lines = "{\"message\":{\"content\":\"a\"},\"done\":false}\n{\"error\":\"out of memory\"}\n";
        assert_eq!(joined(Pieces::Lines, lines), json!({ "error": "out of memory" }));
        let start = EVENTS.split(": a comment").next().expect("a start");
        for error in [
            "data: {\"error\":{\"code\":500}}\n\n",
            "error: {\"code\":500}\n\n",
        ] {
            let answer = joined(Pieces::Events, &format!("{start}{error}"));
            assert_eq!(answer, json!({ "error": { "code": 500 } }));
        }
    }

    #[test]
    fn what_comes_in_one_piece_stays_as_it_is() {
        for body in [
            "",
            "{}",
            "{\"error\":\"no\"}",
            "<html>",
            "{\"message\":{\"content\":\"a\"},\"done\":true,\"done_reason\":\"stop\"}\n",
            "{\n  \"choices\": []\n}",
        ] {
            assert_eq!(Pieces::Lines.join(body.as_bytes()), Joined::Other, "{body}");
            assert_eq!(Pieces::Events.join(body.as_bytes()), Joined::Other, "{body}");
        }
    }
}
