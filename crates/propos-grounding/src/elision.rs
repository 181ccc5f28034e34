//! Quotations that leave something out, with a mark for it or without.

use std::ops::Range;

use propos_schema::Grounding;

use crate::found::{Found, Ungrounded};
use crate::sense::Sense;
use crate::sequence;
use crate::source::{QuoteWord, Source, choose};

/// How many words may be left out behind a mark.
const WIDEST_MARKED: usize = 150;
/// How many words an incise may have (*, a-t-elle ajouté mardi devant les députés, *).
const WIDEST_UNMARKED: usize = 30;
/// How many stretches a quotation without marks may have.
const MOST_STRETCHES: usize = 4;
/// A gap this short with a negation in it is no omission but a reversal.
const REVERSAL: usize = 6;

/// The quotation in the stretches between its `[…]`, `(...)`, `…` or `[words put in]`; `None` when it has no such mark.
pub(crate) fn marked(
    source: &Source<'_>,
    quote: &str,
    near: Option<&Range<usize>>,
) -> Option<Result<Found, Ungrounded>> {
    let parts: Vec<&str> = parts(quote)
        .into_iter()
        .filter(|part| part.chars().any(char::is_alphanumeric))
        .collect();
    if parts.len() < 2 && parts.first().is_none_or(|only| only.len() == quote.len()) {
        return None;
    }
    let patterns: Vec<Vec<QuoteWord>> = parts.iter().map(|part| source.quote_words(part)).collect();
    let places: Vec<Vec<Range<usize>>> = patterns
        .iter()
        .map(|pattern| sequence::places(source, pattern))
        .collect();
    let (first, rest) = places.split_first()?;
    let mut is_reversed = false;
    let mut chains: Vec<Vec<Range<usize>>> = Vec::new();
    for start in first {
        let mut chain = vec![start.clone()];
        for places in rest {
            let end = chain.last().map_or(0, |last| last.end);
            // The nearest place behind what is there already.
            let at = places.partition_point(|place| place.start < end);
            match places.get(at).filter(|place| place.start - end <= WIDEST_MARKED) {
                Some(place) => chain.push(place.clone()),
                None => break,
            }
        }
        if chain.len() == places.len() {
            let reverses = chain.windows(2).any(|pair| reverses(source, pair));
            is_reversed |= reverses;
            if !reverses {
                chains.push(chain);
            }
        }
    }
    if chains.is_empty() {
        return is_reversed.then_some(Err(Ungrounded::NegationChanged));
    }
    let spans = |chain: &[Range<usize>]| -> Vec<Range<usize>> {
        chain
            .iter()
            .zip(parts.iter().zip(&patterns))
            .map(|(place, (part, pattern))| {
                sequence::with_edges(source.text, source.bytes(place.clone()), part, pattern)
            })
            .collect()
    };
    Some(Ok(best(source, &chains, near, spans)))
}

/// The quotation in stretches between which an incise was dropped in silence; `None` when there is nothing like it.
pub(crate) fn unmarked(
    source: &Source<'_>,
    quote: &str,
    pattern: &[QuoteWord],
    near: Option<&Range<usize>>,
) -> Option<Result<Found, Ungrounded>> {
    let starts = source.places_of(pattern.first()?.id?);
    let mut is_reversed = false;
    let mut chains = Vec::new();
    for &start in starts {
        match chain(source, quote, pattern, start) {
            Some(Ok(chain)) => chains.push(chain),
            Some(Err(())) => is_reversed = true,
            None => {}
        }
    }
    if chains.is_empty() {
        return is_reversed.then_some(Err(Ungrounded::NegationChanged));
    }
    let spans = |chain: &[Range<usize>]| -> Vec<Range<usize>> {
        let mut spans: Vec<Range<usize>> = chain.iter().map(|place| source.bytes(place.clone())).collect();
        // The marks of the quotation stand at its outer edges only.
        if let Some(first) = spans.first_mut() {
            first.start = sequence::with_marks_before(source.text, first.start, quote, pattern);
        }
        if let Some(last) = spans.last_mut() {
            last.end = sequence::with_marks_behind(source.text, last.end, quote, pattern);
        }
        spans
    };
    Some(Ok(best(source, &chains, near, spans)))
}

