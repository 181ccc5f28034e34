//! One thread that owns the journal, so that many can append and one sync serves them all.

use std::collections::VecDeque;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use propos_store::{Body, Journal, Key, StoreError};
use serde::Serialize;
use tokio::sync::{oneshot, watch};

use crate::orders::{Orders, Taker, orders};

/// How many entries are taken together at most.
const LARGEST_GROUP: usize = 256;

/// So many bytes are written together, about.
const LARGEST_WRITE: usize = 1 << 15;

/// So many bytes most entries have, apart from answers.
const SHORT: usize = 256;

/// How long the thread waits for more before it makes entries durable: answers of a server that many ask come close together, and one
/// sync and one waking serve for all of them.
const GATHER: Duration = Duration::from_micros(300);

/// So many entries that nobody waits for are held until there is room for them.
const LARGEST_BACKLOG: usize = 4096;

/// How often an answer that finds no room on the disk is written again.
#[cfg(feature = "llm")]
const WAIT_FOR_ROOM: Duration = Duration::from_millis(200);

/// Where an entry lies: its first byte and its length.
pub(crate) type Place = (u64, usize);

enum Order {
    Append(Append),
    /// Syncs and ends the thread, whoever still has a handle.
    End,
}

struct Append {
    kind: &'static str,
    key: Option<Key>,
    body: Body,
    /// Who waits to hear where the entry is; nobody where that does not matter.
    waiting: Option<oneshot::Sender<Result<Place, Arc<StoreError>>>>,
    /// Whether they wait until it is durable.
    is_durable: bool,
}

/// Whether anything can be kept.
#[cfg_attr(
    not(feature = "llm"),
    expect(dead_code, reason = "only what is paid for waits for room")
)]
#[derive(Clone, Debug, Default)]
pub(crate) enum Health {
    /// Nothing failed so far.
    #[default]
    Well,
    /// The disk is full; somebody waits for room.
    Full,
    /// Nothing can be kept any more.
    Broken(Arc<StoreError>),
}

/// Appends to the journal from anywhere.
#[derive(Clone, Debug)]
pub(crate) struct JournalHandle(Orders<Order>, Arc<watch::Sender<Health>>);

/// The thread behind the handles. When this is gone, it has ended, everything is synced and the lock is free.
#[derive(Debug)]
pub(crate) struct JournalThread {
    handle: JournalHandle,
    thread: Option<JoinHandle<Result<(), Arc<StoreError>>>>,
}

/// Starts the thread.
pub(crate) fn start(journal: Journal) -> (JournalHandle, JournalThread) {
    let (sender, orders) = orders();
    let handle = JournalHandle(sender, Arc::default());
    let thread = JournalThread {
        handle: handle.clone(),
        thread: Some(std::thread::spawn(move || write(journal, &orders))),
    };
    (handle, thread)
}

impl JournalThread {
    /// Ends the journal with everything synced. Handles that are left do nothing any more.
    pub(crate) fn end(mut self) -> Result<(), Arc<StoreError>> {
        self.join()
    }

    fn join(&mut self) -> Result<(), Arc<StoreError>> {
        let Some(thread) = self.thread.take() else {
            return Ok(());
        };
        // It has ended by itself when nobody listens.
        self.handle.0.send(Order::End);
        thread.join().unwrap_or(Ok(()))
    }
}

impl Drop for JournalThread {
    fn drop(&mut self) {
        // Who wants to know calls `end`.
        let _ = self.join();
    }
}

impl JournalHandle {
    /// Appends an entry that a crash may lose.
    pub(crate) fn note<T: Serialize>(&self, kind: &'static str, key: Option<Key>, body: &T) {
        if let Some(entry) = noted(kind, key, body) {
            // Nobody listens when the journal has ended; whoever needs durability is told.
            self.0.send(entry);
        }
    }

    /// Appends the same with whatever is appended next, for which alone the thread is woken.
    #[cfg(feature = "llm")]
    pub(crate) fn note_along<T: Serialize>(&self, kind: &'static str, key: Option<Key>, body: &T) {
        if let Some(entry) = noted(kind, key, body) {
            self.0.send_along(entry);
        }
    }

    /// Waits while somebody waits for room. Whatever is paid for then can be kept, as far as is known; else why not.
    #[cfg(feature = "llm")]
    pub(crate) async fn well(&self) -> Result<(), Arc<StoreError>> {
        let mut health = self.1.subscribe();
        let settled = health.wait_for(|health| !matches!(health, Health::Full)).await;
        match settled.as_deref() {
            Ok(Health::Broken(error)) => Err(Arc::clone(error)),
            _ => Ok(()),
        }
    }

