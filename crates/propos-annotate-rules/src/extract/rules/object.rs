//! A noun phrase as content: `a annoncé un budget`, `a revendiqué une marge`,. English has rules of its own.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::agent::attribute_end;
use super::called::{attribute, has_verdict, is_verdict_before, names_it};
use super::late_subject;
use super::reported_clause::is_said_next;
use super::unfit::{is_text, is_unknown};
use crate::extract::candidate::{Candidate, Source};
use crate::extract::clause::clause_end;
use crate::extract::lexicon::{Ending, Form, Frame, Frames, Group, Groups, RomanceList};
use crate::extract::noun_phrase::{Being, being, phrase_from, skip_time};
use crate::extract::phrase_end::phrase_end;
use crate::extract::verb_group::{Shape, Standing, VerbGroup, has_finite_verb, is_hard_mark};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    for place in 0..scene.groups.len() {
        let Some(group) = scene.free_group(place) else {
            continue;
        };
        if group.frames.has(Frame::Feeling) {
            propose_feeling(scene, place, &group);
            continue;
        }
        if !may_have_object(scene, &group) {
            continue;
        }
        let start = object_start(scene, &group);
        let is_special = group.frames.has(Frame::Estimate) || group.frames.has(Frame::State);
        if is_special && propose_special(scene, place, &group, start) {
            continue;
        }
        if let Some((content, speaker)) = object_of(scene, &group, start)
            && scene.propose(Candidate::over("object", content, speaker), Some(&group))
        {
            scene.mark_used(place);
        }
    }
}

/// Whether a verb says something by its object, in the form that it has here.
fn may_have_object(scene: &Scene<'_, '_>, group: &VerbGroup) -> bool {
    let view = scene.view;
    let takes_object = [
        Frame::Object,
        Frame::As,
        Frame::Estimate,
        Frame::State,
        Frame::See,
        Frame::Wh,
    ]
    .iter()
    .any(|frame| group.frames.has(*frame));
    // `…, avant de dénoncer « une farce »`
    let is_gerund =
        || group.shape == Shape::Gerund && view.is_romance() || is_said_next(view, group, scene.range.start);
    // `elle pourrait abaisser ses taux`: what may happen.
    let is_possible =
        || group.standing == Standing::Governed && view.is_listed(group.head, RomanceList::MayHappen);
    (takes_object || is_french_say(view, group))
        && (group.shape == Shape::Finite || is_gerund())
        && !is_possible()
}

/// `Ses amis le disent épuisé`
fn is_french_say(view: &View<'_>, group: &VerbGroup) -> bool {
    view.lang == Lang::Fr && group.lemma == "dire"
}

/// Where the object of a verb begins, over adverbs, times, asides and who is addressed.
fn object_start(scene: &Scene<'_, '_>, group: &VerbGroup) -> usize {
    let view = scene.view;
    let until = scene.range.end;
    let start = behind_adverbs(scene, group);
    let start = behind_time(scene, group, start);
    let start = behind_aside(view, start, until).unwrap_or(start);
    // `a annoncé peu après la fermeture du site`
    let before = group.head.saturating_sub(1);
    let is_soon = view.lang == Lang::Fr
        && view.is_word(start, "peu")
        && view.is_any_word(start + 1, words!["après", "avant"])
        && view.is_in(start + 2, Group::Determiner)
        && !view.is_in(before, Group::ObjectClitic)
        && !view.is_in(before, Group::That);
    let start = start + 2 * usize::from(is_soon);
    if !group.frames.has(Frame::Object) {
        return start;
    }
    behind_addressee(view, start, until)
        .or_else(|| behind_medium(view, start, until))
        .unwrap_or(start)
}

