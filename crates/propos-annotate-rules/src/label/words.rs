//! A text read once for all claims in it.

use std::ops::Range;
use std::sync::Arc;

use propos_segment::Lang;

use super::apart::join_parts;
use super::items::{Item, items};
use super::labels::Labels;
use super::phrases::Hit;
use super::separable::{is_zu, join_particles};
use super::verb_second::soften_commas;
use crate::languages::is_verb_final;

/// The words and marks of a text, and the phrases among them.
#[derive(Debug)]
pub(super) struct Words {
    items: Vec<Item>,
    /// In the order of their first items.
    hits: Vec<Hit>,
    pub(super) lang: Option<Lang>,
}

impl Words {
    /// Reads a whole text.
    pub(super) fn read(labels: &Labels, text: &str) -> Self {
        let mut cache = labels.phrases.word_cache();
        let lang = labels.phrases.lang();
        let mut items = items(text, 0..text.len(), lang, &mut |word| {
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
        Self { items, hits, lang }
    }

    /// The places of the items that lie in a range of bytes, `most` at most.
    pub(super) fn within(&self, range: &Range<usize>, most: usize) -> Range<usize> {
        let first = self.items.partition_point(|item| item.start < range.start);
        let end = self.items.partition_point(|item| item.end <= range.end);
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

    /// Adds the phrases that lie among some items, counted from the first of these.
    pub(super) fn hits_into(&self, items: &Range<usize>, into: &mut Vec<Hit>) {
        let Range { start, end } = *items;
        let first = self.hits.partition_point(|hit| hit.first < start);
        let hits = self.hits.get(first..).unwrap_or_default();
        let n_hits = hits.partition_point(|hit| hit.first < end);
        into.reserve(n_hits);
        for hit in hits.iter().take(n_hits).filter(|hit| hit.last < end) {
            into.push(Hit {
                first: hit.first - start,
                last: hit.last - start,
                ..*hit
            });
        }
    }
}
