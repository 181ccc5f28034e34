//! Threads that work on futures. One that is woken wakes one thread at most, and none where a thread will come to it anyway.
//!
//! A runtime that steals work wakes a second thread to look for more whenever a first one found something. Where work comes a
//! piece at a time and takes less than a millisecond, that costs more than it brings.

use std::cell::Cell;
use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use tokio::runtime::Handle;

/// Threads with what they work on. When this is gone, nothing more is begun, what waits is dropped, and the threads end when
/// they are through with what they are at.
pub(crate) struct Pool(Arc<Shared>);

struct Shared {
    state: Mutex<State>,
    wanted: Condvar,
}

#[derive(Default)]
struct State {
    /// In the order in which they are taken: those that one of the threads woke come first.
    ready: VecDeque<Arc<Job>>,
    /// All that have not ended, by their numbers.
    all: BTreeMap<u64, Arc<Job>>,
    next_number: u64,
    /// How many threads sleep that nobody has called yet, and how many are called and still asleep.
    n_asleep: usize,
    n_called: usize,
    is_closed: bool,
}

type Work = Pin<Box<dyn Future<Output = ()> + Send>>;

struct Job {
    number: u64,
    pool: Arc<Shared>,
    /// `None` when it has ended.
    work: Mutex<Option<Work>>,
    stage: AtomicU8,
}

/// A job waits to be woken, lies ready, is worked on, or was woken while it was.
const WAITING: u8 = 0;
const READY: u8 = 1;
const UNDER_WAY: u8 = 2;
const WOKEN: u8 = 3;

thread_local! {
    /// Where the pool lies in memory whose thread this is; 0 for others.
    static POOL: Cell<usize> = const { Cell::new(0) };
}

impl Pool {
    /// Starts so many threads, with the clock and the connections of a runtime.
    pub(crate) fn start(n_threads: usize, runtime: &Handle) -> io::Result<Self> {
        let pool = Self(Arc::new(Shared {
            state: Mutex::default(),
            wanted: Condvar::new(),
        }));
        for _ in 0..n_threads {
            let (shared, runtime) = (Arc::clone(&pool.0), runtime.clone());
            let thread = std::thread::Builder::new().name("documents".to_owned());
            thread.spawn(move || {
                let _entered = runtime.enter();
                POOL.set(shared.place());
                shared.work();
            })?;
        }
        Ok(pool)
    }

    /// Begins some work.
    pub(crate) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        let mut state = self.0.state();
        let number = state.next_number;
        state.next_number += 1;
        let job = Arc::new(Job {
            number,
            pool: Arc::clone(&self.0),
            work: Mutex::new(Some(Box::pin(work))),
            stage: AtomicU8::new(READY),
        });
        state.all.insert(number, Arc::clone(&job));
        self.0.push(state, job);
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.is_closed = true;
        let ready = std::mem::take(&mut state.ready);
        let left = std::mem::take(&mut state.all);
        drop(state);
        self.0.wanted.notify_all();
        drop(ready);
        for job in left.into_values() {
            job.abandon();
        }
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What tells it from other pools.
    fn place(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }

    /// Lays a job ready, and wakes a thread where one sleeps and nobody comes to it otherwise.
    fn push(&self, mut state: MutexGuard<'_, State>, job: Arc<Job>) {
        if state.is_closed {
            return;
        }
        let is_own = POOL.get() == self.place();
        if is_own {
            // What is done here lets it go on, as an answer does the next question, which goes out before more answers are read.
            state.ready.push_front(job);
        } else {
            state.ready.push_back(job);
        }
        // A thread of the pool takes one of them itself, as soon as it is through with what it is at.
        let is_taken = is_own && state.ready.len() == 1;
        let calls = state.n_asleep > 0 && !is_taken;
        if calls {
            state.n_asleep -= 1;
            state.n_called += 1;
        }
        drop(state);
        if calls {
            self.wanted.notify_one();
        }
    }

    /// Works until the pool is closed.
    fn work(&self) {
        while let Some(job) = self.next() {
            job.go_on();
        }
    }

    /// The next job that lies ready; `None` when the pool is closed.
    fn next(&self) -> Option<Arc<Job>> {
        let mut state = self.state();
        loop {
            if state.is_closed {
                return None;
            }
            if let Some(job) = state.ready.pop_front() {
                return Some(job);
            }
            state.n_asleep += 1;
            state = self.wanted.wait(state).unwrap_or_else(PoisonError::into_inner);
            // Nobody may have called: systems wake threads for nothing now and then.
            let count = if state.n_called > 0 {
                &mut state.n_called
            } else {
                &mut state.n_asleep
            };
            *count -= 1;
        }
    }
}

impl Job {
    fn work(&self) -> MutexGuard<'_, Option<Work>> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Works on it until it waits or has ended.
    fn go_on(self: Arc<Self>) {
        self.stage.store(UNDER_WAY, Ordering::SeqCst);
        let waker = Waker::from(Arc::clone(&self));
        let mut work = self.work();
        let has_ended = work.as_mut().is_none_or(|work| {
            let polled = catch_unwind(AssertUnwindSafe(|| {
                work.as_mut().poll(&mut Context::from_waker(&waker))
            }));
            // What breaks is told of by whoever waits for it.
            !matches!(polled, Ok(Poll::Pending))
        });
        drop(work);
        if has_ended {
            self.abandon();
            self.pool.state().all.remove(&self.number);
            return;
        }
        let waits = self
            .stage
            .compare_exchange(UNDER_WAY, WAITING, Ordering::SeqCst, Ordering::SeqCst);
        let mut state = self.pool.state();
        if state.is_closed {
            drop(state);
            self.abandon();
        } else if waits.is_err() {
            self.stage.store(READY, Ordering::SeqCst);
            // This thread goes on to the next one now: nobody else is needed for one more.
            state.ready.push_back(Arc::clone(&self));
        }
    }

