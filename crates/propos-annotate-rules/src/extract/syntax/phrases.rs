//! Phrases before a verb that are its subject or none: what opens a sentence, and what a conjunction joins.

use std::ops::Range;

use super::adjectives::looks_adjective;
use super::reader::Reader;
use super::state::{Free, Kind, State};
use super::words;
use crate::extract::lexicon::{EnglishList, Frame, Frames, Group, Groups};
use crate::extract::verb_group::is_hard_mark;
use crate::extract::view::{Quote, View};
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// `On March 10, 2005, the firm announced`, `filed in Newark, N.J., Ms. Roe alleges`: what follows a date or a place between commas
/// is no subject.
pub(super) fn behind_year_or_state(view: &View<'_>, at: usize) -> Option<usize> {
    let comma = at
        .checked_sub(1)
        .filter(|&comma| comma > 0 && view.is(comma, Mark::Comma))?;
    let word = view.word(at);
    let is_year = word.len() == 4 && view.is_number(at) && view.is_number(comma - 1);
    let has_stop = view.is_abbreviation_stop(at + 1);
    let is_state =
        view.is_capitalised(at) && (word.contains('.') || has_stop) && view.is_capitalised(comma - 1);
    let end = at + 1 + usize::from(has_stop);
    let end = if is_year || is_state {
        end
    } else {
        behind_region(view, comma)?
    };
    view.is(end, Mark::Comma).then_some(end)
}

/// `At a rally in Novi, Michigan, Ms. Roe said`: where the region ends that tells where a place is, before a name or a pronoun with
/// its verb, which leaves no other subject.
fn behind_region(view: &View<'_>, comma: usize) -> Option<usize> {
    let place = (0..comma)
        .rev()
        .take(4)
        .take_while(|&at| view.is_capitalised(at))
        .last()?;
    let is_place = place > 0 && view.is_listed(place - 1, EnglishList::NearTown);
    let end = (comma + 1..comma + 4).find(|&at| !view.is_capitalised(at))?;
    let first = end + 1;
    let is_named = |at: usize| view.is_capitalised(at) || view.is_abbreviation_stop(at);
    let verb = if view.is_in(first, Group::Pronoun) {
        first + 1
    } else {
        (first..first + 6).find(|&at| !is_named(at))?
    };
    let forms = words::forms(view, verb);
    let is_verb =
        forms.past() || forms.past_or_participle() || forms.third() || words::is_auxiliary(view, verb);
    (is_place && end > comma + 1 && view.is(end, Mark::Comma) && verb > first && is_verb).then_some(end)
}

/// `as expected, but`, `if approved, the merger`, `once signed,`: behind a clause that is a participle and nothing else.
pub(super) fn behind_participle_clause(view: &View<'_>, at: usize) -> Option<usize> {
    if !view.is_in(at, Group::Subordinator) || !view.is_listed(at, EnglishList::ShortClause) {
        return None;
    }
    let verb = at + 1 + usize::from(words::is_adverb(view, at + 1));
    let forms = words::forms(view, verb);
    let is_participle = (forms.past_or_participle() || forms.participle()) && !forms.base();
    (is_participle && view.is(verb + 1, Mark::Comma)).then_some(verb + 1)
}

/// `on CBS’s “Face the Nation,”`: the title of a work, behind what governs it.
pub(crate) fn is_title(view: &View<'_>, quote: &Quote) -> bool {
    let inside = quote.inside();
    let last = inside.end.saturating_sub(1);
    let is_closed = view.is(last, Mark::Comma) || view.is(last, Mark::Stop);
    let words = inside.start..inside.end - usize::from(is_closed && inside.end > inside.start);
    let is_governed = quote.open.checked_sub(1).is_some_and(|before| {
        view.is_in(before, Group::Preposition)
            || view.is_in(before, Group::Of)
            || words::is_possessive(view, before)
            // `told “Fox News Sunday” he was sorry`
            || view.is_listed(before, EnglishList::TellForm)
            // `In her memoir, “Run the Mile,” Ms. Roe argued`
            || before > 0 && view.is(before, Mark::Comma) && view.is_in(before - 1, Group::Document)
    });
    is_governed
        && (2..7).contains(&words.len())
        && view.is_capitalised(words.end - 1)
        && view.is_capitalised(words.start)
        && words
            .clone()
            .all(|at| !view.is_mark(at) && (view.word(at).len() < 4 || view.is_capitalised(at)))
        // `the “Mr. Smith,” he said`
        && words.clone().filter(|&at| view.is_capitalised(at)).count() > 1
}

