//! A text in which quotations are looked for.

use std::hash::BuildHasher as _;
use std::ops::Range;
use std::sync::OnceLock;

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use propos_schema::Grounding;

use crate::found::{Found, Ungrounded};
use crate::sense::{Sense, sense_of};
use crate::tokens::for_each_word;
use crate::{elision, fuzzy, sequence};

/// The number of a distinct folded word of a text.
pub(crate) type WordId = u32;

/// Of texts that are longer, words come again, so that there are not many more different ones.
const LONG: usize = 1 << 14;

/// A text with an index of its words.
///
/// Built in time and memory linear in the length of the text. It borrows the text, and every range it gives slices it.
#[derive(Debug)]
pub struct Source<'t> {
    pub(crate) text: &'t str,
    /// Each word: which one it is and its bytes.
    pub(crate) words: Vec<(WordId, Range<usize>)>,
    /// The numbers of distinct words by their folded forms.
    ids: HashTable<WordId>,
    hasher: RandomState,
    /// The folded forms of distinct words, one behind the other.
    folded: String,
    entries: Vec<Entry>,
    /// Where the words stand, those of one distinct word after those of the other.
    places: Vec<usize>,
}

/// A distinct word.
#[derive(Debug)]
struct Entry {
    /// Its form, as bytes of all forms.
    folded: Range<usize>,
    /// Asked for where a quotation is not found as it is.
    sense: OnceLock<Sense>,
    /// Where it stands, as part of all places.
    places: Range<usize>,
}

/// A word of the quotation.
#[derive(Clone, Debug)]
pub(crate) struct QuoteWord {
    /// `None` when the text does not have it.
    pub(crate) id: Option<WordId>,
    /// Its form, when the text does not have it.
    pub(crate) alone: Option<Box<str>>,
    pub(crate) range: Range<usize>,
}

impl<'t> Source<'t> {
    /// Reads a text.
    pub fn new(text: &'t str) -> Self {
        // A word takes some six bytes, and half of the words of an article are there once.
        let n_distinct = text.len().min(LONG) / 10;
        let mut source = Self {
            text,
            words: Vec::with_capacity(text.len() / 5),
            ids: HashTable::with_capacity(n_distinct),
            hasher: RandomState::default(),
            folded: String::with_capacity(n_distinct * 8),
            entries: Vec::with_capacity(n_distinct),
            places: Vec::new(),
        };
        for_each_word(text, |folded, range| {
            let hash = source.hasher.hash_one(folded);
            let known = source.id_by(hash, folded);
            let id = known.unwrap_or_else(|| source.add(hash, folded));
            source.words.push((id, range));
            if let Some(entry) = source.entries.get_mut(id as usize) {
                entry.places.end += 1;
            }
        });
        source.note_places();
        source
    }

    fn id_of(&self, folded: &str) -> Option<WordId> {
        self.id_by(self.hasher.hash_one(folded), folded)
    }

    fn id_by(&self, hash: u64, folded: &str) -> Option<WordId> {
        let is_it = |id: &WordId| self.form(*id) == folded;
        self.ids.find(hash, is_it).copied()
    }

    /// A word that is not there yet, with its hash.
    fn add(&mut self, hash: u64, folded: &str) -> WordId {
        let id = WordId::try_from(self.entries.len()).unwrap_or(WordId::MAX);
        let start = self.folded.len();
        self.folded.push_str(folded);
        self.entries.push(Entry {
            folded: start..self.folded.len(),
            sense: OnceLock::new(),
            places: 0..0,
        });
        let (all, entries, hasher) = (&self.folded, &self.entries, &self.hasher);
        let again = |id: &WordId| hasher.hash_one(form(all, entries, *id));
        self.ids.insert_unique(hash, id, again);
        id
    }

    /// Gives each distinct word, whose places are counted, those places.
    fn note_places(&mut self) {
        let mut start = 0;
        for entry in &mut self.entries {
            let n_places = entry.places.len();
            entry.places = start..start;
            start += n_places;
        }
        self.places = vec![0; start];
        for (place, (id, _)) in self.words.iter().enumerate() {
            if let Some(entry) = self.entries.get_mut(*id as usize) {
                if let Some(free) = self.places.get_mut(entry.places.end) {
                    *free = place;
                }
                entry.places.end += 1;
            }
        }
    }

    fn form(&self, id: WordId) -> &str {
        form(&self.folded, &self.entries, id)
    }

    /// Where a quotation stands, wherever that is. Of several places the first, as [`Grounding::Ambiguous`].
    pub fn find(&self, quote: &str) -> Result<Found, Ungrounded> {
        self.search(quote, None)
    }

    /// Where a quotation stands, at `near` or else as close to it as can be. `near` is a byte range, for example
    /// the sentence that somebody says it is in; it need not slice the text.
    pub fn find_near(&self, quote: &str, near: Range<usize>) -> Result<Found, Ungrounded> {
        self.search(quote, Some(&near))
    }

    /// Every place where the words of a short phrase stand, such as a name, as byte ranges in the order of the text. Typography,
    /// case and accents make no difference; nothing else is forgiven.
    pub fn places(&self, phrase: &str) -> impl Iterator<Item = Range<usize>> {
        let pattern = self.quote_words(phrase);
        let places = if pattern.is_empty() {
            Vec::new()
        } else {
            sequence::places(self, &pattern)
        };
        places.into_iter().map(|place| self.bytes(place))
    }

