//! An annotated article as a reviewer reads it in a snapshot.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use propos_schema::{
    AnnotatedDocument, Claim, ClaimKind, Conditional, Figure, Grounding, HolderRole, Outcome, Problem,
    Resolution, Speaker, Stance, TextSpan, UnitKind, Verifiability,
};
use serde_json::{Map, Value, json};

/// Renders `article` for a snapshot: valid JSON, one line a claim, only what differs from the default.
///
/// - Left out are offsets, ids and the text (slicing is for tests, not for eyes), the versions and hashes that
///   change with every release, and every field at its default: not hedged, factual, exact, the author speaks,
///   the document's annotator, labelled without a stance.
/// - Scores have two decimals.
/// - `speaker` reads `name [actor id] (resolution) ‹mention›`, `cue` reads `words (lemma)`, a figure
///   `words = value unit (kind)`, a topic `id score` with the primary one first, a stance
///   `label target score`, then the holder where it is not the speaker, then the evidence in ‹ ›.
/// - Another claim is named by the first words of its quote, so that a claim more or less changes no other
///   line.
/// - Invisible characters are written as escapes.
///
/// The layout serves reviewers and may change between versions; programs read `propos_schema::Record`.
///
/// ```
/// use propos_schema::{AnnotatedDocument, Claim, ClaimKind, Document, Resolution, Speaker, TextSpan};
/// use propos_testkit::compact_json;
///
/// let mut article = AnnotatedDocument::new(Document::new("demo", "« Oui », dit-il."));
/// let quote = TextSpan::find(article.document.text(), "Oui").ok_or("not in the text")?;
/// let mut claim = Claim::new("demo", ClaimKind::Direct, vec![quote]);
/// claim.speaker = Speaker::named("Ada Roy", TextSpan::find(article.document.text(), "il"), Resolution::Pronoun);
/// claim.stances = Some(Vec::new());
/// article.claims.push(claim);
/// let line = r#"{"kind":"direct","quote":"Oui","speaker":"Ada Roy (pronoun) ‹il›"}"#;
/// assert!(compact_json(&article).lines().any(|found| found == line));
/// # Ok::<(), &str>(())
/// ```
pub fn compact_json(article: &AnnotatedDocument) -> String {
    let quotes: Quotes = article
        .claims
        .iter()
        .map(|claim| (claim.id.as_str(), claim.quote.as_str()))
        .collect();
    let mut out = String::from("{\n\"document\": ");
    push_line(&mut out, &document_fields(article));
    out.push_str(",\n\"claims\": ");
    push_lines(
        &mut out,
        article
            .claims
            .iter()
            .map(|claim| claim_fields(claim, &quotes, &article.provenance.annotator_used)),
    );
    let links = article.links.iter().map(|link| {
        let mut fields = Map::new();
        put(&mut fields, "kind", link.kind.as_str());
        put(&mut fields, "claims", claim_names(&link.claims, &quotes));
        put(&mut fields, "message", link.message.as_str());
        fields
    });
    out.push_str(",\n\"links\": ");
    push_lines(&mut out, links);
    out.push_str(",\n\"problems\": ");
    push_lines(
        &mut out,
        article
            .problems
            .iter()
            .map(|problem| problem_fields(problem, &quotes)),
    );
    out.push_str("\n}\n");
    out
}

/// Quotes by the ids of their claims.
type Quotes<'article> = BTreeMap<&'article str, &'article str>;

fn document_fields(article: &AnnotatedDocument) -> Map<String, Value> {
    let document = &article.document;
    let mut fields = Map::new();
    put(&mut fields, "id", document.id.as_str());
    put(&mut fields, "lang", document.lang.as_str());
    put(&mut fields, "title", document.title.as_deref());
    for kind in UnitKind::ALL {
        let n_units = document.units.iter().filter(|unit| unit.kind == *kind).count();
        put(
            &mut fields,
            &format!("{kind}s"),
            (n_units > 0).then_some(json!(n_units)),
        );
    }
    for (key, value) in &document.metadata {
        put(&mut fields, &format!("meta_{key}"), value.clone());
    }
    let provenance = &article.provenance;
    put(&mut fields, "codebook", provenance.codebook.id.as_str());
    put(&mut fields, "annotator", provenance.annotator_used.as_str());
    if provenance.annotator_requested != provenance.annotator_used {
        put(&mut fields, "requested", provenance.annotator_requested.as_str());
    }
    put(
        &mut fields,
        "fallback_reason",
        provenance.fallback_reason.as_deref(),
    );
    put(&mut fields, "model", provenance.model.as_deref());
    if article.outcome != Outcome::Complete {
        put(&mut fields, "outcome", article.outcome.as_str());
    }
    fields
}

