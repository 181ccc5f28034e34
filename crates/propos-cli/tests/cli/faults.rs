//! What goes wrong, what is said about it, and the exit code.

use std::fs::{self, OpenOptions};
use std::io::Read as _;
use std::process::Stdio;

use crate::support::{ARTICLE, Folder, command};

struct Case {
    arguments: &'static [&'static str],
    input: &'static [u8],
    exit: i32,
    stderr: &'static [&'static str],
    ids: &'static [&'static str],
}

/// An exit code with what must be in the message, and the documents that were done all the same.
fn case(
    arguments: &'static [&'static str],
    exit: i32,
    stderr: &'static [&'static str],
    ids: &'static [&'static str],
) -> Case {
    Case {
        arguments,
        input: b"",
        exit,
        stderr,
        ids,
    }
}

fn folder() -> Folder {
    let utf16: Vec<u8> = "\u{feff}Il pleut à Pékin."
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let large = "Il pleut. ".repeat(110_000);
    let prose = "Il pleut.\n".repeat(30);
    Folder::new(&[
        ("good.txt", ARTICLE.as_bytes()),
        ("also.txt", b"Il fait beau."),
        ("bad.txt", b"Bonjour \xff monde."),
        ("cut.txt", b"D\xc3\xa9j\xc3\xa0 l'\xc3\xa9t\xc3"),
        ("utf16.txt", &utf16),
        ("old.txt", b"L'\xe9t\xe9 fut long, dit-il."),
        ("cyrillic.txt", b"\xcf\xf0\xe5\xe7\xe8\xe4\xe5\xed\xf2 \xf1\xea\xe0\xe7\xe0\xeb, \xf7\xf2\xee \xed\xe5\xf2"),
        ("empty.txt", b""),
        ("large.txt", large.as_bytes()),
        ("scan.pdf", b"%PDF-1.7"),
        ("really-a-pdf.txt", b"%PDF-1.7\n%\xe2\xe3"),
        ("images/one.png", b"\x89PNG\r\n\x1a\n"),
        ("bad.jsonl", b"{\"id\": \"a\", \"text\": \"Oui.\"}\n{\"id\": \"a\", \"text\": \"Non.\"}\n{oops}\n{\"body\": \"x\"}\n{\"id\": 3, \"text\": \"Si.\"}\n"),
        ("fields.jsonl", b"{\"url\": \"u\", \"body\": \"Oui.\", \"lang\": \"fr\", \"outlet\": \"X\"}\n"),
        ("broken.toml", b"schema_version = 1\n[codebok]\n"),
        ("results.jsonl", b"{\"schema_version\": 1}\nnot json\n"),
        ("record.jsonl", b"{\"schema_version\": 1, \"provenance\": {}, \"claims\": []}\n"),
        ("prose.txt", prose.as_bytes()),
    ])
}

