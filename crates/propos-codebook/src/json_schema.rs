//! The JSON Schema of a codebook file, for editors that complete and check TOML.
//!
//! The types here exist for their schema alone: they are the tables of the file that [`crate::Codebook`] has as
//! plain fields. The reader is the judge; the schema knows shapes and not, for instance, which topics exist.
#![expect(dead_code, reason = "these types are never built, only described")]

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};

use crate::codebook::{Actor, StanceDefinitions, Target, Topic};
use crate::identifier::{CODEBOOK_ID_PATTERN, LANGUAGE_PATTERN, MAX_ID_LENGTH};
use crate::localized::{Localized, LocalizedList};
use crate::passage::Passage;

/// The JSON Schema (draft 2020-12) of a codebook file.
///
/// The same file is committed as `schema/codebook.schema.json` beside this crate's sources.
pub fn codebook_json_schema() -> serde_json::Value {
    SchemaSettings::draft2020_12()
        .with_transform(RecursiveTransform(without_null))
        .into_generator()
        .into_root_schema_for::<CodebookFile>()
        .to_value()
}

/// A key that may be left out is not one that may be null: TOML has no null.
fn without_null(schema: &mut Schema) {
    if let Some(serde_json::Value::Array(types)) = schema.get_mut("type") {
        types.retain(|one| one != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    let Some(serde_json::Value::Array(choices)) = schema.get_mut("anyOf") else {
        return;
    };
    choices.retain(|choice| choice.get("type").is_none_or(|one| one != "null"));
    if let [serde_json::Value::Object(only)] = choices.as_slice() {
        let only = only.clone();
        schema.remove("anyOf");
        for (key, value) in only {
            schema.insert(key, value);
        }
    }
}

/// A codebook: topics, targets and actors for coding claims.
#[derive(JsonSchema)]
#[schemars(title = "propos codebook", deny_unknown_fields)]
struct CodebookFile {
    /// The version of this shape.
    #[schemars(range(min = 1, max = 1))]
    schema_version: u8,
    /// What the codebook is.
    codebook: Header,
    /// How many topics a claim has.
    topics: Option<TopicSettings>,
    /// What the stance labels mean.
    stance: Option<Stance>,
    /// What claims may be about.
    #[schemars(length(min = 1))]
    topic: Vec<Topic>,
    /// What claims may take sides on.
    #[schemars(default, length(min = 1))]
    target: Vec<Target>,
    /// Who speaks often.
    #[schemars(default, length(min = 1))]
    actor: Vec<Actor>,
    /// Short texts with all of their claims, for a model that looks for claims.
    #[schemars(default, length(min = 1))]
    passage: Vec<Passage>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Header {
    /// A name for people and programs, such as `us-china-ai`.
    #[schemars(length(max = MAX_ID_LENGTH), regex(pattern = CODEBOOK_ID_PATTERN))]
    id: String,
    /// The version, bumped on any change of wording.
    version: String,
    /// The languages it is written in, the main one first.
    #[schemars(length(min = 1), inner(regex(pattern = LANGUAGE_PATTERN)))]
    languages: Vec<String>,
    /// The title.
    title: Localized,
    /// The licence, as an SPDX identifier.
    license: Option<String>,
    /// What is coded: one proposition attributed to one speaker.
    unit: Option<CodingUnit>,
    /// What a coder is told before the definitions.
    #[schemars(default)]
    instructions: Localized,
    /// What a coder is told after them: the form of the answer.
    #[schemars(default)]
    output_reminder: Localized,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum CodingUnit {
    Claim,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct TopicSettings {
    /// How many topics are primary.
    #[schemars(range(min = 1, max = 1))]
    primary: Option<u8>,
    /// How many more a claim may have.
    #[schemars(range(min = 0, max = 2))]
    max_secondary: Option<u8>,
    /// The id of the topic for claims that fit no other.
    fallback: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Stance {
    /// The four labels, which are fixed.
    #[schemars(length(min = 4))]
    labels: Option<Vec<CodedLabel>>,
    /// The label of a claim that does not concern a target.
    default: Option<NoStance>,
    /// What each label means, per language.
    #[schemars(default)]
    definition: BTreeMap<String, StanceDefinitions>,
    /// Rules for hard cases, per language.
    #[schemars(default)]
    rules: LocalizedList,
}

/// A coding decision.
#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub(crate) enum CodedLabel {
    Favor,
    Against,
    Neutral,
    None,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "snake_case")]
enum NoStance {
    None,
}
