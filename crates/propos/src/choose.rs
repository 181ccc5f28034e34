//! The one place where a name becomes an annotator.

use propos_annotate::Annotator;

/// Why there is no annotator of a name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AnnotatorError {
    /// No annotator is called so.
    #[error("choose annotator {name:?}: this program has {available}")]
    Unknown {
        /// The name asked for.
        name: String,
        /// What there is instead.
        available: String,
    },
    /// The name or the options do not lead to a model.
    #[cfg(feature = "llm")]
    #[error("choose annotator {name:?}")]
    Endpoint {
        /// The name asked for.
        name: String,
        /// Why.
        #[source]
        source: propos_llm::EndpointError,
    },
    /// This build opens no connections, and no other transport is given.
    #[cfg(feature = "llm")]
    #[error("choose annotator {name:?}: this program opens no connections")]
    NoTransport {
        /// The name asked for.
        name: String,
    },
}

/// The names that [`annotator`] takes in this build.
pub fn annotator_names() -> &'static [&'static str] {
    if cfg!(feature = "rules") { &["rules"] } else { &[] }
}

/// The annotator of a name, such as `rules`.
pub fn annotator(name: &str) -> Result<Box<dyn Annotator>, AnnotatorError> {
    match name {
        #[cfg(feature = "rules")]
        propos_annotate_rules::NAME => Ok(Box::new(propos_annotate_rules::rules())),
        _ => Err(AnnotatorError::Unknown {
            name: name.to_owned(),
            available: match annotator_names() {
                [] => "none".to_owned(),
                names => names.join(", "),
            },
        }),
    }
}
