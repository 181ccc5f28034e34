//! The words and signs of amounts, read once from the data files.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;
use propos_segment::Lang;

use crate::languages::PerLanguage;

/// Signs for every language.
const ANY: &str = include_str!("../../data/any/figures.txt");

/// A kind of entry, as the files' sections name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Section {
    AgoAfter,
    AgoBefore,
    And,
    Between,
    Collective,
    Comparative,
    Currency,
    CurrencyScale,
    CurrencySign,
    Definite,
    Duration,
    Fraction,
    Half,
    Measure,
    MeasureSign,
    Month,
    Multiple,
    MultipleSign,
    NotAfter,
    NotCounted,
    Number,
    Of,
    One,
    Opener,
    OutOf,
    Percent,
    PercentSign,
    Plural,
    Range,
    Scale,
    Separator,
    ShareAlone,
    TimeAfter,
    TimeBefore,
    TimeZone,
}

impl Section {
    /// The section as one bit of a set.
    pub(super) const fn bit(self) -> u64 {
        1 << self as u32
    }

    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "ago_after" => Self::AgoAfter,
            "ago_before" => Self::AgoBefore,
            "and" => Self::And,
            "between" => Self::Between,
            "collective" => Self::Collective,
            "comparative" => Self::Comparative,
            "currency" => Self::Currency,
            "currency_scale" => Self::CurrencyScale,
            "currency_sign" => Self::CurrencySign,
            "definite" => Self::Definite,
            "duration" => Self::Duration,
            "fraction" => Self::Fraction,
            "half" => Self::Half,
            "measure" => Self::Measure,
            "measure_sign" => Self::MeasureSign,
            "month" => Self::Month,
            "multiple" => Self::Multiple,
            "multiple_sign" => Self::MultipleSign,
            "not_after" => Self::NotAfter,
            "not_counted" => Self::NotCounted,
            "number" => Self::Number,
            "of" => Self::Of,
            "one" => Self::One,
            "opener" => Self::Opener,
            "out_of" => Self::OutOf,
            "percent" => Self::Percent,
            "percent_sign" => Self::PercentSign,
            "plural" => Self::Plural,
            "range" => Self::Range,
            "scale" => Self::Scale,
            "separator" => Self::Separator,
            "share_alone" => Self::ShareAlone,
            "time_after" => Self::TimeAfter,
            "time_before" => Self::TimeBefore,
            "time_zone" => Self::TimeZone,
            _ => return None,
        })
    }
}

/// The sections whose words may begin an amount.
const OPENINGS: [Section; 6] = [
    Section::CurrencySign,
    Section::Definite,
    Section::Fraction,
    Section::Half,
    Section::Number,
    Section::One,
];

/// The sections whose words may follow an article in an amount.
const FOLLOW_ARTICLE: u64 =
    Section::Collective.bit() | Section::Fraction.bit() | Section::OutOf.bit() | Section::Scale.bit();

/// How a word may begin an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// Not at all.
    None,
    /// As an article or *one*, if a word that makes an amount of it follows.
    Article,
    /// By itself.
    Number,
}

/// The sections whose forms are units of several words.
const UNITS: [Section; 5] = [
    Section::Currency,
    Section::Duration,
    Section::Measure,
    Section::Multiple,
    Section::Percent,
];

/// What is known of a form.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// The sections that have it, as bits.
    sections: u64,
    /// The sections of the amounts that it may begin, alone or with what follows, as bits.
    begins: u64,
    /// Whether it may begin a unit, alone or with what follows.
    pub(super) begins_unit: bool,
    /// Whether it may begin a unit of several words.
    pub(super) begins_long_unit: bool,
    /// What it is in each section. Few forms are in more than one.
    meanings: Vec<Meaning>,
}

#[derive(Debug)]
struct Meaning {
    section: Section,
    text: String,
    number: Option<f64>,
}

impl Entry {
    /// Whether a section has the form.
    pub(super) const fn has(&self, section: Section) -> bool {
        self.sections & section.bit() != 0
    }

    /// Whether one of some sections, given as bits, has the form.
    pub(super) const fn has_any(&self, sections: u64) -> bool {
        self.sections & sections != 0
    }

    fn meaning(&self, section: Section) -> Option<&Meaning> {
        if !self.has(section) {
            return None;
        }
        self.meanings.iter().find(|meaning| meaning.section == section)
    }

    /// What the form means in a section.
    pub(super) fn get(&self, section: Section) -> Option<&str> {
        self.meaning(section).map(|meaning| meaning.text.as_str())
    }

    /// The number that the form means in a section.
    pub(super) fn number(&self, section: Section) -> Option<f64> {
        self.meaning(section)?.number
    }

    /// Whether the form may begin an amount of a section, alone or with what follows.
    pub(super) const fn begins(&self, section: Section) -> bool {
        self.begins & section.bit() != 0
    }

    /// How the form may begin an amount.
    pub(super) const fn opening(&self) -> Opening {
        match self.begins {
            0 => Opening::None,
            begins if begins & !(Section::Definite.bit() | Section::One.bit()) == 0 => Opening::Article,
            _ => Opening::Number,
        }
    }
}

