//! Claims that somebody else found are completed to what rules would have said of them.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use propos_annotate::{Annotation, Article, assemble};
use propos_annotate_rules::{assess, complete, extract};
use propos_codebook::Codebook;
use propos_schema::{
    Claim, ClaimKind, Conditional, Cue, Document, Holder, HolderRole, Resolution, Sentence, Speaker, Stance,
    StanceLabel, TextSpan, Verifiability,
};
use proptest::prelude::*;

/// A claim with what a model gives of it, and nothing else.
fn bare(claim: &Claim) -> Claim {
    let mut given = Claim::new(&claim.document_id, claim.kind, claim.spans.clone());
    given.id.clone_from(&claim.id);
    given.parent.clone_from(&claim.parent);
    given.sentence = claim.sentence.clone();
    if claim.kind != ClaimKind::Author {
        given.speaker = Speaker::unnamed(claim.speaker.resolution);
        given.speaker.mention.clone_from(&claim.speaker.mention);
        given.cue.clone_from(&claim.cue);
        if let Some(cue) = &mut given.cue {
            cue.lemma = None;
        }
    }
    given
}

/// How often a part of the claims is the same.
#[derive(Default)]
struct Share {
    n_same: usize,
    n_all: usize,
}

fn compare(rules: &Claim, completed: &Claim, shares: &mut BTreeMap<&'static str, Share>) {
    let mut note = |part: &'static str, is_same: bool| {
        let share = shares.entry(part).or_default();
        share.n_same += usize::from(is_same);
        share.n_all += 1;
    };
    note("figures", rules.figures == completed.figures);
    note(
        "modality",
        rules.modality == completed.modality && rules.hedged == completed.hedged,
    );
    note("conditional", rules.conditional == completed.conditional);
    if rules.cue.is_some() {
        note("cue", rules.cue == completed.cue);
        note(
            "negated",
            rules.attribution_negated == completed.attribution_negated,
        );
    }
    let (said, given) = (&rules.speaker, &completed.speaker);
    if said.mention.is_some() {
        note("mention", said.mention == given.mention);
        note("name", said.name == given.name);
        note("id", said.id == given.id);
        note("members", said.members == given.members);
        note("description", said.description == given.description);
        note("resolution", said.resolution == given.resolution);
    }
}

/// Rules know by the way they found a claim what cannot be read off it afterwards, such as who goes on speaking, so that not all
/// is the same.
#[test]
fn what_rules_found_is_completed_to_what_rules_said() {
    let codebook = Codebook::default_codebook();
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/articles");
    let mut shares = BTreeMap::new();
    for folder in std::fs::read_dir(root).unwrap() {
        let folder = folder.unwrap();
        let lang = folder.file_name().into_string().unwrap();
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "txt") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let article = Article::segment(Document::new("article", text).with_lang(&lang));
            let rules = extract(&article, &codebook);
            let mut given = Annotation::new("model");
            given.claims = rules.claims.iter().map(bare).collect();
            complete(&article, &codebook, &mut given);
            assert_eq!(given.links, rules.links, "{}", path.display());
            for (rules, completed) in rules.claims.iter().zip(&given.claims) {
                assert_eq!((&completed.rule, &completed.quote), (&None, &rules.quote));
                compare(rules, completed, &mut shares);
            }
        }
    }
    for (part, Share { n_same, n_all }) in shares {
        let least = match part {
            "figures" | "mention" | "members" => 100,
            "resolution" => 92,
            _ => 97,
        };
        assert!(n_all > 200, "{part}: {n_all}");
        assert!(n_same * 100 >= n_all * least, "{part}: {n_same} of {n_all}");
    }
}

fn completed(text: &str, claim: Claim) -> Claim {
    let article = Article::segment(Document::new("test", text).with_lang("fr"));
    let mut annotation = Annotation::new("model");
    annotation.claims.push(claim);
    complete(&article, &Codebook::default_codebook(), &mut annotation);
    annotation.claims.remove(0)
}

