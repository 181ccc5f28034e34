//! How many documents came out how, by what is known of them: whoever reads shares of claims must know whom refusals left out.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use propos_schema::{AnnotatedDocument, Outcome};

/// The kind of problem of a document of which a model, or a filter before it, refused all or a part.
const REFUSED: &str = "refused";

/// The field of [`Outcomes`] whose values are ids of topics: reports write the topics' names.
pub const TOPIC: &str = "topic";

/// How many documents of a group came out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tally {
    /// All of them: complete, partial, refused and failed.
    pub n_documents: u64,
    /// Those with all of their annotation.
    pub n_complete: u64,
    /// Those with a part of it, whatever the other part came to.
    pub n_partial: u64,
    /// Those that a model refused as a whole.
    pub n_refused: u64,
    /// Those without usable annotation for another reason.
    pub n_failed: u64,
    /// Those of which a part was refused; they are partial.
    pub n_refused_in_part: u64,
    /// Those that another annotator did than the one asked for. They lost nothing, but are not made like the others.
    pub n_by_fallback: u64,
}

impl Tally {
    /// One document.
    pub fn one(outcome: Outcome, has_refusal: bool, is_by_fallback: bool) -> Self {
        let is = |other| u64::from(outcome == other);
        Self {
            n_documents: 1,
            n_complete: is(Outcome::Complete),
            n_partial: is(Outcome::Partial),
            n_refused: is(Outcome::Refused),
            n_failed: is(Outcome::Failed),
            n_refused_in_part: u64::from(outcome == Outcome::Partial && has_refusal),
            n_by_fallback: u64::from(is_by_fallback),
        }
    }

    /// The document of a record.
    pub fn of(document: &AnnotatedDocument) -> Self {
        let codes = document.problems.iter().map(|problem| problem.code.as_str());
        let is_by_fallback = document.provenance.fallback_reason.is_some();
        Self::one(document.outcome, is_refusal(codes), is_by_fallback)
    }

    /// How many lost all or a part of their claims to refusals.
    pub const fn n_lost(&self) -> u64 {
        self.n_refused + self.n_refused_in_part
    }

    /// Their share of all, from 0 to 1.
    pub fn share(&self) -> f64 {
        as_number(self.n_lost()) / as_number(self.n_documents.max(1))
    }

    /// Between which shares the true one of such documents lies, with 95 % confidence: Wilson's score interval, which holds for small
    /// groups and for groups that lost nothing.
    pub fn interval(&self) -> (f64, f64) {
        /// How many standard deviations lie about 95 % of a normal distribution.
        const DEVIATIONS: f64 = 1.959_964;
        if self.n_documents == 0 {
            return (0.0, 1.0);
        }
        let (number, share) = (as_number(self.n_documents), self.share());
        let square = DEVIATIONS * DEVIATIONS / number;
        let middle = (share + square / 2.0) / (1.0 + square);
        let variance = share * (1.0 - share) / number + square / (4.0 * number);
        let half = DEVIATIONS / (1.0 + square) * variance.sqrt();
        // Rounding leaves something where there is nothing or everything.
        let low = if self.n_lost() == 0 { 0.0 } else { middle - half };
        let is_all = self.n_lost() == self.n_documents;
        (low.max(0.0), if is_all { 1.0 } else { (middle + half).min(1.0) })
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.n_documents += other.n_documents;
        self.n_complete += other.n_complete;
        self.n_partial += other.n_partial;
        self.n_refused += other.n_refused;
        self.n_failed += other.n_failed;
        self.n_refused_in_part += other.n_refused_in_part;
        self.n_by_fallback += other.n_by_fallback;
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share for people")]
const fn as_number(count: u64) -> f64 {
    count as f64
}

/// Whether the codes of a record's problems tell of a refusal.
pub fn is_refusal<'code>(codes: impl IntoIterator<Item = &'code str>) -> bool {
    codes.into_iter().any(|code| code == REFUSED)
}

/// Outcomes by group: of each language, outlet, topic or whatever else is known of documents. Memory holds a tally a group.
#[derive(Clone, Debug)]
pub struct Outcomes {
    /// What documents are grouped by, and the groups of each.
    fields: Vec<(String, BTreeMap<String, Tally>)>,
    all: Tally,
}

/// A group and its tally.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OutcomeRow<'o> {
    /// What the documents are grouped by; [`Outcomes::ALL`] for all of them together.
    pub by: &'o str,
    /// What the group has in common; empty where nothing is known, and for all together.
    pub value: &'o str,
    /// How its documents came out.
    pub tally: Tally,
}

