//! Noun phrases: determiner, adjectives, noun, name, genitive, `von …`.

use std::ops::Range;

use propos_segment::Lang;

use super::segment::{is_article, is_finite};
use crate::extract::lexicon::{Ending, Form, GermanicList, Group, Groups};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// What kinds of nouns the lists know.
const NOUNS: Groups = Groups::of(&[
    Group::Role,
    Group::Organization,
    Group::Document,
    Group::Inanimate,
    Group::Information,
    Group::Criterion,
    Group::OpinionClause,
    Group::SourceNoun,
]);

/// Most words between a determiner and its noun.
const MAX_ATTRIBUTES: usize = 5;

/// Whether a place holds a pronoun that may be a subject.
pub(super) fn is_subject_pronoun(view: &View<'_>, at: usize) -> bool {
    let groups = view.groups(at);
    (groups.has(Group::Pronoun) || view.is_word(at, "man"))
        && !(groups.has(Group::Determiner) && opens_noun(view, at + 1))
        || groups.has(Group::Unspecified) && !opens_noun(view, at + 1)
}

/// Whether a noun may follow at a place, over adjectives.
fn opens_noun(view: &View<'_>, at: usize) -> bool {
    match view.lang {
        Lang::De => (at..at + 5)
            .any(|place| view.is_capitalised(place) && (at..place).all(|before| is_attribute(view, before))),
        _ => !view.is_mark(at) && is_dutch_noun(view, at),
    }
}

/// The noun phrase that begins at a place, not reaching `until`.
pub(super) fn phrase(view: &View<'_>, at: usize, until: usize) -> Option<Range<usize>> {
    let depth = view.depth(at);
    if let Some(end) = core(view, at, until, depth) {
        return Some(at..extend(view, at, end, until, depth));
    }
    let noun = extended(view, at, until)?;
    let end = core(view, noun, until, depth)?;
    Some(at..extend(view, noun, end, until, depth))
}

/// `Mit den Plänen vertraute Personen`, `Mehrere mit der Sache befasste Anwälte`: all of a range is one phrase, whose noun has a
/// participle before it with what belongs to that.
pub(super) fn is_long(view: &View<'_>, range: Range<usize>) -> bool {
    let Some(noun) = range.end.checked_sub(1) else {
        return false;
    };
    let first = range.start;
    let is_open = view.is_in(first, Group::Unspecified)
        || view.is_in(first, Group::Indefinite)
        || view.is_in(first, Group::Determiner)
        || view.is_number(first);
    let preposition = first + usize::from(is_open);
    if view.lang != Lang::De || preposition + 3 > noun || !view.is_in(preposition, Group::Preposition) {
        return false;
    }
    let is_inflected = ["te", "ene", "nde"]
        .iter()
        .any(|ending| view.word(noun - 1).ends_with(ending));
    is_inflected
        && view.is_capitalised(noun)
        && !view.is_capitalised(noun - 1)
        && !view.is_in(noun, Group::Time)
        && phrase(view, preposition + 1, noun - 1).is_some_and(|inner| inner.end == noun - 1)
}

/// `einer am Dienstag verbreiteten Erklärung`, `die von der Bahn geplante Strecke`: the noun behind a participle with what
/// belongs to it.
fn extended(view: &View<'_>, at: usize, until: usize) -> Option<usize> {
    /// Longest attribute, in words.
    const LONGEST: usize = 12;
    let next = at + 1;
    let opens = view.lang == Lang::De
        && view.is_in(at, Group::Determiner)
        && (view.is_in(next, Group::Preposition) || view.is_in(next, Group::Adverb));
    if !opens {
        return None;
    }
    let is_participle = |place: usize| {
        let word = view.word(place);
        !view.is_capitalised(place) && word.len() > 6 && view.lexicon.ends(word, Ending::Participle)
    };
    (next + 2..until.min(at + LONGEST))
        // `einer in der Zeitschrift „Bahn heute“ veröffentlichten Studie`
        .take_while(|&place| !view.is_mark(place) || view.depth(place) > view.depth(at))
        .find(|&place| {
            view.depth(place) == view.depth(at) && view.is_capitalised(place) && is_participle(place - 1)
        })
}

