//! Answers that were paid once are not paid again.

use std::fmt::Write as _;

use propos_mock_llm::MockServer;

use crate::models::{label, serve};
use crate::support::{Folder, Run, begin};

/// So many documents, each with its number in its text.
fn corpus(numbers: impl IntoIterator<Item = usize>) -> String {
    let mut lines = String::new();
    for number in numbers {
        let text =
            format!("La ministre Jeanne Morel a déclaré : « Nous ne signerons pas l’article {number}. »");
        let line = serde_json::json!({ "id": format!("d{number}"), "lang": "fr", "text": text });
        writeln!(lines, "{line}").unwrap();
    }
    lines
}

fn batch(folder: &Folder, server: &MockServer, out: &str, more: &[&str]) -> Run {
    let url = server.url();
    folder.run(&[&begin(out, &url)[..], more].concat())
}

/// How often the server was asked about a document.
fn n_asked(server: &MockServer) -> usize {
    let seen = server.seen();
    let questions = seen.iter().filter(|seen| seen.prompt().contains("signerons"));
    questions.count()
}

fn manifest(folder: &Folder, run: &str) -> serde_json::Value {
    serde_json::from_str(&folder.read(&format!("{run}/manifest.json"))).unwrap()
}

#[test]
fn fm_32_a_new_run_takes_what_others_have_paid_and_asks_for_the_rest() {
    let (_runtime, server) = serve(label);
    let folder = Folder::new(&[("news.jsonl", corpus(0..6).as_bytes())]);
    let first = batch(&folder, &server, "first", &[]);
    assert_eq!(first.exit, 0, "{}", first.stderr);
    assert_eq!(n_asked(&server), 6);

    // Another order, one removed, two added.
    std::fs::write(folder.path("news.jsonl"), corpus([7, 5, 4, 3, 2, 1, 6])).unwrap();
    let second = batch(&folder, &server, "second", &["--reuse", "first"]);
    assert_eq!(second.exit, 0, "{}", second.stderr);
    assert_eq!(n_asked(&server), 8, "{}", second.stderr);
    assert!(
        second.stderr.contains("6 answers of 1 other run at hand"),
        "{}",
        second.stderr
    );
    assert!(
        second.stderr.contains("reused: 5, rejected: 0"),
        "{}",
        second.stderr
    );
    assert_eq!(manifest(&folder, "second")["summary"]["answers"]["n_reused"], 5);
    let record = |run: &str| {
        let results = folder.read(&format!("{run}/results.jsonl"));
        let line = results.lines().find(|line| line.contains("\"id\":\"d3\""));
        line.map(str::to_owned).unwrap()
    };
    assert_eq!(
        record("second"),
        record("first"),
        "what is reused gives the same record"
    );

    // Both runs are gone, and what the third took is its own.
    let third = batch(
        &folder,
        &server,
        "third",
        &["--reuse", "first", "--reuse", "second"],
    );
    assert_eq!((third.exit, n_asked(&server)), (0, 8), "{}", third.stderr);
    std::fs::remove_dir_all(folder.path("first")).unwrap();
    let resumed = folder.run(&["batch", "--resume", "third"]);
    assert_eq!((resumed.exit, n_asked(&server)), (0, 8), "{}", resumed.stderr);
    assert!(
        resumed.stderr.contains("there is no run in first any more"),
        "{}",
        resumed.stderr
    );

    let missing = batch(&folder, &server, "fourth", &["--reuse", "nowhere"]);
    assert_eq!(missing.exit, 2);
    assert!(missing.stderr.contains("there is none"), "{}", missing.stderr);
    assert!(!folder.path("fourth").exists(), "nothing is begun");
}

#[test]
fn fm_32_what_shapes_no_question_costs_nothing_and_the_rest_takes_nothing() {
    let (_runtime, server) = serve(label);
    let folder = Folder::new(&[("news.jsonl", corpus(0..2).as_bytes())]);
    assert_eq!(batch(&folder, &server, "first", &[]).exit, 0);
    for (number, changed) in [
        ["--claims-per-request", "9"],
        ["--max-output-tokens", "64"],
        ["--annotator", "compatible:n"],
        ["--codebook", "housing-transport"],
    ]
    .iter()
    .enumerate()
    {
        let before = n_asked(&server);
        let url = server.url();
        let out = format!("run{number}");
        let mut arguments = vec![
            "batch",
            "news.jsonl",
            "--out",
            &out,
            "--base-url",
            &url,
            "--reuse",
            "first",
        ];
        arguments.extend(changed);
        if changed[0] != "--annotator" {
            arguments.extend(["--annotator", "compatible:m"]);
        }
        let run = folder.run(&arguments);
        let is_same_question = changed[0] == "--claims-per-request";
        assert_eq!(
            n_asked(&server) - before,
            if is_same_question { 0 } else { 2 },
            "{changed:?} {}",
            run.stderr
        );
    }
}

#[test]
fn fm_08_only_changed_inputs_are_asked_for() {
    let (_runtime, server) = serve(label);
    let folder = Folder::new(&[("news.jsonl", corpus(0..20).as_bytes())]);
    assert_eq!(batch(&folder, &server, "run", &[]).exit, 0);
    // Edited: 3 becomes 103. Inserted: 100 in front, 101 in the middle. Removed: 7. Reordered: the rest runs backwards.
    let numbers = (0..20).rev().filter(|number| ![3, 7].contains(number));
    let numbers: Vec<usize> = [100].into_iter().chain(numbers).chain([101]).collect();
    let edited = corpus(numbers) + &corpus([103]).replace("\"d103\"", "\"d3\"");
    std::fs::write(folder.path("news.jsonl"), edited).unwrap();
    let resumed = folder.run(&["batch", "--resume", "run"]);
    assert_eq!(resumed.exit, 0, "{}", resumed.stderr);
    assert_eq!(n_asked(&server), 23, "{}", resumed.stderr);
    assert!(
        resumed
            .stderr
            .contains("3 of 21 inputs changed, 2 gone, 18 reused"),
        "{}",
        resumed.stderr
    );
    assert!(resumed.stderr.contains("superseded: 2"), "{}", resumed.stderr);
    assert_eq!(manifest(&folder, "run")["summary"]["answers"]["n_superseded"], 2);
    let fresh = batch(&folder, &server, "fresh", &["--reuse", "run"]);
    assert_eq!((fresh.exit, n_asked(&server)), (0, 23), "{}", fresh.stderr);
    assert!(folder.read("run/results.jsonl") == folder.read("fresh/results.jsonl"));
}

#[test]
fn fm_11_a_text_that_comes_twice_is_asked_about_once_and_both_rows_come_out() {
    let (_runtime, server) = serve(label);
    let twice = corpus(0..4) + &corpus(0..4).replace("\"id\":\"d", "\"id\":\"copy");
    let folder = Folder::new(&[("news.jsonl", twice.as_bytes())]);
    let run = batch(&folder, &server, "run", &["--in-flight", "8"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    assert_eq!(n_asked(&server), 4);
    assert_eq!(folder.read("run/results.jsonl").lines().count(), 8);
    assert!(
        run.stderr.contains("asked once for documents that are alike: 4"),
        "{}",
        run.stderr
    );
    assert_eq!(manifest(&folder, "run")["summary"]["answers"]["n_shared"], 4);
}
