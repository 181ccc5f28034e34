//! Whose an English gerund is that stands right behind the noun that speaks, and what it has told already.

use std::ops::Range;

use propos_segment::Lang;

use super::Scene;
use crate::extract::candidate::Source;
use crate::extract::lexicon::{EnglishList, Group};
use crate::extract::noun_phrase::{Being, Mention, being, phrase_from, subject_of};
use crate::extract::syntax::Role;
use crate::extract::verb_group::{Shape, VerbGroup};

impl Scene<'_, '_> {
    /// `a letter to staff warning that`, `people saying`: an English gerund right behind the noun that speaks.
    pub(super) fn noun_before(&self, group: &VerbGroup) -> Option<Source> {
        let view = self.view;
        let last = group
            .start
            .checked_sub(1)
            .filter(|&last| last >= self.range.start)?;
        if view.lang == Lang::Fr && group.shape == Shape::Gerund {
            return self.participle_subject(group);
        }
        if view.lang != Lang::En || group.shape != Shape::Gerund || view.is_mark(last) {
            return None;
        }
        let is_noun = |at: usize| {
            let groups = view.groups(at);
            view.syntax.role(at) == Role::None
                && !view.is_mark(at)
                && !groups.has(Group::Preposition)
                && !groups.has(Group::Of)
                && !groups.has(Group::Conjunction)
                && !groups.has(Group::Subordinator)
                && !groups.has(Group::Adverb)
                && !groups.has(Group::Time)
                && !groups.has(Group::Pronoun)
                && !groups.has(Group::ToInfinitive)
        };
        let phrase_before = |end: usize| {
            let mut start = end;
            // `with senators Ann Roe and Bob Lee saying`
            let joins_names = |at: usize| {
                view.is_in(at, Group::And) && view.is_capitalised(at - 1) && view.is_capitalised(at + 1)
            };
            while start > self.range.start && (is_noun(start - 1) || start < end && joins_names(start - 1)) {
                start -= 1;
                if view.is_in(start, Group::Determiner) {
                    break;
                }
            }
            (start < end).then_some(start..end)
        };
        // `quoted the general as saying that`
        if view.is_word(last, "as") {
            // `quoted officials with knowledge of it as saying that`
            let verb = (self.range.start..last)
                .rev()
                .take(16)
                .find(|&at| view.syntax.role(at) != Role::None)?;
            let object =
                phrase_from(view, verb + 1, last).filter(|_| view.is_verb_listed(verb, EnglishList::Cites));
            if let Some(object) = object {
                return self.accept(Mention::of(object), group);
            }
            let phrase = phrase_before(last)?;
            let is_object = phrase
                .start
                .checked_sub(1)
                .is_some_and(|verb| view.syntax.role(verb) != Role::None);
            return is_object
                .then(|| self.accept(Mention::of(phrase), group))
                .flatten();
        }
        if let Some(issuer) = self.issuer(group.start) {
            return self.accept(issuer, group);
        }
        // `with two senators now saying they oppose it`
        let is_adverb = |at: &usize| view.is_in(*at, Group::Adverb) || view.is_manner(*at);
        let n_adverbs = (self.range.start..group.start)
            .rev()
            .take_while(is_adverb)
            .count();
        // `has no business deciding what`
        let mut phrase = phrase_before(group.start - n_adverbs)
            .filter(|phrase| !view.is_word(phrase.start, "no") || phrase.len() == 1)?;
        let before = phrase.start.checked_sub(1)?;
        let is_governed = before >= self.range.start
            && (view.is_in(before, Group::Preposition) || view.is_in(before, Group::Of))
            && !view.is_word(before, "by")
            && !view.is_word(before, "from")
            && !view.is_word(before, "with");
        if is_governed {
            phrase = phrase_before(before)?;
            // `one of the companies hoping to launch`: the companies hope, and they are nobody's source.
            if phrase.len() == 1 && view.is_word(phrase.start, "one") {
                return None;
            }
        }
        // `with Spain backing the plan, …`
        let is_absolute = view.is_word(before, "with");
        // `The film shows Ms. Roe saying that`
        let is_title = |at: usize| view.is_abbreviation_stop(at) || view.is_in(at, Group::Title);
        let verb = (self.range.start..=before)
            .rev()
            .find(|&at| !is_title(at))
            .unwrap_or(before);
        let is_shown = view.is_verb_listed(verb, EnglishList::Catches);
        let speaks = match being(view, phrase.clone()) {
            Being::Document | Being::Role | Being::Organization | Being::Unspecified => true,
            Being::Name => is_absolute || is_shown,
            _ => false,
        };
        speaks.then(|| self.accept(Mention::of(phrase), group)).flatten()
    }
}

impl Scene<'_, '_> {
    /// `The council issued a statement condemning the test`, `They sent a letter to the board of trade opposing the plan`: who
    /// speaks by a text.
    fn issuer(&self, gerund: usize) -> Option<Mention> {
        /// How far before the gerund the verb stands.
        const REACH: usize = 14;
        let view = self.view;
        let verb = (gerund.saturating_sub(REACH).max(self.range.start)..gerund)
            .rev()
            .take_while(|&at| !view.is_mark(at))
            .find(|&at| view.syntax.role(at) != Role::None)?;
        let ends = |at: &usize| {
            view.is_in(*at, Group::Preposition)
                || view.is_in(*at, Group::Of)
                || view.is_in(*at, Group::ToInfinitive)
        };
        let end = (verb + 1..gerund).find(ends).unwrap_or(gerund);
        let is_text = view.is_in(end - 1, Group::Document);
        let issues = is_text && view.is_verb_listed(verb, EnglishList::Issues);
        if !issues || !view.syntax.is_finite(verb) {
            return None;
        }
        subject_of(view, verb).filter(|mention| {
            matches!(
                being(view, mention.range.clone()),
                Being::Name | Being::Role | Being::Organization | Being::Pronoun | Being::Unspecified
            )
        })
    }
}

/// `The board issued a note saying, “We regret it,” the text read`: whether what is quoted has its speaker already.
pub(super) fn is_told(scene: &Scene<'_, '_>, content: &[Range<usize>]) -> bool {
    scene.found.iter().any(|found| {
        let told = found.extent();
        let ends = |range: &Range<usize>| {
            range.start < told.start && told.end <= range.end && told.end + 3 > range.end
        };
        found.is_direct && content.iter().any(ends)
    })
}
