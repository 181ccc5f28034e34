//! Phrases and word beginnings, found in a text whatever their inflection.

use std::cell::LazyCell;
use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::fast::RandomState;

use propos_segment::Lang;

use super::items::{Forms, Item, MANY_WORDS, Normaliser};
use super::lexicon::Class;
use crate::tokens::Mark;

/// What a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Tag {
    /// A keyword of a topic.
    TopicKeyword { topic: usize, weight: f64 },
    /// A word of a topic's name, definition or examples.
    TopicWord { topic: usize, weight: f64 },
    /// A keyword of a target, with its [`super::polarity::Polarity`].
    TargetKeyword {
        target: usize,
        act: f64,
        judgement: f64,
        weight: f64,
    },
    /// A cue of a side: +1 in favour, −1 against.
    Cue { target: usize, side: f64 },
    /// A word class.
    Class(Class),
    /// An actor of the codebook.
    Actor(usize),
}

/// How long a stem must be for a word class to be recognised by it.
const SAFE_STEM: usize = 6;

/// How long a keyword's stem must be: *láser* and *las* have one.
const SHORTEST_STEM: usize = 4;

/// How long a word must be to be known as the last part of a compound (*Fußballweltmeisterschaft*).
const SHORTEST_LAST_PART: usize = 5;

/// How many words are remembered over documents. Bounds memory; later words are found out each time.
const MOST_REMEMBERED: usize = 50_000;

/// How short an ending in the data files may be.
const SHORTEST_ENDING: usize = 3;

/// How many letters an ending may have that leaves the word the same.
const LONGEST_ENDING: usize = 3;

/// How many articles and quotation marks may stand between two words of a phrase. Bounds the work where nothing else stands.
const MOST_SKIPPED: usize = 4;

/// How freely a phrase is matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Freedom {
    /// Inflected, also as the beginning of a word of at least so many letters; another word may stand inside.
    Keyword,
    /// The same, the plural for the singular too.
    Context,
    /// The same, with shorter beginnings.
    Cue,
    /// Inflected only.
    Word,
    /// As the beginning of a word only.
    Beginning,
    /// As the end of a word only.
    Ending,
}

impl Freedom {
    /// How short a single word may be to count as a beginning.
    const fn shortest_beginning(self) -> usize {
        match self {
            Self::Keyword | Self::Context => 5,
            Self::Cue => 4,
            Self::Word | Self::Ending => usize::MAX,
            Self::Beginning => 1,
        }
    }
}

/// One word of a phrase: any of its terms will do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct Element {
    /// The number of the word as the phrase has it, for comparing words of one stem.
    folded: u32,
    exact: Option<u32>,
    stem: Option<u32>,
    beginning: Option<u32>,
    /// As the last part of a compound.
    ending: Option<u32>,
}

impl Element {
    /// Its terms as bits.
    fn bits(&self) -> u64 {
        let terms = [self.exact, self.stem, self.beginning].into_iter().flatten();
        terms.fold(0, |bits, term| bits | bit(term))
    }
}

#[derive(Clone, Debug)]
struct Phrase {
    /// Where its elements stand among those of all phrases.
    elements: Range<usize>,
    tag: Tag,
    /// What else it stands for; few phrases have more than one tag.
    more_tags: Vec<Tag>,
    may_have_gap: bool,
    /// The next phrase whose elements have the same hash.
    next_alike: Option<u32>,
}

/// The terms of a word of phrases, as far as they were needed.
#[derive(Clone, Debug, Default)]
struct TermsOfWord {
    folded: Option<u32>,
    exact: Option<u32>,
    stem: Option<u32>,
    plural: Option<u32>,
    beginning: Option<u32>,
    ending: Option<u32>,
}

/// What is known of a word: the terms it fulfils.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    folded: String,
    terms: Vec<u32>,
    /// The terms as bits, several of them one bit.
    bits: u64,
    /// The phrases that begin with it, in the order of their numbers.
    begins: Vec<Begin>,
    pub(super) is_article: bool,
    pub(super) is_stop: bool,
}

/// A phrase that begins with a word.
#[derive(Clone, Copy, Debug)]
struct Begin {
    phrase: u32,
    /// Whether the word is the whole phrase.
    is_whole: bool,
    /// The bits of the terms of the phrase's second word.
    next: u64,
    /// Whether the word only begins like the phrase's.
    is_beginning: bool,
}

