//! Whatever the text, reading it ends with a codebook or with errors that have a place.

use propos_codebook::Codebook;
use proptest::prelude::*;

fn read(text: &str) {
    match Codebook::parse("any.toml", text) {
        Ok(codebook) => {
            codebook.warnings();
            codebook.describe("fr");
            assert_eq!(codebook.sha256().len(), 64);
        }
        Err(errors) => {
            assert!(!errors.as_slice().is_empty());
            for error in errors.as_slice() {
                let line = text.split('\n').nth(error.line - 1);
                assert!(
                    line.is_some_and(|line| error.column <= line.chars().count() + 1),
                    "{error} is outside the text"
                );
                assert!(!error.to_string().contains('\n'), "{error:?} takes several lines");
            }
        }
    }
}

/// Pieces that make up TOML, so that arbitrary texts get past the first character.
const PIECES: &[&str] = &[
    "[codebook]",
    "[[topic]]",
    "[[target]]",
    "[[target.example]]",
    "[target.example]",
    "[[actor]]",
    "[topics]",
    "[stance]",
    "[stance.definition.fr]",
    "[topic.name]",
    "topic",
    "target",
    "id",
    "name.fr",
    "cues.favor.fr",
    "cues",
    "languages",
    "label",
    "example",
    "positive",
    "schema_version",
    "=",
    " = ",
    "\"a\"",
    "\"\"",
    "'b'",
    "1",
    "-1",
    "99999999999999999999999",
    "1.5",
    "true",
    "1979-05-27",
    "[",
    "]",
    "{",
    "}",
    ",",
    ".",
    "\n",
    "\n",
    "\n",
    "\r\n",
    "#",
    "\"",
    "\"\"\"",
    "é",
    "\u{feff}",
    "\0",
    "\u{202e}",
    "🙂",
];

proptest! {
    #[test]
    fn arbitrary_text_does_not_panic(text in any::<String>()) {
        read(&text);
    }

    #[test]
    fn arbitrary_toml_does_not_panic(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..60)) {
        read(&pieces.concat());
    }

    #[test]
    fn a_cut_and_patched_codebook_does_not_panic(
        cut in 0.0..1.0f64,
        length in 0usize..400,
        patch in proptest::sample::select(PIECES),
    ) {
        let source = Codebook::embedded_source("housing-transport").unwrap();
        let mut characters: Vec<char> = source.chars().take(12_000).collect();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a short text")]
        let start = (cut * characters.len() as f64) as usize;
        let end = (start + length).min(characters.len());
        characters.splice(start..end, patch.chars());
        read(&characters.into_iter().collect::<String>());
    }
}

#[test]
fn deep_nesting_is_an_error() {
    for (open, close) in [("[", "]"), ("{a=", "}")] {
        let text = format!("a = {}1{}", open.repeat(50_000), close.repeat(50_000));
        assert!(Codebook::parse("deep.toml", &text).is_err());
    }
    assert!(Codebook::parse("deep.toml", &format!("{}a = 1", "a.".repeat(50_000))).is_err());
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_read() {
    let source = Codebook::embedded_source("housing-transport").unwrap();
    let windows = format!("\u{feff}{}", source.replace('\n', "\r\n"));
    let codebook = Codebook::parse("windows.toml", &windows).unwrap_or_else(|errors| panic!("{errors}"));
    assert_eq!(
        Some(codebook.sha256()),
        Codebook::embedded("housing-transport")
            .as_ref()
            .map(Codebook::sha256)
    );
}
