//! Runs that are stopped, cut short and gone on with give what an undisturbed run gives.
#![expect(clippy::unwrap_used, reason = "the helpers are parts of tests")]

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use propos_annotate::{AnnotateError, Annotation, Annotator, Article, Description};
use propos_codebook::Codebook;
use propos_pipeline::{
    Event, Input, Plan, Run, RunError, RunFolder, RunStore, Settings, StopReason, Summary,
};
use propos_schema::Document;
use propos_store::Files;
use propos_store::faults::{Fault, FaultyFiles};

const N: usize = 40;

fn document(number: usize) -> Input {
    let text = format!("« Nous fermerons le pont numéro {number} », a dit Ada Roy. Le maire se tait.");
    Input::document(Document::new(format!("d{number:03}"), text).with_lang("fr"))
}

fn inputs() -> impl Iterator<Item = Input> {
    (0..N).map(|number| match number {
        7 => Input::Unreadable {
            place: "news.jsonl:8".to_owned(),
            reason: "is not JSON".to_owned(),
        },
        _ => document(number),
    })
}

/// Annotates by rules, as it is told by the number of the document and of the call.
struct Moody<F>(Arc<AtomicUsize>, F);

#[async_trait]
impl<F: Fn(usize, usize) -> Result<(), AnnotateError> + Send + Sync> Annotator for Moody<F> {
    fn describe(&self) -> Description {
        Description::new("moody")
    }

    async fn annotate(&self, article: &Article, codebook: &Codebook) -> Result<Annotation, AnnotateError> {
        let id = &article.document().id;
        let number = id.trim_start_matches('d').parse().unwrap_or_default();
        (self.1)(number, self.0.fetch_add(1, Ordering::SeqCst))?;
        Ok(propos_annotate_rules::annotate(article, codebook))
    }
}

fn plan(mood: impl Fn(usize, usize) -> Result<(), AnnotateError> + Send + Sync + 'static) -> Plan {
    Plan::new(
        Box::new(Moody(Arc::default(), mood)),
        Codebook::default_codebook(),
    )
}

fn settings() -> Settings {
    let mut settings = Settings::default();
    settings.in_flight = 6;
    settings.window = 10;
    settings.patience = 5;
    settings.checkpoint_every = Duration::ZERO;
    settings
}

fn store(folder: &Path) -> RunStore {
    let folder = RunFolder::new(folder);
    if folder.journal().exists() {
        RunStore::resume(folder).unwrap()
    } else {
        RunStore::create(folder).unwrap()
    }
}

fn run(folder: &Path, plan: Plan) -> Summary {
    run_by(settings(), folder, plan)
}

fn run_by(settings: Settings, folder: &Path, plan: Plan) -> Summary {
    Run::new(store(folder), plan, settings)
        .unwrap()
        .execute(inputs, |_| {})
        .unwrap()
}

fn results(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("results.jsonl")).unwrap()
}

/// What a run gives that nothing disturbs.
fn undisturbed() -> String {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), plan(|_, _| Ok(())));
    results(folder.path())
}

fn unavailable() -> AnnotateError {
    AnnotateError::Unavailable {
        annotator: "moody".to_owned(),
        reason: "it sulks".to_owned(),
        source: None,
    }
}

#[test]
fn records_stand_in_the_order_of_the_inputs_whatever_takes_longest() {
    let folder = tempfile::tempdir().unwrap();
    let told = Mutex::new(Vec::new());
    let slow = plan(|number, _| {
        std::thread::sleep(Duration::from_millis((number as u64 * 7) % 11));
        Ok(())
    });
    let summary = Run::new(store(folder.path()), slow, settings())
        .unwrap()
        .execute(inputs, |event| {
            if let Event::Document { index, .. } | Event::Unreadable { index, .. } = event {
                told.lock().unwrap().push(*index);
            }
        })
        .unwrap();
    assert_eq!(
        (summary.n_done, summary.n_documents, summary.n_unreadable),
        (40, 39, 1)
    );
    assert_eq!(summary.stopped, None);
    assert_eq!(*told.lock().unwrap(), (0..N as u64).collect::<Vec<_>>());
    assert_eq!(results(folder.path()), undisturbed());
    let failures = std::fs::read_to_string(folder.path().join("failures.jsonl")).unwrap();
    assert!(failures.contains("news.jsonl:8") && failures.lines().count() == 1);
}

