//! Answers of models are kept before anybody reads them, and never asked for again.
#![cfg(feature = "llm")]
#![expect(clippy::unwrap_used, reason = "the helpers are parts of tests")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use propos_annotate::{AnnotateError, Annotation, Annotator, Article, Description};
use propos_codebook::Codebook;
use propos_llm::{Failure, FailureClass, HttpRequest, HttpResponse, Timeouts, Transport};
use propos_pipeline::{Input, Plan, Run, RunFolder, RunStore, Settings, StopReason, StoredTransport};
use propos_schema::Document;
use propos_store::faults::{Fault, FaultyFiles};
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
        if request
            .body
            .as_ref()
            .is_some_and(|body| body.text() == "\"hang up\"")
        {
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
        &json!(body),
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
                        .into_body()
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
    assert_eq!((again.status, again.body()), (first.status, first.body()));
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

#[test]
fn fm_06_an_answer_that_finds_no_room_waits_for_it_and_nothing_more_is_paid_for() {
    let files = FaultyFiles::new();
    let store = RunStore::create_with(Arc::new(files.clone()), RunFolder::new("/run")).unwrap();
    let (server, n_asked) = server(200);
    let transport = Arc::new(StoredTransport::new(server, &store));
    files.fill();
    runtime().block_on(async {
        let ask = |body: &'static str| {
            let transport = Arc::clone(&transport);
            tokio::spawn(async move { transport.send(&request(body)).await })
        };
        let paid = ask("paid");
        tokio::time::sleep(Duration::from_millis(100)).await;
        let next = ask("next");
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(
            n_asked.load(Ordering::SeqCst),
            1,
            "nothing is asked while nothing can be kept"
        );
        assert!(!paid.is_finished());
        files.mend();
        assert!(paid.await.unwrap().is_ok() && next.await.unwrap().is_ok());
    });
    assert_eq!((n_asked.load(Ordering::SeqCst), store.n_answers()), (2, 2));
}

/// Answers with a body.
struct Saying(String);

#[async_trait]
impl Transport for Saying {
    async fn send(&self, _: &HttpRequest) -> Result<HttpResponse, Failure> {
        Ok(HttpResponse::new(200, self.0.clone()))
    }
}

#[test]
fn fm_22_of_a_long_body_that_is_no_answer_the_beginning_is_kept_and_of_an_answer_all() {
    let nonsense = format!("<html>{}</html>", "é".repeat(1 << 19));
    let cut_off = json!({ "text": "x".repeat(1 << 20) }).to_string()[..1 << 20].to_owned();
    let answer = json!({ "text": "x".repeat(1 << 20) }).to_string();
    let marked = format!("\u{feff}{answer}");
    for (body, is_kept) in [
        (nonsense, false),
        (cut_off, false),
        (answer, true),
        (marked, true),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let store = RunStore::create(RunFolder::new(folder.path())).unwrap();
        let transport = StoredTransport::new(Saying(body.clone()), &store);
        let handed_on = runtime().block_on(transport.send(&request("question"))).unwrap();
        let kept = runtime().block_on(transport.send(&request("question"))).unwrap();
        assert_eq!(handed_on, kept, "what is read now is what is read later");
        assert!(body.as_bytes().starts_with(kept.body()));
        assert_eq!(kept.body().len() == body.len(), is_kept);
        assert!(is_kept || (65_000..=65_536).contains(&kept.body().len()));
        drop(transport);
        drop(store);
        let journal = std::fs::metadata(folder.path().join("run.journal"))
            .unwrap()
            .len();
        assert!(is_kept || journal < 70_000, "{journal}");
    }
}

/// Annotates nothing, but asks.
struct Asking<T>(T);

#[async_trait]
impl<T: Transport> Annotator for Asking<T> {
    fn describe(&self) -> Description {
        Description::new("asking")
    }

    async fn annotate(&self, article: &Article, _: &Codebook) -> Result<Annotation, AnnotateError> {
        let answered = self.0.send(&request(&article.document().id)).await;
        answered
            .map(|_| Annotation::new("asking"))
            .map_err(|failure| AnnotateError::Rejected {
                annotator: "asking".to_owned(),
                reason: "it answers no request".to_owned(),
                source: Some(Box::new(failure)),
            })
    }
}

