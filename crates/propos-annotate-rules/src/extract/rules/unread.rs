//! English attributions whose clause reading did not make out: nothing but a clause follows *said*, and `, X said.` at
//! the end of a sentence is nothing but an aside.

use std::ops::Range;

use super::Scene;
use super::reported_clause::is_that;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::clause::clause_end;
use crate::extract::dateline::behind_dateline;
use crate::extract::lexicon::{EnglishList, Form, Frame, Group, Groups};
use crate::extract::noun_phrase::{Being, Mention, being, phrase_from, skip_time};
use crate::extract::syntax::Role;
use crate::extract::traits::Trait;
use crate::extract::verb_group::{Shape, VerbGroup, has_main_verb, is_finite_verb, is_hard_mark};
use crate::extract::view::View;
use crate::tokens::Mark;

/// The names of the two rules.
pub(super) const CLAUSE: &str = "clause-unread";
pub(super) const ASIDE: &str = "aside-unread";

/// How far behind *said* a *that* is looked for.
const REACH: usize = 24;

/// The longest name of who speaks, in tokens.
const LONGEST: usize = 14;

/// What begins no noun phrase and stands in none that speaks.
const NO_NOUN: Groups = Groups::of(&[
    Group::Conjunction,
    Group::Subordinator,
    Group::Relative,
    Group::Preposition,
    Group::Of,
    Group::ToInfinitive,
    Group::That,
    Group::Wh,
    Group::Negation,
    Group::Modal,
    Group::Have,
    Group::Be,
]);

