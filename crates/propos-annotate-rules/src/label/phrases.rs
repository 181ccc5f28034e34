//! Phrases and word beginnings, found in a text whatever their inflection.

mod find;
mod lengths;
mod word;

use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::{Arc, Mutex};

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use propos_segment::Lang;

use lengths::Lengths;

use super::items::{WordCache, words};
use super::known::Known;
use super::lexicon::Class;
use super::normal::{Normaliser, bare, fold, folded};
pub(super) use super::tags::{Hit, Tag};
use super::terms::{Element, Fit, Forms, Freedom, Kind, Stemmed, Term, are_akin};
use crate::languages::{is_compounding, language};
use crate::memo::Pool;
use crate::strings::{Strings, cut, remember};
use crate::tokens::Token;

/// How long a stem must be for a word class to be recognised by it.
const SAFE_STEM: usize = 6;

/// How long a keyword's stem must be: *láser* and *las* have one.
const SHORTEST_STEM: usize = 4;

/// How long a word must be to be known as the last part of a compound (*Fußballweltmeisterschaft*).
pub(super) const SHORTEST_LAST_PART: usize = 5;

/// How many letters an ending may have that leaves the word the same.
const LONGEST_ENDING: usize = 3;

/// How many articles and quotation marks may stand between two words of a phrase. Bounds the work where nothing else stands.
pub(super) const MOST_SKIPPED: usize = 4;

/// How many different words and phrases a codebook and the data files of a language have, about.
const MANY: usize = 12_000;

/// Marks of strings.
const IS_ARTICLE: u8 = 1;
const IS_STOP: u8 = 1 << 1;
const IS_PARTICLE: u8 = 1 << 2;
const IS_AND: u8 = 1 << 3;
const MARKED: [(Class, u8); 4] = [
    (Class::Article, IS_ARTICLE),
    (Class::Stop, IS_STOP),
    (Class::Particle, IS_PARTICLE),
    (Class::And, IS_AND),
];

#[derive(Clone, Debug)]
struct Phrase {
    /// Where its elements stand among those of all phrases.
    elements: Range<u32>,
    tag: Tag,
    /// What else it stands for, in `more_tags`; few phrases have more than one tag.
    more: Option<u32>,
    may_have_gap: bool,
}

/// A tag of a phrase that has several.
#[derive(Clone, Copy, Debug)]
struct MoreTag {
    tag: Tag,
    next: Option<u32>,
}

/// A phrase that begins with a term.
#[derive(Clone, Copy, Debug)]
struct Begun {
    phrase: u32,
    /// The place of the one entered before it.
    before: u32,
}

/// All phrases of a codebook and a language.
#[derive(Debug)]
pub(super) struct Phrases {
    lang: Option<Lang>,
    normaliser: Normaliser,
    /// The words of phrases as they are written, folded, and their stems.
    strings: Strings,
    /// Which strings are articles and stops, as bits.
    marks: Vec<u8>,
    /// The terms of each string, by their kinds.
    terms: Vec<[Option<Term>; 4]>,
    /// The folded strings of those that are words of phrases, and their stems where these count.
    folded: Vec<Option<u32>>,
    stems: Vec<Option<u32>>,
    /// Room for the words of one phrase, and for a plural.
    tokens: Vec<Token>,
    words: Vec<Forms>,
    plural: String,
    all: Vec<Phrase>,
    more_tags: Vec<MoreTag>,
    elements: Vec<Element>,
    /// Phrases by their elements.
    by_elements: HashTable<u32>,
    hasher: RandomState,
    /// The phrases that begin with each term, as chains: the last one of each, one past its place; 0 is the end.
    last_begun: Vec<u32>,
    begun: Vec<Begun>,
    /// Whether each term is one of the second word of a phrase.
    is_second: Vec<bool>,
    /// Whether the stemmer of the language cuts so much that what it cuts must be short (*alle*, *alleato*).
    is_wary: bool,
    /// How long words of phrases are that another word may begin with.
    beginnings: Lengths,
    longest_ending: usize,
    /// What is known of all the words of which nothing is: most that a newspaper has.
    nothing: Arc<Known>,
    /// What was found out about the others, over documents and threads.
    remembered: Mutex<HashMap<String, Arc<Known>, RandomState>>,
    /// The words among them that a thread has met lately: it need not ask for the lock.
    caches: Pool<WordCache<Arc<Known>>>,
}

