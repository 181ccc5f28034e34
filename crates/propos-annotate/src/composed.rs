//! Two steps made one annotator.

use async_trait::async_trait;
use propos_codebook::Codebook;

use crate::annotation::Annotation;
use crate::annotator::{Annotator, Description, Extractor, Labeller};
use crate::article::Article;
use crate::error::AnnotateError;

/// An annotator made of an extraction step and a labelling step.
///
/// It is named after its steps: `rules` when both are, else `EXTRACTOR+LABELLER`.
#[derive(Clone, Copy, Debug)]
pub struct Composed<E, L> {
    extractor: E,
    labeller: L,
}

impl<E: Extractor, L: Labeller> Composed<E, L> {
    /// Joins two steps.
    pub const fn new(extractor: E, labeller: L) -> Self {
        Self { extractor, labeller }
    }
}

#[async_trait]
impl<E: Extractor, L: Labeller> Annotator for Composed<E, L> {
    fn describe(&self) -> Description {
        let (first, second) = (self.extractor.describe(), self.labeller.describe());
        let languages = match (first.languages.is_empty(), second.languages.is_empty()) {
            (true, _) => second.languages,
            (_, true) => first.languages,
            _ => first
                .languages
                .into_iter()
                .filter(|code| second.languages.contains(code))
                .collect(),
        };
        Description {
            name: if first.name == second.name {
                first.name
            } else {
                format!("{}+{}", first.name, second.name)
            },
            is_deterministic: first.is_deterministic && second.is_deterministic,
            languages,
        }
    }

    async fn annotate(&self, article: &Article, codebook: &Codebook) -> Result<Annotation, AnnotateError> {
        let extracted = self.extractor.extract(article, codebook).await?;
        let mut labelled = self.labeller.label(article, codebook, extracted).await?;
        labelled.annotator = self.describe().name;
        Ok(labelled)
    }
}

/// Steps behind a pointer are steps, so that a program can choose them while it runs.
#[async_trait]
impl<E: Extractor + ?Sized> Extractor for Box<E> {
    fn describe(&self) -> Description {
        (**self).describe()
    }

    async fn extract(&self, article: &Article, codebook: &Codebook) -> Result<Annotation, AnnotateError> {
        (**self).extract(article, codebook).await
    }
}

#[async_trait]
impl<L: Labeller + ?Sized> Labeller for Box<L> {
    fn describe(&self) -> Description {
        (**self).describe()
    }

    async fn label(
        &self,
        article: &Article,
        codebook: &Codebook,
        extracted: Annotation,
    ) -> Result<Annotation, AnnotateError> {
        (**self).label(article, codebook, extracted).await
    }
}