/// Behind the adverbs that stand behind a verb.
fn behind_adverbs(scene: &Scene<'_, '_>, group: &VerbGroup) -> usize {
    let view = scene.view;
    let is_adverb = |at: usize| {
        view.is_in(at, Group::Adverb) && !view.is_in(at, Group::Determiner) && !is_partitive(view, at)
    };
    let mut start = group.end;
    while start < scene.range.end && is_adverb(start) {
        start += 1;
    }
    // `prévoyaient en effet une baisse`
    if view.is_romance() {
        start = view.behind_adverbial(start).unwrap_or(start);
    }
    // `dément catégoriquement ces rumeurs`
    let is_manner = view.lang == Lang::Fr
        && group.shape == Shape::Finite
        && view.is_manner(start)
        && view.is_in(start + 1, Group::Determiner)
        && !view.is_capitalised(start + 1);
    start + usize::from(is_manner)
}

/// Behind a time that stands before the object.
fn behind_time(scene: &Scene<'_, '_>, group: &VerbGroup, start: usize) -> usize {
    let view = scene.view;
    if view.is_number(start) || view.is_in(start, Group::Indefinite) || group.frames.has(Frame::Estimate) {
        return start;
    }
    let behind = skip_time(view, start, scene.range.end);
    // `a salué jeudi, la décision`: a comma too many.
    let has_comma = behind > start
        && view.lang == Lang::Fr
        && view.is(behind, Mark::Comma)
        && view.is_in(behind + 1, Group::Determiner)
        && !view.is_in(behind + 1, Group::Of);
    behind + usize::from(has_comma)
}

/// What a verb says by its object, and who says it.
fn object_of(scene: &Scene<'_, '_>, group: &VerbGroup, start: usize) -> Option<(Range<usize>, Source)> {
    if let Some(content) = explained(scene, group, start)
        && let Some(speaker) = scene.speaker(group).filter(|speaker| !is_unknown(scene, speaker))
    {
        return Some((content, speaker));
    }
    let may_judge = group.frames.has(Frame::As) || is_french_say(scene.view, group);
    if may_judge && let Some(content) = attribute(scene, group, start) {
        let speaker = scene
            .speaker(group)
            .filter(|speaker| may_say(scene, speaker, group))?;
        return Some((content, speaker));
    }
    let object = Object::read(scene, group, start)?;
    let content = told_by_noun(scene, &object.phrase);
    if content.is_empty() || !object.fits(scene.view, group) {
        return None;
    }
    let (end, speaker) = late_subject::behind(scene, group, content.clone(), scene.speaker(group)?);
    let content = content.start..end;
    (may_say(scene, &speaker, group) && !object.says_nothing(scene.view, group, &content))
        .then_some((content, speaker))
}

/// Whether somebody, or a text that finds something, is known who may say what a verb tells.
fn may_say(scene: &Scene<'_, '_>, speaker: &Source, group: &VerbGroup) -> bool {
    !is_unknown(scene, speaker) || is_text_that_finds(scene, speaker, group.frames)
}

/// A phrase behind a verb.
struct Object {
    phrase: Range<usize>,
    /// Whether it is what is said, and no name that somebody gives.
    is_content: bool,
    /// Whether quoted words stand near its start.
    has_quote: bool,
}

impl Object {
    /// The phrase that begins at a place, where one does.
    fn read(scene: &Scene<'_, '_>, group: &VerbGroup, start: usize) -> Option<Self> {
        let view = scene.view;
        let until = scene.range.end;
        let seen = group
            .frames
            .has(Frame::See)
            .then(|| seen_as(view, group, start, until))
            .flatten();
        let mut start = seen.unwrap_or(start);
        let is_about = view.is_any_word(start, words!["sur", "about", "on"]);
        if group.frames.has(Frame::Wh) && is_about && names_manner(view, start + 1) {
            start += 1;
        }
        let is_governed = view.is_in(start, Group::Preposition)
            && !view.is_in(start, Group::Determiner)
            && !is_partitive(view, start);
        if start >= until || is_governed || !begins_object(scene, group, start, seen.is_some()) {
            return None;
        }
        let end = participle_end(scene, group, start, phrase_end(scene, start));
        // `Une pétition réclamant son départ a recueilli mille noms`
        let end = if view.lang == Lang::Fr && group.shape == Shape::Gerund {
            attribute_end(scene, group.start, start, end)
        } else {
            end
        };
        // `justifie la baisse de la note du pays par « l’absence de visibilité »`
        let reach = if group.lemma == "justifier" { 14 } else { 6 };
        let has_quote = scene
            .quotes
            .iter()
            .any(|quote| (start..start + reach).contains(&quote.open) && quote.end <= end);
        (end > start).then_some(Self {
            phrase: start..end,
            is_content: group.frames.has(Frame::Object) || seen.is_some(),
            has_quote,
        })
    }

