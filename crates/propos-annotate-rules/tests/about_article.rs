//! Lines that stand by an article and tell of it, and what stands by a speaker without telling who that is.

use propos_annotate::Article;
use propos_annotate_rules::extract;
use propos_codebook::Codebook;
use propos_schema::{Claim, Document};

fn claims(lang: &str, text: &str) -> Vec<Claim> {
    let article = Article::segment(Document::new("article", text).with_lang(lang));
    extract(&article, &Codebook::default_codebook()).claims
}

#[test]
fn lines_about_the_article_claim_nothing() {
    for (lang, text) in [
        ("en", "By Sarah Lomax, local democracy reporter"),
        ("en", "Published 14 March 2025, 10:32"),
        ("en", "Read more: The mayor is back in town"),
        ("fr", "Par Anne Dupont, envoyée spéciale à Lens"),
        ("fr", "Publié le 14 mars 2025 à 10h32"),
        ("fr", "À lire : le maire est de retour"),
        ("de", "Von Anna Roth, Redakteurin in Bonn"),
        ("de", "Stand: 14.03.2025, 10:32 Uhr"),
        ("es", "Por Ana Ruiz, enviada especial a Vigo"),
    ] {
        let quotes: Vec<String> = claims(lang, text).into_iter().map(|claim| claim.quote).collect();
        assert_eq!(quotes, [""; 0], "{text}");
    }
}

#[test]
fn what_begins_like_them_is_a_claim_where_it_says_something() {
    for (lang, text, quote) in [
        (
            "en",
            "By the end of the year the pool will close.",
            "By the end of the year the pool will close",
        ),
        (
            "en",
            "By Monday, 300 people had left.",
            "By Monday, 300 people had left",
        ),
        (
            "en",
            "Reporting is hard in this town.",
            "Reporting is hard in this town",
        ),
        (
            "fr",
            "À Lyon, trois morts dans un incendie",
            "À Lyon, trois morts dans un incendie",
        ),
        (
            "de",
            "Von der Reform profitieren alle.",
            "Von der Reform profitieren alle",
        ),
        // Where and when is not what.
        (
            "en",
            "LONDON (Reuters) - The pool closed on Monday.",
            "The pool closed on Monday",
        ),
        (
            "es",
            "Vigo, 14 mar (EFE).- La piscina cerró el lunes.",
            "La piscina cerró el lunes",
        ),
        (
            "fr",
            "(AFP) - La piscine a fermé lundi.",
            "La piscine a fermé lundi",
        ),
    ] {
        let quotes: Vec<String> = claims(lang, text).into_iter().map(|claim| claim.quote).collect();
        assert_eq!(quotes, [quote], "{text}");
    }
}

#[test]
fn only_what_tells_who_somebody_is_describes_him() {
    for (lang, text, description) in [
        (
            "en",
            "Ann Roe, a nurse from Leeds, said the pool was closed.",
            Some("a nurse from Leeds"),
        ),
        ("en", "Ann Roe, 67, said the pool was closed.", None),
        ("en", "Ann Roe, too, said the pool was closed.", None),
        ("en", "Ann Roe, of course, said the pool was closed.", None),
        ("fr", "Le maire, lui, a dit que la piscine était fermée.", None),
        (
            "fr",
            "Le maire, en revanche, a dit que la piscine était fermée.",
            None,
        ),
    ] {
        let claims = claims(lang, text);
        let attributed = claims.iter().find(|claim| claim.cue.is_some());
        let found = attributed.and_then(|claim| claim.speaker.description.as_deref());
        assert_eq!(found, description, "{text}");
    }
}
