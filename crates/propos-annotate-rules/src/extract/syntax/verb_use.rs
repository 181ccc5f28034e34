//! What a verb form is by the words before it: a finite verb, another form of one, or no verb.

use super::adjectives::{is_adjective_here, is_before_role, is_beside, is_clear, is_got, looks_adjective};
use super::complements::is_subject_word;
use super::reader::Reader;
use super::state::{Chain, Kind, Tense, Use};
use super::verbs::NOUNS;
use super::words::{self, is_adverb};
use crate::extract::lexicon::{EnglishList, Frame, Group};
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// A finite verb, which may be a participle where that is said.
#[expect(clippy::unnecessary_wraps, reason = "it stands where there may be no verb")]
const fn finite(is_ambiguous: bool, tense: Tense) -> Option<Use> {
    Some(Use::Finite { is_ambiguous, tense })
}

impl Reader<'_, '_, '_> {
    /// What the word at a place is, if it is a verb. `chunk` is where the noun phrase before it begins.
    pub(super) fn verb_use(&self, at: usize, chunk: Option<usize>) -> Option<Use> {
        let view = self.view;
        let forms = words::forms(view, at);
        let is_first = view.starts_sentence(at);
        if !forms.any() || view.is_capitalised(at) && !is_first && !self.is_title {
            return None;
        }
        // `met the board last week`: when, and no verb.
        if view.is_word(at, "last") && view.is_in(at + 1, Group::Time) && !view.word(at + 1).ends_with('s') {
            return None;
        }
        // `“…?” Lent asked`: a name that looks like a verb.
        let next = words::forms(view, at + 1);
        let speaks = || {
            (next.past() || next.past_or_participle() || next.third())
                && words::frames(view, at + 1).has(Frame::Quote)
        };
        // `“…,” Fed governor Ann Roe told`
        let is_speaker = view.is_capitalised(at)
            && is_first
            && at > 0
            && view.is(at - 1, Mark::Quote)
            && (speaks() || view.is_in(at + 1, Group::Role) && view.is_capitalised(at + 2));
        if is_speaker || is_before_role(view, at) || is_clear(view, at) {
            return None;
        }
        let chain = self.chain.filter(|_| chunk.is_none());
        let is_participle = forms.past_or_participle() || forms.participle();
        match chain {
            Some(Chain::Be) if self.is_said_there(at) => return finite(false, Tense::Past),
            Some(Chain::To | Chain::Modal) if forms.base() => return Some(Use::Other),
            Some(Chain::Have | Chain::Be) if is_participle => return Some(Use::Other),
            Some(Chain::Be) if forms.gerund() => return Some(Use::Other),
            _ if is_beside(view, at) => return Some(Use::Other),
            _ => {}
        }
        let previous = match chunk {
            Some(start) => (start..at)
                .rev()
                .find(|&place| !is_adverb(view, place) && !view.is(place, Mark::Quote)),
            None => self.previous,
        };
        let next = self.behind(at);
        let Some(previous) = previous else {
            return self.use_as_first(at, next);
        };
        // `most promising states`, `increasingly challenging shots`
        let is_compared = forms.gerund()
            && at > 0
            && (view.is_listed(at - 1, EnglishList::BeforeAdjective)
                || view.word(at - 1).ends_with("ly") && view.word(next).ends_with('s'))
            && !self.is_complement(next)
            && !view.is_in(next, Group::Preposition);
        if is_compared {
            return None;
        }
        if forms.gerund() && !(forms.base() || forms.third()) {
            let is_noun = view.is_in(previous, Group::Determiner)
                && !view.is_in(previous, Group::Unspecified)
                || words::is_possessive(view, previous)
                // `financial reporting`
                || chunk == Some(previous) && looks_adjective(view, previous)
                || chunk.is_some_and(|start| is_adjective_here(view, start, previous));
            return (!is_noun).then_some(Use::Other);
        }
        let groups = view.groups(previous);
        // Subjects of one word.
        // `that` is the subject where the relative clause begins with it, and not behind it.
        let is_that = view.is_in(previous, Group::That)
            && (chunk.is_some() || self.stack.last().is_some_and(|top| top.start != previous));
        if is_subject_word(view, previous) && !is_that {
            return if forms.past() || forms.past_or_participle() {
                finite(false, Tense::Past)
            } else if forms.base() || forms.third() {
                finite(false, Tense::Present)
            } else {
                None
            };
        }
        if self.is_verb(previous) {
            return self.use_behind_verb(at, previous, next, chunk);
        }
        // `other credit products`, `overnight funds`
        let is_behind_adjective = chunk == Some(previous)
            && !forms.past()
            && !view.is_capitalised(previous)
            && looks_adjective(view, previous)
            // `that housing crowds out savings`
            && !view.word(previous).ends_with("ing")
            && !self.is_complement(next);
        if is_behind_adjective {
            return None;
        }
        // `executives at both say`: no noun follows.
        let stands_alone = view.is_listed(previous, EnglishList::StandsAlone)
            && previous > 0
            && view.is_in(previous - 1, Group::Preposition)
            && words::asserts(view, at);
        if stands_alone {
            return self.verb_behind_noun(at, next, previous, None);
        }
        if super::chunk::is_counted(view, chunk, previous) {
            return None;
        }
        let is_quantity = groups.has(Group::Unspecified)
            || view.is_number(previous)
            // `two said`
            || groups.has(Group::Indefinite)
                && !self.is_governed
                && (forms.past() || forms.past_or_participle())
                && !view.is_listed(previous, EnglishList::AnyArticle)
            || groups.has(Group::Demonstrative) && !view.is_word(previous, "the");
        if words::is_possessive(view, previous)
            || groups.has(Group::Determiner) && !is_quantity
            || chunk.is_some_and(|start| self.is_noun_of(start, at, previous, next))
        {
            return None;
        }
        if is_quantity && chunk.is_some_and(|start| start + 1 == at || view.is_number(previous)) {
            return self.use_behind_quantity(at, previous, next);
        }
        if groups.has(Group::Preposition) || groups.has(Group::Of) || groups.has(Group::ToInfinitive) {
            let past = finite(false, Tense::Past);
            return past.filter(|_| chunk.is_none() && self.is_behind_stranded(at, previous));
        }
        if view.is_mark(previous) && !words::is_inner_mark(view, previous) {
            return self.verb_behind_mark(at, next);
        }
        if groups.has(Group::Conjunction) || words::joins_verbs(view, previous) {
            return self.verb_behind_conjunction(at, next, previous);
        }
        self.verb_behind_noun(at, next, previous, chunk)
    }

    /// The first word: `Asked whether`, `Speaking to`; a heading’s or an order’s verb is none of ours.
    fn use_as_first(&self, at: usize, next: usize) -> Option<Use> {
        let view = self.view;
        let forms = words::forms(view, at);
        let is_adjunct = || {
            // `Giving evidence, he said`, `Rejecting calls for a pause, he said`, not `Housing officer Dean Pruett said`
            let is_matter = (view.groups(at + 1).has_any(NOUNS)
                || view.is_in(at + 1, Group::OpinionInfinitive))
                && !words::is_auxiliary(view, at + 2);
            (at + 1 + usize::from(is_matter)..at + 16)
                .take_while(|&place| !self.is_verb_like(place) && place < view.tokens.len())
                .any(|place| view.is(place, Mark::Comma))
        };
        let is_passive = view.is(next, Mark::Comma)
            || view.is_in(next, Group::Preposition)
            || view.is_in(next, Group::Wh)
            || view.is_in(next, Group::ToInfinitive);
        let is_active = self.is_complement(next) || view.is_in(next, Group::Preposition) || is_adjunct();
        (forms.past_or_participle() && is_passive || forms.gerund() && is_active).then_some(Use::Other)
    }

    /// What a word is behind a verb.
    fn use_behind_verb(&self, at: usize, previous: usize, next: usize, chunk: Option<usize>) -> Option<Use> {
        let view = self.view;
        let forms = words::forms(view, at);
        // `got married`
        if chunk.is_none() && is_got(view, previous) && (forms.participle() || forms.past_or_participle()) {
            return Some(Use::Other);
        }
        // `who analysts say wants to retire`
        let is_said_of = chunk.is_none()
            && forms.third()
            && words::asserts(view, previous)
            && self
                .stack
                .last()
                .is_some_and(|top| top.kind == Kind::Relative && top.verb == Some(previous));
        if is_said_of {
            return finite(false, Tense::Present);
        }
        // `Traders who had bet that it would fall rushed to buy`
        if (forms.past() || forms.past_or_participle()) && self.waiting().is_some() && chunk.is_none() {
            return finite(true, Tense::Past);
        }
        if chunk.is_none()
            && let Some(tense) = self.resumes(at, previous, next)
        {
            return finite(false, tense);
        }
        // `economists polled expect a cut`, `those surveyed said so`: the first was a participle.
        let is_polled = chunk.is_none()
            && self
                .stack
                .last()
                .is_some_and(|top| top.is_ambiguous && top.verb == Some(previous) && top.free.is_none())
            && words::reports(view, at)
            // `announced plans to cut jobs`: what was announced.
            && !view.groups(at).has_any(NOUNS)
            && !view.is_in(at, Group::OpinionInfinitive)
            && !words::takes_clause(view, previous)
            && !words::frames(view, previous).has(Frame::Object)
            && (self.is_complement(next) || words::asserts(view, at) || forms.base() && !view.is_mark(next));
        if is_polled && (forms.past() || forms.past_or_participle()) {
            return finite(false, Tense::Past);
        }
        if is_polled && (forms.base() || forms.third()) {
            return finite(false, Tense::Present);
        }
        (forms.participle() || forms.past_or_participle() && self.is_predicative(next)).then_some(Use::Other)
    }

    /// Whether a word in a noun phrase that begins at `start` is its noun, behind an adjective.
    fn is_noun_of(&self, start: usize, at: usize, previous: usize, next: usize) -> bool {
        let view = self.view;
        let forms = words::forms(view, at);
        // `the mayor’s thinking believes`
        let is_name_for = previous > start
            && words::is_possessive(view, previous - 1)
            && view.word(previous).ends_with("ing")
            && self.is_complement(next);
        // `says the hearing ended`: no noun follows.
        let is_last = forms.past_or_participle()
            && view.word(previous).ends_with("ing")
            && (self.is_predicative(next)
                // `said the meeting ended Friday`
                || view.is_in(next, Group::Time)
                || next >= view.tokens.len())
            && self.is_expected(at, Some(start));
        // `Those polled said they were worried`
        let is_of_those = view.is_word(start, "those")
            && start + 2 == at
            && words::reports(view, at)
            && (words::asserts(view, at) || !view.groups(at).has_any(NOUNS));
        // `saying the other lacks the nerve`
        is_adjective_here(view, start, previous)
            && !self.is_of_other(at, start..previous, next)
            && !forms.past()
            // `a person familiar with the board’s thinking said`
            && !view.is_any_word(at, words!["said", "says"])
            && !is_name_for
            && !is_last
            && !is_of_those
    }

    /// What a word is behind one that counts or stands for several: `25 expect`, `both sides`.
    fn use_behind_quantity(&self, at: usize, previous: usize, next: usize) -> Option<Use> {
        let view = self.view;
        let forms = words::forms(view, at);
        let groups = view.groups(previous);
        // `Of 40 economists, 25 expect a cut`
        let is_first = self.previous.is_none_or(|before| view.is_mark(before));
        // `both sides`, `many reports`: no verb of one.
        let is_many = view.is_number(previous)
            || groups.has(Group::Indefinite) && !view.is_word(previous, "one")
            || view.is_listed(previous, EnglishList::CountsSeveral);
        let is_bare =
            !self.is_compatible(at, next) && (groups.has(Group::Determiner) || view.is_number(previous));
        match () {
            () if forms.past() && !is_bare => finite(false, Tense::Past),
            // `900 planned homes`
            () if forms.past_or_participle()
                && view.is_number(previous)
                && words::looks_plural(view, next)
                && !self.is_complement(next)
                && view.readings(next).is_empty() =>
            {
                None
            }
            () if forms.past_or_participle() && !is_bare => finite(true, Tense::Past),
            () if (forms.base() && (!view.is_number(previous) || is_first)
                || forms.third() && !is_many)
                && !is_bare
                // `many believe growth will slow`
                && (self.is_complement(next) || is_many && words::asserts(view, at)) =>
            {
                finite(false, Tense::Present)
            }
            () => None,
        }
    }
}
