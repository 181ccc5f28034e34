//! `propos batch`: a durable run over many documents.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use anyhow::{Context as _, anyhow};
use clap::{Args, Parser as _};
use propos::codebook::Codebook;
use propos::llm::Client;
use propos::pipeline::store::{RealFiles, StoreError, repair};
use propos::pipeline::{
    Host, Input, Manifest, OtherRuns, Plan, Rehearsal, Run, RunError, RunFolder, RunStore, Settings,
    StoredTransport, Summary,
};
use propos::schema::OffsetUnit;
use serde_json::{Value, json};

use crate::args::{Cli, Command};
use crate::codebook::{is_gone, parse_codebook, read_codebook_and_source};
use crate::dry_run::{DryRun, EstimateFormat};
use crate::early::{EarlyLook, Listener, STRUCTURED_OUTPUT};
use crate::ending::{Ending, quoted_path};
use crate::exit::Exit;
use crate::failure::{Failure, Outcome};
use crate::hurry::hurried;
use crate::inputs::{InputArgs, InputSettings, PathArgs};
use crate::method::{MethodArgs, Prepared, Wrap};
use crate::money::{MoneyArgs, warn_of_cold_caches};
use crate::names::offset_unit;
use crate::narrator::{Narrator, open_events};
use crate::preflight::Earlier;
use crate::resumed::refuse_changes;
use crate::signals::Signals;
use crate::talk::Talk;
use crate::warm_up::warm_up;

const EXAMPLES: &str = "\
Examples:
  propos batch news/ --out runs/november
  propos batch news.jsonl --codebook mine.toml --out runs/mine
  propos batch --resume runs/november              go on after a kill, a stop or a full disk
  propos batch news/ --out runs/new --reuse runs/november    pay only for what has changed
  propos batch news/ --annotator openai:MODEL --dry-run      what it would cost, without asking
  propos report runs/november --format csv > claims.csv";

/// Annotate many documents in a run that survives being killed
///
/// The run's folder gets results.jsonl (a record a document, in the order of the inputs), failures.jsonl,
/// manifest.json, and run.journal, from which the run goes on.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct BatchArgs {
    #[command(flatten)]
    paths: PathArgs,
    /// The folder of a new run
    #[arg(
        long,
        value_name = "DIR",
        required_unless_present_any = ["resume", "dry_run"],
        conflicts_with = "resume"
    )]
    out: Option<PathBuf>,
    /// Go on with the run in a folder; its inputs and options are those it was begun with
    #[arg(long, value_name = "DIR", conflicts_with = "paths")]
    resume: Option<PathBuf>,
    /// With --resume: go on although the program, the codebook or the options have changed; results are written anew
    #[arg(long, requires = "resume")]
    accept_changed: bool,
    /// With --resume: keep the good part of a damaged journal and set the rest aside
    #[arg(long, requires = "resume", conflicts_with = "dry_run")]
    repair: bool,
    /// Take answers of models from another run where nothing that shapes them has changed, so that they cost nothing. It is
    /// only read, and may be under way. May be given again
    #[arg(long, value_name = "RUN")]
    reuse: Vec<PathBuf>,
    /// Stop when another model answers than before, as when a name begins to mean a new version
    #[arg(long)]
    pin_model: bool,
    /// How many requests to a model are under way at once, as long as its server takes them; without a model, how many
    /// processors are used [default: 4, 1 for ollama and llamacpp; all processors]
    #[arg(long, alias = "in-flight", value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    concurrency: Option<u16>,
    /// Write what happens to a file, one JSON object a line
    #[arg(long, value_name = "FILE")]
    events: Option<PathBuf>,
    /// What offsets count
    #[arg(long, value_name = "UNIT", default_value = "codepoint", value_parser = offset_unit(), help_heading = "Output")]
    offsets: OffsetUnit,
    /// Leave the documents' texts out of the records
    #[arg(long, help_heading = "Output")]
    no_text: bool,
    /// Name the rule that produced each claim
    #[arg(long, help_heading = "Output")]
    explain: bool,
    /// Say what the run would take, in requests, tokens, dollars and time, and do nothing: nothing is sent, nothing written
    #[arg(long, help_heading = "Budget")]
    dry_run: bool,
    /// With --dry-run: a table for people, or JSON with every document
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "table",
        requires = "dry_run",
        help_heading = "Budget"
    )]
    format: EstimateFormat,
    #[command(flatten)]
    money: MoneyArgs,
    #[command(flatten)]
    method: MethodArgs,
    #[command(flatten)]
    input: InputArgs,
}

