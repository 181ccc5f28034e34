//! Subjects that stand behind: `È la sindaca a dire che`, `Es la alcaldesa quien dice que`, `Hanno chiesto un rinvio anche i sindacati`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use crate::extract::candidate::Source;
use crate::extract::lexicon::{Group, RomanceList};
use crate::extract::noun_phrase::{Being, Mention, being, phrase_from, subject_after, subject_before};
use crate::extract::verb_group::{Shape, VerbGroup, is_hard_mark};
use crate::extract::word_table::words;

/// How many words a name with its office has before the infinitive that tells what is said.
const LONGEST: usize = 14;

/// `È la sindaca a spiegare che`, `È stato il ministro ad annunciare che`: who does what an Italian infinitive tells.
pub(super) fn cleft(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<Source> {
    let view = scene.view;
    let first = group.start.min(group.head);
    if view.lang == Lang::Fr {
        return made_to_say(scene, group);
    }
    let to = first.checked_sub(1).filter(|&to| to >= scene.range.start)?;
    let is_cleft =
        view.lang == Lang::It && group.shape == Shape::Infinitive && view.is_any_word(to, words!["a", "ad"]);
    if !is_cleft {
        return None;
    }
    // `A spiegarlo è la ministra: « … »`
    let mut end = group.end;
    while view.is_in(end, Group::Be) || super::agent::is_been(view, end) {
        end += 1;
    }
    if end > group.end && to == scene.range.start {
        return scene.accept(subject_after(view, end, scene.range.end)?, group);
    }
    let be = (scene.range.start..to)
        .rev()
        .take(LONGEST)
        .take_while(|&at| !is_hard_mark(view, at))
        .find(|&at| view.is_in(at, Group::Be) || super::agent::is_been(view, at))?;
    let phrase = phrase_from(view, be + 1, to).filter(|phrase| phrase.end == to)?;
    scene.accept(Mention::of(phrase), group)
}

/// `ce qui fait dire au maire que`: who is made to say it.
fn made_to_say(scene: &Scene<'_, '_>, group: &VerbGroup) -> Option<Source> {
    let view = scene.view;
    let makes = group.start.checked_sub(1).filter(|&at| at >= scene.range.start)?;
    let is_made = group.shape == Shape::Infinitive
        && ["dire", "écrire", "conclure"].contains(&group.lemma.as_ref())
        && view.is_any_word(makes, words!["fait", "fit", "faisait", "font", "fera"])
        && view.is_in(group.end, Group::Addressee);
    let phrase = phrase_from(view, group.end + 1, scene.range.end).filter(|_| is_made)?;
    scene.accept(Mention::of(phrase), group)
}

/// `Fue la alcaldesa quien avisó`, `Ruiz es quien decide`: who is meant by the relative pronoun.
pub(super) fn behind_pronoun(scene: &Scene<'_, '_>, mention: Mention) -> Mention {
    let view = scene.view;
    let at = mention.range.start;
    let is_who = view.drops_subjects()
        && mention.range.len() == 1
        && view.is_any_word(at, words!["quem", "quien", "quienes"]);
    let Some(before) = at
        .checked_sub(1)
        .filter(|&before| is_who && before > scene.range.start)
    else {
        return mention;
    };
    let named = if view.is_in(before, Group::Be) {
        subject_before(view, before, scene.range.start, false)
    } else {
        (scene.range.start..before)
            .rev()
            .take(LONGEST)
            .take_while(|&place| !is_hard_mark(view, place))
            .find(|&place| view.is_in(place, Group::Be))
            .and_then(|be| phrase_from(view, be + 1, at))
            .filter(|phrase| phrase.end == at)
            .map(Mention::of)
    };
    named.unwrap_or(mention)
}

/// `Hanno confermato di partecipare anche i deputati`, `También anunció el cierre la empresa`: where such content ends, and who says it.
pub(super) fn behind(
    scene: &Scene<'_, '_>,
    group: &VerbGroup,
    content: Range<usize>,
    speaker: Source,
) -> (usize, Source) {
    let end = content.end;
    let late = matches!(speaker, Source::Dropped { .. })
        .then(|| last_phrase(scene, group, content))
        .flatten();
    match late {
        Some((end, mention)) => (end, Source::Mention(mention)),
        None => (end, speaker),
    }
}

/// Who stands at the end of what a verb without a subject takes, and where that begins.
fn last_phrase(scene: &Scene<'_, '_>, group: &VerbGroup, content: Range<usize>) -> Option<(usize, Mention)> {
    let view = scene.view;
    let before = group.start.checked_sub(1).filter(|&at| at >= scene.range.start);
    let opens = before.is_none_or(|at| {
        view.is_mark(at) || view.is_in(at, Group::Conjunction) || view.is_in(at, Group::Adverb)
    });
    if !view.drops_subjects() || !opens || group.shape != Shape::Finite {
        return None;
    }
    let also = content
        .clone()
        .skip(1)
        .find(|&at| view.is_listed(at, RomanceList::AlsoWord));
    // `su apoyo los socios`: one phrase right behind another.
    let second = || {
        let first = phrase_from(view, content.start, content.end)?;
        let is_next = view.is_in(first.end, Group::Determiner) && !view.is_in(first.end, Group::Of);
        (is_next && !view.is_in(first.end, Group::Preposition)).then_some(first.end)
    };
    let (end, start) = match also {
        Some(also) => (also, also + 1),
        None => second().map(|start| (start, start))?,
    };
    let phrase = phrase_from(view, start, scene.range.end).filter(|phrase| phrase.end >= content.end)?;
    let speaks = matches!(
        being(view, phrase.clone()),
        Being::Name | Being::Role | Being::Organization
    );
    speaks.then(|| (end, Mention::of(phrase)))
}
