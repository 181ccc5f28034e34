//! Labelling with codebooks compiled once.

use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::Arc;

use foldhash::quality::FixedState;
use propos_annotate::{Annotation, Article};
use propos_codebook::Codebook;
use propos_schema::{Claim, Problem, Severity};
use propos_segment::Lang;

use super::labels::Labels;
use crate::memo::Memo;

static COMPILED: Memo<Labels> = Memo::new();

/// Gives every claim its topics, stances, verifiability and check-worthiness.
pub(crate) fn label(article: &Article, codebook: &Codebook, annotation: Annotation) -> Annotation {
    let lang = article.document().lang.parse().ok();
    let mut labelled = prepared(codebook, lang).label(article, annotation);
    labelled
        .problems
        .extend(lang.and_then(|lang| without_words(codebook, lang)));
    labelled
}

/// That nothing was looked for, where the codebook has no words of the language: labels that say *none* do not tell that.
fn without_words(codebook: &Codebook, lang: Lang) -> Option<Problem> {
    let code = lang.code();
    let has_words = codebook.languages.iter().any(|language| language == code);
    let message = format!(
        "the codebook has no words in the language of the document ({code}), by which rules would find topics and stances"
    );
    (!has_words).then(|| Problem::new("codebook_without_language", Severity::Warning, message))
}

/// Says of claims that have their stances how far they can be checked and how much they deserve it.
pub(crate) fn assess(article: &Article, codebook: &Codebook, claims: &mut [Claim]) {
    let lang = article.document().lang.parse().ok();
    prepared(codebook, lang).assess(article, claims);
}

/// The codebook compiled for a language, from memory where it was before.
fn prepared(codebook: &Codebook, lang: Option<Lang>) -> Arc<Labels> {
    COMPILED.get(fingerprint(codebook, lang), || Labels::prepare(codebook, lang))
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
        topic.keywords.digest(code).hash(&mut hasher);
    }
    for target in &codebook.targets {
        (&target.id, target.statement.get(code), &target.topics).hash(&mut hasher);
        target.keywords.digest(code).hash(&mut hasher);
        target.context.digest(code).hash(&mut hasher);
        target.cues.favor.digest(code).hash(&mut hasher);
        target.cues.against.digest(code).hash(&mut hasher);
    }
    for actor in &codebook.actors {
        (&actor.id, actor.aliases.digest(code)).hash(&mut hasher);
    }
    hasher.finish()
}
