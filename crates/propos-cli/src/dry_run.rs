//! `propos batch --dry-run`: what a run would take, told without sending, writing or locking anything.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use clap::ValueEnum;
use propos::annotate::Article;
use propos::codebook::Codebook;
use propos::ingest::{Corpus, IngestError};
use propos::llm::{Client, Expected, Forecast, ProviderKind};
use propos::pipeline::{Fate, Looked, Rehearsal, Sent, Summary};
use serde_json::{Value, json};

use crate::bug::{self, BUG_HINT};
use crate::exit::Exit;
use crate::failure::{Failure, Outcome};
use crate::inputs::{InputSettings, hint_for};
use crate::method::{MethodArgs, Rehearsed};
use crate::money::{Purse, amount, counted, grouped};
use crate::narrator::duration;
use crate::talk::Talk;

/// In which form an estimate is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum EstimateFormat {
    Table,
    Json,
}

/// How long a provider takes for the beginning of an answer, in seconds, and how many tokens a second follow.
const FIRST_TOKEN: Expected<f64> = Expected {
    low: 0.4,
    likely: 1.0,
    high: 4.0,
};
const TOKENS_A_SECOND: Expected<f64> = Expected {
    low: 150.0,
    likely: 60.0,
    high: 20.0,
};
/// The answer to the question by which a model is looked at, in bytes.
const LOOK: Expected<u64> = Expected {
    low: 20,
    likely: 24,
    high: 200,
};
/// So many planned documents lie ready for whoever adds them up.
const READY: usize = 256;

/// A run that is only thought through.
pub(crate) struct DryRun {
    pub(crate) method: MethodArgs,
    pub(crate) codebook: Codebook,
    pub(crate) inputs: InputSettings,
    pub(crate) answers: Rehearsal,
    /// What stays as it is of a run that goes on: its first inputs, which are not looked at again.
    pub(crate) done: Summary,
    pub(crate) purse: Purse,
    pub(crate) format: EstimateFormat,
}

/// What is planned for one input.
enum Planned {
    Document {
        id: String,
        questions: Vec<Question>,
    },
    Unreadable(IngestError),
    /// The program broke on it, as the run will.
    Broken {
        id: String,
        bug: bug::Bug,
    },
}

/// A question: to which model, what a look into journals said, and what it would take.
struct Question {
    model: usize,
    looked: Looked,
    forecast: Forecast,
}

impl DryRun {
    /// Says what the run would take.
    pub(crate) fn tell(self, talk: &Talk) -> Outcome {
        let models = self.method.rehearsed(&self.purse)?;
        let mut estimate = Estimate::new(&models, &self.answers, self.format);
        self.each(&models, |planned| {
            estimate.add(planned, talk);
            talk.progress(|| counted(estimate.n_documents, "document"));
        });
        talk.clear_progress();
        let text = match self.format {
            EstimateFormat::Table => self.table(&estimate, &models),
            EstimateFormat::Json => format!("{:#}\n", self.json(estimate, &models)),
        };
        let mut stdout = io::stdout().lock();
        stdout
            .write_all(text.as_bytes())
            .and_then(|()| stdout.flush())
            .map_err(|error| Failure::output("standard output", error))?;
        Ok(Exit::Done)
    }

    /// Plans every input, on all processors, and hands it on in the order of the inputs.
    fn each(&self, models: &[Rehearsed], mut take: impl FnMut(Planned)) {
        let n_threads = std::thread::available_parallelism().map_or(1, usize::from);
        let n_done = usize::try_from(self.done.n_done).unwrap_or(usize::MAX);
        let inputs = Mutex::new((0..).zip(self.inputs.corpus().skip(n_done)));
        std::thread::scope(|scope| {
            let (sender, receiver) = sync_channel(READY);
            for _ in 0..n_threads {
                let (sender, inputs) = (sender.clone(), &inputs);
                scope.spawn(move || self.work(models, inputs, &sender));
            }
            drop(sender);
            let mut early = BTreeMap::new();
            let mut next = 0;
            for (index, planned) in receiver {
                early.insert(index, planned);
                while let Some(planned) = early.remove(&next) {
                    next += 1;
                    take(planned);
                }
            }
        });
    }

    fn work(
        &self,
        models: &[Rehearsed],
        inputs: &Mutex<impl Iterator<Item = (u64, <Corpus as Iterator>::Item)>>,
        sender: &SyncSender<(u64, Planned)>,
    ) {
        loop {
            let input = inputs.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((index, input)) = input else { return };
            let planned = match input {
                Err(error) => Planned::Unreadable(error),
                Ok(ingested) => {
                    let id = ingested.document.id.clone();
                    let article = || Article::segment_with(ingested.document, &self.inputs.segment);
                    match bug::guard(|| self.questions(models, &article())) {
                        Ok(questions) => Planned::Document { id, questions },
                        Err(bug) => Planned::Broken { id, bug },
                    }
                }
            };
            if sender.send((index, planned)).is_err() {
                return;
            }
        }
    }

