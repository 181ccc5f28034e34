//! Short names for claims, for people.

use std::collections::BTreeMap;

use propos_schema::AnnotatedDocument;

/// Names claims by the line of the text where their sentence begins and a letter: `4a`, `4b`, `9a`.
///
/// A claim more or less changes names on its own line of the text only, so that the reports of two runs differ
/// where the runs do.
pub(crate) struct Labels<'document> {
    lines: Lines,
    names: Vec<String>,
    by_id: BTreeMap<&'document str, usize>,
    widths: (usize, usize),
}

impl<'document> Labels<'document> {
    pub(crate) fn new(article: &'document AnnotatedDocument) -> Self {
        let lines = Lines::new(article.document.text());
        let mut n_on_line: BTreeMap<usize, usize> = BTreeMap::new();
        let mut n_letters = 0;
        let names = article.claims.iter().map(|claim| {
            let line = lines.number(claim.sentence.start);
            let n_before = n_on_line.entry(line).or_default();
            *n_before += 1;
            let letters = letters(*n_before);
            n_letters = n_letters.max(letters.len());
            format!("{line}{letters}")
        });
        Self {
            names: names.collect(),
            by_id: article
                .claims
                .iter()
                .enumerate()
                .map(|(position, claim)| (claim.id.as_str(), position))
                .collect(),
            widths: ((lines.ends.len() + 1).to_string().len(), n_letters),
            lines,
        }
    }

    /// The name of the claim at this place of the document's list.
    pub(crate) fn at(&self, position: usize) -> &str {
        self.names.get(position).map_or("", String::as_str)
    }

    /// The name of the claim with this id; the id itself when there is none.
    pub(crate) fn of<'id>(&'id self, id: &'id str) -> &'id str {
        self.by_id.get(id).map_or(id, |position| self.at(*position))
    }

    /// The names of several claims.
    pub(crate) fn list(&self, ids: &[String]) -> String {
        let names: Vec<&str> = ids.iter().map(|id| self.of(id)).collect();
        names.join(", ")
    }

    /// The line of the text, from 1, on which a byte stands.
    pub(crate) fn line(&self, byte: usize) -> usize {
        self.lines.number(byte)
    }

    /// How many digits the largest line number and how many letters the longest name have.
    pub(crate) const fn widths(&self) -> (usize, usize) {
        self.widths
    }
}

/// A name's line number and letters.
pub(crate) fn split(label: &str) -> (&str, &str) {
    let n_digits = label.bytes().take_while(u8::is_ascii_digit).count();
    label.split_at(n_digits)
}

/// Where the lines of a text end.
struct Lines {
    ends: Vec<usize>,
}

impl Lines {
    fn new(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self {
            ends: ends.map(|(position, _)| position).collect(),
        }
    }

    fn number(&self, byte: usize) -> usize {
        self.ends.partition_point(|end| *end < byte) + 1
    }
}

/// The name of number `n`, from 1: a … z, aa, ab …
fn letters(mut n: usize) -> String {
    let mut letters = Vec::new();
    while n > 0 {
        n -= 1;
        let digit = u8::try_from(n % 26).unwrap_or_default();
        letters.push(char::from(b'a' + digit));
        n /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        let cases = [
            (1, "a"),
            (26, "z"),
            (27, "aa"),
            (52, "az"),
            (53, "ba"),
            (703, "aaa"),
        ];
        for (n, expected) in cases {
            assert_eq!(letters(n), expected);
        }
    }

    #[test]
    fn claims_are_named_by_line_and_letter() {
        let article = propos_testkit::sample();
        let labels = Labels::new(&article);
        let names: Vec<&str> = (0..article.claims.len())
            .map(|position| labels.at(position))
            .collect();
        assert_eq!(names, ["3a", "3b", "3c", "4a", "5a", "6a", "7a", "8a"]);
        assert_eq!(labels.of(&article.claims[2].id), "3c");
        assert_eq!(labels.of("c-unknown"), "c-unknown");
    }
}
