//! When to ask again.

use std::time::Duration;

use crate::failure::{Failure, FailureClass};
use crate::limits::reports;
use crate::transport::HttpResponse;

/// When to ask again, how often, and how long at most.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct RetryPolicy {
    /// The most requests for one question, the first included.
    pub max_attempts: u32,
    /// The wait before the second attempt, doubled for each further one; a random part of it is waited.
    pub first_wait: Duration,
    /// The longest wait of our own choice.
    pub longest_wait: Duration,
    /// The longest wait that a provider may ask for. Beyond it the failure is returned with its wait, so that the
    /// caller can put the document aside.
    pub longest_asked_wait: Duration,
    /// The longest time for one question, all attempts and waits together; then it is not asked again. A question whose answer did not
    /// come in time is asked once more in any case: a server on the same machine may be waited for longer than this.
    pub whole: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_attempts: 5,
            first_wait: Duration::from_millis(500),
            longest_wait: Duration::from_secs(30),
            longest_asked_wait: Duration::from_mins(10),
            whole: Duration::from_mins(15),
        }
    }
}

impl RetryPolicy {
    /// Every question is asked once.
    pub fn never() -> Self {
        Self {
            max_attempts: 1,
            ..Self::default()
        }
    }

    /// How long nobody sends anything after "too many requests". `n_windows` is how often in a row that was said, this time
    /// included. What the provider asks for is the least; where it asks for nothing, waits double.
    pub fn closed_for(&self, asked: Option<Duration>, n_windows: u32, random: f64) -> Duration {
        let random = random.clamp(0.0, 1.0);
        match asked {
            // Nobody waits so long, and whoever is told of it is told what the provider said.
            Some(asked) if asked > self.longest_asked_wait => asked,
            Some(asked) => asked.saturating_add(self.first_wait.mul_f64(random)),
            None => {
                let doubled = self
                    .first_wait
                    .saturating_mul(1 << n_windows.saturating_sub(1).min(16));
                doubled.min(self.longest_wait).mul_f64(f64::midpoint(1.0, random))
            }
        }
    }

    /// How long to wait before the next attempt; `None` means to give up. `n_attempts` requests were sent in
    /// `elapsed`; `random` is from 0 up to 1.
    pub fn wait(
        &self,
        failure: &Failure,
        n_attempts: u32,
        elapsed: Duration,
        random: f64,
    ) -> Option<Duration> {
        // Nonsense from a server is worth one more try: it may be a proxy's bad moment, but it may be the server's way.
        let most = match failure.class {
            FailureClass::Protocol => self.max_attempts.min(2),
            _ => self.max_attempts,
        };
        if !failure.is_retryable() || n_attempts >= most {
            return None;
        }
        let asked = failure.wait.unwrap_or_default();
        if asked > self.longest_asked_wait {
            return None;
        }
        // What is overloaded, or still loading a model, is not relieved within a second.
        let first_wait = match failure.class {
            FailureClass::Overloaded => self.first_wait.saturating_mul(8),
            _ => self.first_wait,
        };
        let doubled = first_wait.saturating_mul(1 << (n_attempts.saturating_sub(1)).min(16));
        let own = doubled.min(self.longest_wait).mul_f64(random.clamp(0.0, 1.0));
        // What the provider asks for is the least; the jitter on top keeps workers apart.
        let wait = asked.saturating_add(own);
        let is_first_hang = failure.class == FailureClass::Timeout && n_attempts < 2;
        (is_first_hang || elapsed.saturating_add(wait) <= self.whole).then_some(wait)
    }
}

/// What time it is for whoever sent a response, as time since 1970: dates in it are by that clock. The machine's own, which may be
/// wrong or set anew at any moment, counts where the sender does not say.
pub(crate) fn senders_time(response: &HttpResponse, since_epoch: Duration) -> Duration {
    let date = response.header("date").and_then(parse_http_date);
    date.unwrap_or(since_epoch)
}

/// How long a response's headers ask to wait.
pub(crate) fn asked_wait(response: &HttpResponse, since_epoch: Duration) -> Option<Duration> {
    let since_epoch = senders_time(response, since_epoch);
    if let Some(milliseconds) = response
        .header("retry-after-ms")
        .and_then(|value| value.parse::<f64>().ok())
        && let Ok(wait) = Duration::try_from_secs_f64(milliseconds / 1000.0)
    {
        return Some(wait);
    }
    if let Some(value) = response.header("retry-after") {
        let date = || Some(parse_http_date(value)?.saturating_sub(since_epoch));
        return parse_seconds(value).or_else(date);
    }
    // Who names no wait may still say when the limit that is used up begins anew.
    let (requests, tokens) = reports(response, since_epoch);
    let used_up = [requests, tokens].into_iter().flatten();
    used_up
        .filter(|report| report.remaining < 1.0)
        .filter_map(|report| report.resets_in)
        .max()
}

