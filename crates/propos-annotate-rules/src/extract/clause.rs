//! How far the content of an attribution goes.

use std::ops::Range;

use propos_segment::Lang;

use super::lexicon::{Ending, Form, Group, Groups};
use super::rules::Scene;
use super::verb_group::{VerbGroup, has_finite_verb, is_clitic_pronoun, is_finite_verb, is_hard_mark};
use super::view::View;
use crate::extract::word_table::words;
use crate::tokens::{Mark, TokenKind};

/// The end of a reported clause that begins at `start`.
pub(crate) fn clause_end(scene: &Scene<'_, '_>, start: usize) -> usize {
    let view = scene.view;
    let end = view.syntax.end_from(start).filter(|&end| end > start);
    let until = end.map_or(scene.range.end, |end| end.min(scene.range.end));
    let relative_end = relative_end(scene, start);
    let mut n_open = 0_usize;
    // `said that, although …, it would`
    let mut at = start + usize::from(view.lang == Lang::En && view.is(start, Mark::Comma));
    while at < until {
        if Some(at) == relative_end {
            return at;
        }
        if view.depth(at) > scene.depth {
            at = view
                .quote_around(at, scene.depth)
                .map_or(at + 1, |quote| quote.end.max(at + 1));
            if is_behind_speech(view, at) {
                return at;
            }
            continue;
        }
        if view.is(at, Mark::Open) {
            n_open += 1;
        } else if view.is(at, Mark::Close) {
            if n_open == 0 {
                return at;
            }
            n_open -= 1;
        } else if ends_at(scene, start, at, n_open == 0) {
            return at;
        }
        at += 1;
    }
    until
}

/// `said it was “dead” before leaving the room`: what the speaker did next.
fn is_behind_speech(view: &View<'_>, at: usize) -> bool {
    view.lang == Lang::En
        && view.is_any_word(at, words!["after", "before", "while"])
        && view
            .token(at + 1)
            .is_some_and(|token| token.kind == TokenKind::Word)
        && view.lexicon.ends(view.word(at + 1), Ending::Gerund)
}

/// `propose un vote, suggestion que la maire écarte`: what is said of what was said.
fn is_apposed_report(view: &View<'_>, at: usize) -> bool {
    const NOUNS: Groups = Groups::of(&[
        Group::Information,
        Group::SpeechNoun,
        Group::OpinionClause,
        Group::OpinionInfinitive,
        Group::OpinionWhich,
    ]);
    view.lang == Lang::Fr
        && view.groups(at).has_any(NOUNS)
        && (view.is_in(at + 1, Group::That) || view.is_any_word(at + 1, words!["dont", "qui"]))
}

/// `favors a ban, a stance that has made him few friends`: what is said of it.
fn is_apposed_comment(view: &View<'_>, at: usize) -> bool {
    view.lang == Lang::En
        && view.is_any_word(at, words!["a", "an"])
        && (at + 1..at + 3).any(|noun| {
            view.is_in(noun, Group::CommentNoun)
                && (view.is_in(noun + 1, Group::That)
                    || view.is_in(noun + 1, Group::Relative)
                    || view.is_in(noun + 1, Group::Pronoun)
                    // `a move Chairman Roe said was late`, `a step analysts called`
                    || (view.is_capitalised(noun + 1) || view.is_in(noun + 1, Group::Role))
                        && (noun + 2..noun + 6).any(|at| is_finite_verb(view, at, noun))
                    || view.is_word(noun + 1, "of") && view.is_word(noun, "version"))
        })
}

/// `… que le texte serait retiré, ce que le ministre a démenti`
fn is_denied(scene: &Scene<'_, '_>, at: usize) -> bool {
    let view = scene.view;
    view.lang == Lang::Fr
        && view.is_word(at, "ce")
        && view.is_in(at + 1, Group::That)
        && scene
            .groups
            .iter()
            .any(|group| group.start > at + 2 && group.start < at + 14)
}

