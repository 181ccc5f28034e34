//! Runs that are killed for real.

use std::fmt::Write as _;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::models::{label, serve};
use crate::support::{Folder, begin, command};

const N_DOCUMENTS: usize = 240;

pub(crate) fn corpus(n_documents: usize) -> String {
    let mut lines = String::new();
    for number in 0..n_documents {
        let text = format!(
            "La ministre Jeanne Morel a déclaré : « Nous ne signerons pas l’article {number}. » Selon elle, {number} emplois sont menacés."
        );
        let line = serde_json::json!({ "id": format!("d{number}"), "lang": "fr", "text": text });
        writeln!(lines, "{line}").unwrap();
    }
    lines
}

fn folder() -> Folder {
    Folder::new(&[("news.jsonl", corpus(N_DOCUMENTS).as_bytes())])
}

fn spawn(folder: &Folder, arguments: &[&str]) -> Child {
    command(&folder.path(""), arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Waits until the results have so many bytes, or the program ends.
fn wait_for(folder: &Folder, child: &mut Child, n_bytes: u64) {
    let began = Instant::now();
    while child.try_wait().unwrap().is_none() && began.elapsed() < Duration::from_mins(1) {
        let length = folder
            .path("run/results.jsonl")
            .metadata()
            .map_or(0, |file| file.len());
        if length >= n_bytes {
            break;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn fm_01_a_run_that_is_killed_again_and_again_loses_and_doubles_nothing() {
    let folder = folder();
    let whole = folder.run(&["batch", "news.jsonl", "--out", "whole"]);
    assert_eq!(whole.exit, 0, "{}", whole.stderr);
    let whole = folder.read("whole/results.jsonl");
    assert_eq!(whole.lines().count(), N_DOCUMENTS);

    let mut n_kills = 0;
    let mut child = spawn(
        &folder,
        &["batch", "news.jsonl", "--out", "run", "--in-flight", "8"],
    );
    for part in 1..=10_u64 {
        wait_for(&folder, &mut child, part * whole.len() as u64 / 12);
        n_kills += usize::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        child = spawn(&folder, &["batch", "--resume", "run"]);
    }
    assert!(child.wait().unwrap().success());
    assert!(n_kills > 2, "{n_kills} kills");
    assert!(folder.read("run/results.jsonl") == whole);
}

#[test]
fn a_run_is_reported_on_and_its_failures_are_listed() {
    let folder = Folder::new(&[(
        "news.jsonl",
        b"{\"id\": \"a\", \"text\": \"It rains.\"}\nnot json\n",
    )]);
    let run = folder.run(&["batch", "news.jsonl", "--out", "run", "--events", "events.jsonl"]);
    assert_eq!(run.exit, 3, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("What did not go well is in run/failures.jsonl:"),
        "{}",
        run.stderr
    );
    assert!(
        folder
            .read("run/failures.jsonl")
            .contains("\"outcome\":\"unreadable\"")
    );
    assert_eq!(
        folder.read("events.jsonl").lines().count(),
        4,
        "beginning, document, input and end"
    );
    let report = folder.run(&["report", "run", "--format", "csv", "--rows", "documents"]);
    assert_eq!(report.exit, 0, "{}", report.stderr);
    assert!(
        report.stdout.lines().count() == 2 && report.stdout.contains("complete"),
        "{}",
        report.stdout
    );
}

#[test]
fn the_manifest_says_word_by_word_how_a_run_was_made() {
    let (_runtime, server) = serve(label);
    let url = server.url();
    let folder = Folder::new(&[("news.jsonl", corpus(2).as_bytes())]);
    let manifest = |out: &str| -> serde_json::Value {
        let run = folder.run(&begin(out, &url));
        assert_eq!(run.exit, 0, "{}", run.stderr);
        serde_json::from_str(&folder.read(&format!("{out}/manifest.json"))).unwrap()
    };
    let first = manifest("first");
    let host = &first["host"];
    let model = &host["models"][0];
    assert_eq!(
        (&model["provider"], &model["model"], &model["server"]),
        (&"compatible".into(), &"m".into(), &format!("{url}/v1").into())
    );
    assert_eq!(model["parameters"]["temperature"], 0.0);
    assert_eq!(
        first["summary"]["models"],
        serde_json::json!({ "m": 2 }),
        "as its server calls it"
    );
    assert!(
        host["codebook"]
            .as_str()
            .unwrap()
            .contains("id = \"us-china-ai\"")
    );
    let record: serde_json::Value = {
        let results = folder.read("first/results.jsonl");
        serde_json::from_str(results.lines().next().unwrap()).unwrap()
    };
    let prompts = &host["prompts"]["fr"];
    assert_eq!(prompts["sha256"], record["provenance"]["prompt_sha256"]);
    assert!(
        prompts["label"].as_str().unwrap().len() > 500 && prompts["extract"].as_str().unwrap().len() > 500
    );
    // The same inputs have the same hash, and others another.
    assert_eq!(manifest("second")["inputs"], first["inputs"]);
    std::fs::write(folder.path("news.jsonl"), corpus(3)).unwrap();
    assert_ne!(manifest("third")["inputs"], first["inputs"]);
}

#[test]
fn where_no_path_leads_anywhere_nothing_is_begun() {
    let folder = Folder::new(&[("article.txt", b"It rains.")]);
    let slip = folder.run(&["batch", "articel.txt", "--out", "run"]);
    assert_eq!(slip.exit, 2);
    assert!(
        slip.stderr.contains("did you mean article.txt?"),
        "{}",
        slip.stderr
    );
    let rehearsed = folder.run(&["batch", "articel.txt", "--out", "run", "--dry-run"]);
    assert_eq!((rehearsed.exit, rehearsed.stderr), (2, slip.stderr));
    assert_eq!(folder.run(&["batch", "article.txt", "--out", "run"]).exit, 0);
    // A run that is there goes on all the same, and says what became of its inputs.
    std::fs::remove_file(folder.path("article.txt")).unwrap();
    let gone = folder.run(&["batch", "--resume", "run"]);
    assert_eq!(gone.exit, 3, "{}", gone.stderr);
}

#[test]
fn fm_07_one_folder_is_one_run_and_one_program() {
    let folder = Folder::new(&[("a.txt", b"It rains.")]);
    assert_eq!(folder.run(&["batch", "a.txt", "--out", "run"]).exit, 0);
    let again = folder.run(&["batch", "a.txt", "--out", "run"]);
    assert_eq!(again.exit, 73);
    assert!(
        again.stderr.contains("go on with it: propos batch --resume run"),
        "{}",
        again.stderr
    );
    let missing = folder.run(&["batch", "--resume", "nowhere"]);
    assert_eq!(missing.exit, 2);
    assert!(
        missing.stderr.contains("begin one with --out"),
        "{}",
        missing.stderr
    );
}

#[test]
fn fm_07_a_run_that_is_under_way_is_locked_and_a_killed_one_is_not() {
    let is_slow = Arc::new(AtomicBool::new(true));
    let slow = Arc::clone(&is_slow);
    let (_runtime, server) = serve(move |seen| {
        let is_hanging = slow.load(Ordering::SeqCst) && seen.prompt().contains("<doc ");
        label(seen).after(Duration::from_secs(if is_hanging { 60 } else { 0 }))
    });
    let url = server.url();
    let folder = Folder::new(&[("news.jsonl", corpus(3).as_bytes())]);
    let method = [&begin("run", &url)[..], &["--in-flight", "1"]].concat();
    let mut first = spawn(&folder, &method);
    let began = Instant::now();
    while !server.seen().iter().any(|seen| seen.prompt().contains("<doc "))
        && began.elapsed() < Duration::from_secs(20)
    {
        std::thread::sleep(Duration::from_millis(5));
    }
    let n_asked = server.n_seen();
    is_slow.store(false, Ordering::SeqCst);
    let second = folder.run(&["batch", "--resume", "run"]);
    assert_eq!(second.exit, 73, "{}", second.stderr);
    assert!(
        second.stderr.contains(&format!("(process {})", first.id())),
        "{}",
        second.stderr
    );
    let is_question = |seen: &propos_mock_llm::Seen| seen.prompt().contains("<doc ");
    assert!(
        !server.seen()[n_asked..].iter().any(is_question),
        "the second one asks nothing of documents"
    );
    first.kill().unwrap();
    first.wait().unwrap();
    // Nothing need be tidied up: the lock went with the process.
    let third = folder.run(&["batch", "--resume", "run"]);
    assert_eq!(third.exit, 0, "{}", third.stderr);
    assert!(third.stderr.contains("under way lost"), "{}", third.stderr);
    assert_eq!(folder.read("run/results.jsonl").lines().count(), 3);
}

#[test]
fn standard_input_cannot_be_run_over() {
    let folder = Folder::new(&[]);
    let run = folder.pipe(&["batch", "-", "--out", "run"], b"It rains.");
    assert_eq!(run.exit, 2);
    assert!(run.stderr.contains("it cannot be read again"), "{}", run.stderr);
    assert!(!folder.path("run").exists(), "nothing is begun");
}
