//! What is done to things that people value or suffer from.

use super::{Analysis, Operator, OperatorKind};
use crate::label::lexicon::Class;
use crate::label::phrases::Tag;
use crate::label::terms::Fit;

/// How many words may stand between what is done and what it is done to.
const DONE_TO: usize = 5;
/// How many words may stand between a thing and the verb that says how it changes.
const CHANGES_WITHIN: usize = 5;

impl Analysis<'_> {
    /// *would cost jobs*, *réduit la pollution*: what is done to a thing that people value or suffer from is a quality of what
    /// does it.
    pub(super) fn join_effects(&mut self) {
        let mut effects: Vec<(Operator, usize)> = Vec::new();
        for (class, value) in [(Class::Boon, 1.0), (Class::Ill, -1.0)] {
            for (first, last) in self.class(class) {
                if self.is_in_claim(first) && !self.is_of_target(first, last) {
                    effects.extend(self.effect_on(first, value).map(|effect| (effect, last)));
                }
            }
        }
        if self.has(Class::Rise) || self.has(Class::Fall) {
            for (class, value) in [(Class::Boon, 1.0), (Class::Ill, -1.0)] {
                for (first, last) in self.class(class) {
                    if self.is_in_claim(first) && !self.is_of_target(first, last) {
                        effects.extend(self.change_of(first, last, value));
                    }
                }
            }
        }
        for (effect, last) in effects {
            let is_within = |operator: &Operator| effect.at <= operator.at && operator.at <= last;
            if self
                .operators
                .iter()
                .any(|operator| is_within(operator) && operator.is_effect)
            {
                continue;
            }
            self.operators.retain(|operator| !is_within(operator));
            let place = self.operators.partition_point(|operator| operator.at < effect.at);
            self.operators.insert(place, effect);
        }
    }

    /// *pollution has fallen*, *footfall is down since …*: a thing that gets better is a good effect. One that gets worse is a
    /// complaint about how things are, unless something is named as its cause.
    fn change_of(&self, first: usize, last: usize, value: f64) -> Option<(Operator, usize)> {
        let is_near = |at: &usize| {
            self.clause(*at) == self.clause(last)
                && self.commas_between(last, *at) == 0
                && self.mark(*at).is_none()
                && !self.is(*at, Class::That)
                && !self.is(*at, Class::Relative)
                && !self.is(*at, Class::And)
        };
        let (at, sign) = (last + 1..=last + CHANGES_WITHIN)
            .take_while(is_near)
            .find_map(|at| match (self.is(at, Class::Rise), self.is(at, Class::Fall)) {
                (true, false) => Some((at, value)),
                (false, true) => Some((at, -value)),
                _ => None,
            })?;
        let is_caused = self
            .class(Class::Causal)
            .any(|(cause, _)| self.is_in_claim(cause));
        let effect = Operator {
            at: first,
            last: at,
            sign,
            kind: OperatorKind::Judgement,
            is_demand: false,
            is_phrase: false,
            fit: Fit::Exact,
            is_effect: true,
        };
        (sign > 0.0 || is_caused).then_some((effect, at))
    }

    /// Whether a phrase is a keyword of a target that stands on a side: what is done to it is no effect.
    fn is_of_target(&self, first: usize, last: usize) -> bool {
        self.spoken.iter().any(|hit| {
            matches!(hit.tag, Tag::TargetKeyword { act, judgement, .. }
                if act != 0 || (judgement != 0 && hit.n_words() > 1))
                && hit.first() <= last
                && first <= hit.last()
        })
    }

    /// The quality that doing something to a thing makes, at the first of the words that say what is done.
    fn effect_on(&self, thing: usize, value: f64) -> Option<Operator> {
        let (mut at, last, mut sign) = self.done_to(thing)?;
        // *help reduce*, *stop rising*: one deed of another.
        let is_beside =
            |before: usize, at: usize| (before + 1..at).all(|between| self.is(between, Class::Stop));
        while let Some((before, _, turn)) = self.done_to(at).filter(|(_, last, _)| is_beside(*last, at)) {
            (at, sign) = (before, sign * turn);
        }
        Some(Operator {
            at,
            // *no more trouble*: what its words deny is counted in them.
            last: last.max(at),
            sign: sign * value,
            kind: OperatorKind::Judgement,
            is_demand: false,
            is_phrase: false,
            fit: Fit::Exact,
            is_effect: true,
        })
    }

    /// The nearest words before an item that do something to it, first and last, and whether they further or hinder.
    fn done_to(&self, thing: usize) -> Option<(usize, usize, f64)> {
        for at in (thing.saturating_sub(DONE_TO)..thing).rev() {
            let is_between = self.clause(at) == self.clause(thing)
                && self.mark(at).is_none()
                && self.is_in_claim_or_cue(at)
                && !self.is(at, Class::Be)
                && !self.is_of_target(at, at)
                && (!self.is(at, Class::Preposition)
                    || self.is(at, Class::Article)
                    || self.is_behind_noun(at));
            if !is_between {
                return None;
            }
            if self.is(at, Class::Take) {
                return Some((self.start_of(at, Class::Take), at, -1.0));
            }
            let operator = self.operators.iter().find(|operator| operator.at == at);
            match operator {
                Some(operator) if matches!(operator.kind, OperatorKind::Act | OperatorKind::ActNoun) => {
                    return Some((at, at, operator.sign));
                }
                _ if self.is(at, Class::Bring) => return Some((self.start_of(at, Class::Bring), at, 1.0)),
                // What is judged or wanted is something else.
                Some(_) => return None,
                None => {}
            }
        }
        None
    }

    /// Whether an item stands behind the noun of a deed: *an increase in traffic*.
    fn is_behind_noun(&self, at: usize) -> bool {
        self.operators
            .iter()
            .any(|operator| operator.at + 1 == at && operator.kind == OperatorKind::ActNoun)
    }

    /// Where the phrase of a class begins that covers an item.
    fn start_of(&self, at: usize, class: Class) -> usize {
        self.class(class)
            .find(|(first, last)| (*first..=*last).contains(&at))
            .map_or(at, |(first, _)| first)
    }
}