impl Phrases {
    /// Without any phrase yet. Articles are left out of phrases and skipped in texts; stops have no topic; particles are parted
    /// from their verbs. `forms` are those of the data files.
    pub(super) fn new(lang: Option<Lang>, forms: &[(Class, &str)]) -> Self {
        let mut phrases = Self {
            is_wary: !matches!(lang, None | Some(Lang::En | Lang::Fr)),
            lang,
            normaliser: Normaliser::new(lang.map_or("", Lang::code)),
            strings: Strings::with_capacity(MANY),
            marks: Vec::new(),
            terms: Vec::with_capacity(MANY),
            folded: Vec::with_capacity(MANY),
            stems: Vec::with_capacity(MANY),
            tokens: Vec::new(),
            words: Vec::new(),
            plural: String::new(),
            all: Vec::with_capacity(MANY),
            more_tags: Vec::new(),
            elements: Vec::with_capacity(2 * MANY),
            by_elements: HashTable::with_capacity(MANY),
            hasher: RandomState::default(),
            last_begun: Vec::with_capacity(2 * MANY),
            begun: Vec::with_capacity(2 * MANY),
            is_second: Vec::with_capacity(2 * MANY),
            beginnings: Lengths::new(),
            longest_ending: LONGEST_ENDING + 2,
            nothing: Arc::default(),
            remembered: Mutex::default(),
            caches: Pool::new(),
        };
        phrases.take_stems();
        for (class, form) in forms {
            if let Some((_, mark)) = MARKED.iter().find(|(marked, _)| marked == class) {
                let string = phrases.strings.add(&fold(bare(form)));
                phrases.mark(string, *mark);
            }
        }
        phrases
    }

    /// Gives back what only entering phrases takes room for: a batch keeps those of each language to its end.
    pub(super) fn settle(&mut self) {
        self.by_elements = HashTable::new();
        self.folded = Vec::new();
        self.tokens = Vec::new();
        self.words = Vec::new();
        self.plural = String::new();
        self.terms.shrink_to_fit();
        self.stems.shrink_to_fit();
        self.all.shrink_to_fit();
        self.more_tags.shrink_to_fit();
        self.elements.shrink_to_fit();
        self.last_begun.shrink_to_fit();
        self.begun.shrink_to_fit();
        self.is_second.shrink_to_fit();
    }

    /// The language of the phrases.
    pub(super) const fn lang(&self) -> Option<Lang> {
        self.lang
    }

    /// Takes over what the build script found out of words.
    fn take_stems(&mut self) {
        let language = self.lang.and_then(language);
        let mut rest = language.map_or("", |language| language.stems);
        while !rest.is_empty() {
            let (word, forms) = cut(rest, b'\t');
            let (folded, forms) = cut(forms, b'\t');
            let (stem, lines) = cut(forms, b'\n');
            rest = lines;
            let written = self.strings.add(word);
            for (row, form) in [(&mut self.folded, folded), (&mut self.stems, stem)] {
                let form = if form.is_empty() {
                    written
                } else {
                    self.strings.add(form)
                };
                remember(row, written, form);
            }
        }
    }

    /// The string of a form.
    pub(super) fn string(&self, number: u32) -> &str {
        self.strings.get(number)
    }

    /// Whether a word of a phrase has no topic.
    pub(super) fn is_stop(&self, word: Forms) -> bool {
        self.has_mark(word.folded, IS_STOP)
    }

    /// Whether a word begins verbs and may stand apart from them.
    pub(super) fn is_particle(&self, word: &str) -> bool {
        let string = self.strings.find(word);
        string.is_some_and(|string| self.has_mark(string, IS_PARTICLE))
    }

    fn mark(&mut self, string: u32, mark: u8) {
        if self.marks.len() < self.strings.len() {
            self.marks.resize(self.strings.len(), 0);
        }
        if let Some(marks) = self.marks.get_mut(string as usize) {
            *marks |= mark;
        }
    }

