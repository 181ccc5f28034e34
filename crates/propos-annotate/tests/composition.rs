//! What composition, fallback and assembly promise, with annotators made for the purpose.
#![cfg(feature = "contract")]
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use async_trait::async_trait;
use propos_annotate::{
    AnnotateError, Annotation, Annotator, Article, Composed, Description, Extractor, FallbackChain, Labeller,
    annotate_document, contract,
};
use propos_codebook::Codebook;
use propos_schema::{AnnotatedDocument, Claim, ClaimKind, Document, Outcome, Sentence, TextSpan, TopicLabel};

const TEXT: &str = "La pluie viendra. Elle partira.";

/// Claims the first unit, or a span that is not in the text.
struct FirstUnit {
    is_sound: bool,
}

#[async_trait]
impl Extractor for FirstUnit {
    fn describe(&self) -> Description {
        Description::new("first-unit")
            .deterministic()
            .for_languages(&["fr", "en"])
    }

    async fn extract(&self, article: &Article, _: &Codebook) -> Result<Annotation, AnnotateError> {
        let mut annotation = Annotation::new("first-unit");
        for (index, unit) in article.document().units.iter().take(1).enumerate() {
            let range = unit.start..unit.end;
            let mut span = TextSpan::new(article.text(), range.clone()).expect("units slice");
            if !self.is_sound {
                span.text.push('?');
            }
            let mut claim = Claim::new(&article.document().id, ClaimKind::Author, vec![span]);
            claim.id = "1".to_owned();
            claim.sentence = Sentence::new(index, article.text(), range).expect("units slice");
            claim.annotator = "first-unit".to_owned();
            annotation.claims.push(claim);
        }
        Ok(annotation)
    }
}

