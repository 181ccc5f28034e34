//! Quotations with a misspelt word or a lost article.

use std::ops::Range;

use propos_schema::Grounding;

use crate::found::{Found, Ungrounded};
use crate::sense::Sense;
use crate::sequence;
use crate::source::{QuoteWord, Source, choose};

/// A quotation of fewer words is found as it is or not at all.
const FEWEST_WORDS: usize = 4;
/// One edit for so many words, one at least.
const WORDS_PER_EDIT: usize = 7;
/// The costs of what may be and what may not. Ten edits that may be never outweigh one that may not.
const EDIT: usize = 1;
const FORBIDDEN: usize = 100;
/// How many words of the quotation lead to places worth a look, how many places each, and how many places are looked at.
const MOST_SEEDS: usize = 8;
const MOST_PLACES_OF_SEED: usize = 60;
const MOST_LOOKS: usize = 6;
/// How far apart seeds may say that a quotation begins and still speak of one place.
const SLACK: usize = 4;

/// The place that is like the quotation but for a few edits, or the reason why there is none.
pub(crate) fn find(
    source: &Source<'_>,
    quote: &str,
    pattern: &[QuoteWord],
    near: Option<&Range<usize>>,
) -> Result<Found, Ungrounded> {
    let budget = (pattern.len() / WORDS_PER_EDIT).max(1);
    // A place is like the quotation when at most a third of the words stand in the way.
    let alike = FORBIDDEN * (pattern.len() / 3).max(1) + budget;
    let mut good: Vec<Alignment> = Vec::new();
    let mut closest: Option<Alignment> = None;
    for start in starts(source, pattern) {
        let window = start.saturating_sub(SLACK)
            ..(start + pattern.len() + pattern.len() / 4 + SLACK).min(source.words.len());
        let Some(mut alignment) = align(source, pattern, window) else {
            continue;
        };
        if cuts_negation(source, pattern, &alignment.words) {
            alignment.cost += FORBIDDEN;
            alignment.reason = Ungrounded::NegationChanged;
        }
        if alignment.cost <= budget {
            if pattern.len() >= FEWEST_WORDS && !good.iter().any(|other| other.words == alignment.words) {
                good.push(alignment);
            }
        } else if alignment.cost <= alike
            && closest
                .as_ref()
                .is_none_or(|closest| alignment.cost < closest.cost)
        {
            closest = Some(alignment);
        }
    }
    let Some(least) = good.iter().map(|alignment| alignment.cost).min() else {
        return Err(closest.map_or(Ungrounded::NotInText, |alignment| alignment.reason));
    };
    good.retain(|alignment| alignment.cost == least);
    good.sort_by_key(|alignment| alignment.words.start);
    let spans: Vec<Range<usize>> = good
        .iter()
        .map(|alignment| {
            let span = source.bytes(alignment.words.clone());
            sequence::with_edges(source.text, span, quote, pattern)
        })
        .collect();
    let (best, n_rivals) = choose(&spans, near, |_| true);
    Ok(Found {
        spans: spans.get(best).cloned().into_iter().collect(),
        grounding: if n_rivals > 0 {
            Grounding::Ambiguous
        } else {
            Grounding::Fuzzy
        },
        n_places: spans.len(),
    })
}

/// Whether the quotation goes on where the text has a negation, so that the stretch ends right beside it.
fn cuts_negation(source: &Source<'_>, pattern: &[QuoteWord], words: &Range<usize>) -> bool {
    let is_negation =
        |place: Option<usize>| place.is_some_and(|place| source.sense_at(place) == Sense::Negation);
    let differs =
        |word: Option<&QuoteWord>, place: usize| word.and_then(|word| word.id) != source.id_at(place);
    differs(pattern.first(), words.start) && is_negation(words.start.checked_sub(1))
        || differs(pattern.last(), words.end - 1) && is_negation(Some(words.end))
}

