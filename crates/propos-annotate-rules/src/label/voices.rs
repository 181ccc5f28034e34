//! Whose voice a claim is: of somebody with a side, of one who finds and weighs, of the article that tells who speaks next.

use std::ops::Range;

use propos_schema::Claim;

use super::analysis::Analysis;
use super::deeds::doer_of;
use super::holder::is_author;
use super::labels::Labels;
use super::lexicon::Class;
use super::phrases::Tag;
use super::reading::{Answer, bytes, is_asserted, negation};
use crate::tokens::Mark;

/// Whether who does what an attributed claim tells is not its speaker.
pub(super) fn is_of_others(analysis: &Analysis, claim: &Claim, doer: Option<&str>) -> bool {
    // *His party would vote for it, he said*: what one's own do is one's own deed.
    if analysis.is(analysis.claim_start(), Class::Own) {
        return false;
    }
    let name = claim.speaker.name.as_deref().unwrap_or_default();
    doer.is_some_and(|doer| !is_author(claim) && !name.contains(doer))
}

/// Whether a speaker is one who finds and weighs, or a medium that reports.
pub(super) fn is_witness(analysis: &Analysis, claim: &Claim) -> bool {
    // *researchers asking Congress to fund …*, *thundered the paper*: whoever asks for something or judges it has a side.
    let judges = [Class::Blame, Class::Praise].iter().any(|class| {
        let mut hits = analysis.class(*class);
        hits.any(|(first, _)| analysis.is_in_cue(first) && !analysis.is_in_claim(first))
    });
    let has_side = analysis.is_demanded() || judges;
    !has_side
        && [Class::Witness, Class::Media]
            .iter()
            .any(|class| is_named(analysis, claim, *class))
}

/// Whether the speaker stands accused: *le prévenu*.
pub(super) fn is_accused(analysis: &Analysis, claim: &Claim) -> bool {
    is_named(analysis, claim, Class::Accused)
}

/// Whether a word of a class stands in the mention of the speaker.
fn is_named(analysis: &Analysis, claim: &Claim, class: Class) -> bool {
    let Some(mention) = claim.speaker.mention.as_ref() else {
        return false;
    };
    analysis.class(class).any(|(first, last)| {
        bytes(analysis, first, last)
            .is_some_and(|range| mention.start <= range.start && range.end <= mention.end)
    })
}

/// Whether somebody who does something is one who finds and weighs: *the court threw the complaint out*.
pub(super) fn is_witness_named(analysis: &Analysis, text: &str, name: &str) -> bool {
    analysis.class(Class::Witness).any(|(first, last)| {
        let word = bytes(analysis, first, last).and_then(|range| text.get(range));
        word.is_some_and(|word| name.contains(word))
    })
}

/// Whether what is asked for is time or an exemption: *wants a year's grace*.
pub(super) fn is_delay(analysis: &Analysis) -> bool {
    /// How far from its beginning a claim says what is asked for.
    const WITHIN: usize = 6;
    let is_asked = |class: Class| {
        analysis
            .class(class)
            .any(|(first, _)| analysis.is_in_cue(first) && !analysis.is_in_claim(first))
    };
    let start = analysis.claim_start();
    let names = |(first, _): (usize, usize)| first >= start && first < start + WITHIN;
    (is_asked(Class::Demand) || is_asked(Class::Wanting)) && analysis.class(Class::Delay).any(names)
}

/// What the article's own voice says of those who speak next.
pub(super) fn told(analysis: &Analysis, claim: &Claim) -> f64 {
    if !is_author(claim) {
        return 0.0;
    }
    // *Critics, among them the bishop, …*: whoever the sentence begins with speaks next.
    let begins = |class: Class| {
        let start = analysis.claim_start();
        analysis
            .class(class)
            .any(|(first, _)| first >= start && first <= start + 1)
    };
    match (begins(Class::Supporter), begins(Class::Opponent)) {
        (true, false) => return 1.0,
        (false, true) => return -1.0,
        _ => {}
    }
    let has = |class: Class| analysis.claim_has(class);
    match (has(Class::CampFor), has(Class::CampAgainst)) {
        (true, false) => 1.0,
        (false, true) => -1.0,
        _ => 0.0,
    }
}

