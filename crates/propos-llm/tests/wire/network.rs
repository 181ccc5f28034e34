//! Real connections to a server on this machine that breaks on demand.

use std::sync::Arc;
use std::time::{Duration, Instant};

use propos_llm::{
    Client, Endpoint, EndpointError, EndpointOptions, FailureClass, HttpRequest, HttpTransport, RetryPolicy,
    Timeouts, Transport,
};
use propos_mock_llm::{Delivery, Framing, MockServer, Reply};

use crate::common::{KEY, body, class, endpoint_at, question};

const SHORT: Timeouts = Timeouts::new(Duration::from_millis(100), Duration::from_millis(400));

fn asking(name: &str, url: &str) -> Client {
    Client::new(
        endpoint_at(name, url).with_timeouts(SHORT),
        Arc::new(HttpTransport::new()),
    )
    .with_policy(RetryPolicy::never())
}

async fn class_of(reply: Reply) -> Option<FailureClass> {
    let server = MockServer::script(vec![reply]).await.expect("a server");
    let start = Instant::now();
    let answer = asking("openai", &server.url()).chat(&question()).await;
    assert!(start.elapsed() < Duration::from_secs(2), "no test waits long");
    class(&answer)
}

fn ok() -> Reply {
    Reply::text(200, body("openai_chat.ok")).with_header("content-type", "application/json")
}