#[test]
fn fm_06_a_disk_that_stays_full_stops_the_run_before_more_is_paid_for() {
    let files = FaultyFiles::new();
    let run = |store: RunStore, is_full: bool| {
        let (server, n_asked) = server(200);
        let transport = StoredTransport::new(server, &store).with_patience(Duration::ZERO);
        let plan = Plan::new(Box::new(Asking(transport)), Codebook::default_codebook());
        let mut settings = Settings::default();
        settings.in_flight = 4;
        let run = Run::new(store, plan, settings).unwrap();
        let documents =
            || (0..40).map(|number| Input::document(Document::new(format!("d{number}"), "Text.")));
        let seen = Arc::clone(&n_asked);
        let filled = files.clone();
        std::thread::scope(|scope| {
            if is_full {
                scope.spawn(move || {
                    while seen.load(Ordering::SeqCst) < 10 {
                        std::thread::yield_now();
                    }
                    filled.fill();
                });
            }
            let summary = run.execute(documents, |_| {}).unwrap();
            (summary, n_asked.load(Ordering::SeqCst))
        })
    };
    let folder = RunFolder::new("/run");
    let (summary, n_first) = run(
        RunStore::create_with(Arc::new(files.clone()), folder.clone()).unwrap(),
        true,
    );
    assert!(
        matches!(
            summary.stopped,
            Some(StopReason::Storage {
                is_out_of_space: true,
                ..
            })
        ),
        "{summary:?}"
    );
    assert!(n_first < 40, "{n_first}");
    files.mend();
    let store = RunStore::resume_with(Arc::new(files.clone()), folder).unwrap();
    let n_kept = usize::try_from(store.n_answers()).unwrap();
    let (summary, n_second) = run(store, false);
    assert_eq!((summary.n_done, summary.stopped), (40, None));
    assert_eq!(n_second, 40 - n_kept, "what was kept is not paid again");
    assert!(
        n_first - n_kept <= 4,
        "{} of those in flight were lost",
        n_first - n_kept
    );
}

#[test]
fn fm_05_a_power_cut_at_every_operation_loses_no_answer_that_was_handed_on() {
    let folder = RunFolder::new("/run");
    let runtime = runtime();
    for operation in 1.. {
        let files = FaultyFiles::new();
        files.fail_at(operation, Fault::PowerCut);
        let mut handed_on = Vec::new();
        if let Ok(store) = RunStore::create_with(Arc::new(files.clone()), folder.clone()) {
            let transport = StoredTransport::new(server(200).0, &store);
            for number in 0..4 {
                let body = format!("question {number}");
                if runtime.block_on(transport.send(&request(&body))).is_ok() {
                    handed_on.push(body);
                }
            }
        }
        let is_over = !files.has_failed();
        // Twice in a row; of what was not synced nothing is left.
        let files = files.after_power_cut(|_| 0).after_power_cut(|_| 0);
        match RunStore::resume_with(Arc::new(files), folder.clone()) {
            Ok(store) => {
                let (server, n_asked) = server(200);
                let transport = StoredTransport::new(server, &store);
                for body in &handed_on {
                    assert!(runtime.block_on(transport.send(&request(body))).is_ok());
                }
                assert_eq!(n_asked.load(Ordering::SeqCst), 0, "operation {operation}");
            }
            Err(_) => assert!(handed_on.is_empty(), "operation {operation}"),
        }
        if is_over {
            assert!(operation > 5, "{operation}");
            break;
        }
    }
}

/// Counts who began, and keeps the first one waiting.
struct Counting {
    n_begun: Arc<AtomicUsize>,
    /// How many had begun when the first one ended.
    at_first: Arc<AtomicUsize>,
}

#[async_trait]
impl Annotator for Counting {
    fn describe(&self) -> Description {
        Description::new("counting")
    }

    async fn annotate(&self, article: &Article, _: &Codebook) -> Result<Annotation, AnnotateError> {
        self.n_begun.fetch_add(1, Ordering::SeqCst);
        if article.document().id == "d0" {
            tokio::time::sleep(Duration::from_millis(700)).await;
            self.at_first
                .store(self.n_begun.load(Ordering::SeqCst), Ordering::SeqCst);
        }
        Ok(Annotation::new("counting"))
    }
}

#[test]
fn fm_43_a_slow_first_document_holds_back_a_window_of_others_and_no_more() {
    const N: usize = 3_000;
    let folder = tempfile::tempdir().unwrap();
    let at_first = Arc::new(AtomicUsize::new(0));
    let counting = Counting {
        n_begun: Arc::default(),
        at_first: Arc::clone(&at_first),
    };
    let plan = Plan::new(Box::new(counting), Codebook::default_codebook());
    let mut settings = Settings::default();
    settings.in_flight = 64;
    let store = RunStore::create(RunFolder::new(folder.path())).unwrap();
    let documents = || (0..N).map(|number| Input::document(Document::new(format!("d{number}"), "Text.")));
    let summary = Run::new(store, plan, settings)
        .unwrap()
        .execute(documents, |_| {})
        .unwrap();
    assert_eq!(summary.n_done, N as u64);
    let at_first = at_first.load(Ordering::SeqCst);
    assert!(at_first > 10 && at_first <= settings.window, "{at_first}");
    let results = std::fs::read_to_string(folder.path().join("results.jsonl")).unwrap();
    for (line, number) in results.lines().zip(0..) {
        assert!(line.contains(&format!("\"id\":\"d{number}\"")), "{number}");
    }
}
