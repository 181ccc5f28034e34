//! One annotated article with every field and every hostile character.

use propos_schema::{
    AnnotatedDocument, CheckWorthiness, Claim, ClaimKind, CodebookRef, Conditional, Cue, Document, Figure,
    FigureKind, Grounding, Holder, HolderRole, Link, LinkKind, Member, Outcome, Problem, Resolution,
    Sentence, Severity, Speaker, Stance, StanceLabel, StructuredOutput, TextSpan, TopicLabel, Unit,
    Verifiability,
};
use serde_json::{Value, json};

use crate::sample_text::PIECES;

/// The sample article. It holds:
///
/// - every field of the record, set in one place and null or empty in another;
/// - claims of all four kinds: direct in two spans, direct across a line break, mixed, indirect within another
///   claim, author; one whose attribution is negated, one that was not labelled (`stances` null);
/// - stances of all three labels and both holder roles, two holders on one target, a coded target with none;
/// - emoji, combining marks, CRLF, NUL, right-to-left text with bidi controls, terminal escapes, tabs, HTML,
///   Markdown, beginnings of spreadsheet formulas, quotation marks and line breaks inside fields, a very long
///   word, zero-width and wide characters;
/// - metadata of every JSON type, a link, problems with and without a place.
///
/// It passes [`AnnotatedDocument::check`]. The same at every call; it may grow between versions.
pub fn sample() -> AnnotatedDocument {
    let (text, units) = text_and_units();
    let mut article = AnnotatedDocument::new(document(text, units));
    describe_provenance(&mut article);
    article.claims = claims(&article.document);
    article.links = vec![Link::new(
        LinkKind::FigureConflict,
        vec!["promise".to_owned(), "payment".to_owned()],
        "53 milliards d’euros | \"12,5\u{202f}%\": the same sum, two figures",
    )];
    article.problems = problems(article.document.text());
    article.outcome = Outcome::Partial;
    article.assign_ids();
    article
}

fn text_and_units() -> (String, Vec<Unit>) {
    let mut text = String::new();
    let mut units = Vec::new();
    for (piece, kind) in PIECES {
        let start = text.len();
        text.push_str(piece);
        if let Some(kind) = kind {
            units.push(Unit::new(start, text.len(), *kind));
        }
    }
    (text, units)
}

fn document(text: String, units: Vec<Unit>) -> Document {
    let mut document = Document::new("dossier/été 1|<x>.txt", text).with_lang("fr");
    document.title = Some("L’été | de l’*IA* <b>&\u{202e}\u{1b}[1m".to_owned());
    document.units = units;
    let metadata: [(&str, Value); 8] = [
        ("authors", json!(["Zoé", "=1+1", "a,b"])),
        ("date", json!("2025-03-07")),
        ("n_words", json!(112)),
        ("note", json!("deux\r\nlignes; \"citées\"\t| et \u{0}")),
        ("outlet", json!("@Le Journal")),
        ("paywall", json!(false)),
        ("place", json!({"city": "Paris", "lat": 48.85})),
        ("url", Value::Null),
    ];
    document.metadata = metadata
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect();
    document
}

fn describe_provenance(article: &mut AnnotatedDocument) {
    let provenance = &mut article.provenance;
    provenance.propos = "0.1.0".to_owned();
    provenance.annotator_requested = "compatible:sample-model".to_owned();
    provenance.annotator_used = "rules".to_owned();
    provenance.fallback_reason = Some("the server gave no answer".to_owned());
    provenance.model = Some("sample-model-1".to_owned());
    provenance.prompt_sha256 = Some("1".repeat(64));
    provenance.structured_output = Some(StructuredOutput::JsonSchema);
    provenance.codebook = CodebookRef::new("us-china-ai", "0.1.2", "0".repeat(64));
    provenance.targets_coded = ["t_act", "t_pay", "t_wait"].map(str::to_owned).to_vec();
}

fn claims(document: &Document) -> Vec<Claim> {
    vec![
        minister_speaks(document),
        minister_reports_a_promise(document),
        companies_promise(document),
        author_writes_a_formula(document),
        some_see_red(document),
        diplomat_writes(document),
        nobody_says(document),
        author_warns(document),
    ]
}