    /// Whether it is something that one says with this verb.
    fn fits(&self, view: &View<'_>, group: &VerbGroup) -> bool {
        let Range { start, end } = self.phrase;
        if self.is_content {
            // `confie son inquiétude au journal`; not `confie l’éducation de son fils au pasteur`.
            let is_named = || {
                !(group.lemma == "proposer" && view.is_word(start, "des"))
                    && (group.lemma != "confier" || view.is_in(start, Group::Possessive))
                    && names_information(view, start, end)
            };
            return !group.frames.has(Frame::Inform)
                || self.has_quote
                || is_named()
                || names_amount(view, start);
        }
        let has_verdict =
            || view.is_romance() && !group.is_listed(RomanceList::Presents) && has_verdict(view, start, end);
        group.frames.has(Frame::As)
            && (self.has_quote || has_verdict() || names_it(view, &group.lemma, start, end))
            || group.frames.has(Frame::Wh) && names_manner(view, start)
    }

    /// Whether the verb says nothing with such an object, whose words are `content`.
    fn says_nothing(&self, view: &View<'_>, group: &VerbGroup, content: &Range<usize>) -> bool {
        let Range { start, end } = *content;
        // `celebró una reunión` held it; `celebra la decisión`.
        let is_held = || {
            group.lemma.starts_with("celebrar")
                && (!view.is_in(start, Group::Determiner) || view.is_in(start, Group::Indefinite))
        };
        // `a reconnu la voiture`: known again, where nothing is admitted.
        let is_known_again = || {
            group.lemma == "reconnaître"
                && !self.has_quote
                && !is_partitive(view, self.phrase.start)
                && !(start..end.min(start + 4)).any(|at| view.is_listed(at, RomanceList::Admitted))
                && !names_information(view, start, end)
        };
        // `sans demander l’avis des habitants`: asked for, and not what somebody wants.
        let is_counsel = || {
            group.lemma == "demander"
                && view.is_listed(start, RomanceList::CounselOwner)
                && view.is_listed(start + 1, RomanceList::CounselNoun)
                && group.is_negated
        };
        // `évoque son enfance dans un livre`: what it is about, and nothing that is said of it.
        let is_matter = || {
            ["évoquer", "exprimer"].contains(&group.lemma.as_ref())
                && view.is_in(start, Group::Possessive)
                && !self.has_quote
                && !(start..end.min(start + 3))
                    .any(|at| view.is_in(at, Group::Information) || view.is_in(at, Group::OpinionClause))
        };
        // `a soutenu une dictature` helped it; `a soutenu le projet` spoke for it.
        let is_helped = || {
            const MATTERS: Groups =
                Groups::of(&[Group::Information, Group::OpinionClause, Group::OpinionWhich]);
            group.lemma == "soutenir"
                && !self.has_quote
                && !(start..end.min(start + 4)).any(|at| view.groups(at).has_any(MATTERS))
        };
        is_helped()
            || is_held()
            || is_matter()
            || is_known_again()
            || is_counsel()
            || asks_for_silence(view, start)
    }
}

