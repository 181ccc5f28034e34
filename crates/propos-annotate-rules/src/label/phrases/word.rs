//! What the phrases make of one word of a text.

use std::borrow::Cow;
use std::sync::{Arc, PoisonError};

use propos_segment::Lang;

use super::{IS_AND, IS_ARTICLE, IS_PARTICLE, IS_STOP, Phrases};
use crate::label::items::WordCache;
use crate::label::known::{Known, Longer, Whole};
use crate::label::normal::folded;
use crate::label::separable::{is_attributive, without_zu};
use crate::label::tags::{Hit, Tag};
use crate::label::terms::{Element, Fit, Kind, Term};
use crate::languages::is_verb_final;
use crate::memo::Lent;

/// How many words are remembered over documents. Bounds memory; later words are found out each time.
const MOST_REMEMBERED: usize = 4_000;

/// How short an ending in the data files may be.
const SHORTEST_ENDING: usize = 3;

impl Phrases {
    /// The words of a document to come.
    pub(in crate::label) fn word_cache(&self) -> Lent<'_, WordCache<Arc<Known>>> {
        let mut cache = self.caches.lend();
        cache.begin_document();
        cache
    }

    /// What is known of a word. Asked once a word, as long as a cache has it.
    pub(in crate::label) fn known(&self, word: &str) -> Arc<Known> {
        let mut remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = remembered.get(word) {
            return Arc::clone(known);
        }
        let known = self.find_out(word);
        if known.is_nothing() {
            return Arc::clone(&self.nothing);
        }
        let known = Arc::new(known);
        if remembered.len() < MOST_REMEMBERED {
            remembered.insert(word.to_owned(), Arc::clone(&known));
        }
        known
    }

    fn find_out(&self, word: &str) -> Known {
        let is_particle = |word: &str| self.is_particle(word);
        let has_particles = is_verb_final(self.lang);
        let infinitive = has_particles.then(|| without_zu(word, is_particle)).flatten();
        let word = infinitive.as_deref().unwrap_or(word);
        let is_attributive = has_particles && is_attributive(&word.to_lowercase(), is_particle);
        let folded = folded(word);
        let stem = self.known_stem(word);
        let stem = stem.map_or_else(|| self.normaliser.stem(word), Cow::Borrowed);
        let mut terms: Vec<Term> = Vec::new();
        terms.extend(self.used(Kind::Exact, &folded));
        terms.extend(self.used(Kind::Stem, &stem));
        for length in SHORTEST_ENDING..=self.longest_ending {
            let ending = folded.len().checked_sub(length).filter(|at| *at > 0);
            if let Some(ending) = ending.and_then(|at| folded.get(at..)) {
                terms.extend(self.used(Kind::Ending, ending));
            }
        }
        let may_end = self.beginnings.within(&folded);
        for length in (1..=folded.len()).filter(|length| may_end(*length)) {
            let beginning = folded.get(..length);
            terms.extend(beginning.and_then(|beginning| self.used(Kind::Beginning, beginning)));
        }
        let mut begins: Vec<u32> = terms.iter().flat_map(|term| self.begun(*term)).collect();
        begins.sort_unstable();
        begins.dedup();
        let string = self.strings.find(&folded);
        let has_mark = |mark: u8| string.is_some_and(|string| self.has_mark(string, mark));
        let is_second = |term: &&Term| self.is_second.get(term.place()).copied().unwrap_or_default();
        let seconds: Vec<Term> = terms.iter().filter(is_second).copied().collect();
        let mut known = Known {
            wholes: Vec::new(),
            longer: Vec::new(),
            longer_bits: 0,
            second_bits: bits(&seconds),
            seconds,
            bits: bits(&terms),
            terms,
            is_article: has_mark(IS_ARTICLE),
            is_stop: has_mark(IS_STOP),
            is_particle: has_mark(IS_PARTICLE),
            is_and: has_mark(IS_AND),
            is_zu_infinitive: infinitive.is_some(),
            folded: folded.into_owned(),
        };
        for number in begins {
            if is_attributive && self.is_operator(number) {
                continue;
            }
            let elements = self.elements_of(number);
            let first = elements.first();
            let Some(fit) = first.and_then(|first| self.fulfils(first, &known)) else {
                continue;
            };
            let phrase = number;
            if let Some(second) = elements.get(1) {
                let longer = second.terms().map(|second| Longer { second, phrase });
                known.longer.extend(longer);
            } else {
                let is_participle = first.is_some_and(|first| self.is_participle_of(first, &known, fit));
                let hits = self.tags(number).map(|tag| {
                    let fit = if is_participle && tag.is_of_codebook() {
                        Fit::Beginning
                    } else {
                        fit
                    };
                    Hit::new(tag, 0, 0, 1, fit)
                });
                known.wholes.extend(hits.map(|hit| Whole { phrase, hit }));
            }
        }
        known.longer.sort_unstable();
        let seconds = known.longer.iter().map(|longer| longer.second.bit());
        known.longer_bits = seconds.fold(0, |bits, bit| bits | bit);
        known.longer.shrink_to_fit();
        known.wholes.shrink_to_fit();
        known
    }

    /// Whether an English word is one of a verb and what it fulfils is none: *lined up* is no *line*, as far as a word tells.
    fn is_participle_of(&self, element: &Element, word: &Known, fit: Fit) -> bool {
        let ends = |word: &str| word.ends_with("ing") || word.ends_with("ed");
        self.lang == Some(Lang::En)
            && fit == Fit::Form
            && ends(&word.folded)
            && !ends(self.strings.get(element.folded))
    }

    /// Whether a phrase is a verb with a direction.
    fn is_operator(&self, number: u32) -> bool {
        self.phrase(number)
            .is_some_and(|phrase| matches!(phrase.tag, Tag::Class(class) if class.is_verb_of_direction()))
    }
}

/// Terms as bits, several of them one bit.
fn bits(terms: &[Term]) -> u64 {
    terms.iter().fold(0, |bits, term| bits | term.bit())
}
