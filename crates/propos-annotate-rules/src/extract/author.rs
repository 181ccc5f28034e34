//! What the article says in its own voice: what no attribution has taken.

use std::ops::Range;

use propos_annotate::Article;
use propos_schema::{Claim, ClaimKind, Sentence, TextSpan};

use super::dateline::behind_dateline;
use super::lexicon::{Form, Group, SharedList};
use super::noun_phrase::{behind_age, behind_party};
use super::verb_group::has_finite_verb;
use super::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// Fewest words of a claim.
const MIN_WORDS: usize = 4;

/// Writes the stretches of a period that are the author's into `ranges`, in bytes. `taken` are the attributions, in bytes.
pub(super) fn ranges(
    view: &View<'_>,
    period: Range<usize>,
    taken: &[Range<usize>],
    ranges: &mut Vec<Range<usize>>,
) {
    let Some(bytes) = view.bytes(period.clone()) else {
        return;
    };
    let is_taken = |at: usize| {
        view.token(at).is_some_and(|token| {
            taken
                .iter()
                .any(|range| range.start < token.end && token.start < range.end)
        })
    };
    let is_question = view.is(period.end - 1, Mark::Question);
    if is_question || view.is_in(period.start, Group::Greeting) {
        return;
    }
    if taken.is_empty() {
        ranges.extend(author_range(view, period, false));
        return;
    }
    let mut start = None;
    for at in period.start..=period.end {
        let is_free = at < period.end && !is_taken(at);
        match (is_free, start) {
            (true, None) => start = Some(at),
            (false, Some(first)) => {
                start = None;
                ranges.extend(author_range(view, first..at, true));
            }
            _ => {}
        }
    }
    debug_assert!(
        ranges
            .iter()
            .all(|range| bytes.start <= range.start && range.end <= bytes.end)
    );
}

/// A free stretch as a claim: without marks and joints at its ends, and only if it says something.
fn author_range(view: &View<'_>, free: Range<usize>, is_rest: bool) -> Option<Range<usize>> {
    if free.start == 0 && (is_about_article(view, free.clone()) || is_stamp(view, free.clone())) {
        return None;
    }
    let free = if is_rest {
        whole_clauses(view, free)?
    } else {
        // `PLEASE NOTE: it is free - and takes minutes`: no place and date.
        let start = Some(behind_dateline(view, free.start, free.end));
        let start = start.filter(|&start| !has_finite_verb(view, free.start, start));
        start.unwrap_or(free.start)..free.end
    };
    let Range { mut start, end } = super::trim::trim(view, free)?;
    // A quotation that the claim holds keeps its first mark, as it keeps its last.
    let is_quote = |at: usize| view.is(at, Mark::Quote) || view.is(at, Mark::Open);
    while start < end && (view.is_mark(start) && !is_quote(start) || is_rest && is_joint(view, start)) {
        start += 1;
    }
    let Range { start, end } = super::trim::trim(view, start..end)?;
    // `…, souffle une sage-femme qui préfère rester anonyme`, `said Ann Roe (Lab), 67, who swims there`: of whom it is said stands
    // in what was taken.
    if is_rest {
        let told = behind_age_and_party(view, start, end);
        if view.is_in(told, Group::RelativeSubject) && !view.is_in(told, Group::That) {
            return None;
        }
        // `A chi gli chiedeva dei tempi, Valli ha risposto che`: who asked.
        if view.drops_subjects()
            && view.is_in(start, Group::Addressee)
            && view.is_in(start + 1, Group::RelativeSubject)
        {
            return None;
        }
    }
    // `Asked whether the dividend was safe, she said`: an adjunct of what was taken.
    let is_adjunct = is_rest
        && view.starts_sentence(start)
        && [Form::Participle, Form::Past]
            .iter()
            .any(|form| view.may_be(start, *form))
        && view.is(end, Mark::Comma);
    if is_adjunct {
        return None;
    }
    let n_words = (start..end).filter(|&at| !view.is_mark(at)).count();
    let says_something = n_words >= MIN_WORDS && (!is_rest || has_finite_verb(view, start, end));
    says_something.then(|| view.bytes(start..end)).flatten()
}

