//! What is known of the words of a document, found out once a word however often it stands there.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::lexicon::{Ending, Entry, Frames, Lexicon, Phrases};

/// How many bytes of a word its head holds.
const HEAD_LENGTH: usize = 7;

/// The first bytes of a word in small letters, and its length: enough to tell most words apart at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Head(u64);

impl Head {
    /// The head of a word in small letters.
    #[inline]
    pub(super) const fn of(word: &str) -> Self {
        let bytes = word.as_bytes();
        let mut head = 0;
        let mut at = 0;
        while at < bytes.len() && at < HEAD_LENGTH {
            head |= (bytes[at] as u64) << (8 * at);
            at += 1;
        }
        let length = if bytes.len() < 255 {
            bytes.len() as u64
        } else {
            255
        };
        Self(head | length << 56)
    }

    /// Whether the head of a word is the whole word.
    #[inline]
    pub(super) const fn is_all_of(word: &str) -> bool {
        word.len() <= HEAD_LENGTH
    }
}

/// A word in small letters that words of a text are compared with again and again: its head is found out once.
#[derive(Clone, Debug)]
pub(crate) struct Folded<T> {
    pub(crate) head: Head,
    pub(super) text: T,
}

impl Folded<&'static str> {
    pub(crate) const fn new(text: &'static str) -> Self {
        Self {
            head: Head::of(text),
            text,
        }
    }
}

impl From<&str> for Folded<Box<str>> {
    fn from(text: &str) -> Self {
        Self {
            head: Head::of(text),
            text: text.into(),
        }
    }
}

/// A list of words in small letters for [`View::is_any_word`](super::view::View::is_any_word), read by the compiler.
macro_rules! words {
    ($($word:expr),+ $(,)?) => {
        const { &[$($crate::extract::word_table::Folded::new($word)),+] }
    };
}

pub(crate) use words;

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    pub(super) head: Head,
    pub(super) entry: Option<&'static Entry>,
    /// The set phrases that it may begin.
    pub(super) phrases: Option<&'static Phrases>,
    /// What may follow it as a verb, whichever verb it is.
    pub(super) frames: Frames,
    /// Whether it is a form of a verb that reports, alone or with words behind it.
    pub(super) may_report: bool,
    /// Whether it ends as adverbs of manner do.
    pub(super) ends_as_manner: bool,
}

/// The words of a document as they are written.
#[derive(Debug)]
pub(super) struct WordTable<'a> {
    lexicon: &'static Lexicon,
    /// The hasher is seeded, so that nobody can choose words that collide.
    words: HashMap<&'a str, Known, RandomState>,
    folded: String,
}

impl<'a> WordTable<'a> {
    /// For a text of so many bytes.
    pub(super) fn new(lexicon: &'static Lexicon, n_bytes: usize) -> Self {
        Self {
            lexicon,
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
        let entry = find_out(&self.folded);
        let known = Known {
            head: Head::of(&self.folded),
            entry,
            frames: entry.map(|entry| self.lexicon.frames(entry)).unwrap_or_default(),
            may_report: entry.is_some_and(|entry| self.lexicon.may_report(entry)),
            phrases: self.lexicon.phrases(&self.folded),
            ends_as_manner: self.lexicon.ends(word, Ending::Manner),
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
        Known {
            head,
            ends_as_manner: self.lexicon.ends(written, Ending::Manner),
            ..Known::default()
        }
    }
}

/// A word in small letters with straight apostrophes, as the lexicon has it.
pub(crate) fn fold(word: &str, into: &mut String) {
    into.clear();
    if word.is_ascii() {
        into.push_str(word);
        into.make_ascii_lowercase();
    } else {
        for character in word.chars() {
            match character {
                '\0'..='\u{7f}' => into.push(character.to_ascii_lowercase()),
                // Small already, as most accents are.
                'ß'..='ÿ' => into.push(character),
                _ => into.extend(folded_char(character)),
            }
        }
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
