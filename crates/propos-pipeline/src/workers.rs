//! The threads that work on documents, and the inputs that lie ready for them.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, PoisonError};

use propos_schema::{AnnotatedDocument, Document, Problem, Severity};
use propos_store::Key;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::emit::Done;
use crate::event::StopReason;
use crate::input::Input;
#[cfg(feature = "llm")]
use crate::meter::watch;
use crate::plan::Plan;
use crate::progress::link;

/// The problem of a document on which the program broke.
const BUG: &str = "bug";
/// The problem of a document for which the annotator could not be reached.
const UNAVAILABLE: &str = "annotator_unavailable";
/// So many inputs lie ready beside those under way, so that a thread that is done with one finds the next at once: by rules
/// a document takes hardly longer than waking a thread.
pub(crate) const READY: usize = 16;

/// What became of an input, or why nothing can become of any.
pub(crate) struct Worked {
    pub(crate) index: u64,
    pub(crate) outcome: Outcome,
}

pub(crate) enum Outcome {
    Done(Done),
    Unreached(Box<Unreached>),
    /// The run stopped before it was begun.
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

/// Threads, as many as documents may be under way. Each document has one while it is, so that work on the processor never
/// holds up answers that come in.
pub(crate) struct Workers {
    ready: mpsc::Sender<(u64, Input)>,
    worked: UnboundedReceiver<Worked>,
    is_closed: Arc<AtomicBool>,
    n_under_way: usize,
}

/// What the threads share.
#[derive(Clone)]
struct Shared {
    plan: Arc<Plan>,
    ready: Arc<Mutex<Receiver<(u64, Input)>>>,
    worked: UnboundedSender<Worked>,
    is_closed: Arc<AtomicBool>,
}

impl Workers {
    /// Starts so many threads on the runtime that this is called in.
    pub(crate) fn start(n_threads: usize, plan: &Arc<Plan>) -> Self {
        let (ready, inputs) = mpsc::channel();
        let (sender, worked) = unbounded_channel();
        let is_closed = Arc::new(AtomicBool::new(false));
        let shared = Shared {
            plan: Arc::clone(plan),
            ready: Arc::new(Mutex::new(inputs)),
            worked: sender,
            is_closed: Arc::clone(&is_closed),
        };
        for _ in 0..n_threads {
            let (shared, runtime) = (shared.clone(), Handle::current());
            tokio::task::spawn_blocking(move || shared.work(&runtime));
        }
        Self {
            ready,
            worked,
            is_closed,
            n_under_way: 0,
        }
    }

    /// How many inputs are under way or lie ready.
    pub(crate) const fn n_under_way(&self) -> usize {
        self.n_under_way
    }

    /// Lays an input ready.
    pub(crate) fn take(&mut self, index: u64, input: Input) {
        // Threads are there as long as this is.
        if self.ready.send((index, input)).is_ok() {
            self.n_under_way += 1;
        }
    }

    /// What became of one of them.
    pub(crate) async fn next(&mut self) -> Option<Worked> {
        let worked = self.worked.recv().await;
        self.n_under_way -= usize::from(worked.is_some());
        worked
    }

    /// Nothing more is begun. What is under way is finished, what lies ready is skipped.
    pub(crate) fn close(&self) {
        self.is_closed.store(true, Ordering::SeqCst);
    }
}

impl Shared {
    fn work(&self, runtime: &Handle) {
        loop {
            let next = self.ready.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((index, input)) = next else { return };
            let outcome = catch_unwind(AssertUnwindSafe(|| self.outcome(runtime, input)));
            let outcome = outcome.unwrap_or(Outcome::Broken);
            if self.worked.send(Worked { index, outcome }).is_err() {
                return;
            }
        }
    }

    fn outcome(&self, runtime: &Handle, input: Input) -> Outcome {
        if self.is_closed.load(Ordering::SeqCst) {
            return Outcome::Skipped;
        }
        let link = link(&input);
        let outcome = match input {
            Input::Unreadable { place, reason } => Outcome::Done(Done::Unreadable { link, place, reason }),
            Input::Document { document, notes } => work(runtime, &self.plan, link, *document, notes),
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

fn work(runtime: &Handle, plan: &Plan, link: Key, document: Document, notes: Vec<Problem>) -> Outcome {
    let for_record = document.clone();
    let annotated = catch_unwind(AssertUnwindSafe(|| {
        runtime.block_on(watch(plan.annotate(document, notes)))
    }));
    let unreached = |document, reason: String, stop| {
        let failed = plan.failed(document, UNAVAILABLE, &reason);
        Outcome::Unreached(Box::new(Unreached {
            failed: done(plan, link, &failed),
            reason,
            stop,
        }))
    };
    match annotated {
        // Whatever else was said of it, not all of it was asked.
        Ok((_, Some(limit))) => {
            let stop = StopReason::Budget { limit };
            unreached(for_record, "the budget is spent".to_owned(), Some(stop))
        }
        Ok((Ok(annotated), None)) => Outcome::Done(done(plan, link, &annotated)),
        Ok((Err(error), None)) => {
            let reason = error.to_string();
            let stop = (!error.is_retryable()).then(|| StopReason::Rejected {
                reason: reason.clone(),
            });
            unreached(for_record, reason, stop)
        }
        Err(_) => {
            let failed = plan.failed(for_record, BUG, "the program broke on this document");
            Outcome::Done(done(plan, link, &failed))
        }
    }
}

/// Without models nothing is spent.
#[cfg(not(feature = "llm"))]
async fn watch<F: Future>(work: F) -> (F::Output, Option<crate::spending::Limit>) {
    (work.await, None)
}

fn done(plan: &Plan, link: Key, annotated: &AnnotatedDocument) -> Done {
    let reasons = annotated.problems.iter();
    let reason = reasons
        .filter(|problem| problem.severity != Severity::Info)
        .map(|problem| problem.message.clone())
        .next();
    let id = annotated.document.id.clone();
    match plan.line(annotated) {
        Ok(record) => Done::Document {
            link,
            id,
            outcome: annotated.outcome,
            n_claims: annotated.claims.len(),
            reason,
            model: annotated.provenance.model.clone(),
            record,
        },
        Err(error) => Done::Unreadable {
            link,
            place: id,
            reason: error.to_string(),
        },
    }
}
