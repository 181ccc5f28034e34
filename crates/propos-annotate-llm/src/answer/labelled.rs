//! The items of the second step.

use propos_codebook::Codebook;
use propos_schema::StanceLabel;

use super::json::{Node, NodeKind, Repair};
use super::probabilities::Probabilities;
use super::reader::{ItemReader, ReadItems, read_items};
use crate::codebook::{InPlay, LABELS};

/// The labels of one claim, all of them legal.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LabelledItem {
    /// The number of the claim, as it was shown.
    pub(crate) claim: usize,
    /// The primary topic and others, each with the probability that the server gave it.
    pub(crate) topics: Vec<(String, Option<f64>)>,
    /// The targets that the claim concerns; it concerns no other.
    pub(crate) stances: Vec<CodedStance>,
    /// The probability that the server gave to there being no stance, where there is none.
    pub(crate) no_stance: Option<f64>,
}

/// A side, or a neutral position, on a target.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CodedStance {
    pub(crate) target: String,
    pub(crate) label: StanceLabel,
    /// Whose deed takes the side, as the model copied it.
    pub(crate) actor: Option<String>,
    /// The probability that the server gave target and label.
    pub(crate) sure: Option<f64>,
}

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
    reader.only(|name| matches!(name, "claim" | "topic" | "also" | "stances" | "actor"));
    let claim = reader.key_number().or_else(|| reader.number("claim"));
    if claim.is_some_and(|claim| !task.claims.contains(&claim)) {
        reader.complain("claim", "not the number of a claim");
        return None;
    }
    let sure = |node: &Node| probabilities.of(node.range.clone());
    let ids = task.in_play.topics.iter().map(String::as_str);
    let primary = reader.choice("topic", &ids);
    let mut topics = Vec::new();
    if let Some(primary) = primary {
        topics.push((primary.to_owned(), reader.node("topic").and_then(sure)));
    }
    let most = task.codebook.max_secondary_topics;
    if most > 0 {
        let also = if reader.node("also").is_some() {
            reader.list("also", |reader| {
                let topic = reader.choice("", &ids)?;
                Some((topic.to_owned(), reader.node("").and_then(sure)))
            })?
        } else {
            reader.mark(Repair::MissingField);
            Vec::new()
        };
        for topic in also {
            let is_new = topics.iter().all(|(known, _)| *known != topic.0);
            if is_new && topics.len() <= most {
                topics.push(topic);
            } else {
                reader.mark(Repair::Repetition);
            }
        }
    }
    let (mut stances, mut no_stance) = (Some(Vec::new()), None);
    if !task.in_play.targets.is_empty() {
        stances = coded(reader, task.in_play, probabilities);
        if stances.as_ref().is_some_and(Vec::is_empty) {
            no_stance = match reader.node("stances").map(|node| &node.kind) {
                Some(NodeKind::Object(fields)) => fields.iter().map(|(_, label)| sure(label)).product(),
                _ => reader.node("stances").and_then(sure),
            };
        }
    }
    primary?;
    Some(LabelledItem {
        claim: claim?,
        topics,
        stances: stances?,
        no_stance,
    })
}

/// The targets that the claim concerns. None of them where one cannot be used: a claim is coded whole or not at all.
fn coded(
    reader: &mut ItemReader<'_>,
    in_play: &InPlay,
    probabilities: &Probabilities,
) -> Option<Vec<CodedStance>> {
    let targets = in_play.targets.iter().map(String::as_str);
    let words = LABELS.iter().map(|label| StanceLabel::coded_name(*label));
    let is_by_target = matches!(
        reader.node("stances").map(|node| &node.kind),
        Some(NodeKind::Object(_))
    );
    let said = if is_by_target {
        decisions(reader, in_play, probabilities)?
    } else {
        reader.list("stances", |reader| {
            reader.only(|name| matches!(name, "target" | "label" | "actor"));
            let target = reader.choice("target", &targets);
            let word = reader.choice("label", &words);
            let actor = reader.optional_text("actor");
            let sure = ["target", "label"]
                .iter()
                .map(|field| probabilities.of(reader.node(field)?.range.clone()))
                .product();
            Some((target?, StanceLabel::parse_coded(word?)?, actor, sure))
        })?
    };
    let mut stances: Vec<CodedStance> = Vec::new();
    let mut decided: Vec<(&str, Option<StanceLabel>)> = Vec::new();
    for (target, label, actor, sure) in said {
        match decided.iter().find(|(known, _)| *known == target) {
            Some((_, known)) if *known == label => reader.mark(Repair::Repetition),
            Some(_) => {
                reader.complain("stances", "two labels for one target");
                return None;
            }
            None => {
                decided.push((target, label));
                stances.extend(label.map(|label| CodedStance {
                    target: target.to_owned(),
                    label,
                    actor,
                    sure,
                }));
            }
        }
    }
    Some(stances)
}

type Decision<'c> = (&'c str, Option<StanceLabel>, Option<String>, Option<f64>);

/// A label for each target by its name, and one actor for all. A target that is left out is none, with a mark.
fn decisions<'c>(
    reader: &mut ItemReader<'_>,
    in_play: &'c InPlay,
    probabilities: &Probabilities,
) -> Option<Vec<Decision<'c>>> {
    let actor = reader.optional_text("actor");
    let words = LABELS.iter().map(|label| StanceLabel::coded_name(*label));
    let said = reader.fields("stances", |reader, name| {
        let Some(target) = in_play.targets.iter().find(|target| *target == name) else {
            reader.complain("", "not one of the values");
            return None;
        };
        let label = StanceLabel::parse_coded(reader.choice("", &words)?)?;
        let sure = probabilities.of(reader.node("")?.range.clone());
        Some((target.as_str(), label, actor.clone(), sure))
    })?;
    if said.len() < in_play.targets.len() {
        reader.mark(Repair::MissingField);
    }
    Some(said)
}
