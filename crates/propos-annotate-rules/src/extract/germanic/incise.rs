//! Attributions behind or inside their content: `…, sagte Kroll`, `„…“, so Maas`, `…, teilte die Leitstelle mit`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::phrase::phrase;
use super::predicate::{Predicate, carries};
use super::said_before::is_reported;
use super::segment::{Kind, Segment, is_finite, words};
use super::subject::subject_after;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::lexicon::{Form, Frame, GermanicList, Group};
use crate::extract::noun_phrase::{Being, Mention, being};
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// `Es gehe um Sicherheit, wird in dem Schreiben betont`: told by nobody who is the subject.
pub(super) fn is_told_of(scene: &Scene<'_, '_>, predicate: &Predicate, content: &Range<usize>) -> bool {
    let view = scene.view;
    let until = predicate.main.max(predicate.finite + 1);
    // `Die Ansicht, … sei falsch, muss eingeschränkt werden`: what has to be said is not said.
    let is_done = !view.is_in(predicate.finite, Group::Modal)
        || view.is_listed(predicate.finite, GermanicList::PassiveForm);
    view.lang == Lang::De
        && is_reported(scene, content)
        && is_done
        // `„Langsam“ ist da auf die Wand geschrieben`
        && !predicate.is_of_state(view)
        && !super::is_reporting_mood(view, predicate.finite)
        && carries(predicate)
        && subject_after(view, predicate.finite + 1, until, scene.depth).is_none()
}

/// `hieß es`, `heißt es`.
pub(super) fn is_impersonal(scene: &Scene<'_, '_>, predicate: &Predicate) -> bool {
    let view = scene.view;
    let is_said = view.is_listed(predicate.finite, GermanicList::IsSaidForm)
        || view.is_word(predicate.main, "geheißen");
    is_said
        && (view.is_word(predicate.finite + 1, "es")
            || view.is_word(predicate.finite + 1, "het")
            || view.is_word(predicate.finite.saturating_sub(1), "es")
            || view.is_word(predicate.finite, "verlautete"))
}

/// `…, hieß es aus Regierungskreisen`, `…, heißt es in dem Bericht`.
pub(super) fn impersonal(scene: &mut Scene<'_, '_>, predicate: &Predicate, content: Range<usize>) {
    let speaker = impersonal_source(scene, predicate);
    if let Some(ranges) = around(scene, content, predicate.end) {
        scene.propose(Candidate::new("aside", ranges, speaker), Some(predicate));
    }
}

/// Who stands behind `aus`, `von` or `in` near `hieß es`.
pub(super) fn impersonal_source(scene: &Scene<'_, '_>, predicate: &Predicate) -> Source {
    let view = scene.view;
    let segment = scene.segments.get(predicate.segment);
    let before = segment.map_or(predicate.finite, |segment| segment.range.start);
    let mut best = None;
    for at in (before..predicate.end).filter(|&at| view.depth(at) == scene.depth) {
        let is_from = view.is_listed(at, GermanicList::FromWhom);
        if !is_from {
            continue;
        }
        if let Some(range) = phrase(view, at + 1, predicate.end) {
            // `von Seiten der Bahn`
            let owner = range.start + 1;
            let is_side = view.is_word(range.start, "seiten") && owner < range.end;
            let range = if is_side { owner..range.end } else { range };
            let speaks = !matches!(being(view, range.clone()), Being::Thing);
            if speaks {
                best = Some(range);
                break;
            }
        }
    }
    // `Zur Begründung hieß es`: the court of the sentence before.
    let is_reason = view.lang == Lang::De
        && view.is_any_word(before, words!["zur", "als"])
        && view.is_word(before + 1, "begründung");
    let of_sentence_before = || {
        let period = view.period_before(scene.range.start).filter(|_| is_reason)?;
        super::main_subject(view, period)
    };
    // `In einem Brief, der dem Sender vorliegt, heißt es, …`
    let best = best.map(|range| Source::Mention(Mention::of(range)));
    let text = || super::speaker::standing_in(scene, predicate).filter(|_| view.lang == Lang::De);
    match best.or_else(text) {
        Some(source) => source,
        None => of_sentence_before().map_or(Source::SentenceBefore, Source::Beside),
    }
}

