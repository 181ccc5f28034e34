//! Files that are not text.

/// The beginnings of files that people take for articles, and what they are.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF file"),
    (
        b"PK\x03\x04",
        "a ZIP archive or an office document (docx, odt, epub)",
    ),
    (b"\xd0\xcf\x11\xe0", "an old office document (doc, xls)"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3\0", "an SQLite database"),
];

/// What a file is by its first bytes, where that is known and not text.
pub(crate) fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    let found = SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature))?;
    Some(found.1)
}

/// Whether a character controls a device and has no business in running text.
pub(crate) fn is_device_control(character: char) -> bool {
    character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}')
}

/// Whether more than one in ten characters is a control character. A stray one is kept as it is.
pub(crate) fn is_mostly_control(text: &str) -> bool {
    let control = || text.chars().filter(|character| is_device_control(*character));
    may_hold_control(text.as_bytes()) && {
        let n_control = control().count();
        n_control > 4 && n_control * 10 > text.chars().count()
    }
}

/// Whether a text may hold a character that controls a device, as its bytes tell.
fn may_hold_control(bytes: &[u8]) -> bool {
    let kinds = bytes
        .iter()
        .fold(0, |kinds, byte| kinds | KINDS[usize::from(*byte)]);
    let is_upper = |pair: &[u8]| matches!(pair, [LEAD, 0x80..0xa0]);
    kinds & CONTROL != 0 || kinds & LEADS != 0 && bytes.windows(2).any(is_upper)
}

/// The first byte of those that ASCII does not have, and of other characters.
const LEAD: u8 = 0xc2;
const CONTROL: u8 = 1;
const LEADS: u8 = 2;
/// What each byte may be.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte {
            0x09..=0x0d => 0,
            0..0x20 | 0x7f => CONTROL,
            0xc2 => LEADS,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

#[cfg(test)]
mod tests {
    use super::{is_device_control, may_hold_control};

    #[test]
    fn bytes_tell_of_every_control_character() {
        for character in '\0'..='\u{300}' {
            let text = format!("é{character}«");
            assert!(
                may_hold_control(text.as_bytes()) || !is_device_control(character),
                "{character:?}"
            );
        }
        assert!(!may_hold_control("« L’été »,\u{a0}dit-il.\r\n\tOui".as_bytes()));
    }
}
