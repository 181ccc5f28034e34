//! Where answers lie in a journal, in as little memory as can be: a run over a hundred thousand documents holds as many.
#![cfg_attr(
    all(not(feature = "llm"), not(test)),
    expect(dead_code, reason = "answers are read by the transport alone")
)]

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};

use propos_store::Key;

/// Tables by the first bits of keys. Each grows by itself, so that there are never two copies of all of it.
const N_TABLES: usize = 32;

/// Where answers begin in a journal and whether they were used, by the keys of their requests: 24 bytes each.
#[derive(Debug)]
pub(crate) struct Places {
    tables: [HashMap<[u8; 16], Packed, BuildHasherDefault<OfKey>>; N_TABLES],
}

/// A place in a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AnswerAt {
    /// The first byte of its entry.
    pub(crate) start: u64,
    /// Whether this session has used it.
    pub(crate) is_used: bool,
}

/// The same in bytes, which need no room between them.
#[derive(Clone, Copy, Debug)]
struct Packed([u8; 8]);

impl Packed {
    const fn new(answer: AnswerAt) -> Self {
        Self((answer.start << 1 | answer.is_used as u64).to_le_bytes())
    }

    const fn open(self) -> AnswerAt {
        let bits = u64::from_le_bytes(self.0);
        AnswerAt {
            start: bits >> 1,
            is_used: bits & 1 == 1,
        }
    }
}

/// Keys are hashes already.
#[derive(Debug, Default)]
struct OfKey(u64);

impl Hasher for OfKey {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        if let Some(last) = bytes.last_chunk() {
            self.0 = u64::from_le_bytes(*last);
        }
    }
}

impl Default for Places {
    fn default() -> Self {
        Self {
            tables: std::array::from_fn(|_| HashMap::default()),
        }
    }
}

impl Places {
    pub(crate) fn len(&self) -> usize {
        self.tables.iter().map(HashMap::len).sum()
    }

    pub(crate) fn get(&self, key: Key) -> Option<AnswerAt> {
        let key = key.to_bytes();
        self.tables[table_of(key)].get(&key).map(|packed| packed.open())
    }

    pub(crate) fn insert(&mut self, key: Key, answer: AnswerAt) {
        let key = key.to_bytes();
        self.tables[table_of(key)].insert(key, Packed::new(answer));
    }

    pub(crate) fn remove(&mut self, key: Key) {
        let key = key.to_bytes();
        self.tables[table_of(key)].remove(&key);
    }

    /// Notes that an answer is used. Whether it was before; `None` where there is none.
    pub(crate) fn use_it(&mut self, key: Key) -> Option<bool> {
        let key = key.to_bytes();
        match self.tables[table_of(key)].entry(key) {
            Entry::Vacant(_) => None,
            Entry::Occupied(mut entry) => {
                let answer = entry.get().open();
                entry.insert(Packed::new(AnswerAt {
                    is_used: true,
                    ..answer
                }));
                Some(answer.is_used)
            }
        }
    }

    pub(crate) fn count_unused(&self) -> usize {
        let all = self.tables.iter().flat_map(HashMap::values);
        all.filter(|packed| !packed.open().is_used).count()
    }
}

const fn table_of(key: [u8; 16]) -> usize {
    let [first, ..] = key;
    first as usize % N_TABLES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_there_until_it_is_taken_out() {
        let keys: Vec<Key> = (0..1_000)
            .map(|number: u32| Key::of(&[number.to_string()]))
            .collect();
        let mut places = Places::default();
        for (key, start) in keys.iter().zip(0..) {
            let is_used = start % 2 == 1;
            places.insert(*key, AnswerAt { start, is_used });
        }
        assert_eq!((places.len(), places.count_unused()), (1_000, 500));
        for (key, start) in keys.iter().zip(0..) {
            assert_eq!(places.use_it(*key), Some(start % 2 == 1));
            assert_eq!(places.get(*key), Some(AnswerAt { start, is_used: true }));
        }
        assert_eq!(places.count_unused(), 0);
        places.remove(keys[7]);
        assert_eq!((places.get(keys[7]), places.use_it(keys[7])), (None, None));
        assert_eq!(places.len(), 999);
    }

    #[test]
    fn a_place_takes_no_more_than_it_must() {
        assert_eq!(size_of::<([u8; 16], Packed)>(), 24);
        let far = AnswerAt {
            start: u64::MAX >> 1,
            is_used: false,
        };
        assert_eq!(Packed::new(far).open(), far);
    }
}