    fn questions(&self, models: &[Rehearsed], article: &Article) -> Vec<Question> {
        let mut all = Vec::new();
        for (model, rehearsed) in models.iter().enumerate() {
            let Rehearsed {
                client,
                planner,
                tariff,
            } = rehearsed;
            let dialects = self.answers.dialects(&client.endpoint().name);
            for planned in planner.planned(article, &self.codebook) {
                let judge = |response: &_| client.judge(&planned.request, response);
                let previews = dialects
                    .iter()
                    .map(|dialect| client.preview(&planned.request, dialect));
                all.push(Question {
                    model,
                    looked: self.answers.look(previews, &judge),
                    forecast: tariff.forecast(&planned.request, planned.answer_bytes),
                });
            }
        }
        all
    }

    /// How long the run would take, in seconds; `None` where nobody can know, as on a machine of one's own.
    fn seconds(&self, estimate: &Estimate, models: &[Rehearsed]) -> Option<Expected<f64>> {
        let of_limits = self.seconds_of_limits(estimate);
        let is_elsewhere = |client: &Client| !client.endpoint().base_url.is_loopback();
        if !models.iter().all(|model| is_elsewhere(&model.client)) {
            return None;
        }
        // Models of a vote are asked one after the other about a document; over many documents they are all busy.
        let slowest = models.iter().zip(&estimate.of_models).map(|(model, forecast)| {
            let n_at_once = float(model.client.pace().most_in_flight as u64);
            let n_requests = float(forecast.n_requests);
            forecast
                .output
                .map(float)
                .with(FIRST_TOKEN, |tokens, first| (tokens, n_requests * first))
                .with(TOKENS_A_SECOND, |(tokens, first), rate| {
                    (first + tokens / rate) / n_at_once
                })
        });
        let longest = slowest.fold(Expected::default(), |one: Expected<f64>, other| {
            one.with(other, f64::max)
        });
        Some(longest.with(of_limits, f64::max))
    }

    /// How long requests and tokens take at the rate that the command line allows each model.
    fn seconds_of_limits(&self, estimate: &Estimate) -> Expected<f64> {
        let (requests, tokens) = self.method.limits_a_minute();
        let minutes =
            |number: u64, limit: Option<u32>| limit.map_or(0.0, |limit| float(number) / f64::from(limit));
        let of_models = estimate.of_models.iter().map(|forecast| {
            forecast.input.with(forecast.output, |input, output| {
                60.0 * minutes(forecast.n_requests, requests).max(minutes(input + output, tokens))
            })
        });
        of_models.fold(Expected::default(), |one: Expected<f64>, other| {
            one.with(other, f64::max)
        })
    }

    fn json(&self, estimate: Estimate, models: &[Rehearsed]) -> Value {
        let seconds = self.seconds(&estimate, models);
        let of_limits = self.seconds_of_limits(&estimate);
        let of_models = models.iter().zip(&estimate.of_models).map(|(model, forecast)| {
            let price = match (model.tariff.is_free(), model.tariff.is_known()) {
                (true, _) => "free",
                (false, true) => "known",
                (false, false) => "unknown",
            };
            let mut value = json!({ "model": model.client.endpoint().name, "price": price });
            add_fields(&mut value, forecast);
            value
        });
        let of_models: Vec<Value> = of_models.collect();
        let free = |fate| estimate.free.get(&fate).copied().unwrap_or(0);
        let mut value = json!({
            "n_done": self.done.n_done,
            "n_documents": estimate.n_documents,
            "n_unreadable": estimate.n_unreadable,
            "n_questions": {
                "answered": free(Fate::Answered),
                "reused": free(Fate::Reused),
                "shared": free(Fate::Shared),
            },
        });
        add_fields(&mut value, &estimate.total);
        value["seconds"] = seconds.map_or(Value::Null, expected_json);
        value["seconds_by_limits"] = expected_json(of_limits);
        value["models"] = of_models.into();
        value["documents"] = estimate.documents.into();
        value
    }

