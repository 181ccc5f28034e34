//! Annotators that ask a model: a server on this machine that plays one.

use propos_mock_llm::{MockServer, Reply, Seen};
use serde_json::{Map, Value, json};
use tokio::runtime::{Builder, Runtime};

use crate::support::{ARTICLE, Folder, annotate};

/// A server that answers while the program runs.
pub(crate) fn serve(respond: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> (Runtime, MockServer) {
    let runtime = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let server = runtime.block_on(MockServer::start(respond)).unwrap();
    (runtime, server)
}

/// Does not take a parameter, and labels without it.
pub(crate) fn label_without(parameter: &'static str) -> impl Fn(&Seen) -> Reply + Clone {
    move |seen| {
        if seen.body.get(parameter).is_none() {
            return label(seen);
        }
        let message = format!("Unsupported parameter: '{parameter}' is not supported with this model.");
        Reply::json(
            400,
            &json!({"error": {
                "message": message, "type": "invalid_request_error", "param": parameter, "code": "unsupported_parameter",
            }}),
        )
    }
}

/// Labels every claim of a request, and obeys every other schema.
pub(crate) fn label(seen: &Seen) -> Reply {
    let Some(schema) = seen.schema() else {
        return seen.obey();
    };
    let claim = &schema["properties"]["claims"]["properties"]["1"]["properties"];
    let Some(topics) = claim["topic"]["enum"].as_array() else {
        return seen.obey();
    };
    let names = claim["stances"]["items"]["properties"]["target"]["enum"].as_array();
    let stances: Vec<Value> = names
        .into_iter()
        .flatten()
        .map(|name| json!({"target": name, "label": "neutral", "actor": null}))
        .collect();
    let prompt = seen.prompt();
    let numbers = prompt
        .lines()
        .filter_map(|line| line.strip_prefix('[')?.split_once(']')?.0.parse::<u32>().ok());
    let claims: Map<String, Value> = numbers
        .map(|number| {
            let labels = json!({"topic": topics[0], "also": [], "stances": stances});
            (number.to_string(), labels)
        })
        .collect();
    seen.say(&json!({ "claims": claims }).to_string())
}

fn folder() -> Folder {
    Folder::new(&[("a.txt", ARTICLE.as_bytes())])
}

#[test]
fn rules_find_claims_and_a_model_labels_them() {
    let (_runtime, server) = serve(label);
    let run = folder().run(&annotate(&server.url()));
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let record = &run.records()[0];
    assert_eq!(record["provenance"]["annotator_used"], "rules+compatible:m");
    assert_eq!(record["claims"][0]["stances"][0]["label"], "neutral");
    // What rules say beside topics and stances is what they say alone.
    let alone = &folder()
        .run(&["annotate", "a.txt", "--format", "jsonl"])
        .records()[0];
    for field in ["check_worthiness", "verifiability", "figures", "speaker", "quote"] {
        assert_eq!(record["claims"][0][field], alone["claims"][0][field], "{field}");
    }
    assert_eq!(record["provenance"]["prompt_sha256"].as_str().unwrap().len(), 64);
    assert_eq!(record["provenance"]["structured_output"], "json_schema");
}

#[test]
fn a_recording_gives_the_same_record_without_any_server() {
    let folder = folder();
    let (runtime, server) = serve(label);
    let url = server.url();
    let method = annotate(&url);
    let recorded = folder.run(&[&method[..], &["--record", "r.jsonl", "--strategy", "model+model"]].concat());
    drop(server);
    drop(runtime);
    let replayed = folder.run(&[&method[..], &["--replay", "r.jsonl", "--strategy", "model+model"]].concat());
    assert_eq!(recorded.stdout, replayed.stdout, "{}", replayed.stderr);
    assert_eq!(recorded.exit, replayed.exit);
    let other = folder.run(&[&method[..], &["--replay", "r.jsonl", "--claims-per-request", "1"]].concat());
    assert_eq!(other.exit, 3, "another question has no recorded answer");
    assert!(other.stdout.contains("request_failed"), "{}", other.stdout);
    let hint = "or an option is another than when it was recorded";
    assert!(other.stderr.contains(hint), "{}", other.stderr);
}

/// What a look at a server finds shapes the requests that follow: its context, and what it does not take.
#[test]
fn a_recording_holds_what_the_look_before_it_found() {
    let (runtime, server) = serve(label_without("temperature"));
    let folder = folder();
    let url = server.url();
    let mut method = annotate(&url);
    method[3] = "llamacpp:mock-model";
    let recorded = folder.run(&[&method[..], &["--record", "r.jsonl"]].concat());
    assert_eq!(recorded.exit, 0, "{}", recorded.stderr);
    drop(server);
    drop(runtime);
    let replayed = folder.run(&[&method[..], &["--replay", "r.jsonl"]].concat());
    assert_eq!(replayed.exit, 0, "{}", replayed.stderr);
    assert_eq!(recorded.stdout, replayed.stdout);
    assert_eq!(recorded.stderr, replayed.stderr, "the same warnings");
    let no_recording = folder.run(&[&method[..], &["--replay", "a.txt"]].concat());
    assert_eq!(no_recording.exit, 2);
    let hint = "hint: a recording is what --record";
    assert!(no_recording.stderr.contains(hint), "{}", no_recording.stderr);
}

#[test]
fn what_stands_against_every_document_ends_the_program_with_its_own_code_and_a_hint() {
    let refused = |status: u16, code: &'static str| {
        move |_: &Seen| {
            Reply::json(
                status,
                &json!({"error": {"message": "no", "type": code, "code": code}}),
            )
        }
    };
    let cases: [(u16, &str, i32, &str); 4] = [
        (401, "invalid_api_key", 77, "hint: check the key"),
        (429, "insufficient_quota", 77, "hint: add credit"),
        (404, "model_not_found", 77, "hint: "),
        (307, "moved", 2, "hint: "),
    ];
    for (status, code, exit, hint) in cases {
        let (_runtime, server) = serve(refused(status, code));
        let run = folder().run(&annotate(&server.url()));
        assert_eq!(run.exit, exit, "{status} {code}: {}", run.stderr);
        assert!(run.stderr.contains(hint), "{status}: {}", run.stderr);
        assert!(run.stdout.is_empty());
        assert!(
            server.seen().len() <= 3,
            "{status}: asked {} times",
            server.seen().len()
        );
    }
}

