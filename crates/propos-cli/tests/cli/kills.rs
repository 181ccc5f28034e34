//! Runs that are killed for real, anywhere, again and again.
//!
//! `PROPOS_KILL_RUNS` is how many runs of ten kills each are made instead of one, `PROPOS_KILL_SEED` by which number their moments are
//! drawn; `cargo xtask kill-runs` sets both.

use std::collections::BTreeSet;
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use propos_mock_llm::{MockServer, Reply, Seen};
use propos_store::FAILPOINT;

use crate::batch::corpus;
use crate::models::{label, serve};
use crate::support::{Folder, begin, command};

const IN_FLIGHT: usize = 8;
/// So many that the first questions go out beside the look at the model.
const MANY_IN_FLIGHT: usize = 16;
const KILLS_A_RUN: u64 = 10;

/// What a labelling request asks, which is the same in each session; other requests are a look at the model.
fn question(seen: &Seen) -> Option<String> {
    seen.prompt().contains("<doc ").then(|| seen.body.to_string())
}

fn answer(seen: &Seen) -> Reply {
    label(seen).after(Duration::from_millis(5))
}

/// A run over a model.
struct Killed {
    folder: Folder,
    url: String,
    in_flight: usize,
}

impl Killed {
    fn new(n_documents: usize, server: &MockServer) -> Self {
        Self {
            folder: Folder::new(&[("news.jsonl", corpus(n_documents).as_bytes())]),
            url: server.url(),
            in_flight: IN_FLIGHT,
        }
    }

    fn with_in_flight(mut self, in_flight: usize) -> Self {
        self.in_flight = in_flight;
        self
    }