#[test]
fn every_fault_has_its_message_its_hint_and_its_exit_code() {
    let cases = [
        // What can be read is read, and noted.
        case(
            &["utf16.txt"],
            0,
            &["note: utf16.txt", "UTF-16LE"],
            &["utf16.txt"],
        ),
        case(&["old.txt"], 0, &["note: old.txt", "windows-1252"], &["old.txt"]),
        case(
            &["empty.txt"],
            0,
            &["note: empty.txt: the document has no text"],
            &["empty.txt"],
        ),
        case(&["empty.txt", "--quiet"], 0, &[], &["empty.txt"]),
        case(
            &["cyrillic.txt", "--encoding", "windows-1251"],
            0,
            &[],
            &["cyrillic.txt"],
        ),
        case(
            &["scan.pdf", "--input-format", "text", "--strict-input"],
            65,
            &["PDF"],
            &[],
        ),
        case(
            &["*.none", "good.txt"],
            3,
            &["no file matches", "hint: `**`"],
            &["good.txt"],
        ),
        case(&["{good,also}.txt"], 0, &[], &["also.txt", "good.txt"]),
        case(
            &["fields.jsonl", "--text-field", "body", "--id-field", "url"],
            0,
            &[],
            &["u"],
        ),
        // What cannot be read is said, and the others are done.
        case(
            &["goood.txt", "good.txt"],
            3,
            &[
                "error: failed to read goood.txt: there is no such file or folder\n",
                "hint: did you mean good.txt?",
            ],
            &["good.txt"],
        ),
        case(
            &["bad.txt", "good.txt"],
            3,
            &["byte 8 is not UTF-8", "hint: save it as UTF-8"],
            &["good.txt"],
        ),
        case(
            &["cut.txt", "good.txt"],
            3,
            &["byte 12 is not UTF-8"],
            &["good.txt"],
        ),
        case(
            &["cyrillic.txt", "good.txt"],
            3,
            &["windows-1251", "--encoding windows-1251"],
            &["good.txt"],
        ),
        case(
            &["large.txt", "good.txt", "--max-size", "1"],
            3,
            &["larger than 1 MiB", "--max-size"],
            &["good.txt"],
        ),
        case(
            &["really-a-pdf.txt", "good.txt"],
            3,
            &["it is a PDF file, not text", "hint: extract"],
            &["good.txt"],
        ),
        case(
            &["scan.pdf", "good.txt"],
            3,
            &["not .pdf files", "--input-format text"],
            &["good.txt"],
        ),
        case(
            &["images", "good.txt"],
            3,
            &["no file below this folder ends in .txt"],
            &["good.txt"],
        ),
        case(
            &["bad.jsonl"],
            3,
            &[
                "bad.jsonl, line 2: an earlier document has the id \"a\"",
                "bad.jsonl, line 3: it is not JSON",
                "bad.jsonl, line 4: there is no field \"text\"; there is \"body\"",
                "--text-field",
            ],
            &["a", "3"],
        ),
        case(
            &["record.jsonl"],
            3,
            &[
                "there is no field \"text\"",
                "hint: it is a result of propos and no article",
            ],
            &[],
        ),
        case(
            &["https://example.org/a.txt"],
            3,
            &["hint: propos opens no addresses: curl"],
            &[],
        ),
        // Strict input stops at the first fault.
        case(&["bad.txt", "good.txt", "--strict-input"], 65, &["byte 8"], &[]),
        case(&["missing.txt", "--strict-input"], 65, &["no such file"], &[]),
        case(&["bad.jsonl", "--strict-input"], 65, &["line 2"], &["a"]),
        // Usage: nothing is begun.
        case(
            &["good.txt", "--lang", "klingon"],
            2,
            &["--lang", "de, en, es, fr, it, nl, pt"],
            &[],
        ),
        case(
            &["good.txt", "--offsets", "furlongs"],
            2,
            &["codepoint, byte, utf16"],
            &[],
        ),
        case(
            &["good.txt", "--encoding", "klingon"],
            2,
            &["no encoding of this name"],
            &[],
        ),
        case(&["good.txt", "--input-format", "html"], 2, &["text, jsonl"], &[]),
        case(&["good.txt", "--nonsense"], 2, &["--nonsense"], &[]),
        case(
            &["good.txt", "-o", "out.xyz"],
            2,
            &["choose a format for a .xyz file", "hint: name it with --format"],
            &[],
        ),
        // Output.
        case(
            &["good.txt", "-o", "no/such/folder.jsonl"],
            73,
            &[
                "failed to write no/such/folder.jsonl: there is no folder no/such\n",
                "make it first",
            ],
            &[],
        ),
        case(
            &["good.txt", "-o", "images"],
            73,
            &["failed to write images"],
            &[],
        ),
        Case {
            arguments: &["-"],
            input: b"Il pleut.",
            exit: 0,
            stderr: &[],
            ids: &["stdin"],
        },
        Case {
            arguments: &[],
            input: b"{\"id\": \"x\", \"text\": \"Il pleut.\"}",
            exit: 0,
            stderr: &["warning: stdin: the text looks like JSONL"],
            ids: &["stdin"],
        },
    ];
    let folder = folder();
    for command in ["annotate", "segment"] {
        for case in &cases {
            let arguments: Vec<&str> = [command].iter().chain(case.arguments).copied().collect();
            let run = folder.pipe(&arguments, case.input);
            assert_eq!(run.exit, case.exit, "{arguments:?}: {}", run.stderr);
            for part in case.stderr {
                assert!(
                    run.stderr.contains(part),
                    "{arguments:?}: no {part:?} in {}",
                    run.stderr
                );
            }
            if case.stderr.is_empty() && case.exit == 0 {
                let talk: Vec<&str> = run.stderr.lines().filter(|line| line.contains(": ")).collect();
                assert!(talk.is_empty(), "{arguments:?}: {talk:?}");
            }
            let key = if command == "annotate" {
                "/document/id"
            } else {
                "/id"
            };
            let ids: Vec<String> = run
                .records()
                .iter()
                .map(|record| record.pointer(key).unwrap().as_str().unwrap().to_owned())
                .collect();
            assert_eq!(ids, case.ids, "{arguments:?}");
        }
    }
}

