//! Whether a stretch of text may have an amount at all, by what is known of its words. Most have none and need not be cut
//! into pieces.

use propos_segment::Lang;

use super::lexicon::{Lexicon, Opening, Section, lexicon};
use super::pieces::is_in_word;

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

/// Whether words and marks in a row may have an amount.
pub(crate) fn may_have_amount(hints: impl Iterator<Item = Hint>) -> bool {
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
