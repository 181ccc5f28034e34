//! Nouns that report: `les accusations selon lesquelles …`, `la crainte que …`, `the claim that …`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::clause::clause_end;
use crate::extract::lexicon::{EnglishList, Form, Group, Groups, RomanceList};
use crate::extract::noun_phrase::{Being, Mention, being, phrase_from, subject_before};
use crate::extract::verb_group::{has_finite_verb, is_finite_verb};
use crate::extract::view::Quote;
use crate::extract::word_table::words;
use crate::tokens::{Mark, TokenKind};

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    const NOUNS: Groups = Groups::of(&[Group::OpinionClause, Group::OpinionWhich, Group::Reason]);
    if !scene.stands.groups.has_any(NOUNS) {
        return;
    }
    for at in scene.range.clone() {
        let view = scene.view;
        if !view.groups(at).has_any(NOUNS) || view.depth(at) != scene.depth {
            continue;
        }
        // `selon lesquelles`, `según las cuales`
        let which = at + 2 + usize::from(view.is_in(at + 2, Group::Determiner));
        let is_which = view.is_in(at, Group::OpinionWhich)
            && view.is_in(at + 1, Group::According)
            && view.is_in(which, Group::Relative)
            && view.is_romance();
        // `la idea de que`
        let that = at + 1 + usize::from(view.is_romance() && view.is_in(at + 1, Group::Of));
        // `l’affirmation de la société que le site est propre`, `la acusación de la oposición de que miente`
        let owner = owner_behind(scene, at);
        let that = owner.as_ref().map_or(that, |owner| {
            owner.range.end + usize::from(view.is_in(owner.range.end, Group::Of))
        });
        // `una información que nadie confirma` is said of the information; `la idea de que` is the idea.
        let is_relative = match view.lang {
            Lang::Es | Lang::Pt => !view.is_in(at + 1, Group::Of),
            // `una notizia che sorprende`
            Lang::It => {
                let before = at.saturating_sub(1);
                !view.is_in(before, Group::Determiner) || view.is_in(before, Group::Indefinite)
            }
            _ => false,
        };
        // `une affirmation que le ministre conteste`
        let is_relative = is_relative
            || view.lang == Lang::Fr
                && owner.is_none()
                && at > scene.range.start
                && (view.is_listed(at - 1, RomanceList::BeforeView)
                    // `…, rumeur qu’elle balaie`
                    || view.is(at - 1, Mark::Comma));
        // `n’est pas du même avis que le maire`, and `il entre et annonce que`, where the word is a verb.
        let is_relative = is_relative || is_likened(scene, at) || is_verb_behind_verb(scene, at);
        let is_clause = view.is_in(at, Group::OpinionClause)
            && view.is_in(that, Group::That)
            && at > scene.range.start
            && !is_relative;
        // `au motif que`, `sous prétexte que`, `con el argumento de que`: the reason that somebody gives.
        let is_reason = view.is_romance()
            && at > scene.range.start
            && !is_likened(scene, at)
            && !hangs_on_duty(scene, at)
            && view.is_in(at, Group::Reason)
            && (view.is_in(that, Group::That) || cried(scene, at).is_some())
            && (view.is_in(at - 1, Group::Preposition)
                || view.is_in(at - 1, Group::ToThe)
                || view.is_in(at - 1, Group::Determiner)
                    && at
                        .checked_sub(2)
                        .is_some_and(|before| view.is_in(before, Group::Preposition)));
        let start = match (is_which, is_clause || is_reason) {
            (true, _) => which + 1,
            (_, true) => that + 1,
            _ => continue,
        };
        let quote = cried(scene, at).filter(|_| is_reason && !is_clause);
        let start = quote.map_or(start, |quote| quote.open);
        let end = quote.map_or_else(|| clause_end(scene, start), |quote| quote.end);
        let end = (start..end)
            .find(|&place| {
                view.depth(place) == scene.depth && view.is(place, Mark::Comma) && !is_joint(scene, place)
            })
            .unwrap_or(end);
        let end = match quote {
            Some(_) => end,
            None => before_main_verb(scene, at, start..end),
        };
        let is_taken = scene
            .found
            .iter()
            .any(|candidate| candidate.content.iter().any(|range| range.start == start));
        if end <= start || is_taken {
            continue;
        }
        let mut first = at;
        while first > scene.range.start && view.is_in(first - 1, Group::Determiner) {
            first -= 1;
        }
        if is_reason {
            first = at - 1;
        }
        let speaker = is_reason
            .then(|| reasoner(scene, first, end))
            .flatten()
            .or_else(|| owner.map(Source::Mention))
            .or_else(|| holder(scene, first))
            .or_else(|| possessor(scene, at).map(Source::Mention))
            .unwrap_or(Source::Unspecified);
        // `la posibilidad de que llueva`: nobody says so.
        let is_chance = view.word(at).starts_with("pos") && view.word(at).contains("ibil");
        if is_chance && matches!(speaker, Source::Unspecified) {
            continue;
        }
        let rule = if is_which { "noun-which" } else { "noun-clause" };
        let mut candidate = Candidate::over(rule, start..end, speaker);
        candidate.cue = Some(first..start);
        candidate.lemma = Some(view.word(at).to_lowercase().into());
        scene.propose(candidate, None);
    }
}

