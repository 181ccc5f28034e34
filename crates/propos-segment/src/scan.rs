//! The forward scan: from one byte that may matter to the next, with a decision at each.

use crate::bytes::{Byte, CLASSES, at, char_at, char_before, is_newline, is_stop, skip_white, trim_end};
use crate::detect::{detect_language, detect_paragraph};
use crate::lines::{Block, Marker, Setting, Style};
use crate::quotation::{DASH, Stack};
use crate::stop::Verdict;
use crate::words::Words;
use crate::{Lang, Options, Quotation, QuotePolicy, Refusal, Rule, Unit, UnitKind};
use core::ops::Range;
use memchr::{memchr, memchr3_iter};

/// How far an opening bracket looks for its partner, in bytes. A longer remark is cut like any other text.
const BRACKET_REACH: usize = 400;
/// How far an open quotation looks for its closing mark, in bytes, where quotations are kept whole.
const QUOTE_REACH: usize = 6_000;
/// The part of the text that shows whether it has capitals, in bytes.
const CASE_SAMPLE: usize = 4_096;
/// The longest line that can be a heading, in bytes.
const LONGEST_HEADING: usize = 200;

/// What the scan finds beside units. Ignored by the iterator form.
pub(crate) trait Layer {
    fn quotation(&mut self, _quotation: Quotation) {}
    fn paragraph(&mut self, _paragraph: Range<usize>, _lang: Option<Lang>) {}
    fn refused(&mut self, _offset: usize, _refusal: Refusal) {}
}

impl Layer for () {}

