//! Where content ends that stands in a relative clause without commas.

use propos_segment::Lang;

use super::lexicon::{Form, Group, RomanceList};
use super::rules::Scene;
use super::verb_group::{is_clitic_pronoun, is_finite_verb, is_hard_mark};
use super::view::View;
use crate::tokens::Mark;

/// How far before content its relative clause begins, and how far behind it the main verb may stand.
const BEFORE: usize = 12;
const BEHIND: usize = 40;

/// `Les élus qui dénoncent un projet inutile ont quitté la salle`: the verb that the subject before the relative clause waits for.
pub(super) fn bare_end(scene: &Scene<'_, '_>, start: usize) -> Option<usize> {
    let view = scene.view;
    let is_here = |at: usize| view.depth(at) == scene.depth;
    let that = start
        .checked_sub(1)
        .filter(|&that| view.is_in(that, Group::That) && that > scene.range.start);
    let is_clause = that.is_some() || view.is_in(start, Group::Wh);
    let behind = that.unwrap_or(start);
    let relative = (scene.range.start + 1..behind)
        .rev()
        .take(BEFORE)
        .take_while(|&at| is_here(at) && !view.is_mark(at))
        .find(|&at| {
            view.is_in(at, Group::RelativeSubject) || view.lang == Lang::Fr && view.is_in(at, Group::That)
        })
        .filter(|&at| is_here(at - 1) && !view.is_mark(at - 1))?;
    let n_verbs = (relative + 1..behind)
        .filter(|&at| is_finite_verb(view, at, relative))
        .count();
    // `Les élus que le préfet a reçus dénoncent un projet`: the relative clause ends before the verb of saying.
    let is_object = !view.is_in(relative, Group::RelativeSubject);
    if n_verbs == 0 || is_object && n_verbs > 1 {
        return None;
    }
    let first = (scene.range.start..relative)
        .rev()
        .take_while(|&at| {
            is_here(at)
                && !is_hard_mark(view, at)
                && !view.is(at, Mark::Comma)
                && !view.is_in(at, Group::That)
        })
        .last()?;
    // `Des élus qui`: an article where a sentence begins.
    let is_article = view.lang == Lang::Fr && first == scene.range.start && view.is_word(first, "des");
    let is_subject = !view.is_in(first, Group::Preposition)
        && (is_article || !view.is_in(first, Group::Of))
        && !(first..relative).any(|at| is_finite_verb(view, at, first));
    if !is_subject {
        return None;
    }
    let until = (start..scene.range.end.min(start + BEHIND))
        .find(|&at| is_here(at) && view.is_mark(at) && !view.is(at, Mark::Quote))
        .unwrap_or(scene.range.end.min(start + BEHIND));
    let is_verb = |at: usize| is_here(at) && is_predicate(view, at, start);
    let mut n_own = usize::from(is_clause);
    for at in start..until {
        if !is_here(at) {
            continue;
        }
        let opens = view.is_in(at, Group::That)
            || view.is_in(at, Group::Relative)
            || view.is_in(at, Group::RelativeSubject)
            || view.is_in(at, Group::Wh)
            || view.is_in(at, Group::Subordinator);
        let joins = view.is_in(at, Group::And)
            && !view.is_in(at + 1, Group::That)
            && (at + 1..until).filter(|&at| is_verb(at)).count() > 1;
        if at > start && (opens || joins) {
            n_own += 1;
        } else if is_verb(at) {
            if n_own == 0 {
                let clitics = (start + 1..at)
                    .rev()
                    .take_while(|&before| {
                        is_clitic_pronoun(view, before)
                            || view.is_in(before, Group::ObjectClitic)
                            || view.is_in(before, Group::Negation)
                    })
                    .count();
                return Some(at - clitics);
            }
            n_own -= 1;
        }
    }
    None
}

/// Whether a finite verb stands at a place and no noun that looks like one: `le bruit des avions`. Behind *ne* and *se* any word may be
/// one that is no infinitive.
fn is_predicate(view: &View<'_>, at: usize, start: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&before| before >= start) else {
        return is_finite_verb(view, at, start);
    };
    // `un quai trop court`
    let is_quality = view.is_listed(before, RomanceList::DegreeBefore);
    let is_noun = is_quality
        || view.is_in(before, Group::Of)
        || view.is_in(before, Group::Preposition)
        || view.is_in(before, Group::Determiner) && !view.is_in(before, Group::ObjectClitic);
    let is_behind_clitic = view.lang == Lang::Fr
        && view.is_listed(before, RomanceList::CliticNegation)
        && !view.is_in(at, Group::ObjectClitic)
        && !view.may_be(at, Form::Infinitive)
        && !view.word(at).ends_with("er")
        && !view.word(at).ends_with("ir")
        && !view.word(at).ends_with("re");
    !is_noun && (is_behind_clitic || is_finite_verb(view, at, start))
}
