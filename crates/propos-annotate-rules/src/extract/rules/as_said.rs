//! `Comme l’explique Paul Durand, …`, `…, comme l’a dit le ministre`, `…, ce que confirme la mairie`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::clause::clause_end;
use crate::extract::lexicon::{EnglishList, Form, Group, RomanceList};
use crate::extract::noun_phrase::{Mention, phrase_from, subject_after, subject_before};
use crate::extract::verb_group::{Shape, VerbGroup, carries_quotes, has_finite_verb, is_hard_mark};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// How many words an opening may have before it: `Cependant, …`.
const FEW: usize = 4;

/// How far before its verb `as` may stand: `as Parliament’s Joint Committee on Intelligence has pointed out`.
const LONGEST: usize = 16;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    for place in 0..scene.groups.len() {
        let Some(group) = scene.free_group(place) else {
            continue;
        };
        // `Comme le veut la tradition`: nobody says so.
        if group.shape != Shape::Finite || !carries_quotes(&group) || group.lemma == "vouloir" {
            continue;
        }
        if let Some((content, speaker)) = taken_up(scene, &group) {
            if scene.propose(Candidate::over("as-said", content, speaker), Some(&group)) {
                scene.mark_used(place);
            }
            continue;
        }
        let Some(first) = opening(scene, &group) else {
            continue;
        };
        // `Segundo o jornal apurou`: found by its first word.
        if scene
            .found
            .iter()
            .any(|found| found.cue.as_ref().is_some_and(|cue| cue.start == first))
        {
            scene.mark_used(place);
            continue;
        }
        let view = scene.view;
        // `ce que le maire confirme`
        let is_what = view.lang == Lang::Fr && view.is_word(first, "ce");
        let subject = first + 1 + usize::from(is_what);
        let own = (view.is_romance() && subject + 1 < group.start)
            .then(|| phrase_from(view, subject, group.start))
            .flatten();
        let mention = if has_own_subject(view, subject) {
            Some(Mention::of(subject..subject + 1))
        } else if own.is_some() {
            own.map(Mention::of)
        } else if view.lang == Lang::En {
            subject_before(view, group.head, first + 1, false)
        } else {
            behind_place(scene, group.end).or_else(|| subject_after(view, group.end, scene.range.end))
        };
        let behind = mention.as_ref().map_or(group.end, |mention| {
            mention
                .range
                .end
                .max(group.end)
                .max(mention.description.as_ref().map_or(0, |range| range.end))
        });
        // `as the range of topics covered by the book shows`: too far for a subject that does not begin there.
        let is_far = view.lang == Lang::En
            && first + 8 < group.head
            && mention
                .as_ref()
                .is_none_or(|mention| mention.range.start != first + 1);
        let speaker = match mention {
            _ if is_far => None,
            Some(mention) => scene.accept(mention, &group),
            None => super::dropped::subject(scene, &group),
        };
        let Some(speaker) = speaker else {
            continue;
        };
        // `Cependant, comme l’a dit le maire, la route reste fermée`
        let is_first =
            !is_what && first <= scene.range.start + FEW && !has_finite_verb(view, scene.range.start, first);
        // `Não é verdade, como diz Gusmão, que haja crise`: what follows is what he says.
        let is_denied = view.drops_subjects()
            && view.is(first.saturating_sub(1), Mark::Comma)
            && view.is(behind, Mark::Comma)
            && view.is_in(behind + 1, Group::That)
            && view.is_in(scene.range.start, Group::Negation);
        let content = if is_denied {
            Some(behind + 2..clause_end(scene, behind + 2))
        } else if is_first {
            clause_behind(scene, behind).map(|start| start..clause_end(scene, start))
        } else {
            view.is(first - 1, Mark::Comma)
                .then(|| behind_told(scene, first - 1)..first - 1)
        };
        // `Le préfet annonce la fermeture, ce que regrette le maire`: what somebody else says.
        let is_of_other = |content: &Range<usize>| {
            is_what
                && scene.groups.iter().any(|other| {
                    content.contains(&other.start) && other.shape == Shape::Finite && carries_quotes(other)
                })
        };
        let Some(content) = content.filter(|content| content.len() > 2 && !is_of_other(content)) else {
            continue;
        };
        if scene.propose(Candidate::over("as-said", content, speaker), Some(&group)) {
            scene.mark_used(place);
        }
    }
}

