//! What has ended, told to one who listens and is woken for several at once.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// Tells from anywhere.
pub(crate) struct Returns<T>(Arc<Queue<T>>);

impl<T> Clone for Returns<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

/// Hears of it.
pub(crate) struct Heard<T>(Arc<Queue<T>>);

struct Queue<T> {
    state: Mutex<State<T>>,
    wanted: Notify,
}

struct State<T> {
    waiting: Vec<T>,
    /// How many of those that began have ended since the listener heard.
    n_ended: usize,
    /// How many are under way.
    n_under_way: usize,
    /// While there are more under way, nobody need be woken for each that ends.
    n_enough: usize,
}

impl<T> Queue<T> {
    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> State<T> {
    fn take(&mut self) -> Option<(Vec<T>, usize)> {
        let is_some = !self.waiting.is_empty();
        is_some.then(|| {
            (
                std::mem::take(&mut self.waiting),
                std::mem::take(&mut self.n_ended),
            )
        })
    }
}

/// A way back for what is begun. The listener is woken when no more than so many are under way.
pub(crate) fn returns<T>(n_enough: usize) -> (Returns<T>, Heard<T>) {
    let queue = Arc::new(Queue {
        state: Mutex::new(State {
            waiting: Vec::new(),
            n_ended: 0,
            n_under_way: 0,
            n_enough,
        }),
        wanted: Notify::new(),
    });
    (Returns(Arc::clone(&queue)), Heard(queue))
}

impl<T> Returns<T> {
    /// Counts one more that is under way.
    pub(crate) fn began(&self) {
        self.0.state().n_under_way += 1;
    }

    /// What came of one, all of it or the last of it where it ends. Where it may not wait, the listener is woken at once.
    pub(crate) fn ended(&self, came: Vec<T>, ends: bool, may_wait: bool) {
        let mut state = self.0.state();
        state.waiting.extend(came);
        state.n_ended += usize::from(ends);
        state.n_under_way -= usize::from(ends);
        let wakes = !may_wait || state.n_under_way <= state.n_enough;
        drop(state);
        if wakes {
            self.0.wanted.notify_one();
        }
    }

    /// From now on the listener is woken for each.
    pub(crate) fn hurry(&self) {
        self.0.state().n_enough = usize::MAX;
    }
}

impl<T> Heard<T> {
    /// What has come since, and how many have ended, as soon as there is something when this is asked or the listener is woken.
    pub(crate) async fn next(&self) -> (Vec<T>, usize) {
        loop {
            if let Some(come) = self.0.state().take() {
                return come;
            }
            self.0.wanted.notified().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;

    #[test]
    fn the_listener_is_woken_when_few_are_left_or_something_may_not_wait() {
        let (returns, heard) = returns(2);
        let mut context = Context::from_waker(Waker::noop());
        for _ in 0..4 {
            returns.began();
        }
        let is_woken = |queue: &Heard<u8>| {
            let mut wanted = pin!(queue.0.wanted.notified());
            wanted
                .as_mut()
                .poll(&mut Context::from_waker(Waker::noop()))
                .is_ready()
        };
        returns.ended(vec![1], true, true);
        assert!(!is_woken(&heard));
        returns.ended(vec![2], false, false);
        assert!(is_woken(&heard));
        returns.ended(vec![3], true, true);
        assert!(is_woken(&heard));
        let mut next = pin!(heard.next());
        assert_eq!(next.as_mut().poll(&mut context), Poll::Ready((vec![1, 2, 3], 2)));
        let mut next = pin!(heard.next());
        assert_eq!(next.as_mut().poll(&mut context), Poll::Pending);
    }
}