#[test]
fn options_of_annotating_and_reports_are_checked_before_any_work() {
    let folder = folder();
    let cases: &[(&[&str], i32, &[&str])] = &[
        (
            &["annotate", "good.txt", "--annotator", "openai:gpt-5"],
            2,
            &["no key in the environment", "set OPENAI_API_KEY"],
        ),
        (
            &["annotate", "good.txt", "--annotator", "magic"],
            2,
            &["this program has rules"],
        ),
        (
            &["annotate", "good.txt", "--fallback", "magic"],
            2,
            &["this program has rules"],
        ),
        (
            &["annotate", "good.txt", "--codebook", "brokn.toml"],
            2,
            &[
                "hint: did you mean broken.toml?",
                "hint: these come with the program: us-china-ai",
            ],
        ),
        (
            &["annotate", "good.txt", "--codebook", "broken.toml"],
            2,
            &["mistake", "broken.toml:2"],
        ),
        (
            &["annotate", "good.txt", "--format", "docx"],
            2,
            &["text, json, jsonl, csv, tsv, md"],
        ),
        (
            &["report", "results.jsonl"],
            3,
            &[
                "results.jsonl, line 1: it is not a record",
                "line 2",
                "hint: records are",
            ],
        ),
        (
            &["report", "resultz.jsonl"],
            3,
            &[
                "failed to read resultz.jsonl: there is no such file or folder\n",
                "hint: did you mean results.jsonl?",
            ],
        ),
        (
            &["report", "prose.txt"],
            3,
            &[
                "prose.txt, line 10: it is not a record",
                "error: prose.txt: 20 more like this; -v names each",
                "0 documents written, 30 not read",
            ],
        ),
        (&["report", "-v", "prose.txt"], 3, &["prose.txt, line 30: "]),
        (&["report", "empty.txt"], 0, &["note: empty.txt has no records"]),
        (
            &["merge", "resultz.jsonl", "--out", "all.jsonl"],
            2,
            &[
                "resultz.jsonl: there is none",
                "hint: did you mean results.jsonl?",
            ],
        ),
        (&["report", "images"], 2, &["it is a folder"]),
        (
            &["codebook", "check", "broken.toml"],
            1,
            &["broken.toml:2:2: unknown key"],
        ),
        (
            &["codebook", "check", "missing.toml"],
            2,
            &["failed to read the codebook missing.toml: there is no such file"],
        ),
        (&["codebook", "check", "us-china-ai"], 0, &[]),
        (
            &["codebook", "new", "--lang", "de"],
            0,
            &["note: its words are English under the name de"],
        ),
        (
            &["codebook", "new", "-o", "broken.toml"],
            73,
            &["it exists already"],
        ),
        (
            &["codebook", "new", "--id", "My Debate"],
            2,
            &["write \"my-debate\""],
        ),
        (&["schema", "poem"], 2, &["document, codebook"]),
        (&[], 2, &["Usage: propos"]),
        (
            &["good.txt"],
            2,
            &["hint: to find the claims in it: propos annotate good.txt"],
        ),
        (&["--version"], 0, &[]),
        (&["help"], 0, &[]),
    ];
    for (arguments, exit, parts) in cases {
        let run = folder.run(arguments);
        assert_eq!(run.exit, *exit, "{arguments:?}: {}", run.stderr);
        for part in *parts {
            assert!(
                run.stderr.contains(part),
                "{arguments:?}: no {part:?} in {}",
                run.stderr
            );
        }
    }
}

