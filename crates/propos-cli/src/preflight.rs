//! A look at a model before the first document: better one small question than a thousand wrong answers.
//!
//! Whether a server obeys is asked once a run: the journal has it for the sessions that follow, which look only at what is told for nothing.

use propos::llm::{Client, Dialect, Failure as RequestFailure, FailureClass, Obedience, Prices};
use propos::pipeline::{Look, RunStore};
use tokio::runtime::Builder;

use crate::exit::Exit;
use crate::failure::Failure;
use crate::talk::Talk;

/// What a look at a model found.
#[derive(Debug)]
pub(crate) struct Found {
    /// How many tokens question and answer may have together, where the server says so.
    pub(crate) context_tokens: Option<u64>,
    /// What the model turned out not to take.
    pub(crate) dialect: Dialect,
    /// Whether the server lets nothing through but the schema: `enforced`, `unenforced` or `unknown`.
    pub(crate) obedience: &'static str,
    /// What people should hear of, once for all documents.
    pub(crate) warnings: Vec<String>,
}

impl Found {
    /// What later sessions are to know.
    pub(crate) fn for_later(&self, client: &Client) -> Option<Look> {
        let endpoint = client.endpoint();
        (self.obedience != UNKNOWN).then(|| Look {
            model: endpoint.name.clone(),
            server: endpoint.base_url.to_string(),
            obedience: self.obedience.to_owned(),
            context_tokens: self.context_tokens,
        })
    }

    /// Finds words for what people should hear of.
    fn warn(&mut self, name: &str) {
        if self.obedience == Obedience::Ignored.word() {
            self.warnings.push(ignores_schemas(name));
        }
        // Each record says it too.
        let notes = self.dialect.notes();
        if !notes.is_empty() {
            let notes = notes.join(", ");
            self.warnings
                .push(format!("{name} does not take {notes}; it is asked without"));
        }
    }
}

/// What an earlier session found of whether the server obeys.
pub(crate) fn obedience_of(look: &Look) -> &'static str {
    let known = [Obedience::Enforced, Obedience::Ignored].map(|obedience| obedience.word());
    known
        .into_iter()
        .find(|word| *word == look.obedience)
        .unwrap_or(UNKNOWN)
}

/// What earlier sessions of a run left about models.
#[derive(Clone, Copy, Default)]
pub(crate) struct Earlier<'s> {
    /// The run, where it goes on.
    pub(crate) store: Option<&'s RunStore>,
    /// Whether it is finished, so that most likely nothing will be asked and nothing need be looked at.
    pub(crate) is_finished: bool,
}

impl Earlier<'_> {
    /// In which words beside the usual ones a model was asked.
    pub(crate) fn dialects(&self, model: &str) -> Vec<Dialect> {
        self.store
            .map_or_else(Vec::new, |store| store.dialects(model).to_vec())
    }

    /// What a look at this client's model found.
    pub(crate) fn look(&self, client: &Client) -> Option<Look> {
        let endpoint = client.endpoint();
        let look = self.store?.look(&endpoint.name, &endpoint.base_url.to_string())?;
        (obedience_of(look) != UNKNOWN).then(|| look.clone())
    }
}

/// Why no request to a model will be answered.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) cause: RequestFailure,
    near_names: Vec<String>,
}

impl Refusal {
    /// The same with its exit code and what to do.
    pub(crate) fn of(self, name: &str) -> Failure {
        request_failure(name, self.cause, &self.near_names)
    }
}

