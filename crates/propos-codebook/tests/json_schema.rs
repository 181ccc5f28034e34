//! The committed JSON Schema is the one that the types give, and fits what the reader takes. `PROPOS_UPDATE=1`
//! rewrites it.
#![cfg(feature = "json-schema")]
#![expect(clippy::unwrap_used, reason = "the helpers are parts of tests")]

use std::fs;
use std::path::Path;

use propos_codebook::{Codebook, codebook_json_schema};
use serde_json::Value;

#[test]
fn the_committed_schema_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/codebook.schema.json");
    let current = format!("{:#}\n", codebook_json_schema());
    if std::env::var_os("PROPOS_UPDATE").is_some() {
        fs::write(&path, &current).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == current,
        "{} is stale: run the tests with PROPOS_UPDATE=1",
        path.display()
    );
}

/// What a value breaks of the part of JSON Schema that types, keys, required keys and `enum` make up.
fn mismatches(schema: &Value, root: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let target = root.pointer(reference.trim_start_matches('#')).unwrap();
        mismatches(target, root, value, path, found);
    }
    let kind = match value {
        Value::String(_) => "string",
        Value::Number(_) => "integer",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
        _ => "other",
    };
    if schema.get("type").is_some_and(|expected| expected != kind) {
        found.push(format!("{path}: {kind} is not {}", schema["type"]));
    }
    let choices = schema.get("enum").and_then(Value::as_array);
    if choices.is_some_and(|choices| !choices.contains(value)) {
        found.push(format!("{path}: {value} is none of the choices"));
    }
    if let Some(alternatives) = schema.get("oneOf").and_then(Value::as_array)
        && !alternatives.iter().any(|one| one["const"] == *value)
    {
        found.push(format!("{path}: {value} is none of the alternatives"));
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        let items = schema.get("items").unwrap_or(&Value::Null);
        mismatches(items, root, item, &format!("{path}[{index}]"), found);
    }
    for key in schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        if value.get(key.as_str().unwrap()).is_none() {
            found.push(format!("{path}: {key} is missing"));
        }
    }
    for (key, item) in value.as_object().into_iter().flatten() {
        let key_path = format!("{path}.{key}");
        let key_schema = schema.pointer(&format!("/properties/{key}"));
        match key_schema.or(schema.get("additionalProperties")) {
            Some(Value::Bool(false)) => found.push(format!("{key_path}: unknown key")),
            Some(key_schema) => mismatches(key_schema, root, item, &key_path, found),
            None => {}
        }
    }
}

fn check(toml: &str) -> Vec<String> {
    let value: Value = toml::from_str(toml).unwrap();
    let schema = codebook_json_schema();
    let mut found = Vec::new();
    mismatches(&schema, &schema, &value, "file", &mut found);
    found
}

#[test]
fn the_schema_accepts_the_shipped_codebooks() {
    for id in Codebook::embedded_ids() {
        assert_eq!(
            check(Codebook::embedded_source(id).unwrap()),
            Vec::<String>::new(),
            "{id}"
        );
    }
}

#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    let source = Codebook::embedded_source("us-china-ai").unwrap();
    for (good, bad) in [
        ("cues.favor.fr", "cues_favor.fr"),
        ("license =", "licence ="),
        ("label = \"neutral\"", "label = \"mixed\""),
        ("kind = \"government\"", "kind = \"state\""),
        ("schema_version = 1", "schema_version = \"1\""),
        ("definition.fr = \"Règles", "statement.fr = \"Règles"),
        ("statement.fr", "claim.fr"),
    ] {
        let changed = source.replacen(good, bad, 1);
        assert_ne!(changed, source, "{good} is not in the file");
        assert!(Codebook::parse("x", &changed).is_err(), "the reader takes {bad}");
        assert_ne!(check(&changed), Vec::<String>::new(), "the schema takes {bad}");
    }
}
