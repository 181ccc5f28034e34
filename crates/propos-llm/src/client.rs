//! Asks, waits, asks again, and remembers what a model does not take.

use std::collections::{BTreeMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, Semaphore};
use tracing::Instrument as _;

use crate::clock::{Clock, SystemClock};
use crate::dialect::{Dialect, ShapeForm, Structure};
use crate::endpoint::{Endpoint, ProviderKind};
use crate::failure::{Failure, FailureClass};
use crate::gate::{Ended, Gate};
use crate::limits::{has_reports, reports};
use crate::models::ModelInfo;
use crate::outcome::{Answer, Outcome};
use crate::provider::{Provider, provider};
use crate::request::ChatRequest;
use crate::retry::{RetryPolicy, asked_wait, wait_in_words};
use crate::schema::OutputSchema;
use crate::secret::redact;
use crate::span::{record_answer, record_response, request_span};
use crate::transport::{HttpRequest, HttpResponse, Timeouts, Transport, Worth};
use crate::usage::Usage;

/// How many requests may be under way at once unless the caller says otherwise.
const DEFAULT_IN_FLIGHT: usize = 4;
/// The same for servers that answer one after the other unless they are told otherwise.
const DEFAULT_IN_FLIGHT_LOCAL: usize = 1;
/// How often one question may be sent again without what the model rejected.
const MOST_ADAPTATIONS: u32 = 8;
/// A token of European text has about so many bytes.
const BYTES_PER_TOKEN: usize = 4;
/// After so many answers without a word from the cache it is no accident of the first ones, which are under way together.
const MANY_ANSWERS: u32 = 12;
/// No provider caches less, in tokens; some want more.
const LEAST_CACHED: usize = 1_024;
/// A provider's message that repeats so many bytes of the question in a row is not shown.
const QUOTED_BYTES: usize = 24;

/// Asks one model of one server. Shared by all who ask it, so that one "slower" slows them all and what one learns
/// the others know.
pub struct Client {
    endpoint: Endpoint,
    provider: &'static dyn Provider,
    transport: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
    policy: RetryPolicy,
    /// In which words it was asked so far; the last ones hold.
    dialects: Mutex<Vec<Dialect>>,
    gate: Gate,
    has_steady_probe: bool,
    /// Of each beginning that questions share, what came from the provider's cache.
    beginnings: Mutex<BTreeMap<String, Beginning>>,
    early: Option<Early>,
}

/// Who may put a question before it is known what the server is.
struct Early {
    /// A place for each such question; closed when it is known.
    places: Semaphore,
    /// Told when the first one finds no place.
    wanted: Notify,
}

impl Client {
    /// A client over this transport.
    pub fn new(endpoint: Endpoint, transport: Arc<dyn Transport>) -> Self {
        let in_flight = match endpoint.kind {
            ProviderKind::Ollama | ProviderKind::LlamaCpp => DEFAULT_IN_FLIGHT_LOCAL,
            _ => DEFAULT_IN_FLIGHT,
        };
        Self {
            provider: provider(endpoint.kind),
            endpoint,
            transport,
            clock: Arc::new(SystemClock::new()),
            policy: RetryPolicy::default(),
            dialects: Mutex::new(vec![Dialect::default()]),
            gate: Gate::new(in_flight),
            has_steady_probe: false,
            beginnings: Mutex::default(),
            early: None,
        }
    }

    /// The same with another clock, as tests have.
    #[must_use]
    pub fn with_clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// The same with other timeouts than the endpoint's.
    #[must_use]
    pub const fn with_timeouts(mut self, timeouts: Timeouts) -> Self {
        self.endpoint.timeouts = timeouts;
        self
    }

    /// The same with another policy of asking again.
    #[must_use]
    pub fn with_policy(mut self, policy: RetryPolicy) -> Self {
        self.policy = policy;
        self
    }

    /// The same with at most so many requests under way at once.
    #[must_use]
    pub fn with_in_flight(mut self, most: usize) -> Self {
        self.gate = Gate::new(most);
        self
    }

    /// The same; only so many questions find it [ready](Self::ready) before it is [known](Self::looked) what the server is.
    #[must_use]
    pub fn with_early(mut self, n_early: usize) -> Self {
        self.early = Some(Early {
            places: Semaphore::new(n_early),
            wanted: Notify::new(),
        });
        self
    }

