//! What is known of the words of a document, found out once a word however often it stands there.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::lexicon::Entry;

/// How many bytes of a word its head holds.
const HEAD_LENGTH: usize = 7;

/// The first bytes of a word in small letters, and its length: enough to tell most words apart at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Head(u64);

impl Head {
    /// The head of a word in small letters.
    #[inline]
    pub(super) fn of(word: &str) -> Self {
        let mut bytes = [0; 8];
        let length = word.len().min(HEAD_LENGTH);
        if let (Some(to), Some(from)) = (bytes.get_mut(..length), word.as_bytes().get(..length)) {
            to.copy_from_slice(from);
        }
        let length = u8::try_from(word.len()).unwrap_or(u8::MAX);
        Self(u64::from_le_bytes(bytes) | u64::from(length) << 56)
    }

    /// Whether the head of a word is the whole word.
    #[inline]
    pub(super) const fn is_all_of(word: &str) -> bool {
        word.len() <= HEAD_LENGTH
    }
}

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    pub(super) head: Head,
    pub(super) entry: Option<&'static Entry>,
}

/// The words of a document as they are written.
#[derive(Debug, Default)]
pub(super) struct WordTable<'a> {
    /// The hasher is seeded, so that nobody can choose words that collide.
    words: HashMap<&'a str, Known, RandomState>,
    folded: String,
}

impl<'a> WordTable<'a> {
    /// For a text of so many bytes.
    pub(super) fn new(n_bytes: usize) -> Self {
        Self {
            words: HashMap::with_capacity_and_hasher((n_bytes / 8).min(2_000), RandomState::default()),
            folded: String::new(),
        }
    }

    /// What is known of a word; `find_out` is asked once, with the word in small letters.
    pub(super) fn known(
        &mut self,
        word: &'a str,
        find_out: impl FnOnce(&str) -> Option<&'static Entry>,
    ) -> Known {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        fold(word, &mut self.folded);
        let known = Known {
            head: Head::of(&self.folded),
            entry: find_out(&self.folded),
        };
        self.words.insert(word, known);
        known
    }

    /// A number or mark, of which nothing is known.
    pub(super) fn unknown(&mut self, written: &str) -> Known {
        let head = if written.len() == 1 {
            Head::of(written)
        } else {
            fold(written, &mut self.folded);
            Head::of(&self.folded)
        };
        Known { head, entry: None }
    }
}

/// A word in small letters with straight apostrophes, as the lexicon has it.
pub(crate) fn fold(word: &str, into: &mut String) {
    into.clear();
    if word.is_ascii() {
        into.push_str(word);
        into.make_ascii_lowercase();
    } else {
        into.extend(word.chars().flat_map(folded_char));
    }
}

/// Whether a word is another one that is given in small letters.
pub(super) fn is_folded(word: &str, folded: &str) -> bool {
    if word.is_ascii() {
        return word.eq_ignore_ascii_case(folded);
    }
    word.chars().flat_map(folded_char).eq(folded.chars())
}

/// A character in small letters, apostrophes and hyphens made plain.
fn folded_char(character: char) -> impl Iterator<Item = char> {
    let plain = match character {
        '’' | 'ʼ' => '\'',
        '‑' => '-',
        _ => character,
    };
    plain.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{Head, fold, is_folded};

    proptest::proptest! {
        #[test]
        fn words_with_one_head_that_holds_them_are_one_word(one in "[A-Za-zÉéß’'‑-]{0,9}", other in "[a-zéß'-]{0,9}") {
            let mut folded = String::new();
            fold(&one, &mut folded);
            let by_head = Head::of(&folded) == Head::of(&other) && (Head::is_all_of(&other) || is_folded(&one, &other));
            proptest::prop_assert_eq!(by_head, folded == other);
        }
    }
}
