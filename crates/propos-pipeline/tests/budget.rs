//! Money: what could exceed a limit is not sent, and what was spent is known after a kill.
#![cfg(feature = "llm")]
#![expect(clippy::unwrap_used, reason = "the helpers are parts of tests")]

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use propos_llm::{
    Endpoint, EndpointOptions, Failure, FailureClass, HttpRequest, HttpResponse, Price, Prices, Tariff,
    Timeouts, Transport,
};
use propos_pipeline::{Limits, Meter, MeteredTransport, RunFolder, RunStore, Spending, StoredTransport};
use propos_store::faults::{Fault, FaultyFiles};
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

/// The longest answer that requests allow.
const CAP: u64 = 500;
/// What a provider may add to a question.
const HIDDEN: u64 = 1_000;

/// What a server does with its n-th request.
#[derive(Clone, Copy)]
enum Act {
    /// Answers with so many tokens in and out, of which some are cached and thought.
    Answer(u64, u64),
    /// Answers with the most tokens that the request can take.
    Most,
    /// Answers and does not say what it took, but takes the most.
    Silent,
    /// Takes the most and breaks off.
    BreakOff,
    /// Answers with this status and takes nothing.
    Status(u16),
}

/// Bills like a provider: what it bills is what counts, whatever the client believes.
struct Server {
    act: Box<dyn Fn(u64) -> Act + Send + Sync>,
    n_asked: AtomicU64,
    bill: Arc<Mutex<Bill>>,
}

#[derive(Clone, Copy, Default)]
struct Bill {
    n_requests: u64,
    input: u64,
    output: u64,
}

impl Bill {
    /// At two dollars a million tokens in and ten out.
    #[expect(clippy::cast_precision_loss, reason = "few tokens")]
    fn dollars(self) -> f64 {
        (self.input as f64 * 2.0 + self.output as f64 * 10.0) / 1e6
    }
}

#[async_trait]
impl Transport for Server {
    async fn send(&self, request: &HttpRequest) -> Result<HttpResponse, Failure> {
        let number = self.n_asked.fetch_add(1, Ordering::SeqCst);
        let act = (self.act)(number);
        let most_input = request.body.as_ref().unwrap().text().len() as u64 + HIDDEN;
        let (input, output) = match act {
            Act::Answer(input, output) => (input, output),
            Act::Most | Act::Silent | Act::BreakOff => (most_input, CAP),
            Act::Status(_) => (0, 0),
        };
        {
            // It is paid when it is carried out, long before anybody hears of it.
            let mut bill = self.bill.lock().unwrap();
            bill.n_requests += 1;
            bill.input += input;
            bill.output += output;
        }
        tokio::time::sleep(Duration::from_millis(200 + number % 7 * 100)).await;
        let mut body = json!({
            "id": "c", "model": "m",
            "choices": [{ "message": { "role": "assistant", "content": "ok" }, "finish_reason": "stop" }],
            "usage": { "prompt_tokens": input, "completion_tokens": output },
        });
        match act {
            Act::BreakOff => {
                let mut failure = Failure::new(FailureClass::Timeout);
                failure.maybe_paid = true;
                return Err(failure);
            }
            Act::Status(status) => return Ok(HttpResponse::new(status, "{}")),
            Act::Silent => body["usage"] = Value::Null,
            Act::Answer(..) | Act::Most => {}
        }
        Ok(HttpResponse::new(200, body.to_string()))
    }
}

fn server(act: impl Fn(u64) -> Act + Send + Sync + 'static) -> (Server, Arc<Mutex<Bill>>) {
    let bill = Arc::default();
    let server = Server {
        act: Box::new(act),
        n_asked: AtomicU64::new(0),
        bill: Arc::clone(&bill),
    };
    (server, bill)
}

fn tariff() -> Tariff {
    let endpoint = Endpoint::choose("openai:m", EndpointOptions::new(), &|_| {
        Some("key-key-key".to_owned())
    });
    let price: Price = "2,10".parse().unwrap();
    Tariff::of(&endpoint.unwrap(), Some(price), &Prices::default())
}