    fn table(&self, estimate: &Estimate, models: &[Rehearsed]) -> String {
        let mut text = match self.done.n_done {
            0 => String::new(),
            n_done => format!("{} done before; left: ", counted(n_done, "input")),
        };
        text.push_str(&counted(estimate.n_documents, "document"));
        if estimate.n_unreadable > 0 {
            let _ = write!(text, ", {} not read", counted(estimate.n_unreadable, "input"));
        }
        text.push_str(". Nothing was sent, nothing was written.\n");
        let total = &estimate.total;
        if total.n_requests == 0 {
            text.push_str("No model is asked: no requests, no cost.\n");
            return text;
        }
        text.push('\n');
        row(&mut text, "", ["likely", "low", "high"].map(str::to_owned));
        let n_requests = grouped(total.n_requests);
        row(&mut text, "requests", [n_requests, String::new(), String::new()]);
        row(&mut text, "tokens in", cells(total.input, grouped));
        row(&mut text, "tokens out", cells(total.output, grouped));
        match total.dollars {
            Some(dollars) => row(&mut text, "cost", cells(dollars, amount)),
            None => row(
                &mut text,
                "cost",
                ["unknown".to_owned(), String::new(), String::new()],
            ),
        }
        match self.seconds(estimate, models) {
            Some(seconds) => row(&mut text, "time", cells(seconds, spoken)),
            None => row(
                &mut text,
                "time",
                ["unknown".to_owned(), String::new(), String::new()],
            ),
        }
        text.push('\n');
        for remark in self.remarks(estimate, models) {
            text.push_str(&remark);
            text.push('\n');
        }
        text
    }

    /// What people should know to read the numbers.
    fn remarks(&self, estimate: &Estimate, models: &[Rehearsed]) -> Vec<String> {
        let mut remarks = Vec::new();
        if models.len() > 1 {
            for (model, forecast) in models.iter().zip(&estimate.of_models) {
                let cost = forecast
                    .dollars
                    .map_or_else(|| "unknown price".to_owned(), |dollars| amount(dollars.likely));
                let name = &model.client.endpoint().name;
                remarks.push(format!(
                    "{name}: {}, {cost}.",
                    counted(forecast.n_requests, "request")
                ));
            }
        }
        let free = [
            (Fate::Answered, "answered already by this run"),
            (Fate::Reused, "answered by other runs"),
            (Fate::Shared, "asked once for documents that are alike"),
        ];
        for (fate, what) in free {
            if let Some(number) = estimate.free.get(&fate) {
                remarks.push(format!("Free: {} {what}.", counted(*number, "question")));
            }
        }
        if self.done.n_incomplete > 0 {
            remarks.push(format!(
                "{} of those done before {} not complete; going on does not ask about them again, a new run with --reuse does.",
                grouped(self.done.n_incomplete),
                if self.done.n_incomplete == 1 { "is" } else { "are" }
            ));
        }
        for model in models {
            let name = &model.client.endpoint().name;
            if !model.tariff.is_known() {
                remarks.push(format!(
                    "The price of {name} is not known; say it with --price IN,OUT or --prices FILE."
                ));
            } else if model.tariff.is_free() {
                remarks.push(format!("{name} costs nothing, as a server on this machine."));
            }
            let is_ours = matches!(
                model.client.endpoint().kind,
                ProviderKind::Ollama | ProviderKind::LlamaCpp
            );
            if is_ours && !self.method.knows_context() {
                remarks.push(format!(
                    "{name} says how long its context is when it is asked; if it is short, questions are cut to it: --context TOKENS."
                ));
            }
        }
        remarks.extend(self.over_limits(&estimate.total));
        let at_once = models
            .iter()
            .map(|model| model.client.pace().most_in_flight)
            .max();
        let n_at_once = counted(at_once.unwrap_or(1) as u64, "request");
        let limits = match self.method.limits_a_minute() {
            (None, None) => "without limits of the provider".to_owned(),
            limits => {
                let named = [(limits.0, "requests"), (limits.1, "tokens")];
                let named = named.iter().filter_map(|(limit, what)| {
                    limit.map(|limit| format!("{} {what} a minute", grouped(limit.into())))
                });
                format!("at most {}", named.collect::<Vec<_>>().join(" and "))
            }
        };
        remarks.push(format!("Time: {n_at_once} at once, {limits}."));
        let of_limits = self.seconds_of_limits(estimate).likely;
        if self.seconds(estimate, models).is_none() && of_limits > 0.0 {
            remarks.push(format!("By these limits alone it takes {}.", spoken(of_limits)));
        }
        remarks.push(
            "Not in it: answers that are wrong or cut and asked for again, thinking, fallbacks. The lowest cost counts what \
             questions have in common as cached."
                .to_owned(),
        );
        remarks
    }

