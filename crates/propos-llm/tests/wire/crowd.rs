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
    let start = Instant::now();
    let server = Arc::new(Busy {
        start,
        say,
        asked: Mutex::default(),
    });
    let client = propos_llm::Client::new(endpoint("openai"), Arc::clone(&server) as Arc<dyn Transport>)
        .with_clock(Arc::new(Paused(start)))
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
    let (n_answered, _, client) = ask_all(1000, (None, None), say).await;
    assert_eq!(n_answered, 1000);
    assert!(client.pace().in_flight > 1, "answers raise the limit again");
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