/// Determiner, attributes, noun and name.
fn core(view: &View<'_>, start: usize, until: usize, depth: u8) -> Option<usize> {
    let mut at = start;
    let mut has_determiner = false;
    while at < until && view.is_in(at, Group::Determiner) && at < start + 3 && view.depth(at) == depth {
        has_determiner = true;
        at += 1;
    }
    let first = at;
    while at < until
        && !is_compound_number(view, at)
        && at < first + MAX_ATTRIBUTES
        && view.depth(at) == depth
        && is_attribute(view, at)
        && !is_head(view, at)
        // `sei laut Bank die Prüfung beendet`: an article opens another phrase.
        && !(at > first && view.lang == Lang::De && (is_article(view, at) || view.is_in(at, Group::Possessive)))
    {
        at += 1;
    }
    if at < until && view.depth(at) > depth {
        // `die „Rheinische Post“`
        return view
            .quote_around(at, depth)
            .map(|quote| quote.end.min(until))
            .filter(|_| has_determiner || at > start);
    }
    // `die 58-Jährige`, `einen 34-jährigen Mann`, `der 51-jährige`
    if is_compound_number(view, at) {
        at += 2;
        let noun = (at..until.min(at + MAX_ATTRIBUTES))
            .find(|&place| view.depth(place) != depth || !is_attribute(view, place) || is_head(view, place));
        match noun {
            Some(noun) if view.depth(noun) == depth && is_head(view, noun) => at = noun,
            _ if has_determiner
                && at < until
                && view.lang == Lang::De
                && view.is_in(at, Group::Descriptor) =>
            {
                return Some(at + 1);
            }
            _ => {}
        }
    }
    if at >= until || view.depth(at) != depth || !is_head(view, at) {
        let is_nominal = has_determiner && at > start && view.lang == Lang::Nl;
        return (is_nominal && first > start && at > first).then_some(at);
    }
    at += 1;
    while at < until && view.depth(at) == depth && joins(view, at) {
        at += 1;
    }
    // `die Zeitung „Reforma“`
    if at < until
        && view.depth(at) > depth
        && view.is_in(at - 1, Group::Document) | view.is_in(at - 1, Group::Organization)
        && let Some(quote) = view.quote_around(at, depth)
        && quote.end <= until
        && quote.inside().len() < 6
    {
        at = quote.end;
    }
    Some(at)
}

/// `58-Jährige`: the number belongs to the noun.
fn is_compound_number(view: &View<'_>, at: usize) -> bool {
    view.is_number(at)
        && view.is(at + 1, Mark::Dash)
        && [at + 1, at + 2]
            .iter()
            .all(|&place| view.token(place).is_some_and(|token| !token.is_spaced))
}

/// Whether a word may stand between a determiner and a noun.
fn is_attribute(view: &View<'_>, at: usize) -> bool {
    if view.is_mark(at) {
        return false;
    }
    if view.is_number(at) {
        return true;
    }
    let groups = view.groups(at);
    !(groups.has(Group::Preposition)
        || groups.has(Group::Conjunction)
        || groups.has(Group::Subordinator)
        || groups.has(Group::Pronoun)
        || groups.has(Group::StressedPronoun)
        || groups.has(Group::Reflexive)
        || groups.has(Group::Modal)
        || groups.has(Group::Have)
        || groups.has(Group::Be)
        || groups.has(Group::Negation) && !groups.has(Group::Determiner))
        && (view.lang == Lang::Nl || !view.is_capitalised(at))
        && (!is_finite(view, at) || looks_inflected(view, at))
}

fn looks_inflected(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    ["e", "en", "er", "es", "em"]
        .iter()
        .any(|ending| word.ends_with(ending))
        && !word.ends_with("te")
        && !word.ends_with("ten")
}

/// Whether a word may be the noun of a phrase.
fn is_head(view: &View<'_>, at: usize) -> bool {
    match view.lang {
        Lang::De => view.is_capitalised(at) && !(view.starts_sentence(at) && is_small_word(view, at)),
        _ => is_dutch_noun(view, at),
    }
}

fn is_small_word(view: &View<'_>, at: usize) -> bool {
    view.groups(at).has_any(Groups::of(&[
        Group::Preposition,
        Group::Conjunction,
        Group::Subordinator,
        Group::Pronoun,
        Group::Adverb,
        Group::Determiner,
        Group::Modal,
        Group::Have,
        Group::Be,
        Group::Hedge,
    ]))
}

