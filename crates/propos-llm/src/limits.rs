//! Limits a minute: those that a person sets, and those that a server tells of in its headers.
//!
//! Each is a bucket that fills at a steady rate; a request takes from it what it needs, and waits while there is too little.
//! All is arithmetic over plain values: the time is given, nothing is slept.

use std::time::Duration;

use crate::retry::{parse_reset, parse_seconds, senders_time};
use crate::transport::HttpResponse;

/// How much may be sent now, and how fast that grows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bucket {
    capacity: f64,
    level: f64,
    per_second: f64,
    /// When the level was this.
    at: Duration,
}

impl Bucket {
    /// So many a minute, spread evenly: at most `burst` at once.
    pub(crate) fn per_minute(limit: u32, burst: f64) -> Self {
        Self {
            capacity: burst,
            level: burst,
            per_second: f64::from(limit.max(1)) / 60.0,
            at: Duration::ZERO,
        }
    }

    /// As a server reports it. What is under way may not be counted in the report yet.
    pub(crate) fn reported(report: &Report, under_way: f64, now: Duration) -> Self {
        let used = report.limit - report.remaining;
        let seconds = report.resets_in.map_or(0.0, |wait| wait.as_secs_f64());
        // The time until all is there again says how fast it comes back; a minute where nothing is said.
        let per_second = if used > 0.0 && seconds > 0.0 {
            used / seconds
        } else {
            report.limit / 60.0
        };
        Self {
            capacity: report.limit,
            level: report.remaining - under_way,
            per_second,
            at: now,
        }
    }

    /// How long until so much may be taken. More than fits is taken when the bucket is full, and owed.
    pub(crate) fn wait(&mut self, need: f64, now: Duration) -> Duration {
        let passed = now.saturating_sub(self.at).as_secs_f64();
        self.level = (self.level + passed * self.per_second).min(self.capacity);
        self.at = now;
        let lacking = need.min(self.capacity) - self.level;
        // A billionth is what the arithmetic may be wrong by.
        if lacking <= 1e-9 {
            return Duration::ZERO;
        }
        Duration::try_from_secs_f64(lacking / self.per_second).unwrap_or(Duration::MAX)
    }

    /// Takes so much; less than nothing gives it back.
    pub(crate) fn take(&mut self, amount: f64) {
        self.level = (self.level - amount).min(self.capacity);
    }
}

/// What a server says of one of its limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Report {
    /// How much is allowed.
    pub(crate) limit: f64,
    /// How much of it is left.
    pub(crate) remaining: f64,
    /// When all of it is there again.
    pub(crate) resets_in: Option<Duration>,
}

/// What a response says of requests and of tokens. Of several limits on tokens the one with the least left counts.
pub(crate) fn reports(response: &HttpResponse, since_epoch: Duration) -> (Option<Report>, Option<Report>) {
    let since_epoch = senders_time(response, since_epoch);
    let read = |name: &dyn Fn(&str) -> String| report(response, name, since_epoch);
    let least = |reports: Vec<Report>| {
        reports
            .into_iter()
            .min_by(|one, other| one.remaining.total_cmp(&other.remaining))
    };
    let requests = [
        read(&|what| format!("x-ratelimit-{what}-requests")),
        read(&|what| format!("anthropic-ratelimit-requests-{what}")),
        read(&|what| format!("x-ratelimit-{what}")),
        read(&|what| format!("ratelimit-{what}")),
    ];
    let tokens = [
        read(&|what| format!("x-ratelimit-{what}-tokens")),
        read(&|what| format!("anthropic-ratelimit-tokens-{what}")),
        read(&|what| format!("anthropic-ratelimit-input-tokens-{what}")),
    ];
    (
        least(requests.into_iter().flatten().collect()),
        least(tokens.into_iter().flatten().collect()),
    )
}

/// Whether a response says anything of limits; most servers on one's own machine do not.
pub(crate) fn has_reports(response: &HttpResponse) -> bool {
    response
        .headers
        .iter()
        .any(|(name, _)| name.contains("ratelimit-"))
}

fn report(response: &HttpResponse, name: &dyn Fn(&str) -> String, since_epoch: Duration) -> Option<Report> {
    let number = |what: &str| {
        let number = response.header(&name(what))?.parse::<f64>().ok();
        number.filter(|number| number.is_finite() && *number >= 0.0)
    };
    let limit = number("limit").filter(|limit| *limit > 0.0)?;
    let remaining = number("remaining")?.min(limit);
    let resets_in = response.header(&name("reset")).and_then(|text| {
        parse_seconds(text)
            .filter(is_no_date)
            .or_else(|| parse_reset(text, since_epoch))
    });
    Some(Report {
        limit,
        remaining,
        resets_in,
    })
}

