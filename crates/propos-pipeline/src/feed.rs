//! Inputs on a thread of their own: those that are done are compared with what was done, the others are handed on.

use std::collections::HashSet;
use std::sync::mpsc::SyncSender;

use propos_store::{Files, Key};
use tokio::runtime::Handle;
use tokio::sync::mpsc::{PermitIterator, Sender};

use crate::event::Event;
use crate::folder::RunFolder;
use crate::input::Input;
use crate::progress::{Progress, chained, link};
use crate::run::Stopper;
use crate::written::{FailureLine, RecordLine, for_each_line};

/// Inputs that are handed on together, each with its place among all.
pub(crate) type Batch = Vec<(u64, Input)>;

/// A batch with so much text is not added to: what it holds takes much longer than handing it on.
const FULL: usize = 16 << 10;

/// Where the run goes on, and what is to be told of it.
pub(crate) struct Start {
    pub(crate) progress: Progress,
    pub(crate) event: Option<Event>,
}

/// Reads inputs as fast as they are taken. Says first where the run goes on: behind those that are done, if the inputs still
/// begin with them; else at the beginning. They are read once where they do. Batches have `most` inputs at most.
pub(crate) fn feed<I: Iterator<Item = Input>>(
    inputs: &impl Fn() -> I,
    progress: Progress,
    (files, folder): (&dyn Files, &RunFolder),
    most: usize,
    started: &SyncSender<Start>,
    (sender, waits): (&Sender<Batch>, &Handle),
    stopper: &Stopper,
) {
    let mut left = inputs();
    let mut start = Start {
        progress,
        event: None,
    };
    if !begins_with(&mut left, &start.progress, stopper) {
        start.event = Some(compare(inputs(), &start.progress, files, folder));
        start.progress = Progress::new();
        left = inputs();
    }
    let first = start.progress.n_done;
    if started.send(start).is_err() {
        return;
    }
    let mut places = Places::new(sender, waits);
    let mut batch = Batch::new();
    let mut n_bytes = 0;
    for (input, index) in left.zip(first..) {
        if let Input::Document { document, .. } = &input {
            n_bytes += document.text().len();
        }
        batch.push((index, input));
        if batch.len() < most && n_bytes < FULL {
            continue;
        }
        if stopper.is_asked() || !places.send(std::mem::take(&mut batch)) {
            return;
        }
        n_bytes = 0;
    }
    if !batch.is_empty() {
        // Nobody listens when the run broke off.
        places.send(batch);
    }
}

/// Room for batches. It is waited for until there is some for several, so that one waking serves for them.
struct Places<'s> {
    sender: &'s Sender<Batch>,
    waits: &'s Handle,
    free: Option<PermitIterator<'s, Batch>>,
}

impl<'s> Places<'s> {
    const fn new(sender: &'s Sender<Batch>, waits: &'s Handle) -> Self {
        Self {
            sender,
            waits,
            free: None,
        }
    }

    /// Hands a batch on when there is room; whether anybody takes it.
    fn send(&mut self, batch: Batch) -> bool {
        let mut place = self.free.as_mut().and_then(Iterator::next);
        if place.is_none() {
            let several = self.sender.max_capacity().div_ceil(2);
            self.free = self.waits.block_on(self.sender.reserve_many(several)).ok();
            place = self.free.as_mut().and_then(Iterator::next);
        }
        place.map(|place| place.send(batch)).is_some()
    }
}

/// Takes the inputs that are done; whether they are those that were done. Who stops the run does not want to wait for that.
pub(crate) fn begins_with(
    inputs: &mut impl Iterator<Item = Input>,
    progress: &Progress,
    stopper: &Stopper,
) -> bool {
    let mut chain = Progress::new().chain;
    for _ in 0..progress.n_done {
        let Some(input) = inputs.next() else { break };
        if stopper.is_asked() {
            return true;
        }
        chain = chained(chain, link(&input));
    }
    chain == progress.chain
}

/// How many of the inputs were done before, whatever their place.
fn compare(
    inputs: impl Iterator<Item = Input>,
    progress: &Progress,
    files: &dyn Files,
    folder: &RunFolder,
) -> Event {
    let mut before = HashSet::new();
    // What cannot be read was not done, as far as anybody can say.
    let results = folder.results();
    let _ = for_each_line(files, &results, Some(progress.results_length), |_, line| {
        if let Ok(RecordLine { document, .. }) = serde_json::from_slice(line) {
            before.insert(document_key(&document.id, &document.sha256));
        }
        Ok(())
    });
    let failures = folder.failures();
    let _ = for_each_line(files, &failures, Some(progress.failures_length), |_, line| {
        if let Ok(FailureLine {
            place: Some(place), ..
        }) = serde_json::from_slice(line)
        {
            before.insert(Key::of(&["unreadable", &place]));
        }
        Ok(())
    });
    let (mut n_inputs, mut n_same) = (0, 0);
    for input in inputs {
        n_inputs += 1;
        n_same += u64::from(before.remove(&identity(&input)));
    }
    Event::InputsChanged {
        n_done: progress.n_done,
        n_inputs,
        n_same,
        n_gone: before.len() as u64,
    }
}

fn identity(input: &Input) -> Key {
    match input {
        Input::Document { document, .. } => document_key(&document.id, &document.sha256),
        Input::Unreadable { place, .. } => Key::of(&["unreadable", place]),
    }
}

fn document_key(id: &str, sha256: &str) -> Key {
    Key::of(&["document", id, sha256])
}
