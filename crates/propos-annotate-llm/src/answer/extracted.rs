//! The items of the first step.

use propos_schema::{ClaimKind, Verifiability};

use super::json::{Node, Repair};
use super::reader::{ItemReader, ReadItems, read_items};

/// A claim as the model gives it. Nothing here is believed before it is found in the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ExtractedItem {
    /// The number of the sentence, as it was shown.
    pub(crate) sentence: Option<usize>,
    pub(crate) quote: String,
    pub(crate) kind: ClaimKind,
    pub(crate) speaker: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) cue: Option<String>,
    pub(crate) hedge: Option<String>,
    pub(crate) negated: bool,
    pub(crate) verifiability: Verifiability,
    pub(crate) statement: Option<String>,
}

const FIELDS: [&str; 10] = [
    "sentence",
    "quote",
    "kind",
    "speaker",
    "name",
    "cue",
    "hedge",
    "negated",
    "verifiability",
    "statement",
];

/// Reads the whole items of an answer to the first step.
pub(crate) fn read_extracted(root: &Node, most: usize) -> ReadItems<ExtractedItem> {
    read_items(root, most, item)
}

fn item(reader: &mut ItemReader<'_>) -> Option<ExtractedItem> {
    reader.only(|name| FIELDS.contains(&name));
    let quote = reader.text("quote");
    let kind = reader.value("kind", ClaimKind::ALL, ClaimKind::as_str);
    let verifiability = if reader.node("verifiability").is_some() {
        reader.value("verifiability", Verifiability::ALL, Verifiability::as_str)
    } else {
        reader.mark(Repair::MissingField);
        Some(Verifiability::Factual)
    };
    // No more than a hint: a wrong one is no reason to lose the claim.
    let sentence = reader.hint("sentence");
    let item = ExtractedItem {
        sentence,
        speaker: reader.optional_text("speaker"),
        name: reader.optional_text("name"),
        cue: reader.optional_text("cue"),
        hedge: reader.optional_text("hedge"),
        negated: reader.flag("negated"),
        statement: reader.optional_text("statement"),
        quote: quote?,
        kind: kind?,
        verifiability: verifiability?,
    };
    Some(item)
}
