//! Several requests of one document under way at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use propos_annotate::{AnnotateError, Annotation, Extractor as _, Labeller as _};
use propos_annotate_llm::{Model, ModelExtractor, ModelLabeller, Settings};
use propos_codebook::Codebook;
use propos_llm::{Answer, ChatRequest, Failure, FailureClass};
use tokio::task::yield_now;

use crate::support::{article, plain, settings};

const N_SENTENCES: usize = 5;
/// How often a question looks for the others before it gives up.
const PATIENCE: usize = 10_000;

/// A model that answers no question before so many are asked, and the last one first.
struct Crowd<F> {
    answer: F,
    wanted: usize,
    n_asked: AtomicUsize,
    n_answered: AtomicUsize,
}

impl<F: Fn(&ChatRequest, usize) -> Answer + Send + Sync> Crowd<F> {
    fn new(wanted: usize, answer: F) -> Arc<Self> {
        Arc::new(Self {
            answer,
            wanted,
            n_asked: AtomicUsize::new(0),
            n_answered: AtomicUsize::new(0),
        })
    }
}

#[async_trait]
impl<F: Fn(&ChatRequest, usize) -> Answer + Send + Sync> Model for Crowd<F> {
    fn name(&self) -> &'static str {
        "crowd"
    }

    async fn ask(&self, request: &ChatRequest) -> Answer {
        let number = self.n_asked.fetch_add(1, Ordering::SeqCst);
        let n_behind = self.wanted.saturating_sub(number + 1);
        for _ in 0..PATIENCE {
            let is_crowd = self.n_asked.load(Ordering::SeqCst) >= self.wanted;
            if is_crowd && self.n_answered.load(Ordering::SeqCst) >= n_behind {
                break;
            }
            yield_now().await;
        }
        assert!(self.n_asked.load(Ordering::SeqCst) >= self.wanted, "one by one");
        self.n_answered.fetch_add(1, Ordering::SeqCst);
        (self.answer)(request, number)
    }
}

/// Sentences that differ, each a piece by itself with [`one_by_one`].
fn text(n_sentences: usize) -> String {
    let sentences: Vec<String> = (1..=n_sentences)
        .map(|number| format!("La loi {number} passera."))
        .collect();
    sentences.join(" ")
}

fn one_by_one() -> Settings {
    let mut settings = settings();
    settings.chunk_bytes = 20;
    settings.claims_per_request = 1;
    settings
}

async fn extract(model: Arc<dyn Model>, n_sentences: usize) -> Result<Annotation, AnnotateError> {
    ModelExtractor::new(model, one_by_one())
        .extract(&article(&text(n_sentences)), &Codebook::default_codebook())
        .await
}

#[tokio::test]
async fn pieces_are_read_side_by_side_and_claims_come_in_the_order_of_the_text() {
    let model = Crowd::new(N_SENTENCES, |request, _| plain(request));
    let annotation = extract(model, N_SENTENCES).await.unwrap();
    let quotes: Vec<&str> = annotation
        .claims
        .iter()
        .map(|claim| claim.quote.as_str())
        .collect();
    assert_eq!(quotes.join(" "), text(N_SENTENCES));
}

#[tokio::test]
async fn claims_are_labelled_side_by_side() {
    let codebook = Codebook::default_codebook();
    let extracted = extract(Crowd::new(1, |request, _| plain(request)), N_SENTENCES)
        .await
        .unwrap();
    let model = Crowd::new(N_SENTENCES, |request, _| plain(request));
    let labelled = ModelLabeller::new(model, one_by_one())
        .label(&article(&text(N_SENTENCES)), &codebook, extracted)
        .await
        .unwrap();
    assert_eq!(labelled.claims.len(), N_SENTENCES);
    assert!(labelled.claims.iter().all(|claim| claim.stances.is_some()));
}

#[tokio::test]
async fn where_no_question_will_be_answered_none_is_begun_and_those_under_way_are_waited_for() {
    let n_together = 8;
    let model = Crowd::new(n_together, |request, number| match number {
        0 => Answer::failed(Failure::new(FailureClass::Auth)),
        _ => plain(request),
    });
    let rejected = extract(Arc::clone(&model) as Arc<dyn Model>, 40).await;
    assert!(matches!(rejected, Err(AnnotateError::Rejected { .. })));
    let n_asked = model.n_asked.load(Ordering::SeqCst);
    assert_eq!(n_asked, n_together);
    assert_eq!(model.n_answered.load(Ordering::SeqCst), n_asked);
}
