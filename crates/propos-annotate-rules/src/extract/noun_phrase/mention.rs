//! A mention of somebody, and what its words show.

use std::ops::Range;

use propos_segment::Lang;

use crate::extract::lexicon::{EnglishList, Group, Groups, RomanceList};
use crate::extract::syntax::Role;
use crate::extract::verb_group::{has_main_verb, is_finite_verb, is_hard_mark};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::{Mark, TokenKind};

/// A mention of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Its tokens.
    pub(crate) range: Range<usize>,
    /// The apposition beside it.
    pub(crate) description: Option<Range<usize>>,
}

impl Mention {
    pub(crate) const fn of(range: Range<usize>) -> Self {
        Self {
            range,
            description: None,
        }
    }
}

/// What ends a noun phrase on its left or right side.
pub(super) const BOUNDARY: Groups = Groups::of(&[Group::Subordinator, Group::Relative, Group::Conjunction]);

/// A pronoun that is a subject by itself, or a word such as `certains`.
pub(super) fn pronoun_at(view: &View<'_>, at: usize, from: usize) -> Option<Range<usize>> {
    let groups = view.groups(at);
    let before = at.checked_sub(1).filter(|&before| before >= from);
    if groups.has(Group::Pronoun) || groups.has(Group::Neuter) && !groups.has(Group::RelativeSubject) {
        if view.lang == Lang::En
            && groups.has(Group::Demonstrative)
            && before.is_some_and(|before| view.is_name(before))
        {
            return None;
        }
        return Some(at..at + 1);
    }
    if let Some(latter) = latter_at(view, at, from) {
        return Some(latter);
    }
    // `Lui-même reconnaît`; not `l’autorité elle-même`.
    let opens = before.is_none_or(|before| view.is_mark(before) || view.groups(before).has_any(BOUNDARY));
    if opens && is_own_pronoun(view, at) {
        return Some(at..at + 1);
    }
    if groups.has(Group::Unspecified) {
        let starts = before.is_none_or(|before| {
            view.is_mark(before) || view.groups(before).has_any(BOUNDARY) || view.is_finite_like(before)
        });
        if starts {
            return Some(at..at + 1);
        }
        if let Some(before) = before
            && (view.is_word(before, "d'") || view.is_word(before, "tout") || view.is_word(before, "l'"))
        {
            return Some(before..at + 1);
        }
    }
    None
}

/// `Cette dernière a rappelé`, `a ajouté ce dernier`: who was named last.
fn latter_at(view: &View<'_>, at: usize, from: usize) -> Option<Range<usize>> {
    let ends = view.is_mark(at + 2)
        || at + 2 >= view.tokens.len()
        || view.groups(at + 2).has_any(BOUNDARY)
        || view.is_in(at + 2, Group::Preposition)
        || view.is_in(at + 2, Group::Time);
    if is_latter(view, at) && ends {
        return Some(at..at + 2);
    }
    let first = at.checked_sub(1).filter(|&first| first >= from)?;
    is_latter(view, first).then_some(first..at + 1)
}

/// Whether `ce dernier` or `cette dernière` stands at a place.
pub(super) fn is_latter(view: &View<'_>, at: usize) -> bool {
    view.lang == Lang::Fr
        && view.is_listed(at, RomanceList::LatterArticle)
        && view.is_listed(at + 1, RomanceList::LatterWord)
}

/// Whether `ce dernier`, `le premier` or `les seconds` stands at a place.
pub(crate) fn stands_for_one(view: &View<'_>, at: usize) -> bool {
    let is_ordinal = || view.is_listed(at + 1, RomanceList::OrdinalWord);
    is_latter(view, at)
        || view.lang == Lang::Fr && view.is_any_word(at, words!["la", "le", "les"]) && is_ordinal()
}

/// `lui-même`, `elles-mêmes`.
pub(super) fn is_own_pronoun(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    view.lang == Lang::Fr && (word.ends_with("-même") || word.ends_with("-mêmes"))
}

impl View<'_> {
    /// Whether a place holds a conjunction of verbs or an auxiliary: what a bare subject may follow.
    fn is_finite_like(&self, at: usize) -> bool {
        self.is_in(at, Group::Be) || self.is_in(at, Group::Have)
    }
}

