//! One claim with the text around it, read for what its words do.

mod effects;
mod operators;

use std::ops::Range;

use propos_schema::{Claim, ClaimKind};
use propos_segment::Lang;

use operators::is_signed;

use super::items::Item;
use super::lexicon::Class;
use super::phrases::{Hit, Tag};
use super::terms::Fit;
use super::words::Words;
use crate::languages::is_verb_final;
use crate::tokens::Mark;

/// How many bytes of the sentence are read on each side of a claim. Bounds the work on endless sentences.
const WINDOW: usize = 300;

/// How many words and marks of a claim and its surroundings are read. Bounds the work on endless claims.
const MOST_ITEMS: usize = 600;

/// The place of no hit.
const NO_HIT: usize = usize::MAX;

/// How many bytes may stand between a cue and its claim to go with the cue.
const CUE_TO_CLAIM: usize = 24;

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
    /// Its last item.
    pub(super) last: usize,
    /// +1 furthers, approves, praises; −1 hinders, disapproves, blames. Negation is not counted in.
    pub(super) sign: f64,
    pub(super) kind: OperatorKind,
    /// Whether it asks that something be done.
    pub(super) is_demand: bool,
    /// Whether it is a phrase, which tells more than its words alone.
    pub(super) is_phrase: bool,
    /// How the word is like the one of the data file.
    pub(super) fit: Fit,
    /// Whether it is what is done to a thing that people value or suffer from.
    pub(super) is_effect: bool,
}

/// What an item is in its claim.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
struct Place {
    /// Its classes, as bits.
    classes: u128,
    /// The classes whose hits begin here.
    begins: u128,
    /// The number of its clause. Commas do not part clauses.
    clause: u32,
    /// How many commas stand before it.
    commas: u32,
    in_claim: bool,
    in_cue: bool,
    in_condition: bool,
    in_question: bool,
}

/// A claim's words and what was found in them. Used again for the next claim.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
pub(super) struct Analysis<'words> {
    pub(super) items: &'words [Item],
    /// Where word classes stand, in text order.
    pub(super) classed: Vec<Hit>,
    /// Where words of topics stand, in text order.
    pub(super) topical: Vec<Hit>,
    /// Where words of targets and actors stand, in text order.
    pub(super) spoken: Vec<Hit>,
    /// The classes that have hits, as bits.
    present: u128,
    /// The place of the first hit of each class that has one, and for each hit that of the next one of its class.
    first_of_class: Vec<usize>,
    next_of_class: Vec<usize>,
    /// Whether a target has a keyword.
    pub(super) has_target: bool,
    /// Whether verbs stand behind their objects.
    pub(super) is_verb_final: bool,
    /// Whether nouns begin with a capital.
    pub(super) has_capital_nouns: bool,
    /// Whether the claim has words of its speaker's own in quotation marks, and whether they are all of it.
    is_quoted: bool,
    is_direct: bool,
    /// What each item is in the claim.
    places: Vec<Place>,
    /// The classes that have hits which begin in the claim.
    in_claim_present: u128,
    /// The first item of the claim.
    claim_start: usize,
    /// The targets that words of claim and cue speak of, in their order.
    pub(super) targets: Vec<usize>,
    /// The reach of each negation: first item and one past the last, and the word that negates.
    pub(super) negations: Vec<(Range<usize>, usize)>,
    /// The signed words of claim and cue, in text order.
    pub(super) operators: Vec<Operator>,
}

impl<'words> Analysis<'words> {
    /// Reads a claim of a text whose words are known. What stood here of another claim is dropped.
    pub(super) fn read(&mut self, words: &'words Words, text: &str, claim: &Claim) {
        let places = words.within(&window(text, claim), MOST_ITEMS);
        self.items = words.items(places.clone());
        self.is_verb_final = is_verb_final(words.lang);
        self.has_capital_nouns = words.lang == Some(Lang::De);
        self.is_quoted = matches!(claim.kind, ClaimKind::Direct | ClaimKind::Mixed);
        self.is_direct = claim.kind == ClaimKind::Direct;
        self.classed.clear();
        self.topical.clear();
        self.spoken.clear();
        words.hits_into(&places, &mut self.classed, &mut self.topical, &mut self.spoken);
        self.mark_claim(claim);
        self.drop_false_hits(text);
        self.mark_classes();
        self.mark_clauses();
        self.mark_questions();
        self.mark_conditions(text);
        self.mark_negations();
        self.collect_operators(text);
    }

