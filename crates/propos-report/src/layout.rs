//! Text in rows of a given width, with the place of every character, so that marks can stand below words.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::visible::{Shown, push_escape, push_shown, shown};

/// One row on the screen.
#[derive(Debug, Default)]
pub(crate) struct Row {
    /// What to print: no control character in it, no blank at its end.
    pub(crate) text: String,
    /// Where the row begins in the text.
    pub(crate) start: usize,
    /// Whether a line of the text begins here, rather than going on from the row above.
    pub(crate) begins_line: bool,
    cells: Vec<Cell>,
}

/// What a reader sees as one character.
#[derive(Clone, Copy, Debug)]
struct Cell {
    /// Its bytes in the text.
    start: usize,
    end: usize,
    /// Its bytes in the line as shown.
    shown_start: usize,
    shown_end: usize,
    /// Columns it takes, and columns before it in its row.
    width: usize,
    column: usize,
    breaks: Breaks,
}

/// Where a row may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Breaks {
    /// After a blank; the blank itself is not printed at the end of a row.
    Blank,
    /// Not at this blank: it belongs to the sign beside it.
    Glue,
    /// After a wide character: Chinese and Japanese have no blanks between words.
    After,
    /// Nowhere.
    Never,
}

impl Row {
    /// The columns below which the bytes of `range` stand; `None` when they are on other rows.
    pub(crate) fn columns(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let first = self.cells.partition_point(|cell| cell.end <= range.start);
        let after = self.cells.partition_point(|cell| cell.start < range.end);
        let cells = self.cells.get(first..after)?;
        let (first, last) = (cells.first()?, cells.last()?);
        Some(first.column..last.column + last.width)
    }

    /// Where the row ends in the text, blanks that are not printed left out.
    pub(crate) fn end(&self) -> usize {
        self.cells.last().map_or(self.start, |cell| cell.end)
    }
}

/// The rows of `text`, which begins at byte `offset` of its document: broken at its own line breaks and between
/// words where it is wider than `width` columns; words wider than that are cut.
pub(crate) fn rows(text: &str, offset: usize, width: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let content = line
            .strip_suffix("\r\n")
            .or_else(|| line.strip_suffix('\n'))
            .unwrap_or(line);
        push_rows(&mut rows, content, offset + line_start, width);
        line_start += line.len();
    }
    rows
}

/// Breaks one line into rows.
fn push_rows(rows: &mut Vec<Row>, line: &str, offset: usize, width: usize) {
    let (shown_line, cells) = cells(line, offset);
    let n_rows_before = rows.len();
    let mut row_start = 0;
    let mut row_width = 0;
    // The cell after the last place where the row may end, and the row's width up to there.
    let mut last_break: Option<(usize, usize)> = None;
    for (index, cell) in cells.iter().enumerate() {
        // Twice where the part after the last break, which may lie far back, is too wide with this cell as well.
        while row_width + cell.width > width && cell.breaks != Breaks::Blank && index > row_start {
            let (next_start, width_before) = last_break.unwrap_or((index, row_width));
            rows.extend(row(
                &shown_line,
                cells.get(row_start..next_start).unwrap_or_default(),
            ));
            row_start = next_start;
            row_width -= width_before;
            last_break = None;
        }
        row_width += cell.width;
        if matches!(cell.breaks, Breaks::Blank | Breaks::After) {
            last_break = Some((index + 1, row_width));
        }
    }
    rows.extend(row(&shown_line, cells.get(row_start..).unwrap_or_default()));
    if let Some(first) = rows.get_mut(n_rows_before) {
        first.begins_line = true;
    }
}

