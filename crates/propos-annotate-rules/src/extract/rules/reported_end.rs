//! Where a reported clause ends before what its sentence goes on with.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::reported_clause::{is_that, opens_period};
use crate::extract::candidate::Source;
use crate::extract::clause::clause_end;
use crate::extract::lexicon::{EnglishList, Form, Frame, Group, Groups};
use crate::extract::noun_phrase::{Being, being, phrase_from};
use crate::extract::verb_group::{Shape, VerbGroup, has_finite_verb};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// How many words a clause that stands first may report.
const LONGEST_FRONTED: usize = 60;

/// `wondered whether they would be fair, engaging in old tactics`: what the one who asks does besides.
pub(super) fn before_deed(scene: &Scene<'_, '_>, group: &VerbGroup, content: Range<usize>) -> usize {
    let view = scene.view;
    let asks = view.lang == Lang::En && group.is_listed(EnglishList::Asks);
    content
        .clone()
        .find(|&at| {
            asks && view.is(at, Mark::Comma)
                && view.depth(at) == scene.depth
                && view.may_be(at + 1, Form::Gerund)
                && has_finite_verb(view, content.start, at)
        })
        .unwrap_or(content.end)
}

/// `a estimé que les faits étaient établis et condamné le prévenu`: a second participle of the verb's own auxiliary, where the clause
/// has none to share.
pub(super) fn before_participle(scene: &Scene<'_, '_>, group: &VerbGroup, content: Range<usize>) -> usize {
    let view = scene.view;
    let is_participle = |at: usize| view.may_be(at, Form::Participle);
    let is_compound = view.lang == Lang::Fr && group.head < group.end && view.is_in(group.head, Group::Have);
    if !is_compound || content.clone().any(|at| view.is_in(at, Group::Have)) {
        return content.end;
    }
    content
        .clone()
        .skip(2)
        .find(|&at| {
            view.depth(at) == scene.depth
                && view.is_in(at, Group::And)
                && is_participle(at + 1)
                && !view.word(at + 1).ends_with(['e', 's'])
                && view.is_in(at + 2, Group::Determiner)
                && !view.is_in(at + 2, Group::Of)
        })
        .unwrap_or(content.end)
}

/// `said the firm had lied and she accused it of theft`, `first said he was ill, but in a later note said he was not`: where the speaker
/// says the next thing.
pub(super) fn before_own_next(
    scene: &Scene<'_, '_>,
    group: &VerbGroup,
    content: Range<usize>,
    speaker: &Source,
) -> usize {
    let view = scene.view;
    let Source::Mention(mention) = speaker else {
        return content.end;
    };
    if view.lang != Lang::En || group.shape != Shape::Finite || !view.may_be(group.end - 1, Form::Past) {
        return content.end;
    }
    let tells = |verb: usize| {
        view.syntax.is_finite(verb)
            && view.may_be(verb, Form::Past)
            && scene.groups.iter().any(|next| {
                next.start == verb
                    && next.shape == Shape::Finite
                    && (next.frames.has(Frame::Quote) || next.frames.has(Frame::SomeoneOf))
            })
    };
    let is_same = |pronoun: usize| {
        let first = mention.range.start;
        let is_pronoun = mention.range.len() == 1 && view.is_in(first, Group::Pronoun);
        view.is_any_word(pronoun, words!["he", "she", "they"])
            && (!is_pronoun || view.word(first).eq_ignore_ascii_case(view.word(pronoun)))
    };
    let is_next = |at: usize| {
        let joint = at + usize::from(view.is(at, Mark::Comma) || view.is(at, Mark::Dash));
        let next = joint + 1;
        view.depth(at) == scene.depth
            && (view.is_in(joint, Group::And) || view.is_in(joint, Group::But))
            && has_finite_verb(view, content.start, at)
            && (is_same(next) && tells(next + 1 + usize::from(view.is_in(next + 1, Group::Adverb)))
                || view.is_listed(next, EnglishList::TellsWhenDone)
                    && phrase_from(view, next + 1, content.end)
                        .is_some_and(|phrase| phrase.len() > 1 && tells(phrase.end)))
    };
    (content.start + 2..content.end)
        .find(|&at| is_next(at))
        .unwrap_or(content.end)
}

/// `Several colleges, worried that gifts would dry up, lobbied for an exemption`: the verb that the subject waits for.
pub(super) fn before_predicate(scene: &Scene<'_, '_>, group: &VerbGroup, content: Range<usize>) -> usize {
    let view = scene.view;
    let is_set_off = view.lang == Lang::En
        && group.start > scene.range.start
        && view.is(group.start - 1, Mark::Comma)
        && (group.shape == Shape::Gerund || group.is_listed(EnglishList::Worries));
    if !is_set_off {
        return content.end;
    }
    content
        .clone()
        .find(|&at| {
            view.is(at, Mark::Comma)
                && view.depth(at) == scene.depth
                && (view.syntax.is_finite(at + 1) || is_past(view, at + 1))
                && has_finite_verb(view, content.start, at)
        })
        .unwrap_or(content.end)
}

/// `sold`, `lobbied`: a past form, whatever it does here.
fn is_past(view: &View<'_>, at: usize) -> bool {
    let mut forms = view.readings(at).iter();
    view.word(at).ends_with("ed") || forms.any(|reading| reading.form == Form::Past)
}