/// The stretches of a quotation from a place on; `Err` when a negation fell into a gap.
fn chain(
    source: &Source<'_>,
    quote: &str,
    pattern: &[QuoteWord],
    start: usize,
) -> Option<Result<Vec<Range<usize>>, ()>> {
    let mut chain: Vec<Range<usize>> = Vec::new();
    let mut taken = 0;
    let mut at = start;
    while chain.len() < MOST_STRETCHES {
        let length = sequence::common_length(source, pattern.get(taken..)?, at);
        if length == 0 {
            return None;
        }
        chain.push(at..at + length);
        taken += length;
        if taken == pattern.len() {
            return (chain.len() > 1).then_some(Ok(chain));
        }
        let end = at + length;
        let rest = pattern.get(taken..)?;
        let next = (end + 1..=end + WIDEST_UNMARKED).find(|&place| {
            let shared = sequence::common_length(source, rest, place);
            shared == rest.len() || shared >= 2
        })?;
        let gap = [end - 1..end, next..next + 1];
        if reverses(source, &gap) {
            return Some(Err(()));
        }
        if !may_end(source, quote, pattern, (taken, length)) {
            return None;
        }
        let is_set_off = has_stop(source.between(end - 1, end)) && has_stop(source.between(next - 1, next));
        if !is_set_off {
            return None;
        }
        at = next;
    }
    None
}

/// Whether a stretch may end before a word of the quotation: not inside a number, and a single word only before a mark.
fn may_end(source: &Source<'_>, quote: &str, pattern: &[QuoteWord], (taken, length): (usize, usize)) -> bool {
    let (Some(last), Some(next)) = (pattern.get(taken - 1), pattern.get(taken)) else {
        return false;
    };
    let is_number = |word| source.sense_of(word) == Sense::Number;
    let is_inside_number = is_number(last) && is_number(next);
    !is_inside_number
        && (length > 1 || has_stop(quote.get(last.range.end..next.range.start).unwrap_or_default()))
}

/// Whether a gap between two stretches holds a negation of what stands beside it: one that no mark sets off from either
/// stretch, or any in a gap that is short and no sentence of its own.
fn reverses(source: &Source<'_>, pair: &[Range<usize>]) -> bool {
    let [left, right] = pair else { return false };
    let gap = left.end..right.start;
    let negates = |place: &usize| source.sense_at(*place) == Sense::Negation;
    let beside_left = gap
        .clone()
        .take_while(|place| !has_stop(source.between(place.saturating_sub(1), *place)));
    let beside_right = gap
        .clone()
        .rev()
        .take_while(|place| !has_stop(source.between(*place, place + 1)));
    if beside_left.chain(beside_right).any(|place| negates(&place)) {
        return true;
    }
    let is_apart = gap.start > 0
        && has_full_stop(source.between(gap.start - 1, gap.start))
        && gap.end > 0
        && has_full_stop(source.between(gap.end - 1, gap.end));
    gap.len() <= REVERSAL && !is_apart && gap.clone().any(|place| negates(&place))
}

/// Marks that end a sentence, or set one off in another.
fn has_full_stop(between: &str) -> bool {
    between.contains(['.', '!', '?', '(', ')', '[', ']'])
}

fn has_stop(between: &str) -> bool {
    between.contains([
        ',', ';', ':', '.', '!', '?', '…', '–', '—', '(', ')', '[', ']', '«', '»', '“', '”', '„', '"', '‘',
        '’',
    ]) || between.contains(" - ")
}

/// The chain that is meant, as spans.
fn best(
    source: &Source<'_>,
    chains: &[Vec<Range<usize>>],
    near: Option<&Range<usize>>,
    spans: impl Fn(&[Range<usize>]) -> Vec<Range<usize>>,
) -> Found {
    let extents: Vec<Range<usize>> = chains
        .iter()
        .map(|chain| {
            let start = chain.first().map_or(0, |first| first.start);
            source.bytes(start..chain.last().map_or(start, |last| last.end))
        })
        .collect();
    let shortest = extents
        .iter()
        .map(ExactSizeIterator::len)
        .min()
        .unwrap_or_default();
    let (best, n_rivals) = choose(&extents, near, |extent| extent.len() == shortest);
    let chain = chains.get(best).map_or(&[][..], Vec::as_slice);
    Found {
        spans: spans(chain),
        grounding: if n_rivals > 0 {
            Grounding::Ambiguous
        } else if chain.len() == 1 {
            Grounding::Normalized
        } else {
            Grounding::Elided
        },
        n_places: chains.len(),
    }
}

/// A quotation cut at brackets and at three dots.
fn parts(quote: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(character) = quote.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = quote.get(at..).unwrap_or_default();
        let length = match character {
            '…' => '…'.len_utf8(),
            '.' if rest.starts_with("...") => 3,
            '[' => rest.find(']').map_or(0, |close| close + 1),
            '(' => {
                let inside = rest.get(1..).unwrap_or_default().trim_start();
                let is_dots = inside.starts_with('…') || inside.starts_with("...");
                rest.find(')').filter(|_| is_dots).map_or(0, |close| close + 1)
            }
            _ => 0,
        };
        if length > 0 {
            parts.push(quote.get(start..at).unwrap_or_default());
            start = at + length;
            at = start;
        } else {
            at += character.len_utf8();
        }
    }
    parts.push(quote.get(start..).unwrap_or_default());
    parts
}
