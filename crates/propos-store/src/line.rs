//! An entry as a line of JSON with its checksum at the end.
//!
//! `{"v":1,"seq":7,"kind":"response","key":"…","body":{…},"crc":"1a2b3c4d"}`: the checksum is the CRC-32 of everything
//! before `,"crc"`.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::{Key, StoreError};

/// The version of the format.
const VERSION: u32 = 1;
/// How the checksum begins, and how many bytes a line has from there on, without its newline.
const CHECKSUM: &[u8] = b",\"crc\":\"";
const CHECKSUM_LENGTH: usize = 18;

/// An entry of a journal, as it is read back.
#[derive(Debug, Deserialize)]
#[non_exhaustive]
pub struct Entry<'j> {
    #[serde(rename = "v")]
    version: u32,
    /// Its number in the journal, from 0.
    pub seq: u64,
    /// What it is.
    pub kind: &'j str,
    /// What it is about.
    pub key: Option<Key>,
    /// The rest, as JSON that is not parsed yet.
    #[serde(borrow)]
    pub body: &'j RawValue,
    /// Where its line begins in the file, and how many bytes that has.
    #[serde(skip)]
    pub place: (u64, usize),
}

#[derive(Serialize)]
struct Written<'a, T> {
    v: u32,
    seq: u64,
    kind: &'a str,
    key: Option<Key>,
    body: &'a T,
}

/// The line of an entry, with its newline.
pub(crate) fn encode<T: Serialize>(
    seq: u64,
    kind: &str,
    key: Option<Key>,
    body: &T,
) -> Result<Vec<u8>, StoreError> {
    let written = Written {
        v: VERSION,
        seq,
        kind,
        key,
        body,
    };
    let mut line = serde_json::to_vec(&written).map_err(StoreError::Body)?;
    // The closing brace goes behind the checksum. A raw body may have line breaks, which are white space in JSON.
    line.pop();
    for byte in &mut line {
        if matches!(byte, b'\n' | b'\r') {
            *byte = b' ';
        }
    }
    let checksum = crc32fast::hash(&line);
    line.extend_from_slice(CHECKSUM);
    line.extend_from_slice(format!("{checksum:08x}\"}}\n").as_bytes());
    Ok(line)
}

/// The entry of a line without its newline; `None` when it is torn or damaged. `buffer` holds what the entry borrows.
pub(crate) fn decode<'b>(line: &[u8], buffer: &'b mut Vec<u8>) -> Option<Entry<'b>> {
    let cut = line.len().checked_sub(CHECKSUM_LENGTH)?;
    let (content, end) = line.split_at_checked(cut)?;
    let digits = end.strip_prefix(CHECKSUM)?.strip_suffix(b"\"}")?;
    let wanted = u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    if crc32fast::hash(content) != wanted {
        return None;
    }
    buffer.clear();
    buffer.extend_from_slice(content);
    buffer.push(b'}');
    let entry: Entry<'b> = serde_json::from_slice(buffer).ok()?;
    (entry.version == VERSION).then_some(entry)
}

/// The body of the entry on a line that was read from its place in a journal, if it is whole and about this key.
pub fn read_body<T: serde::de::DeserializeOwned>(line: &[u8], key: Key) -> Option<T> {
    let mut buffer = Vec::new();
    let entry = decode(line.strip_suffix(b"\n").unwrap_or(line), &mut buffer)?;
    let body = serde_json::from_str(entry.body.get());
    body.ok().filter(|_| entry.key == Some(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> Vec<u8> {
        encode(
            3,
            "response",
            Some(Key::of(&["k"])),
            &serde_json::json!({"text": "é\n«»"}),
        )
        .unwrap()
    }

    #[test]
    fn an_entry_reads_back_as_written() {
        let line = line();
        let mut buffer = Vec::new();
        let entry = decode(line.strip_suffix(b"\n").unwrap(), &mut buffer).unwrap();
        assert_eq!(
            (entry.seq, entry.kind, entry.key),
            (3, "response", Some(Key::of(&["k"])))
        );
        let body: serde_json::Value = serde_json::from_str(entry.body.get()).unwrap();
        assert_eq!(body["text"], "é\n«»");
    }

    #[test]
    fn a_line_cut_or_changed_anywhere_is_no_entry() {
        let line = line();
        let line = line.strip_suffix(b"\n").unwrap();
        let mut buffer = Vec::new();
        for end in 0..line.len() {
            assert!(decode(&line[..end], &mut buffer).is_none(), "cut at {end}");
        }
        for at in 0..line.len() {
            let mut changed = line.to_vec();
            changed[at] ^= 0x01;
            // A checksum may be written in capitals: the same number.
            let is_same = changed.eq_ignore_ascii_case(line);
            assert!(
                decode(&changed, &mut buffer).is_none() || is_same,
                "changed at {at}"
            );
        }
    }
}
