//! A run's whole life - begun, stopped, gone on with, damaged, repaired, finished, joined - on files that fail at every operation.
#![cfg(feature = "llm")]
#![expect(clippy::panic, clippy::unwrap_used, reason = "the helpers are parts of tests")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use propos_annotate::{AnnotateError, Annotation, Annotator, Article, Description};
use propos_codebook::Codebook;
use propos_llm::{Failure, HttpRequest, HttpResponse, Timeouts, Transport};
use propos_pipeline::{
    Event, Input, Merge, Plan, Run, RunError, RunFolder, RunStore, Settings, StopReason, StoredTransport,
};
use propos_schema::Document;
use propos_store::faults::{Fault, FaultyFiles};
use propos_store::{StoreError, repair};
use serde_json::json;

const N: usize = 4;
/// After so many documents the first session is stopped.
const FIRST: usize = 2;
const IN_FLIGHT: usize = 2;

/// Who asks, and what was answered for good: what came through the journal is on disk.
#[derive(Default)]
struct World {
    n_asked: AtomicUsize,
    handed_on: Mutex<BTreeSet<String>>,
    /// Questions that were asked although their answers had been handed on.
    paid_again: Mutex<Vec<String>>,
}

struct Server(Arc<World>);

#[async_trait]
impl Transport for Server {
    async fn send(&self, request: &HttpRequest) -> Result<HttpResponse, Failure> {
        let question = request.body.as_ref().unwrap().text().to_owned();
        self.0.n_asked.fetch_add(1, Ordering::SeqCst);
        if self.0.handed_on.lock().unwrap().contains(&question) {
            self.0.paid_again.lock().unwrap().push(question.clone());
        }
        Ok(HttpResponse::new(
            200,
            json!({ "answer to": question }).to_string(),
        ))
    }
}

/// Annotates nothing, but asks.
struct Asking(StoredTransport<Server>, Arc<World>);

#[async_trait]
impl Annotator for Asking {
    fn describe(&self) -> Description {
        Description::new("asking")
    }

    async fn annotate(&self, article: &Article, _: &Codebook) -> Result<Annotation, AnnotateError> {
        let body = json!(article.document().id);
        let request = HttpRequest::post("http://127.0.0.1:1/v1".to_owned(), &body, Timeouts::LOCAL);
        match self.0.send(&request).await {
            Ok(_) => {
                self.1.handed_on.lock().unwrap().insert(body.to_string());
                Ok(Annotation::new("asking"))
            }
            Err(failure) => Err(AnnotateError::Rejected {
                annotator: "asking".to_owned(),
                reason: "it answers no request".to_owned(),
                source: Some(Box::new(failure)),
            }),
        }
    }
}

fn folder() -> RunFolder {
    RunFolder::new("/run")
}

fn joined() -> RunFolder {
    RunFolder::new("/joined")
}

/// What stands against going on now; the next life may fare better.
#[derive(Debug)]
enum Ended {
    Error(RunError),
    Stopped(StopReason),
}

impl From<RunError> for Ended {
    fn from(error: RunError) -> Self {
        Self::Error(error)
    }
}

/// One session. It is stopped after so many documents.
fn session(files: &FaultyFiles, world: &Arc<World>, most: usize) -> Result<(), Ended> {
    let shared = Arc::new(files.clone());
    let store = if propos_store::Files::exists(files, &folder().journal()) {
        RunStore::resume_with(shared, folder())?
    } else {
        RunStore::create_with(shared, folder())?
    };
    let transport = StoredTransport::new(Server(Arc::clone(world)), &store).with_patience(Duration::ZERO);
    let plan = Plan::new(
        Box::new(Asking(transport, Arc::clone(world))),
        Codebook::default_codebook(),
    );
    let mut settings = Settings::default();
    settings.in_flight = IN_FLIGHT;
    settings.threads = 1;
    settings.checkpoint_every = Duration::ZERO;
    let run = Run::new(store, plan, settings)?;
    let stopper = run.stopper();
    let n_done = AtomicUsize::new(0);
    let inputs = || (0..N).map(|number| Input::document(Document::new(format!("d{number}"), "Text.")));
    let summary = run.execute(inputs, |event| {
        let is_document = matches!(event, Event::Document { .. });
        if is_document && n_done.fetch_add(1, Ordering::SeqCst) + 1 == most {
            stopper.stop();
        }
    })?;
    match summary.stopped {
        None | Some(StopReason::Asked) => Ok(()),
        Some(reason) => Err(Ended::Stopped(reason)),
    }
}

