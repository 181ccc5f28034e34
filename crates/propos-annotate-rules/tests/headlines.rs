//! Quotations in headings: who says them, and what is no quotation of anybody.

use propos_annotate::Article;
use propos_annotate_rules::extract;
use propos_codebook::Codebook;
use propos_schema::{ClaimKind, Document};

/// What is said in the heading of an article, and by whom.
fn said(lang: &str, heading: &str, body: &str) -> Vec<(String, Option<String>, Option<String>)> {
    let text = format!("{heading}\n\n{body}");
    let article = Article::segment(Document::new("headline", text).with_lang(lang));
    let annotation = extract(&article, &Codebook::default_codebook());
    let in_heading = annotation
        .claims
        .into_iter()
        .filter(|claim| claim.extent().end <= heading.len() && claim.kind == ClaimKind::Direct);
    let told = in_heading.map(|claim| {
        let mention = claim.speaker.mention.map(|mention| mention.text);
        (claim.quote, mention, claim.speaker.name)
    });
    told.collect()
}

#[test]
fn the_rest_of_a_heading_tells_who_speaks() {
    for (lang, heading, body, mention) in [
        (
            "fr",
            "« Nous n’avons pas le choix » : la ministre défend les coupes",
            "Lundi, la séance a duré.",
            "la ministre",
        ),
        (
            "en",
            "“We have no choice”: minister defends cuts",
            "The sitting lasted all Monday.",
            "minister",
        ),
        (
            "de",
            "„Wir haben keine Wahl“: Ministerin verteidigt Kürzungen",
            "Die Sitzung dauerte lange.",
            "Ministerin",
        ),
        (
            "it",
            "“Non abbiamo scelta”, la ministra difende i tagli",
            "La seduta è durata tutto il giorno.",
            "la ministra",
        ),
    ] {
        let [(_, found, _)] = said(lang, heading, body).try_into().unwrap();
        assert_eq!(found.as_deref(), Some(mention), "{heading}");
    }
}

#[test]
fn a_quotation_that_comes_again_below_has_the_speaker_it_has_there() {
    let body = "La ministre Anne Roux a répondu lundi. « Nous n’avons pas le choix, il faut couper », a dit Anne Roux. \
                « Qui nous aidera ? », a demandé Paul Lebrun.";
    let [(quote, mention, name)] = said("fr", "« Nous n’avons pas le choix »", body)
        .try_into()
        .unwrap();
    assert_eq!(quote, "Nous n’avons pas le choix");
    assert_eq!((mention, name.as_deref()), (None, Some("Anne Roux")));

    // Two people are quoted, and neither says that.
    let [(_, mention, name)] = said("fr", "« Il ne reste rien »", body).try_into().unwrap();
    assert_eq!((mention, name), (None, None));

    let body = "« Tout brûle », a dit Anne Roux. « Personne n’est venu », a ajouté Anne Roux.";
    let [(_, mention, name)] = said("fr", "« Il ne reste rien »", body).try_into().unwrap();
    assert_eq!((mention, name.as_deref()), (None, Some("Anne Roux")));
}

#[test]
fn titles_and_words_held_at_a_distance_are_nobodys() {
    for (lang, heading) in [
        ("en", "\"The Long Goodbye\""),
        ("en", "\"Christmas for some\": how Calderby took the plan"),
        ("fr", "« Une honte »"),
    ] {
        assert_eq!(
            said(lang, heading, "It was published in 1953."),
            Vec::new(),
            "{heading}"
        );
    }
}

#[test]
fn a_thing_before_a_colon_and_a_quotation_says_nothing() {
    let body = "Die Kneipe macht dicht. „Es lohnt sich nicht mehr“, sagte Wirt Peter Klein.";
    let name = |heading: &str| {
        let said = said("de", heading, body);
        said.into_iter().map(|(_, mention, name)| (mention, name)).next()
    };
    let peter = Some("Peter Klein".to_owned());
    assert_eq!(
        name("Kneipe macht dicht: „Es lohnt sich nicht mehr“"),
        Some((None, peter.clone()))
    );
    let klein = Some("Klein".to_owned());
    assert_eq!(
        name("Klein gibt auf: „Es lohnt sich nicht mehr“"),
        Some((klein, peter))
    );
}

/// What claims say in a heading, and who is named for it.
fn told(lang: &str, heading: &str) -> Vec<(String, Option<String>)> {
    let text = format!("{heading}\n\n1953.");
    let article = Article::segment(Document::new("headline", text).with_lang(lang));
    let claims = extract(&article, &Codebook::default_codebook()).claims;
    let told = claims
        .into_iter()
        .filter(|claim| claim.rule.as_deref() == Some("colon"));
    told.map(|claim| (claim.quote, claim.speaker.mention.map(|mention| mention.text)))
        .collect()
}

#[test]
fn a_source_may_stand_before_the_colon_of_a_headline() {
    for (lang, source, content) in [
        ("de", "Polizei", "Täter ist geflohen"),
        ("en", "Poll", "Voters turn away from the mayor"),
        ("fr", "Sondage", "les Français rejettent la réforme"),
        ("nl", "Politie", "dader is gevlucht"),
    ] {
        let found = told(lang, &format!("{source}: {content}"));
        assert_eq!(found, [(content.to_owned(), Some(source.to_owned()))]);
    }
    for (lang, heading) in [
        ("de", "Ukraine: Kämpfe gehen weiter"),
        ("en", "Note: the office is closed today"),
        ("fr", "Justice: le procès s’ouvre à Lens"),
    ] {
        assert_eq!(told(lang, heading), Vec::new(), "{heading}");
    }
}

#[test]
fn a_name_before_the_colon_of_a_headline_speaks_if_the_article_names_it_in_full() {
    let said = |heading: &str| {
        let text = format!("{heading}\n\nDie Bürgermeisterin Eva Roth kam am Montag in die Halle.");
        let article = Article::segment(Document::new("headline", text).with_lang("de"));
        let claims = extract(&article, &Codebook::default_codebook()).claims;
        let told = claims
            .into_iter()
            .find(|claim| claim.rule.as_deref() == Some("colon"))?;
        Some((told.quote, told.speaker.name))
    };
    let by_roth = ("Die Halle bleibt offen".to_owned(), Some("Eva Roth".to_owned()));
    assert_eq!(said("Roth: Die Halle bleibt offen"), Some(by_roth));
    assert_eq!(said("Kiel: Die Halle bleibt offen"), None);
}
