//! The threads that work on documents. They have nothing to do with connections, so that work on the processor never holds up
//! answers that come in; while a document waits for an answer, its thread works on others.

use std::collections::BTreeSet;
use std::error::Error as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use propos_annotate::AnnotateError;
use propos_schema::{AnnotatedDocument, Document, Problem, Severity};
use propos_store::{Key, staged};
use tokio::runtime::{Builder, Runtime};
use tracing::{Instrument as _, Span};

use crate::emit::Done;
use crate::error::RunError;
use crate::event::StopReason;
use crate::feed::Batch;
use crate::input::Input;
use crate::plan::{Plan, Settings};
use crate::progress::link;
use crate::returns::{Heard, Returns, returns};
use crate::run::Stopper;
#[cfg(feature = "llm")]
use crate::watch::watch;

/// The problem of a document on which the program broke.
const BUG: &str = "bug";
/// The problem of a document for which the annotator could not be reached.
const UNAVAILABLE: &str = "annotator_unavailable";
/// The problem of a document some of whose claims got no labels, which has a cause.
const UNLABELLED: &str = "unlabelled_claim";

/// A model and the configuration of its server, in the server's words.
pub(crate) type Served = (String, String);

/// What was seen of a document's requests.
#[derive(Debug, Default)]
pub(crate) struct Watched {
    /// The limit that stopped one of them.
    pub(crate) limit: Option<crate::spending::Limit>,
    /// By what they were served.
    pub(crate) served: BTreeSet<Served>,
}

/// What became of an input, or why nothing can become of any.
pub(crate) struct Worked {
    pub(crate) index: u64,
    pub(crate) outcome: Outcome,
}

pub(crate) enum Outcome {
    Done(Done),
    Unreached(Box<Unreached>),
    /// The run stopped before it was begun, or before all was asked about it.
    Skipped,
    /// The program broke outside of any document.
    Broken,
}

pub(crate) struct Unreached {
    /// What happened, in words.
    pub(crate) reason: String,
    /// Why no other document will fare better; `None` where it may.
    pub(crate) stop: Option<StopReason>,
    /// What is written for the document if the run goes on without it.
    pub(crate) failed: Done,
}

/// Threads for the documents under way. A batch of them is a task: where all of them wait, it takes no thread.
pub(crate) struct Workers {
    /// `None` while it is dropped.
    runtime: Option<Runtime>,
    shared: Shared,
    ended: Heard<Worked>,
    n_batches: usize,
    /// The run's span, which those of documents stand in.
    span: Span,
}

/// What the tasks share.
#[derive(Clone)]
struct Shared {
    plan: Arc<Plan>,
    ended: Returns<Worked>,
    is_closed: Arc<AtomicBool>,
    stopper: Stopper,
}

impl Workers {
    /// Starts the threads.
    pub(crate) fn start(settings: &Settings, plan: &Arc<Plan>, stopper: &Stopper) -> Result<Self, RunError> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(settings.threads.max(1))
            .thread_name("documents")
            .enable_all()
            .build()
            .map_err(RunError::Runtime)?;
        let (sender, ended) = returns(n_awaited(settings));
        Ok(Self {
            runtime: Some(runtime),
            shared: Shared {
                plan: Arc::clone(plan),
                ended: sender,
                is_closed: Arc::default(),
                stopper: stopper.clone(),
            },
            ended,
            n_batches: 0,
            span: Span::current(),
        })
    }

    /// How many batches are under way or lie ready.
    pub(crate) const fn n_batches(&self) -> usize {
        self.n_batches
    }

    /// Begins a batch, or lays it ready where all threads are at work. Those of its inputs that need not wait for anything are done
    /// one after the other and told together.
    pub(crate) fn take(&mut self, batch: Batch) {
        let Some(runtime) = &self.runtime else { return };
        let shared = self.shared.clone();
        shared.ended.began();
        let work = async move {
            let mut left = batch.len();
            let under_way: FuturesUnordered<_> = batch
                .into_iter()
                .map(|(index, input)| shared.worked(index, input))
                .collect();
            let mut ended = under_way.ready_chunks(left.max(1));
            while let Some(worked) = ended.next().await {
                left -= worked.len();
                let may_wait = worked.iter().all(Worked::may_wait);
                shared.ended.ended(worked, left == 0, may_wait);
            }
        };
        runtime.spawn(work.instrument(self.span.clone()));
        self.n_batches += 1;
    }

    /// What became of some of them. It may have lain there for a while, since this is woken for several.
    pub(crate) async fn next(&mut self) -> Vec<Worked> {
        let (worked, n_batches) = self.ended.next().await;
        self.n_batches -= n_batches;
        worked
    }

    /// Nothing more is begun. What is under way is finished, what lies ready is skipped.
    pub(crate) fn close(&self) {
        self.shared.is_closed.store(true, Ordering::SeqCst);
        self.shared.ended.hurry();
    }
}

