//! The shape of an answer: one JSON Schema that every provider takes.

use std::sync::{Arc, OnceLock};

use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// How many elements a list has at most. One provider does not know it and is not told; models that run in circles need it.
const LENGTH: &str = "maxItems";
/// How many characters a text has at most, for the same models; most providers do not know it.
const TEXT_LENGTH: &str = "maxLength";
/// Keywords that every provider's structured output understands, or need not.
const PORTABLE_KEYWORDS: &[&str] = &[
    "additionalProperties",
    "anyOf",
    "description",
    "enum",
    "items",
    LENGTH,
    TEXT_LENGTH,
    "properties",
    "required",
    "type",
];
const PORTABLE_TYPES: &[&str] = &[
    "array", "boolean", "integer", "null", "number", "object", "string",
];

/// Limits of the strictest provider.
const MOST_NESTED: usize = 10;
const MOST_PROPERTIES: usize = 5_000;
const MOST_ENUM_VALUES: usize = 1_000;
const MOST_UNIONS: usize = 16;
const MOST_NAME_CHARACTERS: usize = 120_000;
/// A string enum with more than this many values may hold so many characters and no more.
const LARGE_ENUM: usize = 250;
const MOST_LARGE_ENUM_CHARACTERS: usize = 15_000;
const LONGEST_NAME: usize = 64;
/// Servers that make a grammar of a schema repeat its parts.
const MOST_ITEMS: u64 = 100;
const MOST_CHARACTERS: u64 = 200;
/// A character may be written as an escape of so many bytes.
const BYTES_OF_CHARACTER: usize = 6;

/// Which lengths a server understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lengths {
    /// Of lists and texts.
    All,
    /// Of lists.
    Lists,
    /// None; it rejects them.
    None,
}

/// The shape of an answer: a JSON Schema in the subset that every provider takes.
///
/// The root is an object; every object forbids other properties and requires all of its own; what may be missing is
/// `anyOf` with `null`; enums hold strings. There are no limits of length or number but `maxItems`, up to 100, and
/// `maxLength`, up to 200: they stop models that run in circles, and go to those servers only that understand them.
///
/// ```
/// use propos_llm::OutputSchema;
/// use serde_json::json;
///
/// let schema = OutputSchema::new("greeting", json!({
///     "type": "object", "additionalProperties": false, "required": ["word"],
///     "properties": { "word": { "type": "string", "enum": ["hello", "good day"] } }
/// }))?;
/// assert!(schema.violations(&json!({ "word": "hello" })).is_empty());
/// assert_eq!(schema.violations(&json!({ "word": "hi" })), ["/word: not one of the values"]);
/// # Ok::<(), propos_llm::SchemaError>(())
/// ```
#[derive(Clone, Debug)]
pub struct OutputSchema {
    name: String,
    /// Shared, because every question has a copy.
    shape: Arc<Shape>,
}

#[derive(Debug)]
struct Shape {
    schema: Value,
    /// As it is sent, with each of the [lengths](Lengths); written once, because it is the same in every question.
    texts: [OnceLock<Box<RawValue>>; 3],
}

impl PartialEq for OutputSchema {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.shape.schema == other.shape.schema
    }
}

/// Why a schema does not fit every provider.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("use schema {name:?} with every provider: {}", problems.join("; "))]
#[non_exhaustive]
pub struct SchemaError {
    /// The schema's name.
    pub name: String,
    /// What is wrong, each with a pointer to where.
    pub problems: Vec<String>,
}

