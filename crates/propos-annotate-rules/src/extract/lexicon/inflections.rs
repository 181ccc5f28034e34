//! Verbs by the stem that all their forms share, and how they go on behind it.
//!
//! A language has thousands of verbs with dozens of forms each, and a text has few of these: no form is made beforehand. One is
//! known by the stem that it begins with and by what follows there.

use std::collections::HashMap;

use super::forms::{Readings, WordForms};
use super::hash::QuickHasher;
use super::{Form, Reading};
use crate::head::Head;

/// How verbs that are inflected alike go on behind their stems.
#[derive(Debug, Default)]
pub(super) struct Paradigm {
    /// The endings one behind the other.
    texts: String,
    endings: Vec<Ending>,
    /// What all endings begin with belongs to the stems: how many bytes.
    n_shared: usize,
}

/// An ending and the form that it makes.
#[derive(Debug)]
struct Ending {
    /// The head of what follows the stem, by which they are in order.
    head: Head,
    start: usize,
    end: usize,
    form: Form,
}

impl Paradigm {
    /// Adds an ending, given in parts. Of several readings of one form the first one added comes first.
    pub(super) fn put(&mut self, form: Form, parts: &[&str]) {
        let start = self.texts.len();
        self.texts.extend(parts.iter().copied());
        self.endings.push(Ending {
            head: Head::default(),
            start,
            end: self.texts.len(),
            form,
        });
    }

    fn text(&self, ending: &Ending) -> &str {
        let start = ending.start + self.n_shared;
        self.texts.get(start..ending.end).unwrap_or_default()
    }

    /// Leaves to the stems what all endings begin with.
    fn share(&mut self) {
        let Some(first) = self.endings.first().map(|ending| self.text(ending)) else {
            return;
        };
        let common = |ending: &Ending| {
            let letters = first.char_indices().zip(self.text(ending).chars());
            let same = letters.take_while(|((_, one), other)| one == other);
            same.last().map_or(0, |((at, letter), _)| at + letter.len_utf8())
        };
        self.n_shared = self.endings.iter().map(common).min().unwrap_or_default();
        let heads: Vec<Head> = self
            .endings
            .iter()
            .map(|ending| Head::of(self.text(ending)))
            .collect();
        for (ending, head) in self.endings.iter_mut().zip(heads) {
            ending.head = head;
        }
        // Those of one head stay in the order in which they were added.
        self.endings.sort_by_key(|ending| ending.head);
    }

    fn longest(&self) -> usize {
        self.endings
            .iter()
            .map(|ending| self.text(ending).len())
            .max()
            .unwrap_or_default()
    }

    /// What all endings begin with.
    fn shared(&self) -> &str {
        let start = self.endings.first().map_or(0, |ending| ending.start);
        self.texts.get(start..start + self.n_shared).unwrap_or_default()
    }

    /// The forms that an ending makes, given with its head.
    fn forms(&self, ending: &str, head: Head) -> impl Iterator<Item = Form> {
        let is_whole = Head::is_all_of(ending);
        let first = self.endings.partition_point(|of| of.head < head);
        let same = self.endings.iter().skip(first);
        let same = same.take_while(move |of| of.head == head);
        same.filter(move |of| is_whole || self.text(of) == ending)
            .map(|of| of.form)
    }
}

/// A verb with a stem.
#[derive(Clone, Copy, Debug)]
struct Inflected {
    verb: u16,
    /// The place of its paradigm.
    paradigm: usize,
}

/// The verbs of a language that are inflected by paradigms.
#[derive(Debug, Default)]
pub(super) struct Inflections {
    paradigms: Vec<Paradigm>,
    /// The places of paradigms by what verbs that have them are called together.
    named: HashMap<String, usize, QuickHasher>,
    stems: WordForms<Vec<Inflected>>,
    /// How long an ending may be.
    longest: usize,
    /// The heads of all endings, in order: behind most beginnings of a word stands no ending of any verb.
    endings: Vec<Head>,
}

impl Inflections {
    /// Enters a verb, its infinitive without what `inflect` puts behind its stem. Verbs of one name are inflected alike.
    pub(super) fn add(&mut self, verb: u16, stem: &str, name: &str, inflect: impl FnOnce(&mut Paradigm)) {
        let place = self.named.get(name).copied().unwrap_or_else(|| {
            let mut paradigm = Paradigm::default();
            inflect(&mut paradigm);
            paradigm.share();
            self.longest = self.longest.max(paradigm.longest());
            for ending in &paradigm.endings {
                if let Err(place) = self.endings.binary_search(&ending.head) {
                    self.endings.insert(place, ending.head);
                }
            }
            self.paradigms.push(paradigm);
            self.named.insert(name.to_owned(), self.paradigms.len() - 1);
            self.paradigms.len() - 1
        });
        let shared = self.paradigms.get(place).map_or("", Paradigm::shared);
        if let Some(verbs) = self.stems.entry(&[stem, shared]) {
            verbs.push(Inflected {
                verb,
                paradigm: place,
            });
        }
    }

    /// What a word may be as a verb, in the order of verbs.
    pub(super) fn readings(&self, word: &str) -> Readings {
        let mut found: Vec<Reading> = Vec::new();
        if self.paradigms.is_empty() {
            return Readings::default();
        }
        for at in word.len().saturating_sub(self.longest)..=word.len() {
            let Some((stem, ending)) = word.split_at_checked(at) else {
                continue;
            };
            let head = Head::of(ending);
            if self.endings.binary_search(&head).is_err() {
                continue;
            }
            for inflected in self.stems.get(stem).into_iter().flatten() {
                let Some(paradigm) = self.paradigms.get(inflected.paradigm) else {
                    continue;
                };
                let verb = inflected.verb;
                found.extend(paradigm.forms(ending, head).map(|form| Reading { verb, form }));
            }
        }
        found.sort_by_key(|reading| reading.verb);
        let mut readings = Readings::default();
        for reading in found {
            readings.add(reading);
        }
        readings
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Form, Reading};
    use super::Inflections;

    proptest::proptest! {
        #[test]
        fn a_word_is_read_as_every_form_that_is_spelt_so(
            paradigms in proptest::collection::vec(proptest::collection::vec("[abé]{0,9}", 1..6), 1..4),
            verbs in proptest::collection::vec(("[abé]{0,3}", 0..4_usize), 0..8),
            other in "[abé]{0,6}",
        ) {
            let forms = [Form::Infinitive, Form::Singular, Form::Plural, Form::Gerund];
            let mut inflections = Inflections::default();
            let mut expected: Vec<(String, Reading)> = Vec::new();
            for (verb, (stem, place)) in (0..).zip(&verbs) {
                let place = place % paradigms.len();
                let endings = || paradigms[place].iter().zip(forms.iter().cycle());
                inflections.add(verb, stem, &place.to_string(), |paradigm| {
                    endings().for_each(|(ending, form)| paradigm.put(*form, &[ending]));
                });
                expected.extend(endings().map(|(ending, form)| {
                    let reading = Reading { verb, form: *form };
                    (format!("{stem}{ending}"), reading)
                }));
            }
            for word in expected.iter().map(|(word, _)| word).chain([&other]) {
                let mut readings: Vec<Reading> = Vec::new();
                for (_, reading) in expected.iter().filter(|(spelt, _)| spelt == word) {
                    if !readings.contains(reading) {
                        readings.push(*reading);
                    }
                }
                proptest::prop_assert_eq!(inflections.readings(word).to_vec(), readings);
            }
        }
    }
}
