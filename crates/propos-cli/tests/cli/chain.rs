//! A model, another model, rules: who answered, and for each link of the chain why it did not.

use propos_mock_llm::{Ending, Reply, Seen};
use serde_json::{Value, json};

use crate::models::{label, serve};
use crate::support::{ARTICLE, Folder};

/// What a model does when it is asked about a document.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fate {
    Answers,
    Refuses,
    Fails,
    Rambles,
}

impl Fate {
    fn reply(self, seen: &Seen) -> Reply {
        if !seen.prompt().contains("<doc ") {
            // The look before the first document finds all well.
            return label(seen);
        }
        match self {
            Self::Answers => label(seen),
            Self::Refuses => seen.end("I would rather not.", Ending::Refused),
            Self::Rambles => seen.say("Once upon a time"),
            Self::Fails => {
                let error = json!({"error": {"message": "no", "type": "server_error", "code": null}});
                Reply::json(500, &error).with_header("x-should-retry", "false")
            }
        }
    }

    /// What the chain says of it.
    const fn reason(self) -> &'static str {
        match self {
            Self::Answers => "",
            Self::Refuses => "refused",
            Self::Fails => "failed to reach annotator",
            Self::Rambles => "failed",
        }
    }
}

/// The record of an article for which the models `a` and `b` have these fates, with this chain behind `a`.
fn record(a: Fate, b: Fate, fallbacks: &[&str]) -> (i32, Value) {
    let (_runtime, server) = serve(move |seen| match seen.body["model"].as_str() {
        Some("a") => a.reply(seen),
        _ => b.reply(seen),
    });
    let url = server.url();
    let mut arguments = vec!["annotate", "a.txt", "--format", "jsonl", "--base-url", &url];
    arguments.extend(["--annotator", "compatible:a"]);
    for fallback in fallbacks {
        arguments.extend(["--fallback", fallback]);
    }
    let run = Folder::new(&[("a.txt", ARTICLE.as_bytes())]).run(&arguments);
    let records = run.records();
    assert_eq!(records.len(), 1, "{a:?} {b:?}: {}", run.stderr);
    (run.exit, records[0].clone())
}

#[test]
fn each_link_of_the_chain_says_why_it_did_not_answer() {
    let not_answering = [Fate::Refuses, Fate::Fails, Fate::Rambles];
    for a in not_answering {
        for b in not_answering.into_iter().chain([Fate::Answers]) {
            let (exit, record) = record(a, b, &["compatible:b", "rules"]);
            let provenance = &record["provenance"];
            let is_b = b == Fate::Answers;
            let used = if is_b { "rules+compatible:b" } else { "rules" };
            assert_eq!(
                (exit, record["outcome"].as_str()),
                (0, Some("complete")),
                "{a:?} {b:?}"
            );
            assert_eq!(provenance["annotator_requested"], "rules+compatible:a");
            assert_eq!(provenance["annotator_used"], used, "{a:?} {b:?}");
            let reason = provenance["fallback_reason"].as_str().unwrap();
            let links: Vec<&str> = reason.split("; ").collect();
            assert!(
                links[0].starts_with(&format!("rules+compatible:a: {}", a.reason())),
                "{a:?}: {reason}"
            );
            assert_eq!(links.len(), if is_b { 1 } else { 2 }, "{reason}");
            if let Some(second) = links.get(1) {
                assert!(
                    second.starts_with(&format!("rules+compatible:b: {}", b.reason())),
                    "{b:?}: {reason}"
                );
            }
            // What a model that did not answer was asked for says nothing of this record.
            let form = if is_b { json!("json_schema") } else { Value::Null };
            assert_eq!(provenance["structured_output"], form);
        }
    }
}

#[test]
fn a_model_that_answers_has_no_chain_behind_it() {
    let (exit, record) = record(Fate::Answers, Fate::Fails, &["compatible:b", "rules"]);
    assert_eq!(exit, 0);
    assert_eq!(record["provenance"]["annotator_used"], "rules+compatible:a");
    assert_eq!(record["provenance"]["fallback_reason"], Value::Null);
}

#[test]
fn a_refusal_at_the_end_of_the_chain_is_an_outcome_of_its_own() {
    for (fallbacks, reason) in [(&[][..], None), (&["compatible:b"], Some("refused"))] {
        let (exit, record) = record(Fate::Refuses, Fate::Refuses, fallbacks);
        assert_eq!((exit, record["outcome"].as_str()), (3, Some("refused")));
        let claims = record["claims"].as_array().unwrap();
        assert!(claims.iter().all(|claim| claim["stances"].is_null()));
        let said = record["provenance"]["fallback_reason"].as_str();
        assert_eq!(said.is_some(), reason.is_some(), "{said:?}");
        assert!(said.unwrap_or_default().ends_with(reason.unwrap_or_default()));
    }
}