/// Flips a byte in the last entry but one.
fn damage(files: &FaultyFiles, world: &World) {
    let path = folder().journal();
    let mut bytes = files.contents(&path).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let before_last = text.trim_end().rfind('\n').unwrap();
    bytes[before_last - 20] ^= 1;
    files.put(&path, &bytes);
    // What stood behind is set aside and not believed.
    world.handed_on.lock().unwrap().clear();
}

/// Goes as far as it gets.
fn life(files: &FaultyFiles, world: &Arc<World>, is_damaged: &mut bool) -> Result<(), Ended> {
    if !*is_damaged {
        session(files, world, FIRST)?;
        damage(files, world);
        *is_damaged = true;
    }
    let ended = session(files, world, usize::MAX);
    let needs_repair = match &ended {
        Err(Ended::Error(RunError::Store(error))) => matches!(**error, StoreError::Damaged { .. }),
        _ => false,
    };
    if needs_repair {
        repair(files, &folder().journal()).map_err(RunError::from)?;
        session(files, world, usize::MAX)?;
    } else {
        ended?;
    }
    let merge = Merge::of_with(Arc::new(files.clone()), [PathBuf::from("/run")])?;
    match merge.write_folder(&joined()) {
        // An earlier life got so far.
        Err(RunError::Exists { .. }) => Ok(()),
        written => Ok(written?),
    }
}

fn draws(seed: u64) -> impl FnMut(usize) -> usize {
    let mut draw = usize::try_from(seed).unwrap();
    move |most| {
        draw = draw
            .wrapping_mul(2_862_933_555_777_941_757)
            .wrapping_add(3_037_000_493);
        (draw >> 33) % (most + 1)
    }
}

fn contents(files: &FaultyFiles, path: &Path) -> String {
    String::from_utf8(files.contents(path).unwrap()).unwrap()
}

/// Every place at which a life can meet this fault: what came of it is what an undisturbed life gives. How many places there are.
fn at_every_operation(fault: Fault) -> u64 {
    let whole = FaultyFiles::new();
    life(&whole, &Arc::default(), &mut false).unwrap();
    let expected = contents(&whole, &folder().results());
    assert_eq!(expected.lines().count(), N);
    for operation in 1.. {
        let mut files = FaultyFiles::new();
        let world: Arc<World> = Arc::default();
        let mut is_damaged = false;
        let mut n_lives = 0;
        files.fail_at(operation, fault);
        let first = life(&files, &world, &mut is_damaged);
        if !files.has_failed() {
            first.unwrap();
            return operation - 1;
        }
        n_lives += 1;
        if fault == Fault::PowerCut {
            files = files.after_power_cut(draws(operation));
            // Twice in a row: what was recovered is broken off as well.
            files.fail_at(operation % 23 + 1, fault);
            let _ = life(&files, &world, &mut is_damaged);
            n_lives += 1;
            files = files.after_power_cut(draws(operation + 7));
        } else if let Err(Ended::Stopped(StopReason::Storage { is_out_of_space, .. })) = first {
            assert_eq!(
                is_out_of_space,
                fault != Fault::Device,
                "{fault:?} at {operation}"
            );
        }
        files.mend();
        let what = format!("{fault:?} at {operation}");
        life(&files, &world, &mut is_damaged).unwrap_or_else(|ended| panic!("{what}: {ended:?}"));
        assert!(contents(&files, &folder().results()) == expected, "{what}");
        assert!(contents(&files, &joined().results()) == expected, "{what}");
        assert_eq!(contents(&files, &folder().failures()), "", "{what}");
        let manifest: serde_json::Value =
            serde_json::from_str(&contents(&files, &folder().manifest())).unwrap();
        assert_eq!(manifest["summary"]["n_done"], N, "{what}");
        assert_eq!(
            *world.paid_again.lock().unwrap(),
            Vec::<String>::new(),
            "{what}: what is on disk is not paid again"
        );
        // The damage may cost what was answered by then; every life what was in flight when it ended.
        let most = N + FIRST + 2 * IN_FLIGHT + n_lives * IN_FLIGHT;
        let n_asked = world.n_asked.load(Ordering::SeqCst);
        assert!(n_asked <= most, "{what}: {n_asked} of {most}");
    }
    0
}

#[test]
fn fm_05_no_power_cut_anywhere_in_a_runs_life_changes_what_comes_of_it() {
    assert!(at_every_operation(Fault::PowerCut) > 60);
}

#[test]
fn fm_06_no_write_that_fails_anywhere_in_a_runs_life_changes_what_comes_of_it() {
    for fault in [
        Fault::OutOfSpace,
        Fault::OutOfSpaceForGood,
        Fault::OverQuota,
        Fault::Device,
    ] {
        let n_places = at_every_operation(fault);
        assert!(n_places > 60, "{n_places}");
    }
}
