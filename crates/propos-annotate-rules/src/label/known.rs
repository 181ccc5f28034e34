//! What is known of a word of a text.

use super::phrases::Hit;
use super::terms::Term;

/// What is known of a word: the terms it fulfils.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
pub(super) struct Known {
    /// The phrases that it is all of, in the order of their numbers.
    pub(super) wholes: Vec<Whole>,
    /// The longer phrases that begin with it, in the order of the terms of their second words: most are never looked at.
    pub(super) longer: Vec<Longer>,
    /// The terms of these second words as bits, several of them one bit.
    pub(super) longer_bits: u64,
    /// Those of its terms that a second word of a phrase has.
    pub(super) seconds: Vec<Term>,
    /// These as bits, several of them one bit.
    pub(super) second_bits: u64,
    pub(super) is_article: bool,
    pub(super) is_stop: bool,
    /// Whether it begins verbs and stands alone at the end of a clause.
    pub(super) is_particle: bool,
    /// Whether it is an infinitive with *zu* inside.
    pub(super) is_zu_infinitive: bool,
    /// Whether it joins verbs and clauses.
    pub(super) is_and: bool,
    /// The terms as bits, several of them one bit.
    pub(super) bits: u64,
    pub(super) terms: Vec<Term>,
    pub(super) folded: String,
}

impl Known {
    /// Whether no phrase and no rule can tell it from another such word.
    pub(super) const fn is_nothing(&self) -> bool {
        let is_marked =
            self.is_article || self.is_stop || self.is_particle || self.is_and || self.is_zu_infinitive;
        self.terms.is_empty() && self.wholes.is_empty() && self.longer.is_empty() && !is_marked
    }

    /// Whether a phrase begins with the word.
    pub(super) const fn is_known(&self) -> bool {
        !self.wholes.is_empty() || !self.longer.is_empty()
    }

    /// Adds the phrases that begin with it and go on with a term.
    pub(super) fn longer_with(&self, second: Term, phrases: &mut Vec<u32>) {
        if self.longer_bits & second.bit() == 0 {
            return;
        }
        let first = self.longer.partition_point(|longer| longer.second < second);
        let longer = self.longer.iter().skip(first);
        let longer = longer.take_while(|longer| longer.second == second);
        phrases.extend(longer.map(|longer| longer.phrase));
    }
}

/// A phrase of one word, once for each tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whole {
    pub(super) phrase: u32,
    /// What is found where the word stands, as if that were the first item.
    pub(super) hit: Hit,
}

/// A phrase of more words, with one of the terms of its second word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Longer {
    pub(super) second: Term,
    pub(super) phrase: u32,
}
