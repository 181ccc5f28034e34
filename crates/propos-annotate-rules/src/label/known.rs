//! What is known of a word of a text.

use super::items::Item;
use super::phrases::MOST_SKIPPED;
use super::terms::{Fit, Term};
use crate::tokens::Mark;

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
pub(super) struct Begin {
    pub(super) phrase: u32,
    /// Whether the word is the whole phrase.
    pub(super) is_whole: bool,
    /// The bits of the terms of the phrase's second word.
    pub(super) next: u64,
    /// How the word is like the phrase's.
    pub(super) fit: Fit,
}

/// The bits of all words that may be the second of a phrase: behind articles, and behind one other word.
pub(super) fn bits_ahead<'known>(
    items: &[Item],
    first: usize,
    known: &impl Fn(u32) -> Option<&'known Known>,
) -> u64 {
    let mut bits = 0;
    let mut n_words = 0;
    for item in items.iter().skip(first + 1).take(MOST_SKIPPED + 2) {
        match item.mark {
            Some(Mark::Quote) => continue,
            Some(_) => break,
            None => {}
        }
        let Some(word) = known(item.word) else { break };
        bits |= word.bits;
        n_words += u8::from(!word.is_article);
        if n_words > 1 {
            break;
        }
    }
    bits
}
