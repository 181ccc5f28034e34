//! How often a quote stands before its claim, in time that grows with the text and not with the number of claims.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::claim::Claim;

/// How many bytes of a quote select the places worth comparing: a machine word.
const KEY_LENGTH: usize = 8;

/// How many of these bytes are looked at first, and how many numbers of them are told apart.
const START_LENGTH: usize = 4;
const STARTS: usize = 1 << 16;

/// How many times the length of the text may be compared byte by byte. News stays far below; a text that repeats itself
/// with long quotes does not, and is compared by fingerprints.
const MOST_COMPARED: usize = 16;

/// For each claim, how often the text of its first span stands in `text` before it.
///
/// One pass over the text: each position is looked up by its next eight bytes, and only where a quote begins so is the whole
/// compared.
pub(crate) fn occurrences(text: &str, claims: &[Claim]) -> Vec<usize> {
    let asked = Asked::new(claims);
    let limit = text.len().saturating_mul(MOST_COMPARED).saturating_add(1 << 20);
    asked
        .count(text.as_bytes(), &mut Comparing { text, limit })
        .or_else(|| {
            let mut fingerprints = Fingerprints::new(text.as_bytes(), &asked);
            asked.count(text.as_bytes(), &mut fingerprints)
        })
        .unwrap_or_else(|| vec![0; claims.len()])
}

/// What claims ask for.
struct Asked<'claims> {
    n_claims: usize,
    /// The distinct quotes.
    quotes: Vec<&'claims str>,
    /// Where each claim asks: first byte, claim and quote, in text order.
    at: Vec<(usize, usize, usize)>,
    /// The places of quotes in `in_order`, by length and value of their keys.
    by_key: HashMap<(usize, u64), Range<usize>, RandomState>,
    /// The quotes, those of one key together, the first one first.
    in_order: Vec<usize>,
    /// The lengths of keys that there are: eight, and less for shorter quotes.
    key_lengths: Vec<usize>,
    /// A bit for each number of the first bytes of a quote; nearly all positions of a text end here.
    starts: Box<[u64; STARTS / 64]>,
    /// Those of the first bytes that every quote has.
    start_mask: u32,
    /// A bit for each hash of a key; most other positions end here.
    filter: Vec<u64>,
}

/// Tells which of the quotes with one key stand at a position. `None`: it takes too long.
trait Match {
    fn for_each(
        &mut self,
        quotes: &[&str],
        candidates: &[usize],
        position: usize,
        found: impl FnMut(usize),
    ) -> Option<()>;
}

impl<'claims> Asked<'claims> {
    fn new(claims: &'claims [Claim]) -> Self {
        let mut quote_of: HashMap<&str, usize, RandomState> = HashMap::default();
        quote_of.reserve(claims.len());
        let mut keys: Vec<(usize, u64)> = Vec::with_capacity(claims.len());
        let mut asked = Self {
            n_claims: claims.len(),
            quotes: Vec::new(),
            at: Vec::with_capacity(claims.len()),
            by_key: HashMap::default(),
            in_order: Vec::new(),
            key_lengths: Vec::new(),
            starts: Box::new([0; STARTS / 64]),
            start_mask: u32::MAX,
            // Sixteen bits a claim, so that few positions pass by chance.
            filter: vec![0; (claims.len() / 4).next_power_of_two().max(16)],
        };
        for (number, claim) in claims.iter().enumerate() {
            let Some(span) = claim.spans.first().filter(|span| !span.text.is_empty()) else {
                continue;
            };
            let quote = *quote_of.entry(span.text.as_str()).or_insert_with(|| {
                keys.push(asked.enter(&span.text));
                asked.quotes.len() - 1
            });
            asked.at.push((span.start, number, quote));
        }
        asked.note_starts();
        asked.at.sort_unstable();
        asked.put_in_order(&keys);
        asked
    }

