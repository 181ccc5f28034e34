//! What is seen of a document's requests while it is worked on, and when nobody need wait for it any more.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::future::{pending, poll_fn};
use std::pin::pin;
use std::task::Poll;

use propos_llm::HttpResponse;

use crate::run::Stopper;
use crate::spending::Limit;
use crate::workers::{Served, Watched};

struct Watch {
    stopper: Stopper,
    /// The limit that stopped a request of the document.
    refused: Cell<Option<Limit>>,
    /// By what its answers were served.
    served: RefCell<BTreeSet<Served>>,
    /// Whether it has asked for anything.
    has_asked: Cell<bool>,
    /// How many of its requests are under way, or have answers that are being kept.
    n_under_way: Cell<usize>,
}

tokio::task_local! {
    /// Of the document that the task is about. Outside of a run nobody watches.
    static WATCH: Watch;
}

/// Runs the work on a document and says whether a limit stopped one of its requests, and by what its answers were served. Its
/// annotation does not tell: a fallback, a vote or the other requests of the document may have hidden it.
///
/// When the run is to stop, a document that asks models is left as soon as none of its requests is under way: then there is no
/// output. What it was answered is kept.
pub(crate) async fn watch<F: Future>(work: F, stopper: &Stopper) -> (Option<F::Output>, Watched) {
    let watching = async {
        let output = unless_stopped(work, stopper).await;
        let watched = WATCH.with(|watch| Watched {
            limit: watch.refused.get(),
            served: watch.served.take(),
        });
        (output, watched)
    };
    let watch = Watch {
        stopper: stopper.clone(),
        refused: Cell::default(),
        served: RefCell::default(),
        has_asked: Cell::default(),
        n_under_way: Cell::default(),
    };
    WATCH.scope(watch, watching).await
}

async fn unless_stopped<F: Future>(work: F, stopper: &Stopper) -> Option<F::Output> {
    let (mut work, mut asked) = (pin!(work), pin!(stopper.asked()));
    poll_fn(|context| {
        if let Poll::Ready(output) = work.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        let is_stopping = stopper.is_asked() || asked.as_mut().poll(context).is_ready();
        let is_idle = || WATCH.with(|watch| watch.has_asked.get() && watch.n_under_way.get() == 0);
        if is_stopping && is_idle() {
            return Poll::Ready(None);
        }
        Poll::Pending
    })
    .await
}

/// A request of the document that is under way until this is dropped.
pub(crate) struct UnderWay;

impl UnderWay {
    /// Begins one. Where the run is to stop, this never comes to an end, and the document is left.
    pub(crate) async fn begin() -> Self {
        note_asked();
        go_on_unless_stopping().await;
        change(|n_under_way| n_under_way + 1);
        Self
    }
}

/// Where the run is to stop, this never comes to an end.
async fn go_on_unless_stopping() {
    if WATCH.try_with(|watch| watch.stopper.is_asked()) == Ok(true) {
        pending::<()>().await;
    }
}

/// Waits for what must be there before a request that is under way is sent, such as room in the budget. Nobody waits for it meanwhile: where
/// the run is to stop, this never comes to an end, and the document is left.
pub(crate) async fn held<F: Future>(wait: F) -> F::Output {
    let held = Held::begin();
    let output = wait.await;
    go_on_unless_stopping().await;
    drop(held);
    output
}

/// A request that is not under way until this is dropped.
struct Held;

impl Held {
    fn begin() -> Self {
        change(|n_under_way| n_under_way.saturating_sub(1));
        Self
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        change(|n_under_way| n_under_way + 1);
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        change(|n_under_way| n_under_way.saturating_sub(1));
    }
}

fn change(to: impl FnOnce(usize) -> usize) {
    let _ = WATCH.try_with(|watch| watch.n_under_way.set(to(watch.n_under_way.get())));
}

/// Notes that the document is one that asks.
pub(crate) fn note_asked() {
    let _ = WATCH.try_with(|watch| watch.has_asked.set(true));
}

/// Notes by what an answer to a request of the document was served, whenever it came.
pub(crate) fn note_served(response: &HttpResponse) {
    if let Some(served) = response.served_by() {
        let _ = WATCH.try_with(|watch| watch.served.borrow_mut().insert(served));
    }
}

/// Notes that a limit stopped a request of the document.
pub(crate) fn note_refused(limit: Limit) {
    let _ = WATCH.try_with(|watch| watch.refused.set(Some(limit)));
}

/// Whether a limit has stopped a request of the document.
pub(crate) fn is_refused() -> bool {
    WATCH.try_with(|watch| watch.refused.get().is_some()) == Ok(true)
}