/// A claim of a text with a mention of its speaker and the name that a model gave for them.
fn given(text: &str, quote: &str, mention: &str, name: Option<&str>) -> Claim {
    let span = |part: &str| {
        let start = text.rfind(part).unwrap();
        TextSpan::new(text, start..start + part.len()).unwrap()
    };
    let mut claim = Claim::new("test", ClaimKind::Indirect, vec![span(quote)]);
    claim.speaker = Speaker::unnamed(Resolution::Explicit);
    claim.speaker.mention = Some(span(mention));
    claim.speaker.name = name.map(str::to_owned);
    claim
}

#[test]
fn a_name_is_brought_to_its_full_form_and_anothers_is_kept() {
    let text = "Jeanne Morel dirige l’agence et Paul Roux la ville. Selon Morel, le pont fermera.";
    let claim = completed(text, given(text, "le pont fermera", "Morel", Some("Morel")));
    assert_eq!(claim.speaker.name.as_deref(), Some("Jeanne Morel"));
    assert_eq!(claim.speaker.resolution, Resolution::Coreference);

    // Whom a pronoun means is the model's to say; the name is the article's.
    let text = "Jeanne Morel dirige l’agence et Paul Roux la ville. Le pont fermera, dit-il.";
    let claim = completed(text, given(text, "Le pont fermera", "il", Some("Roux")));
    assert_eq!(claim.speaker.name.as_deref(), Some("Paul Roux"));
    assert_eq!(claim.speaker.resolution, Resolution::Pronoun);
    let unsaid = completed(text, given(text, "Le pont fermera", "il", None));
    assert_eq!(unsaid.speaker.name.as_deref(), Some("Paul Roux"));
}

#[test]
fn several_speakers_have_members_and_an_apposition_describes() {
    let text = "Jeanne Morel et Paul Roux disent que le pont fermera.";
    let claim = completed(
        text,
        given(text, "le pont fermera", "Jeanne Morel et Paul Roux", None),
    );
    let members: Vec<&str> = claim
        .speaker
        .members
        .iter()
        .map(|member| member.name.as_str())
        .collect();
    assert_eq!(members, ["Jeanne Morel", "Paul Roux"]);

    let text = "Paul Roux, maire de Fontenay, dit que le pont fermera.";
    let claim = completed(text, given(text, "le pont fermera", "Paul Roux", None));
    assert_eq!(claim.speaker.description.as_deref(), Some("maire de Fontenay"));
}

#[test]
fn a_hedge_that_was_given_stands_once() {
    let text = "Paul Roux dit que le pont pourrait fermer.";
    let mut claim = given(text, "le pont pourrait fermer", "Paul Roux", None);
    let start = text.find("pourrait").unwrap();
    claim
        .modality
        .extend(TextSpan::new(text, start..start + "pourrait".len()));
    let claim = completed(text, claim);
    assert_eq!(claim.modality.len(), 1);
    assert!(claim.hedged);
    assert_eq!(claim.conditional, Some(Conditional::Epistemic));
}

#[test]
fn a_language_without_rules_gets_its_figures() {
    let text = "Jan Novák řekl, že most stál 53 %.";
    let article = Article::segment(Document::new("test", text).with_lang("cs"));
    let mut annotation = Annotation::new("model");
    annotation
        .claims
        .push(given(text, "most stál 53 %", "Jan Novák", Some("Jan Novák")));
    complete(&article, &Codebook::default_codebook(), &mut annotation);
    let claim = &annotation.claims[0];
    assert_eq!(claim.figures.len(), 1);
    assert_eq!(claim.speaker.name.as_deref(), Some("Jan Novák"));
}

