//! Strings by number, each held once.

use std::hash::BuildHasher as _;

use foldhash::fast::RandomState;
use hashbrown::HashTable;

/// Strings behind one another in one text: a codebook has thousands, and a memory block for each would cost more than
/// all the rest.
#[derive(Debug, Default)]
pub(crate) struct Strings {
    text: String,
    /// Where each string ends; it begins where the one before ends.
    ends: Vec<u32>,
    numbers: HashTable<u32>,
    hasher: RandomState,
}

impl Strings {
    /// For about so many strings.
    pub(crate) fn with_capacity(count: usize) -> Self {
        Self {
            text: String::with_capacity(8 * count),
            ends: Vec::with_capacity(count),
            numbers: HashTable::with_capacity(count),
            hasher: RandomState::default(),
        }
    }

    /// Forgets them all and keeps the memory.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.numbers.clear();
    }

    /// How many there are.
    pub(crate) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// The string of a number.
    pub(crate) fn get(&self, number: u32) -> &str {
        string(&self.text, &self.ends, number)
    }

    /// The number of a string that is held.
    pub(crate) fn find(&self, wanted: &str) -> Option<u32> {
        let hash = self.hasher.hash_one(wanted);
        let found = self.numbers.find(hash, |number| self.get(*number) == wanted);
        found.copied()
    }

    /// The number of a string, which is held from now on.
    pub(crate) fn add(&mut self, new: &str) -> u32 {
        let hash = self.hasher.hash_one(new);
        let (text, ends, hasher) = (&self.text, &self.ends, &self.hasher);
        if let Some(number) = self
            .numbers
            .find(hash, |number| string(text, ends, *number) == new)
        {
            return *number;
        }
        let number = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.numbers.insert_unique(hash, number, |number| {
            hasher.hash_one(string(text, ends, *number))
        });
        self.text.push_str(new);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        number
    }
}

/// What stands before a mark of ASCII and what behind it. Pieces of data files are short: looking at each byte is quicker than a
/// search made for long texts.
pub(crate) fn cut(text: &str, mark: u8) -> (&str, &str) {
    let at = text.bytes().position(|byte| byte == mark).unwrap_or(text.len());
    let (before, rest) = text.split_at_checked(at).unwrap_or_default();
    (before, rest.get(1..).unwrap_or_default())
}

fn string<'text>(text: &'text str, ends: &[u32], number: u32) -> &'text str {
    let number = number as usize;
    let end_of = |number: usize| ends.get(number).map_or(0, |end| *end as usize);
    let start = number.checked_sub(1).map_or(0, end_of);
    text.get(start..end_of(number)).unwrap_or_default()
}

/// Notes what belongs to a string.
pub(crate) fn remember(row: &mut Vec<Option<u32>>, string: u32, value: u32) {
    let place = string as usize;
    if row.len() <= place {
        row.resize(place + 1, None);
    }
    if let Some(slot) = row.get_mut(place) {
        *slot = Some(value);
    }
}

#[cfg(test)]
mod tests {
    use super::{Strings, cut};

    #[test]
    fn a_text_is_cut_at_its_first_mark() {
        assert_eq!(cut("été\thiver\t", b'\t'), ("été", "hiver\t"));
        assert_eq!(cut("\tété", b'\t'), ("", "été"));
        assert_eq!(cut("été", b'\t'), ("été", ""));
        assert_eq!(cut("", b'\t'), ("", ""));
    }

    #[test]
    fn a_string_has_one_number_and_a_number_one_string() {
        let mut strings = Strings::with_capacity(1);
        let words: Vec<String> = (0..500).map(|number| format!("mot{}", number / 2)).collect();
        let numbers: Vec<u32> = words.iter().map(|word| strings.add(word)).collect();
        assert_eq!(strings.len(), 250);
        assert_eq!(strings.add(""), 250);
        for (word, number) in words.iter().zip(numbers) {
            assert_eq!(strings.get(number), word);
            assert_eq!(strings.find(word), Some(number));
        }
        assert_eq!(strings.find("mot"), None);
        assert_eq!(strings.get(9999), "");
        strings.clear();
        assert_eq!(strings.find("mot1"), None);
        assert_eq!(strings.add("mot9"), 0);
    }
}
