//! English passives that report: `is expected to rise`, `was accused of fraud`, `it is believed that …`, `were told to leave`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::infinitive::{is_gerund, is_infinitive_after};
use crate::extract::candidate::{Candidate, Source};
use crate::extract::clause::clause_end;
use crate::extract::lexicon::{EnglishList, Frame, Group};
use crate::extract::noun_phrase::{Being, Mention, being, phrase_from, subject_of};
use crate::extract::phrase_end::phrase_end;
use crate::extract::verb_group::VerbGroup;
use crate::tokens::Mark;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    if scene.view.lang != Lang::En {
        return;
    }
    for group in scene.passives.clone() {
        let Some((content, speaker, rule)) = attribution(scene, &group) else {
            continue;
        };
        scene.propose(Candidate::new(rule, content, speaker), Some(&group));
    }
}

fn attribution(
    scene: &Scene<'_, '_>,
    group: &VerbGroup,
) -> Option<(Vec<Range<usize>>, Source, &'static str)> {
    let view = scene.view;
    let until = scene.range.end;
    let mut at = skip_light(scene, group.end);
    let mut speaker = Source::Unspecified;
    if view.is_word(at, "by")
        && let Some(phrase) = phrase_from(view, at + 1, until)
    {
        at = skip_light(scene, phrase.end);
        speaker = scene.accept(Mention::of(phrase), group)?;
    }
    let frames = group.frames;
    let is_agent = matches!(speaker, Source::Mention(_));
    // `is expected to range between`: a noun that is a verb here.
    let is_verb = || {
        !view.is_mark(at + 1)
            && !view.is_capitalised(at + 1)
            && !view.is_number(at + 1)
            && !view.is_in(at + 1, Group::Determiner)
            && !view.is_in(at + 1, Group::StressedPronoun)
            && view.is_in(at + 2, Group::Preposition)
    };
    if view.is_in(at, Group::InfinitiveTo) && (is_infinitive_after(view, at + 1) || is_verb()) {
        let start = at + 1;
        // `the ruling in which the order is said to have been issued, the court noted`: the relative clause ends first.
        let own = view.syntax.clause(group.head).filter(|clause| !clause.is_main);
        let closed = own.and_then(|clause| clause.end).filter(|&end| end > start);
        let end = phrase_end(scene, start).min(closed.unwrap_or(until));
        // `was asked to keep it by the court`: who asked.
        let by = agent_at_end(scene, group, start..end).filter(|_| !is_agent);
        let (end, is_agent) = (by.as_ref().map_or(end, |(by, _)| *by), is_agent || by.is_some());
        let speaker = by.map_or(speaker, |(_, source)| source);
        let infinitive = start..end;
        let is_wish = group.is_listed(EnglishList::ExpectsOf);
        // `had not been asked to pay`: nobody has said so.
        if frames.has(Frame::SomeoneTo) && !is_wish && group.is_negated && !is_agent {
            return None;
        }
        if frames.has(Frame::SomeoneTo) && !is_wish {
            return (frames.has(Frame::SomeoneTo)).then(|| (vec![infinitive], speaker, "passive"));
        }
        let is_said = frames.has(Frame::Clause) && !group.is_listed(EnglishList::NotSaid) || is_wish;
        if !is_said {
            return None;
        }
        // `which is expected to rise`
        if let Some(pronoun) = group.start.checked_sub(1)
            && view.is_in(pronoun, Group::RelativeSubject)
        {
            return Some((vec![pronoun..pronoun + 1, infinitive], speaker, "passive"));
        }
        let subject = subject_of(view, group.head)?;
        let subject = subject
            .description
            .as_ref()
            .map_or(subject.range.clone(), |other| {
                other.start.min(subject.range.start)..subject.range.end
            });
        let subject = with_complement(scene, group, subject);
        let subject = if subject.end <= group.start {
            vec![subject, infinitive]
        } else {
            vec![infinitive]
        };
        return Some((subject, speaker, "passive"));
    }
    // `was criticized for being slow`, `has been faulted by both parties for lying`
    let blames = frames.has(Frame::Object) && (frames.has(Frame::As) || group.lemma == "blame");
    if blames && view.is_in(at, Group::For) && is_gerund(view, at + 1) && !group.is_negated {
        let subject = subject_of(view, group.head)?.range;
        let end = phrase_end(scene, at + 1);
        let is_thing = !view.is_in(subject.start, Group::Relative);
        return (subject.end <= group.start && end > at + 1 && is_thing)
            .then(|| (vec![subject, at..end], speaker, "passive"));
    }
    if frames.has(Frame::SomeoneOf)
        && view.is_in(at, Group::Of)
        && at + 1 < until
        && (is_gerund(view, at + 1) || group.lemma == "accuse" || group.lemma == "suspect")
    {
        return Some((one(at + 1..phrase_end(scene, at + 1)), speaker, "passive"));
    }
    // `Losses are estimated at $1.5 billion`
    let is_sum = || view.is_number(at + 1) || matches!(view.word(at + 1), "$" | "€" | "£" | "¥");
    if group.lemma == "estimate" && view.is_word(at, "at") && is_sum() {
        let subject = subject_of(view, group.head)?.range;
        return (subject.end <= group.start)
            .then(|| (vec![subject, at..phrase_end(scene, at)], speaker, "passive"));
    }
    // `in what is being called a “purge”`, `what was described as a first step`: *what* is all that is called so.
    let is_what = group.start > scene.range.start && view.is_word(group.start - 1, "what");
    if is_what && frames.has(Frame::As) {
        let start = at + usize::from(view.is_word(at, "as"));
        let names = start > at || group.is_listed(EnglishList::CalledWhat);
        let end = phrase_end(scene, start);
        let end = (start + 1..end)
            .find(|&place| view.syntax.is_finite(place))
            .unwrap_or(end);
        return (names && end > start).then(|| (one(start..end), speaker, "passive"));
    }
    // `was hailed by X as …`
    if frames.has(Frame::As) && view.is_word(at, "as") && is_agent {
        let subject = subject_of(view, group.head)?.range;
        return (subject.end <= group.start)
            .then(|| (vec![subject, at..phrase_end(scene, at)], speaker, "passive"));
    }
    if frames.has(Frame::As)
        && !is_agent
        && let Some((content, speaker)) = called_by(scene, group, at)
    {
        return Some((content, speaker, "passive"));
    }
    if !is_agent && let Some(content) = judged(scene, group, at) {
        return Some((content, speaker, "passive"));
    }
    if is_agent && let Some(subject) = told_by(scene, group, &speaker) {
        return Some((one(subject), speaker, "passive"));
    }
    if frames.has(Frame::Clause) || frames.has(Frame::Someone) {
        let start = (group.start..group.end)
            .rev()
            .find_map(|verb| view.syntax.governed(verb))?
            .start;
        // `are convinced that`: the expression was found at its first word.
        let is_taken = scene
            .found
            .iter()
            .any(|candidate| candidate.content.iter().any(|range| range.start == start));
        if is_taken {
            return None;
        }
        // `is held accountable`, `was found dead`: no clause without *that*.
        // `since the laws were first proposed firms have …`
        let may_be_zero = frames.has(Frame::Someone)
            || group
                .start
                .checked_sub(1)
                .is_some_and(|it| view.is_word(it, "it") || view.is_word(it, "there"));
        let is_marked = may_be_zero && !group.is_listed(EnglishList::NotSaid)
            || start
                .checked_sub(1)
                .is_some_and(|that| view.is_in(that, Group::That));
        let is_near = start >= group.end && start <= at + 12 && !view.is_in(start, Group::Wh) && is_marked;
        // `They’re convinced it will fail`: who feels so says it.
        let participle = view.word(group.end - 1);
        let feels = view.lexicon.locutions("be").iter().any(|feeling| {
            feeling.words.len() == 1 && feeling.words.iter().all(|word| &*word.text == participle)
        });
        let subject = feels.then(|| subject_of(view, group.head)).flatten();
        let speaker = match subject {
            Some(mention) => scene.accept(mention, group)?,
            None => speaker,
        };
        return is_near.then(|| (one(start..clause_end(scene, start)), speaker, "passive"));
    }
    None
}

