//! The hash of a codebook's content.

use propos_schema::sha256_hex;
use toml::de::{DeTable, DeValue};

/// The SHA-256 over a canonical form of the document: keys in order of their bytes, every text with its length
/// before it, no comments, no white space, no trace of how a table is written.
///
/// It is taken over the file's tree and not over [`crate::Codebook`], so that no key can be forgotten and that a later
/// version with more keys gives an old file the same hash.
pub(crate) fn fingerprint(document: &DeTable<'_>) -> String {
    let mut canonical = String::new();
    write_table(document, &mut canonical);
    sha256_hex(canonical.as_bytes())
}

fn write_table(table: &DeTable<'_>, canonical: &mut String) {
    let mut entries: Vec<(&str, &DeValue<'_>)> = table
        .iter()
        .map(|(key, value)| (key.get_ref().as_ref(), value.get_ref()))
        .collect();
    entries.sort_unstable_by_key(|(key, _)| *key);
    canonical.push('{');
    for (key, value) in entries {
        write_text('k', key, canonical);
        write_value(value, canonical);
    }
    canonical.push('}');
}

fn write_value(value: &DeValue<'_>, canonical: &mut String) {
    match value {
        DeValue::String(text) => write_text('s', text, canonical),
        DeValue::Integer(integer) => {
            let decimal = i128::from_str_radix(integer.as_str(), integer.radix()).unwrap_or_default();
            write_text('i', &decimal.to_string(), canonical);
        }
        DeValue::Float(float) => write_text('f', float.as_str(), canonical),
        DeValue::Boolean(boolean) => write_text('b', if *boolean { "1" } else { "0" }, canonical),
        DeValue::Datetime(datetime) => write_text('d', &datetime.to_string(), canonical),
        DeValue::Array(list) => {
            canonical.push('[');
            for entry in list {
                write_value(entry.get_ref(), canonical);
            }
            canonical.push(']');
        }
        DeValue::Table(table) => write_table(table, canonical),
    }
}

/// The length keeps two texts apart from one: `["ab"]` differs from `["a", "b"]`.
fn write_text(kind: char, text: &str, canonical: &mut String) {
    canonical.push(kind);
    canonical.push_str(&text.len().to_string());
    canonical.push(':');
    canonical.push_str(text);
}
