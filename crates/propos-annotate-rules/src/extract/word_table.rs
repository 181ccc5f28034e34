//! What is known of words, found out once a word however often it stands in a document and in those after it.

use std::collections::HashMap;
use std::mem::take;

use foldhash::fast::RandomState;
use propos_segment::Lang;

use super::lexicon::{Entry, Frames, Group, Groups, Lexicon, Phrases, Reading, WordLists};
use super::syntax::VerbForms;
use super::traits::Traits;
use super::view::{FUNCTION, NOUN};
use crate::figures::Hint;
use crate::head::{ByWord, Head};
use crate::languages::PerLanguage;
use crate::memo::{Lent, Pool};
use crate::tokens::Letters;

/// A word in small letters that words of a text are compared with again and again: its head is found out once.
#[derive(Clone, Debug)]
pub(crate) struct Folded<T> {
    pub(crate) head: Head,
    pub(super) text: T,
}

impl Folded<&'static str> {
    pub(crate) const fn new(text: &'static str) -> Self {
        Self {
            head: Head::of(text),
            text,
        }
    }
}

impl From<&str> for Folded<Box<str>> {
    fn from(text: &str) -> Self {
        Self {
            head: Head::of(text),
            text: text.into(),
        }
    }
}

/// A list of words in small letters for [`View::is_any_word`](super::view::View::is_any_word), read by the compiler.
macro_rules! words {
    ($($word:expr),+ $(,)?) => {
        const { &[$($crate::extract::word_table::Folded::new($word)),+] }
    };
}

pub(crate) use words;

/// What is known of one word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    pub(super) head: Head,
    /// The lists it stands in.
    pub(super) groups: Groups,
    /// The verbs that it may be a form of.
    pub(super) readings: &'static [Reading],
    pub(super) traits: Traits,
    /// The lists for one rule that it stands in, if there are any.
    pub(super) lists: Option<&'static WordLists>,
    /// The set phrases that it may begin.
    pub(super) phrases: Option<&'static Phrases>,
    /// What may follow it as a verb, whichever verb it is.
    pub(super) frames: Frames,
    /// What it may do in an amount.
    pub(super) amount: Hint,
    /// The verb forms that it has as an English word.
    pub(super) verb_forms: VerbForms,
}

/// How many words one generation has at most when a document begins. Twice as many take 2 MB more of a batch and save half a
/// percent of its instructions.
const MOST_KEPT: usize = 1_700;

/// Words of one language as they are written, with those of documents before in two generations: what is read again comes
/// into the young one, and what was not read for a generation is forgotten. So the words of every text stay known, and rare
/// ones do not pile up.
#[derive(Debug, Default)]
pub(super) struct WordTable {
    young: Generation,
    old: Generation,
    folded: String,
}

#[derive(Debug, Default)]
struct Generation {
    words: ByWord<Known>,
    /// Numbers and marks that their heads hold.
    others: HashMap<Head, Known, RandomState>,
}

impl WordTable {
    /// A table for a document, with words of documents before it.
    pub(super) fn lend(lang: Lang) -> Lent<'static, Self> {
        static TABLES: PerLanguage<Pool<WordTable>> = PerLanguage::new();
        static OTHERS: Pool<WordTable> = Pool::new();
        let pool = TABLES.get(lang, |_| Pool::new()).unwrap_or(&OTHERS);
        let mut table = pool.lend();
        if table.young.words.len() + table.young.others.len() > MOST_KEPT {
            table.old = take(&mut table.young);
        }
        table
    }

    /// What is known of a word that is capitalised as its letters show.
    pub(super) fn known(
        &mut self,
        lang: Lang,
        lexicon: &'static Lexicon,
        word: &str,
        letters: Letters,
    ) -> Known {
        if let Some(known) = self.young.words.get(word) {
            return *known;
        }
        let before = self.old.words.get(word).copied();
        let known = before.unwrap_or_else(|| self.find_out(lang, lexicon, word, letters));
        self.young.words.insert(word, known);
        known
    }

    fn find_out(&mut self, lang: Lang, lexicon: &'static Lexicon, word: &str, letters: Letters) -> Known {
        fold(word, &mut self.folded);
        let entry = entry_of(lang, lexicon, &self.folded, letters);
        let verb_forms = if lang == Lang::En {
            VerbForms::of(word, letters, entry)
        } else {
            VerbForms::default()
        };
        Known {
            head: Head::of(&self.folded),
            groups: entry.map(|entry| entry.groups).unwrap_or_default(),
            readings: entry.map_or(&[], |entry| &entry.readings),
            traits: Traits::of(lang, lexicon, word, &self.folded, entry, verb_forms),
            frames: entry.map(|entry| lexicon.frames(entry)).unwrap_or_default(),
            lists: lexicon.lists(&self.folded),
            phrases: lexicon.phrases(&self.folded),
            amount: Hint::of_word(&self.folded, lang),
            verb_forms,
        }
    }

    /// A number or mark, of which nothing is known but how it ends.
    pub(super) fn unknown(&mut self, lang: Lang, lexicon: &Lexicon, written: &str) -> Known {
        let written_head = Head::of_short(written);
        if let (1, Some(head)) = (written.len(), written_head) {
            return Known {
                head,
                ..Known::default()
            };
        }
        let known = written_head.and_then(|head| self.young.others.get(&head));
        if let Some(known) = known {
            return *known;
        }
        fold(written, &mut self.folded);
        let head = Head::of(&self.folded);
        // Nothing as short as a mark has an ending.
        let traits = if written.len() < SHORTEST_ENDED {
            Traits::default()
        } else {
            Traits::of(lang, lexicon, written, &self.folded, None, VerbForms::default())
        };
        let known = Known {
            head,
            traits,
            ..Known::default()
        };
        if let Some(head) = written_head {
            self.young.others.insert(head, known);
        }
        known
    }
}

