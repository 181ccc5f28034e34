//! What words can do in reported speech, read once from the data files of a language.

#[macro_use]
mod named;

mod build;
mod dutch;
mod endings;
mod english;
mod forms;
mod french;
mod german;
mod germanic;
mod groups;
mod hash;
mod inflections;
mod lists;
mod romance;

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use propos_segment::Lang;

pub(crate) use endings::Ending;
use forms::{Readings, WordForms};
pub(crate) use groups::{Frame, Frames, Group, Groups};
use hash::QuickHasher;
use inflections::Inflections;
pub(crate) use lists::{EnglishList, GermanicList, RomanceList, SharedList, WordList, WordLists};

use super::word_table::Folded;
use crate::head::Head;
use crate::languages::PerLanguage;

/// The words of a language.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    words: WordForms<Entry>,
    verbs: Vec<Verb>,
    /// The forms of verbs that are not among the words.
    inflections: Inflections,
    /// Words that texts have had as such forms, for good: there are no more of them than forms.
    met: Mutex<HashMap<Box<str>, &'static Entry, QuickHasher>>,
    /// By the verb that they begin with.
    locutions: HashMap<Box<str>, Locutions, QuickHasher>,
    /// Whether an expression begins with the lemma of a verb, by its place.
    begins_locution: Vec<bool>,
    /// The same of its infinitive, which has no pronoun.
    infinitive_begins_locution: Vec<bool>,
    /// The heads of the words that expressions have behind their verbs, in order.
    in_locutions: Vec<Head>,
    /// By the kind of ending.
    endings: [Vec<Box<str>>; Ending::COUNT],
    /// By their first word.
    phrases: HashMap<Box<str>, Phrases, QuickHasher>,
    /// Phrases that name the one spoken of as a source, with gaps.
    own_source_patterns: Vec<Phrase>,
    /// The words of lists that one rule asks for.
    lists: HashMap<Box<str>, WordLists, QuickHasher>,
}

/// A set phrase, as words.
pub(crate) type Phrase = Vec<Folded<Box<str>>>;

/// The set phrases that begin with a word.
#[derive(Debug, Default)]
pub(crate) struct Phrases {
    /// Those that name a source, the longest first: `according to`.
    pub(crate) sources: PhraseList,
    /// Those that name the one spoken of as a source: `a su juicio`.
    pub(crate) own_sources: PhraseList,
    /// Adverbials of several words: `pour sa part`.
    pub(crate) adverbials: PhraseList,
}

/// Set phrases that begin with the same word, in the order in which they are looked for.
#[derive(Debug, Default)]
pub(crate) struct PhraseList {
    all: Vec<Phrase>,
    /// The heads of their second words, in order.
    seconds: Vec<Head>,
    /// Whether one of them has no second word.
    has_single: bool,
}

impl PhraseList {
    fn push(&mut self, phrase: Phrase) {
        match phrase.get(1) {
            Some(second) => {
                let place = self.seconds.partition_point(|head| *head < second.head);
                if self.seconds.get(place) != Some(&second.head) {
                    self.seconds.insert(place, second.head);
                }
            }
            None => self.has_single = true,
        }
        self.all.push(phrase);
    }

    /// Whether one of them may go on with a word of this head.
    pub(crate) fn may_go_on(&self, second: Head) -> bool {
        self.has_single || self.seconds.binary_search(&second).is_ok()
    }

    /// All of them.
    pub(crate) fn iter(&self) -> std::slice::Iter<'_, Phrase> {
        self.all.iter()
    }
}

/// A verb form without the written accent that a pronoun behind it asks for: `diciéndo`.
fn unstressed(stem: &str) -> String {
    stem.chars()
        .map(|letter| match letter {
            'á' => 'a',
            'é' | 'ê' => 'e',
            'í' => 'i',
            _ => letter,
        })
        .collect()
}

/// A reporting expression of several words.
#[derive(Clone, Debug)]
pub(crate) struct Locution {
    /// The head of its first word behind the verb, which tells most apart.
    pub(crate) first: Head,
    /// The words that follow the verb, in small letters.
    pub(crate) words: Phrase,
    /// What may follow them.
    pub(crate) frames: Frames,
}

/// The reporting expressions that begin with one verb.
#[derive(Debug, Default)]
struct Locutions {
    longest_first: Vec<Locution>,
    /// The places of all in the list above, by the heads of their first words behind the verb.
    by_first: Vec<(Head, usize)>,
}

