//! Answers of models, kept before anybody reads them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use propos_llm::{Dialect, Failure, FailureClass, HttpRequest, HttpResponse, Judge, Transport, Worth};
use propos_store::{Key, StoreError, failpoint};
use serde::{Deserialize, Serialize};

use crate::answers::Answers;
use crate::journal::JournalHandle;
use crate::reuse::OtherRuns;
use crate::run_store::{ADAPTED, ATTEMPT, Adapted, RESPONSE, REUSED, RunStore};
use crate::watch::{UnderWay, held, note_asked, note_served};

/// A transport that looks in the run's journal first and puts there what comes back, durable, before it hands it on.
///
/// A request is known by its method, URL, open headers and body, which hold everything that shapes the answer: the document, the
/// codebook, the prompt, the schema, the server, the model and its parameters. Requests that are alike are sent once, also when
/// they are made at the same time. Only answers that a server calls a success are kept; what failed may be asked again.
///
/// Where the run [reuses others](RunStore::reusing), their complete answers of the right shape come next.
pub struct StoredTransport<T> {
    inner: T,
    journal: JournalHandle,
    answers: Answers,
    others: Option<Arc<OtherRuns>>,
    under_way: Mutex<HashMap<Key, Arc<tokio::sync::Mutex<()>>>>,
    patience: Duration,
}

/// An answer as it is kept.
#[derive(Serialize, Deserialize)]
pub(crate) struct Kept {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
    /// The run that paid for it, where that is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reused_from: Option<String>,
}

/// What the journal says of a request that is sent.
#[derive(Serialize)]
struct Attempt {
    /// The request of which it is a part, where that one was too long.
    #[serde(skip_serializing_if = "Option::is_none")]
    part_of: Option<Key>,
    /// Where it is sent again: how long its question has waited so far, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    waited: Option<f64>,
}

impl Attempt {
    /// What there is to say of it, if anything.
    fn of(request: &HttpRequest) -> Option<Self> {
        let attempt = Self {
            part_of: request.part_of.as_deref().and_then(key_of),
            waited: (!request.waited.is_zero()).then_some(request.waited.as_secs_f64()),
        };
        (attempt.part_of.is_some() || attempt.waited.is_some()).then_some(attempt)
    }
}

impl Kept {
    /// What is kept of a response, without keys; `None` where it is no text.
    fn new(request: &HttpRequest, response: &HttpResponse) -> Option<Self> {
        let body = std::str::from_utf8(response.body()).ok()?;
        let headers = response.headers.iter();
        Some(Self {
            status: response.status,
            headers: headers
                .filter(|(name, _)| KEPT_HEADERS.contains(&name.as_str()))
                .map(|(name, value)| (name.clone(), request.without_keys(value)))
                .collect(),
            body: request.without_keys(worth_keeping(body)),
            reused_from: None,
        })
    }

    /// About how many bytes it takes in the journal, where marks are escaped.
    fn room(&self) -> usize {
        self.body.len() + self.body.len() / 4 + 512
    }

    pub(crate) fn into_response(self) -> HttpResponse {
        let mut response = HttpResponse::new(self.status, self.body);
        response.headers = self.headers;
        response
    }
}

/// The key of a request that can be kept: of everything in it but secrets and patience.
pub(crate) fn key_of(request: &HttpRequest) -> Option<Key> {
    let address = request.address(|request, body| {
        let mut parts = vec![request.method.as_str(), &request.url, body.text()];
        for (name, value) in &request.headers {
            parts.extend([*name, value.as_str()]);
        }
        Key::of(&parts).to_bytes()
    });
    address.map(Key::from_bytes)
}

/// How long an answer that was paid for waits for room on the disk.
const PATIENCE: Duration = Duration::from_secs(30);

/// So much is kept of a body that is no JSON, such as the page of a proxy.
const MOST_NONSENSE: usize = 64 << 10;

/// Of a body, what is kept: all that may be an answer, and the beginning of what cannot be one.
fn worth_keeping(body: &str) -> &str {
    let is_json =
        || serde_json::from_str::<serde::de::IgnoredAny>(body.trim_start_matches('\u{feff}')).is_ok();
    if body.len() <= MOST_NONSENSE || is_json() {
        return body;
    }
    body.get(..body.floor_char_boundary(MOST_NONSENSE))
        .unwrap_or_default()
}

/// The failure of what is not asked for or not handed on, because the journal does not work.
fn not_kept(error: &StoreError) -> Failure {
    Failure::new(FailureClass::NotKept).because(format!("failed to {error}"))
}

/// The headers that are kept; others can hold cookies and names of accounts.
const KEPT_HEADERS: &[&str] = &["content-type", "request-id", "x-request-id"];

impl<T: Transport> StoredTransport<T> {
    /// Over this transport, into this run.
    pub fn new(inner: T, store: &RunStore) -> Self {
        Self {
            inner,
            journal: store.journal.clone(),
            answers: store.answers.clone(),
            others: store.others.clone(),
            under_way: Mutex::default(),
            patience: PATIENCE,
        }
    }

    /// The same, an answer waiting for room on a full disk for so long; by default half a minute.
    #[must_use]
    pub fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// How long an answer waits for room on a full disk.
    pub const fn patience(&self) -> Duration {
        self.patience
    }