    /// Drops the work; where a thread is at it, that thread does when it is through.
    fn abandon(&self) {
        let work = self.work.try_lock().ok().and_then(|mut work| work.take());
        // Not while it is held: what is dropped may wake others.
        drop(work);
    }
}

impl Wake for Job {
    fn wake(self: Arc<Self>) {
        let woken = |stage| match stage {
            WAITING => Some(READY),
            UNDER_WAY => Some(WOKEN),
            _ => None,
        };
        let before = self.stage.fetch_update(Ordering::SeqCst, Ordering::SeqCst, woken);
        if before == Ok(WAITING) {
            let pool = Arc::clone(&self.pool);
            pool.push(pool.state(), self);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, poll_fn};
    use std::sync::atomic::AtomicUsize;
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use tokio::runtime::{Builder, Runtime};

    use super::*;

    fn runtime() -> Runtime {
        let mut builder = Builder::new_multi_thread();
        builder.worker_threads(1).enable_all().build().unwrap()
    }

    fn all(receiver: &Receiver<usize>, count: usize) -> Vec<usize> {
        let mut got: Vec<usize> = (0..count)
            .map(|_| receiver.recv_timeout(Duration::from_secs(5)).unwrap())
            .collect();
        got.sort_unstable();
        got
    }

    #[test]
    fn whatever_is_begun_comes_to_its_end_however_often_it_waits_and_is_woken() {
        let runtime = runtime();
        let pool = Pool::start(3, runtime.handle()).unwrap();
        let (sender, receiver) = channel();
        for number in 0..200 {
            let sender = sender.clone();
            pool.spawn(async move {
                for turn in 0..number % 7 {
                    if turn % 2 == 0 {
                        tokio::time::sleep(Duration::from_micros(200)).await;
                    }
                    let mut is_first = true;
                    poll_fn(|context| {
                        if std::mem::take(&mut is_first) {
                            context.waker().wake_by_ref();
                            return Poll::Pending;
                        }
                        Poll::Ready(())
                    })
                    .await;
                }
                sender.send(number).unwrap();
            });
        }
        assert_eq!(all(&receiver, 200), (0..200).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_ready_is_worked_on_side_by_side() {
        let runtime = runtime();
        let pool = Pool::start(2, runtime.handle()).unwrap();
        let (sender, receiver) = channel();
        let barrier = Arc::new(std::sync::Barrier::new(2));
        for number in 0..2 {
            let (sender, barrier) = (sender.clone(), Arc::clone(&barrier));
            pool.spawn(async move {
                barrier.wait();
                sender.send(number).unwrap();
            });
        }
        assert_eq!(all(&receiver, 2), [0, 1]);
    }

    #[test]
    fn what_work_lets_go_on_comes_before_what_lies_ready() {
        let runtime = runtime();
        let pool = Pool::start(1, runtime.handle()).unwrap();
        let (sender, receiver) = channel();
        let (waker, (go, gone)) = (Arc::new(Mutex::new(None::<Waker>)), channel::<()>());
        let (sends, waits) = (sender.clone(), Arc::clone(&waker));
        pool.spawn(async move {
            let mut is_first = true;
            poll_fn(|context| {
                *waits.lock().unwrap() = Some(context.waker().clone());
                if std::mem::take(&mut is_first) {
                    sends.send(0).unwrap();
                    return Poll::Pending;
                }
                Poll::Ready(())
            })
            .await;
            sends.send(2).unwrap();
        });
        let sends = sender.clone();
        pool.spawn(async move {
            gone.recv().unwrap();
            sends.send(1).unwrap();
            waker.lock().unwrap().take().unwrap().wake();
        });
        pool.spawn(async move { sender.send(3).unwrap() });
        go.send(()).unwrap();
        let next = || receiver.recv_timeout(Duration::from_secs(5)).unwrap();
        assert_eq!([next(), next(), next(), next()], [0, 1, 2, 3]);
    }

    #[test]
    fn what_breaks_leaves_its_thread_to_others() {
        let runtime = runtime();
        let pool = Pool::start(1, runtime.handle()).unwrap();
        let (sender, receiver) = channel();
        pool.spawn(async { panic!("meant") });
        pool.spawn(async move { sender.send(1).unwrap() });
        assert_eq!(all(&receiver, 1), [1]);
    }

    #[test]
    fn what_waits_is_dropped_with_the_pool() {
        struct Counted(Arc<AtomicUsize>);
        impl Drop for Counted {
            fn drop(&mut self) {
                self.0.fetch_add(1, Ordering::SeqCst);
            }
        }
        let runtime = runtime();
        let pool = Pool::start(2, runtime.handle()).unwrap();
        let n_dropped = Arc::new(AtomicUsize::new(0));
        let (sender, receiver) = channel();
        for number in 0..8 {
            let (counted, sender) = (Counted(Arc::clone(&n_dropped)), sender.clone());
            pool.spawn(async move {
                let _counted = counted;
                sender.send(number).unwrap();
                pending::<()>().await;
            });
        }
        assert_eq!(all(&receiver, 8).len(), 8);
        drop(pool);
        // The last one may be under way still.
        let dropped = (0..500).any(|_| {
            std::thread::sleep(Duration::from_millis(1));
            n_dropped.load(Ordering::SeqCst) == 8
        });
        assert!(dropped);
    }
}