/// Where a phrase stands: its number and the first and last item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    phrase: u32,
    pub(super) first: usize,
    pub(super) last: usize,
    is_beginning: bool,
}

/// A phrase found: its tag and the first and last item.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub(super) tag: Tag,
    pub(super) first: usize,
    pub(super) last: usize,
    /// How many words the phrase has.
    pub(super) n_words: usize,
    /// Whether the last word only begins like the phrase's.
    pub(super) is_beginning: bool,
}

/// All phrases of a codebook and a language.
#[derive(Debug)]
pub(super) struct Phrases {
    normaliser: Normaliser,
    terms: HashMap<String, u32, RandomState>,
    /// For looking up terms.
    key: String,
    all: Vec<Phrase>,
    elements: Vec<Element>,
    /// The words of elements.
    folded: Vec<String>,
    numbers_of_folded: HashMap<String, u32, RandomState>,
    /// By the numbers of the words of phrases.
    terms_of_words: Vec<TermsOfWord>,
    /// The first phrase of each hash of elements.
    alike: HashMap<u64, u32, RandomState>,
    /// The phrases that begin with each term.
    by_first: Vec<Vec<u32>>,
    /// Whether the stemmer of the language cuts so much that what it cuts must be short (*alle*, *alleato*).
    is_wary: bool,
    articles: Vec<String>,
    stops: Vec<String>,
    longest_beginning: usize,
    longest_ending: usize,
    /// What was found out about words, over documents.
    remembered: Mutex<HashMap<String, Arc<Known>, RandomState>>,
}

impl Phrases {
    /// An empty set. Articles are left out of phrases and skipped in texts.
    pub(super) fn new(normaliser: Normaliser, articles: Vec<String>, stops: Vec<String>) -> Self {
        Self {
            is_wary: !matches!(normaliser.lang, None | Some(Lang::En | Lang::Fr)),
            normaliser,
            terms: HashMap::with_capacity_and_hasher(2 * MANY_WORDS, RandomState::default()),
            key: String::new(),
            all: Vec::with_capacity(MANY_WORDS),
            elements: Vec::with_capacity(2 * MANY_WORDS),
            folded: Vec::with_capacity(MANY_WORDS),
            numbers_of_folded: HashMap::with_capacity_and_hasher(MANY_WORDS, RandomState::default()),
            terms_of_words: Vec::with_capacity(MANY_WORDS),
            alike: HashMap::with_capacity_and_hasher(MANY_WORDS, RandomState::default()),
            by_first: Vec::with_capacity(2 * MANY_WORDS),
            articles,
            stops,
            longest_beginning: 0,
            longest_ending: LONGEST_ENDING + 2,
            remembered: Mutex::default(),
        }
    }

    pub(super) const fn normaliser(&self) -> &Normaliser {
        &self.normaliser
    }

    /// Whether a folded word has no topic.
    pub(super) fn is_stop(&self, folded: &str) -> bool {
        self.stops
            .binary_search_by(|stop| stop.as_str().cmp(folded))
            .is_ok()
    }

    fn is_article(&self, folded: &str) -> bool {
        self.articles
            .binary_search_by(|article| article.as_str().cmp(folded))
            .is_ok()
    }

    /// Adds a phrase.
    pub(super) fn add(&mut self, form: &str, freedom: Freedom, tag: Tag) {
        let words = self.normaliser.phrase(form);
        self.add_words(&words, freedom, tag);
    }

    fn add_words(&mut self, words: &[Arc<Forms>], freedom: Freedom, tag: Tag) {
        let is_loose = matches!(freedom, Freedom::Keyword | Freedom::Context | Freedom::Cue);
        let start = self.elements.len();
        let last = words.len().saturating_sub(1);
        // Leading articles and those inside go; one at the end stays, as in *end the*, where it tells the verb.
        let is_kept =
            |this: &Self, at: usize, word: &Forms| !is_loose || at == last || !this.is_article(&word.folded);
        let kept = words.iter().enumerate();
        let n_words = kept.filter(|(at, word)| is_kept(self, *at, word)).count();
        if n_words == 0 {
            return;
        }
        for (at, word) in words.iter().enumerate() {
            if is_kept(self, at, word) {
                let element = self.element(word, freedom, at == last, n_words > 1);
                self.elements.push(element);
            }
        }
        let elements = start..self.elements.len();
        let hash = self
            .alike
            .hasher()
            .hash_one(self.elements.get(elements.clone()).unwrap_or_default());
        let first_alike = self.alike.get(&hash).copied();
        if let Some(number) = self.same(first_alike, &elements) {
            self.elements.truncate(start);
            if let Some(phrase) = self.all.get_mut(number)
                && phrase.tag != tag
                && !phrase.more_tags.contains(&tag)
            {
                phrase.more_tags.push(tag);
            }
            return;
        }
        let Ok(number) = u32::try_from(self.all.len()) else {
            return;
        };
        self.alike.insert(hash, number);
        if let Some(first) = self.elements.get(start) {
            let terms = [first.exact, first.stem, first.beginning, first.ending];
            for term in terms.into_iter().flatten() {
                if let Some(begun) = usize::try_from(term)
                    .ok()
                    .and_then(|term| self.by_first.get_mut(term))
                {
                    begun.push(number);
                }
            }
        }
        self.all.push(Phrase {
            elements,
            tag,
            more_tags: Vec::new(),
            may_have_gap: is_loose && n_words > 1,
            next_alike: first_alike,
        });
    }

