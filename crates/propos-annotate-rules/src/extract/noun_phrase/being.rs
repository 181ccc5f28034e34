//! What a mention is, by its head: a name, a pronoun, a role, a body, a text, a thing.

use std::ops::Range;

use propos_segment::Lang;

use crate::extract::lexicon::{Ending, EnglishList, Group, Groups, RomanceList};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::{Letters, Mark};

/// What kind of speaker a mention can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Being {
    /// A name.
    Name,
    /// A personal pronoun of the third person.
    Pronoun,
    /// `je`, `nous`, `we`.
    Self_,
    /// `vous`, `you`.
    You,
    /// `certains`, `tout le monde`, `nobody`.
    Unspecified,
    /// A person by role.
    Role,
    /// A body.
    Organization,
    /// A text.
    Document,
    /// A thing, or a demonstrative.
    Thing,
    /// A noun we know nothing about.
    Unknown,
}

/// What a mention is, by its head.
pub(crate) fn being(view: &View<'_>, range: Range<usize>) -> Being {
    let told = marked(view, &range).or_else(|| pronoun(view, &range));
    if let Some(being) = told.or_else(|| nobody_or_surname(view, &range)) {
        return being;
    }
    let core_end = range
        .clone()
        .skip(1)
        .find(|&at| {
            view.is_in(at, Group::Of)
                || view.is_in(at, Group::Preposition) && !view.is_capitalised(at)
                || view.is(at, Mark::Open)
        })
        .unwrap_or(range.end);
    // `a number of deputies`, `des milliers de manifestants`: those who are counted.
    let is_count = core_end + 1 < range.end
        && view.is_in(core_end, Group::Of)
        && view.is_in(core_end - 1, Group::Quantity);
    if is_count {
        // `a quarter of those say`
        let rest = core_end + 1..range.end;
        let is_pronoun = rest.len() == 1 && view.is_listed(rest.start, EnglishList::ThoseThem);
        return if is_pronoun {
            Being::Unspecified
        } else {
            being(view, rest)
        };
    }
    let has_name =
        (range.start..core_end).any(|at| view.is_name(at) || view.is_capitalised(at) && at > range.start);
    if let Some(being) = by_noun(view, &range, core_end, has_name) {
        return being;
    }
    if is_notion(view, range.start..core_end) {
        return Being::Thing;
    }
    if has_name {
        return Being::Name;
    }
    without_noun(view, &range, core_end)
}

/// What a mention is whose first words tell it: so many people, an amount, a quoted name, whoever is spoken to.
fn marked(view: &View<'_>, range: &Range<usize>) -> Option<Being> {
    let first = view.groups(range.start);
    // `Thousands took to the streets`
    let is_crowd = range.len() == 1 && view.is_listed(range.start, EnglishList::CrowdCount);
    // `among the few who voted against it`
    let is_few = range.len() == 2
        && view.is_word(range.start, "the")
        && view.is_listed(range.start + 1, EnglishList::FewOthers);
    if view.lang == Lang::En && (is_crowd || is_few || counts_people(view, range.clone())) {
        return Some(Being::Unspecified);
    }
    // `o orçamento de US$ 5 milhões insinua`
    let is_amount = view.drops_subjects()
        && view.is_number(range.start)
        && range.len() == 2
        && view.is_in(range.start + 1, Group::AmountUnit);
    if is_amount {
        return Some(Being::Thing);
    }
    // `die „Zeit“`, `der „Spiegel“`: a name, whatever the word means.
    let is_quoted_name = view.lang == Lang::De
        && range.len() > 2
        && first.has(Group::Determiner)
        && view.is_capitalised(range.start + 2)
        && (range.start + 1..range.end).all(|at| view.depth(at) > view.depth(range.start));
    if is_quoted_name {
        return Some(Being::Name);
    }
    // `O senhor acha que há crise?`
    if view.lang == Lang::Pt
        && range.len() == 2
        && first.has(Group::Determiner)
        && view.is_listed(range.start + 1, RomanceList::YouTitle)
    {
        return Some(Being::You);
    }
    if view.lang == Lang::En && is_of_people(view, range) {
        return Some(Being::Unspecified);
    }
    None
}