/// `Le maire, qui souhaite un moratoire, a voté contre`: the comma that closes a relative clause in which content stands.
fn relative_end(scene: &Scene<'_, '_>, start: usize) -> Option<usize> {
    let view = scene.view;
    if !view.is_romance() {
        return None;
    }
    let is_here = |at: usize| view.depth(at) == scene.depth;
    let relative = (scene.range.start + 1..start)
        .rev()
        .take(16)
        .take_while(|&at| is_here(at) && !is_hard_mark(view, at))
        .take_while(|&at| !view.is(at, Mark::Comma) || opens_relative(view, at + 1))
        .find(|&at| opens_relative(view, at) && view.is(at - 1, Mark::Comma))?;
    // Where the main clause has its verb already, the relative clause may go on to the end.
    let first = (scene.range.start..relative)
        .rev()
        .take_while(|&at| !is_here(at) || !is_hard_mark(view, at))
        .last()
        .unwrap_or(relative);
    if (first..relative).any(|at| is_here(at) && is_finite_verb(view, at, first)) {
        return None;
    }
    (start..scene.range.end.min(start + 48))
        .take_while(|&at| !is_here(at) || !is_hard_mark(view, at))
        .find(|&at| is_here(at) && view.is(at, Mark::Comma))
}

/// `qui`, `dont`: what begins a relative clause with its own subject or as its subject.
fn opens_relative(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::RelativeSubject) || view.lang == Lang::Fr && view.is_word(at, "dont")
}

/// Whether a clause that began at `start` ends before a place.
fn ends_at(scene: &Scene<'_, '_>, start: usize, at: usize, is_outside_brackets: bool) -> bool {
    let view = scene.view;
    if view.is(at, Mark::Colon) {
        return view.depth(at + 1) > scene.depth || super::rules::own_source::opening(view, at + 1).is_some();
    }
    is_hard_mark(view, at)
        || view.is(at, Mark::Comma)
            && is_outside_brackets
            && (ends_at_comma(scene, at) || begins_main(scene, start, at))
        || view.is_in(at, Group::Contrast) && view.is_word(at, "tandis")
        || at > start && is_second_predicate(scene, at)
}

/// `Alors que le maire avait dit que la rue rouvrirait, la ville a tout arrêté`: the main clause behind a fronted one.
fn begins_main(scene: &Scene<'_, '_>, start: usize, comma: usize) -> bool {
    let view = scene.view;
    let first = scene.range.start;
    // `Tras denunciar que el acuerdo era ilegal, el secretario dimitió`
    let is_upon = view.drops_subjects() && view.is_in(first, Group::Upon) && start < first + 6;
    if !is_upon
        && (view.lang != Lang::Fr || !view.is_in(first, Group::Subordinator) && !view.is_word(first, "alors"))
    {
        return false;
    }
    let is_fronted = is_upon
        || view.is_any_word(
            first,
            words![
                "alors", "après", "bien", "comme", "dès", "lorsque", "lorsqu'", "puisque", "quand", "si",
                "tandis"
            ],
        ) && !(first..start).any(|at| view.is(at, Mark::Comma));
    let next = comma + 1;
    let begins = view.is_in(next, Group::Determiner) && !view.is_in(next, Group::Of)
        || view.is_in(next, Group::Pronoun)
        || view.is_name(next);
    is_fronted
        && begins
        && (start..comma).any(|at| is_finite_verb(view, at, start))
        && (next..scene.range.end.min(next + 14))
            .take_while(|&at| !view.is_mark(at))
            .any(|at| is_finite_verb(view, at, next))
}

