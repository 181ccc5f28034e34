//! Lines of a stream, none longer than a limit.

use std::io::{self, BufRead};

use memchr::memchr;

/// One line of a stream.
pub(crate) enum Line {
    /// The line without its line end.
    Whole(Vec<u8>),
    /// The line was longer than the limit and was passed over.
    TooLong,
}

/// Reads the next line; `None` at the end of the stream. A line above `limit` bytes is passed over without
/// being held.
pub(crate) fn next_line(reader: &mut dyn BufRead, limit: usize) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    let (mut is_too_long, mut has_begun) = (false, false);
    loop {
        let buffer = match reader.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            break;
        }
        has_begun = true;
        let end = memchr(b'\n', buffer);
        let part = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or(buffer);
        if is_too_long || line.len() + part.len() > limit {
            is_too_long = true;
            line = Vec::new();
        } else {
            line.extend_from_slice(part);
        }
        let n_used = part.len() + usize::from(end.is_some());
        reader.consume(n_used);
        if end.is_some() {
            break;
        }
    }
    Ok(match (has_begun, is_too_long) {
        (false, _) => None,
        (true, true) => Some(Line::TooLong),
        (true, false) => Some(Line::Whole(line)),
    })
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use proptest::prelude::*;

    use super::{Line, next_line};

    fn read(bytes: &[u8], buffer: usize, limit: usize) -> Vec<Option<Vec<u8>>> {
        let mut reader = BufReader::with_capacity(buffer, bytes);
        let mut lines = Vec::new();
        while let Some(line) = next_line(&mut reader, limit).unwrap() {
            lines.push(match line {
                Line::Whole(line) => Some(line),
                Line::TooLong => None,
            });
        }
        lines
    }

    proptest! {
        #[test]
        fn lines_are_what_splitting_gives_however_the_bytes_come(
            lines in prop::collection::vec(prop::collection::vec(0_u8..4, 0..12), 0..8),
            ends_in_newline: bool,
            buffer in 1_usize..20,
            limit in 0_usize..12,
        ) {
            // Bytes 0 to 3 never are a newline.
            let mut bytes = lines.join(&b'\n');
            let mut expected = lines;
            if ends_in_newline {
                bytes.push(b'\n');
            }
            if !ends_in_newline && expected.last().is_some_and(Vec::is_empty) {
                expected.pop();
            }
            if bytes == b"\n" {
                expected = vec![Vec::new()];
            }
            let expected: Vec<Option<Vec<u8>>> =
                expected.into_iter().map(|line| (line.len() <= limit).then_some(line)).collect();
            prop_assert_eq!(read(&bytes, buffer, limit), expected);
        }
    }
}
