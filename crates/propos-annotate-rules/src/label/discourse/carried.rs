//! Sides that a claim has from others: from what its speaker says beside it, and from whom it answers.

use std::collections::BTreeMap;

use propos_schema::{Claim, ClaimKind, Holder, HolderRole, Resolution, Stance, StanceLabel, TextSpan};

use super::{BY_ANSWER, BY_KNOWN, Discourse, is_author, sided};
use crate::label::people::AUTHOR;
use crate::label::reading::{Answer, OnTarget, Reading};
use crate::label::sides::Sides;

/// How many claims before and behind are looked at for one in which the same speaker takes a side.
const BESIDE: usize = 3;
/// How long quoted words must be, in bytes, to be taken for those of somebody whose side is known; and how many there must be where
/// they stand beside others that show it.
const QUOTED: usize = 24;
const WORDS_NEXT: usize = 3;
/// From how much on a claim leans to a side.
const LEANS: f64 = 0.5;
/// What it counts that the article says of somebody named that he agrees or disagrees with who spoke before.
const SAID_TO_ANSWER: f64 = 0.95;

/// Where the same speaker takes the same side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Nowhere,
    Near,
    /// In the claim before or behind, in the same paragraph.
    Next,
}

/// How often somebody is for a target and against it.
#[derive(Clone, Copy, Debug, Default)]
struct Taken {
    favor: usize,
    against: usize,
}

impl Taken {
    fn add(&mut self, label: StanceLabel) {
        match label {
            StanceLabel::Favor => self.favor += 1,
            StanceLabel::Against => self.against += 1,
            StanceLabel::Neutral => {}
        }
    }

    /// The only side that was taken.
    const fn only(self) -> Option<StanceLabel> {
        match (self.favor, self.against) {
            (1.., 0) => Some(StanceLabel::Favor),
            (0, 1..) => Some(StanceLabel::Against),
            _ => None,
        }
    }
}

