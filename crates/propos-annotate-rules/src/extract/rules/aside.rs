//! Attributions inside or behind their content, without quotation marks: `…, a-t-il indiqué`, `…, officials said`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::interrupted::{
    begins_subordinate, is_awaited, is_of_saying, opens_time_clause, waits_for_main, waits_for_question,
    waits_for_rest,
};
use super::noun_before::is_told;
use super::reported_end::behind_joined;
use super::verdict::{is_matter, is_verdict};
use crate::extract::candidate::{Candidate, Source};
use crate::extract::clause::clause_end;
use crate::extract::dateline::behind_dateline;
use crate::extract::lexicon::{EnglishList, Form, Frame, Group, RomanceList};
use crate::extract::noun_phrase::{
    Being, Mention, being, phrase_from, subject_after, subject_before, title_before,
};
use crate::extract::syntax::Role;
use crate::extract::verb_group::{
    Shape, Standing, VerbGroup, carries_quotes, has_finite_verb, has_main_verb, is_clitic_pronoun,
    is_finite_verb, is_hard_mark,
};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    for place in 0..scene.groups.len() {
        let Some(group) = scene.free_group(place) else {
            continue;
        };
        if group.shape != Shape::Finite
            || !carries_quotes(&group) && !group.frames.has(Frame::BareClause)
            || group.is_negated && (view_is_english(scene) || scene.view.drops_subjects())
            || view_is_english(scene) && !speaks(&group)
        {
            continue;
        }
        let Some((aside, source, end)) = aside(scene, &group) else {
            continue;
        };
        let Some(content) = content(scene, aside, end, group.inverted.is_some()) else {
            continue;
        };
        if view_is_english(scene) && is_told(scene, &content) {
            continue;
        }
        if scene.propose(Candidate::new("aside", content, source), Some(&group)) {
            scene.mark_used(place);
        }
    }
}

/// Whether an English verb says something without quotation marks: *say*, *ask*; not *go*, *laugh*.
fn speaks(group: &VerbGroup) -> bool {
    // `none of them related to the weather`, `officers moved into action`, `some will help, others are wary, if not hostile`
    let is_state = group.lemma.starts_with("be ") && !group.frames.has(Frame::Quote);
    if matches!(group.lemma.as_ref(), "move" | "relate") || is_state {
        return false;
    }
    group.frames.has(Frame::Clause)
        || group.frames.has(Frame::BareClause)
        || group.frames.has(Frame::Someone)
        || group.is_listed(EnglishList::GoesOnAlone)
}

/// `…, the two cannot agree –` is no aside.
fn view_is_english(scene: &Scene<'_, '_>) -> bool {
    scene.view.lang == Lang::En
}

/// `El alcalde, que llegó tarde, habló`: the comma closes a relative clause of the subject, and what follows is its verb.
fn closes_relative(scene: &Scene<'_, '_>, comma: usize) -> bool {
    let view = scene.view;
    let is_comma = |at: &usize| view.is(*at, Mark::Comma) && view.depth(*at) == scene.depth;
    (scene.range.start..comma)
        .rev()
        .find(is_comma)
        .is_some_and(|first| {
            let before = (scene.range.start..first).rev().find(is_comma);
            let start = before.map_or(scene.range.start, |before| before + 1);
            view.is_in(first + 1, Group::RelativeSubject) && !has_finite_verb(view, start, first)
        })
}

/// `… et le gouverneur, dépassé, a imploré l’aide`: the comma closes an aside of the subject, and what follows is its verb.
fn closes_aside_of_subject(scene: &Scene<'_, '_>, comma: usize) -> bool {
    let view = scene.view;
    let Some(first) = (scene.range.start..comma)
        .rev()
        .take(7)
        .take_while(|&at| view.depth(at) == scene.depth && !is_finite_verb(view, at, scene.range.start))
        .find(|&at| view.is(at, Mark::Comma))
    else {
        return false;
    };
    view.lang == Lang::Fr
        && (scene.range.start + 1..first)
            .rev()
            .take(7)
            .take_while(|&at| !view.is_mark(at) && !is_finite_verb(view, at, scene.range.start))
            .find(|&at| view.is_in(at, Group::And) || view.is_in(at, Group::But))
            .is_some_and(|and| {
                (scene.range.start..and).any(|at| is_finite_verb(view, at, scene.range.start))
                    && phrase_from(view, and + 1, first).is_some_and(|phrase| phrase.end == first)
            })
}

