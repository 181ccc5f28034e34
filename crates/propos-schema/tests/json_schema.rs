//! The committed JSON Schema is the one that the structs give. `PROPOS_UPDATE=1` rewrites it.
#![cfg(feature = "json-schema")]

use std::path::Path;

#[test]
fn the_committed_schema_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/record.schema.json");
    let current = format!("{:#}\n", propos_schema::record_json_schema());
    if std::env::var_os("PROPOS_UPDATE").is_some() {
        std::fs::write(&path, &current).expect("the schema file can be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == current,
        "{} is stale: run the tests with PROPOS_UPDATE=1",
        path.display()
    );
}