/// `to keep it by the House Committee on Roads`: the agent with which an infinitive ends belongs to the passive before it, unless the
/// infinitive is one itself; where it begins, and who it is.
fn agent_at_end(
    scene: &Scene<'_, '_>,
    group: &VerbGroup,
    infinitive: Range<usize>,
) -> Option<(usize, Source)> {
    let view = scene.view;
    if !group.frames.has(Frame::SomeoneTo) || view.is_in(infinitive.start, Group::Be) {
        return None;
    }
    let by = (infinitive.start + 1..infinitive.end)
        .find(|&at| view.is_word(at, "by") && view.depth(at) == scene.depth)?;
    let agent = phrase_from(view, by + 1, infinitive.end)?;
    let is_last = agent.end == infinitive.end
        || view.is_in(agent.end, Group::Preposition)
        || view.is_in(agent.end, Group::Of);
    let is_somebody = matches!(
        being(view, agent.clone()),
        Being::Name | Being::Organization | Being::Role
    );
    let source = (is_last && is_somebody).then(|| scene.accept(Mention::of(agent), group))??;
    Some((by, source))
}

/// `The sale was reported by the Post`, `The plan was criticized by unions`: what somebody tells of or judges.
fn told_by(scene: &Scene<'_, '_>, group: &VerbGroup, speaker: &Source) -> Option<Range<usize>> {
    let view = scene.view;
    let tells = view.lexicon.groups(&group.lemma).has(Group::MakesKnown);
    let judges = group.frames.has(Frame::Object) && !group.is_listed(EnglishList::DoneNotSaid);
    if !(tells || judges && !super::unfit::is_unknown(scene, speaker)) {
        return None;
    }
    let subject = subject_of(view, group.head)?.range;
    let is_thing = !view.is_in(subject.start, Group::Pronoun) && !view.is_in(subject.start, Group::Relative);
    let subject = with_complement(scene, group, subject);
    (is_thing && subject.end <= group.start && !group.is_negated).then_some(subject)
}

