//! One claim with the text around it, read for what its words do.

use std::ops::Range;

use propos_schema::Claim;

use super::items::{Item, WordCache, items};
use super::labels::Labels;
use super::lexicon::Class;
use super::phrases::{Hit, Known, Tag};
use crate::tokens::Mark;

/// How many bytes of the sentence are read on each side of a claim. Bounds the work on endless sentences.
const WINDOW: usize = 300;

/// What a signed word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OperatorKind {
    /// A verb of acting: furthers or hinders.
    Act,
    /// The noun of one.
    ActNoun,
    /// A verb of approval, demand or disapproval.
    Attitude,
    /// A quality or effect.
    Judgement,
}

/// A word with a direction toward what it acts on or speaks of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operator {
    pub(super) at: usize,
    /// +1 furthers, approves, praises; −1 hinders, disapproves, blames. Negation is counted in.
    pub(super) sign: f64,
    pub(super) kind: OperatorKind,
    /// Whether it asks that something be done.
    pub(super) is_demand: bool,
    pub(super) is_negated: bool,
}

/// A claim's words and what was found in them.
#[derive(Debug)]
pub(super) struct Analysis {
    pub(super) items: Vec<Item>,
    pub(super) hits: Vec<Hit>,
    /// Whether an item stands in the claim.
    pub(super) in_claim: Vec<bool>,
    /// Whether an item stands in the claim's cue.
    pub(super) in_cue: Vec<bool>,
    /// The number of the clause that an item stands in. Commas do not part clauses.
    pub(super) clause: Vec<usize>,
    /// How many commas stand before an item.
    pub(super) commas: Vec<usize>,
    /// Whether an item stands in the scope of a negation.
    pub(super) negated: Vec<bool>,
    /// Whether an item stands in a condition.
    pub(super) conditional: Vec<bool>,
    /// Whether an item stands in a question.
    pub(super) question: Vec<bool>,
    /// The signed words of claim and cue, in text order.
    pub(super) operators: Vec<Operator>,
}

