//! The two steps as plain functions, and behind the traits.

use async_trait::async_trait;
use propos_annotate::{AnnotateError, Annotation, Article, Composed, Description, Extractor, Labeller};
use propos_codebook::Codebook;
use propos_schema::Claim;

/// The annotator's name in records.
pub const NAME: &str = "rules";

/// Finds and labels the claims of one article.
pub fn annotate(article: &Article, codebook: &Codebook) -> Annotation {
    label(article, codebook, extract(article, codebook))
}

/// The first step alone: claims, speakers, cues, hedges and figures.
pub fn extract(article: &Article, codebook: &Codebook) -> Annotation {
    let mut extracted = crate::extract::extract(article, codebook);
    extracted
        .links
        .extend(crate::figures::conflicts(&extracted.claims));
    extracted
}

/// The second step alone: topics and stances of claims that anyone found.
pub fn label(article: &Article, codebook: &Codebook, extracted: Annotation) -> Annotation {
    crate::label::label(article, codebook, extracted)
}

/// Adds to claims that somebody else found what rules would have said of them: full names and descriptions of speakers, who
/// belongs to several, dictionary forms of cues, hedges and conditionals, figures, and ties between figures that contradict
/// each other. Quotes, kinds, mentions and cues stay as they were given.
pub fn complete(article: &Article, codebook: &Codebook, annotation: &mut Annotation) {
    crate::extract::complete(article, codebook, &mut annotation.claims);
    annotation
        .links
        .extend(crate::figures::conflicts(&annotation.claims));
}

/// Says of claims that somebody else found and labelled how far each can be checked and how much it deserves to be. Whether a
/// claim takes a side is read off the stances it has.
pub fn assess(article: &Article, codebook: &Codebook, claims: &mut [Claim]) {
    crate::label::assess(article, codebook, claims);
}

/// What an article is mostly about: the primary topic of most claims that rules find in it, of several the one that comes first;
/// `None` where no claim has a topic.
pub fn main_topic(article: &Article, codebook: &Codebook) -> Option<String> {
    let annotation = annotate(article, codebook);
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for topic in annotation.claims.iter().filter_map(Claim::primary_topic) {
        match counts.iter_mut().find(|(id, _)| *id == topic.id) {
            Some((_, count)) => *count += 1,
            None => counts.push((&topic.id, 1)),
        }
    }
    // The last of several is taken, which is the first from behind.
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map(|(id, _)| id.to_owned())
}

/// The annotator of both steps.
pub const fn rules() -> Composed<RulesExtractor, RulesLabeller> {
    Composed::new(RulesExtractor, RulesLabeller)
}

/// The first step behind its trait.
#[derive(Clone, Copy, Debug, Default)]
pub struct RulesExtractor;

#[async_trait]
impl Extractor for RulesExtractor {
    fn describe(&self) -> Description {
        description()
    }

    async fn extract(&self, article: &Article, codebook: &Codebook) -> Result<Annotation, AnnotateError> {
        Ok(extract(article, codebook))
    }
}

/// The second step behind its trait.
#[derive(Clone, Copy, Debug, Default)]
pub struct RulesLabeller;

#[async_trait]
impl Labeller for RulesLabeller {
    fn describe(&self) -> Description {
        description()
    }

    async fn label(
        &self,
        article: &Article,
        codebook: &Codebook,
        extracted: Annotation,
    ) -> Result<Annotation, AnnotateError> {
        Ok(label(article, codebook, extracted))
    }
}

fn description() -> Description {
    Description::new(NAME)
        .deterministic()
        .for_languages(crate::languages::CODES)
}
