//! What a word shows by itself, whatever stands around it: asked of every word by one rule or another, found out once.

use propos_segment::Lang;

use super::lexicon::{Ending, EnglishList, Entry, Form, Frame, Group, Groups, Lexicon, RomanceList};
use super::syntax::{VerbForms, is_nominal};
use super::word_table::Known;
use crate::head::Head;
use crate::languages::{drops_subjects, is_romance};
use crate::tokens::{Mark, Token, TokenKind};

/// One thing that a word may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trait {
    /// The lexicon has it.
    Listed,
    /// It is a form of a verb that reports, alone or with words behind it.
    Reports,
    /// It ends as adverbs of manner do.
    Manner,
    /// It is a finite verb of a Romance language wherever it stands.
    Finite,
    /// It is a finite form of a Romance verb that the lexicon has.
    FiniteForm,
    /// It is one where it is neither a name nor a noun.
    MaybeFinite,
    /// It is a conditional, by its form in the lexicon or as an English auxiliary.
    Conditional,
    /// It ends as a conditional may.
    EndsAsConditional,
    /// It is a participle of a verb whose agent may speak, or whose subject is told something: *accusé*, *averti*.
    Agentive,
    /// It may begin a French phrase of the kind of *à ses yeux*, or be its second word.
    BeginsOwnSource,
    InOwnSource,
    /// It is the verb of an English aside that may stand where no clause was made out: *said*.
    Tells,
    /// As an English word it is no verb, no auxiliary and no adverb wherever it stands.
    Plain,
    /// An English expression may have it behind its verb: `aware` of *be aware*.
    InLocution,
    /// It may stand before a verb as an adverb: *first*, *long*.
    Intensifies,
    /// As an English word it is a verb wherever it stands, or what looks like one, and neither auxiliary nor adverb.
    OnlyVerb,
    /// As an English word it is a noun, an adjective or unknown, and nothing that reading the clauses asks for.
    Nominal,
}

/// What a word shows by itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Traits(u32);

/// Lists whose words English asks more of.
const CLOSER: Groups = Groups::of(&[
    Group::Have,
    Group::Be,
    Group::Modal,
    Group::Negation,
    Group::Adverb,
    Group::Hedge,
]);

impl Traits {
    /// Whether a word shows something.
    pub(super) const fn has(self, trait_: Trait) -> bool {
        self.0 & (1 << trait_ as u32) != 0
    }

    /// Several of them.
    pub(super) const fn all_of(traits: &[Trait]) -> Self {
        let mut all = Self(0);
        let mut at = 0;
        while at < traits.len() {
            all.set(traits[at], true);
            at += 1;
        }
        all
    }

    /// Whether a word shows one of several things.
    pub(super) const fn has_any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    pub(super) const fn set(&mut self, trait_: Trait, value: bool) {
        if value {
            self.0 |= 1 << trait_ as u32;
        }
    }

