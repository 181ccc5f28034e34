//! Sources without a verb: `laut X`, `nach Angaben von X`, `X zufolge`, `aus Sicht der …`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::apposition::with_description;
use super::noun_cue::{is_owner, owner_start};
use super::phrase::phrase;
use super::predicate::Predicate;
use super::segment::{Kind, is_finite, words};
use super::source_content::propose;
use super::source_words::{
    as_believed, as_settled, as_wished, for_somebody, is_other_adjective, is_source_adjective, is_word_noun,
};
use super::subject::subject;
use crate::extract::candidate::Source;
use crate::extract::lexicon::{GermanicList, Group};
use crate::extract::noun_phrase::{Being, Mention, being};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::{Mark, TokenKind};

/// A source in its place.
pub(super) struct Named {
    /// Cue and speaker together.
    pub(super) extent: Range<usize>,
    pub(super) cue: Range<usize>,
    pub(super) speaker: Source,
}

/// Whether words that name a source begin at a place.
pub(super) fn opens(view: &View<'_>, at: usize) -> Option<Range<usize>> {
    if view.lang == Lang::De {
        if view.is_word(at, "laut") && (!view.is_mark(at + 1) || view.is(at + 1, Mark::Quote)) {
            return Some(at..at + 1);
        }
        let is_prefix = view.is_word(at, "nach")
            || view.is_word(at, "aus")
            || view.is_word(at, "gemäß")
            || view.is_word(at, "in");
        if !is_prefix {
            return None;
        }
        let mut noun = at + 1;
        // `nach bisher unbestätigten Berichten`
        let is_late = view.is_in(noun, Group::Adverb)
            && (is_other_adjective(view, noun + 1) || is_source_adjective(view, noun + 1));
        noun += usize::from(is_late && view.is_word(at, "nach"));
        let is_owned = |place: usize| {
            is_owner(view, place) || super::phrase::is_first_name(view, place) && is_owner(view, place + 1)
        };
        while noun < at + 4
            && (view.is_in(noun, Group::Determiner) || is_source_adjective(view, noun) || is_owned(noun))
        {
            noun += 1;
        }
        // `nach syrischen Angaben`: any adjective, where the noun can only be a word.
        let is_open = noun == at + 1 + usize::from(is_late)
            && (view.is_word(at, "nach") || view.is_word(at, "gemäß"))
            && is_other_adjective(view, noun)
            && is_word_noun(view, noun + 1);
        noun += usize::from(is_open);
        if is_later(view, at) {
            return None;
        }
        let fits = if view.is_word(at, "nach") || view.is_word(at, "gemäß") {
            view.is_in(noun, Group::SourceNoun)
        } else {
            view.is_word(noun, "sicht") || view.is_word(noun, "augen") && view.is_word(at, "in")
        };
        return (fits && view.is_capitalised(noun)).then_some(at..noun + 1);
    }
    if view.is_word(at, "volgens") || view.is_word(at, "aldus") {
        return Some(at..at + 1);
    }
    if view.is_word(at, "naar") && view.is_word(at + 1, "eigen") && view.is_word(at + 2, "zeggen") {
        return Some(at..at + 3);
    }
    if view.is_word(at, "blijkens") {
        return Some(at..at + 1);
    }
    // `in de visie van Boogerd`, `naar het oordeel van de rechter`
    let noun = at + 1 + usize::from(view.is_any_word(at + 1, words!["de", "het"]));
    let is_view = view.is_any_word(at, words!["in", "naar"])
        && view.is_word(noun + 1, "van")
        && view.is_listed(noun, GermanicList::ViewNounDutch);
    is_view.then_some(at..noun + 2)
}

/// `zwei Monate nach dem Urteil des Gerichts`, `kurz nach der Einschätzung`: when, and not by whose word.
fn is_later(view: &View<'_>, at: usize) -> bool {
    view.is_word(at, "nach")
        && view.is_in(at + 1, Group::Determiner)
        && at > 0
        && view.is_listed(at - 1, GermanicList::BeforeAfter)
}

pub(super) fn find(scene: &mut Scene<'_, '_>) {
    let mut at = scene.range.start;
    while at < scene.range.end {
        if scene.view.depth(at) == scene.depth
            && let Some(named) = named(scene, at)
        {
            let end = named.extent.end.max(at + 1);
            propose(scene, named);
            at = end;
        } else {
            at += 1;
        }
    }
}

