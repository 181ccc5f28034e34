//! What a claim is about.

use propos_schema::TopicLabel;

use super::analysis::Analysis;
use super::everyday::Everyday;
use super::labels::Labels;
use super::lexicon::Class;
use super::passage::Around;
use super::phrases::{Hit, Tag};

/// What a word of the sentence outside the claim counts.
const AROUND: f64 = 0.35;
/// What the claims before count at most, and what the article as a whole: less than a keyword of the claim's own.
const BEFORE: f64 = 0.1;
const ARTICLE: f64 = 0.1;
/// What words of the paragraph count that stand before the claim, of how much at most, and what those behind it count.
const IN_PARAGRAPH: f64 = 0.75;
const MOST_IN_PARAGRAPH: f64 = 0.7;
const BEHIND: f64 = 0.1;
/// What a keyword of a target before it in the paragraph counts.
const NAMED: f64 = 0.4;
/// How much of what was said stays in mind from one claim to the next.
const MEMORY: f64 = 0.7;
/// What the target under discussion adds to its first topic and to its others; and to the first where the claim has its words. A
/// target that only was discussed before weighs less than a keyword of another topic.
const OF_FOCUS: f64 = 0.4;
const BESIDE_FOCUS: f64 = 0.1;
const BY_ITS_WORDS: f64 = 1.3;
/// From this weight on a topic is spoken of.
const SPOKEN_OF: f64 = 0.25;
/// The same where the article is about what the codebook is not about: what stands around a claim alone says nothing there.
const SPOKEN_OF_ELSEWHERE: f64 = 0.6;
/// From which weight on it has a keyword in the claim itself: one in the rest of the sentence weighs less.
const SAID: f64 = 0.5;
/// A secondary topic has at least this weight and this share of the primary one's.
const SECONDARY: f64 = 0.6;
const SECONDARY_SHARE: f64 = 0.5;

/// How much each claim of an article speaks of each topic.
#[derive(Debug)]
pub(super) struct Spoken {
    /// Those of one claim behind those of another, of topics that it speaks of, in their order: most are spoken of nowhere.
    weights: Vec<(usize, f64)>,
    /// Where those of each claim end.
    ends: Vec<usize>,
    /// Room for the weights of one claim.
    sums: Vec<f64>,
    /// Room for the words that one claim says, and for the keywords among its hits.
    counted: Vec<(u16, u32, u32)>,
    keywords: Vec<Hit>,
}

impl Spoken {
    /// Of so many claims, none of which is read yet.
    pub(super) fn of(labels: &Labels, n_claims: usize) -> Self {
        Self {
            weights: Vec::with_capacity(2 * n_claims),
            ends: Vec::with_capacity(n_claims),
            sums: vec![0.0; labels.topic_ids.len()],
            counted: Vec::new(),
            keywords: Vec::new(),
        }
    }

    /// Adds a claim.
    pub(super) fn push(&mut self, labels: &Labels, analysis: &Analysis, everyday: Option<&Everyday>) {
        self.counted.clear();
        self.keywords.clear();
        self.keywords.extend(shadowing(&analysis.topical));
        for hit in analysis
            .topical
            .iter()
            .filter(|hit| !is_shadowed(hit, &self.keywords))
        {
            let (Tag::TopicKeyword { topic, weight } | Tag::TopicWord { topic, weight }) = hit.tag else {
                continue;
            };
            let weight = labels.weights.get(weight);
            let weight = if hit.is_beginning() { 0.8 * weight } else { weight };
            let is_everyday = hit.n_words() == 1 && analysis.is(hit.first(), Class::Everyday);
            let everyday = everyday.filter(|_| is_everyday);
            let weight = weight * everyday.map_or(1.0, |everyday| everyday.left_for_topic(topic));
            let word = |at: usize| analysis.items.get(at).map_or(0, |item| item.word);
            // A word repeated says no more.
            let key = (topic, word(hit.first()), word(hit.last()));
            if self.counted.contains(&key) {
                continue;
            }
            self.counted.push(key);
            let factor = if analysis.is_in_claim(hit.first()) {
                1.0
            } else {
                AROUND
            };
            if let Some(sum) = self.sums.get_mut(usize::from(topic)) {
                *sum += factor * weight;
            }
        }
        for (topic, sum) in self.sums.iter_mut().enumerate() {
            if *sum != 0.0 {
                self.weights.push((topic, *sum));
                *sum = 0.0;
            }
        }
        self.ends.push(self.weights.len());
    }