#[test]
fn an_output_file_is_there_whole_or_not_at_all() {
    let folder = folder();
    let before = folder.names();
    fs::write(folder.path("out.jsonl"), "old\n").unwrap();

    let failed = folder.run(&[
        "annotate",
        "good.txt",
        "bad.txt",
        "--strict-input",
        "-o",
        "out.jsonl",
    ]);
    assert_eq!((failed.exit, folder.read("out.jsonl").as_str()), (65, "old\n"));

    let done = folder.run(&["annotate", "good.txt", "bad.txt", "-o", "out.jsonl"]);
    assert_eq!((done.exit, done.stdout.as_str()), (3, ""));
    assert_eq!(folder.read("out.jsonl").lines().count(), 1);
    let mut after = before;
    after.push("out.jsonl".to_owned());
    after.sort();
    assert_eq!(folder.names(), after, "nothing temporary is left");
}

#[cfg(unix)]
#[test]
fn a_replaced_file_keeps_its_mode_and_a_link_stays_a_link() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = folder();
    fs::write(folder.path("real.jsonl"), "old").unwrap();
    fs::set_permissions(folder.path("real.jsonl"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("real.jsonl", folder.path("link.jsonl")).unwrap();
    assert_eq!(folder.run(&["segment", "good.txt", "-o", "link.jsonl"]).exit, 0);
    assert!(
        fs::symlink_metadata(folder.path("link.jsonl"))
            .unwrap()
            .is_symlink()
    );
    let mode = fs::metadata(folder.path("real.jsonl"))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o640);
    assert!(folder.read("real.jsonl").starts_with("{\"id\":\"good.txt\""));

    assert_eq!(folder.run(&["segment", "good.txt", "-o", "new.jsonl"]).exit, 0);
    let mode = fs::metadata(folder.path("new.jsonl"))
        .unwrap()
        .permissions()
        .mode();
    assert_ne!(mode & 0o044, 0, "a new file is not for its owner alone");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_told_and_ends_with_73() {
    let folder = folder();
    for arguments in [
        &["annotate", "good.txt"][..],
        &["annotate", "good.txt", "--format", "csv"],
        &["annotate", "good.txt", "--format", "json"],
        &["segment", "good.txt"],
        &["schema", "document"],
        &["codebook", "show"],
        &["completions", "bash"],
        &["man"],
    ] {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = command(&folder.path("."), arguments)
            .stdin(Stdio::null())
            .stdout(full)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(73), "{arguments:?}: {stderr}");
        assert!(
            stderr.contains("error: failed to write standard output"),
            "{arguments:?}: {stderr}"
        );
    }
    let run = folder.run(&["annotate", "good.txt", "-o", "/dev/full"]);
    assert_eq!(run.exit, 73, "{}", run.stderr);
    assert!(run.stderr.contains("failed to write /dev/full"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error() {
    let lines: Vec<String> = (0..2000)
        .map(|n| format!("{{\"id\": \"{n}\", \"text\": \"Il pleut sur {n}.\"}}\n"))
        .collect();
    let folder = Folder::new(&[("many.jsonl", lines.concat().as_bytes())]);
    for name in ["annotate", "segment"] {
        let mut child = command(&folder.path("."), &[name, "many.jsonl", "--format", "jsonl"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut start = [0; 100];
        child.stdout.take().unwrap().read_exact(&mut start).unwrap();
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), stderr.as_str()), (Some(0), ""), "{name}");
    }
}

#[test]
fn names_of_files_cannot_command_the_terminal() {
    let folder = Folder::new(&[]);
    let run = folder.run(&["segment", "\u{1b}[31mred\u{202e}.txt"]);
    assert_eq!(run.exit, 3);
    assert!(!run.stderr.contains(['\u{1b}', '\u{202e}']), "{:?}", run.stderr);
}

#[test]
fn the_words_of_an_article_are_in_no_message() {
    let folder = Folder::new(&[
        (
            "a.jsonl",
            "{\"text\": \"mot secret\n{\"id\": {\"mot secret\": 1}, \"text\": \"x\"}\n".as_bytes(),
        ),
        ("b.txt", b"mot secret \xff\xff\xff"),
        (
            "c.jsonl",
            b"{\"document\": {\"text\": \"mot secret\"}, \"claims\": \"mot secret\"}\n",
        ),
    ]);
    for arguments in [
        &["annotate", "a.jsonl", "b.txt", "-v"][..],
        &["report", "c.jsonl", "-v"],
    ] {
        let run = folder.run(arguments);
        assert_eq!(run.exit, 3);
        assert!(!run.stderr.contains("secret"), "{}", run.stderr);
    }
}
