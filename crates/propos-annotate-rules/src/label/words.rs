//! A text read once for all claims in it.

use std::ops::Range;
use std::sync::Arc;

use propos_segment::Lang;

use super::apart::join_parts;
use super::items::{Item, items};
use super::labels::Labels;
use super::phrases::{Hit, Tag};
use super::separable::{is_zu, join_particles};
use super::verb_second::soften_commas;
use crate::languages::is_verb_final;

/// The words and marks of a text, and the phrases among them.
#[derive(Debug)]
pub(super) struct Words {
    items: Vec<Item>,
    /// In the order of their first items.
    hits: Vec<Hit>,
    /// For each item the first hit that begins there or later, and one past the last.
    hit_of_item: Vec<u32>,
    /// For each stretch of the text the first item that begins there or later.
    item_of_stretch: Vec<u32>,
    pub(super) lang: Option<Lang>,
}

/// How many bytes a stretch has. In a long text a claim's items are found without going through memory far from them.
const STRETCH: usize = 64;

impl Words {
    /// Reads a whole text.
    pub(super) fn read(labels: &Labels, text: &str) -> Self {
        let mut cache = labels.phrases.word_cache();
        let lang = labels.phrases.lang();
        let mut items = items(text, lang, &mut |word| {
            cache.number(word, |word| labels.phrases.known(word))
        });
        if is_verb_final(lang) {
            join_particles(&mut items, text, &labels.phrases, &mut cache);
        }
        let known = |word: u32| cache.get(word).map(Arc::as_ref);
        let mut hits = labels.phrases.hits(&items, known);
        if is_verb_final(lang) {
            join_parts(&items, &mut hits);
            soften_commas(&mut items, &hits, |items, at| {
                let Some(item) = items
                    .get(at)
                    .filter(|item| item.mark.is_none() && !item.is_capitalised)
                else {
                    return false;
                };
                let written = |item: &Item| text.get(item.start..item.end).unwrap_or_default();
                let has_zu = at
                    .checked_sub(1)
                    .and_then(|before| items.get(before))
                    .is_some_and(|before| is_zu(written(before)));
                has_zu || known(item.word).is_some_and(|known| known.is_zu_infinitive)
            });
        }
        let hit_of_item = hits_of_items(items.len(), &hits);
        let item_of_stretch = items_of_stretches(text.len(), &items);
        Self {
            items,
            hits,
            hit_of_item,
            item_of_stretch,
            lang,
        }
    }

    /// The first item that begins at a byte or behind it.
    fn item_at(&self, byte: usize) -> usize {
        let place = |stretch: usize| self.item_of_stretch.get(stretch).map(|item| *item as usize);
        let first = place(byte / STRETCH).unwrap_or(self.items.len());
        let end = place(byte / STRETCH + 1).unwrap_or(self.items.len());
        let items = self.items.get(first..end).unwrap_or_default();
        first + items.partition_point(|item| item.start < byte)
    }

    /// The places of the items that lie in a range of bytes, `most` at most.
    pub(super) fn within(&self, range: &Range<usize>, most: usize) -> Range<usize> {
        let first = self.item_at(range.start);
        let mut end = self.item_at(range.end);
        let last = end.checked_sub(1).and_then(|last| self.items.get(last));
        if last.is_some_and(|last| last.end > range.end) {
            end -= 1;
        }
        first..end.clamp(first, first + most)
    }

    /// All items and all phrases.
    pub(super) fn all(&self) -> (&[Item], &[Hit]) {
        (&self.items, &self.hits)
    }

    /// The items at places.
    pub(super) fn items(&self, places: Range<usize>) -> &[Item] {
        self.items.get(places).unwrap_or_default()
    }

    /// Adds the phrases that lie among some items, counted from the first of these: word classes, words of topics, and all
    /// others.
    pub(super) fn hits_into(
        &self,
        items: &Range<usize>,
        classes: &mut Vec<Hit>,
        topical: &mut Vec<Hit>,
        others: &mut Vec<Hit>,
    ) {
        let Range { start, end } = *items;
        let place = |item: usize| self.hit_of_item.get(item).map(|hit| *hit as usize);
        let places = place(start).zip(place(end));
        let hits = places.and_then(|(first, end)| self.hits.get(first..end));
        let hits = hits.unwrap_or_default();
        let counted_from = u32::try_from(start).unwrap_or(u32::MAX);
        for hit in hits.iter().filter(|hit| hit.last() < end) {
            let of_kind = match hit.tag {
                Tag::Class(_) => &mut *classes,
                Tag::TopicKeyword { .. } | Tag::TopicWord { .. } => &mut *topical,
                _ => &mut *others,
            };
            of_kind.push(hit.counted_from(counted_from));
        }
    }
}

/// For each item the first hit that begins there or later, and one past the last.
fn hits_of_items(n_items: usize, hits: &[Hit]) -> Vec<u32> {
    let mut of_items = Vec::with_capacity(n_items + 1);
    for (place, hit) in (0..).zip(hits) {
        while of_items.len() <= hit.first() {
            of_items.push(place);
        }
    }
    of_items.resize(n_items + 1, u32::try_from(hits.len()).unwrap_or(u32::MAX));
    of_items
}

/// For each stretch of a text of so many bytes the first item that begins there or later.
fn items_of_stretches(length: usize, items: &[Item]) -> Vec<u32> {
    let n_stretches = length / STRETCH + 2;
    let mut of_stretches = Vec::with_capacity(n_stretches);
    for (place, item) in (0..).zip(items) {
        while of_stretches.len() * STRETCH <= item.start {
            of_stretches.push(place);
        }
    }
    of_stretches.resize(n_stretches, u32::try_from(items.len()).unwrap_or(u32::MAX));
    of_stretches
}