/// `Zahlen, denen zufolge …`, `ein Bericht, laut dem die Stadt …`: what the clause is told by stands before it.
fn is_relative(scene: &Scene<'_, '_>, at: usize) -> bool {
    let view = scene.view;
    let (start, pronoun) = if view.is_word(at, "laut") {
        (at, at + 1)
    } else if view.is_word(at, "zufolge") && at > 0 {
        (at - 1, at - 1)
    } else {
        return false;
    };
    view.lang == Lang::De
        && view.is_listed(pronoun, GermanicList::RelativeDative)
        && scene.segments.iter().any(|segment| {
            segment.range.start == start && matches!(segment.kind, Kind::Relative | Kind::Subordinate)
        })
}

pub(super) fn named(scene: &Scene<'_, '_>, at: usize) -> Option<Named> {
    let view = scene.view;
    let is_so = view.is_word(at, "aldus") && at > scene.range.start;
    if is_so || is_relative(scene, at) {
        return None;
    }
    if let Some(opening) = opens(view, at) {
        return named_behind(scene, opening);
    }
    if view.lang != Lang::De {
        return None;
    }
    let at_start = as_settled(scene, at)
        .or_else(|| for_somebody(scene, at))
        .or_else(|| as_wished(scene, at))
        .or_else(|| as_believed(scene, at))
        .or_else(|| in_own_view(view, at));
    if at_start.is_some() {
        return at_start;
    }
    if !stands_behind_source(scene, at) {
        return None;
    }
    // `der ihrer Ansicht nach falsche Weg`
    let possessive = at.checked_sub(2).filter(|&place| {
        view.is_word(at, "nach") && view.is_in(place, Group::Possessive) && !view.starts_sentence(place)
    });
    if let Some(place) = possessive {
        // `Ihrer Meinung nach`: asked of somebody.
        return (!view.is_capitalised(place)).then(|| Named {
            extent: place..at + 1,
            cue: at..at + 1,
            speaker: Source::Mention(Mention::of(place..place + 1)),
        });
    }
    owner_before(scene, at).or_else(|| named_before(scene, at))
}

/// `Seines Erachtens`
fn in_own_view(view: &View<'_>, at: usize) -> Option<Named> {
    let is_own_view = view.is_any_word(at, words!["seines", "ihres"]) && view.is_word(at + 1, "erachtens");
    is_own_view.then(|| Named {
        extent: at..at + 2,
        cue: at..at + 2,
        speaker: Source::Mention(Mention::of(at..at + 1)),
    })
}

/// `den Ermittlern zufolge`, `seiner Meinung nach`: whether a word stands behind the source that it names.
fn stands_behind_source(scene: &Scene<'_, '_>, at: usize) -> bool {
    let view = scene.view;
    if at == scene.range.start {
        return false;
    }
    let is_according = view.is_word(at, "nach");
    // `Recherchen nach dem Eigentümer`, `eine Umfrage nach der Zufriedenheit`: looked for, not said.
    let is_search = || view.is_in(at + 1, Group::Determiner) && !view.is_in(at - 1, Group::ViewNoun);
    let is_behind_noun = || {
        view.is_in(at - 1, Group::SourceNoun)
            && view.is_capitalised(at - 1)
            && (at + 1 >= scene.range.end
                || view.is_mark(at + 1)
                || is_finite(view, at + 1)
                || !view.is_capitalised(at + 1))
    };
    view.is_word(at, "zufolge") || is_according && is_behind_noun() && !is_search()
}

/// `Ufers Ansicht nach`, `Ufers Angaben zufolge`
fn owner_before(scene: &Scene<'_, '_>, at: usize) -> Option<Named> {
    let view = scene.view;
    let owner = at.checked_sub(2).filter(|&owner| {
        view.is_any_word(at, words!["nach", "zufolge"])
            && owner >= scene.range.start
            && is_owner(view, owner)
            && view.is_in(at - 1, Group::SourceNoun)
    })?;
    let start = owner_start(view, owner, scene.range.start);
    Some(Named {
        extent: start..at + 1,
        cue: at..at + 1,
        speaker: Source::Mention(Mention::of(start..owner + 1)),
    })
}

