//! What would become of a run's requests, without sending, writing or locking anything.

use std::collections::HashSet;

use propos_llm::{HttpRequest, Judge, Worth};
use propos_store::Key;

use crate::error::RunError;
use crate::folder::RunFolder;
use crate::reuse::OtherRuns;
use crate::stored_transport::{Kept, key_of};

/// What would become of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fate {
    /// It is sent.
    Sent,
    /// The run has an answer to it already.
    Answered,
    /// Another run has a whole answer to it.
    Reused,
    /// It is like one before it in the run, so that both get one answer.
    Shared,
}

/// A request that was looked at.
#[derive(Clone, Copy, Debug)]
pub struct Looked {
    key: Option<Key>,
    found: Option<Fate>,
}

/// Tells what would become of requests in a run that is to begin or to go on. It only reads journals, which may be those of runs
/// under way or torn by a crash.
#[derive(Debug, Default)]
pub struct Rehearsal {
    own: Option<OtherRuns>,
    others: Option<OtherRuns>,
}

/// The requests that would be sent so far, in the order of the run.
#[derive(Debug, Default)]
pub struct Sent(HashSet<Key>);

impl Rehearsal {
    /// Of a new run, or of one that goes on in its folder, with the runs whose answers it reuses.
    pub fn new(own: Option<RunFolder>, others: Option<OtherRuns>) -> Result<Self, RunError> {
        let own = own.map(|folder| OtherRuns::read([(String::new(), folder)]));
        Ok(Self {
            own: own.transpose()?,
            others,
        })
    }

    /// Looks whether a journal has an answer to this request. In what order requests are looked at does not matter.
    pub fn look(&self, request: &HttpRequest, judge: Judge<'_>) -> Looked {
        let key = key_of(request);
        // The order and the standards of a real run.
        let has = |runs: &Option<OtherRuns>, is_enough: fn(Worth) -> bool| {
            let (Some(runs), Some(key)) = (runs, key) else {
                return false;
            };
            let mut found = runs.find::<Kept>(key).flatten();
            found.any(|(_, kept)| is_enough(judge(&kept.into_response())))
        };
        let found = if has(&self.own, |worth| worth != Worth::Nothing) {
            Some(Fate::Answered)
        } else if has(&self.others, |worth| worth == Worth::Answer) {
            Some(Fate::Reused)
        } else {
            None
        };
        Looked { key, found }
    }
}

impl Sent {
    /// What becomes of a request that was looked at, behind all whose fate was asked for before.
    pub fn fate(&mut self, looked: Looked) -> Fate {
        match looked {
            Looked {
                found: Some(fate), ..
            } => fate,
            Looked { key: Some(key), .. } if !self.0.insert(key) => Fate::Shared,
            _ => Fate::Sent,
        }
    }
}
