//! What a noun phrase is in the clauses that are open: a subject, an object, a part of one before.

use std::ops::Range;

use super::chunk::{is_nominative, is_object_alone};
use super::reader::Reader;
use super::state::{Free, State};
use crate::extract::lexicon::Group;
use crate::extract::view::View;
use crate::tokens::Mark;

/// A noun phrase that no preposition governs.
struct Noun {
    chunk: Range<usize>,
    is_after_comma: bool,
    /// What joins it to what stands before.
    conjunction: Option<usize>,
}

impl Reader<'_, '_, '_> {
    /// Takes in a noun phrase.
    pub(super) fn noun(&mut self, chunk: Range<usize>) {
        let view = self.view;
        let is_after_comma = self.is_after_comma(&chunk);
        let conjunction = self.conjunction.take();
        let is_governed = std::mem::take(&mut self.is_governed)
            || conjunction.is_some() && !is_after_comma && self.joins_governed(&chunk)
            || conjunction.is_some_and(|at| self.joins_before_relative(at, &chunk));
        // `, but in a letter he said`: the conjunction joins what comes behind.
        if is_governed {
            self.conjunction = conjunction;
            if let Some(joint) = conjunction.filter(|&joint| self.is_setting_of_next(joint, &chunk)) {
                self.previous = Some(joint);
                return;
            }
        }
        self.chain = None;
        self.previous = Some(chunk.end - 1);
        if self.is_time(chunk.clone()) {
            // `said it would, but three days later argued`
            if let Some(conjunction) = conjunction {
                self.conjunction = Some(conjunction);
                self.previous = Some(conjunction);
            }
            return;
        }
        self.last_noun = Some(chunk.clone());
        if !is_governed {
            if view.is_capitalised(chunk.end - 1) && !view.is_in(chunk.end - 1, Group::Demonstrative) {
                self.last_name = Some(chunk.clone());
            }
            self.last_free = Some(chunk.clone());
        }
        self.settle(&chunk);
        if !is_governed && self.is_behind_occasion(&chunk) {
            self.pop(chunk.start);
        }
        let Some(top) = self.stack.last_mut() else {
            return;
        };
        if is_governed {
            extend(top, &chunk);
            return;
        }
        // `…, decouple planting from prices, and cut rates, officials said`
        if is_after_comma && conjunction.is_none() {
            top.reduced = None;
        }
        let noun = Noun {
            chunk,
            is_after_comma,
            conjunction,
        };
        match top.verb {
            Some(_) if is_object_alone(view, &noun.chunk) => top.free = None,
            Some(_) => behind_verb(view, top, noun),
            None => before_verb(top, noun),
        }
    }

    fn is_after_comma(&self, chunk: &Range<usize>) -> bool {
        let view = self.view;
        self.previous
            .is_some_and(|previous| view.is(previous, Mark::Comma) || view.is(previous, Mark::Dash))
            || self
                .conjunction
                .is_some_and(|at| at > 0 && view.is(at - 1, Mark::Comma))
            // `“…,” Roe said`
            || chunk.start > 1
                && view.is(chunk.start - 1, Mark::Quote)
                && view.is(chunk.start - 2, Mark::Comma)
    }

    /// `In a letter to the firm and its lenders, Roe said`: whether a conjunction joins a phrase to what a preposition governs.
    fn joins_governed(&self, chunk: &Range<usize>) -> bool {
        !is_nominative(self.view, chunk)
            && self.last_noun.is_some()
            && self.last_free != self.last_noun
            && self
                .stack
                .last()
                .is_some_and(|top| top.verb.is_none() || top.is_ambiguous)
    }

    /// `said costs for energy and labour, which have doubled, would rise`
    fn joins_before_relative(&self, conjunction: usize, chunk: &Range<usize>) -> bool {
        let view = self.view;
        self.last_noun
            .as_ref()
            .is_some_and(|noun| noun.end == conjunction)
            && self.last_free != self.last_noun
            && view.is(chunk.end, Mark::Comma)
            && view.is_in(chunk.end + 1, Group::Relative)
            && !view.is_in(chunk.start, Group::Determiner)
            && !view.is_capitalised(chunk.start)
    }
}

/// Extends the phrase on which one with a preposition hangs.
fn extend(top: &mut State, chunk: &Range<usize>) {
    // `The plan, the head of the union said, failed`: right behind a phrase between commas.
    let reach = if top.verb.is_some() { 6 } else { 2 };
    if let Some(free) = &mut top.free
        && (top.verb.is_some() || free.is_after_comma)
        && free.range.end + reach > chunk.start
    {
        free.range.end = chunk.end;
    }
    if top.verb.is_none()
        && top.is_open
        && let Some(subject) = &mut top.subject
    {
        subject.end = chunk.end;
    }
}

/// A phrase behind the verb of its clause, which may turn out to be the subject of another.
fn behind_verb(view: &View<'_>, top: &mut State, noun: Noun) {
    let Noun {
        chunk,
        is_after_comma,
        conjunction,
    } = noun;
    let is_joined = |at: Option<usize>| at.is_some_and(|at| view.is_in(at, Group::And));
    let goes_on = |free: &Free| {
        // `…, the Organisation for Trade and Growth, said`: one phrase behind the comma.
        let is_name = is_joined(conjunction) && free.is_after_comma && free.conjunction.is_none();
        // `…, but Hungary and Poland agreed`, `yet neither the firm nor its owner agrees`: one subject of a new clause.
        let is_subject = conjunction.is_some()
            && free.conjunction.is_some()
            && !(free.before.is_some() && is_joined(free.conjunction));
        !is_after_comma && (is_name || is_subject)
    };
    if let Some(free) = top.free.as_mut().filter(|free| goes_on(free)) {
        free.range.end = chunk.end;
        return;
    }
    let before = top
        .free
        .take()
        .filter(|free| {
            // `add features so they can raise prices` joins no two subjects.
            conjunction.is_some_and(|at| !view.is_word(at, "so")) && !is_after_comma && !free.is_after_comma
        })
        .map(|free| free.before.unwrap_or(free.range));
    top.free = Some(Free {
        head: chunk.end - 1,
        range: chunk,
        is_after_comma: is_after_comma && conjunction.is_none(),
        conjunction,
        before,
    });
}

/// A phrase before the verb of its clause: its subject, a second one, or one that stands beside it.
fn before_verb(top: &mut State, noun: Noun) {
    let Noun {
        chunk,
        is_after_comma,
        conjunction,
    } = noun;
    match &mut top.subject {
        Some(subject) if conjunction.is_some() && !top.is_antecedent => {
            subject.end = chunk.end;
            top.aside = None;
            top.is_open = true;
        }
        Some(_) if !top.is_antecedent => {
            top.free = Some(Free {
                head: chunk.end - 1,
                range: chunk,
                is_after_comma,
                conjunction: None,
                before: None,
            });
        }
        _ => {
            top.head = Some(chunk.end - 1);
            // An antecedent stands for the subject no longer.
            top.is_antecedent &= top.subject.is_none();
            top.subject = Some(chunk);
            top.is_open = true;
        }
    }
}
