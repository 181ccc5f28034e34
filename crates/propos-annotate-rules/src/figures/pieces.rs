//! A text cut into words, numerals and marks.

use std::cell::Cell;
use std::mem::take;
use std::ops::Range;

use super::lexicon::{Entry, Lexicon, Opening, Section};
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
    lexicon: &'static Lexicon,
    memory: Memory,
}

/// What pieces are written into, kept for those after them.
#[derive(Debug, Default)]
struct Memory {
    all: Vec<Piece>,
    /// What the lexicon has of each word, once it was asked for: many sections are asked of one word.
    entries: Vec<Cell<Answer>>,
    /// The words that have capitals, in small letters.
    lower: String,
}

/// What the lexicon has of a word.
#[derive(Clone, Copy, Debug)]
enum Answer {
    NotAsked,
    Found(Option<&'static Entry>),
}

thread_local! {
    /// What the pieces before were written into.
    static MEMORY: Cell<Memory> = Cell::default();
}

/// More pieces than sentences have: memory for as many is not kept.
const MOST_KEPT: usize = 2_000;

impl Drop for Pieces<'_> {
    fn drop(&mut self) {
        let memory = take(&mut self.memory);
        if memory.all.capacity() <= MOST_KEPT {
            MEMORY.set(memory);
        }
    }
}

impl<'text> Pieces<'text> {
    /// Cuts a range; an empty list when it does not slice the text.
    pub(super) fn new(text: &'text str, range: Range<usize>, lexicon: &'static Lexicon) -> Self {
        let mut memory = MEMORY.take();
        memory.all.clear();
        memory.entries.clear();
        memory.lower.clear();
        let mut pieces = Self {
            text,
            lexicon,
            memory,
        };
        if let Some(before) = text
            .get(..range.end)
            .filter(|_| text.is_char_boundary(range.start))
        {
            let mut at = range.start;
            while let Some(character) = char_at(before, at) {
                if character == ' ' {
                    at += 1;
                    continue;
                }
                let (kind, (stop, is_small)) = if character.is_ascii_digit() {
                    (PieceKind::Numeral, (numeral_end(text, at, range.end), true))
                } else if is_letter(character) {
                    (PieceKind::Word, word_end(before, at))
                } else {
                    (PieceKind::Mark, (at + character.len_utf8(), true))
                };
                if !character.is_whitespace() {
                    pieces.push(at, stop, kind, is_small);
                }
                at = stop;
            }
        }
        let Memory { all, entries, .. } = &mut pieces.memory;
        entries.resize(all.len(), Cell::new(Answer::NotAsked));
        pieces
    }

    fn push(&mut self, start: usize, end: usize, kind: PieceKind, is_small: bool) {
        let Memory {
            all, lower: letters, ..
        } = &mut self.memory;
        let mut lower = None;
        if !is_small {
            let written = self.text.get(start..end).unwrap_or_default();
            let first = letters.len();
            if written.is_ascii() {
                letters.push_str(written);
                if let Some(lower) = letters.get_mut(first..) {
                    lower.make_ascii_lowercase();
                }
            } else {
                letters.push_str(&written.to_lowercase());
            }
            lower = Some((first, letters.len()));
        }
        all.push(Piece {
            start,
            end,
            kind,
            lower,
        });
    }

    pub(super) fn piece(&self, index: usize) -> Option<Piece> {
        self.memory.all.get(index).copied()
    }

    pub(super) fn kind(&self, index: usize) -> Option<PieceKind> {
        self.piece(index).map(|piece| piece.kind)
    }

    /// What stands at a piece; empty beyond the end.
    pub(super) fn at(&self, index: usize) -> &'text str {
        self.piece(index)
            .and_then(|piece| self.text.get(piece.start..piece.end))
            .unwrap_or_default()
    }

    /// The text of the piece before; empty at the beginning.
    pub(super) fn before(&self, index: usize) -> &'text str {
        index.checked_sub(1).map_or("", |index| self.at(index))
    }

    /// The word in lower case; empty where no word stands.
    pub(super) fn word(&self, index: usize) -> &str {
        match self.memory.all.get(index) {
            Some(piece) if piece.kind == PieceKind::Word => match piece.lower {
                Some((start, end)) => self.memory.lower.get(start..end).unwrap_or_default(),
                None => self.text.get(piece.start..piece.end).unwrap_or_default(),
            },
            _ => "",
        }
    }

    /// The word before in lower case; empty where no word stands.
    pub(super) fn word_before(&self, index: usize) -> &str {
        index.checked_sub(1).map_or("", |index| self.word(index))
    }

    /// What the lexicon has of the word at a piece.
    fn entry(&self, index: usize) -> Option<&'static Entry> {
        let known = self.memory.entries.get(index)?;
        if let Answer::Found(entry) = known.get() {
            return entry;
        }
        let entry = self.lexicon.entry(self.word(index));
        known.set(Answer::Found(entry));
        entry
    }

    /// Whether a section has the word at a piece.
    pub(super) fn has(&self, section: Section, index: usize) -> bool {
        self.entry(index).is_some_and(|entry| entry.has(section))
    }

    /// What the word at a piece means in a section.
    pub(super) fn get(&self, section: Section, index: usize) -> Option<&'static str> {
        self.entry(index)?.get(section)
    }

    /// The number that the word at a piece means in a section.
    pub(super) fn number(&self, section: Section, index: usize) -> Option<f64> {
        self.entry(index)?.number(section)
    }

    /// What the word at a piece means in a section, in the singular where it ends in a plural's letter.
    pub(super) fn singular(&self, section: Section, index: usize) -> Option<&'static str> {
        self.get(section, index).or_else(|| {
            let stem = self.word(index).strip_suffix(['s', 'x'])?;
            self.lexicon.get(section, stem)
        })
    }

    /// How the word at a piece may begin an amount.
    pub(super) fn opening(&self, index: usize) -> Opening {
        self.entry(index).map_or(Opening::None, Entry::opening)
    }

    /// Whether the word at a piece may begin an amount of a section.
    pub(super) fn begins(&self, section: Section, index: usize) -> bool {
        self.entry(index).is_some_and(|entry| entry.begins(section))
    }

    /// Whether the word at a piece may begin a unit.
    pub(super) fn begins_unit(&self, index: usize) -> bool {
        self.entry(index).is_some_and(|entry| entry.begins_unit)
    }

    /// Whether no white space stands between a piece and the one before it.
    pub(super) fn is_glued(&self, index: usize) -> bool {
        let previous = index.checked_sub(1).and_then(|index| self.piece(index));
        match (previous, self.piece(index)) {
            (Some(previous), Some(piece)) => previous.end == piece.start,
            _ => false,
        }
    }

    /// Whether a line break stands before a piece, or nothing.
    pub(super) fn begins_line(&self, index: usize) -> bool {
        let start = self.piece(index).map_or(0, |piece| piece.start);
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
fn word_end(text: &str, start: usize) -> (usize, bool) {
    let bytes = text.as_bytes();
    let mut stop = start;
    let mut is_small = true;
    while let Some(byte) = bytes.get(stop) {
        stop += match byte {
            // Most letters are these.
            b'a'..=b'z' => 1,
            b'A'..=b'Z' => {
                is_small = false;
                1
            }
            _ if byte.is_ascii() => break,
            _ => match char_at(text, stop) {
                Some(character) if is_in_word(character) => {
                    // The small letters with accents that Western languages use.
                    is_small &= ('ß'..='ÿ').contains(&character);
                    character.len_utf8()
                }
                _ => break,
            },
        };
    }
    (stop, is_small)
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
