//! The address of something by everything that shaped it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

/// A 128-bit address. Two lists of parts have the same key only if they are the same list: the first half of a SHA-256
/// over the parts, each behind its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u128);

impl Key {
    /// The key of a list of parts.
    pub fn of<T: AsRef<[u8]>>(parts: &[T]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            let part = part.as_ref();
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        let digest = hash.finalize();
        let half = digest
            .iter()
            .take(16)
            .fold(0_u128, |value, byte| (value << 8) | u128::from(*byte));
        Self(half)
    }

    /// The key of these bytes.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(u128::from_be_bytes(bytes))
    }

    /// Its bytes, for those who keep many.
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}", self.0)
    }
}

impl FromStr for Key {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let is_hexadecimal = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        u128::from_str_radix(text, 16)
            .ok()
            .filter(|_| is_hexadecimal)
            .map(Self)
            .ok_or_else(|| "a key has 32 hexadecimal digits".to_owned())
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_one_part_ends_and_the_next_begins_makes_a_difference() {
        assert_ne!(Key::of(&["ab", "c"]), Key::of(&["a", "bc"]));
        assert_ne!(Key::of(&["ab", ""]), Key::of(&["ab"]));
        assert_eq!(Key::of(&["ab", "c"]), Key::of(&["ab", "c"]));
    }

    #[test]
    fn a_key_reads_back_as_written() {
        let key = Key::of(&["x"]);
        assert_eq!(key.to_string().parse(), Ok(key));
        assert!("+00000000000000000000000000000ab".parse::<Key>().is_err());
    }
}
