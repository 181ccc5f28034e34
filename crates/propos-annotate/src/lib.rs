//! The annotator: a segmented document and a codebook in, claims out.
//!
//! An [`Annotator`] does both steps. Most are composed of two: an [`Extractor`] finds the claims, a [`Labeller`]
//! gives them topics and stances, and [`Composed`] joins any two, so that either step can be rules or a model.
//! [`FallbackChain`] asks one annotator after the other and records who answered and why the earlier ones did
//! not. [`annotate_document`] runs an annotator and makes the record of it: ids, provenance, checks.
//!
//! This crate knows no annotator by name, does no I/O and spawns no task. With the feature `contract` it brings
//! the suite of checks that every annotator must pass.
//!
//! ```
//! use async_trait::async_trait;
//! use propos_annotate::{
//!     AnnotateError, Annotation, Annotator, Article, Description, annotate_document,
//! };
//! use propos_codebook::Codebook;
//! use propos_schema::Document;
//!
//! /// Finds nothing, honestly.
//! struct Silent;
//!
//! #[async_trait]
//! impl Annotator for Silent {
//!     fn describe(&self) -> Description {
//!         Description::new("silent").deterministic()
//!     }
//!
//!     async fn annotate(&self, _: &Article, _: &Codebook) -> Result<Annotation, AnnotateError> {
//!         Ok(Annotation::new("silent"))
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), AnnotateError> {
//! let article = Article::segment(Document::new("demo", "Il pleut. Elle l'a dit."));
//! let annotated = annotate_document(&Silent, &article, &Codebook::default_codebook()).await?;
//! assert_eq!(annotated.document.units.len(), 2);
//! assert_eq!(annotated.provenance.annotator_used, "silent");
//! # Ok(())
//! # }
//! ```

mod annotation;
mod annotator;
mod article;
mod assemble;
mod composed;
#[cfg(feature = "contract")]
pub mod contract;
mod error;
mod fallback;

pub use annotation::Annotation;
pub use annotator::{Annotator, Description, Extractor, Labeller};
pub use article::Article;
pub use assemble::{annotate_document, assemble, failed};
pub use composed::Composed;
pub use error::AnnotateError;
pub use fallback::FallbackChain;
