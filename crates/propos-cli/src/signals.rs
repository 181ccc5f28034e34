//! Ctrl-C and the system's wish to end, turned into a stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use propos::pipeline::Stopper;
use tokio::runtime::Builder;

use crate::exit::Exit;

/// Which signal came first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Signals(Arc<AtomicU8>);

impl Signals {
    /// Listens from now on: the first signal stops the run, the second ends the program at once.
    ///
    /// Without a thread or a runtime nobody listens, and a signal ends the program at once: the run can go on all the same.
    pub(crate) fn listen(stopper: Stopper) -> Self {
        let signals = Self::default();
        let seen = signals.clone();
        let listening = std::thread::Builder::new().spawn(move || {
            let Ok(runtime) = Builder::new_current_thread().enable_io().build() else {
                return;
            };
            let first = runtime.block_on(next());
            seen.0.store(first.code(), Ordering::SeqCst);
            stopper.stop();
            abort(runtime.block_on(next()));
        });
        drop(listening);
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

#[cfg(unix)]
async fn next() -> Exit {
    use tokio::signal::unix::{SignalKind, signal};

    match (signal(SignalKind::interrupt()), signal(SignalKind::terminate())) {
        (Ok(mut interrupt), Ok(mut terminate)) => tokio::select! {
            _ = interrupt.recv() => Exit::Interrupted,
            _ = terminate.recv() => Exit::Terminated,
        },
        _ => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn next() -> Exit {
    match tokio::signal::ctrl_c().await {
        Ok(()) => Exit::Interrupted,
        Err(_) => std::future::pending().await,
    }
}
