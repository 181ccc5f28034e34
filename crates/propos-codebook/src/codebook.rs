//! What a codebook holds.

use std::collections::BTreeMap;
use std::fmt;

use propos_schema::{CodebookRef, StanceLabel};

#[cfg(feature = "json-schema")]
use crate::identifier::{ITEM_ID_PATTERN, MAX_ID_LENGTH};
use crate::localized::{Localized, LocalizedList};
use crate::passage::Passage;

/// A codebook, read and checked: what claims may be about (topics), what they may take sides on (targets), and
/// who speaks often enough to be counted across articles (actors).
///
/// It comes from [`Codebook::parse`] or [`Codebook::embedded`]. The fields may be changed afterwards, to code
/// fewer targets for instance; [`Codebook::sha256`] stays that of the file.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Codebook {
    /// Its name for people and programs, such as `us-china-ai`.
    pub id: String,
    /// Its version, bumped on any change of wording.
    pub version: String,
    /// The languages it is written in, the main one first. Never empty.
    pub languages: Vec<String>,
    /// The title.
    pub title: Localized,
    /// The licence, as an SPDX identifier.
    pub license: Option<String>,
    /// What is coded: `claim`, one proposition attributed to one speaker.
    pub unit: String,
    /// What a coder is told before the definitions.
    pub instructions: Localized,
    /// What a coder is told after them: the form of the answer.
    pub output_reminder: Localized,
    /// The topics, in the order of the file. Never empty.
    pub topics: Vec<Topic>,
    /// The targets, in the order of the file. Empty in a codebook that codes topics only.
    pub targets: Vec<Target>,
    /// The actors, in the order of the file.
    pub actors: Vec<Actor>,
    /// Short texts with all of their claims, for a model that looks for claims.
    pub passages: Vec<Passage>,
    /// The id of the topic for claims that fit no other: `other` unless the file says so.
    pub topic_fallback: String,
    /// How many topics a claim may have beside its primary one: 0, 1 or 2.
    pub max_secondary_topics: usize,
    /// What the stance labels mean.
    pub stance: StanceGuide,
    pub(crate) sha256: String,
    /// The line on which each topic, target and actor begins, for warnings.
    pub(crate) lines: BTreeMap<(ItemKind, String), usize>,
}

impl Codebook {
    /// The hash of the file's content, in lower-case hexadecimal: it changes with any wording, any value and the
    /// order of lists; comments, white space, the order of keys and the way a table is written leave it alone.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Id, version and hash, for the record of an annotated article.
    pub fn reference(&self) -> CodebookRef {
        CodebookRef::new(&self.id, &self.version, &self.sha256)
    }

    /// The topic of this id.
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == id)
    }

    /// The target of this id.
    pub fn target(&self, id: &str) -> Option<&Target> {
        self.targets.iter().find(|target| target.id == id)
    }

    /// The actor of this id.
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        self.actors.iter().find(|actor| actor.id == id)
    }
}

/// The three kinds of entries that have ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ItemKind {
    Topic,
    Target,
    Actor,
}

impl ItemKind {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Target => "target",
            Self::Actor => "actor",
        }
    }
}

impl fmt::Display for ItemKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// What a claim may be about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "json-schema",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Topic {
    /// A `snake_case` id, unique among topics.
    #[cfg_attr(
        feature = "json-schema",
        schemars(length(max = MAX_ID_LENGTH), regex(pattern = ITEM_ID_PATTERN))
    )]
    pub id: String,
    /// A short name.
    pub name: Localized,
    /// What belongs to the topic.
    pub definition: Localized,
    /// What belongs to it as well, for cases of doubt.
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub clarification: Localized,
    /// What does not belong to it, and where that goes.
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub negative_clarification: Localized,
    /// Phrases or word beginnings that point to the topic, matched without regard to case.
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub keywords: LocalizedList,
    /// Codes of the topic in other schemes: scheme to codes, such as `iptc` to `medtop:04000000`.
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub anchors: BTreeMap<String, Vec<String>>,
    /// A claim that belongs to the topic.
    pub positive: Option<Example>,
    /// A claim that seems to belong to it and does not.
    pub negative: Option<Example>,
}

/// A claim that shows where a topic begins or ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "json-schema",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Example {
    /// The claim.
    pub text: String,
    /// Why it is coded so.
    pub why: Option<String>,
    /// The id of the topic it has instead. For negative examples only.
    pub code_as: Option<String>,
    /// Where it comes from, such as `constructed`.
    pub source: Option<String>,
}