impl Discourse<'_> {
    /// Whoever takes one side wherever he takes one argues for it where he only speaks of the target, too. Not so whoever finds and
    /// weighs, turns from what was said, or asks for time.
    pub(super) fn carry_on(&self, claims: &mut [Claim], readings: &[Reading], focuses: &[Option<usize>]) {
        let mut taken: BTreeMap<(usize, String), Taken> = BTreeMap::new();
        for (claim, key) in claims.iter().zip(&self.keys) {
            let Some(key) = key.filter(|_| !is_author(claim)) else {
                continue;
            };
            let stances = claim.stances.iter().flatten();
            for stance in stances.filter(|stance| stance.holder.role == HolderRole::Speaker) {
                let taken = taken.entry((key, stance.target.clone())).or_default();
                taken.add(stance.label);
            }
        }
        let speakers = self.keys.iter().zip(&self.witnesses);
        for (at, ((claim, reading), (key, is_witness))) in
            claims.iter_mut().zip(readings).zip(speakers).enumerate()
        {
            let argues = !is_witness
                && !reading.is_turning
                && !reading.is_delay
                && !reading.is_undecided
                && !claim.attribution_negated
                && claim.parent.is_none();
            let Some(key) = key.filter(|_| argues && !is_author(claim)) else {
                continue;
            };
            let stances = claim.stances.iter_mut().flatten();
            for stance in stances.filter(|stance| stance.label == StanceLabel::Neutral) {
                let taken = taken.get(&(key, stance.target.clone())).copied();
                let side = taken.and_then(Taken::only);
                // *Nobody here feels threatened*: what leans the other way goes on with nothing.
                let side = side.filter(|side| !self.leans_from(at, reading, stance, *side, focuses));
                if let Some(side) = side {
                    stance.label = side;
                    stance.rule = Some(BY_KNOWN.to_owned());
                }
            }
        }
    }

    /// Whether a claim's own reasons lean to the other side.
    fn leans_from(
        &self,
        at: usize,
        reading: &Reading,
        stance: &Stance,
        side: StanceLabel,
        focuses: &[Option<usize>],
    ) -> bool {
        let target = self.number_of(stance);
        // Nobody's tone turns round his word: what is said of the target itself counts.
        let of_target = target.and_then(|target| reading.on(target)).map(|on| &on.said);
        let mut sides = Sides::of(of_target.into_iter().flatten(), 1.0);
        let focus = focuses.get(at).copied().flatten();
        if let Some(labels) = target
            .filter(|_| target == focus)
            .and_then(|target| self.target(target))
        {
            sides = sides.plus(Sides::of(&reading.thing, labels.thing));
        }
        let lead = sides.lead();
        match side {
            StanceLabel::Favor => lead <= -LEANS,
            _ => lead >= LEANS,
        }
    }

    /// Whether a claim that has no word for a side goes on from one near by in which its speaker takes one.
    #[expect(clippy::too_many_arguments, reason = "a claim with all that is known of it")]
    pub(super) fn is_carried(
        &self,
        at: usize,
        claim: &Claim,
        reading: &Reading,
        key: Option<usize>,
        target: usize,
        side: f64,
        text: &str,
    ) -> bool {
        let beside = self.beside(at, key, target, side, text);
        let is_next = beside == Beside::Next;
        let extent = claim.extent();
        let n_words = text
            .get(extent.clone())
            .map_or(0, |quote| quote.split_whitespace().count());
        // *It was filmed in Belgium, he said*: what is told in other words is an aside as often.
        // *I passed the house every day*: what somebody tells of himself argues for nothing.
        let is_said_out = if claim.kind == ClaimKind::Indirect {
            let goes_on = is_next && reading.goes_on && claim.figures.is_empty();
            reading.is_argued || reading.is_predicted || goes_on
        } else {
            let is_of_thing = !reading.is_of_oneself;
            is_of_thing && (extent.len() >= QUOTED || is_next && n_words >= WORDS_NEXT)
        };
        let goes_on = claim.speaker.resolution == Resolution::Continuation;
        beside != Beside::Nowhere && (is_said_out || goes_on) && !reading.is_turning
    }

    /// Whether the same speaker takes a side in the claim before or behind, or in one near by in the same paragraph: *Die Quote
    /// sei ein Fehler, sagte er. Kein Land habe sie gewollt.*
    fn beside(&self, at: usize, key: Option<usize>, target: usize, side: f64, text: &str) -> Beside {
        let is_clear = |other: usize| {
            let mut clear = self.clear.get(other).into_iter().flatten();
            clear.any(|(who, of, on)| Some(*who) == key && *of == target && on * side > 0.0)
        };
        let is_near = |other: usize| {
            let (Some(one), Some(other)) = (self.extents.get(at.min(other)), self.extents.get(at.max(other)))
            else {
                return false;
            };
            let between = text.as_bytes().get(one.end..other.start.max(one.end));
            between.is_some_and(|between| !between.contains(&b'\n'))
        };
        let mut beside = Beside::Nowhere;
        for other in
            (at.saturating_sub(BESIDE)..=at + BESIDE).filter(|other| *other != at && is_clear(*other))
        {
            let is_next = other.abs_diff(at) == 1;
            if is_next && is_near(other) {
                return Beside::Next;
            }
            if is_next || is_near(other) {
                beside = Beside::Near;
            }
        }
        beside
    }

    /// Who last took a side on a target before a claim and in the same paragraph, and which.
    pub(super) fn last_in_paragraph(&self, at: usize, target: usize, text: &str) -> Option<(usize, f64)> {
        let start = self.extents.get(at)?.start;
        let before = self.clear.get(at.saturating_sub(BESIDE)..at)?;
        let mut before = before.iter().enumerate().rev();
        before.find_map(|(place, clear)| {
            let end = self.extents.get(at.saturating_sub(BESIDE) + place)?.end;
            let is_near = !text.as_bytes().get(end..start.max(end))?.contains(&b'\n');
            let (who, _, side) = clear.iter().rev().find(|(_, of, _)| *of == target)?;
            is_near.then_some((*who, *side))
        })
    }

    /// Learns which side somebody is on whom the article says to agree or disagree: *Dr Farouk sees it differently.*
    pub(super) fn hear_answerer(&mut self, at: usize, claim: &Claim, reading: &Reading, target: usize) {
        let Some((name, _)) = reading.answerer.as_ref().filter(|_| is_author(claim)) else {
            return;
        };
        let who = self.people.number(name);
        // Whoever is answered has spoken shortly before.
        let near = self
            .clear
            .get(at.saturating_sub(BESIDE)..at)
            .into_iter()
            .flatten();
        let mut on_target = near
            .flatten()
            .filter(|(last, of, _)| *last != who && *of == target);
        // *Others are less impressed*: a single word is somebody only where it speaks.
        let is_somebody = who != AUTHOR && (name.contains(' ') || self.keys.contains(&Some(who)));
        let Some((_, _, side)) = on_target.next_back().copied().filter(|_| is_somebody) else {
            return;
        };
        let side = match reading.answer {
            Answer::Agrees => side.signum(),
            Answer::Disagrees => -side.signum(),
            Answer::None | Answer::SameCamp => return,
        };
        // *He, too, called it irresponsible to fund …*: what is said tells better whom he agrees with.
        if self.own(at, reading, target, true, false).lead() * side <= -LEANS {
            return;
        }
        let mut sides = Sides::default();
        sides.add(SAID_TO_ANSWER * side);
        self.note(at, who, target, sides);
        self.mark(at, who, target, sides);
        if let Some(slot) = self.answerers.get_mut(at) {
            *slot = sides.lead();
        }
    }

    /// The stance of whoever the article says to agree or disagree in a claim.
    pub(super) fn stance_of_answerer(
        &self,
        at: usize,
        id: &str,
        reading: &Reading,
        text: &str,
    ) -> Option<Stance> {
        let lead = self.answerers.get(at).copied().filter(|lead| *lead != 0.0)?;
        let (name, said) = reading.answerer.as_ref()?;
        let holder = Holder::new(HolderRole::Actor, Some(name.clone()));
        let mut stance = sided(id, lead, holder, std::iter::empty(), &[(lead, BY_ANSWER)], text);
        stance.evidence = super::spans(text, std::iter::once(said));
        Some(stance)
    }
}

/// Adds the words of the target that stand in no reason.
pub(super) fn add_keywords(stance: &mut Stance, on: Option<&OnTarget>, text: &str) {
    let keywords = super::spans(text, on.into_iter().flat_map(|on| &on.keywords));
    let is_apart = |word: &TextSpan| {
        let mut reasons = stance.evidence.iter();
        reasons.all(|reason| word.end <= reason.start || reason.end <= word.start)
    };
    let apart: Vec<TextSpan> = keywords.into_iter().filter(is_apart).collect();
    stance.evidence.extend(apart);
    stance.evidence.sort_by_key(|span| (span.start, span.end));
}
