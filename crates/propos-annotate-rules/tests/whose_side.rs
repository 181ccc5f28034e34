//! Passages in which a side is easily given to somebody who has none, or missed with somebody who has one.

use propos_annotate::Article;
use propos_codebook::Codebook;
use propos_schema::{Document, StanceLabel};

/// Language, target, passage, words of the claim that counts, its label. Own sentences.
const CASES: [(&str, &str, &str, &str, &str); 50] = [
    // What is said in the dock is told of oneself.
    (
        "fr",
        "t_short_term_limits",
        "Le tribunal a débattu d'une limitation des locations de courte durée. « Les jeunes ne peuvent plus se loger dans cette rue », a dit le prévenu.",
        "Les jeunes ne peuvent plus",
        "neutral",
    ),
    // Who asks for something in the target's own words is for it; not who asks for time or for an end.
    (
        "fr",
        "t_cooperation",
        "Les deux pays discutent d'une coopération sur l'IA. Jean Kohl suggère un téléphone rouge entre les deux capitales.",
        "téléphone rouge",
        "favor",
    ),
    (
        "en",
        "t_cooperation",
        "The Senate debated cooperation with Beijing on AI. Jane Rook wants the two governments back in one room.",
        "two governments",
        "favor",
    ),
    (
        "en",
        "t_cooperation",
        "The Senate debated cooperation with Beijing on AI. Jane Rook wants a study of the two governments first.",
        "two governments",
        "neutral",
    ),
    // What is a scandal is that it is not done.
    (
        "fr",
        "t_cooperation",
        "Les deux pays discutent d'une coopération sur l'IA. « Il est absurde que nos laboratoires ne se parlent pas », a dit Paul Hardy.",
        "laboratoires",
        "favor",
    ),
    // Who is quoted where a measure is debated argues: how things are is why it is wanted, what will come is why it is not.
    (
        "en",
        "t_short_term_limits",
        "The council debated a limit on holiday lets on Monday. “Nobody can find a room within ten miles of the school,” said Ruth Vane.",
        "find a room",
        "favor",
    ),
    (
        "fr",
        "t_free_transport",
        "Le conseil a débattu de la gratuité des transports. « Des jeunes restent chez eux le dimanche », a lancé Sonia Mairet.",
        "restent chez eux",
        "favor",
    ),
    (
        "en",
        "t_tram_line",
        "The council debated the tram line on Monday. “Everybody will buy their bread in the next town,” said Hugh Marlow.",
        "their bread",
        "against",
    ),
    (
        "en",
        "t_tram_line",
        "The council debated the tram line on Monday. “Why does nobody ask the street?” said Hugh Marlow.",
        "ask the street",
        "against",
    ),
    // One who takes a side elsewhere is on that one.
    (
        "en",
        "t_tram_line",
        "The council debated the tram line on Monday. “The tram line is a disgrace,” said Hugh Marlow. He spoke for an hour.\n\n“Sixty shops look out on the street,” said Hugh Marlow.",
        "Sixty shops",
        "against",
    ),
    // What comes if nothing is done speaks for it.
    (
        "fr",
        "t_us_open_source",
        "Le Sénat a débattu du soutien aux modèles ouverts. « Si le pays ne publie pas ses modèles, le monde entier ira chercher ceux des autres », a dit Paul Hardy.",
        "monde entier",
        "favor",
    ),
    // Who says what he himself will do, and what only may come, tells neither.
    (
        "en",
        "t_tram_line",
        "The council debated the tram line on Monday. “I will read the motion again on Tuesday,” said Hugh Marlow.",
        "on Tuesday",
        "neutral",
    ),
    // To be split is no side, nor to have none.
    (
        "en",
        "t_tram_line",
        "The council debated the tram line on Monday. Jane Rook said she had not decided how she would vote.",
        "had not decided",
        "neutral",
    ),
    (
        "fr",
        "t_rent_control",
        "Le conseil a débattu de l'encadrement des loyers. Le parti assure ne pas avoir arrêté sa position.",
        "arrêté sa position",
        "neutral",
    ),
    // What is done in a clause that is blamed is what is blamed; what its people do tells why.
    (
        "fr",
        "t_cooperation",
        "Les deux pays discutent d'une coopération sur l'IA.\n\nJean Kohl déplore que Washington ait suspendu le dialogue.",
        "suspendu",
        "favor",
    ),
    (
        "fr",
        "t_cooperation",
        "Les deux pays discutent d'une coopération sur l'IA.\n\nAnne Roy craint que le dialogue soit un piège.",
        "piège",
        "against",
    ),
    (
        "fr",
        "t_rent_control",
        "Le conseil a débattu de l'encadrement des loyers.\n\nSonia Mairet dénonce les bailleurs qui contournent la règle.",
        "bailleurs",
        "favor",
    ),
    // What stands behind what introduces it goes on with its subject.
    (
        "fr",
        "t_free_transport",
        "Le conseil a débattu de la gratuité des transports.\n\nLa gratuité, selon Yves Cordier, priverait la régie de 20 millions d'euros par an.",
        "priverait",
        "against",
    ),
    (
        "fr",
        "t_tram_line",
        "Le conseil a débattu de la ligne de tramway.\n\nLe comité souhaite que les travaux ne commencent qu'après l'été.",
        "travaux",
        "neutral",
    ),
    (
        "fr",
        "t_tram_line",
        "Le conseil a débattu de la ligne de tramway.\n\nRose Damon veut que les travaux commencent dès cet été.",
        "travaux",
        "favor",
    ),
    // Whoever reports, finds or weighs is on no side, also where a pronoun stands for him.
    (
        "en",
        "t_tram_line",
        "The tram line is a blessing, said Ann Bell. Not everyone agrees. The Harbour Gazette reported that the tram line would cost jobs.",
        "cost jobs",
        "neutral",
    ),
    (
        "fr",
        "t_low_emission_zone",
        "Le tribunal administratif a rejeté mardi le recours des transporteurs contre la ZFE.",
        "rejeté",
        "neutral",
    ),
    (
        "en",
        "t_rent_control",
        "The high court dismissed the landlords' challenge to the rent cap.",
        "challenge",
        "neutral",
    ),
    // Turns of everyday speech, a chief of somebody in another paragraph, and who goes on.
    (
        "en",
        "t_tram_line",
        "The council will vote on the new tram line in May.\n\n“You cannot do that to people,” said Paula Grant.",
        "cannot do that",
        "against",
    ),
    (
        "en",
        "t_tram_line",
        "The traders' league called the tram line a vanity scheme.\n\nThe hospital will open in June. “Our nurses finish at ten,” said its chief executive, Samuel Obi.",
        "nurses",
        "neutral",
    ),
    (
        "en",
        "t_tram_line",
        "The council will vote on the new tram line in May.\n\n“I will never set foot in it, the tram line is a waste of money,” said Paula Grant. She added that the street had grown old with its shops.",
        "grown old",
        "against",
    ),
    // An agreement among things is no agreement with somebody.
    (
        "en",
        "t_tram_line",
        "The tram line is a money pit, said Ann Bell. Extra drivers will be rostered under the existing agreement.",
        "rostered",
        "neutral",
    ),
    // What is wanted is the deed itself.
    (
        "fr",
        "t_rent_control",
        "La ville veut plafonner les loyers en septembre.",
        "plafonner",
        "favor",
    ),
    (
        "fr",
        "t_rent_control",
        "La ville ne veut pas plafonner les loyers.",
        "plafonner",
        "against",
    ),
    // Whoever asks for something has a side, even if he is a scientist.
    (
        "en",
        "t_rent_control",
        "Researchers at the university demanded a rent cap.",
        "rent cap",
        "favor",
    ),
    // Time is no side; a demand that nobody makes is none either.
    (
        "en",
        "t_low_emission_zone",
        "Critics see the clean air zone differently. The hauliers want a year's grace.",
        "grace",
        "neutral",
    ),
    (
        "en",
        "t_tram_line",
        "The traders' association has never called for the tram line to be dropped.",
        "dropped",
        "neutral",
    ),
    (
        "fr",
        "t_tram_line",
        "Le maire a refusé de commenter le tracé du tramway.",
        "commenter",
        "neutral",
    ),
    // To have nothing against it is not to be for it.
    (
        "en",
        "t_tram_line",
        "The tram line was debated on Monday. Ann Bell said she had nothing against the trams but wanted compensation for the works.",
        "nothing against",
        "neutral",
    ),
    // Nobody's tone turns round what he says of the target by name.
    (
        "fr",
        "t_human_control",
        "« La décision nucléaire doit rester humaine », a dit Paul Roy. « Un système d’alerte se trompe. Il s’est trompé en 1983, il se trompera encore », a ajouté Paul Roy.",
        "se trompera",
        "favor",
    ),
    // Asides of somebody whose side is known, told in other words.
    (
        "en",
        "t_free_transport",
        "“Free buses are a gimmick,” said Derek Shaw. He said that his brother had moved to Leeds.",
        "Leeds",
        "none",
    ),
    // What a thing does to others.
    (
        "en",
        "t_rent_control",
        "Ann Bell told reporters that the rent cap would save the village.",
        "save the village",
        "favor",
    ),
    (
        "fr",
        "t_tram_line",
        "Le tramway étouffera le faubourg, a prévenu Jeanne Roux.",
        "étouffera",
        "against",
    ),
    (
        "en",
        "t_rent_control",
        "The council debated the rent cap. Jane Rook stopped short of calling for the measure to be scrapped.",
        "scrapped",
        "neutral",
    ),
    // Worry is no opposition, and what is said of something else is said of that.
    (
        "fr",
        "t_low_emission_zone",
        "La ZFE était à l’ordre du jour. Les infirmiers sont inquiets.",
        "inquiets",
        "neutral",
    ),
    (
        "en",
        "t_tram_line",
        "The council debated the tram line. “The question is the wrong one,” said Jane Rook.",
        "wrong one",
        "neutral",
    ),
    // A petition is spoken of.
    (
        "fr",
        "t_free_transport",
        "Une pétition en faveur de la gratuité circule depuis mars.",
        "pétition",
        "neutral",
    ),
    // What somebody is tells no side: words do.
    (
        "fr",
        "t_low_emission_zone",
        "La ZFE était à l’ordre du jour. « Nos clients font soixante kilomètres de plus par jour », a dit Marc Leduc, transporteur à Bréville.",
        "soixante",
        "neutral",
    ),
    (
        "en",
        "t_rent_control",
        "The council debated the rent cap. Jane Rook, a landlord, said that her brother lived in Leeds.",
        "Leeds",
        "none",
    ),
    (
        "en",
        "t_rent_control",
        "The council debated the rent cap. “The rent cap is a blessing,” said Jane Rook, a landlord.",
        "blessing",
        "favor",
    ),
    // Who tells of himself argues for nothing, also where his side is known.
    (
        "en",
        "t_tram_line",
        "“The tram line is a mistake,” said Ann Bell. “I grew up in Quay Street above the bakery,” Bell added.",
        "bakery",
        "none",
    ),
    // What is argued is about what is under discussion, and is on the side of whoever is known to have one.
    (
        "en",
        "t_tram_line",
        "“The tram line is a mistake,” said Ann Bell. Bell insisted that sixty families looked out on the street.",
        "sixty families",
        "against",
    ),
    (
        "fr",
        "t_tram_line",
        "La ligne de tramway était à l’ordre du jour. Jeanne Roux a prévenu que le quartier changerait de visage.",
        "visage",
        "neutral",
    ),
    // How people live is told by the article without being about it, and so is a single word of what it does not discuss.
    (
        "en",
        "t_rent_control",
        "The council debated the rent cap on Monday, and the rent freeze with it. Ann Bell's lease runs out in November.",
        "lease",
        "none",
    ),
    (
        "en",
        "t_tram_line",
        "The council debated the rent cap on Monday, and the rent freeze with it. The tramway ended there.",
        "ended",
        "none",
    ),
];

