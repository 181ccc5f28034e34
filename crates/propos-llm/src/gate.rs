//! One gate for all who ask the same model of the same server: when it says "slower", everybody slows down.
//!
//! What it decides is in [`State`], over plain values; [`Gate`] only waits.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;

use crate::client::Pace;
use crate::clock::Clock;
use crate::failure::{Failure, FailureClass};
use crate::limits::{Bucket, Report};
use crate::retry::RetryPolicy;

/// After so many answers in a row, one more question may be under way at once.
const ANSWERS_PER_STEP: u32 = 20;
/// So many requests in a row without an answer, over so long at least, and nobody goes on asking.
const BRAKE_AFTER: u32 = 20;
const BRAKE_LEAST: Duration = Duration::from_secs(10);
/// Or several requests in a row, over so long: a server on the same machine may be waited for half an hour each time.
const BRAKE_SILENCE: Duration = Duration::from_hours(1);
/// Until then, after so many, one request alone in such a time.
const BRAKE_PAUSE: Duration = Duration::from_secs(1);
/// What stands against every request is believed for so long before it is asked again.
const SHUT: Duration = Duration::from_mins(1);

#[derive(Debug)]
pub(crate) struct Gate {
    state: Mutex<State>,
    /// Who is here next waits for the gate; all others wait for their turn, in the order they came.
    turn: tokio::sync::Mutex<()>,
    changed: Notify,
}

/// A place inside the gate; leaving gives it back.
pub(crate) struct Permit<'a> {
    gate: &'a Gate,
    /// Between which two "slower" the request goes out.
    window: u64,
    is_trial: bool,
    sent_at: Duration,
    n_tokens: f64,
}

/// How a request ended, for the gate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Ended<'f> {
    /// The server answered, whatever it said.
    Answered,
    /// Too many requests; the wait that was asked for.
    Limited(Option<Duration>),
    /// Too much to do; how long everybody keeps away.
    Overloaded(Duration),
    /// No answer, for a reason that may pass.
    Broken(FailureClass),
    /// What stands against every other request too.
    Refused(&'f Failure),
    /// It was never sent.
    Unsent,
}

#[derive(Debug)]
struct State {
    most: usize,
    limit: usize,
    n_inside: usize,
    n_answers: u32,
    opens_at: Duration,
    /// What closed it last.
    closed_by: FailureClass,
    /// Since when there were no answers but "slower".
    limited_since: Option<Duration>,
    /// How many windows in a row ended with "slower".
    n_windows: u32,
    /// Counts the windows.
    window: u64,
    trial: Trial,
    broken: Option<Row>,
    shut: Option<(Failure, Duration)>,
    /// A person's limits of requests and tokens, then the server's.
    set: [Option<Bucket>; 2],
    told: [Option<Bucket>; 2],
}

/// After "slower" one request goes alone; the others follow when it is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trial {
    NotNeeded,
    Needed,
    UnderWay,
}

/// Requests in a row without an answer. Those that were under way together when it began count as one.
#[derive(Clone, Copy, Debug)]
struct Row {
    since: Duration,
    /// When the first of them was sent.
    sent_at: Duration,
    n: u32,
}

/// What to do with who wants to enter.
#[derive(Clone, Debug, PartialEq)]
enum Decision {
    Enter { is_trial: bool },
    Wait(Duration),
    WaitForChange,
    Refuse(Failure),
}

impl Gate {
    pub(crate) fn new(most: usize) -> Self {
        Self {
            state: Mutex::new(State::new(most)),
            turn: tokio::sync::Mutex::default(),
            changed: Notify::new(),
        }
    }

    /// Limits a minute that a person sets.
    pub(crate) fn set_limits(&self, requests: Option<u32>, tokens: Option<u32>) {
        self.state().set = [
            requests.map(|limit| Bucket::per_minute(limit, 1.0)),
            tokens.map(|limit| Bucket::per_minute(limit, f64::from(limit) / 60.0)),
        ];
    }

