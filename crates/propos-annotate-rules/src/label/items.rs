//! Words and marks of a stretch of text, each word known by what it can stand for.

use std::mem::take;

use propos_segment::Lang;

use super::normal::is_plain;
use crate::head::ByWord;
use crate::tokens::{Letters, Mark, Token, TokenKind, tokenize_into};

/// How many bytes a word or mark has on average at least.
const BYTES_PER_ITEM: usize = 4;

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

/// The words and marks of a text.
pub(super) fn items<'text>(
    text: &'text str,
    lang: Option<Lang>,
    cache: &mut impl FnMut(&'text str) -> u32,
) -> Vec<Item> {
    let mut items = Vec::with_capacity(text.len() / BYTES_PER_ITEM);
    // Nothing goes on over the end of a line: the tokens of one are all that is held.
    let mut tokens = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let line_end = line_start + line.len();
        tokenize_into(text, line_start..line_end, lang, &mut tokens);
        line_start = line_end;
        for token in &tokens {
            push_items(text, token, &mut items, cache);
        }
    }
    items
}

fn push_items<'text>(
    text: &'text str,
    token: &Token,
    items: &mut Vec<Item>,
    cache: &mut impl FnMut(&'text str) -> u32,
) {
    let mut item = Item {
        start: token.start,
        end: token.end,
        mark: None,
        word: 0,
        is_capitalised: false,
    };
    if let TokenKind::Mark(mark) = token.kind {
        item.mark = Some(mark);
        items.push(item);
        return;
    }
    item.is_capitalised = token.letters != Letters::Small;
    let written = token.text(text);
    if !token.may_be_joined || !may_be_cut(written) {
        item.word = cache(written);
        items.push(item);
        return;
    }
    let mut start = token.start;
    for part in written.split_inclusive(['-', '‑']) {
        let end = start + part.trim_end_matches(['-', '‑']).len();
        if end > start {
            let word = cache(text.get(start..end).unwrap_or_default());
            items.push(Item {
                start,
                end,
                word,
                ..item
            });
        }
        start += part.len();
    }
}

/// The words of a phrase, cut as those of texts are.
pub(super) fn words<'phrase>(
    phrase: &'phrase str,
    lang: Option<Lang>,
    tokens: &mut Vec<Token>,
    found: &mut impl FnMut(&'phrase str),
) {
    if is_plain(phrase) && !phrase.is_empty() {
        found(phrase);
        return;
    }
    tokenize_into(phrase, 0..phrase.len(), lang, tokens);
    for token in tokens.iter() {
        if let TokenKind::Mark(_) = token.kind {
            continue;
        }
        let written = phrase.get(token.range()).unwrap_or_default();
        if !may_be_cut(written) {
            found(written);
            continue;
        }
        let parts = written.split(['-', '‑']).filter(|part| !part.is_empty());
        parts.for_each(&mut *found);
    }
}

/// Whether a hyphen may stand in a word. `‑` begins with the second of these bytes.
fn may_be_cut(word: &str) -> bool {
    word.bytes().any(|byte| matches!(byte, b'-' | 0xe2))
}

/// How many words one generation has at most when a document begins. Twice as many take 2 MB more of a batch and save half a
/// percent of its instructions.
const MOST_KEPT: usize = 1_700;

/// Numbers words as they come and keeps what was found out about each, for a document and those after it. Of words before
/// there are two generations: what is read again comes into the young one, and what was not read for a generation is
/// forgotten.
#[derive(Debug)]
pub(super) struct WordCache<Known> {
    young: Generation<Known>,
    old: Generation<Known>,
}

#[derive(Debug)]
struct Generation<Known> {
    numbers: ByWord<u32>,
    known: Vec<Known>,
}

impl<Known> Default for Generation<Known> {
    fn default() -> Self {
        Self {
            numbers: ByWord::default(),
            known: Vec::new(),
        }
    }
}

impl<Known> Default for WordCache<Known> {
    fn default() -> Self {
        Self {
            young: Generation::default(),
            old: Generation::default(),
        }
    }
}

impl<Known> Generation<Known> {
    fn get(&self, number: u32) -> Option<&Known> {
        self.known.get(usize::try_from(number).ok()?)
    }
}

impl<Known: Clone> WordCache<Known> {
    /// Makes room before a document: numbers stay the same while it is read.
    pub(super) fn begin_document(&mut self) {
        if self.young.known.len() > MOST_KEPT {
            self.old = take(&mut self.young);
        }
    }

    /// The number of a word; `find_out` is asked where it is not known from before.
    pub(super) fn number(&mut self, word: &str, find_out: impl FnOnce(&str) -> Known) -> u32 {
        if let Some(number) = self.young.numbers.get(word) {
            return *number;
        }
        let before = self.old.numbers.get(word);
        let before = before.and_then(|number| self.old.get(*number)).cloned();
        let number = u32::try_from(self.young.known.len()).unwrap_or(u32::MAX);
        self.young.known.push(before.unwrap_or_else(|| find_out(word)));
        self.young.numbers.insert(word, number);
        number
    }

    pub(super) fn get(&self, number: u32) -> Option<&Known> {
        self.young.get(number)
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_KEPT, WordCache};

    #[test]
    fn a_word_of_every_document_is_found_out_once_and_one_of_long_ago_again() {
        let mut cache: WordCache<()> = WordCache::default();
        let mut n_asked = (0, 0);
        for document in 0..5 {
            cache.begin_document();
            cache.number("everywhere", |_| n_asked.0 += 1);
            if document == 0 || document == 4 {
                cache.number("somewhere", |_| n_asked.1 += 1);
            }
            for rare in 0..MOST_KEPT {
                cache.number(&format!("rare{document}x{rare}"), |_| ());
            }
            assert!(cache.young.known.len() <= 2 * MOST_KEPT + 2);
        }
        assert_eq!(n_asked, (1, 2));
    }
}
