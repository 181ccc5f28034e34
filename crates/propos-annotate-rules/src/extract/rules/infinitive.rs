//! Content that is an infinitive, or hangs on a preposition: `promet de …`, `exhorte X à …`, `plaide pour …`, `urged X to …`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::addressed::{
    before_found, behind_adjunct, behind_relative, charge_of, has_relative_object, is_comma_before_matter,
    is_governed, is_own_wish, is_those_who,
};
use super::agent::attribute_end;
use super::charge::{
    before_charged, behind_count, charge_in, charged_with, is_bare_charge, is_wish_in_relative,
    is_wish_of_some,
};
use super::conviction;
use super::english_infinitive::{
    behind_adjuncts, gerund_end, is_asked_of_others, is_name_of_place, is_stranded, told_by,
};
use super::late_subject;
use super::reported_clause::{behind_that, is_said_next};
use super::unfit::{asks_for_discretion, is_unfit};
use crate::extract::candidate::Candidate;
use crate::extract::clause::clause_end;
use crate::extract::comment::before_occasion;
use crate::extract::lexicon::{Ending, EnglishList, Form, Frame, Group, RomanceList, SharedList};
use crate::extract::noun_phrase::{Being, being, phrase_from, skip_time};
use crate::extract::phrase_end::phrase_end;
use crate::extract::verb_group::{
    Shape, Standing, VerbGroup, is_clitic_pronoun, is_finite_verb, is_hard_mark,
};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    for place in 0..scene.groups.len() {
        let Some(mut group) = scene.free_group(place) else {
            continue;
        };
        // `écrit-elle, avant d’exhorter le Congrès à agir`
        let is_told =
            is_said_next(scene.view, &group, scene.range.start) || told_by(scene.view, &group).is_some();
        let is_being = group.shape == Shape::Gerund && scene.view.is_in(group.start, Group::Be);
        if group.shape == Shape::Infinitive && !is_told || is_being {
            continue;
        }
        // `no quiso comentar`: what somebody would not do.
        let is_refusal = scene.view.drops_subjects()
            && group.is_negated
            && scene.view.lexicon.groups(&group.lemma).has(Group::SemiAuxiliary);
        if is_refusal || is_wish_of_some(scene, &group) {
            continue;
        }
        let stated = conviction::stated(scene.view, &group);
        group.end = stated.unwrap_or(group.end);
        let found = match stated {
            Some(that) => Some((that + 1, "clause")),
            None => content_start(scene, &group),
        };
        // `pleaded guilty to mail fraud`
        if group.lemma == "plead" && scene.view.is_any_word(group.end, words!["guilty", "innocent"]) {
            continue;
        }
        let found = found.map(|found| behind_that(scene.view, found));
        let Some((start, rule)) = found else {
            continue;
        };
        let Some(speaker) = scene.speaker(&group) else {
            continue;
        };
        if is_unfit(scene, &speaker, &group) || is_own_wish(scene, &group, &speaker) {
            continue;
        }
        let end = match rule {
            "clause" => clause_end(scene, start),
            _ => before_occasion(
                scene,
                start,
                gerund_end(scene, &group, start, phrase_end(scene, start)),
            ),
        };
        let end = if scene.view.lang == Lang::Fr && group.shape == Shape::Gerund {
            attribute_end(scene, group.start, start, end)
        } else {
            end
        };
        let (end, speaker) = late_subject::behind(scene, &group, start..end, speaker);
        let end = before_charged(scene, &group, start, rule).unwrap_or(end);
        let end = before_outer_verb(scene, &group, start..end);
        let end = before_found(scene, &group, start, end);
        // `en parlant de « dette » à tout propos`: the quoted word is the name.
        let name = scene
            .quotes
            .iter()
            .find(|quote| quote.open == start)
            .filter(|quote| {
                let next = quote.end;
                rule == "preposition"
                    && group.lemma == "parler"
                    && scene.view.is_in(next, Group::Preposition)
                    && !scene.view.is_in(next, Group::Of)
            });
        let end = name.map_or(end, |quote| quote.end.min(end));
        let end = scene.before_speaker(start..end, &speaker);
        // `has railed against for years`
        let is_time = rule == "preposition"
            && scene.view.lang == Lang::En
            && (skip_time(scene.view, start, scene.range.end) >= end.max(start + 1)
                // `which he has railed against for years`, `cards they never asked for or just forgot`
                || (scene.view.is_in(start, Group::Preposition)
                    || scene.view.is_in(start, Group::Conjunction) && !scene.view.is_in(start, Group::Wh))
                    && scene.view.depth(start) == scene.depth);
        // `have concerns about it`
        let is_slight = rule == "preposition"
            && scene.view.lang == Lang::En
            && end == start + 1
            && (scene.view.is_in(start, Group::StressedPronoun) || scene.view.is_in(start, Group::Neuter));
        if end <= start
            || rule == "infinitive" && is_stranded(scene.view, &group, start..end)
            || is_wish_in_relative(scene, &group, start..end)
            || is_time
            || is_slight
            || asks_for_discretion(scene.view, start) && !is_asked_of_others(scene.view, &group, start)
        {
            continue;
        }
        if scene.propose(Candidate::over(rule, start..end, speaker), Some(&group)) {
            scene.mark_used(place);
        }
    }
}

