//! What a comma behind reported words opens that is no part of them.

use std::ops::Range;

use propos_segment::Lang;

use super::clause::{first_of, has_finite_until_mark, is_denied, next_predicate};
use super::comment::{is_apposed_comment, is_apposed_report, is_setting};
use super::lexicon::{Form, Frame, Group};
use super::noun_phrase::{Being, being, phrase_from, skip_time};
use super::rules::{Scene, according};
use super::verb_group::{Shape, VerbGroup, is_finite_verb};
use super::view::View;
use super::word_table::words;
use crate::tokens::Mark;

/// Whether what follows a comma is no part of the clause: a source, a gerund that reports, an incise, a contrast.
pub(super) fn ends_at_comma(scene: &Scene<'_, '_>, comma: usize) -> bool {
    let view = scene.view;
    let next = comma + 1;
    if view.lang == Lang::En && (opens_time_before(scene, next) || is_setting(view, next)) {
        return true;
    }
    if view.is_in(next, Group::Contrast) {
        return view.is_romance()
            || has_finite_until_mark(view, next + 1, scene.range.end)
            // `, while rivals, hit by higher costs, cut their payouts`
            || view.syntax.begins_clause(next + 1, scene.range.end);
    }
    opens_concession(scene, next)
        || opens_next_deed(view, next)
        || opens_source(scene, next)
        || speaks_of_report(view, next)
        || is_apposed_report(view, next)
        || is_denied(scene, next)
        || is_apposed_comment(view, next)
        || tells_beside(scene, next)
        || opens_fronted_clause(scene, next)
        || opens_turn(scene, next)
        || reports_more(scene, comma)
}

/// English `, a day after a report said so`: when it was said.
fn opens_time_before(scene: &Scene<'_, '_>, next: usize) -> bool {
    let view = scene.view;
    // `, less than a week after its rival did so`
    let is_less = view.is_any_word(next, words!["less", "more"]) && view.is_word(next + 1, "than");
    let time = if is_less {
        next + 2
    } else {
        next + usize::from(view.is_any_word(next, words!["just", "only"]))
    };
    let behind = skip_time(view, time, scene.range.end);
    behind > time && view.is_any_word(behind, words!["after", "before"])
}

/// `niega que sea cierto, aunque reconoce que`, `…, si bien ha admitido que`: what the same one grants.
fn opens_concession(scene: &Scene<'_, '_>, next: usize) -> bool {
    let view = scene.view;
    let verb = next + 1 + usize::from(view.is_any_word(next + 1, words!["bem", "bien"]));
    view.drops_subjects()
        && view.is_in(next, Group::Subordinator)
        && scene.groups.iter().any(|group| {
            first_of(view, group) == verb && group.shape == Shape::Finite && scene.reports_clause(group)
        })
}

/// French `a jugé le texte « bâclé », puis a proposé de voter`
fn opens_next_deed(view: &View<'_>, next: usize) -> bool {
    view.lang == Lang::Fr
        && view.is_word(next, "puis")
        && (next + 1..next + 4)
            .take_while(|&at| {
                at == next + 1
                    || view.is_in(at - 1, Group::ObjectClitic)
                    || view.is_in(at - 1, Group::Negation)
            })
            .any(|at| is_finite_verb(view, at, next))
}

/// Whether another source is named.
fn opens_source(scene: &Scene<'_, '_>, next: usize) -> bool {
    let view = scene.view;
    // `que la loi, selon elle, est floue`: no other source.
    let is_own = |end: usize| view.lang == Lang::Fr && view.is_in(end, Group::StressedPronoun);
    let is_other =
        according::marker(view, next).is_some_and(|cue| !view.is_in(next, Group::For) && !is_own(cue.end));
    is_other || scene.is_aside_at(next)
}

/// French `…, une information que l’Élysée a démentie`: what is said of the report.
fn speaks_of_report(view: &View<'_>, next: usize) -> bool {
    view.lang == Lang::Fr
        && view.is_any_word(next, words!["un", "une"])
        && (view.is_in(next + 1, Group::Information)
            || view.is_in(next + 1, Group::SpeechNoun)
            || view.is_in(next + 1, Group::Document))
        && (view.is_in(next + 2, Group::That) || view.is_in(next + 2, Group::Relative))
}

/// Whether something is told that is said or done beside: `, with officials saying that`, `, tout en rappelant que`.
fn tells_beside(scene: &Scene<'_, '_>, next: usize) -> bool {
    let view = scene.view;
    let is_with = || {
        view.lang == Lang::En
            && view.is_word(next, "with")
            && scene.groups.iter().any(|group| {
                group.shape == Shape::Gerund
                    && group.start > next + 1
                    && group.start < next + 8
                    && (next..group.start).all(|at| !view.is_mark(at))
            })
    };
    // `…, non sans rappeler que`
    let is_without = || {
        let without = next + usize::from(view.is_word(next, "non"));
        view.is_in(without, Group::Without) && {
            let verb = view.behind_adverbial(without + 1).unwrap_or(without + 1);
            view.may_be(verb, Form::Infinitive) || view.may_be(verb, Form::Gerund)
        }
    };
    view.is_word(next, "tout") && view.is_word(next + 1, "en") || is_with() || is_without()
}