    fn search(&self, quote: &str, near: Option<&Range<usize>>) -> Result<Found, Ungrounded> {
        let pattern = self.quote_words(quote);
        if pattern.is_empty() {
            return Err(Ungrounded::Empty);
        }
        let places = sequence::places(self, &pattern);
        if !places.is_empty() {
            return Ok(self.whole(quote, &pattern, &places, near));
        }
        if let Some(result) = elision::marked(self, quote, near) {
            return result;
        }
        let left_out = elision::unmarked(self, quote, &pattern, near);
        if let Some(Ok(found)) = left_out {
            return Ok(found);
        }
        match (fuzzy::find(self, quote, &pattern, near), left_out) {
            (Err(Ungrounded::NotInText | Ungrounded::WordsChanged), Some(Err(reason))) => Err(reason),
            (result, _) => result,
        }
    }

    /// The quotation as one stretch, of the places where its words stand the one that is meant.
    fn whole(
        &self,
        quote: &str,
        pattern: &[QuoteWord],
        places: &[Range<usize>],
        near: Option<&Range<usize>>,
    ) -> Found {
        let spans: Vec<Range<usize>> = places
            .iter()
            .map(|place| sequence::with_edges(self.text, self.bytes(place.clone()), quote, pattern))
            .collect();
        let is_exact = |span: &Range<usize>| {
            let slice = self.text.get(span.clone()).unwrap_or_default();
            slice == quote || slice == sequence::bare(quote)
        };
        let (best, n_rivals) = choose(&spans, near, is_exact);
        let span = spans.get(best).cloned().unwrap_or_default();
        let grounding = match (n_rivals > 0, is_exact(&span)) {
            (true, _) => Grounding::Ambiguous,
            (false, true) => Grounding::Exact,
            (false, false) => Grounding::Normalized,
        };
        Found {
            spans: vec![span],
            grounding,
            n_places: places.len(),
        }
    }

    /// The words of a quotation, known by their numbers in this text.
    pub(crate) fn quote_words(&self, quote: &str) -> Vec<QuoteWord> {
        let mut words = Vec::new();
        for_each_word(quote, |folded, range| {
            let id = self.id_of(folded);
            words.push(QuoteWord {
                id,
                alone: id.is_none().then(|| folded.into()),
                range,
            });
        });
        words
    }

    /// Where a word stands, as places in `words`.
    pub(crate) fn places_of(&self, id: WordId) -> &[usize] {
        let entry = self.entries.get(id as usize);
        entry
            .and_then(|entry| self.places.get(entry.places.clone()))
            .unwrap_or_default()
    }

    pub(crate) fn id_at(&self, place: usize) -> Option<WordId> {
        self.words.get(place).map(|(id, _)| *id)
    }

    pub(crate) fn folded_at(&self, place: usize) -> &str {
        self.id_at(place).map_or("", |id| self.form(id))
    }

    pub(crate) fn sense_at(&self, place: usize) -> Sense {
        self.id_at(place).map_or(Sense::Content, |id| self.sense(id))
    }

    fn sense(&self, id: WordId) -> Sense {
        let entry = self.entries.get(id as usize);
        entry.map_or(Sense::Content, |entry| {
            *entry.sense.get_or_init(|| sense_of(self.form(id)))
        })
    }

    /// The form of a word of a quotation.
    pub(crate) fn folded_of<'w>(&'w self, word: &'w QuoteWord) -> &'w str {
        match (word.id, &word.alone) {
            (Some(id), _) => self.form(id),
            (None, alone) => alone.as_deref().unwrap_or_default(),
        }
    }

    /// What may happen to a word of a quotation.
    pub(crate) fn sense_of(&self, word: &QuoteWord) -> Sense {
        match word.id {
            Some(id) => self.sense(id),
            None => sense_of(self.folded_of(word)),
        }
    }

    /// The bytes from the first to the last of a range of words.
    pub(crate) fn bytes(&self, words: Range<usize>) -> Range<usize> {
        let start = self.words.get(words.start).map_or(0, |(_, range)| range.start);
        let last = words.end.saturating_sub(1);
        start..self.words.get(last).map_or(start, |(_, range)| range.end)
    }

    /// What stands between two neighbouring words.
    pub(crate) fn between(&self, left: usize, right: usize) -> &str {
        let start = self.words.get(left).map_or(0, |(_, range)| range.end);
        let end = self
            .words
            .get(right)
            .map_or(self.text.len(), |(_, range)| range.start);
        self.text.get(start..end).unwrap_or_default()
    }
}

/// The folded form of a distinct word, of all forms and where each stands.
fn form<'f>(all: &'f str, entries: &[Entry], id: WordId) -> &'f str {
    let entry = entries.get(id as usize);
    entry
        .and_then(|entry| all.get(entry.folded.clone()))
        .unwrap_or_default()
}

/// Which of several spans is meant, and how many others could be as well.
pub(crate) fn choose(
    spans: &[Range<usize>],
    near: Option<&Range<usize>>,
    is_exact: impl Fn(&Range<usize>) -> bool,
) -> (usize, usize) {
    let rank = |span: &Range<usize>| (near.map_or(0, |near| distance(span, near)), !is_exact(span));
    let best = spans.iter().map(rank).min().unwrap_or_default();
    let mut same = spans.iter().enumerate().filter(|(_, span)| rank(span) == best);
    let first = same.next().map_or(0, |(place, _)| place);
    (first, same.count())
}

/// How many bytes lie between two ranges; 0 when they touch.
fn distance(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.start
        .saturating_sub(other.end)
        .max(other.start.saturating_sub(one.end))
}
