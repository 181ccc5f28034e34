//! What is known of a word of a text.

use super::items::Item;
use super::phrases::{MOST_SKIPPED, Tag};
use super::terms::{Element, Fit, Term};
use crate::tokens::Mark;

/// The bit that no term has: of phrases of one word, which nothing need follow.
pub(super) const WHOLE: u64 = 1 << 63;

/// What is known of a word: the terms it fulfils.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
pub(super) struct Known {
    pub(super) folded: String,
    pub(super) terms: Vec<Term>,
    /// The terms as bits, several of them one bit.
    pub(super) bits: u64,
    /// The phrases that begin with it, in the order of their numbers.
    pub(super) begins: Vec<Begin>,
    /// For each of them the bits of the terms of its second word, or [`WHOLE`]: most are left out by these alone.
    pub(super) nexts: Vec<u64>,
    /// Whether one of them has more words.
    pub(super) begins_longer: bool,
    pub(super) is_article: bool,
    pub(super) is_stop: bool,
    /// Whether it begins verbs and stands alone at the end of a clause.
    pub(super) is_particle: bool,
    /// Whether it is an infinitive with *zu* inside.
    pub(super) is_zu_infinitive: bool,
    /// Whether it joins verbs and clauses.
    pub(super) is_and: bool,
}

impl Known {
    /// Whether a phrase begins with the word.
    pub(super) const fn is_known(&self) -> bool {
        !self.begins.is_empty()
    }
}

/// A phrase that begins with a word.
#[derive(Clone, Copy, Debug)]
pub(super) enum Begin {
    /// The word is all of it: what it stands for, once for each tag, and how the word is like the phrase's.
    Whole { tag: Tag, fit: Fit },
    /// More words follow; the second one.
    Longer { phrase: u32, next: Element },
}

/// The words that may be the second of a phrase: behind articles, and behind one other word.
#[derive(Debug, Default)]
pub(super) struct Ahead<'known> {
    words: [Option<&'known Known>; MOST_SKIPPED + 2],
    /// The bits of all their terms.
    pub(super) bits: u64,
}

impl<'known> Ahead<'known> {
    /// Of an item.
    pub(super) fn of(items: &[Item], first: usize, known: &impl Fn(u32) -> Option<&'known Known>) -> Self {
        let mut ahead = Self::default();
        let mut n_words = 0;
        let items = items.iter().skip(first + 1);
        for (item, place) in items.zip(&mut ahead.words) {
            match item.mark {
                Some(Mark::Quote) => continue,
                Some(_) => break,
                None => {}
            }
            let Some(word) = known(item.word) else { break };
            *place = Some(word);
            ahead.bits |= word.bits;
            n_words += u8::from(!word.is_article);
            if n_words > 1 {
                break;
            }
        }
        ahead
    }

    /// Whether one of them may be a word of a phrase.
    pub(super) fn has(&self, element: &Element) -> bool {
        let mut words = self.words.iter().flatten();
        words.any(|word| element.terms().any(|term| word.terms.contains(&term)))
    }
}
