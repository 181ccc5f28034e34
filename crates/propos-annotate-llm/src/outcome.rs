//! What is kept of all requests for one document, and what it comes to.

use std::collections::{BTreeMap, BTreeSet};

use propos_llm::{Answer, Failure};
use propos_schema::{Outcome, Problem, Severity, StructuredOutput};

use crate::answer::Repair;
use crate::converse::End;
use crate::failure::with_advice;

/// What happened while one document was asked about.
#[derive(Debug, Default)]
pub(crate) struct Log {
    /// The model as its server names it.
    pub(crate) model: Option<String>,
    pub(crate) n_asked_again: u32,
    /// Items that were asked about once more, each by itself.
    pub(crate) n_asked_alone: u32,
    pub(crate) n_cut: u32,
    /// Requests that ended with something to use, an empty list included.
    n_answered: u32,
    n_still_cut: u32,
    refusals: Vec<String>,
    failures: Vec<Failure>,
    unusable: Vec<String>,
    repairs: BTreeMap<Repair, u32>,
    dropped: Vec<String>,
    adapted: BTreeSet<String>,
    /// How the shape of answers was asked for, the weakest form.
    pub(crate) structured_output: Option<StructuredOutput>,
    /// Models that answered beside the first one.
    other_models: BTreeSet<String>,
}

/// How many complaints a problem lists.
const MOST_LISTED: usize = 5;

impl Log {
    /// Notes who answered, and what of the request was left out for it.
    pub(crate) fn note(&mut self, answer: &Answer) {
        if self.model.is_none() {
            self.model.clone_from(&answer.model);
        }
        if answer.model != self.model {
            self.other_models.extend(answer.model.clone());
        }
        self.adapted.extend(answer.adapted.iter().cloned());
        let form = answer.shape_form.and_then(|form| form.word().parse().ok());
        self.structured_output = self.structured_output.max(form);
    }

    /// Takes over what happened with the next piece of the document.
    pub(crate) fn append(&mut self, next: Self) {
        // All by name, so that nothing new is forgotten here.
        let Self {
            model,
            n_asked_again,
            n_asked_alone,
            n_cut,
            n_answered,
            n_still_cut,
            refusals,
            failures,
            unusable,
            repairs,
            dropped,
            adapted,
            structured_output,
            other_models,
        } = next;
        if self.model.is_none() {
            self.model = model;
        } else if model != self.model {
            self.other_models.extend(model);
        }
        self.other_models.extend(other_models);
        if let Some(model) = &self.model {
            self.other_models.remove(model);
        }
        self.n_asked_again += n_asked_again;
        self.n_asked_alone += n_asked_alone;
        self.n_cut += n_cut;
        self.n_answered += n_answered;
        self.n_still_cut += n_still_cut;
        self.refusals.extend(refusals);
        self.failures.extend(failures);
        self.unusable.extend(unusable);
        for (repair, times) in repairs {
            *self.repairs.entry(repair).or_default() += times;
        }
        self.dropped.extend(dropped);
        self.adapted.extend(adapted);
        self.structured_output = self.structured_output.max(structured_output);
    }

    pub(crate) fn repairs(&mut self, repairs: &BTreeSet<Repair>) {
        for repair in repairs {
            *self.repairs.entry(*repair).or_default() += 1;
        }
    }

    /// Notes items that could not be used.
    pub(crate) fn dropped(&mut self, complaints: Vec<String>) {
        self.dropped.extend(complaints);
    }

    pub(crate) fn end(&mut self, end: &End, has_items: bool) {
        match end {
            End::Whole => self.n_answered += 1,
            End::Cut => {
                self.n_answered += 1;
                self.n_still_cut += 1;
            }
            End::Refused(reason) => self.refusals.push(reason.clone()),
            End::Unusable(reason) => self.unusable.push(reason.clone()),
            End::Failed(failure) => self.failures.push(failure.clone()),
        }
        if has_items && !matches!(end, End::Whole | End::Cut) {
            self.n_answered += 1;
        }
    }

    /// The last failure, where nothing at all was answered. What stands against every request, or against all of them for now,
    /// leaves no document half done either: it is to be done when that is mended.
    pub(crate) fn only_failure(&self) -> Option<&Failure> {
        let of_all = self.failures.iter().find(|failure| stands_against_all(failure));
        if of_all.is_some() {
            return of_all;
        }
        (self.n_answered == 0 && self.refusals.is_empty())
            .then(|| self.failures.last())
            .flatten()
    }