/// Runs the command.
pub(crate) fn run(args: BatchArgs, talk: &Talk) -> Outcome {
    let here = current_folder()?;
    let Some(folder) = args.resume.clone() else {
        let folder = args.out.clone().unwrap_or_default();
        let host = json!({ "arguments": own_arguments(), "folder": here });
        let others = other_runs(&args.reuse, &folder)?;
        if args.dry_run {
            return rehearse(args, None, None, others, talk);
        }
        // A run without a manifest ended before its first document was begun, so that there is nothing to go on with but its books.
        let place = RunFolder::new(&folder);
        let is_begun = place.journal().exists() && !place.manifest().exists();
        let open = if is_begun {
            RunStore::resume
        } else {
            RunStore::create
        };
        return execute(args, &folder, open, others, host, &here, talk);
    };
    let folder = std::path::absolute(&folder).unwrap_or(folder);
    let place = RunFolder::new(&folder);
    place.check(&RealFiles).map_err(|error| failure(error, &folder))?;
    if args.repair {
        mend(&place, talk)?;
    }
    let host = Manifest::read(&place)
        .map(|manifest| manifest.host)
        .ok_or_else(|| {
            Failure::usage(anyhow!(
                "go on with the run: {}, which has the command that it was begun with, is missing or damaged",
                place.manifest().display()
            ))
        })
        .map_err(|failure| {
            failure.hint("begin a new run with --out, and take this one's answers with --reuse")
        })?;
    refuse_changes(&own_arguments(), &arguments_of(&host)?)?;
    let money = args.money.with_absolute_paths();
    let given: Vec<PathBuf> = args.reuse.iter().map(absolute).collect();
    let mut begun = begun_with(&host)?;
    // What was taken from them is in this run's own journal by now, so they may be gone.
    let (there, gone): (Vec<PathBuf>, _) = std::mem::take(&mut begun.reuse)
        .into_iter()
        .partition(|run| RunFolder::new(run).journal().exists());
    for run in gone {
        talk.warning(&format!(
            "there is no run in {} any more to reuse answers of",
            run.display()
        ));
    }
    let others = other_runs(&[there, given].concat(), &folder)?;
    begun.money = money.or(begun.money);
    begun.accept_changed = args.accept_changed;
    begun.pin_model |= args.pin_model;
    begun.concurrency = args.concurrency.or(begun.concurrency);
    begun.method.limit(&args.method);
    if args.dry_run {
        begun.format = args.format;
        return rehearse(begun, Some(place), host["codebook"].as_str(), others, talk);
    }
    begun.events = args.events.or(begun.events);
    execute(begun, &folder, RunStore::resume, others, host, &here, talk)
}

/// Says what the run would take.
fn rehearse(
    args: BatchArgs,
    own: Option<RunFolder>,
    kept_codebook: Option<&str>,
    others: Option<OtherRuns>,
    talk: &Talk,
) -> Outcome {
    let mut method = args.method;
    method.set_concurrency(args.concurrency);
    let (codebook, _) = codebook_of_run(method.codebook.as_deref(), kept_codebook, talk)?;
    method.check_examples(&codebook)?;
    let mut inputs = inputs(args.input, args.paths, talk)?;
    if let Some(failure) = inputs.nothing_to_read().filter(|_| own.is_none()) {
        return Err(failure);
    }
    let folder = own.clone().unwrap_or_else(|| RunFolder::new(""));
    let fail = |error| failure(error, folder.path());
    let answers = Rehearsal::new(own, others).map_err(fail)?;
    let changed = answers.changed(&codebook);
    if let Some(what) = changed.filter(|_| !args.accept_changed) {
        return Err(fail(RunError::Changed { what }));
    }
    let done = if changed.is_some() {
        Summary::default()
    } else {
        answers.done(|| documents(&inputs))
    };
    let work = DryRun {
        codebook,
        inputs,
        answers,
        done,
        purse: args.money.purse()?,
        method,
        format: args.format,
    };
    work.tell(talk)
}

/// The inputs of a run, which reads them more than once.
fn inputs(input: InputArgs, paths: PathArgs, talk: &Talk) -> Result<InputSettings, Failure> {
    let inputs = input.settings(paths, talk)?;
    if inputs.can_be_read_again() {
        return Ok(inputs);
    }
    Err(Failure::usage(anyhow!(
        "begin a run over standard input: it cannot be read again to go on"
    ))
    .hint("put the documents in a file or a folder"))
}

fn absolute(path: &PathBuf) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.clone())
}

