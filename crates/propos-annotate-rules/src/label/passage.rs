//! What the paragraph around a claim speaks of.

use std::ops::Range;
use std::sync::LazyLock;

use propos_annotate::Article;
use propos_segment::UnitKind;

use super::everyday::Everyday;
use super::labels::Labels;
use super::phrases::{Hit, Tag};
use super::tags::share;
use super::topics::{is_shadowed, shadowing};
use super::words::Words;

/// After how many bytes a word counts half, and how far one counts at all.
const HALF_LIFE: f64 = 400.0;
const REACH: usize = 1200;
/// How much a word counts that only begins like a keyword: of a topic, of a target.
const BEGINNING: f64 = 0.8;
const BEGINNING_OF_TARGET: f64 = 0.7;
/// From which weight on a word is a topic's keyword and not only one of its definition.
const OF_KEYWORD: f64 = 0.55;
/// How many different keywords an article has in a thousand bytes that is about what its codebook is about, as a share of the
/// square root of all: of many keywords some stand in any text. Articles of other matters have 0.03 to 0.22, those in question
/// 0.25 to 0.8.
const DENSE: f64 = 0.25;
/// Below which density it is about other things.
const THIN: f64 = 0.15;
/// The shortest text, in thousands of bytes, that is long enough to be about something else.
const SHORTEST: f64 = 1.0;
/// How much words of a topic weigh in the heading and the first paragraph that are about it, and how much more than of another one.
const IN_LEAD: f64 = 1.0;
const CLEARLY: f64 = 1.3;
/// How long a heading is at most, in bytes.
const LONGEST_HEADING: usize = 200;
/// How many items a phrase has at most, for finding those that an item may lie in.
const LONGEST: usize = 16;

/// A word that speaks for a topic.
struct Mention {
    start: usize,
    topic: usize,
    weight: f64,
    /// The numbers of its first and last word: a word repeated says no more.
    word: (u32, u32),
    /// One bit for topic and words, the same for several of them.
    bit: u128,
}

impl Mention {
    fn new(start: usize, topic: usize, weight: f64, word: (u32, u32)) -> Self {
        let mixed = (word.0.wrapping_mul(31) ^ word.1).wrapping_add(u32::try_from(topic).unwrap_or_default());
        Self {
            start,
            topic,
            weight,
            word,
            bit: 1 << (mixed % u128::BITS),
        }
    }

    /// What it counts at a distance.
    fn kept(&self, bytes: usize) -> f64 {
        self.weight * kept(bytes)
    }
}

/// All words of a text that speak for a topic, with its paragraphs.
pub(super) struct Passages<'article> {
    paragraphs: &'article [Range<usize>],
    /// The words of topics, in text order.
    mentions: Vec<Mention>,
    /// The keywords of targets, each for the first topic of its target.
    named: Vec<Mention>,
    /// Whether the article is about what the codebook is about.
    pub(super) is_of_codebook: bool,
    /// Whether it is about other things. A passage of a few sentences may be either.
    pub(super) is_elsewhere: bool,
}

/// How much the paragraph around one claim speaks of a topic.
#[derive(Clone, Copy, Default)]
pub(super) struct OfTopic {
    /// By its words before the claim, the nearest most.
    pub(super) before: f64,
    /// And behind it.
    pub(super) behind: f64,
    /// By the clearest keyword before it of a target with the topic.
    pub(super) named: f64,
}

/// What the paragraph around one claim speaks of.
pub(super) struct Around {
    pub(super) topics: Vec<OfTopic>,
    counted: Counted,
}

/// Words that have been counted.
#[derive(Default)]
struct Counted {
    words: Vec<(usize, (u32, u32))>,
    /// Their bits: most are told to be new at once.
    bits: u128,
}

impl Counted {
    fn clear(&mut self) {
        self.words.clear();
        self.bits = 0;
    }

    /// Whether a mention is the first of its words.
    fn is_new(&mut self, mention: &Mention) -> bool {
        let key = (mention.topic, mention.word);
        if self.bits & mention.bit != 0 && self.words.contains(&key) {
            return false;
        }
        self.bits |= mention.bit;
        self.words.push(key);
        true
    }
}

