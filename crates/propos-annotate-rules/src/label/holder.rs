//! Who holds a stance.

use propos_schema::{Claim, Holder, HolderRole, Resolution};

use super::analysis::Analysis;
use super::items::fold;
use super::labels::Labels;
use super::phrases::Tag;

/// The actor that a claim is about: its grammatical subject, where that is a name.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub(super) name: String,
    /// The codebook's id, where it is one of its actors.
    pub(super) id: Option<String>,
    /// The last item of the name.
    pub(super) last: usize,
}

/// The one who makes the claim.
pub(super) fn speaker(claim: &Claim) -> Holder {
    Holder::new(HolderRole::Speaker, claim.speaker.name.clone())
}

/// The named subject at the beginning of a claim.
pub(super) fn subject(labels: &Labels, analysis: &Analysis, text: &str) -> Option<Subject> {
    let mut first = analysis.claim_start();
    let is_word = |at: usize| {
        analysis.items.get(at).is_some_and(|item| item.mark.is_none()) && analysis.is_in_claim(at)
    };
    while is_word(first) && analysis.is(first, super::lexicon::Class::Article) {
        first += 1;
    }
    let slice = |first: usize, last: usize| {
        let start = analysis.items.get(first)?.start;
        let end = analysis.items.get(last)?.end;
        text.get(start..end).map(str::to_owned)
    };
    let actor = analysis
        .hits
        .iter()
        .filter(|hit| hit.first <= first && hit.last >= first && first - hit.first <= 1)
        .filter_map(|hit| match hit.tag {
            Tag::Actor(number) => Some((hit.last, number)),
            _ => None,
        })
        .max_by_key(|(last, _)| *last);
    if let Some((last, number)) = actor {
        return Some(Subject {
            name: slice(first, last)?,
            id: labels.actors.get(number).map(|(id, _)| id.clone()),
            last,
        });
    }
    let is_name = |at: usize| {
        is_word(at)
            && analysis.items.get(at).is_some_and(|item| item.is_capitalised)
            && !analysis.is(at, super::lexicon::Class::Stop)
    };
    let mut last = first;
    while is_name(last + 1) {
        last += 1;
    }
    // One capital at the beginning of a sentence may be any word's; two are a name.
    let begins_sentence = first == analysis.claim_start();
    (is_name(first) && (last > first || !begins_sentence)).then_some(())?;
    Some(Subject {
        name: slice(first, last)?,
        id: None,
        last,
    })
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