fn minister_speaks(document: &Document) -> Claim {
    let text = document.text();
    let spans = vec![
        find(text, "Le pays doit agir"),
        find(text, "et vite 👩\u{200d}👩\u{200d}👧 !"),
    ];
    let mut claim = claim_in(document, "minister", ClaimKind::Direct, spans);
    claim.speaker = Speaker::named(
        "Zoé Müller",
        Some(find(text, "la ministre Zoe\u{301} Müller")),
        Resolution::Explicit,
    );
    claim.speaker.id = Some("zoe_muller".to_owned());
    claim.speaker.description = Some("ministre | *numérique* <i>".to_owned());
    claim.cue = Some(Cue::new(find(text, "a déclaré"), Some("déclarer".to_owned())));
    claim.conditional = Some(Conditional::Deontic);
    claim.verifiability = Verifiability::Directive;
    claim.check_worthiness = CheckWorthiness::new(0.125, vec!["named_speaker".to_owned()]);
    claim.topics = vec![TopicLabel::new("regulation", true, 0.9)];
    let speaker = Holder::new(HolderRole::Speaker, claim.speaker.name.clone());
    let mut favor = Stance::new("t_act", StanceLabel::Favor, speaker.clone(), 0.876_54);
    favor.evidence = vec![find(text, "doit agir"), find(text, "et vite")];
    let against = Stance::new("t_wait", StanceLabel::Against, speaker, 0.6);
    claim.stances = Some(vec![favor, against]);
    claim
}

fn minister_reports_a_promise(document: &Document) -> Claim {
    let text = document.text();
    let span = find_through(text, "Tencent et 華為技術", "d’ici à cinq ans");
    let mut claim = claim_in(document, "promise", ClaimKind::Mixed, vec![span]);
    claim.speaker = Speaker::named("Zoé Müller", Some(find(text, "Elle")), Resolution::Pronoun);
    claim.speaker.id = Some("zoe_muller".to_owned());
    claim.cue = Some(Cue::new(find(text, "assure"), Some("assurer".to_owned())));
    claim.statement = Some("Tencent et 華為技術 ont promis 53 milliards d’euros.".to_owned());
    claim.hedged = true;
    claim.conditional = Some(Conditional::Hearsay);
    claim.modality = vec![find(text, "auraient")];
    claim.figures = figures(text);
    claim.check_worthiness =
        CheckWorthiness::new(0.756, vec!["figure".to_owned(), "named_speaker".to_owned()]);
    claim.topics = vec![
        TopicLabel::new("investment", true, 0.8),
        TopicLabel::new("state_industry", false, 0.41),
        TopicLabel::new("other", false, 0.1),
    ];
    let companies = Holder::new(HolderRole::Actor, Some("Tencent et 華為技術".to_owned()));
    let speaker = Holder::new(HolderRole::Speaker, claim.speaker.name.clone());
    let mut favor = Stance::new("t_pay", StanceLabel::Favor, companies, 0.7);
    favor.evidence = vec![find(text, "promis de verser")];
    let neutral = Stance::new("t_pay", StanceLabel::Neutral, speaker, 0.5);
    claim.stances = Some(vec![favor, neutral]);
    claim.grounding = Grounding::Normalized;
    claim.confidence = Some(0.5);
    claim.rule = Some("verb_that".to_owned());
    claim
}

fn figures(text: &str) -> Vec<Figure> {
    let read = |words: &str, kind: FigureKind, value: f64, unit: &str| {
        let mut figure = Figure::new(find(text, words), kind);
        figure.value = Some(value);
        figure.unit = Some(unit.to_owned());
        figure
    };
    vec![
        read("53\u{a0}milliards d’euros", FigureKind::Money, 53e9, "EUR"),
        read("12,5\u{202f}%", FigureKind::Percent, 12.5, "%"),
        Figure::new(find(text, "cinq ans"), FigureKind::Duration),
    ]
}

