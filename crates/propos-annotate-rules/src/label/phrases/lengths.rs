//! How long words may be that begin alike.

/// By the first two letters of some words, how many bytes these have: most beginnings of a word are told to be none of them
/// without looking them up.
#[derive(Debug)]
pub(super) struct Lengths(Vec<u64>);

/// How many bytes are told apart, more or less.
const BYTES: usize = 32;

impl Lengths {
    /// Of no words.
    pub(super) fn new() -> Self {
        Self(vec![0; BYTES * BYTES])
    }

    /// Adds a word.
    pub(super) fn add(&mut self, word: &str) {
        // A single letter may have any other behind it.
        let places = match word.as_bytes() {
            [] => 0..0,
            [first] => place(*first, 0)..place(*first, 0) + BYTES,
            [first, second, ..] => place(*first, *second)..place(*first, *second) + 1,
        };
        for lengths in self.0.get_mut(places).into_iter().flatten() {
            *lengths |= bit(word.len());
        }
    }

    /// The lengths of beginnings that a word may have.
    pub(super) fn within(&self, word: &str) -> impl Fn(usize) -> bool + use<> {
        let place = match word.as_bytes() {
            [first, second, ..] => place(*first, *second),
            [first] => place(*first, 0),
            [] => 0,
        };
        let lengths = self.0.get(place).copied().unwrap_or_default();
        move |length| lengths & bit(length) != 0
    }
}

const fn place(first: u8, second: u8) -> usize {
    (first as usize % BYTES) * BYTES + second as usize % BYTES
}

/// A length as one bit. All long ones have the same.
fn bit(length: usize) -> u64 {
    1 << length.min(63)
}

#[cfg(test)]
mod tests {
    use super::Lengths;

    proptest::proptest! {
        #[test]
        fn no_beginning_is_missed(words in proptest::collection::vec("[a-zéß-]{1,8}|a{60,70}", 0..8), behind in "[a-z]{0,3}") {
            let mut lengths = Lengths::new();
            for word in &words {
                lengths.add(word);
            }
            for word in &words {
                let longer = format!("{word}{behind}");
                proptest::prop_assert!(lengths.within(&longer)(word.len()));
            }
        }
    }
}
