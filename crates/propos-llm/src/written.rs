//! The JSON of a request as text.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

/// Beside its texts, a body takes about so much.
const FRAME: usize = 512;
/// One byte in so many is a mark that JSON writes as two.
const BYTES_PER_ESCAPE: usize = 16;

/// A body as JSON, in which what is null at a path stands for a part that is written already.
pub(crate) fn written(json: &Value, path: &[&str], part: Option<&RawValue>) -> String {
    let n_bytes = text_bytes(json);
    let room = n_bytes + n_bytes / BYTES_PER_ESCAPE + part.map_or(0, |part| part.get().len()) + FRAME;
    let mut bytes = Vec::with_capacity(room);
    let filled = Filled {
        value: json,
        path,
        part,
    };
    // Writing values to memory fails for nothing.
    let is_written = serde_json::to_writer(&mut bytes, &filled).is_ok();
    debug_assert!(is_written, "values are JSON");
    // Questions wait long and many at once.
    if bytes.capacity() > bytes.len() + bytes.len() / 4 {
        bytes.shrink_to_fit();
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// How many bytes the texts in a value have.
fn text_bytes(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(values) => values.iter().map(text_bytes).sum(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| name.len() + text_bytes(value))
            .sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

/// A value with a part put in.
struct Filled<'v> {
    value: &'v Value,
    /// The names that lead from the value to the part.
    path: &'v [&'v str],
    part: Option<&'v RawValue>,
}

impl Serialize for Filled<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.part, self.path.split_first(), self.value) {
            (Some(part), None, Value::Null) => part.serialize(serializer),
            (Some(_), Some((first, rest)), Value::Object(fields)) => {
                let mut map = serializer.serialize_map(Some(fields.len()))?;
                for (name, value) in fields {
                    if name == first {
                        let part = self.part;
                        map.serialize_entry(
                            name,
                            &Filled {
                                value,
                                path: rest,
                                part,
                            },
                        )?;
                    } else {
                        map.serialize_entry(name, value)?;
                    }
                }
                map.end()
            }
            (_, _, value) => value.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_part_stands_where_null_stood_and_everything_else_as_before() {
        let part = RawValue::from_string(r#"{"type":"object"}"#.to_owned()).unwrap();
        let path = ["format", "schema"];
        for (json, expected) in [
            (
                json!({"a": "é\n\"", "format": {"x": [1.5, null], "schema": null}, "b": null}),
                r#"{"a":"é\n\"","format":{"x":[1.5,null],"schema":{"type":"object"}},"b":null}"#,
            ),
            (json!({"format": {"schema": 1}}), r#"{"format":{"schema":1}}"#),
            (json!({"format": null}), r#"{"format":null}"#),
            (json!([1]), "[1]"),
        ] {
            assert_eq!(written(&json, &path, Some(&part)), expected);
            assert_eq!(written(&json, &path, None), json.to_string());
        }
    }
}
