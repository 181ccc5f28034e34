//! Phrases found in a row of items.

use super::{Hit, MOST_SKIPPED, Phrases};
use crate::label::items::Item;
use crate::label::known::Known;
use crate::label::terms::Fit;
use crate::tokens::Mark;

impl Phrases {
    /// Every phrase in a row of items, in the order of their first words. One that stands for several things is found as
    /// each of them.
    pub(in crate::label) fn hits<'known>(
        &self,
        items: &[Item],
        known: impl Fn(u32) -> Option<&'known Known>,
    ) -> Vec<Hit> {
        let mut hits = Vec::with_capacity(items.len());
        let mut longer: Vec<u32> = Vec::new();
        for (first, item) in items.iter().enumerate() {
            let Some(word) = known(item.word).filter(|_| item.mark.is_none()) else {
                continue;
            };
            let mut push = |tag, last, n_words, fit| hits.push(Hit::new(tag, first, last, n_words, fit));
            let mut wholes = word.wholes.as_slice();
            if !word.longer.is_empty() {
                may_begin(word, items, first, &known, &mut longer);
                for phrase in &longer {
                    let before = wholes.partition_point(|whole| whole.phrase < *phrase);
                    let (shorter, others) = wholes.split_at(before);
                    wholes = others;
                    for whole in shorter {
                        push(whole.tag, first, 1, whole.fit);
                    }
                    if let Some((last, fit)) = self.phrase_end(*phrase, items, first, &known) {
                        let n_words = self.elements_of(*phrase).len();
                        self.tags(*phrase).for_each(|tag| push(tag, last, n_words, fit));
                    }
                }
            }
            for whole in wholes {
                push(whole.tag, first, 1, whole.fit);
            }
        }
        hits
    }

    /// The last item of a phrase whose first word stands at `first`.
    fn phrase_end<'known>(
        &self,
        number: u32,
        items: &[Item],
        first: usize,
        known: &impl Fn(u32) -> Option<&'known Known>,
    ) -> Option<(usize, Fit)> {
        let mut at = first + 1;
        let mut last = first;
        let mut fit = Fit::Exact;
        let phrase = self.phrase(number)?;
        let mut gap = u8::from(phrase.may_have_gap);
        for element in self.elements_of(number).iter().skip(1) {
            let mut n_skipped = 0;
            loop {
                let item = items.get(at)?;
                if let Some(mark) = item.mark {
                    if mark == Mark::Quote && n_skipped < MOST_SKIPPED {
                        n_skipped += 1;
                        at += 1;
                        continue;
                    }
                    return None;
                }
                let word = known(item.word)?;
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

/// Finds the longer phrases that may begin with an item: one of the words that may be the second, behind articles and behind
/// one other word, has a term of theirs. They come in the order of their numbers.
fn may_begin<'known>(
    word: &Known,
    items: &[Item],
    first: usize,
    known: &impl Fn(u32) -> Option<&'known Known>,
    phrases: &mut Vec<u32>,
) {
    phrases.clear();
    let mut n_words = 0;
    for item in items.iter().skip(first + 1).take(MOST_SKIPPED + 2) {
        match item.mark {
            Some(Mark::Quote) => continue,
            Some(_) => break,
            None => {}
        }
        let Some(next) = known(item.word) else { break };
        for second in &next.seconds {
            word.longer_with(*second, phrases);
        }
        n_words += u8::from(!next.is_article);
        if n_words > 1 {
            break;
        }
    }
    phrases.sort_unstable();
    phrases.dedup();
}