impl Locutions {
    /// The places of those whose first word behind the verb has this head.
    fn places_with(&self, first: Head) -> impl Iterator<Item = usize> {
        let start = self.by_first.partition_point(|(head, _)| *head < first);
        let found = self.by_first.get(start..).unwrap_or_default().iter();
        found
            .take_while(move |(head, _)| *head == first)
            .map(|(_, place)| *place)
    }

    /// Those whose first word behind the verb has this head.
    fn with_first(&self, first: Head) -> impl Iterator<Item = &Locution> {
        let places = self.places_with(first);
        places.filter_map(|place| self.longest_first.get(place))
    }
}

/// What is known of one word form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    /// The lists it stands in.
    pub(crate) groups: Groups,
    /// The verbs it is a form of.
    pub(crate) readings: Readings,
}

/// One way to read a word form as a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// The verb's place in the lexicon.
    pub(crate) verb: u16,
    /// Which form of it.
    pub(crate) form: Form,
}

impl Reading {
    /// Fills places that are not taken.
    const NONE: Self = Self {
        verb: u16::MAX,
        form: Form::Infinitive,
    };
}

/// A form of a verb, as far as rules tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Finite, singular.
    Singular,
    /// Finite, plural of the third person.
    Plural,
    /// Finite, of the first or second person.
    Self_,
    /// French conditional, singular.
    ConditionalSingular,
    /// French conditional, plural.
    ConditionalPlural,
    /// Infinitive; the English base form, which is finite as well.
    Infinitive,
    /// `affirmant`, `saying`.
    Gerund,
    /// `déclaré`, `said` where that form is no past tense.
    Participle,
    /// English past tense that is a participle as well.
    Past,
}

impl Form {
    /// Whether the form can be a predicate by itself.
    pub(crate) const fn is_finite(self) -> bool {
        !matches!(self, Self::Infinitive | Self::Gerund | Self::Participle)
    }

    /// Whether it is a conditional.
    pub(crate) const fn is_conditional(self) -> bool {
        matches!(self, Self::ConditionalSingular | Self::ConditionalPlural)
    }

    /// Whether it asks for a plural subject.
    pub(crate) const fn is_plural(self) -> bool {
        matches!(self, Self::Plural | Self::ConditionalPlural)
    }
}

/// A verb.
#[derive(Clone, Debug)]
pub(crate) struct Verb {
    /// Its dictionary form, with its reflexive pronoun where it has one.
    pub(crate) lemma: Box<str>,
    /// The same without the pronoun.
    pub(crate) infinitive: Box<str>,
    /// What may follow it; none for a verb that does not report.
    pub(crate) frames: Frames,
    /// Whether it takes `se`.
    pub(crate) is_reflexive: bool,
    /// What parts from a German or Dutch verb: `an` of *ankündigen*; empty for most.
    pub(crate) particle: Box<str>,
    /// The preposition before its content: `vor` of *warnen*; empty where the frames say it.
    pub(crate) preposition: Box<str>,
}

impl Lexicon {
    /// What is known of a word, in small letters.
    pub(crate) fn entry(&self, word: &str) -> Option<&Entry> {
        let listed = self.words.get(word);
        let readings = self.inflections.readings(word);
        if readings.is_empty() {
            return listed;
        }
        let mut met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = met.get(word) {
            return Some(entry);
        }
        let groups = listed.map(|entry| entry.groups).unwrap_or_default();
        let entry: &'static Entry = Box::leak(Box::new(Entry { groups, readings }));
        met.insert(word.into(), entry);
        Some(entry)
    }

    /// The lists that a word in small letters stands in.
    pub(crate) fn groups(&self, word: &str) -> Groups {
        let listed = self.words.get(word);
        listed.map(|entry| entry.groups).unwrap_or_default()
    }

    /// The expressions of several words that begin with a verb, the longest first.
    pub(crate) fn locutions(&self, verb: &str) -> &[Locution] {
        let locutions = self.locutions.get(verb);
        locutions.map_or(&[], |locutions| &locutions.longest_first)
    }

