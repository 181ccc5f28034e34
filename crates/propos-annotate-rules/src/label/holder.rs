//! Who holds a stance.

use propos_schema::{Claim, Holder, HolderRole, Resolution};

use super::analysis::{Analysis, OperatorKind};
use super::labels::Labels;
use super::lexicon::Class;
use super::normal::fold;
use super::phrases::{Hit, Tag};
use super::verb_second::{finite, inverted};
use crate::tokens::Mark;

/// The actor that a claim is about: its grammatical subject, where that is a name.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub(super) name: String,
    /// The codebook's id, where it is one of its actors.
    pub(super) id: Option<String>,
    /// The first and last item of the name.
    pub(super) first: usize,
    pub(super) last: usize,
    /// Whether it is a name beyond doubt.
    pub(super) is_sure: bool,
}

/// The one who makes the claim.
pub(super) fn speaker(claim: &Claim) -> Holder {
    Holder::new(HolderRole::Speaker, claim.speaker.name.clone())
}

/// How many words of a verb group may stand between a subject and the verb that shows a side (*a commencé à bloquer*).
const VERB_GROUP: usize = 5;

/// The named subject of the verb at an item: a name close before it in its clause, not behind a preposition.
pub(super) fn subject(labels: &Labels, analysis: &Analysis, text: &str, verb: usize) -> Option<Subject> {
    let is_word = |at: usize| {
        analysis.items.get(at).is_some_and(|item| item.mark.is_none()) && analysis.is_in_claim(at)
    };
    // *hat … beschlossen*: the subject stands beside the finite verb.
    let finite = if analysis.is_verb_final {
        finite(analysis, verb)
    } else {
        None
    };
    let verb = before_brackets(analysis, finite.unwrap_or(verb));
    if let Some(subject) = told_from(analysis, text, verb) {
        return Some(subject);
    }
    let in_clause = |at: usize| analysis.clause(at) == analysis.clause(verb);
    let is_inverted = analysis
        .is_verb_final
        .then(|| inverted(analysis, finite.unwrap_or(verb)));
    if let Some((first, last)) = is_inverted.flatten() {
        let text = text.get(analysis.items.get(first)?.start..analysis.items.get(last)?.end)?;
        return Some(Subject {
            name: text.to_owned(),
            id: None,
            first,
            last,
            is_sure: true,
        });
    }
    if (verb.saturating_sub(VERB_GROUP)..verb).any(|at| in_clause(at) && analysis.is(at, Class::FirstPerson))
    {
        return None;
    }
    let last = (verb.saturating_sub(VERB_GROUP + 1)..verb)
        .rev()
        .take_while(|at| is_word(*at) && in_clause(*at))
        .find(|at| is_name(analysis, *at))?;
    let actor = analysis
        .spoken
        .iter()
        .filter_map(|hit| match hit.tag {
            Tag::Actor(number) if hit.last() == last => Some((hit.first(), number as usize)),
            _ => None,
        })
        .min_by_key(|(first, _)| *first);
    let mut first = actor.map_or(last, |(first, _)| first);
    while first > 0 && is_word(first - 1) && is_capitalised(analysis, first - 1) {
        first -= 1;
    }
    // An article may stand before the name, and is sometimes part of an alias.
    while first < last && analysis.is(first, Class::Article) {
        first += 1;
    }
    let mut before = first;
    while before > 0 && is_word(before - 1) && analysis.is(before - 1, Class::Article) {
        before -= 1;
    }
    let is_object = before > 0
        && is_word(before - 1)
        && in_clause(before - 1)
        && (analysis.is(before - 1, Class::Preposition) || analysis.is(before, Class::Preposition));
    // *urged the administration to ease …*: the one urged has not done it yet.
    let is_addressed = analysis.operators.iter().any(|operator| {
        operator.kind == OperatorKind::Attitude
            && operator.at < first
            && first - operator.at <= VERB_GROUP
            && in_clause(operator.at)
            && !(operator.at..first).any(|at| analysis.is(at, Class::That))
    });
    // *Chinese AI engineers were told …*: the name goes on in a noun, or the verb is passive.
    let group = || (last + 1..verb).filter(|at| analysis.mark(*at).is_none());
    let is_verb_group = group().next().is_none_or(|next| {
        let is_small = analysis.is(next, Class::Stop)
            && !(analysis.is(next, Class::Preposition) || analysis.is(next, Class::Article));
        is_small || analysis.is(next, Class::Past) || analysis.is(next, Class::Modal)
    });
    let is_passive = group().any(|at| analysis.is(at, Class::Be));
    if !is_verb_group || is_passive {
        return None;
    }
    let begins_sentence = first == analysis.claim_start();
    if is_object || is_addressed {
        return None;
    }
    // A single capital at the beginning of a sentence may be any word's.
    let is_any_word =
        actor.is_none() && begins_sentence && first == last && !is_capitals(analysis, text, first);
    let start = analysis.items.get(first)?.start;
    let end = analysis.items.get(last)?.end;
    Some(Subject {
        name: text.get(start..end)?.to_owned(),
        id: actor
            .and_then(|(_, number)| labels.actors.get(number))
            .map(|(id, _)| id.clone()),
        first,
        last,
        is_sure: !is_any_word,
    })
}

