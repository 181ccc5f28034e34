//! What a claim says of what is under discussion, which it takes up by a noun or a pronoun.

use propos_schema::Claim;

use super::regretted::turn_regretted;
use super::{DENIED, Said, THING, by_holder, denies};
use crate::label::analysis::{Analysis, OperatorKind};
use crate::label::evidence::{Basis, evidence};
use crate::label::holder::is_author;
use crate::label::labels::Labels;
use crate::label::lexicon::Class;
use crate::label::phrases::{Hit, Tag};

/// How much evidence counts on what a noun (*the rules*) or a pronoun takes up.
const TAKEN_UP_BY_NOUN: f64 = 0.96;
const TAKEN_UP_BY_PRONOUN: f64 = 0.8;

/// What a claim says of what is under discussion, by nouns and pronouns that take it up; and what somebody does to it.
pub(super) fn thing(
    labels: &Labels,
    analysis: &Analysis,
    claim: &Claim,
    text: &str,
) -> (Vec<Said>, Vec<Said>, Option<String>) {
    let taking_up = |class: Class| {
        analysis
            .hits_of(class)
            .filter(|hit| analysis.is_in_claim(hit.first()))
            .filter(move |hit| class != Class::Pronoun || stands_alone(analysis, hit.last()))
            // *asks the court to strike it down*: what is wished for is in the whole phrase.
            // *the suspension was adopted*: who takes up the end of it takes up something else.
            .filter(move |hit| {
                !analysis.is(hit.last(), Class::Undo) && !analysis.is(hit.first(), Class::Uphold)
            })
            // *la décision de tirer*: with what is decided it is another thing.
            .filter(move |hit| {
                let next = hit.last() + 1;
                !(analysis.is(next, Class::OfPreposition) && analysis.ends_like_infinitive(next + 1, text))
            })
            .map(move |hit| {
                let side = if class == Class::Pronoun && is_unwanted(analysis, hit) {
                    -1
                } else {
                    1
                };
                hit.with(Tag::TargetKeyword {
                    target: u16::MAX,
                    act: side,
                    judgement: side,
                    percent: 100,
                })
            })
    };
    let mut hits: Vec<Hit> = taking_up(Class::Anaphor)
        .filter(|hit| !analysis.is_granted(hit.first(), hit.last()))
        .collect();
    let mut factor = TAKEN_UP_BY_NOUN;
    let is_pronoun = hits.is_empty();
    if is_pronoun {
        hits = taking_up(Class::Pronoun).take(2).collect();
        factor = TAKEN_UP_BY_PRONOUN;
    }
    if hits.is_empty() {
        return (Vec::new(), Vec::new(), None);
    }
    let mut found = evidence(analysis, THING, true, &hits, &hits);
    found.retain(|evidence| {
        !analysis.is_conditional(evidence.first) && !analysis.is_conditional(evidence.last)
    });
    turn_regretted(analysis, &mut found);
    if denies(analysis) {
        factor *= DENIED;
    }
    for evidence in &mut found {
        evidence.weight *= factor;
        evidence.basis = Basis::Thing;
    }
    // *suggested that the vote …*: what is said is in the clause; *accuse d'avoir vidé le texte*: somebody is blamed for a deed.
    let parts = |at: usize| {
        analysis.is(at, Class::That)
            || analysis.is(at, Class::Auxiliary) && at > 0 && analysis.is(at - 1, Class::OfPreposition)
    };
    found.retain(|evidence| !(evidence.first..evidence.last).any(parts));
    let (said, deeds, actor) = by_holder(labels, analysis, claim, text, &found, &hits);
    // *took the weights and trimmed them*: what the article takes up by a pronoun is anything.
    // *Die Koalition lehnte ihn ab*: with its parted verb it is clear what is taken up.
    let is_anything = is_pronoun && !(analysis.is_verb_final && found.len() == 1);
    if !is_author(claim) || is_anything {
        return (said, Vec::new(), None);
    }
    (said, deeds, actor)
}

/// Whether a German or Dutch pronoun stands for what its target does not want, by the words of targets before it in the claim:
/// *sieht im Nachzug eine Last und will ihn aussetzen*. Where they disagree, it may be any of them.
fn is_unwanted(analysis: &Analysis, pronoun: &Hit) -> bool {
    let before = analysis
        .spoken
        .iter()
        .filter(|hit| hit.last() < pronoun.first() && analysis.is_in_claim(hit.first()));
    let mut sides = before
        .filter_map(|hit| match hit.tag {
            Tag::TargetKeyword { act, judgement, .. } => Some(act < 0 && judgement < 0),
            _ => None,
        })
        .peekable();
    analysis.is_verb_final && sides.peek().is_some() && sides.all(|is_unwanted| is_unwanted)
}

/// Whether a pronoun is none that goes with a noun: *this*, not *this class*.
fn stands_alone(analysis: &Analysis, at: usize) -> bool {
    let next = at + 1;
    // *argue that we …*: behind a word of saying it begins a clause.
    let begins_clause = analysis.is(at, Class::That)
        && at > 0
        && analysis.mark(at - 1).is_none()
        && analysis.is_in_claim(next)
        && analysis.mark(next).is_none()
        && !analysis.is(next, Class::Be)
        && !analysis.is(next, Class::Modal);
    // *das Aus*: German writes nouns with a capital, whatever else the word may be.
    let is_article =
        analysis.has_capital_nouns && analysis.items.get(next).is_some_and(|item| item.is_capitalised);
    if begins_clause || is_article {
        return false;
    }
    !analysis.is_in_claim(next)
        || analysis.mark(next).is_some()
        || analysis.is(next, Class::Stop)
        || analysis.is(next, Class::Be)
        || analysis.is(next, Class::Modal)
        || analysis
            .operators
            .iter()
            .any(|operator| operator.at == next && operator.kind != OperatorKind::ActNoun)
}
