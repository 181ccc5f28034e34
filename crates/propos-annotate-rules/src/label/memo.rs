//! Labelling with codebooks compiled once.

use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use foldhash::quality::FixedState;
use propos_annotate::{Annotation, Article};
use propos_codebook::Codebook;
use propos_segment::Lang;

use super::labels::Labels;

/// How many compiled codebooks are kept: a few codebooks in a few languages.
const KEPT: usize = 8;

/// Compiled codebooks by the [`fingerprint`] of what they were compiled from.
type Compiled = Vec<(u64, Arc<Labels>)>;

/// The compiled codebooks, the last used at the end. Output does not depend on it.
static COMPILED: LazyLock<Mutex<Compiled>> = LazyLock::new(Mutex::default);

/// Gives every claim its topics, stances, verifiability and check-worthiness.
pub(crate) fn label(article: &Article, codebook: &Codebook, annotation: Annotation) -> Annotation {
    let lang = article.document().lang.parse().ok();
    prepared(codebook, lang).label(article, annotation)
}

/// The codebook compiled for a language, from memory where it was before.
fn prepared(codebook: &Codebook, lang: Option<Lang>) -> Arc<Labels> {
    let key = fingerprint(codebook, lang);
    let mut compiled = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(at) = compiled.iter().position(|(other, _)| *other == key) {
        let entry = compiled.remove(at);
        let labels = Arc::clone(&entry.1);
        compiled.push(entry);
        return labels;
    }
    let labels = Arc::new(Labels::prepare(codebook, lang));
    if compiled.len() >= KEPT {
        compiled.remove(0);
    }
    compiled.push((key, Arc::clone(&labels)));
    labels
}

/// A number that differs where a compiled codebook would. The hash of the file is not enough: its fields may have been
/// changed since it was read.
fn fingerprint(codebook: &Codebook, lang: Option<Lang>) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    lang.hash(&mut hasher);
    codebook.sha256().hash(&mut hasher);
    codebook.topic_fallback.hash(&mut hasher);
    codebook.max_secondary_topics.hash(&mut hasher);
    let code = lang.map_or("", Lang::code);
    for topic in &codebook.topics {
        (&topic.id, topic.name.get(code), topic.definition.get(code)).hash(&mut hasher);
        topic.keywords.get(code).hash(&mut hasher);
    }
    for target in &codebook.targets {
        (&target.id, target.statement.get(code), &target.topics).hash(&mut hasher);
        target.keywords.get(code).hash(&mut hasher);
        target.context.get(code).hash(&mut hasher);
        target.cues.favor.get(code).hash(&mut hasher);
        target.cues.against.get(code).hash(&mut hasher);
    }
    for actor in &codebook.actors {
        (&actor.id, actor.aliases.get(code)).hash(&mut hasher);
    }
    hasher.finish()
}
