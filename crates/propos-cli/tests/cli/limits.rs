//! Providers that say "slower", "not now" and "not you", and runs that are moved.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use propos_mock_llm::{MockServer, Reply, Seen};
use serde_json::json;

use crate::models::{label, serve};
use crate::providers::{batch, documents, error, is_question};

fn n_questions(server: &MockServer) -> usize {
    server.seen().iter().filter(|seen| is_question(seen)).count()
}

fn n_records(folder: &crate::support::Folder) -> usize {
    folder.read("run/results.jsonl").lines().count()
}

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
    let resumed = folder.run(&["batch", "--resume", "archive/moved"]);
    assert_eq!(resumed.exit, 0, "{}", resumed.stderr);
    assert!(
        resumed.stderr.contains("they are written anew"),
        "{}",
        resumed.stderr
    );
    assert_eq!(n_questions(&server), n_asked);
    assert!(folder.read("archive/moved/results.jsonl") == whole);
}

#[test]
fn fm_15_a_storm_of_rate_limits_fails_no_document() {
    const N_DOCUMENTS: usize = 30;
    let waits: &[Option<(&str, &str)>] = &[
        Some(("retry-after-ms", "20")),
        Some(("retry-after", "0.03")),
        Some(("retry-after", "Fri, 27 Nov 2020 22:15:04 GMT")),
        Some(("retry-after", "in a while")),
        Some(("retry-after", "-3")),
        None,
    ];
    let n_asked = AtomicUsize::new(0);
    let (_runtime, server) = serve(move |seen| {
        if !is_question(seen) {
            return label(seen);
        }
        let number = n_asked.fetch_add(1, Ordering::SeqCst);
        // Three of ten, each way of saying how long first in turn, then those that say it well.
        match (number % 10 < 3, waits.get(number / 4)) {
            (true, Some(Some((name, value)))) => slower().with_header(name, value),
            (true, Some(None)) => slower(),
            (true, None) => slower().with_header("retry-after-ms", "10"),
            (false, _) => label(seen),
        }
    });
    let folder = documents(N_DOCUMENTS);
    let run = batch(&folder, "compatible:m", &server, &["--in-flight", "8"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    assert_eq!(n_records(&folder), N_DOCUMENTS);
}

#[test]
fn fm_16_a_wait_of_hours_is_not_slept_and_the_run_goes_on_later() {
    const N_DOCUMENTS: usize = 40;
    let is_closed = Arc::new(AtomicBool::new(true));
    let closed = Arc::clone(&is_closed);
    let n_asked = AtomicUsize::new(0);
    let (_runtime, server) = serve(move |seen| {
        if is_question(seen) && n_asked.fetch_add(1, Ordering::SeqCst) >= 5 && closed.load(Ordering::SeqCst) {
            return slower().with_header("retry-after", "10800");
        }
        label(seen)
    });
    let folder = documents(N_DOCUMENTS);
    let began = Instant::now();
    let run = batch(&folder, "compatible:m", &server, &["--in-flight", "2"]);
    assert_eq!(run.exit, 75, "{}", run.stderr);
    assert!(began.elapsed() < Duration::from_secs(15));
    let hint = "hint: go on in 3 h, after 20";
    assert!(
        run.stderr.contains(hint) && run.stderr.contains("UTC, with: propos batch --resume run"),
        "{}",
        run.stderr
    );
    is_closed.store(false, Ordering::SeqCst);
    let resumed = folder.run(&["batch", "--resume", "run"]);
    assert_eq!(resumed.exit, 0, "{}", resumed.stderr);
    assert_eq!(n_records(&folder), N_DOCUMENTS);
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
