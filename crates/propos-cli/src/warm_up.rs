//! What takes the processor before the first answer, done while nothing else does.

use std::collections::BTreeSet;

use propos::annotate::Article;
use propos::annotate_rules::annotate;
use propos::codebook::Codebook;

use crate::inputs::InputSettings;

/// So many documents are looked at for their languages.
const FIRST: usize = 8;

/// Compiles the word lists of the first documents' languages and the codebook for them, which takes rules as long as dozens of
/// documents. Meant for the time in which a server is looked at: when the first answers come, all of them together, nothing but
/// them is left to do.
pub(crate) fn warm_up(inputs: &InputSettings, codebook: &Codebook) {
    let mut languages = BTreeSet::new();
    for ingested in inputs.corpus().take(FIRST).flatten() {
        let article = Article::segment_with(ingested.document, &inputs.segment);
        if languages.insert(article.document().lang.clone()) {
            // What is found is found again by the run.
            let _ = annotate(&article, codebook);
        }
    }
}
