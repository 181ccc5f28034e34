//! The traits.

use async_trait::async_trait;
use propos_codebook::Codebook;

use crate::annotation::Annotation;
use crate::article::Article;
use crate::error::AnnotateError;

/// Turns a segmented document and a codebook into claims.
///
/// The contract, which `contract::violations` checks: every span slices the article's text; ids are unique and
/// parents acyclic; topics and targets are the codebook's; nothing panics, whatever the text; and the same
/// input gives the same output where [`Description::deterministic`] says so.
#[async_trait]
pub trait Annotator: Send + Sync {
    /// What this annotator is.
    fn describe(&self) -> Description;

    /// Finds and labels the claims of one article.
    async fn annotate(&self, article: &Article, codebook: &Codebook) -> Result<Annotation, AnnotateError>;
}

/// The first step: finds claims, speakers, cues and figures. It sets no topics and no stances.
#[async_trait]
pub trait Extractor: Send + Sync {
    /// What this extractor is.
    fn describe(&self) -> Description;

    /// Finds the claims of one article. Of the codebook it may use the actors.
    async fn extract(&self, article: &Article, codebook: &Codebook) -> Result<Annotation, AnnotateError>;
}

/// The second step: gives claims their topics and stances. It changes neither spans nor speakers.
#[async_trait]
pub trait Labeller: Send + Sync {
    /// What this labeller is.
    fn describe(&self) -> Description;

    /// Labels the claims of one article; `extracted` is the first step's answer.
    async fn label(
        &self,
        article: &Article,
        codebook: &Codebook,
        extracted: Annotation,
    ) -> Result<Annotation, AnnotateError>;
}

/// What an annotator, extractor or labeller is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Description {
    /// The name in records, such as `rules` or `openai:gpt-5`.
    pub name: String,
    /// Whether the same input always gives the same output.
    pub is_deterministic: bool,
    /// The languages it was made for, as codes; empty means any.
    pub languages: Vec<String>,
}

impl Description {
    /// A description by name, not deterministic, for any language.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            is_deterministic: false,
            languages: Vec::new(),
        }
    }

    /// The same, deterministic.
    #[must_use]
    pub fn deterministic(mut self) -> Self {
        self.is_deterministic = true;
        self
    }

    /// The same, made for these languages.
    #[must_use]
    pub fn for_languages(mut self, languages: &[&str]) -> Self {
        self.languages = languages.iter().map(|&code| code.to_owned()).collect();
        self
    }
}
