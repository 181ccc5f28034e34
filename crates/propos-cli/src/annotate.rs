//! `propos annotate`: articles in, claims out.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::path::Path;

use anstream::ColorChoice;
use clap::Args;
use propos::annotate::{AnnotateError, Annotator, Article, annotate_document};
use propos::codebook::Codebook;
use propos::ingest::Ingested;
use propos::llm::Failure as RequestFailure;
use propos::report::Columns;
use propos::schema::{AnnotatedDocument, Document, Outcome as DocumentOutcome, Severity};
use propos::segment::Options as SegmentOptions;
use tokio::runtime::{Builder, Runtime};

use crate::bug::{self, BUG_HINT};
use crate::codebook::read_codebook;
use crate::exit::Exit;
use crate::failure::{Failure, Outcome};
use crate::format_options::FormatArgs;
use crate::inputs::{InputArgs, PathArgs, Tally, for_each_document};
use crate::method::MethodArgs;
use crate::money::warn_of_cold_caches;
use crate::output::{Output, is_terminal};
use crate::preflight::{Earlier, exit_of, hint_of};
use crate::report_stream::ReportStream;
use crate::talk::{Talk, counted};

const EXAMPLES: &str = "\
Examples:
  propos annotate article.txt                      claims under their sentences
  propos annotate news/ 'more/**/*.txt' -o claims.jsonl
  propos annotate news.jsonl --text-field body --format csv > claims.csv
  curl -s https://example.org/a.txt | propos annotate --format jsonl | jq .claims
  propos annotate article.txt --codebook housing-transport --format md

With a language model; keys come from the environment:
  propos annotate news/ --annotator ollama:qwen3:8b -o claims.jsonl
  propos annotate news/ --annotator openai:MODEL --strategy model+model
  propos annotate news/ --annotator anthropic:MODEL --fallback rules
  propos annotate a.txt --annotator compatible:M --base-url http://127.0.0.1:8000
  propos annotate a.txt --annotator ollama:A --annotator ollama:B --combine vote
  propos annotate news/ --annotator gemini:MODEL --record answers.jsonl
  propos annotate news/ --annotator gemini:MODEL --replay answers.jsonl
  propos doctor --annotator ollama:qwen3:8b     is it there, does it obey?";

/// Find claims: who says what, about what, on which side
///
/// Each claim has its verbatim quote, its speaker, topics and stances. The result goes to standard output: on
/// a terminal as a text view, in a pipe as JSONL, one record a document.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct AnnotateArgs {
    #[command(flatten)]
    paths: PathArgs,
    #[command(flatten)]
    report: FormatArgs,
    /// Name the rule that produced each claim
    #[arg(long, help_heading = "Output")]
    explain: bool,
    #[command(flatten)]
    method: MethodArgs,
    #[command(flatten)]
    input: InputArgs,
}

/// Runs the command.
pub(crate) fn run(args: AnnotateArgs, color: ColorChoice, talk: &Talk) -> Outcome {
    let report = args.report.settings(color)?;
    let inputs = args.input.settings(args.paths, talk)?;
    let codebook = read_codebook(args.method.codebook.as_deref())?;
    args.method.check_examples(&codebook)?;
    let prepared = args.method.prepare(false, None, Earlier::default(), 0, talk)?;
    let annotator = prepared.annotator(None)?;
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::new(Exit::Bug, anyhow::Error::new(error).context("start the runtime")))?;
    let job = Job {
        annotator,
        codebook,
        runtime,
        segment: inputs.segment,
        is_explained: args.explain,
        n_unavailable: Cell::new(0),
    };
    let output = RefCell::new(Output::open(report.path.as_deref())?);
    let shows_progress = !is_terminal(report.path.as_deref());
    let targets = job.codebook.targets.iter().map(|target| target.id.clone());
    let mut stream = ReportStream::new(&report, &output, Columns::new(targets, []));
    let mut found = Found::default();
    let mut tally = Tally::default();
    let mut n_written = 0;
    let mut is_annotators_fault = false;
    let done = for_each_document(inputs, talk, &mut tally, |ingested, tally| {
        let annotated = job
            .annotate(ingested, tally, talk)
            .inspect_err(|_| is_annotators_fault = true)?;
        found.add(&annotated, tally, talk);
        stream.write(annotated, |annotated| {
            propos::report_names(&job.codebook, &annotated.document.lang)
        })?;
        n_written += 1;
        if shows_progress {
            talk.progress(|| {
                let documents = counted(tally.documents, "document");
                format!("{documents}, {}", counted(found.n_claims, "claim"))
            });
        }
        Ok(())
    });
    // What was annotated before the annotator gave up is not thrown away.
    let is_kept = done.is_ok() || (is_annotators_fault && n_written > 0);
    if is_kept {
        stream.finish()?;
        output.into_inner().commit()?;
    }
    if let Err(failure) = done {
        if is_kept {
            let records = counted(n_written, "record");
            talk.warning(&format!("stopped early; the output has {records} and ends there"));
        }
        return Err(failure);
    }
    found.summarise(&tally, report.path.as_deref(), talk);
    warn_of_cold_caches(&prepared.clients(), talk);
    Ok(tally.exit())
}

