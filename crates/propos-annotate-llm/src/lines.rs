//! A document's sentences as a model sees them: one a line, with their numbers.

use std::fmt::Write as _;

use propos_schema::Unit;

use crate::chunk::Chunk;
use crate::fence::write_visible;

/// The sentences of a piece, each with its number from 1. Sentences before it are shown without numbers under a heading.
pub(crate) fn numbered(
    text: &str,
    units: &[Unit],
    chunk: &Chunk,
    nonce: &str,
    context_heading: &str,
) -> String {
    let slice = |unit: &Unit| text.get(unit.start..unit.end).unwrap_or_default();
    let mine = units.get(chunk.units.clone()).unwrap_or_default();
    let n_bytes = mine
        .first()
        .zip(mine.last())
        .map_or(0, |(first, last)| last.end - first.start);
    let mut lines = String::with_capacity(n_bytes + 8 * mine.len() + 64);
    let context = units.get(chunk.context()).unwrap_or_default();
    if !context.is_empty() {
        let _ = writeln!(lines, "{context_heading}");
        for unit in context {
            lines.push_str("- ");
            write_visible(slice(unit), nonce, &mut lines);
            lines.push('\n');
        }
        lines.push('\n');
    }
    for (number, unit) in chunk.units.clone().zip(mine) {
        let _ = write!(lines, "[{}] ", number + 1);
        write_visible(slice(unit), nonce, &mut lines);
        lines.push('\n');
    }
    lines.pop();
    lines
}
