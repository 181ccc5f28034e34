//! A second speaker who shares the verb of the first: `Die Polizei spricht von 500, die Veranstalter von 2000 Teilnehmern`.

use propos_segment::Lang;

use super::Scene;
use super::phrase::phrase;
use super::segment::{Kind, words};
use crate::extract::candidate::{Candidate, Source};
use crate::extract::noun_phrase::{Being, Mention, being};

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    let view = scene.view;
    if view.lang != Lang::De {
        return;
    }
    for place in 1..scene.segments.len() {
        let Some((_, segment)) = scene.neighbours(place) else {
            continue;
        };
        let range = segment.range.clone();
        let earlier = scene.found.iter().find_map(|candidate| {
            let [content] = candidate.content.as_slice() else {
                return None;
            };
            let is_shared = candidate.rule == "preposition" && content.end + 1 == range.start;
            let preposition = content.start.checked_sub(1).filter(|_| is_shared)?;
            Some((preposition, candidate.cue.clone(), candidate.lemma.clone()))
        });
        let Some((preposition, cue, lemma)) = earlier.filter(|_| segment.kind == Kind::Nominal) else {
            continue;
        };
        let same = words(view, range.clone(), scene.depth)
            .find(|&at| view.word(at).eq_ignore_ascii_case(view.word(preposition)));
        let Some(same) = same.filter(|&same| same + 1 < range.end) else {
            continue;
        };
        let who = range.start..same;
        let is_somebody = phrase(view, who.start, same).is_some_and(|found| found == who)
            && matches!(
                being(view, who.clone()),
                Being::Name | Being::Role | Being::Organization
            );
        let content = same + 1..range.end;
        if !is_somebody || scene.is_taken(&content) {
            continue;
        }
        let mut candidate = Candidate::over("gapping", content, Source::Mention(Mention::of(who)));
        candidate.cue = cue;
        candidate.lemma = lemma;
        scene.propose(candidate, None);
    }
}
