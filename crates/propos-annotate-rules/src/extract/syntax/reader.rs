//! Reads a paragraph from left to right and keeps the clauses that are open.

use std::ops::Range;

use super::clauses::{Role, Syntax, register};
use super::headline;
use super::phrases;
pub(super) use super::phrases::comma_before;
use super::words::{self, is_adverb};
use crate::extract::dateline::behind_dateline;
use crate::extract::lexicon::{EnglishList, Group};
use crate::extract::verb_group::is_hard_mark;
use crate::extract::view::{Quote, View};
use crate::extract::word_table::words;
use crate::tokens::Mark;

use super::state::{Chain, Kind, State, Tense, Use};
pub(super) struct Reader<'v, 't, 's> {
    pub(super) view: &'v View<'t>,
    pub(super) syntax: &'s mut Syntax,
    pub(super) stack: Vec<State>,
    /// The last word or mark that counts: no quotation mark, no adverb.
    pub(super) previous: Option<usize>,
    pub(super) chain: Option<Chain>,
    /// A preposition waits for its noun phrase.
    pub(super) is_governed: bool,
    pub(super) conjunction: Option<usize>,
    pub(super) last_noun: Option<Range<usize>>,
    /// The last noun phrase that no preposition governs, and the last of them that ends with a name.
    pub(super) last_free: Option<Range<usize>>,
    pub(super) last_name: Option<Range<usize>>,
    /// Words with a capital may be verbs: a headline.
    pub(super) is_title: bool,
    /// One past the last word of a headline, which no full stop ends.
    pub(super) headline_end: Option<usize>,
}

/// How many words a sentence in brackets has at least.
const LEAST_SENTENCE: usize = 4;

/// Reads all periods of a paragraph.
pub(crate) fn read(view: &View<'_>, syntax: &mut Syntax) {
    syntax.clear(view.tokens.len());
    for period in &view.periods {
        read_range(view, syntax, period.clone());
    }
}

fn read_range(view: &View<'_>, syntax: &mut Syntax, range: Range<usize>) {
    let stack = syntax.stacks.pop().unwrap_or_default();
    let mut reader = Reader {
        view,
        syntax,
        stack,
        previous: None,
        chain: None,
        is_governed: false,
        conjunction: None,
        last_noun: None,
        last_free: None,
        last_name: None,
        is_title: headline::is_title_case(view, range.clone()),
        headline_end: headline::end(view, &range),
    };
    let start = behind_dateline(view, range.start, range.end);
    reader.reset(start);
    reader.run(start..range.end);
    let stack = reader.stack;
    syntax.stacks.push(stack);
}

