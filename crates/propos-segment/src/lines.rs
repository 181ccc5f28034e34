//! Lines: which newlines end a paragraph, and which lines are list items.

use crate::bytes::{
    at, char_at, char_before, is_newline, is_stop, skip_blank, skip_white, trim_end, word_end,
};
use crate::words::{LONGEST, Words};
use crate::{Lang, Newlines};
use memchr::{memchr, memrchr};

/// Lines wrapped by a program are at most this wide.
const WIDEST_WRAP: usize = 110;
/// Lines narrower than this are verses, addresses or lists, not wrapped text.
const NARROWEST_WRAP: usize = 30;

/// Lines between two empty lines, and whether a program wrapped them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Block {
    /// Where the block ends. A newline behind it belongs to another block.
    end: usize,
    /// The widest line, in characters.
    widest: usize,
    wrapped: bool,
}

/// What a reader of newlines needs to know of the text around.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    pub(crate) newlines: Newlines,
    pub(crate) words: &'static Words,
    pub(crate) lang: Option<Lang>,
    pub(crate) uncased: bool,
}

impl Block {
    /// Whether the newline at `newline` ends a paragraph. `line_start` is where its line or an earlier one of its
    /// paragraph begins: used only for the first newline of a block.
    pub(crate) fn newline_is_hard(
        &mut self,
        text: &str,
        newline: usize,
        line_start: usize,
        setting: Setting,
    ) -> bool {
        let next = skip_white(text, newline);
        if next >= text.len() || has_empty_line(text, newline, next) || setting.newlines == Newlines::Hard {
            return true;
        }
        if Marker::read(text, next).is_some_and(Marker::shows_a_list) {
            return true;
        }
        if setting.newlines == Newlines::Soft {
            return false;
        }
        if newline >= self.end {
            *self = Self::look(text, line_start);
        }
        let next_word = text
            .as_bytes()
            .get(next..word_end(text, next))
            .unwrap_or_default();
        if is_address(next_word) {
            return true;
        }
        if self.wrapped {
            return false;
        }
        let line_end = trim_end(text, line_start.min(newline), newline);
        let last = char_before(text, line_end).unwrap_or(' ');
        if setting.uncased || is_stop(last) || matches!(last, ':' | ';' | '»' | '”' | '"' | '>') {
            return true;
        }
        let word = last_word(text, line_end);
        let is_small = word.first().is_some_and(u8::is_ascii_lowercase);
        // The next word had no room left in its line.
        let is_full = self.is_full(text, newline, next_word);
        let hyphenated = last == '-' && !word.is_empty();
        if at(text, next).is_ascii_digit() && is_small && setting.words.links(word) {
            return false;
        }
        if char_at(text, next).is_some_and(char::is_lowercase) {
            let goes_on = last == ','
                || hyphenated
                || is_full
                || line_end < newline
                || (is_small && setting.words.links(word));
            return !goes_on;
        }
        let goes_on = (is_full && (last == ',' || hyphenated))
            // No heading ends in an article or a preposition.
            || (is_small && word.len() > 1 && setting.words.joins(word))
            // German nouns have capitals: an adjective at the end of a line goes on in the next.
            || (setting.lang == Some(Lang::De) && is_full && is_small && splits_a_german_phrase(word, next_word, setting.words));
        !goes_on
    }

    /// Whether the line that ends at `newline` is as wide as wrapping made it.
    fn is_full(&self, text: &str, newline: usize, next_word: &[u8]) -> bool {
        let floor = newline.saturating_sub(4 * WIDEST_WRAP);
        let line = text.as_bytes().get(floor..newline).unwrap_or_default();
        let start = memrchr(b'\n', line).map_or(0, |index| index + 1);
        let line_width = width(line.get(start..).unwrap_or_default().trim_ascii());
        (NARROWEST_WRAP..=WIDEST_WRAP).contains(&line_width)
            && line_width + 1 + width(next_word) > self.widest
    }

    /// Looks at the lines from `start` to the next empty line.
    fn look(text: &str, start: usize) -> Self {
        let (mut end, mut lines, mut widest) = (start, 0_usize, 0_usize);
        for line in (Lines {
            text,
            position: start,
        }) {
            lines += 1;
            widest = widest.max(line.width);
            end = line.end;
        }
        let (mut breaks, mut breaks_that_fit, mut goes_on) = (0_usize, 0_usize, false);
        if lines > 2 && (NARROWEST_WRAP..=WIDEST_WRAP).contains(&widest) {
            let mut previous: Option<Line> = None;
            for line in (Lines {
                text,
                position: start,
            }) {
                if let Some(previous) = previous {
                    breaks += 1;
                    breaks_that_fit += usize::from(previous.width + 1 + line.first_word > widest);
                    goes_on |= line.begins_small;
                }
                previous = Some(line);
            }
        }
        // Verses and lists begin every line with a capital; prose does not.
        let wrapped = goes_on && breaks_that_fit * 5 >= breaks * 4;
        Self {
            end: end.max(start + 1),
            widest,
            wrapped,
        }
    }
}

/// A line as wrapping sees it. Widths are characters.
struct Line {
    end: usize,
    width: usize,
    first_word: usize,
    begins_small: bool,
}

