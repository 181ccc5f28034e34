//! Providers that say "slower", "not now" and "not you", and runs that are moved.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use propos_mock_llm::{Delivery, MockServer, Reply, Seen};
use serde_json::json;

use crate::models::{label, serve};
use crate::providers::{batch, documents, error, is_question};
use crate::support::{Folder, Run, begin, command};

fn n_questions(server: &MockServer) -> usize {
    server.seen().iter().filter(|seen| is_question(seen)).count()
}

fn n_records(folder: &Folder) -> usize {
    folder.read("run/results.jsonl").lines().count()
}

fn manifest(folder: &Folder) -> serde_json::Value {
    serde_json::from_str(&folder.read("run/manifest.json")).unwrap()
}

type Refuse = Box<dyn Fn() -> Reply + Send + Sync>;

fn slower() -> Reply {
    error(429, "rate_limit_exceeded", "slower")
}

#[test]
fn fm_12_a_run_that_is_moved_pays_nothing_again() {
    let (_runtime, server) = serve(label);
    let folder = documents(6);
    assert_eq!(batch(&folder, "compatible:m", &server, &[]).exit, 0);
    let whole = folder.read("run/results.jsonl");
    let n_asked = n_questions(&server);
    std::fs::create_dir(folder.path("archive")).unwrap();
    std::fs::rename(folder.path("run"), folder.path("archive/moved")).unwrap();
    // The results are lost, as from a copy of the journal alone: they come from the answers again.
    std::fs::remove_file(folder.path("archive/moved/results.jsonl")).unwrap();
    let mut program = command(&folder.path(""), &["batch", "--resume", "archive/moved"]);
    // On a machine in another zone, which is on the other side of a change of the clock.
    let resumed = program.env("TZ", "Pacific/Kiritimati").output().unwrap();
    let stderr = String::from_utf8(resumed.stderr).unwrap();
    assert_eq!(resumed.status.code(), Some(0), "{stderr}");
    assert!(stderr.contains("they are written anew"), "{stderr}");
    assert_eq!(n_questions(&server), n_asked);
    assert!(folder.read("archive/moved/results.jsonl") == whole);
}

