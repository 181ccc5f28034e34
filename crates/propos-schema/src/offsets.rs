//! The one place where offsets change unit.

use std::fmt;

use crate::annotated::Problem;
use crate::claim::Claim;
use crate::document::Unit;
use crate::names::named_values;

named_values! {
    /// What one step of an offset counts.
    #[derive(Default)]
    OffsetUnit {
        /// Unicode code points, as Python, W3C annotations, brat and Label Studio count.
        #[default]
        Codepoint => "codepoint",
        /// Bytes of UTF-8, as Rust slices.
        Byte => "byte",
        /// UTF-16 code units, as JavaScript and Java count.
        Utf16 => "utf16",
    }
}

/// Every how many bytes the index keeps a count. Small enough that counting on from one is quick.
const STRIDE: usize = 128;

/// Converts offsets of one text between bytes and another unit.
///
/// Building it reads the text once; a conversion looks at no more than some 128 bytes. The
/// index holds two numbers per 128 bytes, and nothing for ASCII text, where all units agree.
pub struct OffsetIndex<'text> {
    text: &'text str,
    unit: OffsetUnit,
    /// `(byte, count)` pairs, both growing; empty when bytes and units agree everywhere.
    marks: Vec<(usize, usize)>,
    /// The text's length in the unit.
    length: usize,
}

impl<'text> OffsetIndex<'text> {
    /// Indexes `text` for `unit`.
    pub fn new(text: &'text str, unit: OffsetUnit) -> Self {
        if unit == OffsetUnit::Byte || text.is_ascii() {
            return Self {
                text,
                unit,
                marks: Vec::new(),
                length: text.len(),
            };
        }
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let (mut start, mut count) = (0, 0);
        while start < text.len() {
            marks.push((start, count));
            let end = text.ceil_char_boundary(start + STRIDE);
            count += units_in(text.get(start..end).unwrap_or_default(), unit);
            start = end;
        }
        Self {
            text,
            unit,
            marks,
            length: count,
        }
    }

    /// The offset in this index's unit of a byte offset; `None` out of bounds or inside a character.
    pub fn from_byte(&self, byte: usize) -> Option<usize> {
        if !self.text.is_char_boundary(byte) {
            return None;
        }
        if self.marks.is_empty() {
            return Some(byte);
        }
        let mark = self
            .marks
            .partition_point(|(mark_byte, _)| *mark_byte <= byte)
            .checked_sub(1)?;
        let (mark_byte, mark_count) = *self.marks.get(mark)?;
        let between = self.text.get(mark_byte..byte)?;
        Some(mark_count + units_in(between, self.unit))
    }

    /// The byte offset of an offset in this index's unit; `None` out of bounds or inside a character.
    pub fn to_byte(&self, offset: usize) -> Option<usize> {
        if self.marks.is_empty() {
            return self.text.is_char_boundary(offset).then_some(offset);
        }
        if offset == self.length {
            return Some(self.text.len());
        }
        let mark = self
            .marks
            .partition_point(|(_, mark_count)| *mark_count <= offset)
            .checked_sub(1)?;
        let (mark_byte, mark_count) = *self.marks.get(mark)?;
        let mut count = mark_count;
        for (byte, character) in self.text.get(mark_byte..)?.char_indices() {
            if count == offset {
                return Some(mark_byte + byte);
            }
            if count > offset {
                return None;
            }
            count += width(character, self.unit);
        }
        None
    }
}

impl fmt::Debug for OffsetIndex<'_> {
    /// Without the text, which must not reach logs.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("OffsetIndex")
            .field("unit", &self.unit)
            .field("length", &self.length)
            .finish_non_exhaustive()
    }
}

const fn width(character: char, unit: OffsetUnit) -> usize {
    match unit {
        OffsetUnit::Byte => character.len_utf8(),
        OffsetUnit::Codepoint => 1,
        OffsetUnit::Utf16 => character.len_utf16(),
    }
}

/// How many units a text has. Bytes are looked at and no characters.
fn units_in(text: &str, unit: OffsetUnit) -> usize {
    // Every character has one byte that continues none; four bytes make two units of UTF-16.
    let n_characters = || text.len() - n_continuing(text.as_bytes());
    match unit {
        OffsetUnit::Byte => text.len(),
        OffsetUnit::Codepoint => n_characters(),
        OffsetUnit::Utf16 => n_characters() + text.bytes().filter(|byte| *byte >= 0xf0).count(),
    }
}

/// How many bytes continue a character: those whose upper bits are one and zero. Eight are looked at at once, each with a place of its own
/// in the sums of a few of them.
fn n_continuing(bytes: &[u8]) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    // The sum of all eight places must not be more than one of them holds.
    const MOST: usize = 31;
    let (words, rest) = bytes.as_chunks::<8>();
    let in_words: u64 = words
        .chunks(MOST)
        .map(|words| {
            let words = words.iter().map(|word| u64::from_le_bytes(*word));
            let places: u64 = words.map(|word| word >> 7 & !(word >> 6) & ONES).sum();
            places.wrapping_mul(ONES) >> 56
        })
        .sum();
    let in_rest = rest.iter().filter(|byte| **byte & 0xc0 == 0x80).count();
    usize::try_from(in_words).unwrap_or(usize::MAX) + in_rest
}

/// Calls `convert` on every offset of a record: the only list of where offsets are. It stops at the first
/// offset that `convert` refuses and returns it.
pub(crate) fn convert_offsets(
    units: &mut [Unit],
    claims: &mut [Claim],
    problems: &mut [Problem],
    convert: impl Fn(usize) -> Option<usize>,
) -> Result<(), usize> {
    let convert_pair = |start: &mut usize, end: &mut usize| {
        *start = convert(*start).ok_or(*start)?;
        *end = convert(*end).ok_or(*end)?;
        Ok::<(), usize>(())
    };
    for unit in units {
        convert_pair(&mut unit.start, &mut unit.end)?;
    }
    for claim in claims {
        convert_pair(&mut claim.sentence.start, &mut claim.sentence.end)?;
        let stances = claim.stances.iter_mut().flatten();
        let plain_spans = claim
            .spans
            .iter_mut()
            .chain(&mut claim.speaker.mention)
            .chain(&mut claim.modality)
            .chain(stances.flat_map(|stance| &mut stance.evidence));
        for span in plain_spans {
            convert_pair(&mut span.start, &mut span.end)?;
        }
        if let Some(cue) = &mut claim.cue {
            convert_pair(&mut cue.start, &mut cue.end)?;
        }
        for figure in &mut claim.figures {
            convert_pair(&mut figure.start, &mut figure.end)?;
        }
    }
    for span in problems.iter_mut().filter_map(|problem| problem.span.as_mut()) {
        convert_pair(&mut span.start, &mut span.end)?;
    }
    Ok(())
}
