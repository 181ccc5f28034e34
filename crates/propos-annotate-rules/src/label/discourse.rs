//! What a whole article makes of its claims: which target is under discussion where, which side each speaker is on, and
//! with both the stances of each claim.

mod carried;
mod presumed;
mod stance;

use std::collections::BTreeMap;
use std::ops::Range;

use carried::add_keywords;
use propos_schema::{Claim, ClaimKind, Holder, HolderRole, Stance, StanceLabel};

use super::evidence::Basis;
use super::focus::Focuses;
use super::holder::{is_author, speaker};
use super::labels::{Labels, TargetLabels};
use super::people::{AUTHOR, People, join_camps, witnesses};
use super::reading::{Answer, OnTarget, Reading, Said};
use super::sides::{Heard, STRONG, Sides};
use super::topics::{Primary, rounded};
use stance::{sided, spans, undecided};

/// From this weight on a claim by itself makes a side.
const ENOUGH: f64 = 0.75;
/// What is enough where single words are quoted: they are quoted because they judge.
const ENOUGH_QUOTED: f64 = 0.6;
/// What a speaker's known side counts for another claim of his.
const KNOWN_SIDE: f64 = 0.9;
/// From how much on what else a speaker said bears out a claim of his.
const ECHO: f64 = 0.35;
/// How much a speaker must have said for a side to be known: one weak reason is none, and what only is said by him needs a clear one.
const KNOWN_ENOUGH: f64 = 0.9;
const KNOWN_CLEARLY: f64 = STRONG;
/// How heavy the reasons of a claim must be that a known side completes to a side.
const HINT: f64 = 0.2;
/// From which share of the weight on a reason that overlaps another one is the same.
const SAME: f64 = 0.8;
/// From which concern on a claim is about a target by its own words, and where the article itself names what it does not discuss.
const CLEAR: f64 = 0.9;
const TWICE: f64 = 1.4;
/// From how much on a reason for a side shows that a claim is about what is under discussion.
const TRACE: f64 = 0.25;
/// How much more it counts to ask for something with a word of the target in it.
const ASKED_BY_NAME: f64 = 1.6;
/// How long a quotation is at most, in bytes, that is a word or two.
const A_WORD_OR_TWO: usize = 16;
/// What cues of one word count at most that stand without a keyword: by themselves they make no side.
const LOOSE: f64 = 0.6;
/// What an answer to somebody of a known side counts in the article's own voice, and in what introduces a claim: what is
/// introduced as an answer answers something else as often.
const ANSWER_TOLD: f64 = 0.6;
const ANSWER: f64 = 0.45;
/// What is left of an answer in what is told in other words without being argued.
const TOLD: f64 = 0.5;
/// What the article's own voice counts that says on which side those are who speak next.
const EXPECTED: f64 = 0.65;
/// What an answer counts at most that has no word for a side.
const GUESSED: f64 = 0.5;
/// How far such a paragraph reaches at most, in bytes.
const PARAGRAPH: usize = 2_000;
/// The rules of stances that rest on no words of their own claim, and of those without a side.
const BY_CAMP: &str = "stance-camp";
const BY_ANSWER: &str = "stance-answer";
const BY_KNOWN: &str = "stance-known";
const BY_MENTION: &str = "stance-mention";
const BY_FOCUS: &str = "stance-discussed";
const BY_UNDECIDED: &str = "stance-undecided";
const BY_OUTLOOK: &str = "stance-outlook";
/// How many claims of the article's own voice must say *I* for the article to be a column.
const PERSONAL: usize = 3;
/// What makes a side in the voice of an article that is no column.
const ENOUGH_OF_REPORTER: f64 = 1.6;
/// What makes one for courts, studies and sources, which weigh and report.
const ENOUGH_OF_WITNESS: f64 = 2.2;

/// What the article's own voice says of those who speak next.
#[derive(Clone, Copy, Debug)]
struct Expected {
    target: usize,
    side: f64,
    /// Where their paragraph ends.
    end: usize,
}

/// What the article has told somebody to have given up.
#[derive(Clone, Copy, Debug)]
struct GivenUp {
    target: usize,
    by: usize,
    /// Where the paragraph ends.
    end: usize,
}

