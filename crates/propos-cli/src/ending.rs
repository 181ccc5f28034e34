//! What is said at the end of a run: what came of it, what did not go well and why, and what to do.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::time::Duration;

use propos::pipeline::{AnswerCounts, FailureLine, RunFolder, StopReason, Summary};
use propos::report::is_refusal;
use serde_json::Value;

use crate::exit::Exit;
use crate::money::{budget_words, grouped, spending_words};
use crate::narrator::{duration, moment};
use crate::outcomes::refusals;
use crate::signals::Signals;
use crate::talk::{Talk, counted_long};

/// So many kinds of trouble are told of, and so many documents of each by name.
const MOST_KINDS: usize = 8;
const MOST_NAMED: usize = 3;

/// A run that has come to its end, or to a stop.
pub(crate) struct Ending<'e> {
    pub(crate) summary: &'e Summary,
    pub(crate) folder: &'e Path,
    /// How the run was begun, as its manifest has it.
    pub(crate) host: &'e Value,
    /// Where the person is who reads this.
    pub(crate) here: &'e str,
    pub(crate) signals: &'e Signals,
    pub(crate) took: Duration,
    /// How many inputs there are; 0 where nobody counted them.
    pub(crate) n_inputs: u64,
    /// Whether models were asked.
    pub(crate) has_models: bool,
}

