//! Stances of sentences, and what must hold whatever the text.

use std::sync::LazyLock;

use propos_annotate::{Annotation, Article};
use propos_codebook::Codebook;
use propos_schema::{
    Claim, ClaimKind, Document, Resolution, Sentence, Speaker, StanceLabel, TextSpan, Verifiability,
};

use super::label;

/// The form is described in the file.
const CASES: &str = include_str!("../../tests/stances.txt");

/// How many cases may be wrong: sentences that the rules are known not to read.
const N_KNOWN_WRONG: usize = 4;

fn claim(text: &str, speaker: &str) -> Claim {
    let mut claim = Claim::new(
        "case",
        ClaimKind::Indirect,
        vec![TextSpan::new(text, 0..text.len()).unwrap()],
    );
    claim.id = "1".to_owned();
    claim.sentence = Sentence::new(0, text, 0..text.len()).unwrap();
    if speaker != "author" {
        claim.speaker = Speaker::named(speaker, None, Resolution::Explicit);
    }
    claim
}

fn labelled(text: &str, lang: &str, speaker: &str, codebook: &Codebook) -> Claim {
    let article = Article::segment(Document::new("case", text).with_lang(lang));
    let mut annotation = Annotation::new("rules");
    annotation.claims.push(claim(text, speaker));
    label(&article, codebook, annotation).claims.remove(0)
}

