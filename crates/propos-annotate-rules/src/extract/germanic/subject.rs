//! Who the subject of a verb is: what stands before a verb in second place, or the first noun phrase behind it.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::adverbial::{behind_preposition, behind_set_phrase, is_time};
use super::apposition::{mention_over, with_description};
use super::mood::is_reporting_mood;
use super::phrase::{is_dative, is_oblique, is_subject_pronoun, phrase};
use super::predicate::Predicate;
use super::segment::{Kind, is_finite, words};
use crate::extract::lexicon::{Ending, GermanicList, Group};
use crate::extract::noun_phrase::{Being, Mention, being};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// What stands before a verb in second place.
#[derive(Clone, Debug)]
pub(super) enum Field {
    /// The subject.
    Subject(Mention),
    /// An adverbial, or nothing.
    Other,
    /// The object.
    Object(Range<usize>),
    /// `das`: what was said before.
    Neuter,
    /// What is reported: the clauses before the verb.
    Content(Range<usize>),
    /// A conjunction: the subject is that of the verb before.
    Shared,
}

/// The first place of the segment's clause behind conjunctions.
fn clause_start(view: &View<'_>, range: Range<usize>) -> usize {
    let mut start = range.start;
    while start < range.end
        && (view.is_in(start, Group::And)
            || view.is_listed(start, GermanicList::JoinsMain)
            || view.is_mark(start)
                && view.depth(start) == view.depth(range.start)
                // A mark that opens no quotation is nothing.
                && (!view.is(start, Mark::Quote)
                    || view
                        .quote_around(start, view.depth(start).saturating_sub(1))
                        .is_none_or(|quote| quote.open != start)))
    {
        start += 1;
    }
    start
}

/// What stands before the verb.
pub(super) fn field(scene: &Scene<'_, '_>, predicate: &Predicate) -> Field {
    let view = scene.view;
    let finite = predicate.finite;
    let Some(segment) = scene.segments.get(predicate.segment) else {
        return Field::Other;
    };
    // `Kritisiert wurde die Auszählung`
    if predicate.main < finite && !predicate.is_final {
        return Field::Other;
    }
    // Behind another verb of the same segment: `… und forderte`.
    let earlier = words(view, segment.range.start..finite, scene.depth)
        .rev()
        .find(|&at| {
            is_finite(view, at)
                || view.is_in(at, Group::Conjunction) && is_joint(view, segment.range.start, at, scene.depth)
        });
    let start = match earlier {
        Some(at) if view.is_in(at, Group::Conjunction) => at,
        _ => segment.range.start,
    };
    let first = clause_start(view, start..finite);
    if first >= finite {
        if start > segment.range.start || first > start && predicate.segment > 0 {
            return Field::Shared;
        }
        return before_comma(scene, predicate);
    }
    // `Der Fall sei klar, davon ist die Polizei überzeugt`: the word points to what stands before.
    // `Jeanne Roos is overleden, zo meldde het journaal`
    let is_so = view.lang == Lang::Nl && view.is_word(first, "zo") && !view.starts_sentence(first);
    let points = first + 1 == finite
        && (view.lang == Lang::De || is_so && super::predicate::carries(predicate))
        && (is_so
            || view.is_listed(first, GermanicList::PointsBack)
            || view.is_word(first, "so")
                && !view.starts_sentence(first)
                && super::predicate::carries(predicate)
                && (predicate.is_passive()
                    || subject_behind(scene, predicate).is_some()
                    || super::incise::is_impersonal(scene, predicate)));
    if points && let Field::Content(content) = before_comma(scene, predicate) {
        return Field::Content(content.start..first);
    }
    if let Some(mention) = before_relative(scene, predicate, first) {
        return Field::Subject(mention);
    }
    // `contact met ploegleider Zijlaard die adviseerde te gokken`: Dutch needs no comma before a relative clause.
    let relative = finite - 1;
    if view.lang == Lang::Nl && relative > first && view.is_word(relative, "die") {
        let before = last_phrase(view, first..relative, scene.depth);
        return before.map_or(Field::Other, |range| Field::Subject(Mention::of(range)));
    }
    match classify(scene, first..finite, predicate) {
        Field::Subject(mention) if mention.range.start == segment.range.start => {
            super::list::whole(scene, predicate, mention).map_or(Field::Other, Field::Subject)
        }
        other => other,
    }
}

