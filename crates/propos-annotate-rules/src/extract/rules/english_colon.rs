//! English headlines whose source stands before a colon: `Poll: Voters turn away from the mayor`, `Police: Driver fled`.

use propos_segment::Lang;

use super::Scene;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::lexicon::{Group, Groups};
use crate::extract::noun_phrase::Mention;
use crate::extract::verb_group::has_finite_verb;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// Who may be the source.
const SOURCES: Groups = Groups::of(&[Group::Role, Group::Organization]);

/// Fewest words of what is said.
const FEWEST: usize = 3;

/// The headline that a period is, if the first word names a source and nothing else stands before the colon.
pub(super) fn find(scene: &mut Scene<'_, '_>) {
    let view = scene.view;
    let (noun, colon) = (scene.range.start, scene.range.start + 1);
    let is_headline = view.lang == Lang::En
        && scene.depth == 0
        && view.periods.len() == 1
        && view.is(colon, Mark::Colon)
        && view.depth(colon + 1) == 0
        && view.is_capitalised(colon + 1)
        && (view.groups(noun).has_any(SOURCES)
            // Not `Note: the office is closed`.
            || view.is_any_word(
                noun,
                words![
                    "audit", "data", "lawsuit", "poll", "polls", "report", "reports", "research", "studies", "study",
                    "survey"
                ],
            ))
        && view.is_capitalised(noun);
    let content = colon + 1..scene.range.end;
    let is_taken = || {
        scene
            .found
            .iter()
            .any(|found| found.content.iter().any(|range| range.start == content.start))
    };
    let n_words = content.clone().filter(|&at| !view.is_mark(at)).count();
    if is_headline && n_words > FEWEST && has_finite_verb(view, content.start, content.end) && !is_taken() {
        let source = Source::Mention(Mention::of(noun..colon));
        scene.propose(Candidate::over("colon", content, source), None);
    }
}