/// Where the quotation may begin, as places of words, the most promising first.
fn starts(source: &Source<'_>, pattern: &[QuoteWord]) -> Vec<usize> {
    let mut seeds: Vec<(usize, &[usize])> = pattern
        .iter()
        .enumerate()
        .filter_map(|(offset, word)| Some((offset, source.places_of(word.id?))))
        .filter(|(_, places)| places.len() <= MOST_PLACES_OF_SEED)
        .collect();
    seeds.sort_by_key(|(offset, places)| (places.len(), *offset));
    seeds.truncate(MOST_SEEDS);
    let mut votes: Vec<usize> = seeds
        .iter()
        .flat_map(|(offset, places)| places.iter().map(|place| place.saturating_sub(*offset)))
        .collect();
    votes.sort_unstable();
    let mut groups: Vec<(usize, usize)> = Vec::new();
    for vote in votes {
        match groups.last_mut() {
            Some((start, n_votes)) if vote - *start <= SLACK => *n_votes += 1,
            _ => groups.push((vote, 1)),
        }
    }
    groups.sort_by_key(|(start, n_votes)| (std::cmp::Reverse(*n_votes), *start));
    groups.truncate(MOST_LOOKS);
    groups.into_iter().map(|(start, _)| start).collect()
}

/// How a quotation lies on a stretch of text.
#[derive(Debug)]
struct Alignment {
    words: Range<usize>,
    cost: usize,
    /// What stands in the way, where the cost is too high.
    reason: Ungrounded,
}

/// A step of an alignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Before the quotation begins.
    Start,
    /// A word of the quotation on a word of the text.
    Pair,
    /// A word that the quotation has and the text lacks.
    Added,
    /// A word that the text has and the quotation lacks.
    Lost,
    /// A word of the quotation that the text has in two, as at the end of a line.
    Joined,
}

/// The cheapest way to lay the quotation on a window of the text, whose ends may stay free.
fn align(source: &Source<'_>, pattern: &[QuoteWord], window: Range<usize>) -> Option<Alignment> {
    let width = window.len() + 1;
    let mut costs = vec![0_usize; (pattern.len() + 1) * width];
    let mut steps = vec![Step::Start; (pattern.len() + 1) * width];
    for (row, word) in pattern.iter().enumerate() {
        let sense = source.sense_of(word);
        for column in 0..width {
            let above = row * width + column;
            let mut best = (costs.get(above)? + cost_alone(sense), Step::Added);
            if let Some(before) = column.checked_sub(1) {
                let place = window.start + before;
                let pair = costs.get(above - 1)? + cost_of_pair(source, word, sense, place);
                best = best.min_by_cost((pair, Step::Pair));
                // The last word of the quotation ends it: what follows in the text is not lost.
                if row + 1 < pattern.len() {
                    let lost = costs.get((row + 1) * width + before)? + cost_alone(source.sense_at(place));
                    best = best.min_by_cost((lost, Step::Lost));
                }
                if before > 0 && sense == Sense::Content && is_joined(source, word, place - 1) {
                    best = best.min_by_cost((costs.get(above - 2)? + EDIT, Step::Joined));
                }
            }
            *costs.get_mut((row + 1) * width + column)? = best.0;
            *steps.get_mut((row + 1) * width + column)? = best.1;
        }
    }
    let last = pattern.len() * width;
    let column = (0..width).min_by_key(|column| (costs.get(last + column).copied(), *column))?;
    let cost = costs.get(last + column).copied()?;
    let (start, reason) = trace(source, pattern, &window, &steps, column)?;
    let words = window.start + start..window.start + column;
    (!words.is_empty()).then_some(Alignment { words, cost, reason })
}

trait MinByCost {
    fn min_by_cost(self, other: Self) -> Self;
}

impl MinByCost for (usize, Step) {
    fn min_by_cost(self, other: Self) -> Self {
        if other.0 < self.0 || other.0 == self.0 && other.1 == Step::Pair {
            other
        } else {
            self
        }
    }
}

