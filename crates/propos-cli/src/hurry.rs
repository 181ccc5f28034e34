//! Time that passes faster, so that tests of the whole program need not wait for what it waits for.

use std::sync::Arc;
use std::time::Duration;

use propos::llm::{Client, SystemClock};
use propos::pipeline::store::staged;

/// How many times faster: of no effect in a program that people use.
const HURRY: &str = "PROPOS_HURRY";

fn rate() -> Option<u32> {
    staged(HURRY)?.parse().ok().filter(|rate| *rate > 0)
}

/// A wait as long as a test wants it.
pub(crate) fn hurried(wait: Duration) -> Duration {
    rate().map_or(wait, |rate| wait / rate)
}

/// A client that waits as long as a test wants it to.
pub(crate) fn hurried_client(client: Client) -> Client {
    let Some(rate) = rate() else { return client };
    let timeouts = client.endpoint().timeouts.divided(rate);
    client
        .with_clock(Arc::new(SystemClock::hurried(rate)))
        .with_timeouts(timeouts)
}
