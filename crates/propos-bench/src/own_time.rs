//! The time of the thread that measures: what else the machine does counts little.

use std::time::Duration;

use criterion::measurement::{Measurement, ValueFormatter, WallTime};

/// Time at work of this thread where the system tells it, else time that passes.
#[derive(Clone, Copy, Debug, Default)]
pub struct OwnTime;

/// Nanoseconds at work so far.
fn at_work() -> Option<u64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok()
}

/// When a measurement began: by the clock, and by the thread's own time.
#[derive(Clone, Copy, Debug)]
pub struct Began<T> {
    by_clock: T,
    at_work: Option<u64>,
}

impl Measurement for OwnTime {
    type Intermediate = Began<<WallTime as Measurement>::Intermediate>;
    type Value = Duration;

    fn start(&self) -> Self::Intermediate {
        Began {
            by_clock: WallTime.start(),
            at_work: at_work(),
        }
    }

    fn end(&self, began: Self::Intermediate) -> Duration {
        let own = at_work()
            .zip(began.at_work)
            .map(|(now, then)| now.saturating_sub(then));
        let passed = WallTime.end(began.by_clock);
        // The system counts in ticks: less than one is no time at all.
        match own.filter(|own| *own > 0) {
            Some(own) => Duration::from_nanos(own),
            None => passed,
        }
    }

    fn add(&self, one: &Duration, other: &Duration) -> Duration {
        *one + *other
    }

    fn zero(&self) -> Duration {
        Duration::ZERO
    }

    fn to_f64(&self, value: &Duration) -> f64 {
        WallTime.to_f64(value)
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        WallTime.formatter()
    }
}