/// `Le maire l’assure, la piscine rouvrira`, `La piscine rouvrira, la mairie le promet.`: a pronoun stands for the clause beside it.
fn taken_up(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<(Range<usize>, Source)> {
    let view = scene.view;
    let pronoun = group.start.checked_sub(1).filter(|&at| at > scene.range.start)?;
    if view.lang != Lang::Fr || group.inverted.is_some() || !view.is_any_word(pronoun, words!["l'", "le"]) {
        return None;
    }
    let comma = (scene.range.start..pronoun)
        .rev()
        .find(|&at| view.depth(at) != scene.depth || view.is_mark(at));
    let start = comma.map_or(scene.range.start, |comma| comma + 1);
    let is_whole = has_own_subject(view, start) && start + 1 == pronoun
        || phrase_from(view, start, pronoun).is_some_and(|phrase| phrase.end == pronoun);
    let is_first = start == scene.range.start && view.is(group.end, Mark::Comma);
    let is_last = comma.is_some_and(|comma| view.is(comma, Mark::Comma))
        && (group.end >= scene.range.end || is_hard_mark(view, group.end));
    let content = if is_first {
        let next = group.end + 1;
        let begins = view.is_in(next, Group::Determiner) && !view.is_in(next, Group::Of)
            || view.is_in(next, Group::Pronoun)
            || view.is_name(next)
            || view.is_word(next, "c'");
        let end = clause_end(scene, next);
        (begins && has_finite_verb(view, next, end)).then_some(next..end)
    } else {
        comma
            .filter(|&comma| is_last && has_finite_verb(view, scene.range.start, comma))
            .map(|comma| scene.range.start..comma)
            .filter(|content| !view.groups(content.start).has(Group::Subordinator))
    };
    let content = content.filter(|_| is_whole)?;
    let mention = Mention::of(start..pronoun);
    scene.accept(mention, group).map(|speaker| (content, speaker))
}

/// `Los jueces rechazan que hubiera error, como alegaba la defensa`: what somebody else is told to say is what is said here, too.
fn behind_told(scene: &Scene<'_, '_>, until: usize) -> usize {
    let view = scene.view;
    let told = scene.groups.iter().rfind(|group| {
        view.drops_subjects()
            && group.end < until
            && group.shape == Shape::Finite
            && carries_quotes(group)
            && view.is_in(group.end, Group::That)
    });
    told.map_or(scene.range.start, |group| group.end + 1)
}

/// French `comme il l’avait promis`, Spanish `como algunos afirman`: who says it stands before the verb.
fn has_own_subject(view: &View<'_>, at: usize) -> bool {
    match view.lang {
        Lang::Fr => view.is_listed(at, RomanceList::ThirdPronoun),
        Lang::En => false,
        _ => {
            (view.is_in(at, Group::Unspecified) || view.is_in(at, Group::Pronoun))
                && !view.is_in(at, Group::RelativeSubject)
        }
    }
}

/// `según informó en un comunicado la empresa`: the subject behind where it was said.
fn behind_place(scene: &Scene<'_, '_>, at: usize) -> Option<Mention> {
    let view = scene.view;
    if !view.drops_subjects() || !view.is_in(at, Group::Preposition) {
        return None;
    }
    let mut end = phrase_from(view, at + 1, scene.range.end)?.end;
    // `in un'intervista a Radio Uno il ministro`
    while view.is_in(end, Group::Preposition) && end < at + LONGEST {
        end = phrase_from(view, end + 1, scene.range.end)?.end;
    }
    // `in conferenza stampa il portavoce`
    let is_noun_pair = view.lang == Lang::It
        && !view.is_mark(end)
        && !view.is_capitalised(end)
        && !view.is_in(end, Group::Determiner)
        && view.is_in(end + 1, Group::Determiner);
    end += usize::from(is_noun_pair);
    (view.is_in(end, Group::Determiner) && !view.is_in(end, Group::Preposition))
        .then(|| subject_after(view, end, scene.range.end))
        .flatten()
}

/// Where the clause begins behind who said it, over what is told of them:
/// `comme l’a dit le maire, interrogé hier, la route reste fermée`.
fn clause_behind(scene: &Scene<'_, '_>, from: usize) -> Option<usize> {
    let view = scene.view;
    let is_mark =
        |at: &usize| view.depth(*at) == scene.depth && (view.is(*at, Mark::Comma) || is_hard_mark(view, *at));
    let mut commas = (from..scene.range.end)
        .filter(is_mark)
        .take_while(|&at| view.is(at, Mark::Comma));
    let first = commas.next()?;
    let is_told = commas.next().filter(|&next| {
        !has_finite_verb(view, first + 1, next) && has_finite_verb(view, next, scene.range.end)
    });
    let is_participle = |at: usize| {
        let forms = view.readings(at).iter().map(|reading| reading.form);
        view.lang == Lang::Fr && forms.into_iter().any(|form| form == Form::Participle)
    };
    match is_told {
        Some(next) if is_participle(first + 1) => Some(next + 1),
        _ => Some(first + 1),
    }
}

/// `…, ce que confirme la mairie`, `…, ce qu’il regrette`: where *ce* stands.
fn what_says(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<usize> {
    let view = scene.view;
    let first = group.head.saturating_sub(LONGEST).max(scene.range.start + 1);
    let what = (first..group.head.saturating_sub(1))
        .rev()
        .find(|&at| view.is_word(at, "ce") && view.is_in(at + 1, Group::That) || view.is_mark(at))
        .filter(|&at| !view.is_mark(at) && view.is(at - 1, Mark::Comma))?;
    let is_inverted = what + 2 == group.start;
    let is_whole = || {
        let phrase = phrase_from(view, what + 2, group.start);
        has_own_subject(view, what + 2) && what + 3 == group.start
            || phrase.is_some_and(|phrase| phrase.end == group.start)
    };
    (is_inverted || is_whole()).then_some(what)
}

/// Where `comme l’` or `as` opens before a verb.
fn opening(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<usize> {
    let view = scene.view;
    let before = |n: usize| group.head.checked_sub(n).filter(|&at| at >= scene.range.start);
    match view.lang {
        Lang::En => {
            let first = (1..LONGEST)
                .filter_map(before)
                .find(|&at| view.is_word(at, "as"))?;
            // `As Roe wrote in his book, the city was poor`
            let has_place = view.is_listed(group.end, EnglishList::WroteIn)
                && (group.end + 1..scene.range.end.min(group.end + 9)).any(|at| view.is(at, Mark::Comma));
            let is_whole = view.is_mark(group.end) || view.is_word(group.end, "it") || has_place;
            (is_whole && (first + 1..group.head).all(|at| !view.is_mark(at) || view.is_abbreviation_stop(at)))
                .then_some(first)
        }
        Lang::Fr => {
            if let Some(what) = what_says(scene, group) {
                return Some(what);
            }
            // `Comme le rappelle le maire`, `ainsi que l’a dit la préfète`, `comme il l’avait promis`
            let what = before(1).filter(|&at| view.is_any_word(at, words!["l'", "le"]))?;
            let last = what.checked_sub(1).filter(|&at| at >= scene.range.start)?;
            let earlier = last.checked_sub(1).filter(|&at| at >= scene.range.start);
            let is_as = |at: usize| view.is_in(at, Group::AsSaid);
            if is_as(last) {
                return Some(last);
            }
            // `Comme le capitaine l’avait écrit`
            let whole = (1..LONGEST)
                .filter_map(before)
                .find(|&at| is_as(at) || view.is_mark(at))
                .filter(|&at| is_as(at))
                .filter(|&at| phrase_from(view, at + 1, what).is_some_and(|phrase| phrase.end == what));
            if whole.is_some() {
                return whole;
            }
            let is_like = |at: usize| view.is_word(at, "ainsi") && view.is_word(last, "que");
            earlier.filter(|&at| is_like(at) || is_as(at) && has_own_subject(view, at + 1))
        }
        _ => {
            // `como ya lo había dicho X`, `según explicó X`, `secondo quanto ha detto X`
            let mut first = group.start;
            while first > scene.range.start
                && (view.is_in(first - 1, Group::ObjectClitic) || view.is_in(first - 1, Group::Adverb))
            {
                first -= 1;
            }
            let first = first.checked_sub(1).filter(|&at| at >= scene.range.start)?;
            // `segundo o PÚBLICO apurou`, `como el diario informó`
            let whole = (scene.range.start..first)
                .rev()
                .take(6)
                .find(|&at| view.is_in(at, Group::AsSaid))
                .filter(|&at| {
                    phrase_from(view, at + 1, first + 1).is_some_and(|phrase| phrase.end == first + 1)
                });
            if whole.is_some_and(|at| at + 2 <= first) {
                return whole;
            }
            let earlier = first.checked_sub(1).filter(|&at| at >= scene.range.start);
            if let Some(at) =
                earlier.filter(|&at| view.is_in(at, Group::AsSaid) && has_own_subject(view, at + 1))
            {
                return Some(at);
            }
            let first = Some(first).filter(|&at| view.is_in(at, Group::AsSaid))?;
            let before = first.checked_sub(1).filter(|&at| at >= scene.range.start);
            // `tal y como afirma`, `tal como disse`, `così come ha detto`
            let so = before.map(|at| at - usize::from(at > scene.range.start && view.is_in(at, Group::And)));
            if let Some(so) = so.filter(|&at| view.is_any_word(at, words!["così", "tal"])) {
                return Some(so);
            }
            Some(
                before
                    .filter(|&at| view.is_in(at, Group::According))
                    .unwrap_or(first),
            )
        }
    }
}