    /// The phrase with the same elements, among those with the same hash.
    fn same(&self, mut next: Option<u32>, elements: &Range<usize>) -> Option<usize> {
        let wanted = self.elements.get(elements.clone())?;
        while let Some(number) = next {
            let number = usize::try_from(number).ok()?;
            let phrase = self.all.get(number)?;
            if self.elements_of(phrase) == wanted {
                return Some(number);
            }
            next = phrase.next_alike;
        }
        None
    }

    fn elements_of(&self, phrase: &Phrase) -> &[Element] {
        self.elements.get(phrase.elements.clone()).unwrap_or_default()
    }

    fn element(&mut self, word: &Forms, freedom: Freedom, is_last: bool, in_phrase: bool) -> Element {
        if self.terms_of_words.len() <= word.number {
            self.terms_of_words
                .resize_with(word.number + 1, TermsOfWord::default);
        }
        let mut terms = self
            .terms_of_words
            .get_mut(word.number)
            .map(std::mem::take)
            .unwrap_or_default();
        let element = self.element_of(word, &mut terms, freedom, is_last, in_phrase);
        if let Some(slot) = self.terms_of_words.get_mut(word.number) {
            *slot = terms;
        }
        element
    }

    fn element_of(
        &mut self,
        word: &Forms,
        terms: &mut TermsOfWord,
        freedom: Freedom,
        is_last: bool,
        in_phrase: bool,
    ) -> Element {
        let n_letters = word.folded.chars().count();
        let mut element = Element {
            folded: *terms
                .folded
                .get_or_insert_with(|| self.number_of_folded(&word.folded)),
            ..Element::default()
        };
        if freedom == Freedom::Beginning && is_last {
            element.beginning = Some(
                *terms
                    .beginning
                    .get_or_insert_with(|| self.beginning(&word.folded)),
            );
            return element;
        }
        if freedom == Freedom::Ending {
            element.exact = Some(*terms.ending.get_or_insert_with(|| self.term('>', &word.folded)));
            return element;
        }
        element.exact = Some(*terms.exact.get_or_insert_with(|| self.term('=', &word.folded)));
        // Short stems fall together with other words': *faut* and *faute*.
        let n_of_stem = word.stem.chars().count();
        let is_safe = n_of_stem >= SAFE_STEM || freedom != Freedom::Word;
        // A keyword given in the plural means the plural: *talks*, *tours*.
        let is_plural = word.folded.ends_with(['s', 'x']) && !in_phrase && freedom == Freedom::Keyword;
        if is_plural {
            element.stem = None;
        } else if is_safe && (in_phrase || n_of_stem >= SHORTEST_STEM) {
            element.stem = Some(*terms.stem.get_or_insert_with(|| self.term('~', &word.stem)));
        } else {
            // The stemmer keeps short words with their *s*.
            element.stem = Some(*terms.plural.get_or_insert_with(|| self.plural(&word.folded)));
        }
        let shortest = if in_phrase {
            3
        } else {
            freedom.shortest_beginning()
        };
        // What is cut short ends in a consonant or *i*; a whole word begins another one by chance (*amende*, *amendement*).
        let is_cut = !word.folded.ends_with(['e', 's', 'x']);
        if is_last && freedom != Freedom::Word && n_letters >= shortest && is_cut {
            element.beginning = Some(
                *terms
                    .beginning
                    .get_or_insert_with(|| self.beginning(&word.folded)),
            );
        }
        let is_compounding = matches!(self.normaliser.lang, Some(Lang::De | Lang::Nl));
        if is_compounding && !in_phrase && freedom == Freedom::Keyword && n_letters >= SHORTEST_LAST_PART {
            self.longest_ending = self.longest_ending.max(word.folded.len());
            element.ending = Some(*terms.ending.get_or_insert_with(|| self.term('>', &word.folded)));
        }
        element
    }

