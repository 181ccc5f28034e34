//! Noun phrases as content: `kritisierte die Pläne`, `kündigte Gespräche an`, `warnte vor …`, `nannte das „…“`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::adverbial::behind_preposition;
use super::complement::is_preposition;
use super::object_clauses::{relative_apart, with_list, with_relatives};
use super::phrase::{is_dative, phrase};
use super::predicate::Predicate;
use super::segment::{is_finite, words};
use super::speaker::speaker;
use super::subject::{Field, field, is_own_object, subject, subject_behind};
use crate::extract::candidate::{Candidate, Source};
use crate::extract::lexicon::{Frame, Frames, GermanicList, Group};
use crate::extract::noun_phrase::{Being, being};
use crate::extract::view::{Quote, View};
use crate::tokens::Mark;

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    for place in 0..scene.predicates.len() {
        let Some(predicate) = scene.predicates.get(place).cloned() else {
            continue;
        };
        if scene.is_used(&predicate) || predicate.is_wish() {
            continue;
        }
        if let Some((content, speaker)) = super::passive::without_agent(scene, &predicate)
            .or_else(|| super::attitude::directed(scene, &predicate))
        {
            scene.propose(Candidate::new("object", content, speaker), Some(&predicate));
            continue;
        }
        if predicate.lemma == "richten" {
            continue;
        }
        let Some((content, rule)) = object(scene, &predicate) else {
            continue;
        };
        let Some(speaker) = speaker(scene, &predicate) else {
            continue;
        };
        if !is_somebody(scene, &speaker, &predicate) {
            continue;
        }
        let named = named_behind(scene, &predicate, &content);
        let content = with_list(scene, &predicate, content);
        let content = with_relatives(scene, &predicate, content);
        // What is done inside another's words stays there.
        let is_inner = scene.found.iter().any(|other| {
            other
                .content
                .iter()
                .any(|range| range.start <= content.start && content.end <= range.end)
        });
        if is_inner {
            continue;
        }
        let apart = relative_apart(scene, &predicate, &content).filter(|_| named.is_none());
        let setting = setting_before_name(scene, &content).filter(|_| named.is_none());
        let content = match setting {
            Some(setting) => vec![content.start..setting.start, setting.end..content.end],
            None => std::iter::once(content).chain(named).chain(apart).collect(),
        };
        scene.propose(Candidate::new(rule, content, speaker), Some(&predicate));
    }
}

/// `hat das Gesetz in einem Brief an die Partei als „Rückschritt“ bezeichnet`: where it was said stands between both halves.
fn setting_before_name(scene: &Scene<'_, '_>, content: &Range<usize>) -> Option<Range<usize>> {
    let view = scene.view;
    let as_ = words(view, content.clone(), scene.depth)
        .find(|&at| view.is_word(at, "als"))
        .filter(|&at| at > content.start)?;
    let start = phrase(view, content.start, as_)?.end;
    let is_setting = view.lang == Lang::De
        && view.is_listed(start, GermanicList::SettingPreposition)
        && (start + 1..as_.min(start + 4)).any(|at| {
            view.is_in(at, Group::Document)
                || view.is_in(at, Group::Time)
                || view.is_in(at, Group::SourceNoun)
        });
    is_setting.then_some(start..as_)
}

/// The other half where one stands before the verb: `Als „Heuchelei“ bezeichnete der Verband die Pläne`, `Die Vorwürfe
/// bezeichnete der Verband als „Heuchelei“`.
fn named_behind(
    scene: &Scene<'_, '_>,
    predicate: &Predicate,
    content: &Range<usize>,
) -> Option<Range<usize>> {
    let view = scene.view;
    // `In den Medien war der Plan als „Wahnsinn“ bezeichnet worden`
    let is_told = predicate.is_passive() && content.start > predicate.finite;
    if predicate.is_final || content.end != predicate.finite && !is_told {
        return None;
    }
    let (start, end) = middle(scene, predicate)?;
    let is_name = content
        .start
        .checked_sub(1)
        .is_some_and(|at| view.is_word(at, "als"));
    if is_name {
        return object_start(scene, start, end).map(|first| first..end);
    }
    words(view, start..end, scene.depth)
        .find(|&at| view.is_word(at, "als") && !view.is_capitalised(at) && at + 1 < end)
        .map(|at| at + 1..end)
        .filter(|range| is_called_as(predicate, scene.view.depth(range.start) > scene.depth))
}