    fn mark_claim(&mut self, claim: &Claim) {
        self.places.clear();
        self.places.resize(self.items.len(), Place::default());
        for span in &claim.spans {
            for place in self.places_in(&span.range()) {
                place.in_claim = true;
            }
        }
        let first = self.places.iter().position(|place| place.in_claim);
        self.claim_start = first.unwrap_or_default();
        if let Some(cue) = &claim.cue {
            // *have lobbied against*: what stands between cue and claim goes with the cue.
            let start = claim.extent().start;
            let is_close = cue.end <= start && start - cue.end <= CUE_TO_CLAIM;
            let end = if is_close { start } else { cue.end };
            for place in self.places_in(&(cue.start..end)) {
                place.in_cue = true;
            }
        }
    }

    /// The places of the items that lie in a range of bytes.
    fn places_in(&mut self, range: &Range<usize>) -> &mut [Place] {
        let first = self.items.partition_point(|item| item.start < range.start);
        let end = self.items.partition_point(|item| item.end <= range.end);
        self.places.get_mut(first..end).unwrap_or_default()
    }

    /// Where a class has its hits: first and last item.
    pub(super) fn class(&self, class: Class) -> impl Iterator<Item = (usize, usize)> {
        self.hits_of(class).map(|hit| (hit.first(), hit.last()))
    }

    /// The hits of a class.
    pub(super) fn hits_of(&self, class: Class) -> impl Iterator<Item = &Hit> {
        let first = self
            .first_of_class
            .get(class as usize)
            .filter(|_| self.has(class));
        let places = std::iter::successors(first, |place| self.next_of_class.get(**place));
        places.map_while(|place| self.classed.get(*place))
    }

