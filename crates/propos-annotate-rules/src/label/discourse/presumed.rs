//! Sides of those who argue in words that nobody knows, by what they tell: how things are, or what will come.

use std::collections::{BTreeMap, BTreeSet};

use propos_schema::{Claim, ClaimKind, Resolution, Stance, StanceLabel};
use propos_segment::Lang;

use super::{BY_FOCUS, BY_OUTLOOK, Discourse, is_author};
use crate::label::reading::{Outlook, Reading};

/// How long quoted words must be, in bytes, to argue.
const ARGUES: usize = 16;
/// How sure such a side is.
const SCORE: f64 = 0.4;

impl Discourse<'_> {
    /// Whoever is quoted at length on a measure under discussion argues. Who tells how things are tells why something should be done,
    /// who tells what will come of it why not: *Nobody can rent here. They will go to the retail park.*
    pub(super) fn presume(
        &self,
        claims: &mut [Claim],
        readings: &[Reading],
        focuses: &[Option<usize>],
        text: &str,
    ) {
        // In other languages it has not been measured.
        if !matches!(self.labels.phrases.lang(), Some(Lang::En | Lang::Fr)) {
            return;
        }
        // What is said in the dock is told of oneself.
        let accused: BTreeSet<usize> = readings
            .iter()
            .zip(&self.keys)
            .filter_map(|(reading, key)| key.filter(|_| reading.is_of_accused))
            .collect();
        let mut outlooks: BTreeMap<(usize, Option<usize>), Option<StanceLabel>> = BTreeMap::new();
        for (at, (claim, reading)) in claims.iter().zip(readings).enumerate() {
            let Some(key) = self
                .keys
                .get(at)
                .copied()
                .flatten()
                .filter(|key| !accused.contains(key))
            else {
                continue;
            };
            let focus = focuses.get(at).copied().flatten();
            for stance in claim.stances.iter().flatten() {
                let place = (key, self.number_of(stance));
                if stance.label != StanceLabel::Neutral {
                    // Whoever takes a side elsewhere is known better.
                    outlooks.insert(place, None);
                    continue;
                }
                let Some(side) = self.presumed(at, claim, reading, stance, focus, text) else {
                    continue;
                };
                let known = outlooks.entry(place).or_insert(Some(side));
                if side == StanceLabel::Against && known.is_some() {
                    *known = Some(side);
                }
            }
        }
        for (at, (claim, reading)) in claims.iter_mut().zip(readings).enumerate() {
            let Some(key) = self.keys.get(at).copied().flatten() else {
                continue;
            };
            let focus = focuses.get(at).copied().flatten();
            let mut stances = claim.stances.take();
            for stance in stances.iter_mut().flatten() {
                let side = outlooks.get(&(key, self.number_of(stance))).copied().flatten();
                if let Some(side) =
                    side.filter(|_| self.presumed(at, claim, reading, stance, focus, text).is_some())
                {
                    stance.label = side;
                    stance.score = SCORE;
                    stance.rule = Some(BY_OUTLOOK.to_owned());
                }
            }
            claim.stances = stances;
        }
    }

    /// The side that a claim without one is presumed to argue for.
    fn presumed(
        &self,
        at: usize,
        claim: &Claim,
        reading: &Reading,
        stance: &Stance,
        focus: Option<usize>,
        text: &str,
    ) -> Option<StanceLabel> {
        // *“The line would have nine stops”*: who names the thing may only describe it.
        let is_plain = stance.rule.as_deref() == Some(BY_FOCUS);
        let target = self.target(focus?).filter(|target| target.id == stance.target)?;
        let is_quoted = claim.kind == ClaimKind::Direct
            || claim.kind == ClaimKind::Mixed && reading.outlook == Outlook::ToCome;
        let argues = is_plain
            && stance.label == StanceLabel::Neutral
            && target.is_demand
            && is_quoted
            && is_in_marks(text, claim)
            && claim.extent().len() >= ARGUES
            && claim.parent.is_none()
            && claim.speaker.resolution != Resolution::Unspecified
            && !is_author(claim)
            && !claim.attribution_negated
            && self.witnesses.get(at) != Some(&true)
            && self.answers.get(at).is_none_or(|answer| *answer == 0.0)
            && !reading.is_turning
            && !reading.is_delay;
        argues.then_some(())?;
        let quote = text.get(claim.extent()).unwrap_or_default();
        if quote.trim_end().ends_with('?') {
            return Some(StanceLabel::Against);
        }
        let side = match reading.outlook {
            Outlook::Present => StanceLabel::Favor,
            Outlook::ToCome => StanceLabel::Against,
            Outlook::Open => return None,
        };
        // What is said of the target itself, if weakly, says it better.
        let sign = if side == StanceLabel::Favor { 1.0 } else { -1.0 };
        let of_target = reading.on(focus?).into_iter().flat_map(|on| &on.said);
        let mut reasons = of_target.chain(&reading.thing).chain(&reading.tone);
        reasons.all(|said| said.weight * sign >= 0.0).then_some(side)
    }
}

/// Whether the words stand in quotation marks, or some of them.
fn is_in_marks(text: &str, claim: &Claim) -> bool {
    const MARKS: [char; 8] = ['"', '“', '”', '«', '»', '‘', '’', '\''];
    let extent = claim.extent();
    let before = text.get(..extent.start).unwrap_or_default().trim_end();
    let quote = text.get(extent).unwrap_or_default();
    before.ends_with(MARKS) || claim.kind == ClaimKind::Mixed && quote.contains(MARKS)
}