#[test]
fn rules_step_in_where_asked_and_the_record_says_why() {
    let run = folder().run(&[
        "annotate",
        "a.txt",
        "--annotator",
        "llamacpp:m",
        "--base-url",
        "http://127.0.0.1:9",
        "--fallback",
        "rules",
        "--format",
        "jsonl",
    ]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let provenance = &run.records()[0]["provenance"];
    assert_eq!(provenance["annotator_used"], "rules");
    assert!(
        provenance["fallback_reason"]
            .as_str()
            .unwrap()
            .contains("nobody listens"),
        "{provenance}"
    );
}

#[test]
fn several_annotators_need_to_be_combined() {
    let (_runtime, server) = serve(label);
    let url = server.url();
    let method = [
        "annotate",
        "a.txt",
        "--format",
        "jsonl",
        "--base-url",
        &url,
        "--annotator",
        "compatible:a",
        "--annotator",
        "compatible:b",
    ];
    let run = folder().run(&method);
    assert_eq!(run.exit, 2);
    assert!(run.stderr.contains("--combine vote"), "{}", run.stderr);
    let run = folder().run(&[&method[..], &["--combine", "vote"]].concat());
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let record = &run.records()[0];
    assert_eq!(record["claims"][0]["confidence"], 1.0);
}

#[test]
fn votes_ask_one_model_so_many_times_and_keep_what_most_answers_say() {
    let (_runtime, server) = serve(|seen| {
        // The third of them sees everything otherwise.
        let reply = label(seen);
        if seen.body["seed"] != 44 {
            return reply;
        }
        reply.with_json(|body| {
            let content = &mut body["choices"][0]["message"]["content"];
            let said = content.as_str().unwrap().replace("neutral", "favor");
            *content = json!(said);
        })
    });
    let run = folder().run(&[
        "annotate",
        "a.txt",
        "--annotator",
        "compatible:m",
        "--base-url",
        &server.url(),
        "--votes",
        "3",
        "--format",
        "jsonl",
    ]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let seen = server.seen();
    let asked = seen.iter().filter(|seen| seen.prompt().contains("<doc "));
    let asked: std::collections::BTreeSet<String> = asked
        .map(|seen| format!("{} {}", seen.body["seed"], seen.body["temperature"]))
        .collect();
    assert_eq!(
        asked.into_iter().collect::<Vec<_>>(),
        ["42 0.0", "43 0.5", "44 0.5"],
        "the first is what one alone would be, the others waver"
    );
    let claim = &run.records()[0]["claims"][0];
    assert_eq!(claim["stances"][0]["label"], "neutral");
    assert_eq!(claim["stances"][0]["score"], 2.0 / 3.0);
    assert_eq!(claim["confidence"], 2.0 / 3.0);
}

/// The weaker form is asked for once it is known to be needed, and the record says which it was.
#[test]
fn fm_20_a_server_that_takes_no_schema_is_asked_for_json_and_the_record_says_so() {
    let (_runtime, server) = serve(|seen| {
        if seen.body["response_format"]["type"] == "json_schema" {
            let error = json!({"message": "Unsupported parameter.", "type": "invalid_request_error",
                               "param": "response_format", "code": "unsupported_parameter"});
            return Reply::json(400, &json!({ "error": error }));
        }
        let prompt = seen.prompt();
        let numbers = prompt
            .lines()
            .filter_map(|line| line.strip_prefix('[')?.split_once(']')?.0.parse::<u32>().ok());
        let claims: Map<String, Value> = numbers
            .map(|number| {
                let labels = json!({"topic": "other", "also": [], "stances": []});
                (number.to_string(), labels)
            })
            .collect();
        seen.say(&json!({ "claims": claims }).to_string())
    });
    let run = folder().run(&annotate(&server.url()));
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let record = &run.records()[0];
    assert_eq!(record["provenance"]["structured_output"], "json_object");
    assert_eq!(record["claims"][0]["topics"][0]["id"], "other");
    let problems = record["problems"].as_array().unwrap();
    assert!(
        problems
            .iter()
            .any(|problem| problem["code"] == "adapted_request"),
        "{problems:?}"
    );
    let asked_with_schema = server
        .seen()
        .iter()
        .filter(|seen| seen.body["response_format"]["type"] == "json_schema")
        .count();
    assert_eq!(
        asked_with_schema, 1,
        "learnt by the look before the first document"
    );
}

#[test]
fn fm_30_a_server_that_ignores_schemas_is_warned_of_or_refused() {
    let (_runtime, server) = serve(|seen| seen.say("hello"));
    let url = server.url();
    let method = annotate(&url);
    let run = folder().run(&method);
    assert_eq!(run.exit, 3);
    assert!(
        run.stderr.contains("takes a schema and ignores it"),
        "{}",
        run.stderr
    );
    let run = folder().run(&[&method[..], &["--require-structured"]].concat());
    assert_eq!(run.exit, 2, "{}", run.stderr);
}

#[test]
fn the_doctor_says_what_is_well_and_what_to_do() {
    let (_runtime, server) = serve(label);
    let url = server.url();
    let well = folder().run(&["doctor", "--annotator", "compatible:m", "--base-url", &url]);
    assert!(
        well.stdout
            .contains("ok    schema         obeyed, asked for as json_schema"),
        "{}{}",
        well.stdout,
        well.stderr
    );
    assert_eq!(
        well.exit, 0,
        "a server that answers for a model need not list it: {}",
        well.stdout
    );
    assert!(!well.stdout.contains("wrong"), "{}", well.stdout);
    let away = folder().run(&[
        "doctor",
        "--annotator",
        "llamacpp:m",
        "--base-url",
        "http://127.0.0.1:9",
    ]);
    assert_eq!(away.exit, 75);
    assert!(
        away.stdout.contains("hint: check that the server runs"),
        "{}",
        away.stdout
    );
    let rules = folder().run(&["doctor"]);
    assert_eq!((rules.exit, rules.stderr.as_str()), (0, ""));
}

#[test]
fn the_doctor_says_each_thing_once_and_under_its_own_name() {
    let doctor = |name: &str, respond: fn(&Seen) -> Reply| {
        let (_runtime, server) = serve(respond);
        let run = folder().run(&["doctor", "--annotator", name, "--base-url", &server.url()]);
        (run.exit, run.stdout)
    };
    // Not listed and not answered for.
    let unknown = |seen: &Seen| match seen.method.as_str() {
        "POST" => Reply::json(
            404,
            &json!({"type": "error", "error": {"type": "not_found_error", "message": "model: mock-mode"}, "request_id": "r"}),
        ),
        _ => seen.obey(),
    };
    let (exit, page) = doctor("anthropic:mock-mode", unknown);
    assert_eq!(exit, 77, "{page}");
    assert!(
        page.contains(
            "wrong model          the server does not list it\n      hint: did you mean mock-model?"
        ),
        "{page}"
    );
    assert!(
        page.contains("wrong answer         the provider does not know the model"),
        "{page}"
    );
    for absent in ["schema", "probabilities", "parameters", "--base-url"] {
        assert!(!page.contains(absent), "{absent}: {page}");
    }
    // A context that the codebook does not fit.
    let (exit, page) = doctor("llamacpp:mock-model", |seen| {
        seen.obey().with_json(|body| {
            if let Some(context) = body.pointer_mut("/default_generation_settings/n_ctx") {
                *context = 4096.into();
            }
        })
    });
    assert_eq!(exit, 0, "{page}");
    assert!(
        page.contains("note  context        4096 tokens, of which the codebook would take about"),
        "{page}"
    );
    assert!(
        page.contains("hint: start the server with 32768 tokens or more"),
        "{page}"
    );
    // What a provider has no word for is said in one line.
    let (exit, page) = doctor("anthropic:mock-model", Seen::obey);
    assert_eq!(exit, 0, "{page}");
    assert!(
        page.contains("this provider has none for temperature, seed, logprobs"),
        "{page}"
    );
}

#[test]
fn a_run_over_a_model_goes_on_without_paying_twice() {
    let (_runtime, server) = serve(label);
    let url = server.url();
    let folder = folder();
    let begun = folder.run(&[
        "batch",
        "a.txt",
        "--out",
        "run",
        "--annotator",
        "compatible:m",
        "--base-url",
        &url,
    ]);
    assert_eq!(begun.exit, 0, "{}", begun.stderr);
    let manifest: Value = serde_json::from_str(&folder.read("run/manifest.json")).unwrap();
    assert_eq!(
        manifest["host"]["structured_output"],
        json!({"compatible:m": "enforced"})
    );
    let n_labels = || {
        let seen = server.seen();
        seen.iter().filter(|seen| seen.prompt().contains("<doc ")).count()
    };
    let n_before = n_labels();
    assert!(n_before > 0);
    let resumed = folder.run(&["batch", "--resume", "run"]);
    assert_eq!(resumed.exit, 0, "{}", resumed.stderr);
    assert_eq!(n_labels(), n_before);
}

#[test]
fn what_was_annotated_before_the_credit_ran_out_is_in_the_output() {
    let n_asked = std::sync::atomic::AtomicUsize::new(0);
    let (_runtime, server) = serve(move |seen| {
        let is_labelling = seen.prompt().contains("<doc ");
        if is_labelling && n_asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst) > 0 {
            let error = json!({"error": {"message": "no", "type": "insufficient_quota", "code": "insufficient_quota"}});
            return Reply::json(429, &error);
        }
        label(seen)
    });
    let folder = Folder::new(&[("a.txt", ARTICLE.as_bytes()), ("b.txt", ARTICLE.as_bytes())]);
    let url = server.url();
    let run = folder.run(&[
        "annotate",
        "a.txt",
        "b.txt",
        "--annotator",
        "compatible:m",
        "--base-url",
        &url,
        "-o",
        "out.jsonl",
    ]);
    assert_eq!(run.exit, 77, "{}", run.stderr);
    assert!(run.stderr.contains("the output has 1 record"), "{}", run.stderr);
    assert_eq!(folder.read("out.jsonl").lines().count(), 1);
}

#[test]
fn a_document_without_an_answer_is_a_failed_record_and_three_in_a_row_end_the_program() {
    let (_runtime, server) = serve(|seen| {
        if seen.prompt().contains("<doc ") {
            // A server that sends something else than an answer is tried again and then given up for the document.
            return Reply::json(
                500,
                &json!({"error": {"message": "no", "type": "server_error", "code": null}}),
            )
            .with_header("x-should-retry", "false");
        }
        label(seen)
    });
    let files: Vec<(String, &[u8])> = (0..4)
        .map(|number| (format!("{number}.txt"), ARTICLE.as_bytes()))
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let folder = Folder::new(&files);
    let run = folder.run(&[
        "annotate",
        "0.txt",
        "1.txt",
        "2.txt",
        "3.txt",
        "--annotator",
        "compatible:m",
        "--base-url",
        &server.url(),
        "--format",
        "jsonl",
    ]);
    assert_eq!(run.exit, 75, "{}", run.stderr);
    let records = run.records();
    assert_eq!(records.len(), 2);
    assert!(records.iter().all(|record| record["outcome"] == "failed"));
    assert_eq!(records[0]["problems"][0]["code"], "unavailable");
}

/// What a codebook shows a model is checked before the first question, and goes before the document.
#[test]
fn examples_of_the_codebook_are_shown_to_the_model_and_wrong_ones_are_refused() {
    let sound = propos::codebook::starter("trial", "fr").unwrap();
    let wrong = sound.replace("quote = \"Les cuisines ont", "quote = \"Nos cuisines ont");
    assert_ne!(sound, wrong);
    let files = [
        ("a.txt", ARTICLE.as_bytes()),
        ("sound.toml", sound.as_bytes()),
        ("wrong.toml", wrong.as_bytes()),
    ];
    let (_runtime, server) = serve(Seen::obey);
    let run = |codebook: &str| {
        let url = server.url();
        Folder::new(&files).run(&[
            "annotate",
            "a.txt",
            "--lang",
            "fr",
            "--annotator",
            "compatible:m",
            "--base-url",
            &url,
            "--strategy",
            "model+rules",
            "--codebook",
            codebook,
            "--format",
            "jsonl",
        ])
    };
    let refused = run("wrong.toml");
    assert_eq!(refused.exit, 2, "{}", refused.stderr);
    assert!(
        refused.stderr.contains("passage 1, claim 1: "),
        "{}",
        refused.stderr
    );
    assert!(server.seen().is_empty(), "nothing was asked");
    let shown = run("sound.toml");
    assert_eq!(shown.exit, 0, "{}", shown.stderr);
    let asked = server.seen();
    let messages = asked.last().unwrap().body["messages"].clone();
    let roles: Vec<&str> = messages
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|message| message["role"].as_str())
        .collect();
    assert_eq!(roles, ["system", "user", "assistant", "user"]);
}