/// `bezeichnete … als`; `lehnte … als unbegründet ab` has its object, unless the words are quoted.
fn is_called_as(predicate: &Predicate, is_quoted: bool) -> bool {
    (is_quoted || !predicate.frames.has(Frame::Object))
        && predicate
            .prepositions
            .iter()
            .any(|(word, frames)| word.as_ref() == "als" && frames.has(Frame::As))
}

/// Storms threaten and curves point to things as well.
fn is_loose(view: &View<'_>, predicate: &Predicate) -> bool {
    view.lexicon
        .is_listed(&predicate.lemma, GermanicList::ThreatensToo)
}

/// Whether a thing does what the verb says: `Der Schornstein drohte umzukippen`.
pub(super) fn is_of_thing(scene: &Scene<'_, '_>, speaker: &Source, predicate: &Predicate) -> bool {
    scene.view.lang == Lang::De
        && is_loose(scene.view, predicate)
        && matches!(speaker, Source::Mention(_))
        && !is_somebody(scene, speaker, predicate)
}

/// Demands, fears and blame need somebody who can have them.
fn is_somebody(scene: &Scene<'_, '_>, speaker: &Source, predicate: &Predicate) -> bool {
    let is_loose = is_loose(scene.view, predicate);
    match speaker {
        Source::Mention(mention) => match being(scene.view, mention.range.clone()) {
            Being::Thing | Being::You | Being::Self_ => false,
            Being::Unknown => !is_loose,
            // `Die Straße verspricht viel Betrieb`: a noun that no list has.
            Being::Name if is_loose && scene.view.is_in(mention.range.start, Group::Determiner) => {
                // `die IG Bau bezeichnete das als … und drohte mit …`: who has spoken is somebody.
                let has_spoken = scene.found.iter().any(
                    |other| matches!(&other.speaker, Source::Mention(known) if known.range == mention.range),
                );
                has_spoken
                    || mention.range.clone().any(|at| {
                        super::phrase::is_first_name(scene.view, at)
                            || super::object_first::is_party(scene.view, at)
                    })
            }
            // `Zu der Tat hat sich niemand bekannt`
            _ if scene.view.lang == Lang::De && scene.view.is_word(mention.range.start, "niemand") => false,
            _ => {
                !scene.view.is_word(mention.range.start, "man")
                    && !scene.view.is_word(mention.range.start, "men")
            }
        },
        Source::Unspecified => false,
        _ => true,
    }
}

