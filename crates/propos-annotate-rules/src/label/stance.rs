//! The stances of one claim.

use propos_schema::{Claim, Holder, HolderRole, Stance, StanceLabel, TextSpan, TopicLabel};

use super::analysis::Analysis;
use super::evidence::{Evidence, evidence};
use super::holder::{Subject, is_author, is_speaker, speaker, subject};
use super::labels::Labels;
use super::lexicon::Class;
use super::phrases::{Hit, Tag};
use super::topics::rounded;

/// From this weight on evidence makes a side.
const ENOUGH: f64 = 0.95;
/// How much heavier one side must be than the other.
const LEAD: f64 = 2.0;
/// Within how many bytes a target may be taken up.
const RECENT: usize = 600;
/// How much evidence counts on what a noun (*the rules*) or a pronoun takes up.
const TAKEN_UP_BY_NOUN: f64 = 0.96;
const TAKEN_UP_BY_PRONOUN: f64 = 0.8;
/// How much a bare cue counts in the article's own voice: two make a side, one does not.
const CUE_OF_AUTHOR: f64 = 0.7;
/// How much a deed of somebody unnamed counts for the one who reports it.
const REPORT: f64 = 0.3;
/// How many words of evidence and keywords must say that a claim concerns a target where its topic does not.
const CONCERNED: f64 = 1.5;

/// The target that the text has just spoken of, for claims that take it up with *the rules* or *it*.
#[derive(Clone, Copy, Debug)]
pub(super) struct Recent {
    target: usize,
    act: f64,
    judgement: f64,
    /// Where it was last spoken of, in bytes.
    end: usize,
}

/// The stances of a claim toward every target it concerns, in the codebook's order. `recent` is brought up to date.
pub(super) fn stances(
    labels: &Labels,
    analysis: &Analysis,
    claim: &Claim,
    text: &str,
    recent: &mut Option<Recent>,
) -> Vec<Stance> {
    let n_targets = if analysis.has_target {
        labels.targets.len()
    } else {
        0
    };
    let own: Vec<Vec<Hit>> = (0..n_targets).map(|target| keywords(analysis, target)).collect();
    let taken_up = if own.iter().all(Vec::is_empty) {
        taken_up(analysis, *recent)
    } else {
        None
    };
    let mut stances: Vec<Stance> = own
        .iter()
        .enumerate()
        .filter_map(|(target, keywords)| stance(labels, analysis, claim, text, target, keywords))
        .collect();
    if let (Some(hit), Some(recent)) = (taken_up, recent.as_mut()) {
        // Without a side it is not known to concern the target.
        let stance = stance(labels, analysis, claim, text, recent.target, &[hit]);
        stances.extend(stance.filter(|stance| stance.label != StanceLabel::Neutral));
        recent.end = claim.extent().end;
    }
    let clearest = own
        .iter()
        .filter_map(|keywords| Some((concern(keywords), keywords.first()?)))
        .max_by(|(one, _), (other, _)| one.total_cmp(other));
    if let Some((
        _,
        Hit {
            tag:
                Tag::TargetKeyword {
                    target,
                    act,
                    judgement,
                    ..
                },
            ..
        },
    )) = clearest
    {
        *recent = Some(Recent {
            target: *target,
            act: *act,
            judgement: *judgement,
            end: claim.extent().end,
        });
    }
    stances
}

/// The word by which a claim takes up a target spoken of shortly before, as a keyword of it.
fn taken_up(analysis: &Analysis, recent: Option<Recent>) -> Option<Hit> {
    let recent = recent?;
    let start = analysis.items.first()?.start;
    let is_recent = start < recent.end + RECENT;
    let find = |class: Class| {
        analysis
            .hits
            .iter()
            .find(|hit| hit.tag == Tag::Class(class) && analysis.is_in_claim(hit.first))
    };
    // *the rules* are the measure; *it* is whatever was spoken of.
    let (hit, weight, act, judgement) = find(Class::Anaphor)
        .map(|hit| (hit, TAKEN_UP_BY_NOUN, 1.0, 1.0))
        .or_else(|| {
            find(Class::Pronoun).map(|hit| (hit, TAKEN_UP_BY_PRONOUN, recent.act, recent.judgement))
        })?;
    is_recent.then_some(Hit {
        tag: Tag::TargetKeyword {
            target: recent.target,
            act,
            judgement,
            weight,
        },
        ..*hit
    })
}

