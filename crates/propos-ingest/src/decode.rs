//! From bytes to text.

use std::str::FromStr;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};
use propos_schema::{Problem, Severity};

use crate::binary::{binary_kind, is_mostly_control};
use crate::error::{Fault, IngestError};
use crate::legacy::recognise_legacy;

/// A decoded text and how it was come by.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The name of the encoding, as the WHATWG Encoding Standard writes it: `UTF-8`, `UTF-16LE`,
    /// `windows-1252`.
    pub encoding: &'static str,
    /// What a reader should know: that a mark was dropped, that the encoding was recognised and not declared.
    pub notes: Vec<Problem>,
}

/// An encoding known by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// Its name in the WHATWG Encoding Standard.
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

impl FromStr for Encoding {
    type Err = IngestError;

    /// Any label of the WHATWG Encoding Standard, in any case: `utf8`, `latin1`, `cp1252`, `shift_jis` …
    fn from_str(label: &str) -> Result<Self, IngestError> {
        encoding_rs::Encoding::for_label_no_replacement(label.as_bytes())
            .map(Self)
            .ok_or_else(|| IngestError::new(format!("the encoding {label:?}"), Fault::UnknownEncoding))
    }
}

/// Decodes bytes of unknown encoding.
///
/// Recognised are UTF-8, UTF-16 by its byte order mark or by its zero bytes, and Windows-1252 (which holds
/// Latin-1) where the bytes make words of Western European languages. Anything else is an error that names
/// the first byte that is not UTF-8: a wrong guess would change the text without a sign.
pub fn decode(bytes: &[u8]) -> Result<Decoded, IngestError> {
    decode_with(bytes, None)
}

/// Decodes bytes in the encoding that the caller names, or recognises it when it is `None`.
pub fn decode_with(bytes: &[u8], encoding: Option<Encoding>) -> Result<Decoded, IngestError> {
    decode_or_fault(bytes, encoding).map_err(|fault| IngestError::new("the bytes", fault))
}

pub(crate) fn decode_or_fault(bytes: &[u8], encoding: Option<Encoding>) -> Result<Decoded, Fault> {
    match encoding {
        None => decode_unknown(bytes),
        Some(Encoding(encoding)) => decode_known(bytes, encoding),
    }
}

fn decode_unknown(bytes: &[u8]) -> Result<Decoded, Fault> {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return decode_known(bytes, encoding);
    }
    if let Some(what) = binary_kind(bytes) {
        return Err(Fault::Binary { what });
    }
    if let Some(encoding) = utf16_by_zero_bytes(bytes) {
        return match decode_known(bytes, encoding) {
            Ok(mut decoded) if !is_mostly_control(&decoded.text) => {
                decoded.notes.push(recognised(encoding.name()));
                Ok(decoded)
            }
            _ => Err(Fault::Binary { what: "binary data" }),
        };
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(text) if is_mostly_control(text) => return Err(Fault::Binary { what: "binary data" }),
        Ok(text) => {
            return Ok(Decoded {
                text: text.to_owned(),
                encoding: UTF_8.name(),
                notes: Vec::new(),
            });
        }
        Err(error) => error,
    };
    let legacy = recognise_legacy(bytes).map_err(|guess| {
        let offset = error.valid_up_to();
        match guess {
            // Neither text in any encoding nor a known kind of file.
            None if bytes.contains(&0) => Fault::Binary { what: "binary data" },
            guess => Fault::InvalidEncoding { offset, guess },
        }
    })?;
    Ok(Decoded {
        text: legacy.text,
        encoding: legacy.encoding,
        notes: vec![recognised(legacy.encoding)],
    })
}

/// Decodes bytes in a known encoding and drops its byte order mark.
fn decode_known(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> Result<Decoded, Fault> {
    let (body, had_mark) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((marked, length)) if marked == encoding => (bytes.get(length..).unwrap_or_default(), true),
        _ => (bytes, false),
    };
    let text = if encoding == UTF_8 {
        let text = std::str::from_utf8(body).map_err(|error| Fault::InvalidEncoding {
            offset: bytes.len() - body.len() + error.valid_up_to(),
            guess: None,
        })?;
        text.to_owned()
    } else {
        let text = encoding.decode_without_bom_handling_and_without_replacement(body);
        text.ok_or(Fault::NotInEncoding {
            encoding: encoding.name(),
        })?
        .into_owned()
    };
    let mut notes = Vec::new();
    if had_mark {
        let message = format!(
            "the file begins with a {} byte order mark, which is not part of the text",
            encoding.name()
        );
        notes.push(Problem::new("byte_order_mark", Severity::Info, message));
    }
    Ok(Decoded {
        text,
        encoding: encoding.name(),
        notes,
    })
}

fn recognised(encoding: &str) -> Problem {
    let message = format!("the file does not say its encoding; it was recognised as {encoding} and decoded");
    Problem::new("decoded", Severity::Info, message)
}

/// How many bytes are looked at for zero bytes.
const SAMPLE: usize = 4096;

/// UTF-16 without a mark: in text of a Latin alphabet every second byte is zero, on one side only.
fn utf16_by_zero_bytes(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let n_pairs = sample.len() / 2;
    if n_pairs < 2 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let n_zero = |side: usize| {
        sample
            .iter()
            .skip(side)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (first, second) = (n_zero(0), n_zero(1));
    let (is_most, is_few) = (
        |count: usize| count * 10 >= n_pairs * 7,
        |count: usize| count * 50 <= n_pairs,
    );
    match () {
        () if is_most(second) && is_few(first) => Some(UTF_16LE),
        () if is_most(first) && is_few(second) => Some(UTF_16BE),
        () => None,
    }
}