/// The loop is woken for so many at most, whose records wait in memory until it is.
const MOST_TOGETHER: usize = 8;

/// So many batches under way are enough for now: while there are more, the loop need not hear of each that ends. Questions lie ready
/// for as many requests again as may be under way, and half of those may be missing.
fn n_awaited(settings: &Settings) -> usize {
    if settings.batch > 1 || settings.pins_model {
        // The next ones are few, or the next answer may end the run.
        return usize::MAX;
    }
    settings.in_flight - (settings.in_flight / 4).min(MOST_TOGETHER)
}

impl Worked {
    /// Whether the run goes on whatever the loop makes of it.
    const fn may_wait(&self) -> bool {
        matches!(self.outcome, Outcome::Done(_))
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        // Those that never end by themselves would hold the program otherwise.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Shared {
    async fn worked(&self, index: u64, input: Input) -> Worked {
        let outcome = unbroken(self.outcome(input)).await;
        let outcome = outcome.unwrap_or(Outcome::Broken);
        Worked { index, outcome }
    }

    async fn outcome(&self, input: Input) -> Outcome {
        if self.is_closed.load(Ordering::SeqCst) {
            return Outcome::Skipped;
        }
        let link = link(&input);
        let outcome = match input {
            Input::Unreadable { place, reason } => Outcome::Done(Done::Unreadable { link, place, reason }),
            Input::Document { document, notes } => {
                work(&self.plan, &self.stopper, link, *document, notes).await
            }
        };
        if let Outcome::Unreached(unreached) = &outcome
            && unreached.stop.is_some()
        {
            // It stands against every document; those that lie ready need not find out.
            self.is_closed.store(true, Ordering::SeqCst);
        }
        outcome
    }
}

/// The same work; `None` where the program breaks on it.
async fn unbroken<F: Future>(work: F) -> Option<F::Output> {
    let mut work = pin!(work);
    std::future::poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context)));
        polled.map_or(Poll::Ready(None), |polled| polled.map(Some))
    })
    .await
}

async fn work(plan: &Plan, stopper: &Stopper, link: Key, document: Document, notes: Vec<Problem>) -> Outcome {
    let for_record = document.clone();
    // Held in one place, whatever is put around it.
    let annotating = Box::pin(async {
        break_where_staged(&document);
        plan.annotate(document, notes).await
    });
    let watched = unbroken(watch(annotating, stopper)).await;
    let (annotated, Watched { limit, served }) = match watched {
        Some((Some(annotated), watched)) => (Some(annotated), watched),
        Some((None, _)) => return Outcome::Skipped,
        None => (None, Watched::default()),
    };
    let unreached = |document, reason: String, stop| {
        let failed = plan.failed(document, UNAVAILABLE, &reason);
        Outcome::Unreached(Box::new(Unreached {
            failed: done(plan, link, failed, BTreeSet::new()),
            reason,
            stop,
        }))
    };
    match (annotated, limit) {
        // Whatever else was said of it, not all of it was asked.
        (Some(_), Some(limit)) => {
            let stop = StopReason::Budget { limit };
            unreached(for_record, "the budget is spent".to_owned(), Some(stop))
        }
        (Some(Ok(annotated)), None) => Outcome::Done(done(plan, link, annotated, served)),
        (Some(Err(error)), None) => {
            let reason = error.to_string();
            let stop = stop_for(&error, &reason);
            let mut unreached = unreached(for_record, reason, stop);
            if let (Outcome::Unreached(unreached), Some(cause)) = (&mut unreached, error.source()) {
                // The record says what became of the document, the run's end what is to be done about it.
                unreached.reason = format!("{}: {cause}", unreached.reason);
            }
            unreached
        }
        (None, _) => {
            let failed = plan.failed(for_record, BUG, "the program broke on this document");
            Outcome::Done(done(plan, link, failed, served))
        }
    }
}

