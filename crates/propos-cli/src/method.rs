//! The options that say what finds and labels the claims.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context as _, anyhow};
use clap::{Args, ValueEnum};
use propos::annotate::{Annotator, FallbackChain};
use propos::annotate_llm::{DerivedNonces, Prompts, Vote, check_examples, codebook_tokens};
use propos::codebook::Codebook;
use propos::llm::{
    Client, Dialect, HttpTransport, ProviderKind, RecordingTransport, ReplayTransport, Tariff, Transport,
    names_provider,
};
use propos::pipeline::{Connections, Limits, Look};
use propos::{ModelOptions, Planner, Strategy};
use serde_json::{Map, Value, json};

use crate::early::Looker;
use crate::env_vars;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::hurry::hurried_client;
use crate::money::Purse;
use crate::preflight::{Earlier, UNKNOWN, obedience_of, preflight};
use crate::talk::Talk;

/// The name that stands for no second annotator.
const NONE: &str = "none";

/// Puts another transport around the one that opens connections.
pub(crate) type Wrap<'w> = &'w dyn Fn(Arc<dyn Transport>) -> Arc<dyn Transport>;

/// What finds and labels the claims.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Annotation")]
pub(crate) struct MethodArgs {
    /// What finds and labels the claims: rules, or a language model by its provider (openai:MODEL, anthropic:MODEL,
    /// gemini:MODEL, ollama:MODEL, llamacpp:MODEL, compatible:MODEL with --base-url). May be given again with --combine
    #[arg(long, value_name = "NAME", default_value = "rules", env = env_vars::ANNOTATOR, hide_env_values = true)]
    annotator: Vec<String>,
    /// The annotator for documents on which the first one fails or refuses: none, rules or another model. May be given again
    #[arg(long, value_name = "NAME", default_value = NONE)]
    fallback: Vec<String>,
    /// A codebook file, or the id of one that comes with the program [default: us-china-ai]
    #[arg(long, value_name = "FILE|ID", env = env_vars::CODEBOOK, hide_env_values = true)]
    pub(crate) codebook: Option<String>,
    /// Make no connection but to this machine; rules never make one
    #[arg(long)]
    pub(crate) offline: bool,
    #[command(flatten)]
    model: ModelArgs,
}

/// How a model is reached and asked.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Models")]
pub(crate) struct ModelArgs {
    /// Where the model's server is, if not at the provider's own address
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Let a key go over plain http to another machine
    #[arg(long)]
    insecure_http: bool,
    /// Which steps the model does
    #[arg(long, value_name = "STEPS", default_value = "rules+model", value_parser = strategy())]
    strategy: Strategy,
    /// How often each stretch of text is read for claims; more finds more
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=10))]
    passes: u32,
    /// Ask so many times and keep what most answers say; `confidence` is the share that agrees
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=25))]
    votes: u32,
    /// What becomes of several annotators' answers
    #[arg(long, value_name = "HOW")]
    combine: Option<Combine>,
    /// A folder with prompts of your own: LANG/extract.md and LANG/label.md, either or both
    #[arg(long, value_name = "DIR")]
    prompts: Option<PathBuf>,
    /// How many tokens question and answer may have together [default: what the server says]
    #[arg(long, value_name = "TOKENS")]
    context: Option<u64>,
    /// The longest answer, in tokens
    #[arg(long, value_name = "TOKENS", default_value_t = 8_192, value_parser = clap::value_parser!(u32).range(64..))]
    max_output_tokens: u32,
    /// How many claims are labelled in one request; small models do better with few
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=64))]
    claims_per_request: u16,
    /// Send at most so many requests a minute, where the server does not say by itself what it allows
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    requests_per_minute: Option<u32>,
    /// Use at most so many tokens a minute, questions and answers together
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    tokens_per_minute: Option<u32>,
    /// How long one answer may take, in seconds [default: 600, on this machine 3600]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..=86_400))]
    timeout: Option<u32>,
    /// How many requests are under way at once; only a run has an option for it.
    #[arg(skip)]
    concurrency: Option<u16>,
    /// Stop where the server takes a schema and ignores it
    #[arg(long)]
    require_structured: bool,
    /// Write every exchange with a model to a file, without keys, for --replay
    #[arg(long, value_name = "FILE", conflicts_with = "replay")]
    record: Option<PathBuf>,
    /// Answer from a recording and open no connection
    #[arg(long, value_name = "FILE")]
    replay: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Combine {
    /// What most of them say, the first one's word at a tie
    Vote,
}