fn companies_promise(document: &Document) -> Claim {
    let text = document.text();
    let span = find_through(text, "verser 53", "d’ici à cinq ans");
    let mut claim = claim_in(document, "payment", ClaimKind::Indirect, vec![span]);
    claim.parent = Some("promise".to_owned());
    claim.speaker = Speaker::named(
        "Tencent et 華為技術",
        Some(find(text, "Tencent et 華為技術")),
        Resolution::Explicit,
    );
    claim.speaker.members = vec![
        Member::new(Some("tencent".to_owned()), "Tencent"),
        Member::new(None, "華為技術"),
    ];
    claim.cue = Some(Cue::new(
        find(text, "auraient promis"),
        Some("promettre".to_owned()),
    ));
    claim.figures = figures(text);
    claim.verifiability = Verifiability::Prediction;
    claim.topics = vec![TopicLabel::new("investment", true, 1.0)];
    claim.stances = Some(vec![Stance::new(
        "t_pay",
        StanceLabel::Favor,
        Holder::new(HolderRole::Speaker, claim.speaker.name.clone()),
        0.995,
    )]);
    claim
}

fn author_writes_a_formula(document: &Document) -> Claim {
    let span = find_through(document.text(), "=HYPERLINK", "@toi");
    let mut claim = claim_in(document, "formula", ClaimKind::Author, vec![span]);
    claim.verifiability = Verifiability::NotVerifiable;
    claim.stances = Some(Vec::new());
    claim
}

fn some_see_red(document: &Document) -> Claim {
    let text = document.text();
    let spans = vec![
        find(text, "\u{1b}[31mdu rouge\u{1b}[0m\u{7}"),
        find(text, "du noir\u{0} et \u{9b}du vide"),
    ];
    let mut claim = claim_in(document, "red", ClaimKind::Indirect, spans);
    claim.speaker = Speaker::unnamed(Resolution::Unspecified);
    claim.speaker.mention = Some(find(text, "certains"));
    claim.cue = Some(Cue::new(find(text, "y voient"), None));
    claim.verifiability = Verifiability::Opinion;
    claim.grounding = Grounding::Elided;
    claim.annotator = "compatible:sample-model".to_owned();
    claim
}

fn diplomat_writes(document: &Document) -> Claim {
    let text = document.text();
    let span = find_through(text, "שלום", "\"\"commerce\"\"");
    let mut claim = claim_in(document, "diplomat", ClaimKind::Direct, vec![span]);
    claim.speaker = Speaker::named(
        "\u{202b}דני כהן\u{202c}",
        Some(find(text, "Un diplomate")),
        Resolution::Coreference,
    );
    claim.cue = Some(Cue::new(find(text, "a écrit"), Some("écrire".to_owned())));
    claim.topics = vec![TopicLabel::new("diplomacy", true, 0.3)];
    claim.stances = Some(vec![Stance::new(
        "t_wait",
        StanceLabel::Neutral,
        Holder::new(HolderRole::Actor, None),
        0.25,
    )]);
    claim
}

fn nobody_says(document: &Document) -> Claim {
    let text = document.text();
    let span = find(text, "1 < 2");
    let mut claim = claim_in(document, "nobody", ClaimKind::Direct, vec![span]);
    claim.speaker = Speaker::unnamed(Resolution::Unspecified);
    claim.speaker.mention = Some(find(text, "personne"));
    claim.cue = Some(Cue::new(find(text, "n’a dit"), Some("dire".to_owned())));
    claim.attribution_negated = true;
    claim.stances = Some(Vec::new());
    claim
}

fn author_warns(document: &Document) -> Claim {
    let text = document.text();
    let span = find_through(text, "@risque", "rien n’est sûr");
    let mut claim = claim_in(document, "risk", ClaimKind::Author, vec![span]);
    claim.hedged = true;
    claim.modality = vec![find(text, "n’est sûr")];
    claim.grounding = Grounding::Ambiguous;
    claim.check_worthiness = CheckWorthiness::new(0.004, Vec::new());
    claim.stances = Some(vec![Stance::new(
        "t_wait",
        StanceLabel::Favor,
        Holder::new(HolderRole::Speaker, None),
        0.55,
    )]);
    claim
}

fn problems(text: &str) -> Vec<Problem> {
    let mut place = Problem::new(
        "control_character",
        Severity::Info,
        "the text holds control characters",
    );
    place.span = Some(find(text, "\u{1b}[31mdu rouge"));
    place.claims = vec!["red".to_owned()];
    let lost = Problem::new(
        "ungrounded_quote",
        Severity::Warning,
        "2 quotes are not in the text | <left out>",
    );
    let cut = Problem::new("answer_truncated", Severity::Error, "the answer ends in mid-list");
    vec![place, lost, cut]
}

