//! What a model is asked about every article fixture, every request: a changed prompt is a changed line here.
//!
//! Instructions with the codebook, and the shapes of answers, are the same for many requests. Each stands once in a snapshot of its
//! own, and a request names it with the beginning of its hash.
//!
//! The number of the fence is derived from the text, so that snapshots do not change by themselves.
#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use async_trait::async_trait;
use propos::annotate::Article;
use propos::annotate_llm::{DerivedNonces, Model, ModelExtractor, ModelLabeller, Settings};
use propos::codebook::Codebook;
use propos::llm::{Answer, ChatRequest};
use propos::schema::Document;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

#[derive(Deserialize)]
struct ArticleOptions {
    codebook: String,
    lang: String,
}

/// Is never asked.
struct Silent;

#[async_trait]
impl Model for Silent {
    fn name(&self) -> &'static str {
        "silent"
    }

    async fn ask(&self, _: &ChatRequest) -> Answer {
        Answer::default()
    }
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../prompts");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// So many bytes of a hash tell the fixed parts apart.
const HASH_BYTES: usize = 6;

fn hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest
        .iter()
        .take(HASH_BYTES)
        .fold(String::new(), |mut hash, byte| {
            let _ = write!(hash, "{byte:02x}");
            hash
        })
}

fn instructions(request: &ChatRequest) -> &str {
    request.system.as_deref().unwrap_or_default()
}

fn shape(request: &ChatRequest) -> String {
    let schema = request.schema.as_ref().expect("a schema").schema();
    serde_json::to_string_pretty(schema).expect("JSON")
}

/// What is the same for many requests, by its hash: in which snapshot it stands.
#[derive(Default)]
struct Fixed(BTreeMap<String, String>);

impl Fixed {
    /// The parts of all snapshots of fixed parts.
    fn all() -> Self {
        let pages = fixed_pages().into_iter();
        Self(pages.flat_map(|page| page.parts).collect())
    }

    fn named(&self, part: &str) -> String {
        let hash = hash(part);
        let name = self.0.get(&hash);
        let name = name.unwrap_or_else(|| panic!("{hash} stands in no snapshot: {part}"));
        format!("{name} {hash}")
    }

    /// The questions about an article, in the order that they are asked in.
    fn page(&self, requests: &[ChatRequest]) -> String {
        let mut page = String::new();
        let mut told = None;
        for (number, request) in requests.iter().enumerate() {
            let before = self.named(instructions(request));
            if told.as_ref() != Some(&before) {
                let _ = writeln!(page, "after {before}");
                told = Some(before);
            }
            let most = request.parameters.max_output_tokens;
            let (number, n_requests) = (number + 1, requests.len());
            let shape = self.named(&shape(request));
            let _ = writeln!(
                page,
                "=== {number} of {n_requests}, at most {most} tokens, as {shape}"
            );
            write_messages(request, &mut page);
        }
        page
    }
}

fn write_messages(request: &ChatRequest, page: &mut String) {
    for message in &request.messages {
        let _ = writeln!(page, "{}", message.text);
    }
}

/// A snapshot of what is the same for many requests.
struct FixedPage {
    name: String,
    text: String,
    /// By its hash, what a part is called.
    parts: Vec<(String, String)>,
}

impl FixedPage {
    /// Of requests that differ in the shapes of their answers, each with what that shape has room for.
    fn new(name: String, requests: &[(String, ChatRequest)]) -> Self {
        let (_, first) = requests.first().expect("a request");
        let mut parts = vec![(hash(instructions(first)), name.clone())];
        let mut text = format!("instructions {}\n", hash(instructions(first)));
        for (what, request) in requests {
            assert_eq!(instructions(request), instructions(first), "{name}");
            let hash = hash(&shape(request));
            let _ = writeln!(text, "shape for {what} {hash}");
            parts.push((hash, format!("shape for {what}")));
        }
        let _ = write!(text, "\n{}\n\n{}", instructions(first), shape(first));
        Self { name, text, parts }
    }
}

