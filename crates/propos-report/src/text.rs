//! The view a person reads on a terminal, and a reviewer in a snapshot.

use std::io::Write;
use std::ops::Range;

use anstyle::Style;
use propos_schema::{AnnotatedDocument, Claim, ClaimKind, Outcome, StanceLabel};
use unicode_width::UnicodeWidthStr;

use crate::error::ReportError;
use crate::excerpt::{
    CUE_MARK, Excerpt, Gutter, MIN_TEXT_WIDTH, QUOTE_MARK, SPEAKER_MARK, draw, leading_side,
};
use crate::facts::{Fact, facts, title};
use crate::format::DocumentWriter;
use crate::labels::Labels;
use crate::layout::rows;
use crate::options::Options;
use crate::paint::{BOLD, CUE, Canvas, DIM, SPEAKER, severity_style, side_style};
use crate::visible::visible;

/// The text view of `document`.
///
/// A head with counts; then each sentence that holds claims, with `^` below the quotes, `~` below the reporting
/// words and `-` below the speakers, and what is known of each claim, one fact a line; then links and problems.
/// Claims are named by the line of the text on which their sentence begins and a letter. What is at its default
/// is not printed. Nothing of the document reaches the terminal unchecked: see [`crate::visible`].
///
/// It reads `width`, `color`, `all_sentences` and `names` of the options. Columns are those of a terminal that
/// shows right-to-left words from left to right.
pub fn render_text(document: &AnnotatedDocument, options: &Options) -> String {
    let labels = Labels::new(document);
    let mut page = Page {
        document,
        options,
        labels,
        canvas: Canvas::new(options.color),
    };
    page.head();
    for excerpt in excerpts(document, options.all_sentences) {
        page.excerpt(&excerpt);
    }
    page.foot();
    page.canvas.text
}

/// Writes documents one below the other.
pub(crate) struct TextWriter<W> {
    options: Options,
    out: W,
    is_first: bool,
}

impl<W: Write> TextWriter<W> {
    pub(crate) const fn new(options: Options, out: W) -> Self {
        Self {
            options,
            out,
            is_first: true,
        }
    }
}

impl<W: Write> DocumentWriter for TextWriter<W> {
    fn write(&mut self, document: &AnnotatedDocument) -> Result<(), ReportError> {
        let mut text = render_text(document, &self.options);
        if !self.is_first {
            text.insert(0, '\n');
        }
        self.is_first = false;
        self.out.write_all(text.as_bytes()).map_err(ReportError::Output)
    }

    fn finish(&mut self) -> Result<(), ReportError> {
        self.out.flush().map_err(ReportError::Output)
    }
}

/// Columns of the words that name facts, the blank after them included.
const KEY_WIDTH: usize = 12;

struct Page<'document> {
    document: &'document AnnotatedDocument,
    options: &'document Options,
    labels: Labels<'document>,
    canvas: Canvas,
}

impl Page<'_> {
    fn head(&mut self) {
        let article = self.document;
        let document = &article.document;
        let title_rows = rows(
            &visible(title(document)),
            0,
            self.options.width.max(MIN_TEXT_WIDTH),
        );
        let title_width = title_rows
            .iter()
            .map(|row| row.text.width())
            .max()
            .unwrap_or_default();
        for row in &title_rows {
            self.canvas.styled(BOLD, &row.text);
            self.canvas.end_line();
        }
        self.canvas.repeat(title_width, '━');
        self.canvas.end_line();

        self.fact(
            0,
            &Fact::new("document", format!("{} ({})", document.id, document.lang)),
        );
        let provenance = &article.provenance;
        if !provenance.codebook.id.is_empty() {
            let codebook = &provenance.codebook;
            self.fact(
                0,
                &Fact::new("codebook", format!("{} {}", codebook.id, codebook.version)),
            );
        }
        self.fact(0, &Fact::new("annotator", provenance.annotator_used.as_str()));
        if let Some(model) = &provenance.model {
            self.fact(0, &Fact::new("model", model.as_str()));
        }
        if provenance.annotator_requested != provenance.annotator_used {
            let reason = provenance.fallback_reason.as_deref().unwrap_or("no reason given");
            let words = format!("from {}: {reason}", provenance.annotator_requested);
            self.fact(0, &Fact::new("fallback", words));
        }
        if article.outcome != Outcome::Complete {
            self.fact(0, &Fact::new("outcome", article.outcome.as_str()));
        }
        self.fact(0, &Fact::new("claims", claim_counts(&article.claims)));
        let stances = stance_counts(&article.claims);
        if !stances.is_empty() {
            self.fact(0, &Fact::new("stances", stances));
        }
        if !article.claims.is_empty() {
            self.legend();
        }
    }

    fn legend(&mut self) {
        self.key("marks", DIM);
        let marks = [
            (QUOTE_MARK, Style::new(), " quote "),
            (CUE_MARK, CUE, " cue "),
            (SPEAKER_MARK, SPEAKER, " speaker"),
        ];
        for (mark, style, meaning) in marks {
            self.canvas.styled(style, &String::from_iter([mark; 3]));
            self.canvas.plain(meaning);
        }
        self.canvas.end_line();
    }

    fn excerpt(&mut self, excerpt: &Excerpt) {
        self.canvas.end_line();
        draw(
            excerpt,
            self.document,
            &self.labels,
            self.options.width,
            &mut self.canvas,
        );
        for position in &excerpt.claims {
            if let Some(claim) = self.document.claims.get(*position) {
                self.claim(*position, claim, excerpt.range.is_empty());
            }
        }
    }

    fn claim(&mut self, position: usize, claim: &Claim, without_sentence: bool) {
        let gutter = Gutter::new(&self.labels);
        let name = self.labels.at(position).to_owned();
        gutter.draw_name(&mut self.canvas, side_style(leading_side(claim)).bold(), &name);
        self.canvas.plain("  ");
        self.canvas.styled(BOLD, claim.kind.as_str());
        self.canvas.plain(", ");
        self.canvas.plain(&claim.verifiability.as_str().replace('_', " "));
        self.canvas.end_line();
        if without_sentence {
            self.fact(gutter.columns(), &Fact::new("quote", claim.quote.as_str()));
        }
        let annotator = &self.document.provenance.annotator_used;
        for fact in facts(claim, &self.labels, &self.options.names, annotator) {
            self.fact(gutter.columns(), &fact);
        }
    }

    fn foot(&mut self) {
        let article = self.document;
        if !article.links.is_empty() || !article.problems.is_empty() {
            self.canvas.end_line();
        }
        for link in &article.links {
            let claims = self.labels.list(&link.claims);
            let kind = link.kind.as_str().replace('_', " ");
            self.fact(
                0,
                &Fact::new("link", format!("{kind} ({claims}): {}", link.message)),
            );
        }
        for problem in &article.problems {
            let mut place = Vec::new();
            if let Some(span) = &problem.span {
                place.push(format!("line {} ‹{}›", self.labels.line(span.start), span.text));
            }
            if !problem.claims.is_empty() {
                place.push(self.labels.list(&problem.claims));
            }
            let place = match place.join(", ") {
                place if place.is_empty() => place,
                place => format!(" ({place})"),
            };
            let words = format!("{}{place}: {}", problem.code, problem.message);
            let fact = Fact::new(problem.severity.as_str(), words);
            self.styled_fact(0, &fact, severity_style(problem.severity));
        }
    }

    fn fact(&mut self, indent: usize, fact: &Fact) {
        let style = match fact.side {
            Some(side) => side_style(Some(side)),
            None => DIM,
        };
        self.styled_fact(indent, fact, style);
    }

    /// A fact's key, and its value beside it in as many rows as it takes.
    fn styled_fact(&mut self, indent: usize, fact: &Fact, style: Style) {
        let before = indent + KEY_WIDTH;
        let width = self.options.width.saturating_sub(before).max(MIN_TEXT_WIDTH);
        self.canvas.repeat(indent, ' ');
        self.key(fact.key, style);
        for (index, row) in rows(&visible(&fact.value), 0, width).iter().enumerate() {
            if index > 0 {
                self.canvas.end_line();
                self.canvas.repeat(before, ' ');
            }
            self.canvas.plain(&row.text);
        }
        self.canvas.end_line();
    }

    fn key(&mut self, key: &str, style: Style) {
        self.canvas.styled(style, key);
        self.canvas.repeat(KEY_WIDTH.saturating_sub(key.len()), ' ');
    }
}

