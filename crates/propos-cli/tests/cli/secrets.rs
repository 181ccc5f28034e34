//! Keys and documents go where they are meant to go and nowhere else.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use propos_mock_llm::{Reply, Seen};

use crate::models::{label, serve};
use crate::providers::{documents, error, is_question};
use crate::support::{Folder, begin, command};

/// The program with a proxy and a key in its environment.
fn behind_proxy(folder: &Folder, proxy: &str, arguments: &[&str]) -> (i32, String) {
    let mut program = command(&folder.path(""), arguments);
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"] {
        program.env(name, proxy);
    }
    let output = program
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .env("PROPOS_API_KEY", "sk-test")
        .output()
        .unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

#[test]
fn fm_24_a_proxy_that_wants_a_password_and_a_key_over_plain_http() {
    let (_runtime, proxy) = serve(|_| Reply::text(407, ""));
    let folder = documents(1);
    let (exit, stderr) = behind_proxy(&folder, &proxy.url(), &begin("run", "https://far.example"));
    assert_eq!(exit, 75, "{stderr}");
    assert!(
        stderr.contains("the proxy wants a name and a password"),
        "{stderr}"
    );
    assert!(proxy.n_seen() > 0);
    let n_before = proxy.n_seen();
    // Nobody is asked anything: the key would be read on the way.
    let (exit, stderr) = behind_proxy(&folder, &proxy.url(), &begin("run", "http://far.example"));
    assert_eq!((exit, proxy.n_seen()), (2, n_before), "{stderr}");
    assert!(stderr.contains("http") && !stderr.contains("sk-test"), "{stderr}");
    let (exit, stderr) = behind_proxy(
        &folder,
        &proxy.url(),
        &[&begin("run", "http://far.example")[..], &["--insecure-http"]].concat(),
    );
    assert_eq!(exit, 75, "{stderr}");
    assert!(
        proxy.n_seen() > n_before && stderr.contains("the proxy wants"),
        "{stderr}"
    );
}

