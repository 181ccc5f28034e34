//! The codebooks that come with the program are good, and nothing is built for one of them alone.

use propos_codebook::{Codebook, starter};
use propos_schema::{ClaimKind, StanceLabel, Verifiability};

fn shipped() -> Vec<Codebook> {
    Codebook::embedded_ids().filter_map(Codebook::embedded).collect()
}

#[test]
fn every_shipped_codebook_is_without_mistakes_and_bears_its_id() {
    for id in Codebook::embedded_ids() {
        let source = Codebook::embedded_source(id).unwrap();
        let codebook = Codebook::parse(id, source).unwrap_or_else(|errors| panic!("{errors}"));
        assert_eq!(codebook.id, id);
        assert_eq!(Codebook::embedded(id).unwrap().sha256(), codebook.sha256());
    }
    assert!(Codebook::embedded("no-such-codebook").is_none());
}

#[test]
fn the_default_is_the_first_and_another_one_is_there() {
    let ids: Vec<&str> = Codebook::embedded_ids().collect();
    assert_eq!(ids, ["us-china-ai", "housing-transport"]);
    assert_eq!(Codebook::default_codebook().id, ids[0]);
}

#[test]
fn shipped_codebooks_speak_their_languages_throughout() {
    for codebook in shipped() {
        assert_eq!(codebook.languages, ["fr", "en"]);
        for warning in codebook.warnings() {
            assert!(
                !warning.message.contains(" no "),
                "{}: line {}: {warning}",
                codebook.id,
                warning.line
            );
        }
        for language in &codebook.languages {
            for label in [
                Some(StanceLabel::Favor),
                Some(StanceLabel::Against),
                Some(StanceLabel::Neutral),
                None,
            ] {
                assert!(!codebook.stance.definition(language, label).is_empty());
            }
            assert!(!codebook.stance.rules.get(language).is_empty());
        }
    }
}

#[test]
fn everything_in_a_file_arrives_in_the_codebook() {
    let text = starter("trial", "en").unwrap();
    let codebook = Codebook::parse("trial.toml", &text).unwrap();
    assert_eq!((&*codebook.version, &*codebook.unit), ("0.1.0", "claim"));
    assert_eq!(codebook.license.as_deref(), Some("CC0-1.0"));
    assert_eq!(codebook.title.get("en"), Some("School meals"));
    assert!(codebook.instructions.get("en").unwrap().starts_with("You code"));
    assert!(codebook.output_reminder.get("en").unwrap().starts_with("Answer"));
    assert_eq!(
        (&*codebook.topic_fallback, codebook.max_secondary_topics),
        ("other", 2)
    );
    assert_eq!(
        codebook.stance.definition("en", None),
        "The claim does not concern the target."
    );
    assert_eq!(codebook.stance.rules.get("en").len(), 2);

    let topic = codebook.topic("cost").unwrap();
    assert_eq!(topic.name.get("en"), Some("Cost"));
    assert!(topic.definition.get("en").unwrap().starts_with("What meals cost"));
    assert!(topic.clarification.get("en").unwrap().starts_with("Includes"));
    assert!(
        topic
            .negative_clarification
            .get("en")
            .unwrap()
            .starts_with("Does not")
    );
    assert_eq!(topic.keywords.get("en")[..2], ["price", "cost"]);
    assert_eq!(topic.anchors["iptc"], ["medtop:05000000"]);
    let positive = topic.positive.as_ref().unwrap();
    assert_eq!(
        (&*positive.text, positive.why.as_deref()),
        ("A meal costs the town seven euros.", Some("names the price"))
    );
    let negative = topic.negative.as_ref().unwrap();
    assert_eq!(
        (negative.code_as.as_deref(), negative.source.as_deref()),
        (Some("staff"), Some("constructed"))
    );

    let target = codebook.target("t_free_meals").unwrap();
    assert_eq!(
        target.statement.get("en"),
        Some("School meals should be free for every pupil.")
    );
    assert_eq!(target.name.get("en"), Some("Free school meals"));
    assert!(target.definition.get("en").unwrap().starts_with("Position on"));
    assert_eq!(target.topics, ["cost"]);
    assert_eq!(target.keywords.get("en")[0], "free meals");
    assert_eq!(target.cues.favor.get("en")[0], "should be free");
    assert_eq!(target.cues.against.get("en")[0], "too expensive");
    let labels: Vec<Option<StanceLabel>> = target.examples.iter().map(|example| example.label).collect();
    assert_eq!(
        labels,
        [
            Some(StanceLabel::Favor),
            Some(StanceLabel::Against),
            Some(StanceLabel::Neutral),
            None
        ]
    );
    let example = &target.examples[0];
    assert_eq!(
        (example.speaker.as_deref(), example.why.as_deref()),
        (Some("a mayor"), Some("demands it"))
    );

    let actor = codebook.actor("education_ministry").unwrap();
    assert_eq!(
        (actor.name.get("en"), actor.kind.as_str()),
        (Some("Ministry of Education"), "government")
    );
    assert_eq!(actor.aliases.get("en").len(), 3);

    let [passage] = codebook.passages.as_slice() else {
        panic!("{} passages", codebook.passages.len())
    };
    assert_eq!(
        (&*passage.lang, passage.source.as_deref(), passage.claims.len()),
        ("en", Some("constructed"), 3)
    );
    let claim = &passage.claims[2];
    assert!(passage.text.contains(&claim.quote));
    assert_eq!(
        (claim.kind, claim.verifiability),
        (ClaimKind::Indirect, Verifiability::Prediction)
    );
    assert_eq!(
        [&claim.speaker, &claim.cue, &claim.hedge, &claim.name].map(Option::as_deref),
        [Some("her deputy"), Some("According to"), Some("may"), None]
    );
    assert!(!claim.negated);
}

#[test]
fn a_text_falls_back_to_english_and_then_to_any_language() {
    let codebook = Codebook::default_codebook();
    assert_eq!(codebook.title.get("de"), None);
    assert_eq!(codebook.title.get_or_any("de"), codebook.title.get("en").unwrap());
    let german = Codebook::parse("trial.toml", &starter("trial", "de").unwrap()).unwrap();
    assert_eq!(german.title.get_or_any("fr"), german.title.get("de").unwrap());
    assert!(german.topics[0].keywords.get("fr").is_empty());
}
