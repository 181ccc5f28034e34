//! Language identification: of documents, of single sentences, and of paragraphs where languages mix.

use propos_segment::{Lang, Options, detect_language, segment};

#[test]
fn a_sentence_of_each_language_is_told() {
    let cases = [
        (
            Lang::De,
            "Die Regierung hat gestern beschlossen, dass die Mieten in den nächsten Jahren nicht mehr steigen dürfen.",
        ),
        (
            Lang::En,
            "The government decided yesterday that rents in the city will not be allowed to rise over the next years.",
        ),
        (
            Lang::Es,
            "El gobierno decidió ayer que los alquileres de la ciudad no podrán subir durante los próximos años.",
        ),
        (
            Lang::Fr,
            "Le gouvernement a décidé hier que les loyers de la ville ne pourront plus augmenter dans les années à venir.",
        ),
        (
            Lang::It,
            "Il governo ha deciso ieri che gli affitti della città non potranno più aumentare nei prossimi anni.",
        ),
        (
            Lang::Nl,
            "De regering heeft gisteren besloten dat de huren in de stad de komende jaren niet meer mogen stijgen.",
        ),
        (
            Lang::Pt,
            "O governo decidiu ontem que as rendas da cidade não poderão subir durante os próximos anos.",
        ),
    ];
    for (lang, text) in cases {
        assert_eq!(detect_language(text), Some(lang), "{text}");
    }
}

#[test]
fn a_text_in_no_listed_language_has_none() {
    let cases = [
        "Regeringen besluttede i går, at huslejen i byen ikke længere må stige i de kommende år.",
        "Rząd zdecydował wczoraj, że czynsze w mieście nie będą mogły rosnąć w najbliższych latach.",
        "Правительство решило вчера, что арендная плата в городе не будет расти.",
        "Hallitus päätti eilen, että kaupungin vuokrat eivät saa enää nousta tulevina vuosina.",
        "政府昨天决定城市的租金不再上涨。",
        "12 345 — 67,8 % (3)",
        "",
    ];
    for text in cases {
        assert_eq!(detect_language(text), None, "{text}");
    }
}

#[test]
fn only_the_beginning_of_a_document_is_read() {
    let french =
        "Le gouvernement a décidé que les loyers ne pourront plus augmenter dans la ville. ".repeat(20);
    let english = "The government decided that the rents of the city will not rise again. ".repeat(200);
    assert_eq!(detect_language(&(french + &english)), Some(Lang::Fr));
}

#[test]
fn a_paragraph_in_another_language_is_read_in_its_own() {
    let text = "Le ministre a parlé hier de la loi qui doit passer dans les prochains jours au Parlement.\n\n\
                The minister said that Gen. Adams and Mr. Smith would be there with all of their friends.\n\n\
                Il a ajouté que M. Durand ne viendra pas, et que la séance aura lieu sans lui.";
    let found = segment(text, &Options::default());
    assert_eq!(found.lang, Some(Lang::Fr));
    assert_eq!(found.langs, [Some(Lang::Fr), Some(Lang::En), Some(Lang::Fr)]);
    assert_eq!(
        found.units.len(),
        3,
        "abbreviations of each paragraph's own language hold"
    );
}

#[test]
fn a_given_language_is_kept() {
    let english = "The minister said that the law would pass in the next days.";
    let found = segment(english, &Options::default().with_lang(Lang::De));
    assert_eq!((found.lang, found.langs), (Some(Lang::De), vec![Some(Lang::De)]));
}