/// Stops the run after every fifth record and goes on, until it is through. In how many sessions.
fn in_sessions(settings: Settings, folder: &Path) -> usize {
    (1..50)
        .find(|_| {
            let run = Run::new(store(folder), plan(|_, _| Ok(())), settings).unwrap();
            let stopper = run.stopper();
            let n_told = AtomicUsize::new(0);
            let summary = run
                .execute(inputs, |event| {
                    let is_document = matches!(event, Event::Document { .. });
                    if is_document && n_told.fetch_add(1, Ordering::SeqCst) == 4 {
                        stopper.stop();
                    }
                })
                .unwrap();
            assert!(matches!(summary.stopped, None | Some(StopReason::Asked)));
            summary.stopped.is_none()
        })
        .unwrap()
}

#[test]
fn fm_03_a_run_that_is_stopped_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let n_sessions = in_sessions(settings(), folder.path());
    assert!(n_sessions > 2, "it was never stopped");
    assert_eq!(results(folder.path()), undisturbed());
}

#[test]
fn documents_in_batches_give_what_they_give_one_by_one() {
    for batch in [2, 7, 16, 64] {
        let mut settings = settings();
        settings.batch = batch;
        let folder = tempfile::tempdir().unwrap();
        let summary = run_by(settings, folder.path(), plan(|_, _| Ok(())));
        assert_eq!((summary.n_done, summary.n_unreadable), (40, 1), "{batch}");
        assert_eq!(results(folder.path()), undisturbed(), "{batch}");

        let folder = tempfile::tempdir().unwrap();
        in_sessions(settings, folder.path());
        assert_eq!(results(folder.path()), undisturbed(), "{batch}, stopped");

        let folder = tempfile::tempdir().unwrap();
        let brittle = plan(|number, _| {
            assert!(number != 11);
            if number == 12 { Err(unavailable()) } else { Ok(()) }
        });
        let summary = run_by(settings, folder.path(), brittle);
        assert_eq!(
            (summary.n_done, summary.n_incomplete),
            (40, 2),
            "{batch}, two fail"
        );
    }
}

#[test]
fn fm_41_a_document_on_which_the_program_breaks_has_failed_and_its_words_are_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let brittle = plan(|number, _| {
        assert!(number != 11, "the text of the document");
        Ok(())
    });
    let summary = run(folder.path(), brittle);
    assert_eq!((summary.n_documents, summary.n_incomplete), (39, 1));
    let failures = std::fs::read_to_string(folder.path().join("failures.jsonl")).unwrap();
    assert!(
        failures.contains("d011") && !failures.contains("the text"),
        "{failures}"
    );
}

#[test]
fn fm_19_one_document_that_gets_no_answer_has_failed_and_many_in_a_row_stop_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let summary = run(
        folder.path(),
        plan(|number, _| if number == 3 { Err(unavailable()) } else { Ok(()) }),
    );
    assert_eq!((summary.n_incomplete, summary.stopped), (1, None));

    let folder = tempfile::tempdir().unwrap();
    // One begins after the other, so that all before those are done.
    let mut in_order = settings();
    in_order.threads = 1;
    let summary = run_by(
        in_order,
        folder.path(),
        plan(|number, _| if number >= 20 { Err(unavailable()) } else { Ok(()) }),
    );
    assert!(matches!(summary.stopped, Some(StopReason::Unavailable { .. })));
    assert_eq!(
        (summary.n_done, summary.n_incomplete),
        (20, 0),
        "the others are still to be done"
    );
    let summary = run(folder.path(), plan(|_, _| Ok(())));
    assert_eq!((summary.n_done, summary.n_incomplete), (40, 0));
    assert_eq!(results(folder.path()), undisturbed());
}

#[test]
fn fm_19_the_last_documents_without_an_answer_are_left_to_the_next_session_and_then_have_failed() {
    let folder = tempfile::tempdir().unwrap();
    let stays_away = || plan(|number, _| if number >= 37 { Err(unavailable()) } else { Ok(()) });
    let mut patient = settings();
    patient.patience = 20;
    let summary = run_by(patient, folder.path(), stays_away());
    assert!(matches!(summary.stopped, Some(StopReason::Unavailable { .. })));
    assert_eq!((summary.n_done, summary.n_incomplete), (37, 0));
    // Again nobody else is answered: it is they.
    let summary = run_by(patient, folder.path(), stays_away());
    assert_eq!(
        (summary.n_done, summary.n_incomplete, summary.stopped),
        (40, 3, None)
    );

    let folder = tempfile::tempdir().unwrap();
    run_by(patient, folder.path(), stays_away());
    let summary = run_by(patient, folder.path(), plan(|_, _| Ok(())));
    assert_eq!((summary.n_done, summary.n_incomplete), (40, 0));
    assert_eq!(results(folder.path()), undisturbed());
}