impl Around {
    pub(super) fn of(n_topics: usize) -> Self {
        Self {
            topics: vec![OfTopic::default(); n_topics],
            counted: Counted::default(),
        }
    }
}

impl<'article> Passages<'article> {
    /// Reads a whole text.
    pub(super) fn read(
        labels: &Labels,
        words: &Words,
        everyday: &Everyday,
        paragraphs: &'article [Range<usize>],
    ) -> Self {
        let (items, hits) = words.all();
        let keywords: Vec<Hit> = shadowing(hits).collect();
        let mut near = keywords.as_slice();
        let mut passages = Self {
            paragraphs,
            mentions: Vec::new(),
            named: Vec::new(),
            is_of_codebook: false,
            is_elsewhere: false,
        };
        for hit in hits {
            while let [keyword, others @ ..] = near
                && keyword.first() + LONGEST < hit.first()
            {
                near = others;
            }
            let place = |topic: usize, weight: f64| {
                let first = items.get(hit.first())?;
                let last = items.get(hit.last()).map_or(0, |last| last.word);
                Some(Mention::new(first.start, topic, weight, (first.word, last)))
            };
            match hit.tag {
                Tag::TopicKeyword { topic, weight } | Tag::TopicWord { topic, weight } => {
                    let factor = if hit.is_beginning() { BEGINNING } else { 1.0 };
                    if !is_shadowed(hit, near) {
                        let weight = factor * labels.weights.get(weight) * everyday.left(hit);
                        passages.mentions.extend(place(usize::from(topic), weight));
                    }
                }
                Tag::TargetKeyword { target, percent, .. } => {
                    let factor = if hit.is_beginning() {
                        BEGINNING_OF_TARGET
                    } else {
                        1.0
                    };
                    let topic = labels.targets.get(usize::from(target));
                    let topic = topic.and_then(|target| target.topics.first());
                    let named =
                        topic.and_then(|topic| place(*topic, factor * share(percent) * everyday.left(hit)));
                    passages.named.extend(named);
                }
                _ => {}
            }
        }
        let thousands = count(items.last().map_or(0, |item| item.start)) / 1000.0;
        let density = passages.density(labels, thousands.max(SHORTEST));
        passages.is_of_codebook = density >= DENSE;
        passages.is_elsewhere = density < THIN && thousands >= SHORTEST;
        passages
    }

    /// How many different keywords stand in each of so many thousands of bytes, by the root of how many the codebook has.
    fn density(&self, labels: &Labels, thousands: f64) -> f64 {
        let keywords = self
            .mentions
            .iter()
            .filter(|mention| mention.weight >= OF_KEYWORD);
        let mut different: Vec<_> = keywords.map(|mention| (mention.topic, mention.word)).collect();
        different.sort_unstable();
        different.dedup();
        count(different.len()) / (thousands * count(labels.n_keywords.max(1)).sqrt())
    }

    /// The topic that the heading and the first paragraph clearly speak of most, as the whole article does.
    pub(super) fn topic_of_lead(&self, n_topics: usize) -> Option<usize> {
        let most_until = |end: usize| {
            let mut sums = vec![0.0; n_topics];
            for mention in within(&self.mentions, 0..end) {
                if let Some(sum) = sums.get_mut(mention.topic) {
                    *sum += mention.weight;
                }
            }
            let (most, weight) = heaviest(&sums)?;
            let others = sums.iter().enumerate().filter(|(topic, _)| *topic != most);
            let next = others.map(|(_, weight)| *weight).fold(0.0, f64::max);
            Some((most, weight, next))
        };
        let (topic, weight, next) = most_until(end_of_lead(self.paragraphs))?;
        let (of_article, ..) = most_until(usize::MAX)?;
        (weight >= IN_LEAD && weight >= CLEARLY * next && of_article == topic).then_some(topic)
    }

