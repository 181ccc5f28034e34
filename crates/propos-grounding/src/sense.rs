//! The words that carry a statement's sense, and those that do not.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;

/// What may happen to a word when a quotation is re-typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sense {
    /// Turns the statement round: nothing may.
    Negation,
    /// A number, in digits or in letters: nothing may.
    Number,
    /// An article, a pronoun, a preposition: it may be lost, added or exchanged for another.
    Light,
    /// Any other: it may be misspelt.
    Content,
}

static WORDS: LazyLock<HashMap<&'static str, Sense, FixedState>> = LazyLock::new(|| {
    let mut words = HashMap::default();
    let mut sense = Sense::Content;
    for line in include_str!("../data/words.txt").lines() {
        match line.trim() {
            "[negations]" => sense = Sense::Negation,
            "[numbers]" => sense = Sense::Number,
            "[light]" => sense = Sense::Light,
            line if line.starts_with('#') => {}
            line => {
                let listed = line.split_once(':').map_or("", |(_, listed)| listed);
                for word in listed.split_whitespace() {
                    // A word of two kinds in two languages is the stricter: sections stand in that order.
                    words.entry(word).or_insert(sense);
                }
            }
        }
    }
    words
});

/// The sense of a folded word.
pub(crate) fn sense_of(folded: &str) -> Sense {
    let is_sign = |character: char| !character.is_alphanumeric() && character != '\'';
    if folded.bytes().any(|byte| byte.is_ascii_digit()) || folded.chars().all(is_sign) {
        Sense::Number
    } else if folded.ends_with("n't") {
        Sense::Negation
    } else {
        WORDS.get(folded).copied().unwrap_or(Sense::Content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_the_sense_of_their_list() {
        for (word, sense) in [
            ("ne", Sense::Negation),
            ("won't", Sense::Negation),
            ("milliards", Sense::Number),
            ("-3", Sense::Number),
            ("%", Sense::Number),
            ("the", Sense::Light),
            ("accord", Sense::Content),
        ] {
            assert_eq!(sense_of(word), sense, "{word}");
        }
    }

    #[test]
    fn lists_are_folded_and_sorted() {
        for line in include_str!("../data/words.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
        {
            let Some((_, listed)) = line.split_once(": ") else {
                continue;
            };
            let words: Vec<&str> = listed.split(' ').collect();
            let mut sorted = words.clone();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(words, sorted);
            assert!(
                words
                    .iter()
                    .all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase())),
                "{line}"
            );
        }
    }
}
