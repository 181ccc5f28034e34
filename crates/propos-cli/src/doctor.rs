//! `propos doctor`: is an annotator there, does it obey, what does it cost?

use std::io::{self, Write};

use clap::Args;
use propos::annotate_llm::check_examples;
use propos::llm::{Diagnosis, Failure as RequestFailure, FailureClass, Obedience, Price, Prices, ShapeForm};
use tokio::runtime::Builder;

use crate::codebook::read_codebook;
use crate::exit::Exit;
use crate::failure::{Failure, Outcome};
use crate::method::MethodArgs;
use crate::preflight::{exit_of, hint_of};
use crate::talk::Talk;

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
pub(crate) fn run(args: &DoctorArgs, _talk: &Talk) -> Outcome {
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
        let diagnosis = runtime.block_on(client.diagnose(&Prices::embedded()));
        tell(&diagnosis, &mut page);
    }
    let mut stdout = io::stdout().lock();
    stdout
        .write_all(page.text.as_bytes())
        .and_then(|()| stdout.flush())
        .map_err(|error| Failure::output("standard output", error))?;
    Ok(page.exit)
}

fn tell(diagnosis: &Diagnosis, page: &mut Page) {
    match &diagnosis.models {
        Ok(n_models) => page.good("reachable", &format!("yes, it lists {n_models} models")),
        Err(failure) if failure.class == FailureClass::NotFound => {
            page.good("reachable", "yes, it has no list of models");
        }
        Err(failure) => page.failed("reachable", failure, &diagnosis.near_names),
    }
    match &diagnosis.model {
        Some(model) => {
            page.good("model", &format!("{} is there", model.id));
            if let Some(date) = &model.shutdown_date {
                page.note("model", &format!("the provider withdraws it on {date}"));
            }
            match model.context_tokens {
                Some(tokens) => page.good("context", &format!("{tokens} tokens")),
                None => page.note(
                    "context",
                    "the server does not say; --context TOKENS tells propos",
                ),
            }
        }
        None if diagnosis.models.as_ref().is_ok_and(|n_models| *n_models > 0) => {
            let hint = hint_of(FailureClass::ModelNotFound, &diagnosis.near_names);
            page.bad(
                "model",
                "the server does not list it",
                hint.as_deref(),
                Exit::Rejected,
            );
        }
        None => page.note("model", "not known whether it is there"),
    }
    if let Some(probe) = &diagnosis.probe {
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
            Obedience::Unknown(outcome) => match outcome.failure() {
                Some(failure) => page.failed("schema", failure, &diagnosis.near_names),
                None => page.bad(
                    "schema",
                    &format!("not known: the answer was {}", outcome.word()),
                    None,
                    Exit::CheckFailed,
                ),
            },
            _ => page.note("schema", "not known"),
        }
        let told = if probe.tells_probabilities {
            "told: the confidence of labels comes from them"
        } else {
            "not told: --votes N gives a confidence"
        };
        page.good("probabilities", told);
        for adapted in &probe.answer.adapted {
            page.note("adapted", adapted);
        }
    }
    match (&diagnosis.price, diagnosis.is_free) {
        (_, true) => page.good("price", "free, on this machine"),
        (Some(price), _) => page.good("price", &words(price)),
        (None, _) => page.note("price", "not known"),
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

    fn bad(&mut self, what: &str, said: &str, hint: Option<&str>, exit: Exit) {
        self.say("wrong", what, said);
        if let Some(hint) = hint {
            self.line(&format!("      hint: {hint}"));
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
