//! Reserving before asking, settling after the answer.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use propos_llm::{Cost, Failure, FailureClass, HttpRequest, HttpResponse, Tariff, Transport};
use propos_store::Key;
use tokio::sync::Notify;

use crate::account::{Account, Bill, RESERVED, Reserved, Room, SETTLED, Settled, rounded, rounded_up};
use crate::journal::JournalHandle;
use crate::run_store::RunStore;
use crate::spending::{Limit, Limits, Spending};
use crate::watch::{held, is_refused, note_refused};

/// Counts what a run takes from all its models, and lets nothing be sent that could exceed a limit.
///
/// Before a request is sent, the most that it can take is reserved: as many tokens as its body has bytes, the longest answer it
/// allows, each at the highest price. When the answer says how many tokens it took, those count instead. Where it does not say,
/// or no answer comes although the request may have been carried out, the reservation stands. So what was paid never exceeds the
/// limit, however many requests are under way and however late their answers come. A request that would fit if those under way
/// took less than was reserved for them waits for them.
///
/// The books are kept in the run's journal, so that a run that goes on knows what was spent before.
#[derive(Clone, Debug)]
pub struct Meter(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    limits: Limits,
    books: Mutex<Books>,
    settled: Notify,
}

#[derive(Debug, Default)]
struct Books {
    account: Account,
    journal: Option<JournalHandle>,
    /// What happened before there was a journal.
    unwritten: Vec<Noted>,
    /// Questions whose last attempt failed.
    failed: HashSet<Key>,
}

#[derive(Clone, Copy, Debug)]
enum Noted {
    Reserved(Reserved),
    Settled(Settled),
}

impl Meter {
    /// A meter with these limits.
    pub fn new(limits: Limits) -> Self {
        Self(Arc::new(Shared {
            limits,
            books: Mutex::default(),
            settled: Notify::new(),
        }))
    }

    /// Takes over what earlier sessions spent, and keeps the books in this run's journal from now on. Of a run that goes on, this
    /// must be called before anything is sent.
    pub fn keep_in(&self, store: &RunStore) {
        let mut books = self.books();
        if books.account.next_id() == 0 {
            books.account = store.found.account.clone();
        }
        books.journal = Some(store.journal.clone());
        for settled in books.account.lost_ones() {
            books.write(Noted::Settled(settled));
        }
        for noted in std::mem::take(&mut books.unwritten) {
            books.write(noted);
        }
    }

    /// What was spent so far, in all sessions.
    pub fn spending(&self) -> Spending {
        self.books().account.spending()
    }

    /// The same transport, every request with a body counted at this tariff.
    pub fn over<T: Transport>(&self, inner: T, tariff: Tariff) -> MeteredTransport<T> {
        MeteredTransport {
            inner,
            tariff,
            meter: self.clone(),
        }
    }

    async fn reserve(
        &self,
        tariff: &Tariff,
        request: &HttpRequest,
        question: impl Fn() -> Key,
    ) -> Result<Open<'_>, Limit> {
        let most = tariff.most(request);
        let nanodollars = match most.cost {
            Cost::Free => Some(0),
            cost => cost.dollars().map(rounded_up),
        };
        loop {
            let settled = self.0.settled.notified();
            {
                let mut books = self.books();
                match books.account.room(&self.0.limits, most.tokens, nanodollars) {
                    Room::Now => {
                        let reserved = Reserved {
                            id: books.account.next_id(),
                            tokens: most.tokens,
                            nanodollars,
                            is_retry: !books.failed.is_empty() && books.failed.contains(&question()),
                        };
                        books.account.reserve(reserved);
                        books.write(Noted::Reserved(reserved));
                        return Ok(Open {
                            id: reserved.id,
                            bill: Bill::Stands,
                            meter: self,
                        });
                    }
                    Room::Perhaps => {}
                    Room::Never(limit) => return Err(limit),
                }
            }
            held(settled).await;
        }
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.0.books.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Books {
    fn write(&mut self, noted: Noted) {
        match (&self.journal, noted) {
            (Some(journal), Noted::Reserved(reserved)) => journal.note(RESERVED, None, &reserved),
            // Until it is written, what was reserved counts, which is more.
            (Some(journal), Noted::Settled(settled)) => journal.note_along(SETTLED, None, &settled),
            (None, noted) => self.unwritten.push(noted),
        }
    }
}

/// A reservation. Who breaks off before it is known what came of it leaves it standing.
struct Open<'m> {
    id: u64,
    bill: Bill,
    meter: &'m Meter,
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        let settled = Settled {
            id: self.id,
            bill: self.bill,
        };
        let mut books = self.meter.books();
        books.account.settle(settled);
        books.write(Noted::Settled(settled));
        drop(books);
        self.meter.0.settled.notify_waiters();
    }
}

/// A transport whose requests are counted. It stands below [`StoredTransport`](crate::StoredTransport), since an answer from the
/// journal costs nothing.
#[derive(Debug)]
pub struct MeteredTransport<T> {
    inner: T,
    tariff: Tariff,
    meter: Meter,
}

impl<T> MeteredTransport<T> {
    /// What a request comes to.
    fn bill(&self, sent: &Result<HttpResponse, Failure>) -> Bill {
        match sent {
            Ok(response) if (200..300).contains(&response.status) => {
                let receipt = self.tariff.receipt(response);
                let nanodollars = match receipt.cost {
                    Cost::Dollars(dollars) => Some(rounded(dollars)),
                    Cost::Free => Some(0),
                    Cost::UnknownPrice | Cost::UnknownUsage => None,
                };
                if receipt.usage.input.is_none() || receipt.usage.output.is_none() {
                    return Bill::Stands;
                }
                Bill::Paid {
                    usage: receipt.usage,
                    nanodollars,
                    is_refusal: receipt.is_refusal,
                }
            }
            // Whoever stands between gave up waiting; the model may not have.
            Ok(response) if matches!(response.status, 408 | 502 | 504 | 524) => Bill::Stands,
            Err(failure) if failure.maybe_paid => Bill::Stands,
            // No provider charges for an error.
            Ok(_) | Err(_) => Bill::Nothing,
        }
    }
}

#[async_trait]
impl<T: Transport> Transport for MeteredTransport<T> {
    async fn send(&self, request: &HttpRequest) -> Result<HttpResponse, Failure> {
        let Some(body) = &request.body else {
            return self.inner.send(request).await;
        };
        if is_refused() {
            // What else is asked for this document would be paid for nothing now.
            return Err(Failure::new(FailureClass::Budget));
        }
        // Most questions go well at once; then none is looked up.
        let question = || Key::of(&[&request.url, body.text()]);
        let mut open = match self.meter.reserve(&self.tariff, request, question).await {
            Ok(open) => open,
            Err(limit) => {
                note_refused(limit);
                return Err(Failure::new(FailureClass::Budget));
            }
        };
        let sent = self.inner.send(request).await;
        open.bill = self.bill(&sent);
        let mut books = self.meter.books();
        let is_success = sent
            .as_ref()
            .is_ok_and(|response| (200..300).contains(&response.status));
        if !is_success {
            books.failed.insert(question());
        } else if !books.failed.is_empty() {
            books.failed.remove(&question());
        }
        drop(books);
        sent
    }
}
