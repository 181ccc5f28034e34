//! What a server says of its models.

use sha2::{Digest, Sha256};

/// What a server says of a model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ModelInfo {
    /// Its name, as it is asked for.
    pub id: String,
    /// How many tokens question and answer may have together.
    pub context_tokens: Option<u64>,
    /// How many tokens an answer may have.
    pub max_output_tokens: Option<u64>,
    /// The day from which it is gone, in the provider's words.
    pub shutdown_date: Option<String>,
    /// The hash of the template that turns turns into text, where the server shows it.
    pub template_sha256: Option<String>,
    /// The digest of its weights, where the server shows it.
    pub digest: Option<String>,
}

impl ModelInfo {
    /// A model of which only the name is known.
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            ..Self::default()
        }
    }
}

pub(crate) fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// The names nearest to one that is not there: same beginning, few differing characters.
pub fn near_names<'a>(name: &str, known: impl IntoIterator<Item = &'a str>, n_most: usize) -> Vec<&'a str> {
    let wanted = name.to_lowercase();
    let mut scored: Vec<(usize, &str)> = known
        .into_iter()
        .map(|candidate| (distance(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| {
            *distance <= candidate.chars().count().max(wanted.chars().count()) / 2
        })
        .collect();
    scored.sort_unstable();
    scored
        .into_iter()
        .take(n_most)
        .map(|(_, candidate)| candidate)
        .collect()
}

/// How many characters must be put in, taken out or changed; characters after the end of the shorter count half, so
/// that a name without its date is near.
fn distance(first: &str, second: &str) -> usize {
    let (first, second): (Vec<char>, Vec<char>) = (first.chars().collect(), second.chars().collect());
    let (short, long) = if first.len() <= second.len() {
        (&first, &second)
    } else {
        (&second, &first)
    };
    if long.starts_with(short) {
        return (long.len() - short.len()).div_ceil(2);
    }
    let mut row: Vec<usize> = (0..=short.len()).collect();
    for (long_index, long_char) in long.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = long_index + 1;
        for (short_index, short_char) in short.iter().enumerate() {
            let changed = diagonal + usize::from(long_char != short_char);
            diagonal = row[short_index + 1];
            row[short_index + 1] = changed.min(diagonal + 1).min(row[short_index] + 1);
        }
    }
    row[short.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_the_ones_a_person_would_have_meant() {
        let known = [
            "qwen3:8b",
            "qwen3:14b",
            "llama3.3:70b",
            "mistral-small",
            "gpt-x-mini-2026-08-01",
        ];
        assert_eq!(near_names("qwen3:8", known, 2), ["qwen3:8b", "qwen3:14b"]);
        assert_eq!(near_names("Mistral-smal", known, 3), ["mistral-small"]);
        assert_eq!(near_names("gpt-x-mini", known, 3), ["gpt-x-mini-2026-08-01"]);
        assert!(near_names("something else", known, 3).is_empty());
    }
}
