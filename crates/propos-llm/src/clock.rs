//! Time, so that tests need not wait for it.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use async_trait::async_trait;

/// Tells the time, sleeps, and throws dice.
#[async_trait]
pub trait Clock: Send + Sync {
    /// Time since some fixed moment; it never goes back.
    fn elapsed(&self) -> Duration;

    /// Time since 1970, for dates that servers send.
    fn since_epoch(&self) -> Duration;

    /// A number from 0 up to but without 1, for jitter.
    fn random(&self) -> f64;

    /// Waits.
    async fn sleep(&self, duration: Duration);
}

/// The machine's clock.
#[derive(Debug)]
pub struct SystemClock {
    start: Instant,
    rate: u32,
}

impl SystemClock {
    /// The machine's clock.
    pub fn new() -> Self {
        Self::hurried(1)
    }

    /// The same with time that passes so many times faster, for tests of programs that wait.
    pub fn hurried(rate: u32) -> Self {
        Self {
            start: Instant::now(),
            rate: rate.max(1),
        }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl Clock for SystemClock {
    fn elapsed(&self) -> Duration {
        self.start.elapsed().saturating_mul(self.rate)
    }

    fn since_epoch(&self) -> Duration {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        now.saturating_add(self.start.elapsed().saturating_mul(self.rate - 1))
    }

    fn random(&self) -> f64 {
        // Jitter needs to differ from program to program, no more; the standard library's hash keys do.
        let bits = RandomState::new().build_hasher().finish() >> 32;
        f64::from(u32::try_from(bits).unwrap_or(0)) / (f64::from(u32::MAX) + 1.0)
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration / self.rate).await;
    }
}
