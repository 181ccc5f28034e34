//! Answers of models are kept before anybody reads them, and never asked for again.
#![cfg(feature = "llm")]
#![expect(clippy::unwrap_used, reason = "the helpers are parts of tests")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use propos_llm::{Failure, FailureClass, HttpRequest, HttpResponse, Timeouts, Transport};
use propos_pipeline::{RunFolder, RunStore, StoredTransport};
use serde_json::json;
use tokio::runtime::{Builder, Runtime};

/// Answers each request with its number, after a while, as it is told.
struct Server {
    n_asked: Arc<AtomicUsize>,
    status: u16,
}

#[async_trait]
impl Transport for Server {
    async fn send(&self, request: &HttpRequest) -> Result<HttpResponse, Failure> {
        let number = self.n_asked.fetch_add(1, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(5)).await;
        if request.body == Some(json!("hang up")) {
            return Err(Failure::new(FailureClass::Network));
        }
        let body = json!({ "number": number, "key": "sk-canary" }).to_string();
        Ok(HttpResponse::new(self.status, body)
            .with_header("x-request-id", "r-1")
            .with_header("set-cookie", "session=canary"))
    }
}

fn runtime() -> Runtime {
    Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
}

fn request(body: &str) -> HttpRequest {
    HttpRequest::post(
        "http://127.0.0.1:1/v1/chat".to_owned(),
        json!(body),
        Timeouts::LOCAL,
    )
}

fn server(status: u16) -> (Server, Arc<AtomicUsize>) {
    let n_asked = Arc::new(AtomicUsize::new(0));
    let server = Server {
        n_asked: Arc::clone(&n_asked),
        status,
    };
    (server, n_asked)
}

#[test]
fn fm_11_requests_that_are_alike_are_sent_once_also_at_the_same_time() {
    let folder = tempfile::tempdir().unwrap();
    let store = RunStore::create(RunFolder::new(folder.path())).unwrap();
    let (server, n_asked) = server(200);
    let transport = Arc::new(StoredTransport::new(server, &store));
    runtime().block_on(async {
        let asking: Vec<_> = (0..30)
            .map(|number| {
                let transport = Arc::clone(&transport);
                tokio::spawn(async move {
                    transport
                        .send(&request(&format!("question {}", number % 3)))
                        .await
                        .unwrap()
                        .body
                })
            })
            .collect();
        let mut bodies = Vec::new();
        for asked in asking {
            bodies.push(asked.await.unwrap());
        }
        assert!((0..27).all(|number| bodies[number] == bodies[number + 3]));
    });
    assert_eq!(n_asked.load(Ordering::SeqCst), 3);
    assert_eq!(store.n_answers(), 3);
}

#[test]
fn an_answer_that_was_paid_is_there_for_the_next_session() {
    let folder = tempfile::tempdir().unwrap();
    let first = {
        let store = RunStore::create(RunFolder::new(folder.path())).unwrap();
        let transport = StoredTransport::new(server(200).0, &store);
        runtime().block_on(transport.send(&request("question"))).unwrap()
    };
    let store = RunStore::resume(RunFolder::new(folder.path())).unwrap();
    let (server, n_asked) = server(200);
    let transport = StoredTransport::new(server, &store);
    let again = runtime().block_on(transport.send(&request("question"))).unwrap();
    assert_eq!((again.status, &again.body), (first.status, &first.body));
    assert_eq!(again.header("x-request-id"), Some("r-1"));
    assert_eq!(n_asked.load(Ordering::SeqCst), 0);
    runtime()
        .block_on(transport.send(&request("another question")))
        .unwrap();
    assert_eq!(n_asked.load(Ordering::SeqCst), 1);
}

#[test]
fn what_is_no_success_is_not_kept_and_asked_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = RunStore::create(RunFolder::new(folder.path())).unwrap();
    let (busy, n_asked) = server(429);
    let transport = StoredTransport::new(busy, &store);
    runtime().block_on(async {
        for _ in 0..3 {
            assert_eq!(transport.send(&request("question")).await.unwrap().status, 429);
            assert!(transport.send(&request("hang up")).await.is_err());
        }
    });
    assert_eq!(n_asked.load(Ordering::SeqCst), 6);
    assert_eq!(store.n_answers(), 0);
}

#[test]
fn requests_under_way_at_a_kill_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    {
        let store = RunStore::create(RunFolder::new(folder.path())).unwrap();
        let transport = StoredTransport::new(server(200).0, &store);
        runtime().block_on(async {
            transport.send(&request("answered")).await.unwrap();
            assert!(transport.send(&request("hang up")).await.is_err());
        });
    }
    let journal = std::fs::read_to_string(folder.path().join("run.journal")).unwrap();
    assert_eq!(journal.matches("\"kind\":\"attempt\"").count(), 2);
    assert!(!journal.contains("session=canary"), "cookies are not kept");
    let store = RunStore::resume(RunFolder::new(folder.path())).unwrap();
    assert_eq!(store.n_answers(), 1);
}
