//! Servers and models that fail, and the real program over many documents.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use propos_mock_llm::{MockServer, Reply, Seen};
use serde_json::{Value, json};

use crate::models::{label, label_without, serve};
use crate::support::{Folder, Run};

const N_DOCUMENTS: usize = 5;

/// Documents with a claim each, numbered.
pub(crate) fn documents(n_documents: usize) -> Folder {
    let mut lines = String::new();
    for number in 0..n_documents {
        let text =
            format!("La ministre Jeanne Morel a déclaré : « Nous ne signerons pas l’article {number}. »");
        writeln!(
            lines,
            "{}",
            json!({ "id": format!("d{number}"), "lang": "fr", "text": text })
        )
        .unwrap();
    }
    Folder::new(&[("news.jsonl", lines.as_bytes())])
}

/// Begins a run over a model.
pub(crate) fn batch(folder: &Folder, name: &str, server: &MockServer, more: &[&str]) -> Run {
    let url = server.url();
    let begin = [
        "batch",
        "news.jsonl",
        "--out",
        "run",
        "--annotator",
        name,
        "--base-url",
        &url,
    ];
    folder.run(&[&begin[..], more].concat())
}

/// Whether a request asks about a document.
pub(crate) fn is_question(seen: &Seen) -> bool {
    seen.prompt().contains("<doc ")
}

pub(crate) fn error(status: u16, code: &str, message: &str) -> Reply {
    Reply::json(
        status,
        &json!({"error": {"message": message, "type": "invalid_request_error", "param": null, "code": code}}),
    )
}

