//! Words and marks of a stretch of text, each word known by what it can stand for.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::fast::RandomState;
use propos_segment::Lang;
use rust_stemmers::{Algorithm, Stemmer};

use crate::tokens::{Letters, Mark, TokenKind, tokenize};

/// A word or mark. A hyphen parts words, so that `open-source` is two.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// The mark, where it is no word.
    pub(super) mark: Option<Mark>,
    /// The word's number in a [`WordCache`].
    pub(super) word: u32,
    /// Whether it begins with a capital.
    pub(super) is_capitalised: bool,
}

/// The words and marks of a range.
pub(super) fn items<'text>(
    text: &'text str,
    range: Range<usize>,
    lang: Option<Lang>,
    cache: &mut impl FnMut(&'text str) -> u32,
) -> Vec<Item> {
    let tokens = tokenize(text, range, lang);
    let mut items = Vec::with_capacity(tokens.len());
    for token in tokens {
        if let TokenKind::Mark(mark) = token.kind {
            items.push(Item {
                start: token.start,
                end: token.end,
                mark: Some(mark),
                word: 0,
                is_capitalised: false,
            });
            continue;
        }
        let written = token.text(text);
        let mut start = token.start;
        if !may_be_cut(written) {
            items.push(Item {
                start,
                end: token.end,
                mark: None,
                word: cache(written),
                is_capitalised: token.letters != Letters::Small,
            });
            continue;
        }
        for part in written.split_inclusive(['-', '‑']) {
            let end = start + part.trim_end_matches(['-', '‑']).len();
            if end > start {
                items.push(Item {
                    start,
                    end,
                    mark: None,
                    word: cache(text.get(start..end).unwrap_or_default()),
                    is_capitalised: token.letters != Letters::Small,
                });
            }
            start += part.len();
        }
    }
    items
}

/// Whether a hyphen may stand in a word. `‑` begins with the second of these bytes.
fn may_be_cut(word: &str) -> bool {
    word.bytes().any(|byte| matches!(byte, b'-' | 0xe2))
}

/// How many different words a codebook and the data files of a language have, about.
pub(super) const MANY_WORDS: usize = 8_192;

/// A word in the forms by which phrases know it.
#[derive(Clone, Debug, Default)]
pub(super) struct Forms {
    /// In lower case, without accents and without its apostrophe.
    pub(super) folded: String,
    /// The stem, without accents.
    pub(super) stem: String,
    /// The number of a word of phrases.
    pub(super) number: usize,
}

/// Brings words into the forms by which they are compared.
pub(super) struct Normaliser {
    stemmer: Option<Stemmer>,
    /// The words of phrases, which share many: stemming is the slowest part of compiling a codebook.
    of_phrases: Mutex<HashMap<String, Arc<Forms>, RandomState>>,
    pub(super) lang: Option<Lang>,
}

impl Normaliser {
    pub(super) fn new(lang: Option<Lang>) -> Self {
        let algorithm = lang.and_then(|lang| match lang {
            Lang::De => Some(Algorithm::German),
            Lang::En => Some(Algorithm::English),
            Lang::Es => Some(Algorithm::Spanish),
            Lang::Fr => Some(Algorithm::French),
            Lang::It => Some(Algorithm::Italian),
            Lang::Nl => Some(Algorithm::Dutch),
            Lang::Pt => Some(Algorithm::Portuguese),
            _ => None,
        });
        Self {
            stemmer: algorithm.map(Stemmer::create),
            of_phrases: Mutex::new(HashMap::with_capacity_and_hasher(
                MANY_WORDS,
                RandomState::default(),
            )),
            lang,
        }
    }

    pub(super) fn forms(&self, word: &str) -> Forms {
        let lower = word.to_lowercase();
        let plain = lower.trim_matches(['\'', '’', 'ʼ']);
        let stem = self
            .stemmer
            .as_ref()
            .map_or_else(|| plain.into(), |stemmer| stemmer.stem(plain));
        Forms {
            folded: fold(plain),
            stem: fold(&stem),
            number: 0,
        }
    }

    /// The forms of the words of a phrase.
    pub(super) fn phrase(&self, phrase: &str) -> Vec<Arc<Forms>> {
        let mut words = Vec::new();
        let mut known = self.of_phrases.lock().unwrap_or_else(PoisonError::into_inner);
        items(phrase, 0..phrase.len(), self.lang, &mut |word| {
            if let Some(forms) = known.get(word) {
                words.push(Arc::clone(forms));
            } else {
                let mut forms = self.forms(word);
                forms.number = known.len();
                let forms = Arc::new(forms);
                known.insert(word.to_owned(), Arc::clone(&forms));
                words.push(forms);
            }
            0
        });
        words
    }
}

impl std::fmt::Debug for Normaliser {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Normaliser")
            .field("lang", &self.lang)
            .finish_non_exhaustive()
    }
}

/// Without accents, with one kind of apostrophe.
pub(super) fn fold(word: &str) -> String {
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

/// Numbers words as they come and keeps what was found out about each, for one document.
pub(super) struct WordCache<'text, Known> {
    /// Words of documents: the hasher is seeded, so that nobody can choose words that collide.
    numbers: HashMap<&'text str, u32, RandomState>,
    known: Vec<Known>,
}

impl<'text, Known> WordCache<'text, Known> {
    /// For a text of so many bytes.
    pub(super) fn new(n_bytes: usize) -> Self {
        Self {
            numbers: HashMap::with_capacity_and_hasher((n_bytes / 8).min(2_000), RandomState::default()),
            known: Vec::new(),
        }
    }

    /// The number of a word; `find_out` is asked once a word.
    pub(super) fn number(&mut self, word: &'text str, find_out: impl FnOnce(&str) -> Known) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        self.known.push(find_out(word));
        self.numbers.insert(word, number);
        number
    }

    pub(super) fn get(&self, number: u32) -> Option<&Known> {
        self.known.get(usize::try_from(number).ok()?)
    }
}
