//! News and policy articles to a table of claims: each with its verbatim quote, who says it, what it is about and
//! which side it takes.
//!
//! This is the crate to depend on; it re-exports the others by feature and chooses an annotator by name. By
//! default it has the rule-based annotator, reading of files and all report formats, and neither network nor TLS nor C.
//! The program `propos` is the crate `propos-cli`.
//!
//! ```
//! use propos::codebook::Codebook;
//! use propos::schema::{Document, OffsetUnit, Record};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let text = "« Nous ne signerons pas », a déclaré la ministre Jeanne Morel.";
//! let annotated = propos::annotate_by_rules(Document::new("demo", text), &Codebook::default_codebook());
//!
//! let claim = &annotated.claims[0];
//! assert_eq!(claim.quote, "Nous ne signerons pas");
//! assert_eq!(claim.speaker.name.as_deref(), Some("Jeanne Morel"));
//! assert_eq!(&text[claim.spans[0].range()], claim.quote);
//!
//! println!("{}", serde_json::to_string(&Record::new(&annotated, OffsetUnit::Codepoint)?)?);
//! # Ok(())
//! # }
//! ```

mod choose;
#[cfg(all(feature = "llm", feature = "rules"))]
mod joined;
#[cfg(feature = "llm")]
mod models;
#[cfg(all(feature = "llm", feature = "rules"))]
mod planner;

pub use propos_annotate as annotate;
#[cfg(feature = "llm")]
pub use propos_annotate_llm as annotate_llm;
#[cfg(feature = "rules")]
pub use propos_annotate_rules as annotate_rules;
pub use propos_codebook as codebook;
#[cfg(feature = "ingest")]
pub use propos_ingest as ingest;
#[cfg(feature = "llm")]
pub use propos_llm as llm;
#[cfg(feature = "pipeline")]
pub use propos_pipeline as pipeline;
#[cfg(feature = "report")]
pub use propos_report as report;
pub use propos_schema as schema;
pub use propos_segment as segment;

pub use choose::{AnnotatorError, annotator, annotator_names};
#[cfg(feature = "llm")]
pub use models::{ModelOptions, Strategy, annotator_with};
#[cfg(all(feature = "llm", feature = "rules"))]
pub use planner::Planner;

/// Annotates one document by rules, without a runtime: nothing is awaited, nothing connects.
#[cfg(feature = "rules")]
pub fn annotate_by_rules(
    document: schema::Document,
    codebook: &codebook::Codebook,
) -> schema::AnnotatedDocument {
    let article = annotate::Article::segment(document);
    let annotation = annotate_rules::annotate(&article, codebook);
    annotate::assemble(&article, codebook, annotate_rules::NAME, annotation)
}

/// What a codebook's topics and targets are called in a language, for reports that people read.
#[cfg(feature = "report")]
pub fn report_names(codebook: &codebook::Codebook, lang: &str) -> report::Names {
    let topics = codebook
        .topics
        .iter()
        .map(|topic| (topic.id.clone(), topic.name.get_or_any(lang).to_owned()));
    let targets = codebook
        .targets
        .iter()
        .map(|target| (target.id.clone(), target.statement.get_or_any(lang).to_owned()));
    report::Names {
        topics: topics.collect(),
        targets: targets.collect(),
    }
}
