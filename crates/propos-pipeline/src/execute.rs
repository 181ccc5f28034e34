//! The loop: documents in, many under way, records out in order.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::time::{Duration, Instant};

use propos_store::{Files, Key};
use tokio::runtime::Builder;
use tokio::sync::mpsc::{Receiver, channel};
use tokio::time::{Instant as TokioInstant, MissedTickBehavior, interval, sleep_until};
use tracing::field::Empty;
use tracing::info_span;

use crate::emit::{Done, Emitter};
use crate::error::RunError;
use crate::event::{Event, StopReason, Summary};
use crate::feed::{Batch, Start, feed};
use crate::folder::RunFolder;
use crate::input::Input;
use crate::manifest::Manifest;
use crate::plan::{Plan, Settings};
use crate::progress::Progress;
use crate::run::{Run, Stopper};
use crate::workers::{Outcome, Unreached, Worked, Workers};

/// How often there may be something to show although nothing happened.
const BEAT: Duration = Duration::from_secs(1);

type Tell<'t> = &'t dyn Fn(&Event);

/// The run in a span, in which those of its documents stand.
pub(crate) fn execute<I: Iterator<Item = Input>>(
    run: Run,
    inputs: &(impl Fn() -> I + Sync),
    tell: Tell<'_>,
) -> Result<Summary, RunError> {
    let span = info_span!(
        "run",
        propos.run.folder = display(run.store.folder.path().display()),
        propos.annotator = run.plan.description().name,
        propos.codebook = run.plan.codebook().id,
        propos.documents = Empty,
        propos.incomplete = Empty,
        propos.claims = Empty,
        propos.stopped = Empty,
        error.type = Empty,
        otel.status_code = Empty,
    );
    let summary = span.in_scope(|| go_through(run, inputs, tell));
    if let Ok(summary) = &summary {
        span.record("propos.documents", summary.n_documents);
        span.record("propos.incomplete", summary.n_incomplete);
        span.record("propos.claims", summary.n_claims);
        span.record("propos.stopped", summary.stopped.as_ref().map(StopReason::word));
    } else {
        span.record("error.type", "run");
        span.record("otel.status_code", "ERROR");
    }
    summary
}

fn go_through<I: Iterator<Item = Input>>(
    run: Run,
    inputs: &(impl Fn() -> I + Sync),
    tell: Tell<'_>,
) -> Result<Summary, RunError> {
    let spending = run.spending();
    let Run {
        store,
        plan,
        settings,
        stopper,
        progress,
        ..
    } = run;
    if store.found.is_resumed {
        tell(&Event::Resumed {
            n_done: progress.n_done,
            n_answers: store.n_answers(),
            n_lost: store.found.n_lost,
            lost_dollars: store.found.lost_dollars,
            n_cut: store.found.n_cut,
        });
    }
    #[cfg(feature = "llm")]
    store.tell_of_others(tell);
    let runtime = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .map_err(RunError::Runtime)?;
    let progress = if has_files_of(&*store.files, &store.folder, &progress) {
        progress
    } else {
        tell(&Event::ResultsLost {
            n_done: progress.n_done,
        });
        Progress::new()
    };
    let began = Instant::now();
    let driven = std::thread::scope(|scope| {
        let (sender, receiver) = channel(settings.in_flight.max(1));
        let (starting, started) = sync_channel(1);
        let feeding = stopper.clone();
        let place = (&*store.files, &store.folder);
        let most = settings.batch;
        let waits = runtime.handle().clone();
        scope.spawn(move || {
            feed(
                inputs,
                progress,
                place,
                most,
                &starting,
                (&sender, &waits),
                &feeding,
            );
        });
        let Start { progress, event } = started.recv().map_err(|_| RunError::Broken)?;
        event.iter().for_each(tell);
        let emitter = Emitter::open(&store, progress, settings)?;
        store.sync_folder()?;
        let goes_on_at = store.found.is_resumed.then_some(emitter.progress.n_done);
        let mut so_far = emitter.summary(None);
        so_far.spending = spending();
        let manifest = Manifest::begin(&plan, emitter.progress.chain, so_far);
        manifest.write(&*store.files, &store.folder)?;
        let summary = runtime.block_on(drive(
            receiver, emitter, &plan, settings, &stopper, goes_on_at, tell,
        ));
        summary.map(|ended| (manifest, ended))
    });
    // Those that never end by themselves would hold the program otherwise.
    runtime.shutdown_background();
    let ended = store.thread.end();
    let (mut manifest, left) = driven?;
    let Ended {
        mut summary,
        writing,
        inputs,
    } = left;
    summary.spending = spending();
    manifest.end(&plan, began.elapsed(), writing, inputs, summary.clone());
    let written = manifest.write(&*store.files, &store.folder);
    // A run that stopped because nothing can be stored has said so already.
    if summary.stopped.is_none() {
        ended?;
        written?;
    }
    Ok(summary)
}

