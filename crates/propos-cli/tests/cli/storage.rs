//! Disks that are full or broken, and journals that somebody damaged.

use std::process::Command;

use propos_mock_llm::MockServer;
use propos_store::{DISK, FAILPOINT};

use crate::batch::corpus;
use crate::models::{label, serve};
use crate::providers::{batch, documents, is_question};
use crate::support::{Folder, Run, begin, command};

const N_DOCUMENTS: usize = 6;

fn n_asked(server: &MockServer) -> usize {
    server.seen().iter().filter(|seen| is_question(seen)).count()
}

fn run(mut program: Command) -> Run {
    let output = program.output().unwrap();
    Run {
        exit: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Begins a run on a disk that fails, with time that passes so many times faster: an answer waits half a minute for room.
fn on_disk(folder: &Folder, disk: &str, server: &MockServer, hurry: &str) -> Run {
    let url = server.url();
    let mut program = command(
        &folder.path(""),
        &[&begin("run", &url)[..], &["--concurrency", "2"]].concat(),
    );
    program.env(DISK, disk).env("PROPOS_HURRY", hurry);
    run(program)
}

#[test]
fn fm_06_the_program_ends_on_a_disk_that_fails_and_goes_on_when_it_is_mended() {
    let (_runtime, server) = serve(label);
    let folder = documents(N_DOCUMENTS);
    assert_eq!(batch(&folder, "compatible:m", &server, &[]).exit, 0);
    let whole = folder.read("run/results.jsonl");
    // The file system of tests fails at every single write; here it is enough to see that the program does the same.
    let (mut n_failed, mut n_half_done) = (0, 0);
    for (kind, step) in [("full", 5), ("quota", 13), ("broken", 11)] {
        for first in (1..).step_by(step) {
            let (_runtime, server) = serve(label);
            let folder = documents(N_DOCUMENTS);
            let disk = format!("{kind}@{first}");
            let failed = on_disk(&folder, &disk, &server, "1000");
            if failed.exit == 0 {
                break;
            }
            n_failed += 1;
            assert_eq!(failed.exit, 73, "{disk}: {}", failed.stderr);
            let n_first = n_asked(&server);
            if failed.stderr.contains("stopping: ") {
                n_half_done += 1;
                assert!(
                    failed.stderr.contains("go on with: propos batch --resume run")
                        && failed.stderr.contains("the disk is full after") == (kind != "broken"),
                    "{disk}: {}",
                    failed.stderr
                );
            }
            // Whoever begins anew what never began, and goes on with what did, pays for nothing twice but what was in flight.
            let again = if folder.path("run/manifest.json").exists() {
                folder.run(&["batch", "--resume", "run"])
            } else {
                batch(&folder, "compatible:m", &server, &[])
            };
            assert_eq!(again.exit, 0, "{disk}: {}", again.stderr);
            assert!(folder.read("run/results.jsonl") == whole, "{disk}");
            let n_again = n_asked(&server) - N_DOCUMENTS;
            assert!(
                n_again <= 2.min(n_first),
                "{disk}: {n_again} of {n_first} paid again"
            );
        }
    }
    assert!(n_failed > 9 && n_half_done > 5, "{n_failed} {n_half_done}");
}

#[test]
fn fm_06_a_moment_without_room_costs_nothing() {
    let (_runtime, server) = serve(label);
    let folder = documents(N_DOCUMENTS);
    assert_eq!(batch(&folder, "compatible:m", &server, &[]).exit, 0);
    let whole = folder.read("run/results.jsonl");
    // Answers and books are held until there is room; only the files of results are not, since they come again for nothing.
    for first in (8..20).step_by(3) {
        let (_runtime, server) = serve(label);
        let folder = documents(N_DOCUMENTS);
        let short = on_disk(&folder, &format!("full@{first}-{}", first + 2), &server, "10");
        assert!([0, 73].contains(&short.exit), "{}", short.stderr);
        if short.exit != 0 {
            assert_eq!(folder.run(&["batch", "--resume", "run"]).exit, 0);
        }
        assert!(folder.read("run/results.jsonl") == whole, "{first}");
        assert_eq!(n_asked(&server), N_DOCUMENTS, "{first}: {}", short.stderr);
    }
}

#[test]
fn fm_02_a_report_that_is_broken_off_leaves_the_old_one() {
    let folder = Folder::new(&[("news.jsonl", corpus(3).as_bytes())]);
    assert_eq!(folder.run(&["batch", "news.jsonl", "--out", "run"]).exit, 0);
    let report = ["report", "run", "--format", "csv", "-o", "report.csv"];
    assert_eq!(folder.run(&report).exit, 0);
    let whole = folder.read("report.csv");
    for (place, is_old) in [("report_written", true), ("report_renamed", false)] {
        std::fs::write(folder.path("report.csv"), "the old report").unwrap();
        let mut program = command(&folder.path(""), &report);
        program.env(FAILPOINT, place);
        assert_eq!(run(program).exit, -1, "{place} is never reached");
        let found = folder.read("report.csv");
        assert!(
            found == if is_old { "the old report" } else { &whole },
            "{place}: {found}"
        );
    }
}

#[test]
fn fm_04_a_journal_that_ends_in_the_middle_of_an_entry_is_cut_and_that_is_told() {
    for (tail, n_lost) in [(&b""[..], 0), (&[0; 512], 0), (b"{\"v\":1,\"seq\":", 0), (b"", 7)] {
        let (_runtime, server) = serve(label);
        let folder = documents(N_DOCUMENTS);
        assert_eq!(batch(&folder, "compatible:m", &server, &[]).exit, 0);
        let whole = folder.read("run/results.jsonl");
        let journal = folder.path("run/run.journal");
        let mut bytes = std::fs::read(&journal).unwrap();
        bytes.truncate(bytes.len() - n_lost);
        bytes.extend_from_slice(tail);
        std::fs::write(&journal, &bytes).unwrap();
        let resumed = folder.run(&["batch", "--resume", "run"]);
        assert_eq!(resumed.exit, 0, "{}", resumed.stderr);
        let is_told = resumed.stderr.contains("of a half-written entry cut off");
        assert_eq!(is_told, !tail.is_empty() || n_lost > 0, "{}", resumed.stderr);
        assert!(folder.read("run/results.jsonl") == whole);
        assert_eq!(n_asked(&server), N_DOCUMENTS, "every answer is still there");
    }
}

#[test]
fn fm_04_damage_in_the_middle_is_named_and_the_good_part_kept_when_asked() {
    let (_runtime, server) = serve(label);
    let folder = documents(N_DOCUMENTS);
    assert_eq!(
        batch(&folder, "compatible:m", &server, &["--concurrency", "1"]).exit,
        0
    );
    let whole = folder.read("run/results.jsonl");
    let journal = folder.path("run/run.journal");
    let bytes = std::fs::read(&journal).unwrap();
    // Where the third answer's entry begins.
    let text = String::from_utf8(bytes.clone()).unwrap();
    let third = text.match_indices("\"kind\":\"response\"").nth(2).unwrap().0;
    let start = text[..third].rfind('\n').unwrap() + 1;
    let mut flipped = bytes.clone();
    flipped[third + 60] ^= 1;
    let line_end = start + text[start..].find('\n').unwrap() + 1;
    let doubled = [&bytes[..line_end], &bytes[start..]].concat();
    for (damaged, offset) in [(flipped, start), (doubled, line_end)] {
        std::fs::write(&journal, &damaged).unwrap();
        let before = n_asked(&server);
        let refused = folder.run(&["batch", "--resume", "run"]);
        assert_eq!(refused.exit, 76, "{}", refused.stderr);
        assert!(
            refused.stderr.contains(&format!("is damaged at byte {offset}"))
                && refused.stderr.contains("propos batch --resume ")
                && refused.stderr.contains("/run --repair"),
            "{}",
            refused.stderr
        );
        assert_eq!(
            std::fs::read(&journal).unwrap(),
            damaged,
            "nothing is touched unasked"
        );
        let repaired = folder.run(&["batch", "--resume", "run", "--repair"]);
        assert_eq!(repaired.exit, 0, "{}", repaired.stderr);
        assert!(folder.read("run/results.jsonl") == whole);
        let kept = text[..offset].matches("\"kind\":\"response\"").count();
        assert_eq!(
            n_asked(&server) - before,
            N_DOCUMENTS - kept,
            "what is kept is not paid again"
        );
        let n_behind = damaged.len() - offset;
        assert!(
            repaired
                .stderr
                .contains(&format!("{n_behind} bytes behind the damage are kept in")),
            "{}",
            repaired.stderr
        );
        let mut aside: Vec<_> = std::fs::read_dir(folder.path("run"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.to_string_lossy().contains("damaged"))
            .collect();
        aside.sort();
        assert_eq!(std::fs::read(aside.last().unwrap()).unwrap(), damaged[offset..]);
    }
}

#[test]
fn what_is_missing_or_in_the_way_is_told_and_what_to_do() {
    let folder = Folder::new(&[("news.jsonl", corpus(3).as_bytes()), ("a file", b"")]);
    let check = |arguments: &[&str], exit: i32, parts: &[&str]| {
        let run = folder.run(arguments);
        assert_eq!(run.exit, exit, "{arguments:?}: {}", run.stderr);
        for part in parts {
            assert!(run.stderr.contains(part), "{arguments:?}: {part}: {}", run.stderr);
        }
    };
    let begin = |out| ["batch", "news.jsonl", "--out", out];
    check(
        &begin("a file/run"),
        73,
        &["a file/run", "hint: see that the folder is there"],
    );
    check(&begin("run"), 0, &[]);
    let resume = ["batch", "--resume", "run"];
    std::fs::rename(folder.path("run/manifest.json"), folder.path("manifest")).unwrap();
    check(
        &resume,
        2,
        &[
            "manifest.json, which has the command",
            "missing or damaged",
            "--reuse",
        ],
    );
    std::fs::rename(folder.path("manifest"), folder.path("run/manifest.json")).unwrap();
    // Nobody knows how the results came about, so nothing goes on from them and nothing is written over them.
    std::fs::remove_file(folder.path("run/run.journal")).unwrap();
    let whole = folder.read("run/results.jsonl");
    for arguments in [&resume[..], &begin("run")] {
        check(
            arguments,
            73,
            &["results and no run.journal", "propos report", "in another folder"],
        );
    }
    assert_eq!(folder.read("run/results.jsonl"), whole);
}

#[test]
fn joined_runs_are_not_written_over() {
    let folder = Folder::new(&[("news.jsonl", corpus(3).as_bytes())]);
    assert_eq!(folder.run(&["batch", "news.jsonl", "--out", "run"]).exit, 0);
    assert_eq!(folder.run(&["merge", "run", "--out", "joined"]).exit, 0);
    let joined = folder.read("joined/results.jsonl");
    let over = folder.run(&["batch", "news.jsonl", "--out", "joined"]);
    assert_eq!(over.exit, 73, "{}", over.stderr);
    assert_eq!(folder.read("joined/results.jsonl"), joined);
}