/// Whether an object begins at a place: quoted words, a phrase with its article, an amount, a noun that needs none.
fn begins_object(scene: &Scene<'_, '_>, group: &VerbGroup, start: usize, is_seen: bool) -> bool {
    let view = scene.view;
    let until = scene.range.end;
    let is_as = group.frames.has(Frame::As);
    let is_quoted = |at: usize| view.depth(at) > scene.depth;
    let opens_phrase = || {
        let opens = view.is_in(start, Group::Determiner)
            || view.is_number(start)
            || view.lang == Lang::En
            || (view.drops_subjects() || view.lang == Lang::Fr) && is_amount(view, start);
        opens && phrase_from(view, start, until).is_some_and(|phrase| phrase.len() > 1)
    };
    is_quoted(start)
        || is_seen && view.is_in(start, Group::Neuter)
        || is_as && view.is_name(start) && names_it(view, &group.lemma, start, until)
        || view.is_in(start, Group::BareObject) && view.lang == Lang::Fr
        || is_partitive(view, start)
        || view.is_in(start, Group::Determiner) && is_quoted(start + 1)
        || opens_phrase()
        // `requiert vingt ans de réclusion`
        || view.lang == Lang::Fr && is_amount(view, start) && view.is_in(start + 1, Group::Time)
        || (group.frames.has(Frame::Object) || is_seen) && is_bare_noun(view, start, until)
        || is_as && view.drops_subjects() && is_verdict_before(view, start)
}

/// `a redit sa conviction que la route tiendra`: the clause is what is said.
fn told_by_noun(scene: &Scene<'_, '_>, phrase: &Range<usize>) -> Range<usize> {
    let view = scene.view;
    let start = phrase.start;
    let holds = view.lang == Lang::Fr
        && view.is_in(start, Group::Possessive)
        && view.is_in(start + 1, Group::OpinionClause)
        && view.is_in(start + 2, Group::That);
    if holds {
        start + 3..clause_end(scene, start + 3)
    } else {
        phrase.clone()
    }
}

/// `exprime son inquiétude face à la crise`, `clame son innocence`: what somebody feels or claims, where no words of his follow.
fn propose_feeling(scene: &mut Scene<'_, '_>, place: usize, group: &VerbGroup) {
    let view = scene.view;
    let Some(start) = (group.head + 1..group.end)
        .rev()
        .find(|&at| view.is_in(at, Group::Possessive))
    else {
        return;
    };
    let end = phrase_end(scene, start);
    // A colon or a quotation behind it tells more than it does.
    if view.is(end, Mark::Colon)
        || view.depth(end) > scene.depth
        || end < group.end
        || group.shape == Shape::Infinitive
    {
        return;
    }
    let Some(speaker) = scene.speaker(group).filter(|speaker| !is_unknown(scene, speaker)) else {
        return;
    };
    let mut candidate = Candidate::over("object", start..end, speaker);
    candidate.cue = Some(group.start..start);
    candidate.lemma = Some(group.lemma.clone());
    candidate.is_negated = group.is_negated && !super::hides(&group.lemma);
    if scene.propose(candidate, None) {
        scene.mark_used(place);
    }
}

/// `évoquant de possibles retards`, `réclame davantage de moyens`: before an adjective French *des* is *de*, behind an amount too.
fn is_partitive(view: &View<'_>, at: usize) -> bool {
    if view.lang == Lang::Fr && view.is_listed(at, RomanceList::AmountBefore) {
        return view.is_any_word(at + 1, words!["d'", "de"])
            && (!view.is_mark(at + 2) || view.is_number(at + 2));
    }
    let is_plural = |at: usize| {
        !view.is_mark(at)
            && !view.is_capitalised(at)
            && !view.is_in(at, Group::Determiner)
            && view.word(at).len() > 3
            && view.word(at).ends_with(['s', 'x'])
    };
    view.lang == Lang::Fr
        && view.is_any_word(at, words!["d'", "de"])
        && is_plural(at + 1)
        && is_plural(at + 2)
}

/// `a contesté la décision et déposé plainte`: where the next participle of the same auxiliary begins.
fn participle_end(scene: &Scene<'_, '_>, group: &VerbGroup, start: usize, end: usize) -> usize {
    let view = scene.view;
    let is_participle = |at: usize| is_participle(view, at);
    if view.lang != Lang::Fr || group.head == group.start || !is_participle(group.head) {
        return end;
    }
    (start + 1..end)
        .find(|&at| {
            view.depth(at) == scene.depth
                && view.is_in(at, Group::And)
                && is_participle(at + 1)
                && !is_participle(at - 1)
                && !view.word(at + 1).ends_with(['e', 's'])
                && !view.is_word(at + 2, "par")
        })
        .unwrap_or(end)
}

