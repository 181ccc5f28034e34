//! From a failed request to an error of the annotator.

use propos_annotate::AnnotateError;
use propos_llm::{Failure, FailureClass};

/// A failure in words, with what to do where a setting would have helped.
pub(crate) fn with_advice(failure: &Failure) -> String {
    let is_of_settings = matches!(failure.class, FailureClass::Timeout | FailureClass::NotRecorded);
    match failure.class.advice().filter(|_| is_of_settings) {
        Some(advice) => format!("{failure}; {advice}"),
        None => failure.to_string(),
    }
}

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
        reason: match failure.class {
            FailureClass::Timeout => {
                let advice = failure.class.advice().unwrap_or_default();
                format!("it gave no answer in time ({advice})")
            }
            _ => "it gave no answer".to_owned(),
        },
        source,
    })
}