/// German *Kritik kam auch von der SPD*, *stößt bei den Grünen auf Widerstand*: whose it is stands behind a preposition.
fn told_from(analysis: &Analysis, text: &str, verb: usize) -> Option<Subject> {
    if !analysis.has_capital_nouns {
        return None;
    }
    let word = |at: usize| {
        let item = analysis.items.get(at).filter(|item| item.mark.is_none())?;
        text.get(item.start..item.end).map(str::to_lowercase)
    };
    let prepositions: &[&str] = match word(verb)?.as_str() {
        "kam" | "kamen" | "kommt" | "kommen" | "komme" => &["von", "vom", "aus"],
        "stößt" | "stoßen" | "stieß" | "stießen" | "stoße" => &["bei", "beim"],
        _ => return None,
    };
    let is_near =
        |at: &usize| analysis.clause(*at) == analysis.clause(verb) && analysis.commas_between(*at, verb) == 0;
    let preposition = (analysis.claim_start()..analysis.items.len())
        .filter(is_near)
        .find(|at| word(*at).is_some_and(|word| prepositions.contains(&word.as_str())))?;
    let is_noun = |at: usize| is_capitalised(analysis, at) && analysis.mark(at).is_none();
    let first = (preposition + 1..preposition + 4).find(|at| is_noun(*at))?;
    let last = (first..analysis.items.len())
        .take_while(|at| is_noun(*at))
        .last()?;
    let name = text.get(analysis.items.get(first)?.start..analysis.items.get(last)?.end)?;
    Some(Subject {
        name: name.to_owned(),
        id: None,
        first,
        last,
        is_sure: true,
    })
}

/// The item before which something in brackets stands, or where the brackets open: *Senator Lee (R-Utah) opposes*.
fn before_brackets(analysis: &Analysis, at: usize) -> usize {
    const LONGEST: usize = 6;
    let is = |at: usize, mark: Mark| analysis.mark(at) == Some(mark);
    if at == 0 || !is(at - 1, Mark::Close) {
        return at;
    }
    (at.saturating_sub(LONGEST)..at)
        .rev()
        .find(|open| is(*open, Mark::Open))
        .unwrap_or(at)
}

/// Whether an item is part of a name: of an actor of the codebook, or a word with a capital.
fn is_name(analysis: &Analysis, at: usize) -> bool {
    let is_actor = |hit: &Hit| matches!(hit.tag, Tag::Actor(_)) && (hit.first()..=hit.last()).contains(&at);
    is_capitalised(analysis, at) || analysis.spoken.iter().any(is_actor)
}

fn is_capitalised(analysis: &Analysis, at: usize) -> bool {
    analysis.items.get(at).is_some_and(|item| item.is_capitalised) && !analysis.is(at, Class::Stop)
}

fn is_capitals(analysis: &Analysis, text: &str, at: usize) -> bool {
    analysis
        .items
        .get(at)
        .and_then(|item| text.get(item.start..item.end))
        .is_some_and(|word| word.chars().count() > 1 && !word.chars().any(char::is_lowercase))
}

/// Whether the subject is the speaker.
pub(super) fn is_speaker(subject: &Subject, claim: &Claim) -> bool {
    let same_id = subject.id.is_some() && subject.id == claim.speaker.id;
    let same_name = claim.speaker.name.as_deref().is_some_and(|name| {
        let (name, subject) = (fold(&name.to_lowercase()), fold(&subject.name.to_lowercase()));
        name.contains(&subject) || subject.contains(&name)
    });
    same_id || same_name
}

/// Whether the claim is the article's own voice.
pub(super) fn is_author(claim: &Claim) -> bool {
    claim.speaker.resolution == Resolution::Author
}