    /// Brings quotes of one key together.
    fn put_in_order(&mut self, keys: &[(usize, u64)]) {
        let mut in_order: Vec<usize> = (0..keys.len()).collect();
        in_order.sort_by_key(|quote| keys.get(*quote));
        self.by_key.reserve(keys.len());
        let mut start = 0;
        for of_key in in_order.chunk_by(|one, other| keys.get(*one) == keys.get(*other)) {
            let end = start + of_key.len();
            if let Some(key) = of_key.first().and_then(|quote| keys.get(*quote)) {
                self.by_key.insert(*key, start..end);
            }
            start = end;
        }
        self.in_order = in_order;
    }

    /// The quotes at some places of the order.
    fn quotes_at(&self, places: &Range<usize>) -> &[usize] {
        self.in_order.get(places.clone()).unwrap_or_default()
    }

    /// Takes in a quote and gives its key.
    fn enter(&mut self, quote: &'claims str) -> (usize, u64) {
        let length = quote.len().min(KEY_LENGTH);
        let key = masked(word_at(quote.as_bytes(), 0), length);
        let (place, bit) = self.place(key);
        if let Some(bits) = self.filter.get_mut(place) {
            *bits |= bit;
        }
        if !self.key_lengths.contains(&length) {
            self.key_lengths.push(length);
        }
        self.quotes.push(quote);
        (length, key)
    }

    /// The place of a key in the filter and its bit there.
    fn place(&self, key: u64) -> (usize, u64) {
        let hash = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        // The upper half has all bits of the key in it; the filter's length is a power of two.
        let place = usize::try_from((hash >> 38) & 0x03ff_ffff).unwrap_or_default();
        (place & (self.filter.len() - 1), 1 << (hash >> 32 & 63))
    }

    /// Notes with which bytes quotes begin.
    fn note_starts(&mut self) {
        let shortest = self.key_lengths.iter().copied().min().unwrap_or(START_LENGTH);
        self.start_mask = u32::MAX >> (8 * START_LENGTH.saturating_sub(shortest));
        for quote in &self.quotes {
            let mut first = [0; START_LENGTH];
            for (to, from) in first.iter_mut().zip(quote.as_bytes()) {
                *to = *from;
            }
            let (place, bit) = start_place(u32::from_le_bytes(first) & self.start_mask);
            if let Some(bits) = self.starts.get_mut(place) {
                *bits |= bit;
            }
        }
    }

    fn count(&self, bytes: &[u8], matching: &mut impl Match) -> Option<Vec<usize>> {
        let mut seen = vec![0; self.quotes.len()];
        let mut answers = vec![0; self.n_claims];
        let mut from = 0;
        for (start, claim, quote) in &self.at {
            // What stands before a claim has been counted when the claim asks.
            let start = (*start).min(bytes.len());
            self.pass(bytes, from..start, matching, &mut seen)?;
            from = from.max(start);
            if let (Some(answer), Some(seen)) = (answers.get_mut(*claim), seen.get(*quote)) {
                *answer = *seen;
            }
        }
        Some(answers)
    }

    /// Counts the quotes that begin at positions.
    fn pass(
        &self,
        bytes: &[u8],
        positions: Range<usize>,
        matching: &mut impl Match,
        seen: &mut [usize],
    ) -> Option<()> {
        let Range { start, end } = positions;
        let most = bytes.get(start..bytes.len().min(end + START_LENGTH - 1));
        let first = most.unwrap_or_default().array_windows::<START_LENGTH>();
        let n_first = first.len();
        for (position, first) in (start..).zip(first) {
            let (place, bit) = start_place(u32::from_le_bytes(*first) & self.start_mask);
            if self.starts.get(place).is_some_and(|bits| bits & bit != 0) {
                self.look(word_at(bytes, position), position, matching, seen)?;
            }
        }
        // The last positions of a text have no so many bytes behind them.
        for position in start + n_first..end {
            self.look(word_at(bytes, position), position, matching, seen)?;
        }
        Some(())
    }