/// The runs whose answers are to be reused; the one in `own` reuses its own anyway.
fn other_runs(runs: &[PathBuf], own: &Path) -> Result<Option<OtherRuns>, Failure> {
    let own = absolute(&own.to_owned());
    let others: Vec<_> = runs
        .iter()
        .filter(|run| absolute(run) != own)
        .map(|run| (run.display().to_string(), RunFolder::new(run)))
        .collect();
    if others.is_empty() {
        return Ok(None);
    }
    let read = OtherRuns::read(others).map(Some);
    read.context("reuse answers of other runs")
        .map_err(Failure::usage)
}

/// The command line without the program, as it is kept for going on. Keys are never on it.
fn own_arguments() -> Vec<String> {
    let arguments = std::env::args_os().skip(1);
    arguments
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect()
}

fn current_folder() -> Result<String, Failure> {
    let folder = std::env::current_dir().context("find the current folder");
    folder
        .map(|folder| folder.to_string_lossy().into_owned())
        .map_err(|error| Failure::new(Exit::CannotWrite, error))
}

/// The options that a run was begun with. Its folder becomes the current one, so that its paths mean the same.
fn begun_with(host: &serde_json::Value) -> Result<BatchArgs, Failure> {
    let broken = || Failure::usage(anyhow!("find the command in the run's manifest"));
    let folder = host["folder"].as_str().ok_or_else(broken)?;
    let arguments = arguments_of(host)?;
    std::env::set_current_dir(folder)
        .with_context(|| format!("go to {folder}, where the run was begun"))
        .map_err(Failure::usage)?;
    match Cli::try_parse_from(std::iter::once("propos").chain(arguments.iter().map(String::as_str))) {
        Ok(Cli {
            command: Command::Batch(args),
            ..
        }) => Ok(*args),
        _ => Err(broken()),
    }
}

/// The command line that a run was begun with.
fn arguments_of(host: &serde_json::Value) -> Result<Vec<String>, Failure> {
    let arguments = host["arguments"]
        .as_array()
        .ok_or_else(|| Failure::usage(anyhow!("find the command in the run's manifest")))?;
    let arguments = arguments.iter().filter_map(|argument| argument.as_str());
    Ok(arguments.map(str::to_owned).collect())
}

fn mend(place: &RunFolder, talk: &Talk) -> Result<(), Failure> {
    match repair(&RealFiles, &place.journal()) {
        Ok(Some((aside, n_bytes))) => {
            talk.note(&format!(
                "{n_bytes} bytes behind the damage are kept in {}",
                aside.display()
            ));
            Ok(())
        }
        Ok(None) => {
            talk.note("the journal is not damaged");
            Ok(())
        }
        Err(error) => Err(failure(error.into(), place.path())),
    }
}

/// The codebook of a run with its text: what the manifest of a run that goes on has kept, where the file is no longer there.
fn codebook_of_run<'k>(
    name: Option<&str>,
    kept: Option<&'k str>,
    talk: &Talk,
) -> Result<(Codebook, Cow<'k, str>), Failure> {
    let (Some(name), Some(kept)) = (name.filter(|name| is_gone(name)), kept) else {
        return read_codebook_and_source(name);
    };
    talk.warning(&format!(
        "the codebook {name} is not there any more; the run goes on with its text in the manifest"
    ));
    Ok((parse_codebook(name, kept)?, kept.into()))
}