impl Reader<'_, '_, '_> {
    pub(super) fn reset(&mut self, start: usize) {
        self.stack.clear();
        self.stack.push(State::new(Kind::Main, start));
        self.previous = None;
        self.chain = None;
        self.is_governed = false;
        self.conjunction = None;
        self.last_noun = None;
        self.last_free = None;
        self.last_name = None;
    }

    fn run(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            at = self.step(at, range.end).max(at + 1);
        }
    }

    /// Reads one word, mark, quotation or noun phrase and gives the place behind it.
    fn step(&mut self, at: usize, end: usize) -> usize {
        let view = self.view;
        if let Some(end) = phrases::behind_year_or_state(view, at) {
            return end;
        }
        if !view.is_mark(at) {
            return self.word(at, end);
        }
        if view.is(at, Mark::Quote) {
            if let Some(quote) = phrases::quote_at(view, at).filter(|quote| phrases::is_title(view, quote)) {
                // It stands beside what governs it, and is no subject.
                self.is_governed = false;
                self.previous = Some(at);
                let last = quote.end - 2;
                if view.is(last, Mark::Comma) {
                    self.comma(last);
                }
                return quote.end;
            }
            if let Some(quote) = phrases::quote_at(view, at).filter(|quote| self.is_sentence(quote, end)) {
                read_range(view, self.syntax, quote.inside());
                self.previous = Some(at);
                self.chain = None;
                if let Some(top) = self.stack.last_mut() {
                    top.free = None;
                }
                return quote.end;
            }
            return at + 1;
        }
        if view.is(at, Mark::Open) {
            let close = (at..end.min(at + 30)).find(|&place| view.is(place, Mark::Close));
            // `(The firm says it has no such plans.)`, `The sale failed (the firm later said it was ill-timed).`: a sentence of its own.
            if let Some(close) = close.filter(|&close| close > at + LEAST_SENTENCE) {
                read_range(view, self.syntax, at + 1..close);
            }
            return close.map_or(at + 1, |close| close + 1);
        }
        if is_hard_mark(view, at) {
            self.reset(at + 1);
            return at + 1;
        }
        if view.is(at, Mark::Comma)
            || view.is(at, Mark::Dash) && view.token(at).is_some_and(|token| token.is_spaced)
        {
            self.comma(at);
            return at + 1;
        }
        if !words::is_inner_mark(view, at) {
            return at + 1;
        }
        self.word(at, end)
    }

    fn word(&mut self, at: usize, end: usize) -> usize {
        if self.is_degree(at) {
            return at + 1;
        }
        if let Some(end) = phrases::behind_participle_clause(self.view, at) {
            return end;
        }
        if !words::is_nominal_at(self.view, at) {
            let number = words::behind_estimate(self.view, at).or_else(|| self.behind_about(at));
            if let Some(number) = number {
                let chunk = self.chunk(number, end);
                self.noun(at..chunk.end);
                return chunk.end;
            }
            if self.reads_alone(at) {
                return at + 1;
            }
        }
        // `is confident they will`
        if self
            .stack
            .last()
            .and_then(|top| top.last_verb)
            .is_some_and(|verb| words::completes(self.view, verb, at))
        {
            self.previous = Some(at);
            return at + 1;
        }
        let mut chunk = self.chunk(at, end);
        chunk.end = self.before_name(&chunk).unwrap_or(chunk.end);
        self.noun(chunk.clone());
        chunk.end
    }

    /// Reads a word that begins no noun phrase: a verb, an auxiliary, an adverb, what opens or joins clauses or governs a
    /// phrase. Whether this is one.
    fn reads_alone(&mut self, at: usize) -> bool {
        let view = self.view;
        let groups = view.groups(at);
        if self.opens_condition(at) || self.likens(at) {
            return true;
        }
        if words::is_auxiliary(view, at) {
            self.auxiliary(at);
            return true;
        }
        let is_there = view.is_word(at, "there") && words::is_auxiliary(view, at + 1);
        if words::joins_verbs(view, at) {
            self.conjunction = Some(at);
            self.previous = Some(at);
            return true;
        }
        // `has since said`
        let is_since = self.chain == Some(Chain::Have) && view.is_word(at, "since");
        if groups.has(Group::Negation) || is_adverb(view, at) && !is_there || is_since {
            return true;
        }
        if groups.has(Group::ToInfinitive) {
            if self.is_infinitive_behind(at) {
                self.chain = Some(Chain::To);
            } else {
                self.is_governed = true;
                self.chain = None;
            }
            self.previous = Some(at);
            return true;
        }
        let name = view.is_capitalised(at) && !view.starts_sentence(at) && !self.is_title;
        // `there will be no layoffs`
        if is_there {
            self.noun(at..at + 1);
            return true;
        }
        if !name && self.opens_clause(at) {
            return true;
        }
        // `not yet announced`, and not `has 200 yet neither of them`
        let is_joint = || {
            let next = view.groups(at + 1);
            view.syntax.role(at - 1) == Role::None
                && !view.is_in(at - 1, Group::Negation)
                && (next.has(Group::Pronoun) || next.has(Group::Determiner) || next.has(Group::Nobody))
                && !view.is_word(at + 1, "another")
        };
        if view.is_word(at, "yet") && at > 0 && !view.is_mark(at - 1) && !is_joint() {
            return true;
        }
        if !name && groups.has(Group::Conjunction) {
            self.conjunction = Some(at);
            self.chain = None;
            self.is_governed = false;
            self.previous = Some(at);
            return true;
        }
        // `Outside experts said`
        let is_adjective = view.is_any_word(at, words!["outside", "inside"])
            && view.is_in(at + 1, Group::Role)
            && words::looks_plural(view, at + 1);
        if !name && !is_adjective && (groups.has(Group::Preposition) || groups.has(Group::Of)) {
            self.is_governed = true;
            self.chain = None;
            self.previous = Some(at);
            return true;
        }
        // `is concerned the rules would`: the verb alone takes no clause.
        let is_completed = || {
            let verb = self.stack.last().and_then(|top| top.last_verb);
            verb.is_some_and(|verb| {
                (view.is_in(verb, Group::Be) || view.is_word(at - 1, "it"))
                    && words::completes(view, verb, at)
                    && !words::takes_clause(view, at)
            })
        };
        if let Some(use_) = self.verb_use(at, None).filter(|_| !is_completed()) {
            self.verb(at, use_);
            return true;
        }
        // `people close to him said`
        let is_behind_noun = self
            .last_noun
            .as_ref()
            .is_some_and(|noun| Some(noun.end - 1) == self.previous);
        // `he and the mayor both recommended it`
        let is_floating = is_behind_noun
            && view.is_listed(at, EnglishList::Floating)
            && (words::forms(view, at + 1).any() || words::is_auxiliary(view, at + 1));
        if is_floating {
            return true;
        }
        if is_behind_noun && super::chunk::is_behind_noun_only(view, at) {
            self.previous = Some(at);
            return true;
        }
        false
    }

    /// Whether a quotation is a sentence of its own and no part of the one around it.
    fn is_sentence(&self, quote: &Quote, end: usize) -> bool {
        let view = self.view;
        let inside = quote.inside();
        if !quote.is_closed || quote.end > end {
            return true;
        }
        let last = inside
            .clone()
            .rev()
            .find(|&at| !view.is(at, Mark::Quote))
            .unwrap_or(inside.start);
        let is_closed = view.is(last, Mark::Comma)
            || view.is(last, Mark::Question)
            || view.is(last, Mark::Exclamation)
            || view.is(last, Mark::Stop)
            || view.is(last, Mark::Dash)
            || view.is(quote.end, Mark::Comma);
        let is_behind_mark = self
            .previous
            .is_none_or(|previous| view.is_mark(previous) && !view.is_abbreviation_stop(previous))
            || quote
                .open
                .checked_sub(1)
                .is_some_and(|before| view.is(before, Mark::Colon));
        is_closed && (is_behind_mark || view.is_capitalised(inside.start) && inside.len() > 4)
    }

    pub(super) fn auxiliary(&mut self, at: usize) {
        let view = self.view;
        let groups = view.groups(at);
        let chain = if groups.has(Group::Be) || view.is_listed(at, EnglishList::NotBe) {
            Chain::Be
        } else if groups.has(Group::Have) || view.is_listed(at, EnglishList::NotHave) {
            Chain::Have
        } else {
            Chain::Modal
        };
        let lacks_verb = self
            .stack
            .last()
            .is_some_and(|top| top.verb.is_none() && top.subject.is_some());
        // `demanded that it be scrapped`
        let is_subjunctive = view.is_word(at, "be") && self.chain.is_none() && lacks_verb;
        if is_subjunctive || self.chain.is_none() && !words::is_nonfinite_auxiliary(view, at) {
            let tense = match () {
                () if groups.has(Group::Modal) && !words::is_do(view, at) => Tense::Modal,
                () if view.is_listed(at, EnglishList::PastAuxiliary) => Tense::Past,
                () => Tense::Present,
            };
            self.verb(
                at,
                Use::Finite {
                    is_ambiguous: false,
                    tense,
                },
            );
        } else {
            self.verb(at, Use::Other);
        }
        self.chain = Some(chain);
    }

    pub(super) fn verb(&mut self, at: usize, use_: Use) {
        match use_ {
            Use::Finite { is_ambiguous, tense } => self.finite(at, is_ambiguous, tense),
            Use::Other => {
                self.mark(at, Role::Other);
                // `Asked whether …, he said`: a clause without subject before the main one.
                let is_first = self.previous.is_none() && self.stack.len() == 1;
                if is_first {
                    let mut state = State::new(Kind::Subordinate, at);
                    state.verb = Some(at);
                    self.stack.push(state);
                }
            }
        }
        let view = self.view;
        // `people seeking asylum`: the phrase may still be a subject.
        // `results to be published`
        let is_to_be = view.is_word(at, "be")
            && self.chain == Some(Chain::To)
            && at > 1
            && self.last_noun.as_ref().is_some_and(|noun| noun.end == at - 1);
        let is_on_noun = is_to_be
            || matches!(use_, Use::Other)
                && !words::is_auxiliary(view, at)
                && self.previous.is_some_and(|previous| {
                    self.last_noun
                        .as_ref()
                        .is_some_and(|noun| noun.end == previous + 1)
                });
        if let Some(top) = self.stack.last_mut() {
            let free = top.free.take();
            if matches!(use_, Use::Finite { .. }) {
                top.joined = None;
                top.suspended = None;
                top.reduced = None;
                top.apposed = None;
            } else if is_on_noun && let Some(free) = free {
                let governor = top
                    .last_verb
                    .filter(|&verb| words::takes_clause(view, verb) && !free.is_new());
                top.reduced = (free.is_new() || governor.is_some()).then_some((free, governor));
            }
            top.last_verb = Some(at);
            top.is_open = false;
        }
        self.previous = Some(at);
        self.chain = None;
        self.is_governed = false;
        self.conjunction = None;
    }

    pub(super) fn mark(&mut self, at: usize, role: Role) {
        if let Some(place) = self.syntax.roles.get_mut(at) {
            *place = role;
        }
    }

    /// Gives a clause its verb.
    pub(super) fn assign(&mut self, at: usize, is_ambiguous: bool, tense: Tense) {
        self.mark(at, Role::Finite);
        let Some(top) = self.stack.last_mut() else {
            return;
        };
        top.verb = Some(at);
        top.is_ambiguous = is_ambiguous;
        top.tense = tense;
        if top.clause.is_none() {
            register(self.syntax, top);
        } else if let Some(clause) = top
            .clause
            .and_then(|place| self.syntax.clauses.get_mut(usize::try_from(place).ok()?))
        {
            clause.subject.clone_from(&top.subject);
            clause.aside.clone_from(&top.aside);
        }
        if let Some(entry) = self.syntax.by_verb.get_mut(at) {
            *entry = top.clause;
        }
    }

    /// Closes the innermost clause before a place.
    pub(super) fn pop(&mut self, end: usize) {
        if self.stack.len() < 2 {
            return;
        }
        if let Some(clause) = self
            .stack
            .pop()
            .and_then(|state| state.clause)
            .and_then(|place| self.syntax.clauses.get_mut(usize::try_from(place).ok()?))
        {
            clause.end.get_or_insert(end);
        }
    }

    pub(super) fn push(&mut self, mut state: State) {
        // Hostile nesting: a sentence has few open clauses.
        if self.stack.len() > 12 {
            self.stack.remove(1);
        }
        register(self.syntax, &mut state);
        self.stack.push(state);
    }

    pub(super) fn comma(&mut self, at: usize) {
        // `Although many say it is flawed, few …`: all that stands before the main clause ends.
        let is_inner_done = self.stack.last().is_some_and(|top| top.verb.is_some());
        let fronted = (1..self.stack.len()).find(|&place| {
            let is_adjunct = self.stack.get(place).is_some_and(|state| {
                // `After saying that it would, the firm said`
                let is_gerund = is_inner_done && state.is_gerund();
                matches!(state.kind, Kind::Relative | Kind::Subordinate)
                    && (state.verb.is_some() || is_gerund)
            });
            is_adjunct
                && self
                    .stack
                    .get(place - 1)
                    .is_some_and(|outer| outer.verb.is_none())
        });
        if let Some(place) = fronted {
            self.pop_to(place - 1, at);
        }
        while let Some(top) = self.stack.last() {
            let is_done = match top.kind {
                Kind::Relative => (top.verb.is_some() || self.waiting().is_some()) && !self.is_listed(at),
                Kind::Subordinate => {
                    let outer = self
                        .stack
                        .len()
                        .checked_sub(2)
                        .and_then(|outer| self.stack.get(outer));
                    // `after taking account of losses, the firm said`
                    let is_gerund = top.is_gerund();
                    self.waiting().is_some()
                        || self.is_verbless(top, at)
                        || self.is_as_phrase(top, at)
                        || is_gerund && outer.is_some_and(|outer| outer.verb.is_some())
                        || outer.is_some_and(|outer| {
                            outer.verb.is_none()
                                || outer.is_ambiguous && outer.aside.is_some()
                                || outer.suspended.is_some() && (top.verb.is_some() || top.subject.is_none())
                        })
                }
                Kind::Aside => true,
                Kind::Main | Kind::Complement => false,
            };
            if !is_done || self.stack.len() < 2 {
                break;
            }
            self.pop(at);
        }
        let view = self.view;
        if let Some(top) = self.stack.last_mut() {
            if top.free.as_ref().is_some_and(|free| free.conjunction.is_some()) {
                top.joined = top.free.take();
            }
            if top.verb.is_some()
                && top.apposed.is_none()
                && let Some(free) = top.free.as_ref().filter(|free| free.is_after_comma)
            {
                top.apposed = Some(free.range.clone());
            }
            if let (Some(free), Some(verb)) = (top.free.take(), top.last_verb)
                && !free.is_new()
                && words::takes_clause(view, verb)
            {
                top.suspended = Some((free.range, verb));
            }
            if top.is_fronted_gerund(view) {
                top.subject = None;
                top.head = None;
            } else if top.verb.is_none() && top.subject.is_some() {
                top.is_open = false;
                let start = top.aside.as_ref().map_or(at + 1, |aside| aside.start);
                top.aside = Some(start..at);
            }
        }
        self.previous = Some(at);
        self.chain = None;
        self.is_governed = false;
        self.conjunction = None;
    }
}