fn strategy() -> impl clap::builder::TypedValueParser<Value = Strategy> {
    use clap::builder::TypedValueParser as _;
    let names = Strategy::ALL.iter().map(|strategy| strategy.as_str());
    clap::builder::PossibleValuesParser::new(names.collect::<Vec<_>>())
        .try_map(|name| name.parse::<Strategy>())
}

/// Annotators that are there, ready to be made over any transport.
pub(crate) struct Prepared<'a> {
    args: &'a MethodArgs,
    /// Options of each annotator, those of the vote first, and in which words it was asked so far.
    options: Vec<(&'a str, ModelOptions, Vec<Dialect>)>,
    n_voters: usize,
    /// Of each model, whether its server lets nothing through but a schema.
    structured_output: BTreeMap<String, &'static str>,
    /// Those who ask, as far as they are made.
    clients: RefCell<Vec<Arc<Client>>>,
    /// How many questions go out before the only model is looked at, where it is looked at while they are under way, and by whom.
    n_early: Option<usize>,
    looker: RefCell<Option<Looker>>,
    /// What looks found that no earlier session knew.
    pub(crate) looks: Vec<Look>,
}

impl MethodArgs {
    /// How many requests to each model may be under way at once.
    pub(crate) fn set_concurrency(&mut self, concurrency: Option<u16>) {
        self.model.concurrency = concurrency;
    }

    /// Takes over limits a minute that are set anew, and what else keeps a run from doing something and shapes no answer.
    pub(crate) fn limit(&mut self, others: &Self) {
        self.offline |= others.offline;
        let (own, others) = (&mut self.model, &others.model);
        own.requests_per_minute = others.requests_per_minute.or(own.requests_per_minute);
        own.tokens_per_minute = others.tokens_per_minute.or(own.tokens_per_minute);
        own.timeout = others.timeout.or(own.timeout);
        own.require_structured |= others.require_structured;
    }