impl Ending<'_> {
    /// Says how it ended and gives the exit code.
    pub(crate) fn tell(&self, talk: &Talk) -> Exit {
        let summary = self.summary;
        self.tell_result(talk);
        if let Some(line) = unpaid(&summary.answers) {
            talk.say(&line);
        }
        if let Some(line) = summary.spending.as_ref().and_then(spending_words) {
            talk.say(&format!("Spent: {line}."));
        }
        let left = self.n_inputs.saturating_sub(summary.n_done);
        if summary.stopped.is_some() && left > 0 {
            talk.say(&format!(
                "{} of {} are still to be done.",
                grouped(left),
                counted_long(self.n_inputs, "input")
            ));
        }
        self.tell_models(talk);
        self.tell_trouble(talk);
        let Some(reason) = &summary.stopped else {
            let is_well = summary.n_incomplete + summary.n_unreadable == 0;
            return if is_well { Exit::Done } else { Exit::Incomplete };
        };
        let (exit, when, more) = self.stop(reason, talk);
        talk.hint(&format!(
            "go on{when} with: propos batch --resume {}{more}",
            quoted_path(self.folder)
        ));
        exit
    }

    fn tell_result(&self, talk: &Talk) {
        let summary = self.summary;
        let mut parts = vec![
            counted_long(summary.n_documents, "document"),
            counted_long(summary.n_claims, "claim"),
        ];
        if summary.n_incomplete > 0 {
            parts.push(format!("{} not complete", summary.n_incomplete));
        }
        if summary.n_refused > 0 {
            let share = percent(summary.n_refused, summary.n_documents);
            parts.push(format!("{} of them refused ({share})", summary.n_refused));
        }
        if summary.n_unreadable > 0 {
            parts.push(format!("{} not read", summary.n_unreadable));
        }
        talk.say(&format!(
            "{} in {:.1} s → {}",
            parts.join(", "),
            self.took.as_secs_f64(),
            RunFolder::new(self.folder).results().display()
        ));
    }

    fn tell_models(&self, talk: &Talk) {
        let summary = self.summary;
        if summary.models.len() > 1 {
            let models = summary.models.iter();
            let models: Vec<String> = models
                .map(|(model, n_documents)| format!("{model} ({n_documents})"))
                .collect();
            talk.warning(&format!("more than one model answered: {}", models.join(", ")));
            if summary.stopped.is_none() {
                talk.hint("name a dated version of the model, or stop at the next change with --pin-model");
            }
        }
        for (model, fingerprints) in &summary.fingerprints {
            if fingerprints.len() > 1 {
                let each = fingerprints.iter();
                let each: Vec<String> = each.map(|(name, number)| format!("{name} ({number})")).collect();
                talk.warning(&format!(
                    "the server of {model} changed its configuration: {}",
                    each.join(", ")
                ));
            }
        }
        if let Some(StopReason::ModelChanged { from, .. }) = &summary.stopped {
            talk.hint(&format!(
                "begin a new run with the new model, or name {from} in full; --accept-changed goes on and mixes the two"
            ));
        }
    }

    /// What did not go well, by kind, the commonest first, and what to do about it.
    fn tell_trouble(&self, talk: &Talk) {
        let summary = self.summary;
        if summary.n_incomplete + summary.n_unreadable == 0 {
            return;
        }
        let place = RunFolder::new(self.folder).failures();
        talk.say(&format!("What did not go well is in {}:", place.display()));
        let kinds = Kinds::read(&place);
        for (kind, trouble) in kinds.0.iter().take(MOST_KINDS) {
            talk.say(&format!("  {}", trouble.in_words(&kind.outcome)));
        }
        if kinds.0.len() > MOST_KINDS {
            talk.say(&format!("  and {} more kinds", kinds.0.len() - MOST_KINDS));
        }
        if summary.n_refused > 0 || kinds.has_refusals() {
            self.tell_refusals(talk);
        }
        for advice in kinds.advice() {
            talk.hint(advice);
        }
        if summary.stopped.is_some() {
            return;
        }
        if summary.n_unreadable > 0 {
            let run = quoted_path(self.folder);
            talk.hint(&format!(
                "when the inputs that were not read are mended, take them in with: propos batch --resume {run}"
            ));
        }
        if summary.n_incomplete > 0
            && self.has_models
            && let Some(command) = again(self.host, self.folder, self.here)
        {
            talk.hint(&format!(
                "ask anew about what is not complete, and pay for nothing else, with: {command}"
            ));
        }
    }

    /// Whom refusals left out: shares of claims are no longer those of the corpus where that is unevenly spread.
    fn tell_refusals(&self, talk: &Talk) {
        for line in refusals(&RunFolder::new(self.folder).results()) {
            talk.say(&format!("  {line}"));
        }
        let run = quoted_path(self.folder);
        talk.hint(&format!(
            "see which languages, outlets and topics refusals leave out with: propos report {run} --outcomes"
        ));
    }

    /// The exit code of a run that was stopped, when it can go on, and with what more.
    fn stop(&self, reason: &StopReason, talk: &Talk) -> (Exit, String, String) {
        let (mut when, mut more) = (String::new(), String::new());
        let hint = |advice: Option<&str>| {
            if let Some(advice) = advice {
                talk.hint(advice);
            }
        };
        let exit = match reason {
            StopReason::Asked => self.signals.exit(),
            StopReason::Budget { limit } => {
                more = format!(" {} MORE", budget_words(*limit).1);
                Exit::Budget
            }
            StopReason::Rejected { advice, .. } => {
                hint(advice.as_deref());
                Exit::Rejected
            }
            StopReason::Misdirected { advice, .. } => {
                hint(advice.as_deref());
                Exit::Usage
            }
            StopReason::Standstill {
                seconds: Some(seconds),
                ..
            } => {
                let wait = Duration::from_secs(*seconds);
                when = format!(" in {}, after {},", duration(wait), moment(wait));
                Exit::Stopped
            }
            StopReason::Storage { .. } => Exit::CannotWrite,
            _ => Exit::Stopped,
        };
        (exit, when, more)
    }
}

/// What is one kind of trouble.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    outcome: String,
    code: Option<String>,
}

#[derive(Debug, Default)]
struct Trouble {
    n_inputs: u64,
    /// The first reason that was given, and whether there are others.
    reason: String,
    has_other_reasons: bool,
    /// The first few inputs.
    named: Vec<String>,
}

impl Trouble {
    fn add(&mut self, line: FailureLine) {
        let reason = line.reason.unwrap_or_else(|| "no reason is given".to_owned());
        if self.n_inputs == 0 {
            self.reason = reason;
        } else {
            self.has_other_reasons |= self.reason != reason;
        }
        self.n_inputs += 1;
        if self.named.len() < MOST_NAMED {
            self.named.extend(line.id.or(line.place));
        }
    }

    fn in_words(&self, outcome: &str) -> String {
        let such_as = if self.has_other_reasons { "such as: " } else { "" };
        let more = if self.n_inputs > self.named.len() as u64 {
            "; …"
        } else {
            ""
        };
        format!(
            "{} {outcome}: {such_as}{} ({}{more})",
            grouped(self.n_inputs),
            self.reason,
            self.named.join("; ")
        )
    }
}

