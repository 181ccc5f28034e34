//! What is said around an aside: the words before it, and those behind it where they go on.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::aside::is_present_participle;
use super::interrupted::{
    begins_subordinate, is_awaited, is_of_saying, opens_time_clause, waits_for_main, waits_for_question,
    waits_for_rest,
};
use super::reported_end::{behind_joined, behind_report};
use super::verdict::{is_matter, is_verdict};
use crate::extract::clause::clause_end;
use crate::extract::dateline::behind_dateline;
use crate::extract::lexicon::{EnglishList, Group, RomanceList};
use crate::extract::syntax::Role;
use crate::extract::verb_group::{
    Shape, VerbGroup, has_finite_verb, has_main_verb, is_finite_verb, is_hard_mark,
};
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// What is said around an aside; one with a pronoun behind its verb (`assure-t-il`) is sure to be one.
pub(super) fn content(
    scene: &Scene<'_, '_>,
    comma: usize,
    end: usize,
    is_sure: bool,
) -> Option<Vec<Range<usize>>> {
    let view = scene.view;
    let start = said_from(scene, comma, end);
    if start >= comma {
        return None;
    }
    let has_verb = if view.lang == Lang::Fr {
        is_sure && has_finite_verb(view, start, comma) || has_main_verb(view, start, comma)
    } else {
        has_finite_verb(view, start, comma)
    };
    let around = Around {
        scene,
        said: start..comma,
        end,
        is_sure,
        has_verb,
    };
    if around.interrupts_opening() {
        return Some(std::iter::once(end + 1..clause_end(scene, end + 1)).collect());
    }
    let is_closed = around.is_closed();
    let rest = if is_closed { None } else { around.rest() };
    let rest = rest.or_else(|| around.explanation());
    let is_said = rest.is_some()
        || has_verb && !around.is_subordinate()
        || is_closed && comma > start + 2
        || around.needs_no_verb();
    is_said.then(|| std::iter::once(start..comma).chain(rest).collect())
}

/// Where the sentence begins that an aside stands in, without what is the author’s.
fn said_from(scene: &Scene<'_, '_>, comma: usize, end: usize) -> usize {
    let view = scene.view;
    let ends_sentence = |at: usize| view.depth(at) == scene.depth && is_hard_mark(view, at);
    let sentence = (scene.range.start..comma.saturating_sub(1))
        .rev()
        .find(|&at| ends_sentence(at))
        .map_or(scene.range.start, |mark| mark + 1);
    let mut start = behind_dateline(view, sentence.min(comma), comma);
    // `However, sales fell, the firm said`: what joins the sentence to the one before is the author's.
    let is_joint = view.lang == Lang::En
        && view.is(start + 1, Mark::Comma)
        && view.is_listed(start, EnglishList::SentenceJoin);
    if is_joint && start + 3 < comma {
        start += 2;
    }
    start = behind_relative(scene, start, comma, end + 1).unwrap_or(start);
    behind_report(scene, start, comma)
}

/// An aside and what stands before it.
struct Around<'s, 'v, 't> {
    scene: &'s Scene<'v, 't>,
    /// What stands before the aside in its sentence.
    said: Range<usize>,
    /// Where the aside ends.
    end: usize,
    /// Whether the aside is sure to be one.
    is_sure: bool,
    /// Whether a verb stands before it.
    has_verb: bool,
}

