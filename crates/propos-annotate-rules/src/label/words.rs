//! A text read once for all claims in it.

use std::ops::Range;
use std::sync::Arc;

use super::items::{Item, WordCache, items};
use super::labels::Labels;
use super::phrases::Place;

/// The words and marks of a text, and the phrases among them.
#[derive(Debug)]
pub(super) struct Words {
    items: Vec<Item>,
    /// In the order of their first items.
    places: Vec<Place>,
}

impl Words {
    /// Reads a whole text.
    pub(super) fn read(labels: &Labels, text: &str) -> Self {
        let mut cache = WordCache::new(text.len());
        let lang = labels.phrases.normaliser().lang;
        let items = items(text, 0..text.len(), lang, &mut |word| {
            cache.number(word, |word| labels.phrases.known(word))
        });
        let places = labels
            .phrases
            .places(&items, |word| cache.get(word).map(Arc::as_ref));
        Self { items, places }
    }

    /// The places of the items that lie in a range of bytes, `most` at most.
    pub(super) fn within(&self, range: &Range<usize>, most: usize) -> Range<usize> {
        let first = self.items.partition_point(|item| item.start < range.start);
        let end = self.items.partition_point(|item| item.end <= range.end);
        first..end.clamp(first, first + most)
    }

    /// The places of all items.
    pub(super) const fn all(&self) -> Range<usize> {
        0..self.items.len()
    }

    /// The items at places.
    pub(super) fn items(&self, places: Range<usize>) -> &[Item] {
        self.items.get(places).unwrap_or_default()
    }

    /// The phrases that lie between items.
    pub(super) fn phrases(&self, items: &Range<usize>) -> impl Iterator<Item = Place> {
        let first = self.places.partition_point(|place| place.first < items.start);
        let end = items.end;
        self.places
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(move |place| place.first < end)
            .filter(move |place| place.last < end)
            .copied()
    }
}
