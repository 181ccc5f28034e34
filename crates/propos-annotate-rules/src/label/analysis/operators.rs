//! Which words of a claim have a direction, and toward what.

use super::{Analysis, Operator, OperatorKind};
use crate::label::lexicon::Class;
use crate::label::phrases::Tag;
use crate::label::terms::Fit;

impl Analysis<'_> {
    /// Finds them. Where phrases overlap, the one that tells most counts.
    pub(super) fn collect_operators(&mut self, text: &str) {
        let mut found = std::mem::take(&mut self.operators);
        found.clear();
        let mut relatives: Vec<usize> = Vec::new();
        if self.is_verb_final {
            relatives.extend(self.class(Class::Relative).map(|(first, _)| first));
        }
        // *dénonce ceux qui contournent la règle*: what those do who are blamed or praised tells why.
        let is_blamed = [Class::Approve, Class::Reject].iter().any(|class| {
            self.class(*class)
                .any(|(first, _)| self.is_in_cue(first) && !self.is_in_claim(first))
        });
        // *s'oppose à*, *mettre fin à*: a word inside a phrase does not count beside it.
        let mut phrases: Vec<(usize, usize)> = Vec::new();
        for hit in &self.classed {
            let Tag::Class(class) = hit.tag else { continue };
            let (sign, kind) = match class {
                Class::Raise => (1.0, OperatorKind::Act),
                Class::Lower => (-1.0, OperatorKind::Act),
                Class::RaiseNoun => (1.0, OperatorKind::ActNoun),
                Class::LowerNoun => (-1.0, OperatorKind::ActNoun),
                Class::Approve | Class::Demand => (1.0, OperatorKind::Attitude),
                Class::Reject => (-1.0, OperatorKind::Attitude),
                Class::Good => (1.0, OperatorKind::Judgement),
                Class::Bad => (-1.0, OperatorKind::Judgement),
                _ => continue,
            };
            // *ceux qui veulent voyager*: the verb says which ones, not what is wanted.
            // *the union, which campaigns for a cap*: what introduces the claim may stand in such a clause itself.
            let in_relative = if self.is_in_cue(hit.first()) && !self.is_in_claim(hit.first()) {
                false
            } else if self.is_verb_final {
                self.is_in_relative_clause(&relatives, hit.first())
            } else {
                // *a bill that would ban …*: what a measure does is what is done.
                !is_blamed
                    && (hit.first().saturating_sub(2)..hit.first()).any(|at| {
                        self.begins(at, Class::Relative)
                            && !at
                                .checked_sub(1)
                                .is_some_and(|before| self.is(before, Class::Measure))
                    })
            };
            // *Bars and nightclubs are furious*
            let is_first_noun = kind == OperatorKind::Act
                && hit.n_words() == 1
                && self.is(hit.first() + 1, Class::And)
                && hit
                    .first()
                    .checked_sub(1)
                    .is_none_or(|before| !self.is_in_claim(before));
            if is_first_noun {
                continue;
            }
            if !self.is_in_claim_or_cue(hit.first()) || (in_relative && kind != OperatorKind::Judgement) {
                continue;
            }
            // *soutient que*: a cue that reports a clause says nothing of what the clause speaks of.
            let reports_clause = !self.is_in_claim(hit.first())
                && matches!(
                    class,
                    Class::Approve | Class::Demand | Class::Raise | Class::Lower
                )
                && (hit.first() + 1..hit.first() + 6)
                    .any(|at| !self.is_in_claim(at) && self.is(at, Class::That));
            // *« … », a-t-elle ajouté*: what introduces quoted words does nothing to what they speak of.
            let introduces = self.is_quoted
                && !self.is_in_claim(hit.first())
                && hit.n_words() == 1
                && matches!(class, Class::Raise | Class::Lower);
            if reports_clause
                || introduces
                || self.is(hit.first(), Class::NotOperator)
                || self.is(hit.last(), Class::NotOperator)
            {
                continue;
            }
            if hit.n_words() > 1 {
                phrases.push((hit.first(), hit.last()));
            }
            // *the ban*, *la limite*: behind an article the verb's form is a noun.
            // *está* is no *esta*.
            let is_behind_article = hit
                .first()
                .checked_sub(1)
                .is_some_and(|before| self.begins(before, Class::Article) && !self.is(before, Class::Be));
            // *d'interdire*: behind *de* an infinitive is a verb.
            let is_infinitive = hit.first().checked_sub(1).is_some_and(|before| {
                self.is(before, Class::OfPreposition) && self.ends_like_infinitive(hit.first(), text)
            });
            let is_noun = is_behind_article && !is_infinitive || self.is_capital_inside(hit.first());
            // *moins coûteux*: the quality turned.
            let is_lessened = hit
                .first()
                .checked_sub(1)
                .is_some_and(|before| self.begins(before, Class::Less));
            // *kept out of schools*: the rest of the verb turns it.
            let is_shut_out = class == Class::Raise
                && hit.n_words() == 1
                && self.is(hit.last() + 1, Class::TurnBefore)
                && self.mark(hit.last() + 1).is_none();
            let is_turned = (is_lessened && kind == OperatorKind::Judgement) || is_shut_out;
            let operator = Operator {
                at: hit.first(),
                last: hit.last(),
                sign: if is_turned { -sign } else { sign },
                // *the march against …*: a phrase says who is against what.
                kind: if is_noun
                    && (kind == OperatorKind::Act || hit.n_words() == 1 && kind == OperatorKind::Attitude)
                {
                    OperatorKind::ActNoun
                } else {
                    kind
                },
                is_demand: class == Class::Demand,
                is_phrase: hit.n_words() > 1,
                fit: hit.fit,
                is_effect: false,
            };
            match found.last_mut().filter(|other| other.at == operator.at) {
                // The word itself is surer than a form of another, a form than a beginning; then an attitude outranks an act,
                // a verb its noun.
                Some(other) => {
                    let rank = |operator: &Operator| {
                        let is_phrase = operator.is_phrase && operator.kind == OperatorKind::Attitude;
                        (is_phrase, operator.fit, rank(operator.kind), operator.last)
                    };
                    let is_demand = other.is_demand || operator.is_demand;
                    if rank(&operator) > rank(other) {
                        *other = operator;
                    }
                    other.is_demand = is_demand;
                }
                None => found.push(operator),
            }
        }
        found.retain(|operator| {
            phrases
                .iter()
                .all(|(first, last)| operator.at <= *first || operator.at > *last)
        });
        // *contre* turns what it stands before, unless the verb has done so: *proteste contre*.
        for (at, _) in self.class(Class::Against) {
            // *klagt vor dem Gericht gegen*: objects stand between.
            let reach = if self.is_verb_final { 10 } else { 3 };
            let is_verb = |verb: &&Operator| {
                let is_near = verb.at < at
                    && at.saturating_sub(verb.last) <= reach
                    && self.clause(verb.at) == self.clause(at);
                is_near && self.commas_between(verb.at, at) == 0
            };
            let verb = found.iter().rev().find(is_verb);
            let is_inside = found.iter().any(|verb| verb.at < at && at <= verb.last);
            let is_inside = is_inside || self.is(at, Class::NotOperator);
            // *29 voix pour, 18 contre*: so many votes are nobody's side.
            let before = at.checked_sub(1).and_then(|before| self.items.get(before));
            let is_counted = before
                .and_then(|item| text.get(item.start..item.end))
                .is_some_and(|word| word.starts_with(|first: char| first.is_ascii_digit()));
            if self.is_in_claim_or_cue(at)
                && !is_inside
                && !is_counted
                && verb.is_none_or(|verb| verb.sign > 0.0)
            {
                found.push(Operator {
                    at,
                    last: at,
                    sign: -1.0,
                    kind: OperatorKind::Attitude,
                    is_demand: false,
                    is_phrase: false,
                    fit: Fit::Exact,
                    is_effect: false,
                });
            }
        }
        found.sort_by_key(|operator| operator.at);
        self.operators = found;
        self.join_effects();
    }
}

/// Whether a phrase is one with a direction.
pub(super) const fn is_signed(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Class(
            Class::Approve
                | Class::Bad
                | Class::Demand
                | Class::Good
                | Class::Lower
                | Class::Raise
                | Class::Reject
        )
    )
}

const fn rank(kind: OperatorKind) -> u8 {
    match kind {
        OperatorKind::ActNoun => 0,
        OperatorKind::Judgement => 1,
        OperatorKind::Act => 2,
        OperatorKind::Attitude => 3,
    }
}