/// What the loop leaves.
struct Ended {
    /// What came of the run.
    summary: Summary,
    /// How long writing took.
    writing: Duration,
    /// A hash over the inputs that are done.
    inputs: Key,
}

/// What the loop holds.
struct Loop<'r> {
    emitter: Emitter,
    settings: Settings,
    tell: Tell<'r>,
    /// Documents in a row for which the annotator could not be reached. They are failed if others go well afterwards, and
    /// to be done if the run stops.
    unreached: Vec<(u64, Done)>,
    /// Behind the last document that was answered.
    answered_up_to: u64,
    /// What the last of them was told.
    unreached_because: String,
    /// The first input of this session, where an earlier one ended before it.
    goes_on_at: Option<u64>,
    stopped: Option<StopReason>,
    stopper: &'r Stopper,
    /// The model that answers.
    pinned: Option<String>,
    /// The configuration by which each model's server answers.
    configurations: BTreeMap<String, String>,
}

async fn drive(
    mut inputs: Receiver<Batch>,
    emitter: Emitter,
    plan: &Arc<Plan>,
    settings: Settings,
    stopper: &Stopper,
    goes_on_at: Option<u64>,
    tell: Tell<'_>,
) -> Result<Ended, RunError> {
    let mut state = Loop {
        pinned: emitter.progress.models.keys().next().cloned(),
        configurations: {
            let known = emitter.progress.fingerprints.iter();
            let first = known.filter_map(|(model, all)| Some((model.clone(), all.keys().next()?.clone())));
            first.collect()
        },
        emitter,
        settings,
        tell,
        unreached: Vec::new(),
        answered_up_to: 0,
        unreached_because: String::new(),
        goes_on_at,
        stopped: None,
        stopper,
    };
    let most = settings.in_flight.max(1);
    let mut workers = Workers::start(&settings, plan, stopper)?;
    let mut beat = interval(BEAT);
    beat.set_missed_tick_behavior(MissedTickBehavior::Skip);
    let mut gives_up_at = None;
    let mut next = state.emitter.progress.n_done;
    let mut has_more = true;
    while (has_more && state.stopped.is_none()) || workers.n_batches() > 0 {
        let is_in_window = next - state.emitter.progress.n_done < settings.window.max(1) as u64;
        let takes = has_more && state.stopped.is_none() && workers.n_batches() < most && is_in_window;
        tokio::select! {
            biased;
            () = stopper.asked(), if state.stopped.is_none() => state.stop(StopReason::Asked),
            ended = workers.next(), if workers.n_batches() > 0 => {
                for worked in ended {
                    state.settle(worked).await?;
                }
            }
            input = inputs.recv(), if takes => match input {
                None => has_more = false,
                Some(batch) => {
                    next += batch.len() as u64;
                    workers.take(batch);
                }
            },
            () = sleep_until(gives_up_at.unwrap_or_else(TokioInstant::now)), if gives_up_at.is_some() => break,
            _ = beat.tick() => tell(&Event::Beat),
        }
        if state.stopped.is_some() && gives_up_at.is_none() {
            workers.close();
            gives_up_at = Some(TokioInstant::now() + settings.drain);
        }
    }
    state.finish().await
}

