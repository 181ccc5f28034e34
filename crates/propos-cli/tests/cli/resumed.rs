//! What may be another when a run goes on, and what may not.

use propos_mock_llm::{MockServer, Seen};

use crate::batch::corpus;
use crate::models::{label, serve};
use crate::providers::is_question;
use crate::support::{Folder, begin, command};

const CODEBOOK: &str = "mine.toml";

/// A folder with documents, a codebook and prompts of one's own.
fn folder() -> Folder {
    let folder = Folder::new(&[("news.jsonl", corpus(4).as_bytes())]);
    let made = folder.run(&["codebook", "new", "--id", "mine", "--lang", "fr", "-o", CODEBOOK]);
    assert_eq!(made.exit, 0, "{}", made.stderr);
    folder
}

#[test]
fn fm_08_an_edited_codebook_and_another_model_are_refused_unless_accepted() {
    let (_runtime, server) = serve(label);
    let url = server.url();
    let folder = folder();
    let n_asked = || server.seen().iter().filter(|seen| is_question(seen)).count();
    // The model comes from the environment, where somebody may set another one.
    let with_model = |model: &str, arguments: &[&str]| {
        let output = command(&folder.path(""), arguments)
            .env("PROPOS_ANNOTATOR", model)
            .output()
            .unwrap();
        (
            output.status.code().unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    let begun = [
        "batch",
        "news.jsonl",
        "--out",
        "run",
        "--base-url",
        &url,
        "--codebook",
        CODEBOOK,
    ];
    let (exit, stderr) = with_model("compatible:m", &begun);
    assert_eq!(exit, 0, "{stderr}");
    assert_eq!(n_asked(), 4);
    let whole = folder.read("run/results.jsonl");

    let (exit, stderr) = with_model("compatible:n", &["batch", "--resume", "run"]);
    assert_eq!(exit, 2, "{stderr}");
    assert!(
        stderr.contains("annotator") && stderr.contains("--accept-changed"),
        "{stderr}"
    );
    assert_eq!(n_asked(), 4, "nothing is asked");
    assert_eq!(folder.read("run/results.jsonl"), whole);

    let codebook = folder.read(CODEBOOK);
    let edited = codebook.replacen("instructions.fr = \"", "instructions.fr = \"Soyez bref. ", 1);
    assert_ne!(codebook, edited);
    std::fs::write(folder.path(CODEBOOK), edited).unwrap();
    let (exit, stderr) = with_model("compatible:m", &["batch", "--resume", "run"]);
    assert_eq!(exit, 2, "{stderr}");
    assert!(stderr.contains("codebook"), "{stderr}");
    assert_eq!(folder.read("run/results.jsonl"), whole);
    let (exit, stderr) = with_model("compatible:m", &["batch", "--resume", "run", "--accept-changed"]);
    assert_eq!(exit, 0, "{stderr}");
    let results = folder.read("run/results.jsonl");
    assert_eq!(results.lines().count(), 4);
    assert_ne!(results, whole, "the records name the new codebook");

    // As it was: what was answered then is still there.
    let before = n_asked();
    std::fs::write(folder.path(CODEBOOK), codebook).unwrap();
    let (exit, stderr) = with_model("compatible:m", &["batch", "--resume", "run", "--accept-changed"]);
    assert_eq!(exit, 0, "{stderr}");
    assert_eq!(folder.read("run/results.jsonl"), whole);
    assert_eq!(
        n_asked(),
        before,
        "old answers stay, and are no longer superseded"
    );
}

#[test]
fn fm_08_options_that_shape_records_cannot_be_others_when_a_run_goes_on() {
    let (_runtime, server) = serve(label);
    let url = server.url();
    let folder = folder();
    assert_eq!(folder.run(&begin("run", &url)).exit, 0);
    let before = server.n_seen();
    for option in [
        ["--annotator", "rules"],
        ["--annotator", "compatible:n"],
        ["--codebook", CODEBOOK],
        ["--base-url", "http://127.0.0.1:9"],
        ["--max-output-tokens", "512"],
        ["--offsets", "byte"],
        ["--strategy", "model+model"],
        ["--fallback", "rules"],
        ["--votes", "3"],
    ] {
        let refused = folder.run(&[&["batch", "--resume", "run"][..], &option].concat());
        assert_eq!(refused.exit, 2, "{option:?}: {}", refused.stderr);
        assert!(
            refused.stderr.contains(&format!("another {}", option[0])) && refused.stderr.contains("--reuse"),
            "{option:?}: {}",
            refused.stderr
        );
    }
    for flag in ["--no-text", "--explain", "--insecure-http"] {
        let refused = folder.run(&["batch", "--resume", "run", flag]);
        assert_eq!(refused.exit, 2, "{flag}: {}", refused.stderr);
    }
    assert_eq!(server.n_seen(), before, "nobody was asked anything");
    // As it was begun, or what shapes no record.
    for more in [
        &["--annotator", "compatible:m"][..],
        &["--concurrency", "2"],
        &["--max-cost", "5", "--price", "1,2"],
        &["--requests-per-minute", "600"],
        &["--verbose"],
        &["--pin-model"],
        &["--offline"],
    ] {
        let resumed = folder.run(&[&["batch", "--resume", "run"][..], more].concat());
        assert_eq!(resumed.exit, 0, "{more:?}: {}", resumed.stderr);
    }
}

#[test]
fn fm_42_who_goes_on_offline_reaches_nobody_although_the_run_was_begun_otherwise() {
    let (_runtime, server) = serve(label);
    let url = server.url();
    let folder = folder();
    assert_eq!(folder.run(&begin("run", &url)).exit, 0);
    // The run was begun with a server elsewhere.
    let manifest = folder
        .read("run/manifest.json")
        .replace(&url, "https://192.0.2.1");
    std::fs::write(folder.path("run/manifest.json"), manifest).unwrap();
    let resumed = folder.run(&["batch", "--resume", "run", "--offline"]);
    assert_eq!(resumed.exit, 2, "{}", resumed.stderr);
    assert!(resumed.stderr.contains("192.0.2.1"), "{}", resumed.stderr);
}

/// Requests that are paid for and about no document.
fn n_looks(server: &MockServer) -> usize {
    let seen = server.seen();
    let is_look = |seen: &&Seen| seen.method == "POST" && !is_question(seen);
    seen.iter().filter(is_look).count()
}

#[test]
fn whether_a_server_obeys_is_asked_once_a_run_and_told_in_each_session() {
    // With many in flight the look goes out beside the first questions, with a budget before them.
    for more in [&["--concurrency", "16"][..], &["--max-requests", "3"]] {
        // It takes the schema and answers with something else where there is nothing to label.
        let (_runtime, server) = serve(|seen| {
            if is_question(seen) {
                label(seen)
            } else {
                seen.say("hello")
            }
        });
        let folder = Folder::new(&[("news.jsonl", corpus(8).as_bytes())]);
        let url = server.url();
        let begun = folder.run(&[&begin("run", &url)[..], more].concat());
        assert!([0, 78].contains(&begun.exit), "{}", begun.stderr);
        assert_eq!(n_looks(&server), 1);
        // More documents than before, so that there is something to ask.
        std::fs::write(folder.path("news.jsonl"), corpus(12)).unwrap();
        let resumed = folder.run(&["batch", "--resume", "run", "--max-requests", "100"]);
        assert_eq!(resumed.exit, 0, "{}", resumed.stderr);
        assert_eq!(folder.read("run/results.jsonl").lines().count(), 12);
        assert_eq!(n_looks(&server), 1, "{}", resumed.stderr);
        for said in [&begun.stderr, &resumed.stderr] {
            assert!(said.contains("takes a schema and ignores it"), "{said}");
        }
    }
}

#[test]
fn a_finished_run_is_gone_on_with_although_nobody_is_there_to_be_asked() {
    let (runtime, server) = serve(label);
    let folder = Folder::new(&[("news.jsonl", corpus(4).as_bytes())]);
    let begun = folder.run(&begin("run", &server.url()));
    assert_eq!(begun.exit, 0, "{}", begun.stderr);
    drop((server, runtime));
    let again = folder.run(&["batch", "--resume", "run"]);
    assert_eq!(again.exit, 0, "{}", again.stderr);
    // Where there is something to ask, that it cannot be asked is told as ever.
    std::fs::write(folder.path("news.jsonl"), corpus(5)).unwrap();
    let hurried = command(&folder.path(""), &["batch", "--resume", "run"])
        .env("PROPOS_HURRY", "100")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&hurried.stderr);
    assert_eq!(hurried.status.code(), Some(75), "{said}");
}

#[test]
fn a_run_goes_on_with_the_codebook_in_its_manifest_where_the_file_is_gone() {
    let folder = folder();
    let run = ["batch", "news.jsonl", "--codebook", CODEBOOK, "--out", "run"];
    let begun = folder.run(&run);
    assert_eq!(begun.exit, 0, "{}", begun.stderr);
    let whole = folder.read("run/results.jsonl");
    std::fs::remove_file(folder.path(CODEBOOK)).unwrap();
    // As if the power had gone before the first record was vouched for.
    std::fs::write(folder.path("run/results.jsonl"), "").unwrap();

    let on = folder.run(&["batch", "--resume", "run"]);

    assert_eq!(on.exit, 0, "{}", on.stderr);
    assert!(
        on.stderr
            .contains("is not there any more; the run goes on with its text in the manifest"),
        "{}",
        on.stderr
    );
    assert_eq!(folder.read("run/results.jsonl"), whole);
    // What a new run needs must be there.
    let other = folder.run(&["batch", "news.jsonl", "--codebook", CODEBOOK, "--out", "other"]);
    assert_eq!(other.exit, 2, "{}", other.stderr);
}