fn claim_fields(claim: &Claim, quotes: &Quotes, annotator: &str) -> Map<String, Value> {
    let mut fields = Map::new();
    put(&mut fields, "kind", claim.kind.as_str());
    put(&mut fields, "quote", claim.quote.as_str());
    if claim.kind != ClaimKind::Author || claim.speaker != Speaker::author() {
        put(&mut fields, "speaker", speaker_words(&claim.speaker));
    }
    put(&mut fields, "description", claim.speaker.description.as_deref());
    let members = claim
        .speaker
        .members
        .iter()
        .map(|member| with_id(&member.name, member.id.as_deref()));
    put(&mut fields, "members", strings(members));
    put(
        &mut fields,
        "cue",
        claim.cue.as_ref().map(|cue| match &cue.lemma {
            Some(lemma) if *lemma != cue.text => format!("{} ({lemma})", cue.text),
            _ => cue.text.clone(),
        }),
    );
    put(
        &mut fields,
        "within",
        claim.parent.as_ref().map(|parent| claim_name(parent, quotes)),
    );
    put(&mut fields, "statement", claim.statement.as_deref());
    put(&mut fields, "hedged", claim.hedged.then_some(Value::Bool(true)));
    put(
        &mut fields,
        "modality",
        strings(claim.modality.iter().map(|span| span.text.clone())),
    );
    put(
        &mut fields,
        "conditional",
        claim.conditional.map(Conditional::as_str),
    );
    put(
        &mut fields,
        "attribution_negated",
        claim.attribution_negated.then_some(Value::Bool(true)),
    );
    put(
        &mut fields,
        "figures",
        strings(claim.figures.iter().map(figure_words)),
    );
    if claim.verifiability != Verifiability::Factual {
        put(&mut fields, "verifiability", claim.verifiability.as_str());
    }
    let check = &claim.check_worthiness;
    if check.score > 0.0 || !check.reasons.is_empty() {
        let words = format!("{:.2} {}", check.score, check.reasons.join(", "));
        put(&mut fields, "check", words.trim_end());
    }
    let (primary, secondary): (Vec<_>, Vec<_>) = claim.topics.iter().partition(|topic| topic.primary);
    let topics = primary.into_iter().chain(secondary);
    put(
        &mut fields,
        "topics",
        strings(topics.map(|topic| format!("{} {:.2}", topic.id, topic.score))),
    );
    match &claim.stances {
        Some(stances) => {
            let words = stances
                .iter()
                .map(|stance| stance_words(stance, claim.speaker.name.as_deref()));
            put(&mut fields, "stances", strings(words));
        }
        None => put(&mut fields, "stances", "not coded"),
    }
    if claim.grounding != Grounding::Exact {
        put(&mut fields, "grounding", claim.grounding.as_str());
    }
    put(
        &mut fields,
        "confidence",
        claim.confidence.map(|confidence| format!("{confidence:.2}")),
    );
    if claim.annotator != annotator {
        put(&mut fields, "annotator", claim.annotator.as_str());
    }
    put(&mut fields, "rule", claim.rule.as_deref());
    fields
}

fn problem_fields(problem: &Problem, quotes: &Quotes) -> Map<String, Value> {
    let mut fields = Map::new();
    put(&mut fields, "severity", problem.severity.as_str());
    put(&mut fields, "code", problem.code.as_str());
    put(&mut fields, "message", problem.message.as_str());
    put(
        &mut fields,
        "at",
        problem.span.as_ref().map(|span| span.text.as_str()),
    );
    put(&mut fields, "claims", claim_names(&problem.claims, quotes));
    fields
}

fn speaker_words(speaker: &Speaker) -> String {
    let name = speaker.name.as_deref().unwrap_or("unnamed");
    let name = match speaker.resolution {
        Resolution::Author => "the author",
        _ => name,
    };
    let mut words = format!(
        "{} ({})",
        with_id(name, speaker.id.as_deref()),
        speaker.resolution
    );
    if let Some(mention) = &speaker.mention {
        words.push_str(&in_marks(mention));
    }
    words
}

fn figure_words(figure: &Figure) -> String {
    let value = figure.value.map(|value| value.to_string());
    let reading: Vec<&str> = value
        .as_deref()
        .into_iter()
        .chain(figure.unit.as_deref())
        .collect();
    if reading.is_empty() {
        format!("{} ({})", figure.text, figure.kind)
    } else {
        format!("{} = {} ({})", figure.text, reading.join(" "), figure.kind)
    }
}

