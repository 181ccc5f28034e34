//! Ctrl-C once and twice, and the system's wish to end.
#![cfg(unix)]

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use propos_mock_llm::{MockServer, Reply, Seen};
use tokio::runtime::{Builder, Runtime};

use crate::batch::corpus;
use crate::models::label;
use crate::providers::{error, is_question};
use crate::support::{Folder, begin, command};

const N_DOCUMENTS: usize = 40;
const IN_FLIGHT: usize = 4;

/// Holds answers back while it is closed, as it is at first.
#[derive(Clone, Default)]
struct Dam(Arc<(Mutex<bool>, Condvar)>);

impl Dam {
    fn open(&self) {
        *self.0.0.lock().unwrap() = true;
        self.0.1.notify_all();
    }

    fn close(&self) {
        *self.0.0.lock().unwrap() = false;
    }

    fn wait(&self) {
        let is_open = self.0.0.lock().unwrap();
        // A test that fails must end all the same.
        let longest = Duration::from_secs(20);
        drop(self.0.1.wait_timeout_while(is_open, longest, |is_open| !*is_open));
    }
}

/// A server whose answers about documents wait behind the dam.
fn serve(dam: &Dam) -> (Runtime, MockServer) {
    // Each held answer takes a thread.
    let runtime = Builder::new_multi_thread()
        .worker_threads(2 * IN_FLIGHT + 2)
        .enable_all()
        .build()
        .unwrap();
    let dam = dam.clone();
    let respond = move |seen: &Seen| -> Reply {
        if is_question(seen) {
            // Whatever else this thread had before it goes on elsewhere.
            tokio::task::block_in_place(|| dam.wait());
        }
        label(seen)
    };
    let server = runtime.block_on(MockServer::start(respond)).unwrap();
    (runtime, server)
}

fn n_asked(server: &MockServer) -> usize {
    server.seen().iter().filter(|seen| is_question(seen)).count()
}

