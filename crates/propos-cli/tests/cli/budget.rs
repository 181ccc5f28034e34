//! Runs with a budget, and what is said of what they spent.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use propos_mock_llm::{MockServer, Reply, Seen};
use serde_json::Value;
use tokio::runtime::Runtime;

use crate::batch::corpus;
use crate::models::{label, serve};
use crate::support::{Folder, Run, begin};

/// What the server bills.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Bill {
    pub(crate) n_requests: u64,
    pub(crate) input: u64,
    pub(crate) output: u64,
}

impl Bill {
    /// At two dollars a million tokens in and ten out.
    #[expect(clippy::cast_precision_loss, reason = "few tokens")]
    pub(crate) fn dollars(self) -> f64 {
        (self.input as f64 * 2.0 + self.output as f64 * 10.0) / 1e6
    }
}

pub(crate) const PRICE: &str = "2,10";

/// A server that labels after a while and bills what it says.
pub(crate) fn billing_server(
    respond: impl Fn(&Seen) -> Reply + Send + Sync + 'static,
) -> (Runtime, MockServer, Arc<Mutex<Bill>>) {
    let bill: Arc<Mutex<Bill>> = Arc::default();
    let mine = Arc::clone(&bill);
    let (runtime, server) = serve(move |seen| {
        let reply = respond(seen);
        let body: Value = serde_json::from_slice(&reply.body).unwrap_or_default();
        let mut bill = mine.lock().unwrap();
        bill.n_requests += u64::from(seen.method == "POST");
        bill.input += body["usage"]["prompt_tokens"].as_u64().unwrap_or(0);
        bill.output += body["usage"]["completion_tokens"].as_u64().unwrap_or(0);
        reply.after(Duration::from_millis(5))
    });
    (runtime, server, bill)
}

fn news(n_documents: usize) -> Folder {
    Folder::new(&[("news.jsonl", corpus(n_documents).as_bytes())])
}

fn batch(folder: &Folder, url: &str, out: &str, more: &[&str]) -> Run {
    folder.run(&[&begin(out, url)[..], &["--in-flight", "64"], more].concat())
}

fn spending(folder: &Folder, out: &str) -> Value {
    let manifest: Value = serde_json::from_str(&folder.read(&format!("{out}/manifest.json"))).unwrap();
    manifest["summary"]["spending"].clone()
}

/// What the journal's entries about money come to.
fn journaled(folder: &Folder, out: &str) -> Bill {
    let mut bill = Bill::default();
    for line in folder.read(&format!("{out}/run.journal")).lines() {
        let entry: Value = serde_json::from_str(line).unwrap();
        bill.n_requests += u64::from(entry["kind"] == "reserved");
        let usage = &entry["body"]["bill"]["paid"]["usage"];
        bill.input += usage["input"].as_u64().unwrap_or(0);
        bill.output += usage["output"].as_u64().unwrap_or(0);
    }
    bill
}

fn of_manifest(spending: &Value) -> Bill {
    let number = |name: &str| spending[name].as_u64().unwrap();
    Bill {
        n_requests: number("n_requests"),
        input: number("input_tokens"),
        output: number("output_tokens"),
    }
}

#[test]
fn fm_34_a_run_stops_before_it_exceeds_its_cost_and_goes_on_with_more() {
    let (_runtime, server, bill) = billing_server(label);
    let url = server.url();
    let folder = news(60);
    let whole = batch(&folder, &url, "whole", &["--price", PRICE]);
    assert_eq!(whole.exit, 0, "{}", whole.stderr);
    let all = std::mem::take(&mut *bill.lock().unwrap());
    let limit = all.dollars() * 0.6;

    let stopped = batch(
        &folder,
        &url,
        "run",
        &["--price", PRICE, "--max-cost", &limit.to_string()],
    );
    assert_eq!(stopped.exit, 78, "{}", stopped.stderr);
    let paid = bill.lock().unwrap().dollars();
    assert!(paid <= limit && paid > 0.0, "{paid} of {limit}");
    let hint = "hint: go on with: propos batch --resume run --max-cost MORE";
    assert!(stopped.stderr.contains(hint), "{}", stopped.stderr);
    assert!(
        stopped.stderr.contains("could exceed --max-cost"),
        "{}",
        stopped.stderr
    );
    let n_done = folder.read("run/results.jsonl").lines().count();
    assert!(n_done < 60, "{n_done}");
    assert!(
        !folder.read("run/failures.jsonl").contains("budget"),
        "what was not asked is pending"
    );

    let before = bill.lock().unwrap().n_requests;
    let again = folder.run(&["batch", "--resume", "run"]);
    assert_eq!(again.exit, 78, "what was spent before counts: {}", again.stderr);
    assert!(bill.lock().unwrap().dollars() <= limit);
    let resumed = folder.run(&["batch", "--resume", "run", "--max-cost", "100"]);
    assert_eq!(resumed.exit, 0, "{}", resumed.stderr);
    assert!(folder.read("run/results.jsonl") == folder.read("whole/results.jsonl"));
    assert!(bill.lock().unwrap().n_requests >= before);
    // The first session looks whether the server obeys; nothing is paid twice.
    let all_of_run = *bill.lock().unwrap();
    assert_eq!(all_of_run, all);
    assert_eq!(of_manifest(&spending(&folder, "run")), all_of_run);
}