/// The state of a scan. Its size does not depend on the text.
#[derive(Debug, Clone)]
pub(crate) struct Scanner<'a> {
    pub(crate) text: &'a str,
    pub(crate) setting: Setting,
    pub(crate) stack: Stack,
    /// The language of the document.
    pub(crate) document: Option<Lang>,
    /// No language was given: paragraphs may differ from the document.
    detects: bool,
    quotes: QuotePolicy,
    block: Block,
    position: usize,
    /// Where the unit being read begins, or `None` between units.
    unit: Option<usize>,
    marker: Option<Marker>,
    is_item: bool,
    /// Where the paragraph being read begins, or `None` between paragraphs.
    paragraph: Option<usize>,
    units_in_paragraph: usize,
    paragraphs: usize,
    /// The paragraph begins with a small letter.
    pub(crate) small: bool,
    /// A remark in brackets that began inside the unit ends here.
    pub(crate) bracket_end: usize,
    /// The outermost quotation is known to be closed here.
    quote_end: usize,
    /// No open quotation is closed before this offset, as far as marks seen so far go.
    no_quote_end: usize,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(text: &'a str, options: Options) -> Self {
        let document = options.lang.or_else(|| detect_language(text));
        let setting = Setting {
            newlines: options.newlines,
            words: Words::of(document),
            lang: document,
            uncased: is_uncased(text),
        };
        Self {
            text,
            setting,
            stack: Stack::new(),
            document,
            detects: options.lang.is_none(),
            quotes: options.quotes,
            block: Block::default(),
            position: 0,
            unit: None,
            marker: None,
            is_item: false,
            paragraph: None,
            units_in_paragraph: 0,
            paragraphs: 0,
            small: false,
            bracket_end: 0,
            quote_end: 0,
            no_quote_end: 0,
        }
    }

    /// The next unit, with what lies in it told to the layer.
    pub(crate) fn next_unit(&mut self, layer: &mut impl Layer) -> Option<Unit> {
        if self.unit.is_none() {
            let start = skip_white(self.text, self.position);
            if start >= self.text.len() {
                self.end_paragraph(start, layer);
                return None;
            }
            self.begin_unit(start);
        }
        loop {
            let Some(offset) = next_event(self.text.as_bytes(), self.position) else {
                return self.end_text(layer);
            };
            let ended = match CLASSES[usize::from(at(self.text, offset))] {
                Byte::Stop => self.stop(offset, layer),
                Byte::Newline => self.newline(offset, layer),
                Byte::Close => self.next_number(offset),
                Byte::Open => {
                    self.open_bracket(offset);
                    None
                }
                Byte::Plain | Byte::Mark | Byte::Lead => {
                    let letter = char_at(self.text, offset).unwrap_or(' ');
                    if is_stop(letter) {
                        self.stop(offset, layer)
                    } else if is_newline(letter) {
                        self.newline(offset, layer)
                    } else {
                        self.mark(offset, layer);
                        None
                    }
                }
            };
            if ended.is_some() {
                return ended;
            }
        }
    }

    fn begin_unit(&mut self, start: usize) {
        if self.paragraph.is_none() {
            self.paragraph = Some(start);
            self.units_in_paragraph = 0;
            self.paragraphs += 1;
            if self.detects {
                let rest = self.text.get(start..).unwrap_or_default();
                let line = memchr(b'\n', rest.as_bytes()).map_or(rest, |end| rest.get(..end).unwrap_or(rest));
                self.setting.lang = detect_paragraph(line, self.document);
                self.setting.words = Words::of(self.setting.lang);
            }
            // A paragraph that begins small is written without capitals, as messages and transcripts are.
            self.small = char_at(self.text, start).is_some_and(char::is_lowercase);
        }
        self.unit = Some(start);
        self.position = start;
        self.marker = Marker::read(self.text, start);
        if let Some(marker) = self.marker {
            self.position = marker.end;
        }
        let begins = self.units_in_paragraph == 0;
        let dialogue = char_at(self.text, start) == Some(DASH);
        self.is_item = begins && self.marker.is_some() && !dialogue;
        if begins && dialogue && self.marker.is_some() {
            self.stack.open_dialogue(start, self.position);
        }
        // An ellipsis in front belongs to what follows.
        while matches!(at(self.text, self.position), b'.')
            || (self.position > start
                && self.marker.is_none()
                && at(self.text, self.position) == b' '
                && at(self.text, self.position + 1) == b'.')
        {
            self.position += 1;
        }
        if char_at(self.text, self.position) == Some('…') {
            self.position += '…'.len_utf8();
        }
    }

    fn stop(&mut self, offset: usize, layer: &mut impl Layer) -> Option<Unit> {
        let unit = self.unit.unwrap_or(offset);
        if let Some(next) = self.next_number_here(offset) {
            return self.end_unit(next, next, Rule::NextListNumber);
        }
        match self.judge(offset, unit) {
            Verdict::Waits { resume } => {
                self.position = resume.max(offset + 1);
                None
            }
            Verdict::Goes { resume, refusal } => {
                layer.refused(offset, refusal);
                self.position = resume.max(offset + 1);
                None
            }
            Verdict::Ends { end, next, rule } => {
                self.position = offset;
                while self.position < end {
                    let byte = at(self.text, self.position);
                    if matches!(CLASSES[usize::from(byte)], Byte::Mark | Byte::Lead) {
                        self.mark(self.position, layer);
                    } else {
                        self.position += 1;
                    }
                }
                if self.quotes == QuotePolicy::Keep && self.is_quoted(end) {
                    layer.refused(offset, Refusal::InsideQuotation);
                    return None;
                }
                self.end_unit(end, next, rule)
            }
        }
    }

    /// Whether an open quotation is closed behind an offset, in the same paragraph.
    fn is_quoted(&mut self, offset: usize) -> bool {
        let depth = self.stack.open().len();
        if depth <= self.stack.unclosable() {
            return false;
        }
        if offset < self.quote_end {
            return true;
        }
        if offset < self.no_quote_end {
            return false;
        }
        let mut ahead = self.stack;
        let paragraph = self.paragraph.unwrap_or(offset);
        let limit = self.text.len().min(offset + QUOTE_REACH);
        let mut position = offset;
        while position < limit {
            let byte = at(self.text, position);
            match CLASSES[usize::from(byte)] {
                Byte::Newline => {
                    if self
                        .block
                        .newline_is_hard(self.text, position, paragraph, self.setting)
                    {
                        break;
                    }
                    position += 1;
                }
                Byte::Mark | Byte::Lead => {
                    let (behind, _) = ahead.read(self.text, position);
                    position = behind;
                    // The innermost closes: an outer one may have lost its partner.
                    if ahead.open().len() < depth {
                        self.quote_end = position;
                        return true;
                    }
                }
                _ => position += 1,
            }
        }
        self.no_quote_end = position;
        false
    }

    fn mark(&mut self, offset: usize, layer: &mut impl Layer) {
        let depth = self.stack.open().len();
        let (behind, closed) = self.stack.read(self.text, offset);
        self.position = behind;
        if self.stack.open().len() > depth {
            // A new mark may be closed where the ones before were not.
            self.no_quote_end = 0;
        }
        if let Some(closed) = closed {
            layer.quotation(closed);
        }
    }

    fn open_bracket(&mut self, offset: usize) {
        self.position = offset + 1;
        if self.unit == Some(offset) || offset < self.bracket_end {
            return;
        }
        let (open, close) = if at(self.text, offset) == b'(' {
            (b'(', b')')
        } else {
            (b'[', b']')
        };
        let bytes = self.text.as_bytes();
        let window = bytes
            .get(offset..bytes.len().min(offset + BRACKET_REACH))
            .unwrap_or_default();
        if memchr(close, window).is_none() {
            return;
        }
        let mut depth = 0_u32;
        for (index, &byte) in window.iter().enumerate() {
            if byte == open {
                depth += 1;
            } else if byte == close {
                depth -= 1;
                if depth == 0 {
                    self.bracket_end = offset + index;
                    return;
                }
            } else if byte == b'\n' && window.get(index + 1).is_none_or(|&next| next == b'\n') {
                return;
            }
        }
    }

    /// At a closing bracket: the next number of the enumeration that the unit belongs to.
    fn next_number(&mut self, offset: usize) -> Option<Unit> {
        if let Some(next) = self.next_number_here(offset) {
            return self.end_unit(next, next, Rule::NextListNumber);
        }
        self.position = offset + 1;
        None
    }

    /// Where the marker begins that ends at the stop or bracket at an offset, if it continues the enumeration.
    fn next_number_here(&self, offset: usize) -> Option<usize> {
        let marker = self.marker.filter(|_| self.is_item)?;
        let before = self.text.get(marker.end..offset)?;
        let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let length = if digits > 0 {
            digits
        } else {
            usize::from(before.ends_with(|letter: char| letter.is_ascii_lowercase()))
        };
        let mut start = offset - length;
        if length == 0
            || length > 3
            || !char_before(self.text, start)
                .is_some_and(|letter| letter.is_whitespace() || letter == '⁃' || letter == '•')
        {
            return None;
        }
        let next = Marker::read(self.text, start)?;
        if !marker.precedes(next) || (self.setting.lang == Some(Lang::De) && next.style == Style::Stop) {
            return None;
        }
        if !char_at(self.text, skip_white(self.text, next.end)).is_some_and(char::is_uppercase) {
            return None;
        }
        // A bullet in front of the number goes with it.
        let trimmed = self.text.get(marker.end..start)?.trim_end();
        if trimmed.ends_with(['•', '⁃']) {
            start = marker.end + trimmed.char_indices().next_back().map_or(0, |(index, _)| index);
        }
        Some(start)
    }

    fn newline(&mut self, offset: usize, layer: &mut impl Layer) -> Option<Unit> {
        if self.newline_is_hard(offset) {
            self.position = offset;
            let unit = self.end_unit(offset, offset, Rule::ParagraphEnd);
            self.end_paragraph(offset, layer);
            unit
        } else {
            self.position = skip_white(self.text, offset);
            None
        }
    }

    /// Whether the newline at an offset ends the paragraph being read.
    pub(crate) fn newline_is_hard(&mut self, offset: usize) -> bool {
        let line_start = self.paragraph.unwrap_or(offset);
        self.block
            .newline_is_hard(self.text, offset, line_start, self.setting)
    }

    fn end_text(&mut self, layer: &mut impl Layer) -> Option<Unit> {
        let end = self.text.len();
        let unit = self.end_unit(end, end, Rule::TextEnd);
        self.end_paragraph(end, layer);
        unit
    }

    fn end_unit(&mut self, end: usize, next: usize, rule: Rule) -> Option<Unit> {
        let start = self.unit.take()?;
        self.position = next;
        let end = trim_end(self.text, start, end);
        let at_paragraph_end = matches!(rule, Rule::ParagraphEnd | Rule::TextEnd);
        // A dash before a question or an exclamation is dialogue, not a list.
        let is_said = self.marker.is_some_and(|marker| marker.style == Style::Dash)
            && char_before(self.text, end).is_some_and(|last| matches!(last, '?' | '!' | '…'));
        let kind = if self.is_item && !is_said {
            UnitKind::ListItem
        } else if at_paragraph_end && self.units_in_paragraph == 0 && self.is_heading(start, end) {
            UnitKind::Heading
        } else {
            UnitKind::Sentence
        };
        self.units_in_paragraph += 1;
        if rule == Rule::NextListNumber {
            // The next item is one of the same line.
            self.units_in_paragraph = 0;
        }
        (end > start).then_some(Unit {
            start,
            end,
            kind,
            rule,
        })
    }

    /// A short line of its own, without final punctuation, beside other lines.
    fn is_heading(&self, start: usize, end: usize) -> bool {
        if self.setting.uncased || end - start > LONGEST_HEADING {
            return false;
        }
        let alone = self.paragraphs <= 1 && skip_white(self.text, end) >= self.text.len();
        let line = self.text.get(start..end).unwrap_or_default();
        // A title may be a quotation, and the first line of a text may be a question.
        let words = line.trim_end_matches([' ', '\u{a0}', '\u{202f}', '»', '”', '’', '"']);
        let last = words.chars().next_back().unwrap_or('.');
        let asks = self.paragraphs <= 1 && last == '?' && self.marker.is_none();
        !alone
            && (!is_stop(last) || asks)
            && !matches!(last, ',' | ';' | ':')
            && line.chars().any(char::is_alphabetic)
    }

    fn end_paragraph(&mut self, end: usize, layer: &mut impl Layer) {
        let Some(start) = self.paragraph.take() else {
            return;
        };
        let end = trim_end(self.text, start, end);
        self.stack
            .end_paragraph(self.text, start, end, |quotation| layer.quotation(quotation));
        self.bracket_end = 0;
        self.quote_end = 0;
        self.no_quote_end = 0;
        layer.paragraph(start..end, self.setting.lang);
    }
}

