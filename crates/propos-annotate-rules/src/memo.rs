//! What was found out for one document, kept for the next one. Output does not depend on any of it.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};

/// How many values are kept: of a few codebooks in a few languages.
const KEPT: usize = 8;

/// Values by a number that differs where they would, the last used at the end.
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

/// Values of which each document has one to itself while it is read, so that no thread waits for another.
#[derive(Debug)]
pub(crate) struct Pool<T>(Mutex<Vec<T>>);

impl<T> Pool<T> {
    pub(crate) const fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }
}

impl<T: Default> Pool<T> {
    /// A value that nobody has at the moment, or a new one.
    pub(crate) fn lend(&self) -> Lent<'_, T> {
        let idle = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        Lent {
            value: idle.unwrap_or_default(),
            pool: self,
        }
    }
}

/// A value of a pool, which has it back when this is dropped.
#[derive(Debug)]
pub(crate) struct Lent<'pool, T: Default> {
    value: T,
    pool: &'pool Pool<T>,
}

impl<T: Default> Deref for Lent<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Default> DerefMut for Lent<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T: Default> Drop for Lent<'_, T> {
    fn drop(&mut self) {
        let value = std::mem::take(&mut self.value);
        let mut idle = self.pool.0.lock().unwrap_or_else(PoisonError::into_inner);
        idle.push(value);
    }
}
