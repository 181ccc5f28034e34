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
/// claim be missed and no label be made up; one label for every target would make answers three times as long. Where
/// that would be more than a schema may hold, a list of claims with their numbers; `None` where that is too much as well.
pub(crate) fn labels(codebook: &Codebook, in_play: &InPlay, n_claims: usize) -> Option<OutputSchema> {
    let claim = label_fields(codebook, in_play);
    let in_list = || {
        let mut fields = vec![("claim", json!({"type": "integer"}))];
        fields.extend(claim.clone());
        OutputSchema::new("labels_v4", list_of(&object(fields))).ok()
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
    OutputSchema::new("labels_v4", by_number).ok().or_else(in_list)
}

fn label_fields(codebook: &Codebook, in_play: &InPlay) -> Vec<(&'static str, Value)> {
    let topic = json!({"type": "string", "enum": in_play.topics});
    let mut fields = vec![("topic", topic.clone())];
    if codebook.max_secondary_topics > 0 {
        fields.push((
            "also",
            json!({"type": "array", "items": topic, "maxItems": codebook.max_secondary_topics}),
        ));
    }
    if !in_play.targets.is_empty() {
        // None may be said as well: a model that has begun with a target must not be forced to take a side.
        let labels: Vec<&str> = LABELS
            .iter()
            .map(|label| StanceLabel::coded_name(*label))
            .collect();
        let stance = object(vec![
            ("target", json!({"type": "string", "enum": in_play.targets})),
            ("label", json!({"type": "string", "enum": labels})),
            ("actor", json!({"anyOf": [{"type": "string"}, {"type": "null"}]})),
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

    use super::{LIST_SIZES, extractions, labels};
    use crate::codebook::InPlay;

    #[test]
    fn the_shapes_are_portable() {
        assert_eq!(extractions().len(), LIST_SIZES.len());
        for id in Codebook::embedded_ids() {
            let codebook = Codebook::embedded(id).unwrap();
            assert!(
                [1, 4, 64]
                    .iter()
                    .all(|n_claims| labels(&codebook, &InPlay::all(&codebook), *n_claims).is_some()),
                "{id}"
            );
        }
    }
}
