//! What rules add to the steps of a model: what they read off the text around a claim, and how much it deserves a check.

use async_trait::async_trait;
use propos_annotate::{AnnotateError, Annotation, Article, Description, Extractor, Labeller};
use propos_annotate_rules::{assess, complete};
use propos_codebook::Codebook;

/// An extractor whose claims get by rules what rules' own claims have: full names, descriptions, figures and the like.
pub(crate) struct Completed<E>(pub(crate) E);

#[async_trait]
impl<E: Extractor> Extractor for Completed<E> {
    fn describe(&self) -> Description {
        self.0.describe()
    }

    async fn extract(&self, article: &Article, codebook: &Codebook) -> Result<Annotation, AnnotateError> {
        let mut annotation = self.0.extract(article, codebook).await?;
        complete(article, codebook, &mut annotation);
        Ok(annotation)
    }
}

/// A labeller of topics and stances beside rules that say how far a claim can be checked and how much it deserves to be.
pub(crate) struct WithWorth<L> {
    pub(crate) labeller: L,
    /// Whether the extractor has said already how far each claim can be checked.
    pub(crate) keeps_verifiability: bool,
}

#[async_trait]
impl<L: Labeller> Labeller for WithWorth<L> {
    fn describe(&self) -> Description {
        self.labeller.describe()
    }

    async fn label(
        &self,
        article: &Article,
        codebook: &Codebook,
        extracted: Annotation,
    ) -> Result<Annotation, AnnotateError> {
        let said: Vec<_> = extracted.claims.iter().map(|claim| claim.verifiability).collect();
        let mut labelled = self.labeller.label(article, codebook, extracted).await?;
        assess(article, codebook, &mut labelled.claims);
        if self.keeps_verifiability {
            for (claim, said) in labelled.claims.iter_mut().zip(said) {
                claim.verifiability = said;
            }
        }
        Ok(labelled)
    }
}
