//! The word lists, turned into hash tables while the crate is compiled: nothing is built or allocated at run time.

use crate::Lang;

/// What an abbreviation allows behind its full stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// Stands before a name: ends nothing, save before a pronoun.
    Title,
    /// Never ends a sentence (`cf.`, `e.g.`).
    Inline,
    /// Stands before a number (`art. 5`, `vol. II`); before anything else an ordinary word.
    Number,
    /// A month or a weekday: goes on before a number.
    Month,
    /// A time of day: ends before a capital, unless the sentence has only just begun.
    Time,
    /// Closes a list (`etc.`): ends before any capital.
    Closing,
    /// Ends only before a word that starts sentences, or an opening quotation mark.
    Ambiguous,
}

/// A word that often begins a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Starter {
    /// Follows no name: ends even an abbreviated title.
    Pronoun,
    /// Also begins surnames (`de`, `van`, `le`).
    Particle,
    /// Any other.
    Word,
}

/// The lists of one language.
#[derive(Debug)]
pub(crate) struct Words {
    abbreviations: Table,
    starters: Table,
}

impl Words {
    /// The lists of a language, or the few words all languages share.
    pub(crate) fn of(lang: Option<Lang>) -> &'static Self {
        match lang {
            None => &ANY,
            Some(Lang::De) => &DE,
            Some(Lang::En) => &EN,
            Some(Lang::Es) => &ES,
            Some(Lang::Fr) => &FR,
            Some(Lang::It) => &IT,
            Some(Lang::Nl) => &NL,
            Some(Lang::Pt) => &PT,
        }
    }

    /// The class of an abbreviation written without its last full stop.
    pub(crate) fn abbreviation(&self, word: &[u8]) -> Option<Abbreviation> {
        Some(match self.abbreviations.class(word)? {
            b't' => Abbreviation::Title,
            b'i' => Abbreviation::Inline,
            b'n' => Abbreviation::Number,
            b'm' => Abbreviation::Month,
            b'h' => Abbreviation::Time,
            b'c' => Abbreviation::Closing,
            _ => Abbreviation::Ambiguous,
        })
    }

    /// The class of a word that begins sentences, in either case.
    pub(crate) fn starter(&self, word: &[u8]) -> Option<Starter> {
        Some(match self.starters.class(word)? {
            b'p' => Starter::Pronoun,
            b'n' => Starter::Particle,
            _ => Starter::Word,
        })
    }

    /// Whether a word seldom ends a line of its own: an article, a preposition, a conjunction.
    pub(crate) fn links(&self, word: &[u8]) -> bool {
        matches!(self.starter(word), Some(Starter::Particle | Starter::Word))
    }

    /// Whether a word never ends a heading: an article or the commonest prepositions.
    pub(crate) fn joins(&self, word: &[u8]) -> bool {
        matches!(self.starter(word), Some(Starter::Particle))
    }
}

macro_rules! lists {
    ($code:literal) => {
        Words {
            abbreviations: Table::parse(include_str!(concat!("../data/", $code, "/abbreviations.txt"))),
            starters: Table::parse(include_str!(concat!("../data/", $code, "/starters.txt"))),
        }
    };
}

static ANY: Words = lists!("any");
static DE: Words = lists!("de");
static EN: Words = lists!("en");
static ES: Words = lists!("es");
static FR: Words = lists!("fr");
static IT: Words = lists!("it");
static NL: Words = lists!("nl");
static PT: Words = lists!("pt");

/// Twice the longest list, so that a probe is short.
const SLOTS: usize = 1024;
/// The longest word of any list, in bytes. Longer tokens are not looked up.
pub(crate) const LONGEST: usize = 24;

#[derive(Debug, Clone, Copy)]
struct Slot {
    start: u16,
    length: u8,
    class: u8,
}

/// An open-addressing table over the bytes of a list.
#[derive(Debug)]
struct Table {
    text: &'static [u8],
    slots: [Slot; SLOTS],
}

impl Table {
    /// Reads `word class` lines; `#` begins a comment line.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "evaluated while compiling: lists are shorter than 64 kB"
    )]
    const fn parse(list: &'static str) -> Self {
        let text = list.as_bytes();
        let mut slots = [Slot {
            start: 0,
            length: 0,
            class: 0,
        }; SLOTS];
        let mut line = 0;
        while line < text.len() {
            let mut end = line;
            let mut space = 0;
            while end < text.len() && text[end] != b'\n' {
                if text[end] == b' ' && space == 0 {
                    space = end;
                }
                end += 1;
            }
            if text[line] != b'#' && space > line {
                let length = space - line;
                assert!(length <= LONGEST, "a word of a list is too long");
                let mut hash = SEED;
                let mut at = line;
                while at < space {
                    hash = step(hash, fold(if at > line { text[at - 1] } else { 0 }, text[at]));
                    at += 1;
                }
                let mut slot = bucket(hash);
                while slots[slot].length != 0 {
                    slot = (slot + 1) % SLOTS;
                }
                // `time` and `title`, and `pronoun` and `particle`, share a first letter.
                let class = match (text[space + 1], text[space + 2]) {
                    (b't', b'i') if text[space + 3] == b'm' => b'h',
                    (b'p', b'a') => b'n',
                    (first, _) => first,
                };
                slots[slot] = Slot {
                    start: line as u16,
                    length: length as u8,
                    class,
                };
            }
            line = end + 1;
        }
        Self { text, slots }
    }

    fn class(&self, word: &[u8]) -> Option<u8> {
        if word.is_empty() || word.len() > LONGEST {
            return None;
        }
        let mut hash = SEED;
        let mut before = 0;
        for &byte in word {
            hash = step(hash, fold(before, byte));
            before = byte;
        }
        let mut index = bucket(hash);
        loop {
            let slot = self.slots.get(index)?;
            if slot.length == 0 {
                return None;
            }
            let start = usize::from(slot.start);
            if usize::from(slot.length) == word.len()
                && self
                    .text
                    .get(start..start + word.len())
                    .is_some_and(|entry| matches(entry, word))
            {
                return Some(slot.class);
            }
            index = (index + 1) % SLOTS;
        }
    }
}

