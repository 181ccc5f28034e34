//! Which words of a claim have a direction, and toward what.

use super::{Analysis, Operator, OperatorKind};
use crate::label::lexicon::Class;
use crate::label::phrases::{Hit, Tag};
use crate::label::terms::Fit;

impl Analysis<'_> {
    /// Finds them. Where phrases overlap, the one that tells most counts.
    pub(super) fn collect_operators(&mut self, text: &str) {
        let mut found = std::mem::take(&mut self.operators);
        found.clear();
        let sentence = self.sentence();
        // *s'oppose à*, *mettre fin à*: a word inside a phrase does not count beside it.
        let mut phrases: Vec<(usize, usize)> = Vec::new();
        for hit in &self.classed {
            let Some(direction) = Direction::of(hit.tag) else {
                continue;
            };
            if !self.counts(hit, direction, &sentence) {
                continue;
            }
            if hit.n_words() > 1 {
                phrases.push((hit.first(), hit.last()));
            }
            enter(&mut found, self.operator(hit, direction, text));
        }
        found.retain(|operator| {
            phrases
                .iter()
                .all(|(first, last)| operator.at <= *first || operator.at > *last)
        });
        for (at, _) in self.class(Class::Against) {
            if self.turns_alone(at, &found, text) {
                found.push(against(at));
            }
        }
        found.sort_by_key(|operator| operator.at);
        self.operators = found;
        self.join_effects();
    }

    /// What is asked of the whole sentence once.
    fn sentence(&self) -> Sentence {
        let mut relatives: Vec<usize> = Vec::new();
        if self.is_verb_final {
            relatives.extend(self.class(Class::Relative).map(|(first, _)| first));
        }
        let is_blamed = [Class::Approve, Class::Reject].iter().any(|class| {
            self.class(*class)
                .any(|(first, _)| self.is_in_cue(first) && !self.is_in_claim(first))
        });
        Sentence { relatives, is_blamed }
    }

    /// Whether a word with a direction is one here.
    fn counts(&self, hit: &Hit, direction: Direction, sentence: &Sentence) -> bool {
        let first = hit.first();
        // What is judged is judged in such a clause too.
        let may_be_relative = direction.kind == OperatorKind::Judgement;
        !self.is_first_noun(hit, direction)
            && self.is_in_claim_or_cue(first)
            && (may_be_relative || !self.is_in_relative(first, sentence))
            && !self.only_introduces(hit, direction.class)
            && !self.is(first, Class::NotOperator)
            && !self.is(hit.last(), Class::NotOperator)
    }

    /// *Bars and nightclubs are furious*
    fn is_first_noun(&self, hit: &Hit, direction: Direction) -> bool {
        direction.kind == OperatorKind::Act
            && hit.n_words() == 1
            && self.is(hit.first() + 1, Class::And)
            && hit
                .first()
                .checked_sub(1)
                .is_none_or(|before| !self.is_in_claim(before))
    }

    /// *ceux qui veulent voyager*: the verb says which ones, not what is wanted.
    fn is_in_relative(&self, at: usize, sentence: &Sentence) -> bool {
        // *the union, which campaigns for a cap*: what introduces the claim may stand in such a clause itself.
        if self.is_in_cue(at) && !self.is_in_claim(at) {
            return false;
        }
        if self.is_verb_final {
            return self.is_in_relative_clause(&sentence.relatives, at);
        }
        // *a bill that would ban …*: what a measure does is what is done.
        let is_of_measure = |relative: usize| {
            relative
                .checked_sub(1)
                .is_some_and(|before| self.is(before, Class::Measure))
        };
        !sentence.is_blamed
            && (at.saturating_sub(2)..at)
                .any(|before| self.begins(before, Class::Relative) && !is_of_measure(before))
    }

    /// Whether a word of the cue says nothing of what the claim speaks of.
    fn only_introduces(&self, hit: &Hit, class: Class) -> bool {
        let first = hit.first();
        if self.is_in_claim(first) {
            return false;
        }
        // *soutient que*: a cue that reports a clause.
        let reports_clause = matches!(
            class,
            Class::Approve | Class::Demand | Class::Raise | Class::Lower
        ) && (first + 1..first + 6)
            .any(|at| !self.is_in_claim(at) && self.is(at, Class::That));
        // *« … », a-t-elle ajouté*: what introduces quoted words.
        let introduces_quote =
            self.is_quoted && hit.n_words() == 1 && matches!(class, Class::Raise | Class::Lower);
        reports_clause || introduces_quote
    }

    /// The operator that a word is.
    fn operator(&self, hit: &Hit, direction: Direction, text: &str) -> Operator {
        let Direction { class, sign, kind } = direction;
        // *the march against …*: a phrase says who is against what.
        let may_be_noun = kind == OperatorKind::Act || hit.n_words() == 1 && kind == OperatorKind::Attitude;
        Operator {
            at: hit.first(),
            last: hit.last(),
            sign: if self.is_turned(hit, direction) {
                -sign
            } else {
                sign
            },
            kind: if may_be_noun && self.is_noun(hit.first(), text) {
                OperatorKind::ActNoun
            } else {
                kind
            },
            is_demand: class == Class::Demand,
            is_phrase: hit.n_words() > 1,
            fit: hit.fit,
            is_effect: false,
        }
    }

    /// *the ban*, *la limite*: behind an article the verb's form is a noun.
    fn is_noun(&self, at: usize, text: &str) -> bool {
        let before = at.checked_sub(1);
        // *está* is no *esta*.
        let is_behind_article =
            before.is_some_and(|before| self.begins(before, Class::Article) && !self.is(before, Class::Be));
        // *d'interdire*: behind *de* an infinitive is a verb.
        let is_infinitive = || {
            before.is_some_and(|before| {
                self.is(before, Class::OfPreposition) && self.ends_like_infinitive(at, text)
            })
        };
        is_behind_article && !is_infinitive() || self.is_capital_inside(at)
    }

    /// Whether what stands beside a word turns its direction.
    fn is_turned(&self, hit: &Hit, direction: Direction) -> bool {
        // *moins coûteux*: the quality turned.
        let is_lessened = direction.kind == OperatorKind::Judgement
            && hit
                .first()
                .checked_sub(1)
                .is_some_and(|before| self.begins(before, Class::Less));
        // *kept out of schools*: the rest of the verb turns it.
        let is_shut_out = direction.class == Class::Raise
            && hit.n_words() == 1
            && self.is(hit.last() + 1, Class::TurnBefore)
            && self.mark(hit.last() + 1).is_none();
        is_lessened || is_shut_out
    }

    /// *contre* turns what it stands before, unless the verb has done so: *proteste contre*.
    fn turns_alone(&self, at: usize, found: &[Operator], text: &str) -> bool {
        // *klagt vor dem Gericht gegen*: objects stand between.
        let reach = if self.is_verb_final { 10 } else { 3 };
        let is_verb = |verb: &&Operator| {
            verb.at < at
                && at.saturating_sub(verb.last) <= reach
                && self.clause(verb.at) == self.clause(at)
                && self.commas_between(verb.at, at) == 0
        };
        let is_inside =
            || found.iter().any(|verb| verb.at < at && at <= verb.last) || self.is(at, Class::NotOperator);
        self.is_in_claim_or_cue(at)
            && !is_inside()
            && !self.is_counted(at, text)
            && found
                .iter()
                .rev()
                .find(is_verb)
                .is_none_or(|verb| verb.sign > 0.0)
    }

    /// *29 voix pour, 18 contre*: so many votes are nobody's side.
    fn is_counted(&self, at: usize, text: &str) -> bool {
        at.checked_sub(1)
            .and_then(|before| self.items.get(before))
            .and_then(|item| text.get(item.start..item.end))
            .is_some_and(|word| word.starts_with(|first: char| first.is_ascii_digit()))
    }
}