/// Kinds of trouble, the commonest first.
struct Kinds(Vec<(Kind, Trouble)>);

impl Kinds {
    /// What cannot be read is not told of; it is there for people to look at.
    fn read(path: &Path) -> Self {
        let mut kinds: BTreeMap<Kind, Trouble> = BTreeMap::new();
        let lines = File::open(path).map(|file| BufReader::new(file).lines());
        for line in lines.into_iter().flatten().map_while(Result::ok) {
            if let Ok(line) = serde_json::from_str::<FailureLine>(&line) {
                let kind = Kind {
                    outcome: line.outcome.clone(),
                    code: line.code.clone(),
                };
                kinds.entry(kind).or_default().add(line);
            }
        }
        let mut kinds: Vec<(Kind, Trouble)> = kinds.into_iter().collect();
        kinds.sort_by_key(|(_, trouble)| std::cmp::Reverse(trouble.n_inputs));
        Self(kinds)
    }

    /// Whether a model refused something.
    fn has_refusals(&self) -> bool {
        let codes = self.0.iter().filter_map(|(kind, _)| kind.code.as_deref());
        is_refusal(codes)
    }

    /// What to do, each once.
    fn advice(&self) -> Vec<&'static str> {
        let mut all = Vec::new();
        for (kind, _) in &self.0 {
            let advice = kind.code.as_deref().and_then(advice_for);
            all.extend(advice.filter(|advice| !all.contains(advice)));
        }
        all
    }
}

/// What a person can do about a kind of problem, beside asking again.
fn advice_for(code: &str) -> Option<&'static str> {
    Some(match code {
        "refused" => "a fallback can answer what a model refuses: --fallback NAME",
        "unusable_answer" | "dropped_item" | "unlabelled_claim" => {
            "fewer claims at once are easier for small models: --claims-per-request 1"
        }
        "annotator_unavailable" => "the server did not answer some documents; ask again when it is well",
        "bug" => crate::bug::BUG_HINT,
        _ => return None,
    })
}

/// How answers were come by that did not have to be paid; nothing where all were.
fn unpaid(answers: &AnswerCounts) -> Option<String> {
    let mut parts = Vec::new();
    if answers.n_reused + answers.n_rejected > 0 {
        parts.push(format!(
            "reused: {}, rejected: {}",
            answers.n_reused, answers.n_rejected
        ));
    }
    for (number, what) in [
        (answers.n_shared, "asked once for documents that are alike"),
        (answers.n_superseded, "superseded"),
    ] {
        if number > 0 {
            parts.push(format!("{what}: {number}"));
        }
    }
    (!parts.is_empty()).then(|| format!("Answers {}.", parts.join("; ")))
}

/// The command that begins the same run in another folder with the answers of this one.
fn again(host: &Value, folder: &Path, here: &str) -> Option<String> {
    let arguments = host["arguments"].as_array()?;
    let mut arguments = arguments.iter().map(Value::as_str);
    let mut words = vec!["propos".to_owned()];
    while let Some(argument) = arguments.next() {
        let argument = argument?;
        if argument == "--out" {
            arguments.next();
        } else if !argument.starts_with("--out=") {
            words.push(quoted(argument));
        }
    }
    let folder = folder.display().to_string();
    let folder = folder.trim_end_matches('/');
    let new = std::iter::once(format!("{folder}-again"))
        .chain((2..100).map(|number| format!("{folder}-again-{number}")))
        .find(|name| !Path::new(name).exists())?;
    words.extend([
        "--out".to_owned(),
        quoted(&new),
        "--reuse".to_owned(),
        quoted(folder),
    ]);
    let command = words.join(" ");
    // Its paths are those of the folder in which the run was begun.
    let begun_in = host["folder"].as_str()?;
    Some(if here == begun_in {
        command
    } else {
        format!("cd {} && {command}", quoted(begun_in))
    })
}

fn percent(part: u64, whole: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a share for people")]
    let share = part as f64 * 100.0 / whole.max(1) as f64;
    format!("{share:.1} %")
}

/// A path as a shell takes it.
pub(crate) fn quoted_path(path: &Path) -> String {
    quoted(&path.display().to_string())
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || "/._-+,:@%=".contains(character);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
