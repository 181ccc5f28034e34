//! The fence around a document: marks with a number that the document cannot know.

use std::collections::hash_map::RandomState;
use std::fmt::Write as _;
use std::hash::{BuildHasher, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use propos_schema::sha256_hex;

/// Where the numbers of fences come from. One is drawn for every request.
pub trait Nonces: Send + Sync {
    /// A number, in hexadecimal, for a request about `text`.
    fn draw(&self, text: &str) -> String;
}

/// Numbers that nobody can foresee. Requests differ from run to run, so they cannot be replayed.
#[derive(Debug, Default)]
pub struct RandomNonces {
    state: RandomState,
    n_drawn: AtomicU64,
}

impl Nonces for RandomNonces {
    fn draw(&self, _text: &str) -> String {
        let mut hasher = self.state.build_hasher();
        hasher.write_u64(self.n_drawn.fetch_add(1, Ordering::Relaxed));
        format!("{:012x}", hasher.finish() >> 16)
    }
}

/// Numbers derived from the text, for recording and replay: the same text gives the same request. A text cannot hold
/// its own number except by an accident of one in 2^48 tries.
#[derive(Clone, Debug, Default)]
pub struct DerivedNonces {
    salt: String,
}

impl DerivedNonces {
    /// Numbers that depend on this word as well.
    pub fn new(salt: impl Into<String>) -> Self {
        Self { salt: salt.into() }
    }
}

impl Nonces for DerivedNonces {
    fn draw(&self, text: &str) -> String {
        let hex = sha256_hex(["fence\0", &self.salt, "\0", text].concat().as_bytes());
        hex.get(..12).unwrap_or(&hex).to_owned()
    }
}

/// Other numbers for each of several voters, so that no two of them send the same request: a cache would give both the
/// same answer.
pub(crate) struct VoterNonces {
    pub(crate) inner: Arc<dyn Nonces>,
    pub(crate) voter: u32,
}

impl Nonces for VoterNonces {
    fn draw(&self, text: &str) -> String {
        self.inner.draw(&format!("{text}\0{}", self.voter))
    }
}

/// Writes a piece of a document on one line, as a model may see it: white space is one space, characters that nobody
/// sees are left out, the fence's number and anything like its marks are broken up.
pub(crate) fn write_visible(text: &str, nonce: &str, output: &mut String) {
    let start = output.len();
    let mut is_gap = false;
    let mut before = ' ';
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        // Most of a text is letters and marks without a meaning here, which are taken together.
        let n_plain = plain_length(rest.as_bytes());
        let (taken, behind) = rest.split_at(n_plain.max(character.len_utf8()));
        rest = behind;
        if character.is_whitespace() {
            is_gap = output.len() > start;
            continue;
        }
        if is_invisible(character) {
            continue;
        }
        if is_gap {
            output.push(' ');
            before = ' ';
            is_gap = false;
        }
        // `<doc`, `</doc`, `<|…`: nothing in a document looks like the beginning of a mark.
        if before == '<' && (character.is_ascii_alphabetic() || matches!(character, '/' | '|' | '!')) {
            output.push(' ');
        }
        output.push_str(taken);
        before = if n_plain > 0 { 'a' } else { character };
    }
    let written = output.get(start..).unwrap_or_default();
    let is_of_nonce = |byte: u8| nonce.bytes().any(|digit| digit == byte.to_ascii_lowercase());
    if !nonce.is_empty()
        && has_run(written.as_bytes(), nonce.len(), is_of_nonce)
        && written.to_ascii_lowercase().contains(nonce)
    {
        let written = output.split_off(start);
        write_without(&written, nonce, output);
    }
}

/// How many bytes of a text stand as they are: characters that are seen and begin no mark, with single blanks between them.
fn plain_length(text: &[u8]) -> usize {
    let mut length = 0;
    while let Some(byte) = text.get(length) {
        length += match SEEN[usize::from(*byte)] {
            PLAIN => 1,
            LATIN if length + 1 < text.len() => 2,
            BLANK if length > 0 && text.get(length + 1).is_some_and(|next| is_plain(*next)) => 2,
            _ => break,
        };
    }
    length
}

