//! Ctrl-C and the system's wish to end, turned into a stop.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::mpsc::channel;

use propos::pipeline::Stopper;
use tokio::runtime::Builder;
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::exit::Exit;

/// Which signal came first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Signals(Arc<AtomicU8>);

impl Signals {
    /// Listens from now on: the first signal stops the run, the second ends the program at once with these last words.
    ///
    /// Without a thread or a runtime nobody listens, and a signal ends the program at once: the run can go on all the same.
    pub(crate) fn listen(stopper: Stopper, last_words: String) -> Self {
        let signals = Self::default();
        let seen = signals.clone();
        let (listens, listening) = channel::<()>();
        let thread = std::thread::Builder::new().spawn(move || {
            let Ok(runtime) = Builder::new_current_thread().enable_io().build() else {
                return;
            };
            runtime.block_on(async {
                let Some(mut wishes) = Wishes::new() else { return };
                drop(listens);
                let first = wishes.next().await;
                seen.0.store(first.code(), Ordering::SeqCst);
                stopper.stop();
                let second = wishes.next().await;
                // Whatever line is being drawn ends here.
                let _ = writeln!(std::io::stderr(), "\n{last_words}");
                abort(second);
            });
        });
        // A signal that came before it listens would end the program.
        let _ = thread.map(|_| listening.recv());
        signals
    }

    /// The exit code of a run that was stopped by a signal.
    pub(crate) fn exit(&self) -> Exit {
        if self.0.load(Ordering::SeqCst) == Exit::Terminated.code() {
            Exit::Terminated
        } else {
            Exit::Interrupted
        }
    }
}

#[expect(
    clippy::exit,
    reason = "whoever asks twice does not want to wait; the journal is made for that"
)]
fn abort(exit: Exit) -> ! {
    std::process::exit(i32::from(exit.code()))
}

/// The signals that ask for an end.
#[cfg(unix)]
struct Wishes {
    interrupt: Signal,
    terminate: Signal,
}

#[cfg(unix)]
impl Wishes {
    /// Listens from now on; `None` where the system does not let it.
    fn new() -> Option<Self> {
        Some(Self {
            interrupt: signal(SignalKind::interrupt()).ok()?,
            terminate: signal(SignalKind::terminate()).ok()?,
        })
    }

    async fn next(&mut self) -> Exit {
        tokio::select! {
            _ = self.interrupt.recv() => Exit::Interrupted,
            _ = self.terminate.recv() => Exit::Terminated,
        }
    }
}

#[cfg(not(unix))]
struct Wishes;

#[cfg(not(unix))]
impl Wishes {
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere it may fail")]
    const fn new() -> Option<Self> {
        Some(Self)
    }

    async fn next(&mut self) -> Exit {
        match tokio::signal::ctrl_c().await {
            Ok(()) => Exit::Interrupted,
            Err(_) => std::future::pending().await,
        }
    }
}
