//! Whether a word in or behind a noun phrase is a verb.

use super::complements::{begins_existence, begins_noun, goes_on_as_infinitive};
use super::reader::Reader;
use super::state::{Free, Tense, Use};
use super::words::{self, is_adverb};
use crate::extract::lexicon::{EnglishList, Frame, Group, Groups};
use crate::extract::verb_group::is_hard_mark;
use crate::tokens::Mark;

/// Nouns that a verb may look like.
pub(super) const NOUNS: Groups = Groups::of(&[
    Group::Document,
    Group::Information,
    Group::Inanimate,
    Group::Criterion,
    Group::OpinionClause,
]);

/// A word behind a noun phrase, and where it stands.
#[derive(Clone, Copy)]
struct Spot {
    at: usize,
    /// The next word that counts.
    next: usize,
    /// The last one that counts.
    previous: usize,
    /// Where a noun phrase begins right before it that could be its subject.
    chunk: Option<usize>,
}

impl Reader<'_, '_, '_> {
    /// The next word that is no adverb and no quotation mark.
    pub(super) fn behind(&self, at: usize) -> usize {
        let view = self.view;
        let mut next = at + 1;
        while next < at + 4
            && (is_adverb(view, next) || view.is(next, Mark::Quote))
            && !begins_existence(view, next)
        {
            next += 1;
        }
        next
    }

    pub(super) fn is_verb(&self, at: usize) -> bool {
        let top = self.stack.last();
        top.and_then(|top| top.last_verb) == Some(at)
    }

    /// `wanted it done`, `remained undecided`, `found guilty`: a participle behind a verb.
    pub(super) fn is_predicative(&self, next: usize) -> bool {
        self.view.is_in(next, Group::Preposition) || self.view.is_mark(next)
    }

    pub(super) fn verb_behind_mark(&self, at: usize, next: usize) -> Option<Use> {
        let view = self.view;
        let forms = words::forms(view, at);
        let top = self.stack.last()?;
        let is_waited_for = top.verb.is_none() && top.subject.is_some()
            || self.waiting().is_some()
            || top.is_ambiguous
            || top.suspended.is_some()
            || top.joined.is_some()
            || self.joined_outside().is_some();
        // `…, Ann Lee, an economist, said.`
        let is_apposed = top.apposed.is_some()
            && words::frames(view, at).has(Frame::Quote)
            && (forms.past() || forms.past_or_participle() || forms.third())
            && (view.is_mark(next) || next >= view.tokens.len() || view.is_in(next, Group::Time));
        if is_apposed {
            let tense = if forms.third() {
                Tense::Present
            } else {
                Tense::Past
            };
            return Some(Use::Finite {
                is_ambiguous: false,
                tense,
            });
        }
        if goes_on_as_infinitive(view, top, at) {
            return Some(Use::Other);
        }
        let is_inversion = words::reports(view, at) && begins_noun(view, next);
        if is_waited_for {
            if forms.past() {
                return Some(Use::Finite {
                    is_ambiguous: false,
                    tense: Tense::Past,
                });
            }
            if forms.past_or_participle() {
                return Some(Use::Finite {
                    is_ambiguous: true,
                    tense: Tense::Past,
                });
            }
            if (forms.third() || forms.base())
                && (self.is_complement(next)
                    || words::reports(view, at)
                    || view.is_in(next, Group::Preposition)
                    || forms.third() && self.is_compatible(at, next))
            {
                return Some(Use::Finite {
                    is_ambiguous: false,
                    tense: Tense::Present,
                });
            }
            if forms.participle() {
                return Some(Use::Other);
            }
            return None;
        }
        if is_inversion && (forms.past_or_participle() || forms.past() || forms.third()) {
            let tense = if forms.third() {
                Tense::Present
            } else {
                Tense::Past
            };
            return Some(Use::Finite {
                is_ambiguous: false,
                tense,
            });
        }
        // `Mayor says tax will stay, warns of cuts`
        if forms.third() && self.headline_end.is_some() && top.verb.is_some() && words::reports(view, at) {
            return Some(Use::Finite {
                is_ambiguous: false,
                tense: Tense::Present,
            });
        }
        (forms.past_or_participle() || forms.participle()).then_some(Use::Other)
    }

    pub(super) fn verb_behind_conjunction(&self, at: usize, next: usize, conjunction: usize) -> Option<Use> {
        let view = self.view;
        let forms = words::forms(view, at);
        let has_verb = self.stack.iter().any(|state| state.verb.is_some());
        let before = self.stack.iter().rev().find_map(|state| state.last_verb);
        let is_present = before.is_some_and(|verb| {
            let like = words::forms(view, verb);
            like.third() || view.is_listed(verb, EnglishList::ThirdAuxiliary)
        }) || self.stack.iter().any(|state| {
            state.verb.is_some_and(|verb| {
                words::forms(view, verb).third() || view.is_listed(verb, EnglishList::ThirdAuxiliary)
            })
        });
        let is_base = before.is_some_and(|verb| words::forms(view, verb).base())
            || self.stack.iter().any(|state| {
                state
                    .verb
                    .is_some_and(|verb| words::forms(view, verb).base() || view.is_in(verb, Group::Modal))
            });
        // `to privatize and cut your pension`: the first is an infinitive, whether it is known or not.
        let is_behind_infinitive = conjunction
            .checked_sub(2)
            .is_some_and(|to| view.is_in(to, Group::ToInfinitive) && !view.is_capitalised(to + 1));
        if is_behind_infinitive && forms.base() && self.is_complement(next) {
            return Some(Use::Other);
        }
        if forms.past() {
            return Some(Use::Finite {
                is_ambiguous: false,
                tense: Tense::Past,
            });
        }
        // `ailing but well managed banks`
        let is_adjective = view.is_listed(at - 1, EnglishList::BeforeParticiple)
            && !self.is_complement(next)
            && !view.is_mark(next)
            && !view.is_in(next, Group::Preposition);
        if is_adjective && forms.past_or_participle() {
            return None;
        }
        if forms.past_or_participle() {
            let is_behind_participle = before.is_some_and(|verb| {
                !words::forms(view, verb).past_or_participle() && words::forms(view, verb).participle()
            });
            // `said it had been withdrawn and added that it was late`
            let tells =
                words::reports(view, at) && (view.is_in(next, Group::That) || self.is_complement(next));
            return if has_verb && (tells || !is_behind_participle) {
                Some(Use::Finite {
                    is_ambiguous: false,
                    tense: Tense::Past,
                })
            } else {
                Some(Use::Other)
            };
        }
        // `inspected the camps and says they are fine`
        let is_say = has_verb && view.is_word(at, "says");
        if forms.third() && (is_present || is_say) && (self.is_compatible(at, next) || view.is_mark(next)) {
            return Some(Use::Finite {
                is_ambiguous: false,
                tense: Tense::Present,
            });
        }
        let is_behind_noun = conjunction
            .checked_sub(1)
            .is_some_and(|before| view.readings(before).is_empty() && !view.is_mark(before));
        let is_finite_base = self
            .stack
            .iter()
            .any(|state| state.verb.is_some_and(|verb| words::forms(view, verb).base()));
        if forms.base() && is_finite_base && words::reports(view, at) && self.is_compatible(at, next) {
            return Some(Use::Finite {
                is_ambiguous: false,
                tense: Tense::Present,
            });
        }
        (forms.base() && is_base && (self.is_compatible(at, next) || !is_behind_noun)).then_some(Use::Other)
    }

    pub(super) fn verb_behind_noun(
        &self,
        at: usize,
        next: usize,
        previous: usize,
        chunk: Option<usize>,
    ) -> Option<Use> {
        let spot = Spot {
            at,
            next,
            previous,
            chunk,
        };
        let forms = words::forms(self.view, at);
        if forms.past() && !forms.past_or_participle() {
            return Some(Use::Finite {
                is_ambiguous: false,
                tense: Tense::Past,
            });
        }
        if self.is_noun_in_phrase(spot) {
            return None;
        }
        if forms.past_or_participle() {
            let is_finite = self.is_expected(at, chunk)
                && !self.is_passive(spot)
                && !self.is_of_text(spot)
                && !self.is_of_term(spot);
            return Some(if is_finite {
                Use::Finite {
                    is_ambiguous: true,
                    tense: Tense::Past,
                }
            } else {
                Use::Other
            });
        }
        if forms.participle() {
            return Some(Use::Other);
        }
        let told = self.told_subject(spot);
        if self.is_idle_noun(spot, told.is_some()) || !self.is_expected(at, chunk) {
            return None;
        }
        let is_compatible = || self.is_said_of_noun(at, chunk) || self.is_compatible(at, next);
        let is_verb = self.is_subjunctive(spot) || self.agrees(spot, told) && is_compatible();
        is_verb.then_some(Use::Finite {
            is_ambiguous: false,
            tense: Tense::Present,
        })
    }

    /// Whether a word that may be a verb is a noun in the phrase that it stands in.
    fn is_noun_in_phrase(&self, spot: Spot) -> bool {
        let view = self.view;
        let Spot { at, next, .. } = spot;
        let forms = words::forms(view, at);
        // `an editor at the news group Mero, said`: a noun before the name of what it is.
        let is_before_name = || {
            forms.base()
                && view.is_capitalised(next)
                && (view.is_in(at, Group::Organization) || view.is_in(at, Group::Role))
        };
        // `Ann Lee, editor of Mideast reports, expects`
        let is_of_noun = || {
            forms.third()
                && spot.chunk.is_some()
                && view.groups(at).has_any(NOUNS)
                && view.is(next, Mark::Comma)
        };
        self.is_governed && (is_before_name() || is_of_noun())
    }

    /// `groups accused of fraud`, `a law opposed by farmers`
    fn is_passive(&self, spot: Spot) -> bool {
        let view = self.view;
        let Spot { at, next, .. } = spot;
        // `responded by promising` is active, `said by telephone that it would` too.
        let is_by = view.is_word(next, "by")
            && !view.is_listed(next + 1, EnglishList::ByMedium)
            && !view.is_number(next + 1)
            && !words::forms(view, next + 1).gerund();
        is_by || view.is_in(next, Group::Of) && view.is_listed(at, EnglishList::AccusedOf)
    }

    /// `told the paper in an interview published on Friday that`: a text that hangs on a preposition.
    fn is_of_text(&self, spot: Spot) -> bool {
        let view = self.view;
        let Spot {
            at, next, previous, ..
        } = spot;
        let is_last_noun = || {
            self.last_noun
                .as_ref()
                .is_some_and(|noun| noun.end == previous + 1)
        };
        let is_governed = match spot.chunk {
            Some(_) => self.is_governed,
            None => self.last_free != self.last_noun && is_last_noun(),
        };
        is_governed
            && words::is_text(view, previous)
            && (view.is_in(next, Group::Preposition) || view.is_in(next, Group::Time))
            && !words::reports(view, at)
            && !words::governs_verb(view, at)
    }

    /// `a loss for the quarter ended Sept. 30`: which quarter it is.
    fn is_of_term(&self, spot: Spot) -> bool {
        let view = self.view;
        view.is_word(spot.at, "ended")
            && (view.is_in(spot.previous, Group::Time) || view.is_word(spot.previous, "period"))
            && (view.is_capitalised(spot.next) || view.is_number(spot.next))
    }

    /// The phrase behind a verb of saying that may be the subject of what is told: `said traders want`.
    fn told_subject(&self, spot: Spot) -> Option<&Free> {
        let view = self.view;
        // `said sales of the drug account for`, `the spate of attacks demands`: what hangs on the phrase may stand between.
        let is_before = |free: &&Free| match spot.chunk {
            None => free.range.end == spot.previous + 1,
            Some(start) => self.is_governed && (1..3).contains(&start.saturating_sub(free.range.end)),
        };
        let top = self.stack.last();
        let free = top.and_then(|top| top.free.as_ref());
        let asserts = || {
            top.and_then(|top| top.last_verb)
                .is_some_and(|verb| words::asserts(view, verb))
        };
        free.filter(|free| asserts() && is_before(free))
            .or_else(|| self.apart(spot.previous).filter(|_| spot.chunk.is_none()))
            .or_else(|| free.filter(|free| self.speaks_apart(spot) && free.is_after_comma && is_before(free)))
    }

    /// `The plan, analysts say, will fail`: whether the phrase behind the comma speaks, and not the subject that waits.
    fn speaks_apart(&self, spot: Spot) -> bool {
        let view = self.view;
        let Spot { at, next, .. } = spot;
        let is_closed = next >= view.tokens.len() || view.is(next, Mark::Comma) || is_hard_mark(view, next);
        let frames = words::frames(view, at);
        // `To calm investors, the bank expects`
        let is_behind_fronted = || {
            words::reports(view, at)
                && self.stack.len() == 1
                && self.stack.last().is_some_and(|top| top.verb.is_none())
        };
        (frames.has(Frame::Quote) || frames.has(Frame::Evidence)) && is_closed || is_behind_fronted()
    }

    /// `reports its trade results in May`: a word that is often a noun, where no verb has to come.
    fn is_idle_noun(&self, spot: Spot, is_told: bool) -> bool {
        let view = self.view;
        let Spot { at, next, .. } = spot;
        let is_idle = self.stack.last().is_some_and(|top| top.verb.is_some()) && self.waiting().is_none();
        // `said the company needs cash`
        let needs = || {
            self.follows_clause_verb()
                && words::forms(view, at).third()
                && !view.is_mark(next)
                && !view.is_in(next, Group::Preposition)
                && view.readings(spot.previous).is_empty()
        };
        // `…, a Gallup survey reports.`
        let is_apart = spot
            .chunk
            .is_some_and(|start| start > 0 && view.is(start - 1, Mark::Comma));
        let ends_report = || {
            (is_told || is_apart)
                && (next >= view.tokens.len() || is_hard_mark(view, next))
                && words::frames(view, at).has(Frame::Quote)
        };
        is_idle
            && view.groups(at).has_any(NOUNS)
            && !self.is_complement(next)
            && !needs()
            && !ends_report()
            // `points out`, `makes clear`
            && !words::begins_expression(view, at)
    }

    /// Whether a form in the present agrees with the phrase that may be its subject. `told`: one behind a verb of saying.
    fn agrees(&self, spot: Spot, told: Option<&Free>) -> bool {
        let view = self.view;
        let Spot {
            at, next, previous, ..
        } = spot;
        let forms = words::forms(view, at);
        let (is_plural, is_singular) = self.subject_number(spot, told);
        // `hold rates steady`: no clause.
        let is_held = || {
            !self.is_complement(next)
                && self
                    .stack
                    .last()
                    .and_then(|top| top.last_verb)
                    .is_some_and(|verb| view.is_listed(verb, EnglishList::HoldForm))
        };
        // `Ngatiwai believe`: a people's name shows no plural.
        let is_people =
            || view.is_capitalised(previous) && words::asserts(view, at) && !view.groups(at).has_any(NOUNS);
        // `a review of records indicate that`
        forms.third() && is_singular
            || forms.base()
                && (is_plural || is_people() || self.is_attracted(at, previous, next))
                && !is_held()
    }

    /// Whether the subject may be several, and whether it may be one.
    fn subject_number(&self, spot: Spot, told: Option<&Free>) -> (bool, bool) {
        let view = self.view;
        let previous = spot.previous;
        let number = self.number();
        let waiting = number.unwrap_or((false, false));
        if let Some(told) = told {
            let is_plural = words::looks_plural(view, told.head);
            let is_singular = !is_plural || view.is_capitalised(told.head);
            return (is_plural || waiting.0, is_singular || waiting.1);
        }
        // The noun right before, where it can be the subject, or the subject that waits.
        let is_next = spot.chunk.is_some() && !self.is_governed;
        if number.is_some() && !is_next {
            return waiting;
        }
        let is_name =
            view.is_capitalised(previous) || words::is_inner_mark(view, previous) || view.is_mark(previous);
        let is_plural = words::looks_plural(view, previous) || self.is_list(spot.chunk);
        (
            is_plural || is_name && self.is_title || waiting.0,
            !is_plural || is_name || waiting.1,
        )
    }

    /// `demanded that Hirsch testify`
    fn is_subjunctive(&self, spot: Spot) -> bool {
        let view = self.view;
        words::forms(view, spot.at).base()
            && self.stack.last().is_some_and(|top| {
                // `their demand that the mayor resign`
                let is_noun = || {
                    top.start > 1
                        && view.is_in(top.start - 1, Group::That)
                        && view.is_in(top.start - 2, Group::DemandNoun)
                };
                top.verb.is_none()
                    && (top.subject.is_some() || spot.chunk.is_some())
                    && (top.governor.is_some_and(|verb| words::demands(view, verb)) || is_noun())
            })
            && !words::is_auxiliary(view, spot.next)
    }

    /// Whether some clause waits for the verb at a place. `chunk`: a noun phrase right before could be its subject.
    pub(super) fn is_expected(&self, at: usize, chunk: Option<usize>) -> bool {
        let view = self.view;
        let Some(top) = self.stack.last() else {
            return false;
        };
        let is_free = chunk.is_some() && !self.is_governed;
        if top.verb.is_none() {
            return top.subject.is_some() || is_free || self.waiting().is_some();
        }
        let governs = top.last_verb.is_some_and(|verb| words::takes_clause(view, verb));
        let is_behind_mark = self
            .previous
            .is_some_and(|previous| view.is_mark(previous) || view.is_in(previous, Group::Conjunction));
        governs && (is_free || top.free.is_some())
            || self.waiting().is_some()
            || self.latent().is_some()
            || self.speaking_apart(at).is_some()
            || top.free.is_none() && top.joined.is_some()
            || top.reduced.is_some()
            || is_free
                && chunk.is_some_and(|start| view.is_capitalised(start))
                && self
                    .last_noun
                    .as_ref()
                    .is_some_and(|noun| Some(noun.end - 1) == self.previous)
            || top.is_ambiguous
                && top.free.is_none()
                // `emails released Monday show`
                && (chunk.is_none_or(|start| self.is_time(start..at)) || self.previous != top.last_verb)
            || is_free && is_behind_mark
            || !self.is_governed && self.is_said_of_noun(at, chunk)
            || top.free.as_ref().is_some_and(Free::is_new)
    }
}