/// `De minister, die eerder zei dat de brug opengaat, …`: a Dutch relative clause that goes on with *dat* has its verb in the middle.
fn before_relative(scene: &Scene<'_, '_>, predicate: &Predicate, first: usize) -> Option<Mention> {
    let view = scene.view;
    let segment = scene.segments.get(predicate.segment)?;
    let opens = view.lang == Lang::Nl
        && matches!(segment.kind, Kind::Main | Kind::Relative)
        && view.is_word(first, "die")
        && first > scene.range.start
        && view.is(first - 1, Mark::Comma)
        && (first + 1..predicate.finite)
            .all(|at| view.is_in(at, Group::Adverb) || view.is_in(at, Group::Time));
    let before = scene.segments.get(predicate.segment.checked_sub(1)?)?;
    opens
        .then(|| last_phrase(view, before.range.clone(), scene.depth))
        .flatten()
        .map(Mention::of)
}

/// Whether a conjunction stands between two predicates and not inside a noun phrase.
fn is_joint(view: &View<'_>, from: usize, at: usize, depth: u8) -> bool {
    words(view, from..at, depth).any(|place| is_finite(view, place) || is_unlisted_verb(view, from, place))
}

/// `Der Präsident entließ den Minister und forderte …`: a verb that no list has, behind a subject.
fn is_unlisted_verb(view: &View<'_>, from: usize, at: usize) -> bool {
    view.lang == Lang::De
        && at > from
        && super::predicate::looks_finite(view, at)
        && phrase(view, from, at).is_some_and(|subject| subject.end == at)
}

/// The verb stands first in its segment: what do the segments before hold?
fn before_comma(scene: &Scene<'_, '_>, predicate: &Predicate) -> Field {
    let view = scene.view;
    let mut first = predicate.segment;
    let mut has_main = false;
    let mut has_clause = false;
    let mut only_names = true;
    while let Some(before) = first.checked_sub(1)
        && let Some(segment) = scene.segments.get(before)
        && segment.has_comma | matches!(segment.kind, Kind::Quoted)
    {
        has_main |= segment.kind == Kind::Main;
        has_clause |= matches!(segment.kind, Kind::Subordinate | Kind::Infinitive | Kind::Quoted);
        only_names &= matches!(segment.kind, Kind::Nominal | Kind::Relative);
        first = before;
    }
    let Some(head) = scene.segments.get(first).filter(|_| first < predicate.segment) else {
        // A quotation right before the verb.
        let segment = scene.segments.get(predicate.segment);
        return match segment {
            Some(segment) if view.depth(segment.range.start) > scene.depth => {
                Field::Content(segment.range.start..predicate.finite)
            }
            _ => Field::Other,
        };
    };
    let start = head.range.start;
    let comma = predicate.finite;
    // `Auf den Vorwurf, er habe gelogen, reagierte Weber gelassen`: to what, not what.
    let reacts = view.lang == Lang::De
        && head.kind == Kind::Nominal
        && view.is_in(start, Group::Preposition)
        && (view.is_in(start + 1, Group::Determiner) || start + 2 == head.range.end)
        && view.is_in(head.range.end - 1, Group::OpinionClause)
        && view.is_capitalised(head.range.end - 1);
    if reacts {
        return Field::Other;
    }
    // `Op de vraag of hij spijt had, antwoordde hij ontkennend`
    let is_asked = view.is_any_word(start, words!["op"])
        && view.is_any_word(start + 1, words!["de"])
        && view.is_any_word(start + 2, words!["vraag"]);
    if is_asked {
        return Field::Other;
    }
    let has_quote = view.depth(comma.saturating_sub(2)) > scene.depth;
    // `Während Pohl behauptete, es fehle Geld, sprach Roth von Gewinn`: told by the one of the clause in front.
    let is_anothers = view.lang == Lang::De
        && head.kind == Kind::Subordinate
        && first + 2 == predicate.segment
        && scene
            .predicates
            .iter()
            .any(|other| other.segment == first && other.is_final && super::predicate::carries(other));
    if is_anothers && !has_quote {
        return Field::Other;
    }
    if has_main || has_quote {
        return Field::Content(start..comma);
    }
    // `Die Regierung, sagte Kolb, habe versagt`, `Alles erfunden, sagt er`: an apposition would stand between two commas.
    // `Die Regierung, so heißt es in dem Papier, habe versagt`
    let opening = predicate.finite.saturating_sub(1);
    let is_so = view.lang == Lang::De && view.is_word(opening, "so");
    let goes_on = first + 1 == predicate.segment
        && view.is(opening.saturating_sub(usize::from(is_so)), Mark::Comma)
        && super::predicate::carries(predicate)
        && (subject_behind(scene, predicate).is_some()
            || view.lang == Lang::De && super::incise::is_impersonal(scene, predicate));
    // `Wie angekündigt, protestierte die Kirche`
    if goes_on && view.is_any_word(start, words!["wie", "zoals"]) {
        return Field::Other;
    }
    if only_names && goes_on {
        return Field::Content(start..comma);
    }
    if only_names {
        return classify(scene, clause_start(view, start..comma)..comma, predicate);
    }
    let opens_adverbial = head.kind == Kind::Nominal
        && (view.is_in(start, Group::Preposition) || view.is_in(start, Group::Adverb));
    if has_clause && !opens_adverbial {
        let opens_content = view.is_in(start, Group::That)
            || view.is_in(start, Group::Wh) && !view.is_word(start, "wie")
            || head.kind == Kind::Infinitive && !is_purpose(view, start)
            || head.kind == Kind::Quoted;
        let in_mood = words(view, start..comma, scene.depth).any(|at| is_reporting_mood(view, at));
        if opens_content || in_mood {
            return Field::Content(start..comma);
        }
    }
    Field::Other
}

