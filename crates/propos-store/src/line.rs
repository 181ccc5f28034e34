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

/// What stands before the body of an entry.
#[derive(Serialize)]
struct Head<'a> {
    v: u32,
    seq: u64,
    kind: &'a str,
    key: Option<Key>,
}

/// The body of an entry, written already. A raw body may have line breaks, which are white space in JSON; here they are blanks.
#[derive(Clone, Debug)]
pub struct Body(Vec<u8>);

impl Body {
    /// Writes a body, with room for about so many bytes.
    pub fn new<T: Serialize>(body: &T, room: usize) -> Result<Self, StoreError> {
        let mut written = Vec::with_capacity(room);
        serde_json::to_writer(&mut written, body).map_err(StoreError::Body)?;
        for byte in &mut written {
            if matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
        Ok(Self(written))
    }

    /// How many bytes it has.
    pub const fn n_bytes(&self) -> usize {
        self.0.len()
    }
}

/// Adds the line of an entry, with its newline.
pub(crate) fn encode(
    seq: u64,
    kind: &str,
    key: Option<Key>,
    body: &Body,
    lines: &mut Vec<u8>,
) -> Result<(), StoreError> {
    let start = lines.len();
    let head = Head {
        v: VERSION,
        seq,
        kind,
        key,
    };
    serde_json::to_writer(&mut *lines, &head).map_err(StoreError::Body)?;
    // The closing brace goes behind the checksum.
    lines.pop();
    lines.extend_from_slice(b",\"body\":");
    lines.extend_from_slice(&body.0);
    let checksum = crc32fast::hash(lines.get(start..).unwrap_or_default());
    lines.extend_from_slice(CHECKSUM);
    lines.extend_from_slice(format!("{checksum:08x}\"}}\n").as_bytes());
    Ok(())
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
        let body = Body::new(&serde_json::json!({"text": "é\n«»"}), 0).unwrap();
        let mut line = Vec::new();
        encode(3, "response", Some(Key::of(&["k"])), &body, &mut line).unwrap();
        line
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
