//! One article of one line of JSON.

use propos_schema::Document;
use serde_json::error::Category;
use serde_json::{Map, Value};

use crate::decode::{Decoded, decode_or_fault};
use crate::document::Ingested;
use crate::error::{Fault, IngestError};
use crate::options::ReadOptions;

/// Makes one document of one line: `{"id": "…", "lang": "fr", "text": "…"}`.
///
/// The fields of text and id are named by the options. `lang` and `title` are taken where they are strings.
/// All other fields become metadata. Without an id of its own (a string or a number) the document gets
/// `fallback_id`.
pub fn jsonl_document(
    fallback_id: &str,
    line: &[u8],
    options: &ReadOptions,
) -> Result<Ingested, IngestError> {
    read_line(fallback_id, line, options).map_err(|fault| IngestError::new(fallback_id, fault))
}

pub(crate) fn read_line(fallback_id: &str, line: &[u8], options: &ReadOptions) -> Result<Ingested, Fault> {
    let Decoded {
        text: line,
        encoding,
        notes,
    } = decode_or_fault(line, options.encoding)?;
    let mut fields = match serde_json::from_str(&line) {
        Ok(Value::Object(fields)) => fields,
        Ok(_) => return Err(Fault::NotAnObject),
        Err(error) => {
            let reason = match error.classify() {
                Category::Eof => "the line ends too early",
                _ => "there is a mistake",
            };
            return Err(Fault::Json {
                reason,
                column: error.column(),
            });
        }
    };
    let text = take_text(&mut fields, &options.text_field)?;
    let id = take_id(&mut fields, &options.id_field)?;
    let mut document = Document::new(id.unwrap_or_else(|| fallback_id.to_owned()), text);
    if let Some(lang) = take_string(&mut fields, "lang") {
        document.lang = lang;
    }
    document.title = take_string(&mut fields, "title");
    document.metadata = fields.into_iter().collect();
    if !notes.is_empty() {
        let metadata = &mut document.metadata;
        metadata
            .entry("encoding".to_owned())
            .or_insert_with(|| Value::from(encoding));
    }
    Ok(Ingested::new(document, notes))
}

fn take_text(fields: &mut Map<String, Value>, name: &str) -> Result<String, Fault> {
    match fields.remove(name) {
        Some(Value::String(text)) => Ok(text),
        Some(_) => Err(Fault::FieldType {
            field: name.to_owned(),
            expected: "a string",
        }),
        None => Err(Fault::NoTextField {
            field: name.to_owned(),
            present: fields.keys().cloned().collect(),
        }),
    }
}

fn take_id(fields: &mut Map<String, Value>, name: &str) -> Result<Option<String>, Fault> {
    match fields.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(id)) => Ok(Some(id).filter(|id| !id.is_empty())),
        Some(Value::Number(id)) => Ok(Some(id.to_string())),
        Some(_) => Err(Fault::FieldType {
            field: name.to_owned(),
            expected: "a string or a number",
        }),
    }
}

/// Takes a field out if it holds a string that says something; any other value stays metadata. Null says
/// nothing.
fn take_string(fields: &mut Map<String, Value>, name: &str) -> Option<String> {
    match fields.remove(name)? {
        Value::String(text) if !text.is_empty() => Some(text),
        Value::String(_) | Value::Null => None,
        other => {
            fields.insert(name.to_owned(), other);
            None
        }
    }
}
