//! The mood of reported speech, and the verb of a sentence that shows it.

use std::ops::Range;

use propos_segment::Lang;

use super::segment::{Kind, Segment, is_finite, is_noun_letter, segments, words};
use crate::extract::lexicon::{Ending, Form, GermanicList, Group};
use crate::extract::view::View;
use crate::extract::word_table::words;

/// Whether a verb stands in the mood of reported speech: `habe`, `seien`, `komme`.
pub(crate) fn is_reporting_mood(view: &View<'_>, at: usize) -> bool {
    if view.lang != Lang::De || is_noun_letter(view, at) || view.is_mark(at) {
        return false;
    }
    // `ich habe`, `habe ich`
    if view.is_word(at + 1, "ich") || at > 0 && view.is_word(at - 1, "ich") {
        return false;
    }
    if view.is_in(at, Group::Conjunctive) {
        return true;
    }
    if view.is_in(at, Group::Modal) || view.is_in(at, Group::Have) || view.is_in(at, Group::Be) {
        return false;
    }
    let mut finite = view
        .readings(at)
        .iter()
        .filter(|reading| reading.form.is_finite())
        .peekable();
    finite.peek().is_some()
        && finite.all(|reading| reading.form.is_conditional())
        && !view
            .readings(at)
            .iter()
            .any(|reading| reading.form == Form::Infinitive)
        && is_finite(view, at)
}

/// `die Erklärung …`, `auch der Verdacht …`: a noun that names what is said, with no more than its article before it.
fn opens_with_notion(view: &View<'_>, range: Range<usize>) -> bool {
    let first = range.start + usize::from(view.is_listed(range.start, GermanicList::EvenPart));
    let noun = first + 1;
    // `Äußerungen der Ministerin, das Gesetz sei falsch, …`
    let is_bare = view.is_capitalised(first)
        && view.is_in(first, Group::OpinionClause)
        && (view.is_in(noun, Group::Determiner) || view.is_in(noun, Group::Of));
    is_bare
        || noun < range.end
            && view.is_in(first, Group::Determiner)
            && view.is_capitalised(noun)
            && view.is_in(noun, Group::OpinionClause)
}

/// The verb of the first main clause of a period.
pub(crate) fn main_verb(view: &View<'_>, period: Range<usize>) -> Option<usize> {
    let segments = segments(view, period, 0);
    // `Das Gerücht, er habe …, hält sich`
    let opens_notion = |first: &Segment| {
        first.kind == Kind::Nominal
            && (words(view, first.range.clone(), 0)
                .next_back()
                .is_some_and(|last| view.is_capitalised(last) && view.is_in(last, Group::OpinionClause))
                // `Die Erklärung der Ministerin, das Gesetz sei falsch, …`, `Auch der Verdacht gegen ihn, er habe …`
                || opens_with_notion(view, first.range.clone()))
    };
    let is_notion = segments.first().is_some_and(opens_notion);
    let is_fronted = segments
        .first()
        .is_some_and(|first| first.kind == Kind::Subordinate || opens_notion(first));
    let verb =
        |segment: &Segment| words(view, segment.range.clone(), 0).find(|&place| is_finite(view, place));
    let mut mains = segments.iter().filter(|segment| segment.kind == Kind::Main);
    // `Wenn der Wirt sagt, er habe Zeit, ist das falsch`: behind a fronted clause the main one begins with its verb.
    let mut inverted = mains.clone().filter(|segment| {
        let first = segment.range.start;
        is_fronted && (is_finite(view, first) || view.is_any_word(first, words!["so", "dann"]))
    });
    let told = |segment: &&Segment| is_notion && is_reporting_mood(view, segment.range.start);
    let inverted = inverted
        .clone()
        .find(|segment| !told(segment))
        .or_else(|| inverted.next());
    // `Nicht alles was verlangt werde, sei erlaubt`: no comma opens the clause in front.
    let behind = segments.get(1).filter(|second| {
        let ends = segments
            .first()
            .and_then(|first| words(view, first.range.clone(), 0).next_back());
        is_sure_mood(view, second.range.start)
            && is_reporting_mood(view, second.range.start)
            && ends.is_some_and(|last| is_finite(view, last))
    });
    // `verwahrte sich gegen den Vorwurf, er habe gelogen`: a verb that no list has.
    let unlisted = segments
        .first()
        .filter(|first| first.kind == Kind::Nominal)
        .and_then(|first| {
            words(view, first.range.clone(), 0)
                .skip(1)
                .find(|&at| super::predicate::looks_finite(view, at))
        });
    // `Weber, der gesagt hat, er werde gehen, ist hier`: what is told inside has its own verb.
    let outer = segments.windows(2).find_map(|pair| {
        let [inner, next] = pair else { return None };
        let told = inner.kind == Kind::Main
            && inner.has_comma
            && words(view, inner.range.clone(), 0)
                .find(|&at| is_finite(view, at))
                .is_some_and(|at| is_reporting_mood(view, at));
        let verb = next.range.start;
        (told && is_finite(view, verb) && !is_reporting_mood(view, verb)).then_some(verb)
    });
    let opens_relative = segments.first().is_some_and(|first| first.kind == Kind::Nominal)
        && segments
            .get(1)
            .is_some_and(|second| second.kind == Kind::Relative);
    let outer = outer.filter(|_| opens_relative);
    match inverted {
        _ if unlisted.is_some() => unlisted,
        _ if outer.is_some() => outer,
        Some(segment) => verb(segment),
        None if behind.is_some() => behind.map(|segment| segment.range.start),
        None => mains.find_map(verb),
    }
}

/// Whether the mood can only report: `sei`, `habe`, not `wäre` or `könnten`.
pub(crate) fn is_sure_mood(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at).to_lowercase();
    // `gelte`, `biete`, not `hielte`: before a weak ending a `t` is the past, which this mood shares.
    let is_past = word.ends_with("te")
        && (view.is_in(at, Group::Conjunctive) || view.lexicon.ends(&word, Ending::StrongPast));
    word == "seien" || word == "sei" || word.ends_with('e') && !is_past && !view.is_in(at, Group::ThoughtOf)
}

/// `Gott sei Dank`, `es lebe`, `man nehme`, `sei es`: wishes and recipes report nothing.
pub(crate) fn is_set_phrase(view: &View<'_>, verb: usize) -> bool {
    let before = verb.saturating_sub(1);
    view.is_word(before, "gott")
        || view.is_word(verb, "lebe")
        || view.is_word(before, "man") && view.is_listed(verb, GermanicList::RecipeForm)
        // Not behind a quoted name: `Das Schiff „Nord“ sei alt`.
        || view.starts_sentence(verb) && view.is_capitalised(verb)
        || view.is_listed(
            verb + 1,
            GermanicList::SeiBehind)
}
