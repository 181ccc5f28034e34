//! Whether a server does what it is asked to.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use propos_llm::{
    Client, Endpoint, EndpointOptions, Failure, FailureClass, HttpRequest, HttpResponse, HttpTransport,
    Method, Obedience, Prices, RetryPolicy, Transport,
};
use propos_mock_llm::{Ending, MockServer, Reply, Seen};
use serde_json::json;
use tokio::sync::Barrier;
use tokio::time::timeout;

use crate::common::{KEY, endpoint_at};

const PROVIDERS: &[&str] = &[
    "openai",
    "openai-responses",
    "anthropic",
    "gemini",
    "ollama",
    "llamacpp",
    "vllm",
    "tgi",
];

async fn obedience(name: &str, respond: impl Fn(&Seen) -> Reply + Send + Sync + 'static) -> Obedience {
    let server = MockServer::start(respond).await.expect("a server");
    let client = Client::new(endpoint_at(name, &server.url()), Arc::new(HttpTransport::new()))
        .with_policy(RetryPolicy::never());
    client.probe().await.obedience
}

#[tokio::test]
async fn a_server_that_enforces_the_schema_says_what_it_must() {
    for name in PROVIDERS {
        assert_eq!(obedience(name, Seen::obey).await, Obedience::Enforced, "{name}");
    }
}

#[tokio::test]
async fn fm_30_a_server_that_ignores_the_schema_in_silence_is_found_out() {
    for name in PROVIDERS {
        assert_eq!(
            obedience(name, |seen| seen.say("hello")).await,
            Obedience::Ignored,
            "{name}"
        );
        let json = |seen: &Seen| seen.say(r#"{"answer":"hello"}"#);
        assert_eq!(obedience(name, json).await, Obedience::Ignored, "{name}");
    }
}

#[tokio::test]
async fn an_answer_that_tells_nothing_is_unknown() {
    let cut = |seen: &Seen| seen.end("{", Ending::Cut);
    assert_eq!(obedience("openai", cut).await.word(), "unknown");
    let broken = |_: &Seen| Reply::json(500, &json!({ "error": { "message": "x" } }));
    assert_eq!(obedience("openai", broken).await.word(), "unknown");
}

fn client(name: &str, url: &str) -> Client {
    let options = EndpointOptions::new().with_base_url(Some(url));
    let endpoint = Endpoint::choose(name, options, &|_| Some(KEY.to_owned())).expect("an endpoint");
    Client::new(endpoint, Arc::new(HttpTransport::new())).with_policy(RetryPolicy::never())
}

#[tokio::test]
async fn a_diagnosis_says_all_that_is_known_before_the_first_document() {
    let server = MockServer::obedient().await.expect("a server");
    let found = client("ollama:mock-model", &server.url())
        .diagnose(&Prices::embedded())
        .await;
    assert_eq!(found.models.as_ref().ok(), Some(&1));
    assert_eq!(found.model.expect("the model").context_tokens, Some(32_768));
    assert_eq!(found.probe.expect("a probe").obedience, Obedience::Enforced);
    assert!(found.is_free && found.price.is_none());
}

#[tokio::test]
async fn a_misspelt_model_has_near_names() {
    let server = MockServer::obedient().await.expect("a server");
    let found = client("openai:mok-model", &server.url())
        .diagnose(&Prices::embedded())
        .await;
    assert!(found.model.is_none());
    assert_eq!(found.near_names, ["mock-model"]);
}

/// Answers nothing before the list and the question are both there.
struct Both(Barrier);

#[async_trait]
impl Transport for Both {
    async fn send(&self, request: &HttpRequest) -> Result<HttpResponse, Failure> {
        self.0.wait().await;
        Ok(match request.method {
            Method::Get => HttpResponse::new(200, json!({ "data": [{ "id": "m" }] }).to_string()),
            Method::Post => HttpResponse::new(500, ""),
        })
    }
}

#[tokio::test]
async fn the_list_and_the_question_are_asked_for_side_by_side() {
    let transport = Arc::new(Both(Barrier::new(2)));
    let client =
        Client::new(endpoint_at("openai", "http://127.0.0.1:1"), transport).with_policy(RetryPolicy::never());
    let found = timeout(Duration::from_secs(5), client.diagnose(&Prices::embedded()))
        .await
        .expect("one after the other");
    assert_eq!((found.models.ok(), found.probe.is_some()), (Some(1), true));
}

#[tokio::test]
async fn a_wrong_key_ends_the_diagnosis_whatever_becomes_of_the_question() {
    let server = MockServer::script(vec![Reply::json(401, &json!({ "error": { "message": "no" } }))])
        .await
        .expect("a server");
    let found = client("openai:m", &server.url())
        .diagnose(&Prices::embedded())
        .await;
    assert_eq!(found.models.expect_err("no list").class, FailureClass::Auth);
    assert!(found.probe.is_none());
    assert!(server.seen().len() <= 2);
}
