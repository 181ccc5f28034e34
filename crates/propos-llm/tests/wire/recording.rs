//! Recording and replay.

use std::io::{BufRead, Write};
use std::sync::{Arc, Mutex};

use propos_llm::{
    Client, FailureClass, HttpResponse, Outcome, RecordingTransport, ReplayTransport, RetryPolicy,
    SecretString,
};

use crate::common::{KEY, Script, body, class, endpoint, question};

#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("not poisoned").write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn recorder(script: &Arc<Script>, output: &Shared) -> Client {
    let key = Some(SecretString::from(KEY));
    let transport = RecordingTransport::new(Arc::clone(script), key, Box::new(output.clone()));
    Client::new(endpoint("openai"), Arc::new(transport)).with_policy(RetryPolicy::never())
}

fn replayer(recording: &[u8]) -> Client {
    let transport = ReplayTransport::read(recording).expect("a recording");
    Client::new(endpoint("openai"), Arc::new(transport)).with_policy(RetryPolicy::never())
}

#[tokio::test]
async fn a_recording_answers_as_the_server_did_and_a_changed_question_finds_nothing() {
    let output = Shared::default();
    let script = Script::of_bodies(&[(200, "openai_chat.ok"), (200, "openai_chat.length")]);
    let client = recorder(&script, &output);
    let mut other = question();
    other.system = Some("Other instructions.".to_owned());
    let (first, second) = (client.chat(&question()).await, client.chat(&other).await);
    let recording = output.0.lock().expect("not poisoned").clone();
    assert_eq!(recording.lines().count(), 2);

    let replay = replayer(&recording);
    let answer = replay.chat(&other).await;
    assert_eq!((answer.outcome, answer.text), (Outcome::Truncated, second.text));
    for _ in 0..2 {
        let answer = replay.chat(&question()).await;
        assert_eq!(
            (answer.outcome, answer.text, answer.usage),
            (Outcome::Complete, first.text.clone(), first.usage)
        );
    }
    let mut changed = question();
    changed.messages[0].text.push('!');
    assert_eq!(
        class(&replay.chat(&changed).await),
        Some(FailureClass::NotRecorded)
    );
}

#[tokio::test]
async fn what_was_asked_twice_is_answered_in_order() {
    let output = Shared::default();
    let script = Script::of_bodies(&[(500, "openai_err.500"), (200, "openai_chat.ok")]);
    let client = recorder(&script, &output);
    client.chat(&question()).await;
    client.chat(&question()).await;
    let replay = replayer(&output.0.lock().expect("not poisoned"));
    assert_eq!(class(&replay.chat(&question()).await), Some(FailureClass::Server));
    assert!(replay.chat(&question()).await.outcome.is_complete());
}

#[tokio::test]
async fn fm_41_a_recording_holds_no_key() {
    let output = Shared::default();
    let echo = format!(r#"{{"error":{{"message":"Incorrect API key: {KEY} or sk-proj-abcdef0123456789"}}}}"#);
    let response = HttpResponse::new(401, echo)
        .with_header("set-cookie", "session=1")
        .with_header("request-id", format!("of {KEY}"));
    let script = Script::new(vec![response]);
    let mut asked = question();
    asked.messages[0].text.push_str(KEY);
    recorder(&script, &output).chat(&asked).await;
    let recording = String::from_utf8(output.0.lock().expect("not poisoned").clone()).expect("text");
    for secret in [KEY, "sk-proj", "authorization", "cookie"] {
        assert!(!recording.contains(secret), "{secret} in {recording}");
    }
}

#[tokio::test]
async fn an_answer_that_cannot_be_kept_is_handed_on_and_nothing_more_is_asked() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let script = Script::new(vec![HttpResponse::new(200, body("openai_chat.ok"))]);
    let transport = RecordingTransport::new(Arc::clone(&script), None, Box::new(Full));
    let client = Client::new(endpoint("openai"), Arc::new(transport));
    assert!(client.chat(&question()).await.outcome.is_complete());
    assert_eq!(
        class(&client.chat(&question()).await),
        Some(FailureClass::NotRecorded)
    );
    assert_eq!(script.n_sent(), 1);
}

#[test]
fn a_damaged_recording_is_refused_with_its_line() {
    let error = ReplayTransport::read(&b"\n{\"version\":1"[..]).expect_err("half a line");
    assert_eq!(error.to_string(), "read line 2 of the recording");
    let line = br#"{"version":9,"method":"POST","path":"/","request":null,"status":200,"headers":[],"response":null,"response_text":""}"#;
    let error = ReplayTransport::read(&line[..]).expect_err("another version");
    assert!(error.to_string().contains("version 9"));
}
