//! Which clause a finite verb belongs to, and who is its subject.

use std::ops::Range;

use super::clauses::Role;
use super::clauses::register;
use super::reader::{Reader, comma_before};
use super::state::{Free, Kind, State, Tense};
use super::words::{self, is_adverb};
use crate::extract::lexicon::{EnglishList, Frame, Group, Groups};
use crate::extract::verb_group::is_hard_mark;
use crate::extract::view::View;
use crate::tokens::Mark;

impl Reader<'_, '_, '_> {
    /// Whether the subject that waits for a verb is plural and whether it is singular; both where nobody can tell.
    pub(super) fn number(&self) -> Option<(bool, bool)> {
        let view = self.view;
        let place = self
            .stack
            .iter()
            .rposition(|state| (state.verb.is_none() || state.is_ambiguous) && state.subject.is_some())?;
        let state = self.stack.get(place)?;
        let subject = state.subject.clone()?;
        let head = state.head.unwrap_or(subject.end - 1);
        let has_and = subject.clone().any(|at| view.is_in(at, Group::And));
        let is_plural = has_and || words::looks_plural(view, head);
        let is_name = view.is_capitalised(head);
        // `the head of research and development says`: what is joined may hang on the first noun.
        let is_hanging = has_and
            && !words::looks_plural(view, head)
            && (head..subject.end)
                .take_while(|&at| !view.is_in(at, Group::And))
                .any(|at| {
                    view.is_in(at, Group::Preposition)
                        || view.is_in(at, Group::Of)
                        || self.syntax.role(at) != Role::None
                });
        // `a number of analysts say`
        let is_amount = view.is_in(head + 1, Group::Of) && view.is_in(head, Group::Quantity)
            // `Eight in 10 voters say`
            || (view.is_number(head)
                || view.is_in(head, Group::Indefinite) && !view.is_listed(head, EnglishList::AnyArticle))
                && view.is_listed(head + 1, EnglishList::PartPreposition)
            // `more than half of them say`
            || view.is_listed(head, EnglishList::ComparedAmount) && view.is_word(head + 1, "than");
        let is_deed = is_deed(view, &subject);
        Some((
            is_plural && !is_deed || is_amount,
            !is_plural || is_name || is_hanging || is_amount || is_deed,
        ))
    }

    /// Whether a clause further out still waits for its verb; its place.
    pub(super) fn waiting(&self) -> Option<usize> {
        let outer = self.stack.len().checked_sub(1)?;
        (0..outer).rev().find(|&place| {
            self.stack
                .get(place)
                .is_some_and(|state| state.verb.is_none() && state.subject.is_some())
        })
    }

    pub(super) fn pop_to(&mut self, place: usize, end: usize) {
        while self.stack.len() > place + 1 {
            self.pop(end);
        }
    }

    pub(super) fn finite(&mut self, at: usize, is_ambiguous: bool, tense: Tense) {
        let view = self.view;
        // `a man said to be`; else *said* is no participle.
        let is_ambiguous = is_ambiguous
            && !(view.is_word(at, "said")
                && !view.is_in(at + 1, Group::ToInfinitive)
                && !view.is_word(at + 1, "by"));
        let is_joint = self.previous.is_some_and(|previous| {
            (view.is_in(previous, Group::Conjunction) || words::joins_verbs(view, previous))
                && self.conjunction == Some(previous)
                // `“routinely and knowingly” approved`
                && view.depth(previous) == view.depth(at)
        });
        if is_joint && self.coordinate(at, is_ambiguous, tense) {
            return;
        }
        let Some(top) = self.stack.last().cloned() else {
            return;
        };
        if self.open_clause(&top, at, tense) {
            self.assign(at, is_ambiguous, tense);
        } else {
            self.assign_again(at, is_ambiguous, tense);
        }
    }

    /// `Raising the tax would cost jobs`: whether the deed at the head of a sentence is the subject of a verb that no mark parts from it.
    pub(super) fn is_of_deed(&self, top: &State, at: usize) -> bool {
        let view = self.view;
        let is_lone = self.stack.len() == 2 && top.kind == Kind::Subordinate && top.verb == Some(top.start);
        is_lone
            && is_deed(view, &(top.start..at))
            && !words::takes_clause(view, top.start)
            && !(top.start..at).any(|place| view.is_mark(place))
            && !self
                .previous
                .is_some_and(|previous| view.is_in(previous, Group::Pronoun))
    }

    /// Gives the innermost clause another verb: the one that it had was a participle.
    fn assign_again(&mut self, at: usize, is_ambiguous: bool, tense: Tense) {
        if let Some(verb) = self.stack.last().and_then(|top| top.verb) {
            self.mark(verb, Role::Other);
            if let Some(entry) = self.syntax.by_verb.get_mut(verb) {
                *entry = None;
            }
        }
        self.assign(at, is_ambiguous, tense);
    }

    /// Whether the verb behind a comma of a headline has the first subject: more than a name follows it.
    pub(super) fn headline_goes_on(&self, at: usize, tense: Tense) -> bool {
        let Some(end) = self.headline_end else {
            return false;
        };
        let is_like = self
            .stack
            .first()
            .is_some_and(|main| main.verb.is_some() && main.tense == tense);
        let is_name = !self.view.is_in(at + 1, Group::Preposition) && !self.view.is_in(at + 1, Group::Of);
        is_like && (!is_name || self.chunk(at + 1, end).end < end)
    }

    /// `accused the press of lying, called him a crook and vowed to sue`: the second of three verbs of the first subject.
    pub(super) fn is_in_series(&self, at: usize, tense: Tense) -> bool {
        /// How far behind the last verb stands.
        const REACH: usize = 24;
        let view = self.view;
        let is_like = |verb: usize| {
            let forms = words::forms(view, verb);
            match tense {
                Tense::Past => forms.past() || forms.past_or_participle(),
                Tense::Present => forms.third(),
                Tense::Modal => false,
            }
        };
        let goes_on = || {
            (at + 1..view.tokens.len().min(at + REACH))
                .take_while(|&place| !is_hard_mark(view, place))
                .any(|place| view.is_in(place, Group::And) && is_like(place + 1))
        };
        let main = self.stack.first();
        self.stack.len() == 1
            && main.is_some_and(|main| main.verb.is_some() && main.subject.is_some() && main.tense == tense)
            && self
                .previous
                .is_some_and(|previous| view.is(previous, Mark::Comma))
            && goes_on()
    }

    /// Opens a reported clause without `that`.
    pub(super) fn complement(&mut self, subject: Range<usize>, governor: usize) {
        let mut state = State::new(Kind::Complement, subject.start);
        state.subject = Some(subject);
        state.governor = Some(governor);
        if let Some(top) = self.stack.last_mut() {
            top.suspended = None;
            top.free = None;
        }
        self.push(state);
    }

    /// A clause further out with a phrase that may be the subject of what its verb reports.
    pub(super) fn latent(&self) -> Option<(usize, Range<usize>, usize)> {
        let outer = self.stack.len().checked_sub(1)?;
        let top = self.stack.last()?;
        if top.kind != Kind::Relative {
            return None;
        }
        (0..outer).rev().find_map(|place| {
            let state = self.stack.get(place)?;
            let free = state.free.as_ref().filter(|free| !free.is_new())?;
            let verb = state
                .last_verb
                .filter(|&verb| words::takes_clause(self.view, verb))?;
            state.verb.is_some().then(|| (place, free.range.clone(), verb))
        })
    }

    /// `Sales will rise, people who attended the meeting said.`: the phrase behind a comma on which a relative clause hangs, where
    /// a verb that reports ends the sentence; the clause that it stands in, and its place.
    pub(super) fn speaking_apart(&self, at: usize) -> Option<(usize, Range<usize>)> {
        let view = self.view;
        let top = self.stack.last()?;
        let outer = self.stack.len().checked_sub(2)?;
        let state = self.stack.get(outer)?;
        let free = state.free.as_ref()?;
        let is_apart = top.kind == Kind::Relative
            && top.verb.is_some()
            && state.verb.is_some()
            && free.is_after_comma
            && free.conjunction.is_none()
            && free.range.end == top.start;
        let ends = || {
            let next = at + 1;
            next >= view.tokens.len()
                || is_hard_mark(view, next)
                || view.is(next, Mark::Comma)
                || view.is_in(next, Group::Time)
                || view.is_in(next, Group::Preposition) && view.is_in(next + 1, Group::Time)
        };
        (is_apart && words::frames(view, at).has(Frame::Quote) && ends()).then(|| (outer, free.range.clone()))
    }

    /// `…, but X threatened`: a new clause with its own subject. Where its verb reports, what was reported ends.
    pub(super) fn new_clause(&mut self, free: &Free, at: usize) {
        let view = self.view;
        let conjunction = free.conjunction.unwrap_or(free.range.start);
        let comma = comma_before(view, conjunction);
        let has_comma = comma.is_some();
        let end = comma.unwrap_or(conjunction);
        // `…, but the government points out that`: an expression reports as a verb does.
        let main = self.main_verb(at);
        let reports = words::reports(view, main) || words::takes_clause(view, main);
        // `said it would not and Roe repeated it`
        let is_other_speaker = || {
            let frames = words::frames(view, self.main_verb(at));
            view.is_capitalised(free.range.end - 1)
                && (frames.has(Frame::Quote) || frames.has(Frame::BareClause))
                && !view.starts_sentence(free.range.start)
        };
        if reports && (has_comma || is_other_speaker()) {
            self.pop_to(0, end);
        }
        let kind = self.stack.last().map_or(Kind::Main, |top| top.kind);
        if self.stack.len() == 1 {
            self.stack.clear();
        }
        let mut state = State::new(kind, free.range.start);
        state.subject = Some(free.range.clone());
        self.push(state);
    }

    /// The verb that an auxiliary belongs to.
    pub(super) fn main_verb(&self, at: usize) -> usize {
        let view = self.view;
        let mut verb = at;
        for next in at + 1..at + 5 {
            if words::is_auxiliary(view, next) || view.is_in(next, Group::Negation) || is_adverb(view, next) {
                continue;
            }
            if words::is_auxiliary(view, verb) && words::forms(view, next).any() {
                verb = next;
            }
            break;
        }
        verb
    }

    /// `X said … and vowed`: a second verb for the subject of an open clause.
    pub(super) fn coordinate(&mut self, at: usize, is_ambiguous: bool, tense: Tense) -> bool {
        let view = self.view;
        let Some(conjunction) = self.conjunction else {
            return false;
        };
        let comma = comma_before(view, conjunction);
        let has_comma = comma.is_some();
        let end = comma.unwrap_or(conjunction);
        let with_verb: Vec<usize> = (0..self.stack.len())
            .filter(|&place| self.stack.get(place).is_some_and(|state| state.verb.is_some()))
            .collect();
        let Some(&inner) = with_verb.last() else {
            return false;
        };
        // A clause that waits for its verb ends with the conjunction: `X, who left and returned, said`.
        let outer = with_verb.iter().rev().skip(1).copied().find(|&place| {
            self.stack.get(place).is_some_and(|state| {
                matches!(
                    state.kind,
                    Kind::Main | Kind::Complement | Kind::Aside | Kind::Subordinate
                )
            })
        });
        let reports = words::reports(view, self.main_verb(at));
        let target = match outer {
            Some(outer)
                if self.stack.get(inner).is_none_or(|state| {
                    // `will not name areas which could be cut and says`: what *which* stands for says nothing.
                    // `backed the raid that killed him and said it was right`: what is no person says nothing either.
                    let is_said = words::asserts(view, self.main_verb(at))
                        && view.is_word(state.start, "that")
                        && state
                            .head
                            .or(state.subject.as_ref().map(|subject| subject.end - 1))
                            .is_some_and(|head| !may_speak(view, head));
                    let is_thing = view.is_word(state.start, "which") && reports || is_said;
                    state.kind != Kind::Relative || has_comma || is_thing
                }) =>
            {
                let is_like = |place: usize| self.stack.get(place).is_some_and(|state| state.tense == tense);
                let frames = words::frames(view, self.main_verb(at));
                let says = frames.has(Frame::Clause) || frames.has(Frame::Quote);
                // `said …, and begged members`: behind a comma the outermost verb of saying goes on.
                let first = with_verb.iter().copied().find(|&place| {
                    place < inner
                        && self.stack.get(place).is_some_and(|state| {
                            let verb = state.verb.map(|verb| self.main_verb(verb));
                            state.tense == tense && verb.is_some_and(|verb| words::reports(view, verb))
                        })
                });
                if let Some(first) = first.filter(|_| has_comma && reports) {
                    self.pop_to(first, end);
                    return self.second_predicate(at, is_ambiguous, tense);
                }
                // `says he was caught and is now being questioned`: nobody says so of himself.
                let follows = |word: &str| (at + 1..at + 4).any(|next| view.is_word(next, word));
                let is_suffered = view.is_in(at, Group::Be) && follows("being")
                    || view.is_in(at, Group::Have) && follows("been");
                if is_suffered {
                    self.pop_to(inner, end);
                    return self.second_predicate(at, is_ambiguous, tense);
                }
                // `said the port was “closed” and called on it to open`
                let is_behind_quote =
                    view.is(end.saturating_sub(1), Mark::Quote) && reports && is_like(outer);
                if is_behind_quote {
                    self.pop_to(outer, end);
                    return self.second_predicate(at, is_ambiguous, tense);
                }
                // `reports that the clerics condemned the raid and promised revenge`: both are what they did.
                let is_told = || {
                    let verb = self.stack.get(inner).and_then(|state| state.verb);
                    !has_comma
                        && verb.is_some_and(|verb| {
                            words::frames(view, self.main_verb(verb)).has(Frame::Object)
                                && frames.has(Frame::Object)
                        })
                };
                // `said it was looking into it and had told the police`: what came before is what was said.
                let is_earlier = || {
                    let verb = self.stack.get(outer).and_then(|state| state.verb);
                    view.is_word(at, "had") && verb.is_some_and(|verb| !view.is_word(verb, "had"))
                };
                // `said she thinks it should be out but added that it was late`: the verb further out with the same tense.
                let far = first.filter(|&first| first < outer && says && !is_like(inner) && !is_like(outer));
                // `replied that he had children and knew when to give in`: a state of mind is told with the rest.
                let is_held = || !has_comma && words::holds(view, self.main_verb(at));
                match (is_like(inner), is_like(outer)) {
                    _ if far.is_some() => far.unwrap_or(outer),
                    (false, true) => outer,
                    (true, false) => inner,
                    _ if is_told() || is_earlier() || is_held() => inner,
                    _ if reports && (has_comma || says) => outer,
                    _ => inner,
                }
            }
            _ => inner,
        };
        self.pop_to(target, end);
        self.second_predicate(at, is_ambiguous, tense)
    }

    /// Another verb for the subject of the innermost open clause.
    fn second_predicate(&mut self, at: usize, is_ambiguous: bool, tense: Tense) -> bool {
        self.mark(at, Role::Finite);
        let Some(top) = self.stack.last_mut() else {
            return false;
        };
        let mut second = State::new(top.kind, at);
        second.subject.clone_from(&top.subject);
        second.aside.clone_from(&top.aside);
        register(self.syntax, &mut second);
        if let Some(entry) = self.syntax.by_verb.get_mut(at) {
            *entry = second.clause;
        }
        top.verb = Some(at);
        top.is_ambiguous = is_ambiguous && top.is_ambiguous;
        top.tense = tense;
        true
    }
}

/// Whether the noun at a place may stand for somebody or a text.
fn may_speak(view: &View<'_>, at: usize) -> bool {
    const SPEAKERS: Groups = Groups::of(&[
        Group::Role,
        Group::Organization,
        Group::Document,
        Group::Unspecified,
    ]);
    view.groups(at).has_any(SPEAKERS) || words::looks_plural(view, at) || view.is_capitalised(at)
}

/// Whether a relative clause without pronoun may begin with a word: `the plan he backed`, `the day the city fell`.
pub(super) fn can_begin_relative(view: &View<'_>, at: usize) -> bool {
    let groups = view.groups(at);
    groups.has(Group::Pronoun)
        || groups.has(Group::Determiner)
        || groups.has(Group::Unspecified)
        || view.is_capitalised(at)
        || view.word(at).ends_with('s')
}

/// `Moving the clock is bad`, `Reading old books helps`: a deed at the head of a sentence.
pub(super) fn is_deed(view: &View<'_>, subject: &Range<usize>) -> bool {
    let forms = words::forms(view, subject.start);
    forms.gerund() && !forms.base() && !forms.third() && view.starts_sentence(subject.start)
}