/// Where the aside begins, who speaks and where it ends.
fn aside(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<(usize, Source, usize)> {
    let view = scene.view;
    let first = skip_clitics_back(scene, group.start);
    let comma = first.checked_sub(1).filter(|&at| at > scene.range.start)?;
    // A closing mark without its opening one counts as a comma.
    // `Que restera-t-il de la forêt ? s’interroge Laurence Petit.`
    let is_asked = view.lang == Lang::Fr
        && (view.is(comma, Mark::Question) || view.is(comma, Mark::Exclamation))
        && !view.is_capitalised(group.start);
    let is_after_comma = is_asked
        || view.is(comma, Mark::Comma)
        || view.is(comma, Mark::Dash)
        || view.is(comma, Mark::Quote) && title_before(view, comma + 1, scene.range.start).is_none();
    if let Some(pronoun) = group.inverted {
        if !is_after_comma {
            return None;
        }
        let mention = Mention::of(pronoun..pronoun + 1);
        return Some((comma, scene.accept(mention, group)?, after(scene, group.end)));
    }
    if let Some(found) = granted(scene, group, first) {
        return Some(found);
    }
    // An English verb that has its subject before it is no inversion. One comma alone parts no subject from its verb.
    let has_subject = view
        .syntax
        .clause(group.head)
        .and_then(|clause| clause.subject.as_ref())
        .is_some_and(|subject| subject.end != comma);
    // `…, the source, who asked for patience, told Reuters`: whom somebody tells stands behind the verb.
    // `The thaw, welcomed by many, worried the mayor`
    // `a validé la liste et, d’un même souffle, exclu un report`: a participle turns nothing.
    let is_participle = view.lang == Lang::Fr
        && group.start == group.head
        && view
            .readings(group.head)
            .iter()
            .all(|reading| reading.form == Form::Participle);
    let may_turn = view.lang != Lang::En && !is_participle
        || view.lang == Lang::En
            && !view.is_mark(group.end)
            && !has_subject
            && !["tell", "worry"].contains(&group.lemma.as_ref());
    let is_subjects = closes_aside_of_subject(scene, comma)
        || view.lang == Lang::Fr && group.is_negated && closes_relative(scene, comma);
    if is_after_comma && may_turn && !is_subjects {
        let is_clause = scene.reports_clause(group) && view.lang != Lang::En;
        // `…, recusou comentar a decisão, mas`: a text behind a verb that takes one.
        let takes_text = group.frames.has(Frame::Object) || group.standing == Standing::Governed;
        let mention = subject_after(view, group.end, scene.range.end).filter(|mention| {
            // A noun behind a verb that needs no subject may be its object.
            !view.drops_subjects()
                || match being(view, mention.range.clone()) {
                    Being::Name | Being::Role | Being::Organization | Being::Pronoun | Being::Unspecified => {
                        true
                    }
                    Being::Document => !takes_text,
                    _ => false,
                }
        });
        // `…, aseguran desde el sindicato`, `…, assicurano dal comitato`
        if view.drops_subjects()
            && mention.is_none()
            && let Some(body) = super::dropped::body_of(scene, group)
        {
            let end = body.range.end;
            return Some((comma, scene.accept(body, group)?, after(scene, end)));
        }
        // `No está claro, admite, si …`
        if view.drops_subjects()
            && mention.is_none()
            && !is_clause
            // `…, pode apostar`
            && group.standing != Standing::Governed
            && (group.end >= scene.range.end
                || view.is(group.end, Mark::Comma)
                || view.is(group.end, Mark::Dash)
                || is_hard_mark(view, group.end))
            && !closes_relative(scene, comma)
        {
            return Some((comma, super::dropped::in_aside(scene, group, comma)?, group.end));
        }
        let mention = whole_phrase(scene, group, mention)?;
        let end = mention.range.end;
        // `the head of the agency, Ann Roe, instructed staff not to talk`: who is told.
        let to = end + usize::from(view.is_any_word(end, words!["never", "not"]));
        if view.lang == Lang::En && group.frames.has(Frame::SomeoneTo) && view.is_in(to, Group::ToInfinitive)
        {
            return None;
        }
        // `comenta Ana Ruiz, presidenta de Medicus, es en las emergencias cuando …`
        let closed = mention
            .description
            .as_ref()
            .filter(|description| {
                let end = description.end;
                let is_closed =
                    view.is(end, Mark::Comma) || is_hard_mark(view, end) || end >= scene.range.end;
                description.start > mention.range.end && is_closed
            })
            .map_or(end, |description| description.end);
        let closed = behind_speakers_relative(view, closed, scene.range.end);
        // `L’association, qui dit représenter les familles, demande l’arrêt du chantier`: the main verb with its object.
        if view.lang == Lang::Fr && !view.is(closed, Mark::Comma) && closes_relative(scene, comma) {
            return None;
        }
        // `said Jobs’ “vision” was rare`
        if view.lang == Lang::En && matches!(view.word(end - 1), "'" | "’" | "'s") {
            return None;
        }
        // `, titre éponyme de l’album`: behind a verb a subject has its determiner or is a name.
        let first = mention.range.start;
        let is_subject = view.is_in(first, Group::Determiner)
            || view.is_capitalised(first)
            || view.is_in(first, Group::Unspecified)
            || view.drops_subjects() && view.is_in(first, Group::Pronoun)
            // `…, aseguraron fuentes del ministerio`
            || view.drops_subjects() && view.is_listed(first, RomanceList::SourcePlural)
            || view.is_in(first, Group::Title)
            || view.is_number(first);
        if view.is_romance() && !is_subject {
            return None;
        }
        // `Ce soir-là, raconte un convive, le vin a coulé`: before it stands no verb that it could follow in a series.
        let is_between = view.lang == Lang::Fr
            && view.is(end, Mark::Comma)
            && !has_finite_verb(view, scene.range.start, comma)
            && has_finite_verb(view, end, scene.range.end);
        let is_vague = view.is_in(mention.range.start, Group::Indefinite)
            && being(view, mention.range.clone()) == Being::Unknown
            && !is_between;
        // `…, says a report that …`
        let is_report = group.lemma == "say"
            && being(view, mention.range.clone()) == Being::Document
            && has_determiner(view, first);
        if is_vague
            || view.lang == Lang::En
                && !is_report
                && matches!(
                    being(view, mention.range.clone()),
                    Being::Unknown | Being::Document | Being::Thing
                )
        {
            return None;
        }
        let is_closed = end >= scene.range.end
            || view.is_mark(end)
            || view.is_in(end, Group::Preposition)
            || view.is_in(end, Group::Time)
            || view.is_in(end, Group::Relative)
            || view.is_in(end, Group::Subordinator)
            || view.is_in(end, Group::Adverb)
            // `a indiqué un responsable ayant requis l’anonymat`
            || is_present_participle(view, end);
        if is_clause || !is_closed || view.is_in(group.end, Group::Preposition) && view.lang == Lang::En {
            return None;
        }
        return Some((comma, scene.accept(mention, group)?, after(scene, closed)));
    }
    if view.lang != Lang::En || scene.reports_clause(group) {
        return None;
    }
    // `…, officials said on Tuesday, …`
    let mention = subject_before(view, group.head, scene.range.start, false)?;
    let comma = view
        .syntax
        .clause(group.head)
        .filter(|clause| clause.is_main)?
        .subject
        .as_ref()?
        .start
        .checked_sub(1)
        .map(|at| {
            if view.is(at, Mark::Quote) {
                at.saturating_sub(1)
            } else {
                at
            }
        })
        .filter(|&at| at > scene.range.start)?;
    // `…, she told reporters`
    let addressee = group
        .frames
        .has(Frame::Someone)
        .then(|| phrase_from(view, group.end, scene.range.end))
        .flatten();
    let next = addressee.map_or(group.end, |phrase| phrase.end);
    // `told a regular briefing`: a noun that looks like a verb.
    let is_gerund = view.is_in(group.end, Group::Indefinite) && view.word(next).ends_with("ing");
    let next = next + usize::from(is_gerund && next > group.end);
    // `pledged to keep on`: what is pledged follows.
    let is_infinitive = group.frames.has(Frame::Infinitive) && view.is_in(next, Group::ToInfinitive);
    let is_closed = next >= scene.range.end
        // `it will add $200 million`
        || view.is_mark(next) && !matches!(view.word(next), "$" | "€" | "£" | "¥")
        || view.is_in(next, Group::Preposition) && !is_infinitive
        || view.is_in(next, Group::Time)
        || view.is_in(next, Group::Adverb)
        // `…, he said but did not elaborate`
        || view.is_in(next, Group::But)
        || view.is_in(next, Group::Determiner) && view.is_in(next + 1, Group::Time);
    if !view.is(comma, Mark::Comma) || !is_closed || mention.range.end > group.head {
        return None;
    }
    Some((comma, scene.accept(mention, group)?, after(scene, next)))
}

/// French `Le chantier, il en convient, a pris du retard.`: a pronoun and another for what is said, between commas.
fn granted(scene: &Scene<'_, '_>, group: &VerbGroup, first: usize) -> Option<(usize, Source, usize)> {
    let view = scene.view;
    let first = first - usize::from(first > 0 && view.is_word(first - 1, "en"));
    let pronoun = first.checked_sub(1).filter(|&at| at > scene.range.start + 1)?;
    let is_granted = view.lang == Lang::Fr
        && view.is_any_word(first, words!["en", "l'", "le"])
        && view.is_any_word(pronoun, words!["elle", "elles", "il", "ils"])
        && view.is(pronoun - 1, Mark::Comma)
        && (group.end >= scene.range.end || view.is(group.end, Mark::Comma) || is_hard_mark(view, group.end))
        && !view.is(group.end, Mark::Colon);
    let mention = Mention::of(pronoun..first);
    let source = is_granted.then(|| scene.accept(mention, group))??;
    Some((pronoun - 1, source, after(scene, group.end)))
}

/// `…, said Acme managing director Ann Lee.`: behind *said* all up to the next mark is who says it.
fn whole_phrase(scene: &Scene<'_, '_>, group: &VerbGroup, mention: Option<Mention>) -> Option<Mention> {
    let view = scene.view;
    let start = group.end;
    let end = (start..scene.range.end.min(start + 14))
        .find(|&at| view.is_mark(at) && !view.is_abbreviation_stop(at) && !view.is(at, Mark::Dash))
        .unwrap_or(scene.range.end);
    let is_whole = view.lang == Lang::En
        && group.lemma == "say"
        && mention.as_ref().is_some_and(|mention| {
            mention.description.is_none() && mention.range.start == start && mention.range.end < end
        })
        && (view.is(end, Mark::Comma) || is_hard_mark(view, end) || end >= scene.range.end)
        && end <= start + 13
        && view.is_capitalised(end - 1)
        && !has_finite_verb(view, start, end)
        && !(start..end).any(|at| view.is_in(at, Group::Preposition) || view.is_in(at, Group::Time));
    if is_whole {
        return Some(Mention::of(start..end));
    }
    mention
}

fn has_determiner(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::Determiner) && !view.is_in(at, Group::Unspecified)
}

