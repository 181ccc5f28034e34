//! Labels of an answer become labels of claims.

use std::collections::BTreeSet;

use propos_annotate::{Annotation, Article};
use propos_codebook::Codebook;
use propos_schema::{Holder, HolderRole, Problem, Severity, Stance, TopicLabel};

use crate::answer::LabelledItem;
use crate::examples::Examples;
use crate::ground::Grounder;

/// What a label's score is where the server tells no probabilities.
const UNKNOWN_SCORE: f64 = 0.5;

/// Gives the claims their labels; an item names its claim by its place, from 1.
pub(crate) fn apply(
    labelled: Vec<LabelledItem>,
    article: &Article,
    codebook: &Codebook,
    examples: &Examples,
    annotation: &mut Annotation,
) {
    let has_actor = |item: &LabelledItem| item.stances.iter().any(|stance| stance.actor.is_some());
    let grounder = labelled
        .iter()
        .any(has_actor)
        .then(|| Grounder::new(article, codebook));
    let mut known_examples = Vec::new();
    for item in labelled {
        let Some(claim) = item
            .claim
            .checked_sub(1)
            .and_then(|index| annotation.claims.get_mut(index))
        else {
            continue;
        };
        if examples.hold(&claim.quote) {
            known_examples.push(claim.id.clone());
        }
        let sure = item.topics.iter().take(1).filter_map(|(_, sure)| *sure);
        let sure = sure.chain(item.stances.iter().filter_map(|stance| stance.sure));
        claim.confidence = sure.chain(item.no_stance).reduce(f64::min).map(rounded);
        claim.topics = item
            .topics
            .into_iter()
            .enumerate()
            .map(|(place, (id, sure))| TopicLabel::new(id, place == 0, score(sure)))
            .collect();
        let mut stances = Vec::with_capacity(item.stances.len());
        let mut wrong = BTreeSet::new();
        for stance in item.stances {
            let said = stance.actor.as_deref();
            let actor = said
                .zip(grounder.as_ref())
                .and_then(|(said, grounder)| grounder.actor(said, claim));
            if let (Some(said), None) = (said, &actor) {
                wrong.insert(examples.name(said));
            }
            let is_other = |actor: &String| claim.speaker.name.as_ref() != Some(actor);
            let holder = match actor.filter(is_other) {
                Some(actor) => Holder::new(HolderRole::Actor, Some(actor)),
                None => Holder::new(HolderRole::Speaker, claim.speaker.name.clone()),
            };
            stances.push(Stance::new(
                stance.target,
                stance.label,
                holder,
                score(stance.sure),
            ));
        }
        claim.stances = Some(stances);
        let id = claim.id.clone();
        annotation
            .problems
            .extend(wrong.into_iter().map(|is_leak| wrong_actor(is_leak, &id)));
    }
    let told = Examples::told(known_examples, "their labels prove");
    annotation.problems.extend(told);
}

/// An actor that is not where a claim says that somebody did something.
fn wrong_actor(is_leak: bool, claim: &str) -> Problem {
    let (code, severity, message) = if is_leak {
        (
            "example_leak",
            Severity::Warning,
            "the actor is one of the codebook's examples and not in the claim's sentence",
        )
    } else {
        (
            "ungrounded_actor",
            Severity::Info,
            "the actor does not stand in the claim's sentence",
        )
    };
    let mut problem = Problem::new(code, severity, message);
    problem.claims.push(claim.to_owned());
    problem
}

fn score(sure: Option<f64>) -> f64 {
    rounded(sure.unwrap_or(UNKNOWN_SCORE))
}

/// Four digits are more than a model knows.
fn rounded(score: f64) -> f64 {
    (score.clamp(0.0, 1.0) * 10_000.0).round() / 10_000.0
}
