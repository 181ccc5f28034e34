//! From an annotator's answer to the record.

use std::collections::BTreeSet;

use propos_codebook::Codebook;
use propos_schema::{AnnotatedDocument, Document, Outcome, Problem, Severity};
use tracing::field::Empty;
use tracing::{Instrument as _, info_span};

use crate::annotation::Annotation;
use crate::annotator::Annotator;
use crate::article::Article;
use crate::error::AnnotateError;

/// Annotates one article and makes the record of it, in a span that holds nothing of the text.
pub async fn annotate_document(
    annotator: &dyn Annotator,
    article: &Article,
    codebook: &Codebook,
) -> Result<AnnotatedDocument, AnnotateError> {
    let requested = annotator.describe().name;
    let span = info_span!(
        "document",
        propos.document.id = article.document().id,
        propos.document.lang = article.document().lang,
        propos.annotator = requested,
        propos.outcome = Empty,
        propos.claims = Empty,
        error.type = Empty,
        otel.status_code = Empty,
    );
    let annotation = annotator
        .annotate(article, codebook)
        .instrument(span.clone())
        .await;
    let annotation = annotation.inspect_err(|error| {
        span.record("error.type", error.word());
        span.record("otel.status_code", "ERROR");
    })?;
    let annotated = assemble(article, codebook, &requested, annotation);
    span.record("propos.outcome", annotated.outcome.as_str());
    span.record("propos.claims", annotated.claims.len());
    Ok(annotated)
}

/// Makes the record of an annotator's answer: provenance, content-derived ids, checks.
///
/// A claim that breaks the record's rules is the annotator's defect. It is taken out, said in the problems as
/// `invalid_claim`, and the outcome is at most partial: nothing wrong goes out, nothing vanishes in silence.
pub fn assemble(
    article: &Article,
    codebook: &Codebook,
    requested: &str,
    annotation: Annotation,
) -> AnnotatedDocument {
    let mut annotated = AnnotatedDocument::new(article.document().clone());
    let provenance = &mut annotated.provenance;
    env!("CARGO_PKG_VERSION").clone_into(&mut provenance.propos);
    requested.clone_into(&mut provenance.annotator_requested);
    provenance.annotator_used = annotation.annotator;
    provenance.fallback_reason = annotation.fallback_reason;
    provenance.model = annotation.model;
    provenance.prompt_sha256 = annotation.prompt_sha256;
    provenance.structured_output = annotation.structured_output;
    provenance.codebook = codebook.reference();
    provenance.targets_coded = annotation
        .targets_coded
        .unwrap_or_else(|| codebook.targets.iter().map(|target| target.id.clone()).collect());
    annotated.claims = annotation.claims;
    annotated.links = annotation.links;
    annotated.outcome = annotation.outcome;
    annotated.problems = annotation.problems;
    annotated.assign_ids();
    take_out_invalid_claims(&mut annotated);
    annotated
}

/// The record of a document that got no annotation: it is in the output, has the outcome `failed` and says why as a problem
/// with this code.
pub fn failed(
    document: Document,
    codebook: &Codebook,
    requested: &str,
    code: &str,
    message: impl Into<String>,
) -> AnnotatedDocument {
    let mut annotated = AnnotatedDocument::new(document);
    let provenance = &mut annotated.provenance;
    env!("CARGO_PKG_VERSION").clone_into(&mut provenance.propos);
    requested.clone_into(&mut provenance.annotator_requested);
    requested.clone_into(&mut provenance.annotator_used);
    provenance.codebook = codebook.reference();
    annotated.outcome = Outcome::Failed;
    annotated
        .problems
        .push(Problem::new(code, Severity::Error, message));
    annotated
}

fn take_out_invalid_claims(annotated: &mut AnnotatedDocument) {
    let violations = annotated.check();
    if violations.is_empty() {
        return;
    }
    let invalid: BTreeSet<&str> = violations
        .iter()
        .filter(|violation| !violation.claim.is_empty())
        .map(|v| v.claim.as_str())
        .collect();
    annotated
        .claims
        .retain(|claim| !invalid.contains(claim.id.as_str()));
    for claim in &mut annotated.claims {
        if claim
            .parent
            .as_deref()
            .is_some_and(|parent| invalid.contains(parent))
        {
            claim.parent = None;
        }
    }
    annotated
        .links
        .retain(|link| !link.claims.iter().any(|id| invalid.contains(id.as_str())));
    for problem in &mut annotated.problems {
        problem.claims.retain(|id| !invalid.contains(id.as_str()));
    }
    let problems = violations
        .iter()
        .map(|violation| Problem::new("invalid_claim", Severity::Error, violation.to_string()));
    annotated.problems.extend(problems);
    if annotated.outcome == Outcome::Complete {
        annotated.outcome = Outcome::Partial;
    }
}
