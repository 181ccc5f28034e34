//! What the commands give when all goes well.

use crate::support::{ARTICLE, Folder, command};
use serde_json::Value;

fn news() -> Folder {
    Folder::new(&[
        ("news/b.txt", ARTICLE.as_bytes()),
        ("news/a/one.txt", "« L’IA progresse », dit-elle.\r\n\r\nElle a 🎉 tout vu.".as_bytes()),
        ("news/c.jsonl", b"{\"id\": \"j1\", \"lang\": \"en\", \"title\": \"T\", \"text\": \"It rains.\", \"outlet\": \"X\"}\n{\"id\": \"j2\", \"text\": \"Il pleut.\", \"day\": 3}\n"),
    ])
}

/// The slice of a text by offsets in a unit.
fn slice(text: &str, unit: &str, start: usize, end: usize) -> String {
    match unit {
        "byte" => text.get(start..end).unwrap().to_owned(),
        "codepoint" => text.chars().skip(start).take(end - start).collect(),
        "utf16" => {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(&units[start..end]).unwrap()
        }
        other => unreachable!("{other}"),
    }
}

fn number(value: &Value, key: &str) -> usize {
    usize::try_from(value[key].as_u64().unwrap()).unwrap()
}

/// Checks every object with `start`, `end` and `text` below a value.
fn check_spans(value: &Value, text: &str, unit: &str, n_checked: &mut usize) {
    if let (Some(expected), Some(_), Some(_)) = (value["text"].as_str(), value.get("start"), value.get("end"))
    {
        assert_eq!(
            slice(text, unit, number(value, "start"), number(value, "end")),
            expected
        );
        *n_checked += 1;
    }
    match value {
        Value::Array(items) => items
            .iter()
            .for_each(|item| check_spans(item, text, unit, n_checked)),
        Value::Object(fields) => fields
            .values()
            .for_each(|field| check_spans(field, text, unit, n_checked)),
        _ => {}
    }
}

