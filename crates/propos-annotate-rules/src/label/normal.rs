//! Words in the forms by which they are compared: folded and stemmed.
//!
//! The build script reads this file too, and stems the words of the data files with it.

use std::borrow::Cow;

use rust_stemmers::{Algorithm, Stemmer};

/// Brings words into the forms by which they are compared.
pub(crate) struct Normaliser {
    stemmer: Option<Stemmer>,
}

impl Normaliser {
    /// For the language of a code; without its stemmer where it has none.
    pub(crate) fn new(code: &str) -> Self {
        let algorithm = match code {
            "de" => Some(Algorithm::German),
            "en" => Some(Algorithm::English),
            "es" => Some(Algorithm::Spanish),
            "fr" => Some(Algorithm::French),
            "it" => Some(Algorithm::Italian),
            "nl" => Some(Algorithm::Dutch),
            "pt" => Some(Algorithm::Portuguese),
            _ => None,
        };
        Self {
            stemmer: algorithm.map(Stemmer::create),
        }
    }

    /// The stem of a word, without accents. It has no more letters than the word.
    pub(crate) fn stem<'word>(&self, word: &'word str) -> Cow<'word, str> {
        let Some(stemmer) = &self.stemmer else {
            return folded(word);
        };
        if is_plain(word) {
            without_accents(stemmer.stem(word))
        } else {
            fold(&stemmer.stem(bare(&word.to_lowercase()))).into()
        }
    }
}

impl std::fmt::Debug for Normaliser {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Normaliser").finish_non_exhaustive()
    }
}

/// A word in lower case, without accents and without its apostrophe.
pub(crate) fn folded(word: &str) -> Cow<'_, str> {
    if is_plain(word) {
        word.into()
    } else {
        fold(bare(&word.to_lowercase())).into()
    }
}

/// Whether a word consists of small letters without accents.
pub(crate) fn is_plain(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Without its apostrophe.
pub(crate) fn bare(word: &str) -> &str {
    word.trim_matches(['\'', '’', 'ʼ'])
}

/// The same, folded only where it is not yet.
fn without_accents(word: Cow<'_, str>) -> Cow<'_, str> {
    if word.is_ascii() { word } else { fold(&word).into() }
}

/// Without accents, with one kind of apostrophe.
pub(crate) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for character in word.chars() {
        match character {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => folded.push('a'),
            'ç' => folded.push('c'),
            'è' | 'é' | 'ê' | 'ë' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
            'ñ' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' => folded.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            '’' | 'ʼ' => folded.push('\''),
            '\u{300}'..='\u{36f}' => {}
            other => folded.push(other),
        }
    }
    folded
}