/// Dutch writes nouns small: what is no small word and no verb may be one.
fn is_dutch_noun(view: &View<'_>, at: usize) -> bool {
    if view.is_mark(at) {
        return false;
    }
    if view.is_capitalised(at) && !view.starts_sentence(at) {
        // `de Europese normen`: an adjective with its noun.
        // `het Amerikaanse chemische concern`: another one between.
        let is_between = view.word(at + 1).ends_with('e')
            && !view.groups(at + 1).has_any(NOUNS)
            && !is_small_word(view, at + 1);
        let next = at + 1 + usize::from(is_between);
        return !((view.word(at).ends_with("se") || view.word(at).ends_with("sche"))
            && !view.is_capitalised(next)
            && view.groups(next).has_any(NOUNS));
    }
    let groups = view.groups(at);
    // `hebben al gezegd`: a participle.
    let readings = view.readings(at);
    let is_participle =
        !readings.is_empty() && readings.iter().all(|reading| reading.form == Form::Participle);
    groups.has_any(NOUNS)
        || groups.has(Group::Title)
        || !is_participle
            && !is_small_word(view, at)
            && !groups.has(Group::Negation)
            && !is_finite(view, at)
            && !looks_adjective(view, at)
}

/// `Dutch` adjectives before a noun end in `-e` and another noun follows.
fn looks_adjective(view: &View<'_>, at: usize) -> bool {
    view.word(at).ends_with('e')
        && !view.is_mark(at + 1)
        && !is_small_word(view, at + 1)
        && !is_finite(view, at + 1)
        && !view.is_known(at)
}

/// Whether a word goes on the noun before it: `Finanzminister Jonas Reuter`, `Richter Jan Pohl`, `Bayer 04`.
fn joins(view: &View<'_>, at: usize) -> bool {
    let before = at - 1;
    if view.is_abbreviation_stop(at) || view.lang == Lang::Nl && joins_dutch_name(view, at) {
        return true;
    }
    if view.is(at, Mark::Other) {
        return view.word(at) == "&" || view.word(at) == "/";
    }
    if view.is_mark(at) {
        return false;
    }
    let groups = view.groups(at);
    if view.is_in(at, Group::Particle) && view.is_capitalised(at + 1) && !view.is_in(at + 1, Group::Time) {
        // `Ursula von der Leyen`, not `Sprecher von Siemens`.
        // `wethouder De Vries`
        let is_surname = view.lang == Lang::Nl && view.is_capitalised(at) && view.is_in(before, Group::Role);
        let is_in_name = is_surname
            || is_first_name(view, before)
            || view.is_in(before, Group::Particle) && before > 0
            || !view.groups(before).has_any(NOUNS)
                && view.is_capitalised(before)
                && !groups.has(Group::Of)
                && !groups.has(Group::Determiner)
                && !groups.has(Group::Preposition);
        return is_in_name;
    }
    if view.is_in(at, Group::Particle) && view.is_in(at + 1, Group::Particle) && is_first_name(view, before) {
        return true;
    }
    // `Peter de Boer`, also where the name is a noun.
    let is_behind_particle = before > 0
        && view.is_in(before, Group::Particle)
        && view.is_capitalised(at)
        && (is_first_name(view, before - 1)
            || view.is_in(before - 1, Group::Particle)
            // `minister De Boer`
            || view.lang == Lang::Nl
                && view.is_capitalised(before)
                && (view.is_in(before - 1, Group::Role) || view.is_in(before - 1, Group::Title)));
    if is_behind_particle {
        return true;
    }
    if !view.is_capitalised(at) {
        return view.is_number(at)
            && view.is_capitalised(before)
            && !view.groups(before).has_any(NOUNS)
            && !is_first_name(view, before)
            && view.is_mark(at + 1);
    }
    // `haben die USA Russland gedroht`
    if view.is_word(before, "usa") {
        return is_first_name(view, at);
    }
    // `nach Moskaus Anerkennung der Krim`
    let is_owned = view.lang == Lang::De
        && view.word(before).ends_with('s')
        && view.word(before).len() > 4
        && before > 0
        && view.is_in(before - 1, Group::Preposition)
        && (!view.groups(before).has_any(NOUNS) || view.is_in(before, Group::Organization))
        && is_abstract(view.word(at));
    if is_owned {
        return true;
    }
    if groups.has(Group::Time) && !is_first_name(view, at) && !is_first_name(view, before) {
        return false;
    }
    let is_known_noun = groups.has_any(NOUNS);
    if is_known_noun && is_capital_adjective(view, before, at) {
        return true;
    }
    if is_first_name(view, at) || is_first_name(view, before) {
        return true;
    }
    if is_known_noun {
        let is_title = groups.has(Group::Role) || groups.has(Group::Title);
        return is_title && (view.is_in(before, Group::Role) || view.is_in(before, Group::Title))
            || view
                .token(at)
                .is_some_and(|token| token.letters == crate::tokens::Letters::Capitals);
    }
    // `Vereinte Nationen`: behind an adjective with a capital any noun goes.
    let is_adjective = ["e", "en", "er", "es"]
        .iter()
        .any(|ending| view.word(before).ends_with(ending))
        && !view.groups(before).has_any(NOUNS);
    !is_abstract(view.word(at)) || is_adjective
}