/// What a model finds carries what rules' claims carry: the model says quote, mention and cue, the text says the rest.
#[test]
fn claims_of_a_model_carry_what_claims_of_rules_carry() {
    let text = "Jeanne Morel, directrice de l’agence, parle lundi. Selon Morel, le pont pourrait coûter 53 millions d’euros. \
                Paul Roux et Léa Petit ont affirmé que le pont coûtera 12 millions d’euros.";
    let claim = |quote: &str, speaker: &str, cue: &str| {
        json!({"sentence": 2, "quote": quote, "kind": "indirect", "speaker": speaker, "name": null, "cue": cue, "hedge": null,
               "negated": false, "verifiability": "factual", "statement": null})
    };
    let answer = json!({"claims": [
        claim("le pont pourrait coûter 53 millions d'euros", "Morel", "Selon"),
        claim("le pont coûtera 12 millions d'euros", "Paul Roux et Léa Petit", "ont affirmé"),
    ]});
    let answer = answer.to_string();
    let (_runtime, server) = serve(move |seen| {
        let is_extraction = seen
            .schema()
            .is_some_and(|schema| schema["properties"]["claims"]["type"] == "array");
        if is_extraction {
            seen.say(&answer)
        } else {
            seen.obey()
        }
    });
    let run = Folder::new(&[("a.txt", text.as_bytes())]).run(&[
        "annotate",
        "a.txt",
        "--lang",
        "fr",
        "--annotator",
        "compatible:m",
        "--base-url",
        &server.url(),
        "--strategy",
        "model+rules",
        "--format",
        "jsonl",
    ]);
    assert_eq!(run.exit, 0, "{}", run.stderr);
    let record = &run.records()[0];
    let (first, second) = (&record["claims"][0], &record["claims"][1]);
    assert_eq!(first["speaker"]["name"], "Jeanne Morel");
    assert_eq!(first["speaker"]["resolution"], "coreference");
    assert_eq!(
        (&first["hedged"], &first["conditional"]),
        (&json!(true), &json!("epistemic"))
    );
    assert_eq!(first["figures"][0]["value"], 53_000_000.0);
    assert_eq!(first["cue"]["lemma"], "selon");
    assert_eq!(second["cue"]["lemma"], "affirmer");
    assert_eq!(second["speaker"]["members"][1]["name"], "Léa Petit");
    assert_eq!(second["verifiability"], "prediction", "{second}");
    assert!(second["check_worthiness"]["score"].as_f64().unwrap() > 0.0);
    assert_eq!(record["problems"], json!([]));
}
