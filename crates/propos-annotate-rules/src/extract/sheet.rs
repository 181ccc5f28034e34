//! The memory that one paragraph after another is read into, kept for the documents after it.

use std::ops::Range;

use super::syntax::{Facts, Syntax};
use super::view::Quote;
use super::word_table::Known;
use crate::figures::Hint;
use crate::memo::{Lent, Pool};
use crate::tokens::Token;

/// What a paragraph is read into.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) tokens: Vec<Token>,
    pub(super) known: Vec<Known>,
    pub(super) hints: Vec<(usize, Hint)>,
    pub(super) depths: Vec<u8>,
    pub(super) quotes: Vec<Quote>,
    pub(super) periods: Vec<Range<usize>>,
    pub(super) begins_period: Vec<bool>,
    pub(super) starts_sentence: Vec<bool>,
    pub(super) ends_unit: Vec<bool>,
    pub(super) facts: Vec<Facts>,
    pub(super) syntax: Syntax,
}

/// More tokens than paragraphs have: memory for as many is not kept.
const MOST_KEPT: usize = 10_000;

impl Sheet {
    /// An empty sheet for a document.
    pub(super) fn lend() -> Lent<'static, Self> {
        static SHEETS: Pool<Sheet> = Pool::new();
        let mut sheet = SHEETS.lend();
        sheet.clear();
        sheet
    }

    /// Forgets the document before. Not every language writes on every part of a sheet.
    fn clear(&mut self) {
        self.tokens.clear();
        self.known.clear();
        self.hints.clear();
        self.depths.clear();
        self.quotes.clear();
        self.periods.clear();
        self.begins_period.clear();
        self.starts_sentence.clear();
        self.ends_unit.clear();
        self.facts.clear();
        self.syntax.clear(0);
    }

    /// Whether it is worth keeping.
    pub(super) fn is_small(&self) -> bool {
        self.tokens.capacity() <= MOST_KEPT
    }
}

#[cfg(test)]
mod tests {
    use propos_segment::Lang;

    use super::{MOST_KEPT, Sheet};
    use crate::extract::lexicon::lexicon;
    use crate::extract::syntax::Role;
    use crate::extract::view::View;

    #[test]
    fn nothing_of_one_document_is_left_for_the_next() {
        let text = "He said that it is so.";
        let mut view = View::new(text, Lang::En, lexicon(Lang::En).unwrap());
        view.read(0..text.len(), &[], &[]);
        assert_eq!(view.syntax.role(1), Role::Finite);
        drop(view);
        let mut view = View::new("Oui", Lang::Fr, lexicon(Lang::Fr).unwrap());
        view.read(0..3, &[], &[]);
        assert_eq!(view.syntax.role(1), Role::None);
    }

    #[test]
    fn the_memory_of_an_endless_paragraph_is_not_kept() {
        let mut sheet = Sheet::default();
        assert!(sheet.is_small());
        sheet.tokens.reserve(MOST_KEPT + 1);
        assert!(!sheet.is_small());
    }
}