/// The row of these cells; `None` when they are all blank.
fn row(shown_line: &str, cells: &[Cell]) -> Option<Row> {
    let n_printed = cells
        .iter()
        .rposition(|cell| !matches!(cell.breaks, Breaks::Blank | Breaks::Glue))
        .map_or(0, |last| last + 1);
    let mut cells: Vec<Cell> = cells.get(..n_printed).unwrap_or_default().to_vec();
    let mut column = 0;
    for cell in &mut cells {
        cell.column = column;
        column += cell.width;
    }
    let (first, last) = (cells.first()?, cells.last()?);
    Some(Row {
        text: shown_line
            .get(first.shown_start..last.shown_end)
            .unwrap_or_default()
            .to_owned(),
        start: first.start,
        begins_line: false,
        cells,
    })
}

/// The line as shown, and its cells.
fn cells(line: &str, offset: usize) -> (String, Vec<Cell>) {
    let mut shown_line = String::with_capacity(line.len() + 8);
    let mut cells: Vec<Cell> = Vec::with_capacity(line.len());
    let mut rest = line;
    let mut last = None;
    while let Some(first) = rest.chars().next() {
        let length = cluster_length(rest, first);
        let (cluster, after) = rest.split_at(length);
        let start = line.len() - rest.len();
        let shown_start = shown_line.len();
        let (width, mut breaks) = push_cluster(&mut shown_line, cluster, first);
        if first == ' ' && (last == Some('«') || after.starts_with(HIGH_PUNCTUATION)) {
            breaks = Breaks::Glue;
        }
        last = Some(first);
        cells.push(Cell {
            start: offset + start,
            end: offset + start + length,
            shown_start,
            shown_end: shown_line.len(),
            width,
            column: 0,
            breaks,
        });
        rest = after;
    }
    (shown_line, cells)
}

/// Signs that French sets after a blank and that no row should begin with, whichever blank was typed.
const HIGH_PUNCTUATION: [char; 5] = [':', ';', '!', '?', '»'];

/// How many bytes what a reader sees as the first character of `rest` has.
fn cluster_length(rest: &str, first: char) -> usize {
    let next = rest
        .get(first.len_utf8()..)
        .and_then(|after| after.chars().next());
    // Almost every character of Western text; the general rule is slow.
    if is_simple(first) && next.is_none_or(is_simple) {
        first.len_utf8()
    } else {
        rest.graphemes(true)
            .next()
            .map_or(first.len_utf8(), |cluster| cluster.len().max(1))
    }
}

/// Whether a character neither joins its neighbours nor is anything but one column wide: printable ASCII,
/// Latin letters, common punctuation.
const fn is_simple(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}' | '\u{202f}')
}

/// A cluster of more code points than this is not writing but noise that climbs over its neighbours.
const MAX_CLUSTER: usize = 16;

