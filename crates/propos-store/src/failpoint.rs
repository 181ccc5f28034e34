//! Places at which a test ends the program as a crash would.

/// The place at which the program ends: `PLACE`, or `PLACE@N` for the N-th time it is reached.
#[cfg(feature = "failpoints")]
pub const FAILPOINT: &str = "PROPOS_FAILPOINT";

/// Ends the program where a test asked for it. Without the feature `failpoints` it does nothing and leaves no trace.
#[cfg(not(feature = "failpoints"))]
#[inline(always)]
pub const fn failpoint(_place: &str) {}

/// Ends the program where a test asked for it: at once, nothing flushed and nothing tidied up.
#[cfg(feature = "failpoints")]
pub fn failpoint(place: &str) {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU64, Ordering};

    static CHOSEN: OnceLock<Option<(String, u64)>> = OnceLock::new();
    static N_REACHED: AtomicU64 = AtomicU64::new(0);

    let chosen = CHOSEN.get_or_init(|| {
        let text = std::env::var(FAILPOINT).ok()?;
        match text.split_once('@') {
            Some((place, number)) => Some((place.to_owned(), number.parse().ok()?)),
            None => Some((text, 1)),
        }
    });
    if let Some((chosen, number)) = chosen
        && chosen == place
        && N_REACHED.fetch_add(1, Ordering::SeqCst) + 1 == *number
    {
        std::process::abort();
    }
}