/// Whether supporters or opponents are such of what is under discussion: not *advocates for small owners*.
pub(super) fn is_of_thing(analysis: &Analysis, last: usize) -> bool {
    let next = last + 1;
    if analysis.mark(next).is_some() || !analysis.is(next, Class::Preposition) {
        return true;
    }
    is_of_named_thing(analysis, last)
}

/// Whether a word of the target or of what is under discussion follows, behind a preposition: *of the tram line*.
pub(super) fn is_of_named_thing(analysis: &Analysis, last: usize) -> bool {
    const LONGEST: usize = 6;
    let first = if analysis.is(last, Class::Preposition) {
        last
    } else {
        last + 1
    };
    analysis.is(first, Class::Preposition)
        && (first..first + LONGEST)
            .take_while(|at| analysis.mark(*at).is_none())
            .any(|at| {
                analysis.is(at, Class::Anaphor)
                    || analysis.spoken.iter().any(|hit| {
                        matches!(hit.tag, Tag::TargetKeyword { act, .. } if act > 0)
                            && (hit.first()..=hit.last()).contains(&at)
                    })
            })
}

/// Whether a claim begins with a word that turns from what was said, or grants something: *But …*, *Even if …*
pub(super) fn is_turning(analysis: &Analysis) -> bool {
    let start = analysis.claim_start();
    let is_first = |class: Class| {
        analysis
            .class(class)
            .any(|(first, _)| first >= start && first <= start + 1)
    };
    is_first(Class::But) || is_first(Class::Concede)
}

/// Whom the article's own voice says to agree or disagree: *the college sees it differently*.
pub(super) fn answerer(
    labels: &Labels,
    analysis: &Analysis,
    claim: &Claim,
    text: &str,
    answer: Answer,
) -> Option<(String, Range<usize>)> {
    let class = match answer {
        Answer::Agrees => Class::Agree,
        Answer::Disagrees => Class::Disagree,
        Answer::None | Answer::SameCamp => return None,
    };
    if !is_author(claim) {
        return None;
    }
    // *the existing agreement*: one word behind another that is no name, no comma and no small word may be a noun.
    let is_verb = |at: usize| {
        let item = at.checked_sub(1).and_then(|before| analysis.items.get(before));
        let is_name = item.is_some_and(|item| item.mark.is_some() || item.is_capitalised);
        let is_noun =
            at > 0 && (analysis.is(at - 1, Class::Article) || analysis.is(at - 1, Class::Preposition));
        is_name || at > 0 && analysis.is(at - 1, Class::Stop) && !is_noun
    };
    let (first, last) = analysis.class(class).find(|(first, last)| {
        analysis.is_in_claim(*first)
            && is_asserted(analysis, *first)
            && negation(analysis, *first, *last) > 0.0
            && (first < last || is_verb(*first))
    })?;
    let doer = doer_of(labels, analysis, text, first)?;
    // *His neighbour, the baker Ines Holt, takes another view*: the name may be told behind a comma.
    let name = named_behind(analysis, text, analysis.claim_start()..first).unwrap_or(doer);
    Some((name, bytes(analysis, first, last)?))
}

/// A name of several words that is told between commas.
fn named_behind(analysis: &Analysis, text: &str, within: Range<usize>) -> Option<String> {
    let is_comma = |at: usize| analysis.mark(at) == Some(Mark::Comma);
    let open = within.clone().find(|at| is_comma(*at))?;
    let close = (open + 1..within.end).find(|at| is_comma(*at))?;
    let is_name = |at: &usize| {
        let item = analysis.items.get(*at);
        item.is_some_and(|item| item.is_capitalised && item.mark.is_none())
    };
    let first = (open + 1..close).find(is_name)?;
    let last = (first..close)
        .take_while(is_name)
        .last()
        .filter(|last| *last > first)?;
    text.get(bytes(analysis, first, last)?).map(str::to_owned)
}
