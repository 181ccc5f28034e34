//! Reads a paragraph from left to right and keeps the clauses that are open.

use std::ops::Range;

use super::clauses::{Clause, Role, Syntax};
use super::words;
use crate::extract::lexicon::{Frame, Group};
use crate::extract::rules::behind_dateline;
use crate::extract::verb_group::is_hard_mark;
use crate::extract::view::{Quote, View};
use crate::tokens::Mark;

/// What kind of clause is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Main,
    /// Reported, with or without `that`.
    Complement,
    /// `who …`, `which …`, `the man he saw`.
    Relative,
    /// `because …`, `if …`, `what …`
    Subordinate,
    /// `…, analysts said, …`
    Aside,
}

/// The time of a verb, as far as it tells which clause goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    Modal,
}

/// A noun phrase behind a verb that no preposition governs: what may turn out to be a subject.
#[derive(Clone, Debug)]
pub(super) struct Free {
    range: Range<usize>,
    is_after_comma: bool,
    conjunction: Option<usize>,
    /// The phrase that a conjunction joins it to: `the order and the list`.
    before: Option<Range<usize>>,
}

impl Free {
    /// Whether it stands where a new clause may begin.
    pub(super) const fn is_new(&self) -> bool {
        self.is_after_comma || self.conjunction.is_some()
    }
}

/// An open clause.
#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) subject: Option<Range<usize>>,
    /// The last word of the phrase that the subject begins with.
    head: Option<usize>,
    /// The antecedent stands for the subject until a noun phrase takes its place.
    is_antecedent: bool,
    /// Whether what follows still belongs to the subject.
    is_open: bool,
    aside: Option<Range<usize>>,
    pub(super) verb: Option<usize>,
    /// The verb may be a participle: `a report released on Monday`.
    pub(super) is_ambiguous: bool,
    tense: Tense,
    pub(super) last_verb: Option<usize>,
    pub(super) free: Option<Free>,
    /// A free phrase before a comma, and the verb it stands behind: `said the firm, which …, would`.
    pub(super) suspended: Option<(Range<usize>, usize)>,
    governor: Option<usize>,
    clause: Option<u32>,
}

impl State {
    const fn new(kind: Kind, start: usize) -> Self {
        Self {
            kind,
            start,
            subject: None,
            head: None,
            is_antecedent: false,
            is_open: false,
            aside: None,
            verb: None,
            is_ambiguous: false,
            tense: Tense::Present,
            last_verb: None,
            free: None,
            suspended: None,
            governor: None,
            clause: None,
        }
    }
}

/// The auxiliary that a verb follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chain {
    To,
    Modal,
    Have,
    Be,
}

/// What a word turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Finite { is_ambiguous: bool, tense: Tense },
    Other,
}

pub(super) struct Reader<'v, 't, 's> {
    pub(super) view: &'v View<'t>,
    syntax: &'s mut Syntax,
    pub(super) stack: Vec<State>,
    /// The last word or mark that counts: no quotation mark, no adverb.
    pub(super) previous: Option<usize>,
    pub(super) chain: Option<Chain>,
    /// A preposition waits for its noun phrase.
    pub(super) is_governed: bool,
    conjunction: Option<usize>,
    last_noun: Option<Range<usize>>,
    /// Words with a capital may be verbs: a headline.
    pub(super) is_title: bool,
    /// One past the last word of a headline, which no full stop ends.
    pub(super) headline_end: Option<usize>,
}

/// Reads all periods of a paragraph.
pub(crate) fn read(view: &View<'_>, syntax: &mut Syntax) {
    syntax.clear(view.tokens.len());
    for period in &view.periods {
        read_range(view, syntax, period.clone());
    }
}

fn read_range(view: &View<'_>, syntax: &mut Syntax, range: Range<usize>) {
    let mut reader = Reader {
        view,
        syntax,
        stack: Vec::new(),
        previous: None,
        chain: None,
        is_governed: false,
        conjunction: None,
        last_noun: None,
        is_title: is_title_case(view, range.clone()),
        headline_end: headline_end(view, &range),
    };
    let start = behind_dateline(view, range.start, range.end);
    reader.reset(start);
    reader.run(start..range.end);
}