fn claim_counts(claims: &[Claim]) -> String {
    let kinds = ClaimKind::ALL.iter().map(|kind| {
        let n_claims = claims.iter().filter(|claim| claim.kind == *kind).count();
        (n_claims, kind.as_str())
    });
    match counts(kinds) {
        kinds if kinds.is_empty() => "none".to_owned(),
        kinds => format!("{} ({kinds})", claims.len()),
    }
}

fn stance_counts(claims: &[Claim]) -> String {
    let stances = || claims.iter().flat_map(|claim| claim.stances.iter().flatten());
    counts(StanceLabel::ALL.iter().map(|label| {
        let n_stances = stances().filter(|stance| stance.label == *label).count();
        (n_stances, label.as_str())
    }))
}

/// `3 direct, 1 mixed`: what there is none of is left out.
fn counts<'name>(numbers: impl Iterator<Item = (usize, &'name str)>) -> String {
    let words = numbers
        .filter(|(n, _)| *n > 0)
        .map(|(n, name)| format!("{n} {name}"));
    words.collect::<Vec<_>>().join(", ")
}

/// The stretches of text to show, in text order: the sentences of each claim, and together what overlaps.
fn excerpts(article: &AnnotatedDocument, all_sentences: bool) -> Vec<Excerpt> {
    let mut pieces: Vec<(Range<usize>, Option<usize>)> = article
        .claims
        .iter()
        .enumerate()
        .map(|(position, claim)| (sentences_of(claim, article), Some(position)))
        .collect();
    if all_sentences {
        pieces.extend(
            article
                .document
                .units
                .iter()
                .map(|unit| (unit.start..unit.end, None)),
        );
    }
    pieces.sort_by_key(|(range, claim)| (range.start, claim.is_none(), *claim));

    let mut excerpts: Vec<Excerpt> = Vec::new();
    for (range, claim) in pieces {
        match excerpts.last_mut() {
            Some(last) if range.start < last.range.end => {
                last.range.end = last.range.end.max(range.end);
                last.claims.extend(claim);
            }
            _ => excerpts.push(Excerpt {
                range,
                claims: claim.into_iter().collect(),
            }),
        }
    }
    for excerpt in &mut excerpts {
        excerpt.claims.sort_unstable();
    }
    excerpts
}

/// From the beginning of the claim's sentence to the end of the one in which its quote ends. Empty where the
/// record does not fit its text.
fn sentences_of(claim: &Claim, article: &AnnotatedDocument) -> Range<usize> {
    let extent = claim.extent();
    let start = claim.sentence.start.min(extent.start);
    let units = &article.document.units;
    let last_unit = units.get(units.partition_point(|unit| unit.end < extent.end));
    let end = match last_unit {
        Some(unit) if unit.start < extent.end => unit.end,
        _ => extent.end,
    };
    let range = start..end.max(claim.sentence.end);
    match article.document.text().get(range.clone()) {
        Some(_) => range,
        None => start..start,
    }
}
