//! The word between a verb and what is asked, promised or blamed: `exhorte le Congrès à agir`, `accuse le maire de mentir`.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use super::addressed::{behind_relative, charge_of, is_comma_before_matter, is_those_who};
use super::charge::{charge_in, is_bare_charge};
use super::infinitive::{is_gerund, is_infinitive_after};
use crate::extract::lexicon::{Frame, Group, RomanceList};
use crate::extract::noun_phrase::{Being, being, phrase_from};
use crate::extract::verb_group::{is_finite_verb, is_hard_mark};
use crate::tokens::Mark;

/// A marker that is looked for behind a verb, over an addressee and over phrases of place and time.
pub(super) struct MarkerSearch<'s, 'v, 't> {
    pub(super) scene: &'s Scene<'v, 't>,
    pub(super) marker: Group,
    /// The frame of the verb that has it.
    pub(super) frame: Frame,
    /// Whether it must stand behind whom the verb addresses.
    pub(super) needs_someone: bool,
    /// Whether a noun behind the marker may be what somebody is charged with.
    pub(super) charges: bool,
}

/// How far a search has come.
#[derive(Default)]
struct Passed {
    /// Whether it has passed somebody.
    someone: bool,
    /// Whether it has passed something without a preposition.
    object: bool,
}

/// What a place means for a search.
enum Step {
    /// The search goes on there.
    On(usize),
    /// The marker stands there.
    Found(usize),
    /// No marker follows that belongs to the verb.
    Over,
}