/// Gives every claim its stances, and has it finished then by its place.
pub(super) fn stances(
    labels: &Labels,
    claims: &mut [Claim],
    readings: &[Reading],
    focuses: &Focuses,
    topics: &[Option<Primary>],
    text: &str,
    mut finish: impl FnMut(usize, &mut Claim),
) {
    let is_column = claims
        .iter()
        .zip(readings)
        .filter(|(claim, reading)| is_author(claim) && reading.is_personal)
        .count()
        >= PERSONAL;
    let mut people = People::default();
    let mut keys = people.keys(claims);
    let witnesses = witnesses(claims, readings, &keys);
    join_camps(&mut keys, claims, readings, &witnesses, text);
    let mut discourse = Discourse {
        labels,
        is_column,
        is_about: focuses.is_about,
        is_named: &focuses.is_named,
        topics,
        sides: BTreeMap::new(),
        last: vec![None; labels.targets.len()],
        answers: vec![0.0; claims.len()],
        answerers: vec![0.0; claims.len()],
        clear: vec![Vec::new(); claims.len()],
        is_of_giving_up: vec![false; claims.len()],
        given_up: None,
        noted: vec![Vec::new(); claims.len()],
        extents: claims.iter().map(Claim::extent).collect(),
        expected: None,
        people,
        witnesses,
        keys,
    };
    for (at, (claim, reading)) in claims.iter().zip(readings).enumerate() {
        discourse.hear(at, claim, reading, focuses.at.get(at).copied().flatten(), text);
    }
    for (at, (claim, reading)) in claims.iter_mut().zip(readings).enumerate() {
        let focus = focuses.at.get(at).copied().flatten();
        claim.stances = Some(discourse.decide(at, claim, reading, focus, text));
    }
    // Elsewhere a first side is wrong as often, and would be again and again.
    if focuses.is_of_codebook {
        discourse.carry_on(claims, readings, &focuses.at);
        discourse.presume(claims, readings, &focuses.at, text);
    }
    for (at, claim) in claims.iter_mut().enumerate() {
        finish(at, claim);
    }
}

struct Discourse<'labels> {
    labels: &'labels Labels,
    is_column: bool,
    /// Whether the article is about any of the targets.
    is_about: bool,
    /// Whether the article names each target.
    is_named: &'labels [bool],
    /// The primary topic of each claim.
    topics: &'labels [Option<Primary>],
    /// What each speaker has said on each target.
    sides: BTreeMap<(usize, usize), Heard>,
    /// Who last took a side on each target, and which.
    last: Vec<Option<(usize, f64)>>,
    /// What each claim's answering somebody says.
    answers: Vec<f64>,
    /// The side of whoever the article says to agree or disagree in each claim.
    answerers: Vec<f64>,
    /// Who takes a clear side in each claim, on which targets, and which.
    clear: Vec<Vec<(usize, usize, f64)>>,
    /// Whether what each claim praises or blames is that something was given up.
    is_of_giving_up: Vec<bool>,
    given_up: Option<GivenUp>,
    /// What each claim alone makes known, of whom, on which target.
    noted: Vec<Vec<(usize, usize, Heard)>>,
    /// Where each claim stands.
    extents: Vec<Range<usize>>,
    expected: Option<Expected>,
    people: People,
    /// Whether each claim is that of one who finds and weighs.
    witnesses: Vec<bool>,
    /// The number of the speaker of each claim, [`AUTHOR`] for the article's author.
    keys: Vec<Option<usize>>,
}

/// The targets that a claim speaks of and the one under discussion, in their order.
fn targets(reading: &Reading, focus: Option<usize>) -> impl Iterator<Item = usize> {
    let own = reading.on.iter().map(|on| on.target);
    let before = own
        .clone()
        .take_while(move |target| focus.is_none_or(|focus| *target < focus));
    let behind = own.skip_while(move |target| focus.is_none_or(|focus| *target <= focus));
    before.chain(focus).chain(behind)
}