/// The entries of one language, with the signs of all.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// The forms are our own, so that nobody can choose them to collide.
    entries: HashMap<String, Entry, FixedState>,
    /// The lengths of the forms that begin with each byte, as bits: most words are told to be none of them by this.
    lengths: [u64; 256],
    /// Whether a comma is the decimal mark.
    pub(super) decimal_comma: bool,
    /// The last letters of plurals.
    pub(super) plural_letters: Vec<char>,
    /// Whether nouns are written with capitals.
    pub(super) has_capital_nouns: bool,
}

impl Lexicon {
    fn read(files: &[&str]) -> Self {
        let mut entries: HashMap<String, Entry, FixedState> = HashMap::default();
        let mut openings = Vec::new();
        let mut units = Vec::new();
        let mut section = None;
        for line in files.iter().flat_map(|file| file.lines()) {
            let line = line.trim();
            if let Some(name) = line.strip_prefix('[') {
                section = Section::parse(name.trim_end_matches(']'));
            } else if let (Some(section), Some((form, value))) = (section, line.split_once(" = ")) {
                let entry = entries.entry(form.to_owned()).or_default();
                entry.sections |= section.bit();
                entry.meanings.push(Meaning {
                    section,
                    text: value.to_owned(),
                    number: value.parse().ok(),
                });
                if OPENINGS.contains(&section) {
                    openings.push((form, section));
                }
                if UNITS.contains(&section) {
                    let mut words = form.split(' ');
                    units.extend(words.next().map(|first| (first, words.next().is_some())));
                }
            }
        }
        for (form, section) in openings {
            let first = form.split(|character: char| !character.is_alphabetic()).next();
            let first = first.unwrap_or(form).to_lowercase();
            for opening in [format!("{first}s"), first] {
                entries.entry(opening).or_default().begins |= section.bit();
            }
        }
        for (first, is_long) in units {
            let entry = entries.entry(first.to_owned()).or_default();
            entry.begins_unit = true;
            entry.begins_long_unit |= is_long;
        }
        let mut lengths = [0; 256];
        // In any order: bits are put in.
        let outlines = entries.keys().filter_map(|form| outline(form));
        outlines.for_each(|(first, length)| {
            if let Some(known) = lengths.get_mut(first) {
                *known |= length;
            }
        });
        let mut lexicon = Self {
            entries,
            lengths,
            decimal_comma: true,
            plural_letters: Vec::new(),
            has_capital_nouns: false,
        };
        lexicon.has_capital_nouns = lexicon.has(Section::Separator, "capital nouns");
        lexicon.plural_letters = lexicon
            .get(Section::Separator, "plural")
            .unwrap_or("sx")
            .chars()
            .collect();
        lexicon.decimal_comma = lexicon
            .get(Section::Separator, "decimal")
            .is_none_or(|mark| mark == ",");
        lexicon
    }

    /// What is known of a form.
    pub(super) fn entry(&self, form: &str) -> Option<&Entry> {
        let (first, length) = outline(form)?;
        if self.lengths.get(first)? & length == 0 {
            return None;
        }
        self.entries.get(form)
    }

    /// How a word in small letters may begin an amount. Most may not, and need no closer look.
    pub(super) fn opening(&self, word: &str) -> Opening {
        self.entry(word).map_or(Opening::None, Entry::opening)
    }

    /// Whether a word may make an amount of the article before it: *un tiers*, *une dizaine*, *one million*.
    pub(super) fn follows_article(&self, word: &str) -> bool {
        let follows = |form: &str| {
            let found = self.entry(form);
            found.is_some_and(|entry| entry.sections & FOLLOW_ARTICLE != 0)
        };
        follows(word) || word.strip_suffix(['s', 'x']).is_some_and(follows)
    }

    /// Whether a word may begin a unit.
    pub(super) fn begins_unit(&self, word: &str) -> bool {
        self.entry(word).is_some_and(|entry| entry.begins_unit)
    }

    /// What the form means in a section.
    pub(super) fn get(&self, section: Section, form: &str) -> Option<&str> {
        self.entry(form)?.get(section)
    }

    /// The number that a form means in a section.
    pub(super) fn number(&self, section: Section, form: &str) -> Option<f64> {
        self.entry(form)?.number(section)
    }

    /// Whether a section has the form.
    pub(super) fn has(&self, section: Section, form: &str) -> bool {
        self.entry(form).is_some_and(|entry| entry.has(section))
    }

    /// What a form means in a section, in the singular where it ends in a plural's letter.
    pub(super) fn singular(&self, section: Section, form: &str) -> Option<&str> {
        self.get(section, form).or_else(|| {
            let stem = form.strip_suffix(['s', 'x'])?;
            self.get(section, stem)
        })
    }
}

/// The first byte of a form, and its length as a bit. All long ones have the same.
fn outline(form: &str) -> Option<(usize, u64)> {
    let first = form.as_bytes().first()?;
    Some((usize::from(*first), 1 << form.len().min(63)))
}

static LEXICONS: PerLanguage<Lexicon> = PerLanguage::new();
static SIGNS_ONLY: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(&[ANY]));

/// The entries for a language.
pub(super) fn lexicon(lang: Option<Lang>) -> &'static Lexicon {
    lang.and_then(|lang| LEXICONS.get(lang, |language| Lexicon::read(&[ANY, language.figures])))
        .unwrap_or(&SIGNS_ONLY)
}