    /// Waits until a request of about so many tokens may be sent; also says how long that took. Where nobody should wait for it,
    /// the error says why.
    pub(crate) async fn enter(
        &self,
        clock: &dyn Clock,
        n_tokens: f64,
        longest: Duration,
    ) -> Result<(Permit<'_>, Duration), Failure> {
        let came_at = clock.elapsed();
        let _turn = self.turn.lock().await;
        loop {
            let now = clock.elapsed();
            let (decision, window) = {
                let mut state = self.state();
                (state.decide(n_tokens, now, longest), state.window)
            };
            match decision {
                Decision::Enter { is_trial } => {
                    let permit = Permit {
                        gate: self,
                        window,
                        is_trial,
                        sent_at: now,
                        n_tokens,
                    };
                    return Ok((permit, now.saturating_sub(came_at)));
                }
                Decision::Refuse(failure) => return Err(failure),
                Decision::WaitForChange => self.changed.notified().await,
                Decision::Wait(wait) => {
                    tokio::select! {
                        biased;
                        () = self.changed.notified() => {}
                        () = clock.sleep(wait) => {}
                    }
                }
            }
        }
    }

    /// What a server says of its limits.
    pub(crate) fn learn(&self, reports: [Option<Report>; 2], now: Duration) {
        self.state().learn(reports, now);
    }

    /// Nobody gets in for a while, for a reason that was found out elsewhere.
    pub(crate) fn shut(&self, failure: &Failure, now: Duration) {
        self.state().shut(failure, now);
        self.changed.notify_one();
    }

