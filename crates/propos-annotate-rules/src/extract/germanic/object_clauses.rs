//! What hangs on an object behind it: the rest of a list, relative clauses, infinitives and conditions.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::phrase::phrase;
use super::predicate::Predicate;
use super::segment::{Kind, Segment, words};
use crate::extract::lexicon::{Frame, GermanicList, Group};
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// `fordert höhere Löhne, mehr Urlaub und eine Rente`: the object goes on to the last part of its list.
pub(super) fn with_list(scene: &Scene<'_, '_>, predicate: &Predicate, content: Range<usize>) -> Range<usize> {
    let view = scene.view;
    let behind = scene
        .segments
        .iter()
        .skip_while(|segment| segment.range.start <= content.end);
    let mut last = content.end;
    if view.lang != Lang::De || content.end != predicate.end || predicate.is_final {
        return content;
    }
    for segment in behind {
        let opens = view.is_in(segment.range.start, Group::Determiner)
            || view.is_capitalised(segment.range.start)
            || phrase(view, segment.range.start, segment.range.end).is_some();
        let is_part = segment.range.start == last + 1
            && segment.kind == Kind::Nominal
            && opens
            && !view.is_in(segment.range.start, Group::Preposition);
        if !is_part {
            break;
        }
        last = segment.range.end;
        if !segment.has_comma {
            let closes = words(view, segment.range.clone(), scene.depth).any(|at| view.is_in(at, Group::And));
            return content.start..if closes { last } else { content.end };
        }
    }
    content
}

/// `kündigte ein Programm an, das Stellen kosten wird`: the clause of the object behind what belongs to the verb.
pub(super) fn relative_apart(
    scene: &Scene<'_, '_>,
    predicate: &Predicate,
    content: &Range<usize>,
) -> Option<Range<usize>> {
    let view = scene.view;
    let is_split = !predicate.is_final
        && content.start > predicate.finite
        && content.end == predicate.middle_end()
        && content.end < predicate.end
        && view.is(predicate.end, Mark::Comma);
    let next = scene
        .segments
        .iter()
        .find(|segment| segment.range.start == predicate.end + 1)?;
    let tells = scene
        .predicates
        .iter()
        .any(|other| next.range.contains(&other.finite));
    // `hatte mit Folgen gedroht, sollte der Streik beginnen`
    let belongs = next.kind == Kind::Relative || is_condition(scene, predicate, next);
    (is_split && view.lang == Lang::De && belongs && !tells).then(|| next.range.clone())
}

/// `drohte mit Sanktionen, falls …`: on what it depends.
fn is_condition(scene: &Scene<'_, '_>, predicate: &Predicate, segment: &Segment) -> bool {
    let view = scene.view;
    let first = segment.range.start;
    view.lang == Lang::De
        && (view.is_any_word(first, words!["falls", "sofern"])
            // `sprach sich für Strafen aus, sollte das Land ablehnen`
            || view.is_any_word(first, words!["sollte", "sollten"]) && segment.kind == Kind::Main
            || predicate.lemma == "drohen" && view.is_word(first, "wenn"))
}

/// The relative clauses and infinitives behind an object belong to it.
pub(super) fn with_relatives(
    scene: &Scene<'_, '_>,
    predicate: &Predicate,
    content: Range<usize>,
) -> Range<usize> {
    let mut end = content.end;
    if predicate.particle.is_some() || predicate.main != predicate.finite || content.end < predicate.end {
        return content;
    }
    for segment in scene
        .segments
        .iter()
        .filter(|segment| segment.range.start > content.end)
    {
        let follows = segment.range.start == end + 1 && scene.view.is(end, Mark::Comma);
        // `klagte über die Mühe, einen Arzt zu finden`
        let is_asked = segment.kind == Kind::Infinitive
            && scene.view.lang == Lang::De
            && !scene
                .view
                .is_listed(segment.range.start, GermanicList::OpensPurpose);
        // `bezeichnete es als traurig, dass niemand kam`
        let is_pointed = scene.view.lang == Lang::De
            && scene.view.is_word(content.start, "es")
            && scene.view.is_in(segment.range.start, Group::That);
        let is_condition = is_condition(scene, predicate, segment) || is_pointed;
        // `forderte den Rücktritt der Ministerin, die jede Schuld bestritt`: what she says is her own.
        let tells = scene.view.lang == Lang::De
            && segment.kind == Kind::Relative
            && scene
                .predicates
                .iter()
                .any(|other| segment.range.contains(&other.finite) && other.frames.has(Frame::Object));
        // `verwies auf Studien, nach denen das Mittel wirkt`: what they tell is theirs.
        let is_theirs = scene.view.lang == Lang::De
            && super::noun_cue::source_words(scene.view, segment.range.start).is_some();
        if !follows || tells || is_theirs || !(is_asked || is_condition || segment.kind == Kind::Relative) {
            break;
        }
        end = segment.range.end;
    }
    content.start..end
}