/// What some providers say in words alone: "try again in 450ms", "resets in 16 days".
pub(crate) fn wait_in_words(message: &str) -> Option<Duration> {
    const UNITS: &[(&str, u64)] = &[("second", 1), ("minute", 60), ("hour", 3600), ("day", 86_400)];
    let mut words = message
        .split_ascii_whitespace()
        .map(|word| word.trim_matches(['~', '.', ',', ')']));
    words.by_ref().find(|word| word.eq_ignore_ascii_case("in"))?;
    let (number, unit) = (words.next()?, words.next().unwrap_or_default());
    let unit = UNITS
        .iter()
        .find(|(name, _)| unit.to_ascii_lowercase().starts_with(name));
    match (number.parse::<f64>(), unit) {
        (Ok(number), Some((_, seconds))) =>
        {
            #[expect(clippy::cast_precision_loss, reason = "at most the seconds of a day")]
            Duration::try_from_secs_f64(number * *seconds as f64).ok()
        }
        (Ok(_), None) => None,
        (Err(_), _) => parse_go_duration(number),
    }
}

/// `37`, `37.5`, `37s` or `450ms`. Nothing negative.
pub(crate) fn parse_seconds(text: &str) -> Option<Duration> {
    let text = text.trim();
    match text.parse::<f64>() {
        Ok(seconds) => Duration::try_from_secs_f64(seconds).ok(),
        Err(_) => parse_go_duration(text),
    }
}

/// `12ms`, `1s` or `6m0s`: numbers with units, largest first.
fn parse_go_duration(text: &str) -> Option<Duration> {
    const UNITS: &[(&str, f64)] = &[("ms", 0.001), ("h", 3600.0), ("m", 60.0), ("s", 1.0)];
    let mut rest = text.trim();
    let mut seconds = 0.0;
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
        let number: f64 = rest[..end].parse().ok()?;
        let (unit, factor) = UNITS.iter().find(|(unit, _)| rest[end..].starts_with(unit))?;
        seconds += number * factor;
        rest = &rest[end + unit.len()..];
    }
    Duration::try_from_secs_f64(seconds).ok()
}

