//! Articles in: the options that say how they are read, and the loop over them.

use std::collections::BTreeSet;
use std::env;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use anyhow::anyhow;
use clap::{Args, ValueEnum};
use propos::ingest::{
    Corpus, Encoding, Fault, IngestError, Ingested, InputFormat, ReadOptions, Source, find_sources,
};
use propos::schema::Severity;
use propos::segment::{Lang, Newlines, Options as SegmentOptions, QuotePolicy};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::names::input_format;
use crate::nearest::nearest_path;
use crate::talk::{Talk, counted};

/// Apart from the other options, so that help lists it first.
#[derive(Debug, Args)]
pub(crate) struct PathArgs {
    /// Files, folders and patterns; `-` or nothing is standard input
    ///
    /// Of a folder, all files below it are read that end in .txt, .text, .md, .markdown, .jsonl or .ndjson. A
    /// pattern such as 'news/**/*.txt' may be quoted.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct InputArgs {
    /// How inputs hold their articles [default: by the file name's ending, else text]
    #[arg(long, value_name = "FORMAT", value_parser = input_format())]
    input_format: Option<InputFormat>,
    /// The JSONL field that holds the text
    #[arg(long, value_name = "FIELD", default_value = "text")]
    text_field: String,
    /// The JSONL field that holds the document's id
    #[arg(long, value_name = "FIELD", default_value = "id")]
    id_field: String,
    /// The encoding of inputs, such as utf-8 or windows-1252 [default: recognised]
    #[arg(long, value_name = "NAME", value_parser = parse_encoding)]
    encoding: Option<Encoding>,
    /// The most a document may have, in MiB
    #[arg(long, value_name = "MIB", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=1024))]
    max_size: u16,
    /// The language of all documents: de, en, es, fr, it, nl, pt, or auto
    ///
    /// `auto` takes the language that a JSONL line gives, else recognises it.
    #[arg(long, value_name = "CODE", default_value = "auto", value_parser = parse_lang)]
    lang: LangChoice,
    /// Whether sentences inside a quotation are units of their own
    #[arg(long, value_name = "POLICY", default_value = "split")]
    quotes: QuotesArg,
    /// What a single newline means
    #[arg(long, value_name = "MEANING", default_value = "auto")]
    newlines: NewlinesArg,
    /// Stop with exit code 65 at the first input that cannot be read
    #[arg(long)]
    strict_input: bool,
}

#[derive(Clone, Copy, Debug)]
struct LangChoice(Option<Lang>);

#[derive(Clone, Copy, Debug, ValueEnum)]
enum QuotesArg {
    /// They are
    Split,
    /// A closed quotation is never cut
    Keep,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum NewlinesArg {
    /// The end of a paragraph, or a space where text is wrapped
    Auto,
    /// The end of a paragraph
    Hard,
    /// A space, unless a list item follows
    Soft,
}

fn parse_lang(code: &str) -> Result<LangChoice, String> {
    if code == "auto" {
        return Ok(LangChoice(None));
    }
    let lang = code.parse::<Lang>();
    let known = Lang::ALL.map(Lang::code).join(", ");
    lang.map(|lang| LangChoice(Some(lang)))
        .map_err(|_| format!("use one of {known}, or auto"))
}

fn parse_encoding(name: &str) -> Result<Encoding, String> {
    name.parse::<Encoding>().map_err(|error| error.fault.to_string())
}

/// Where articles come from and how they are read.
pub(crate) struct InputSettings {
    paths: Vec<PathBuf>,
    sources: Vec<Result<Source, IngestError>>,
    read: ReadOptions,
    pub(crate) segment: SegmentOptions,
    is_strict: bool,
}

impl InputArgs {
    /// Resolves the options and finds the inputs.
    pub(crate) fn settings(self, paths: PathArgs, talk: &Talk) -> Result<InputSettings, Failure> {
        let mut read = ReadOptions::default();
        read.format = self.input_format;
        read.encoding = self.encoding;
        read.text_field = self.text_field;
        read.id_field = self.id_field;
        read.max_bytes = usize::from(self.max_size) * 1024 * 1024;
        let segment = SegmentOptions::default()
            .with_lang(self.lang.0)
            .with_quotes(match self.quotes {
                QuotesArg::Split => QuotePolicy::Split,
                QuotesArg::Keep => QuotePolicy::Keep,
            })
            .with_newlines(match self.newlines {
                NewlinesArg::Auto => Newlines::Auto,
                NewlinesArg::Hard => Newlines::Hard,
                NewlinesArg::Soft => Newlines::Soft,
            });
        let paths = if paths.paths.is_empty() {
            vec![PathBuf::from("-")]
        } else {
            paths.paths
        };
        if paths.iter().any(|path| path.as_os_str() == "-") && io::stdin().is_terminal() {
            if paths.len() == 1 {
                return Err(Failure::usage(anyhow!(
                    "find an article: no path is given and nothing is piped in"
                ))
                .hint("name a file or a folder (propos annotate article.txt), or pipe text in"));
            }
            talk.note("standard input is this terminal; end the text with Ctrl-D on a line of its own");
        }
        Ok(InputSettings {
            sources: find_sources(&paths, &read),
            paths,
            read,
            segment,
            is_strict: self.strict_input,
        })
    }
}

impl InputSettings {
    /// Whether the inputs can be read a second time.
    pub(crate) fn can_be_read_again(&self) -> bool {
        self.paths.iter().all(|path| path.as_os_str() != "-")
    }

