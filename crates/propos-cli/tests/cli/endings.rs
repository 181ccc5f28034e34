//! How runs end: what is said, what is written down, and what to type next.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use propos_mock_llm::{Ending, MockServer, Seen};
use serde_json::Value;

use crate::batch::corpus;
use crate::models::{label, serve};
use crate::providers::is_question;
use crate::support::Folder;

fn questions(server: &MockServer) -> Vec<Seen> {
    server.seen().into_iter().filter(is_question).collect()
}

#[test]
fn a_run_that_did_not_go_well_says_what_why_and_the_command_that_mends_it() {
    let is_ill = Arc::new(AtomicBool::new(true));
    let mine = Arc::clone(&is_ill);
    let (_runtime, server) = serve(move |seen| {
        let prompt = seen.prompt();
        let has = |words: &str| mine.load(Ordering::SeqCst) && prompt.contains(words);
        match true {
            _ if !is_question(seen) => label(seen),
            _ if has("l’article 3") => seen.end("I cannot help with that.", Ending::Refused),
            _ if has("l’article 4") || has("l’article 5") => seen.say("this is no JSON"),
            _ => label(seen),
        }
    });
    let inputs = corpus(9) + "no json\n";
    let folder = Folder::new(&[("some news.jsonl", inputs.as_bytes())]);
    let url = server.url();
    let arguments = [
        "batch",
        "some news.jsonl",
        "--out",
        "run",
        "--annotator",
        "compatible:m",
        "--base-url",
        &url,
    ];
    let run = folder.run(&[&arguments[..], &["--events", "events.jsonl"]].concat());
    assert_eq!(run.exit, 3, "{}", run.stderr);
    for part in [
        "9 documents, ",
        "3 not complete, 1 of them refused (11.1 %), 1 not read",
        "What did not go well is in run/failures.jsonl:\n  2 ",
        "the answer cannot be used, asked again or not",
        "(d4; d5)\n",
        "  1 refused: labels: the model refused",
        "  1 unreadable: ",
        "some news.jsonl, line 10)\n",
        "hint: a fallback can answer what a model refuses: --fallback NAME",
        "take them in with: propos batch --resume run\n",
    ] {
        assert!(run.stderr.contains(part), "{part}: {}", run.stderr);
    }
    for line in folder.read("run/failures.jsonl").lines() {
        let failure: Value = serde_json::from_str(line).unwrap();
        let is_document = failure["outcome"] != "unreadable";
        assert_eq!(failure["code"].is_string(), is_document, "{line}");
    }

    // The command is typed as it is told.
    is_ill.store(false, Ordering::SeqCst);
    let before = questions(&server).len();
    let told = run
        .stderr
        .lines()
        .find_map(|line| line.split_once("for nothing else, with: "));
    let told = told.unwrap_or_else(|| panic!("{}", run.stderr)).1;
    assert!(
        told.starts_with("propos batch 'some news.jsonl' ") && told.ends_with("--out run-again --reuse run"),
        "{told}"
    );
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_propos"));
    let path = format!(
        "{}:{}",
        program.parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    let typed = Command::new("sh")
        .args(["-c", told])
        .current_dir(folder.path(""))
        .env("PATH", path)
        .output()
        .unwrap();
    let stderr = String::from_utf8(typed.stderr).unwrap();
    assert_eq!(
        typed.status.code(),
        Some(3),
        "one input is still no JSON: {stderr}"
    );
    assert!(
        stderr.contains("9 documents, ") && !stderr.contains("not complete"),
        "{stderr}"
    );
    let asked: Vec<String> = questions(&server)[before..].iter().map(Seen::prompt).collect();
    let numbers: Vec<usize> = (0..9)
        .filter(|number| {
            asked
                .iter()
                .any(|prompt| prompt.contains(&format!("l’article {number}")))
        })
        .collect();
    assert_eq!(numbers, [3, 4, 5], "{stderr}");
}

#[test]
fn a_diary_has_a_time_on_every_line_a_beginning_and_an_end() {
    let folder = Folder::new(&[("news.jsonl", (corpus(2) + "no json\n").as_bytes())]);
    let run = folder.run(&["batch", "news.jsonl", "--out", "run", "--events", "events.jsonl"]);
    assert_eq!(run.exit, 3, "{}", run.stderr);
    let resumed = folder.run(&["batch", "--resume", "run", "--events", "events.jsonl"]);
    assert_eq!(resumed.exit, 3, "{}", resumed.stderr);
    let events = folder.read("events.jsonl");
    let events: Vec<Value> = events
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let names: Vec<&str> = events
        .iter()
        .map(|event| event["event"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        [
            "begun",
            "document",
            "document",
            "unreadable",
            "ended",
            "begun",
            "resumed",
            "ended"
        ]
    );
    let times: Vec<&str> = events.iter().map(|event| event["at"].as_str().unwrap()).collect();
    assert!(
        times.is_sorted() && times.iter().all(|time| time.len() == 24 && time.ends_with('Z')),
        "{times:?}"
    );
    assert_eq!(events[4]["summary"]["n_unreadable"], 1);
    assert_eq!(events[0]["annotator"], "rules");
}
