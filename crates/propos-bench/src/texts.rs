//! Texts to measure on: the articles of the repository, repeated, and shapes that hurt.

use std::fs;
use std::path::Path;

/// The articles of one language under `fixtures/articles`, in the order of the names of their files. Without the fixtures, a
/// few sentences of our own.
pub fn article_texts(lang: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../fixtures/articles")
        .join(lang);
    let mut paths: Vec<_> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let mut texts: Vec<String> = paths
        .iter()
        .filter_map(|path| fs::read_to_string(path).ok())
        .collect();
    if texts.is_empty() {
        let own =
            "M. Durand a écrit : « La loi passera. » Mme Roux en doute. The U.S. agreed, Dr. Smith said.";
        texts.push(own.to_owned());
    }
    texts
}

/// The same in one text, repeated with empty lines between to at least `size` bytes.
pub fn articles(lang: &str, size: usize) -> String {
    let once: String = article_texts(lang)
        .into_iter()
        .map(|text| text + "\n\n")
        .collect();
    once.repeat(size.div_ceil(once.len()))
}

/// Half French, half English, at least `size` bytes in all. The first part is French and ends at the second value.
pub fn news(size: usize) -> (String, String) {
    (articles("fr", size / 2), articles("en", size / 2))
}

/// Texts that a careless segmenter reads more than once, each of about `size` bytes, with their names.
pub fn adversarial(size: usize) -> Vec<(&'static str, String)> {
    let fill = |pattern: &str| pattern.repeat(size / pattern.len());
    vec![
        ("unmatched «", fill("«")),
        ("unmatched « with sentences", fill("« Un mot. ")),
        ("closing brackets", fill(")")),
        ("opening brackets", fill("(")),
        ("full stops", fill(".")),
        ("full stops and closers", fill(".) ")),
        ("double marks", fill("\" ")),
        ("single marks", fill(" 'a")),
        ("newlines", fill("\n \n")),
        ("one line", fill("Un mot, deux mots. Trois mots ")),
        ("one word", fill("a")),
        ("numbers of a list", fill("1. a ")),
        ("a stop and a closer", fill(".)")),
        ("unmatched « on lines", fill("« Un mot.\nDeux mots ")),
        ("lines in one block", fill("Un mot de plus\nDeux mots ")),
        ("words in capitals", fill("A.B. C.D. ")),
        ("brackets with stops", fill("(a. B ")),
    ]
}
