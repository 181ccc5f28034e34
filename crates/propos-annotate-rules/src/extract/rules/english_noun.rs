//! English nouns that report: `the claim that …`, `their argument is that …`, `his vow to …`.

use std::ops::Range;

use super::Scene;
use super::infinitive::is_infinitive_after;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::clause::clause_end;
use crate::extract::lexicon::{EnglishList, Form, Frame, Group, Groups};
use crate::extract::noun_phrase::{Being, Mention, being, phrase_from, skip_time, subject_of};
use crate::extract::phrase_end::phrase_end;
use crate::extract::syntax::Role;
use crate::extract::verb_group::has_finite_verb;
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::{Mark, TokenKind};

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    const NOUNS: Groups = Groups::of(&[
        Group::JudgementNoun,
        Group::OpinionClause,
        Group::OpinionInfinitive,
    ]);
    let stands = scene.stands.groups;
    if !stands.has_any(NOUNS) && !stands.has(Group::Inanimate) {
        return;
    }
    for at in scene.range.clone() {
        if scene.view.depth(at) != scene.depth {
            continue;
        }
        held(scene, at);
        if !scene.view.groups(at).has_any(NOUNS) {
            continue;
        }
        let view = scene.view;
        if view.is_in(at, Group::OpinionClause) && view.syntax.role(at) == Role::None {
            let (that, source) = before_that(scene, at);
            if view.is_in(that, Group::That) && !is_relative(view, that) {
                propose(scene, at, that + 1, source);
            }
        }
        // `Her verdict: it is dull`
        if (view.is_in(at, Group::OpinionClause) || view.is_in(at, Group::OpinionInfinitive))
            && view.is(at + 1, Mark::Colon)
            && view.depth(at + 2) == scene.depth
            && at < scene.range.start + 6
            && possessor(scene, at).is_some()
        {
            propose(scene, at, at + 2, None);
        }
        if view.is_in(at, Group::OpinionInfinitive) {
            infinitive(scene, at);
        }
    }
    if !stands.has(Group::JudgementNoun) {
        return;
    }
    for at in scene.range.clone() {
        if scene.view.is_in(at, Group::JudgementNoun) && scene.view.depth(at) == scene.depth {
            matter(scene, at);
        }
    }
}

/// `Her position is that …`, `The party’s line has been that …`: what somebody’s noun holds that tells nothing else behind *that*.
fn held(scene: &mut Scene<'_, '_>, noun: usize) {
    let view = scene.view;
    if !view.is_listed(noun, EnglishList::HeldNoun) {
        return;
    }
    let be = noun + 1 + usize::from(view.is_in(noun + 1, Group::Have));
    let that = be + 1 + usize::from(view.is_in(be + 1, Group::Adverb));
    let is_held = view.is_in(be, Group::Be)
        && view.syntax.is_finite(noun + 1)
        && view.is_in(that, Group::That)
        && possessor(scene, noun).is_some();
    if is_held {
        propose(scene, noun, that + 1, None);
    }
}