fn request(number: usize) -> HttpRequest {
    let body = json!({ "model": "m", "messages": [{ "role": "user", "content": format!("question {number:04}") }], "max_tokens": CAP });
    HttpRequest::post(
        "https://models.example/v1/chat/completions".to_owned(),
        &body,
        Timeouts::REMOTE,
    )
}

/// What one of these requests costs at most.
fn most() -> f64 {
    tariff().most(&request(0)).cost.dollars().unwrap()
}

fn limits(cost: Option<f64>, requests: Option<u64>, tokens: Option<u64>) -> Limits {
    let mut limits = Limits::default();
    (limits.cost, limits.requests, limits.tokens) = (cost, requests, tokens);
    limits
}

/// Time stands still unless everybody sleeps.
fn runtime() -> Runtime {
    Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .build()
        .unwrap()
}

#[test]
fn fm_06_books_that_find_no_room_are_kept_when_there_is_room_again() {
    for fault in [Fault::OutOfSpace, Fault::OverQuota, Fault::Device] {
        for operation in 1.. {
            let files = FaultyFiles::new();
            let open = |is_new: bool| {
                let (files, folder) = (Arc::new(files.clone()), RunFolder::new("/run"));
                let store = if is_new {
                    RunStore::create_with(files, folder)
                } else {
                    RunStore::resume_with(files, folder)
                };
                store.unwrap()
            };
            let store = open(true);
            let meter = Meter::new(limits(None, None, None));
            meter.keep_in(&store);
            let (server, _) = server(|_| Act::Answer(100, 10));
            let transport = StoredTransport::new(meter.over(server, tariff()), &store);
            files.fail_at(operation, fault);
            let sent = runtime().block_on(transport.send(&request(0)));
            drop(transport);
            drop(store);
            let is_over = !files.has_failed();
            files.mend();
            let store = open(false);
            let meter = Meter::new(limits(None, None, None));
            meter.keep_in(&store);
            let spending = meter.spending();
            assert_eq!(spending.n_requests, 1, "{fault:?} at {operation}: {sent:?}");
            let is_known = (spending.input_tokens, spending.output_tokens) == (100, 10);
            assert!(
                is_known || spending.n_maybe_paid == 1,
                "{fault:?} at {operation}: {spending:?}"
            );
            if is_over {
                // What is noted close together is written together: a write and a sync at least.
                assert!(operation > 2, "{operation}");
                break;
            }
        }
    }
}

/// Sends so many requests, 64 at a time, and says how many were refused for want of budget.
fn send_all(transport: &Arc<impl Transport + 'static>, numbers: std::ops::Range<usize>) -> usize {
    runtime().block_on(async {
        let numbers = Arc::new(Mutex::new(numbers));
        let workers: Vec<_> = (0..64)
            .map(|_| {
                let (transport, numbers) = (Arc::clone(transport), Arc::clone(&numbers));
                tokio::spawn(async move {
                    let mut n_refused = 0;
                    loop {
                        let Some(number) = numbers.lock().unwrap().next() else {
                            return n_refused;
                        };
                        let sent = transport.send(&request(number)).await;
                        n_refused +=
                            usize::from(sent.is_err_and(|failure| failure.class == FailureClass::Budget));
                    }
                })
            })
            .collect();
        let mut n_refused = 0;
        for worker in workers {
            n_refused += worker.await.unwrap();
        }
        n_refused
    })
}

fn metered(server: Server, limits: Limits) -> (Arc<MeteredTransport<Server>>, Meter) {
    let meter = Meter::new(limits);
    (Arc::new(meter.over(server, tariff())), meter)
}