/// Whether a segment is a name and nothing else.
pub(super) fn is_pure_name(view: &View<'_>, segment: Range<usize>) -> bool {
    view.is_capitalised(segment.start)
        && segment.len() <= 6
        && !view.is_in(segment.start, Group::Determiner)
        && segment.clone().all(|at| {
            view.is_capitalised(at)
                || view.is_in(at, Group::Particle)
                || view.is_in(at, Group::Title)
                || view.is_abbreviation_stop(at)
                || at > segment.start && view.word(at) == "&"
                // `Marius duPlessis`
                || at > segment.start && view.word(at).chars().skip(1).any(char::is_uppercase)
        })
}

/// `o Instituto Brasileiro de Geografia e Estatística`, `el ministro de Economía y Hacienda`: an *and* between words with capitals
/// in the name of a body or an office that ends at `end`.
pub(super) fn is_in_name_of_body(view: &View<'_>, and: usize, end: usize, from: usize) -> bool {
    let is_part = |at: usize| view.is_capitalised(at) || view.is_in(at, Group::Of);
    let is_name = view.drops_subjects()
        && and > from + 1
        && view.is_capitalised(and - 1)
        && view.is_capitalised(and + 1)
        && !view.is_in(and + 1, Group::FirstName)
        && (and + 2..end).all(is_part);
    if !is_name {
        return false;
    }
    let is_article = |at: usize| view.is_in(at, Group::Determiner) && !view.is_in(at, Group::Of);
    let mut first = and - 1;
    while first > from && is_part(first - 1) && !is_article(first - 1) {
        first -= 1;
    }
    // `ministro de Economía y Hacienda`
    let is_of = view.is_in(first, Group::Of) && first > from;
    let head = if is_of { first - 1 } else { first };
    (view.is_in(head, Group::Organization) || is_of && view.is_in(head, Group::Role))
        && (end == and + 2 || !has_main_verb(view, from, head))
}

pub(super) fn ends_with_name(view: &View<'_>, range: Range<usize>) -> bool {
    let last = range.end.saturating_sub(1);
    // A place or organisation behind `de` is no name of the one described.
    if !view.is_name(last) {
        return false;
    }
    let mut at = last;
    while at > range.start
        && (view.is_capitalised(at) || view.is_in(at, Group::Particle) && view.is_capitalised(at - 1))
    {
        at -= 1;
    }
    let before = at;
    // `l’avocat de la société X`
    let is_body = view.is_in(before, Group::Organization)
        && !view.is_in(before, Group::Role)
        && before > range.start + 1
        && (view.is_in(before - 1, Group::Of) || view.is_in(before - 1, Group::Determiner));
    !view.is_in(before, Group::Preposition)
        && !view.is_in(before, Group::Of)
        && !view.is_in(before, Group::Determiner)
        && !is_body
}

/// English `(this means) that shareholders`, `Pitt of his role`: a mention without what does not belong to it.
pub(crate) fn trimmed_mention(view: &View<'_>, mut range: Range<usize>) -> Range<usize> {
    let is_complementizer = view.is_word(range.start, "that")
        && range.len() == 2
        && !view.is_capitalised(range.start + 1)
        && view.word(range.start + 1).ends_with('s');
    if is_complementizer {
        range.start += 1;
    }
    // `handed out leaflets that say`: the particle belongs to the verb before it.
    let is_particle = range.len() > 1
        && view.is_listed(range.start, EnglishList::ParticleOfVerb)
        && range.start > 0
        && view.syntax.role(range.start - 1) != Role::None;
    if is_particle {
        range.start += 1;
    }
    // `“Parasite” director Bong Joon Ho`: with the mark that opens the title.
    let closes = |at: usize| view.is(at, Mark::Quote);
    if range.start > 0 && closes(range.start - 1) && range.clone().filter(|&at| closes(at)).count() == 1 {
        range.start -= 1;
    }
    // `Last week Ann Roe asked`: when, and no part of who.
    let behind = super::phrase::skip_time(view, range.start, range.end);
    let is_when =
        view.is_any_word(range.start, words!["last", "this"]) && view.is_in(range.start + 1, Group::Time);
    if is_when
        && behind < range.end
        && view
            .token(behind)
            .is_some_and(|token| token.kind == TokenKind::Word)
    {
        range.start = behind;
    }
    let of = (range.start + 1..range.end).find(|&at| view.is_in(at, Group::Of));
    if let Some(of) = of
        && (range.start..of).all(|at| view.is_capitalised(at) || view.is_abbreviation_stop(at))
        && view.is_listed(of + 1, EnglishList::OwnerDeterminer)
    {
        range.end = of;
    }
    range
}

