//! Ids derived from content, so that a re-run, another annotator or an edit elsewhere leaves them alone.

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::fast::RandomState;
use sha2::{Digest, Sha256};

use crate::annotated::AnnotatedDocument;
use crate::occurrences::occurrences;

/// The SHA-256 of `bytes` in lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let mut hex = String::with_capacity(2 * digest.len());
    push_hex(&mut hex, &digest);
    hex
}

fn push_hex(hex: &mut String, bytes: &[u8]) {
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            hex.push(char::from_digit(u32::from(digit), 16).unwrap_or_default());
        }
    }
}

/// The id of the claim whose `quote` is occurrence number `occurrence` (from 0) in the document's text:
/// `c-` and twelve hexadecimal digits of a SHA-256.
pub fn claim_id(document_id: &str, quote: &str, occurrence: usize) -> String {
    let occurrence: Cow<'_, str> = match occurrence {
        // Most quotes stand once.
        0 => "0".into(),
        _ => occurrence.to_string().into(),
    };
    // NUL bytes keep the three parts apart.
    let digest = Sha256::new()
        .chain_update(document_id)
        .chain_update([0])
        .chain_update(quote)
        .chain_update([0])
        .chain_update(occurrence.as_bytes())
        .finalize();
    let mut id = String::with_capacity(16);
    id.push_str("c-");
    push_hex(&mut id, digest.get(..6).unwrap_or(&digest));
    id
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

        let ids = self.claims.iter().zip(occurrences);
        let mut new_ids: Vec<String> = ids
            .map(|(claim, occurrence)| claim_id(&self.document.id, &claim.quote, occurrence))
            .collect();
        let mut times_seen: HashMap<&str, usize, RandomState> = HashMap::default();
        times_seen.reserve(new_ids.len());
        let mut repeated: Vec<(usize, usize)> = Vec::new();
        for index in cue_order {
            let Some(id) = new_ids.get(index) else { continue };
            let times = times_seen.entry(id).or_insert(0);
            *times += 1;
            if *times > 1 {
                repeated.push((index, *times));
            }
        }
        for (index, time) in repeated {
            if let Some(id) = new_ids.get_mut(index) {
                *id = format!("{id}-{time}");
            }
        }

        let old_ids: Vec<String> = self
            .claims
            .iter_mut()
            .map(|claim| std::mem::take(&mut claim.id))
            .collect();
        let renamed: HashMap<&str, &str, RandomState> = old_ids
            .iter()
            .map(String::as_str)
            .zip(new_ids.iter().map(String::as_str))
            .collect();
        let rename = |id: &mut String| {
            if let Some(new_id) = renamed.get(id.as_str()) {
                (*new_id).clone_into(id);
            }
        };
        self.claims
            .iter_mut()
            .filter_map(|claim| claim.parent.as_mut())
            .for_each(rename);
        self.links
            .iter_mut()
            .flat_map(|link| &mut link.claims)
            .for_each(rename);
        self.problems
            .iter_mut()
            .flat_map(|problem| &mut problem.claims)
            .for_each(rename);
        for (claim, new_id) in self.claims.iter_mut().zip(new_ids) {
            claim.id = new_id;
            claim.document_id.clone_from(&self.document.id);
        }
    }
}