    /// Waits until a question may be put. Only a client with [early questions](Self::with_early) lets anybody wait.
    pub async fn ready(&self) {
        let Some(early) = &self.early else { return };
        if early.places.available_permits() == 0 {
            early.wanted.notify_one();
        }
        if let Ok(place) = early.places.acquire().await {
            // It is taken for good, so that no more than those go out before it is known what the server is.
            place.forget();
        }
    }

    /// Waits until a question waits for it to be known what the server is. Only of a client with [early questions](Self::with_early)
    /// this comes to an end; one may wait at a time.
    pub async fn wanted(&self) {
        match &self.early {
            Some(early) => early.wanted.notified().await,
            None => std::future::pending().await,
        }
    }

    /// How many early questions have not been put yet.
    pub fn n_early_left(&self) -> usize {
        self.early
            .as_ref()
            .map_or(0, |early| early.places.available_permits())
    }

    /// It is known what the server is: what it turned out to reject is left out, and nobody waits any more.
    pub fn looked(&self, found: &Dialect) {
        let mut dialect = self.dialect();
        dialect.join(found);
        self.set_dialect(dialect);
        self.let_in();
    }

    /// It is known that the server answers nobody: who waits, and who asks in the next minute, hears why.
    pub fn refuse(&self, failure: &Failure) {
        self.gate.shut(failure, self.clock.elapsed());
        self.let_in();
    }

    fn let_in(&self) {
        if let Some(early) = &self.early {
            early.places.close();
        }
    }

    /// The same; a probe asks for the same word every time, so that a recording of it can be played back.
    #[must_use]
    pub const fn with_steady_probe(mut self, has_steady_probe: bool) -> Self {
        self.has_steady_probe = has_steady_probe;
        self
    }

    pub(crate) const fn steady_probe(&self) -> bool {
        self.has_steady_probe
    }

    /// Which model of which provider, where.
    pub const fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// What this model turned out to reject so far.
    pub fn dialect(&self) -> Dialect {
        last(&self.known()).clone()
    }

    /// Starts from what is known of a model, such as from a probe or an earlier session. Answers that were kept when it was asked
    /// in other words are still answers.
    pub fn set_dialect(&self, dialect: Dialect) {
        let mut known = self.known();
        if dialect != *last(&known) {
            self.transport.learn(&self.endpoint.name, &dialect);
            known.push(dialect);
        }
    }

    fn known(&self) -> MutexGuard<'_, Vec<Dialect>> {
        self.dialects.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same with at most so many requests and tokens a minute, where that is more than the server tells by itself.
    #[must_use]
    pub fn with_limits(self, requests_per_minute: Option<u32>, tokens_per_minute: Option<u32>) -> Self {
        self.gate.set_limits(requests_per_minute, tokens_per_minute);
        self
    }

    /// How fast it goes now.
    pub fn pace(&self) -> Pace {
        self.gate.pace(self.clock.elapsed())
    }

    /// A long beginning that many questions shared and that never came from the provider's cache, if there is one.
    pub fn cold_cache(&self) -> Option<ColdCache> {
        let beginnings = self.beginnings.lock().unwrap_or_else(PoisonError::into_inner);
        beginnings
            .values()
            .filter(|beginning| beginning.cached == 0 && beginning.answers >= MANY_ANSWERS)
            .map(|beginning| ColdCache {
                n_answers: beginning.answers,
                n_tokens: beginning.bytes / BYTES_PER_TOKEN,
            })
            .filter(|cold| cold.n_tokens >= LEAST_CACHED)
            .max_by_key(|cold| cold.n_tokens)
    }

    /// Counts an answer whose server says how much of the question it had in its cache.
    fn count_cached(&self, request: &ChatRequest, answer: &Answer) {
        let (Some(key), Some(cached)) = (&request.cache_key, answer.usage.cached) else {
            return;
        };
        let last = request.messages.last().map_or(0, |message| message.text.len());
        let mut beginnings = self.beginnings.lock().unwrap_or_else(PoisonError::into_inner);
        let beginning = beginnings.entry(key.clone()).or_default();
        beginning.answers += 1;
        beginning.cached += u32::from(cached > 0);
        beginning.bytes = request.n_bytes() - last;
    }

    /// The request that a question would become in these words, for a look without sending.
    pub fn preview(&self, request: &ChatRequest, dialect: &Dialect) -> HttpRequest {
        self.provider.chat(&self.endpoint, request, dialect)
    }

