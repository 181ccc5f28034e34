//! On which sides somebody usually is by what he is, as the codebook has it: *landlords*, *la fédération des hôteliers*.

use std::ops::Range;

use propos_schema::Claim;

use super::analysis::Analysis;
use super::holder::is_author;
use super::phrases::Tag;
use super::reading::bytes;
use crate::tokens::Mark;

/// How many words an apposition behind a speaker has at most.
const APPOSITION: usize = 16;
/// Within how many bytes before a mention what the article says the speaker is may stand.
const BEFORE: usize = 160;

/// The targets on a side of which a speaker is by his mention and by what stands beside it, with the side.
pub(super) fn camps(analysis: &Analysis, claim: &Claim, text: &str) -> Vec<(usize, f64)> {
    let is_camp = |tag: Tag| matches!(tag, Tag::Camp { .. });
    let Some(mention) = claim.speaker.mention.as_ref().filter(|_| !is_author(claim)) else {
        return Vec::new();
    };
    if !analysis.spoken.iter().any(|hit| is_camp(hit.tag)) {
        return Vec::new();
    }
    let mention = mention.start..mention.end;
    let behind = apposition(analysis, mention.end);
    let description = claim.speaker.description.as_deref();
    let before = description.and_then(|description| described_before(text, mention.start, description));
    let places = [Some(mention), behind, before];
    let mut camps: Vec<(usize, f64)> = Vec::new();
    for hit in &analysis.spoken {
        let Tag::Camp { target, side } = hit.tag else {
            continue;
        };
        let is_of_speaker = bytes(analysis, hit.first(), hit.last()).is_some_and(|range| {
            let holds = |place: &Range<usize>| place.start <= range.start && range.end <= place.end;
            places.iter().flatten().any(holds)
        });
        if is_of_speaker {
            camps.push((usize::from(target), f64::from(side)));
        }
    }
    camps
}

/// What stands between commas behind a mention.
fn apposition(analysis: &Analysis, mention_end: usize) -> Option<Range<usize>> {
    let next = analysis.items.partition_point(|item| item.start < mention_end);
    let is_comma = analysis.mark(next) == Some(Mark::Comma);
    let words = (next + 1..next + 1 + APPOSITION).take_while(|at| {
        let is_word = analysis.items.get(*at).is_some_and(|item| item.mark.is_none());
        is_word && !analysis.is_in_claim_or_cue(*at)
    });
    let last = words.last().filter(|_| is_comma)?;
    bytes(analysis, next + 1, last)
}

/// Where a description stands before a mention.
fn described_before(text: &str, mention_start: usize, description: &str) -> Option<Range<usize>> {
    let mut start = mention_start.saturating_sub(BEFORE);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let at = start + text.get(start..mention_start)?.rfind(description)?;
    Some(at..at + description.len())
}
