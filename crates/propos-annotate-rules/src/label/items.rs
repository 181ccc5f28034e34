//! Words and marks of a stretch of text, each word known by what it can stand for.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use propos_segment::Lang;

use super::normal::is_plain;
use crate::head::Head;
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
        let parts = written.split(['-', '‑']).filter(|part| !part.is_empty());
        parts.for_each(&mut *found);
    }
}

/// Whether a hyphen may stand in a word. `‑` begins with the second of these bytes.
fn may_be_cut(word: &str) -> bool {
    word.bytes().any(|byte| matches!(byte, b'-' | 0xe2))
}

/// How many words are kept from one document to the next.
const MOST_KEPT: usize = 2_000;

/// Numbers words as they come and keeps what was found out about each, for a document and those after it.
#[derive(Debug)]
pub(super) struct WordCache<Known> {
    /// Words of documents: the hasher is seeded, so that nobody can choose words that collide.
    numbers: HashMap<Box<str>, u32, RandomState>,
    /// Those that their heads hold.
    short: HashMap<Head, u32, RandomState>,
    known: Vec<Known>,
}

impl<Known> Default for WordCache<Known> {
    fn default() -> Self {
        Self {
            numbers: HashMap::default(),
            short: HashMap::default(),
            known: Vec::new(),
        }
    }
}

impl<Known> WordCache<Known> {
    /// Makes room before a document: numbers stay the same while it is read.
    pub(super) fn begin_document(&mut self) {
        if self.known.len() > MOST_KEPT {
            *self = Self::default();
        }
    }

    /// The number of a word; `find_out` is asked once a word.
    pub(super) fn number(&mut self, word: &str, find_out: impl FnOnce(&str) -> Known) -> u32 {
        let head = Head::of_short(word);
        let number = match &head {
            Some(head) => self.short.get(head),
            None => self.numbers.get(word),
        };
        if let Some(number) = number {
            return *number;
        }
        let number = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        self.known.push(find_out(word));
        match head {
            Some(head) => self.short.insert(head, number),
            None => self.numbers.insert(word.into(), number),
        };
        number
    }

    pub(super) fn get(&self, number: u32) -> Option<&Known> {
        self.known.get(usize::try_from(number).ok()?)
    }
}