/// What a pronoun stands for.
fn pronoun(view: &View<'_>, range: &Range<usize>) -> Option<Being> {
    let first = view.groups(range.start);
    if range.len() == 1 {
        if first.has(Group::SelfPronoun) {
            return Some(Being::Self_);
        }
        // `Planen Sie`: with a capital it is *you*.
        let is_polite = view.lang == Lang::De
            && view.is_word(range.start, "sie")
            && view.is_capitalised(range.start)
            && !view.starts_sentence(range.start);
        if first.has(Group::YouPronoun) || is_polite {
            return Some(Being::You);
        }
        if first.has(Group::Neuter) {
            let is_it = view.lang == Lang::En && view.is_word(range.start, "it");
            return Some(if is_it { Being::Pronoun } else { Being::Thing });
        }
        if first.has(Group::Unspecified) {
            return Some(Being::Unspecified);
        }
        if super::mention::is_own_pronoun(view, range.start)
            || first.has(Group::Pronoun)
            || first.has(Group::StressedPronoun)
            || first.has(Group::Possessive)
        {
            return Some(Being::Pronoun);
        }
    }
    if range.len() == 2 && super::mention::is_latter(view, range.start) {
        return Some(Being::Pronoun);
    }
    if first.has(Group::Neuter) && range.len() > 1 && view.is_in(range.start + 1, Group::Relative) {
        return Some(Being::Unspecified);
    }
    None
}

/// One or none of several; an English role without an article.
fn nobody_or_surname(view: &View<'_>, range: &Range<usize>) -> Option<Being> {
    let first = view.groups(range.start);
    // `L’un des trois juges` is what `un des trois juges` is.
    let is_one_of = view.lang == Lang::Fr
        && view.is_word(range.start, "l'")
        && view.is_any_word(range.start + 1, words!["un", "une"])
        && range.len() > 2;
    if is_one_of {
        return Some(being(view, range.start + 1..range.end));
    }
    if view.is_word(range.start, "tout") && view.is_word(range.end - 1, "monde") {
        return Some(Being::Unspecified);
    }
    if range
        .clone()
        .any(|at| view.is_in(at, Group::Nobody) && at < range.start + 2)
        && !first.has(Group::Determiner)
    {
        return Some(Being::Unspecified);
    }
    // `Cook said`: a role without an article is a surname.
    if view.lang == Lang::En
        && range.len() == 1
        && view.is_capitalised(range.start)
        && view.is_name(range.start)
    {
        let is_body = first.has(Group::Organization) || first.has(Group::Document);
        if first.has(Group::Role) && !is_body && !view.word(range.start).ends_with('s') {
            return Some(Being::Name);
        }
    }
    None
}

/// What the head noun of a mention says it is, where lists have it.
fn by_noun(view: &View<'_>, range: &Range<usize>, core_end: usize, has_name: bool) -> Option<Being> {
    let first = view.groups(range.start);
    // The head noun of English compounds is the last before a preposition, elsewhere the first noun.
    let is_noun = |at: usize| {
        view.groups(at).has_any(Groups::of(&[
            Group::Role,
            Group::Organization,
            Group::Document,
            Group::Inanimate,
            Group::Criterion,
        ]))
    };
    // `un autre élément`: what stands before a noun is no noun.
    let is_adjective = |at: usize| {
        view.is_romance()
            && view.is_in(at, Group::Prenominal)
            && at + 1 < core_end
            && !view.is_mark(at + 1)
            && !view.is_capitalised(at + 1)
    };
    let mut nouns = (range.start..core_end).filter(|&at| is_noun(at) && !is_adjective(at));
    let head = if view.lang == Lang::En {
        nouns.next_back()
    } else {
        nouns.next()
    };
    let head = head?;
    let groups = view.groups(head);
    let is_person = groups.has(Group::Role);
    let is_body = groups.has(Group::Organization);
    if is_person
        && !(view.lang == Lang::En
            && has_name
            && view.is_capitalised(core_end.saturating_sub(1))
            && !is_noun(core_end.saturating_sub(1)))
    {
        return Some(Being::Role);
    }
    if is_body {
        return Some(Being::Organization);
    }
    if groups.has(Group::Document) {
        // `ces chiffres`: the author's own reading of what he just gave.
        let is_own = groups.has(Group::Inanimate) && first.has(Group::Demonstrative);
        return Some(if is_own { Being::Thing } else { Being::Document });
    }
    // `sagte Brandes`: a genitive without an article is a surname.
    let is_surname = view.lang == Lang::De
        && range.len() == 1
        && !view.starts_sentence(head)
        && view.is_capitalised(head)
        && view.word(head).ends_with("es");
    if is_surname {
        return Some(Being::Name);
    }
    // German nouns have a capital without being names: `die Krise`, not `der Fall Kohler`.
    let has_name = has_name
        && (view.lang != Lang::De
            || !first.has(Group::Determiner)
            || (range.start..core_end).any(|at| at > range.start && at != head && view.is_capitalised(at)));
    (!has_name).then_some(Being::Thing)
}