/// The next offset where anything can happen. Commas, apostrophes inside words and signs that only share their first
/// byte with a mark are passed over here: they are the commonest, and need no state.
fn next_event(bytes: &[u8], from: usize) -> Option<usize> {
    let mut offset = from;
    loop {
        offset += bytes
            .get(offset..)?
            .iter()
            .position(|&byte| CLASSES[usize::from(byte)] != Byte::Plain)?;
        let (byte, next) = (
            bytes.get(offset).copied()?,
            bytes.get(offset + 1).copied().unwrap_or(0),
        );
        let passed = match byte {
            b',' | b'`' if next != byte => 1,
            b'\'' if next.is_ascii_alphabetic() && is_letter(bytes, offset) => 1,
            0xC2 if !matches!(next, 0xAB | 0xBB | 0x85) => 2,
            // General punctuation: quotation marks, the ellipsis, line separators, exclamations.
            0xE2 => match (next, bytes.get(offset + 2).copied().unwrap_or(0)) {
                (0x80, 0x99)
                    if bytes.get(offset + 3).is_some_and(u8::is_ascii_alphabetic)
                        && is_letter(bytes, offset) =>
                {
                    3
                }
                (0x80, 0x98..=0x9F | 0xA6 | 0xA8 | 0xA9 | 0xB9 | 0xBA | 0xBC | 0xBD)
                | (0x81, 0x87..=0x89) => return Some(offset),
                _ => 3,
            },
            _ => return Some(offset),
        };
        offset += passed;
    }
}