/// `Roe’s criticism of the court`, `allegations of fraud`: what a noun of judging holds, behind its preposition. Whose it is is said,
/// or several say so.
fn matter(scene: &mut Scene<'_, '_>, noun: usize) {
    let view = scene.view;
    // `criticism from unions over the cuts`
    let from = owner_behind(scene, noun);
    let next = from.as_ref().map_or(noun + 1, |owner| owner.range.end);
    let start = next + 1;
    let has_marker = view.is_in(next, Group::Of)
        || view.is_in(next, Group::For)
        || view.is_in(next, Group::ToInfinitive)
            && (!is_infinitive_after(view, start) || view.is_listed(noun, EnglishList::OpposedTo))
        || view.is_any_word(next, words!["about", "over"]);
    // `jobless claims of 300,000`
    let is_sum = view.is_number(start) || matches!(view.word(start), "$" | "€" | "£");
    let is_open = is_drawn(view, noun)
        || view.is_in(noun, Group::CommentNoun)
        || view.is_in(noun, Group::DemandNoun) && view.word(noun).ends_with('s');
    let end = noun_end(scene, start, phrase_end(scene, start).max(start));
    let giver = giver_in(scene, noun, start..end).filter(|_| has_marker);
    let end = giver.as_ref().map_or(end, |(from, _)| *from);
    let owner = possessor(scene, noun)
        .or_else(|| raising(scene, noun))
        .or(from)
        .or_else(|| giver.map(|(_, mention)| mention));
    let speaks = owner.as_ref().map_or(is_open, |mention| {
        matches!(
            being(view, mention.range.clone()),
            Being::Name | Being::Organization | Being::Pronoun | Being::Role | Being::Unspecified
        )
    });
    let is_taken = scene.found.iter().any(|candidate| {
        let holds = |range: &Range<usize>| range.start <= start && start < range.end;
        candidate.content.iter().any(holds)
    });
    if !has_marker || is_sum || !speaks || is_taken || view.syntax.role(noun) != Role::None {
        return;
    }
    // `Amid allegations of bribery he left`
    let main = (start..end).find_map(|at| {
        let clause = view.syntax.clause(at).filter(|clause| clause.is_main)?;
        clause.subject.as_ref().map(|subject| subject.start)
    });
    let end = main.filter(|&main| main > start).unwrap_or(end);
    let speaker = owner.map_or(Source::Unspecified, Source::Mention);
    let mut candidate = Candidate::over("noun-infinitive", start..end, speaker);
    candidate.cue = Some(noun..noun + 1);
    candidate.lemma = Some(view.word(noun).to_lowercase().into());
    scene.propose(candidate, None);
}

/// `criticism from unions over`, `complaints by farmers about`: who stands between a noun and what it holds.
fn owner_behind(scene: &Scene<'_, '_>, noun: usize) -> Option<Mention> {
    let view = scene.view;
    if !view.is_any_word(noun + 1, words!["among", "by", "from"]) {
        return None;
    }
    let phrase = phrase_from(view, noun + 2, scene.range.end)?;
    is_somebody(view, &phrase).then(|| Mention::of(phrase))
}

/// `faced criticism for the move from two governors`: who gives what a noun of praise or blame names, at the end of what it is for.
fn giver_in(scene: &Scene<'_, '_>, noun: usize, content: Range<usize>) -> Option<(usize, Mention)> {
    let view = scene.view;
    let from = content.clone().skip(1).find(|&at| {
        view.is_listed(noun, EnglishList::PraiseNoun)
            && view.is_word(at, "from")
            && view.depth(at) == scene.depth
    })?;
    let phrase = phrase_from(view, from + 1, scene.range.end)?;
    is_somebody(view, &phrase).then(|| (from, Mention::of(phrase)))
}

fn is_somebody(view: &View<'_>, phrase: &Range<usize>) -> bool {
    matches!(
        being(view, phrase.clone()),
        Being::Name | Being::Organization | Being::Role | Being::Unspecified
    )
}