/// English `…, but when it ends, they worry that`
fn opens_fronted_clause(scene: &Scene<'_, '_>, next: usize) -> bool {
    let view = scene.view;
    let has_fronted = |group: &VerbGroup| {
        let clause = view.syntax.clause(group.head);
        clause
            .and_then(|clause| clause.subject.as_ref())
            .is_some_and(|subject| subject.start > next + 2 && view.is(subject.start - 1, Mark::Comma))
    };
    view.lang == Lang::En
        && view.is_in(next, Group::But)
        && view.is_in(next + 1, Group::Subordinator)
        && scene.groups.iter().any(|group| {
            group.shape == Shape::Finite
                && group.start > next + 4
                && group.start < next + 24
                && has_fronted(group)
        })
}

/// `aclara que no quiere ofender, pero la realidad es esa`
fn opens_turn(scene: &Scene<'_, '_>, but: usize) -> bool {
    let view = scene.view;
    let next = but + 1;
    let has_verb = || {
        view.is_in(next, Group::Determiner)
            && !view.is_in(next, Group::ObjectClitic)
            && has_finite_until_mark(view, next, scene.range.end)
    };
    let has_subject = || {
        phrase_from(view, next, scene.range.end)
            .is_some_and(|phrase| phrase.len() > 1 && is_finite_verb(view, phrase.end, phrase.start))
    };
    view.drops_subjects() && view.is_in(but, Group::But) && (has_verb() || has_subject())
}

/// Whether another report begins behind a comma, by somebody else or by who has spoken.
fn reports_more(scene: &Scene<'_, '_>, comma: usize) -> bool {
    let view = scene.view;
    let has_conjunction = view.is_in(comma + 1, Group::Conjunction);
    let next = comma + 1 + usize::from(has_conjunction);
    if has_conjunction && view.is_in(next, Group::That) {
        return false;
    }
    // `juge le prix juste, mais les syndicats dénoncent une hausse`: somebody else who speaks.
    if view.lang == Lang::Fr
        && has_conjunction
        && view.is_in(comma + 1, Group::But)
        && phrase_from(view, next, scene.range.end).is_some_and(|other| speaks_itself(scene, other))
    {
        return true;
    }
    let group = scene
        .groups
        .iter()
        .find(|group| group.start >= next && group.start < next + 12);
    group.is_some_and(|group| match group.shape {
        Shape::Gerund => tells_by_gerund(scene, group, next),
        Shape::Finite => is_own_report(scene, group, comma, has_conjunction),
        Shape::Infinitive => false,
    })
}

/// Whether somebody says something with the verb behind.
fn speaks_itself(scene: &Scene<'_, '_>, phrase: Range<usize>) -> bool {
    let end = phrase.end;
    let can_speak = matches!(
        being(scene.view, phrase),
        Being::Name | Being::Role | Being::Organization | Being::Unspecified
    );
    let says = |group: &VerbGroup| {
        group.shape == Shape::Finite
            && first_of(scene.view, group) == end
            && (group.frames.has(Frame::Object) || group.frames.has(Frame::Clause))
    };
    can_speak && scene.groups.iter().any(says)
}

/// Whether a gerund behind a comma tells something of its own.
fn tells_by_gerund(scene: &Scene<'_, '_>, group: &VerbGroup, next: usize) -> bool {
    let view = scene.view;
    // `said income fell, reflecting a strike`: still what was said.
    group.lemma != "reflect"
        && (view.lang != Lang::En || tells_something(scene, group))
        && (group.start == next || group.start == next + 1 && view.is_word(next, "en"))
}

/// An attribution of its own with its own subject: `, et une proclamation rapporte que`.
fn is_own_report(scene: &Scene<'_, '_>, group: &VerbGroup, comma: usize, has_conjunction: bool) -> bool {
    let view = scene.view;
    let next = comma + 1 + usize::from(has_conjunction);
    let has_no_mark = || (next..group.start).all(|at| !view.is_mark(at));
    if !has_conjunction {
        return group.inverted.is_some() && has_no_mark();
    }
    let is_clause =
        || view.lang != Lang::En && group.start > next && has_no_mark() && scene.reports_clause(group);
    view.is_romance() && next_predicate(scene, group, comma, next) || is_clause()
}

/// Whether an English gerund has something to tell: `said costs rose, adding that …`, and not `said it would reopen, allowing people
/// to return`.
fn tells_something(scene: &Scene<'_, '_>, group: &VerbGroup) -> bool {
    let takes_more = [
        Frame::Object,
        Frame::Inform,
        Frame::As,
        Frame::Infinitive,
        Frame::SomeoneTo,
        Frame::SomeoneOf,
        Frame::Someone,
        Frame::OnSomeoneTo,
        Frame::For,
        Frame::Against,
        Frame::Of,
        Frame::Wh,
        Frame::About,
        Frame::Gerund,
    ];
    takes_more.iter().any(|frame| group.frames.has(*frame))
        || scene.reports_clause(group)
        || scene.view.depth(group.end) > scene.depth
        // `said the tax had failed, adding: “It is a scandal.”`
        || scene.view.is(group.end, Mark::Colon)
}
