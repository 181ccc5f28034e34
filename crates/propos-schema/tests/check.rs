//! What `check` finds: one defect a case.
#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use propos_schema::{
    AnnotatedDocument, Claim, ClaimKind, Document, Figure, FigureKind, Holder, HolderRole, Link, LinkKind,
    Sentence, Speaker, Stance, StanceLabel, TextSpan, TopicLabel, Unit, UnitKind,
};

const TEXT: &str = "Il a dit que la pluie viendra. Elle doute.";

/// Two sound claims, the second inside the first.
fn sound() -> AnnotatedDocument {
    let mut annotated = AnnotatedDocument::new(Document::new("doc", TEXT));
    annotated.document.units = vec![
        Unit::new(0, 30, UnitKind::Sentence),
        Unit::new(31, 42, UnitKind::Sentence),
    ];
    annotated.provenance.targets_coded = vec!["t_rain".to_owned()];
    for (id, parent, quote) in [("1", None, "la pluie viendra"), ("2", Some("1"), "pluie")] {
        let span = TextSpan::find(TEXT, quote).expect("there");
        let mut claim = Claim::new("doc", ClaimKind::Indirect, vec![span]);
        claim.id = id.to_owned();
        claim.parent = parent.map(str::to_owned);
        claim.sentence = Sentence::new(0, TEXT, 0..30).expect("there");
        claim.topics = vec![TopicLabel::new("weather", true, 1.0)];
        claim.stances = Some(vec![Stance::new(
            "t_rain",
            StanceLabel::Favor,
            Holder::new(HolderRole::Speaker, None),
            0.5,
        )]);
        annotated.claims.push(claim);
    }
    annotated.assign_ids();
    annotated
}

#[test]
fn a_sound_record_passes() {
    assert_eq!(sound().check(), []);
}

#[test]
fn each_defect_is_named_without_the_text() {
    type Damage = fn(&mut AnnotatedDocument);
    let cases: &[(&str, Damage)] = &[
        ("a span does not slice", |a| a.claims[0].spans[0].start += 1),
        ("sentence does not slice", |a| a.claims[0].sentence.text.push('x')),
        ("its sentence is not unit 1", |a| a.claims[0].sentence.index = 1),
        ("quote differs", |a| a.claims[0].quote.push('x')),
        ("quote is empty", |a| a.claims[0].spans.clear()),
        ("overlap", |a| {
            let span = a.claims[0].spans[0].clone();
            a.claims[0].spans.push(span);
            a.claims[0].quote = Claim::join_quote(&a.claims[0].spans);
        }),
        ("score of a topic", |a| a.claims[0].topics[0].score = 1.5),
        ("score of confidence", |a| a.claims[0].confidence = Some(f64::NAN)),
        ("2 of 2 topics are primary", |a| {
            a.claims[0].topics.push(TopicLabel::new("other", true, 0.1));
        }),
        ("a figure does not slice", |a| {
            let span = TextSpan::find("x", "x").expect("there");
            a.claims[0].figures.push(Figure::new(span, FigureKind::Count));
        }),
        ("not finite", |a| {
            let mut figure = Figure::new(TextSpan::find(TEXT, "pluie").expect("there"), FigureKind::Count);
            figure.value = Some(f64::INFINITY);
            a.claims[0].figures.push(figure);
        }),
        ("author speaks and yet is mentioned", |a| {
            a.claims[0].speaker = Speaker::author();
            a.claims[0].speaker.mention = TextSpan::find(TEXT, "Il");
        }),
        ("missing or repeated", |a| a.claims[1].id = a.claims[0].id.clone()),
        ("parent does not exist", |a| {
            a.claims[1].parent = Some("c-0".to_owned());
        }),
        ("its own ancestor", |a| {
            a.claims[0].parent = Some(a.claims[1].id.clone());
        }),
        ("another document", |a| a.claims[0].document_id.push('x')),
        ("was not coded", |a| a.provenance.targets_coded.clear()),
        ("two stances of one holder", |a| {
            let stances = a.claims[0].stances.as_mut().expect("labelled");
            stances.push(stances[0].clone());
        }),
        ("named by a link", |a| {
            a.links
                .push(Link::new(LinkKind::FigureConflict, vec!["c-0".to_owned()], "…"));
        }),
        ("unit at byte 20", |a| a.document.units[1].start = 20),
    ];
    for (expected, damage) in cases {
        let mut annotated = sound();
        damage(&mut annotated);
        let messages: Vec<String> = annotated.check().iter().map(ToString::to_string).collect();
        assert!(
            messages.iter().any(|message| message.contains(expected)),
            "{expected}: {messages:?}"
        );
        assert!(
            !messages.concat().contains("pluie"),
            "no article text in {messages:?}"
        );
    }
}
