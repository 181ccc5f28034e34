//! Records from a file: one a line, or one array.

use std::fmt;
use std::io::{self, BufRead};

use propos::schema::RecordError;
use serde::Deserializer as _;
use serde::de::{DeserializeOwned, Error as _, SeqAccess, Visitor};

use crate::exit::Exit;
use crate::failure::Failure;

/// Why a record cannot be used.
#[derive(Debug)]
pub(crate) enum RecordFault {
    /// The system refused.
    Io(io::Error),
    /// It is not a record. The JSON reader's own words could quote the text, so only the place is kept.
    NotARecord { column: usize },
    /// It is one, and does not fit its text.
    Record(RecordError),
}

impl fmt::Display for RecordFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => error.fmt(formatter),
            Self::NotARecord { column } => write!(formatter, "it is not a record, from column {column} on"),
            Self::Record(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for RecordFault {}

impl From<RecordError> for RecordFault {
    fn from(error: RecordError) -> Self {
        Self::Record(error)
    }
}

/// What is done with each record, or what is asked of it, and the line it stands on; an array has no lines worth naming.
type Take<'t, T> = dyn FnMut(Option<usize>, Result<T, RecordFault>) -> Result<(), Failure> + 't;

/// Hands the records of a stream to `take`, one at a time. A bad line is handed on as such; a bad array ends
/// there.
pub(crate) fn read_records<T: DeserializeOwned>(
    mut reader: impl BufRead,
    take: &mut Take<'_, T>,
) -> Result<(), Failure> {
    match first_byte(&mut reader) {
        Ok(Some(b'[')) => read_array(reader, take),
        Ok(_) => read_lines(reader, take),
        Err(error) => take(None, Err(RecordFault::Io(error))),
    }
}

/// The first byte that is not white space, left in the stream.
fn first_byte(reader: &mut impl BufRead) -> io::Result<Option<u8>> {
    loop {
        let buffer = reader.fill_buf()?;
        let n_blank = buffer
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace())
            .count();
        match buffer.get(n_blank) {
            Some(byte) => return Ok(Some(*byte)),
            None if buffer.is_empty() => return Ok(None),
            None => reader.consume(n_blank),
        }
    }
}

fn read_lines<T: DeserializeOwned>(mut reader: impl BufRead, take: &mut Take<'_, T>) -> Result<(), Failure> {
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        match reader.read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) if line.trim_ascii().is_empty() => {}
            Ok(_) => {
                let record = serde_json::from_slice(&line);
                let fault = |error: serde_json::Error| RecordFault::NotARecord {
                    column: error.column(),
                };
                take(Some(number), record.map_err(fault))?;
            }
            Err(error) => return take(Some(number), Err(RecordFault::Io(error))),
        }
    }
    Ok(())
}

fn read_array<T: DeserializeOwned>(reader: impl BufRead, take: &mut Take<'_, T>) -> Result<(), Failure> {
    let mut failure = None;
    let read = serde_json::Deserializer::from_reader(reader).deserialize_seq(EachRecord {
        take,
        failure: &mut failure,
    });
    match (failure, read) {
        (Some(failure), _) => Err(failure),
        (None, Ok(())) => Ok(()),
        (None, Err(error)) => {
            let column = error.column();
            take(Some(error.line()), Err(RecordFault::NotARecord { column }))
        }
    }
}

struct EachRecord<'a, 't, T> {
    take: &'a mut Take<'t, T>,
    failure: &'a mut Option<Failure>,
}

impl<'de, T: DeserializeOwned> Visitor<'de> for EachRecord<'_, '_, T> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an array of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut records: A) -> Result<(), A::Error> {
        while let Some(record) = records.next_element::<T>()? {
            if let Err(failure) = (self.take)(None, Ok(record)) {
                debug_assert!(failure.exit != Exit::BadInput, "reports have no strict input");
                *self.failure = Some(failure);
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}