fn wait_for(what: &str, is_true: impl Fn() -> bool) {
    let began = Instant::now();
    while !is_true() {
        assert!(began.elapsed() < Duration::from_mins(1), "{what}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// The program, and the lines that it says.
struct Talking(Child, Receiver<String>);

impl Talking {
    fn begin(folder: &Folder, server: &MockServer) -> Self {
        Self::with(folder, server, "1", &[])
    }

    /// The same with more options, where time passes so many times faster.
    fn with(folder: &Folder, server: &MockServer, rate: &str, more: &[&str]) -> Self {
        let in_flight = IN_FLIGHT.to_string();
        let url = server.url();
        let arguments = [&begin("a run", &url)[..], &["--concurrency", &in_flight], more].concat();
        let mut child = command(&folder.path(""), &arguments)
            .env("PROPOS_HURRY", rate)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in stderr.lines() {
                let _ = sender.send(line.unwrap());
            }
        });
        Self(child, lines)
    }

    fn signal(&self, name: &str) {
        let kill = Command::new("kill")
            .args([name, &self.0.id().to_string()])
            .status();
        assert!(kill.unwrap().success());
    }

    /// Reads on until something is said.
    fn hear(&self, words: &str) {
        loop {
            let line = self.1.recv_timeout(Duration::from_mins(1));
            if line.expect(words).contains(words) {
                return;
            }
        }
    }

    /// The exit code, and what was said last.
    fn end(mut self) -> (Option<i32>, String) {
        let status = self.0.wait().unwrap();
        (status.code(), self.1.iter().collect::<Vec<_>>().join("\n"))
    }
}

#[test]
fn fm_03_who_interrupts_once_gets_what_was_asked_for_and_the_command_to_go_on() {
    for (signal, exit) in [("-INT", 130), ("-TERM", 143)] {
        let dam = Dam::default();
        let (_runtime, server) = serve(&dam);
        let folder = Folder::new(&[("news.jsonl", corpus(N_DOCUMENTS).as_bytes())]);
        let run = Talking::begin(&folder, &server);
        wait_for("all places are taken", || n_asked(&server) == IN_FLIGHT);
        run.signal(signal);
        run.hear("stopping: nothing more is begun");
        dam.open();
        let (code, said) = run.end();
        assert_eq!(code, Some(exit), "{said}");
        assert!(
            said.contains("hint: go on with: propos batch --resume 'a run'"),
            "{said}"
        );
        // Nothing more was asked, and of what was answered nothing is thrown away.
        assert_eq!(n_asked(&server), IN_FLIGHT);
        // A document before which one was not asked about waits for it; its answer is there.
        let n_done = folder.read("a run/results.jsonl").lines().count();
        assert!(n_done <= IN_FLIGHT, "{n_done}");
        let left = format!("{} of 40 inputs are still to be done.", N_DOCUMENTS - n_done);
        assert!(said.contains(&left), "{said}");
        assert_eq!(n_answers(&folder), IN_FLIGHT);
        let resumed = folder.run(&["batch", "--resume", "a run"]);
        assert_eq!(resumed.exit, 0, "{}", resumed.stderr);
        assert_eq!(folder.read("a run/results.jsonl").lines().count(), N_DOCUMENTS);
        assert_eq!(n_asked(&server), N_DOCUMENTS, "nothing is asked twice");
    }
}

/// How many answers the journal has.
fn n_answers(folder: &Folder) -> usize {
    let journal = folder.read("a run/run.journal");
    journal.matches("\"kind\":\"response\"").count()
}

#[test]
fn fm_03_a_document_of_many_questions_is_left_in_the_middle_and_keeps_its_answers() {
    let dam = Dam::default();
    let (_runtime, server) = serve(&dam);
    let sentences =
        (0..24).map(|number| format!("« Nous ne signerons pas l’article {number} », a dit Jeanne Morel."));
    let text = sentences.collect::<Vec<_>>().join(" ");
    let line = serde_json::json!({ "id": "long", "lang": "fr", "text": text }).to_string();
    let folder = Folder::new(&[("news.jsonl", line.as_bytes())]);
    let run = Talking::begin(&folder, &server);
    wait_for("all places are taken", || n_asked(&server) == IN_FLIGHT);
    run.signal("-INT");
    run.hear("stopping: ");
    dam.open();
    let (code, said) = run.end();
    assert_eq!(code, Some(130), "{said}");
    assert_eq!((n_asked(&server), n_answers(&folder)), (IN_FLIGHT, IN_FLIGHT));
    assert_eq!(
        folder.read("a run/results.jsonl"),
        "",
        "half a document is no record"
    );
    let resumed = folder.run(&["batch", "--resume", "a run"]);
    assert_eq!(resumed.exit, 0, "{}", resumed.stderr);
    let n_questions = n_asked(&server);
    assert!(n_questions > IN_FLIGHT, "{n_questions}");
    assert_eq!(n_answers(&folder), n_questions, "nothing is asked twice");
}

#[test]
fn fm_03_who_interrupts_a_wait_waits_no_longer() {
    // Everybody is told to wait for five minutes: nothing is under way that could be waited for.
    let runtime = Builder::new_multi_thread().enable_all().build().unwrap();
    let respond = |seen: &Seen| {
        if is_question(seen) {
            return error(429, "rate_limit_exceeded", "slower").with_header("retry-after", "300");
        }
        label(seen)
    };
    let server = runtime.block_on(MockServer::start(respond)).unwrap();
    let folder = Folder::new(&[("news.jsonl", corpus(N_DOCUMENTS).as_bytes())]);
    let run = Talking::begin(&folder, &server);
    wait_for("it was told to wait", || n_asked(&server) > 0);
    let began = Instant::now();
    run.signal("-INT");
    let (code, said) = run.end();
    assert_eq!(code, Some(130), "{said}");
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    assert!(
        said.contains("hint: go on with: propos batch --resume 'a run'"),
        "{said}"
    );
}

/// The most tokens that were reserved for one question of a run.
fn most_reserved(folder: &Folder, run: &str) -> u64 {
    let journal = folder.read(&format!("{run}/run.journal"));
    let entries = journal.lines().map(|line| serde_json::from_str(line).unwrap());
    let reserved = entries.filter(|entry: &serde_json::Value| entry["kind"] == "reserved");
    reserved
        .map(|entry| entry["body"]["tokens"].as_u64().unwrap())
        .max()
        .unwrap()
}

#[test]
fn fm_03_what_waits_for_room_in_the_budget_is_not_sent_after_an_interrupt() {
    let dam = Dam::default();
    let (_runtime, server) = serve(&dam);
    let folder = Folder::new(&[("news.jsonl", corpus(N_DOCUMENTS).as_bytes())]);
    let url = server.url();
    dam.open();
    assert_eq!(folder.run(&begin("before", &url)).exit, 0);
    assert_eq!(n_asked(&server), N_DOCUMENTS);
    // There is room for one question at a time: the others wait until it is known how much less that one took.
    let limit = most_reserved(&folder, "before") * 3 / 2;
    dam.close();
    let run = Talking::with(&folder, &server, "1", &["--max-tokens", &limit.to_string()]);
    let one_more = N_DOCUMENTS + 1;
    wait_for("one is asked", || n_asked(&server) == one_more);
    std::thread::sleep(Duration::from_millis(200));
    assert_eq!(n_asked(&server), one_more, "the others wait");
    let began = Instant::now();
    run.signal("-INT");
    run.hear("stopping: ");
    dam.open();
    let (code, said) = run.end();
    assert_eq!(code, Some(130), "{said}");
    assert_eq!((n_asked(&server), n_answers(&folder)), (one_more, 1), "{said}");
    assert!(
        began.elapsed() < Duration::from_secs(20),
        "nobody waits for them: {said}"
    );
    let resumed = folder.run(&["batch", "--resume", "a run", "--max-tokens", "100000000"]);
    assert_eq!(resumed.exit, 0, "{}", resumed.stderr);
    assert_eq!(n_asked(&server), 2 * N_DOCUMENTS, "nothing is asked twice");
}

#[test]
fn fm_03_answers_that_do_not_come_are_waited_for_half_a_minute() {
    let dam = Dam::default();
    let (_runtime, server) = serve(&dam);
    let folder = Folder::new(&[("news.jsonl", corpus(N_DOCUMENTS).as_bytes())]);
    let run = Talking::with(&folder, &server, "20", &[]);
    wait_for("all places are taken", || n_asked(&server) == IN_FLIGHT);
    run.signal("-INT");
    let (code, said) = run.end();
    assert_eq!(code, Some(130), "{said}");
    assert!(
        said.contains("hint: go on with: propos batch --resume 'a run'"),
        "{said}"
    );
    assert_eq!(n_asked(&server), IN_FLIGHT);
    dam.open();
    let resumed = folder.run(&["batch", "--resume", "a run"]);
    assert_eq!(resumed.exit, 0, "{}", resumed.stderr);
    let told = "4 requests without a count of tokens, maybe paid";
    assert!(resumed.stderr.contains(told), "{}", resumed.stderr);
    assert_eq!(folder.read("a run/results.jsonl").lines().count(), N_DOCUMENTS);
}

#[test]
fn fm_03_who_interrupts_twice_does_not_wait() {
    let dam = Dam::default();
    let (_runtime, server) = serve(&dam);
    let folder = Folder::new(&[("news.jsonl", corpus(N_DOCUMENTS).as_bytes())]);
    let run = Talking::begin(&folder, &server);
    wait_for("all places are taken", || n_asked(&server) == IN_FLIGHT);
    run.signal("-INT");
    run.hear("once more ends at once");
    run.signal("-INT");
    // Nobody has answered, and nobody will before the program has ended.
    let (code, said) = run.end();
    assert_eq!(code, Some(130), "{said}");
    assert!(
        said.ends_with("hint: go on with: propos batch --resume 'a run'"),
        "{said}"
    );
    dam.open();
    let resumed = folder.run(&["batch", "--resume", "a run"]);
    assert_eq!(resumed.exit, 0, "{}", resumed.stderr);
    assert!(
        resumed
            .stderr
            .contains(&format!("{IN_FLIGHT} requests under way lost")),
        "{}",
        resumed.stderr
    );
    assert_eq!(folder.read("a run/results.jsonl").lines().count(), N_DOCUMENTS);
    assert_eq!(n_asked(&server), N_DOCUMENTS + IN_FLIGHT);
}