fn propose(scene: &mut Scene<'_, '_>, noun: usize, start: usize, source: Option<Mention>) {
    let view = scene.view;
    let end = clause_end(scene, start);
    let is_colon = view.is(start - 1, Mark::Colon);
    let end = (start..end)
        .find(|&place| {
            !is_colon
                && view.depth(place) == scene.depth
                && view.is(place, Mark::Comma)
                && !is_joint(scene, place)
                && !is_listed(view, place)
                // `acknowledgment that to pay for the plan, she needs a new tax`
                && !is_fronted(view, start, place)
                // `is that ministers, meeting in Geneva, will agree`
                && has_finite_verb(view, start, place)
        })
        .unwrap_or(end);
    let end = before_own_verb(scene, noun, start..end);
    let is_taken = scene.found.iter().any(|candidate| {
        let reach = match candidate.rule {
            // `a recognition that the town was defended by few`: what the clause tells itself.
            "passive" => 0,
            "object" => 1,
            _ => 3,
        };
        let is_same = |range: &Range<usize>| range.start >= start && range.start < start + reach;
        candidate.content.first().is_some_and(is_same)
    });
    if end <= start || is_taken {
        return;
    }
    // `against which he has railed for years`: said of the noun, and no clause that tells what it holds.
    let is_stranded = (start + 1..end).any(|at| {
        view.is_in(at, Group::Preposition)
            && !view.is_in(at, Group::Adverb)
            && !view.is_mark(at - 1)
            && view.is_in(at + 1, Group::Preposition)
            && !view.is_in(at + 1, Group::ToInfinitive)
            && view.syntax.role(at - 1) != Role::None
    });
    if is_stranded {
        return;
    }
    let speaker = source
        .or_else(|| possessor(scene, noun))
        .or_else(|| acting(scene, noun))
        .or_else(|| named_before(scene, noun))
        .map_or(Source::Unspecified, Source::Mention);
    // `“I dispute the premise that it was legal,”`: nobody else speaks in somebody's words.
    if scene.depth > 0 && matches!(speaker, Source::Unspecified) {
        return;
    }
    let mut first = noun;
    while first > scene.range.start && view.is_in(first - 1, Group::Determiner) {
        first -= 1;
    }
    // `The unions cite fears that the plant is full of asbestos`: one claim, of who cites them; but `deny claims that it is`.
    let is_cited = matches!(speaker, Source::Unspecified)
        && scene.found.iter().any(|candidate| {
            let is_taken_up = candidate
                .lemma
                .as_deref()
                .is_some_and(|lemma| !view.lexicon.is_listed(lemma, EnglishList::TurnsDown));
            candidate.rule == "object"
                && is_taken_up
                && candidate
                    .content
                    .first()
                    .is_some_and(|range| range.start == first)
        });
    if is_cited {
        return;
    }
    let mut candidate = Candidate::over("noun-clause", start..end, speaker);
    let is_plain = start <= noun + 3 && !is_colon;
    candidate.cue = Some(if is_plain { first..start } else { first..noun + 1 });
    candidate.lemma = Some(view.word(noun).to_lowercase().into());
    scene.propose(candidate, None);
}

/// `The protesters' demands that the mayor resign were ignored`: where the verb of the noun stands behind a base form, which is all the
/// verb that a demand has.
fn before_own_verb(scene: &Scene<'_, '_>, noun: usize, content: Range<usize>) -> usize {
    let view = scene.view;
    let is_subject = !(scene.range.start..noun).any(|at| view.syntax.is_finite(at));
    if !is_subject || !view.is_in(noun, Group::DemandNoun) {
        return content.end;
    }
    let own = content
        .clone()
        .skip(2)
        .find(|&at| view.syntax.is_finite(at) && view.depth(at) == scene.depth);
    let is_base = |at: usize| {
        view.may_be(at, Form::Infinitive)
            && !view.is_in(at - 1, Group::ToInfinitive)
            && !view.is_in(at - 1, Group::Determiner)
            && !view.syntax.is_finite(at)
    };
    own.filter(|&own| (content.start + 1..own).any(is_base))
        .unwrap_or(content.end)
}

/// `a Boston Globe report that`, `a Senate warning that`: the name right before the noun.
fn named_before(scene: &Scene<'_, '_>, noun: usize) -> Option<Mention> {
    let view = scene.view;
    let start = (scene.range.start..noun)
        .rev()
        .take_while(|&at| view.is_capitalised(at) && !view.starts_sentence(at))
        .last()?;
    let is_name = start > scene.range.start
        && view.is_in(start - 1, Group::Determiner)
        && !(start..noun).any(|at| view.is_in(at, Group::Demonym) || view.is_in(at, Group::Time));
    is_name.then(|| Mention::of(start..noun))
}

/// `dismissed it on the grounds that`, `bought shares in the hope that`: who acts thinks so.
fn acting(scene: &Scene<'_, '_>, noun: usize) -> Option<Mention> {
    let view = scene.view;
    let the = noun.checked_sub(1)?;
    let preposition = if view.is_word(the, "the") {
        the.checked_sub(1)?
    } else {
        the
    };
    let is_ground = view.is_in(noun, Group::Grounds)
        && preposition > scene.range.start
        && view.is_listed(preposition, EnglishList::GroundPreposition);
    if !is_ground {
        return None;
    }
    let verb = (scene.range.start..preposition)
        .rev()
        .find(|&at| view.syntax.is_finite(at))?;
    subject_of(view, verb).filter(|mention| {
        matches!(
            being(view, mention.range.clone()),
            Being::Name | Being::Role | Being::Organization | Being::Pronoun
        )
    })
}

