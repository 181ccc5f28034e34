//! Claims whose numbers contradict each other.

use propos_schema::{Claim, Link};

/// Ties between claims of one article whose numbers cannot both hold.
pub(crate) fn conflicts(_claims: &[Claim]) -> Vec<Link> {
    Vec::new()
}
