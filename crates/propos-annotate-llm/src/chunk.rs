//! A long document in pieces that begin and end with a sentence.

use std::ops::Range;

use propos_schema::Unit;

/// How many sentences before a piece are shown with it, so that pronouns can be understood.
const CONTEXT_UNITS: usize = 2;

/// Some of a document's units, by their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chunk {
    pub(crate) units: Range<usize>,
}

impl Chunk {
    /// The units before this one that are shown with it.
    pub(crate) fn context(&self) -> Range<usize> {
        self.units.start.saturating_sub(CONTEXT_UNITS)..self.units.start
    }

    /// The two halves, by the length of their text; `None` for a single unit.
    pub(crate) fn halves(&self, units: &[Unit]) -> Option<(Self, Self)> {
        if self.units.len() < 2 {
            return None;
        }
        let length = |unit: &Unit| unit.end - unit.start;
        let mine = units.get(self.units.clone()).unwrap_or_default();
        let whole: usize = mine.iter().map(length).sum();
        let mut so_far = 0;
        let n_first = mine
            .iter()
            .take_while(|unit| {
                let is_first = so_far + length(unit) / 2 < whole / 2;
                so_far += length(unit);
                is_first
            })
            .count()
            .clamp(1, mine.len() - 1);
        let middle = self.units.start + n_first;
        Some((
            Self {
                units: self.units.start..middle,
            },
            Self {
                units: middle..self.units.end,
            },
        ))
    }
}

/// The pieces of at most `most_bytes`; a longer unit is a piece by itself. Pieces are of like length, so that the last
/// one is no crumb.
pub(crate) fn chunks(units: &[Unit], most_bytes: usize) -> Vec<Chunk> {
    let length = |unit: &Unit| unit.end - unit.start + 1;
    let whole: usize = units.iter().map(length).sum();
    let n_chunks = whole.div_ceil(most_bytes.max(1)).max(1);
    let aim = whole.div_ceil(n_chunks);
    let mut chunks = Vec::new();
    let (mut start, mut so_far) = (0, 0);
    for (number, unit) in units.iter().enumerate() {
        let is_full = so_far > 0 && (so_far + length(unit) > most_bytes || so_far >= aim);
        if is_full {
            chunks.push(Chunk { units: start..number });
            (start, so_far) = (number, 0);
        }
        so_far += length(unit);
    }
    if start < units.len() {
        chunks.push(Chunk {
            units: start..units.len(),
        });
    }
    chunks
}

#[cfg(test)]
mod tests {
    use propos_schema::{Unit, UnitKind};

    use super::{Chunk, chunks};

    fn units(lengths: &[usize]) -> Vec<Unit> {
        let mut start = 0;
        lengths
            .iter()
            .map(|length| {
                let unit = Unit::new(start, start + length, UnitKind::Sentence);
                start += length + 1;
                unit
            })
            .collect()
    }

    #[test]
    fn pieces_cover_all_units_in_order_and_stay_below_the_limit() {
        for lengths in [vec![], vec![10; 50], vec![500, 10, 10, 500, 3], vec![5; 1]] {
            let units = units(&lengths);
            let chunks = chunks(&units, 100);
            let mut next = 0;
            for chunk in &chunks {
                assert_eq!(chunk.units.start, next);
                assert!(!chunk.units.is_empty());
                let bytes: usize = units[chunk.units.clone()]
                    .iter()
                    .map(|unit| unit.end - unit.start + 1)
                    .sum();
                assert!(bytes <= 100 || chunk.units.len() == 1, "{chunk:?} of {lengths:?}");
                next = chunk.units.end;
            }
            assert_eq!(next, units.len());
        }
    }

    #[test]
    fn halves_are_of_like_length() {
        let units = units(&[10, 10, 10, 30]);
        let (first, second) = Chunk { units: 0..4 }.halves(&units).unwrap();
        assert_eq!((first.units, second.units), (0..3, 3..4));
        assert_eq!(Chunk { units: 1..2 }.halves(&units), None);
    }
}
