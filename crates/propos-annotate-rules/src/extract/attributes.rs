//! Hedges and conditionals of a claim.

use propos_schema::{Claim, Conditional, TextSpan};

use super::lexicon::{EnglishList, Form, Group, Groups, RomanceList};
use super::traits::Trait;
use super::verb_group::is_finite_verb;
use super::view::View;

/// Words that may say how sure a claim is.
const MARKS: Groups = Groups::of(&[Group::Hedge, Group::HedgeVerb, Group::Hypothesis]);

/// Sets hedges, modality and the kind of conditional from the words of the quote.
pub(super) fn set(view: &View<'_>, claim: &mut Claim) {
    let mut has_hypothesis = false;
    let mut has_conditional = false;
    let mut is_epistemic = false;
    let mut is_deontic = false;
    let mut is_counterfactual = false;
    for span in &claim.spans {
        let first = view.tokens.partition_point(|token| token.start < span.start);
        let end = view.tokens.partition_point(|token| token.start < span.end);
        for at in first..end {
            let groups = view.groups(at);
            let may_be_conditional =
                view.shows(at, Trait::Conditional) || view.shows(at, Trait::EndsAsConditional);
            // Most words show nothing of the kind.
            if !may_be_conditional && !groups.has_any(MARKS) {
                continue;
            }
            let is_month = view.is_capitalised(at) && groups.has(Group::Time) && !view.starts_sentence(at);
            let is_hedge_verb = groups.has(Group::HedgeVerb) && !is_month && !is_negated_might(view, at);
            // `por supuesto` is sure.
            let is_sure = view.is_word(at, "supuesto") && at > 0 && view.is_word(at - 1, "por");
            if groups.has(Group::Hedge) && !is_sure || is_hedge_verb {
                claim.modality.extend(TextSpan::new(
                    view.text,
                    view.bytes(at..at + 1).unwrap_or_default(),
                ));
            }
            has_hypothesis |= groups.has(Group::Hypothesis)
                && (!view.is_word(at, "s'") || view.is_in(at + 1, Group::Masculine));
            let is_conditional = view.shows(at, Trait::Conditional)
                || view.shows(at, Trait::EndsAsConditional) && is_finite_verb(view, at, first);
            if !is_conditional {
                continue;
            }
            has_conditional = true;
            is_epistemic |= is_hedge_verb;
            is_deontic |= groups.has(Group::Obligation);
            let is_have = groups.has(Group::Have) || view.is_in(at + 1, Group::Have);
            is_counterfactual |= is_have
                && (at + 1..at + 4).any(|place| {
                    view.readings(place)
                        .iter()
                        .any(|reading| reading.form == Form::Participle || reading.form == Form::Past)
                });
        }
    }
    // `is said to be`: nobody stands by it.
    if claim.rule.as_deref() == Some("passive")
        && claim.spans.len() > 1
        && claim.speaker.mention.is_none()
        && let Some(cue) = &claim.cue
        && !view
            .lexicon
            .is_listed(cue.lemma.as_deref().unwrap_or_default(), EnglishList::Forecasts)
    {
        claim
            .modality
            .extend(TextSpan::new(view.text, cue.start..cue.end));
    }
    claim.modality.sort_by_key(|span| span.start);
    claim.hedged = !claim.modality.is_empty();
    let is_english = view.lang == propos_segment::Lang::En;
    if matches!(view.lang, propos_segment::Lang::De | propos_segment::Lang::Nl) {
        claim.conditional = germanic(view, claim, has_hypothesis, has_conditional);
        return;
    }
    // Behind a source a conditional is what others say, not what would have been.
    let is_sourced = matches!(
        claim.rule.as_deref(),
        Some("according" | "hearsay" | "impersonal" | "own-source")
    );
    claim.conditional = match () {
        () if !has_conditional => None,
        () if is_epistemic => Some(Conditional::Epistemic),
        () if is_deontic => Some(Conditional::Deontic),
        () if is_counterfactual && (is_english || !is_sourced) => Some(Conditional::Counterfactual),
        () if has_hypothesis => Some(Conditional::Hypothetical),
        () if is_english => None,
        () if is_sourced => Some(Conditional::Hearsay),
        () => Some(Conditional::Hypothetical),
    };
    if claim.conditional == Some(Conditional::Hearsay) {
        claim.hedged = true;
    }
}

/// German reports in a mood of its own, which is none of doubt; `soll … haben` and Dutch `zou` say that others say so.
fn germanic(
    view: &View<'_>,
    claim: &mut Claim,
    has_hypothesis: bool,
    has_conditional: bool,
) -> Option<Conditional> {
    let is_hearsay = claim.spans.iter().any(|span| {
        let first = view.tokens.partition_point(|token| token.start < span.start);
        let end = view.tokens.partition_point(|token| token.start < span.end);
        (first..end).any(|at| {
            view.is_in(at, Group::HearsayModal)
                && (view.lang == propos_segment::Lang::Nl
                    || (at + 1..end).any(|place| is_perfect_infinitive(view, place))
                    || at > first && is_perfect_infinitive(view, at - 1))
        })
    });
    if is_hearsay && !has_hypothesis {
        claim.hedged = true;
        return Some(Conditional::Hearsay);
    }
    if claim.rule.as_deref() == Some("carried-mood") {
        return Some(Conditional::Hearsay);
    }
    (has_hypothesis && has_conditional).then_some(Conditional::Hypothetical)
}

/// `gesehen haben`, `getötet worden sein`.
fn is_perfect_infinitive(view: &View<'_>, at: usize) -> bool {
    (view.is_word(at, "haben") || view.is_word(at, "sein"))
        && at > 0
        && (view.is_word(at - 1, "worden")
            || view.may_be(at - 1, Form::Participle)
            || view.word(at - 1).starts_with("ge"))
}

/// `ne peut pas` and `cannot` say no, not perhaps.
fn is_negated_might(view: &View<'_>, at: usize) -> bool {
    // `no se puede despedir`, `não pode esperar`: it is forbidden or impossible, and not unsure.
    if view.drops_subjects() {
        let clitics = (1..3)
            .take_while(|&n| at >= n && view.is_in(at - n, Group::Reflexive))
            .count();
        let is_plain = view.is_listed(at, RomanceList::MayDo);
        return is_plain
            && at > clitics
            && view.is_in(at - clitics - 1, Group::Negation)
            && !view.is_in(at + 1, Group::Have)
            && !view.is_listed(at + 1, RomanceList::PerfectOrBe);
    }
    (view.is_word(at, "peut") || view.is_word(at, "peuvent")) && at > 0 && view.is_in(at - 1, Group::Negation)
}
