//! A French quotation that stands alone, and the next sentence says whose words it is: `C’est en ces termes que la maire a répondu`,
//! `Ces mots sont de Paul Roux`, `Ainsi parle le géologue`, `C’est le constat du préfet`.

use std::ops::Range;

use propos_segment::Lang;

use crate::extract::candidate::{Candidate, Source};
use crate::extract::lexicon::{Form, Group, RomanceList};
use crate::extract::noun_phrase::{Being, Mention, being, phrase_from, subject_after, subject_before};
use crate::extract::verb_group::is_finite_verb;
use crate::extract::view::{Quote, View};
use crate::tokens::Mark;

/// How far a verb may stand from the words that it is about.
const REACH: usize = 12;

/// The attribution of a quotation that is a whole period, by the period behind it.
pub(in crate::extract) fn find(view: &View<'_>, quote: &Quote, next: &Range<usize>) -> Option<Candidate> {
    if view.lang != Lang::Fr || view.depth(next.start) > 0 {
        return None;
    }
    let (cue, mention) = in_these_words(view, next)
        .or_else(|| is_whose(view, next))
        .or_else(|| speaks_so(view, next))
        .or_else(|| author_of(view, next))
        .or_else(|| says_these(view, next))?;
    let mut candidate = Candidate::over("sentence-before", quote.inside(), Source::Mention(mention));
    candidate.is_direct = true;
    candidate.cue = Some(cue);
    Some(candidate)
}

/// `ces mots`, `cette phrase`
fn is_these(view: &View<'_>, at: usize) -> bool {
    view.is_in(at, Group::Demonstrative) && view.is_in(at + 1, Group::Wording)
}

fn somebody(view: &View<'_>, mention: Option<Mention>) -> Option<Mention> {
    mention.filter(|mention| {
        matches!(
            being(view, mention.range.clone()),
            Being::Name | Being::Role | Being::Organization | Being::Pronoun
        )
    })
}

fn phrase(view: &View<'_>, at: usize, end: usize) -> Option<Mention> {
    somebody(view, phrase_from(view, at, end).map(Mention::of))
}

/// Behind *c’est* or *sont*, over adverbs: `C’est aussi`, `sont bien`.
fn behind_be(view: &View<'_>, at: usize) -> Option<usize> {
    let mut at = at + usize::from(view.is_in(at, Group::Be));
    if !view.is_in(at - 1, Group::Be) {
        return None;
    }
    while view.is_in(at, Group::Adverb) && !view.is_in(at, Group::Determiner) {
        at += 1;
    }
    Some(at)
}

/// `C’est en ces termes que la maire a accueilli le ministre`, `C’est par ces mots qu’a conclu la maire`
fn in_these_words(view: &View<'_>, next: &Range<usize>) -> Option<(Range<usize>, Mention)> {
    let at = behind_be(view, next.start + 1).filter(|_| view.is_word(next.start, "c'"))?;
    let that = at + 3;
    if !view.is_in(at, Group::Preposition) || !is_these(view, at + 1) || !view.is_in(that, Group::That) {
        return None;
    }
    let from = that + 1;
    // `qu’a conclu la maire`
    let is_verb = |place: usize| is_finite_verb(view, place, from) || view.may_be(place, Form::Participle);
    let behind = (from..next.end).take_while(|&place| is_verb(place)).count();
    let mention = subject_after(view, from + behind, next.end);
    somebody(view, mention).map(|mention| (at..that, mention))
}

/// `Ces mots sont de Paul Roux`, `La formule est signée Paul Roux`, `C’est le constat du géologue`, `Cet aveu est celui d’un préfet`
fn is_whose(view: &View<'_>, next: &Range<usize>) -> Option<(Range<usize>, Mention)> {
    let first = next.start;
    let is_words = |at: usize| {
        view.is_in(at, Group::Determiner)
            && !view.is_in(at, Group::Indefinite)
            && (view.is_in(at + 1, Group::Wording) || view.is_in(at + 1, Group::SpeechNoun))
    };
    let cue_end = |of: usize| of + usize::from(!view.is_in(of, Group::Determiner));
    if view.is_word(first, "c'") {
        let word = behind_be(view, first + 1).filter(|&at| is_words(at))? + 1;
        // `le mot d’ordre des pêcheurs`
        let noun = word + 2 * usize::from(view.is_word(word + 2, "ordre"));
        let by = noun + 1;
        // `C’est le constat dressé par le géologue`
        let made = view.may_be(by, Form::Participle) && view.is_word(by + 1, "par");
        let of = by + usize::from(made);
        let is_of = made || view.is_in(of, Group::Of);
        return is_of
            .then(|| phrase(view, of + 1, next.end))
            .flatten()
            .map(|mention| (word..cue_end(of).min(of + 1), mention));
    }
    if !is_words(first) {
        return None;
    }
    let mut at = behind_be(view, first + 2)?;
    at += usize::from(view.is_listed(at, RomanceList::ThoseWho));
    let is_signed = view.is_listed(at, RomanceList::SignedForm);
    at += usize::from(is_signed);
    let is_of = view.is_in(at, Group::Of);
    (is_of || is_signed)
        .then(|| phrase(view, at + usize::from(is_of), next.end))
        .flatten()
        .map(|mention| (first + 1..at, mention))
}

/// `Ainsi parle le géologue Luc Morin`, `Ainsi s’exprimait Anne Roy`
fn speaks_so(view: &View<'_>, next: &Range<usize>) -> Option<(Range<usize>, Mention)> {
    let verb = next.start + 1 + usize::from(view.is_in(next.start + 1, Group::Reflexive));
    let speaks = view.is_word(next.start, "ainsi") && view.is_listed(verb, RomanceList::SpeaksThus);
    let mention = speaks.then(|| subject_after(view, verb + 1, next.end)).flatten();
    somebody(view, mention).map(|mention| (next.start..verb + 1, mention))
}

/// `L’auteur de cette phrase, le géologue Luc Morin, …`, `L’auteure de ces mots est la maire`
fn author_of(view: &View<'_>, next: &Range<usize>) -> Option<(Range<usize>, Mention)> {
    let noun = next.start + 1;
    let opens = view.is_word(next.start, "l'")
        && view.is_listed(noun, RomanceList::AuthorNoun)
        && view.is_in(noun + 1, Group::Of)
        && is_these(view, noun + 2);
    let behind = noun + 4;
    let is_named = view.is(behind, Mark::Comma) || view.is_in(behind, Group::Be);
    (opens && is_named)
        .then(|| phrase(view, behind + 1, next.end))
        .flatten()
        .map(|mention| (noun..behind, mention))
}

/// `Luc Morin a prononcé ces mots mardi`, `La maire répète cette phrase à qui veut l’entendre`
fn says_these(view: &View<'_>, next: &Range<usize>) -> Option<(Range<usize>, Mention)> {
    let these = (next.start + 2..next.end.min(next.start + REACH))
        .take_while(|&at| view.depth(at) == 0)
        .find(|&at| is_these(view, at))?;
    let is_verb = |at: usize| is_finite_verb(view, at, next.start) || view.may_be(at, Form::Participle);
    let start = (next.start..these).rev().take_while(|&at| is_verb(at)).last()?;
    let verb = (start..these).find(|&at| is_finite_verb(view, at, next.start))?;
    let mention = subject_before(view, verb, next.start, false);
    somebody(view, mention).map(|mention| (start..these + 2, mention))
}