/// Slots for the words of all languages together.
const SHARED_SLOTS: usize = 8192;

/// The common words of all languages, each with the set of languages that have it, one bit a language.
#[derive(Debug)]
pub(crate) struct Common {
    lists: [&'static [u8]; LISTS],
    /// List, start, length, set.
    slots: [(u8, u16, u8, u8); SHARED_SLOTS],
}

/// Two lists a language.
const LISTS: usize = 2 * Lang::ALL.len();

/// Common words and starters of the languages, in the order of [`Lang::ALL`].
pub(crate) static COMMON: Common = Common::parse([
    include_str!("../data/de/common.txt"),
    include_str!("../data/de/starters.txt"),
    include_str!("../data/en/common.txt"),
    include_str!("../data/en/starters.txt"),
    include_str!("../data/es/common.txt"),
    include_str!("../data/es/starters.txt"),
    include_str!("../data/fr/common.txt"),
    include_str!("../data/fr/starters.txt"),
    include_str!("../data/it/common.txt"),
    include_str!("../data/it/starters.txt"),
    include_str!("../data/nl/common.txt"),
    include_str!("../data/nl/starters.txt"),
    include_str!("../data/pt/common.txt"),
    include_str!("../data/pt/starters.txt"),
]);

impl Common {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "evaluated while compiling: lists are shorter than 64 kB"
    )]
    #[expect(clippy::large_stack_arrays, reason = "evaluated while compiling")]
    const fn parse(texts: [&'static str; LISTS]) -> Self {
        let mut lists: [&'static [u8]; LISTS] = [b""; LISTS];
        let mut slots = [(0, 0, 0, 0); SHARED_SLOTS];
        let mut list = 0;
        while list < LISTS {
            let text = texts[list].as_bytes();
            lists[list] = text;
            let mut line = 0;
            while line < text.len() {
                let (mut end, mut length, mut hash) = (line, 0, SEED);
                while end < text.len() && text[end] != b'\n' {
                    if text[end] == b' ' && length == 0 {
                        length = end - line;
                    } else if length == 0 {
                        hash = step(hash, text[end]);
                    }
                    end += 1;
                }
                if length == 0 {
                    length = end - line;
                }
                if length > 0 && text[line] != b'#' {
                    let mut slot = hash as usize % SHARED_SLOTS;
                    while slots[slot].2 != 0
                        && !same(
                            lists[slots[slot].0 as usize],
                            slots[slot].1 as usize,
                            slots[slot].2 as usize,
                            text,
                            line,
                            length,
                        )
                    {
                        slot = (slot + 1) % SHARED_SLOTS;
                    }
                    let set = slots[slot].3 | (1 << (list / 2));
                    slots[slot] = (list as u8, line as u16, length as u8, set);
                }
                line = end + 1;
            }
            list += 1;
        }
        Self { lists, slots }
    }

    /// The languages that have a word, one bit a language in the order of [`Lang::ALL`].
    pub(crate) fn languages(&self, word: &[u8]) -> u8 {
        if word.is_empty() || word.len() > LONGEST {
            return 0;
        }
        let (mut hash, mut before) = (SEED, 0);
        for &byte in word {
            hash = step(hash, fold(before, byte));
            before = byte;
        }
        let mut index = hash as usize % SHARED_SLOTS;
        while let Some(&(list, start, length, set)) = self.slots.get(index) {
            if length == 0 {
                return 0;
            }
            let start = usize::from(start);
            let entry = self
                .lists
                .get(usize::from(list))
                .and_then(|list| list.get(start..start + usize::from(length)));
            if entry.is_some_and(|entry| entry.len() == word.len() && matches(entry, word)) {
                return set;
            }
            index = (index + 1) % SHARED_SLOTS;
        }
        0
    }
}

const fn same(
    one: &[u8],
    one_start: usize,
    one_length: usize,
    other: &[u8],
    start: usize,
    length: usize,
) -> bool {
    if one_length != length {
        return false;
    }
    let mut index = 0;
    while index < length {
        if one[one_start + index] != other[start + index] {
            return false;
        }
        index += 1;
    }
    true
}

const SEED: u32 = 0x811c_9dc5;

const fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

const fn bucket(hash: u32) -> usize {
    ((hash ^ (hash >> 15)) as usize) % SLOTS
}

/// Small letters of ASCII and Latin-1, byte by byte: the second byte of `É` (after `0xC3`) becomes that of `é`.
const fn fold(before: u8, byte: u8) -> u8 {
    match byte {
        b'A'..=b'Z' => byte + 0x20,
        0x80..=0x9E if before == 0xC3 && byte != 0x97 => byte + 0x20,
        _ => byte,
    }
}

/// An entry with a capital matches a word with a capital; other letters match in either case.
fn matches(entry: &[u8], word: &[u8]) -> bool {
    if entry.first().is_some_and(u8::is_ascii_uppercase) && !word.first().is_some_and(u8::is_ascii_uppercase)
    {
        return false;
    }
    let mut before = (0, 0);
    entry.iter().zip(word).all(|(&one, &other)| {
        let same = fold(before.0, one) == fold(before.1, other);
        before = (one, other);
        same
    })
}
