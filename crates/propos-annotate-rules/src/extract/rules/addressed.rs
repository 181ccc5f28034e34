//! Who is asked or charged, where more is told of them before the matter: `invite ceux qui hésitent à venir`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::infinitive::is_infinitive_after;
use crate::extract::candidate::Source;
use crate::extract::lexicon::{Form, Frame, Group, RomanceList};
use crate::extract::verb_group::{Shape, VerbGroup, has_finite_verb, is_finite_verb, is_hard_mark};
use crate::extract::view::View;

/// How far the marker may stand from the relative clause.
const REACH: usize = 30;

/// `a invité les pays qui veulent un passeport à s’en abstenir`: the marker behind a relative clause of those who are asked. The
/// one right behind a verb is that verb’s: `ceux qui continuent à douter à venir`.
pub(super) fn behind_relative(scene: &Scene<'_, '_>, qui: usize, marker: Group) -> Option<usize> {
    let view = scene.view;
    if view.lang != Lang::Fr || !view.is_in(qui, Group::RelativeSubject) {
        return None;
    }
    let mut is_second = false;
    let mut last = None;
    for at in qui + 2..scene.range.end.min(qui + REACH) {
        if view.depth(at) > scene.depth {
            continue;
        }
        if is_hard_mark(view, at) {
            break;
        }
        if !view.is_in(at, marker)
            || !is_infinitive_after(view, at + 1)
            || !has_finite_verb(view, qui + 1, at)
        {
            continue;
        }
        if !is_verbs_own(view, at, qui) {
            return Some(at);
        }
        last = Some(at).filter(|_| is_second);
        is_second = true;
    }
    last
}

/// Whether a marker stands behind a verb: `continuent encore à`, `a commencé à`.
fn is_verbs_own(view: &View<'_>, marker: usize, from: usize) -> bool {
    let mut at = marker - 1;
    while at > from
        && (view.is_in(at, Group::Adverb) || view.is_manner(at))
        && !is_finite_verb(view, at, from)
    {
        at -= 1;
    }
    let is_verb = |form: Form| matches!(form, Form::Participle | Form::Infinitive | Form::Gerund);
    is_finite_verb(view, at, from) || view.readings(at).iter().any(|reading| is_verb(reading.form))
}

/// `ceux qui`, `tous ceux qui`: those who are meant by what they do.
pub(super) fn is_those_who(view: &View<'_>, at: usize) -> bool {
    view.is_listed(at, RomanceList::ThoseWho) && view.is_in(at + 1, Group::RelativeSubject)
}

/// `a demandé aux pays ayant ce projet, de s’en abstenir`: one comma before the matter.
pub(super) fn is_comma_before_matter(view: &View<'_>, comma: usize, marker: Group) -> bool {
    view.lang == Lang::Fr && view.is_in(comma + 1, marker) && is_infinitive_after(view, comma + 2)
}

/// `a invité les pays qui veulent un passeport à s’en abstenir`: the last words are what an earlier verb asks.
pub(super) fn before_found(scene: &Scene<'_, '_>, group: &VerbGroup, start: usize, end: usize) -> usize {
    let is_inside = |at: &usize| *at > start + 1 && *at < end;
    let earlier = scene
        .found
        .iter()
        .filter(|found| {
            found.rule == "infinitive" && found.cue.as_ref().is_some_and(|cue| cue.end <= group.start)
        })
        .filter_map(|found| found.content.first().map(|content| content.start));
    earlier.filter(is_inside).min().map_or(end, |at| at - 1)
}

/// `les États qu’ils accusent de manipulation`, `l’homme que le parquet soupçonne de fraude`: who is meant stands before the verb.
pub(super) fn has_relative_object(scene: &Scene<'_, '_>, group: &VerbGroup) -> bool {
    let view = scene.view;
    if view.lang != Lang::Fr || group.shape != Shape::Finite {
        return false;
    }
    let subject = scene.subject(group).map(|mention| mention.range.start);
    let that = subject.and_then(|subject| subject.checked_sub(1));
    that.is_some_and(|that| {
        that > scene.range.start
            && view.is_in(that, Group::That)
            && !scene.groups.iter().any(|other| other.end == that)
    })
}

/// `accuse le préfet d’inaction`, `accuse l’armée de crimes de guerre`: the first *de* with a bare noun, or the next one behind an
/// office: `accuse le chef de cabinet de fraude`.
pub(super) fn charge_of(view: &View<'_>, phrase: Range<usize>) -> Option<usize> {
    let is_charge = |at: usize| {
        (view.is_word(at, "d'") || view.is_word(at, "de") && !view.is_capitalised(at + 1))
            && !view.is_in(at + 1, Group::Determiner)
            && !view.is_in(at + 1, Group::Role)
            && !view.is_in(at + 1, Group::Organization)
    };
    let last = phrase.end.checked_sub(1)?;
    let mut charges = phrase.filter(|&at| is_charge(at));
    let first = charges.next()?;
    let is_office = view.is_listed(first - 1, RomanceList::HeadOf);
    // `le président d’extrême droite Jair Bolsonaro`
    let is_named = view.is_name(last) && first + 2 < last;
    charges
        .next()
        .filter(|_| is_office)
        .or(Some(first).filter(|_| !is_named))
}

/// `afirmó que no quiere dimitir`: what somebody says he wants is one claim.
pub(super) fn is_own_wish(scene: &Scene<'_, '_>, group: &VerbGroup, speaker: &Source) -> bool {
    let view = scene.view;
    let mut first = group.start;
    while first > scene.range.start
        && (view.is_in(first - 1, Group::ObjectClitic) || view.is_in(first - 1, Group::Negation))
    {
        first -= 1;
    }
    let is_content = |range: &Range<usize>| range.start == first || range.start == group.start;
    view.drops_subjects()
        && group.frames.has(Frame::BareInfinitive)
        && !matches!(speaker, Source::Mention(mention) if mention.range.start > group.start)
        && scene
            .found
            .iter()
            .any(|found| found.rule == "clause" && found.content.iter().any(is_content))
}

/// `a dit à la police avoir vu`, `jure sur la tête de ses fils n’avoir rien pris`: the infinitive behind who is told, or how.
pub(super) fn behind_adjunct(view: &View<'_>, at: usize, until: usize) -> Option<usize> {
    let is_adjunct = view.is_in(at, Group::Addressee)
        || view.lang == Lang::Fr && view.is_in(at, Group::Preposition) && !view.is_in(at, Group::SourceStart);
    if !is_adjunct {
        return None;
    }
    (at + 2..until.min(at + 9))
        .take_while(|&place| !view.is_mark(place) && !view.is_in(place, Group::That))
        .find(|&place| view.is_in(place, Group::LightInfinitive))
}

/// `a protesté au moment d’être expulsé`: whether an infinitive hangs on a preposition, so that it is not what is said.
pub(super) fn is_governed(view: &View<'_>, start: usize) -> bool {
    let before = start - 1;
    view.is_in(before, Group::Preposition)
        || view.is_in(before, Group::InfinitiveOf)
        || view.is_in(before, Group::Addressee)
}

/// `appelle ses amis à son secours`, `appelle un témoin à la barre`: where somebody is to come.
pub(super) fn is_call_to(view: &View<'_>, group: &VerbGroup, start: usize) -> bool {
    group.lemma == "appeler" && (start..start + 2).any(|at| view.is_listed(at, RomanceList::CalledTo))
}