/// The content before an attribution, with what goes on behind it.
pub(super) fn around(scene: &Scene<'_, '_>, before: Range<usize>, end: usize) -> Option<Vec<Range<usize>>> {
    let view = scene.view;
    let mut start = before.start;
    while start < before.end
        && view.is_mark(start)
        && view.depth(start) == scene.depth
        && !view.is(start, Mark::Open)
    {
        start += 1;
    }
    let last = before.end;
    if start >= last {
        return None;
    }
    let mut ranges: Vec<Range<usize>> = std::iter::once(start..last).collect();
    let own_end = end;
    let end = behind_deed(scene, end);
    let is_quoted = (start..last)
        .rev()
        .find(|&at| !(view.is_mark(at) && view.depth(at) == scene.depth))
        .is_some_and(|at| view.depth(at) > scene.depth);
    let goes_on_in_quotes = Some(end)
        .filter(|&end| is_quoted && view.is(end, Mark::Comma))
        .and_then(|end| quotation_behind_clauses(scene, end));
    // Two quotations in one attribution, or a clause that goes on: `…, sagte er, und das sei gut`.
    if let Some(quote) = goes_on_in_quotes {
        ranges.push(quote);
    } else if view.is(end, Mark::Comma) {
        let next = scene
            .segments
            .iter()
            .find(|segment| segment.range.start > end)
            .filter(|segment| segment.range.start == end + 1)?;
        // `Insgeheim, verrät ein Freund, der ungenannt bleiben will, habe Seidl …`
        let behind_clause = next_behind_relative(scene, next).filter(|behind| {
            view.lang == Lang::De
                && (is_unfinished(scene, start..last, behind.range.clone())
                    || super::is_reporting_mood(view, behind.range.start)
                        && !words(view, start..last, scene.depth).any(|at| is_finite(view, at)))
        });
        let is_behind_clause = behind_clause.is_some();
        let next = behind_clause.unwrap_or(next);
        let goes_on = match next.kind {
            _ if end > own_end => false,
            Kind::Quoted => true,
            Kind::Main | Kind::Nominal => {
                let first = next.range.start;
                // Dutch shows no mood: `Zij willen meer, zegt de non, in de kerk zijn zij onzichtbaar`
                // `Er is, zo stelt de wethouder, geen geld`
                let is_next = view.lang == Lang::Nl
                    && (next.kind == Kind::Main
                        || (last..last + 2).any(|at| view.is_word(at, "zo"))
                        // `Dat komt, denkt hij, vooral door de droogte`
                        || last < start + 5
                            && (view.is_in(first, Group::Adverb) || view.is_in(first, Group::Negation)))
                    && scene
                        .segments
                        .last()
                        .is_some_and(|last| last.range.start == first)
                    && !view.is_in(first, Group::Relative);
                is_next || view.is_in(first, Group::Conjunction) || view.depth(first) > scene.depth || {
                    words(view, next.range.clone(), scene.depth).any(|at| super::is_reporting_mood(view, at))
                }
            }
            // `„…“, sagte der Mann, ohne den Richter anzusehen`: what he did beside.
            Kind::Infinitive if is_quoted && view.is_listed(next.range.start, GermanicList::OpensPurpose) => {
                false
            }
            Kind::Subordinate | Kind::Infinitive => !scene
                .predicates
                .iter()
                .any(|predicate| predicate.is_final && next.range.contains(&predicate.finite)),
            Kind::Relative => false,
        };
        let goes_on = goes_on || is_behind_clause || is_unfinished(scene, start..last, next.range.clone());
        let is_other = scene.predicates.iter().any(|predicate| {
            next.range.contains(&predicate.finite)
                && !predicate.is_final
                && !predicate.frames.is_empty()
                && !super::is_reporting_mood(view, predicate.finite)
        });
        // `Er sei, hieß es, nicht informiert gewesen`: a participle that waits for nothing else.
        // `Mineralien, so die Forscher, geben Phosphat ab`: its verb stands behind.
        let is_cut = !is_quoted
            && next.kind == Kind::Main
            && is_finite(view, next.range.start)
            && !words(view, start..last, scene.depth).any(|at| is_finite(view, at));
        let goes_on = goes_on || is_cut && end <= own_end;
        if goes_on && (!is_other || is_cut || is_bracket(scene, start..last, next.range.clone())) {
            let first = next.range.start;
            ranges.push(first..content_end(scene, first));
        }
    } else if let Some(quote) = behind_dash(scene, end).filter(|_| is_quoted) {
        ranges.push(quote);
    } else if view.depth(end) > scene.depth
        && let Some(quote) = view.quote_around(end, scene.depth)
    {
        ranges.push(quote.inside());
    }
    // A quotation alone goes without its marks.
    if let Some(first) = ranges.first_mut() {
        let mut inner_end = first.end;
        while inner_end > first.start
            && view.is_mark(inner_end - 1)
            && view.depth(inner_end - 1) == scene.depth
        {
            inner_end -= 1;
        }
        *first = first.start..inner_end;
    }
    Some(ranges)
}

