//! A run, ready to be executed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use propos_store::{Files, Key};
use tokio::sync::Notify;

use crate::answers::Answers;
use crate::error::RunError;
use crate::event::{Event, Summary};
use crate::execute::execute;
use crate::folder::RunFolder;
use crate::input::Input;
use crate::plan::{Plan, Settings};
use crate::progress::Progress;
use crate::run_store::{RUN_START, RunStart, RunStore};
use crate::spending::Spending;

/// A run with its plan.
pub struct Run {
    pub(crate) store: RunStore,
    pub(crate) plan: Arc<Plan>,
    pub(crate) settings: Settings,
    pub(crate) stopper: Stopper,
    /// Where it goes on.
    pub(crate) progress: Progress,
    #[cfg(feature = "llm")]
    pub(crate) meter: Option<crate::meter::Meter>,
}

impl Run {
    /// A run over this store. Fails where the run was begun with another plan, unless changes are accepted: then its results
    /// are written anew, and answers that still fit are used again.
    pub fn new(store: RunStore, plan: Plan, settings: Settings) -> Result<Self, RunError> {
        let fingerprint = plan.fingerprint();
        let begun_with = store.found.begun_with.as_ref();
        let changed = begun_with.and_then(|start| {
            let is_same = |name: &str, key: &Key| {
                start
                    .fingerprint
                    .iter()
                    .any(|(old, of_old)| old == name && of_old == key)
            };
            fingerprint
                .iter()
                .find(|(name, key)| !is_same(name, key))
                .map(|(name, _)| *name)
        });
        if let Some(what) = changed.filter(|_| !settings.accepts_changes) {
            return Err(RunError::Changed { what });
        }
        let kept = store.found.progress.clone().filter(|_| changed.is_none());
        if begun_with.is_none() || changed.is_some() {
            let start = RunStart {
                fingerprint: fingerprint.map(|(name, key)| (name.to_owned(), key)).to_vec(),
            };
            store.journal.note(RUN_START, None, &start);
        }
        Ok(Self {
            progress: kept.unwrap_or_else(Progress::new),
            store,
            plan: Arc::new(plan),
            settings,
            stopper: Stopper::default(),
            #[cfg(feature = "llm")]
            meter: None,
        })
    }

    /// The same, with what this meter counts in the run's summary and manifest.
    #[cfg(feature = "llm")]
    #[must_use]
    pub fn with_meter(mut self, meter: crate::meter::Meter) -> Self {
        self.meter = Some(meter);
        self
    }

    /// What models took so far, where that is counted.
    #[cfg_attr(
        not(feature = "llm"),
        expect(clippy::unused_self, reason = "without models there is no meter")
    )]
    pub(crate) fn spending(&self) -> impl Fn() -> Option<Spending> + use<> {
        #[cfg(feature = "llm")]
        let meter = self.meter.clone();
        move || {
            #[cfg(feature = "llm")]
            return meter.as_ref().map(crate::meter::Meter::spending);
            #[cfg(not(feature = "llm"))]
            None
        }
    }

    /// How to take the run's files away again, if it turns out that it should not have been begun.
    pub fn undo(&self) -> Undo {
        Undo {
            files: Arc::clone(&self.store.files),
            folder: self.store.folder.clone(),
            answers: self.store.answers.clone(),
            is_resumed: self.store.found.is_resumed,
        }
    }

    /// A handle by which somebody else can stop the run.
    pub fn stopper(&self) -> Stopper {
        self.stopper.clone()
    }

    /// Annotates what `inputs` gives and writes it. `inputs` is called again to check what was done before, so it must give
    /// the same inputs each time. `tell` hears of everything, in the order of the inputs; it is called on the calling thread.
    pub fn execute<I: Iterator<Item = Input>>(
        self,
        inputs: impl Fn() -> I + Sync,
        tell: impl Fn(&Event),
    ) -> Result<Summary, RunError> {
        execute(self, &inputs, &tell)
    }
}

/// Takes away what a run left that came to nothing.
pub struct Undo {
    files: Arc<dyn Files>,
    folder: RunFolder,
    answers: Answers,
    is_resumed: bool,
}

impl Undo {
    /// Removes the files of the run, which must have ended; not its folder. Those of a run that holds answers of models, or was begun by
    /// an earlier session, stay. Whether they are gone.
    pub fn take_away(self) -> bool {
        let Self {
            files,
            folder,
            answers,
            is_resumed,
        } = self;
        if is_resumed || answers.count() > 0 {
            return false;
        }
        let all = [
            folder.manifest(),
            folder.failures(),
            folder.results(),
            folder.journal(),
        ];
        all.iter()
            .all(|file| !files.exists(file) || files.remove(file).is_ok())
    }
}

/// Stops a run: nothing new is begun and nothing more is asked; answers under way are waited for and kept.
#[derive(Clone, Debug, Default)]
pub struct Stopper(Arc<(AtomicBool, Notify)>);

impl Stopper {
    /// Asks the run to stop.
    pub fn stop(&self) {
        self.0.0.store(true, Ordering::SeqCst);
        self.0.1.notify_waiters();
    }

    pub(crate) fn is_asked(&self) -> bool {
        self.0.0.load(Ordering::SeqCst)
    }

    /// Waits until it is asked. Any number may wait.
    pub(crate) async fn asked(&self) {
        // Who is to be told must listen before it looks.
        let told = self.0.1.notified();
        if !self.is_asked() {
            told.await;
        }
    }
}