/// Whether a letter or digit stands before an offset. Any character outside ASCII counts, save the marks themselves.
fn is_letter(bytes: &[u8], offset: usize) -> bool {
    match offset
        .checked_sub(1)
        .and_then(|before| bytes.get(before))
        .copied()
    {
        Some(byte) => {
            byte.is_ascii_alphanumeric()
                || (byte >= 0x80 && bytes.get(offset.saturating_sub(2)) == Some(&0xC3))
        }
        None => false,
    }
}

/// Whether a text writes no capitals: most of its first stops stand before a small letter.
fn is_uncased(text: &str) -> bool {
    let mut end = text.len().min(CASE_SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = text.get(..end).unwrap_or(text);
    let (mut small, mut capital) = (0_u32, 0_u32);
    for offset in memchr3_iter(b'.', b'!', b'?', sample.as_bytes()) {
        // Behind a short token the stop may belong to an abbreviation.
        let word = sample
            .as_bytes()
            .get(offset.saturating_sub(4)..offset)
            .unwrap_or_default();
        let next = skip_white(sample, offset + 1);
        if next > offset + 1
            && word.len() == 4
            && !word.contains(&b'.')
            && !word.iter().any(u8::is_ascii_uppercase)
        {
            match char_at(sample, next) {
                Some(letter) if letter.is_lowercase() => small += 1,
                Some(letter) if letter.is_uppercase() => capital += 1,
                _ => {}
            }
        }
    }
    if small + capital == 0 {
        return !sample.chars().any(char::is_uppercase) && sample.chars().any(char::is_lowercase);
    }
    small >= 2 && small > 3 * capital
}
