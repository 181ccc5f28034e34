//! Annotators that ask language models, by name and options.

use std::sync::Arc;
use std::time::Duration;

use propos_annotate::{Annotator, Composed, Extractor, Labeller};
use propos_annotate_llm::{Model, ModelExtractor, ModelLabeller, Settings, Vote};
use propos_llm::{Client, Endpoint, EndpointOptions, Transport};

use crate::choose::{AnnotatorError, annotator};
#[cfg(feature = "rules")]
use crate::joined::{Completed, WithWorth};

/// Which of the two steps a model does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Strategy {
    /// Rules find the claims, the model labels them: the cheapest, and the one that measurements favour for small models.
    #[cfg_attr(feature = "rules", default)]
    RulesModel,
    /// The model does both.
    #[cfg_attr(not(feature = "rules"), default)]
    ModelModel,
    /// The model finds the claims, rules label them.
    ModelRules,
}

impl Strategy {
    /// Every strategy.
    pub const ALL: &'static [Self] = &[Self::RulesModel, Self::ModelModel, Self::ModelRules];

    /// Its name on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RulesModel => "rules+model",
            Self::ModelModel => "model+model",
            Self::ModelRules => "model+rules",
        }
    }
}

impl std::str::FromStr for Strategy {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = Self::ALL
            .iter()
            .copied()
            .find(|strategy| strategy.as_str() == name);
        known.ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|strategy| strategy.as_str()).collect();
            format!("not one of {}", names.join(", "))
        })
    }
}

/// How a model is reached and asked.
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct ModelOptions {
    /// Where the server is, if not at the provider's own address.
    pub base_url: Option<String>,
    /// Only this machine may be reached.
    pub is_offline: bool,
    /// A key may go over plain http to another machine.
    pub allows_insecure_http: bool,
    /// Which steps the model does.
    pub strategy: Strategy,
    /// How often each model is asked; above 1 what most answers say counts.
    pub votes: u32,
    /// How many requests to a model may be under way at once, if not as many as is usual for its server.
    pub concurrency: Option<usize>,
    /// How many requests a minute at most, beside what the server says of its limits.
    pub requests_per_minute: Option<u32>,
    /// How many tokens a minute at most.
    pub tokens_per_minute: Option<u32>,
    /// How long one answer may take, if not as long as is usual for its server.
    pub timeout: Option<Duration>,
    /// Prompts, passes, limits.
    pub settings: Settings,
    /// What carries requests instead of HTTP: a recording, a journal, a test.
    pub transport: Option<Arc<dyn Transport>>,
}

impl ModelOptions {
    /// Which model of which server a name is. `variable` looks into the environment for a key.
    pub fn endpoint(
        &self,
        name: &str,
        variable: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Endpoint, AnnotatorError> {
        let options = EndpointOptions::new()
            .with_base_url(self.base_url.as_deref())
            .offline(self.is_offline)
            .insecure_http(self.allows_insecure_http);
        let endpoint =
            Endpoint::choose(name, options, variable).map_err(|source| AnnotatorError::Endpoint {
                name: name.to_owned(),
                source,
            })?;
        Ok(match self.timeout {
            Some(whole) => {
                let timeouts = endpoint.timeouts.with_whole(whole);
                endpoint.with_timeouts(timeouts)
            }
            None => endpoint,
        })
    }

    /// A client of a model. A replay needs no key, so that anybody can repeat what somebody recorded.
    pub fn client(
        &self,
        name: &str,
        variable: &dyn Fn(&str) -> Option<String>,
    ) -> Result<Client, AnnotatorError> {
        let endpoint = self.endpoint(name, variable)?;
        let transport = match &self.transport {
            Some(transport) => Arc::clone(transport),
            None => self.http(name)?,
        };
        let mut client = Client::new(endpoint, transport);
        if let Some(concurrency) = self.concurrency {
            client = client.with_in_flight(concurrency);
        }
        Ok(client.with_limits(self.requests_per_minute, self.tokens_per_minute))
    }

    /// A connection to the servers that these options allow.
    #[cfg(feature = "http")]
    #[expect(
        clippy::unnecessary_wraps,
        reason = "the same shape with and without connections"
    )]
    fn http(&self, _name: &str) -> Result<Arc<dyn Transport>, AnnotatorError> {
        let transport = propos_llm::HttpTransport::new()
            .offline(self.is_offline)
            .insecure_http(self.allows_insecure_http);
        Ok(Arc::new(transport))
    }

    #[cfg(not(feature = "http"))]
    #[expect(clippy::unused_self, reason = "the same shape with and without connections")]
    fn http(&self, name: &str) -> Result<Arc<dyn Transport>, AnnotatorError> {
        Err(AnnotatorError::NoTransport {
            name: name.to_owned(),
        })
    }

    /// The annotator that asks this client.
    pub fn annotator(&self, client: &Arc<Client>) -> Box<dyn Annotator> {
        let voters: Vec<Box<dyn Annotator>> = (0..self.votes.max(1))
            .map(|number| self.voter(&(Arc::clone(client) as Arc<dyn Model>), number))
            .collect();
        match <[Box<dyn Annotator>; 1]>::try_from(voters) {
            Ok([only]) => only,
            Err(voters) => Box::new(Vote::new(voters)),
        }
    }

    fn voter(&self, model: &Arc<dyn Model>, number: u32) -> Box<dyn Annotator> {
        let settings = self.settings.clone().for_voter(number);
        let extractor =
            || Box::new(ModelExtractor::new(Arc::clone(model), settings.clone())) as Box<dyn Extractor>;
        let labeller =
            || Box::new(ModelLabeller::new(Arc::clone(model), settings.clone())) as Box<dyn Labeller>;
        #[cfg(feature = "rules")]
        match self.strategy {
            Strategy::ModelModel => Box::new(Composed::new(
                Completed(extractor()),
                WithWorth {
                    labeller: labeller(),
                    keeps_verifiability: true,
                },
            )),
            Strategy::RulesModel => Box::new(Composed::new(
                propos_annotate_rules::RulesExtractor,
                WithWorth {
                    labeller: labeller(),
                    keeps_verifiability: false,
                },
            )),
            Strategy::ModelRules => Box::new(Composed::new(
                Completed(extractor()),
                propos_annotate_rules::RulesLabeller,
            )),
        }
        #[cfg(not(feature = "rules"))]
        Box::new(Composed::new(extractor(), labeller()))
    }
}

/// The annotator of a name such as `rules` or `ollama:qwen3:8b`. `variable` looks into the environment for a key.
pub fn annotator_with(
    name: &str,
    options: &ModelOptions,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Result<Box<dyn Annotator>, AnnotatorError> {
    if propos_llm::names_provider(name) {
        let client = Arc::new(options.client(name, variable)?);
        Ok(options.annotator(&client))
    } else {
        annotator(name)
    }
}