/// `Charlotte Houpline, fondatrice de WARA affirme`: without a comma before the verb, the name is the subject all the same.
pub(super) fn named_before_role(view: &View<'_>, head: usize, end: usize, from: usize) -> Option<Mention> {
    let name = name_before_role(view, from..head, 4)?;
    let role = name.end + 1;
    (name.len() > 1 && (view.is_capitalised(head) || head == role)).then_some(Mention {
        range: name,
        description: Some(role..end),
    })
}

/// `Tomas Eklund, gérant chez Norrbank, qui`, `Elena Corti, medico di base, che`: an apposition without an article describes the name
/// before it.
pub(super) fn described_antecedent(view: &View<'_>, end: usize, from: usize) -> Option<Mention> {
    let name = name_before_role(view, from..end, 10).or_else(|| name_before_words(view, from..end))?;
    let role = name.end + 1;
    Some(Mention {
        range: name,
        description: Some(role..end),
    })
}

/// `Manuel Pinto, berger, qui`: the name before a comma and a few small words that are no phrase of their own, whatever they say of it.
fn name_before_words(view: &View<'_>, range: Range<usize>) -> Option<Range<usize>> {
    /// How many small words there are at most.
    const FEW: usize = 3;
    let words = (range.start..range.end)
        .rev()
        .take(FEW + 1)
        .take_while(|&at| !view.is_mark(at) && !view.is_capitalised(at) && !view.is_number(at))
        .last()?;
    let comma = words.checked_sub(1).filter(|&comma| {
        comma > range.start
            && view.is(comma, Mark::Comma)
            && view.is_romance()
            && !view.groups(words).has_any(BOUNDARY)
            && !view.is_in(words, Group::Determiner)
            && !view.is_in(words, Group::Unspecified)
            && !(words..range.end).any(|at| is_finite_verb(view, at, words))
    })?;
    let name = (range.start..comma)
        .rev()
        .take_while(|&at| view.is_capitalised(at))
        .last()?;
    // `À Paris Anne Roy, bergère, qui`: two words at least, and no place alone.
    (comma - name > 1).then_some(name..comma)
}

/// The name before the last comma of a range, where a role without an article follows within so many words.
fn name_before_role(view: &View<'_>, range: Range<usize>, reach: usize) -> Option<Range<usize>> {
    let from = range.start;
    let comma = (from + 1..range.end)
        .rev()
        .take(reach)
        .take_while(|&at| !is_hard_mark(view, at))
        .find(|&at| view.is(at, Mark::Comma))?;
    // `Anne Roy, du Secours catholique, qui`; not `les maires de Lyon, de Dijon, qui`.
    let is_of = view.lang == Lang::Fr
        && view.is_in(comma + 1, Group::Of)
        && !view.is_word(comma + 1, "des")
        && comma > from + 1
        && view.is_capitalised(comma - 2)
        && !view.is_in(comma - 2, Group::Preposition)
        && !view.is_in(comma - 2, Group::ToThe);
    let is_apposition = view.is_romance()
        && (view.is_in(comma + 1, Group::Role) || is_of)
        && !view.is_capitalised(comma + 1)
        && view.is_capitalised(comma - 1);
    let mut first = comma;
    while is_apposition
        && first > from
        && (view.is_capitalised(first - 1)
            // `celle de Paul Roy`: the particle stands inside the name.
            || view.is_in(first - 1, Group::Particle)
                && view.is_capitalised(first)
                && first > from + 1
                && view.is_capitalised(first - 2))
    {
        first -= 1;
    }
    let is_listed = is_of && first > 0 && view.is_in(first - 1, Group::Of);
    (first < comma && !is_listed).then_some(first..comma)
}
