//! Text in several languages.

use std::collections::BTreeMap;

/// One text, per language: in a file `name.fr = "…"` and `name.en = "…"`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct Localized(BTreeMap<String, String>);

impl Localized {
    /// The text in this language.
    pub fn get(&self, language: &str) -> Option<&str> {
        self.0.get(language).map(String::as_str)
    }

    /// The text in this language, else in English, else in the alphabetically first language there is. Empty
    /// only when there is no text at all.
    pub fn get_or_any(&self, language: &str) -> &str {
        self.get(language)
            .or_else(|| self.get("en"))
            .or_else(|| self.0.values().next().map(String::as_str))
            .unwrap_or_default()
    }

    /// The languages with their texts, in alphabetical order of the languages.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(language, text)| (language.as_str(), text.as_str()))
    }

    /// Whether there is no text in any language.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(String, String)> for Localized {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(texts: I) -> Self {
        Self(texts.into_iter().collect())
    }
}

/// A list of words or phrases, per language: in a file `keywords.fr = ["…", "…"]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct LocalizedList(BTreeMap<String, Vec<String>>);

impl LocalizedList {
    /// The list in this language, in the order of the file; empty when there is none.
    pub fn get(&self, language: &str) -> &[String] {
        self.0.get(language).map(Vec::as_slice).unwrap_or_default()
    }

    /// The languages with their lists, in alphabetical order of the languages.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0
            .iter()
            .map(|(language, list)| (language.as_str(), list.as_slice()))
    }

    /// How many entries there are in all languages.
    pub fn n_entries(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    /// Whether there is no entry in any language.
    pub fn is_empty(&self) -> bool {
        self.n_entries() == 0
    }
}

impl FromIterator<(String, Vec<String>)> for LocalizedList {
    fn from_iter<I: IntoIterator<Item = (String, Vec<String>)>>(lists: I) -> Self {
        Self(lists.into_iter().collect())
    }
}