/// `um zu`, `ohne zu`.
fn is_purpose(view: &View<'_>, at: usize) -> bool {
    view.is_listed(at, GermanicList::OpensPurposeTo)
}

/// Subject, object or something else.
fn classify(scene: &Scene<'_, '_>, range: Range<usize>, predicate: &Predicate) -> Field {
    let view = scene.view;
    // `In totaal 135 zusters`, `Vor allem die Polizei`
    let range = match behind_set_phrase(view, range.start) {
        Some(next) if next < range.end => next..range.end,
        _ => range,
    };
    let range = behind_focus(view, range);
    let Range { start, end } = range.clone();
    // `Anders als die Polizei sprach das Amt von zwölf Toten`
    let compares = view.is_listed(start, GermanicList::ComparesAs)
        && view.is_any_word(start + 1, words!["als", "wie"])
        // `Zusammen mit Pohl forderte Roth mehr Geld`
        || view.is_any_word(start, words!["zusammen", "gemeinsam"]) && view.is_word(start + 1, "mit");
    // `Gevraagd naar de datum antwoordde de minister`, `Gefragt nach dem Termin sagte sie`
    let is_asked = start + 1 < end && view.is_listed(start, GermanicList::AskedParticiple);
    if start >= end || compares || is_asked || is_manner(scene, range.clone(), predicate) {
        return Field::Other;
    }
    if view.depth(start) > scene.depth && view.depth(end - 1) > scene.depth {
        let title = super::as_said::writes(predicate)
            .then(|| super::as_said::title(scene, start, end))
            .flatten()
            .filter(|title| title.end + 1 == end && view.is(predicate.end, Mark::Comma));
        if let Some(title) = title {
            return Field::Subject(Mention::of(title));
        }
        return Field::Content(range);
    }
    // `Weber zufolge hatte die Firma …`, `Der Polizei gegenüber sagte er …`
    if view.lang == Lang::De && view.is_any_word(end - 1, words!["gegenüber", "zufolge"]) {
        return Field::Other;
    }
    // `Pro Asyl kritisierte`: a name that begins with a preposition.
    let is_pro = view.lang == Lang::De
        && view.is_word(start, "pro")
        && end == start + 2
        && view.is_capitalised(start + 1);
    if is_pro {
        return Field::Subject(Mention::of(start..end));
    }
    // `…, hem in april heeft gevraagd`: whom, not who.
    let is_whom = view.lang == Lang::Nl
        && is_object_pronoun(view, start)
        && (start + 1 == end || view.is_in(start + 1, Group::Preposition));
    if is_whom {
        return Field::Object(range);
    }
    // `Mit den Plänen vertraute Personen`, `Mehrere mit der Sache befasste Anwälte`: one phrase.
    // `Den auf der Insel verbliebenen Menschen sagte er`: to whom.
    let is_whole = view.lang != Lang::De || !is_oblique(view, start);
    if is_whole && super::phrase::is_long(view, range.clone()) {
        return Field::Subject(mention_over(scene, range));
    }
    let groups = view.groups(start);
    let last = end - 1;
    if start == last
        && (groups.has(Group::Neuter) && !view.is_word(start, "es") && !view.is_word(start, "het"))
    {
        return Field::Neuter;
    }
    // `Van den Goorbergh vindt`, `Van 't Hof wijst op`: a name that begins a sentence.
    let is_van = view.lang == Lang::Nl
        && view.is_word(start, "van")
        && view.is_capitalised(last)
        && last < start + 5
        && (start + 1..last).all(|at| {
            view.is_in(at, Group::Particle)
                || view.is_capitalised(at)
                || view.is_any_word(at, words!["t", "'t", "’t"])
                || view.is(at, Mark::Quote)
        })
        && !is_subject_pronoun(view, predicate.finite + 1);
    if is_van && last > start {
        return Field::Subject(Mention::of(range));
    }
    if groups.has(Group::Preposition) && !view.is_name(start)
        || groups.has(Group::Adverb) && !groups.has(Group::Determiner) && !is_subject_pronoun(view, start)
        || groups.has(Group::Time)
        || groups.has(Group::Hedge)
        || groups.has(Group::Subordinator) && !groups.has(Group::Determiner)
        || is_dative(view, start)
        || view.is_word(start, "so")
        || view.is_word(start, "zo")
    {
        return Field::Other;
    }
    // `Kritik übte der Verband`: a notion without article is no speaker.
    let is_notion =
        view.is_in(start, Group::OpinionClause) && view.is_capitalised(start) && view.lang == Lang::De;
    if is_oblique(view, start) || is_notion && !view.is_in(start, Group::Document) {
        return Field::Object(range);
    }
    // `Dieser wies sie darauf hin`
    let points = start == last
        && view.is_listed(
            start,
            GermanicList::FormerLatter)
        // `Die noemde het plan onzin`
        || start == last && view.lang == Lang::Nl && view.is_any_word(start, words!["deze", "die"]);
    if points || is_subject_pronoun(view, start) {
        return Field::Subject(Mention::of(start..start + 1));
    }
    // `die Vorwürfe wies er zurück`
    let next = predicate.finite + 1;
    // `Nachbarn beschrieben sie als ruhig`: people describe, and *sie* may be either.
    let takes_as = || {
        predicate
            .prepositions
            .iter()
            .any(|(word, _)| word.as_ref() == "als")
    };
    // `Weber nannte sie faul`: a person before the verb is who speaks far more often than who is spoken of.
    let is_people_first = view.lang == Lang::De
        && match being(view, range.clone()) {
            // `Die Vorwürfe wies sie zurück`: names of persons have no article.
            Being::Name => !view.is_in(start, Group::Determiner) && view.is_capitalised(last),
            Being::Role => !is_dative_feminine(view, range.clone()),
            Being::Organization => takes_as(),
            _ => false,
        };
    let object_first = view.is_listed(next, GermanicList::SubjectForm)
        || view.is_word(next, "sie") && !view.is_capitalised(next) && !is_people_first;
    if object_first {
        return Field::Object(range);
    }
    // `Die einen sagen`, `Alle drei fordern`: without a noun they are people.
    let is_people = view.lang == Lang::De && (start..end).all(|at| view.is_in(at, Group::Determiner));
    let is_time = !is_people
        // `Die „Zeit“ berichtet`: a name.
        && (start..end).all(|at| view.depth(at) == scene.depth)
        && (start..end).all(|at| {
            view.is_in(at, Group::Time)
                || view.is_in(at, Group::Determiner)
                || view.is_number(at)
                || view.is_mark(at)
                || view.is_in(at, Group::Adverb)
                || view.is_word(at, "vergangene")
                || view.is_word(at, "vergangenen")
        });
    if is_time {
        return Field::Other;
    }
    let mention = mention_over(scene, range.clone());
    if super::object_first::is_object_before(scene, &mention.range, predicate) {
        return Field::Object(range);
    }
    Field::Subject(mention)
}

