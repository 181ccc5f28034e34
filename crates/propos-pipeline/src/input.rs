//! What goes into a run.

use propos_schema::{Document, Problem};

/// A document, or an input that is none.
#[derive(Clone, Debug)]
pub enum Input {
    /// A document, with what its reader noted about it.
    Document {
        /// The document.
        document: Box<Document>,
        /// Notes for its record.
        notes: Vec<Problem>,
    },
    /// An input that could not be read. It is counted and listed, and the run goes on.
    Unreadable {
        /// Which one.
        place: String,
        /// Why, in words without text of the input.
        reason: String,
    },
}

impl Input {
    /// A document without notes.
    pub fn document(document: Document) -> Self {
        Self::Document {
            document: Box::new(document),
            notes: Vec::new(),
        }
    }
}
