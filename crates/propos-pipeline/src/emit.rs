//! Records into files, in order, vouched for by the journal now and then.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use propos_schema::Outcome;
use propos_store::{AppendFile, Files, Key, StoreError, failpoint};
use tokio::task::{JoinHandle, spawn_blocking};

use crate::answers::{AnswerCounts, Answers};
use crate::error::RunError;
use crate::event::{Event, StopReason, Summary};
use crate::journal::JournalHandle;
use crate::plan::Settings;
use crate::progress::Progress;
use crate::run_store::RunStore;
use crate::workers::Served;
use crate::written::{of_document, of_unreadable};

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
        /// The kind of the problem that says best what is wrong, and its words.
        code: Option<String>,
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
    /// The checkpoint that is being made while documents go on.
    under_way: Option<JoinHandle<Result<(), RunError>>>,
    /// Other handles of the files, by which they are made durable.
    durable: Arc<Mutex<Durable>>,
    answers: Answers,
    /// What earlier sessions counted of answers.
    before: AnswerCounts,
    /// Whether all that was done before is done anew.
    is_anew: bool,
    /// How long writing kept the loop from documents.
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
            under_way: None,
            durable: Arc::new(Mutex::new(Durable {
                files: [
                    DurableFile::open(files, folder.results())?,
                    DurableFile::open(files, folder.failures())?,
                ],
                is_lost: false,
            })),
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
        self.is_dirty |= n_written > 0;
        if self.under_way.as_ref().is_some_and(JoinHandle::is_finished) {
            self.checkpoint_made().await?;
        }
        let is_time = self.last_checkpoint.elapsed() >= self.settings.checkpoint_every;
        if n_written > 0 && is_time && self.under_way.is_none() {
            self.begin_checkpoint()?;
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
                code,
                reason,
                model,
                served,
                record,
            } => {
                self.results.write(&record)?;
                if outcome != Outcome::Complete {
                    let line = of_document(index, &id, outcome, code.as_deref(), reason.as_deref());
                    self.failures.write_json(&line)?;
                }
                self.progress.add_document(link, outcome, n_claims, model);
                self.progress.add_served(served);
                Ok(Event::Document {
                    index,
                    id,
                    outcome,
                    n_claims,
                    code,
                    reason,
                })
            }
            Done::Unreadable { link, place, reason } => {
                self.failures.write_json(&of_unreadable(index, &place, &reason))?;
                self.progress.add_unreadable(link);
                Ok(Event::Unreadable { index, place, reason })
            }
        }
    }

    /// Makes the files durable, then lets the journal vouch for them. When this is through, both have happened.
    pub(crate) async fn checkpoint(&mut self) -> Result<(), RunError> {
        self.checkpoint_made().await?;
        if self.is_dirty {
            self.begin_checkpoint()?;
            self.checkpoint_made().await?;
        }
        Ok(())
    }

    /// Begins the same on a thread of its own: what is written until then is vouched for, whatever is written meanwhile.
    fn begin_checkpoint(&mut self) -> Result<(), RunError> {
        self.progress.results_length = self.results.flush()?;
        self.progress.failures_length = self.failures.flush()?;
        self.progress.answers = self.answer_counts();
        let (durable, journal) = (Arc::clone(&self.durable), self.journal.clone());
        let progress = self.progress.clone();
        self.under_way = Some(tokio::spawn(async move {
            let synced = spawn_blocking(move || {
                let mut durable = durable.lock().unwrap_or_else(PoisonError::into_inner);
                durable.sync()
            });
            synced.await.map_err(|_| RunError::Broken)??;
            failpoint("results_synced");
            journal.keep(CHECKPOINT, None, &progress).await?;
            failpoint("vouched_for");
            Ok(())
        }));
        self.is_dirty = false;
        self.last_checkpoint = Instant::now();
        Ok(())
    }

    /// Waits for the checkpoint that is under way, if there is one.
    async fn checkpoint_made(&mut self) -> Result<(), RunError> {
        let Some(under_way) = self.under_way.take() else {
            return Ok(());
        };
        let made = under_way.await.unwrap_or(Err(RunError::Broken));
        // What it was to vouch for is still to be vouched for.
        self.is_dirty |= made.is_err();
        made
    }
}

/// The files of a run, as far as they are made durable.
#[derive(Debug)]
struct Durable {
    files: [DurableFile; 2],
    /// After a failure the system may have dropped what it could not write and call the next attempt a success: then nothing can
    /// be vouched for any more in this session.
    is_lost: bool,
}

#[derive(Debug)]
struct DurableFile {
    path: PathBuf,
    file: Box<dyn AppendFile>,
}

impl DurableFile {
    fn open(files: &dyn Files, path: PathBuf) -> Result<Self, StoreError> {
        match files.append(&path) {
            Ok(file) => Ok(Self { path, file }),
            Err(source) => Err(StoreError::File {
                doing: "open",
                path,
                source,
            }),
        }
    }
}

impl Durable {
    fn sync(&mut self) -> Result<(), StoreError> {
        for DurableFile { path, file } in &mut self.files {
            let failed = |source| StoreError::File {
                doing: "sync",
                path: path.clone(),
                source,
            };
            if self.is_lost {
                return Err(failed(std::io::Error::other("an earlier attempt failed")));
            }
            if let Err(error) = file.sync() {
                self.is_lost = true;
                return Err(failed(error));
            }
        }
        Ok(())
    }
}

/// A file that is written at its end through a buffer.
#[derive(Debug)]
struct OutputFile {
    path: PathBuf,
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
            self.flush()?;
        }
        Ok(())
    }

    fn write_json(&mut self, value: &serde_json::Value) -> Result<(), StoreError> {
        self.write(format!("{value}\n").as_bytes())
    }

    /// Hands on what is gathered. How long the file is then.
    fn flush(&mut self) -> Result<u64, StoreError> {
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