impl Analysis {
    /// Reads a claim. `cache` numbers the words of the document.
    pub(super) fn read<'text>(
        labels: &Labels,
        text: &'text str,
        claim: &Claim,
        cache: &mut WordCache<'text, Known>,
    ) -> Self {
        let extent = claim.extent();
        let range = window(text, claim);
        let lang = labels.phrases.normaliser().lang;
        let items = items(text, range, lang, &mut |word| {
            cache.number(word, |word| labels.phrases.known(word))
        });
        let hits = labels.phrases.hits(&items, |word| cache.get(word));
        let within = |range: &Range<usize>, item: &Item| range.start <= item.start && item.end <= range.end;
        let spans: Vec<Range<usize>> = claim.spans.iter().map(propos_schema::TextSpan::range).collect();
        let in_claim: Vec<bool> = items
            .iter()
            .map(|item| within(&extent, item) && spans.iter().any(|span| within(span, item)))
            .collect();
        let cue = claim.cue.as_ref().map_or(0..0, |cue| cue.start..cue.end);
        let in_cue = items.iter().map(|item| within(&cue, item)).collect();
        let n_items = items.len();
        let mut analysis = Self {
            items,
            hits,
            in_claim,
            in_cue,
            clause: Vec::with_capacity(n_items),
            commas: Vec::with_capacity(n_items),
            negated: vec![false; n_items],
            conditional: vec![false; n_items],
            question: vec![false; n_items],
            operators: Vec::new(),
        };
        analysis.mark_clauses();
        analysis.mark_questions();
        analysis.mark_conditions();
        analysis.mark_negations();
        analysis.collect_operators();
        analysis
    }

    /// Where a class has its hits: first and last item.
    pub(super) fn class(&self, class: Class) -> impl Iterator<Item = (usize, usize)> {
        self.hits
            .iter()
            .filter(move |hit| hit.tag == Tag::Class(class))
            .map(|hit| (hit.first, hit.last))
    }

    /// Whether an item is a hit of a class.
    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.class(class).any(|(first, last)| (first..=last).contains(&at))
    }

    /// Whether a class has a hit in the claim.
    pub(super) fn claim_has(&self, class: Class) -> bool {
        self.class(class).any(|(first, _)| self.is_in_claim(first))
    }

    pub(super) fn is_in_claim(&self, at: usize) -> bool {
        self.in_claim.get(at).copied().unwrap_or_default()
    }

    pub(super) fn is_in_claim_or_cue(&self, at: usize) -> bool {
        self.is_in_claim(at) || self.in_cue.get(at).copied().unwrap_or_default()
    }

    pub(super) fn mark(&self, at: usize) -> Option<Mark> {
        self.items.get(at).and_then(|item| item.mark)
    }

    pub(super) fn clause(&self, at: usize) -> usize {
        self.clause.get(at).copied().unwrap_or_default()
    }

    /// How many commas stand between two items.
    pub(super) fn commas_between(&self, one: usize, other: usize) -> usize {
        let commas = |at: usize| self.commas.get(at).copied().unwrap_or_default();
        commas(one).abs_diff(commas(other))
    }

    pub(super) fn is_negated(&self, at: usize) -> bool {
        self.negated.get(at).copied().unwrap_or_default()
    }

    /// The first item of the claim.
    pub(super) fn claim_start(&self) -> usize {
        self.in_claim.iter().position(|inside| *inside).unwrap_or_default()
    }

    fn mark_clauses(&mut self) {
        let breaks: Vec<usize> = self.class(Class::Break).map(|(first, _)| first).collect();
        let (mut clause, mut commas) = (0, 0);
        for (at, item) in self.items.iter().enumerate() {
            match item.mark {
                Some(Mark::Colon | Mark::Semicolon | Mark::Stop | Mark::Question | Mark::Exclamation) => clause += 1,
                Some(Mark::Dash | Mark::Open | Mark::Close) => clause += 1,
                Some(Mark::Comma) => commas += 1,
                _ if breaks.binary_search(&at).is_ok() => clause += 1,
                _ => {}
            }
            self.clause.push(clause);
            self.commas.push(commas);
        }
    }

    fn mark_questions(&mut self) {
        let mut sentence_start = 0;
        for at in 0..self.items.len() {
            match self.mark(at) {
                Some(Mark::Question) => {
                    for is_question in self.question.iter_mut().take(at).skip(sentence_start) {
                        *is_question = true;
                    }
                    sentence_start = at + 1;
                }
                Some(Mark::Stop | Mark::Exclamation) => sentence_start = at + 1,
                _ => {}
            }
        }
    }

    /// A condition reaches from its word to the next comma or clause.
    fn mark_conditions(&mut self) {
        let starts: Vec<usize> = self.class(Class::If).map(|(first, _)| first).collect();
        for start in starts {
            for at in start..self.items.len() {
                if self.clause(at) != self.clause(start) || self.commas_between(start, at) > 0 {
                    break;
                }
                if let Some(conditional) = self.conditional.get_mut(at) {
                    *conditional = true;
                }
            }
        }
    }

    /// A negation reaches from its first word to the next comma or clause, ten words at most.
    fn mark_negations(&mut self) {
        const REACH: usize = 10;
        let harmless: Vec<(usize, usize)> = self.class(Class::NotNegation).collect();
        let is_harmless = |at: usize| harmless.iter().any(|(first, last)| (*first..=*last).contains(&at));
        let nes: Vec<usize> = self.class(Class::Ne).map(|(first, _)| first).collect();
        let opening_ne = |at: usize| nes.iter().copied().find(|ne| *ne < at && at - ne <= 5 && self.clause(*ne) == self.clause(at));
        let mut starts: Vec<usize> = Vec::new();
        for (first, _) in self.class(Class::Negation) {
            if !is_harmless(first) {
                starts.push(opening_ne(first).unwrap_or(first));
            }
        }
        for (first, _) in self.class(Class::NePlus) {
            starts.extend(opening_ne(first).filter(|_| !is_harmless(first)));
        }
        starts.extend(self.class(Class::Instead).map(|(first, _)| first));
        starts.sort_unstable();
        // Both halves of one negation begin at its first word.
        starts.dedup();
        for start in starts {
            let mut n_words = 0;
            for at in start..self.items.len() {
                if self.clause(at) != self.clause(start) || self.commas_between(start, at) > 0 || n_words > REACH {
                    break;
                }
                n_words += usize::from(self.mark(at).is_none());
                if let Some(negated) = self.negated.get_mut(at) {
                    *negated = !*negated;
                }
            }
        }
    }

    fn collect_operators(&mut self) {
        let mut found: Vec<Operator> = Vec::new();
        for hit in &self.hits {
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
            if !self.is_in_claim_or_cue(hit.first) {
                continue;
            }
            let is_negated = self.is_negated(hit.first);
            let operator = Operator {
                at: hit.first,
                sign: if is_negated { -sign } else { sign },
                kind,
                is_demand: class == Class::Demand,
                is_negated,
            };
            match found.iter_mut().find(|other| other.at == operator.at) {
                // An attitude outranks an act, a verb its noun.
                Some(other) if rank(operator.kind) > rank(other.kind) => *other = operator,
                Some(other) => other.is_demand |= operator.is_demand,
                None => found.push(operator),
            }
        }
        found.sort_by_key(|operator| operator.at);
        self.operators = found;
    }
}

const fn rank(kind: OperatorKind) -> u8 {
    match kind {
        OperatorKind::ActNoun => 0,
        OperatorKind::Judgement => 1,
        OperatorKind::Act => 2,
        OperatorKind::Attitude => 3,
    }
}

/// The claim with its cue and as much of its sentence as the window lets in, on character boundaries.
fn window(text: &str, claim: &Claim) -> Range<usize> {
    let extent = claim.extent();
    let mut start = claim.sentence.start.max(extent.start.saturating_sub(WINDOW)).min(extent.start);
    let mut end = claim.sentence.end.min(extent.end + WINDOW).max(extent.end).min(text.len());
    if let Some(cue) = &claim.cue {
        if cue.start < start && start - cue.start < WINDOW {
            start = cue.start;
        }
        if cue.end > end && cue.end - end < WINDOW {
            end = cue.end.min(text.len());
        }
    }
    while start > 0 && !text.is_char_boundary(start) {
        start -= 1;
    }
    while end < text.len() && !text.is_char_boundary(end) {
        end += 1;
    }
    start.min(end)..end
}