/// `du même avis que le maire`: as somebody else.
fn is_likened(scene: &Scene<'_, '_>, noun: usize) -> bool {
    let view = scene.view;
    view.lang == Lang::Fr
        && noun > scene.range.start
        && view.is_any_word(noun - 1, words!["même", "mêmes"])
        && view.is_in(noun + 1, Group::That)
}

/// `il entre et annonce que`: behind a conjunction stands a noun with its article, or a verb.
fn is_verb_behind_verb(scene: &Scene<'_, '_>, at: usize) -> bool {
    let view = scene.view;
    view.lang == Lang::Fr
        && at > scene.range.start
        && view.is_in(at - 1, Group::And)
        && view.readings(at).iter().any(|reading| reading.form.is_finite())
}

/// `Il ne faut pas partir au motif que l’on est en retard`: what is due or not to anybody.
fn hangs_on_duty(scene: &Scene<'_, '_>, noun: usize) -> bool {
    let view = scene.view;
    let verb = (scene.range.start..noun)
        .find(|&at| view.depth(at) == scene.depth && is_finite_verb(view, at, scene.range.start));
    view.lang == Lang::Fr
        && verb.is_some_and(|verb| {
            view.is_any_word(verb, words!["convient", "faudra", "faudrait", "faut", "suffit"])
        })
}

/// `L’idée que le site est propre a fait rire`: a noun that is the subject has its verb behind what it reports.
fn before_main_verb(scene: &Scene<'_, '_>, noun: usize, content: Range<usize>) -> usize {
    let view = scene.view;
    if !view.is_romance() || has_finite_verb(view, scene.range.start, noun) {
        return content.end;
    }
    let is_verb = |at: &usize| view.depth(*at) == scene.depth && is_finite_verb(view, *at, content.start);
    let Some(first) = content.clone().find(is_verb) else {
        return content.end;
    };
    // `a pu être`; but `A ideia de que o preço caiu é falsa`
    let may_go_on = !view.drops_subjects()
        || view.is_in(first, Group::Have)
        || view.is_in(first, Group::Be)
        || view.is_in(first, Group::Modal);
    let Some(second) = (first + 1 + usize::from(may_go_on)..content.end).find(is_verb) else {
        return content.end;
    };
    let is_joined = (first + 1..second).any(|at| {
        // `… se restringe a 27% das respostas`
        if view.drops_subjects() && view.is_in(at, Group::Reflexive) {
            return false;
        }
        view.is_in(at, Group::Conjunction)
            || view.is_in(at, Group::Relative)
            || view.is_in(at, Group::Subordinator)
            || view.is_in(at, Group::That)
            || view.is_in(at, Group::Pronoun)
            || view.is(at, Mark::Comma)
    });
    if is_joined {
        return content.end;
    }
    let mut end = second;
    while end > first + 1 && view.is_in(end - 1, Group::ObjectClitic) {
        end -= 1;
    }
    end
}

/// `al grito de « … »`, `aux cris de « … »`: the quotation behind a noun and *of*.
fn cried(scene: &Scene<'_, '_>, noun: usize) -> Option<Quote> {
    let view = scene.view;
    let is_of = view.is_in(noun, Group::Reason) && view.is_in(noun + 1, Group::Of);
    let mut quotes = scene.quotes.iter();
    let quote = quotes.find(|quote| quote.open == noun + 2)?;
    (is_of && quote.inside().len() > 1).then_some(*quote)
}

