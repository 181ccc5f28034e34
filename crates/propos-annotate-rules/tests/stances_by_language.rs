//! Stances of sentences that are annotated whole, by codebooks without cues.
//!
//! A language has a codebook and a list of sentences in `stances_by_language`.

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

/// What is wrong with the cases of a language, a line each.
fn wrong(lang: &str, codebook: &Codebook, cases: &str) -> Vec<String> {
    let cases = cases.lines().filter(|line| !line.starts_with('#'));
    let wrong = cases.filter_map(|case| {
        let mut parts = case.splitn(3, ' ');
        let (Some(expected), Some(target), Some(sentence)) = (parts.next(), parts.next(), parts.next())
        else {
            return Some(format!("no side, target and sentence: {case}"));
        };
        let found = StanceLabel::coded_name(side(sentence, lang, target, codebook));
        (found != expected).then(|| format!("{target}: {expected}, found {found}: {sentence}"))
    });
    wrong.collect()
}

macro_rules! languages {
    ($($name:ident => $code:literal),+ $(,)?) => {$(
        #[test]
        fn $name() {
            let codebook = include_str!(concat!("stances_by_language/", $code, ".toml"));
            let codebook = Codebook::parse($code, codebook).unwrap();
            let cases = include_str!(concat!("stances_by_language/", $code, ".txt"));
            let wrong = wrong($code, &codebook, cases);
            assert!(wrong.is_empty() && cases.lines().count() > 10, "{}", wrong.join("\n"));
        }
    )+};
}

languages! {
    dutch => "nl",
    english => "en",
    french => "fr",
    german => "de",
    italian => "it",
    portuguese => "pt",
    spanish => "es",
}

#[test]
fn an_actor_is_named_without_the_verb_behind() {
    let codebook = Codebook::parse("de", include_str!("stances_by_language/de.toml")).unwrap();
    let article = Article::segment(
        Document::new(
            "case",
            "Die KPL sieht im Familiennachzug eine Last und will ihn aussetzen.",
        )
        .with_lang("de"),
    );
    let annotation = propos_annotate_rules::annotate(&article, &codebook);
    let stances = annotation
        .claims
        .iter()
        .flat_map(|claim| claim.stances.iter().flatten());
    let names: Vec<_> = stances
        .filter_map(|stance| stance.holder.name.as_deref())
        .collect();
    assert_eq!(names, ["KPL"]);
}
