//! `propos report`: results in another form, without annotating again.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufReader, IsTerminal as _, Read};
use std::path::{Path, PathBuf};

use anstream::ColorChoice;
use anyhow::anyhow;
use clap::Args;
use propos::codebook::Codebook;
use propos::ingest::{Fault, IngestError};
use propos::pipeline::RunFolder;
use propos::report::{Columns, Names, write_outcomes};
use propos::schema::{AnnotatedDocument, Record};
use serde::de::DeserializeOwned;

use crate::codebook::read_codebook;
use crate::exit::Exit;
use crate::failure::{Failure, Outcome};
use crate::format_options::{FormatArgs, FormatSettings};
use crate::inputs::hint_for;
use crate::outcomes::{CountedRecord, Counter, DEFAULT_FIELDS, codebook_of_run};
use crate::output::Output;
use crate::record_file::{RecordFault, read_records};
use crate::report_stream::ReportStream;
use crate::source_texts::SourceTexts;
use crate::talk::{Talk, counted};

const EXAMPLES: &str = "\
Examples:
  propos report claims.jsonl                             read on the terminal
  propos report claims.jsonl -o claims.csv               one row a claim
  propos report claims.jsonl --rows stances -o stances.tsv
  propos report runs/november --outcomes                 whom refusals leave out
  propos report slim.jsonl --source news/ --format md    records without text";

/// Write results in another form, without annotating again
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct ReportArgs {
    /// Records of `propos annotate` (jsonl or json), or the folder of a run; `-` or nothing is standard input
    #[arg(value_name = "FILE|RUN")]
    files: Vec<PathBuf>,
    /// Where the texts of records without text are: a folder or file, as it was annotated
    #[arg(long, value_name = "PATH", help_heading = "Input")]
    source: Vec<PathBuf>,
    /// The codebook that names topics and targets, where it does not come with the program
    #[arg(long, value_name = "FILE|ID", help_heading = "Input")]
    codebook: Option<String>,
    /// Count documents by outcome, and what refusals leave out, for each language, outlet and topic
    ///
    /// Or for each of the FIELDS that are named: lang, outlet, topic, folder, or any metadata of the documents. The
    /// outlet is in the metadata (outlet, source, publisher or the like), else the host of the URL, else the
    /// folder. Topics are those that rules find in the text, in all documents alike.
    #[arg(
        long,
        value_name = "FIELDS",
        num_args = 0..=1,
        require_equals = true,
        value_delimiter = ',',
        default_missing_values = DEFAULT_FIELDS,
        conflicts_with = "rows"
    )]
    outcomes: Option<Vec<String>>,
    #[command(flatten)]
    report: FormatArgs,
}

/// The files to read.
fn files_of(given: Vec<PathBuf>) -> Vec<PathBuf> {
    if given.is_empty() {
        vec![PathBuf::from("-")]
    } else {
        given.into_iter().map(results_of_run).collect()
    }
}

/// The results in the folder of a run; any other path as it is.
fn results_of_run(path: PathBuf) -> PathBuf {
    let results = RunFolder::new(&path).results();
    if path.is_dir() && results.exists() {
        results
    } else {
        path
    }
}

/// Runs the command.
pub(crate) fn run(args: ReportArgs, color: ColorChoice, talk: &Talk) -> Outcome {
    let given_codebook = args
        .codebook
        .as_deref()
        .map(|name| read_codebook(Some(name)))
        .transpose()?;
    let report = args.report.settings(color)?;
    if let Some(fields) = &args.outcomes {
        let counter = |codebook| Counter::by(fields, codebook, SourceTexts::find(&args.source));
        return count_outcomes(counter, args.files, given_codebook, report, talk);
    }
    let files = files_of(args.files);
    let mut texts = SourceTexts::find(&args.source);
    let output = RefCell::new(Output::open(report.path.as_deref())?);
    let mut stream = ReportStream::new(&report, &output, Columns::default());
    let mut reading = Reading::new(talk);
    for path in &files {
        reading.each_record::<Record>(path, |record| {
            let annotated = record.and_then(|record| with_text(record, &mut texts))?;
            Ok(stream.write(annotated, |annotated| {
                names_for(annotated, given_codebook.as_ref())
            }))
        })?;
    }
    tell_errors(texts.take_errors(), talk);
    stream.finish()?;
    output.into_inner().commit()?;
    Ok(reading.exit("written"))
}

/// So many records of a file that cannot be used are named; `-v` names all.
const MOST_NAMED: usize = 10;

/// The records of one file after the other, with a count of those that could not be used.
struct Reading<'talk> {
    talk: &'talk Talk,
    n_used: usize,
    n_bad: usize,
    hint_is_given: bool,
}

impl<'talk> Reading<'talk> {
    const fn new(talk: &'talk Talk) -> Self {
        Self {
            talk,
            n_used: 0,
            n_bad: 0,
            hint_is_given: false,
        }
    }

    /// Hands the records of a file to `take`, which gives a fault where one cannot be used. What cannot be read is said and
    /// counted.
    fn each_record<T: DeserializeOwned>(
        &mut self,
        path: &Path,
        mut take: impl FnMut(Result<T, RecordFault>) -> Result<Result<(), Failure>, RecordFault>,
    ) -> Result<(), Failure> {
        let Some((reader, place)) = opened(path, self.talk)? else {
            self.n_bad += 1;
            return Ok(());
        };
        let (n_used_before, n_bad_before) = (self.n_used, self.n_bad);
        read_records::<T>(reader, &mut |line, record| match take(record) {
            Ok(taken) => {
                self.n_used += 1;
                taken
            }
            Err(fault) => {
                self.n_bad += 1;
                if self.n_bad - n_bad_before <= MOST_NAMED || self.talk.is_verbose() {
                    self.tell(fault, &place, line);
                }
                Ok(())
            }
        })?;
        let n_bad = self.n_bad - n_bad_before;
        if n_bad > MOST_NAMED && !self.talk.is_verbose() {
            let more = n_bad - MOST_NAMED;
            self.talk
                .error_text(&format!("{place}: {more} more like this; -v names each"));
        } else if n_bad == 0 && self.n_used == n_used_before {
            self.talk.note(&format!("{place} has no records"));
        }
        Ok(())
    }

