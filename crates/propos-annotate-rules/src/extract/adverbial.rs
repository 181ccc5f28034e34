//! Adverbials of several words: `pour sa part`, `tout de même`.

use super::view::View;

/// Behind an adverbial that begins at a place.
pub(super) fn behind_adverbial(view: &View<'_>, at: usize) -> Option<usize> {
    // Most places begin none: one letter tells, before words are compared.
    let first = first_letter(view.word(at));
    view.lexicon
        .adverbials()
        .filter(|words| words.first().is_some_and(|word| first_letter(word) == first))
        .find(|words| {
            words
                .iter()
                .enumerate()
                .all(|(n, word)| view.is_word(at + n, word))
        })
        .map(|words| at + words.len())
}

/// The first byte, small; every letter beyond ASCII counts as one.
fn first_letter(word: &str) -> u8 {
    match word.as_bytes().first() {
        Some(byte) if byte.is_ascii() => byte.to_ascii_lowercase(),
        Some(_) => u8::MAX,
        None => 0,
    }
}