/// `Der Ministerin warf sie vor`: whom, and not who.
fn is_dative_feminine(view: &View<'_>, range: Range<usize>) -> bool {
    view.is_word(range.start, "der")
        && range
            .clone()
            .skip(1)
            .find(|&at| view.is_capitalised(at))
            .is_some_and(|noun| {
                let word = view.word(noun);
                view.is_in(noun, Group::TitleFeminine) || word.ends_with("in") || word.ends_with("frau")
            })
}

/// `Sinngemäß sagt Brodt`, `Auch hatte der Rat`: one word that says how, where the subject stands behind the verb.
fn is_manner(scene: &Scene<'_, '_>, range: Range<usize>, predicate: &Predicate) -> bool {
    let view = scene.view;
    if view.lang != Lang::De || range.len() != 1 || !view.starts_sentence(range.start) {
        return false;
    }
    if view.is_any_word(range.start, words!["anders", "auch"]) {
        return true;
    }
    let word = view.word(range.start);
    let until = predicate.end.max(predicate.finite + 1);
    view.lexicon.ends(word, Ending::Adverb)
        && subject_after(view, predicate.finite + 1, until, scene.depth).is_some()
}

/// `Auch die Grünen`, `Selbst diesen Antrag`: what stands out is not part of who it is.
fn behind_focus(view: &View<'_>, range: Range<usize>) -> Range<usize> {
    let first = range.start;
    let is_focus = view.is_listed(first, GermanicList::FocusParticle);
    let next = first + 1;
    let opens_phrase = next < range.end
        && view.depth(next) == view.depth(first)
        && !view.is_mark(next)
        && (view.is_in(next, Group::Determiner)
            || view.is_capitalised(next)
            // `Ook bondscoach Bert Romp`
            || view.lang == Lang::Nl && view.is_in(next, Group::Role));
    if is_focus && opens_phrase {
        next..range.end
    } else {
        range
    }
}

