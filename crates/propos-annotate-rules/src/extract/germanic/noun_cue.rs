//! Nouns that report: `die Forderung, dass …`, `Gerüchte, wonach …`, `den Vorwurf, … zu`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::incise::content_end;
use super::mood::is_reporting_mood;
use super::phrase::phrase;
use super::segment::{Kind, is_finite, words};
use super::subject::subject_of;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::lexicon::{Ending, Form, GermanicList, Group};
use crate::extract::noun_phrase::{Being, Mention, being};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// `Bisky äußerte die Hoffnung, dass`: the subject of a verb whose object the noun is.
fn speaker_of_clause(scene: &Scene<'_, '_>, segment: usize, noun: usize) -> Option<Source> {
    let view = scene.view;
    let before = noun.checked_sub(1)?;
    // `reagierte mit dem Hinweis, …`: by these words.
    let governs =
        |at: usize| view.is_in(at, Group::Preposition) && !view.is_any_word(at, words!["mit", "unter"]);
    let is_governed =
        governs(before) || view.is_in(before, Group::Determiner) && before > 0 && governs(before - 1);
    // `zog der Partner, Nordmast, der das leitet, sein Angebot mit der Begründung zurück, …`
    let segment = main_before(scene, segment);
    let range = scene.segments.get(segment)?.range.clone();
    let finite = words(view, range.clone(), scene.depth).find(|&at| is_finite(view, at))?;
    if is_governed || finite > noun {
        return None;
    }
    // `Die Klage wurde vom Gericht mit der Begründung abgewiesen, …`: whoever does it.
    if is_passive(view, range.clone(), finite, scene.depth) {
        return words(view, finite + 1..range.end, scene.depth)
            .find(|&at| view.is_in(at, Group::Of))
            .and_then(|at| phrase(view, at + 1, range.end))
            .and_then(|range| scene.accept(Mention::of(range)));
    }
    let mut mention = subject_of(scene, segment, finite)?;
    // `scheint das Gericht der Auffassung zu sein`: the noun is no genitive of the subject.
    if mention.range.contains(&noun)
        && mention.range.start + 1 < before
        && view.is_in(before, Group::Determiner)
    {
        mention.range.end = before;
    }
    let mention = Some(mention).filter(|mention| mention.range.end <= noun)?;
    let is_somebody = matches!(
        being(view, mention.range.clone()),
        Being::Name | Being::Role | Being::Organization | Being::Pronoun | Being::Document
    );
    is_somebody.then_some(Source::Mention(mention))
}

/// The segment with the verb of a clause that goes on behind what stands between commas.
fn main_before(scene: &Scene<'_, '_>, place: usize) -> usize {
    let view = scene.view;
    let has_verb = |place: usize| {
        scene.segments.get(place).is_some_and(|segment| {
            segment.kind == Kind::Main
                && words(view, segment.range.clone(), scene.depth).any(|at| is_finite(view, at))
        })
    };
    let is_aside = |place: usize| {
        scene.segments.get(place).is_some_and(|segment| {
            segment.has_comma && matches!(segment.kind, Kind::Nominal | Kind::Relative)
        })
    };
    let mut main = place;
    while view.lang == Lang::De && main > 0 && !has_verb(main) && (main == place || is_aside(main)) {
        main -= 1;
    }
    if has_verb(main) { main } else { place }
}

/// `trat Gerüchten entgegen, …`: what is about, and not told by whoever speaks of it.
fn is_of_others(view: &View<'_>, noun: usize) -> bool {
    // `Medienberichte`, `Pressemeldungen` as well.
    let word = view.word(noun).to_lowercase();
    view.is_capitalised(noun) && view.lexicon.ends(&word, Ending::OfOthers)
}

