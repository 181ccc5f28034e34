//! Stances of sentences that are annotated whole, in the languages that the embedded codebooks do not have.
//!
//! A language has a codebook and a list of sentences in `stances_by_language`.

use std::fmt::Write as _;

use propos_annotate::Article;
use propos_codebook::Codebook;
use propos_schema::{Document, StanceLabel};

/// The side on a target that the claims of a sentence take; mixed ones take none.
fn side(sentence: &str, lang: &str, target: &str, codebook: &Codebook) -> Option<StanceLabel> {
    let article = Article::segment(Document::new("case", sentence).with_lang(lang));
    let annotation = propos_annotate_rules::annotate(&article, codebook);
    let mut labels: Vec<StanceLabel> = annotation
        .claims
        .iter()
        .flat_map(|claim| claim.stances.iter().flatten())
        .filter(|stance| stance.target == target)
        .map(|stance| stance.label)
        .collect();
    labels.dedup();
    match labels[..] {
        [] => None,
        [label] => Some(label),
        _ => Some(StanceLabel::Neutral),
    }
}

fn check(lang: &str, codebook: &str, cases: &str) {
    let codebook = Codebook::parse(lang, codebook).unwrap();
    let mut wrong = String::new();
    let mut n_cases = 0;
    for case in cases.lines().filter(|line| !line.starts_with('#')) {
        n_cases += 1;
        let (expected, rest) = case.split_once(' ').unwrap();
        let (target, sentence) = rest.split_once(' ').unwrap();
        let found = StanceLabel::coded_name(side(sentence, lang, target, &codebook));
        if found != expected {
            writeln!(wrong, "{target}: {expected}, found {found}: {sentence}").unwrap();
        }
    }
    assert!(n_cases > 0 && wrong.is_empty(), "{wrong}");
}

macro_rules! languages {
    ($($name:ident => $code:literal),+ $(,)?) => {$(
        #[test]
        fn $name() {
            let codebook = include_str!(concat!("stances_by_language/", $code, ".toml"));
            check($code, codebook, include_str!(concat!("stances_by_language/", $code, ".txt")));
        }
    )+};
}

languages! {
    german => "de",
}
