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

/// What a test asks the program for beyond its options, by the name of an environment variable. Without the feature
/// `failpoints` nobody asks, whatever the environment holds.
#[cfg(not(feature = "failpoints"))]
#[inline]
pub const fn staged(_name: &str) -> Option<String> {
    None
}

/// What a test asks the program for beyond its options, by the name of an environment variable.
#[cfg(feature = "failpoints")]
pub fn staged(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The disk as a test wants it: `full@12`, `quota@12` or `broken@12` for every write from the twelfth on, `full@12-15` for
/// these alone. Syncs are counted with the writes and fail on a broken disk.
#[cfg(feature = "failpoints")]
pub const DISK: &str = "PROPOS_DISK";

/// Fails where a test wants the disk to. Without the feature `failpoints` it does nothing and leaves no trace.
#[cfg(not(feature = "failpoints"))]
#[inline]
#[expect(clippy::unnecessary_wraps, reason = "with the feature it may fail")]
pub(crate) const fn disk(_is_sync: bool) -> std::io::Result<()> {
    Ok(())
}

/// Fails where a test wants the disk to.
#[cfg(feature = "failpoints")]
pub(crate) fn disk(is_sync: bool) -> std::io::Result<()> {
    use std::io::{Error, ErrorKind};
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU64, Ordering};

    static CHOSEN: OnceLock<Option<(ErrorKind, u64, u64)>> = OnceLock::new();
    static N_WRITES: AtomicU64 = AtomicU64::new(0);

    let chosen = CHOSEN.get_or_init(|| {
        let text = std::env::var(DISK).ok()?;
        let (kind, places) = text.split_once('@')?;
        let kind = match kind {
            "full" => ErrorKind::StorageFull,
            "quota" => ErrorKind::QuotaExceeded,
            _ => ErrorKind::Other,
        };
        let (first, last) = places.split_once('-').unwrap_or((places, "18446744073709551615"));
        Some((kind, first.parse().ok()?, last.parse().ok()?))
    });
    let Some((kind, first, last)) = chosen else {
        return Ok(());
    };
    let number = N_WRITES.fetch_add(1, Ordering::SeqCst) + 1;
    let may_fail = !is_sync || *kind == ErrorKind::Other;
    if may_fail && (*first..=*last).contains(&number) {
        return Err(Error::from(*kind));
    }
    Ok(())
}
