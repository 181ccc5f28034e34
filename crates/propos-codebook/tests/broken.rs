//! What the reader says of broken files. `tests/broken/X.toml` is a file, `X.expected` every word about it.
//! `PROPOS_UPDATE=1` rewrites what is expected; read the difference before you commit it.
#![expect(clippy::unwrap_used, reason = "the helpers are parts of tests")]

use std::fs;
use std::path::{Path, PathBuf};

use propos_codebook::Codebook;

fn broken_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

#[test]
fn every_mistake_of_a_file_is_named_with_its_place_and_what_to_write() {
    let mut differing = Vec::new();
    for path in broken_files() {
        let name = path.file_name().unwrap().to_str().unwrap();
        let source = fs::read_to_string(&path).unwrap();
        let Err(errors) = Codebook::parse(name, &source) else {
            panic!("{name} is read without an error");
        };
        let messages = format!("{errors}\n");
        let expected_path = path.with_extension("expected");
        if std::env::var_os("PROPOS_UPDATE").is_some() {
            fs::write(&expected_path, &messages).unwrap();
        }
        if fs::read_to_string(&expected_path).unwrap_or_default() != messages {
            differing.push(format!("--- {name}\n{messages}"));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn errors_come_in_the_order_of_the_file() {
    for path in broken_files() {
        let errors = Codebook::parse("x", &fs::read_to_string(&path).unwrap()).unwrap_err();
        assert!(
            errors
                .as_slice()
                .is_sorted_by_key(|error| (error.line, error.column)),
            "{}",
            path.display()
        );
    }
}
