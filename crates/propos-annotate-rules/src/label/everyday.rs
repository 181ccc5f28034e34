//! Words of many meanings: *bill*, *line*, *block*. One alone says little of what is spoken of; beside other words of its topic or
//! target it says as much as they do.

use super::labels::Labels;
use super::lexicon::Class;
use super::phrases::{Hit, Tag};
use super::words::Words;

/// What such a word counts where an article has no other word of its topic or target.
const ALONE: f64 = 0.4;
/// From which weight on a word is one of the topic itself, and from which share in hundredths one of the target.
const OF_TOPIC: f64 = 0.55;
const OF_TARGET: u8 = 50;

/// Which topics and targets an article speaks of by words that are no everyday ones.
pub(super) struct Everyday {
    /// Where everyday words stand, in text order.
    places: Vec<usize>,
    topics: Vec<bool>,
    targets: Vec<bool>,
}

impl Everyday {
    /// Reads a whole text.
    pub(super) fn read(labels: &Labels, words: &Words) -> Self {
        let (_, hits) = words.all();
        let places: Vec<usize> = hits
            .iter()
            .filter(|hit| hit.tag == Tag::Class(Class::Everyday))
            .map(Hit::first)
            .collect();
        let mut topics = vec![false; labels.topic_ids.len()];
        let mut targets = vec![false; labels.targets.len()];
        for hit in hits.iter().filter(|hit| !is_one_of(&places, hit)) {
            let is_borne_out = match hit.tag {
                Tag::TopicKeyword { topic, weight } if labels.weights.get(weight) >= OF_TOPIC => {
                    topics.get_mut(usize::from(topic))
                }
                Tag::TargetKeyword { target, percent, .. } if percent >= OF_TARGET => {
                    targets.get_mut(usize::from(target))
                }
                _ => None,
            };
            if let Some(is_borne_out) = is_borne_out {
                *is_borne_out = true;
            }
        }
        Self {
            places,
            topics,
            targets,
        }
    }

    /// What is left of the weight of an everyday word for a topic.
    pub(super) fn left_for_topic(&self, topic: u16) -> f64 {
        left(&self.topics, topic)
    }

    /// What is left of the weight of a word of the text for a topic or a target.
    pub(super) fn left(&self, hit: &Hit) -> f64 {
        if !is_one_of(&self.places, hit) {
            return 1.0;
        }
        match hit.tag {
            Tag::TopicKeyword { topic, .. } => left(&self.topics, topic),
            Tag::TargetKeyword { target, .. } => left(&self.targets, target),
            _ => 1.0,
        }
    }
}

fn left(borne_out: &[bool], number: u16) -> f64 {
    if borne_out.get(usize::from(number)).copied().unwrap_or(true) {
        1.0
    } else {
        ALONE
    }
}

/// Whether a phrase is one everyday word.
fn is_one_of(places: &[usize], hit: &Hit) -> bool {
    hit.n_words() == 1 && places.binary_search(&hit.first()).is_ok()
}
