//! English clauses behind a colon and what tells how or that somebody spoke: `Tessler was blunter: …`, `Roe puts it another way: …`,
//! `Her answer was simple: …`.

use propos_segment::Lang;

use super::Scene;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::clause::clause_end;
use crate::extract::lexicon::{EnglishList, Group};
use crate::extract::noun_phrase::{Being, Mention, being, subject_of};
use crate::extract::verb_group::{Shape, VerbGroup, has_finite_verb, is_hard_mark};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// Fewest words of what is said.
const FEWEST: usize = 3;

/// How far before the colon the verb or the noun stands.
const REACH: usize = 8;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    if scene.view.lang != Lang::En || !scene.stands.has(Mark::Colon) {
        return;
    }
    for colon in scene.range.clone() {
        if scene.view.is(colon, Mark::Colon) && scene.view.depth(colon) == scene.depth {
            explained(scene, colon);
        }
    }
}

fn is_taken(scene: &Scene<'_, '_>, start: usize) -> bool {
    scene
        .found
        .iter()
        .any(|found| found.content.iter().any(|range| range.start == start))
}

/// A clause behind the colon that the words before it announce.
fn explained(scene: &mut Scene<'_, '_>, colon: usize) {
    let view = scene.view;
    let start = colon + 1;
    if start >= scene.range.end || view.depth(start) != scene.depth || is_taken(scene, start) {
        return;
    }
    let end = clause_end(scene, start);
    let n_words = (start..end).filter(|&at| !view.is_mark(at)).count();
    if n_words < FEWEST || view.is(end.min(scene.range.end).saturating_sub(1), Mark::Question) {
        return;
    }
    let has_verb = has_finite_verb(view, start, end);
    if let Some((place, group)) = worded(scene, colon).filter(|_| has_verb) {
        if let Some(speaker) = scene.speaker(&group)
            && scene.propose(Candidate::over("colon", start..end, speaker), Some(&group))
        {
            scene.mark_used(place);
        }
        return;
    }
    let mention = owned(scene, colon)
        .or_else(|| toned(scene, colon).filter(|_| has_verb))
        .or_else(|| held(scene, colon));
    if let Some(mention) = mention {
        scene.propose(
            Candidate::over("colon", start..end, Source::Mention(mention)),
            None,
        );
    }
}

/// `Roe, who sat on the panel, puts it more warmly:`, `She put it another way:`
fn worded(scene: &Scene<'_, '_>, colon: usize) -> Option<(usize, VerbGroup)> {
    let view = scene.view;
    let (place, group) = scene.groups.iter().enumerate().rev().find(|(_, group)| {
        group.end <= colon && group.shape == Shape::Finite && (group.end..colon).all(|at| !view.is_mark(at))
    })?;
    let is_near = group.end + REACH > colon && !(group.end..colon).any(|at| view.syntax.is_finite(at));
    let words = group.lemma.starts_with("put it");
    (words && is_near && !group.is_negated && !scene.is_used(place)).then(|| (place, group.clone()))
}

/// `Tessler was blunter:`, `The report is less diplomatic:`: whose tone it is.
fn toned(scene: &Scene<'_, '_>, colon: usize) -> Option<Mention> {
    let view = scene.view;
    let tone = colon
        .checked_sub(1)
        .filter(|&at| view.is_listed(at, EnglishList::Tone))?;
    let be = (scene.range.start..tone)
        .rev()
        .take(4)
        .take_while(|&at| !view.is_mark(at))
        .find(|&at| view.is_in(at, Group::Be) && view.syntax.is_finite(at))?;
    let is_plain = (be + 1..tone).all(|at| {
        view.is_in(at, Group::Adverb) || view.is_manner(at) || view.is_listed(at, EnglishList::BluntDegree)
    });
    let mention = subject_of(view, be)?;
    let is_somebody = match being(view, mention.range.clone()) {
        Being::Name | Being::Role | Being::Organization | Being::Document => true,
        Being::Pronoun => !view.is_word(mention.range.start, "it"),
        _ => false,
    };
    (is_plain && is_somebody && mention.range.end <= be).then_some(mention)
}

/// `Roe has a simple answer:`, `Roe took the opposite view:`, `Critics offer another explanation:`
fn held(scene: &Scene<'_, '_>, colon: usize) -> Option<Mention> {
    let view = scene.view;
    let noun = colon
        .checked_sub(1)
        .filter(|&at| is_wording(view, at) || view.is_any_word(at, words!["ideas", "question"]))?;
    let verb = (scene.range.start..noun)
        .rev()
        .take(5)
        .take_while(|&at| !view.is_mark(at))
        .find(|&at| view.syntax.is_finite(at))?;
    let holds = view.is_listed(verb, EnglishList::OffersView);
    let mention = subject_of(view, verb).filter(|mention| mention.range.end <= verb)?;
    let is_somebody = match being(view, mention.range.clone()) {
        Being::Name | Being::Role | Being::Organization | Being::Unspecified => true,
        Being::Pronoun => !view.is_word(mention.range.start, "it"),
        _ => false,
    };
    // `The house has a view: it faces the sea`
    let is_place =
        view.is_listed(noun, EnglishList::PlaceNoun) && !view.is_listed(verb, EnglishList::TakesView);
    (holds && is_somebody && !is_place).then_some(mention)
}

/// `Her answer:`, `The minister’s message was blunt:`: whose word a noun of speech before the colon is.
fn owned(scene: &Scene<'_, '_>, colon: usize) -> Option<Mention> {
    let view = scene.view;
    let start = (scene.range.start..colon)
        .rev()
        .find(|&at| is_hard_mark(view, at) || view.is(at, Mark::Comma))
        .map_or(scene.range.start, |mark| mark + 1);
    let noun = (start..colon)
        .take(REACH)
        .find(|&at| at > start && is_wording(view, at) && !view.makes_owner(at + 1))?;
    let rest = noun + 1..colon;
    let verbs = rest.clone().filter(|&at| view.syntax.is_finite(at)).count();
    let is_simple = rest.is_empty()
        || rest.len() < REACH && verbs == usize::from(rest.clone().any(|at| view.is_in(at, Group::Be)));
    if !is_simple {
        return None;
    }
    // `Her blunt answer:`
    let is_owned = view.is_listed(start, EnglishList::OwnerPronoun) && noun <= start + 2;
    if is_owned {
        return Some(Mention::of(start..start + 1));
    }
    let mark = (start + 1..noun).rev().take(2).find(|&at| view.makes_owner(at))?;
    let owner = start..mark;
    matches!(
        being(view, owner.clone()),
        Being::Name | Being::Role | Being::Organization
    )
    .then(|| Mention::of(owner))
}

fn is_wording(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::OpinionClause) || view.is_listed(at, EnglishList::PointNoun)
}