impl OutputSchema {
    /// A schema with a name (letters, digits, `_`, `-`; at most 64), checked against the portable subset.
    pub fn new(name: impl Into<String>, schema: Value) -> Result<Self, SchemaError> {
        let name = name.into();
        let mut check = Check::default();
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if name.is_empty() || name.len() > LONGEST_NAME || !name.chars().all(is_plain) {
            check.complain("", "the name must be 1 to 64 letters, digits, _ or -");
        }
        if schema.get("type").and_then(Value::as_str) != Some("object") {
            check.complain("", "the root must be an object");
        }
        check.node(&schema, "", 1);
        check.limits();
        if check.problems.is_empty() {
            Ok(Self {
                name,
                shape: Arc::new(Shape {
                    schema,
                    texts: Default::default(),
                }),
            })
        } else {
            Err(SchemaError {
                name,
                problems: check.problems,
            })
        }
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The JSON Schema.
    pub fn schema(&self) -> &Value {
        &self.shape.schema
    }

    /// The same as [`with_lengths`](Self::with_lengths), as it is written.
    pub(crate) fn text(&self, lengths: Lengths) -> Option<&RawValue> {
        let text = self.shape.texts.get(lengths as usize)?;
        if text.get().is_none() {
            let written = RawValue::from_string(self.with_lengths(lengths).to_string()).ok()?;
            // If another thread was faster, it has written the same.
            let _ = text.set(written);
        }
        text.get().map(|text| &**text)
    }

    /// The JSON Schema without the lengths that a server does not understand.
    pub(crate) fn with_lengths(&self, lengths: Lengths) -> Value {
        let mut schema = self.shape.schema.clone();
        match lengths {
            Lengths::All => {}
            Lengths::Lists => remove(&mut schema, "string", TEXT_LENGTH),
            Lengths::None => {
                remove(&mut schema, "string", TEXT_LENGTH);
                remove(&mut schema, "array", LENGTH);
            }
        }
        schema
    }

    /// How many bytes the longest value of this shape takes as JSON without blanks; `None` where there is no longest one.
    /// Room for as many tokens is room for every answer, blanks included: a token has several bytes, and none has less than one.
    pub fn most_bytes(&self) -> Option<usize> {
        most_bytes(&self.shape.schema)
    }

    /// Where a value does not have this shape: a JSON pointer each, and what is wrong. The value itself is not quoted. A
    /// text that is too long is as good as another.
    pub fn violations(&self, value: &Value) -> Vec<String> {
        let mut found = Vec::new();
        violations(&self.shape.schema, value, "", &mut found);
        found
    }
}

#[derive(Default)]
struct Check {
    problems: Vec<String>,
    n_properties: usize,
    n_enum_values: usize,
    n_unions: usize,
    n_characters: usize,
}

impl Check {
    fn complain(&mut self, path: &str, problem: &str) {
        let path = if path.is_empty() { "/" } else { path };
        self.problems.push(format!("{path}: {problem}"));
    }

    fn node(&mut self, node: &Value, path: &str, depth: usize) {
        let Value::Object(keywords) = node else {
            self.complain(path, "must be an object of keywords");
            return;
        };
        if depth > MOST_NESTED {
            self.complain(path, "nested too deeply");
            return;
        }
        for keyword in keywords.keys() {
            if !PORTABLE_KEYWORDS.contains(&keyword.as_str()) {
                self.complain(path, &format!("{keyword} is not understood by every provider"));
            }
        }
        if let Some(union) = keywords.get("anyOf") {
            self.n_unions += 1;
            match union.as_array().filter(|members| !members.is_empty()) {
                Some(members) => {
                    for (index, member) in members.iter().enumerate() {
                        self.node(member, &format!("{path}/anyOf/{index}"), depth);
                    }
                }
                None => self.complain(path, "anyOf must be a list"),
            }
            return;
        }
        match keywords.get("type").and_then(Value::as_str) {
            Some("object") => self.object(keywords, path, depth),
            Some("array") => match keywords.get("items") {
                Some(items) => self.node(items, &format!("{path}/items"), depth + 1),
                None => self.complain(path, "an array must say what its items are"),
            },
            Some(kind) if PORTABLE_TYPES.contains(&kind) => {}
            _ => self.complain(
                path,
                "type must be one name; use anyOf with null for what may be missing",
            ),
        }
        if let Some(values) = keywords.get("enum") {
            self.enumeration(values, path);
        }
        let length = keywords.get(LENGTH).map(Value::as_u64);
        if length.is_some_and(|length| length.is_none_or(|most| !(1..=MOST_ITEMS).contains(&most))) {
            self.complain(path, "maxItems must be a number from 1 to 100");
        }
        let length = keywords.get(TEXT_LENGTH).map(Value::as_u64);
        if length.is_some_and(|length| length.is_none_or(|most| !(1..=MOST_CHARACTERS).contains(&most))) {
            self.complain(path, "maxLength must be a number from 1 to 200");
        }
    }

