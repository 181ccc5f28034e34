//! Whether a claim can be checked, and how much it deserves it.
//!
//! | reason | weight | when |
//! |---|---|---|
//! | `figure` | +0.30 | the quote has an amount |
//! | `causal_claim` | +0.15 | says that one thing brings about another |
//! | `comparison` | +0.10 | sets one thing above or below another |
//! | `record_or_superlative` | +0.15 | says that something is the most, the first or the only one |
//! | `past_event` | +0.10 | a factual claim about what was or has been |
//! | `named_speaker` | +0.10 | somebody named answers for it |
//! | `contested_topic` | +0.10 | takes a side toward a target |
//! | `hedged` | −0.10 | marked as uncertain |
//! | `not_factual` | −0.15 | opinion, prediction or demand |
//!
//! The score begins at 0.20 and is kept between 0 and 1.

use propos_annotate::Article;
use propos_schema::{CheckWorthiness, Claim, Resolution, StanceLabel, Verifiability};

use super::analysis::Analysis;
use super::labels::Labels;
use super::lexicon::Class;
use super::topics::rounded;
use super::words::Words;

impl Labels {
    /// Says of claims that have their stances how far they can be checked and how much they deserve it.
    pub(crate) fn assess(&self, article: &Article, claims: &mut [Claim]) {
        let words = Words::read(self, article.text());
        let mut analysis = Analysis::default();
        for claim in claims {
            analysis.read(&words, article.text(), claim);
            (claim.verifiability, claim.check_worthiness) = assess(claim, Signs::read(claim, &analysis));
        }
    }
}

/// What the words of a claim show.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
pub(super) struct Signs {
    verifiability: Verifiability,
    has_cause: bool,
    compares: bool,
    has_record: bool,
    is_past: bool,
}

impl Signs {
    /// Reads them off a claim.
    pub(super) fn read(claim: &Claim, analysis: &Analysis) -> Self {
        Self {
            verifiability: verifiability(claim, analysis),
            has_cause: analysis.claim_has(Class::Causal),
            compares: analysis.claim_has(Class::Comparison),
            has_record: analysis.claim_has(Class::Superlative),
            is_past: analysis.claim_has(Class::Past),
        }
    }
}

/// Verifiability and check-worthiness of a claim that has its stances.
pub(super) fn assess(claim: &Claim, signs: Signs) -> (Verifiability, CheckWorthiness) {
    let is_factual = signs.verifiability == Verifiability::Factual;
    let takes_side = claim
        .stances
        .iter()
        .flatten()
        .any(|stance| stance.label != StanceLabel::Neutral);
    let is_named = claim.speaker.name.is_some() && claim.speaker.resolution != Resolution::Author;
    let table = [
        ("figure", 0.30, !claim.figures.is_empty()),
        ("causal_claim", 0.15, signs.has_cause),
        ("comparison", 0.10, signs.compares),
        ("record_or_superlative", 0.15, signs.has_record),
        ("past_event", 0.10, is_factual && signs.is_past),
        ("named_speaker", 0.10, is_named),
        ("contested_topic", 0.10, takes_side),
        ("hedged", -0.10, claim.hedged),
        ("not_factual", -0.15, !is_factual),
    ];
    let mut score: f64 = 0.20;
    let mut reasons = Vec::new();
    for (reason, weight, holds) in table {
        if holds {
            score += weight;
            reasons.push(reason.to_owned());
        }
    }
    (signs.verifiability, CheckWorthiness::new(rounded(score), reasons))
}

fn verifiability(claim: &Claim, analysis: &Analysis) -> Verifiability {
    let (mut n_words, mut n_asked) = (0, 0);
    for (at, item) in analysis.items.iter().enumerate() {
        if analysis.is_in_claim(at) && item.mark.is_none() {
            n_words += 1;
            n_asked += usize::from(analysis.is_asked(at));
        }
    }
    if n_words < 2 || n_asked == n_words {
        return Verifiability::NotVerifiable;
    }
    let asks = analysis.operators.iter().any(|operator| {
        operator.is_demand && (!analysis.is_in_claim(operator.at) || operator.at == analysis.claim_start())
    });
    if analysis.claim_has(Class::Modal) || asks {
        return Verifiability::Directive;
    }
    if analysis.claim_has(Class::Future) {
        return Verifiability::Prediction;
    }
    let judges = analysis.claim_has(Class::Opinion) && claim.figures.is_empty();
    if judges {
        Verifiability::Opinion
    } else {
        Verifiability::Factual
    }
}
