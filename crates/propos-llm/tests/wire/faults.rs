//! What a bad network and bad servers do to a question, over real connections.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};

use propos_llm::{ChatRequest, Client, FailureClass, HttpTransport, RetryPolicy, Timeouts};
use propos_mock_llm::{Delivery, Framing, MockServer, Reply, Seen, Toxic, ToxicProxy};
use tokio::task::JoinSet;

use crate::common::{TestClock, class, endpoint_at, json_body, question};

const IDLE: Duration = Duration::from_millis(150);
/// Connections cost, so they are cut every few bytes.
const STEP: usize = 5;
const SHORT: Timeouts = Timeouts::new(IDLE, Duration::from_secs(2));
/// More than any attempt takes.
const PATIENT: Timeouts = Timeouts::new(Duration::from_secs(4), Duration::from_secs(4));

/// A client that waits between attempts by a clock of its own.
fn asking(url: &str, timeouts: Timeouts, policy: RetryPolicy) -> Client {
    let endpoint = endpoint_at("openai", url).with_timeouts(timeouts);
    Client::new(endpoint, Arc::new(HttpTransport::new()))
        .with_clock(Arc::new(TestClock::default()))
        .with_policy(policy)
        .with_in_flight(256)
}

fn whole() -> Vec<u8> {
    json_body("openai_chat.ok").to_string().into_bytes()
}

fn answer() -> Reply {
    Reply::text(200, whole()).with_header("content-type", "application/json")
}

async fn server(respond: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> MockServer {
    MockServer::start(respond).await.expect("a server")
}

async fn through(
    server: &MockServer,
    toxics: impl Fn(usize) -> Vec<Toxic> + Send + Sync + 'static,
) -> ToxicProxy {
    ToxicProxy::start(&server.url(), toxics).await.expect("a network")
}

#[tokio::test]
async fn fm_13_a_server_that_accepts_and_says_nothing_is_left_after_every_attempt() {
    let server = server(|_| answer()).await;
    let silent = through(&server, |_| vec![Toxic::Timeout(Duration::ZERO)]).await;
    let start = Instant::now();
    let answer = asking(&silent.url(), SHORT, RetryPolicy::default())
        .chat(&question())
        .await;
    assert_eq!(class(&answer), Some(FailureClass::Timeout));
    // Each attempt may have been paid, and is told as such.
    assert_eq!((answer.n_attempts, answer.n_maybe_paid), (5, 5));
    assert!(
        start.elapsed() < IDLE * 5 + Duration::from_secs(2),
        "{:?}",
        start.elapsed()
    );
    assert!(server.seen().len() <= 5);
}

#[tokio::test]
async fn fm_13_a_body_that_stalls_after_any_number_of_bytes_is_left() {
    // Each question says after how many bytes its answer is to stall.
    let server = server(|seen| {
        let prompt = seen.prompt();
        let n_bytes: usize = prompt
            .rsplit(' ')
            .next()
            .and_then(|word| word.parse().ok())
            .expect("a number");
        let framing = [Framing::Length, Framing::Chunked, Framing::Close][n_bytes % 3];
        answer().framed(framing).delivered(Delivery::StallAfter(n_bytes))
    })
    .await;
    let idle = Timeouts::new(Duration::from_millis(400), Duration::from_secs(4));
    let client = Arc::new(asking(&server.url(), idle, RetryPolicy::never()));
    let mut asked = JoinSet::new();
    for n_bytes in 0..whole().len() {
        let client = Arc::clone(&client);
        let question = ChatRequest::new(format!("Stall after {n_bytes}"));
        asked.spawn(async move { (n_bytes, class(&client.chat(&question).await)) });
    }
    while let Some(asked) = asked.join_next().await {
        let (n_bytes, class) = asked.expect("asked");
        assert_eq!(class, Some(FailureClass::Timeout), "after {n_bytes} bytes");
    }
}

#[tokio::test]
async fn fm_13_slow_is_not_silent() {
    let server = server(|_| answer()).await;
    let slow = through(&server, |_| {
        vec![
            Toxic::Latency(Duration::from_millis(40)),
            Toxic::Slicer(200, Duration::from_millis(5)),
            Toxic::Bandwidth(40_000),
            Toxic::SlowClose(Duration::from_millis(20)),
        ]
    })
    .await;
    let answer = asking(&slow.url(), PATIENT, RetryPolicy::never())
        .chat(&question())
        .await;
    assert!(answer.outcome.is_complete(), "{:?}", answer.outcome);
}

#[tokio::test]
async fn fm_14_a_reset_is_tried_again_and_may_have_been_paid() {
    let server = server(|_| answer().after(Duration::from_millis(60))).await;
    let flaky = through(&server, |connection| match connection {
        0 => vec![Toxic::ResetPeer(Duration::from_millis(30))],
        1 => vec![Toxic::LimitData(0)],
        _ => vec![],
    })
    .await;
    let answer = asking(&flaky.url(), PATIENT, RetryPolicy::default())
        .chat(&question())
        .await;
    assert!(answer.outcome.is_complete(), "{:?}", answer.outcome);
    assert_eq!((answer.n_attempts, answer.n_maybe_paid), (3, 2));
    let always = through(&server, |_| vec![Toxic::ResetPeer(Duration::from_millis(30))]).await;
    let answer = asking(&always.url(), PATIENT, RetryPolicy::never())
        .chat(&question())
        .await;
    assert_eq!(class(&answer), Some(FailureClass::Network));
}

#[tokio::test]
async fn fm_14_an_answer_in_crumbs_is_an_answer() {
    for framing in [Framing::Length, Framing::Chunked, Framing::Close] {
        let server = server(move |_| answer().framed(framing)).await;
        let crumbs = through(&server, |_| vec![Toxic::Slicer(1, Duration::ZERO)]).await;
        let answer = asking(&crumbs.url(), PATIENT, RetryPolicy::never())
            .chat(&question())
            .await;
        assert!(answer.outcome.is_complete(), "{framing:?}: {:?}", answer.outcome);
    }
}

#[tokio::test]
async fn fm_14_a_connection_that_ends_anywhere_in_head_or_body_brings_no_answer() {
    // The end of a body that is told by the end of the connection cannot be told from a cut: only its JSON can.
    let server = server(|_| answer().framed(Framing::Close)).await;
    let n_bytes = whole().len() + 60;
    let cut = through(&server, |connection| vec![Toxic::LimitData(connection * STEP)]).await;
    let client = asking(&cut.url(), PATIENT, RetryPolicy::never());
    for limit in (0..n_bytes).step_by(STEP) {
        let answer = client.chat(&question()).await;
        assert!(!answer.outcome.is_complete(), "after {limit} bytes");
    }
}

#[tokio::test]
async fn fm_14_what_is_packed_is_not_an_answer() {
    // Nobody asked for gzip; a server that sends it all the same, cut off, sends nonsense.
    let packed = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xab, 0x56];
    let server = server(move |_| answer_of(&packed).with_header("content-encoding", "gzip")).await;
    let answer = asking(&server.url(), PATIENT, RetryPolicy::default())
        .chat(&question())
        .await;
    assert_eq!(
        (class(&answer), answer.n_attempts),
        (Some(FailureClass::Protocol), 2)
    );
    assert!(
        server
            .seen()
            .iter()
            .all(|seen| seen.header("accept-encoding").is_none())
    );
}

