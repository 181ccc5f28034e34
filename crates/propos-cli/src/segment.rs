//! `propos segment`: sentences and quotations only.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anstream::ColorChoice;
use anstyle::{AnsiColor, Style};
use anyhow::anyhow;
use clap::{Args, ValueEnum};
use propos::annotate::Article;
use propos::report::visible;
use propos::schema::{OffsetIndex, OffsetUnit};
use propos::segment::{Options as SegmentOptions, Suppressed, explain};
use serde::Serialize;

use crate::failure::{Failure, Outcome};
use crate::inputs::{InputArgs, PathArgs, Tally, for_each_document};
use crate::names::{is_colored, offset_unit};
use crate::output::{Output, is_terminal};
use crate::talk::{Talk, counted};

const EXAMPLES: &str = "\
Examples:
  propos segment article.txt                    one unit a line
  propos segment news.jsonl -o units.jsonl      one JSON object a document
  propos segment article.txt --explain --quotes keep
  echo 'Il pleut. Elle sort.' | propos segment --offsets byte --format jsonl";

/// Show sentences, headings, list items and quotations
///
/// Nothing is rewritten: every unit is a range of the text. On a terminal one unit a line, in a pipe JSONL.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct SegmentArgs {
    #[command(flatten)]
    paths: PathArgs,
    #[command(flatten)]
    output: SegmentOutputArgs,
    #[command(flatten)]
    input: InputArgs,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
struct SegmentOutputArgs {
    /// How to write [default: by -o's ending, else text on a terminal, else jsonl]
    #[arg(long, value_name = "FORMAT")]
    format: Option<SegmentFormat>,
    /// Write to a file, whole or not at all
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// What offsets count
    #[arg(long, value_name = "UNIT", default_value = "codepoint", value_parser = offset_unit())]
    offsets: OffsetUnit,
    /// Name the rule that ended each unit, and why other stops ended nothing
    #[arg(long)]
    explain: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SegmentFormat {
    /// One unit a line, for reading
    Text,
    /// One JSON object a document
    Jsonl,
}

impl SegmentOutputArgs {
    fn format(&self) -> Result<SegmentFormat, Failure> {
        if let Some(format) = self.format {
            return Ok(format);
        }
        let path = self.output.as_deref();
        let extension = path
            .and_then(Path::extension)
            .map(|extension| extension.to_string_lossy().to_lowercase());
        match extension.as_deref() {
            Some("txt" | "text") => Ok(SegmentFormat::Text),
            Some("jsonl" | "ndjson") => Ok(SegmentFormat::Jsonl),
            Some(other) => Err(Failure::usage(anyhow!("choose a format for a .{other} file"))
                .hint("name it with --format: text or jsonl")),
            None if is_terminal(path) => Ok(SegmentFormat::Text),
            None => Ok(SegmentFormat::Jsonl),
        }
    }
}

/// Runs the command.
pub(crate) fn run(args: SegmentArgs, color: ColorChoice, talk: &Talk) -> Outcome {
    let format = args.output.format()?;
    let inputs = args.input.settings(args.paths, talk)?;
    let segment_options = inputs.segment;
    let mut output = Output::open(args.output.output.as_deref())?;
    let style = ViewStyle {
        is_colored: is_colored(color, args.output.output.as_deref()),
        is_explained: args.output.explain,
    };
    let mut tally = Tally::default();
    for_each_document(inputs, talk, &mut tally, |ingested, tally| {
        let article = Article::segment_with(ingested.document, &segment_options);
        let suppressed = args
            .output
            .explain
            .then(|| suppressed_stops(&article, segment_options));
        let written = match format {
            SegmentFormat::Jsonl => {
                write_line(&article, args.output.offsets, suppressed.as_deref(), &mut output)
            }
            SegmentFormat::Text => {
                let suppressed = suppressed.unwrap_or_default();
                write_view(&article, &suppressed, tally.documents > 1, style, &mut output)
            }
        };
        written
            .and_then(|()| output.flush())
            .map_err(|error| Failure::output(output.name(), error))?;
        let n_units = article.segmentation().units.len();
        if talk.is_verbose() {
            talk.say(&format!(
                "{}: {}",
                article.document().id,
                counted(n_units, "unit")
            ));
        }
        Ok(())
    })?;
    output.commit()?;
    if tally.unreadable > 0 {
        let read = counted(tally.documents, "document");
        talk.say(&format!(
            "{read} segmented, {} not read",
            counted(tally.unreadable, "input")
        ));
    }
    Ok(tally.exit())
}

/// The stops of an article that ended nothing. The article is segmented again, as it was before: its language is known now.
fn suppressed_stops(article: &Article, options: SegmentOptions) -> Vec<Suppressed> {
    let lang = options.lang.or(article.segmentation().lang);
    explain(article.text(), &options.with_lang(lang)).suppressed
}

#[derive(Serialize)]
struct SegmentedDocument<'a> {
    id: &'a str,
    lang: &'a str,
    offset_unit: OffsetUnit,
    sentences: Vec<SegmentedUnit>,
    quotations: Vec<SegmentedQuotation>,
    /// Only where an explanation was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<Vec<SuppressedStop>>,
}