    /// Whether something stands against every request, or against all of them for now.
    pub(crate) fn is_hopeless(&self) -> bool {
        self.failures.iter().any(stands_against_all)
    }

    /// A failure by which a long question was split; it is mended then.
    pub(crate) fn forget_failure(&mut self) {
        self.failures.pop();
    }

    /// A cut behind which the rest is asked for anew.
    pub(crate) fn forgive_cut(&mut self) {
        self.n_still_cut = self.n_still_cut.saturating_sub(1);
    }

    /// What it comes to.
    pub(crate) fn outcome(&self) -> Outcome {
        let is_lossy = self.n_still_cut > 0
            || !self.refusals.is_empty()
            || !self.failures.is_empty()
            || !self.unusable.is_empty()
            || !self.dropped.is_empty();
        match (is_lossy, self.n_answered > 0) {
            (false, _) => Outcome::Complete,
            (true, true) => Outcome::Partial,
            (true, false) if !self.refusals.is_empty() => Outcome::Refused,
            (true, false) => Outcome::Failed,
        }
    }

    /// What a reader must know, a problem each. No word of the document or of the model is in them.
    pub(crate) fn problems(&self, step: &str) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut say = |code: &str, severity, message: String| {
            problems.push(Problem::new(code, severity, format!("{step}: {message}")));
        };
        for reason in &self.refusals {
            let message = match reason.as_str() {
                "refused" => "the model refused".to_owned(),
                reason => format!("the model refused ({reason})"),
            };
            say("refused", Severity::Error, message);
        }
        for failure in &self.failures {
            say("request_failed", Severity::Error, with_advice(failure));
        }
        for reason in &self.unusable {
            let message = format!("the answer cannot be used, asked again or not: {reason}");
            say("unusable_answer", Severity::Error, message);
        }
        if self.n_still_cut > 0 {
            let message = "an answer was cut and what follows is missing; raise --max-output-tokens";
            say("answer_cut", Severity::Error, message.to_owned());
        } else if self.n_cut > 0 {
            let message = match self.n_cut {
                1 => "an answer was cut and the rest was asked for".to_owned(),
                number => format!("{number} answers were cut and the rest was asked for"),
            };
            say("answer_cut", Severity::Info, message);
        }
        let (labels, items): (Vec<_>, Vec<_>) = self
            .dropped
            .iter()
            .partition(|complaint| complaint.ends_with("not one of the values"));
        for (code, dropped) in [("unknown_label", labels), ("dropped_item", items)] {
            if !dropped.is_empty() {
                let listed: Vec<&str> = dropped.iter().take(MOST_LISTED).map(|it| it.as_str()).collect();
                let message = format!("{} of the answer not used: {}", dropped.len(), listed.join("; "));
                say(code, Severity::Warning, message);
            }
        }
        if self.n_asked_again > 0 {
            let message = format!("asked again {} with what was wrong", times(self.n_asked_again));
            say("asked_again", Severity::Info, message);
        }
        if self.n_asked_alone > 0 {
            let message = match self.n_asked_alone {
                1 => "1 claim was asked about once more, alone".to_owned(),
                number => format!("{number} claims were asked about once more, each alone"),
            };
            say("asked_again", Severity::Info, message);
        }
        for (repair, n_times) in &self.repairs {
            let message = format!("{} ({})", repair.word(), times(*n_times));
            say("repaired_answer", Severity::Info, message);
        }
        if !self.other_models.is_empty() {
            let others: Vec<&str> = self.other_models.iter().map(String::as_str).collect();
            let message = format!("other models answered too: {}", others.join(", "));
            say("model_changed", Severity::Warning, message);
        }
        if !self.adapted.is_empty() {
            let adapted: Vec<&str> = self.adapted.iter().map(String::as_str).collect();
            let message = format!("the model does not take {}", adapted.join(", "));
            say("adapted_request", Severity::Info, message);
        }
        problems
    }
}

fn times(number: u32) -> String {
    match number {
        1 => "once".to_owned(),
        number => format!("{number} times"),
    }
}

const fn stands_against_all(failure: &Failure) -> bool {
    failure.is_standstill || failure.class.concerns_every_request()
}
