//! What one claim says by itself: of each target, and of whatever is under discussion where it stands.

mod judged;
mod outlook;
mod proposed;
mod regretted;
mod taken_up;
mod wishes;

use std::ops::Range;

use propos_schema::{Claim, ClaimKind};
use propos_segment::Lang;

use super::analysis::Analysis;
use super::asked::asked;
use super::deeds::{agent, deeds, moved};
use super::evidence::{Basis, Evidence, evidence};
use super::holder::{is_author, is_speaker, subject};
use super::labels::Labels;
use super::lexicon::Class;
use super::opening::{beginning, beginning_before};
use super::phrases::{Hit, Tag};
use super::tags::share;
use super::tone::tone;
use super::verb_second::ends_unknown;
use super::voices::{
    answerer, is_accused, is_delay, is_of_others, is_of_thing, is_turning, is_witness, is_witness_named, told,
};
use judged::judged;
pub(super) use outlook::Outlook;
use outlook::{is_undecided, outlook};
use proposed::proposed;
pub(super) use regretted::is_regretted;
use regretted::turn_regretted;
use taken_up::thing;
use wishes::{wished, wishes};

/// How much a deed of somebody unnamed counts for the one who reports it.
const REPORT: f64 = 0.3;
/// What a wish counts.
const WISH: f64 = 0.8;
/// What announcing the target's own thing counts.
const ANNOUNCED: f64 = 0.8;
/// What is left of a reason in favour in what somebody warns of.
const WARNED: f64 = 0.4;
/// What demanding something counts that has the target's own thing in it.
const DEMANDED: f64 = 0.8;
/// Within how many words of the beginning a thing is what is announced.
const ANNOUNCED_WITHIN: usize = 8;
/// What is left of a reason in what somebody denies.
const DENIED: f64 = 0.4;
/// The words of a debate.
const DEBATE: [Class; 15] = [
    Class::Anaphor,
    Class::Delay,
    Class::Vote,
    Class::Supporter,
    Class::Opponent,
    Class::Agree,
    Class::Disagree,
    Class::DeedFor,
    Class::DeedAgainst,
    Class::Uphold,
    Class::Undo,
    Class::Approve,
    Class::Reject,
    Class::Praise,
    Class::Blame,
];
/// The words that report an argument or a wish.
const ARGUED: [Class; 9] = [
    Class::Argue,
    Class::Approve,
    Class::Blame,
    Class::Demand,
    Class::Describe,
    Class::Judge,
    Class::Praise,
    Class::Reject,
    Class::Wanting,
];
/// The target number of what is under discussion, whatever it is.
const THING: usize = u16::MAX as usize;

/// A reason for a side: positive in favour, negative against; 1 is enough for a side.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) weight: f64,
    pub(super) basis: Basis,
    /// Its bytes.
    pub(super) range: Range<usize>,
}

/// What a claim says of one target.
#[derive(Debug)]
pub(super) struct OnTarget {
    pub(super) target: usize,
    /// How clearly its words say that it concerns the target.
    pub(super) concern: f64,
    pub(super) keywords: Vec<Range<usize>>,
    /// The speaker's reasons.
    pub(super) said: Vec<Said>,
    /// What an actor's deed shows.
    pub(super) deeds: Vec<Said>,
    pub(super) actor: Option<String>,
}

/// Whether a claim answers what somebody else has said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    None,
    Agrees,
    Disagrees,
    /// It is of the same organisation.
    SameCamp,
}