/// What a mention is that neither a listed noun nor a name is in.
fn without_noun(view: &View<'_>, range: &Range<usize>, core_end: usize) -> Being {
    let first = view.groups(range.start);
    // `dez deles`, `alcuni di loro`
    let is_of_them = view.drops_subjects()
        && range.len() <= 3
        && (first.has(Group::Indefinite) || first.has(Group::Unspecified) || first.has(Group::Determiner))
        && (view.is_in(range.end - 1, Group::StressedPronoun)
            || view.is_in(range.end - 1, Group::Possessive))
        && range.len() > 1;
    if is_of_them {
        return Being::Unspecified;
    }
    // `el 45% de los encuestados`
    let is_share = view.drops_subjects()
        && core_end < range.end
        && view.word(core_end - 1) == "%"
        && view.is_in(core_end, Group::Of);
    if is_share {
        return Being::Unspecified;
    }
    let is_some =
        first.has(Group::Unspecified) || first.has(Group::Indefinite) || view.is_number(range.start);
    if is_some && core_end < range.end && view.is_in(core_end, Group::Of) && core_end <= range.start + 1 {
        return Being::Unspecified;
    }
    if first.has(Group::Unspecified) && first.has(Group::Determiner) && range.len() == 1 {
        return Being::Unspecified;
    }
    let is_human = (range.start..core_end).any(|at| is_human_noun(view, at));
    if is_human {
        return Being::Role;
    }
    if first.has(Group::Demonstrative) {
        return Being::Thing;
    }
    let looks_abstract = (range.start..core_end).any(|at| is_abstract_noun(view, at));
    if looks_abstract {
        Being::Thing
    } else {
        Being::Unknown
    }
}

/// `those surveyed say`, `those close to him say`, `those who know him say`
fn is_of_people(view: &View<'_>, range: &Range<usize>) -> bool {
    let next = range.start + 1;
    view.is_word(range.start, "those")
        && (range.len() > 1 && view.word(next).ends_with("ed")
            || view.is_in(next, Group::BehindNoun)
            || view.is_in(next, Group::RelativeSubject)
            || view.is_in(next, Group::Preposition))
}

/// `25 expect a cut`, `two said`, `nearly six in ten respondents`: a number that stands for people.
fn counts_people(view: &View<'_>, range: Range<usize>) -> bool {
    let counts = |at: usize| {
        view.is_number(at) || view.is_in(at, Group::Indefinite) && !view.is_listed(at, EnglishList::NoCount)
    };
    let number = range.start + usize::from(view.is_in(range.start, Group::Adverb));
    counts(number)
        && (number + 1 == range.end
            || view.is_word(number + 1, "in") && number + 2 < range.end && counts(number + 2))
}

/// `die Umgehung`, `eine Schwierigkeit`: German writes notions with a capital, as it does names.
fn is_notion(view: &View<'_>, range: Range<usize>) -> bool {
    let Range { start, end } = range;
    if view.lang != Lang::De || !view.is_in(start, Group::Determiner) {
        return false;
    }
    let Some(head) = (start + 1..end).find(|&at| view.is_capitalised(at)) else {
        return false;
    };
    let word = view.word(head);
    let is_last = head + 1 >= end || !view.is_capitalised(head + 1);
    word.len() > 7
        && is_last
        && ["ung", "heit", "keit", "ität", "nis", "ismus"]
            .iter()
            .any(|ending| word.ends_with(ending))
}

/// Endings of words for people.
fn is_human_noun(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    if view.is_known(at) && !view.readings(at).is_empty() || word.len() < 6 {
        return false;
    }
    let stem = word.strip_suffix('s').unwrap_or(word);
    view.lexicon.ends(word, Ending::Human)
        && !view.lexicon.endings(Ending::NotHuman).any(|other| other == stem)
}

/// Endings of words for things and notions.
fn is_abstract_noun(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    word.len() > 4
        && view
            .token(at)
            .is_some_and(|token| token.letters == Letters::Small)
        && view.lexicon.ends(word, Ending::Abstract)
}