impl Loop<'_> {
    fn stop(&mut self, reason: StopReason) {
        if self.stopped.is_none() {
            (self.tell)(&Event::Stopping {
                reason: reason.clone(),
            });
            self.stopped = Some(reason);
        }
    }

    async fn settle(&mut self, worked: Worked) -> Result<(), RunError> {
        let Worked { index, outcome } = worked;
        match outcome {
            Outcome::Skipped => Ok(()),
            Outcome::Broken => Err(RunError::Broken),
            Outcome::Done(done) => {
                if let Some(change) = self.change_of_model(&done) {
                    // It is to be done again by the model that the run has, and the other one is asked nothing more.
                    self.stop(change);
                    self.stopper.stop();
                    return Ok(());
                }
                self.answered_up_to = self.answered_up_to.max(index + 1);
                self.give_up_unreached(index).await?;
                self.emit(index, done).await
            }
            Outcome::Unreached(unreached) => {
                let Unreached { reason, stop, failed } = *unreached;
                self.unreached.push((index, failed));
                self.unreached_because.clone_from(&reason);
                if let Some(error) = self.emitter.journal.broken() {
                    self.stop(storage(&error));
                } else if let Some(stop) = stop {
                    self.stop(stop);
                } else if self.unreached.len() >= self.settings.patience.max(1) {
                    self.stop(StopReason::Unavailable { reason });
                }
                Ok(())
            }
        }
    }

    /// Whether a document was answered by another model than those before, where that matters.
    fn change_of_model(&mut self, done: &Done) -> Option<StopReason> {
        let Done::Document {
            model: Some(model),
            served,
            ..
        } = done
        else {
            return None;
        };
        for (of, fingerprint) in served.iter().filter(|_| self.settings.pins_model) {
            let first = self.configurations.entry(of.clone());
            let first = first.or_insert_with(|| fingerprint.clone());
            if first != fingerprint {
                return Some(StopReason::ModelChanged {
                    from: format!("{of} ({first})"),
                    to: format!("{of} ({fingerprint})"),
                });
            }
        }
        let pinned = self.pinned.get_or_insert_with(|| model.clone());
        (self.settings.pins_model && pinned != model).then(|| StopReason::ModelChanged {
            from: pinned.clone(),
            to: model.clone(),
        })
    }

    /// The annotator answered one that began later, so those before it that it did not answer have failed.
    async fn give_up_unreached(&mut self, answered: u64) -> Result<(), RunError> {
        if self.stopped.is_none() {
            let (before, behind): (Vec<_>, Vec<_>) = std::mem::take(&mut self.unreached)
                .into_iter()
                .partition(|(index, _)| *index < answered);
            self.unreached = behind;
            for (index, failed) in before {
                self.emit(index, failed).await?;
            }
        }
        Ok(())
    }

    async fn emit(&mut self, index: u64, done: Done) -> Result<(), RunError> {
        match self.emitter.take(index, done, self.tell).await {
            Err(RunError::Store(error)) => {
                self.stop(storage(&error));
                Ok(())
            }
            Err(error) => Err(error),
            Ok(_) => Ok(()),
        }
    }

    /// Writes what is left.
    async fn finish(mut self) -> Result<Ended, RunError> {
        // One that began later may have been answered before it was known that these are not.
        self.give_up_unreached(self.answered_up_to).await?;
        // Of the others nobody knows whether it is they or the server, so they are left to the next session. If that finds no more than they
        // and fares no better, it is they.
        let first = self.unreached.iter().map(|(index, _)| *index).min();
        if first.is_some() && first != self.goes_on_at {
            let reason = std::mem::take(&mut self.unreached_because);
            self.stop(StopReason::Unavailable { reason });
        }
        self.give_up_unreached(u64::MAX).await?;
        if self.stopped.is_none() {
            self.emitter.count_superseded();
        }
        match self.emitter.checkpoint().await {
            Err(RunError::Store(error)) if self.stopped.is_none() => self.stop(storage(&error)),
            Err(RunError::Store(_)) | Ok(()) => {}
            Err(error) => return Err(error),
        }
        Ok(Ended {
            writing: self.emitter.busy,
            inputs: self.emitter.progress.chain,
            summary: self.emitter.summary(self.stopped),
        })
    }
}

fn storage(error: &propos_store::StoreError) -> StopReason {
    let cause = std::error::Error::source(error).map(|cause| format!(": {cause}"));
    StopReason::Storage {
        reason: format!("{error}{}", cause.unwrap_or_default()),
        is_out_of_space: error.is_out_of_space(),
    }
}

/// Whether the files are as long as the journal says. Shorter ones would be filled with nothing.
pub(crate) fn has_files_of(files: &dyn Files, folder: &RunFolder, progress: &Progress) -> bool {
    let is_as_long = |path: &Path, length: u64| {
        let last = length.checked_sub(1);
        last.is_none_or(|last| {
            let file = files.read(path, last);
            file.is_ok_and(|mut file| file.read_exact(&mut [0]).is_ok())
        })
    };
    is_as_long(&folder.results(), progress.results_length)
        && is_as_long(&folder.failures(), progress.failures_length)
}