    /// Those of them whose first word behind the verb has a head, in any order: a verb may begin a hundred.
    pub(crate) fn locutions_with(
        &self,
        verb: &str,
        first: Head,
    ) -> impl Iterator<Item = &Locution> + use<'_> {
        let locutions = self.locutions.get(verb).into_iter();
        locutions.flat_map(move |locutions| locutions.with_first(first))
    }

    /// Those whose first word has one of some heads, the longest first.
    pub(crate) fn locutions_with_any(&self, verb: &str, first: &[Head]) -> Vec<&Locution> {
        let Some(locutions) = self.locutions.get(verb) else {
            return Vec::new();
        };
        let places = first.iter().flat_map(|head| locutions.places_with(*head));
        let mut places: Vec<usize> = places.collect();
        places.sort_unstable();
        places.dedup();
        let found = places.into_iter();
        found
            .filter_map(|place| locutions.longest_first.get(place))
            .collect()
    }

    /// The lemma of a reading, where it begins an expression. Most begin none, which needs no look-up.
    pub(crate) fn lemma_of_locutions(&self, reading: Reading) -> Option<&str> {
        let begins = self.begins_locution.get(usize::from(reading.verb)).copied();
        let verb = self.verb(reading).filter(|_| begins.unwrap_or_default())?;
        Some(&verb.lemma)
    }

    /// Whether an expression begins with the infinitive of a reading.
    pub(crate) fn may_begin_locution(&self, reading: Reading) -> bool {
        let begins = self.infinitive_begins_locution.get(usize::from(reading.verb));
        begins.copied().unwrap_or_default()
    }

    /// Whether an expression may have a word of this head behind its verb.
    pub(crate) fn is_in_locution(&self, head: Head) -> bool {
        self.in_locutions.binary_search(&head).is_ok()
    }

    /// What may follow a word as a verb, whichever verb it is.
    pub(crate) fn frames(&self, entry: &Entry) -> Frames {
        let verbs = entry.readings.iter().filter_map(|reading| self.verb(*reading));
        verbs.fold(Frames::default(), |frames, verb| frames.with(verb.frames))
    }

    /// Whether a word is a form of a verb that reports, alone or with words behind it.
    pub(crate) fn may_report(&self, entry: &Entry) -> bool {
        let mut verbs = entry.readings.iter().filter_map(|reading| self.verb(*reading));
        verbs.any(|verb| !verb.frames.is_empty() || !self.locutions(&verb.infinitive).is_empty())
    }

    /// Whether a word ends as words of a kind do.
    pub(crate) fn ends(&self, word: &str, ending: Ending) -> bool {
        self.endings(ending).any(|text| word.ends_with(text))
    }

    /// The endings of a kind.
    pub(crate) fn endings(&self, ending: Ending) -> impl Iterator<Item = &str> {
        let endings = self.endings.get(ending as usize);
        endings.into_iter().flatten().map(|text| &**text)
    }

    /// The infinitive or gerund to which a pronoun hangs: `decirle`, `definendolo`.
    pub(crate) fn without_enclitic(&self, word: &str) -> Option<&Entry> {
        self.endings(Ending::Enclitic).find_map(|ending| {
            let stem = word.strip_suffix(ending).filter(|stem| stem.len() > 2)?;
            self.entry(stem)
                .or_else(|| self.entry(&unstressed(stem)))
                .filter(|entry| {
                    let is_host = |reading: &Reading| matches!(reading.form, Form::Infinitive | Form::Gerund);
                    entry.readings.iter().any(is_host)
                })
        })
    }

    /// The lists for one rule that a word in small letters stands in, if there are any.
    pub(crate) fn lists(&self, word: &str) -> Option<&WordLists> {
        self.lists.get(word)
    }

    /// Whether a word in small letters stands in a list that one rule asks for.
    pub(crate) fn is_listed(&self, word: &str, list: impl WordList) -> bool {
        self.lists(word).is_some_and(|lists| lists.has(list))
    }

    /// Phrases that name the one spoken of as a source. A star stands for a possessive, a plus for an object pronoun.
    pub(crate) fn own_source_patterns(&self) -> &[Phrase] {
        &self.own_source_patterns
    }

    /// The set phrases that begin with a word in small letters.
    pub(crate) fn phrases(&self, first: &str) -> Option<&Phrases> {
        self.phrases.get(first)
    }

    /// The verb of a reading.
    pub(crate) fn verb(&self, reading: Reading) -> Option<&Verb> {
        self.verbs.get(usize::from(reading.verb))
    }
}

/// The lexicon of a language, where there is one.
pub(crate) fn lexicon(lang: Lang) -> Option<&'static Lexicon> {
    static LEXICONS: PerLanguage<Lexicon> = PerLanguage::new();
    LEXICONS.get(lang, |language| match lang {
        Lang::En => build::build(language, english::verbs(language)),
        Lang::Es | Lang::It | Lang::Pt => build::build(language, romance::verbs(language)),
        Lang::Nl => build::build(language, dutch::verbs(language)),
        Lang::De => build::build(language, german::verbs(language)),
        _ => build::build(language, french::verbs(language)),
    })
}