/// Gives every claim one topic.
struct OneTopic(&'static str);

#[async_trait]
impl Labeller for OneTopic {
    fn describe(&self) -> Description {
        Description::new("one-topic")
            .deterministic()
            .for_languages(&["fr"])
    }

    async fn label(
        &self,
        _: &Article,
        _: &Codebook,
        mut extracted: Annotation,
    ) -> Result<Annotation, AnnotateError> {
        for claim in &mut extracted.claims {
            claim.topics = vec![TopicLabel::new(self.0, true, 1.0)];
            claim.stances = Some(Vec::new());
        }
        Ok(extracted)
    }
}

/// Always the same answer.
struct Says(&'static str, Outcome);

#[async_trait]
impl Annotator for Says {
    fn describe(&self) -> Description {
        Description::new(self.0)
    }

    async fn annotate(&self, _: &Article, _: &Codebook) -> Result<Annotation, AnnotateError> {
        let mut annotation = Annotation::new(self.0);
        annotation.outcome = self.1;
        Ok(annotation)
    }
}

/// Never reached.
struct Unreachable;

#[async_trait]
impl Annotator for Unreachable {
    fn describe(&self) -> Description {
        Description::new("remote")
    }

    async fn annotate(&self, _: &Article, _: &Codebook) -> Result<Annotation, AnnotateError> {
        Err(AnnotateError::Unavailable {
            annotator: "remote".to_owned(),
            reason: "no route".to_owned(),
            source: Some(Box::new(std::io::Error::other("network is down"))),
        })
    }
}

async fn run(annotator: &dyn Annotator) -> AnnotatedDocument {
    let article = Article::segment(Document::new("doc", TEXT).with_lang("fr"));
    annotate_document(annotator, &article, &Codebook::default_codebook())
        .await
        .expect("an answer")
}

fn chain(annotators: Vec<Box<dyn Annotator>>) -> FallbackChain {
    FallbackChain::new(annotators)
}

#[tokio::test]
async fn two_steps_make_one_annotator() {
    let composed = Composed::new(FirstUnit { is_sound: true }, OneTopic("other"));
    let description = composed.describe();
    assert_eq!(description.name, "first-unit+one-topic");
    assert_eq!(description.languages, ["fr"], "both steps must know the language");
    let annotated = run(&composed).await;
    assert_eq!(annotated.claims[0].quote, "La pluie viendra.");
    assert_eq!(annotated.claims[0].topics[0].id, "other");
    assert_eq!(annotated.provenance.annotator_used, "first-unit+one-topic");
    assert_eq!(annotated.provenance.codebook.id, "us-china-ai");
    assert!(annotated.claims[0].id.starts_with("c-"));
}

#[tokio::test]
async fn a_step_can_be_chosen_while_the_program_runs() {
    let extractor: Box<dyn Extractor> = Box::new(FirstUnit { is_sound: true });
    let labeller: Box<dyn Labeller> = Box::new(OneTopic("other"));
    assert_eq!(run(&Composed::new(extractor, labeller)).await.claims.len(), 1);
}

#[tokio::test]
async fn an_invalid_claim_is_taken_out_and_said() {
    let annotated = run(&Composed::new(FirstUnit { is_sound: false }, OneTopic("other"))).await;
    assert!(annotated.claims.is_empty());
    assert_eq!(annotated.outcome, Outcome::Partial);
    let problem = &annotated.problems[0];
    assert_eq!(problem.code, "invalid_claim");
    assert!(problem.message.contains("does not slice"), "{}", problem.message);
    assert!(
        !problem.message.contains("pluie"),
        "no article text: {}",
        problem.message
    );
}

#[tokio::test]
async fn the_contract_finds_what_is_not_in_the_codebook() {
    let article = Article::segment(Document::new("doc", TEXT));
    let composed = Composed::new(FirstUnit { is_sound: true }, OneTopic("invented"));
    let violations = contract::violations(&composed, &article, &Codebook::default_codebook()).await;
    assert_eq!(violations, ["topic \"invented\" is not in the codebook"]);
}

#[tokio::test]
async fn a_chain_records_who_answered_and_why_the_earlier_ones_did_not() {
    let annotated = run(&chain(vec![
        Box::new(Unreachable),
        Box::new(Says("shy", Outcome::Refused)),
        Box::new(Says("last", Outcome::Complete)),
    ]))
    .await;
    assert_eq!(annotated.provenance.annotator_requested, "remote");
    assert_eq!(annotated.provenance.annotator_used, "last");
    assert_eq!(
        annotated.provenance.fallback_reason.as_deref(),
        Some("remote: failed to reach annotator remote: no route: network is down; shy: refused")
    );
}

#[tokio::test]
async fn a_chain_stops_at_the_first_answer() {
    let annotated = run(&chain(vec![
        Box::new(Says("cut", Outcome::Partial)),
        Box::new(Unreachable),
    ]))
    .await;
    assert_eq!(annotated.provenance.annotator_used, "cut");
    assert_eq!(annotated.outcome, Outcome::Partial);
    assert_eq!(annotated.provenance.fallback_reason, None);
}

#[tokio::test]
async fn a_chain_in_which_nobody_answers_says_what_the_last_one_said() {
    let annotated = run(&chain(vec![
        Box::new(Unreachable),
        Box::new(Says("shy", Outcome::Refused)),
    ]))
    .await;
    assert_eq!(annotated.outcome, Outcome::Refused);
    assert_eq!(
        annotated.provenance.fallback_reason.as_deref(),
        Some("remote: failed to reach annotator remote: no route: network is down")
    );

    let article = Article::segment(Document::new("doc", TEXT));
    let codebook = Codebook::default_codebook();
    let unreachable = chain(vec![Box::new(Unreachable)])
        .annotate(&article, &codebook)
        .await;
    assert!(unreachable.expect_err("nobody").is_retryable());
    let empty = FallbackChain::default().annotate(&article, &codebook).await;
    assert!(matches!(empty, Err(AnnotateError::EmptyChain)));
}

#[test]
fn a_given_language_is_kept_and_an_unknown_one_detected() {
    let text = "Le ministre a dit hier que la pluie ne viendrait pas avant la fin de la semaine.";
    let lang = |document| Article::segment(document).document().lang.clone();
    assert_eq!(lang(Document::new("doc", text)), "fr");
    assert_eq!(lang(Document::new("doc", text).with_lang("en")), "en");
    assert_eq!(lang(Document::new("doc", text).with_lang("ja")), "ja");
}