/// `épingle, dans un rapport rendu public lundi, la gestion`: behind an aside that tells where or how, where the object follows.
fn behind_aside(view: &View<'_>, at: usize, until: usize) -> Option<usize> {
    let is_aside = view.is_in(at + 1, Group::Preposition)
        // `prometió, si gana, una rebaja`
        || view.drops_subjects() && (view.is_in(at + 1, Group::Addressee) || view.is_in(at + 1, Group::Hypothesis));
    if !view.is_romance() || !view.is(at, Mark::Comma) || !is_aside {
        return None;
    }
    let close = (at + 2..until.min(at + 14)).find(|&place| {
        view.is(place, Mark::Comma) && view.depth(place) == view.depth(at) || is_hard_mark(view, place)
    })?;
    let next = close + 1;
    let is_object = next < until
        && (view.is_in(next, Group::Determiner) && !view.is_in(next, Group::Of)
            || view.depth(next) > view.depth(at));
    (is_object && view.is(close, Mark::Comma) && !has_finite_verb(view, at + 1, close)).then_some(next)
}

/// `Une étude relève des erreurs`, `le rapport juge le coût « incertain »`: a text finds, it does not demand.
fn is_text_that_finds(scene: &Scene<'_, '_>, speaker: &Source, frames: Frames) -> bool {
    scene.view.is_romance()
        && is_text(scene, speaker)
        && frames.has(Frame::Quote)
        && (frames.has(Frame::As) || frames.has(Frame::Clause))
}

/// `exigió ayudas directas`, `pedem cautela`: in some languages nouns need no article.
fn is_bare_noun(view: &View<'_>, at: usize, until: usize) -> bool {
    const OTHER: Groups = Groups::of(&[
        Group::Adverb,
        Group::Conjunction,
        Group::Negation,
        Group::ObjectClitic,
        Group::Of,
        Group::Preposition,
        Group::Pronoun,
        Group::Subordinator,
        Group::That,
        Group::Time,
        Group::Wh,
        Group::Have,
        Group::Be,
    ]);
    view.drops_subjects()
        && at < until
        && !view.is_mark(at)
        && !view.is_capitalised(at)
        && (!view.groups(at).has_any(OTHER) || view.is_in(at, Group::Degree) && !view.is_mark(at + 1))
        && !view.is_manner(at)
        && view.readings(at).iter().all(|reading| {
            // What is a participle or an infinitive alone is no noun.
            reading.form != Form::Infinitive && reading.form != Form::Gerund
        })
        && !view
            .readings(at)
            .iter()
            .any(|reading| reading.form == Form::Participle && !view.is_in(at, Group::Information))
}

/// `y voit un signe`, `voit dans la hausse une menace`: where that begins as which something is seen.
fn seen_as(view: &View<'_>, group: &VerbGroup, start: usize, until: usize) -> Option<usize> {
    let has_clitic = group.head > 0 && view.is_word(group.head - 1, "y");
    if has_clitic {
        return Some(start);
    }
    // `voit cela comme une aventure`, `voit l’Europe comme un rempart`
    let is_named = view.lang == Lang::Fr && !view.is_mark(start);
    let object = if view.is_in(start, Group::Neuter) {
        Some(start + 1)
    } else {
        phrase_from(view, start, until).map(|phrase| phrase.end)
    };
    if is_named
        && let Some(end) = object
        && view.is_word(end, "comme")
        && view.is_in(end + 1, Group::Determiner)
    {
        return Some(start);
    }
    if !view.is_word(start, "dans") && !view.is_word(start, "en") {
        return None;
    }
    let mut place = phrase_from(view, start + 1, until)?;
    // `voyaient dans la langue usuelle une référence`
    let is_adjective = !view.is_mark(place.end)
        && !view.is_capitalised(place.end)
        && view.readings(place.end).is_empty()
        && view.is_in(place.end + 1, Group::Indefinite)
        && !view
            .groups(place.end)
            .has_any(Groups::of(&[Group::Of, Group::Preposition, Group::And]));
    place.end += usize::from(view.lang == Lang::Fr && is_adjective);
    // `voit dans ces fuites la main de ses rivaux`; not `voit dans la cour la voiture du maire`.
    let is_definite = view.lang == Lang::Fr
        && view.is_in(start + 1, Group::Demonstrative)
        && view.is_listed(place.end, RomanceList::ArticleOrPronoun);
    let opens =
        is_definite || view.is_in(place.end, Group::Indefinite) || view.depth(place.end) > view.depth(start);
    opens.then_some(place.end)
}

