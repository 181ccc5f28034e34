//! Answers of other runs are taken where nothing that shapes them has changed, and only whole ones.
#![cfg(feature = "llm")]
#![expect(clippy::unwrap_used, reason = "the helpers are parts of tests")]

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use propos_llm::{
    Answer, ChatRequest, Client, Endpoint, EndpointOptions, Failure, HttpRequest, HttpResponse, Message,
    Outcome, OutputSchema, Parameters, RetryPolicy, Transport,
};
use propos_pipeline::{OtherRuns, RunError, RunFolder, RunStore, StoredTransport};
use proptest::prelude::*;
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};

/// Gives these bodies in turn, the last one again and again.
#[derive(Clone)]
struct Server {
    bodies: Arc<Vec<String>>,
    n_asked: Arc<AtomicUsize>,
}

impl Server {
    fn new(bodies: &[String]) -> Self {
        Self {
            bodies: Arc::new(bodies.to_vec()),
            n_asked: Arc::default(),
        }
    }

    fn n_asked(&self) -> usize {
        self.n_asked.load(Ordering::SeqCst)
    }
}

#[async_trait]
impl Transport for Server {
    async fn send(&self, _: &HttpRequest) -> Result<HttpResponse, Failure> {
        let number = self.n_asked.fetch_add(1, Ordering::SeqCst);
        let body = &self.bodies[number.min(self.bodies.len() - 1)];
        Ok(HttpResponse::new(200, body.as_str()).with_header("content-type", "application/json"))
    }
}

fn runtime() -> Runtime {
    Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap()
}

/// What shapes an answer.
#[derive(Clone, Debug)]
struct Question {
    provider: &'static str,
    host: String,
    model: String,
    codebook: String,
    prompt: String,
    document: String,
    schema: String,
    room: u32,
    seed: u64,
    temperature: f64,
}

impl Question {
    fn plain() -> Self {
        Self {
            provider: "compatible",
            host: "http://127.0.0.1:9".to_owned(),
            model: "m".to_owned(),
            codebook: "topics".to_owned(),
            prompt: "Label.".to_owned(),
            document: "« Non », dit Ada Roy.".to_owned(),
            schema: "talent".to_owned(),
            room: 512,
            seed: 1,
            temperature: 0.0,
        }
    }

    fn request(&self) -> ChatRequest {
        let schema = json!({
            "type": "object", "additionalProperties": false, "required": ["topic"],
            "properties": { "topic": { "type": "string", "enum": [self.schema, "yes"] } },
        });
        let mut parameters = Parameters::default();
        parameters.max_output_tokens = self.room;
        parameters.seed = Some(self.seed);
        parameters.temperature = Some(self.temperature);
        ChatRequest::new("")
            .with_system(format!("{}\n{}", self.prompt, self.codebook))
            .with_messages(vec![Message::user(self.document.as_str())])
            .with_schema(OutputSchema::new("labels", schema).unwrap())
            .with_parameters(parameters)
    }

    async fn ask(&self, transport: Arc<dyn Transport>) -> Answer {
        let name = format!("{}:{}", self.provider, self.model);
        let options = EndpointOptions::new().with_base_url(Some(&self.host));
        let endpoint = Endpoint::choose(&name, options, &|_| None).unwrap();
        let client = Client::new(endpoint, transport).with_policy(RetryPolicy::never());
        client.chat(&self.request()).await
    }
}

fn says(text: &str, stop: &str) -> String {
    let message = json!({ "role": "assistant", "content": text });
    json!({
        "model": "m-1", "choices": [{ "index": 0, "message": message, "finish_reason": stop }],
        "usage": { "prompt_tokens": 7, "completion_tokens": 3 },
    })
    .to_string()
}