    /// Looks at every model before anything is begun. `is_durable`: the same document must give the same request, as in
    /// a run that may go on or a recording. `purse`: what pays for all requests, the look itself included. `earlier`: what is known
    /// of models from earlier sessions. `n_early`: how many questions may go out before the look is over; if any,
    /// it is left to the [looker](Prepared::looker).
    pub(crate) fn prepare(
        &self,
        is_durable: bool,
        purse: Option<&Purse>,
        earlier: Earlier<'_>,
        n_early: usize,
        talk: &Talk,
    ) -> Result<Prepared<'_>, Failure> {
        if self.annotator.len() > 1 && self.model.combine.is_none() {
            return Err(Failure::usage(anyhow!("use several annotators: say what becomes of their answers"))
                .hint("--combine vote keeps what most of them say; --fallback NAME names one for when the first fails"));
        }
        let common = self.model.options(self.offline, is_durable)?;
        let fallbacks = self
            .fallback
            .iter()
            .filter(|name| *name != NONE && !self.annotator.contains(name));
        let names: Vec<&str> = self
            .annotator
            .iter()
            .chain(fallbacks)
            .map(String::as_str)
            .collect();
        let mut options = Vec::with_capacity(names.len());
        let mut structured_output = BTreeMap::new();
        let (mut looker, mut looks) = (None, Vec::new());
        for name in &names {
            let mut own = common.clone();
            own.settings.told_context_tokens = Arc::default();
            let mut dialects = earlier.dialects(name);
            let found = if !names_provider(name) {
                propos::annotator(name).map_err(|error| {
                    Failure::usage(error)
                        .hint("models are named by their provider, such as ollama:MODEL or openai:MODEL")
                })?;
                None
            } else if self.model.replay.is_some() {
                // What the look found when it was recorded shaped the requests that follow.
                let client = self.client(name, &own)?;
                let requires_structured = self.model.require_structured;
                Some(preflight(&client, None, false, requires_structured, talk)?)
            } else {
                let (mut look, mut connections) = (own.clone(), None);
                let endpoint = own.endpoint(name, &|variable| key_variable(variable, false));
                let endpoint = endpoint.map_err(Failure::usage)?;
                let key = endpoint.key.as_ref();
                if let Some(purse) = purse {
                    let opened =
                        Connections::new(http(&own)).map_err(|error| Failure::new(Exit::Bug, error))?;
                    let opened: Arc<dyn Transport> = Arc::new(opened);
                    let recorded = self.model.recorded(key, Arc::clone(&opened))?;
                    look.transport = Some(purse.over(recorded, &endpoint)?);
                    connections = Some(opened);
                } else {
                    look.transport = Some(self.model.recorded(key, Arc::new(http(&own)))?);
                }
                let client = self.client(name, &look)?;
                if let Some(dialect) = dialects.last() {
                    client.set_dialect(dialect.clone());
                }
                let endpoint = client.endpoint();
                // What the look opened without a run belongs to the look.
                let connections = connections.unwrap_or_else(|| Arc::new(http(&own)));
                let transport = self.model.recorded(endpoint.key.as_ref(), connections)?;
                own.transport = Some(match purse {
                    Some(purse) => purse.over(transport, endpoint)?,
                    None => transport,
                });
                let known = earlier.look(&client);
                let is_only = names.len() == 1;
                let is_apart = self.model.require_structured || self.model.record.is_some();
                let is_lazy = is_only && earlier.is_finished && known.is_some() && !is_apart;
                if n_early > 0 || is_lazy {
                    structured_output
                        .insert((*name).to_owned(), known.as_ref().map_or(UNKNOWN, obedience_of));
                    looker = Some(Looker {
                        context_tokens: Arc::clone(&own.settings.told_context_tokens),
                        n_early: if is_lazy { 0 } else { n_early },
                        is_lazy,
                        known,
                        client,
                    });
                    None
                } else {
                    let requires_structured = self.model.require_structured;
                    let found = preflight(&client, known.as_ref(), is_only, requires_structured, talk)?;
                    looks.extend(
                        found
                            .for_later(&client)
                            .filter(|look| known.as_ref() != Some(look)),
                    );
                    Some(found)
                }
            };
            if let Some(found) = found {
                if let Some(tokens) = found.context_tokens {
                    let _ = own.settings.told_context_tokens.set(tokens);
                }
                structured_output.insert((*name).to_owned(), found.obedience);
                dialects.push(found.dialect);
            }
            options.push((*name, own, dialects));
        }
        Ok(Prepared {
            args: self,
            options,
            n_voters: self.annotator.len(),
            structured_output,
            clients: RefCell::default(),
            n_early: looker.as_ref().map(|looker: &Looker| looker.n_early),
            looker: RefCell::new(looker),
            looks,
        })
    }

    /// How many questions may go out before it is known whether the model is there, takes what it is sent and obeys: as many as are
    /// in flight together. The look is one more beside them; in the place of one it would cost a whole round where the questions fill
    /// their rounds.
    ///
    /// None where few are in flight, so that a round trip is little beside the run; where several annotators might have to do
    /// without one; where requests are counted, since none is to be spent in vain; and where a question depends on what the look
    /// finds, as at a local server, whose context is short.
    pub(crate) fn n_early(&self, purse: &Purse) -> usize {
        const FEW: usize = 8;
        let [name] = &*self.annotator else { return 0 };
        let in_flight = self.model.concurrency.map_or(0, usize::from);
        let is_alone = self
            .fallback
            .iter()
            .all(|fallback| fallback == NONE || fallback == name);
        // What is played back begins with the look, so what is recorded does too.
        let is_recorded = self.model.replay.is_some() || self.model.record.is_some();
        let is_apart = is_recorded || self.model.require_structured;
        let is_counted = purse.limits != Limits::default();
        if in_flight <= FEW || !is_alone || is_apart || is_counted || !names_provider(name) {
            return 0;
        }
        let options = self.model.options(self.offline, true);
        let endpoint = options.ok().and_then(|options| {
            let key = |variable: &str| key_variable(variable, false);
            options.endpoint(name, &key).ok()
        });
        match endpoint.map(|endpoint| endpoint.kind) {
            None | Some(ProviderKind::Ollama | ProviderKind::LlamaCpp) => 0,
            Some(_) => in_flight,
        }
    }

    /// The models that would be asked and what each costs, without asking whether they are there. Needs no key.
    pub(crate) fn rehearsed(&self, purse: &Purse) -> Result<Vec<Rehearsed>, Failure> {
        let options = self.model.options(self.offline, true)?;
        let nowhere =
            ReplayTransport::read(std::io::empty()).map_err(|error| Failure::new(Exit::Bug, error))?;
        let nowhere: Arc<dyn Transport> = Arc::new(nowhere);
        let mut rehearsed = Vec::new();
        for name in &self.annotator {
            if !names_provider(name) {
                propos::annotator(name).map_err(Failure::usage)?;
                continue;
            }
            let mut own = options.clone();
            own.settings.context_tokens = self.model.context;
            own.transport = Some(Arc::clone(&nowhere));
            // A key is part of no estimate; where there is one, it is checked like any other.
            let client = self.client(name, &own).or_else(|missing| {
                let without = own.client(name, &|variable| key_variable(variable, true));
                without.map_err(|_| missing)
            })?;
            let tariff = purse.checked_tariff(client.endpoint())?;
            let client = Arc::new(client);
            rehearsed.push(Rehearsed {
                planner: own.planner(&client),
                client,
                tariff,
            });
        }
        Ok(rehearsed)
    }

    /// How many requests and tokens a minute are allowed by the command line.
    pub(crate) const fn limits_a_minute(&self) -> (Option<u32>, Option<u32>) {
        (self.model.requests_per_minute, self.model.tokens_per_minute)
    }

    /// Whether it is known how many tokens question and answer may have together.
    pub(crate) const fn knows_context(&self) -> bool {
        self.model.context.is_some()
    }

    /// Refuses examples of the codebook that would mislead a model, before anything is asked.
    pub(crate) fn check_examples(&self, codebook: &Codebook) -> Result<(), Failure> {
        if self.models().next().is_none() {
            return Ok(());
        }
        let wrong = check_examples(codebook);
        if wrong.is_empty() {
            return Ok(());
        }
        let message = format!(
            "show a model the examples of codebook {}: {}",
            codebook.id,
            wrong.join("; ")
        );
        Err(Failure::usage(anyhow!(message)).hint("correct them in the codebook, or leave them out"))
    }

    fn client(&self, name: &str, options: &ModelOptions) -> Result<Client, Failure> {
        let is_replay = self.model.replay.is_some();
        options
            .client(name, &|variable| key_variable(variable, is_replay))
            .map(hurried_client)
            .map(|client| client.with_steady_probe(is_replay || self.model.record.is_some()))
            .map_err(Failure::usage)
    }

    /// The models among the annotators, for `propos doctor`.
    pub(crate) fn models(&self) -> impl Iterator<Item = &str> {
        let names = self.annotator.iter().chain(&self.fallback).map(String::as_str);
        names.filter(|name| names_provider(name))
    }

    /// About how many tokens the codebook takes in a question about labels.
    pub(crate) fn codebook_tokens(&self, codebook: &Codebook) -> Result<usize, Failure> {
        let options = self.model.options(self.offline, false)?;
        let languages = ["en", "fr"].into_iter();
        let tokens = languages.map(|language| codebook_tokens(codebook, &options.settings, language));
        Ok(tokens.max().unwrap_or_default())
    }

    /// A client for a look at a model.
    pub(crate) fn client_for_doctor(&self, name: &str) -> Result<Client, Failure> {
        self.client(name, &self.model.options(self.offline, false)?)
    }
}