    /// Why nothing can be kept any more.
    pub(crate) fn broken(&self) -> Option<Arc<StoreError>> {
        match &*self.1.borrow() {
            Health::Broken(error) => Some(Arc::clone(error)),
            _ => None,
        }
    }

    /// Appends an entry that was paid for and waits until it is durable. Where the disk is full, it
    /// waits for room, at most for so long. `room` is about how many bytes it takes.
    #[cfg(feature = "llm")]
    pub(crate) async fn keep_paid<T: Serialize>(
        &self,
        kind: &'static str,
        key: Option<Key>,
        (body, room): (&T, usize),
        patience: Duration,
    ) -> Result<Place, Arc<StoreError>> {
        let mut waited = Duration::ZERO;
        loop {
            match self.append(kind, key, (body, room), true).await {
                Ok(place) => {
                    // Another one that waited too may have given up.
                    self.1.send_if_modified(|health| {
                        let was_full = matches!(health, Health::Full);
                        if was_full {
                            *health = Health::Well;
                        }
                        was_full
                    });
                    return Ok(place);
                }
                Err(error) if error.may_find_room() && waited < patience && self.broken().is_none() => {
                    self.1.send_replace(Health::Full);
                    let pause = WAIT_FOR_ROOM.min(patience.saturating_sub(waited));
                    tokio::time::sleep(pause).await;
                    waited += pause;
                }
                Err(error) => {
                    self.1.send_replace(Health::Broken(Arc::clone(&error)));
                    return Err(error);
                }
            }
        }
    }

    /// What is there cannot be read, so nothing more is paid for.
    #[cfg(feature = "llm")]
    pub(crate) fn break_off(&self, error: StoreError) -> Arc<StoreError> {
        let error = Arc::new(error);
        self.1.send_replace(Health::Broken(Arc::clone(&error)));
        error
    }

    /// Appends an entry and waits until it is durable.
    pub(crate) async fn keep<T: Serialize>(
        &self,
        kind: &'static str,
        key: Option<Key>,
        body: &T,
    ) -> Result<Place, Arc<StoreError>> {
        self.append(kind, key, (body, SHORT), true).await
    }

    /// Appends an entry that costs nothing to come by again, and says where it is. The next sync makes it durable.
    #[cfg(feature = "llm")]
    pub(crate) async fn put<T: Serialize>(
        &self,
        kind: &'static str,
        key: Option<Key>,
        body: &T,
    ) -> Result<Place, Arc<StoreError>> {
        self.append(kind, key, (body, SHORT), false).await
    }

    async fn append<T: Serialize>(
        &self,
        kind: &'static str,
        key: Option<Key>,
        (body, room): (&T, usize),
        is_durable: bool,
    ) -> Result<Place, Arc<StoreError>> {
        let (waiting, done) = oneshot::channel();
        let body = Body::new(body, room)?;
        let entry = Append {
            kind,
            key,
            body,
            waiting: Some(waiting),
            is_durable,
        };
        let gone = || {
            Arc::new(StoreError::Body(serde::ser::Error::custom(
                "the journal is closed",
            )))
        };
        if !self.0.send(Order::Append(entry)) {
            return Err(gone());
        }
        done.await.map_err(|_| gone())?
    }
}

/// An entry that nobody waits for.
fn noted<T: Serialize>(kind: &'static str, key: Option<Key>, body: &T) -> Option<Order> {
    let body = Body::new(body, SHORT).ok()?;
    Some(Order::Append(Append {
        kind,
        key,
        body,
        waiting: None,
        is_durable: false,
    }))
}

/// Takes what is there, appends it, syncs once, tells everybody.
fn write(journal: Journal, orders: &Taker<Order>) -> Result<(), Arc<StoreError>> {
    let mut writer = Writer {
        journal,
        backlog: VecDeque::new(),
        closed_by: None,
        group: Vec::new(),
        n_bytes: 0,
        waiting: Vec::new(),
    };
    let mut is_ending = false;
    while !is_ending {
        let mut ready = orders.wait(LARGEST_GROUP);
        let mut has_gathered = false;
        loop {
            for order in ready {
                let Order::Append(entry) = order else {
                    is_ending = true;
                    break;
                };
                writer.take(entry);
            }
            writer.write_group();
            if writer.waiting.is_empty() || has_gathered || is_ending {
                break;
            }
            std::thread::sleep(GATHER);
            has_gathered = true;
            ready = orders.take(LARGEST_GROUP);
        }
        writer.sync();
    }
    let Writer {
        mut journal,
        mut backlog,
        mut closed_by,
        ..
    } = writer;
    let caught_up = catch_up(&mut journal, &mut backlog);
    let synced = caught_up.and_then(|()| journal.sync());
    synced.map_err(|error| first_cause(&mut closed_by, &journal, error))
}

