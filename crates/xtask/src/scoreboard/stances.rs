//! How many decisions on topic and stance are the gold's.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use propos::schema::{AnnotatedDocument, Claim, Stance, StanceLabel};

use super::attributions::{overlap_of, ranges};
use super::gold::GoldStance;

const LABELS: [&str; 4] = ["favor", "against", "neutral", "none"];

/// Counts that make up the figures.
#[derive(Default)]
pub(crate) struct StanceScore {
    pub(crate) n_topics: usize,
    pub(crate) n_topic_right: usize,
    /// How often a label of the gold got a label, by (gold, given).
    decisions: BTreeMap<(String, String), usize>,
    /// How often a rule gave a side, and how often rightly, by rule and side.
    by_rule: BTreeMap<(String, String), (usize, usize)>,
    /// What is wrong, a line each.
    pub(crate) wrong: Vec<String>,
}

/// Compares each decision of the gold with that on the claim which overlaps it best. Where no claim does, the
/// decision is *none*, as a reader of the record would conclude.
pub(crate) fn score(annotated: &AnnotatedDocument, gold: &[GoldStance]) -> StanceScore {
    let text = annotated.document.text();
    let mut score = StanceScore::default();
    for decision in gold {
        let overlap = |claim: &Claim| overlap_of(text, &ranges(claim), std::slice::from_ref(&decision.claim));
        let best = annotated
            .claims
            .iter()
            .max_by(|first, second| overlap(first).total_cmp(&overlap(second)));
        let claim = best.filter(|claim| overlap(claim) >= 0.3);
        if let Some(topic) = decision.topics.first() {
            let given = claim.and_then(Claim::primary_topic);
            let is_right = given.is_some_and(|given| &given.id == topic);
            score.n_topics += 1;
            score.n_topic_right += usize::from(is_right);
            if !is_right {
                let given = given.map_or("-", |given| given.id.as_str());
                let quote = text.get(decision.claim.clone()).unwrap_or_default();
                score.wrong.push(format!("topic {topic} > {given} | {quote}"));
            }
        }
        if let Some(target) = &decision.target {
            let mut stances = claim.into_iter().flat_map(|claim| claim.stances.iter().flatten());
            let stance = stances.find(|stance| &stance.target == target);
            let given = StanceLabel::coded_name(stance.map(|stance| stance.label)).to_owned();
            if given == "favor" || given == "against" {
                let rule = stance.and_then(|stance| stance.rule.clone()).unwrap_or_default();
                let counts = score.by_rule.entry((rule, given.clone())).or_default();
                counts.0 += 1;
                counts.1 += usize::from(given == decision.label);
            }
            if given != decision.label {
                score
                    .wrong
                    .push(wrong_stance(text, decision, &given, claim, stance));
            }
            *score
                .decisions
                .entry((decision.label.clone(), given))
                .or_default() += 1;
        }
    }
    score
}

/// A wrong decision: gold and given label, target, rule, the quote of the gold with the speaker given, and the evidence.
fn wrong_stance(
    text: &str,
    decision: &GoldStance,
    given: &str,
    claim: Option<&Claim>,
    stance: Option<&Stance>,
) -> String {
    let quote = text.get(decision.claim.clone()).unwrap_or_default();
    let target = decision.target.as_deref().unwrap_or_default();
    let speaker = claim.map_or("no claim", |claim| claim.speaker.name.as_deref().unwrap_or("-"));
    let evidence: Vec<&str> = stance
        .into_iter()
        .flat_map(|stance| &stance.evidence)
        .map(|span| span.text.as_str())
        .collect();
    let rule = stance.and_then(|stance| stance.rule.as_deref()).unwrap_or("-");
    format!(
        "{} > {given} | {target} | {rule} | {speaker} (gold: {}) | {quote} | {evidence:?}",
        decision.label, decision.holder
    )
}

impl StanceScore {
    /// Gold labels by given ones, as a table.
    pub(crate) fn confusion(&self) -> String {
        let mut table =
            "| gold \\ given | favor | against | neutral | none |\n|---|---:|---:|---:|---:|\n".to_owned();
        for gold_label in LABELS {
            let cells: Vec<String> = LABELS
                .iter()
                .map(|label| {
                    self.count(|gold, given| gold == gold_label && given == *label)
                        .to_string()
                })
                .collect();
            let _ = writeln!(table, "| {gold_label} | {} |", cells.join(" | "));
        }
        table
    }

    /// The sides by rule, how often each was given and how often rightly, as a table.
    pub(crate) fn rules(&self) -> String {
        let mut table = "| rule | side | said | right |\n|---|---|---:|---:|\n".to_owned();
        for ((rule, side), (n_said, n_right)) in &self.by_rule {
            let _ = writeln!(table, "| {rule} | {side} | {n_said} | {n_right} |");
        }
        table
    }

    /// Adds the counts of another article.
    pub(crate) fn add(&mut self, other: &Self) {
        self.n_topics += other.n_topics;
        self.n_topic_right += other.n_topic_right;
        for (labels, count) in &other.decisions {
            *self.decisions.entry(labels.clone()).or_default() += count;
        }
        for (rule, (n_said, n_right)) in &other.by_rule {
            let counts = self.by_rule.entry(rule.clone()).or_default();
            counts.0 += n_said;
            counts.1 += n_right;
        }
    }

    /// All decisions of the gold.
    pub(crate) fn n_decisions(&self) -> usize {
        self.decisions.values().sum()
    }

    /// Those that are the same.
    pub(crate) fn n_right(&self) -> usize {
        LABELS
            .iter()
            .map(|label| self.count(|gold, given| gold == *label && given == *label))
            .sum()
    }

    /// How often a label was given, and how often rightly.
    pub(crate) fn said_and_right(&self, label: &str) -> String {
        let n_said = self.count(|_, given| given == label);
        let n_right = self.count(|gold, given| gold == label && given == label);
        format!("{n_said} / {n_right}")
    }

    /// The mean over the four labels of the F1 of each.
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    pub(crate) fn macro_f1(&self) -> f64 {
        let f1 = |label: &str| {
            let n_both = self.count(|gold, given| gold == label && given == label);
            let n_either = self.count(|gold, _| gold == label) + self.count(|_, given| given == label);
            if n_either == 0 {
                0.0
            } else {
                2.0 * n_both as f64 / n_either as f64
            }
        };
        LABELS.iter().map(|label| f1(label)).sum::<f64>() / LABELS.len() as f64
    }

    fn count(&self, is_counted: impl Fn(&str, &str) -> bool) -> usize {
        let counted = self
            .decisions
            .iter()
            .filter(|((gold, given), _)| is_counted(gold, given));
        counted.map(|(_, count)| count).sum()
    }
}
