//! Results of several runs as one.

use std::fmt::Write as _;

use crate::support::Folder;

fn lines(numbers: std::ops::Range<usize>) -> String {
    let mut lines = String::new();
    for number in numbers {
        let text =
            format!("La ministre Jeanne Morel a déclaré : « Nous ne signerons pas l’article {number}. »");
        writeln!(
            lines,
            "{}",
            serde_json::json!({ "id": format!("d{number}"), "lang": "fr", "text": text })
        )
        .unwrap();
    }
    lines
}

/// Two runs, one with an input that cannot be read, and one over both.
fn folder() -> Folder {
    let a = lines(0..3) + "no json\n";
    let folder = Folder::new(&[
        ("a.jsonl", a.as_bytes()),
        ("b.jsonl", (lines(3..5) + "nor this\n").as_bytes()),
        ("all.jsonl", (a.clone() + &lines(3..5)).as_bytes()),
    ]);
    for (input, out) in [("a.jsonl", "a"), ("b.jsonl", "b"), ("all.jsonl", "all")] {
        let run = folder.run(&["batch", input, "--out", out]);
        assert_eq!(run.exit, 3, "{}", run.stderr);
    }
    folder
}

#[test]
fn shards_become_one_run_in_their_order_with_failures_and_totals() {
    let folder = folder();
    let merged = folder.run(&["merge", "a", "b", "--out", "ab"]);
    assert_eq!(merged.exit, 3, "{}", merged.stderr);
    assert!(
        merged.stderr.contains("5 documents, 2 not complete or not read"),
        "{}",
        merged.stderr
    );
    assert_eq!(folder.read("ab/results.jsonl"), folder.read("all/results.jsonl"));
    let failures = folder.read("ab/failures.jsonl");
    let indices: Vec<_> = failures
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["index"].clone())
        .collect();
    assert_eq!(indices, [3, 6]);
    let manifest: serde_json::Value = serde_json::from_str(&folder.read("ab/manifest.json")).unwrap();
    let summary = &manifest["summary"];
    assert_eq!(
        (&summary["n_done"], &summary["n_unreadable"]),
        (&7.into(), &2.into())
    );
    assert_eq!(manifest["host"]["merged"], serde_json::json!(["a", "b"]));
    let report = folder.run(&["report", "ab", "--format", "csv", "--rows", "documents"]);
    assert_eq!(
        (report.exit, report.stdout.lines().count()),
        (0, 6),
        "{}",
        report.stderr
    );
    // A joined run can be joined again, and a file with it; its end need not have a line break.
    std::fs::write(
        folder.path("b.records.jsonl"),
        folder.read("b/results.jsonl").trim_end(),
    )
    .unwrap();
    let again = folder.run(&["merge", "b.records.jsonl", "a", "--out", "ba.jsonl"]);
    assert_eq!(again.exit, 3, "{}", again.stderr);
    assert_eq!(
        folder.read("ba.jsonl"),
        folder.read("b/results.jsonl") + &folder.read("a/results.jsonl")
    );
}

#[test]
fn what_cannot_be_counted_together_is_not_joined() {
    let folder = folder();
    let twice = folder.run(&["merge", "a", "all", "--out", "x"]);
    assert_eq!(twice.exit, 1, "{}", twice.stderr);
    assert!(
        twice
            .stderr
            .contains("3 documents come twice, such as d0, d1, d2"),
        "{}",
        twice.stderr
    );
    assert!(!folder.path("x").exists());

    let other = folder.run(&[
        "batch",
        "b.jsonl",
        "--out",
        "other",
        "--codebook",
        "housing-transport",
    ]);
    assert_eq!(other.exit, 3);
    let mixed = folder.run(&["merge", "a", "other", "--out", "x"]);
    assert_eq!(mixed.exit, 2, "{}", mixed.stderr);
    assert!(
        mixed.stderr.contains("3 by rules with codebook us-china-ai"),
        "{}",
        mixed.stderr
    );
    assert!(
        mixed.stderr.contains("hint: join them all the same: --mixed"),
        "{}",
        mixed.stderr
    );
    assert!(!folder.path("x").exists());
    assert_eq!(
        folder.run(&["merge", "a", "other", "--out", "x", "--mixed"]).exit,
        3
    );

    let taken = folder.run(&["merge", "a", "b", "--out", "all"]);
    assert_eq!(taken.exit, 73, "{}", taken.stderr);
    for wrong in ["nowhere", "a.jsonl"] {
        let run = folder.run(&["merge", wrong, "--out", "y"]);
        assert_eq!(run.exit, 2, "{wrong} {}", run.stderr);
    }
}

#[test]
fn a_run_that_is_not_finished_is_said_to_be_so() {
    let folder = folder();
    let manifest = folder.read("a/manifest.json");
    let mut manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    // As a kill leaves it.
    manifest["seconds"] = serde_json::Value::Null;
    std::fs::write(folder.path("a/manifest.json"), manifest.to_string()).unwrap();
    let merged = folder.run(&["merge", "a", "b", "--out", "ab"]);
    assert_eq!(merged.exit, 3);
    assert!(
        merged.stderr.contains("the run in a had not come to its end"),
        "{}",
        merged.stderr
    );
}