/// `…, sagt Weber und lacht kurz, …`: where ends what somebody does beside speaking.
fn behind_deed(scene: &Scene<'_, '_>, end: usize) -> usize {
    let view = scene.view;
    let segment = scene
        .segments
        .iter()
        .find(|segment| segment.has_comma && segment.range.contains(&end));
    let Some(segment) = segment.filter(|_| view.is_in(end, Group::And)) else {
        return end;
    };
    let tells = scene.predicates.iter().any(|predicate| {
        predicate.finite > end
            && segment.range.contains(&predicate.finite)
            && (predicate.frames.has(Frame::Clause)
                || predicate.frames.has(Frame::BareClause)
                || predicate.frames.has(Frame::Object))
    });
    if tells { end } else { segment.range.end }
}

/// `„Wir bauen“, versprach Roth – „und zwar bald.“`
fn behind_dash(scene: &Scene<'_, '_>, end: usize) -> Option<Range<usize>> {
    let view = scene.view;
    let is_dash = view.lang == Lang::De && super::segment::is_spaced_dash(view, end);
    let quote = view.quote_around(end + 1, scene.depth).filter(|_| is_dash)?;
    (quote.open == end + 1 && !scene.is_taken(&quote.inside())).then_some(quote.open..quote.end)
}

/// The segment behind relative clauses.
fn next_behind_relative<'s>(scene: &'s Scene<'_, '_>, first: &'s Segment) -> Option<&'s Segment> {
    if first.kind != Kind::Relative || !first.has_comma {
        return None;
    }
    scene
        .segments
        .iter()
        .filter(|segment| segment.range.start > first.range.start)
        .find(|segment| segment.kind != Kind::Relative || !segment.has_comma)
}

/// `„…“, sagt Brandt, die den Laden führt, „…“`: the quotation that goes on behind clauses about the one who speaks.
fn quotation_behind_clauses(scene: &Scene<'_, '_>, end: usize) -> Option<Range<usize>> {
    let view = scene.view;
    let behind = scene.segments.iter().filter(|segment| segment.range.start > end);
    for segment in behind {
        if segment.kind == Kind::Quoted {
            let quote = view.quote_around(segment.range.start, scene.depth)?;
            return (quote.open == segment.range.start && !scene.is_taken(&quote.inside()))
                .then_some(quote.open..quote.end);
        }
        let is_passed = segment.has_comma
            && matches!(
                segment.kind,
                Kind::Relative | Kind::Nominal | Kind::Subordinate | Kind::Infinitive
            )
            && view.depth(segment.range.start) == scene.depth;
        if !is_passed {
            break;
        }
    }
    None
}

/// Whether a clause is cut in two by what stands between commas: `Die Firma habe, teilte sie mit, keine Schulden`.
pub(super) fn is_unfinished(scene: &Scene<'_, '_>, before: Range<usize>, behind: Range<usize>) -> bool {
    let view = scene.view;
    let first = behind.start;
    let ends_with_verb = view.lang == Lang::De
        && words(view, before.clone(), scene.depth)
            .next_back()
            .is_some_and(|last| is_finite(view, last) && last > before.start)
        && words(view, before.clone(), scene.depth)
            .filter(|&at| is_finite(view, at))
            .count()
            == 1
        && !view.is_in(before.start, Group::Subordinator)
        && !view.is_in(first, Group::Conjunction)
        && !view.is_in(first, Group::Subordinator)
        && !words(view, behind.clone(), scene.depth).any(|at| is_finite(view, at));
    // `Es handelt sich, so die Polizei, um einen Unfall`
    let waits = view.lang == Lang::De
        && view.is_in(first, Group::Preposition)
        && words(view, before.clone(), scene.depth)
            .next_back()
            .is_some_and(|last| view.is_in(last, Group::Reflexive))
        && !words(view, behind.clone(), scene.depth).any(|at| is_finite(view, at));
    ends_with_verb || waits || is_bracket(scene, before, behind)
}