    /// Asks. There is always an answer; its outcome says what it is worth.
    pub async fn chat(&self, request: &ChatRequest) -> Answer {
        let answer = self.ask(request).await;
        let class = answer.outcome.failure().map(|failure| failure.class);
        if !matches!(
            class,
            Some(FailureClass::InputTruncated | FailureClass::ContextTooLong)
        ) {
            return answer;
        }
        let Some(wider) = self.provider.wider(request) else {
            return answer;
        };
        let mut again = self.ask(&wider).await;
        again.usage.add(&answer.usage);
        again.n_attempts += answer.n_attempts;
        again.n_maybe_paid += answer.n_maybe_paid;
        again.waited += answer.waited;
        again
    }

    async fn ask(&self, request: &ChatRequest) -> Answer {
        let start = self.clock.elapsed();
        let mut tally = Tally::default();
        loop {
            // What is there already takes no place among the requests under way, and costs nothing.
            let judge = |response: &HttpResponse| self.judge(request, response);
            let mut dialects = self.known().clone();
            let mut dialect = dialects.pop().unwrap_or_default();
            let mut question = self.question(request, &dialect);
            if let Some(response) = self.transport.recall(&question, &judge).await {
                return self.finish(self.read(request, response), tally, request, &dialect);
            }
            for earlier in dialects.iter().rev() {
                let question = self.question(request, earlier);
                if let Some(response) = self.transport.recall(&question, &judge).await {
                    return self.finish(self.read(request, response), tally, request, earlier);
                }
            }
            let entered = self
                .gate
                .enter(
                    &*self.clock,
                    estimated_tokens(request),
                    self.policy.longest_asked_wait,
                )
                .await;
            let (permit, closed_for) = match entered {
                Ok(entered) => entered,
                // Another question was told what holds for this one too.
                Err(failure) => return self.finish(Answer::failed(failure), tally, request, &dialect),
            };
            tally.waited += closed_for;
            let learnt = self.dialect();
            if learnt != dialect {
                // Somebody else was told meanwhile what the model does not take.
                question = self.question(request, &learnt);
                dialect = learnt;
            }
            if tally.n_attempts > 0 {
                question.waited = tally.waited;
            }
            let span = request_span(&self.endpoint, request, tally.n_attempts);
            let sent = self.transport.send(&question).instrument(span.clone()).await;
            let mut answer = match sent {
                Ok(response) => {
                    record_response(&span, &response);
                    if has_reports(&response) {
                        let (requests, tokens) = reports(&response, self.clock.since_epoch());
                        self.gate.learn([requests, tokens], self.clock.elapsed());
                    }
                    self.read(request, response)
                }
                Err(failure) => Answer::failed(failure),
            };
            record_answer(&span, &self.endpoint, &answer);
            drop(span);
            tally.count(&answer);
            self.count_cached(request, &answer);
            let now = self.clock.elapsed();
            permit.took(answer.usage.input.unwrap_or_default() + answer.usage.output.unwrap_or_default());
            let id = answer.request_id.take();
            let Outcome::Failed(failure) = &mut answer.outcome else {
                permit.ended(Ended::Answered, now, &self.policy, 0.0, None);
                answer.request_id = id;
                return self.finish(answer, tally, request, &dialect);
            };
            self.clean(failure, request);
            if failure.class.is_about_length()
                && let Some(status) = failure.status
            {
                // Nothing makes it shorter, so that nobody need send it again, now or when a run goes on.
                let refused = HttpResponse::new(status, answer.body.clone());
                self.transport.keep(&question, &refused).await;
            }
            if tally.n_adaptations < MOST_ADAPTATIONS && self.learn(failure, &question, &dialect) {
                permit.ended(Ended::Answered, now, &self.policy, 0.0, None);
                tally.n_adaptations += 1;
                continue;
            }
            let random = self.clock.random();
            let is_limited = failure.class == FailureClass::RateLimit;
            let n_tries = tally.n_attempts - tally.n_adaptations - tally.n_limited;
            let elapsed = now.saturating_sub(start).saturating_sub(tally.waited);
            let wait = self.policy.wait(failure, n_tries, elapsed, random);
            let ended = match failure.class {
                FailureClass::RateLimit => Ended::Limited(failure.wait),
                FailureClass::Overloaded => Ended::Overloaded(wait.or(failure.wait).unwrap_or_default()),
                class @ (FailureClass::Server | FailureClass::Timeout | FailureClass::Network) => {
                    Ended::Broken(class)
                }
                // Whoever keeps the books says it to each question by itself.
                FailureClass::Budget => Ended::Unsent,
                class if class.concerns_every_request() => Ended::Refused(failure),
                _ => Ended::Answered,
            };
            if let Some(standstill) = permit.ended(ended, now, &self.policy, random, id.as_deref()) {
                answer.outcome = Outcome::Failed(standstill);
                return self.finish(answer, tally, request, &dialect);
            }
            // "Too many requests" is no fault of the question, so it never runs out of attempts by it; the gate does the
            // waiting, for all, and gives up for all.
            if is_limited && self.policy.max_attempts > 1 && failure.is_retryable() {
                tally.n_limited += 1;
                continue;
            }
            match wait {
                None => return self.finish(answer, tally, request, &dialect),
                Some(_) if failure.class == FailureClass::Overloaded => {}
                Some(wait) => {
                    self.clock.sleep(wait).await;
                    tally.waited += wait;
                }
            }
        }
    }