#[test]
fn fm_17_an_annotator_that_will_not_work_stops_the_run_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let refused = plan(move |_, _| {
        counted.fetch_add(1, Ordering::SeqCst);
        Err(AnnotateError::Rejected {
            annotator: "moody".to_owned(),
            reason: "no credit".to_owned(),
            source: None,
        })
    });
    let summary = run(folder.path(), refused);
    assert!(matches!(summary.stopped, Some(StopReason::Rejected { .. })));
    assert_eq!(summary.n_done, 0);
    let most = settings().in_flight + 1;
    assert!(
        calls.load(Ordering::SeqCst) <= most,
        "{} calls",
        calls.load(Ordering::SeqCst)
    );
}

#[test]
fn fm_08_changed_inputs_are_noticed_and_the_results_written_anew() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), plan(|_, _| Ok(())));
    let changed = || inputs().skip(1);
    let events = Mutex::new(Vec::new());
    let summary = Run::new(store(folder.path()), plan(|_, _| Ok(())), settings())
        .unwrap()
        .execute(changed, |event| events.lock().unwrap().push(event.clone()))
        .unwrap();
    assert!(events.lock().unwrap().iter().any(|event| matches!(
        event,
        Event::InputsChanged {
            n_done: 40,
            n_inputs: 39,
            n_same: 39,
            n_gone: 1,
            ..
        }
    )));
    assert_eq!(summary.n_done, 39);
    assert_eq!(results(folder.path()).lines().count(), 38);
}

#[test]
fn fm_08_another_plan_is_refused_unless_it_is_accepted() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), plan(|_, _| Ok(())));
    let other = || plan(|_, _| Ok(())).with_rules_named();
    let refused = Run::new(store(folder.path()), other(), settings());
    assert!(matches!(refused, Err(RunError::Changed { what: "settings" })));
    drop(refused);
    let mut accepting = settings();
    accepting.accepts_changes = true;
    let summary = Run::new(store(folder.path()), other(), accepting)
        .unwrap()
        .execute(inputs, |_| {})
        .unwrap();
    assert_eq!(summary.n_done, 40);
    assert!(results(folder.path()).contains("quotation-before-cue"));
}

#[test]
fn a_finished_run_has_nothing_left_to_do() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), plan(|_, _| Ok(())));
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let summary = run(
        folder.path(),
        plan(move |_, _| {
            counted.fetch_add(1, Ordering::SeqCst);
            Ok(())
        }),
    );
    assert_eq!((summary.n_done, calls.load(Ordering::SeqCst)), (40, 0));
}

#[test]
fn a_folder_holds_one_run() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(
        RunStore::resume(RunFolder::new(folder.path())),
        Err(RunError::Missing { .. })
    ));
    drop(store(folder.path()));
    assert!(matches!(
        RunStore::create(RunFolder::new(folder.path())),
        Err(RunError::Exists { .. })
    ));
}

/// Executes on a file system that fails; whatever comes of it.
fn disturbed(files: &FaultyFiles) -> Option<Summary> {
    let folder = RunFolder::new("/run");
    let files: Arc<dyn Files> = Arc::new(files.clone());
    let store = if files.exists(&folder.journal()) {
        RunStore::resume_with(files, folder)
    } else {
        RunStore::create_with(files, folder)
    };
    let run = Run::new(store.ok()?, plan(|_, _| Ok(())), settings()).ok()?;
    run.execute(|| inputs().take(6), |_| {}).ok()
}

#[test]
fn fm_05_a_power_cut_at_every_operation_changes_no_result() {
    let path = Path::new("/run/results.jsonl");
    let whole = FaultyFiles::new();
    assert!(disturbed(&whole).is_some_and(|summary| summary.stopped.is_none()));
    let whole = whole.contents(path).unwrap();
    let mut n_places = 0;
    // The order in which threads finish is not fixed, so the last places are met in some runs only.
    for operation in 1..400 {
        let mut files = FaultyFiles::new();
        files.fail_at(operation, Fault::PowerCut);
        disturbed(&files);
        n_places += usize::from(files.has_failed());
        let mut draw = usize::try_from(operation).unwrap();
        files = files.after_power_cut(|most| {
            draw = draw
                .wrapping_mul(2_862_933_555_777_941_757)
                .wrapping_add(3_037_000_493);
            (draw >> 33) % (most + 1)
        });
        let summary = disturbed(&files).unwrap();
        assert_eq!(
            (summary.n_done, summary.stopped),
            (6, None),
            "operation {operation}"
        );
        assert!(files.contents(path).unwrap() == whole, "operation {operation}");
        if n_places < usize::try_from(operation).unwrap() {
            break;
        }
    }
    assert!(n_places > 20, "{n_places}");
}