fn fixed_pages() -> Vec<FixedPage> {
    let (extractor, labeller) = ask();
    let mut pages = Vec::new();
    for lang in ["fr", "en"] {
        let of_length = |n_sentences: usize| {
            let text = "« Non », dit Ada Roy. ".repeat(n_sentences);
            Article::segment(Document::new("a", text).with_lang(lang))
        };
        // Longer articles are asked about in pieces.
        let mut lists: Vec<(String, ChatRequest)> = Vec::new();
        for article in [1, 6, 20].map(of_length) {
            let requests = extractor.requests(&article, &Codebook::default_codebook());
            let request = requests.into_iter().next().expect("a request");
            let schema = request.schema.as_ref().expect("a schema").schema();
            let most = schema
                .pointer("/properties/claims/maxItems")
                .expect("a list with an end");
            lists.push((format!("{most} claims"), request));
        }
        pages.push(FixedPage::new(format!("extract-{lang}"), &lists));
        for codebook in Codebook::embedded_ids().filter_map(Codebook::embedded) {
            let article = of_length(MOST_IN_BATCH);
            let claims = propos::annotate_rules::extract(&article, &codebook).claims;
            let batches = (1..=MOST_IN_BATCH).map(|n_claims| {
                let claims = claims.get(..n_claims).expect("a claim a sentence");
                let requests = labeller.requests(&article, &codebook, claims);
                (
                    format!("{n_claims} claims"),
                    requests.into_iter().next().expect("a request"),
                )
            });
            let batches: Vec<_> = batches.collect();
            pages.push(FixedPage::new(format!("label-{lang}-{}", codebook.id), &batches));
        }
    }
    pages
}

/// How many claims are asked about together.
const MOST_IN_BATCH: usize = 4;

fn ask() -> (ModelExtractor, ModelLabeller) {
    let settings = Settings::default().with_nonces(DerivedNonces::default());
    assert_eq!(settings.claims_per_request, MOST_IN_BATCH);
    let model: Arc<dyn Model> = Arc::new(Silent);
    (
        ModelExtractor::new(Arc::clone(&model), settings.clone()),
        ModelLabeller::new(model, settings),
    )
}

#[test]
fn everything_that_is_asked_about_every_article() {
    let (extractor, labeller) = ask();
    let fixed = Fixed::all();
    insta::glob!("../../fixtures/articles", "*/*.txt", |path| {
        let text = std::fs::read_to_string(path).expect("the fixture is UTF-8");
        let options = std::fs::read_to_string(path.with_extension("options.toml")).expect("an options file");
        let options: ArticleOptions = toml::from_str(&options).expect("the options file is sound");
        let codebook = Codebook::embedded(&options.codebook).expect("an embedded codebook");
        let slug = path.file_stem().expect("a file name").to_string_lossy();
        let article = Article::segment(Document::new(slug, text).with_lang(options.lang));
        let claims = propos::annotate_rules::extract(&article, &codebook).claims;
        settings().bind(|| {
            insta::assert_snapshot!("extract", fixed.page(&extractor.requests(&article, &codebook)));
            insta::assert_snapshot!(
                "label",
                fixed.page(&labeller.requests(&article, &codebook, &claims))
            );
        });
    });
}

#[test]
fn what_is_the_same_for_all_articles() {
    let pages = fixed_pages();
    for page in &pages {
        settings().bind(|| insta::assert_snapshot!(page.name.clone(), page.text));
    }
}

#[test]
fn what_is_asked_about_a_claim_alone() {
    let (_, labeller) = ask();
    for codebook in Codebook::embedded_ids().filter_map(Codebook::embedded) {
        for lang in ["fr", "en"] {
            let article = Article::segment(Document::new("a", "« Non », dit Ada Roy.").with_lang(lang));
            let claims = propos::annotate_rules::extract(&article, &codebook).claims;
            let alone = labeller.request_alone(&article, &codebook, &claims, 0);
            let alone = alone.expect("a claim");
            let most = alone.parameters.max_output_tokens;
            let mut page = format!("=== 1 of 1, at most {most} tokens\n");
            write_messages(&alone, &mut page);
            let name = format!("alone-{lang}-{}", codebook.id);
            settings().bind(|| insta::assert_snapshot!(name, format!("{page}\n\n{}", shape(&alone))));
        }
    }
}
