//! Which target is under discussion where.

use std::collections::BTreeSet;
use std::ops::Range;

use super::everyday::Everyday;
use super::labels::Labels;
use super::lexicon::Class;
use super::passage::{Passages, count, end_of_lead, heaviest, left, paragraph_at};
use super::phrases::Tag;
use super::tags::share;
use super::words::Words;

/// What is left of a mention in the next paragraph.
const NEXT_PARAGRAPH: f64 = 0.8;
/// From how much on a target comes under discussion.
const DISCUSSED: f64 = 1.0;
/// The same in an article about other things, where one word of it may mean anything.
const DISCUSSED_ELSEWHERE: f64 = 1.5;
/// Below what it has been left behind.
const STALE: f64 = 0.3;
/// How much more than the target before another one must weigh to take its place.
const MARGIN: f64 = 0.1;
/// What the article as a whole adds to what stands near.
const ARTICLE: f64 = 0.2;
/// From how much on a target is what an article is about, before it is mentioned.
const MAIN: f64 = 3.0;
/// How much a mention adds where the target has just been mentioned, and how much there is at most.
const AGAIN: f64 = 0.6;
const MOST: f64 = 2.0;
/// What a cue of several words counts.
const CUE: f64 = 0.3;
/// How much a word counts that only begins like a keyword.
const BEGINNING: f64 = 0.7;

/// How much a noun of measures (*the bill*) counts for the target that was under discussion where it was first used.
const NOUN: f64 = 0.7;

/// How many nouns are remembered.
const MOST_NOUNS: usize = 64;

/// How much a target weighs in a thousand bytes of an article that is about it, so that it stays under discussion where nothing
/// names it. In the labelled articles targets with sides weigh 1 to 10, in pages about other things hardly any 1.
const DENSE: f64 = 1.0;
/// The shortest text, in bytes, that is long enough to be about something else.
const SHORTEST: f64 = 1000.0;
/// How much the different words of a target weigh in an article about it, by the root of its length in thousands of bytes: in the
/// labelled articles 3.2 to 11, where the codebook is one about other things hardly ever 2, by a word or two that come again and again.
const VARIED: f64 = 1.5;
/// Which part of its words is enough where a target has few.
const PART: f64 = 0.5;
/// How much a target must weigh in a shorter one to be what it is about.
const NAMED: f64 = 0.7;
/// From which weight on a word is the target's and not only its topic's.
const OF_TARGET: f64 = 0.3;
/// How much there is at most by words of its topic alone: too little to come under discussion.
const MOST_OF_TOPIC: f64 = 0.75;

/// How much a target weighs in an article that names it.
const OF_ARTICLE: f64 = 0.7;

/// From which weight on the heading and the first paragraph are about a target.
const IN_LEAD: f64 = 0.5;

/// What a word shows to be spoken of.
enum Of {
    Target(usize),
    /// What a noun stands for, by the number of the word.
    Noun(u32),
}

/// A word that shows that a target is spoken of.
struct Mention {
    start: usize,
    of: Of,
    /// The number of its first word.
    word: u32,
    weight: f64,
}

fn mentions(words: &Words, everyday: &Everyday) -> Vec<Mention> {
    let (items, hits) = words.all();
    let mut mentions: Vec<Mention> = Vec::new();
    for hit in hits {
        let of = |target: u16| Of::Target(usize::from(target));
        let (of, weight) = match hit.tag {
            Tag::TargetKeyword { target, percent, .. } if hit.is_beginning() => {
                (of(target), BEGINNING * share(percent))
            }
            Tag::TargetKeyword { target, percent, .. } => (of(target), share(percent)),
            Tag::Cue { target, .. } if hit.n_words() > 1 => (of(target), CUE),
            Tag::Class(Class::Measure) => match items.get(hit.last()) {
                Some(noun) => (Of::Noun(noun.word), NOUN),
                None => continue,
            },
            _ => continue,
        };
        let weight = weight * everyday.left(hit);
        if let Some(item) = items.get(hit.first()) {
            let (start, word) = (item.start, item.word);
            mentions.push(Mention {
                start,
                of,
                word,
                weight,
            });
        }
    }
    mentions
}

