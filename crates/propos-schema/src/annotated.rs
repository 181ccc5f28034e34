//! One article with everything found in it, in memory.

use serde::{Deserialize, Serialize};

use crate::claim::Claim;
use crate::document::Document;
use crate::names::named_values;
use crate::span::TextSpan;

/// One article with its claims. Every span is in bytes; [`crate::Record`] is the form for files.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct AnnotatedDocument {
    /// The article.
    pub document: Document,
    /// Who annotated it, with which codebook.
    pub provenance: Provenance,
    /// The claims, in text order.
    pub claims: Vec<Claim>,
    /// What ties claims to each other.
    pub links: Vec<Link>,
    /// Whether annotation went through.
    pub outcome: Outcome,
    /// What went wrong or needs saying.
    pub problems: Vec<Problem>,
}

impl AnnotatedDocument {
    /// A document without claims, complete.
    pub fn new(document: Document) -> Self {
        Self {
            document,
            provenance: Provenance::default(),
            claims: Vec::new(),
            links: Vec::new(),
            outcome: Outcome::Complete,
            problems: Vec::new(),
        }
    }

    /// Drops the names of the rules that decided, which a record carries only where they are asked for.
    pub fn drop_rules(&mut self) {
        for claim in &mut self.claims {
            claim.rule = None;
            for stance in claim.stances.iter_mut().flatten() {
                stance.rule = None;
            }
        }
    }
}

/// Where an annotation comes from. What varies from run to run (times, costs) is not here, so that two results
/// compare.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Provenance {
    /// The version of propos.
    pub propos: String,
    /// The annotator asked for.
    pub annotator_requested: String,
    /// The annotator that answered.
    pub annotator_used: String,
    /// Why they differ, where they do.
    pub fallback_reason: Option<String>,
    /// The model as the server names it.
    pub model: Option<String>,
    /// The hash of the prompt templates.
    pub prompt_sha256: Option<String>,
    /// How the shape of the model's answers was asked for: of several forms the weakest. Null where no model was asked.
    #[serde(default)]
    pub structured_output: Option<StructuredOutput>,
    /// The codebook.
    pub codebook: CodebookRef,
    /// The targets that were coded: a claim without a stance toward one of them has *none*.
    pub targets_coded: Vec<String>,
}

/// Which codebook, in which wording.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CodebookRef {
    /// The codebook's id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The hash of its content; it changes with any wording.
    pub sha256: String,
}

impl CodebookRef {
    /// A reference by id, version and hash.
    pub fn new(id: impl Into<String>, version: impl Into<String>, sha256: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            version: version.into(),
            sha256: sha256.into(),
        }
    }
}

/// A tie between claims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Link {
    /// What the tie is.
    pub kind: LinkKind,
    /// The ids of the claims, in text order.
    pub claims: Vec<String>,
    /// The tie in words.
    pub message: String,
}

impl Link {
    /// A tie between the claims of these ids.
    pub fn new(kind: LinkKind, claims: Vec<String>, message: impl Into<String>) -> Self {
        Self {
            kind,
            claims,
            message: message.into(),
        }
    }
}

named_values! {
    /// What ties claims to each other.
    LinkKind {
        /// Their numbers contradict each other.
        FigureConflict => "figure_conflict",
    }
}

named_values! {
    /// How the shape of a model's answers is asked for, the strongest form first.
    StructuredOutput {
        /// By a schema that the server is to let nothing else through than.
        JsonSchema => "json_schema",
        /// By a tool that must be called, whose input has the schema.
        Tool => "tool",
        /// By words, and JSON of any shape is all that comes through.
        JsonObject => "json_object",
        /// By words alone.
        None => "none",
    }
}

named_values! {
    /// Whether a document's annotation went through.
    Outcome {
        /// All of it.
        Complete => "complete",
        /// An answer was cut or failed in part.
        Partial => "partial",
        /// A model refused, filtered or blocked.
        Refused => "refused",
        /// Nothing usable came.
        Failed => "failed",
    }
}

/// Something about a document that a reader must know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Problem {
    /// A stable name such as `ungrounded_quote`.
    pub code: String,
    /// How bad it is.
    pub severity: Severity,
    /// What happened, in words, without the article's text.
    pub message: String,
    /// Where, if it has a place.
    pub span: Option<TextSpan>,
    /// The ids of the claims concerned.
    pub claims: Vec<String>,
}

impl Problem {
    /// A problem of the whole document.
    pub fn new(code: impl Into<String>, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            severity,
            message: message.into(),
            span: None,
            claims: Vec::new(),
        }
    }
}

named_values! {
    /// How bad a problem is.
    Severity {
        /// Worth knowing.
        Info => "info",
        /// Results may be incomplete.
        Warning => "warning",
        /// Something was lost or refused.
        Error => "error",
    }
}