impl MarkerSearch<'_, '_, '_> {
    /// The marker’s place behind `from`.
    pub(super) fn find(&self, from: usize) -> Option<usize> {
        /// How far behind the verb a marker stands.
        const REACH: usize = 16;
        let until = self.scene.range.end.min(from + REACH);
        let mut passed = Passed::default();
        let mut at = from + usize::from(self.frame == Frame::OnSomeoneTo);
        if self.frame == Frame::OnSomeoneTo && !self.opens_appeal(from) {
            return None;
        }
        while at < until {
            match self.step(at, from..until, &mut passed) {
                Step::On(next) => at = next,
                Step::Found(place) => return Some(place),
                Step::Over => return None,
            }
        }
        None
    }

    /// English `called on the Senate to act`, `appealed to the Senate to act`
    fn opens_appeal(&self, at: usize) -> bool {
        let view = self.scene.view;
        view.is_word(at, "on")
            || view.is_word(at, "upon")
            || view.is_word(at, "to") && !is_infinitive_after(view, at + 1)
    }

    fn step(&self, at: usize, reach: Range<usize>, passed: &mut Passed) -> Step {
        let view = self.scene.view;
        if let Some(behind) = self.behind_quoted_word(at, passed) {
            return Step::On(behind);
        }
        if view.depth(at) > self.scene.depth || is_hard_mark(view, at) {
            return Step::Over;
        }
        if view.is_romance() && view.is(at, Mark::Comma) {
            return self.at_comma(at, reach.end, passed);
        }
        // `pede a criação de um fundo para …`: what is asked for has been named.
        if view.drops_subjects() && passed.object && self.is_for_or_against() {
            return Step::Over;
        }
        if self.is_inside_name(at) {
            return Step::On(at + 1);
        }
        if self.may_be_marker(at, passed) && self.marks_content(at, reach.end) {
            return Step::Found(at);
        }
        if self.is_near_object(at) {
            return Step::Over;
        }
        if passed.someone
            && let Some(place) = behind_relative(self.scene, at, self.marker)
        {
            return Step::Found(place);
        }
        if is_those_who(view, at) {
            passed.someone = true;
            return Step::On(at + 1);
        }
        if self.opens_other(at, reach.start) {
            return Step::Over;
        }
        Step::On(self.behind_addressee(at, reach.end, passed))
    }

    /// `acusó a Vera y sus "chicas" de mentir`: behind one quoted word of those who are meant.
    fn behind_quoted_word(&self, at: usize, passed: &Passed) -> Option<usize> {
        if !self.needs_someone || !passed.someone || !self.scene.view.drops_subjects() {
            return None;
        }
        let quote = self.scene.view.quote_around(at, self.scene.depth)?;
        (quote.open == at && quote.end < at + 5).then_some(quote.end)
    }

    /// `supplie son père, l’empereur, de prendre des mesures`, `accusent le chef, Ali Sow, de violences`
    fn at_comma(&self, comma: usize, until: usize, passed: &Passed) -> Step {
        let view = self.scene.view;
        if passed.someone && is_comma_before_matter(view, comma, self.marker) {
            return Step::Found(comma + 1);
        }
        let close = (comma + 1..until.min(comma + 8)).find(|&place| view.is(place, Mark::Comma));
        let Some(close) = close else {
            return Step::Over;
        };
        let is_charge = || self.frame == Frame::SomeoneOf && is_bare_charge(view, close + 1);
        let is_apposition = passed.someone
            && view.is_in(close + 1, self.marker)
            && (is_infinitive_after(view, close + 2) || is_charge());
        if is_apposition {
            Step::On(close + 1)
        } else {
            Step::Over
        }
    }

    fn is_for_or_against(&self) -> bool {
        matches!(self.frame, Frame::For | Frame::Against)
    }

    /// English `calls on the Office for Students to …`
    fn is_inside_name(&self, at: usize) -> bool {
        let view = self.scene.view;
        view.lang == Lang::En
            && self.marker == Group::For
            && view.is_capitalised(at - 1)
            && view.is_capitalised(at + 1)
    }

    fn may_be_marker(&self, at: usize, passed: &Passed) -> bool {
        self.scene.view.is_in(at, self.marker) && (passed.someone || !self.needs_someone)
    }

    /// Whether content stands behind a word that may be the marker.
    fn marks_content(&self, at: usize, until: usize) -> bool {
        let view = self.scene.view;
        // `accused them of “playing games”`
        let next = at + 1 + usize::from(view.is(at + 1, Mark::Quote) && view.lang == Lang::En);
        // `appelle les alliés à « prendre leurs responsabilités »`
        let is_quoted = view.is_romance() && view.depth(at + 1) > self.scene.depth;
        is_quoted || is_infinitive_after(view, next) || next < until && self.takes_noun(at, next, until)
    }

    /// Whether a noun at `next` may be content. No infinitive follows the marker.
    fn takes_noun(&self, at: usize, next: usize, until: usize) -> bool {
        let view = self.scene.view;
        let is_english_to = view.lang == Lang::En && self.marker == Group::InfinitiveTo;
        if self.frame == Frame::ToSomeoneInfinitive || is_english_to {
            return false;
        }
        let is_phrase = !view.is_mark(next) && !view.syntax.is_finite(next) || view.is_currency(next);
        let is_charge = || {
            self.frame != Frame::SomeoneOf
                || is_gerund(view, next)
                || self.charges && is_bare_charge(view, at)
                || matches!(view.lang, Lang::En | Lang::Fr)
        };
        is_phrase && self.is_definite(at) && !self.names_addressee(at, until) && is_charge()
    }

    /// `l’installation de pompes à feu`: a demand for something has its article.
    fn is_definite(&self, at: usize) -> bool {
        let view = self.scene.view;
        !view.is_romance()
            || !matches!(self.frame, Frame::To | Frame::SomeoneTo)
            || view.is_in(at + 1, Group::Determiner)
            || view.is_in(at, Group::ToThe)
            // `appelle à davantage de réformes`
            || view.is_listed(at + 1, RomanceList::MoreThan) && view.is_in(at + 2, Group::Of)
    }

    /// `instó a los vecinos a quedarse`: the first `a` names who is asked.
    fn names_addressee(&self, at: usize, until: usize) -> bool {
        let view = self.scene.view;
        view.drops_subjects()
            && self.frame == Frame::To
            && phrase_from(view, at + 1, until).is_some_and(|phrase| {
                matches!(
                    being(view, phrase),
                    Being::Role | Being::Organization | Being::Name | Being::Unspecified
                )
            })
    }

    /// Whether what stands at a place takes the marker’s room behind the verb.
    fn is_near_object(&self, at: usize) -> bool {
        let view = self.scene.view;
        // `se prononcera sur une limite pour les meublés`
        view.lang == Lang::Fr && self.is_for_or_against() && view.is_word(at, "sur")
            || matches!(self.frame, Frame::Of | Frame::On) && !view.is_in(at, Group::Adverb)
    }

    /// Whether another clause opens, or English words for whom something goes to.
    fn opens_other(&self, at: usize, from: usize) -> bool {
        let view = self.scene.view;
        is_finite_verb(view, at, from)
            || view.is_in(at, Group::Subordinator) && !view.is_in(at, Group::Preposition)
            // `directing $2 million to a committee working to keep the mill`: no one is told to do so.
            || view.lang == Lang::En && self.frame == Frame::SomeoneTo && view.is_word(at, "to")
    }

    /// Behind an addressee, who has a preposition where the frame says so, or behind a single word.
    fn behind_addressee(&self, at: usize, until: usize, passed: &mut Passed) -> usize {
        let view = self.scene.view;
        let has_preposition = view.is_in(at, Group::Preposition) || view.is_in(at, Group::Addressee);
        let start = at + usize::from(has_preposition);
        let phrase = phrase_from(view, start, until).filter(|phrase| phrase.end > at);
        let Some(phrase) = phrase else {
            passed.someone |= view.is_in(at, Group::StressedPronoun) || view.is_in(at, Group::Pronoun);
            return at + 1;
        };
        passed.someone = true;
        passed.object |= !has_preposition;
        self.marker_in(phrase.start + 1..phrase.end).unwrap_or(phrase.end)
    }

    /// The marker in a phrase that has swallowed it, which is cut there.
    fn marker_in(&self, phrase: Range<usize>) -> Option<usize> {
        let view = self.scene.view;
        let is_of = self.frame == Frame::SomeoneOf;
        let marks_verb = |place: usize| {
            view.is_in(place, self.marker)
                && if is_of && view.lang == Lang::En {
                    is_gerund(view, place + 1)
                } else {
                    is_infinitive_after(view, place + 1)
                }
        };
        let last = || match view.lang {
            Lang::En if is_of => phrase.clone().rfind(|&place| view.is_in(place, self.marker)),
            Lang::Fr if is_of => charge_of(view, phrase.clone()),
            _ => None,
        };
        let charge = || charge_in(view, phrase.clone()).filter(|_| self.charges);
        phrase
            .clone()
            .find(|&place| marks_verb(place))
            .or_else(last)
            .or_else(charge)
    }
}
