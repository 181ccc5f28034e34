//! The forward scan (first version: full stops and lines).
use crate::{Lang, Options, Rule, Segmentation, Unit, UnitKind};

/// The language of a text, from a sample of at most one kilobyte, or `None` where no list fits.
pub fn detect_language(_text: &str) -> Option<Lang> {
    None
}

/// The units of a text, one after another, without collecting them.
pub fn units<'a>(text: &'a str, options: &Options) -> Units<'a> {
    let _ = options;
    Units { text, position: 0 }
}

/// Iterator over the units of a text. Made by [`units`].
#[derive(Debug, Clone)]
pub struct Units<'a> {
    text: &'a str,
    position: usize,
}

impl Iterator for Units<'_> {
    type Item = Unit;

    fn next(&mut self) -> Option<Unit> {
        let rest = self.text.get(self.position..)?;
        let start = self.position + rest.find(|letter: char| !letter.is_whitespace())?;
        let line = self.text.get(start..)?.split('\n').next()?;
        let end = line.find(". ").map_or(line.trim_end().len(), |stop| stop + 1);
        self.position = start + end;
        let (kind, rule) = if end < line.trim_end().len() || line.trim_end().ends_with(['.', '!', '?', '»']) {
            (UnitKind::Sentence, Rule::FullStop)
        } else {
            (UnitKind::Heading, Rule::ParagraphEnd)
        };
        Some(Unit { start, end: self.position, kind, rule })
    }
}

/// Segments a text: units, paragraphs, quotations.
pub fn segment(text: &str, options: &Options) -> Segmentation {
    Segmentation { lang: options.lang, units: units(text, options).collect(), ..Segmentation::default() }
}
