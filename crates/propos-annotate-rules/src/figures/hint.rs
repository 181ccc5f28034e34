//! Whether a stretch of text may have an amount at all, by what is known of its words. Most have none and need not be cut
//! into pieces.

use std::ops::Range;

use propos_segment::Lang;

use super::lexicon::{Lexicon, Opening, Section, lexicon};
use super::pieces::is_in_word;
use crate::tokens::{Token, TokenKind};

/// What a word or mark may do in an amount, as far as it shows by itself.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hint {
    /// It may begin one.
    begins: bool,
    /// It may begin one as an article.
    is_article: bool,
    /// It may make an amount of an article that stands up to two words before it.
    follows_article: bool,
}

/// How many words behind an article may still make an amount of it.
const REACH: usize = 2;

impl Hint {
    /// Of digits.
    pub(crate) const NUMBER: Self = Self {
        begins: true,
        is_article: false,
        follows_article: false,
    };

    /// Of a hyphen.
    pub(crate) const HYPHEN: Self = Self {
        begins: false,
        is_article: false,
        follows_article: true,
    };

    /// Of a word in small letters, which may have parts.
    pub(crate) fn of_word(word: &str, lang: Lang) -> Self {
        let lexicon = lexicon(Some(lang));
        let mut hint = Self {
            begins: word.bytes().any(|byte| byte.is_ascii_digit()),
            is_article: false,
            follows_article: word.contains('-'),
        };
        for part in word.split(|character| !is_in_word(character)) {
            hint.add(part, lexicon);
        }
        hint
    }

    fn add(&mut self, part: &str, lexicon: &Lexicon) {
        match lexicon.opening(part) {
            Opening::None => {}
            Opening::Article => self.is_article = true,
            Opening::Number => self.begins = true,
        }
        self.follows_article |= lexicon.follows_article(part) || lexicon.has(Section::OutOf, part);
    }
}

/// Where amounts may begin in a stretch of text, and how much of it has to be read for them.
#[derive(Debug, Default)]
pub(crate) struct Hinted {
    pub(crate) window: Range<usize>,
    /// In text order.
    pub(crate) beginnings: Vec<Range<usize>>,
}

/// How many words before the first hint and behind the last one are read with them. What stands before an amount is looked
/// at over three words, what stands behind it over less than twenty, and numbers, scales and articles are hints themselves.
const BEFORE: usize = 8;
const BEHIND: usize = 32;

/// Where amounts may begin in a range of bytes with these tokens, of which hints are given by their places; `None` where
/// none may.
pub(crate) fn hinted(bytes: &Range<usize>, tokens: &[Token], hint: impl Fn(usize) -> Hint) -> Option<Hinted> {
    if !may_have_amount((0..tokens.len()).map(&hint)) {
        return None;
    }
    let mut beginnings = Vec::new();
    let mut first = None;
    let mut last = 0;
    for (at, token) in tokens.iter().enumerate() {
        let hint = hint(at);
        if hint.begins || hint.is_article {
            // The sign of a currency stands before its number.
            let before = at.checked_sub(1).and_then(|before| tokens.get(before));
            beginnings.push(before.unwrap_or(token).start..token.end);
            first = first.or(Some(at));
        }
        if hint.begins || hint.is_article || hint.follows_article {
            last = at;
        }
    }
    // A word behind white space, so that no number is cut.
    let start = tokens
        .get(..first?.saturating_sub(BEFORE))?
        .iter()
        .rfind(|token| token.is_spaced && token.kind == TokenKind::Word)
        .map_or(bytes.start, |token| token.start.max(bytes.start));
    let end = tokens
        .get(last + BEHIND)
        .map_or(bytes.end, |token| token.end.min(bytes.end));
    Some(Hinted {
        window: start..end,
        beginnings,
    })
}

/// Whether words and marks in a row may have an amount.
fn may_have_amount(hints: impl Iterator<Item = Hint>) -> bool {
    let mut behind_article = usize::MAX;
    for hint in hints {
        behind_article = if hint.is_article {
            0
        } else {
            behind_article.saturating_add(1)
        };
        if hint.begins || hint.follows_article && behind_article <= REACH {
            return true;
        }
    }
    false
}