#[test]
fn fm_34_sixty_four_at_once_with_slow_answers_never_exceed_the_cost() {
    for cents in [3.0, 5.5, 20.0] {
        let limit = cents / 100.0;
        let (server, bill) = server(|_| Act::Most);
        let (transport, meter) = metered(server, limits(Some(limit), None, None));
        let n_refused = send_all(&transport, 0..400);
        let bill = *bill.lock().unwrap();
        assert!(bill.dollars() <= limit, "{} of {limit}", bill.dollars());
        // And no more than the last request is left over.
        assert!(bill.dollars() + most() > limit, "{} of {limit}", bill.dollars());
        assert_eq!(n_refused as u64 + bill.n_requests, 400);
        let known = meter.spending().dollars.unwrap();
        assert!((known - bill.dollars()).abs() < 1e-9);
    }
}

#[test]
fn fm_34_what_answers_take_less_than_was_reserved_is_used_for_others() {
    // Forty cheap answers, where ten dear ones would be all that fits.
    let limit = most() * 10.0;
    let (server, bill) = server(|_| Act::Answer(100, 20));
    let (transport, _) = metered(server, limits(Some(limit), None, None));
    assert_eq!(send_all(&transport, 0..40), 0);
    let bill = *bill.lock().unwrap();
    assert_eq!(bill.n_requests, 40);
    assert!(bill.dollars() <= limit);
}

#[test]
fn fm_34_an_answer_that_does_not_say_what_it_took_counts_as_reserved() {
    let limit = most() * 7.5;
    for act in [Act::Silent, Act::BreakOff] {
        let (server, bill) = server(move |_| act);
        let (transport, meter) = metered(server, limits(Some(limit), None, None));
        assert_eq!(send_all(&transport, 0..30), 23);
        assert!(bill.lock().unwrap().dollars() <= limit);
        let spending = meter.spending();
        assert_eq!((spending.n_maybe_paid, spending.input_tokens), (7, 0));
        let maybe = spending.maybe_paid_dollars.unwrap();
        assert!((maybe - 7.0 * most()).abs() < 1e-7, "{maybe}");
        assert_eq!(spending.dollars, Some(0.0), "nothing is known to be paid");
    }
}

#[test]
fn fm_34_each_attempt_that_may_have_been_paid_counts_and_errors_do_not() {
    let acts = [
        Act::BreakOff,
        Act::Status(429),
        Act::Status(504),
        Act::Status(500),
        Act::Answer(900, 90),
    ];
    let (server, _) = server(move |number| acts[usize::try_from(number).unwrap() % acts.len()]);
    let (transport, meter) = metered(server, Limits::default());
    runtime().block_on(async {
        for _ in 0..acts.len() {
            let _ = transport.send(&request(1)).await;
        }
    });
    let spending = meter.spending();
    assert_eq!(
        (spending.n_requests, spending.n_retries, spending.n_maybe_paid),
        (5, 4, 2)
    );
    assert_eq!((spending.input_tokens, spending.output_tokens), (900, 90));
    assert!((spending.dollars.unwrap() - 0.0027).abs() < 1e-12);
}

#[test]
fn fm_34_requests_and_tokens_have_limits_of_their_own() {
    let (one, bill) = server(|_| Act::Answer(100, 20));
    let (transport, _) = metered(one, limits(None, Some(17), None));
    assert_eq!(send_all(&transport, 0..40), 23);
    assert_eq!(bill.lock().unwrap().n_requests, 17);

    let (two, bill) = server(|_| Act::Most);
    let (transport, _) = metered(two, limits(None, None, Some(20_000)));
    assert!(send_all(&transport, 0..40) > 0);
    let bill = *bill.lock().unwrap();
    let n_tokens = bill.input + bill.output;
    assert!(n_tokens <= 20_000 && n_tokens + 2_000 > 20_000, "{n_tokens}");
}

#[test]
fn fm_34_a_request_that_is_given_up_while_it_is_under_way_stays_reserved() {
    let (server, _) = server(|_| Act::Answer(1, 1));
    let (transport, meter) = metered(server, Limits::default());
    runtime().block_on(async {
        let gave_up = tokio::time::timeout(Duration::from_millis(10), transport.send(&request(1))).await;
        assert!(gave_up.is_err());
    });
    assert_eq!(meter.spending().n_maybe_paid, 1);
}