/// What the verb takes as its object.
pub(super) fn object(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<(Range<usize>, &'static str)> {
    let view = scene.view;
    // `Das Haus heißt „Alte Post“`: that is its name.
    if predicate.lemma == "heißen" {
        return None;
    }
    if predicate.is_passive() {
        return passive_object(scene, predicate);
    }
    if predicate.frames.has(Frame::Object)
        && !predicate.is_final
        && let Field::Object(range) = field(scene, predicate)
    {
        let informs = !predicate.frames.has(Frame::Inform)
            || range.clone().any(|at| view.is_in(at, Group::Information));
        return informs.then_some((range, "object"));
    }
    let (start, end) = middle(scene, predicate).unwrap_or((predicate.main, predicate.main));
    // `Die Vorwürfe bezeichnete der Oberst als „…“`
    if !predicate.is_final
        && view.lang == Lang::De
        && is_called_as(predicate, false)
        && words(view, start..end, scene.depth).any(|at| view.is_word(at, "als"))
        && let Field::Object(range) = field(scene, predicate)
    {
        return Some((range, "object"));
    }
    let quote = scene
        .quotes
        .iter()
        .find(|quote| quote.open >= start && quote.end <= end);
    asked_object(scene, predicate, start, end)
        .or_else(|| fronted(scene, predicate).map(|content| (content, "preposition")))
        .or_else(|| {
            called(scene, predicate, start, end)
                .or_else(|| called_in_quotes(scene, predicate, start, quote))
                .or_else(|| seen(scene, predicate, start, end))
                .or_else(|| super::attitude::shown(scene, predicate, start, end))
                .or_else(|| super::attitude::seen_in(scene, predicate, start, end))
                .or_else(|| own_object(scene, predicate, start, end, quote))
                .map(|content| (content, "object"))
        })
}

fn passive_object(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<(Range<usize>, &'static str)> {
    super::passive::content(scene, predicate)
        .or_else(|| super::passive::named(scene, predicate))
        .map(|content| (content, "object"))
        .or_else(|| super::passive::charge(scene, predicate).map(|content| (content, "preposition")))
}

/// A preposition that a verb asks for, in its place.
struct Asked<'p> {
    at: usize,
    /// Where what it governs ends.
    end: usize,
    word: &'p str,
    frames: Frames,
}

/// The prepositions that the verb asks for, German ones in their order: `sprach sich gegen mehr Geld für die Städte aus`.
fn asked<'p>(scene: &Scene<'_, '_>, predicate: &'p Predicate, start: usize, end: usize) -> Vec<Asked<'p>> {
    let view = scene.view;
    let behind = behind_verb(view, predicate, end);
    let asked = predicate.prepositions.iter().filter_map(|(word, frames)| {
        let at = words(view, start..end, scene.depth)
            .chain(words(view, behind.clone(), scene.depth))
            .find(|&at| is_preposition(&view.word(at).to_lowercase(), word) && !view.is_capitalised(at))?;
        let end = if at >= end { behind.end } else { end };
        (at + 1 < end).then_some(Asked {
            at,
            end,
            word: word.as_ref(),
            frames: *frames,
        })
    });
    let mut asked: Vec<_> = asked.collect();
    // Dutch may tell first to whom something is said: `spraken tegen elkaar hun onrust uit over de gang van zaken`.
    if view.lang == Lang::De {
        asked.sort_by_key(|asked| asked.at);
    }
    asked
}

/// Dutch `had gerekend op een hogere winst`, `riep op tot een verbod`: what stands behind the verb or its particle.
fn behind_verb(view: &View<'_>, predicate: &Predicate, end: usize) -> Range<usize> {
    let particle = predicate.particle.filter(|_| view.lang == Lang::Nl);
    let last = if predicate.main > predicate.finite {
        Some(predicate.main)
    } else {
        particle
    };
    match last.filter(|_| !predicate.is_final) {
        Some(last) => last + 1..predicate.end.max(last + 1),
        None => end..end,
    }
}

/// What stands behind a preposition that the verb asks for, or is called something by it.
fn asked_object(
    scene: &Scene<'_, '_>,
    predicate: &Predicate,
    start: usize,
    end: usize,
) -> Option<(Range<usize>, &'static str)> {
    asked(scene, predicate, start, end).iter().find_map(|asked| {
        let called = asked
            .frames
            .has(Frame::As)
            .then(|| called_by_preposition(scene, predicate, start, asked))
            .flatten();
        if let Some(content) = called {
            return Some((content, "object"));
        }
        let at = asked.at;
        let is_content = asked.frames.has(Frame::Object)
            // `zu kommen` is an infinitive.
            && !super::segment::is_to_infinitive(scene.view, at + 1, at)
            && !tells_time(scene.view, asked);
        is_content.then_some((at + 1..asked.end, "preposition"))
    })
}

