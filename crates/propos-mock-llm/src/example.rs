//! The smallest value of a schema.

use serde_json::{Map, Value};

/// The smallest value that has the shape of a schema: first enum values, empty lists and texts, zero, null where it
/// may be.
pub fn example(schema: &Value) -> Value {
    if let Some(members) = schema.get("anyOf").and_then(Value::as_array) {
        let may_be_null = members
            .iter()
            .any(|member| member.get("type").and_then(Value::as_str) == Some("null"));
        return match members.first() {
            Some(first) if !may_be_null => example(first),
            _ => Value::Null,
        };
    }
    if let Some(first) = schema.pointer("/enum/0") {
        return first.clone();
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("object") => {
            let properties = schema.get("properties").and_then(Value::as_object);
            let entries: Map<String, Value> = properties
                .into_iter()
                .flatten()
                .map(|(name, property)| (name.clone(), example(property)))
                .collect();
            entries.into()
        }
        Some("array") => Value::Array(Vec::new()),
        Some("string") => "".into(),
        Some("integer" | "number") => 0.into(),
        Some("boolean") => false.into(),
        _ => Value::Null,
    }
}
