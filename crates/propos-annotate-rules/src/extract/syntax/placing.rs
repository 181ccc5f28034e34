//! The clause into which a finite verb is put: one that waits for it, or one that begins with the phrase before it.

use std::ops::Range;

use super::clauses::Role;
use super::complements::told_in_adjunct;
use super::finite::{can_begin_relative, is_deed};
use super::reader::Reader;
use super::state::{Kind, State, Tense};
use super::words;
use crate::extract::lexicon::{EnglishList, Frame, Group};
use crate::tokens::Mark;

/// What stands around a finite verb.
#[derive(Clone, Copy)]
struct Around {
    /// The place of a clause further out that waits for its verb.
    waiting: Option<usize>,
    /// The verb of the same clause that takes a clause.
    governor: Option<usize>,
    is_behind_mark: bool,
}

impl Reader<'_, '_, '_> {
    /// Puts the clause of a finite verb on top of the others. Whether the verb is its only one; else the verb that the clause had is a
    /// participle.
    pub(super) fn open_clause(&mut self, top: &State, at: usize, tense: Tense) -> bool {
        let view = self.view;
        if self.is_of_deed(top, at) {
            self.stack.pop();
            self.mark(top.start, Role::None);
            self.take_subject(top.start..at);
            return true;
        }
        let outer = self.stack.len().checked_sub(2);
        if let Some(outer) = outer.filter(|&outer| self.is_of_document(top, outer, at)) {
            self.pop_to(outer, at);
            return false;
        }
        if top.verb.is_none() {
            self.open_for_first(top, at);
            return true;
        }
        if top.kind == Kind::Complement && self.goes_on_in_headline(at, tense) {
            return true;
        }
        if self.is_opened_by_saying(top, outer, at) {
            return true;
        }
        // `What he said surprised them`: *what* is all that was said.
        let is_what = top.kind == Kind::Subordinate
            && view.is_word(top.start, "what")
            && top
                .subject
                .as_ref()
                .is_some_and(|subject| subject.start > top.start);
        let governor = top
            .last_verb
            .filter(|&verb| words::takes_clause(view, verb) && !(is_what && Some(verb) == top.verb));
        let around = Around {
            waiting: self.waiting(),
            governor,
            is_behind_mark: self.previous.is_some_and(|previous| view.is_mark(previous)),
        };
        if self.is_opened_by_named(top, around, at) || self.is_opened_by_earlier(top, around, at) {
            return true;
        }
        self.open_by_last(top, around, at, tense)
    }

    /// `Mayor Says Danes Lied, Calls Vote a Sham`: what the first subject says next.
    fn goes_on_in_headline(&mut self, at: usize, tense: Tense) -> bool {
        let is_behind_comma = self
            .previous
            .is_some_and(|previous| self.view.is(previous, Mark::Comma));
        let goes_on = is_behind_comma && self.headline_goes_on(at, tense);
        if goes_on {
            let mut state = State::new(Kind::Aside, at);
            state.subject = self.stack.first().and_then(|main| main.subject.clone());
            self.pop_to(0, at.saturating_sub(1));
            self.push(state);
        }
        goes_on
    }

    /// Opens a clause beside the one that it stands in: `The plan, he argues, will fail`.
    fn open_aside(&mut self, subject: Range<usize>) {
        let mut state = State::new(Kind::Aside, subject.start);
        state.subject = Some(subject);
        self.push(state);
    }

    /// Where the clause has no verb yet: it may still be another one that begins or goes on here.
    fn open_for_first(&mut self, top: &State, at: usize) {
        let view = self.view;
        // `The mayor, praising the police and saying the town was safe, left`: what the gerund says has its own verb.
        let said = top.last_verb.filter(|&verb| {
            top.aside.is_some()
                && top.subject.is_some()
                && words::forms(view, verb).gerund()
                && words::asserts(view, verb)
        });
        if let (Some(governor), Some(free)) = (said, top.free.clone())
            && free.range.start == governor + 1
            && free.conjunction.is_none()
        {
            self.complement(free.range, governor);
            return;
        }
        if let Some((governor, subject)) = told_in_adjunct(view, top) {
            self.subordinate(subject, governor);
            return;
        }
        // `The plan, he argues, will fail`
        let aside = top.free.clone().filter(|free| {
            free.is_after_comma && self.previous == Some(free.range.end - 1) && self.is_aside(at, &free.range)
        });
        if let Some(free) = aside {
            self.open_aside(free.range);
            return;
        }
        if let Some(free) = top
            .free
            .as_ref()
            .filter(|free| self.is_behind_fronted(top, free, at))
        {
            self.take_subject(free.range.clone());
            return;
        }
        // `the plan he backed`: a relative clause without pronoun.
        let contact = top.free.clone().filter(|free| {
            top.subject
                .as_ref()
                .is_some_and(|subject| free.range.start > subject.start)
                && !free.is_after_comma
                && free.conjunction.is_none()
                // `His vow to veto the bill angered them`: the object of the infinitive.
                && top.last_verb.is_none_or(|verb| verb + 1 != free.range.start || top.is_antecedent)
                && can_begin_relative(view, free.range.start)
                && top.subject.as_ref().is_none_or(|subject| !is_deed(view, subject))
        });
        if let Some(free) = contact {
            let mut state = State::new(Kind::Relative, free.range.start);
            state.subject = Some(free.range);
            self.push(state);
        } else if top.subject.is_none()
            && let Some(waiting) = self.waiting()
        {
            self.pop_to(waiting, at);
        }
    }

    /// Opens a clause of which somebody says something, or one that says so.
    fn is_opened_by_saying(&mut self, top: &State, outer: Option<usize>, at: usize) -> bool {
        let view = self.view;
        let said_of_noun = top.free.clone().filter(|_| self.is_said_of_noun(at, None));
        if let Some(subject) = said_of_noun.map(|free| free.range) {
            self.open_aside(subject);
            return true;
        }
        // `who analysts say wants to retire`
        // `meddling a senator said is meant to harm them`: a relative clause without its pronoun.
        let is_relative = top.kind == Kind::Relative
            || top.kind == Kind::Aside
                && top
                    .start
                    .checked_sub(1)
                    .is_some_and(|before| !view.is_mark(before) && self.syntax.role(before) != Role::Finite);
        // `people who complain are weak`: who complains is the subject of both.
        let is_said = top.kind == Kind::Aside
            || top
                .subject
                .as_ref()
                .is_some_and(|subject| subject.start >= top.start);
        let said_of = top.verb.filter(|&verb| {
            is_said && is_relative && self.previous == Some(verb) && words::asserts(view, verb)
        });
        if let Some(governor) = said_of {
            let subject = outer
                .and_then(|outer| self.stack.get(outer))
                .filter(|outer| outer.verb.is_none())
                .and_then(|outer| outer.subject.clone())
                .unwrap_or(top.start..top.start + 1);
            let mut state = State::new(Kind::Complement, at);
            state.subject = Some(subject);
            state.governor = Some(governor);
            self.push(state);
            return true;
        }
        let is_waiting = self.waiting().is_some();
        if let Some((place, subject)) = self.speaking_apart(at).filter(|_| !is_waiting) {
            self.pop_to(place, at);
            self.open_aside(subject);
            return true;
        }
        false
    }

    /// Opens the clause of a phrase that something between commas tells of: `…, Ann Lee, an economist, said`.
    fn is_opened_by_named(&mut self, top: &State, around: Around, at: usize) -> bool {
        let view = self.view;
        let says = || words::frames(view, self.main_verb(at)).has(Frame::Quote);
        // `…, and Ms. Roe, a critic of the plan, said`: the phrase before the apposition.
        let named = top.joined.clone().filter(|free| {
            free.conjunction.is_some() && around.is_behind_mark && around.waiting.is_none() && says()
        });
        if let Some(free) = named {
            self.new_clause(&free, at);
            return true;
        }
        // `…, groups representing the miners said`, `…, Ann Lee, an economist, said`
        let reduced = top.reduced.clone().filter(|(free, _)| free.is_new());
        let apposed = match reduced {
            Some((free, _)) if free.conjunction.is_some() && around.waiting.is_none() && says() => {
                self.new_clause(&free, at);
                return true;
            }
            Some((free, _)) => Some(free.range),
            None => top.apposed.clone().filter(|_| around.is_behind_mark),
        };
        if let Some(subject) = apposed.filter(|_| around.waiting.is_none() && says()) {
            self.open_aside(subject);
            return true;
        }
        false
    }

    /// Opens the clause of a phrase that stands before the last one.
    fn is_opened_by_earlier(&mut self, top: &State, around: Around, at: usize) -> bool {
        let view = self.view;
        // `said the firm, which …, would`
        let suspended = top
            .suspended
            .clone()
            .filter(|_| top.free.is_none() && around.is_behind_mark);
        // `says people seeking asylum are`: the first phrase, and not the one behind the gerund.
        let reduced = top.reduced.clone().filter(|(_, by)| {
            around.waiting.is_none()
                && (around.governor.is_none() || by.is_some_and(|verb| words::only_says(view, verb)))
                && top.free.as_ref().is_none_or(|free| !free.is_new())
        });
        if let Some((free, Some(governor))) = reduced {
            self.complement(free.range, governor);
            return true;
        }
        if let Some(free) = self.joined_list(top) {
            self.new_clause(&free, at);
            return true;
        }
        // `…, yet Israel, which says that it has none, ranks fifth`
        if let Some((place, free)) = self
            .joined_outside()
            .filter(|_| around.is_behind_mark && around.waiting.is_none())
        {
            self.pop_to(place, at);
            self.new_clause(&free, at);
            return true;
        }
        let joined = top.joined.clone().filter(|_| top.free.is_none());
        if let Some(free) = joined {
            self.new_clause(&free, at);
            return true;
        }
        if let Some((subject, governor)) = suspended {
            self.complement(subject, governor);
            return true;
        }
        // `says a passenger who pays nothing is`: the phrase stands before the relative clause.
        let latent = self.latent().filter(|_| {
            (around.governor.is_none() || top.free.is_none() && self.previous == top.verb)
                && top.free.as_ref().is_none_or(|free| !free.is_new())
                && around.waiting.is_none()
        });
        if let Some((place, subject, governor)) = latent {
            self.pop_to(place, at);
            self.complement(subject, governor);
            return true;
        }
        false
    }

    /// Opens a clause by the last phrase, or goes back to the one that waits. Whether the verb is its only one.
    fn open_by_last(&mut self, top: &State, around: Around, at: usize, tense: Tense) -> bool {
        let view = self.view;
        match (top.free.clone(), around.governor, around.waiting) {
            (Some(free), Some(governor), _)
                if free.before.is_some()
                    && !words::reports(view, self.main_verb(at))
                    && !self.is_announced(&free, governor) =>
            {
                let start = free
                    .before
                    .as_ref()
                    .map_or(free.range.start, |before| before.start);
                self.complement(start..free.range.end, governor);
            }
            // `Those who went to Spain and other countries have claimed`
            (Some(free), _, Some(waiting))
                if free.conjunction.is_some()
                    && top.kind == Kind::Relative
                    && !view.is_in(free.range.start, Group::Pronoun) =>
            {
                self.pop_to(waiting, at);
            }
            // `firms that cannot find the money would close`: what is found is a thing.
            (Some(free), Some(governor), Some(waiting))
                if top.kind == Kind::Relative
                    && view.is_in(free.range.start, Group::Determiner)
                    && view.is_listed(governor, EnglishList::FindsThing) =>
            {
                self.pop_to(waiting, at);
            }
            (Some(free), ..) if free.conjunction.is_some() => {
                self.new_clause(&free, at);
            }
            (Some(free), Some(governor), _) if !free.is_after_comma => {
                self.complement(free.range, governor);
            }
            (Some(free), _, None) if free.is_after_comma || !top.is_ambiguous => {
                let kind = if free.is_after_comma {
                    Kind::Aside
                } else {
                    Kind::Relative
                };
                let mut state = State::new(kind, free.range.start);
                state.subject = Some(free.range);
                self.push(state);
            }
            (_, _, Some(waiting)) => {
                self.pop_to(waiting, at);
            }
            _ if top.is_ambiguous
                && top.free.is_none()
                && !(around.is_behind_mark && self.is_inversion(at)) =>
            {
                return false;
            }
            _ => {
                let mut state = State::new(Kind::Aside, at);
                state.subject = top.free.as_ref().map(|free| free.range.clone());
                // `Mayor says tax will stay, warns of cuts`: a headline needs no *and*. `accused him, called her a liar and vowed`
                if self.headline_goes_on(at, tense) || self.is_in_series(at, tense) {
                    state.subject = self.stack.first().and_then(|main| main.subject.clone());
                    self.pop_to(0, at.saturating_sub(1));
                }
                self.push(state);
            }
        }
        true
    }
}