fn execute(
    args: BatchArgs,
    folder: &Path,
    open: fn(RunFolder) -> Result<RunStore, RunError>,
    others: Option<OtherRuns>,
    mut host: serde_json::Value,
    here: &str,
    talk: &Talk,
) -> Outcome {
    let mut method = args.method;
    method.set_concurrency(args.concurrency);
    let (codebook, source) = codebook_of_run(method.codebook.as_deref(), host["codebook"].as_str(), talk)?;
    let source = source.into_owned();
    let is_begun = RunFolder::new(folder).journal().exists();
    let mut inputs = inputs(args.input, args.paths, talk)?;
    // A folder with nothing in it would be in the way of the same command without the slip.
    if let Some(failure) = inputs.nothing_to_read().filter(|_| !is_begun) {
        return Err(failure);
    }
    method.check_examples(&codebook)?;
    let purse = args.money.purse()?;
    let n_early = method.n_early(&purse);
    // What was spent before counts before the first question is asked. Else a new run is begun when its models are known to be there.
    let open = || open(RunFolder::new(folder)).map_err(|error| failure(error, folder));
    let begun = is_begun.then(open).transpose()?;
    if let Some(store) = &begun {
        purse.meter.keep_in(store);
    }
    let prepared = std::thread::scope(|scope| {
        if n_early == 0 && method.models().next().is_some() {
            scope.spawn(|| warm_up(&inputs, &codebook));
        }
        let earlier = Earlier {
            store: begun.as_ref(),
            is_finished: is_begun && is_finished(folder),
        };
        method.prepare(true, Some(&purse), earlier, n_early, talk)
    });
    let prepared = prepared.map_err(|failed| {
        let is_spent = failed.exit == Exit::Budget && is_begun;
        if is_spent {
            failed.hint(go_on_with(folder))
        } else {
            failed
        }
    })?;
    tell_manifest(&mut host, &prepared, source, n_early)?;
    let events = args.events.as_deref().map(open_events).transpose()?;
    let was_there = folder.exists();
    let mut store = if let Some(store) = begun {
        store
    } else {
        let store = open()?;
        purse.meter.keep_in(&store);
        store
    };
    prepared
        .looks
        .iter()
        .for_each(|look| store.look_book().keep(look));
    if let Some(others) = others {
        store = store.reusing(others);
    }
    // Every answer goes into the journal before anybody reads it.
    let journal: Wrap<'_> = &|transport| {
        let stored = StoredTransport::new(transport, &store);
        let patience = hurried(stored.patience());
        Arc::new(stored.with_patience(patience))
    };
    let annotator = prepared.annotator(Some(journal))?;
    let annotator_name = annotator.describe().name;
    let kept = Host::new(host.clone());
    let mut plan = Plan::new(annotator, codebook.clone())
        .with_segmentation(inputs.segment)
        .with_offsets(args.offsets)
        .with_details(prepared.details())
        .with_host(kept.clone());
    if args.no_text {
        plan = plan.without_text();
    }
    if args.explain {
        plan = plan.with_rules_named();
    }
    let clients = prepared.clients();
    let mut settings = settings_for(&clients, args.concurrency);
    settings.accepts_changes = args.accept_changed;
    settings.pins_model = args.pin_model && !args.accept_changed;
    let book = store.look_book();
    let run = Run::new(store, plan, settings)
        .map_err(|error| failure(error, folder))?
        .with_meter(purse.meter.clone());
    let signals = Signals::listen(run.stopper(), format!("hint: {}", go_on_with(folder)));
    let n_inputs = AtomicU64::new(0);
    let look = prepared.looker().zip(clients.first().cloned());
    let look = look.map(|(looker, asker)| EarlyLook::new(looker, asker, kept, book, run.stopper()));
    let narrator = Narrator::new(events, &purse.meter, clients.clone(), &n_inputs, talk);
    narrator.begin(folder, &annotator_name);
    let undo = run.undo();
    let listener = Listener::new(look.as_ref(), &narrator, talk);
    let look_ahead = || warm_up(&inputs, &codebook);
    let count_inputs = narrator
        .counts_inputs()
        .then_some(|is_over: &AtomicBool| count(&inputs, &n_inputs, is_over));
    let summary = beside(look.as_ref(), look_ahead, count_inputs, || {
        run.execute(|| documents(&inputs), |event| listener.hear(event))
    });
    let summary = summary.map_err(|error| failure(error, folder))?;
    talk.clear_progress();
    if let Err(failed) = listener.end() {
        narrator.end(&summary, failed.exit);
        return Err(taken_back(failed, undo.take_away(), folder, was_there));
    }
    warn_of_cold_caches(&clients, talk);
    let ending = Ending {
        summary: &summary,
        folder,
        host: &host,
        here,
        signals: &signals,
        took: narrator.began.elapsed(),
        n_inputs: n_inputs.load(Ordering::Relaxed),
        has_models: !clients.is_empty(),
    };
    let exit = ending.tell(talk);
    narrator.end(&summary, exit);
    Ok(exit)
}

/// Puts into a run’s manifest what is known of its models and its codebook.
fn tell_manifest(
    host: &mut Value,
    prepared: &Prepared<'_>,
    codebook: String,
    n_early: usize,
) -> Result<(), Failure> {
    let Some(host) = host.as_object_mut() else {
        return Ok(());
    };
    if let Value::Object(of_models) = prepared.for_manifest()? {
        host.extend(of_models);
    }
    host.insert("codebook".to_owned(), codebook.into());
    // Where nothing is known yet, what an earlier session found is better than nothing.
    if n_early == 0 || !host.contains_key(STRUCTURED_OUTPUT) {
        host.insert(STRUCTURED_OUTPUT.to_owned(), prepared.structured_output());
    }
    Ok(())
}

/// How much is done at once, as the models’ clients allow.
fn settings_for(clients: &[Arc<Client>], concurrency: Option<u16>) -> Settings {
    let mut settings = if clients.is_empty() {
        Settings::without_models()
    } else {
        Settings::default()
    };
    settings.drain = hurried(settings.drain);
    if let Some(concurrency) = concurrency {
        settings.threads = settings.threads.min(concurrency.into());
    }
    if let Some(most) = clients.iter().map(|client| client.pace().most_in_flight).max() {
        settings.in_flight = 2 * most;
        settings.window = settings.window.max(4 * most);
    }
    settings
}

