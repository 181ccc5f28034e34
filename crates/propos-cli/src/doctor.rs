//! `propos doctor`: is an annotator there, does it obey, what does it cost?

use std::io::{self, Write};

use clap::Args;
use propos::annotate_llm::check_examples;
use propos::llm::{
    Diagnosis, Failure as RequestFailure, FailureClass, ModelInfo, Obedience, Price, Prices, Probe, ShapeForm,
};
use tokio::runtime::Builder;

use crate::codebook::read_codebook;
use crate::exit::Exit;
use crate::failure::{Failure, Outcome};
use crate::method::MethodArgs;
use crate::preflight::{exit_of, hint_of};
use crate::talk::{Talk, counted};

/// A codebook that takes more than one part of so many of the context is sent in part.
const CODEBOOK_SHARE: usize = 4;
/// How an answer says that the provider's format has no word for a parameter.
const NOT_OFFERED: &str = ": not offered";

const EXAMPLES: &str = "\
Examples:
  propos doctor                                 the codebook, and the rules
  propos doctor --annotator ollama:qwen3:8b
  propos doctor --annotator openai:MODEL        the key is in OPENAI_API_KEY
  propos doctor --annotator compatible:M --base-url http://127.0.0.1:8000

Exit codes:
   0  all is well
   1  it answers, and does not obey the schema
   2  a setting is wrong
  75  it cannot be reached
  77  it does not accept the key, has no credit or not this model";

/// Check an annotator: is it there, does it obey, what does it cost
///
/// One small question is asked of a model; a provider may charge a fraction of a cent for it. Each line says what
/// was found and, where something is wrong, what to do.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct DoctorArgs {
    #[command(flatten)]
    method: MethodArgs,
}

/// Runs the command.
pub(crate) fn run(args: &DoctorArgs, talk: &Talk) -> Outcome {
    let mut page = Page::default();
    let codebook = read_codebook(args.method.codebook.as_deref())?;
    page.good("codebook", &format!("{} {}", codebook.id, codebook.version));
    for wrong in check_examples(&codebook) {
        page.bad(
            "examples",
            &wrong,
            Some("correct the codebook"),
            Exit::CheckFailed,
        );
    }
    let codebook_tokens = args.method.codebook_tokens(&codebook)?;
    let models: Vec<&str> = args.method.models().collect();
    if models.is_empty() {
        page.good("rules", "always there, no connection, no cost");
    }
    for name in models {
        page.line(&format!("\n{name}"));
        let client = args.method.client_for_doctor(name)?;
        let endpoint = client.endpoint();
        page.good("address", &endpoint.base_url.to_string());
        page.good(
            "key",
            match (&endpoint.key, endpoint.is_free()) {
                (Some(_), _) => "from the environment",
                (None, true) => "none, and none is needed here",
                (None, false) => "none",
            },
        );
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Failure::new(Exit::Bug, error))?;
        talk.progress(|| format!("asking {name} one small question; a slow model may take minutes"));
        let diagnosis = runtime.block_on(client.diagnose(&Prices::embedded()));
        talk.clear_progress();
        tell(&diagnosis, codebook_tokens, &mut page);
    }
    let mut stdout = io::stdout().lock();
    stdout
        .write_all(page.text.as_bytes())
        .and_then(|()| stdout.flush())
        .map_err(|error| Failure::output("standard output", error))?;
    Ok(page.exit)
}

fn tell(diagnosis: &Diagnosis, codebook_tokens: usize, page: &mut Page) {
    let near_names = &diagnosis.near_names;
    match &diagnosis.models {
        Ok(n_models) => page.good(
            "reachable",
            &format!("yes, it lists {}", counted(*n_models, "model")),
        ),
        Err(failure) if failure.class == FailureClass::NotFound => {
            page.good("reachable", "yes, it has no list of models");
        }
        Err(failure) => page.failed("reachable", failure, near_names),
    }
    let probe = diagnosis.probe.as_ref();
    let failed = probe.and_then(|probe| match &probe.obedience {
        Obedience::Unknown(outcome) => outcome.failure(),
        _ => None,
    });
    let is_answered = probe.is_some() && failed.is_none();
    match &diagnosis.model {
        Some(model) => tell_model(model, codebook_tokens, page),
        None if diagnosis.models.is_err() => {}
        None if is_answered => page.note("model", "the server does not list it, and answers for it"),
        None if diagnosis.models.as_ref().is_ok_and(|n_models| *n_models > 0) => {
            let hint = hint_of(FailureClass::ModelNotFound, near_names);
            page.bad(
                "model",
                "the server does not list it",
                hint.as_deref(),
                Exit::Rejected,
            );
        }
        None => page.note("model", "not known whether it is there"),
    }
    match (probe, failed) {
        (Some(_), Some(failure)) => page.failed("answer", failure, near_names),
        (Some(probe), None) => tell_probe(probe, page),
        (None, _) => {}
    }
    match (&diagnosis.price, diagnosis.is_free) {
        (_, true) => page.good("price", "free, on this machine"),
        (Some(price), _) => page.good("price", &words(price)),
        (None, _) => page.note(
            "price",
            "not known; propos batch takes it as --price IN,OUT, in dollars for a million tokens",
        ),
    }
}