/// `… and declined to`, `et a ajouté que`: the subject of the reporting verb goes on to another one.
fn is_second_predicate(scene: &Scene<'_, '_>, at: usize) -> bool {
    let view = scene.view;
    let is_joint = view.is_in(at, Group::And) || view.is_in(at, Group::But);
    is_joint
        && view.lang != Lang::En
        && scene.groups.iter().any(|group| {
            let next = at + 1 + usize::from(view.is_in(at + 1, Group::Adverb));
            next_predicate(scene, group, at, next)
        })
}

/// Whether a reporting verb without a subject at `next` goes on with the subject of the reporting verb before `at`.
fn next_predicate(scene: &Scene<'_, '_>, group: &VerbGroup, at: usize, next: usize) -> bool {
    let view = scene.view;
    let is_predicate = first_of(view, group) == next
        && group.shape == super::verb_group::Shape::Finite
        && group.inverted.is_none();
    if !is_predicate || !view.is_romance() {
        return is_predicate && !group.agreement.is_plural;
    }
    // The first finite reporting verb of the period governs: later ones stand in what it reports.
    let governor = scene
        .groups
        .iter()
        .find(|other| other.end <= at && other.shape == super::verb_group::Shape::Finite);
    governor.is_none_or(|governor| governor.agreement.is_plural == group.agreement.is_plural)
}

/// The first word of a verb with its object pronouns.
fn first_of(view: &View<'_>, group: &VerbGroup) -> usize {
    let mut first = group.start;
    while first > 0 && view.is_in(first - 1, Group::ObjectClitic) && !is_clitic_pronoun(view, first - 1) {
        first -= 1;
    }
    first
}

