//! Looking at the text around an offset. Nothing here panics: what lies outside the text reads as absent.

/// What the scan does at a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Byte {
    /// Nothing can happen here.
    Plain,
    /// `.`, `!`, `?`.
    Stop,
    /// A line ends.
    Newline,
    /// A quotation mark of ASCII, or a comma, which may be half of one.
    Mark,
    /// An opening bracket.
    Open,
    /// A closing round bracket.
    Close,
    /// The first byte of a character that may be a mark, a stop or a line separator.
    Lead,
}

/// One class a byte.
pub(crate) static CLASSES: [Byte; 256] = classes();

#[expect(clippy::cast_possible_truncation, reason = "the index is below 256")]
const fn classes() -> [Byte; 256] {
    let mut table = [Byte::Plain; 256];
    let mut index = 0;
    while index < 256 {
        table[index] = match index as u8 {
            b'.' | b'!' | b'?' => Byte::Stop,
            b'\n' | b'\r' | 0x0B | 0x0C => Byte::Newline,
            b'"' | b'\'' | b',' | b'`' => Byte::Mark,
            b'(' | b'[' => Byte::Open,
            b')' => Byte::Close,
            // « », general punctuation, CJK and full-width stops, Arabic and Devanagari stops.
            0xC2 | 0xE2 | 0xE3 | 0xEF | 0xD8 | 0xDB | 0xE0 => Byte::Lead,
            _ => Byte::Plain,
        };
        index += 1;
    }
    table
}

/// The byte at an offset, or 0.
pub(crate) fn at(text: &str, offset: usize) -> u8 {
    text.as_bytes().get(offset).copied().unwrap_or(0)
}

/// The character that begins at an offset.
pub(crate) fn char_at(text: &str, offset: usize) -> Option<char> {
    text.get(offset..)?.chars().next()
}

/// The character that ends at an offset.
pub(crate) fn char_before(text: &str, offset: usize) -> Option<char> {
    text.get(..offset)?.chars().next_back()
}

/// The first offset from `from` on that is not white space (newlines are).
pub(crate) fn skip_white(text: &str, from: usize) -> usize {
    let mut offset = from;
    loop {
        match at(text, offset) {
            b' ' | b'\t'..=b'\r' => offset += 1,
            0xC2 | 0xE1..=0xE3 => match char_at(text, offset) {
                Some(letter) if letter.is_whitespace() => offset += letter.len_utf8(),
                _ => return offset,
            },
            _ => return offset,
        }
    }
}

/// The first offset from `from` on that is neither blank nor tab nor any other space inside a line.
pub(crate) fn skip_blank(text: &str, from: usize) -> usize {
    let mut offset = from;
    loop {
        match at(text, offset) {
            b' ' | b'\t' => offset += 1,
            0xC2 | 0xE1..=0xE3 => match char_at(text, offset) {
                Some(letter) if letter.is_whitespace() && !is_newline(letter) => offset += letter.len_utf8(),
                _ => return offset,
            },
            _ => return offset,
        }
    }
}

/// The end of the text before `end` without trailing white space, not before `start`.
pub(crate) fn trim_end(text: &str, start: usize, end: usize) -> usize {
    text.get(start..end)
        .map_or(end, |part| start + part.trim_end().len())
}

/// Whether a character ends a line.
pub(crate) const fn is_newline(letter: char) -> bool {
    matches!(
        letter,
        '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Whether a character ends sentences by itself.
pub(crate) const fn is_stop(letter: char) -> bool {
    matches!(
        letter,
        '.' | '!'
            | '?'
            | '…'
            | '‼'
            | '⁇'
            | '⁈'
            | '⁉'
            | '‽'
            | '。'
            | '｡'
            | '！'
            | '？'
            | '．'
            | '؟'
            | '۔'
            | '।'
            | '॥'
    )
}

/// `char::is_alphabetic`, quick for the letters of western Europe.
pub(crate) fn is_letter(letter: char) -> bool {
    match letter {
        'a'..='z' | 'A'..='Z' => true,
        '\0'..='\u{7f}' => false,
        'À'..='ɏ' => !matches!(letter, '×' | '÷'),
        _ => letter.is_alphabetic(),
    }
}

/// The end of the run of letters that begins at an offset.
pub(crate) fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    loop {
        let byte = at(text, end);
        if byte.is_ascii_alphabetic() {
            end += 1;
        } else if byte < 0x80 {
            return end;
        } else {
            match char_at(text, end) {
                Some(letter) if is_letter(letter) => end += letter.len_utf8(),
                _ => return end,
            }
        }
    }
}
