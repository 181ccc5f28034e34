//! What somebody holds, said by a noun or an adjective: `Sa crainte est que …`, `Son verdict : …`, `Convaincu que …, le maire …`,
//! `La respuesta de los vecinos es que …`, `Convinta che …, la sindaca …`

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::infinitive::{is_infinitive_after, is_listed_infinitive};
use crate::extract::candidate::{Candidate, Source};
use crate::extract::clause::clause_end;
use crate::extract::lexicon::{Form, Frame, Group, Groups, RomanceList};
use crate::extract::noun_phrase::{Being, Mention, being, phrase_from, subject_before};
use crate::extract::verb_group::{VerbGroup, has_finite_verb, is_finite_verb, is_hard_mark};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// The words that say what somebody holds.
const WORDS: Groups = Groups::of(&[
    Group::SpeechNoun,
    Group::OpinionClause,
    Group::ConvictionAdjective,
]);

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    if !scene.view.is_romance() || !scene.stands.groups.has_any(WORDS) {
        return;
    }
    for at in scene.range.clone() {
        if !scene.view.groups(at).has_any(WORDS) || scene.view.depth(at) != scene.depth {
            continue;
        }
        if let Some((cue, content, speaker)) = noun(scene, at)
            .or_else(|| adjective(scene, at))
            .or_else(|| convinced_of_it(scene, at))
        {
            let is_taken = scene
                .found
                .iter()
                .any(|candidate| candidate.content.iter().any(|range| range.start == content.start));
            if is_taken || content.len() < 3 {
                continue;
            }
            let mut candidate = Candidate::over("conviction", content, speaker);
            candidate.lemma = Some(scene.view.word(at).to_lowercase().into());
            candidate.cue = Some(cue);
            scene.propose(candidate, None);
        }
    }
}

/// `a dit être convaincue que la route rouvrira`: the *que* behind what somebody says of his own mind.
pub(super) fn stated(view: &View<'_>, group: &VerbGroup) -> Option<usize> {
    let adjective = group.end + 1 + usize::from(view.is_in(group.end + 1, Group::Adverb));
    (view.lang == Lang::Fr
        && group.frames.has(Frame::BareInfinitive)
        && group.frames.has(Frame::Clause)
        && view.is_word(group.end, "être")
        && view.is_in(adjective, Group::ConvictionAdjective)
        && view.is_in(adjective + 1, Group::That))
    .then_some(adjective + 1)
}

/// `Leur espoir ? Une liste commune.`: the next sentence answers.
pub(in crate::extract) fn answered(
    view: &View<'_>,
    period: Range<usize>,
    next: Range<usize>,
) -> Option<Candidate> {
    let noun = period.start + 1;
    let mark = period.end.checked_sub(1)?;
    let names = view.is_in(noun, Group::SpeechNoun) || view.is_in(noun, Group::OpinionClause);
    let is_question = view.lang == Lang::Fr
        && view.is(mark, Mark::Question)
        && view.is_in(period.start, Group::Possessive)
        && names
        && mark <= noun + 4
        && !has_finite_verb(view, noun + 1, mark)
        && view.depth(next.start) == view.depth(noun);
    let skipped = view.is_in(next.start, Group::That) || view.is_in(next.start, Group::InfinitiveOf);
    let content = next.start + usize::from(skipped)..next.end;
    if !is_question || content.len() < 3 {
        return None;
    }
    let holder = Source::Mention(Mention::of(period.start..noun));
    let mut candidate = Candidate::over("conviction", content, holder).trimmed(view);
    candidate.lemma = Some(view.word(noun).to_lowercase().into());
    candidate.cue = Some(noun..noun + 1);
    Some(candidate)
}

type Found = (Range<usize>, Range<usize>, Source);