fn stance(
    labels: &Labels,
    analysis: &Analysis,
    claim: &Claim,
    text: &str,
    target: usize,
    keywords: &[Hit],
) -> Option<Stance> {
    let target_labels = labels.targets.get(target)?;
    if keywords.is_empty() {
        return None;
    }
    let concern = concern(keywords);
    let has_topic = claim
        .topics
        .iter()
        .any(|topic| is_of(labels, topic, &target_labels.topics));
    let mut found = evidence(analysis, target, target_labels.is_demand, keywords);
    if let [
        Hit {
            tag: Tag::TargetKeyword { weight, .. },
            ..
        },
    ] = keywords
    {
        for evidence in &mut found {
            evidence.weight *= weight.min(1.0);
        }
    }
    let (side, holder) = side_and_holder(labels, analysis, claim, text, &found, keywords);
    // The name of what is judged is not yet a word about it.
    let speaks_of_it = has_topic && (target_labels.is_demand || concern >= CONCERNED);
    let (label, score) = match side {
        Some((label, weight)) if has_topic || concern + weight >= CONCERNED => {
            (label, (0.35 + 0.2 * weight + 0.1 * concern).clamp(0.0, 0.95))
        }
        _ if speaks_of_it || concern > CONCERNED => {
            (StanceLabel::Neutral, (0.3 + 0.1 * concern).clamp(0.0, 0.8))
        }
        _ => return None,
    };
    let mut stance = Stance::new(&target_labels.id, label, holder, rounded(score));
    stance.evidence = if label == StanceLabel::Neutral {
        spans(analysis, text, keywords.iter().map(|hit| (hit.first, hit.last)))
    } else {
        let is_for = label == StanceLabel::Favor;
        let of_side = found.iter().filter(|evidence| (evidence.weight > 0.0) == is_for);
        spans(
            analysis,
            text,
            of_side.map(|evidence| (evidence.first, evidence.last)),
        )
    };
    Some(stance)
}

/// The target's keywords in the claim, of several at one place the longest.
fn keywords(analysis: &Analysis, target: usize) -> Vec<Hit> {
    let mut hits: Vec<Hit> = analysis
        .hits
        .iter()
        .filter(|hit| matches!(hit.tag, Tag::TargetKeyword { target: of, .. } if of == target))
        .filter(|hit| analysis.is_in_claim(hit.first) && !is_shadowed(analysis, hit))
        .copied()
        .collect();
    hits.sort_by_key(|hit| (hit.first, std::cmp::Reverse(hit.last)));
    let mut kept: Vec<Hit> = Vec::new();
    for hit in hits {
        if kept.last().is_none_or(|last| hit.first > last.last) {
            kept.push(hit);
        }
    }
    kept
}

/// Whether a single word is part of a longer keyword of another target: *contrôles* of *contrôles à l'exportation*.
fn is_shadowed(analysis: &Analysis, hit: &Hit) -> bool {
    let of = |tag: Tag| match tag {
        Tag::TargetKeyword { target, .. } => Some(target),
        _ => None,
    };
    hit.n_words == 1
        && analysis.hits.iter().any(|other| {
            other.first <= hit.first
                && hit.last <= other.last
                && other.n_words > 1
                && of(other.tag).is_some_and(|target| Some(target) != of(hit.tag))
        })
}

