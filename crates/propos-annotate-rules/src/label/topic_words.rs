//! The words that speak for a codebook's topics.

use std::collections::BTreeMap;
use std::ops::Range;

use propos_codebook::{Codebook, Topic};

use super::labels::n_content;
use super::phrases::{Phrases, Tag};
use super::tags::Weights;
use super::terms::Freedom;

/// How much a word of a topic's texts counts beside its keywords, which count 1.
const NAME_WEIGHT: f64 = 0.5;
const DEFINITION_WEIGHT: f64 = 0.3;
const EXAMPLE_WEIGHT: f64 = 0.2;
/// How much more a keyword of several words counts: it says more.
const PHRASE_BONUS: f64 = 0.6;

/// A form that speaks for a topic.
struct TopicForm<'book> {
    /// Where the stems of its words stand among those of all forms, and the first letters of them.
    stems: Range<usize>,
    head: u64,
    topic: usize,
    form: &'book str,
    weight: f64,
}

/// The first bytes of a text as a number that is as much greater than another one as the texts are.
fn head_of(text: &str) -> u64 {
    let bytes = text.as_bytes();
    (0..8).fold(0, |head, at| {
        head << 8 | u64::from(bytes.get(at).copied().unwrap_or_default())
    })
}

/// Adds what speaks for each topic, the rarer among topics the heavier.
pub(super) fn add_topic_keywords(
    phrases: &mut Phrases,
    weights: &mut Weights,
    codebook: &Codebook,
    code: &str,
    topic_numbers: &BTreeMap<&str, usize>,
) {
    let mut all_stems = String::new();
    let mut keywords: Vec<TopicForm> = Vec::new();
    let mut add_keyword = |topic: usize, form, factor: f64| {
        let words = phrases.forms(form);
        let bonus = if n_content(phrases, &words) > 1 {
            1.0 + PHRASE_BONUS
        } else {
            1.0
        };
        let start = all_stems.len();
        for (at, word) in words.iter().enumerate() {
            if at > 0 {
                all_stems.push(' ');
            }
            let stem = phrases.stem(*word);
            all_stems.push_str(phrases.string(stem));
        }
        keywords.push(TopicForm {
            head: head_of(all_stems.get(start..).unwrap_or_default()),
            stems: start..all_stems.len(),
            topic,
            form,
            weight: factor * bonus,
        });
    };
    for (number, topic) in codebook.topics.iter().enumerate() {
        for form in topic.keywords.get(code) {
            add_keyword(number, form, 1.0);
        }
    }
    // What shows that a claim concerns a target speaks for the target's topics, less so the more they are.
    for target in &codebook.targets {
        for id in &target.topics {
            if let Some(&number) = topic_numbers.get(id.as_str()) {
                let first = target.topics.first() == Some(id);
                for form in target.keywords.get(code) {
                    add_keyword(number, form, if first { 0.5 } else { 0.25 });
                }
                for form in target.context.get(code).iter().filter(|_| first) {
                    add_keyword(number, form, 0.3);
                }
            }
        }
    }
    // Keywords by the stems of their words, so that inflected doubles are one.
    let stems_of = |keyword: &TopicForm| all_stems.get(keyword.stems.clone()).unwrap_or_default();
    keywords.sort_by(|one, other| {
        let by_stems = one.head.cmp(&other.head);
        let by_stems = by_stems.then_with(|| stems_of(one).cmp(stems_of(other)));
        by_stems.then(one.topic.cmp(&other.topic))
    });
    for doubles in keywords.chunk_by_mut(|one, other| stems_of(one) == stems_of(other)) {
        // A word shared by topics tells less, but the topic that has it as its own keyword keeps the lead.
        let mut total = 0.0;
        let mut of_topics: Vec<(usize, &str, f64)> = Vec::with_capacity(1);
        for of_topic in doubles.chunk_by(|one, other| one.topic == other.topic) {
            let weight = of_topic.iter().map(|form| form.weight).fold(0.0, f64::max);
            total += weight;
            of_topics.extend(of_topic.first().map(|first| (first.topic, first.form, weight)));
        }
        for (topic, form, weight) in of_topics {
            let weight = weights.number(weight * weight / total.max(weight));
            let Ok(topic) = u16::try_from(topic) else { continue };
            phrases.add(form, Freedom::Keyword, Tag::TopicKeyword { topic, weight });
        }
    }
}

pub(super) fn add_topic_words(
    phrases: &mut Phrases,
    weights: &mut Weights,
    codebook: &Codebook,
    code: &str,
    topic_numbers: &BTreeMap<&str, usize>,
) {
    let mut words: BTreeMap<String, BTreeMap<usize, f64>> = BTreeMap::new();
    for (number, topic) in codebook.topics.iter().enumerate() {
        for (text, of, weight) in topic_texts(topic, number, code, topic_numbers) {
            for word in phrases.forms(text) {
                let folded = phrases.string(word.folded);
                if phrases.is_stop(word) || folded.chars().count() < 4 {
                    continue;
                }
                let of_topic = words.entry(folded.to_owned()).or_default().entry(of).or_default();
                *of_topic = of_topic.max(weight);
            }
        }
    }
    for (word, of_topics) in &words {
        let n_topics = u32::try_from(of_topics.len()).unwrap_or(u32::MAX);
        if n_topics > 2 {
            continue;
        }
        for (&topic, weight) in of_topics {
            let weight = weights.number(weight / f64::from(n_topics * n_topics));
            let Ok(topic) = u16::try_from(topic) else { continue };
            phrases.add(word, Freedom::Word, Tag::TopicWord { topic, weight });
        }
    }
}

/// The texts that describe a topic, with the topic they speak for and their weight.
fn topic_texts<'book>(
    topic: &'book Topic,
    number: usize,
    code: &str,
    topic_numbers: &BTreeMap<&str, usize>,
) -> Vec<(&'book str, usize, f64)> {
    let mut texts = Vec::new();
    texts.extend(topic.name.get(code).map(|text| (text, number, NAME_WEIGHT)));
    texts.extend(
        topic
            .definition
            .get(code)
            .map(|text| (text, number, DEFINITION_WEIGHT)),
    );
    texts.extend(
        topic
            .clarification
            .get(code)
            .map(|text| (text, number, DEFINITION_WEIGHT)),
    );
    texts.extend(
        topic
            .positive
            .iter()
            .map(|example| (example.text.as_str(), number, EXAMPLE_WEIGHT)),
    );
    if let Some(negative) = &topic.negative
        && let Some(&other) = negative.code_as.as_deref().and_then(|id| topic_numbers.get(id))
    {
        texts.push((negative.text.as_str(), other, EXAMPLE_WEIGHT));
    }
    texts
}