/// `demande au préfet l’abrogation`: behind the one who is asked.
fn behind_addressee(view: &View<'_>, start: usize, until: usize) -> Option<usize> {
    // `pide para él nueve años`
    let is_for = view.drops_subjects() && view.is_in(start, Group::For);
    if is_for && view.is_in(start + 1, Group::StressedPronoun) {
        return Some(start + 2);
    }
    // `cobrou do governo mais verbas`, `exige do banco uma resposta`
    let is_of = view.lang == Lang::Pt && view.is_listed(start, RomanceList::OfWhom);
    if !view.is_romance() || !(view.is_in(start, Group::Addressee) || is_for || is_of) {
        return None;
    }
    let addressee = phrase_from(view, start + 1, until)?;
    let is_object = view.is_in(addressee.end, Group::Determiner) && !view.is_in(addressee.end, Group::Of)
        || view.drops_subjects() && view.is_number(addressee.end);
    let is_somebody = matches!(
        being(view, addressee.clone()),
        Being::Role | Being::Organization | Being::Name
    );
    (is_object && is_somebody).then_some(addressee.end)
}

/// `a confirmé sur la chaîne la hausse`, `réclame depuis des mois la fermeture`: behind where or since when something was said.
fn behind_medium(view: &View<'_>, start: usize, until: usize) -> Option<usize> {
    let is_where = view.is_listed(start, RomanceList::WhereSince);
    let at = start + 1 + usize::from(view.is_in(start + 1, Group::Of));
    // `réclame depuis 2019`, `a proposé en septembre`
    let is_date =
        view.is_listed(start, RomanceList::SinceDate) && (view.is_number(at) || view.is_in(at, Group::Time));
    if view.lang != Lang::Fr || !is_where && !is_date {
        return None;
    }
    let end = if is_date {
        (at..until)
            .find(|&at| !view.is_number(at) && !view.is_in(at, Group::Time))
            .unwrap_or(until)
    } else {
        phrase_from(view, at, until)?.end
    };
    // `dénonce dans un rapport publié mardi des arrestations`
    let participle = (end - 1..=end).find(|&at| is_participle(view, at));
    let behind = participle.map(|at| skip_time(view, at + 1, until));
    let is_dated = behind.zip(participle).is_some_and(|(behind, at)| behind > at + 1);
    let end = behind.filter(|_| is_dated).unwrap_or(end);
    (view.is_in(end, Group::Determiner) && (is_dated || !view.is_in(end, Group::Of))).then_some(end)
}

/// A participle in small letters.
fn is_participle(view: &View<'_>, at: usize) -> bool {
    !view.is_mark(at) && !view.is_capitalised(at) && view.may_be(at, Form::Participle)
}

/// `a requis l’anonymat`: about the interview, not its matter.
fn asks_for_silence(view: &View<'_>, start: usize) -> bool {
    (start..start + 2).any(|at| view.is_word(at, "anonymat") || view.is_word(at, "anonymity"))
}

/// `explique la hausse par la guerre`, `a justifié son vote par le flou du texte`: what somebody gives as a reason for what.
fn explained(scene: &Scene<'_, '_>, group: &VerbGroup, start: usize) -> Option<Range<usize>> {
    let view = scene.view;
    let explains = view.lang == Lang::Fr
        && group.is_listed(RomanceList::Explains)
        && view.is_in(start, Group::Determiner);
    let by = phrase_from(view, start, scene.range.end)
        .filter(|_| explains)?
        .end;
    let is_reason = view.is_word(by, "par") && view.is_in(by + 1, Group::Determiner);
    is_reason.then(|| start..phrase_end(scene, start))
}