impl Around<'_, '_, '_> {
    /// `He was a clerk when, she says, they met`: whether the clause has only begun before the aside.
    fn interrupts_opening(&self) -> bool {
        let view = self.scene.view;
        let last = self.said.end - 1;
        view.lang == Lang::En
            && self.said.len() > 1
            && (view.is_in(last, Group::Subordinator)
                || view.is_in(last, Group::That)
                || view.is_in(last, Group::Conjunction) && view.is(last - 1, Mark::Comma))
            && view.is(self.end, Mark::Comma)
            && self.end + 3 < self.scene.range.end
    }

    /// Whether what is said ends before the aside.
    fn is_closed(&self) -> bool {
        let view = self.scene.view;
        let comma = self.said.end;
        // `… pour un mois », relate-t-il, sous le choc`: a closing mark without its opening one ends what is said.
        let has_quote = || view.is(comma, Mark::Quote) || view.is(comma - 1, Mark::Quote);
        // `…, a dit l’ingénieur qui a aussi précisé, « … »`: what follows is said by another verb.
        let is_other_said =
            || {
                self.scene.groups.iter().any(|group| {
                    group.end == self.end && group.start > comma + 2 && group.shape == Shape::Finite
                }) && (comma + 2..self.end).any(|at| view.is_in(at, Group::RelativeSubject))
            };
        view.lang == Lang::Fr && (has_quote() || is_other_said())
    }

    /// What is said behind the aside.
    fn rest(&self) -> Option<Range<usize>> {
        let view = self.scene.view;
        let goes_on = self.end + 1 < self.scene.range.end
            && (view.is(self.end, Mark::Comma) || view.is(self.end, Mark::Dash));
        if !goes_on {
            return None;
        }
        let rest = self.end + 1..self.rest_end();
        if !self.is_said_behind(&rest) {
            return None;
        }
        let end = if self.has_verb {
            rest.end
        } else {
            behind_joined(self.scene, rest.end)
        };
        Some(rest.start..end)
    }

    /// Where the clause ends behind the aside.
    fn rest_end(&self) -> usize {
        let view = self.scene.view;
        let end = clause_end(self.scene, self.end + 1);
        // `These clerks, he said, are “well paid,” earning twice the average`: no other act of who speaks.
        let is_open = view.lang == Lang::En
            && end > self.end + 2
            && view.is(end - 1, Mark::Quote)
            && view.is(end - 2, Mark::Comma)
            && end < self.scene.range.end
            && !self.scene.groups.iter().any(|group| group.start == end);
        if is_open { clause_end(self.scene, end) } else { end }
    }

    /// Whether what follows the aside is said too. The sentence goes on where it has no verb yet; behind a whole clause the rest is
    /// the author's, but for what shows that it is not.
    fn is_said_behind(&self, rest: &Range<usize>) -> bool {
        let view = self.scene.view;
        if self.lacks_rest(rest) {
            return true;
        }
        if self.opens_gerund(rest.start) {
            return false;
        }
        let rest_has_verb = || has_finite_verb(view, rest.start, rest.end) || is_awaited(view, rest.start);
        if !self.has_verb {
            return self.is_predicate(rest) && rest_has_verb();
        }
        // `By the time the engine arrived, she said, the roof was gone`
        let waits = || {
            view.lang == Lang::En && begins_subordinate(view, self.said.start)
                || waits_for_main(view, self.said.start, self.said.end)
        };
        self.is_more(rest) || waits() && rest_has_verb()
    }

    /// Whether what stands before the aside needs what follows it.
    fn lacks_rest(&self, rest: &Range<usize>) -> bool {
        let view = self.scene.view;
        let last = self.said.end - 1;
        // `She is, he says, a genius`: a verb that lacks what it needs.
        let is_cut = || {
            view.lang == Lang::En
                && !rest.is_empty()
                && (view.is_in(last, Group::Be)
                    || view.is_in(last, Group::Modal)
                    || view.is_in(last, Group::Have)
                    // `She found herself, she admitted, agreeing with them`
                    || view.is_listed(last, EnglishList::Oneself))
        };
        // `She was assured, she said, that …`
        let is_that =
            || view.lang == Lang::En && view.is_in(rest.start, Group::That) && rest.end > rest.start + 2;
        // `Pas question, prévient le syndicat, de payer deux fois`
        let is_refused = || {
            view.lang == Lang::Fr
                && view.is_listed(self.said.start, RomanceList::RefusesStart)
                && view.is_in(rest.start, Group::Of)
        };
        is_that()
            || is_refused()
            || is_cut()
            || waits_for_rest(view, self.said.start, self.said.end, rest.start, rest.end)
    }

    fn opens_gerund(&self, at: usize) -> bool {
        let is_gerund = |group: &VerbGroup| group.start == at && group.shape == Shape::Gerund;
        is_present_participle(self.scene.view, at) || self.scene.groups.iter().any(is_gerund)
    }

    /// `Le favori, le gouverneur X, a réitéré ses charges, qu’il`: whether what is left is the predicate of what stands before.
    fn is_predicate(&self, rest: &Range<usize>) -> bool {
        let view = self.scene.view;
        let start = self.said.start;
        // `De no haber acuerdo, insinuó, la línea …`: before the aside stands no subject.
        let is_adverbial = || {
            self.is_sure
                || view.is_romance() && view.is_in(start, Group::Preposition)
                || view.drops_subjects()
                    && (view.is_in(start, Group::Of) || view.is_in(start, Group::Subordinator))
        };
        view.lang == Lang::En
            || is_adverbial()
            || begins_with_verb(view, rest.start, rest.end)
            || is_awaited(view, rest.start)
    }

    /// Whether what follows a whole clause adds to it.
    fn is_more(&self, rest: &Range<usize>) -> bool {
        let view = self.scene.view;
        let at = rest.start;
        // `un concurrent en demandait, assure-t-elle, 3 millions`
        let is_number = || view.lang == Lang::Fr && view.is_number(at) && !view.is_word(at + 1, "ans");
        (rest.end > at + 2 || is_number())
            && !self.opens_own_words(at)
            && !self.tells_of_speech(at)
            // `…, se preguntaba ayer Toñi Ruiz, todavía con barro`: how it was said.
            && (!view.drops_subjects() || goes_on_behind(view, at))
    }

    /// Whether a noun or a relative clause follows that is the author’s.
    fn opens_own_words(&self, at: usize) -> bool {
        let view = self.scene.view;
        let is_french = view.lang == Lang::Fr;
        // `Il s’agit, précise-t-il, du vaccin`
        let is_object = || {
            is_french
                && (view.is_any_word(at, words!["du"])
                    || waits_for_question(view, self.said.start, self.said.end, at))
        };
        view.is_in(at, Group::Determiner) && !is_object()
            || view.is_in(at, Group::Relative) && !(is_french && view.is_in(at, Group::That))
            || view.is_romance() && opens_governed_relative(view, at)
    }

    /// Whether what follows tells how something was said, who else says so or what stands against it.
    fn tells_of_speech(&self, at: usize) -> bool {
        let view = self.scene.view;
        // `…, she said, without giving a reason`
        view.lang == Lang::En && view.is_in(at, Group::Without)
            || view.drops_subjects() && view.is_in(at, Group::According)
            || is_of_saying(view, at)
            || view.is_in(at, Group::Contrast)
            || view.lang == Lang::Fr && view.is_any_word(at, words!["alors", "tandis"])
    }

    /// `Mauvaise idée, rétorque le conseiller : publier les poids …`, `Nonsense, says Ann Lee: the trees were felled years ago`
    fn explanation(&self) -> Option<Range<usize>> {
        let view = self.scene.view;
        let opens = view.is(self.end, Mark::Colon) && view.depth(self.end + 1) == self.scene.depth;
        let may_explain = || view.is_romance() || !self.has_verb && self.is_verdict();
        if !opens || !may_explain() {
            return None;
        }
        let rest = self.end + 1..clause_end(self.scene, self.end + 1);
        (rest.end > self.end + 2).then_some(rest)
    }

    fn is_verdict(&self) -> bool {
        is_verdict(self.scene, self.said.start, self.said.end)
    }

    /// English `Under pressure from people who say …, the company agreed`: no clause that somebody may have said.
    fn is_subordinate(&self) -> bool {
        let view = self.scene.view;
        let Range { start, end } = self.said;
        // `As many as 300 were there`
        let is_many = || view.is_word(start, "as") && view.is_word(start + 2, "as");
        let begins = || {
            view.is_in(start, Group::Subordinator)
                && !view.is_in(start, Group::Determiner)
                // `As a result of the deal, the board stopped`, `While sales rose, costs fell`
                && !view.is_in(start + 1, Group::Indefinite)
                && !is_many()
                && !view.is_in(start + 1, Group::Of)
                && (start..end).filter(|&at| is_finite_verb(view, at, start)).count() < 2
                && !has_clause_behind_comma(view, start, end)
        };
        let is_main = |at: usize| view.syntax.clause(at).is_some_and(|clause| clause.is_main);
        view.lang == Lang::En
            && (view.syntax.role(start) == Role::Other
                || begins()
                || opens_time_clause(view, start)
                || !(start..end).any(is_main))
    }

    /// Whether words without a verb are said: a line of a dialogue, an answer, a verdict.
    fn needs_no_verb(&self) -> bool {
        let view = self.scene.view;
        // `– Démagogie, souffle le maire`
        let is_line = view.is_romance() && view.is(self.scene.range.start, Mark::Dash);
        is_line
            || view.lang == Lang::Fr && (self.can_be_no_subject() || self.is_answer())
            || self.is_verdict()
            || is_matter(self.scene, self.said.start, self.said.end, self.end)
    }

    /// French `Pas question de reculer, martèle le maire`
    fn can_be_no_subject(&self) -> bool {
        let view = self.scene.view;
        let start = self.said.start;
        let groups = view.groups(start);
        self.said.len() > 2
            && !groups.has(Group::Determiner)
            && !groups.has(Group::Pronoun)
            && !groups.has(Group::Title)
            && !view.is_name(start)
            && groups.has(Group::Verbless)
    }

    /// French `D’où vient l’argent ? De Suisse, assure-t-il.`
    fn is_answer(&self) -> bool {
        let view = self.scene.view;
        let groups = view.groups(self.said.start);
        let is_word = groups.has(Group::Adverb) || groups.has(Group::Verbless);
        self.is_sure
            && (self.said.len() > 1 || is_word)
            && (self.end >= self.scene.range.end || is_hard_mark(view, self.end))
    }
}