#[tokio::test]
async fn every_provider_asks_and_reads_its_own_format() {
    for name in [
        "openai",
        "openai-responses",
        "anthropic",
        "gemini",
        "ollama",
        "llamacpp",
        "compatible",
        "vllm",
        "mistral",
        "groq",
        "openrouter",
        "lmstudio",
        "tgi",
    ] {
        let server = MockServer::obedient().await.expect("a server");
        let client = Client::new(endpoint_at(name, &server.url()), Arc::new(HttpTransport::new()));
        let answer = client.chat(&question()).await;
        assert!(answer.outcome.is_complete(), "{name}: {:?}", answer.outcome);
        assert_eq!(answer.text, r#"{"claims":[]}"#, "{name}");
        assert!(answer.usage.input.is_some_and(|n_tokens| n_tokens > 10), "{name}");
        let seen = &server.seen()[0];
        assert!(
            seen.prompt().contains("Pékin") && seen.schema().is_some(),
            "{name}"
        );
        assert!(!seen.target.contains(KEY), "{name}: no key in the address");
        assert!(
            seen.headers.iter().any(|(_, value)| value.contains(KEY)),
            "{name}: a key in a header"
        );
    }
}

#[tokio::test]
async fn a_silent_server_is_left_after_a_while() {
    assert_eq!(
        class_of(ok().delivered(Delivery::Hang)).await,
        Some(FailureClass::Timeout)
    );
}

#[tokio::test]
async fn a_body_that_stalls_is_left_after_a_while() {
    for framing in [Framing::Length, Framing::Chunked, Framing::Close] {
        let reply = ok().framed(framing).delivered(Delivery::StallAfter(30));
        assert_eq!(class_of(reply).await, Some(FailureClass::Timeout), "{framing:?}");
    }
}

#[tokio::test]
async fn a_drip_within_the_idle_time_ends_at_the_time_for_the_whole() {
    let reply = ok().delivered(Delivery::Drip(1, Duration::from_millis(20)));
    assert_eq!(class_of(reply).await, Some(FailureClass::Timeout));
}

#[tokio::test]
async fn a_slow_answer_within_the_times_is_taken() {
    let reply = ok()
        .after(Duration::from_millis(20))
        .delivered(Delivery::Drip(200, Duration::from_millis(5)));
    assert_eq!(class_of(reply).await, None);
}

#[tokio::test]
async fn a_dropped_connection_is_the_network() {
    assert_eq!(
        class_of(ok().delivered(Delivery::Drop)).await,
        Some(FailureClass::Network)
    );
}

#[tokio::test]
async fn nobody_listening_is_the_network_and_nothing_was_paid() {
    // A port that was free a moment ago.
    let url = MockServer::obedient().await.expect("a server").url();
    tokio::time::sleep(Duration::from_millis(20)).await;
    let answer = asking("openai", &url).chat(&question()).await;
    let failure = answer.outcome.failure().expect("a failure");
    assert_eq!(
        (failure.class, failure.maybe_paid),
        (FailureClass::Network, false)
    );
}

#[tokio::test]
async fn a_lost_answer_may_have_been_paid() {
    let server = MockServer::script(vec![ok().delivered(Delivery::CutAfter(10))])
        .await
        .expect("a server");
    let answer = asking("openai", &server.url()).chat(&question()).await;
    assert!(answer.outcome.failure().expect("a failure").maybe_paid);
}

#[tokio::test]
async fn a_body_without_end_is_not_read_to_it() {
    let endless = Reply::text(200, vec![b' '; 9 << 20]);
    assert_eq!(class_of(endless).await, Some(FailureClass::Protocol));
}

#[tokio::test]
async fn fm_23_redirects_are_not_followed_with_key_and_document() {
    for status in [301, 302, 303, 307, 308] {
        let elsewhere = MockServer::obedient().await.expect("a server");
        let target = format!("{}/v1/chat/completions?key=secret-in-query", elsewhere.url());
        let server = MockServer::script(vec![Reply::text(status, "").with_header("location", &target)])
            .await
            .expect("a server");
        for name in ["openai", "anthropic", "gemini"] {
            let answer = asking(name, &server.url()).chat(&question()).await;
            let failure = answer.outcome.failure().expect("a failure");
            assert_eq!(failure.class, FailureClass::Redirect);
            assert!(
                failure.to_string().contains(&elsewhere.url())
                    && !failure.to_string().contains("secret-in-query")
            );
        }
        assert!(elsewhere.seen().is_empty(), "status {status}");
    }
}

#[test]
fn fm_24_a_key_goes_over_plain_http_to_this_machine_only() {
    let choose = |url: &str, allows: bool| {
        let options = EndpointOptions::new()
            .with_base_url(Some(url))
            .insecure_http(allows);
        Endpoint::choose("compatible:m", options, &|_| Some(KEY.to_owned()))
    };
    assert!(choose("http://127.0.0.1:1", false).is_ok());
    assert!(choose("http://localhost:1", false).is_ok());
    assert!(choose("https://far.example", false).is_ok());
    assert!(choose("http://far.example", true).is_ok());
    let error = choose("http://far.example", false).expect_err("plain http");
    assert_eq!(
        error,
        EndpointError::InsecureKey {
            host: "far.example".to_owned()
        }
    );
}

#[tokio::test]
async fn fm_24_the_transport_itself_refuses_what_the_choice_would_have() {
    let request = |url: &str| {
        HttpRequest::get(url.to_owned(), SHORT).with_key(
            "authorization",
            "Bearer ",
            Some(&KEY.to_owned().into()),
        )
    };
    let refused = HttpTransport::new()
        .send(&request("http://192.0.2.1/"))
        .await
        .expect_err("plain http");
    assert_eq!(refused.class, FailureClass::InsecureKey);
    let offline = HttpTransport::new().offline(true);
    for url in [
        "https://192.0.2.1/",
        "https://far.example/",
        "http://localhost.far.example/",
    ] {
        assert_eq!(
            offline.send(&request(url)).await.expect_err("offline").class,
            FailureClass::Offline,
            "{url}"
        );
    }
}

#[tokio::test]
async fn fm_42_offline_reaches_this_machine_and_nothing_else() {
    let server = MockServer::obedient().await.expect("a server");
    let client = Client::new(
        endpoint_at("openai", &server.url()),
        Arc::new(HttpTransport::new().offline(true)),
    );
    assert!(client.chat(&question()).await.outcome.is_complete());
    let options = EndpointOptions::new().offline(true);
    let error = Endpoint::choose("openai:m", options, &|_| Some(KEY.to_owned())).expect_err("elsewhere");
    assert_eq!(
        error,
        EndpointError::Offline {
            host: "api.openai.com".to_owned()
        }
    );
}

#[tokio::test]
async fn fm_24_plain_text_where_tls_is_expected_is_no_answer() {
    let server = MockServer::obedient().await.expect("a server");
    let url = server.url().replace("http://", "https://");
    let answer = asking("openai", &url).chat(&question()).await;
    let class = class(&answer);
    assert!(
        matches!(class, Some(FailureClass::Tls | FailureClass::Network)),
        "{class:?}"
    );
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn fm_41_no_error_shows_the_key() {
    let echo = format!(r#"{{"error":{{"message":"bad key {KEY}"}}}}"#);
    for reply in [
        Reply::text(401, echo.clone()),
        Reply::text(500, echo.clone()),
        Reply::text(200, echo),
        ok().delivered(Delivery::Drop),
        ok().delivered(Delivery::Hang),
    ] {
        let server = MockServer::script(vec![reply]).await.expect("a server");
        for name in [
            "openai",
            "openai-responses",
            "anthropic",
            "gemini",
            "ollama",
            "llamacpp",
        ] {
            let client = asking(name, &server.url());
            let answer = client.chat(&question()).await;
            let shown = format!(
                "{:?} {:?} {:?}",
                answer.outcome,
                client.preview(&question(), &client.dialect()),
                client.endpoint()
            );
            assert!(!shown.contains(KEY), "{name}: {shown}");
            let failure = answer.outcome.failure().expect("a failure");
            assert!(!failure.to_string().contains(KEY), "{name}: {failure}");
            assert!(
                !client
                    .models()
                    .await
                    .map_or_else(|error| error.to_string(), |_| String::new())
                    .contains(KEY)
            );
        }
    }
}

#[tokio::test]
async fn the_mock_server_also_runs_in_a_thread_of_its_own() {
    let server = MockServer::start_in_thread(propos_mock_llm::Seen::obey).expect("a server");
    assert!(
        asking("ollama", &server.url())
            .chat(&question())
            .await
            .outcome
            .is_complete()
    );
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn models_are_listed_and_their_context_is_known() {
    for name in ["openai", "anthropic", "gemini", "ollama", "llamacpp", "vllm"] {
        let server = MockServer::obedient().await.expect("a server");
        let url = server.url();
        let options = EndpointOptions::new().with_base_url(Some(&url));
        let endpoint = Endpoint::choose(&format!("{name}:mock-model"), options, &|_| Some(KEY.to_owned()))
            .expect("an endpoint");
        let client = Client::new(endpoint, Arc::new(HttpTransport::new()));
        let model = client.model().await.expect("a list").expect("the model");
        assert_eq!(model.context_tokens, Some(32_768), "{name}");
    }
}