/// `Davon hat die Firma, so das Blatt, nie etwas gehalten`: the auxiliary still waits for its verb.
fn is_bracket(scene: &Scene<'_, '_>, before: Range<usize>, behind: Range<usize>) -> bool {
    let view = scene.view;
    let Some(auxiliary) = words(view, before.clone(), scene.depth)
        .rev()
        .find(|&at| is_finite(view, at))
    else {
        return false;
    };
    let groups = view.groups(auxiliary);
    let waits = (groups.has(Group::Have) || groups.has(Group::Be) || groups.has(Group::Modal))
        && !words(view, auxiliary + 1..before.end, scene.depth).any(|at| super::segment::is_verbal(view, at));
    let last = words(view, behind, scene.depth).next_back();
    waits && last.is_some_and(|last| super::segment::is_verbal(view, last) && !view.is_capitalised(last))
}

/// Where a reported clause ends: at a strong mark, or before another attribution between commas.
pub(super) fn content_end(scene: &Scene<'_, '_>, start: usize) -> usize {
    let view = scene.view;
    let mut end = scene.range.end;
    for segment in scene.segments.iter().filter(|segment| segment.range.end > start) {
        let is_source =
            super::source::opens(view, segment.range.start).is_some() && segment.range.start > start;
        let is_as_said = view.is_word(segment.range.start, "wie")
            | view.is_word(segment.range.start, "zoals")
            && segment.range.start > start
            && scene.predicates.iter().any(|predicate| {
                predicate.is_final && segment.range.contains(&predicate.finite) && carries(predicate)
            });
        let is_incise = segment.range.start > start
            && scene.predicates.iter().any(|predicate| {
                predicate.finite == segment.range.start
                    && !predicate.is_final
                    && carries(predicate)
                    && subject_after(view, predicate.finite + 1, predicate.end, scene.depth).is_some()
            });
        // `die Forderung, dass …, liegt vor`: the sentence goes on.
        let goes_on = segment.range.start > start + 1
            && view.depth(segment.range.start) == scene.depth
            && is_finite(view, segment.range.start)
            && !super::is_reporting_mood(view, segment.range.start)
            // `…, die die USA verhängen würden, sollte Russland einmarschieren`: a condition.
            && !view.is_any_word(segment.range.start, words!["sollte", "sollten"])
            && !view.is_in(start, Group::Subordinator);
        // `Wenn er sagt, …, so sind`: the main clause of the condition.
        let first = segment.range.start;
        let is_main = first > start + 1
            && view.lang == Lang::De
            && view.is_any_word(first, words!["so", "dann"])
            && is_finite(view, first + 1)
            && !view.is_in(start, Group::Subordinator)
            && !scene.segments.iter().any(|other| {
                other.range.start > start && other.range.start < first && other.kind == Kind::Subordinate
            });
        // `dass …, aber aus Kiel kam keine Antwort`: the verb stands second again, another sentence.
        let is_contrary = first > start + 1
            && view.is_in(start.saturating_sub(1), Group::That)
            && segment.kind == Kind::Main
            && view.depth(first) == scene.depth
            && view.is_listed(first, GermanicList::ButJoins)
            && words(view, segment.range.clone(), scene.depth)
                .find(|&at| is_finite(view, at))
                .is_some_and(|at| {
                    !super::is_reporting_mood(view, at)
                        && !super::segment::is_in_cluster(view, at, segment.range.end, scene.depth)
                });
        // `…, die Veranstalter sprachen von 3000`: others count otherwise.
        let is_counter = first > start + 1
            && view.lang == Lang::De
            && segment.kind == Kind::Main
            && view.is_in(first, Group::Determiner)
            && scene.predicates.iter().any(|predicate| {
                predicate.lemma == "sprechen"
                    && !predicate.is_final
                    && segment.range.contains(&predicate.finite)
                    && !super::is_reporting_mood(view, predicate.finite)
                    && view.is_listed(predicate.finite + 1, GermanicList::OfOrAgainst)
            });
        if is_source
            || is_contrary
            || is_counter
            || is_as_said
            || is_incise
            || goes_on
            || is_main
            || super::next_clause::opens(scene, segment, start)
            || is_contrast(scene, segment.range.clone(), start)
        {
            return segment.range.start.saturating_sub(1);
        }
        let next = next_predicate(scene, start, segment.range.clone())
            .or_else(|| next_deed(scene, start, segment.range.clone()));
        if let Some(next) = next {
            return next;
        }
        if !segment.has_comma {
            end = segment.range.end;
            break;
        }
    }
    end
}

/// `…, während die Opposition kritisierte`: a clause of contrast with another speaker.
fn is_contrast(scene: &Scene<'_, '_>, range: Range<usize>, start: usize) -> bool {
    range.start > start
        && scene.view.is_in(range.start, Group::Contrast)
        && scene
            .predicates
            .iter()
            .any(|predicate| predicate.is_final && range.contains(&predicate.finite))
}

