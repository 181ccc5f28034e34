//! One gate for all who ask the same model of the same server: when it says "slower", everybody slows down.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;

use crate::clock::Clock;

/// After so many answers in a row, one more question may be under way at once.
const ANSWERS_PER_STEP: u32 = 20;

#[derive(Debug)]
pub(crate) struct Gate {
    state: Mutex<State>,
    changed: Notify,
}

#[derive(Debug)]
struct State {
    most: usize,
    limit: usize,
    n_inside: usize,
    n_answers: u32,
    opens_at: Duration,
    /// After "slower" one request goes alone; the others follow when it is answered.
    is_trying: bool,
}

/// A place inside the gate; leaving gives it back.
pub(crate) struct Permit<'a>(&'a Gate);

impl Gate {
    pub(crate) fn new(most: usize) -> Self {
        let most = most.max(1);
        Self {
            state: Mutex::new(State {
                most,
                limit: most,
                n_inside: 0,
                n_answers: 0,
                opens_at: Duration::ZERO,
                is_trying: false,
            }),
            changed: Notify::new(),
        }
    }

    /// Waits until a request may be sent; also says how long the gate itself was closed meanwhile. Where it stays
    /// closed for longer than `longest`, nobody waits: the error is how long.
    pub(crate) async fn enter(
        &self,
        clock: &dyn Clock,
        longest: Duration,
    ) -> Result<(Permit<'_>, Duration), Duration> {
        let mut waited = Duration::ZERO;
        loop {
            let changed = self.changed.notified();
            let closed_for = {
                let mut state = self.state();
                let closed_for = state.opens_at.saturating_sub(clock.elapsed());
                let limit = if state.is_trying { 1 } else { state.limit };
                if closed_for.is_zero() && state.n_inside < limit {
                    state.n_inside += 1;
                    return Ok((Permit(self), waited));
                }
                closed_for
            };
            if waited.saturating_add(closed_for) > longest {
                return Err(closed_for);
            }
            if closed_for.is_zero() {
                changed.await;
            } else {
                clock.sleep(closed_for).await;
                waited += closed_for;
            }
        }
    }

    /// An answer came.
    pub(crate) fn answered(&self) {
        let mut state = self.state();
        state.is_trying = false;
        state.n_answers += 1;
        if state.n_answers >= ANSWERS_PER_STEP {
            state.n_answers = 0;
            state.limit = (state.limit + 1).min(state.most);
        }
        drop(state);
        self.changed.notify_waiters();
    }

    /// The server said "slower": nobody sends anything for so long, then one alone, then half as many as before.
    pub(crate) fn slow_down(&self, now: Duration, wait: Duration) {
        let mut state = self.state();
        // Those who were under way together are told together; that is one "slower", not many.
        if !state.is_trying || now >= state.opens_at {
            state.limit = (state.limit / 2).max(1);
        }
        state.n_answers = 0;
        state.is_trying = true;
        state.opens_at = state.opens_at.max(now.saturating_add(wait));
    }

    /// How many requests may be under way at once now, and for how long none at all.
    pub(crate) fn pace(&self, now: Duration) -> (usize, Duration) {
        let state = self.state();
        (state.limit, state.opens_at.saturating_sub(now))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.n_inside = state.n_inside.saturating_sub(1);
        drop(state);
        self.0.changed.notify_waiters();
    }
}
