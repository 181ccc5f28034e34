//! Who speaks where a gerund or an infinitive reports: the subject of the clause on which it hangs.

use super::Scene;
use crate::extract::candidate::{Candidate, Source};
use crate::extract::lexicon::Group;
use crate::extract::noun_phrase::{Mention, subject_after, subject_before, subject_of};
use crate::extract::verb_group::{Shape, VerbGroup, has_finite_verb, is_finite_verb};
use crate::extract::word_table::words;
use crate::tokens::Mark;
use propos_segment::Lang;

impl Scene<'_, '_> {
    /// The subject of the clause on which a gerund or infinitive hangs.
    pub(super) fn main_speaker(&self, group: &VerbGroup) -> Option<Source> {
        // `says maintaining the policy will cost votes`: no act of the speaker.
        let is_subject = self.view.lang == Lang::En
            && group.shape == Shape::Gerund
            && group.start > self.range.start
            && self
                .view
                .is_any_word(group.start - 1, words!["said", "says", "say"]);
        if is_subject {
            return None;
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
        let mention = if let Some(verb) = verb {
            let mention = if self.view.lang == Lang::En {
                subject_of(self.view, verb)
            } else {
                // Every French plural ends like `ont`.
                let is_plural = self.view.lang == Lang::Fr && self.view.word(verb).ends_with("nt");
                subject_before(self.view, verb, main, is_plural)
            };
            mention?
        } else {
            let mut behind = (group.end..self.range.end)
                .filter(|&at| self.view.depth(at) == self.depth && self.view.is(at, Mark::Comma))
                .filter_map(|comma| subject_after(self.view, comma + 1, self.range.end));
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

    /// Behind the comma that ends a clause with which the sentence begins, where it ends before a place.
    fn main_clause_start(&self, before: usize) -> usize {
        let (view, first) = (self.view, self.range.start);
        let is_fronted = view.drops_subjects()
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