/// What a claim says by itself.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
pub(super) struct Reading {
    /// In the order of targets; those only that a word of the claim concerns.
    pub(super) on: Vec<OnTarget>,
    /// Of what is under discussion: *the rules must go*.
    pub(super) thing: Vec<Said>,
    /// Praise and blame without an object: *a disgrace*.
    pub(super) tone: Vec<Said>,
    /// Calls to keep it or to give it up: *must be scrapped*.
    pub(super) wishes: Vec<Said>,
    /// What is asked for or forbidden without its being named.
    pub(super) asked: Option<Said>,
    /// Deeds for and against it (*voted against*), and who does them.
    pub(super) deeds: Vec<Said>,
    pub(super) doer: Option<String>,
    /// +1 where the sentence calls the speaker a supporter, −1 an opponent.
    pub(super) camp: f64,
    pub(super) answer: Answer,
    /// Whom the article's own voice says to agree or disagree, and by which words.
    pub(super) answerer: Option<(String, Range<usize>)>,
    /// +1 where the article's own voice says that those who speak next are for it, −1 against it: *Critics see it differently.*
    pub(super) told: f64,
    /// Whether the deeds are those of somebody else than the speaker.
    pub(super) is_of_others: bool,
    /// Whether its speaker is one who finds and weighs: a court, a study, a source.
    pub(super) is_witness: bool,
    /// Whether that is in the speaker's name, so that it goes for whatever else is said by that name.
    pub(super) is_witness_by_name: bool,
    /// Whether it asks for time or an exemption, which is no side.
    pub(super) is_delay: bool,
    /// Whether it is what somebody does not want.
    pub(super) is_unwanted: bool,
    /// Whether it says *I* or *we*.
    pub(super) is_personal: bool,
    /// Whether it says *I*.
    pub(super) is_of_oneself: bool,
    /// Whether it has words of a debate: who is for or against, decides, votes, puts off.
    pub(super) is_of_debate: bool,
    /// Whether it takes up what is under discussion by a noun, or tells of a vote: *the scheme*, *a vote is set for May*.
    pub(super) is_taking_up: bool,
    /// Whether it is reported as an argument or a wish: *insists that …*
    pub(super) is_argued: bool,
    /// Whether the article's own voice tells in it that something is given up.
    pub(super) is_of_giving_up: bool,
    /// Whether what introduces it says that the same speaker goes on.
    pub(super) goes_on: bool,
    /// Whether it turns from what was said or grants something.
    pub(super) is_turning: bool,
    /// Whether it says what will or would be: who says so of what is debated argues.
    pub(super) is_predicted: bool,
    /// Whether it says how things are or what will come of something.
    pub(super) outlook: Outlook,
    /// Whether its speaker stands accused in court.
    pub(super) is_of_accused: bool,
    /// Whether it says that somebody has taken no side, or that sides are even: *residents are split*.
    pub(super) is_undecided: bool,
}

impl Reading {
    /// What it says of a target.
    pub(super) fn on(&self, target: usize) -> Option<&OnTarget> {
        self.on.iter().find(|on| on.target == target)
    }
}