/// `Aunque el alcalde diga que el puente es seguro, nadie lo cruza`: where a clause that stands first ends.
pub(super) fn before_main_clause(scene: &Scene<'_, '_>, group: &VerbGroup, content: Range<usize>) -> usize {
    let view = scene.view;
    let first = scene.range.start;
    let is_fronted = view.is_in(first, Group::Subordinator) && !is_that(view, first)
        || view.is_any_word(first, words!["bien", "embora"]) && is_that(view, first + 1);
    // `Estimant que la loi est injuste, le député a voté contre`
    let is_fronted = is_fronted
        || view.lang == Lang::Fr && group.shape == Shape::Gerund && opens_period(scene, group.start);
    let is_comma = |at: &usize| view.is(*at, Mark::Comma) && view.depth(*at) == scene.depth;
    if !view.is_romance() || !is_fronted || (first..group.head).any(|at| is_comma(&at)) {
        return content.end;
    }
    content
        .clone()
        .take(LONGEST_FRONTED)
        .filter(is_comma)
        .find(|&comma| {
            let next = comma + 1;
            has_finite_verb(view, next, content.end)
                && !is_that(view, next)
                && !view.is_in(next, Group::And)
                && !view.is_in(next, Group::RelativeSubject)
                && !view.is_in(next, Group::Subordinator)
        })
        .unwrap_or(content.end)
}

/// `In her town, she said, a roof had been mended, and not far away a pool had closed; the school had gone`: behind the clauses that
/// are joined to one whose beginning stands before an aside, and behind what was so before it was told.
pub(super) fn behind_joined(scene: &Scene<'_, '_>, end: usize) -> usize {
    let view = scene.view;
    let (mut end, until) = (end, scene.range.end);
    if view.lang != Lang::En {
        return end;
    }
    while end + 3 < until && view.depth(end) == scene.depth {
        let next = end + 1;
        let is_joined = view.is(end, Mark::Comma) && view.is_in(next, Group::And)
            || view.is(end, Mark::Semicolon) && is_told_of_past(view, next);
        let stop = clause_end(scene, next + usize::from(view.is_in(next, Group::And)));
        let reports = scene
            .groups
            .iter()
            .any(|group| (next..stop).contains(&group.start) && group.shape == Shape::Finite);
        if !is_joined || reports || stop <= next + 2 || !has_finite_verb(view, next, stop) {
            break;
        }
        end = stop;
    }
    end
}

/// `she had been looking for rooms`: a subject, and right behind it *had* or *would*.
fn is_told_of_past(view: &View<'_>, at: usize) -> bool {
    let begins = view.is_in(at, Group::Pronoun) || view.is_in(at, Group::Determiner);
    begins
        && (at + 1..at + 5)
            .find(|&place| view.syntax.is_finite(place))
            .is_some_and(|verb| view.is_any_word(verb, words!["had", "would"]))
}

/// Whether an English verb before a question tells nothing that anybody has said.
pub(super) fn is_no_answer(view: &View<'_>, group: &VerbGroup, start: usize, speaker: &Source) -> bool {
    if view.lang != Lang::En {
        return false;
    }
    // `is waiting to see if it is true`: nobody has said whether.
    let is_awaited = group.shape == Shape::Infinitive && group.is_listed(EnglishList::WaitsToKnow);
    // `They know how to make money`: what they can do.
    let is_skill = group.is_listed(EnglishList::Knows)
        && view.is_word(start, "how")
        && view.is_in(start + 1, Group::ToInfinitive);
    // `The cook showed how the oven works`: a deed, where no text shows it.
    let is_shown = || {
        group.is_listed(EnglishList::ShowsHow)
            && !matches!(speaker, Source::Mention(mention) if being(view, mention.range.clone()) == Being::Document)
    };
    // `has responsibility for deciding whether it is built`: a task.
    let is_task = group.shape == Shape::Gerund
        && group.is_listed(EnglishList::Silent)
        && group.start > 0
        && view
            .groups(group.start - 1)
            .has_any(Groups::of(&[Group::For, Group::Of, Group::Preposition]));
    is_awaited || is_skill || is_task || is_shown()
}

/// `Her allies bristle at the idea that she lied — it’s a smear, they insist`: behind a dash with a clause of its own, where the one
/// before it reports something itself.
pub(super) fn behind_report(scene: &Scene<'_, '_>, start: usize, comma: usize) -> usize {
    let view = scene.view;
    let is_dash = |at: &usize| {
        view.is(*at, Mark::Dash)
            && view.depth(*at) == scene.depth
            && view.token(*at).is_some_and(|token| token.is_spaced)
    };
    let mut dashes = (start + 1..comma).filter(is_dash);
    let (Some(dash), None) = (dashes.next(), dashes.next()) else {
        return start;
    };
    let reports = scene
        .groups
        .iter()
        .any(|group| (start..dash).contains(&group.start) && group.shape == Shape::Finite);
    let goes_on = view.lang == Lang::En && reports && view.syntax.begins_clause(dash + 1, comma);
    if goes_on { dash + 1 } else { start }
}
