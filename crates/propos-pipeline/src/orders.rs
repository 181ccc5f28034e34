//! A queue from many to one thread, whom some of what is sent need not wake.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Sends from anywhere.
pub(crate) struct Orders<T>(Arc<Queue<T>>);

impl<T> Clone for Orders<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

/// Takes what was sent, in order. When this is gone, nothing can be sent any more.
pub(crate) struct Taker<T>(Arc<Queue<T>>);

struct Queue<T> {
    state: Mutex<State<T>>,
    wanted: Condvar,
}

struct State<T> {
    waiting: VecDeque<T>,
    /// Whether something waits that is to be taken at once.
    is_urgent: bool,
    /// Whether the taker sleeps until there is something.
    is_asleep: bool,
    is_closed: bool,
}

impl<T> fmt::Debug for Orders<T> {
    /// Without what waits, which may hold texts.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Orders").finish_non_exhaustive()
    }
}

impl<T> Queue<T> {
    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A queue.
pub(crate) fn orders<T>() -> (Orders<T>, Taker<T>) {
    let queue = Arc::new(Queue {
        state: Mutex::new(State {
            waiting: VecDeque::new(),
            is_urgent: false,
            is_asleep: false,
            is_closed: false,
        }),
        wanted: Condvar::new(),
    });
    (Orders(Arc::clone(&queue)), Taker(queue))
}

impl<T> Orders<T> {
    /// Sends something that is taken at once; whether anybody takes it.
    pub(crate) fn send(&self, order: T) -> bool {
        self.put(order, true)
    }

    /// Sends something that is taken with what is sent next; whether anybody takes it.
    #[cfg(any(feature = "llm", test))]
    pub(crate) fn send_along(&self, order: T) -> bool {
        self.put(order, false)
    }

    fn put(&self, order: T, is_urgent: bool) -> bool {
        let mut state = self.0.state();
        if state.is_closed {
            return false;
        }
        state.waiting.push_back(order);
        state.is_urgent |= is_urgent;
        let wakes = state.is_urgent && std::mem::take(&mut state.is_asleep);
        drop(state);
        if wakes {
            self.0.wanted.notify_one();
        }
        true
    }
}

impl<T> Taker<T> {
    /// Waits until something is to be taken at once, and takes at most so many, those first that were sent first.
    pub(crate) fn wait(&self, most: usize) -> VecDeque<T> {
        let mut state = self.0.state();
        while !state.is_urgent {
            state.is_asleep = true;
            state = self.0.wanted.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.is_asleep = false;
        state.take(most)
    }

    /// Takes at most so many of those that are there.
    pub(crate) fn take(&self, most: usize) -> VecDeque<T> {
        self.0.state().take(most)
    }
}

impl<T> State<T> {
    fn take(&mut self, most: usize) -> VecDeque<T> {
        if self.waiting.len() <= most {
            self.is_urgent = false;
            return std::mem::take(&mut self.waiting);
        }
        // What is left may be urgent.
        let left = self.waiting.split_off(most);
        std::mem::replace(&mut self.waiting, left)
    }
}

impl<T> Drop for Taker<T> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.is_closed = true;
        // Whoever waits for one of them hears that nobody takes it.
        let left = std::mem::take(&mut state.waiting);
        drop(state);
        drop(left);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::orders;

    #[test]
    fn what_is_not_urgent_goes_along_in_its_order() {
        let (sender, taker) = orders();
        let taking = std::thread::spawn(move || {
            let first = taker.wait(2);
            (first, taker.take(9), taker.take(9))
        });
        assert!(sender.send_along(1) && sender.send_along(2));
        std::thread::sleep(Duration::from_millis(20));
        assert!(!taking.is_finished());
        assert!(sender.send(3));
        let (first, rest, none) = taking.join().unwrap();
        assert_eq!(
            (first.into(), rest.into(), none.into()),
            (vec![1, 2], vec![3], vec![])
        );
        assert!(!sender.send(4), "nobody takes it any more");
    }
}