/// Reads one claim.
pub(super) fn read(labels: &Labels, analysis: &Analysis, claim: &Claim, text: &str) -> Reading {
    // All readings of a text are held: no room for more.
    let targets = analysis.targets.iter();
    let mut on = Vec::with_capacity(targets.len());
    on.extend(targets.filter_map(|target| on_target(labels, analysis, claim, text, *target)));
    let is_around = |class: Class| {
        analysis.class(class).any(|(first, _)| {
            !analysis.is_in_claim(first) || is_author(claim) && is_asserted(analysis, first)
        })
    };
    let outside = |class: Class| {
        analysis
            .class(class)
            .any(|(first, _)| !analysis.is_in_claim(first))
    };
    let outside_in_cue = |class: Class| {
        let mut hits = analysis.class(class);
        hits.any(|(first, _)| !analysis.is_in_claim(first) && analysis.is_in_cue(first))
    };
    let answer = if outside(Class::SameCamp) {
        Answer::SameCamp
    } else if is_around(Class::Disagree) {
        Answer::Disagrees
    } else if is_around(Class::Agree) {
        Answer::Agrees
    } else {
        Answer::None
    };
    let somebody = |class: Class| {
        analysis
            .class(class)
            .any(|(first, last)| !analysis.is_in_claim(first) && is_of_thing(analysis, last))
    };
    let camp = match (somebody(Class::Supporter), somebody(Class::Opponent)) {
        (true, false) => 1.0,
        (false, true) => -1.0,
        _ => 0.0,
    };
    let (mut deeds, mut doer) = deeds(labels, analysis, text);
    let (thing, done_to_thing, actor) = thing(labels, analysis, claim, text);
    if doer.is_none() || deeds.is_empty() {
        deeds.extend(done_to_thing);
        doer = doer.or(actor);
    }
    if deeds.is_empty() && is_author(claim) {
        (deeds, doer) = wished(labels, analysis, text);
    }
    if deeds.is_empty() && is_author(claim) {
        (deeds, doer) = moved(analysis, text);
    }
    // *The court dismissed the complaint*: whoever finds and weighs takes no side by it.
    if doer
        .as_ref()
        .is_some_and(|doer| is_witness_named(analysis, text, doer))
    {
        deeds.retain(|deed| deed.weight < 0.0);
    }
    let judged = judged(analysis, text).filter(|_| !denies(analysis));
    let is_part = |said: &Said| {
        judged
            .iter()
            .any(|judged| judged.range.start < said.range.end && said.range.start < judged.range.end)
    };
    for on in &mut on {
        on.said.retain(|said| !is_part(said));
    }
    let mut tone = tone(analysis, claim);
    // *A money pit*, and nothing else: what is all that is said tells more than a cue that may stand there by chance.
    let is_praised = |target: usize| labels.targets.get(target).is_some_and(|labels| labels.tone > 0.0);
    for on in on.iter_mut().filter(|on| is_praised(on.target)) {
        on.said.retain(|said| {
            said.basis != Basis::CueAlone
                || tone.iter().all(|tone| {
                    tone.range.end <= said.range.start
                        || said.range.end <= tone.range.start
                        || tone.weight / said.weight < 1.0
                })
        });
    }
    // A word counts once: what the words around make of it outweighs what it is alone. A loose cue takes nothing, which may be
    // that of a target nobody speaks of: *demands its withdrawal*.
    let is_free = |said: &Said| {
        on.iter()
            .flat_map(|on| on.said.iter().chain(&on.deeds))
            .filter(|taken| taken.basis != Basis::CueAlone)
            .chain(&thing)
            .all(|taken| said.range.end <= taken.range.start || taken.range.end <= said.range.start)
    };
    let is_witness = is_witness(analysis, claim);
    tone.retain(|said| is_free(said) && !is_part(said));
    let mut wishes = wishes(analysis);
    wishes.retain(|said| is_free(said) && !is_part(said));
    wishes.extend(judged);
    // *Its sponsor put the number at 180,000*: a figure alone takes no side.
    let is_figure = claim.kind == ClaimKind::Indirect
        && !claim.figures.is_empty()
        && on.iter().all(|on| on.said.is_empty())
        && thing.is_empty()
        && tone.is_empty()
        && wishes.is_empty();
    let camp = if is_figure { 0.0 } else { camp };
    Reading {
        on,
        thing,
        tone,
        wishes,
        asked: asked(analysis, claim),
        is_of_others: is_of_others(analysis, claim, doer.as_deref()),
        deeds,
        doer,
        camp,
        answer,
        answerer: answerer(labels, analysis, claim, text, answer),
        told: told(analysis, claim),
        is_witness_by_name: is_witness
            && claim
                .speaker
                .name
                .as_ref()
                .is_some_and(|name| is_witness_named(analysis, text, name)),
        is_witness,
        is_delay: is_delay(analysis),
        is_unwanted: claim.attribution_negated
            && analysis
                .class(Class::Wanting)
                .any(|(first, _)| analysis.is_in_cue(first)),
        is_personal: analysis.claim_has(Class::FirstPerson),
        is_of_oneself: analysis.claim_has(Class::FirstSingular),
        is_of_debate: DEBATE.iter().any(|class| analysis.claim_has(*class)),
        is_taking_up: [Class::Anaphor, Class::Vote]
            .iter()
            .any(|class| analysis.claim_has(*class)),
        is_of_giving_up: is_author(claim)
            && analysis
                .class(Class::Undo)
                .any(|(first, _)| analysis.is_in_claim(first) && is_asserted(analysis, first)),
        goes_on: outside_in_cue(Class::GoesOn),
        is_turning: denies(analysis) || is_turning(analysis),
        is_predicted: predicts(labels, analysis),
        outlook: outlook(labels, analysis, claim, text),
        is_of_accused: is_accused(analysis, claim),
        is_undecided: is_undecided(analysis),
        is_argued: ARGUED.iter().any(|class| outside_in_cue(*class)),
    }
}

