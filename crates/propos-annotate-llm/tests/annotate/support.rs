//! Models that are functions.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use propos_annotate::{Annotation, Annotator, Article, Composed, Extractor as _};
use propos_annotate_llm::{DerivedNonces, Model, ModelExtractor, ModelLabeller, Settings};
use propos_codebook::Codebook;
use propos_llm::{Answer, ChatRequest, Outcome};
use propos_schema::Document;
use serde_json::{Value, json};

/// A model that answers what a function says, and remembers what it was asked.
pub(crate) struct Scripted<F> {
    answer: F,
    pub(crate) asked: Mutex<Vec<ChatRequest>>,
}

impl<F: Fn(&ChatRequest, usize) -> Answer + Send + Sync> Scripted<F> {
    pub(crate) fn new(answer: F) -> Arc<Self> {
        Arc::new(Self {
            answer,
            asked: Mutex::new(Vec::new()),
        })
    }

    pub(crate) fn n_asked(&self) -> usize {
        self.asked.lock().unwrap().len()
    }
}

#[async_trait]
impl<F: Fn(&ChatRequest, usize) -> Answer + Send + Sync> Model for Scripted<F> {
    fn name(&self) -> &'static str {
        "scripted"
    }

    async fn ask(&self, request: &ChatRequest) -> Answer {
        let number = {
            let mut asked = self.asked.lock().unwrap();
            asked.push(request.clone());
            asked.len() - 1
        };
        (self.answer)(request, number)
    }
}

pub(crate) fn complete(text: impl Into<String>) -> Answer {
    with(Outcome::Complete, text)
}

pub(crate) fn with(outcome: Outcome, text: impl Into<String>) -> Answer {
    let mut answer = Answer::default();
    answer.outcome = outcome;
    answer.text = text.into();
    answer
}

/// A claim as a model gives it.
pub(crate) fn claim(quote: &str, speaker: Option<&str>, cue: Option<&str>) -> Value {
    json!({
        "sentence": 1, "quote": quote, "kind": if speaker.is_some() { "indirect" } else { "author" },
        "speaker": speaker, "name": speaker, "cue": cue, "hedge": null, "negated": false,
        "verifiability": "factual", "statement": null,
    })
}

pub(crate) fn claims(claims: &[Value]) -> String {
    json!({"claims": claims}).to_string()
}

pub(crate) fn settings() -> Settings {
    Settings::default().with_nonces(DerivedNonces::default())
}

pub(crate) fn article(text: &str) -> Article {
    Article::segment(Document::new("test", text).with_lang("fr"))
}

pub(crate) fn both_steps(model: &Arc<impl Model + 'static>) -> impl Annotator {
    Composed::new(
        ModelExtractor::new(Arc::clone(model) as Arc<dyn Model>, settings()),
        ModelLabeller::new(Arc::clone(model) as Arc<dyn Model>, settings()),
    )
}

/// The numbered lines of a request.
pub(crate) fn numbered_lines(request: &ChatRequest) -> Vec<(usize, String)> {
    let text = &request.messages[0].text;
    text.lines()
        .filter_map(|line| {
            let (number, rest) = line.strip_prefix('[')?.split_once("] ")?;
            Some((number.parse().ok()?, rest.to_owned()))
        })
        .collect()
}

/// Whether a request asks for labels.
pub(crate) fn is_labelling(request: &ChatRequest) -> bool {
    request
        .schema
        .as_ref()
        .is_some_and(|schema| schema.name() == "labels_v5")
}

/// Whether a request asks about one claim once more, with a label for every target.
pub(crate) fn is_alone(request: &ChatRequest) -> bool {
    let schema = request.schema.as_ref().unwrap().schema();
    let claim = &schema["properties"]["claims"]["properties"]["1"]["properties"];
    claim["stances"]["properties"].is_object()
}

/// The names of a request's topics and targets.
pub(crate) fn topics_and_targets(request: &ChatRequest) -> (Vec<String>, Vec<String>) {
    let schema = request.schema.as_ref().unwrap().schema();
    let claim = &schema["properties"]["claims"]["properties"]["1"]["properties"];
    let strings = |value: &Value| -> Vec<String> {
        value
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|value| value.as_str().map(str::to_owned))
            .collect()
    };
    let targets = if is_alone(request) {
        strings(&claim["stances"]["required"])
    } else {
        strings(&claim["stances"]["items"]["properties"]["target"]["enum"])
    };
    (strings(&claim["topic"]["enum"]), targets)
}

/// Labels for every claim of a request.
pub(crate) fn labels(request: &ChatRequest, topic: usize, label: &str) -> String {
    let (topics, targets) = topics_and_targets(request);
    let topic = &topics[topic % topics.len()];
    let labels = if is_alone(request) {
        let stances: serde_json::Map<String, Value> =
            targets.into_iter().map(|target| (target, json!(label))).collect();
        json!({"topic": topic, "also": [], "stances": stances, "actor": null})
    } else {
        let stances: Vec<Value> = targets
            .iter()
            .filter(|_| label != "none")
            .map(|target| json!({"target": target, "label": label, "actor": null}))
            .collect();
        json!({"topic": topic, "also": [], "stances": stances})
    };
    let items: serde_json::Map<String, Value> = numbered_lines(request)
        .iter()
        .map(|(number, _)| (number.to_string(), labels.clone()))
        .collect();
    json!({"claims": items}).to_string()
}

/// A model that gives each sentence as a claim of the article and labels it with the first topic.
pub(crate) fn plain(request: &ChatRequest) -> Answer {
    if is_labelling(request) {
        return complete(labels(request, 0, "none"));
    }
    let items: Vec<Value> = numbered_lines(request)
        .iter()
        .map(|(number, line)| {
            let mut item = claim(line, None, None);
            item["sentence"] = json!(number);
            item
        })
        .collect();
    complete(claims(&items))
}

pub(crate) async fn extract(model: &Arc<impl Model + 'static>, text: &str) -> Annotation {
    let extractor = ModelExtractor::new(Arc::clone(model) as Arc<dyn Model>, settings());
    extractor
        .extract(&article(text), &Codebook::default_codebook())
        .await
        .unwrap()
}

pub(crate) fn codes(annotation: &Annotation) -> Vec<&str> {
    annotation
        .problems
        .iter()
        .map(|problem| problem.code.as_str())
        .collect()
}