    fn has_mark(&self, string: u32, mark: u8) -> bool {
        self.marks
            .get(string as usize)
            .is_some_and(|marks| marks & mark != 0)
    }

    /// The forms of the words of a phrase.
    pub(super) fn forms(&mut self, phrase: &str) -> Vec<Forms> {
        let mut found = Vec::with_capacity(4);
        self.forms_into(phrase, &mut found);
        found
    }

    fn forms_into(&mut self, phrase: &str, found: &mut Vec<Forms>) {
        let mut tokens = std::mem::take(&mut self.tokens);
        words(phrase, self.lang, &mut tokens, &mut |word| {
            found.push(self.forms_of(word));
        });
        self.tokens = tokens;
    }

    fn forms_of(&mut self, word: &str) -> Forms {
        let written = self.strings.add(word);
        let known = self.folded.get(written as usize).copied().flatten();
        let folded = known.unwrap_or_else(|| {
            let folded = folded(word);
            let folded = self.strings.add(&folded);
            remember(&mut self.folded, written, folded);
            folded
        });
        Forms { written, folded }
    }

    /// The words of a phrase with their stems.
    pub(super) fn stemmed(&mut self, phrase: &str) -> Vec<Stemmed> {
        let words = self.forms(phrase).into_iter();
        let stemmed = words.map(|word| Stemmed {
            word,
            stem: self.stem(word),
        });
        stemmed.collect()
    }

    /// The string of a word's stem. Stemming is the slowest part of compiling a codebook: a word is stemmed once, and only
    /// where its stem counts.
    pub(super) fn stem(&mut self, word: Forms) -> u32 {
        if let Some(stem) = self.stems.get(word.written as usize).copied().flatten() {
            return stem;
        }
        let stem = self.normaliser.stem(self.strings.get(word.written)).into_owned();
        let stem = self.strings.add(&stem);
        remember(&mut self.stems, word.written, stem);
        stem
    }

    /// The stem of a word of a text, where it is that of a phrase.
    fn known_stem(&self, word: &str) -> Option<&str> {
        let written = self.strings.find(word)?;
        let stem = self.stems.get(written as usize).copied().flatten()?;
        Some(self.strings.get(stem))
    }

    /// Adds a phrase.
    pub(super) fn add(&mut self, form: &str, freedom: Freedom, tag: Tag) {
        let mut words = std::mem::take(&mut self.words);
        words.clear();
        self.forms_into(form, &mut words);
        self.add_words(&words, freedom, tag);
        self.words = words;
    }

    /// Adds a phrase of these words.
    pub(super) fn add_words(&mut self, words: &[Forms], freedom: Freedom, tag: Tag) {
        let is_loose = matches!(freedom, Freedom::Keyword | Freedom::Context | Freedom::Cue);
        let start = self.elements.len();
        let last = words.len().saturating_sub(1);
        // Leading articles and those inside go; one at the end stays, as in *end the*, where it tells the verb.
        let is_kept = |this: &Self, at: usize, word: Forms| {
            !is_loose || at == last || !this.has_mark(word.folded, IS_ARTICLE)
        };
        let kept = words.iter().enumerate();
        let n_words = kept.filter(|(at, word)| is_kept(self, *at, **word)).count();
        if n_words == 0 {
            return;
        }
        for (at, word) in words.iter().enumerate() {
            if is_kept(self, at, *word) {
                let element = self.element(*word, freedom, at == last, n_words > 1).noted();
                self.elements.push(element);
            }
        }
        let added = self.elements.get(start..).unwrap_or_default();
        let hash = self.hasher.hash_one(added);
        let (all, elements) = (&self.all, &self.elements);
        let same = self
            .by_elements
            .find(hash, |number| elements_of(all, elements, *number) == added)
            .copied();
        if let Some(number) = same {
            self.elements.truncate(start);
            self.add_tag(number, tag);
            return;
        }
        let range = u32::try_from(start).ok().zip(u32::try_from(elements.len()).ok());
        let (Some((start, end)), Ok(number)) = (range, u32::try_from(self.all.len())) else {
            return;
        };
        let (first, second) = (added.first().copied(), added.get(1).copied());
        let hasher = &self.hasher;
        self.by_elements.insert_unique(hash, number, |number| {
            hasher.hash_one(elements_of(all, elements, *number))
        });
        self.all.push(Phrase {
            elements: start..end,
            tag,
            more: None,
            may_have_gap: is_loose && n_words > 1,
        });
        if let Some(first) = first {
            let terms = [first.exact, first.stem, first.beginning, first.ending];
            for term in terms.into_iter().flatten() {
                self.begin(term, number);
            }
        }
        if let Some(second) = second {
            self.follow(&second);
        }
    }