fn on_target(
    labels: &Labels,
    analysis: &Analysis,
    claim: &Claim,
    text: &str,
    target: usize,
) -> Option<OnTarget> {
    let target_labels = labels.targets.get(target)?;
    let keywords = keywords(analysis, target);
    // A word whose thing stands on no side only shows what is spoken of.
    let sided: Vec<Hit> = keywords
        .iter()
        .filter(
            |hit| matches!(hit.tag, Tag::TargetKeyword { act, judgement, .. } if act != 0 || judgement != 0),
        )
        .copied()
        .collect();
    let mut found = evidence(analysis, target, target_labels.is_demand, &sided, &keywords);
    if let [
        Hit {
            tag: Tag::TargetKeyword { percent, .. },
            ..
        },
    ] = sided.as_slice()
    {
        for evidence in &mut found {
            evidence.weight *= share(*percent).min(1.0);
        }
    }
    // *…, he launched*: what is said word for word is not what is made known.
    let announced = (found.is_empty() && claim.kind != ClaimKind::Direct)
        .then(|| announced(analysis, &sided))
        .flatten();
    if found.is_empty() && target_labels.is_demand {
        found.extend(demanded(analysis, target, &sided));
    }
    if analysis.is_verb_final && warns(analysis) {
        for evidence in found.iter_mut().filter(|evidence| evidence.weight > 0.0) {
            evidence.weight *= WARNED;
        }
    }
    turn_regretted(analysis, &mut found);
    if denies(analysis) {
        // Not to have said or wanted it is no side yet.
        for evidence in &mut found {
            evidence.weight *= DENIED;
        }
    }
    let (mut said, deeds, actor) = by_holder(labels, analysis, claim, text, &found, &sided);
    said.extend(announced);
    let concern = concern(&keywords);
    if target_labels.is_demand && deeds.is_empty() {
        said.extend(proposed(analysis, claim, &keywords, concern, &said));
    }
    (concern > 0.0 || !said.is_empty()).then(|| OnTarget {
        target,
        concern,
        keywords: keywords
            .iter()
            .filter_map(|hit| bytes(analysis, hit.first(), hit.last()))
            .collect(),
        said,
        deeds,
        actor,
    })
}

pub(super) fn bytes(analysis: &Analysis, first: usize, last: usize) -> Option<Range<usize>> {
    let start = analysis.items.get(first)?.start;
    let end = analysis.items.get(last)?.end;
    Some(start..end)
}

fn said_of(analysis: &Analysis, evidence: Evidence) -> Option<Said> {
    Some(Said {
        weight: evidence.weight,
        basis: evidence.basis,
        range: bytes(analysis, evidence.first, evidence.last)?,
    })
}

/// Whether a claim says what will or would be. *seraient parvenues*: what is told by hearsay is no prediction.
fn predicts(labels: &Labels, analysis: &Analysis) -> bool {
    let has_hearsay = labels.phrases.lang() != Some(Lang::En);
    let is_hearsay =
        |at: usize| has_hearsay && (analysis.is(at, Class::Be) || analysis.is(at, Class::Auxiliary));
    let mut would = analysis.class(Class::Would);
    analysis.claim_has(Class::Future) || would.any(|(at, _)| analysis.is_in_claim(at) && !is_hearsay(at))
}

/// Whether the claim is reported as a warning or complaint and nothing in it is denied or lacking: *Ein leichterer Zugang ziehe
/// noch mehr Menschen an, warnte der Minister* is no praise of it.
fn warns(analysis: &Analysis) -> bool {
    let mut warnings = analysis.class(Class::Reject);
    let is_reported = warnings.any(|(first, _)| {
        analysis.is_in_cue(first) && !analysis.is_in_claim(first) && analysis.is(first, Class::Argue)
    });
    let is_missed = [
        Class::Negation,
        Class::Lack,
        Class::Without,
        Class::LowerNoun,
        Class::Lower,
    ];
    is_reported && !is_missed.iter().any(|class| analysis.claim_has(*class))
}