/// The problem of documents in whose language the codebook has no words. It is told of once a language, because it is the
/// same for all of them and looks like documents without topics.
pub(crate) const NO_WORDS_CODE: &str = "codebook_without_language";

/// The problem of a document on which the program broke. It was told of as an error already.
const BUG_CODE: &str = "bug";

/// What is the same for all documents.
struct Job {
    annotator: Box<dyn Annotator>,
    codebook: Codebook,
    runtime: Runtime,
    segment: SegmentOptions,
    is_explained: bool,
    /// For how many documents in a row the annotator gave no answer.
    n_unavailable: Cell<u32>,
}

/// After so many documents without an answer no more are tried.
const MOST_UNAVAILABLE: u32 = 3;

impl Job {
    fn annotate(
        &self,
        ingested: Ingested,
        tally: &mut Tally,
        talk: &Talk,
    ) -> Result<AnnotatedDocument, Failure> {
        let Ingested { document, notes, .. } = ingested;
        let id = document.id.clone();
        let for_record = document.clone();
        let annotated = bug::guard(|| {
            let article = Article::segment_with(document, &self.segment);
            let annotation = annotate_document(&*self.annotator, &article, &self.codebook);
            self.runtime.block_on(annotation)
        });
        let mut annotated = match annotated {
            Ok(Ok(annotated)) => {
                self.n_unavailable.set(0);
                annotated
            }
            Ok(Err(error)) if error.is_retryable() && self.n_unavailable.get() + 1 < MOST_UNAVAILABLE => {
                self.n_unavailable.set(self.n_unavailable.get() + 1);
                self.failed_document(for_record, "unavailable", with_causes(&error))
            }
            Ok(Err(error)) => return Err(environment_failure(error)),
            Err(bug) => {
                tally.bugs += 1;
                talk.error_text(&format!("{id}: {bug}"));
                talk.hint(BUG_HINT);
                self.failed_document(for_record, BUG_CODE, bug.to_string())
            }
        };
        annotated.problems.splice(0..0, notes);
        if !self.is_explained {
            annotated.drop_rules();
        }
        Ok(annotated)
    }

    /// The record of a document that could not be annotated: it is in the output and says so.
    fn failed_document(&self, document: Document, code: &str, message: String) -> AnnotatedDocument {
        let name = self.annotator.describe().name;
        propos::annotate::failed(document, &self.codebook, &name, code, message)
    }
}

/// An error with its causes in one line.
fn with_causes(error: &AnnotateError) -> String {
    let mut line = format!("failed to {error}");
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        line.push_str(": ");
        line.push_str(&error.to_string());
        cause = error.source();
    }
    line
}

/// What an annotator could not do for any document, with its exit code and what to do.
fn environment_failure(error: AnnotateError) -> Failure {
    let source = std::error::Error::source(&error);
    let class = source
        .and_then(|source| source.downcast_ref::<RequestFailure>())
        .map(|failure| failure.class);
    let failed = Failure::new(class.map_or(Exit::Incomplete, exit_of), error);
    match class.and_then(|class| hint_of(class, &[])) {
        Some(hint) => failed.hint(hint),
        None => failed,
    }
}

/// What was found, for the summary.
#[derive(Default)]
struct Found {
    n_claims: usize,
    n_problems: usize,
    /// The languages that the codebook is known not to have.
    without_words: BTreeSet<String>,
}

