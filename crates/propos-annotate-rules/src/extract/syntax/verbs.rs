//! Whether a word in or behind a noun phrase is a verb.

use super::adjectives::{is_adjective_here, is_before_role, is_beside, is_clear, is_got, looks_adjective};
use super::complements::{begins_existence, begins_noun, goes_on_as_infinitive, is_subject_word};
use super::reader::Reader;
use super::state::{Chain, Free, Kind, Tense, Use};
use super::words::{self, is_adverb};
use crate::extract::lexicon::{EnglishList, Frame, Group, Groups};
use crate::extract::verb_group::is_hard_mark;
use crate::extract::word_table::words;
use crate::tokens::Mark;

/// Nouns that a verb may look like.
pub(super) const NOUNS: Groups = Groups::of(&[
    Group::Document,
    Group::Information,
    Group::Inanimate,
    Group::Criterion,
    Group::OpinionClause,
]);

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
        let finite = |is_ambiguous, tense| Some(Use::Finite { is_ambiguous, tense });
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
            // The first word: `Asked whether`, `Speaking to`; a heading’s or an order’s verb is none of ours.
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
            return (forms.past_or_participle() && is_passive || forms.gerund() && is_active)
                .then_some(Use::Other);
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
            if chunk.is_none() && is_got(view, previous) && (forms.participle() || forms.past_or_participle())
            {
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
            return (forms.participle() || forms.past_or_participle() && self.is_predicative(next))
                .then_some(Use::Other);
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
            || chunk.is_some_and(|start| {
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
                    && self.is_expected(at, chunk);
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
            })
        {
            return None;
        }
        if is_quantity && chunk.is_some_and(|start| start + 1 == at || view.is_number(previous)) {
            // `Of 40 economists, 25 expect a cut`
            let is_first = self.previous.is_none_or(|before| view.is_mark(before));
            // `both sides`, `many reports`: no verb of one.
            let is_many = view.is_number(previous)
                || groups.has(Group::Indefinite) && !view.is_word(previous, "one")
                || view.is_listed(previous, EnglishList::CountsSeveral);
            let is_bare =
                !self.is_compatible(at, next) && (groups.has(Group::Determiner) || view.is_number(previous));
            return match () {
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
            };
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
        let view = self.view;
        let forms = words::forms(view, at);
        if forms.past() && !forms.past_or_participle() {
            return Some(Use::Finite {
                is_ambiguous: false,
                tense: Tense::Past,
            });
        }
        // `an editor at the news group Mero, said`: a noun before the name of what it is.
        let is_before_name = forms.base()
            && self.is_governed
            && view.is_capitalised(next)
            && (view.is_in(at, Group::Organization) || view.is_in(at, Group::Role));
        if is_before_name {
            return None;
        }
        // `Ann Lee, editor of Mideast reports, expects`
        let is_of_noun = forms.third()
            && chunk.is_some()
            && self.is_governed
            && view.groups(at).has_any(NOUNS)
            && view.is(next, Mark::Comma);
        if is_of_noun {
            return None;
        }
        let is_expected = self.is_expected(at, chunk);
        if forms.past_or_participle() {
            // `responded by promising` is active.
            // `said by telephone that it would`
            let is_medium = view.is_listed(next + 1, EnglishList::ByMedium);
            let is_passive = view.is_word(next, "by")
                && !is_medium
                && !view.is_number(next + 1)
                && !words::forms(view, next + 1).gerund();
            // `groups accused of fraud`
            let is_passive =
                is_passive || view.is_in(next, Group::Of) && view.is_listed(at, EnglishList::AccusedOf);
            // `told the paper in an interview published on Friday that`: a text that hangs on a preposition.
            let is_governed = match chunk {
                Some(_) => self.is_governed,
                None => {
                    self.last_free != self.last_noun
                        && self
                            .last_noun
                            .as_ref()
                            .is_some_and(|noun| noun.end == previous + 1)
                }
            };
            let is_of_text = is_governed
                && words::is_text(view, previous)
                && (view.is_in(next, Group::Preposition) || view.is_in(next, Group::Time))
                && !words::reports(view, at)
                && !words::governs_verb(view, at);
            // `a loss for the quarter ended Sept. 30`: which quarter it is.
            let is_of_term = view.is_word(at, "ended")
                && (view.is_in(previous, Group::Time) || view.is_word(previous, "period"))
                && (view.is_capitalised(next) || view.is_number(next));
            return if is_expected && !is_passive && !is_of_text && !is_of_term {
                Some(Use::Finite {
                    is_ambiguous: true,
                    tense: Tense::Past,
                })
            } else {
                Some(Use::Other)
            };
        }
        if forms.participle() {
            return Some(Use::Other);
        }
        let is_name =
            view.is_capitalised(previous) || words::is_inner_mark(view, previous) || view.is_mark(previous);
        let is_plural = words::looks_plural(view, previous) || self.is_list(chunk);
        // The noun right before, where it can be the subject, or the subject that waits.
        let is_next = chunk.is_some() && !self.is_governed;
        let beside = (is_plural || is_name && self.is_title, !is_plural || is_name);
        let waiting = self.number().unwrap_or((false, false));
        // `said traders want`, `said sales of the drug account for`: the phrase behind the verb of saying.
        // `the spate of attacks demands`: what hangs on the phrase may stand between.
        let is_before = |free: &&Free| match chunk {
            None => free.range.end == previous + 1,
            Some(start) => self.is_governed && (1..3).contains(&start.saturating_sub(free.range.end)),
        };
        let told = self
            .stack
            .last()
            .filter(|top| top.last_verb.is_some_and(|verb| words::asserts(view, verb)))
            .and_then(|top| top.free.as_ref())
            .filter(is_before)
            .or_else(|| self.apart(previous).filter(|_| chunk.is_none()))
            // `The plan, analysts say, will fail`: the phrase behind the comma, and not the subject that waits.
            .or_else(|| {
                let is_closed =
                    next >= view.tokens.len() || view.is(next, Mark::Comma) || is_hard_mark(view, next);
                let frames = words::frames(view, at);
                let says = (frames.has(Frame::Quote) || frames.has(Frame::Evidence)) && is_closed;
                // `To calm investors, the bank expects`
                let top = self.stack.last();
                let is_behind_fronted = words::reports(view, at)
                    && self.stack.len() == 1
                    && top.is_some_and(|top| top.verb.is_none());
                let says = says || is_behind_fronted;
                let free = top.and_then(|top| top.free.as_ref());
                free.filter(|free| says && free.is_after_comma && is_before(free))
            })
            .map(|free| {
                let is_plural = words::looks_plural(view, free.head);
                (is_plural, !is_plural || view.is_capitalised(free.head))
            });
        let (is_plural, is_singular) = match (self.number(), told) {
            (_, Some(told)) => (told.0 || waiting.0, told.1 || waiting.1),
            (Some(waiting), None) if !is_next => waiting,
            _ => (beside.0 || waiting.0, beside.1 || waiting.1),
        };
        // `hold rates steady`: no clause.
        let is_held = forms.base()
            && !self.is_complement(next)
            && self
                .stack
                .last()
                .and_then(|top| top.last_verb)
                .is_some_and(|verb| view.is_listed(verb, EnglishList::HoldForm));
        // `Ngatiwai believe`: a people's name shows no plural.
        let is_people = forms.base()
            && view.is_capitalised(previous)
            && words::asserts(view, at)
            && !view.groups(at).has_any(NOUNS);
        // `a review of records indicate that`
        let fits = forms.third() && is_singular
            || forms.base() && (is_plural || is_people || self.is_attracted(at, previous, next)) && !is_held;
        // `reports its trade results in May`: a word that is often a noun, where no verb has to come.
        let is_idle = self.stack.last().is_some_and(|top| top.verb.is_some()) && self.waiting().is_none();
        // `said the company needs cash`
        let is_told = || {
            self.follows_clause_verb()
                && forms.third()
                && !view.is_mark(next)
                && !view.is_in(next, Group::Preposition)
                && view.readings(previous).is_empty()
        };
        // `…, a Gallup survey reports.`
        let is_apart = chunk.is_some_and(|start| start > 0 && view.is(start - 1, Mark::Comma));
        let ends_report = (told.is_some() || is_apart)
            && (next >= view.tokens.len() || is_hard_mark(view, next))
            && words::frames(view, at).has(Frame::Quote);
        if is_idle
            && view.groups(at).has_any(NOUNS)
            && !self.is_complement(next)
            && !is_told()
            && !ends_report
            // `points out`, `makes clear`
            && !words::begins_expression(view, at)
        {
            return None;
        }
        // `demanded that Hirsch testify`
        let is_subjunctive = forms.base()
            && self.stack.last().is_some_and(|top| {
                top.verb.is_none()
                    && top.subject.is_some() | chunk.is_some()
                    && (top.governor.is_some_and(|verb| words::demands(view, verb))
                        // `their demand that the mayor resign`
                        || top.start > 1
                            && view.is_in(top.start - 1, Group::That)
                            && view.is_in(top.start - 2, Group::DemandNoun))
            })
            && !words::is_auxiliary(view, next);
        let is_compatible = self.is_said_of_noun(at, chunk) || self.is_compatible(at, next);
        (is_expected && (is_subjunctive || fits && is_compatible)).then_some(Use::Finite {
            is_ambiguous: false,
            tense: Tense::Present,
        })
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