/// Whether a word goes on a Dutch name as no other words do: `J. van Dam`, `Piet van 't Hof`, `het Goede Vrijdag-akkoord`.
pub(crate) fn joins_dutch_name(view: &View<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    // The article with its apostrophe, which is one token or two.
    let is_article = |place: usize| view.is_any_word(place, words!["t", "'t", "’t"]);
    let opens_article =
        |place: usize| is_article(place) || view.is(place, Mark::Quote) && is_article(place + 1);
    let joins = |place: usize| view.is_in(place, Group::Particle) || view.is_word(place, "in");
    let is_initial = view.word(before).len() == 2 && view.word(before).ends_with('.');
    let is_behind_name = is_initial || is_first_name(view, before);
    if is_article(at) {
        return joins(before) || before > 0 && view.is(before, Mark::Quote) && joins(before - 1);
    }
    if view.is(at, Mark::Quote) {
        return opens_article(at) && joins(before) && view.is_capitalised(at + 2);
    }
    if joins(at) {
        let follows =
            view.is_capitalised(at + 1) || view.is_in(at + 1, Group::Particle) || opens_article(at + 1);
        return is_behind_name && follows && (opens_article(at + 1) || is_initial);
    }
    let is_compound = view.word(at).contains('-')
        && view.is_capitalised(before)
        && before > 0
        && view.is_in(before - 1, Group::Determiner);
    view.is_capitalised(at) && (is_article(before) && before > 0 || is_compound)
}

/// `Münchner Institut`, `Bulgarischen Presseberichten`, `Japans Außenminister`: what qualifies a noun with a capital.
fn is_capital_adjective(view: &View<'_>, before: usize, at: usize) -> bool {
    let word = view.word(before);
    let groups = view.groups(at);
    let is_body = groups.has(Group::Role) || groups.has(Group::Organization) || groups.has(Group::Title);
    // `Berlins Senat`, `die Berliner Bürgermeisterin`: a place that stands for who rules there as well.
    let is_place = is_body
        && view.is_in(before, Group::Organization)
        && (word.ends_with('s') && before > 0 && !view.is_in(before - 1, Group::Determiner)
            || word.ends_with("er") && !view.is_in(before, Group::Role));
    // `het Openbaar Ministerie`
    let is_ministry = view.lang == Lang::Nl
        && groups.has(Group::Organization)
        && view.is_in(before, Group::Organization)
        && before > 0
        && view.is_in(before - 1, Group::Determiner);
    if is_ministry {
        return true;
    }
    if view.groups(before).has_any(NOUNS) && !is_place
        || is_first_name(view, before)
        || !view.is_capitalised(before)
    {
        return false;
    }
    let is_derived = ["ische", "ischen", "ischer", "isches", "ischem"]
        .iter()
        .any(|ending| word.ends_with(ending));
    // `des Weißen Hauses`, `dem Auswärtigen Amt`
    let is_named = groups.has(Group::Organization)
        && ["e", "en", "er", "es"]
            .iter()
            .any(|ending| word.ends_with(ending))
        && before > 0
        && view.is_in(before - 1, Group::Determiner);
    is_named
        || is_derived
        || is_body
            && (word.ends_with("er") || word.ends_with('s') || word.ends_with('’') || word.ends_with('\''))
}

pub(super) fn is_first_name(view: &View<'_>, at: usize) -> bool {
    view.is_capitalised(at) && view.is_first_name(at)
}

/// Endings of nouns for notions.
pub(super) fn is_abstract(word: &str) -> bool {
    word.len() > 5
        && [
            "ung", "ungen", "heit", "heiten", "keit", "keiten", "schaft", "tion", "tionen", "ismus", "tät",
            "nis",
        ]
        .iter()
        .any(|ending| word.ends_with(ending))
}

