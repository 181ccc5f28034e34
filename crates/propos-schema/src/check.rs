//! What must hold of every record, whoever wrote it.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::annotated::AnnotatedDocument;
use crate::claim::{Claim, Resolution};
use crate::label::Stance;

/// A rule that a record breaks: a defect of the program that wrote it.
///
/// Its text names ids, fields and offsets and never the article's words.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// The claim's id; empty for the document.
    pub claim: String,
    /// What does not hold.
    pub message: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.claim.is_empty() {
            formatter.write_str(&self.message)
        } else {
            write!(formatter, "claim {}: {}", self.claim, self.message)
        }
    }
}

impl Claim {
    /// Checks the claim against the text of its document: every span slices to its text, the quote is made of
    /// the spans, scores lie between 0 and 1, at most one topic is primary.
    pub fn check(&self, text: &str) -> Vec<Violation> {
        let mut violations = Vec::new();
        let mut report = |message: String| {
            violations.push(Violation {
                claim: self.id.clone(),
                message,
            });
        };
        let mut check_span = |field: &str, range: Range<usize>, expected: &str| {
            if text.get(range.clone()) != Some(expected) {
                report(format!(
                    "{field} does not slice to its text at bytes {}..{}",
                    range.start, range.end
                ));
            }
        };
        check_span(
            "sentence",
            self.sentence.start..self.sentence.end,
            &self.sentence.text,
        );
        for span in &self.spans {
            check_span("a span", span.range(), &span.text);
        }
        if let Some(span) = &self.speaker.mention {
            check_span("the speaker's mention", span.range(), &span.text);
        }
        if let Some(cue) = &self.cue {
            check_span("the cue", cue.start..cue.end, &cue.text);
        }
        for span in &self.modality {
            check_span("a modality span", span.range(), &span.text);
        }
        for figure in &self.figures {
            check_span("a figure", figure.start..figure.end, &figure.text);
        }
        for span in self.stances.iter().flatten().flat_map(|stance| &stance.evidence) {
            check_span("a stance's evidence", span.range(), &span.text);
        }

        if self.spans.iter().all(|span| span.text.trim().is_empty()) {
            report("the quote is empty".to_owned());
        }
        if !self.is_quote_joined() {
            report("the quote differs from its spans".to_owned());
        }
        if !self
            .spans
            .is_sorted_by(|earlier, later| earlier.end <= later.start)
        {
            report("the spans overlap or are out of order".to_owned());
        }
        let topic_scores = self.topics.iter().map(|topic| ("a topic", topic.score));
        let stance_scores = self
            .stances
            .iter()
            .flatten()
            .map(|stance| ("a stance", stance.score));
        let other_scores = [
            ("check-worthiness", self.check_worthiness.score),
            ("confidence", self.confidence.unwrap_or_default()),
        ];
        for (field, score) in topic_scores.chain(stance_scores).chain(other_scores) {
            if !(0.0..=1.0).contains(&score) {
                report(format!("the score of {field} is outside 0 to 1"));
            }
        }
        if self
            .figures
            .iter()
            .any(|figure| figure.value.is_some_and(|value| !value.is_finite()))
        {
            report("a figure's value is not finite".to_owned());
        }
        let n_primary = self.topics.iter().filter(|topic| topic.primary).count();
        if n_primary != usize::from(!self.topics.is_empty()) {
            report(format!("{n_primary} of {} topics are primary", self.topics.len()));
        }
        let author_speaks = self.speaker.resolution == Resolution::Author;
        if author_speaks && self.speaker.mention.is_some() {
            report("the author speaks and yet is mentioned".to_owned());
        }
        violations
    }
}

impl AnnotatedDocument {
    /// Checks every claim and what ties them: ids are there and unique, parents exist and form no cycle, links and problems
    /// name claims that exist, stances name coded targets once a holder, units follow each other. Empty when all holds.
    pub fn check(&self) -> Vec<Violation> {
        let text = self.document.text();
        let mut violations: Vec<Violation> = self.claims.iter().flat_map(|claim| claim.check(text)).collect();
        let parents: Parents<'_> = self
            .claims
            .iter()
            .map(|claim| (claim.id.as_str(), claim.parent.as_deref()))
            .collect();
        let mut report = |claim: &str, message: String| {
            violations.push(Violation {
                claim: claim.to_owned(),
                message,
            });
        };

        if parents.len() != self.claims.len() || parents.contains_key("") {
            report("", "claim ids are missing or repeated".to_owned());
        }
        for claim in &self.claims {
            if claim.document_id != self.document.id {
                report(&claim.id, "belongs to another document".to_owned());
            }
            if claim
                .parent
                .as_deref()
                .is_some_and(|parent| !parents.contains_key(parent))
            {
                report(&claim.id, "its parent does not exist".to_owned());
            }
            if claim.parent.is_some() && is_own_ancestor(&claim.id, &parents) {
                report(&claim.id, "is its own ancestor".to_owned());
            }
            let unit = self.document.units.get(claim.sentence.index);
            if unit.is_none_or(|unit| (unit.start, unit.end) != (claim.sentence.start, claim.sentence.end)) {
                report(
                    &claim.id,
                    format!("its sentence is not unit {}", claim.sentence.index),
                );
            }
            let stances = claim.stances.as_deref().unwrap_or_default();
            for (place, stance) in stances.iter().enumerate() {
                if !self.provenance.targets_coded.contains(&stance.target) {
                    report(
                        &claim.id,
                        format!("stance toward {:?}, which was not coded", stance.target),
                    );
                }
                let is_same = |other: &Stance| other.target == stance.target && other.holder == stance.holder;
                if stances.iter().take(place).any(is_same) {
                    report(
                        &claim.id,
                        format!("two stances of one holder toward {:?}", stance.target),
                    );
                }
            }
        }
        let links = self.links.iter().flat_map(|link| &link.claims);
        let problems = self.problems.iter().flat_map(|problem| &problem.claims);
        for id in links.chain(problems) {
            if !parents.contains_key(id.as_str()) {
                report(id, "is named by a link or problem and does not exist".to_owned());
            }
        }
        for problem in self.problems.iter().filter_map(|problem| problem.span.as_ref()) {
            if text.get(problem.range()) != Some(problem.text.as_str()) {
                report(
                    "",
                    format!("a problem's span does not slice at byte {}", problem.start),
                );
            }
        }
        let mut previous_end = 0;
        for unit in &self.document.units {
            if unit.start < previous_end || unit.end <= unit.start || text.get(unit.start..unit.end).is_none()
            {
                report(
                    "",
                    format!(
                        "the unit at byte {} is empty, overlaps or cuts a character",
                        unit.start
                    ),
                );
            }
            previous_end = unit.end;
        }
        violations
    }
}

/// The parent of each claim, by ids.
type Parents<'a> = HashMap<&'a str, Option<&'a str>, RandomState>;

/// Whether following parents from `id` comes back to it.
fn is_own_ancestor(id: &str, parents: &Parents<'_>) -> bool {
    let mut current = parents.get(id).copied().flatten();
    // A chain longer than the number of claims runs in a circle that `id` hangs on.
    for _ in 0..parents.len() {
        match current {
            Some(ancestor) if ancestor == id => return true,
            Some(ancestor) => current = parents.get(ancestor).copied().flatten(),
            None => return false,
        }
    }
    false
}
