//! `Das teilte das Unternehmen mit.`: the sentence before is what was said.

use std::ops::Range;

use super::phrase::phrase;
use super::predicate::{Predicate, carries, predicates};
use super::segment::{Kind, segments};
use super::subject::subject_after;
use super::{Candidate, Scene, Source};
use crate::extract::lexicon::{GermanicList, Group};
use crate::extract::noun_phrase::Mention;
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// Longest sentence that names the source of the one before.
const LONGEST: usize = 24;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    let view = scene.view;
    // `„Der Deich ist hoch genug.“ Das sagt der Bürgermeister.`
    let is_quotation = matches!(scene.found.as_slice(), [only] if only.rule == "continuation");
    if !(scene.found.is_empty() || is_quotation) || view.is(scene.range.end.saturating_sub(1), Mark::Question)
    {
        return;
    }
    let next = view
        .periods
        .partition_point(|period| period.start < scene.range.end);
    let Some(period) = view
        .periods
        .get(next)
        .filter(|period| period.start == scene.range.end)
        .cloned()
    else {
        return;
    };
    let Some((speaker, predicate)) = naming(view, period) else {
        return;
    };
    if is_quotation {
        if let Some(only) = scene.found.first_mut() {
            only.rule = "sentence-before";
            only.speaker = speaker;
            only.cue = Some(predicate.cue());
            only.lemma = Some(predicate.lemma.into());
        }
        return;
    }
    let content = scene.range.clone();
    scene.propose(
        Candidate::over("sentence-before", content, speaker),
        Some(&predicate),
    );
}

/// Who said the sentence before, where a period does nothing else than say so.
fn naming(view: &View<'_>, period: Range<usize>) -> Option<(Source, Predicate)> {
    if let Some(found) = concluding(view, period.clone()) {
        return Some(found);
    }
    let opens = view.is_listed(period.start, GermanicList::ThisBefore);
    if !opens || period.len() > LONGEST {
        return None;
    }
    let segments = segments(view, period.clone(), 0);
    let predicates = predicates(view, &segments, 0);
    let [predicate] = predicates.as_slice() else {
        return None;
    };
    let is_whole = predicate.finite == period.start + 1
        && (carries(predicate) || predicate.frames.has(crate::extract::lexicon::Frame::Inform))
        && segments
            .iter()
            .skip(1)
            .all(|segment| segment.kind == Kind::Relative);
    // `Das geht aus internen Schreiben hervor.`, `Dat blijkt uit cijfers van het bureau.`
    let shows = ["blijken", "hervorgehen"].contains(&predicate.lemma.as_str());
    let from = (predicate.finite + 1..predicate.end)
        .find(|&at| shows && view.is_any_word(at, words!["aus", "uit"]))
        .and_then(|at| phrase(view, at + 1, predicate.end))
        .map(Mention::of);
    let mention = from.or_else(|| subject_after(view, predicate.finite + 1, predicate.end, 0))?;
    let is_somebody = !view.is_in(mention.range.start, Group::SelfPronoun);
    (is_whole && is_somebody).then(|| (Source::Mention(mention), predicate.clone()))
}

/// `Zu diesem Ergebnis kommt eine Studie`: the finding stands before.
fn concluding(view: &View<'_>, period: Range<usize>) -> Option<(Source, Predicate)> {
    let Range { start, .. } = period;
    let opens = view.is_word(start, "zu")
        && view.is_word(start + 1, "diesem")
        && view.is_listed(start + 2, GermanicList::SummaryNoun);
    // `Mit diesen Worten verteidigte die Senatorin den Plan`
    let is_defence = view.is_word(start, "mit")
        && view.is_word(start + 1, "diesen")
        && view.is_any_word(start + 2, words!["worten", "sätzen"]);
    let opens = opens || is_defence;
    let finite = start + 3;
    if !opens || !super::is_finite(view, finite) {
        return None;
    }
    let mention = subject_after(view, finite + 1, period.end, 0)?;
    Some((
        Source::Mention(mention),
        Predicate::plain(finite, period.end, "kommen"),
    ))
}