impl Prepared<'_> {
    /// Whether each model's server lets nothing through but a schema, for the manifest.
    pub(crate) fn structured_output(&self) -> Value {
        json!(self.structured_output)
    }

    /// What is kept of the models, word by word: which they are and where, and how they are asked.
    pub(crate) fn for_manifest(&self) -> Result<Value, Failure> {
        let mut models = Vec::new();
        let mut prompts = Map::new();
        for (name, options, _) in self.options.iter().filter(|(name, ..)| names_provider(name)) {
            let endpoint = options.endpoint(name, &|_| Some("none".to_owned()));
            let endpoint = endpoint.map_err(Failure::usage)?;
            let settings = &options.settings;
            models.push(json!({
                "name": name,
                "provider": name.split(':').next(),
                "model": endpoint.model,
                "server": endpoint.base_url.to_string(),
                "parameters": {
                    "strategy": options.strategy.as_str(),
                    "votes": options.votes,
                    "temperature": settings.temperature,
                    "seed": settings.seed,
                    "max_output_tokens": settings.max_output_tokens,
                    "context_tokens": settings.context_tokens.or_else(|| settings.told_context_tokens.get().copied()),
                    "passes": settings.passes,
                    "claims_per_request": settings.claims_per_request,
                },
            }));
            prompts.extend(settings.prompts.texts().map(|texts| {
                let of_language = json!({
                    "sha256": texts.sha256, "extract": texts.extract, "label": texts.label,
                });
                (texts.language.to_owned(), of_language)
            }));
        }
        Ok(json!({
            "models": models,
            "prompts": prompts,
        }))
    }

    /// The annotator, its requests over another transport where one is put around the connections.
    pub(crate) fn annotator(&self, wrap: Option<Wrap<'_>>) -> Result<Box<dyn Annotator>, Failure> {
        let mut made = Vec::with_capacity(self.options.len());
        for (name, options, dialects) in &self.options {
            made.push(self.one(name, options, dialects, wrap)?);
        }
        let fallbacks = made.split_off(self.n_voters.min(made.len()));
        let first: Box<dyn Annotator> = match <[Box<dyn Annotator>; 1]>::try_from(made) {
            Ok([only]) => only,
            Err(several) => Box::new(Vote::new(several)),
        };
        if fallbacks.is_empty() {
            return Ok(first);
        }
        let chain = std::iter::once(first).chain(fallbacks).collect();
        Ok(Box::new(FallbackChain::new(chain)))
    }

    /// What shapes the answers beside the annotators' names, so that a run notices when it changes.
    pub(crate) fn details(&self) -> String {
        let details = self.options.iter().map(|(name, options, _)| {
            let settings = &options.settings;
            let prompts: Vec<&str> = settings.prompts.texts().map(|texts| texts.sha256).collect();
            format!(
                "{name} {} votes {} passes {} claims {} context {:?} output {} prompts {prompts:?} at {:?}",
                options.strategy.as_str(),
                options.votes,
                settings.passes,
                settings.claims_per_request,
                settings.context_tokens,
                settings.max_output_tokens,
                options.base_url,
            )
        });
        details.collect::<Vec<_>>().join("; ")
    }

    fn one(
        &self,
        name: &str,
        options: &ModelOptions,
        dialects: &[Dialect],
        wrap: Option<Wrap<'_>>,
    ) -> Result<Box<dyn Annotator>, Failure> {
        if !names_provider(name) {
            return propos::annotator(name).map_err(Failure::usage);
        }
        let mut options = options.clone();
        if let (Some(wrap), Some(transport)) = (wrap, &options.transport) {
            options.transport = Some(wrap(Arc::clone(transport)));
        }
        let mut client = self.args.client(name, &options)?;
        if let Some(n_early) = self.n_early {
            client = client.with_early(n_early);
        }
        for dialect in dialects {
            client.set_dialect(dialect.clone());
        }
        let client = Arc::new(client);
        self.clients.borrow_mut().push(Arc::clone(&client));
        Ok(options.annotator(&client))
    }

    /// Who is to look at the model while the first questions are under way; `None` where that was done before.
    pub(crate) fn looker(&self) -> Option<Looker> {
        self.looker.take()
    }

    /// Those who ask the models.
    pub(crate) fn clients(&self) -> Vec<Arc<Client>> {
        self.clients.borrow().clone()
    }
}