/// Whether what follows a comma is no part of the clause: a source, a gerund that reports, an incise, a contrast.
fn ends_at_comma(scene: &Scene<'_, '_>, comma: usize) -> bool {
    let view = scene.view;
    let mut next = comma + 1;
    // `, a day after a report said so`: when it was said.
    let behind_time = super::noun_phrase::skip_time(view, next, scene.range.end);
    if view.lang == Lang::En && behind_time > next && view.is_any_word(behind_time, words!["after", "before"])
    {
        return true;
    }
    if view.is_in(next, Group::Contrast) {
        return view.is_romance()
            || has_finite_until_mark(view, next + 1, scene.range.end)
            // `, while rivals, hit by higher costs, cut their payouts`
            || view.syntax.begins_clause(next + 1, scene.range.end);
    }
    // `niega que sea cierto, aunque reconoce que`, `…, si bien ha admitido que`: what the same one grants.
    let behind_concession = next + 1 + usize::from(view.is_any_word(next + 1, words!["bem", "bien"]));
    if view.drops_subjects()
        && view.is_in(next, Group::Subordinator)
        && scene.groups.iter().any(|group| {
            first_of(view, group) == behind_concession
                && group.shape == super::verb_group::Shape::Finite
                && scene.reports_clause(group)
        })
    {
        return true;
    }
    // `a jugé le texte « bâclé », puis a proposé de voter`
    if view.lang == Lang::Fr
        && view.is_word(next, "puis")
        && (next + 1..next + 4)
            .take_while(|&at| {
                at == next + 1
                    || view.is_in(at - 1, Group::ObjectClitic)
                    || view.is_in(at - 1, Group::Negation)
            })
            .any(|at| is_finite_verb(view, at, next))
    {
        return true;
    }
    // `que la loi, selon elle, est floue`: no other source.
    let is_own = |end: usize| view.lang == Lang::Fr && view.is_in(end, Group::StressedPronoun);
    if super::rules::according::marker(view, next)
        .is_some_and(|cue| !view.is_in(next, Group::For) && !is_own(cue.end))
        || scene.is_aside_at(next)
    {
        return true;
    }
    // `…, une information que l’Élysée a démentie`: what is said of the report.
    let is_about_report = view.lang == Lang::Fr
        && view.is_any_word(next, words!["un", "une"])
        && (view.is_in(next + 1, Group::Information)
            || view.is_in(next + 1, Group::SpeechNoun)
            || view.is_in(next + 1, Group::Document))
        && (view.is_in(next + 2, Group::That) || view.is_in(next + 2, Group::Relative));
    if is_about_report
        || is_apposed_report(view, next)
        || is_denied(scene, next)
        || is_apposed_comment(view, next)
    {
        return true;
    }
    // `, with officials saying that`
    let is_with = view.lang == Lang::En
        && view.is_word(next, "with")
        && scene.groups.iter().any(|group| {
            group.shape == super::verb_group::Shape::Gerund
                && group.start > next + 1
                && group.start < next + 8
                && (next..group.start).all(|at| !view.is_mark(at))
        });
    if is_with
        || view.is_word(next, "tout") && view.is_word(next + 1, "en")
        || view.is_in(next, Group::Without)
            && view
                .readings(view.behind_adverbial(next + 1).unwrap_or(next + 1))
                .iter()
                .any(|reading| matches!(reading.form, Form::Infinitive | Form::Gerund))
    {
        return true;
    }
    // `…, but when it ends, they worry that`
    let is_fronted = view.lang == Lang::En
        && view.is_in(next, Group::But)
        && view.is_in(next + 1, Group::Subordinator)
        && scene.groups.iter().any(|group| {
            group.shape == super::verb_group::Shape::Finite
                && group.start > next + 4
                && group.start < next + 24
                && view
                    .syntax
                    .clause(group.head)
                    .and_then(|clause| clause.subject.as_ref())
                    .is_some_and(|subject| {
                        subject.start > next + 2 && view.is(subject.start - 1, Mark::Comma)
                    })
        });
    if is_fronted {
        return true;
    }
    let has_conjunction = view.is_in(next, Group::Conjunction);
    if has_conjunction {
        next += 1;
        if view.is_in(next, Group::That) {
            return false;
        }
    }
    // An attribution of its own with its own subject: `, et une proclamation rapporte que`.
    let group = scene
        .groups
        .iter()
        .find(|group| group.start >= next && group.start < next + 12);
    let Some(group) = group else {
        return false;
    };
    match group.shape {
        super::verb_group::Shape::Gerund => {
            // `said income fell, reflecting a strike`: still what was said.
            group.lemma != "reflect"
                && (group.start == next || group.start == next + 1 && view.is_word(next, "en"))
        }
        super::verb_group::Shape::Finite => {
            let no_mark = (next..group.start).all(|at| !view.is_mark(at));
            let reports = scene.reports_clause(group);
            let is_incise = !has_conjunction && no_mark && group.inverted.is_some();
            is_incise
                || has_conjunction && view.is_romance() && next_predicate(scene, group, comma, next)
                || has_conjunction && no_mark && reports && group.start > next && view.lang != Lang::En
        }
        super::verb_group::Shape::Infinitive => false,
    }
}

fn has_finite_until_mark(view: &View<'_>, from: usize, until: usize) -> bool {
    (from..until)
        .take_while(|&at| !is_hard_mark(view, at) && !view.is(at, Mark::Comma))
        .any(|at| is_finite_verb(view, at, from))
}

