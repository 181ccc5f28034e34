//! The name inside a mention: where it begins and ends, without titles and offices.

use std::ops::Range;

use propos_segment::Lang;

use super::lexicon::{EnglishList, Form, GermanicList, Group, Groups, RomanceList};
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
    while at < range.end {
        if !is_name_word(view, at, range.start) {
            at += 1;
            continue;
        }
        let run = at..end_of_run(view, at, &range);
        match read_run(view, run, &range) {
            Run::Names(name) => return Some(name),
            Run::NamesNobody { behind } => at = behind,
        }
    }
    None
}

/// What a run of capitals in a mention is.
enum Run {
    /// The name that is looked for.
    Names(Range<usize>),
    /// Nobody’s name, or that of somebody else; what follows may be one.
    NamesNobody { behind: usize },
}

/// Reads a run of capitals: whose name it is, if anybody’s.
fn read_run(view: &View<'_>, run: Range<usize>, mention: &Range<usize>) -> Run {
    if is_slogan(view, run.start, run.end) {
        return Run::Names(run.start..mention.end);
    }
    let is_other = is_in_brackets(view, &run, mention) || is_party(view, &run, mention);
    if is_other || is_german_owner(view, &run, mention) || is_bare_title(view, &run) {
        return Run::NamesNobody { behind: run.end };
    }
    let is_governed = is_governed(view, &run, mention);
    let owner_mark = (view.lang == Lang::En)
        .then_some(run.end)
        .filter(|&mark| mark + 1 < mention.end);
    if let Some(mark) = owner_mark
        && is_bare_owner(view, mark)
    {
        return Run::NamesNobody { behind: mark + 1 };
    }
    // `Merrill Lynch’s Ed Roe`, `Apple’s lawyers`: the owner is not the one who speaks.
    if let Some(mark) = owner_mark
        && is_possessive(view, mark)
    {
        let firm = possessive_name(view, mark, mention.end).filter(|_| !is_governed);
        return firm.map_or(Run::NamesNobody { behind: mark + 1 }, |end| {
            Run::Names(run.start..end)
        });
    }
    let qualifies = qualifies_noun(view, &run, mention);
    let run = run.start..behind_last_possessive(view, run.end, mention);
    if qualifies {
        return Run::NamesNobody { behind: run.end };
    }
    if is_governed {
        return governed_name(view, &run).map_or(Run::NamesNobody { behind: run.end }, Run::Names);
    }
    let first = first_of_name(view, &run, mention);
    let is_title = first == run.start && is_title_of_body(view, &run, mention);
    Run::Names(first..if is_title { mention.end } else { run.end })
}

/// Where a run of capitals ends that may be a name.
fn end_of_run(view: &View<'_>, start: usize, mention: &Range<usize>) -> usize {
    (start + 1..mention.end)
        .find(|&at| !goes_on(view, start, at, mention))
        .unwrap_or(mention.end)
}

/// Whether what stands at a place goes on with the run of capitals that begins at `start`.
fn goes_on(view: &View<'_>, start: usize, at: usize, mention: &Range<usize>) -> bool {
    view.is_capitalised(at) && !(view.is_in(at, Group::Of) || view.is_in(at, Group::And))
        || view.is_abbreviation_stop(at)
        || is_end_of_domain(view, at)
        || view.is_number(at) && at + 1 >= mention.end
        || view.word(at) == "&"
        || view.is(at, Mark::Dash) && view.is_capitalised(at + 1)
        || is_particle_of_name(view, start, at)
        || is_inner_of(view, at, mention.end)
        || is_noble(view, start, at)
        || view.lang == Lang::Nl && super::germanic::joins_dutch_name(view, at)
        || is_house(view, start, at)
        || is_matter_of_body(view, start, at, mention.end)
        || joint_in_name(view, mention) == Some(at)
}

/// `Amazon.com`
fn is_end_of_domain(view: &View<'_>, at: usize) -> bool {
    view.is_any_word(at, words!["com", "net", "org"]) && view.is_abbreviation_stop(at - 1)
}

/// `Ludwig van Beethoven`, `Virginia de la Guardia`: a small word inside a name.
fn is_particle_of_name(view: &View<'_>, start: usize, at: usize) -> bool {
    if !view.is_in(at, Group::Particle) {
        return false;
    }
    let is_single = || {
        view.is_capitalised(at + 1)
            && !joins_names(view, at)
            && (!view.is_in(at, Group::Of) || is_first_name_only(view, start, at))
    };
    let is_first_of_two = || {
        view.is_in(at + 1, Group::Particle)
            && view.is_capitalised(at + 2)
            && is_first_name_only(view, start, at)
    };
    let is_second_of_two = || view.is_in(at - 1, Group::Of) && view.is_capitalised(at + 1) && at > start + 1;
    is_single() || view.drops_subjects() && (is_first_of_two() || is_second_of_two())
}