impl Reader<'_, '_, '_> {
    /// `Angry at the ruling, the union threatened`, `To calm investors, the board promised`, `A former banker, Roe vowed`: what
    /// one comma parts from the phrase right before the verb tells of the subject and is none.
    pub(super) fn is_behind_fronted(&self, top: &State, free: &Free, at: usize) -> bool {
        let view = self.view;
        let Some(first) = top.subject.clone() else {
            return false;
        };
        let is_here = top.kind == Kind::Main
            && self.stack.len() == 1
            && free.is_after_comma
            && self.previous == Some(free.range.end - 1)
            && first.end <= free.range.start
            && view.starts_sentence(top.start)
            && self.headline_end.is_none()
            && !self.is_title;
        if !is_here {
            return false;
        }
        let head = top.head.unwrap_or(first.end - 1);
        let is_bare_name = free
            .range
            .clone()
            .all(|at| view.is_capitalised(at) || view.is_abbreviation_stop(at));
        // `Renault, Nissan agreed`, `officials in Austin, Texas said`
        let is_name = first.end + 1 == free.range.start
            && first.clone().all(|at| view.is_capitalised(at))
            && !looks_adjective(view, first.start);
        let is_in_place = view.is_capitalised(first.end - 1)
            && !view.is_listed(first.start, EnglishList::NoName)
            && (view.is_in(first.start, Group::Determiner)
                || view.is_in(head, Group::Role)
                || view.is_in(head, Group::Organization)
                || words::looks_plural(view, head));
        // `The head of the port, Ann Roe says`: an apposition that nothing closes.
        let is_named =
            view.is_in(head, Group::Role) && view.is_word(first.start, "the") && free.range.len() > 1;
        // `Without naming Roe, Vale said`: the first name is what the gerund has for its object.
        if is_bare_name && !top.is_gerund() && (is_name || is_in_place || is_named) {
            return false;
        }
        // `Traders, analysts say`
        let forms = words::forms(view, at);
        !(forms.base() && !forms.past_or_participle() && !words::looks_plural(view, free.head))
    }

    /// `of young, poor and angry voters`: a comma between adjectives.
    pub(super) fn is_listed(&self, comma: usize) -> bool {
        const NEVER: Groups = Groups::of(&[
            Group::Determiner,
            Group::Pronoun,
            Group::Relative,
            Group::Subordinator,
            Group::Time,
        ]);
        let view = self.view;
        let is_word = |at: usize| !view.is_capitalised(at) && !view.groups(at).has_any(NEVER);
        comma > 1
            && view.is_in(comma - 2, Group::Of)
            && is_word(comma - 1)
            && is_word(comma + 1)
            && (view.is_in(comma + 2, Group::And)
                || view.is_in(comma + 3, Group::And) && !view.is_mark(comma + 2))
    }

    /// A word governs the phrase that follows.
    pub(super) fn govern(&mut self, at: usize) {
        self.is_governed = true;
        self.chain = None;
        self.previous = Some(at);
    }

    /// `Critics, like Ann Roe and Bob Lee, say`: whether *like* governs a phrase here.
    pub(super) fn likens(&mut self, at: usize) -> bool {
        let view = self.view;
        let likens = view.is_word(at, "like")
            && self
                .previous
                .is_some_and(|previous| view.is(previous, Mark::Comma))
            && (view.is_capitalised(at + 1) || view.is_in(at + 1, Group::Determiner));
        if likens {
            self.govern(at);
        }
        likens
    }

    /// `her time as secretary of state`: an office, and no clause.
    pub(super) fn is_office(&self, at: usize) -> bool {
        let view = self.view;
        view.is_word(at, "as")
            && view.is_in(at + 1, Group::Role)
            && !view.is_in(at + 1, Group::Determiner)
            && !view.is_capitalised(at + 1)
            && !words::looks_plural(view, at + 1)
            && !self.is_verb_like(at + 2)
    }

    /// `threatened to sue, should the talks fail`: whether a condition begins that needs no *if*.
    pub(super) fn opens_condition(&mut self, at: usize) -> bool {
        let view = self.view;
        let is_subject = |at: usize| {
            view.is_in(at, Group::Pronoun) || view.is_in(at, Group::Determiner) || view.is_capitalised(at)
        };
        let opens = view.is_word(at, "should")
            && self
                .previous
                .is_some_and(|previous| view.is(previous, Mark::Comma))
            && self.stack.last().is_some_and(|top| top.verb.is_some())
            && is_subject(at + 1);
        if opens {
            self.open(State::new(Kind::Subordinate, at + 1), at);
        }
        opens
    }

    /// `About half of the firms expect`, `said around 60 percent were`: where the number stands with which a clause begins.
    pub(super) fn behind_about(&self, at: usize) -> Option<usize> {
        let view = self.view;
        if !view.is_listed(at, EnglishList::RoundNumber) {
            return None;
        }
        let begins = self.previous.is_none_or(|previous| {
            view.is_in(previous, Group::That) || self.is_verb(previous) && words::only_says(view, previous)
        });
        let is_count =
            view.is_number(at + 1) || view.is_in(at + 1, Group::Quantity) && view.is_in(at + 2, Group::Of);
        (begins && is_count).then_some(at + 1)
    }

    /// Whether a verb behind a noun phrase between commas is one of saying: `, he argues,`, `, he points out,`.
    pub(super) fn is_aside(&self, at: usize, subject: &Range<usize>) -> bool {
        let view = self.view;
        let verb = self.main_verb(at);
        let frames = words::frames(view, verb);
        let is_pronoun = subject.len() == 1 && view.is_in(subject.start, Group::Pronoun);
        let (expression, next) = words::behind_expression(view, verb);
        let is_closed = view.is(next, Mark::Comma)
            || view.is(next, Mark::Quote)
            || view.is_in(next, Group::Time)
            || view.is(next, Mark::Dash)
            // `The plan, officials said in May, will fail`
            || view.is_in(next, Group::Preposition)
                && (words::asserts(view, verb) || next > verb + 1)
                && (next + 1..next + 8)
                    .take_while(|&place| !self.is_verb_like(place) && !is_hard_mark(view, place))
                    .any(|place| view.is(place, Mark::Comma))
            // `The plan, Roe told reporters on Friday, will fail`
            || (verb + 1..verb + 9)
                .take_while(|&place| !self.is_verb_like(place) && !is_hard_mark(view, place))
                .find(|&place| view.is(place, Mark::Comma))
                .is_some_and(|comma| words::is_auxiliary(view, comma + 1))
            // `The rule, a source of profit, “tells them that,” Roe said.`
            || is_hard_mark(view, next) && subject.start > 0 && view.is(subject.start - 1, Mark::Quote);
        let says = |frames: Frames| frames.has(Frame::Clause) || frames.has(Frame::Quote);
        (says(frames) || says(expression)) && (is_pronoun || is_closed)
    }

    /// Gives the innermost clause another subject.
    pub(super) fn take_subject(&mut self, range: Range<usize>) {
        if let Some(top) = self.stack.last_mut() {
            top.head = Some(range.end - 1);
            top.subject = Some(range);
            top.aside = None;
            top.free = None;
            top.is_open = false;
        }
    }

    /// `announced a buyback and shares rose`: what is announced is a thing, and another clause follows.
    pub(super) fn is_announced(&self, free: &Free, governor: usize) -> bool {
        let view = self.view;
        let is_thing = |before: &Range<usize>| view.is_any_word(before.start, words!["a", "an"]);
        free.before.as_ref().is_some_and(is_thing) && words::frames(view, governor).has(Frame::Object)
    }

    /// `…, and Hungary, Poland and Malta agreed`: a list behind a conjunction that a verb follows.
    pub(super) fn joined_list(&self, top: &State) -> Option<Free> {
        let view = self.view;
        let first = top.joined.as_ref()?;
        let last = top.free.as_ref().filter(|free| free.is_after_comma)?;
        // Not `fares for bus and tram, the board and the city said`.
        let is_apart = first
            .conjunction
            .is_some_and(|at| comma_before(view, at).is_some());
        let is_list = is_apart
            && self.previous == Some(last.range.end - 1)
            && last.range.clone().any(|at| view.is_in(at, Group::And));
        is_list.then(|| Free {
            range: first.range.start..last.range.end,
            ..first.clone()
        })
    }

    /// A clause further out with a phrase behind a conjunction that a relative clause parts from its verb, and the phrase.
    pub(super) fn joined_outside(&self) -> Option<(usize, Free)> {
        let outer = self.stack.len().checked_sub(1)?;
        let place = (0..outer).rev().find(|&place| {
            self.stack
                .get(place + 1)
                .is_some_and(|inner| inner.kind == Kind::Relative)
        })?;
        let free = self.stack.get(place)?.joined.clone()?;
        Some((place, free))
    }

    /// `The plan failed, analysts say`: the phrase behind a comma that a word follows.
    pub(super) fn apart(&self, previous: usize) -> Option<&Free> {
        self.stack
            .last()
            .filter(|top| top.is_ambiguous)
            .and_then(|top| top.free.as_ref())
            .filter(|free| free.is_after_comma && free.range.end == previous + 1)
    }

    /// `accused the press of lying, called him a crook and vowed to sue`: a participle has no object.
    pub(super) fn settle(&mut self, chunk: &Range<usize>) {
        let view = self.view;
        if let Some(top) = self.stack.last_mut()
            && top.is_ambiguous
            && top
                .verb
                .is_some_and(|verb| verb + 1 == chunk.start && words::takes_object(view, verb))
            && view.is_in(chunk.start, Group::Determiner)
        {
            top.is_ambiguous = false;
        }
    }
}

/// The quotation that begins at a place.
pub(super) fn quote_at(view: &View<'_>, at: usize) -> Option<Quote> {
    let place = view.quotes.binary_search_by_key(&at, |quote| quote.open).ok()?;
    view.quotes.get(place).copied()
}

/// The comma before a conjunction, over a quotation mark: `“…,” and`.
pub(super) fn comma_before(view: &View<'_>, conjunction: usize) -> Option<usize> {
    let mut at = conjunction.checked_sub(1)?;
    let is_quote = view.is(at, Mark::Quote);
    if is_quote {
        at = at.checked_sub(1)?;
    }
    view.is(at, Mark::Comma).then(|| at + usize::from(is_quote) * 2)
}
