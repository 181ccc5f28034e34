//! The languages that have word lists.

use core::fmt;
use core::str::FromStr;

/// A language with its own abbreviations, starters and function words.
///
/// Text in any other language is segmented too, by the rules that need no list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Lang {
    /// German.
    De,
    /// English.
    En,
    /// Spanish.
    Es,
    /// French.
    Fr,
    /// Italian.
    It,
    /// Dutch.
    Nl,
    /// Portuguese.
    Pt,
}

impl Lang {
    /// Every language with lists, in the order of their codes.
    pub const ALL: [Self; 7] = [
        Self::De,
        Self::En,
        Self::Es,
        Self::Fr,
        Self::It,
        Self::Nl,
        Self::Pt,
    ];

    /// The two-letter code of ISO 639-1, in lower case.
    pub const fn code(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
            Self::Es => "es",
            Self::Fr => "fr",
            Self::It => "it",
            Self::Nl => "nl",
            Self::Pt => "pt",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

/// A language code for which there are no lists.
///
/// Written by hand: this crate is free of `std`, and one message needs no derive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownLang;

impl fmt::Display for UnknownLang {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("read the language code: use one of de, en, es, fr, it, nl, pt, or leave it out")
    }
}

impl core::error::Error for UnknownLang {}

impl FromStr for Lang {
    type Err = UnknownLang;

    /// Reads a BCP 47 tag by its first part: `fr`, `fr-CA`, `FR_fr`, `fra` are French.
    fn from_str(code: &str) -> Result<Self, UnknownLang> {
        let primary = code.trim().split(['-', '_', '.']).next().unwrap_or_default();
        let is = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(primary));
        Ok(match () {
            () if is(&["de", "deu", "ger"]) => Self::De,
            () if is(&["en", "eng"]) => Self::En,
            () if is(&["es", "spa"]) => Self::Es,
            () if is(&["fr", "fra", "fre"]) => Self::Fr,
            () if is(&["it", "ita"]) => Self::It,
            () if is(&["nl", "nld", "dut"]) => Self::Nl,
            () if is(&["pt", "por"]) => Self::Pt,
            () => return Err(UnknownLang),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Lang, UnknownLang};

    #[test]
    fn region_and_case_do_not_matter_in_a_language_code() {
        for (code, lang) in [
            ("fr", Lang::Fr),
            ("fr-CA", Lang::Fr),
            ("PT_br", Lang::Pt),
            ("nld", Lang::Nl),
        ] {
            assert_eq!(code.parse(), Ok(lang));
        }
        assert_eq!("da".parse::<Lang>(), Err(UnknownLang));
        assert_eq!("".parse::<Lang>(), Err(UnknownLang));
    }

    #[test]
    fn every_code_reads_back() {
        for lang in Lang::ALL {
            assert_eq!(lang.code().parse(), Ok(lang));
        }
    }
}