/// The target that an article's heading and first paragraph are about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lead {
    pub(super) target: usize,
    /// Whether the article is about no other as much: then it is under discussion wherever nothing else is.
    pub(super) is_alone: bool,
}

/// What an article discusses.
pub(super) struct Focuses {
    /// What its beginning is about.
    pub(super) lead: Option<Lead>,
    /// Whether each claim stands far from any word of what is under discussion.
    pub(super) stale: Vec<bool>,
    /// The target under discussion at each claim.
    pub(super) at: Vec<Option<usize>>,
    /// Whether the article is about any of the targets: in one that is not, words that suit a target by chance are no sides.
    pub(super) is_about: bool,
    /// Whether the article names each target.
    pub(super) is_named: Vec<bool>,
    /// Whether it is about what the codebook is about, or too short to tell.
    pub(super) is_of_codebook: bool,
}

/// The target under discussion at each claim, of which it is told where they stand, and whether the article is about any. One
/// about what the codebook is about (`passages`) need not have many words of one target.
pub(super) fn focuses(
    labels: &Labels,
    words: &Words,
    everyday: &Everyday,
    claims: &[Range<usize>],
    paragraphs: &[Range<usize>],
    passages: &Passages<'_>,
) -> Focuses {
    let discussed = if passages.is_elsewhere {
        DISCUSSED_ELSEWHERE
    } else {
        DISCUSSED
    };
    let mut mentions = mentions(words, everyday);
    let n_targets = labels.targets.len();
    let mut article = vec![0.0; n_targets];
    let mut varied = vec![0.0; n_targets];
    let mut seen = BTreeSet::new();
    for mention in &mentions {
        // A word of its topic alone makes no article one about the target.
        if let Of::Target(target) = mention.of
            && mention.weight >= OF_TARGET
            && let Some(sum) = article.get_mut(target)
            && let Some(varied) = varied.get_mut(target)
        {
            *sum += mention.weight;
            if seen.insert((target, mention.word)) {
                *varied += mention.weight;
            }
        }
    }
    let length = words.all().0.last().map_or(0, |item| item.start);
    let thousands = count(length).max(SHORTEST) / 1000.0;
    // A passage of a few sentences is about what it names, wherever that stands.
    let is_passage = count(length) < SHORTEST;
    let is_varied = is_passage
        || passages.is_of_codebook
        || labels.targets.iter().zip(&varied).any(|(target, varied)| {
            *varied >= f64::min(VARIED * thousands.sqrt(), PART * f64::from(target.n_words))
        });
    if !is_varied {
        // *building*, time and again, in an article about a swimming pool: once, it is one word.
        seen.clear();
        mentions.retain(|mention| match mention.of {
            Of::Target(target) => seen.insert((target, mention.word)),
            Of::Noun(_) => true,
        });
    }
    let is_about =
        |target: usize| is_varied && article.get(target).is_some_and(|sum| *sum >= DENSE * thousands);
    let most = article.iter().copied().fold(1.0, f64::max);
    let mut active = vec![0.0; n_targets];
    let mut last = heaviest(&article)
        .filter(|(target, weight)| *weight >= MAIN && is_about(*target))
        .map(|(target, _)| target);
    let of_passage = heaviest(&article)
        .filter(|(_, weight)| is_passage && *weight >= NAMED)
        .map(|(target, _)| target);
    let mut nouns: Vec<(u32, usize)> = Vec::new();
    let mut read_to = 0;
    let mut n_read = 0;
    let mut weighed = Vec::with_capacity(n_targets);
    let mut found = Vec::with_capacity(claims.len());
    let mut stale = Vec::with_capacity(claims.len());
    let mut paragraph = 0;
    for claim in claims {
        let end = claim.end;
        let next = paragraph_at(paragraphs, claim.start).max(paragraph);
        forget(&mut active, end.saturating_sub(read_to), next - paragraph);
        paragraph = next;
        read_to = read_to.max(end);
        for mention in mentions
            .iter()
            .skip(n_read)
            .take_while(|mention| mention.start < end)
        {
            n_read += 1;
            let target = match mention.of {
                Of::Target(target) => target,
                Of::Noun(noun) => {
                    if let Some((_, target)) = nouns.iter().find(|(known, _)| *known == noun) {
                        *target
                    } else {
                        // Where it is first used, it is what is being spoken of.
                        let now = heaviest(&active).filter(|(_, weight)| *weight >= discussed);
                        let now = now.filter(|_| nouns.len() < MOST_NOUNS);
                        nouns.extend(now.map(|(now, _)| (noun, now)));
                        continue;
                    }
                }
            };
            let Some(active) = active.get_mut(target) else {
                continue;
            };
            let n_paragraphs = paragraph.saturating_sub(paragraph_at(paragraphs, mention.start));
            let kept = kept(end - mention.start, n_paragraphs);
            let weight = mention.weight * kept;
            let most = if mention.weight < OF_TARGET {
                active.max(MOST_OF_TOPIC)
            } else {
                MOST
            };
            *active = (active.max(weight) + AGAIN * active.min(weight)).min(most);
        }
        weighed.clear();
        let sums = active.iter().zip(&article);
        weighed.extend(sums.map(|(active, sum)| active + ARTICLE * sum / most));
        let of = |target: usize| weighed.get(target).copied().unwrap_or_default();
        let next = heaviest(&weighed).filter(|(_, weight)| *weight >= discussed);
        last = match (last, next) {
            (Some(before), Some((target, weight))) if weight < of(before) + MARGIN => {
                if of(target) > of(before) + MARGIN {
                    Some(target)
                } else {
                    Some(before)
                }
            }
            (_, Some((target, _))) => Some(target),
            (before, None) => before.filter(|target| is_about(*target)),
        };
        stale.push(last.is_some_and(|last| active.get(last).is_some_and(|active| *active < STALE)));
        found.push(last.or(of_passage));
    }
    Focuses {
        lead: lead(&mentions, &article, paragraphs).filter(|_| is_varied),
        stale,
        at: found,
        is_named: article.iter().map(|sum| *sum >= OF_ARTICLE).collect(),
        is_about: of_passage.is_some() || (0..n_targets).any(is_about),
        is_of_codebook: is_passage || passages.is_of_codebook,
    }
}

/// What the heading and the first paragraph are about, of `article` sums by target.
fn lead(mentions: &[Mention], article: &[f64], paragraphs: &[Range<usize>]) -> Option<Lead> {
    let end = end_of_lead(paragraphs);
    let mut sums = vec![0.0; article.len()];
    for mention in mentions.iter().take_while(|mention| mention.start < end) {
        if let Of::Target(target) = mention.of
            && let Some(sum) = sums.get_mut(target)
        {
            *sum += mention.weight;
        }
    }
    let (target, _) = heaviest(&sums).filter(|(_, weight)| *weight >= IN_LEAD)?;
    let own = article.get(target).copied().unwrap_or_default();
    let others = article.iter().sum::<f64>() - own;
    Some(Lead {
        target,
        is_alone: own >= others,
    })
}

/// What is left of a mention behind so many bytes and beginnings of paragraphs.
fn kept(bytes: usize, n_paragraphs: usize) -> f64 {
    left(bytes) * NEXT_PARAGRAPH.powf(count(n_paragraphs))
}

fn forget(active: &mut [f64], bytes: usize, n_paragraphs: usize) {
    let kept = kept(bytes, n_paragraphs);
    for active in active {
        *active *= kept;
    }
}
