//! The first questions of a run go out beside the look at its model.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use propos_mock_llm::{MockServer, Reply, Seen};
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

use crate::models::{label, label_without, serve};
use crate::providers::{batch, documents, error, is_question, questions, results};
use crate::support::Folder;

/// More than are few.
const IN_FLIGHT: [&str; 2] = ["--in-flight", "12"];
/// So many questions go out early: as many as are in flight.
const N_EARLY: usize = 12;
const N_DOCUMENTS: usize = 30;

/// As long as any look takes whose end a test wants to be late.
const LATE: Duration = Duration::from_millis(400);

fn n_distinct(questions: &[String]) -> usize {
    questions.iter().collect::<BTreeSet<_>>().len()
}

fn host(folder: &Folder) -> Value {
    let manifest: Value = serde_json::from_str(&folder.read("run/manifest.json")).unwrap();
    manifest["host"].clone()
}

/// What a run with few requests in flight makes of the same documents.
fn patient(respond: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> String {
    let (_runtime, server) = serve(respond);
    let folder = documents(N_DOCUMENTS);
    let run = batch(&folder, "compatible:m", &server, &["--in-flight", "2"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    folder.read("run/results.jsonl")
}

/// A server that looks wait for until all early questions are there, and a moment longer, so that one too many would be there too.
/// Says how many were.
fn serve_look_last(
    respond: impl Fn(&Seen) -> Reply + Send + Sync + 'static,
) -> (Runtime, MockServer, Arc<AtomicUsize>) {
    // The list of models, the small question, and everybody else.
    let runtime = Builder::new_multi_thread()
        .worker_threads(3)
        .enable_all()
        .build()
        .unwrap();
    let n_asked = AtomicUsize::new(0);
    let n_by_then = Arc::new(AtomicUsize::new(0));
    let by_then = Arc::clone(&n_by_then);
    let respond = move |seen: &Seen| {
        if is_question(seen) {
            n_asked.fetch_add(1, Ordering::SeqCst);
            return respond(seen);
        }
        // Whoever waits gives its thread's other work to another one: a question that has just come could lie behind the wait.
        tokio::task::block_in_place(|| {
            let began = Instant::now();
            while n_asked.load(Ordering::SeqCst) < N_EARLY && began.elapsed() < Duration::from_secs(4) {
                std::thread::sleep(Duration::from_millis(1));
            }
            std::thread::sleep(LATE / 4);
        });
        // The first of the two looks lets nobody in alone.
        by_then.fetch_max(n_asked.load(Ordering::SeqCst), Ordering::SeqCst);
        respond(seen)
    };
    let server = runtime.block_on(MockServer::start(respond)).unwrap();
    (runtime, server, n_by_then)
}

#[test]
fn as_many_questions_as_are_in_flight_go_out_beside_the_look_and_no_more() {
    let (_runtime, server, n_by_then) = serve_look_last(label);
    let folder = documents(N_DOCUMENTS);
    let run = batch(&folder, "compatible:m", &server, &IN_FLIGHT);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let asked = questions(&server);
    assert_eq!((asked.len(), n_distinct(&asked)), (N_DOCUMENTS, N_DOCUMENTS));
    assert_eq!(n_by_then.load(Ordering::SeqCst), N_EARLY);
    assert_eq!(folder.read("run/results.jsonl"), patient(label));
    assert_eq!(
        host(&folder)["structured_output"],
        json!({ "compatible:m": "enforced" })
    );
}

#[test]
fn few_in_flight_a_budget_and_a_server_with_a_short_context_wait_for_the_look() {
    for (name, more) in [
        ("compatible:m", &["--in-flight", "8"][..]),
        (
            "compatible:m",
            &["--in-flight", "12", "--max-requests", "1000"][..],
        ),
        ("compatible:m", &["--in-flight", "12", "--require-structured"][..]),
        ("compatible:m", &["--in-flight", "12", "--fallback", "rules"][..]),
        ("ollama:mock-model", &["--in-flight", "12"][..]),
    ] {
        let (_runtime, server) = serve(|seen| {
            let wait = if is_question(seen) {
                Duration::ZERO
            } else {
                LATE / 4
            };
            label(seen).after(wait)
        });
        let folder = documents(3);
        let run = batch(&folder, name, &server, more);
        assert_eq!(run.exit, 0, "{more:?}: {}", run.stderr);
        let seen = server.seen();
        let first = seen.iter().position(is_question).unwrap();
        let last_look = seen.iter().rposition(|seen| !is_question(seen)).unwrap();
        assert!(last_look < first, "{more:?}");
    }
}

#[test]
fn fm_18_a_key_or_model_that_is_refused_is_said_once_and_leaves_nothing_behind() {
    let refusals: [(u16, &'static str, i32, &str); 4] = [
        (401, "invalid_api_key", 77, "hint: check the key"),
        (403, "permission_error", 77, "hint: check the key"),
        (400, "API_KEY_INVALID", 77, "hint: check the key"),
        (404, "model_not_found", 77, "hint: did you mean mock-model?"),
    ];
    // The look is answered before the questions, or after them.
    for (status, code, exit, hint) in refusals {
        for (look, questions) in [(Duration::ZERO, LATE), (LATE, Duration::ZERO)] {
            let (_runtime, server) = serve(move |seen| {
                if seen.path().ends_with("/models") && code == "model_not_found" {
                    let models = json!({"object": "list", "data": [{"id": "mock-model", "object": "model"}]});
                    return Reply::json(200, &models);
                }
                error(status, code, "no").after(if is_question(seen) { questions } else { look })
            });
            let folder = documents(N_DOCUMENTS);
            let run = batch(&folder, "compatible:mock-modle", &server, &IN_FLIGHT);
            let stderr = &run.stderr;
            assert_eq!(run.exit, exit, "{code}: {stderr}");
            assert!(stderr.contains(hint), "{code}: {stderr}");
            assert_eq!(stderr.matches("failed to").count(), 1, "{code}: {stderr}");
            assert!(!stderr.contains("--resume"), "{code}: {stderr}");
            assert!(!folder.path("run").exists(), "{code}: nothing is begun");
            let n_asked = self::questions(&server).len();
            assert!(n_asked <= N_EARLY, "{code}: {n_asked}");
        }
    }
}

#[test]
fn fm_23_a_redirect_is_said_once_and_no_early_question_goes_where_it_points() {
    let (_elsewhere_runtime, elsewhere) = serve(label);
    let target = format!("{}/v1/chat/completions", elsewhere.url());
    let (_runtime, server) = serve(move |_| Reply::text(307, "").with_header("location", &target));
    let folder = documents(N_DOCUMENTS);
    let run = batch(&folder, "compatible:m", &server, &IN_FLIGHT);
    assert_eq!(run.exit, 2, "{}", run.stderr);
    assert!(run.stderr.contains("set --base-url"), "{}", run.stderr);
    assert_eq!(run.stderr.matches("failed to").count(), 1, "{}", run.stderr);
    assert_eq!(elsewhere.n_seen(), 0);
    assert!(!folder.path("run").exists());
}

#[test]
fn fm_24_nobody_listening_is_said_once_and_nothing_is_begun() {
    let folder = documents(N_DOCUMENTS);
    let url = {
        let (_runtime, server) = serve(label);
        server.url()
    };
    let begin = crate::support::begin("run", &url);
    let run = folder.run(&[&begin[..], &IN_FLIGHT].concat());
    assert_eq!(run.exit, 75, "{}", run.stderr);
    assert_eq!(run.stderr.matches("failed to").count(), 1, "{}", run.stderr);
    assert!(!folder.path("run").exists());
}

/// The server will not list its models to this key, which the program takes at its word; questions it answers all the same.
#[test]
fn answers_that_were_paid_before_the_look_ended_badly_are_kept_and_not_paid_again() {
    let is_refused = Arc::new(AtomicBool::new(true));
    let refuses = Arc::clone(&is_refused);
    let (_runtime, server, _) = serve_look_last(move |seen| {
        if seen.path().ends_with("/models") && refuses.load(Ordering::SeqCst) {
            return error(401, "invalid_api_key", "no");
        }
        label(seen)
    });
    let folder = documents(N_DOCUMENTS);
    let run = batch(&folder, "compatible:m", &server, &IN_FLIGHT);
    assert_eq!(run.exit, 77, "{}", run.stderr);
    assert!(
        run.stderr.contains("hint: go on with: propos batch --resume run"),
        "{}",
        run.stderr
    );
    assert_eq!(run.stderr.matches("failed to").count(), 1, "{}", run.stderr);
    assert_eq!(folder.read("run/failures.jsonl"), "", "nothing has failed");
    assert_eq!(questions(&server).len(), N_EARLY);
    is_refused.store(false, Ordering::SeqCst);
    let resumed = folder.run(&["batch", "--resume", "run"]);
    assert_eq!(resumed.exit, 0, "{}", resumed.stderr);
    let asked = questions(&server);
    assert_eq!((asked.len(), n_distinct(&asked)), (N_DOCUMENTS, N_DOCUMENTS));
    assert_eq!(folder.read("run/results.jsonl"), patient(label));
}

#[test]
fn fm_30_answers_of_a_server_that_ignores_schemas_are_read_all_the_same_and_it_is_said() {
    let respond = |seen: &Seen| {
        if is_question(seen) {
            label(seen)
        } else {
            seen.say("hello")
        }
    };
    let (_runtime, server, _) = serve_look_last(respond);
    let folder = documents(N_DOCUMENTS);
    let run = batch(&folder, "compatible:m", &server, &IN_FLIGHT);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let n_said = run.stderr.matches("takes a schema and ignores it").count();
    assert_eq!(n_said, 1, "{}", run.stderr);
    assert_eq!(
        host(&folder)["structured_output"],
        json!({ "compatible:m": "unenforced" })
    );
    assert_eq!(questions(&server).len(), N_DOCUMENTS);
    assert_eq!(folder.read("run/results.jsonl"), patient(respond));
}

#[test]
fn fm_20_what_is_not_taken_is_left_out_after_the_early_questions_and_said_once() {
    let (_runtime, server) = serve(label_without("temperature"));
    let folder = documents(N_DOCUMENTS);
    let run = batch(&folder, "compatible:m", &server, &IN_FLIGHT);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let seen = server.seen();
    let rejected = seen.iter().filter(|seen| seen.body.get("temperature").is_some());
    let n_rejected = rejected.count();
    assert!(n_rejected <= N_EARLY + 1, "{n_rejected}");
    assert_eq!(run.stderr.matches("does not take").count(), 1, "{}", run.stderr);
    assert!(
        results(&folder)
            .iter()
            .all(|record| record["outcome"] == "complete")
    );
    // Nobody asks twice what was answered, in whatever form it was asked.
    let taken = questions(&server);
    let taken: Vec<String> = taken
        .into_iter()
        .filter(|question| !question.contains("\"temperature\""))
        .collect();
    assert_eq!((taken.len(), n_distinct(&taken)), (N_DOCUMENTS, N_DOCUMENTS));
}