/// A model that is not asked.
pub(crate) struct Rehearsed {
    pub(crate) client: Arc<Client>,
    pub(crate) planner: Planner,
    pub(crate) tariff: Tariff,
}

/// A key from the environment. A recording needs none, so that anybody can repeat what somebody recorded.
fn key_variable(variable: &str, is_replay: bool) -> Option<String> {
    if is_replay {
        return Some("replayed".to_owned());
    }
    std::env::var(variable).ok()
}

/// The connections that these options allow; none is opened yet.
fn http(options: &ModelOptions) -> HttpTransport {
    HttpTransport::new()
        .offline(options.is_offline)
        .insecure_http(options.allows_insecure_http)
}

impl ModelArgs {
    /// The options for all models, nothing read or opened but prompts and recordings.
    fn options(&self, is_offline: bool, is_durable: bool) -> Result<ModelOptions, Failure> {
        let mut options = ModelOptions::default();
        options.base_url = self.base_url.clone();
        options.is_offline = is_offline;
        options.allows_insecure_http = self.insecure_http;
        options.strategy = self.strategy;
        options.votes = self.votes;
        options.concurrency = self.concurrency.map(usize::from);
        options.requests_per_minute = self.requests_per_minute;
        options.tokens_per_minute = self.tokens_per_minute;
        options.timeout = self.timeout.map(|seconds| Duration::from_secs(seconds.into()));
        let settings = &mut options.settings;
        settings.passes = self.passes;
        settings.claims_per_request = usize::from(self.claims_per_request);
        settings.context_tokens = self.context;
        settings.max_output_tokens = self.max_output_tokens;
        if let Some(folder) = &self.prompts {
            let prompts = Prompts::from_folder(folder)
                .with_context(|| format!("use the prompts in {}", folder.display()))
                .map_err(Failure::usage)?;
            options.settings = options.settings.with_prompts(prompts);
        }
        if is_durable || self.record.is_some() || self.replay.is_some() {
            // The same document must give the same request.
            options.settings = options.settings.with_nonces(DerivedNonces::default());
        }
        if let Some(path) = &self.replay {
            let file = File::open(path)
                .with_context(|| format!("open {}", path.display()))
                .map_err(Failure::usage)?;
            let replay = ReplayTransport::read(BufReader::new(file))
                .with_context(|| format!("replay {}", path.display()))
                .map_err(|error| {
                    Failure::usage(error).hint("a recording is what --record FILE has written")
                })?;
            options.transport = Some(Arc::new(replay));
        }
        Ok(options)
    }

    /// The connections, recorded where that was asked for.
    fn recorded(
        &self,
        key: Option<&propos::llm::SecretString>,
        connections: Arc<dyn Transport>,
    ) -> Result<Arc<dyn Transport>, Failure> {
        let Some(path) = &self.record else {
            return Ok(connections);
        };
        let output = SharedFile::open(path)?;
        Ok(Arc::new(RecordingTransport::new(
            connections,
            key.cloned(),
            Box::new(output),
        )))
    }
}

/// A recording that several models write to: whole lines, one after the other.
#[derive(Clone)]
struct SharedFile(Arc<Mutex<File>>);

impl SharedFile {
    /// Opens a recording to add to it.
    fn open(path: &Path) -> Result<Self, Failure> {
        let file = File::options().create(true).append(true).open(path);
        file.map(|file| Self(Arc::new(Mutex::new(file))))
            .with_context(|| format!("write {}", path.display()))
            .map_err(|error| Failure::new(Exit::CannotWrite, error))
    }
}

impl Write for SharedFile {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).flush()
    }
}
