//! Clauses that a verb reports: with `dass`, without it, infinitives with `zu`, questions.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::incise::{content_end, is_impersonal};
use super::mood::is_reporting_mood;
use super::predicate::Predicate;
use super::segment::{Kind, Segment, is_finite, words};
use super::speaker::{agent, speaker};
use super::subject::{Field, field, subject};
use crate::extract::candidate::{Candidate, Source};
use crate::extract::lexicon::{Frame, Frames, GermanicList, Group};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    for place in 0..scene.predicates.len() {
        let Some(predicate) = scene.predicates.get(place).cloned() else {
            continue;
        };
        if scene.is_used(&predicate) {
            continue;
        }
        if predicate.is_wish() {
            wish(scene, &predicate);
            continue;
        }
        if let Some(content) = quoted(scene, &predicate)
            && let Some(speaker) = speaker(scene, &predicate)
        {
            scene.propose(
                Candidate::over("quotation-after-cue", content, speaker),
                Some(&predicate),
            );
            continue;
        }
        let Some((content, rule)) = content(scene, &predicate) else {
            continue;
        };
        let Some(speaker) = speaker(scene, &predicate) else {
            continue;
        };
        // `Man hoffe, bald zu öffnen, so die Bahn`: who tells it is meant.
        let is_tellers = scene.view.lang == Lang::De
            && matches!(&speaker, Source::Mention(mention) if scene.view.is_word(mention.range.start, "man"))
            && is_reporting_mood(scene.view, predicate.finite)
            && scene.is_taken(&(predicate.finite..predicate.finite + 1));
        let is_known = scene
            .found
            .iter()
            .any(|candidate| candidate.content.contains(&content));
        // `Wenn er das verbreitet, dann …`
        let is_fronted = predicate.is_final
            || scene
                .segments
                .first()
                .is_some_and(|first| first.kind == Kind::Subordinate);
        let is_consequence = is_fronted
            && rule == "clause-without-that"
            && scene.view.is_any_word(content.start, words!["dann", "so"])
            && !super::is_reporting_mood(scene.view, content.start + 1);
        // `Der Schornstein drohte umzukippen`: storms and chimneys threaten as well.
        let is_thing = rule == "infinitive"
            && scene.view.lang == Lang::De
            && (super::object::is_of_thing(scene, &speaker, &predicate)
                || predicate.lemma == "drohen"
                    && content.end <= predicate.end
                    && matches!(&speaker, Source::Mention(mention)
                        if super::phrase::is_subject_pronoun(scene.view, mention.range.start)));
        // `„…“, sagt er und lacht, „…“`: it is one already.
        let is_second = rule == "clause-without-that"
            && scene.view.depth(content.start) > scene.depth
            && scene.is_taken(&content);
        // `kritisierte, das Amt habe zu spät reagiert, es fehle Geld`: told by the same one.
        let goes_on = rule == "clause-without-that"
            && scene.view.lang == Lang::De
            && is_reporting_mood(scene.view, predicate.finite)
            && !super::predicate::reports(&predicate)
            && scene.is_taken(&content);
        if is_known
            || goes_on
            || is_tellers
            || is_consequence
            || is_thing
            || is_second
            || is_own_phrase(scene, &predicate, &content)
        {
            continue;
        }
        scene.propose(Candidate::over(rule, content, speaker), Some(&predicate));
    }
}