    /// What the journal has for a request.
    fn kept(&self, key: Key) -> Result<Option<HttpResponse>, Failure> {
        let found = self.answers.get::<Kept>(key);
        let found = found.map_err(|error| not_kept(&self.journal.break_off(error)))?;
        Ok(found.map(Kept::into_response))
    }

    /// What another run was answered, if that is a whole answer. From then on it is this run's own.
    async fn reuse(&self, key: Key, judge: Judge<'_>) -> Option<HttpResponse> {
        let others = self.others.as_ref().filter(|_| !self.answers.is_rejected(key))?;
        let mut has_some = false;
        for found in others.find::<Kept>(key) {
            has_some = true;
            let Some((run, mut kept)) = found else { continue };
            kept.reused_from.get_or_insert_with(|| run.to_owned());
            let mut response = HttpResponse::new(kept.status, kept.body.as_str());
            response.headers.clone_from(&kept.headers);
            if judge(&response) != Worth::Answer {
                continue;
            }
            // Where it cannot be written, the results will say so; asking a server instead would help nobody.
            if let Ok(place) = self.journal.put(REUSED, Some(key), &kept).await {
                self.answers.add_reused(key, place);
            }
            return Some(response);
        }
        if has_some {
            self.answers.reject(key);
        }
        None
    }

    async fn ask(&self, key: Key, request: &HttpRequest) -> Result<HttpResponse, Failure> {
        // Nothing is paid for while nothing can be kept.
        let well = held(self.journal.well()).await;
        well.map_err(|error| not_kept(&error))?;
        self.journal.note(ATTEMPT, Some(key), &Attempt::of(request));
        failpoint("before_send");
        let mut response = self.inner.send(request).await?;
        failpoint("answered");
        let is_success = (200..300).contains(&response.status);
        if let (true, Some(kept)) = (is_success, Kept::new(request, &response)) {
            let place = self
                .journal
                .keep_paid(RESPONSE, Some(key), (&kept, kept.room()), self.patience)
                .await
                .map_err(|error| not_kept(&error))?;
            failpoint("kept");
            self.answers.add(key, place);
            // What is read now is what is read when the run goes on.
            if kept.body.as_bytes() != response.body() {
                response.set_body(kept.body);
            }
        }
        Ok(response)
    }

    fn turn(&self, key: Key) -> Arc<tokio::sync::Mutex<()>> {
        let mut under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(under_way.entry(key).or_default())
    }

    fn forget(&self, key: Key) {
        let mut under_way = self.under_way.lock().unwrap_or_else(PoisonError::into_inner);
        // Two hold it at least while others wait: the map and the one that asks.
        if under_way
            .get(&key)
            .is_some_and(|turn| Arc::strong_count(turn) <= 2)
        {
            under_way.remove(&key);
        }
    }
}

#[async_trait]
impl<T: Transport> Transport for StoredTransport<T> {
    async fn send(&self, request: &HttpRequest) -> Result<HttpResponse, Failure> {
        let Some(key) = key_of(request) else {
            return self.inner.send(request).await;
        };
        let turn = self.turn(key);
        let _alone = turn.lock().await;
        let response = match self.kept(key) {
            Ok(Some(response)) => {
                self.answers.mark_used(key);
                Ok(response)
            }
            Ok(None) => {
                let _under_way = UnderWay::begin().await;
                self.ask(key, request).await
            }
            Err(failure) => Err(failure),
        };
        self.forget(key);
        if let Ok(response) = &response {
            note_served(response);
        }
        response
    }

    async fn keep(&self, request: &HttpRequest, response: &HttpResponse) {
        let (Some(key), Some(kept)) = (key_of(request), Kept::new(request, response)) else {
            return;
        };
        // A success is there already; and what cannot be written is asked for again, which costs nothing.
        if (200..300).contains(&kept.status) {
            return;
        }
        if let Ok(place) = self.journal.put(RESPONSE, Some(key), &kept).await {
            self.answers.add(key, place);
        }
    }

    fn learn(&self, model: &str, dialect: &Dialect) {
        let adapted = Adapted {
            model: model.to_owned(),
            dialect: dialect.clone(),
        };
        self.journal.note(ADAPTED, None, &adapted);
    }

    async fn recall(&self, request: &HttpRequest, judge: Judge<'_>) -> Option<HttpResponse> {
        let key = key_of(request)?;
        note_asked();
        // Whoever sends it next is told that the journal cannot be read.
        if let Some(response) = self.kept(key).ok()? {
            if judge(&response) == Worth::Nothing {
                self.answers.forget(key);
                return None;
            }
            self.answers.mark_used(key);
            note_served(&response);
            return Some(response);
        }
        self.others.as_ref()?;
        let turn = self.turn(key);
        let _alone = turn.lock().await;
        let found = match self.kept(key) {
            Ok(Some(response)) => {
                self.answers.mark_used(key);
                Some(response)
            }
            Ok(None) => self.reuse(key, judge).await,
            Err(_) => None,
        };
        self.forget(key);
        found.as_ref().inspect(|response| note_served(response));
        found
    }
}