/// The end of a noun phrase or infinitive that is content: it stops at a comma that opens something new.
pub(crate) fn phrase_end(scene: &Scene<'_, '_>, start: usize) -> usize {
    let view = scene.view;
    let end = clause_end(scene, start);
    let relative_end = relative_end(scene, start);
    let mut at = start;
    while at < end {
        if view.depth(at) > scene.depth {
            at = view
                .quote_around(at, scene.depth)
                .map_or(at + 1, |quote| quote.end.max(at + 1));
            // English commas stand inside the quotation.
            let is_gerund = view
                .readings(at)
                .iter()
                .any(|reading| reading.form == Form::Gerund);
            let has_comma = at > 1 && view.is(at - 2, Mark::Comma);
            let is_contrast = view.lang == Lang::En
                && (view.is_in(at, Group::Contrast)
                    || view.is_in(at, Group::Conjunction) && has_finite_until_mark(view, at + 1, end));
            if has_comma && (is_gerund || is_contrast) {
                return at;
            }
            continue;
        }
        if view.is(at, Mark::Comma) {
            let next = at + 1;
            // `conteste les faits, ce qui ne laisse pas le choix`: what the article makes of it.
            if view.lang == Lang::Fr && view.is_word(next, "ce") && view.is_in(next + 1, Group::Relative)
                || is_apposed_report(view, next)
                || is_apposed_comment(view, next)
            {
                return at;
            }
            let is_participle = view
                .readings(next)
                .iter()
                .any(|reading| reading.form == Form::Gerund)
                || view.lexicon.ends(view.word(next), Ending::Gerund);
            // `reading, writing and mathematics`
            let is_listed =
                view.lang == Lang::En && (view.is_in(next + 1, Group::And) || view.is(next + 1, Mark::Comma));
            let is_participle = is_participle && !is_listed;
            let is_time = view.is_in(next, Group::Time);
            if view.lang == Lang::En && is_finite_verb(view, next, next) {
                return at;
            }
            let is_subject = view.is_in(next, Group::Pronoun) && !view.is_in(next, Group::Determiner);
            if is_subject {
                return at;
            }
            // `refused to join, but the leaders, among them Ann Roe, were asked`
            let is_turn = view.lang == Lang::En
                && view.is_in(next, Group::But)
                && (view.is_in(next + 1, Group::Determiner)
                    || view.is_in(next + 1, Group::Pronoun)
                    || view.is_capitalised(next + 1))
                && has_finite_verb(view, next + 1, end);
            // `if the leader, Ann Roe, or any of her men are harmed`
            let is_or = view.lang == Lang::En
                && view.is_word(next, "or")
                && !view.is_in(next + 1, Group::Adverb)
                && !view.is_in(next + 1, Group::Hedge);
            let is_conjunction = is_turn
                || view.is_in(next, Group::Conjunction)
                    && !is_or
                    // `suggère de s’arrêter là, et de finir quand il y aura de quoi`
                    && !(view.lang == Lang::Fr
                        && view.is_in(next + 1, Group::InfinitiveOf)
                        && start > 0
                        && view.is_in(start - 1, Group::InfinitiveOf))
                    && (has_finite_until_mark(view, next + 1, end)
                        // `opposed the merger, yet the regulator, which had no objection, approved it`
                        || view.lang == Lang::En && view.syntax.begins_clause(next + 1, scene.range.end)
                        || begins_other_clause(scene, start, next + 1, end));
            let is_adverbial = view.is_any_word(
                next,
                words![
                    "contrairement",
                    "faute",
                    "grâce",
                    "malgré",
                    "sauf",
                    "après",
                    "avant",
                    "lors"
                ],
            );
            // `juge l’objectif trop haut, d’autant que le carnet se vide`
            let is_reason = view.is_word(next + 1, "autant") && view.is_word(next, "d'");
            if is_adverbial || is_reason || Some(at) == relative_end {
                return at;
            }
            let is_clause = view.is_in(next, Group::Subordinator) && !view.is_in(next, Group::Relative);
            if is_participle || is_time || is_conjunction || is_clause {
                return at;
            }
        }
        // `solicitó la nulidad al entender que`: why.
        let is_why = view.drops_subjects()
            && at > start
            && view.is_any_word(at, words!["al", "ao"])
            && view
                .readings(at + 1)
                .iter()
                .any(|reading| reading.form == Form::Infinitive);
        if view.is_word(at, "tout") && view.is_word(at + 1, "en")
            || view.is_romance() && view.is(at, Mark::Colon)
            || is_why
        {
            return at;
        }
        if (view.is_in(at, Group::And) || view.is_in(at, Group::But))
            && at > start
            && (begins_predicate(view, at + 1, start)
                || view.lang == Lang::En && view.syntax.begins_clause(at + 1, scene.range.end)
                || begins_other_clause(scene, start, at + 1, end))
        {
            return at;
        }
        // `urging them to go on and a union leader telling them to stop`
        let is_other_speaker = view.lang == Lang::En
            && view.is_in(at, Group::And)
            && view.is_in(at + 1, Group::Determiner)
            && scene.groups.iter().any(|group| {
                group.shape == super::verb_group::Shape::Gerund
                    && group.start > at + 1
                    && group.start < at + 7
                    && super::noun_phrase::phrase_from(view, at + 1, group.start)
                        .is_some_and(|phrase| phrase.end == group.start)
            });
        if is_other_speaker && at > start {
            return at;
        }
        // `… y quien pide`, `… e chi chiede`: somebody else.
        if view.drops_subjects()
            && view.is_in(at, Group::And)
            && view.is_in(at + 1, Group::Unspecified)
            && view.is_in(at + 1, Group::RelativeSubject)
        {
            return at;
        }
        if view.is(at, Mark::Dash) && view.token(at).is_some_and(|token| token.is_spaced) {
            return at;
        }
        at += 1;
    }
    end
}

