//! Who a phrase with a name or an office between commas behind it is: `der Chef des Amtes, Jan Pohl,`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::phrase::phrase;
use super::segment::is_finite;
use crate::extract::lexicon::Group;
use crate::extract::noun_phrase::Mention;
use crate::extract::view::View;
use crate::tokens::Mark;

/// A subject before the verb, with what stands between commas as its description.
pub(super) fn mention_over(scene: &Scene<'_, '_>, range: Range<usize>) -> Mention {
    let view = scene.view;
    let mut end = range.end;
    // Adverbs behind the phrase: `der Minister hingegen`.
    while end > range.start + 1
        && (view.is_in(end - 1, Group::Adverb)
            || view.is_mark(end - 1) && !view.is(end - 1, Mark::Close) && view.depth(end - 1) == scene.depth)
    {
        end -= 1;
    }
    let comma = (range.start..end).find(|&at| view.depth(at) == scene.depth && view.is(at, Mark::Comma));
    match comma {
        Some(comma) => {
            let aside = comma + 1..end;
            let opens_relative = view.is_in(aside.start, Group::Relative)
                || view.is_in(aside.start, Group::Preposition)
                    && view.is_in(aside.start + 1, Group::Relative);
            let mut mention = Mention::of(range.start..comma);
            // `Der Präsident des Bundes, Reinhard Kolb,`
            // `, Jan Korte (Die Linke),`
            let party = aside
                .clone()
                .find(|&at| view.is(at, Mark::Open) && view.is(end - 1, Mark::Close));
            let n_name = party.unwrap_or(end) - aside.start;
            let is_name = n_name < 5
                && (super::phrase::is_first_name(view, aside.start)
                    || is_unlisted_name(view, range.start..comma, aside.start..party.unwrap_or(end)));
            if is_name {
                mention.description = Some(mention.range.clone());
                mention.range = aside;
            } else if !opens_relative && !aside.is_empty() {
                mention.description = Some(aside);
            }
            mention
        }
        None => Mention::of(shortened(view, range.start..end)),
    }
}

/// `Der Chef des Verbands, Tjark ten Hoop,`: behind a role two words with capitals that no list has.
fn is_unlisted_name(view: &View<'_>, role: Range<usize>, aside: Range<usize>) -> bool {
    let is_capital = |at: usize| view.is_capitalised(at) && !view.is_mark(at);
    view.lang == Lang::De
        && view.is_in(role.start, Group::Determiner)
        && role.clone().any(|at| view.is_in(at, Group::Role))
        && aside.len() > 1
        && is_capital(aside.start)
        && is_capital(aside.end - 1)
        && aside.clone().all(|at| {
            let groups = view.groups(at);
            let is_noun = groups.has(Group::Role)
                || groups.has(Group::Organization)
                || groups.has(Group::Document)
                || groups.has(Group::Inanimate);
            is_capital(at) && !is_noun || !is_capital(at) && view.is_in(at, Group::Particle)
        })
}

/// A long phrase cut to what `phrase` sees of it, where that is the most of it.
fn shortened(view: &View<'_>, range: Range<usize>) -> Range<usize> {
    if range.len() < 9 {
        return range;
    }
    match phrase(view, range.start, range.end) {
        Some(short) if short.len() > 1 => short,
        _ => range,
    }
}

/// A phrase with the apposition behind it: `Sabine Ortwig, Leiterin des Bezirks,`.
pub(super) fn with_description(view: &View<'_>, range: Range<usize>, depth: u8) -> Mention {
    let mut mention = Mention::of(range.clone());
    let start = range.end + 1;
    if view.is(range.end, Mark::Comma) && view.depth(range.end) == depth {
        // `sagte der Vorsitzende des Bundes, Jan Pohl.`: the name, as before a verb.
        let name_end =
            (start..start + 5).find(|&at| !view.is_capitalised(at) && !view.is_in(at, Group::Particle));
        if let Some(end) = name_end
            && view.lang == Lang::De
            && (super::phrase::is_first_name(view, start)
                || is_unlisted_name(view, range.clone(), start..end))
            && end > start + 1
            && (view.is(end, Mark::Comma) || view.is(end, Mark::Stop))
            && (range.clone()).any(|at| view.is_in(at, Group::Role))
            && view.is_in(range.start, Group::Determiner)
        {
            mention.description = Some(range);
            mention.range = start..end;
            return mention;
        }
        let end = (start..start + 14).find(|&at| {
            view.is(at, Mark::Comma)
                || view.is(at, Mark::Stop)
                || view.is_mark(at) && !view.is(at, Mark::Quote)
        });
        if let Some(end) = end
            && end > start
            && (start..start + 3).any(|at| view.is_in(at, Group::Role) || view.is_in(at, Group::Organization))
            && !(start..end).any(|at| is_finite(view, at))
            // `Er habe, so der Chef, das Bündnis geopfert`
            && !(view.lang == Lang::De && super::segment::is_verbal(view, end - 1))
        {
            mention.description = Some(start..end);
        }
    }
    mention
}