    /// Finds what the paragraph around a claim speaks of.
    pub(super) fn around(&self, claim: &Range<usize>, around: &mut Around) {
        let Around { topics, counted } = around;
        topics.fill(OfTopic::default());
        let paragraph = self.paragraphs.get(paragraph_at(self.paragraphs, claim.start));
        let Some(paragraph) = paragraph else { return };
        let first = paragraph.start.max(claim.start.saturating_sub(REACH));
        let last = paragraph.end.min(claim.end.saturating_add(REACH));
        counted.clear();
        // The nearest of a word counts.
        for mention in within(&self.mentions, first..claim.start).iter().rev() {
            if let Some(topic) = topics.get_mut(mention.topic)
                && counted.is_new(mention)
            {
                topic.before += mention.kept(claim.start - mention.start);
            }
        }
        counted.clear();
        for mention in within(&self.mentions, claim.end..last) {
            if let Some(topic) = topics.get_mut(mention.topic)
                && counted.is_new(mention)
            {
                topic.behind += mention.kept(mention.start - claim.end);
            }
        }
        for mention in within(&self.named, first..claim.start) {
            if let Some(topic) = topics.get_mut(mention.topic) {
                topic.named = topic.named.max(mention.kept(claim.start - mention.start));
            }
        }
    }
}

/// The paragraphs of an article, each with the headings and questions that stand alone before it: *Should the cap go?*
pub(super) fn paragraphs(article: &Article) -> Vec<Range<usize>> {
    let segmentation = article.segmentation();
    let headings = segmentation.units.iter();
    let mut headings = headings.filter(|unit| unit.kind == UnitKind::Heading).peekable();
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(segmentation.paragraphs.len());
    let mut is_introduced = false;
    for paragraph in &segmentation.paragraphs {
        match joined.last_mut().filter(|_| is_introduced) {
            Some(before) => before.end = paragraph.end,
            None => joined.push(paragraph.clone()),
        }
        while headings.next_if(|unit| unit.end <= paragraph.start).is_some() {}
        // The title is over the whole article.
        let is_heading =
            paragraph.start > 0 && headings.peek().is_some_and(|unit| unit.start < paragraph.end);
        let text = article.text().get(paragraph.clone()).unwrap_or_default();
        is_introduced = is_heading || text.trim_end().ends_with('?');
    }
    joined
}

/// The number of the paragraph that a byte stands in, or of the next one.
pub(super) fn paragraph_at(paragraphs: &[Range<usize>], byte: usize) -> usize {
    paragraphs.partition_point(|paragraph| paragraph.end <= byte)
}

/// The mentions that begin in a range of bytes.
fn within(mentions: &[Mention], range: Range<usize>) -> &[Mention] {
    let first = mentions.partition_point(|mention| mention.start < range.start);
    let end = mentions.partition_point(|mention| mention.start < range.end);
    mentions.get(first..end).unwrap_or_default()
}

/// Where the heading and the first paragraph end.
pub(super) fn end_of_lead(paragraphs: &[Range<usize>]) -> usize {
    let first = paragraphs.first();
    let heading = first.filter(|first| first.len() < LONGEST_HEADING);
    let lead = heading.and(paragraphs.get(1)).or(first);
    lead.map_or(0, |lead| lead.end)
}

/// The first of the heaviest.
pub(super) fn heaviest(weights: &[f64]) -> Option<(usize, f64)> {
    weights
        .iter()
        .copied()
        .enumerate()
        .fold(None, |best: Option<(usize, f64)>, (at, weight)| match best {
            Some((_, most)) if most >= weight => best,
            _ => Some((at, weight)),
        })
}

/// What a word counts at a distance, and nothing where it is out of reach. A table, for every word around a claim asks.
fn kept(bytes: usize) -> f64 {
    static KEPT: LazyLock<Vec<f64>> = LazyLock::new(|| (0..=REACH).map(left).collect());
    KEPT.get(bytes).copied().unwrap_or_default()
}

/// What is left of a word behind so many bytes, of topics and of targets alike.
pub(super) fn left(bytes: usize) -> f64 {
    0.5_f64.powf(count(bytes) / HALF_LIFE)
}

#[expect(clippy::cast_precision_loss, reason = "bytes, words and paragraphs of a text")]
pub(super) fn count(of: usize) -> f64 {
    of as f64
}