/// `die Prognose für belastbar`, `die Pläne als „…“`: something and what it is called, with the preposition between.
fn called_by_preposition(
    scene: &Scene<'_, '_>,
    predicate: &Predicate,
    start: usize,
    asked: &Asked<'_>,
) -> Option<Range<usize>> {
    let view = scene.view;
    let rest = asked.at + 1..asked.end;
    let has_quote = rest.clone().any(|place| view.depth(place) > scene.depth);
    // `schat de schade op 100 miljoen`
    let is_sum = view.lang == Lang::Nl && asked.word == "op" && asked.end > asked.at + 2;
    let is_named = !["von", "van"].contains(&asked.word) && !predicate.frames.has(Frame::Object)
        || is_sum
        // `hatte Angriffe für möglich erklärt`
        || predicate.lemma == "erklären";
    // `hielt ihn für schuldfähig`, `hält das für realistisch`
    let pronoun = || {
        let judges = predicate.lemma == "halten" || asked.word == "als" && is_named;
        (start..asked.at)
            .find(|&place| {
                view.is_listed(place, GermanicList::ObjectBefore) && view.depth(place) == scene.depth
            })
            .filter(|_| judges && view.lang == Lang::De)
    };
    let first = object_start(scene, start, asked.at)
        .filter(|_| has_quote || is_named)
        .or_else(pronoun)
        .or(has_quote.then_some(rest.start))?;
    Some(first.min(rest.start)..asked.end)
}

/// Whether a preposition opens a time.
fn tells_time(view: &View<'_>, asked: &Asked<'_>) -> bool {
    let at = asked.at;
    view.is_in(at + 1, Group::Time)
        || view.is_number(at + 1)
            && view.is_in(at + 2, Group::Time)
            // `plädierte für 13 Jahre Haft`
            && !(view.is_capitalised(at + 3) && at + 3 < asked.end)
}

/// Something that is called by quoted words.
fn called_in_quotes(
    scene: &Scene<'_, '_>,
    predicate: &Predicate,
    start: usize,
    quote: Option<&Quote>,
) -> Option<Range<usize>> {
    let quote = quote.filter(|quote| predicate.frames.has(Frame::As) && !scene.is_taken(&quote.inside()))?;
    let first = object_start(scene, start, quote.open).unwrap_or(quote.open);
    Some(first..quote.end)
}

/// The verb’s own object, without a preposition.
fn own_object(
    scene: &Scene<'_, '_>,
    predicate: &Predicate,
    start: usize,
    end: usize,
    quote: Option<&Quote>,
) -> Option<Range<usize>> {
    let view = scene.view;
    if !predicate.frames.has(Frame::Object) {
        return None;
    }
    let first = with_cause(scene, start, object_start(scene, start, end)?);
    let last = object_end(scene, first, end);
    if let Some(charge) = super::object_first::charge(scene, predicate, first..last) {
        return Some(charge);
    }
    let last = before_noun_of_verb(view, first, last);
    let is_nothing_said = view.lang == Lang::De && is_refusal_or_toll(view, predicate, first..last);
    if last <= first || is_nothing_said {
        return None;
    }
    let informs = !predicate.frames.has(Frame::Inform)
        || quote.is_some_and(|quote| quote.open <= first + 1)
        || (first..last.min(first + 5)).any(|at| view.is_in(at, Group::Information));
    informs.then_some(first..last)
}

/// German `stellte ein Plus in Aussicht`: before what belongs to the verb.
fn before_noun_of_verb(view: &View<'_>, first: usize, last: usize) -> usize {
    let is_of_verb = view.lang == Lang::De
        && last > first + 2
        && (view.is_listed(last - 1, GermanicList::VerbNoun)
            && view.is_word(last - 2, "in")
            // `brachte seine Freude zum Ausdruck`
            || view.is_word(last - 1, "ausdruck") && view.is_word(last - 2, "zum")
            // `weist jede Schuld von sich`
            || view.is_word(last - 1, "sich") && view.is_word(last - 2, "von"));
    if is_of_verb { last - 2 } else { last }
}

