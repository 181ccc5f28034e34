//! What a model turned out to reject: dropped once, remembered, recorded.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::failure::{Failure, FailureClass};

/// How the shape of the answer is asked for; each provider has its own way for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Structure {
    /// The provider's best: the server lets nothing else through.
    #[default]
    Schema,
    /// Second best: a forced tool call, or JSON of any shape.
    Loose,
    /// Not at all; the words of the question must do.
    None,
}

/// What a question's shape went out as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ShapeForm {
    /// A schema that the server is to let nothing else through than.
    JsonSchema,
    /// A tool that must be called, whose input has the schema.
    Tool,
    /// JSON of any shape.
    JsonObject,
    /// The words of the question alone.
    None,
}

impl ShapeForm {
    /// The word for it in records.
    pub const fn word(self) -> &'static str {
        match self {
            Self::JsonSchema => "json_schema",
            Self::Tool => "tool",
            Self::JsonObject => "json_object",
            Self::None => "none",
        }
    }
}

/// What is left out or said otherwise for one model at one server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dialect {
    dropped: BTreeSet<String>,
    structure: Structure,
    uses_other_cap: bool,
    uses_system_role: bool,
    thinks_a_little: bool,
    notes: Vec<String>,
}

/// A parameter that can be left out: the name in the provider's errors, and where it stands in the request's body.
pub(crate) type Droppable = (&'static str, &'static [&'static str]);

impl Dialect {
    /// The words that are tried first.
    pub(crate) const fn usual() -> Self {
        Self {
            dropped: BTreeSet::new(),
            structure: Structure::Schema,
            uses_other_cap: false,
            uses_system_role: false,
            thinks_a_little: false,
            notes: Vec::new(),
        }
    }

    /// How the shape of the answer is asked for.
    pub const fn structure(&self) -> Structure {
        self.structure
    }

    /// Whether the output cap goes by the provider's other name for it.
    pub const fn uses_other_cap(&self) -> bool {
        self.uses_other_cap
    }

    /// Whether instructions go by the role `system` where `developer` is the rule.
    pub const fn uses_system_role(&self) -> bool {
        self.uses_system_role
    }

    /// Whether a model that cannot but think is asked to do so little.
    pub const fn thinks_a_little(&self) -> bool {
        self.thinks_a_little
    }

    /// What was changed, in words for records.
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The same with a weaker way to ask for the shape, as after a probe that found the best one not obeyed.
    #[must_use]
    pub fn with_structure(mut self, structure: Structure) -> Self {
        self.structure = structure;
        self
    }

    /// Takes over what somebody else learnt of the same model.
    pub(crate) fn join(&mut self, other: &Self) {
        self.dropped.extend(other.dropped.iter().cloned());
        self.structure = self.structure.max(other.structure);
        self.uses_other_cap |= other.uses_other_cap;
        self.uses_system_role |= other.uses_system_role;
        self.thinks_a_little |= other.thinks_a_little;
        for note in &other.notes {
            if !self.notes.contains(note) {
                self.notes.push(note.clone());
            }
        }
    }

    /// Takes what is dropped out of a request's body.
    pub(crate) fn apply(&self, droppable: &[Droppable], body: &mut Value) {
        for (name, path) in droppable {
            if self.dropped.contains(*name) {
                remove(body, path);
            }
        }
    }

    /// Learns from a rejection. Whether the request is worth sending again, which is so at most once a parameter.
    pub(crate) fn learn(&mut self, failure: &Failure, body: &Value, droppable: &[Droppable]) -> bool {
        match failure.class {
            FailureClass::SchemaTooComplex => self.weaken_structure(),
            FailureClass::BadRequest => match rejected(failure, body, droppable) {
                Some(Rejected::Cap) if !self.uses_other_cap => {
                    self.uses_other_cap = true;
                    self.note("max_tokens: by its other name")
                }
                Some(Rejected::Role) if !self.uses_system_role => {
                    self.uses_system_role = true;
                    self.note("role: system instead of developer")
                }
                Some(Rejected::Structure) => self.weaken_structure(),
                Some(Rejected::EffortValue) if !self.thinks_a_little => {
                    self.thinks_a_little = true;
                    self.note("reasoning_effort: low instead of none")
                }
                Some(Rejected::Effort | Rejected::EffortValue) => self.drop("reasoning_effort"),
                Some(Rejected::Parameter(name)) => self.drop(name),
                _ => false,
            },
            _ => false,
        }
    }

    fn drop(&mut self, name: &'static str) -> bool {
        self.dropped.insert(name.to_owned()) && self.note(name)
    }

    fn weaken_structure(&mut self) -> bool {
        let (weaker, note) = match self.structure {
            Structure::Schema => (Structure::Loose, "schema: weaker form"),
            Structure::Loose => (Structure::None, "schema: not enforced"),
            Structure::None => return false,
        };
        self.structure = weaker;
        self.note(note)
    }

    fn note(&mut self, note: &str) -> bool {
        self.notes.push(note.to_owned());
        true
    }
}

enum Rejected {
    Cap,
    Role,
    Structure,
    Effort,
    EffortValue,
    Parameter(&'static str),
}

/// Names under which providers complain of the schema.
const STRUCTURE: &[&str] = &[
    "format",
    "grammar",
    "output_config",
    "response_format",
    "responseJsonSchema",
    "responseMimeType",
    "response_json_schema",
    "response_mime_type",
    "structured_outputs",
    "text.format",
    "json_schema",
];

/// What a message says when it speaks of a parameter that is unwelcome. In lower case.
const UNWELCOME: &[&str] = &[
    "deprecated",
    "does not support",
    "extra inputs",
    "extra fields",
    "invalid json payload received. unknown name",
    "not allowed",
    "not enabled",
    "not permitted",
    "not supported",
    "unexpected keyword",
    "unknown",
    "unknown variant",
    "unrecognized",
    "unsupported",
    "isn't supported",
    "is not available",
    "missing field",
    "only works in",
    "requires",
];

fn rejected(failure: &Failure, body: &Value, droppable: &[Droppable]) -> Option<Rejected> {
    let message = failure.detail.as_deref().unwrap_or_default().to_lowercase();
    let is_said_plainly = failure.code.as_deref().is_some_and(|code| {
        matches!(
            code,
            "unsupported_parameter" | "unsupported_value" | "extra_forbidden" | "unknown_parameter"
        )
    });
    if !is_said_plainly && !UNWELCOME.iter().any(|phrase| message.contains(phrase)) {
        return None;
    }
    // The place the provider names, else a name in its message that stands in our request.
    let named = failure
        .parameter
        .as_deref()
        .map(|name| name.trim_end_matches(char::is_numeric));
    let is_named = |name: &str| match named {
        Some(named) => {
            named == name || named.starts_with(&format!("{name}.")) || named.ends_with(&format!(".{name}"))
        }
        None => has_word(&message, &name.to_lowercase()),
    };
    if ["max_tokens", "max_completion_tokens"]
        .iter()
        .any(|name| is_named(name) && body.get(name).is_some())
    {
        return Some(Rejected::Cap);
    }
    if is_named("reasoning_effort") || is_named("reasoning.effort") || is_named("reasoning") {
        // Models that cannot but think reject the value; models that cannot think reject the parameter.
        let is_value = failure.code.as_deref() == Some("unsupported_value") || message.contains("value");
        return Some(if is_value {
            Rejected::EffortValue
        } else {
            Rejected::Effort
        });
    }
    if named.is_none_or(|named| named.starts_with("messages")) {
        let has_developer = body
            .get("messages")
            .and_then(|messages| messages.get(0)?.get("role")?.as_str())
            .is_some_and(|role| role == "developer");
        if has_developer && message.contains("developer") {
            return Some(Rejected::Role);
        }
    }
    if let Some((name, _)) = droppable
        .iter()
        .find(|(name, path)| is_named(name) && find(body, path).is_some())
    {
        return Some(Rejected::Parameter(name));
    }
    STRUCTURE
        .iter()
        .any(|name| is_named(name))
        .then_some(Rejected::Structure)
}

/// Whether a name stands in a message by itself, not inside another name.
fn has_word(message: &str, name: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    message.match_indices(name).any(|(start, _)| {
        let before = message[..start].chars().next_back();
        let after = message[start + name.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

fn find<'a>(body: &'a Value, path: &[&str]) -> Option<&'a Value> {
    path.iter().try_fold(body, |value, key| value.get(key))
}

fn remove(body: &mut Value, path: &[&str]) {
    let Some((last, parents)) = path.split_last() else {
        return;
    };
    let parent = parents.iter().try_fold(body, |value, key| value.get_mut(key));
    if let Some(object) = parent.and_then(Value::as_object_mut) {
        Map::shift_remove(object, *last);
    }
}