/// The phrase before the word that makes it a source.
fn named_before(scene: &Scene<'_, '_>, at: usize) -> Option<Named> {
    let view = scene.view;
    let start = phrase_before(scene, at)?;
    // `Grund war ersten Erkenntnissen zufolge ein Schaden`
    let has_adjective = start > scene.range.start
        && view.is_in(start, Group::SourceNoun)
        && (is_other_adjective(view, start - 1) || is_source_adjective(view, start - 1))
        && !view.is_in(start - 1, Group::Determiner);
    let start = start - usize::from(has_adjective);
    let is_other = view.is_word(at, "nach")
        && !view.is_in(start, Group::Determiner)
        && !view.is_in(at - 1, Group::SourceNoun);
    if is_other {
        return None;
    }
    if view.is_word(at - 1, "vernehmen") || view.is_word(at - 1, "hörensagen") {
        return Some(Named {
            extent: start..at + 1,
            cue: start..at + 1,
            speaker: Source::Unspecified,
        });
    }
    let speaker = speaker_before(view, start, at)?;
    Some(Named {
        extent: start..at + 1,
        cue: at..at + 1,
        speaker: Source::Mention(Mention::of(speaker)),
    })
}

/// Where the phrase begins that reaches up to the word which makes it a source.
fn phrase_before(scene: &Scene<'_, '_>, at: usize) -> Option<usize> {
    /// How many words it has at most.
    const LONGEST: usize = 14;
    let view = scene.view;
    let stops = |place: usize| {
        let is_own =
            view.depth(place) > scene.depth || !view.is_mark(place) || view.is_abbreviation_stop(place);
        !is_own
            || is_finite(view, place) && view.depth(place) == scene.depth
            || view.is_in(place, Group::Subordinator) && !view.is_in(place, Group::Determiner)
    };
    let start = (scene.range.start..at)
        .rev()
        .take(LONGEST)
        .take_while(|&place| !stops(place))
        .last()
        .unwrap_or(at);
    // All before the verb is one phrase: `Einer Umfrage des Instituts Trend research zufolge fehlen …`.
    let is_fronted = scene.segments.iter().any(|segment| segment.range.start == start)
        && (view.is_word(at, "zufolge") && view.is_in(start, Group::Determiner)
            || opens_adjective(view, start, at));
    (start..at)
        .find(|&place| {
            view.depth(place) == scene.depth
                && !view.is_in(place, Group::Adverb)
                && (view.is_in(place, Group::Determiner) || view.is_capitalised(place))
                && phrase(view, place, at).is_some_and(|range| range.end == at)
        })
        .filter(|&place| !is_fronted || place == start || view.is_in(place, Group::Determiner))
        .or(is_fronted.then_some(start))
}

/// Who speaks in such a phrase: whose the noun of saying is, or all of it.
fn speaker_before(view: &View<'_>, start: usize, at: usize) -> Option<Range<usize>> {
    let noun = (start..at).find(|&place| view.is_capitalised(place) && view.is_in(place, Group::SourceNoun));
    let Some(noun) = noun else {
        return Some(start..at);
    };
    if is_own(view, start) {
        return None;
    }
    let is_possessive = view.is_in(start, Group::Masculine) || view.is_in(start, Group::Feminine);
    if is_possessive && start < noun {
        return Some(start..start + 1);
    }
    let genitive = noun + 1 + usize::from(view.is_in(noun + 1, Group::Of));
    Some(if genitive < at { genitive..at } else { start..at })
}

/// `Offiziellen Angaben zufolge`: an adjective that begins the sentence, and its noun.
fn opens_adjective(view: &View<'_>, start: usize, at: usize) -> bool {
    view.starts_sentence(start)
        && start + 2 == at
        && view.word(start).ends_with("en")
        // `Örtlichen Medien zufolge`
        && (view.is_in(start + 1, Group::SourceNoun) || view.is_word(at, "zufolge"))
}

/// `laut einer Studie`, `nach Angaben des Konzerns`, `nach eigenen Angaben`.
fn named_behind(scene: &Scene<'_, '_>, opening: Range<usize>) -> Option<Named> {
    let view = scene.view;
    let next = opening.end;
    // `Laut dpa`: agencies write themselves small.
    if view.is_listed(next, GermanicList::Agency) {
        return Some(Named {
            extent: opening.start..next + 1,
            cue: opening,
            speaker: Source::Mention(Mention::of(next..next + 1)),
        });
    }
    if opening.len() > 1 && !view.is_word(next - 1, "van") {
        return named_with_noun(scene, opening);
    }
    // `laut eigener Aussage`
    if is_own_word(view, next) && view.is_in(next + 1, Group::SourceNoun) {
        return own(scene, opening.start..next + 2);
    }
    // `laut X`, `volgens X`
    let quoted = || {
        view.quote_around(next, scene.depth)
            .filter(|quote| quote.open == next && quote.inside().len() < 6)
            .map(|quote| quote.open..quote.end)
    };
    // `Volgens haar leveren de molens stroom`: no owner, since an article follows where its noun would stand.
    let is_alone = view.lang == Lang::Nl
        && view.is_any_word(next, words!["haar", "hun"])
        && view.is_in(next + 2, Group::Determiner);
    let range = phrase(view, next, scene.range.end)
        .filter(|_| !is_alone)
        .or_else(quoted)
        .or_else(|| web_address(view, next))
        .or_else(|| {
            (view.is_in(next, Group::StressedPronoun) || super::phrase::is_subject_pronoun(view, next))
                .then_some(next..next + 1)
        })?;
    (!is_no_source(view, &range)).then(|| described(scene, range, opening))
}

