//! The name inside a mention: where it begins and ends, without titles and offices.

use std::ops::Range;

use propos_segment::Lang;

use super::lexicon::{EnglishList, Form, Group, Groups, RomanceList};
use super::traits::Trait;
use super::view::View;
use super::word_table::words;
use crate::tokens::{Letters, Mark, TokenKind};

/// What does not go on with the title of a body.
const BESIDE: Groups = Groups::of(&[Group::Conjunction, Group::Preposition, Group::Relative]);

/// The name inside a mention: the first run of capitals that no preposition governs.
pub(super) fn name_in(view: &View<'_>, range: Range<usize>) -> Option<Range<usize>> {
    if let Some(name) = name_behind_role(view, range.clone()) {
        return Some(name);
    }
    let mut at = range.start;
    let mut governed = None;
    while at < range.end {
        if !is_name_word(view, at, range.start) {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        while at < range.end {
            let goes_on = view.is_capitalised(at)
                && !(view.is_in(at, Group::Of) || view.is_in(at, Group::And))
                || view.is_abbreviation_stop(at)
                // `Amazon.com`
                || view.is_any_word(at, words!["com", "net", "org"]) && view.is_abbreviation_stop(at - 1)
                || view.is_number(at) && at + 1 >= range.end
                || view.word(at) == "&"
                || view.is(at, Mark::Dash) && view.is_capitalised(at + 1)
                || view.is_in(at, Group::Particle)
                    && view.is_capitalised(at + 1)
                    && !joins_names(view, at)
                    && (!view.is_in(at, Group::Of) || is_first_name_only(view, start, at))
                // `Virginia de la Guardia`
                || view.drops_subjects()
                    && view.is_in(at, Group::Particle)
                    && (view.is_in(at + 1, Group::Particle)
                        && view.is_capitalised(at + 2)
                        && is_first_name_only(view, start, at)
                        || view.is_in(at - 1, Group::Of) && view.is_capitalised(at + 1) && at > start + 1)
                || is_inner_of(view, at, range.end)
                || is_noble(view, start, at)
                || view.lang == Lang::Nl && super::germanic::joins_dutch_name(view, at)
                || is_house(view, start, at)
                || is_matter_of_body(view, start, at, range.end)
                || joint_in_name(view, &range) == Some(at);
            if !goes_on {
                break;
            }
            at += 1;
        }
        if is_slogan(view, start, at) {
            return Some(start..range.end);
        }
        let is_governed = start > range.start && {
            let before = start - 1;
            view.is_in(before, Group::Of)
                || view.is_in(before, Group::Preposition)
                || view.is_in(before, Group::Determiner)
                    && before > range.start
                    && (view.is_in(before - 1, Group::Of) || view.is_in(before - 1, Group::Preposition))
        };
        // `fonti vicine alla famiglia Bossi`, `la portavoz del partido Foro`: who speaks for it or knows of it is not it.
        let is_person = || view.is_first_name(start) && at > start + 1;
        let is_governed = is_governed
            || view.drops_subjects() && start > range.start + 2 && !is_person() && {
                let before = start - 1;
                let governs = |at: usize| view.is_in(at, Group::Of) || view.is_in(at, Group::Preposition);
                let is_role = view.is_in(before, Group::Role) || view.is_in(before, Group::Title);
                !is_role
                    && !view.is_mark(before)
                    && !view.is_capitalised(before)
                    && (governs(before - 1)
                        || view.is_in(before - 1, Group::Determiner)
                            && before > range.start + 1
                            && governs(before - 2))
            };
        // `Landräte aus ganz Bayern`, `Konkurrenten wie Flixbus`
        let is_governed = is_governed
            || view.lang == Lang::De && start > range.start + 1 && {
                let before = start - 1;
                view.is_word(before, "wie")
                    || view.is_any_word(before, words!["ganz", "halb", "dem", "der", "den"])
                        && view.is_in(before - 1, Group::Preposition)
            };
        // `the founder of the chip designer Larkspur`
        let is_governed = is_governed
            || view.lang == Lang::En
                && (range.start..start).any(|place| view.is_in(place, Group::Of))
                && !(range.start..start).any(|place| view.is(place, Mark::Comma))
                && !(range.start..start).any(|place| view.is_capitalised(place) && place > range.start);
        // `a White House spokesman`, `Chinese engineers`: what qualifies a noun names nobody.
        let qualifies = view.lang == Lang::En
            && at < range.end
            && !view.is_mark(at)
            && !view.is_in(at, Group::Of)
            && !view.is_in(at, Group::Preposition)
            && !view.is_capitalised(at)
            && (view.is_in(at, Group::Role)
                || view.is_in(at, Group::Organization)
                || view.is_in(at, Group::Document)
                // `the Israeli election results`
                || at == start + 1 && view.is_in(start, Group::Demonym));
        // `le député (RN) de l’Aude Marc Vidal`: his party.
        let is_bracketed = view.lang == Lang::Fr && start > range.start && view.is(start - 1, Mark::Open);
        // `le député PS du Nord Marc Vidal`, `le patron des députés LR`; not `le maire MARTIN`.
        let is_party = view.lang == Lang::Fr
            && at == start + 1
            && start > range.start
            && view.is_in(start - 1, Group::Role)
            && (at == range.end || view.is_in(at, Group::Of))
            && view.word(start).len() < 5
            && has_capitals(view, start);
        if is_bracketed || is_party {
            continue;
        }
        // `L. Y.`: initials alone name nobody that a pronoun could mean.
        let is_english = view.lang == Lang::En;
        // `Macy’s said`
        if is_english && at + 1 == range.end && is_possessive(view, at) {
            at += 1;
        }
        // `American Airlines’ Kent Powell`
        let is_bare_owner = is_english
            && at + 1 < range.end
            && matches!(view.word(at), "'" | "’")
            && view.word(at - 1).ends_with('s')
            && view.is_capitalised(at + 1);
        if is_bare_owner {
            at += 1;
            continue;
        }
        // `Merrill Lynch’s Ed Roe`, `Apple’s lawyers`: the owner is not the one who speaks.
        if is_english && at + 1 < range.end && is_possessive(view, at) {
            if !is_governed && let Some(end) = possessive_name(view, at, range.end) {
                return Some(start..end);
            }
            at += 1;
            continue;
        }
        // `Polens neue Regierung`: the country is not the one who speaks.
        let is_owner = view.lang == Lang::De
            && start == range.start
            && at == start + 1
            && at + 1 < range.end
            && view.word(start).ends_with('s')
            && !view.is_mark(at)
            && !view.is_capitalised(at)
            && (at + 1..range.end).any(|place| {
                view.is_capitalised(place)
                    && (view.is_in(place, Group::Organization) || view.is_in(place, Group::Role))
            });
        if is_owner {
            continue;
        }
        // `Non, Madame la présidente`
        let is_bare_title = at == start + 1 && is_civil_title(view, start);
        if is_bare_title {
            continue;
        }
        if !is_governed && !qualifies {
            // A title is no part of a name.
            let mut first = if is_english {
                behind_office(view, start..at)
            } else {
                start
            };
            while first + 1 < at
                && (view.is_in(first, Group::Title)
                    // `Neither Mr. Preston nor his lawyer`
                    || is_english && view.is_in(first, Group::Nobody)
                    || view.word(first) == "ONG"
                    || view.is_in(first, Group::Role)
                    || view.is_abbreviation_stop(first))
                && view.is_capitalised(first + 1)
                    | view.is_abbreviation_stop(first + 1)
                    | is_noble(view, first, first + 1)
            {
                first += 1;
            }
            // `Emmendingens Bürgermeisterin Ulrike Stenzel`: the first name behind a role begins it.
            let named = (first + 1..at).find(|&place| {
                view.is_first_name(place)
                    && (view.is_in(place - 1, Group::Role) || view.is_in(place - 1, Group::Title))
            });
            // `le maire PS Marc Vidal`: behind his party.
            let is_behind_party = view.lang == Lang::Fr
                && first + 2 < at
                && first > range.start
                && view.is_in(first - 1, Group::Role)
                && has_capitals(view, first)
                && view.is_first_name(first + 1);
            first += usize::from(is_behind_party);
            // `minister Van der Velde`
            if view.lang == Lang::Nl {
                while first > range.start
                    && view.is_in(first - 1, Group::Particle)
                    && !view.is_in(first - 1, Group::Determiner)
                {
                    first -= 1;
                }
            }
            if view.lang == Lang::De
                && let Some(named) = named
            {
                first = named;
            }
            // `la fiscal Anticorrupción Lucía Benavente`, `Verdi e Sinistra Marco Ghini`: what somebody or a list is called stands before.
            if view.drops_subjects()
                && let Some(named) = behind_field(view, first..at)
            {
                first = named;
            }
            // `Logan International Airport Tom Kinton`
            let behind_body = (first + 1..at.saturating_sub(1)).find(|&place| {
                is_english
                    && view.is_first_name(place)
                    && (view.is_in(place - 1, Group::Organization) || view.is_in(place - 1, Group::Place))
            });
            if let Some(behind_body) = behind_body {
                first = behind_body;
            }
            // `Fraktionsvize Dilek Aydin`: a first name that no list has, between a role and a name.
            let is_between = view.lang == Lang::De
                && first + 1 == at
                && first >= range.start + 2
                && view.is_in(first - 2, Group::Role)
                && view.is_capitalised(first - 2)
                && view.is_capitalised(first - 1)
                && !view.is_mark(first - 1)
                && !view.is_in(first - 1, Group::Role)
                && !view.is_in(first - 1, Group::Title)
                && !view.is_in(first - 1, Group::Organization);
            if is_between {
                first -= 1;
            }
            // `l’Ordine dei medici`, `l’Ufficio parlamentare di bilancio`: a body whose first word alone has a capital.
            let is_title = view.drops_subjects()
                && at == start + 1
                && first == start
                && start > range.start
                && at < range.end
                && view.is_in(start, Group::Organization)
                && !(at..range.end).any(|place| view.is_mark(place))
                && (view.is_in(at, Group::Of) || !view.groups(at).has_any(BESIDE));
            return Some(first..if is_title { range.end } else { at });
        }
        if qualifies {
            governed = None;
            continue;
        }
        // `la sénatrice de l’Oregon Diane Halloway`: the first name shows where the name begins.
        let first_name = (start + 1..at).find(|&place| view.is_first_name(place));
        if let Some(first_name) = first_name.filter(|place| place + 1 < at) {
            return Some(first_name..at);
        }
        governed.get_or_insert(start..at);
    }
    None
}

/// Whether a word of several letters has capitals alone: `LR`, `EELV`.
fn has_capitals(view: &View<'_>, at: usize) -> bool {
    view.word(at).len() > 1
        && view
            .token(at)
            .is_some_and(|token| token.letters == Letters::Capitals)
}

/// French `le collectif Sauvons le bassin`, `l’association Vivre à Lens`: behind a body that holds opinions a verb or an adverb
/// begins its name, which goes on in small letters.
fn is_slogan(view: &View<'_>, start: usize, end: usize) -> bool {
    let is_imperative = ["ez", "ons"]
        .iter()
        .any(|ending| view.word(start).ends_with(ending));
    let is_verb =
        || is_imperative || view.shows(start, Trait::Finite) || view.may_be(start, Form::Infinitive);
    view.lang == Lang::Fr
        && end == start + 1
        && start > 0
        && view.is_in(start - 1, Group::Campaigner)
        && (is_verb() || view.is_in(start, Group::Adverb) || view.is_in(start, Group::Time))
}

/// English `Democratic presidential candidate Hillary Clinton`: the name right behind a role.
fn name_behind_role(view: &View<'_>, range: Range<usize>) -> Option<Range<usize>> {
    if view.lang != Lang::En {
        return None;
    }
    let is_role = |at: usize| {
        view.is_in(at, Group::Role)
            && !view.is_capitalised(at)
            && at + 1 < range.end
            && view.is_capitalised(at + 1)
    };
    let is_stop = |at: usize| {
        view.is_in(at, Group::Preposition) || view.is_in(at, Group::Of) || view.is(at, Mark::Comma)
    };
    let role = range
        .clone()
        .take_while(|&at| !is_stop(at))
        .find(|&at| is_role(at))?;
    // `lead author Prof Ingrid Dahl`
    let is_title = |at: usize| view.is_in(at, Group::Title) && view.is_capitalised(at + 1);
    let start = (role + 1..range.end)
        .find(|&at| !is_title(at))
        .unwrap_or(role + 1);
    let end = (start..range.end)
        .find(|&at| {
            let goes_on = view.is_capitalised(at)
                || view.is_abbreviation_stop(at)
                || view.is_in(at, Group::Particle) && view.is_capitalised(at + 1);
            !goes_on
        })
        .unwrap_or(range.end);
    let is_owner = end < range.end && is_possessive(view, end);
    (!is_owner && !view.is_in(start, Group::Demonym)).then_some(start..end)
}

/// `House Speaker Nancy Pelosi`: where the name begins behind an office of several words.
fn behind_office(view: &View<'_>, name: Range<usize>) -> usize {
    let is_office = |at: usize| {
        (view.is_in(at, Group::Title) || view.is_in(at, Group::Role)) && view.is_capitalised(at + 1)
    };
    let is_body = |at: usize| view.is_in(at, Group::Organization) || view.is_in(at, Group::Body);
    (name.start + 1..name.end.saturating_sub(1))
        .rev()
        .find(|&at| is_office(at) && !(at + 1..name.end).any(is_body) && name.end - at <= 4)
        .map_or(name.start, |at| at + 1)
}

fn is_possessive(view: &View<'_>, at: usize) -> bool {
    view.token(at)
        .is_some_and(|token| token.kind == TokenKind::Clitic)
        && view.is_word(at, "'s")
}

/// `Moody’s Investors Service`: the end of a firm’s name that holds a possessive.
fn possessive_name(view: &View<'_>, mark: usize, end: usize) -> Option<usize> {
    let mut at = mark + 1;
    while at < end && (view.is_capitalised(at) || view.is_abbreviation_stop(at)) {
        at += 1;
    }
    let is_firm = (mark + 1..at).any(|place| view.is_listed(place, EnglishList::FirmName));
    is_firm.then_some(at)
}

/// The names of a list, each by itself: `John McCain and Lindsey Graham`, `A, B and C`.
pub(super) fn names_in_list(view: &View<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let is_joint = range.clone().any(|at| {
        let before = at.saturating_sub(1);
        view.is_in(at, Group::And)
            && view.is_capitalised(at + 1)
            && (view.is_capitalised(before) || view.is_abbreviation_stop(before))
    });
    // `Parliament’s Joint Committee on Intelligence and Security`: one name.
    let is_governed = || {
        let joint = range
            .clone()
            .find(|&at| view.is_in(at, Group::And))
            .unwrap_or(range.end);
        view.lang == Lang::En
            && (range.start..joint).any(|at| view.is_word(at, "on"))
            && !view.is_first_name(joint + 1)
    };
    if !is_joint || joint_in_name(view, &range).is_some() || is_governed() {
        return Vec::new();
    }
    let mut names = Vec::new();
    let mut start = range.start;
    for at in range.start..=range.end {
        if at < range.end && !view.is_in(at, Group::And) && !view.is(at, Mark::Comma) {
            continue;
        }
        if at > start {
            match name_in(view, start..at) {
                Some(name) => names.push(name),
                // Something in the list has no name: it is no list of names.
                None => return Vec::new(),
            }
        }
        start = at + 1;
    }
    names
}

/// `CCOO y UGT`, `Ruiz y Ana Soto`: a particle of names that joins two of them here, as it does not in `Ortega y Gasset`.
pub(super) fn joins_names(view: &View<'_>, at: usize) -> bool {
    let is_initials = |at: usize| {
        view.token(at)
            .is_some_and(|token| token.letters == Letters::Capitals && token.end - token.start > 1)
    };
    view.is_in(at, Group::And)
        && (view.is_first_name(at + 1) || at > 0 && (is_initials(at - 1) || is_initials(at + 1)))
}

/// Where a name with its first name begins behind a word that is none, in a run of capitals that follows a role or an *and*.
fn behind_field(view: &View<'_>, name: Range<usize>) -> Option<usize> {
    let before = name.start.checked_sub(1)?;
    let is_joined = view.is_in(before, Group::And);
    let is_led = is_joined || view.is_in(before, Group::Role) && !view.is_capitalised(before);
    let is_whole =
        view.is_first_name(name.start) || !is_joined && view.is_in(name.start, Group::Organization);
    (name.start + 1..name.end.saturating_sub(1))
        .find(|&at| view.is_first_name(at) && !view.is_first_name(at + 1))
        .filter(|_| is_led && !is_whole)
}

/// Whether what stands before a `de` is no more than a first name: `Thibault de Courcy`, `Manuel de la Peña`; in Portuguese a name with
/// a first name in it, which another part of the name follows: `José Raimundo da Silva`, not `Ana Reis do PSD`.
fn is_first_name_only(view: &View<'_>, start: usize, at: usize) -> bool {
    let is_part_of_name = |at: usize| {
        let is_initials = view
            .token(at)
            .is_some_and(|token| token.letters == Letters::Capitals);
        !is_initials && !view.is_in(at, Group::Organization) && !view.is_in(at, Group::Body)
    };
    if view.lang == Lang::Pt {
        return view.is_first_name(start) && is_part_of_name(at + 1);
    }
    matches!(view.lang, Lang::Fr | Lang::Es)
        && view.is_first_name(at - 1)
        && (start..at)
            .all(|place| view.is_first_name(place) || view.is_in(place, Group::Title) || view.is_mark(place))
}

/// French `Mme de la Tour`, `Claire de la Tour`, `M. d’Arvieu`: what stands between a title or a first name and a surname.
pub(super) fn is_noble(view: &View<'_>, start: usize, at: usize) -> bool {
    // `la` of `de la Tour` stands behind `de`.
    let is_article = at > start + 1
        && view.is_in(at - 1, Group::Of)
        && view.is_any_word(at, words!["l'", "la"])
        && view.is_capitalised(at + 1);
    let of = at - usize::from(is_article);
    let opens = view.is_any_word(of, words!["d'", "de", "du", "des"])
        && (view.is_capitalised(of + 1)
            || view.is_any_word(of + 1, words!["l'", "la"]) && view.is_capitalised(of + 2));
    let is_title = || {
        let last = of - 1 - usize::from(view.is_abbreviation_stop(of - 1));
        last == start && is_civil_title(view, start)
    };
    view.lang == Lang::Fr && of > start && opens && (is_title() || is_first_name_only(view, start, of))
}

/// French titles that everybody may have.
fn is_civil_title(view: &View<'_>, at: usize) -> bool {
    let titles = words!["m", "m.", "madame", "me", "mlle", "mme", "monsieur"];
    view.lang == Lang::Fr && view.is_any_word(at, titles)
}

/// The `and` of `the Health and Safety Executive`, `the World Travel and Tourism Council`: what is joined says what the
/// body is for.
fn joint_in_name(view: &View<'_>, range: &Range<usize>) -> Option<usize> {
    if view.lang != Lang::En || !view.is_word(range.start, "the") {
        return None;
    }
    let joint = range.clone().find(|&at| view.is_in(at, Group::And))?;
    let fits = joint == range.start + 2
        || view.is_in(range.end - 1, Group::Organization) && !range.clone().any(|at| view.is_first_name(at));
    let is_name = fits
        && joint + 2 < range.end
        && (range.start + 1..range.end)
            .all(|at| at == joint || view.is_capitalised(at) && !view.is_in(at, Group::Title));
    is_name.then_some(joint)
}

/// French `Quai d’Orsay`, `Hôtel de Matignon`: a place that stands for who works there.
fn is_house(view: &View<'_>, start: usize, at: usize) -> bool {
    view.lang == Lang::Fr
        && at == start + 1
        && view.is_in(at, Group::Of)
        && view.is_capitalised(at + 1)
        && view.is_listed(start, RomanceList::StateSeat)
}

/// `Organisation Mondiale de la Santé`: what a body that is written with a capital is for, in words with capitals.
fn is_matter_of_body(view: &View<'_>, start: usize, at: usize, end: usize) -> bool {
    let opens = |at: usize| {
        view.is_in(at, Group::Of)
            && (view.is_capitalised(at + 1)
                || view.is_in(at + 1, Group::Determiner) && view.is_capitalised(at + 2))
    };
    let is_article =
        view.is_in(at, Group::Determiner) && view.is_in(at - 1, Group::Of) && view.is_capitalised(at + 1);
    view.is_romance() && at + 1 < end && view.is_in(start, Group::Organization) && (opens(at) || is_article)
}

/// English `of` inside a name: `Bank of England`.
fn is_inner_of(view: &View<'_>, at: usize, end: usize) -> bool {
    view.lang == Lang::En
        && (view.is_word(at, "of") || view.is_word(at, "for"))
        && at + 1 < end
        && (view.is_capitalised(at + 1) || view.is_word(at + 1, "the") && view.is_capitalised(at + 2))
        && view.groups(at.saturating_sub(1)).has(Group::Organization)
}

fn is_name_word(view: &View<'_>, at: usize, start: usize) -> bool {
    if !view.is_capitalised(at) {
        return false;
    }
    let groups = view.groups(at);
    // `“People think …”`
    let opens_quote = view.lang == Lang::En
        && at > 0
        && view.is(at - 1, Mark::Quote)
        && view.depth(at) > 0
        && view.is_known(at);
    if opens_quote && !view.is_first_name(at) {
        return false;
    }
    if groups.has(Group::Determiner) || groups.has(Group::Preposition) {
        return at > start
            && view
                .token(at)
                .is_some_and(|token| token.letters == Letters::Capitals);
    }
    if view.lang == Lang::De {
        return view.is_name(at);
    }
    view.is_name(at) || at > start || (view.starts_sentence(at) && !view.is_known(at))
}
