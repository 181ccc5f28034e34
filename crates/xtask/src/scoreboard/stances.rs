//! How many decisions on topic and stance are the gold's.

use std::collections::BTreeMap;

use propos::schema::{AnnotatedDocument, Claim, StanceLabel};

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
            score.n_topics += 1;
            score.n_topic_right += usize::from(given.is_some_and(|given| &given.id == topic));
        }
        if let Some(target) = &decision.target {
            let stances = claim.into_iter().flat_map(|claim| claim.stances.iter().flatten());
            let given = stances
                .filter(|stance| &stance.target == target)
                .map(|stance| stance.label)
                .next();
            let given = StanceLabel::coded_name(given).to_owned();
            *score
                .decisions
                .entry((decision.label.clone(), given))
                .or_default() += 1;
        }
    }
    score
}

impl StanceScore {
    /// Adds the counts of another article.
    pub(crate) fn add(&mut self, other: &Self) {
        self.n_topics += other.n_topics;
        self.n_topic_right += other.n_topic_right;
        for (labels, count) in &other.decisions {
            *self.decisions.entry(labels.clone()).or_default() += count;
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