    /// Whether an item is a hit of a class.
    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.places
            .get(at)
            .is_some_and(|place| place.classes & class.bit() != 0)
    }

    /// Whether a class has a hit.
    pub(super) const fn has(&self, class: Class) -> bool {
        self.present & class.bit() != 0
    }

    /// Whether a class has a hit that begins at an item.
    fn begins(&self, at: usize, class: Class) -> bool {
        self.places
            .get(at)
            .is_some_and(|place| place.begins & class.bit() != 0)
    }

    /// Whether a class has a hit in the claim.
    pub(super) const fn claim_has(&self, class: Class) -> bool {
        self.in_claim_present & class.bit() != 0
    }

    /// Whether the claim is reported as demanded: *demanded that …*
    pub(super) fn is_demanded(&self) -> bool {
        self.class(Class::Demand)
            .any(|(first, _)| self.is_in_cue(first) && !self.is_in_claim(first))
    }

    pub(super) fn is_in_claim(&self, at: usize) -> bool {
        self.places.get(at).is_some_and(|place| place.in_claim)
    }

    pub(super) fn is_in_cue(&self, at: usize) -> bool {
        self.places.get(at).is_some_and(|place| place.in_cue)
    }

    /// Whether an item stands in a condition.
    pub(super) fn is_conditional(&self, at: usize) -> bool {
        self.places.get(at).is_some_and(|place| place.in_condition)
    }

    /// Whether an item stands in a question.
    pub(super) fn is_asked(&self, at: usize) -> bool {
        self.places.get(at).is_some_and(|place| place.in_question)
    }

    /// Whether words outside the claim introduce it.
    pub(super) fn has_cue(&self) -> bool {
        let mut places = self.places.iter();
        places.any(|place| place.in_cue && !place.in_claim)
    }

    pub(super) fn is_in_claim_or_cue(&self, at: usize) -> bool {
        self.places
            .get(at)
            .is_some_and(|place| place.in_claim || place.in_cue)
    }

    pub(super) fn mark(&self, at: usize) -> Option<Mark> {
        self.items.get(at).and_then(|item| item.mark)
    }

    pub(super) fn clause(&self, at: usize) -> u32 {
        self.places.get(at).map_or(0, |place| place.clause)
    }

    /// How many commas stand between two items.
    pub(super) fn commas_between(&self, one: usize, other: usize) -> u32 {
        let commas = |at: usize| self.places.get(at).map_or(0, |place| place.commas);
        commas(one).abs_diff(commas(other))
    }

    /// −1 where an odd number of negations reaches any of these items, else +1. One negation turns a chain once. A
    /// negation inside a phrase of the target itself (*non contrôlée*, *pas un blocus*) is counted in the phrase.
    pub(super) fn negation_of(&self, items: &[usize], target: usize) -> f64 {
        let is_own = |at: usize| {
            self.spoken.iter().any(|hit| {
                let of = hit.tag.target();
                hit.n_words() > 1 && (hit.first()..=hit.last()).contains(&at) && of == Some(target)
            })
        };
        let reaching = self.negations.iter().filter(|(reach, word)| {
            let reaches = items.iter().any(|at| reach.contains(at));
            reaches && !is_own(*word) && !self.is_inside_operator(items, *word)
        });
        if reaching.count() % 2 == 1 { -1.0 } else { 1.0 }
    }

    /// Whether a word is part of one of the operators: *ne veut pas de*, *no appetite for*.
    fn is_inside_operator(&self, items: &[usize], word: usize) -> bool {
        let has_word = |operator: &Operator| operator.at <= word && word <= operator.last;
        self.operators
            .iter()
            .any(|operator| operator.last > operator.at && items.contains(&operator.at) && has_word(operator))
    }

    /// Whether what stands between items is granted to say something else: *nothing against homes, but …*, *although …, …*.
    pub(super) fn is_granted(&self, first: usize, last: usize) -> bool {
        let is_before_but = self
            .class(Class::But)
            .any(|(but, _)| last < but && self.is_in_claim(but) && !self.has_stop_between(last, but));
        let is_behind_word = self.class(Class::Concede).any(|(word, _)| {
            word < first
                && self.is_in_claim_or_cue(word)
                && self.clause(word) == self.clause(first)
                && self.commas_between(word, first) == 0
        });
        is_before_but || is_behind_word
    }

    /// How many words and marks lie between two items, without those of what introduces the claim: *The charge, he added, was …*
    pub(super) fn distance(&self, first: usize, last: usize) -> usize {
        (first..last).filter(|at| self.is_in_claim(*at + 1)).count()
    }

    fn has_stop_between(&self, one: usize, other: usize) -> bool {
        (one..other).any(|at| {
            matches!(
                self.mark(at),
                Some(Mark::Stop | Mark::Question | Mark::Exclamation)
            )
        })
    }

    /// The first item of the claim.
    pub(super) const fn claim_start(&self) -> usize {
        self.claim_start
    }

    fn mark_classes(&mut self) {
        self.present = 0;
        self.in_claim_present = 0;
        self.first_of_class.resize(Class::MOST, NO_HIT);
        self.next_of_class.clear();
        self.next_of_class.resize(self.classed.len(), NO_HIT);
        // From the last one to the first: each finds the next one of its class.
        for (at, hit) in self.classed.iter().enumerate().rev() {
            let Tag::Class(class) = hit.tag else { continue };
            let bit = class.bit();
            if let Some(first) = self.first_of_class.get_mut(class as usize)
                && let Some(next) = self.next_of_class.get_mut(at)
            {
                *next = if self.present & bit == 0 { NO_HIT } else { *first };
                *first = at;
            }
            self.present |= bit;
            let places = self.places.get_mut(hit.first()..=hit.last());
            let Some((first, others)) = places.and_then(<[Place]>::split_first_mut) else {
                continue;
            };
            first.begins |= bit;
            first.classes |= bit;
            if first.in_claim {
                self.in_claim_present |= bit;
            }
            for place in others {
                place.classes |= bit;
            }
        }
        let is_keyword = |hit: &Hit| matches!(hit.tag, Tag::TargetKeyword { .. });
        self.has_target = self.spoken.iter().any(is_keyword);
        self.targets.clear();
        for hit in &self.spoken {
            let is_inside = |place: &Place| place.in_claim || place.in_cue;
            if self.places.get(hit.first()).is_some_and(is_inside) {
                self.targets.extend(hit.tag.target());
            }
        }
        self.targets.sort_unstable();
        self.targets.dedup();
    }

    /// Drops what only looks like a word of its class.
    fn drop_false_hits(&mut self, text: &str) {
        let has = |hits: &[Hit], class: Class| hits.iter().any(|hit| hit.tag == Tag::Class(class));
        if has(&self.classed, Class::Future) {
            self.drop_names_of_the_future();
        }
        if self.has_capital_nouns {
            self.drop_small_nouns();
        }
        if has(&self.classed, Class::FirstPerson) {
            self.drop_countries(text);
        }
    }

    /// *l'opéra*, *Clara* end like verbs in the future and are none.
    fn drop_names_of_the_future(&mut self) {
        let of = |hit: &Hit, class: Class| matches!(hit.tag, Tag::Class(other) if other == class);
        let articles = self.classed.iter().filter(|hit| of(hit, Class::Article));
        let articles: Vec<usize> = articles.map(Hit::first).collect();
        let items = self.items;
        self.classed.retain(|hit| {
            if !of(hit, Class::Future) {
                return true;
            }
            let behind_article = hit
                .first()
                .checked_sub(1)
                .is_some_and(|before| articles.binary_search(&before).is_ok());
            let is_name = items.get(hit.first()).is_some_and(|item| item.is_capitalised);
            !(behind_article || is_name)
        });
    }

    /// A verb may have the stem of a noun: *einschränken*, *Einschränkung*.
    fn drop_small_nouns(&mut self) {
        let items = self.items;
        let is_small = |at: usize| items.get(at).is_some_and(|item| !item.is_capitalised);
        self.classed.retain(|hit| {
            let is_noun = matches!(
                hit.tag,
                Tag::Class(Class::RaiseNoun | Class::LowerNoun | Class::Control)
            );
            // *das Aus für*: one word of a phrase is the noun.
            !(is_noun && (hit.first()..=hit.last()).all(is_small))
        });
    }

    /// *US senators* says nothing of *us*.
    fn drop_countries(&mut self, text: &str) {
        let items = self.items;
        let written = |at: usize| items.get(at).and_then(|item| text.get(item.start..item.end));
        self.classed.retain(|hit| {
            let is_person = matches!(hit.tag, Tag::Class(Class::FirstPerson));
            !(is_person && written(hit.first()) == Some("US"))
        });
    }

    fn mark_clauses(&mut self) {
        let (mut clause, mut commas) = (0, 0);
        // *der Minister (CDU) will …*: behind brackets the clause goes on.
        let (mut newest, mut around) = (0, None);
        let last = self.places.iter().rposition(|place| place.in_claim);
        let last = last.unwrap_or_default();
        for (at, item) in self.items.iter().enumerate() {
            match item.mark {
                // *He has not, he stresses, asked for …*: behind what introduces it the clause goes on.
                Some(Mark::Comma)
                    if !self.is_direct && self.claim_start < at && at < last && !self.is_in_claim(at) => {}
                Some(Mark::Comma) => commas += 1,
                Some(Mark::Quote | Mark::Other) => {}
                Some(Mark::Close) if around.is_some() => (clause, commas) = around.take().unwrap_or_default(),
                // *14-storey*
                Some(Mark::Dash) if self.is_hyphen(at) => {}
                // Every other mark, and a word such as *but*, begins another clause.
                mark => {
                    if mark == Some(Mark::Open) {
                        around = Some((clause, commas));
                    }
                    if mark.is_some() || self.begins(at, Class::Break) || self.joins_clause(at) {
                        newest += 1;
                        clause = newest;
                    }
                }
            }
            if let Some(place) = self.places.get_mut(at) {
                (place.clause, place.commas) = (clause, commas);
            }
        }
    }

    /// *setzt die Quote durch und will den Nachzug aussetzen*: where the verb stands second, one behind *and* has a clause of its own.
    fn joins_clause(&self, at: usize) -> bool {
        const FINITE: [Class; 5] = [Class::Be, Class::Future, Class::Modal, Class::Past, Class::Want];
        self.is_verb_final && self.is(at, Class::And) && FINITE.iter().any(|class| self.is(at + 1, *class))
    }

    /// Whether a dash joins two words without a space.
    fn is_hyphen(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.items.get(before));
        let (Some(before), Some(dash), Some(next)) = (before, self.items.get(at), self.items.get(at + 1))
        else {
            return false;
        };
        before.end == dash.start && dash.end == next.start
    }

    fn mark_questions(&mut self) {
        if !self.items.iter().any(|item| item.mark == Some(Mark::Question)) {
            return;
        }
        let mut sentence_start = 0;
        for at in 0..self.items.len() {
            match self.mark(at) {
                Some(Mark::Question) => {
                    for place in self.places.iter_mut().take(at).skip(sentence_start) {
                        place.in_question = true;
                    }
                    sentence_start = at + 1;
                }
                Some(Mark::Stop | Mark::Exclamation) => sentence_start = at + 1,
                _ => {}
            }
        }
    }

    /// A condition reaches from its word to the next comma or clause.
    fn mark_conditions(&mut self, text: &str) {
        // *opõe-se*: behind a hyphen it is a reflexive.
        let is_joined = |at: usize| {
            let start = self.items.get(at).map(|item| item.start);
            start.is_some_and(|start| text.get(..start).is_some_and(|before| before.ends_with('-')))
        };
        let starts = self.class(Class::If).map(|(first, _)| first);
        let starts: Vec<usize> = starts.filter(|at| !is_joined(*at)).collect();
        for start in starts {
            for at in start..self.items.len() {
                if self.clause(at) != self.clause(start) || self.commas_between(start, at) > 0 {
                    break;
                }
                if let Some(place) = self.places.get_mut(at) {
                    place.in_condition = true;
                }
            }
        }
    }

    /// A negation reaches from its first word to the next comma or clause, ten words at most.
    fn mark_negations(&mut self) {
        const REACH: usize = 10;
        self.negations.clear();
        if ![Class::Negation, Class::NePlus, Class::Instead]
            .iter()
            .any(|class| self.has(*class))
        {
            return;
        }
        let is_capitalised = |at: usize| self.items.get(at).is_some_and(|item| item.is_capitalised);
        // *the group Non au tram*: inside a name nothing is negated.
        let is_name =
            |at: usize| is_capitalised(at) && is_capitalised(at + 1) && at > 0 && self.mark(at - 1).is_none();
        // *führt kein Weg vorbei*: what a phrase of the data files denies is counted in the phrase.
        let phrases: Vec<(usize, usize)> = self
            .classed
            .iter()
            .filter(|hit| hit.n_words() > 1 && is_signed(hit.tag))
            .map(|hit| (hit.first(), hit.last()))
            .collect();
        let is_inside = |at: usize| phrases.iter().any(|(first, last)| *first <= at && at <= *last);
        let is_harmless = |at: usize| self.is(at, Class::NotNegation) || is_name(at) || is_inside(at);
        let nes: Vec<usize> = self.class(Class::Ne).map(|(first, _)| first).collect();
        let opening_ne = |at: usize| {
            let near = nes.partition_point(|ne| ne + 5 < at);
            let near = nes.iter().skip(near).take_while(|ne| **ne < at);
            // *ne sert à rien si personne ne …*: a condition has a negation of its own.
            let is_parted = |ne: usize| (ne..at).any(|between| self.is(between, Class::If));
            near.copied()
                .find(|ne| self.clause(*ne) == self.clause(at) && !is_parted(*ne))
        };
        let mut starts: Vec<(usize, usize)> = Vec::new();
        for (first, _) in self.class(Class::Negation) {
            if !is_harmless(first) {
                starts.push((opening_ne(first).unwrap_or(first), first));
            }
        }
        for (first, _) in self.class(Class::NePlus) {
            let ne = opening_ne(first).filter(|_| !is_harmless(first));
            starts.extend(ne.map(|ne| (ne, first)));
        }
        starts.extend(self.class(Class::Instead).map(|(first, _)| (first, first)));
        starts.sort_unstable();
        // Both halves of one negation begin at its first word.
        starts.dedup_by_key(|(start, _)| *start);
        for (start, word) in starts {
            // *ohne Vorankündigung abschieben*: German denies the noun alone.
            let is_of_noun = self.has_capital_nouns && self.is(word, Class::Without);
            // *will keine Quote*, *fordert sie nicht*: where the verb stands second, it is what is denied.
            let start = if self.is_verb_final && !is_of_noun {
                let verb = self.verb_before(start, REACH).unwrap_or(start);
                self.fronted_predicate(verb).unwrap_or(verb)
            } else {
                start
            };
            let mut end = start;
            while end < self.items.len()
                && self.clause(end) == self.clause(start)
                && self.commas_between(start, end) == 0
                && end - start <= REACH
                && !(is_of_noun && end > start + 1 && is_capitalised(end - 1))
            {
                end += 1;
            }
            self.negations.push((start..end, word));
        }
    }

    /// The verb that stands before an item in its clause.
    fn verb_before(&self, at: usize, reach: usize) -> Option<usize> {
        const VERBS: [Class; 9] = [
            Class::Approve,
            Class::Be,
            Class::Demand,
            Class::Future,
            Class::Lower,
            Class::Modal,
            Class::Raise,
            Class::Reject,
            Class::Want,
        ];
        let is_near = |place: &usize| {
            self.clause(*place) == self.clause(at)
                && self.commas_between(*place, at) == 0
                && !self.is(*place, Class::And)
        };
        let before = || (at.saturating_sub(reach)..at).rev().take_while(is_near);
        let is_small = |place: usize| self.items.get(place).is_some_and(|item| !item.is_capitalised);
        let is = |place: usize, classes: &[Class]| {
            is_small(place) && classes.iter().any(|class| self.is(place, *class))
        };
        // *nützt niemandem*: a verb of effect, where no other stands before.
        before().find(|place| is(*place, &VERBS)).or_else(|| {
            before().find(|place| {
                is(*place, &[Class::Good, Class::Bad])
                    && is_small(*place + 1)
                    && self.mark(*place + 1).is_none()
            })
        })
    }

    /// The judgement that stands first in its clause before a copula: *Nötig ist die Quote nicht*.
    fn fronted_predicate(&self, copula: usize) -> Option<usize> {
        let before = copula.checked_sub(1).filter(|_| self.is(copula, Class::Be))?;
        let is_judgement = self.is(before, Class::Good) || self.is(before, Class::Bad);
        let is_first = before
            .checked_sub(1)
            .is_none_or(|first| self.mark(first).is_some() || self.clause(first) != self.clause(before));
        (is_judgement && is_first && self.clause(before) == self.clause(copula)).then_some(before)
    }

    /// Whether a word ends like a French infinitive.
    pub(super) fn ends_like_infinitive(&self, at: usize, text: &str) -> bool {
        let word = self.items.get(at).and_then(|item| text.get(item.start..item.end));
        word.is_some_and(|word| ["er", "ir", "re"].iter().any(|ending| word.ends_with(ending)))
    }

    /// Whether an item is a noun by its capital: it does not begin a sentence.
    fn is_capital_inside(&self, at: usize) -> bool {
        let is_word = |before: usize| self.items.get(before).is_some_and(|item| item.mark.is_none());
        self.has_capital_nouns
            && self.items.get(at).is_some_and(|item| item.is_capitalised)
            && at.checked_sub(1).is_some_and(is_word)
    }

    /// Whether an item stands in a clause that a relative opens behind a comma, as German and Dutch have them: *der Plan, den
    /// die Stadt verfolgt*.
    fn is_in_relative_clause(&self, relatives: &[usize], at: usize) -> bool {
        let opens = |relative: &&usize| {
            let before = relative.checked_sub(1);
            before.is_some_and(|before| self.mark(before) == Some(Mark::Comma))
        };
        let before = relatives.partition_point(|relative| *relative < at);
        let mut before = relatives.iter().take(before).rev();
        before.find(opens).is_some_and(|relative| {
            self.clause(*relative) == self.clause(at) && self.commas_between(*relative, at) == 0
        })
    }
}

/// The claim with its cue and as much of its sentence as the window lets in, on character boundaries.
fn window(text: &str, claim: &Claim) -> Range<usize> {
    let extent = claim.extent();
    let mut start = claim
        .sentence
        .start
        .max(extent.start.saturating_sub(WINDOW))
        .min(extent.start);
    let mut end = claim
        .sentence
        .end
        .min(extent.end + WINDOW)
        .max(extent.end)
        .min(text.len());
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
