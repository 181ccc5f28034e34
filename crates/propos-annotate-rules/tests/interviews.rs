//! Interviews without quotation marks: what is answered is said by the one who is asked.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use propos_annotate::Article;
use propos_annotate_rules::extract;
use propos_codebook::Codebook;
use propos_schema::{ClaimKind, Document};

/// What is said in paragraphs, each with the name of its speaker.
fn said(lang: &str, paragraphs: &[&str]) -> Vec<(String, String)> {
    let article = Article::segment(Document::new("interview", paragraphs.join("\n\n")).with_lang(lang));
    let annotation = extract(&article, &Codebook::default_codebook());
    let said = annotation.claims.into_iter();
    let said = said.filter(|claim| claim.kind == ClaimKind::Direct);
    said.map(|claim| (claim.quote, claim.speaker.name.unwrap()))
        .collect()
}

fn by(name: &str, quotes: &[&str]) -> Vec<(String, String)> {
    quotes
        .iter()
        .map(|quote| ((*quote).to_owned(), name.to_owned()))
        .collect()
}

#[test]
fn answers_are_found_between_questions() {
    let english = [
        "Ann Roe, the mayor of Leeds, talked to us on Monday.",
        "Why did you close the bridge?",
        "We had no choice. The pillars were cracked.",
        "Will it reopen?",
        "Not before May.",
        "Are people angry?",
        "Some are. I would be too.",
    ];
    let expected = [
        "We had no choice. The pillars were cracked",
        "Not before May",
        "Some are. I would be too",
    ];
    assert_eq!(said("en", &english), by("Ann Roe", &expected));

    let german = [
        "Anna Roth, Bürgermeisterin von Ulm, sprach am Montag mit uns.",
        "Warum haben Sie die Brücke geschlossen?",
        "Wir hatten keine Wahl.",
        "Wann öffnet sie wieder?",
        "Nicht vor Mai, fürchte ich.",
        "Sind die Leute wütend?",
        "Manche schon.",
    ];
    let expected = [
        "Wir hatten keine Wahl",
        "Nicht vor Mai, fürchte ich",
        "Manche schon",
    ];
    assert_eq!(said("de", &german), by("Anna Roth", &expected));

    let french = [
        "Anne Roux, maire de Lens, nous a reçus lundi.",
        "Pourquoi avez-vous fermé le pont ?",
        "Nous n’avions pas le choix.",
        "Quand rouvrira-t-il ?",
        "Pas avant mai.",
        "Les gens sont-ils en colère ?",
        "Certains. Je le serais aussi.",
    ];
    let expected = [
        "Nous n’avions pas le choix",
        "Pas avant mai",
        "Certains. Je le serais aussi",
    ];
    assert_eq!(said("fr", &french), by("Anne Roux", &expected));
}

#[test]
fn answers_are_found_behind_names_and_letters() {
    let named = [
        "Anna Roth, Bürgermeisterin von Ulm, sprach am Montag mit uns.",
        "ZEIT: Warum haben Sie die Brücke geschlossen?",
        "Roth: Wir hatten keine Wahl.",
        "ZEIT: Wann öffnet sie wieder?",
        "Roth: Nicht vor Mai.",
    ];
    assert_eq!(
        said("de", &named),
        by("Anna Roth", &["Wir hatten keine Wahl", "Nicht vor Mai"])
    );

    let lettered = [
        "Ann Roe, the mayor of Leeds, talked to us on Monday.",
        "Q: Why did you close the bridge?",
        "A: We had no choice.",
        "Q: Will it reopen?",
        "A: Not before May.",
    ];
    assert_eq!(
        said("en", &lettered),
        by("Ann Roe", &["We had no choice", "Not before May"])
    );
}

#[test]
fn answers_are_found_behind_dashes_and_in_quotation_marks() {
    let dashed = [
        "Ana Ruiz, alcaldesa de Lorca, recibe a este diario.",
        "–¿Por qué cerraron el puente?",
        "–No había otra salida. Los pilares estaban rotos.",
        "–El ministro dice que exageran.",
        "–El ministro no ha venido nunca.",
        "–¿Cuándo reabrirá?",
        "–En mayo, si llueve poco.",
        "El Ayuntamiento invertirá dos millones.",
    ];
    let expected = [
        "No había otra salida. Los pilares estaban rotos",
        "El ministro no ha venido nunca",
        "En mayo, si llueve poco",
    ];
    assert_eq!(said("es", &dashed), by("Ana Ruiz", &expected));

    let quoted = [
        "Anna Rota, sindaca di Lodi, ci riceve lunedì.",
        "Perché avete chiuso il ponte?",
        "«Non c’era scelta. I piloni erano rotti».",
        "E quando riapre?",
        "«A maggio, se piove poco».",
        "Il ministro ha promesso dei fondi.",
        "«Li ha promessi anche il suo predecessore».",
    ];
    let expected = [
        "Non c’era scelta. I piloni erano rotti",
        "A maggio, se piove poco",
        "Li ha promessi anche il suo predecessore",
    ];
    assert_eq!(said("it", &quoted), by("Anna Rota", &expected));
}

#[test]
fn questions_to_readers_are_answered_by_the_article() {
    let explainer = [
        "The bridge closed on Monday.",
        "Why did it close?",
        "The pillars were cracked, engineers said.",
        "When will it reopen?",
        "Not before May.",
        "What does it mean for you?",
        "You can take the ferry.",
    ];
    assert_eq!(said("en", &explainer), Vec::new());

    let explainer = [
        "- Will my rent go down?",
        "Economists we asked do not think so.",
        "- Who will check?",
        "Six officers will, from May.",
        "- Does the plan help?",
        "It depends on whom you ask. Both sides sent us drawings.",
    ];
    assert_eq!(said("en", &explainer), Vec::new());

    let column = [
        "I have walked over the bridge for ten years.",
        "The council says the pillars are cracked. Is that so?",
        "I doubt it. The report was never published.",
        "The work costs $4 million. Who pays?",
        "We do, of course. And you will ask what we get for it.",
        "A ferry may come. But is it enough?",
        "I do not think so.",
        "So we will protest on Monday.",
        "Ann Roe will speak.",
        "The council will listen for once.",
    ];
    assert_eq!(said("en", &column), Vec::new());
}