/// `Sa crainte est que`, `L’objectif du maire est de`, `Leur argument : …`
fn noun(scene: &Scene<'_, '_>, at: usize) -> Option<Found> {
    let view = scene.view;
    let is_noun = view.is_in(at, Group::SpeechNoun) || view.is_in(at, Group::OpinionClause);
    let article = at
        .checked_sub(1)
        .filter(|&article| article >= scene.range.start)?;
    let is_owned = is_owner(view, article);
    // `Il suo timore è che`, `O seu receio é que`
    let has_article = is_owned
        && view.drops_subjects()
        && article > scene.range.start
        && view.is_in(article - 1, Group::Determiner);
    let opening = article - usize::from(has_article);
    if !is_noun || !view.is_in(article, Group::Determiner) && !is_owned || !opens(scene, opening) {
        return None;
    }
    let (speaker, end) = if is_owned {
        // `Son mot d’ordre : …`, `Sa ligne de conduite : …`
        let is_compound = view.is_in(at + 1, Group::Of) && !view.is_in(at + 2, Group::Determiner);
        let end = if is_compound && view.is(at + 3, Mark::Colon) {
            at + 3
        } else {
            at + 1
        };
        (Mention::of(article..article + 1), end)
    } else {
        let of = at + 1;
        let phrase = view
            .is_in(of, Group::Of)
            .then(|| phrase_from(view, of + 1, scene.range.end))??;
        let is_somebody = matches!(
            being(view, phrase.clone()),
            Being::Name | Being::Role | Being::Organization
        );
        let end = phrase.end;
        is_somebody.then(|| (Mention::of(phrase), end))?
    };
    if view.drops_subjects() {
        let (cue, start) = equated(view, at, end)?;
        let content = start..clause_end(scene, start);
        return Some((cue, content, Source::Mention(speaker)));
    }
    let end = behind_aside(view, end, scene.range.end);
    // `Leur argument tient en une phrase : …`
    if let Some(colon) = summed_up(view, end) {
        let start = colon + 1 + usize::from(view.is_in(colon + 1, Group::That));
        let content = start..clause_end(scene, start);
        let has_verb = view.depth(start) == scene.depth && has_finite_verb(view, content.start, content.end);
        return has_verb.then_some((at..colon, content, Source::Mention(speaker)));
    }
    let is_copula = view.is_any_word(end, words!["est", "était", "reste", "demeure"]);
    let start = if is_copula && (view.is_in(end + 1, Group::That) || view.is_in(end + 1, Group::InfinitiveOf))
    {
        end + 2
    } else if is_owned && view.is(end, Mark::Colon) && view.depth(end + 1) == scene.depth {
        end + 1 + usize::from(view.is_in(end + 1, Group::That))
    } else {
        return None;
    };
    let content = start..clause_end(scene, start);
    let has_verb = has_finite_verb(view, content.start, content.end)
        || content.clone().any(|place| view.may_be(place, Form::Infinitive));
    let cue = if is_copula { at..end + 1 } else { at..end };
    has_verb.then_some((cue, content, Source::Mention(speaker)))
}

/// Whether a possessive says whose the noun behind it is.
fn is_owner(view: &View<'_>, at: usize) -> bool {
    if view.lang == Lang::Fr {
        return view.is_listed(at, RomanceList::TheirOwn);
    }
    view.is_any_word(
        at,
        words!["loro", "seu", "seus", "su", "sua", "sue", "suo", "suoi", "sus"],
    )
}

/// `es que`, `è che`, `é que`, `es reabrir`, `è di ridurre`: the cue up to there and where the content begins.
fn equated(view: &View<'_>, noun: usize, at: usize) -> Option<(Range<usize>, usize)> {
    let is_copula = view.is_listed(at, RomanceList::ThatIs);
    let is_of = view.lang == Lang::It && view.is_word(at + 1, "di");
    let start = at + 1 + usize::from(is_of || view.is_in(at + 1, Group::That));
    let fits = view.is_in(at + 1, Group::That) || is_infinitive_after(view, start);
    (is_copula && fits).then_some((noun..at + 1, start))
}

/// Behind an aside without a verb: `Sa crainte, répétée à chaque audition : …`
fn behind_aside(view: &View<'_>, at: usize, until: usize) -> usize {
    if !view.is(at, Mark::Comma) {
        return at;
    }
    let end =
        (at + 1..until.min(at + 12)).find(|&place| view.is(place, Mark::Comma) || is_hard_mark(view, place));
    let Some(end) = end.filter(|&end| !has_finite_verb(view, at + 1, end)) else {
        return at;
    };
    if view.is(end, Mark::Comma) { end + 1 } else { end }
}

