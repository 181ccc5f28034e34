//! What the offline annotator says of every article fixture: the text view, which a reviewer reads, and a compact
//! JSON, in which a changed claim is a changed line.
//!
//! A new article in `fixtures/articles/LANG/` with its options file gets its snapshots by
//! `cargo insta test --review`.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::path::Path;

use propos::codebook::Codebook;
use propos::report::{Options, render_text};
use propos::schema::{AnnotatedDocument, Document, OffsetUnit, Record};
use propos_testkit::compact_json;
use serde::Deserialize;

/// Wide enough for a reviewer's screen, narrow enough for two versions beside each other.
const WIDTH: usize = 100;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ArticleOptions {
    codebook: String,
    lang: String,
    /// What is difficult about the article: for people.
    #[serde(rename = "why")]
    _why: String,
}

fn annotate(article: &Path) -> (AnnotatedDocument, Codebook) {
    let text = std::fs::read_to_string(article).expect("the fixture is UTF-8");
    let options = std::fs::read_to_string(article.with_extension("options.toml")).expect("an options file");
    let options: ArticleOptions = toml::from_str(&options).expect("the options file is sound");
    let codebook = Codebook::embedded(&options.codebook).expect("an embedded codebook");
    let slug = article.file_stem().expect("a file name").to_string_lossy();
    let document = Document::new(slug, text).with_lang(options.lang);
    (propos::annotate_by_rules(document, &codebook), codebook)
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../articles");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn the_claims_of_every_article() {
    insta::glob!("../../fixtures/articles", "*/*.txt", |article| {
        let (annotated, codebook) = annotate(article);
        assert_eq!(annotated.check(), [], "{}", article.display());
        let mut options = Options::default();
        options.width = WIDTH;
        options.names = propos::report_names(&codebook, &annotated.document.lang);
        settings().bind(|| {
            insta::assert_snapshot!("view", render_text(&annotated, &options));
            insta::assert_snapshot!("claims", compact_json(&annotated));
        });
    });
}

/// One record in full, for whoever reads records with a program of their own.
#[test]
fn one_record_in_full() {
    let article = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/articles/fr/guerre-froide-ia.txt");
    let (annotated, _) = annotate(&article);
    let record = Record::new(&annotated, OffsetUnit::Codepoint).expect("spans lie on boundaries");
    let json = serde_json::to_string_pretty(&record).expect("a record serialises");
    let mut settings = settings();
    // A release changes the version and nothing else.
    settings.add_filter(r#""propos": "[^"]+""#, r#""propos": "[version]""#);
    settings.bind(|| insta::assert_snapshot!("record", json));
}
