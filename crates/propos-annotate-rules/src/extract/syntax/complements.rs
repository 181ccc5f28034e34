//! What follows a word: whether it fits a verb or a noun.

use std::ops::Range;

use super::adjectives::is_copular;
use super::clauses::Role;
use super::finite::can_begin_relative;
use super::reader::Reader;
use super::state::{Kind, State, Tense};
use super::verbs::NOUNS;
use super::words::{self, is_adverb};
use crate::extract::lexicon::{EnglishList, Frame, Group, Groups};
use crate::extract::traits::Trait;
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

impl Reader<'_, '_, '_> {
    /// Whether what follows fits a finite verb better than a noun.
    pub(super) fn is_compatible(&self, at: usize, next: usize) -> bool {
        let view = self.view;
        if self.is_complement(next) || self.is_said_of(at, next) || self.is_of_what(at, next) {
            return true;
        }
        let reports = words::reports(view, at);
        if view.is_mark(next) || next >= view.tokens.len() {
            let is_last = self.stack.iter().all(|state| state.verb.is_none())
                && (view.is(next, Mark::Stop) || next >= view.tokens.len());
            return reports || view.is(next, Mark::Quote) || is_last || self.closes_report(at);
        }
        let groups = view.groups(next);
        if words::is_auxiliary(view, next)
            || groups.has(Group::Of) && !reports
            || groups.has(Group::Conjunction)
        {
            return false;
        }
        if groups.has(Group::Preposition) || groups.has(Group::Subordinator) {
            return true;
        }
        let own = words::forms(view, at);
        let other = words::forms(view, next);
        // `says armed guards will`, `say used cars are`: a participle before a noun begins what is said.
        if words::only_says(view, at)
            && words::asserts(view, at)
            && (other.past_or_participle() || other.participle())
            && (view.shows(next + 1, Trait::Nominal)
                || words::looks_plural(view, next + 1)
                || words::is_auxiliary(view, next + 2))
        {
            return true;
        }
        // `remains convinced that`
        let stays = is_copular(view, at);
        if stays && (other.past_or_participle() || other.participle()) {
            return true;
        }
        // `the prosecutor in the arms scandal is`: what stands before a noun and its verb is no verb.
        if own.third()
            && !reports
            && words::is_auxiliary(view, next + 1)
            && !words::looks_plural(view, next)
            && !other.gerund()
        {
            return false;
        }
        if other.any() {
            // Two verbs in a row do not agree with one subject: the second is a noun, or the first is.
            // `says tax will`: a noun, where the first word is none.
            let is_noun = view.groups(at).has_any(NOUNS)
                || view.is_in(at, Group::Role)
                || view.is_in(at, Group::Organization);
            // `the company needs cash and`: the second is no verb, since nothing that a verb takes follows it.
            let is_object = !words::is_auxiliary(view, next + 1)
                && !self.is_complement(next + 1)
                && !view.is_in(next + 1, Group::Preposition)
                && !view.is_in(next + 1, Group::Adverb);
            let is_noun_behind = own.third() && other.base() && !other.past() && (!is_noun || is_object);
            return is_noun_behind
                || own.third() && other.third() && !other.past()
                || own.base() && other.base() && !other.third()
                // `ministers weigh plans for a tax`: no verb for one agrees with several.
                || own.base() && other.third() && !other.base() && reports && !is_noun
                || other.gerund() && (reports || words::governs_verb(view, at));
        }
        true
    }

    /// `saying the other lacks the nerve`: no noun follows.
    pub(super) fn is_of_other(&self, at: usize, before: Range<usize>, next: usize) -> bool {
        before.len() == 1
            && self.view.is_word(before.end, "other")
            && words::forms(self.view, at).third()
            && self.is_complement(next)
    }

    /// Whether a verb of evidence agrees with the noun beside it, where the subject that waits is a text.
    pub(super) fn is_attracted(&self, at: usize, previous: usize, next: usize) -> bool {
        let view = self.view;
        words::frames(view, at).has(Frame::Evidence)
            && self.is_complement(next)
            && words::looks_plural(view, previous)
            && self.stack.last().is_some_and(|top| {
                top.verb.is_none() && top.head.is_some_and(|head| view.is_in(head, Group::Document))
            })
    }

    /// The tense of a verb right behind another one for which a subject further out waits.
    pub(super) fn resumes(&self, at: usize, previous: usize, next: usize) -> Option<Tense> {
        let view = self.view;
        let forms = words::forms(view, at);
        let top = self.stack.last()?;
        // `The notion that computers can think strikes many`: the verb that the noun before *that* waits for.
        let is_behind_clause = forms.third()
            && self.waiting().is_some()
            && top.verb.is_some()
            && top.start > 0
            && view.is_in(top.start - 1, Group::That)
            && top
                .subject
                .as_ref()
                .is_some_and(|subject| subject.start >= top.start)
            && (self.is_complement(next) || is_copular(view, at));
        // `His refusal to testify angered the judge`
        let is_behind_infinitive = (forms.past() || forms.past_or_participle())
            && previous > 0
            && view.is_in(previous - 1, Group::ToInfinitive)
            && top.verb.is_none()
            && top.subject.is_some();
        match () {
            () if is_behind_clause => Some(Tense::Present),
            () if is_behind_infinitive => Some(Tense::Past),
            () => None,
        }
    }

    /// `What farmers want is a fair price`: the verb of the clause that *what* opens, before the one that the clause is subject of.
    fn is_of_what(&self, at: usize, next: usize) -> bool {
        let view = self.view;
        view.is_any_word(next, words!["is", "was"])
            && words::reports(view, at)
            && self
                .stack
                .last()
                .is_some_and(|top| top.verb.is_none() && view.is_word(top.start, "what"))
    }

    /// `the chairman, who analysts say wants to retire`: what is said of whom the relative pronoun means.
    fn is_said_of(&self, at: usize, next: usize) -> bool {
        let view = self.view;
        let is_relative = self
            .stack
            .last()
            .is_some_and(|top| top.kind == Kind::Relative && top.verb.is_none());
        let forms = words::forms(view, next);
        is_relative
            && words::asserts(view, at)
            && (words::is_auxiliary(view, next)
                || forms.third()
                || forms.past()
                || forms.past_or_participle())
    }

    /// `said the plan works`: the last word of what is said by a verb that no noun phrase follows.
    fn closes_report(&self, at: usize) -> bool {
        let view = self.view;
        let is_noun = view.groups(at).has_any(NOUNS)
            || view.is_in(at, Group::Role)
            || view.is_in(at, Group::Organization);
        // `Studies suggest the drug works`
        let verb = self.stack.last().and_then(|top| top.last_verb);
        let finds = verb.is_some_and(|verb| {
            let frames = words::frames(view, verb);
            frames.has(Frame::BareClause) && frames.has(Frame::Evidence)
        });
        words::forms(view, at).third() && !is_noun && (self.follows_clause_verb() || finds)
    }

    /// `booked a hotel the owner said was full`: whether the verb at a place tells who says of the noun before what the next verb
    /// tells, in a relative clause without its pronoun. `chunk`: where its subject begins, if it has not been read yet.
    pub(super) fn is_said_of_noun(&self, at: usize, chunk: Option<usize>) -> bool {
        const OTHERS: Groups = Groups::of(&[
            Group::Conjunction,
            Group::Of,
            Group::Preposition,
            Group::Subordinator,
            Group::That,
            Group::Time,
            Group::ToInfinitive,
        ]);
        let view = self.view;
        let next = self.behind(at);
        let is_said = words::asserts(view, at)
            && words::is_auxiliary(view, next)
            && !words::is_nonfinite_auxiliary(view, next);
        let read = || {
            let free = self.stack.last()?.free.as_ref()?;
            let is_beside = !free.is_new() && self.previous == Some(free.range.end - 1);
            is_beside.then_some(free.range.start)
        };
        let hangs = |subject: usize| {
            let Some(before) = subject.checked_sub(1) else {
                return false;
            };
            !view.is_mark(before)
                && !is_adverb(view, before)
                && self.syntax.role(before) != Role::Finite
                && !view.groups(before).has_any(OTHERS)
                && can_begin_relative(view, subject)
        };
        is_said && chunk.or_else(read).is_some_and(hangs)
    }

    /// Whether an infinitive stands behind the *to* at a place.
    pub(super) fn is_infinitive_behind(&self, at: usize) -> bool {
        let view = self.view;
        let mut next = at + 1;
        while is_adverb(view, next) || view.is(next, Mark::Quote) || view.is_word(next, "not") {
            next += 1;
        }
        let groups = view.groups(next);
        // `a letter to staff warning that`: a noun where no object follows.
        let is_noun = (groups.has(Group::Organization) || groups.has(Group::Role))
            && !view.is_in(next + 1, Group::Determiner)
            && !view.is_in(next + 1, Group::StressedPronoun)
            && !view.is_capitalised(next + 1);
        words::forms(view, next).base() && !is_noun
            || groups.has(Group::Be)
            || groups.has(Group::Have)
            || view.is_word(next, "do")
    }

    /// `the mayor and the governor want`
    pub(super) fn is_list(&self, chunk: Option<usize>) -> bool {
        // `The drug is new, and the firm believes`: a subject that has its verb joins nothing.
        let subject = self
            .stack
            .last()
            .filter(|top| top.verb.is_none() || top.is_ambiguous)
            .and_then(|top| top.subject.clone());
        let has_and = |range: Range<usize>| range.into_iter().any(|at| self.view.is_in(at, Group::And));
        match (subject, chunk) {
            (Some(subject), Some(chunk)) => has_and(subject.start..chunk),
            (Some(subject), None) => has_and(subject),
            _ => false,
        }
    }

    /// Opens a clause that hangs on a gerund of a clause without subject, and takes the subject from that.
    pub(super) fn subordinate(&mut self, subject: Range<usize>, governor: usize) {
        if let Some(top) = self.stack.last_mut() {
            top.subject = None;
            top.head = None;
            top.is_open = false;
        }
        let mut state = State::new(Kind::Subordinate, subject.start);
        state.subject = Some(subject);
        state.governor = Some(governor);
        self.push(state);
    }

    /// `A statement issued after the meeting called for`: the text calls, and not the meeting.
    pub(super) fn is_of_document(&self, top: &State, outer: usize, at: usize) -> bool {
        let view = self.view;
        let is_adjunct = top.kind == Kind::Subordinate
            && top.verb.is_none()
            && top
                .subject
                .as_ref()
                .is_some_and(|subject| !view.is_in(subject.start, Group::Pronoun))
            && top
                .start
                .checked_sub(1)
                .is_some_and(|word| view.is_listed(word, EnglishList::TimeGerund));
        is_adjunct
            && self.stack.get(outer).is_some_and(|outer| {
                outer.is_ambiguous && outer.head.is_some_and(|head| view.is_in(head, Group::Document))
            })
            && words::reports(view, self.main_verb(at))
    }

    /// `The mill burned, says Ann Lee.`: nothing but who speaks stands behind the verb.
    pub(super) fn is_inversion(&self, at: usize) -> bool {
        let view = self.view;
        let end = view.tokens.len();
        if !words::frames(view, at).has(Frame::Quote) || view.is_mark(at + 1) || at + 1 >= end {
            return false;
        }
        let is_pronoun = view.is_in(at + 1, Group::Pronoun) && !view.is_in(at + 1, Group::Determiner);
        let behind = self.chunk(at + 1, end.min(at + 14)).end;
        // `The talks failed, said two people in the room.`, and not `The firm, based in Gary, said profit in May rose`.
        let is_at_verb = self.stack.last().is_some_and(|top| {
            let subject = top.subject.as_ref().map(|subject| subject.end);
            subject.is_some_and(|end| !view.is(end, Mark::Comma)) && top.aside.is_none()
        });
        let is_phrase = is_at_verb
            && (view.is_in(behind, Group::Preposition)
                || view.is_in(behind, Group::RelativeSubject)
                || view.is_in(behind, Group::BehindNoun));
        !is_pronoun && (behind >= end || view.is_mark(behind) || view.is_in(behind, Group::Of) || is_phrase)
    }

    /// `offer the cut as an amendment, and Democrats`: a phrase with *as*, and no clause.
    pub(super) fn is_as_phrase(&self, state: &State, comma: usize) -> bool {
        let view = self.view;
        state.verb.is_none()
            && state.last_verb.is_none()
            && state.start > 0
            && view.is_word(state.start - 1, "as")
            && view.is_in(state.start, Group::Indefinite)
            && view.is_in(comma + 1, Group::Conjunction)
    }

    /// Whether the last verb is one that no noun phrase follows: *say*, *insist*.
    pub(super) fn follows_clause_verb(&self) -> bool {
        let verb = self.stack.last().and_then(|top| top.last_verb);
        verb.is_some_and(|verb| words::only_says(self.view, verb))
    }

    /// Whether what follows can only be an object, a clause or an adverbial.
    pub(super) fn is_complement(&self, next: usize) -> bool {
        let view = self.view;
        let groups = view.groups(next);
        groups.has(Group::Determiner)
            || begins_existence(view, next)
            || groups.has(Group::Pronoun)
            || groups.has(Group::StressedPronoun)
            || groups.has(Group::That)
            || groups.has(Group::ToInfinitive)
            || groups.has(Group::Wh)
            || groups.has(Group::Unspecified)
            || view.is_number(next)
            || view.is_word(next, "nothing")
            || view.is_capitalised(next) && !self.is_title
            || matches!(view.word(next), "$" | "£" | "€")
    }
}

