//! Which inputs are found, which ids they get, and that one bad input leaves the others alone.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

use std::fs;
use std::path::{Path, PathBuf};

use propos_ingest::{Corpus, Fault, InputFormat, ReadOptions, Source, find_sources};
use tempfile::TempDir;

/// A folder with files, by relative path and content.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

fn find(paths: &[PathBuf], options: &ReadOptions) -> Vec<Source> {
    find_sources(paths, options)
        .into_iter()
        .map(Result::unwrap)
        .collect()
}

fn ids(sources: &[Source]) -> Vec<&str> {
    sources.iter().map(|source| source.id.as_str()).collect()
}

/// Reads all below a path: the ids of what could be read, and the faults of the rest, each with its place.
fn read(path: &Path, options: &ReadOptions) -> (Vec<String>, Vec<(String, Fault)>) {
    let sources = find_sources(&[path.to_owned()], options);
    let (mut ids, mut faults) = (Vec::new(), Vec::new());
    for item in Corpus::new(sources, options.clone()) {
        match item {
            Ok(ingested) => ids.push(ingested.document.id),
            Err(error) => faults.push((error.place, error.fault)),
        }
    }
    (ids, faults)
}

#[test]
fn a_folder_gives_its_articles_in_the_order_of_their_paths() {
    let folder = folder(&[
        ("b.txt", b"b"),
        ("a/z.md", b"z"),
        ("a/y.JSONL", b"{\"text\": \"y\"}"),
        ("c.png", b"c"),
        (".hidden.txt", b"h"),
        (".git/x.txt", b"x"),
        ("notes", b"n"),
    ]);
    let sources = find(&[folder.path().to_owned()], &ReadOptions::default());
    assert_eq!(ids(&sources), ["a/y.JSONL", "a/z.md", "b.txt"]);
    let formats: Vec<InputFormat> = sources.iter().map(|source| source.format).collect();
    assert_eq!(
        formats,
        [InputFormat::Jsonl, InputFormat::Text, InputFormat::Text]
    );

    let mut only_jsonl = ReadOptions::default();
    only_jsonl.format = Some(InputFormat::Jsonl);
    assert_eq!(
        ids(&find(&[folder.path().to_owned()], &only_jsonl)),
        ["a/y.JSONL"]
    );
}

#[test]
fn a_file_named_by_itself_is_read_whatever_it_is_called_and_once() {
    let folder = folder(&[("notes", b"n"), ("a.txt", b"a")]);
    let path = folder.path().to_owned();
    let again = path.join("../").join(path.file_name().unwrap()).join("a.txt");
    let sources = find(
        &[path.join("notes"), path.join("a.txt"), again, path],
        &ReadOptions::default(),
    );
    // Outside the current folder the name alone is the id.
    assert_eq!(ids(&sources), ["notes", "a.txt"]);
}

#[test]
fn patterns_stay_in_a_folder_with_one_star_and_leave_it_with_two() {
    let folder = folder(&[
        ("a.txt", b"a"),
        ("b.md", b"b"),
        ("s/c.txt", b"c"),
        ("s/t/d.txt", b"d"),
    ]);
    for (pattern, expected) in [
        ("*.txt", vec!["a.txt"]),
        ("**/*.txt", vec!["a.txt", "c.txt", "d.txt"]),
        ("s/**/*.txt", vec!["c.txt", "d.txt"]),
        ("*.{txt,md}", vec!["a.txt", "b.md"]),
        ("[b-z].*", vec!["b.md"]),
        ("?.txt", vec!["a.txt"]),
    ] {
        let found = find(&[folder.path().join(pattern)], &ReadOptions::default());
        assert_eq!(ids(&found), expected, "{pattern}");
    }
    for (pattern, is_expected) in [
        (
            "*.csv",
            (|fault| matches!(fault, Fault::NoMatch)) as fn(&Fault) -> bool,
        ),
        ("none/*.txt", |fault| matches!(fault, Fault::NoMatch)),
        ("[.txt", |fault| matches!(fault, Fault::BadPattern { .. })),
    ] {
        let found = find_sources(&[folder.path().join(pattern)], &ReadOptions::default());
        assert!(
            found
                .iter()
                .all(|found| found.as_ref().is_err_and(|error| is_expected(&error.fault))),
            "{pattern}"
        );
        assert_eq!(found.len(), 1);
    }
}

#[test]
fn a_bad_input_is_an_error_in_its_place_and_the_rest_goes_on() {
    let folder = folder(&[
        ("1.txt", b"good"),
        ("2.txt", b"bad \xff byte"),
        ("3.txt", b""),
        ("4.txt", b"0123456789"),
        ("5.txt", b"good again"),
    ]);
    let mut options = ReadOptions::default();
    options.max_bytes = 10;
    let (ids, faults) = read(folder.path(), &options);
    assert_eq!(ids, ["1.txt", "3.txt", "4.txt", "5.txt"]);
    assert!(
        matches!(faults.as_slice(), [(place, Fault::InvalidEncoding { offset: 4, .. })] if place.ends_with("2.txt"))
    );

    options.max_bytes = 9;
    let (ids, faults) = read(folder.path(), &options);
    assert_eq!(ids, ["1.txt", "3.txt"]);
    let places: Vec<bool> = ["2.txt", "4.txt", "5.txt"]
        .iter()
        .zip(&faults)
        .map(|(name, (place, fault))| place.ends_with(name) && matches!(fault, Fault::TooLarge { limit: 9 }))
        .collect();
    assert_eq!(places, [true, true, true]);
}