fn answer_of(body: &[u8]) -> Reply {
    Reply::text(200, body).with_header("content-type", "application/json")
}

#[tokio::test]
async fn fm_22_a_success_that_is_no_answer_is_asked_for_once_more_and_never_taken() {
    let nested = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    let bodies: Vec<Vec<u8>> = vec![
        b"<html>Sign in to the network</html>".to_vec(),
        Vec::new(),
        b"{}".to_vec(),
        br#"{"error":{"message":"no","type":"odd"}}"#.to_vec(),
        br#"{"choices":[]}"#.to_vec(),
        br#"{"candidates":[]}"#.to_vec(),
        br#"{"choices":[{"message":{"content":NaN}}]}"#.to_vec(),
        nested.into_bytes(),
        vec![b' '; 9 << 20],
    ];
    for body in bodies {
        let shown = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
        let server =
            server(move |_| Reply::text(200, body.clone()).with_header("content-type", "text/html")).await;
        let answer = asking(&server.url(), PATIENT, RetryPolicy::default())
            .chat(&question())
            .await;
        assert_eq!(class(&answer), Some(FailureClass::Protocol), "{shown}");
        assert_eq!(server.seen().len(), 2, "{shown}");
    }
}

#[tokio::test]
async fn fm_22_what_only_looks_odd_is_an_answer() {
    // A byte order mark, a wrong content type, a key given twice: the last one counts, as for every reader of JSON.
    let text = String::from_utf8(whole()).expect("text");
    let marked = format!("\u{feff}{text}");
    let doubled = text.replacen('{', r#"{"model":"another","#, 1);
    for body in [marked, doubled] {
        let server =
            server(move |_| Reply::text(200, body.clone()).with_header("content-type", "text/plain")).await;
        let answer = asking(&server.url(), PATIENT, RetryPolicy::never())
            .chat(&question())
            .await;
        assert!(answer.outcome.is_complete(), "{:?}", answer.outcome);
    }
}

#[tokio::test]
async fn fm_24_a_certificate_that_nobody_vouches_for_is_not_tried_again() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("https://{}", listener.local_addr().expect("an address"));
    let n_connections = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let counted = Arc::clone(&n_connections);
    std::thread::spawn(move || serve_tls(&listener, &counted));
    let answer = asking(&url, PATIENT, RetryPolicy::default())
        .chat(&question())
        .await;
    let failure = answer.outcome.failure().expect("a failure");
    assert_eq!((failure.class, failure.maybe_paid), (FailureClass::Tls, false));
    assert_eq!(answer.n_attempts, 1);
    assert_eq!(n_connections.load(std::sync::atomic::Ordering::SeqCst), 1);
}

/// Shakes hands with a certificate that it signed itself.
fn serve_tls(listener: &TcpListener, n_connections: &std::sync::atomic::AtomicUsize) {
    let certificate = include_bytes!("self-signed.der").to_vec().into();
    let key = rustls::pki_types::PrivatePkcs8KeyDer::from(include_bytes!("self-signed.key.der").to_vec());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key.into())
        .expect("a certificate");
    let config = Arc::new(config);
    for connection in listener.incoming() {
        n_connections.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let mut tls = rustls::ServerConnection::new(Arc::clone(&config)).expect("a connection");
        // The client hangs up in the middle of it.
        let _ = tls.complete_io(&mut connection.expect("a connection"));
    }
}

#[tokio::test]
async fn fm_24_a_name_that_nobody_has_is_the_network_and_is_tried_again() {
    // No name has a part of more than 63 letters, so that no server of names needs to be asked.
    let url = format!("https://{}.example", "a".repeat(70));
    let answer = asking(&url, PATIENT, RetryPolicy::default())
        .chat(&question())
        .await;
    let failure = answer.outcome.failure().expect("a failure");
    assert_eq!(
        (failure.class, failure.maybe_paid),
        (FailureClass::Network, false)
    );
    assert_eq!(answer.n_attempts, 5);
}
