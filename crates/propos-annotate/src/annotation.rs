//! What annotators return.

use propos_schema::{Claim, Link, Outcome, Problem, StructuredOutput};

/// The claims of one document and how they were come by. A wrong *document* is data: problems and outcome stand
/// here; a wrong *environment* is an [`crate::AnnotateError`].
///
/// Ids of claims are the annotator's own while it works (`1`, `2` …) and need only be unique in the document;
/// parents, links and problems refer to them. [`crate::assemble`] replaces them by content-derived ones.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Annotation {
    /// The claims, in text order.
    pub claims: Vec<Claim>,
    /// What ties them to each other.
    pub links: Vec<Link>,
    /// Whether all of the document was annotated.
    pub outcome: Outcome,
    /// What went wrong or needs saying.
    pub problems: Vec<Problem>,
    /// The name of the annotator that answered.
    pub annotator: String,
    /// Why an earlier one did not, in a fallback chain.
    pub fallback_reason: Option<String>,
    /// The model, as its server names it.
    pub model: Option<String>,
    /// The hash of the prompt templates.
    pub prompt_sha256: Option<String>,
    /// How the shape of the model's answers was asked for; of several forms the weakest.
    pub structured_output: Option<StructuredOutput>,
    /// The targets that were coded, where it is not all of the codebook's.
    pub targets_coded: Option<Vec<String>>,
}

impl Annotation {
    /// An annotation without claims, complete.
    pub fn new(annotator: impl Into<String>) -> Self {
        Self {
            claims: Vec::new(),
            links: Vec::new(),
            outcome: Outcome::Complete,
            problems: Vec::new(),
            annotator: annotator.into(),
            fallback_reason: None,
            model: None,
            prompt_sha256: None,
            structured_output: None,
            targets_coded: None,
        }
    }
}