/// `demandent des aides et leur porte-parole, Anne Roy, exige`, `nie l’avoir vendu, mais deux salariés assurent`: behind content
/// that has no verb of its own, somebody else with a verb begins another clause.
fn begins_other_clause(scene: &Scene<'_, '_>, start: usize, at: usize, end: usize) -> bool {
    let view = scene.view;
    let is_subject = view.is_in(at, Group::Determiner) && !view.is_in(at, Group::Of)
        || view.is_in(at, Group::Pronoun)
        || view.is_capitalised(at)
        || view.is_number(at);
    if view.lang != Lang::Fr || !is_subject {
        return false;
    }
    let opens = |at: usize| {
        view.is_in(at, Group::That)
            || view.is_in(at, Group::Relative)
            || view.is_in(at, Group::Wh)
            || view.is_in(at, Group::Subordinator)
            || is_finite_verb(view, at, start)
    };
    if (start..at - 1).any(|at| view.depth(at) == scene.depth && opens(at)) {
        return false;
    }
    let Some(phrase) = super::noun_phrase::phrase_from(view, at, end) else {
        return false;
    };
    let mut verb = phrase.end;
    if view.is(verb, Mark::Comma)
        && let Some(close) = (verb + 1..end.min(verb + 10)).find(|&at| view.is_mark(at))
        && view.is(close, Mark::Comma)
    {
        verb = close + 1;
    }
    while verb < end
        && (view.is_in(verb, Group::ObjectClitic)
            || view.is_in(verb, Group::Negation)
            || view.is_in(verb, Group::Adverb))
    {
        verb += 1;
    }
    verb < end && is_finite_verb(view, verb, at)
}

/// Whether a second predicate of the same subject follows: `et est prêt`, `and said`.
fn begins_predicate(view: &View<'_>, at: usize, from: usize) -> bool {
    let mut at = at;
    while view.is_in(at, Group::Adverb)
        || view.is_in(at, Group::Negation)
        || view.is_word(at, "s'")
        || view.is_word(at, "se")
    {
        at += 1;
    }
    is_finite_verb(view, at, from)
        && (view.is_in(at, Group::Have)
            || view.is_in(at, Group::Be)
            || view.is_in(at, Group::Modal)
            || !view.readings(at).is_empty()
            // `vowed to outdo his rival and masterminded a raid`
            || view.lang == Lang::En && view.word(at).ends_with("ed"))
}

/// Content without marks at its ends. A quotation mark stays where its partner is inside.
pub(crate) fn trim(view: &View<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let Range { mut start, mut end } = range;
    while start < end && is_loose_mark(view, start, start..end) {
        start += 1;
    }
    while start < end && is_loose_mark(view, end - 1, start..end) && !view.is_abbreviation_stop(end - 1) {
        end -= 1;
    }
    (start < end).then_some(start..end)
}