/// `… und forderte`: the reporting verb of the same subject goes on.
fn next_predicate(scene: &Scene<'_, '_>, start: usize, range: Range<usize>) -> Option<usize> {
    let view = scene.view;
    scene
        .predicates
        .iter()
        .filter(|predicate| {
            !predicate.is_final && range.contains(&predicate.finite) && predicate.finite > start + 1
        })
        .filter(|predicate| !super::is_reporting_mood(view, predicate.finite))
        .find_map(|predicate| {
            let mut at = predicate.finite;
            while at > range.start && (view.is_in(at - 1, Group::Adverb)) {
                at -= 1;
            }
            let before = at.checked_sub(1)?;
            (view.is_in(before, Group::And) || view.is_word(before, "aber") || view.is_word(before, "maar"))
                .then_some(before)
                .filter(|&before| before > start)
        })
}

/// `sie müssten sparen und verließ den Saal`: behind a clause in the mood of reported speech, what its speaker did.
fn next_deed(scene: &Scene<'_, '_>, start: usize, range: Range<usize>) -> Option<usize> {
    let view = scene.view;
    let mut verbs = words(view, start..range.end, scene.depth).filter(|&at| is_finite(view, at));
    let is_told = view.lang == Lang::De
        && range.start <= start
        && verbs
            .next()
            .is_some_and(|verb| super::is_reporting_mood(view, verb));
    words(view, start.max(range.start)..range.end, scene.depth)
        .filter(|_| is_told)
        .find(|&and| {
            let verb = and + 1;
            view.is_in(and, Group::And)
                && verb + 1 < range.end
                && is_finite(view, verb)
                && !view.word(verb).ends_with("en")
                && !super::is_reporting_mood(view, verb)
                && !view.may_be(verb, Form::Participle)
        })
}

/// Where the content that ends before a place begins: behind the last strong mark.
pub(super) fn chain_start(scene: &Scene<'_, '_>, before: usize) -> usize {
    let mut start = before;
    for segment in scene
        .segments
        .iter()
        .rev()
        .filter(|segment| segment.range.start <= before)
    {
        let is_next =
            segment.range.end >= start.min(before) || segment.has_comma || segment.kind == Kind::Quoted;
        if !is_next {
            break;
        }
        start = segment.range.start;
    }
    start
}

/// A verb that no list has, right behind a quotation and before its subject: `„…“, feixte Denker`.
pub(super) fn said_by_any_verb(scene: &mut Scene<'_, '_>) {
    let view = scene.view;
    for place in 0..scene.quotes.len() {
        let Some(quote) = scene.quotes.get(place).copied() else {
            continue;
        };
        // `das Vorbild, der „Grillmax“, kostet …`: a name is nothing said.
        let is_said = quote.inside().len() > 2 || quote.inside().any(|at| is_finite(view, at));
        if scene.is_taken(&quote.inside()) || !view.is(quote.end, Mark::Comma) || !is_said {
            continue;
        }
        let at = quote.end + 1;
        let looks_verbal = at < scene.range.end
            && view.depth(at) == scene.depth
            && !view.is_capitalised(at)
            && !view.is_mark(at)
            && (view.readings(at).iter().any(|reading| {
                // `„…“, entschuldigen die Reporter ihren Jubel`: the form of the plural.
                reading.form.is_finite() || reading.form == Form::Infinitive && view.lang == Lang::De
            }) || !view.is_known(at)
                && (view.word(at).ends_with("te")
                    || view.word(at).ends_with('t')
                    || view.lang == Lang::Nl && view.word(at).ends_with("de")));
        if !looks_verbal {
            continue;
        }
        let Some(mention) = subject_after(view, at + 1, scene.range.end, scene.depth) else {
            continue;
        };
        let is_somebody = matches!(
            being(view, mention.range.clone()),
            Being::Name | Being::Role | Being::Organization | Being::Pronoun
        );
        if !is_somebody {
            continue;
        }
        let start = chain_start(scene, quote.open.saturating_sub(1)).min(quote.open);
        let has_lead = (start..quote.open).any(|at| !view.is_mark(at));
        let content = if has_lead {
            start..quote.end
        } else {
            quote.open..quote.end
        };
        let mut candidate = Candidate::over("aside", content, Source::Mention(mention));
        candidate.cue = Some(at..at + 1);
        candidate.lemma = Some(view.word(at).to_lowercase().into());
        scene.propose(candidate, None);
    }
}