#[test]
fn stances_follow_statement_negation_and_holder() {
    let mut codebook = Codebook::default_codebook();
    let mut lang = "fr";
    let mut wrong = Vec::new();
    let mut n_cases = 0;
    for line in CASES
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        if let Some(group) = line.strip_prefix('@') {
            let (id, code) = group.split_once(' ').unwrap();
            codebook = Codebook::embedded(id).unwrap();
            lang = code;
            continue;
        }
        n_cases += 1;
        let parts: Vec<&str> = line.split(" | ").collect();
        let [expected, who, target, text] = parts[..] else {
            panic!("{line}")
        };
        let (speaker, actor) = who
            .split_once(" > ")
            .map_or((who, None), |(speaker, actor)| (speaker, Some(actor)));
        let claim = labelled(text, lang, speaker, &codebook);
        let stance = claim
            .stances
            .iter()
            .flatten()
            .find(|stance| stance.target == target);
        let actual = StanceLabel::coded_name(stance.map(|stance| stance.label));
        let holder = stance.and_then(|stance| stance.holder.name.clone());
        let holder_is_right = stance.is_none_or(|stance| match actor {
            Some(actor) => {
                stance.holder.role.as_str() == "actor"
                    && holder
                        .as_deref()
                        .is_some_and(|name| name.contains(actor.trim_start_matches("la ")))
            }
            None => stance.holder.role.as_str() == "speaker",
        });
        if actual != expected || !holder_is_right {
            let evidence: Vec<&str> = stance
                .iter()
                .flat_map(|stance| &stance.evidence)
                .map(|span| span.text.as_str())
                .collect();
            wrong.push(format!(
                "{target}: {text}\n    expected {expected}, found {actual} by {holder:?}, for {evidence:?}"
            ));
        }
    }
    assert!(n_cases >= 160, "only {n_cases} cases were read");
    assert!(
        wrong.len() <= N_KNOWN_WRONG,
        "{} of {n_cases} cases:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// A document of claims, one a line, all by the same speaker.
fn labelled_lines(lines: &[&str], lang: &str, codebook: &Codebook) -> Vec<Claim> {
    let text = lines.join("\n");
    let article = Article::segment(Document::new("case", text.as_str()).with_lang(lang));
    let mut annotation = Annotation::new("rules");
    let mut start = 0;
    for line in lines {
        let span = TextSpan::new(&text, start..start + line.len()).unwrap();
        let mut claim = Claim::new("case", ClaimKind::Direct, vec![span]);
        claim.id = start.to_string();
        claim.sentence = Sentence::new(0, &text, start..start + line.len()).unwrap();
        claim.speaker = Speaker::named("Jane Roe", None, Resolution::Explicit);
        annotation.claims.push(claim);
        start += line.len() + 1;
    }
    label(&article, codebook, annotation).claims
}

/// The form is described in the file.
const ARTICLES: &str = include_str!("../../tests/discourse.txt");

/// The claims of an article, each by its own speaker, labelled together.
fn labelled_article(lines: &[(&str, &str)], lang: &str, codebook: &Codebook) -> Vec<Claim> {
    let texts: Vec<&str> = lines.iter().map(|(_, text)| *text).collect();
    let text = texts.join("\n");
    let article = Article::segment(Document::new("case", text.as_str()).with_lang(lang));
    let mut annotation = Annotation::new("rules");
    let mut start = 0;
    for (speaker, line) in lines {
        let span = TextSpan::new(&text, start..start + line.len()).unwrap();
        let kind = if *speaker == "author" {
            ClaimKind::Author
        } else {
            ClaimKind::Direct
        };
        let mut claim = Claim::new("case", kind, vec![span]);
        claim.id = start.to_string();
        claim.sentence = Sentence::new(0, &text, start..start + line.len()).unwrap();
        if kind == ClaimKind::Direct {
            claim.speaker = Speaker::named(*speaker, None, Resolution::Explicit);
        }
        annotation.claims.push(claim);
        start += line.len() + 1;
    }
    label(&article, codebook, annotation).claims
}

#[test]
fn a_speaker_keeps_a_side_and_a_claim_is_about_what_is_under_discussion() {
    let mut wrong = Vec::new();
    let mut n_claims = 0;
    for article in ARTICLES.split("\n@").skip(1) {
        let (head, body) = article.split_once('\n').unwrap();
        let [id, lang, target] = head.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{head}")
        };
        let codebook = Codebook::embedded(id).unwrap();
        let mut labels = Vec::new();
        let mut lines = Vec::new();
        for line in body
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            let [label, speaker, text] = line.split(" | ").collect::<Vec<_>>()[..] else {
                panic!("{line}")
            };
            labels.push(label);
            lines.push((speaker, text));
        }
        let claims = labelled_article(&lines, lang, &codebook);
        n_claims += claims.len();
        for ((claim, expected), (speaker, text)) in claims.iter().zip(labels).zip(lines) {
            let stance = claim
                .stances
                .iter()
                .flatten()
                .find(|stance| stance.target == target);
            let actual = StanceLabel::coded_name(stance.map(|stance| stance.label));
            if actual != expected {
                wrong.push(format!(
                    "{target}: {speaker}: {text}: expected {expected}, found {actual}"
                ));
            }
        }
    }
    assert!(n_claims >= 30, "only {n_claims} claims were read");
    assert!(
        wrong.is_empty(),
        "{} of {n_claims}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Claims that stand in a text, each by its own speaker, labelled together.
fn labelled_in(text: &str, quotes: &[&str], lang: &str, codebook: &Codebook) -> Vec<Claim> {
    let article = Article::segment(Document::new("case", text).with_lang(lang));
    let mut annotation = Annotation::new("rules");
    for quote in quotes {
        let start = text.find(quote).unwrap();
        let span = TextSpan::new(text, start..start + quote.len()).unwrap();
        let mut claim = Claim::new("case", ClaimKind::Direct, vec![span.clone()]);
        claim.id = start.to_string();
        claim.sentence = Sentence::new(0, text, span.range()).unwrap();
        claim.speaker = Speaker::named(format!("Speaker {start}"), None, Resolution::Explicit);
        annotation.claims.push(claim);
    }
    label(&article, codebook, annotation).claims
}

#[test]
fn a_claim_that_names_no_topic_has_that_of_its_paragraph() {
    let codebook = Codebook::embedded("housing-transport").unwrap();
    let english = "Planners allowed six storeys on the old depot. Nobody had asked the neighbours, said Ann Roe.\n\n\
                   Then the panel turned to tickets and the subsidy for fares. It would be paid back within ten years, the clerk said. \
                   That was optimistic, said Bob Lee.";
    let french = "Le maire a signé le permis de construire de la friche. On ne l'a pas prévenue, dit Anne.\n\n\
                  Puis on a parlé des tickets et de la subvention. Ce serait amorti en dix ans, a dit le greffier. \
                  C'était optimiste, a répondu Luc.";
    for (lang, text, quotes) in [
        (
            "en",
            english,
            [
                "Nobody had asked the neighbours",
                "It would be paid back within ten years",
                "That was optimistic",
            ],
        ),
        (
            "fr",
            french,
            [
                "On ne l'a pas prévenue",
                "Ce serait amorti en dix ans",
                "C'était optimiste",
            ],
        ),
    ] {
        let claims = labelled_in(text, &quotes, lang, &codebook);
        let topics = primary_topics(&claims);
        assert_eq!(
            topics,
            ["housing_supply", "fares_funding", "fares_funding"],
            "{lang}"
        );
    }
}

fn primary_topics(claims: &[Claim]) -> Vec<&str> {
    let topics = claims.iter().map(|claim| claim.primary_topic().unwrap());
    topics.map(|topic| topic.id.as_str()).collect()
}

#[test]
fn an_answer_has_the_topic_of_its_question_and_a_paragraph_that_of_its_heading() {
    let codebook = Codebook::embedded("housing-transport").unwrap();
    for (lang, text, quotes) in [
        (
            "en",
            "Six storeys on the old depot were allowed. Nobody minded, said Ann Roe.\n\n\
             Will tickets and fares rise with the subsidy gone?\n\nOnly a little, said Bob Lee.\n\n\
             Cycle lanes\n\nThey will come later, said Cy Orr.",
            ["Nobody minded", "Only a little", "They will come later"],
        ),
        (
            "fr",
            "Le permis de construire de la friche est signé. Personne ne s'en plaint, dit Anne.\n\n\
             Les tickets et les tarifs vont-ils augmenter sans subvention ?\n\nÀ peine, répond Luc.\n\n\
             Pistes cyclables\n\nElles viendront plus tard, dit Jean.",
            ["Personne ne s'en plaint", "À peine", "Elles viendront plus tard"],
        ),
    ] {
        let claims = labelled_in(text, &quotes, lang, &codebook);
        let topics = primary_topics(&claims);
        assert_eq!(
            topics,
            ["housing_supply", "fares_funding", "cycling_walking"],
            "{lang}"
        );
    }
}

#[test]
fn a_keyword_of_another_topic_outweighs_a_target_discussed_before() {
    let codebook = Codebook::default_codebook();
    let text = "The export controls were renewed in June. They cover forty countries, said Ann Roe.\n\n\
                The company's shares fell, said Bob Lee.";
    let quotes = ["They cover forty countries", "The company's shares fell"];
    let claims = labelled_in(text, &quotes, "en", &codebook);
    assert_eq!(claims[0].primary_topic().unwrap().id, "export_controls");
    assert_eq!(claims[1].primary_topic().unwrap().id, "investment");
}

#[test]
fn what_somebody_says_where_a_target_is_discussed_concerns_it_unless_it_is_of_another_topic() {
    let codebook = Codebook::default_codebook();
    let text = "The export controls were renewed in June. Nobody was surprised, said Ann Roe.\n\n\
                The company's shares fell, said Bob Lee.";
    let quotes = ["Nobody was surprised", "The company's shares fell"];
    let claims = labelled_in(text, &quotes, "en", &codebook);
    let labels = |claim: &Claim| {
        claim
            .stances
            .iter()
            .flatten()
            .map(|stance| stance.label)
            .collect::<Vec<_>>()
    };
    assert_eq!(labels(&claims[0]), [StanceLabel::Neutral]);
    assert_eq!(labels(&claims[1]), []);
}

#[test]
fn the_only_target_of_a_topic_is_discussed_where_the_topic_is_in_an_article_about_the_codebook() {
    let mut codebook = Codebook::default_codebook();
    for target in &mut codebook.targets {
        // One that no article names.
        target.keywords = propos_codebook::LocalizedList::default();
        target.context = propos_codebook::LocalizedList::default();
    }
    let about = "Chips, processors and foundries matter less than talent, said the investor. Visas and researchers do, \
                 and so do venture capital, valuation and data centres.\n\n\
                 The weights can be downloaded under an open license. Nobody has to ask, said Ann Roe.";
    let other = "The bakers met on Monday in the old hall by the river, as they do each spring.\n\n\
                 The weights can be downloaded under an open license. Nobody has to ask, said Ann Roe.";
    for (text, expected) in [(about, vec!["t_us_open_source"]), (other, vec![])] {
        let claims = labelled_in(text, &["Nobody has to ask"], "en", &codebook);
        assert_eq!(claims[0].primary_topic().unwrap().id, "open_source");
        let targets: Vec<&str> = claims[0]
            .stances
            .iter()
            .flatten()
            .map(|stance| stance.target.as_str())
            .collect();
        assert_eq!(targets, expected, "{text}");
    }
}

#[test]
fn a_target_spoken_of_before_is_taken_up_by_a_noun() {
    let codebook = Codebook::default_codebook();
    let claims = labelled_lines(
        &[
            "export controls cover forty countries",
            "the rules must be tightened",
        ],
        "en",
        &codebook,
    );
    let stance = claims[1].stances.as_ref().unwrap().first().unwrap();
    assert_eq!(stance.target, "t_export_controls");
    assert_eq!(stance.label, StanceLabel::Favor);
    let apart = labelled_lines(&["the rules must be tightened"], "en", &codebook);
    assert_eq!(apart[0].stances, Some(Vec::new()));
}

#[test]
fn what_nobody_said_has_no_side() {
    let codebook = Codebook::default_codebook();
    let text = "il faut lever les contrôles à l'exportation de puces";
    let article = Article::segment(Document::new("case", text).with_lang("fr"));
    let mut annotation = Annotation::new("rules");
    let mut unsaid = claim(text, "le ministre");
    unsaid.attribution_negated = true;
    annotation.claims.push(unsaid);
    let claims = label(&article, &codebook, annotation).claims;
    assert_eq!(claims[0].stances.as_ref().unwrap()[0].label, StanceLabel::Neutral);
}

#[test]
fn a_topic_is_primary_and_the_fallback_stands_where_nothing_speaks() {
    let codebook = Codebook::default_codebook();
    let chips = labelled(
        "la puissance de calcul des puces dépend de la fonderie",
        "fr",
        "author",
        &codebook,
    );
    assert_eq!(chips.primary_topic().unwrap().id, "compute_hardware");
    let nothing = labelled("il pleut sur la ville", "fr", "author", &codebook);
    assert_eq!(nothing.topics.len(), 1);
    assert_eq!(nothing.primary_topic().unwrap().id, codebook.topic_fallback);
}

#[test]
fn an_unknown_language_has_the_fallback_topic_and_no_stance() {
    let claim = labelled(
        "регуляция и DeepSeek",
        "und",
        "author",
        &Codebook::default_codebook(),
    );
    assert_eq!(claim.primary_topic().unwrap().id, "other");
    assert_eq!(claim.stances, Some(Vec::new()));
}

#[test]
fn verifiability_follows_the_form_of_the_claim() {
    let codebook = Codebook::default_codebook();
    for (lang, text, expected) in [
        (
            "fr",
            "la ville a compté 4 200 meublés de tourisme",
            Verifiability::Factual,
        ),
        ("fr", "le gouvernement doit agir", Verifiability::Directive),
        (
            "fr",
            "le procès doit s'ouvrir lundi à Lyon",
            Verifiability::Prediction,
        ),
        (
            "fr",
            "la ligne ouvrira demain et le trafic sera doublé",
            Verifiability::Prediction,
        ),
        ("fr", "c'est une mesure absurde", Verifiability::Opinion),
        ("fr", "qui paiera la note ?", Verifiability::NotVerifiable),
        ("en", "the council counted 2,310 lets", Verifiability::Factual),
        ("en", "the council should act", Verifiability::Directive),
        ("en", "the roof needs £4m of repairs", Verifiability::Factual),
        ("en", "the roof needs to be repaired", Verifiability::Directive),
        ("en", "we need a roof", Verifiability::Directive),
        (
            "fr",
            "le toit a besoin de 4 millions de travaux",
            Verifiability::Factual,
        ),
        ("fr", "le toit a besoin d'être refait", Verifiability::Directive),
        ("en", "the line will open in 2029", Verifiability::Prediction),
        ("en", "it is a ridiculous plan", Verifiability::Opinion),
        ("en", "who will pay?", Verifiability::NotVerifiable),
        // One hint is none, two are a sign.
        ("en", "we moved here", Verifiability::Factual),
        ("en", "ours is the largest park", Verifiability::Opinion),
    ] {
        assert_eq!(
            labelled(text, lang, "author", &codebook).verifiability,
            expected,
            "{text}"
        );
    }
}

#[test]
fn a_figure_with_a_cause_by_someone_named_deserves_a_check_and_a_hedge_lowers_it() {
    let codebook = Codebook::default_codebook();
    let text = "prices rose by 12 per cent because of the ban";
    let article = Article::segment(Document::new("case", text).with_lang("en"));
    let mut annotation = Annotation::new("rules");
    let mut plain = claim(text, "Jane Roe");
    plain.figures = crate::figures::find(text, 0..text.len(), propos_segment::Lang::En);
    let mut hedged = plain.clone();
    hedged.id = "2".to_owned();
    hedged.hedged = true;
    annotation.claims.extend([plain, hedged]);
    let claims = label(&article, &codebook, annotation).claims;
    let (plain, hedged) = (&claims[0].check_worthiness, &claims[1].check_worthiness);
    assert_eq!(
        plain.reasons,
        ["figure", "causal_claim", "past_event", "named_speaker"]
    );
    assert!(plain.score > hedged.score);
    assert!(hedged.reasons.contains(&"hedged".to_owned()));
}

/// The shipped codebooks, read once.
static CODEBOOKS: LazyLock<Vec<Codebook>> =
    LazyLock::new(|| Codebook::embedded_ids().filter_map(Codebook::embedded).collect());

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(128))]
    #[test]
    fn any_text_is_labelled_within_bounds(text in "[ -~éàç’«»\\-–0-9\u{301}\u{a0}\n]{0,120}|\\PC{0,60}", from in 0usize..40, length in 0usize..80, lang in 0usize..4) {
        let lang = ["fr", "en", "de", "und"][lang];
        let at = |byte: usize| (byte.min(text.len())..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap();
        let span = TextSpan::new(&text, at(from)..at(from + length)).unwrap();
        for codebook in CODEBOOKS.iter() {
            let article = Article::segment(Document::new("case", text.as_str()).with_lang(lang));
            let mut annotation = Annotation::new("rules");
            let mut claim = Claim::new("case", ClaimKind::Direct, vec![span.clone()]);
            claim.id = "1".to_owned();
            claim.figures = crate::figures::find(&text, span.range(), lang.parse::<propos_segment::Lang>().ok());
            annotation.claims.push(claim);
            let labelled = label(&article, codebook, annotation);
            let claim = &labelled.claims[0];
            // The sentence is the extraction's part.
            let violations: Vec<String> = claim.check(&text).iter().map(ToString::to_string).filter(|violation| !violation.contains("sentence") && !violation.contains("the quote is empty")).collect();
            proptest::prop_assert!(violations.is_empty(), "{violations:?}");
            proptest::prop_assert!(claim.topics.iter().all(|topic| codebook.topic(&topic.id).is_some()));
            proptest::prop_assert!(claim.topics.len() <= 1 + codebook.max_secondary_topics);
            proptest::prop_assert!(crate::figures::conflicts(&labelled.claims).is_empty());
        }
    }
}

