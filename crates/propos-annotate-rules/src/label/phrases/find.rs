//! Phrases found in a row of items.

use super::{Hit, MOST_SKIPPED, Phrases};
use crate::label::items::Item;
use crate::label::known::{Known, Whole};
use crate::label::terms::Fit;
use crate::tokens::Mark;

/// Words and marks in a row, each word with what is known of it.
struct Row<'row> {
    items: &'row [Item],
    known: Vec<Option<&'row Known>>,
}

impl<'row> Row<'row> {
    /// What is known of the word at a place; none of a mark.
    fn word(&self, at: usize) -> Option<&'row Known> {
        self.known.get(at).copied().flatten()
    }

    /// Whether a quotation mark stands at a place.
    fn is_quote(&self, at: usize) -> bool {
        self.items
            .get(at)
            .is_some_and(|item| item.mark == Some(Mark::Quote))
    }
}

impl Phrases {
    /// Every phrase in a row of items, in the order of their first words. One that stands for several things is found as
    /// each of them.
    pub(in crate::label) fn hits<'known>(
        &self,
        items: &[Item],
        known: impl Fn(u32) -> Option<&'known Known>,
    ) -> Vec<Hit> {
        let words = items.iter().map(|item| match item.mark {
            None => known(item.word),
            Some(_) => None,
        });
        let row = Row {
            items,
            known: words.collect(),
        };
        let mut hits = Vec::with_capacity(2 * items.len());
        let mut longer: Vec<u32> = Vec::new();
        for (first, word) in row.known.iter().enumerate() {
            let Some(word) = word else { continue };
            let mut wholes = word.wholes.as_slice();
            if !word.longer.is_empty() {
                may_begin(word, &row, first, &mut longer);
                for phrase in &longer {
                    let before = wholes.partition_point(|whole| whole.phrase < *phrase);
                    let (shorter, others) = wholes.split_at(before);
                    wholes = others;
                    push_wholes(shorter, first, &mut hits);
                    if let Some((last, fit)) = self.phrase_end(*phrase, &row, first) {
                        let n_words = self.elements_of(*phrase).len();
                        let tags = self.tags(*phrase);
                        hits.extend(tags.map(|tag| Hit::new(tag, first, last, n_words, fit)));
                    }
                }
            }
            push_wholes(wholes, first, &mut hits);
        }
        hits
    }

    /// The last item of a phrase whose first word stands at `first`.
    fn phrase_end(&self, number: u32, row: &Row<'_>, first: usize) -> Option<(usize, Fit)> {
        let mut at = first + 1;
        let mut last = first;
        let mut fit = Fit::Exact;
        let phrase = self.phrase(number)?;
        let mut gap = u8::from(phrase.may_have_gap);
        for element in self.elements_of(number).iter().skip(1) {
            let mut n_skipped = 0;
            loop {
                let Some(word) = row.word(at) else {
                    if row.is_quote(at) && n_skipped < MOST_SKIPPED {
                        n_skipped += 1;
                        at += 1;
                        continue;
                    }
                    return None;
                };
                if let Some(fits) = self.fulfils(element, word) {
                    fit = fits;
                    last = at;
                    at += 1;
                    break;
                }
                if word.is_article && n_skipped < MOST_SKIPPED {
                    n_skipped += 1;
                    at += 1;
                } else if gap > 0 && !word.is_stop {
                    gap -= 1;
                    at += 1;
                } else {
                    return None;
                }
            }
        }
        Some((last, fit))
    }
}

/// Adds phrases that are one word at a place.
fn push_wholes(wholes: &[Whole], first: usize, hits: &mut Vec<Hit>) {
    // One by one: most words are one or two phrases.
    for whole in wholes {
        hits.push(whole.hit.at(first));
    }
}

/// Finds the longer phrases that may begin with an item: one of the words that may be the second, behind articles and behind
/// one other word, has a term of theirs. They come in the order of their numbers.
fn may_begin(word: &Known, row: &Row<'_>, first: usize, phrases: &mut Vec<u32>) {
    phrases.clear();
    let mut n_words = 0;
    for at in first + 1..first + 1 + MOST_SKIPPED + 2 {
        let Some(next) = row.word(at) else {
            if row.is_quote(at) {
                continue;
            }
            break;
        };
        if word.longer_bits & next.second_bits != 0 {
            for second in &next.seconds {
                word.longer_with(*second, phrases);
            }
        }
        n_words += u8::from(!next.is_article);
        if n_words > 1 {
            break;
        }
    }
    if phrases.len() > 1 {
        phrases.sort_unstable();
        phrases.dedup();
    }
}