/// Whether a German object is nothing that somebody says.
fn is_refusal_or_toll(view: &View<'_>, predicate: &Predicate, mut object: Range<usize>) -> bool {
    match predicate.lemma.as_str() {
        // `lehnte eine Stellungnahme ab`, `lehnte den Antrag mit elf Stimmen ab`: nothing was said.
        "ablehnen" | "verweigern" => object.any(|at| view.is_listed(at, GermanicList::DeclinedNoun)),
        // `Der Sturm forderte zwei Menschenleben`: what it cost.
        "fordern" => object.any(|at| {
            view.is_listed(at, GermanicList::VictimNoun) || view.word(at).to_lowercase().ends_with("opfer")
        }),
        _ => false,
    }
}

/// `nannte den Plan einen Fehler`, `nennt das Gesetz unnötig`: something and what it is called.
fn called(scene: &Scene<'_, '_>, predicate: &Predicate, start: usize, end: usize) -> Option<Range<usize>> {
    let view = scene.view;
    if view.lang == Lang::Nl {
        return called_in_dutch(scene, predicate, start, end);
    }
    if predicate.lemma != "nennen" {
        return None;
    }
    let first = object_start(scene, start, end)?;
    let what = phrase(view, first, end)?;
    let has_article = view.is_in(first, Group::Determiner) && !view.is_number(first);
    // `nannte den Umgang mit der Bahn im „Spiegel“ einen Fehler`
    let mut next = what.end;
    while next < end && view.is_in(next, Group::Preposition) && view.depth(next) == scene.depth {
        next = behind_preposition(view, next, end).map_or(end, |behind| behind.max(next + 1));
    }
    if next < end && view.depth(next) > scene.depth {
        next = view
            .quote_around(next, scene.depth)
            .map_or(end, |quote| quote.end);
    }
    let is_noun = view.is_listed(next, GermanicList::NamedAs);
    let is_adjective = next + 1 >= end
        && next < end
        && !view.is_mark(next)
        && !view.is_capitalised(next)
        && !view.is_in(next, Group::Adverb)
        && !view.is_in(next, Group::Preposition)
        && !view.is_in(next, Group::Time);
    (has_article && (is_noun || is_adjective)).then_some(first..end)
}

/// `noemde het doorgaan van de Copa essentieel voor de vrede`, `vindt de straf onterecht`
fn called_in_dutch(
    scene: &Scene<'_, '_>,
    predicate: &Predicate,
    start: usize,
    end: usize,
) -> Option<Range<usize>> {
    let view = scene.view;
    let judges = ["noemen", "vinden"].contains(&predicate.lemma.as_str());
    let first = object_start(scene, start, end).filter(|_| judges)?;
    let mut next = phrase(view, first, end)?.end;
    while next < end && view.is_in(next, Group::Adverb) | view.is_in(next, Group::Negation) {
        next += 1;
    }
    let is_word = next < end
        && !view.is_mark(next)
        && !view.is_capitalised(next)
        && !view.is_in(next, Group::Preposition)
        && !view.is_in(next, Group::Conjunction)
        && !view.is_in(next, Group::Time);
    // `vond het slachtoffer gewond in de gang`: what is found is no opinion.
    let is_found = predicate.lemma == "vinden"
        && (next + 1 < end
            || view
                .readings(next)
                .iter()
                .any(|reading| reading.form == crate::extract::lexicon::Form::Participle));
    let is_particle =
        predicate.particle.is_some() || super::predicate::has_particle(view, next..end, scene.depth);
    (view.is_in(first, Group::Determiner) && is_word && !is_found && !is_particle).then_some(first..end)
}