/// Whether a noun before a run, or a preposition, says that it names somebody or something else.
fn is_governed(view: &View<'_>, run: &Range<usize>, mention: &Range<usize>) -> bool {
    let Some(before) = run.start.checked_sub(1).filter(|&before| before >= mention.start) else {
        return false;
    };
    stands_behind_preposition(view, before, mention.start)
        || view.drops_subjects() && stands_behind_governed_noun(view, run, mention.start)
        || view.lang == Lang::De && before > mention.start && stands_behind_german_part(view, before)
        || view.lang == Lang::En && stands_behind_english_of(view, run.start, mention.start)
}

fn governs(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::Of) || view.is_in(at, Group::Preposition)
}

/// `de Paris`, `dans la Drôme`: `before` is the place before the run.
fn stands_behind_preposition(view: &View<'_>, before: usize, start: usize) -> bool {
    governs(view, before)
        || view.is_in(before, Group::Determiner) && before > start && governs(view, before - 1)
}

/// `fonti vicine alla famiglia Bossi`, `la portavoz del partido Foro`: who speaks for it or knows of it is not it.
fn stands_behind_governed_noun(view: &View<'_>, run: &Range<usize>, start: usize) -> bool {
    let is_person = view.is_first_name(run.start) && run.len() > 1;
    if run.start <= start + 2 || is_person {
        return false;
    }
    let noun = run.start - 1;
    let is_role = view.is_in(noun, Group::Role) || view.is_in(noun, Group::Title);
    !is_role
        && !view.is_mark(noun)
        && !view.is_capitalised(noun)
        && (governs(view, noun - 1)
            || view.is_in(noun - 1, Group::Determiner) && noun > start + 1 && governs(view, noun - 2))
}

/// `Landräte aus ganz Bayern`, `Konkurrenten wie Flixbus`
fn stands_behind_german_part(view: &View<'_>, before: usize) -> bool {
    view.is_word(before, "wie")
        || view.is_listed(before, GermanicList::BeforePlace) && view.is_in(before - 1, Group::Preposition)
}

/// `the founder of the chip designer Larkspur`
fn stands_behind_english_of(view: &View<'_>, run_start: usize, start: usize) -> bool {
    (start..run_start).any(|place| view.is_in(place, Group::Of))
        && !(start..run_start).any(|place| view.is(place, Mark::Comma))
        && !(start..run_start).any(|place| view.is_capitalised(place) && place > start)
}

/// English `a White House spokesman`, `Chinese engineers`: what qualifies a noun names nobody.
fn qualifies_noun(view: &View<'_>, run: &Range<usize>, mention: &Range<usize>) -> bool {
    let noun = run.end;
    let is_other_word = || {
        view.is_mark(noun)
            || view.is_in(noun, Group::Of)
            || view.is_in(noun, Group::Preposition)
            || view.is_capitalised(noun)
    };
    // `the Israeli election results`
    let is_demonym = || run.len() == 1 && view.is_in(run.start, Group::Demonym);
    view.lang == Lang::En
        && noun < mention.end
        && !is_other_word()
        && (view.is_in(noun, Group::Role)
            || view.is_in(noun, Group::Organization)
            || view.is_in(noun, Group::Document)
            || is_demonym())
}

/// French `le député (RN) de l’Aude Marc Vidal`: his party.
fn is_in_brackets(view: &View<'_>, run: &Range<usize>, mention: &Range<usize>) -> bool {
    view.lang == Lang::Fr && run.start > mention.start && view.is(run.start - 1, Mark::Open)
}

/// French `le député PS du Nord Marc Vidal`, `le patron des députés LR`; not `le maire MARTIN`.
fn is_party(view: &View<'_>, run: &Range<usize>, mention: &Range<usize>) -> bool {
    view.lang == Lang::Fr
        && run.len() == 1
        && run.start > mention.start
        && view.is_in(run.start - 1, Group::Role)
        && (run.end == mention.end || view.is_in(run.end, Group::Of))
        && view.word(run.start).len() < 5
        && has_capitals(view, run.start)
}

/// German `Polens neue Regierung`: the country is not the one who speaks.
fn is_german_owner(view: &View<'_>, run: &Range<usize>, mention: &Range<usize>) -> bool {
    let is_body = |at: usize| view.is_in(at, Group::Organization) || view.is_in(at, Group::Role);
    view.lang == Lang::De
        && run.start == mention.start
        && run.len() == 1
        && run.end + 1 < mention.end
        && view.word(run.start).ends_with('s')
        && !view.is_mark(run.end)
        && !view.is_capitalised(run.end)
        && (run.end + 1..mention.end).any(|at| view.is_capitalised(at) && is_body(at))
}

/// French `Non, Madame la présidente`
fn is_bare_title(view: &View<'_>, run: &Range<usize>) -> bool {
    run.len() == 1 && is_civil_title(view, run.start)
}

/// English `American Airlines’ Kent Powell`: the mark of an owner whose name ends with *s*.
fn is_bare_owner(view: &View<'_>, mark: usize) -> bool {
    matches!(view.word(mark), "'" | "’")
        && view.word(mark - 1).ends_with('s')
        && view.is_capitalised(mark + 1)
}

/// English `Macy’s said`: behind the possessive that ends a mention, as it ends the name.
fn behind_last_possessive(view: &View<'_>, end: usize, mention: &Range<usize>) -> usize {
    let is_last = view.lang == Lang::En && end + 1 == mention.end && is_possessive(view, end);
    end + usize::from(is_last)
}

