//! A text cut into words, numerals and marks.

use std::ops::Range;

use crate::tokens::is_letter;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// Letters only.
    Word,
    /// Digits with their separators, as far as they make one number.
    Numeral,
    /// Any other character that is not white space.
    Mark,
}

/// A piece of the text, in bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: PieceKind,
    /// Where a word that has capitals stands in small letters.
    lower: Option<(usize, usize)>,
}

/// The pieces of one range.
#[derive(Debug)]
pub(super) struct Pieces<'text> {
    pub(super) text: &'text str,
    all: Vec<Piece>,
    /// The words that have capitals, in small letters.
    lower: String,
}

impl<'text> Pieces<'text> {
    /// Cuts a range; an empty list when it does not slice the text.
    pub(super) fn new(text: &'text str, range: Range<usize>) -> Self {
        let end = range.end;
        let mut pieces = Self {
            text,
            all: Vec::new(),
            lower: String::new(),
        };
        if let Some(slice) = text.get(range.clone()) {
            pieces.all.reserve(slice.len() / 4);
            let mut at = range.start;
            while at < end {
                let Some(character) = char_at(slice, at - range.start) else {
                    break;
                };
                if character == ' ' {
                    at += 1;
                    continue;
                }
                let (kind, (stop, is_small)) = if character.is_ascii_digit() {
                    (PieceKind::Numeral, (numeral_end(text, at, end), true))
                } else if is_letter(character) {
                    (PieceKind::Word, word_end(text, at, end))
                } else {
                    (PieceKind::Mark, (at + character.len_utf8(), true))
                };
                if !character.is_whitespace() {
                    pieces.push(at, stop, kind, is_small);
                }
                at = stop;
            }
        }
        pieces
    }

    fn push(&mut self, start: usize, end: usize, kind: PieceKind, is_small: bool) {
        let mut lower = None;
        if !is_small {
            let written = self.text.get(start..end).unwrap_or_default();
            let first = self.lower.len();
            if written.is_ascii() {
                self.lower.push_str(written);
                if let Some(lower) = self.lower.get_mut(first..) {
                    lower.make_ascii_lowercase();
                }
            } else {
                self.lower.push_str(&written.to_lowercase());
            }
            lower = Some((first, self.lower.len()));
        }
        self.all.push(Piece {
            start,
            end,
            kind,
            lower,
        });
    }

    pub(super) fn get(&self, index: usize) -> Option<Piece> {
        self.all.get(index).copied()
    }

    pub(super) fn kind(&self, index: usize) -> Option<PieceKind> {
        self.get(index).map(|piece| piece.kind)
    }

    /// What stands at a piece; empty beyond the end.
    pub(super) fn at(&self, index: usize) -> &'text str {
        self.get(index)
            .and_then(|piece| self.text.get(piece.start..piece.end))
            .unwrap_or_default()
    }

    /// The text of the piece before; empty at the beginning.
    pub(super) fn before(&self, index: usize) -> &'text str {
        index.checked_sub(1).map_or("", |index| self.at(index))
    }

    /// The word in lower case; empty where no word stands.
    pub(super) fn word(&self, index: usize) -> &str {
        match self.all.get(index) {
            Some(piece) if piece.kind == PieceKind::Word => match piece.lower {
                Some((start, end)) => self.lower.get(start..end).unwrap_or_default(),
                None => self.text.get(piece.start..piece.end).unwrap_or_default(),
            },
            _ => "",
        }
    }

    /// The word before in lower case; empty where no word stands.
    pub(super) fn word_before(&self, index: usize) -> &str {
        index.checked_sub(1).map_or("", |index| self.word(index))
    }

    /// Whether no white space stands between a piece and the one before it.
    pub(super) fn is_glued(&self, index: usize) -> bool {
        let previous = index.checked_sub(1).and_then(|index| self.get(index));
        match (previous, self.get(index)) {
            (Some(previous), Some(piece)) => previous.end == piece.start,
            _ => false,
        }
    }

    /// Whether a line break stands before a piece, or nothing.
    pub(super) fn begins_line(&self, index: usize) -> bool {
        let start = self.get(index).map_or(0, |piece| piece.start);
        let before = self.text.get(..start).unwrap_or_default();
        let gap = before.trim_end_matches([' ', '\t', '\u{a0}', '\u{202f}']);
        gap.is_empty() || gap.ends_with(['\n', '\r'])
    }
}

/// Spaces that may stand inside a number.
pub(super) const fn is_number_space(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}')
}

fn char_at(slice: &str, at: usize) -> Option<char> {
    match slice.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => slice.get(at..)?.chars().next(),
    }
}

/// Whether a character belongs to the word before it.
pub(super) fn is_in_word(character: char) -> bool {
    is_letter(character) || ('\u{300}'..='\u{36f}').contains(&character)
}

/// The end of the letters at `start`, and whether they are small, as far as that is seen at once. A combining mark
/// belongs to its letter.
fn word_end(text: &str, start: usize, end: usize) -> (usize, bool) {
    let rest = text.get(start..end).unwrap_or_default();
    let bytes = rest.as_bytes();
    let mut stop = 0;
    let mut is_small = true;
    while let Some(byte) = bytes.get(stop) {
        stop += match byte {
            b'a'..=b'z' => 1,
            b'A'..=b'Z' => {
                is_small = false;
                1
            }
            _ if byte.is_ascii() => break,
            _ => match char_at(rest, stop) {
                Some(character) if is_in_word(character) => {
                    // The small letters with accents that Western languages use.
                    is_small &= ('ß'..='ÿ').contains(&character);
                    character.len_utf8()
                }
                _ => break,
            },
        };
    }
    (start + stop, is_small)
}

/// The end of the number at `start`: a separator belongs to it where digits go on, a space only before a group of three.
fn numeral_end(text: &str, start: usize, end: usize) -> usize {
    let mut stop = digits_end(text, start, end);
    let mut space_allowed = stop - start <= 3;
    loop {
        let rest = text.get(stop..end).unwrap_or_default();
        let mut characters = rest.chars();
        let Some(separator) = characters.next() else { break };
        let group = stop + separator.len_utf8();
        let group_end = digits_end(text, group, end);
        let n_digits = group_end - group;
        let is_space = is_number_space(separator) || matches!(separator, '\'' | '’');
        let goes_on = match separator {
            '.' | ',' => n_digits > 0,
            _ if is_space => space_allowed && n_digits == 3,
            _ => false,
        };
        if !goes_on {
            break;
        }
        if !is_space {
            // After a decimal mark no space groups digits in news text.
            space_allowed = false;
        }
        stop = group_end;
    }
    stop
}

fn digits_end(text: &str, start: usize, end: usize) -> usize {
    let rest = text.get(start..end).unwrap_or_default();
    start + rest.bytes().take_while(u8::is_ascii_digit).count()
}
