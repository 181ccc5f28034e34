//! Whether a server does what it is asked to: one small question before many large ones.

use std::pin::pin;

use serde_json::json;

use crate::client::Client;
use crate::failure::{Failure, FailureClass};
use crate::models::{ModelInfo, near_names};
use crate::outcome::{Answer, Malformation, Outcome};
use crate::prices::{Price, Prices};
use crate::request::ChatRequest;
use crate::schema::OutputSchema;

/// How many near names are told.
const MOST_NEAR_NAMES: usize = 5;
/// Enough for a model that thinks a little although it should not.
const PROBE_TOKENS: u32 = 512;

/// The word that a probe wants where the same must be asked every time.
const STEADY: &str = "k5ead1e57";

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

/// How many models a server lists, names near to the one that is asked, and that one.
type Listed = (usize, Vec<String>, Option<ModelInfo>);

impl Diagnosis {
    fn take(&mut self, (n_models, near_names, model): Listed) {
        self.models = Ok(n_models);
        self.near_names = near_names;
        self.model = model;
    }
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
        let nonce = if self.steady_probe() {
            STEADY.to_owned()
        } else {
            format!("k{:08x}", self.dice())
        };
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

    /// What can be known for nothing, where it is known already whether the server obeys: reachable? authorised? is the model there?
    /// how long is its context? what does it cost?
    pub async fn survey(&self, prices: &Prices) -> Diagnosis {
        let mut diagnosis = self.nothing_known(prices);
        match self.listed().await {
            Ok(listed) => diagnosis.take(listed),
            Err(failure) => diagnosis.models = Err(failure),
        }
        diagnosis
    }

    fn nothing_known(&self, prices: &Prices) -> Diagnosis {
        Diagnosis {
            models: Ok(0),
            model: None,
            near_names: Vec::new(),
            probe: None,
            price: prices.of(self.endpoint()).cloned(),
            is_free: self.endpoint().is_free(),
        }
    }

    /// Everything that can be known before the first document: reachable? authorised? is the model there? how long is
    /// its context? does it obey? what does it cost?
    pub async fn diagnose(&self, prices: &Prices) -> Diagnosis {
        let mut diagnosis = self.nothing_known(prices);
        // Side by side, since each takes a round trip before the first document; neither holds anything of one.
        let (mut listed, mut probed) = (pin!(self.listed()), pin!(self.probe()));
        let (mut has_list, mut has_probe) = (false, false);
        while !(has_list && has_probe) {
            tokio::select! {
                found = &mut listed, if !has_list => {
                    has_list = true;
                    match found {
                        Ok(listed) => diagnosis.take(listed),
                        Err(failure) => {
                            let ends = ends_all(&failure);
                            diagnosis.models = Err(failure);
                            if ends {
                                // What became of the question says no more than that.
                                diagnosis.probe = None;
                                break;
                            }
                        }
                    }
                }
                probe = &mut probed, if !has_probe => {
                    has_probe = true;
                    diagnosis.probe = Some(probe);
                }
            }
        }
        diagnosis
    }

    /// How many models the server lists, names near to this one, and this one.
    async fn listed(&self) -> Result<Listed, Failure> {
        let models = self.models().await?;
        let names = models.iter().map(|model| model.id.as_str());
        let near = near_names(&self.endpoint().model, names, MOST_NEAR_NAMES);
        let near = near.into_iter().map(str::to_owned).collect();
        Ok((models.len(), near, self.details(models).await))
    }
}

/// Whether no question need be asked after this failure to list models. Some servers have no list.
fn ends_all(failure: &Failure) -> bool {
    let concerns_all = failure.class.concerns_every_request() && failure.class != FailureClass::NotFound;
    concerns_all || failure.class == FailureClass::Network
}