fn skip_clitics_back(scene: &Scene<'_, '_>, start: usize) -> usize {
    let mut first = start;
    while first > scene.range.start
        && scene.view.is_in(first - 1, Group::ObjectClitic)
        && !is_clitic_pronoun(scene.view, first - 1)
    {
        first -= 1;
    }
    first
}

/// `said Ann Lee, who heads the panel, is nothing new`, `dit Paul Roy, dont le père était marin, est vide`: behind what a relative
/// clause tells of who speaks.
pub(super) fn behind_speakers_relative(view: &View<'_>, at: usize, until: usize) -> usize {
    if !view.is(at, Mark::Comma) || !opens_speakers_relative(view, at + 1) {
        return at;
    }
    (at + 2..until.min(at + 20))
        .take_while(|&place| !is_hard_mark(view, place))
        .find(|&place| view.is(place, Mark::Comma) && view.depth(place) == view.depth(at))
        .unwrap_or(at)
}

/// Whether a relative clause of who has just been named begins.
pub(super) fn opens_speakers_relative(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::RelativeSubject) || view.lang == Lang::Fr && view.is_word(at, "dont")
}

/// The end of an aside: the next comma or dash, or the end.
fn after(scene: &Scene<'_, '_>, from: usize) -> usize {
    (from..scene.range.end)
        .find(|&at| {
            scene.view.depth(at) != scene.depth
                || scene.view.is(at, Mark::Comma)
                || scene.view.is(at, Mark::Dash)
                || is_hard_mark(scene.view, at)
        })
        .unwrap_or(scene.range.end)
}

