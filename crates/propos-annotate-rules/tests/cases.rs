//! Sentences with what is attributed in them, one file a language.

use propos_annotate::Article;
use propos_codebook::Codebook;
use propos_schema::{Claim, ClaimKind, Document};
use toml::{Table, Value};

/// Runs a file of cases and names every one that goes wrong.
fn check(lang: &str, file: &str) {
    let table: Table = file.parse().unwrap_or_default();
    let codebook = Codebook::default_codebook();
    let cases = table
        .get("case")
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice);
    assert!(!cases.is_empty(), "the file has no cases or is no TOML");
    let mut wrong = Vec::new();
    for case in cases {
        let text = case.get("text").and_then(Value::as_str).unwrap_or_default();
        let mut document = Document::new("case", text);
        lang.clone_into(&mut document.lang);
        let annotation = propos_annotate_rules::extract(&Article::segment(document), &codebook);
        let found: Vec<&Claim> = annotation
            .claims
            .iter()
            .filter(|claim| claim.kind != ClaimKind::Author)
            .collect();
        let expected = case
            .get("claims")
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        assert!(
            !text.is_empty() && case.get("claims").is_some(),
            "a case needs a text and claims"
        );
        let fits = found.len() == expected.len()
            && found
                .iter()
                .zip(expected)
                .all(|(claim, wanted)| agrees(claim, wanted));
        if !fits {
            let found: Vec<String> = found.iter().map(|claim| describe(claim)).collect();
            wrong.push(format!("{text}\n    found: {}", found.join("\n           ")));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} cases:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}

fn agrees(claim: &Claim, wanted: &Value) -> bool {
    let says = |name: &str, is: Option<&str>| {
        wanted
            .get(name)
            .and_then(Value::as_str)
            .is_none_or(|wanted| Some(wanted) == is)
    };
    let is = |name: &str, is: bool| {
        wanted
            .get(name)
            .and_then(Value::as_bool)
            .is_none_or(|wanted| wanted == is)
    };
    says("quote", Some(&claim.quote))
        && says(
            "speaker",
            claim.speaker.mention.as_ref().map(|span| span.text.as_str()),
        )
        && says("name", claim.speaker.name.as_deref())
        && says("cue", claim.cue.as_ref().map(|cue| cue.text.as_str()))
        && says("kind", Some(claim.kind.as_str()))
        && is("negated", claim.attribution_negated)
        && is("hedged", claim.hedged)
}

fn describe(claim: &Claim) -> String {
    format!(
        "{} {:?} by {:?} ({:?}), cue {:?}, rule {:?}, negated {}, hedged {}",
        claim.kind,
        claim.quote,
        claim.speaker.mention.as_ref().map(|span| span.text.as_str()),
        claim.speaker.name,
        claim.cue.as_ref().map(|cue| cue.text.as_str()),
        claim.rule,
        claim.attribution_negated,
        claim.hedged
    )
}

#[test]
fn english_sentences_are_attributed() {
    check("en", include_str!("cases/en.toml"));
}

#[test]
fn english_news_is_attributed() {
    check("en", include_str!("cases/en-news.toml"));
}

#[test]
fn english_newswire() {
    check("en", include_str!("cases/en-wire.toml"));
}

#[test]
fn english_politics() {
    check("en", include_str!("cases/en-press.toml"));
}

#[test]
fn english_of_campaigns() {
    check("en", include_str!("cases/en-campaign.toml"));
}

#[test]
fn english_columns_and_interviews() {
    check("en", include_str!("cases/en-magazine.toml"));
}

#[test]
fn english_within_words_of_others() {
    check("en", include_str!("cases/en-within.toml"));
}

#[test]
fn english_reports_of_several_parts() {
    check("en", include_str!("cases/en-reports.toml"));
}

#[test]
fn french_news_is_attributed() {
    check("fr", include_str!("cases/fr-news.toml"));
}

#[test]
fn french_newswire() {
    check("fr", include_str!("cases/fr-wire.toml"));
    check("fr", include_str!("cases/fr-relative.toml"));
    check("fr", include_str!("cases/fr-press.toml"));
}

#[test]
fn french_of_trials_and_councils() {
    check("fr", include_str!("cases/fr-trial.toml"));
}

#[test]
fn french_sentences_are_attributed() {
    check("fr", include_str!("cases/fr.toml"));
    check("fr", include_str!("cases/fr-plain.toml"));
}

#[test]
fn german_sentences_are_attributed() {
    check("de", include_str!("cases/de.toml"));
}

#[test]
fn german_news_is_attributed() {
    check("de", include_str!("cases/de-news.toml"));
}

#[test]
fn german_wire_is_attributed() {
    check("de", include_str!("cases/de-wire.toml"));
}

#[test]
fn german_reports_over_several_sentences() {
    check("de", include_str!("cases/de-reports.toml"));
}

#[test]
fn dutch_sentences_are_attributed() {
    check("nl", include_str!("cases/nl.toml"));
}

#[test]
fn dutch_news_is_attributed() {
    check("nl", include_str!("cases/nl-news.toml"));
}

#[test]
fn spanish_sentences_are_attributed() {
    check("es", include_str!("cases/es.toml"));
}

#[test]
fn italian_sentences_are_attributed() {
    check("it", include_str!("cases/it.toml"));
}

#[test]
fn portuguese_sentences_are_attributed() {
    check("pt", include_str!("cases/pt.toml"));
}