#[test]
fn fm_34_the_sums_of_manifest_journal_and_server_agree() {
    // Every tenth answer comes at the second try.
    let tries = Mutex::new(std::collections::HashSet::new());
    let (_runtime, server, bill) = billing_server(move |seen| {
        let prompt = seen.prompt();
        if prompt.len() % 10 == 3 && tries.lock().unwrap().insert(prompt) {
            let error = serde_json::json!({ "error": { "message": "busy", "type": "server_error" } });
            return Reply::json(500, &error);
        }
        label(seen)
    });
    let folder = news(30);
    let run = batch(&folder, &server.url(), "run", &["--price", PRICE]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let bill = *bill.lock().unwrap();
    let spending = spending(&folder, "run");
    assert_eq!(of_manifest(&spending), bill);
    assert_eq!(journaled(&folder, "run"), bill);
    let dollars = spending["dollars"].as_f64().unwrap();
    assert!((dollars - bill.dollars()).abs() < 1e-7, "{dollars} {bill:?}");
    let line = run
        .stderr
        .lines()
        .find(|line| line.starts_with("Spent: "))
        .unwrap();
    assert!(
        line.contains(&format!("Spent: {} requests", bill.n_requests)) && line.contains(", $0."),
        "{line}"
    );
}

#[test]
fn fm_34_a_number_of_requests_is_a_limit_and_no_fallback_hides_it() {
    let (_runtime, server, bill) = billing_server(label);
    let folder = news(20);
    let more = [
        "--max-requests",
        "7",
        "--fallback",
        "rules",
        "--claims-per-request",
        "1",
    ];
    let run = batch(&folder, &server.url(), "run", &more);
    assert_eq!(run.exit, 78, "{}", run.stderr);
    assert_eq!(bill.lock().unwrap().n_requests, 7);
    for line in folder.read("run/results.jsonl").lines() {
        let record: Value = serde_json::from_str(line).unwrap();
        assert_eq!(record["outcome"], "complete");
        assert_eq!(record["provenance"]["fallback_reason"], Value::Null);
    }
    assert!(
        run.stderr.contains("--resume run --max-requests MORE"),
        "{}",
        run.stderr
    );
}

#[test]
fn fm_34_an_unknown_price_with_a_limit_of_dollars_is_refused_before_anything_is_begun() {
    let folder = news(1);
    let run = batch(&folder, "https://models.invalid/v1", "run", &["--max-cost", "1"]);
    assert_eq!(run.exit, 2, "{}", run.stderr);
    for part in [
        "the price of compatible:m is not known",
        "--price IN,OUT",
        "--max-tokens",
    ] {
        assert!(run.stderr.contains(part), "{part}: {}", run.stderr);
    }
    assert!(!folder.path("run").exists());
    let wrong = batch(&folder, "https://models.invalid/v1", "run", &["--price", "cheap"]);
    assert_eq!(wrong.exit, 2);
    assert!(wrong.stderr.contains("not IN,OUT"), "{}", wrong.stderr);
}

#[test]
fn fm_34_a_price_list_of_ones_own_counts_and_a_budget_too_small_for_one_question_says_so() {
    let (_runtime, server, bill) = billing_server(label);
    let folder = Folder::new(&[
        ("news.jsonl", corpus(2).as_bytes()),
        (
            "prices.toml",
            b"[[model]]\nprovider = \"compatible\"\nnames = [\"m\"]\ninput = 2.0\noutput = 10.0\n",
        ),
    ]);
    let run = batch(
        &folder,
        &server.url(),
        "run",
        &["--prices", "prices.toml", "--max-cost", "0.000001"],
    );
    assert_eq!(run.exit, 78, "{}", run.stderr);
    assert_eq!(bill.lock().unwrap().n_requests, 0);
    let run = batch(
        &folder,
        &server.url(),
        "run",
        &["--prices", "prices.toml", "--max-cost", "10"],
    );
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let dollars = spending(&folder, "run")["dollars"].as_f64().unwrap();
    assert!((dollars - bill.lock().unwrap().dollars()).abs() < 1e-7);
    let missing = batch(&folder, &server.url(), "other", &["--prices", "none.toml"]);
    assert_eq!(missing.exit, 2, "{}", missing.stderr);
}

#[test]
fn merged_runs_have_spent_what_all_of_them_spent_and_an_unknown_price_stays_unknown() {
    let (_runtime, server, bill) = billing_server(label);
    let url = server.url();
    let folder = Folder::new(&[]);
    let line = |number: usize| corpus(number + 1).lines().last().unwrap().to_owned() + "\n";
    for number in 0..3 {
        std::fs::write(folder.path("news.jsonl"), line(number)).unwrap();
        let run = batch(&folder, &url, &format!("run{number}"), &["--price", PRICE]);
        assert_eq!(run.exit, 0, "{}", run.stderr);
        if number == 1 {
            let merged = folder.run(&["merge", "run0", "run1", "--out", "two"]);
            assert_eq!(merged.exit, 0, "{}", merged.stderr);
            let spending = spending(&folder, "two");
            let bill = *bill.lock().unwrap();
            assert_eq!(of_manifest(&spending), bill);
            assert!((spending["dollars"].as_f64().unwrap() - bill.dollars()).abs() < 1e-7);
            let words = format!("Spent by all of them: {} requests", bill.n_requests);
            assert!(merged.stderr.contains(&words), "{}", merged.stderr);
        }
    }
    // As a run at a provider that nobody knows the prices of leaves it.
    let mut manifest: Value = serde_json::from_str(&folder.read("run2/manifest.json")).unwrap();
    manifest["summary"]["spending"]["dollars"] = Value::Null;
    std::fs::write(folder.path("run2/manifest.json"), manifest.to_string()).unwrap();
    let merged = folder.run(&["merge", "two", "run2", "--out", "three"]);
    assert_eq!(merged.exit, 0, "{}", merged.stderr);
    let spending = spending(&folder, "three");
    assert_eq!(of_manifest(&spending), *bill.lock().unwrap());
    assert_eq!(spending["dollars"], Value::Null);
    assert!(merged.stderr.contains("unknown price"), "{}", merged.stderr);
}

#[test]
fn fm_34_voters_share_one_budget() {
    let (_runtime, server, bill) = billing_server(label);
    let url = server.url();
    let votes: [&[&str]; 2] = [
        &["--votes", "3"],
        &["--annotator", "compatible:other", "--combine", "vote"],
    ];
    for (number, votes) in votes.into_iter().enumerate() {
        *bill.lock().unwrap() = Bill::default();
        let folder = news(6);
        let whole = batch(&folder, &url, "whole", &[votes, &["--price", PRICE]].concat());
        assert_eq!(whole.exit, 0, "{}", whole.stderr);
        let all = std::mem::take(&mut *bill.lock().unwrap());
        assert!(all.n_requests >= 12, "each voter asks: {all:?}");
        assert_eq!(of_manifest(&spending(&folder, "whole")), all);

        let n_most = all.n_requests / 2;
        let more = ["--price", PRICE, "--max-requests", &n_most.to_string()];
        let run = batch(&folder, &url, "run", &[votes, &more].concat());
        assert_eq!(run.exit, 78, "{number}: {}", run.stderr);
        assert_eq!(bill.lock().unwrap().n_requests, n_most, "{number}");
        for line in folder.read("run/results.jsonl").lines() {
            let record: Value = serde_json::from_str(line).unwrap();
            assert_eq!(
                record["outcome"], "complete",
                "no document has fewer votes: {record}"
            );
        }
        let resumed = folder.run(&["batch", "--resume", "run", "--max-requests", "1000"]);
        assert_eq!(resumed.exit, 0, "{}", resumed.stderr);
        assert!(folder.read("run/results.jsonl") == folder.read("whole/results.jsonl"));
    }
}
