//! Who speaks where a gerund or an infinitive reports: the subject of the clause on which it hangs.

use super::Scene;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::lexicon::{EnglishList, Group};
use crate::extract::noun_phrase::{Mention, subject_after, subject_before, subject_of};
use crate::extract::verb_group::{Shape, VerbGroup, has_finite_verb, is_finite_verb};
use crate::extract::word_table::words;
use crate::tokens::Mark;
use propos_segment::Lang;

/// How far behind what stands between commas the verb of the subject is looked for.
const REACH: usize = 48;

impl Scene<'_, '_> {
    /// The subject of the clause on which a gerund or infinitive hangs.
    pub(super) fn main_speaker(&self, group: &VerbGroup) -> Option<Source> {
        // `says maintaining the policy will cost votes`: no act of the speaker.
        let is_subject = self.view.lang == Lang::En
            && group.shape == Shape::Gerund
            && group.start > self.range.start
            && self.view.is_listed(group.start - 1, EnglishList::SaysForm);
        if is_subject {
            return None;
        }
        // `They clashed, each praising her own record and saying the other had none`: whose the gerund before it is.
        let beside = self
            .groups
            .iter()
            .rev()
            .find(|other| other.end <= group.start)
            .filter(|other| {
                self.view.lang == Lang::En
                    && group.shape == Shape::Gerund
                    && other.shape == Shape::Gerund
                    && group.start > self.range.start
                    && self.view.is_in(group.start - 1, Group::And)
            })
            .and_then(|other| self.noun_before(other));
        if beside.is_some() {
            return beside;
        }
        let earlier = self.found.iter().rev().find_map(|candidate| {
            let cue = candidate.cue.clone()?;
            let is_inner = |other: &Candidate| {
                other
                    .content
                    .iter()
                    .any(|range| range.start <= cue.start && cue.end <= range.end)
            };
            if self.found.iter().any(is_inner) {
                return None;
            }
            match &candidate.speaker {
                source @ (Source::Mention(_) | Source::Dropped { .. })
                    if cue.end <= group.start || candidate.extent().end <= group.start =>
                {
                    Some(source.clone())
                }
                _ => None,
            }
        });
        if earlier.is_some() {
            return earlier;
        }
        // `Quando os jogadores souberam disso, o treinador apressou-se a defender o clube`: who does it stands in the main clause.
        let main = self.main_clause_start(group.start);
        let verbs = self.groups.iter().rev().filter(|other| other.start >= main);
        let near = verbs.filter(|other| other.end <= group.start && other.shape == Shape::Finite);
        // Not the verb of a clause that is itself reported: the gerund hangs on the one above it.
        if let Some(source) = near
            .filter(|other| !self.is_reported(other))
            .take(2)
            .find_map(|other| self.speaker(other))
        {
            return Some(source);
        }
        let verb = (main..group.start)
            .find(|&at| self.view.depth(at) == self.depth && is_finite_verb(self.view, at, main));
        // `Il faut agir avant de demander une aide`: nobody in particular does.
        let is_duty = |verb| self.view.is_any_word(verb, words!["faudra", "faudrait", "faut"]);
        if self.view.lang == Lang::Fr && verb.is_some_and(is_duty) {
            return None;
        }
        let mention = if let Some(verb) = verb {
            let mention = if self.view.lang == Lang::En {
                subject_of(self.view, verb)
            } else {
                // Every French plural ends like `ont`.
                let is_plural = self.view.lang == Lang::Fr && self.view.word(verb).ends_with("nt");
                subject_before(self.view, verb, main, is_plural)
            };
            mention?
        } else if let Some(mention) = self.waiting_subject(group) {
            mention
        } else {
            // `Decrying the “rigged vote,” Ms. Roe accused him`: the comma stands inside the quotation.
            let closes = |at: usize| {
                self.view.lang == Lang::En
                    && self.view.depth(at) == self.depth + 1
                    && self.view.is(at + 1, Mark::Quote)
            };
            let mut behind = (group.end..self.range.end)
                .filter(|&at| self.view.is(at, Mark::Comma))
                .filter_map(|comma| match () {
                    () if self.view.depth(comma) == self.depth => Some(comma + 1),
                    () => closes(comma).then_some(comma + 2),
                })
                .filter_map(|first| subject_after(self.view, first, self.range.end));
            let first = behind.next()?;
            // `After announcing that the speaker, Ann Roe, would resign, the party said`: the phrase before the verb.
            let is_before_verb = |mention: &Mention| {
                self.view.lang != Lang::En || is_finite_verb(self.view, mention.range.end, mention.range.end)
            };
            if is_before_verb(&first) {
                first
            } else {
                behind.find(is_before_verb).unwrap_or(first)
            }
        };
        self.accept(mention, group)
    }