#[test]
fn a_side_is_given_to_whoever_has_one() {
    let codebooks: Vec<Codebook> = Codebook::embedded_ids().filter_map(Codebook::embedded).collect();
    let mut wrong = Vec::new();
    for (lang, target, text, words, expected) in CASES {
        let mut of_target = codebooks
            .iter()
            .filter(|codebook| codebook.target(target).is_some());
        let codebook = of_target.next().unwrap();
        let article = Article::segment(Document::new("case", text).with_lang(lang));
        let claims = propos_annotate_rules::annotate(&article, codebook).claims;
        let claim = claims
            .iter()
            .filter(|claim| claim.spans.iter().any(|span| span.text.contains(words)))
            .min_by_key(|claim| claim.extent().len());
        let mut stances = claim.into_iter().flat_map(|claim| claim.stances.iter().flatten());
        let stance = stances.find(|stance| stance.target == target);
        let given = StanceLabel::coded_name(stance.map(|stance| stance.label));
        if given != expected {
            let rule = stance.and_then(|stance| stance.rule.as_deref()).unwrap_or("-");
            wrong.push(format!("{text}\n    {words}: {given} by {rule}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A page that names a target once and is about something else: far behind it, nothing is said of the target.
#[test]
fn an_article_about_something_else_keeps_no_target_under_discussion() {
    let filler =
        "The crew cleaned the harbour pumps, painted both cranes and counted the ropes in the long shed. ";
    let text = format!(
        "A poster of the tram line hung in the shed.\n\n{}\n\nThis is a disgrace, said Dan Vale. Nobody should support it.\n",
        filler.repeat(80)
    );
    let codebook = Codebook::embedded("housing-transport").expect("a codebook that comes with propos");
    let mut document = Document::new("harbour", text.as_str());
    "en".clone_into(&mut document.lang);
    let annotation = propos_annotate_rules::annotate(&Article::segment(document), &codebook);
    let sides: Vec<_> = annotation
        .claims
        .iter()
        .flat_map(|claim| claim.stances.iter().flatten())
        .filter(|stance| matches!(stance.label, StanceLabel::Favor | StanceLabel::Against))
        .collect();
    assert!(sides.is_empty(), "{sides:?}");
}