    fn number_of_folded(&mut self, folded: &str) -> u32 {
        if let Some(number) = self.numbers_of_folded.get(folded) {
            return *number;
        }
        let number = u32::try_from(self.folded.len()).unwrap_or(u32::MAX);
        self.folded.push(folded.to_owned());
        self.numbers_of_folded.insert(folded.to_owned(), number);
        number
    }

    fn beginning(&mut self, folded: &str) -> u32 {
        self.longest_beginning = self.longest_beginning.max(folded.len());
        self.term('<', folded)
    }

    fn term(&mut self, kind: char, form: &str) -> u32 {
        self.key.clear();
        self.key.push(kind);
        self.key.push_str(form);
        self.term_of_key()
    }

    /// The term of a word with an *s*.
    fn plural(&mut self, folded: &str) -> u32 {
        self.key.clear();
        self.key.push('=');
        self.key.push_str(folded);
        self.key.push('s');
        self.term_of_key()
    }

    fn term_of_key(&mut self) -> u32 {
        if let Some(term) = self.terms.get(&self.key) {
            return *term;
        }
        let next = u32::try_from(self.terms.len()).unwrap_or(u32::MAX);
        self.terms.insert(self.key.clone(), next);
        self.by_first.push(Vec::new());
        next
    }

    /// What is known of a word. Asked once a word and document.
    pub(super) fn known(&self, word: &str) -> Arc<Known> {
        let mut remembered = self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = remembered.get(word) {
            return Arc::clone(known);
        }
        let known = Arc::new(self.find_out(word));
        if remembered.len() < MOST_REMEMBERED {
            remembered.insert(word.to_owned(), Arc::clone(&known));
        }
        known
    }

    fn find_out(&self, word: &str) -> Known {
        let forms = self.normaliser.forms(word);
        let mut terms = Vec::new();
        let mut key = String::with_capacity(forms.folded.len() + 1);
        for (kind, form) in [('=', &forms.folded), ('~', &forms.stem)] {
            key.clear();
            key.push(kind);
            key.push_str(form);
            terms.extend(self.terms.get(&key));
        }
        for length in SHORTEST_ENDING..=self.longest_ending {
            let ending = forms.folded.len().checked_sub(length).filter(|at| *at > 0);
            if let Some(ending) = ending.and_then(|at| forms.folded.get(at..)) {
                key.clear();
                key.push('>');
                key.push_str(ending);
                terms.extend(self.terms.get(&key));
            }
        }
        key.clear();
        key.push('<');
        for (at, character) in forms.folded.char_indices() {
            if at >= self.longest_beginning {
                break;
            }
            key.push(character);
            terms.extend(self.terms.get(&key));
        }
        let mut begins: Vec<u32> = terms
            .iter()
            .filter_map(|term| self.by_first.get(usize::try_from(*term).ok()?))
            .flatten()
            .copied()
            .collect();
        begins.sort_unstable();
        begins.dedup();
        let mut known = Known {
            bits: terms.iter().fold(0, |bits, term| bits | bit(*term)),
            terms,
            begins: Vec::new(),
            is_article: self.is_article(&forms.folded),
            is_stop: self.is_stop(&forms.folded),
            folded: forms.folded,
        };
        known.begins = begins
            .into_iter()
            .filter_map(|number| {
                let elements = self.elements_of(self.phrase(number)?);
                Some(Begin {
                    phrase: number,
                    is_whole: elements.len() == 1,
                    next: elements.get(1).map_or(0, Element::bits),
                    is_beginning: self.fulfils(elements.first()?, &known)?,
                })
            })
            .collect();
        known
    }

