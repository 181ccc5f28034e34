//! What a claim is about.

use propos_schema::TopicLabel;

use super::analysis::Analysis;
use super::labels::Labels;
use super::phrases::{Hit, Tag};

/// What a word of the sentence outside the claim counts.
const AROUND: f64 = 0.35;
/// What the claims before count at most, and what the article as a whole: less than a keyword of the claim's own.
const BEFORE: f64 = 0.6;
const ARTICLE: f64 = 0.5;
/// How much of what was said stays in mind from one claim to the next.
const MEMORY: f64 = 0.7;
/// From this weight on a topic is spoken of.
const SPOKEN_OF: f64 = 0.25;
/// A secondary topic has at least this weight and this share of the primary one's.
const SECONDARY: f64 = 0.6;
const SECONDARY_SHARE: f64 = 0.5;

/// What an article speaks of around a claim. A claim such as *that is too dear* names no topic; what was said before it does,
/// and else what the article as a whole is about.
pub(super) struct Context {
    /// What the claims before spoke of, the nearest most.
    recent: Vec<f64>,
    /// The share of each topic in the whole article.
    article: Vec<f64>,
}

impl Context {
    /// The context at the beginning of an article whose claims speak of `said`; a title was said before them.
    pub(super) fn new(labels: &Labels, said: &[Vec<f64>], title: Option<Vec<f64>>) -> Self {
        let n_topics = labels.topic_ids.len();
        let mut article = vec![0.0; n_topics];
        for own in said {
            article
                .iter_mut()
                .zip(own)
                .for_each(|(sum, weight)| *sum += weight);
        }
        let most = article.iter().copied().fold(1.0, f64::max);
        for weight in &mut article {
            *weight /= most;
        }
        Self {
            recent: title.unwrap_or_else(|| vec![0.0; n_topics]),
            article,
        }
    }

    /// Goes on behind a claim.
    pub(super) fn pass(&mut self, own: &[f64]) {
        for (recent, weight) in self.recent.iter_mut().zip(own) {
            *recent = MEMORY * *recent + weight;
        }
    }

    fn weight(&self, topic: usize) -> f64 {
        let recent = self.recent.get(topic).copied().unwrap_or_default().min(1.0);
        let article = self.article.get(topic).copied().unwrap_or_default();
        BEFORE * recent + ARTICLE * article
    }
}

/// How much each topic was spoken of in a stretch of text.
pub(super) fn weights(labels: &Labels, analysis: &Analysis) -> Vec<f64> {
    let mut weights = vec![0.0; labels.topic_ids.len()];
    let mut counted: Vec<(usize, usize, usize)> = Vec::new();
    for hit in without_shadowed(&analysis.hits) {
        let (Tag::TopicKeyword { topic, weight } | Tag::TopicWord { topic, weight }) = hit.tag else {
            continue;
        };
        let weight = if hit.is_beginning { 0.8 * weight } else { weight };
        let word = |at: usize| analysis.items.get(at).map_or(0, |item| item.word);
        // A word repeated says no more.
        let key = (topic, word(hit.first), word(hit.last));
        if counted.contains(&key) {
            continue;
        }
        counted.push(key);
        let factor = if analysis.is_in_claim(hit.first) {
            1.0
        } else {
            AROUND
        };
        if let Some(sum) = weights.get_mut(topic) {
            *sum += factor * weight;
        }
    }
    weights
}

/// Without topic words inside a longer keyword, and without mere beginnings where a keyword has the whole word.
fn without_shadowed(hits: &[Hit]) -> impl Iterator<Item = &Hit> {
    let is_keyword = |hit: &&Hit| matches!(hit.tag, Tag::TopicKeyword { .. });
    let of_topics = |hit: &&Hit| matches!(hit.tag, Tag::TopicKeyword { .. } | Tag::TopicWord { .. });
    let keywords: Vec<&Hit> = hits.iter().filter(is_keyword).collect();
    hits.iter().filter(of_topics).filter(move |hit| {
        !keywords.iter().any(|other| {
            let covers = other.first <= hit.first && hit.last <= other.last;
            let is_longer = other.last - other.first > hit.last - hit.first;
            let is_surer = !other.is_beginning && hit.is_beginning && hit.n_words == 1;
            covers && (is_longer || is_surer)
        })
    })
}

/// The topics of a claim: a primary one and as many others as the codebook allows.
pub(super) fn topics(labels: &Labels, own: &[f64], context: &Context) -> Vec<TopicLabel> {
    let mut ranked: Vec<(usize, f64)> = own
        .iter()
        .enumerate()
        .map(|(topic, weight)| (topic, weight + context.weight(topic)))
        .filter(|(topic, _)| labels.topic_ids.get(*topic) != Some(&labels.fallback))
        .collect();
    ranked.sort_by(|(topic, weight), (other_topic, other_weight)| {
        other_weight.total_cmp(weight).then(topic.cmp(other_topic))
    });
    let total: f64 = ranked.iter().map(|(_, weight)| weight).sum();
    let label = |topic: usize, primary: bool, weight: f64| {
        let id = labels.topic_ids.get(topic)?;
        Some(TopicLabel::new(
            id,
            primary,
            (weight / (total + 0.5)).clamp(0.0, 1.0),
        ))
    };
    match ranked.first() {
        Some(&(first, most)) if most >= SPOKEN_OF => {
            let primary = label(first, true, most);
            let others = ranked
                .iter()
                .skip(1)
                .take(labels.n_secondary)
                .filter(|(topic, weight)| {
                    let is_said_here = own.get(*topic).is_some_and(|own| *own >= SECONDARY);
                    is_said_here && *weight >= SECONDARY_SHARE * most
                })
                .filter_map(|&(topic, weight)| label(topic, false, weight));
            primary.into_iter().chain(others).collect()
        }
        _ => vec![TopicLabel::new(&labels.fallback, true, 0.1)],
    }
}