/// `Investors who expect the firm to fail are selling`: where the clause goes on in which the verb's own stands.
fn before_outer_verb(scene: &Scene<'_, '_>, group: &VerbGroup, content: Range<usize>) -> usize {
    let view = scene.view;
    if view.lang != Lang::En {
        return content.end;
    }
    let goes_on = |at: usize| {
        view.depth(at) == scene.depth
            && view
                .syntax
                .clause(at)
                .and_then(|clause| clause.subject.as_ref())
                .is_some_and(|subject| subject.start < group.start)
            && !view.is_in(at - 1, Group::Conjunction)
            // `to place all direct access advocates in this position`
            && !view.is_in(at, Group::Role)
    };
    (content.start + 1..content.end)
        .find(|&at| goes_on(at))
        .unwrap_or(content.end)
}

/// `veut relever le plafond`, `vuole chiudere lo stabilimento`: a listed infinitive that says here what somebody wants.
pub(super) fn find_wishes(scene: &mut Scene<'_, '_>) {
    for place in 0..scene.groups.len() {
        let Some(group) = scene.free_group(place) else {
            continue;
        };
        let view = scene.view;
        let is_wish = view.is_romance()
            && group.standing == Standing::Governed
            && group.shape == Shape::Finite
            && view.readings(group.head).iter().any(|reading| {
                reading.form.is_finite()
                    && view
                        .lexicon
                        .verb(*reading)
                        .is_some_and(|verb| verb.frames.has(Frame::BareInfinitive))
            });
        let mut start = group.head + 1;
        while start < group.end && (is_light(view, start) || is_clitic_pronoun(view, start)) {
            start += 1;
        }
        if !is_wish || start >= group.end || !is_infinitive_after(view, start) {
            continue;
        }
        let Some(speaker) = scene.speaker(&group) else {
            continue;
        };
        let end = phrase_end(scene, start);
        if is_unfit(scene, &speaker, &group) || end <= start + 1 || asks_for_discretion(view, start) {
            continue;
        }
        let mut candidate = Candidate::over("infinitive", start..end, speaker);
        candidate.cue = Some(group.start..group.head + 1);
        candidate.is_negated = group.is_negated;
        if scene.propose(candidate, None) {
            scene.mark_used(place);
        }
    }
}