/// Appends a cluster as shown; returns its columns and whether a row may end there.
fn push_cluster(shown_line: &mut String, cluster: &str, first: char) -> (usize, Breaks) {
    if is_simple(first) && cluster.len() == first.len_utf8() {
        shown_line.push(first);
        let breaks = if first == ' ' {
            Breaks::Blank
        } else {
            Breaks::Never
        };
        return (1, breaks);
    }
    if shown(first) == Shown::Blank {
        // A tab would move by a number of columns that the terminal chooses.
        shown_line.push_str("    ");
        return (4, Breaks::Blank);
    }
    let start = shown_line.len();
    for (position, character) in cluster.chars().enumerate() {
        if position < MAX_CLUSTER {
            push_shown(shown_line, character);
        } else {
            push_escape(shown_line, character);
        }
    }
    let width = |shown_line: &str| shown_line.get(start..).unwrap_or_default().width();
    if width(shown_line) == 0 {
        // A mark without a letter would climb on what stands before the row.
        shown_line.truncate(start);
        cluster
            .chars()
            .for_each(|character| push_escape(shown_line, character));
    }
    let breaks = match width(shown_line) {
        2 => Breaks::After,
        _ => Breaks::Never,
    };
    (width(shown_line), breaks)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::visible::tests::is_harmless;

    fn texts(text: &str, width: usize) -> Vec<String> {
        rows(text, 0, width).into_iter().map(|row| row.text).collect()
    }

    #[test]
    fn text_breaks_between_words() {
        assert_eq!(texts("un deux trois", 8), ["un deux", "trois"]);
        assert_eq!(texts("un deux trois", 7), ["un deux", "trois"]);
        assert_eq!(texts("un deux trois", 6), ["un", "deux", "trois"]);
        assert_eq!(texts("un  deux   ", 4), ["un", "deux"]);
        assert_eq!(texts("", 4), [""; 0]);
    }

    #[test]
    fn no_break_spaces_hold_words_together() {
        assert_eq!(texts("ah 12\u{202f}% oui", 6), ["ah", "12\u{202f}%", "oui"]);
        assert_eq!(texts("ah non\u{a0}!", 7), ["ah", "non\u{a0}!"]);
        assert_eq!(texts("ah non !", 7), ["ah", "non !"]);
        assert_eq!(texts("ah « oui »", 7), ["ah", "« oui »"]);
    }

    #[test]
    fn a_long_word_is_cut() {
        assert_eq!(texts("un abcdefgh", 4), ["un", "abcd", "efgh"]);
    }

    #[test]
    fn lines_of_the_text_stay_lines() {
        assert_eq!(
            texts("un\r\ndeux\n\ntrois\rquatre", 20),
            ["un", "deux", "trois␍quatre"]
        );
        let rows = rows("un\ndeux trois", 0, 5);
        let begins: Vec<bool> = rows.iter().map(|row| row.begins_line).collect();
        assert_eq!(begins, [true, true, false]);
    }

    #[test]
    fn chinese_breaks_between_characters() {
        assert_eq!(texts("華為技術", 5), ["華為", "技術"]);
    }

    #[test]
    fn columns_are_those_of_the_screen() {
        let cases = [
            // (text, words, columns)
            ("abc def", "def", 4..7),
            ("Zoe\u{301} dit", "dit", 4..7),
            ("華為 dit", "dit", 5..8),
            ("👩\u{200d}👩\u{200d}👧 dit", "dit", 3..6),
            ("🤖 dit", "🤖", 0..2),
            ("\u{1b}[0m dit", "dit", 5..8),
            ("\u{202e}dit", "dit", 8..11),
            ("\tdit", "dit", 4..7),
            // A part of a character marks the whole.
            ("Zoe\u{301} dit", "e", 2..3),
            ("\u{301}a", "a", 7..8),
        ];
        for (text, words, columns) in cases {
            let start = text.find(words).unwrap();
            let rows = rows(text, 100, 80);
            assert_eq!(
                rows[0].columns(&(100 + start..100 + start + words.len())),
                Some(columns),
                "{text:?}"
            );
        }
    }

    #[test]
    fn endless_combining_marks_do_not_climb() {
        let text = format!("a{}", "\u{301}".repeat(100));
        let shown = texts(&text, 2000).concat();
        assert_eq!(shown.matches('\u{301}').count(), MAX_CLUSTER - 1);
        assert_eq!(shown.matches("\\u{301}").count(), 101 - MAX_CLUSTER);
    }

    #[test]
    fn a_row_broken_far_back_is_broken_again() {
        assert_eq!(texts(" aaaaa\u{202e}bc", 12), ["aaaaa", "\\u{202e}bc"]);
    }

    proptest! {
        #[test]
        fn rows_are_harmless_complete_and_no_wider_than_asked(text in any::<String>(), width in 12usize..40) {
            let rows = rows(&text, 0, width);
            for row in &rows {
                prop_assert!(row.text.chars().all(is_harmless));
                prop_assert!(!row.text.ends_with(' '));
                let row_width: usize = row.cells.iter().map(|cell| cell.width).sum();
                prop_assert!(row_width <= width || row.cells.len() == 1);
            }
            // Every character that is not blank stands on exactly one row.
            for (start, character) in text.char_indices().filter(|(_, character)| !character.is_whitespace()) {
                let range = start..start + character.len_utf8();
                let n_rows = rows.iter().filter(|row| row.columns(&range).is_some()).count();
                prop_assert_eq!(n_rows, 1);
            }
        }
    }
}
