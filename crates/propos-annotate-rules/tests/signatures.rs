//! Quotations that are signed.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use propos_annotate::Article;
use propos_annotate_rules::extract;
use propos_codebook::Codebook;
use propos_schema::{ClaimKind, Document};

/// The mentions of those who are quoted.
fn signed_by(lang: &str, text: &str) -> Vec<String> {
    let article = Article::segment(Document::new("signature", text).with_lang(lang));
    let annotation = extract(&article, &Codebook::default_codebook());
    let quoted = annotation
        .claims
        .into_iter()
        .filter(|claim| claim.kind == ClaimKind::Direct);
    quoted.map(|claim| claim.speaker.mention.unwrap().text).collect()
}

#[test]
fn a_name_behind_a_quotation_signs_it() {
    for (lang, text, name) in [
        ("en", "“We had no choice.” — Ann Roe, mayor of Leeds", "Ann Roe"),
        ("en", "\"We had no choice.\" – Ann Roe, mayor of Leeds", "Ann Roe"),
        (
            "fr",
            "« Nous n’avions pas le choix » — Anne Roux, maire de Lens",
            "Anne Roux",
        ),
        (
            "de",
            "„Wir hatten keine Wahl.“ (Anna Roth, Bürgermeisterin)",
            "Anna Roth",
        ),
        ("it", "«Non avevamo scelta» (Anna Rossi, sindaca)", "Anna Rossi"),
    ] {
        assert_eq!(signed_by(lang, text), [name], "{text}");
    }
}

#[test]
fn what_is_no_sentence_or_no_name_signs_nothing() {
    for (lang, text) in [
        ("en", "“I Want to Hold Your Hand” (The Beatles)"),
        ("en", "“No choice at all” — Ann Roe, mayor of Leeds"),
        ("en", "“We had no choice.” — the bridge was closed on Monday."),
        ("fr", "« Le toit fuit » (deux mois plus tard, il fuyait encore)"),
    ] {
        assert_eq!(signed_by(lang, text), [""; 0], "{text}");
    }
}
