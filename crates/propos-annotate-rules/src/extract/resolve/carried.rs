//! Periods without attribution that still report: the mood of the sentence before goes on.

use std::ops::Range;

use propos_segment::Lang;

use crate::extract::candidate::{Candidate, Source};
use crate::extract::lexicon::{EnglishList, Form, GermanicList, Group, RomanceList};
use crate::extract::noun_phrase::Mention;
use crate::extract::verb_group::is_finite_verb;
use crate::extract::view::View;
use crate::extract::word_table::words;
use crate::tokens::Mark;

use super::Resolver;

impl Resolver {
    /// A period without attribution that still reports: the conditional goes on where a source was named before.
    pub(in crate::extract) fn carried(&self, view: &View<'_>, period: Range<usize>) -> Option<Candidate> {
        if view.lang == Lang::De {
            return self.carried_mood(view, period);
        }
        self.carried_conditional(view, period.clone())
            .or_else(|| hearsay(view, period.clone()).filter(|_| self.last.is_some()))
            .or_else(|| self.carried_would(view, period.clone()))
            .or_else(|| self.carried_promise(view, period))
    }

    /// English: `The firm said it would cut jobs. The plant would close in May.`: what was to come goes on to be told by the same one.
    fn carried_promise(&self, view: &View<'_>, period: Range<usize>) -> Option<Candidate> {
        let is_told = view.lang == Lang::En
            && !view.is(period.end - 1, Mark::Question)
            && self.last.as_ref().is_some_and(|last| {
                last.paragraph == self.paragraph
                    && last.period + 1 == self.period
                    && !last.is_quote
                    && matches!(last.rule, "carried-mood" | "clause" | "clause-without-that")
            });
        let is_would =
            |at: usize| view.depth(at) == 0 && view.is_word(at, "would") && view.syntax.is_finite(at);
        let before = view.period_before(period.start).filter(|_| is_told)?;
        let verb = period.clone().find(|&at| view.syntax.is_finite(at))?;
        let opens = view
            .syntax
            .clause(verb)
            .filter(|clause| clause.is_main)
            .and_then(|clause| clause.subject.as_ref())
            .is_some_and(|subject| subject.start == period.start);
        // `It would become a hit`, `That would be unwise if it rained`, `We would know`: what came later, or is only thought of.
        let is_other = period.clone().any(|at| {
            view.depth(at) > 0
                || view.is_in(at, Group::Hypothesis)
                || view.is_in(at, Group::SelfPronoun)
                || view.is_listed(at, EnglishList::NotCarried)
        });
        (opens && is_would(verb) && before.clone().any(is_would) && !is_other)
            .then(|| Candidate::over("carried-mood", period, Source::Implicit).trimmed(view))
    }

    /// Dutch: `Volgens de politie reed hij te hard. Hij zou gedronken hebben.`: what is said to have happened is told by the same one.
    fn carried_would(&self, view: &View<'_>, period: Range<usize>) -> Option<Candidate> {
        let is_told = view.lang == Lang::Nl
            && !view.is(period.end - 1, Mark::Question)
            && self.last.as_ref().is_some_and(|last| {
                last.paragraph == self.paragraph && last.period + 1 == self.period && !last.is_quote
            });
        if !is_told {
            return None;
        }
        let verb = crate::extract::germanic::main_verb(view, period.clone())?;
        let is_would = view.is_any_word(verb, words!["zou", "zouden"]);
        // Of somebody who was spoken of: `Twee mannen zouden gezien zijn` may be anybody's word.
        let is_of_known = [verb.checked_sub(1), Some(verb + 1)]
            .into_iter()
            .flatten()
            .any(|at| view.is_listed(at, GermanicList::SpokenOf));
        let is_perfect = (verb + 1..period.end).any(|at| {
            let is_participle = |place: usize| view.may_be(place, Form::Participle) && view.depth(place) == 0;
            view.is_any_word(at, words!["hebben", "zijn"]) && (is_participle(at - 1) || is_participle(at + 1))
        });
        // `Dan zou hij verloren hebben`, `Ik zou gezegd hebben`, `zou nooit gezegd hebben`: only thought of.
        let is_unreal = period.clone().any(|at| {
            view.is_in(at, Group::Hypothesis)
                || view.is_in(at, Group::SelfPronoun)
                || view.is_in(at, Group::Negation)
                || view.is_listed(at, GermanicList::NotHearsay)
        });
        (is_would && is_of_known && is_perfect && !is_unreal)
            .then(|| Candidate::over("carried-mood", period, Source::Implicit).trimmed(view))
    }