/// How clearly keywords say that a claim concerns their target.
fn concern(keywords: &[Hit]) -> f64 {
    keywords
        .iter()
        .map(|hit| match hit.tag {
            Tag::TargetKeyword { weight, .. } if hit.is_beginning => 0.7 * weight,
            Tag::TargetKeyword { weight, .. } => weight,
            _ => 0.0,
        })
        .sum()
}

fn is_of(labels: &Labels, topic: &TopicLabel, topics: &[usize]) -> bool {
    topics
        .iter()
        .filter_map(|number| labels.topic_ids.get(*number))
        .any(|id| *id == topic.id)
}

/// The side that evidence takes, with its weight, and who takes it.
fn side_and_holder(
    labels: &Labels,
    analysis: &Analysis,
    claim: &Claim,
    text: &str,
    found: &[Evidence],
    keywords: &[Hit],
) -> (Option<(StanceLabel, f64)>, Holder) {
    let own = speaker(claim);
    if claim.attribution_negated {
        return (None, own);
    }
    // Deeds: a named subject that is not the speaker does something, and nothing says what ought to be.
    let mut deeds: Vec<Evidence> = Vec::new();
    let mut opinions: Vec<Evidence> = Vec::new();
    let mut actor: Option<Subject> = None;
    for mut evidence in found.iter().copied() {
        let subject = subject(labels, analysis, text, evidence.first);
        if subject.as_ref().is_some_and(|subject| is_speaker(subject, claim)) {
            evidence.is_report = false;
        }
        let doer = subject
            .filter(|_| !evidence.is_opinion)
            .filter(|subject| subject.is_sure && !is_speaker(subject, claim))
            // *la ZFE punit …*: what the target is about is no actor.
            .filter(|subject| {
                keywords
                    .iter()
                    .all(|keyword| keyword.first > subject.last || keyword.last < subject.first)
            });
        match doer {
            Some(doer) if actor.as_ref().is_none_or(|actor| actor.name == doer.name) => {
                deeds.push(evidence);
                actor = Some(doer);
            }
            _ => opinions.push(evidence),
        }
    }
    if let (Some(side), Some(actor)) = (side(&deeds), actor) {
        return (Some(side), Holder::new(HolderRole::Actor, Some(actor.name)));
    }
    for evidence in opinions.iter_mut().filter(|evidence| evidence.is_report) {
        evidence.weight *= REPORT;
    }
    if is_author(claim) {
        // The article's own voice takes a side where it judges, not where it reports.
        opinions.retain(|evidence| evidence.is_opinion || evidence.is_cue);
        for evidence in opinions.iter_mut().filter(|evidence| !evidence.is_opinion) {
            evidence.weight *= CUE_OF_AUTHOR;
        }
    }
    (side(&opinions), own)
}

/// The heavier side, where it is heavy enough and leads clearly.
fn side(found: &[Evidence]) -> Option<(StanceLabel, f64)> {
    let sum = |sign: f64| -> f64 {
        let of_side = found.iter().map(|evidence| evidence.weight * sign);
        of_side.filter(|weight| *weight > 0.0).sum()
    };
    let (favor, against) = (sum(1.0), sum(-1.0));
    let (label, more, less) = if favor >= against {
        (StanceLabel::Favor, favor, against)
    } else {
        (StanceLabel::Against, against, favor)
    };
    (more >= ENOUGH && more >= LEAD * less).then_some((label, more - less))
}

fn spans(analysis: &Analysis, text: &str, ranges: impl Iterator<Item = (usize, usize)>) -> Vec<TextSpan> {
    let mut spans: Vec<TextSpan> = ranges
        .filter_map(|(first, last)| {
            let start = analysis.items.get(first)?.start;
            let end = analysis.items.get(last)?.end;
            TextSpan::new(text, start..end)
        })
        .collect();
    spans.sort_by_key(|span| (span.start, span.end));
    spans.dedup();
    spans
}