/// Whether what stands behind *laut* or *volgens* is a thing that tells nothing.
fn is_no_source(view: &View<'_>, range: &Range<usize>) -> bool {
    let has_any = |groups: &[Group]| {
        range
            .clone()
            .any(|at| groups.iter().any(|group| view.is_in(at, *group)))
    };
    let is_thing = matches!(being(view, range.clone()), Being::Thing | Being::You);
    // `volgens plan`: as was planned.
    let is_plan = range.len() == 1 && view.is_word(range.start, "plan");
    is_plan
        || is_thing && !has_any(&[Group::Document])
        || has_any(&[Group::Criterion]) && !has_any(&[Group::Document, Group::Role, Group::Organization])
}

/// The source of a range, with what is told of it.
fn described(scene: &Scene<'_, '_>, range: Range<usize>, opening: Range<usize>) -> Named {
    let mention = with_description(scene.view, range, scene.depth);
    let end = mention
        .description
        .as_ref()
        .map_or(mention.range.end, |range| range.end.max(mention.range.end));
    Named {
        extent: opening.start..end,
        cue: opening,
        speaker: Source::Mention(mention),
    }
}

/// `nach Angaben des Konzerns`, `nach Jan Webers Angaben`, `nach eigenen Angaben`: behind a noun of saying.
fn named_with_noun(scene: &Scene<'_, '_>, opening: Range<usize>) -> Option<Named> {
    let view = scene.view;
    let is_german = view.lang == Lang::De;
    let next = opening.end;
    let noun = next - 1;
    // `nach Jan Webers Angaben`
    let owner = noun - 1;
    if is_german && owner > opening.start && is_owner(view, owner) {
        let start = owner_start(view, owner, opening.start + 1);
        return Some(Named {
            extent: opening.clone(),
            cue: opening,
            speaker: Source::Mention(Mention::of(start..owner + 1)),
        });
    }
    // `aus meiner Sicht der Stil`: the author's, and no genitive.
    if (opening.start..noun).any(|at| is_own(view, at)) {
        return None;
    }
    if noun > opening.start + 1 && is_own_word(view, noun - 1) {
        return own(scene, opening);
    }
    // `schildert das Jahr aus der Sicht eines Kindes`: a way of telling.
    let is_view = view.is_word(noun, "sicht")
        && view.is_any_word(next, words!["eines", "einer"])
        && opening.start > scene.range.start;
    if is_view {
        return None;
    }
    let is_of = view.is_in(next, Group::Of);
    if is_of || is_genitive_behind(scene, &opening) {
        return named_by_genitive(scene, opening, !is_of);
    }
    // `um den Fall aus seiner Sicht darzulegen`
    let is_told = || view.is_word(noun, "sicht") && super::segment::is_to_infinitive(view, next, noun);
    // `aus Ihrer Sicht`: asked of somebody.
    let is_asked =
        || (opening.start + 1..noun).any(|at| view.is_capitalised(at) && view.is_in(at, Group::Possessive));
    if is_german && (is_told() || is_asked()) {
        return None;
    }
    let speaker = Mention::of(speaker_in_opening(view, &opening)?);
    Some(Named {
        extent: opening.clone(),
        cue: opening,
        speaker: Source::Mention(speaker),
    })
}

/// Whether a German genitive follows the noun of saying.
fn is_genitive_behind(scene: &Scene<'_, '_>, opening: &Range<usize>) -> bool {
    let view = scene.view;
    let next = opening.end;
    let noun = next - 1;
    let is_name = || {
        view.is_capitalised(next)
            && view.depth(next) == scene.depth
            // `nach syrischen Angaben Raketen`: another phrase.
            && !(noun > opening.start + 1 && is_other_adjective(view, noun - 1))
            && !is_compound(view, noun)
    };
    view.lang == Lang::De
        && !(opening.start + 1..noun).any(|at| view.is_in(at, Group::Possessive))
        && !view.is_mark(next)
        && (view.is_in(next, Group::Genitive) || is_name())
}