const MONTHS: &[&str] = &[
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A moment, as how long it is until then: `2026-11-27T22:15:04Z`, or seconds or milliseconds since 1970.
pub(crate) fn parse_reset(text: &str, since_epoch: Duration) -> Option<Duration> {
    let text = text.trim();
    if let Ok(number) = text.parse::<f64>() {
        let seconds = if number > 1e11 { number / 1000.0 } else { number };
        return Some(
            Duration::try_from_secs_f64(seconds)
                .ok()?
                .saturating_sub(since_epoch),
        );
    }
    let (date, clock) = text.split_once(['T', 't'])?;
    // The offset from UTC is always none where providers send this.
    let clock = clock.trim_end_matches(['Z', 'z']);
    let clock = clock.split_once(['.', '+']).map_or(clock, |(whole, _)| whole);
    let mut numbers = date.split('-').chain(clock.split(':')).map(str::parse::<u64>);
    let mut next = || numbers.next()?.ok();
    let (year, month, day) = (next()?, next()?, next()?);
    let moment = moment(
        year,
        usize::try_from(month.checked_sub(1)?).ok()?,
        day,
        [next()?, next()?, next()?],
    )?;
    Some(moment.saturating_sub(since_epoch))
}

/// `Fri, 27 Nov 2026 22:15:04 GMT`, as time since 1970. The two older forms are not sent any more.
fn parse_http_date(text: &str) -> Option<Duration> {
    let (_, rest) = text.split_once(", ")?;
    let mut parts = rest.split_ascii_whitespace();
    let day: u64 = parts.next()?.parse().ok()?;
    let month_name = parts.next()?;
    let month = MONTHS.iter().position(|name| *name == month_name)?;
    let year: u64 = parts.next()?.parse().ok()?;
    let mut clock = parts.next()?.split(':').map(str::parse::<u64>);
    moment(
        year,
        month,
        day,
        [clock.next()?.ok()?, clock.next()?.ok()?, clock.next()?.ok()?],
    )
}

/// A moment as time since 1970; the month counts from 0.
fn moment(year: u64, month: usize, day: u64, [hour, minute, second]: [u64; 3]) -> Option<Duration> {
    if !(1970..=9999).contains(&year)
        || month > 11
        || !(1..=31).contains(&day)
        || hour > 23
        || minute > 59
        || second > 60
    {
        return None;
    }
    let is_leap =
        |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days_of_month = |month: usize| match month {
        1 if is_leap(year) => 29,
        1 => 28,
        3 | 5 | 8 | 10 => 30,
        _ => 31,
    };
    let days_of_years: u64 = (1970..year)
        .map(|year| if is_leap(year) { 366 } else { 365 })
        .sum();
    let days = days_of_years + (0..month).map(days_of_month).sum::<u64>() + day - 1;
    Some(Duration::from_secs(
        days * 86_400 + hour * 3600 + minute * 60 + second,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_read_in_every_form_and_nonsense_is_not() {
        let now = Duration::from_secs(1_795_817_704); // Fri, 27 Nov 2026 22:15:04 GMT
        let cases = [
            (&[("retry-after", "30")][..], Some(30_000)),
            (&[("retry-after", "1.5")], Some(1500)),
            (&[("retry-after", "5"), ("retry-after-ms", "300")], Some(300)),
            (&[("retry-after", "5"), ("retry-after-ms", "soon")], Some(5000)),
            (&[("retry-after", "Fri, 27 Nov 2026 22:16:04 GMT")], Some(60_000)),
            (&[("retry-after", "Fri, 27 Nov 2026 22:14:04 GMT")], Some(0)),
            (&[("retry-after", "-3")], None),
            (&[("retry-after", "NaN")], None),
            (&[("retry-after", "inf")], None),
            (&[("retry-after", "in a while")], None),
            (&[("retry-after", "Fri, 99 Nov 2026 22:16:04 GMT")], None),
            (&[("retry-after", "1e300")], None),
            (&[], None),
            (
                &[
                    ("x-ratelimit-limit-tokens", "9000"),
                    ("x-ratelimit-remaining-tokens", "0"),
                    ("x-ratelimit-reset-tokens", "6m0.5s"),
                ],
                Some(360_500),
            ),
            (
                &[
                    ("x-ratelimit-limit-tokens", "9000"),
                    ("x-ratelimit-remaining-tokens", "0"),
                    ("x-ratelimit-reset-tokens", "12ms"),
                ],
                Some(12),
            ),
            (
                &[
                    ("x-ratelimit-limit-tokens", "9000"),
                    ("x-ratelimit-remaining-tokens", "9"),
                    ("x-ratelimit-reset-tokens", "6m0s"),
                ],
                None,
            ),
            (
                &[
                    ("x-ratelimit-limit-tokens", "9000"),
                    ("x-ratelimit-remaining-tokens", "0"),
                    ("x-ratelimit-reset-tokens", "-1"),
                ],
                None,
            ),
            (&[("retry-after", "37s")], Some(37_000)),
            (&[("retry-after", "450ms")], Some(450)),
            // Whatever this machine's clock says, dates are by the server's.
            (
                &[
                    ("retry-after", "Fri, 27 Nov 2026 22:16:04 GMT"),
                    ("date", "Fri, 27 Nov 2026 22:15:54 GMT"),
                ],
                Some(10_000),
            ),
            (
                &[
                    ("retry-after", "Sat, 28 Nov 2026 23:15:04 GMT"),
                    ("date", "Sat, 28 Nov 2026 23:14:04 GMT"),
                ],
                Some(60_000),
            ),
            (
                &[
                    ("retry-after", "Fri, 27 Nov 2026 22:16:04 GMT"),
                    ("date", "yesterday"),
                ],
                Some(60_000),
            ),
        ];
        for (headers, milliseconds) in cases {
            let mut response = HttpResponse::new(429, "");
            for (name, value) in headers {
                response = response.with_header(name, *value);
            }
            let expected = milliseconds.map(Duration::from_millis);
            assert_eq!(asked_wait(&response, now), expected, "{headers:?}");
        }
    }

    #[test]
    fn waits_that_are_told_in_words_are_read() {
        let cases = [
            ("Please try again in 450ms.", Some(450)),
            (
                "Rate limit reached. Please try again in 6m0s. Visit example.org",
                Some(360_000),
            ),
            ("Your usage limit resets in ~16 days", Some(16 * 86_400_000)),
            ("Try again in 1 hour.", Some(3_600_000)),
            ("Too many requests in a short time", None),
            ("in", None),
            ("Slow down", None),
        ];
        for (message, milliseconds) in cases {
            assert_eq!(
                wait_in_words(message),
                milliseconds.map(Duration::from_millis),
                "{message}"
            );
        }
    }

    #[test]
    fn fm_13_whatever_it_took_to_find_a_hang_it_is_asked_once_more() {
        let policy = RetryPolicy::default();
        let wait = |class, n_attempts, minutes| {
            let elapsed = Duration::from_mins(minutes);
            policy.wait(&Failure::new(class), n_attempts, elapsed, 0.0)
        };
        assert!(wait(FailureClass::Timeout, 1, 30).is_some());
        assert_eq!(wait(FailureClass::Timeout, 2, 60), None);
        assert!(wait(FailureClass::Timeout, 4, 14).is_some());
        assert_eq!(wait(FailureClass::Timeout, 5, 5), None);
        // Other failures that came so late are not like this one.
        assert_eq!(wait(FailureClass::Network, 1, 30), None);
    }

    #[test]
    fn without_an_asked_wait_the_gate_stays_closed_longer_each_time_up_to_a_limit() {
        let policy = RetryPolicy::default();
        let waits = [1, 2, 3, 20].map(|n_windows| policy.closed_for(None, n_windows, 0.0).as_millis());
        assert_eq!(waits, [250, 500, 1000, 15_000]);
        let asked = policy.closed_for(Some(Duration::from_secs(30)), 20, 0.5);
        assert_eq!(asked, Duration::from_millis(30_250));
    }
}
