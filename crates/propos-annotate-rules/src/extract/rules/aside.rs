//! Attributions inside or behind their content, without quotation marks: `…, a-t-il indiqué`, `…, officials said`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::around_aside;
use super::noun_before::is_told;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::lexicon::{EnglishList, Form, Frame, Group, RomanceList};
use crate::extract::noun_phrase::{
    Being, Mention, being, phrase_from, subject_after, subject_before, title_before,
};
use crate::extract::verb_group::{
    Shape, Standing, VerbGroup, carries_quotes, has_finite_verb, is_clitic_pronoun, is_finite_verb,
    is_hard_mark,
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
        let Some(aside) = aside(scene, &group) else {
            continue;
        };
        let is_sure = group.inverted.is_some();
        let Some(content) = around_aside::content(scene, aside.comma, aside.end, is_sure) else {
            continue;
        };
        if view_is_english(scene) && is_told(scene, &content) {
            continue;
        }
        if scene.propose(Candidate::new("aside", content, aside.source), Some(&group)) {
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

/// Words between commas that tell who says what stands around them.
struct Aside {
    /// The mark before it.
    comma: usize,
    source: Source,
    /// Where it ends.
    end: usize,
}

impl Aside {
    /// The aside of a verb behind a mark, where somebody can speak by it.
    fn of(
        scene: &Scene<'_, '_>,
        group: &VerbGroup,
        comma: usize,
        mention: Mention,
        end: usize,
    ) -> Option<Self> {
        Some(Self {
            comma,
            source: scene.accept(mention, group)?,
            end: after(scene, end),
        })
    }
}

/// The aside that a verb belongs to, if it does: `…, a-t-il dit`, `…, dit le maire`, `…, the mayor said`.
fn aside(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<Aside> {
    let view = scene.view;
    let first = skip_clitics_back(scene, group.start);
    let comma = first.checked_sub(1).filter(|&at| at > scene.range.start)?;
    let is_after_comma = opens_aside(scene, group, comma);
    if let Some(pronoun) = group.inverted {
        let mention = Mention::of(pronoun..pronoun + 1);
        return Aside::of(scene, group, comma, mention, group.end).filter(|_| is_after_comma);
    }
    if let Some(found) = granted(scene, group, first) {
        return Some(found);
    }
    let is_subjects = || {
        closes_aside_of_subject(scene, comma)
            || view.lang == Lang::Fr && group.is_negated && closes_relative(scene, comma)
    };
    if is_after_comma && may_turn(view, group, comma) && !is_subjects() {
        return turned(scene, group, comma);
    }
    if view.lang != Lang::En || scene.reports_clause(group) {
        return None;
    }
    behind_subject(scene, group)
}

/// Whether an aside may begin behind a mark. A closing mark without its opening one counts as a comma.
fn opens_aside(scene: &Scene<'_, '_>, group: &VerbGroup, mark: usize) -> bool {
    let view = scene.view;
    // `Que restera-t-il de la forêt ? s’interroge Laurence Petit.`
    let is_asked = view.lang == Lang::Fr
        && (view.is(mark, Mark::Question) || view.is(mark, Mark::Exclamation))
        && !view.is_capitalised(group.start);
    is_asked
        || view.is(mark, Mark::Comma)
        || view.is(mark, Mark::Dash)
        || view.is(mark, Mark::Quote) && title_before(view, mark + 1, scene.range.start).is_none()
}

/// Whether a verb behind a comma may have its subject behind it.
fn may_turn(view: &View<'_>, group: &VerbGroup, comma: usize) -> bool {
    if view.lang != Lang::En {
        // `a validé la liste et, d’un même souffle, exclu un report`: a participle turns nothing.
        let is_participle = view.lang == Lang::Fr
            && group.start == group.head
            && view
                .readings(group.head)
                .iter()
                .all(|reading| reading.form == Form::Participle);
        return !is_participle;
    }
    // An English verb that has its subject before it is no inversion. One comma alone parts no subject from its verb.
    let has_subject = view
        .syntax
        .clause(group.head)
        .and_then(|clause| clause.subject.as_ref())
        .is_some_and(|subject| subject.end != comma);
    !view.is_mark(group.end)
        && !has_subject
        // `…, the source, who asked for patience, told Reuters`: whom somebody tells stands behind the verb.
        // `The thaw, welcomed by many, worried the mayor`
        && !["tell", "worry"].contains(&group.lemma.as_ref())
}

/// `…, dit le maire`: an aside whose verb stands before who speaks.
fn turned(scene: &Scene<'_, '_>, group: &VerbGroup, comma: usize) -> Option<Aside> {
    let view = scene.view;
    let mention = subject_after(view, group.end, scene.range.end)
        .filter(|mention| !view.drops_subjects() || may_be_subject(view, group, mention));
    if mention.is_none() && view.drops_subjects() {
        // `…, aseguran desde el sindicato`, `…, assicurano dal comitato`
        if let Some(body) = super::dropped::body_of(scene, group) {
            let end = body.range.end;
            return Aside::of(scene, group, comma, body, end);
        }
        if stands_alone(scene, group, comma) {
            let source = super::dropped::in_aside(scene, group, comma)?;
            let end = group.end;
            return Some(Aside { comma, source, end });
        }
    }
    let mention = whole_phrase(scene, group, mention)?;
    let end = mention.range.end;
    if asks_to_act(view, group, end) {
        return None;
    }
    let closed = behind_description(scene, &mention);
    // `L’association, qui dit représenter les familles, demande l’arrêt du chantier`: the main verb with its object.
    if view.lang == Lang::Fr && !view.is(closed, Mark::Comma) && closes_relative(scene, comma) {
        return None;
    }
    let is_speaker = is_turned_subject(view, &mention) && !is_too_vague(scene, group, &mention, comma);
    let says_more = scene.reports_clause(group) && view.lang != Lang::En
        || view.is_in(group.end, Group::Preposition) && view.lang == Lang::En;
    if !is_speaker || says_more || !may_follow_subject(scene, end) {
        return None;
    }
    Aside::of(scene, group, comma, mention, closed)
}

/// English `the head of the agency, Ann Roe, instructed staff not to talk`: who stands behind the verb is told.
fn asks_to_act(view: &View<'_>, group: &VerbGroup, end: usize) -> bool {
    let to = end + usize::from(view.is_any_word(end, words!["never", "not"]));
    view.lang == Lang::En && group.frames.has(Frame::SomeoneTo) && view.is_in(to, Group::ToInfinitive)
}

/// Whether a noun behind a verb that needs no subject is its subject. It may be its object.
fn may_be_subject(view: &View<'_>, group: &VerbGroup, mention: &Mention) -> bool {
    // `…, recusou comentar a decisão, mas`: a text behind a verb that takes one.
    let takes_text = group.frames.has(Frame::Object) || group.standing == Standing::Governed;
    match being(view, mention.range.clone()) {
        Being::Name | Being::Role | Being::Organization | Being::Pronoun | Being::Unspecified => true,
        Being::Document => !takes_text,
        _ => false,
    }
}

/// `No está claro, admite, si …`: a verb between marks that needs no subject.
fn stands_alone(scene: &Scene<'_, '_>, group: &VerbGroup, comma: usize) -> bool {
    let view = scene.view;
    let is_closed = group.end >= scene.range.end
        || view.is(group.end, Mark::Comma)
        || view.is(group.end, Mark::Dash)
        || is_hard_mark(view, group.end);
    !scene.reports_clause(group)
        // `…, pode apostar`
        && group.standing != Standing::Governed
        && is_closed
        && !closes_relative(scene, comma)
}

/// `comenta Ana Ruiz, presidenta de Medicus, es en las emergencias cuando …`: behind what is told of who speaks.
fn behind_description(scene: &Scene<'_, '_>, mention: &Mention) -> usize {
    let view = scene.view;
    let end = mention.range.end;
    let closed = mention
        .description
        .as_ref()
        .filter(|description| {
            let end = description.end;
            let is_closed = view.is(end, Mark::Comma) || is_hard_mark(view, end) || end >= scene.range.end;
            description.start > mention.range.end && is_closed
        })
        .map_or(end, |description| description.end);
    behind_speakers_relative(view, closed, scene.range.end)
}

/// `, titre éponyme de l’album`: behind a verb a subject has its determiner or is a name.
fn is_turned_subject(view: &View<'_>, mention: &Mention) -> bool {
    let first = mention.range.start;
    if view.lang == Lang::En {
        // `said Jobs’ “vision” was rare`
        return !matches!(view.word(mention.range.end - 1), "'" | "’" | "'s");
    }
    !view.is_romance()
        || view.is_in(first, Group::Determiner)
        || view.is_capitalised(first)
        || view.is_in(first, Group::Unspecified)
        || view.drops_subjects() && view.is_in(first, Group::Pronoun)
        // `…, aseguraron fuentes del ministerio`
        || view.drops_subjects() && view.is_listed(first, RomanceList::SourcePlural)
        || view.is_in(first, Group::Title)
        || view.is_number(first)
}

/// Whether nobody is told by a phrase behind a verb who could speak.
fn is_too_vague(scene: &Scene<'_, '_>, group: &VerbGroup, mention: &Mention, comma: usize) -> bool {
    let view = scene.view;
    let Range { start, end } = mention.range;
    let kind = being(view, start..end);
    // `Ce soir-là, raconte un convive, le vin a coulé`: before it stands no verb that it could follow in a series.
    let is_between = || {
        view.lang == Lang::Fr
            && view.is(end, Mark::Comma)
            && !has_finite_verb(view, scene.range.start, comma)
            && has_finite_verb(view, end, scene.range.end)
    };
    // `…, says a report that …`
    let is_report = || group.lemma == "say" && kind == Being::Document && has_determiner(view, start);
    view.is_in(start, Group::Indefinite) && kind == Being::Unknown && !is_between()
        || view.lang == Lang::En
            && matches!(kind, Being::Unknown | Being::Document | Being::Thing)
            && !is_report()
}

/// Whether what stands behind a phrase lets it be the subject of the verb before it.
fn may_follow_subject(scene: &Scene<'_, '_>, at: usize) -> bool {
    let view = scene.view;
    at >= scene.range.end
        || view.is_mark(at)
        || view.is_in(at, Group::Preposition)
        || view.is_in(at, Group::Time)
        || view.is_in(at, Group::Relative)
        || view.is_in(at, Group::Subordinator)
        || view.is_in(at, Group::Adverb)
        // `a indiqué un responsable ayant requis l’anonymat`
        || is_present_participle(view, at)
}

/// English `…, officials said on Tuesday, …`
fn behind_subject(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<Aside> {
    let view = scene.view;
    let mention = subject_before(view, group.head, scene.range.start, false)?;
    let before = view
        .syntax
        .clause(group.head)
        .filter(|clause| clause.is_main)?
        .subject
        .as_ref()?
        .start
        .checked_sub(1)?;
    let comma = if view.is(before, Mark::Quote) {
        before.saturating_sub(1)
    } else {
        before
    };
    let next = behind_told(scene, group);
    let is_aside = comma > scene.range.start
        && view.is(comma, Mark::Comma)
        && ends_report(scene, group, next)
        && mention.range.end <= group.head;
    if !is_aside {
        return None;
    }
    Aside::of(scene, group, comma, mention, next)
}

/// English `…, she told reporters`: behind whom a verb addresses.
fn behind_told(scene: &Scene<'_, '_>, group: &VerbGroup) -> usize {
    let view = scene.view;
    let addressee = group
        .frames
        .has(Frame::Someone)
        .then(|| phrase_from(view, group.end, scene.range.end))
        .flatten();
    let next = addressee.map_or(group.end, |phrase| phrase.end);
    // `told a regular briefing`: a noun that looks like a verb.
    let is_gerund = view.is_in(group.end, Group::Indefinite) && view.word(next).ends_with("ing");
    next + usize::from(is_gerund && next > group.end)
}

/// English: whether what follows a verb of saying is none of its matter.
fn ends_report(scene: &Scene<'_, '_>, group: &VerbGroup, next: usize) -> bool {
    let view = scene.view;
    // `pledged to keep on`: what is pledged follows.
    let is_infinitive = group.frames.has(Frame::Infinitive) && view.is_in(next, Group::ToInfinitive);
    next >= scene.range.end
        // `it will add $200 million`
        || view.is_mark(next) && !view.is_currency(next)
        || view.is_in(next, Group::Preposition) && !is_infinitive
        || view.is_in(next, Group::Time)
        || view.is_in(next, Group::Adverb)
        // `…, he said but did not elaborate`
        || view.is_in(next, Group::But)
        || view.is_in(next, Group::Determiner) && view.is_in(next + 1, Group::Time)
}

/// French `Le chantier, il en convient, a pris du retard.`: a pronoun and another for what is said, between commas.
fn granted(scene: &Scene<'_, '_>, group: &VerbGroup, first: usize) -> Option<Aside> {
    let view = scene.view;
    let first = first - usize::from(first > 0 && view.is_word(first - 1, "en"));
    let pronoun = first.checked_sub(1).filter(|&at| at > scene.range.start + 1)?;
    let is_granted = view.lang == Lang::Fr
        && view.is_any_word(first, words!["en", "l'", "le"])
        && view.is_any_word(pronoun, words!["elle", "elles", "il", "ils"])
        && view.is(pronoun - 1, Mark::Comma)
        && (group.end >= scene.range.end || view.is(group.end, Mark::Comma) || is_hard_mark(view, group.end))
        && !view.is(group.end, Mark::Colon);
    if !is_granted {
        return None;
    }
    Aside::of(scene, group, pronoun - 1, Mention::of(pronoun..first), group.end)
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
