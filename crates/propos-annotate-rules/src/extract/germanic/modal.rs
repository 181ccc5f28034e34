//! German: verbs of speech in the infinitive behind another verb: `musste einräumen, dass …`, `beeilte sich zu erklären, …`.

use std::ops::Range;

use propos_segment::Lang;

use super::predicate::{Predicate, fill};
use super::segment::{Kind, Segment, is_infinitive_mark, is_noun_letter, is_to_infinitive, words};
use crate::extract::lexicon::{Form, Frame, Group};
use crate::extract::view::View;
use crate::extract::word_table::words;

/// Reads the infinitive at the end as what is done: who has to admit something says it. What one *cannot* say is not said.
pub(super) fn with_modal(
    view: &View<'_>,
    predicate: &mut Predicate,
    middle: Range<usize>,
    depth: u8,
) -> bool {
    let finite = predicate.finite;
    // `muss erklären, warum …`: it has not been said yet.
    let must = view.is_any_word(finite, words!["musste", "mussten"]);
    let can = view.is_any_word(finite, words!["konnte", "konnten"])
        && !words(view, middle.clone(), depth).any(|at| view.is_in(at, Group::Negation));
    if view.lang != Lang::De || predicate.is_final || !(must || can) {
        return false;
    }
    let Some(main) = words(view, middle.clone(), depth).next_back() else {
        return false;
    };
    let is_infinitive = main > finite
        && !is_noun_letter(view, main)
        && view.may_be(main, Form::Infinitive)
        && !is_infinitive_mark(view, main - 1);
    if !is_infinitive {
        return false;
    }
    predicate.main = main;
    let is_known = fill(view, predicate, main, middle.start..main, depth, |form| {
        form == Form::Infinitive
    });
    if !is_known {
        predicate.main = finite;
    }
    is_known
}

/// Reads the infinitive with *zu* as what is done where the expression before it only says how: `wurde nicht müde zu betonen`,
/// `beeilte sich, vor Journalisten zu erklären, …`.
pub(super) fn with_told(
    view: &View<'_>,
    predicate: &mut Predicate,
    segments: &[Segment],
    middle: Range<usize>,
    depth: u8,
) -> bool {
    if view.lang != Lang::De || predicate.is_final || !says_how(view, predicate.finite, middle.clone(), depth)
    {
        return false;
    }
    let next = segments
        .get(predicate.segment + 1)
        .filter(|next| next.kind == Kind::Infinitive && next.range.start == middle.end + 1);
    let ends = |range: Range<usize>| {
        words(view, range.clone(), depth)
            .next_back()
            .filter(|&last| is_to_infinitive(view, last, range.start))
    };
    let own = ends(middle.clone()).map(|main| (main, middle.end));
    let Some((main, end)) = own.or_else(|| {
        let next = next?;
        ends(next.range.clone()).map(|main| (main, next.range.end))
    }) else {
        return false;
    };
    let (finite, before) = (predicate.finite, predicate.end);
    predicate.main = main;
    predicate.end = end;
    // Without *zu*, which would be a particle.
    let before_main = finite + 1..main - usize::from(is_infinitive_mark(view, main - 1));
    let is_known = fill(view, predicate, main, before_main, depth, |form| {
        matches!(form, Form::Infinitive | Form::Gerund)
    });
    if is_known {
        // It stands apart from the verb as a particle does.
        let mark = main - 1;
        predicate.particle = is_infinitive_mark(view, mark).then_some(mark);
    } else {
        predicate.main = finite;
        predicate.end = before;
    }
    is_known
}

/// `beeilte sich`, `hat sich beeilt`, `wird nicht müde`: an expression that only says how what follows is done.
fn says_how(view: &View<'_>, finite: usize, middle: Range<usize>, depth: u8) -> bool {
    let has = |word: &str| words(view, middle.clone(), depth).any(|at| view.is_word(at, word));
    let is_of = |at: usize| {
        view.readings(at).iter().any(|reading| {
            view.lexicon.lemma_of_locutions(*reading).is_some_and(|lemma| {
                view.lexicon.locutions(lemma).iter().any(|locution| {
                    locution.frames.has(Frame::Told) && locution.words.iter().all(|word| has(&word.text))
                })
            })
        })
    };
    let is_participle = |at: usize| !is_noun_letter(view, at) && view.may_be(at, Form::Participle);
    is_of(finite)
        || view.is_in(finite, Group::Have)
            && words(view, middle.clone(), depth).any(|at| is_participle(at) && is_of(at))
}
