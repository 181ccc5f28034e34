//! The file that a misspelt path may have meant.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders with more entries are not searched: a suggestion is not worth the wait.
const MAX_ENTRIES: usize = 10_000;

/// The entry of the path's folder whose name is nearest to the path's, if it is near enough to be meant. Of
/// equally near ones the first by name.
pub(crate) fn nearest_path(path: &Path) -> Option<PathBuf> {
    let wanted = path.file_name()?.to_string_lossy().to_lowercase();
    let folder = path.parent()?;
    let opened = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let entries = fs::read_dir(opened).ok()?.take(MAX_ENTRIES).flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.file_name()).collect();
    names.sort();
    let best = names
        .into_iter()
        .map(|name| (distance(&wanted, &name.to_string_lossy().to_lowercase()), name))
        .min_by_key(|(distance, _)| *distance)?;
    let (distance, name) = best;
    (distance <= wanted.chars().count() / 3).then(|| folder.join(name))
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
    use super::distance;

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
