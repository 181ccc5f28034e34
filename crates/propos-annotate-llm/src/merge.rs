//! Claims of several requests made one list: in text order, each once, the inner ones under the outer ones.

use propos_schema::{Claim, ClaimKind, Problem};

/// Two claims by one speaker that share so much of their text are one.
const SAME_SHARE: f64 = 0.8;

/// Sorts, takes out repetitions, numbers, and finds parents. `problems` refer to claims by their places in the list as it
/// is given, and by the new ids afterwards.
pub(crate) fn merge(claims: Vec<Claim>, problems: &mut [Problem]) -> Vec<Claim> {
    let mut claims: Vec<(usize, Claim)> = claims.into_iter().enumerate().collect();
    claims.sort_by_key(|(place, claim)| {
        let extent = claim.extent();
        // The longer one first, so that parents come before what they hold.
        (
            extent.start,
            usize::MAX - extent.end,
            claim.kind == ClaimKind::Author,
            *place,
        )
    });
    let mut kept: Vec<Claim> = Vec::with_capacity(claims.len());
    let mut new_ids: Vec<(String, String)> = Vec::new();
    // Kept claims that reach beyond the present place.
    let mut open: Vec<usize> = Vec::new();
    for (place, mut claim) in claims {
        let extent = claim.extent();
        open.retain(|index| {
            kept.get(*index)
                .is_some_and(|other| other.extent().end > extent.start)
        });
        let same = open
            .iter()
            .find(|index| kept.get(**index).is_some_and(|other| is_same(other, &claim)));
        if let Some(same) = same {
            new_ids.push((place.to_string(), (same + 1).to_string()));
            if let Some(other) = kept.get_mut(*same)
                && other.kind == ClaimKind::Author
                && claim.kind != ClaimKind::Author
            {
                claim.id = other.id.clone();
                claim.parent = other.parent.clone();
                *other = claim;
            }
            continue;
        }
        let index = kept.len();
        claim.id = (index + 1).to_string();
        new_ids.push((place.to_string(), claim.id.clone()));
        claim.parent = open
            .iter()
            .rev()
            .filter_map(|index| kept.get(*index))
            .find(|outer| holds(outer, &claim))
            .map(|outer| outer.id.clone());
        kept.push(claim);
        // A model that answers in circles must not make this quadratic.
        if open.len() < MOST_OPEN {
            open.push(index);
        }
    }
    for id in problems.iter_mut().flat_map(|problem| &mut problem.claims) {
        if let Some((_, new)) = new_ids.iter().find(|(old, _)| old == id) {
            id.clone_from(new);
        }
    }
    kept
}

const MOST_OPEN: usize = 64;

/// Whether one is the other over again: much the same text, and the same speaker or the article for one of them.
fn is_same(one: &Claim, other: &Claim) -> bool {
    let (first, second) = (one.extent(), other.extent());
    let common = first
        .end
        .min(second.end)
        .saturating_sub(first.start.max(second.start));
    let all = first.end.max(second.end) - first.start.min(second.start);
    if share(common, all) < SAME_SHARE {
        return false;
    }
    let is_author = |claim: &Claim| claim.kind == ClaimKind::Author;
    is_author(one) || is_author(other) || one.speaker.name == other.speaker.name
}

/// Whether a claim is reported inside another one's words.
fn holds(outer: &Claim, inner: &Claim) -> bool {
    let extent = inner.extent();
    outer.kind != ClaimKind::Author
        && inner.kind != ClaimKind::Author
        && outer.extent() != extent
        && outer
            .spans
            .iter()
            .any(|span| span.start <= extent.start && extent.end <= span.end)
}

/// A part of a whole, 0 of nothing.
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    // Lengths of texts are far below what a float holds exactly.
    #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
    let share = part as f64 / whole as f64;
    share
}