/// Behind `(Lab),` and `67,` or `67 ans,`, which stand between who speaks and what else is told of him.
fn behind_age_and_party(view: &View<'_>, start: usize, end: usize) -> usize {
    let at = behind_party(view, start, end);
    let at = at + usize::from(view.is(at, Mark::Comma));
    behind_age(view, at, end).unwrap_or(at)
}

/// `By Sarah Lomax, local democracy reporter`, `Publié le 14 mars`, `Lire aussi : …`: what stands by an article about the article.
fn is_about_article(view: &View<'_>, line: Range<usize>) -> bool {
    /// How far behind its first word the colon of a reference stands.
    const NEAR: usize = 4;
    let first = line.start;
    let is_reference = (first + 1..line.end.min(first + NEAR)).any(|at| view.is(at, Mark::Colon));
    // `By Monday, 300 people had left`: no name.
    // `Dal nostro inviato Paolo Riva`
    let is_ours = || {
        view.drops_subjects()
            && view.is_in(first + 1, Group::Determiner)
            && view.is_in(first + 2, Group::Role)
    };
    let is_byline = || view.is_capitalised(first + 1) && view.is_capitalised(first + 2) || is_ours();
    let may_be = || !view.is_in(first, Group::Preposition) || is_byline();
    view.is_listed(first, SharedList::AboutArticle)
        && (is_reference || may_be() && !has_finite_verb(view, first + 1, line.end))
}

/// `Madrid - 14 MAR 2025 - 18:42 CET`, `12 de março de 2025, 19:30`: where and when an article appeared.
fn is_stamp(view: &View<'_>, line: Range<usize>) -> bool {
    let is_part = |at: usize| {
        view.is_mark(at)
            || view.is_number(at)
            || view.is_capitalised(at)
            || view.is_in(at, Group::Time)
            || view.is_in(at, Group::Of)
            || view.is_any_word(at, words!["a", "alle", "as", "h", "las", "ore", "às"])
    };
    let n_numbers = line.clone().filter(|&at| view.is_number(at)).count();
    view.drops_subjects()
        && n_numbers > 1
        && line.clone().any(|at| view.is_in(at, Group::Time))
        && line.into_iter().all(is_part)
}

fn is_joint(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::Conjunction) || view.is_in(at, Group::Contrast) || view.is_in(at, Group::That)
}

/// What is left of a sentence, cut back to its last mark where an attribution begins in the middle of a clause.
fn whole_clauses(view: &View<'_>, free: Range<usize>) -> Option<Range<usize>> {
    let Range { start, mut end } = free;
    let is_closed = view.is_mark(end) || view.is_mark(end.checked_sub(1)?);
    if is_closed {
        return Some(start..end);
    }
    let last = end - 1;
    let is_complement = view.is_in(last, Group::That) || view.is_in(last, Group::Wh);
    if view.is_in(last, Group::Subordinator) && !is_complement {
        return Some(start..last);
    }
    while end > start && !view.is_mark(end - 1) {
        end -= 1;
    }
    (end > start).then_some(start..end)
}

/// The author's claims in a language that has no rules: one a unit.
pub(super) fn without_rules(article: &Article) -> Vec<Claim> {
    let text = article.text();
    let mut claims = Vec::new();
    for (index, unit) in article.segmentation().units.iter().enumerate() {
        let words = text.get(unit.range()).unwrap_or_default();
        let trimmed = words.trim_end_matches(['.', '!', '…']);
        if words.ends_with('?') || words.split_whitespace().count() < MIN_WORDS {
            continue;
        }
        let Some(span) = TextSpan::new(text, unit.start..unit.start + trimmed.len()) else {
            continue;
        };
        let mut claim = Claim::new(&article.document().id, ClaimKind::Author, vec![span]);
        claim.sentence = Sentence::new(index, text, unit.range()).unwrap_or_default();
        claim.annotator = crate::annotate::NAME.to_owned();
        claim.rule = Some("author".to_owned());
        claim.id = (claims.len() + 1).to_string();
        claims.push(claim);
    }
    claims
}