#[test]
fn fm_42_nothing_is_kept_by_the_vendor_and_offline_reaches_nobody_else() {
    let (_runtime, server) = serve(label);
    let folder = documents(1);
    let run = command(
        &folder.path(""),
        &[
            "batch",
            "news.jsonl",
            "--out",
            "run",
            "--annotator",
            "openai:m",
            "--base-url",
            &server.url(),
            "--offline",
        ],
    )
    .env("OPENAI_API_KEY", "sk-test")
    .output()
    .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let seen = server.seen();
    let bodies: Vec<&Seen> = seen.iter().filter(|seen| seen.method == "POST").collect();
    assert!(!bodies.is_empty() && bodies.iter().all(|seen| seen.body["store"] == false));
    // Whatever leaves this machine would go by this proxy.
    let (_proxy_runtime, proxy) = serve(|_| Reply::text(200, ""));
    for (name, url) in [
        ("openai:m", None),
        ("compatible:m", Some("https://192.0.2.1/v1")),
        ("ollama:m", Some("http://192.0.2.1:11434")),
    ] {
        let mut arguments = vec![
            "batch",
            "news.jsonl",
            "--out",
            "away",
            "--offline",
            "--annotator",
            name,
        ];
        arguments.extend(url.iter().flat_map(|url| ["--base-url", url]));
        let mut program = command(&folder.path(""), &arguments);
        for variable in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
            program.env(variable, proxy.url());
        }
        let output = program
            .env("OPENAI_API_KEY", "sk-test")
            .env("PROPOS_API_KEY", "sk-test")
            .output()
            .unwrap();
        assert_eq!(
            output.status.code(),
            Some(2),
            "{name}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    assert_eq!(proxy.n_seen(), 0);
}

#[test]
fn fm_41_a_document_on_which_the_program_breaks_has_failed_alone_and_its_words_are_in_no_message() {
    const CANARY: &str = "sk-canary-0123456789abcdef";
    let (_runtime, server) = serve(label);
    let url = server.url();
    let folder = documents(5);
    for (out, arguments) in [
        ("model", begin("model", &url).to_vec()),
        ("rules", vec!["batch", "news.jsonl", "--out", "rules"]),
    ] {
        let output = command(
            &folder.path(""),
            &[&arguments[..], &["--events", "events.jsonl", "--verbose"]].concat(),
        )
        .env("PROPOS_BREAK_ON", "d2")
        .env("PROPOS_API_KEY", CANARY)
        .env("RUST_BACKTRACE", "full")
        .output()
        .unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(3), "{out}: {stderr}");
        assert!(stderr.contains("d2: annotation is failed"), "{out}: {stderr}");
        let results = folder.read(&format!("{out}/results.jsonl"));
        assert_eq!(results.lines().count(), 5);
        assert_eq!(results.matches("\"outcome\":\"complete\"").count(), 4, "{out}");
        let failures = folder.read(&format!("{out}/failures.jsonl"));
        assert_eq!(failures.lines().count(), 1);
        for said in [&stderr, &failures, &folder.read("events.jsonl")] {
            assert!(
                !said.contains("signerons") && !said.contains(CANARY),
                "{out}: {said}"
            );
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn fm_42_on_a_machine_without_a_network_rules_give_what_they_always_give() {
    use std::process::Command;

    let folder = documents(5);
    let whole = folder.run(&["batch", "news.jsonl", "--out", "whole"]);
    assert_eq!(whole.exit, 0, "{}", whole.stderr);
    // A namespace of its own has no network at all, not even to this machine. Not every system lets everybody have one.
    let alone = |arguments: &[&str]| {
        let program = command(&folder.path(""), arguments);
        let mut alone = Command::new("unshare");
        alone.args(["--map-root-user", "--net"]);
        alone.arg(program.get_program()).args(program.get_args());
        alone.current_dir(folder.path("")).output()
    };
    let may_be_alone = alone(&["--version"]).is_ok_and(|output| output.status.success());
    if !may_be_alone {
        return;
    }
    for (out, more) in [("plain", None), ("offline", Some("--offline"))] {
        let mut arguments = vec!["batch", "news.jsonl", "--out", out];
        arguments.extend(more);
        let output = alone(&arguments).unwrap();
        assert_eq!(
            output.status.code(),
            Some(0),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(folder.read(&format!("{out}/results.jsonl")) == folder.read("whole/results.jsonl"));
    }
    // A model cannot be reached, and nothing is begun or done by rules in its place.
    let output = alone(&begin("model", "http://127.0.0.1:9")).unwrap();
    assert_eq!(
        output.status.code(),
        Some(75),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(!folder.path("model").exists());
}

type Respond = Box<dyn Fn(&Seen) -> Reply + Send + Sync>;

/// All bytes of all files below a folder.
fn all_bytes(folder: &std::path::Path, into: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all_bytes(&path, into);
        } else {
            into.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
}

#[test]
fn fm_41_a_key_is_in_nothing_that_is_written() {
    const CANARY: &str = "sk-canary-0123456789abcdef";
    let echo = |status: u16| {
        move |seen: &Seen| {
            if is_question(seen) {
                return error(status, "odd", &format!("the key {CANARY} is odd"))
                    .with_header("x-should-retry", "false");
            }
            label(seen)
        }
    };
    let n_with_key = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&n_with_key);
    let well = move |seen: &Seen| {
        counted.fetch_add(
            usize::from(seen.headers.iter().any(|(_, value)| value.contains(CANARY))),
            Ordering::SeqCst,
        );
        label(seen)
            .with_header("x-echo", CANARY)
            .with_header("set-cookie", CANARY)
    };
    let servers: Vec<(&str, i32, Respond)> = vec![
        ("well", 0, Box::new(well)),
        ("denied", 77, Box::new(echo(401))),
        ("broken", 75, Box::new(echo(500))),
        ("wrong", 3, Box::new(echo(400))),
        ("odd", 3, Box::new(echo(200))),
    ];
    let folder = documents(2);
    let mut shown = Vec::new();
    for (name, exit, respond) in servers {
        let (_runtime, server) = serve(respond);
        let recording = format!("{name}.recording");
        let events = format!("{name}.events");
        let url = server.url();
        let more = ["--record", &recording, "--events", &events, "--verbose"];
        let arguments = [&begin(name, &url)[..], &more].concat();
        let output = command(&folder.path(""), &arguments)
            .env("PROPOS_API_KEY", CANARY)
            .env("RUST_LOG", "trace")
            .env("RUST_BACKTRACE", "full")
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(exit), "{name}: {stderr}");
        shown.push((format!("{name}: stdout"), output.stdout));
        shown.push((format!("{name}: stderr"), output.stderr));
    }
    // An address that holds a key, which belongs into the environment.
    for url in [
        format!("http://user:{CANARY}@127.0.0.1:9"),
        format!("http://127.0.0.1:9/v1?key={CANARY}"),
    ] {
        let output = command(
            &folder.path(""),
            &[
                "annotate",
                "news.jsonl",
                "--annotator",
                "compatible:m",
                "--base-url",
                &url,
            ],
        )
        .env("RUST_LOG", "trace")
        .output()
        .unwrap();
        assert_ne!(output.status.code(), Some(0));
        shown.push((
            url.replace(CANARY, "KEY"),
            [output.stdout, output.stderr].concat(),
        ));
    }
    assert!(
        n_with_key.load(Ordering::SeqCst) > 2,
        "the key went where it belongs"
    );
    all_bytes(&folder.path(""), &mut shown);
    assert!(shown.len() > 25, "{}", shown.len());
    for (place, bytes) in &shown {
        let holds = bytes
            .windows(CANARY.len())
            .any(|window| window == CANARY.as_bytes());
        assert!(!holds, "{place}");
    }
}