/// Goes back over the steps: where the quotation begins in the window, and what first stood in its way.
fn trace(
    source: &Source<'_>,
    pattern: &[QuoteWord],
    window: &Range<usize>,
    steps: &[Step],
    column: usize,
) -> Option<(usize, Ungrounded)> {
    let width = window.len() + 1;
    let (mut row, mut column) = (pattern.len(), column);
    let mut senses: Vec<Sense> = Vec::new();
    while row > 0 {
        let place = (window.start + column).checked_sub(1);
        match steps.get(row * width + column)? {
            Step::Pair => {
                row -= 1;
                column -= 1;
                let word = pattern.get(row)?;
                let sense = source.sense_of(word);
                if cost_of_pair(source, word, sense, place?) >= FORBIDDEN {
                    senses.extend([sense, source.sense_at(place?)]);
                }
            }
            Step::Added => {
                row -= 1;
                senses.extend(pattern.get(row).map(|word| source.sense_of(word)));
            }
            Step::Lost => {
                column -= 1;
                senses.push(source.sense_at(place?));
            }
            Step::Joined => {
                row -= 1;
                column -= 2;
            }
            Step::Start => break,
        }
    }
    let reason = if senses.contains(&Sense::Negation) {
        Ungrounded::NegationChanged
    } else if senses.contains(&Sense::Number) {
        Ungrounded::NumberChanged
    } else {
        Ungrounded::WordsChanged
    };
    Some((column, reason))
}

/// What it costs that a word stands on one side alone.
const fn cost_alone(sense: Sense) -> usize {
    match sense {
        Sense::Light => EDIT,
        _ => FORBIDDEN,
    }
}

fn cost_of_pair(source: &Source<'_>, word: &QuoteWord, sense: Sense, place: usize) -> usize {
    if word.id.is_some() && word.id == source.id_at(place) {
        return 0;
    }
    let is_slip = || is_misspelt(source.folded_of(word), source.folded_at(place));
    match (sense, source.sense_at(place)) {
        (Sense::Light, Sense::Light) => EDIT,
        (Sense::Content, Sense::Content) if is_slip() => EDIT,
        _ => FORBIDDEN,
    }
}

fn is_joined(source: &Source<'_>, word: &QuoteWord, place: usize) -> bool {
    let (left, right) = (source.folded_at(place), source.folded_at(place + 1));
    let folded = source.folded_of(word);
    left.len() + right.len() == folded.len()
        && folded.starts_with(left)
        && folded.ends_with(right)
        && source.between(place, place + 1).contains(['-', '‐', '\u{ad}'])
}

/// Whether two words are one with a slip of the pen in it. The first letter must be right, because prefixes turn the sense
/// (*import*, *export*; *legal*, *illegal*), and one slip is all that is taken, two in a long word.
fn is_misspelt(one: &str, other: &str) -> bool {
    let shorter = one.chars().count().min(other.chars().count());
    let most = match shorter {
        0..=3 => return false,
        4..=8 => 1,
        _ => 2,
    };
    one.chars().next() == other.chars().next() && is_within(one, other, most)
}

/// Whether at most `most` letters are put in, left out, exchanged or swapped.
fn is_within(one: &str, other: &str, most: usize) -> bool {
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    if one.len().abs_diff(other.len()) > most {
        return false;
    }
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, wanted) in other.iter().enumerate() {
            let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut best = (cell(&last, column) + usize::from(letter != wanted))
                .min(cell(&last, column + 1) + 1)
                .min(cell(&current, column) + 1);
            let is_swap = row > 0
                && column > 0
                && one.get(row - 1) == Some(wanted)
                && other.get(column - 1) == Some(letter);
            if is_swap {
                best = best.min(cell(&before_last, column - 1) + 1);
            }
            current.push(best);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last.last().is_some_and(|distance| *distance <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_told_from_another_word() {
        for (one, other) in [
            ("gouvernement", "gouvenement"),
            ("experts", "expertes"),
            ("goverment", "government"),
        ] {
            assert!(is_misspelt(one, other), "{one} {other}");
        }
        for (one, other) in [
            ("import", "export"),
            ("increase", "decrease"),
            ("legal", "illegal"),
            ("can", "may"),
            ("restrict", "expand"),
        ] {
            assert!(!is_misspelt(one, other), "{one} {other}");
        }
    }
}