    /// The conditional or the weakness of the sentence before goes on.
    fn carried_conditional(&self, view: &View<'_>, period: Range<usize>) -> Option<Candidate> {
        let last = self.last.as_ref()?;
        if last.paragraph != self.paragraph
            || last.period + 1 != self.period
            || view.is(period.end - 1, Mark::Question)
        {
            return None;
        }
        let verb = period
            .clone()
            .find(|&at| view.depth(at) == 0 && is_finite_verb(view, at, period.start))?;
        let is_conditional = view
            .readings(verb)
            .iter()
            .any(|reading| reading.form.is_conditional());
        let has_hypothesis = period
            .clone()
            .any(|at| view.is_in(at, Group::Hypothesis) && !view.is_word(at, "s'"))
            // `Sem ela, teria vivido`
            || view.is_in(period.start, Group::Without);
        let is_weak = view.is_in(verb, Group::HedgeVerb);
        let starts_neuter = view.is_in(period.start, Group::Neuter);
        let rule = if is_conditional
            && !has_hypothesis
            && (matches!(last.rule, "according" | "hearsay")
                // `O bombeiro suspeita que o golfinho morreu. Ele teria ficado preso.`
                || view.drops_subjects() && last.rule == "clause" && is_perfect_conditional(view, verb))
            && view.is_romance()
        {
            "hearsay"
        } else if is_weak && last.is_weak && starts_neuter {
            "carried-modality"
        } else {
            return None;
        };
        let aside = period.clone().find(|&at| {
            view.depth(at) == 0
                && view.is(at, Mark::Dash)
                && view.token(at).is_some_and(|token| token.is_spaced)
        });
        let content = period.start..aside.unwrap_or(period.end);
        Some(Candidate::new(rule, vec![content], Source::Implicit).trimmed(view))
    }

