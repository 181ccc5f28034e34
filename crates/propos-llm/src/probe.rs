//! Whether a server does what it is asked to: one small question before many large ones.

use serde_json::json;

use crate::client::Client;
use crate::failure::Failure;
use crate::models::{ModelInfo, near_names};
use crate::outcome::{Answer, Malformation, Outcome};
use crate::prices::{Price, Prices};
use crate::request::ChatRequest;
use crate::schema::OutputSchema;

/// How many near names are told.
const MOST_NEAR_NAMES: usize = 5;
/// Enough for a model that thinks a little although it should not.
const PROBE_TOKENS: u32 = 512;

/// Whether a server lets nothing through but the schema.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Obedience {
    /// It does.
    Enforced,
    /// It takes the schema and ignores it: whatever it answers must be checked and asked for in words.
    Ignored,
    /// There was no answer to tell by.
    Unknown(Outcome),
}

impl Obedience {
    /// One word for records.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Enforced => "enforced",
            Self::Ignored => "unenforced",
            Self::Unknown(_) => "unknown",
        }
    }
}

/// What a probe found.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Probe {
    /// Whether the server lets nothing through but the schema.
    pub obedience: Obedience,
    /// Whether it tells the probabilities of its tokens.
    pub tells_probabilities: bool,
    /// The answer, with tokens and adaptations.
    pub answer: Answer,
}

/// What is known of an endpoint before the first document.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Diagnosis {
    /// The list of models: reachable and authorised, or why not.
    pub models: Result<usize, Failure>,
    /// What the server says of the model, where it lists it.
    pub model: Option<ModelInfo>,
    /// Names of other models that may have been meant.
    pub near_names: Vec<String>,
    /// Whether the server obeys a schema; none where asking was not possible.
    pub probe: Option<Probe>,
    /// What the model costs, where that is known.
    pub price: Option<Price>,
    /// Whether nobody is paid.
    pub is_free: bool,
}

impl Client {
    /// The question of a probe: for a word, with a schema that allows only the nonce.
    pub fn probe_question(nonce: &str) -> ChatRequest {
        let schema = json!({
            "type": "object", "additionalProperties": false, "required": ["answer"],
            "properties": { "answer": { "type": "string", "enum": [nonce] } },
        });
        let mut request = ChatRequest::new("Reply with the word hello.");
        // The schema is of our own making and portable.
        request.schema = OutputSchema::new("probe", schema).ok();
        request.parameters.max_output_tokens = PROBE_TOKENS;
        request.parameters.top_logprobs = Some(1);
        request
    }

    /// Asks for a word with a schema that allows only another: a server that enforces schemas cannot but say the
    /// other. Three kinds of server take a schema and ignore it, with status 200 and no word.
    pub async fn probe(&self) -> Probe {
        let nonce = format!("k{:08x}", self.dice());
        let request = Self::probe_question(&nonce);
        let answer = self.chat(&request).await;
        let said = answer.json().map(|json| json["answer"] == *nonce);
        let obedience = match (&answer.outcome, said) {
            (Outcome::Complete, Some(true)) => Obedience::Enforced,
            (Outcome::Complete | Outcome::Malformed(Malformation::NotJson), _) => Obedience::Ignored,
            (other, _) => Obedience::Unknown(other.clone()),
        };
        Probe {
            obedience,
            tells_probabilities: answer.tokens.as_ref().is_some_and(|tokens| !tokens.is_empty()),
            answer,
        }
    }

    /// Everything that can be known before the first document: reachable? authorised? is the model there? how long is
    /// its context? does it obey? what does it cost?
    pub async fn diagnose(&self, prices: &Prices) -> Diagnosis {
        let mut diagnosis = Diagnosis {
            models: Ok(0),
            model: None,
            near_names: Vec::new(),
            probe: None,
            price: prices.of(self.endpoint()).cloned(),
            is_free: self.endpoint().is_free(),
        };
        match self.models().await {
            Ok(models) => {
                diagnosis.models = Ok(models.len());
                let names = models.iter().map(|model| model.id.as_str());
                let near = near_names(&self.endpoint().model, names, MOST_NEAR_NAMES);
                diagnosis.near_names = near.into_iter().map(str::to_owned).collect();
                diagnosis.model = self.details(models).await;
            }
            Err(failure) => {
                // Some servers have no list; only what concerns every request ends the diagnosis.
                let ends =
                    failure.class.concerns_every_request() && failure.class != crate::FailureClass::NotFound;
                let ends = ends || failure.class == crate::FailureClass::Network;
                diagnosis.models = Err(failure);
                if ends {
                    return diagnosis;
                }
            }
        }
        diagnosis.probe = Some(self.probe().await);
        diagnosis
    }
}
