//! The items of the second step.

use propos_codebook::Codebook;
use propos_schema::StanceLabel;

use super::json::{Node, Repair};
use super::probabilities::Probabilities;
use super::reader::{ItemReader, ReadItems, read_items};
use crate::codebook::{InPlay, LABELS};
use crate::schema::{MORE_TOPICS, NO_TOPIC};

/// The labels of one claim, all of them legal.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LabelledItem {
    /// The number of the claim, as it was shown.
    pub(crate) claim: usize,
    /// The primary topic and others, each with the probability that the server gave it.
    pub(crate) topics: Vec<(String, Option<f64>)>,
    /// Every target in play with its label.
    pub(crate) stances: Vec<CodedTarget>,
    /// Whose deed takes the side, as the model copied it.
    pub(crate) actor: Option<String>,
}

/// A target, its label, and the probability that the server gave that label.
pub(crate) type CodedTarget = (String, Option<StanceLabel>, Option<f64>);

/// What labels there may be, and for which claims.
pub(crate) struct LabelTask<'c> {
    pub(crate) in_play: &'c InPlay,
    pub(crate) codebook: &'c Codebook,
    /// The numbers of the claims that were shown.
    pub(crate) claims: std::ops::RangeInclusive<usize>,
}

/// Reads the whole items of an answer to the second step.
pub(crate) fn read_labelled(
    root: &Node,
    task: &LabelTask<'_>,
    probabilities: &Probabilities,
) -> ReadItems<LabelledItem> {
    let most = task.claims.clone().count() * 2;
    let mut seen: Vec<usize> = Vec::new();
    read_items(root, most, |reader| {
        let item = item(reader, task, probabilities)?;
        if seen.contains(&item.claim) {
            reader.complain("claim", "labelled twice");
            return None;
        }
        seen.push(item.claim);
        Some(item)
    })
}

fn item(
    reader: &mut ItemReader<'_>,
    task: &LabelTask<'_>,
    probabilities: &Probabilities,
) -> Option<LabelledItem> {
    let n_more = task.codebook.max_secondary_topics.min(MORE_TOPICS.len());
    let more = MORE_TOPICS.get(..n_more).unwrap_or_default();
    reader.only(|name| matches!(name, "claim" | "topic" | "stances" | "actor") || more.contains(&name));
    let claim = reader.key_number().or_else(|| reader.number("claim"));
    if claim.is_some_and(|claim| !task.claims.contains(&claim)) {
        reader.complain("claim", "not the number of a claim");
        return None;
    }
    let sure = |reader: &ItemReader<'_>, field: &str| {
        let node = reader.node(field)?;
        probabilities.of(node.range.clone())
    };
    let ids = task.in_play.topics.iter().map(String::as_str);
    let primary = reader.choice("topic", &ids);
    let mut topics = Vec::new();
    if let Some(primary) = primary {
        topics.push((primary.to_owned(), sure(reader, "topic")));
    }
    for field in more {
        if reader.node(field).is_none() {
            reader.mark(Repair::MissingField);
            continue;
        }
        let topic = reader.choice(field, &std::iter::once(NO_TOPIC).chain(ids.clone()))?;
        if topic != NO_TOPIC && !topics.iter().any(|(known, _)| known == topic) {
            topics.push((topic.to_owned(), sure(reader, field)));
        }
    }
    let stances = if task.in_play.targets.is_empty() {
        Some(Vec::new())
    } else {
        reader
            .inside("stances")
            .and_then(|mut reader| stances(&mut reader, task.in_play, probabilities))
    };
    let actor = if task.in_play.targets.is_empty() {
        None
    } else {
        reader.optional_text("actor")
    };
    primary?;
    Some(LabelledItem {
        claim: claim?,
        topics,
        stances: stances?,
        actor,
    })
}

fn stances(
    reader: &mut ItemReader<'_>,
    in_play: &InPlay,
    probabilities: &Probabilities,
) -> Option<Vec<CodedTarget>> {
    reader.only(|name| in_play.targets.iter().any(|target| target == name));
    let words = LABELS.iter().map(|label| StanceLabel::coded_name(*label));
    let mut stances = Vec::with_capacity(in_play.targets.len());
    let mut is_legal = true;
    for target in &in_play.targets {
        // A target without a label was not coded: it is not the same as none.
        let word = reader.choice(target, &words);
        let label = word.and_then(StanceLabel::parse_coded);
        let sure = reader
            .node(target)
            .and_then(|node| probabilities.of(node.range.clone()));
        match label {
            Some(label) => stances.push((target.clone(), label, sure)),
            None => is_legal = false,
        }
    }
    is_legal.then_some(stances)
}
