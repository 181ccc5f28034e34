//! Records into files, in order, vouched for by the journal now and then.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{Duration, Instant};

use propos_schema::Outcome;
use propos_store::{AppendFile, Files, Key, StoreError, failpoint};

use crate::answers::{AnswerCounts, Answers};
use crate::error::RunError;
use crate::event::{Event, StopReason, Summary};
use crate::journal::JournalHandle;
use crate::plan::Settings;
use crate::progress::Progress;
use crate::run_store::RunStore;
use crate::workers::Served;

/// The kind of the journal's entries that vouch for files.
pub(crate) const CHECKPOINT: &str = "checkpoint";

/// What became of an input.
#[derive(Debug)]
pub(crate) enum Done {
    Document {
        link: Key,
        id: String,
        outcome: Outcome,
        n_claims: usize,
        reason: Option<String>,
        /// The model that answered.
        model: Option<String>,
        /// By which configurations of servers.
        served: BTreeSet<Served>,
        /// Its line in the results.
        record: Vec<u8>,
    },
    Unreadable {
        link: Key,
        place: String,
        reason: String,
    },
}

/// Holds what is done out of order, and writes what is in order.
#[derive(Debug)]
pub(crate) struct Emitter {
    waiting: BTreeMap<u64, Done>,
    pub(crate) progress: Progress,
    results: OutputFile,
    failures: OutputFile,
    pub(crate) journal: JournalHandle,
    settings: Settings,
    last_checkpoint: Instant,
    is_dirty: bool,
    answers: Answers,
    /// What earlier sessions counted of answers.
    before: AnswerCounts,
    /// Whether all that was done before is done anew.
    is_anew: bool,
    /// How long writing took, the waits for the disk included.
    pub(crate) busy: Duration,
}

impl Emitter {
    /// Opens the files and cuts them to where the progress is.
    pub(crate) fn open(store: &RunStore, progress: Progress, settings: Settings) -> Result<Self, RunError> {
        let (files, folder) = (&*store.files, &store.folder);
        Ok(Self {
            waiting: BTreeMap::new(),
            results: OutputFile::open(files, &folder.results(), progress.results_length)?,
            failures: OutputFile::open(files, &folder.failures(), progress.failures_length)?,
            before: progress.answers,
            is_anew: store.found.is_resumed && progress.n_done == 0,
            answers: store.answers.clone(),
            busy: Duration::ZERO,
            progress,
            journal: store.journal.clone(),
            settings,
            last_checkpoint: Instant::now(),
            is_dirty: false,
        })
    }

    /// What came of the run so far.
    pub(crate) fn summary(&self, stopped: Option<StopReason>) -> Summary {
        let mut summary = self.progress.summary(stopped);
        summary.answers = self.answer_counts();
        summary
    }

    /// Counts the answers that no input asks for any more. Only who has gone through all inputs can say.
    pub(crate) fn count_superseded(&mut self) {
        if self.is_anew {
            self.before.n_superseded = self.answers.count_unused();
        }
    }

    fn answer_counts(&self) -> AnswerCounts {
        let now = self.answers.counts();
        AnswerCounts {
            n_reused: now.n_reused,
            n_rejected: self.before.n_rejected + now.n_rejected,
            n_shared: self.before.n_shared + now.n_shared,
            n_superseded: self.before.n_superseded,
        }
    }

    /// Takes what became of an input and writes as many as are in order now. Says how many that is.
    pub(crate) async fn take(
        &mut self,
        index: u64,
        done: Done,
        tell: &dyn Fn(&Event),
    ) -> Result<usize, RunError> {
        let began = Instant::now();
        self.waiting.insert(index, done);
        let mut n_written = 0;
        while let Some(done) = self.waiting.remove(&self.progress.n_done) {
            let event = self.write(done)?;
            tell(&event);
            n_written += 1;
        }
        if n_written > 0 {
            self.is_dirty = true;
            if self.last_checkpoint.elapsed() >= self.settings.checkpoint_every {
                self.checkpoint().await?;
            }
        }
        self.busy += began.elapsed();
        Ok(n_written)
    }

    fn write(&mut self, done: Done) -> Result<Event, RunError> {
        let index = self.progress.n_done;
        match done {
            Done::Document {
                link,
                id,
                outcome,
                n_claims,
                reason,
                model,
                served,
                record,
            } => {
                self.results.write(&record)?;
                if outcome != Outcome::Complete {
                    self.failures.write_json(&serde_json::json!({
                        "index": index, "id": id, "outcome": outcome, "reason": reason,
                    }))?;
                }
                self.progress.add_document(link, outcome, n_claims, model);
                self.progress.add_served(served);
                Ok(Event::Document {
                    index,
                    id,
                    outcome,
                    n_claims,
                    reason,
                })
            }
            Done::Unreadable { link, place, reason } => {
                self.failures.write_json(&serde_json::json!({
                    "index": index, "place": place, "outcome": "unreadable", "reason": reason,
                }))?;
                self.progress.add_unreadable(link);
                Ok(Event::Unreadable { index, place, reason })
            }
        }
    }

    /// Makes the files durable, then lets the journal vouch for them.
    pub(crate) async fn checkpoint(&mut self) -> Result<(), RunError> {
        if self.is_dirty {
            self.progress.results_length = self.results.sync()?;
            self.progress.failures_length = self.failures.sync()?;
            self.progress.answers = self.answer_counts();
            failpoint("results_synced");
            self.journal.keep(CHECKPOINT, None, &self.progress).await?;
            failpoint("vouched_for");
            self.is_dirty = false;
        }
        self.last_checkpoint = Instant::now();
        Ok(())
    }
}

/// A file that is written at its end through a buffer.
#[derive(Debug)]
struct OutputFile {
    path: std::path::PathBuf,
    file: Box<dyn AppendFile>,
    buffer: Vec<u8>,
    length: u64,
    /// Whether a failed write may have left bytes behind `length`.
    is_torn: bool,
}

/// How much is gathered before it is written.
const BUFFER: usize = 1 << 16;

impl OutputFile {
    fn open(files: &dyn Files, path: &Path, length: u64) -> Result<Self, StoreError> {
        let failed = |doing: &'static str| {
            move |source| StoreError::File {
                doing,
                path: path.to_owned(),
                source,
            }
        };
        let mut file = files.append(path).map_err(failed("open"))?;
        file.truncate(length).map_err(failed("truncate"))?;
        Ok(Self {
            path: path.to_owned(),
            file,
            buffer: Vec::with_capacity(BUFFER),
            length,
            is_torn: false,
        })
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= BUFFER {
            self.flush()
        } else {
            Ok(())
        }
    }

    fn write_json(&mut self, value: &serde_json::Value) -> Result<(), StoreError> {
        self.write(format!("{value}\n").as_bytes())
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        if self.is_torn {
            // What a failed write left must go first, or the file would have it twice.
            let cut = self.file.truncate(self.length);
            cut.map_err(|source| self.failed("truncate", source))?;
            self.is_torn = false;
        }
        let written = self.file.write_all(&self.buffer);
        self.is_torn = written.is_err();
        written.map_err(|source| self.failed("write", source))?;
        failpoint("results_written");
        self.length += self.buffer.len() as u64;
        self.buffer.clear();
        Ok(())
    }

    fn sync(&mut self) -> Result<u64, StoreError> {
        self.flush()?;
        let synced = self.file.sync();
        synced.map_err(|source| self.failed("sync", source))?;
        Ok(self.length)
    }

    fn failed(&self, doing: &'static str, source: std::io::Error) -> StoreError {
        StoreError::File {
            doing,
            path: self.path.clone(),
            source,
        }
    }
}
