//! A word by its first bytes.

use std::collections::HashMap;

use foldhash::fast::RandomState;

/// How many bytes of a word its head holds.
const HEAD_LENGTH: usize = 7;

/// The first bytes of a word in small letters, and its length: enough to tell most words apart at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Head(u64);

impl Head {
    /// The head of a word in small letters.
    #[inline]
    pub(crate) const fn of(word: &str) -> Self {
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

    /// The same of a word that its head holds whole, at once; `None` for a longer one.
    #[inline]
    pub(crate) fn of_short(word: &str) -> Option<Self> {
        let bytes = word.as_bytes();
        let length = bytes.len();
        if length > HEAD_LENGTH {
            return None;
        }
        // The first and the last bytes, which are the same ones where they lie over each other.
        let head = if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << (8 * (length - 4))
        } else if let (Some(first), Some(last)) = (bytes.first_chunk::<2>(), bytes.last_chunk::<2>()) {
            u64::from(u16::from_le_bytes(*first)) | u64::from(u16::from_le_bytes(*last)) << (8 * (length - 2))
        } else {
            bytes.first().map_or(0, |byte| u64::from(*byte))
        };
        Some(Self(head | (length as u64) << 56))
    }

    /// Whether the head of a word is the whole word.
    #[inline]
    pub(crate) const fn is_all_of(word: &str) -> bool {
        word.len() <= HEAD_LENGTH
    }
}

/// Something about each of many words. The hasher is seeded, so that nobody can choose words that collide.
#[derive(Clone, Debug)]
pub(crate) struct ByWord<T> {
    /// Words that their heads hold.
    short: HashMap<Head, T, RandomState>,
    long: HashMap<Box<str>, T, RandomState>,
}

impl<T> Default for ByWord<T> {
    fn default() -> Self {
        Self {
            short: HashMap::default(),
            long: HashMap::default(),
        }
    }
}

impl<T> ByWord<T> {
    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }

    /// What there is about a word.
    #[inline]
    pub(crate) fn get(&self, word: &str) -> Option<&T> {
        match &Head::of_short(word) {
            Some(head) => self.short.get(head),
            None => self.long.get(word),
        }
    }

    /// Enters a word.
    pub(crate) fn insert(&mut self, word: &str, value: T) {
        match Head::of_short(word) {
            Some(head) => self.short.insert(head, value),
            None => self.long.insert(word.into(), value),
        };
    }
}