    /// What a response is worth as an answer to a question.
    pub fn judge(&self, request: &ChatRequest, response: &HttpResponse) -> Worth {
        let answer = self.provider.read_chat(request, response);
        let has_shape = |schema: &OutputSchema| {
            let value = answer.json();
            value.is_some_and(|value| schema.violations(&value).is_empty())
        };
        match answer.outcome {
            // It would be no other if it were asked for again.
            Outcome::Failed(failure)
                if failure.class.is_about_length() || failure.class == FailureClass::InputTruncated =>
            {
                Worth::Reply
            }
            Outcome::Failed(_) => Worth::Nothing,
            Outcome::Complete if request.schema.as_ref().is_none_or(has_shape) => Worth::Answer,
            _ => Worth::Reply,
        }
    }

    /// What goes over the wire for a question.
    fn question(&self, request: &ChatRequest, dialect: &Dialect) -> HttpRequest {
        let mut question = self.provider.chat(&self.endpoint, request, dialect);
        if question.pieces.is_none() {
            let n_tokens = request.parameters.max_output_tokens;
            question.timeouts = question.timeouts.for_answer(n_tokens);
        }
        let whole = request.part_of.as_deref();
        question.part_of = whole.map(|whole| Box::new(self.question(whole, dialect)));
        question
    }

    fn finish(&self, mut answer: Answer, tally: Tally, request: &ChatRequest, dialect: &Dialect) -> Answer {
        let unsent = self
            .provider
            .unsent()
            .iter()
            .filter(|name| request.parameters.sets(name));
        answer.adapted = unsent
            .map(|name| format!("{name}: not offered"))
            .chain(dialect.notes().iter().cloned())
            .collect();
        answer.shape_form = request.schema.as_ref().map(|_| match dialect.structure() {
            Structure::Schema => ShapeForm::JsonSchema,
            Structure::Loose => self.provider.loose_form(),
            Structure::None => ShapeForm::None,
        });
        answer.usage = tally.usage;
        answer.n_attempts = tally.n_attempts;
        answer.n_maybe_paid = tally.n_maybe_paid;
        answer.waited = tally.waited;
        answer
    }

    /// The models that the server offers.
    pub async fn models(&self) -> Result<Vec<ModelInfo>, Failure> {
        let response = self.get(&self.provider.models(&self.endpoint)).await?;
        self.provider
            .read_models(&response)
            .map_err(|failure| self.redacted(failure))
    }

    /// What the server says of this client's model; `None` where it does not list it.
    pub async fn model(&self) -> Result<Option<ModelInfo>, Failure> {
        let models = self.models().await?;
        Ok(self.details(models).await)
    }

    /// This client's model among those listed, with what more the server tells of it.
    pub(crate) async fn details(&self, models: Vec<ModelInfo>) -> Option<ModelInfo> {
        let mut model = models.into_iter().find(|model| self.is_mine(&model.id))?;
        if let Some(details) = self.provider.model_details(&self.endpoint)
            && let Ok(response) = self.get(&details).await
        {
            self.provider.read_model_details(&response, &mut model);
        }
        Some(model)
    }

