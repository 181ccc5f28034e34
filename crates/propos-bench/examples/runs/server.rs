//! A server that finds claims: some sentences of each document.

use std::fmt::Write as _;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use propos_mock_llm::{Ending, MockServer, Reply, Seen};

/// Every so many sentences one is said to be a claim.
const EVERY: usize = 4;

pub(crate) struct Server {
    server: MockServer,
    asked: Arc<Asked>,
}

#[derive(Default)]
struct Asked {
    n_questions: AtomicUsize,
    first: Mutex<Option<Instant>>,
}

impl Server {
    /// A server that answers after a while. Of so many answers one is cut or malformed; 0 for none.
    pub(crate) fn start(latency: Duration, one_bad_of: usize) -> io::Result<Self> {
        let asked = Arc::new(Asked::default());
        let seen_by = Arc::clone(&asked);
        let server = MockServer::start_in_thread(move |seen| {
            if seen.body.is_null() || !seen.prompt().contains("[1] ") {
                // The look at the server before the first document: as a provider, it takes its time.
                return seen.obey().after(latency).kept_open();
            }
            let number = seen_by.n_questions.fetch_add(1, Ordering::Relaxed);
            let mut first = seen_by.first.lock().unwrap_or_else(PoisonError::into_inner);
            first.get_or_insert_with(Instant::now);
            drop(first);
            let bad = (one_bad_of > 0 && number % one_bad_of == 0).then(|| number / one_bad_of);
            answer(seen, bad).after(latency).kept_open()
        })?;
        Ok(Self { server, asked })
    }

    pub(crate) fn url(&self) -> String {
        self.server.url()
    }

    pub(crate) fn forget(&self) {
        self.server.forget();
    }

    /// Begins to count anew.
    pub(crate) fn begin(&self) {
        self.asked.n_questions.store(0, Ordering::Relaxed);
        *self.asked.first.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// How many questions about documents came.
    pub(crate) fn n_questions(&self) -> usize {
        self.asked.n_questions.load(Ordering::Relaxed)
    }

    /// How long ago the first of them came.
    pub(crate) fn since_first(&self) -> Duration {
        let first = self.asked.first.lock().unwrap_or_else(PoisonError::into_inner);
        first.map_or(Duration::ZERO, |first| first.elapsed())
    }
}

fn answer(seen: &Seen, bad: Option<usize>) -> Reply {
    let text = claims(&seen.prompt());
    let half = text.floor_char_boundary(text.len() / 2);
    let cut = text.get(..half).unwrap_or_default();
    match bad.map(|number| number % 3) {
        None => seen.say(&text),
        Some(0) => seen.end(cut, Ending::Cut),
        Some(1) => seen.say(cut),
        Some(_) => seen.say("Here are the claims that I found in the article."),
    }
}

/// Some of the numbered sentences of the question, as claims.
fn claims(prompt: &str) -> String {
    let mut claims = String::new();
    let numbered = prompt
        .lines()
        .filter_map(|line| line.strip_prefix('[')?.split_once("] "));
    for (number, sentence) in numbered.step_by(EVERY) {
        let Ok(number) = number.parse::<u32>() else {
            continue;
        };
        if !claims.is_empty() {
            claims.push(',');
        }
        let quote = serde_json::Value::from(sentence);
        let written = write!(
            claims,
            r#"{{"sentence":{number},"quote":{quote},"kind":"author","speaker":null,"name":null,"cue":null,"hedge":null,"negated":false,"verifiability":"factual","statement":null}}"#
        );
        debug_assert!(written.is_ok(), "a text takes everything");
    }
    format!("{{\"claims\":[{claims}]}}")
}