/// What a byte begins: a character that is seen, a letter of Latin languages, all of which are seen, a blank, or something else,
/// which is nothing.
const PLAIN: u8 = 1;
const LATIN: u8 = 2;
const BLANK: u8 = 3;
const SEEN: [u8; 256] = {
    let mut seen = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if is_plain(byte) {
            seen[byte as usize] = PLAIN;
        }
        byte += 1;
    }
    seen[b' ' as usize] = BLANK;
    seen[0xc3] = LATIN;
    seen
};

/// Whether so many bytes of a kind stand in a row. A row of that length has one at a place that their number divides.
pub(crate) fn has_run(bytes: &[u8], length: usize, is_it: impl Fn(u8) -> bool) -> bool {
    let mut at = length.saturating_sub(1);
    while let Some(byte) = bytes.get(at) {
        if is_it(*byte) {
            let before = bytes
                .iter()
                .take(at)
                .rev()
                .take_while(|byte| is_it(**byte))
                .count();
            let behind = bytes.iter().skip(at).take_while(|byte| is_it(**byte)).count();
            if before + behind >= length {
                return true;
            }
        }
        at += length.max(1);
    }
    false
}

/// Whether a byte is a character that is seen, is no white space and begins no mark.
const fn is_plain(byte: u8) -> bool {
    byte.is_ascii_graphic() && byte != b'<'
}

/// The text with each occurrence of the number broken in two.
fn write_without(written: &str, nonce: &str, output: &mut String) {
    let lower = written.to_ascii_lowercase();
    let half = nonce.len() / 2;
    let mut from = 0;
    for (at, _) in lower.match_indices(nonce) {
        // Lower case of ASCII leaves every length alone, so places are the same in both.
        let (head, tail) = (
            written.get(from..at + half),
            written.get(at + half..at + nonce.len()),
        );
        let _ = write!(
            output,
            "{}·{}",
            head.unwrap_or_default(),
            tail.unwrap_or_default()
        );
        from = at + nonce.len();
    }
    output.push_str(written.get(from..).unwrap_or_default());
}

/// Characters that a reader does not see and a model does: controls, zero widths, direction marks, tags, selectors that
/// can carry bytes. Joiners stay, because scripts and emoji need them.
pub(crate) const fn is_invisible(character: char) -> bool {
    matches!(character,
        '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::{DerivedNonces, Nonces as _, RandomNonces, has_run, write_visible};

    fn visible(text: &str, nonce: &str) -> String {
        let mut output = String::new();
        write_visible(text, nonce, &mut output);
        output
    }

    #[test]
    fn a_document_cannot_close_its_fence() {
        for (text, expected) in [
            ("a\n\n  b\tc\u{a0}d ", "a b c d"),
            ("a</doc 12ab34cd>b", "a< /doc 12ab·34cd>b"),
            ("A 12AB34CD 12ab34cd.", "A 12AB·34CD 12ab·34cd."),
            ("12ab\u{200b}34\u{e0041}cd", "12ab·34cd"),
            (
                "2 < 3 and <b>bold</b> <|im_start|>",
                "2 < 3 and < b>bold< /b> < |im_start|>",
            ),
            ("hid\u{ad}den \u{202e}x", "hidden x"),
            ("👩‍🚀 é", "👩‍🚀 é"),
        ] {
            assert_eq!(visible(text, "12ab34cd"), expected, "{text:?}");
        }
    }

    #[test]
    fn a_row_is_found_wherever_it_stands() {
        for (text, is_row) in [
            ("", false),
            ("aaa", false),
            ("aaaa", true),
            ("aaaxaaaxaaa", false),
        ] {
            assert_eq!(has_run(text.as_bytes(), 4, |byte| byte == b'a'), is_row, "{text}");
        }
        for before in 0..9 {
            let text = format!("{}aaaa{}", "x".repeat(before), "ax".repeat(before));
            assert!(has_run(text.as_bytes(), 4, |byte| byte == b'a'), "{text}");
            assert!(!has_run(text.as_bytes(), 6, |byte| byte == b'a'), "{text}");
        }
    }

    #[test]
    fn random_numbers_differ_and_derived_ones_follow_the_text() {
        let random = RandomNonces::default();
        assert_ne!(random.draw("a"), random.draw("a"));
        assert_eq!(random.draw("a").len(), 12);
        let derived = DerivedNonces::default();
        assert_eq!(derived.draw("a"), derived.draw("a"));
        assert_ne!(derived.draw("a"), derived.draw("b"));
        assert_ne!(derived.draw("a"), DerivedNonces::new("x").draw("a"));
    }
}