/// A statement that claims may take sides on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "json-schema",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Target {
    /// A `snake_case` id, unique among targets.
    #[cfg_attr(
        feature = "json-schema",
        schemars(length(max = MAX_ID_LENGTH), regex(pattern = ITEM_ID_PATTERN))
    )]
    pub id: String,
    /// The statement, a full sentence that one can support or reject.
    pub statement: Localized,
    /// A short name.
    pub name: Localized,
    /// The ids of the topics whose claims may concern it; empty when any may.
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub topics: Vec<String>,
    /// Phrases or word beginnings that show a claim concerns the target.
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub keywords: LocalizedList,
    /// Phrases or word beginnings that only show that it is under discussion: praising or hindering their things says
    /// nothing about it (*suitcases* where holiday lets are in dispute).
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub context: LocalizedList,
    /// Phrases or word beginnings that show a side, where the claim concerns the target.
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub cues: Cues,
    /// What counts as a position on it.
    pub definition: Localized,
    /// What counts as well, for cases of doubt.
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub clarification: Localized,
    /// What does not count.
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub negative_clarification: Localized,
    /// Coded claims.
    #[cfg_attr(feature = "json-schema", schemars(default, rename = "example"))]
    pub examples: Vec<StanceExample>,
    /// The file gives the cues under their older names, `favor_cues` and `against_cues`: worth a warning.
    #[cfg_attr(feature = "json-schema", schemars(skip))]
    pub(crate) has_older_cue_names: bool,
}

/// What shows the side taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "json-schema",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields, default)
)]
#[non_exhaustive]
pub struct Cues {
    /// Of support.
    pub favor: LocalizedList,
    /// Of rejection.
    pub against: LocalizedList,
}

/// A claim with its stance toward a target.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "json-schema",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct StanceExample {
    /// The side; `None` is the label `none`, a claim that does not concern the target.
    #[cfg_attr(feature = "json-schema", schemars(with = "crate::json_schema::CodedLabel"))]
    pub label: Option<StanceLabel>,
    /// The claim.
    pub text: String,
    /// Who holds the stance.
    pub speaker: Option<String>,
    /// Why it is coded so.
    pub why: Option<String>,
    /// Where it comes from, such as `constructed`.
    pub source: Option<String>,
}

/// A person, body or group that is mentioned under several forms.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "json-schema",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct Actor {
    /// A `snake_case` id, unique among actors.
    #[cfg_attr(
        feature = "json-schema",
        schemars(length(max = MAX_ID_LENGTH), regex(pattern = ITEM_ID_PATTERN))
    )]
    pub id: String,
    /// The name to print.
    pub name: Localized,
    /// The forms under which texts mention the actor. No form belongs to two actors.
    #[cfg_attr(feature = "json-schema", schemars(default))]
    pub aliases: LocalizedList,
    /// What the actor is.
    pub kind: ActorKind,
}

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "json-schema",
    derive(schemars::JsonSchema),
    schemars(rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum ActorKind {
    /// One human being.
    Person,
    /// A company, party, association or institute.
    Organisation,
    /// A state, ministry, court, parliament or international body of states.
    Government,
    /// A newspaper, agency or broadcaster.
    Media,
    /// People without a common organisation, such as tenants.
    Group,
}

impl ActorKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Person,
        Self::Organisation,
        Self::Government,
        Self::Media,
        Self::Group,
    ];

    /// The word for it in a codebook.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Government => "government",
            Self::Media => "media",
            Self::Group => "group",
        }
    }
}

impl fmt::Display for ActorKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// What the stance labels mean, and how to decide between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct StanceGuide {
    /// What each label means, per language.
    pub definition: BTreeMap<String, StanceDefinitions>,
    /// Rules for hard cases, in the order of the file.
    pub rules: LocalizedList,
}

impl StanceGuide {
    /// What a label means in this language, else in English, else in the alphabetically first language there
    /// is. `None` stands for the label `none`. Empty when the codebook defines no label.
    pub fn definition(&self, language: &str, label: Option<StanceLabel>) -> &str {
        self.definition
            .get(language)
            .or_else(|| self.definition.get("en"))
            .or_else(|| self.definition.values().next())
            .map(|definitions| definitions.get(label))
            .unwrap_or_default()
    }
}

/// What each of the four labels means, in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(
    feature = "json-schema",
    derive(schemars::JsonSchema),
    schemars(deny_unknown_fields)
)]
#[non_exhaustive]
pub struct StanceDefinitions {
    /// Supports the target statement.
    pub favor: String,
    /// Rejects it.
    pub against: String,
    /// Concerns it without taking a side.
    pub neutral: String,
    /// Does not concern it.
    pub none: String,
}

impl StanceDefinitions {
    /// The definition of a label, where `None` stands for `none`.
    pub fn get(&self, label: Option<StanceLabel>) -> &str {
        match label {
            Some(StanceLabel::Favor) => &self.favor,
            Some(StanceLabel::Against) => &self.against,
            Some(StanceLabel::Neutral) => &self.neutral,
            None => &self.none,
        }
    }
}