    /// Why there is nothing to read: not one of the paths leads anywhere.
    pub(crate) fn nothing_to_read(&mut self) -> Option<Failure> {
        if self.sources.iter().any(Result::is_ok) {
            return None;
        }
        let error = self.sources.drain(..).find_map(Result::err)?;
        let hint = hint_for(&error);
        Some(hint.into_iter().fold(Failure::usage(error), Failure::hint))
    }

    /// The documents from the beginning, found and read anew.
    pub(crate) fn corpus(&self) -> Corpus {
        Corpus::new(find_sources(&self.paths, &self.read), self.read.clone())
    }
}

/// What came of a run, in numbers.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// Documents that were read.
    pub(crate) documents: usize,
    /// Inputs and lines that were not.
    pub(crate) unreadable: usize,
    /// Documents whose annotation is partial, refused or failed.
    pub(crate) incomplete: usize,
    /// Documents on which the program broke.
    pub(crate) bugs: usize,
}

impl Tally {
    /// The exit code that says the worst of it.
    pub(crate) const fn exit(&self) -> Exit {
        match (self.bugs, self.unreadable + self.incomplete) {
            (0, 0) => Exit::Done,
            (0, _) => Exit::Incomplete,
            _ => Exit::Bug,
        }
    }
}

/// Notes are said so often; the records have all of them.
const MAX_NOTES: usize = 10;

/// Reads one document after the other and hands each to `work`. What cannot be read is said and counted.
pub(crate) fn for_each_document(
    inputs: InputSettings,
    talk: &Talk,
    tally: &mut Tally,
    mut work: impl FnMut(Ingested, &mut Tally) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut hints_given = BTreeSet::new();
    let mut n_notes = 0;
    for item in Corpus::new(inputs.sources, inputs.read) {
        match item {
            Ok(ingested) => {
                for note in &ingested.notes {
                    n_notes += 1;
                    if n_notes <= MAX_NOTES || talk.is_verbose() || note.severity != Severity::Info {
                        let message = format!("{}: {}", ingested.document.id, note.message);
                        if note.severity == Severity::Info {
                            talk.note(&message);
                        } else {
                            talk.warning(&message);
                        }
                    }
                }
                tally.documents += 1;
                work(ingested, tally)?;
            }
            Err(error) => {
                let hint = hint_for(&error);
                if inputs.is_strict {
                    let failure = Failure::new(Exit::BadInput, error);
                    return Err(hint.into_iter().fold(failure, Failure::hint));
                }
                tally.unreadable += 1;
                talk.error(&error);
                if let Some(hint) = hint.filter(|hint| !hints_given.contains(hint)) {
                    talk.hint(&hint);
                    hints_given.insert(hint);
                }
            }
        }
    }
    if n_notes > MAX_NOTES && !talk.is_verbose() {
        talk.note(&format!("{} in all; -v says each", counted(n_notes, "note")));
    }
    Ok(())
}

/// What to do about an input that cannot be read.
pub(crate) fn hint_for(error: &IngestError) -> Option<String> {
    match &error.fault {
        Fault::NotFound if error.place.contains("://") => Some(format!(
            "propos opens no addresses: curl -s {} | propos annotate",
            error.place
        )),
        Fault::NotFound => {
            let path = Path::new(&error.place);
            let near = nearest_path(path).map(|near| format!("did you mean {}?", near.display()));
            near.or_else(|| {
                let current = env::current_dir().ok().filter(|_| path.is_relative())?;
                Some(format!("propos looked from {}", current.display()))
            })
        }
        fault => fault.hint(),
    }
}