/// `has been called a charlatan by his colleagues`, `was described as “a farce” by the union`: what somebody calls it, before who does.
fn called_by(scene: &Scene<'_, '_>, group: &VerbGroup, at: usize) -> Option<(Vec<Range<usize>>, Source)> {
    let view = scene.view;
    let is_as = view.is_word(at, "as");
    let is_bare = group.is_listed(EnglishList::Calls)
        && (view.depth(at) > scene.depth || view.is_in(at, Group::Indefinite));
    if !is_as && !is_bare {
        return None;
    }
    let end = phrase_end(scene, at);
    let by = (at + 1..end).find(|&by| view.is_word(by, "by") && view.depth(by) == scene.depth)?;
    let agent = phrase_from(view, by + 1, scene.range.end)?;
    let is_somebody = matches!(
        being(view, agent.clone()),
        Being::Name | Being::Organization | Being::Role | Being::Unspecified
    );
    let speaker = is_somebody.then(|| scene.accept(Mention::of(agent), group))??;
    let subject = subject_of(view, group.head)?.range;
    (subject.end <= group.start).then(|| (vec![subject, at..by], speaker))
}

/// `Calls to open the archive were rejected by the board`: the subject with the infinitive or the phrase that belongs to its noun.
fn with_complement(scene: &Scene<'_, '_>, group: &VerbGroup, subject: Range<usize>) -> Range<usize> {
    let view = scene.view;
    let goes_on = subject.end < group.start
        && (view.is_in(subject.end, Group::ToInfinitive)
            || view.is_in(subject.end, Group::Of)
            || view.is_in(subject.end, Group::Preposition));
    if !goes_on {
        return subject;
    }
    let stops = |at: &usize| {
        view.is(*at, Mark::Comma) || view.is(*at, Mark::Dash) || view.is_in(*at, Group::Relative)
    };
    let end = (subject.end..group.start).find(stops).unwrap_or(group.start);
    subject.start..end
}

/// `is widely considered a threat`, `has been criticized as too harsh`: how something is judged, by whom is not said.
fn judged(scene: &Scene<'_, '_>, group: &VerbGroup, at: usize) -> Option<Vec<Range<usize>>> {
    let view = scene.view;
    let is_as = view.is_word(at, "as")
        && group.frames.has(Frame::As)
        && (group.frames.has(Frame::Object) || group.is_listed(EnglishList::Judges));
    // `was dubbed the winner`; not `was dubbed the Iron Duke`.
    let is_named = (&*group.lemma == "consider" || group.is_listed(EnglishList::Calls))
        && (view.is_in(at, Group::Indefinite) || view.is_word(at, "the"))
        && !view.is_capitalised(at + 1);
    if !(is_as || is_named) || group.is_negated || is_gerund(view, at + 1) {
        return None;
    }
    let pronoun = group
        .start
        .checked_sub(1)
        .filter(|&pronoun| view.is_in(pronoun, Group::RelativeSubject));
    let subject = match pronoun {
        // `a place that could be considered a war zone`: which ones are meant, and nobody's word.
        Some(_) if is_named => return None,
        Some(pronoun) => pronoun..pronoun + 1,
        None => with_complement(scene, group, subject_of(view, group.head)?.range),
    };
    (subject.end <= group.start).then(|| vec![subject, at..phrase_end(scene, at)])
}

fn one(range: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(range).collect()
}

fn skip_light(scene: &Scene<'_, '_>, at: usize) -> usize {
    let view = scene.view;
    let mut at = at;
    while at < scene.range.end
        && !view.is(at, Mark::Comma)
        && (view.is_in(at, Group::Adverb) || view.is_in(at, Group::Time) || view.is_manner(at))
        && !view.is_in(at, Group::Determiner)
    {
        at += 1;
    }
    at
}