    /// Begins the run or goes on with it. The program ends at the failpoint, if one is named.
    fn spawn(&self, failpoint: Option<&str>) -> Child {
        let in_flight = self.in_flight.to_string();
        let begin = [&begin("run", &self.url)[..], &["--in-flight", &in_flight]].concat();
        let is_begun = self.folder.path("run/manifest.json").exists();
        let arguments = if is_begun {
            &["batch", "--resume", "run"][..]
        } else {
            &begin[..]
        };
        let mut program = command(&self.folder.path(""), arguments);
        if let Some(place) = failpoint {
            program.env(FAILPOINT, place);
        }
        program
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    fn finish(&self) -> String {
        let status = self.spawn(None).wait().unwrap();
        assert!(status.success(), "{status}");
        self.folder.read("run/results.jsonl")
    }

    /// The questions whose answers stand in the journal: each entry keeps the number of its request.
    fn journaled(&self, server: &MockServer) -> BTreeSet<String> {
        let journal = std::fs::read(self.folder.path("run/run.journal")).unwrap_or_default();
        let seen = server.seen();
        String::from_utf8_lossy(&journal)
            .split_inclusive('\n')
            .filter(|line| line.ends_with('\n') && line.contains("\"kind\":\"response\""))
            .filter_map(|line| {
                let number = line
                    .split_once("req_")?
                    .1
                    .split('"')
                    .next()?
                    .parse::<usize>()
                    .ok()?;
                question(seen.get(number)?)
            })
            .collect()
    }
}

/// What came of a run with its kills.
#[derive(Debug, Default)]
struct Toll {
    n_kills: usize,
    n_lost: usize,
    n_doubled: usize,
    n_journaled_paid_again: usize,
    n_paid_again: usize,
    is_same: bool,
}

impl Toll {
    fn check(&self, in_flight: usize) {
        assert!(
            self.is_same,
            "the results are those of an undisturbed run: {self:?}"
        );
        assert_eq!(
            (self.n_lost, self.n_doubled, self.n_journaled_paid_again),
            (0, 0, 0),
            "{self:?}"
        );
        assert!(self.n_paid_again <= self.n_kills * in_flight, "{self:?}");
    }
}

/// Numbers that look random and are the same in each run of the test.
fn draw(seed: &mut u64) -> u64 {
    *seed = seed
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

fn n_answered(server: &MockServer) -> usize {
    server
        .tally(question)
        .values()
        .map(|tally| tally.n_complete)
        .sum()
}

/// Kills a run at random numbers of answers and lets it finish.
fn kill_and_finish(n_documents: usize, seed: u64, whole: &str) -> Toll {
    let (_runtime, server) = serve(answer);
    let killed = Killed::new(n_documents, &server);
    let mut seed = seed;
    let mut toll = Toll::default();
    // What stood in the journal at the last kill, and how many requests had come by then.
    let (mut journaled, mut n_before) = (BTreeSet::new(), 0);
    for part in 1..=KILLS_A_RUN {
        let mut child = killed.spawn(None);
        // In the first sessions also while it begins, where nothing has been asked yet.
        let at = (n_documents as u64 * part / (KILLS_A_RUN + 1)).saturating_sub(draw(&mut seed) % 60);
        let began = Instant::now();
        while child.try_wait().unwrap().is_none()
            && (server.n_seen() as u64) < at
            && began.elapsed() < Duration::from_secs(20)
        {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_micros(draw(&mut seed) % 20_000));
        toll.n_kills += usize::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        toll.n_journaled_paid_again += n_asked_of(&journaled, &server, n_before);
        journaled = killed.journaled(&server);
        n_before = server.n_seen();
    }
    killed.finish();
    toll.n_journaled_paid_again += n_asked_of(&journaled, &server, n_before);
    judge(&killed, &server, whole, &mut toll);
    toll
}

/// How many of these questions were asked, of the requests from a number on.
fn n_asked_of(questions: &BTreeSet<String>, server: &MockServer, from: usize) -> usize {
    let asked = server.seen();
    let asked = asked.iter().skip(from).filter_map(question);
    asked.filter(|question| questions.contains(question)).count()
}

fn judge(killed: &Killed, server: &MockServer, whole: &str, toll: &mut Toll) {
    let results = killed.folder.read("run/results.jsonl");
    let ids = |results: &str| -> Vec<String> {
        let lines = results.lines();
        lines
            .map(|line| {
                serde_json::from_str::<serde_json::Value>(line).unwrap()["document"]["id"].to_string()
            })
            .collect()
    };
    let (found, expected) = (ids(&results), ids(whole));
    let distinct: BTreeSet<&String> = found.iter().collect();
    toll.n_doubled = found.len() - distinct.len();
    toll.n_lost = expected.iter().filter(|id| !distinct.contains(id)).count();
    toll.is_same = results == whole;
    let tallies = server.tally(question);
    toll.n_paid_again = tallies
        .values()
        .map(|tally| tally.n_complete.saturating_sub(1))
        .sum();
    // Each answer stands in the journal once, however often the run was killed.
    let journal = std::fs::read_to_string(killed.folder.path("run/run.journal")).unwrap();
    assert_eq!(journal.matches("\"kind\":\"response\"").count(), tallies.len());
}

fn undisturbed(n_documents: usize) -> String {
    let (_runtime, server) = serve(answer);
    Killed::new(n_documents, &server).finish()
}

#[test]
fn fm_01_a_paid_run_outlives_kills_at_random_moments() {
    let number = |variable| std::env::var(variable).ok()?.parse::<u64>().ok();
    let n_runs = number("PROPOS_KILL_RUNS");
    let seed = number("PROPOS_KILL_SEED").unwrap_or_default();
    // A build for tests is slow, and so is the machine that runs all of them at once.
    let (n_runs, n_documents) = n_runs.map_or((1, 200), |n_runs| (n_runs, 1_000));
    let whole = undisturbed(n_documents);
    assert_eq!(whole.lines().count(), n_documents);
    println!("seed {seed}");
    println!("run  kills  lost  doubled  journaled paid again  in flight paid again  same");
    for run in 1..=n_runs {
        let toll = kill_and_finish(n_documents, seed.wrapping_add(run), &whole);
        println!(
            "{run:>3}  {:>5}  {:>4}  {:>7}  {:>20}  {:>20}  {}",
            toll.n_kills,
            toll.n_lost,
            toll.n_doubled,
            toll.n_journaled_paid_again,
            toll.n_paid_again,
            toll.is_same
        );
        assert!(toll.n_kills > 5, "{toll:?}");
        toll.check(IN_FLIGHT);
    }
}

#[test]
fn fm_02_a_run_that_ends_while_it_asks_goes_on_as_if_it_had_not() {
    let places = [
        "before_send",
        "before_send@12",
        "answered",
        "answered@12",
        "kept",
        "kept@12",
    ];
    end_at(&places, IN_FLIGHT);
}

#[test]
fn fm_02_a_run_that_ends_beside_the_look_at_its_model_goes_on_as_if_it_had_not() {
    end_at(
        &["before_send@3", "answered", "kept", "kept@12", "renamed"],
        MANY_IN_FLIGHT,
    );
}

#[test]
fn fm_02_a_run_that_ends_while_it_writes_goes_on_as_if_it_had_not() {
    let places = [
        "written",
        "renamed",
        "written@2",
        "renamed@2",
        "results_written",
        "results_written@2",
        "results_synced",
        "vouched_for",
    ];
    end_at(&places, IN_FLIGHT);
}

/// Ends a run at each of these places, some of them not at once, and lets it finish.
fn end_at(places: &[&str], in_flight: usize) {
    const N_DOCUMENTS: usize = 24;
    let whole = undisturbed(N_DOCUMENTS);
    for place in places {
        let (_runtime, server) = serve(answer);
        let killed = Killed::new(N_DOCUMENTS, &server).with_in_flight(in_flight);
        let mut toll = Toll::default();
        let (mut journaled, mut n_before) = (BTreeSet::new(), 0);
        // Twice in a row, so that what was recovered is broken off as well.
        for _ in 0..2 {
            let status = killed.spawn(Some(place)).wait().unwrap();
            // A signal and no exit code: it was ended and did not end.
            toll.n_kills += usize::from(status.code().is_none());
            toll.n_journaled_paid_again += n_asked_of(&journaled, &server, n_before);
            journaled = killed.journaled(&server);
            n_before = server.n_seen();
        }
        killed.finish();
        toll.n_journaled_paid_again += n_asked_of(&journaled, &server, n_before);
        judge(&killed, &server, &whole, &mut toll);
        toll.check(in_flight);
        assert!(toll.n_kills > 0, "{place} is never reached");
        let partial: Vec<_> = std::fs::read_dir(killed.folder.path("run"))
            .unwrap()
            .filter(|entry| {
                entry
                    .as_ref()
                    .unwrap()
                    .file_name()
                    .to_string_lossy()
                    .ends_with(".partial")
            })
            .collect();
        assert!(partial.is_empty(), "{place}: {partial:?}");
    }
}

#[cfg(unix)]
#[test]
fn fm_02_a_kill_between_question_and_answer_loses_what_is_in_flight_and_no_more() {
    const N_DOCUMENTS: usize = 40;
    let whole = undisturbed(N_DOCUMENTS);
    let victim = Arc::new(AtomicU32::new(0));
    let asked = Mutex::new(0_usize);
    let target = Arc::clone(&victim);
    // The question is here, whole; whoever asked it is killed before the answer leaves.
    let (_runtime, server) = serve(move |seen| {
        let process = target.load(Ordering::SeqCst);
        if question(seen).is_some() && process != 0 {
            let mut asked = asked.lock().unwrap();
            *asked += 1;
            if asked.is_multiple_of(12) {
                let kill = std::process::Command::new("kill")
                    .args(["-KILL", &process.to_string()])
                    .status();
                assert!(kill.unwrap().success());
            }
        }
        answer(seen)
    });
    let killed = Killed::new(N_DOCUMENTS, &server);
    let mut toll = Toll::default();
    for _ in 0..3 {
        let mut child = killed.spawn(None);
        victim.store(child.id(), Ordering::SeqCst);
        toll.n_kills += usize::from(child.wait().unwrap().code().is_none());
        victim.store(0, Ordering::SeqCst);
    }
    assert!(toll.n_kills > 1, "{toll:?}");
    killed.finish();
    judge(&killed, &server, &whole, &mut toll);
    toll.check(IN_FLIGHT);
    assert!(n_answered(&server) <= N_DOCUMENTS + toll.n_kills * IN_FLIGHT);
}