fn whole() -> String {
    says(r#"{"topic":"yes"}"#, "stop")
}

/// A run in `folder` that has asked this question and was answered so.
fn asked(folder: &Path, question: &Question, body: &str) {
    let store = RunStore::create(RunFolder::new(folder)).unwrap();
    let transport = StoredTransport::new(Server::new(&[body.to_owned()]), &store);
    runtime().block_on(question.ask(Arc::new(transport)));
}

fn others(folders: &[&Path]) -> OtherRuns {
    let runs = folders
        .iter()
        .map(|folder| (folder.display().to_string(), RunFolder::new(*folder)));
    OtherRuns::read(runs).unwrap()
}

/// Asks in a new run that reuses others; the answer and how often the server was asked.
fn ask_reusing(folder: &Path, others: OtherRuns, questions: &[Question]) -> (Vec<Answer>, usize) {
    let store = RunStore::create(RunFolder::new(folder)).unwrap().reusing(others);
    let server = Server::new(&[whole()]);
    let transport: Arc<dyn Transport> = Arc::new(StoredTransport::new(server.clone(), &store));
    let runtime = runtime();
    let answers = questions
        .iter()
        .map(|question| runtime.block_on(question.ask(Arc::clone(&transport))));
    (answers.collect(), server.n_asked())
}

/// A question with one thing in it another.
fn flipped() -> impl Strategy<Value = (&'static str, Question)> {
    let word = "[a-z]{1,8}";
    (0_usize..10, word, 1_u32..100).prop_map(|(field, word, number)| {
        let mut question = Question::plain();
        let what = match field {
            0 => {
                question.provider = ["ollama", "llamacpp"][number as usize % 2];
                "provider"
            }
            1 => {
                question.host = format!("http://127.0.0.1:{}", 1000 + number);
                "host"
            }
            2 => {
                question.model.push_str(&word);
                "model"
            }
            3 => {
                question.codebook.push_str(&word);
                "codebook"
            }
            4 => {
                question.prompt.push_str(&word);
                "prompt"
            }
            5 => {
                question.document.push_str(&word);
                "document"
            }
            6 => {
                question.schema.push_str(&word);
                "schema"
            }
            7 => {
                question.room += number;
                "room"
            }
            8 => {
                question.seed += u64::from(number);
                "seed"
            }
            _ => {
                question.temperature += f64::from(number) / 100.0;
                "temperature"
            }
        };
        (what, question)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn fm_32_whatever_shapes_an_answer_is_part_of_its_address((what, other) in flipped()) {
        let folder = tempfile::tempdir().unwrap();
        let before = folder.path().join("before");
        asked(&before, &Question::plain(), &whole());
        let questions = [other, Question::plain()];
        let (answers, n_asked) = ask_reusing(&folder.path().join("now"), others(&[&before]), &questions);
        prop_assert_eq!(n_asked, 1, "{} is no part of the address", what);
        prop_assert!(answers[1].outcome.is_complete());
        prop_assert_eq!(answers[1].usage.input, None, "what is reused costs nothing");
    }
}

#[test]
fn fm_32_only_whole_answers_of_the_right_shape_are_taken() {
    let bad = [
        says(r#"{"topic":"yes"}"#, "length"),
        says(r#"{"topic":"ye"#, "stop"),
        says(r#"{"topic":"no"}"#, "stop"),
        says(r#"{"topic":"yes","more":1}"#, "stop"),
        says("I think yes.", "stop"),
        says("", "stop"),
        says(r#"{"topic":"yes"}"#, "content_filter"),
        says(r#"{"topic":"yes"}"#, "a_word_nobody_knows"),
        json!({"choices": [{"message": {"refusal": "I cannot."}, "finish_reason": "stop"}]}).to_string(),
        json!({"error": {"message": "overloaded"}}).to_string(),
        json!({"choices": []}).to_string(),
        "{}".to_owned(),
        "<html>busy</html>".to_owned(),
        String::new(),
    ];
    for (number, bad) in bad.iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        let before = folder.path().join("before");
        asked(&before, &Question::plain(), bad);
        let now = folder.path().join("now");
        let questions = [Question::plain(), Question::plain()];
        let (answers, n_asked) = ask_reusing(&now, others(&[&before]), &questions);
        assert_eq!(n_asked, 1, "answer {number} is no use; the new one is kept");
        assert!(
            answers.iter().all(|answer| answer.outcome.is_complete()),
            "{number}"
        );
    }
}

#[test]
fn a_good_answer_of_one_run_counts_more_than_a_bad_one_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    asked(&path("bad"), &Question::plain(), &says("{", "length"));
    asked(&path("good"), &Question::plain(), &whole());
    let runs = others(&[&path("bad"), &path("good")]);
    assert_eq!((runs.n_runs(), runs.n_answers()), (2, 2));
    assert_eq!(ask_reusing(&path("now"), runs, &[Question::plain()]).1, 0);
}

#[test]
fn what_is_reused_says_where_it_comes_from_and_outlives_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    asked(&path("first"), &Question::plain(), &whole());
    let (answers, _) = ask_reusing(&path("second"), others(&[&path("first")]), &[Question::plain()]);
    assert_eq!(answers[0].model.as_deref(), Some("m-1"));
    std::fs::remove_dir_all(path("first")).unwrap();
    let (_, n_asked) = ask_reusing(&path("third"), others(&[&path("second")]), &[Question::plain()]);
    assert_eq!(n_asked, 0);
    for run in ["second", "third"] {
        let journal = std::fs::read_to_string(path(run).join("run.journal")).unwrap();
        let line: Value = serde_json::from_str(journal.lines().next().unwrap()).unwrap();
        assert_eq!(line["kind"], "reused");
        assert_eq!(line["body"]["reused_from"], path("first").display().to_string());
        assert!(!journal.contains("\"attempt\""), "nothing was sent");
    }
    let store = RunStore::resume(RunFolder::new(path("third"))).unwrap();
    assert_eq!(store.n_answers(), 1);
}

#[test]
fn fm_32_an_entry_changed_anywhere_is_asked_for_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    asked(&path("before"), &Question::plain(), &whole());
    let journal = path("before").join("run.journal");
    let bytes = std::fs::read(&journal).unwrap();
    for at in (0..bytes.len() - 1).step_by(7) {
        let mut changed = bytes.clone();
        changed[at] ^= 0x01;
        std::fs::write(&journal, &changed).unwrap();
        let (answers, n_asked) = ask_reusing(
            &path(&format!("now{at}")),
            others(&[&path("before")]),
            &[Question::plain()],
        );
        let is_attempt = at < bytes.iter().position(|byte| *byte == b'\n').unwrap();
        assert_eq!(n_asked, usize::from(!is_attempt), "byte {at}");
        assert_eq!(answers[0].text, r#"{"topic":"yes"}"#);
        assert_eq!(
            std::fs::read(&journal).unwrap(),
            changed,
            "it is read and not mended"
        );
    }
    // Damaged after it was looked through, as by another program.
    std::fs::write(&journal, &bytes).unwrap();
    let runs = others(&[&path("before")]);
    let mut changed = bytes.clone();
    let last = changed.len() - 40;
    changed[last] ^= 0x01;
    std::fs::write(&journal, &changed).unwrap();
    assert_eq!(ask_reusing(&path("later"), runs, &[Question::plain()]).1, 1);
}

#[test]
fn a_run_under_way_and_one_with_a_torn_end_are_read_as_far_as_they_go() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let store = RunStore::create(RunFolder::new(path("running"))).unwrap();
    let transport: Arc<dyn Transport> = Arc::new(StoredTransport::new(Server::new(&[whole()]), &store));
    runtime().block_on(Question::plain().ask(Arc::clone(&transport)));
    // Its journal is open and locked.
    let (_, n_asked) = ask_reusing(&path("now"), others(&[&path("running")]), &[Question::plain()]);
    assert_eq!(n_asked, 0);
    drop((transport, store));

    let journal = path("running").join("run.journal");
    let bytes = std::fs::read(&journal).unwrap();
    for n_torn in [1, 9, 60] {
        std::fs::write(&journal, &bytes[..bytes.len() - n_torn]).unwrap();
        let runs = others(&[&path("running")]);
        assert_eq!((runs.n_answers(), runs.n_damaged()), (0, 0), "{n_torn}");
        let now = path(&format!("torn{n_torn}"));
        assert_eq!(ask_reusing(&now, runs, &[Question::plain()]).1, 1);
    }
    let missing = OtherRuns::read([("x".to_owned(), RunFolder::new(path("nowhere")))]);
    assert!(matches!(missing, Err(RunError::Missing { .. })));
}

#[test]
fn many_that_reuse_at_once_write_what_they_take_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    asked(&path("before"), &Question::plain(), &whole());
    let store = RunStore::create(RunFolder::new(path("now")))
        .unwrap()
        .reusing(others(&[&path("before")]));
    let server = Server::new(&[whole()]);
    let transport: Arc<dyn Transport> = Arc::new(StoredTransport::new(server.clone(), &store));
    let outcomes = Arc::new(Mutex::new(Vec::new()));
    runtime().block_on(async {
        let asking: Vec<_> = (0..20)
            .map(|_| {
                let (transport, outcomes) = (Arc::clone(&transport), Arc::clone(&outcomes));
                tokio::spawn(async move {
                    let answer = Question::plain().ask(transport).await;
                    outcomes.lock().unwrap().push(answer.outcome);
                })
            })
            .collect();
        for asked in asking {
            asked.await.unwrap();
        }
    });
    assert_eq!(*outcomes.lock().unwrap(), vec![Outcome::Complete; 20]);
    assert_eq!((server.n_asked(), store.n_answers()), (0, 1));
    drop((transport, store));
    let journal = std::fs::read_to_string(path("now").join("run.journal")).unwrap();
    assert_eq!(journal.lines().count(), 1);
}

#[test]
fn what_is_nothing_that_a_model_said_is_asked_for_again_though_it_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let store = RunStore::create(RunFolder::new(folder.path())).unwrap();
    let server = Server::new(&["<html>busy</html>".to_owned(), whole()]);
    let transport: Arc<dyn Transport> = Arc::new(StoredTransport::new(server.clone(), &store));
    let runtime = runtime();
    let first = runtime.block_on(Question::plain().ask(Arc::clone(&transport)));
    assert!(first.outcome.failure().is_some());
    for _ in 0..2 {
        let next = runtime.block_on(Question::plain().ask(Arc::clone(&transport)));
        assert!(next.outcome.is_complete());
    }
    assert_eq!(server.n_asked(), 2);
}