    /// Says which record cannot be used and why; the first time, what records are.
    fn tell(&mut self, fault: RecordFault, place: &str, line: Option<usize>) {
        let place = line.map_or_else(|| place.to_owned(), |line| format!("{place}, line {line}"));
        let error = anyhow::Error::new(fault).context(format!("read {place}"));
        self.talk.error(error.as_ref());
        if !std::mem::replace(&mut self.hint_is_given, true) {
            self.talk.hint(RECORD_HINT);
        }
    }

    /// Says what could not be read, if anything.
    fn exit(&self, what: &str) -> Exit {
        if self.n_bad == 0 {
            return Exit::Done;
        }
        let documents = counted(self.n_used, "document");
        self.talk
            .say(&format!("{documents} {what}, {} not read", self.n_bad));
        Exit::Incomplete
    }
}

/// Writes how the documents came out, by group.
fn count_outcomes(
    counter: impl FnOnce(Option<Codebook>) -> Counter,
    files: Vec<PathBuf>,
    given_codebook: Option<Codebook>,
    report: FormatSettings,
    talk: &Talk,
) -> Outcome {
    let of_run = || files.iter().find_map(|path| codebook_of_run(path));
    let mut counter = counter(given_codebook.or_else(of_run));
    let mut output = Output::open(report.path.as_deref())?;
    let mut reading = Reading::new(talk);
    for path in files_of(files) {
        reading.each_record::<CountedRecord>(&path, |record| {
            counter.add(record?);
            Ok(Ok(()))
        })?;
    }
    tell_errors(counter.take_errors(), talk);
    counter.notes().iter().for_each(|note| talk.note(note));
    let mut options = report.options;
    options.names = counter.names();
    let written = write_outcomes(report.format, &counter.outcomes, &options, &mut output);
    written.map_err(|error| Failure::report(output.name(), error))?;
    output.commit()?;
    Ok(reading.exit("counted"))
}

/// Says which texts could not be read.
fn tell_errors(errors: Vec<IngestError>, talk: &Talk) {
    for error in errors {
        talk.error(&error);
        if let Some(hint) = hint_for(&error) {
            talk.hint(&hint);
        }
    }
}

/// A file of records and what it is called, for reading; `None` where that was said to be impossible.
fn opened(path: &Path, talk: &Talk) -> Result<Option<Opened>, Failure> {
    match open_records(path) {
        Ok(opened) => Ok(Some(opened)),
        Err(failure) if failure.exit == Exit::Usage => Err(failure),
        Err(failure) => {
            failure.error.iter().for_each(|error| talk.error(error.as_ref()));
            failure.hints.iter().for_each(|hint| talk.hint(hint));
            Ok(None)
        }
    }
}

const RECORD_HINT: &str = "records are what `propos annotate --format jsonl` (or json) writes; \
    those written with --no-text need --source";

/// Records and where they come from.
type Opened = (BufReader<Box<dyn Read>>, String);

fn open_records(path: &Path) -> Result<Opened, Failure> {
    if path.as_os_str() == "-" {
        if io::stdin().is_terminal() {
            return Err(
                Failure::usage(anyhow!("find records: no file is given and nothing is piped in"))
                    .hint("name a file (propos report claims.jsonl)"),
            );
        }
        return Ok((BufReader::new(Box::new(io::stdin())), "standard input".to_owned()));
    }
    let place = path.display().to_string();
    if path.is_dir() {
        return Err(
            Failure::usage(anyhow!("read {place}: it is a folder, and records are in files"))
                .hint("name the .jsonl or .json files in it"),
        );
    }
    match File::open(path) {
        Ok(file) => Ok((BufReader::with_capacity(64 * 1024, Box::new(file)), place)),
        Err(error) => {
            let fault = match error.kind() {
                io::ErrorKind::NotFound => Fault::NotFound,
                _ => Fault::Io(error),
            };
            let error = IngestError::new(place, fault);
            let hint = hint_for(&error);
            let failure = Failure::new(Exit::Incomplete, error);
            Err(hint.into_iter().fold(failure, Failure::hint))
        }
    }
}

/// The annotated document of a record, with its text fetched where the record has none.
fn with_text(record: Record, texts: &mut SourceTexts) -> Result<AnnotatedDocument, RecordFault> {
    if record.has_text() {
        return Ok(record.into_annotated()?);
    }
    match texts.text_for(&record) {
        Some(text) => Ok(record.into_annotated_with(text)?),
        None => Ok(record.into_annotated()?),
    }
}

/// Names from the codebook given, else from the one that comes with the program, if it is the record's.
fn names_for(annotated: &AnnotatedDocument, given: Option<&Codebook>) -> Names {
    let lang = &annotated.document.lang;
    match given {
        Some(codebook) => propos::report_names(codebook, lang),
        None => Codebook::embedded(&annotated.provenance.codebook.id)
            .map(|codebook| propos::report_names(&codebook, lang))
            .unwrap_or_default(),
    }
}