fn tell_model(model: &ModelInfo, codebook_tokens: usize, page: &mut Page) {
    page.good("model", &format!("{} is there", model.id));
    if let Some(date) = &model.shutdown_date {
        page.note("model", &format!("the provider withdraws it on {date}"));
    }
    let Some(tokens) = model.context_tokens else {
        page.note(
            "context",
            "the server does not say; --context TOKENS tells propos",
        );
        return;
    };
    let wanted = u64::try_from(codebook_tokens * CODEBOOK_SHARE).unwrap_or(u64::MAX);
    if tokens >= wanted {
        page.good("context", &format!("{tokens} tokens"));
        return;
    }
    page.note(
        "context",
        &format!(
            "{tokens} tokens, of which the codebook would take about {codebook_tokens}: of each document only the topics and targets that \
             it speaks of are asked about"
        ),
    );
    page.hint(&format!(
        "start the server with {} tokens or more, or use a smaller codebook",
        wanted.next_power_of_two()
    ));
}

/// What an answer to the one question showed.
fn tell_probe(probe: &Probe, page: &mut Page) {
    match &probe.obedience {
        Obedience::Enforced => {
            let form = probe.answer.shape_form.map_or("none", ShapeForm::word);
            page.good("schema", &format!("obeyed, asked for as {form}"));
        }
        Obedience::Ignored => page.bad(
            "schema",
            "taken and ignored",
            Some("answers are checked all the same, and more of them will be wrong; --require-structured stops then"),
            Exit::CheckFailed,
        ),
        Obedience::Unknown(outcome) => page.bad(
            "schema",
            &format!("not known: the answer was {}", outcome.word()),
            Some("try again; a model that answers nothing here will answer nothing about documents"),
            Exit::CheckFailed,
        ),
        _ => page.note("schema", "not known"),
    }
    if probe.tells_probabilities {
        page.good("probabilities", "told: the confidence of labels comes from them");
    } else {
        page.note("probabilities", "not told: --votes N gives labels a confidence");
    }
    let (unknown, others): (Vec<&str>, Vec<&str>) = probe
        .answer
        .adapted
        .iter()
        .map(String::as_str)
        .partition(|adapted| adapted.ends_with(NOT_OFFERED));
    if !unknown.is_empty() {
        let unknown = unknown
            .iter()
            .filter_map(|adapted| adapted.strip_suffix(NOT_OFFERED));
        let unknown = unknown.collect::<Vec<_>>().join(", ");
        page.note("parameters", &format!("this provider has none for {unknown}"));
    }
    if !others.is_empty() {
        let others = others.join(", ");
        page.note(
            "parameters",
            &format!("this model does not take {others}; it is asked without"),
        );
    }
}

fn words(price: &Price) -> String {
    let cached = price.cached.map(|cached| format!(", {cached} from the cache"));
    let checked = price.checked.as_ref().map(|day| format!(", looked up on {day}"));
    format!(
        "{} dollars for a million tokens in{}, {} out{}",
        price.input,
        cached.unwrap_or_default(),
        price.output,
        checked.unwrap_or_default()
    )
}

/// Lines `what  word`, and the worst exit code of them.
struct Page {
    text: String,
    exit: Exit,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            text: String::new(),
            exit: Exit::Done,
        }
    }
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn say(&mut self, mark: &str, what: &str, said: &str) {
        self.line(&format!("{mark:<5} {what:<14} {said}"));
    }

    fn good(&mut self, what: &str, said: &str) {
        self.say("ok", what, said);
    }

    fn note(&mut self, what: &str, said: &str) {
        self.say("note", what, said);
    }

    fn hint(&mut self, hint: &str) {
        self.line(&format!("      hint: {hint}"));
    }

    fn bad(&mut self, what: &str, said: &str, hint: Option<&str>, exit: Exit) {
        self.say("wrong", what, said);
        if let Some(hint) = hint {
            self.hint(hint);
        }
        // The first thing that is wrong explains the others.
        if self.exit == Exit::Done {
            self.exit = exit;
        }
    }

    fn failed(&mut self, what: &str, failure: &RequestFailure, near_names: &[String]) {
        let hint = hint_of(failure.class, near_names);
        self.bad(
            what,
            &failure.to_string(),
            hint.as_deref(),
            exit_of(failure.class),
        );
    }
}
