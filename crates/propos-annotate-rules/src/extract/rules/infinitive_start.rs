//! Where content begins behind a verb that has an infinitive, a gerund or a preposition with it.

use propos_segment::Lang;

use super::Scene;
use super::addressed::{behind_adjunct, has_relative_object, is_governed};
use super::charge::{behind_count, charged_with};
use super::english_infinitive::behind_adjuncts;
use super::infinitive::{is_gerund, is_infinitive, is_infinitive_after, is_light, is_listed_infinitive};
use super::infinitive_marker::MarkerSearch;
use crate::extract::lexicon::{EnglishList, Form, Frame, Group, RomanceList, SharedList};
use crate::extract::noun_phrase::phrase_from;
use crate::extract::syntax::Role;
use crate::extract::verb_group::{VerbGroup, is_clitic_pronoun, is_finite_verb};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// What marks content behind a verb, by the frame of the verb, and the rule that finds it.
struct Marker {
    frame: Frame,
    group: Group,
    rule: &'static str,
}

const fn marker(frame: Frame, group: Group, rule: &'static str) -> Marker {
    Marker { frame, group, rule }
}

const MARKERS: &[Marker] = &[
    marker(Frame::To, Group::InfinitiveTo, "infinitive"),
    marker(Frame::SomeoneTo, Group::InfinitiveTo, "infinitive"),
    marker(Frame::ToSomeoneInfinitive, Group::InfinitiveOf, "infinitive"),
    marker(Frame::SomeoneOf, Group::Of, "infinitive"),
    marker(Frame::OnSomeoneTo, Group::InfinitiveTo, "infinitive"),
    marker(Frame::For, Group::For, "preposition"),
    marker(Frame::Against, Group::Against, "preposition"),
    marker(Frame::Of, Group::Of, "preposition"),
    marker(Frame::On, Group::On, "preposition"),
];

