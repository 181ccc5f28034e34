//! Labels by hand, as `fixtures/gold` holds them.

use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

/// One claim labelled by hand; spans in bytes.
#[expect(clippy::struct_excessive_bools, reason = "the labels are yes or no")]
pub(crate) struct GoldClaim {
    pub(crate) content: Vec<Range<usize>>,
    pub(crate) is_author: bool,
    /// Not core: finding it is neither right nor wrong.
    pub(crate) is_optional: bool,
    /// The mention and its alternatives; empty when nobody is named.
    pub(crate) speaker: Vec<Range<usize>>,
    pub(crate) name: Option<String>,
    pub(crate) kind: String,
    pub(crate) is_hedged: bool,
    pub(crate) is_negated: bool,
    pub(crate) resolution: String,
    pub(crate) cue: Vec<Range<usize>>,
    pub(crate) figures: Vec<Range<usize>>,
}

/// One decision on topic and stance.
pub(crate) struct GoldStance {
    pub(crate) claim: Range<usize>,
    pub(crate) target: Option<String>,
    pub(crate) label: String,
    pub(crate) topics: Vec<String>,
    /// Role and name of the holder.
    pub(crate) holder: String,
}

/// Reads the claims of one article.
pub(crate) fn read_claims(path: &Path) -> Result<Vec<GoldClaim>> {
    let claim = |line: Value| GoldClaim {
        content: spans(&line["content"]),
        is_author: line["kind"] == "author",
        is_optional: line["core"] == false,
        speaker: spans(&line["speaker"])
            .into_iter()
            .chain(spans(&line["speaker_alternatives"]))
            .collect(),
        name: line["speaker_ref"].as_str().map(str::to_owned),
        kind: line["kind"].as_str().unwrap_or_default().to_owned(),
        is_hedged: line["hedged"] == true,
        is_negated: line["attribution_negated"] == true,
        resolution: line["speaker_resolution"].as_str().unwrap_or_default().to_owned(),
        cue: spans(&line["cue"]),
        // A bare year is marked in these labels and is no figure by the coding guide.
        figures: list(&line["figures"])
            .filter(|figure| figure["type"] != "year")
            .flat_map(spans)
            .collect(),
    };
    Ok(read_lines(path)?.into_iter().map(claim).collect())
}

/// Reads the stances of one article; `text` turns code points into bytes.
pub(crate) fn read_stances(path: &Path, text: &str) -> Result<Vec<GoldStance>> {
    let index = propos::schema::OffsetIndex::new(text, propos::schema::OffsetUnit::Codepoint);
    let byte = |value: &Value| {
        number(value)
            .and_then(|offset| index.to_byte(offset))
            .unwrap_or_default()
    };
    let stance = |line: Value| GoldStance {
        claim: byte(&line["start"])..byte(&line["end"]),
        target: line["target_id"].as_str().map(str::to_owned),
        label: line["label"].as_str().unwrap_or("none").to_owned(),
        topics: list(&line["topics"])
            .filter_map(|topic| topic.as_str().map(str::to_owned))
            .collect(),
        holder: [&line["holder"]["role"], &line["holder"]["name"]]
            .map(|part| part.as_str().unwrap_or("-"))
            .join(" "),
    };
    Ok(read_lines(path)?.into_iter().map(stance).collect())
}

fn read_lines(path: &Path) -> Result<Vec<Value>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("read {}", path.display()))?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| serde_json::from_str(line).with_context(|| format!("read {}", path.display())))
        .collect()
}

/// The byte ranges of an object, a list of objects, or nothing.
fn spans(value: &Value) -> Vec<Range<usize>> {
    match value {
        Value::Array(items) => items.iter().flat_map(spans).collect(),
        _ => number(&value["byte_start"])
            .zip(number(&value["byte_end"]))
            .map(|(start, end)| start..end)
            .into_iter()
            .collect(),
    }
}

fn number(value: &Value) -> Option<usize> {
    value.as_u64().and_then(|number| usize::try_from(number).ok())
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