/// Whose a noun is, between it and its clause.
fn owner_behind(scene: &Scene<'_, '_>, noun: usize) -> Option<Mention> {
    let view = scene.view;
    let fits = view.is_romance() && view.is_in(noun, Group::OpinionClause) && view.is_in(noun + 1, Group::Of);
    let start = noun + 1 + usize::from(!view.is_in(noun + 1, Group::Determiner));
    let phrase = fits
        .then(|| phrase_from(view, start, scene.range.end))
        .flatten()
        .filter(|phrase| match view.lang {
            Lang::Fr => view.is_in(phrase.end, Group::That),
            Lang::It => false,
            _ => view.is_in(phrase.end, Group::Of) && view.is_in(phrase.end + 1, Group::That),
        })?;
    let is_somebody = matches!(
        being(view, phrase.clone()),
        Being::Name | Being::Role | Being::Organization
    );
    is_somebody.then(|| Mention::of(phrase))
}

/// Whether the reported clause goes on behind a comma.
fn is_joint(scene: &Scene<'_, '_>, comma: usize) -> bool {
    let groups = scene.view.groups(comma + 1);
    groups.has(Group::Conjunction) || groups.has(Group::Relative) || groups.has(Group::Subordinator)
}

/// The subject of the clause on which a reason hangs.
fn reasoner(scene: &Scene<'_, '_>, until: usize, end: usize) -> Option<Source> {
    let view = scene.view;
    let is_verb = |at: &usize| view.depth(*at) == scene.depth && is_finite_verb(view, *at, scene.range.start);
    // `Al grito de « justicia », los vecinos cortaron la calle`
    let before = (scene.range.start..until).find(is_verb);
    let mention = if let Some(verb) = before {
        subject_before(view, verb, scene.range.start, false)
    } else {
        let verb = (end..scene.range.end).find(is_verb)?;
        subject_before(view, verb, end, false)
            .or_else(|| phrase_from(view, scene.range.start, until).map(Mention::of))
    }?;
    (!matches!(
        being(view, mention.range.clone()),
        Being::Thing | Being::Self_ | Being::You
    ))
    .then_some(Source::Mention(mention))
}

/// `défend l’idée que`: the subject of the verb right before the noun holds it.
fn holder(scene: &Scene<'_, '_>, first: usize) -> Option<Source> {
    let view = scene.view;
    if !view.is_romance() {
        return None;
    }
    let mut verb = first.checked_sub(1).filter(|&verb| verb > scene.range.start)?;
    while verb > scene.range.start && (view.is_in(verb, Group::Adverb) || view.is_manner(verb)) {
        verb -= 1;
    }
    let has_participle = view.may_be(verb, Form::Participle);
    if has_participle {
        while verb > scene.range.start && !view.is_in(verb, Group::Have) && verb + 4 > first {
            verb -= 1;
        }
    }
    if view.is_mark(verb) || !is_finite_verb(view, verb, scene.range.start) {
        return None;
    }
    let mention = subject_before(view, verb, scene.range.start, false)?;
    matches!(
        being(view, mention.range.clone()),
        Being::Name
            | Being::Role
            | Being::Organization
            | Being::Pronoun
            | Being::Unspecified
            | Being::Document
    )
    .then_some(Source::Mention(mention))
}

/// Whose opinion it is: `Smith’s claim that`, `their fear that`.
fn possessor(scene: &Scene<'_, '_>, noun: usize) -> Option<Mention> {
    let view = scene.view;
    if view.is_romance() {
        let before = noun.checked_sub(1).filter(|&at| at >= scene.range.start)?;
        return view
            .is_in(before, Group::Possessive)
            .then(|| Mention::of(before..noun));
    }
    if view.lang != Lang::En {
        return None;
    }
    let before = noun
        .checked_sub(1)
        .filter(|&before| before >= scene.range.start)?;
    let is_possessive = view
        .token(before)
        .is_some_and(|token| token.kind == TokenKind::Clitic)
        && view.is_word(before, "'s");
    if is_possessive {
        let mut start = before;
        while start > scene.range.start
            && (view.is_capitalised(start - 1) || view.is_in(start - 1, Group::Determiner))
        {
            start -= 1;
        }
        return phrase_from(view, start, before).map(Mention::of);
    }
    view.is_listed(before, EnglishList::OwnerThird)
        .then(|| Mention::of(before..noun))
}
