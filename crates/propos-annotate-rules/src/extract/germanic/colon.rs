//! Quotations and clauses behind a colon, and quotations that stand alone.

use propos_segment::Lang;

use super::Scene;
use super::incise::{content_end, impersonal_source, is_impersonal};
use super::mood::{is_reporting_mood, is_sure_mood};
use super::predicate::Predicate;
use super::segment::{is_finite, words};
use super::subject::{subject, subject_after};
use crate::extract::candidate::{Candidate, Source};
use crate::extract::lexicon::{Frame, GermanicList, Group};
use crate::extract::noun_phrase::{Being, Mention, being};
use crate::tokens::Mark;

/// How many words before a colon a noun may stand that names what is said.
const NEAR: usize = 24;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    let view = scene.view;
    for colon in scene.range.clone() {
        if !view.is(colon, Mark::Colon) || view.depth(colon) != scene.depth || colon + 1 >= scene.range.end {
            continue;
        }
        let is_quoted = view.depth(colon + 1) > scene.depth;
        // `26:00`, `Az.: 5 AZR`: what follows has a verb.
        let is_text =
            view.token(colon + 1).is_some_and(|token| token.is_spaced) && !view.is_number(colon + 1);
        let is_clause = is_text && (colon + 1..content_end(scene, colon + 1)).any(|at| is_finite(view, at));
        // `Hij zei: vertrouw op jezelf.`, `Die Polizei teilte mit: keine Verletzten.`
        let is_told = !is_quoted && is_text && !is_clause && content_end(scene, colon + 1) > colon + 3;
        if !is_quoted && !is_clause && !is_told {
            continue;
        }
        let told = speaker_before(scene, colon, is_quoted)
            .or_else(|| named_text(scene, colon, is_quoted).map(|source| (source, None)));
        let Some((speaker, cue)) = told.filter(|(_, cue)| !is_told || cue.is_some()) else {
            continue;
        };
        let content = if is_quoted {
            match view.quote_around(colon + 1, scene.depth) {
                Some(quote) => quote.open..quote.end,
                None => continue,
            }
        } else {
            colon + 1..content_end(scene, colon + 1)
        };
        if scene.is_taken(&content) {
            continue;
        }
        let mut candidate = Candidate::over("colon", content, speaker);
        candidate.is_direct = false;
        scene.propose(candidate, cue.as_ref());
    }
}