impl Discourse<'_> {
    fn target(&self, target: usize) -> Option<&TargetLabels> {
        self.labels.targets.get(target)
    }

    /// The number of the target that a stance is about.
    fn number_of(&self, stance: &Stance) -> Option<usize> {
        let mut targets = self.labels.targets.iter();
        targets.position(|target| target.id == stance.target)
    }

    /// Whether a claim speaks of the first topic of a target. What is told in other words and what somebody tells of himself is an
    /// aside as often, unless it has words of the topic.
    fn is_of_topic(&self, at: usize, claim: &Claim, reading: &Reading, target: usize) -> bool {
        let of_target = self.target(target).and_then(|target| target.topics.first());
        // *“See you then”*: what is quoted in a word or two says so only by its own words.
        let is_aside = claim.kind == ClaimKind::Indirect
            || reading.is_of_oneself
            || !is_author(claim) && claim.extent().len() < A_WORD_OR_TWO;
        let primary = self.topics.get(at).copied().flatten();
        primary.is_some_and(|primary| Some(&primary.topic) == of_target && (primary.is_said || !is_aside))
    }

    /// What a claim by itself says of a target for its speaker.
    fn own(&self, at: usize, reading: &Reading, target: usize, is_focus: bool, is_attributed: bool) -> Sides {
        let mut sides = reading
            .on(target)
            .map_or_else(Sides::default, |on| without_loose(&on.said));
        if let Some(labels) = self.target(target).filter(|_| is_focus) {
            // *the line will be opened*: one reason, whether the line is the target's or what is taken up.
            let own = reading.on(target).map_or(&[][..], |on| on.said.as_slice());
            let is_other = |thing: &&Said| {
                !own.iter().any(|own| {
                    own.range.start < thing.range.end
                        && thing.range.start < own.range.end
                        && own.weight / thing.weight >= SAME
                })
            };
            sides = sides.plus(Sides::of(reading.thing.iter().filter(is_other), labels.thing));
            // *Giving it up would be a crime, she thundered*: what is said of the thing itself outweighs how it is said.
            let is_said = own
                .iter()
                .any(|own| own.weight.abs() >= STRONG && own.basis.is_of_object());
            let tone = reading.tone.iter();
            let tone = tone.filter(|said| !(is_said && said.basis == Basis::ToneOfCue));
            let is_cue = |tone: &&Said| {
                let is_same =
                    |own: &Said| own.range.start < tone.range.end && tone.range.start < own.range.end;
                own.iter().any(is_same)
            };
            // *calls the fuss protectionism*: where a statement blames, the name may be one for its blame.
            let is_of_blame = |said: &Said| labels.thing < 0.0 && said.basis == Basis::Named;
            let tone = tone.filter(|tone| !is_cue(tone) && !is_of_blame(tone));
            let turn = if self.is_of_giving_up.get(at) == Some(&true) {
                -1.0
            } else {
                1.0
            };
            sides = sides.plus(Sides::of(tone, turn * labels.tone));
            // *opposes any easing*: what is said of the target's own things says it better.
            if sides.lead().abs() < ENOUGH {
                sides = sides.plus(Sides::of(&reading.wishes, 1.0));
                if is_attributed && !reading.is_of_others {
                    sides = sides.plus(Sides::of(&reading.deeds, 1.0));
                }
            }
            // *wants the machines lent abroad put under the same rules*: where nothing tells better what is asked for.
            let is_open = sides.lead().abs() < ENOUGH && sides.against < HINT;
            // Where the claim has no word of it, something else may be asked for.
            let is_asked = reading.on(target).is_some() && labels.is_demand && labels.is_restrictive;
            if is_attributed && is_open && is_asked {
                let is_named = reading.on(target).is_some_and(|on| on.concern >= CLEAR);
                sides = sides.plus(Sides::of(
                    &reading.asked,
                    if is_named { ASKED_BY_NAME } else { 1.0 },
                ));
            }
            sides.add(reading.camp);
        }
        sides
    }

    /// Learns from a claim which side its speaker and its actors are on.
    fn hear(&mut self, at: usize, claim: &Claim, reading: &Reading, focus: Option<usize>, text: &str) {
        if let Some(focus) = focus.filter(|_| is_author(claim)) {
            self.expect(claim, reading, focus, text);
        }
        if claim.attribution_negated && !reading.is_unwanted {
            return;
        }
        // *The ministry scrapped the rule. “A disgrace,” said …*: the disgrace is that it was scrapped.
        let key = self.keys.get(at).copied().flatten();
        let given_up = self.given_up.filter(|given_up| {
            focus == Some(given_up.target) && claim.extent().end <= given_up.end && key != Some(given_up.by)
        });
        if let Some(slot) = self.is_of_giving_up.get_mut(at) {
            *slot = given_up.is_some() && !is_author(claim);
        }
        for target in targets(reading, focus) {
            let is_focus = focus == Some(target);
            let mut own = self.own(at, reading, target, is_focus, !is_author(claim));
            if let Some(on) = reading.on(target)
                && let Some(actor) = &on.actor
            {
                let deeds = Sides::of(&on.deeds, 1.0);
                let actor = self.people.number(actor);
                self.give_up(claim, reading, target, actor, deeds, text);
                self.note(at, actor, target, deeds);
                self.mark(at, actor, target, deeds);
            }
            if is_focus
                && is_author(claim)
                && let Some(doer) = &reading.doer
            {
                let start = claim.extent().start;
                let deed = reading.deeds.first().map_or(start, |deed| deed.range.start);
                let doer = self.people.doer(doer, text.get(start..deed));
                let deeds = Sides::of(&reading.deeds, 1.0);
                self.give_up(claim, reading, target, doer, deeds, text);
                self.note(at, doer, target, deeds);
                self.mark(at, doer, target, deeds);
            }
            if is_focus {
                self.hear_answerer(at, claim, reading, target);
            }
            let Some(key) = self.keys.get(at).copied().flatten() else {
                continue;
            };
            if key == AUTHOR && !self.is_column {
                continue;
            }
            if is_focus && own.lead().abs() < ENOUGH {
                let before = self
                    .last
                    .get(target)
                    .copied()
                    .flatten()
                    .filter(|(who, _)| *who != key);
                let weight = if is_author(claim) { ANSWER_TOLD } else { ANSWER };
                let answer = match (reading.answer, before) {
                    // *its chief*: whose, the paragraph has said.
                    (Answer::SameCamp, Some((who, _))) => {
                        let near = self.last_in_paragraph(at, target, text);
                        let near = near.filter(|(last, _)| *last == who);
                        near.map_or(0.0, |(_, side)| weight * side.signum())
                    }
                    (Answer::Agrees, Some((_, side))) => weight * side.signum(),
                    (Answer::Disagrees, Some((_, side))) => -weight * side.signum(),
                    _ => 0.0,
                };
                let expected = self.expected.filter(|expected| {
                    expected.target == target && key != AUTHOR && claim.extent().end <= expected.end
                });
                // *The plant accounts for 23 % of sales*: a figure told in other words answers nothing.
                let is_figure = claim.kind == ClaimKind::Indirect
                    && !claim.figures.is_empty()
                    && own.lead().abs() < HINT
                    && !reading.is_of_debate
                    && reading.on(target).is_none_or(|on| on.concern <= 0.0);
                let expected = expected.filter(|_| !is_figure);
                let answer = expected.map_or(answer, |expected| EXPECTED * expected.side);
                // *The council, too, had not been asked*: an answer without a word for a side is none.
                let answer = if own.lead() * answer >= HINT * answer.abs() {
                    answer
                } else {
                    answer.clamp(-GUESSED, GUESSED)
                };
                // *He used to farm there, he said*: what is told in other words and argues for nothing hints at most.
                let is_told = claim.kind == ClaimKind::Indirect && own.lead().abs() < HINT;
                let answer = if is_told && !reading.is_argued {
                    answer * TOLD
                } else {
                    answer
                };
                // *asks only for a year's grace*: that is no side, whoever asks.
                let answer = if reading.is_delay { 0.0 } else { answer };
                // *“the act of a bully”, said the ministry, too*: its own words say it better.
                let is_own = own.lead() * answer < 0.0 && own.lead().abs() >= HINT;
                let answer = if is_own { 0.0 } else { answer };
                if let Some(slot) = self.answers.get_mut(at) {
                    *slot = answer;
                }
                // An answer alone is a guess, from which nothing more is guessed.
                let mut answering = own;
                answering.add(answer);
                if answering.lead().abs() >= ENOUGH {
                    own = answering;
                }
            }
            self.note(at, key, target, own);
            self.mark(at, key, target, own);
        }
    }

    /// Remembers who has given something up, until the paragraph ends.
    fn give_up(
        &mut self,
        claim: &Claim,
        reading: &Reading,
        target: usize,
        by: usize,
        deeds: Sides,
        text: &str,
    ) {
        if is_author(claim) && reading.is_of_giving_up && deeds.lead() <= -ENOUGH {
            let end = paragraph_end(text, claim.extent().end);
            self.given_up = Some(GivenUp { target, by, end });
        }
    }

    /// Remembers who takes a side in a claim.
    fn mark(&mut self, at: usize, who: usize, target: usize, sides: Sides) {
        if sides.lead().abs() >= ENOUGH
            && let Some(clear) = self.clear.get_mut(at)
        {
            clear.push((who, target, sides.lead().signum()));
        }
    }

    /// Learns from the article's own voice on which side those are who speak in the rest of the paragraph: *Not everyone is
    /// persuaded.*
    fn expect(&mut self, claim: &Claim, reading: &Reading, target: usize, text: &str) {
        let last = self
            .last
            .get(target)
            .copied()
            .flatten()
            .map(|(_, side)| side.signum());
        let side = match (reading.answer, last) {
            _ if reading.told != 0.0 => reading.told,
            (Answer::Disagrees, Some(side)) => -side,
            (Answer::Agrees, Some(side)) => side,
            _ => return,
        };
        let end = paragraph_end(text, claim.extent().end);
        self.expected = Some(Expected { target, side, end });
    }

    fn note(&mut self, at: usize, key: usize, target: usize, own: Sides) {
        let capped = Sides {
            favor: own.favor.min(1.2),
            against: own.against.min(1.2),
        };
        if capped.lead().abs() >= ENOUGH
            && let Some(last) = self.last.get_mut(target)
        {
            *last = Some((key, capped.lead()));
        }
        if capped.lead().abs() < HINT {
            return;
        }
        let heard = Heard::of(capped);
        let sum = self.sides.entry((key, target)).or_default();
        *sum = sum.plus(heard);
        if let Some(noted) = self.noted.get_mut(at) {
            noted.push((key, target, heard));
        }
    }

    /// What somebody says of a target in other claims than this one.
    fn heard_elsewhere(&self, at: usize, key: usize, target: usize) -> Heard {
        let heard = self.sides.get(&(key, target)).copied().unwrap_or_default();
        let noted = self.noted.get(at).into_iter().flatten();
        let here = noted.filter(|(who, of, _)| *who == key && *of == target);
        here.fold(heard, |heard, (_, _, here)| heard.less(*here))
    }

    /// The stances of a claim, in the order of targets.
    fn decide(
        &self,
        at: usize,
        claim: &Claim,
        reading: &Reading,
        focus: Option<usize>,
        text: &str,
    ) -> Vec<Stance> {
        let mut stances = targets(reading, focus)
            .filter(|target| self.is_about || focus == Some(*target))
            .filter_map(|target| self.stance(at, claim, reading, target, focus, text));
        let Some(first) = stances.next() else {
            return Vec::new();
        };
        // Most claims have no other, and the room for one.
        let mut decided = vec![first];
        decided.extend(stances);
        decided
    }

    fn stance(
        &self,
        at: usize,
        claim: &Claim,
        reading: &Reading,
        target: usize,
        focus: Option<usize>,
        text: &str,
    ) -> Option<Stance> {
        let is_focus = focus == Some(target);
        let id = &self.target(target)?.id;
        let on = reading.on(target);
        let concern = on.map_or(0.0, |on| on.concern);
        // *Residents are split*: of what is under discussion, whoever is meant.
        if reading.is_undecided && is_focus {
            return Some(undecided(id, claim, concern, on, text));
        }
        if let Some(on) = on
            && let Some(actor) = &on.actor
            && (!claim.attribution_negated || reading.is_unwanted)
        {
            let lead = Sides::of(&on.deeds, 1.0).lead();
            if lead.abs() >= ENOUGH {
                let holder = Holder::new(HolderRole::Actor, Some(actor.clone()));
                return Some(sided(id, lead, holder, on.deeds.iter(), &[], text));
            }
        }
        // Elsewhere a phrase of the codebook says by itself what is spoken of, a word does not.
        let is_named = self.is_named.get(target).copied().unwrap_or_default();
        let is_told = is_named && !is_author(claim) && on.is_some_and(|on| is_told_by_phrase(&on.said));
        if concern == 0.0 && !is_focus && !is_told {
            return None;
        }
        if is_focus && is_author(claim) {
            let lead = Sides::of(&reading.deeds, 1.0).lead();
            // *voted for the loan, but against the towers*: what is said of the target itself says it better.
            let own = on.map_or(0.0, |on| Sides::of(on.said.iter().chain(&on.deeds), 1.0).lead());
            if lead.abs() >= ENOUGH && lead * own >= 0.0 {
                let holder = Holder::new(HolderRole::Actor, reading.doer.clone());
                return Some(sided(id, lead, holder, reading.deeds.iter(), &[], text));
            }
        }
        if is_focus && let Some(stance) = self.stance_of_answerer(at, id, reading, text) {
            return Some(stance);
        }
        let holder = speaker(claim);
        let mut own = self.own(at, reading, target, is_focus, !is_author(claim));
        let by_itself = own.lead();
        let is_hinting = by_itself.abs() >= TRACE;
        let answer = self.answers.get(at).copied().filter(|_| is_focus);
        let answer = answer.unwrap_or_default();
        own.add(answer);
        let alone = own.lead();
        let key = self.keys.get(at).copied().flatten();
        let heard = key.map(|key| self.heard_elsewhere(at, key, target));
        let heard = heard.unwrap_or_default();
        // Another claim must point the same way; how surely, both tell together.
        let elsewhere = heard.side();
        let both = key.and_then(|key| self.sides.get(&(key, target)));
        let both = both.copied().unwrap_or_default().side();
        let known = if both * elsewhere.signum() >= KNOWN_ENOUGH && elsewhere.abs() >= ECHO {
            both
        } else {
            elsewhere
        };
        let is_reporter = is_author(claim) && !self.is_column;
        let is_hinted = by_itself * known.signum() >= HINT && alone * known >= 0.0;
        let is_witness = self.witnesses.get(at).copied().unwrap_or_default();
        let is_quoted = alone.abs() < HINT
            && known.abs() >= KNOWN_CLEARLY
            // Hints, however many, are no word.
            && heard.clear.lead() != 0.0
            && self.is_carried(at, claim, reading, key, target, known, text)
            && claim.parent.is_none();
        // *accused her of …*: the tone may be about somebody else.
        let is_contradicted = alone.abs() >= ENOUGH && alone.abs() < STRONG && alone * known < 0.0;
        // *Free the buses, and mind the gate*: a column argues where it names what it is about.
        let is_of_column = self.is_column
            && is_hinted
            && concern >= CLEAR
            && by_itself.abs() >= ECHO
            && heard.clear.lead() * known > 0.0;
        let is_completed = known.abs() >= KNOWN_ENOUGH
            && (!is_author(claim) || is_of_column)
            && !is_witness
            && !reading.is_delay
            && (is_hinted || is_quoted || is_contradicted);
        let known = if is_completed {
            KNOWN_SIDE * known.signum()
        } else {
            0.0
        };
        own.add(known);
        // *An alarm errs*, says who wants a person in charge of alarms: nobody's tone turns round his word.
        let has_only_tone = on.is_none_or(|on| on.said.is_empty())
            && reading.thing.is_empty()
            && reading.wishes.is_empty()
            && reading.deeds.is_empty();
        if has_only_tone && heard.clear.lead() * alone < 0.0 {
            own = Sides::default();
        }
        let lead = own.lead();
        // *The court declared the ban unlawful*: to strike something down is a side, whoever does it.
        let is_ruling = on.is_some_and(|on| {
            on.said
                .iter()
                .any(|said| said.basis == Basis::Composed && said.weight <= -STRONG)
        });
        let enough = match claim.kind {
            _ if is_witness && !is_ruling => ENOUGH_OF_WITNESS,
            _ if is_reporter || reading.is_delay => ENOUGH_OF_REPORTER,
            ClaimKind::Mixed => ENOUGH_QUOTED,
            _ => ENOUGH,
        };
        if (!claim.attribution_negated || reading.is_unwanted) && lead.abs() >= enough {
            let of_thing = [&reading.thing, &reading.tone, &reading.wishes, &reading.deeds];
            let of_thing = of_thing.into_iter().filter(|_| is_focus).flatten();
            let of_thing = of_thing.chain(reading.asked.iter().filter(|_| is_focus));
            let reasons = on.into_iter().flat_map(|on| &on.said).chain(of_thing);
            let camp = if is_focus { reading.camp } else { 0.0 };
            // A known side decides only where the claim by itself does not.
            let needed = if alone.abs() < ENOUGH { known } else { 0.0 };
            let others = [(camp, BY_CAMP), (answer, BY_ANSWER), (needed, BY_KNOWN)];
            let mut stance = sided(id, lead, holder, reasons, &others, text);
            if alone.abs() < ENOUGH {
                stance.score = rounded(stance.score * 0.8);
            }
            if !stance.evidence.is_empty() {
                add_keywords(&mut stance, on, text);
            }
            return Some(stance);
        }
        // Where a target is under discussion, what is about it need not name it: any word of a debate is, any reason for a side,
        // and of what somebody says any word of it, any figure, what is argued, and what speaks of its topic. The article's
        // own voice also tells where people live and what they wear: there it must take the target up or speak of its topic.
        let is_of_topic = || self.is_of_topic(at, claim, reading, target);
        let is_debated = reading.is_of_debate || is_hinting;
        let is_about = if is_author(claim) {
            is_debated && (reading.is_taking_up || is_of_topic())
        } else {
            let is_said = concern > 0.0 || !claim.figures.is_empty() || reading.is_argued;
            is_debated || is_said || is_of_topic()
        };
        let clear = if is_author(claim) && !is_focus {
            TWICE
        } else {
            CLEAR
        };
        if concern >= clear || (is_focus && is_about) {
            let mut stance = Stance::new(
                id,
                StanceLabel::Neutral,
                holder,
                rounded((0.3 + 0.1 * concern).min(0.8)),
            );
            stance.evidence = spans(text, on.into_iter().flat_map(|on: &OnTarget| &on.keywords));
            let name = if concern >= clear { BY_MENTION } else { BY_FOCUS };
            stance.rule = Some(name.to_owned());
            return Some(stance);
        }
        None
    }
}

/// Where the paragraph ends that goes on at a place.
fn paragraph_end(text: &str, start: usize) -> usize {
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    let rest = rest.get(..PARAGRAPH).unwrap_or(rest);
    let length = rest.iter().position(|byte| *byte == b'\n');
    start + length.unwrap_or(rest.len())
}

/// Whether a phrase of the codebook is enough for a side.
fn is_told_by_phrase(said: &[Said]) -> bool {
    said.iter()
        .any(|said| said.basis == Basis::CuePhrase && said.weight.abs() >= ENOUGH)
}

/// The sums of reasons, of which cues of one word that stand anywhere make no side without another reason.
fn without_loose(said: &[Said]) -> Sides {
    let mut sides = Sides::of(said, 1.0);
    let has_other = |sign: f64| {
        said.iter()
            .any(|said| said.weight * sign > HINT && said.basis != Basis::CueAlone)
    };
    if !has_other(1.0) {
        sides.favor = sides.favor.min(LOOSE);
    }
    if !has_other(-1.0) {
        sides.against = sides.against.min(LOOSE);
    }
    sides
}
