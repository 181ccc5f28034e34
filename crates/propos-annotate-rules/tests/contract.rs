//! The contract of every annotator, and what holds for any text.

use propos_annotate::{Article, contract};
use propos_annotate_rules::{annotate, extract, rules};
use propos_codebook::Codebook;
use propos_schema::{ClaimKind, Document};
use proptest::prelude::*;

#[tokio::test(flavor = "current_thread")]
async fn the_contract_holds_in_each_language() {
    let codebook = Codebook::default_codebook();
    for article in contract::articles() {
        for lang in ["fr", "en", "de", "es", "it", "nl", "pt", "und"] {
            let mut document = Document::new(article.document().id.as_str(), article.text());
            lang.clone_into(&mut document.lang);
            let article = Article::segment(document);
            let violations = contract::violations(&rules(), &article, &codebook).await;
            assert!(
                violations.is_empty(),
                "{} in {lang}: {violations:#?}",
                article.document().id
            );
        }
    }
}

#[test]
fn a_language_without_rules_is_named_and_its_statements_are_the_authors() {
    let mut document = Document::new("da", "Regeringen vil bygge en ny bro over fjorden næste år.");
    "da".clone_into(&mut document.lang);
    let annotation = extract(&Article::segment(document), &Codebook::default_codebook());
    assert_eq!(
        annotation.problems.first().map(|problem| problem.code.as_str()),
        Some("language_without_rules")
    );
    assert!(
        annotation
            .claims
            .iter()
            .all(|claim| claim.kind == ClaimKind::Author)
    );
}

#[test]
fn a_codebook_without_words_in_the_language_is_named_once() {
    for (lang, expected) in [("fr", 0), ("en", 0), ("de", 1), ("pt", 1)] {
        let mut document = Document::new("words", "Anna Roth: 2024.");
        lang.clone_into(&mut document.lang);
        let annotation = annotate(&Article::segment(document), &Codebook::default_codebook());
        let n_named = annotation
            .problems
            .iter()
            .filter(|problem| problem.code == "codebook_without_language")
            .count();
        assert_eq!(n_named, expected, "{lang}");
    }
}

#[test]
fn one_claim_has_one_rule_and_own_ids_count_from_one() {
    let text = "Selon Reuters, la Chine a signé. « Non », a dit M. Li. Il a ajouté que rien ne presse.";
    let annotation = extract(
        &Article::segment(Document::new("ids", text)),
        &Codebook::default_codebook(),
    );
    let ids: Vec<&str> = annotation.claims.iter().map(|claim| claim.id.as_str()).collect();
    assert_eq!(ids, ["1", "2", "3"]);
    assert!(annotation.claims.iter().all(|claim| claim.rule.is_some()));
}

/// Pieces that rules look for, with noise between them.
fn hostile_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "«",
        "»",
        "“",
        "”",
        "\"",
        "‘",
        "’",
        "'",
        " – ",
        "- ",
        ", ",
        ". ",
        " : ",
        "; ",
        "? ",
        "! ",
        "(",
        ")",
        "\n",
        "\n\n",
        "…",
        "a déclaré",
        "a-t-il dit",
        "dit-elle",
        "selon",
        "Selon",
        "d'après",
        "que",
        "qu'",
        "le ministre",
        "Jean Dupont",
        "M.",
        "Mme",
        "il",
        "elle",
        "certains",
        "ne",
        "n'a jamais",
        "prétend",
        "affirmant",
        "en",
        "de",
        "à",
        "et",
        "mais",
        "qui",
        "avant de",
        "said",
        "Smith",
        "Mr.",
        "that",
        "the",
        "officials",
        "according to",
        "he",
        "told",
        "reporters",
        "to",
        "urged",
        "of",
        "and",
        "which",
        "3 %",
        "1,2",
        "$5",
        "é",
        "\u{301}",
        "\u{a0}",
        "\u{202f}",
        "👩🏽‍🚀",
        "\r\n",
        "\0",
        "serait",
        "crainte",
        "pourrait",
        "reports",
        "ha dicho",
        "señaló",
        "dijo que",
        "según explicó",
        "de acuerdo con",
        "a su juicio",
        "—añadió—",
        "secondo cui",
        "a detta di",
        "ha spiegato",
        "che",
        "afferma di",
        "segundo",
        "queixa-se",
        "afirmou",
        "disse-lhe",
        "teria",
        "o ministro",
        "sagte",
        "sagte er",
        "dass",
        "der Sprecher",
        "Sprecher",
        "laut",
        "nach Angaben",
        "zufolge",
        "kündigte",
        "an",
        "habe",
        "hieß es",
        "so",
        "wie",
        "mitteilte",
        "zu",
        "forderte",
        "die Forderung",
        "Das teilte",
        "„",
        "‚",
        "de minister",
        "zei",
        "dat",
        "volgens",
        "aldus",
    ]);
    prop::collection::vec((pieces, any::<bool>()), 0..60).prop_map(|pieces| {
        let mut text = String::new();
        for (piece, has_space) in pieces {
            text.push_str(piece);
            if has_space {
                text.push(' ');
            }
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_span_of_any_text_slices(text in hostile_text(), lang in prop::sample::select(vec!["fr", "en", "de", "es", "it", "nl", "pt"])) {
        let mut document = Document::new("any", text);
        lang.clone_into(&mut document.lang);
        let article = Article::segment(document);
        let annotation = annotate(&article, &Codebook::default_codebook());
        let text = article.text();
        for claim in &annotation.claims {
            let mention = claim.speaker.mention.iter();
            for span in claim.spans.iter().chain(&claim.modality).chain(mention) {
                prop_assert_eq!(text.get(span.range()), Some(span.text.as_str()));
            }
            if let Some(cue) = &claim.cue {
                prop_assert_eq!(text.get(cue.start..cue.end), Some(cue.text.as_str()));
            }
            prop_assert!(claim.parent.as_ref() != Some(&claim.id));
        }
    }
}
