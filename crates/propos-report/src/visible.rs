//! Characters of a document that must not reach a terminal or a page as they are.

use std::borrow::Cow;
use std::fmt::Write as _;

/// How a character is shown where people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// As it is.
    Plain,
    /// As a blank.
    Blank,
    /// As a symbol that stands for it.
    Symbol(char),
    /// As its code point in `\u{…}`.
    Escaped,
}

/// How `character` is shown: control characters as symbols, and characters that hide, turn or reorder what
/// stands beside them as escapes. Joiners and variation selectors are part of ordinary writing and stay.
pub(crate) const fn shown(character: char) -> Shown {
    match character {
        '\t' => Shown::Blank,
        '\n' => Shown::Symbol('↵'),
        // Unicode has a picture for each of the other ASCII control characters.
        '\0'..='\u{1f}' => match char::from_u32(0x2400 + character as u32) {
            Some(picture) => Shown::Symbol(picture),
            None => Shown::Escaped,
        },
        '\u{7f}' => Shown::Symbol('␡'),
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        // Tags and the second block of variation selectors carry hidden text.
        | '\u{e0000}'..='\u{e0fff}' => Shown::Escaped,
        _ => Shown::Plain,
    }
}

/// Appends `character` as it is shown.
pub(crate) fn push_shown(out: &mut String, character: char) {
    match shown(character) {
        Shown::Plain => out.push(character),
        Shown::Blank => out.push(' '),
        Shown::Symbol(symbol) => out.push(symbol),
        Shown::Escaped => push_escape(out, character),
    }
}

/// Appends `\u{…}` with the code point of `character`.
pub(crate) fn push_escape(out: &mut String, character: char) {
    // Writing to a string cannot fail.
    let _ = write!(out, "\\u{{{:x}}}", u32::from(character));
}

/// `text` on one line for a terminal: nothing in it moves the cursor, changes colours, hides or reorders what
/// is read. Tabs become blanks, line breaks `↵`, other control characters their Unicode pictures (`␛`),
/// bidirectional controls and invisible characters escapes (`\u{202e}`). Words of right-to-left scripts stay as they are.
///
/// ```
/// use propos_report::visible;
///
/// assert_eq!(visible("plain « texte »"), "plain « texte »");
/// assert_eq!(visible("\u{1b}[31mred\r\n\u{202e}"), r"␛[31mred↵\u{202e}");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|character| shown(character) == Shown::Plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        // CRLF is one line break.
        if character != '\r' || characters.peek() != Some(&'\n') {
            push_shown(&mut out, character);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// What may reach a terminal or a page, line breaks aside.
    pub(crate) fn is_harmless(character: char) -> bool {
        let is_bidi = matches!(
            u32::from(character),
            0x61c | 0x200e | 0x200f | 0x202a..=0x202e | 0x2066..=0x2069
        );
        !character.is_control() && !is_bidi && !matches!(character, '\u{2028}' | '\u{2029}')
    }

    #[test]
    fn no_character_at_all_gets_through_that_controls_a_terminal() {
        for character in '\0'..=char::MAX {
            let mut out = String::new();
            push_shown(&mut out, character);
            assert!(out.chars().all(is_harmless), "{:x}", u32::from(character));
        }
    }

    #[test]
    fn ordinary_writing_is_left_alone() {
        for text in [
            "L’été, « 12,5\u{202f}% »",
            "שלום مرحبا",
            "👩\u{200d}👧",
            "e\u{301}",
            "華為",
        ] {
            assert!(matches!(visible(text), Cow::Borrowed(_)), "{text}");
        }
    }
}