    /// How many requests may be under way at once now, how many at most, for how long none at all, and why.
    pub(crate) fn pace(&self, now: Duration) -> Pace {
        let state = self.state();
        let closed_for = state.opens_at.saturating_sub(now);
        Pace {
            in_flight: state.limit,
            most_in_flight: state.most,
            closed_for,
            closed_by: (!closed_for.is_zero()).then_some(state.closed_by),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Permit<'_> {
    /// The request has ended. Where nobody should go on asking now, the failure that says so. `request_id` is the provider's.
    pub(crate) fn ended(
        self,
        ended: Ended<'_>,
        now: Duration,
        policy: &RetryPolicy,
        random: f64,
        request_id: Option<&str>,
    ) -> Option<Failure> {
        let mut state = self.gate.state();
        if self.is_trial {
            state.trial = Trial::Needed;
        }
        match ended {
            Ended::Answered => state.answered(self.window),
            Ended::Limited(asked) => return state.limited(self.window, asked, now, policy, random),
            Ended::Overloaded(wait) => {
                state.slow_down(self.window, FailureClass::Overloaded, wait, now);
                return state.broken(FailureClass::Overloaded, self.sent_at, now, request_id);
            }
            Ended::Broken(class) => return state.broken(class, self.sent_at, now, request_id),
            Ended::Unsent => {}
            Ended::Refused(failure) => state.shut(failure, now),
        }
        None
    }

    /// How many tokens it took in truth.
    pub(crate) fn took(&self, n_tokens: u64) {
        #[expect(clippy::cast_precision_loss, reason = "a count of tokens")]
        let more = n_tokens as f64 - self.n_tokens;
        if let Some(tokens) = &mut self.gate.state().set[1] {
            tokens.take(more);
        }
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let mut state = self.gate.state();
        state.n_inside = state.n_inside.saturating_sub(1);
        if self.is_trial && state.trial == Trial::UnderWay {
            // Whoever asked went away.
            state.trial = Trial::Needed;
        }
        drop(state);
        self.gate.changed.notify_one();
    }
}

impl State {
    fn new(most: usize) -> Self {
        let most = most.max(1);
        Self {
            most,
            limit: most,
            n_inside: 0,
            n_answers: 0,
            opens_at: Duration::ZERO,
            closed_by: FailureClass::RateLimit,
            limited_since: None,
            n_windows: 0,
            window: 0,
            trial: Trial::NotNeeded,
            broken: None,
            shut: None,
            set: [None; 2],
            told: [None; 2],
        }
    }

    fn decide(&mut self, n_tokens: f64, now: Duration, longest: Duration) -> Decision {
        if let Some((failure, until)) = &self.shut {
            if now < *until {
                return Decision::Refuse(failure.clone());
            }
            self.shut = None;
        }
        let closed_for = self.opens_at.saturating_sub(now);
        if let Some(failure) = self.standstill(now, longest) {
            return Decision::Refuse(failure);
        }
        if !closed_for.is_zero() {
            return Decision::Wait(closed_for);
        }
        let may_enter = match self.trial {
            Trial::UnderWay => false,
            Trial::Needed => true,
            Trial::NotNeeded => self.n_inside < self.limit,
        };
        if !may_enter {
            return Decision::WaitForChange;
        }
        let needs = [1.0, n_tokens];
        let mut wait = Duration::ZERO;
        for (bucket, need) in self.set.iter_mut().zip(needs) {
            wait = wait.max(
                bucket
                    .as_mut()
                    .map_or(Duration::ZERO, |bucket| bucket.wait(need, now)),
            );
        }
        for (bucket, need) in self.told.iter_mut().zip(needs) {
            let told = bucket
                .as_mut()
                .map_or(Duration::ZERO, |bucket| bucket.wait(need, now));
            // A wait that nobody would wait is worth one request: the server's own word may be another.
            if told <= longest {
                wait = wait.max(told);
            }
        }
        if !wait.is_zero() {
            return Decision::Wait(wait);
        }
        for (bucket, need) in self
            .set
            .iter_mut()
            .chain(&mut self.told)
            .zip(needs.iter().cycle())
        {
            if let Some(bucket) = bucket {
                bucket.take(*need);
            }
        }
        self.n_inside += 1;
        let is_trial = self.trial == Trial::Needed;
        if is_trial {
            self.trial = Trial::UnderWay;
        }
        Decision::Enter { is_trial }
    }

    /// Nobody waits for longer than `longest` without one answer.
    fn standstill(&self, now: Duration, longest: Duration) -> Option<Failure> {
        let closed_for = self.opens_at.saturating_sub(now);
        let since = self.limited_since?;
        (!closed_for.is_zero() && self.opens_at.saturating_sub(since) > longest).then(|| {
            let mut failure = Failure::new(FailureClass::RateLimit);
            failure.wait = Some(closed_for);
            failure.is_standstill = true;
            failure
        })
    }

    fn shut(&mut self, failure: &Failure, now: Duration) {
        self.shut = Some((failure.clone(), now.saturating_add(SHUT)));
    }

    fn answered(&mut self, window: u64) {
        // It does not open a gate that is shut: nothing goes out meanwhile, so it answers what went out before.
        self.broken = None;
        // Answers to what went out before the last "slower" say nothing about now.
        if window != self.window {
            return;
        }
        self.trial = Trial::NotNeeded;
        self.limited_since = None;
        self.n_windows = 0;
        self.n_answers += 1;
        if self.n_answers >= ANSWERS_PER_STEP {
            self.n_answers = 0;
            self.limit = (self.limit + 1).min(self.most);
        }
    }

    fn limited(
        &mut self,
        window: u64,
        asked: Option<Duration>,
        now: Duration,
        policy: &RetryPolicy,
        random: f64,
    ) -> Option<Failure> {
        self.limited_since.get_or_insert(now);
        let n_windows = if window == self.window {
            self.n_windows + 1
        } else {
            self.n_windows
        };
        let wait = policy.closed_for(asked, n_windows.max(1), random);
        self.slow_down(window, FailureClass::RateLimit, wait, now);
        self.n_windows = n_windows;
        self.standstill(now, policy.longest_asked_wait)
    }

    /// The server said "slower": nobody sends anything for so long, then one alone, then half as many as before.
    fn slow_down(&mut self, window: u64, class: FailureClass, wait: Duration, now: Duration) {
        // Those who were under way together are told together; that is one "slower", not many.
        if window == self.window {
            self.limit = (self.limit / 2).max(1);
            self.window += 1;
        }
        self.n_answers = 0;
        if self.trial != Trial::UnderWay {
            self.trial = Trial::Needed;
        }
        self.close(class, wait, now);
    }

    /// Nobody enters for so long, unless nobody does for longer already.
    fn close(&mut self, class: FailureClass, wait: Duration, now: Duration) {
        let opens_at = now.saturating_add(wait);
        if opens_at > self.opens_at {
            self.opens_at = opens_at;
            self.closed_by = class;
        }
    }

    fn broken(
        &mut self,
        class: FailureClass,
        sent_at: Duration,
        now: Duration,
        request_id: Option<&str>,
    ) -> Option<Failure> {
        let first = Row {
            since: now,
            sent_at,
            n: 1,
        };
        let row = self.broken.get_or_insert(first);
        if sent_at >= row.since && row.since != now {
            row.n += 1;
        }
        let is_silent = row.n > 1 && now.saturating_sub(row.sent_at) >= BRAKE_SILENCE;
        if row.n < BRAKE_AFTER && !is_silent {
            return None;
        }
        if now.saturating_sub(row.since) < BRAKE_LEAST {
            // It may come back: one at a time finds out.
            if self.trial != Trial::UnderWay {
                self.trial = Trial::Needed;
            }
            self.close(class, BRAKE_PAUSE, now);
            return None;
        }
        let mut detail = format!("{} requests in a row brought no answer", row.n);
        if let Some(id) = request_id {
            detail.push_str(", the last one's id is ");
            detail.push_str(id);
        }
        let mut failure = Failure::new(class).because(detail);
        failure.is_standstill = true;
        self.broken = None;
        self.shut(&failure, now);
        Some(failure)
    }

    fn learn(&mut self, reports: [Option<Report>; 2], now: Duration) {
        #[expect(clippy::cast_precision_loss, reason = "a count of requests")]
        let others = self.n_inside.saturating_sub(1) as f64;
        let [requests, tokens] = reports;
        if let Some(report) = requests {
            self.told[0] = Some(Bucket::reported(&report, others, now));
        }
        if let Some(report) = tokens {
            self.told[1] = Some(Bucket::reported(&report, 0.0, now));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);
    const LONGEST: Duration = Duration::from_mins(10);

    fn enters(state: &mut State, now: Duration) -> bool {
        matches!(state.decide(1.0, now, LONGEST), Decision::Enter { .. })
    }

    #[test]
    fn fm_15_one_slower_halves_once_however_many_are_told() {
        let mut state = State::new(64);
        let policy = RetryPolicy::default();
        for _ in 0..64 {
            assert_eq!(state.limited(0, Some(SECOND), Duration::ZERO, &policy, 0.0), None);
        }
        assert_eq!((state.limit, state.n_windows), (32, 1));
        assert!(!enters(&mut state, SECOND / 2));
        // One alone, and nobody else before it is answered.
        assert!(enters(&mut state, SECOND));
        assert!(!enters(&mut state, SECOND));
        state.limited(state.window, Some(SECOND), 2 * SECOND, &policy, 0.0);
        assert_eq!((state.limit, state.n_windows), (16, 2));
    }

    #[test]
    fn a_late_answer_from_before_does_not_open_the_gate() {
        let mut state = State::new(4);
        state.limited(0, Some(SECOND), Duration::ZERO, &RetryPolicy::default(), 0.0);
        state.answered(0);
        assert_eq!((state.trial, state.limit), (Trial::Needed, 2));
        state.answered(1);
        assert_eq!(state.trial, Trial::NotNeeded);
    }

    #[test]
    fn fm_15_what_closed_the_gate_for_the_longest_is_what_is_told() {
        let gate = Gate::new(8);
        let policy = RetryPolicy::default();
        let why = || gate.pace(SECOND).closed_by;
        assert_eq!(why(), None);
        gate.state()
            .slow_down(0, FailureClass::Overloaded, SECOND * 3, Duration::ZERO);
        assert_eq!(why(), Some(FailureClass::Overloaded));
        gate.state()
            .limited(1, Some(SECOND * 2), Duration::ZERO, &policy, 0.0);
        assert_eq!(why(), Some(FailureClass::Overloaded), "its wait ends earlier");
        gate.state()
            .limited(2, Some(SECOND * 9), Duration::ZERO, &policy, 0.0);
        assert_eq!(why(), Some(FailureClass::RateLimit));
    }

    #[test]
    fn fm_17_a_late_answer_from_before_does_not_open_a_gate_that_is_shut() {
        let mut state = State::new(4);
        state.shut(&Failure::new(FailureClass::Quota), SECOND);
        state.answered(state.window);
        assert!(!enters(&mut state, 2 * SECOND));
        assert!(enters(&mut state, SECOND + SHUT));
    }

    #[test]
    fn answers_raise_the_limit_by_one_in_twenty_and_never_above_the_most() {
        let mut state = State::new(4);
        state.slow_down(0, FailureClass::RateLimit, Duration::ZERO, Duration::ZERO);
        for _ in 0..20 {
            state.answered(1);
        }
        assert_eq!(state.limit, 3);
        for _ in 0..200 {
            state.answered(1);
        }
        assert_eq!(state.limit, 4);
    }

    #[test]
    fn fm_16_slower_without_one_answer_for_ten_minutes_is_a_standstill() {
        let mut state = State::new(1);
        let policy = RetryPolicy::default();
        let mut now = Duration::ZERO;
        let failure = loop {
            if let Some(failure) = state.limited(state.window, Some(90 * SECOND), now, &policy, 0.0) {
                break failure;
            }
            now = state.opens_at;
            assert!(now < 2 * LONGEST);
        };
        assert!(failure.is_standstill && failure.wait == Some(90 * SECOND));
        // Whoever comes after that wait may try again.
        let opens_at = state.opens_at;
        assert!(enters(&mut state, opens_at));
    }

    #[test]
    fn fm_13_who_is_not_answered_for_an_hour_asks_no_more() {
        let mut state = State::new(1);
        let (half, mut now) = (Duration::from_mins(30), Duration::ZERO);
        assert_eq!(state.broken(FailureClass::Timeout, now, now + half, None), None);
        // An answer in between says that somebody is there.
        state.answered(state.window);
        now += half + SECOND;
        assert_eq!(state.broken(FailureClass::Timeout, now, now + half, None), None);
        now += half + SECOND;
        let failure = state.broken(FailureClass::Timeout, now, now + half, None);
        assert!(failure.is_some_and(|failure| failure.is_standstill));
        // One request that takes an hour is no row.
        let mut state = State::new(1);
        assert_eq!(
            state.broken(FailureClass::Timeout, now, now + 4 * half, None),
            None
        );
    }

    #[test]
    fn fm_19_twenty_in_a_row_close_the_gate_and_a_moment_that_breaks_all_under_way_is_no_row() {
        let mut state = State::new(64);
        for _ in 0..64 {
            assert_eq!(
                state.broken(FailureClass::Network, Duration::ZERO, SECOND, None),
                None
            );
        }
        let mut now = SECOND;
        for _ in 0..18 {
            now += SECOND;
            assert_eq!(state.broken(FailureClass::Network, now, now, None), None);
        }
        let failure = state.broken(FailureClass::Server, now, now + SECOND, Some("req_7"));
        let failure = failure.expect("a standstill");
        assert!(
            failure.is_standstill && failure.class == FailureClass::Server,
            "{failure:?}"
        );
        assert!(failure.to_string().contains("req_7"));
        assert!(!enters(&mut state, now + SECOND));
        assert!(enters(&mut state, now + SECOND + SHUT));
    }
}
