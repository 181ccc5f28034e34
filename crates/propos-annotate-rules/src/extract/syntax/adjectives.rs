//! Adjectives before nouns, as far as their endings tell.

use super::words::{self, is_adverb};
use crate::extract::lexicon::{Ending, EnglishList, Group};
use crate::extract::view::View;
use crate::tokens::Mark;

/// An adjective between a determiner and a noun: nothing but determiners and adverbs stand before it.
pub(super) fn is_adjective_here(view: &View<'_>, start: usize, at: usize) -> bool {
    let is_modifier = |place: usize| {
        view.is_in(place, Group::Determiner) || is_adverb(view, place) || words::is_possessive(view, place)
    };
    at > start
        && is_modifier(at - 1)
        && !view.is_number(at)
        && !view.is_capitalised(at)
        && looks_adjective(view, at)
}

/// Endings and words of adjectives that stand before nouns.
pub(super) fn looks_adjective(view: &View<'_>, at: usize) -> bool {
    let word = view.word(at);
    let groups = view.groups(at);
    let is_noun = groups.has(Group::Role) || groups.has(Group::Organization) || groups.has(Group::Document);
    (!is_noun || word == "other")
        && (word.len() > 4
            && view.lexicon.ends(word, Ending::Adjective)
            // `need`, `speed`, `bloodshed`
            && !word.ends_with("eed")
            && !word.ends_with("shed")
            || !view.is_capitalised(at) && view.is_listed(at, EnglishList::PlainAdjective))
}

/// `seems strange`, `remains popular`: verbs that an adjective follows.
pub(super) fn is_copular(view: &View<'_>, at: usize) -> bool {
    view.is_listed(at, EnglishList::LooksForm)
}

/// `“…,” retired Air Force general Ann Roe said`: a participle that tells what somebody with a role is.
pub(super) fn is_before_role(view: &View<'_>, at: usize) -> bool {
    view.is_listed(at, EnglishList::RoleParticiple)
        && (at + 1..at + 5).any(|role| view.is_in(role, Group::Role) && view.is_capitalised(role + 1))
}

/// `should get excited about it`: a verb that a participle follows.
pub(super) fn is_got(view: &View<'_>, at: usize) -> bool {
    view.is_listed(at, EnglishList::GetForm)
}

/// `The mayor made it clear that`, `implored her to bring it back`: no verb behind *it*.
pub(super) fn is_clear(view: &View<'_>, at: usize) -> bool {
    if view.is_word(at, "back") && at > 0 {
        return view.is_word(at - 1, "it");
    }
    at > 1
        && view.is_word(at, "clear")
        && view.is_word(at - 1, "it")
        && view.is_listed(at - 2, EnglishList::MakeForm)
}

/// `43 people died, compared with 27 the year before`: a participle that puts something beside what the clause says.
pub(super) fn is_beside(view: &View<'_>, at: usize) -> bool {
    view.is_word(at, "compared") && at > 0 && view.is(at - 1, Mark::Comma)
}
