//! What one request costs beside the network: build the prompt, read the answer, find every quote.
#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::hint::black_box;
use std::sync::Arc;

use async_trait::async_trait;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use propos_annotate::{Article, Extractor, Labeller};
use propos_annotate_llm::{DerivedNonces, Model, ModelExtractor, ModelLabeller, Settings};
use propos_annotate_rules::{complete, extract};
use propos_bench::OwnTime;
use propos_codebook::Codebook;
use propos_llm::{Answer, ChatRequest, Outcome};
use propos_schema::Document;
use serde_json::{Map, Value, json};
use tokio::runtime::Builder;

const TEXT: &str = include_str!("../../../fixtures/articles/fr/guerre-froide-ia.txt");
const ENGLISH: &str = include_str!("../../../fixtures/articles/en/wire-chip-curbs.txt");

/// Answers at once, always the same.
struct Prepared(String);

#[async_trait]
impl Model for Prepared {
    fn name(&self) -> &'static str {
        "prepared"
    }

    async fn ask(&self, _: &ChatRequest) -> Answer {
        let mut answer = Answer::default();
        answer.outcome = Outcome::Complete;
        answer.text.clone_from(&self.0);
        answer
    }
}

fn article() -> Article {
    let text: String = TEXT.chars().take(3_000).collect();
    Article::segment(Document::new("bench", text).with_lang("fr"))
}

/// A claim for every other sentence, re-typed with straight apostrophes.
fn extracted(article: &Article) -> String {
    let units = article.document().units.iter().enumerate().step_by(2);
    let claims: Vec<Value> = units
        .map(|(number, unit)| {
            let quote = article.text()[unit.start..unit.end].replace('’', "'");
            let words: Vec<&str> = quote.split(' ').collect();
            let speaker = words.first().unwrap().to_owned();
            json!({"sentence": number + 1, "quote": words[words.len() / 4..].join(" "), "kind": "indirect",
                   "speaker": speaker, "name": speaker, "cue": null, "hedge": null, "negated": false,
                   "verifiability": "factual", "statement": null})
        })
        .collect();
    json!({"claims": claims}).to_string()
}

fn labelled(codebook: &Codebook, n_claims: usize) -> String {
    let stances: Vec<Value> = codebook
        .targets
        .iter()
        .map(|target| json!({"target": target.id, "label": "neutral", "actor": null}))
        .collect();
    let claims: Map<String, Value> = (1..=n_claims)
        .map(|number| {
            let labels = json!({"topic": codebook.topics[0].id, "also": [], "stances": stances});
            (number.to_string(), labels)
        })
        .collect();
    json!({"claims": claims}).to_string()
}

fn overhead(criterion: &mut Criterion<OwnTime>) {
    let runtime = Builder::new_current_thread().build().unwrap();
    let codebook = Codebook::default_codebook();
    let article = article();
    let settings = Settings::default().with_nonces(DerivedNonces::default());
    let extractor = ModelExtractor::new(Arc::new(Prepared(extracted(&article))), settings.clone());
    let mut annotation = runtime.block_on(extractor.extract(&article, &codebook)).unwrap();
    assert!(annotation.claims.len() > 8, "{}", annotation.claims.len());
    let n_claims = settings.claims_per_request;
    annotation.claims.truncate(n_claims);
    let labeller = ModelLabeller::new(Arc::new(Prepared(labelled(&codebook, n_claims))), settings);
    criterion.bench_function("extract, 3,000 characters", |bencher| {
        bencher.iter(|| runtime.block_on(extractor.extract(black_box(&article), &codebook)));
    });
    criterion.bench_function("label, the claims of one request", |bencher| {
        bencher.iter(|| runtime.block_on(labeller.label(black_box(&article), &codebook, annotation.clone())));
    });
}

/// What rules add to claims that somebody else found.
fn completion(criterion: &mut Criterion<OwnTime>) {
    let codebook = Codebook::default_codebook();
    for (lang, text) in [("fr", TEXT), ("en", ENGLISH)] {
        let text: String = text.chars().take(3_000).collect();
        let article = Article::segment(Document::new("bench", text).with_lang(lang));
        let given = extract(&article, &codebook);
        assert!(given.claims.len() > 8, "{}", given.claims.len());
        criterion.bench_function(
            &format!("complete the claims of 3,000 characters, {lang}"),
            |bencher| {
                bencher.iter_batched(
                    || given.clone(),
                    |mut given| complete(black_box(&article), &codebook, &mut given),
                    BatchSize::SmallInput,
                );
            },
        );
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(OwnTime);
    targets = overhead, completion
}
criterion_main!(benches);