    /// `Traders, fearing that rates would rise, sold bonds`: the subject before the commas between which a gerund stands.
    fn waiting_subject(&self, group: &VerbGroup) -> Option<Mention> {
        let view = self.view;
        // `Traders, fearing a cut and saying that rates would rise, sold bonds`
        let is_second = group.start > self.range.start
            && view.is_in(group.start - 1, Group::And)
            && self
                .groups
                .iter()
                .rev()
                .find(|other| other.end < group.start)
                .is_some_and(|other| {
                    other.shape == Shape::Gerund
                        && other.start > self.range.start
                        && view.is(other.start - 1, Mark::Comma)
                });
        let is_set_off = view.lang == Lang::En
            && group.shape == Shape::Gerund
            && group.start > self.range.start
            && (view.is(group.start - 1, Mark::Comma) || is_second);
        if !is_set_off {
            return None;
        }
        let verb = (group.end..self.range.end.min(group.end + REACH)).find(|&at| {
            view.syntax
                .clause(at)
                .and_then(|clause| clause.subject.clone())
                .is_some_and(|subject| subject.end < group.start)
        })?;
        subject_of(view, verb)
    }

    /// `Mr. Kim, asked whether he would resign, said no`, `The trial, expected to last a week, begins today`: a participle between
    /// commas tells what is done to the subject. Not `Traders, convinced that rates would rise, sold`.
    pub(super) fn is_suffered(&self, group: &VerbGroup) -> bool {
        let (view, comma) = (self.view, group.start.saturating_sub(1));
        let is_set_off = view.lang == Lang::En
            && group.shape == Shape::Finite
            && group.start == group.head
            && group.end == group.head + 1
            && comma > self.range.start
            && view.is(comma, Mark::Comma)
            && group.is_listed(EnglishList::OrdersTold)
            && view.word(group.head) != group.lemma.as_ref();
        let is_beside = |at: usize| {
            view.syntax
                .clause(at)
                .and_then(|clause| clause.subject.as_ref())
                .is_some_and(|subject| subject.end == comma)
        };
        // `The firm, based in Gary, expected to sell it` has its verb behind the second comma.
        is_set_off
            && is_beside(group.head)
            && (group.end..self.range.end)
                .take(REACH)
                .any(|at| view.is(at - 1, Mark::Comma) && view.syntax.is_finite(at))
    }

    /// Behind the comma that ends a clause with which the sentence begins, where it ends before a place.
    fn main_clause_start(&self, before: usize) -> usize {
        let (view, first) = (self.view, self.range.start);
        // `Au vu des souffrances que lui-même a endurées, la Chambre a fait preuve de clémence, estimant que`
        let is_lead = view.lang == Lang::Fr
            && (view.is_in(first, Group::Preposition) || view.is_in(first, Group::ToThe));
        let is_fronted = is_lead
            || view.drops_subjects()
                && view.is_in(first, Group::Subordinator)
                && !view.is_in(first, Group::That);
        is_fronted
            .then(|| {
                (first..before).find(|&at| {
                    view.is(at, Mark::Comma)
                        && view.depth(at) == self.depth
                        && has_finite_verb(view, first, at)
                        && has_finite_verb(view, at + 1, before)
                })
            })
            .flatten()
            .map_or(first, |comma| comma + 1)
    }
}