fn stance_words(stance: &Stance, speaker: Option<&str>) -> String {
    let mut words = format!("{} {} {:.2}", stance.label, stance.target, stance.score);
    let holder = &stance.holder;
    if holder.role != HolderRole::Speaker || holder.name.as_deref() != speaker {
        let name = holder.name.as_deref().unwrap_or("unnamed");
        // Writing to a string cannot fail.
        let _ = write!(words, " by {} {name}", holder.role);
    }
    for span in &stance.evidence {
        words.push_str(&in_marks(span));
    }
    words
}

fn in_marks(span: &TextSpan) -> String {
    format!(" ‹{}›", span.text)
}

fn with_id(name: &str, id: Option<&str>) -> String {
    match id {
        Some(id) => format!("{name} [{id}]"),
        None => name.to_owned(),
    }
}

/// How many words of a quote name its claim.
const N_NAMING_WORDS: usize = 6;

/// A claim by the first words of its quote.
fn claim_name(id: &str, quotes: &Quotes) -> String {
    let Some(quote) = quotes.get(id) else {
        return id.to_owned();
    };
    let mut words: Vec<&str> = quote.split_whitespace().take(N_NAMING_WORDS + 1).collect();
    if words.len() > N_NAMING_WORDS {
        words.truncate(N_NAMING_WORDS);
        words.push("…");
    }
    words.join(" ")
}

fn claim_names(ids: &[String], quotes: &Quotes) -> Vec<Value> {
    strings(ids.iter().map(|id| claim_name(id, quotes)))
}

fn strings(words: impl Iterator<Item = String>) -> Vec<Value> {
    words.map(Value::String).collect()
}

/// Sets a field unless its value is null or an empty list.
fn put(fields: &mut Map<String, Value>, key: &str, value: impl Into<Value>) {
    let value = value.into();
    let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    if !is_empty {
        fields.insert(key.to_owned(), value);
    }
}

fn push_lines(out: &mut String, items: impl Iterator<Item = Map<String, Value>>) {
    out.push('[');
    for (position, item) in items.enumerate() {
        out.push_str(if position == 0 { "\n" } else { ",\n" });
        push_line(out, &item);
    }
    out.push_str(if out.ends_with('[') { "]" } else { "\n]" });
}

fn push_line(out: &mut String, fields: &Map<String, Value>) {
    // A map of JSON values always has a text.
    let line = serde_json::to_string(fields).unwrap_or_default();
    for character in line.chars() {
        if is_invisible(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(character);
        }
    }
}

/// Characters that turn or hide what a reviewer sees. In JSON they stand in strings only, where an escape
/// means the same.
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{200b}'
            | '\u{200e}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn rendering_is_json_with_one_line_a_claim() {
        let article = sample();
        let rendering = compact_json(&article);
        let parsed: Value = serde_json::from_str(&rendering).unwrap();
        let claims = parsed["claims"].as_array().unwrap();
        assert_eq!(claims.len(), article.claims.len());
        for (value, claim) in claims.iter().zip(&article.claims) {
            assert_eq!(value["quote"], claim.quote.as_str());
        }
        let n_lines = article.claims.len() + article.links.len() + article.problems.len();
        assert_eq!(
            rendering.lines().filter(|line| line.starts_with("{\"")).count(),
            n_lines
        );
    }

    #[test]
    fn nothing_invisible_is_in_the_rendering() {
        let rendering = compact_json(&sample());
        assert!(
            !rendering.chars().any(|character| {
                is_invisible(character) || (character.is_control() && character != '\n')
            })
        );
    }

    #[test]
    fn defaults_are_left_out() {
        let mut article = sample();
        article.claims.retain(|claim| claim.attribution_negated);
        article.claims[0].attribution_negated = false;
        let parsed: Value = serde_json::from_str(&compact_json(&article)).unwrap();
        let fields: Vec<&String> = parsed["claims"][0].as_object().unwrap().keys().collect();
        assert_eq!(fields, ["kind", "quote", "speaker", "cue"]);
    }

    #[test]
    fn an_article_without_claims_is_rendered() {
        let mut article = sample();
        article.claims.clear();
        article.links.clear();
        article.problems.clear();
        let parsed: Value = serde_json::from_str(&compact_json(&article)).unwrap();
        assert_eq!(parsed["claims"], json!([]));
    }
}
