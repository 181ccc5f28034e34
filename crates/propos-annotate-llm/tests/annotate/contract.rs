//! The suite that every annotator must pass, with models good and bad.

use propos_annotate::{Article, contract};
use propos_codebook::Codebook;
use propos_llm::{Answer, ChatRequest, Malformation, Outcome};
use propos_schema::Document;
use serde_json::json;

use crate::support::{Scripted, both_steps, claim, claims, complete, plain, with};

fn seed() -> Article {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../fixtures/articles/fr/guerre-froide-ia.txt"
    );
    Article::segment(Document::new("seed", std::fs::read_to_string(path).unwrap()).with_lang("fr"))
}

/// Everything that a model could give is given, right or wrong.
fn wild(request: &ChatRequest, number: usize) -> Answer {
    let line = request.messages[0]
        .text
        .lines()
        .nth(2)
        .unwrap_or_default()
        .to_owned();
    match number % 9 {
        0 => plain(request),
        1 => complete("no JSON at all"),
        2 => with(Outcome::Truncated, "{\"claims\":[{\"sentence\":1,\"quo"),
        3 => with(Outcome::Malformed(Malformation::Empty), ""),
        4 => with(
            Outcome::Malformed(Malformation::NotJson),
            "```json\n{\"claims\":[]}\n```",
        ),
        5 => complete(claims(&[
            claim(&line, Some("Nobody At All"), Some("never said")),
            claim("invented from nothing at all by a machine", Some("X"), None),
            json!({"quote": 7}),
            json!("text"),
        ])),
        6 => complete(json!({"claims": {"claims": []}}).to_string()),
        7 => with(Outcome::Refused { category: None }, "I cannot."),
        _ => with(
            Outcome::Malformed(Malformation::UnknownStop("pause".to_owned())),
            "",
        ),
    }
}

#[tokio::test(flavor = "current_thread")]
async fn a_plain_model_passes_the_contract() {
    let model = Scripted::new(|request: &ChatRequest, _| plain(request));
    check(&both_steps(&model)).await;
}

#[tokio::test(flavor = "current_thread")]
async fn a_wild_model_passes_the_contract() {
    for shift in [0, 2, 5, 7] {
        let model = Scripted::new(move |request: &ChatRequest, number: usize| wild(request, number + shift));
        check(&both_steps(&model)).await;
    }
}

async fn check(annotator: &impl propos_annotate::Annotator) {
    let codebook = Codebook::default_codebook();
    for article in contract::articles().into_iter().chain([seed()]) {
        let violations = contract::violations(annotator, &article, &codebook).await;
        assert!(
            violations.is_empty(),
            "{}: {violations:#?}",
            article.document().id
        );
    }
}

#[tokio::test(flavor = "current_thread")]
async fn what_a_plain_model_copies_is_found_again_sentence_by_sentence() {
    let article = seed();
    let model = Scripted::new(|request: &ChatRequest, _| plain(request));
    let annotation =
        propos_annotate::Annotator::annotate(&both_steps(&model), &article, &Codebook::default_codebook())
            .await
            .unwrap();
    let n_units = article.document().units.len();
    assert!(
        annotation.claims.len() * 100 >= n_units * 97,
        "{} of {n_units}",
        annotation.claims.len()
    );
    assert!(model.n_asked() > 1);
}