/// Where the content begins, and by which rule.
fn content_start(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<(usize, &'static str)> {
    let view = scene.view;
    let frames = group.frames;
    let until = scene.range.end;
    let mut at = group.end;
    while at < until
        && (is_light(view, at)
            || is_clitic_pronoun(view, at)
            // `desmintió categóricamente haber ofrecido`
            || view.drops_subjects() && view.is_manner(at))
    {
        at += 1;
    }
    if view.is_romance() {
        at = behind_aside(scene, at);
    }
    // `assure, lui, tenir`
    if view.lang == Lang::Fr
        && view.is(at, Mark::Comma)
        && view.is_in(at + 1, Group::StressedPronoun)
        && view.is(at + 2, Mark::Comma)
    {
        at += 3;
    }
    // `demandent à être reçus`
    let asks = view.lang == Lang::Fr && group.lemma == "demander" && view.is_word(at, "à");
    if asks && at < until && is_infinitive_after(view, at + 1) {
        return Some((at + 1, "infinitive"));
    }
    // `dit vouloir « accélérer » la transition`
    let is_quoted = view.lang == Lang::Fr
        && frames.has(Frame::BareInfinitive)
        && view.depth(at) > scene.depth
        && view.is(at, Mark::Quote)
        && is_listed_infinitive(view, at + 1)
        && !view.is_capitalised(at + 1);
    if at < until && is_quoted {
        return Some((at, "infinitive"));
    }
    if at >= until || view.depth(at) > scene.depth {
        return None;
    }
    if view.is_romance() && frames.has(Frame::BareInfinitive) {
        // `affirment l’avoir vu`, `dit ne pas savoir`
        let verb = (at..until.min(at + 4)).find(|&place| {
            !view.is_in(place, Group::ObjectClitic)
                && !view.is_in(place, Group::Adverb)
                && !view.is_word(place, "mieux")
        });
        // `compte d’ici mars ouvrir un centre`
        let verb = if view.lang == Lang::Fr && view.is_word(at, "d'") && view.is_word(at + 1, "ici") {
            (at + 2..until.min(at + 9))
                .take_while(|&place| !view.is_mark(place))
                .find(|&place| is_infinitive(view, place))
                .inspect(|&place| at = place)
        } else {
            verb
        };
        // `entend parler d’un remède` hears.
        let hears = group.lemma == "entendre"
            && verb.is_some_and(|verb| view.is_any_word(verb, words!["dire", "parler"]));
        if verb.is_some_and(|verb| is_infinitive(view, verb)) && !hears {
            return Some((skip_back_clitics(view, at, group.end), "infinitive"));
        }
    }
    // `ordenó al Estado pagar`
    if view.drops_subjects()
        && frames.has(Frame::ToSomeoneInfinitive)
        && view.is_in(at, Group::Addressee)
        && let Some(verb) = (at + 2..until.min(at + 8))
            .take_while(|&place| {
                !view.is_mark(place)
                    && !view.is_in(place, Group::That)
                    && !view.is_in(place, Group::InfinitiveOf)
            })
            .find(|&place| view.may_be(place, Form::Infinitive))
    {
        return Some((skip_back_clitics(view, verb, at), "infinitive"));
    }
    if view.is_romance()
        && frames.has(Frame::BareInfinitive)
        && let Some(verb) = behind_adjunct(view, at, until)
    {
        let start = skip_back_clitics(view, verb, at);
        return (view.lang != Lang::Fr || !is_governed(view, start)).then_some((start, "infinitive"));
    }
    if view.lang == Lang::En && frames.has(Frame::Infinitive) {
        let counted = behind_adjuncts(scene, behind_count(view, group, at));
        // `voted 7-4 on Tuesday for the scheme`: what a body has decided.
        at = if view.is_in(counted, Group::ToInfinitive) {
            counted
        } else {
            behind_adjuncts(scene, at)
        };
    }
    // `ha riferito agli agenti di essere stata avvicinata`
    if view.drops_subjects()
        && (frames.has(Frame::Infinitive) || frames.has(Frame::BareInfinitive))
        && view.is_in(at, Group::Addressee)
        && let Some(phrase) = phrase_from(view, at + 1, until)
        && view.is_word(phrase.end, "di")
        && is_infinitive_after(view, phrase.end + 1)
    {
        return Some((phrase.end + 1, "infinitive"));
    }
    // `a promis de « fermer les grilles »`
    let is_quoted = view.is_romance()
        && view.depth(at + 1) > scene.depth
        && (at + 2..at + 5).any(|place| is_infinitive_after(view, place));
    if frames.has(Frame::Infinitive)
        && view.is_in(at, Group::InfinitiveOf)
        && (is_quoted
            || is_infinitive_after(
                view,
                at + 1 + usize::from(view.is(at + 1, Mark::Quote) && view.lang == Lang::En),
            ))
    {
        // `decided not to sell`: what is decided is not to.
        let is_not = view.lang == Lang::En && view.is_any_word(at - 1, words!["never", "not"]);
        return Some((if is_not { at - 1 } else { at + 1 }, "infinitive"));
    }
    if view.lang == Lang::En && frames.has(Frame::Gerund) && is_gerund(view, at) {
        return Some((at, "gerund"));
    }
    if let Some(deed) = charged_with(scene, group, at) {
        return Some((deed, "infinitive"));
    }
    let is_about = view.is_listed(at, EnglishList::AboutPreposition);
    if view.lang == Lang::En && frames.has(Frame::About) && is_about && !view.is_number(at + 1) {
        return Some((at + 1, "preposition"));
    }
    let has_clitic = group.start > scene.range.start
        && view.is_in(group.head.saturating_sub(1), Group::ObjectClitic)
        || frames.has(Frame::SomeoneOf) && has_relative_object(scene, group);
    let markers: &[(Frame, Group, &'static str)] = &[
        (Frame::To, Group::InfinitiveTo, "infinitive"),
        (Frame::SomeoneTo, Group::InfinitiveTo, "infinitive"),
        (Frame::ToSomeoneInfinitive, Group::InfinitiveOf, "infinitive"),
        (Frame::SomeoneOf, Group::Of, "infinitive"),
        (Frame::OnSomeoneTo, Group::InfinitiveTo, "infinitive"),
        (Frame::For, Group::For, "preposition"),
        (Frame::Against, Group::Against, "preposition"),
        (Frame::Of, Group::Of, "preposition"),
        (Frame::On, Group::On, "preposition"),
    ];
    let mut best: Option<(usize, &'static str)> = None;
    // `plaide la relaxe pour son client`: what is pleaded stands right behind the verb.
    let has_object = view.lang == Lang::Fr
        && frames.has(Frame::Object)
        && view.is_in(at, Group::Determiner)
        && !view.is_in(at, Group::Of);
    for (frame, marker, rule) in markers {
        if !frames.has(*frame) || has_object && matches!(frame, Frame::For | Frame::Against) {
            continue;
        }
        let needs_someone = matches!(
            frame,
            Frame::SomeoneTo | Frame::ToSomeoneInfinitive | Frame::SomeoneOf | Frame::OnSomeoneTo
        );
        let charges = view.drops_subjects() && *frame == Frame::SomeoneOf && frames.has(Frame::Of);
        let found = find_marker(scene, at, *marker, needs_someone && !has_clitic, *frame, charges);
        // `parle d’un prêt`, `parle de « casse sociale »`: a name for a thing counts where it is quoted.
        let is_name_for = *frame == Frame::Of && frames.has(Frame::As);
        let found = found.filter(|&place| {
            !is_name_for
                || view.depth(place + 1) > scene.depth
                // Not `parler d’une seule voix`.
                || view.is_in(place + 1, Group::Indefinite)
                    && !view.is_in(place + 1, Group::Of)
                    && !(place + 2..place + 5).any(|at| view.is_word(at, "voix"))
                // `parlent d’au moins vingt disparus`, `parle de 300 emplois`
                || view.lang == Lang::Fr
                    && (view.is_number(place + 1)
                        || view.is_word(place + 1, "au") && view.is_word(place + 2, "moins"))
                // `parle de fraude massive`
                || view.is_listed(place + 1, SharedList::JudgingNoun)
                // `parle de lésions « irréversibles »`, `parle d’un « fantasme »`
                || view.depth(place + 2) > scene.depth
        });
        // `calls itself the Committee for Ohio`: English verbs have their preposition close by.
        let is_far = view.lang == Lang::En
            && matches!(frame, Frame::For | Frame::Against)
            && !group.is_listed(EnglishList::LobbiesFor)
            && !view.is_in(at, *marker)
            && !view.is_in(at, Group::Preposition)
            && !view.is_in(at, Group::Time);
        // `pushes the sum beyond the total for 2012`: what hangs on another preposition.
        let is_far = is_far
            || view.lang == Lang::En
                && *frame == Frame::For
                && found.is_some_and(|place| {
                    (at + 1..place).any(|between| {
                        view.is_in(between, Group::Preposition)
                            && !view.is_word(between, "for")
                            && !view.is_in(between + 1, Group::Time)
                    })
                });
        // `must notify the exchange and keep capital of $500,000`
        let is_joined = *frame == Frame::SomeoneOf
            && view.lang == Lang::En
            && found.is_some_and(|of| {
                (at..of).any(|place| {
                    view.is_in(place, Group::Conjunction)
                        && view.syntax.role(place + 1) != crate::extract::syntax::Role::None
                })
            });
        if is_far || is_joined {
            continue;
        }
        // The nearest marker: `lobbied against the move for weeks`.
        if let Some(place) = found.filter(|&place| best.is_none_or(|(nearest, _)| place + 1 < nearest)) {
            // What one wants of others is asked of nobody: `wants Congress to act`.
            let is_wish = *frame == Frame::SomeoneTo && group.is_listed(EnglishList::WishesOf);
            // `urged them not to sell`
            let is_not =
                place > at && view.lang == Lang::En && view.is_any_word(place - 1, words!["never", "not"]);
            best = Some(match (is_wish, is_not) {
                (true, _) => (at, rule),
                (_, true) => (place - 1, rule),
                _ => (place + 1, rule),
            });
        }
    }
    best
}

/// `tablaient en majorité sur`, `tablent selon l’agence sur`: behind an adverbial or a source between a verb and its object.
fn behind_aside(scene: &Scene<'_, '_>, at: usize) -> usize {
    let view = scene.view;
    if let Some(end) = view.behind_adverbial(at) {
        return end;
    }
    // `affirme, non sans malice, n’avoir rien lu`, `ha prometido, eso sí, corregirlo`
    if view.is_romance()
        && view.is(at, Mark::Comma)
        && let Some(close) = (at + 2..scene.range.end.min(at + 12)).find(|&place| view.is_mark(place))
        && view.is(close, Mark::Comma)
        && (!(at + 1..close).any(|place| is_finite_verb(view, place, at + 1))
            // `promet, s’il est élu, de baisser les impôts`
            || view.lang == Lang::Fr
                && view.is_in(at + 1, Group::Hypothesis)
                && view.is_in(close + 1, Group::InfinitiveOf))
        && !view.is_in(at + 1, Group::Relative)
    {
        return close + 1;
    }
    if view.lang != Lang::Fr || !view.is_in(at, Group::According) {
        return at;
    }
    phrase_from(view, at + 1, scene.range.end)
        .map(|phrase| phrase.end)
        .filter(|&end| view.is_in(end, Group::On) || view.is_in(end, Group::InfinitiveOf))
        .unwrap_or(at)
}

/// The marker behind a verb, over an addressee and over phrases of place and time.
fn find_marker(
    scene: &Scene<'_, '_>,
    from: usize,
    marker: Group,
    needs_someone: bool,
    frame: Frame,
    charges: bool,
) -> Option<usize> {
    let view = scene.view;
    let until = scene.range.end.min(from + 16);
    let mut at = from;
    let mut has_someone = false;
    let mut has_object = false;
    if frame == Frame::OnSomeoneTo {
        let is_appeal = view.is_word(at, "to") && !is_infinitive_after(view, at + 1);
        if !view.is_word(at, "on") && !view.is_word(at, "upon") && !is_appeal {
            return None;
        }
        at += 1;
    }
    while at < until {
        // `acusó a Vera y sus "chicas" de mentir`: one quoted word of those who are meant.
        if needs_someone
            && has_someone
            && view.drops_subjects()
            && let Some(quote) = view.quote_around(at, scene.depth)
            && quote.open == at
            && quote.end < at + 5
        {
            at = quote.end;
            continue;
        }
        if view.depth(at) > scene.depth || is_hard_mark(view, at) {
            return None;
        }
        if view.is_romance() && view.is(at, Mark::Comma) {
            if has_someone && is_comma_before_matter(view, at, marker) {
                return Some(at + 1);
            }
            // `supplie son père, l’empereur, de prendre des mesures`, `accusent le chef, Ali Sow, de violences`
            let close = (at + 1..until.min(at + 8)).find(|&place| view.is(place, Mark::Comma))?;
            let is_charge = frame == Frame::SomeoneOf && is_bare_charge(view, close + 1);
            let is_apposition = has_someone
                && view.is_in(close + 1, marker)
                && (is_infinitive_after(view, close + 2) || is_charge);
            if !is_apposition {
                return None;
            }
            at = close + 1;
            continue;
        }
        // `pede a criação de um fundo para …`: what is asked for has been named.
        if view.drops_subjects() && has_object && matches!(frame, Frame::For | Frame::Against) {
            return None;
        }
        // `calls on the Office for Students to …`: inside a name.
        let is_inside_name = view.lang == Lang::En
            && marker == Group::For
            && view.is_capitalised(at - 1)
            && view.is_capitalised(at + 1);
        if is_inside_name {
            at += 1;
            continue;
        }
        if view.is_in(at, marker) && (has_someone || !needs_someone) {
            let is_english_to = view.lang == Lang::En && marker == Group::InfinitiveTo;
            // `accused them of “playing games”`
            let next = at + 1 + usize::from(view.is(at + 1, Mark::Quote) && view.lang == Lang::En);
            let takes_noun = frame != Frame::ToSomeoneInfinitive && !is_english_to;
            let is_infinitive = is_infinitive_after(view, next);
            // `appelle les alliés à « prendre leurs responsabilités »`
            let is_quoted = view.is_romance() && view.depth(at + 1) > scene.depth;
            // `l’installation de pompes à feu`: a demand for something has its article.
            let is_named = !view.is_romance()
                || !matches!(frame, Frame::To | Frame::SomeoneTo)
                || view.is_in(at + 1, Group::Determiner)
                || view.is_in(at, Group::ToThe)
                // `appelle à davantage de réformes`
                || view.is_listed(at + 1, RomanceList::MoreThan) && view.is_in(at + 2, Group::Of);
            // `instó a los vecinos a quedarse`: the first `a` names who is asked.
            let is_addressee = view.drops_subjects()
                && frame == Frame::To
                && !is_infinitive
                && phrase_from(view, at + 1, until).is_some_and(|phrase| {
                    matches!(
                        being(view, phrase),
                        Being::Role | Being::Organization | Being::Name | Being::Unspecified
                    )
                });
            if is_infinitive
                || is_quoted
                || takes_noun
                    && next < until
                    && (!view.is_mark(next) && !view.syntax.is_finite(next) || view.is_currency(next))
                    && is_named
                    && !is_addressee
                    && (frame != Frame::SomeoneOf
                        || is_gerund(view, next)
                        || charges && is_bare_charge(view, at)
                        || matches!(view.lang, Lang::En | Lang::Fr))
            {
                return Some(at);
            }
        }
        // `se prononcera sur une limite pour les meublés`
        if view.lang == Lang::Fr && matches!(frame, Frame::For | Frame::Against) && view.is_word(at, "sur") {
            return None;
        }
        if matches!(frame, Frame::Of | Frame::On) && !view.is_in(at, Group::Adverb) {
            return None;
        }
        if has_someone && let Some(place) = behind_relative(scene, at, marker) {
            return Some(place);
        }
        if is_those_who(view, at) {
            has_someone = true;
            at += 1;
            continue;
        }
        if is_finite_verb(view, at, from)
            || view.is_in(at, Group::Subordinator) && !view.is_in(at, Group::Preposition)
        {
            return None;
        }
        // `directing $2 million to a committee working to keep the mill`: no one is told to do so.
        if view.lang == Lang::En && frame == Frame::SomeoneTo && view.is_word(at, "to") {
            return None;
        }
        // An addressee: with a preposition where the frame says so.
        let start = if view.is_in(at, Group::Preposition) || view.is_in(at, Group::Addressee) {
            at + 1
        } else {
            at
        };
        match phrase_from(view, start, until) {
            Some(phrase) if phrase.end > at => {
                has_someone = true;
                has_object |= start == at;
                // A phrase that swallowed the marker is cut at it.
                let is_of = frame == Frame::SomeoneOf;
                let mut places = phrase.start + 1..phrase.end;
                let inner = places.clone().find(|&place| {
                    let follows = if is_of && view.lang == Lang::En {
                        is_gerund(view, place + 1)
                    } else {
                        is_infinitive_after(view, place + 1)
                    };
                    view.is_in(place, marker) && follows
                });
                let last = || match view.lang {
                    Lang::En => places.rfind(|&place| is_of && view.is_in(place, marker)),
                    Lang::Fr if is_of => charge_of(view, places),
                    _ => None,
                };
                let inner = inner.or_else(last).or_else(|| {
                    charges
                        .then(|| charge_in(view, phrase.start + 1..phrase.end))
                        .flatten()
                });
                at = inner.unwrap_or(phrase.end);
            }
            _ => {
                has_someone |= view.is_in(at, Group::StressedPronoun) || view.is_in(at, Group::Pronoun);
                at += 1;
            }
        }
    }
    None
}

fn is_light(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::Adverb)
        || view.is_in(at, Group::Time) && !view.is_in(at, Group::Determiner)
        || view.is_manner(at)
}

pub(super) fn is_gerund(view: &View<'_>, at: usize) -> bool {
    view.may_be(at, Form::Gerund)
        || view.word(at).len() > 5
            && view.word(at).ends_with("ing")
            && view.lang == Lang::En
            && !view.is_capitalised(at)
}

/// Whether the lists know a word as an infinitive; endings do not count.
pub(super) fn is_listed_infinitive(view: &View<'_>, at: usize) -> bool {
    let mut forms = view.readings(at).iter();
    view.is_in(at, Group::LightInfinitive) || forms.any(|reading| reading.form == Form::Infinitive)
}

/// Whether an infinitive stands at a place.
fn is_infinitive(view: &View<'_>, at: usize) -> bool {
    if view.lang == Lang::En {
        return view.may_be(at, Form::Infinitive) && !is_name_of_place(view, at)
            || (!view.is_known(at) || is_plain_noun(view, at))
                && !view.is_mark(at)
                && !view.is_capitalised(at)
                && (view.is_in(at + 1, Group::Determiner) || view.is_in(at + 1, Group::StressedPronoun));
    }
    let word = view.word(at);
    view.may_be(at, Form::Infinitive)
        || !view.is_known(at)
            && word.len() > 4
            && !view.is_capitalised(at)
            && view.lexicon.ends(word, Ending::Infinitive)
}

/// `plans to list its unit`: a noun that no list knows as a verb, in the singular.
fn is_plain_noun(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::Inanimate) && !view.is_in(at, Group::Determiner) && !view.word(at).ends_with('s')
}

/// An infinitive behind a marker, over clitics and negation.
pub(super) fn is_infinitive_after(view: &View<'_>, at: usize) -> bool {
    for at in at..at + 4 {
        if is_infinitive(view, at) {
            return true;
        }
        let goes_on = view.is_in(at, Group::ObjectClitic)
            || view.is_in(at, Group::Adverb)
            || view.is_in(at, Group::Negation)
            || view.is_in(at, Group::Be)
            || view.is_word(at, "mieux")
            // `to “promptly” end it`
            || view.lang == Lang::En && view.is(at, Mark::Quote) && view.is_in(at - 1, Group::Adverb);
        if !goes_on {
            return view.is_in(at, Group::Be) || view.is_in(at, Group::Have);
        }
    }
    false
}

fn skip_back_clitics(view: &View<'_>, at: usize, from: usize) -> usize {
    let mut start = at;
    let is_light = |at: usize| {
        view.is_in(at, Group::ObjectClitic) && !is_clitic_pronoun(view, at)
            || view.lang == Lang::Fr && view.is_in(at, Group::Negation)
            || view.lang == Lang::Fr && view.is_in(at, Group::Adverb) && view.is_in(at - 1, Group::Negation)
    };
    while start > from && is_light(start - 1) {
        start -= 1;
    }
    start
}
