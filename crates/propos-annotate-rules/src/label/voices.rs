//! Whose voice a claim is: of somebody with a side, of one who finds and weighs, of the article that tells who speaks next.

use propos_schema::Claim;

use super::analysis::Analysis;
use super::holder::is_author;
use super::lexicon::Class;
use super::phrases::Tag;
use super::reading::bytes;

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
    let Some(mention) = claim.speaker.mention.as_ref().filter(|_| !has_side) else {
        return false;
    };
    [Class::Witness, Class::Media].iter().any(|class| {
        analysis.class(*class).any(|(first, last)| {
            bytes(analysis, first, last)
                .is_some_and(|range| mention.start <= range.start && range.end <= mention.end)
        })
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