/// Numbers this large are moments, in seconds or milliseconds since 1970.
fn is_no_date(wait: &Duration) -> bool {
    wait.as_secs() < 1_000_000_000
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    /// How many of these requests go out within a time, each as soon as it may.
    fn sent_within(bucket: &mut Bucket, need: f64, time: Duration) -> usize {
        let mut now = Duration::ZERO;
        let mut n_sent = 0;
        loop {
            now += bucket.wait(need, now);
            if now >= time {
                return n_sent;
            }
            bucket.take(need);
            n_sent += 1;
        }
    }

    #[test]
    fn a_set_number_of_requests_a_minute_is_spread_evenly_and_never_exceeded() {
        for limit in [1, 60, 500] {
            let mut bucket = Bucket::per_minute(limit, 1.0);
            let n_sent = sent_within(&mut bucket, 1.0, 60 * SECOND);
            assert!(n_sent.abs_diff(limit as usize) <= 1, "{n_sent} of {limit}");
        }
    }

    #[test]
    fn a_request_larger_than_a_second_of_tokens_goes_out_and_is_owed() {
        let mut bucket = Bucket::per_minute(60_000, 1000.0);
        assert_eq!(bucket.wait(3000.0, Duration::ZERO), Duration::ZERO);
        bucket.take(3000.0);
        assert_eq!(bucket.wait(3000.0, Duration::ZERO), 3 * SECOND);
        // It took less than was thought.
        bucket.take(-1000.0);
        assert_eq!(bucket.wait(3000.0, Duration::ZERO), 2 * SECOND);
    }

    #[test]
    fn limits_are_read_in_every_providers_words_and_nonsense_is_not() {
        type Headers = &'static [(&'static str, &'static str)];

        let now = Duration::from_secs(1_795_817_704); // 2026-11-27T22:15:04Z
        let cases: [(Headers, Option<Report>); 8] = [
            (
                &[
                    ("x-ratelimit-limit-requests", "500"),
                    ("x-ratelimit-remaining-requests", "499"),
                    ("x-ratelimit-reset-requests", "120ms"),
                ],
                Some(Report {
                    limit: 500.0,
                    remaining: 499.0,
                    resets_in: Some(Duration::from_millis(120)),
                }),
            ),
            (
                &[
                    ("anthropic-ratelimit-requests-limit", "50"),
                    ("anthropic-ratelimit-requests-remaining", "0"),
                    ("anthropic-ratelimit-requests-reset", "2026-11-27T22:16:04Z"),
                ],
                Some(Report {
                    limit: 50.0,
                    remaining: 0.0,
                    resets_in: Some(60 * SECOND),
                }),
            ),
            (
                &[
                    ("x-ratelimit-limit", "20"),
                    ("x-ratelimit-remaining", "3"),
                    ("x-ratelimit-reset", "1795817714000"),
                ],
                Some(Report {
                    limit: 20.0,
                    remaining: 3.0,
                    resets_in: Some(10 * SECOND),
                }),
            ),
            (
                &[
                    ("ratelimit-limit", "20"),
                    ("ratelimit-remaining", "3"),
                    ("ratelimit-reset", "30"),
                ],
                Some(Report {
                    limit: 20.0,
                    remaining: 3.0,
                    resets_in: Some(30 * SECOND),
                }),
            ),
            (
                &[
                    ("x-ratelimit-limit-requests", "20"),
                    ("x-ratelimit-remaining-requests", "3"),
                ],
                Some(Report {
                    limit: 20.0,
                    remaining: 3.0,
                    resets_in: None,
                }),
            ),
            (
                &[
                    ("x-ratelimit-limit-requests", "0"),
                    ("x-ratelimit-remaining-requests", "-1"),
                ],
                None,
            ),
            (
                &[
                    ("x-ratelimit-limit-requests", "NaN"),
                    ("x-ratelimit-remaining-requests", "3"),
                ],
                None,
            ),
            (&[("x-ratelimit-remaining-requests", "3")], None),
        ];
        for (headers, expected) in cases {
            let mut response = HttpResponse::new(200, "");
            for (name, value) in headers {
                response = response.with_header(name, *value);
            }
            assert_eq!(reports(&response, now).0, expected, "{headers:?}");
        }
    }

    #[test]
    fn a_reported_limit_comes_back_at_the_rate_the_report_tells() {
        let report = Report {
            limit: 60.0,
            remaining: 0.0,
            resets_in: Some(30 * SECOND),
        };
        let mut bucket = Bucket::reported(&report, 0.0, SECOND);
        assert_eq!(bucket.wait(1.0, SECOND), SECOND / 2);
        // Those under way may come off what is left.
        let mut bucket = Bucket::reported(&report, 3.0, SECOND);
        assert_eq!(bucket.wait(1.0, SECOND), 2 * SECOND);
    }
}
