//! What words of texts and of phrases may have in common, by number.

use std::hash::{Hash, Hasher};
use std::num::NonZeroU32;

/// How freely a phrase is matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Freedom {
    /// Inflected, also as the beginning of a word of at least so many letters; another word may stand inside.
    Keyword,
    /// The same, the plural for the singular too.
    Context,
    /// The same, with shorter beginnings.
    Cue,
    /// Inflected only.
    Word,
    /// As it is written only.
    Form,
    /// As the beginning of a word only.
    Beginning,
    /// As the end of a word only.
    Ending,
}

impl Freedom {
    /// How short a single word may be to count as a beginning.
    pub(super) const fn shortest_beginning(self) -> usize {
        match self {
            Self::Keyword | Self::Context => 5,
            Self::Cue => 4,
            Self::Word | Self::Form | Self::Ending => usize::MAX,
            Self::Beginning => 1,
        }
    }
}

/// A word of phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Forms {
    /// The string as it is written.
    pub(super) written: u32,
    /// The string in lower case, without accents and without its apostrophe.
    pub(super) folded: u32,
}

/// A word of phrases with its stem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stemmed {
    pub(super) word: Forms,
    /// The string of its stem, without accents.
    pub(super) stem: u32,
}

/// What a word of a text has in common with one of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Exact,
    Stem,
    Beginning,
    /// It is the last part of a compound.
    Ending,
}

/// How a word of a text is like one of a phrase, the surest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It only begins like it.
    Beginning,
    /// It is a form of it.
    Form,
    /// It is the word as it is written.
    Exact,
}

/// A string and the way in which a word has it, numbered from one as phrases need them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Term(pub(super) NonZeroU32);

impl Term {
    /// The place of a term in a row of all.
    pub(super) const fn place(self) -> usize {
        self.0.get() as usize - 1
    }

    /// The term as one bit of a set in which others have the same. The highest bit is nobody's.
    pub(super) const fn bit(self) -> u64 {
        1 << (self.place() % 63)
    }
}

/// One word of a phrase: any of its terms will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// The word as the phrase has it, for comparing words of one stem.
    pub(super) folded: u32,
    pub(super) exact: Option<Term>,
    pub(super) stem: Option<Term>,
    pub(super) beginning: Option<Term>,
    /// As the last part of a compound.
    pub(super) ending: Option<Term>,
    /// All these as bits, several of them one bit.
    pub(super) bits: u64,
}

impl Element {
    /// The same with its terms noted as bits.
    pub(super) fn noted(self) -> Self {
        let bits = self.terms().fold(0, |bits, term| bits | term.bit());
        Self { bits, ..self }
    }

    /// Its terms.
    pub(super) fn terms(&self) -> impl Iterator<Item = Term> {
        let terms = [self.exact, self.stem, self.beginning, self.ending];
        terms.into_iter().flatten()
    }
}

impl Hash for Element {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Elements that differ otherwise only are rare.
        let stem = self.stem.map_or(0, |stem| stem.0.get());
        state.write_u64(u64::from(self.folded) << 32 | u64::from(stem));
    }
}

/// Whether two words of one stem differ by inflection and not by derivation, as *governance* and *government* do.
pub(super) fn are_akin(one: &str, other: &str, is_wary: bool) -> bool {
    let common = one
        .bytes()
        .zip(other.bytes())
        .take_while(|(one, other)| one == other)
        .count();
    let (shorter, longer) = (one.len().min(other.len()), one.len().max(other.len()));
    let most = if is_wary { common.div_ceil(2).min(5) } else { 5 };
    shorter - common <= 3 && longer - common <= most
}
