//! `„…“, so Maas`, `…, aldus de minister`, and nouns that stand for what is said: `so die Befürchtung der Anwohner`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::apposition::with_description;
use super::incise::{around, chain_start};
use super::phrase::phrase;
use super::segment::is_finite;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::lexicon::{GermanicList, Group};
use crate::extract::noun_phrase::{Being, Mention, being};
use crate::tokens::Mark;

/// `„…“, so Maas`, `…, so die Ministerin weiter`, `aldus de minister`.
pub(super) fn so(scene: &mut Scene<'_, '_>) {
    let view = scene.view;
    for at in scene.range.clone() {
        let is_cue = match view.lang {
            Lang::De => view.is_word(at, "so"),
            _ => view.is_word(at, "aldus"),
        };
        if !is_cue || view.depth(at) != scene.depth || at == scene.range.start {
            continue;
        }
        // `so genannte Kerogene`
        if view.word(at + 1).starts_with("genannt") {
            continue;
        }
        let before = at - 1;
        let is_behind = view.is(before, Mark::Comma)
            || view.depth(before) > scene.depth
            || super::segment::is_spaced_dash(view, before);
        if !is_behind {
            continue;
        }
        let until = scene.range.end;
        let Some(range) = phrase(view, at + 1, until)
            .or_else(|| super::phrase::is_subject_pronoun(view, at + 1).then_some(at + 1..at + 2))
        else {
            continue;
        };
        let end = end_of_source(scene, range.end, until);
        // `so die Lage ist`: a clause.
        let has_verb = (range.end..end).any(|place| {
            is_finite(view, place)
                || view.is_in(place, Group::Subordinator)
                    && !view.is_in(place, Group::Preposition)
                    && !view.is_in(place, Group::Determiner)
        });
        let is_short = end < range.end + 12;
        let speaks = matches!(
            being(view, range.clone()),
            Being::Name
                | Being::Role
                | Being::Organization
                | Being::Document
                | Being::Pronoun
                | Being::Unknown
        ) || notion_in(scene, range.clone()).is_some();
        if has_verb || !is_short || !speaks {
            continue;
        }
        let start = chain_start(scene, before);
        let notion = notion_in(scene, range.clone());
        let owner = notion
            .map(|noun| noun + 1 + usize::from(view.is_in(noun + 1, Group::Of))..range.end)
            // `so die Einschätzung der Lage durch das Institut`
            .and_then(|owner| {
                if view.is_word(range.end, "durch") {
                    phrase(view, range.end + 1, end)
                } else {
                    Some(owner)
                }
            })
            .filter(|owner| owner.start < owner.end && being(view, owner.clone()) != Being::Thing);
        let mention = with_description(view, owner.clone().unwrap_or(range), scene.depth);
        let mut behind = end;
        if let Some(description) = &mention.description {
            behind = behind.max(description.end);
        }
        let Some(ranges) = around(scene, start..at, behind) else {
            continue;
        };
        let speaker = match notion {
            Some(_) if owner.is_none() => Source::SentenceBefore,
            _ => Source::Mention(mention),
        };
        let mut candidate = Candidate::new("aside", ranges, speaker);
        candidate.cue = Some(at..at + 1);
        candidate.lemma = Some(view.word(at).to_lowercase().into());
        scene.propose(candidate, None);
    }
}

/// Where the words about who speaks end. A name in quotation marks is one of them: `so Weber gegenüber der „Tagespost“`.
fn end_of_source(scene: &Scene<'_, '_>, start: usize, until: usize) -> usize {
    let view = scene.view;
    let mut at = start;
    while at < until {
        if view.depth(at) != scene.depth {
            let quote = scene.quotes.iter().find(|quote| quote.open == at);
            let is_title = at > start
                && (view.is_in(at - 1, Group::Determiner)
                    || view.is_in(at - 1, Group::Preposition)
                    || view.is_capitalised(at - 1) && view.depth(at - 1) == scene.depth);
            match quote.filter(|quote| is_title && view.lang == Lang::De && quote.end > at) {
                Some(quote) => at = quote.end,
                None => return at,
            }
            continue;
        }
        if view.is(at, Mark::Comma) || view.is(at, Mark::Stop) || view.is(at, Mark::Colon) {
            return at;
        }
        at += 1;
    }
    until
}

/// `so der Vorwurf`, `so die Befürchtung der Anwohner`: what is said and not who says it.
pub(super) fn notion_in(scene: &Scene<'_, '_>, range: Range<usize>) -> Option<usize> {
    let view = scene.view;
    let noun = range.clone().skip(1).find(|&at| view.is_capitalised(at))?;
    (view.lang == Lang::De
        && view.is_in(range.start, Group::Determiner)
        && noun > range.start
        && (view.is_in(noun, Group::OpinionClause) || view.is_listed(noun, GermanicList::SummaryNoun))
        && !view.is_in(noun, Group::Document)
        && !view.is_in(noun, Group::Role)
        && !view.is_in(noun, Group::Organization))
    .then_some(noun)
}

/// Whose the words are that a noun names: `das Fazit der Forscher`, `de conclusie`; whoever spoke before, where nobody is named.
pub(super) fn told_by_notion(scene: &Scene<'_, '_>, range: Range<usize>) -> Option<Source> {
    let view = scene.view;
    let first = range.start;
    let noun = range.clone().find(|&at| {
        view.is_in(at, Group::OpinionClause)
            && (view.lang == Lang::Nl || view.is_capitalised(at))
            && !view.is_in(at, Group::Role)
    })?;
    let is_possessive = view.is_in(first, Group::Masculine) || view.is_in(first, Group::Feminine);
    if is_possessive && first < noun {
        return Some(Source::Mention(Mention::of(first..first + 1)));
    }
    let owner = noun + 1 + usize::from(view.is_in(noun + 1, Group::Of))..range.end;
    Some(if owner.is_empty() {
        Source::SentenceBefore
    } else {
        Source::Mention(Mention::of(owner))
    })
}
