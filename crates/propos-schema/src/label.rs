//! What a codebook says of a claim: topics and stances.

use serde::{Deserialize, Serialize};

use crate::names::named_values;
use crate::span::TextSpan;

/// One topic of a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TopicLabel {
    /// The topic's id in the codebook.
    pub id: String,
    /// Exactly one topic of a labelled claim is primary.
    pub primary: bool,
    /// How sure the annotator is, from 0 to 1. Comparable within one annotator only.
    pub score: f64,
}

impl TopicLabel {
    /// A topic with its score.
    pub fn new(id: impl Into<String>, primary: bool, score: f64) -> Self {
        Self {
            id: id.into(),
            primary,
            score,
        }
    }
}

/// A position toward a codebook target, held by someone. The absence of one for a coded target means *none*.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Stance {
    /// The target's id in the codebook.
    pub target: String,
    /// The side taken.
    pub label: StanceLabel,
    /// Who takes it.
    pub holder: Holder,
    /// How sure the annotator is, from 0 to 1. Comparable within one annotator only.
    pub score: f64,
    /// The words that show it.
    pub evidence: Vec<TextSpan>,
    /// The rule that decided it, where asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

impl Stance {
    /// A stance without evidence spans.
    pub fn new(target: impl Into<String>, label: StanceLabel, holder: Holder, score: f64) -> Self {
        Self {
            target: target.into(),
            label,
            holder,
            score,
            evidence: Vec::new(),
            rule: None,
        }
    }
}

named_values! {
    /// The side a holder takes toward a target statement. The four labels of a coding are these three and
    /// *none*, which a record expresses by leaving the target out.
    StanceLabel {
        /// Supports the statement: asserts, approves or demands it, or acts that way.
        Favor => "favor",
        /// Rejects the statement: denies or criticises it, demands or does the opposite.
        Against => "against",
        /// Concerns the statement without taking a side, or with mixed arguments.
        Neutral => "neutral",
    }
}

impl StanceLabel {
    /// The word for a coding decision, where `None` (does not concern the target) is `none`.
    pub const fn coded_name(label: Option<Self>) -> &'static str {
        match label {
            Some(label) => label.as_str(),
            None => "none",
        }
    }

    /// Reads a coding decision: one of the four labels, else `None`.
    pub fn parse_coded(text: &str) -> Option<Option<Self>> {
        if text == "none" {
            Some(None)
        } else {
            text.parse().ok().map(Some)
        }
    }
}

/// Who holds a stance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "json-schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Holder {
    /// Whether the holder speaks or acts.
    pub role: HolderRole,
    /// The holder's name; null for the article's author and for unnamed speakers.
    pub name: Option<String>,
}

impl Holder {
    /// A holder in a role.
    pub const fn new(role: HolderRole, name: Option<String>) -> Self {
        Self { role, name }
    }
}

named_values! {
    /// How a holder relates to the claim.
    HolderRole {
        /// The one who makes the claim.
        Speaker => "speaker",
        /// The one whose deed the claim reports.
        Actor => "actor",
    }
}