/// `wurde … abgewiesen`, `ist … abgewiesen worden`.
fn is_passive(view: &View<'_>, range: Range<usize>, finite: usize, depth: u8) -> bool {
    let Some(last) = words(view, finite + 1..range.end, depth).next_back() else {
        return false;
    };
    let word = view.word(last);
    let ends_so = !view.is_capitalised(last) && (word.ends_with('t') || word.ends_with("en"));
    // `wird … abweisen` is the future.
    let is_past = view.is_any_word(finite, words!["wurde", "wurden"]);
    let is_now = view.is_any_word(finite, words!["werden", "wird"])
        && (view.may_be(last, Form::Participle) || word.contains("ge"));
    view.lang == Lang::De && (view.is_word(last, "worden") || ends_so && (is_past || is_now))
}

/// `Die These, dass …, vertritt der Forscher Weber`: the subject of the verb that makes one expression with the noun.
fn speaker_behind(scene: &Scene<'_, '_>, end: usize, noun: usize) -> Option<Source> {
    let view = scene.view;
    let verb = end + 1;
    let is_joint = view.lang == Lang::De && view.is(end, Mark::Comma) && is_finite(view, verb);
    let makes_one = view.readings(verb).iter().any(|reading| {
        view.lexicon.lemma_of_locutions(*reading).is_some_and(|lemma| {
            let mut locutions = view.lexicon.locutions(lemma).iter();
            locutions.any(|locution| locution.words.iter().any(|word| view.is_word(noun, &word.text)))
        })
    });
    let segment = scene
        .segments
        .iter()
        .find(|segment| segment.range.contains(&verb))?;
    let mention = super::subject::subject_after(view, verb + 1, segment.range.end, scene.depth)
        .filter(|_| is_joint && makes_one)?;
    scene.accept(mention)
}

/// `Pohls`, `Merkels`: a name in the genitive before a noun.
pub(super) fn is_owner(view: &View<'_>, at: usize) -> bool {
    view.lang == Lang::De
        && view.is_capitalised(at)
        && view.word(at).len() > 3
        && view.word(at).ends_with('s')
        && view.is_name(at)
        && !view.is_in(at, Group::Determiner)
}

/// Where the name begins that ends with its genitive.
pub(super) fn owner_start(view: &View<'_>, owner: usize, from: usize) -> usize {
    let mut start = owner;
    while start > from && super::phrase::is_first_name(view, start - 1) {
        start -= 1;
    }
    start
}

/// `das Gerücht, die Chefin, die bald gehe, habe gekündigt`: what is told begins without its verb.
fn opens_told_clause(scene: &Scene<'_, '_>, place: usize) -> bool {
    let view = scene.view;
    let Some(segment) = scene.segments.get(place).filter(|segment| segment.has_comma) else {
        return false;
    };
    view.lang == Lang::De
        && segment.kind == Kind::Nominal
        && view.is_in(segment.range.start, Group::Determiner)
        && scene
            .segments
            .iter()
            .skip(place + 1)
            .take(3)
            .find(|next| !matches!(next.kind, Kind::Relative | Kind::Infinitive))
            .is_some_and(|next| {
                is_finite(view, next.range.start) && is_reporting_mood(view, next.range.start)
            })
}

/// How many words open a relative clause that says from whom it is: `wonach`, `demzufolge`, `denen zufolge`, `nach der`.
pub(super) fn source_words(view: &View<'_>, first: usize) -> Option<usize> {
    let is_pair = view.is_any_word(first, words!["laut", "nach"])
        && view.is_listed(first + 1, GermanicList::RelativeDative)
        || view.is_listed(first, GermanicList::RelativeDative) && view.is_word(first + 1, "zufolge");
    if view.is_listed(first, GermanicList::FromWhich) {
        Some(1)
    } else {
        is_pair.then_some(2)
    }
}

