//! Dutch nouns that report, which need no comma: `de vrees dat …`, `met het verzoek hun bond te overtuigen`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::incise::content_end;
use super::phrase::phrase;
use super::segment::{is_finite, is_to_infinitive, words};
use super::subject::subject_of;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::lexicon::{GermanicList, Group};
use crate::extract::noun_phrase::{Being, Mention, being};
use crate::extract::view::View;
use crate::tokens::Mark;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    let view = scene.view;
    if view.lang != Lang::Nl {
        return;
    }
    for noun in scene.range.clone() {
        let groups = view.groups(noun);
        if view.depth(noun) != scene.depth
            || !(groups.has(Group::OpinionClause) || groups.has(Group::OpinionInfinitive))
            || !is_noun(view, scene.range.start, noun)
        {
            continue;
        }
        let owner = owner(view, noun, scene.range.end);
        let next = owner.as_ref().map_or(noun + 1, |owner| owner.end);
        let next = next + usize::from(view.is(next, Mark::Comma));
        // `De vrees groeit dat de prijzen stijgen`
        let is_parted = is_finite(view, next)
            && view.is_in(next + 1, Group::That)
            && super::mood::main_verb(view, scene.range.clone()) == Some(next);
        let next = next + usize::from(is_parted);
        if groups.has(Group::OpinionClause) && view.is_in(next, Group::That) {
            clause(scene, noun, owner, next + 1);
        } else if groups.has(Group::OpinionInfinitive) {
            infinitive(scene, noun, owner, next);
        }
    }
}

/// Whether a word that may be a verb as well is a noun here: `de hoop dat`, not `ik hoop dat`.
fn is_noun(view: &View<'_>, start: usize, noun: usize) -> bool {
    if noun == start {
        return view.readings(noun).is_empty();
    }
    let before = noun - 1;
    let is_determiner = |at: usize| view.is_in(at, Group::Determiner);
    // `de oude klacht dat`
    is_determiner(before) || before > start && view.word(before).ends_with('e') && is_determiner(before - 1)
}

/// `de vrees van de bond dat`
fn owner(view: &View<'_>, noun: usize, until: usize) -> Option<Range<usize>> {
    let start = noun + 2;
    view.is_in(noun + 1, Group::Of)
        .then(|| phrase(view, start, until))
        .flatten()
}

/// `zijn belofte`, `haar verzoek`
fn possessive(view: &View<'_>, noun: usize) -> Option<Range<usize>> {
    let at = noun.checked_sub(1)?;
    (view.is_in(at, Group::Masculine) || view.is_in(at, Group::Feminine) || view.is_word(at, "hun"))
        .then_some(at..noun)
}

fn clause(scene: &mut Scene<'_, '_>, noun: usize, owner: Option<Range<usize>>, start: usize) {
    let view = scene.view;
    let content = start..before_main_verb(view, start..content_end(scene, start), scene.depth);
    if content.len() < 3 || scene.is_taken(&content) {
        return;
    }
    let speaker = owner
        .or_else(|| possessive(view, noun))
        .map_or(Source::Unspecified, |range| Source::Mention(Mention::of(range)));
    propose(scene, noun, content, speaker);
}

/// `de vrees dat de prijzen stijgen neemt toe`: where the verb of the main clause stands right behind those of the clause.
fn before_main_verb(view: &View<'_>, content: Range<usize>, depth: u8) -> usize {
    let mut all = words(view, content.clone(), depth)
        .filter(|&at| is_finite(view, at) && !view.is_in(at.saturating_sub(1), Group::Determiner));
    let first = all.next();
    let second = all.next();
    match (first, second) {
        (Some(first), Some(second))
            if (first + 1..second).all(|at| super::segment::is_verbal(view, at))
                && second + 1 < content.end
                && !view.is_mark(second + 1)
                && !super::segment::is_verbal(view, second + 1) =>
        {
            second
        }
        _ => content.end,
    }
}

fn infinitive(scene: &mut Scene<'_, '_>, noun: usize, owner: Option<Range<usize>>, start: usize) {
    let view = scene.view;
    let segment = scene
        .segments
        .iter()
        .position(|segment| segment.range.contains(&noun));
    let Some((place, segment)) =
        segment.and_then(|place| Some((place, scene.segments.get(place)?.range.clone())))
    else {
        return;
    };
    let content = start..segment.end;
    // Nothing but the infinitive with what belongs to it; of `hun wens te tonen` the noun is its object.
    let verb = words(view, content.clone(), scene.depth).find(|&at| is_to_infinitive(view, at, start));
    let is_open = verb.is_some_and(|at| at > start + 1 + usize::from(view.is_word(start, "om")))
        && !words(view, content.clone(), scene.depth).any(|at| is_finite(view, at));
    if !is_open || scene.is_taken(&content) {
        return;
    }
    let told = owner.or_else(|| possessive(view, noun)).map(Mention::of);
    let Some(mention) = told.or_else(|| giver(scene, place, segment.start..noun)) else {
        return;
    };
    propose(scene, noun, content, Source::Mention(mention));
}

/// `gaf de renners de opdracht`, `belde met het verzoek`: who gives it. `kreeg de opdracht` tells of nobody.
fn giver(scene: &Scene<'_, '_>, place: usize, before: Range<usize>) -> Option<Mention> {
    let view = scene.view;
    let finite = words(view, before.clone(), scene.depth).find(|&at| is_finite(view, at))?;
    let is_given = view.is_listed(finite, GermanicList::GivesTask);
    let is_with = before
        .end
        .checked_sub(2)
        .is_some_and(|at| view.is_word(at, "met"));
    if !is_given && !is_with {
        return None;
    }
    subject_of(scene, place, finite).filter(|mention| {
        matches!(
            being(view, mention.range.clone()),
            Being::Name | Being::Role | Being::Organization | Being::Pronoun
        )
    })
}

fn propose(scene: &mut Scene<'_, '_>, noun: usize, content: Range<usize>, speaker: Source) {
    let mut candidate = Candidate::over("noun-clause", content, speaker);
    candidate.cue = Some(noun..noun + 1);
    candidate.lemma = Some(scene.view.word(noun).to_lowercase().into());
    scene.propose(candidate, None);
}