/// `tient en une phrase :`, `se résume à ceci :`, `est simple :`: the colon behind it.
fn summed_up(view: &View<'_>, at: usize) -> Option<usize> {
    let verb = at + usize::from(view.is_word(at, "se"));
    let sums = view.is_any_word(
        verb,
        words![
            "est",
            "était",
            "reste",
            "tient",
            "tenait",
            "résume",
            "résumait",
            "demeure"
        ],
    );
    let colon = (verb + 1..verb + 6).find(|&place| view.is_mark(place))?;
    (sums && view.is(colon, Mark::Colon)).then_some(colon)
}

/// `Convaincu que la route s’effondrera, le maire …`, `Le maire, persuadé que …, …`
fn adjective(scene: &Scene<'_, '_>, at: usize) -> Option<Found> {
    let view = scene.view;
    // `Persuadé d’avoir raison, le maire …`
    let has_infinitive = view.is_in(at + 1, Group::InfinitiveOf)
        && (at + 2..at + 4).any(|place| is_listed_infinitive(view, place));
    // `Convencida de que`, `Confiado en que`
    let that = at
        + 1
        + usize::from(matches!(view.lang, Lang::Es | Lang::Pt) && view.is_in(at + 1, Group::InfinitiveOf));
    let is_cue =
        view.is_in(at, Group::ConvictionAdjective) && (view.is_in(that, Group::That) || has_infinitive);
    let before = at.checked_sub(1).filter(|&before| before >= scene.range.start);
    let is_set_off = before.is_none_or(|before| view.is(before, Mark::Comma));
    if !is_cue || !is_set_off {
        return None;
    }
    let start = if view.is_in(that, Group::That) {
        that + 1
    } else {
        at + 2
    };
    let end = clause_end(scene, start);
    // The clause ends where the main clause begins or goes on.
    let comma = (start..end).find(|&place| view.depth(place) == scene.depth && view.is(place, Mark::Comma));
    let end = comma.unwrap_or(end);
    let mention = if let Some(comma) = before {
        subject_before(view, comma, scene.range.start, false)?
    } else {
        let verb = (end..scene.range.end)
            .find(|&place| view.depth(place) == scene.depth && is_finite_verb(view, place, end))?;
        subject_before(view, verb, end + 1, false)?
    };
    let is_somebody = matches!(
        being(view, mention.range.clone()),
        Being::Name | Being::Role | Being::Organization | Being::Pronoun
    );
    is_somebody.then(|| (at..at + 1, start..end, Source::Mention(mention)))
}

/// `Le maire en est convaincu : la piscine rouvrira`, `Elle en est sûre, le bac reviendra`: what a pronoun stands for follows.
fn convinced_of_it(scene: &Scene<'_, '_>, at: usize) -> Option<Found> {
    let view = scene.view;
    let be = at
        .checked_sub(1)
        .and_then(|be| be.checked_sub(usize::from(view.is_in(be, Group::Adverb))))
        .filter(|&be| be > scene.range.start + 1)?;
    let next = at + 2;
    let is_cue = view.lang == Lang::Fr
        && view.is_in(at, Group::ConvictionAdjective)
        && view.is_in(be, Group::Be)
        && view.is_word(be - 1, "en")
        && (view.is(at + 1, Mark::Comma) || view.is(at + 1, Mark::Colon))
        && view.depth(next) == scene.depth
        && (view.is_in(next, Group::Determiner) && !view.is_in(next, Group::Of)
            || view.is_in(next, Group::Pronoun)
            || view.is_word(next, "c'")
            || view.is_name(next));
    if !is_cue {
        return None;
    }
    let mention = subject_before(view, be - 1, scene.range.start, false)?;
    let is_somebody = matches!(
        being(view, mention.range.clone()),
        Being::Name | Being::Role | Being::Organization | Being::Pronoun
    );
    let end = clause_end(scene, next);
    (is_somebody && has_finite_verb(view, next, end))
        .then(|| (be - 1..at + 1, next..end, Source::Mention(mention)))
}

/// Whether a sentence or clause begins at a place.
fn opens(scene: &Scene<'_, '_>, at: usize) -> bool {
    let view: &View<'_> = scene.view;
    at == scene.range.start
        || is_hard_mark(view, at - 1)
        || view.is(at - 1, Mark::Comma)
        || view.is_in(at - 1, Group::Conjunction)
}
