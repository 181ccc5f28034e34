//! The words and signs of amounts, read once from the data files.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

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
}

impl Section {
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

/// The entries of one language, with the signs of all.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// What a form is in each section that has it. Few forms are in more than one.
    entries: HashMap<String, Vec<(Section, String)>>,
    /// The words that may begin an amount.
    openings: HashSet<String>,
    /// Whether a comma is the decimal mark.
    pub(super) decimal_comma: bool,
}

impl Lexicon {
    fn read(files: &[&str]) -> Self {
        let mut entries: HashMap<String, Vec<(Section, String)>> = HashMap::new();
        let mut section = None;
        for line in files.iter().flat_map(|file| file.lines()) {
            let line = line.trim();
            if let Some(name) = line.strip_prefix('[') {
                section = Section::parse(name.trim_end_matches(']'));
            } else if let (Some(section), Some((form, value))) = (section, line.split_once(" = ")) {
                entries
                    .entry(form.to_owned())
                    .or_default()
                    .push((section, value.to_owned()));
            }
        }
        let decimal_comma = entries
            .get("decimal")
            .and_then(|found| found.iter().find(|(section, _)| *section == Section::Separator))
            .is_none_or(|(_, mark)| mark == ",");
        let openings = entries
            .iter()
            .filter(|(_, found)| found.iter().any(|(section, _)| OPENINGS.contains(section)))
            .flat_map(|(form, _)| {
                let first = form.split(|character: char| !character.is_alphabetic()).next();
                let first = first.unwrap_or(form).to_lowercase();
                [format!("{first}s"), first]
            })
            .collect();
        Self {
            entries,
            openings,
            decimal_comma,
        }
    }

    /// Whether a word may begin an amount. Most may not, and need no closer look.
    pub(super) fn may_begin(&self, word: &str) -> bool {
        if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            self.openings.contains(word)
        } else {
            self.openings.contains(&word.to_lowercase())
        }
    }

    /// What the form means in a section.
    pub(super) fn get(&self, section: Section, form: &str) -> Option<&str> {
        let found = self.entries.get(form)?;
        found
            .iter()
            .find(|(of, _)| *of == section)
            .map(|(_, value)| value.as_str())
    }

    /// The number that a form means in a section.
    pub(super) fn number(&self, section: Section, form: &str) -> Option<f64> {
        self.get(section, form)?.parse().ok()
    }

    /// Whether a section has the form.
    pub(super) fn has(&self, section: Section, form: &str) -> bool {
        self.get(section, form).is_some()
    }

    /// What a form means in a section, in the singular where it ends in a plural's letter.
    pub(super) fn singular(&self, section: Section, form: &str) -> Option<&str> {
        self.get(section, form).or_else(|| {
            let stem = form.strip_suffix(['s', 'x'])?;
            self.get(section, stem)
        })
    }
}

static LEXICONS: PerLanguage<Lexicon> = PerLanguage::new();
static SIGNS_ONLY: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::read(&[ANY]));

/// The entries for a language.
pub(super) fn lexicon(lang: Option<Lang>) -> &'static Lexicon {
    lang.and_then(|lang| LEXICONS.get(lang, |language| Lexicon::read(&[ANY, language.figures])))
        .unwrap_or(&SIGNS_ONLY)
}
