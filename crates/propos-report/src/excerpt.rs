//! Sentences with their claims' marks below the words.

use std::ops::Range;

use anstyle::Style;
use propos_schema::{AnnotatedDocument, Claim, StanceLabel};

use crate::labels::{Labels, split};
use crate::layout::{Row, rows};
use crate::paint::{CUE, Canvas, DIM, SPEAKER, side_style};

/// What stands below a quote, a cue and a speaker.
pub(crate) const QUOTE_MARK: char = '^';
pub(crate) const CUE_MARK: char = '~';
pub(crate) const SPEAKER_MARK: char = '-';

/// Text is not broken narrower than this, however narrow the terminal.
pub(crate) const MIN_TEXT_WIDTH: usize = 16;

/// A stretch of the text with the claims that begin there.
pub(crate) struct Excerpt {
    /// Whole sentences, in bytes.
    pub(crate) range: Range<usize>,
    /// The claims, as places in the document's list.
    pub(crate) claims: Vec<usize>,
}

/// The left edge of the text view: room for line numbers and claims' names, then a line.
#[derive(Clone, Copy)]
pub(crate) struct Gutter {
    number_width: usize,
    letters_width: usize,
}

impl Gutter {
    pub(crate) const fn new(labels: &Labels<'_>) -> Self {
        let (number_width, letters_width) = labels.widths();
        Self {
            number_width,
            letters_width,
        }
    }

    /// Columns before the text.
    pub(crate) const fn columns(self) -> usize {
        self.number_width + self.letters_width + 4
    }

    /// Draws a line's number or a claim's name, so that numbers stand below numbers.
    pub(crate) fn draw_name(self, canvas: &mut Canvas, style: Style, name: &str) {
        let (number, letters) = split(name);
        canvas.repeat((self.number_width + 1).saturating_sub(number.len()), ' ');
        canvas.styled(style, name);
        canvas.repeat((self.letters_width + 1).saturating_sub(letters.len()), ' ');
    }

    fn draw(self, canvas: &mut Canvas, style: Style, name: &str) {
        self.draw_name(canvas, style, name);
        canvas.styled(DIM, "│");
        canvas.plain(" ");
    }
}

/// One mark on one row.
struct Placed {
    row: usize,
    claim: usize,
    columns: Range<usize>,
    mark: char,
}

/// Draws an excerpt: its rows, and below each one row of marks for each claim that has words on it.
pub(crate) fn draw(
    excerpt: &Excerpt,
    article: &AnnotatedDocument,
    labels: &Labels<'_>,
    width: usize,
    canvas: &mut Canvas,
) {
    let gutter = Gutter::new(labels);
    let words = article
        .document
        .text()
        .get(excerpt.range.clone())
        .unwrap_or_default();
    let rows = rows(
        words,
        excerpt.range.start,
        width.saturating_sub(gutter.columns()).max(MIN_TEXT_WIDTH),
    );
    let mut placed = Vec::new();
    for position in &excerpt.claims {
        if let Some(claim) = article.claims.get(*position) {
            place_marks(claim, *position, &rows, &mut placed);
        }
    }
    // Quotes first: what is drawn later covers what is below it.
    placed.sort_by_key(|mark| (mark.row, mark.claim, mark.mark != QUOTE_MARK));

    let mut remaining = placed.as_slice();
    let style = if excerpt.claims.is_empty() {
        DIM
    } else {
        Style::new()
    };
    for (index, row) in rows.iter().enumerate() {
        let begins_line = row.begins_line || index == 0;
        let line = begins_line.then(|| labels.line(row.start).to_string());
        gutter.draw(canvas, DIM, line.as_deref().unwrap_or_default());
        canvas.styled(style, &row.text);
        canvas.end_line();
        while let Some(first) = remaining.first().filter(|mark| mark.row == index) {
            let n_marks = remaining
                .iter()
                .take_while(|mark| mark.row == index && mark.claim == first.claim)
                .count();
            let (marks, rest) = remaining.split_at(n_marks);
            let side = article.claims.get(first.claim).and_then(leading_side);
            gutter.draw(canvas, side_style(side), labels.at(first.claim));
            draw_marks(marks, side_style(side), canvas);
            remaining = rest;
        }
    }
}

/// The side that colours a claim: that of its first stance.
pub(crate) fn leading_side(claim: &Claim) -> Option<StanceLabel> {
    let stances = claim.stances.as_ref()?;
    stances.first().map(|stance| stance.label)
}

/// Finds the rows and columns of a claim's quote, cue and speaker.
fn place_marks(claim: &Claim, position: usize, rows: &[Row], placed: &mut Vec<Placed>) {
    let quote = claim.spans.iter().map(|span| (span.range(), QUOTE_MARK));
    let cue = claim.cue.iter().map(|cue| (cue.start..cue.end, CUE_MARK));
    let speaker = claim
        .speaker
        .mention
        .iter()
        .map(|span| (span.range(), SPEAKER_MARK));
    for (range, mark) in quote.chain(cue).chain(speaker) {
        let first = rows.partition_point(|row| row.end() <= range.start);
        let touched = rows
            .iter()
            .enumerate()
            .skip(first)
            .take_while(|(_, row)| row.start < range.end);
        placed.extend(touched.filter_map(|(row, content)| {
            Some(Placed {
                row,
                claim: position,
                columns: content.columns(&range)?,
                mark,
            })
        }));
    }
}

/// Draws the marks of one claim on one row.
fn draw_marks(marks: &[Placed], quote_style: Style, canvas: &mut Canvas) {
    let width = marks
        .iter()
        .map(|mark| mark.columns.end)
        .max()
        .unwrap_or_default();
    let mut line = vec![' '; width];
    for placed in marks {
        if let Some(columns) = line.get_mut(placed.columns.clone()) {
            columns.fill(placed.mark);
        }
    }
    for run in line.chunk_by(|left, right| left == right) {
        let (Some(mark), words) = (run.first(), String::from_iter(run)) else {
            continue;
        };
        let style = match *mark {
            QUOTE_MARK => quote_style,
            CUE_MARK => CUE,
            SPEAKER_MARK => SPEAKER,
            _ => Style::new(),
        };
        canvas.styled(style, &words);
    }
    canvas.end_line();
}
