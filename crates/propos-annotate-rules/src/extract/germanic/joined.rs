//! German: clauses that a stretch between commas cuts in two.

use std::ops::Range;

use super::segment::{Kind, Segment, is_finite, is_in_cluster, kind, words};
use crate::extract::lexicon::Group;
use crate::extract::view::View;

/// `Wie die Leiterin des Amtes, Ina Kolb, am Montag mitteilte, …`: a subordinate clause that waits for its verb goes on behind
/// what stands between commas.
pub(super) fn join_around_asides(view: &View<'_>, segments: &mut Vec<Segment>, depth: u8) {
    let mut place = 0;
    while let Some([open, aside, rest]) = segments.get(place..place + 3) {
        let has_verb = |range: &Range<usize>| words(view, range.clone(), depth).any(|at| is_finite(view, at));
        let opens = open.has_comma
            && view.is_in(open.range.start, Group::Subordinator)
            && !view.is_in(open.range.start, Group::Determiner)
            && open.range.len() > 1
            && !has_verb(&open.range);
        let closes = rest.kind == Kind::Main
            && words(view, rest.range.clone(), depth)
                .find(|&at| is_finite(view, at))
                .is_some_and(|at| is_in_cluster(view, at, rest.range.end, depth));
        let is_aside = aside.has_comma && aside.kind == Kind::Nominal;
        if opens && is_aside && closes {
            let range = open.range.start..rest.range.end;
            let joined = Segment {
                kind: kind(view, range.clone(), depth),
                range,
                has_comma: rest.has_comma,
            };
            segments.splice(place..place + 3, [joined]);
        }
        place += 1;
    }
}
