//! The known word that a misspelt one is nearest to.

/// Longer words are not compared: no key is that long, and comparing is quadratic.
const MAX_LENGTH: usize = 48;

/// The candidate that needs the fewest edits to become `word`, if that is few enough to be a misspelling: one
/// edit per three characters. Of two equally near the first is taken.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters: Vec<char> = word.chars().take(MAX_LENGTH + 1).collect();
    if letters.len() > MAX_LENGTH {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let candidate_letters: Vec<char> = candidate.chars().collect();
        let distance = edit_distance(&letters, &candidate_letters);
        let allowed = (letters.len().max(candidate_letters.len()) / 3).max(1);
        if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The Levenshtein distance: how many insertions, deletions and replacements lead from one to the other.
fn edit_distance(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, left_letter) in left.iter().enumerate() {
        let mut diagonal = index;
        let mut previous = index + 1;
        let mut next_row = vec![previous];
        for (above, right_letter) in row.iter().skip(1).zip(right) {
            let replaced = diagonal + usize::from(left_letter != right_letter);
            previous = replaced.min(above + 1).min(previous + 1);
            diagonal = *above;
            next_row.push(previous);
        }
        row = next_row;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{edit_distance, nearest};

    #[test]
    fn distances_count_edits() {
        for (left, right, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("kitten", "sitting", 3),
            ("clé", "cle", 1),
            ("flaw", "lawn", 2),
        ] {
            let left: Vec<char> = left.chars().collect();
            let right: Vec<char> = right.chars().collect();
            assert_eq!(edit_distance(&left, &right), expected);
            assert_eq!(edit_distance(&right, &left), expected);
        }
    }

    #[test]
    fn a_misspelling_finds_its_key_and_a_stranger_finds_none() {
        let keys = ["id", "name", "definition", "keywords"];
        assert_eq!(nearest("defintion", keys), Some("definition"));
        assert_eq!(nearest("keyword", keys), Some("keywords"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(nearest(&"k".repeat(10_000), keys), None);
    }
}
