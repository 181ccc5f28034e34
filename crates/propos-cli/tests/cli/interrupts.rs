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
use crate::providers::is_question;
use crate::support::{Folder, begin, command};

const N_DOCUMENTS: usize = 40;
const IN_FLIGHT: usize = 4;

/// Holds answers back until it is opened.
#[derive(Clone, Default)]
struct Dam(Arc<(Mutex<bool>, Condvar)>);

impl Dam {
    fn open(&self) {
        *self.0.0.lock().unwrap() = true;
        self.0.1.notify_all();
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
        let in_flight = IN_FLIGHT.to_string();
        let url = server.url();
        let arguments = [&begin("a run", &url)[..], &["--concurrency", &in_flight]].concat();
        let mut child = command(&folder.path(""), &arguments)
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
        run.hear("stopping: what is under way is finished first");
        dam.open();
        let (code, said) = run.end();
        assert_eq!(code, Some(exit), "{said}");
        assert!(
            said.contains("hint: go on with: propos batch --resume 'a run'"),
            "{said}"
        );
        assert!(said.contains(" of 40 inputs are still to be done."), "{said}");
        // Documents that were begun are finished; no other one is begun, and of what was answered nothing is thrown away.
        let n_first = n_asked(&server);
        assert!(
            (IN_FLIGHT..=2 * IN_FLIGHT).contains(&n_first),
            "{n_first} questions"
        );
        // A document before which one was not begun waits for it; its answer is there.
        let journal = folder.read("a run/run.journal");
        assert_eq!(journal.matches("\"kind\":\"response\"").count(), n_first);
        let resumed = folder.run(&["batch", "--resume", "a run"]);
        assert_eq!(resumed.exit, 0, "{}", resumed.stderr);
        assert_eq!(folder.read("a run/results.jsonl").lines().count(), N_DOCUMENTS);
        assert_eq!(n_asked(&server), N_DOCUMENTS, "nothing is asked twice");
    }
}

#[test]
fn fm_03_who_interrupts_twice_does_not_wait() {
    let dam = Dam::default();
    let (_runtime, server) = serve(&dam);
    let folder = Folder::new(&[("news.jsonl", corpus(N_DOCUMENTS).as_bytes())]);
    let run = Talking::begin(&folder, &server);
    wait_for("all places are taken", || n_asked(&server) == IN_FLIGHT);
    run.signal("-INT");
    run.hear("stopping: what is under way is finished first; once more ends at once");
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
    assert!(n_asked(&server) <= N_DOCUMENTS + IN_FLIGHT);
}