/// `chiffre à trois millions le manque à gagner`, `se dit choqué par la décision`.
fn propose_special(scene: &mut Scene<'_, '_>, place: usize, group: &VerbGroup, start: usize) -> bool {
    let view = scene.view;
    if !view.is_romance() || start >= scene.range.end {
        return false;
    }
    let end = phrase_end(scene, start);
    let fits = if group.frames.has(Frame::Estimate) {
        let is_phrase = view.is_in(start, Group::Determiner)
            || view.is_in(start, Group::Preposition)
            || view.is_number(start);
        is_phrase
            && view.depth(start) == scene.depth
            && (start..end).any(|at| view.is_number(at) || is_amount(view, at))
    } else {
        let groups = view.groups(start);
        !view.is_mark(start)
            && view.depth(start) == scene.depth
            && !view.is_capitalised(start)
            && !groups.has(Group::Determiner)
            && !groups.has(Group::Preposition)
            && !groups.has(Group::That)
            && !groups.has(Group::Of)
            && !groups.has(Group::Pronoun)
            && !groups.has(Group::ObjectClitic)
            && (!groups.has(Group::Role) || view.is_word(start, "victime"))
            && !view.may_be(start, Form::Infinitive)
    };
    let Some(speaker) = Some(())
        .filter(|()| fits && end > start)
        .and_then(|()| scene.speaker(group))
    else {
        return false;
    };
    if matches!(&speaker, Source::Mention(mention) if matches!(being(scene.view, mention.range.clone()), Being::Thing | Being::Unknown))
    {
        return false;
    }
    let is_proposed = scene.propose(Candidate::over("object", start..end, speaker), Some(group));
    if is_proposed {
        scene.mark_used(place);
    }
    is_proposed
}

/// A number in letters, or a share.
pub(super) fn is_amount(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::Indefinite) && !view.is_in(at, Group::Article) || view.is_in(at, Group::Amount)
}

/// Whether the phrase is an amount of money, a share or in French a time that somebody is to serve: `demande vingt mois de prison`.
fn names_amount(view: &View<'_>, start: usize) -> bool {
    let is_count = view.is_number(start) || view.lang == Lang::Fr && is_amount(view, start);
    let is_sentence = view.lang == Lang::Fr
        && is_count
        && view.is_any_word(start + 1, words!["an", "ans", "jours", "mois"])
        && (view.is_in(start + 2, Group::Of) || view.is_word(start + 2, "avec"));
    is_sentence
        || is_count
            && (start + 1..start + 5)
                .any(|at| matches!(view.word(at), "%" | "€" | "$") || view.is_in(at, Group::AmountUnit))
}

/// Whether the phrase names what one announces.
fn names_information(view: &View<'_>, start: usize, end: usize) -> bool {
    let names = Groups::of(&[Group::Information, Group::OpinionClause, Group::OpinionWhich]);
    // `propose une indexation des loyers`
    let is_notion = |at: usize| {
        view.is_romance()
            && view.is_in(start, Group::Determiner)
            && !view.is_in(at, Group::Inanimate)
            && !view.is_in(at, Group::Organization)
            && !(view.drops_subjects() && is_quality(view.word(at)))
            && view.word(at).chars().count() > 6
            && view.lexicon.ends(view.word(at), Ending::Abstract)
    };
    (start..end.min(start + 4)).any(|at| view.groups(at).has_any(names)) || is_notion(start + 1)
}

/// `uma humanidade`, `una ternura`, `una certezza`: how somebody is, which no one announces.
fn is_quality(word: &str) -> bool {
    [
        "dad", "dade", "dades", "eza", "ezas", "ezza", "ezze", "ismo", "tà", "ura", "uras",
    ]
    .iter()
    .any(|ending| word.ends_with(ending))
}

/// `la façon dont`, `la manière dont`, `the way`.
fn names_manner(view: &View<'_>, start: usize) -> bool {
    view.is_in(start + 1, Group::Manner) || view.is_in(start + 2, Group::Manner)
}