/// `…, tranche le maire, pour qui …`
fn opens_governed_relative(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::Preposition) && view.is_in(at + 1, Group::RelativeSubject)
}

/// Whether a predicate begins at a place: its verb, over pronouns, negation, adverbs and a phrase with a preposition.
fn begins_with_verb(view: &View<'_>, start: usize, end: usize) -> bool {
    let is_relative = view.is_in(start, Group::Relative) || opens_governed_relative(view, start);
    !is_relative
        && !view.is_in(start, Group::Subordinator)
        && (start..end.min(start + 8))
            .take_while(|&at| {
                at == start || !view.is_in(at - 1, Group::Relative) && !view.is_in(at - 1, Group::Conjunction)
            })
            .any(|at| is_finite_verb(view, at, start))
}

/// What is said around an aside; one with a pronoun behind its verb (`assure-t-il`) is sure to be one.
pub(super) fn content(
    scene: &Scene<'_, '_>,
    comma: usize,
    end: usize,
    is_sure: bool,
) -> Option<Vec<Range<usize>>> {
    let view = scene.view;
    let mut start = comma;
    while start > scene.range.start {
        let at = start - 1;
        let is_own = view.depth(at) == scene.depth;
        if is_own && is_hard_mark(view, at) && start < comma {
            break;
        }
        start = at;
    }
    start = behind_dateline(view, start, comma);
    // `However, sales fell, the firm said`: what joins the sentence to the one before is the author's.
    let is_joint = view.lang == Lang::En
        && view.is(start + 1, Mark::Comma)
        && view.is_listed(start, EnglishList::SentenceJoin);
    if is_joint && start + 3 < comma {
        start += 2;
    }
    start = behind_relative(scene, start, comma, end + 1).unwrap_or(start);
    start = super::reported_end::behind_report(scene, start, comma);
    if comma - start < 1 {
        return None;
    }
    // `As many as 300 were there`
    let is_many = view.is_word(start, "as") && view.is_word(start + 2, "as");
    // `Under pressure from people who say …, the company agreed`: no clause that somebody may have said.
    let is_subordinate = view.lang == Lang::En
        && (view.syntax.role(start) == Role::Other
            || view.is_in(start, Group::Subordinator)
                && !view.is_in(start, Group::Determiner)
                // `As a result of the deal, the board stopped`, `While sales rose, costs fell`
                && !view.is_in(start + 1, Group::Indefinite)
                && !is_many
                && !view.is_in(start + 1, Group::Of)
                && (start..comma).filter(|&at| is_finite_verb(view, at, start)).count() < 2
                && !has_clause_behind_comma(view, start, comma)
            || opens_time_clause(view, start)
            || !(start..comma).any(|at| view.syntax.clause(at).is_some_and(|clause| clause.is_main)));
    let has_verb = if view.lang == Lang::Fr {
        is_sure && has_finite_verb(view, start, comma) || has_main_verb(view, start, comma)
    } else {
        has_finite_verb(view, start, comma)
    };
    // `… pour un mois », relate-t-il, sous le choc`: a closing mark without its opening one ends what is said.
    let is_closed = view.lang == Lang::Fr && (view.is(comma, Mark::Quote) || view.is(comma - 1, Mark::Quote));
    let mut content: Vec<Range<usize>> = std::iter::once(start..comma).collect();
    let mut goes_on = false;
    // `…, a dit l’ingénieur qui a aussi précisé, « … »`: what follows is said by another verb.
    let is_other_said = view.lang == Lang::Fr
        && scene
            .groups
            .iter()
            .any(|group| group.end == end && group.start > comma + 2 && group.shape == Shape::Finite)
        && (comma + 2..end).any(|at| view.is_in(at, Group::RelativeSubject));
    let is_closed = is_closed || is_other_said;
    if !is_closed && end + 1 < scene.range.end && (view.is(end, Mark::Comma) || view.is(end, Mark::Dash)) {
        let rest_end = clause_end(scene, end + 1);
        // `These clerks, he said, are “well paid,” earning twice the average`: no other act of who speaks.
        let is_open = view.lang == Lang::En
            && rest_end > end + 2
            && view.is(rest_end - 1, Mark::Quote)
            && view.is(rest_end - 2, Mark::Comma)
            && rest_end < scene.range.end
            && !scene.groups.iter().any(|group| group.start == rest_end);
        let rest_end = if is_open {
            clause_end(scene, rest_end)
        } else {
            rest_end
        };
        let rest_has_verb = has_finite_verb(view, end + 1, rest_end) || is_awaited(view, end + 1);
        // The sentence goes on where it has no verb yet. Behind a whole clause the rest is the author's.
        let is_gerund = is_present_participle(view, end + 1)
            || scene
                .groups
                .iter()
                .any(|group| group.start == end + 1 && group.shape == Shape::Gerund);
        // `Le favori, le gouverneur X, a réitéré ses charges, qu’il`: what is left must be the predicate.
        // `De no haber acuerdo, insinuó, la línea …`: before the aside stands no subject.
        let is_adverbial = is_sure
            || view.is_romance() && view.is_in(start, Group::Preposition)
            || view.drops_subjects()
                && (view.is_in(start, Group::Of) || view.is_in(start, Group::Subordinator));
        let is_predicate = view.lang == Lang::En
            || is_adverbial
            || begins_with_verb(view, end + 1, rest_end)
            || is_awaited(view, end + 1);
        let is_other_source = view.drops_subjects() && view.is_in(end + 1, Group::According);
        // `She is, he says, a genius`: a verb that lacks what it needs.
        let is_cut = view.lang == Lang::En
            && (view.is_in(comma - 1, Group::Be)
                || view.is_in(comma - 1, Group::Modal)
                || view.is_in(comma - 1, Group::Have)
                // `She found herself, she admitted, agreeing with them`
                || view.is_listed(comma - 1, EnglishList::Oneself));
        // `She was assured, she said, that …`
        let is_that = view.lang == Lang::En && view.is_in(end + 1, Group::That) && rest_end > end + 3;
        // `Pas question, prévient le syndicat, de payer deux fois`
        let is_refused = view.lang == Lang::Fr
            && view.is_listed(start, RomanceList::RefusesStart)
            && view.is_in(end + 1, Group::Of);
        // `…, she said, without giving a reason`
        let is_without = view.lang == Lang::En && view.is_in(end + 1, Group::Without);
        goes_on = is_that
            || is_refused
            || is_cut && rest_end > end + 1
            || waits_for_rest(view, start, comma, end + 1, rest_end)
            || !is_gerund && !has_verb && rest_has_verb && is_predicate
            // `By the time the engine arrived, she said, the roof was gone`
            || view.lang == Lang::En
                && !is_gerund
                && has_verb
                && rest_has_verb
                && begins_subordinate(view, start)
            || !is_gerund && has_verb && rest_has_verb && waits_for_main(view, start, comma)
            || has_verb
                && !is_gerund
                && !is_without
                // `Il s’agit, précise-t-il, du vaccin`
                && (!view.is_in(end + 1, Group::Determiner)
                    || view.lang == Lang::Fr
                        && (view.is_any_word(end + 1, words!["du"])
                            || waits_for_question(view, start, comma, end + 1)))
                && (!view.is_in(end + 1, Group::Relative)
                    || view.lang == Lang::Fr && view.is_in(end + 1, Group::That))
                && !(view.is_romance() && opens_governed_relative(view, end + 1))
                && !is_other_source
                && !is_of_saying(view, end + 1)
                && !view.is_in(end + 1, Group::Contrast)
                && !(view.lang == Lang::Fr && view.is_any_word(end + 1, words!["alors", "tandis"]))
                // `…, se preguntaba ayer Toñi Ruiz, todavía con barro`: how it was said.
                && (!view.drops_subjects() || goes_on_behind(view, end + 1))
                // `un concurrent en demandait, assure-t-elle, 3 millions`
                && (rest_end > end + 3
                    || view.lang == Lang::Fr && view.is_number(end + 1) && !view.is_word(end + 2, "ans"));
        if goes_on {
            let rest_end = if has_verb {
                rest_end
            } else {
                behind_joined(scene, rest_end)
            };
            content.push(end + 1..rest_end);
        }
    }
    // `He was a clerk when, she says, they met`: the clause that begins before the aside.
    let is_opened = view.lang == Lang::En
        && comma > start + 1
        && (view.is_in(comma - 1, Group::Subordinator)
            || view.is_in(comma - 1, Group::That)
            || view.is_in(comma - 1, Group::Conjunction) && view.is(comma - 2, Mark::Comma))
        && view.is(end, Mark::Comma)
        && end + 3 < scene.range.end;
    if is_opened {
        return Some(std::iter::once(end + 1..clause_end(scene, end + 1)).collect());
    }
    // `Mauvaise idée, rétorque le conseiller : publier les poids …`
    // `Nonsense, says Ann Lee: the trees were felled years ago`
    let may_explain = || view.is_romance() || is_verdict(scene, start, comma) && !has_verb;
    if !goes_on && view.is(end, Mark::Colon) && view.depth(end + 1) == scene.depth && may_explain() {
        let rest_end = clause_end(scene, end + 1);
        goes_on = rest_end > end + 2;
        if goes_on {
            content.push(end + 1..rest_end);
        }
    }
    // `– Démagogie, souffle le maire`: a line of a dialogue needs no verb.
    let is_line = view.is_romance() && view.is(scene.range.start, Mark::Dash);
    // `Pas question de reculer, martèle le maire`: words that can be no subject need no verb.
    let groups = view.groups(start);
    let is_sentence = view.lang == Lang::Fr
        && comma > start + 2
        && !groups.has(Group::Determiner)
        && !groups.has(Group::Pronoun)
        && !groups.has(Group::Title)
        && !view.is_name(start)
        && view.is_in(start, Group::Verbless);
    // `D’où vient l’argent ? De Suisse, assure-t-il.`
    let is_word = comma == start + 1 && (groups.has(Group::Adverb) || groups.has(Group::Verbless));
    let is_answer = view.lang == Lang::Fr
        && is_sure
        && (comma > start + 1 || is_word)
        && (end >= scene.range.end || is_hard_mark(view, end));
    let is_verdict = is_answer || is_verdict(scene, start, comma) || is_matter(scene, start, comma, end);
    (has_verb && !is_subordinate
        || goes_on
        || is_closed && comma > start + 2
        || is_line
        || is_sentence
        || is_verdict)
        .then_some(content)
}