fn store(folder: &std::path::Path) -> RunStore {
    let place = RunFolder::new(folder);
    if place.journal().exists() {
        RunStore::resume(place).unwrap()
    } else {
        RunStore::create(place).unwrap()
    }
}

/// Sends through a run's journal, as a session of the program does.
fn session(
    folder: &std::path::Path,
    server: Server,
    limits: Limits,
    numbers: std::ops::Range<usize>,
) -> (usize, Spending) {
    let store = store(folder);
    let meter = Meter::new(limits);
    meter.keep_in(&store);
    let transport = Arc::new(StoredTransport::new(meter.over(server, tariff()), &store));
    let n_refused = send_all(&transport, numbers);
    (n_refused, meter.spending())
}

#[test]
fn fm_34_what_was_spent_before_a_resume_counts_and_what_is_kept_costs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let limit = limits(Some(0.1), None, None);
    let (one, bill) = server(|_| Act::Answer(1_000, 400));
    let (refused_first, first) = session(folder.path(), one, limit, 0..100);
    assert!(refused_first > 0);
    let n_answered = 100 - refused_first;
    let paid = bill.lock().unwrap().dollars();

    let (two, second_bill) = server(|_| Act::Answer(1_000, 400));
    let (refused_second, second) = session(folder.path(), two, limit, 0..100);
    assert_eq!(
        (refused_second, second),
        (refused_first, first),
        "nothing more fits"
    );
    assert_eq!(second_bill.lock().unwrap().n_requests, 0);

    let (three, third_bill) = server(|_| Act::Answer(1_000, 400));
    let (refused_third, third) = session(folder.path(), three, limits(Some(0.2), None, None), 0..100);
    let paid_third = third_bill.lock().unwrap().dollars();
    assert!(refused_third < refused_first && paid + paid_third <= 0.2);
    assert!((third.dollars.unwrap() - paid - paid_third).abs() < 1e-9);
    assert_eq!(
        third.n_requests,
        (n_answered + refused_first - refused_third) as u64
    );
}

#[test]
fn fm_34_what_a_kill_took_away_counts_as_reserved_and_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let (one, _) = server(|_| Act::Answer(1_000, 100));
    session(folder.path(), one, Limits::default(), 0..3);
    // A kill leaves what was reserved last without its settlement and its answer.
    let path = folder.path().join("run.journal");
    let journal = std::fs::read_to_string(&path).unwrap();
    let last = journal.rfind("\"kind\":\"settled\"").unwrap();
    let end = journal[..last].rfind('\n').unwrap() + 1;
    std::fs::write(&path, &journal[..end]).unwrap();
    let n_reserved = journal[..end].matches("\"kind\":\"reserved\"").count();
    let n_settled = journal[..end].matches("\"kind\":\"settled\"").count();
    assert_eq!((n_reserved, n_settled), (3, 2));

    let (two, bill) = server(|_| Act::Answer(1_000, 100));
    let (_, spending) = session(folder.path(), two, Limits::default(), 0..3);
    assert_eq!((spending.n_requests, spending.n_maybe_paid), (4, 1));
    assert_eq!(spending.input_tokens, 3_000);
    assert_eq!(
        bill.lock().unwrap().n_requests,
        1,
        "only what was lost is asked again"
    );
    assert!((spending.maybe_paid_dollars.unwrap() - most()).abs() < 1e-8);

    let (three, _) = server(|_| Act::Answer(1_000, 100));
    let (_, again) = session(folder.path(), three, Limits::default(), 0..3);
    assert_eq!(again, spending);
    let journal = std::fs::read_to_string(&path).unwrap();
    let n_reserved = journal.matches("\"kind\":\"reserved\"").count();
    assert_eq!(journal.matches("\"kind\":\"settled\"").count(), n_reserved);
}