/// `Merkel sagte „Wir schaffen das“`: a whole sentence in quotation marks right behind the verb.
fn quoted(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<Range<usize>> {
    let view = scene.view;
    if predicate.is_final || !super::predicate::carries(predicate) {
        return None;
    }
    let quote = scene
        .quotes
        .iter()
        .find(|quote| quote.open > predicate.finite && quote.end <= predicate.end)?;
    let inside = quote.inside();
    // `riefen „Freiheit“`; not `riefen ihn „Opa“`.
    let is_called = view.lexicon.is_listed(&predicate.lemma, GermanicList::Shouts)
        && (predicate.finite + 1..quote.open).all(|at| view.is_in(at, Group::Adverb));
    let is_sentence = is_called || inside.len() > 2 && inside.clone().any(|at| is_finite(view, at));
    let before = quote.open - 1;
    let names_text = view.is_capitalised(before) && view.is_in(before, Group::Document);
    let is_governed = view.is_in(before, Group::Determiner) || view.is_in(before, Group::Preposition);
    let is_bare = !(names_text || is_governed);
    (is_sentence && is_bare && !scene.is_taken(&inside)).then_some(quote.open..quote.end)
}

/// Whether the content would be inside what another one reports with the same verb, as a question in a question.
fn is_own_phrase(scene: &Scene<'_, '_>, predicate: &Predicate, content: &Range<usize>) -> bool {
    content.start <= predicate.finite && predicate.finite < content.end
        || scene.found.iter().any(|candidate| {
            candidate.rule == "aside"
                && candidate
                    .content
                    .iter()
                    .any(|range| range.start == content.start && range.end == content.end)
        })
}

/// What the verb reports behind its clause.
pub(super) fn content(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<(Range<usize>, &'static str)> {
    let view = scene.view;
    let mut frames = predicate.frames;
    let middle = predicate.finite.min(predicate.main)..predicate.end;
    let has_correlate = words(view, middle.clone(), scene.depth).any(|at| is_correlate(view, at));
    // `besteht darin, … zu` is not `besteht darauf`.
    let is_pointed = predicate.prepositions.iter().any(|(word, _)| {
        words(view, middle.clone(), scene.depth)
            .any(|at| is_correlate(view, at) && correlates(view, at, word))
    });
    for (word, other) in &predicate.prepositions {
        // `warnte davor, … zu`: the preposition or its correlate opens the clause.
        let fits = words(view, middle.clone(), scene.depth).any(|at| correlates(view, at, word));
        if fits {
            frames = merged(frames, *other);
        }
    }
    let next = scene
        .segments
        .iter()
        .enumerate()
        .filter(|(_, segment)| segment.range.start >= predicate.end)
        .find(|(place, segment)| !is_passed(scene, predicate, *place, segment));
    if let Some(found) = within(scene, predicate, frames) {
        return Some(found);
    }
    if ends_with_governed_noun(view, predicate.end) || gives_way(scene, predicate) {
        return None;
    }
    let (place, segment) = next?;
    let comma = segment.range.start.checked_sub(1)?;
    let is_near = view.is(comma, Mark::Comma) && segment.range.start < predicate.end + 40
        || view.lang == Lang::Nl && segment.range.start == predicate.end;
    if !is_near {
        return None;
    }
    let mut start = segment.range.start;
    while start < segment.range.end
        && view.is_in(start, Group::Conjunction) | view.is_in(start, Group::Adverb)
        && view.is_in(start + 1, Group::That)
    {
        start += 1;
    }
    // `so dass`, `ohne dass`
    let is_result =
        view.is_in(start, Group::That) && view.is_listed(start.saturating_sub(1), GermanicList::JoinsThat);
    if is_result {
        return None;
    }
    if view.is_in(start, Group::That) && view.depth(start) == scene.depth {
        let takes = frames.has(Frame::Clause)
            || frames.has(Frame::BareClause)
            || is_pointed
            || is_impersonal(scene, predicate);
        return takes.then(|| (start + 1..content_end(scene, start + 1), "clause"));
    }
    match segment.kind {
        // `die Mail, die den Chef beschuldigt, zu löschen`: the infinitive goes on with what stands before the clause.
        Kind::Infinitive if goes_on_behind_relative(scene, predicate, segment) => None,
        Kind::Infinitive => {
            let takes = frames.has(Frame::Infinitive) || is_pointed;
            let is_purpose = view.is_listed(start, GermanicList::OpensPurpose);
            (takes && !is_purpose && (!predicate.is_passive() || tells_passive(scene, predicate)))
                .then(|| (start..infinitive_end(scene, place), "infinitive"))
        }
        Kind::Subordinate if view.is_in(start, Group::Wh) && !view.is_word(start, "als") => {
            let is_wish = view.lexicon.is_listed(&predicate.lemma, GermanicList::WishVerb);
            let takes = !is_wish && frames.has(Frame::Wh)
                || frames.has(Frame::Clause)
                    && (view.is_word(start, "wie") || has_correlate || in_mood(scene, segment));
            let is_as_said = view.is_word(start, "wie")
                && scene
                    .predicates
                    .iter()
                    .any(|other| other.segment == place && other.is_final && scene.is_used(other));
            // `wird untersucht, ob …`: nobody asks.
            let is_open =
                view.lang == Lang::De && predicate.is_passive() && agent(scene, predicate).is_none();
            (takes && !is_as_said && !is_open)
                .then(|| (start..question_end(scene, predicate, start), "question"))
        }
        Kind::Main | Kind::Quoted | Kind::Nominal => {
            let opens_quote = view.depth(start) > scene.depth;
            let takes = frames.has(Frame::BareClause)
                || is_impersonal(scene, predicate)
                || frames.has(Frame::Quote) && (opens_quote || in_mood(scene, segment))
                || frames.has(Frame::Clause) && in_mood(scene, segment)
                || is_pointed && in_mood(scene, segment);
            let is_clause = segment.kind == Kind::Main
                || opens_quote
                || continues_clause(scene, place)
                || has_quoted_verb(scene, segment);
            let has_object =
                predicate.frames.has(Frame::Object) && !in_mood(scene, segment) && has_noun(scene, predicate);
            let is_other = scene.predicates.iter().any(|other| {
                other.segment == place && !other.is_final && matches!(field(scene, other), Field::Content(_))
            });
            let is_told = !predicate.is_passive() || in_mood(scene, segment);
            if !opens_quote && !in_mood(scene, segment) && is_other_clause(scene, predicate, start) {
                return None;
            }
            (takes
                && is_told
                && is_clause
                && !has_object
                && !is_other
                && opens_clause(view, start, scene.depth))
            .then(|| (start..content_end(scene, start), "clause-without-that"))
        }
        // `sagte, wenn es regne, bleibe man daheim`
        Kind::Subordinate if precedes_clause(scene, place) => {
            let takes = frames.has(Frame::BareClause) || frames.has(Frame::Clause) || is_pointed;
            takes.then(|| (start..content_end(scene, start), "clause-without-that"))
        }
        _ => None,
    }
}

/// `Nachdem er gefragt worden war, was er wolle, ging er`: the sentence goes on with its verb.
fn question_end(scene: &Scene<'_, '_>, predicate: &Predicate, start: usize) -> usize {
    let view = scene.view;
    let end = content_end(scene, start);
    let is_fronted = view.lang == Lang::De && predicate.is_final && predicate.segment == 0;
    let behind = scene.segments.iter().find(|segment| {
        let first = segment.range.start;
        first > start && is_finite(view, first) && !is_reporting_mood(view, first)
    });
    behind
        .filter(|_| is_fronted)
        .map_or(end, |segment| end.min(segment.range.start - 1))
}

/// Whether a subordinate clause stands before the reported one it belongs to, which then begins with its verb.
fn precedes_clause(scene: &Scene<'_, '_>, place: usize) -> bool {
    let view = scene.view;
    let behind = scene.segments.get(place..).unwrap_or_default();
    view.lang == Lang::De
        && behind.windows(2).take(4).find_map(|pair| {
            let [before, next] = pair else { return None };
            let first = next.range.start;
            if !before.has_comma {
                return Some(false);
            }
            let is_passed = matches!(next.kind, Kind::Relative | Kind::Subordinate | Kind::Infinitive);
            (!is_passed).then(|| is_finite(view, first) && is_reporting_mood(view, first))
        }) == Some(true)
}

/// `kritisierte den Plan und kündigte an, …`: what follows belongs to the second verb.
fn gives_way(scene: &Scene<'_, '_>, predicate: &Predicate) -> bool {
    let Some(own) = scene.segments.get(predicate.segment) else {
        return false;
    };
    scene.view.lang == Lang::De
        && !predicate.is_final
        && predicate.end < own.range.end
        && scene.predicates.iter().any(|other| {
            other.segment == predicate.segment
                && (other.finite >= predicate.end || other.from == predicate.end + 1)
                && !other.is_wish()
        })
}

/// `Ihm wird vorgeworfen, … zu haben`, `Die Anwohner wurden gebeten, … zu halten`: what is blamed and asked for is told
/// by somebody; what is decided or forbidden is done.
fn tells_passive(scene: &Scene<'_, '_>, predicate: &Predicate) -> bool {
    !predicate.is_of_state(scene.view)
        && scene
            .view
            .lexicon
            .is_listed(&predicate.lemma, GermanicList::TellsOthers)
}

fn goes_on_behind_relative(scene: &Scene<'_, '_>, predicate: &Predicate, segment: &Segment) -> bool {
    let view = scene.view;
    let is_bare =
        view.is_word(segment.range.start, "zu") && segment.range.len() == 2 || segment.range.len() == 1;
    predicate.is_final
        && is_bare
        && scene
            .segments
            .get(predicate.segment)
            .is_some_and(|own| own.kind == Kind::Relative)
}

/// `Er denkt nicht in Kanälen, viele Händler tun es`, `schreibt über Themen, die …`: in the indicative a clause is
/// reported only where nothing shows that it is another one.
fn is_other_clause(scene: &Scene<'_, '_>, predicate: &Predicate, start: usize) -> bool {
    let view = scene.view;
    if view.lang != Lang::De {
        return false;
    }
    let middle = predicate.finite + 1..predicate.end;
    let is_denied = predicate.is_negated
        || words(view, middle.clone(), scene.depth)
            .any(|at| view.is_in(at, Group::Negation) && !view.is_in(at, Group::Determiner));
    // `melden ihren Bedarf an Geld, …`
    let is_full = words(view, middle, scene.depth).any(|at| {
        let word = view.word(at).to_lowercase();
        let is_own = predicate
            .prepositions
            .iter()
            .any(|(preposition, _)| is_preposition(&word, preposition));
        (is_own || view.is_listed(at, GermanicList::AboutObject)) && !view.is_in(at + 1, Group::Time)
    });
    // `der für den Garten ein Segel entwarf`
    let is_relative = view.is_in(start, Group::Relative)
        && (view.is_in(start + 1, Group::Preposition)
            || view.is_in(start + 1, Group::Reflexive)
            || view.is_in(start + 1, Group::Pronoun));
    is_denied || is_full || is_relative
}

/// `reagierte auf Vorwürfe, …`: the clause is what the noun reports, not the verb.
fn ends_with_governed_noun(view: &View<'_>, end: usize) -> bool {
    let Some(noun) = end.checked_sub(1).filter(|&at| view.is_capitalised(at)) else {
        return false;
    };
    let before = noun.saturating_sub(1);
    let governs = |at: usize| view.is_listed(at, GermanicList::NounPreposition);
    view.is_in(noun, Group::OpinionClause)
        && (governs(before) || view.is_in(before, Group::Determiner) && governs(before.saturating_sub(1)))
}

/// Dutch puts clauses behind the verb without a comma: `zei dat …`, `vroeg om …`.
fn within(
    scene: &Scene<'_, '_>,
    predicate: &Predicate,
    frames: Frames,
) -> Option<(Range<usize>, &'static str)> {
    let view = scene.view;
    let segment = scene.segments.get(predicate.segment)?;
    if view.lang != Lang::Nl {
        return infinitive_within(scene, predicate, frames);
    }
    let from = predicate.finite.max(predicate.main) + 1;
    // `liet weten …`
    let from = from + usize::from(predicate.lemma == "laten" && super::segment::is_verbal(view, from));
    let until = segment.range.end;
    // `Dat blijkt uit een rapport dat vrijdag verscheen`: what is shown stood before.
    let is_told_before =
        predicate.lemma == "blijken" && view.is_any_word(segment.range.start, words!["dat", "dit"]);
    let that = (from..until).find(|&at| {
        view.depth(at) == scene.depth
            && !is_told_before
            && view.is_in(at, Group::That)
            && (clause_follows(view, at, predicate.end.clamp(at + 1, until), scene.depth)
                || (segment.has_comma
                    // `dat hij stukken afgeeft`: a verb that no list has.
                    || view.is_in(at + 1, Group::Pronoun) && at + 3 < until
                    || at == from && !view.is_in(at + 1, Group::Negation))
                    && at + 2 < until)
    });
    let question = (from..until).find(|&at| {
        view.depth(at) == scene.depth
            && view.is_in(at, Group::Wh)
            && !view.is_in(at, Group::Preposition)
            && clause_follows(view, at, until, scene.depth)
            && (at == from
                || !view.is_in(at, Group::Relative)
                // `vroeg de minister wat dat betekent`
                || frames.has(Frame::Wh)
                    && view.is_any_word(at, words!["wat", "wie"])
                    && !view.is_in(at - 1, Group::Unspecified)
                    && !view.is_listed(at - 1, GermanicList::BeforeWhat))
    });
    let is_asked = question.is_some_and(|question| that.is_none_or(|that| question < that));
    if let Some(that) = that.filter(|_| !is_asked)
        && (frames.has(Frame::Clause) || frames.has(Frame::BareClause))
    {
        return Some((that + 1..content_end(scene, that + 1), "clause"));
    }
    if let Some(question) = question
        && (frames.has(Frame::Wh) || frames.has(Frame::Clause) && view.is_word(question, "of"))
    {
        return Some((question..content_end(scene, question), "question"));
    }
    // `wordt ervan beschuldigd geld te hebben aangenomen`
    let is_charge = view
        .lexicon
        .is_listed(&predicate.lemma, GermanicList::ChargesWith)
        && words(view, predicate.finite..until, scene.depth).any(|at| view.is_word(at, "ervan"));
    if frames.has(Frame::Infinitive) && !predicate.is_passive() || is_charge {
        let opening = (from..until).find(|&at| view.depth(at) == scene.depth && view.is_word(at, "om"));
        let has_to = (from..until).any(|at| super::segment::is_to_infinitive(view, at, from));
        if has_to {
            let middle = super::object::middle(scene, predicate).map_or(from, |(start, _)| start.max(from));
            // `roept de paus op dat te doen`, `is van plan te stoppen`: behind what belongs to the verb.
            let own = words(view, from..until, scene.depth)
                .take_while(|&at| !super::segment::is_to_infinitive(view, at, from))
                .find(|&at| {
                    predicate.particle == Some(at)
                        || is_charge && view.is_word(at, "ervan")
                        || predicate.lemma == "zijn" && view.is_listed(at, GermanicList::IsReady)
                });
            let mut start = opening.or(own.map(|at| at + 1)).unwrap_or(middle);
            while start < until
                && own.is_none()
                && (view.is_in(start, Group::Time) || view.is_in(start, Group::Adverb) && opening.is_none())
            {
                start += 1;
            }
            return Some((start..content_end(scene, start), "infinitive"));
        }
    }
    None
}

/// German needs no comma before an infinitive: `verspricht die Ware zu liefern`.
fn infinitive_within(
    scene: &Scene<'_, '_>,
    predicate: &Predicate,
    frames: Frames,
) -> Option<(Range<usize>, &'static str)> {
    let view = scene.view;
    let (start, end) = super::object::middle(scene, predicate)?;
    let last = words(view, start..end, scene.depth).next_back()?;
    let takes = frames.has(Frame::Infinitive)
        && predicate.main == predicate.finite
        && !predicate.is_passive()
        && super::segment::is_to_infinitive(view, last, start);
    let mut first = super::object::object_start(scene, start, end).unwrap_or(start);
    // `erwog vom Vertrag zurückzutreten und den Abbau zu verlangen`: the first of two.
    if words(view, start..first, scene.depth).any(|at| super::segment::is_to_infinitive(view, at, start)) {
        let is_small = |at: usize| view.is_in(at, Group::Adverb) || view.is_in(at, Group::Time);
        first = words(view, start..first, scene.depth)
            .find(|&at| !is_small(at))
            .unwrap_or(first);
    }
    (takes && first < end).then_some((first..end, "infinitive"))
}

fn clause_follows(view: &View<'_>, at: usize, until: usize, depth: u8) -> bool {
    view.depth(at + 1) > depth || words(view, at + 1..until, depth).any(|place| is_finite(view, place))
}

fn merged(left: Frames, right: Frames) -> Frames {
    left.with(right)
}

/// `davor`, `dazu`, `darauf`: stands for the clause behind.
fn is_correlate(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    match view.lang {
        Lang::De => {
            word.len() > 4
                && (word.starts_with("da") || word.starts_with("Da"))
                && view.is_in(at, Group::Adverb)
                || view.is_word(at, "damit")
        }
        _ => {
            word.len() > 4
                && (word.starts_with("er") || word.starts_with("daar"))
                && view.is_in(at, Group::Adverb)
        }
    }
}

/// Whether a word is the preposition or its correlate: `vor`, `davor`, `zum`.
pub(super) fn correlates(view: &View<'_>, at: usize, preposition: &str) -> bool {
    let word = view.word(at).to_lowercase();
    is_preposition(&word, preposition)
        || ["da", "dar", "er", "daar"]
            .iter()
            .any(|front| word.strip_prefix(front) == Some(preposition))
}

/// Whether a word is a preposition, perhaps with its article.
pub(super) fn is_preposition(word: &str, preposition: &str) -> bool {
    word == preposition
        || matches!(
            (preposition, word),
            ("zu", "zum" | "zur")
                | ("von", "vom")
                | ("an", "am" | "ans")
                | ("auf", "aufs")
                | ("für", "fürs")
                | ("um", "ums")
                | ("über", "übers" | "überm")
                | ("vor", "vorm")
                | ("in", "im" | "ins")
        )
}

fn in_mood(scene: &Scene<'_, '_>, segment: &Segment) -> bool {
    words(scene.view, segment.range.clone(), scene.depth).any(|at| is_reporting_mood(scene.view, at))
        || has_quoted_verb(scene, segment)
}

/// `das Spiel „sei gelaufen“`, `er „wolle nicht mehr“`: the verb of reported speech is the first of the words that are quoted.
fn has_quoted_verb(scene: &Scene<'_, '_>, segment: &Segment) -> bool {
    let view = scene.view;
    let quote = scene
        .quotes
        .iter()
        .find(|quote| segment.range.start < quote.open && quote.end <= segment.range.end);
    quote.is_some_and(|quote| {
        let first = quote.inside().start;
        view.lang == Lang::De && !view.is_capitalised(first) && is_reporting_mood(view, first)
    })
}

/// Segments between a verb and its clause: relative clauses, appositions, conditions.
fn is_passed(scene: &Scene<'_, '_>, predicate: &Predicate, place: usize, segment: &Segment) -> bool {
    if segment.range.start > predicate.end + 30 || !segment.has_comma {
        return false;
    }
    let view = scene.view;
    let next = scene.segments.get(place + 1);
    match segment.kind {
        Kind::Relative => !scene
            .predicates
            .iter()
            .any(|other| segment.range.contains(&other.finite)),
        // `…, unter der Bedingung, dass …`: another noun's clause.
        Kind::Nominal if view.lang == Lang::De && view.is_in(segment.range.start, Group::Preposition) => {
            false
        }
        Kind::Nominal => {
            // `Am Montag sagte die Bürgermeisterin, Anne Roth, es gebe …`: who speaks.
            let is_speaker =
                || subject(scene, predicate).is_some_and(|mention| mention.range == segment.range);
            next.is_some_and(|next| {
                view.is_in(next.range.start, Group::That) || next.kind == Kind::Infinitive || is_speaker()
            })
        }
        // `sagte in Wien, wo die Kammer tagt, man müsse sparen`
        Kind::Subordinate if view.lang == Lang::De && view.is_word(segment.range.start, "wo") => {
            next.is_some_and(|next| next.kind == Kind::Main && in_mood(scene, next))
        }
        Kind::Subordinate => {
            !view.is_in(segment.range.start, Group::That)
                && !view.is_in(segment.range.start, Group::Wh)
                && next.is_some_and(|next| view.is_in(next.range.start, Group::That))
        }
        _ => false,
    }
}

/// Whether a stretch without a verb is the beginning of a clause whose verb follows: `sagte, Menschen, die …, seien …`.
fn continues_clause(scene: &Scene<'_, '_>, place: usize) -> bool {
    scene
        .segments
        .get(place + 1..)
        .unwrap_or_default()
        .iter()
        .take(3)
        .find(|segment| segment.kind != Kind::Relative)
        .is_some_and(|segment| segment.kind == Kind::Main)
}

/// Whether the middle of a clause holds an object of its own.
fn has_noun(scene: &Scene<'_, '_>, predicate: &Predicate) -> bool {
    super::object::object(scene, predicate).is_some()
}

/// Whether a clause with its verb second may begin here.
fn opens_clause(view: &View<'_>, at: usize, depth: u8) -> bool {
    let is_small_joint = view.is_in(at, Group::Conjunction) && view.depth(at) == depth;
    let is_verb = is_finite(view, at) && view.depth(at) == depth;
    !is_small_joint && !is_verb
}

/// An infinitive phrase with the clauses that hang on it.
pub(super) fn infinitive_end(scene: &Scene<'_, '_>, place: usize) -> usize {
    let Some(segment) = scene.segments.get(place) else {
        return scene.range.end;
    };
    let mut end = segment.range.end;
    let mut has_comma = segment.has_comma;
    for next in scene.segments.get(place + 1..).unwrap_or_default() {
        let belongs = has_comma && matches!(next.kind, Kind::Infinitive | Kind::Relative)
            || has_comma
                && next.kind == Kind::Subordinate
                && (scene.view.is_in(next.range.start, Group::That)
                    // `sich an Oslo zu halten, wo Busse nichts kosten`
                    || scene.view.lang == Lang::De
                        && // `drohte zu gehen, falls nichts geschehe`
 scene.view.is_listed(next.range.start, GermanicList::OpensCondition));
        if !belongs {
            break;
        }
        end = next.range.end;
        has_comma = next.has_comma;
    }
    content_end(scene, segment.range.start).min(end)
}

/// `will nichts gesehen haben`: somebody says so of himself.
fn wish(scene: &mut Scene<'_, '_>, predicate: &Predicate) {
    let view = scene.view;
    let is_object_first = matches!(
        field(scene, predicate),
        Field::Object(_) | Field::Neuter | Field::Content(_)
    );
    if predicate.is_final || is_object_first {
        return;
    }
    let Some(mention) = subject(scene, predicate) else {
        return;
    };
    let somebody = matches!(
        crate::extract::noun_phrase::being(view, mention.range.clone()),
        crate::extract::noun_phrase::Being::Name
            | crate::extract::noun_phrase::Being::Role
            | crate::extract::noun_phrase::Being::Organization
            | crate::extract::noun_phrase::Being::Pronoun
    ) || view.lang == Lang::Nl
        && crate::extract::noun_phrase::being(view, mention.range.clone())
            == crate::extract::noun_phrase::Being::Unknown;
    let start = if mention.range.start > predicate.finite {
        mention
            .description
            .as_ref()
            .map_or(mention.range.end, |range| range.end)
    } else {
        predicate.finite + 1
    };
    let end = predicate.end;
    if !somebody || end <= start + 1 {
        return;
    }
    // `will gehört haben, dass …`
    let follows = scene.segments.iter().any(|segment| {
        segment.range.start == end + 1 && matches!(segment.kind, Kind::Subordinate | Kind::Infinitive)
    });
    let inner = start..if follows { content_end(scene, start) } else { end };
    // Dutch *wil* is what somebody intends.
    let rule = if view.lang == Lang::Nl {
        "infinitive"
    } else {
        "wish"
    };
    if scene.is_taken(&inner) {
        return;
    }
    scene.propose(
        Candidate::over(rule, inner, Source::Mention(mention)),
        Some(predicate),
    );
}