#[test]
fn another_codebook_sorts_sentences_into_its_topics() {
    let file = include_str!("../../tests/codebooks/seven-topics.toml");
    let codebook = Codebook::parse("seven-topics.toml", file).unwrap();
    for (lang, text, expected) in [
        (
            "fr",
            "Le télescope a photographié une galaxie lointaine.",
            "science_technology",
        ),
        ("fr", "Réservez l'hôtel et le billet d'avion ensemble.", "travel"),
        (
            "fr",
            "Le parlement a adopté le projet de loi du ministre.",
            "politics",
        ),
        (
            "fr",
            "Le gardien a sauvé le match à la dernière minute.",
            "sports",
        ),
        ("fr", "Le vaccin protège contre cette infection.", "health"),
        ("fr", "L'actrice a reçu un Oscar pour ce film.", "entertainment"),
        (
            "fr",
            "Le fleuve se jette dans l'océan par un vaste delta.",
            "geography",
        ),
        (
            "en",
            "The telescope photographed a distant galaxy.",
            "science_technology",
        ),
        ("en", "Book the hotel and the cruise together.", "travel"),
        ("en", "Parliament passed the minister's motion.", "politics"),
        (
            "en",
            "The goalkeeper saved the match at the last minute.",
            "sports",
        ),
        ("en", "The vaccine protects against this infection.", "health"),
        ("en", "The actress won an Oscar for the film.", "entertainment"),
        ("en", "The river meets the ocean in a wide delta.", "geography"),
    ] {
        let claim = labelled(text, lang, "author", &codebook);
        assert_eq!(claim.primary_topic().unwrap().id, expected, "{text}");
    }
}

