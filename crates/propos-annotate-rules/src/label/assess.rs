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
//!
//! A claim without a figure that tells neither what will be nor what ought to be is an opinion from a leaning of 1 on:
//!
//! | sign | leaning |
//! |---|---|
//! | quoted, wholly or in part: what can be checked is seldom quoted for its words | +1 |
//! | a word that judges | +1 |
//! | a word for something good | +0.5 |
//! | a superlative, a cause, a condition | +0.5 each |
//! | *I*, *we* | +0.5 |
//! | marked as uncertain | +0.5 |
//! | takes a side toward a target | +0.5 |
//! | tells of the past | −0.5 |
//!
//! Read off 280 claims of labelled articles, of which 61 % are coded as by hand, and 45 % where words that judge alone decide.

use propos_annotate::Article;
use propos_schema::{CheckWorthiness, Claim, ClaimKind, Resolution, StanceLabel, Verifiability};

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
            (claim.verifiability, claim.check_worthiness) =
                assess(claim, Signs::read(claim, &analysis, article.text()));
        }
    }
}

/// What the words of a claim show.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
pub(super) struct Signs {
    /// Factual also where it may be an opinion.
    verifiability: Verifiability,
    /// How much its words lean to an opinion.
    leaning: f64,
    has_cause: bool,
    compares: bool,
    has_record: bool,
    is_past: bool,
}

impl Signs {
    /// Reads them off a claim.
    pub(super) fn read(claim: &Claim, analysis: &Analysis, text: &str) -> Self {
        Self {
            verifiability: verifiability(analysis, text),
            leaning: leaning(claim, analysis),
            has_cause: analysis.claim_has(Class::Causal),
            compares: analysis.claim_has(Class::Comparison),
            has_record: analysis.claim_has(Class::Superlative),
            is_past: analysis.claim_has(Class::Past),
        }
    }
}

/// Verifiability and check-worthiness of a claim that has its stances.
pub(super) fn assess(claim: &Claim, signs: Signs) -> (Verifiability, CheckWorthiness) {
    let takes_side = claim
        .stances
        .iter()
        .flatten()
        .any(|stance| stance.label != StanceLabel::Neutral);
    let side = if takes_side { HINT } else { 0.0 };
    let is_opinion = claim.figures.is_empty() && signs.leaning + side >= OPINION;
    let verifiability = match signs.verifiability {
        Verifiability::Factual if is_opinion => Verifiability::Opinion,
        other => other,
    };
    let is_factual = verifiability == Verifiability::Factual;
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
    (verifiability, CheckWorthiness::new(rounded(score), reasons))
}

/// From which leaning on a claim is an opinion, which a clear sign alone makes it, and what a hint of one counts.
const OPINION: f64 = 1.0;
const HINT: f64 = 0.5;

/// How much the words of a claim lean to an opinion.
fn leaning(claim: &Claim, analysis: &Analysis) -> f64 {
    let has_any = |classes: &[Class]| classes.iter().any(|class| analysis.claim_has(*class));
    let table = [
        (
            OPINION,
            matches!(claim.kind, ClaimKind::Direct | ClaimKind::Mixed),
        ),
        (OPINION, has_any(&[Class::Opinion, Class::Bad, Class::Kind])),
        (HINT, has_any(&[Class::Good])),
        (HINT, has_any(&[Class::Superlative])),
        (HINT, has_any(&[Class::Causal])),
        (HINT, has_any(&[Class::If])),
        (HINT, has_any(&[Class::FirstPerson])),
        (HINT, claim.hedged),
        (-HINT, has_any(&[Class::Past])),
    ];
    table
        .iter()
        .filter_map(|(weight, holds)| holds.then_some(*weight))
        .sum()
}

/// What the words of a claim make it, opinions left aside.
fn verifiability(analysis: &Analysis, text: &str) -> Verifiability {
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
    let is_scheduled = analysis.claim_has(Class::Scheduled);
    let mut modals = analysis.class(Class::Modal);
    let ought = modals
        .any(|(first, last)| analysis.is_in_claim(first) && !is_need_of_things(analysis, first, last, text));
    if ought && !is_scheduled || asks {
        return Verifiability::Directive;
    }
    if is_scheduled || analysis.claim_has(Class::Future) {
        return Verifiability::Prediction;
    }
    Verifiability::Factual
}

/// Whether something is lacking and nobody asked to do anything: *the roof needs £4m of repairs*, but *we need a roof*.
fn is_need_of_things(analysis: &Analysis, first: usize, last: usize, text: &str) -> bool {
    let is_ours = first
        .checked_sub(1)
        .is_some_and(|before| analysis.is(before, Class::FirstPerson));
    // *a besoin d'être refait*
    let is_small = |at: &usize| analysis.is(*at, Class::Article) || analysis.is(*at, Class::OfPreposition);
    let next = (last + 1..last + 3).find(|at| !is_small(at)).unwrap_or(last + 1);
    let is_verb = [Class::Preposition, Class::Negation]
        .iter()
        .any(|class| analysis.is(next, *class))
        || analysis.ends_like_infinitive(next, text);
    analysis.is(first, Class::Need) && !is_ours && !is_verb
}