/// `nach Angaben des Roten Kreuzes`, `nach Angaben von Kolb`
fn named_by_genitive(scene: &Scene<'_, '_>, opening: Range<usize>, is_genitive: bool) -> Option<Named> {
    let view = scene.view;
    let start = opening.end + usize::from(!is_genitive);
    let range = phrase(view, start, scene.range.end)
        .or_else(|| super::phrase::is_subject_pronoun(view, start).then_some(start..start + 1))?;
    // `nach Angaben des Roten Kreuzes von der Außenwelt abgeschnitten`: a genitive is whole.
    let of = words(view, range.start + 1..range.end, scene.depth).find(|&at| {
        is_genitive
            && view.is_in(range.start, Group::Genitive)
            && view.is_in(at, Group::Of)
            && view.is_listed(at + 1, GermanicList::ArticleGenitive)
    });
    Some(described(scene, range.start..of.unwrap_or(range.end), opening))
}

/// `nach UN-Angaben`, `nach seiner Einschätzung`: who speaks, told before the noun or in it.
fn speaker_in_opening(view: &View<'_>, opening: &Range<usize>) -> Option<Range<usize>> {
    let noun = opening.end - 1;
    let possessive = (opening.start + 1..noun)
        .find(|&at| view.is_in(at, Group::Masculine) || view.is_in(at, Group::Feminine));
    match possessive {
        Some(at) => Some(at..at + 1),
        None if is_compound(view, noun) => Some(noun..noun + 1),
        None if tells_itself(view, opening.clone()) => Some(opening.start + 1..noun + 1),
        None => None,
    }
}

/// `nach syrischen Angaben`, `nach ersten Erkenntnissen`: told by nobody else.
fn tells_itself(view: &View<'_>, opening: Range<usize>) -> bool {
    let noun = opening.end - 1;
    let is_described = noun > opening.start + 1;
    is_described
        && (view.is_in(noun, Group::Document)
            || view.word(noun).ends_with('n')
                && !view.is_in(noun - 1, Group::Determiner)
                && (is_word_noun(view, noun) || is_source_adjective(view, noun - 1)))
}

/// `laut muster.de`: words that nothing but full stops joins.
fn web_address(view: &View<'_>, at: usize) -> Option<Range<usize>> {
    let mut end = at + 1;
    while view.is(end, Mark::Stop)
        && view.token(end).is_some_and(|stop| !stop.is_spaced)
        && view
            .token(end + 1)
            .is_some_and(|word| !word.is_spaced && word.kind == TokenKind::Word)
    {
        end += 2;
    }
    (end > at + 1).then_some(at..end)
}

fn is_own_word(view: &View<'_>, at: usize) -> bool {
    view.is_listed(at, GermanicList::OwnWord)
}

/// `nach eigenen Angaben`: the subject of the clause says so.
fn own(scene: &Scene<'_, '_>, opening: Range<usize>) -> Option<Named> {
    let view = scene.view;
    let place = scene
        .segments
        .iter()
        .position(|segment| segment.range.contains(&opening.start))?;
    let range = scene.segments.get(place)?.range.clone();
    let is_verb = |at: &usize| view.depth(*at) == scene.depth && is_finite(view, *at);
    let finite = (range.start..opening.start)
        .find(is_verb)
        .or_else(|| (opening.end..range.end).find(is_verb))?;
    // `die Firma, die nach eigenen Angaben schließt`: the noun before the clause.
    let mut clause = Predicate::plain(finite, range.end, "");
    clause.segment = place;
    clause.is_final = scene
        .segments
        .get(place)
        .is_some_and(|own| own.kind == Kind::Relative);
    let mention = subject(scene, &clause)?;
    Some(Named {
        extent: opening.clone(),
        cue: opening,
        speaker: Source::Mention(mention),
    })
}

/// `meiner Meinung nach`: the author's.
fn is_own(view: &View<'_>, at: usize) -> bool {
    ["mein", "unser", "dein", "euer"]
        .iter()
        .any(|stem| view.word(at).to_lowercase().starts_with(stem))
}

/// `UN-Angaben`, `Polizeiangaben`: the source stands in the word.
fn is_compound(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at).to_lowercase();
    word.contains('-')
        || ["angaben", "berichten", "bericht", "informationen", "quellen"]
            .iter()
            .any(|ending| word.len() > ending.len() + 3 && word.ends_with(ending))
}