#[test]
fn a_stem_has_no_more_letters_than_its_word() {
    for language in crate::languages::LANGUAGES {
        let normaliser = super::normal::Normaliser::new(language.lang.code());
        let files = [language.label, language.words, language.common_verbs];
        let words = files
            .iter()
            .flat_map(|file| file.split(|letter: char| !letter.is_alphabetic()));
        for word in words.filter(|word| !word.is_empty()) {
            let (stem, folded) = (normaliser.stem(word), super::normal::folded(word));
            assert!(
                stem.chars().count() <= folded.chars().count(),
                "{word} has the stem {stem}"
            );
        }
    }
}

#[test]
fn stems_of_the_build_are_those_of_the_stemmer() {
    for language in crate::languages::LANGUAGES {
        let normaliser = super::normal::Normaliser::new(language.lang.code());
        assert!(language.stems.lines().count() > 1_000);
        for line in language.stems.lines() {
            let [word, folded, stem] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("{line}");
            };
            let or_word = |form: &'static str| if form.is_empty() { word } else { form };
            assert_eq!(or_word(folded), super::normal::folded(word));
            assert_eq!(or_word(stem), normaliser.stem(word));
        }
    }
}

#[test]
fn what_an_article_begins_with_is_discussed_where_nothing_else_is() {
    let codebook = Codebook::embedded("housing-transport").unwrap();
    let text = "Rent cap splits the town\n\nThe council wants to cap rents for three years.\n\n\
                The hall was full on Monday, and a band played until nine. Not everybody stayed to the end of it, \
                and outside in the rain some went on talking about their families and about the weather.\n\n\
                The opposition leader, Neil Crane, voted against.";
    let claims = labelled_in(
        text,
        &["The opposition leader, Neil Crane, voted against"],
        "en",
        &codebook,
    );
    let stances = claims[0].stances.as_deref().unwrap_or_default();
    assert_eq!(stances.len(), 1);
    assert_eq!(stances[0].target, "t_rent_control");
    // *according to* is no accord.
    let codebook = Codebook::default_codebook();
    let text = "They stood outside according to age, said Ann Roe.";
    let claims = labelled_in(text, &["They stood outside according to age"], "en", &codebook);
    assert_eq!(claims[0].stances.as_deref().unwrap_or_default(), []);
}

