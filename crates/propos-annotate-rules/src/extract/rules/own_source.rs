//! The one spoken of as a source: `À ses yeux, …`, `à l’en croire, …`, `de son propre aveu`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::clause::clause_end;
use crate::extract::lexicon::{Group, RomanceList};
use crate::extract::noun_phrase::{Being, Mention, being, subject_before};
use crate::extract::traits::Trait;
use crate::extract::verb_group::{has_finite_verb, is_finite_verb, is_hard_mark};
use crate::extract::view::View;
use crate::extract::word_table::{Folded, words};
use crate::tokens::Mark;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    if scene.view.lang != Lang::Fr || !scene.stands.shows(Trait::InOwnSource) {
        return;
    }
    for at in scene.range.clone() {
        if scene.view.shows(at, Trait::BeginsOwnSource)
            && scene.view.depth(at) == scene.depth
            && let Some(cue) = opening(scene.view, at)
        {
            propose(scene, cue);
        }
    }
}

/// The phrase that begins at a place. `À mon avis` is the author's.
pub(crate) fn opening(view: &View<'_>, at: usize) -> Option<Range<usize>> {
    if !view.shows(at, Trait::BeginsOwnSource) || !view.shows(at + 1, Trait::InOwnSource) {
        return None;
    }
    let fits = |place: usize, word: &Folded<Box<str>>| match &*word.text {
        "*" => view.is_listed(place, RomanceList::TheirOwn),
        "+" => view.is_listed(place, RomanceList::ArticleOrPronoun),
        // `A ses yeux`: capitals often go without accents.
        "à" => view.is_word(place, "à") || view.word(place) == "A",
        _ => view.is_folded_word(place, word),
    };
    view.lexicon
        .own_source_patterns()
        .iter()
        .find(|words| words.iter().enumerate().all(|(n, word)| fits(at + n, word)))
        .map(|words| at..at + words.len())
        // `De l’avis unanime des pêcheurs`: whose it is follows.
        .filter(|cue| !view.is_word(cue.end - 1, "unanime") || !view.is_in(cue.end, Group::Of))
}

fn propose(scene: &mut Scene<'_, '_>, cue: Range<usize>) {
    let view = scene.view;
    let until = scene.range.end;
    let before = cue.start.checked_sub(1).filter(|&at| at >= scene.range.start);
    let is_initial = before.is_none_or(|at| {
        is_hard_mark(view, at)
            || view.is_in(at, Group::Conjunction)
            || view.is_in(at, Group::That)
            || at == scene.range.start
    });
    let content: Vec<Range<usize>> = if is_initial {
        let start = if view.is(cue.end, Mark::Comma) {
            cue.end + 1
        } else {
            cue.end
        };
        std::iter::once(start..clause_end(scene, start)).collect()
    } else if before.is_some_and(|at| view.is(at, Mark::Comma)) {
        let comma = cue.start - 1;
        let start = clause_start(scene, comma);
        let mut content: Vec<Range<usize>> = std::iter::once(start..comma).collect();
        // `Ce qui ne veut pas dire, à l’entendre, que rien ne change`
        if view.is(cue.end, Mark::Comma) && view.is_in(cue.end + 1, Group::That) && cue.end + 2 < until {
            content = std::iter::once(cue.end + 2..clause_end(scene, cue.end + 2)).collect();
        } else if view.is(cue.end, Mark::Comma)
            && cue.end + 1 < until
            && (!has_finite_verb(view, start, comma)
                || super::according::is_of_same_clause(scene, cue.end + 1))
        {
            content.push(cue.end + 1..clause_end(scene, cue.end + 1));
        }
        content
    } else {
        return;
    };
    if !content
        .iter()
        .any(|range| has_finite_verb(view, range.start, range.end))
    {
        return;
    }
    let is_general = view.is_any_word(cue.start + 2, words!["avis", "aveu"]);
    let speaker = if is_general {
        Source::Unspecified
    } else {
        holder(scene, &cue)
    };
    let mut candidate = Candidate::new("own-source", content, speaker);
    candidate.lemma = view
        .bytes(cue.clone())
        .and_then(|bytes| view.text.get(bytes))
        .map(|text| text.to_lowercase().into());
    candidate.cue = Some(cue);
    scene.propose(candidate, None);
}

/// The possessive stands for somebody; without one it is the subject before, or whoever spoke last.
fn holder(scene: &Scene<'_, '_>, cue: &Range<usize>) -> Source {
    let view = scene.view;
    let possessive = cue.clone().find(|&at| view.is_listed(at, RomanceList::TheirOwn));
    if let Some(possessive) = possessive {
        return Source::Mention(Mention::of(possessive..possessive + 1));
    }
    let verb = (scene.range.start..cue.start)
        .find(|&at| view.depth(at) == scene.depth && is_finite_verb(view, at, scene.range.start));
    let subject = verb.and_then(|verb| subject_before(view, verb, scene.range.start, false));
    subject
        .filter(|mention| {
            matches!(
                being(view, mention.range.clone()),
                Being::Name | Being::Role | Being::Organization | Being::Pronoun
            )
        })
        .map_or(Source::Implicit, Source::Mention)
}

/// Where the clause before a comma begins.
fn clause_start(scene: &Scene<'_, '_>, end: usize) -> usize {
    let view = scene.view;
    let mut start = end;
    while start > scene.range.start {
        let at = start - 1;
        if view.depth(at) == scene.depth && is_hard_mark(view, at) {
            break;
        }
        start = at;
    }
    start
}
