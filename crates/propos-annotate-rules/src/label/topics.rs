//! What a claim is about.

use propos_schema::TopicLabel;

use super::analysis::Analysis;
use super::labels::Labels;
use super::phrases::{Hit, Tag};

/// What a word of the sentence outside the claim counts, and one of the text before.
const AROUND: f64 = 0.35;
const BEFORE: f64 = 0.2;
/// From this weight on a topic is spoken of.
const SPOKEN_OF: f64 = 0.25;
/// A secondary topic has at least this weight and this share of the primary one's.
const SECONDARY: f64 = 0.6;
const SECONDARY_SHARE: f64 = 0.5;

/// How much each topic was spoken of in a stretch of text; the context of what follows.
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
pub(super) fn topics(labels: &Labels, own: &[f64], before: &[f64]) -> Vec<TopicLabel> {
    let mut ranked: Vec<(usize, f64)> = own
        .iter()
        .enumerate()
        .map(|(topic, weight)| {
            (
                topic,
                weight + BEFORE * before.get(topic).copied().unwrap_or_default().min(2.0),
            )
        })
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