/// `With senators saying they will vote no, the bill is dead`: a gerund that says, and the subject of what is said, where the
/// clause has neither verb nor subject yet.
pub(super) fn told_in_adjunct(view: &View<'_>, top: &State) -> Option<(usize, Range<usize>)> {
    let subject = top.subject.clone()?;
    let governor = top.last_verb.filter(|&verb| verb + 1 == subject.start)?;
    let says = words::forms(view, governor).gerund() && words::asserts(view, governor);
    (says && top.verb.is_none()).then_some((governor, subject))
}

/// `planned to sell the mill, then hand over the land`: an infinitive without its *to*.
pub(super) fn goes_on_as_infinitive(view: &View<'_>, top: &State, at: usize) -> bool {
    words::forms(view, at).base()
        && at > 0
        && view.is_word(at - 1, "then")
        && top
            .last_verb
            .is_some_and(|verb| verb > 0 && view.is_in(verb - 1, Group::ToInfinitive))
}

/// `there is`, `there were`
pub(super) fn begins_existence(view: &View<'_>, at: usize) -> bool {
    view.is_word(at, "there") && words::is_auxiliary(view, at + 1)
}

/// A word that can only be a subject: `they`, `who`.
pub(super) fn is_subject_word(view: &View<'_>, at: usize) -> bool {
    let groups = view.groups(at);
    (groups.has(Group::Pronoun) || groups.has(Group::RelativeSubject))
        && !(view.is_capitalised(at) && view.word(at).len() > 1 && !view.starts_sentence(at))
}

/// Whether a noun phrase begins at a place.
pub(super) fn begins_noun(view: &View<'_>, at: usize) -> bool {
    let groups = view.groups(at);
    view.is_capitalised(at)
        || groups.has(Group::Determiner)
        || groups.has(Group::Pronoun)
        || groups.has(Group::Unspecified)
        || groups.has(Group::Role)
        || groups.has(Group::Organization)
        || groups.has(Group::Title)
        || view.is_number(at)
        || begins_named_role(view, at)
}

/// `says portfolio manager Carl Ost`: a role of several words before its name.
fn begins_named_role(view: &View<'_>, at: usize) -> bool {
    (at + 1..at + 4)
        .take_while(|&place| {
            !view.is_mark(place)
                && !view.is_capitalised(place)
                && !view.is_in(place, Group::Preposition)
                && !view.is_in(place, Group::Determiner)
        })
        .find(|&place| view.is_in(place, Group::Role))
        .is_some_and(|role| view.is_capitalised(role + 1) && !view.is_mark(at))
}