/// `issued a strong condemnation of the test`, `filed a motion to unseal the records`: who says it by a verb that tells no more than
/// that it is said.
fn raising(scene: &Scene<'_, '_>, noun: usize) -> Option<Mention> {
    /// How many words stand between the verb and its noun.
    const NEAR: usize = 4;
    let view = scene.view;
    let verb = (noun.saturating_sub(NEAR).max(scene.range.start)..noun)
        .rev()
        .take_while(|&at| {
            !view.is_mark(at) && !view.is_in(at, Group::Preposition) && !view.is_in(at, Group::Of)
        })
        .find(|&at| view.syntax.role(at) != Role::None)?;
    let raises = view.is_verb_listed(verb, EnglishList::Raises);
    if !raises || !view.syntax.is_finite(verb) {
        return None;
    }
    subject_of(view, verb)
}

/// `drew sharp criticism for its silence`: why somebody is criticized, by whom is not said.
fn is_drawn(view: &View<'_>, noun: usize) -> bool {
    /// How many words stand between the verb and its noun.
    const NEAR: usize = 4;
    view.is_in(noun + 1, Group::For)
        && view.is_listed(noun, EnglishList::PraiseNoun)
        && (noun.saturating_sub(NEAR)..noun)
            .rev()
            .take_while(|&at| !view.is_mark(at) && !view.is_in(at, Group::Preposition))
            .find(|&at| view.syntax.role(at) != Role::None)
            .is_some_and(|verb| view.is_verb_listed(verb, EnglishList::Earns))
}

/// Behind a noun, over `by X` or `is`: where `that` stands, and who X is.
fn before_that(scene: &Scene<'_, '_>, noun: usize) -> (usize, Option<Mention>) {
    let view = scene.view;
    let next = noun + 1;
    if view.is_in(next, Group::That) {
        return (next, None);
    }
    // `the board's recommendation Friday that`
    let dated = skip_time(view, next, scene.range.end);
    if dated > next && view.is_in(dated, Group::That) {
        return (dated, None);
    }
    // `their argument is that`: a verb before the noun would make it an object.
    if view.is_in(next, Group::Be) && view.syntax.is_finite(next) {
        let is_subject = view
            .syntax
            .clause(next)
            .and_then(|clause| clause.subject.clone())
            .is_some_and(|subject| subject.contains(&noun));
        return (if is_subject { next + 1 } else { next }, None);
    }
    if let Some(that) = behind_spread(scene, next) {
        return (that, None);
    }
    let is_by = view.is_listed(next, EnglishList::OwnerOrPlace);
    if is_by && let Some(phrase) = phrase_from(view, next + 1, scene.range.end) {
        // `the concern among traders is that`, `a claim by Ms. Roe last week that`
        let is_copula = view.is_in(phrase.end, Group::Be) && view.syntax.is_finite(phrase.end);
        let that = skip_time(view, phrase.end + usize::from(is_copula), scene.range.end);
        if !view.is_in(that, Group::That) {
            return (next, None);
        }
        let speaks = !view.is_listed(next, EnglishList::WhereSaid)
            && matches!(
                being(view, phrase.clone()),
                Being::Name | Being::Role | Being::Organization | Being::Unspecified | Being::Pronoun
            );
        return (that, speaks.then(|| Mention::of(phrase)));
    }
    (next, None)
}

/// `Speculation is growing that`, `Rumors spread on Tuesday that`: where `that` stands behind a verb which tells no more
/// than that something is said.
fn behind_spread(scene: &Scene<'_, '_>, from: usize) -> Option<usize> {
    let view = scene.view;
    let until = scene.range.end.min(from + 12);
    let verb = (from..until.min(from + 4)).find(|&at| view.is_in(at, Group::Spread))?;
    let is_near = (from..verb).all(|at| {
        view.is_in(at, Group::Be)
            || view.is_in(at, Group::Have)
            || view.is_in(at, Group::Adverb)
            || view.is_manner(at)
    });
    let that = (verb + 1..until).find(|&at| view.is_in(at, Group::That))?;
    let is_bare = (verb + 1..that).all(|at| {
        !view.is_mark(at) && !view.syntax.is_finite(at) && !view.is_in(at, Group::Subordinator)
            || view.is_in(at, Group::Preposition)
    });
    (is_near && is_bare).then_some(that)
}

