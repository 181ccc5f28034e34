//! Answers of models, kept before anybody reads them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use propos_llm::{Failure, FailureClass, HttpRequest, HttpResponse, Transport};
use propos_store::Key;
use serde::{Deserialize, Serialize};

use crate::journal::JournalHandle;
use crate::run_store::{ATTEMPT, Answers, RESPONSE, RunStore};

/// A transport that looks in the run's journal first and puts there what comes back, durable, before it hands it on.
///
/// A request is known by its method, URL and body, which hold everything that shapes the answer: the document, the codebook, the
/// prompt, the schema, the server, the model and its parameters. Requests that are alike are sent once, also when they are
/// made at the same time. Only answers that a server calls a success are kept; what failed may be asked again.
pub struct StoredTransport<T> {
    inner: T,
    journal: JournalHandle,
    answers: Answers,
    under_way: Mutex<HashMap<Key, Arc<tokio::sync::Mutex<()>>>>,
}

/// An answer as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
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
            under_way: Mutex::default(),
        }
    }

    fn kept(&self, key: Key) -> Option<HttpResponse> {
        let kept: Kept = self.answers.get(key)?;
        let mut response = HttpResponse::new(kept.status, kept.body);
        response.headers = kept.headers;
        Some(response)
    }

    async fn ask(&self, key: Key, request: &HttpRequest) -> Result<HttpResponse, Failure> {
        self.journal.note(ATTEMPT, Some(key), &());
        let response = self.inner.send(request).await?;
        let is_success = (200..300).contains(&response.status);
        if let (true, Ok(body)) = (is_success, std::str::from_utf8(&response.body)) {
            let headers = response.headers.iter();
            let kept = Kept {
                status: response.status,
                headers: headers
                    .filter(|(name, _)| KEPT_HEADERS.contains(&name.as_str()))
                    .cloned()
                    .collect(),
                body: body.to_owned(),
            };
            let place = self
                .journal
                .keep(RESPONSE, Some(key), &kept)
                .await
                .map_err(|error| {
                    Failure::new(FailureClass::Network)
                        .because(format!("an answer came and cannot be kept: {error}"))
                })?;
            self.answers.add(key, place);
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
        let Some(body) = &request.body else {
            return self.inner.send(request).await;
        };
        let key = Key::of(&[request.method.as_str(), &request.url, &body.to_string()]);
        let turn = self.turn(key);
        let _alone = turn.lock().await;
        let response = match self.kept(key) {
            Some(response) => Ok(response),
            None => self.ask(key, request).await,
        };
        self.forget(key);
        response
    }
}