    /// What any of two words shows.
    const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those of a word as it is written and in small letters.
    pub(super) fn of(
        lang: Lang,
        lexicon: &Lexicon,
        written: &str,
        folded: &str,
        entry: Option<&Entry>,
        verb_forms: VerbForms,
    ) -> Self {
        let mut traits = Self::default();
        traits.set(Trait::Listed, entry.is_some());
        traits.set(
            Trait::Reports,
            entry.is_some_and(|entry| lexicon.may_report(entry)),
        );
        let is_manner = lexicon.ends(written, Ending::Manner);
        traits.set(Trait::Manner, is_manner);
        let is_conditional =
            entry.is_some_and(|entry| entry.readings.iter().any(|reading| reading.form.is_conditional()));
        let is_modal = lang == Lang::En && lexicon.is_listed(folded, EnglishList::ModalPast);
        traits.set(Trait::Conditional, is_conditional || is_modal);
        if drops_subjects(lang) {
            traits.set(
                Trait::EndsAsConditional,
                lexicon.ends(written, Ending::Conditional),
            );
        }
        if is_romance(lang) {
            traits.set_finite(lexicon, written, entry);
        }
        if is_romance(lang) {
            traits.set(
                Trait::Agentive,
                entry.is_some_and(|entry| is_agentive(lexicon, entry)),
            );
        }
        if lang == Lang::Fr {
            let begins = lexicon.is_listed(folded, RomanceList::BeginsOwnSource);
            traits.set(Trait::BeginsOwnSource, begins);
            let is_second = lexicon.is_listed(folded, RomanceList::InOwnSource);
            traits.set(Trait::InOwnSource, is_second);
        }
        if lang == Lang::En {
            let tells = lexicon.is_listed(folded, EnglishList::Tells);
            traits.set(Trait::Tells, tells);
            let intensifies = lexicon.is_listed(folded, EnglishList::Intensifies);
            traits.set(Trait::Intensifies, intensifies);
            let is_closer =
                entry.is_some_and(|entry| entry.groups.has_any(CLOSER)) || is_manner || intensifies;
            let is_plain = !is_closer && verb_forms.is_none();
            traits.set(Trait::Plain, is_plain);
            let groups = entry.map(|entry| entry.groups).unwrap_or_default();
            traits.set(Trait::Nominal, is_plain && is_nominal(folded, groups));
            // `people close to the talks`
            let is_verb = !verb_forms.is_none() && folded != "close";
            traits.set(Trait::OnlyVerb, !is_closer && is_verb);
            traits.set(Trait::InLocution, lexicon.is_in_locution(Head::of(folded)));
        }
        traits
    }

    /// As far as a Romance verb shows by its form that it is finite.
    fn set_finite(&mut self, lexicon: &Lexicon, written: &str, entry: Option<&Entry>) {
        let groups = entry.map(|entry| entry.groups).unwrap_or_default();
        let readings = entry.into_iter().flat_map(|entry| entry.readings.iter());
        let has_finite = readings.clone().any(|reading| reading.form.is_finite());
        let has_none = readings.clone().next().is_none();
        self.set(Trait::FiniteForm, has_finite);
        if groups.has(Group::Modal) {
            self.set(Trait::Finite, true);
        } else if groups.has(Group::Have) || groups.has(Group::Be) {
            self.set(Trait::Finite, has_none || has_finite);
        } else {
            let is_participle = readings.clone().any(|reading| reading.form == Form::Participle);
            // An ending that few nouns and adjectives have.
            let looks_finite = entry.is_none() && written.len() > 4 && lexicon.ends(written, Ending::Finite);
            let may_be = has_finite && !is_participle || looks_finite;
            self.set(Trait::MaybeFinite, may_be && !groups.has(Group::Preposition));
        }
    }
}

/// Whether a word is a participle of which a passive may say who speaks, or to whom.
fn is_agentive(lexicon: &Lexicon, entry: &Entry) -> bool {
    const FRAMES: [Frame; 5] = [
        Frame::As,
        Frame::Estimate,
        Frame::Object,
        Frame::Someone,
        Frame::SomeoneOf,
    ];
    entry
        .readings
        .iter()
        .filter(|reading| reading.form == Form::Participle)
        .filter_map(|reading| Some((reading, lexicon.verb(*reading)?)))
        .filter(|(_, verb)| !verb.is_reflexive)
        .any(|(reading, verb)| {
            FRAMES.iter().any(|frame| verb.frames.has(*frame)) || lexicon.may_begin_locution(*reading)
        })
}

/// What any token of a stretch is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stands {
    /// The lists that have one of them.
    pub(super) groups: Groups,
    traits: Traits,
    marks: u16,
}

impl Stands {
    /// Puts in what a token is.
    pub(super) fn add(&mut self, token: &Token, known: &Known) {
        self.groups = self.groups.with(known.groups);
        self.traits = self.traits.with(known.traits);
        if let TokenKind::Mark(mark) = token.kind {
            self.marks |= 1 << mark as u16;
        }
    }

    /// Whether one of them shows something by itself.
    pub(super) const fn shows(&self, trait_: Trait) -> bool {
        self.traits.has(trait_)
    }

    /// Whether one of them is this mark.
    pub(super) const fn has(&self, mark: Mark) -> bool {
        self.marks & (1 << mark as u16) != 0
    }
}