/// Why no document will fare better after this error; `None` where others may.
fn stop_for(error: &AnnotateError, reason: &str) -> Option<StopReason> {
    let reason = match std::error::Error::source(error) {
        Some(cause) => format!("{reason}: {cause}"),
        None => reason.to_owned(),
    };
    match error {
        AnnotateError::Standstill { wait, .. } => Some(StopReason::Standstill {
            reason,
            seconds: wait.map(|wait| wait.as_secs()),
        }),
        error if error.is_retryable() => None,
        error => {
            let (is_of_settings, advice) = kind_of(error);
            Some(if is_of_settings {
                StopReason::Misdirected { reason, advice }
            } else {
                StopReason::Rejected { reason, advice }
            })
        }
    }
}

/// Whether an error that stands against every document is one of the settings, and what to do about it.
fn kind_of(error: &AnnotateError) -> (bool, Option<String>) {
    #[cfg(feature = "llm")]
    if let Some(failure) =
        std::error::Error::source(error).and_then(|cause| cause.downcast_ref::<propos_llm::Failure>())
    {
        let class = failure.class;
        return (class.is_of_settings(), class.advice().map(str::to_owned));
    }
    (matches!(error, AnnotateError::EmptyChain), None)
}

/// Breaks on a document as a mistake in the program would, with its text in its last words, where a test names it.
#[expect(clippy::panic, reason = "of no effect in a program that people use")]
fn break_where_staged(document: &Document) {
    if staged("PROPOS_BREAK_ON").is_some_and(|id| id == document.id) {
        std::panic::panic_any(document.text().to_owned());
    }
}

/// Without models nothing is spent.
#[cfg(not(feature = "llm"))]
async fn watch<F: Future>(work: F, _: &Stopper) -> (Option<F::Output>, Watched) {
    (Some(work.await), Watched::default())
}

/// The problem that says best why a document is not as it should be: an error before a warning, and a cause before what came of
/// it.
fn worst(annotated: &AnnotatedDocument) -> Option<&Problem> {
    let rank = |problem: &&Problem| match problem.severity {
        Severity::Error if problem.code != UNLABELLED => Some(0),
        Severity::Error => Some(1),
        Severity::Warning => Some(2),
        Severity::Info => None,
    };
    let ranked = annotated
        .problems
        .iter()
        .filter_map(|problem| Some((rank(&problem)?, problem)));
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, problem)| problem)
}

fn done(plan: &Plan, link: Key, annotated: AnnotatedDocument, served: BTreeSet<Served>) -> Done {
    let worst = worst(&annotated);
    let (code, reason) = worst
        .map(|problem| (problem.code.clone(), problem.message.clone()))
        .unzip();
    let id = annotated.document.id.clone();
    let (outcome, n_claims) = (annotated.outcome, annotated.claims.len());
    let model = annotated.provenance.model.clone();
    match plan.line(annotated) {
        Ok(record) => Done::Document {
            link,
            id,
            outcome,
            n_claims,
            code,
            reason,
            model,
            served,
            record,
        },
        Err(error) => Done::Unreadable {
            link,
            place: id,
            reason: error.to_string(),
        },
    }
}