/// Whom the place of an entry is told when it is durable.
type Waiting = (oneshot::Sender<Result<Place, Arc<StoreError>>>, Place);

/// What the thread holds.
struct Writer {
    journal: Journal,
    /// What found no room and nobody waits for, such as the books. It goes before everything that comes later.
    backlog: VecDeque<Append>,
    closed_by: Option<Arc<StoreError>>,
    /// What is written next, together, and how many bytes that is, about.
    group: Vec<Append>,
    n_bytes: usize,
    /// Who waits for what is written to be durable.
    waiting: Vec<Waiting>,
}

impl Writer {
    fn take(&mut self, entry: Append) {
        self.n_bytes += entry.body.n_bytes();
        self.group.push(entry);
        if self.n_bytes >= LARGEST_WRITE {
            self.write_group();
        }
    }

    /// Appends the entries of the group, with one write where there is room for all.
    fn write_group(&mut self) {
        let group = std::mem::take(&mut self.group);
        self.n_bytes = 0;
        if group.is_empty() {
            return;
        }
        let caught_up = catch_up(&mut self.journal, &mut self.backlog);
        let entries = group.iter().map(|entry| (entry.kind, entry.key, &entry.body));
        match caught_up.and_then(|()| self.journal.append_all(entries)) {
            Ok(places) => {
                for (entry, place) in group.into_iter().zip(places) {
                    self.written(entry, Ok(place));
                }
            }
            // Where there is no room for all there may be for some.
            Err(error) if error.may_find_room() && group.len() > 1 => {
                for entry in group {
                    let caught_up = catch_up(&mut self.journal, &mut self.backlog);
                    let one = caught_up.and_then(|()| append(&mut self.journal, &entry));
                    let one = one.map_err(|error| self.first_cause(error));
                    self.written(entry, one);
                }
            }
            Err(error) => {
                let error = self.first_cause(error);
                for entry in group {
                    self.written(entry, Err(Arc::clone(&error)));
                }
            }
        }
    }

    /// Says what became of an entry, or keeps it for when there is room.
    fn written(&mut self, entry: Append, appended: Result<Place, Arc<StoreError>>) {
        let may_wait = !self.journal.is_closed() && self.backlog.len() < LARGEST_BACKLOG;
        if appended.is_err() && entry.waiting.is_none() && may_wait {
            self.backlog.push_back(entry);
            return;
        }
        match (appended, entry.waiting) {
            (Ok(place), Some(sender)) if entry.is_durable => self.waiting.push((sender, place)),
            // They may have given up waiting.
            (appended, Some(sender)) => drop(sender.send(appended)),
            (_, None) => {}
        }
    }

    /// Makes what somebody waits for durable, and tells them.
    fn sync(&mut self) {
        if self.waiting.is_empty() {
            return;
        }
        let synced = self.journal.sync().map_err(|error| self.first_cause(error));
        for (sender, place) in self.waiting.drain(..) {
            let _ = sender.send(synced.clone().map(|()| place));
        }
    }

    fn first_cause(&mut self, error: StoreError) -> Arc<StoreError> {
        first_cause(&mut self.closed_by, &self.journal, error)
    }
}

/// Why nothing can be appended: of a journal that takes no more entries what closed it, which says more than that it is closed.
fn first_cause(
    closed_by: &mut Option<Arc<StoreError>>,
    journal: &Journal,
    error: StoreError,
) -> Arc<StoreError> {
    if let Some(first) = closed_by {
        return Arc::clone(first);
    }
    let error = Arc::new(error);
    if journal.is_closed() {
        *closed_by = Some(Arc::clone(&error));
    }
    error
}

/// Appends what found no room before, in order.
fn catch_up(journal: &mut Journal, backlog: &mut VecDeque<Append>) -> Result<(), StoreError> {
    while let Some(entry) = backlog.front() {
        append(journal, entry)?;
        backlog.pop_front();
    }
    Ok(())
}

fn append(journal: &mut Journal, entry: &Append) -> Result<Place, StoreError> {
    let places = journal.append_all([(entry.kind, entry.key, &entry.body)])?;
    Ok(places.first().copied().unwrap_or_default())
}
