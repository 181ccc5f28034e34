//! What follows a comma behind content and is the author's own comment on it.

use propos_segment::Lang;

use super::lexicon::{EnglishList, Group, Groups};
use super::rules::Scene;
use super::syntax::Role;
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
    if view.lang != Lang::En {
        return false;
    }
    let has_verb = |noun: usize| {
        (noun + 2..noun + 6).any(|at| {
            is_finite_verb(view, at, noun) || disputes(view, at) || view.syntax.role(at) != Role::None
        })
    };
    // `accused him of theft, charges he denies`
    let is_bare = view.is_in(at, Group::CommentNoun)
        && (view.is_in(at + 1, Group::Pronoun)
            || view.is_in(at + 1, Group::Determiner)
            || view.is_capitalised(at + 1))
        && has_verb(at);
    is_bare
        || is_disputed(view, at)
        || is_effect(view, at)
        || view.is_any_word(at, words!["a", "an"])
            && (at + 1..at + 3).any(|noun| {
                view.is_in(noun, Group::CommentNoun)
                    && (view.is_in(noun + 1, Group::That)
                    || view.is_in(noun + 1, Group::Relative)
                    || view.is_in(noun + 1, Group::Pronoun)
                    // `a move Chairman Roe said was late`, `a step analysts called`
                    // `a charge the bank denies`
                    || (view.is_capitalised(noun + 1)
                        || view.is_in(noun + 1, Group::Role)
                        || view.is_in(noun + 1, Group::Determiner)
                        || view.is_in(noun + 1, Group::Unspecified))
                        && has_verb(noun)
                    || view.is_word(noun + 1, "of") && view.is_word(noun, "version"))
            })
}

/// `said Russia shelled the plant, which Moscow denies`
fn is_disputed(view: &View<'_>, at: usize) -> bool {
    let ends = |verb: usize| view.is_mark(verb + 1) || verb + 1 >= view.tokens.len();
    view.is_word(at, "which")
        && (at + 2..at + 8)
            .take_while(|&verb| !view.is_mark(verb))
            .any(|verb| ends(verb) && disputes(view, verb))
}

/// `said he was joking, which drew criticism from teachers`: what came of it.
fn is_effect(view: &View<'_>, at: usize) -> bool {
    let verb = at
        + 1
        + usize::from(view.is_in(at + 1, Group::Have))
        + usize::from(view.is_in(at + 1, Group::Adverb));
    let noun = || {
        (verb + 1..verb + 4)
            .take_while(|&at| !view.is_mark(at))
            .any(|at| view.is_in(at, Group::JudgementNoun) || view.is_in(at, Group::OpinionClause))
    };
    view.is_word(at, "which") && view.is_verb_listed(verb, EnglishList::Draws) && noun()
}

/// Whether a word may be a form of *deny* and its like.
fn disputes(view: &View<'_>, at: usize) -> bool {
    view.is_verb_listed(at, EnglishList::Gainsays)
}

/// `refused to sign, in protest at the cuts`, `promised a review, amid signs of unrest`: why and how something was said or done.
pub(super) fn is_circumstance(view: &View<'_>, at: usize) -> bool {
    if view.lang != Lang::En {
        // `juge l’objectif trop haut, d’autant que le carnet se vide`, `…, en raison des crues`, `…, bien que le feu soit éteint`
        return view.is_in(at, Group::Circumstance)
            || view.is_word(at + 1, "autant") && view.is_word(at, "d'")
            || view.is_word(at + 1, "raison") && view.is_word(at, "en")
            || view.lang == Lang::Fr && view.is_word(at, "bien") && view.is_in(at + 1, Group::That);
    }
    if view.is_any_word(at, words!["amid", "despite"]) || is_setting(view, at) {
        return true;
    }
    // `in an apparent attempt to`
    let is_attempt =
        |noun: usize| view.is_in(noun, Group::Attempt) && view.is_in(noun + 1, Group::ToInfinitive);
    view.is_word(at, "in")
        && (view.is_in(at + 1, Group::Reaction)
            || view.is_any_word(at + 1, words!["a", "an"]) && (at + 2..at + 4).any(is_attempt))
}

/// `…, in a statement on Tuesday`, `…, in a blow to the government`, `…, in what analysts called a surprise`: where it was said, and
/// what the author makes of it.
pub(super) fn is_setting(view: &View<'_>, at: usize) -> bool {
    // `…, even as its shares fell`
    if view.is_word(at, "even") && view.is_listed(at + 1, EnglishList::ThoughBehind) {
        return true;
    }
    let is_what = view.is_word(at + 1, "what") && !view.is_mark(at + 3);
    let is_noun = |noun: usize| {
        view.is_in(noun, Group::Setting)
            || view.is_in(noun, Group::Effect)
                && (view.is_in(noun + 1, Group::Preposition)
                    || view.is_in(noun + 1, Group::Of)
                    || view.is_in(noun + 1, Group::That)
                    || view.is_in(noun + 1, Group::ToInfinitive))
    };
    view.lang == Lang::En
        && view.is_word(at, "in")
        && (is_what || view.is_any_word(at + 1, words!["a", "an"]) && (at + 2..at + 4).any(is_noun))
}

/// Where English content ends before it is told on what occasion somebody said it: `called for more money in a statement`,
/// `attacked the plan at a rally in Ohio`. Behind a verb of the content such a phrase may belong to that verb.
pub(super) fn before_occasion(scene: &Scene<'_, '_>, start: usize, end: usize) -> usize {
    let view = scene.view;
    if view.lang != Lang::En {
        return end;
    }
    let is_infinitive = view.syntax.role(start) != Role::None;
    let first = start + 1;
    (first..end)
        .take_while(|&at| at == start || view.syntax.role(at) == Role::None)
        .find(|&at| {
            view.depth(at) == scene.depth && !view.is_mark(at - 1) && is_occasion(view, at, is_infinitive)
        })
        .unwrap_or(end)
}

fn is_occasion(view: &View<'_>, at: usize, is_infinitive: bool) -> bool {
    let is_in = view.is_word(at, "in");
    let opens = is_in || !is_infinitive && view.is_any_word(at, words!["at", "during"]);
    // `slams Roe at news conference`: a headline has no articles.
    let noun = at + 1 + usize::from(!view.is_in(at + 1, Group::Setting));
    let is_bare = opens
        && !is_infinitive
        && !view.is_in(at + 1, Group::Determiner)
        && !view.is_mark(at + 1)
        && view.is_in(noun, Group::Setting);
    is_bare
        || opens
            && view.is_listed(at + 1, EnglishList::OwnNoun)
            && (at + 2..at + 6)
                .take_while(|&noun| {
                    !view.is_mark(noun)
                        && !view.is_in(noun, Group::Preposition)
                        && !view.is_in(noun, Group::Of)
                })
                .any(|noun| view.is_in(noun, Group::Setting))
}