    /// Counts the quotes that begin at a position with a word.
    fn look(&self, word: u64, position: usize, matching: &mut impl Match, seen: &mut [usize]) -> Option<()> {
        for &length in &self.key_lengths {
            let key = masked(word, length);
            let (place, bit) = self.place(key);
            if self.filter.get(place).is_none_or(|bits| bits & bit == 0) {
                continue;
            }
            if let Some(places) = self.by_key.get(&(length, key)) {
                matching.for_each(&self.quotes, self.quotes_at(places), position, |quote| {
                    if let Some(seen) = seen.get_mut(quote) {
                        *seen += 1;
                    }
                })?;
            }
        }
        Some(())
    }
}

/// The next eight bytes as a number. Behind the end stand zeros: what is looked up so is compared anyway.
fn word_at(bytes: &[u8], position: usize) -> u64 {
    let rest = bytes.get(position..).unwrap_or_default();
    if let Some(word) = rest.first_chunk::<KEY_LENGTH>() {
        return u64::from_le_bytes(*word);
    }
    let mut word = [0; KEY_LENGTH];
    for (to, from) in word.iter_mut().zip(rest) {
        *to = *from;
    }
    u64::from_le_bytes(word)
}

/// The place of the number that the first bytes of a quote or a position have, and its bit there.
const fn start_place(first: u32) -> (usize, u64) {
    // Numbers beside each other are bytes that differ little: multiplied, they lie apart.
    let number = first.wrapping_mul(0x9e37_79b1) >> 16;
    ((number >> 6) as usize, 1 << (number & 63))
}

/// The first bytes of a word.
const fn masked(word: u64, length: usize) -> u64 {
    if length >= KEY_LENGTH {
        word
    } else {
        word & ((1 << (8 * length)) - 1)
    }
}

/// Compares byte by byte, up to a limit.
struct Comparing<'text> {
    text: &'text str,
    limit: usize,
}

impl Match for Comparing<'_> {
    fn for_each(
        &mut self,
        quotes: &[&str],
        candidates: &[usize],
        position: usize,
        mut found: impl FnMut(usize),
    ) -> Option<()> {
        let rest = self.text.as_bytes().get(position..)?;
        for &candidate in candidates {
            let quote = quotes.get(candidate)?.as_bytes();
            self.limit = self.limit.checked_sub(quote.len())?;
            if rest.starts_with(quote) {
                found(candidate);
            }
        }
        Some(())
    }
}

/// Compares by fingerprints: one step for all quotes of a length that begin alike.
///
/// A fingerprint is the value of the bytes as digits, modulo a prime. That two texts of a document have one is as good as
/// impossible by chance; whoever brings it about gets other numbers into the ids of his own document.
struct Fingerprints {
    /// Of the text up to each byte.
    prefixes: Vec<u64>,
    /// By key as its first quote: the quotes of each length by their fingerprints.
    by_first: HashMap<usize, Vec<OfLength>, RandomState>,
}

struct OfLength {
    length: usize,
    power: u64,
    quotes: HashMap<u64, usize, RandomState>,
}

/// 2⁶¹ − 1, a prime.
const MODULUS: u64 = (1 << 61) - 1;
/// Any number between the bytes and the modulus.
const BASE: u64 = 0x0123_4567_89ab_cdef;

impl Fingerprints {
    fn new(bytes: &[u8], asked: &Asked<'_>) -> Self {
        let mut prefixes = Vec::with_capacity(bytes.len() + 1);
        let mut print = 0;
        prefixes.push(print);
        for byte in bytes {
            print = appended(print, *byte);
            prefixes.push(print);
        }
        let mut by_first: HashMap<usize, Vec<OfLength>, RandomState> = HashMap::default();
        #[expect(
            clippy::iter_over_hash_type,
            reason = "a map of the same keys is made, in any order"
        )]
        for places in asked.by_key.values() {
            let candidates = asked.quotes_at(places);
            let mut lengths: Vec<OfLength> = Vec::new();
            let mut of: HashMap<usize, usize, RandomState> = HashMap::default();
            for &candidate in candidates {
                let Some(quote) = asked.quotes.get(candidate) else {
                    continue;
                };
                let place = *of.entry(quote.len()).or_insert_with(|| {
                    lengths.push(OfLength {
                        length: quote.len(),
                        power: power(quote.len()),
                        quotes: HashMap::default(),
                    });
                    lengths.len() - 1
                });
                let print = quote.bytes().fold(0, appended);
                if let Some(of_length) = lengths.get_mut(place) {
                    of_length.quotes.entry(print).or_insert(candidate);
                }
            }
            if let Some(first) = candidates.first() {
                by_first.insert(*first, lengths);
            }
        }
        Self { prefixes, by_first }
    }
}

