//! Quotations that are signed: `“We had no choice.” — Ann Roe, mayor of Leeds`, `„…“ (Anna Roth, Bürgermeisterin)`; and those
//! whose words the next sentence gives to somebody.

use std::ops::Range;

use super::wording;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::noun_phrase::{Being, Mention, being, subject_after};
use crate::extract::standing::is_sentence;
use crate::extract::verb_group::has_finite_verb;
use crate::extract::view::{Quote, View};
use crate::tokens::Mark;

/// How many words a signature has at most: a name, an office and a place.
const LONGEST: usize = 14;

/// The signed quotation with which a period begins; the signature stands behind it or is the next period.
pub(in crate::extract) fn find(
    view: &View<'_>,
    period: &Range<usize>,
    next: Option<&Range<usize>>,
) -> Option<Candidate> {
    let first = view.quotes.partition_point(|quote| quote.open < period.start);
    let quote = view.quotes.get(first).filter(|quote| quote.end <= period.end)?;
    let is_whole = quote.is_closed && (period.start..quote.open).all(|at| view.is_mark(at));
    if !is_whole || !is_said(view, quote) {
        return None;
    }
    let behind = (quote.end..period.end).find(|&at| !is_stop(view, at));
    if behind.is_none()
        && let Some(named) = next.and_then(|next| wording::find(view, quote, next))
    {
        return Some(named);
    }
    let signature = match (behind, next) {
        (Some(start), _) => start..period.end,
        (None, Some(next)) => next.clone(),
        (None, None) => return None,
    };
    let mention = signed_by(view, &signature)?;
    let mut candidate = Candidate::over("signature", quote.inside(), Source::Mention(mention));
    candidate.is_direct = true;
    Some(candidate)
}

fn is_stop(view: &View<'_>, at: usize) -> bool {
    view.is(at, Mark::Stop) || view.is(at, Mark::Comma)
}

/// Whether it is a sentence and no title: *“I Want to Hold Your Hand” (The Beatles)*.
fn is_said(view: &View<'_>, quote: &Quote) -> bool {
    let words = quote.inside().filter(|&at| !view.is_mark(at));
    let n_small = words.clone().filter(|&at| !view.is_capitalised(at)).count();
    2 * n_small >= words.count() && is_sentence(view, quote)
}

/// The name behind a dash or in brackets, where nothing but what its bearer is follows.
fn signed_by(view: &View<'_>, signature: &Range<usize>) -> Option<Mention> {
    let start = signature.start;
    let is_open = view.is(start, Mark::Open);
    let is_dash = view.is(start, Mark::Dash);
    if !(is_open || is_dash) || signature.len() > LONGEST || view.depth(start) > 0 {
        return None;
    }
    let end = if is_open {
        let close = signature.clone().find(|&at| view.is(at, Mark::Close))?;
        let is_last = (close + 1..signature.end).all(|at| view.is_mark(at));
        is_last.then_some(close)?
    } else {
        signature.end
    };
    let mention = subject_after(view, start + 1, end)?;
    let is_name = mention.range.start == start + 1 && being(view, mention.range.clone()) == Being::Name;
    let is_bare = !has_finite_verb(view, mention.range.end, end);
    (is_name && is_bare).then_some(mention)
}
