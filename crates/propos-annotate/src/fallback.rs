//! One annotator after the other.

use std::error::Error as _;

use async_trait::async_trait;
use propos_codebook::Codebook;
use propos_schema::Outcome;

use crate::annotation::Annotation;
use crate::annotator::{Annotator, Description};
use crate::article::Article;
use crate::error::AnnotateError;

/// Asks its annotators in order and takes the first answer that is complete or partial.
///
/// An error, a refusal and a failure pass the document on. The answer names who gave it and, in
/// `fallback_reason`, why each earlier annotator did not. When nobody answers, the result is what the last one
/// said: its error, its refusal or its failure.
#[derive(Default)]
pub struct FallbackChain {
    annotators: Vec<Box<dyn Annotator>>,
}

impl FallbackChain {
    /// A chain of annotators, the preferred one first.
    pub fn new(annotators: Vec<Box<dyn Annotator>>) -> Self {
        Self { annotators }
    }
}

#[async_trait]
impl Annotator for FallbackChain {
    /// The first annotator's name; deterministic and bound to languages as far as all are.
    fn describe(&self) -> Description {
        let all: Vec<Description> = self
            .annotators
            .iter()
            .map(|annotator| annotator.describe())
            .collect();
        let mut description = Description::new(
            all.first()
                .map_or("none", |description| description.name.as_str()),
        );
        description.is_deterministic = all.iter().all(|description| description.is_deterministic);
        if all.iter().all(|description| !description.languages.is_empty()) {
            description.languages = all
                .into_iter()
                .flat_map(|description| description.languages)
                .collect();
            description.languages.sort();
            description.languages.dedup();
        }
        description
    }

    async fn annotate(&self, article: &Article, codebook: &Codebook) -> Result<Annotation, AnnotateError> {
        let mut reasons: Vec<String> = Vec::new();
        let mut last = Err(AnnotateError::EmptyChain);
        for annotator in &self.annotators {
            let name = annotator.describe().name;
            let answer = annotator.annotate(article, codebook).await;
            match &answer {
                Ok(annotation) if matches!(annotation.outcome, Outcome::Complete | Outcome::Partial) => {
                    last = answer;
                    break;
                }
                Ok(annotation) => reasons.push(format!("{name}: {}", annotation.outcome)),
                Err(error) => reasons.push(format!("{name}: {}", with_causes(error))),
            }
            last = answer;
        }
        let mut annotation = last?;
        let answered = matches!(annotation.outcome, Outcome::Complete | Outcome::Partial);
        if !answered {
            // Its own refusal is its outcome, not a reason to have come to it.
            reasons.pop();
        }
        if !reasons.is_empty() {
            annotation.fallback_reason = Some(reasons.join("; "));
        }
        Ok(annotation)
    }
}

/// An error with its causes in one line.
fn with_causes(error: &AnnotateError) -> String {
    let mut line = format!("failed to {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        line.push_str(": ");
        line.push_str(&error.to_string());
        cause = error.source();
    }
    line
}