/// The lines up to the next empty one.
struct Lines<'a> {
    text: &'a str,
    position: usize,
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let rest = self.text.as_bytes().get(self.position..)?;
        let length = memchr(b'\n', rest).unwrap_or(rest.len());
        let line = rest.get(..length)?.trim_ascii();
        if line.is_empty() {
            return None;
        }
        let end = self.position + length;
        self.position = end + 1;
        // A line much too long to be wrapped need not be counted.
        let counted = line.get(..line.len().min(4 * WIDEST_WRAP)).unwrap_or(line);
        if counted.len() > 2 * WIDEST_WRAP {
            return Some(Line {
                end,
                width: counted.len(),
                first_word: 0,
                begins_small: false,
            });
        }
        let first = counted
            .iter()
            .position(u8::is_ascii_whitespace)
            .unwrap_or(counted.len());
        Some(Line {
            end,
            width: width(counted),
            first_word: width(counted.get(..first).unwrap_or(counted)),
            begins_small: counted.first().is_some_and(u8::is_ascii_lowercase)
                && !is_address(counted.get(..4).unwrap_or_default()),
        })
    }
}

/// Characters, counted by the bytes that begin one.
fn width(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

/// Whether the white space from `newline` to `next` holds more than one line end.
fn has_empty_line(text: &str, newline: usize, next: usize) -> bool {
    let bytes = text.as_bytes().get(newline..next).unwrap_or_default();
    let mut ends = 0;
    let mut before = 0;
    for &byte in bytes {
        match byte {
            b'\n' if before == b'\r' => {}
            b'\n' | b'\r' => ends += 1,
            0x0C => return true,
            _ => {}
        }
        before = byte;
    }
    ends > 1
}

/// The last word of a line, in small letters as it stands, or nothing.
fn last_word(text: &str, line_end: usize) -> &[u8] {
    let floor = line_end.saturating_sub(LONGEST + 1);
    let bytes = text.as_bytes().get(floor..line_end).unwrap_or_default();
    let start = bytes
        .iter()
        .rposition(|&byte| byte < 0x80 && !byte.is_ascii_alphabetic())
        .map_or(0, |index| index + 1);
    bytes.get(start..).unwrap_or_default()
}

/// The first letters of an address.
fn is_address(word: &[u8]) -> bool {
    matches!(word, b"http" | b"https" | b"www" | b"www.")
}

fn splits_a_german_phrase(word: &[u8], next_word: &[u8], words: &Words) -> bool {
    [b"e".as_slice(), b"en", b"er", b"es", b"em"]
        .iter()
        .any(|ending| word.ends_with(ending))
        && words.starter(next_word).is_none()
}

/// How an enumeration writes its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// A sign without a number.
    Bullet,
    /// A dash that may be dialogue.
    Dash,
    /// `1.`
    Stop,
    /// `1)`, `(1)`
    Bracket,
    /// `1.)`
    StopBracket,
}

/// The sign or number in front of a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marker {
    /// One past the marker.
    pub(crate) end: usize,
    pub(crate) style: Style,
    /// The number, or the place of the letter in the alphabet. 0 for a bullet.
    pub(crate) number: u32,
    /// Whether the number is a letter.
    pub(crate) letter: bool,
}

impl Marker {
    /// Reads the marker at an offset, if there is one and text follows.
    pub(crate) fn read(text: &str, start: usize) -> Option<Self> {
        let first = char_at(text, start)?;
        if matches!(
            first,
            '•' | '‣'
                | '◦'
                | '⁃'
                | '▪'
                | '▫'
                | '●'
                | '○'
                | '■'
                | '□'
                | '·'
                | '➢'
                | '►'
                | '▶'
                | '✓'
                | '✔'
                | '➤'
                | '→'
        ) {
            let after = skip_blank(text, start + first.len_utf8());
            let bullet = Self {
                end: start + first.len_utf8(),
                style: Style::Bullet,
                number: 0,
                letter: false,
            };
            return Some(Self::number(text, after).unwrap_or(bullet));
        }
        if matches!(first, '-' | '–' | '—' | '*' | '+') {
            let end = start + first.len_utf8();
            let spaced = char_at(text, end).is_some_and(|after| after.is_whitespace() && !is_newline(after));
            let style = if first == '*' || first == '+' {
                Style::Bullet
            } else {
                Style::Dash
            };
            return spaced.then_some(Self {
                end,
                style,
                number: 0,
                letter: false,
            });
        }
        Self::number(text, start)
    }

    fn number(text: &str, start: usize) -> Option<Self> {
        let bracketed = at(text, start) == b'(';
        let from = start + usize::from(bracketed);
        let mut end = from;
        let mut number = 0_u32;
        while end < from + 3 && at(text, end).is_ascii_digit() {
            number = number * 10 + u32::from(at(text, end) - b'0');
            end += 1;
        }
        let letter = end == from;
        if letter {
            let byte = at(text, from);
            if !byte.is_ascii_lowercase() {
                return None;
            }
            number = u32::from(byte - b'a') + 1;
            end += 1;
        }
        let (style, end) = match (bracketed, at(text, end), at(text, end + 1)) {
            (_, b')', _) => (Style::Bracket, end + 1),
            (false, b'.', b')') => (Style::StopBracket, end + 2),
            (false, b'.', _) => (Style::Stop, end + 1),
            _ => return None,
        };
        let spaced = char_at(text, end).is_some_and(|after| after.is_whitespace() && !is_newline(after));
        spaced.then_some(Self {
            end,
            style,
            number,
            letter,
        })
    }

    /// Whether a line that begins so is an item even where lines are wrapped.
    fn shows_a_list(self) -> bool {
        // `a. b` and `(a) b` may be the rest of a sentence.
        !(self.letter && self.style == Style::Stop)
    }

    /// Whether another marker is the next one of the same enumeration.
    pub(crate) fn precedes(self, next: Self) -> bool {
        next.number == self.number + 1
            && next.style == self.style
            && next.letter == self.letter
            && !matches!(self.style, Style::Bullet | Style::Dash)
    }
}