/// The words of a quotation: only commas and white space go, its full stop stays.
pub(crate) fn trim_quote(view: &View<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let Range { mut start, mut end } = range;
    let is_loose = |at: usize| view.is(at, Mark::Comma) || view.is(at, Mark::Dash);
    while start < end && is_loose(start) {
        start += 1;
    }
    while start < end && is_loose(end - 1) {
        end -= 1;
    }
    let has_word = (start..end).any(|at| !view.is_mark(at));
    (start < end && has_word).then_some(start..end)
}

fn is_loose_mark(view: &View<'_>, at: usize, range: Range<usize>) -> bool {
    match view.token(at).map(|token| token.kind) {
        Some(TokenKind::Mark(Mark::Quote)) => view
            .quote_around(at, view.depth(at).saturating_sub(1))
            .is_none_or(|quote| quote.open < range.start || quote.end > range.end),
        Some(TokenKind::Mark(Mark::Other)) => {
            !matches!(view.word(at), "$" | "€" | "£" | "¥" | "%" | "@" | "#")
        }
        Some(TokenKind::Mark(Mark::Open)) => {
            !(range.start..range.end).any(|place| view.is(place, Mark::Close))
        }
        Some(TokenKind::Mark(Mark::Close)) => {
            !(range.start..range.end).any(|place| view.is(place, Mark::Open))
        }
        Some(TokenKind::Mark(_)) => true,
        _ => false,
    }
}

/// Whether a clause may begin at a place without `that`: a subject, and a finite verb behind it.
pub(crate) fn begins_clause(scene: &Scene<'_, '_>, at: usize, end: usize) -> bool {
    let view = scene.view;
    let is_verb = view.lang == Lang::En
        && is_finite_verb(view, at, at)
        && !view.is_capitalised(at)
        && view.depth(at) <= scene.depth
        && !view.is_in(at, Group::Determiner);
    if at >= end || is_verb || view.is_mark(at) && view.depth(at) <= scene.depth {
        return false;
    }
    let groups = view.groups(at);
    let is_start = groups.has(Group::Determiner)
        || groups.has(Group::Pronoun)
        || groups.has(Group::Neuter)
        || groups.has(Group::Unspecified)
        || view.is_capitalised(at)
        || view.is_number(at)
        || view.depth(at) > scene.depth
        || groups.has(Group::Role)
        || groups.has(Group::Organization)
        || view.is_word(at, "there")
        || view.is_word(at, "at") && (view.is_word(at + 1, "least") || view.is_word(at + 1, "most"))
        || !groups.has(Group::Preposition)
            && !groups.has(Group::Of)
            && !groups.has(Group::ToInfinitive)
            && !groups.has(Group::Conjunction)
            && !is_clitic_pronoun(view, at)
            && !groups.has(Group::Adverb);
    // `wrote code for a server and reported to its head`: a bare noun and a second predicate are no clause.
    let is_bare_noun = !(groups.has(Group::Determiner)
        || groups.has(Group::Pronoun)
        || groups.has(Group::Neuter)
        || groups.has(Group::Unspecified)
        || view.is_capitalised(at)
        || view.is_number(at))
        && view.depth(at) <= scene.depth;
    let end = if is_bare_noun {
        (at + 1..end)
            .find(|&place| {
                let groups = view.groups(place);
                groups.has(Group::Conjunction)
                    || groups.has(Group::Pronoun)
                    || groups.has(Group::Subordinator)
                    || view.is(place, Mark::Comma)
            })
            .unwrap_or(end)
    } else {
        end
    };
    is_start
        && (at + 1..end).any(|place| view.depth(place) <= scene.depth + 1 && is_finite_verb(view, place, at))
}