/// `an idea that officials reject as unworkable`: what misses its object is a relative clause.
fn is_relative(view: &View<'_>, that: usize) -> bool {
    let Some(verb) = (that + 1..that + 12).find(|&at| view.syntax.is_finite(at)) else {
        return true;
    };
    if verb == that + 1 {
        return true;
    }
    let mut last = verb;
    while view.syntax.role(last + 1) == Role::Other || view.is_in(last + 1, Group::Adverb) {
        last += 1;
    }
    let is_transitive = view.readings(last).iter().any(|reading| {
        view.lexicon.verb(*reading).is_some_and(|verb| {
            verb.frames.has(Frame::Object)
                || verb.frames.has(Frame::As)
                || view.lexicon.is_listed(&verb.lemma, EnglishList::TakesObject)
        })
    }) || view.is_listed(last, EnglishList::HasForm);
    let next = last + 1;
    // `the statements that she made to the court`
    let makes = view.is_verb_listed(last, EnglishList::TakesObject) && view.is_in(next, Group::Preposition);
    is_transitive
        && (makes || view.is_mark(next) || view.is_word(next, "as") || view.is_in(next, Group::Time))
}

/// `his vow to fight it`, `the union’s demand for higher pay`: only where it is said whose it is.
fn infinitive(scene: &mut Scene<'_, '_>, noun: usize) {
    let view = scene.view;
    let next = noun + 1;
    // `His plan is to sell`
    let is_copula = view.is_in(next, Group::Be) && view.syntax.is_finite(next);
    let next = next + usize::from(is_copula);
    // `the desire of both firms to merge`, `a promise from Arafat to end the attacks`
    let owner = (view.is_in(next, Group::Of) || view.is_any_word(next, words!["by", "from"]))
        .then(|| phrase_from(view, next + 1, scene.range.end))
        .flatten()
        .filter(|phrase| view.is_in(phrase.end, Group::ToInfinitive) && !is_copula);
    let next = owner.as_ref().map_or(next, |phrase| phrase.end);
    // `her resolve not to run`: what is resolved is not to.
    let is_not = view.is_word(next, "not");
    let to = next + usize::from(is_not);
    let is_infinitive = view.is_in(to, Group::ToInfinitive) && is_infinitive_after(view, to + 1);
    let is_for = view.is_in(next, Group::For) && view.is_in(noun, Group::DemandNoun);
    if !is_infinitive && (!is_for || is_copula) || view.syntax.role(noun) != Role::None {
        return;
    }
    let owner = owner
        .map(Mention::of)
        .or_else(|| possessor(scene, noun))
        .or_else(|| raising(scene, noun));
    let Some(mention) = owner else {
        return;
    };
    if matches!(
        being(view, mention.range.clone()),
        Being::Thing | Being::Self_ | Being::You
    ) {
        return;
    }
    let start = if is_not { next } else { next + 1 };
    let end = noun_end(scene, start, phrase_end(scene, start));
    let is_taken = scene
        .found
        .iter()
        .any(|candidate| candidate.content.iter().any(|range| range.start == start));
    // `laid out her plan for the harbor`: one claim of hers.
    let is_own = scene.found.iter().any(|candidate| {
        candidate.rule == "object"
            && view.is_in(mention.range.start, Group::Possessive)
            && candidate
                .content
                .first()
                .is_some_and(|range| range.start == mention.range.start)
    });
    if end <= start || is_taken || is_own {
        return;
    }
    let mut candidate = Candidate::over("noun-infinitive", start..end, Source::Mention(mention));
    candidate.cue = Some(noun..noun + 1);
    candidate.lemma = Some(view.word(noun).to_lowercase().into());
    scene.propose(candidate, None);
}

