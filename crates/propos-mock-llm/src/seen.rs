//! What the server was asked.

use serde_json::Value;

use crate::example::example;
use crate::format::{Ending, Format};
use crate::reply::Reply;

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The verb.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body; null where it is empty or no JSON.
    pub body: Value,
    /// Which request it is, from 0.
    pub index: usize,
}

impl Seen {
    /// The path without the query.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The first header of this name, which is given in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The provider's format, by path and headers.
    pub fn format(&self) -> Option<Format> {
        Format::of(self)
    }

    /// Every text of the question, one after the other.
    pub fn prompt(&self) -> String {
        let mut texts = Vec::new();
        for part in [
            "system",
            "systemInstruction",
            "instructions",
            "messages",
            "contents",
            "input",
        ] {
            if let Some(value) = self.body.get(part) {
                collect_texts(value, &mut texts);
            }
        }
        texts.join("\n")
    }

    /// The schema asked for, in whichever way.
    pub fn schema(&self) -> Option<&Value> {
        [
            "/response_format/json_schema/schema",
            "/response_format/value",
            "/text/format/schema",
            "/output_config/format/schema",
            "/tools/0/input_schema",
            "/generationConfig/responseJsonSchema",
            "/generationConfig/response_json_schema",
            "/format",
            "/structured_outputs/json",
        ]
        .iter()
        .find_map(|pointer| self.body.pointer(pointer))
        .filter(|schema| schema.is_object())
    }

    /// An answer with this text, in the format that was asked in.
    pub fn say(&self, text: &str) -> Reply {
        self.end(text, Ending::Done)
    }

    /// An answer with this text that ends in this way.
    pub fn end(&self, text: &str, ending: Ending) -> Reply {
        match self.format() {
            Some(format) => format.reply(self, text, ending),
            None => self.other(),
        }
    }

    /// The smallest text that fits the schema, or a word where none is asked for.
    pub fn obey(&self) -> Reply {
        let text = self
            .schema()
            .map_or_else(|| "hello".to_owned(), |schema| example(schema).to_string());
        self.say(&text)
    }

    /// What is not a question: lists of models and the like.
    fn other(&self) -> Reply {
        crate::format::other(self)
    }
}

fn collect_texts(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| collect_texts(item, texts)),
        Value::Object(object) => ["content", "parts", "text"]
            .iter()
            .filter_map(|key| object.get(*key))
            .for_each(|value| collect_texts(value, texts)),
        _ => {}
    }
}