/// Who demands something that has the target's own thing in it is for it: *insists that arrivals be shared out by a key*.
fn demanded(analysis: &Analysis, target: usize, sided: &[Hit]) -> Option<Evidence> {
    let hit = sided.first()?;
    let Tag::TargetKeyword { act, .. } = hit.tag else {
        return None;
    };
    // *wants | to cap rents*: what is wanted is the deed itself.
    let is_deed = hit.first() <= analysis.claim_start() + 1 && analysis.claim_start() > 0;
    let in_cue = |class: Class| {
        let mut hits = analysis.class(class);
        hits.any(|(first, _)| analysis.is_in_cue(first) && !analysis.is_in_claim(first))
    };
    let is_wanted = is_deed && hit.n_words() > 1 && (in_cue(Class::Wanting) || analysis.is_demanded());
    // *The passport must not be given away*: what is denied is not known.
    let is_asked = act != 0
        && (is_wanted
            || analysis.is_verb_final && analysis.is_demanded() && !analysis.claim_has(Class::Negation));
    (is_asked && is_asserted(analysis, hit.first())).then(|| Evidence {
        basis: Basis::Asserted,
        first: hit.first(),
        last: hit.last(),
        weight: f64::from(act) * analysis.negation_of(&[hit.first()], target) * DEMANDED,
        is_opinion: true,
        is_report: false,
        is_cue: false,
        n_operators: 1,
    })
}

/// Who announces a target's own thing is for it: *announced its free-travel trial*.
fn announced(analysis: &Analysis, sided: &[Hit]) -> Option<Said> {
    let (_, cue) = analysis
        .class(Class::Announce)
        .find(|(first, _)| analysis.is_in_cue(*first))?;
    let is_clause = (cue + 1..cue + 4).any(|at| !analysis.is_in_claim(at) && analysis.is(at, Class::That));
    let hit = sided.first().filter(|_| !is_clause)?;
    let Tag::TargetKeyword { act, .. } = hit.tag else {
        return None;
    };
    let start = analysis.claim_start();
    let is_own = act != 0
        && hit.first() >= start
        && hit.first() - start <= ANNOUNCED_WITHIN
        && !(analysis.is_verb_final && ends_unknown(analysis, hit.last()));
    (is_own && is_asserted(analysis, hit.first())).then_some(())?;
    Some(Said {
        weight: ANNOUNCED * f64::from(act) * negation(analysis, hit.first(), hit.first()),
        basis: Basis::Announced,
        range: bytes(analysis, hit.first(), hit.last())?,
    })
}

/// The target's keywords in the claim, of several at one place the longest.
fn keywords(analysis: &Analysis, target: usize) -> Vec<Hit> {
    let mut hits: Vec<Hit> = analysis
        .spoken
        .iter()
        .filter(|hit| hit.tag.is_keyword_of(target))
        .filter(|hit| analysis.is_in_claim(hit.first()) && !is_shadowed(analysis, hit))
        .copied()
        .collect();
    hits.sort_by_key(|hit| (hit.first(), std::cmp::Reverse(hit.last())));
    hits.dedup_by(|hit, kept| hit.first() <= kept.last());
    hits
}

/// Whether a single word is part of a longer keyword of another target: *contrôles* of *contrôles à l'exportation*.
fn is_shadowed(analysis: &Analysis, hit: &Hit) -> bool {
    let of = |tag: Tag| match tag {
        Tag::TargetKeyword { target, .. } => Some(target),
        _ => None,
    };
    hit.n_words() == 1
        && analysis.spoken.iter().any(|other| {
            other.first() <= hit.first()
                && hit.last() <= other.last()
                && other.n_words() > 1
                && of(other.tag).is_some_and(|target| Some(target) != of(hit.tag))
        })
}

/// How clearly keywords say that a claim concerns their target.
fn concern(keywords: &[Hit]) -> f64 {
    keywords
        .iter()
        .map(|hit| match hit.tag {
            Tag::TargetKeyword { percent, .. } if hit.is_beginning() => 0.7 * share(percent),
            Tag::TargetKeyword { percent, .. } => share(percent),
            _ => 0.0,
        })
        .sum()
}

