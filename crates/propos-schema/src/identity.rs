//! Ids derived from content, so that a re-run, another annotator or an edit elsewhere leaves them alone.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::annotated::AnnotatedDocument;
use crate::claim::Claim;

/// The SHA-256 of `bytes` in lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let mut hex = String::with_capacity(2 * digest.len());
    for byte in digest {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// The id of the claim whose `quote` is occurrence number `occurrence` (from 0) in the document's text:
/// `c-` and twelve hexadecimal digits of a SHA-256.
pub fn claim_id(document_id: &str, quote: &str, occurrence: usize) -> String {
    let mut seed = String::with_capacity(document_id.len() + quote.len() + 24);
    // NUL bytes keep the three parts apart.
    let _ = write!(seed, "{document_id}\0{quote}\0{occurrence}");
    let hex = sha256_hex(seed.as_bytes());
    format!("c-{}", hex.get(..12).unwrap_or(&hex))
}

impl AnnotatedDocument {
    /// Gives every claim its content-derived id and carries the change to every reference: parents, links and
    /// problems. Two claims over the same words are told apart by `-2`, `-3` in the order of their cues.
    ///
    /// Annotators may use any ids while they work. A reference to no claim is left as it is, for
    /// [`AnnotatedDocument::check`] to report.
    pub fn assign_ids(&mut self) {
        let occurrences = occurrences(self.document.text(), &self.claims);
        let mut cue_order: Vec<usize> = (0..self.claims.len()).collect();
        cue_order.sort_by_key(|index| {
            let claim = self.claims.get(*index);
            claim
                .and_then(|claim| claim.cue.as_ref())
                .map_or((0, 0), |cue| (cue.start, cue.end))
        });

        let mut times_seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut new_ids = vec![String::new(); self.claims.len()];
        for index in cue_order {
            let (Some(claim), Some(occurrence), Some(new_id)) = (
                self.claims.get(index),
                occurrences.get(index),
                new_ids.get_mut(index),
            ) else {
                continue;
            };
            let id = claim_id(&self.document.id, &claim.quote, *occurrence);
            let seen = times_seen.entry(id.clone()).or_default();
            *seen += 1;
            *new_id = if *seen == 1 { id } else { format!("{id}-{seen}") };
        }

        let renamed: HashMap<String, String> = self
            .claims
            .iter()
            .map(|claim| claim.id.clone())
            .zip(new_ids.iter().cloned())
            .collect();
        let rename = |id: &mut String| {
            if let Some(new_id) = renamed.get(id.as_str()) {
                id.clone_from(new_id);
            }
        };
        for (claim, new_id) in self.claims.iter_mut().zip(new_ids) {
            claim.id = new_id;
            claim.document_id.clone_from(&self.document.id);
            claim.parent.iter_mut().for_each(rename);
        }
        self.links
            .iter_mut()
            .flat_map(|link| &mut link.claims)
            .for_each(rename);
        self.problems
            .iter_mut()
            .flat_map(|problem| &mut problem.claims)
            .for_each(rename);
    }
}

/// How many bytes of a quote select the places worth comparing.
const KEY_LENGTH: usize = 8;

/// For each claim, how often the text of its first span stands in `text` before it.
///
/// One pass over the text: each position is looked up by its next eight bytes, and only where a quote begins
/// so is the whole compared. Looking for each quote by itself would be quadratic in long documents.
fn occurrences(text: &str, claims: &[Claim]) -> Vec<usize> {
    let bytes = text.as_bytes();
    // Distinct quotes, by their first bytes; per quote the places of claims that ask.
    let mut by_key: HashMap<&[u8], Vec<usize>> = HashMap::new();
    let mut quotes: Vec<(&str, usize)> = Vec::new();
    let mut quote_of: HashMap<&str, usize> = HashMap::new();
    let mut asked_at: HashMap<usize, Vec<(usize, usize)>> = HashMap::new();
    let mut key_lengths: Vec<usize> = Vec::new();
    for (index, claim) in claims.iter().enumerate() {
        let Some(span) = claim.spans.first().filter(|span| !span.text.is_empty()) else {
            continue;
        };
        let quote = *quote_of.entry(span.text.as_str()).or_insert_with(|| {
            let key = span
                .text
                .as_bytes()
                .get(..KEY_LENGTH)
                .unwrap_or(span.text.as_bytes());
            by_key.entry(key).or_default().push(quotes.len());
            if !key_lengths.contains(&key.len()) {
                key_lengths.push(key.len());
            }
            quotes.push((span.text.as_str(), 0));
            quotes.len() - 1
        });
        asked_at.entry(span.start).or_default().push((index, quote));
    }

    let mut answers = vec![0; claims.len()];
    if quotes.is_empty() {
        return answers;
    }
    for position in 0..bytes.len() {
        for (index, quote) in asked_at.get(&position).into_iter().flatten() {
            if let (Some(answer), Some((_, seen))) = (answers.get_mut(*index), quotes.get(*quote)) {
                *answer = *seen;
            }
        }
        let rest = bytes.get(position..).unwrap_or_default();
        for length in &key_lengths {
            let candidates = rest
                .get(..*length)
                .and_then(|key| by_key.get(key))
                .into_iter()
                .flatten();
            for quote in candidates {
                if let Some((_, seen)) = quotes
                    .get_mut(*quote)
                    .filter(|(quote, _)| rest.starts_with(quote.as_bytes()))
                {
                    *seen += 1;
                }
            }
        }
    }
    answers
}
