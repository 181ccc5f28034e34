//! The shapes of answers, in the JSON Schema that every provider takes.

use propos_codebook::Codebook;
use propos_llm::OutputSchema;
use propos_schema::{ClaimKind, StanceLabel, Verifiability};
use serde_json::{Map, Value, json};

use crate::codebook::{InPlay, LABELS};

/// More claims than this are never asked about one by one.
const MOST_BY_NUMBER: usize = 32;

/// No claim has more stances, whatever the codebook.
const MOST_STANCES: usize = 100;
/// The longest name of an actor, in characters: small models go on and on.
const LONGEST_ACTOR: u32 = 80;

/// What the shapes of labels are called.
const LABELS_NAME: &str = "labels_v5";

/// How many claims a list may have. A few sizes and no more: a server that makes a grammar of a shape does so once a shape.
const LIST_SIZES: [usize; 3] = [25, 50, 100];

/// The shapes of extracted claims, each with the most claims that it has room for, the smallest first. The list has an end
/// because small models run in circles.
pub(crate) fn extractions() -> Vec<(usize, OutputSchema)> {
    let shapes = LIST_SIZES
        .iter()
        .filter_map(|most| Some((*most, extraction(*most)?)));
    shapes.collect()
}

/// `None` cannot happen: the shape is portable, and a test says so.
fn extraction(most: usize) -> Option<OutputSchema> {
    let text = || json!({"type": "string"});
    let text_or_null = || json!({"anyOf": [{"type": "string"}, {"type": "null"}]});
    let kinds: Vec<&str> = ClaimKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let verifiabilities: Vec<&str> = Verifiability::ALL.iter().map(|kind| kind.as_str()).collect();
    let claim = object(vec![
        ("sentence", json!({"type": "integer"})),
        ("quote", text()),
        ("kind", json!({"type": "string", "enum": kinds})),
        ("speaker", text_or_null()),
        ("name", text_or_null()),
        ("cue", text_or_null()),
        ("hedge", text_or_null()),
        ("negated", json!({"type": "boolean"})),
        (
            "verifiability",
            json!({"type": "string", "enum": verifiabilities}),
        ),
        ("statement", text_or_null()),
    ]);
    let claims = json!({"type": "array", "items": claim, "maxItems": most});
    OutputSchema::new("claims_v2", object(vec![("claims", claims)])).ok()
}

/// The shape of the labels of so many claims: under each claim's number its topic, and lists of what else there is, which
/// are empty for most claims and have an end, because small models run in circles. A server that enforces shapes lets no
/// claim be missed and no label be made up; one label for every target would make answers three times as long, so that
/// is left to [`every_label`], for claims that this shape has not served. Where it would be more than a schema may
/// hold, a list of claims with their numbers; `None` where that is too much as well.
pub(crate) fn labels(codebook: &Codebook, in_play: &InPlay, n_claims: usize) -> Option<OutputSchema> {
    let claim = label_fields(codebook, in_play);
    let in_list = || {
        let mut fields = vec![("claim", json!({"type": "integer"}))];
        fields.extend(claim.clone());
        OutputSchema::new(LABELS_NAME, list_of(&object(fields))).ok()
    };
    if n_claims > MOST_BY_NUMBER {
        return in_list();
    }
    let numbers: Vec<String> = (1..=n_claims).map(|number| number.to_string()).collect();
    let by_number = numbers
        .iter()
        .map(|number| (number.as_str(), object(claim.clone())))
        .collect();
    let by_number = object(vec![("claims", object(by_number))]);
    OutputSchema::new(LABELS_NAME, by_number).ok().or_else(in_list)
}

/// The shape of the labels of a single claim with a decision on every target: nothing can be left out, and no target have
/// two labels. It has an end, so that no answer needs to be cut. Where the codebook is too long for it, the shape for a
/// batch of one.
pub(crate) fn every_label(codebook: &Codebook, in_play: &InPlay) -> Option<OutputSchema> {
    let mut fields = topic_fields(codebook, in_play);
    if !in_play.targets.is_empty() {
        let decisions = in_play
            .targets
            .iter()
            .map(|target| (target.as_str(), label()))
            .collect();
        fields.push(("stances", object(decisions)));
        fields.push(("actor", actor()));
    }
    let by_number = object(vec![("claims", object(vec![("1", object(fields))]))]);
    OutputSchema::new(LABELS_NAME, by_number)
        .ok()
        .or_else(|| labels(codebook, in_play, 1))
}

fn topic_fields(codebook: &Codebook, in_play: &InPlay) -> Vec<(&'static str, Value)> {
    let topic = json!({"type": "string", "enum": in_play.topics});
    let mut fields = vec![("topic", topic.clone())];
    if codebook.max_secondary_topics > 0 {
        fields.push((
            "also",
            json!({"type": "array", "items": topic, "maxItems": codebook.max_secondary_topics}),
        ));
    }
    fields
}

/// One of the four labels. None is one of them: a model that has begun with a target must not be forced to take a side.
fn label() -> Value {
    let labels: Vec<&str> = LABELS
        .iter()
        .map(|label| StanceLabel::coded_name(*label))
        .collect();
    json!({"type": "string", "enum": labels})
}

fn actor() -> Value {
    json!({"anyOf": [{"type": "string", "maxLength": LONGEST_ACTOR}, {"type": "null"}]})
}

fn label_fields(codebook: &Codebook, in_play: &InPlay) -> Vec<(&'static str, Value)> {
    let mut fields = topic_fields(codebook, in_play);
    if !in_play.targets.is_empty() {
        let stance = object(vec![
            ("target", json!({"type": "string", "enum": in_play.targets})),
            ("label", label()),
            ("actor", actor()),
        ]);
        let most = in_play.targets.len().min(MOST_STANCES);
        fields.push((
            "stances",
            json!({"type": "array", "items": stance, "maxItems": most}),
        ));
    }
    fields
}

fn list_of(item: &Value) -> Value {
    object(vec![("claims", json!({"type": "array", "items": item}))])
}

fn object(properties: Vec<(&str, Value)>) -> Value {
    let required: Vec<&str> = properties.iter().map(|(name, _)| *name).collect();
    let required = json!(required);
    let properties: Map<String, Value> = properties
        .into_iter()
        .map(|(name, schema)| (name.to_owned(), schema))
        .collect();
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": properties,
    })
}

#[cfg(test)]
mod tests {
    use propos_codebook::Codebook;

    use super::{LIST_SIZES, every_label, extractions, labels};
    use crate::codebook::InPlay;

    #[test]
    fn the_shapes_are_portable() {
        assert_eq!(extractions().len(), LIST_SIZES.len());
        for id in Codebook::embedded_ids() {
            let codebook = Codebook::embedded(id).unwrap();
            let in_play = InPlay::all(&codebook);
            let alone = every_label(&codebook, &in_play).unwrap();
            assert!(alone.most_bytes().is_some_and(|most| most < 2_000), "{id}");
            assert!(
                [1, 4, 64]
                    .iter()
                    .all(|n_claims| labels(&codebook, &in_play, *n_claims).is_some()),
                "{id}"
            );
        }
    }
}