    /// A random number.
    pub(crate) fn dice(&self) -> u32 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "from 0 up to 1, times 2^32"
        )]
        let dice = (self.clock.random() * 4_294_967_296.0) as u32;
        dice
    }

    /// Ollama's names have a tag, which is `latest` where none is given; a llama.cpp server has one model, whatever
    /// it is asked for.
    fn is_mine(&self, id: &str) -> bool {
        let model = self.endpoint.model.as_str();
        id == model
            || id.strip_suffix(":latest") == Some(model)
            || id == model.strip_prefix("models/").unwrap_or(model)
            || self.endpoint.kind == ProviderKind::LlamaCpp
    }

    async fn get(&self, request: &HttpRequest) -> Result<HttpResponse, Failure> {
        self.transport
            .send(request)
            .await
            .map_err(|failure| self.redacted(failure))
    }

    fn read(&self, request: &ChatRequest, response: HttpResponse) -> Answer {
        let mut answer = self.provider.read_chat(request, &response);
        if let Outcome::Failed(failure) = &mut answer.outcome {
            failure.wait = asked_wait(&response, self.clock.since_epoch()).or(failure.wait);
            if failure.class == FailureClass::RateLimit {
                failure.wait = failure.wait.or_else(|| wait_in_words(failure.detail.as_deref()?));
            }
        }
        answer.body = response.into_body();
        answer
    }

    fn learn(&self, failure: &Failure, sent: &HttpRequest, used: &Dialect) -> bool {
        let Some(body) = &sent.body else { return false };
        let mut known = self.known();
        let mut dialect = last(&known).clone();
        // Somebody else was told the same meanwhile: what they learnt is enough to try with.
        if dialect != *used {
            return matches!(
                failure.class,
                FailureClass::BadRequest | FailureClass::SchemaTooComplex
            );
        }
        let has_learnt = dialect.learn(failure, &body.json(), self.provider.droppable());
        if has_learnt {
            self.transport.learn(&self.endpoint.name, &dialect);
            known.push(dialect);
        }
        has_learnt
    }

    fn redacted(&self, mut failure: Failure) -> Failure {
        failure.detail = failure
            .detail
            .map(|detail| redact(&detail, self.endpoint.key.as_ref()));
        failure
    }

    /// Takes keys and pieces of the question out of what the provider said.
    fn clean(&self, failure: &mut Failure, request: &ChatRequest) {
        let Some(detail) = failure.detail.take() else {
            return;
        };
        let detail = redact(&detail, self.endpoint.key.as_ref());
        if !repeats(&detail, request) {
            failure.detail = Some(detail);
        }
    }
}

/// What all questions with one cache key begin with.
#[derive(Default)]
struct Beginning {
    /// How many answers said what came from the cache, and in how many that was something.
    answers: u32,
    cached: u32,
    bytes: usize,
}

/// A long beginning of questions that never came from the provider's cache, so that each paid for it in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ColdCache {
    /// How many answers said so.
    pub n_answers: u32,
    /// About how many tokens it has.
    pub n_tokens: usize,
}

/// How fast requests go out now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Pace {
    /// How many may be under way at once.
    pub in_flight: usize,
    /// How many may be where the server never says "slower".
    pub most_in_flight: usize,
    /// For how long none at all is sent.
    pub closed_for: Duration,
    /// Why: the server says "slower", is overloaded, or gave no answer many times in a row. `None` where requests are sent.
    pub closed_by: Option<FailureClass>,
}

/// The words that hold; a list of them is never empty.
fn last(known: &[Dialect]) -> &Dialect {
    static USUAL: Dialect = Dialect::usual();
    known.last().unwrap_or(&USUAL)
}

/// About the tokens of a question; the answer's are counted when it is there.
fn estimated_tokens(request: &ChatRequest) -> f64 {
    let n_bytes: usize = request.texts().map(str::len).sum();
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    let n_tokens = (n_bytes / BYTES_PER_TOKEN) as f64;
    n_tokens
}

/// What all attempts for one question took together.
#[derive(Clone, Copy, Default)]
struct Tally {
    usage: Usage,
    n_attempts: u32,
    n_adaptations: u32,
    /// Attempts that ended with "too many requests".
    n_limited: u32,
    n_maybe_paid: u32,
    waited: Duration,
}

impl Tally {
    fn count(&mut self, answer: &Answer) {
        self.n_attempts += 1;
        self.usage.add(&answer.usage);
        if answer.outcome.failure().is_some_and(|failure| failure.maybe_paid) {
            self.n_maybe_paid += 1;
        }
    }
}

/// Whether a message repeats a piece of the question.
fn repeats(message: &str, request: &ChatRequest) -> bool {
    let pieces: HashSet<&[u8]> = message.as_bytes().windows(QUOTED_BYTES).collect();
    !pieces.is_empty()
        && request.texts().any(|text| {
            text.as_bytes()
                .windows(QUOTED_BYTES)
                .any(|piece| pieces.contains(piece))
        })
}
