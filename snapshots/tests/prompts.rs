//! What a model is asked about every article fixture: a changed prompt is a changed line here.
//!
//! The number of the fence is derived from the text, so that snapshots do not change by themselves.

use std::fmt::Write as _;
use std::sync::Arc;

use async_trait::async_trait;
use propos::annotate::Article;
use propos::annotate_llm::{DerivedNonces, Model, ModelExtractor, ModelLabeller, Settings};
use propos::codebook::Codebook;
use propos::llm::{Answer, ChatRequest};
use propos::schema::Document;
use serde::Deserialize;

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

/// The questions; what is the same for all articles of a language and codebook stands in a snapshot of its own.
fn questions(requests: &[ChatRequest]) -> String {
    let mut page = String::new();
    for (number, request) in requests.iter().enumerate() {
        let most = request.parameters.max_output_tokens;
        let _ = writeln!(
            page,
            "=== {} of {}, at most {most} tokens",
            number + 1,
            requests.len()
        );
        for message in &request.messages {
            let _ = writeln!(page, "{}", message.text);
        }
    }
    page
}

fn ask() -> (ModelExtractor, ModelLabeller) {
    let settings = Settings::default().with_nonces(DerivedNonces::default());
    let model: Arc<dyn Model> = Arc::new(Silent);
    (
        ModelExtractor::new(Arc::clone(&model), settings.clone()),
        ModelLabeller::new(model, settings),
    )
}

#[test]
fn what_is_asked_about_every_article() {
    let (extractor, labeller) = ask();
    insta::glob!("../../fixtures/articles", "*/*.txt", |path| {
        let text = std::fs::read_to_string(path).expect("the fixture is UTF-8");
        let options = std::fs::read_to_string(path.with_extension("options.toml")).expect("an options file");
        let options: ArticleOptions = toml::from_str(&options).expect("the options file is sound");
        let codebook = Codebook::embedded(&options.codebook).expect("an embedded codebook");
        let slug = path.file_stem().expect("a file name").to_string_lossy();
        let article = Article::segment(Document::new(slug, text).with_lang(options.lang));
        let claims = propos::annotate_rules::extract(&article, &codebook).claims;
        settings().bind(|| {
            insta::assert_snapshot!("extract", questions(&extractor.requests(&article, &codebook)));
            // The first two batches: the others are of the same form, and change with every claim that rules find.
            let requests = labeller.requests(&article, &codebook, &claims);
            let first = requests.get(..2).unwrap_or(&requests);
            insta::assert_snapshot!("label", questions(first));
        });
    });
}

#[test]
fn what_is_the_same_for_all_articles() {
    let (extractor, labeller) = ask();
    for codebook in Codebook::embedded_ids().filter_map(Codebook::embedded) {
        for lang in ["fr", "en"] {
            let text = "« Non », dit Ada Roy.";
            let article = Article::segment(Document::new("a", text).with_lang(lang));
            let claims = propos::annotate_rules::extract(&article, &codebook).claims;
            let system = |requests: &[ChatRequest]| {
                let request = requests.first().expect("a request");
                let schema = request.schema.as_ref().expect("a schema").schema();
                let shape = serde_json::to_string_pretty(schema).expect("JSON");
                format!("{}\n\n{shape}", request.system.as_deref().unwrap_or_default())
            };
            settings().bind(|| {
                if codebook.id == Codebook::default_codebook().id {
                    insta::assert_snapshot!(
                        format!("extract-{lang}"),
                        system(&extractor.requests(&article, &codebook))
                    );
                }
                let name = format!("label-{lang}-{}", codebook.id);
                insta::assert_snapshot!(name, system(&labeller.requests(&article, &codebook, &claims)));
                let alone = labeller.request_alone(&article, &codebook, &claims, 0);
                let alone = alone.expect("a claim");
                let shape = alone.schema.as_ref().expect("a schema").schema();
                let shape = serde_json::to_string_pretty(shape).expect("JSON");
                let name = format!("alone-{lang}-{}", codebook.id);
                insta::assert_snapshot!(name, format!("{}\n\n{shape}", questions(&[alone])));
            });
        }
    }
}
