//! Many questions at once, in time that does not pass by itself.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use propos_llm::{Clock, Failure, HttpRequest, HttpResponse, Transport};
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::common::{body, endpoint, question};

/// The runtime's clock, which tests stop.
struct Paused(Instant);

#[async_trait]
impl Clock for Paused {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn since_epoch(&self) -> Duration {
        Duration::from_secs(1_795_817_704) + self.elapsed()
    }

    fn random(&self) -> f64 {
        0.5
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

/// What a server says to its n-th request at a time since the beginning.
type Say = Box<dyn Fn(usize, Duration) -> HttpResponse + Send + Sync>;

/// Says something after a tenth of a second, and keeps when it was asked.
struct Busy {
    start: Instant,
    say: Say,
    asked: Mutex<Vec<Duration>>,
}

#[async_trait]
impl Transport for Busy {
    async fn send(&self, _: &HttpRequest) -> Result<HttpResponse, Failure> {
        let (number, at) = {
            let mut asked = self.asked.lock().expect("not poisoned");
            asked.push(self.start.elapsed());
            (asked.len() - 1, self.start.elapsed())
        };
        tokio::time::sleep(Duration::from_millis(100)).await;
        Ok((self.say)(number, at))
    }
}

/// Asks so many questions at once; how many were answered, when each request was sent, and the client afterwards.
async fn ask_all(
    n_questions: usize,
    limits: (Option<u32>, Option<u32>),
    say: Say,
) -> (usize, Vec<Duration>, Arc<propos_llm::Client>) {
    ask_all_by(Arc::new(Paused(Instant::now())), n_questions, limits, say).await
}

/// The same by another clock.
async fn ask_all_by(
    clock: Arc<dyn Clock>,
    n_questions: usize,
    limits: (Option<u32>, Option<u32>),
    say: Say,
) -> (usize, Vec<Duration>, Arc<propos_llm::Client>) {
    let start = Instant::now();
    let server = Arc::new(Busy {
        start,
        say,
        asked: Mutex::default(),
    });
    let client = propos_llm::Client::new(endpoint("openai"), Arc::clone(&server) as Arc<dyn Transport>)
        .with_clock(clock)
        .with_in_flight(64)
        .with_limits(limits.0, limits.1);
    let client = Arc::new(client);
    let mut asking = JoinSet::new();
    for _ in 0..n_questions {
        let client = Arc::clone(&client);
        asking.spawn(async move { client.chat(&question()).await.outcome.is_complete() });
    }
    let answered = asking.join_all().await;
    let asked = server.asked.lock().expect("not poisoned").clone();
    (
        answered.into_iter().filter(|is_complete| *is_complete).count(),
        asked,
        client,
    )
}

fn slower() -> HttpResponse {
    HttpResponse::new(429, body("openai_err.429_rate"))
}

fn ok() -> HttpResponse {
    HttpResponse::new(200, body("openai_chat.ok"))
}

#[tokio::test(start_paused = true)]
async fn fm_15_while_a_server_says_slower_one_request_a_window_finds_out() {
    let closed = Duration::from_mins(5);
    let say: Say = Box::new(move |_, at| {
        if at < closed {
            slower().with_header("retry-after", "30")
        } else {
            ok()
        }
    });
    let (n_answered, asked, _) = ask_all(200, (None, None), say).await;
    assert_eq!(n_answered, 200, "nobody fails by it");
    let behind_first = asked.iter().filter(|at| **at > Duration::from_secs(1));
    let waiting: Vec<_> = behind_first.filter(|at| **at < closed).collect();
    assert!((9..=10).contains(&waiting.len()), "{waiting:?}");
    assert!(asked.len() <= 64 + 10 + 200);
}

#[tokio::test(start_paused = true)]
async fn fm_15_three_slower_in_ten_for_five_minutes_fail_nobody() {
    const WAITS: [Option<(&str, &str)>; 7] = [
        Some(("retry-after", "1")),
        Some(("retry-after", "30")),
        Some(("retry-after-ms", "300")),
        Some(("retry-after", "Fri, 27 Nov 2026 22:16:04 GMT")),
        Some(("retry-after", "in a while")),
        Some(("retry-after", "-3")),
        None,
    ];
    let say: Say = Box::new(|number, at| {
        if at > Duration::from_mins(5) || number % 10 > 2 {
            return ok();
        }
        match WAITS[number / 10 % WAITS.len()] {
            Some((name, value)) => slower().with_header(name, value),
            None => slower(),
        }
    });
    let (n_answered, asked, client) = ask_all(1000, (None, None), say).await;
    assert_eq!(n_answered, 1000);
    // While the gate is closed for half a minute nobody runs against it: between two that are asked lies a pause, and behind it
    // goes one alone.
    let pauses = asked
        .windows(2)
        .filter(|pair| pair[1].saturating_sub(pair[0]) > Duration::from_secs(20));
    for pause in pauses {
        let found_out = asked
            .iter()
            .filter(|at| (pause[1]..pause[1] + Duration::from_millis(100)).contains(at));
        assert_eq!(found_out.count(), 1, "one finds out: {:?}", pause[1]);
    }
    assert!(client.pace().in_flight > 1, "answers raise the limit again");
}

/// A clock whose time of day jumps an hour or a day, back and ahead, each time that it is asked for.
struct Jumping {
    inner: Paused,
    n_asked: std::sync::atomic::AtomicUsize,
}

#[async_trait]
impl Clock for Jumping {
    fn elapsed(&self) -> Duration {
        self.inner.elapsed()
    }

    fn since_epoch(&self) -> Duration {
        let number = self.n_asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let time = self.inner.since_epoch();
        match number % 4 {
            0 => time + Duration::from_hours(1),
            1 => time.saturating_sub(Duration::from_hours(1)),
            2 => time + Duration::from_hours(24),
            _ => time.saturating_sub(Duration::from_hours(24)),
        }
    }

    fn random(&self) -> f64 {
        0.5
    }

    async fn sleep(&self, duration: Duration) {
        self.inner.sleep(duration).await;
    }
}

#[tokio::test(start_paused = true)]
async fn fm_12_a_clock_that_jumps_changes_no_wait_and_no_limit() {
    // The server's own clock is right: it begins at this moment and says so with each response.
    const BEGAN: u64 = 22 * 3600 + 15 * 60 + 4;
    let date = |at: Duration| {
        let seconds = BEGAN + at.as_secs();
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        format!("Fri, 27 Nov 2026 {hour:02}:{minute:02}:{second:02} GMT")
    };
    let open = Duration::from_mins(2);
    // A date to wait for, or a date at which a limit that is used up begins anew.
    for is_reset in [false, true] {
        let start = Instant::now();
        let say: Say = Box::new(move |_, at| {
            let response = if at >= open { ok() } else { slower() };
            let response = response.with_header("date", date(at));
            match (at >= open, is_reset) {
                (true, _) => response,
                (false, false) => response.with_header("retry-after", date(open)),
                (false, true) => response
                    .with_header("anthropic-ratelimit-requests-limit", "5000")
                    .with_header("anthropic-ratelimit-requests-remaining", "0")
                    .with_header("anthropic-ratelimit-requests-reset", "2026-11-27T22:17:04Z"),
            }
        });
        let clock = Jumping {
            inner: Paused(start),
            n_asked: std::sync::atomic::AtomicUsize::default(),
        };
        let (n_answered, asked, _) = ask_all_by(Arc::new(clock), 100, (Some(6000), None), say).await;
        assert_eq!(n_answered, 100);
        let early = asked
            .iter()
            .filter(|at| **at > Duration::from_secs(2) && **at < open);
        assert_eq!(early.count(), 0, "nobody asks before the time is come");
        let last = asked.last().expect("asked");
        assert!(*last < open + Duration::from_mins(1), "{last:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_limit_of_requests_a_minute_is_never_exceeded() {
    let (n_answered, asked, _) = ask_all(300, (Some(120), None), Box::new(|_, _| ok())).await;
    assert_eq!(n_answered, 300);
    let most = asked.iter().map(|from| {
        let minute = *from..*from + Duration::from_mins(1);
        asked.iter().filter(|at| minute.contains(at)).count()
    });
    assert!(most.max() <= Some(121));
    // And it is used: 300 take two and a half minutes.
    assert!(asked.last() < Some(&Duration::from_secs(152)));
}

#[tokio::test(start_paused = true)]
async fn a_limit_that_a_server_tells_of_is_kept_without_being_told_slower() {
    // Sixty a minute, one more each second; whoever asks for more is told so.
    let taken = Mutex::new(Vec::<Duration>::new());
    let say: Say = Box::new(move |_, at| {
        let mut taken = taken.lock().expect("not poisoned");
        taken.push(at);
        let n_taken = u32::try_from(taken.len()).expect("few");
        let filled = 60.0 + at.as_secs_f64() - f64::from(n_taken);
        let response = if filled < 0.0 { slower() } else { ok() };
        let left = filled.clamp(0.0, 60.0);
        response
            .with_header("x-ratelimit-limit-requests", "60")
            .with_header("x-ratelimit-remaining-requests", left.floor().to_string())
            .with_header("x-ratelimit-reset-requests", format!("{:.3}s", 60.0 - left))
    });
    let (n_answered, asked, _) = ask_all(150, (None, None), say).await;
    assert_eq!(n_answered, 150);
    let n_refused = asked.len() - 150;
    assert!(n_refused <= 12, "{n_refused} requests were one too many");
}

#[tokio::test(start_paused = true)]
async fn fm_17_without_credit_only_those_under_way_find_out() {
    let say: Say = Box::new(|number, _| {
        if number < 10 {
            ok()
        } else {
            HttpResponse::new(429, body("openai_err.429_quota"))
        }
    });
    let (n_answered, asked, _) = ask_all(500, (None, None), say).await;
    assert_eq!(n_answered, 10);
    assert!(asked.len() <= 11 + 64, "{} requests", asked.len());
}

#[tokio::test(start_paused = true)]
async fn fm_19_a_server_that_is_down_stops_all_within_seconds_with_the_last_id() {
    let start = Instant::now();
    let say: Say = Box::new(|_, _| {
        HttpResponse::new(500, body("openai_err.500")).with_header("x-request-id", "req_last")
    });
    let (n_answered, asked, client) = ask_all(5000, (None, None), say).await;
    assert_eq!(n_answered, 0);
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
    assert!(asked.len() <= 3 * 64, "{} requests", asked.len());
    let failure = client
        .chat(&question())
        .await
        .outcome
        .failure()
        .cloned()
        .expect("a failure");
    assert!(
        failure.is_standstill && failure.to_string().contains("req_last"),
        "{failure}"
    );
}
