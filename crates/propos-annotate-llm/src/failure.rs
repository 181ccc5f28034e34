//! From a failed request to an error of the annotator.

use propos_annotate::AnnotateError;
use propos_llm::{Failure, FailureClass};

/// The error of a document about which nothing could be asked, or of all documents. `None` where the failure is this
/// document's own.
pub(crate) fn environment_error(annotator: &str, failure: &Failure) -> Option<AnnotateError> {
    let annotator = annotator.to_owned();
    let source: Option<Box<dyn std::error::Error + Send + Sync>> = Some(Box::new(failure.clone()));
    if failure.class.concerns_every_request() {
        return Some(AnnotateError::Rejected {
            annotator,
            reason: "it answers no request".to_owned(),
            source,
        });
    }
    if failure.is_standstill {
        return Some(AnnotateError::Standstill {
            annotator,
            reason: "it answers nobody for now".to_owned(),
            wait: failure.wait,
            source,
        });
    }
    matches!(
        failure.class,
        FailureClass::RateLimit
            | FailureClass::Overloaded
            | FailureClass::Timeout
            | FailureClass::Network
            | FailureClass::Server
    )
    .then(|| AnnotateError::Unavailable {
        annotator,
        reason: "it gave no answer".to_owned(),
        source,
    })
}
