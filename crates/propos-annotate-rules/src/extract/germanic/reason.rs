//! German: a reason in the mood of reported speech. `Das Amt wies den Vorwurf zurück, da er haltlos sei`: whoever acts gives it.

use propos_segment::Lang;

use super::Scene;
use super::incise::content_end;
use super::mood::{is_reporting_mood, is_sure_mood};
use super::predicate::looks_finite;
use super::segment::{Kind, Segment, is_finite, words};
use super::subject::subject_of;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::lexicon::GermanicList;
use crate::extract::noun_phrase::{Being, Mention, being};
use crate::extract::view::View;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    let view = scene.view;
    if view.lang != Lang::De {
        return;
    }
    for place in 0..scene.segments.len() {
        let Some(segment) = scene.segments.get(place).cloned() else {
            continue;
        };
        if !gives_reason(view, &segment, scene.depth) || scene.is_taken(&segment.range) {
            continue;
        }
        let Some(mention) = doer(scene, place) else {
            continue;
        };
        let first = segment.range.start;
        // `weil er Arbeit schaffe, und ging`: what whoever acts does else.
        let goes_on = segment.has_comma
            && place > 0
            && scene.segments.get(place + 1).is_some_and(|next| {
                matches!(next.kind, Kind::Infinitive | Kind::Relative | Kind::Subordinate)
                    || words(view, next.range.clone(), scene.depth).any(|at| is_reporting_mood(view, at))
            });
        let end = if goes_on {
            content_end(scene, first + 1)
        } else {
            segment.range.end
        };
        let content = first + 1..end;
        let candidate = Candidate::over("reason", content, Source::Mention(mention));
        scene.propose(candidate, None);
    }
}

/// `da er haltlos sei`: a reason whose verb tells that somebody said so.
fn gives_reason(view: &View<'_>, segment: &Segment, depth: u8) -> bool {
    let opens =
        view.is_listed(segment.range.start, GermanicList::SinceReason) && segment.kind == Kind::Subordinate;
    let is_told =
        |last: usize| is_reporting_mood(view, last) && is_sure_mood(view, last) || looks_reported(view, last);
    opens
        && words(view, segment.range.clone(), depth)
            .next_back()
            .is_some_and(is_told)
}

/// Who acts for that reason: the subject of the clause before, or of the one behind where the reason stands first.
fn doer(scene: &Scene<'_, '_>, place: usize) -> Option<Mention> {
    let view = scene.view;
    let main = place.checked_sub(1).unwrap_or(1);
    let clause = scene.segments.get(main)?;
    let has_comma = scene.segments.get(main.min(place))?.has_comma;
    let finite = words(view, clause.range.clone(), scene.depth)
        .find(|&at| is_finite(view, at) || looks_finite(view, at))
        // What is told itself has its reasons in the same mood.
        .filter(|&finite| !is_reporting_mood(view, finite))?;
    let is_main = matches!(clause.kind, Kind::Main | Kind::Nominal);
    // `Da der Weg glatt sei, sperrte ihn die Stadt`
    let is_behind = main > place && finite == clause.range.start;
    let mention =
        subject_of(scene, main, finite).filter(|_| has_comma && is_main && (main < place || is_behind))?;
    let acts = matches!(
        being(view, mention.range.clone()),
        Being::Name | Being::Role | Being::Organization | Being::Pronoun
    );
    acts.then_some(mention)
}

/// `da er jeder Grundlage entbehre`: the verb at the end, if no list has it; without a `t` before it no other form ends so.
fn looks_reported(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    !view.is_known(at) && !view.is_capitalised(at) && word.ends_with('e') && !word.ends_with("te")
}
