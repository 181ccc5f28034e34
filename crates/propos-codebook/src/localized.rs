//! Text in several languages.

use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, Hash, Hasher};
use std::sync::OnceLock;

use foldhash::quality::FixedState;

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
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
pub struct LocalizedList(
    #[cfg_attr(feature = "json-schema", schemars(with = "BTreeMap<String, Vec<String>>"))]
    BTreeMap<String, Entries>,
);

/// The entries of one language. Nobody can change them, so that a number stands for them all.
#[derive(Clone, Debug, Default)]
struct Entries {
    all: Vec<String>,
    digest: OnceLock<u64>,
}

impl Entries {
    fn digest(&self) -> u64 {
        *self
            .digest
            .get_or_init(|| FixedState::default().hash_one(&self.all))
    }
}

impl PartialEq for Entries {
    fn eq(&self, other: &Self) -> bool {
        self.all == other.all
    }
}

impl Eq for Entries {}

impl Hash for Entries {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.digest());
    }
}

impl LocalizedList {
    /// The list in this language, in the order of the file; empty when there is none.
    pub fn get(&self, language: &str) -> &[String] {
        self.0.get(language).map_or(&[], |entries| entries.all.as_slice())
    }

    /// A number that differs, but for chance, where the lists of a language do. It is found out once, so that asking whether
    /// a codebook is the one before costs little however many words it has.
    pub fn digest(&self, language: &str) -> u64 {
        self.0.get(language).map_or(0, Entries::digest)
    }

    /// The languages with their lists, in alphabetical order of the languages.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0
            .iter()
            .map(|(language, entries)| (language.as_str(), entries.all.as_slice()))
    }

    /// How many entries there are in all languages.
    pub fn n_entries(&self) -> usize {
        self.0.values().map(|entries| entries.all.len()).sum()
    }

    /// Whether there is no entry in any language.
    pub fn is_empty(&self) -> bool {
        self.n_entries() == 0
    }
}

impl FromIterator<(String, Vec<String>)> for LocalizedList {
    fn from_iter<I: IntoIterator<Item = (String, Vec<String>)>>(lists: I) -> Self {
        let entries = |all| Entries {
            all,
            digest: OnceLock::new(),
        };
        Self(
            lists
                .into_iter()
                .map(|(language, all)| (language, entries(all)))
                .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::LocalizedList;

    fn list(words: &[&str]) -> LocalizedList {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        [("fr".to_owned(), words)].into_iter().collect()
    }

    #[test]
    fn a_digest_tells_lists_apart_and_changes_nothing_else() {
        let (one, same, other) = (list(&["ab", "c"]), list(&["ab", "c"]), list(&["a", "bc"]));
        assert_eq!(one.digest("fr"), same.digest("fr"));
        assert_ne!(one.digest("fr"), other.digest("fr"));
        assert_ne!(one.digest("fr"), one.digest("en"));
        // Lists are the same whether or not somebody has asked.
        assert_eq!(one, list(&["ab", "c"]));
        assert_ne!(one, other);
    }
}