    /// Gives a phrase another tag.
    fn add_tag(&mut self, number: u32, tag: Tag) {
        let Some(phrase) = self.all.get_mut(number as usize) else {
            return;
        };
        if phrase.tag == tag {
            return;
        }
        let new = u32::try_from(self.more_tags.len()).ok();
        let mut last = &mut phrase.more;
        let mut place = *last;
        // The last of its chain, unless one is the same.
        let mut at = None;
        while let Some(next) = place {
            let Some(more) = self.more_tags.get(next as usize) else {
                return;
            };
            if more.tag == tag {
                return;
            }
            at = Some(next);
            place = more.next;
        }
        if let Some(more) = at.and_then(|at| self.more_tags.get_mut(at as usize)) {
            last = &mut more.next;
        }
        *last = new;
        self.more_tags.push(MoreTag { tag, next: None });
    }

    /// Enters a phrase that begins with a term.
    fn begin(&mut self, term: Term, phrase: u32) {
        if let Some(last) = self.last_begun.get_mut(term.place()) {
            self.begun.push(Begun {
                phrase,
                before: *last,
            });
            *last = u32::try_from(self.begun.len()).unwrap_or_default();
        }
    }

    /// Notes what the second word of a phrase may be.
    fn follow(&mut self, second: &Element) {
        for term in second.terms() {
            let place = term.place();
            if self.is_second.len() <= place {
                self.is_second.resize(place + 1, false);
            }
            if let Some(is_second) = self.is_second.get_mut(place) {
                *is_second = true;
            }
        }
    }

    /// The phrases that begin with a term, the last one first.
    fn begun(&self, term: Term) -> impl Iterator<Item = u32> {
        let at = |place: u32| self.begun.get((place as usize).checked_sub(1)?);
        let last = self.last_begun.get(term.place()).copied().unwrap_or_default();
        std::iter::successors(at(last), move |begun| at(begun.before)).map(|begun| begun.phrase)
    }

    fn elements_of(&self, number: u32) -> &[Element] {
        elements_of(&self.all, &self.elements, number)
    }

    fn element(&mut self, word: Forms, freedom: Freedom, is_last: bool, in_phrase: bool) -> Element {
        let folded = self.strings.get(word.folded);
        let n_letters = folded.chars().count();
        let last_letter = folded.chars().next_back();
        let length = folded.len();
        let mut element = Element {
            folded: word.folded,
            exact: None,
            stem: None,
            beginning: None,
            ending: None,
            bits: 0,
        };
        if freedom == Freedom::Beginning && is_last {
            element.beginning = self.beginning(word.folded);
            return element;
        }
        if freedom == Freedom::Ending {
            element.exact = self.term(Kind::Ending, word.folded);
            return element;
        }
        element.exact = self.term(Kind::Exact, word.folded);
        if freedom == Freedom::Form {
            return element;
        }
        // Short stems fall together with other words': *faut* and *faute*.
        let shortest_stem = match (freedom, in_phrase) {
            (Freedom::Word, _) => SAFE_STEM,
            (_, true) => 0,
            (_, false) => SHORTEST_STEM,
        };
        // A keyword given in the plural means the plural: *talks*, *tours*.
        let compounds = is_compounding(self.lang);
        let is_plural =
            matches!(last_letter, Some('s' | 'x')) && !in_phrase && !compounds && freedom == Freedom::Keyword;
        if !is_plural {
            // A stem has no more letters than its word.
            let stem = (n_letters >= shortest_stem).then(|| self.stem(word));
            let stem = stem.filter(|stem| self.strings.get(*stem).chars().count() >= shortest_stem);
            element.stem = match stem {
                Some(stem) => self.term(Kind::Stem, stem),
                // The stemmer keeps short words with their *s*.
                None => self.plural(word.folded),
            };
        }
        let shortest = if in_phrase {
            3
        } else {
            freedom.shortest_beginning()
        };
        // What is cut short ends in a consonant or *i*; a whole word begins another one by chance (*amende*, *amendement*),
        // unless words are put together (*Preisbremse*).
        let is_cut = compounds || !matches!(last_letter, Some('e' | 's' | 'x'));
        if is_last && freedom != Freedom::Word && n_letters >= shortest && is_cut {
            element.beginning = self.beginning(word.folded);
        }
        if compounds && !in_phrase && freedom == Freedom::Keyword && n_letters >= SHORTEST_LAST_PART {
            self.longest_ending = self.longest_ending.max(length);
            element.ending = self.term(Kind::Ending, word.folded);
        }
        element
    }