impl Found {
    fn add(&mut self, annotated: &AnnotatedDocument, tally: &mut Tally, talk: &Talk) {
        let id = &annotated.document.id;
        let problems = annotated.problems.iter();
        let n_problems = problems
            .filter(|problem| problem.severity != Severity::Info)
            .count();
        self.n_claims += annotated.claims.len();
        self.n_problems += n_problems;
        let is_bug = annotated.problems.iter().any(|problem| problem.code == BUG_CODE);
        if annotated.outcome != DocumentOutcome::Complete && !is_bug {
            tally.incomplete += 1;
            let reasons = annotated
                .problems
                .iter()
                .filter(|problem| problem.severity == Severity::Error);
            let reason = reasons
                .map(|problem| problem.message.as_str())
                .next()
                .unwrap_or("no reason is given");
            talk.warning(&format!("{id}: annotation is {}: {reason}", annotated.outcome));
        }
        let no_words = annotated
            .problems
            .iter()
            .find(|problem| problem.code == NO_WORDS_CODE);
        if let Some(problem) = no_words
            && self.without_words.insert(annotated.document.lang.clone())
        {
            talk.warning(&format!("{id}: {}", problem.message));
        }
        if talk.is_verbose() {
            talk.say(&format!("{id}: {}", counted(annotated.claims.len(), "claim")));
        }
    }

    /// Silence means that one document went well to standard output. More documents, a file, or trouble are
    /// summed up.
    fn summarise(&self, tally: &Tally, path: Option<&Path>, talk: &Talk) {
        let n_inputs = tally.documents + tally.unreadable;
        if n_inputs == 1 && path.is_none() && tally.exit() == Exit::Done {
            return;
        }
        let mut parts = vec![
            counted(tally.documents, "document"),
            counted(self.n_claims, "claim"),
        ];
        if self.n_problems > 0 {
            parts.push(format!(
                "{} (in the records)",
                counted(self.n_problems, "problem")
            ));
        }
        if tally.incomplete > 0 {
            parts.push(format!("{} not complete", counted(tally.incomplete, "document")));
        }
        if tally.bugs > 0 {
            parts.push(format!("{} not annotated", counted(tally.bugs, "document")));
        }
        if tally.unreadable > 0 {
            parts.push(format!("{} not read", counted(tally.unreadable, "input")));
        }
        let place = path.map_or_else(String::new, |path| format!(" → {}", path.display()));
        talk.say(&format!("{}{place}", parts.join(", ")));
        if tally.unreadable > 0 {
            talk.say("What was not read is named above; it is missing from the output.");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use anstream::ColorChoice;
    use async_trait::async_trait;
    use propos::annotate::{AnnotateError, Annotation, Annotator, Article, Description};
    use propos::codebook::Codebook;
    use propos::ingest::{ReadOptions, text_document};
    use propos::schema::Outcome;
    use propos::segment::Options;
    use tokio::runtime::Builder;

    use super::{BUG_CODE, Job};
    use crate::bug;
    use crate::exit::Exit;
    use crate::inputs::Tally;
    use crate::talk::{Level, Talk};

    /// Breaks on articles with a certain word, and quotes them as it does.
    struct Brittle;

    #[async_trait]
    impl Annotator for Brittle {
        fn describe(&self) -> Description {
            Description::new("brittle")
        }

        async fn annotate(&self, article: &Article, _: &Codebook) -> Result<Annotation, AnnotateError> {
            assert!(
                !article.text().contains("secret"),
                "cannot read {}",
                article.text()
            );
            Ok(Annotation::new("brittle"))
        }
    }

    #[test]
    fn a_document_on_which_the_program_breaks_is_a_failed_record_and_the_others_are_done() {
        bug::install();
        let job = Job {
            annotator: Box::new(Brittle),
            codebook: Codebook::default_codebook(),
            runtime: Builder::new_current_thread().build().unwrap(),
            segment: Options::default(),
            is_explained: false,
            n_unavailable: Cell::new(0),
        };
        let talk = Talk::new(Level::Quiet, ColorChoice::Never);
        let mut tally = Tally::default();
        let mut annotate = |id: &str, text: &str| {
            let ingested = text_document(id, text.as_bytes(), &ReadOptions::default()).unwrap();
            job.annotate(ingested, &mut tally, &talk).unwrap()
        };

        let broken = annotate("a", "Mot secret.");
        let good = annotate("b", "Mot.");

        assert_eq!(
            (broken.outcome, good.outcome),
            (Outcome::Failed, Outcome::Complete)
        );
        assert_eq!(broken.document.text(), "Mot secret.");
        let problem = &broken.problems[0];
        assert_eq!(problem.code, BUG_CODE);
        assert!(!problem.message.contains("secret"), "{}", problem.message);
        assert_eq!((tally.bugs, tally.exit()), (1, Exit::Bug));
    }
}