#[test]
fn paths_that_lead_nowhere_are_told_apart() {
    let folder = folder(&[("a.png", b"a"), ("page.html", b"<p>")]);
    let found = |name: &str| {
        let found = find_sources(&[folder.path().join(name)], &ReadOptions::default());
        found.into_iter().next().unwrap().unwrap_err().fault
    };
    assert!(matches!(found("missing.txt"), Fault::NotFound));
    assert!(matches!(found(""), Fault::NoArticles));
    assert!(matches!(
        found("page.html"),
        Fault::UnreadableForm { extension: "html" }
    ));
}

#[test]
fn every_bad_line_of_jsonl_is_named_and_the_good_ones_are_read() {
    let long = format!("{{\"text\": \"{}\"}}\n", "x".repeat(200));
    let lines = [
        "\u{feff}{\"id\": \"a\", \"text\": \"one\"}\r\n",
        "\n",
        "{\"id\": \"a\", \"text\": \"two\"}\n",
        "{\"text\": \"three\n",
        "[1]\n",
        "{\"id\": \"b\", \"body\": \"four\"}\n",
        "{\"id\": [], \"text\": \"five\"}\n",
        "{\"id\": 7, \"text\": \"six\"}\n",
        "{\"text\": null}\n",
        &long,
        "{\"text\": \"\"}",
    ];
    let folder = folder(&[("n.jsonl", lines.concat().as_bytes())]);
    let mut options = ReadOptions::default();
    options.max_bytes = 100;
    let (ids, faults) = read(folder.path(), &options);
    assert_eq!(ids, ["a", "7", "n.jsonl:11"]);
    let told: Vec<String> = faults
        .iter()
        .map(|(place, fault)| format!("{}: {fault}", place.rsplit(", ").next().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            "line 3: an earlier document has the id \"a\"",
            "line 4: it is not JSON: the line ends too early at column 15",
            "line 5: it is JSON, but not an object",
            "line 6: there is no field \"text\"; there is \"id\", \"body\"",
            "line 7: the field \"id\" is not a string or a number",
            "line 9: the field \"text\" is not a string",
            "line 10: it is larger than 100 bytes",
        ]
    );
}

#[test]
fn jsonl_fields_can_be_named_and_the_others_are_metadata() {
    let line = br#"{"url": "u1", "id": 3, "body": "Oui.", "lang": "fr", "title": "T", "date": null, "n": {"k": [1]}}"#;
    let mut options = ReadOptions::default();
    options.text_field = "body".to_owned();
    options.id_field = "url".to_owned();
    let ingested = propos_ingest::jsonl_document("x", line, &options).unwrap();
    let document = ingested.document;
    assert_eq!(
        (document.id.as_str(), document.text(), document.lang.as_str()),
        ("u1", "Oui.", "fr")
    );
    assert_eq!(document.title.as_deref(), Some("T"));
    let metadata: Vec<String> = document
        .metadata
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    assert_eq!(metadata, ["date=null", "id=3", "n={\"k\":[1]}"]);
}

#[test]
fn a_stream_that_is_not_lines_of_text_is_told_once() {
    let utf16: Vec<u8> = "\u{feff}{\"text\": \"a\"}\n{\"text\": \"b\"}\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let folder = folder(&[("a.jsonl", &utf16), ("b.jsonl", b"\x1f\x8b\x08\n\n\x1f\x8b\n")]);
    let (ids, faults) = read(folder.path(), &ReadOptions::default());
    assert!(ids.is_empty());
    assert!(
        matches!(
            faults.as_slice(),
            [(_, Fault::Utf16Lines), (_, Fault::Binary { .. })]
        ),
        "{faults:?}"
    );
}

#[test]
fn the_hash_of_the_raw_file_is_kept_where_it_differs_from_the_texts() {
    let options = ReadOptions::default();
    let plain = propos_ingest::text_document("a", "Oui.\r\n".as_bytes(), &options).unwrap();
    assert!(plain.document.metadata.is_empty());
    let bytes = b"\xef\xbb\xbfOui.";
    let marked = propos_ingest::text_document("a", bytes, &options).unwrap();
    assert_eq!(
        marked.document.metadata["source_sha256"],
        propos_schema::sha256_hex(bytes)
    );
    assert_eq!(marked.document.metadata["encoding"], "UTF-8");
    assert_eq!(marked.document.sha256, propos_schema::sha256_hex(b"Oui."));
}

#[test]
fn what_a_reader_should_know_is_noted() {
    for (bytes, expected) in [
        (&b""[..], &["empty_document"][..]),
        (b" \n\xc2\xa0", &["empty_document"]),
        (b"\xef\xbb\xbf", &["byte_order_mark", "empty_document"]),
        (b"{\"text\": \"a\"}\n{\"text\": \"b\"}\n", &["looks_like_jsonl"]),
        (b"{curly} words", &[]),
        (b"{}", &[]),
    ] {
        let ingested = propos_ingest::text_document("a", bytes, &ReadOptions::default()).unwrap();
        let codes: Vec<&str> = ingested.notes.iter().map(|note| note.code.as_str()).collect();
        assert_eq!(codes, expected, "{bytes:?}");
    }
}
