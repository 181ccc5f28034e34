//! How many of the attributions that people marked are found, and with the right speaker.
//!
//! Two spans match when they share at least half of the characters that either has (intersection over union, white
//! space aside), after quotation marks, punctuation and an introducing *que* or *that* are taken off both. Each span is matched
//! once, the best pairs first.

use std::collections::BTreeSet;
use std::ops::Range;

use propos::schema::{AnnotatedDocument, Claim, ClaimKind};

use super::gold::GoldClaim;

/// Counts that make up the figures.
#[derive(Default)]
pub(crate) struct AttributionScore {
    pub(crate) n_gold: usize,
    pub(crate) n_found: usize,
    pub(crate) n_matched: usize,
    pub(crate) n_exact: usize,
    pub(crate) n_with_speaker: usize,
    pub(crate) n_named: usize,
    pub(crate) n_rightly_named: usize,
    pub(crate) n_right_kind: usize,
    pub(crate) n_right_hedge: usize,
    /// Author assertions that were given to somebody.
    pub(crate) n_author_misattributed: usize,
    /// All direct quotations of the gold, and those found.
    pub(crate) direct: (usize, usize),
}

impl AttributionScore {
    /// F1 of a number of hits, in per cent.
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    pub(crate) fn f1(&self, n_hits: usize) -> f64 {
        let n_all = self.n_gold + self.n_found;
        if n_all == 0 {
            0.0
        } else {
            200.0 * n_hits as f64 / n_all as f64
        }
    }
}

/// Characters of a text by the byte where they begin, white space aside.
type Characters = BTreeSet<usize>;

/// Compares the attributed claims of a record with those of the gold.
pub(crate) fn score(annotated: &AnnotatedDocument, gold: &[GoldClaim]) -> AttributionScore {
    let text = annotated.document.text();
    let characters = |spans: &[Range<usize>]| characters(text, &trimmed(text, spans));
    let core: Vec<(&GoldClaim, Characters)> = gold
        .iter()
        .filter(|claim| !claim.is_author && !claim.is_optional)
        .map(|claim| (claim, characters(&claim.content)))
        .collect();
    let found: Vec<(&Claim, Characters)> = annotated
        .claims
        .iter()
        .filter(|claim| claim.kind != ClaimKind::Author)
        .map(|claim| (claim, characters(&ranges(claim))))
        .collect();

    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (gold_index, (_, gold_characters)) in core.iter().enumerate() {
        for (found_index, (_, found_characters)) in found.iter().enumerate() {
            let overlap = overlap(gold_characters, found_characters);
            if overlap >= 0.5 {
                pairs.push((overlap, gold_index, found_index));
            }
        }
    }
    pairs.sort_by(|first, second| second.0.total_cmp(&first.0));
    let (mut gold_matched, mut found_matched) = (BTreeSet::new(), BTreeSet::new());
    let mut score = AttributionScore {
        n_gold: core.len(),
        ..AttributionScore::default()
    };
    score.direct.0 = core.iter().filter(|(claim, _)| claim.kind == "direct").count();
    for (overlap, gold_index, found_index) in pairs {
        let (Some((gold_claim, _)), Some((found_claim, _))) = (core.get(gold_index), found.get(found_index))
        else {
            continue;
        };
        if gold_matched.contains(&gold_index) || found_matched.contains(&found_index) {
            continue;
        }
        gold_matched.insert(gold_index);
        found_matched.insert(found_index);
        score.n_matched += 1;
        score.n_exact += usize::from(overlap >= 1.0);
        score.n_with_speaker += usize::from(is_same_speaker(text, gold_claim, found_claim));
        score.n_right_kind += usize::from(gold_claim.kind == found_claim.kind.as_str());
        score.n_right_hedge += usize::from(gold_claim.is_hedged == found_claim.hedged);
        score.direct.1 += usize::from(gold_claim.kind == "direct");
        if let Some(name) = &gold_claim.name {
            score.n_named += 1;
            let found_name = found_claim.speaker.name.as_deref().unwrap_or_default();
            score.n_rightly_named += usize::from(!words(name).is_disjoint(&words(found_name)));
        }
    }
    for (found_index, (_, found_characters)) in found.iter().enumerate() {
        if found_matched.contains(&found_index) {
            continue;
        }
        let matches = |claim: &&GoldClaim| overlap(&characters(&claim.content), found_characters) >= 0.5;
        if gold
            .iter()
            .filter(|claim| claim.is_optional)
            .any(|claim| matches(&claim))
        {
            continue;
        }
        score.n_found += 1;
        let is_authors = gold
            .iter()
            .filter(|claim| claim.is_author)
            .any(|claim| matches(&claim));
        score.n_author_misattributed += usize::from(is_authors);
    }
    score.n_found += score.n_matched;
    score
}