    /// Which limits of the command line are likely to end the run early, or may do so.
    fn over_limits(&self, total: &Forecast) -> Vec<String> {
        let limits = &self.purse.limits;
        let requests = float(total.n_requests);
        let requests = Expected {
            low: requests,
            likely: requests,
            high: requests,
        };
        let tokens = total
            .input
            .with(total.output, |input, output| float(input + output));
        let checks = [
            ("--max-cost", limits.cost, total.dollars),
            ("--max-requests", limits.requests.map(float), Some(requests)),
            ("--max-tokens", limits.tokens.map(float), Some(tokens)),
        ];
        let mut remarks = Vec::new();
        for (option, limit, expected) in checks {
            let (Some(limit), Some(expected)) = (limit, expected) else {
                continue;
            };
            if expected.likely > limit {
                remarks.push(format!("{option} is likely to end the run before it is through."));
            } else if expected.high > limit {
                remarks.push(format!("{option} may end the run before it is through."));
            }
        }
        remarks
    }
}

/// What all inputs so far would take.
struct Estimate {
    n_documents: u64,
    n_unreadable: u64,
    sent: Sent,
    /// Questions that are not paid, by why.
    free: BTreeMap<Fate, u64>,
    total: Forecast,
    of_models: Vec<Forecast>,
    /// A line each, where they are asked for.
    documents: Vec<Value>,
    format: EstimateFormat,
}

impl Estimate {
    /// Nothing but a look at each model that no earlier session looked at.
    fn new(models: &[Rehearsed], answers: &Rehearsal, format: EstimateFormat) -> Self {
        let looks = models.iter().map(|model| {
            let endpoint = model.client.endpoint();
            if answers.has_look(&endpoint.name, &endpoint.base_url.to_string()) {
                return Forecast::default();
            }
            let question = Client::probe_question("k00000000");
            model.tariff.forecast(&question, LOOK)
        });
        let of_models: Vec<Forecast> = looks.collect();
        let mut total = Forecast::default();
        for look in &of_models {
            total.add(look);
        }
        Self {
            n_documents: 0,
            n_unreadable: 0,
            sent: Sent::default(),
            free: BTreeMap::new(),
            total,
            of_models,
            documents: Vec::new(),
            format,
        }
    }

    fn add(&mut self, planned: Planned, talk: &Talk) {
        match planned {
            Planned::Document { id, questions } => self.add_document(&id, questions),
            Planned::Unreadable(error) => {
                self.n_unreadable += 1;
                talk.error(&error);
                if let Some(hint) = hint_for(&error) {
                    talk.hint(&hint);
                }
            }
            Planned::Broken { id, bug } => {
                self.n_documents += 1;
                talk.error_text(&format!("{id}: {bug}"));
                talk.hint(BUG_HINT);
            }
        }
    }

    fn add_document(&mut self, id: &str, questions: Vec<Question>) {
        self.n_documents += 1;
        let mut own = Forecast::default();
        let n_questions = questions.len();
        for question in questions {
            match self.sent.fate(question.looked) {
                Fate::Sent => {
                    own.add(&question.forecast);
                    if let Some(of_model) = self.of_models.get_mut(question.model) {
                        of_model.add(&question.forecast);
                    }
                }
                fate => *self.free.entry(fate).or_default() += 1,
            }
        }
        self.total.add(&own);
        if self.format == EstimateFormat::Json {
            let mut document = json!({ "id": id, "n_questions": n_questions });
            add_fields(&mut document, &own);
            self.documents.push(document);
        }
    }
}

fn add_fields(value: &mut Value, forecast: &Forecast) {
    value["n_requests"] = forecast.n_requests.into();
    value["input_tokens"] = expected_json(forecast.input);
    value["output_tokens"] = expected_json(forecast.output);
    let dollars = forecast.dollars.map(|dollars| dollars.map(whole_nano));
    value["dollars"] = dollars.map_or(Value::Null, expected_json);
}

/// An amount without what adding fractions leaves behind its billionths.
fn whole_nano(dollars: f64) -> f64 {
    (dollars * 1e9).round() / 1e9
}

fn expected_json<T: Copy + Into<Value>>(expected: Expected<T>) -> Value {
    json!({
        "low": expected.low.into(),
        "likely": expected.likely.into(),
        "high": expected.high.into(),
    })
}

fn cells<T: Copy>(expected: Expected<T>, show: impl Fn(T) -> String) -> [String; 3] {
    [expected.likely, expected.low, expected.high].map(show)
}

fn row(text: &mut String, name: &str, [likely, low, high]: [String; 3]) {
    let line = format!("{name:<10} {likely:>16} {low:>16} {high:>16}");
    text.push_str(line.trim_end());
    text.push('\n');
}

fn spoken(seconds: f64) -> String {
    duration(Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX))
}

#[expect(clippy::cast_precision_loss, reason = "an estimate")]
fn float(number: u64) -> f64 {
    number as f64
}