/// Runs, and beside it looks at the model, warms up and counts the inputs.
fn beside<T>(
    look: Option<&EarlyLook>,
    look_ahead: impl FnOnce() + Send,
    count_inputs: Option<impl FnOnce(&AtomicBool) + Send>,
    run: impl FnOnce() -> T,
) -> T {
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        if let Some(look) = look {
            scope.spawn(|| look.take());
            if !look.is_lazy() {
                scope.spawn(|| {
                    look.let_questions_out();
                    look_ahead();
                });
            }
        }
        if let Some(count_inputs) = count_inputs {
            scope.spawn(|| count_inputs(&is_over));
        }
        let result = run();
        is_over.store(true, Ordering::Relaxed);
        look.into_iter().for_each(EarlyLook::leave);
        result
    })
}

/// The failure of a run whose model could not be asked. Its folder goes again where nothing was paid for.
fn taken_back(failed: Failure, is_away: bool, folder: &Path, was_there: bool) -> Failure {
    if !is_away {
        return failed.hint(go_on_with(folder));
    }
    if !was_there {
        // It stays where there is something in it.
        let _ = std::fs::remove_dir(folder);
    }
    failed
}

/// Whether the last session of a run came to its end.
fn is_finished(folder: &Path) -> bool {
    let manifest = Manifest::read(&RunFolder::new(folder));
    manifest.is_some_and(|manifest| manifest.seconds.is_some() && manifest.summary.stopped.is_none())
}

fn go_on_with(folder: &Path) -> String {
    format!("go on with: propos batch --resume {}", quoted_path(folder))
}

/// Counts the inputs, so that people see how far a run is. Nobody waits for it.
fn count(inputs: &InputSettings, n_inputs: &AtomicU64, is_over: &AtomicBool) {
    let items = inputs.corpus().take_while(|_| !is_over.load(Ordering::Relaxed));
    let n_counted = items.count() as u64;
    if !is_over.load(Ordering::Relaxed) {
        n_inputs.store(n_counted, Ordering::Relaxed);
    }
}

fn documents(inputs: &InputSettings) -> impl Iterator<Item = Input> + use<> {
    inputs.corpus().map(|item| match item {
        Ok(ingested) => Input::Document {
            document: Box::new(ingested.document),
            notes: ingested.notes,
        },
        Err(error) => Input::Unreadable {
            place: error.place.clone(),
            reason: error.fault.to_string(),
        },
    })
}

fn failure(error: RunError, folder: &Path) -> Failure {
    match &error {
        RunError::Exists { .. } => Failure::new(Exit::CannotWrite, error).hint(format!(
            "go on with it: propos batch --resume {}",
            quoted_path(folder)
        )),
        RunError::Missing { .. } => Failure::usage(error).hint("begin one with --out"),
        RunError::NoJournal { .. } => Failure::new(Exit::CannotWrite, error).hint(
            "the results can be reported on: propos report; begin another run with --out in another folder",
        ),
        RunError::Changed { .. } => Failure::usage(error)
            .hint("go on with the new one and write the results anew: --accept-changed")
            .hint("or begin another run with --out"),
        RunError::Store(cause) => {
            let exit = match **cause {
                StoreError::Damaged { .. } => Exit::Damaged,
                _ => Exit::CannotWrite,
            };
            let hint = match **cause {
                StoreError::Damaged { .. } => Some(format!(
                    "keep what stands before the damage, set the rest aside and ask for it again: propos batch --resume {} --repair",
                    quoted_path(folder)
                )),
                StoreError::File { .. } if cause.is_out_of_space() => Some(format!(
                    "make room on the disk, then begin again or {}",
                    go_on_with(folder)
                )),
                StoreError::File { .. } => {
                    Some("see that the folder is there and may be written to, or name another one".to_owned())
                }
                StoreError::Locked { .. } => {
                    let process =
                        Manifest::read(&RunFolder::new(folder)).and_then(|manifest| manifest.process);
                    let process = process
                        .map(|process| format!(" (process {process})"))
                        .unwrap_or_default();
                    Some(format!(
                        "another propos works on this run{process}; wait for it or stop it"
                    ))
                }
                _ => None,
            };
            let failure = Failure::new(exit, error);
            hint.into_iter().fold(failure, Failure::hint)
        }
        _ => Failure::new(Exit::Bug, error),
    }
}
