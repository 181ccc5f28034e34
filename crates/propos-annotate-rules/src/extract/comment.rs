//! What follows a comma behind content and is the author's own comment on it.

use propos_segment::Lang;

use super::lexicon::{Group, Groups};
use super::verb_group::is_finite_verb;
use super::view::View;
use crate::extract::word_table::words;

/// `propose un vote, suggestion que la maire écarte`: what is said of what was said.
pub(super) fn is_apposed_report(view: &View<'_>, at: usize) -> bool {
    const NOUNS: Groups = Groups::of(&[
        Group::Information,
        Group::SpeechNoun,
        Group::OpinionClause,
        Group::OpinionInfinitive,
        Group::OpinionWhich,
    ]);
    view.lang == Lang::Fr
        && view.groups(at).has_any(NOUNS)
        && (view.is_in(at + 1, Group::That) || view.is_any_word(at + 1, words!["dont", "qui"]))
}

/// `favors a ban, a stance that has made him few friends`: what is said of it.
pub(super) fn is_apposed_comment(view: &View<'_>, at: usize) -> bool {
    view.lang == Lang::En
        && view.is_any_word(at, words!["a", "an"])
        && (at + 1..at + 3).any(|noun| {
            view.is_in(noun, Group::CommentNoun)
                && (view.is_in(noun + 1, Group::That)
                    || view.is_in(noun + 1, Group::Relative)
                    || view.is_in(noun + 1, Group::Pronoun)
                    // `a move Chairman Roe said was late`, `a step analysts called`
                    || (view.is_capitalised(noun + 1) || view.is_in(noun + 1, Group::Role))
                        && (noun + 2..noun + 6).any(|at| is_finite_verb(view, at, noun))
                    || view.is_word(noun + 1, "of") && view.is_word(noun, "version"))
        })
}

/// `refused to sign, in protest at the cuts`, `pledged to keep rates low, in a statement`: why and where it was said.
pub(super) fn is_circumstance(view: &View<'_>, at: usize) -> bool {
    if view.lang != Lang::En || !view.is_word(at, "in") {
        return false;
    }
    let has_article = view.is_any_word(at + 1, words!["a", "an"]);
    if !has_article {
        return view.is_in(at + 1, Group::Reaction);
    }
    // `in an apparent attempt to`
    (at + 2..at + 4).any(|noun| {
        view.is_in(noun, Group::Attempt) && view.is_in(noun + 1, Group::ToInfinitive)
            || view.is_any_word(noun, words!["interview", "statement"])
    })
}
