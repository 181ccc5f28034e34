//! Answers that come in pieces from real connections, and how long is waited for them.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use propos_llm::{
    Answer, Client, FailureClass, HttpTransport, Outcome, RecordingTransport, ReplayTransport, RetryPolicy,
    Timeouts,
};
use propos_mock_llm::{Delivery, Framing, MockServer, Reply, Seen};
use serde_json::Value;

use crate::common::{class, endpoint_at, question};

const NAMES: [&str; 2] = ["ollama", "llamacpp"];
const IDLE: Duration = Duration::from_millis(150);
const WHOLE: Duration = Duration::from_secs(3);

fn asking(name: &str, url: &str, timeouts: Timeouts) -> Client {
    let endpoint = endpoint_at(name, url).with_timeouts(timeouts);
    Client::new(endpoint, Arc::new(HttpTransport::new())).with_policy(RetryPolicy::never())
}

/// A long answer in small pieces.
fn pieces(seen: &Seen) -> Reply {
    let text = format!("{{\"claims\":[{}]}}", vec!["1"; 60].join(","));
    seen.say(&text).in_pieces(8)
}

async fn asked(
    name: &str,
    timeouts: Timeouts,
    respond: impl Fn(&Seen) -> Reply + Send + Sync + 'static,
) -> Answer {
    let server = MockServer::start(respond).await.expect("a server");
    asking(name, &server.url(), timeouts).chat(&question()).await
}

#[tokio::test]
async fn pieces_are_asked_for_and_make_the_same_answer_as_one_piece() {
    for name in NAMES {
        let server = MockServer::start(|seen| match seen.index {
            0 => seen.obey(),
            _ => seen.obey().in_pieces(3),
        })
        .await
        .expect("a server");
        let client = asking(name, &server.url(), Timeouts::new(WHOLE, WHOLE));
        let (one, many) = (client.chat(&question()).await, client.chat(&question()).await);
        assert_eq!(one.outcome, Outcome::Complete, "{name}");
        assert_eq!(many.outcome, Outcome::Complete, "{name}");
        assert_eq!((one.text, one.usage), (many.text, many.usage), "{name}");
        assert_eq!((one.model, one.stop), (many.model, many.stop), "{name}");
        assert!(
            server.seen().iter().all(|seen| seen.body["stream"] == true),
            "{name}"
        );
    }
}

#[tokio::test]
async fn a_model_that_writes_slowly_is_heard_to_the_end() {
    for name in NAMES {
        let slow = |seen: &Seen| pieces(seen).delivered(Delivery::Drip(400, IDLE / 10));
        let answer = asked(name, Timeouts::new(IDLE, WHOLE), slow).await;
        assert_eq!(answer.outcome, Outcome::Complete, "{name}");
    }
}

#[tokio::test]
async fn a_stream_that_stalls_or_ends_early_is_no_answer() {
    for name in NAMES {
        for n_bytes in [0, 1, 200, 900] {
            let stalls = move |seen: &Seen| pieces(seen).delivered(Delivery::StallAfter(n_bytes));
            let answer = asked(name, Timeouts::new(IDLE, WHOLE), stalls).await;
            assert_eq!(class(&answer), Some(FailureClass::Timeout), "{name} {n_bytes}");
            for framing in [Framing::Chunked, Framing::Close] {
                let ends = move |seen: &Seen| {
                    let reply = pieces(seen).framed(framing);
                    reply.delivered(Delivery::CutAfter(n_bytes))
                };
                let answer = asked(name, Timeouts::new(IDLE, WHOLE), ends).await;
                let class = class(&answer);
                assert!(
                    matches!(class, Some(FailureClass::Network | FailureClass::Protocol)),
                    "{name} {n_bytes} {framing:?}: {class:?}"
                );
            }
        }
    }
}

/// What a recording wrote.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_recording_holds_question_and_answer_in_one_piece() {
    for name in NAMES {
        let server = MockServer::start(pieces).await.expect("a server");
        let endpoint = endpoint_at(name, &server.url());
        let written = Written::default();
        let recording = RecordingTransport::new(HttpTransport::new(), None, Box::new(written.clone()));
        let recorded = Client::new(endpoint.clone(), Arc::new(recording))
            .chat(&question())
            .await;
        let written = written.0.lock().unwrap().clone();
        let exchange: Value = serde_json::from_slice(&written).unwrap();
        assert_ne!(exchange["request"]["stream"], true, "{name}");
        assert!(exchange["response"].is_object(), "{name}");
        let replay = ReplayTransport::read(&*written).unwrap();
        let replayed = Client::new(endpoint, Arc::new(replay)).chat(&question()).await;
        assert_eq!(replayed.outcome, Outcome::Complete, "{name}");
        assert_eq!(recorded.text, replayed.text, "{name}");
    }
}

#[tokio::test]
async fn who_answers_in_one_piece_is_given_time_for_each_token() {
    let mut timeouts = Timeouts::new(IDLE, WHOLE);
    let late = |seen: &Seen| seen.obey().after(IDLE * 2);
    let answer = asked("openai", timeouts, late).await;
    assert_eq!(class(&answer), Some(FailureClass::Timeout));
    timeouts.each_token = IDLE * 4 / question().parameters.max_output_tokens;
    let answer = asked("openai", timeouts, late).await;
    assert_eq!(answer.outcome, Outcome::Complete);
    // Whoever knows how long an answer takes says so.
    let answer = asked("openai", Timeouts::new(IDLE, IDLE).with_whole(WHOLE), late).await;
    assert_eq!(answer.outcome, Outcome::Complete);
}
