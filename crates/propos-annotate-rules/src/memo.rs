//! What was compiled from a codebook, kept for the next document.

use std::sync::{Arc, Mutex, PoisonError};

/// How many values are kept: of a few codebooks in a few languages.
const KEPT: usize = 8;

/// Values by a number that differs where they would, the last used at the end. Output does not depend on it.
#[derive(Debug)]
pub(crate) struct Memo<T>(Mutex<Vec<(u64, Arc<T>)>>);

impl<T> Memo<T> {
    pub(crate) const fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    /// The value of a key, from memory where it was made before.
    pub(crate) fn get(&self, key: u64, make: impl FnOnce() -> T) -> Arc<T> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = kept.iter().position(|(other, _)| *other == key) {
            let entry = kept.remove(at);
            let value = Arc::clone(&entry.1);
            kept.push(entry);
            return value;
        }
        let value = Arc::new(make());
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((key, Arc::clone(&value)));
        value
    }
}