pub(crate) fn results(folder: &Folder) -> Vec<Value> {
    let results = folder.read("run/results.jsonl");
    results
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn codes(record: &Value) -> Vec<&str> {
    let problems = record["problems"].as_array().unwrap();
    problems
        .iter()
        .map(|problem| problem["code"].as_str().unwrap())
        .collect()
}

pub(crate) fn questions(server: &MockServer) -> Vec<String> {
    let seen = server.seen();
    seen.iter()
        .filter(|seen| is_question(seen))
        .map(|seen| seen.body.to_string())
        .collect()
}

#[test]
fn fm_20_a_parameter_that_is_not_taken_is_left_out_of_all_requests_and_said_once() {
    for parameter in ["temperature", "seed", "max_tokens"] {
        let is_rejected = move |seen: &Seen| seen.body.get(parameter).is_some();
        let (_runtime, server) = serve(label_without(parameter));
        let folder = documents(N_DOCUMENTS);
        let run = batch(&folder, "compatible:m", &server, &[]);
        assert_eq!(run.exit, 0, "{parameter}: {}", run.stderr);
        let n_rejected = || server.seen().iter().filter(|seen| is_rejected(seen)).count();
        assert_eq!(n_rejected(), 1, "{parameter}");
        let said = run.stderr.lines().filter(|line| line.contains("does not take"));
        assert_eq!(said.count(), 1, "{parameter}: {}", run.stderr);
        assert!(run.stderr.contains(parameter), "{parameter}: {}", run.stderr);
        for record in results(&folder) {
            let noted = record["problems"]
                .as_array()
                .unwrap()
                .iter()
                .find(|problem| problem["code"] == "adapted_request");
            let noted = noted.unwrap_or_else(|| panic!("{parameter}: {record}"));
            assert!(noted["message"].as_str().unwrap().contains(parameter), "{noted}");
        }
        // Whoever goes on knows.
        assert_eq!(folder.run(&["batch", "--resume", "run"]).exit, 0, "{parameter}");
        assert_eq!(n_rejected(), 1, "{parameter}");
    }
}

#[test]
fn fm_21_one_sentence_that_is_too_long_fails_its_document_and_nothing_is_sent_twice() {
    for (status, code) in [
        (400, "context_length_exceeded"),
        (400, "exceed_context_size_error"),
        (413, "too_large"),
    ] {
        let (_runtime, server) = serve(move |seen| {
            if is_question(seen) && seen.prompt().contains("l’article 2") {
                return error(status, code, "too long");
            }
            label(seen)
        });
        let folder = documents(N_DOCUMENTS);
        let run = batch(&folder, "compatible:m", &server, &[]);
        assert_eq!(run.exit, 3, "{}", run.stderr);
        let outcomes: Vec<_> = results(&folder)
            .iter()
            .map(|record| record["outcome"].clone())
            .collect();
        assert_eq!(
            outcomes,
            ["complete", "complete", "failed", "complete", "complete"],
            "{code}"
        );
        let asked = questions(&server);
        assert_eq!(
            asked.iter().collect::<BTreeSet<_>>().len(),
            asked.len(),
            "{code}: a question was sent twice"
        );
    }
}

#[test]
fn fm_21_the_journal_tells_which_questions_are_parts_of_one_that_was_too_long() {
    const N_CLAIMS: usize = 8;
    let text: Vec<String> = (0..N_CLAIMS)
        .map(|number| {
            format!("La ministre Jeanne Morel a déclaré : « Nous ne signerons pas l’article {number}. »")
        })
        .collect();
    let line = json!({ "id": "a", "lang": "fr", "text": text.join(" ") }).to_string();
    for (name, status) in [("compatible:m", 400), ("compatible:m", 413), ("ollama:m", 200)] {
        // More than two claims are too many: an error, or a question that is cut in silence.
        let (_runtime, server) = serve(move |seen| {
            let prompt = seen.prompt();
            let n_claims = prompt.lines().filter(|line| line.starts_with('[')).count();
            if !is_question(seen) || n_claims <= 2 {
                return label(seen);
            }
            match status {
                200 => label(seen).with_json(|body| body["prompt_eval_count"] = 1_000_000.into()),
                _ => error(status, "context_length_exceeded", "too long"),
            }
        });
        let folder = Folder::new(&[("news.jsonl", line.as_bytes())]);
        let run = batch(
            &folder,
            name,
            &server,
            &["--claims-per-request", "8", "--context", "100000"],
        );
        assert_eq!(run.exit, 0, "{name} {status}: {}", run.stderr);
        let record = &results(&folder)[0];
        assert_eq!(record["claims"].as_array().unwrap().len(), N_CLAIMS);
        assert!(
            record["claims"]
                .as_array()
                .unwrap()
                .iter()
                .all(|claim| !claim["stances"].is_null())
        );
        // Eight, twice four, four times two.
        let n_asked = questions(&server).len();
        assert_eq!(n_asked, 7, "{name} {status}");
        let journal = folder.read("run/run.journal");
        let entries: Vec<Value> = journal
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let attempts: Vec<&Value> = entries
            .iter()
            .filter(|entry| entry["kind"] == "attempt")
            .collect();
        let keys: Vec<&Value> = attempts.iter().map(|entry| &entry["key"]).collect();
        let wholes: Vec<&Value> = attempts
            .iter()
            .map(|entry| &entry["body"]["part_of"])
            .filter(|whole| !whole.is_null())
            .collect();
        assert_eq!(wholes.len(), 6, "{name} {status}: all but the first are parts");
        assert!(wholes.iter().all(|whole| keys.contains(whole)));
        // Whoever goes on, with nothing left but the journal, sends nothing that was too long again.
        std::fs::remove_file(folder.path("run/results.jsonl")).unwrap();
        assert_eq!(folder.run(&["batch", "--resume", "run"]).exit, 0);
        assert_eq!(questions(&server).len(), n_asked, "{name} {status}");
        assert_eq!(&results(&folder)[0], record);
    }
}

#[test]
fn fm_22_what_is_no_answer_is_asked_for_once_more_and_fails_its_document_alone() {
    const MOST_KEPT: usize = 64 << 10;
    let page = format!("<html>Sign in{}</html>", " please".repeat(100_000));
    // An answer as it should be and then nothing for ever: who reads on would have no end.
    let padded = |seen: &Seen| [label(seen).body, vec![b' '; 9 << 20]].concat();
    let nested = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    // The kind of content says nothing about the content.
    let html = |body: Vec<u8>| Reply::text(200, body).with_header("content-type", "text/html");
    let is_bad = |number: usize| (1..=9).contains(&number);
    let bad = move |number: usize, seen: &Seen| match number {
        1 => html(page.clone().into_bytes()),
        2 => Reply::text(200, ""),
        3 => html(b"{}".to_vec()),
        4 => Reply::json(200, &json!({ "error": { "message": "no", "type": "odd" } })),
        5 => Reply::json(200, &json!({ "choices": [] })),
        6 => Reply::json(200, &json!({ "candidates": [] })),
        7 => html(padded(seen)),
        8 => html(br#"{"choices":[{"message":{"content":NaN}}]}"#.to_vec()),
        9 => html(nested.clone().into_bytes()),
        // What only looks odd is an answer: a byte order mark, a key given twice.
        10 => html([b"\xEF\xBB\xBF".to_vec(), label(seen).body].concat()),
        11 => html(
            String::from_utf8(label(seen).body)
                .unwrap()
                .replacen('{', r#"{"model":"another","#, 1)
                .into_bytes(),
        ),
        _ => label(seen),
    };
    let number = |prompt: &str| -> Option<usize> {
        let (_, rest) = prompt.split_once("l’article ")?;
        rest.split_once('.')?.0.parse().ok()
    };
    let (_runtime, server) = serve(move |seen| match number(&seen.prompt()) {
        Some(number) if is_question(seen) => bad(number, seen),
        _ => label(seen),
    });
    let folder = documents(14);
    let run = batch(&folder, "compatible:m", &server, &[]);
    assert_eq!(run.exit, 3, "{}", run.stderr);
    let before = results(&folder);
    for (number, record) in before.iter().enumerate() {
        let expected = if is_bad(number) { "failed" } else { "complete" };
        assert_eq!(record["outcome"], expected, "{number}: {:?}", record["problems"]);
        let words = format!("l’article {number}.");
        let asked = questions(&server);
        let n_asked = asked.iter().filter(|question| question.contains(&words)).count();
        assert_eq!(n_asked, 1 + usize::from(is_bad(number)), "{number}");
    }
    let failures = folder.read("run/failures.jsonl");
    assert_eq!(failures.lines().count(), 9, "{failures}");
    assert!(failures.contains("a web page") && failures.contains("larger than any answer"));
    // What came is kept as it came, of a long body the beginning; so somebody can look at it.
    let journal = folder.read("run/run.journal");
    let bodies: Vec<String> = journal
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|entry| entry["kind"] == "response")
        .map(|entry| entry["body"]["body"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(bodies.len(), 14 + 9);
    assert!(bodies.iter().all(|body| body.len() <= MOST_KEPT));
    for begins in [
        "<html>Sign in please",
        "{}",
        "{\"error\"",
        "{\"choices\":[]}",
        "{\"candidates\"",
        "{\"id\":\"chatcmpl-mock\"",
        "{\"choices\":[{\"message\":{\"content\":NaN",
        "[[[[",
    ] {
        let n_kept = bodies.iter().filter(|body| body.starts_with(begins)).count();
        assert!(n_kept >= 2, "{begins}: {n_kept}");
    }
    assert_eq!(bodies.iter().filter(|body| body.is_empty()).count(), 2);
    // None of it is taken for an answer later, and what has failed is not asked about again unasked.
    let n_asked = questions(&server).len();
    assert_eq!(folder.run(&["batch", "--resume", "run"]).exit, 3);
    assert_eq!((results(&folder), questions(&server).len()), (before, n_asked));
    let again = ["--out", "again", "--reuse", "run"];
    let url = server.url();
    let begin = [
        "batch",
        "news.jsonl",
        "--annotator",
        "compatible:m",
        "--base-url",
        &url,
    ];
    assert_eq!(folder.run(&[&begin[..], &again].concat()).exit, 3);
    assert_eq!(
        questions(&server).len(),
        n_asked + 2 * 9,
        "what is no answer is not reused"
    );
}

#[test]
fn fm_23_a_redirect_ends_the_program_and_nothing_goes_where_it_points() {
    let (_elsewhere_runtime, elsewhere) = serve(label);
    for status in [301, 302, 303, 307, 308] {
        let target = format!("{}/v1/chat/completions", elsewhere.url());
        let (_runtime, server) = serve(move |_| Reply::text(status, "").with_header("location", &target));
        let run = batch(&documents(1), "compatible:m", &server, &[]);
        assert_eq!(run.exit, 2, "{status}: {}", run.stderr);
        assert!(
            run.stderr.contains("set --base-url") && run.stderr.contains(&elsewhere.url()),
            "{}",
            run.stderr
        );
    }
    assert_eq!(elsewhere.n_seen(), 0);
}

#[test]
fn fm_23_a_redirect_in_the_middle_of_a_run_is_one_of_the_settings_and_the_run_can_go_on() {
    let (_elsewhere_runtime, elsewhere) = serve(label);
    let target = format!("{}/v1/chat/completions", elsewhere.url());
    let moved = Arc::new(AtomicBool::new(true));
    let mine = Arc::clone(&moved);
    let (_runtime, server) = serve(move |seen| {
        if is_question(seen) && seen.prompt().contains("l’article 3") && mine.load(Ordering::SeqCst) {
            return Reply::text(307, "").with_header("location", &target);
        }
        label(seen)
    });
    let folder = documents(N_DOCUMENTS);
    let run = batch(&folder, "compatible:m", &server, &["--concurrency", "1"]);
    assert_eq!(run.exit, 2, "{}", run.stderr);
    for part in [
        "the server answers from another address",
        &elsewhere.url(),
        "hint: set --base-url",
        "hint: go on with: propos batch --resume run",
    ] {
        assert!(run.stderr.contains(part), "{part}: {}", run.stderr);
    }
    assert_eq!(elsewhere.n_seen(), 0);
    assert!(
        !folder.read("run/failures.jsonl").contains("d3"),
        "it is still to be done"
    );
    moved.store(false, Ordering::SeqCst);
    let resumed = folder.run(&["batch", "--resume", "run"]);
    assert_eq!(resumed.exit, 0, "{}", resumed.stderr);
}

/// Each object with offsets slices the text to what it says, in code points or bytes.
fn check_slices(value: &Value, text: &str, is_bytes: bool, n_checked: &mut usize) {
    match value {
        Value::Array(items) => items
            .iter()
            .for_each(|item| check_slices(item, text, is_bytes, n_checked)),
        Value::Object(object) => {
            if let (Some(start), Some(end), Some(said)) =
                (object.get("start"), object.get("end"), object.get("text"))
            {
                let range = [start, end].map(|at| usize::try_from(at.as_u64().unwrap()).unwrap());
                let slice = if is_bytes {
                    text[range[0]..range[1]].to_owned()
                } else {
                    text.chars().skip(range[0]).take(range[1] - range[0]).collect()
                };
                assert_eq!(slice, said.as_str().unwrap());
                *n_checked += 1;
            }
            object
                .values()
                .for_each(|value| check_slices(value, text, is_bytes, n_checked));
        }
        _ => {}
    }
}

#[test]
fn fm_29_quotes_that_are_changed_invented_or_repeated_slice_the_text_or_are_problems() {
    const TEXT: &str = "La ministre a dit : « L’usine fermera en mai\u{a0}; nous n’y pouvons rien. » 😀 Le maire répète qu’il \
        n’en sait rien. Le maire répète qu’il n’en sait rien. L’eﬀet sera lourd, selon Ada Roy. Il pleut. La récolte, malgré la pluie et le \
        gel, sera bonne.";
    // As models give them back: other apostrophes, blanks, case, letters; a gap; two sentences; twice in the text; never said.
    let quotes = [
        "L'usine fermera en mai ; nous n'y pouvons rien",
        "l’USINE fermera en mai",
        "L’usine fermera […] nous n’y pouvons rien",
        "qu’il n’en sait rien",
        "L'effet sera lourd",
        "L’usine  fermera\nen mai",
        "L’effet sera lourd, selon Ada Roy. Il pleut",
        "L’usine fermera en juin 2031 et tous seront licenciés",
        "La récolte […] sera bonne",
        "Nobody said so",
    ];
    let (_runtime, server) = serve(move |seen| {
        if !is_question(seen) {
            return seen.obey();
        }
        let items: Vec<Value> = quotes
            .iter()
            .map(|quote| {
                json!({
                    // Numbers of sentences and offsets of a model are worth nothing.
                    "sentence": 99, "start": 3, "end": 9000, "quote": quote, "kind": "indirect", "speaker": "le maire",
                    "name": "le maire", "cue": "dit", "hedge": null, "negated": false, "verifiability": "factual", "statement": null,
                })
            })
            .collect();
        seen.say(&json!({ "claims": items }).to_string())
    });
    let line = json!({ "id": "a", "lang": "fr", "text": TEXT }).to_string();
    for (unit, is_bytes) in [("codepoint", false), ("byte", true)] {
        let folder = Folder::new(&[("news.jsonl", line.as_bytes())]);
        let run = batch(
            &folder,
            "compatible:m",
            &server,
            &["--strategy", "model+rules", "--offsets", unit],
        );
        let record = &results(&folder)[0];
        let mut n_checked = 0;
        check_slices(&record["claims"], TEXT, is_bytes, &mut n_checked);
        assert!(n_checked > 15, "{n_checked}: {}", run.stderr);
        let groundings: BTreeSet<&str> = record["claims"]
            .as_array()
            .unwrap()
            .iter()
            .map(|claim| claim["grounding"].as_str().unwrap())
            .collect();
        for grounding in ["normalized", "elided", "ambiguous"] {
            assert!(groundings.contains(grounding), "{groundings:?}");
        }
        let n_invented = codes(record)
            .iter()
            .filter(|code| **code == "ungrounded_quote")
            .count();
        assert!(n_invented >= 2, "{:?}", record["problems"]);
        for claim in record["claims"].as_array().unwrap() {
            let quote = claim["quote"].as_str().unwrap();
            assert!(!quote.contains("2031") && !quote.contains("Nobody"), "{quote}");
        }
    }
}

#[test]
fn fm_31_a_local_server_that_cuts_the_question_in_silence_gives_no_labels_from_half_a_document() {
    // The server counts what is left of a long question, as Ollama does at its default context, unless it is given one so long.
    let serve_cutting = |longest: u64| {
        serve(move |seen| {
            if seen.path().ends_with("/api/show") {
                // It does not say how long its context may be.
                return Reply::json(200, &json!({}));
            }
            label(seen).with_json(|body| {
                let context = seen.body["options"]["num_ctx"].as_u64();
                if is_question(seen) && seen.prompt().len() > 24_000 && context < Some(longest) {
                    body["prompt_eval_count"] = 2050.into();
                }
            })
        })
    };
    let long = "Le budget de la ville, dit la maire, ".repeat(900) + "ne changera pas.";
    let lines = [
        ("short", "La maire a dit : « Rien ne changera. »"),
        ("long", &long),
    ]
    .map(|(id, text)| json!({ "id": id, "lang": "fr", "text": text }).to_string())
    .join("\n");
    let about_long = |server: &MockServer| {
        let asked = server.seen().into_iter().filter(is_question);
        let long = asked.filter(|seen| seen.prompt().len() > 24_000);
        let contexts = long.map(|seen| seen.body["options"]["num_ctx"].as_u64().unwrap());
        contexts.collect::<Vec<_>>()
    };
    // The server that is told of a longer context; one that takes no notice; and one whose context was set.
    for (longest, more, exit, n_asked) in [
        (60_000, &[][..], 0, 2),
        (u64::MAX, &[], 3, 2),
        (u64::MAX, &["--context", "40000"], 3, 1),
    ] {
        let (_runtime, server) = serve_cutting(longest);
        let folder = Folder::new(&[("news.jsonl", lines.as_bytes())]);
        let more = [&["--strategy", "model+rules"], more].concat();
        let run = batch(&folder, "ollama:mock-model", &server, &more);
        let contexts = about_long(&server);
        assert_eq!(run.exit, exit, "{more:?} {contexts:?}: {}", run.stderr);
        assert_eq!(contexts.len(), n_asked, "{contexts:?}");
        assert!(
            contexts.windows(2).all(|pair| pair[1] == 2 * pair[0]),
            "{contexts:?}"
        );
        let record = &results(&folder)[1];
        if exit == 0 {
            assert_eq!(record["outcome"], "complete", "{:?}", record["problems"]);
            continue;
        }
        assert_eq!(record["outcome"], "failed", "{:?}", record["problems"]);
        assert_eq!(record["claims"], json!([]));
        let failures = folder.read("run/failures.jsonl");
        assert!(
            failures.contains("cut the question in silence") && failures.contains("set num_ctx"),
            "{failures}"
        );
        assert!(run.stderr.contains("set num_ctx"), "{}", run.stderr);
        // Nobody asks for the same cut again.
        std::fs::remove_file(folder.path("run/results.jsonl")).unwrap();
        assert_eq!(folder.run(&["batch", "--resume", "run"]).exit, 3);
        assert_eq!(about_long(&server).len(), n_asked);
    }
}

#[test]
fn fm_33_another_model_behind_the_same_name_is_listed_or_stops_the_run() {
    let serve_moving = |at: usize| {
        let n_asked = AtomicUsize::new(0);
        serve(move |seen| {
            let is_late = is_question(seen) && n_asked.fetch_add(1, Ordering::SeqCst) >= at;
            let version = if is_late { "m-2026-11" } else { "m-2026-08" };
            label(seen).with_json(|body| body["model"] = version.into())
        })
    };
    let (_runtime, server) = serve_moving(6);
    let folder = documents(10);
    let run = batch(&folder, "compatible:m", &server, &["--in-flight", "1"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("more than one model answered: m-2026-08 (6), m-2026-11 (4)"),
        "{}",
        run.stderr
    );
    assert_eq!(results(&folder)[9]["provenance"]["model"], "m-2026-11");

    let (_runtime, server) = serve_moving(6);
    let folder = documents(10);
    let run = batch(
        &folder,
        "compatible:m",
        &server,
        &["--in-flight", "1", "--pin-model"],
    );
    assert_eq!(run.exit, 75, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("m-2026-11 answers, and not m-2026-08 as before"),
        "{}",
        run.stderr
    );
    assert_eq!(results(&folder).len(), 6);
    assert!(server.n_seen() < 12, "nothing is asked any more");
    assert_eq!(
        folder.run(&["batch", "--resume", "run"]).exit,
        75,
        "the pin holds for the next session"
    );
    let mixed = folder.run(&["batch", "--resume", "run", "--accept-changed"]);
    assert_eq!(mixed.exit, 0, "{}", mixed.stderr);
    assert_eq!(results(&folder).len(), 10);
}

#[test]
fn fm_33_another_configuration_behind_the_same_model_is_listed_or_stops_the_run() {
    let serve_changing = || {
        let n_asked = AtomicUsize::new(0);
        serve(move |seen| {
            let is_late = is_question(seen) && n_asked.fetch_add(1, Ordering::SeqCst) >= 6;
            let fingerprint = if is_late { "fp_new" } else { "fp_old" };
            label(seen).with_json(|body| body["system_fingerprint"] = fingerprint.into())
        })
    };
    let (_runtime, server) = serve_changing();
    let folder = documents(10);
    let run = batch(&folder, "compatible:m", &server, &["--concurrency", "1"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let told = "the server of m changed its configuration: fp_new (4), fp_old (6)";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    let manifest: Value = serde_json::from_str(&folder.read("run/manifest.json")).unwrap();
    assert_eq!(
        manifest["summary"]["fingerprints"],
        json!({ "m": { "fp_new": 4, "fp_old": 6 } })
    );
    // Each answer stands in the journal as it came, and a run that writes its results anew finds the same.
    std::fs::remove_file(folder.path("run/results.jsonl")).unwrap();
    let again = folder.run(&["batch", "--resume", "run"]);
    assert_eq!(
        (again.exit, again.stderr.contains(told)),
        (0, true),
        "{}",
        again.stderr
    );

    let (_runtime, server) = serve_changing();
    let folder = documents(10);
    let run = batch(
        &folder,
        "compatible:m",
        &server,
        &["--concurrency", "1", "--pin-model"],
    );
    assert_eq!(run.exit, 75, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("m (fp_new) answers, and not m (fp_old) as before"),
        "{}",
        run.stderr
    );
    assert_eq!(results(&folder).len(), 6);
    assert_eq!(
        folder.run(&["batch", "--resume", "run"]).exit,
        75,
        "the pin holds"
    );
    let mixed = folder.run(&["batch", "--resume", "run", "--accept-changed"]);
    assert_eq!(mixed.exit, 0, "{}", mixed.stderr);
    assert_eq!(results(&folder).len(), 10);
}