/// `sieht den Tiefpunkt noch nicht erreicht`: something and in which state it is seen.
fn seen(scene: &Scene<'_, '_>, predicate: &Predicate, start: usize, end: usize) -> Option<Range<usize>> {
    let view = scene.view;
    if predicate.lemma != "sehen" || predicate.main != predicate.finite || view.lang != Lang::De {
        return None;
    }
    let last = words(view, start..end, scene.depth).next_back()?;
    let is_state = !view.is_capitalised(last)
        && view
            .readings(last)
            .iter()
            .any(|reading| reading.form == crate::extract::lexicon::Form::Participle);
    let first = object_start(scene, start, end).filter(|_| is_state)?;
    (view.is_in(first, Group::Determiner) && first + 1 < last).then_some(first..end)
}

/// `Vor einer Krise warnte die Ökonomin`, `Gegen die Pläne wandte sich der Bund`: what the verb asks for stands first.
fn fronted(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<Range<usize>> {
    let view = scene.view;
    if predicate.is_final || view.lang != Lang::De {
        return None;
    }
    let segment = scene.segments.get(predicate.segment)?;
    let mut first = segment.range.start;
    while first < predicate.finite
        && (view.is_in(first, Group::Conjunction)
            || view.is_listed(first, GermanicList::FocusFirst)
                && (view.is_in(first + 1, Group::Preposition) || view.is_word(first + 1, "allem")))
    {
        first += 1;
    }
    let word = view.word(first).to_lowercase();
    let next = first + 1;
    let content = next..predicate.finite;
    let is_asked = predicate.prepositions.iter().any(|(preposition, frames)| {
        is_preposition(&word, preposition)
            && (frames.has(Frame::Object)
                || frames.has(Frame::As)
                    && (preposition.as_ref() == "von"
                        || preposition.as_ref() == "als" && view.depth(next) > scene.depth))
    });
    let has_verb = content
        .clone()
        .any(|at| view.depth(at) == scene.depth && is_finite(view, at));
    let is_time = view.is_in(next, Group::Time) || view.is_number(next);
    (is_asked && !content.is_empty() && !has_verb && !is_time).then_some(content)
}

/// The middle of the clause behind subject and verb.
pub(super) fn middle(scene: &Scene<'_, '_>, predicate: &Predicate) -> Option<(usize, usize)> {
    if predicate.is_final {
        let segment = scene.segments.get(predicate.segment)?;
        let mention = subject(scene, predicate)?;
        // Behind the subject, or behind the relative pronoun.
        let start = if mention.range.end <= segment.range.start {
            segment.range.start + 1
        } else {
            mention.range.end
        };
        let end = predicate.finite.min(predicate.main);
        let end = predicate.particle.map_or(end, |particle| particle.min(end));
        return (start < end).then_some((start, end));
    }
    let mut start = predicate.finite + 1;
    let end = predicate.middle_end();
    let field = field(scene, predicate);
    let is_inverted = !matches!(field, Field::Subject(_) | Field::Shared);
    if is_inverted
        && let Some(mention) = subject_behind(scene, predicate)
        && !(matches!(field, Field::Content(_)) && is_own_object(scene, predicate, &mention))
    {
        start = mention
            .description
            .as_ref()
            .map_or(mention.range.end, |range| range.end)
            .max(mention.range.end);
    }
    let start = start.max(predicate.from);
    (start < end).then_some((start, end))
}

/// The object: the first phrase that is neither dative nor behind a preposition.
pub(super) fn object_start(scene: &Scene<'_, '_>, start: usize, end: usize) -> Option<usize> {
    let view = scene.view;
    let mut at = start;
    for _ in 0..10 {
        if at >= end {
            return None;
        }
        if view.depth(at) > scene.depth {
            return Some(at);
        }
        let groups = view.groups(at);
        if view.is_mark(at) {
            at += 1;
            continue;
        }
        if let Some(next) = super::adverbial::behind_set_phrase(view, at) {
            at = next;
            continue;
        }
        // `nannte als Ziel eine Senkung`: what it is called stands before it.
        let is_as = view.lang == Lang::De
            && view.is_word(at, "als")
            && view.is_capitalised(at + 1)
            && view.is_in(at + 2, Group::Determiner)
            && !view.is_in(at + 2, Group::Genitive);
        if is_as {
            at += 2;
            continue;
        }
        let is_amount = view.is_number(at) || view.is_listed(at, GermanicList::WeighsNumber);
        if is_amount && phrase(view, at, end).is_some() {
            return Some(at);
        }
        if groups.has(Group::Reflexive) && !view.is_in(at, Group::Determiner)
            || groups.has(Group::Adverb) && !groups.has(Group::Determiner)
            || groups.has(Group::Time)
            || groups.has(Group::Hedge)
            || groups.has(Group::Negation) && !groups.has(Group::Determiner)
            || groups.has(Group::StressedPronoun) && phrase(view, at, end).is_none_or(|range| range.len() < 2)
            || groups.has(Group::Neuter) && !groups.has(Group::Determiner)
        {
            at += 1;
            continue;
        }
        if groups.has(Group::Preposition) {
            at = behind_preposition(view, at, end)?;
            continue;
        }
        // `warf ihm und zwei Kollegen Betrug vor`
        if groups.has(Group::And)
            && at > start
            && let Some(partner) = phrase(view, at + 1, end)
            && phrase(view, partner.end, end).is_some()
        {
            at = partner.end;
            continue;
        }
        let Some(range) = phrase(view, at, end) else {
            // `weitere deutliche Einsparungen`, a lone adjective: the next noun decides.
            at += 1;
            continue;
        };
        // `hatte eine Stunde zuvor den Frieden beschworen`
        if super::adverbial::is_time(view, range.clone()) && range.end < end {
            at = range.end;
            continue;
        }
        if is_dative(view, at) || is_dative_feminine(scene, range.clone(), end) {
            // `dem Vorstand Wortbruch`: the last noun is another phrase.
            let last = range.end - 1;
            // `wirft dem Mann Betrug in 23 Fällen vor`: nothing else follows that could be it.
            let is_last = range.end >= end
                || view.is(range.end, Mark::Comma)
                || view.is_in(range.end, Group::Preposition)
                    && behind_preposition(view, range.end, end).is_some_and(|next| next >= end);
            let is_whole = is_last
                && last > at + 1
                && view.is_capitalised(last)
                && view.is_capitalised(last - 1)
                && !super::phrase::is_first_name(view, last - 1);
            at = if is_whole { last } else { range.end };
            continue;
        }
        return Some(at);
    }
    None
}

/// `fürchten durch die Sperrung große Verluste`, `fordert für die Städte mehr Geld`: it is part of what is feared or demanded.
fn with_cause(scene: &Scene<'_, '_>, start: usize, first: usize) -> usize {
    let view = scene.view;
    if view.lang != Lang::De {
        return first;
    }
    words(view, start..first, scene.depth)
        .find(|&at| {
            view.is_listed(at, GermanicList::WhyPreposition)
                && !view.is_in(at + 1, Group::Time)
                && !view.is_number(at + 1)
                && behind_preposition(view, at, first) == Some(first)
        })
        .unwrap_or(first)
}

/// `der Regierung Planlosigkeit`: behind a verb `der` is a dative where another phrase follows.
fn is_dative_feminine(scene: &Scene<'_, '_>, range: Range<usize>, end: usize) -> bool {
    let view = scene.view;
    view.lang == Lang::De
        && view.is_word(range.start, "der")
        && range.end < end
        && phrase(view, range.end, end).is_some()
}

/// Where an object ends: before `als …` and adverbs at the end.
fn object_end(scene: &Scene<'_, '_>, start: usize, end: usize) -> usize {
    let view = scene.view;
    let as_ = words(view, start + 1..end, scene.depth).find(|&at| view.is_word(at, "als"));
    let mut last = as_.unwrap_or(end);
    while last > start + 1
        && view.depth(last - 1) == scene.depth
        && (view.is_in(last - 1, Group::Adverb)
            || view.is_in(last - 1, Group::Negation)
            || view.is_mark(last - 1) && !view.is(last - 1, Mark::Close))
    {
        last -= 1;
    }
    last
}
