//! What is asked of a model, in words that fit every provider.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::schema::OutputSchema;

/// A question to a model.
///
/// The fixed parts come first (`system`, then examples as messages, the document last), because providers cache
/// prefixes: what stays the same from question to question costs less there.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ChatRequest {
    /// What holds of every question: instructions, codebook. Marked for caching where a provider wants marks.
    pub system: Option<String>,
    /// The turns of the conversation; the last one is the user's.
    pub messages: Vec<Message>,
    /// The shape of the answer; none means free text.
    pub schema: Option<OutputSchema>,
    /// How the model is to answer.
    pub parameters: Parameters,
    /// Groups questions that share their beginning, for providers that take such a hint.
    pub cache_key: Option<String>,
    /// The question that was too long, of which this one is a part. It is not sent; who keeps answers can tell what belongs together.
    pub part_of: Option<Arc<Self>>,
}

impl ChatRequest {
    /// One question of a user, with default parameters.
    pub fn new(question: impl Into<String>) -> Self {
        Self {
            system: None,
            messages: vec![Message::user(question)],
            schema: None,
            parameters: Parameters::default(),
            cache_key: None,
            part_of: None,
        }
    }

    /// The same with these instructions before everything else.
    #[must_use]
    pub fn with_system(mut self, system: impl Into<String>) -> Self {
        self.system = Some(system.into());
        self
    }

    /// The same with these turns instead of the one question.
    #[must_use]
    pub fn with_messages(mut self, messages: Vec<Message>) -> Self {
        self.messages = messages;
        self
    }

    /// The same, the answer in this shape.
    #[must_use]
    pub fn with_schema(mut self, schema: OutputSchema) -> Self {
        self.schema = Some(schema);
        self
    }

    /// The same with these parameters.
    #[must_use]
    pub fn with_parameters(mut self, parameters: Parameters) -> Self {
        self.parameters = parameters;
        self
    }

    /// The same with this hint for prefix caches.
    #[must_use]
    pub fn with_cache_key(mut self, key: impl Into<String>) -> Self {
        self.cache_key = Some(key.into());
        self
    }

    /// Every text of the request, in order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.system
            .as_deref()
            .into_iter()
            .chain(self.messages.iter().map(|message| message.text.as_str()))
    }

    /// The length of all texts, in bytes of UTF-8.
    pub fn n_bytes(&self) -> usize {
        self.texts().map(str::len).sum()
    }
}

/// One turn of a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Message {
    /// Who speaks.
    pub role: Role,
    /// What is said.
    pub text: String,
}

impl Message {
    /// A turn of the user.
    pub fn user(text: impl Into<String>) -> Self {
        Self {
            role: Role::User,
            text: text.into(),
        }
    }

    /// A turn of the model, as in an example or when an answer is asked for again.
    pub fn assistant(text: impl Into<String>) -> Self {
        Self {
            role: Role::Assistant,
            text: text.into(),
        }
    }
}

/// Who speaks in a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The one who asks.
    User,
    /// The model.
    Assistant,
}

/// How the model is to answer. What a provider does not know is not sent; what a model rejects is dropped once,
/// remembered, and listed in the answer's `adapted`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Parameters {
    /// The longest answer, in tokens, thinking included. Never unbounded: some servers would never stop.
    pub max_output_tokens: u32,
    /// Randomness; 0 asks for the likeliest answer.
    pub temperature: Option<f64>,
    /// Nucleus sampling.
    pub top_p: Option<f64>,
    /// The seed, where a provider takes one. Best effort everywhere.
    pub seed: Option<u64>,
    /// How much the model thinks before it answers.
    pub thinking: Thinking,
    /// Asks for the probabilities of the answer's tokens, each with so many alternatives.
    pub top_logprobs: Option<u8>,
    /// How many tokens question and answer may have together, for servers that want to be told (Ollama). None: as
    /// many as the question's length asks for, and not fewer than the server's default.
    pub context_tokens: Option<u32>,
}

impl Parameters {
    /// Whether a parameter of this name is set.
    pub(crate) fn sets(&self, name: &str) -> bool {
        match name {
            "temperature" => self.temperature.is_some(),
            "top_p" => self.top_p.is_some(),
            "seed" => self.seed.is_some(),
            "logprobs" => self.top_logprobs.is_some(),
            _ => false,
        }
    }
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            max_output_tokens: 2048,
            temperature: Some(0.0),
            top_p: None,
            seed: Some(42),
            thinking: Thinking::Off,
            top_logprobs: None,
            context_tokens: None,
        }
    }
}

/// How much a model thinks before it answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Thinking {
    /// What the provider does when it is told nothing.
    ProviderDefault,
    /// Not at all, or as little as the model can.
    #[default]
    Off,
    /// A little.
    Low,
    /// Some.
    Medium,
    /// Much.
    High,
}