/// The subject of a predicate; the field before it where it stands second.
pub(super) fn subject(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<Mention> {
    if predicate.is_final {
        return subject_in_clause(scene, predicate);
    }
    match field(scene, predicate) {
        Field::Subject(mention) => Some(mention),
        Field::Shared => shared(scene, predicate),
        // `…, bestritt aber, …`: no subject behind it, so the one before.
        Field::Content(_) => subject_behind(scene, predicate)
            .filter(|mention| !is_own_object(scene, predicate, mention))
            .or_else(|| shared(scene, predicate)),
        Field::Object(_) | Field::Other | Field::Neuter => subject_behind(scene, predicate),
    }
}

/// The subject of the verb at a place of a segment, whichever verb it is.
pub(super) fn subject_of(scene: &Scene<'_, '_>, segment: usize, finite: usize) -> Option<Mention> {
    let end = scene.segments.get(segment)?.range.end;
    let mut predicate = Predicate::plain(finite, end, "");
    predicate.segment = segment;
    subject(scene, &predicate)
}

/// `…, weist aber die Kritik zurück`, `…, bestätigt aber Gespräche`: what stands behind the verb is its object, the
/// subject is that of the clause before.
pub(super) fn is_own_object(scene: &Scene<'_, '_>, predicate: &Predicate, mention: &Mention) -> bool {
    let view = scene.view;
    let is_contrast = view.is_any_word(predicate.finite + 1, words!["aber", "jedoch"])
        && !matches!(
            being(view, mention.range.clone()),
            Being::Role | Being::Organization | Being::Pronoun
        )
        && !super::phrase::is_first_name(view, mention.range.start);
    view.lang == Lang::De && (is_contrast || super::so::notion_in(scene, mention.range.clone()).is_some())
}

/// The subject of the verb before.
fn shared(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<Mention> {
    let view = scene.view;
    let before = scene
        .predicates
        .iter()
        .rev()
        .find(|other| other.finite < predicate.finite && !other.is_final);
    if let Some(before) = before
        && (before.segment == predicate.segment || before.end <= predicate.finite)
    {
        return subject(scene, before);
    }
    // A verb that reports nothing stands before.
    let start = scene.range.start;
    let verb = words(view, start..predicate.finite, scene.depth)
        .find(|&at| is_finite(view, at) || is_unlisted_verb(view, start, at))?;
    let place = scene
        .segments
        .iter()
        .position(|segment| segment.range.contains(&verb))?;
    let stand_in = Predicate {
        finite: verb,
        main: verb,
        segment: place,
        end: predicate.finite,
        particle: None,
        is_final: false,
        ..predicate.clone()
    };
    match field(scene, &stand_in) {
        Field::Subject(mention) => Some(mention),
        _ => subject_after(view, verb + 1, predicate.finite, scene.depth),
    }
}

/// In a subordinate clause: the first noun phrase that is no object. In a relative clause the noun before it.
fn subject_in_clause(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<Mention> {
    let view = scene.view;
    let segment = scene.segments.get(predicate.segment)?;
    let mut start = segment.range.start;
    while start < segment.range.end
        && (view.is_in(start, Group::Conjunction)
            || view.is_mark(start)
            // `auch wenn`, `selbst wenn`
            || view.is_listed(start, GermanicList::EvenIf)
                && view.is_in(start + 1, Group::Subordinator))
    {
        start += 1;
    }
    // `von denen der Reporter behauptet`
    if view.lang == Lang::De
        && view.is_in(start, Group::Preposition)
        && view.is_in(start + 1, Group::Relative)
    {
        start += 1;
    }
    let until = predicate.finite.min(predicate.main);
    let mention = subject_after(view, start + 1, until, scene.depth)
        .map(|mention| without_object(scene, predicate, mention, until));
    // `Sommer, der die Lage als …`: the relative pronoun is the subject unless what follows must be.
    // `die dem Angeklagten ein Würgen vorwarfen`: several do it.
    let is_plural = view.lang == Lang::De && view.word(predicate.finite).ends_with("en");
    let is_other = mention.as_ref().is_some_and(|mention| {
        let first = mention.range.start;
        let is_one = view.is_listed(first, GermanicList::SubjectOne);
        !(is_plural && is_one)
            && (view.is_listed(first, GermanicList::SubjectSure)
                || is_subject_pronoun(view, first)
                || view.is_name(first))
    });
    // `die Rede, in der Kolb …`: a pronoun behind a preposition is no subject.
    let is_governed =
        view.lang == Lang::De && start > segment.range.start && view.is_in(start - 1, Group::Preposition);
    let opens_subject = view.is_in(start, Group::RelativeSubject) && !is_governed && !is_oblique(view, start);
    if segment.kind == Kind::Relative && opens_subject && !is_other {
        let before = scene.segments.get(predicate.segment.checked_sub(1)?)?;
        return last_phrase(view, before.range.clone(), scene.depth).map(Mention::of);
    }
    mention
}

/// The last noun phrase of a segment.
fn last_phrase(view: &View<'_>, range: Range<usize>, depth: u8) -> Option<Range<usize>> {
    words(view, range.clone(), depth)
        .rev()
        .take(8)
        .filter_map(|at| phrase(view, at, range.end))
        .filter(|found| found.end + 2 > range.end)
        .last()
}

/// The same for a verb with its prepositions: `sprach der Minister von einem Erfolg` has no minister of a success.
pub(super) fn subject_behind(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<Mention> {
    let view = scene.view;
    let until = predicate.end.max(predicate.finite + 1);
    let mention = subject_after(view, predicate.finite + 1, until, scene.depth)?;
    Some(without_object(scene, predicate, mention, until))
}

/// `die Linke von einem Trick` where the verb asks for *von*: two phrases.
fn without_object(
    scene: &Scene<'_, '_>,
    predicate: &Predicate,
    mut mention: Mention,
    until: usize,
) -> Mention {
    let view = scene.view;
    let is_of = |at: usize| view.is_any_word(at, words!["von", "vom"]) && view.depth(at) == scene.depth;
    let takes_of = predicate
        .prepositions
        .iter()
        .any(|(word, _)| word.as_ref() == "von");
    let cut = mention.range.clone().rev().find(|&at| is_of(at));
    if view.lang == Lang::De
        && takes_of
        && let Some(cut) = cut.filter(|&cut| cut > mention.range.start)
        && !(mention.range.end..until).any(is_of)
    {
        mention.range.end = cut;
        mention.description = None;
    }
    mention
}

/// The first noun phrase behind a verb that may be its subject.
pub(super) fn subject_after(view: &View<'_>, from: usize, until: usize, depth: u8) -> Option<Mention> {
    let mut at = from;
    for _ in 0..10 {
        if at >= until || view.depth(at) > depth {
            return None;
        }
        if view.is_mark(at) || view.lang == Lang::Nl && view.is_in(at, Group::That) {
            return None;
        }
        if let Some(next) = behind_set_phrase(view, at) {
            at = next;
            continue;
        }
        // `lehnt auch die SPD ab`
        let focused = behind_focus(view, at..until);
        if focused.start > at {
            at = focused.start;
            continue;
        }
        let groups = view.groups(at);
        if is_subject_pronoun(view, at) && !is_object_pronoun(view, at) && !view.is_word(at, "es") {
            return Some(Mention::of(at..at + 1));
        }
        // `meinte in der Stadt ein anderer`
        let is_other = view.lang == Lang::De
            && view.is_listed(at, GermanicList::OtherArticle)
            && view.is_listed(at + 1, GermanicList::OtherOne)
            && at + 1 < until
            && (at + 2 >= until || view.is_mark(at + 2));
        if is_other {
            return Some(Mention::of(at..at + 2));
        }
        if groups.has(Group::Reflexive)
            || is_object_pronoun(view, at)
            || view.is_word(at, "es")
            || groups.has(Group::Adverb) && (view.is_capitalised(at) || !groups.has(Group::Determiner))
            || groups.has(Group::Hedge)
            || groups.has(Group::Negation) && !groups.has(Group::Determiner)
            || groups.has(Group::Neuter) && !groups.has(Group::Determiner)
            || groups.has(Group::Time)
        {
            at += 1;
            continue;
        }
        if groups.has(Group::Preposition) && !is_name_here(view, at) {
            at = behind_preposition(view, at, until)?;
            continue;
        }
        let range = phrase(view, at, until)?;
        if is_oblique(view, at) || is_time(view, range.clone()) {
            at = range.end;
            continue;
        }
        return Some(with_description(view, range, depth));
    }
    None
}

fn is_name_here(view: &View<'_>, at: usize) -> bool {
    view.is_capitalised(at) && !view.starts_sentence(at)
}

fn is_object_pronoun(view: &View<'_>, at: usize) -> bool {
    view.is_listed(at, GermanicList::ObjectForm)
        && view.is_in(at, Group::StressedPronoun) | view.is_in(at, Group::Reflexive)
        && !(view.is_in(at, Group::Determiner)
            && phrase(view, at, at + 4).is_some_and(|range| range.len() > 1))
}
