//! A noun phrase as content: `a annoncé un budget`, `a revendiqué une marge`, `called the fear “overblown”`.

use propos_segment::Lang;

use super::Scene;
use super::infinitive::is_unknown;
use crate::extract::candidate::Candidate;
use crate::extract::clause::phrase_end;
use crate::extract::lexicon::{Frame, Group};
use crate::extract::noun_phrase::{phrase_from, skip_time};
use crate::extract::verb_group::Shape;
use crate::extract::view::View;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    for (place, group) in scene.free_groups() {
        let is_object = group.frames.has(Frame::Object);
        let is_as = group.frames.has(Frame::As);
        if !(is_object || is_as || group.frames.has(Frame::Wh)) || group.shape != Shape::Finite {
            continue;
        }
        let view = scene.view;
        let mut start = group.end;
        while start < scene.range.end
            && view.is_in(start, Group::Adverb)
            && !view.is_in(start, Group::Determiner)
        {
            start += 1;
        }
        if !view.is_number(start) && !view.is_in(start, Group::Indefinite) {
            start = skip_time(view, start, scene.range.end);
        }
        let is_about = ["sur", "about", "on"]
            .iter()
            .any(|word| view.is_word(start, word));
        if group.frames.has(Frame::Wh) && is_about && names_manner(view, start + 1) {
            start += 1;
        }
        let is_quoted = view.depth(start) > scene.depth;
        let has_phrase = is_quoted
            || view.is_in(start, Group::Determiner) && view.depth(start + 1) > scene.depth
            || (view.is_in(start, Group::Determiner) || view.is_number(start) || view.lang == Lang::En)
                && phrase_from(view, start, scene.range.end).is_some_and(|phrase| phrase.len() > 1);
        if start >= scene.range.end
            || view.is_in(start, Group::Preposition) && !view.is_in(start, Group::Determiner)
        {
            continue;
        }
        let end = phrase_end(scene, start);
        if !has_phrase || end <= start {
            continue;
        }
        let has_quote = scene
            .quotes
            .iter()
            .any(|quote| quote.open >= start && quote.open < start + 6 && quote.end <= end);
        let fits = if is_object {
            !group.frames.has(Frame::Inform) || has_quote || names_information(view, start, end)
        } else {
            is_as && has_quote || group.frames.has(Frame::Wh) && names_manner(view, start)
        };
        let Some(speaker) = Some(()).filter(|()| fits).and_then(|()| scene.speaker(&group)) else {
            continue;
        };
        if is_unknown(scene, &speaker) {
            continue;
        }
        if scene.propose(Candidate::over("object", start..end, speaker), Some(&group)) {
            scene.mark_used(place);
        }
    }
}

/// Whether the phrase names what one announces.
fn names_information(view: &View<'_>, start: usize, end: usize) -> bool {
    (start..end.min(start + 4)).any(|at| view.is_in(at, Group::Information))
}

/// `la façon dont`, `la manière dont`, `the way`.
fn names_manner(view: &View<'_>, start: usize) -> bool {
    ["façon", "manière", "way", "how"]
        .iter()
        .any(|word| view.is_word(start + 1, word))
        || view.is_word(start + 2, "façon")
}
