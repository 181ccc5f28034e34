//! `Das teilte das Unternehmen mit.`: the sentence before is what was said.

use std::ops::Range;

use super::complement::correlates;
use super::phrase::phrase;
use super::predicate::{Predicate, carries, predicates};
use super::segment::{Kind, segments};
use super::subject::subject_after;
use super::{Candidate, Scene, Source};
use crate::extract::lexicon::{Frame, GermanicList, Group};
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
    let first = view.word(period.start);
    let opens = view.is_listed(period.start, GermanicList::ThisBefore)
        || first.starts_with("Da") && view.is_in(period.start, Group::Adverb);
    if !opens || period.len() > LONGEST {
        return None;
    }
    let segments = segments(view, period.clone(), 0);
    let predicates = predicates(view, &segments, 0);
    let [predicate] = predicates.as_slice() else {
        return None;
    };
    let is_this = view.is_listed(period.start, GermanicList::ThisBefore)
        && (carries(predicate) || predicate.frames.has(Frame::Inform));
    let is_whole = predicate.finite == period.start + 1
        && (is_this || points_back(view, period.start, predicate))
        && segments
            .iter()
            .skip(1)
            .all(|segment| segment.kind == Kind::Relative || segment.range.end <= predicate.end);
    // `Das geht aus internen Schreiben hervor.`, `Dat blijkt uit cijfers van het bureau.`
    let shows = ["blijken", "hervorgehen"].contains(&predicate.lemma.as_str());
    let from = (predicate.finite + 1..predicate.end)
        .find(|&at| shows && view.is_any_word(at, words!["aus", "uit"]))
        .and_then(|at| phrase(view, at + 1, predicate.end))
        .map(Mention::of);
    // `Das gab am Montag – nach langer Prüfung – Professor Weber bekannt.`
    let own_end = segments.first().map_or(predicate.end, |first| first.range.end);
    let behind_asides = || {
        let mut parts = segments.iter().skip(2).step_by(2);
        parts.find_map(|part| subject_after(view, part.range.start, part.range.end, 0))
    };
    // `Das wurde von der Polizei bestätigt.`, `Das wurde am Montag bekannt.`
    if predicate.is_passive() && is_whole {
        let by = (predicate.finite..predicate.main)
            .find(|&at| view.is_in(at, Group::Of))
            .and_then(|at| phrase(view, at + 1, predicate.main));
        // `Das wurde kritisiert`: not by itself what was said.
        let tells = ["bekannt werden", "berichten", "bestätigen", "melden", "mitteilen"];
        let source = by.map(|range| Source::Mention(Mention::of(range)));
        return source
            .or_else(|| {
                tells
                    .contains(&predicate.lemma.as_str())
                    .then_some(Source::Unspecified)
            })
            .map(|source| (source, predicate.clone()));
    }
    let mention = from
        .or_else(|| subject_after(view, predicate.finite + 1, own_end.min(predicate.end), 0))
        .or_else(behind_asides)?;
    let is_somebody = !view.is_in(mention.range.start, Group::SelfPronoun);
    (is_whole && is_somebody).then(|| (Source::Mention(mention), predicate.clone()))
}

/// `Davon geht die Polizei aus.`, `Darauf wies der Verband hin.`: the word stands for the sentence before.
fn points_back(view: &View<'_>, first: usize, predicate: &Predicate) -> bool {
    view.lang == propos_segment::Lang::De
        && !view.is_in(first, Group::Preposition)
        && predicate.prepositions.iter().any(|(word, frames)| {
            (frames.has(Frame::Clause) || frames.has(Frame::BareClause))
                && ["auf", "mit", "von", "vor"].contains(&&**word)
                && correlates(view, first, word)
        })
}

/// `Zu diesem Ergebnis kommt eine Studie`: the finding stands before.
fn concluding(view: &View<'_>, period: Range<usize>) -> Option<(Source, Predicate)> {
    let Range { start, .. } = period;
    if let Some(found) = result_of(view, period.clone()) {
        return Some(found);
    }
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

/// `Das ist das Ergebnis einer Studie.`: whose it is has found what stands before.
fn result_of(view: &View<'_>, period: Range<usize>) -> Option<(Source, Predicate)> {
    let finite = period.start + 1;
    let noun = finite + 2;
    let is_result = view.lang == propos_segment::Lang::De
        && view.is_listed(period.start, GermanicList::ThisBefore)
        && view.is_any_word(finite, words!["ist", "war"])
        && view.is_in(finite + 1, Group::Determiner)
        && view.is_listed(noun, GermanicList::SummaryNoun)
        && period.len() <= LONGEST;
    let owner = noun + 1 + usize::from(view.is_in(noun + 1, Group::Of));
    let range = phrase(view, owner, period.end).filter(|_| is_result)?;
    Some((
        Source::Mention(Mention::of(range)),
        Predicate::plain(finite, period.end, "sein"),
    ))
}