/// Who speaks before a colon: the subject of the last reporting verb, or of any verb before a quotation.
fn speaker_before(
    scene: &Scene<'_, '_>,
    colon: usize,
    is_quoted: bool,
) -> Option<(Source, Option<Predicate>)> {
    let view = scene.view;
    let start = scene
        .segments
        .iter()
        .rev()
        .find(|segment| segment.range.end < colon && !segment.has_comma)
        .map_or(scene.range.start, |segment| segment.range.end + 1);
    let near = scene
        .predicates
        .iter()
        .rev()
        // `glaubt, dass das Team gestärkt aus der Krise hervorgegangen sei: „…“`
        .filter(|predicate| predicate.lemma != "hervorgehen")
        .find(|predicate| predicate.finite >= start && predicate.finite < colon && !predicate.is_wish());
    if let Some(predicate) = near
        && (is_quoted || predicate.end == colon && takes_clause(predicate))
    {
        // `Er findet Fehler im Text: …`
        if predicate.lemma == "finden" && !is_quoted {
            return None;
        }
        if predicate.is_written() {
            return super::speaker::standing_in(scene, predicate)
                .map(|source| (source, Some(predicate.clone())));
        }
        if is_impersonal(scene, predicate) {
            return Some((impersonal_source(scene, predicate), Some(predicate.clone())));
        }
        // `wird mit den Worten zitiert: „…“`
        if predicate.is_passive() && predicate.lemma == "zitieren" {
            let source = subject(scene, predicate).and_then(|mention| scene.accept(mention))?;
            return Some((source, Some(predicate.clone())));
        }
        // `wird in der Mitteilung betont: „…“`
        if predicate.is_passive() && is_quoted && view.lang == Lang::De {
            let cue = Some(predicate.clone()).filter(|predicate| !scene.is_used(predicate));
            return Some((impersonal_source(scene, predicate), cue));
        }
        // `zitiert einen Zeugen mit den Worten: „…“`
        let quoted = || {
            let (from, until) = super::object::middle(scene, predicate)
                .filter(|_| predicate.lemma == "zitieren" && view.lang == Lang::De)?;
            let first = super::object::object_start(scene, from, until)?;
            super::phrase::phrase(view, first, until).map(Mention::of)
        };
        if let Some(source) = quoted()
            .or_else(|| subject(scene, predicate))
            .and_then(|mention| scene.accept(mention))
            .filter(|source| is_quoted || !super::object::is_of_thing(scene, source, predicate))
        {
            // `wies die Forderung zurück: Dafür gebe es …`: the verb has its own object.
            let has_own = ["zurückweisen", "ablehnen"].contains(&predicate.lemma.as_str())
                && super::object::object(scene, predicate).is_some()
                // `schilderte, wie das Boot kenterte: „…“`
                || view.lang == Lang::De
                    && predicate.end < colon
                    && super::complement::content(scene, predicate).is_some();
            return Some((
                source,
                Some(predicate.clone()).filter(|predicate| !has_own && !scene.is_used(predicate)),
            ));
        }
    }
    // `Der Torwart bat um Entschuldigung: Er habe Dinge gesagt`: the mood says that it is his word.
    let is_told = || {
        view.lang == Lang::De
            && words(view, colon + 1..content_end(scene, colon + 1), scene.depth)
                .find(|&at| is_finite(view, at))
                .is_some_and(|verb| {
                    verb < colon + 9 && is_reporting_mood(view, verb) && is_sure_mood(view, verb)
                })
    };
    if !is_quoted && !is_told() {
        return None;
    }
    // `Rückhalt kam von der Kirche: „…“`: who it came from, and not what came.
    let from = words(view, start..colon, scene.depth)
        .filter(|&at| view.is_in(at, Group::Of))
        .filter_map(|at| super::phrase::phrase(view, at + 1, colon))
        .find(|range| range.end == colon)
        .filter(|range| {
            view.lang == Lang::De
                && is_quoted
                && words(view, start..range.start, scene.depth)
                    .any(|at| view.is_listed(at, GermanicList::GivesAnswer))
                && matches!(
                    being(view, range.clone()),
                    Being::Name | Being::Role | Being::Organization
                )
        });
    if let Some(range) = from {
        return Some((Source::Mention(Mention::of(range)), None));
    }
    // `Lindqvist trat ans Mikrofon: „…“`, `Ein Zeuge: „…“`
    let verb = words(view, start..colon, scene.depth).find(|&at| is_finite(view, at));
    if !is_quoted && verb.is_none() {
        return None;
    }
    let mention = match verb {
        Some(verb) => {
            let place = scene
                .segments
                .iter()
                .position(|segment| segment.range.contains(&verb));
            place
                .and_then(|place| super::subject::subject_of(scene, place, verb))
                .or_else(|| subject_after(view, start, verb, scene.depth))
                .or_else(|| subject_after(view, verb + 1, colon, scene.depth))
        }
        // `Van der Schans: ,,…''`
        None if view.lang == Lang::Nl
            && (start..colon).all(|at| view.is_capitalised(at) || view.is_in(at, Group::Particle)) =>
        {
            Some(Mention::of(start..colon)).filter(|mention| !mention.range.is_empty())
        }
        None => subject_after(view, start, colon, scene.depth),
    }?;
    let is_somebody = matches!(
        being(view, mention.range.clone()),
        Being::Name | Being::Role | Being::Organization | Being::Pronoun
    );
    // `Seine Meinung zum Urteil: „…“`: what is said, not who says it.
    let is_notion = super::so::notion_in(scene, mention.range.clone()).is_some();
    (is_somebody && !is_notion).then_some((Source::Mention(mention), None))
}

