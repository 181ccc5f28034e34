//! Several annotators, or one several times: what most of them say, and how many that are.

use async_trait::async_trait;
use propos_annotate::{AnnotateError, Annotation, Annotator, Article, Description};
use propos_codebook::Codebook;
use propos_schema::{Claim, Outcome, Problem, Severity, Stance, TopicLabel};

use crate::merge::share;

/// Two claims that share so much of their text are about the same words.
const SAME_WORDS: f64 = 0.5;

/// Asks all its annotators and keeps what more than half of those that answered say; at a tie the first one's word counts.
/// A claim's `confidence` and its labels' scores are the share of annotators that agree.
pub struct Vote {
    voters: Vec<Box<dyn Annotator>>,
}

impl Vote {
    /// A vote of these annotators, the preferred one first.
    pub fn new(voters: Vec<Box<dyn Annotator>>) -> Self {
        Self { voters }
    }

    fn name(&self) -> String {
        let mut names: Vec<String> = self.voters.iter().map(|voter| voter.describe().name).collect();
        let n_voters = names.len();
        names.dedup();
        match names.as_slice() {
            [only] if n_voters > 1 => format!("vote({n_voters}×{only})"),
            names => format!("vote({})", names.join(",")),
        }
    }
}

#[async_trait]
impl Annotator for Vote {
    fn describe(&self) -> Description {
        let mut description = Description::new(self.name());
        description.is_deterministic = self.voters.iter().all(|voter| voter.describe().is_deterministic);
        description
    }

    async fn annotate(&self, article: &Article, codebook: &Codebook) -> Result<Annotation, AnnotateError> {
        let mut answers = Vec::new();
        let mut absent = Vec::new();
        let mut last = Err(AnnotateError::EmptyChain);
        for voter in &self.voters {
            let name = voter.describe().name;
            match voter.annotate(article, codebook).await {
                Ok(answer) if matches!(answer.outcome, Outcome::Complete | Outcome::Partial) => {
                    answers.push(answer);
                }
                Ok(answer) => {
                    absent.push(format!("{name}: {}", answer.outcome));
                    last = Ok(answer);
                }
                Err(error) => {
                    absent.push(format!("{name}: failed to {error}"));
                    last = Err(error);
                }
            }
        }
        if answers.is_empty() {
            return last;
        }
        let mut annotation = tally(answers, &self.name());
        for reason in absent {
            let message = format!("one voter is missing: {reason}");
            annotation
                .problems
                .push(Problem::new("missing_vote", Severity::Warning, message));
            annotation.outcome = Outcome::Partial;
        }
        Ok(annotation)
    }
}

/// What most of the answers say.
fn tally(answers: Vec<Annotation>, name: &str) -> Annotation {
    let n_voters = answers.len();
    let mut annotation = Annotation::new(name);
    let models: Vec<String> = answers.iter().filter_map(|answer| answer.model.clone()).collect();
    annotation.model = joined(models);
    annotation.prompt_sha256 = answers.iter().find_map(|answer| answer.prompt_sha256.clone());
    annotation.structured_output = answers.iter().filter_map(|answer| answer.structured_output).max();
    annotation.targets_coded = answers.iter().find_map(|answer| answer.targets_coded.clone());
    if answers.iter().any(|answer| answer.outcome != Outcome::Complete) {
        annotation.outcome = Outcome::Partial;
    }
    for answer in &answers {
        for problem in &answer.problems {
            let mut problem = problem.clone();
            // Ids are each voter's own.
            problem.claims.clear();
            if !annotation.problems.contains(&problem) {
                annotation.problems.push(problem);
            }
        }
    }
    for (number, group) in groups(answers).into_iter().enumerate() {
        // A claim that only some found: more than half, or half with the preferred one among them.
        let is_first_in = group.first().is_some_and(|(voter, _)| *voter == 0);
        if group.len() * 2 < n_voters || (group.len() * 2 == n_voters && !is_first_in) {
            continue;
        }
        if let Some(mut claim) = elect(&group, n_voters) {
            claim.id = (number + 1).to_string();
            claim.parent = None;
            annotation.claims.push(claim);
        }
    }
    annotation
}

fn joined(mut models: Vec<String>) -> Option<String> {
    models.dedup();
    (!models.is_empty()).then(|| models.join(","))
}