/// Begins a run whose time passes so many times faster.
fn hurried(folder: &Folder, name: &str, server: &MockServer, rate: u32, more: &[&str]) -> Run {
    let url = server.url();
    let mut arguments = begin("run", &url);
    arguments[5] = name;
    let output = command(&folder.path(""), &[&arguments[..], more].concat())
        .env("PROPOS_HURRY", rate.to_string())
        .env("PROPOS_API_KEY", "sk-test")
        .output()
        .unwrap();
    Run {
        exit: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// What is not done is still to be done, and nothing has failed.
fn check_pending(folder: &Folder, n_done: usize) {
    assert_eq!(n_records(folder), n_done);
    assert!(
        !folder
            .read("run/results.jsonl")
            .contains("\"outcome\":\"failed\"")
    );
    assert_eq!(folder.read("run/failures.jsonl"), "");
}

#[test]
fn fm_15_a_storm_of_rate_limits_fails_no_document_and_nobody_runs_against_it() {
    const N_DOCUMENTS: usize = 60;
    const IN_FLIGHT: usize = 8;
    const NOW: (&str, &str) = ("date", "Fri, 27 Nov 2026 22:15:04 GMT");
    let waits: [&[(&str, &str)]; 8] = [
        &[("retry-after", "1")],
        &[("retry-after-ms", "300")],
        &[("retry-after", "30")],
        &[NOW, ("retry-after", "Fri, 27 Nov 2026 22:15:24 GMT")],
        &[("retry-after", "Fri, 27 Nov 2020 22:15:04 GMT")],
        &[("retry-after", "in a while")],
        &[("retry-after", "-3")],
        &[],
    ];
    let n_asked = AtomicUsize::new(0);
    let (_runtime, server) = serve(move |seen| {
        if !is_question(seen) {
            return label(seen);
        }
        let number = n_asked.fetch_add(1, Ordering::SeqCst);
        // Three of ten, each way of saying how long in turn.
        if number % 10 > 2 {
            return label(seen);
        }
        let headers = waits[number / 10 % waits.len()].iter();
        headers.fold(slower(), |reply, (name, value)| reply.with_header(name, value))
    });
    let folder = documents(N_DOCUMENTS);
    let in_flight = IN_FLIGHT.to_string();
    let more = ["--concurrency", &in_flight, "--events", "events.jsonl"];
    let run = hurried(&folder, "compatible:m", &server, 60, &more);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    check_pending(&folder, N_DOCUMENTS);
    // No more than three in ten were in vain, and those that were under way when the first was told.
    let most = N_DOCUMENTS * 10 / 7 + IN_FLIGHT;
    assert!(n_questions(&server) <= most, "{} of {most}", n_questions(&server));
    let events = folder.read("events.jsonl");
    let limited = events.lines().find(|line| line.contains("\"limited\""));
    let limited: serde_json::Value = serde_json::from_str(limited.expect("half a minute was told")).unwrap();
    assert_eq!(limited["why"], "rate_limit", "{limited}");
    assert_eq!(limited["most_in_flight"], IN_FLIGHT);
    assert!(
        limited["in_flight"].as_u64() <= Some(IN_FLIGHT as u64 / 2),
        "{limited}"
    );
    assert!(limited["seconds"].as_f64() > Some(0.0), "{limited}");
    // Who watches is told the same.
    assert!(
        run.stderr.contains("rate-limited, ") && run.stderr.contains("/8 at once, next in "),
        "{}",
        run.stderr
    );
    // For each question the journal has how long it waited before it was sent again.
    let journal = folder.read("run/run.journal");
    let mut n_sent: BTreeMap<String, u32> = BTreeMap::new();
    for line in journal.lines() {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        if entry["kind"] == "attempt" {
            let n_before = n_sent.entry(entry["key"].to_string()).or_default();
            let waited = entry["body"]["waited"].as_f64();
            assert!(*n_before == 0 || waited > Some(0.0), "{entry}");
            *n_before += 1;
        }
    }
    assert!(n_sent.values().any(|n_sent| *n_sent > 1), "{n_sent:?}");
}

#[test]
fn fm_16_a_wait_of_hours_or_days_is_not_slept_and_the_run_says_when_to_go_on() {
    const N_DOCUMENTS: usize = 20;
    let in_words = |words: &'static str| Box::new(move || error(429, "rate_limit_exceeded", words));
    let with_header =
        |name: &'static str, value: &'static str| Box::new(move || slower().with_header(name, value));
    let resets_in_days = || {
        slower()
            .with_header("date", "Fri, 27 Nov 2026 22:15:04 GMT")
            .with_header("anthropic-ratelimit-requests-limit", "50")
            .with_header("anthropic-ratelimit-requests-remaining", "0")
            .with_header("anthropic-ratelimit-requests-reset", "2026-12-13T22:15:04Z")
    };
    let cases: Vec<(&str, Refuse)> = vec![
        ("3 h", with_header("retry-after", "10800")),
        ("3 h", with_header("retry-after-ms", "10800000")),
        ("16 days", in_words("Your usage limit resets in ~16 days")),
        ("16 days", Box::new(resets_in_days)),
    ];
    for (wait, refuse) in cases {
        let is_closed = Arc::new(AtomicBool::new(true));
        let closed = Arc::clone(&is_closed);
        let n_asked = AtomicUsize::new(0);
        let (_runtime, server) = serve(move |seen| {
            if is_question(seen)
                && n_asked.fetch_add(1, Ordering::SeqCst) >= 5
                && closed.load(Ordering::SeqCst)
            {
                return refuse();
            }
            label(seen)
        });
        let folder = documents(N_DOCUMENTS);
        let began = Instant::now();
        let run = batch(&folder, "compatible:m", &server, &["--concurrency", "2"]);
        assert_eq!(run.exit, 75, "{wait}: {}", run.stderr);
        assert!(began.elapsed() < Duration::from_secs(15));
        // Some seconds of it may have passed by then.
        let hints = [wait, "2 h 59 min", "15 days"].map(|wait| format!("hint: go on in {wait}, after 20"));
        assert!(
            hints.iter().any(|hint| run.stderr.contains(hint))
                && run.stderr.contains("UTC, with: propos batch --resume run"),
            "{}",
            run.stderr
        );
        check_pending(&folder, n_records(&folder));
        assert!(n_questions(&server) <= 5 + 2, "{wait}");
        is_closed.store(false, Ordering::SeqCst);
        let resumed = folder.run(&["batch", "--resume", "run"]);
        assert_eq!(resumed.exit, 0, "{}", resumed.stderr);
        check_pending(&folder, N_DOCUMENTS);
    }
}

#[test]
fn fm_17_without_credit_nobody_asks_again_and_no_document_has_failed() {
    const IN_FLIGHT: usize = 4;
    let coded = |status: u16, kind: &str, code: &str, message: &str| {
        Reply::json(
            status,
            &json!({"error": {"message": message, "type": kind, "code": code, "param": null}}),
        )
    };
    let gemini = json!({"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "message": "You exceeded your current quota",
        "details": [{"@type": "type.googleapis.com/google.rpc.QuotaFailure",
            "violations": [{"quotaId": "GenerateRequestsPerDayPerProjectPerModel-FreeTier"}]}]}});
    let anthropic = json!({"type": "error", "error": {"type": "invalid_request_error",
        "message": "Your credit balance is too low to access the Anthropic API."}});
    let cases: Vec<(&str, Reply)> = vec![
        (
            "compatible:m",
            coded(
                429,
                "insufficient_quota",
                "insufficient_quota",
                "You exceeded your current quota",
            ),
        ),
        (
            "compatible:m",
            coded(429, "requests", "organization_spend_limit_exceeded", "limit"),
        ),
        (
            "compatible:m",
            coded(429, "billing", "credit_balance_exhausted", "no"),
        ),
        (
            "compatible:m",
            coded(429, "billing", "enforced_spend_limit", "no"),
        ),
        (
            "compatible:m",
            coded(429, "billing", "contract_spend_limit", "no"),
        ),
        (
            "compatible:m",
            coded(402, "payment", "payment_required", "Insufficient credits"),
        ),
        ("anthropic:m", Reply::json(400, &anthropic)),
        ("gemini:m", Reply::json(429, &gemini)),
    ];
    for (name, refusal) in cases {
        let is_poor = Arc::new(AtomicBool::new(true));
        let (poor, shown) = (
            Arc::clone(&is_poor),
            format!("{name} {}", String::from_utf8_lossy(&refusal.body)),
        );
        let n_asked = AtomicUsize::new(0);
        let (_runtime, server) = serve(move |seen| {
            if is_question(seen) && n_asked.fetch_add(1, Ordering::SeqCst) >= 3 && poor.load(Ordering::SeqCst)
            {
                return refusal.clone();
            }
            label(seen)
        });
        let folder = documents(20);
        let keys = |program: &mut std::process::Command| {
            for variable in ["ANTHROPIC_API_KEY", "GEMINI_API_KEY", "PROPOS_API_KEY"] {
                program.env(variable, "sk-test-0123456789");
            }
            let output = program.output().unwrap();
            (
                output.status.code().unwrap(),
                String::from_utf8(output.stderr).unwrap(),
            )
        };
        let (url, in_flight) = (server.url(), IN_FLIGHT.to_string());
        let mut arguments = begin("run", &url);
        arguments[5] = name;
        let arguments = [&arguments[..], &["--concurrency", &in_flight]].concat();
        let (exit, stderr) = keys(&mut command(&folder.path(""), &arguments));
        assert_eq!(exit, 77, "{shown}: {stderr}");
        assert!(stderr.contains("credit"), "{shown}: {stderr}");
        assert!(
            n_questions(&server) <= 3 + IN_FLIGHT,
            "{shown}: {} questions",
            n_questions(&server)
        );
        check_pending(&folder, n_records(&folder));
        is_poor.store(false, Ordering::SeqCst);
        let (exit, stderr) = keys(&mut command(&folder.path(""), &["batch", "--resume", "run"]));
        assert_eq!(exit, 0, "{shown}: {stderr}");
        check_pending(&folder, 20);
    }
}

#[test]
fn fm_19_a_server_that_breaks_now_and_then_fails_nothing_and_one_that_is_down_ends_the_run() {
    const N_DOCUMENTS: usize = 30;
    // Each kind of failure once in a while, and whether the server says that asking again is of use.
    let n_asked = AtomicUsize::new(0);
    let (_runtime, server) = serve(move |seen| {
        let number = n_asked.fetch_add(1, Ordering::SeqCst);
        if !is_question(seen) || !number.is_multiple_of(3) {
            return label(seen);
        }
        let status = [500, 502, 503, 504, 529][number / 3 % 5];
        let reply = error(status, "server_error", "a bad moment");
        if number.is_multiple_of(2) {
            reply.with_header("x-should-retry", "true")
        } else {
            reply
        }
    });
    let folder = documents(N_DOCUMENTS);
    let run = hurried(&folder, "compatible:m", &server, 100, &["--concurrency", "4"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    check_pending(&folder, N_DOCUMENTS);

    // A server that says that asking again is no use is believed: that document has failed.
    let (_runtime, server) = serve(|seen| {
        if is_question(seen) && seen.prompt().contains("l’article 2.") {
            return error(503, "server_error", "not this one").with_header("x-should-retry", "false");
        }
        label(seen)
    });
    let folder = documents(12);
    let run = hurried(&folder, "compatible:m", &server, 100, &["--concurrency", "1"]);
    assert_eq!(run.exit, 3, "{}", run.stderr);
    assert_eq!(n_questions(&server), 12, "nobody asked again");

    for status in [500, 502, 503, 504, 529] {
        let is_down = Arc::new(AtomicBool::new(true));
        let down = Arc::clone(&is_down);
        let n_asked = AtomicUsize::new(0);
        let (_runtime, server) = serve(move |seen| {
            if is_question(seen) && n_asked.fetch_add(1, Ordering::SeqCst) >= 5 && down.load(Ordering::SeqCst)
            {
                return error(status, "server_error", "down").with_header("x-request-id", "req_of_the_last");
            }
            label(seen)
        });
        let folder = documents(N_DOCUMENTS);
        let run = hurried(&folder, "compatible:m", &server, 100, &["--concurrency", "1"]);
        assert_eq!(run.exit, 75, "{status}: {}", run.stderr);
        assert!(run.stderr.contains("req_of_the_last"), "{status}: {}", run.stderr);
        assert!(run.stderr.contains("propos batch --resume run"), "{}", run.stderr);
        check_pending(&folder, n_records(&folder));
        assert!(
            n_questions(&server) <= 5 + 60,
            "{status}: {}",
            n_questions(&server)
        );
        is_down.store(false, Ordering::SeqCst);
        assert_eq!(folder.run(&["batch", "--resume", "run"]).exit, 0, "{status}");
        check_pending(&folder, N_DOCUMENTS);
    }
}

/// A server on this machine would be waited for much longer. A minute takes half a second.
const HANGS: [&str; 4] = ["--concurrency", "4", "--timeout", "60"];

#[test]
fn fm_13_a_server_that_hangs_or_stalls_is_left_and_the_run_goes_on_later() {
    const N_DOCUMENTS: usize = 6;
    for delivery in [Delivery::Hang, Delivery::StallAfter(0), Delivery::StallAfter(40)] {
        // One question in three hangs: it is asked again.
        let n_asked = AtomicUsize::new(0);
        let (_runtime, server) = serve(move |seen| {
            if is_question(seen) && n_asked.fetch_add(1, Ordering::SeqCst).is_multiple_of(3) {
                return label(seen).delivered(delivery);
            }
            label(seen)
        });
        let folder = documents(N_DOCUMENTS);
        let run = hurried(&folder, "compatible:m", &server, 120, &HANGS);
        assert_eq!(run.exit, 0, "{delivery:?}: {}", run.stderr);
        check_pending(&folder, N_DOCUMENTS);
        let spending = &manifest(&folder)["summary"]["spending"];
        assert!(spending["n_maybe_paid"].as_u64() >= Some(2), "{spending}");
    }
}

#[test]
fn fm_13_where_all_hangs_the_run_ends_and_no_document_has_failed() {
    const N_DOCUMENTS: usize = 6;
    // All of them hang: it is no fault of the documents.
    let is_hanging = Arc::new(AtomicBool::new(true));
    let hanging = Arc::clone(&is_hanging);
    let (_runtime, server) = serve(move |seen| {
        if is_question(seen) && hanging.load(Ordering::SeqCst) {
            return label(seen).delivered(Delivery::Hang);
        }
        label(seen)
    });
    let folder = documents(N_DOCUMENTS);
    let run = hurried(&folder, "compatible:m", &server, 120, &HANGS);
    assert_eq!(run.exit, 75, "{}", run.stderr);
    check_pending(&folder, 0);
    is_hanging.store(false, Ordering::SeqCst);
    assert_eq!(folder.run(&["batch", "--resume", "run"]).exit, 0);
    check_pending(&folder, N_DOCUMENTS);
}

#[test]
fn fm_13_a_local_server_that_hangs_is_asked_once_more_and_left_after_an_hour() {
    // Half an hour, for which a server on this machine is waited for, takes a second and a half.
    const RATE: u32 = 1200;
    let (_runtime, server) = serve(|seen| {
        if is_question(seen) {
            return label(seen).delivered(Delivery::Hang);
        }
        label(seen)
    });
    let folder = documents(30);
    let run = hurried(&folder, "compatible:m", &server, RATE, &["--concurrency", "1"]);
    assert_eq!(run.exit, 75, "{}", run.stderr);
    let n_asked = server.seen().iter().filter(|seen| is_question(seen)).count();
    assert_eq!(n_asked, 2, "{}", run.stderr);
    check_pending(&folder, 0);
    assert!(
        run.stderr.contains("2 requests in a row brought no answer"),
        "{}",
        run.stderr
    );
}

#[test]
fn fm_24_nobody_listening_stops_the_run_and_no_document_has_failed() {
    let folder = documents(6);
    let (runtime, server) = serve(label);
    let away = "http://127.0.0.1:9".to_owned();
    let stopped = folder.run(&begin("run", &away));
    assert_eq!(stopped.exit, 75, "{}", stopped.stderr);
    assert!(!folder.path("run").exists(), "nothing is begun");
    // It goes away in the middle of the run.
    let url = server.url();
    drop((server, runtime));
    let (_runtime, server) = serve(move |seen| {
        let is_late = [3, 4, 5].map(|number| format!("l’article {number}."));
        let prompt = seen.prompt();
        if is_question(seen) && is_late.iter().any(|words| prompt.contains(words)) {
            return label(seen).delivered(Delivery::Drop);
        }
        label(seen)
    });
    assert_ne!(server.url(), url);
    let run = hurried(&folder, "compatible:m", &server, 200, &["--concurrency", "2"]);
    assert_eq!(run.exit, 75, "{}", run.stderr);
    check_pending(&folder, n_records(&folder));
}

#[test]
fn fm_18_a_key_or_model_that_is_refused_ends_the_run_before_the_first_document_or_in_the_middle() {
    let refusals: [(u16, &'static str, &str); 4] = [
        (401, "invalid_api_key", "check the key"),
        (403, "permission_error", "check the key"),
        (400, "API_KEY_INVALID", "check the key"),
        (404, "model_not_found", "model"),
    ];
    for (status, code, hint) in refusals {
        let refused = move |seen: &Seen| {
            if seen.path().ends_with("/models") && code == "model_not_found" {
                let models = json!({"object": "list", "data": [{"id": "mock-model", "object": "model"}]});
                return Reply::json(200, &models);
            }
            error(status, code, "no")
        };
        let (_runtime, server) = serve(refused);
        let folder = documents(10);
        let name = if code == "model_not_found" {
            "compatible:mock-modle"
        } else {
            "compatible:m"
        };
        let run = batch(&folder, name, &server, &[]);
        assert_eq!(run.exit, 77, "{code}: {}", run.stderr);
        assert!(run.stderr.contains(hint), "{code}: {}", run.stderr);
        assert_eq!(n_questions(&server), 0, "{code}");
        assert_eq!(
            run.stderr.contains("did you mean mock-model"),
            code == "model_not_found",
            "{}",
            run.stderr
        );

        // The key is taken back while the run goes on.
        let is_revoked = Arc::new(AtomicBool::new(true));
        let revoked = Arc::clone(&is_revoked);
        let n_asked = AtomicUsize::new(0);
        let (_runtime, server) = serve(move |seen| {
            if is_question(seen)
                && n_asked.fetch_add(1, Ordering::SeqCst) >= 4
                && revoked.load(Ordering::SeqCst)
            {
                return error(status, code, "no");
            }
            label(seen)
        });
        let folder = documents(10);
        let run = batch(&folder, "compatible:m", &server, &["--in-flight", "2"]);
        assert_eq!(run.exit, 77, "{code}: {}", run.stderr);
        assert!(
            n_questions(&server) <= 4 + 2,
            "{code}: as many as are in flight, no more"
        );
        assert!(!folder.read("run/results.jsonl").contains("\"failed\""), "{code}");
        is_revoked.store(false, Ordering::SeqCst);
        assert_eq!(folder.run(&["batch", "--resume", "run"]).exit, 0, "{code}");
        assert_eq!(n_records(&folder), 10);
    }
}