    fn beginning(&mut self, folded: u32) -> Option<Term> {
        self.beginnings.add(self.strings.get(folded));
        self.term(Kind::Beginning, folded)
    }

    fn term(&mut self, kind: Kind, string: u32) -> Option<Term> {
        if self.terms.len() < self.strings.len() {
            self.terms.resize(self.strings.len(), [None; 4]);
        }
        let term = self.terms.get_mut(string as usize)?.get_mut(kind as usize)?;
        if term.is_none() {
            self.last_begun.push(0);
            *term = u32::try_from(self.last_begun.len())
                .ok()
                .and_then(NonZeroU32::new)
                .map(Term);
        }
        *term
    }

    /// The term of a word with an *s*.
    fn plural(&mut self, folded: u32) -> Option<Term> {
        let mut plural = std::mem::take(&mut self.plural);
        plural.clear();
        plural.push_str(self.strings.get(folded));
        plural.push('s');
        let string = self.strings.add(&plural);
        self.plural = plural;
        self.term(Kind::Exact, string)
    }

    /// A term, where a phrase has it.
    fn used(&self, kind: Kind, form: &str) -> Option<Term> {
        let string = self.strings.find(form)?;
        *self.terms.get(string as usize)?.get(kind as usize)?
    }

    /// What a phrase stands for.
    fn tags(&self, phrase: u32) -> impl Iterator<Item = Tag> {
        let more = |place: Option<u32>| self.more_tags.get(place? as usize);
        let phrase = self.phrase(phrase);
        let others = std::iter::successors(phrase.and_then(|phrase| more(phrase.more)), move |tag| {
            more(tag.next)
        });
        let first = phrase.map(|phrase| phrase.tag);
        first.into_iter().chain(others.map(|more| more.tag))
    }

    fn phrase(&self, number: u32) -> Option<&Phrase> {
        self.all.get(number as usize)
    }

    /// How a word fulfils an element, if it does.
    fn fulfils(&self, element: &Element, word: &Known) -> Option<Fit> {
        if element.bits & word.bits == 0 {
            return None;
        }
        let has = |term: Option<Term>| term.is_some_and(|term| word.terms.contains(&term));
        let folded = || self.strings.get(element.folded);
        if has(element.exact) {
            Some(Fit::Exact)
        } else if word.is_stop {
            // *más* is no inflection of *masa*.
            None
        } else if has(element.stem) && are_akin(folded(), &word.folded, self.is_wary) {
            Some(Fit::Form)
        } else if has(element.ending) {
            Some(Fit::Beginning)
        } else if has(element.beginning) {
            // *tightening* is an inflection of *tighten*, *interdiction* none of *interdi…*.
            let is_beginning = word.folded.len() > folded().len() + LONGEST_ENDING;
            Some(if is_beginning { Fit::Beginning } else { Fit::Form })
        } else {
            None
        }
    }
}

/// The elements of a phrase.
fn elements_of<'all>(all: &[Phrase], elements: &'all [Element], number: u32) -> &'all [Element] {
    let phrase = all.get(number as usize);
    let range = phrase.map(|phrase| phrase.elements.start as usize..phrase.elements.end as usize);
    range.and_then(|range| elements.get(range)).unwrap_or_default()
}