impl Match for Fingerprints {
    fn for_each(
        &mut self,
        _: &[&str],
        candidates: &[usize],
        position: usize,
        mut found: impl FnMut(usize),
    ) -> Option<()> {
        let before = *self.prefixes.get(position)?;
        for of_length in self.by_first.get(candidates.first()?)? {
            let Some(upto) = self.prefixes.get(position + of_length.length) else {
                continue;
            };
            let print = reduced(u128::from(*upto) + u128::from(MODULUS - times(before, of_length.power)));
            if let Some(quote) = of_length.quotes.get(&print) {
                found(*quote);
            }
        }
        Some(())
    }
}

fn appended(print: u64, byte: u8) -> u64 {
    // Zero bytes count as well.
    reduced(u128::from(print) * u128::from(BASE) + u128::from(byte) + 1)
}

fn times(one: u64, other: u64) -> u64 {
    reduced(u128::from(one) * u128::from(other))
}

/// The base to the power of a length.
fn power(mut exponent: usize) -> u64 {
    let (mut result, mut base) = (1, BASE);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = times(result, base);
        }
        base = times(base, base);
        exponent >>= 1;
    }
    result
}

/// A number below 2¹²² modulo 2⁶¹ − 1.
fn reduced(number: u128) -> u64 {
    let modulus = u128::from(MODULUS);
    let folded = (number & modulus) + (number >> 61);
    let folded = (folded & modulus) + (folded >> 61);
    let folded = u64::try_from(folded).unwrap_or_default();
    if folded >= MODULUS {
        folded - MODULUS
    } else {
        folded
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, Comparing, Fingerprints, occurrences};
    use crate::claim::{Claim, ClaimKind};
    use crate::span::TextSpan;

    fn claims(text: &str, ranges: &[(usize, usize)]) -> Vec<Claim> {
        ranges
            .iter()
            .filter_map(|(start, length)| TextSpan::new(text, *start..start + length))
            .map(|span| Claim::new("d", ClaimKind::Author, vec![span]))
            .collect()
    }

    fn one_by_one(text: &str, claims: &[Claim]) -> Vec<usize> {
        let count = |claim: &Claim| {
            let span = &claim.spans[0];
            let before = (0..span.start).filter(|at| text[*at..].starts_with(&span.text));
            before.count()
        };
        claims.iter().map(count).collect()
    }

    #[test]
    fn a_text_of_one_long_quote_again_and_again_takes_no_time_to_speak_of() {
        let sentence = "selon lui, ".repeat(10_000);
        let text = format!("{sentence}. {sentence}. {sentence}.");
        let length = sentence.len();
        let claims = claims(
            &text,
            &[(0, length), (length + 2, length), (2 * (length + 2), length)],
        );
        assert_eq!(occurrences(&text, &claims), [0, 1, 2]);
    }

    proptest::proptest! {
        #[test]
        fn quotes_are_counted_as_one_by_one(
            text in "[ab\0]{0,60}|(oui, non, ){0,12}",
            ranges in proptest::collection::vec((0usize..60, 1usize..40), 0..12),
        ) {
            let claims = claims(&text, &ranges);
            let expected = one_by_one(&text, &claims);
            let asked = Asked::new(&claims);
            let mut comparing = Comparing { text: &text, limit: usize::MAX };
            let mut fingerprints = Fingerprints::new(text.as_bytes(), &asked);
            proptest::prop_assert_eq!(asked.count(text.as_bytes(), &mut comparing), Some(expected.clone()));
            proptest::prop_assert_eq!(asked.count(text.as_bytes(), &mut fingerprints), Some(expected));
        }
    }
}