/// A noun that is a subject has its verb behind what it reports: `his vow to fight it surprised them`.
fn noun_end(scene: &Scene<'_, '_>, start: usize, end: usize) -> usize {
    let view = scene.view;
    (start..end)
        .find(|&at| {
            view.syntax.is_finite(at)
                && view
                    .syntax
                    .clause(at)
                    .and_then(|clause| clause.subject.clone())
                    .is_some_and(|subject| subject.start < start)
                || view.is(at, Mark::Comma)
                    && view.depth(at) == scene.depth
                    // `to roast, grind and pack coffee`
                    && !view.is_in(at + 2, Group::And)
                    // `its hold on voters, especially the young`
                    && !view.is_listed(
                        at + 1,
                        EnglishList::ListedFocus)
        })
        .unwrap_or(end)
}

/// Whether the reported clause goes on behind a comma.
fn is_joint(scene: &Scene<'_, '_>, comma: usize) -> bool {
    let groups = scene.view.groups(comma + 1);
    groups.has(Group::Conjunction) || groups.has(Group::Relative) || groups.has(Group::Subordinator)
}

/// `young, black and Latino voters`: a comma between adjectives.
fn is_listed(view: &View<'_>, comma: usize) -> bool {
    let is_and = |at: usize| view.is_in(at, Group::And) && !view.is_mark(at - 1);
    !view.is_capitalised(comma + 1)
        && !view
            .groups(comma + 1)
            .has_any(Groups::of(&[Group::Determiner, Group::Pronoun]))
        && (is_and(comma + 2) || is_and(comma + 3) && !view.is_mark(comma + 2))
}

/// Whether a comma is the first of a clause that begins with a phrase or another clause, and its subject follows.
fn is_fronted(view: &View<'_>, start: usize, comma: usize) -> bool {
    const OPENING: Groups = Groups::of(&[Group::Preposition, Group::Subordinator, Group::ToInfinitive]);
    view.groups(start).has_any(OPENING)
        && !(start..comma).any(|at| view.is(at, Mark::Comma))
        && (view.is_in(comma + 1, Group::Pronoun) || view.is_in(comma + 1, Group::Determiner))
}

/// Whose opinion it is: `Smith’s claim that`, `the critics’ last fear that`, `their fear that`.
fn possessor(scene: &Scene<'_, '_>, noun: usize) -> Option<Mention> {
    let view = scene.view;
    // One or two adjectives may stand between.
    let mark = (scene.range.start..noun)
        .rev()
        .take(3)
        .find(|&at| is_possessive(view, at) || is_own(view, at))?;
    let is_adjectives = (mark + 1..noun).all(|at| {
        !view.is_mark(at)
            && !view.is_in(at, Group::Preposition)
            && !view.is_in(at, Group::Of)
            && !view.is_in(at, Group::Determiner)
            && view.syntax.role(at) != Role::Finite
    });
    if !is_adjectives {
        return None;
    }
    if is_own(view, mark) {
        return Some(Mention::of(mark..mark + 1));
    }
    let range: Range<usize> = {
        let mut start = mark;
        while start > scene.range.start && is_owner_word(view, start - 1, mark) {
            start -= 1;
        }
        start..mark
    };
    (!range.is_empty() && !range.clone().all(|at| view.is_in(at, Group::Time))).then(|| Mention::of(range))
}

/// Whether a word belongs to the name or phrase before a possessive mark.
fn is_owner_word(view: &View<'_>, at: usize, mark: usize) -> bool {
    let groups = view.groups(at);
    if view.is_mark(at) {
        return view.is_abbreviation_stop(at);
    }
    let is_behind_determiner = at + 1 < mark && view.is_in(at + 1, Group::Determiner);
    !is_behind_determiner
        && !groups.has(Group::Preposition)
        && !groups.has(Group::Of)
        && !groups.has(Group::Conjunction)
        && !groups.has(Group::That)
        && !groups.has(Group::Subordinator)
        && !groups.has(Group::Pronoun)
        && !groups.has(Group::ToInfinitive)
        && view.syntax.role(at) == Role::None
}

fn is_possessive(view: &View<'_>, at: usize) -> bool {
    view.token(at)
        .is_some_and(|token| token.kind == TokenKind::Clitic)
        && (view.is_word(at, "'s") || matches!(view.word(at), "'" | "’"))
}

fn is_own(view: &View<'_>, at: usize) -> bool {
    view.is_listed(at, EnglishList::OwnerPronoun)
}