    /// What a claim speaks of.
    pub(super) fn by(&self, claim: usize) -> &[(usize, f64)] {
        let end_of = |claim: usize| self.ends.get(claim).copied();
        let start = claim.checked_sub(1).and_then(end_of).unwrap_or_default();
        let end = end_of(claim).unwrap_or_default();
        self.weights.get(start..end).unwrap_or_default()
    }
}

/// How much an article speaks of a topic.
#[derive(Clone, Copy, Default)]
struct OfTopic {
    /// In the claims before, the nearest most.
    recent: f64,
    /// Its share in the whole article.
    article: f64,
}

/// What an article speaks of around a claim. A claim such as *that is too dear* names no topic; its paragraph does, else what was
/// said before it, and else what the article as a whole is about.
pub(super) struct Context {
    topics: Vec<OfTopic>,
    /// What the paragraph of the claim speaks of.
    pub(super) paragraph: Around,
    /// From how much on a topic is spoken of.
    spoken_of: f64,
    /// Room for the topics of one claim.
    ranked: Vec<Ranked>,
}

impl Context {
    /// The context at the beginning of an article whose claims speak of `said`; a title was said before them.
    pub(super) fn new(
        labels: &Labels,
        said: &Spoken,
        title: Option<&[(usize, f64)]>,
        is_elsewhere: bool,
    ) -> Self {
        let n_topics = labels.topic_ids.len();
        let mut topics = vec![OfTopic::default(); n_topics];
        for (topic, weight) in &said.weights {
            if let Some(of_topic) = topics.get_mut(*topic) {
                of_topic.article += weight;
            }
        }
        let most = topics.iter().map(|of_topic| of_topic.article).fold(1.0, f64::max);
        for of_topic in &mut topics {
            of_topic.article /= most;
        }
        add(&mut topics, title.unwrap_or_default());
        Self {
            topics,
            paragraph: Around::of(n_topics),
            spoken_of: if is_elsewhere {
                SPOKEN_OF_ELSEWHERE
            } else {
                SPOKEN_OF
            },
            ranked: Vec::with_capacity(n_topics),
        }
    }

    /// Goes on behind a claim.
    pub(super) fn pass(&mut self, own: &[(usize, f64)]) {
        for of_topic in &mut self.topics {
            of_topic.recent *= MEMORY;
        }
        add(&mut self.topics, own);
    }
}

/// Adds what is said of topics to what was.
fn add(topics: &mut [OfTopic], weights: &[(usize, f64)]) {
    for (topic, weight) in weights {
        if let Some(of_topic) = topics.get_mut(*topic) {
            of_topic.recent += weight;
        }
    }
}

/// The keywords that shadow others: only what has several words or is surer does.
pub(super) fn shadowing(hits: &[Hit]) -> impl Iterator<Item = Hit> {
    hits.iter()
        .filter(|hit| matches!(hit.tag, Tag::TopicKeyword { .. }))
        .filter(|hit| hit.last() > hit.first() || !hit.is_beginning())
        .copied()
}

/// Whether a word of a topic stands inside a longer keyword, or only begins like one that has the whole word.
pub(super) fn is_shadowed(hit: &Hit, keywords: &[Hit]) -> bool {
    keywords
        .iter()
        // In the order of their first words.
        .take_while(|other| other.first() <= hit.first())
        .any(|other| {
            let covers = hit.last() <= other.last();
            let is_longer = other.last() - other.first() > hit.last() - hit.first();
            let is_surer = !other.is_beginning() && hit.is_beginning() && hit.n_words() == 1;
            covers && (is_longer || is_surer)
        })
}

/// A topic with what speaks for it.
struct Ranked {
    topic: usize,
    /// In the claim and shortly before it. The score is made of this alone: a change at one end of an article must not
    /// move the scores at the other.
    here: f64,
    /// And behind it, and in the article as a whole.
    all: f64,
}

/// The target under discussion at a claim, and how clearly the claim has its words.
#[derive(Clone, Copy)]
pub(super) struct Focus {
    pub(super) target: usize,
    pub(super) concern: f64,
}