/// Claims about the same words, at most one of each voter, in text order. Each with the number of its voter.
fn groups(answers: Vec<Annotation>) -> Vec<Vec<(usize, Claim)>> {
    let mut claims: Vec<(usize, Claim)> = answers
        .into_iter()
        .enumerate()
        .flat_map(|(voter, answer)| answer.claims.into_iter().map(move |claim| (voter, claim)))
        .collect();
    claims.sort_by_key(|(voter, claim)| (claim.extent().start, claim.extent().end, *voter));
    let mut groups: Vec<Vec<(usize, Claim)>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (voter, claim) in claims {
        let extent = claim.extent();
        let reaches =
            |group: &Vec<(usize, Claim)>| group.iter().any(|(_, other)| other.extent().end > extent.start);
        open.retain(|index| groups.get(*index).is_some_and(reaches));
        let same = open.iter().copied().find(|index| {
            groups.get(*index).is_some_and(|group| {
                group.iter().all(|(other, _)| *other != voter)
                    && group
                        .first()
                        .is_some_and(|(_, other)| is_about_the_same(other, &claim))
            })
        });
        if let Some(group) = same.and_then(|index| groups.get_mut(index)) {
            group.push((voter, claim));
        } else {
            open.push(groups.len());
            groups.push(vec![(voter, claim)]);
        }
    }
    for group in &mut groups {
        group.sort_by_key(|(voter, _)| *voter);
    }
    groups
}

fn is_about_the_same(one: &Claim, other: &Claim) -> bool {
    let (first, second) = (one.extent(), other.extent());
    let common = first
        .end
        .min(second.end)
        .saturating_sub(first.start.max(second.start));
    let all = first.end.max(second.end) - first.start.min(second.start);
    share(common, all) >= SAME_WORDS
}

/// The first voter's claim with the labels of most.
fn elect(group: &[(usize, Claim)], n_voters: usize) -> Option<Claim> {
    let mut claim = group.first()?.1.clone();
    let labelled: Vec<&Claim> = group
        .iter()
        .map(|(_, claim)| claim)
        .filter(|claim| claim.stances.is_some())
        .collect();
    let most = |votes: usize| share(votes, labelled.len());
    let mut confidence = share(group.len(), n_voters);
    if !labelled.is_empty() {
        let primary = winner(
            labelled
                .iter()
                .filter_map(|claim| Some(claim.primary_topic()?.id.as_str())),
        );
        let mut topics: Vec<TopicLabel> = Vec::new();
        if let Some((id, votes)) = primary {
            confidence = confidence.min(most(votes));
            topics.push(TopicLabel::new(id, true, most(votes)));
        }
        for topic in labelled.iter().flat_map(|claim| &claim.topics) {
            let votes = labelled
                .iter()
                .filter(|claim| claim.topics.iter().any(|other| other.id == topic.id))
                .count();
            if votes * 2 > labelled.len() && !topics.iter().any(|known| known.id == topic.id) {
                topics.push(TopicLabel::new(&topic.id, false, most(votes)));
            }
        }
        // As many as the fullest answer had, which is as many as the codebook allows.
        let n_most = labelled.iter().map(|claim| claim.topics.len()).max().unwrap_or(0);
        topics.truncate(n_most);
        claim.topics = topics;
        let (stances, least) = elect_stances(&labelled);
        confidence = confidence.min(least);
        claim.stances = Some(stances);
    }
    claim.confidence = Some(confidence);
    Some(claim)
}

/// The stances of most, and the smallest share by which one was decided.
fn elect_stances(labelled: &[&Claim]) -> (Vec<Stance>, f64) {
    let mut targets: Vec<&str> = Vec::new();
    for stance in labelled.iter().flat_map(|claim| claim.stances.iter().flatten()) {
        if !targets.contains(&stance.target.as_str()) {
            targets.push(&stance.target);
        }
    }
    let mut least = 1.0_f64;
    let mut elected = Vec::new();
    for target in targets {
        let of = |claim: &&Claim| {
            let stances = claim.stances.iter().flatten();
            stances.clone().find(|stance| stance.target == target).cloned()
        };
        let votes: Vec<Option<Stance>> = labelled.iter().map(of).collect();
        let labels = votes
            .iter()
            .map(|stance| stance.as_ref().map(|stance| stance.label));
        let Some((label, n_votes)) = winner(labels) else {
            continue;
        };
        let agreed = share(n_votes, labelled.len());
        least = least.min(agreed);
        let stance = votes
            .into_iter()
            .flatten()
            .find(|stance| Some(stance.label) == label);
        if let Some(mut stance) = stance {
            stance.score = agreed;
            elected.push(stance);
        }
    }
    (elected, least)
}

/// What most say and how many they are; at a tie what was said first.
fn winner<T: PartialEq + Copy>(votes: impl Iterator<Item = T>) -> Option<(T, usize)> {
    let mut counted: Vec<(T, usize)> = Vec::new();
    for vote in votes {
        match counted.iter_mut().find(|(known, _)| *known == vote) {
            Some((_, count)) => *count += 1,
            None => counted.push((vote, 1)),
        }
    }
    let most = counted.iter().map(|(_, count)| *count).max()?;
    counted.into_iter().find(|(_, count)| *count == most)
}
