//! The extraction step.

use propos_annotate::{Annotation, Article};
use propos_codebook::Codebook;

/// Finds the claims of one article.
pub(crate) fn extract(_article: &Article, _codebook: &Codebook) -> Annotation {
    Annotation::new(crate::annotate::NAME)
}
