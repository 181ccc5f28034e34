//! Words that open a clause: `that`, `who`, `because`, `what`.

use std::ops::Range;

use super::clauses::Role;
use super::reader::Reader;
use super::state::{Kind, State};
use super::words::{self, is_adverb};
use crate::extract::lexicon::{EnglishList, Frame, Group, Groups};
use crate::extract::verb_group::is_hard_mark;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// Words that may open a clause.
const OPENING: Groups = Groups::of(&[Group::That, Group::Relative, Group::Wh, Group::Subordinator]);

/// Words that a subject begins with.
const SUBJECT: Groups = Groups::of(&[Group::Pronoun, Group::Demonstrative, Group::Determiner]);

impl Reader<'_, '_, '_> {
    /// `that`, `who`, `because`, `what`: words that open a clause. Whether this one does.
    pub(super) fn opens_clause(&mut self, at: usize) -> bool {
        let view = self.view;
        let groups = view.groups(at);
        if !groups.has_any(OPENING) {
            return false;
        }
        let previous = self.previous;
        let is_behind_noun = previous.is_some()
            && self
                .last_noun
                .as_ref()
                .is_some_and(|noun| Some(noun.end - 1) == previous);
        let is_behind_comma =
            previous.is_some_and(|previous| view.is(previous, Mark::Comma) || view.is(previous, Mark::Dash));
        let next_is_verb = self.is_verb_like(at + 1);
        // `concluded in that case that`
        let is_such = self.is_governed
            && at > 0
            && view.is_word(at - 1, "in")
            && view.is_listed(at + 1, EnglishList::SuchCase);
        if groups.has(Group::That) && is_such {
            return false;
        }
        if groups.has(Group::That) {
            // `told the court that rents on …`: a plural noun unless its object follows.
            let is_noun = words::forms(view, at + 1).third()
                && !words::is_auxiliary(view, at + 1)
                && !self.is_complement(at + 2)
                && self
                    .stack
                    .last()
                    .and_then(|top| top.last_verb)
                    .is_some_and(|verb| words::takes_clause(view, verb));
            return self.that(at, next_is_verb && !is_noun, is_behind_noun);
        }
        let is_relative = groups.has(Group::Relative) && !view.is_word(at, "that");
        // `a cut which he says would help and which critics call a gift`: beside the relative clause before it.
        let beside = previous
            .filter(|&before| is_relative && view.is_in(before, Group::And))
            .and_then(|before| {
                let is_like = |state: &State| {
                    state.kind == Kind::Relative
                        && state.verb.is_some()
                        && view.word(state.start) == view.word(at)
                };
                self.stack.iter().rposition(is_like).map(|place| (before, place))
            });
        if let Some((before, place)) = beside.filter(|(_, place)| *place > 0) {
            self.pop_to(place - 1, before);
            let mut state = State::new(Kind::Relative, at);
            state.subject = next_is_verb.then_some(at..at + 1);
            self.open(state, at);
            return true;
        }
        if is_relative && (is_behind_noun || is_behind_comma || self.is_governed) {
            let mut state = State::new(Kind::Relative, at);
            let noun = self.antecedent(at, is_behind_comma);
            // `some of whom have complained`
            let quantity = self
                .stack
                .last()
                .and_then(|top| top.free.as_ref())
                .map(|free| free.range.start);
            state.subject = match quantity {
                Some(start) if self.is_governed && !is_behind_noun => Some(start..at + 1),
                _ if self.is_governed => None,
                _ => noun,
            };
            state.is_antecedent = true;
            if let Some(start) = quantity.filter(|_| self.is_governed && !is_behind_noun) {
                state.head = Some(start);
            }
            self.open(state, at);
            return true;
        }
        let is_wh = groups.has(Group::Wh) || groups.has(Group::Relative) && !view.is_word(at, "that");
        // `went so far as to say`, `was quoted as saying`
        let is_as = view.is_word(at, "as")
            && (view.is_in(at + 1, Group::ToInfinitive) || words::forms(view, at + 1).gerund());
        if self.is_office(at) {
            self.govern(at);
            return true;
        }
        let is_subordinator = groups.has(Group::Subordinator) && !view.is_word(at, "than") && !is_as;
        if !is_wh && !is_subordinator || groups.has(Group::Determiner) && !next_is_verb && !is_wh {
            return false;
        }
        // `since July`, `until Monday`: no clause.
        let is_time = view.is_listed(at, EnglishList::SinceTime)
            && view.is_in(at + 1, Group::Time)
            && (view.is_mark(at + 2) || at + 2 >= view.tokens.len());
        if is_time {
            self.is_governed = true;
            self.previous = Some(at);
            return true;
        }
        let governor = self
            .stack
            .last()
            .and_then(|top| top.last_verb)
            .filter(|&verb| is_wh && words::frames(view, verb).has(Frame::Wh))
            // `said the firm, if it survives, will move`: a phrase waits for its verb.
            .filter(|_| self.stack.last().is_none_or(|top| top.suspended.is_none()));
        let mut state = State::new(Kind::Subordinate, if is_wh { at } else { at + 1 });
        state.governor = governor;
        // `what happened`, `who won`
        if next_is_verb && is_wh && view.is_listed(at, EnglishList::WhoWhat) {
            state.subject = Some(at..at + 1);
        }
        self.open(state, at);
        true
    }

    /// Whom a relative pronoun means. `who` is no place and no firm: `an analyst at Acme who`, `said X, head of Y, who`.
    fn antecedent(&self, at: usize, is_behind_comma: bool) -> Option<Range<usize>> {
        let view = self.view;
        let noun = self.last_noun.clone()?;
        let is_free = self.last_free.as_ref() == Some(&noun);
        if !view.is_word(at, "who") || is_free || !view.is_capitalised(noun.end - 1) {
            return Some(noun);
        }
        let person = if is_behind_comma {
            self.last_name.clone()
        } else {
            self.last_free.clone()
        };
        person.filter(|person| person.end + 16 > at).or(Some(noun))
    }

    /// `how long the strike will last`, `how much it costs`: the word that *how* asks for, before the subject.
    pub(super) fn is_degree(&self, at: usize) -> bool {
        let view = self.view;
        at > 0
            && view.is_word(at - 1, "how")
            && self.previous == Some(at - 1)
            && !view.is_mark(at)
            && !view.is_capitalised(at)
            && !words::is_auxiliary(view, at)
            && !view.groups(at).has_any(SUBJECT)
            && (view.groups(at + 1).has_any(SUBJECT) || view.is_capitalised(at + 1))
    }

    /// `after years of weakness, it noted`: a preposition with its phrase, and a report behind it.
    pub(super) fn is_verbless(&self, state: &State, comma: usize) -> bool {
        let view = self.view;
        let is_preposition = state.verb.is_none()
            && state.last_verb.is_none()
            && state
                .start
                .checked_sub(1)
                .is_some_and(|word| view.is_listed(word, EnglishList::OpensReason));
        if !is_preposition {
            return false;
        }
        let verb = self.chunk(comma + 1, view.tokens.len().min(comma + 12)).end;
        let forms = words::forms(view, verb);
        (forms.past_or_participle() || forms.past() || forms.third())
            && words::frames(view, verb).has(Frame::Quote)
            && (view.is_mark(verb + 1)
                || verb + 1 >= view.tokens.len()
                || view.is_in(verb + 1, Group::Time)
                || view.is_in(verb + 1, Group::Preposition)
                || view.is_word(verb, "told"))
    }

    /// `said he was ill, but in an interview said he was not`: a phrase between a conjunction and the verb of the same subject.
    pub(super) fn is_setting_of_next(&self, joint: usize, chunk: &Range<usize>) -> bool {
        let view = self.view;
        let verb = chunk.end;
        let forms = words::forms(view, verb);
        view.is_listed(joint + 1, EnglishList::TellsWhenDone)
            && joint + 2 == chunk.start
            && joint > 0
            && view.is(joint - 1, Mark::Comma)
            && (forms.past() || forms.past_or_participle())
            && words::asserts(view, verb)
            && (self.is_complement(verb + 1) || view.is_in(verb + 1, Group::That))
    }

    /// `After the vote the mayor said`: the first phrase tells when, and the main clause begins.
    pub(super) fn is_behind_occasion(&self, chunk: &Range<usize>) -> bool {
        let [.., outer, top] = self.stack.as_slice() else {
            return false;
        };
        let is_adjacent = top
            .subject
            .as_ref()
            .is_some_and(|subject| subject.start == top.start && subject.end == chunk.start);
        self.tells_when(top)
            && is_adjacent
            && outer.kind == Kind::Main
            && outer.subject.is_none()
            && !self.view.is_in(chunk.start, Group::Pronoun)
    }

    /// Whether a clause may be no more than a preposition of time and its phrase.
    fn tells_when(&self, state: &State) -> bool {
        let is_opener = |word: usize| self.view.is_listed(word, EnglishList::TimePreposition);
        state.kind == Kind::Subordinate
            && state.verb.is_none()
            && state.last_verb.is_none()
            && state.start.checked_sub(1).is_some_and(is_opener)
    }

    /// `After the vote Ann Roe said`: where the name begins that is no part of the phrase before it.
    pub(super) fn before_name(&self, chunk: &Range<usize>) -> Option<usize> {
        let view = self.view;
        let top = self.stack.last().filter(|top| self.tells_when(top))?;
        let name = chunk.clone().skip(1).find(|&at| view.is_capitalised(at))?;
        let says = words::frames(view, chunk.end).has(Frame::Quote);
        let is_phrase = chunk.start == top.start && view.is_in(chunk.start, Group::Determiner);
        let is_title = view.is_in(name - 1, Group::Role) || view.is_in(name - 1, Group::Determiner);
        (is_phrase && says && !is_title && !view.is_capitalised(name - 1)).then_some(name)
    }

    pub(super) fn open(&mut self, state: State, at: usize) {
        if let Some(top) = self.stack.last_mut() {
            top.is_open = false;
        }
        self.push(state);
        self.previous = Some(at);
        self.chain = None;
        self.is_governed = false;
        self.conjunction = None;
    }

    pub(super) fn that(&mut self, at: usize, next_is_verb: bool, is_behind_noun: bool) -> bool {
        let view = self.view;
        // `What he wrote down that night`
        let is_time = view.is_listed(at + 1, EnglishList::DayPart);
        if is_time && !is_behind_noun && !next_is_verb && !self.is_kind_of_thing(at + 1) {
            return false;
        }
        let is_joint = self
            .previous
            .is_some_and(|previous| view.is_in(previous, Group::Conjunction));
        if is_joint {
            // `that A and that B`
            let is_complement = |state: &State| state.kind == Kind::Complement;
            let comma = self
                .previous
                .and_then(|previous| super::reader::comma_before(view, previous));
            // `said he felt it went well, but that he was tired`: behind a comma the outermost goes on.
            let place = match comma {
                Some(_) => self.stack.iter().position(is_complement),
                None => self.stack.iter().rposition(is_complement),
            };
            let Some(place) = place else {
                return false;
            };
            self.pop_to(place, comma.unwrap_or(at));
            let mut state = State::new(Kind::Complement, at + 1);
            state.governor = None;
            self.open(state, at);
            return true;
        }
        let top = self.stack.last();
        let is_behind_comma = self
            .previous
            .is_some_and(|previous| view.is(previous, Mark::Comma));
        // `suggested, without citing evidence, that`: what stands between commas reports nothing.
        let verb = match top.and_then(|top| top.verb) {
            Some(finite) if is_behind_comma => Some(self.main_verb(finite)),
            _ => top.and_then(|top| top.last_verb),
        };
        // `told the paper in an interview published on Friday that`: what was published tells nothing.
        let verb = match (verb, top.and_then(|top| top.verb)) {
            (Some(last), Some(finite)) if last != finite && !words::takes_clause(view, last) => {
                let main = self.main_verb(finite);
                let forms = words::forms(view, last);
                let is_participle = (forms.past_or_participle() || forms.participle()) && !forms.base();
                let takes = words::takes_clause(view, main) && self.syntax.role(last) == Role::Other;
                Some(if is_participle && takes { main } else { last })
            }
            _ => verb,
        };
        // `acknowledged fears that`, `comment on speculation that`: the noun reports, and not the verb.
        let is_noun_cue = is_behind_noun
            && self
                .previous
                .is_some_and(|previous| view.is_in(previous, Group::OpinionClause))
            && verb.is_some_and(|verb| {
                let frames = words::frames(view, verb);
                let before = self.last_noun.as_ref().and_then(|noun| noun.start.checked_sub(1));
                let is_governed = before.is_some_and(|before| view.is_in(before, Group::Preposition));
                // `on speculation that`, and not `in a statement that`.
                let is_matter = before.is_some_and(|before| view.is_listed(before, EnglishList::AboutWord));
                !is_governed || is_matter || !frames.has(Frame::BareClause) && !frames.has(Frame::Someone)
            });
        let takes = verb.is_some_and(|verb| {
            let frames = words::frames(view, verb);
            // `pointed out that in Ohio`
            frames.has(Frame::Clause)
                || frames.has(Frame::BareClause)
                || view.is_in(verb, Group::Be)
                || self.previous.is_some_and(|previous| {
                    words::completes(view, verb, previous) && words::takes_clause(view, verb)
                })
        });
        let is_behind_verb = verb.is_some() && verb == self.previous;
        // `wrote the law that way`: no verb follows.
        let has_verb = (at + 1..at + 40)
            .take_while(|&place| place < view.tokens.len() && !is_hard_mark(view, place))
            .any(|place| self.is_verb_like(place) || words::forms(view, place).base());
        if !has_verb {
            return false;
        }
        // `says most of the homes that border the park are safe`: nothing but its clause stands right behind *says*.
        let is_of_subject = is_behind_noun
            && verb.is_some_and(|verb| {
                let frames = words::frames(view, verb);
                let is_phrase = view.is_in(verb + 1, Group::Determiner)
                    || view.is_in(verb + 1, Group::Unspecified)
                    || view.is_number(verb + 1);
                is_phrase
                    && frames.has(Frame::BareClause)
                    && !frames.has(Frame::Someone)
                    && !frames.has(Frame::Object)
                    && (words::forms(view, at + 1).base() || words::asserts(view, verb))
                    && !self.is_time(verb + 1..self.chunk(verb + 1, at).end)
            });
        // `denied the report, amid signs that demand was weak`
        let is_amid = is_behind_noun
            && self
                .last_noun
                .as_ref()
                .and_then(|noun| noun.start.checked_sub(1))
                .is_some_and(|before| view.is_any_word(before, words!["amid", "despite"]));
        let is_object = is_behind_noun && verb.is_some_and(|verb| self.is_all_of_object(verb));
        let is_relative =
            next_is_verb && is_behind_noun || is_noun_cue || is_of_subject || is_amid || is_object;
        if takes && !is_relative {
            // `said that is so`; not `believes that cost should`.
            let is_pronoun = words::is_auxiliary(view, at + 1);
            if is_behind_verb && next_is_verb && is_pronoun {
                return false;
            }
            let mut state = State::new(Kind::Complement, at + 1);
            state.governor = verb;
            self.open(state, at);
            return true;
        }
        if is_behind_noun {
            let mut state = State::new(
                Kind::Relative,
                if next_is_verb || is_of_subject { at } else { at + 1 },
            );
            state.subject.clone_from(&self.last_noun);
            state.is_antecedent = true;
            self.open(state, at);
            return true;
        }
        if !next_is_verb
            && self
                .previous
                .is_some_and(|previous| view.is_in(previous, Group::Adverb) || !view.is_mark(previous))
            && !is_behind_verb
            && !self.is_governed
        {
            let state = State::new(Kind::Complement, at + 1);
            self.open(state, at);
            return true;
        }
        false
    }

    /// `confirmed that night shifts would end`: a word of time right behind a verb and *that* tells which noun is meant, and not when
    /// something was said.
    fn is_kind_of_thing(&self, time: usize) -> bool {
        let view = self.view;
        let governor = self.stack.last().and_then(|top| top.last_verb);
        let is_behind_verb =
            governor.is_some_and(|verb| self.previous == Some(verb) && words::takes_clause(view, verb));
        let noun = time + 1;
        let is_plain = !view.is_mark(noun)
            && !view.is_capitalised(noun)
            && !view.groups(noun).has_any(SUBJECT)
            && !view.groups(noun).has_any(OPENING)
            && !view.is_in(noun, Group::Unspecified);
        let verb = noun + 1;
        let forms = words::forms(view, verb);
        is_behind_verb
            && is_plain
            && (words::is_auxiliary(view, verb) || words::looks_plural(view, noun) && forms.any())
    }

    /// `A man who was there said that`: nobody was said there.
    pub(super) fn is_said_there(&self, at: usize) -> bool {
        let view = self.view;
        self.waiting().is_some()
            && view.is_any_word(at, words!["said"])
            && view.is_listed(at - 1, EnglishList::HereThere)
            && !view.is_in(at + 1, Group::ToInfinitive)
    }

    /// `A paper that was much waved about found that`, `The report he had asked for says that`: a preposition that ends a relative
    /// clause, before the verb that its antecedent waits for.
    pub(super) fn is_behind_stranded(&self, at: usize, previous: usize) -> bool {
        let view = self.view;
        let forms = words::forms(view, at);
        let is_relative = || {
            self.stack
                .last()
                .is_some_and(|top| top.kind == Kind::Relative && top.verb.is_some())
        };
        view.is_in(at + 1, Group::That)
            && (view.is_in(previous, Group::Preposition) || view.is_in(previous, Group::Of))
            && (forms.past() || forms.past_or_participle() || forms.third())
            && words::takes_clause(view, at)
            && is_relative()
            && self.waiting().is_some()
    }

    /// `recalled the paper that he had sat`: what stands right behind a verb that tells nobody is all it has, and a relative clause
    /// follows.
    fn is_all_of_object(&self, verb: usize) -> bool {
        let view = self.view;
        let frames = words::frames(view, verb);
        self.last_noun.as_ref().is_some_and(|noun| {
            noun.start == verb + 1
                && self.last_free.as_ref() == Some(noun)
                && view.is_in(noun.start, Group::Determiner)
                && !view.is_in(noun.end - 1, Group::OpinionClause)
        }) && frames.has(Frame::Object)
            && !frames.has(Frame::Someone)
            && words::expression_at(view, verb).is_none()
    }

    /// Whether a finite verb seems to stand at a place: enough for `that is`, `who says`.
    pub(super) fn is_verb_like(&self, at: usize) -> bool {
        let view = self.view;
        let mut at = at;
        while is_adverb(view, at) && !view.is_mark(at) {
            at += 1;
        }
        let mut forms = words::forms(view, at);
        // `that prices fell`: two verbs do not follow each other.
        let next = words::forms(view, at + 1);
        if words::is_auxiliary(view, at + 1) || next.past() || next.past_or_participle() && !next.base() {
            forms = forms.without_third();
        }
        words::is_auxiliary(view, at) && !words::is_nonfinite_auxiliary(view, at)
            || (forms.past() || forms.past_or_participle() || forms.third())
                && !view.is_capitalised(at)
                && !view.is_in(at, Group::Determiner)
            || forms.base()
                && !view.is_capitalised(at)
                && (view.is_in(at + 1, Group::Determiner)
                    || view.is_in(at + 1, Group::ToInfinitive)
                    || view.is_in(at + 1, Group::That)
                    || view.is_in(at + 1, Group::Preposition))
    }
}
