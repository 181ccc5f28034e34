//! The items of the first step.

use propos_codebook::PassageClaim;
use propos_schema::{Claim, ClaimKind, Verifiability};
use serde_json::{Value, json};

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

impl ExtractedItem {
    /// The item as a model would give it.
    pub(crate) fn as_given(&self) -> Value {
        json!({
            "sentence": self.sentence, "quote": self.quote, "kind": self.kind.as_str(), "speaker": self.speaker, "name": self.name,
            "cue": self.cue, "hedge": self.hedge, "negated": self.negated, "verifiability": self.verifiability.as_str(),
            "statement": self.statement,
        })
    }
}

/// What a model would give for a claim that rules found.
impl From<&Claim> for ExtractedItem {
    fn from(claim: &Claim) -> Self {
        Self {
            sentence: Some(claim.sentence.index + 1),
            quote: claim.quote.clone(),
            kind: claim.kind,
            speaker: claim.speaker.mention.as_ref().map(|mention| mention.text.clone()),
            name: claim.speaker.name.clone(),
            cue: claim.cue.as_ref().map(|cue| cue.text.clone()),
            hedge: claim.modality.first().map(|hedge| hedge.text.clone()),
            negated: claim.attribution_negated,
            verifiability: claim.verifiability,
            statement: claim.statement.clone(),
        }
    }
}

/// What a codebook's passage wants a model to give.
impl From<&PassageClaim> for ExtractedItem {
    fn from(claim: &PassageClaim) -> Self {
        Self {
            sentence: None,
            quote: claim.quote.clone(),
            kind: claim.kind,
            speaker: claim.speaker.clone(),
            name: claim.name.clone(),
            cue: claim.cue.clone(),
            hedge: claim.hedge.clone(),
            negated: claim.negated,
            verifiability: claim.verifiability,
            statement: claim.statement.clone(),
        }
    }
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