/// Evidence parted into what the speaker says and what a named actor does, with the actor.
fn by_holder(
    labels: &Labels,
    analysis: &Analysis,
    claim: &Claim,
    text: &str,
    found: &[Evidence],
    keywords: &[Hit],
) -> (Vec<Said>, Vec<Said>, Option<String>) {
    let mut deeds: Vec<Said> = Vec::new();
    let mut said: Vec<Said> = Vec::new();
    let mut actor: Option<String> = None;
    for mut evidence in found.iter().copied() {
        // *juge l'accord inacceptable*: the opinion is that of whoever judges.
        let judge = (analysis.claim_start()..evidence.first)
            .find(|at| analysis.is(*at, Class::Judge))
            .filter(|at| {
                let is_before =
                    evidence.basis == Basis::Composed && evidence.is_opinion && evidence.first - at <= 2;
                is_author(claim) && (evidence.basis == Basis::Behind || is_before)
            });
        // *resigned rather than comply*: what is done is told.
        let judge = judge
            .or_else(|| (is_author(claim) && evidence.basis == Basis::Instead).then_some(evidence.first));
        if judge.is_some() {
            evidence.is_report = true;
            evidence.is_opinion = false;
        }
        let place = judge.unwrap_or(evidence.first);
        let subject = subject(labels, analysis, text, place);
        if subject.as_ref().is_some_and(|subject| is_speaker(subject, claim)) {
            evidence.is_report = false;
        }
        let doer = subject
            .filter(|subject| subject.is_sure && !is_speaker(subject, claim))
            // *la ZFE punit …*: what the target is about is no actor.
            .filter(|subject| {
                keywords
                    .iter()
                    .all(|keyword| keyword.first() > subject.last || keyword.last() < subject.first)
            })
            .map(|subject| {
                // Where the verb stands second, what stands first may be its object.
                let first = (is_author(claim) && !analysis.is_verb_final)
                    .then(|| beginning_before(analysis, text, subject.first))
                    .flatten();
                first.unwrap_or(subject.name)
            })
            // *the bill was introduced by two senators*
            .or_else(|| {
                let tells = is_author(claim)
                    && !matches!(evidence.basis, Basis::Composed | Basis::Missed)
                    && evidence.is_report;
                tells.then(|| agent(analysis, text, evidence.last)).flatten()
            })
            .or_else(|| {
                // *Planners back the tower*: where the article tells a deed, whoever stands first does it.
                let is_free = (analysis.claim_start()..place).all(|at| {
                    keywords
                        .iter()
                        .all(|keyword| at < keyword.first() || keyword.last() < at)
                });
                let tells = is_author(claim) && (evidence.is_report || !evidence.is_opinion) && is_free;
                tells.then(|| beginning(analysis, text, place)).flatten()
            })
            .filter(|_| !evidence.is_opinion);
        // *The court dismissed the complaint against …*: to find for somebody is no side; to strike something down is one.
        let is_finding = evidence.n_operators > 1
            && doer
                .as_ref()
                .is_some_and(|doer| is_witness_named(analysis, text, doer));
        if is_finding {
            continue;
        }
        match doer {
            Some(doer) if actor.as_ref().is_none_or(|actor| *actor == doer) => {
                deeds.extend(said_of(analysis, evidence));
                actor = Some(doer);
            }
            _ => {
                if evidence.is_report {
                    evidence.weight *= REPORT;
                }
                said.extend(said_of(analysis, evidence));
            }
        }
    }
    (said, deeds, actor)
}

/// Whether an item stands in no question or condition.
pub(super) fn is_asserted(analysis: &Analysis, at: usize) -> bool {
    !analysis.is_asked(at) && !analysis.is_conditional(at)
}

/// −1 where an odd number of negations reaches a phrase from outside.
pub(super) fn negation(analysis: &Analysis, first: usize, last: usize) -> f64 {
    let negates_itself =
        (first..=last).any(|at| analysis.is(at, Class::Negation) || analysis.is(at, Class::Ne));
    if first < last && negates_itself {
        1.0
    } else {
        analysis.negation_of(&[first], THING)
    }
}

/// Whether the claim is reported as denied or granted: *denied that …*, *while conceding that …*
pub(super) fn denies(analysis: &Analysis) -> bool {
    let in_cue = |class: Class| analysis.class(class).any(|(first, _)| analysis.is_in_cue(first));
    in_cue(Class::Denial) || in_cue(Class::Admit)
}