/// The noun that such a clause belongs to, and where its part of the sentence ends: `hat Berichte vom Dienstag, dem 4. Mai,
/// zurückgewiesen, wonach …`.
fn told_noun(scene: &Scene<'_, '_>, place: usize) -> Option<(usize, usize)> {
    let view = scene.view;
    let main = main_before(scene, place);
    let segments = scene.segments.get(main..=place)?;
    let last = |fits: &dyn Fn(usize) -> bool| {
        segments.iter().rev().find_map(|segment| {
            let noun = words(view, segment.range.clone(), scene.depth)
                .rev()
                .find(|&at| view.is_capitalised(at) && fits(at))?;
            Some((noun, segment.range.end))
        })
    };
    // `Berichte der Tagespost`: not the paper, of which it is told only where nothing else tells.
    last(&|at| is_of_others(view, at) || view.is_in(at, Group::OpinionClause))
        .or_else(|| last(&|at| view.is_in(at, Group::Document) && !view.is_in(at, Group::Criterion)))
}

/// A noun with its article and what belongs to it behind.
fn own_phrase(view: &View<'_>, noun: usize, around: Range<usize>) -> Range<usize> {
    let start = (around.start..noun)
        .rev()
        .take(4)
        .take_while(|&at| {
            !view.is_mark(at)
                && !is_finite(view, at)
                && (!view.is_capitalised(at) || view.is_in(at, Group::Determiner))
        })
        .find(|&at| view.is_in(at, Group::Determiner))
        .unwrap_or(noun);
    phrase(view, noun, around.end).map_or(start..noun + 1, |range| start..range.end)
}

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    let view = scene.view;
    for place in 1..scene.segments.len() {
        let Some((before, segment)) = scene.neighbours(place) else {
            continue;
        };
        if !before.has_comma || !view.is(segment.range.start.saturating_sub(1), Mark::Comma) {
            continue;
        }
        let first = segment.range.start;
        // `Zweifel daran, ob das Feuer gelegt wurde`
        let opens_doubt = view.is_word(first, "ob")
            && words(view, before.range.clone(), scene.depth)
                .rev()
                .take(2)
                .any(|at| view.is_word(at, "zweifel"));
        let source_words = source_words(view, first);
        let opens_clause = view.is_in(first, Group::That) || opens_doubt || source_words.is_some();
        let is_purpose = view.is_listed(first, GermanicList::OpensPurposeTo);
        // `um die Szene wegen des Verdachts der Gründung, Unterstützung … auszuforschen`: the infinitive is that of *um*.
        let goes_on = before.kind != Kind::Infinitive
            && words(view, before.range.clone(), scene.depth)
                .next()
                .is_some_and(|at| view.is_listed(at, GermanicList::PurposeStart));
        let is_infinitive =
            segment.kind == Kind::Infinitive && !((is_purpose || goes_on) && view.lang == Lang::De);
        let in_mood = segment.kind == Kind::Main
            && !view.is_in(first, Group::Conjunction)
            && words(view, segment.range.clone(), scene.depth).any(|at| is_reporting_mood(view, at))
            || opens_told_clause(scene, place);
        if !(opens_clause || is_infinitive || in_mood) {
            continue;
        }
        let wanted = if is_infinitive {
            Group::OpinionInfinitive
        } else {
            Group::OpinionClause
        };
        // The noun stands near the comma: `die Forderung der Grünen,`.
        let noun = match source_words {
            Some(_) => {
                told_noun(scene, place - 1).map(|(noun, end)| (noun, before.range.start.min(noun)..end))
            }
            None => words(view, before.range.clone(), scene.depth)
                .rev()
                .take(6)
                .find(|&at| view.is_in(at, wanted) && view.is_capitalised(at))
                .map(|noun| (noun, before.range.clone())),
        };
        let Some((noun, around)) = noun else {
            continue;
        };
        // `Glauben Sie, dass …`
        if view.starts_sentence(noun) && view.is_capitalised(noun + 1) && view.is_word(noun + 1, "sie") {
            continue;
        }
        // `Ich bin der Meinung, dass …`: the author's own.
        let is_author = scene.depth == 0
            && words(view, before.range.clone(), 0)
                .next()
                .is_some_and(|at| view.is_in(at, Group::SelfPronoun));
        if is_author {
            continue;
        }
        // `betonte in ihrer Erklärung, …`: where, not what; but `steht im Verdacht, …`.
        let is_notion = view.is_word(noun, "verdacht") || view.is_in(noun, Group::ViewNoun);
        let is_place = !is_notion
            && source_words.is_none()
            && ["in", "im", "bei", "beim", "nach"].iter().any(|word| {
                noun > 0 && (view.is_word(noun - 1, word) || noun > 1 && view.is_word(noun - 2, word))
            });
        // `unter der Bedingung, dass …`: on what it depends.
        let is_place =
            is_place || view.is_word(noun, "bedingung") && noun > 1 && view.is_word(noun - 2, "unter");
        if is_place {
            continue;
        }
        // `Der Vorschlag würde dazu führen, dass …`, `dafür Sorge tragen, dass …`: the clause is another word's.
        let points = view.lang == Lang::De
            && opens_clause
            && !view.is_word(noun, "zweifel")
            && (words(view, noun + 1..around.end, scene.depth)
                .any(|at| view.is_listed(at, GermanicList::PointsTo))
                || words(view, noun + 1..around.end, scene.depth)
                    .any(|at| view.is_listed(at, GermanicList::BearForm)));
        if points {
            continue;
        }
        let start = if opens_doubt {
            first
        } else if opens_clause {
            first + source_words.unwrap_or(1)
        } else {
            first
        };
        let end = if is_infinitive && view.lang == Lang::De {
            super::complement::infinitive_end(scene, place)
        } else {
            content_end(scene, start)
        };
        let content = start..end;
        // `wies Berichte zurück, wonach …`: inside what is turned down stands what others tell.
        let is_of_object = source_words.is_some();
        if scene.is_taken(&content) && !is_of_object || content.start >= content.end {
            continue;
        }
        let owner = phrase(view, noun, around.end)
            .filter(|range| range.end > noun + 1)
            .map(|range| noun + 1 + usize::from(view.is_in(noun + 1, Group::Of))..range.end)
            .filter(|range| range.start < range.end);
        let possessive = noun
            .checked_sub(1)
            .filter(|&at| view.is_in(at, Group::Masculine) || view.is_in(at, Group::Feminine))
            .map(|at| at..at + 1);
        // `Pohls Forderung, mehr zu sparen`
        let named = noun
            .checked_sub(1)
            .filter(|&at| at >= around.start && is_owner(view, at))
            .map(|at| owner_start(view, at, around.start)..at + 1);
        // `ein Gutachten, demzufolge …`: the text itself.
        let text = (source_words.is_some() && view.is_in(noun, Group::Document) && !is_of_others(view, noun))
            .then(|| own_phrase(view, noun, around.clone()));
        let speaker = text
            .or(owner)
            .or(possessive)
            .or(named)
            .map(|range| Source::Mention(Mention::of(range)))
            .or_else(|| speaker_of_clause(scene, place - 1, noun).filter(|_| !is_of_others(view, noun)))
            .or_else(|| speaker_behind(scene, content.end, noun))
            .unwrap_or(Source::Unspecified);
        // `Es gibt einen Hinweis darauf, dass …`: what the author knows.
        let is_there = view.lang == Lang::De
            && matches!(speaker, Source::Unspecified)
            && view.is_listed(noun, GermanicList::HintNoun)
            && words(view, before.range.clone(), scene.depth)
                .any(|at| view.is_listed(at, GermanicList::GiveForm));
        if is_there {
            continue;
        }
        let mut candidate = Candidate::over("noun-clause", content, speaker);
        candidate.cue = Some(noun..noun + 1);
        candidate.lemma = Some(view.word(noun).to_lowercase().into());
        scene.propose(candidate, None);
    }
}
