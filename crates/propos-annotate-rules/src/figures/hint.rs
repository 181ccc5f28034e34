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

    /// Whether it says something.
    pub(crate) const fn says_something(self) -> bool {
        self.begins || self.is_article || self.follows_article
    }

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
#[derive(Clone, Debug)]
pub(crate) struct Hinted<'a> {
    pub(crate) window: Range<usize>,
    tokens: &'a [Token],
    /// Where the stretch begins among the tokens.
    first: usize,
    hints: &'a [(usize, Hint)],
}

impl Hinted<'_> {
    /// The bytes in which amounts may begin, in text order.
    pub(crate) fn beginnings(&self) -> impl Iterator<Item = Range<usize>> {
        telling(self.hints)
            .filter(|(_, hint)| hint.begins || hint.is_article)
            .filter_map(|(at, _)| {
                // The sign of a currency stands before its number.
                let before = at.checked_sub(1).filter(|before| *before >= self.first);
                Some(self.tokens.get(before.unwrap_or(*at))?.start..self.tokens.get(*at)?.end)
            })
    }
}

/// Hints but for articles that no word makes an amount of.
fn telling(hints: &[(usize, Hint)]) -> impl Iterator<Item = &(usize, Hint)> {
    hints.iter().enumerate().filter_map(|(place, entry)| {
        let (at, hint) = entry;
        let is_followed = || {
            let later = hints.get(place..).unwrap_or_default().iter();
            later
                .take_while(|(later, _)| later - at <= REACH)
                .any(|(_, later)| later.follows_article)
        };
        (hint.begins || hint.follows_article || hint.is_article && is_followed()).then_some(entry)
    })
}

/// How many words before the first hint and behind the last one are read with them. What stands before an amount is looked
/// at over three words, what stands behind it over less than twenty, and numbers, scales and articles are hints themselves.
const BEFORE: usize = 8;
const BEHIND: usize = 20;

/// Where amounts may begin in a range of bytes that begins and ends with these tokens; `None` where none may. The hints are
/// those that say something, in order, each with the place of its token.
pub(crate) fn hinted<'a>(
    bytes: &Range<usize>,
    all: &'a [Token],
    range: Range<usize>,
    hints: &'a [(usize, Hint)],
) -> Option<Hinted<'a>> {
    let mut beginnings = telling(hints).filter(|(_, hint)| hint.begins || hint.is_article);
    let first = beginnings.next()?.0 - range.start;
    let last = telling(hints).last()?.0 - range.start;
    let tokens = all.get(range.clone())?;
    // A word behind white space, so that no number is cut.
    let start = tokens
        .get(..first.saturating_sub(BEFORE))?
        .iter()
        .rfind(|token| token.is_spaced && token.kind == TokenKind::Word)
        .map_or(bytes.start, |token| token.start.max(bytes.start));
    let end = tokens
        .get(last + BEHIND)
        .map_or(bytes.end, |token| token.end.min(bytes.end));
    Some(Hinted {
        window: start..end,
        tokens: all,
        first: range.start,
        hints,
    })
}
