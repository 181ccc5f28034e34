//! Phrases and word beginnings, found in a text whatever their inflection.

use std::cell::LazyCell;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::fast::RandomState;

use propos_segment::Lang;

use super::items::{Forms, Item, Normaliser};
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Element {
    /// The word as the phrase has it, for comparing words of one stem.
    folded: String,
    exact: Option<u32>,
    stem: Option<u32>,
    beginning: Option<u32>,
    /// As the last part of a compound.
    ending: Option<u32>,
    /// Whether the stemmer of the language cuts so much that what it cuts must be short (*alle*, *alleato*).
    is_wary: bool,
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
    elements: Vec<Element>,
    tags: Vec<Tag>,
    may_have_gap: bool,
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
    /// The numbers of phrases by their elements.
    numbers: HashMap<Vec<Element>, usize, RandomState>,
    by_first: HashMap<u32, Vec<usize>, RandomState>,
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
            normaliser,
            terms: HashMap::default(),
            key: String::new(),
            all: Vec::new(),
            numbers: HashMap::default(),
            by_first: HashMap::default(),
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

    fn add_words(&mut self, words: &[Forms], freedom: Freedom, tag: Tag) {
        let words: Vec<&Forms> = if matches!(freedom, Freedom::Keyword | Freedom::Context | Freedom::Cue) {
            self.without_articles(words)
        } else {
            words.iter().collect()
        };
        let n_words = words.len();
        if n_words == 0 {
            return;
        }
        let elements: Vec<Element> = words
            .iter()
            .enumerate()
            .map(|(at, word)| self.element(word, freedom, at + 1 == n_words, n_words > 1))
            .collect();
        if let Some(phrase) = self
            .numbers
            .get(&elements)
            .and_then(|number| self.all.get_mut(*number))
        {
            if !phrase.tags.contains(&tag) {
                phrase.tags.push(tag);
            }
            return;
        }
        let number = self.all.len();
        self.numbers.insert(elements.clone(), number);
        if let Some(first) = elements.first() {
            let terms = [first.exact, first.stem, first.beginning, first.ending];
            for term in terms.into_iter().flatten() {
                self.by_first.entry(term).or_default().push(number);
            }
        }
        self.all.push(Phrase {
            elements,
            tags: vec![tag],
            may_have_gap: matches!(freedom, Freedom::Keyword | Freedom::Context | Freedom::Cue)
                && n_words > 1,
        });
    }

    /// Leading articles and those inside go; one at the end stays, as in *end the*, where it tells the verb.
    fn without_articles<'words>(&self, words: &'words [Forms]) -> Vec<&'words Forms> {
        let last = words.len().saturating_sub(1);
        let kept: Vec<&Forms> = words
            .iter()
            .enumerate()
            .filter(|(at, word)| *at == last || !self.is_article(&word.folded))
            .map(|(_, word)| word)
            .collect();
        kept
    }

    fn element(&mut self, word: &Forms, freedom: Freedom, is_last: bool, in_phrase: bool) -> Element {
        let n_letters = word.folded.chars().count();
        let mut element = Element {
            folded: word.folded.clone(),
            is_wary: !matches!(self.normaliser.lang, None | Some(Lang::En | Lang::Fr)),
            ..Element::default()
        };
        if freedom == Freedom::Beginning && is_last {
            element.beginning = Some(self.beginning(&word.folded));
            return element;
        }
        if freedom == Freedom::Ending {
            element.exact = Some(self.term('>', &word.folded));
            return element;
        }
        element.exact = Some(self.term('=', &word.folded));
        // Short stems fall together with other words': *faut* and *faute*.
        let is_safe = word.stem.chars().count() >= SAFE_STEM || freedom != Freedom::Word;
        // A keyword given in the plural means the plural: *talks*, *tours*.
        let is_plural = word.folded.ends_with(['s', 'x']) && !in_phrase && freedom == Freedom::Keyword;
        if is_plural {
            element.stem = None;
        } else if is_safe && (in_phrase || word.stem.chars().count() >= SHORTEST_STEM) {
            element.stem = Some(self.term('~', &word.stem));
        } else {
            // The stemmer keeps short words with their *s*.
            element.stem = Some(self.term('=', &format!("{}s", word.folded)));
        }
        let shortest = if in_phrase {
            3
        } else {
            freedom.shortest_beginning()
        };
        // What is cut short ends in a consonant or *i*; a whole word begins another one by chance (*amende*, *amendement*).
        let is_cut = !word.folded.ends_with(['e', 's', 'x']);
        if is_last && freedom != Freedom::Word && n_letters >= shortest && is_cut {
            element.beginning = Some(self.beginning(&word.folded));
        }
        let is_compounding = matches!(self.normaliser.lang, Some(Lang::De | Lang::Nl));
        if is_compounding && !in_phrase && freedom == Freedom::Keyword && n_letters >= SHORTEST_LAST_PART {
            self.longest_ending = self.longest_ending.max(word.folded.len());
            element.ending = Some(self.term('>', &word.folded));
        }
        element
    }

    fn beginning(&mut self, folded: &str) -> u32 {
        self.longest_beginning = self.longest_beginning.max(folded.len());
        self.term('<', folded)
    }

    fn term(&mut self, kind: char, form: &str) -> u32 {
        self.key.clear();
        self.key.push(kind);
        self.key.push_str(form);
        if let Some(term) = self.terms.get(&self.key) {
            return *term;
        }
        let next = u32::try_from(self.terms.len()).unwrap_or(u32::MAX);
        self.terms.insert(self.key.clone(), next);
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
        let mut begins: Vec<usize> = terms
            .iter()
            .filter_map(|term| self.by_first.get(term))
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
                let phrase = self.all.get(number)?;
                Some(Begin {
                    phrase: u32::try_from(number).ok()?,
                    is_whole: phrase.elements.len() == 1,
                    next: phrase.elements.get(1).map_or(0, Element::bits),
                    is_beginning: fulfils(phrase.elements.first()?, &known)?,
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
                    && let Some((last, is_beginning)) = phrase_end(phrase, items, first, &known)
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
        let tags = phrase.map_or(&[][..], |phrase| &phrase.tags);
        tags.iter().map(move |&tag| Hit {
            tag,
            first: place.first - offset,
            last: place.last - offset,
            n_words,
            is_beginning: place.is_beginning,
        })
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

/// Whether a word fulfils an element, and whether only as a beginning.
fn fulfils(element: &Element, word: &Known) -> Option<bool> {
    if element.bits() & word.bits == 0 {
        return None;
    }
    let has = |term: Option<u32>| term.is_some_and(|term| word.terms.contains(&term));
    if has(element.exact) {
        Some(false)
    } else if word.is_stop {
        // *más* is no inflection of *masa*.
        None
    } else if has(element.stem) && are_akin(&element.folded, &word.folded, element.is_wary) {
        Some(false)
    } else if has(element.ending) {
        Some(true)
    } else if has(element.beginning) {
        // *tightening* is an inflection of *tighten*, *interdiction* none of *interdi…*.
        Some(word.folded.len() > element.folded.len() + LONGEST_ENDING)
    } else {
        None
    }
}

/// The last item of a phrase whose first word stands at `first`.
fn phrase_end<'known>(
    phrase: &Phrase,
    items: &[Item],
    first: usize,
    known: &impl Fn(u32) -> Option<&'known Known>,
) -> Option<(usize, bool)> {
    let mut at = first + 1;
    let mut last = first;
    let mut is_beginning = false;
    let mut gap = u8::from(phrase.may_have_gap);
    for element in phrase.elements.iter().skip(1) {
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
            if let Some(begins) = fulfils(element, word) {
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