/// A claim over `spans`, in the unit where they begin.
fn claim_in(document: &Document, working_id: &str, kind: ClaimKind, spans: Vec<TextSpan>) -> Claim {
    let mut claim = Claim::new(document.id.as_str(), kind, spans);
    let start = claim.extent().start;
    claim.id = working_id.to_owned();
    claim.annotator = "rules".to_owned();
    let found = document
        .units
        .iter()
        .enumerate()
        .find(|(_, unit)| (unit.start..unit.end).contains(&start));
    if let Some((index, unit)) = found {
        claim.sentence = Sentence::new(index, document.text(), unit.start..unit.end).unwrap_or_default();
    }
    claim
}

/// The first stretch of these words.
#[expect(
    clippy::expect_used,
    reason = "the sample's words are constants of this crate, and its tests look for every one"
)]
fn find(text: &str, words: &str) -> TextSpan {
    TextSpan::find(text, words).expect("the sample holds these words")
}

/// The stretch from the beginning of `first` to the end of the `last` after it.
fn find_through(text: &str, first: &str, last: &str) -> TextSpan {
    let start = find(text, first).start;
    let after = text.get(start..).unwrap_or_default();
    let end = start + find(after, last).end;
    TextSpan::new(text, start..end).unwrap_or_else(|| find(text, first))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use propos_schema::{OffsetUnit, Record, UnitKind};

    use super::*;

    #[test]
    fn sample_keeps_every_rule_of_the_record() {
        assert_eq!(sample().check(), []);
        assert_eq!(sample(), sample());
    }

    /// Every field's path with the JSON types that occur there.
    fn collect(path: &str, value: &Value, seen: &mut BTreeMap<String, BTreeSet<&'static str>>) {
        let kind = match value {
            Value::Null => "empty",
            Value::Array(items) if items.is_empty() => "empty",
            _ => "set",
        };
        seen.entry(path.to_owned()).or_default().insert(kind);
        match value {
            Value::Array(items) => items
                .iter()
                .for_each(|item| collect(&format!("{path}[]"), item, seen)),
            Value::Object(fields) => fields
                .iter()
                .for_each(|(key, field)| collect(&format!("{path}.{key}"), field, seen)),
            _ => {}
        }
    }

    #[test]
    fn every_field_is_set_somewhere_and_every_optional_one_empty_somewhere() {
        let record = Record::new(&sample(), OffsetUnit::Byte).unwrap();
        let mut seen = BTreeMap::new();
        collect("", &serde_json::to_value(record).unwrap(), &mut seen);
        for (path, kinds) in &seen {
            assert!(
                kinds.contains("set") || path == ".document.metadata.url",
                "{path} is never set"
            );
        }
        for field in [
            "parent",
            "cue",
            "cue.lemma",
            "statement",
            "conditional",
            "modality",
            "figures",
            "figures[].value",
            "figures[].unit",
            "topics",
            "stances",
            "stances[].holder.name",
            "stances[].evidence",
            "confidence",
            "rule",
            "speaker.id",
            "speaker.name",
            "speaker.mention",
            "speaker.description",
            "speaker.members",
        ] {
            let path = format!(".claims[].{field}");
            assert!(seen[&path].contains("empty"), "{path} is never empty");
        }
    }

    #[test]
    fn every_kind_of_claim_unit_label_and_holder_occurs() {
        let article = sample();
        let kinds: BTreeSet<_> = article.claims.iter().map(|claim| claim.kind).collect();
        assert_eq!(kinds.len(), ClaimKind::ALL.len());
        let units: BTreeSet<_> = article.document.units.iter().map(|unit| unit.kind).collect();
        assert_eq!(units.len(), UnitKind::ALL.len());
        let stances = || {
            article
                .claims
                .iter()
                .flat_map(|claim| claim.stances.iter().flatten())
        };
        let labels: BTreeSet<_> = stances().map(|stance| stance.label).collect();
        assert_eq!(labels.len(), StanceLabel::ALL.len());
        let roles: BTreeSet<_> = stances().map(|stance| stance.holder.role).collect();
        assert_eq!(roles.len(), HolderRole::ALL.len());
        let verifiability: BTreeSet<_> = article.claims.iter().map(|claim| claim.verifiability).collect();
        assert_eq!(verifiability.len(), Verifiability::ALL.len());
    }
}
