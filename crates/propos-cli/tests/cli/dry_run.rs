//! What a run would take, and whether it takes that.

use std::path::{Path, PathBuf};

use propos_mock_llm::{MockServer, Reply, Seen};
use serde_json::{Map, Value, json};
use tokio::runtime::Runtime;

use crate::batch::corpus;
use crate::budget::{Bill, PRICE, billing_server};
use crate::models::label;
use crate::support::{Folder, Run, begin};

/// The labelled articles of the default codebook whose stances are labelled too.
const ARTICLES: [&str; 4] = [
    "fr/guerre-froide-ia",
    "fr/depeche-puces",
    "fr/chronique-boulanger",
    "en/business-lab",
];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures")
}

fn read_lines(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// A claim as people labelled it.
#[derive(Clone)]
struct Gold {
    quote: String,
    topics: Vec<String>,
    /// Target and label.
    stances: Vec<(String, String)>,
}

fn gold(article: &str) -> Vec<Gold> {
    let stances = read_lines(&fixtures().join(format!("gold/{article}.stances.jsonl")));
    let claims = read_lines(&fixtures().join(format!("gold/{article}.claims.jsonl")));
    let of = |claim: &Value| {
        let mine = || stances.iter().filter(|stance| stance["claim_id"] == claim["id"]);
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        Gold {
            quote: word(&claim["content"][0]["text"]),
            topics: mine().next().map_or_else(Vec::new, |stance| {
                stance["topics"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(word)
                    .collect()
            }),
            stances: mine()
                .filter(|stance| stance["label"] != "none" && !stance["target_id"].is_null())
                .map(|stance| (word(&stance["target_id"]), word(&stance["label"])))
                .collect(),
        }
    };
    claims.iter().map(of).collect()
}

/// Answers as the labels of people have it, so that answers are as long as they should be.
fn by_gold(gold: &[Gold], seen: &Seen) -> Reply {
    let Some(schema) = seen.schema() else {
        return seen.obey();
    };
    let prompt = seen.prompt();
    let claims = &schema["properties"]["claims"];
    if claims["type"] == "array" {
        let found = gold.iter().filter(|gold| prompt.contains(&gold.quote));
        let found: Vec<Value> = found
            .map(|gold| {
                json!({
                    "sentence": 12, "quote": gold.quote, "kind": "indirect", "speaker": "le ministre Jean Morel",
                    "name": "Jean Morel", "cue": "a affirmé", "hedge": null, "negated": false,
                    "verifiability": "factual", "statement": null,
                })
            })
            .collect();
        return seen.say(&json!({ "claims": found }).to_string());
    }
    let Some(first) = claims["properties"]["1"]["properties"]["topic"]["enum"][0].as_str() else {
        return seen.obey();
    };
    let numbered = prompt.lines().filter_map(|line| {
        let (number, rest) = line.strip_prefix('[')?.split_once("] ")?;
        let quote = rest.split_once(": « ")?.1.split_once(" »")?.0;
        Some((number.to_owned(), quote))
    });
    let labelled: Map<String, Value> = numbered
        .map(|(number, quote)| {
            let known = gold
                .iter()
                .find(|gold| quote.contains(&gold.quote) || gold.quote.contains(quote));
            let topics = known.map_or(&[][..], |gold| &gold.topics);
            let stances = known.into_iter().flat_map(|gold| &gold.stances);
            let stances: Vec<Value> = stances
                .map(|(target, label)| json!({ "target": target, "label": label, "actor": null }))
                .collect();
            let labels = json!({
                "topic": topics.first().map_or(first, String::as_str),
                "also": topics.iter().skip(1).take(2).collect::<Vec<_>>(),
                "stances": stances,
            });
            (number, labels)
        })
        .collect();
    seen.say(&json!({ "claims": labelled }).to_string())
}

struct Rig {
    _runtime: Runtime,
    server: MockServer,
    bill: std::sync::Arc<std::sync::Mutex<Bill>>,
    folder: Folder,
}

impl Rig {
    fn labelled() -> Self {
        let all: Vec<Gold> = ARTICLES.iter().flat_map(|article| gold(article)).collect();
        let (runtime, server, bill) = billing_server(move |seen| by_gold(&all, seen));
        let mut lines = String::new();
        for article in ARTICLES {
            let places = ["gold", "articles"].map(|place| fixtures().join(format!("{place}/{article}.txt")));
            let text = places
                .iter()
                .find_map(|path| std::fs::read_to_string(path).ok())
                .unwrap();
            lines.push_str(&json!({ "id": article, "lang": &article[..2], "text": text }).to_string());
            lines.push('\n');
        }
        Self {
            _runtime: runtime,
            server,
            bill,
            folder: Folder::new(&[("news.jsonl", lines.as_bytes())]),
        }
    }

    fn of(n_documents: usize) -> Self {
        let (runtime, server, bill) = billing_server(label);
        Self {
            _runtime: runtime,
            server,
            bill,
            folder: Folder::new(&[("news.jsonl", corpus(n_documents).as_bytes())]),
        }
    }

    fn run(&self, out: &str, more: &[&str]) -> Run {
        let url = self.server.url();
        let run = self
            .folder
            .run(&[&begin(out, &url)[..], &["--price", PRICE], more].concat());
        assert!([0, 3].contains(&run.exit), "{}", run.stderr);
        run
    }

    /// The estimate of a new run, which must have asked and written nothing.
    fn estimate(&self, more: &[&str]) -> Value {
        let url = self.server.url();
        self.estimated(&[&begin("never", &url)[..], &["--price", PRICE], more].concat())
    }

    /// The estimate of going on.
    fn resumed(&self, more: &[&str]) -> Value {
        self.estimated(&[&["batch", "--resume", "run"], more].concat())
    }

    fn estimated(&self, arguments: &[&str]) -> Value {
        let (n_seen, before) = (self.server.n_seen(), contents(&self.folder));
        let run = self
            .folder
            .run(&[arguments, &["--dry-run", "--format", "json"]].concat());
        assert_eq!(run.exit, 0, "{}", run.stderr);
        assert_eq!(self.server.n_seen(), n_seen, "nothing is sent");
        assert_eq!(contents(&self.folder), before, "nothing is written");
        serde_json::from_str(&run.stdout).unwrap()
    }
}

/// The rejection of a request for one of its parameters.
fn rejects(parameter: &str) -> Reply {
    let message = format!("{parameter} is not supported with this model");
    let error = json!({
        "message": message, "type": "invalid_request_error", "param": parameter, "code": "unsupported_parameter",
    });
    Reply::json(400, &json!({ "error": error }))
}

#[test]
fn fm_35_answers_of_a_model_that_takes_less_than_it_was_asked_are_there_all_the_same() {
    // The look at the model finds the one out; the other shows with the first document.
    let is_question = |seen: &Seen| seen.prompt().contains("<doc ");
    let (runtime, server, bill) = billing_server(move |seen| {
        if seen.body.get("temperature").is_some() {
            return rejects("temperature");
        }
        if is_question(seen) && seen.body.get("seed").is_some() {
            return rejects("seed");
        }
        label(seen)
    });
    let rig = Rig {
        _runtime: runtime,
        server,
        bill,
        folder: Folder::new(&[("news.jsonl", corpus(6).as_bytes())]),
    };
    rig.run("run", &["--concurrency", "1"]);
    assert_eq!(
        rig.folder
            .read("run/results.jsonl")
            .matches("adapted_request")
            .count(),
        6
    );
    let n_questions = |estimate: &Value, which: &str| estimate["n_questions"][which].as_u64();
    let reusing = rig.estimate(&["--reuse", "run"]);
    assert_eq!(
        (n_questions(&reusing, "reused"), &reusing["n_requests"]),
        (Some(6), &json!(1))
    );
    std::fs::remove_file(rig.folder.path("run/results.jsonl")).unwrap();
    let resumed = rig.resumed(&[]);
    assert_eq!(
        (n_questions(&resumed, "answered"), &resumed["n_requests"]),
        (Some(6), &json!(0))
    );
    // So it is: nothing is paid, and what the model does not take is not found out again.
    *rig.bill.lock().unwrap() = Bill::default();
    let n_seen = rig.server.n_seen();
    let run = rig.folder.run(&["batch", "--resume", "run"]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    assert_eq!(rig.bill.lock().unwrap().n_requests, 0);
    let asked = rig.server.seen();
    assert!(
        asked[n_seen..]
            .iter()
            .all(|seen| seen.body.get("temperature").is_none() && !is_question(seen))
    );
}

#[test]
fn fm_35_of_a_run_that_goes_on_the_estimate_is_what_it_then_takes() {
    // One document in four gets no labels, and the run is stopped by its limit in the middle.
    let is_bad = |seen: &Seen| {
        [2, 6, 10]
            .iter()
            .any(|number| seen.prompt().contains(&format!("l’article {number}.")))
    };
    let (runtime, server, bill) = billing_server(move |seen| {
        if is_bad(seen) {
            seen.say("no JSON")
        } else {
            label(seen)
        }
    });
    let rig = Rig {
        _runtime: runtime,
        server,
        bill,
        folder: Folder::new(&[("news.jsonl", corpus(12).as_bytes())]),
    };
    let url = rig.server.url();
    let more = ["--price", PRICE, "--concurrency", "1", "--max-requests", "7"];
    let stopped = rig.folder.run(&[&begin("run", &url)[..], &more].concat());
    assert_eq!(stopped.exit, 78, "{}", stopped.stderr);
    let n_done = rig.folder.read("run/results.jsonl").lines().count();
    assert!((3..12).contains(&n_done), "{n_done}");

    // What has failed is done and is not asked about again; what follows is.
    let estimate = rig.resumed(&[]);
    assert_eq!(estimate["n_done"], n_done);
    assert_eq!(estimate["n_documents"], 12 - n_done);
    let table = rig.folder.run(&["batch", "--resume", "run", "--dry-run"]).stdout;
    assert!(
        table.contains(&format!(
            "{n_done} inputs done before; left: {} documents",
            12 - n_done
        )) && table
            .contains("1 of those done before is not complete; going on does not ask about them again"),
        "{table}"
    );
    *rig.bill.lock().unwrap() = Bill::default();
    let run = rig
        .folder
        .run(&["batch", "--resume", "run", "--max-requests", "100"]);
    assert_eq!(run.exit, 3, "{}", run.stderr);
    // Beside it, as it says, those that are asked for again because the answer was wrong.
    let n_again = [6, 10].len() as u64;
    let n_taken = rig.bill.lock().unwrap().n_requests;
    assert_eq!(estimate["n_requests"].as_u64(), Some(n_taken - n_again));

    // All is done, and three documents have failed: going on asks for nothing.
    let estimate = rig.resumed(&[]);
    assert_eq!(
        (&estimate["n_done"], &estimate["n_requests"]),
        (&json!(12), &json!(0))
    );
    *rig.bill.lock().unwrap() = Bill::default();
    let again = ["batch", "--resume", "run", "--max-requests", "100"];
    assert_eq!(rig.folder.run(&again).exit, 3);
    assert_eq!(rig.bill.lock().unwrap().n_requests, 0);

    // What going on would refuse is refused.
    let journal = rig.folder.path("run/run.journal");
    let mut bytes = std::fs::read(&journal).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&journal, &bytes).unwrap();
    let damaged = rig.folder.run(&["batch", "--resume", "run", "--dry-run"]);
    assert_eq!(damaged.exit, 76, "{}", damaged.stderr);
}

/// Every file below a folder with its bytes.
fn contents(folder: &Folder) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.path("")];
    while let Some(path) = waiting.pop() {
        for entry in std::fs::read_dir(path).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                found.push((path.clone(), std::fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn fm_35_an_estimate_is_within_a_fifth_of_what_the_run_then_takes() {
    for strategy in ["rules+model", "model+model", "model+rules"] {
        let rig = Rig::labelled();
        let more = ["--strategy", strategy];
        let estimate = rig.estimate(&more);
        rig.run("run", &more);
        let bill = *rig.bill.lock().unwrap();
        let n_requests = estimate["n_requests"].as_u64().unwrap();
        if strategy == "rules+model" {
            assert_eq!(n_requests, bill.n_requests);
        }
        let close = |name: &str, likely: f64, taken: f64| {
            let off = likely / taken - 1.0;
            assert!(
                off.abs() <= 0.2,
                "{strategy}: {name} {likely} of {taken}, {off:+.3}"
            );
        };
        let number = |value: &Value| value.as_f64().unwrap();
        #[expect(clippy::cast_precision_loss, reason = "few tokens")]
        for (name, taken) in [
            ("input_tokens", bill.input as f64),
            ("output_tokens", bill.output as f64),
            ("dollars", bill.dollars()),
        ] {
            let expected = &estimate[name];
            close(name, number(&expected["likely"]), taken);
            assert!(
                number(&expected["low"]) <= taken && taken <= number(&expected["high"]),
                "{strategy}: {name} {expected} {taken}"
            );
        }
        let documents = estimate["documents"].as_array().unwrap();
        assert_eq!(documents.len(), ARTICLES.len());
        let of_documents: u64 = documents
            .iter()
            .filter_map(|one| one["n_requests"].as_u64())
            .sum();
        assert_eq!(
            of_documents + 1,
            n_requests,
            "the look at the model is of no document"
        );
    }
}

#[test]
fn fm_35_answers_that_are_there_are_free_whoever_paid_for_them() {
    let rig = Rig::of(12);
    rig.run("run", &[]);
    let questions = |estimate: &Value, which: &str| estimate["n_questions"][which].as_u64().unwrap();
    let fresh = rig.estimate(&[]);
    let n_questions = fresh["n_requests"].as_u64().unwrap() - 1;
    assert!(n_questions >= 12);

    let reusing = rig.estimate(&["--reuse", "run"]);
    assert_eq!(questions(&reusing, "reused"), n_questions);
    assert_eq!(
        reusing["n_requests"], 1,
        "the look at the model is paid all the same"
    );
    // What is done is not looked at again; where the results are to be written anew, the answers are there.
    let resumed = rig.resumed(&[]);
    assert_eq!(
        (
            &resumed["n_done"],
            &resumed["n_documents"],
            &resumed["n_requests"]
        ),
        (&json!(12), &json!(0), &json!(0))
    );
    std::fs::remove_file(rig.folder.path("run/results.jsonl")).unwrap();
    let resumed = rig.resumed(&[]);
    assert_eq!(
        (questions(&resumed, "answered"), &resumed["n_requests"]),
        (n_questions, &json!(0))
    );

    // One document more, and one that comes twice under another id.
    let mut lines = corpus(13);
    let twin = lines.lines().next().unwrap().replace("\"d0\"", "\"twin\"");
    let newest_twin = lines
        .lines()
        .nth(12)
        .unwrap()
        .replace("\"d12\"", "\"newest twin\"");
    lines.extend([twin, "\n".to_owned(), newest_twin, "\n".to_owned()]);
    std::fs::write(rig.folder.path("news.jsonl"), lines).unwrap();
    let more = rig.estimate(&["--reuse", "run"]);
    let n_of_one = more["documents"][12]["n_requests"].as_u64().unwrap();
    assert!(n_of_one > 0);
    assert_eq!(more["n_requests"], n_of_one + 1);
    assert_eq!(questions(&more, "shared"), n_of_one);
    assert_eq!(more["documents"][14]["n_requests"], 0);
    *rig.bill.lock().unwrap() = Bill::default();
    rig.run("more", &["--reuse", "run"]);
    assert_eq!(rig.bill.lock().unwrap().n_requests, n_of_one + 1);
}

#[test]
fn fm_35_the_table_says_what_is_not_known_and_which_limit_is_in_the_way() {
    let folder = Folder::new(&[("news.jsonl", corpus(3).as_bytes()), ("bad.jsonl", b"no json\n")]);
    let at = |more: &[&str]| {
        let begin = ["batch", "news.jsonl", "bad.jsonl", "--dry-run"];
        let run = folder.run(&[&begin[..], more].concat());
        assert_eq!(run.exit, 0, "{}", run.stderr);
        run.stdout
    };
    let elsewhere = [
        "--annotator",
        "compatible:m",
        "--base-url",
        "https://models.invalid/v1",
    ];
    let unknown = at(&elsewhere);
    for part in [
        "3 documents, 1 input not read",
        "cost                unknown",
        "The price of compatible:m is not known; say it with --price",
        "Time: 4 requests at once, without limits",
    ] {
        assert!(unknown.contains(part), "{part}: {unknown}");
    }
    assert!(!unknown.contains('$'), "an unknown price is no number: {unknown}");
    let limited = [
        &elsewhere[..],
        &[
            "--price",
            PRICE,
            "--max-cost",
            "0.001",
            "--requests-per-minute",
            "2",
        ],
    ];
    let limited = at(&limited.concat());
    for part in [
        "--max-cost is likely to end the run",
        "at most 2 requests a minute",
        "time                  2 min",
    ] {
        assert!(limited.contains(part), "{part}: {limited}");
    }
    let free = at(&["--annotator", "ollama:m"]);
    assert!(
        free.contains("ollama:m costs nothing") && free.contains("--context"),
        "{free}"
    );
    assert!(at(&[]).contains("No model is asked"));

    let unpriced = folder.run(
        &[
            &["batch", "news.jsonl", "--dry-run", "--max-cost", "1"],
            &elsewhere[..],
        ]
        .concat(),
    );
    assert_eq!(unpriced.exit, 2, "as the run would: {}", unpriced.stderr);
    for wrong in [
        &["batch", "news.jsonl", "--format", "json"][..],
        &["batch", "--dry-run", "-"],
    ] {
        assert_eq!(folder.run(wrong).exit, 2, "{wrong:?}");
    }
    assert_eq!(folder.names(), ["bad.jsonl", "news.jsonl"]);
}