#[derive(Serialize)]
struct SuppressedStop {
    offset: usize,
    rule: &'static str,
}

#[derive(Serialize)]
struct SegmentedUnit {
    start: usize,
    end: usize,
    kind: &'static str,
    rule: Option<&'static str>,
}

#[derive(Serialize)]
struct SegmentedQuotation {
    start: usize,
    end: usize,
    depth: u8,
}

fn write_line(
    article: &Article,
    unit: OffsetUnit,
    suppressed: Option<&[Suppressed]>,
    out: &mut impl Write,
) -> io::Result<()> {
    let index = OffsetIndex::new(article.text(), unit);
    let convert = |byte| {
        let offset = index.from_byte(byte);
        offset.ok_or_else(|| io::Error::other("an offset of the segmentation lies inside a character"))
    };
    let segmentation = article.segmentation();
    let units = segmentation.units.iter().map(|found| {
        Ok(SegmentedUnit {
            start: convert(found.start)?,
            end: convert(found.end)?,
            kind: found.kind.as_str(),
            rule: suppressed.is_some().then_some(found.rule.as_str()),
        })
    });
    let quotations = segmentation.quotations.iter().map(|found| {
        Ok(SegmentedQuotation {
            start: convert(found.start)?,
            end: convert(found.end)?,
            depth: found.depth,
        })
    });
    let stop = |found: &Suppressed| {
        Ok(SuppressedStop {
            offset: convert(found.offset)?,
            rule: found.refusal.as_str(),
        })
    };
    let stops = suppressed
        .as_ref()
        .map(|stops| stops.iter().map(stop).collect::<io::Result<_>>());
    let line = SegmentedDocument {
        id: &article.document().id,
        lang: &article.document().lang,
        offset_unit: unit,
        sentences: units.collect::<io::Result<_>>()?,
        quotations: quotations.collect::<io::Result<_>>()?,
        suppressed: stops.transpose()?,
    };
    serde_json::to_writer(&mut *out, &line)?;
    out.write_all(b"\n")
}

#[derive(Clone, Copy)]
struct ViewStyle {
    is_colored: bool,
    is_explained: bool,
}

impl ViewStyle {
    fn paint(self, style: Style, text: &str) -> String {
        if self.is_colored {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }
}

fn write_view(
    article: &Article,
    suppressed: &[Suppressed],
    is_later: bool,
    style: ViewStyle,
    out: &mut impl Write,
) -> io::Result<()> {
    let document = article.document();
    let segmentation = article.segmentation();
    let counts = format!(
        "{} · {} · {}",
        document.lang,
        counted(segmentation.units.len(), "unit"),
        counted(segmentation.quotations.len(), "quotation")
    );
    if is_later {
        writeln!(out)?;
    }
    writeln!(
        out,
        "{} · {counts}",
        style.paint(Style::new().bold(), &visible(&document.id))
    )?;
    // Stops and units are both in the order of the text.
    let mut stops = suppressed.iter().peekable();
    for unit in &segmentation.units {
        let text = article.text().get(unit.range()).unwrap_or_default();
        // One unit a line, so that it can be counted and compared; a newline inside is shown as its sign.
        let kind = style.paint(
            AnsiColor::Cyan.on_default(),
            &format!("{:<9}", unit.kind.as_str()),
        );
        let rule = if style.is_explained {
            style.paint(Style::new().dimmed(), &format!(" [{}]", unit.rule.as_str()))
        } else {
            String::new()
        };
        writeln!(out, "{kind} {}{rule}", visible(text))?;
        while let Some(stop) = stops.next_if(|stop| stop.offset < unit.end) {
            let word = visible(last_word(article.text(), stop.offset));
            let line = format!("          goes on behind {word} [{}]", stop.refusal.as_str());
            writeln!(out, "{}", style.paint(Style::new().dimmed(), &line))?;
        }
    }
    Ok(())
}

/// The word that ends with the stop at an offset, the stop included.
fn last_word(text: &str, stop: usize) -> &str {
    let before = text.get(..stop).unwrap_or_default();
    let space = before
        .char_indices()
        .rfind(|(_, character)| character.is_whitespace());
    let start = space.map_or(0, |(offset, character)| offset + character.len_utf8());
    let end = stop
        + text
            .get(stop..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
    text.get(start..end).unwrap_or_default()
}