/// The primary topic of a claim.
#[derive(Clone, Copy)]
pub(super) struct Primary {
    pub(super) topic: usize,
    /// Whether a keyword of the claim's own speaks of it.
    pub(super) is_said: bool,
}

/// The topics of a claim: a primary one and as many others as the codebook allows; and which the primary one is.
pub(super) fn topics(
    labels: &Labels,
    own: &[(usize, f64)],
    context: &mut Context,
    focus: Option<Focus>,
) -> (Vec<TopicLabel>, Option<Primary>) {
    let of_focus = focus
        .and_then(|focus| labels.targets.get(focus.target))
        .map_or(&[][..], |target| target.topics.as_slice());
    let by_words = focus.map_or(0.0, |focus| BY_ITS_WORDS * focus.concern.min(1.0));
    let in_focus = |topic: usize| match of_focus.iter().position(|of| *of == topic) {
        Some(0) => OF_FOCUS + by_words,
        Some(_) => BESIDE_FOCUS,
        None => 0.0,
    };
    let mut ranked = std::mem::take(&mut context.ranked);
    ranked.clear();
    let mut said = own;
    let sums = context.topics.iter().zip(&context.paragraph.topics);
    for (topic, (OfTopic { recent, article }, paragraph)) in sums.enumerate() {
        let weight = match said {
            [(of, weight), others @ ..] if *of == topic => {
                said = others;
                *weight
            }
            _ => 0.0,
        };
        let of_paragraph = IN_PARAGRAPH * paragraph.before.min(MOST_IN_PARAGRAPH) + NAMED * paragraph.named;
        let around = weight + BEFORE * recent.min(1.0) + of_paragraph;
        // Most topics are spoken of nowhere.
        if around + article + paragraph.behind == 0.0 && !of_focus.contains(&topic)
            || labels.fallback_topic == Some(topic)
        {
            continue;
        }
        let here = around + in_focus(topic);
        let all = here + BEHIND * paragraph.behind.min(MOST_IN_PARAGRAPH) + ARTICLE * article;
        ranked.push(Ranked { topic, here, all });
    }
    let total: f64 = ranked.iter().map(|ranked| ranked.here).sum();
    let order =
        |one: &Ranked, other: &Ranked| other.all.total_cmp(&one.all).then(one.topic.cmp(&other.topic));
    let first = ranked
        .iter()
        .enumerate()
        .min_by(|one, other| order(one.1, other.1));
    if let Some((place, _)) = first {
        ranked.swap(0, place);
    }
    let is_said_here = |other: &Ranked| {
        let mut own = own.iter();
        own.any(|(topic, weight)| *topic == other.topic && *weight >= SECONDARY)
    };
    // The order of the others matters where one of them may be a topic as well.
    if let Some((_, others)) = ranked.split_first_mut()
        && others.iter().any(is_said_here)
    {
        others.sort_unstable_by(order);
    }
    let label = |ranked: &Ranked, primary: bool| {
        let id = labels.topic_ids.get(ranked.topic)?;
        Some(TopicLabel::new(id, primary, rounded(ranked.here / (total + 0.5))))
    };
    let primary = ranked.first().filter(|first| first.all >= context.spoken_of);
    let labelled = if let Some(first) = primary {
        let others = ranked.iter().skip(1).take(labels.n_secondary);
        let others = others
            .filter(|other| is_said_here(other) && other.all >= SECONDARY_SHARE * first.all)
            .filter_map(|other| label(other, false));
        // Room for one: most claims have no other.
        let mut labelled = Vec::with_capacity(1);
        labelled.extend(label(first, true));
        labelled.extend(others);
        labelled
    } else {
        vec![TopicLabel::new(&labels.fallback, true, 0.1)]
    };
    let primary = primary.map(|first| Primary {
        topic: first.topic,
        is_said: own
            .iter()
            .any(|(topic, weight)| *topic == first.topic && *weight >= SAID),
    });
    context.ranked = ranked;
    (labelled, primary)
}

/// A score with two decimals: more would pretend to a precision that rules do not have.
pub(super) fn rounded(score: f64) -> f64 {
    (score.clamp(0.0, 1.0) * 100.0).round() / 100.0
}