    /// Every phrase in a row of items, in the order of their first words.
    pub(super) fn places<'known>(
        &self,
        items: &[Item],
        known: impl Fn(u32) -> Option<&'known Known>,
    ) -> Vec<Place> {
        let mut places = Vec::with_capacity(items.len());
        for (first, item) in items.iter().enumerate() {
            let Some(word) = known(item.word).filter(|_| item.mark.is_none()) else {
                continue;
            };
            let ahead = LazyCell::new(|| bits_ahead(items, first, &known));
            for begin in &word.begins {
                if !begin.is_whole && begin.next & *ahead == 0 {
                    continue;
                }
                let place = |last: usize, is_beginning: bool| Place {
                    phrase: begin.phrase,
                    first,
                    last,
                    is_beginning,
                };
                if begin.is_whole {
                    places.push(place(first, begin.is_beginning));
                } else if let Some(phrase) = self.phrase(begin.phrase)
                    && let Some((last, is_beginning)) = self.phrase_end(phrase, items, first, &known)
                {
                    places.push(place(last, is_beginning));
                }
            }
        }
        places
    }

    fn phrase(&self, number: u32) -> Option<&Phrase> {
        self.all.get(usize::try_from(number).ok()?)
    }

    /// What a phrase that was found stands for; items are counted from `offset`.
    pub(super) fn hits(&self, place: Place, offset: usize) -> impl Iterator<Item = Hit> {
        let phrase = self.phrase(place.phrase);
        let n_words = phrase.map_or(0, |phrase| phrase.elements.len());
        let tags = phrase
            .into_iter()
            .flat_map(|phrase| std::iter::once(&phrase.tag).chain(&phrase.more_tags));
        tags.map(move |&tag| Hit {
            tag,
            first: place.first - offset,
            last: place.last - offset,
            n_words,
            is_beginning: place.is_beginning,
        })
    }

    /// Whether a word fulfils an element, and whether only as a beginning.
    fn fulfils(&self, element: &Element, word: &Known) -> Option<bool> {
        if element.bits() & word.bits == 0 {
            return None;
        }
        let has = |term: Option<u32>| term.is_some_and(|term| word.terms.contains(&term));
        let folded = || {
            let number = usize::try_from(element.folded).ok();
            number
                .and_then(|number| self.folded.get(number))
                .map_or("", String::as_str)
        };
        if has(element.exact) {
            Some(false)
        } else if word.is_stop {
            // *más* is no inflection of *masa*.
            None
        } else if has(element.stem) && are_akin(folded(), &word.folded, self.is_wary) {
            Some(false)
        } else if has(element.ending) {
            Some(true)
        } else if has(element.beginning) {
            // *tightening* is an inflection of *tighten*, *interdiction* none of *interdi…*.
            Some(word.folded.len() > folded().len() + LONGEST_ENDING)
        } else {
            None
        }
    }

    /// The last item of a phrase whose first word stands at `first`.
    fn phrase_end<'known>(
        &self,
        phrase: &Phrase,
        items: &[Item],
        first: usize,
        known: &impl Fn(u32) -> Option<&'known Known>,
    ) -> Option<(usize, bool)> {
        let mut at = first + 1;
        let mut last = first;
        let mut is_beginning = false;
        let mut gap = u8::from(phrase.may_have_gap);
        for element in self.elements_of(phrase).iter().skip(1) {
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
                if let Some(begins) = self.fulfils(element, word) {
                    is_beginning = begins;
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
        Some((last, is_beginning))
    }
}

/// A term as one bit of a set in which others have the same.
const fn bit(term: u32) -> u64 {
    1 << (term % 64)
}

/// The bits of all words that may be the second of a phrase: behind articles, and behind one other word.
fn bits_ahead<'known>(items: &[Item], first: usize, known: &impl Fn(u32) -> Option<&'known Known>) -> u64 {
    let mut bits = 0;
    let mut n_words = 0;
    for item in items.iter().skip(first + 1).take(MOST_SKIPPED + 2) {
        match item.mark {
            Some(Mark::Quote) => continue,
            Some(_) => break,
            None => {}
        }
        let Some(word) = known(item.word) else { break };
        bits |= word.bits;
        n_words += u8::from(!word.is_article);
        if n_words > 1 {
            break;
        }
    }
    bits
}

/// Whether two words of one stem differ by inflection and not by derivation, as *governance* and *government* do.
fn are_akin(one: &str, other: &str, is_wary: bool) -> bool {
    let common = one
        .bytes()
        .zip(other.bytes())
        .take_while(|(one, other)| one == other)
        .count();
    let (shorter, longer) = (one.len().min(other.len()), one.len().max(other.len()));
    let most = if is_wary { common.div_ceil(2).min(5) } else { 5 };
    shorter - common <= 3 && longer - common <= most
}