/// What belongs to a noun behind it: brackets, genitive, `von …`, a second noun behind *und*.
fn extend(view: &View<'_>, start: usize, end: usize, until: usize, depth: u8) -> usize {
    let mut end = end;
    for _ in 0..4 {
        let before = end;
        if view.is(end, Mark::Open)
            && let Some(close) = (end..until.min(end + 8)).find(|&at| view.is(at, Mark::Close))
        {
            end = close + 1;
        }
        if end < until && view.depth(end) == depth {
            let is_genitive = is_genitive(view, end) && !is_addressee(view, start, end);
            let is_of = view.is_in(end, Group::Of) && !view.is_in(end + 1, Group::Time)
                || is_attached_preposition(view, start, end);
            let is_and = view.is_in(end, Group::And) && is_listed(view, end + 1, until);
            if is_genitive {
                if let Some(next) = core(view, end, until, depth) {
                    end = next;
                }
            } else if (is_of || is_and)
                && let Some(next) = core(view, end + 1, until, depth)
            {
                end = next;
            }
        }
        if end == before {
            break;
        }
    }
    end
}

/// `des Ausschusses`, `der Polizei`, `eines Verbandes`: behind a noun.
fn is_genitive(view: &View<'_>, at: usize) -> bool {
    view.lang == Lang::De && view.is_in(at, Group::Genitive) && !view.is_capitalised(at)
}

/// `sagte Averbeck der „Rheinischen Post“`: behind a person a paper or an agency is told, not described.
fn is_addressee(view: &View<'_>, start: usize, at: usize) -> bool {
    let is_person = (start..at).any(|place| view.is_in(place, Group::Role) || is_first_name(view, place))
        || !view.groups(at - 1).has_any(NOUNS) && view.is_capitalised(at - 1)
        // `sagte Brandes der „Rheinischen Post“`: a bare noun before the name of a paper is a surname.
        || start + 1 == at && view.depth(at + 1) > view.depth(at) && !view.is_in(start, Group::Document);
    let is_told = view.depth(at + 1) > view.depth(at)
        || (at + 1..at + 4)
            .take_while(|&place| view.is_capitalised(place) || is_attribute(view, place))
            .any(|place| view.is_capitalised(place) && view.is_in(place, Group::Document));
    is_person && view.is_word(at, "der") && is_told
}

/// `für Inneres`, `aus Köln`, `bei der Bank` behind somebody by role or by name.
fn is_attached_preposition(view: &View<'_>, start: usize, at: usize) -> bool {
    // `des Instituts für Wirtschaftsforschung`
    let is_institute = view.lang == Lang::De
        && view.is_word(at, "für")
        && view.is_capitalised(at + 1)
        && !view.is_in(at + 1, Group::Time)
        && view
            .lexicon
            .ends(&view.word(at - 1).to_lowercase(), Ending::Institute);
    if is_institute {
        return true;
    }
    let is_somebody = (start..at).any(|place| view.is_in(place, Group::Role) || is_first_name(view, place));
    let fits = is_somebody && view.is_listed(at, GermanicList::AtBody) && !view.is_in(at + 1, Group::Time);
    // Not `bei der Verlesung`.
    let next = at + 1 + usize::from(view.is_in(at + 1, Group::Determiner));
    fits && (view.lang == Lang::Nl || view.is_in(next, Group::Organization) || view.is_name(next))
}

fn is_listed(view: &View<'_>, at: usize, until: usize) -> bool {
    at < until && (view.is_in(at, Group::Determiner) || view.is_capitalised(at)) && {
        let next = core(view, at, until, view.depth(at));
        next.is_some_and(|next| next >= until || view.is_mark(next) || !is_finite(view, next))
    }
}

/// Cases that a determiner can only show for an object: `den`, `einem`.
pub(super) fn is_oblique(view: &View<'_>, at: usize) -> bool {
    if view.lang != Lang::De {
        return false;
    }
    let is_dative = is_dative(view, at);
    is_dative || is_accusative_only(view, at)
}

pub(super) fn is_dative(view: &View<'_>, at: usize) -> bool {
    if view.lang != Lang::De {
        return false;
    }
    let word = view.word(at).to_lowercase();
    view.is_in(at, Group::Determiner) && word.ends_with("em")
        || view.is_listed(at, GermanicList::DativePronoun)
        || word == "ihr" && !opens_noun(view, at + 1)
        || word == "den" && plural_follows(view, at + 1)
}

fn is_accusative_only(view: &View<'_>, at: usize) -> bool {
    view.is_listed(at, GermanicList::DativeBefore)
}

/// Dative plurals end in `-n`: `den Ländern`, not `den Plan`.
fn plural_follows(view: &View<'_>, at: usize) -> bool {
    (at..at + 4)
        .find(|&place| view.is_capitalised(place))
        .is_some_and(|place| {
            let word = view.word(place);
            (word.ends_with("ern") || word.ends_with("en") || word.ends_with("nen"))
                && view.groups(place).has(Group::Role)
                || word.ends_with("ern") && word.len() > 5
        })
}