/// `said the mill idles on Sundays`: where the clause begins, whichever of its words is the verb.
pub(super) fn clause(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<usize> {
    let view = scene.view;
    let own = view.syntax.clause(group.head);
    // `…, said the mill`
    let is_gerund = group.shape == Shape::Gerund && group.lemma == "say";
    let is_inverted = !is_gerund
        && group
            .start
            .checked_sub(1)
            .is_none_or(|before| before < scene.range.start || view.is_mark(before))
        && own.is_none_or(|clause| clause.aside.is_none());
    // `warned the “tension” was rising`
    let is_quoted = view.is_in(group.end, Group::Determiner)
        && view.is(group.end + 1, Mark::Quote)
        && group.frames.has(Frame::Someone);
    // `Analysts believe housing starts will rise`
    let is_in_ing = group.is_listed(EnglishList::BelievesGerund)
        && view.word(group.end).ends_with("ing")
        && predicates(view, group.end, clause_end(scene, group.end));
    if group.lemma != "say" && !is_quoted && !is_in_ing
        || !(group.shape == Shape::Finite || is_gerund)
        || is_inverted
    {
        return None;
    }
    let mut start = group.end;
    // `which he said had failed`
    let is_relative = own
        .and_then(|clause| clause.subject.as_ref())
        .and_then(|subject| subject.start.checked_sub(1))
        .is_some_and(|before| view.is_listed(before, EnglishList::RelativePronoun));
    if is_relative && is_finite_verb(view, start, group.end) {
        return Some(start);
    }
    // `was hurt in what police said was an accident`
    let what = own
        .and_then(|clause| clause.subject.as_ref())
        .and_then(|subject| subject.start.checked_sub(1))
        .filter(|&what| what > scene.range.start && view.is_word(what, "what"));
    let is_governed = what.is_some_and(|what| {
        view.is_in(what - 1, Group::Preposition)
            || view.is_in(what - 1, Group::Of)
            || view.syntax.role(what - 1) != Role::None
    });
    if is_governed && view.is_in(start, Group::Be) && view.is_in(start + 1, Group::Indefinite) {
        return Some(start);
    }
    // `says there needs to be a law`: no adverb before a verb.
    let is_existence = |at: usize| view.is_word(at, "there") && view.is_in(at + 2, Group::ToInfinitive);
    while view.is_in(start, Group::Adverb) && !view.is_in(start, Group::Determiner) && !is_existence(start) {
        start += 1;
    }
    // `could not say more while it was looked into`
    if group.is_negated && view.is_listed(start, EnglishList::SaysMore) {
        return None;
    }
    start = skip_time(view, start, scene.range.end);
    // `What it didn’t say is that`: nothing is said.
    let is_cut = view.is_in(start, Group::Be) && view.is_in(start + 1, Group::That);
    if is_cut || start >= scene.range.end || view.is_mark(start) || view.depth(start) > scene.depth {
        return None;
    }
    // `…, two sources said on Monday, a move that …`
    let behind_day = skip_time(view, start + 1, scene.range.end);
    if view.is_in(start, Group::Preposition)
        && behind_day > start + 1
        && view.is(behind_day, Mark::Comma)
        && speaker(scene, group.head).is_some()
    {
        return None;
    }
    start = behind_medium(view, start, scene.range.end).unwrap_or(start);
    let groups = view.groups(start);
    let is_if = view.is_listed(start, EnglishList::FrontsIf);
    let is_other = groups.has(Group::Of)
        || groups.has(Group::Time)
        || groups.has(Group::Conjunction)
        || groups.has(Group::That)
        || groups.has(Group::Wh) && !is_if;
    let end = clause_end(scene, start);
    let n_words = (start..end).filter(|&at| !view.is_mark(at)).count();
    // `…, says a report on rising rents`
    let is_turned = group
        .start
        .checked_sub(1)
        .is_some_and(|before| view.is(before, Mark::Comma))
        && n_verbs(view, start, end) == 0;
    // `said inflation would ease`, `said housing starts rose 3%`
    let is_short = n_words < 5
        && !(n_words > 2
            && ((start + 1..end).any(|at| view.is_in(at, Group::Modal)) || predicates(view, start, end)));
    if is_other || is_turned || is_short || is_greeting(view, start) {
        return None;
    }
    let is_preposition = groups.has(Group::Preposition) || groups.has(Group::Subordinator);
    let is_phrase = !is_preposition
        && !groups.has(Group::ToInfinitive)
        && (is_existence(start)
            || begins_noun(view, start)
            || view.syntax.role(start) == Role::Other
            || n_verbs(view, start, end) > 0);
    // `says up to 300 people had`
    let is_count = view.is_listed(start, EnglishList::AboutNumber)
        && (start + 1..start + 3).any(|at| view.is_number(at));
    (is_phrase || is_count || fronts_clause(scene, start, end)).then_some(start)
}

/// `housing starts rose`, `trading was light`: whether a verb follows a phrase that begins with a noun in -ing.
fn predicates(view: &View<'_>, start: usize, end: usize) -> bool {
    let is_verb = |at: usize| {
        let mut readings = view.readings(at).iter();
        view.is_in(at, Group::Be)
            || view.is_in(at, Group::Have)
            || view.is_in(at, Group::Modal)
            || readings.any(|reading| match reading.form {
                Form::Past => true,
                Form::Singular => !view.word(at).ends_with('s'),
                Form::Infinitive => view.word(at - 1).ends_with('s'),
                _ => false,
            })
    };
    view.word(start).ends_with("ing")
        && (start + 1..end)
            .take_while(|&at| !view.is_mark(at) && !view.is_in(at, Group::Conjunction))
            .any(is_verb)
}

/// `said in a statement profits would fall`: behind where it was said.
fn behind_medium(view: &View<'_>, start: usize, until: usize) -> Option<usize> {
    if !view.is_in(start, Group::Preposition) || !view.is_in(start + 1, Group::Determiner) {
        return None;
    }
    let noun = (start + 2..until.min(start + 5))
        .find(|&at| view.is_in(at, Group::Document) || view.is_in(at, Group::SpeechNoun))?;
    let next = skip_time(view, noun + 1, until);
    (begins_noun(view, next) && !view.is_mark(next)).then_some(next)
}

/// `said a prayer`, `said nothing of the kind`
fn is_greeting(view: &View<'_>, start: usize) -> bool {
    (start..start + 3).any(|at| view.is_listed(at, EnglishList::GreetingWord))
}

fn begins_noun(view: &View<'_>, at: usize) -> bool {
    let groups = view.groups(at);
    groups.has(Group::Determiner)
        || groups.has(Group::Pronoun)
        || view.is_capitalised(at)
        || view.is_number(at)
        || view.word(at).ends_with('s')
}

fn n_verbs(view: &View<'_>, start: usize, end: usize) -> usize {
    (start..end).filter(|&at| is_finite_verb(view, at, start)).count()
}

/// Whether a clause follows an adverbial: a subject behind its noun phrase or its comma, and a verb.
fn fronts_clause(scene: &Scene<'_, '_>, start: usize, end: usize) -> bool {
    let view = scene.view;
    // `said after the sale that`: the clause comes with its own word.
    let has_that = (start..end.min(start + REACH)).any(|at| {
        is_that(view, at) && !view.is_in(at, Group::Determiner) && !view.is_in(at - 1, Group::Comparison)
    });
    if has_that {
        return false;
    }
    let n_verbs = n_verbs(view, start, end);
    let comma = (start + 1..end).find(|&at| view.is(at, Mark::Comma));
    let goes_on = comma.is_some_and(|comma| {
        comma + 3 < end && !view.groups(comma + 1).has_any(NO_NOUN) && !view.is_mark(comma + 1)
    });
    let is_adjunct = view.is_listed(start, EnglishList::FrontsClause);
    if !is_adjunct {
        // `said in the merger shareholders would get`: a phrase is no subject.
        let has_subject = view.is_in(start, Group::Preposition)
            && comma.is_none_or(|comma| has_main_verb(view, start, comma))
            && has_main_verb(view, start, end);
        return goes_on && n_verbs > 0 || has_subject;
    }
    let behind = phrase_from(view, start + 1, end).map_or(start + 1, |phrase| phrase.end);
    n_verbs > 0 && (goes_on || begins_noun(view, behind) || n_verbs > 1)
}

/// `…, the mill said.`: who speaks stands between the last comma and the verb.
pub(super) fn aside(scene: &mut Scene<'_, '_>) {
    let view = scene.view;
    if !scene.stands.shows(Trait::Tells) {
        return;
    }
    for at in scene.range.clone() {
        let says = view.shows(at, Trait::Tells) && view.depth(at) == scene.depth && !view.is_capitalised(at);
        // `asked for his forecast`, `half a point less than forecast in July`
        let is_noun = view.is_word(at, "forecast")
            && at > 0
            && (view.is_in(at - 1, Group::Determiner) || view.is_word(at - 1, "than"));
        if !says || is_noun || !closes(scene, at) || is_cue(scene, at) {
            continue;
        }
        let Some((comma, mention)) = speaker(scene, at) else {
            continue;
        };
        let content =
            super::around_aside::content(scene, comma, at + 1, false).or_else(|| sentence(scene, comma));
        if let Some(content) = content {
            let mut candidate = Candidate::new(ASIDE, content, Source::Mention(mention));
            candidate.cue = Some(at..at + 1);
            let lemma = view
                .readings(at)
                .iter()
                .find_map(|reading| view.lexicon.verb(*reading))
                .map(|verb| verb.lemma.clone());
            candidate.lemma = lemma.map(|lemma| lemma.to_string().into());
            scene.propose(candidate, None);
        }
    }
}

/// The sentence before an aside, where any verb stands in it.
fn sentence(scene: &Scene<'_, '_>, comma: usize) -> Option<Vec<Range<usize>>> {
    let view = scene.view;
    let start = (scene.range.start..comma)
        .rev()
        .find(|&at| view.depth(at) == scene.depth && is_hard_mark(view, at))
        .map_or(scene.range.start, |mark| mark + 1);
    let start = behind_dateline(view, start, comma);
    let is_verb = |at: usize| {
        is_finite_verb(view, at, start)
            || view.is_in(at, Group::Modal)
            || view.is_in(at, Group::Have)
            || view.is_in(at, Group::Be)
    };
    let is_whole = comma > start + 3
        && !view.is_in(start, Group::Subordinator)
        && view.syntax.role(start) != Role::Other
        && (start + 1..comma).any(is_verb);
    is_whole.then(|| std::iter::once(start..comma).collect())
}

/// Whether nothing follows a verb that it could report.
fn closes(scene: &Scene<'_, '_>, verb: usize) -> bool {
    let view = scene.view;
    let mut next = verb + 1;
    if view.is_word(verb, "told") {
        let Some(addressee) = phrase_from(view, next, scene.range.end) else {
            return false;
        };
        next = addressee.end;
    }
    let behind_time = skip_time(view, next, scene.range.end);
    next >= scene.range.end
        || is_hard_mark(view, next)
        || (view.is(next, Mark::Comma) || view.is_in(next, Group::Preposition)) && !view.is_word(verb, "told")
        || behind_time > next && (behind_time >= scene.range.end || view.is_mark(behind_time))
}

/// Whether a verb reports something already.
fn is_cue(scene: &Scene<'_, '_>, verb: usize) -> bool {
    scene
        .found
        .iter()
        .any(|candidate| candidate.cue.as_ref().is_some_and(|cue| cue.contains(&verb)))
}

/// The comma before the speaker, and the speaker: `, banking sources`, `, Ann Lee, head of the mill,`.
fn speaker(scene: &Scene<'_, '_>, verb: usize) -> Option<(usize, Mention)> {
    let view = scene.view;
    let from = scene.range.start;
    let comma_before = |end: usize| {
        (end.saturating_sub(LONGEST).max(from + 1)..end)
            .rev()
            .find(|&at| view.is_mark(at) && !view.is_abbreviation_stop(at) && !view.is(at, Mark::Dash))
            .filter(|&at| view.is(at, Mark::Comma) && view.depth(at) == scene.depth)
    };
    let mut end = verb;
    let mut description: Option<Range<usize>> = None;
    if verb > from && view.is(verb - 1, Mark::Comma) {
        let comma = comma_before(verb - 1)?;
        let is_role =
            (comma + 1..verb - 1).any(|at| view.is_in(at, Group::Role) || view.is_in(at, Group::Of));
        if !is_role || (comma + 1..verb - 1).any(|at| is_finite_verb(view, at, comma)) {
            return None;
        }
        description = Some(comma + 1..verb - 1);
        end = comma;
    }
    let comma = comma_before(end)?;
    let range = comma + 1..end;
    let first = range.start;
    let is_noun = !range.is_empty()
        && !view.groups(first).has_any(NO_NOUN)
        && !view.is_in(first, Group::Time)
        && !view.is_manner(first)
        && !(first..end).any(|at| {
            view.is_listed(at, EnglishList::RelativeClause)
                || view.is_in(at, Group::Modal)
                || view.is_in(at, Group::Have)
                || view.is_in(at, Group::Be)
                || view.is_in(at, Group::Negation)
                || at > first && view.is_in(at, Group::Pronoun) && !view.is_in(at, Group::Determiner)
        });
    let speaks = !matches!(
        being(view, range.clone()),
        Being::Thing | Being::Self_ | Being::You
    ) && (description.is_none() || view.is_capitalised(first) && view.is_capitalised(end - 1));
    (is_noun && speaks).then_some((comma, Mention { range, description }))
}