/// What is known of a sentence before its words are read.
struct Sentence {
    /// Its relative pronouns, in languages whose verbs stand last.
    relatives: Vec<usize>,
    /// *dénonce ceux qui contournent la règle*: what those do who are blamed or praised tells why.
    is_blamed: bool,
}

/// Which way a word goes, and how.
#[derive(Clone, Copy)]
struct Direction {
    class: Class,
    sign: f64,
    kind: OperatorKind,
}

impl Direction {
    fn of(tag: Tag) -> Option<Self> {
        let Tag::Class(class) = tag else { return None };
        let (sign, kind) = match class {
            Class::Raise => (1.0, OperatorKind::Act),
            Class::Lower => (-1.0, OperatorKind::Act),
            Class::RaiseNoun => (1.0, OperatorKind::ActNoun),
            Class::LowerNoun => (-1.0, OperatorKind::ActNoun),
            Class::Approve | Class::Demand => (1.0, OperatorKind::Attitude),
            Class::Reject => (-1.0, OperatorKind::Attitude),
            Class::Good => (1.0, OperatorKind::Judgement),
            Class::Bad => (-1.0, OperatorKind::Judgement),
            _ => return None,
        };
        Some(Self { class, sign, kind })
    }
}

/// Enters an operator. Of two at one place the word itself is surer than a form of another, a form than a beginning; then an attitude
/// outranks an act, a verb its noun.
fn enter(found: &mut Vec<Operator>, operator: Operator) {
    let rank = |operator: &Operator| {
        let is_phrase = operator.is_phrase && operator.kind == OperatorKind::Attitude;
        (is_phrase, operator.fit, rank(operator.kind), operator.last)
    };
    let Some(other) = found.last_mut().filter(|other| other.at == operator.at) else {
        found.push(operator);
        return;
    };
    let is_demand = other.is_demand || operator.is_demand;
    if rank(&operator) > rank(other) {
        *other = operator;
    }
    other.is_demand = is_demand;
}

/// The operator that *contre* is by itself.
const fn against(at: usize) -> Operator {
    Operator {
        at,
        last: at,
        sign: -1.0,
        kind: OperatorKind::Attitude,
        is_demand: false,
        is_phrase: false,
        fit: Fit::Exact,
        is_effect: false,
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