/// `Der Vorwurf: Er habe gelogen`, `das Argument der Gegner: Das Gesetz sei zu teuer`: a noun names what is said.
fn named_text(scene: &Scene<'_, '_>, colon: usize, is_quoted: bool) -> Option<Source> {
    let view = scene.view;
    if view.lang != Lang::De || view.is(colon.saturating_sub(1), Mark::Stop) {
        return None;
    }
    let content = colon + 1..content_end(scene, colon + 1);
    // `Ihr Argument: Wenn viele scheitern, werde …`
    let first_verb = if view.is_in(content.start, Group::Subordinator) && scene.depth == 0 {
        super::main_verb(view, content)
    } else {
        words(view, content, scene.depth).find(|&at| is_finite(view, at))
    };
    // `Seine Begründung: Das Geld fehlt.`, `Webers These: Schlaf hilft.`: nothing but whose word it is.
    let is_headed = || {
        let start = scene.range.start;
        let is_whole = super::phrase::phrase(view, start, colon).is_some_and(|range| range.end == colon)
            || super::noun_cue::is_owner(view, start) && start + 2 == colon;
        let head = (start..colon).find(|&at| {
            view.is_capitalised(at)
                && view.is_in(at, Group::OpinionClause)
                && !view.is_in(at, Group::Possessive)
        });
        let is_owned = |head: usize| {
            head + 1 < colon
                || (start..head)
                    .any(|at| view.is_in(at, Group::Possessive) || super::noun_cue::is_owner(view, at))
        };
        is_whole && first_verb.is_some() && head.is_some_and(is_owned)
    };
    let is_told = is_quoted
        || is_headed()
        || first_verb.is_some_and(|at| super::is_reporting_mood(view, at) && super::is_sure_mood(view, at));
    let noun = words(view, scene.range.start..colon, scene.depth)
        .rev()
        .take(NEAR)
        .find(|&at| {
            view.is_capitalised(at)
                && (view.is_in(at, Group::OpinionClause) || view.is_in(at, Group::Document))
        })?;
    // `die Empfehlung: „…“`; a text that is written about elsewhere says nothing here.
    let is_near = noun + 1 == colon
        || super::phrase::phrase(view, noun, colon).is_some_and(|range| range.end == colon)
        || !words(view, scene.range.start..colon, scene.depth).any(|at| is_finite(view, at));
    if !is_told || !is_near && is_quoted || view.is_in(noun.saturating_sub(1), Group::Preposition) {
        return None;
    }
    let owner = noun + 1 + usize::from(view.is_in(noun + 1, Group::Of));
    let named = noun
        .checked_sub(1)
        .filter(|&at| at >= scene.range.start && super::noun_cue::is_owner(view, at))
        .map(|at| super::noun_cue::owner_start(view, at, scene.range.start)..at + 1);
    let owner = super::phrase::phrase(view, noun, colon)
        .map(|range| owner..range.end)
        .filter(|range| range.start < range.end)
        .or(named)
        .or_else(|| {
            view.is_in(noun + 1, Group::Of)
                .then(|| super::phrase::phrase(view, noun + 2, colon))
                .flatten()
        });
    // `Kritik kommt auch von der FDP: …`
    let from = || {
        words(view, noun + 1..colon, scene.depth)
            .find(|&at| view.is_in(at, Group::Of))
            .and_then(|at| super::phrase::phrase(view, at + 1, colon))
    };
    let possessive = || {
        noun.checked_sub(1)
            .filter(|&at| view.is_in(at, Group::Masculine) || view.is_in(at, Group::Feminine))
            .map(|at| at..at + 1)
    };
    match owner.or_else(from) {
        Some(range) => scene.accept(Mention::of(range)),
        None => Some(possessive().map_or(Source::Unspecified, |range| Source::Mention(Mention::of(range)))),
    }
}

/// `Der Bericht zeigt: …`, not `Dann beginnt die Qual: …`: only a quotation goes with every verb.
fn takes_clause(predicate: &Predicate) -> bool {
    super::predicate::carries(predicate)
        && (predicate.frames.has(Frame::Clause) || predicate.frames.has(Frame::BareClause))
}

/// A quotation that is the whole period: whoever spoke before goes on. A quotation inside a sentence that nothing took
/// up is the subject's.
pub(super) fn alone(scene: &mut Scene<'_, '_>) {
    let view = scene.view;
    if scene.depth > 0 {
        return;
    }
    for place in 0..scene.quotes.len() {
        let Some(quote) = scene.quotes.get(place).copied() else {
            continue;
        };
        let is_alone = (scene.range.start..quote.open).all(|at| view.is_mark(at))
            && (quote.end..scene.range.end).all(|at| view.is_mark(at));
        if !is_alone || scene.is_taken(&quote.inside()) || quote.inside().len() < 2 {
            continue;
        }
        let has_word = quote
            .inside()
            .any(|at| !view.is_mark(at) && !view.is_in(at, Group::Greeting));
        if has_word {
            let mut candidate = Candidate::over("continuation", quote.inside(), Source::Continuation);
            candidate.is_direct = true;
            scene.propose(candidate, None);
        }
    }
}
