//! What the program tells of runs, documents and requests to whoever listens.

use serde_json::Value;

use crate::batch::corpus;
use crate::models::{label, serve};
use crate::support::{Folder, begin, command};

const KEY: &str = "sk-canary-0123456789abcdef";

#[test]
fn fm_41_spans_say_what_was_asked_and_hold_no_key_and_no_text() {
    let (_runtime, server) = serve(label);
    let folder = Folder::new(&[("news.jsonl", corpus(3).as_bytes())]);
    let url = server.url();
    let run = |out: &str, more: &[&str], level: Option<&str>| {
        let mut program = command(&folder.path(""), &[&begin(out, &url)[..], more].concat());
        program.env("PROPOS_API_KEY", KEY).env_remove("RUST_LOG");
        if let Some(level) = level {
            program.env("RUST_LOG", level);
        }
        let output = program.output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{stderr}");
        stderr
    };
    let quiet = run("quiet", &[], None);
    assert!(!quiet.contains("gen_ai"), "{quiet}");
    run("run", &["--log", "spans.jsonl"], None);
    let spans = folder.read("spans.jsonl");
    let lines: Vec<Value> = spans
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let named = |name: &str| {
        lines
            .iter()
            .filter(|line| line["span"]["name"] == name)
            .collect::<Vec<_>>()
    };
    assert_eq!((named("run").len(), named("document").len()), (1, 3));
    assert_eq!(named("run")[0]["span"]["propos.documents"], 3);

    let manifest: Value = serde_json::from_str(&folder.read("run/manifest.json")).unwrap();
    let spending = &manifest["summary"]["spending"];
    let asked = named("chat");
    assert_eq!(spending["n_requests"], asked.len());
    for (name, total) in [
        ("gen_ai.usage.input_tokens", "input_tokens"),
        ("gen_ai.usage.output_tokens", "output_tokens"),
    ] {
        let sum: u64 = asked.iter().filter_map(|line| line["span"][name].as_u64()).sum();
        assert_eq!(spending[total], sum, "{name}");
    }
    // The look at the model is of no document.
    let nested = asked.iter().filter(|line| {
        let around: Vec<&Value> = line["spans"]
            .as_array()
            .unwrap()
            .iter()
            .map(|span| &span["name"])
            .collect();
        around == ["run", "document"]
    });
    assert_eq!(nested.count() + 1, asked.len());

    let aloud = run("aloud", &[], Some("trace"));
    assert!(aloud.contains("gen_ai.request.model"), "{aloud}");
    for said in [&spans, &aloud] {
        for secret in [KEY, "Morel", "signerons", "ministre"] {
            assert!(!said.contains(secret), "{secret}: {said}");
        }
    }
    let odd = run("odd", &[], Some("a=b=c"));
    assert!(odd.contains("warning: RUST_LOG is not understood"), "{odd}");
}
