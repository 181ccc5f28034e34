//! The JSON Schema of the record.

use schemars::generate::SchemaSettings;

use crate::record::Record;

/// The JSON Schema (draft 2020-12) of one record as propos writes it: every field is required.
///
/// The same file is committed as `schema/record.schema.json` beside this crate's sources.
pub fn record_json_schema() -> serde_json::Value {
    SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<Record>()
        .to_value()
}
