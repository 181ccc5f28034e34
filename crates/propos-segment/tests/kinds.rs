//! What a unit is: a sentence, a heading or a list item; and the layer of quotations.

use propos_segment::{Lang, Newlines, Options, Quotation, QuotePolicy, Rule, UnitKind, explain, segment};

fn kinds(text: &str) -> Vec<(UnitKind, &str)> {
    let found = segment(text, &Options::default().with_lang(Lang::Fr));
    found
        .units
        .iter()
        .map(|unit| (unit.kind, &text[unit.range()]))
        .collect()
}

fn quoted(text: &str, lang: Lang) -> Vec<(u8, String)> {
    let found = segment(text, &Options::default().with_lang(lang));
    found
        .quotations
        .iter()
        .map(|quotation| (quotation.depth, text[quotation.content.clone()].to_owned()))
        .collect()
}

#[test]
fn a_line_without_final_punctuation_beside_others_is_a_heading() {
    let text = "Un signal clair\n\nLa loi passe.\n\n« Tout change »\n\nLes suites :\n\nRien.";
    let expected = [
        (UnitKind::Heading, "Un signal clair"),
        (UnitKind::Sentence, "La loi passe."),
        (UnitKind::Heading, "« Tout change »"),
        (UnitKind::Sentence, "Les suites :"),
        (UnitKind::Sentence, "Rien."),
    ];
    assert_eq!(kinds(text), expected);
}

#[test]
fn the_only_line_of_a_text_is_no_heading() {
    assert_eq!(
        kinds("Un signal clair"),
        [(UnitKind::Sentence, "Un signal clair")]
    );
}

#[test]
fn the_question_that_titles_a_text_is_a_heading() {
    let text = "Faut-il payer ?\n\nOui. Pourquoi ?\n\nPourquoi ?";
    let found: Vec<UnitKind> = kinds(text).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(
        found,
        [
            UnitKind::Heading,
            UnitKind::Sentence,
            UnitKind::Sentence,
            UnitKind::Sentence
        ]
    );
}

#[test]
fn bullets_numbers_and_letters_begin_list_items() {
    for text in [
        "Voici :\n• le climat",
        "Voici :\n- le climat ;",
        "Voici :\n2) le climat",
        "Voici :\n(b) le climat",
        "Voici :\n1. Le climat.",
    ] {
        let found = kinds(text);
        assert_eq!(
            found.last().map(|&(kind, _)| kind),
            Some(UnitKind::ListItem),
            "{text}"
        );
        assert_eq!(found.len(), 2, "{text}");
    }
}

#[test]
fn a_dash_before_a_question_is_dialogue() {
    assert_eq!(
        kinds("- Vous venez ?\n- Non !"),
        [
            (UnitKind::Sentence, "- Vous venez ?"),
            (UnitKind::Sentence, "- Non !")
        ]
    );
}

#[test]
fn quotations_nest_and_tell_their_marks() {
    let text = "Elle note : « Il m’a dit “non, ‘jamais’” et voilà. »";
    assert_eq!(
        quoted(text, Lang::Fr),
        [
            (1, "Il m’a dit “non, ‘jamais’” et voilà.".to_owned()),
            (2, "non, ‘jamais’".to_owned()),
            (3, "jamais".to_owned())
        ]
    );
    let found = segment(text, &Options::default().with_lang(Lang::Fr)).quotations;
    let marks: Vec<_> = found
        .iter()
        .map(|quotation: &Quotation| (quotation.open, quotation.close))
        .collect();
    assert_eq!(marks, [('«', Some('»')), ('“', Some('”')), ('‘', Some('’'))]);
}

#[test]
fn marks_of_each_language_open_and_close() {
    for (lang, text) in [
        (Lang::De, "Er sagte: „Ich komme“, und ging."),
        (Lang::De, "Er sagte: »Ich komme«, und ging."),
        (Lang::De, "Er sagte: ‚Ich komme‘, und ging."),
        (Lang::En, "He said: “Ich komme”, and left."),
        (Lang::En, "He said: \"Ich komme\", and left."),
        (Lang::En, "He said: 'Ich komme', and left."),
        (Lang::En, "He said: ‘Ich komme’, and left."),
        (Lang::Fr, "Il dit : «\u{a0}Ich komme\u{a0}», et part."),
        (Lang::Fr, "Il dit : ‹ Ich komme ›, et part."),
        (Lang::Nl, "Hij zei: ,,Ich komme'', en ging."),
        (Lang::Nl, "Hij zei: „Ich komme”, en ging."),
    ] {
        assert_eq!(quoted(text, lang), [(1, "Ich komme".to_owned())], "{text}");
    }
}

#[test]
fn two_commas_before_a_capital_open_a_quotation_also_where_nothing_closes_it() {
    let text = "Koerts:,, Ik heb hier naartoe geleefd. Ik ben blij.";
    let expected = [(1, "Ik heb hier naartoe geleefd. Ik ben blij.".to_owned())];
    assert_eq!(quoted(text, Lang::Nl), expected);
    assert_eq!(quoted("Hij kwam,, zag en won.", Lang::Nl), []);
    // The first of three commas is one.
    let three = ",,Ik kom'', zei zij,,,maar alleen als het kan.''";
    let expected = ["Ik kom", "maar alleen als het kan."].map(|text| (1, text.to_owned()));
    assert_eq!(quoted(three, Lang::Nl), expected);
}