#[test]
fn the_words_that_decide_are_shown_whole() {
    let codebook = Codebook::embedded("housing-transport").unwrap();
    for (lang, text, expected) in [
        (
            "fr",
            "Cette ligne de tramway est une atteinte à nos droits",
            "une atteinte",
        ),
        ("fr", "Il faut s'opposer à la ligne de tramway", "s'opposer"),
    ] {
        let claim = labelled(text, lang, "Paule Grant", &codebook);
        let stances = claim.stances.iter().flatten();
        let evidence: Vec<&str> = stances
            .flat_map(|stance| &stance.evidence)
            .map(|span| span.text.as_str())
            .collect();
        assert!(
            evidence.iter().any(|words| words.contains(expected)),
            "{evidence:?}"
        );
    }
}

#[test]
fn a_word_of_many_meanings_is_borne_out_by_others() {
    let codebook = Codebook::embedded("us-china-ai").unwrap();
    let lines = [("Ann Lee", "the bill on drones will be read again in March")];
    let alone = labelled_article(&lines, "en", &codebook);
    assert_eq!(alone[0].primary_topic().unwrap().id, "safety_risk");
    let lines = [
        ("Ann Lee", "training costs fell with the token price"),
        ("Ann Lee", "the bill for inference was halved"),
    ];
    let others = labelled_article(&lines, "en", &codebook);
    assert_eq!(others[1].primary_topic().unwrap().id, "model_economics");
}