/// Whether what follows an aside in a clause that has its verb can be said too: *que*, *de*, *porque*, *para*.
fn goes_on_behind(view: &View<'_>, at: usize) -> bool {
    (view.is_in(at, Group::Of)
        || view.is_in(at, Group::That)
        || view.is_in(at, Group::For)
        || view.is_in(at, Group::Conjunction)
        || view.is_in(at, Group::Subordinator) && !view.is_in(at, Group::Contrast))
        && !view.is_in(at, Group::Without)
}

/// `une transition dont la durée, dit-on, serait`, `faute de quoi, préviennent-ils, des patients`: the clause that an aside
/// interrupts before its verb begins behind the word that opens it.
pub(super) fn behind_relative(
    scene: &Scene<'_, '_>,
    start: usize,
    comma: usize,
    next: usize,
) -> Option<usize> {
    let view = scene.view;
    let goes_on = || has_finite_verb(view, next, scene.range.end.min(next + 6));
    if view.lang != Lang::Fr || !goes_on() {
        return None;
    }
    let opener = (start + 1..comma)
        .rev()
        .take(10)
        .take_while(|&at| view.depth(at) == scene.depth && !is_finite_verb(view, at, start))
        .find(|&at| view.is_any_word(at, words!["dont", "quoi"]))?;
    let is_lack = view.is_word(opener, "quoi") && opener > start + 2 && view.is_word(opener - 2, "faute");
    match view.word(opener) {
        "dont" => (opener + 1 < comma).then_some(opener + 1),
        _ => is_lack.then(|| opener - 2),
    }
}

/// `…, a annoncé la ministre, s’attirant les foudres des maires`: what the speaker does besides.
pub(super) fn is_present_participle(view: &View<'_>, at: usize) -> bool {
    if view.is_word(at, "ayant") {
        return true;
    }
    if view.lang != Lang::Fr {
        return false;
    }
    let verb = at + usize::from(view.is_listed(at, RomanceList::CliticBefore));
    let groups = view.groups(verb);
    view.word(verb).len() > 5
        && view.word(verb).ends_with("ant")
        && !view.is_capitalised(verb)
        && ![
            Group::Adverb,
            Group::Conjunction,
            Group::Organization,
            Group::Preposition,
            Group::Role,
            Group::Subordinator,
        ]
        .iter()
        .any(|group| groups.has(*group))
}

/// `After years of talks, the union will sign`: the comma ends what came first, and the clause follows.
fn has_clause_behind_comma(view: &View<'_>, start: usize, end: usize) -> bool {
    let comma = (start..end).find(|&at| view.is(at, Mark::Comma));
    comma.is_some_and(|comma| {
        !view.is_in(comma + 1, Group::Relative)
            && !view.is_in(comma + 1, Group::Wh)
            && has_finite_verb(view, comma + 1, end)
    })
}