#[test]
fn a_quotation_may_open_with_one_kind_of_mark_and_close_with_another() {
    let texts = [
        "\"Wir gehen.“ Er lachte.",
        "\"Wir gehen.” Er lachte.",
        "„Wir gehen.\" Er lachte.",
    ];
    for text in texts {
        assert_eq!(quoted(text, Lang::De), [(1, "Wir gehen.".to_owned())], "{text}");
    }
    // Inside, the same mark opens.
    let nested = quoted("\"They call it “progress” here.\" He laughed.", Lang::En);
    assert_eq!(nested.len(), 2);
}

#[test]
fn each_paragraph_of_a_quotation_opens_it_anew_also_where_paragraphs_were_joined() {
    let joined = "\"It was quiet,\" she said. \"Nobody spoke. \"We all went home.\"";
    let expected = ["It was quiet,", "Nobody spoke.", "We all went home."].map(|text| (1, text.to_owned()));
    assert_eq!(quoted(joined, Lang::En), expected);
    assert_eq!(quoted(&joined.replace(". \"", ".\n\n\""), Lang::En), expected);
    let curly = "“It was quiet,” she said. “Nobody spoke. “We all went home.”";
    assert_eq!(quoted(curly, Lang::En), expected);
    let commas = ",,Het was stil'', zei ze. ,,Niemand sprak. ,,We gingen naar huis.''";
    let quoted_in_dutch = quoted(commas, Lang::Nl);
    assert_eq!(quoted_in_dutch.len(), 3, "{quoted_in_dutch:?}");
    // A mark that nothing closes and nothing goes on with is none.
    assert_eq!(quoted("He is 5\" tall. \"Sit\n\nWe sat.", Lang::En), []);
    // What is quoted in a quotation stands inside a sentence of it.
    let nested = quoted("\"They call it \"progress\" here.\"", Lang::En);
    assert_eq!(nested.len(), 2, "{nested:?}");
}

#[test]
fn apostrophes_and_inches_are_no_quotations() {
    for (lang, text) in [
        (Lang::Fr, "L’été, l'hiver, aujourd’hui, c'est l’un d’eux."),
        (
            Lang::En,
            "The boys’ dogs' collars aren't new, it's a 5\" nail, rock 'n' roll.",
        ),
        (Lang::Nl, "'s Avonds zag hij foto's van 't Hof."),
    ] {
        assert_eq!(quoted(text, lang), [], "{text}");
    }
}

#[test]
fn a_quotation_that_goes_on_in_the_next_paragraph_ends_with_its_own() {
    let text = "Il écrit : « Il faut agir.\n\n« Il faut le faire vite. » Elle approuve.";
    let found = segment(text, &Options::default().with_lang(Lang::Fr)).quotations;
    let ends: Vec<_> = found
        .iter()
        .map(|quotation| (&text[quotation.content.clone()], quotation.close))
        .collect();
    assert_eq!(
        ends,
        [("Il faut agir.", None), ("Il faut le faire vite.", Some('»'))]
    );
}

#[test]
fn a_line_of_dialogue_is_a_quotation() {
    assert_eq!(
        quoted("— Vous venez ?\n— Non.", Lang::Fr),
        [(1, "Vous venez ?".to_owned()), (1, "Non.".to_owned())]
    );
}

#[test]
fn a_mark_without_partner_does_not_keep_a_paragraph_whole() {
    let text = "Il a dit « oui. Elle a dit non. Puis « Bien. Bon. » Fin.";
    let found = segment(
        text,
        &Options::default()
            .with_lang(Lang::Fr)
            .with_quotes(QuotePolicy::Keep),
    );
    let units: Vec<&str> = found.units.iter().map(|unit| &text[unit.range()]).collect();
    assert_eq!(
        units,
        [
            "Il a dit « oui.",
            "Elle a dit non.",
            "Puis « Bien. Bon. »",
            "Fin."
        ]
    );
}

#[test]
fn hard_soft_and_automatic_newlines_differ() {
    let text = "Le maire a parlé de la\nville. Elle\ngrandit.";
    let count = |newlines| {
        segment(
            text,
            &Options::default().with_lang(Lang::Fr).with_newlines(newlines),
        )
        .units
        .len()
    };
    assert_eq!(
        (
            count(Newlines::Hard),
            count(Newlines::Soft),
            count(Newlines::Auto)
        ),
        (4, 2, 3)
    );
}

#[test]
fn each_unit_names_its_rule_and_each_refusal_its_reason() {
    let text = "M. Li part… Il a 2.5 € ! Vraiment? Oui, etc. Fin";
    let found = explain(text, &Options::default().with_lang(Lang::Fr));
    let rules: Vec<&str> = found
        .segmentation
        .units
        .iter()
        .map(|unit| unit.rule.as_str())
        .collect();
    assert_eq!(
        rules,
        [
            "ellipsis",
            "question-or-exclamation",
            "question-or-exclamation",
            "full-stop",
            "text-end"
        ]
    );
    let refusals: Vec<(usize, &str)> = found
        .suppressed
        .iter()
        .map(|one| (one.offset, one.refusal.as_str()))
        .collect();
    assert_eq!(refusals, [(1, "title"), (20, "inside-token")]);
    assert_eq!(
        found.segmentation.units.last().map(|unit| unit.rule),
        Some(Rule::TextEnd)
    );
}

#[test]
fn line_ends_of_two_characters_read_as_one() {
    let text = "Un signal clair\n\nLa commission des\nfinances a voté. Oui.\n- un ;\n- deux.\nFin.";
    let texts = |text: &str| -> Vec<(UnitKind, String)> {
        kinds(text)
            .into_iter()
            .map(|(kind, unit)| (kind, unit.replace("\r\n", "\n")))
            .collect()
    };
    assert_eq!(texts(&text.replace('\n', "\r\n")), texts(text));
    assert_eq!(texts(text).len(), 6);
}
