//! The file that a misspelt path may have meant.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

/// Folders with more entries are not searched: a suggestion is not worth the wait.
const MAX_ENTRIES: usize = 10_000;

/// The entry of the path's folder whose name is nearest to the path's, if it is near enough to be meant. Of
/// equally near ones the first by name.
pub(crate) fn nearest_path(path: &Path) -> Option<PathBuf> {
    let folder = path.parent()?;
    let opened = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let entries = fs::read_dir(opened).ok()?.take(MAX_ENTRIES).flatten();
    let mut names: Vec<OsString> = entries.map(|entry| entry.file_name()).collect();
    names.sort();
    nearest_name(path.file_name()?, &names).map(|name| folder.join(name))
}

/// One slip per three letters is allowed, endings apart; another ending is one slip.
fn nearest_name<'n>(wanted: &OsStr, names: &'n [OsString]) -> Option<&'n OsString> {
    let (stem, ending) = split(wanted);
    let allowed = (stem.chars().count() / 3).max(1);
    let near = names.iter().map(|name| {
        let (other_stem, other_ending) = split(name);
        (
            distance(&stem, &other_stem) + usize::from(ending != other_ending),
            name,
        )
    });
    let (slips, name) = near.min_by_key(|(slips, _)| *slips)?;
    (slips <= allowed).then_some(name)
}

fn split(name: &OsStr) -> (String, String) {
    let part = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().to_lowercase();
    let path = Path::new(name);
    (part(path.file_stem()), part(path.extension()))
}

/// How many letters must be put in, taken out, changed or swapped with their neighbour.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    let mut letter_before = None;
    for (n_left, letter) in left.chars().enumerate() {
        let mut row = vec![n_left + 1];
        for (column, other) in right.iter().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX - 1);
            let mut least = (at(&above, column + 1) + 1)
                .min(at(&row, column) + 1)
                .min(at(&above, column) + usize::from(letter != *other));
            let other_before = column.checked_sub(1).and_then(|column| right.get(column));
            if other_before == Some(&letter) && letter_before == Some(*other) {
                least = least.min(at(&before, column - 1) + 1);
            }
            row.push(least);
        }
        before = above;
        above = row;
        letter_before = Some(letter);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::ffi::{OsStr, OsString};

    use super::{distance, nearest_name};

    #[test]
    fn only_a_name_that_may_have_been_meant_is_suggested() {
        let names: Vec<OsString> = ["a.txt", "article.txt", "claims.jsonl"]
            .map(OsString::from)
            .to_vec();
        for (wanted, expected) in [
            ("artcile.txt", Some("article.txt")),
            ("article.md", Some("article.txt")),
            ("Claims.JSONL", Some("claims.jsonl")),
            ("aa.txt", Some("a.txt")),
            ("bad.txt", None),
            ("zzz", None),
        ] {
            let found = nearest_name(OsStr::new(wanted), &names).and_then(|name| name.to_str());
            assert_eq!(found, expected, "{wanted}");
        }
    }

    #[test]
    fn a_slip_of_the_fingers_counts_once() {
        for (left, right, expected) in [
            ("article", "article", 0),
            ("artcile", "article", 1),
            ("artikel", "article", 2),
            ("a", "", 1),
            ("", "abc", 3),
            ("été", "ete", 2),
        ] {
            assert_eq!(distance(left, right), expected, "{left} {right}");
            assert_eq!(distance(right, left), expected, "{right} {left}");
        }
    }
}