/// Where the content begins, and by which rule.
pub(super) fn content_start(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<(usize, &'static str)> {
    let view = scene.view;
    let frames = group.frames;
    let until = scene.range.end;
    let mut at = behind_light_words(scene, group.end);
    if at < until
        && let Some(start) = asked_start(view, group, at).or_else(|| quoted_start(scene, group, at))
    {
        return Some((start, "infinitive"));
    }
    if at >= until || view.depth(at) > scene.depth {
        return None;
    }
    let may_be_bare = view.is_romance() && frames.has(Frame::BareInfinitive);
    if may_be_bare {
        at = behind_deadline(view, at, until);
        if let Some(start) = bare_start(view, group, at, until) {
            return Some((start, "infinitive"));
        }
    }
    if let Some(start) = ordered_start(view, group, at, until) {
        return Some((start, "infinitive"));
    }
    if may_be_bare && let Some(verb) = behind_adjunct(view, at, until) {
        let start = skip_back_clitics(view, verb, at);
        return (view.lang != Lang::Fr || !is_governed(view, start)).then_some((start, "infinitive"));
    }
    if view.lang == Lang::En && frames.has(Frame::Infinitive) {
        at = behind_vote(scene, group, at);
    }
    if let Some(start) = told_start(view, group, at, until).or_else(|| plain_start(scene, group, at)) {
        return Some((start, "infinitive"));
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
    marked_start(scene, group, at)
}

/// Behind adverbs, times, pronouns and asides that stand between a verb and what belongs to it.
fn behind_light_words(scene: &Scene<'_, '_>, verb_end: usize) -> usize {
    let view = scene.view;
    let is_between = |at: usize| {
        is_light(view, at)
            || is_clitic_pronoun(view, at)
            // `desmintió categóricamente haber ofrecido`
            || view.drops_subjects() && view.is_manner(at)
    };
    let mut at = verb_end;
    while at < scene.range.end && is_between(at) {
        at += 1;
    }
    if view.is_romance() {
        at = behind_aside(scene, at);
    }
    // `assure, lui, tenir`
    let is_contrasted = view.lang == Lang::Fr
        && view.is(at, Mark::Comma)
        && view.is_in(at + 1, Group::StressedPronoun)
        && view.is(at + 2, Mark::Comma);
    at + 3 * usize::from(is_contrasted)
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

/// French `demandent à être reçus`
fn asked_start(view: &View<'_>, group: &VerbGroup, at: usize) -> Option<usize> {
    let asks = view.lang == Lang::Fr && group.lemma == "demander" && view.is_word(at, "à");
    (asks && is_infinitive_after(view, at + 1)).then_some(at + 1)
}

/// French `dit vouloir « accélérer » la transition`
fn quoted_start(scene: &Scene<'_, '_>, group: &VerbGroup, at: usize) -> Option<usize> {
    let view = scene.view;
    let is_quoted = view.lang == Lang::Fr
        && group.frames.has(Frame::BareInfinitive)
        && view.depth(at) > scene.depth
        && view.is(at, Mark::Quote)
        && is_listed_infinitive(view, at + 1)
        && !view.is_capitalised(at + 1);
    is_quoted.then_some(at)
}

/// French `compte d’ici mars ouvrir un centre`: the infinitive behind a time by which it is to be done.
fn behind_deadline(view: &View<'_>, at: usize, until: usize) -> usize {
    if view.lang != Lang::Fr || !view.is_word(at, "d'") || !view.is_word(at + 1, "ici") {
        return at;
    }
    (at + 2..until.min(at + 9))
        .take_while(|&place| !view.is_mark(place))
        .find(|&place| is_infinitive(view, place))
        .unwrap_or(at)
}

/// `affirment l’avoir vu`, `dit ne pas savoir`: an infinitive that needs no preposition.
fn bare_start(view: &View<'_>, group: &VerbGroup, at: usize, until: usize) -> Option<usize> {
    let verb = (at..until.min(at + 4)).find(|&place| {
        !view.is_in(place, Group::ObjectClitic)
            && !view.is_in(place, Group::Adverb)
            && !view.is_word(place, "mieux")
    })?;
    // `entend parler d’un remède` hears.
    let hears = group.lemma == "entendre" && view.is_any_word(verb, words!["dire", "parler"]);
    (is_infinitive(view, verb) && !hears).then(|| skip_back_clitics(view, at, group.end))
}

/// `ordenó al Estado pagar`
fn ordered_start(view: &View<'_>, group: &VerbGroup, at: usize, until: usize) -> Option<usize> {
    let is_ordered = view.drops_subjects()
        && group.frames.has(Frame::ToSomeoneInfinitive)
        && view.is_in(at, Group::Addressee);
    if !is_ordered {
        return None;
    }
    let is_over = |place: usize| {
        view.is_mark(place) || view.is_in(place, Group::That) || view.is_in(place, Group::InfinitiveOf)
    };
    (at + 2..until.min(at + 8))
        .take_while(|&place| !is_over(place))
        .find(|&place| view.may_be(place, Form::Infinitive))
        .map(|verb| skip_back_clitics(view, verb, at))
}

/// English `voted 7-4 on Tuesday to keep the mill`, not `voted 7-4 on Tuesday for the scheme`, which tells what a body has decided.
fn behind_vote(scene: &Scene<'_, '_>, group: &VerbGroup, at: usize) -> usize {
    let counted = behind_adjuncts(scene, behind_count(scene.view, group, at));
    if scene.view.is_in(counted, Group::ToInfinitive) {
        counted
    } else {
        behind_adjuncts(scene, at)
    }
}

/// `ha riferito agli agenti di essere stata avvicinata`
fn told_start(view: &View<'_>, group: &VerbGroup, at: usize, until: usize) -> Option<usize> {
    let frames = group.frames;
    let is_told = view.drops_subjects()
        && (frames.has(Frame::Infinitive) || frames.has(Frame::BareInfinitive))
        && view.is_in(at, Group::Addressee);
    if !is_told {
        return None;
    }
    let of = phrase_from(view, at + 1, until)?.end;
    (view.is_word(of, "di") && is_infinitive_after(view, of + 1)).then_some(of + 1)
}

/// `a promis de partir`, `promised to leave`, `a promis de « fermer les grilles »`
fn plain_start(scene: &Scene<'_, '_>, group: &VerbGroup, at: usize) -> Option<usize> {
    let view = scene.view;
    if !group.frames.has(Frame::Infinitive) || !view.is_in(at, Group::InfinitiveOf) {
        return None;
    }
    let is_quoted = view.is_romance()
        && view.depth(at + 1) > scene.depth
        && (at + 2..at + 5).any(|place| is_infinitive_after(view, place));
    let mark = usize::from(view.is(at + 1, Mark::Quote) && view.lang == Lang::En);
    if !is_quoted && !is_infinitive_after(view, at + 1 + mark) {
        return None;
    }
    // `decided not to sell`: what is decided is not to.
    let is_not = view.lang == Lang::En && is_english_not(view, at - 1);
    Some(if is_not { at - 1 } else { at + 1 })
}

fn is_english_not(view: &View<'_>, at: usize) -> bool {
    view.is_any_word(at, words!["never", "not"])
}

/// Where content begins behind the nearest marker: `lobbied against the move for weeks`.
fn marked_start(scene: &Scene<'_, '_>, group: &VerbGroup, at: usize) -> Option<(usize, &'static str)> {
    let view = scene.view;
    let frames = group.frames;
    let has_clitic = group.start > scene.range.start
        && view.is_in(group.head.saturating_sub(1), Group::ObjectClitic)
        || frames.has(Frame::SomeoneOf) && has_relative_object(scene, group);
    // `plaide la relaxe pour son client`: what is pleaded stands right behind the verb.
    let has_object = view.lang == Lang::Fr
        && frames.has(Frame::Object)
        && view.is_in(at, Group::Determiner)
        && !view.is_in(at, Group::Of);
    let mut best: Option<(usize, &'static str)> = None;
    for marker in MARKERS {
        let frame = marker.frame;
        if !frames.has(frame) || has_object && matches!(frame, Frame::For | Frame::Against) {
            continue;
        }
        let search = MarkerSearch {
            scene,
            marker: marker.group,
            frame,
            needs_someone: needs_someone(frame) && !has_clitic,
            charges: view.drops_subjects() && frame == Frame::SomeoneOf && frames.has(Frame::Of),
        };
        let place = search
            .find(at)
            .filter(|&place| belongs_to_verb(scene, group, marker, at, place))
            .filter(|&place| best.is_none_or(|(nearest, _)| place + 1 < nearest));
        if let Some(place) = place {
            best = Some((start_at_marker(view, group, frame, at, place), marker.rule));
        }
    }
    best
}

/// Whether a verb names whom it addresses before the marker of its frame.
const fn needs_someone(frame: Frame) -> bool {
    matches!(
        frame,
        Frame::SomeoneTo | Frame::ToSomeoneInfinitive | Frame::SomeoneOf | Frame::OnSomeoneTo
    )
}

/// Where content begins at a marker, behind a verb whose own words end at `at`.
fn start_at_marker(view: &View<'_>, group: &VerbGroup, frame: Frame, at: usize, place: usize) -> usize {
    // What one wants of others is asked of nobody: `wants Congress to act`.
    let is_wish = frame == Frame::SomeoneTo && group.is_listed(EnglishList::WishesOf);
    // `urged them not to sell`
    let is_not = place > at && view.lang == Lang::En && is_english_not(view, place - 1);
    match (is_wish, is_not) {
        (true, _) => at,
        (_, true) => place - 1,
        _ => place + 1,
    }
}

/// Whether a marker that was found is the verb’s and has content behind it.
fn belongs_to_verb(
    scene: &Scene<'_, '_>,
    group: &VerbGroup,
    marker: &Marker,
    at: usize,
    place: usize,
) -> bool {
    let view = scene.view;
    let is_name_for = marker.frame == Frame::Of && group.frames.has(Frame::As);
    if is_name_for && !names_matter(scene, place) {
        return false;
    }
    // `blâme un centre de santé`
    let is_of_object = view.lang == Lang::Fr
        && marker.frame == Frame::SomeoneOf
        && group.is_listed(RomanceList::PraisesFor)
        && !view.is_in(place + 1, Group::Determiner)
        && !is_infinitive_after(view, place + 1);
    if is_of_object {
        return false;
    }
    let is_elsewhere = || {
        is_far(view, group, marker, at) || hangs_on_other(view, marker, at, place) || {
            // `must notify the exchange and keep capital of $500,000`
            marker.frame == Frame::SomeoneOf
                && (at..place).any(|place| {
                    view.is_in(place, Group::Conjunction) && view.syntax.role(place + 1) != Role::None
                })
        }
    };
    view.lang != Lang::En || !is_elsewhere()
}

/// `parle d’un prêt`, `parle de « casse sociale »`: a name for a thing counts where it is quoted.
fn names_matter(scene: &Scene<'_, '_>, of: usize) -> bool {
    let view = scene.view;
    // Not `parler d’une seule voix`.
    let is_one = || {
        view.is_in(of + 1, Group::Indefinite)
            && !view.is_in(of + 1, Group::Of)
            && !(of + 2..of + 5).any(|at| view.is_word(at, "voix"))
    };
    // `parlent d’au moins vingt disparus`, `parle de 300 emplois`
    let is_count = || {
        view.lang == Lang::Fr
            && (view.is_number(of + 1) || view.is_word(of + 1, "au") && view.is_word(of + 2, "moins"))
    };
    view.depth(of + 1) > scene.depth
        || is_one()
        || is_count()
        // `parle de fraude massive`
        || view.is_listed(of + 1, SharedList::JudgingNoun)
        // `parle de lésions « irréversibles »`, `parle d’un « fantasme »`
        || view.depth(of + 2) > scene.depth
}

/// `calls itself the Committee for Ohio`: English verbs have their preposition close by.
fn is_far(view: &View<'_>, group: &VerbGroup, marker: &Marker, at: usize) -> bool {
    matches!(marker.frame, Frame::For | Frame::Against)
        && !group.is_listed(EnglishList::LobbiesFor)
        && !view.is_in(at, marker.group)
        && !view.is_in(at, Group::Preposition)
        && !view.is_in(at, Group::Time)
}

/// English `pushes the sum beyond the total for 2012`: what hangs on another preposition.
fn hangs_on_other(view: &View<'_>, marker: &Marker, at: usize, place: usize) -> bool {
    marker.frame == Frame::For
        && (at + 1..place).any(|between| {
            view.is_in(between, Group::Preposition)
                && !view.is_word(between, "for")
                && !view.is_in(between + 1, Group::Time)
        })
}

/// Before the pronouns that stand before an infinitive, no further back than `from`.
pub(super) fn skip_back_clitics(view: &View<'_>, at: usize, from: usize) -> usize {
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