/// Looks at a model before anything is asked of it. Where it must be there and is not, that is a failure; else a warning. `known`: what an
/// earlier session found.
pub(crate) fn preflight(
    client: &Client,
    known: Option<&Look>,
    is_needed: bool,
    requires_structured: bool,
    talk: &Talk,
) -> Result<Found, Failure> {
    let name = &client.endpoint().name;
    let found = match look(client, known)? {
        Ok(found) => found,
        Err(refusal) if is_needed => return Err(refusal.of(name)),
        Err(refusal) => Found {
            context_tokens: None,
            dialect: client.dialect(),
            obedience: UNKNOWN,
            warnings: vec![format!("{name} will not answer: {}", refusal.cause)],
        },
    };
    if requires_structured && found.obedience == Obedience::Ignored.word() {
        return Err(Failure::usage(anyhow::anyhow!("use {}", ignores_schemas(name)))
            .hint("leave out --require-structured to go on"));
    }
    found.warnings.iter().for_each(|warning| talk.warning(warning));
    Ok(found)
}

/// The word for a server of which nobody knows whether it obeys.
pub(crate) const UNKNOWN: &str = "unknown";

fn ignores_schemas(name: &str) -> String {
    format!("{name} takes a schema and ignores it; more answers will be wrong")
}

/// Looks at a model. What an earlier session found is not asked again.
pub(crate) fn look(client: &Client, known: Option<&Look>) -> Result<Result<Found, Refusal>, Failure> {
    let name = &client.endpoint().name;
    // A runtime of its own: connections belong to the runtime they were opened in.
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(Exit::Bug, anyhow::Error::new(error).context("start the runtime")))?;
    let prices = Prices::embedded();
    let diagnosis = runtime.block_on(async {
        match known {
            Some(_) => client.survey(&prices).await,
            None => client.diagnose(&prices).await,
        }
    });
    let failures = [
        diagnosis.models.as_ref().err(),
        diagnosis.probe.as_ref().and_then(|probe| match &probe.obedience {
            Obedience::Unknown(outcome) => outcome.failure(),
            _ => None,
        }),
    ];
    // A server without a list of models may still answer; what stopped the diagnosis would stop every request.
    let stopping = failures.into_iter().flatten().find(|failure| {
        let answers_otherwise = known.is_some() || diagnosis.probe.is_some();
        let is_only_list = failure.class == FailureClass::NotFound && answers_otherwise;
        !is_only_list && (failure.class.concerns_every_request() || failure.class == FailureClass::Network)
    });
    if let Some(cause) = stopping.cloned() {
        return Ok(Err(Refusal {
            cause,
            near_names: diagnosis.near_names,
        }));
    }
    let probed = diagnosis.probe.as_ref().map(|probe| probe.obedience.word());
    let mut found = Found {
        context_tokens: diagnosis.model.as_ref().and_then(|model| model.context_tokens),
        dialect: client.dialect(),
        obedience: known.map_or(probed.unwrap_or(UNKNOWN), obedience_of),
        warnings: Vec::new(),
    };
    found.warn(name);
    Ok(Ok(found))
}

/// A request that failed for every document, as a failure with its exit code and what to do.
pub(crate) fn request_failure(name: &str, failure: RequestFailure, near_names: &[String]) -> Failure {
    let exit = exit_of(failure.class);
    let hint = hint_of(failure.class, near_names);
    let failed = Failure::new(
        exit,
        anyhow::Error::new(failure).context(format!("use annotator {name}")),
    );
    match hint {
        Some(hint) => failed.hint(hint),
        None => failed,
    }
}

/// The exit code of a failure that ends everything.
pub(crate) const fn exit_of(class: FailureClass) -> Exit {
    match class {
        FailureClass::Auth | FailureClass::Quota | FailureClass::ModelNotFound => Exit::Rejected,
        class if class.is_of_settings() => Exit::Usage,
        FailureClass::NotKept => Exit::CannotWrite,
        FailureClass::Budget => Exit::Budget,
        _ => Exit::Stopped,
    }
}

/// What to do about a failure.
pub(crate) fn hint_of(class: FailureClass, near_names: &[String]) -> Option<String> {
    if class == FailureClass::ModelNotFound && !near_names.is_empty() {
        return Some(format!("did you mean {}?", near_names.join(" or ")));
    }
    class.advice().map(str::to_owned)
}
