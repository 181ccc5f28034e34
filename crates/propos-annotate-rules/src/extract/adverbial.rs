//! Adverbials of several words: `pour sa part`, `tout de même`.

use super::view::View;

/// Behind an adverbial that begins at a place.
pub(super) fn behind_adverbial(view: &View<'_>, at: usize) -> Option<usize> {
    view.lexicon
        .adverbials()
        .find(|words| {
            words
                .iter()
                .enumerate()
                .all(|(n, word)| view.is_word(at + n, word))
        })
        .map(|words| at + words.len())
}