    fn object(&mut self, keywords: &Map<String, Value>, path: &str, depth: usize) {
        if keywords.get("additionalProperties") != Some(&Value::Bool(false)) {
            self.complain(path, "additionalProperties must be false");
        }
        let Some(properties) = keywords.get("properties").and_then(Value::as_object) else {
            self.complain(path, "an object must list its properties");
            return;
        };
        let required: Vec<&str> = keywords
            .get("required")
            .and_then(Value::as_array)
            .map(|names| names.iter().filter_map(Value::as_str).collect())
            .unwrap_or_default();
        if required.len() != properties.len()
            || !properties.keys().all(|name| required.contains(&name.as_str()))
        {
            self.complain(path, "every property must be required, and nothing else");
        }
        self.n_properties += properties.len();
        for (name, property) in properties {
            self.n_characters += name.chars().count();
            self.node(property, &format!("{path}/properties/{name}"), depth + 1);
        }
    }

    fn enumeration(&mut self, values: &Value, path: &str) {
        let values = values.as_array().map(Vec::as_slice).unwrap_or_default();
        if values.is_empty() || !values.iter().all(Value::is_string) {
            self.complain(path, "enum must be a list of strings");
        }
        let n_characters: usize = values
            .iter()
            .filter_map(Value::as_str)
            .map(|value| value.chars().count())
            .sum();
        if values.len() > LARGE_ENUM && n_characters > MOST_LARGE_ENUM_CHARACTERS {
            self.complain(path, "enum holds too many characters");
        }
        self.n_enum_values += values.len();
        self.n_characters += n_characters;
    }