fn headline_end(view: &View<'_>, range: &Range<usize>) -> Option<usize> {
    let last = range.end.checked_sub(1)?;
    let is_closed =
        view.is(last, Mark::Stop) || view.is(last, Mark::Question) || view.is(last, Mark::Exclamation);
    let is_short = range.len() < 40 && view.depth(range.start) == 0 && view.periods.len() == 1;
    (is_short && !is_closed).then_some(range.end)
}

/// Whether nearly all words have a capital and no full stop ends them.
fn is_title_case(view: &View<'_>, range: Range<usize>) -> bool {
    let words = || {
        range
            .clone()
            .filter(|&at| !view.is_mark(at) && !view.is_number(at) && view.word(at).len() > 3)
    };
    let n_capitals = words().filter(|&at| view.is_capitalised(at)).count();
    let n_words = words().count();
    n_words > 2
        && n_capitals + 1 >= n_words
        && range
            .end
            .checked_sub(1)
            .is_some_and(|last| !view.is(last, Mark::Stop))
}

impl Reader<'_, '_, '_> {
    fn reset(&mut self, start: usize) {
        self.stack.clear();
        self.stack.push(State::new(Kind::Main, start));
        self.previous = None;
        self.chain = None;
        self.is_governed = false;
        self.conjunction = None;
        self.last_noun = None;
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
        if view.is(at, Mark::Quote) {
            if let Some(quote) = quote_at(view, at).filter(|quote| self.is_sentence(quote, end)) {
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
        if view.is_mark(at) && !words::is_inner_mark(view, at) {
            return at + 1;
        }
        self.word(at, end)
    }

    fn word(&mut self, at: usize, end: usize) -> usize {
        let view = self.view;
        let groups = view.groups(at);
        if words::is_auxiliary(view, at) {
            self.auxiliary(at);
            return at + 1;
        }
        let is_there = view.is_word(at, "there") && words::is_auxiliary(view, at + 1);
        if groups.has(Group::Negation) || is_adverb(view, at) && !is_there {
            return at + 1;
        }
        if groups.has(Group::ToInfinitive) {
            if self.is_infinitive_behind(at) {
                self.chain = Some(Chain::To);
            } else {
                self.is_governed = true;
                self.chain = None;
            }
            self.previous = Some(at);
            return at + 1;
        }
        let name = view.is_capitalised(at) && !view.starts_sentence(at) && !self.is_title;
        // `there will be no layoffs`
        if is_there {
            self.noun(at..at + 1);
            return at + 1;
        }
        if !name && self.opens_clause(at) {
            return at + 1;
        }
        if !name && groups.has(Group::Conjunction) {
            self.conjunction = Some(at);
            self.chain = None;
            self.is_governed = false;
            self.previous = Some(at);
            return at + 1;
        }
        if !name && (groups.has(Group::Preposition) || groups.has(Group::Of)) {
            self.is_governed = true;
            self.chain = None;
            self.previous = Some(at);
            return at + 1;
        }
        if let Some(use_) = self.verb_use(at, None) {
            self.verb(at, use_);
            return at + 1;
        }
        // `is confident they will`
        if self
            .stack
            .last()
            .and_then(|top| top.last_verb)
            .is_some_and(|verb| words::completes(view, verb, at))
        {
            self.previous = Some(at);
            return at + 1;
        }
        let chunk = self.chunk(at, end);
        self.noun(chunk.clone());
        chunk.end
    }

    /// Whether a quotation is a sentence of its own and no part of the one around it.
    fn is_sentence(&self, quote: &Quote, end: usize) -> bool {
        let view = self.view;
        let inside = quote.inside();
        if !quote.is_closed || quote.end > end {
            return true;
        }
        let last = inside.end.saturating_sub(1);
        let is_closed = view.is(last, Mark::Comma)
            || view.is(last, Mark::Question)
            || view.is(last, Mark::Exclamation)
            || view.is(last, Mark::Stop)
            || view.is(last, Mark::Dash)
            || view.is(quote.end, Mark::Comma);
        let is_behind_mark = self.previous.is_none_or(|previous| view.is_mark(previous))
            || quote
                .open
                .checked_sub(1)
                .is_some_and(|before| view.is(before, Mark::Colon));
        is_closed && (is_behind_mark || view.is_capitalised(inside.start) && inside.len() > 4)
    }

    fn is_infinitive_behind(&self, at: usize) -> bool {
        let view = self.view;
        let mut next = at + 1;
        while is_adverb(view, next) || view.is(next, Mark::Quote) || view.is_word(next, "not") {
            next += 1;
        }
        let groups = view.groups(next);
        words::forms(view, next).base
            || groups.has(Group::Be)
            || groups.has(Group::Have)
            || view.is_word(next, "do")
    }

    fn auxiliary(&mut self, at: usize) {
        let view = self.view;
        let groups = view.groups(at);
        let chain = if groups.has(Group::Be) {
            Chain::Be
        } else if groups.has(Group::Have) {
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
                () if groups.has(Group::Modal) && !is_do(view, at) => Tense::Modal,
                () if ["had", "was", "were", "did"]
                    .iter()
                    .any(|word| view.is_word(at, word)) =>
                {
                    Tense::Past
                }
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
        if let Some(top) = self.stack.last_mut() {
            top.last_verb = Some(at);
            top.free = None;
            top.suspended = None;
            top.is_open = false;
        }
        self.previous = Some(at);
        self.chain = None;
        self.is_governed = false;
        self.conjunction = None;
    }

    fn mark(&mut self, at: usize, role: Role) {
        if let Some(place) = self.syntax.roles.get_mut(at) {
            *place = role;
        }
    }

    /// A clause for a state, remembered by its verb and its governor.
    fn register(&mut self, state: &mut State) {
        let place = u32::try_from(self.syntax.clauses.len()).ok();
        self.syntax.clauses.push(Clause {
            start: state.start,
            end: None,
            subject: state.subject.clone(),
            aside: state.aside.clone(),
        });
        state.clause = place;
        if let Some(entry) = self.syntax.by_start.get_mut(state.start)
            && entry.is_none()
        {
            *entry = place;
        }
        if let Some(governor) = state.governor
            && let Some(entry) = self.syntax.by_governor.get_mut(governor)
            && entry.is_none()
        {
            *entry = place;
        }
    }

    /// Gives a clause its verb.
    fn assign(&mut self, at: usize, is_ambiguous: bool, tense: Tense) {
        self.mark(at, Role::Finite);
        let Some(mut top) = self.stack.pop() else {
            return;
        };
        top.verb = Some(at);
        top.is_ambiguous = is_ambiguous;
        top.tense = tense;
        if top.clause.is_none() {
            self.register(&mut top);
        }
        if let Some(clause) = top
            .clause
            .and_then(|place| self.syntax.clauses.get_mut(usize::try_from(place).ok()?))
        {
            clause.subject.clone_from(&top.subject);
            clause.aside.clone_from(&top.aside);
        }
        if let Some(entry) = self.syntax.by_verb.get_mut(at) {
            *entry = top.clause;
        }
        self.stack.push(top);
    }

    /// Closes the innermost clause before a place.
    fn pop(&mut self, end: usize) {
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

    fn push(&mut self, mut state: State) {
        // Hostile nesting: a sentence has few open clauses.
        if self.stack.len() > 12 {
            self.stack.remove(1);
        }
        self.register(&mut state);
        self.stack.push(state);
    }

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
        Some((is_plural, !is_plural || is_name))
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

    fn pop_to(&mut self, place: usize, end: usize) {
        while self.stack.len() > place + 1 {
            self.pop(end);
        }
    }

    fn finite(&mut self, at: usize, is_ambiguous: bool, tense: Tense) {
        let view = self.view;
        let is_joint = self.previous.is_some_and(|previous| {
            view.is_in(previous, Group::Conjunction) && self.conjunction == Some(previous)
        });
        if is_joint && self.coordinate(at, is_ambiguous, tense) {
            return;
        }
        let Some(top) = self.stack.last().cloned() else {
            return;
        };
        if top.verb.is_none() {
            // `The plan, he argues, will fail`
            let aside = top.free.clone().filter(|free| {
                free.is_after_comma
                    && self.previous == Some(free.range.end - 1)
                    && self.is_aside(at, &free.range)
            });
            if let Some(free) = aside {
                let mut state = State::new(Kind::Aside, free.range.start);
                state.subject = Some(free.range);
                self.push(state);
                self.assign(at, is_ambiguous, tense);
                return;
            }
            // `the plan he backed`: a relative clause without pronoun.
            let contact = top.free.clone().filter(|free| {
                top.subject
                    .as_ref()
                    .is_some_and(|subject| free.range.start > subject.start)
                    && !free.is_after_comma
                    && free.conjunction.is_none()
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
            self.assign(at, is_ambiguous, tense);
            return;
        }
        let waiting = self.waiting();
        let governor = top.last_verb.filter(|&verb| words::takes_clause(view, verb));
        // `said the firm, which …, would`
        let suspended = top
            .suspended
            .clone()
            .filter(|_| top.free.is_none() && self.previous.is_some_and(|previous| view.is_mark(previous)));
        if let Some((subject, governor)) = suspended {
            self.complement(subject, governor);
            self.assign(at, is_ambiguous, tense);
            return;
        }
        // `says a passenger who pays nothing is`: the phrase stands before the relative clause.
        let latent = self.latent().filter(|_| {
            governor.is_none() && top.free.as_ref().is_none_or(|free| !free.is_new()) && waiting.is_none()
        });
        if let Some((place, subject, governor)) = latent {
            self.pop_to(place, at);
            self.complement(subject, governor);
            self.assign(at, is_ambiguous, tense);
            return;
        }
        match (top.free.clone(), governor, waiting) {
            (Some(free), Some(governor), _)
                if free.before.is_some() && !words::reports(view, self.main_verb(at)) =>
            {
                let start = free
                    .before
                    .as_ref()
                    .map_or(free.range.start, |before| before.start);
                self.complement(start..free.range.end, governor);
                self.assign(at, is_ambiguous, tense);
            }
            (Some(free), ..) if free.conjunction.is_some() => {
                self.new_clause(&free, at);
                self.assign(at, is_ambiguous, tense);
            }
            (Some(free), Some(governor), _) if !free.is_after_comma => {
                self.complement(free.range, governor);
                self.assign(at, is_ambiguous, tense);
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
                self.assign(at, is_ambiguous, tense);
            }
            (_, _, Some(waiting)) => {
                self.pop_to(waiting, at);
                self.assign(at, is_ambiguous, tense);
            }
            _ if top.is_ambiguous && top.free.is_none() => {
                if let Some(verb) = top.verb {
                    self.mark(verb, Role::Other);
                    if let Some(entry) = self.syntax.by_verb.get_mut(verb) {
                        *entry = None;
                    }
                }
                self.assign(at, is_ambiguous, tense);
            }
            _ => {
                let mut state = State::new(Kind::Aside, at);
                // `Mayor says tax will stay, warns of cuts`: a headline needs no *and*.
                if self.headline_goes_on(at, tense) {
                    state.subject = self.stack.first().and_then(|main| main.subject.clone());
                    self.pop_to(0, at.saturating_sub(1));
                }
                self.push(state);
                self.assign(at, is_ambiguous, tense);
            }
        }
    }

    /// Whether the verb behind a comma of a headline has the first subject: more than a name follows it.
    fn headline_goes_on(&self, at: usize, tense: Tense) -> bool {
        let Some(end) = self.headline_end else {
            return false;
        };
        let is_like = self
            .stack
            .first()
            .is_some_and(|main| main.verb.is_some() && main.tense == tense);
        is_like && self.chunk(at + 1, end).end < end
    }

    /// Opens a reported clause without `that`.
    fn complement(&mut self, subject: Range<usize>, governor: usize) {
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

    /// Whether a verb behind a noun phrase between commas is one of saying: `, he argues,`.
    fn is_aside(&self, at: usize, subject: &Range<usize>) -> bool {
        let view = self.view;
        let verb = self.main_verb(at);
        let frames = words::frames(view, verb);
        let is_pronoun = subject.len() == 1 && view.is_in(subject.start, Group::Pronoun);
        let is_closed = view.is(verb + 1, Mark::Comma)
            || view.is(verb + 1, Mark::Quote)
            || view.is_in(verb + 1, Group::Time)
            || view.is(verb + 1, Mark::Dash);
        (frames.has(Frame::Clause) || frames.has(Frame::Quote)) && (is_pronoun || is_closed)
    }

    /// `…, but X threatened`: a new clause with its own subject. Where its verb reports, what was reported ends.
    fn new_clause(&mut self, free: &Free, at: usize) {
        let view = self.view;
        let conjunction = free.conjunction.unwrap_or(free.range.start);
        let comma = comma_before(view, conjunction);
        let has_comma = comma.is_some();
        let end = comma.unwrap_or(conjunction);
        let reports = words::reports(view, self.main_verb(at));
        if has_comma && reports {
            self.pop_to(0, end);
        }
        let kind = self.stack.last().map_or(Kind::Main, |top| top.kind);
        let mut state = State::new(kind, free.range.start);
        state.subject = Some(free.range.clone());
        self.push(state);
    }

    /// The verb that an auxiliary belongs to.
    fn main_verb(&self, at: usize) -> usize {
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
    fn coordinate(&mut self, at: usize, is_ambiguous: bool, tense: Tense) -> bool {
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
            self.stack
                .get(place)
                .is_some_and(|state| matches!(state.kind, Kind::Main | Kind::Complement | Kind::Aside))
        });
        let reports = words::reports(view, self.main_verb(at));
        let target = match outer {
            Some(outer)
                if self
                    .stack
                    .get(inner)
                    .is_none_or(|state| state.kind != Kind::Relative || has_comma) =>
            {
                let is_like = |place: usize| self.stack.get(place).is_some_and(|state| state.tense == tense);
                let frames = words::frames(view, self.main_verb(at));
                let says = frames.has(Frame::Clause) || frames.has(Frame::Quote);
                match (is_like(inner), is_like(outer)) {
                    (false, true) => outer,
                    (true, false) => inner,
                    _ if reports && (has_comma || says) => outer,
                    _ => inner,
                }
            }
            _ => inner,
        };
        self.pop_to(target, end);
        self.mark(at, Role::Finite);
        let Some(mut top) = self.stack.pop() else {
            return false;
        };
        let mut second = State::new(top.kind, at);
        second.subject.clone_from(&top.subject);
        second.aside.clone_from(&top.aside);
        self.register(&mut second);
        if let Some(entry) = self.syntax.by_verb.get_mut(at) {
            *entry = second.clause;
        }
        top.verb = Some(at);
        top.is_ambiguous = is_ambiguous && top.is_ambiguous;
        top.tense = tense;
        self.stack.push(top);
        true
    }

    fn comma(&mut self, at: usize) {
        while let Some(top) = self.stack.last() {
            let is_done = match top.kind {
                Kind::Relative => top.verb.is_some() || self.waiting().is_some(),
                Kind::Subordinate => {
                    let outer = self
                        .stack
                        .len()
                        .checked_sub(2)
                        .and_then(|outer| self.stack.get(outer));
                    self.waiting().is_some()
                        || outer.is_some_and(|outer| {
                            outer.verb.is_none() || outer.is_ambiguous && outer.aside.is_some()
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
            if let (Some(free), Some(verb)) = (top.free.take(), top.last_verb)
                && !free.is_new()
                && words::takes_clause(view, verb)
            {
                top.suspended = Some((free.range, verb));
            }
            if top.verb.is_none() && top.subject.is_some() {
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

    /// `that`, `who`, `because`, `what`: words that open a clause. Whether this one does.
    fn opens_clause(&mut self, at: usize) -> bool {
        let view = self.view;
        let groups = view.groups(at);
        let previous = self.previous;
        let is_behind_noun = previous.is_some()
            && self
                .last_noun
                .as_ref()
                .is_some_and(|noun| Some(noun.end - 1) == previous);
        let is_behind_comma = previous.is_some_and(|previous| view.is(previous, Mark::Comma));
        let next_is_verb = self.is_verb_like(at + 1);
        if groups.has(Group::That) {
            // `told the court that rents on …`: a plural noun unless its object follows.
            let is_noun = words::forms(view, at + 1).third
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
        if is_relative && (is_behind_noun || is_behind_comma || self.is_governed) {
            let mut state = State::new(Kind::Relative, at);
            let noun = self.last_noun.clone();
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
            self.open(state, at);
            return true;
        }
        let is_wh = groups.has(Group::Wh) || groups.has(Group::Relative) && !view.is_word(at, "that");
        let is_subordinator = groups.has(Group::Subordinator) && !view.is_word(at, "than");
        if !is_wh && !is_subordinator || groups.has(Group::Determiner) && !next_is_verb && !is_wh {
            return false;
        }
        let governor = self
            .stack
            .last()
            .and_then(|top| top.last_verb)
            .filter(|&verb| is_wh && words::frames(view, verb).has(Frame::Wh));
        let mut state = State::new(Kind::Subordinate, if is_wh { at } else { at + 1 });
        state.governor = governor;
        // `what happened`, `who won`
        if next_is_verb && is_wh && ["what", "who", "which"].iter().any(|word| view.is_word(at, word)) {
            state.subject = Some(at..at + 1);
        }
        self.open(state, at);
        true
    }

    fn open(&mut self, state: State, at: usize) {
        if let Some(top) = self.stack.last_mut() {
            top.is_open = false;
        }
        self.push(state);
        self.previous = Some(at);
        self.chain = None;
        self.is_governed = false;
        self.conjunction = None;
    }

    fn that(&mut self, at: usize, next_is_verb: bool, is_behind_noun: bool) -> bool {
        let view = self.view;
        let is_joint = self
            .previous
            .is_some_and(|previous| view.is_in(previous, Group::Conjunction));
        if is_joint {
            // `that A and that B`
            let Some(place) = self
                .stack
                .iter()
                .rposition(|state| state.kind == Kind::Complement)
            else {
                return false;
            };
            while self.stack.len() > place + 1 {
                self.stack.pop();
            }
            let mut state = State::new(Kind::Complement, at + 1);
            state.governor = None;
            self.open(state, at);
            return true;
        }
        let verb = self.stack.last().and_then(|top| top.last_verb);
        let takes = verb.is_some_and(|verb| {
            let frames = words::frames(view, verb);
            frames.has(Frame::Clause) || frames.has(Frame::BareClause) || view.is_in(verb, Group::Be)
        });
        let is_behind_verb = verb.is_some() && verb == self.previous;
        if takes && !(next_is_verb && is_behind_noun) {
            if is_behind_verb && next_is_verb {
                return false;
            }
            let mut state = State::new(Kind::Complement, at + 1);
            state.governor = verb;
            self.open(state, at);
            return true;
        }
        if is_behind_noun {
            let mut state = State::new(Kind::Relative, if next_is_verb { at } else { at + 1 });
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
        if words::is_auxiliary(view, at + 1) || next.past || next.past_or_participle && !next.base {
            forms.third = false;
        }
        words::is_auxiliary(view, at) && !words::is_nonfinite_auxiliary(view, at)
            || (forms.past || forms.past_or_participle || forms.third)
                && !view.is_capitalised(at)
                && !view.is_in(at, Group::Determiner)
            || forms.base
                && !view.is_capitalised(at)
                && (view.is_in(at + 1, Group::Determiner)
                    || view.is_in(at + 1, Group::ToInfinitive)
                    || view.is_in(at + 1, Group::That)
                    || view.is_in(at + 1, Group::Preposition))
    }

    fn noun(&mut self, chunk: Range<usize>) {
        let view = self.view;
        let is_after_comma = self
            .previous
            .is_some_and(|previous| view.is(previous, Mark::Comma) || view.is(previous, Mark::Dash))
            || self
                .conjunction
                .is_some_and(|at| at > 0 && view.is(at - 1, Mark::Comma));
        let conjunction = self.conjunction.take();
        let is_governed = std::mem::take(&mut self.is_governed);
        self.chain = None;
        self.previous = Some(chunk.end - 1);
        if self.is_time(chunk.clone()) {
            return;
        }
        self.last_noun = Some(chunk.clone());
        let Some(top) = self.stack.last_mut() else {
            return;
        };
        if is_governed {
            if top.verb.is_none()
                && top.is_open
                && let Some(subject) = &mut top.subject
            {
                subject.end = chunk.end;
            }
            return;
        }
        if top.verb.is_some() {
            let before = top
                .free
                .take()
                .filter(|free| conjunction.is_some() && !is_after_comma && !free.is_after_comma)
                .map(|free| free.before.unwrap_or(free.range));
            top.free = Some(Free {
                range: chunk,
                is_after_comma: is_after_comma && conjunction.is_none(),
                conjunction,
                before,
            });
            return;
        }
        match &mut top.subject {
            None => {
                top.head = Some(chunk.end - 1);
                top.subject = Some(chunk);
                top.is_open = true;
            }
            Some(_) if top.is_antecedent => {
                top.head = Some(chunk.end - 1);
                top.subject = Some(chunk);
                top.is_antecedent = false;
                top.is_open = true;
            }
            Some(subject) if conjunction.is_some() => {
                subject.end = chunk.end;
                top.aside = None;
                top.is_open = true;
            }
            Some(_) => {
                top.free = Some(Free {
                    range: chunk,
                    is_after_comma,
                    conjunction: None,
                    before: None,
                });
            }
        }
    }
}

/// Whether an adverb stands at a place that is nothing else.
pub(super) fn is_adverb(view: &View<'_>, at: usize) -> bool {
    let groups = view.groups(at);
    // `which first appeared`, `has long argued`
    if ["first", "long", "better", "much", "far"]
        .iter()
        .any(|word| view.is_word(at, word))
    {
        let next = words::forms(view, at + 1);
        return (next.past || next.past_or_participle || next.participle)
            && !view.is_in(at.saturating_sub(1), Group::Determiner);
    }
    !view.is_capitalised(at) | view.starts_sentence(at)
        && (groups.has(Group::Adverb) || groups.has(Group::Hedge) || view.is_manner(at))
        && !groups.has(Group::Determiner)
        && !groups.has(Group::Time)
        && !groups.has(Group::Subordinator)
        && !groups.has(Group::Preposition)
}

/// The comma before a conjunction, over a quotation mark: `“…,” and`.
fn comma_before(view: &View<'_>, conjunction: usize) -> Option<usize> {
    let mut at = conjunction.checked_sub(1)?;
    let is_quote = view.is(at, Mark::Quote);
    if is_quote {
        at = at.checked_sub(1)?;
    }
    view.is(at, Mark::Comma).then(|| at + usize::from(is_quote) * 2)
}

fn is_do(view: &View<'_>, at: usize) -> bool {
    [
        "do",
        "does",
        "did",
        "don't",
        "doesn't",
        "didn't",
        "don’t",
        "doesn’t",
        "didn’t",
    ]
    .iter()
    .any(|word| view.is_word(at, word))
}

fn quote_at(view: &View<'_>, at: usize) -> Option<Quote> {
    let place = view.quotes.binary_search_by_key(&at, |quote| quote.open).ok()?;
    view.quotes.get(place).copied()
}