/// The spans of a claim's quote.
pub(crate) fn ranges(claim: &Claim) -> Vec<Range<usize>> {
    claim.spans.iter().map(propos::schema::TextSpan::range).collect()
}

/// The share of characters that two spans have in common.
pub(crate) fn overlap_of(text: &str, first: &[Range<usize>], second: &[Range<usize>]) -> f64 {
    overlap(
        &characters(text, &trimmed(text, first)),
        &characters(text, &trimmed(text, second)),
    )
}

fn is_same_speaker(text: &str, gold: &GoldClaim, found: &Claim) -> bool {
    if gold.speaker.is_empty() {
        return true;
    }
    let mention: Vec<Range<usize>> = found
        .speaker
        .mention
        .iter()
        .map(propos::schema::TextSpan::range)
        .collect();
    let (wanted, given) = (characters(text, &gold.speaker), characters(text, &mention));
    let n_shared = wanted.intersection(&given).count();
    n_shared > 0 && 2 * n_shared >= wanted.len().min(given.len())
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn overlap(first: &Characters, second: &Characters) -> f64 {
    let n_shared = first.intersection(second).count();
    let n_all = first.len() + second.len() - n_shared;
    if n_all == 0 {
        0.0
    } else {
        n_shared as f64 / n_all as f64
    }
}

fn characters(text: &str, spans: &[Range<usize>]) -> Characters {
    let of_span = |span: &Range<usize>| {
        let start = span.start;
        text.get(span.clone())
            .unwrap_or_default()
            .char_indices()
            .filter(|(_, character)| !character.is_whitespace())
            .map(move |(offset, _)| start + offset)
            .collect::<Vec<_>>()
    };
    spans.iter().flat_map(of_span).collect()
}

/// The spans without marks at their edges and without an introducing word at the front.
fn trimmed(text: &str, spans: &[Range<usize>]) -> Vec<Range<usize>> {
    let is_edge = |character: char| character.is_whitespace() || "«»“”„\"‘’'–—-.,;:!?…()".contains(character);
    let mut result: Vec<Range<usize>> = Vec::new();
    for span in spans {
        let Some(mut slice) = text.get(span.clone()) else {
            continue;
        };
        let mut start = span.start;
        let mut trim_front = |slice: &mut &str, rest: &str| {
            start += slice.len() - rest.len();
            *slice = slice.get(slice.len() - rest.len()..).unwrap_or_default();
        };
        let rest = slice.trim_start_matches(is_edge);
        trim_front(&mut slice, rest);
        if result.is_empty() {
            let introducers = ["que ", "qu’", "qu'", "that ", "dass "];
            if let Some(rest) = introducers.iter().find_map(|word| slice.strip_prefix(word)) {
                let rest = rest.trim_start_matches(is_edge);
                trim_front(&mut slice, rest);
            }
        }
        let kept = slice.trim_end_matches(is_edge).len();
        if kept > 0 {
            result.push(start..start + kept);
        }
    }
    result
}

fn words(name: &str) -> BTreeSet<String> {
    name.to_lowercase()
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}
