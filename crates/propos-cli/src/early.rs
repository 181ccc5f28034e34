//! A look at a model while the first questions are under way.
//!
//! Looking takes a round trip. With many requests in flight that is a good part of what a run takes, so the first questions go out
//! beside it, as they would to a server that takes everything and obeys. Nobody else asks before the look is over. Where it ends
//! badly, that is what the run ends with, said once, and nothing is left of a run that got no answer.
//!
//! Of a run that is finished most likely nothing is asked when it goes on. Then the look waits until somebody asks.

use std::cell::RefCell;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use propos::llm::{Client, Failure as RequestFailure, FailureClass};
use propos::pipeline::{Event, Host, Look, LookBook, Stopper};
use serde_json::json;
use tokio::runtime::Builder;
use tokio::sync::Notify;

use crate::failure::Failure;
use crate::narrator::Narrator;
use crate::preflight::look;
use crate::talk::Talk;

/// Where a run's manifest says whether servers obey.
pub(crate) const STRUCTURED_OUTPUT: &str = "structured_output";

/// For so long at most, what is not needed before the first answers lets the first questions go before.
const QUESTIONS_FIRST: Duration = Duration::from_millis(50);

/// What it takes to look at a model beside those who ask it.
pub(crate) struct Looker {
    /// A client of its own: the look belongs to no document and is not kept with their answers.
    pub(crate) client: Client,
    /// What an earlier session found.
    pub(crate) known: Option<Look>,
    /// How many questions may go out before it is over.
    pub(crate) n_early: usize,
    /// Whether it is to wait until somebody asks.
    pub(crate) is_lazy: bool,
    /// Where those who ask find how many tokens the model takes at once.
    pub(crate) context_tokens: Arc<OnceLock<u64>>,
}

/// A look that is under way, or over.
pub(crate) struct EarlyLook {
    looker: Looker,
    asker: Arc<Client>,
    host: Host,
    book: LookBook,
    stopper: Stopper,
    state: Mutex<State>,
    /// Told when the run is over.
    over: Notify,
}

enum State {
    UnderWay,
    Well { untold: Vec<String> },
    Bad(Failure),
}

impl EarlyLook {
    /// A look for the sake of this client. `host` and `book` hear whether the server obeys, `stopper` when there is nobody to ask.
    pub(crate) fn new(
        looker: Looker,
        asker: Arc<Client>,
        host: Host,
        book: LookBook,
        stopper: Stopper,
    ) -> Self {
        let state = if looker.is_lazy {
            State::Well { untold: Vec::new() }
        } else {
            State::UnderWay
        };
        Self {
            looker,
            asker,
            host,
            book,
            stopper,
            state: Mutex::new(state),
            over: Notify::new(),
        }
    }

    /// Whether it waits until somebody asks.
    pub(crate) const fn is_lazy(&self) -> bool {
        self.looker.is_lazy
    }

    /// Nobody will ask any more.
    pub(crate) fn leave(&self) {
        self.over.notify_one();
    }

    /// Waits until somebody asks. Whether anybody does before the run is over.
    fn is_wanted(&self) -> bool {
        let runtime = Builder::new_current_thread().build();
        runtime.ok().is_none_or(|runtime| {
            runtime.block_on(async {
                tokio::select! {
                    biased;
                    () = self.asker.wanted() => true,
                    () = self.over.notified() => false,
                }
            })
        })
    }

    /// Looks. Then all may ask, or the run stops.
    pub(crate) fn take(&self) {
        if self.is_lazy() {
            if !self.is_wanted() {
                return;
            }
            *self.state() = State::UnderWay;
        }
        let client = &self.looker.client;
        let known = self.looker.known.as_ref();
        let (failure, cause) = match look(client, known) {
            Ok(Ok(found)) => {
                if let Some(tokens) = found.context_tokens {
                    // Nobody else says it.
                    let _ = self.looker.context_tokens.set(tokens);
                }
                if let Some(look) = found.for_later(client).filter(|look| known != Some(look)) {
                    self.book.keep(&look);
                }
                let name = client.endpoint().name.as_str();
                self.host.set(STRUCTURED_OUTPUT, json!({ name: found.obedience }));
                *self.state() = State::Well {
                    untold: found.warnings,
                };
                self.asker.looked(&found.dialect);
                return;
            }
            Ok(Err(refusal)) => {
                let cause = refusal.cause.clone();
                (refusal.of(&client.endpoint().name), cause)
            }
            Err(failure) => (failure, RequestFailure::new(FailureClass::Network)),
        };
        *self.state() = State::Bad(failure);
        self.stopper.stop();
        self.asker.refuse(&cause);
    }

    /// Waits until the early questions are out, but not long: there may be fewer documents than that.
    pub(crate) fn let_questions_out(&self) {
        let began = Instant::now();
        while self.asker.n_early_left() > 0 && began.elapsed() < QUESTIONS_FIRST {
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells what happens in a run. Why it stops is told when it is known whether the look says it too, and then not twice.
pub(crate) struct Listener<'l> {
    look: Option<&'l EarlyLook>,
    narrator: &'l Narrator<'l>,
    talk: &'l Talk,
    held: RefCell<Vec<Event>>,
}

impl<'l> Listener<'l> {
    pub(crate) fn new(look: Option<&'l EarlyLook>, narrator: &'l Narrator<'l>, talk: &'l Talk) -> Self {
        Self {
            look,
            narrator,
            talk,
            held: RefCell::default(),
        }
    }

    pub(crate) fn hear(&self, event: &Event) {
        if !self.tell_of_look() && matches!(event, Event::Stopping { .. }) {
            self.held.borrow_mut().push(event.clone());
        } else {
            self.narrator.hear(event);
        }
    }

    /// Tells what is left to tell. The failure that the look ended with.
    pub(crate) fn end(self) -> Result<(), Failure> {
        self.tell_of_look();
        match self
            .look
            .map(|look| std::mem::replace(&mut *look.state(), State::UnderWay))
        {
            Some(State::Bad(failure)) => Err(failure),
            _ => Ok(()),
        }
    }

    /// Tells what the look found, once; whether all is well.
    fn tell_of_look(&self) -> bool {
        let Some(look) = self.look else { return true };
        let State::Well { untold } = &mut *look.state() else {
            return false;
        };
        for warning in untold.drain(..) {
            self.talk.warning(&warning);
        }
        for event in self.held.take() {
            self.narrator.hear(&event);
        }
        true
    }
}
