//! What the tests share.

use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use propos_llm::{
    Answer, ChatRequest, Client, Clock, Endpoint, EndpointOptions, Failure, FailureClass, HttpRequest,
    HttpResponse, OutputSchema, Transport,
};
use serde_json::Value;

/// The key of all tests, which must be seen nowhere.
pub(crate) const KEY: &str = "canary-key-7f3c9a";

/// The text of a constructed body.
pub(crate) fn body(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../fixtures/llm/constructed")
        .join(format!("{name}.json"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A constructed body as JSON.
pub(crate) fn json_body(name: &str) -> Value {
    serde_json::from_str(&body(name)).expect("a constructed body is JSON")
}

/// An endpoint of a provider, with a key, that is never connected to.
pub(crate) fn endpoint(provider: &str) -> Endpoint {
    endpoint_at(provider, "https://server.example")
}

/// The same at another address.
pub(crate) fn endpoint_at(provider: &str, base_url: &str) -> Endpoint {
    let options = EndpointOptions::new().with_base_url(Some(base_url));
    Endpoint::choose(&format!("{provider}:model-x"), options, &|_| Some(KEY.to_owned()))
        .expect("the endpoint is valid")
}

/// The schema of the constructed bodies.
pub(crate) fn schema() -> OutputSchema {
    let request = json_body("openai_chat.req");
    OutputSchema::new(
        "record_claims",
        request["response_format"]["json_schema"]["schema"].clone(),
    )
    .expect("the schema is portable")
}

/// A question with a schema.
pub(crate) fn question() -> ChatRequest {
    static QUESTION: LazyLock<ChatRequest> = LazyLock::new(|| {
        ChatRequest::new(
            "Selon le Wall Street Journal, Pékin a donné instruction à ses principaux chercheurs.",
        )
        .with_system("You code claims in news text.")
        .with_schema(schema())
    });
    QUESTION.clone()
}

/// A clock that goes on by itself only when somebody sleeps, and then at once.
#[derive(Debug, Default)]
pub(crate) struct TestClock {
    now: Mutex<Duration>,
    sleeps: Mutex<Vec<Duration>>,
}

impl TestClock {
    /// How long was slept, each time.
    pub(crate) fn sleeps(&self) -> Vec<Duration> {
        self.sleeps.lock().expect("not poisoned").clone()
    }
}

#[async_trait]
impl Clock for TestClock {
    fn elapsed(&self) -> Duration {
        *self.now.lock().expect("not poisoned")
    }

    fn since_epoch(&self) -> Duration {
        // Fri, 27 Nov 2026 22:15:04 GMT
        Duration::from_secs(1_795_817_704) + self.elapsed()
    }

    fn random(&self) -> f64 {
        0.5
    }

    async fn sleep(&self, duration: Duration) {
        *self.now.lock().expect("not poisoned") += duration;
        self.sleeps.lock().expect("not poisoned").push(duration);
        tokio::task::yield_now().await;
    }
}

/// Gives these responses in turn, the last one again and again, and keeps what was sent.
#[derive(Debug, Default)]
pub(crate) struct Script {
    replies: Vec<HttpResponse>,
    sent: Mutex<Vec<HttpRequest>>,
}

impl Script {
    pub(crate) fn new(replies: Vec<HttpResponse>) -> Arc<Self> {
        Arc::new(Self {
            replies,
            sent: Mutex::default(),
        })
    }

    /// Statuses with constructed bodies.
    pub(crate) fn of_bodies(replies: &[(u16, &str)]) -> Arc<Self> {
        Self::new(
            replies
                .iter()
                .map(|(status, file)| HttpResponse::new(*status, body(file)))
                .collect(),
        )
    }

    pub(crate) fn sent(&self) -> Vec<HttpRequest> {
        self.sent.lock().expect("not poisoned").clone()
    }

    pub(crate) fn n_sent(&self) -> usize {
        self.sent().len()
    }
}

#[async_trait]
impl Transport for Script {
    async fn send(&self, request: &HttpRequest) -> Result<HttpResponse, Failure> {
        let mut sent = self.sent.lock().expect("not poisoned");
        let reply = self
            .replies
            .get(sent.len())
            .or(self.replies.last())
            .expect("a reply");
        sent.push(request.clone());
        Ok(reply.clone())
    }
}

/// A client over a script and a clock that does not wait.
pub(crate) fn client(provider: &str, script: &Arc<Script>) -> (Client, Arc<TestClock>) {
    let clock = Arc::new(TestClock::default());
    let transport: Arc<dyn Transport> = Arc::clone(script) as Arc<dyn Transport>;
    let client = Client::new(endpoint(provider), transport).with_clock(Arc::clone(&clock) as Arc<dyn Clock>);
    (client, clock)
}

/// The class of an answer's failure.
pub(crate) fn class(answer: &Answer) -> Option<FailureClass> {
    answer.outcome.failure().map(|failure| failure.class)
}