/// How many bytes a word has at least that is told by its ending.
const SHORTEST_ENDED: usize = 5;

/// What the lexicon has of a word in small letters, by its parts where it has not the whole.
fn entry_of(lang: Lang, lexicon: &'static Lexicon, word: &str, letters: Letters) -> Option<&'static Entry> {
    lexicon
        .entry(word)
        .or_else(|| {
            let (_, tail) = word.rsplit_once('-')?;
            // `sell-off` is no preposition.
            lexicon
                .entry(tail)
                .filter(|entry| lang != Lang::En || !entry.groups.has_any(FUNCTION))
        })
        .or_else(|| lexicon.without_enclitic(word))
        .or_else(|| {
            let may_compound = match lang {
                Lang::De => letters == Letters::Initial,
                Lang::Nl => letters == Letters::Small,
                _ => false,
            };
            may_compound.then(|| compound(lexicon, word)).flatten()
        })
}

/// The noun that a compound ends with: `Steuerzahlerpräsident`. Its entry is the compound's.
fn compound(lexicon: &'static Lexicon, word: &str) -> Option<&'static Entry> {
    /// Shortest first part and shortest noun, in bytes.
    const SHORTEST: usize = 4;
    /// Longest noun that is looked for.
    const LONGEST: usize = 24;
    let first = word.len().saturating_sub(LONGEST).max(SHORTEST);
    let last = word.len().checked_sub(SHORTEST)?;
    (first..=last)
        .filter_map(|at| lexicon.entry(word.get(at..)?))
        .find(|entry| {
            let is_small_word = entry.groups.has_any(FUNCTION);
            entry.groups.has_any(NOUN) && !entry.groups.has(Group::NotEnding) && !is_small_word
        })
}

/// A word in small letters with straight apostrophes, as the lexicon has it.
pub(crate) fn fold(word: &str, into: &mut String) {
    into.clear();
    if word.is_ascii() {
        into.push_str(word);
        into.make_ascii_lowercase();
    } else {
        for character in word.chars() {
            match character {
                '\0'..='\u{7f}' => into.push(character.to_ascii_lowercase()),
                // Small already, as most accents are.
                'ß'..='ÿ' => into.push(character),
                _ => into.extend(folded_char(character)),
            }
        }
    }
}

/// Whether a word is another one that is given in small letters.
pub(super) fn is_folded(word: &str, folded: &str) -> bool {
    if word.is_ascii() {
        return word.eq_ignore_ascii_case(folded);
    }
    word.chars().flat_map(folded_char).eq(folded.chars())
}

/// A character in small letters, apostrophes and hyphens made plain.
fn folded_char(character: char) -> impl Iterator<Item = char> {
    let plain = match character {
        '’' | 'ʼ' => '\'',
        '‑' => '-',
        _ => character,
    };
    plain.to_lowercase()
}

#[cfg(test)]
mod tests {
    use propos_segment::Lang;

    use super::{fold, is_folded};
    use crate::extract::lexicon::lexicon;
    use crate::extract::view::View;
    use crate::head::Head;

    /// What amounts are made of in several languages, and what stands beside them.
    const PIECES: &[&str] = &[
        "un", "une", "mot", "Wort", "J.", "tiers", "dizaine", "demi", "la", "moitié", "sur", "bail",
        "million", "deux", "a", "one", "half", "third", "in", "nine", "de", "of", "twenty", "l’", "-", "‑",
        "€", "5", "H800", "%",
    ];

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(4_000))]
        #[test]
        fn amounts_stand_only_where_words_hint_at_them(
            pieces in proptest::collection::vec((proptest::sample::select(PIECES), proptest::sample::select(&["", " ", " "][..])), 1..50),
            lang in proptest::sample::select(&[Lang::Fr, Lang::En, Lang::De, Lang::Es][..]),
        ) {
            let text: String = pieces.iter().flat_map(|(piece, space)| [*piece, *space]).collect();
            let all = crate::figures::find(&text, 0..text.len(), lang);
            let mut view = View::new(&text, lang, lexicon(lang).unwrap());
            view.read(0..text.len(), &[], &[]);
            let mut found = Vec::new();
            if let Some(hinted) = view.amounts(&(0..text.len())) {
                crate::figures::find_hinted(&text, &hinted, Some(lang), &mut found);
            }
            proptest::prop_assert_eq!(found, all, "{}", text);
        }
    }

    proptest::proptest! {
        #[test]
        fn words_with_one_head_that_holds_them_are_one_word(one in "[A-Za-zÉéß’'‑-]{0,9}", other in "[a-zéß'-]{0,9}") {
            let mut folded = String::new();
            fold(&one, &mut folded);
            let by_head = Head::of(&folded) == Head::of(&other) && (Head::is_all_of(&other) || is_folded(&one, &other));
            proptest::prop_assert_eq!(by_head, folded == other);
            let short = Head::is_all_of(&other).then(|| Head::of(&other));
            proptest::prop_assert_eq!(Head::of_short(&other), short);
        }
    }
}