/// Whether a predicate begins at a place: its verb, over pronouns, negation, adverbs and a phrase with a preposition.
fn begins_with_verb(view: &View<'_>, start: usize, end: usize) -> bool {
    let is_relative = view.is_in(start, Group::Relative) || opens_governed_relative(view, start);
    !is_relative
        && !view.is_in(start, Group::Subordinator)
        && (start..end.min(start + 8))
            .take_while(|&at| {
                at == start || !view.is_in(at - 1, Group::Relative) && !view.is_in(at - 1, Group::Conjunction)
            })
            .any(|at| is_finite_verb(view, at, start))
}

/// `…, tranche le maire, pour qui …`
fn opens_governed_relative(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::Preposition) && view.is_in(at + 1, Group::RelativeSubject)
}

/// Whether what follows an aside in a clause that has its verb can be said too: *que*, *de*, *porque*, *para*.
fn goes_on_behind(view: &View<'_>, at: usize) -> bool {
    (view.is_in(at, Group::Of)
        || view.is_in(at, Group::That)
        || view.is_in(at, Group::For)
        || view.is_in(at, Group::Conjunction)
        || view.is_in(at, Group::Subordinator) && !view.is_in(at, Group::Contrast))
        && !view.is_in(at, Group::Without)
}

/// `une transition dont la durée, dit-on, serait`, `faute de quoi, préviennent-ils, des patients`: the clause that an aside
/// interrupts before its verb begins behind the word that opens it.
pub(super) fn behind_relative(
    scene: &Scene<'_, '_>,
    start: usize,
    comma: usize,
    next: usize,
) -> Option<usize> {
    let view = scene.view;
    let goes_on = || has_finite_verb(view, next, scene.range.end.min(next + 6));
    if view.lang != Lang::Fr || !goes_on() {
        return None;
    }
    let opener = (start + 1..comma)
        .rev()
        .take(10)
        .take_while(|&at| view.depth(at) == scene.depth && !is_finite_verb(view, at, start))
        .find(|&at| view.is_any_word(at, words!["dont", "quoi"]))?;
    let is_lack = view.is_word(opener, "quoi") && opener > start + 2 && view.is_word(opener - 2, "faute");
    match view.word(opener) {
        "dont" => (opener + 1 < comma).then_some(opener + 1),
        _ => is_lack.then(|| opener - 2),
    }
}

/// `After years of talks, the union will sign`: the comma ends what came first, and the clause follows.
fn has_clause_behind_comma(view: &View<'_>, start: usize, end: usize) -> bool {
    let comma = (start..end).find(|&at| view.is(at, Mark::Comma));
    comma.is_some_and(|comma| {
        !view.is_in(comma + 1, Group::Relative)
            && !view.is_in(comma + 1, Group::Wh)
            && has_finite_verb(view, comma + 1, end)
    })
}