impl Outcomes {
    /// What the row of all documents is grouped by.
    pub const ALL: &'static str = "all";

    /// Without documents yet, to be grouped by each of these.
    pub fn by(fields: impl IntoIterator<Item = String>) -> Self {
        Self {
            fields: fields.into_iter().map(|field| (field, BTreeMap::new())).collect(),
            all: Tally::default(),
        }
    }

    /// What documents are grouped by.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|(field, _)| field.as_str())
    }

    /// Adds documents of which `value` says what is known by each field; empty where nothing is.
    pub fn add(&mut self, tally: Tally, mut value: impl FnMut(&str) -> String) {
        self.all += tally;
        for (field, groups) in &mut self.fields {
            *groups.entry(value(field)).or_default() += tally;
        }
    }

    /// All documents together.
    pub const fn all(&self) -> Tally {
        self.all
    }

    /// The groups of a field, those first that surely lost most: by the lower end of the interval, then the number of documents.
    pub fn groups(&self, field: &str) -> Vec<OutcomeRow<'_>> {
        let found = self.fields.iter().find(|(name, _)| name == field);
        let mut rows: Vec<OutcomeRow<'_>> = found
            .into_iter()
            .flat_map(|(by, groups)| {
                groups.iter().map(|(value, tally)| OutcomeRow {
                    by,
                    value,
                    tally: *tally,
                })
            })
            .collect();
        rows.sort_by(|first, second| {
            let (low, other_low) = (first.tally.interval().0, second.tally.interval().0);
            let by_size = second.tally.n_documents.cmp(&first.tally.n_documents);
            other_low.total_cmp(&low).then(by_size)
        });
        rows
    }

    /// All rows: all documents together, then the groups of each field.
    pub fn rows(&self) -> Vec<OutcomeRow<'_>> {
        let all = OutcomeRow {
            by: Self::ALL,
            value: "",
            tally: self.all,
        };
        let groups = self.fields().flat_map(|field| self.groups(field));
        std::iter::once(all).chain(groups).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(n_lost: u64, n_documents: u64) -> Tally {
        let mut tally = Tally::default();
        for number in 0..n_documents {
            let outcome = if number < n_lost {
                Outcome::Refused
            } else {
                Outcome::Complete
            };
            tally += Tally::one(outcome, number < n_lost, false);
        }
        tally
    }

    #[test]
    fn intervals_are_those_of_the_textbook() {
        // Newcombe 1998, table I, and the bounds where nothing or everything is lost.
        for (n_lost, n_documents, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
            (5, 5, 0.5655, 1.0),
            (0, 0, 0.0, 1.0),
        ] {
            let found = of(n_lost, n_documents).interval();
            assert!(
                (found.0 - low).abs() < 6e-5 && (found.1 - high).abs() < 6e-5,
                "{n_lost} of {n_documents}: {found:?}"
            );
        }
    }

    #[test]
    fn each_document_is_of_one_outcome_and_one_group_a_field() {
        let mut outcomes = Outcomes::by(["lang".to_owned(), "outlet".to_owned()]);
        let documents = [
            (Outcome::Refused, true, "fr", "A"),
            (Outcome::Partial, true, "fr", ""),
            (Outcome::Partial, false, "de", "A"),
            (Outcome::Failed, false, "de", "B"),
            (Outcome::Complete, false, "de", "B"),
        ];
        for (outcome, has_refusal, lang, outlet) in documents {
            let tally = Tally::one(outcome, has_refusal, outcome == Outcome::Complete);
            outcomes.add(tally, |field| {
                if field == "lang" { lang } else { outlet }.to_owned()
            });
        }
        let all = outcomes.all();
        assert_eq!(
            (
                all.n_documents,
                all.n_lost(),
                all.n_refused_in_part,
                all.n_by_fallback
            ),
            (5, 2, 1, 1)
        );
        assert_eq!(all.n_complete + all.n_partial + all.n_refused + all.n_failed, 5);
        for field in ["lang", "outlet"] {
            let n_documents: u64 = outcomes
                .groups(field)
                .iter()
                .map(|row| row.tally.n_documents)
                .sum();
            assert_eq!(n_documents, 5, "{field}");
        }
        let order: Vec<&str> = outcomes.groups("outlet").iter().map(|row| row.value).collect();
        assert_eq!(order, ["", "A", "B"], "who surely lost most stands first");
    }
}