    /// German: a sentence in the mood of reported speech goes on with whoever spoke last, without saying so.
    fn carried_mood(&self, view: &View<'_>, period: Range<usize>) -> Option<Candidate> {
        if view.is(period.end - 1, Mark::Question) {
            return None;
        }
        let last = self
            .last
            .as_ref()
            .filter(|last| self.paragraph - last.paragraph <= 1);
        let is_near = last.is_some_and(|last| last.period + 1 == self.period);
        let cue = period
            .clone()
            .take(24)
            .find(|&at| view.depth(at) == 0 && view.is_word(at, "demnach"));
        if is_near && let Some(cue) = cue {
            let content = [period.start..cue, cue + 1..period.end];
            let content = content.into_iter().filter(|range| !range.is_empty()).collect();
            let mut candidate = Candidate::new("carried-source", content, Source::Implicit).trimmed(view);
            candidate.cue = Some(cue..cue + 1);
            candidate.lemma = Some("demnach".into());
            return Some(candidate);
        }
        // `Die Behörde legte einen Bericht vor. Demnach …`: the text that the sentence before is about.
        if view.is_word(period.start, "demnach")
            && let Some(document) = document_before(view, period.start)
        {
            let content = period.start + 1..period.end;
            let speaker = Source::Mention(Mention::of(document));
            let mut candidate = Candidate::new("carried-source", vec![content], speaker).trimmed(view);
            candidate.cue = Some(period.start..period.start + 1);
            candidate.lemma = Some("demnach".into());
            return Some(candidate);
        }
        let verb = crate::extract::germanic::main_verb(view, period.clone())?;
        // `Ich selbst habe …`, `melde dich`: reported speech has neither speaker nor hearer.
        let speaks = period
            .clone()
            .any(|at| view.depth(at) == 0 && view.is_listed(at, GermanicList::SpeakerHearer));
        // `Der Verein würde gern helfen`: what somebody would like to do.
        let would_like = view.is_any_word(verb, words!["würde", "würden"])
            && (verb + 1..period.end.min(verb + 4)).any(|at| view.is_listed(at, GermanicList::Gladly));
        // `Bei Fragen bitte melden!`, `biete Hilfe an`: calls and notes.
        let calls = view.word(period.end - 1) == "!" || verb == period.start;
        // `Das wären rund 300 Stellen.`: who writes does a sum.
        let sums_up = view.is_any_word(verb, words!["wäre", "wären"])
            && verb == period.start + 1
            && view.is_any_word(period.start, words!["das", "dies"])
            && (verb + 1..period.end.min(verb + 4)).any(|at| view.is_number(at));
        if speaks || would_like || calls || sums_up {
            return None;
        }
        if !crate::extract::germanic::is_reporting_mood(view, verb)
            || crate::extract::germanic::is_set_phrase(view, verb)
        {
            return None;
        }
        // `wäre`, `hätten`, `könnten` may also be only thought of: they need a speaker right before.
        let has_hypothesis = period.clone().any(|at| view.is_in(at, Group::Hypothesis));
        let is_sure = crate::extract::germanic::is_sure_mood(view, verb);
        let is_told = is_near && last.is_some_and(|last| last.paragraph == self.paragraph);
        // Where nobody spoke before, somebody does all the same.
        let speaker = if last.is_some() {
            Source::Implicit
        } else {
            let by_name = || {
                let before = view.period_before(period.start)?;
                crate::extract::germanic::main_subject(view, before)
            };
            crate::extract::standing::subject_before_period(view, period.start)
                .or_else(by_name)
                .filter(|_| is_sure)
                .map_or(Source::Unspecified, Source::Mention)
        };
        (is_sure || is_told && !has_hypothesis)
            .then(|| Candidate::over("carried-mood", period, speaker).trimmed(view))
    }
}

/// The last text in the sentence before a place: `einen Bericht`.
fn document_before(view: &View<'_>, at: usize) -> Option<Range<usize>> {
    let before = view.period_before(at)?;
    let noun = before.clone().rev().find(|&place| {
        view.depth(place) == 0 && view.is_capitalised(place) && view.is_in(place, Group::Document)
    })?;
    let start = noun
        .checked_sub(1)
        .filter(|&place| place >= before.start && view.is_in(place, Group::Determiner));
    Some(start.unwrap_or(noun)..noun + 1)
}

fn is_perfect_conditional(view: &View<'_>, verb: usize) -> bool {
    view.is_listed(verb, RomanceList::ConditionalAux)
}

/// `Sa mère aurait signé la pétition`: the perfect conditional reports what others say, without saying who.
fn hearsay(view: &View<'_>, period: Range<usize>) -> Option<Candidate> {
    if view.lang != Lang::Fr || view.is(period.end - 1, Mark::Question) {
        return None;
    }
    let verb = period
        .clone()
        .find(|&at| view.depth(at) == 0 && is_finite_verb(view, at, period.start))?;
    if !is_perfect_conditional(view, verb) {
        return None;
    }
    let participle = (verb + 1..period.end.min(verb + 8)).find(|&at| view.may_be(at, Form::Participle))?;
    // `aurait pu`, `aurait dû`: what did not happen.
    let is_unreal = (verb..=participle).any(|at| view.is_in(at, Group::Unreal));
    let has_condition = period.clone().any(|at| {
        view.is_in(at, Group::Hypothesis)
            || view.is_word(at, "sans")
            || view.is_word(at, "sinon")
            || view.is_in(at, Group::SelfPronoun)
    });
    let is_vague = (period.start..verb).any(|at| view.is_word(at, "on") || view.is_in(at, Group::Neuter));
    let is_relative = verb > period.start && view.is_in(verb - 1, Group::RelativeSubject);
    if is_unreal || has_condition || is_vague || is_relative {
        return None;
    }
    Some(Candidate::new("hearsay", vec![period], Source::Unspecified).trimmed(view))
}