    fn limits(&mut self) {
        let limits = [
            (self.n_properties, MOST_PROPERTIES, "properties"),
            (self.n_enum_values, MOST_ENUM_VALUES, "enum values"),
            (self.n_unions, MOST_UNIONS, "unions"),
            (
                self.n_characters,
                MOST_NAME_CHARACTERS,
                "characters in names and values",
            ),
        ];
        for (found, most, what) in limits {
            if found > most {
                self.complain("", &format!("{found} {what}, of at most {most}"));
            }
        }
    }
}

/// Takes a keyword out of all schemas of a type. A property may have the keyword's name.
fn remove(schema: &mut Value, kind: &str, keyword: &str) {
    match schema {
        Value::Object(keywords) => {
            if keywords.get("type").and_then(Value::as_str) == Some(kind) {
                keywords.shift_remove(keyword);
            }
            keywords
                .values_mut()
                .for_each(|value| remove(value, kind, keyword));
        }
        Value::Array(members) => members
            .iter_mut()
            .for_each(|member| remove(member, kind, keyword)),
        _ => {}
    }
}

fn most_bytes(schema: &Value) -> Option<usize> {
    const BRACKETS: usize = 2;
    const COMMA: usize = 1;
    const COLON: usize = 1;
    if let Some(members) = schema.get("anyOf").and_then(Value::as_array) {
        let longest: Option<Vec<usize>> = members.iter().map(most_bytes).collect();
        return longest?.into_iter().max();
    }
    let as_json = |value: &Value| value.to_string().len();
    let number = |keyword: &str| usize::try_from(schema.get(keyword)?.as_u64()?).ok();
    match schema.get("type")?.as_str()? {
        "object" => {
            let properties = schema.get("properties")?.as_object()?;
            let of_all: Option<usize> = properties
                .iter()
                .map(|(name, value)| {
                    let name = as_json(&Value::String(name.clone()));
                    Some(name + COLON + most_bytes(value)? + COMMA)
                })
                .sum();
            Some(of_all? + BRACKETS)
        }
        "array" => Some((most_bytes(schema.get("items")?)? + COMMA) * number(LENGTH)? + BRACKETS),
        "string" => match schema.get("enum").and_then(Value::as_array) {
            Some(values) => values.iter().map(as_json).max(),
            None => Some(number(TEXT_LENGTH)? * BYTES_OF_CHARACTER + BRACKETS),
        },
        "boolean" => Some("false".len()),
        "null" => Some("null".len()),
        _ => None,
    }
}

fn violations(schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    let mut complain = |problem: &str| {
        let path = if path.is_empty() { "/" } else { path };
        found.push(format!("{path}: {problem}"));
    };
    if let Some(members) = schema.get("anyOf").and_then(Value::as_array) {
        let mut fewest: Option<Vec<String>> = None;
        for member in members {
            let mut of_member = Vec::new();
            violations(member, value, path, &mut of_member);
            if fewest
                .as_ref()
                .is_none_or(|fewest| of_member.len() < fewest.len())
            {
                fewest = Some(of_member);
            }
        }
        found.extend(fewest.unwrap_or_default());
        return;
    }
    match (schema.get("type").and_then(Value::as_str), value) {
        (Some("object"), Value::Object(object)) => {
            let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
                return;
            };
            for name in object.keys() {
                if !properties.contains_key(name) {
                    // The name comes from the model, so it is not repeated.
                    complain("a property that is not in the schema");
                }
            }
            for (name, property) in properties {
                let path = format!("{path}/{name}");
                match object.get(name) {
                    Some(value) => violations(property, value, &path, found),
                    None => found.push(format!("{path}: missing")),
                }
            }
        }
        (Some("array"), Value::Array(items)) => {
            let most = schema.get(LENGTH).and_then(Value::as_u64);
            if most.is_some_and(|most| items.len() as u64 > most) {
                complain("too many elements");
            }
            if let Some(schema) = schema.get("items") {
                for (index, item) in items.iter().enumerate() {
                    violations(schema, item, &format!("{path}/{index}"), found);
                }
            }
        }
        (Some("string"), Value::String(_)) => {
            let values = schema.get("enum").and_then(Value::as_array);
            if values.is_some_and(|values| !values.contains(value)) {
                complain("not one of the values");
            }
        }
        (Some("boolean"), Value::Bool(_))
        | (Some("null"), Value::Null)
        | (Some("number"), Value::Number(_))
        | (None, _) => {}
        (Some("integer"), Value::Number(number)) if number.is_i64() || number.is_u64() => {}
        (Some(kind), _) => complain(&format!("not of type {kind}")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::OutputSchema;

    fn schema(property: &Value) -> OutputSchema {
        let shape = json!({
            "type": "object", "additionalProperties": false, "required": ["a"], "properties": { "a": property }
        });
        OutputSchema::new("s", shape).unwrap()
    }

    #[test]
    fn no_value_of_a_shape_is_longer_than_its_longest() {
        let longest = [
            (json!({"type": "string", "enum": ["b", "cé"]}), json!("cé")),
            (json!({"type": "string", "maxLength": 2}), json!("\u{1}\u{1}")),
            (json!({"type": "boolean"}), json!(false)),
            (
                json!({"anyOf": [{"type": "null"}, {"type": "string", "enum": ["yes"]}]}),
                json!("yes"),
            ),
            (
                json!({"type": "array", "maxItems": 3, "items": {"type": "null"}}),
                json!([null, null, null]),
            ),
        ];
        for (property, value) in longest {
            let schema = schema(&property);
            let value = json!({ "a": value });
            assert!(schema.violations(&value).is_empty(), "{property}");
            let (most, length) = (schema.most_bytes().unwrap(), value.to_string().len());
            // A comma too many at each level is no harm.
            assert!(
                (length..=length + 2).contains(&most),
                "{property}: {length} {most}"
            );
        }
        for endless in [
            json!({"type": "string"}),
            json!({"type": "integer"}),
            json!({"type": "array", "items": {"type": "null"}}),
        ] {
            assert_eq!(schema(&endless).most_bytes(), None, "{endless}");
        }
    }
}