#[test]
fn segments_have_the_shape_that_is_promised() {
    let folder = news();
    let run = folder.run(&[
        "segment",
        "news/b.txt",
        "--format",
        "jsonl",
        "--quotes",
        "keep",
        "--offsets",
        "byte",
    ]);
    insta::assert_snapshot!(run.stdout.trim_end(), @r#"{"id":"news/b.txt","lang":"fr","offset_unit":"byte","sentences":[{"start":0,"end":67,"kind":"sentence","rule":null},{"start":68,"end":83,"kind":"sentence","rule":null}],"quotations":[{"start":39,"end":67,"depth":1}]}"#);
    let explained = folder.run(&["segment", "news/b.txt", "--format", "jsonl", "--explain"]);
    let rules: Vec<bool> = explained.records()[0]["sentences"]
        .as_array()
        .unwrap()
        .iter()
        .map(|sentence| sentence["rule"].is_string())
        .collect();
    assert!(!rules.is_empty() && rules.iter().all(|is_named| *is_named));
}

#[test]
fn an_explained_segmentation_says_which_stops_ended_nothing() {
    let folder = Folder::new(&[(
        "a.txt",
        "Mme Roy a vu M. Li, cf. la page 3.5. Il pleut.\n".as_bytes(),
    )]);
    let arguments = ["segment", "a.txt", "--lang", "fr", "--explain", "--format"];
    let view = folder.run(&[&arguments[..], &["text"]].concat());
    insta::assert_snapshot!(view.stdout, @"
    a.txt · fr · 2 units · 0 quotations
    sentence  Mme Roy a vu M. Li, cf. la page 3.5. [full-stop]
              goes on behind M. [title]
              goes on behind cf. [before-small-letter]
              goes on behind 3. [inside-token]
    sentence  Il pleut. [paragraph-end]
    ");
    let record = folder
        .run(&[&arguments[..], &["jsonl"]].concat())
        .records()
        .remove(0);
    assert_eq!(
        record["suppressed"][0],
        serde_json::json!({"offset": 14, "rule": "title"})
    );
    let plain = folder
        .run(&["segment", "a.txt", "--format", "jsonl"])
        .records()
        .remove(0);
    assert!(plain.get("suppressed").is_none());
}

#[test]
fn segments_of_every_unit_slice_to_the_same_words() {
    let folder = news();
    let text = folder.read("news/a/one.txt");
    let words_of = |unit: &str| {
        let run = folder.run(&["segment", "news/a/one.txt", "--offsets", unit]);
        let record = run.records().remove(0);
        assert_eq!(record["offset_unit"], unit);
        let all = ["sentences", "quotations"]
            .map(|key| record[key].as_array().unwrap().clone())
            .concat();
        all.iter()
            .map(|found| slice(&text, unit, number(found, "start"), number(found, "end")))
            .collect::<Vec<String>>()
    };
    let words = words_of("byte");
    assert_eq!(
        words,
        [
            "« L’IA progresse », dit-elle.",
            "Elle a 🎉 tout vu.",
            "« L’IA progresse »"
        ]
    );
    assert_eq!(words_of("codepoint"), words);
    assert_eq!(words_of("utf16"), words);
}

#[test]
fn a_folder_is_read_in_order_with_ids_below_it() {
    let run = news().run(&["segment", "news"]);
    let ids: Vec<Value> = run.records().iter().map(|record| record["id"].clone()).collect();
    assert_eq!(ids, ["a/one.txt", "b.txt", "j1", "j2"]);
    let langs: Vec<Value> = run
        .records()
        .iter()
        .map(|record| record["lang"].clone())
        .collect();
    assert_eq!(langs[2], "en");
}

#[test]
fn a_quoted_pattern_gives_what_the_shell_would_give() {
    let folder = news();
    let quoted = folder.run(&["segment", "news/**/*.txt"]);
    let expanded = folder.run(&["segment", "news/a/one.txt", "news/b.txt"]);
    assert_eq!(quoted.stdout, expanded.stdout);
    assert_eq!(quoted.records().len(), 2);
}

#[test]
fn every_span_of_a_record_slices_to_its_text_in_every_unit() {
    let folder = news();
    for unit in ["codepoint", "byte", "utf16"] {
        let run = folder.run(&["annotate", "news", "--offsets", unit]);
        assert_eq!(run.exit, 0, "{}", run.stderr);
        assert_eq!(run.records().len(), 4);
        for record in run.records() {
            assert_eq!(record["offset_unit"], unit);
            let text = record["document"]["text"].as_str().unwrap().to_owned();
            check_spans(&record["claims"], &text, unit, &mut 0);
        }
    }
}

#[test]
fn a_quotation_is_found_with_its_speaker_and_rules_are_named_on_request_only() {
    let folder = news();
    let run = folder.run(&["annotate", "news/b.txt"]);
    let record = run.records().remove(0);
    let claims = record["claims"].as_array().unwrap();
    let claim = claims
        .iter()
        .find(|claim| {
            claim["quote"]
                .as_str()
                .unwrap()
                .starts_with("Nous ne signerons pas")
        })
        .unwrap_or_else(|| panic!("{claims:?}"));
    assert_eq!(claim["speaker"]["name"], "Jeanne Morel");
    assert!(claims.iter().all(|claim| claim["rule"].is_null()));
    let mut n_checked = 0;
    check_spans(&record["claims"], ARTICLE, "codepoint", &mut n_checked);
    assert!(n_checked >= 3, "sentence, span and cue at least");

    let explained = folder
        .run(&["annotate", "news/b.txt", "--explain"])
        .records()
        .remove(0);
    assert!(
        explained["claims"]
            .as_array()
            .unwrap()
            .iter()
            .all(|claim| claim["rule"].is_string())
    );
}

#[test]
fn two_runs_are_the_same_byte_for_byte() {
    let folder = news();
    for format in ["text", "json", "jsonl", "csv", "tsv", "md"] {
        let arguments = ["annotate", "news", "--format", format];
        let (first, second) = (folder.run(&arguments), folder.run(&arguments));
        assert_eq!(first.exit, 0, "{}", first.stderr);
        assert!(!first.stdout.is_empty());
        assert_eq!(first.stdout, second.stdout, "{format}");
        assert_eq!(
            first.stderr,
            "4 documents, ".to_owned() + first.stderr.split_once(", ").unwrap().1
        );
    }
}

#[test]
fn metadata_of_all_documents_are_columns_of_the_table() {
    let run = news().run(&["annotate", "news", "--format", "csv", "--rows", "documents"]);
    let mut lines = run.stdout.lines();
    let header = lines.next().unwrap();
    assert!(
        header.starts_with("document_id,") && header.ends_with(",meta_day,meta_outlet"),
        "{header}"
    );
    let ends: Vec<&str> = lines
        .map(|line| line.rsplit_once(",,").map_or(line, |(_, end)| end))
        .collect();
    assert_eq!(run.stdout.lines().count(), 5);
    assert!(
        run.stdout.contains(",3\n") || run.stdout.contains(",3,\n"),
        "{ends:?}"
    );
}

#[test]
fn a_report_of_records_is_what_annotating_would_have_written() {
    let folder = news();
    assert_eq!(folder.run(&["annotate", "news", "-o", "r.jsonl"]).exit, 0);
    assert_eq!(
        folder
            .run(&["annotate", "news", "-o", "r.json", "--offsets", "utf16"])
            .exit,
        0
    );
    assert_eq!(
        folder
            .run(&["annotate", "news", "-o", "slim.jsonl", "--no-text"])
            .exit,
        0
    );
    assert!(!folder.read("slim.jsonl").contains("Il pleut"));
    for format in ["text", "json", "jsonl", "csv", "tsv", "md"] {
        let expected = folder.run(&["annotate", "news", "--format", format]).stdout;
        for arguments in [
            &["report", "r.jsonl", "--format", format][..],
            &["report", "r.json", "--format", format],
            &["report", "slim.jsonl", "--source", "news", "--format", format],
        ] {
            let run = folder.run(arguments);
            assert_eq!(run.exit, 0, "{arguments:?}: {}", run.stderr);
            assert_eq!(run.stdout, expected, "{arguments:?}");
        }
        let piped = folder.pipe(&["report", "--format", format], folder.read("r.jsonl").as_bytes());
        assert_eq!(piped.stdout, expected, "{format}");
    }
}

#[test]
fn records_without_text_ask_for_it_and_check_it() {
    let folder = news();
    folder.run(&["annotate", "news", "-o", "slim.jsonl", "--no-text"]);
    let without = folder.run(&["report", "slim.jsonl", "--format", "md"]);
    assert_eq!(without.exit, 3);
    assert!(
        without.stderr.contains("give the source text") && without.stderr.contains("--source"),
        "{}",
        without.stderr
    );

    std::fs::write(folder.path("news/b.txt"), "Other words.").unwrap();
    let changed = folder.run(&["report", "slim.jsonl", "--format", "jsonl", "--source", "news"]);
    assert_eq!(changed.exit, 3);
    assert_eq!(changed.records().len(), 3);
    assert!(
        changed.stderr.contains("\"b.txt\": the text's sha256 is"),
        "{}",
        changed.stderr
    );
}

#[test]
fn the_format_follows_the_output_files_name() {
    let folder = news();
    for (name, start) in [
        ("o.json", "["),
        ("o.jsonl", "{\"schema_version\""),
        ("o.csv", "document_id,"),
        ("o.tsv", "document_id\t"),
        ("o.md", "#"),
        ("o", "{\"schema_version\""),
    ] {
        let run = folder.run(&["annotate", "news/b.txt", "-o", name]);
        assert_eq!((run.exit, run.stdout.as_str()), (0, ""), "{}", run.stderr);
        assert!(
            folder.read(name).starts_with(start),
            "{name}: {}",
            folder.read(name)
        );
    }
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let folder = news();
    let has_escapes = |arguments: &[&str]| folder.run(arguments).stdout.contains('\u{1b}');
    assert!(!has_escapes(&["annotate", "news/b.txt", "--format", "text"]));
    assert!(has_escapes(&[
        "annotate",
        "news/b.txt",
        "--format",
        "text",
        "--color",
        "always"
    ]));
    assert!(has_escapes(&[
        "segment",
        "news/b.txt",
        "--format",
        "text",
        "--color",
        "always"
    ]));
    assert!(!has_escapes(&[
        "segment",
        "news/b.txt",
        "--format",
        "text",
        "--color",
        "never"
    ]));
    for (variables, expected) in [
        (&[("CLICOLOR_FORCE", "1")][..], true),
        (&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], false),
        (&[("NO_COLOR", "1")], false),
    ] {
        let arguments = ["annotate", "news/b.txt", "--format", "text"];
        let output = command(&folder.path("."), &arguments)
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        assert_eq!(output.stdout.contains(&0x1b), expected, "{variables:?}");
    }
    let error = folder.run(&["segment", "missing.txt", "--color", "always"]);
    assert!(
        error.stderr.contains("\u{1b}[1m\u{1b}[31merror"),
        "{:?}",
        error.stderr
    );
}

#[test]
fn codebooks_are_begun_checked_shown_and_used() {
    let folder = news();
    assert_eq!(
        folder
            .run(&[
                "codebook",
                "new",
                "--id",
                "mine",
                "--lang",
                "fr",
                "-o",
                "mine.toml"
            ])
            .exit,
        0
    );
    let check = folder.run(&["codebook", "check", "mine.toml"]);
    assert_eq!(check.exit, 0, "{}", check.stderr);
    assert!(
        check
            .stdout
            .starts_with("mine.toml: mine 0.1.0 passes with 0 warnings: "),
        "{}",
        check.stdout
    );
    let record = folder
        .run(&["annotate", "news/b.txt", "--codebook", "mine.toml"])
        .records()
        .remove(0);
    assert_eq!(record["provenance"]["codebook"]["id"], "mine");

    let other = folder.run(&[
        "annotate",
        "news/b.txt",
        "--lang",
        "de",
        "--codebook",
        "mine.toml",
    ]);
    assert!(
        other
            .stderr
            .contains("the codebook has no words in the language of the document (de)"),
        "{}",
        other.stderr
    );
    // A run tells of it as well: once, however many documents there are.
    let run = folder.run(&[
        "batch",
        "news",
        "--lang",
        "de",
        "--codebook",
        "mine.toml",
        "--out",
        "run",
    ]);
    assert_eq!(
        run.stderr
            .matches("the codebook has no words in the language of the document (de)")
            .count(),
        1,
        "{}",
        run.stderr
    );

    let source = folder.run(&["codebook", "show", "housing-transport", "--toml"]);
    std::fs::write(folder.path("copy.toml"), &source.stdout).unwrap();
    assert_eq!(folder.run(&["codebook", "check", "copy.toml", "--quiet"]).exit, 0);
    let shown = folder.run(&["codebook", "show", "copy.toml"]);
    assert_eq!(
        shown.stdout,
        folder.run(&["codebook", "show", "housing-transport"]).stdout
    );
    assert!(!shown.stdout.is_empty());
}

#[test]
fn schemas_are_json_and_describe_what_is_written() {
    let folder = news();
    for (what, key) in [("document", "claims"), ("codebook", "topic")] {
        let schema: Value = serde_json::from_str(&folder.run(&["schema", what]).stdout).unwrap();
        assert!(schema["properties"].get(key).is_some(), "{what}: {schema}");
    }
}

#[test]
fn a_document_of_one_line_says_nothing_when_all_is_well() {
    let folder = news();
    let run = folder.run(&["annotate", "news/b.txt"]);
    assert_eq!(run.stderr, "");
    let verbose = folder.run(&["annotate", "news/b.txt", "-v"]);
    assert!(verbose.stderr.starts_with("news/b.txt: "), "{}", verbose.stderr);
}
