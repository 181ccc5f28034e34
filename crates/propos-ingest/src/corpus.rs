//! One document after the other.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::vec;

use propos_schema::sha256_hex;

use crate::document::{Ingested, read_text};
use crate::error::{Fault, IngestError};
use crate::format::InputFormat;
use crate::jsonl::read_line;
use crate::lines::{Line, next_line};
use crate::options::ReadOptions;
use crate::sources::{Origin, Source};

/// The documents of some sources, read one at a time.
///
/// What cannot be read is an error in its place, and the rest goes on. Two documents with one id are an input
/// error of the second. Held are the document at hand and 16 bytes per id.
#[derive(Debug)]
pub struct Corpus {
    options: ReadOptions,
    sources: vec::IntoIter<Result<Source, IngestError>>,
    lines: Option<OpenLines>,
    ids: HashSet<u128>,
}

impl Corpus {
    /// The documents of sources, as [`crate::find_sources`] found them.
    pub fn new(sources: Vec<Result<Source, IngestError>>, options: ReadOptions) -> Self {
        Self {
            options,
            sources: sources.into_iter(),
            lines: None,
            ids: HashSet::new(),
        }
    }

    /// How many sources (files, not documents) are still to be opened.
    pub fn n_sources_left(&self) -> usize {
        self.sources.len()
    }

    fn next_of_source(&mut self, source: &Source) -> Option<Result<Ingested, IngestError>> {
        let reader = match open(&source.origin) {
            Ok(reader) => reader,
            Err(error) => return Some(Err(IngestError::new(source.name(), Fault::Io(error)))),
        };
        match source.format {
            InputFormat::Text => {
                let document = read_whole(reader, source, &self.options);
                Some(document.map_err(|fault| IngestError::new(source.name(), fault)))
            }
            InputFormat::Jsonl => {
                self.lines = Some(OpenLines {
                    reader,
                    source: source.clone(),
                    n_read: 0,
                });
                None
            }
        }
    }

    fn check_id(&mut self, ingested: Ingested, place: &str) -> Result<Ingested, IngestError> {
        let id = &ingested.document.id;
        let hash = sha256_hex(id.as_bytes());
        let key = hash
            .get(..32)
            .and_then(|hash| u128::from_str_radix(hash, 16).ok());
        if key.is_some_and(|key| !self.ids.insert(key)) {
            return Err(IngestError::new(place, Fault::DuplicateId { id: id.clone() }));
        }
        Ok(ingested)
    }
}

impl Iterator for Corpus {
    type Item = Result<Ingested, IngestError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next(&self.options) {
                    Some((place, document)) => {
                        return Some(document.and_then(|document| self.check_id(document, &place)));
                    }
                    None => self.lines = None,
                }
            }
            let source = match self.sources.next()? {
                Ok(source) => source,
                Err(error) => return Some(Err(error)),
            };
            if let Some(document) = self.next_of_source(&source) {
                return Some(document.and_then(|document| self.check_id(document, &source.name())));
            }
        }
    }
}

type Reader = Box<dyn BufRead + Send>;

fn open(origin: &Origin) -> io::Result<Reader> {
    Ok(match origin {
        Origin::Stdin => Box::new(BufReader::new(io::stdin())),
        Origin::File(path) => Box::new(BufReader::with_capacity(64 * 1024, File::open(path)?)),
    })
}

fn read_whole(reader: Reader, source: &Source, options: &ReadOptions) -> Result<Ingested, Fault> {
    let mut bytes = Vec::new();
    // One byte more than allowed tells that there are more; a huge file is not read to its end.
    let at_most = u64::try_from(options.max_bytes)
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    reader.take(at_most).read_to_end(&mut bytes)?;
    read_text(&source.id, &bytes, options)
}

/// A JSONL source being read.
struct OpenLines {
    reader: Reader,
    source: Source,
    n_read: usize,
}

impl OpenLines {
    /// The next document with its place; `None` at the end.
    fn next(&mut self, options: &ReadOptions) -> Option<(String, Result<Ingested, IngestError>)> {
        loop {
            let line = next_line(&mut *self.reader, options.max_bytes);
            self.n_read += 1;
            let place = format!("{}, line {}", self.source.name(), self.n_read);
            let document = match line {
                Ok(None) => return None,
                Ok(Some(Line::Whole(line))) if line.trim_ascii().is_empty() => continue,
                Ok(Some(Line::Whole(line))) if self.n_read == 1 && begins_utf16(&line) => {
                    Err(Fault::Utf16Lines)
                }
                Ok(Some(Line::Whole(line))) => {
                    let fallback_id = format!("{}:{}", self.source.id, self.n_read);
                    read_line(&fallback_id, without_mark(&line, self.n_read), options)
                }
                Ok(Some(Line::TooLong)) => Err(Fault::TooLarge {
                    limit: options.max_bytes,
                }),
                Err(error) => Err(Fault::Io(error)),
            };
            if matches!(
                document,
                Err(Fault::Io(_) | Fault::Utf16Lines | Fault::Binary { .. })
            ) {
                // The rest fails in the same way, for as many lines as there may be.
                self.reader = Box::new(io::empty());
            }
            return Some((
                place.clone(),
                document.map_err(|fault| IngestError::new(place, fault)),
            ));
        }
    }
}

impl std::fmt::Debug for OpenLines {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("OpenLines")
            .field("source", &self.source)
            .finish_non_exhaustive()
    }
}

/// The first line without the byte order mark of the file, which would count for a note of its one document.
fn without_mark(line: &[u8], number: usize) -> &[u8] {
    match line.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) if number == 1 => rest,
        _ => line,
    }
}

fn begins_utf16(line: &[u8]) -> bool {
    line.starts_with(b"\xff\xfe") || line.starts_with(b"\xfe\xff")
}