/// `la sénatrice de l’Oregon Diane Halloway`: behind what a preposition governs, the first name shows where the name begins.
fn governed_name(view: &View<'_>, run: &Range<usize>) -> Option<Range<usize>> {
    let first = (run.start + 1..run.end).find(|&place| view.is_first_name(place))?;
    (first + 1 < run.end).then_some(first..run.end)
}

/// Where a name begins in its run of capitals: no title, office or party is a part of it.
fn first_of_name(view: &View<'_>, run: &Range<usize>, mention: &Range<usize>) -> usize {
    let office = if view.lang == Lang::En {
        behind_office(view, run.clone())
    } else {
        run.start
    };
    let first = behind_titles(view, office, run.end);
    match view.lang {
        Lang::En => behind_body(view, first, run.end),
        Lang::Fr => behind_party(view, first, run.end, mention.start),
        Lang::De => with_unknown_first_name(view, behind_german_role(view, first, run.end), run, mention),
        Lang::Nl => with_dutch_particles(view, first, mention.start),
        // `la fiscal Anticorrupción Lucía Benavente`, `Verdi e Sinistra Marco Ghini`: what somebody or a list is called stands before.
        _ if view.drops_subjects() => behind_field(view, first..run.end).unwrap_or(first),
        _ => first,
    }
}

/// Behind the titles and roles that a run of capitals opens with.
fn behind_titles(view: &View<'_>, start: usize, end: usize) -> usize {
    let is_title = |at: usize| {
        view.is_in(at, Group::Title)
            // `Neither Mr. Preston nor his lawyer`
            || view.lang == Lang::En && view.is_in(at, Group::Nobody)
            || view.word(at) == "ONG"
            || view.is_in(at, Group::Role)
            || view.is_abbreviation_stop(at)
    };
    let stands_before_name = |at: usize| {
        view.is_capitalised(at + 1) || view.is_abbreviation_stop(at + 1) || is_noble(view, at, at + 1)
    };
    let mut first = start;
    while first + 1 < end && is_title(first) && stands_before_name(first) {
        first += 1;
    }
    first
}

/// English `Logan International Airport Tom Kinton`
fn behind_body(view: &View<'_>, first: usize, end: usize) -> usize {
    (first + 1..end.saturating_sub(1))
        .find(|&place| {
            view.is_first_name(place)
                && (view.is_in(place - 1, Group::Organization) || view.is_in(place - 1, Group::Place))
        })
        .unwrap_or(first)
}

/// French `le maire PS Marc Vidal`: behind his party.
fn behind_party(view: &View<'_>, first: usize, end: usize, start: usize) -> usize {
    let is_behind_party = first + 2 < end
        && first > start
        && view.is_in(first - 1, Group::Role)
        && has_capitals(view, first)
        && view.is_first_name(first + 1);
    first + usize::from(is_behind_party)
}

/// German `Emmendingens Bürgermeisterin Ulrike Stenzel`: the first name behind a role begins it.
fn behind_german_role(view: &View<'_>, first: usize, end: usize) -> usize {
    (first + 1..end)
        .find(|&place| {
            view.is_first_name(place)
                && (view.is_in(place - 1, Group::Role) || view.is_in(place - 1, Group::Title))
        })
        .unwrap_or(first)
}

/// German `Fraktionsvize Dilek Aydin`: with a first name that no list has, between a role and a name.
fn with_unknown_first_name(
    view: &View<'_>,
    first: usize,
    run: &Range<usize>,
    mention: &Range<usize>,
) -> usize {
    let is_other = |at: usize| {
        view.is_mark(at)
            || view.is_in(at, Group::Role)
            || view.is_in(at, Group::Title)
            || view.is_in(at, Group::Organization)
    };
    let is_between = first + 1 == run.end
        && first >= mention.start + 2
        && view.is_in(first - 2, Group::Role)
        && view.is_capitalised(first - 2)
        && view.is_capitalised(first - 1)
        && !is_other(first - 1);
    first - usize::from(is_between)
}

/// `minister Van der Velde`
fn with_dutch_particles(view: &View<'_>, first: usize, start: usize) -> usize {
    (start..first)
        .rev()
        .take_while(|&at| view.is_in(at, Group::Particle) && !view.is_in(at, Group::Determiner))
        .last()
        .unwrap_or(first)
}

/// `l’Ordine dei medici`, `l’Ufficio parlamentare di bilancio`: a body whose first word alone has a capital.
fn is_title_of_body(view: &View<'_>, run: &Range<usize>, mention: &Range<usize>) -> bool {
    view.drops_subjects()
        && run.len() == 1
        && run.start > mention.start
        && run.end < mention.end
        && view.is_in(run.start, Group::Organization)
        && !(run.end..mention.end).any(|place| view.is_mark(place))
        && (view.is_in(run.end, Group::Of) || !view.groups(run.end).has_any(BESIDE))
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
    view.lang == Lang::Fr && view.is_listed(at, RomanceList::CivilTitle)
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