#[test]
fn what_deserves_a_check_goes_by_the_sides_that_a_claim_was_given() {
    let text = "Jeanne Morel a déclaré que le pont fermera en mars.";
    let article = Article::segment(Document::new("test", text).with_lang("fr"));
    let stance = |label| {
        let holder = Holder::new(HolderRole::Speaker, None);
        Some(vec![Stance::new("t_bridge", label, holder, 0.9)])
    };
    let sided = [
        (None, false),
        (stance(StanceLabel::Neutral), false),
        (stance(StanceLabel::Against), true),
    ];
    for (stances, takes_side) in sided {
        let mut claim = given(text, "le pont fermera en mars", "Jeanne Morel", None);
        claim.stances.clone_from(&stances);
        let mut claims = [claim];
        assess(&article, &Codebook::default_codebook(), &mut claims);
        let [claim] = claims;
        assert_eq!(claim.stances, stances);
        assert_eq!(claim.verifiability, Verifiability::Prediction);
        let reasons = &claim.check_worthiness.reasons;
        assert_eq!(
            reasons.iter().any(|reason| reason == "contested_topic"),
            takes_side
        );
    }
}

fn messy() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "« ",
        " »",
        "“",
        "”",
        "’",
        "l’",
        "é",
        "e\u{301}",
        "\u{a0}",
        "\u{200b}",
        "🎉",
        "中文",
        "12 %",
        ". ",
        ", ",
        " : ",
        "— ",
        "\n\n",
        "\0",
        "Selon ",
        "a dit ",
        "said ",
        "sagte ",
        "ne ",
        "pas ",
        "Ada Roy ",
        "Paul Roux et ",
        "il ",
        "they ",
        "la ministre ",
        "que ",
        "that ",
        "le pont ",
        "pourrait ",
        "fermer ",
        "should ",
    ]);
    prop::collection::vec(piece, 1..60).prop_map(|pieces| pieces.concat())
}

/// A stretch of a text, by two numbers.
fn span(text: &str, (from, length): (usize, usize)) -> Option<TextSpan> {
    let places: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let first = from % places.len();
    let last = (first + 1 + length).min(places.len() - 1);
    (first < last)
        .then(|| TextSpan::new(text, places[first]..places[last]))
        .flatten()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// Whatever is said of whatever text, what is added stands in it.
    #[test]
    fn claims_of_any_kind_about_any_text_stay_sound(
        text in messy(),
        lang in prop::sample::select(vec!["fr", "en", "de", "es", "it", "pt", "nl", "cs"]),
        given in prop::collection::vec((0_usize..4, any::<[(usize, usize); 4]>()), 0..8),
    ) {
        let article = Article::segment(Document::new("test", text.as_str()).with_lang(lang));
        let codebook = Codebook::default_codebook();
        let mut annotation = Annotation::new("model");
        for (kind, [quote, mention, cue, hedge]) in given {
            let at = |(from, length): (usize, usize)| span(&text, (from, length % 40));
            let Some(quote) = at(quote) else { continue };
            let kind = ClaimKind::ALL[kind];
            let mut claim = Claim::new("test", kind, vec![quote]);
            let units = &article.document().units;
            let index = units.partition_point(|unit| unit.end <= claim.spans[0].start).min(units.len().saturating_sub(1));
            let unit = units.get(index).map_or(0..0, |unit| unit.start..unit.end);
            claim.sentence = Sentence::new(index, &text, unit).unwrap_or_default();
            if kind != ClaimKind::Author {
                claim.speaker = Speaker::unnamed(Resolution::Explicit);
                claim.speaker.mention = at(mention);
                claim.speaker.name = at(mention).map(|span| span.text);
                claim.cue = at(cue).map(|span| Cue::new(span, None));
            }
            claim.modality.extend(at(hedge));
            claim.id = (annotation.claims.len() + 1).to_string();
            annotation.claims.push(claim);
        }
        let before = assemble(&article, &codebook, "model", annotation.clone());
        complete(&article, &codebook, &mut annotation);
        let after = assemble(&article, &codebook, "model", annotation);
        let sound = before.check().is_empty().then_some(before.claims.len());
        prop_assert_eq!(after.check(), []);
        prop_assert!(sound.is_none_or(|n_claims| after.claims.len() == n_claims), "{:?}", after.problems);
    }
}
